/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "model/control.h"

/*
 * The list of control registers: it is in order, and docs/rtl.md, the Verilog header and
 * the C header are what it writes. UPDATE=1 writes them anew.
 */

START_TEST(test_list)
{
	struct err e;

	ck_assert_msg(control_check(control_register, control_n_registers, &e) == 0,
		      "%s", e.text);
	ck_assert_ptr_eq(control_at(0x07), &control_register[1]);
	ck_assert_ptr_null(control_at(0xFC));
	ck_assert_ptr_eq(control_at(0x80), control_at(0xBF));
	ck_assert_str_eq(control_at(0x80)->name, "STATE");
	ck_assert_ptr_null(control_at(0xC0));
}
END_TEST

/* The second of two registers is spoilt. */
START_TEST(test_bad_list)
{
	static const struct control_field good[] = {{"a", 0, 8, ""}, {"b", 8, 24, ""}};
	static const struct control_field overlap[] = {{"a", 0, 8, ""}, {"b", 7, 8, ""}};
	static const struct control_field high[] = {{"a", 0, 8, ""}, {"b", 8, 25, ""}};
	static const struct control_field none[] = {{"a", 0, 8, ""}, {"b", 8, 0, ""}};
	static const struct {
		int address;
		const struct control_field *field;
		const char *text;
		int n_more[2];	/* words behind the two */
	} bad[] = {
		{4, good, NULL, {0}}, {252, good, NULL, {0}},
		{4, overlap, "register R: field b: bits 7..14 ", {0}},
		{4, high, "register R: field b: bits 8..32 ", {0}},
		{4, none, "register R: field b: bits 8..7 ", {0}},
		{0, good, "register R: address 0x0 ", {0}},
		{6, good, "register R: address 0x6 ", {0}},
		{256, good, "register R: address 0x100 ", {0}},
		{8, good, NULL, {1, 61}},
		{8, good, "register R: address 0x8 ", {0, 62}},
		{8, good, "register R: address 0x8 ", {2, 0}},
	};
	struct control_register r[2] = {
		{"Q", 0, CONTROL_RO, 1, good, 2, ""}, {"R", 0, CONTROL_RO, 1, NULL, 2, ""},
	};
	struct err e;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		r[1].address = bad[i].address;
		r[1].field = bad[i].field;
		r[0].n_words = 1 + bad[i].n_more[0];
		r[1].n_words = 1 + bad[i].n_more[1];
		ck_assert_int_eq(control_check(r, 2, &e), bad[i].text ? -1 : 0);
		if (bad[i].text)
			ck_assert_msg(!strncmp(e.text, bad[i].text, strlen(bad[i].text)),
				      "%s", e.text);
	}
}
END_TEST

static void holds(const char *path, const char *begin, const char *end,
		  void (*write)(struct text *t))
{
	struct text want = {0};

	write(&want);
	check_holds(path, begin, end, &want, "gen/model/control.c");
	text_free(&want);
}

START_TEST(test_written)
{
	holds("docs/rtl.md", "<!-- control registers -->\n",
	      "<!-- end of control registers -->\n", control_markdown);
	holds("docs/rtl.md", "<!-- control answers -->\n",
	      "<!-- end of control answers -->\n", control_answers_markdown);
	holds("rtl_templates/imc_control.vh", "", "", control_verilog);
	holds("sw/imcfab_registers.h", "", "", control_c_header);
}
END_TEST

static void write_form(const char *name, struct text *t)
{
	int i;

	for (i = 0; strcmp(control_form_name(i), name); i++)
		;
	control_form_write(i, t);
}

static json_int_t number(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	ck_assert(json_is_integer(v));
	return json_integer_value(v);
}

static void check_fields(const struct control_register *r, const json_t *fields)
{
	const json_t *f;
	int i;

	ck_assert_uint_eq(json_array_size(fields), (size_t)r->n_fields);
	for (i = 0; i < r->n_fields; i++) {
		f = json_array_get(fields, (size_t)i);
		ck_assert_str_eq(json_string_value(json_object_get(f, "name")),
				 r->field[i].name);
		ck_assert_int_eq(number(f, "lowest_bit"), r->field[i].at);
		ck_assert_int_eq(number(f, "bits"), r->field[i].n_bits);
		ck_assert_str_eq(json_string_value(json_object_get(f, "meaning")),
				 r->field[i].meaning);
	}
}

/* The JSON is read back as the list; so no text of it needs an escape. */
START_TEST(test_json)
{
	struct text t = {0};
	const struct control_register *r = control_register;
	json_t *root;
	const json_t *list, *o;
	json_error_t why;
	int i;

	write_form("json", &t);
	root = json_loads(t.s, JSON_REJECT_DUPLICATES, &why);
	ck_assert_msg(root != NULL, "%d: %s", why.line, why.text);
	list = json_object_get(root, "registers");
	ck_assert_uint_eq(json_array_size(list), (size_t)control_n_registers);
	for (i = 0; i < control_n_registers; i++, r++) {
		o = json_array_get(list, (size_t)i);
		ck_assert_str_eq(json_string_value(json_object_get(o, "name")), r->name);
		ck_assert_int_eq(number(o, "address"), r->address);
		ck_assert_int_eq(4 * number(o, "words"), control_end(r) - r->address);
		ck_assert_str_eq(json_string_value(json_object_get(o, "access")),
				 control_access_name(r->access));
		ck_assert_str_eq(json_string_value(json_object_get(o, "meaning")),
				 r->meaning);
		check_fields(r, json_object_get(o, "fields"));
	}
	list = json_object_get(root, "answers");
	ck_assert_uint_eq(json_array_size(list), (size_t)control_n_answers);
	json_decref(root);
	text_free(&t);
}
END_TEST

/* Of SystemRDL the registers and fields in their places. */
START_TEST(test_rdl)
{
	const struct control_register *r;
	const struct control_field *f;
	struct text t = {0};
	char *line, *at;
	int i;

	write_form("rdl", &t);
	at = t.s;
	for (i = 0; i < control_n_registers; i++) {
		r = &control_register[i];
		for (f = r->field; f < r->field + r->n_fields; f++) {
			line = xasprintf("\"%s\"; } f_%s[%d:%d];\n", f->meaning, f->name,
					 f->at + f->n_bits - 1, f->at);
			at = strstr(at, line);
			ck_assert_msg(at != NULL, "no %s", line);
			free(line);
		}
		line = r->n_words > 1 ?
			xasprintf("  } %s[%d] @ 0x%02X;\n", r->name, r->n_words,
				  (unsigned)r->address) :
			xasprintf("  } %s @ 0x%02X;\n", r->name, (unsigned)r->address);
		at = strstr(at, line);
		ck_assert_msg(at != NULL, "no %s", line);
		free(line);
	}
	text_free(&t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("control");
	TCase *c = tcase_create("control");

	tcase_add_test(c, test_list);
	tcase_add_test(c, test_bad_list);
	tcase_add_test(c, test_written);
	tcase_add_test(c, test_json);
	tcase_add_test(c, test_rdl);
	suite_add_tcase(s, c);
	return s;
}
