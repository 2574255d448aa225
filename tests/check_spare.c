/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/balance.h"
#include "compile/lower.h"
#include "compile/plan_build.h"
#include "cut.h"
#include "main.h"
#include "tiny.h"
#include "wild.h"

/*
 * Memories that are too small for a network as it is cut: cores make up for them, or it is
 * refused by number.
 */

/* Every task fits into the memories; how many cores a layer takes. */
static void expect_cut(struct net *n, const char *set, int layer, int n_tasks,
		       int n_parts)
{
	struct arch *all = cut_arch(144, 64, 40), *a;
	char *words = xstrdup(set), *sets[4], *s;
	uint64_t seed = 4;
	struct plan *p;
	struct err e;
	int i, n_sets = 0, most = 0;

	for (s = strtok(words, " "); s; s = strtok(NULL, " "))
		sets[n_sets++] = s;
	a = arch_copy(all, sets, n_sets, &e);
	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	p = cut_build(n, a, 0);
	for (i = 0; i < p->n_tasks; i++) {
		ck_assert_int_le(4 * p->task[i].ring_words, a->act_bytes);
		if (p->task[i].layer == layer && p->task[i].n_parts > most)
			most = p->task[i].n_parts;
	}
	ck_assert_int_eq(cut_tasks(p, layer), n_tasks);
	ck_assert_int_eq(most, n_parts);
	cut_agrees(p, n, &seed);
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

/* Three parts of a kernel of five rows: the first keeps four rows and a pixel of two words,
 * 648 bytes, until the last row has come. */
static struct net *tall_kernel(void)
{
	struct net *n = tiny_net(20, 6, 8);

	tiny_conv(n, 0, 1, 1, 8);
	tiny_window(n, 1, 5, 1, 0, 2);
	tiny_conv(n, 1, 1, 1, 10);
	return n;
}

START_TEST(test_row_memory)
{
	expect_cut(tall_kernel(), "xbar.rows=16 act.bytes=648", 0, 3, 3);
	expect_cut(tall_kernel(), "xbar.rows=16 act.bytes=644", 0, 4, 4);
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

/* A mean over 8x8 pixels of eight words in four bands, as a map 2,048 bytes, as sums 128:
 * two parts of the map's words, or the bands are put together, which takes a core too.
 * Sources for all bands, or not. */
START_TEST(test_mean_memory)
{
	static const struct lower_shape shape[] = { { 4, 0 }, { 1, 0 }, { 1, 0 } };
	const struct lower_how how = { .shape = shape };
	static const struct {
		int act_bytes, act_sources, n_gathered, n_tasks, is_sum;
	} row[] = {
		{ 2048, 4, 0, 5, 0 },
		{ 1024, 4, 0, 6, 0 },
		{ 1020, 4, 1, 6, 1 },
		{ 128, 4, 1, 6, 1 },
		{ 128, 2, 3, 8, 1 },
		{ 124, 4, 1, 7, 1 },	/* two parts of the sums */
	};
	int pool = _i % 2, i = _i / 2;
	struct net *n = tiny_net(8, 8, 4);
	struct plan *p = xcalloc(1, sizeof(*p));
	const struct plan_task *last;
	uint64_t seed = 5;
	int t = tiny_pool(n, tiny_conv(n, 0, 1, 1, 32), NET_AVG_POOL, 8);
	struct err e;

	if (!pool)
		tiny_conv(n, t, 1, 1, 10);
	p->arch = cut_arch(144, 64, 10);
	p->arch->act_bytes = row[i].act_bytes;
	p->arch->act_sources = row[i].act_sources;
	ck_assert_msg(!lower_net(n, p, &how, &e), "%s", e.text);
	last = &p->task[p->n_tasks - 1];
	ck_assert_int_eq(cut_gathered(p), row[i].n_gathered);
	ck_assert_int_eq(p->n_tasks, row[i].n_tasks);
	ck_assert_int_eq(plan_task_sums(last) != 0, row[i].is_sum);
	ck_assert_int_le(4 * last->ring_words, row[i].act_bytes);
	cut_agrees(p, n, &seed);
	plan_free(p);
	net_free(n);
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
	struct arch *all = cut_arch(144, 64, 40), *a;
	char *sets[] = { xstrdup(row[_i].set) };
	int t = tiny_conv(n, 0, 1, 1, 16), i, n_copies = 0;
	uint64_t seed = 6;
	struct plan *p;
	struct err e;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 16), 3, 1, 16);
	tiny_skip(n, t, 1, 0);
	tiny_conv(n, 3, 1, 1, 4);
	a = arch_copy(all, sets, 1, &e);
	p = cut_build(n, a, 0);
	for (i = 0; i < p->n_tasks; i++)
		n_copies += p->task[i].is_copy;
	ck_assert_int_eq(cut_tasks(p, 2), row[_i].n_tasks);
	ck_assert_int_eq(n_copies, row[_i].n_copies);
	cut_agrees(p, n, &seed);
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
	struct arch *all = cut_arch(144, 64, 2), *a;
	char *sets[] = { (char *)"act.bytes=340" };
	struct net *n = wide_map();
	struct err e;

	a = arch_copy(all, sets, 1, &e);
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, "layer l0 needs 344 bytes of activation memory: "
			 "raise act.bytes to 344 (340)");
	free(a->topology);
	a->topology = xstrdup("ring(3)");
	plan_free(cut_build(n, a, 0));
	a->act_bytes = 344;
	free(a->topology);
	a->topology = xstrdup("ring(2)");
	plan_free(cut_build(n, a, 0));
	arch_free(a);
	arch_free(all);
	net_free(n);
}
END_TEST

/* Memories that are often too small for a layer as it is: what is built has cores with no
 * more, makes the values of the oracle, and runs but where branches of different
 * length meet, of which lowering knows nothing. */
START_TEST(test_random_memory)
{
	uint64_t seed = 950 + (uint64_t)_i;
	int i, n_cut = 0, n_refused = 0, n_joins = 0, n_put = 0;

	printf("test_random_memory: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct net *n = cut_random_net(&seed);
		struct arch *a = cut_arch(48 * (1 + wild_pick(&seed, 4)),
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
		a->act_sources = 1 << wild_pick(&seed, 5);
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
		n_put += cut_gathered(p);
		for (t = 0; t < p->n_tasks; t++)
			ck_assert_int_le(4 * p->task[t].ring_words, a->act_bytes);
		cut_agrees(p, n, &seed);
		verify_plan(p, &r);
		ck_assert_msg(!r.n_messages || strstr(r.message[0], "raise "),
			      "%s", r.n_messages ? r.message[0] : "");
		n_joins += r.n_messages > 0;
		report_free(&r);
		plan_free(p);
		arch_free(a);
		net_free(n);
	}
	printf("%d are cut further, %d tasks gather, %d refused, %d wait at joins\n",
	       n_cut, n_put, n_refused, n_joins);
	ck_assert_int_gt(n_put, 0);
	ck_assert_int_gt(n_cut, 10);
	ck_assert_int_lt(n_joins, 10);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("spare");
	TCase *c = tcase_create("spare");

	tcase_add_test(c, test_window_memory);
	tcase_add_test(c, test_row_memory);
	tcase_add_test(c, test_output_memory);
	tcase_add_test(c, test_other_memory);
	tcase_add_loop_test(c, test_mean_memory, 0, 12);
	tcase_add_loop_test(c, test_residual_memory, 0, 4);
	tcase_add_test(c, test_short_memory);
	tcase_add_loop_test(c, test_random_memory, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
