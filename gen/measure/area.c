/* SPDX-License-Identifier: Apache-2.0 */
#include "area.h"

#include <stdlib.h>
#include <string.h>

#include "area_impl.h"

/* What a shape's result depends on; the top's is the netlist itself. */
static uint64_t part_hash(const struct area_flow *f, const struct area_part *p)
{
	char *module;
	uint64_t h;

	if (!strcmp(p->key, "imc_fabric"))
		return fnv(f->sources, f->netlist, strlen(f->netlist));
	module = area_module_of(p->key);
	h = area_source_hash(&f->files, module, f->tools);
	free(module);
	return fnv(h, p->key, strlen(p->key));
}

/* Synthesises the shapes that no cache knows, in one run. */
static int make_shapes(struct area_flow *f, struct err *e)
{
	char *dir = xasprintf("%s/shapes", f->o->work_dir), *pattern;
	struct text script = {0};
	const struct area_part *p;
	int i, r;

	text_add_bytes(&script, f->read.s, f->read.n);
	area_name_macros(f, &script);
	for (i = 0; i < f->parts.n; i++) {
		p = &f->parts.part[i];
		if (!p->is_known || p->macro)
			continue;
		pattern = area_pattern(p->key);
		text_add(&script, "blackbox %s\n", pattern);
		free(pattern);
	}
	area_steps(f, dir, 0, &script);
	r = area_yosys(f, dir, &script, e);
	if (r == 0)
		r = area_read_stats(&f->parts, dir, f->library, e);
	text_free(&script);
	free(dir);
	return r;
}

/* Shape by shape, out of the cache where it has them. */
static int find_shapes(struct area_flow *f, struct area_result *r, struct err *e)
{
	int *is_new = xcalloc(f->parts.n, sizeof(*is_new));
	double started = now_seconds();
	int i, n = f->parts.n, bad = 0;

	for (i = 0; i < n; i++)
		if (!f->parts.part[i].is_known)
			is_new[i] = !area_cache_read(f, part_hash(f, &f->parts.part[i]),
						     &f->parts.part[i]);
	for (i = 0; i < n; i++) {
		r->n_made += is_new[i];
		r->n_cached += !is_new[i] && !f->parts.part[i].macro;
	}
	if (r->n_made) {
		f->n_shapes = r->n_made;
		bad = make_shapes(f, e) < 0;
		r->seconds += now_seconds() - started;
	}
	for (i = 0; i < n && !bad; i++) {
		if (!f->parts.part[i].is_known)
			bad = err_set(e, "", 0, "no statistics of %s",
				      f->parts.part[i].key) < 0;
		else if (is_new[i])
			bad = area_cache_write(f, part_hash(f, &f->parts.part[i]),
					       &f->parts.part[i], e) < 0;
	}
	free(is_new);
	if (!bad)
		area_count(&f->parts, "imc_fabric", 1);
	return bad ? -1 : 0;
}

static void set_macro_areas(struct area_flow *f)
{
	const struct macro_areas areas = {f->o->xbar_um2, f->o->sram_um2};
	struct area_part *p;

	for (int i = 0; i < f->parts.n; i++) {
		p = &f->parts.part[i];
		if (p->macro)
			p->shape.um2 = macro_um2(&p->of, &areas);
	}
}

int area_measure(const char *rtl_dir, const struct area_options *o,
		 struct area_result *r, struct err *e)
{
	struct area_flow f;
	int bad;

	memset(r, 0, sizeof(*r));
	bad = area_flow_open(&f, rtl_dir, o, r, e) < 0 ||
	      (o->flat ? area_flat(&f, r, e) : find_shapes(&f, r, e)) < 0;
	if (!bad) {
		set_macro_areas(&f);
		area_total(&f.parts, r);
		r->kge = area_kge(r, r->um2);
		bad = area_check_total(r, o, e) < 0;
	}
	if (!bad && o->progress && r->seconds > 0)
		o->progress(o->stage ? o->stage : "yosys", r->n_shapes,
			    r->n_shapes, "shapes", now_seconds() - f.started);
	area_flow_close(&f);
	if (bad)
		area_free(r);
	return bad ? -1 : 0;
}

int area_run(const char *rtl_dir, const char *work_dir, int flat,
	     const char *liberty, area_progress *progress,
	     struct area_result *r, struct err *e)
{
	struct area_options o = {.work_dir = work_dir, .flat = flat,
				 .liberty = liberty, .progress = progress};

	return area_measure(rtl_dir, &o, r, e);
}

double area_kge(const struct area_result *r, double um2)
{
	return r->nand2_um2 > 0 ? um2 / r->nand2_um2 / 1000 : 0;
}

void area_free(struct area_result *r)
{
	int i;

	for (i = 0; i < r->n_shapes; i++) {
		free(r->shape[i].name);
		free(r->shape[i].module);
	}
	free(r->shape);
	memset(r, 0, sizeof(*r));
}
