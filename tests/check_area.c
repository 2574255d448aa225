/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure/area_impl.h"
#include "base/file.h"
#include "emit/emit.h"
#include "base/proc.h"
#include "tiny.h"
#include "main.h"

#define DIR "check_area.build"

static void put(const char *name, const char *s)
{
	check_put(DIR, name, s);
}

/* The least that abc takes for a library. */
#define FLOP "  cell (DFF) { area : 5; ff (IQ,IQN) { clocked_on : \"CK\"; next_state : \"D\"; }\n" \
	"    pin (CK) { direction : input; clock : true; } pin (D) { direction : input; }\n" \
	"    pin (Q) { direction : output; function : \"IQ\"; } }\n"
#define ONE " (scalar) { values (\"1\"); } "
#define ARC(pin) "    timing () { related_pin : \"" pin "\"; timing_sense : negative_unate;\n" \
	"    cell_rise" ONE "cell_fall" ONE "rise_transition" ONE "fall_transition" ONE "}\n"
#define IN(pin) "    pin (" pin ") { direction : input; capacitance : 1; }\n"
#define OUT(f) "    pin (Y) { direction : output; function : \"" f "\";\n"
#define GATES "  cell (LOW) { area : 1;" OUT("0") "} }\n  cell (HIGH) { area : 1;" OUT("1") "} }\n" \
	"  cell (INV) { area : 1;\n" IN("A") OUT("!A") ARC("A") "} }\n" \
	"  cell (BUF) { area : 2;\n" IN("A") OUT("A") ARC("A") "} }\n" \
	"  cell (NAND2) { area : 2;\n" IN("A") IN("B") OUT("!(A&B)") ARC("A") ARC("B") "} }\n"

/* A result depends on the module's file and on those in it, and no others. */
START_TEST(sources_are_distinguished)
{
	static const char *const change[] = {
		"a.v", "a_b.v", "b.v", "mem.v", "c.v"
	};
	/* Of the hashes of a, b, c and all: which the change of a file changes. */
	static const int wanted[5][4] = {
		{1, 0, 0, 1}, {0, 0, 0, 1}, {1, 1, 0, 1}, {1, 1, 0, 1},
		{0, 0, 1, 1},
	};
	static const char *const module[4] = {"a", "b", "c", NULL};
	uint64_t was[4] = {0};

	for (int round = -1; round < 5; round++) {
		struct area_sources all = {0, NULL};
		struct err e;

		put("a.v", "module a; b x(); endmodule\n");
		put("a_b.v", "module a_b; endmodule\n");
		put("b.v", "module b; (mem); endmodule\n");
		put("mem.v", "module mem; endmodule\n");
		put("c.v", "module c; ab x(); xa y(); endmodule\n");
		if (round >= 0) {
			char *text = xasprintf("%s// changed\n", round == 0 ?
				"module a; b x(); endmodule\n" : round == 2 ?
				"module b; (mem); endmodule\n" : "module x; ");

			put(change[round], text);
			free(text);
		}
		for (int i = 0; i < 5; i++) {
			char *path = xasprintf(DIR "/%s", change[i]);

			ck_assert_int_eq(area_source_add(&all, path, &e), 0);
			free(path);
		}
		for (int i = 0; i < 4; i++) {
			uint64_t h = area_source_hash(&all, module[i], 7);

			if (round < 0)
				was[i] = h;
			else
				ck_assert_msg((h != was[i]) == wanted[round][i],
					      "%s, %s", change[round],
					      module[i] ? module[i] : "all");
		}
		area_sources_free(&all);
	}
}
END_TEST

START_TEST(library_is_filtered)
{
	struct err e;
	char *s;

	put("all.lib", "library (x) {\n" GATES
	    "  cell (\"p__lpflow_inv\") { area : 0; }\n"
	    "  cell (BUF) { area : 0; dont_use : true; pin (A) { } }\n"
	    "  cell (AND2) { dont_use : false; }\n" FLOP "}\n");
	ck_assert_int_eq(area_liberty(DIR "/all.lib", DIR "/cells.lib", &e), 0);
	s = file_read(DIR "/cells.lib", FILE_MAX_DATA, NULL, &e);
	ck_assert_str_eq(s, "library (x) {\n" GATES "  \n  \n"
			 "  cell (AND2) { dont_use : false; }\n" FLOP "}\n");
	free(s);
	put("all.lib", "cells of wheat\n");
	ck_assert_int_eq(area_liberty(DIR "/all.lib", DIR "/cells.lib", &e), -1);
	ck_assert_str_eq(e.text, "holds no cells: is it a Liberty file?");
}
END_TEST

/* A cell with pins A and B, and an output of this function. */
#define CELL(name, area, f) "  cell (" name ") { area : " area "; pin (A) { direction : input; }\n" \
	"    pin (B) { direction : \"input\"; } pin (Y) { function : \"" f "\"; direction : output; } }\n"

static const char *nand_of(const char *cells, double *um2)
{
	static char name[64];
	char *s = xasprintf("library (x) {\n%s}\n", cells);
	struct err e;

	put("nand.lib", s);
	free(s);
	if (area_nand2(DIR "/nand.lib", name, um2, &e) < 0)
		ck_assert_str_eq(e.text, "holds no 2-input NAND, the unit of gate "
				 "equivalents");
	return name;
}

START_TEST(nand_is_found)
{
	double um2;

	ck_assert_str_eq(nand_of(CELL("NOR", "1", "!(A|B)") CELL("AND", "1", "A B")
				 CELL("BIG", "9", "!(A B)")
				 CELL("N2", "4", "(!A) | (!B)")
				 CELL("N3", "5", "A' + B'")
				 CELL("XN", "1", "!(A^B)"), &um2), "N2");
	ck_assert_double_eq(um2, 4);
	ck_assert_str_eq(nand_of(CELL("N", "3", "(A*B)'"), &um2), "N");
	ck_assert_str_eq(nand_of(CELL("N", "3", "!(A&C)")
				 CELL("M", "3", "!(A&B"), &um2), "");
	ck_assert_str_eq(nand_of(FLOP CELL("AND", "3", "A&B"), &um2), "");
}
END_TEST

START_TEST(fabric_of_two)
{
	struct arch *a = tiny_arch("mesh(2,1)", NULL);
	char *rtl = check_source("rtl_templates");
	struct area_result r;
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	struct area_options o = {.work_dir = DIR "/work", .xbar_um2 = 1e9,
				 .sram_um2 = 0.5, .liberty = DIR "/mini.lib"};
	int i, n_tiles = 0;
	int64_t n_cells = 0;

	put("mini.lib", "library (mini) {\n" GATES FLOP "}\n");
	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/rtl", "c", &e), 0);
	ck_assert_msg(!area_measure(DIR "/rtl", &o, &r, &e), "%s: %s", e.file,
		      e.text);
	/* Macros are no standard cells. */
	ck_assert_double_lt(r.um2, o.xbar_um2);
	ck_assert_double_eq(r.xbar_um2, 2 * o.xbar_um2);
	ck_assert_double_eq(r.sram_um2, 0.5 * r.sram_bits);
	ck_assert_int_eq(r.n_xbars, 2);
	ck_assert_int_gt(r.n_flops, 1000);
	ck_assert_double_ge(r.um2, 5. * r.n_flops);
	for (i = 0; i < r.n_shapes; i++) {
		n_cells += r.shape[i].n_instances * r.shape[i].n_cells;
		if (!strcmp(r.shape[i].module, "imc_tile"))
			n_tiles += r.shape[i].n_instances;
	}
	ck_assert_int_eq(n_tiles, 2);
	ck_assert_int_eq(n_cells, r.n_cells);
	area_free(&r);
	ck_assert_int_eq(area_run(DIR "/rtl", DIR "/work", 0,
				  DIR "/mini.lib", NULL, &r, &e), 0);
	ck_assert(r.seconds == 0);
	ck_assert_int_eq(r.n_made, 0);
	ck_assert_int_eq(r.n_cells, n_cells);
	ck_assert_str_eq(r.nand2, "NAND2");
	ck_assert_double_eq(r.kge, r.um2 / 2 / 1000);
	area_free(&r);
	free(rtl);
	topo_free(t);
	arch_free(a);
}
END_TEST

/* Tile by tile: the tile stands apart with its macros, what is around it has none of
 * its cells. */
START_TEST(flat_of_one)
{
	struct arch *a = tiny_arch("mesh(1,1)", "xbar.rows=4");
	char *rtl = check_source("rtl_templates");
	struct area_result r;
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	struct area_options o = {.work_dir = DIR "/flat", .flat = 1};
	int64_t n_tile = 0, n_rest = 0;

	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/one", "c", &e), 0);
	ck_assert_msg(area_measure(DIR "/one", &o, &r, &e) == 0, "%s: %s", e.file,
		      e.text);
	for (int i = 0; i < r.n_shapes; i++) {
		const struct area_shape *s = &r.shape[i];

		if (!strcmp(s->module, "imc_tile"))
			n_tile += s->n_instances * s->n_cells;
		if (!strcmp(s->module, "imc_fabric"))
			n_rest += s->n_instances * s->n_cells;
	}
	printf("flat: tile %lld cells, around it %lld\n", (long long)n_tile,
	       (long long)n_rest);
	ck_assert_int_eq(n_tile + n_rest, r.n_cells);
	ck_assert_int_gt(n_rest, 1000);	/* the controller */
	ck_assert_int_gt(n_tile, 2 * n_rest);
	ck_assert_int_eq(r.n_xbars, 1);
	ck_assert_int_eq(r.n_srams, 3);
	ck_assert_int_eq(r.sram_bits, 2 * 1024 * 8 + 64 * 86);
	area_free(&r);
	topo_free(t);
	arch_free(a);
	free(rtl);
}
END_TEST

/* The words of a memory in registers have an enable each and not a multiplexer a
 * bit, also where no other module keeps the optimiser going. */
START_TEST(memories_get_enables)
{
	struct err e;
	char *config = check_source("rtl_templates/imc_config.v");
	const struct area_options o = {.work_dir = DIR "/steps"};
	struct area_flow f = {.o = &o, .n_jobs = 1};
	struct text script = {0};
	const struct area_part *p;

	f.yosys = proc_find("yosys", "yosys", &e);
	text_add(&script, "read_verilog -defer %s\n"
		 "hierarchy -top imc_config -chparam ROUTES 7 "
		 "-chparam SEL_BITS 4\n", config);
	area_steps(&f, o.work_dir, 0, &script);
	ck_assert_int_eq(area_yosys(&f, o.work_dir, &script, &e), 0);
	ck_assert_int_eq(area_read_stats(&f.parts, o.work_dir, NULL, &e),
			 0);
	p = area_part_find(&f.parts, "imc_config");
	ck_assert_ptr_nonnull(p);
	ck_assert_int_gt(p->shape.n_flops, 500);
	ck_assert_int_lt(p->shape.n_cells, 2 * p->shape.n_flops);
	text_free(&script);
	area_parts_free(&f.parts);
	free(f.yosys);
	free(config);
}
END_TEST

START_TEST(without_yosys)
{
	struct area_result r;
	struct err e;

	setenv("PATH", "/nowhere", 1);	/* this test is a process of its own */
	ck_assert_int_eq(area_run(DIR, DIR "/none", 0, NULL, NULL, &r, &e), -1);
	ck_assert_str_eq(e.text, "yosys not found in PATH: install the package "
			 "\"yosys\"");
	ck_assert_int_ne(access(DIR "/none", F_OK), 0);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("area");
	TCase *c = tcase_create("area");

	check_folder(DIR);
	tcase_add_test(c, library_is_filtered);
	tcase_add_test(c, sources_are_distinguished);
	tcase_add_test(c, nand_is_found);
	check_add(c, flat_of_one, 1, "yosys");
	check_add(c, fabric_of_two, 1, "yosys");
	tcase_add_test(c, without_yosys);
	suite_add_tcase(s, c);
	c = tcase_create("steps");
	check_add(c, memories_get_enables, 1, "yosys");
	suite_add_tcase(s, c);
	return s;
}
