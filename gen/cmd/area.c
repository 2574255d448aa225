/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure/area.h"
#include "base/file.h"
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

/* In the folder WORK, which is locked. */
static int measure(struct options *o, struct err *e)
{
	struct area_result result;
	char *fabric = xasprintf("%s/fabric", o->work);
	char *work = xasprintf("%s/yosys", o->work);
	int r;

	o->area.work_dir = work;
	o->area.progress = cmd_progress;
	r = operand_emit(o->path, o->hardwired, &o->set, fabric,
			 "imcfab area", &o->about, e);
	o->area.xbar_um2 = o->about.xbar_um2;
	o->area.sram_um2 = o->about.sram_um2;
	if (!r)
		r = area_measure(fabric, &o->area, &result, e);
	if (!r) {
		print_area(&result, o->area.liberty != NULL);
		r = o->json ? write_json(o, &result, e) : 0;
		area_free(&result);
	}
	free(fabric);
	free(work);
	operand_free(&o->about);
	return r;
}

static int run(void *options, struct err *e)
{
	struct options *o = options;
	struct dir_lock lock;
	int r;

	if (proc_need("yosys", "yosys", e) < 0 ||
	    proc_path(o->work, "yosys", e) < 0 ||
	    dir_lock(&lock, o->work, e) < 0)
		return -1;
	r = measure(o, e);
	dir_unlock(&lock, r < 0);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH|PLAN", AT(path), .needed = 1,
	 .help = "hardware file, or a plan: its hardware"},
	{0, "hardwired", CMD_FLAG, NULL, AT(hardwired),
	 .help = "the plan's own hardwired fabric"},
	{0, "flat", CMD_FLAG, NULL, AT(area.flat),
	 .help = "each tile as one module with its constants folded, equal tiles "
		 "once: totals that compare programmable with hardwired"},
	{0, "liberty", CMD_INPUT, "FILE", AT(area.liberty),
	 .help = "map to this cell library and report um2 and gate equivalents"},
	{0, "json", CMD_OUTPUT, "FILE", AT(json),
	 .help = "write the result there too (docs/formats.md)"},
	{0, "work", CMD_FOLDER, "DIR", AT(work), .standard = "area.build",
	 .help = "folder for RTL, scripts and logs, kept and reused"},
	{0, "cache", CMD_FOLDER, "DIR", AT(area.cache_dir),
	 .help = "results of shapes, for fabrics to share; without, in the work "
		 "folder"},
	CMD_OPT_SET(AT(set)),
	{.kind = CMD_END},
};

const struct cmd cmd_area = {
	"area", "Area of a fabric by Yosys",
	"Cells of each module shape and in total. Macros are counted; their area is "
	"the hardware file's.",
	table, sizeof(struct options), run,
};
