/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>

#include "hand.h"
#include "compile/plan_build.h"
#include "refmodel/timing.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

static struct timing predict(struct plan *p)
{
	struct timing t;

	timing_predict(p, &t);
	return t;
}

/* Of image 0: what a task waits for, what it makes, and that the last word out of the
 * last task is two cycles before the end. */
START_TEST(test_image)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(6)", NULL);
	struct timing t = predict(p);
	int last = p->n_tasks - 1;

	for (int i = 0; i < p->n_tasks; i++) {
		int src = p->task[i].source ? i - 1 : -1;

		ck_assert_int_ge(t.task[i].first_in, 0);
		ck_assert_int_lt(t.task[i].first_in, t.task[i].last_out);
		ck_assert_int_le(t.task[i].first_out, t.task[i].last_out);
		if (src >= 0)	/* a chain: behind the first word of the one before */
			ck_assert_int_gt(t.task[i].first_in, t.task[src].first_out);
	}
	ck_assert_int_eq(t.latency - t.task[last].last_out, 3);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* The slowest of input, reading of windows, product and columns decides. */
START_TEST(test_bounds)
{
	static const struct {
		int cycles, k, cols, raw, post, lanes;
		int each;	/* cycles a window of a 12x12 image of 4 words */
	} row[] = {
		{ 60, 3, 16, 0, 1, 1, 60 },
		{ 10, 3, 16, 0, 1, 1, 37 },	/* 36 words and the start */
		{ 10, 1, 40, 0, 1, 1, 41 },	/* 40 columns and the release */
		{ 10, 1, 40, 1, 1, 1, 41 },
		{ 2, 1, 4, 0, 1, 1, 5 },
		{ 3, 1, 2, 1, 1, 1, 5 },
		{ 10, 1, 40, 0, 2, 1, 80 },
		{ 10, 1, 40, 1, 4, 1, 160 },
		{ 10, 1, 40, 0, 1, 2, 21 },
		{ 10, 1, 41, 0, 1, 4, 12 },
	};
	uint64_t seed = 3;
	struct plan *p = hand_plan(12, 12, 16);
	int a = hand_conv(p, 0, row[_i].k, 1, row[_i].k / 2, row[_i].cols, &seed);
	struct timing t;

	p->arch->xbar_cycles = row[_i].cycles;
	p->arch->post_cycles = row[_i].post;
	p->arch->post_lanes = row[_i].lanes;
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

/* Partial sums of one word a column follow each other without a pause, but share the
 * bus with two words of activations a pixel. */
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
	ck_assert_int_eq(t.interval, 36 * (51 + 2));
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

/* A memory of one pixel: each word is read in the cycle behind the one in which it is
 * taken; the release of the pixel costs two cycles more. */
START_TEST(test_one_pixel)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 128);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	struct timing t;

	p->task[a].ring_words = p->task[a].in_words;
	hand_output(p, a + 1);
	t = predict(p);
	ck_assert_int_eq(t.interval, 64 * (32 + 2));
	ck_assert_int_eq(t.task[a].ring_words, 32);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* A core's streams share its bus: of two that bring 16 words a pixel each, a word a
 * cycle passes, kept or not. One alone is as fast as the vector of 17 words. */
START_TEST(test_bus)
{
	static const struct plan_source one = {
		.cols = 8, .keep = 1, .to_word = 16,
	};
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 64);
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);
	struct timing t;

	p->arch->xbar_cycles = 2;
	p->task[a].in_words = 17;
	p->task[a].ring_words = 64 * 17;
	p->task[a].source[0].keep = 16;
	if (_i)
		hand_source(p, 0, a, one);
	hand_output(p, a + 1);
	t = predict(p);
	ck_assert_int_eq(t.interval, 64 * (_i ? 2 * 16 : 17 + 1));
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
	p->arch->input = p->arch->output = -1;
	hand_output(p, a + 1);
	p->topo = topo_build("path(2)", "", 0, &e);
	ck_assert_ptr_nonnull(p->topo);
	p->topo->x[1] = 9;
	p->task[a].node = 1;	/* with the output, the input is at node 0 */
	p->stream[0].hop[0].channel = 0;
	p->stream[a + 1].dest[0].hop = -1;
	p->stream[a + 1].n_hops = 0;
	near_by = predict(p);
	p->arch->link_reach = 2;	/* four registers */
	t = predict(p);
	ck_assert_int_eq(t.interval, near_by.interval);
	ck_assert_int_eq(t.latency, near_by.latency + 4);
	timing_free(&t);
	timing_free(&near_by);
	plan_free(p);
}
END_TEST

/* The channel between the nodes at the other end of a line. */
static int mirrored(const struct graph *g, int channel)
{
	int n = g->n_nodes - 1, e;

	for (e = 0; e < g->n_edges; e++)
		if (g->tail[e] == n - g->tail[channel] &&
		    g->head[e] == n - g->head[channel])
			return e;
	return -1;
}

/* The other direction along a line, where tiles are visited in the other order and
 * streams take turns in all places, is as fast. */
START_TEST(test_mirror)
{
	struct net *n = tiny_net(8, 8, 4);
	struct arch *a = tiny_arch("path(5)", NULL);
	const struct plan_options o = {.place = "order", .vcs = MAP_VCS_LEAST};
	int made = tiny_conv(n, 0, 3, 1, 72), s, i;
	struct timing t, other;
	struct plan *p;
	struct err e;

	tiny_conv(n, made, 1, 1, 72);
	tiny_skip(n, made, 1, 0);
	a->act_sources = 2;
	a->link_depth = a->xbar_cycles = 2;
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	ck_assert_int_gt(p->arch->link_vcs, 1);
	t = predict(p);
	p->arch->input = 4;
	p->arch->output = 0;
	for (i = 0; i < p->n_tasks; i++)
		p->task[i].node = 4 - p->task[i].node;
	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_hops; i++)
			p->stream[s].hop[i].channel =
				mirrored(p->topo->graph,
					 p->stream[s].hop[i].channel);
	other = predict(p);
	ck_assert_int_eq(t.interval, other.interval);
	ck_assert_int_eq(t.latency, other.latency);
	ck_assert_int_gt(t.interval, 64 * 37);	/* columns alone */
	timing_free(&t);
	timing_free(&other);
	plan_free(p);
	net_free(n);
	arch_free(a);
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
 * follows, shows here; all co-simulations of the tests hold the RTL to the model. The
 * golden plans (tests/golden/plan) pin smaller ones.
 */
static const struct {
	const char *arch;
	char *set[2];
	int64_t interval, latency;
} pins[] = {
	{"one-layer-per-core", {"adc.bits=26"}, 133120, 213316},
	{"one-layer-per-core", {"link.stages=2"}, 133120, 213378},
	{"hermes64", {"adc.bits=26"}, 133120, 225702},
	{"hermes64", {"link.reach=1"}, 133120, 225723},
	{"hermes64", {"xbar.mvm=131"}, 134144, 227240},
	{"hermes64", {"xbar.mvm=2", "post.cycles=1"}, 37888, 66912},
};

START_TEST(test_pins)
{
	const char *src = getenv("srcdir") ? getenv("srcdir") : ".";
	char *path = xasprintf("%s/arch/%s.arch", src, pins[_i].arch);
	char *net = xasprintf("%s/nets/resnet32_shapes_int.json", src);
	const struct plan_options o = {.place = "order"};
	struct err e;
	struct arch *a = arch_read(path, pins[_i].set,
				   1 + !!pins[_i].set[1], &e);
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

	tcase_add_test(c, test_image);
	tcase_add_loop_test(c, test_bounds, 0, 10);
	tcase_add_test(c, test_chain);
	tcase_add_test(c, test_psum);
	tcase_add_test(c, test_credits);
	tcase_add_test(c, test_one_pixel);
	tcase_add_loop_test(c, test_bus, 0, 2);
	tcase_add_test(c, test_reach);
	tcase_add_test(c, test_mirror);
	tcase_add_test(c, test_deadlock);
	tcase_add_loop_test(c, test_pins, 0, sizeof(pins) / sizeof(*pins));
	suite_add_tcase(suite, c);
	return suite;
}
