/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>

#include "tiny.h"
#include "base/file.h"
#include "model/wire.h"
#include "main.h"

/* Registers of the channel from node 0 to node `head` of a line with one channel
 * of each length 1..12, with link.stages 1 and link.depth 4. */
#define LINE "edges(\"check_wire.edges\")"
static const char edges[] =
	"0 1\n0 2\n0 3\n0 4\n0 5\n0 6\n0 7\n0 8\n0 9\n0 10\n0 11\n0 12\n"
	"node 0 0 0\nnode 1 1 0\nnode 2 2 0\nnode 3 3 0\nnode 4 3 1\n"
	"node 5 3 2\nnode 6 3 3\nnode 7 7 0\nnode 8 0 8\nnode 9 4 5\n"
	"node 10 10 0\nnode 11 11 0\nnode 12 12 0\n";

static const struct {
	int reach, stages[12], depth;
} rule[] = {
	{ 0, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 4 },
	{ 1, { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, 4 + 22 },
	{ 3, { 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4 }, 4 + 6 },
	{ 5, { 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3 }, 4 + 4 },
	{ 11, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2 }, 4 + 2 },
	{ 12, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 4 },
	{ 1024, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 4 },
};

START_TEST(test_rule)
{
	struct err e;
	struct arch *a;
	struct topo *t;

	ck_assert_int_eq(file_write("check_wire.edges", edges,
				    sizeof(edges) - 1, &e), 0);
	a = tiny_arch(LINE, "link.stages=1");
	t = tiny_topo(a->topology);
	a->link_reach = rule[_i].reach;
	for (int c = 0; c < 12; c++) {
		int channel = graph_edge(t->graph, 0, c + 1);

		ck_assert_int_eq(topo_length(t, channel), c + 1);
		ck_assert_int_eq(wire_stages(a, t, channel), rule[_i].stages[c]);
	}
	ck_assert_int_eq(wire_depth(a, t), rule[_i].depth);
	topo_free(t);
	arch_free(a);
	remove("check_wire.edges");
}
END_TEST

START_TEST(test_ends)
{
	struct arch *a = tiny_arch("tree(2, 3)", NULL);
	struct topo *t = tiny_topo(a->topology);

	ck_assert_int_eq(wire_input(a, t), 0);
	ck_assert_int_eq(wire_output(a, t), 5);
	a->input = 8;
	a->output = 2;
	ck_assert_int_eq(wire_input(a, t), 8);
	ck_assert_int_eq(wire_output(a, t), 2);
	topo_free(t);
	arch_free(a);
}
END_TEST

/* What cannot become a fabric; NULL: it can. */
static const struct {
	const char *topology, *set, *why;
} check[] = {
	{ "5pp(64, rows=4)", NULL, NULL },
	{ "directed(mesh(4, 4))", NULL, NULL },
	{ "tree(4, 8)", "io.input=36", NULL },
	{ "complete(64)", NULL, NULL },
	{ "path(1)", NULL, NULL },
	{ "complete(65)", NULL, "topology = complete(65): node 0 has 65 ports in "
				"and 64 out, those of the fabric counted: a "
				"router has at most 64" },
	{ "complete(65)", "io.input=3", "topology = complete(65): node 3 has 65 "
					"ports in and 64 out, those of the fabric "
					"counted: a router has at most 64" },
	{ "star(80)", NULL, "topology = star(80): node 0 has 80 ports in and 79 "
			    "out, those of the fabric counted: a router has at "
			    "most 64" },
	{ "ring(5)", "io.input=5", "io.input = 5, io.output = 4, ring(5) has "
				   "nodes 0..4" },
	{ "ring(5)", "io.output=7", "io.input = 0, io.output = 7, ring(5) has "
				    "nodes 0..4" },
	{ "tensor(path(3), path(3))", NULL,
	  "tensor(path(3), path(3)) is in pieces: no channel joins node 1 to "
	  "those of node 0" },
	{ "union(path(3), tensor(path(4), path(1)))", NULL,
	  "union(path(3), tensor(path(4), path(1))) is in pieces: no channel "
	  "joins node 3 to those of node 0" },
	{ "tensor(tree(2), cmesh(1, 1, 2))", NULL,
	  "tensor(tree(2), cmesh(1, 1, 2)) is in pieces: no channel joins node "
	  "2 to those of node 0" },
	{ "hypercube(10)", "link.reach=1", NULL },
	{ "hypercube(14)", "link.reach=2",
	  "link.reach = 2: the channel from node 0 to node 64 is 64 tile "
	  "pitches long, which is 31 registers and buffers of 66 flits; at most "
	  "64 and 64" },
	{ "hypercube(14)", "link.reach=1024", NULL },
	{ "path(65534)", NULL, NULL },
	{ "path(65535)", NULL,
	  "topology = path(65535): 65535 nodes; a fabric has 1..65534, and behind them two "
	  "numbers of 16 bits on the programming chain" },
	{ "torus(256, 256)", "io.output=65535",
	  "topology = torus(256, 256): 65536 nodes; a fabric has 1..65534, and behind them two "
	  "numbers of 16 bits on the programming chain" },
};

START_TEST(test_check)
{
	struct arch *a = tiny_arch(check[_i].topology, check[_i].set);
	struct topo *t = tiny_topo(a->topology);
	struct err e = {{0}, 0, {0}};
	int r = wire_check(a, t, &e);

	if (!check[_i].why) {
		ck_assert_msg(r == 0, "%s", e.text);
	} else {
		ck_assert_int_eq(r, -1);
		ck_assert_str_eq(e.text, check[_i].why);
		ck_assert_str_eq(e.file, "");
		ck_assert_int_eq(e.line, 3);
		a->topology_line = 0;
		ck_assert_int_eq(wire_check(a, t, &e), -1);
		ck_assert_str_eq(e.file, "--set");
	}
	topo_free(t);
	arch_free(a);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("wire");
	TCase *c = tcase_create("wire");

	tcase_add_loop_test(c, test_rule, 0, sizeof(rule) / sizeof(*rule));
	tcase_add_test(c, test_ends);
	tcase_add_loop_test(c, test_check, 0, sizeof(check) / sizeof(*check));
	suite_add_tcase(suite, c);
	return suite;
}
