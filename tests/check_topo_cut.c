/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>

#include "topo/topo.h"
#include "topo/topo_facts.h"
#include "main.h"
#include "tiny.h"

static int n_channels(const struct graph *g, int tail, int head)
{
	int e, n = 0;

	for (e = g->first[tail]; e < g->first[tail + 1]; e++)
		n += g->head[e] == head;
	return n;
}

/* Closed forms against all halves, tried here one by one: a core after the
 * other takes a side, routers without a core too. */
static int least_cut(const struct topo *t, int node, int n_left, int n_cores,
		     char *side, int cut, int least)
{
	const struct graph *g = t->graph;
	int s, i, added;

	if (cut >= least)
		return least;
	if (node == g->n_nodes)
		return n_left == n_cores / 2 ? cut : least;
	for (s = 0; s < 2; s++) {
		side[node] = (char)s;
		for (i = added = 0; i < node; i++)
			if (side[i] != s)
				added += n_channels(g, i, node) +
					 n_channels(g, node, i);
		i = n_left + (s == 0 && topo_is_core(t, node));
		if (i <= n_cores / 2)
			least = least_cut(t, node + 1, i, n_cores, side,
					  cut + added, least);
	}
	return least;
}

static int by_hand(const struct topo *t)
{
	char side[32];

	return least_cut(t, 0, 0, topo_n_cores(t), side, 0,
			 t->graph->n_edges + 1);
}

static const struct {
	const char *expr;
	int bisection;	/* of the closed form */
} closed[] = {
	{ "path(7)", 2 }, { "path(8)", 2 }, { "cycle(9)", 4 }, { "ring(2)", 2 },
	{ "complete(7)", 24 }, { "star(9)", 8 }, { "star(8)", 8 },
	{ "hypercube(3)", 8 }, { "hypercube(4)", 16 },
	{ "mesh(4, 3)", 6 }, { "mesh(3, 3)", 8 }, { "mesh(5, 3)", 8 },
	{ "mesh(3, 4)", 6 }, { "mesh(5, 2)", 6 }, { "mesh(2, 2, 2)", 8 },
	{ "mesh(3, 2, 3)", 18 }, { "mesh(7, 1)", 2 }, { "mesh(5, 3, 1)", 8 },
	{ "torus(4, 4)", 16 }, { "torus(3, 3)", 16 }, { "torus(5, 3)", 16 },
	{ "torus(3, 4)", 12 }, { "torus(6, 1)", 4 }, { "torus(6, 3)", 12 },
	{ "tree(2, 5)", 2 }, { "tree(4, 3)", 4 }, { "tree(2, 2, 2)", 2 },
	{ "parallel(mesh(4, 3), 3)", 18 }, { "parallel(cycle(9), 2)", 8 },
};

START_TEST(test_closed)
{
	struct topo *t = tiny_topo(closed[_i].expr);

	ck_assert_int_eq(t->bisection, closed[_i].bisection);
	ck_assert_int_eq(t->bisection, by_hand(t));
	topo_free(t);
}
END_TEST

/* No closed form: all halves, or swaps that find the least of these. */
static const struct {
	const char *expr;
	enum topo_cut_kind how;
} searched[] = {
	{ "torus(2, 2)", TOPO_CUT_ALL },
	{ "torus(4, 2)", TOPO_CUT_ALL },
	{ "5pp(12)", TOPO_CUT_ALL },
	{ "5pp(15)", TOPO_CUT_ALL },
	{ "king(4, 4)", TOPO_CUT_ALL },
	{ "directed(cycle(7))", TOPO_CUT_ALL },
	{ "tree(3, 5)", TOPO_CUT_FOUND },
	{ "tree(3, 3)", TOPO_CUT_FOUND },
	{ "cmesh(3, 2, 2)", TOPO_CUT_FOUND },
	{ "cmesh(2, 2, 3)", TOPO_CUT_FOUND },
	{ "5pp(24)", TOPO_CUT_FOUND },
	{ "union(parallel(path(5), 3), cycle(12))", TOPO_CUT_ALL },
	{ "cartesian(parallel(path(4), 2), tree(2))", TOPO_CUT_FOUND },
	{ "cartesian(parallel(path(8), 2), path(3))", TOPO_CUT_FOUND },
};

START_TEST(test_searched)
{
	struct topo *t = tiny_topo(searched[_i].expr);
	struct topo_facts f;

	topo_facts(t, &f);
	ck_assert_int_eq(f.cut, searched[_i].how);
	ck_assert_int_eq(f.bisection, by_hand(t));
	topo_free(t);
}
END_TEST

/* The swaps reach known least cuts that no start hits. */
static const struct {
	const char *expr;
	int least;
} known[] = {
	{ "bidir(mesh(8, 8))", 16 },
	{ "bidir(torus(16, 8))", 32 },
	{ "bidir(hypercube(7))", 128 },
	{ "union(tree(4, 4, 4), path(1))", 4 },
	{ "power(cycle(30), 1)", 4 },
	{ "cartesian(complete(8), path(8))", 8 * 2 },
};

START_TEST(test_known)
{
	struct topo *t = tiny_topo(known[_i].expr);
	enum topo_cut_kind how;

	ck_assert_int_eq(topo_cut(t, &how), known[_i].least);
	ck_assert_int_eq(how, TOPO_CUT_FOUND);
	topo_free(t);
}
END_TEST

START_TEST(test_facts)
{
	struct topo *t = tiny_topo("mesh(4, 4)");
	struct topo_facts f;

	topo_facts(t, &f);
	ck_assert_int_eq(f.n_cores, 16);
	ck_assert_int_eq(f.out_lo, 2);
	ck_assert_int_eq(f.in_hi, 4);
	ck_assert_int_eq(f.diameter, 6);
	ck_assert_int_eq(f.n_sources, 16);
	ck_assert_int_eq(f.n_disconnected, 0);
	/* Mean of |x - x'| over a side of n is (n^2 - 1) / 3n. */
	ck_assert_double_eq_tol(f.mean_hops, 2 * 15.0 / 12 * 16 / 15, 1e-9);
	ck_assert_int_eq(f.wire, 48);
	ck_assert_int_eq(f.longest, 1);
	topo_free(t);

	t = tiny_topo("directed(path(5))");
	topo_facts(t, &f);
	ck_assert_int_eq(f.n_pairs, 20);
	ck_assert_int_eq(f.n_disconnected, 10);
	ck_assert_int_eq(f.diameter, 4);
	ck_assert_double_eq_tol(f.mean_hops, 2, 1e-9);
	topo_free(t);

	/* Steps through routers count, their own distances do not. */
	t = tiny_topo("tree(2, 3)");
	topo_facts(t, &f);
	ck_assert_int_eq(f.n_nodes, 9);
	ck_assert_int_eq(f.n_pairs, 30);
	ck_assert_double_eq_tol(f.mean_hops, (2 * 2 + 3 * 4) / 5.0, 1e-9);
	topo_free(t);

	/* Large ones are sampled. */
	t = tiny_topo("mesh(256, 256)");
	topo_facts(t, &f);
	ck_assert_int_lt(f.n_sources, 65536);
	ck_assert_int_gt(f.n_sources, 500);
	ck_assert_int_le(f.diameter, 510);
	ck_assert_int_gt(f.diameter, 480);
	topo_free(t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("topo_cut");
	TCase *c = tcase_create("topo_cut");

	tcase_add_loop_test(c, test_closed, 0, sizeof(closed) / sizeof(*closed));
	tcase_add_loop_test(c, test_searched, 0,
			    sizeof(searched) / sizeof(*searched));
	tcase_add_loop_test(c, test_known, 0, sizeof(known) / sizeof(*known));
	tcase_add_test(c, test_facts);
	suite_add_tcase(suite, c);
	return suite;
}
