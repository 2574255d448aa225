/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/balance.h"
#include "compile/lower.h"
#include "compile/plan_build.h"
#include "main.h"
#include "model/use.h"
#include "refmodel/agree.h"
#include "tiny.h"
#include "wild.h"

/*
 * Layers cut into blocks of channels, copies and parts of rows: every value of every
 * layer is what the oracle says, whatever the cut, and the plan is good.
 */

static struct arch *arch_of(int rows, int cols, int n_cores)
{
	char *topology = xasprintf("complete(%d)", n_cores);
	struct arch *a = tiny_arch(topology, NULL);

	a->xbar_rows = rows;
	a->xbar_cols = cols;
	a->adc_bits = 32;
	a->act_bytes = 65536;
	a->skip_bytes = 65536;
	a->act_sources = ARCH_MAX_SOURCES;
	a->link_vcs = 32;
	free(topology);
	return a;
}

static struct plan *must_build(const struct net *n, const struct arch *a,
			       int64_t interval)
{
	const struct plan_options o = {
		.place = "order", .interval = interval, .lossless = 1,
	};
	struct err e = {0};
	struct plan *p = plan_build(n, a, &o, &e);
	struct report r;

	ck_assert_msg(p != NULL, "%s", e.text);
	verify_plan(p, &r);
	ck_assert_msg(!r.n_messages, "%s", r.message ? r.message[0] : "");
	report_free(&r);
	return p;
}

/* All layers of a random image; the values compared. */
static int64_t agrees(const struct plan *p, const struct net *n, uint64_t *seed)
{
	const struct net_tensor *in = &n->tensor[0];
	int i, n_bytes = in->w * in->h * in->c;
	uint8_t *hwc = xmalloc((size_t)n_bytes);
	struct agree a;
	struct err e = {0};

	for (i = 0; i < n_bytes; i++)
		hwc[i] = (uint8_t)(rand_next(seed) >> 24);
	ck_assert_msg(!agree_check(p, n, "", &e), "%s", e.text);
	agree_layers(p, n, hwc, &a);
	free(hwc);
	ck_assert_int_eq(a.n_compared + a.n_inside, n->n_layers);
	ck_assert_msg(a.n_differ == 0, "%lld of %lld values differ, first in %s",
		      (long long)a.n_differ, (long long)a.n_values,
		      n->layer[a.first < 0 ? 0 : a.first].name);
	return a.n_values;
}

static int n_like(const struct plan *p, int layer)
{
	int t, n = 0;

	for (t = 0; t < p->n_tasks; t++)
		n += p->task[t].layer == layer && !p->task[t].is_copy;
	return n;
}

/* 66 channels on 32 columns: three blocks, which the next layer reads. */
START_TEST(test_wide)
{
	uint64_t seed = 1;
	struct net *n = tiny_net(6, 5, 3);
	struct arch *a = arch_of(144, 32, 20);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, 0, 3, 1, 66), 1, 1, 10);
	tiny_raw(n);
	p = must_build(n, a, 0);
	ck_assert_int_eq(p->n_tasks, 4);
	ck_assert_int_eq(p->task[0].cols, 24);
	ck_assert_int_eq(p->task[2].cols, 18);
	ck_assert_int_eq(p->task[2].out_channel, 48);
	ck_assert_int_eq(p->task[3].n_sources, 3);
	ck_assert_int_eq(p->task[3].source[2].to_word, 12);
	ck_assert_int_eq(agrees(p, n, &seed), 30 * 76);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* A dense layer of 50 results on 16 columns leaves the fabric in four parts. */
START_TEST(test_parts)
{
	uint64_t seed = 2;
	struct net *n = tiny_net(4, 4, 8);
	struct arch *a = arch_of(144, 16, 20);
	struct err e = {0};
	struct plan *p;

	tiny_conv(n, tiny_pool(n, 0, NET_AVG_POOL, 4), 1, 1, 50);
	tiny_raw(n);
	p = must_build(n, a, 0);
	ck_assert_int_eq(plan_output_parts(p), 4);
	ck_assert_int_eq(plan_output_values(p), 50);
	ck_assert_int_eq(plan_output_words(p), 50);
	agrees(p, n, &seed);
	plan_free(p);
	/* Whatever the hardware file says, as many virtual channels as parts. */
	a->link_vcs = 1;
	p = plan_build(n, a, &(struct plan_options){ .vcs = MAP_VCS_LEAST }, &e);
	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	ck_assert_int_eq(p->arch->link_vcs, 4);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Bands of an image 9 wide with kernels of 3: copies read their neighbours' columns. */
START_TEST(test_copies)
{
	uint64_t seed = 3;
	struct net *n = tiny_net(9, 6, 3);
	struct arch *a = arch_of(144, 32, 40);
	int t = tiny_conv(n, 0, 3, 1, 8);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 8), 3, 2, 8);
	tiny_conv(n, 3, 1, 1, 10);
	p = must_build(n, a, 3 * 6 * 20);	/* three columns */
	ck_assert_int_eq(n_like(p, 0), 3);
	ck_assert_int_eq(n_like(p, 1), 3);
	ck_assert_int_eq(n_like(p, 2), 1);	/* of five columns, three high */
	ck_assert_int_eq(n_like(p, 3), 1);
	ck_assert_int_eq(p->task[3].out_x, 0);
	ck_assert_int_eq(p->task[3].in_w, 4);
	ck_assert_int_eq(p->task[3].n_sources, 2);
	ck_assert_int_eq(p->task[4].out_x, 3);
	ck_assert_int_eq(p->task[4].in_w, 5);
	ck_assert_int_eq(p->task[4].pad_x, 0);
	ck_assert_int_eq(p->task[4].n_sources, 3);
	ck_assert_int_eq(p->task[6].n_sources, 3);
	agrees(p, n, &seed);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* More cores never give a longer interval, and those that there are suffice. */
START_TEST(test_balance)
{
	struct net *n = tiny_resnet();
	int64_t before = INT64_MAX;
	int cores;

	for (cores = 6; cores < 60; cores += 7) {
		struct arch *a = arch_of(144, 64, cores);
		struct plan *p = must_build(n, a, BALANCE_AUTO);

		ck_assert_int_le(p->n_tasks, cores);
		ck_assert_int_le(p->interval, before);
		before = p->interval;
		plan_free(p);
		arch_free(a);
	}
	ck_assert_int_lt(before, 400);	/* of 1,280 with one copy each */
	net_free(n);
}
END_TEST

START_TEST(test_refusals)
{
	struct net *n = tiny_resnet();
	struct arch *a = arch_of(144, 64, 30);
	struct plan_options o = { .interval = 100 };
	struct err e = {0};

	ck_assert_ptr_null(plan_build(n, a, &o, &e));
	ck_assert_str_eq(e.text, "layer l0 takes 160 cycles per image with 8 "
			 "copies, the most that it can have: raise interval to "
			 "160 (100)");
	o.interval = 160;	/* not too short, but for so few cores */
	ck_assert_ptr_null(plan_build(n, a, &o, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "tiny needs"));
	a->act_sources = 1;
	o.interval = 700;
	ck_assert_ptr_null(plan_build(n, a, &o, &e));
	ck_assert_str_eq(e.text, "layer l1 needs 2 streams of activations: raise "
			 "act.sources to 2 (1)");
	arch_free(a);
	net_free(n);
}
END_TEST

static struct plan *auto_plan(const struct net *n, const struct arch *a,
			      char **held)
{
	struct plan_options o = { .interval = BALANCE_AUTO, .held = held };
	struct err e = {0};
	struct plan *p = plan_build(n, a, &o, &e);

	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	return p;
}

/* The slowest task, without waiting. */
static int64_t slowest(const struct plan *p)
{
	return use_of_plan(p, p->interval).slowest;
}

/* Hardware whose sources are too few for the copies that there are cores for has the
 * least interval that maps: none that is shorter does. What is said to be too
 * small gives the interval that is said to be held back. */
START_TEST(test_few_sources)
{
	struct net *n = tiny_resnet();
	struct arch *a = arch_of(144, 64, 30);
	struct plan_options o = {0};
	int64_t least, all, interval = 0;
	char *held = NULL;
	int sources = 0;
	struct plan *p;
	struct err e;

	p = auto_plan(n, a, &held);
	ck_assert_ptr_null(held);
	all = slowest(p);
	plan_free(p);
	a->act_sources = _i;
	p = auto_plan(n, a, &held);
	ck_assert_ptr_nonnull(held);
	printf("%d sources: interval %lld, %s\n", _i, (long long)slowest(p), held);
	ck_assert_ptr_nonnull(strstr(held, "raise act.sources to"));
	ck_assert_int_eq(sscanf(held, "interval %" SCNd64 " does not map: %*[^:]: raise "
				"act.sources to %d", &interval, &sources), 2);
	least = slowest(p);
	plan_free(p);
	ck_assert_int_lt(interval, least);
	ck_assert_int_ge(interval, all);
	for (o.interval = least - 1; o.interval >= all; o.interval--) {
		p = plan_build(n, a, &o, &e);
		ck_assert_msg(!p, "interval %" PRId64, o.interval);
	}
	o.interval = least;
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	plan_free(p);
	a->act_sources = sources;
	o.interval = interval;
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	ck_assert_int_eq(slowest(p), interval);
	plan_free(p);
	free(held);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Two channels a way hold few streams. */
START_TEST(test_few_channels)
{
	static const char *const topology[] = { "ring(30)", "mesh(6, 5)" };
	struct net *n = tiny_resnet();
	struct arch *a = arch_of(144, 64, 30);
	int64_t all, before = INT64_MAX;
	char *held = NULL;
	struct plan *p;
	struct report r;
	int vcs, n_held = 0;

	p = auto_plan(n, a, &held);
	all = slowest(p);
	plan_free(p);
	free(a->topology);
	a->topology = xstrdup(topology[_i]);
	for (vcs = 1 + !_i; vcs <= 32; vcs *= 2) {
		a->link_vcs = vcs;
		p = auto_plan(n, a, &held);
		printf("%d virtual channels: %d tasks, interval %lld, %s\n", vcs,
		       p->n_tasks, (long long)slowest(p), held ? held : "");
		verify_plan(p, &r);
		ck_assert_msg(!r.n_messages, "%s", r.message ? r.message[0] : "");
		report_free(&r);
		ck_assert_int_eq(slowest(p) > all, held != NULL);
		ck_assert(!held || strstr(held, "raise link.vcs to"));
		ck_assert_int_le(slowest(p), before);
		before = slowest(p);
		n_held += held != NULL;
		plan_free(p);
		free(held);
	}
	ck_assert_int_ge(n_held, 1);
	ck_assert_int_eq(before, all);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Every task fits into the memories; how many cores a layer takes. */
static void expect_cut(struct net *n, const char *set, int layer, int n_tasks,
		       int n_parts)
{
	struct arch *all = arch_of(144, 64, 40), *a;
	char *words = xstrdup(set), *sets[4], *s;
	uint64_t seed = 4;
	struct plan *p;
	struct err e;
	int i, n_sets = 0, most = 0;

	for (s = strtok(words, " "); s; s = strtok(NULL, " "))
		sets[n_sets++] = s;
	a = arch_copy(all, sets, n_sets, &e);
	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	p = must_build(n, a, 0);
	for (i = 0; i < p->n_tasks; i++) {
		ck_assert_int_le(4 * p->task[i].ring_words, a->act_bytes);
		if (p->task[i].layer == layer && p->task[i].n_parts > most)
			most = p->task[i].n_parts;
	}
	ck_assert_int_eq(n_like(p, layer), n_tasks);
	ck_assert_int_eq(most, n_parts);
	agrees(p, n, &seed);
	plan_free(p);
	free(words);
	arch_free(a);
	arch_free(all);
	net_free(n);
}

/* 3x3 over 20 pixels of two words: two rows and three pixels, 344 bytes. Two bands, 11
 * pixels a row, 200 bytes; three, nine at most, 168; five, six, 120. Two parts of a word
 * each: 172 bytes; two bands of these: 100. */
static struct net *wide_map(void)
{
	struct net *n = tiny_net(20, 6, 8);

	tiny_conv(n, tiny_conv(n, 0, 3, 1, 8), 1, 1, 10);
	return n;
}

START_TEST(test_window_memory)
{
	expect_cut(wide_map(), "act.bytes=344", 0, 1, 1);
	expect_cut(wide_map(), "act.bytes=340", 0, 2, 1);
	expect_cut(wide_map(), "act.bytes=200", 0, 2, 1);
	expect_cut(wide_map(), "act.bytes=196", 0, 2, 2);
	expect_cut(wide_map(), "act.bytes=168", 0, 3, 1);
	expect_cut(wide_map(), "act.bytes=100", 0, 4, 2);
	/* who reads bands needs sources, parts of a kernel do not */
	expect_cut(wide_map(), "act.bytes=340 act.sources=1", 0, 2, 2);
}
END_TEST

/* A layer that leaves the fabric has no bands. */
START_TEST(test_output_memory)
{
	struct net *n = tiny_net(20, 6, 8);

	tiny_conv(n, 0, 3, 1, 8);
	expect_cut(n, "act.bytes=340", 0, 2, 2);
	n = tiny_net(20, 6, 8);
	tiny_conv(n, 0, 3, 1, 8);
	tiny_concat(n, 2, (const int[]){ tiny_conv(n, 0, 3, 1, 8), 1 });
	expect_cut(n, "act.bytes=340", 0, 2, 2);
}
END_TEST

/* A dense layer over a map of 6x6 pixels of two words, 288 bytes: rectangles of the map.
 * A maximum of 4x4 over 8 pixels of eight words, 28 pixels, 896 bytes: blocks of words,
 * or bands; before a product parts. A depthwise layer. */
START_TEST(test_other_memory)
{
	struct net *n = tiny_net(6, 6, 8);

	tiny_conv(n, 0, 1, 1, 10);
	tiny_window(n, 6, 6, 1, 0, 0);
	expect_cut(n, "xbar.rows=512 act.bytes=288", 0, 1, 1);
	n = tiny_net(6, 6, 8);
	tiny_conv(n, 0, 1, 1, 10);
	tiny_window(n, 6, 6, 1, 0, 0);
	expect_cut(n, "xbar.rows=512 act.bytes=128", 0, 3, 3);
	n = tiny_net(8, 8, 32);
	tiny_pool(n, 0, NET_MAX_POOL, 4);
	tiny_conv(n, 1, 3, 1, 10);
	expect_cut(n, "act.bytes=896", 0, 1, 1);
	n = tiny_net(8, 8, 32);
	tiny_pool(n, 0, NET_MAX_POOL, 4);
	tiny_conv(n, 1, 3, 1, 10);
	expect_cut(n, "act.bytes=512", 0, 2, 1);
	n = tiny_net(8, 8, 32);
	tiny_pool(n, 0, NET_MAX_POOL, 4);
	tiny_conv(n, 1, 1, 1, 10);
	expect_cut(n, "act.bytes=448", 1, 2, 2);
	n = tiny_net(12, 5, 16);
	tiny_conv(n, 0, 3, 1, 16);
	tiny_groups(n, 16);
	tiny_conv(n, 1, 1, 1, 4);
	expect_cut(n, "act.bytes=432", 0, 1, 1);
	n = tiny_net(12, 5, 16);
	tiny_conv(n, 0, 3, 1, 16);
	tiny_groups(n, 16);
	tiny_conv(n, 1, 1, 1, 4);
	expect_cut(n, "act.bytes=256", 0, 2, 1);
}
END_TEST

/* A residual of 12 columns of four words around two 3x3 layers waits for two rows and
 * three pixels, 27 of 16 bytes, 432: bands of six columns; blocks of half the channels,
 * 216; bands of four columns, 176. A task each puts their residual together. */
START_TEST(test_residual_memory)
{
	static const struct {
		const char *set;
		int n_tasks, n_copies;
	} row[] = {
		{ "skip.bytes=432", 1, 0 },
		{ "skip.bytes=428", 2, 2 },
		{ "skip.bytes=216", 2, 2 },
		{ "skip.bytes=212", 3, 3 },
	};
	struct net *n = tiny_net(12, 6, 16);
	struct arch *all = arch_of(144, 64, 40), *a;
	char *sets[] = { xstrdup(row[_i].set) };
	int t = tiny_conv(n, 0, 1, 1, 16), i, n_copies = 0;
	uint64_t seed = 6;
	struct plan *p;
	struct err e;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 16), 3, 1, 16);
	tiny_skip(n, t, 1, 0);
	tiny_conv(n, 3, 1, 1, 4);
	a = arch_copy(all, sets, 1, &e);
	p = must_build(n, a, 0);
	for (i = 0; i < p->n_tasks; i++)
		n_copies += p->task[i].is_copy;
	ck_assert_int_eq(n_like(p, 2), row[_i].n_tasks);
	ck_assert_int_eq(n_copies, row[_i].n_copies);
	agrees(p, n, &seed);
	plan_free(p);
	free(sets[0]);
	arch_free(a);
	arch_free(all);
	net_free(n);
}
END_TEST

/* Without the cores it is refused by the memory, or by the cores where that is enough. */
START_TEST(test_short_memory)
{
	struct arch *all = arch_of(144, 64, 2), *a;
	char *sets[] = { (char *)"act.bytes=340" };
	struct net *n = wide_map();
	struct err e;

	a = arch_copy(all, sets, 1, &e);
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, "layer l0 needs 344 bytes of activation memory: "
			 "raise act.bytes to 344 (340)");
	free(a->topology);
	a->topology = xstrdup("ring(3)");
	plan_free(must_build(n, a, 0));
	a->act_bytes = 344;
	free(a->topology);
	a->topology = xstrdup("ring(2)");
	plan_free(must_build(n, a, 0));
	arch_free(a);
	arch_free(all);
	net_free(n);
}
END_TEST

/* The parts of an output: a concat of a layer with itself, and with the input. */
START_TEST(test_output)
{
	static const char *const want[] = {
		"layer l1: the output of layer l0 cannot leave the fabric twice",
		"layer l1: the network's input cannot be a part of its output: "
		"put a layer between",
	};
	struct net *n = tiny_net(6, 5, 4);
	struct arch *a = arch_of(144, 64, 4);
	int t = tiny_conv(n, 0, 3, 1, 8), in[] = { _i ? 0 : t, t };
	struct err e = {0};

	n->tensor[0].is_signed = 0;
	tiny_concat(n, 2, in);
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, want[_i]);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Odd numbers of channels, strided and overlapping residuals, pools. */
static struct net *random_net(uint64_t *seed)
{
	struct net *n = tiny_net(3 + wild_pick(seed, 8), 3 + wild_pick(seed, 8),
				 1 + wild_pick(seed, 12));
	int c = 3 + wild_pick(seed, 40), i, first, stride;
	int t = tiny_conv(n, 0, 1 + 2 * wild_pick(seed, 2), 1, c);

	for (i = wild_pick(seed, 4); i >= 0; i--) {
		first = t;
		stride = 1 + wild_pick(seed, 2);
		t = tiny_conv(n, t, 1 + 2 * wild_pick(seed, 3), stride, c);
		if (wild_pick(seed, 2)) {
			c += 4 * wild_pick(seed, 3);
			t = tiny_conv(n, t, 3, 1, c);
		}
		if (wild_pick(seed, 2))
			tiny_skip(n, first, stride,
				  wild_pick(seed, c - n->tensor[first].c + 1));
		if (wild_pick(seed, 3) == 0)
			t = tiny_add(n, t, t);
		if (wild_pick(seed, 3) == 0 && n->tensor[t].w >= 4 &&
		    n->tensor[t].h >= 4)
			t = tiny_pool(n, t, wild_pick(seed, 2) ? NET_MAX_POOL :
				      NET_AVG_POOL, 2);
	}
	tiny_conv(n, t, 1, 1, 1 + wild_pick(seed, 70));
	if (wild_pick(seed, 2))
		tiny_raw(n);
	return n;
}

START_TEST(test_random)
{
	uint64_t seed = 900 + (uint64_t)_i;
	int64_t n_values = 0;
	int i, n_built = 0, n_refused = 0;

	printf("test_random: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct net *n = random_net(&seed);
		struct arch *a = arch_of(48 * (1 + wild_pick(&seed, 4)),
					 16 * (1 + wild_pick(&seed, 4)), 60);
		int64_t interval = wild_pick(&seed, 2) ? BALANCE_AUTO :
				   800 + wild_pick(&seed, 4000);
		struct lower_how how = {0};
		struct plan *p = xcalloc(1, sizeof(*p));
		struct balance b;
		struct err e = {0};

		a->link_bits = 32 << wild_pick(&seed, 3);
		a->psum_bits = 23 + wild_pick(&seed, 10);
		p->arch = arch_copy(a, NULL, 0, NULL);
		if (!balance_net(n, a, 60, interval, &b, &e))
			how.copies = b.way[0].copies;
		if (!how.copies || lower_net(n, p, &how, &e) ||
		    lower_check_sums(p, &e)) {
			ck_assert_msg(strstr(e.text, "whole words") ||
				      strstr(e.text, "raise interval to") ||
				      strstr(e.text, "streams of activations") ||
				      strstr(e.text, "columns in one crossbar") ||
				      strstr(e.text, "raise psum.bits to"),
				      "%s", e.text);
			n_refused++;
		} else {
			n_values += agrees(p, n, &seed);
			if (p->n_tasks <= 60) {
				plan_free(p);
				p = must_build(n, a, interval);
				n_built++;
			}
		}
		plan_free(p);
		balance_free(&b);
		arch_free(a);
		net_free(n);
	}
	printf("%lld values, %d plans, %d refused\n", (long long)n_values,
	       n_built, n_refused);
	ck_assert_int_gt(n_values, 50000);
	ck_assert_int_gt(n_built, 15);
	ck_assert_int_lt(n_refused, 20);
}
END_TEST

/* Memories that are often too small for a layer as it is: what is built has cores with no
 * more, makes the values of the oracle, and runs but where branches of different
 * length meet, of which lowering knows nothing. */
START_TEST(test_random_memory)
{
	uint64_t seed = 950 + (uint64_t)_i;
	int i, n_cut = 0, n_refused = 0, n_joins = 0;

	printf("test_random_memory: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct net *n = random_net(&seed);
		struct arch *a = arch_of(48 * (1 + wild_pick(&seed, 4)),
					 16 * (1 + wild_pick(&seed, 4)), 60);
		struct plan_options o = {
			.place = "order", .lossless = 1,
			.interval = wild_pick(&seed, 2) ? BALANCE_AUTO : 0,
		};
		struct lower_how strict = { .strict = 1, .no_values = 1 };
		struct plan *p, *whole = xcalloc(1, sizeof(*whole));
		struct report r;
		struct err e;
		int t;

		free(a->topology);
		a->topology = xstrdup("mesh(12, 10)");
		a->act_bytes = 64 << wild_pick(&seed, 5);
		a->skip_bytes = 64 << wild_pick(&seed, 5);
		whole->arch = arch_copy(a, NULL, 0, NULL);
		t = lower_net(n, whole, &strict, &e) < 0;
		plan_free(whole);
		p = plan_build(n, a, &o, &e);
		if (!p) {
			ck_assert_msg(strstr(e.text, "whole words") ||
				      strstr(e.text, ": raise "), "%s", e.text);
			puts(e.text);
			n_refused++;
			arch_free(a);
			net_free(n);
			continue;
		}
		n_cut += t;
		for (t = 0; t < p->n_tasks; t++)
			ck_assert_int_le(4 * p->task[t].ring_words, a->act_bytes);
		agrees(p, n, &seed);
		verify_plan(p, &r);
		ck_assert_msg(!r.n_messages || strstr(r.message[0], "raise "),
			      "%s", r.n_messages ? r.message[0] : "");
		n_joins += r.n_messages > 0;
		report_free(&r);
		plan_free(p);
		arch_free(a);
		net_free(n);
	}
	printf("%d cut, %d refused, %d wait at joins\n", n_cut, n_refused, n_joins);
	ck_assert_int_gt(n_cut, 10);
	ck_assert_int_lt(n_joins, 10);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cut");
	TCase *c = tcase_create("cut");

	tcase_add_test(c, test_wide);
	tcase_add_test(c, test_parts);
	tcase_add_test(c, test_copies);
	tcase_add_test(c, test_balance);
	tcase_add_test(c, test_refusals);
	tcase_add_loop_test(c, test_few_sources, 1, 4);
	tcase_add_loop_test(c, test_few_channels, 0, 2);
	tcase_add_test(c, test_window_memory);
	tcase_add_test(c, test_output_memory);
	tcase_add_test(c, test_other_memory);
	tcase_add_loop_test(c, test_residual_memory, 0, 4);
	tcase_add_test(c, test_short_memory);
	tcase_add_loop_test(c, test_output, 0, 2);
	tcase_add_loop_test(c, test_random, 0, 4);
	tcase_add_loop_test(c, test_random_memory, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
