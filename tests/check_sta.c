/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "model/arch.h"
#include "emit/emit.h"
#include "measure/sta.h"
#include "main.h"
#include "tiny.h"

#define DIR "check_sta.build"
#define LIBRARY "liberty/sky130_fd_sc_hd__tt_025C_1v80.lib.gz"

static const char good[] =
	"Startpoint: a_q (rising edge-triggered flip-flop clocked by clk)\n"
	"Endpoint: b_q[3]\\\\sky130_fd_sc_hd__dfxtp_1 (rising edge-triggered flip-flop clocked by clk)\n"
	"Path Group: clk\nworst_ns -1.5\n";

static void refused(const char *log, const char *text)
{
	struct sta_unit u = {.name = "imc_link"};
	struct err e;

	ck_assert_int_eq(sta_parse(log, 2, &u, &e), -1);
	ck_assert_str_eq(e.text, text);
}

START_TEST(reports_are_read)
{
	struct sta_unit u = {.name = "imc_link"};
	struct err e;
	char *s;

	ck_assert_int_eq(sta_parse(good, 2, &u, &e), 0);
	ck_assert_str_eq(u.from, "a_q");
	ck_assert_str_eq(u.to, "b_q[3]");
	ck_assert_double_eq(u.slack_ns, -1.5);
	ck_assert_double_eq_tol(u.mhz, 1000 / 3.5, 1e-9);
	s = xasprintf("%sError: sta.tcl, 5 port 'x' not found.\n", good);
	refused(s, "OpenSTA on imc_link: Error: sta.tcl, 5 port 'x' not found.");
	free(s);
	s = xasprintf("Warning: module NOR9 not found.  Creating black box for x.\n"
		      "%s", good);
	refused(s, "OpenSTA on imc_link: Warning: module NOR9 not found.  "
		"Creating black box for x.");
	free(s);
	refused("", "OpenSTA said nothing of imc_link");
	refused("No paths found.\nworst_ns 1e+39\n",
		"OpenSTA found no constrained path in imc_link");
	refused("Endpoint: b\nworst_ns -INF\n",
		"OpenSTA found no constrained path in imc_link");
	refused("Endpoint: b\nworst_ns 2\n", "OpenSTA on imc_link: slack 2 ns is "
		"no less than the period");
}
END_TEST

/* One of the least cores. */
static struct arch *least_arch(void)
{
	const char *text =
		"imcfab-arch 1\nname = least\ntopology = mesh(1,1)\n"
		"clock = 1000 MHz\nlink.bits = 32 bit\nlink.vcs = 1\n"
		"link.depth = 2 flit\nxbar.rows = 4\n"
		"xbar.cols = 4\nxbar.mvm = 8 cycle\nxbar.weight_bits = 2 bit\n"
		"adc.bits = 4 bit\nact.bytes = 64 byte\nskip.bytes = 64 byte\n";
	struct err e;
	struct arch *a = arch_parse(text, "least", 1, NULL, 0, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	return a;
}

static int measure(const struct arch *a, const struct sta_options *o,
		   struct sta_result *r)
{
	char *rtl = check_source("rtl_templates");
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	int bad;

	ck_assert_int_eq(emit_fabric(a, t, NULL, rtl, DIR "/rtl", "c", &e), 0);
	bad = sta_measure(DIR "/rtl", o, r, &e);
	ck_assert_msg(!bad, "%s: %s", e.file, e.text);
	topo_free(t);
	free(rtl);
	return bad;
}

static int count(const char *path, const char *word)
{
	struct err e;
	char *text = file_read(path, FILE_MAX_DATA, NULL, &e);
	int n = 0;

	ck_assert_msg(text != NULL, "%s: %s", path, e.text);
	for (const char *s = text; (s = strstr(s, word)); s++)
		n++;
	free(text);
	return n;
}

/* A module or port that is called otherwise in somebody's templates: the constraint
 * on its registers is not lost in silence. */
static const struct {
	const char *from, *to, *text;
} renamed[] = {
	{"imc_config", "imc_settings", "no module imc_config: the registers of its "
	 "tasks and tables, whose paths may take three cycles, cannot be found"},
	{"task_o", "task_out", "yosys ended with status 1: ERROR: Assertion failed: "
	 "selection contains 0 elements, less than the minimum number 1:"},
};

START_TEST(renamed_registers)
{
	struct arch *a = least_arch();
	char *library = check_data(LIBRARY), *rtl = check_source("rtl_templates");
	struct sta_options o = {.area.work_dir = DIR "/renamed", .fabric = 1,
				.clock_mhz = a->clock_mhz,
				.area.liberty = library};
	char *copy = xasprintf("mkdir -p " DIR "/other && for f in %s/*.v*; do "
			       "sed 's/%s/%s/g' $f >" DIR "/other/$(basename $f); "
			       "done", rtl, renamed[_i].from, renamed[_i].to);
	struct err e;
	struct topo *t = tiny_topo(a->topology);
	struct sta_result r;

	ck_assert_int_eq(system(copy), 0);
	ck_assert_int_eq(emit_fabric(a, t, NULL, DIR "/other", DIR "/other_rtl",
				     "c", &e), 0);
	ck_assert_int_eq(sta_measure(DIR "/other_rtl", &o, &r, &e), -1);
	ck_assert_msg(!strncmp(e.text, renamed[_i].text, strlen(renamed[_i].text)),
		      "%s", e.text);
	topo_free(t);
	free(copy);
	free(library);
	free(rtl);
	arch_free(a);
}
END_TEST

/* The emitted constraints are read, and a slower macro makes a slower fabric. */
START_TEST(whole_fabric)
{
	struct arch *a = least_arch();
	char *library = check_data(LIBRARY);
	struct sta_options o = {.area.work_dir = DIR "/whole", .fabric = 1,
				.clock_mhz = a->clock_mhz,
				.area.liberty = library};
	struct sta_result r;
	double mhz;

	measure(a, &o, &r);
	ck_assert_int_eq(r.n_units, 1);
	ck_assert_str_eq(r.unit[0].name, "imc_fabric");
	ck_assert_double_gt(r.unit[0].um2, 10000);
	/* Of a task are 446 bits used, of which some bear names of their readers. */
	ck_assert_int_gt(count(DIR "/whole/timing.0/unit.v", " held_"), 400);
	mhz = r.mhz;
	ck_assert_double_gt(mhz, 20);
	ck_assert_double_lt(mhz, 2000);
	sta_free(&r);
	o.clk_to_q_ps = 90000;
	measure(a, &o, &r);
	ck_assert_double_lt(r.mhz, 1000 / 90.);
	ck_assert_double_gt(r.mhz, 1);
	ck_assert_double_lt(r.mhz, mhz);
	sta_free(&r);
	free(library);
	arch_free(a);
}
END_TEST

START_TEST(without_a_tool)
{
	struct sta_options o = {.area.work_dir = DIR "/none", .clock_mhz = 100};
	struct sta_result r;
	struct err e;

	ck_assert_int_eq(sta_measure(DIR, &o, &r, &e), -1);
	ck_assert_str_eq(e.text, "timing needs a cell library");
	o.area.liberty = DIR "/any.lib";
	setenv("PATH", "/nowhere", 1);	/* this test is a process of its own */
	ck_assert_int_eq(sta_measure(DIR, &o, &r, &e), -1);
	ck_assert_str_eq(e.text, "sta not found in PATH: install the package "
			 "\"opensta\"");
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("sta");
	TCase *c = tcase_create("sta");

	check_folder(DIR);
	tcase_add_test(c, reports_are_read);
	tcase_add_test(c, without_a_tool);
	check_add(c, renamed_registers, 2, "sta yosys " LIBRARY);
	check_add(c, whole_fabric, 1, "sta yosys " LIBRARY);
	suite_add_tcase(s, c);
	return s;
}
