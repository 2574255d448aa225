/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "check/verify.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

/* Tasks l0, l1, l2, l3, l4/0, l4/1, l6 on nodes 0..6 of 8. */
static struct plan *build_plan(void)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", "xbar.rows=72");

	ck_assert_int_eq(p->n_tasks, 7);
	return p;
}

START_TEST(test_good)
{
	struct plan *p = build_plan();
	struct report r;

	ck_assert_msg(verify_plan(p, &r) == 0, "%s", r.message[0]);
	ck_assert_int_eq(r.executed, 1);
	ck_assert_int_eq(r.dilation, 1);
	ck_assert_int_eq(r.max_streams, 1);
	/* 4x4 pixels of 16 partial sums, from l4/0 to l4/1 */
	ck_assert_int_eq(r.max_bits, 16 * 16 * 32);
	ck_assert_int_eq(p->topo->graph->tail[r.max_channel], 4);
	/* Two windows of 3x3: two rows and three pixels. The second block's
	 * takes rows 0 and 2 until its own first window has row 3. */
	ck_assert_int_eq(r.skip_bytes[2], (2 * 8 + 3) * 8);
	ck_assert_int_eq(r.skip_bytes[5], 2 * 4 * 8);
	ck_assert_int_eq(r.skip_bytes[1], 0);
	report_free(&r);
	plan_free(p);
}
END_TEST

/* Exactly the residual memory that the report names suffices. */
START_TEST(test_skip_need)
{
	struct plan *p = build_plan();
	struct report r;
	int need = (2 * 8 + 3) * 8;

	p->arch->skip_bytes = need;
	ck_assert_int_eq(verify_plan(p, &r), 0);
	report_free(&r);
	p->arch->skip_bytes = need - 8;
	ck_assert_int_eq(verify_plan(p, &r), 1);
	ck_assert_int_eq(r.skip_bytes[2], need);
	ck_assert_msg(strstr(r.message[0], "the stream of l0 waits, the "
		"residual memory of l2 is full (144 bytes, it needs 152)") !=
		NULL, "%s", r.message[0]);
	ck_assert_int_eq(strncmp(r.message[0], "deadlock after ", 15), 0);
	report_free(&r);
	plan_free(p);
}
END_TEST

/* The window's rows fill the memory, and it still waits for a pixel. */
START_TEST(test_window_too_small)
{
	struct plan *p = build_plan();
	struct report r;

	p->task[1].ring_words = (2 * 8 + 3) * 2;
	ck_assert_int_eq(verify_plan(p, &r), 0);
	report_free(&r);
	p->task[1].ring_words = (2 * 8 + 2) * 2;
	ck_assert_int_eq(verify_plan(p, &r), 1);
	ck_assert_msg(strstr(r.message[0], "the stream of l0 waits, the "
		"activation memory of l1 is full (18 pixels, its window "
		"needs 19)") != NULL, "%s",
		r.message[0]);
	report_free(&r);
	plan_free(p);
}
END_TEST

/* The sums of an image take what they take, no map. */
START_TEST(test_sums)
{
	struct plan *p = build_plan();
	struct plan_task *k = &p->task[p->n_tasks - 1];
	struct report r;

	ck_assert_int_eq(plan_task_sums(k), 1);
	ck_assert_int_eq(verify_plan(p, &r), 0);
	report_free(&r);
	k->ring_words += k->in_words;
	ck_assert_int_eq(verify_plan(p, &r), 1);
	ck_assert_str_eq(r.message[0], "l6: 20 words of activation memory, the "
			 "sums of its image take 16");
	report_free(&r);
	plan_free(p);
}
END_TEST

enum fault {
	LOST_HOP, WRONG_HOP, NO_VC, SHARED_VC, WRONG_READER, EXTRA_HOP,
	TWICE, NO_PSUM, LOST_PSUM, VOLUME, SIGNS, RAW_BYTES, MEMORY, MATRIX,
	ROWS, SAME_NODE, NO_NODE, NO_OUTPUT, SKIP_SHAPE, BIG_SKIP, NO_READER,
	RING, MEAN, NO_WEIGHTS, BYPASS_COLS, SKIP_COLS, NO_WINDOW,
};

static void add_dest(struct plan_stream *s, struct plan_dest d)
{
	s->dest = xrealloc(s->dest, (s->n_dests + 1) * sizeof(*s->dest));
	s->dest[s->n_dests++] = d;
}

static void add_hop(struct plan_stream *s, int channel, int from)
{
	s->hop = xrealloc(s->hop, (s->n_hops + 1) * sizeof(*s->hop));
	s->hop[s->n_hops].channel = channel;
	s->hop[s->n_hops].vc = 1;
	s->hop[s->n_hops++].from = from;
}

/* Stream 1 (l0) goes 0 -> 1, 0 -> 2; stream 5 (l4/0) 4 -> 5. */
static void break_routes(struct plan *p, enum fault fault)
{
	const struct graph *g = p->topo->graph;
	struct plan_stream *s = &p->stream[1];

	switch (fault) {
	case LOST_HOP:
		s->dest[1].hop = -1;
		s->n_hops = 1;
		break;
	case WRONG_HOP:
		s->hop[1].channel = graph_edge(g, 1, 5);
		break;
	case NO_VC:
		s->hop[1].vc = 2;
		break;
	case SHARED_VC:		/* l0 goes with l1's stream from 1 to 2 */
		s->hop[1].channel = graph_edge(g, 1, 2);
		s->hop[1].from = 0;
		break;
	case WRONG_READER:
		s->dest[1].hop = 0;
		break;
	case EXTRA_HOP:
		add_hop(s, graph_edge(g, 1, 2), 0);
		break;
	case TWICE:		/* l0 also as activations of l2 */
		add_dest(s, (struct plan_dest){ 2, ROLE_ACT, 0, 1 });
		break;
	case NO_OUTPUT:
		p->stream[7].dest[0].task = 6;
		p->stream[7].dest[0].hop = -1;
		p->stream[7].n_hops = 0;
		break;
	default:
		p->stream[7].n_dests = 0;
		p->stream[7].n_hops = 0;
		break;
	}
}

static void break_tasks(struct plan *p, enum fault fault)
{
	struct plan_task *k = p->task;

	switch (fault) {
	case NO_PSUM:
		k[5].has_psum = 0;
		break;
	case LOST_PSUM:
		k[6].has_psum = 1;
		break;
	case VOLUME:
		k[1].in_h = 9;
		break;
	case SIGNS:
		k[1].in_signed = 1;
		break;
	case RAW_BYTES:
		k[4].out_raw = 0;
		p->stream[5].words = 4;
		break;
	case MEMORY:
		p->arch->act_bytes = 512;
		break;
	case MATRIX:
		p->arch->xbar_cols = 12;
		break;
	case ROWS:
		k[1].rows = 68;
		break;
	case SAME_NODE:
		k[4].node = 5;
		break;
	case NO_NODE:
		k[4].node = 8;
		break;
	case SKIP_SHAPE:
		k[5].skip_stride = 1;
		break;
	case RING:
		k[1].ring_words = 255;
		break;
	case MEAN:
		k[6].pool_shift = 5;
		break;
	case NO_WEIGHTS:
		free(k[1].weights);
		k[1].weights = NULL;
		break;
	case BYPASS_COLS:
		k[1].bypass = 1;
		k[1].cols = 73;
		break;
	case SKIP_COLS:
		k[2].skip_channels = 9;
		break;
	case NO_WINDOW:
		k[1].stride_y = 0;
		break;
	default:
		k[2].skip_words = 500;
		break;
	}
}

static int has_message(const struct report *r, const char *want)
{
	int i;

	for (i = 0; i < r->n_messages; i++)
		if (!strcmp(r->message[i], want))
			return 1;
	return 0;
}

static const struct {
	enum fault fault;
	const char *want;
} broken[] = {
	{ LOST_HOP, "stream of l0: does not reach l2 at node 2" },
	{ WRONG_HOP, "stream of l0: no channel 0 -> 5 (hop 1 names channel "
		     "9, 1 -> 5)" },
	{ NO_VC, "stream of l0: channel 0 -> 2 has no virtual channel 2: "
		 "raise link.vcs to 3 (2)" },
	{ SHARED_VC, "channel 1 -> 2, virtual channel 0: carries the streams "
		     "of l0 and of l1" },
	{ WRONG_READER, "stream of l0: channel 0 -> 2 leads to no reader" },
	{ EXTRA_HOP, "stream of l0: channel 1 -> 2 leads to no reader" },
	{ TWICE, "l2: 2 streams bring activations, source 0, it takes 1" },
	{ NO_PSUM, "l4/1: 1 streams bring partial sums, source 0, it takes 0" },
	{ LOST_PSUM, "l6: 0 streams bring partial sums, source 0, it takes 1" },
	{ VOLUME, "stream of l0: 8x8 pixels of 2 words, l1 takes 8x9 of 2 as "
		  "activations" },
	{ SIGNS, "stream of l0: unsigned bytes, l1 takes them as signed" },
	{ RAW_BYTES, "stream of l4/0: bytes, l4/1 takes partial sums" },
	{ MEMORY, "l1: needs 1024 bytes of activation memory: raise act.bytes to "
		  "1024 (512)" },
	{ MATRIX, "l3: needs 16 columns in one crossbar: raise xbar.cols to 16 (12)" },
	{ ROWS, "l1: has 68 rows, its window gives 72" },
	{ SAME_NODE, "node 5: runs l4/0 and l4/1" },
	{ NO_NODE, "l4/0: no node 8" },
	{ NO_OUTPUT, "0 streams leave the fabric, there must be 1..2 (link.vcs)" },
	{ SKIP_SHAPE, "l4/1: a residual of 8x8 taken every 1 pixels does not "
		      "give 4x4" },
	{ BIG_SKIP, "l2: needs 2000 bytes of residual memory for one pixel: raise "
		    "skip.bytes to 2000 (1024)" },
	{ NO_READER, "stream of l6: nobody reads it" },
	{ RING, "l1: 255 words of activation memory are not a whole number of "
		"pixels of 2 words" },
	{ MEAN, "l6: the mean of 16 pixels is not a shift by 5" },
	{ NO_WEIGHTS, "l1: has no weights" },
	{ BYPASS_COLS, "l1: 73 columns of a vector of 72" },
	{ SKIP_COLS, "l2: 9 residual channels of 2 words do not fit columns "
		     "0..7" },
	{ NO_WINDOW, "l1: 8x8 pixels of 2 words to 8x8: not a window" },
};

START_TEST(test_broken)
{
	struct plan *p = build_plan();
	enum fault fault = broken[_i].fault;
	struct report r;
	int i;

	if (fault <= TWICE || fault == NO_OUTPUT || fault == NO_READER)
		break_routes(p, fault);
	else
		break_tasks(p, fault);
	ck_assert_int_gt(verify_plan(p, &r), 0);
	ck_assert_int_eq(r.executed, 0);
	if (!has_message(&r, broken[_i].want)) {
		for (i = 0; i < r.n_messages; i++)
			printf("  %s\n", r.message[i]);
		ck_abort_msg("no message: %s", broken[_i].want);
	}
	report_free(&r);
	plan_free(p);
}
END_TEST

/* A residual that goes round a longer chain than its memory holds: three 3x3
 * layers need three rows and four pixels. */
START_TEST(test_long_chain)
{
	struct net *n = tiny_net(8, 8, 4);
	struct report r;
	struct plan *p;
	int t = tiny_conv(n, 0, 1, 1, 4);

	tiny_conv(n, t, 3, 1, 4);
	tiny_conv(n, t + 1, 3, 1, 4);
	tiny_conv(n, t + 2, 3, 1, 4);
	tiny_skip(n, t, 1, 0);
	p = sim_plan(n, "5pp(6)", NULL);
	ck_assert_int_eq(verify_plan(p, &r), 0);
	ck_assert_int_eq(r.skip_bytes[3], (3 * 8 + 4) * 4);
	report_free(&r);
	p->arch->skip_bytes = (3 * 8 + 3) * 4;
	ck_assert_int_eq(verify_plan(p, &r), 1);
	report_free(&r);
	plan_free(p);
}
END_TEST

static int pick(uint64_t *seed, int n)
{
	return (int)(rand_next(seed) % n);
}

/* Two layers and a residual around them where the channels allow it. */
static int random_block(struct net *n, int t, uint64_t *seed)
{
	int stride = 1 + pick(seed, 2), c = 1 + pick(seed, 20), a, b;

	a = tiny_conv(n, t, 1 + 2 * pick(seed, 2), stride, 1 + pick(seed, 20));
	b = tiny_conv(n, a, 1 + 2 * pick(seed, 2), 1, c);
	if (n->tensor[t].c <= c)
		tiny_skip(n, t, stride, pick(seed, c - n->tensor[t].c + 1));
	return b;
}

static struct net *random_net(uint64_t *seed)
{
	struct net *n = tiny_net(3 + pick(seed, 8), 3 + pick(seed, 8),
				 1 + pick(seed, 20));
	int t = random_block(n, 0, seed);

	t = random_block(n, t, seed);
	if (n->tensor[t].w > 1 && n->tensor[t].h > 1)
		t = tiny_pool(n, t, pick(seed, 2) ? NET_MAX_POOL : NET_AVG_POOL,
			      2);
	if (pick(seed, 2))
		tiny_add(n, tiny_conv(n, t, 3, 1, n->tensor[t].c), t);
	else
		tiny_conv(n, t, 1, 1, 10);
	return n;
}

/* What the compiler builds, the check accepts: splits, strides, joins. */
START_TEST(test_random_nets)
{
	uint64_t seed = 31;
	struct plan_options o = {.effort = 1};
	struct err e = {0};
	struct report r;
	struct plan *p;
	int i;

	printf("test_random_nets: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 200; i++) {
		struct net *n = random_net(&seed);
		struct arch *a = tiny_arch("5pp(32)", "xbar.rows=72");

		ck_assert_msg(!net_check(n, "", &e), "%d: %s", i, e.text);
		a->act_bytes = a->skip_bytes = 4096;
		p = plan_build(n, a, &o, &e);
		ck_assert_msg(p != NULL, "%d: %s", i, e.text);
		ck_assert_msg(!verify_plan(p, &r), "%d: %s", i, r.message[0]);
		report_free(&r);
		plan_free(p);
		arch_free(a);
		net_free(n);
	}
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("verify");
	TCase *c = tcase_create("verify");

	tcase_add_test(c, test_good);
	tcase_add_test(c, test_skip_need);
	tcase_add_test(c, test_window_too_small);
	tcase_add_test(c, test_sums);
	tcase_add_test(c, test_long_chain);
	tcase_add_test(c, test_random_nets);
	tcase_add_loop_test(c, test_broken, 0,
			    sizeof(broken) / sizeof(broken[0]));
	suite_add_tcase(s, c);
	return s;
}
