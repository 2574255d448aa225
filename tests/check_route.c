/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/route.h"
#include "compile/route_impl.h"
#include "main.h"

/* Diamond with a long way round, both ends of each edge: 0->1->3, 0->2->3 and
 * 0->4->5->3. */
static const int diamond[][2] = {
	{0, 1}, {0, 2}, {0, 4}, {1, 3}, {2, 3}, {4, 5}, {5, 3},
};

static struct graph *build_diamond(void)
{
	return graph_build(6, diamond, 7);
}

/* Contiguous from the source, each target where its hop says, no node twice. */
static void check_tree(const struct graph *g, const struct route_job *job,
		       const struct route_tree *t)
{
	char *seen = xcalloc(g->n_nodes, 1);
	int i, at;

	seen[job->src] = 1;
	for (i = 0; i < t->n_hops; i++) {
		ck_assert_int_lt(t->from[i], i);
		at = t->from[i] < 0 ? job->src : g->head[t->channel[t->from[i]]];
		ck_assert_int_eq(g->tail[t->channel[i]], at);
		at = g->head[t->channel[i]];
		ck_assert_int_eq(seen[at], 0);
		seen[at] = 1;
	}
	for (i = 0; i < job->n_targets; i++) {
		at = t->target[i] < 0 ? job->src
				      : g->head[t->channel[t->target[i]]];
		ck_assert_int_eq(at, job->target[i]);
	}
	free(seen);
}

static void check_use(const struct graph *g, const struct route_tree *t,
		      int n_jobs, int n_vcs)
{
	int *use = xcalloc(g->n_edges, sizeof(int)), i, j;

	for (i = 0; i < n_jobs; i++)
		for (j = 0; j < t[i].n_hops; j++)
			ck_assert_int_le(++use[t[i].channel[j]], n_vcs);
	free(use);
}

/* Of two paths of equal length the less loaded one, whatever its number; a longer one
 * without load is no match for them. */
START_TEST(test_load)
{
	static const int to[] = { 3 };
	const struct route_job job = { "load", 0, 1, to, 4 };
	struct graph *g = build_diamond();
	const int before[2] = { graph_edge(g, 0, 1), graph_edge(g, 0, 2) };

	for (int loaded = 0; loaded < 2; loaded++) {
		struct route_tree t;
		struct search s;
		struct err e;

		route_search_init(&s, g, 8);
		route_trees_init(&t, &job, 1);
		s.load[before[0]] = s.load[before[1]] = 9;
		s.load[before[loaded]] = s.max_load = 10;
		ck_assert_int_eq(route_grow(&s, &job, &t, &e), 0);
		ck_assert_int_eq(t.n_hops, 2);
		ck_assert_int_eq(t.channel[0], before[!loaded]);
		route_free(&t, 1);
		route_search_end(&s);
	}
	graph_free(g);
}
END_TEST

/* Three streams from 0 to 3, one a channel: the third takes the long way. */
START_TEST(test_negotiation)
{
	static const int to[] = { 3 };
	struct graph *g = build_diamond();
	struct route_job job[4] = {
		{ "a", 0, 1, to, 10 }, { "b", 0, 1, to, 10 },
		{ "c", 0, 1, to, 10 }, { "d", 0, 1, to, 10 },
	};
	struct route_tree t[4];
	struct err e = {0};
	int i, n_hops = 0;

	ck_assert_int_eq(route_build(g, 1, job, 3, t, &e), 0);
	for (i = 0; i < 3; i++) {
		check_tree(g, &job[i], &t[i]);
		n_hops += t[i].n_hops;
	}
	check_use(g, t, 3, 1);
	ck_assert_int_eq(n_hops, 7);
	route_free(t, 3);

	ck_assert_int_eq(route_build(g, 1, job, 4, t, &e), -1);
	ck_assert_msg(strstr(e.text, "would need 2 virtual channels: raise "
			     "link.vcs to 2 (1); streams: ") != NULL, "%s", e.text);

	ck_assert_int_eq(route_build(g, 2, job, 4, t, &e), 0);
	check_use(g, t, 4, 2);
	for (n_hops = i = 0; i < 4; i++)
		n_hops += t[i].n_hops;
	ck_assert_int_eq(n_hops, 8);
	route_free(t, 4);
	graph_free(g);
}
END_TEST

/* With room enough, load is spread over ways of the same length. */
START_TEST(test_spread)
{
	static const int to[] = { 3 };
	struct graph *g = build_diamond();
	struct route_job job[2] = {
		{ "a", 0, 1, to, 100 }, { "b", 0, 1, to, 50 },
	};
	struct route_tree t[2];
	struct err e = {0};

	ck_assert_int_eq(route_build(g, 4, job, 2, t, &e), 0);
	check_use(g, t, 2, 1);
	route_free(t, 2);
	graph_free(g);
}
END_TEST

/* A target beside its source is reached directly, not by way of another. */
START_TEST(test_direct)
{
	static const int edges[][2] = { {0, 1}, {1, 2}, {0, 2}, {2, 3} };
	static const int to[] = { 1, 2, 3, 0 };
	struct graph *g = graph_build(4, edges, 4);
	struct route_job job = { "a", 0, 4, to, 1 };
	struct route_tree t;
	struct err e = {0};

	ck_assert_int_eq(route_build(g, 1, &job, 1, &t, &e), 0);
	check_tree(g, &job, &t);
	ck_assert_int_eq(t.n_hops, 3);
	ck_assert_int_eq(t.channel[t.target[0]], graph_edge(g, 0, 1));
	ck_assert_int_eq(t.channel[t.target[1]], graph_edge(g, 0, 2));
	ck_assert_int_eq(t.target[3], -1);
	route_free(&t, 1);
	graph_free(g);
}
END_TEST

START_TEST(test_no_way)
{
	static const int to[] = { 1, 0 };
	struct graph *g = build_diamond();
	struct route_job job = { "a", 1, 2, to, 1 };
	struct route_tree t;
	struct err e = {0};

	ck_assert_int_eq(route_build(g, 1, &job, 1, &t, &e), -1);
	ck_assert_str_eq(e.text,
			 "stream of a: no path from node 1 to node 0");
	graph_free(g);
}
END_TEST

/* A torus of 8 x 8, both ways. */
static struct graph *build_torus(void)
{
	int (*edge)[2] = xcalloc(256, sizeof(*edge)), n = 0, y, x;
	struct graph *g;

	for (y = 0; y < 8; y++)
		for (x = 0; x < 8; x++) {
			int here = 8 * y + x;
			int to[4] = { 8 * y + (x + 1) % 8, 8 * y + (x + 7) % 8,
				      (y + 1) % 8 * 8 + x, (y + 7) % 8 * 8 + x };
			int i;

			for (i = 0; i < 4; i++, n++) {
				edge[n][0] = here;
				edge[n][1] = to[i];
			}
		}
	g = graph_build(64, (const int (*)[2])edge, n);
	free(edge);
	return g;
}

/* Random multicasts on a crowded torus: legal, and the same again. */
START_TEST(test_random)
{
	enum { N = 64, TARGETS = 3 };
	struct graph *g = build_torus();
	struct route_job job[N];
	struct route_tree t[N], again[N];
	int target[N][TARGETS], i, j;
	uint64_t seed = 12345;
	struct err e = {0};

	printf("test_random: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < N; i++) {
		for (j = 0; j < TARGETS; j++)
			target[i][j] = (int)(rand_next(&seed) % 64);
		job[i] = (struct route_job){ "x", i, TARGETS, target[i],
					     1 + (int)(rand_next(&seed) % 99) };
	}
	ck_assert_msg(!route_build(g, 3, job, N, t, &e), "%s", e.text);
	ck_assert_int_eq(route_build(g, 3, job, N, again, &e), 0);
	check_use(g, t, N, 3);
	for (i = 0; i < N; i++) {
		check_tree(g, &job[i], &t[i]);
		ck_assert_int_eq(t[i].n_hops, again[i].n_hops);
		for (j = 0; j < t[i].n_hops; j++)
			ck_assert_int_eq(t[i].channel[j], again[i].channel[j]);
	}
	route_free(t, N);
	route_free(again, N);
	graph_free(g);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("route");
	TCase *c = tcase_create("route");

	tcase_add_test(c, test_load);
	tcase_add_test(c, test_negotiation);
	tcase_add_test(c, test_spread);
	tcase_add_test(c, test_direct);
	tcase_add_test(c, test_no_way);
	tcase_add_test(c, test_random);
	suite_add_tcase(s, c);
	return s;
}
