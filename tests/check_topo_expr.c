/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "topo/class.h"
#include "base/file.h"
#include "topo/topo.h"
#include "main.h"
#include "tiny.h"

/*
 * What topology expressions and edge lists may say, and what is refused.
 */
#define FILE_NAME "check_topo.edges"

static struct topo *build_from(const char *expr, const char *text,
			       struct err *e)
{
	struct topo *t;

	ck_assert_int_eq(file_write(FILE_NAME, text, strlen(text), e), 0);
	t = topo_build(expr, "a.arch", 3, e);
	remove(FILE_NAME);
	return t;
}

static struct topo *build_file(const char *text, struct err *e)
{
	return build_from("edges(\"" FILE_NAME "\")", text, e);
}

#define ANYNET "anynet(\"" FILE_NAME "\")"

START_TEST(test_file)
{
	struct err e;
	struct topo *t = build_file("# three in a row, one back\n"
				    "0 1\n\n  1\t2 # on\r\n1 0\nnode 4 0 0\n"
				    "node 0 1 0\nnode 1 2 0\nnode 2 9 7\n"
				    "node 3 1 1", &e);

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(t->graph->n_nodes, 5);
	ck_assert_int_eq(t->graph->n_edges, 3);
	ck_assert_int_eq(graph_edge(t->graph, 2, 1), -1);
	ck_assert_int_eq(t->x[2], 9);
	ck_assert_int_eq(t->y[2], 7);
	ck_assert_int_eq(topo_length(t, graph_edge(t->graph, 1, 2)), 14);
	topo_free(t);
	t = build_file("7 0\n", &e);
	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(t->graph->n_nodes, 8);
	ck_assert_int_eq(t->x[7], 1);
	ck_assert_int_eq(t->y[7], 2);
	topo_free(t);
}
END_TEST

/* Nodes without a core, named before or behind what makes them nodes. */
START_TEST(test_file_routers)
{
	struct err e;
	struct topo *t = build_file("router 1\n0 1\n1 0\n2 1\n1 2\n1 3\n"
				    "3 1\nrouter 3 # no core\n", &e);

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(t->graph->n_nodes, 4);
	ck_assert_int_eq(topo_n_cores(t), 2);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(topo_is_core(t, i), i == 0 || i == 2);
	ck_assert_int_eq(topo_first_core(t), 0);
	ck_assert_int_eq(topo_last_core(t), 2);
	topo_free(t);
	t = build_file("node 0 5 5\nnode 1 6 5\nrouter 0\n", &e);
	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(topo_first_core(t), 1);
	topo_free(t);
}
END_TEST

/* Parallel channels, in a list and by the operator. */
START_TEST(test_file_parallel)
{
	struct err e;
	struct topo *t = build_file("1 0\n0 1 x3 # wide\n1 2 x1\n", &e);
	const struct graph *g;

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	g = t->graph;
	ck_assert_int_eq(g->n_edges, 5);
	for (int k = 0; k < 5; k++) {
		ck_assert_int_eq(g->tail[k], k < 3 ? 0 : 1);
		ck_assert_int_eq(g->head[k], k < 3 ? 1 : k == 3 ? 0 : 2);
		ck_assert_int_eq(graph_nth(g, k), k < 3 ? k : -1);
	}
	ck_assert_str_eq(graph_edge_text(g, 2).s, "0 -> 1 (2)");
	ck_assert_str_eq(graph_edge_text(g, 3).s, "1 -> 0");
	topo_free(t);
}
END_TEST

static const struct {
	const char *text, *why;
} bad_file[] = {
	{ "", "1: no channel and no node" },
	{ "# nothing\n\n", "1: no channel and no node" },
	{ "0 1\n3\n", "2: head is missing" },
	{ "0 1\n3 b\n", "2: head = b: must be 0..65535" },
	{ "-1 1\n", "1: tail = -1: must be 0..65535" },
	{ "0 65536\n", "1: head = 65536: must be 0..65535" },
	{ "0 99999999999999999999\n",
	  "1: head = 99999999999999999999: must be 0..65535" },
	{ "0 1 2\n", "1: unexpected \"2\"" },
	{ "4 4\n", "1: a channel from node 4 to itself" },
	{ "0 1\n1 0\n\n0 1\n", "4: channel 0 1 stands on line 1 already; 2 "
				"parallel ones are 0 1 x2" },
	{ "0 1 x2\n0 1 x3\n", "2: channel 0 1 stands on line 1 already; 5 "
			      "parallel ones are 0 1 x5" },
	{ "0 1 x0\n", "1: number of parallel channels = x0: must be x1..x1024" },
	{ "0 1 x1025\n",
	  "1: number of parallel channels = x1025: must be x1..x1024" },
	{ "0 1 x\n", "1: number of parallel channels = x: must be x1..x1024" },
	{ "0 1 x2 x2\n", "1: unexpected \"x2\"" },
	{ "node 0 0\n", "1: y is missing" },
	{ "node 0 0 65536\n", "1: y = 65536: must be 0..65535" },
	{ "0 1\nnode 0 1 1\nnode 0 1 2\n",
	  "3: node 0 has a place already, on line 2" },
	{ "0 1\nnode 1 1 1\n", "2: node 1 has a place, node 0 has none" },
	{ "0 1\nnode 1 1 1\nnode 0 1 1\n",
	  "2: node 1 stands where node 0 does" },
	{ "0 1\nrouter\n", "2: router is missing" },
	{ "0 1\nrouter 1 2\n", "2: unexpected \"2\"" },
	{ "0 1\nrouter a\n", "2: router = a: must be 0..65535" },
	{ "router 1\n0 1\n\nrouter 1\n",
	  "4: node 1 is a router already, on line 1" },
	{ "0 1\nrouter 3\nrouter 2\n",
	  "3: router 2: no channel and no place names a node 2" },
	{ "0 3\nrouter 1\n",
	  "2: router 1: no channel and no place names a node 1" },
	{ "router 0\n", "1: router 0: no channel and no place names a node 0" },
	{ "router 0\n1 0\n\nrouter 1\n",
	  "4: all nodes are routers: at least one must have a core" },
};

START_TEST(test_bad_file)
{
	struct err e;
	char *want = xasprintf("topology \"edges(\"" FILE_NAME "\")\": "
			       "column 1: " FILE_NAME ":%s", bad_file[_i].why);

	ck_assert_ptr_null(build_file(bad_file[_i].text, &e));
	ck_assert_str_eq(e.text, want);
	free(want);
}
END_TEST

/* BookSim's format: links run both ways, a latency is that of the one that is
 * written; routers stand behind the nodes and have no core. */
START_TEST(test_anynet)
{
	struct err e;
	struct topo *t = build_from(ANYNET, "router 0 node 0 node 2 router 1 7\n"
				    "\nrouter 2 router 0\t4 \r\n"
				    "node 1 router 1\nrouter 1 node 1 router 2",
				    &e);
	static const int want[][3] = {
		{ 0, 3, 1 }, { 1, 4, 1 }, { 2, 3, 1 }, { 3, 0, 1 }, { 3, 2, 1 },
		{ 3, 4, 7 }, { 3, 5, 1 }, { 4, 1, 1 }, { 4, 3, 1 }, { 4, 5, 1 },
		{ 5, 3, 4 }, { 5, 4, 1 },
	};

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(t->graph->n_nodes, 6);
	ck_assert_int_eq(t->graph->n_edges, 12);
	for (int c = 0; c < 12; c++) {
		ck_assert_int_eq(t->graph->tail[c], want[c][0]);
		ck_assert_int_eq(t->graph->head[c], want[c][1]);
		ck_assert_int_eq(topo_length(t, c), want[c][2]);
	}
	for (int i = 0; i < 6; i++) {
		ck_assert_int_eq(topo_is_core(t, i), i < 3);
		for (int k = 0; k < i; k++)
			ck_assert(t->x[i] != t->x[k] || t->y[i] != t->y[k]);
	}
	topo_free(t);
}
END_TEST

static void same_topo(const struct topo *t, const struct topo *u)
{
	int n = t->graph->n_nodes, m = t->graph->n_edges;

	ck_assert_int_eq(n, u->graph->n_nodes);
	ck_assert_int_eq(m, u->graph->n_edges);
	ck_assert_mem_eq(t->graph->tail, u->graph->tail, m * sizeof(int));
	ck_assert_mem_eq(t->graph->head, u->graph->head, m * sizeof(int));
	ck_assert_mem_eq(t->x, u->x, n * sizeof(int));
	ck_assert_mem_eq(t->y, u->y, n * sizeof(int));
	ck_assert_int_eq(t->n_dims, u->n_dims);
}

/* A mesh with two cores at a router, written for BookSim: the same as cmesh. */
START_TEST(test_anynet_cmesh)
{
	struct err e;
	struct topo *t = build_from(ANYNET, "router 0 node 0 node 1 router 1\n"
				    "router 1 node 2 node 3 router 3\n"
				    "router 2 node 4 node 5 router 0\n"
				    "router 3 node 6 node 7 router 2\n", &e);
	struct topo *c = tiny_topo("cmesh(2, 2, 2)");

	ck_assert_ptr_nonnull(t);
	same_topo(t, c);
	topo_free(t);
	topo_free(c);
}
END_TEST

/* Ways to write a topology, the canonical one first; "": no more. */
static const char *const written[][5] = {
	{ "5pp(8)", "5pp(n=8)", " 5pp\t( 8 , rows=1 ) ", "5pp(rows=01, n=008)", "" },
	{ "5pp(8, rows=2)", "5pp(8,2)", "5pp(n=8, rows=2)", "5pp(rows=2,8)", "" },
	{ "kpp(3, 8, rows=2)", "kpp(n=8, k=3, rows=2)", "kpp(rows=2, 3, 8)", "" },
	{ "mesh(4, 2)", "mesh(y=2, x=4)", "mesh(4,y=2)", "" },
	{ "mesh(4, 2, 1)", "mesh(z=1, x=4, y=2)", "mesh(4, 2, z=1)", "" },
	{ "tree(2, 3, 4)", "tree(2, 3, c=4)", "tree(c=4, a=2, b=3)", "" },
	{ "union(bidir(5pp(8)), power(ring(8), 3))",
	  "union(b=power(k=3, a=ring(n=8)), a=bidir(a=5pp(8,1)))", "" },
};

START_TEST(test_canonical)
{
	const char *const *way = written[_i];
	struct topo *want = tiny_topo(way[0]), *t;
	char *got;

	for (; **way; way++) {
		got = topo_canonical(*way);
		ck_assert_str_eq(got, written[_i][0]);
		free(got);
		t = tiny_topo(*way);
		same_topo(t, want);
		topo_free(t);
	}
	topo_free(want);
}
END_TEST

/* Files are named, not read; what is behind one that is left out goes by name; what is
 * no expression has no such text, whatever could be built of it has. */
START_TEST(test_canonical_text)
{
	static const char *const pair[][2] = {
		{ "edges( file = \"a,  b\" )", "edges(\"a,  b\")" },
		{ "union(b=edges(\"x\"), a=anynet(\"y\"))",
		  "union(anynet(\"y\"), edges(\"x\"))" },
		{ "tree(d=4, a=2)", "tree(2, d=4)" },
		{ "5pp(7, rows=3)", "5pp(7, rows=3)" },
	};
	static const char *const none[] = {
		"", "5pp", "5pp(", "5pp()", "5pp(8))", "5pp(8, 8, 8)", "5pp(8, n=8)",
		"5pp(70000)", "6pp(8)", "edges(\"a)", "power(ring(4))", "5pp(8) x",
	};
	size_t i;

	for (i = 0; i < sizeof(pair) / sizeof(*pair); i++) {
		char *got = topo_canonical(pair[i][0]);

		ck_assert_ptr_nonnull(got);
		ck_assert_str_eq(got, pair[i][1]);
		free(got);
	}
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		ck_assert_msg(!topo_canonical(none[i]), "%s", none[i]);
}
END_TEST

static const struct {
	const char *text, *why;
} bad_anynet[] = {
	{ "", "1: no node" },
	{ "router 0 router 1\n", "1: no node" },
	{ "0 1\n", "1: \"0\": must be router or node" },
	{ "router\n", "1: router is missing" },
	{ "router 0 node\n", "1: node is missing" },
	{ "router 0 node x\n", "1: node = x: must be 0..65535" },
	{ "router 0 node 0 core 1\n", "1: \"core\": must be router or node" },
	{ "router 0 node 0 node 2\n",
	  "1: node 1 is at no router; nodes are 0..2" },
	{ "router 0 node 0 router 2\n",
	  "1: there is no router 1; routers are 0..2" },
	{ "router 0 node 0 router 1\nrouter 1 node 0\n",
	  "2: node 0 is at router 1 and, on line 1, at router 0" },
	{ "node 0 node 1\n", "1: node 0 is joined to node 1: must be a router" },
	{ "router 0 router 0\n", "1: a channel from router 0 to itself" },
	{ "router 0 node 0 router 1 0\n", "1: latency = 0: must be 1..1024" },
	{ "router 0 node 0 router 1 2 3\n",
	  "1: \"3\": must be router or node" },
	{ "router 0 node 0 2\n",
	  "1: latency = 2 between a node and its router: must be 1" },
	{ "router 0 node 0 router 1\n\nrouter 0 router 1 2\n",
	  "3: router 0 to router 1 stands on line 1 already" },
};

START_TEST(test_bad_anynet)
{
	struct err e;
	char *want = xasprintf("topology \"" ANYNET "\": column 1: "
			       FILE_NAME ":%s", bad_anynet[_i].why);

	ck_assert_ptr_null(build_from(ANYNET, bad_anynet[_i].text, &e));
	ck_assert_str_eq(e.text, want);
	ck_assert_ptr_null(build_from("bidir(" ANYNET ")", "router 0 node 0\n",
				      &e));
	ck_assert_str_eq(e.text, "topology \"bidir(" ANYNET ")\": column 1: "
			 "bidir does not take a topology whose channels have "
			 "latencies");
	free(want);
}
END_TEST

/* Texts that are given instead of read: the file is not there. */
START_TEST(test_given)
{
	static const char expr[] = "union(edges(\"a b\"), bidir(edges(\"c\")))";
	struct topo_files f = {0};
	struct topo *t, *again;
	struct err e;

	topo_files_add(&f, "c", "1 2\n");
	ck_assert_ptr_null(topo_build_from(expr, &f, "a.arch", 3, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "column 13: the text of \"a b\" is "
				     "not given"));
	topo_files_add(&f, "a b", "0 1 x2\n");
	t = topo_build_from(expr, &f, "a.arch", 3, &e);
	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	ck_assert_int_eq(t->graph->n_edges, 4);
	ck_assert_int_eq(t->files.n, 2);
	ck_assert_str_eq(t->files.file[0].name, "a b");
	ck_assert_str_eq(t->files.file[0].text, "0 1 x2\n");
	again = topo_build_from(expr, &t->files, "a.arch", 3, &e);
	ck_assert_int_eq(again->graph->n_edges, 4);
	topo_free(t);
	topo_free(again);
	topo_files_free(&f);
}
END_TEST

static const struct {
	const char *expr;
	int column;
	const char *why;	/* "@": every name of the table */
} bad[] = {
	{ "", 1, "expected the name of a topology" },
	{ "  (4)", 3, "expected the name of a topology" },
	{ "6pp(8)", 1, "unknown topology \"6pp\"; known: @" },
	{ "5pp", 4, "expected \"(\"; usage: 5pp(n, rows=r)" },
	{ "5pp(8", 6, "expected \",\" or \")\"" },
	{ "5pp()", 5, "expected a number or name=number; usage: 5pp(n, rows=r)" },
	{ "5pp(8,)", 7, "expected a number or name=number; usage: "
			"5pp(n, rows=r)" },
	{ "5pp(n=)", 7, "expected a number or name=number; usage: "
			"5pp(n, rows=r)" },
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
	{ "mesh(300, 300, 300)", 1,
	  "300 times 300 times 300 nodes: must be at most 65536" },
	{ "cartesian(path(4), 6)", 20, "expected b, a topology such as path(4); "
				       "usage: cartesian(a, b)" },
	{ "cartesian(path(4))", 18, "argument \"b\" is missing; usage: "
				    "cartesian(a, b)" },
	{ "cartesian(path(4), pth(4))", 20, "unknown topology \"pth\"; "
				       "known: @" },
	{ "power(a=ring(5), k=x)", 20,
	  "k = x: must be a whole number 1..65536" },
	{ "parallel(ring(5), 0)", 19, "n = 0: must be 1..1024" },
	{ "parallel(complete(1000), 3)", 1,
	  "2997000 channels: must be at most 2097152" },
	{ "power(ring(5), 0)", 16, "k = 0: must be 1..65536" },
	{ "union(path(0), path(2))", 12, "n = 0: must be 1..65536" },
	{ "bidir(path)", 11, "expected \"(\"; usage: path(n)" },
	{ "bidir(path(2), path(2))", 16,
	  "too many arguments; usage: bidir(a)" },
	{ "mesh(path(4), 4)", 6,
	  "x = path: must be a whole number 1..65536" },
	{ "tensor(path(300), path(300))", 1,
	  "90000 nodes: must be at most 65536" },
	{ "complete(65536)", 1,
	  "4294901760 channels: must be at most 2097152" },
	{ "power(path(65536), 65536)", 1, "more than 2097152 channels" },
	{ "strong(complete(200), complete(200))", 1,
	  "1599960000 channels: must be at most 2097152" },
	{ "tree(300, 300)", 1, "90301 nodes: must be at most 65536" },
	{ "tree(2, c=4)", 1, "a fan-out between others is missing" },
	{ "tree(0)", 6, "a = 0: must be 1..65536" },
	{ "cmesh(65536, 65536, 65536)", 1,
	  "4295098369 nodes: must be at most 65536" },
	{ "hypercube(17)", 11, "d = 17: must be 0..16" },
	{ "edges(4)", 7, "expected file in quotes; usage: edges(\"file\")" },
	{ "edges(\"\")", 7, "nothing between the quotes" },
	{ "edges(\"a)", 7, "the quotes are not closed" },
	{ "bidir(bidir(bidir(bidir(bidir(bidir(bidir(bidir(bidir(bidir(bidir("
	  "bidir(bidir(bidir(bidir(bidir(path(2)))))))))))))))))", 97,
	  "more than 16 expressions inside each other" },
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
	char *names = strstr(want, " @");

	if (names) {
		struct text t = {0};

		text_add_bytes(&t, want, (size_t)(names - want));
		for (int i = 0; topo_classes[i]; i++)
			text_add(&t, " %s", topo_classes[i]->name);
		free(want);
		want = t.s;
	}

	ck_assert_ptr_null(topo_build(bad[_i].expr, "a.arch", 7, &e));
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, "a.arch");
	ck_assert_int_eq(e.line, 7);
	free(want);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("topo_expr");
	TCase *c = tcase_create("topo_expr");

	tcase_add_test(c, test_file);
	tcase_add_test(c, test_file_routers);
	tcase_add_test(c, test_file_parallel);
	tcase_add_loop_test(c, test_bad_file, 0,
			    sizeof(bad_file) / sizeof(*bad_file));
	tcase_add_test(c, test_anynet);
	tcase_add_loop_test(c, test_canonical, 0, sizeof(written) / sizeof(*written));
	tcase_add_test(c, test_canonical_text);
	tcase_add_test(c, test_anynet_cmesh);
	tcase_add_loop_test(c, test_bad_anynet, 0,
			    sizeof(bad_anynet) / sizeof(*bad_anynet));
	tcase_add_test(c, test_given);
	tcase_add_loop_test(c, test_bad, 0, sizeof(bad) / sizeof(*bad));
	suite_add_tcase(suite, c);
	return suite;
}
