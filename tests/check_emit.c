/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vlog.h"
#include "base/file.h"
#include "emit/emit.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

#define DIR "check_emit.build"

static char *content(const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s", dir, name);
	struct err e;
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e);

	ck_assert_msg(s != NULL, "%s: %s", path, e.text);
	free(path);
	return s;
}

static int count(const char *s, const char *word)
{
	int n = 0;

	for (; (s = strstr(s, word)); s++)
		n++;
	return n;
}

static void emit_topology(const char *topology, const char *set, const char *dir)
{
	struct arch *a = tiny_arch(topology, set);
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	char *rtl = check_source("rtl_templates");
	int r = emit_fabric(a, t, NULL, rtl, dir, "check_emit", &e);

	ck_assert_msg(r == 0, "%s: %s", e.file, e.text);
	free(rtl);
	topo_free(t);
	arch_free(a);
}

static void same_folder(const char *a, const char *b)
{
	struct err e;
	char *list = vlog_files(a, "sim.f", &e), *other = vlog_files(b, "sim.f", &e);
	char *name, *rest, *x, *y;

	ck_assert_str_eq(list, other);
	for (name = strtok_r(list, "\n", &rest); name;
	     name = strtok_r(NULL, "\n", &rest)) {
		x = content(a, name);
		y = content(b, name);
		ck_assert_str_eq(x, y);
		free(x);
		free(y);
	}
	free(list);
	free(other);
}

START_TEST(reproducible)
{
	static const char *const beside[] = {
		"syn/fabric.sdc", "README.md", "fabric.wiring", "syn/imc_xbar.v",
		"syn/imc_sram.v", "syn.f", "fpga.f", "cells.f", "syn/macro.lib",
		"syn/macro.lef", "cells/imc_cells.v",
	};
	char *x, *y;
	size_t i;

	emit_topology("5pp(9)", NULL, DIR "/a");
	emit_topology("5pp(9)", NULL, DIR "/b");
	same_folder(DIR "/a", DIR "/b");
	for (i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
		x = content(DIR "/a", beside[i]);
		y = content(DIR "/b", beside[i]);
		ck_assert_str_eq(x, y);
		ck_assert_ptr_null(strstr(x, DIR));
		free(x);
		free(y);
	}
}
END_TEST

START_TEST(unchanged_files_stay)
{
	const char *path = DIR "/a/rtl/imc_fabric.v";
	struct stat before, after;

	emit_topology("5pp(9)", NULL, DIR "/a");
	ck_assert_int_eq(stat(path, &before), 0);
	emit_topology("5pp(9)", NULL, DIR "/a");
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert_int_eq(before.st_ino, after.st_ino);
	emit_topology("5pp(10)", NULL, DIR "/a");
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert_int_ne(before.st_ino, after.st_ino);
}
END_TEST

START_TEST(templates_are_copied)
{
	char *rtl = check_source("rtl_templates"), *list, *name, *rest, *x, *y;
	struct err e;

	emit_topology("5pp(9)", NULL, DIR "/a");
	same_folder(DIR "/a", DIR "/a");
	list = vlog_files(DIR "/a", "sim.f", &e);
	ck_assert_int_gt(count(list, "imc_"), 15);
	ck_assert_ptr_nonnull(strstr(list, "imc_task.vh"));
	for (name = strtok_r(list, "\n", &rest); name;
	     name = strtok_r(NULL, "\n", &rest)) {
		if (!strcmp(name, "rtl/imc_fabric.v"))
			continue;
		x = content(DIR "/a", name);
		y = content(rtl, strrchr(name, '/') + 1);
		ck_assert_str_eq(x, y);
		free(x);
		free(y);
	}
	free(list);
	free(rtl);
}
END_TEST

/* A fabric with everything that a hardware file can add has all its parameters. */
START_TEST(everything)
{
	struct arch *plain = tiny_arch("5pp(4)", NULL), *a;
	char *set[] = { "xbar.kind=digital", "xbar.macs=8", "xbar.mvm=1169", "parity=1",
		"debug.counters=20", "test.ports=1", "pool.weights=64", "act.sources=2" };
	char *rtl = check_source("rtl_templates"), *s;
	struct err e;
	struct topo *t = tiny_topo(plain->topology);

	a = arch_copy(plain, set, 8, &e);
	ck_assert_ptr_nonnull(a);
	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/everything", "c", &e), 0);
	s = content(DIR "/everything", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(s, "localparam MACS = 8;"), 1);
	ck_assert_int_eq(count(s, "localparam COUNT_BITS = 20;"), 1);
	ck_assert_int_eq(count(s, "localparam PARITY = 1;"), 1);
	free(s);
	free(rtl);
	topo_free(t);
	arch_free(a);
	arch_free(plain);
}
END_TEST

/* A crossbar in logic is a module like others, and nothing of the macro is there. */
START_TEST(digital_crossbar)
{
	static const char *const lists[] = { "sim.f", "syn.f", "fpga.f" };
	static const char *const gone[] = {
		"sim/imc_xbar.v", "syn/imc_xbar.v", "sim/imc_adc.v", "rtl/imc_xbar.v",
	};
	struct arch *macro = tiny_arch("5pp(4)", NULL), *a;
	char *set[] = { "xbar.kind=digital", "xbar.macs=8", "xbar.mvm=1169" };
	char *rtl = check_source("rtl_templates"), *s;
	struct err e;
	struct topo *t = tiny_topo(macro->topology);
	size_t i;

	a = arch_copy(macro, set, 3, &e);
	ck_assert_ptr_nonnull(a);
	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/digital", "c", &e), 0);
	ck_assert_int_eq(emit_fabric(macro, t, NULL, rtl, DIR "/macro", "c", &e), 0);
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		s = vlog_files(DIR "/digital", lists[i], &e);
		ck_assert_ptr_nonnull(strstr(s, "rtl/imc_xbar_digital.v\n"));
		ck_assert_ptr_null(strstr(s, "imc_xbar.v"));
		ck_assert_ptr_null(strstr(s, "imc_adc.v"));
		free(s);
		s = vlog_files(DIR "/macro", lists[i], &e);
		ck_assert_ptr_null(strstr(s, "imc_xbar_digital.v"));
		ck_assert_ptr_nonnull(strstr(s, "imc_xbar.v\n"));
		free(s);
	}
	for (i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
		s = xasprintf(DIR "/digital/%s", gone[i]);
		ck_assert_int_ne(access(s, F_OK), 0);
		free(s);
	}
	s = content(DIR "/digital", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(s, "localparam MACS"), 1);
	ck_assert_int_eq(count(s, ".MACS"), 4);
	free(s);
	s = content(DIR "/macro", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(s, "MACS"), 0);
	free(s);
	free(rtl);
	topo_free(t);
	arch_free(a);
	arch_free(macro);
}
END_TEST

/* With two clocks the ports are behind imc_cdc and all else takes its reset; with one, no
 * file of it is there. */
START_TEST(two_clocks)
{
	struct arch *one = tiny_arch("ring(4)", NULL), *two;
	char *set[] = { "io.clocks=2" };
	char *rtl = check_source("rtl_templates"), *s;
	struct err e;
	struct topo *t = tiny_topo(one->topology);

	two = arch_copy(one, set, 1, &e);
	ck_assert_ptr_nonnull(two);
	ck_assert_int_eq(emit_fabric(two, t, NULL, rtl, DIR "/two", "c", &e), 0);
	ck_assert_int_eq(emit_fabric(one, t, NULL, rtl, DIR "/one", "c", &e), 0);
	s = content(DIR "/two", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(s, "  imc_cdc #(\n"), 1);
	ck_assert_int_eq(count(s, ".rst_i(rst_i)"), 1);
	ck_assert_int_eq(count(s, ".rst_i(rst)"), 4 + 8 + 3);	/* tiles, channels, edges */
	ck_assert_int_eq(count(s, ".WAITS(1)"), 1);
	ck_assert_int_eq(count(s, "input wire aclk_i,\n"), 1);
	free(s);
	s = content(DIR "/two", "README.md");
	ck_assert_ptr_nonnull(strstr(s, "| `aclk_i` |"));
	ck_assert_ptr_nonnull(strstr(s, "| `aresetn_i` |"));
	free(s);
	s = vlog_files(DIR "/two", "syn.f", &e);
	ck_assert_int_eq(count(s, "rtl/imc_cdc"), 5);
	free(s);
	s = vlog_files(DIR "/one", "syn.f", &e);
	ck_assert_int_eq(count(s, "imc_cdc"), 0);
	free(s);
	s = content(DIR "/one", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(s, "aclk") + count(s, "cdc") + count(s, "WAITS"), 0);
	free(s);
	free(rtl);
	topo_free(t);
	arch_free(one);
	arch_free(two);
}
END_TEST

/* Every fabric has the ports of docs/rtl.md, its README names each. */
START_TEST(ports)
{
	static const char *const port[] = {
		"clk_i", "rst_i", "s_axis_in_tvalid", "s_axis_in_tready",
		"s_axis_in_tdata", "s_axis_in_tlast", "m_axis_out_tvalid",
		"m_axis_out_tready", "m_axis_out_tdata", "m_axis_out_tlast",
		"m_axis_out_tuser", "s_axis_prog_tvalid", "s_axis_prog_tready", "s_axis_prog_tdata",
		"s_axis_prog_tlast", "s_axil_awaddr", "s_axil_awvalid",
		"s_axil_awready", "s_axil_wdata", "s_axil_wstrb",
		"s_axil_wvalid", "s_axil_wready", "s_axil_bresp",
		"s_axil_bvalid", "s_axil_bready", "s_axil_araddr",
		"s_axil_arvalid", "s_axil_arready", "s_axil_rdata",
		"s_axil_rresp", "s_axil_rvalid", "s_axil_rready", "irq_o",
	};
	const size_t n = sizeof(port) / sizeof(*port);
	char *v, *readme, *end, *key;
	size_t i;

	emit_topology("ring(4)", NULL, DIR "/c");
	v = content(DIR "/c", "rtl/imc_fabric.v");
	readme = content(DIR "/c", "README.md");
	end = strstr(v, "\n);\n");
	ck_assert_ptr_nonnull(end);
	*end = 0;
	ck_assert_uint_eq((unsigned)count(v, "put wire "), n);
	for (i = 0; i < n; i++) {
		key = xasprintf(" %s%s", port[i], i + 1 < n ? ",\n" : "");
		ck_assert_msg(strstr(v, key) != NULL, "%s", port[i]);
		free(key);
		key = xasprintf("| `%s` |", port[i]);
		ck_assert_msg(strstr(readme, key) != NULL, "%s", port[i]);
		free(key);
	}
	free(v);
	free(readme);
}
END_TEST

START_TEST(one_instance_each)
{
	char *v, *big;

	emit_topology("5pp(30)", NULL, DIR "/d");
	v = content(DIR "/d", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(v, "  imc_tile #(\n"), 30);
	/* 30 cores: four channels a core, one more up or down, less the ends. */
	ck_assert_int_eq(count(v, "  imc_link #(\n"), 138);
	ck_assert_int_eq(count(v, "_head_valid;\n"), 138);
	ck_assert_ptr_nonnull(strstr(v, ") tile_29 (\n"));
	ck_assert_ptr_nonnull(strstr(v, "  localparam ROWS = 144;"));
	/* Ten times the tiles, ten times the text. */
	emit_topology("5pp(300)", NULL, DIR "/e");
	big = content(DIR "/e", "rtl/imc_fabric.v");
	ck_assert_int_lt(strlen(big), 11 * strlen(v));
	free(v);
	free(big);
}
END_TEST

/* Routers without a core, and wires by their length. */
START_TEST(routers_and_wires)
{
	char *v;

	emit_topology("tree(2, 3)", "link.reach=1", DIR "/tree");
	v = content(DIR "/tree", "rtl/imc_fabric.v");
	ck_assert_int_eq(count(v, "imc_tile #("), 9);
	ck_assert_int_eq(count(v, ".CORE(0)"), 3);
	/* Two pitches from the root to each router and from a router to one of
	 * its three cores, both ways; the controller knows the longest. */
	ck_assert_int_eq(count(v, ".STAGES(1)"), 2 * 2 + 2 * 2 + 1);
	ck_assert_int_eq(count(v, ".STAGES(0)"), 16 - 8);
	ck_assert_ptr_nonnull(strstr(v, "localparam DEPTH = 6;"));
	free(v);
}
END_TEST

/* The pin of a tile, without white space: "pin(..." up to ")". */
static char *pin_of(const char *v, int node, const char *pin)
{
	char *tile = xasprintf(") tile_%d (", node), *name = xasprintf(".%s(", pin);
	const char *at = strstr(v, tile);
	struct text t = {0};

	at = at ? strstr(at, name) : NULL;
	ck_assert_msg(at != NULL, "tile %d has no pin %s", node, pin);
	for (at++; *at != ')'; at++)
		if (*at != ' ' && *at != '\n')
			text_add(&t, "%c", *at);
	free(tile);
	free(name);
	return t.s;
}

/* Each tile has its number, and its ports in the order in which routes are
 * programmed: port k of a node is its channel k, in the bits from k * n on; behind
 * the last is the input or output of the fabric. */
START_TEST(numbers_and_ports)
{
	struct topo *t = tiny_topo("5pp(9)");
	const struct graph *g = t->graph;
	char *v, *got;
	int i, k, c;

	emit_topology("5pp(9)", NULL, DIR "/numbers");
	v = content(DIR "/numbers", "rtl/imc_fabric.v");
	for (i = 0; i < g->n_nodes; i++) {
		struct text in = {0}, out = {0}, number = {0};

		text_add(&number, "node_i(16'h%x", i);
		text_add(&in, "in_valid_i({%s", i != 0 ? "" : g->n_in[i] ? "feed_valid," : "feed_valid");
		for (k = g->n_in[i] - 1; k >= 0; k--)
			for (c = 0; c < g->n_edges; c++)
				if (g->head[c] == i && g->in_port[c] == k)
					text_add(&in, "link_%d_%d_head_valid%s",
						 g->tail[c], i, k ? "," : "");
		text_add(&in, "}");
		text_add(&out, "out_valid_o({%s", i != g->n_nodes - 1 ? "" :
			 graph_degree_out(g, i) ? "collect_valid," :
			 "collect_valid");
		for (c = g->first[i + 1] - 1; c >= g->first[i]; c--)
			text_add(&out, "link_%d_%d_valid%s", i, g->head[c],
				 c > g->first[i] ? "," : "");
		text_add(&out, "}");
		got = pin_of(v, i, "node_i");
		ck_assert_str_eq(got, number.s);
		free(got);
		got = pin_of(v, i, "in_valid_i");
		ck_assert_str_eq(got, in.s);
		free(got);
		got = pin_of(v, i, "out_valid_o");
		ck_assert_str_eq(got, out.s);
		free(got);
		text_free(&number);
		text_free(&in);
		text_free(&out);
	}
	free(v);
	topo_free(t);
}
END_TEST

START_TEST(parallel_channels)
{
	const int edge[][2] = {{0, 1}, {0, 1}, {1, 0}, {0, 1}};
	struct arch *a = tiny_arch("path(2)", NULL);
	int x[] = {0, 1}, y[] = {0, 0};
	struct topo t = {.graph = graph_build(2, edge, 4), .x = x, .y = y};
	char *rtl = check_source("rtl_templates"), *v;
	struct err e;

	ck_assert_int_eq(emit_fabric(a, &t, NULL, rtl, DIR "/f", "check", &e), 0);
	v = content(DIR "/f", "rtl/imc_fabric.v");
	ck_assert_ptr_nonnull(strstr(v, ".in_valid_i({link_0_1_2_head_valid, "
				     "link_0_1_1_head_valid, link_0_1_head_valid})"));
	ck_assert_ptr_nonnull(strstr(v, ".in_valid_i({feed_valid, "
				     "link_1_0_head_valid})"));
	free(v);
	free(rtl);
	graph_free(t.graph);
	arch_free(a);
}
END_TEST

/* Each task's tile has the memory that the task uses. */
static void check_memories(const struct plan *p, const char *v)
{
	const struct plan_task *k;
	const char *at;
	char *word, *act, *skip;
	int i;

	for (i = 0; i < p->n_tasks; i++) {
		k = &p->task[i];
		word = xasprintf("  // Task %s.\n", k->name);
		act = xasprintf("    .ACT_WORDS(%d),\n", k->ring_words < 16 ? 16 :
				k->ring_words);
		skip = xasprintf("    .SKIP_WORDS(%d),\n", k->has_skip ?
				 p->arch->skip_bytes / 4 : 16);
		at = strstr(v, word);
		ck_assert_ptr_nonnull(at);
		at = strstr(at, "    .ACT_WORDS(");
		ck_assert_ptr_nonnull(at);
		ck_assert_int_eq(strncmp(at, act, strlen(act)), 0);
		at += strlen(act);
		ck_assert_int_eq(strncmp(at, skip, strlen(skip)), 0);
		free(word);
		free(act);
		free(skip);
	}
	ck_assert_ptr_null(strstr(v, "localparam ACT_WORDS"));
}

/* Seven tasks on nine cores: two tiles fewer, only the channels in use. */
START_TEST(hardwired)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(9)", "io.output=6");
	struct err e;
	char *rtl = check_source("rtl_templates"), *v;
	char *used;
	int i, k, n_used = 0;

	ck_assert_int_eq(emit_fabric(p->arch, p->topo, p, rtl, DIR "/g",
				     "check", &e), 0);
	used = xcalloc((size_t)p->topo->graph->n_edges, 1);
	for (i = 0; i < p->n_streams; i++)
		for (k = 0; k < p->stream[i].n_hops; k++)
			used[p->stream[i].hop[k].channel] = 1;
	for (i = 0; i < p->topo->graph->n_edges; i++)
		n_used += used[i];
	v = content(DIR "/g", "rtl/imc_fabric.v");
	ck_assert_int_lt(count(v, "  imc_tile #(\n"), 9);
	ck_assert_int_ge(count(v, "  imc_tile #(\n"), p->n_tasks);
	ck_assert_int_eq(count(v, "  imc_link #(\n"), n_used);
	ck_assert_ptr_nonnull(strstr(v, "  localparam FIXED = 1;"));
	ck_assert_ptr_nonnull(strstr(v, "hardwired for network"));
	ck_assert_int_eq(count(v, "  // Task "), p->n_tasks);
	check_memories(p, v);
	free(v);
	free(used);
	free(rtl);
	plan_free(p);
}
END_TEST

START_TEST(refused_and_nothing_left)
{
	struct arch *a = tiny_arch("ring(4)", NULL);
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	char *rtl = check_source("rtl_templates");

	ck_assert_int_eq(emit_fabric(a, t, NULL, DIR "/none", DIR "/x", "c",
				     &e), -1);
	ck_assert_str_eq(e.file, DIR "/none");
	ck_assert_str_eq(e.text, "cannot read folder of templates: "
			 "No such file or directory");
	ck_assert_int_ne(access(DIR "/x", F_OK), 0);

	ck_assert_int_eq(dir_make(DIR "/empty", &e), 0);
	ck_assert_int_eq(emit_fabric(a, t, NULL, DIR "/empty", DIR "/x", "c",
				     &e), -1);
	ck_assert_str_eq(e.text, "holds no templates imc_*.v");

	ck_assert_int_eq(dir_make(DIR "/odd", &e), 0);
	ck_assert_int_eq(file_write(DIR "/odd/imc_xbar.v", "// no\n", 6, &e), 0);
	ck_assert_int_eq(emit_fabric(a, t, NULL, DIR "/odd", DIR "/x", "c",
				     &e), -1);
	ck_assert_str_eq(e.file, DIR "/odd/imc_xbar.v");
	ck_assert_str_eq(e.text, "no header of module imc_xbar found");
	ck_assert_int_ne(access(DIR "/x", F_OK), 0);

	ck_assert_int_eq(file_write(DIR "/file", "", 0, &e), 0);
	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/file/x", "c", &e),
			 -1);
	ck_assert_str_eq(e.file, DIR "/file/x");
	ck_assert_str_eq(e.text, "cannot make folder: Not a directory");
	free(rtl);
	topo_free(t);
	arch_free(a);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("emit");
	TCase *c = tcase_create("emit");

	check_folder(DIR);
	tcase_add_test(c, digital_crossbar);
	tcase_add_test(c, two_clocks);
	tcase_add_test(c, everything);
	tcase_add_test(c, reproducible);
	tcase_add_test(c, unchanged_files_stay);
	tcase_add_test(c, templates_are_copied);
	tcase_add_test(c, ports);
	tcase_add_test(c, one_instance_each);
	tcase_add_test(c, routers_and_wires);
	tcase_add_test(c, numbers_and_ports);
	tcase_add_test(c, parallel_channels);
	tcase_add_test(c, hardwired);
	tcase_add_test(c, refused_and_nothing_left);
	suite_add_tcase(s, c);
	return s;
}
