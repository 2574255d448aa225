/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "input.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "model/plan.h"
#include "base/proc.h"

struct texts {
	const char *plan, *images, *n, *build, *rtl, *second, *stall, *percent;
	const char *init_seed, *reset_at, *gap, *watchdog;
	int hardwired, corrupt, flat, check_sleep;
};

static int numbers(const struct texts *t, struct cosim_opt *o, struct err *e)
{
	long v, percent = 0;

	if (t->stall) {
		if (cmd_number("--stall", t->stall, 1, 1000000, &v, e) < 0 ||
		    cmd_number("--stall-percent", t->percent, 1, 90, &percent,
			       e) < 0)
			return -1;
		o->stall_in_seed = (unsigned)v;
		o->stall_out_seed = (unsigned)v + 1;
		o->stall_link_seed = (unsigned)v + 2;
		o->stall_in_percent = (unsigned)percent;
		o->stall_out_percent = (unsigned)percent;
		o->stall_link_percent = (unsigned)percent;
	}
	if (t->init_seed) {
		if (cmd_number("--init-seed", t->init_seed, 1, 1000000, &v,
			       e) < 0)
			return -1;
		o->random_init = 1;
		o->init_seed = (unsigned)v;
	}
	if (t->reset_at) {
		if (cmd_number("--reset-at", t->reset_at, 1, 1000000000, &v,
			       e) < 0)
			return -1;
		o->reset_at = v;
	}
	if (t->gap) {
		if (cmd_number("--idle-gap", t->gap, 1, 1000000000, &v, e) < 0)
			return -1;
		o->idle_gap = (int)v;
	}
	if (t->watchdog) {
		if (cmd_number("--watchdog", t->watchdog, 1000, 1000000000, &v,
			       e) < 0)
			return -1;
		o->watchdog = v;
	}
	o->corrupt = t->corrupt;
	o->check_sleep = t->check_sleep;
	o->corrupt_bit = -1;
	return 0;
}

static void print_run(const struct plan *p, const struct cosim_run *r)
{
	printf("%s: %" PRId64 " images, programmed in %" PRId64 " cycles, %"
	       PRId64 " words compared, %" PRId64 " differ\n", p->net,
	       r->n_images, r->program_cycles, r->words_compared,
	       r->mismatches);
	printf("  latency %" PRId64 " cycles (predicted %" PRId64 ")",
	       r->latency, p->latency);
	if (r->interval >= 0)
		printf(", interval %" PRId64 " (predicted %" PRId64 ")",
		       r->interval, p->interval);
	printf(", %.0f cycles/s\n", r->cycles_per_second);
	if (r->first[0])
		printf("  %s\n", r->first);
}

/* Reads a plan and its images, writes its stimulus. */
static struct plan *prepare(const char *plan, const char *images, long n,
			    const char *stimulus, struct err *e)
{
	struct plan *p = plan_read(plan, e);
	struct input in = {0, NULL, NULL};

	if (p && (input_read(p, images, (int)n, &in, e) < 0 ||
		  rtl_stimulus(p, &in, stimulus, e) < 0)) {
		plan_free(p);
		p = NULL;
	}
	input_free(&in);
	return p;
}

static int same_hardware(const struct plan *a, const struct plan *b,
			 const char *path, struct err *e)
{
	struct text s = {0}, t = {0};
	int same;

	arch_write(a->arch, &s);
	arch_write(b->arch, &t);
	same = !strcmp(s.s, t.s);
	text_free(&s);
	text_free(&t);
	if (!same)
		return err_set(e, path, 0, "is for other hardware than the "
			       "first plan");
	return 0;
}

static int cosim(const struct texts *t, long n, struct cosim_opt *o,
		 struct err *e)
{
	char *first = xasprintf("%s/first.stim", t->build);
	char *second = xasprintf("%s/second.stim", t->build);
	char *model = xasprintf("%s/model", t->build);
	struct plan *p = NULL, *q = NULL;
	struct cosim_result result;
	double seconds = 0;
	char *verilator = proc_find("verilator", "verilator", e);
	int r = verilator ? dir_make(t->build, e) : -1;

	free(verilator);
	if (!r) {
		p = prepare(t->plan, t->images, n, first, e);
		r = p ? 0 : -1;
	}
	if (!r && t->second) {
		q = prepare(t->second, t->images, n, second, e);
		r = q ? same_hardware(p, q, t->second, e) : -1;
		o->second = second;
	}
	if (!r)
		r = rtl_build(p, t->hardwired, t->flat, t->rtl, t->build, &seconds, e);
	o->stimulus = first;
	if (!r)
		r = cosim_run(model, o, p, q, cmd_progress, &result, e);
	if (!r) {
		if (seconds > 0)
			printf("model built in %.1f s\n", seconds);
		if (result.corrupt_refused >= 0)
			printf("corrupted program: %s\n",
			       result.corrupt_refused ? "refused" : "taken");
		for (int i = 0; i < result.n_runs; i++)
			print_run(i ? q : p, &result.run[i]);
		r = !result.equal;
	}
	plan_free(p);
	plan_free(q);
	free(first);
	free(second);
	free(model);
	return r;
}

static int run(int argc, char **argv, struct err *e)
{
	struct texts t = {.n = "1", .percent = "30"};
	const char *operand[2];
	const struct cmd_opt opt[] = {
		{"-n", &t.n, NULL, NULL},
		{"--build", &t.build, NULL, NULL},
		{"--rtl", &t.rtl, NULL, NULL},
		{"--second", &t.second, NULL, NULL},
		{"--stall", &t.stall, NULL, NULL},
		{"--stall-percent", &t.percent, NULL, NULL},
		{"--init-seed", &t.init_seed, NULL, NULL},
		{"--reset-at", &t.reset_at, NULL, NULL},
		{"--idle-gap", &t.gap, NULL, NULL},
		{"--watchdog", &t.watchdog, NULL, NULL},
		{"--hardwired", NULL, &t.hardwired, NULL},
		{"--corrupt", NULL, &t.corrupt, NULL},
		{"--check-sleep", NULL, &t.check_sleep, NULL},
		{"--flat", NULL, &t.flat, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct cosim_opt o = {0};
	long n;

	if (cmd_options(argc, argv, opt, operand, 2, 2, e) < 0 ||
	    cmd_number("-n", t.n, 1, 100000, &n, e) < 0 ||
	    numbers(&t, &o, e) < 0)
		return -1;
	t.plan = operand[0];
	t.images = operand[1];
	if (!t.build)
		t.build = "cosim.build";
	if (t.second && t.hardwired)
		return err_set(e, "", 0, "--second: a hardwired fabric runs "
			       "one plan");
	return cosim(&t, n, &o, e);
}

const struct cmd cmd_cosim = {
	"cosim", "PLAN IMAGES [-n N] [--build DIR] ...",
	"Builds the RTL with Verilator, programs it, streams images through it and\n"
	"compares every word of every stream at every destination with the reference\n"
	"model. Exit status 1 where one differs; the first is named.\n\n"
	"  -n N               images (1)\n"
	"  --build DIR        folder for RTL and model, kept and reused (cosim.build)\n"
	"  --second PLAN      afterwards reprogram the same fabric and run this plan\n"
	"  --hardwired        the plan's own hardwired fabric\n"
	"  --flat             Verilate the netlist as one model; without, each shape of tile\n"
	"                     is Verilated once and the bench wires them by fabric.wiring\n"
	"  --stall SEED       random stalls at input, output and links\n"
	"  --stall-percent P  of the cycles (30)\n"
	"  --init-seed SEED   registers and memories begin with random contents\n"
	"  --reset-at CYCLE   reset in the middle of the run, then run again\n"
	"  --idle-gap CYCLES  without input between images\n"
	"  --corrupt          first try a program with one wrong bit\n"
	"  --check-sleep      evaluate tiles that stand still too; an error if one moves\n"
	"  --watchdog CYCLES  without a word moving before it is called a deadlock\n"
	"  --rtl DIR          take the Verilog templates from DIR\n",
	run,
};
