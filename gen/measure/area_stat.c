/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/*
 * `stat -json` of Yosys. Read is the object "modules" alone, as versions differ
 * in the rest: 0.23 writes lines of text behind that object. In it, they agree
 * on num_cells_by_type; the area of a module with a library is the sum over its
 * cells, as some versions do not tell it and others add the modules in it.
 */

/* Names of Verilog have a backslash in front. */
static const char *plain(const char *name)
{
	return *name == '\\' ? name + 1 : name;
}

static int bad(struct err *e, const char *path, const char *module,
	       const char *why)
{
	return err_set(e, path, 0, "statistics of Yosys not understood: %s%s%s",
		       why, *module ? ", module " : "", module);
}

/* num_cells is all cells, or those that are no modules. */
static int check_sum(const json_t *m, int64_t sum, const char *path,
		     const char *name, struct err *e)
{
	const json_t *n = json_object_get(m, "num_cells");
	const json_t *subs = json_object_get(m, "num_submodules");

	if (!json_is_integer(n))
		return bad(e, path, name, "no num_cells");
	if (sum != json_integer_value(n) &&
	    sum != json_integer_value(n) + json_integer_value(subs))
		return bad(e, path, name, "the cells by type do not add up to "
			   "num_cells");
	return 0;
}

static int read_module(const char *name, json_t *m, const char *path,
		       area_stat_cell *cell, void *user, struct err *e)
{
	json_t *types = json_object_get(m, "num_cells_by_type"), *n;
	const char *type;
	int64_t sum = 0;

	if (!json_is_object(types))
		return bad(e, path, name, "no num_cells_by_type");
	if (cell(user, name, NULL, 0, e) < 0)
		return -1;
	json_object_foreach(types, type, n) {
		if (!json_is_integer(n) || json_integer_value(n) < 1)
			return bad(e, path, name, "a number of cells is none");
		sum += json_integer_value(n);
		if (cell(user, name, plain(type), json_integer_value(n), e) < 0)
			return -1;
	}
	return check_sum(m, sum, path, name, e);
}

int area_stat_read(const char *path, area_stat_cell *cell, void *user,
		   struct err *e)
{
	static const char key[] = "\"modules\":";
	char *text = file_read(path, FILE_MAX_DATA, NULL, e), *from;
	json_error_t fault;
	json_t *all, *m;
	const char *name;
	int r = 0;

	if (!text)
		return -1;
	from = strstr(text, key);
	all = from ? json_loads(from + sizeof(key) - 1, JSON_DISABLE_EOF_CHECK,
				&fault) : NULL;
	if (!json_is_object(all))
		r = bad(e, path, "", from ? fault.text : "no object \"modules\"");
	else if (!json_object_size(all))
		r = bad(e, path, "", "no module");
	if (r == 0)
		json_object_foreach(all, name, m)
			if (r == 0)
				r = read_module(plain(name), m, path, cell, user,
						e);
	json_decref(all);
	free(text);
	return r;
}

int area_cells_read(const char *library, struct area_cells *c, struct err *e)
{
	char *s = file_read(library, FILE_MAX_DATA, NULL, e), value[64];
	const char *p = s, *end, *to;

	if (!s)
		return -1;
	to = s + strlen(s);
	while ((p = area_group_find(p, to, "cell", &end))) {
		struct area_cell *n;

		c->cell = xrealloc(c->cell, (c->n + 1) * sizeof(*c->cell));
		n = &c->cell[c->n++];
		area_group_name(p, n->name, sizeof(n->name));
		n->um2 = area_attribute(p, end, "area", value, sizeof(value)) ?
			strtod(value, NULL) : -1;
		p = end;
	}
	free(s);
	return 0;
}

double area_cells_um2(const struct area_cells *c, const char *name)
{
	for (int i = 0; i < c->n; i++)
		if (!strcmp(c->cell[i].name, name))
			return c->cell[i].um2;
	return -1;
}
