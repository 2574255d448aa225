/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "topo/topo.h"
#include "topo/topo_draw.h"
#include "main.h"
#include "tiny.h"

/* Where nodes stand on the die, how long channels are, how they are drawn. */

/* Longest wire, tile pitches. */
static const struct {
	const char *expr;
	int w, h, longest;
} plans[] = {
	{ "torus(8, 7)", 8, 7, 2 },
	{ "torus(9, 2)", 9, 2, 2 },
	{ "ring(64)", 32, 2, 1 },
	{ "mesh(8, 8)", 8, 8, 1 },
	{ "mesh(4, 4, 4)", 8, 8, 2 },
	{ "king(8, 8)", 8, 8, 2 },
	{ "hypercube(6)", 8, 8, 4 },
	{ "complete(16)", 4, 4, 6 },
	{ "star(9)", 3, 3, 2 },
	{ "5pp(64, rows=4)", 8, 8, 4 },
	{ "strong(power(path(32), 2), complete(2))", 32, 2, 3 },
	{ "cartesian(path(8), path(8))", 8, 8, 1 },
	{ "cartesian(path(4), 5pp(16))", 8, 8, 3 },
	{ "cmesh(4, 4, 4)", 12, 8, 3 },
	{ "tree(4, 4, 4)", 12, 11, 6 },
};

START_TEST(test_plans)
{
	struct topo *t = tiny_topo(plans[_i].expr);
	int w = 0, h = 0, longest = 0;

	for (int i = 0; i < t->graph->n_nodes; i++) {
		w = t->x[i] >= w ? t->x[i] + 1 : w;
		h = t->y[i] >= h ? t->y[i] + 1 : h;
	}
	for (int e = 0; e < t->graph->n_edges; e++)
		longest = topo_length(t, e) > longest ? topo_length(t, e) : longest;
	ck_assert_int_eq(w, plans[_i].w);
	ck_assert_int_eq(h, plans[_i].h);
	ck_assert_int_eq(longest, plans[_i].longest);
	topo_free(t);
}
END_TEST

/* Folding keeps the strip's channels and puts neighbours of strips together. */
START_TEST(test_fold)
{
	struct topo *strip = tiny_topo("5pp(64)"), *t = tiny_topo("5pp(64, rows=4)");
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
	struct topo *t = tiny_topo("torus(8, 7)");

	for (int e = 0; e < t->graph->n_edges; e++)
		ck_assert_int_le(topo_length(t, e), 2);
	topo_free(t);
}
END_TEST

static int count(const char *in, const char *part)
{
	int n = 0;

	for (; (in = strstr(in, part)); in++)
		n++;
	return n;
}

/* No two channels are drawn over each other. */
START_TEST(test_draw_parallel)
{
	struct topo *t = tiny_topo("parallel(path(3), 3)");
	char *svg = topo_svg(t, "p", NULL), *at = svg;
	int n = 0;

	while ((at = strstr(at, "<path d=\"")) != NULL) {
		char *line = xasprintf("%.*s", (int)strcspn(at, "\n"), at);

		at++;
		if (strstr(line, "fill=\"none\"")) {
			ck_assert_int_eq(count(svg, line), 1);
			n++;
		}
		free(line);
	}
	ck_assert_int_eq(n, 12);
	free(svg);
	topo_free(t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("topo_place");
	TCase *c = tcase_create("topo_place");

	tcase_add_loop_test(c, test_plans, 0, sizeof(plans) / sizeof(*plans));
	tcase_add_test(c, test_fold);
	tcase_add_test(c, test_torus_lengths);
	tcase_add_test(c, test_draw_parallel);
	suite_add_tcase(suite, c);
	return suite;
}
