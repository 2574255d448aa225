/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arch.h"
#include "area.h"
#include "cmd.h"
#include "emit.h"
#include "plan.h"
#include "proc.h"
#include "topo.h"

static void print_area(const struct area_result *r, int liberty)
{
	printf("%9s %9s %9s%s  shape\n", "instances", "cells", "flops",
	       liberty ? "        um2" : "");
	for (int i = 0; i < r->n_shapes; i++) {
		const struct area_shape *s = &r->shape[i];

		if (s->is_macro) {
			printf("%9" PRId64 " %9s %9s", s->n_instances, "macro",
			       "");
			if (liberty)
				printf(" %10s", "");
			printf("  %s, %" PRId64 " bits\n", s->name, s->n_bits);
			continue;
		}
		printf("%9" PRId64 " %9" PRId64 " %9" PRId64, s->n_instances,
		       s->n_cells, s->n_flops);
		if (liberty)
			printf(" %10.0f", s->um2);
		printf("  %s\n", s->name);
	}
	printf("total: %" PRId64 " cells, %" PRId64 " flip-flops", r->n_cells,
	       r->n_flops);
	if (liberty)
		printf(", %.0f um2 of standard cells", r->um2);
	printf(", %" PRId64 " crossbars, %" PRId64 " memories of %" PRId64
	       " bits\n", r->n_xbars, r->n_srams, r->sram_bits);
}

/* The operand is a plan where its first line says so, else a hardware file. */
static int is_plan(const char *path, int *yes, struct err *e)
{
	char *s = file_read(path, NULL, e);

	if (!s)
		return -1;
	*yes = !strncmp(s, "imcfab-plan", 11);
	free(s);
	return 0;
}

struct area_opt {
	const char *path, *work, *liberty;
	int hardwired, flat;
	struct cmd_list set;
};

static int emit_operand(const struct area_opt *o, const char *fabric,
			struct err *e)
{
	char *templates = xasprintf("%s/rtl_templates", cmd_share());
	struct arch *a = NULL;
	struct topo *t = NULL;
	struct plan *p = NULL;
	int yes = 0, r = is_plan(o->path, &yes, e);

	if (!r && yes) {
		p = plan_read(o->path, e);
		r = p ? emit_fabric(p->arch, p->topo, o->hardwired ? p : NULL,
				    templates, fabric, "imcfab area", e) : -1;
	} else if (!r && o->hardwired) {
		r = err_set(e, o->path, 0, "--hardwired needs a plan");
	} else if (!r) {
		a = arch_read(o->path, o->set.s, o->set.n, e);
		t = a ? topo_build(a->topology, a->topology_line ? o->path :
				   "--set", a->topology_line, e) : NULL;
		r = t ? emit_fabric(a, t, NULL, templates, fabric,
				    "imcfab area", e) : -1;
	}
	plan_free(p);
	topo_free(t);
	arch_free(a);
	free(templates);
	return r;
}

static int run(int argc, char **argv, struct err *e)
{
	struct area_opt o = {.work = "area.build"};
	const char *operand[1];
	const struct cmd_opt opt[] = {
		{"--set", NULL, NULL, &o.set},
		{"--work", &o.work, NULL, NULL},
		{"--liberty", &o.liberty, NULL, NULL},
		{"--hardwired", NULL, &o.hardwired, NULL},
		{"--flat", NULL, &o.flat, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct area_result result;
	char *fabric, *work, *yosys;
	int r = cmd_options(argc, argv, opt, operand, 1, 1, e);

	fabric = xasprintf("%s/fabric", o.work);
	work = xasprintf("%s/yosys", o.work);
	o.path = operand[0];
	yosys = r ? NULL : proc_find("yosys", "yosys", e);
	r = yosys ? 0 : -1;
	free(yosys);
	if (!r)
		r = emit_operand(&o, fabric, e);
	if (!r)
		r = area_run(fabric, work, o.flat, o.liberty, cmd_progress,
			     &result, e);
	if (!r) {
		print_area(&result, o.liberty != NULL);
		area_free(&result);
	}
	free(fabric);
	free(work);
	free(o.set.s);
	return r;
}

const struct cmd cmd_area = {
	"area", "ARCH|PLAN [--hardwired] [--flat] [--liberty FILE] [--work DIR] [--set KEY=VALUE]...",
	"Area of a fabric by Yosys: cells of each module shape and in total, macros counted.\n\n"
	"  --hardwired     the plan's own hardwired fabric\n"
	"  --flat          the whole fabric as one module, constants folded: the total of a\n"
	"                  hardwired fabric; minutes for 32 tiles\n"
	"  --liberty FILE  map to this cell library and report um2\n"
	"  --work DIR      folder for RTL, script and log, kept and reused (area.build)\n"
	"  --set KEY=VALUE override a key of the hardware file\n",
	run,
};
