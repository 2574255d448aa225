/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>

#include "hand.h"
#include "compile/plan_build.h"
#include "refmodel/timing.h"
#include "main.h"

static struct timing predict(struct plan *p)
{
	struct timing t;

	timing_predict(p, &t);
	return t;
}

/* The slowest of input, reading of windows, product and columns decides. */
START_TEST(test_bounds)
{
	static const struct {
		int cycles, k, cols, raw;
		int each;	/* cycles a window of a 12x12 image of 4 words */
	} row[] = {
		{ 60, 3, 16, 0, 60 },
		{ 10, 3, 16, 0, 37 },	/* 36 words and the start */
		{ 10, 1, 40, 0, 41 },	/* 40 columns and the release */
		{ 10, 1, 40, 1, 41 },
		{ 2, 1, 4, 0, 5 },
		{ 3, 1, 2, 1, 5 },
	};
	uint64_t seed = 3;
	struct plan *p = hand_plan(12, 12, 16);
	int a = hand_conv(p, 0, row[_i].k, 1, row[_i].k / 2, row[_i].cols, &seed);
	struct timing t;

	p->arch->xbar_cycles = row[_i].cycles;
	if (row[_i].raw)
		hand_raw(p, a);
	hand_output(p, a + 1);
	t = predict(p);
	ck_assert_int_eq(t.interval, 144 * row[_i].each);
	ck_assert_int_ge(t.latency, t.interval);
	ck_assert_int_le(t.latency, t.interval + 12 * 4 * 4 + 200);
	ck_assert_int_eq(t.stuck, -1);
	ck_assert_int_le(t.task[a].ring_words, p->task[a].ring_words);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* In a chain the slowest task decides; latencies add up. */
START_TEST(test_chain)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 8);
	int a = hand_conv(p, 0, 3, 1, 1, 8, &seed);
	int b = hand_conv(p, a + 1, 3, 1, 1, 8, &seed);
	int c = hand_conv(p, b + 1, 3, 2, 1, 8, &seed), d;
	struct timing t;

	d = hand_pool(p, c + 1, 4, 1, 0, REDUCE_AVG);
	hand_skip(p, a + 1, b, 1, 0, &seed);
	hand_output(p, d + 1);
	p->arch->xbar_cycles = 100;
	t = predict(p);
	ck_assert_int_eq(t.interval, 64 * 100);
	ck_assert_int_ge(t.latency, 64 * 100);
	ck_assert_int_le(t.latency, 64 * 100 + 20 * 100);
	ck_assert_double_eq_tol(t.task[b].busy, 1, 0.03);
	ck_assert_double_eq_tol(t.task[c].busy, 0.25, 0.01);
	ck_assert_int_gt(t.task[b].skip_words, 2 * 8);
	ck_assert_int_gt(t.task[c].ring_words, 2 * 8 * 2);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* Partial sums of one word a column follow each other without a pause. */
START_TEST(test_psum)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(6, 6, 8);
	int a = hand_conv(p, 0, 3, 1, 1, 50, &seed);
	int b = hand_conv(p, 0, 3, 1, 1, 50, &seed);
	struct timing t;

	hand_raw(p, a);
	hand_psum(p, a + 1, b);
	hand_output(p, b + 1);
	p->arch->xbar_cycles = 20;
	t = predict(p);
	ck_assert_int_eq(t.interval, 36 * 51);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* A queue of D words on a way of 4 + 2 S cycles lets D in 4 + 2 S pass. */
START_TEST(test_credits)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 64);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	struct timing t;

	p->arch->xbar_cycles = 2;
	p->arch->link_stages = 2;
	p->arch->link_depth = 4;
	hand_output(p, a + 1);
	t = predict(p);
	ck_assert_int_eq(t.interval, 64 * 16 * 2);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* A memory of one pixel: its words are written, read, and released in a cycle in which
 * none is written. tests/check_cosim.c measures the same in RTL. */
START_TEST(test_one_pixel)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 128);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	struct timing t;

	p->task[a].ring_words = p->task[a].ch_words;
	hand_output(p, a + 1);
	t = predict(p);
	ck_assert_int_eq(t.interval, 64 * (32 + 32 + 1));
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* The rule of link.reach makes a long channel's queue as deep as its way is long:
 * no rate is lost, only time. */
START_TEST(test_reach)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 64);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	struct timing t, near_by;
	struct err e;

	p->arch->xbar_cycles = 2;
	p->arch->link_depth = 4;
	hand_output(p, a + 1);
	p->topo = topo_build("path(2)", "", 0, &e);
	ck_assert_ptr_nonnull(p->topo);
	p->topo->x[1] = 9;
	for (int s = 0; s < p->n_streams; s++)
		for (int h = 0; h < p->stream[s].n_hops; h++)
			p->stream[s].hop[h].channel = 0;
	near_by = predict(p);
	p->arch->link_reach = 2;	/* four registers */
	t = predict(p);
	ck_assert_int_eq(t.interval, near_by.interval);
	ck_assert_int_eq(t.latency, near_by.latency + 2 * 4);
	timing_free(&t);
	timing_free(&near_by);
	plan_free(p);
}
END_TEST

/* A window of the whole image in a memory of half an image. */
START_TEST(test_deadlock)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 4);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	int b = hand_pool(p, a + 1, 8, 1, 0, REDUCE_MAX);
	int c = hand_conv(p, b + 1, 1, 1, 0, 4, &seed);
	struct timing t;

	p->task[b].ring_words = 32;	/* of 64 that one window needs */
	hand_output(p, c + 1);
	ck_assert_int_eq(timing_predict(p, &t), -1);
	ck_assert_int_eq(t.interval, 0);
	ck_assert_int_eq(t.stuck, a);
	timing_free(&t);
	p->task[b].ring_words = 64;
	ck_assert_int_eq(timing_predict(p, &t), 0);
	ck_assert_int_eq(t.task[b].ring_words, 64);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/*
 * What is predicted, to the cycle. A change of the model, or of the hardware that it
 * follows, shows here; tests/cosim_*.sh hold the RTL to 0.1 % of these. The golden plans
 * (tests/golden/plan) pin smaller ones.
 */
static const struct {
	const char *arch, *set;
	int64_t interval, latency;
} pins[] = {
	{"one-layer-per-core", "adc.bits=26", 133120, 213554},
	{"one-layer-per-core", "link.stages=2", 133120, 213616},
	{"hermes64", "adc.bits=26", 133120, 226090},
	{"hermes64", "link.reach=1", 133120, 226117},
	{"hermes64", "xbar.mvm=131", 134144, 227628},
};

START_TEST(test_pins)
{
	const char *src = getenv("srcdir") ? getenv("srcdir") : ".";
	char *path = xasprintf("%s/arch/%s.arch", src, pins[_i].arch);
	char *net = xasprintf("%s/nets/resnet32_shapes_int.json", src);
	char *set[] = {(char *)pins[_i].set};
	const struct plan_options o = {.place = "order"};
	struct err e;
	struct arch *a = arch_read(path, set, 1, &e);
	struct net *n = net_read_json(net, &e);
	struct plan *p = a && n ? plan_build(n, a, &o, &e) : NULL;

	ck_assert_msg(p != NULL, "%s: %s", path, e.text);
	ck_assert_int_eq(p->interval, pins[_i].interval);
	ck_assert_int_eq(p->latency, pins[_i].latency);
	plan_free(p);
	net_free(n);
	arch_free(a);
	free(net);
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("timing");
	TCase *c = tcase_create("timing");

	tcase_add_loop_test(c, test_bounds, 0, 6);
	tcase_add_test(c, test_chain);
	tcase_add_test(c, test_psum);
	tcase_add_test(c, test_credits);
	tcase_add_test(c, test_one_pixel);
	tcase_add_test(c, test_reach);
	tcase_add_test(c, test_deadlock);
	tcase_add_loop_test(c, test_pins, 0, sizeof(pins) / sizeof(*pins));
	suite_add_tcase(suite, c);
	return suite;
}
