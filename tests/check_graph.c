/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>

#include "base/graph.h"
#include "base/util.h"
#include "main.h"

/* The picture in graph.h, given in a mixed order. */
START_TEST(test_rows)
{
	const int edge[][2] = { { 2, 0 }, { 1, 0 }, { 0, 1 }, { 1, 2 },
				{ 0, 2 }, { 1, 2 } };
	const int first[] = { 0, 2, 5, 6 };
	const int head[] = { 1, 2, 0, 2, 2, 0 };
	const int tail[] = { 0, 0, 1, 1, 1, 2 };
	const int in_port[] = { 0, 0, 0, 1, 2, 1 };
	struct graph *g = graph_build(3, edge, 6);

	for (int n = 0; n <= 3; n++)
		ck_assert_int_eq(g->first[n], first[n]);
	for (int e = 0; e < 6; e++) {
		ck_assert_int_eq(g->head[e], head[e]);
		ck_assert_int_eq(g->tail[e], tail[e]);
		ck_assert_int_eq(g->in_port[e], in_port[e]);
	}
	ck_assert_int_eq(graph_degree_out(g, 1), 3);
	ck_assert_int_eq(graph_degree_in(g, 2), 3);
	ck_assert_int_eq(graph_out_port(g, 4), 2);
	ck_assert_int_eq(graph_edge(g, 1, 2), 3);
	ck_assert_int_eq(graph_edge(g, 2, 1), -1);
	ck_assert_int_eq(graph_diameter(g), 2);
	graph_free(g);
}
END_TEST

START_TEST(test_unreachable)
{
	const int edge[][2] = { { 0, 1 }, { 1, 2 } };
	struct graph *g = graph_build(4, edge, 2);
	int hops[4];

	graph_hops(g, 0, hops);
	ck_assert_int_eq(hops[0], 0);
	ck_assert_int_eq(hops[1], 1);
	ck_assert_int_eq(hops[2], 2);
	ck_assert_int_eq(hops[3], -1);
	ck_assert_int_eq(graph_diameter(g), -1);
	graph_free(g);
	graph_free(NULL);
}
END_TEST

START_TEST(test_empty)
{
	struct graph *g = graph_build(1, NULL, 0);

	ck_assert_int_eq(graph_degree_out(g, 0), 0);
	ck_assert_int_eq(graph_diameter(g), 0);
	graph_free(g);
}
END_TEST

/* Ports number the edges of a node without gaps, whatever the graph; distances
 * obey every edge. */
START_TEST(test_random)
{
	enum { NODES = 50, EDGES = 200 };
	uint64_t seed = 20240607;
	int edge[EDGES][2], n_in[NODES] = {0}, n_out[NODES] = {0}, hops[NODES];
	struct graph *g;

	printf("seed %llu\n", (unsigned long long)seed);
	for (int e = 0; e < EDGES; e++)
		for (int end = 0; end < 2; end++)
			edge[e][end] = (int)(rand_next(&seed) >> 33) % NODES;
	g = graph_build(NODES, (const int (*)[2])edge, EDGES);
	graph_hops(g, 0, hops);
	for (int e = 0; e < EDGES; e++) {
		ck_assert_int_eq(graph_out_port(g, e), n_out[g->tail[e]]++);
		ck_assert_int_eq(g->in_port[e], n_in[g->head[e]]++);
		if (hops[g->tail[e]] >= 0) {
			ck_assert_int_ge(hops[g->head[e]], 0);
			ck_assert_int_le(hops[g->head[e]],
					 hops[g->tail[e]] + 1);
		}
		ck_assert_int_ge(graph_edge(g, edge[e][0], edge[e][1]), 0);
	}
	for (int n = 0; n < NODES; n++) {
		ck_assert_int_eq(graph_degree_in(g, n), n_in[n]);
		ck_assert_int_eq(graph_degree_out(g, n), n_out[n]);
	}
	graph_free(g);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("graph");
	TCase *c = tcase_create("graph");

	tcase_add_test(c, test_rows);
	tcase_add_test(c, test_unreachable);
	tcase_add_test(c, test_empty);
	tcase_add_test(c, test_random);
	suite_add_tcase(suite, c);
	return suite;
}
