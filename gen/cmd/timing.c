/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
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

/* Optional whole number; 0 where it is not given. */
static int number(const char *name, const char *s, long hi, int *n, struct err *e)
{
	long v = 0;

	if (s && cmd_number(name, s, 1, hi, &v, e) < 0)
		return -1;
	*n = (int)v;
	return 0;
}

static int run(int argc, char **argv, struct err *e)
{
	struct sta_options o = {0};
	const char *operand[1], *work = "timing.build";
	const char *clock = NULL, *setup = NULL, *hold = NULL, *out = NULL;
	int hardwired = 0;
	struct cmd_list set = {0};
	const struct cmd_opt opt[] = {
		{"--liberty", &o.area.liberty, NULL, NULL},
		{"--hardwired", NULL, &hardwired, NULL},
		{"--fabric", NULL, &o.fabric, NULL},
		{"--clock", &clock, NULL, NULL},
		{"--setup", &setup, NULL, NULL},
		{"--hold", &hold, NULL, NULL},
		{"--clk-to-q", &out, NULL, NULL},
		{"--work", &work, NULL, NULL},
		{"--set", NULL, NULL, &set},
		{NULL, NULL, NULL, NULL},
	};
	struct operand about = {0};
	struct sta_result result;
	char *fabric = NULL, *tools = NULL, *sta = NULL;
	int r = cmd_options(argc, argv, opt, operand, 1, 1, e);

	if (!r && !o.area.liberty)
		r = err_set(e, "", 0, "--liberty FILE is missing: timing needs "
			    "a cell library");
	if (!r && (number("--clock", clock, 10000, &o.clock_mhz, e) < 0 ||
		   number("--setup", setup, 100000, &o.setup_ps, e) < 0 ||
		   number("--hold", hold, 100000, &o.hold_ps, e) < 0 ||
		   number("--clk-to-q", out, 100000, &o.clk_to_q_ps, e) < 0))
		r = -1;
	if (!r) {
		sta = proc_find("sta", "opensta", e);
		r = sta ? 0 : -1;
	}
	fabric = xasprintf("%s/fabric", work);
	tools = xasprintf("%s/tools", work);
	if (!r)
		r = operand_emit(operand[0], hardwired, &set, fabric,
				 "imcfab timing", &about, e);
	o.area.work_dir = tools;
	o.area.progress = cmd_progress;
	o.area.xbar_um2 = about.xbar_um2;
	o.area.sram_um2 = about.sram_um2;
	if (!o.clock_mhz || o.fabric)	/* the SDC has the hardware's clock */
		o.clock_mhz = about.clock_mhz;
	if (!r)
		r = sta_measure(fabric, &o, &result, e);
	if (!r) {
		print_timing(&result, &o);
		sta_free(&result);
	}
	operand_free(&about);
	free(set.s);
	free(fabric);
	free(tools);
	free(sta);
	return r;
}

const struct cmd cmd_timing = {
	"timing", "ARCH|PLAN --liberty FILE [--hardwired] [--fabric] [--clock MHZ] [--setup PS] "
	"[--hold PS] [--clk-to-q PS] [--work DIR] [--set KEY=VALUE]...",
	"Critical path of each link and router shape and of the tile with the most ports, by\n"
	"Yosys and OpenSTA, and the clock that follows. No wires, no clock tree.\n\n"
	"  --liberty FILE  cell library, plain or .gz\n"
	"  --hardwired     the plan's own hardwired fabric\n"
	"  --fabric        instead of these: the whole fabric under its fabric.sdc; for few tiles\n"
	"  --clock MHZ     synthesise for this clock (that of the hardware file)\n"
	"  --setup PS, --hold PS, --clk-to-q PS\n"
	"                  times of crossbar and memory (assumed: 200, 50, 1000)\n"
	"  --work DIR      folder for RTL, scripts, netlists and logs (timing.build)\n"
	"  --set KEY=VALUE override a key of the hardware file\n",
	run,
};
