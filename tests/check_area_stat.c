/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "measure/area_impl.h"
#include "main.h"

/* How the statistics of Yosys are read, without Yosys. */
#define DIR "check_area_stat.build"

static void put(const char *name, const char *s)
{
	check_put(DIR, name, s);
}

/* `stat -json` as it was stored of Yosys 0.23 and 0.70, names and numbers set in. The
 * old one counts modules as cells, has text behind "modules" and no areas; the new one
 * counts them as submodules and adds their area to that of the module around them. */
static const char stat_023[] =
"{\n   \"creator\": \"Yosys 0.23 (git sha1 7ce5011c24b)\",\n"
"   \"invocation\": \"stat -json \",\n   \"modules\": {\n"
"      \"$paramod$ab\\\\imc_link\": {\n         \"num_wires\":         3,\n"
"         \"num_cells\":         %d,\n         \"num_cells_by_type\": {\n"
"            \"%s\": 2,\n            \"%s\": 5,\n"
"            \"$paramod$cd\\\\imc_sram\": 1,\n"
"            \"$paramod\\\\imc_arb\\\\N=s32'011\": 1\n         }\n      },\n"
"      \"$paramod\\\\imc_arb\\\\N=s32'011\": {\n         \"num_cells\":         7,\n"
"         \"num_cells_by_type\": {\n            \"%s\": 7\n         }\n      },\n"
"      \"\\\\imc_fabric\": {\n         \"num_cells\":         3,\n"
"         \"num_cells_by_type\": {\n            \"%s\": 1,\n"
"            \"$paramod$ab\\\\imc_link\": 2\n         }\n      }\n   },\n"
"=== design hierarchy ===\n\n   imc_fabric   1\n\n      \"design\": {\n      }\n}\n";

static const char stat_070[] =
"{\n   \"creator\": \"Yosys 0.70 (git sha1 28ba3cb92, Release, Clang)\",\n"
"   \"invocation\": \"stat -json \",\n   \"modules\": {\n"
"      \"$paramod$ab\\\\imc_link\": {\n         \"num_wires\":         3,\n"
"         \"num_cells\":         %d,\n         \"num_submodules\":       2,\n"
"         \"area\":              343.500000,\n         \"num_cells_by_type\": {\n"
"            \"%s\": 2,\n            \"%s\": 5,\n"
"            \"$paramod$cd\\\\imc_sram\": 1,\n"
"            \"$paramod\\\\imc_arb\\\\N=s32'011\": 1\n         }\n      },\n"
"      \"$paramod\\\\imc_arb\\\\N=s32'011\": {\n         \"num_cells\":         7,\n"
"         \"num_submodules\":       0,\n"
"         \"num_cells_by_type\": {\n            \"%s\": 7\n         }\n      },\n"
"      \"\\\\imc_fabric\": {\n         \"num_cells\":         1,\n"
"         \"num_submodules\":       2,\n         \"area\":              999.000000,\n"
"         \"num_cells_by_type\": {\n            \"%s\": 1,\n"
"            \"$paramod$ab\\\\imc_link\": 2\n         }\n      }\n   },\n"
"      \"design\": {\n         \"num_cells\":         17,\n"
"         \"num_submodules\":       2,\n         \"num_cells_by_type\": {\n"
"         }\n      }\n}\n";

/* link: what it says is the number of cells of a link, of 9. */
static void put_stat(const char *name, int version, int link, const char *a,
		     const char *b, const char *c, const char *d)
{
	char *s = version == 23 ? xasprintf(stat_023, link, a, b, c, d) :
				  xasprintf(stat_070, link - 2, a, b, c, d);

	put(name, s);
	free(s);
}

/* Of a memory of 64 words of 8 bits. */
#define BOX_PORTS \
	"  wire input 1 \\clk_i\n  wire input 2 \\we_i\n" \
	"  wire width 6 input 3 \\waddr_i\n  wire width 8 input 4 \\wdata_i\n" \
	"  wire input 5 \\re_i\n  wire width 6 input 6 \\raddr_i\n" \
	"  wire width 8 output 7 \\rdata_o\n"

/* What Yosys says of a top with two links (one hashed shape), a memory in each. */
static void put_version(int version, int link, const char *cell,
			const char *lib_cell)
{
	put("run.log",
	    "Parameter \\WIDTH = 33\nParameter \\VCS = 2\n\n"
	    "2. Executing AST frontend in derive mode using pre-parsed AST for module `\\imc_link'.\n"
	    "Parameter \\WIDTH = 33\nParameter \\VCS = 2\n"
	    "Generating RTLIL representation for module `$paramod$ab\\imc_link'.\n"
	    "Parameter \\N = 3\n"
	    "Generating RTLIL representation for module `$paramod\\imc_arb\\N=s32'011'.\n");
	put("boxes.txt",
	    "module $abstract\\imc_sram\n\n  parameter \\WIDTH\nend\n"
	    "attribute \\src \"x\"\nmodule $paramod$cd\\imc_sram\n\n"
	    "  parameter \\DEPTH 32's00000000000000000000000001000000\n  parameter \\WIDTH 32'00000000000000000000000000001000\n"
	    "  wire \\x\n" BOX_PORTS "end\n");
	put_stat("area.json", version, link, cell, "$_AND_", "$_NOT_", "$_OR_");
	put_stat("area.lib.json", version, link, "DFF", lib_cell, "INV", "OR2");
	put("cells.lib", "library (x) { cell (\"INV\") { area : 1; }\n"
	    "cell (DFF) { area : \"2.25\"; } cell (OR2) { area : 2; }\n"
	    "cell (NAND2) { area : 1.6; } cell (NOR9) { } }\n");
}

/* A black box that is no macro, or one with other ports. */
START_TEST(boxes_are_held_against_macros)
{
	static const struct {
		const char *module, *ports, *why;
	} box[] = {
		{"imc_sram", BOX_PORTS, NULL},
		{"imc_pll", BOX_PORTS, "black box $paramod$cd\\imc_pll has no area"},
		{"imc_sram", "  wire input 1 \\clk_i\n",
		 "black box $paramod$cd\\imc_sram has no input we_i of 1 bits"},
		{"imc_sram", "  wire width 5 input 3 \\waddr_i\n" BOX_PORTS,
		 "black box $paramod$cd\\imc_sram has no input waddr_i of 6 bits"},
		{"imc_sram", BOX_PORTS "  wire input 8 \\bist_i\n",
		 "black box $paramod$cd\\imc_sram has 8 ports, imc_sram has 7"},
	};
	struct area_parts all = {0};
	struct err e;
	char *s = xasprintf("module $paramod$cd\\%s\n\n  parameter \\DEPTH 64\n"
			    "  parameter \\WIDTH 8\n%send\n", box[_i].module,
			    box[_i].ports);

	put_version(23, 9, "$_DFF_P_", "NAND2");
	put("boxes.txt", s);
	free(s);
	if (box[_i].why) {
		ck_assert_int_eq(area_read_names(&all, DIR, &e), -1);
		ck_assert_str_eq(e.text, box[_i].why);
	} else {
		ck_assert_msg(area_read_names(&all, DIR, &e) == 0, "%s", e.text);
	}
	area_parts_free(&all);
}
END_TEST

static void put_results(const char *cell, const char *lib_cell)
{
	put_version(23, 9, cell, lib_cell);
}

START_TEST(results_are_read)
{
	struct area_parts all = {0};
	struct area_result r = {0};
	struct err e;

	put_version(_i ? 70 : 23, 9, "$_SDFFE_PP0P_", "NAND2");
	ck_assert_msg(area_read_names(&all, DIR, &e) == 0, "%s", e.text);
	ck_assert_msg(area_read_stats(&all, DIR, DIR "/cells.lib", &e) == 0,
		      "%s", e.text);
	area_count(&all, "imc_fabric", 1);
	area_total(&all, &r);
	area_parts_free(&all);
	ck_assert_int_eq(r.n_shapes, 4);
	ck_assert_str_eq(r.shape[0].name, "imc_arb N=3");
	ck_assert_int_eq(r.shape[0].n_instances, 2);
	ck_assert_int_eq(r.shape[0].n_cells, 7);
	ck_assert_str_eq(r.shape[1].name, "imc_fabric");
	ck_assert_str_eq(r.shape[2].name, "imc_link WIDTH=33 VCS=2");
	ck_assert_str_eq(r.shape[2].module, "imc_link");
	ck_assert_int_eq(r.shape[2].n_cells, 7);
	ck_assert_int_eq(r.shape[2].n_flops, 2);
	ck_assert_double_eq(r.shape[2].um2, 12.5);
	ck_assert_str_eq(r.shape[3].name, "imc_sram DEPTH=64 WIDTH=8");
	ck_assert_int_eq(r.shape[3].is_macro, 1);
	ck_assert_int_eq(r.n_cells, 1 + 2 * (7 + 7));
	ck_assert_int_eq(r.n_flops, 4);
	ck_assert_int_eq(r.n_srams, 2);
	ck_assert_int_eq(r.sram_bits, 2 * 64 * 8);
	ck_assert_double_eq(r.um2, 41);
	area_free(&r);
}
END_TEST

/* The fault found in the statistics as they are now. */
static void refused(int has_library, const char *text)
{
	struct area_parts all = {0};
	struct err e = {.text = ""};

	ck_assert_int_eq(area_read_names(&all, DIR, &e) == 0 &&
			 area_read_stats(&all, DIR, has_library ?
					 DIR "/cells.lib" : NULL, &e) == 0, 0);
	ck_assert_str_eq(e.text, text);
	area_parts_free(&all);
}

START_TEST(results_are_refused)
{
	put_results("$_DLATCH_P_", "NAND2");
	refused(1, "latch inferred in $paramod$ab\\imc_link");
	put_results("$_DFF_P_", "$_MUX_");
	refused(1, "no cell of the library for 5 $_MUX_");
	put_results("$_DFF_P_", "NAND2");
	put_results("$_DFF_P_", "NOR9");
	refused(1, "no area for cell NOR9");
	put_results("$_DFF_P_", "NAND3");
	refused(1, "no area for cell NAND3");
	put_results("LUT4", "NAND2");
	refused(1, "cell LUT4 in $paramod$ab\\imc_link is neither generic nor "
		"a module of the fabric");
	put("boxes.txt", "module other_macro\nend\n");
	refused(0, "black box other_macro has no area");
}
END_TEST

/* A text that is not understood is an error, never a 0. */
START_TEST(garbage_is_refused)
{
	static const struct {
		const char *text, *why;
	} bad[] = {
		{"", "no object \"modules\""},
		{"=== imc_fabric ===\n\n     $_OR_    1\n",
		 "no object \"modules\""},
		{"{\"modules\": {}}", "no module"},
		{"{\"modules\": {\"a\": {\"num_cells\": 0}}}",
		 "no num_cells_by_type, module a"},
		{"{\"modules\": {\"a\": {\"num_cells_by_type\": {}}}}",
		 "no num_cells, module a"},
		{"{\"modules\": {\"a\": {\"num_cells\": 2, "
		 "\"num_cells_by_type\": {\"$_OR_\": \"2\"}}}}",
		 "a number of cells is none, module a"},
		{"{\"modules\": {\"a\": {\"num_cells\": 3, "
		 "\"num_cells_by_type\": {\"$_OR_\": 2}}}}",
		 "the cells by type do not add up to num_cells, module a"},
	};
	char *want;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		put_results("$_DFF_P_", "NAND2");
		put("area.json", bad[i].text);
		want = xasprintf("statistics of Yosys not understood: %s",
				 bad[i].why);
		refused(0, want);
		free(want);
	}
	put_version(23, 8, "$_DFF_P_", "NAND2");
	refused(0, "statistics of Yosys not understood: the cells by type do "
		"not add up to num_cells, module $paramod$ab\\imc_link");
	put_results("$_DFF_P_", "NAND2");
	put("run.log", "nothing of parameters\n");
	refused(0, "run.log of Yosys not understood: no parameters of "
		"$paramod$ab\\imc_link");
}
END_TEST

START_TEST(no_total_is_0)
{
	struct area_result r = {.n_cells = 5, .n_flops = 2};
	struct area_options o = {.work_dir = "w"};
	struct err e;

	ck_assert_int_eq(area_check_total(&r, &o, &e), 0);
	o.liberty = "cells.lib";
	ck_assert_int_eq(area_check_total(&r, &o, &e), -1);
	ck_assert_str_eq(e.text, "area of the fabric is 0: 5 cells, 2 of them "
			 "flip-flops, 0 um2");
	r.um2 = 7;
	ck_assert_int_eq(area_check_total(&r, &o, &e), 0);
	r.n_flops = 0;
	ck_assert_int_eq(area_check_total(&r, &o, &e), -1);
	r.n_cells = 0;
	ck_assert_int_eq(area_check_total(&r, &o, &e), -1);
	ck_assert_str_eq(e.file, "w");
}
END_TEST

START_TEST(cache_keeps_shapes)
{
	struct area_parts in = {0}, out = {0};
	struct area_flow f = {.cache = DIR};
	struct area_part *p = area_part_get(&in, "a"), *q;
	struct err e;

	p->shape.n_cells = 7;
	p->shape.n_flops = 3;
	p->shape.um2 = 12.5;
	area_part_add_kid(p, "$paramod$ab\\imc_link", 2);
	ck_assert_int_eq(area_cache_write(&f, 77, p, &e), 0);
	q = area_part_get(&out, "a");
	ck_assert(!area_cache_read(&f, 78, q));
	ck_assert_int_eq(q->is_known, 0);
	ck_assert(area_cache_read(&f, 77, q));
	ck_assert_int_eq(q->is_known, 1);
	ck_assert_int_eq(q->shape.n_cells, 7);
	ck_assert_int_eq(q->shape.n_flops, 3);
	ck_assert_double_eq(q->shape.um2, 12.5);
	ck_assert_int_eq(q->n_kids, 1);
	ck_assert_int_eq(q->kid[0].n, 2);
	ck_assert_str_eq(q->kid[0].key, "$paramod$ab\\imc_link");
	put("000000000000004d.shape", "imcfab-shape 1\ncells 7\n");
	area_parts_free(&out);
	q = area_part_get(&out, "a");
	ck_assert(!area_cache_read(&f, 77, q));	/* cut short */
	area_parts_free(&in);
	area_parts_free(&out);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("area_stat");
	TCase *c = tcase_create("area_stat");

	check_folder(DIR);
	tcase_add_loop_test(c, results_are_read, 0, 2);
	tcase_add_loop_test(c, boxes_are_held_against_macros, 0, 5);
	tcase_add_test(c, results_are_refused);
	tcase_add_test(c, garbage_is_refused);
	tcase_add_test(c, no_total_is_0);
	tcase_add_test(c, cache_keeps_shapes);
	suite_add_tcase(s, c);
	return s;
}
