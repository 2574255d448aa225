/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_run.h"

#include <stdlib.h>
#include <string.h>

#include "emit/emit.h"

static void add_part(struct compare_row *r, const char *name, double area)
{
	int k = 0;

	while (k < r->n_parts && strcmp(r->part[k].name, name))
		k++;
	if (k == r->n_parts) {
		r->part = xrealloc(r->part, (k + 1) * sizeof(*r->part));
		r->part[r->n_parts++] = (struct compare_part) {xstrdup(name), 0};
	}
	r->part[k].area += area;
}

static int larger(const void *a, const void *b)
{
	const struct compare_part *x = a, *y = b;

	if (x->area != y->area)
		return (x->area < y->area) - (x->area > y->area);
	return strcmp(x->name, y->name);
}

static void take_area(const struct area_result *a, int library,
		      struct compare_row *r)
{
	double cells = 0, um2 = 0;

	for (int i = 0; i < a->n_shapes; i++) {
		const struct area_shape *s = &a->shape[i];
		double n = (double)s->n_instances;

		if (s->is_macro)
			continue;
		add_part(r, s->module, n * (library ? s->um2 : s->n_cells));
		/* The arbiters of an output belong to the router. */
		if (strcmp(s->module, "imc_router") &&
		    strcmp(s->module, "imc_arb"))
			continue;
		cells += n * s->n_cells;
		um2 += n * s->um2;
	}
	qsort(r->part, r->n_parts, sizeof(*r->part), larger);
	r->router_cells = cells;
	r->fabric_cells = (double)a->n_cells;
	if (library) {
		r->router_um2 = um2;
		r->fabric_um2 = a->um2;
		r->router_kge = area_kge(a, um2);
		r->fabric_kge = area_kge(a, a->um2);
	}
}

int compare_area(const struct arch *a, const struct topo *t,
		 const struct compare_synth *s, const char *dir,
		 struct compare_row *r, struct err *e)
{
	char *fabric = xasprintf("%s/fabric", dir);
	char *work = xasprintf("%s/area", dir);
	const struct area_options o = {
		.work_dir = work, .cache_dir = s->cache, .liberty = s->liberty,
		.progress = s->progress, .stage = s->stage,
	};
	struct area_result area;
	int failed = emit_fabric(a, t, NULL, s->templates, fabric,
				 "imcfab fabric", e);

	if (!failed)
		failed = area_measure(fabric, &o, &area, e);
	if (!failed) {
		take_area(&area, s->liberty != NULL, r);
		area_free(&area);
	}
	free(fabric);
	free(work);
	return failed;
}
