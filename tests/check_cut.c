/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/balance.h"
#include "compile/lower.h"
#include "compile/plan_build.h"
#include "cut.h"
#include "main.h"
#include "tiny.h"
#include "wild.h"

/*
 * Layers cut into blocks of channels, copies and parts of rows: every value of every
 * layer is what the oracle says, whatever the cut, and the plan is good.
 */

/* 66 channels on 32 columns: three blocks, which the next layer reads. */
START_TEST(test_wide)
{
	uint64_t seed = 1;
	struct net *n = tiny_net(6, 5, 3);
	struct arch *a = cut_arch(144, 32, 20);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, 0, 3, 1, 66), 1, 1, 10);
	tiny_raw(n);
	p = cut_build(n, a, 0);
	ck_assert_int_eq(p->n_tasks, 4);
	ck_assert_int_eq(p->task[0].cols, 24);
	ck_assert_int_eq(p->task[2].cols, 18);
	ck_assert_int_eq(p->task[2].out_channel, 48);
	ck_assert_int_eq(p->task[3].n_sources, 3);
	ck_assert_int_eq(p->task[3].source[2].to_word, 12);
	ck_assert_int_eq(cut_agrees(p, n, &seed), 30 * 76);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* The stem of a ResNet, words of 16 bytes: four pixels come in one, and a window makes two
 * of its output from three words of a row. */
START_TEST(test_packed_input)
{
	uint64_t seed = 4;
	struct net *n = tiny_net(24, 24, 3);
	struct arch *a = cut_arch(192, 32, 40);
	const struct plan_task *k;
	struct plan *p;
	int t;

	t = tiny_conv(n, 0, 7, 2, 12);
	tiny_conv(n, tiny_pool(n, t, NET_MAX_POOL, 2), 3, 1, 5);
	a->link_bits = 128;
	p = cut_build(n, a, 0);
	ck_assert_int_eq(p->stream[0].w, 6);
	ck_assert_int_eq(p->stream[0].words, 1);
	ck_assert_int_eq(cut_tasks(p, 0), 2);
	k = &p->task[1];
	ck_assert_int_eq(k->k_w, 3);
	ck_assert_int_eq(k->pad_x, 1);
	ck_assert_int_eq(k->stride_x, 1);
	ck_assert_int_eq(k->stride_y, 2);
	ck_assert_int_eq(k->out_w, 6);
	ck_assert_int_eq(k->cols, 28);
	ck_assert_int_eq(p->stream[2].w, 12);
	ck_assert_int_eq(plan_window_pixels(p, 1), 2);
	ck_assert_int_eq(plan_stream_values(p, 2), 12);
	cut_agrees(p, n, &seed);
	plan_free(p);
	p = cut_build(n, a, BALANCE_AUTO);
	ck_assert_int_gt(cut_tasks(p, 0), 2);
	cut_agrees(p, n, &seed);
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
	struct arch *a = cut_arch(144, 16, 20);
	struct err e = {0};
	struct plan *p;

	tiny_conv(n, tiny_pool(n, 0, NET_AVG_POOL, 4), 1, 1, 50);
	tiny_raw(n);
	p = cut_build(n, a, 0);
	ck_assert_int_eq(plan_output_parts(p), 4);
	ck_assert_int_eq(plan_output_values(p), 50);
	ck_assert_int_eq(plan_output_words(p), 50);
	cut_agrees(p, n, &seed);
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
	struct arch *a = cut_arch(144, 12, 40);	/* a window makes one pixel */
	int t = tiny_conv(n, 0, 3, 1, 8);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 8), 3, 2, 8);
	tiny_conv(n, 3, 1, 1, 10);
	p = cut_build(n, a, 3 * 6 * 20);	/* three columns */
	ck_assert_int_eq(cut_tasks(p, 0), 3);
	ck_assert_int_eq(cut_tasks(p, 1), 3);
	ck_assert_int_eq(cut_tasks(p, 2), 1);	/* of five columns, three high */
	ck_assert_int_eq(cut_tasks(p, 3), 1);
	ck_assert_int_eq(p->task[3].out_x, 0);
	ck_assert_int_eq(p->task[3].in_w, 4);
	ck_assert_int_eq(p->task[3].n_sources, 2);
	ck_assert_int_eq(p->task[4].out_x, 3);
	ck_assert_int_eq(p->task[4].in_w, 5);
	ck_assert_int_eq(p->task[4].pad_x, 0);
	ck_assert_int_eq(p->task[4].n_sources, 3);
	ck_assert_int_eq(p->task[6].n_sources, 3);
	cut_agrees(p, n, &seed);
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
		struct arch *a = cut_arch(144, 64, cores);
		struct plan *p = cut_build(n, a, BALANCE_AUTO);

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

/* A window's pixels stay together, also where a block of fewer columns would need less
 * memory for a residual. */
START_TEST(test_small_residual)
{
	struct net *n = tiny_resnet();
	struct arch *a = cut_arch(144, 64, 40);
	struct lower_shape *shape = xcalloc(n->n_layers, sizeof(*shape));
	const struct lower_how how = { .shape = shape };
	struct plan *p = xcalloc(1, sizeof(*p));
	struct err e = {0};
	int i = 0;

	while (n->layer[i].skip < 0)
		i++;
	shape[i].windows = 8;
	a->skip_bytes = 192;	/* of 256; a block of half the channels would take 128 */
	p->arch = arch_copy(a, NULL, 0, NULL);
	ck_assert_int_eq(lower_net(n, p, &how, &e), -1);
	ck_assert_msg(strstr(e.text, "bytes of residual memory: raise skip.bytes"),
		      "%s", e.text);
	plan_free(p);
	free(shape);
	arch_free(a);
	net_free(n);
}
END_TEST

START_TEST(test_refusals)
{
	struct net *n = tiny_resnet();
	struct arch *a = cut_arch(144, 64, 8);
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
	o.interval = 300;
	ck_assert_ptr_null(plan_build(n, a, &o, &e));
	ck_assert_str_eq(e.text, "layer l1 needs 2 streams of activations: raise "
			 "act.sources to 2 (1)");
	arch_free(a);
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
	struct arch *a = cut_arch(144, 64, 4);
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

START_TEST(test_random)
{
	uint64_t seed = 900 + (uint64_t)_i;
	int64_t n_values = 0;
	int i, n_built = 0, n_refused = 0, n_packed = 0, n_bands = 0;

	printf("test_random: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct net *n = cut_random_net(&seed);
		struct arch *a = cut_arch(48 * (1 + wild_pick(&seed, 4)),
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
			how.shape = b.way[0].shape;
		if (!how.shape || lower_net(n, p, &how, &e) ||
		    lower_check_sums(p, &e)) {
			ck_assert_msg(strstr(e.text, "whole words") ||
				      strstr(e.text, "raise interval to") ||
				      strstr(e.text, "streams of activations") ||
				      strstr(e.text, "in one crossbar") ||
				      strstr(e.text, "raise psum.bits to"),
				      "%s", e.text);
			n_refused++;
		} else {
			n_values += cut_agrees(p, n, &seed);
			if (p->stream[0].w < p->in_w) {
				n_packed++;
				n_bands += how.shape[0].copies > 1;
			}
			if (p->n_tasks <= 60) {
				plan_free(p);
				p = cut_build(n, a, interval);
				n_built++;
			}
		}
		plan_free(p);
		balance_free(&b);
		arch_free(a);
		net_free(n);
	}
	printf("%lld values, %d plans, %d refused, input packed in %d, in %d of "
	       "them for copies\n", (long long)n_values, n_built, n_refused,
	       n_packed, n_bands);
	ck_assert_int_gt(n_packed, 1);
	ck_assert_int_gt(n_bands, 0);
	ck_assert_int_gt(n_values, 50000);
	ck_assert_int_gt(n_built, 15);
	ck_assert_int_lt(n_refused, 20);
}
END_TEST

static int odd(uint64_t *seed, int most)
{
	return 1 + wild_pick(seed, most < 5 ? most : 5);
}

/* A depthwise layer of any kernel, stride and padding, some with a residual or a leak. */
static int random_depthwise(struct net *n, int t, uint64_t *seed)
{
	const struct net_tensor in = n->tensor[t];
	int k_w = odd(seed, in.w), k_h = odd(seed, in.h);
	int stride = 1 + wild_pick(seed, 2), far = wild_pick(seed, 2), i;
	struct net_layer *l;

	tiny_conv(n, t, 1, 1, in.c);
	tiny_groups(n, in.c);
	tiny_window(n, k_w, k_h, stride, wild_pick(seed, (k_w + 1) / 2),
		    wild_pick(seed, (k_h + 1) / 2));
	if (far && k_w % 2 && k_h % 2)
		tiny_steps(n, 1 + wild_pick(seed, 3), stride, 1 + wild_pick(seed, 4),
			   1 + wild_pick(seed, 3));
	l = &n->layer[n->n_layers - 1];
	for (i = 0; i < l->c_out; i++)
		l->shift[i] = 8 + wild_pick(seed, 5);
	if (wild_pick(seed, 3) == 0)
		tiny_leak(n, wild_pick(seed, 4));
	if (n->tensor[n->n_layers].w == in.w &&
	    n->tensor[n->n_layers].h == in.h && wild_pick(seed, 2))
		tiny_skip(n, t, 1, 0);
	return n->n_layers;
}

static struct net *random_mobile(uint64_t *seed)
{
	struct net *n = tiny_net(3 + wild_pick(seed, 9), 3 + wild_pick(seed, 9),
				 2 + wild_pick(seed, 20));
	int i, t = 0, twice[2];

	n->tensor[0].is_signed = wild_pick(seed, 2);
	for (i = 1 + wild_pick(seed, 4); i >= 0; i--) {
		t = random_depthwise(n, t, seed);
		twice[0] = twice[1] = t;
		if (wild_pick(seed, 3) == 0 && n->tensor[t].c < 60)
			t = tiny_concat(n, 2, twice);
		if (wild_pick(seed, 3) == 0)
			t = tiny_conv(n, t, 1, 1, 2 + wild_pick(seed, 40));
		if (wild_pick(seed, 4) == 0 && n->tensor[t].w > 3 &&
		    n->tensor[t].h > 3)
			t = tiny_pool(n, t, NET_MAX_POOL, 2);
	}
	if (wild_pick(seed, 2))
		tiny_conv(n, t, 1, 1, 1 + wild_pick(seed, 30));
	else
		random_depthwise(n, t, seed);
	if (wild_pick(seed, 2) && n->layer[n->n_layers - 1].skip < 0 &&
	    !n->layer[n->n_layers - 1].leak_shift)
		tiny_raw(n);
	return n;
}

/* The text of a plan gives the same plan. */
static void check_text(const struct plan *p)
{
	struct text t = {0}, again = {0};
	struct err e = {0};
	struct plan *q;

	plan_write(p, &t);
	q = plan_parse(t.s, "text", &e);
	ck_assert_msg(q != NULL, "%s", e.text);
	plan_write(q, &again);
	ck_assert_str_eq(t.s, again.s);
	plan_free(q);
	text_free(&t);
	text_free(&again);
}

/* Depthwise layers with and without a crossbar, cut into blocks and copies. */
START_TEST(test_depthwise)
{
	uint64_t seed = 40 + (uint64_t)_i;
	int64_t n_values = 0;
	int i, t, n_weighted = 0, n_blocks = 0, n_diagonal = 0, n_refused = 0;

	printf("test_depthwise: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 40; i++) {
		struct net *n = random_mobile(&seed);
		struct arch *a = cut_arch(48 * (1 + wild_pick(&seed, 4)),
					 16 * (1 + wild_pick(&seed, 4)), 60);
		const struct plan_options o = {
			.place = "order", .lossless = 1,
			.interval = wild_pick(&seed, 2) ? BALANCE_AUTO : 0,
		};
		struct plan *p;
		struct err e = {0};

		a->link_bits = 32 << wild_pick(&seed, 3);
		a->psum_bits = 27 + wild_pick(&seed, 6);
		a->pool_weights = 40 << wild_pick(&seed, 6);
		p = plan_build(n, a, &o, &e);
		if (!p) {
			ck_assert_msg(strstr(e.text, "whole words") ||
				      strstr(e.text, "streams of activations") ||
				      strstr(e.text, "in one crossbar") ||
				      strstr(e.text, "rows in one crossbar") ||
				      strstr(e.text, "leave the fabric twice") ||
				      strstr(e.text, "raise psum.bits to"),
				      "%s", e.text);
			n_refused++;
		}
		for (t = 0; p && t < p->n_tasks; t++) {
			const struct plan_task *k = &p->task[t];
			const struct net_layer *l = &n->layer[k->layer];

			n_weighted += k->reduce == REDUCE_WEIGHTED;
			n_blocks += k->reduce == REDUCE_WEIGHTED && k->out_channel;
			n_diagonal += !k->bypass && l->groups > 1;
		}
		if (p) {
			n_values += cut_agrees(p, n, &seed);
			plan_free(p);
			p = cut_build(n, a, o.interval);
			check_text(p);
		}
		plan_free(p);
		arch_free(a);
		net_free(n);
	}
	printf("%lld values, %d weighted tasks, %d behind the first block, %d on "
	       "the diagonal, %d refused\n", (long long)n_values, n_weighted,
	       n_blocks, n_diagonal, n_refused);
	ck_assert_int_gt(n_values, 20000);
	ck_assert_int_gt(n_weighted, 50);
	ck_assert_int_gt(n_blocks, 10);
	ck_assert_int_gt(n_diagonal, 5);
	ck_assert_int_lt(n_refused, 15);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cut");
	TCase *c = tcase_create("cut");

	tcase_add_test(c, test_wide);
	tcase_add_test(c, test_packed_input);
	tcase_add_test(c, test_parts);
	tcase_add_test(c, test_copies);
	tcase_add_test(c, test_balance);
	tcase_add_test(c, test_small_residual);
	tcase_add_test(c, test_refusals);
	tcase_add_loop_test(c, test_output, 0, 2);
	tcase_add_loop_test(c, test_random, 0, 4);
	tcase_add_loop_test(c, test_depthwise, 0, 3);
	suite_add_tcase(s, c);
	return s;
}
