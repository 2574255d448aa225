/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/balance.h"
#include "compile/plan_build.h"
#include "main.h"
#include "simulate.h"
#include "tiny.h"
#include "zoo.h"

/*
 * Networks of the published kinds through the Verilated RTL of cores with small
 * crossbars, so that their layers are cut into parts of rows, blocks of channels and
 * copies: every word is that of the reference model, and without stalls the cycles are
 * those that are predicted. Some always; with CHECK_LONG=1 (./run zoo) all of them, on
 * every hardware. Fabrics are built in check_cosim_zoo.build of the current folder.
 */
#define DIR "check_cosim_zoo.build"

/* Tori, whose tiles have few shapes. */
static const struct {
	const char *name, *topology, *set[8];
} hardware[] = {
	{ "r144c16", "torus(8, 8)",
	  { "xbar.rows=144", "xbar.cols=16", "act.bytes=16384",
	    "skip.bytes=1024", "adc.bits=32", "act.sources=12",
	    "link.vcs=4", "xbar.mvm=12" } },
	{ "r592c48", "torus(6, 6)",
	  { "xbar.rows=592", "xbar.cols=48", "act.bytes=16384",
	    "skip.bytes=1024", "adc.bits=32", "act.sources=8",
	    "link.vcs=4", "xbar.mvm=12" } },
	{ "r96c32", "torus(8, 8)",
	  { "xbar.rows=96", "xbar.cols=32", "act.bytes=16384",
	    "skip.bytes=1024", "adc.bits=32", "act.sources=10",
	    "link.vcs=4", "xbar.mvm=2" } },
	/* the first and the last for a network that needs more cores */
	{ "r144c16x169", "torus(13, 13)",
	  { "xbar.rows=144", "xbar.cols=16", "act.bytes=16384",
	    "skip.bytes=1024", "adc.bits=32", "act.sources=12",
	    "link.vcs=8", "xbar.mvm=12" } },
	{ "r96c32x169", "torus(13, 13)",
	  { "xbar.rows=96", "xbar.cols=32", "act.bytes=16384",
	    "skip.bytes=1024", "adc.bits=32", "act.sources=10",
	    "link.vcs=8", "xbar.mvm=2" } },
};
enum { N_HARDWARE = 3, MORE_CORES = 3 };

/* What of the machine a row is there for. */
enum {
	CONCAT = 1,
	GROUPS = 2,
	DEPTHWISE = 4,
	BANDS = 8,	/* a task's image from more than one of a layer's copies */
	HALO = 16,	/* two copies read the same column */
	BLOCKS = 32,	/* one from more than one block of channels */
	PARTS = 64,	/* chains of partial sums */
	OUTPUTS = 128,	/* an output in three parts or more */
	GATHERED = 256,	/* a task that puts a residual together */
	PROJECTION = 512,
	STEM = 1024,	/* stride 2, then a maximum of stride 2 */
	ODD = 2048,	/* maps of odd sides */
	SCALED = 4096,	/* a pooling that requantises */
	ALL = 8191,
};

static const struct row {
	const char *net;
	uint64_t seed;
	int hardware, hardwired;
	int64_t interval;
	int want;	/* of these at least; 0: a row for CHECK_LONG */
} rows[] = {
	{ "googlenet", 1, 0, 0, BALANCE_AUTO,
	  CONCAT | SCALED | BANDS | HALO | PARTS },
	{ "mobilenet", 1, 0, 0, BALANCE_AUTO, DEPTHWISE | BANDS | HALO | BLOCKS },
	{ "resnet", 1, 0, 0, BALANCE_AUTO, GATHERED | PROJECTION | STEM },
	{ "odd", 1, 0, 0, 2000, GROUPS | ODD | CONCAT },
	{ "dense", 1, 0, 0, 0, OUTPUTS | BLOCKS },
};
#define N_ROWS ((int)(sizeof(rows) / sizeof(*rows)))

static int of_net(const struct net *n)
{
	struct zoo_features f = zoo_features(n);

	return (f.concats ? CONCAT : 0) | (f.groups ? GROUPS : 0) |
	       (f.depthwise ? DEPTHWISE : 0) | (f.projections ? PROJECTION : 0) |
	       (f.stems ? STEM : 0) | (f.odd_maps ? ODD : 0) |
	       (f.scaled ? SCALED : 0);
}

/* Columns of the layer that task `t` gives, which readers of source `s` keep. */
static int meets(const struct plan_source *a, const struct plan_source *b)
{
	return a->x < b->x + b->cols && b->x < a->x + a->cols;
}

/* Whether two tasks of one layer that make different columns keep one of the stream. */
static int is_halo(const struct plan *p, const struct plan_stream *s)
{
	int i, j;

	for (i = 0; i < s->n_dests; i++)
		for (j = 0; j < i; j++) {
			const struct plan_dest *d = &s->dest[i], *f = &s->dest[j];
			const struct plan_task *a, *b;

			if (d->task < 0 || f->task < 0 || d->role != ROLE_ACT ||
			    f->role != ROLE_ACT)
				continue;
			a = &p->task[d->task];
			b = &p->task[f->task];
			if (a->layer == b->layer && a->out_x != b->out_x &&
			    meets(&a->source[d->source], &b->source[f->source]))
				return 1;
		}
	return 0;
}

static int of_plan(const struct plan *p)
{
	int t, i, have = plan_output_parts(p) > 2 ? OUTPUTS : 0;

	for (t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];

		have |= k->n_parts > 1 ? PARTS : 0;
		have |= k->is_copy ? GATHERED : 0;
		for (i = 1; i < k->n_sources; i++)
			have |= k->source[i].to_word == k->source[0].to_word ?
				BANDS : BLOCKS;
		have |= is_halo(p, &p->stream[t + 1]) ? HALO : 0;
	}
	return have;
}

/* Its output leaves the narrow crossbars in four parts. */
static struct net *dense_net(void)
{
	struct net *n = tiny_net(5, 3, 6);

	tiny_conv(n, tiny_conv(n, 0, 3, 1, 18), 3, 2, 50);
	return n;
}

static struct plan *build(const struct row *r)
{
	const struct plan_options o = {
		.interval = r->interval, .lossless = 1,
	};
	struct arch *tiny = tiny_arch(hardware[r->hardware].topology, NULL), *a;
	struct net *n = NULL;
	struct report report;
	struct plan *p;
	struct err e;
	int i, have;

	for (i = 0; i < N_ZOO && !n; i++)
		if (!strcmp(zoo[i].name, r->net))
			n = zoo[i].build(r->seed, 1);
	if (!n)
		n = dense_net();
	a = arch_copy(tiny, (char *const *)hardware[r->hardware].set, 8, &e);
	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	verify_plan(p, &report);
	ck_assert_msg(!report.n_messages, "%s",
		      report.n_messages ? report.message[0] : "");
	report_free(&report);
	have = of_net(n) | of_plan(p);
	printf("%s, seed %" PRIu64 ", %s%s: %d tasks, interval %" PRId64
	       ", kinds %d\n", r->net, r->seed, hardware[r->hardware].name,
	       r->hardwired ? ", hardwired" : "", p->n_tasks, p->interval, have);
	ck_assert_msg((have & r->want) == r->want, "kinds %d, wanted %d", have,
		      r->want);
	net_free(n);
	arch_free(a);
	arch_free(tiny);
	return p;
}

/* Back to back, where the cycles count; and under all that must change no word. */
static void simulate(const struct row *r)
{
	char *name = r->hardwired ?
		xasprintf("%s_%s%d", hardware[r->hardware].name, r->net,
			  (int)r->seed) :
		xstrdup(hardware[r->hardware].name);
	struct cosim_opt o[] = {
		{ .random_init = 1, .init_seed = 1 },
		{ .random_init = 1, .init_seed = 2,
		  .stall_in_percent = 30, .stall_in_seed = 3,
		  .stall_out_percent = 30, .stall_out_seed = 4,
		  .stall_link_percent = 30, .stall_link_seed = 5 },
		{ .random_init = 1, .init_seed = 6, .reset_at = 1500 },
	};
	struct plan *p = build(r);
	struct cosim_result result;
	int64_t n_words = 0;
	double seconds;
	char *stimulus;
	size_t i;

	stimulus = xasprintf(DIR "/%s.stim", name);
	sim_stimulus(p, stimulus, r->seed);
	sim_build(DIR, p, r->hardwired, name, COSIM_TILES, &seconds);
	for (i = 0; i < sizeof(o) / sizeof(*o); i++) {
		o[i].stimulus = stimulus;
		sim_run(DIR, p, NULL, name, &o[i], &result);
		n_words += result.run[0].words_compared;
	}
	printf("  %" PRId64 " words compared\n", n_words);
	free(stimulus);
	plan_free(p);
	free(name);
}

/* Gives task `k` the fewest pixels of activation memory with which the check passes. */
static void take_least(struct plan *p, struct plan_task *k)
{
	struct report r;
	int ok = 1;

	while (ok && k->ring_words > k->in_words) {
		k->ring_words -= k->in_words;
		ok = !verify_plan(p, &r);
		report_free(&r);
	}
	k->ring_words += ok ? 0 : k->in_words;
}

/* Whether the check says that a window of task `k` is larger than its memory. Where
 * it says no more than that the memory is full, a join waits for another branch, and
 * channels, whose room it does not count, may hold what is too much. */
static int is_too_small(const struct plan *p, const struct plan_task *k)
{
	struct report r;
	char *want = xasprintf("the activation memory of %s is full (%d pixels, "
			       "its window needs %d)", k->name,
			       (int)plan_task_room(k), (int)plan_task_room(k) + 1);
	int found;

	ck_assert_int_eq(verify_plan(p, &r), 1);
	found = strstr(r.message[0], want) != NULL;
	report_free(&r);
	free(want);
	return found;
}

static int is_long(void)
{
	const char *s = getenv("CHECK_LONG");

	return s && *s;
}

/* Images that put together copies, blocks and inputs of a concat: with the least
 * memory in every core for which the check passes, the RTL runs; with a pixel less in
 * one of them, check and RTL stop. */
START_TEST(memory)
{
	const char *name = hardware[rows[0].hardware].name;
	char *model = xasprintf(DIR "/%s.model", name);
	struct cosim_opt o = { .stimulus = DIR "/memory.stim" };
	struct plan *p = build(&rows[0]);
	int t, n_stop = 0, n_joins = 0;
	struct cosim_result r;
	double seconds;
	struct err e;

	for (t = 0; t < p->n_tasks; t++)
		if (!plan_task_sums(&p->task[t]))
			take_least(p, &p->task[t]);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, name, COSIM_TILES, &seconds);
	sim_run(DIR, p, NULL, name, &o, &r);

	o.watchdog = 3000;
	for (t = 0; t < p->n_tasks; t++) {
		struct plan_task *k = &p->task[t];

		if (plan_task_sums(k) || k->ring_words < 2 * k->in_words ||
		    (k->n_sources < 2 && !is_long()))
			continue;
		k->ring_words -= k->in_words;
		if (is_too_small(p, k)) {
			sim_stimulus(p, o.stimulus, 1);
			ck_assert_int_eq(cosim_run(model, &o, p, NULL, NULL, &r,
						   &e), 0);
			ck_assert(!r.equal);
			ck_assert_msg(strstr(r.run[0].first, "no word moves"),
				      "%s: %s", k->name, r.run[0].first);
			n_stop++;
		} else {
			n_joins++;
		}
		k->ring_words += k->in_words;
	}
	printf("  a pixel less in one of %d cores stops, %d joins not tried\n",
	       n_stop, n_joins);
	ck_assert_int_ge(n_stop, 6);
	free(model);
	plan_free(p);
}
END_TEST

START_TEST(selection)
{
	simulate(&rows[_i]);
}
END_TEST

/* The rows have all kinds among them. */
START_TEST(kinds)
{
	int i, all = 0;

	for (i = 0; i < N_ROWS; i++)
		all |= rows[i].want;
	ck_assert_int_eq(all, ALL);
}
END_TEST

/* All networks on all hardware, with one copy of each layer and with as many as there
 * are cores for; two seeds of each. */
#define N_SEEDS 2

START_TEST(everything)
{
	struct row r = {
		.hardware = _i / 2 / N_SEEDS / N_ZOO,
		.net = zoo[_i / 2 / N_SEEDS % N_ZOO].name,
		.seed = 2 + _i / 2 % N_SEEDS,
		.interval = _i % 2 ? BALANCE_AUTO : 0,
	};

	if (!strcmp(r.net, "vgg") && r.hardware != 1)
		r.hardware = r.hardware ? MORE_CORES + 1 : MORE_CORES;
	simulate(&r);
}
END_TEST

/* Each network in the fabric that is wired for it. */
START_TEST(wired)
{
	const struct row r = {
		.net = zoo[_i].name, .seed = 4, .hardwired = 1, .hardware = 1,
		.interval = BALANCE_AUTO,
	};

	simulate(&r);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cosim_zoo");
	TCase *c = tcase_create("cosim_zoo");

	check_folder(DIR);
	tcase_add_test(c, kinds);
	check_add(c, selection, N_ROWS, "verilator");
	check_add(c, memory, 1, "verilator");
	if (is_long()) {
		check_add(c, everything, N_HARDWARE * N_ZOO * N_SEEDS * 2,
			  "verilator");
		check_add(c, wired, N_ZOO, "verilator");
	}
	suite_add_tcase(s, c);
	return s;
}
