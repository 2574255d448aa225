/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "topo/class.h"
#include "base/file.h"
#include "topo/topo.h"
#include "main.h"
#include "tiny.h"

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
	{ "king(3, 2)", 6, 22, 2, 5 },
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
	{ "mesh(4, 3, 2)", 24, 2 * (3 * 3 * 2 + 4 * 2 * 2 + 4 * 3), 3 + 2 + 1, 5 },
	{ "mesh(3, 3, 9)", 81, 2 * (2 * 27 + 2 * 27 + 8 * 9), 2 + 2 + 8, 6 },
	{ "torus(4, 5, 3)", 60, 6 * 60, 2 + 2 + 1, 6 },
	{ "torus(x=4, y=4, z=4)", 64, 6 * 64, 6, 6 },
	{ "path(7)", 7, 12, 6, 2 },
	{ "path(1)", 1, 0, 0, 0 },
	{ "cycle(5)", 5, 10, 2, 2 },
	{ "complete(9)", 9, 72, 1, 8 },
	{ "star(10)", 10, 18, 2, 9 },
	{ "honeycomb(4, 4)", 16, 36, 7, 3 },
	{ "honeycomb(8, 3)", 24, 58, 9, 3 },
	{ "honeycomb(3, 2)", 6, 12, 3, 2 },
	{ "hypercube(0)", 1, 0, 0, 0 },
	{ "hypercube(6)", 64, 6 * 64, 6, 6 },
	{ "tree(4, 4, 4, 8)", 512 + 1 + 4 + 16 + 64, 2 * (4 + 16 + 64 + 512), 8,
	  9 },
	{ "tree(3, 5)", 15 + 1 + 3, 2 * (3 + 15), 4, 6 },
	{ "tree(2, 2, 2, 2, 2, 2, 2, 2)", 511, 2 * 510, 16, 3 },
	{ "tree(1, 1, 1)", 4, 6, 3, 2 },
	{ "tree(6)", 7, 12, 2, 6 },
	{ "cmesh(4, 4, 4)", 64 + 16, 2 * (64 + 24), 6 + 2, 8 },
	{ "cmesh(1, 1, 3)", 4, 6, 2, 3 },
	{ "cmesh(2, 3, 1)", 12, 2 * (6 + 7), 3 + 2, 4 },
	{ "bidir(5pp(64))", 64, 2 * (2 * 31 * 2 + 2 * 30 * 2 + 32), 16, 9 },
	{ "directed(mesh(4, 4))", 16, 24, -1, 2 },
	{ "directed(5pp(64))", 64, 308 - 32, -1, 5 },
	{ "power(path(9), 3)", 9, 2 * (8 + 7 + 6), 3, 6 },
	{ "power(cycle(9), 4)", 9, 72, 1, 8 },
	{ "power(directed(path(5)), 2)", 5, 4 + 3, -1, 2 },
	{ "power(star(6), 9)", 6, 30, 1, 5 },
	{ "tensor(path(4), path(1))", 4, 0, -1, 0 },
	{ "tensor(complete(3), complete(3))", 9, 36, 2, 4 },
	{ "strong(path(3), complete(5))", 15, 2 * (3 * 10 + 2 * 25), 2, 14 },
	{ "union(path(6), star(6))", 6, 2 * (5 + 5 - 1), 2, 5 },
	{ "union(path(3), cycle(6))", 6, 12, 3, 2 },
	/* Every channel twice: what an operator makes of them. */
	{ "parallel(mesh(4, 3), 2)", 12, 2 * 34, 5, 8 },
	{ "parallel(parallel(path(2), 2), 3)", 2, 12, 1, 6 },
	{ "union(parallel(path(3), 2), path(3))", 3, 8, 2, 4 },
	{ "union(path(3), parallel(directed(path(3)), 3))", 3, 8, -1, 4 },
	{ "bidir(parallel(directed(path(3)), 2))", 3, 8, 2, 4 },
	{ "bidir(union(parallel(directed(path(3)), 2), path(3)))", 3, 8, 2, 4 },
	{ "directed(parallel(path(3), 2))", 3, 4, -1, 2 },
	{ "power(parallel(path(4), 2), 1)", 4, 6, 3, 2 },
	{ "cartesian(parallel(path(3), 2), path(2))", 6, 2 * (2 * 4 + 3), 3, 5 },
	{ "tensor(parallel(path(3), 2), parallel(path(2), 3))", 6, 6 * 8, -1,
	  12 },
	{ "strong(parallel(path(2), 2), path(2))", 4, 8 + 4 + 8, 1, 5 },
	{ "cartesian(power(path(8), 2), power(path(8), 2))", 64,
	  2 * 2 * 8 * 13, 8, 8 },
	{ "cartesian(directed(power(path(8), 2)), power(path(8), 2))", 64,
	  3 * 8 * 13, -1, 6 },
	/* Four separate strips of 16, cores that lie above each other joined. */
	{ "union(strong(directed(power(path(8), 2)), cartesian(tensor(path(4), "
	  "path(1)), complete(2))), cartesian(tensor(path(8), path(1)), path(8)))",
	  64, 320, -1, 6 },
};

/* Out-degrees: "degree:nodes ..." */
static const struct {
	const char *expr, *degrees;
} degrees[] = {
	{ "mesh(5, 4)", "2:4 3:10 4:6 " },
	{ "mesh(4, 3, 3)", "3:8 4:16 5:10 6:2 " },
	{ "torus(5, 4)", "4:20 " },
	{ "torus(3, 4, 5)", "6:60 " },
	{ "king(5, 4)", "3:4 5:10 8:6 " },
	{ "honeycomb(8, 8)", "1:2 2:20 3:42 " },
	{ "hypercube(7)", "7:128 " },
	{ "tree(4, 4, 4, 8)", "1:512 4:1 5:20 9:64 " },
	{ "tree(3, 5)", "1:15 3:1 6:3 " },
	{ "cmesh(5, 4, 4)", "1:80 6:4 7:10 8:6 " },
	{ "star(10)", "1:9 9:1 " },
	{ "complete(10)", "9:10 " },
	{ "ring(12)", "2:12 " },
	{ "path(12)", "1:2 2:10 " },
	/* The last columns of a strip have fewer behind them. */
	{ "3pp(32)", "1:2 3:30 " },
	{ "5pp(32)", "1:2 3:2 5:28 " },
	{ "7pp(32)", "1:2 3:2 5:2 7:26 " },
	{ "kpp(9, 64)", "1:2 3:2 5:2 7:2 9:56 " },
	{ "bidir(5pp(64))", "5:4 7:4 9:56 " },
};

/* Those of files have tests of their own: check_topo_expr. */
static int has_facts(const struct topo_class *c)
{
	char *call = xasprintf("%s(", c->name);
	int found = c->arg[0].kind == TOPO_FILE;

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		found |= strstr(facts[i].expr, call) != NULL;
	free(call);
	return found;
}

/* Every row of the table has facts above and a row in docs/formats.md. */
START_TEST(test_table)
{
	char *path = check_source("docs/formats.md"), *call;
	struct err e;
	char *doc = file_read(path, FILE_MAX_DATA, NULL, &e);

	ck_assert_msg(doc != NULL, "%s: %s", path, e.text);
	for (int i = 0; topo_classes[i]; i++) {
		ck_assert_msg(has_facts(topo_classes[i]), "no facts of %s",
			      topo_classes[i]->name);
		if (i)
			ck_assert_str_gt(topo_classes[i]->name,
					 topo_classes[i - 1]->name);
		call = xasprintf("`%s(", topo_classes[i]->name);
		ck_assert_msg(strstr(doc, call) != NULL, "no %s in %s", call,
			      path);
		free(call);
	}
	free(doc);
	free(path);
}
END_TEST

START_TEST(test_facts)
{
	struct topo *t = tiny_topo(facts[_i].expr);
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

START_TEST(test_degrees)
{
	struct topo *t = tiny_topo(degrees[_i].expr);
	struct text got = {0};

	for (int d = 0; d <= t->graph->n_nodes; d++) {
		int n = 0;

		for (int i = 0; i < t->graph->n_nodes; i++)
			n += graph_degree_out(t->graph, i) == d;
		if (n)
			text_add(&got, "%d:%d ", d, n);
	}
	ck_assert_str_eq(got.s, degrees[_i].degrees);
	text_free(&got);
	topo_free(t);
}
END_TEST

/* Two expressions of one graph: the same channels between the same numbers. */
static const char *const same[][2] = {
	{ "bidir(5pp(40))", "strong(power(path(20), 2), complete(2))" },
	{ "bidir(kpp(7, 40))", "strong(power(path(20), 3), complete(2))" },
	{ "5pp(40)", "strong(directed(power(path(20), 2)), complete(2))" },
	{ "mesh(5, 3)", "cartesian(path(3), path(5))" },
	{ "mesh(5, 3, 4)", "cartesian(path(4), cartesian(path(3), path(5)))" },
	{ "torus(5, 3)", "cartesian(cycle(3), cycle(5))" },
	{ "king(5, 3)", "strong(path(3), path(5))" },
	{ "hypercube(4)", "cartesian(torus(2, 2), torus(2, 2))" },
	{ "hypercube(3)", "cartesian(path(2), cycle(4))" },
	{ "honeycomb(6, 1)", "path(6)" },
	{ "ring(7)", "cycle(7)" },
	{ "complete(7)", "power(path(7), 6)" },
	{ "star(2)", "path(2)" },
	{ "mesh(3, 3)", "bidir(directed(mesh(3, 3)))" },
	{ "king(4, 4)", "union(mesh(4, 4), tensor(path(4), path(4)))" },
	{ "tree(5)", "cmesh(1, 1, 5)" },
	{ "parallel(ring(7), 1)", "ring(7)" },
	{ "bidir(parallel(path(4), 2))", "parallel(path(4), 2)" },
	{ "cartesian(parallel(path(3), 2), parallel(path(5), 2))",
	  "parallel(mesh(5, 3), 2)" },
};

START_TEST(test_same)
{
	struct topo *a = tiny_topo(same[_i][0]), *b = tiny_topo(same[_i][1]);
	int is_cycle = strstr(same[_i][1], "cycle(4)") != NULL;

	ck_assert_int_eq(a->graph->n_nodes, b->graph->n_nodes);
	ck_assert_int_eq(a->graph->n_edges, b->graph->n_edges);
	/* The cycle goes round its square, the hypercube counts: 2 is 3. */
	for (int e = 0; e < a->graph->n_edges; e++) {
		int tail = a->graph->tail[e], head = a->graph->head[e];

		if (is_cycle) {
			tail ^= tail >> 1 & 1;
			head ^= head >> 1 & 1;
		}
		ck_assert_int_ge(graph_edge(b->graph, tail, head), 0);
	}
	topo_free(a);
	topo_free(b);
}
END_TEST

/* True of every member: no loops, channels of a core by ascending head, parallel ones
 * where they were asked for, every core at a place of its own. */
START_TEST(test_all)
{
	struct topo *t = tiny_topo(facts[_i].expr);
	const struct graph *g = t->graph;

	for (int e = 0; e < g->n_edges; e++) {
		ck_assert_int_ne(g->tail[e], g->head[e]);
		if (e && g->tail[e] == g->tail[e - 1])
			ck_assert_int_ge(g->head[e], g->head[e - 1]);
		if (!strstr(facts[_i].expr, "parallel"))
			ck_assert_int_eq(graph_nth(g, e), -1);
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

/* Routers without a core are numbered behind the cores. */
START_TEST(test_switches)
{
	struct topo *t = tiny_topo("tree(2, 3)"), *p;
	const struct graph *g = t->graph;

	ck_assert_int_eq(topo_n_cores(t), 6);
	ck_assert_int_eq(topo_first_core(t), 0);
	ck_assert_int_eq(topo_last_core(t), 5);
	for (int i = 0; i < g->n_nodes; i++)
		ck_assert_int_eq(topo_is_core(t, i), i < 6);
	ck_assert_int_ge(graph_edge(g, 8, 6), 0);
	ck_assert_int_ge(graph_edge(g, 8, 7), 0);
	ck_assert_int_ge(graph_edge(g, 7, 3), 0);
	ck_assert_int_eq(graph_edge(g, 6, 3), -1);
	topo_free(t);

	t = tiny_topo("cmesh(3, 2, 2)");
	ck_assert_int_eq(topo_n_cores(t), 12);
	ck_assert_int_eq(topo_last_core(t), 11);
	ck_assert_int_ge(graph_edge(t->graph, 12 + 4, 8), 0);
	ck_assert_int_ge(graph_edge(t->graph, 12 + 4, 12 + 1), 0);
	topo_free(t);

	/* No core where one of the two has none; kept by the others. */
	t = tiny_topo("cartesian(tree(3), path(2))");
	ck_assert_int_eq(topo_n_cores(t), 6);
	ck_assert_int_eq(topo_is_core(t, 7), 0);
	topo_free(t);
	t = tiny_topo("power(directed(union(path(2), tree(3))), 1)");
	ck_assert_int_eq(topo_n_cores(t), 3);
	ck_assert_int_eq(topo_is_core(t, 3), 0);
	topo_free(t);

	t = tiny_topo("mesh(2, 2)");
	p = tiny_topo("star(3)");
	ck_assert_int_eq(topo_n_cores(t), 4);
	ck_assert_int_eq(topo_last_core(p), 2);
	topo_free(t);
	topo_free(p);
}
END_TEST

/* Sizes of a grid, and numbers that go with them. */
START_TEST(test_grid)
{
	struct topo *t = tiny_topo("torus(4, 3, 5)");

	ck_assert_int_eq(t->n_dims, 3);
	ck_assert_int_eq(t->wraps, 1);
	ck_assert_int_eq(t->size[0], 4);
	ck_assert_int_eq(t->size[1], 3);
	ck_assert_int_eq(t->size[2], 5);
	ck_assert_int_ge(graph_edge(t->graph, 3 + 4 * (2 + 3 * 4), 4 * (2 + 3 * 4)),
			 0);
	ck_assert_int_ge(graph_edge(t->graph, 1 + 4 * (2 + 3 * 4), 1 + 4 * 2), 0);
	topo_free(t);
	t = tiny_topo("mesh(4, 3)");
	ck_assert_int_eq(t->n_dims, 2);
	ck_assert_int_eq(t->wraps, 0);
	ck_assert_int_eq(t->size[2], 1);
	topo_free(t);
	t = tiny_topo("bidir(mesh(4, 3))");
	ck_assert_int_eq(t->n_dims, 0);
	topo_free(t);
	t = tiny_topo("parallel(torus(4, 3), 2)");
	ck_assert_int_eq(t->n_dims, 2);
	ck_assert_int_eq(t->wraps, 1);
	ck_assert_int_eq(t->size[1], 3);
	topo_free(t);
}
END_TEST

START_TEST(test_disconnected)
{
	struct topo *t = tiny_topo("union(path(3), tensor(path(5), path(1)))");

	ck_assert_int_eq(topo_disconnected(t), 3);
	topo_free(t);
	t = tiny_topo("directed(mesh(3, 3))");
	ck_assert_int_eq(topo_disconnected(t), -1);
	topo_free(t);
	t = tiny_topo("cartesian(tensor(path(2), path(1)), 5pp(6))");
	ck_assert_int_eq(topo_disconnected(t), 6);
	topo_free(t);
}
END_TEST

/* The definition of 5pp, word for word; skips of two to four are channels. */
START_TEST(test_5pp)
{
	struct topo *t = tiny_topo("5pp(32)");

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

/* Lattice of hexagons of side 1 in the plane: whoever is at distance 1 is joined. */
START_TEST(test_honeycomb)
{
	struct topo *t = tiny_topo("honeycomb(7, 6)");

	for (int i = 0; i < 42; i++)
		for (int j = 0; j < 42; j++) {
			double dx = (i % 7 - j % 7) * sqrt(3) / 2;
			double dy = (i / 7 - j / 7) * 1.5;

			dy += (i % 7 + i / 7) % 2 ? -0.25 : 0.25;
			dy -= (j % 7 + j / 7) % 2 ? -0.25 : 0.25;
			ck_assert_int_eq(graph_edge(t->graph, i, j) >= 0,
					 fabs(hypot(dx, dy) - 1) < 1e-6);
		}
	topo_free(t);
}
END_TEST

START_TEST(test_large)
{
	struct topo *t = tiny_topo("5pp(10000)");

	ck_assert_int_eq(t->graph->n_edges, 5 * 10000 - 12);
	topo_free(t);
	topo_free(tiny_topo("5pp(65536, rows=64)"));
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("topo");
	TCase *c = tcase_create("topo");

	tcase_add_test(c, test_table);
	tcase_add_loop_test(c, test_facts, 0, sizeof(facts) / sizeof(*facts));
	tcase_add_loop_test(c, test_all, 0, sizeof(facts) / sizeof(*facts));
	tcase_add_loop_test(c, test_degrees, 0,
			    sizeof(degrees) / sizeof(*degrees));
	tcase_add_loop_test(c, test_same, 0, sizeof(same) / sizeof(*same));
	tcase_add_test(c, test_switches);
	tcase_add_test(c, test_grid);
	tcase_add_test(c, test_disconnected);
	tcase_add_test(c, test_5pp);
	tcase_add_test(c, test_honeycomb);
	tcase_add_test(c, test_large);
	suite_add_tcase(suite, c);
	return suite;
}
