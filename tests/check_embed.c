/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embed/family.h"
#include "embed/space.h"
#include "embed/tasks.h"
#include "main.h"
#include "wild.h"

/* Every engine against trying all placements one by one. */
#define TASKS_MAX 6
#define CORES_MAX 8
#define PROBLEMS 600

static int try_all(const struct embed_problem *p, int *place, int t)
{
	if (t == p->n_tasks || t == TASKS_MAX)
		return embed_is_valid(p, place);
	for (int c = 0; c < p->n_cores; c++) {
		int is_taken = 0;

		for (int u = 0; u < t; u++)
			is_taken |= place[u] == c;
		place[t] = c;
		if (!is_taken && try_all(p, place, t + 1))
			return 1;
	}
	return 0;
}

/* A source, two branches of two tasks, which can change places, and what joins them. */
static void add_branches(struct embed_problem *p)
{
	static const int stream[][2] = {{0, 1}, {1, 2}, {2, 5}, {0, 3}, {3, 4}, {4, 5}};

	for (int t = 0; t < 6; t++)
		embed_add_task(p, "t");
	for (int i = 0; i < 6; i++)
		embed_add_stream(p, stream[i][0], stream[i][1]);
}

/* Any graphs, also in pieces and with circles, some cores dead, some tasks with a list. */
static struct embed_problem *wild_problem(uint64_t *seed)
{
	int m = 3 + wild_pick(seed, CORES_MAX - 2), n = 1 + wild_pick(seed, TASKS_MAX);
	int n_channels = wild_pick(seed, 4 * m), n_streams = wild_pick(seed, 2 * n);
	struct embed_problem *p = embed_problem_new(m);

	if (m >= 6 && !wild_pick(seed, 3)) {
		add_branches(p);
		n = p->n_tasks;
		n_channels += m;
	} else {
		for (int t = 0; t < n; t++)
			embed_add_task(p, "t");
		for (int i = 0; i < n_streams; i++)
			embed_add_stream(p, wild_pick(seed, n), wild_pick(seed, n));
	}
	for (int i = 0; i < n_channels; i++)
		embed_add_channel(p, wild_pick(seed, m), wild_pick(seed, m));
	if (!wild_pick(seed, 4))
		p->dead[wild_pick(seed, m)] = 1;
	for (int t = 0; t < n; t++)
		if (!wild_pick(seed, 5)) {
			int first = wild_pick(seed, m - 1), list[2] = {first, m - 1};

			embed_set_at(p, t, list, 2);
		}
	embed_finish(p);
	return p;
}

static void compare_search(const struct embed_problem *p, const struct space *s, int kind,
			   int want, uint64_t seed)
{
	struct search_options o = {.reversed = kind & 1, .narrow = kind >> 1 & 1,
				   .seed = kind >> 2 ? seed : 0};
	int place[TASKS_MAX];
	enum embed_answer a = search_run(s, &o, place);

	ck_assert_msg(a == (want ? EMBED_YES : EMBED_NO),
		      "search of kind %d says %d, all placements say %d; seed %" PRIu64, kind, a,
		      want, seed);
	if (want)
		ck_assert_msg(embed_is_valid(p, place), "kind %d, seed %" PRIu64, kind, seed);
}

START_TEST(engines_agree_with_all_placements)
{
	uint64_t seed = 20261130;
	int n_yes = 0;

	for (int i = 0; i < PROBLEMS; i++) {
		uint64_t at = seed;
		struct embed_problem *p = wild_problem(&seed);
		int place[TASKS_MAX], want = try_all(p, place, 0);
		struct space *s = space_new(p);
		struct sat *t = sat_new(s);
		struct embed_options o = {.proof = 1};
		struct embed_result r;

		n_yes += want;
		for (int kind = 0; kind < 8; kind++)
			compare_search(p, s, kind, want, at);
		ck_assert_int_eq(sat_run(t, 0, 0, place), want ? EMBED_YES : EMBED_NO);
		ck_assert_msg(!want || embed_is_valid(p, place), "seed %" PRIu64, at);
		embed_solve(p, &o, &r);
		ck_assert_int_eq(r.answer, want ? EMBED_YES : EMBED_NO);
		if (!want) {
			ck_assert_int_gt(r.n_window, 0);
			ck_assert(r.by_count || r.by_degree || r.cnf.n);
		}
		embed_result_free(&r);
		sat_free(t);
		space_free(s);
		embed_problem_free(p);
	}
	/* Both answers are common, or the comparison says little. */
	ck_assert_int_gt(n_yes, PROBLEMS / 5);
	ck_assert_int_lt(n_yes, PROBLEMS * 4 / 5);
}
END_TEST

/* The facts: a family on a topology. */
static const struct {
	const char *tasks, *topology;
	enum embed_answer answer;
	const char *engine;	/* NULL: any */
} facts[] = {
	{"basic(15)", "5pp(32)", EMBED_YES, NULL},
	{"bottleneck(16)", "5pp(64)", EMBED_YES, NULL},
	{"inception(9)", "5pp(64)", EMBED_YES, NULL},
	{"basic(15)", "3pp(32)", EMBED_YES, NULL},
	{"bottleneck(16)", "3pp(64)", EMBED_NO, NULL},
	{"inception(1)", "3pp(64)", EMBED_NO, NULL},
	{"basic(1)", "mesh(8,8)", EMBED_NO, NULL},
	{"basic(1)", "torus(8,8)", EMBED_NO, NULL},
	{"basic(1)", "hypercube(6)", EMBED_NO, NULL},
	{"basic(15)", "king(8,8)", EMBED_YES, NULL},
	{"inception_direct(2)", "5pp(64)", EMBED_NO, NULL},
	{"inception_direct(2)", "7pp(64)", EMBED_YES, NULL},
	{"inception_direct(2)", "king(8,8)", EMBED_NO, NULL},
	{"dense6(9)", "5pp(64)", EMBED_YES, NULL},
	{"dense6(1)", "king(8,8)", EMBED_NO, NULL},
	{"unet(2)", "5pp(64)", EMBED_YES, NULL},
	{"unet(3)", "5pp(64)", EMBED_NO, NULL},
	{"chain(63)", "mesh(8,8)", EMBED_YES, NULL},
	{"chain(64)", "mesh(8,8)", EMBED_NO, "count"},
	{"inception_v3(2)", "mesh(8,8)", EMBED_NO, "count"},
	{"basic(500)", "5pp(1024)", EMBED_YES, "search"},
	{"inception(143)", "5pp(1024)", EMBED_YES, "search"},
	{"basic(4999)", "5pp(10000)", EMBED_YES, "search"},
};

static struct embed_problem *problem_of(const char *tasks, const char *topology)
{
	struct err e;
	int n;
	const struct family *f = family_read(tasks, &n);
	struct topo *t = topo_build(topology, "", 0, &e);
	struct embed_problem *p;

	ck_assert_ptr_nonnull(f);
	ck_assert_ptr_nonnull(t);
	p = embed_on(t);
	family_add(p, f, n);
	embed_finish(p);
	topo_free(t);
	return p;
}

START_TEST(facts_hold)
{
	struct embed_problem *p = problem_of(facts[_i].tasks, facts[_i].topology);
	struct embed_options o = {.seconds = 60};
	struct embed_result r;

	embed_solve(p, &o, &r);
	ck_assert_msg(r.answer == facts[_i].answer, "%s on %s: %d", facts[_i].tasks,
		      facts[_i].topology, r.answer);
	if (facts[_i].engine)
		ck_assert_str_eq(r.engine, facts[_i].engine);
	if (r.answer == EMBED_YES)
		ck_assert(embed_is_valid(p, r.place));
	embed_result_free(&r);
	embed_problem_free(p);
}
END_TEST

/* The 31 convolutions of a ResNet-32 lie on the strip in their order. */
START_TEST(resnet_32_is_the_identity)
{
	struct embed_problem *p = problem_of("basic(15)", "5pp(32)");
	int place[31];

	for (int t = 0; t < 31; t++)
		place[t] = t;
	ck_assert(embed_is_valid(p, place));
	/* The last one reads tasks 28 and 29, which core 31 does too, but not core 0. */
	place[30] = 31;
	ck_assert(embed_is_valid(p, place));
	place[30] = 0;
	ck_assert(!embed_is_valid(p, place));
	embed_problem_free(p);
}
END_TEST

/* A place for each block of a long chain, as a period says, against the rule of channels
 * of the finite strip. */
START_TEST(periods_are_embeddings_of_any_length)
{
	static const int k[] = {3, 5, 7, 9};
	int n_found = 0;

	for (int i = 0; family_at(i); i++)
		for (int j = 0; j < 4; j++) {
			const struct family *f = family_at(i);
			struct strip s;
			struct period d;
			struct embed_problem *p;
			char *topology, *tasks;
			int n, *place, back = 0;

			strip_make(k[j], &s);
			if (!period_find(f, &s, 3, &d))
				continue;
			n_found++;
			for (int t = 0; t < d.unroll * f->n_tasks; t++)
				back = d.column[t] < back ? d.column[t] : back;
			n = 5 * d.unroll;
			topology = xasprintf("kpp(%d, %d)", k[j], 2 * (5 * d.shift + 60));
			tasks = xasprintf("%s(%d)", f->name, n);
			p = problem_of(tasks, topology);
			place = xcalloc(p->n_tasks, sizeof(*place));
			for (int t = 1; t < p->n_tasks; t++) {
				int b = (t - 1) / f->n_tasks, at = b % d.unroll * f->n_tasks +
					(t - 1) % f->n_tasks;

				place[t] = 2 * (d.column[at] - back + 20 +
						b / d.unroll * d.shift) + d.row[at];
			}
			/* Without the first task, whose place the period does not say. */
			p->n_tasks--;
			for (int e = 0; e < p->n_streams; e++) {
				p->stream[e][0]--;
				p->stream[e][1]--;
			}
			for (int e = 0; e < p->n_streams; e++)
				if (p->stream[e][0] < 0)
					memmove(&p->stream[e], &p->stream[--p->n_streams],
						sizeof(*p->stream)), e--;
			ck_assert_msg(embed_is_valid(p, place + 1), "%s on kpp(%d)", f->name,
				      k[j]);
			p->n_tasks++;
			embed_problem_free(p);
			period_free(&d);
			free(place);
			free(topology);
			free(tasks);
		}
	ck_assert_int_eq(n_found, 52);	/* of 64, docs/results/families.csv */
}
END_TEST

START_TEST(lists_are_read_and_refused)
{
	struct err e;
	struct embed_problem *p = embed_problem_new(4);
	static const char *const bad[] = {"a b c\n", "a a\n", "# nothing\n\n"};

	ck_assert_int_eq(embed_add_list(p, "a b # first\n\n  b\tc\r\nd\nb a\n", "x", &e), 0);
	embed_finish(p);
	ck_assert_int_eq(p->n_tasks, 4);
	ck_assert_int_eq(p->n_streams, 3);
	ck_assert_str_eq(p->task[3], "d");
	embed_problem_free(p);
	for (int i = 0; i < 3; i++) {
		p = embed_problem_new(4);
		ck_assert_int_eq(embed_add_list(p, bad[i], "x", &e), -1);
		ck_assert_str_eq(e.file, "x");
		ck_assert_int_eq(e.line, i < 2);
		embed_problem_free(p);
	}
}
END_TEST

/* The refusal of a residual block is shrunk to its triangle; 3 tasks on 64 cores are 192 variables. */
START_TEST(windows_are_small)
{
	struct embed_problem *p = problem_of("basic(9)", "torus(8,8)");
	struct embed_options o = {.proof = 1};
	struct embed_result r;

	embed_solve(p, &o, &r);
	ck_assert_int_eq(r.answer, EMBED_NO);
	ck_assert_int_eq(r.n_window, 3);
	ck_assert_ptr_nonnull(strstr(r.cnf.s, "p cnf 192 "));
	ck_assert_str_eq(r.drat.s + r.drat.n - 3, "\n0\n");
	embed_result_free(&r);
	embed_problem_free(p);
}
END_TEST

/* Of a module of Inception the two branches of two tasks can change places, by their first
 * tasks; where one of them has a list of cores, they cannot. */
START_TEST(branches_are_twins)
{
	static const int first[] = {0, 7, 14};
	struct embed_problem *p = problem_of("inception(2)", "5pp(32)");
	struct space *s = space_new(p);

	for (int i = 0; i < 2; i++) {
		int t = 1 + first[i];	/* b1, b3r, b5r, bp, b3, b5, concat */

		ck_assert_int_eq(s->twins[t], t + 3);
		ck_assert_int_eq(s->twins[t + 1], t + 2);
		ck_assert_int_eq(s->twins[t + 2], t + 1);
		ck_assert_int_eq(s->twins[t + 4], t + 4);
		ck_assert_int_eq(s->twins[t + 6], t + 6);
	}
	space_free(s);
	embed_set_at(p, 5, first, 3);
	s = space_new(p);
	ck_assert_int_eq(s->twins[2], 2);
	ck_assert_int_eq(s->twins[9], 10);
	space_free(s);
	embed_problem_free(p);
}
END_TEST

/* A clause of a proof names the few cores that were tried, not all that are left. */
START_TEST(proofs_are_short)
{
	struct embed_problem *p = problem_of("inception_direct(2)", "5pp(128)");
	struct embed_options o = {.proof = 1};
	struct embed_result r;

	embed_solve(p, &o, &r);
	ck_assert_int_eq(r.answer, EMBED_NO);
	ck_assert_int_gt(r.drat.n, 1000);
	ck_assert_int_lt(r.drat.n, 400000);
	embed_result_free(&r);
	embed_problem_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("embed");
	TCase *c = tcase_create("embed");

	tcase_set_timeout(c, 300);
	tcase_add_test(c, engines_agree_with_all_placements);
	tcase_add_loop_test(c, facts_hold, 0, sizeof(facts) / sizeof(*facts));
	tcase_add_test(c, resnet_32_is_the_identity);
	tcase_add_test(c, periods_are_embeddings_of_any_length);
	tcase_add_test(c, lists_are_read_and_refused);
	tcase_add_test(c, windows_are_small);
	tcase_add_test(c, branches_are_twins);
	tcase_add_test(c, proofs_are_short);
	suite_add_tcase(suite, c);
	return suite;
}
