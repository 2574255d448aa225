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
#include "cut.h"
#include "main.h"
#include "model/use.h"
#include "tiny.h"

/*
 * Sources or virtual channels that are too few for a network as it is cut: tasks that
 * gather, or fewer copies, or it is refused by number.
 */

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
	struct arch *a = cut_arch(72, 16, 20);
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

/* With more cores, tasks put together what has too many sources. */
START_TEST(test_gathered_copies)
{
	static const int want[] = { 0, 0, 5, 2, 0 };
	struct net *n = tiny_resnet();
	struct arch *a = cut_arch(72, 16, 30);
	uint64_t seed = 7;
	char *held = NULL;
	struct plan *p;

	a->act_sources = _i;
	plan_free(cut_build(n, a, 320));
	p = auto_plan(n, a, &held);
	ck_assert_ptr_null(held);
	ck_assert_int_eq(slowest(p), 320);
	ck_assert_int_eq(cut_gathered(p), want[_i]);
	cut_agrees(p, n, &seed);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* A concat of nine branches of few channels: words with holes. Two layers read it and
 * share what is put together; with few sources that is put together again. */
static struct net *branches(void)
{
	static const int c[] = { 6, 5, 3, 4, 2, 7, 1, 3, 6 };
	struct net *n = tiny_net(7, 5, 3);
	int t[9], i, y;

	for (i = 0; i < 9; i++)
		t[i] = tiny_conv(n, 0, 1 + i % 2 * 2, 1, c[i]);
	y = tiny_concat(n, 9, t);
	t[0] = tiny_conv(n, y, 1, 1, 4);
	t[1] = tiny_conv(n, y, 3, 1, 4);
	tiny_concat(n, 2, t);
	return n;
}

START_TEST(test_gathered_blocks)
{
	static const int want[] = { 0, 0, 7, 3, 2, 1, 1, 1, 1, 0 };
	struct net *n = branches();
	struct arch *a = cut_arch(656, 64, 40);
	uint64_t seed = 8;
	struct plan *p;
	int t;

	a->act_sources = _i;
	p = cut_build(n, a, 0);
	for (t = 0; t < p->n_tasks; t++)
		ck_assert_int_le(p->task[t].n_sources, _i);
	ck_assert_int_eq(cut_gathered(p), want[_i]);
	cut_agrees(p, n, &seed);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Branches of two, three, one and four copies: bands that do not stand above each other. */
START_TEST(test_gathered_bands)
{
	static const struct lower_shape shape[] = {
		{ 2, 0 }, { 3, 0 }, { 1, 0 }, { 4, 0 }, { 1, 0 }, { 1, 0 }, { 1, 0 },
	};
	const struct lower_how how = { .shape = shape };
	struct net *n = tiny_net(13, 4, 3);
	struct plan *p = xcalloc(1, sizeof(*p));
	uint64_t seed = 9;
	int t[4], i;
	struct err e;

	for (i = 0; i < 4; i++)
		t[i] = tiny_conv(n, 0, 1 + i % 2 * 2, 1, 3 + 2 * i);
	tiny_conv(n, tiny_concat(n, 4, t), 3, 2, 5);
	tiny_conv(n, 6, 1, 1, 10);
	p->arch = cut_arch(288, 64, 40);
	p->arch->act_sources = _i;
	ck_assert_msg(!lower_net(n, p, &how, &e), "%s", e.text);
	for (i = 0; i < p->n_tasks; i++)
		ck_assert_int_le(p->task[i].n_sources, _i);
	ck_assert_int_eq(cut_gathered(p) > 0, _i < 10);
	cut_agrees(p, n, &seed);
	plan_free(p);
	net_free(n);
}
END_TEST

/* Without cores for that, or with one source, it is refused by number. */
START_TEST(test_short_sources)
{
	struct net *n = branches();
	struct arch *a = cut_arch(656, 64, 11);
	struct err e;

	a->act_sources = 7;
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, "layer l10 needs 9 streams of activations: raise "
			 "act.sources to 9 (7)");
	arch_free(a);
	a = cut_arch(656, 64, 40);
	a->act_sources = 1;
	ck_assert_ptr_null(plan_build(n, a, NULL, &e));
	ck_assert_str_eq(e.text, "layer l10 needs 9 streams of activations: raise "
			 "act.sources to 9 (1)");
	arch_free(a);
	net_free(n);
}
END_TEST

/* Two channels a way hold few streams. */
START_TEST(test_few_channels)
{
	static const char *const topology[] = { "ring(30)", "mesh(6, 5)" };
	struct net *n = tiny_resnet();
	struct arch *a = cut_arch(72, 16, 30);
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

Suite *check_suite(void)
{
	Suite *s = suite_create("gather");
	TCase *c = tcase_create("gather");

	tcase_add_loop_test(c, test_few_sources, 1, 4);
	tcase_add_loop_test(c, test_gathered_copies, 2, 5);
	tcase_add_loop_test(c, test_gathered_blocks, 2, 10);
	tcase_add_loop_test(c, test_gathered_bands, 2, 11);
	tcase_add_test(c, test_short_sources);
	tcase_add_loop_test(c, test_few_channels, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
