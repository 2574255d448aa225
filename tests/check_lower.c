/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

static struct plan *build(struct net *n, const char *topology, const char *set,
			  const struct plan_options *o, struct err *e)
{
	struct arch *a = tiny_arch(topology, set);
	struct plan *p = plan_build(n, a, o, e);

	arch_free(a);
	net_free(n);
	return p;
}

/* Readers of a stream as text: "3.act 5.skip". */
static char *readers(const struct plan *p, int stream)
{
	static const char *const role[] = { "act", "psum", "skip" };
	const struct plan_stream *s = &p->stream[stream];
	struct text t = {0};
	int i;

	for (i = 0; i < s->n_dests; i++)
		text_add(&t, "%s%d.%s", i ? " " : "", s->dest[i].task,
			 role[s->dest[i].role]);
	return t.s;
}

static void expect_readers(const struct plan *p, int stream, const char *want)
{
	char *got = readers(p, stream);

	ck_assert_str_eq(got, want);
	free(got);
}

START_TEST(test_residual_network)
{
	struct net *n = tiny_resnet();
	struct plan *p = sim_plan(n, "5pp(6)", NULL);
	const struct plan_task *k = &p->task[4];

	ck_assert_int_eq(p->n_tasks, 6);
	ck_assert_int_eq(p->n_streams, 7);
	expect_readers(p, 0, "0.act");
	expect_readers(p, 1, "1.act 2.skip");
	expect_readers(p, 3, "3.act 4.skip");
	expect_readers(p, 5, "5.act");
	expect_readers(p, 6, "-1.act");
	ck_assert_int_eq(k->has_skip, 1);
	ck_assert_int_eq(k->skip_w, 8);
	ck_assert_int_eq(k->skip_words, 2);
	ck_assert_int_eq(k->skip_stride, 2);
	ck_assert_int_eq(k->skip_first, 4);
	ck_assert_int_eq(k->skip_channels, 8);
	ck_assert_int_eq(k->skip_mult[4], 64);
	ck_assert_int_eq(k->mult[5], 8);
	ck_assert_int_eq(p->task[0].in_signed, 1);
	ck_assert_int_eq(p->task[1].in_signed, 0);
	ck_assert_int_eq(p->stream[0].words, 1);
	ck_assert_int_eq(p->n_out, 10);
	plan_free(p);
}
END_TEST

/* The pooling is the window of the dense layer, whose results are raw. */
START_TEST(test_fused_pool)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(6)", NULL);
	const struct plan_task *k = &p->task[5];

	ck_assert_str_eq(k->name, "l6");
	ck_assert_int_eq(k->reduce, REDUCE_AVG);
	ck_assert_int_eq(k->pool_shift, 4);
	ck_assert_int_eq(k->k_w, 4);
	ck_assert_int_eq(k->in_w, 4);
	ck_assert_int_eq(k->out_w, 1);
	ck_assert_int_eq(k->bypass, 0);
	ck_assert_int_eq(k->rows, 16);
	ck_assert_int_eq(k->cols, 10);
	ck_assert_int_eq(k->out_raw, 1);
	ck_assert_int_eq(k->bias[3], 1);
	ck_assert_int_eq(k->mult[3], 1);
	ck_assert_int_eq(k->shift[3], 0);
	ck_assert_int_eq(p->stream[6].words, 10);
	plan_free(p);
}
END_TEST

/* Whoever reads the pooled map beside the convolution keeps it a task. */
START_TEST(test_pool_alone)
{
	struct net *n = tiny_net(8, 8, 6);
	struct plan *p;
	int t = tiny_pool(n, 0, NET_MAX_POOL, 2);

	tiny_add(n, tiny_conv(n, t, 1, 1, 6), t);
	p = sim_plan(n, "5pp(4)", NULL);
	ck_assert_int_eq(p->n_tasks, 3);
	ck_assert_int_eq(p->task[0].bypass, 1);
	ck_assert_int_eq(p->task[0].reduce, REDUCE_MAX);
	ck_assert_int_eq(p->task[0].rows, 8);
	ck_assert_int_eq(p->task[0].cols, 6);
	ck_assert_int_eq(p->task[0].bias[5], 0);
	ck_assert_int_eq(p->task[0].out_signed, 1);
	ck_assert_ptr_null(p->task[0].weights);
	ck_assert_int_eq(p->task[2].bypass, 1);
	ck_assert_int_eq(p->task[2].reduce, REDUCE_NONE);
	ck_assert_int_eq(p->task[2].bias[5], 15);
	expect_readers(p, 1, "1.act 2.skip");
	plan_free(p);
}
END_TEST

/* 10 channels, 3x3: three words, of which the reduction holds two. */
static struct net *depthwise_net(int w, int h)
{
	struct net *n = tiny_net(w, h, 10);

	tiny_conv(n, 0, 3, 1, 10);
	tiny_groups(n, 10);
	return n;
}

START_TEST(test_depthwise)
{
	struct net *n = depthwise_net(8, 6);
	struct arch *a = tiny_arch("5pp(4)", "pool.weights=72");
	struct err e = {0};
	struct plan *p = plan_build(n, a, NULL, &e);
	int t, tap, c;

	ck_assert_msg(p != NULL, "%s", e.text);
	ck_assert_int_eq(p->n_tasks, 2);
	for (t = 0; t < 2; t++) {
		const struct plan_task *k = &p->task[t];

		ck_assert_int_eq(k->bypass, 1);
		ck_assert_int_eq(k->reduce, REDUCE_WEIGHTED);
		ck_assert_int_eq(plan_weight_rows(k), 9);
		ck_assert_int_eq(k->in_words, 2 - t);
		ck_assert_int_eq(k->rows, 8 - 4 * t);
		ck_assert_int_eq(k->cols, t ? 2 : 8);
		ck_assert_int_eq(k->out_channel, 8 * t);
		ck_assert_int_eq(k->bias[1], 7 * (8 * t + 1) - 20);
		ck_assert_int_eq(k->mult[1], 3 + 8 * t + 1);
		for (tap = 0; tap < 9; tap++)
			for (c = 0; c < k->cols; c++)
				ck_assert_int_eq(k->weights[tap * k->cols + c],
					n->layer[0].weights[(8 * t + c) * 9 +
							    tap]);
	}
	ck_assert_str_eq(p->task[1].name, "l0+8");
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Taps that no window sees need no weights: of 3x3 over one pixel the middle. */
START_TEST(test_depthwise_seen)
{
	struct net *n = depthwise_net(1, 1);
	struct arch *a = tiny_arch("5pp(4)", "pool.weights=12");
	struct err e = {0};
	struct plan *p = plan_build(n, a, NULL, &e);
	int c;

	ck_assert_msg(p != NULL, "%s", e.text);
	ck_assert_int_eq(p->n_tasks, 1);
	ck_assert_int_eq(p->task[0].reduce, REDUCE_WEIGHTED);
	ck_assert_int_eq(plan_weight_rows(&p->task[0]), 1);
	for (c = 0; c < 10; c++)
		ck_assert_int_eq(p->task[0].weights[c],
				 n->layer[0].weights[9 * c + 4]);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* What stays on the diagonal of a crossbar: without a memory for a word of the kernel;
 * two channels to a group; two results a channel; a kernel of more than 256 pixels; with
 * a pooling of its own; a residual from a channel inside a word on. */
static struct net *diagonal_net(int i)
{
	struct net *n = tiny_net(17, 16, 4);
	int t = i == 4 ? tiny_pool(n, 0, NET_MAX_POOL, 2) : 0;

	tiny_conv(n, t, i == 4 ? 1 : 3, 1, i == 2 ? 8 : 4);
	tiny_groups(n, i == 1 ? 2 : 4);
	if (i == 3)
		tiny_window(n, 17, 16, 1, 0, 0);
	if (i == 5) {
		tiny_conv(n, 1, 3, 1, 6);
		tiny_conv(n, 2, 3, 1, 6);
		tiny_groups(n, 6);
		tiny_skip(n, 1, 1, 2);
	}
	return n;
}

START_TEST(test_diagonal)
{
	struct net *n = diagonal_net(_i);
	struct arch *a = tiny_arch("5pp(40)", _i ? "pool.weights=4096" :
				   "pool.weights=32");
	struct err e = {0};
	struct plan *p;

	a->xbar_rows = 4096;
	a->act_bytes = 65536;
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	ck_assert_int_eq(p->task[p->n_tasks - 1].bypass, 0);
	ck_assert_int_ne(p->task[p->n_tasks - 1].reduce, REDUCE_WEIGHTED);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Every weight of the layer is at its place in some part, all else is 0. */
static void compare_weights(const struct plan *p, int first, int n_parts,
			    const struct net_layer *l)
{
	int taps = l->k_w * l->k_h, part, row, col, tap, c, want;

	for (part = first; part < first + n_parts; part++) {
		const struct plan_task *k = &p->task[part];
		int width = 4 * k->in_words;

		ck_assert_int_eq(k->rows, taps * width);
		for (row = 0; row < k->rows; row++)
			for (col = 0; col < k->cols; col++) {
				tap = row / width;
				c = 4 * k->source->first + row % width;
				want = c < l->c_in ? l->weights[(col * taps +
					tap) * l->c_in + c] : 0;
				ck_assert_int_eq(k->weights[row * k->cols +
						 col], want);
			}
	}
}

/* 18 channels are five words, a crossbar takes two: parts of 1, 2 and 2. */
START_TEST(test_row_split)
{
	struct net *n = tiny_net(6, 5, 18);
	struct arch *a = tiny_arch("5pp(8)", "xbar.rows=72");
	struct err e = {0};
	struct plan *p;
	int i;

	tiny_conv(n, 0, 3, 1, 9);
	tiny_conv(n, 1, 1, 1, 4);
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	ck_assert_int_eq(p->n_tasks, 4);
	ck_assert_str_eq(p->task[0].name, "l0/0");
	ck_assert_str_eq(p->task[2].name, "l0/2");
	ck_assert_str_eq(p->task[3].name, "l1");
	compare_weights(p, 0, 3, &n->layer[0]);
	compare_weights(p, 3, 1, &n->layer[1]);
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(p->task[i].in_words, 1 + (i > 0));
		ck_assert_int_eq(p->task[i].has_psum, i > 0);
		ck_assert_int_eq(p->task[i].out_raw, i < 2);
		ck_assert_int_eq(p->task[i].bias[4], i < 2 ? 0 : 8);
		ck_assert_int_eq(p->task[i].mult[4], i < 2 ? 1 : 7);
		ck_assert_int_eq(p->task[i].shift[4], i < 2 ? 0 : 6);
	}
	expect_readers(p, 0, "0.act 1.act 2.act");
	expect_readers(p, 1, "1.psum");
	expect_readers(p, 3, "3.act");
	ck_assert_int_eq(p->stream[1].words, 9);
	ck_assert_int_eq(p->stream[3].words, 3);
	plan_free(p);
	net_free(n);
	arch_free(a);
}
END_TEST

/* As large as allowed: the memory, or two images, in whole pixels. */
START_TEST(test_ring)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(6)", NULL);

	ck_assert_int_eq(p->task[0].ring_words, 128);
	ck_assert_int_eq(p->task[1].ring_words, 256);
	ck_assert_int_eq(p->task[5].ring_words, 4 * 4);	/* of sums */
	plan_free(p);
	p = sim_plan(tiny_resnet(), "5pp(6)", "act.bytes=340");
	ck_assert_int_eq(p->task[0].ring_words, 85);
	ck_assert_int_eq(p->task[1].ring_words, 84);
	plan_free(p);
}
END_TEST

static void expect_refusal(struct net *n, const char *topology,
			   const char *set, const struct plan_options *o,
			   const char *want)
{
	struct err e = {0};

	ck_assert_ptr_null(build(n, topology, set, o, &e));
	ck_assert_str_eq(e.text, want);
}

START_TEST(test_refusals)
{
	static const struct {
		const char *topology, *set, *want;
	} refused[] = {
		{ "5pp(4)", NULL, "tiny needs 6 cores, there are 4: 2 short, "
		  "the first layer without a core is l4: raise topology to 6 "
		  "cores" },
		{ "5pp(6)", "xbar.cols=12",
		  "layer l4 needs 2 streams of activations: raise "
		  "act.sources to 2 (1)" },
		{ "5pp(6)", "xbar.rows=32", "tiny needs 18 cores, there are 6: "
		  "12 short, the first layer without a core is l2/1: raise "
		  "topology to 18 cores" },
		{ "5pp(6)", "act.bytes=148", "layer l4 needs 176 bytes of "
		  "activation memory: raise act.bytes to 176 (148)" },
		{ "5pp(6)", "skip.bytes=148", "layer l2 needs 152 bytes of "
		  "residual memory: raise skip.bytes to 152 (148)" },
		{ "5pp(6)", "xbar.weight_bits=4", "layer l0 needs weights of 8 "
		  "bits: raise xbar.weight_bits to 8 (4)" },
		{ "5pp(6)", "io.output=6", "io.input = 0, io.output = 6, "
		  "5pp(6) has nodes 0..5" },
	};
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		expect_refusal(tiny_resnet(), refused[i].topology,
			       refused[i].set, NULL, refused[i].want);
}
END_TEST

/* A mean over the whole map takes the sums of a pixel, a maximum the map, a smaller
 * mean its window; the least map that is summed is one of as many words. */
START_TEST(test_sums)
{
	static const struct {
		int w, h, k;
		enum net_op op;
		int ring_words, least;	/* of 128 channels, words */
	} row[] = {
		{ 16, 16, 16, NET_AVG_POOL, 128, 128 },
		{ 64, 64, 64, NET_AVG_POOL, 128, 128 },
		{ 2, 2, 2, NET_AVG_POOL, 128, 128 },
		{ 1, 1, 1, NET_AVG_POOL, 64, 32 },
		{ 4, 4, 2, NET_AVG_POOL, 32 * 2 * 16, 32 * 6 },
		{ 8, 8, 8, NET_MAX_POOL, 32 * 64, 32 * 64 },
	};

	for (int least = 0; least < 2; least++) {
		struct net *n = tiny_net(row[_i].w, row[_i].h, 128);
		int words = least ? row[_i].least : row[_i].ring_words;
		char *set = xasprintf("act.bytes=%d", least ? 4 * words : 8192);
		struct plan *p;

		tiny_pool(n, 0, row[_i].op, row[_i].k);
		tiny_conv(n, 1, 1, 1, 10);
		tiny_raw(n);
		p = sim_plan(n, "5pp(2)", set);
		ck_assert_int_eq(p->task[0].ring_words, words);
		plan_free(p);
		free(set);
	}
}
END_TEST

START_TEST(test_unread_layer)
{
	struct net *n = tiny_net(4, 4, 4);

	tiny_conv(n, 0, 1, 1, 4);
	tiny_conv(n, 0, 1, 1, 4);
	expect_refusal(n, "5pp(6)", NULL, NULL,
		       "layer l0: no layer reads its output");
}
END_TEST

/* A pooling of more channels than a core has rows or columns: blocks of words. */
START_TEST(test_wide_vector)
{
	struct net *n = tiny_net(4, 4, 148);
	struct net *wide = tiny_net(4, 4, 60);
	struct plan *p;

	tiny_pool(n, 0, NET_MAX_POOL, 2);
	p = sim_plan(n, "5pp(6)", "xbar.cols=256");
	ck_assert_int_eq(p->n_tasks, 2);
	ck_assert_int_eq(p->task[0].rows, 76);
	ck_assert_int_eq(p->task[1].rows, 72);
	ck_assert_int_eq(p->task[1].source->first, 19);
	plan_free(p);
	tiny_pool(wide, 0, NET_MAX_POOL, 2);
	p = sim_plan(wide, "5pp(6)", "xbar.cols=56");
	ck_assert_int_eq(p->n_tasks, 2);
	ck_assert_int_eq(p->task[0].cols, 32);
	ck_assert_int_eq(p->task[1].cols, 28);
	plan_free(p);
}
END_TEST

/* Four weights of 127 and inputs of -128..127: -65024..64516, 17 bits. */
START_TEST(test_lossless)
{
	struct plan_options o = { .lossless = 1 };
	struct plan_options no_such = { .place = "spiral" };
	struct err e = {0};
	struct net *n;
	struct plan *p;
	int i;

	for (i = 16; i <= 17; i++) {
		n = tiny_net(4, 4, 4);
		tiny_conv(n, 0, 1, 1, 4);
		memset(n->layer[0].weights, 127, 16);
		if (i == 16) {
			expect_refusal(n, "5pp(2)", "adc.bits=16", &o,
				       "l0: a sum of column 0 needs 17 bits: "
				       "raise adc.bits to 17 (16), or calibrate "
				       "ranges from images (imcfab map --calibrate)");
			continue;
		}
		p = build(n, "5pp(2)", "adc.bits=17", &o, &e);
		ck_assert_msg(p != NULL, "%s", e.text);
		plan_free(p);
	}
	expect_refusal(tiny_resnet(), "5pp(6)", NULL, &no_such,
		       "no placement strategy `spiral`, there is: auto, order, embed, greedy, anneal");
}
END_TEST

/* A residual that begins inside a group of columns that go at once. */
START_TEST(test_odd_residual)
{
	static const char *const text[] = {
		"layer l1: the residual begins at column 3 of its crossbar, which must "
		"be a multiple of post.lanes = 2; set post.lanes to 1",
		"layer l1: the residual begins at column 2 of its crossbar, which must "
		"be a multiple of post.lanes = 4; set post.lanes to 2",
	};
	struct net *n = tiny_net(4, 4, 3);
	struct arch *a = tiny_arch("5pp(4)", "link.bits=128");
	struct err e = {0};

	tiny_conv(n, 0, 1, 1, 5);
	tiny_skip(n, tiny_conv(n, 1, 1, 1, 12) - 1, 1, 3 - _i);
	a->psum_bits = 32;
	a->post_lanes = 2 << _i;
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, text[_i]);
	arch_free(a);
	net_free(n);
}
END_TEST

static int count_tasks(const char *topology, const char *set)
{
	char *path = check_source("nets/resnet32_shapes_int.json");
	struct err e = {0};
	struct net *n = net_read_json(path, &e);
	struct arch *small = tiny_arch(topology, set), *a;
	char *sets[] = { (char *)"act.bytes=16384", (char *)"skip.bytes=4096" };
	struct plan *p;
	int n_tasks;

	ck_assert_msg(n != NULL, "%s", e.text);
	a = arch_copy(small, sets, 2, &e);
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	n_tasks = p->n_tasks;
	plan_free(p);
	arch_free(a);
	arch_free(small);
	net_free(n);
	free(path);
	return n_tasks;
}

/* The counts that the two hardware files are made for. */
START_TEST(test_resnet32)
{
	ck_assert_int_eq(count_tasks("5pp(32)", "xbar.rows=576"), 32);
	ck_assert_int_eq(count_tasks("5pp(64, rows=4)", "xbar.rows=256"), 60);
}
END_TEST

/* A pooling goes into the layer that reads it only where that reads every pixel. */
START_TEST(test_pool_before_stride)
{
	for (int stride = 1; stride <= 2; stride++) {
		struct net *n = tiny_net(8, 8, 4);
		int t = tiny_conv(n, 0, 3, 1, 8);
		struct plan *p;

		t = tiny_pool(n, t, NET_MAX_POOL, 2);
		tiny_conv(n, t, 1, stride, 8);
		p = sim_plan(n, "5pp(4)", NULL);
		ck_assert_int_eq(p->n_tasks, 1 + stride);
		plan_free(p);
	}
}
END_TEST

/* Padding of two pixels around a kernel of one gives more windows than pixels. */
START_TEST(test_wide_padding)
{
	static const struct {
		int pad_x, pad_y;
		const char *want;
	} row[] = {
		{ 2, 0, "l0: padding of 2x0 pixels and 8 windows in a row: on rows "
		  "of 4 pixels there can be 5" },
		{ 0, 2, "l0: padding of 0x2 pixels and 4x9 windows with strides of 1 "
		  "and 1: the last begins 35 pixels behind the first, the image of 4x5 "
		  "has 20" },
	};
	struct net *n = tiny_net(4, 5, 4);

	tiny_conv(n, 0, 1, 1, 4);
	tiny_window(n, 1, 1, 1, row[_i].pad_x, row[_i].pad_y);
	expect_refusal(n, "5pp(4)", NULL, NULL, row[_i].want);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("lower");
	TCase *c = tcase_create("lower");

	tcase_add_test(c, test_residual_network);
	tcase_add_test(c, test_fused_pool);
	tcase_add_test(c, test_pool_alone);
	tcase_add_test(c, test_pool_before_stride);
	tcase_add_test(c, test_row_split);
	tcase_add_loop_test(c, test_wide_padding, 0, 2);
	tcase_add_test(c, test_ring);
	tcase_add_loop_test(c, test_sums, 0, 6);
	tcase_add_test(c, test_refusals);
	tcase_add_test(c, test_unread_layer);
	tcase_add_loop_test(c, test_odd_residual, 0, 2);
	tcase_add_test(c, test_depthwise);
	tcase_add_test(c, test_depthwise_seen);
	tcase_add_loop_test(c, test_diagonal, 0, 6);
	tcase_add_test(c, test_wide_vector);
	tcase_add_test(c, test_lossless);
	tcase_add_test(c, test_resnet32);
	suite_add_tcase(s, c);
	return s;
}
