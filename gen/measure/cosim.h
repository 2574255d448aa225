/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COSIM_H
#define COSIM_H

#include <stdint.h>

#include "model/plan.h"
#include "base/util.h"

/*
 * Builds the bench tb/cosim.cpp around an emitted fabric with Verilator, runs it
 * on stimulus files, and reads its result.
 */

/* How far a stage is; total 0: unknown. Called now and then and at its end. */
typedef void cosim_progress(const char *stage, double done, double total,
			    const char *unit, double seconds);

/* How the fabric becomes a model. */
enum cosim_model {
	COSIM_TILES,	/* each shape of tile is Verilated once and tb/wired.hpp wires the
			 * instances by fabric.wiring: many times faster to build, and to
			 * run: a tile that stands still costs nothing */
	COSIM_SHORT,	/* the same, compiled without optimising for a run of few cycles: half
			 * the time to build, a ninth of the speed */
	COSIM_TRACED,	/* as COSIM_TILES, and its run can write waves */
	COSIM_FLAT,	/* the netlist as one Verilated model */
	COSIM_GATES,	/* as COSIM_TILES, each shape mapped to gates */
};

/*
 * Verilates and compiles fabric_dir (of emit_fabric) and `bench` (the path of
 * tb/cosim.cpp, wired.hpp beside it) in build_dir with n_jobs compilers at a
 * time. Nothing is done where build_dir holds the result of exactly these files. *build_seconds is the
 * time it took, 0 where nothing was done. Logs stay in build_dir. progress may
 * be NULL. 0, or -1 and *e.
 */
int cosim_build(const char *fabric_dir, const char *bench,
		const char *build_dir, enum cosim_model kind, int n_jobs,
		cosim_progress *progress, double *build_seconds, struct err *e);

/* The same of a netlist (measure/gates.h) of that fabric, as COSIM_GATES. Nobody can hold
 * up a channel in it: the stalls of links of struct cosim_opt are not to be used. */
struct gates;
int cosim_build_gates(const char *fabric_dir, struct gates *g, const char *bench,
		      const char *build_dir, int n_jobs, cosim_progress *progress,
		      double *build_seconds, struct err *e);

/* What the bench is to do. All zero: every image of the stimulus, no stalls. */
struct cosim_opt {
	const char *stimulus;	/* file of stimulus_close */
	const char *second;	/* run next on the same fabric, or NULL */
	int n_images;	/* of each stimulus, 0: all */
	int idle_gap;	/* cycles without input between images */
	/* Random stalls: seed + percent of cycles, of each channel by itself;
	 * percent 0: none. */
	unsigned stall_in_seed, stall_in_percent;
	unsigned stall_out_seed, stall_out_percent;
	unsigned stall_link_seed, stall_link_percent;
	int random_init;	/* registers and memories begin with random contents */
	unsigned init_seed;
	int64_t reset_at;	/* cycle of the run to reset and repeat it, 0: never */
	int frames;	/* 1: before each whole run one with frames of every wrong
			 * length between good images, in an order of frames_seed */
	unsigned frames_seed;
	/* Start 9 times, halted by CONTROL at a random cycle up to halt_within, before
	 * each whole run; halt_within 0: not. */
	unsigned halt_seed;
	int64_t halt_within;
	int corrupt;	/* 1: first try a program with one wrong bit */
	int64_t corrupt_bit;	/* which bit of the stream, -1: a middle one */
	int monitor;	/* 1: count what leaves port monitor_port of a node */
	int monitor_node, monitor_port;
	int count_stalls;	/* 1: of every channel the cycles in which a flit waited for
				 * it; not of gates, nor of a hardwired fabric, whose routers
				 * have ports of their own */
	int check_sleep;	/* 1: tiles that stand still are evaluated too (slow),
				 * and the run fails where one of them moves */
	int plain_chain;	/* 1: the programming chain is clocked tile by tile (slow);
				 * not a flat model, where it always is */
	const char *bus;	/* with two clocks: cycles of the bus to cycles of the fabric,
				 * "3:2", or "drift"; NULL: drift */
	unsigned bus_seed;	/* where in its cycle the bus begins, what drifts how */
	int threads;	/* that share the tiles, 1..64; 0: 1; not of a flat model */
	const char *trace;	/* waves (FST) into this file, of a traced model, or NULL;
				 * it is there whole behind the run, or not at all */
	int64_t trace_from;	/* cycle of the bench, 0: the first start. The waves end
				 * some cycles behind the first difference */
	int64_t watchdog;	/* cycles without a word, 0: a safe number */
};

struct cosim_run {
	int64_t n_images;
	int64_t program_cycles;
	int64_t run_cycles;	/* start to the last word */
	int64_t words_compared, mismatches;	/* those of halted runs too */
	int64_t words_expected;	/* at every end of every stream of the plan, of the images
				 * asked for; fewer compared are a difference. A run
				 * before a halt or reset compares words beyond them. */
	int64_t n_halts;	/* in the middle of a run */
	int64_t n_frames;	/* good and bad, of the run before with wrong ones */
	int64_t latency;	/* cycles, first image: first word in to last out */
	int64_t interval;	/* cycles between the last two images' ends, -1: one image */
	/* Of such a run without stalls and gaps (refmodel/timing.h); 0: none. */
	int64_t latency_predicted, interval_predicted;
	double program_seconds;	/* as the next */
	double run_seconds, cycles_per_second;	/* CPU seconds, or with threads
						 * those of a clock on the wall */
	uint32_t monitor_words, monitor_stalls;
	/* What was stalled of what could be: of the cycles in which a next input
	 * word could be put, of all cycles at the output, and of the cycles of all
	 * outputs of all routers. Without link stalls the last are 0 of 0. */
	struct cosim_stall {
		int64_t n, of;
	} stall_in, stall_out, stall_link;
	int n_channels;
	int64_t *channel_stalls;	/* [n_channels] of the topology, counted from the start
					 * to the last word, with a monitor to its
					 * reading; NULL: not counted; owned */
	/* Of the first difference: cycle of the bench, -1: none; its stream in the
	 * plan and the node where it came, -1: none, the fabric's output. */
	int64_t first_cycle;
	int first_stream, first_node;
	char first[512];	/* first difference, deadlock or wrong status; "" if none */
	char why[2048];	/* of a deadlock, hang_say behind two spaces; "" if not known */
};

struct cosim_result {
	int equal;	/* everything as it must be */
	int64_t cycles;	/* in all */
	int64_t peak_rss_bytes;
	int corrupt_refused;	/* -1: not tried */
	int n_runs;
	struct cosim_run run[2];
};

void cosim_result_free(struct cosim_result *r);	/* the counts of stalls */

/* Runs the bench of build_dir. `plan` is that of the stimulus and plan_second
 * that of the second one (NULL without): they give the first difference its
 * names. 0, also where words differ (then !r->equal), or -1 and *e. Free
 * with cosim_result_free where stalls were counted. */
int cosim_run(const char *build_dir, const struct cosim_opt *opt,
	      const struct plan *plan, const struct plan *plan_second,
	      cosim_progress *progress, struct cosim_result *r, struct err *e);

#endif
