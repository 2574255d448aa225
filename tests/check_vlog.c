/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <string.h>

#include "base/vlog.h"
#include "main.h"

START_TEST(whole_module)
{
	struct text t = {0};
	struct vlog v = {.out = &t};

	vlog_file(&v);
	vlog_module(&v, "top");
	vlog_port(&v, "input", "", "clk_i");
	vlog_port(&v, "output", "W", "data_o");
	vlog_ports_end(&v);
	vlog_localparam(&v, "W", -4, "bits");
	vlog_wire(&v, "W", "link_%d_%d_%s", 3, 14, "valid");
	vlog_instance(&v, "imc_a");
	vlog_pin(&v, "WIDTH", "W");
	vlog_pin(&v, "SIGN", "%d", -1);
	vlog_name(&v, "a_%u", 4000000000u);
	vlog_pin(&v, "x_i", "%d'h%x", 8, 0xabu);
	vlog_open_pin(&v, "y_o", "Nobody looks.");
	vlog_cat(&v, "z_i");
	vlog_item(&v, "b");
	vlog_item(&v, "c[%d]", 0);
	vlog_cat_end(&v);
	vlog_pins_end(&v);
	vlog_instance(&v, "imc_plain");
	vlog_name(&v, "plain");
	vlog_pin(&v, "percent", "%%");
	vlog_pins_end(&v);
	vlog_end(&v);
	ck_assert_str_eq(t.s,
		"// SPDX-License-Identifier: Apache-2.0\n"
		"`default_nettype none\n"
		"module top (\n"
		"  input wire clk_i,\n"
		"  output wire [W-1:0] data_o\n"
		");\n"
		"  localparam W = -4;  // bits\n"
		"  wire [W-1:0] link_3_14_valid;\n"
		"\n"
		"  imc_a #(\n"
		"    .WIDTH(W),\n"
		"    .SIGN(-1)\n"
		"  ) a_4000000000 (\n"
		"    .x_i(8'hab),\n"
		"    // Nobody looks.\n"
		"    /* verilator lint_off PINCONNECTEMPTY */ .y_o() /* verilator lint_on PINCONNECTEMPTY */,\n"
		"    .z_i({b, c[0]})\n"
		"  );\n"
		"\n"
		"  imc_plain plain (\n"
		"    .percent(%)\n"
		"  );\n"
		"\n"
		"endmodule\n"
		"\n"
		"`default_nettype wire\n");
	text_free(&t);
}
END_TEST

START_TEST(long_lists_are_wrapped)
{
	struct text t = {0};
	struct vlog v = {.out = &t};
	char *line, *rest;
	int i, n = 0;

	vlog_module(&v, "top");
	vlog_ports_end(&v);
	vlog_instance(&v, "imc_a");
	vlog_name(&v, "a");
	vlog_cat(&v, "x_i");
	for (i = 0; i < 100; i++)
		vlog_item(&v, "a_rather_long_name_%d", i);
	vlog_cat_end(&v);
	vlog_pins_end(&v);
	vlog_end(&v);
	for (line = strtok_r(t.s, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		ck_assert_int_le(strlen(line), 100);
		ck_assert_int_ne(line[strlen(line) - 1], ' ');
		n++;
	}
	ck_assert_int_gt(n, 25);
	text_free(&t);
}
END_TEST

START_TEST(stub_is_the_header)
{
	static const char source[] =
		"// a macro\n`default_nettype none\nmodule imc_ab (\n"
		"  input wire x\n);\n  wire y;\nendmodule\n"
		"module imc_a #(\n  parameter N = 1\n) (\n"
		"  input wire [N-1:0] clk_i  // (1);\n);\n  wire z;\nendmodule\n";
	struct text t = {0};
	struct err e;

	ck_assert_int_eq(vlog_stub(&t, source, "imc_a", &e), 0);
	ck_assert_str_eq(t.s,
		"// SPDX-License-Identifier: Apache-2.0\n"
		"`default_nettype none\n"
		"// Black box of the macro: its ports, no behaviour.\n"
		"(* blackbox *)\n"
		"module imc_a #(\n  parameter N = 1\n) (\n"
		"  input wire [N-1:0] clk_i  // (1);\n);\n"
		"endmodule\n\n`default_nettype wire\n");
	text_free(&t);
	ck_assert_int_eq(vlog_stub(&t, source, "imc_b", &e), -1);
	ck_assert_str_eq(e.text, "no header of module imc_b found");
	ck_assert_ptr_null(t.s);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("vlog");
	TCase *c = tcase_create("vlog");

	tcase_add_test(c, whole_module);
	tcase_add_test(c, long_lists_are_wrapped);
	tcase_add_test(c, stub_is_the_header);
	suite_add_tcase(s, c);
	return s;
}
