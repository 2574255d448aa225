/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/registers.h"
#include "base/file.h"
#include "main.h"

/*
 * The list of task registers: its fields have room, and docs/rtl.md and the Verilog
 * header are what it writes. UPDATE=1 writes them anew.
 */

START_TEST(test_fields)
{
	struct err e;

	ck_assert_msg(task_fields_check(&task_fields, &e) == 0, "%s", e.text);
	ck_assert_msg(task_fields_check(&source_fields, &e) == 0, "%s", e.text);
}
END_TEST

static int64_t none(const struct plan_task *k, int source)
{
	(void)k;
	(void)source;
	return 0;
}

/* Two good fields, of which each case spoils the second. */
static const struct bad {
	struct task_field field;
	const char *text;
} bad[] = {
	{ { "b", 1, 8, 8, 0, none, 0, 255, "" }, NULL },
	{ { "b", 1, 7, 8, 0, none, 0, 255, "" },
	  "field b: bits 7..14 of register 1 are another field's" },
	{ { "b", 1, 8, 8, 0, none, 0, 256, "" },
	  "field b: 0..256 does not fit in 8 bits" },
	{ { "b", 1, 8, 8, 0, none, -1, 128, "" },
	  "field b: -1..128 does not fit in 8 bits" },
	{ { "b", 1, 8, 8, 0, none, -128, 127, "" }, NULL },
	{ { "b", 1, 8, 12, offsetof(struct plan_task, in_w), NULL, 0, 0, "" },
	  "field b: 1..4096 does not fit in 12 bits" },
	{ { "b", 1, 25, 8, 0, none, 0, 1, "" },
	  "field b: bits 25..32 of register 1 are not there" },
	{ { "b", TASK_REGS, 0, 8, 0, none, 0, 1, "" },
	  "field b: bits 0..7 of register 16 are not there" },
	{ { "b", 0, 0, 32, 0, none, 0, UINT32_MAX, "" }, NULL },
};

START_TEST(test_bad_fields)
{
	struct task_field f[2] = {
		{ "a", 1, 0, 8, 0, none, 0, 255, "" }, bad[_i].field
	};
	struct task_field_list l = { f, 2, TASK_REGS, 0 };
	struct err e;
	int r = task_fields_check(&l, &e);

	ck_assert_int_eq(r, bad[_i].text ? -1 : 0);
	if (r < 0)
		ck_assert_str_eq(e.text, bad[_i].text);
}
END_TEST

static void holds(const char *path, const char *begin, const char *end,
		  const struct text *want)
{
	check_holds(path, begin, end, want, "gen/model/registers.c");
}

START_TEST(test_docs)
{
	struct text t = {0};

	task_fields_markdown(&task_fields, &t);
	holds("docs/rtl.md", "<!-- task registers -->\n",
	      "<!-- end of task registers -->\n", &t);
	text_free(&t);
	task_fields_markdown(&source_fields, &t);
	holds("docs/rtl.md", "<!-- source registers -->\n",
	      "<!-- end of source registers -->\n", &t);
	text_free(&t);
}
END_TEST

START_TEST(test_verilog)
{
	struct text t = {0};

	task_fields_verilog(&t);
	holds("rtl_templates/imc_task.vh", "", "", &t);
	text_free(&t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("registers");
	TCase *c = tcase_create("registers");

	tcase_add_test(c, test_fields);
	tcase_add_loop_test(c, test_bad_fields, 0, sizeof(bad) / sizeof(*bad));
	tcase_add_test(c, test_docs);
	tcase_add_test(c, test_verilog);
	suite_add_tcase(s, c);
	return s;
}
