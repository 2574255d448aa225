/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"

/*
 * Yosys 0.23 prints its statistics as text only (its JSON is not valid where
 * parameters are strings), and names a parameterised module by a hash. The
 * parameters behind the hash stand in the log and, for black boxes, in a dump.
 */

/* A module as Yosys calls it. */
struct part {
	char *key;	/* "$paramod$<hash>\imc_router" or "imc_ctrl" */
	char *values;	/* " IN_PORTS=5 ..." */
	int n_kids;
	struct kid {
		char *key;
		int64_t n;
	} *kid;
	struct area_shape shape;
};

struct parts {
	int n;
	struct part *part;
};

static struct part *part_find(struct parts *all, const char *key)
{
	int i;

	for (i = 0; i < all->n; i++)
		if (!strcmp(all->part[i].key, key))
			return &all->part[i];
	return NULL;
}

static struct part *part_get(struct parts *all, const char *key)
{
	struct part *p = part_find(all, key);

	if (p)
		return p;
	all->part = xrealloc(all->part, (all->n + 1) * sizeof(*p));
	p = &all->part[all->n++];
	memset(p, 0, sizeof(*p));
	p->key = xstrdup(key);
	p->values = xstrdup("");
	return p;
}

static void parts_free(struct parts *all)
{
	int i, k;

	for (i = 0; i < all->n; i++) {
		for (k = 0; k < all->part[i].n_kids; k++)
			free(all->part[i].kid[k].key);
		free(all->part[i].kid);
		free(all->part[i].key);
		free(all->part[i].values);
		free(all->part[i].shape.name);
		free(all->part[i].shape.module);
	}
	free(all->part);
}

/* "\imc_x" of "$paramod...\imc_x" or "$paramod\imc_x\N=s32'0010"; also "imc_x". */
static char *module_of(const char *key)
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

static void add_value(struct part *p, const char *name, const char *value)
{
	char *more = xasprintf("%s %s=%lld", p->values, name, value_of(value));

	free(p->values);
	p->values = more;
}

static void set_values(struct part *p, const struct text *values)
{
	free(p->values);
	p->values = xstrdup(values->n ? values->s : "");
}

/*
 *	Parameter \WIDTH = 33
 *	Generating RTLIL representation for module `$paramod$...\imc_fifo'.
 */
static void read_log_line(struct parts *all, struct text *values, char *s)
{
	char name[64], value[80], *end;

	if (sscanf(s, "Parameter \\%63s = %79s", name, value) == 2) {
		text_add(values, " %s=%lld", name, value_of(value));
	} else if (!strncmp(s, "Generating RTLIL ", 17)) {
		s = strchr(s, '`');
		end = s ? strrchr(s, '\'') : NULL;
		if (end) {
			*end = 0;
			set_values(part_get(all, s[1] == '\\' ? s + 2 : s + 1),
				   values);
		}
		values->n = 0;
	} else if (*s) {
		values->n = 0;
	}
}

/* Black boxes: "module NAME", then "parameter \WIDTH 33" lines. */
static void read_box_line(struct parts *all, struct part **open, const char *s)
{
	char name[64], value[80], key[400];

	s += strspn(s, " ");
	if (sscanf(s, "module %399s", key) == 1)
		*open = strncmp(key, "$abstract", 9) ?
			part_get(all, *key == '\\' ? key + 1 : key) : NULL;
	else if (*open && sscanf(s, "parameter \\%63s %79s", name, value) == 2)
		add_value(*open, name, value);
}

static int is_flop(const char *cell)
{
	return strstr(cell, "DFF") != NULL;
}

static int is_latch(const char *cell)
{
	return strstr(cell, "DLATCH") != NULL || !strncmp(cell, "$_SR_", 5);
}

static void add_kid(struct part *p, const char *key, int64_t n)
{
	p->kid = xrealloc(p->kid, (p->n_kids + 1) * sizeof(*p->kid));
	p->kid[p->n_kids].key = xstrdup(key);
	p->kid[p->n_kids++].n = n;
}

static int is_module(const char *cell)
{
	return !strncmp(cell, "$paramod", 8) || !strncmp(cell, "imc_", 4);
}

/* One line of the statistics of generic cells. */
static int read_stat_line(struct parts *all, int *open, const char *s,
			  struct err *e)
{
	char name[400];
	long long n;
	struct part *p;

	if (sscanf(s, "=== %399s ===", name) == 1) {
		p = part_get(all, name);
		*open = strcmp(name, "design") ? (int)(p - all->part) : -1;
	} else if (*open >= 0 && sscanf(s, " %399s %lld", name, &n) == 2) {
		p = &all->part[*open];
		if (is_module(name)) {
			add_kid(p, name, n);
		} else if (is_latch(name)) {
			return err_set(e, "", 0, "latch inferred in %s", p->key);
		} else if (*name == '$') {
			p->shape.n_cells += n;
			p->shape.n_flops += is_flop(name) ? n : 0;
		}
	}
	return 0;
}

/* "Chip area for module 'NAME': 34.5"; a name may have quotes in it. */
static void read_chip_area(struct parts *all, const char *s)
{
	const char *from = strchr(s, '\''), *to = strstr(s, "': ");
	struct part *p;
	char *key;

	if (!from || !to || to <= from)
		return;
	from += from[1] == '\\' ? 2 : 1;
	key = xasprintf("%.*s", (int)(to - from), from);
	p = part_find(all, key);
	if (p)
		p->shape.um2 = strtod(to + 3, NULL);
	free(key);
}

/* One line of the statistics of library cells. */
static int read_lib_line(struct parts *all, int *open, const char *s,
			 struct err *e)
{
	char name[400];
	long long n;

	if (sscanf(s, "=== %399s ===", name) == 1) {
		*open = strcmp(name, "design");
	} else if (*open && strstr(s, "Chip area for module '")) {
		read_chip_area(all, s);
	} else if (*open && sscanf(s, " %399s %lld", name, &n) == 2) {
		if (*name == '$' && !is_module(name))
			return err_set(e, "", 0, "no cell of the library for "
				       "%lld %s", n, name);
	}
	return 0;
}

static char *read_part(const char *dir, const char *name, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name);
	char *s = file_read(path, NULL, e);

	free(path);
	return s;
}

static int read_names(struct parts *all, const char *dir, struct err *e)
{
	char *log = read_part(dir, "area.log", e), *line, *rest;
	char *boxes = log ? read_part(dir, "boxes.txt", e) : NULL;
	struct text values = {0};
	struct part *open = NULL;

	for (line = boxes ? strtok_r(log, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest))
		read_log_line(all, &values, line);
	for (line = boxes ? strtok_r(boxes, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest))
		read_box_line(all, &open, line);
	text_free(&values);
	free(log);
	if (!boxes)
		return -1;
	free(boxes);
	return 0;
}

static int read_stat(struct parts *all, const char *dir, const char *name,
		     int (*read_line)(struct parts *, int *, const char *,
				      struct err *), int open, struct err *e)
{
	char *s = read_part(dir, name, e), *line, *rest;
	int r = s ? 0 : -1;

	for (line = s ? strtok_r(s, "\n", &rest) : NULL; line && r == 0;
	     line = strtok_r(NULL, "\n", &rest))
		r = read_line(all, &open, line, e);
	free(s);
	return r;
}

/* Down from the top: each path to a module adds its instances. */
static void count_instances(struct parts *all, const char *key, int64_t n)
{
	struct part *p = part_get(all, key);
	int i = (int)(p - all->part), k;

	all->part[i].shape.n_instances += n;
	for (k = 0; k < all->part[i].n_kids; k++)
		count_instances(all, all->part[i].kid[k].key,
				n * all->part[i].kid[k].n);
}

static int64_t value(const struct part *p, const char *name)
{
	char *key = xasprintf(" %s=", name);
	const char *s = strstr(p->values, key);
	int64_t v = s ? strtoll(s + strlen(key), NULL, 10) : 0;

	free(key);
	return v;
}

static void finish_shape(struct part *p)
{
	struct area_shape *s = &p->shape;

	s->module = module_of(p->key);
	s->name = xasprintf("%s%s", s->module, p->values);
	if (!strcmp(s->module, "imc_xbar")) {
		s->is_macro = 1;
		s->n_bits = value(p, "ROWS") * value(p, "COLS") *
			    value(p, "WEIGHT_BITS");
	} else if (!strcmp(s->module, "imc_sram")) {
		s->is_macro = 1;
		s->n_bits = value(p, "WIDTH") * value(p, "DEPTH");
	}
}

static void add_shape(struct area_result *r, struct area_shape *s)
{
	r->shape = xrealloc(r->shape, (r->n_shapes + 1) * sizeof(*s));
	r->shape[r->n_shapes++] = *s;
	r->n_cells += s->n_instances * s->n_cells;
	r->n_flops += s->n_instances * s->n_flops;
	r->um2 += s->n_instances * s->um2;
	if (!strcmp(s->module, "imc_xbar"))
		r->n_xbars += s->n_instances;
	if (!strcmp(s->module, "imc_sram")) {
		r->n_srams += s->n_instances;
		r->sram_bits += s->n_instances * s->n_bits;
	}
	s->name = s->module = NULL;	/* moved */
}

static int by_name(const void *a, const void *b)
{
	const struct area_shape *x = a, *y = b;
	int order = strcmp(x->module, y->module);

	return order ? order : strverscmp(x->name, y->name);
}

int area_parse(const char *work_dir, int has_library, struct area_result *r,
	       struct err *e)
{
	struct parts all = {0};
	int i, bad;

	bad = read_names(&all, work_dir, e) < 0 ||
	      read_stat(&all, work_dir, "area.stat", read_stat_line, -1, e) < 0 ||
	      (has_library && read_stat(&all, work_dir, "area.lib.stat",
					read_lib_line, 0, e) < 0);
	if (!bad && (!part_find(&all, "imc_fabric") ||
		     !part_find(&all, "imc_fabric")->n_kids)) {
		err_set(e, "", 0, "no statistics of imc_fabric in %s/area.stat",
			work_dir);
		bad = 1;
	}
	if (!bad)
		count_instances(&all, "imc_fabric", 1);
	for (i = 0; !bad && i < all.n; i++) {
		finish_shape(&all.part[i]);
		if (all.part[i].shape.n_instances)
			add_shape(r, &all.part[i].shape);
	}
	if (r->n_shapes)
		qsort(r->shape, r->n_shapes, sizeof(*r->shape), by_name);
	parts_free(&all);
	return bad ? -1 : 0;
}
