/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate.h"

#include <stdlib.h>

#include "emit/emit.h"
#include "hand.h"
#include "main.h"
#include "compile/plan_build.h"
#include "model/program.h"
#include "refmodel/ref.h"
#include "measure/stimulus.h"
#include "tiny.h"

struct plan *sim_plan(struct net *n, const char *topology, const char *set)
{
	struct arch *a = tiny_arch(topology, set);
	struct err e;
	struct plan *p = plan_build(n, a, NULL, &e);

	ck_assert_msg(p != NULL, "%s", e.text);
	net_free(n);
	arch_free(a);
	return p;
}

void sim_stimulus(const struct plan *p, const char *path, uint64_t seed)
{
	struct ref *ref = ref_new(p);
	struct ref_state *state = ref_state_new(ref);
	struct stimulus *s;
	uint32_t *program;
	uint8_t *image;
	struct err e;
	size_t n;
	int i;

	program = program_stream(p, &n);
	s = stimulus_open(path, p, program, (int64_t)n, SIM_IMAGES, &e);
	ck_assert_msg(s != NULL, "%s", e.text);
	for (i = 0; i < SIM_IMAGES; i++) {
		image = hand_image(p, &seed);
		ref_image(state, image);
		stimulus_image(s, state);
		free(image);
	}
	ck_assert_msg(stimulus_close(s, &e) == 0, "%s", e.text);
	free(program);
	ref_state_free(state);
	ref_free(ref);
}

static void build_model(const char *dir, const char *name, const char *suffix,
			enum cosim_model kind, double *seconds)
{
	char *bench = check_source("tb/cosim.cpp");
	char *fabric = xasprintf("%s/%s", dir, name);
	char *model = xasprintf("%s/%s%s.model", dir, name, suffix);
	struct err e;

	ck_assert_msg(cosim_build(fabric, bench, model, kind, 2, NULL, seconds,
				  &e) == 0, "%s: %s", e.file, e.text);
	free(bench);
	free(fabric);
	free(model);
}

void sim_build(const char *dir, const struct plan *p, int hardwired,
	       const char *name, enum cosim_model kind, double *seconds)
{
	char *rtl = check_source("rtl_templates");
	char *fabric = xasprintf("%s/%s", dir, name);
	struct err e;
	int r;

	r = emit_fabric(p->arch, p->topo, hardwired ? p : NULL, rtl, fabric,
			"a test", &e);
	ck_assert_msg(r == 0, "%s: %s", e.file, e.text);
	build_model(dir, name, "", kind, seconds);
	free(rtl);
	free(fabric);
}

void sim_build_flat(const char *dir, const char *name)
{
	double seconds;

	build_model(dir, name, "_flat", COSIM_FLAT, &seconds);
}

/* Without stalls the RTL takes the cycles that are predicted. */
static void check_cycles(const struct cosim_opt *o, const struct cosim_run *r)
{
	if (o->stall_in_percent || o->stall_out_percent ||
	    o->stall_link_percent || o->idle_gap)
		return;
	printf("latency %lld, predicted %lld, interval %lld, predicted %lld\n",
	       (long long)r->latency, (long long)r->latency_predicted,
	       (long long)r->interval, (long long)r->interval_predicted);
	ck_assert_int_eq(r->latency, r->latency_predicted);
	ck_assert_int_eq(r->interval, r->interval_predicted);
}

void sim_run(const char *dir, const struct plan *p, const struct plan *second,
	     const char *name, const struct cosim_opt *o,
	     struct cosim_result *r)
{
	char *model = xasprintf("%s/%s.model", dir, name);
	struct err e;
	int64_t words;
	int i;

	ck_assert_msg(cosim_run(model, o, p, second, NULL, r, &e) == 0,
		      "%s: %s", e.file, e.text);
	for (i = 0; i < r->n_runs; i++) {
		ck_assert_msg(r->run[i].mismatches == 0 && !*r->run[i].first,
			      "%lld differ: %s",
			      (long long)r->run[i].mismatches,
			      r->run[i].first);
		words = sim_words(i && second ? second : p);
		ck_assert(!o->frames || r->run[i].n_frames >
			  plan_image_words(&p->stream[0]) + 5);
		if (o->reset_at || o->halt_within || o->frames)	/* those before too */
			ck_assert_int_ge(r->run[i].words_compared, words);
		else
			ck_assert_int_eq(r->run[i].words_compared, words);
	}
	ck_assert(r->equal);
	ck_assert_int_eq(r->run[0].n_images, SIM_IMAGES);
	for (i = 0; i < r->n_runs; i++)
		check_cycles(o, &r->run[i]);
	free(model);
}

static void check_same(const struct cosim_result *a, const struct cosim_result *b)
{
	const struct cosim_run *x, *y;

	ck_assert_int_eq(a->cycles, b->cycles);
	ck_assert_int_eq(a->n_runs, b->n_runs);
	ck_assert_int_eq(a->corrupt_refused, b->corrupt_refused);
	for (x = a->run, y = b->run; x < a->run + a->n_runs; x++, y++) {
		ck_assert_int_eq(x->program_cycles, y->program_cycles);
		ck_assert_int_eq(x->run_cycles, y->run_cycles);
		ck_assert_int_eq(x->words_compared, y->words_compared);
		ck_assert_int_eq(x->n_halts, y->n_halts);
		ck_assert_int_eq(x->n_frames, y->n_frames);
		ck_assert_int_eq(x->latency, y->latency);
		ck_assert_int_eq(x->interval, y->interval);
		ck_assert_int_eq(x->monitor_words, y->monitor_words);
		ck_assert_int_eq(x->monitor_stalls, y->monitor_stalls);
	}
}

void sim_run_others(const char *dir, const struct plan *p,
		    const struct plan *second, const char *name, int is_flat,
		    const struct cosim_opt *o, const struct cosim_result *r)
{
	char *flat = xasprintf("%s_flat", name);
	struct cosim_opt chain = *o;
	struct cosim_result got;

	if (is_flat) {
		sim_run(dir, p, second, flat, o, &got);
		check_same(r, &got);
	}
	chain.plain_chain = 1;
	chain.threads = 2;
	sim_run(dir, p, second, name, &chain, &got);
	check_same(r, &got);
	free(flat);
}

/*
 * The count of the bench for a channel is that of the fabric's own monitor, which is behind by
 * a register a tile and the cycles of a read: where a word waits at the end, it counts fewer.
 */
static void check_stalls(const struct plan *p, const struct cosim_run *r, int channel)
{
	int64_t behind;

	ck_assert_ptr_nonnull(r->channel_stalls);
	ck_assert_int_eq(r->n_channels, p->topo->graph->n_edges);
	printf("%lld stalls of channel %d, by the monitor %u\n",
	       (long long)r->channel_stalls[channel], channel, r->monitor_stalls);
	ck_assert_int_gt(r->channel_stalls[channel], 0);
	behind = r->channel_stalls[channel] - r->monitor_stalls;
	ck_assert_int_ge(behind, 0);
	ck_assert_int_le(behind, p->topo->graph->n_nodes + 20);
}

void sim_calm_and_stalled(const char *dir, const struct plan *p, int hardwired,
			  const char *name, int percent, unsigned seed)
{
	char *stimulus = xasprintf("%s/%s.stim", dir, name);
	struct cosim_opt o = {.stimulus = stimulus, .random_init = 1,
			      .init_seed = 1};
	const struct graph *g = p->topo->graph;
	int channel = p->stream[1].n_hops ? p->stream[1].hop[0].channel :
		p->stream[p->n_streams - 1].hop[0].channel;
	struct cosim_result r;
	double seconds;

	sim_stimulus(p, stimulus, 1);
	sim_build(dir, p, hardwired, name, COSIM_SHORT, &seconds);
	sim_run(dir, p, NULL, name, &o, &r);
	printf("%s: %lld words equal, built in %.0f s\n", name,
	       (long long)r.run[0].words_compared, seconds);
	o.init_seed = 2;
	o.stall_in_percent = o.stall_out_percent = o.stall_link_percent = percent;
	o.stall_in_seed = o.stall_out_seed = o.stall_link_seed = seed;
	o.count_stalls = o.monitor = !hardwired;
	o.monitor_node = g->tail[channel];
	o.monitor_port = channel - g->first[o.monitor_node];
	sim_run(dir, p, NULL, name, &o, &r);
	if (!hardwired)
		check_stalls(p, &r.run[0], channel);
	cosim_result_free(&r);
	free(stimulus);
}

int64_t sim_words(const struct plan *p)
{
	struct stimulus_end *end;
	int64_t n = 0;
	int n_ends, i;

	end = stimulus_ends(p, &n_ends);
	for (i = 0; i < n_ends; i++)	/* the first is the output, of all its parts */
		n += i ? plan_image_words(&p->stream[end[i].stream]) :
			 plan_output_words(p);
	free(end);
	return n * SIM_IMAGES;
}
