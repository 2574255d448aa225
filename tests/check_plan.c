/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

static struct plan *build_plan(void)
{
	struct net *n = tiny_resnet();

	n->input_lut = xcalloc(3, 256);
	n->input_lut[5] = -7;
	return sim_plan(n, "5pp(8)", "xbar.rows=72");
}

static char *build_text(void)
{
	struct plan *p = build_plan();
	struct text t = {0};

	plan_write(p, &t);
	plan_free(p);
	return t.s;
}

START_TEST(test_round_trip)
{
	struct plan *p = build_plan(), *q;
	struct text a = {0}, b = {0};
	struct err e = {0};

	p->interval = 123456789012;
	p->task[1].adc_offset = -2147483647 - 1;
	p->task[1].pad_x = 2;
	plan_write(p, &a);
	q = plan_parse(a.s, "x.plan", &e);
	ck_assert_msg(q != NULL, "%d: %s", e.line, e.text);
	plan_write(q, &b);
	ck_assert_str_eq(a.s, b.s);
	ck_assert_uint_eq(plan_hash(p), plan_hash(q));
	ck_assert_int_eq(q->interval, 123456789012);
	ck_assert_int_eq(q->task[1].adc_offset, -2147483647 - 1);
	ck_assert_int_eq(q->task[1].pad_x, 2);
	ck_assert_int_eq(q->input_lut[5], -7);
	ck_assert_mem_eq(q->task[3].weights, p->task[3].weights,
			 p->task[3].rows * p->task[3].cols);
	ck_assert_int_eq(q->n_streams, p->n_streams);
	ck_assert_int_eq(plan_task_at(q, 3), 3);
	text_free(&a);
	text_free(&b);
	plan_free(p);
	plan_free(q);
}
END_TEST

/* `text` with the first `from` behind `after` replaced by `to`. */
static char *edit(const char *text, const char *after, const char *from,
		  const char *to)
{
	const char *at = strstr(text, after);

	ck_assert_msg(at != NULL, "no `%s`", after);
	at = strstr(at, from);
	ck_assert_msg(at != NULL, "no `%s`", from);
	return xasprintf("%.*s%s%s", (int)(at - text), text, to,
			 at + strlen(from));
}

static int line_of(const char *text, const char *after, const char *from)
{
	const char *end = strstr(strstr(text, after), from);
	int line = 1;

	for (; text < end; text++)
		line += *text == '\n';
	return line;
}

/* Line -1: that of the edit; -2: not looked at. */
static void expect_refusal(const char *after, const char *from,
			   const char *to, int line, const char *want)
{
	char *text = build_text(), *changed = edit(text, after, from, to);
	struct err e = {0};

	ck_assert_msg(!plan_parse(changed, "x.plan", &e), "%s", want);
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, "x.plan");
	if (line == -1)
		line = line_of(text, after, from);
	if (line != -2)
		ck_assert_int_eq(e.line, line);
	free(text);
	free(changed);
}

START_TEST(test_version)
{
	expect_refusal("imcfab-plan", "plan 7", "plan 3", 1, "a plan of "
		       "version 3, this program reads version 7");
	expect_refusal("imcfab-plan", "plan 7", "plan 8", 1, "a plan of "
		       "version 8, this program reads version 7");
	expect_refusal("imcfab-plan", "imcfab-plan 7", "imcfab-arch 1", 1,
		       "not a plan but a hardware file: the first line must be `imcfab-plan 7`");
}
END_TEST

START_TEST(test_syntax)
{
	expect_refusal("image", "w=8", "w=0", -1,
		       "w = 0 is out of range 1..4096");
	expect_refusal("image", "w=8", "w=8x", -1,
		       "w: `8x h=8 c=3 signed=1 out=10` is not a whole number");
	expect_refusal("timing", "interval", "internal", -1, "expected the "
		       "key `interval`, found `internal=1280 latency=2010`");
	expect_refusal("window", "reduce=none", "reduce=min", -1,
		       "reduce = min is not one of none, max, avg, weighted");
	expect_refusal("task 2", "post psum=0", "post psum=0 psum=0", -1,
		       "expected the key `skip`, found "
		       "`psum=0 skip=1 raw=0 signed=0 clamp_signe`");
	expect_refusal("task 2", "signed=0 leak=0", "signed=0 leak=1", -2,
		       "l2: leak = 1 needs results of signed bytes");
	expect_refusal("task 2", "leak=0", "leak=8", -1,
		       "leak = 8 is out of range 0..7");
	expect_refusal("window", "\nxbar ", "\nadc ", -2,
		       "expected `xbar`, found `adc bypass=0 rows=36 cols=8`");
	expect_refusal("task 3", "row 1 ", "row 2 ", -1,
		       "row 2 where row 1 comes next");
	expect_refusal("task 3", "row 1 ", "row 1 0", -1,
		       "row 1 has 33 digits, expected 32");
	expect_refusal("task 3", "\nend\n", "\n", -2,
		       "the plan stops before its `end` line");
	expect_refusal("task 3", "\nend\n", "\nend\nmore\n", -2,
		       "text behind the `end` line");
	expect_refusal("task 1 ", "task 1 ", "task 7 ", -1,
		       "task 7 where task 1 comes next");
	expect_refusal("arch 1", "link.vcs = 2", "link.vcs = 33", -1,
		       "link.vcs = 33: must be 1..32");
}
END_TEST

/* Tasks of this plan: l0, l1, l2, l3, l4/0, l4/1, l6 on nodes 0..6. */
START_TEST(test_sense)
{
	expect_refusal("task 1 l1", "node=1", "node=8", -2,
		       "l1: node = 8, the topology has nodes 0..7");
	expect_refusal("task 1 l1", "node=1", "node=0", -2,
		       "l1: node 0 has a task already: l0");
	expect_refusal("task 1 l1", "keep=2", "keep=3", -2,
		       "l1: source 0: keeps columns 0..7 and words 0..2 of 8 "
		       "columns of 2 words");
	expect_refusal("task 1 l1", "ring=256", "ring=255", -2,
		       "l1: ring = 255 must be a multiple of words = 2");
	expect_refusal("task 6 l6", "ring=16", "ring=20", -2,
		       "l6: ring = 20, a mean over the whole image takes "
		       "4 * words = 16");
	expect_refusal("task 1 l1", "k_h=3", "k_h=2", -2,
		       "l1: rows = 72, the window gives 48");
	expect_refusal("task 6 l6", "pool_shift=4", "pool_shift=5", -2,
		       "l6: a mean over 4x4 with pool_shift = 5");
	expect_refusal("task 2 l2", "skip w=8", "skip w=7", -2, "l2: a "
		       "residual of 7x8 with stride 1 does not give 8x8");
	expect_refusal("stream 1 ", "words=2", "words=3", -2, "stream 1: "
		       "8x8 pixels of 3 words, its source makes 8x8 of 2");
	expect_refusal("stream 1 ", "src=0", "src=1", -2,
		       "stream 1: src = 1, expected 0");
}
END_TEST

/* Streams bring what their readers take; who reads is who says so. */
START_TEST(test_readers)
{
	expect_refusal("image", "out=10", "out=11", -2, "stream 7 leaves the "
		       "fabric with 10 results a pixel, the image has out = 11");
	expect_refusal("task 1 l1", "source 0 w=8", "source 0 w=16", -2,
		       "stream 1: 8x8 pixels of 2 words, l1 takes 16x8 of 2 as "
		       "act");
	expect_refusal("stream 1 ", "role=act source=0", "role=act source=1", -2,
		       "stream 1: source 1 of l1 as act, there is no such "
		       "source");
	expect_refusal("task 2 l2", "words=2 signed=0 stride", "words=3 signed=0 "
		       "stride", -2, "stream 1: 8x8 pixels of 2 words, l2 "
		       "takes 8x8 of 3 as skip");
	expect_refusal("task 1 l1", "psum=0", "psum=1", -2,
		       "l1: has 0 streams as psum (post psum) of source 0, "
		       "expected 1");
	expect_refusal("task 2 l2", "skip=1", "skip=0", -2,
		       "l2: has 1 streams as skip (post skip) of source 0, "
		       "expected 0");
	expect_refusal("stream 1 ", "task=1 role=act", "task=1 role=skip", -2,
		       "stream 1: 8x8 pixels of 2 words, l1 takes 0x0 of 0 as "
		       "skip");
	expect_refusal("stream 5 ", "task=5 role=psum", "task=5 role=act", -2,
		       "stream 5: 4x4 pixels of 16 words, l4/1 takes 4x4 of 4 "
		       "as act");
	expect_refusal("stream 7 ", "dest 0 task=output role=act source=0 "
		       "hop=0\n", "", -2, "0 streams leave the fabric, there "
		       "must be 1..2 (link.vcs)");
}
END_TEST

static void expect_refused(struct plan *p, const char *want)
{
	struct text t = {0};
	struct err e = {0};

	plan_write(p, &t);
	ck_assert_ptr_null(plan_parse(t.s, "x.plan", &e));
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, "x.plan");
	text_free(&t);
	plan_free(p);
}

/* The rectangles of the sources: parts of both images, seen, covering. */
START_TEST(test_sources)
{
	expect_refusal("task 1 l1", "sources=1", "sources=2", -2,
		       "expected `source`, found `row 0 "
		       "81f365d84abd2fa2`");
	expect_refusal("task 1 l1", "x=0 cols=8", "x=0 cols=7", -2, "l1: the sources "
		       "bring 14 words of a row of 16");
	expect_refusal("task 1 l1", "2 x=0", "2 x=1", -2, "l1: source 0: keeps "
		       "columns 1..8 and words 0..1 of 8 columns of 2 words");
	expect_refusal("task 1 l1", "to_x=0", "to_x=1", -2, "l1: source 0: goes "
		       "to columns 1..8 and words 0..1, the image has 8 columns "
		       "of 2 words");
	expect_refusal("task 1 l1", "to_word=0", "to_word=1", -2, "l1: source "
		       "0: goes to columns 0..7 and words 1..2, the image has 8 "
		       "columns of 2 words");
	expect_refusal("task 1 l1", "stride_x=1 stride_y=1", "stride_x=2 stride_y=2", -2,
		       "l1: padding of 1x1 pixels and 8x8 windows with strides of 2 and "
		       "2: the last begins 126 pixels behind the first, the image of 8x8 "
		       "has 64");
}
END_TEST

/* Two sources with the same words, and without a stream; an image that no window sees. */
START_TEST(test_two_sources)
{
	static const struct plan_source half = { 8, 2, 0, 4, 0, 2, 0, 0 };
	struct plan *p = build_plan();
	struct plan_task *k = &p->task[1];

	p->arch->act_sources = 2;
	k->n_sources = 2;
	k->source = xrealloc(k->source, 2 * sizeof(*k->source));
	k->source[0] = k->source[1] = half;
	k->source[1].to_x = 3;
	expect_refused(p, "l1: sources 0 and 1 bring the same words");

	p = build_plan();
	p->arch->act_sources = 2;
	k = &p->task[1];
	k->n_sources = 2;
	k->source = xrealloc(k->source, 2 * sizeof(*k->source));
	k->source[0] = k->source[1] = half;
	k->source[1].to_x = 4;
	expect_refused(p, "l1: has 0 streams as act of source 1, expected 1");

	p = build_plan();
	p->task[1].in_w = 4096;	/* 2^22 words without padding */
	p->task[1].in_h = 512;
	expect_refused(p, "l1: an image of 4096x512 pixels of 2 words, with "
		       "padding 4202498 words: at most 4194304 can be read");

	p = build_plan();
	p->task[1].pad_y = -8;
	expect_refused(p, "l1: no window sees a pixel of the image");
}
END_TEST

/* A task that reads its own output. */
START_TEST(test_circle)
{
	struct plan *p = build_plan();

	/* l2 takes l1's place behind l0 */
	p->stream[1].dest[0] = p->stream[1].dest[1];
	p->stream[1].dest[0].role = ROLE_ACT;
	p->stream[2].dest[0].task = 1;
	p->stream[2].dest[0].hop = -1;
	p->stream[2].n_hops = 0;
	expect_refused(p, "l1: waits for its own output");
}
END_TEST

/* Layers rise, the parts of one follow each other from 0. */
START_TEST(test_layers)
{
	expect_refusal("task 2 l2", "index=2", "index=0", -2,
		       "l2: layer 0 begins behind part 0 of 1 of layer 1");
	expect_refusal("task 4 l4/0", "index=4", "index=3", -2, "l4/1: part 1 "
		       "of 2 of layer 4, column 0, channel 0 does not follow "
		       "part 0 of it");
	expect_refusal("task 5 l4/1", " c=0", " c=4", -2, "l4/1: part "
		       "1 of 2 of layer 4, column 0, channel 4 does not follow "
		       "part 0 of it");
	expect_refusal("task 1 l1", "copy=0", "copy=1", -2, "l1: a copy has one "
		       "part and no product");
	expect_refusal("task 5 l4/1", "index=4", "index=5", -2, "l4/1: part 1 "
		       "of 2 of layer 5, column 0, channel 0 does not follow "
		       "part 0 of it");
	expect_refusal("task 5 l4/1", "part=1", "part=0", -2,
		       "l4/1: layer 4 begins behind part 0 of 2 of layer 4");
	expect_refusal("task 5 l4/1", "part=1", "part=2", -2,
		       "l4/1: part 2 of a chain of 2 parts, which count from 0");
	expect_refusal("task 5 l4/1", "parts=2", "parts=3", -2, "l4/1: part 1 "
		       "of 3 of layer 4, column 0, channel 0 does not follow "
		       "part 0 of it");
	expect_refusal("task 6 l6", "parts=1", "parts=2", -2,
		       "l6: the last task is part 0 of 2 of layer 6");
}
END_TEST

START_TEST(test_routes)
{
	expect_refusal("stream 1 ", "head=1", "head=9", -1,
		       "channel 0 is 0 -> 1, not 0 -> 9");
	expect_refusal("stream 1 ", "channel=0", "channel=999", -1,
		       "channel = 999 is out of range 0..27");
	expect_refusal("stream 1 ", "vc=0", "vc=2", -2,
		       "stream 1: hop 0: vc = 2 is out of range 0..1 "
		       "(link.vcs)");
	expect_refusal("stream 1 ", "from=source", "from=0", -2,
		       "stream 1: hop 0: from = 0 must be an earlier hop");
	expect_refusal("hop 1 tail=0 head=2", "from=source", "from=0", -2,
		       "stream 1: hop 1 starts at node 0, the stream is at "
		       "node 1");
	expect_refusal("stream 1 ", "role=skip source=0 hop=1",
		       "role=skip source=0 hop=0", -2,
		       "stream 1: dest 1: hop 0 arrives at node 1, not at "
		       "node 2");
	expect_refusal("stream 1 ", "task=1 ", "task=7 ", -2, "stream 1: "
		       "dest 0: task 7, role 0 and source 0, there are tasks "
		       "0..6");
	expect_refusal("stream 1 ", "role=skip source=0 hop=1",
		       "role=skip source=0 hop=2", -2,
		       "stream 1: dest 1: hop = 2 is out of range 0..1");
}
END_TEST

/* What the crossbar and the residual can take. */
START_TEST(test_limits)
{
	expect_refusal("arch 1", "xbar.rows = 72", "xbar.rows = 64", -2, "l1: "
		       "72 rows and 8 columns, the crossbar has 64 and 64");
	expect_refusal("task 2 l2", "raw=0", "raw=1", -2,
		       "l2: a raw result cannot have a residual");
	expect_refusal("task 2 l2", "channels=8", "channels=9", -2, "l2: 9 "
		       "residual channels from column 0, of 2 words and 8 "
		       "columns");
	expect_refusal("task 1 l1", "mult=", "mult=7000000", -1,
		       "mult = 70000003 is out of range 0..65535");
}
END_TEST

/* Sums of 32 bits for a task that takes bytes, as many words of either. */
START_TEST(test_sums)
{
	struct plan *p = build_plan();

	p->task[1].out_raw = 1;
	p->stream[2].words = p->task[1].cols;
	p->task[2].in_words = p->task[1].cols;
	p->task[2].source->words = p->task[2].source->keep = p->task[1].cols;
	p->task[2].rows *= 4;
	p->task[2].weights = xrealloc(p->task[2].weights, 288 * 8);
	memset(p->task[2].weights, 0, 288 * 8);
	p->arch->xbar_rows = 288;
	expect_refused(p, "stream 2: sums, l2 takes bytes as act");
}
END_TEST

START_TEST(test_edge)
{
	struct plan *p = build_plan();

	p->arch->input = 8;
	expect_refused(p, "io.input = 8, io.output = 7, the topology has nodes "
		       "0..7");
}
END_TEST

/* Weights that are not of the crossbar's bits. */
START_TEST(test_weight_range)
{
	struct plan *p = build_plan();
	int8_t *w = p->task[1].weights;

	p->arch->weight_bits = 4;
	for (int t = 0; t < p->n_tasks; t++)
		for (int i = 0; !p->task[t].bypass &&
		     i < p->task[t].rows * p->task[t].cols; i++)
			p->task[t].weights[i] = -8;
	w[2 * p->task[1].cols + 3] = 8;
	expect_refused(p, "l1: weight 8 (row 2, column 3) is out of range "
		       "-8..7");
}
END_TEST

/* Nodes of a tree that are routers alone run no task. */
START_TEST(test_router)
{
	struct plan *p = sim_plan(tiny_resnet(), "tree(3, 4)", "link.vcs=8");
	int node = 0;
	char *want;

	while (topo_is_core(p->topo, node))
		node++;
	p->task[0].node = node;
	want = xasprintf("l0: node %d is a router without a core", node);
	expect_refused(p, want);
	free(want);
}
END_TEST

/* Any byte changed: read or refused with a text, never worse. */
START_TEST(test_damage)
{
	char *text = build_text();
	size_t n = strlen(text);
	uint64_t seed = 2024;
	struct plan *p;
	struct err e;
	int i;

	printf("test_damage: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 1000; i++) {
		size_t at = rand_next(&seed) % n;
		char old = text[at];

		text[at] = (char)(rand_next(&seed) % 128);
		memset(&e, 0, sizeof(e));
		p = plan_parse(text, "x.plan", &e);
		ck_assert(p || e.text[0]);
		plan_free(p);
		text[at] = old;
	}
	free(text);
}
END_TEST

/* The same hardware, its default values written or left out and its topology written
 * in any way, gives the same plan. */
START_TEST(test_hash)
{
	static const char *const set[] = {
		"io.input=-1", "io.output=-1", "link.stages=0", "link.reach=0",
		"xbar.area=0", "sram.area=0", "link.stages=1"
	};
	static const char *const topology[] = {
		"5pp( 8 )", "5pp(n=8)", "5pp(8, rows=1)", "5pp(rows=1, n=8)",
	};
	struct net *n = tiny_resnet();
	struct arch *a = tiny_arch("5pp(8)", NULL);
	struct err e = {0};
	struct plan *p = plan_build(n, a, NULL, &e), *q;
	uint64_t want = plan_hash(p);
	size_t i;

	plan_free(p);
	arch_free(a);
	for (i = 0; i < sizeof(set) / sizeof(*set); i++) {
		a = tiny_arch(topology[i % 4], set[i]);
		q = plan_build(n, a, NULL, &e);
		ck_assert_msg((plan_hash(q) == want) == (i < 6), "%s", set[i]);
		plan_free(q);
		arch_free(a);
	}
	net_free(n);
}
END_TEST

START_TEST(test_no_file)
{
	struct err e = {0};

	ck_assert_ptr_null(plan_read("no-such-file.plan", &e));
	ck_assert_str_eq(e.file, "no-such-file.plan");
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("plan");
	TCase *c = tcase_create("plan");

	tcase_add_test(c, test_round_trip);
	tcase_add_test(c, test_version);
	tcase_add_test(c, test_syntax);
	tcase_add_test(c, test_sense);
	tcase_add_test(c, test_readers);
	tcase_add_test(c, test_sources);
	tcase_add_test(c, test_two_sources);
	tcase_add_test(c, test_circle);
	tcase_add_test(c, test_layers);
	tcase_add_test(c, test_routes);
	tcase_add_test(c, test_limits);
	tcase_add_test(c, test_sums);
	tcase_add_test(c, test_edge);
	tcase_add_test(c, test_weight_range);
	tcase_add_test(c, test_router);
	tcase_add_test(c, test_damage);
	tcase_add_test(c, test_hash);
	tcase_add_test(c, test_no_file);
	suite_add_tcase(s, c);
	return s;
}
