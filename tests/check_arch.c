/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/arch.h"
#include "topo/topo.h"
#include "main.h"

#define HEAD "imcfab-arch 1\n"
#define BODY \
	"name = a\n" \
	"topology = 5pp(64, rows=4)   # folded\n" \
	"clock = 1000 MHz\n" \
	"link.bits=32 bit\r\n" \
	"\n" \
	"  link.vcs = 2\n" \
	"link.depth = 4\tflit\n" \
	"xbar.rows = 256\n" \
	"xbar.cols = 128\n" \
	"xbar.mvm = 130 cycle\n" \
	"xbar.weight_bits = 8 bit\n" \
	"adc.bits = 10 bit\n" \
	"act.bytes = 8192 byte\n" \
	"skip.bytes = 2048 byte"	/* no newline at the end */
#define LAST_LINE 16

static struct arch *parse(const char *text, char *const *set, int n_set)
{
	struct err e;
	struct arch *a = arch_parse(text, "a.arch", 1, set, n_set, &e);

	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	return a;
}

START_TEST(test_read)
{
	struct arch *a = parse(HEAD BODY, NULL, 0);

	ck_assert_str_eq(a->name, "a");
	ck_assert_str_eq(a->topology, "5pp(64, rows=4)");
	ck_assert_int_eq(a->topology_line, 3);
	ck_assert_int_eq(a->clock_mhz, 1000);
	ck_assert_int_eq(a->link_bits, 32);
	ck_assert_int_eq(a->link_vcs, 2);
	ck_assert_int_eq(a->link_depth, 4);
	ck_assert_int_eq(a->xbar_rows, 256);
	ck_assert_int_eq(a->xbar_cols, 128);
	ck_assert_int_eq(a->xbar_cycles, 130);
	ck_assert_int_eq(a->weight_bits, 8);
	ck_assert_int_eq(a->adc_bits, 10);
	ck_assert_int_eq(a->act_bytes, 8192);
	ck_assert_int_eq(a->skip_bytes, 2048);
	/* Left out. */
	ck_assert_int_eq(a->input, -1);
	ck_assert_int_eq(a->output, -1);
	ck_assert_int_eq(a->link_stages, 0);
	ck_assert_int_eq(a->post_cycles, 1);
	ck_assert_int_eq(a->post_lanes, 1);
	ck_assert_int_eq(a->debug_state, 1);
	ck_assert_int_eq(a->debug_counters, 0);
	ck_assert(a->xbar_um2 == 0 && a->sram_um2 == 0);
	ck_assert(a->xbar_kind == ARCH_ANALOG && a->xbar_macs == 0);
	arch_free(a);
	arch_free(NULL);
}
END_TEST

START_TEST(test_set)
{
	char *const set[] = { "topology = ring(8)", "clock=500 MHz",
			      "adc.bits=9 bit", "sram.area=0.1",
			      "post.cycles=4" };
	struct arch *a = parse(HEAD BODY, set, 5);

	ck_assert_int_eq(a->adc_bits, 9);
	ck_assert_int_eq(a->clock_mhz, 500);
	ck_assert_str_eq(a->topology, "ring(8)");
	ck_assert_int_eq(a->topology_line, 0);
	ck_assert(a->sram_um2 == 0.1);
	ck_assert_int_eq(a->post_cycles, 4);
	arch_free(a);
}
END_TEST

/* What is written reads back the same, number for number. */
START_TEST(test_round_trip)
{
	struct text first = {0}, second = {0};
	struct arch *a = parse(HEAD BODY "\nlink.stages = 3 cycle\n"
			       "io.output = 63\nxbar.area = 635000.125 um2\n"
			       "sram.area = 0.30000000000000004 um2/bit\n",
			       NULL, 0);
	struct arch *b;

	arch_write(a, &first);
	b = parse(first.s, NULL, 0);
	arch_write(b, &second);
	ck_assert_str_eq(first.s, second.s);
	ck_assert(a->sram_um2 == b->sram_um2 && a->xbar_um2 == b->xbar_um2);
	ck_assert_int_eq(b->link_stages, 3);
	ck_assert_int_eq(b->output, 63);
	ck_assert_ptr_nonnull(strstr(first.s, "\nclock = 1000 MHz\n"));
	ck_assert_ptr_nonnull(strstr(first.s, "\nlink.vcs = 2\n"));
	arch_free(a);
	arch_free(b);
	text_free(&first);
	text_free(&second);
}
END_TEST

/* Equal hardware gives equal text: a key at its default is like one left out, names and
 * blanks in the topology say nothing. */
START_TEST(test_canonical)
{
	static char *const same[] = {
		"io.input=-1", "io.output=-1", "io.clocks=1", "link.stages=0", "link.reach=0",
		"xbar.area=0", "xbar.area=-0", "sram.area=0.0", "sram.area=-0e3",
		"clock=+1000", "topology=5pp(64,rows=4)", "xbar.kind=analog", "xbar.macs=0",
		"topology = 5pp ( 64 ,rows = 4 )", "topology=5pp(64, 4)",
		"topology=5pp(rows=4, n=64)", "topology=5pp(n=064, rows=04)",
		"dead.cores=", "dead.channels=",
		/* No fabric differs by what emission does not read. */
		"xbar.area=1e-300", "sram.area=0.1", "dead.cores=3 2", "dead.channels=7",
	};
	static char *const other[] = {
		"io.input=0", "io.clocks=2", "link.stages=1", "clock=999",
		"topology=5pp(64, rows=2)", "topology=5pp(64)", "name=b",
	};
	static char *const space[2] = {"topology=edges(\"a,b\")",
				       "topology=edges(\"a, b\")"};
	char *const set[] = {"topology=5pp(64, rows=4)"};
	struct topo_files files = {0}, same_lines = {0}, other_lines = {0};
	struct arch *a = parse(HEAD BODY, set, 1), *b, *c;
	struct err e;
	size_t i;

	for (i = 0; i < sizeof(same) / sizeof(*same); i++) {
		b = arch_copy(a, &same[i], 1, &e);
		ck_assert_msg(b && arch_equal(a, NULL, b, NULL), "%s", same[i]);
		ck_assert_uint_eq(arch_hash(a, NULL), arch_hash(b, NULL));
		arch_free(b);
	}
	for (i = 0; i < sizeof(other) / sizeof(*other); i++) {
		b = arch_copy(a, &other[i], 1, &e);
		ck_assert_msg(b && !arch_equal(a, NULL, b, NULL), "%s", other[i]);
		ck_assert_uint_ne(arch_hash(a, NULL), arch_hash(b, NULL));
		arch_free(b);
	}
	b = arch_copy(a, &space[0], 1, &e);
	c = arch_copy(a, &space[1], 1, &e);
	ck_assert(!arch_equal(b, NULL, c, NULL));
	topo_files_add(&files, "a,b", "0 1\n1 0");
	topo_files_add(&same_lines, "a,b", "0 1\n1 0\n");
	topo_files_add(&other_lines, "a,b", "0 1\n1 0 x2\n");
	ck_assert(arch_equal(b, &files, b, &same_lines));
	ck_assert(!arch_equal(b, &files, b, &other_lines));
	ck_assert_uint_eq(arch_hash(b, &files), arch_hash(b, &same_lines));
	ck_assert_uint_ne(arch_hash(b, &files), arch_hash(b, &other_lines));
	ck_assert_uint_ne(arch_hash(b, &files), arch_hash(b, NULL));
	topo_files_free(&files);
	topo_files_free(&same_lines);
	topo_files_free(&other_lines);
	arch_free(b);
	arch_free(c);
	arch_free(a);
}
END_TEST

/* Lists stand in rising order; an empty one is like one left out. */
START_TEST(test_dead)
{
	char *const set[] = {"dead.cores=  12 5\t7 ", "dead.channels=2097151"};
	char *const clear[] = {"dead.cores=", "dead.channels="};
	struct arch *a = parse(HEAD BODY "\ndead.cores = 9 # one\n", NULL, 0), *b, *c;
	struct text t = {0};

	ck_assert_int_eq(a->dead_cores.n, 1);
	ck_assert_int_eq(a->dead_cores.v[0], 9);
	ck_assert_int_eq(a->dead_cores.line, LAST_LINE);
	ck_assert_int_eq(a->dead_channels.n, 0);
	b = arch_copy(a, set, 2, NULL);
	ck_assert_int_eq(b->dead_cores.n, 3);
	ck_assert_int_eq(b->dead_cores.line, 0);
	ck_assert_int_eq(a->dead_cores.n, 1);
	arch_write(b, &t);
	ck_assert_ptr_nonnull(strstr(t.s, "\ndead.cores = 5 7 12\n"
				     "dead.channels = 2097151\n"));
	text_free(&t);
	arch_write_emitted(b, &t);
	ck_assert_ptr_null(strstr(t.s, "dead"));
	text_free(&t);
	c = arch_copy(b, clear, 2, NULL);
	arch_write(c, &t);
	ck_assert_ptr_null(strstr(t.s, "dead"));
	text_free(&t);
	arch_free(a);
	arch_free(b);
	arch_free(c);
}
END_TEST

/* A copy has all that the original has, and its overrides or a refusal. */
START_TEST(test_copy)
{
	struct arch *a = parse(HEAD BODY "\nlink.stages = 3 cycle\n", NULL, 0), *b;
	char *set[] = {"link.vcs=7"}, *bad[] = {"link.vcs=33"};
	struct err e;

	b = arch_copy(a, NULL, 0, NULL);
	ck_assert(arch_equal(a, NULL, b, NULL));
	ck_assert_int_eq(a->topology_line, b->topology_line);
	arch_free(b);
	b = arch_copy(a, set, 1, &e);
	ck_assert_int_eq(b->link_vcs, 7);
	ck_assert_int_eq(b->link_stages, 3);
	arch_free(b);
	ck_assert_ptr_null(arch_copy(a, bad, 1, &e));
	ck_assert_str_eq(e.file, "--set");
	ck_assert_str_eq(e.text, "link.vcs = 33: must be 1..32");
	arch_free(a);
}
END_TEST

/* Shipped files. */
START_TEST(test_shipped)
{
	struct err e;
	char *path = check_source("arch/hermes64.arch");
	struct arch *a = arch_read(path, NULL, 0, &e);

	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	ck_assert_int_eq(a->adc_bits, 8);
	ck_assert_int_eq(a->xbar_cols, 256);
	arch_free(a);
	free(path);
	path = check_source("arch/one-layer-per-core.arch");
	a = arch_read(path, NULL, 0, &e);
	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	ck_assert_int_eq(a->xbar_rows, 576);
	ck_assert_str_eq(a->topology, "5pp(32)");
	arch_free(a);
	free(path);
	ck_assert_ptr_null(arch_read("no/such.arch", NULL, 0, &e));
	ck_assert_str_eq(e.file, "no/such.arch");
}
END_TEST

/* One line behind a good file. */
static const struct {
	const char *line;
	const char *message;
} bad_lines[] = {
	{ "link.vc = 1", "unknown key \"link.vc\" (did you mean \"link.vcs\"?)" },
	{ "colour = 1", "unknown key \"colour\"" },
	{ "= 1", "unknown key \"\"" },
	{ "adc.bits = 9 bit", "duplicate key \"adc.bits\", first on line 13" },
	{ "io.clocks = 0", "io.clocks = 0: must be 1..2" },
	{ "io.clocks = 3", "io.clocks = 3: must be 1..2" },
	{ "io.input = -2", "io.input = -2: must be -1..65535" },
	{ "io.input = 65536", "io.input = 65536: must be -1..65535" },
	{ "io.input = 1e3", "io.input = 1e3: must be -1..65535" },
	{ "io.input = 0x1", "io.input = 0x1: must be -1..65535" },
	{ "io.input =", "io.input = : must be -1..65535" },
	{ "io.input = first", "io.input = first: must be -1..65535" },
	{ "io.input = 1 node", "io.input: unit \"node\", must have none" },
	{ "link.stages = 9 cycle", "link.stages = 9: must be 0..8" },
	{ "link.stages = 99999999999999999999 cycle",
	  "link.stages = 99999999999999999999: must be 0..8" },
	{ "link.stages = 1", "link.stages: unit missing, must be \"cycle\"" },
	{ "link.stages = 1 flit", "link.stages: unit \"flit\", must be "
				  "\"cycle\"" },
	{ "link.stages = 1 cycle or two", "link.stages: unit \"cycle or two\", "
					  "must be \"cycle\"" },
	{ "sram.area = -0.1 um2/bit", "sram.area = -0.1: must be 0..1000000" },
	{ "dead.cores = 1 -2", "dead.cores: \"-2\": must be numbers 0..65535, with blanks "
	  "between" },
	{ "dead.cores = 1,2", "dead.cores: \"1,2\": must be numbers 0..65535, with blanks "
	  "between" },
	{ "dead.cores = 65536", "dead.cores: \"65536\": must be numbers 0..65535, with "
	  "blanks between" },
	{ "dead.channels = 99999999999999999999 1", "dead.channels: "
	  "\"99999999999999999999\": must be numbers 0..2097151, with blanks between" },
	{ "dead.channels = 3 4 3", "dead.channels: 3 stands twice" },
	{ "sram.area = nan um2/bit", "sram.area = nan: must be 0..1000000" },
	{ "sram.area = inf um2/bit", "sram.area = inf: must be 0..1000000" },
	{ "sram.area = 1e999 um2/bit", "sram.area = 1e999: must be 0..1000000" },
	{ "xbar.kind = optical", "xbar.kind = optical: must be analog or digital" },
	{ "xbar.kind = 1", "xbar.kind = 1: must be analog or digital" },
	{ "xbar.macs = 12", "xbar.macs = 12: must be 0..1024, a power of 2" },
	{ "xbar.macs = 4", "xbar.macs = 4: must be 0 where xbar.kind = analog" },
	{ "adc.bits", "\"adc.bits\": must be \"key = value\"" },
};

START_TEST(test_bad_line)
{
	char *text = xasprintf("%s\n%s\n", HEAD BODY, bad_lines[_i].line);
	struct err e;

	ck_assert_ptr_null(arch_parse(text, "a.arch", 1, NULL, 0, &e));
	ck_assert_str_eq(e.text, bad_lines[_i].message);
	ck_assert_str_eq(e.file, "a.arch");
	ck_assert_int_eq(e.line, LAST_LINE);
	free(text);
}
END_TEST

static const struct {
	const char *text;
	int line;
	const char *message;
} bad_files[] = {
	{ "", 1, "not a hardware file: first line must be \"imcfab-arch 1\"" },
	{ "imcfab-archer 1\n", 1,
	  "not a hardware file: first line must be \"imcfab-arch 1\"" },
	{ "imcfab-arch 2\n" BODY, 1, "version 2, this program reads version 1" },
	{ "imcfab-arch one\n", 1, "version one, this program reads version 1" },
	{ HEAD, 0, "missing key \"name\"" },
	{ HEAD "name = a\n", 0, "missing key \"topology\"" },
	{ HEAD "name = a b\n", 2, "name = a b: must be 1..64 letters, digits or "
				  "any of \"_-.\"" },
	{ HEAD "topology = # none\n", 2, "topology: value missing" },
	{ HEAD "xbar.rows = 30\n", 2, "xbar.rows = 30: must be 4..4096, a "
				      "multiple of 4" },
	{ HEAD "link.bits = 33 bit\n", 2, "link.bits = 33: must be 32..128, a power of "
	  "2" },
	{ HEAD "link.bits = 96 bit\n", 2, "link.bits = 96: must be 32..128, a power of "
	  "2" },
};

START_TEST(test_bad_file)
{
	struct err e;

	ck_assert_ptr_null(arch_parse(bad_files[_i].text, "a.arch", 1, NULL, 0,
				      &e));
	ck_assert_str_eq(e.text, bad_files[_i].message);
	ck_assert_int_eq(e.line, bad_files[_i].line);
}
END_TEST

/* A hardware text inside another file: its lines are those of that file. */
START_TEST(test_embedded)
{
	struct err e;

	ck_assert_ptr_null(arch_parse(HEAD "name = a\nname = b\n", "p", 100, NULL,
				      0, &e));
	ck_assert_int_eq(e.line, 102);
	ck_assert_str_eq(e.text, "duplicate key \"name\", first on line 101");
}
END_TEST

START_TEST(test_bad_set)
{
	char *const range[] = { "adc.bits=99" }, *const key[] = { "adc=9" };
	char *const unit[] = { "adc.bits=9 byte" };
	char *const twice[] = { "adc.bits=9", "clock=400", "adc.bits = 9 bit" };
	struct err e;

	ck_assert_ptr_null(arch_parse(HEAD BODY, "a.arch", 1, range, 1, &e));
	ck_assert_str_eq(e.file, "--set");
	ck_assert_int_eq(e.line, 0);
	ck_assert_str_eq(e.text, "adc.bits = 99: must be 2..32");
	ck_assert_ptr_null(arch_parse(HEAD BODY, "a.arch", 1, twice, 3, &e));
	ck_assert_str_eq(e.file, "--set");
	ck_assert_str_eq(e.text, "adc.bits given twice");
	ck_assert_ptr_null(arch_parse(HEAD BODY, "a.arch", 1, key, 1, &e));
	ck_assert_str_eq(e.text, "unknown key \"adc\"");
	ck_assert_ptr_null(arch_parse(HEAD BODY, "a.arch", 1, unit, 1, &e));
	ck_assert_str_eq(e.text, "adc.bits: unit \"byte\", must be \"bit\"");
}
END_TEST

/* A crossbar in logic: what it may be beside rows and columns, and the cycles of a product. */
static const struct {
	char *const set[4];
	const char *message;	/* NULL: it is taken */
} digital[] = {
	{ { "xbar.macs=8", "xbar.mvm=4113" }, NULL },
	{ { "xbar.macs=8", "xbar.mvm=65535" }, NULL },
	{ { "xbar.macs=8", "xbar.mvm=4112" },
	  "xbar.mvm = 4112: must be 4113..65535 where xbar.macs = 8" },
	{ { "xbar.macs=128", "xbar.mvm=393" }, NULL },
	{ { "xbar.macs=0", "xbar.mvm=130" }, "xbar.macs = 0: must be a power of 2, 4 or "
	  "more, that divides xbar.cols = 128 and is at most xbar.rows = 256" },
	{ { "xbar.macs=2", "xbar.mvm=65535" }, "xbar.macs = 2: must be a power of 2, 4 or "
	  "more, that divides xbar.cols = 128 and is at most xbar.rows = 256" },
	{ { "xbar.macs=256", "xbar.mvm=65535" }, "xbar.macs = 256: must be a power of 2, 4 "
	  "or more, that divides xbar.cols = 128 and is at most xbar.rows = 256" },
	{ { "xbar.macs=64", "xbar.mvm=65535", "xbar.rows=32" }, "xbar.macs = 64: must be a "
	  "power of 2, 4 or more, that divides xbar.cols = 128 and is at most xbar.rows = 32" },
	{ { "xbar.macs=4", "xbar.mvm=65535", "xbar.rows=4096" }, "xbar.macs = 4: must be "
	  "larger: 4096 rows of 128 columns take 131085 cycles, xbar.mvm is at most 65535" },
};

START_TEST(test_digital)
{
	int n = 1, i;
	char *set[4] = { "xbar.kind=digital" };
	struct text first = {0}, second = {0};
	struct arch *a, *b;
	struct err e;

	for (i = 0; i < 3 && digital[_i].set[i]; i++)
		set[n++] = digital[_i].set[i];
	a = arch_parse(HEAD BODY, "a.arch", 1, set, n, &e);
	if (digital[_i].message) {
		ck_assert_ptr_null(a);
		ck_assert_str_eq(e.text, digital[_i].message);
		return;
	}
	ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
	ck_assert_int_eq(a->xbar_kind, ARCH_DIGITAL);
	arch_write(a, &first);
	ck_assert_ptr_nonnull(strstr(first.s, "\nxbar.kind = digital\nxbar.macs = "));
	b = parse(first.s, NULL, 0);
	arch_write(b, &second);
	ck_assert_str_eq(first.s, second.s);
	arch_free(a);
	arch_free(b);
	text_free(&first);
	text_free(&second);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("arch");
	TCase *c = tcase_create("arch");

	tcase_add_test(c, test_read);
	tcase_add_test(c, test_set);
	tcase_add_test(c, test_round_trip);
	tcase_add_loop_test(c, test_digital, 0, sizeof(digital) / sizeof(*digital));
	tcase_add_test(c, test_canonical);
	tcase_add_test(c, test_dead);
	tcase_add_test(c, test_copy);
	tcase_add_test(c, test_shipped);
	tcase_add_loop_test(c, test_bad_line, 0,
			    sizeof(bad_lines) / sizeof(*bad_lines));
	tcase_add_loop_test(c, test_bad_file, 0,
			    sizeof(bad_files) / sizeof(*bad_files));
	tcase_add_test(c, test_embedded);
	tcase_add_test(c, test_bad_set);
	suite_add_tcase(suite, c);
	return suite;
}
