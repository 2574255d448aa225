/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/*
 * Yosys names a parameterised module by a hash. The parameters behind the hash
 * stand in the log and, for black boxes, in a dump.
 */

struct area_part *area_part_find(struct area_parts *all, const char *key)
{
	int i;

	for (i = 0; i < all->n; i++)
		if (!strcmp(all->part[i].key, key) ||
		    (all->part[i].macro && !strcmp(all->part[i].macro, key)))
			return &all->part[i];
	return NULL;
}

struct area_part *area_part_get(struct area_parts *all, const char *key)
{
	struct area_part *p = area_part_find(all, key);

	if (p)
		return p;
	all->part = xrealloc(all->part, (all->n + 1) * sizeof(*p));
	p = &all->part[all->n++];
	memset(p, 0, sizeof(*p));
	p->key = xstrdup(key);
	p->values = xstrdup("");
	return p;
}

void area_part_add_kid(struct area_part *p, const char *key, int64_t n)
{
	p->kid = xrealloc(p->kid, (p->n_kids + 1) * sizeof(*p->kid));
	p->kid[p->n_kids].key = xstrdup(key);
	p->kid[p->n_kids++].n = n;
}

static void part_free(struct area_part *p)
{
	int k;

	for (k = 0; k < p->n_kids; k++)
		free(p->kid[k].key);
	for (k = 0; k < p->n_ports; k++)
		free(p->port[k].name);
	free(p->kid);
	free(p->port);
	free(p->key);
	free(p->values);
	free(p->macro);
	free(p->shape.name);
	free(p->shape.module);
}

void area_parts_free(struct area_parts *all)
{
	int i;

	for (i = 0; i < all->n; i++)
		part_free(&all->part[i]);
	free(all->part);
	memset(all, 0, sizeof(*all));
}

/* "\imc_x" of "$paramod...\imc_x" or "$paramod\imc_x\N=s32'0010"; also "imc_x". */
char *area_module_of(const char *key)
{
	const char *s = strstr(key, "\\imc_");
	size_t n;

	s = s ? s + 1 : key;
	n = strcspn(s, "\\");
	return xasprintf("%.*s", (int)n, s);
}

/* 64 or 32'01000000: Yosys writes both. */
static long long value_of(const char *s)
{
	const char *quote = strchr(s, '\'');

	return quote ? strtoll(quote + 1 + (quote[1] == 's'), NULL, 2) :
		       strtoll(s, NULL, 10);
}

static void add_value(struct area_part *p, const char *name, const char *value)
{
	char *more = xasprintf("%s %s=%lld", p->values, name, value_of(value));

	free(p->values);
	p->values = more;
}

static void set_values(struct area_part *p, const struct text *values)
{
	free(p->values);
	p->values = xstrdup(values->n ? values->s : "");
}

/*
 *	Parameter \WIDTH = 33
 *	Generating RTLIL representation for module `$paramod$...\imc_fifo'.
 */
static void read_log_line(struct area_parts *all, struct text *values, char *s)
{
	char name[64], value[80], *end;

	if (sscanf(s, "Parameter \\%63s = %79s", name, value) == 2) {
		text_add(values, " %s=%lld", name, value_of(value));
	} else if (!strncmp(s, "Generating RTLIL ", 17)) {
		s = strchr(s, '`');
		end = s ? strrchr(s, '\'') : NULL;
		if (end) {
			*end = 0;
			set_values(area_part_get(all, s[1] == '\\' ? s + 2 : s + 1),
				   values);
		}
		values->n = 0;
	} else if (*s) {
		values->n = 0;
	}
}

static void add_port(struct area_part *p, const char *s)
{
	struct area_port port = {.width = 1};
	char direction[16], name[64];

	if (sscanf(s, "wire width %d %15s %*d \\%63s", &port.width, direction,
		   name) != 3 &&
	    sscanf(s, "wire %15s %*d \\%63s", direction, name) != 2)
		return;
	port.name = xstrdup(name);
	port.is_output = !strcmp(direction, "output");
	p->port = xrealloc(p->port, (p->n_ports + 1) * sizeof(port));
	p->port[p->n_ports++] = port;
}

/* Black boxes: "module NAME", then "parameter \WIDTH 33" and "wire" lines. */
static void read_box_line(struct area_parts *all, int *open, const char *s)
{
	char name[64], value[80], key[400];

	s += strspn(s, " ");
	if (sscanf(s, "module %399s", key) == 1) {
		*open = -1;
		if (!strncmp(key, "$abstract", 9))
			return;
		*open = area_part_get(all, *key == '\\' ? key + 1 : key) -
			all->part;
		all->part[*open].shape.is_macro = 1;
	} else if (*open < 0) {
		return;
	} else if (sscanf(s, "parameter \\%63s %79s", name, value) == 2) {
		add_value(&all->part[*open], name, value);
	} else if (!strncmp(s, "wire ", 5)) {
		add_port(&all->part[*open], s);
	}
}

static int is_flop(const char *cell)
{
	return strstr(cell, "DFF") != NULL;
}

static int is_latch(const char *cell)
{
	return strstr(cell, "DLATCH") != NULL || !strncmp(cell, "$_SR_", 5);
}

static int is_module(const char *cell)
{
	return !strncmp(cell, "$paramod", 8) || !strncmp(cell, "imc_", 4);
}

/* One type of cell in a module, generic. */
static int add_cells(void *user, const char *module, const char *type, int64_t n,
		     struct err *e)
{
	struct area_part *p = area_part_get(user, module);

	p->is_known = 1;
	if (!type)
		return 0;
	if (is_latch(type))
		return err_set(e, "", 0, "latch inferred in %s", p->key);
	if (is_module(type)) {
		area_part_add_kid(p, type, n);
	} else if (*type == '$') {
		p->shape.n_cells += n;
		p->shape.n_flops += is_flop(type) ? n : 0;
	} else {
		return err_set(e, "", 0, "cell %s in %s is neither generic nor "
			       "a module of the fabric", type, p->key);
	}
	return 0;
}

/* Statistics in front of synthesis: the names alone. */
static int add_name(void *user, const char *module, const char *type, int64_t n,
		    struct err *e)
{
	(void)type;
	(void)n;
	(void)e;
	area_part_get(user, module);
	return 0;
}

struct mapped {
	struct area_parts *all;
	struct area_cells cells;
};

/* One type of cell in a module, of the library. */
static int add_um2(void *user, const char *module, const char *type, int64_t n,
		   struct err *e)
{
	const struct mapped *m = user;
	struct area_part *p = area_part_find(m->all, module);
	double um2;

	if (!type || is_module(type))
		return 0;
	if (*type == '$')
		return err_set(e, "", 0, "no cell of the library for %lld %s",
			       (long long)n, type);
	um2 = area_cells_um2(&m->cells, type);
	if (um2 < 0)
		return err_set(e, "", 0, "no area for cell %s", type);
	if (p)
		p->shape.um2 += n * um2;
	return 0;
}

static char *read_part(const char *dir, const char *name, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name);
	char *s = file_read(path, FILE_MAX_DATA, NULL, e);

	free(path);
	return s;
}

static int read_stat(const char *dir, const char *name, area_stat_cell *cell,
		     void *user, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name);
	int r = area_stat_read(path, cell, user, e);

	free(path);
	return r;
}

int area_read_names(struct area_parts *all, const char *dir, struct err *e)
{
	char *log = read_part(dir, "run.log", e), *line, *rest;
	char *boxes = log ? read_part(dir, "boxes.txt", e) : NULL;
	struct text values = {0};
	int open = -1, i, r;

	for (line = boxes ? strtok_r(log, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest))
		read_log_line(all, &values, line);
	for (line = boxes ? strtok_r(boxes, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest))
		read_box_line(all, &open, line);
	text_free(&values);
	free(log);
	r = boxes ? 0 : -1;
	free(boxes);
	for (i = 0; i < all->n && r == 0; i++)
		if (all->part[i].shape.is_macro)
			r = area_macro_name(&all->part[i], e);
	if (r == 0)
		r = read_stat(dir, "area.json", add_name, all, e);
	for (i = 0; i < all->n && r == 0; i++)
		if (!strncmp(all->part[i].key, "$paramod", 8) &&
		    !*all->part[i].values)
			r = err_set(e, dir, 0, "run.log of Yosys not understood: "
				    "no parameters of %s", all->part[i].key);
	return r;
}

int area_read_stats(struct area_parts *all, const char *dir, const char *library,
		    struct err *e)
{
	int r = read_stat(dir, "area.json", add_cells, all, e);
	struct mapped m = {.all = all};

	if (r == 0 && library)
		r = area_cells_read(library, &m.cells, e);
	if (r == 0 && library)
		r = read_stat(dir, "area.lib.json", add_um2, &m, e);
	free(m.cells.cell);
	return r;
}

void area_count(struct area_parts *all, const char *top, int64_t times)
{
	struct area_part *p = area_part_get(all, top);
	int i = (int)(p - all->part), k;

	all->part[i].shape.n_instances += times;
	for (k = 0; k < all->part[i].n_kids; k++)
		area_count(all, all->part[i].kid[k].key,
			   times * all->part[i].kid[k].n);
}

int64_t area_value(const struct area_part *p, const char *name)
{
	char *key = xasprintf(" %s=", name);
	const char *s = strstr(p->values, key);
	int64_t v = s ? strtoll(s + strlen(key), NULL, 10) : 0;

	free(key);
	return v;
}

static void add_macro(struct area_result *r, const struct area_shape *s)
{
	if (!strcmp(s->module, "imc_xbar")) {
		r->n_xbars += s->n_instances;
		r->xbar_um2 += s->n_instances * s->um2;
	} else {
		r->n_srams += s->n_instances;
		r->sram_bits += s->n_instances * s->n_bits;
		r->sram_um2 += s->n_instances * s->um2;
	}
}

static void add_shape(struct area_result *r, struct area_shape *s)
{
	r->shape = xrealloc(r->shape, (r->n_shapes + 1) * sizeof(*s));
	r->shape[r->n_shapes++] = *s;
	if (s->is_macro) {
		add_macro(r, s);
	} else {
		r->n_cells += s->n_instances * s->n_cells;
		r->n_flops += s->n_instances * s->n_flops;
		r->um2 += s->n_instances * s->um2;
	}
	s->name = s->module = NULL;	/* moved */
}

static int by_name(const void *a, const void *b)
{
	const struct area_shape *x = a, *y = b;
	int order = strcmp(x->module, y->module);

	return order ? order : strverscmp(x->name, y->name);
}

void area_total(struct area_parts *all, struct area_result *r)
{
	struct area_part *p;
	int i;

	for (i = 0; i < all->n; i++) {
		p = &all->part[i];
		if (!p->shape.n_instances)
			continue;
		if (!p->shape.module)
			p->shape.module = area_module_of(p->key);
		if (!p->shape.name)
			p->shape.name = xasprintf("%s%s", p->shape.module,
						  p->values);
		add_shape(r, &p->shape);
	}
	if (r->n_shapes)
		qsort(r->shape, r->n_shapes, sizeof(*r->shape), by_name);
}

int area_check_total(const struct area_result *r, const struct area_options *o,
		     struct err *e)
{
	if (r->n_cells > 0 && r->n_flops > 0 && (!o->liberty || r->um2 > 0))
		return 0;
	return err_set(e, o->work_dir, 0, "area of the fabric is 0: %lld cells, "
		       "%lld of them flip-flops, %g um2", (long long)r->n_cells,
		       (long long)r->n_flops, r->um2);
}
