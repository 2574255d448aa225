/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "topo.h"

static struct topo *build(const char *expr)
{
	struct err e;
	struct topo *t = topo_build(expr, "test", 1, &e);

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	return t;
}

/* Facts known beforehand: cores, channels, diameter (-1: not asked), largest
 * degree. */
static const struct {
	const char *expr;
	int n_nodes, n_channels, diameter, degree;
} facts[] = {
	{ "5pp(64)", 64, 308, -1, 5 },
	{ "5pp(64, rows=1)", 64, 308, -1, 5 },
	{ "5pp(64, rows=4)", 64, 353, -1, 6 },
	{ "5pp(rows=4, n=64)", 64, 353, -1, 6 },
	{ "kpp(5, 64, rows=4)", 64, 353, -1, 6 },
	{ "3pp(4)", 4, 8, -1, 3 },
	{ "7pp(8)", 8, 32, -1, 7 },
	{ "5pp(6)", 6, 18, -1, 5 },
	{ "5pp(3)", 3, 4, -1, 2 },
	{ "kpp(1, 2)", 2, 2, 1, 1 },
	{ " king ( 8 , y = 8 ) ", 64, 420, 7, 8 },
	{ "mesh(5, 3)", 15, 2 * (4 * 3 + 5 * 2), 4 + 2, 4 },
	{ "mesh(1, 1)", 1, 0, 0, 0 },
	{ "mesh(2, 1)", 2, 2, 1, 1 },
	{ "torus(5, 4)", 20, 80, 2 + 2, 4 },
	{ "torus(6, 1)", 6, 12, 3, 2 },
	{ "torus(2, 2)", 4, 8, 2, 2 },
	{ "ring(9)", 9, 18, 4, 2 },
	{ "ring(10)", 10, 20, 5, 2 },
	{ "ring(2)", 2, 2, 1, 1 },
	{ "mesh(1, 9)", 9, 16, 8, 2 },
};

START_TEST(test_facts)
{
	struct topo *t = build(facts[_i].expr);
	const struct graph *g = t->graph;
	int out = 0, in = 0;

	ck_assert_int_eq(g->n_nodes, facts[_i].n_nodes);
	ck_assert_int_eq(g->n_edges, facts[_i].n_channels);
	if (facts[_i].diameter >= 0)
		ck_assert_int_eq(graph_diameter(g), facts[_i].diameter);
	for (int n = 0; n < g->n_nodes; n++) {
		if (graph_degree_out(g, n) > out)
			out = graph_degree_out(g, n);
		if (graph_degree_in(g, n) > in)
			in = graph_degree_in(g, n);
	}
	ck_assert_int_eq(out, facts[_i].degree);
	ck_assert_int_eq(in, facts[_i].degree);
	topo_free(t);
}
END_TEST

/* True of every member: no loops, no parallel channels, channels of a core by
 * ascending head, every core at a place of its own. */
START_TEST(test_all)
{
	struct topo *t = build(facts[_i].expr);
	const struct graph *g = t->graph;

	for (int e = 0; e < g->n_edges; e++) {
		ck_assert_int_ne(g->tail[e], g->head[e]);
		if (e && g->tail[e] == g->tail[e - 1])
			ck_assert_int_gt(g->head[e], g->head[e - 1]);
		ck_assert_int_ge(topo_length(t, e), 1);
	}
	for (int a = 0; a < g->n_nodes; a++) {
		ck_assert_int_ge(t->x[a], 0);
		ck_assert_int_ge(t->y[a], 0);
		for (int b = 0; b < a; b++)
			ck_assert(t->x[a] != t->x[b] || t->y[a] != t->y[b]);
	}
	topo_free(t);
}
END_TEST

/* The definition of 5pp, word for word; skips of two to four are channels. */
START_TEST(test_5pp)
{
	struct topo *t = build("5pp(32)");

	for (int i = 0; i < 32; i++) {
		for (int j = 0; j < 32; j++) {
			int want = (j > i && j <= i + 4) ||
				   (i % 2 == 0 && j == i + 5) ||
				   (i % 2 == 1 && j == i - 1);

			ck_assert_int_eq(graph_edge(t->graph, i, j) >= 0, want);
		}
		ck_assert_int_eq(t->x[i], i / 2);
		ck_assert_int_eq(t->y[i], i % 2);
	}
	topo_free(t);
}
END_TEST

/* Folding keeps the strip's channels and puts neighbours of strips together. */
START_TEST(test_fold)
{
	struct topo *strip = build("5pp(64)"), *t = build("5pp(64, rows=4)");
	const struct graph *s = strip->graph, *g = t->graph;
	int n_rungs = 0;

	for (int e = 0; e < s->n_edges; e++)
		ck_assert_int_ge(graph_edge(g, s->tail[e], s->head[e]), 0);
	for (int e = 0; e < g->n_edges; e++) {
		int a = g->tail[e], b = g->head[e];

		if (graph_edge(s, a, b) >= 0)
			continue;
		n_rungs++;
		ck_assert_int_eq(t->x[a], t->x[b]);
		ck_assert_int_eq(abs(t->y[a] - t->y[b]), 1);
	}
	ck_assert_int_eq(n_rungs, 45);
	/* Column 8 stands under column 7; strip 1 runs back. */
	ck_assert_int_eq(t->x[15], 7);
	ck_assert_int_eq(t->x[16], 7);
	ck_assert_int_eq(t->y[16], 2);
	ck_assert_int_eq(t->x[30], 0);
	ck_assert_int_eq(t->x[32], 0);
	ck_assert_int_eq(t->y[33], 5);
	topo_free(strip);
	topo_free(t);
}
END_TEST

/* Wrapping channels are short: the torus is folded. */
START_TEST(test_torus_lengths)
{
	struct topo *t = build("torus(8, 7)");

	for (int e = 0; e < t->graph->n_edges; e++)
		ck_assert_int_le(topo_length(t, e), 2);
	topo_free(t);
}
END_TEST

START_TEST(test_large)
{
	struct topo *t = build("5pp(10000)");

	ck_assert_int_eq(t->graph->n_edges, 5 * 10000 - 12);
	topo_free(t);
	topo_free(build("5pp(65536, rows=64)"));
}
END_TEST

static const struct {
	const char *expr;
	int column;
	const char *why;
} bad[] = {
	{ "", 1, "expected the name of a topology" },
	{ "  (4)", 3, "expected the name of a topology" },
	{ "6pp(8)", 1, "unknown topology \"6pp\"; known: 3pp 5pp 7pp king kpp "
		       "mesh ring torus" },
	{ "5pp", 4, "expected \"(\"; usage: 5pp(n, rows=r)" },
	{ "5pp(8", 6, "expected \",\" or \")\"" },
	{ "5pp()", 5, "expected a number or name=number; usage: 5pp(n, rows=r)" },
	{ "5pp(8,)", 7, "expected a number or name=number; usage: "
			"5pp(n, rows=r)" },
	{ "5pp(n=)", 7, "expected a number" },
	{ "5pp(n=8, m=2)", 10, "5pp has no argument \"m\"; usage: "
			       "5pp(n, rows=r)" },
	{ "5pp(8, 2, 3)", 11, "too many arguments; usage: 5pp(n, rows=r)" },
	{ "5pp(8, n=8)", 10, "argument \"n\" given twice" },
	{ "5pp(rows=2)", 11, "argument \"n\" is missing; usage: "
			     "5pp(n, rows=r)" },
	{ "5pp(-8)", 5, "expected a number or name=number; usage: "
			"5pp(n, rows=r)" },
	{ "5pp(8.5)", 6, "expected \",\" or \")\"" },
	{ "5pp(8x)", 5, "n = 8x: must be a whole number 2..65536" },
	{ "5pp(65537)", 5, "n = 65537: must be 2..65536" },
	{ "5pp(99999999999999999999)", 5,
	  "n = 99999999999999999999: must be 2..65536" },
	{ "5pp(64, rows=0)", 14, "rows = 0: must be 1..65536" },
	{ "5pp(60, rows=4)", 1, "n = 60: must be a multiple of 2*rows = 8" },
	{ "5pp(4, rows=4)", 1, "n = 4: must be a multiple of 2*rows = 8" },
	{ "kpp(4, 8)", 1, "k = 4: must be odd" },
	{ "mesh(65536, 65536)", 1,
	  "65536 times 65536 nodes: must be at most 65536" },
	{ "ring(4) x", 9, "unexpected text behind the end" },
	{ "ring(4))", 8, "unexpected text behind the end" },
};

START_TEST(test_bad)
{
	struct err e;
	char *want = xasprintf("topology \"%s\": column %d: %s", bad[_i].expr,
			       bad[_i].column, bad[_i].why);

	ck_assert_ptr_null(topo_build(bad[_i].expr, "a.arch", 7, &e));
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, "a.arch");
	ck_assert_int_eq(e.line, 7);
	free(want);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("topo");
	TCase *c = tcase_create("topo");
	SRunner *runner = srunner_create(suite);

	tcase_add_loop_test(c, test_facts, 0, sizeof(facts) / sizeof(*facts));
	tcase_add_loop_test(c, test_all, 0, sizeof(facts) / sizeof(*facts));
	tcase_add_test(c, test_5pp);
	tcase_add_test(c, test_fold);
	tcase_add_test(c, test_torus_lengths);
	tcase_add_test(c, test_large);
	tcase_add_loop_test(c, test_bad, 0, sizeof(bad) / sizeof(*bad));
	suite_add_tcase(suite, c);
	srunner_run_all(runner, CK_ENV);
	const int n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return n_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
