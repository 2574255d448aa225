/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure/area.h"
#include "measure/area_json.h"
#include "cmd.h"
#include "operand.h"
#include "base/proc.h"

static void print_shape(const struct area_result *r, const struct area_shape *s,
			int liberty)
{
	if (s->is_macro) {
		printf("%9" PRId64 " %9s %9s", s->n_instances, "macro", "");
		if (liberty && s->um2 > 0)
			printf(" %10.0f %8s", s->um2, "");
		else if (liberty)
			printf(" %10s %8s", "unknown", "");
		printf("  %s, %" PRId64 " bits\n", s->name, s->n_bits);
		return;
	}
	printf("%9" PRId64 " %9" PRId64 " %9" PRId64, s->n_instances,
	       s->n_cells, s->n_flops);
	if (liberty)
		printf(" %10.0f %8.2f", s->um2, area_kge(r, s->um2));
	printf("  %s\n", s->name);
}

static void print_macros(const char *name, int64_t n, double um2)
{
	if (!n)
		return;
	printf("%s: %" PRId64, name, n);
	if (um2 > 0)
		printf(", %.0f um2 by the hardware file\n", um2);
	else
		printf(", area unknown (not in the hardware file)\n");
}

static void print_area(const struct area_result *r, int liberty)
{
	printf("%9s %9s %9s%s  shape\n", "instances", "cells", "flops",
	       liberty ? "        um2      kGE" : "");
	for (int i = 0; i < r->n_shapes; i++)
		print_shape(r, &r->shape[i], liberty);
	printf("total: %" PRId64 " cells, %" PRId64 " flip-flops", r->n_cells,
	       r->n_flops);
	if (liberty)
		printf(", %.0f um2 of standard cells, %.1f kGE (%s = %g um2)",
		       r->um2, r->kge, r->nand2, r->nand2_um2);
	printf(", %" PRId64 " crossbars, %" PRId64 " memories of %" PRId64
	       " bits\n", r->n_xbars, r->n_srams, r->sram_bits);
	print_macros("crossbars", r->n_xbars, r->xbar_um2);
	print_macros("memories", r->n_srams, r->sram_um2);
	printf("shapes: %d synthesised, %d from the cache\n", r->n_made,
	       r->n_cached);
}

struct options {
	const char *path, *work, *json;
	int hardwired;
	struct cmd_list set;
	struct area_options area;
	struct operand about;
};

static json_t *text_or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static int write_json(const struct options *o, const struct area_result *r,
		      struct err *e)
{
	json_t *j = json_pack("{s:s, s:i, s:s, s:s, s:s, s:o, s:s, s:o, s:o}",
		"format", "imcfab-area", "version", 1, "imcfab", PACKAGE_VERSION,
		"hardware", o->about.hardware, "topology",
		o->about.topology, "hardwired_for",
		text_or_null(o->about.net), "measured", o->area.flat ? "flat" : "shapes",
		"library", text_or_null(o->area.liberty), "area", area_json(r));
	char *s = json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
	int bad = file_write(o->json, s, strlen(s), e);

	json_decref(j);
	free(s);
	return bad;
}

static int run(int argc, char **argv, struct err *e)
{
	struct options o = {.work = "area.build"};
	const char *operand[1];
	const struct cmd_opt opt[] = {
		{"--set", NULL, NULL, &o.set},
		{"--work", &o.work, NULL, NULL},
		{"--cache", &o.area.cache_dir, NULL, NULL},
		{"--liberty", &o.area.liberty, NULL, NULL},
		{"--json", &o.json, NULL, NULL},
		{"--hardwired", NULL, &o.hardwired, NULL},
		{"--flat", NULL, &o.area.flat, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct area_result result;
	char *fabric, *work, *yosys;
	int r = cmd_options(argc, argv, opt, operand, 1, 1, e);

	fabric = xasprintf("%s/fabric", o.work);
	work = xasprintf("%s/yosys", o.work);
	o.path = operand[0];
	o.area.work_dir = work;
	o.area.progress = cmd_progress;
	yosys = r ? NULL : proc_find("yosys", "yosys", e);
	r = yosys ? 0 : -1;
	free(yosys);
	if (!r)
		r = operand_emit(o.path, o.hardwired, &o.set, fabric,
				 "imcfab area", &o.about, e);
	o.area.xbar_um2 = o.about.xbar_um2;
	o.area.sram_um2 = o.about.sram_um2;
	if (!r)
		r = area_measure(fabric, &o.area, &result, e);
	if (!r) {
		print_area(&result, o.area.liberty != NULL);
		r = o.json ? write_json(&o, &result, e) : 0;
		area_free(&result);
	}
	free(fabric);
	free(work);
	free(o.set.s);
	operand_free(&o.about);
	return r;
}

const struct cmd cmd_area = {
	"area", "ARCH|PLAN [--hardwired] [--flat] [--liberty FILE] [--json FILE] [--work DIR] "
	"[--cache DIR] [--set KEY=VALUE]...",
	"Area of a fabric by Yosys: cells of each module shape and in total; macros are\n"
	"counted, their area is the hardware file's.\n\n"
	"  --hardwired     the plan's own hardwired fabric\n"
	"  --flat          each tile as one module with its constants folded, equal tiles\n"
	"                  once: totals that compare programmable with hardwired\n"
	"  --liberty FILE  map to this cell library and report um2 and gate equivalents\n"
	"  --json FILE     write the result there too (docs/formats.md)\n"
	"  --work DIR      folder for RTL, scripts and logs, kept and reused (area.build)\n"
	"  --cache DIR     results of shapes, for fabrics to share (in the work folder)\n"
	"  --set KEY=VALUE override a key of the hardware file\n",
	run,
};
