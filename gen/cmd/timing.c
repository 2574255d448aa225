/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "operand.h"
#include "base/proc.h"
#include "measure/sta.h"

static void print_timing(const struct sta_result *r, const struct sta_options *o)
{
	printf("%8s %9s %11s  %s\n", "MHz", "slack ns", "um2", "shape");
	for (int i = 0; i < r->n_units; i++) {
		const struct sta_unit *u = &r->unit[i];

		printf("%8.0f %9.3f %11.0f  %s\n", u->mhz, u->slack_ns, u->um2,
		       u->name);
		printf("%31s from %s to %s\n", "", u->from, u->to);
	}
	printf("clock: %.0f MHz by the slowest of these; synthesised for %d MHz, "
	       "no wires, no clock tree\n", r->mhz, o->clock_mhz);
}

struct options {
	const char *path, *liberty, *work;
	int hardwired, fabric;
	long clock_mhz, setup_ps, hold_ps, clk_to_q_ps;	/* 0: not given */
	struct cmd_list set;
};

/* Emits into WORK/fabric, measures in WORK/tools. */
static int measure(const struct options *o, struct sta_options *s,
		   struct sta_result *result, struct err *e)
{
	struct operand about = {0};
	char *fabric = xasprintf("%s/fabric", o->work);
	char *tools = xasprintf("%s/tools", o->work);
	int r = operand_emit(o->path, o->hardwired, &o->set, fabric,
			     "imcfab timing", &about, e);

	s->area.work_dir = tools;
	s->area.xbar_um2 = about.xbar_um2;
	s->area.sram_um2 = about.sram_um2;
	if (!s->clock_mhz || s->fabric)	/* the SDC has the hardware's clock */
		s->clock_mhz = about.clock_mhz;
	if (!r)
		r = sta_measure(fabric, s, result, e);
	operand_free(&about);
	free(fabric);
	free(tools);
	return r;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct sta_options s = {
		.area = {.liberty = o->liberty, .progress = cmd_progress},
		.fabric = o->fabric, .clock_mhz = (int)o->clock_mhz,
		.setup_ps = (int)o->setup_ps, .hold_ps = (int)o->hold_ps,
		.clk_to_q_ps = (int)o->clk_to_q_ps,
	};
	struct sta_result result;
	struct dir_lock lock;
	int r;

	if (proc_need("sta", "opensta", e) < 0 ||
	    proc_path(o->work, "yosys and OpenSTA", e) < 0 ||
	    dir_lock(&lock, o->work, e) < 0)
		return -1;
	r = measure(o, &s, &result, e);
	dir_unlock(&lock, r < 0);
	if (r < 0)
		return -1;
	print_timing(&result, &s);
	sta_free(&result);
	return 0;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH|PLAN", AT(path), .needed = 1,
	 .help = "hardware file, or a plan: its hardware"},
	{0, "liberty", CMD_INPUT, "FILE", AT(liberty), .needed = 1,
	 .help = "cell library, plain or .gz"},
	{0, "hardwired", CMD_FLAG, NULL, AT(hardwired),
	 .help = "the plan's own hardwired fabric"},
	{0, "fabric", CMD_FLAG, NULL, AT(fabric),
	 .help = "instead of the shapes: the whole fabric under its fabric.sdc; for "
		 "few tiles"},
	{0, "clock", CMD_NUMBER, "MHZ", AT(clock_mhz), .min = 1, .max = 10000,
	 .help = "synthesise for this clock; without, that of the hardware file"},
	{0, "setup", CMD_NUMBER, "PS", AT(setup_ps), .min = 1, .max = 100000,
	 .help = "setup time of crossbar and memory; without, 200 are assumed"},
	{0, "hold", CMD_NUMBER, "PS", AT(hold_ps), .min = 1, .max = 100000,
	 .help = "their hold time; without, 50 are assumed"},
	{0, "clk-to-q", CMD_NUMBER, "PS", AT(clk_to_q_ps), .min = 1,
	 .max = 100000,
	 .help = "their time from clock to output; without, 1000 are assumed"},
	{0, "work", CMD_FOLDER, "DIR", AT(work), .standard = "timing.build",
	 .help = "folder for RTL, scripts, netlists and logs"},
	CMD_OPT_SET(AT(set)),
	{.kind = CMD_END},
};

const struct cmd cmd_timing = {
	"timing", "Critical paths of a fabric by Yosys and OpenSTA",
	"The critical path of each link and router shape and of the tile with the "
	"most ports, and the clock that follows. No wires, no clock tree.",
	table, sizeof(struct options), run,
};
