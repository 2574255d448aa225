/* SPDX-License-Identifier: Apache-2.0 */
/* fabric.wiring says what imc_fabric.v says, as Yosys reads that: the bench is
 * wired by the one, the hardware is the other. */
#define _GNU_SOURCE
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/proc.h"
#include "base/file.h"
#include "compile/plan_build.h"
#include "emit/emit.h"
#include "tiny.h"
#include "main.h"

#define DIR "check_wiring.build"

/* A bit is a number of Yosys, or "0", "1", "x" of a constant. */
struct bits {
	int n;
	char bit[8192][12];	/* lowest first */
};

static void add_bit(struct bits *b, const json_t *j)
{
	ck_assert_int_lt(b->n, 8192);
	if (json_is_integer(j))
		snprintf(b->bit[b->n++], 12, "%d", (int)json_integer_value(j));
	else
		snprintf(b->bit[b->n++], 12, "=%s", json_string_value(j));
}

static void add_net(struct bits *b, const json_t *module, const char *name)
{
	const json_t *nets = json_object_get(module, "netnames"), *j;
	const json_t *all = json_object_get(json_object_get(nets, name), "bits");
	size_t i;

	ck_assert_msg(all != NULL, "the netlist has no wire %s", name);
	json_array_foreach(all, i, j)
		add_bit(b, j);
}

static void add_constant(struct bits *b, const char *s)
{
	unsigned long long v = strtoull(strstr(s, "'h") + 2, NULL, 16);
	int n = atoi(s);

	for (int i = 0; i < n; i++) {
		ck_assert_int_lt(b->n, 8192);
		snprintf(b->bit[b->n++], 12, "=%d",
			 i < 64 && v >> i & 1 ? 1 : 0);
	}
}

/* How many bits of the two sides differ; words: the items behind a pin. */
static int pin_differs(const json_t *module, const json_t *cell, const char *pin,
		       char **word, int n_words)
{
	static struct bits want, got;
	const json_t *all, *j;
	size_t i;
	int n = 0;

	want.n = got.n = 0;
	while (n_words-- > 0) {
		if (strstr(word[n_words], "'h"))
			add_constant(&got, word[n_words]);
		else
			add_net(&got, module, word[n_words]);
	}
	all = json_object_get(json_object_get(cell, "connections"), pin);
	json_array_foreach(all, i, j)
		add_bit(&want, j);
	if (want.n != got.n)
		return 1;
	for (int k = 0; k < want.n; k++)
		n += strcmp(want.bit[k], got.bit[k]) != 0;
	return n;
}

static int shape_differs(const json_t *cell, char **word, int n_words)
{
	const json_t *p = json_object_get(cell, "parameters"), *v;
	int n = strcmp(json_string_value(json_object_get(cell, "type")),
		       word[0]) != 0;

	n += (int)json_object_size(p) != n_words - 1;
	for (int i = 1; i < n_words; i++) {
		char *eq = strchr(word[i], '=');

		*eq = 0;
		v = json_object_get(p, word[i]);
		n += !v || strtoll(json_string_value(v), NULL, 2) !=
			   strtoll(eq + 1, NULL, 10);
		*eq = '=';
	}
	return n;
}

static int width_differs(const json_t *module, const char *name, const char *bits)
{
	static struct bits b;

	b.n = 0;
	add_net(&b, module, name);
	return b.n != atoi(bits);
}

static int tie_differs(const json_t *module, const char *name, const char *value)
{
	static struct bits want, got;
	int n = 0;

	want.n = got.n = 0;
	add_net(&want, module, name);
	add_constant(&got, value);
	for (int i = 0; i < want.n; i++)
		n += want.n != got.n || strcmp(want.bit[i], got.bit[i]);
	return n;
}

struct count {
	int parts, pins, wires, ports, differ;
};

/* Every line of fabric.wiring against the module of Yosys. */
static struct count compare(const json_t *module, char *wiring)
{
	const json_t *cells = json_object_get(module, "cells"), *cell = NULL;
	char *line, *rest, *word[4096], *shape[64], *more;
	struct count c = {0};
	int n, n_shape = 0, n_pins = 0;

	line = strtok_r(wiring, "\n", &rest);
	ck_assert_str_eq(line, "imcfab-wiring 1");
	while ((line = strtok_r(NULL, "\n", &rest))) {
		n = 0;
		for (char *w = strtok_r(line, " ", &more); w && n < 4096;
		     w = strtok_r(NULL, " ", &more))
			word[n++] = w;
		if (!strcmp(word[0], "port")) {
			c.ports++;
			c.differ += width_differs(module, word[2], word[3]);
		} else if (!strcmp(word[0], "wire")) {
			c.wires++;
			c.differ += width_differs(module, word[1], word[2]);
		} else if (!strcmp(word[0], "tie")) {
			c.differ += tie_differs(module, word[1], word[2]);
		} else if (!strcmp(word[0], "shape")) {
			n_shape = n - 1;
			memcpy(shape, word + 1, n_shape * sizeof(*shape));
		} else if (!strcmp(word[0], "part")) {
			c.differ += cell && n_pins != (int)json_object_size(
				json_object_get(cell, "connections"));
			n_pins = 0;
			c.parts++;
			cell = json_object_get(cells, word[1]);
			ck_assert_msg(cell != NULL, "no instance %s", word[1]);
			c.differ += shape_differs(cell, shape, n_shape);
		} else {
			ck_assert_str_eq(word[0], "pin");
			c.pins++;
			n_pins++;
			c.differ += pin_differs(module, cell, word[1], word + 2,
						n - 2);
		}
	}
	c.differ += (int)json_object_size(cells) != c.parts;
	c.differ += (int)json_object_size(json_object_get(module, "ports")) !=
		    c.ports;
	return c;
}

static json_t *read_netlist(const char *dir)
{
	char *script = xasprintf("read_verilog %s/rtl/imc_fabric.v; "
				 "write_json %s/netlist.json", dir, dir);
	char *path = xasprintf("%s/netlist.json", dir);
	char *log = xasprintf("%s/yosys.log", dir);
	struct err e;
	char *yosys = proc_find("yosys", "yosys", &e);
	const char *const argv[] = {yosys, "-p", script, NULL};
	json_error_t fault;
	json_t *j;

	ck_assert_int_eq(proc_run(argv, log, NULL, NULL, &e), 0);
	j = json_load_file(path, 0, &fault);
	ck_assert_msg(j != NULL, "%s: %s", path, fault.text);
	free(yosys);
	free(script);
	free(path);
	free(log);
	return j;
}

static char *content(const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s", dir, name);
	struct err e;
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e);

	ck_assert_msg(s != NULL, "%s: %s", path, e.text);
	free(path);
	return s;
}

static struct count compare_folder(const char *dir)
{
	json_t *j = read_netlist(dir);
	char *wiring = content(dir, "fabric.wiring");
	struct count c = compare(json_object_get(json_object_get(j, "modules"),
						 "imc_fabric"), wiring);

	free(wiring);
	json_decref(j);
	return c;
}

static void emit(struct plan *p, const struct arch *a, const char *dir)
{
	char *rtl = check_source("rtl_templates");
	struct err e;
	struct topo *t = p ? NULL : tiny_topo(a->topology);

	ck_assert_msg(emit_fabric(p ? p->arch : a, p ? p->topo : t, p, rtl, dir,
				  "check_wiring", &e) == 0, "%s", e.text);
	topo_free(t);
	free(rtl);
}

static const struct {
	const char *topology, *set;
	int hardwired;
} fabric[] = {
	{"5pp(9)", NULL, 0},
	{"5pp(9)", "io.output=6", 1},
	{"mesh(3, 2)", "link.vcs=3", 0},
	{"cmesh(2, 1, 2)", "link.reach=1", 0},
	{"directed(path(3))", NULL, 0},	/* nodes without a channel one way */
	{"path(1)", "link.vcs=1", 0},
	{"ring(3)", "io.clocks=2", 0},
	{"5pp(9)", "io.clocks=2", 1},
};

START_TEST(same_as_the_netlist)
{
	struct arch *a = tiny_arch(fabric[_i].topology, fabric[_i].set);
	struct net *n = tiny_resnet();
	struct err e;
	struct plan *p = fabric[_i].hardwired ? plan_build(n, a, NULL, &e) : NULL;
	char *dir = xasprintf(DIR "/%d", _i);
	struct count c;

	emit(p, a, dir);
	c = compare_folder(dir);
	printf("%s: %d parts, %d pins, %d wires and %d ports compared, %d differ\n",
	       a->topology, c.parts, c.pins, c.wires, c.ports, c.differ);
	ck_assert_int_eq(c.differ, 0);
	ck_assert_int_ge(c.parts, 4);
	ck_assert_int_ge(c.pins, 20);
	free(dir);
	plan_free(p);
	net_free(n);
	arch_free(a);
}
END_TEST

/* Small faults in a netlist beside the right wiring, each of which is seen. */
static const struct {
	const char *from, *to;
} fault[] = {
	{".node_i(16'h1)", ".node_i(16'h2)"},
	{".in_valid_i(link_0_1_valid)", ".in_valid_i(link_1_0_valid)"},
	{".in_data_i({feed_data, link_1_0_head_data})",
	 ".in_data_i({link_1_0_head_data, feed_data})"},
	{".DEPTH(DEPTH)", ".DEPTH(2*DEPTH)"},
	{"localparam ROWS = 144", "localparam ROWS = 140"},
	{".cfg_valid_i(chain_1_valid)", ".cfg_valid_i(chain_0_valid)"},
	{"assign mon_0 = 20'h0", "assign mon_0 = 20'h1"},
	{".mon_sel_i(mon_sel)", ".mon_sel_i()"},
	{".rst_i(rst_i)", ".rst_i(1'b0)"},
};

START_TEST(wrong_netlists)
{
	struct arch *a = tiny_arch("path(2)", NULL);
	struct err e;
	char *v, *at;
	struct text t = {0};

	emit(NULL, a, DIR "/wrong");
	v = content(DIR "/wrong", "rtl/imc_fabric.v");
	at = strstr(v, fault[_i].from);
	ck_assert_msg(at != NULL, "no %s", fault[_i].from);
	text_add_bytes(&t, v, at - v);
	text_add(&t, "%s%s", fault[_i].to, at + strlen(fault[_i].from));
	ck_assert_int_eq(file_write(DIR "/wrong/rtl/imc_fabric.v", t.s, t.n, &e), 0);
	ck_assert_int_gt(compare_folder(DIR "/wrong").differ, 0);
	text_free(&t);
	free(v);
	arch_free(a);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("wiring");
	TCase *c = tcase_create("wiring");

	check_folder(DIR);
	check_add(c, same_as_the_netlist, sizeof(fabric) / sizeof(*fabric),
		  "yosys");
	check_add(c, wrong_netlists, sizeof(fault) / sizeof(*fault), "yosys");
	suite_add_tcase(s, c);
	return s;
}
