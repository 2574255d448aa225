/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "base/file.h"
#include "input.h"
#include "noise.h"
#include "plan.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "measure/cosim_json.h"
#include "measure/waves.h"
#include "model/plan.h"
#include "base/proc.h"

#define POWER_UPS 3	/* random contents that a netlist begins with, one after the other */

struct options {
	struct input_from from;
	struct noise_from noise;
	const char *plan, *build, *rtl, *second, *trace, *gates, *bus, *json;
	long from_cycle;
	long n, stall, percent, bus_seed, init_seed, reset_at, gap, watchdog, halt, frames, threads;
	int hardwired, flat;	/* numbers: 0 where not given */
	int corrupt, check_sleep, plain_chain;
};

static struct cosim_opt settings(const struct options *o)
{
	struct cosim_opt c = {
		.random_init = o->init_seed != 0 || o->gates,
		.init_seed = o->init_seed ? (unsigned)o->init_seed : 1,
		.reset_at = o->reset_at, .idle_gap = (int)o->gap,
		.watchdog = o->watchdog, .corrupt = o->corrupt,
		.corrupt_bit = -1, .check_sleep = o->check_sleep,
		.count_stalls = o->json && !o->gates && !o->hardwired,
		.plain_chain = o->plain_chain, .threads = (int)o->threads,
		.trace = o->trace, .trace_from = o->from_cycle,
		.bus = o->bus, .bus_seed = (unsigned)o->bus_seed,
	};

	if (o->stall) {
		c.stall_in_seed = (unsigned)o->stall;
		c.stall_out_seed = (unsigned)o->stall + 1;
		c.stall_link_seed = (unsigned)o->stall + 2;
		c.stall_in_percent = (unsigned)o->percent;
		c.stall_out_percent = (unsigned)o->percent;
		c.stall_link_percent = o->gates ? 0 : (unsigned)o->percent;
	}
	return c;
}

static double percent(struct cosim_stall s)
{
	return s.of ? 100.0 * s.n / s.of : 0;
}

static void print_run(const struct plan *p, const struct cosim_run *r)
{
	printf("%s: %" PRId64 " image%s, programmed in %" PRId64 " cycles, %"
	       PRId64 " of %" PRId64 " words compared, %" PRId64 " differ\n",
	       p->net, r->n_images, plural(r->n_images), r->program_cycles,
	       r->words_compared, r->words_expected, r->mismatches);
	printf("  latency %" PRId64 " cycles (predicted %" PRId64 ")",
	       r->latency, r->latency_predicted);
	if (r->interval >= 0)
		printf(", interval %" PRId64 " (predicted %" PRId64 ")",
		       r->interval, r->interval_predicted);
	printf(", %.0f cycles/s\n", r->cycles_per_second);
	plan_print_use(p, r->interval);
	if (r->n_frames)
		printf("  %" PRId64 " frames of right and wrong lengths before\n",
		       r->n_frames);
	if (r->n_halts)
		printf("  halted %" PRId64 " times in the middle before\n",
		       r->n_halts);
	if (r->stall_in.n || r->stall_out.n || r->stall_link.n)
		printf("  stalled: input %.1f %% of %" PRId64 " cycles, output "
		       "%.1f %% of %" PRId64 ", links %.1f %% of %" PRId64
		       " cycles of a channel\n", percent(r->stall_in),
		       r->stall_in.of, percent(r->stall_out), r->stall_out.of,
		       percent(r->stall_link), r->stall_link.of);
	if (r->first[0])
		printf("  %s\n%s", r->first, r->why);
}

/* The save file beside the waves; of the first run with a difference. */
static int save_waves(const struct options *t, const struct plan *p, const struct plan *q,
		      const char *model, const struct cosim_result *result, struct err *e)
{
	int which = q && result->run[0].first_cycle < 0 && result->run[1].first_cycle >= 0;
	char *path = xasprintf("%s.gtkw", t->trace);
	int r = waves_save(which ? q : p, t->hardwired, model, t->trace, path,
			   &result->run[which], e);

	if (!r)
		printf("waves in %s, groups of signals in %s\n", t->trace, path);
	free(path);
	return r;
}

/* Of as many images as there is room for in a line: their words are those of the RTL. */
static void print_top1(const int *top1, int64_t n)
{
	const int most = 10;

	printf("  top-1");
	for (int i = 0; i < n && i < most; i++)
		printf(" %d", top1[i]);
	printf("%s\n", n > most ? " .." : "");
}

/* Reads a plan and its images, writes its stimulus; top1 [o->n]. */
static struct plan *prepare(const char *plan, const struct options *o,
			    const char *stimulus, int *top1, struct err *e)
{
	struct plan *p = plan_read(plan, e);
	struct input in = {0};

	if (p && (input_read(p, &o->from, (int)o->n, (int)o->n, &in, e) < 0 ||
		  noise_apply(p, &o->noise, 1, e) < 0 ||
		  rtl_stimulus(p, &in, stimulus, top1, e) < 0)) {
		plan_free(p);
		p = NULL;
	}
	input_free(&in);
	return p;
}

static int same_hardware(const struct plan *a, const struct plan *b,
			 const char *path, struct err *e)
{
	if (arch_equal(a->arch, &a->topo->files, b->arch, &b->topo->files))
		return 0;
	return err_set(e, path, 0, "is for other hardware than the first plan");
}

static enum cosim_model kind_of(const struct options *o)
{
	return o->gates ? COSIM_GATES : o->trace ? COSIM_TRACED :
	       o->flat ? COSIM_FLAT : COSIM_TILES;
}

/* One run of the bench, and what came of it: 0, 1 for a difference, or -1 and *e. */
static int run_once(const struct options *t, const struct cosim_opt *o,
		    const struct plan *p, const struct plan *q, int *const top1[2],
		    const char *model, struct err *e)
{
	struct cosim_result result;
	int r = cosim_run(model, o, p, q, cmd_progress, &result, e);

	if (r)
		return r;
	if (t->gates)
		printf("power-up %u: ", o->init_seed);
	if (result.corrupt_refused >= 0)
		printf("corrupted program: %s\n",
		       result.corrupt_refused ? "refused" : "taken");
	for (int i = 0; i < result.n_runs; i++) {
		print_run(i ? q : p, &result.run[i]);
		if (!result.run[i].mismatches && !result.run[i].first[0])
			print_top1(top1[i], result.run[i].n_images);
	}
	if (t->trace)
		r = save_waves(t, p, q, model, &result, e);
	if (!r && t->json)
		r = cosim_write(&result, p, q, t->json, e);
	cosim_result_free(&result);
	return r < 0 ? -1 : !result.equal || result.n_runs != (q ? 2 : 1);
}

/* NULL, "drift", or N:M with numbers of 1..64. */
static int check_bus(const char *s, struct err *e)
{
	long bus, fabric;
	char *end;

	if (!s || !strcmp(s, "drift"))
		return 0;
	bus = strtol(s, &end, 10);
	if (isdigit((unsigned char)*s) && *end == ':' && isdigit((unsigned char)end[1])) {
		fabric = strtol(end + 1, &end, 10);
		if (!*end && bus >= 1 && bus <= 64 && fabric >= 1 && fabric <= 64)
			return 0;
	}
	return err_set(e, "", 0, "--bus %.40s: must be N:M, each 1..64, or drift", s);
}

static int cosim(const struct options *t, struct err *e)
{
	char *first = xasprintf("%s/first.stim", t->build);
	char *second = xasprintf("%s/second.stim", t->build);
	char *model = rtl_model(t->build, kind_of(t));
	struct cosim_opt o = settings(t);
	struct plan *p = NULL, *q = NULL;
	int *top1[2] = {xcalloc((size_t)t->n, sizeof(**top1)), xcalloc((size_t)t->n, sizeof(**top1))};
	double seconds = 0;
	int r;

	p = prepare(t->plan, t, first, top1[0], e);
	r = p ? 0 : -1;
	if (!r && t->bus && p->arch->io_clocks == 1)
		r = err_set(e, t->plan, 0, "--bus: its hardware has one clock (io.clocks = 1)");
	if (!r && t->second) {
		q = prepare(t->second, t, second, top1[1], e);
		r = q ? same_hardware(p, q, t->second, e) : -1;
		o.second = second;
	}
	if (!r && t->gates)
		r = rtl_build_gates(p, t->hardwired, t->gates, t->rtl, t->build, &seconds, e);
	else if (!r)
		r = rtl_build(p, t->hardwired, kind_of(t), t->rtl, t->build, &seconds, e);
	o.stimulus = first;
	o.n_images = (int)t->n;
	o.frames = t->frames != 0;
	o.frames_seed = (unsigned)t->frames;
	if (!r && t->halt) {
		o.halt_seed = (unsigned)t->halt;
		o.halt_within = p->latency > 0 ? p->latency : 10000;
	}
	if (!r && seconds > 0)
		printf("model built in %.1f s\n", seconds);
	for (int i = 0; i < (t->gates ? POWER_UPS : 1) && !r; i++) {
		r = run_once(t, &o, p, q, top1, model, e);
		o.init_seed++;
	}
	plan_free(p);
	plan_free(q);
	free(first);
	free(second);
	free(model);
	free(top1[0]);
	free(top1[1]);
	return r;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct dir_lock lock;
	int r;

	if (o->second && o->hardwired)
		return err_set(e, "", 0, "--second: a hardwired fabric runs "
			       "one plan");
	if (o->frames && o->noise.file)
		return err_set(e, "", 0, "--frames: with noise of reading (--noise) an image "
			       "that comes twice gives two results");
	if (check_bus(o->bus, e) < 0)
		return -1;
	if (o->trace && waves_check(o->trace, e) < 0)
		return -1;
	if (o->trace && o->flat)
		return err_set(e, "", 0, "--trace: waves are of the models that the bench "
			       "wires, not of --flat");
	if (o->gates && (o->trace || o->flat))
		return err_set(e, "", 0, "--gates: the bench wires the netlists of the "
			       "tiles; no --flat, and no waves (--trace)");
	if (proc_need("verilator", "verilator", e) < 0 ||
	    (o->gates && proc_need("yosys", "yosys", e) < 0))
		return -1;
	if (proc_path(o->build, "make", e) < 0 ||
	    dir_lock(&lock, o->build, e) < 0)
		return -1;
	r = cosim(o, e);
	dir_unlock(&lock, r < 0);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", AT(plan), .needed = 1,
	 .help = "plan of imcfab map"},
	CMD_OPT_IMAGES(AT(from.files)),
	CMD_OPT_RESIZE(AT(from.resize), .requires = NULL),
	{'n', NULL, CMD_NUMBER, "N", AT(n), .min = 1, .max = 100000,
	 .standard = "1", .help = "at most N images"},
	{0, "build", CMD_FOLDER, "DIR", AT(build), .standard = "cosim.build",
	 .writes = "first.stim second.stim",
	 .help = "folder for RTL and model, kept and reused"},
	{0, "second", CMD_INPUT, "PLAN", AT(second),
	 .help = "afterwards reprogram the same fabric and run this plan"},
	{0, "hardwired", CMD_FLAG, NULL, AT(hardwired),
	 .help = "the plan's own hardwired fabric"},
	{0, "flat", CMD_FLAG, NULL, AT(flat),
	 .help = "Verilate the netlist as one model; without, each shape of tile is "
		 "Verilated once and the bench wires them by fabric.wiring"},
	{0, "gates", CMD_INPUT, "LIBERTY", AT(gates),
	 .help = "map each shape to the cells of this library by Yosys and run the netlists, "
		 "crossbars and memories as models; three times, each with other random "
		 "contents of all registers and memories at power-up, from the seed of "
		 "--init-seed (1) on. --stall does not stall links then. DIR/netlist/netlist.v "
		 "is kept: one that was changed there is run as it is"},
	CMD_OPT_NOISE(AT(noise.file)),
	CMD_OPT_NOISE_SET(AT(noise.set)),
	{0, "stall", CMD_NUMBER, "SEED", AT(stall), .min = 1, .max = 1000000,
	 .help = "random stalls at input, output and links"},
	{0, "stall-percent", CMD_NUMBER, "P", AT(percent), .min = 1, .max = 90,
	 .standard = "30", .requires = "stall", .help = "of the cycles, each channel by itself; the fraction that came "
		 "of it is printed"},
	{0, "init-seed", CMD_NUMBER, "SEED", AT(init_seed), .min = 1,
	 .max = 1000000,
	 .help = "registers and memories begin with random contents"},
	{0, "reset-at", CMD_NUMBER, "CYCLE", AT(reset_at), .min = 1,
	 .max = 1000000000,
	 .help = "reset in the middle of the run, then run again"},
	{0, "halt", CMD_NUMBER, "SEED", AT(halt), .min = 1, .max = 1000000,
	 .help = "first start 9 times and halt at random times"},
	{0, "frames", CMD_NUMBER, "SEED", AT(frames), .min = 1, .max = 1000000,
	 .help = "first a run with frames of every wrong length between right ones"},
	{0, "idle-gap", CMD_NUMBER, "CYCLES", AT(gap), .min = 1,
	 .max = 1000000000, .help = "without input between images"},
	{0, "corrupt", CMD_FLAG, NULL, AT(corrupt),
	 .help = "first try a program with one wrong bit"},
	{0, "check-sleep", CMD_FLAG, NULL, AT(check_sleep),
	 .help = "evaluate tiles that stand still too; an error if one moves"},
	{0, "plain-chain", CMD_FLAG, NULL, AT(plain_chain),
	 .help = "clock the programming chain tile by tile; without, a tile that "
		 "sleeps is woken only by words of its own"},
	{0, "bus", CMD_TEXT, "N:M|drift", AT(bus),
	 .help = "of hardware with io.clocks = 2: N cycles of the bus in M of the fabric, each 1..64, "
		 "or a bus between a third and three times as fast, changing (drift, without "
		 "this option)"},
	{0, "bus-seed", CMD_NUMBER, "SEED", AT(bus_seed), .min = 1, .max = 1000000,
	 .standard = "1", .help = "where in its cycle that bus begins, and how it drifts"},
	{0, "threads", CMD_NUMBER, "N", AT(threads), .min = 1, .max = 64,
	 .standard = "1",
	 .help = "that share the tiles, each shape of which is Verilated once: worth "
		 "it from some hundred busy tiles on"},
	{0, "trace", CMD_OUTPUT, "FILE", AT(trace), .writes = ".gtkw",
	 .help = "waves (FST) from the start of the first run until some cycles behind the "
		 "first difference, and FILE.gtkw, where GTKWave has a group of signals "
		 "a stream"},
	{0, "from", CMD_NUMBER, "CYCLE", AT(from_cycle), .min = 1, .max = 1000000000000,
	 .requires = "trace", .help = "begin the waves at this cycle, as a difference names it"},
	{0, "json", CMD_OUTPUT, "FILE", AT(json),
	 .help = "the figures as JSON, with the cycles in which a flit waited for each channel "
		 "(not of --gates and --hardwired): for imcfab report --cosim"},
	{0, "watchdog", CMD_NUMBER, "CYCLES", AT(watchdog), .min = 1000,
	 .max = 1000000000,
	 .help = "without a word moving before it is called a deadlock"},
	{0, "rtl", CMD_FOLDER, "DIR", AT(rtl),
	 .help = "take the Verilog templates from DIR"},
	{.kind = CMD_END},
};

const struct cmd cmd_cosim = {
	"cosim", "Runs images through the RTL and compares every word",
	"Builds the RTL with Verilator, programs it, streams images through it and "
	"compares every word of every stream at every destination with the reference "
	"model. Exit status 1 where one differs; the first is named.",
	table, sizeof(struct options), run,
};
