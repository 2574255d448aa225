/* SPDX-License-Identifier: Apache-2.0 */
#include "control.h"

#include <ctype.h>
#include <string.h>

static const char update[] = "UPDATE=1 make check TESTS=tests/check_control";

static void add_upper(struct text *t, const char *s)
{
	for (; *s; s++)
		text_add(t, "%c", toupper((unsigned char)*s));
}

static void add_bits(struct text *t, const struct control_field *f)
{
	if (f->n_bits > 1)
		text_add(t, "%d:", f->at + f->n_bits - 1);
	text_add(t, "%d", f->at);
}

void control_markdown(struct text *t)
{
	const struct control_register *r = control_register;
	const struct control_field *f;
	int i;

	text_add(t, "| address | name | access | bits | field | meaning |\n"
		 "|---|---|---|---|---|---|\n");
	for (i = 0; i < control_n_registers; i++, r++) {
		text_add(t, "| 0x%02X", (unsigned)r->address);
		if (r->n_words > 1)
			text_add(t, "..0x%02X", (unsigned)control_end(r) - 4);
		text_add(t, " | %s | %s | | | %s |\n", r->name,
			 control_access_name(r->access), r->meaning);
		for (f = r->field; f < r->field + r->n_fields; f++) {
			text_add(t, "| | | | ");
			add_bits(t, f);
			text_add(t, " | %s | %s |\n", f->name, f->meaning);
		}
	}
}

void control_answers_markdown(struct text *t)
{
	const struct control_answer *a = control_answer;
	int i;

	text_add(t, "| access | answer | effect |\n|---|---|---|\n");
	for (i = 0; i < control_n_answers; i++, a++)
		text_add(t, "| %s | %s | %s |\n", a->access,
			 a->response == CONTROL_OKAY ? "OKAY" : "SLVERR", a->effect);
}

void control_verilog(struct text *t)
{
	const struct control_register *r = control_register;
	int i;

	text_add(t,
"// SPDX-License-Identifier: Apache-2.0\n"
"//\n"
"// Control registers (docs/rtl.md): number of each, address / 4. Included by imc_ctrl.\n"
"//\n"
"// Written from gen/model/control.c: %s\n", update);
	text_add(t, "localparam [31:0] ID = 32'h%08X;\n", CONTROL_ID);
	text_add(t, "localparam [31:0] VERSION = {16'd%d, 16'd%d};\n",
		 CONTROL_VERSION_MAJOR, CONTROL_VERSION_MINOR);
	for (i = 0; i < control_n_registers; i++, r++)
		text_add(t, "localparam [5:0] REG_%s = 6'd%d;\n", r->name,
			 r->address / 4);
}

/* Markdown as a comment: the marks of code go. */
static void add_plain(struct text *t, const char *s)
{
	for (; *s; s++)
		if (*s != '`')
			text_add(t, "%c", *s);
}

static uint32_t mask(const struct control_field *f)
{
	return (uint32_t)((UINT64_C(1) << f->n_bits) - 1);
}

static void c_register(struct text *t, const struct control_register *r)
{
	const struct control_field *f;

	text_add(t, "\n/* %s: ", control_access_name(r->access));
	add_plain(t, r->meaning);
	text_add(t, ". */\n#define IMCFAB_%s 0x%02Xu\n", r->name,
		 (unsigned)r->address);
	if (r->n_words > 1)
		text_add(t, "#define IMCFAB_%s_WORDS %du\t/* as many, one behind the other */\n",
			 r->name, r->n_words);
	for (f = r->field; f < r->field + r->n_fields; f++) {
		if (f->n_bits == 32)
			continue;
		text_add(t, "#define IMCFAB_%s_", r->name);
		add_upper(t, f->name);
		if (f->n_bits == 1) {
			text_add(t, " 0x%Xu\t/* ", 1u << f->at);
		} else {
			text_add(t, "_AT %d\n#define IMCFAB_%s_", f->at, r->name);
			add_upper(t, f->name);
			text_add(t, "_MASK 0x%Xu\t/* behind the shift: ", mask(f));
		}
		add_plain(t, f->meaning);
		text_add(t, " */\n");
	}
}

void control_c_header(struct text *t)
{
	int i;

	text_add(t,
"/* SPDX-License-Identifier: Apache-2.0 */\n"
"#ifndef IMCFAB_REGISTERS_H\n"
"#define IMCFAB_REGISTERS_H\n\n"
"/*\n"
" * Control registers of a fabric: byte addresses at its AXI4-Lite port, words of 32 bits,\n"
" * and their fields. A field of one bit is its mask; a wider one has the lowest bit (_AT) and\n"
" * the mask behind a shift by that (_MASK); one that is the whole word has neither.\n"
" *\n"
" * Printed by `imcfab registers --format c`, from the list in gen/model/control.c.\n"
" */\n\n"
"#define IMCFAB_ID_VALUE 0x%08Xu\n"
"#define IMCFAB_VERSION_MAJOR_VALUE %du\n"
"#define IMCFAB_VERSION_MINOR_VALUE %du\n"
"#define IMCFAB_RESP_OKAY %du\n"
"#define IMCFAB_RESP_SLVERR %du\n", CONTROL_ID, CONTROL_VERSION_MAJOR,
		 CONTROL_VERSION_MINOR, CONTROL_OKAY, CONTROL_SLVERR);
	for (i = 0; i < control_n_registers; i++)
		c_register(t, &control_register[i]);
	text_add(t, "\n#endif\n");
}

static void json_register(struct text *t, const struct control_register *r)
{
	const struct control_field *f;
	const char *comma = "";

	text_add(t, "    {\"name\": \"%s\", \"address\": %d, \"words\": %d, \"access\": \"%s\", "
		 "\"meaning\": \"%s\", \"fields\": [", r->name, r->address,
		 r->n_words, control_access_name(r->access), r->meaning);
	for (f = r->field; f < r->field + r->n_fields; f++) {
		text_add(t, "%s\n      {\"name\": \"%s\", \"lowest_bit\": %d, "
			 "\"bits\": %d, \"meaning\": \"%s\"}", comma, f->name,
			 f->at, f->n_bits, f->meaning);
		comma = ",";
	}
	text_add(t, "]}");
}

/* No text of the list has a character that JSON or SystemRDL escapes; its test looks. */
static void control_json(struct text *t)
{
	const struct control_answer *a = control_answer;
	int i;

	text_add(t, "{\n  \"format\": \"imcfab-registers\", \"version\": 1,\n"
		 "  \"id\": %u, \"major\": %d, \"minor\": %d, \"bytes\": %d,\n"
		 "  \"registers\": [\n", CONTROL_ID, CONTROL_VERSION_MAJOR,
		 CONTROL_VERSION_MINOR, CONTROL_BYTES);
	for (i = 0; i < control_n_registers; i++) {
		json_register(t, &control_register[i]);
		text_add(t, "%s\n", i < control_n_registers - 1 ? "," : "");
	}
	text_add(t, "  ],\n  \"answers\": [\n");
	for (i = 0; i < control_n_answers; i++, a++)
		text_add(t, "    {\"access\": \"%s\", \"response\": %d, "
			 "\"effect\": \"%s\"}%s\n", a->access, a->response,
			 a->effect, i < control_n_answers - 1 ? "," : "");
	text_add(t, "  ]\n}\n");
}

static void rdl_register(struct text *t, const struct control_register *r)
{
	static const char *const sw[] = {"r", "w", "rw", "rw; default onwrite = woclr"};
	static const char *const hw[] = {"w", "r", "r", "w"};
	const struct control_field *f;

	text_add(t, "  reg {\n    name = \"%s\";\n    desc = \"%s\";\n"
		 "    default sw = %s;\n    default hw = %s;\n", r->name,
		 r->meaning, sw[r->access], hw[r->access]);
	for (f = r->field; f < r->field + r->n_fields; f++)
		text_add(t, "    field { desc = \"%s\"; } f_%s[%d:%d];\n",
			 f->meaning, f->name, f->at + f->n_bits - 1, f->at);
	text_add(t, "  } %s", r->name);
	if (r->n_words > 1)
		text_add(t, "[%d]", r->n_words);
	text_add(t, " @ 0x%02X;\n", (unsigned)r->address);
}

static void control_rdl(struct text *t)
{
	int i;

	text_add(t, "// Control registers of a fabric of imcfab, SystemRDL 2.0.\n"
		 "addrmap imcfab_control {\n  name = \"imcfab control\";\n"
		 "  default regwidth = 32;\n  default accesswidth = 32;\n");
	for (i = 0; i < control_n_registers; i++)
		rdl_register(t, &control_register[i]);
	text_add(t, "};\n");
}

static const struct form {
	const char *name, *summary;
	void (*write)(struct text *t);
} form[] = {
	{"c", "a header for C, as sw/imcfab_registers.h", control_c_header},
	{"json", "one object, docs/formats.md", control_json},
	{"rdl", "SystemRDL 2.0", control_rdl},
	{"md", "a table in Markdown", control_markdown},
	{NULL, NULL, NULL},
};

const char *control_form_name(int i)
{
	return form[i].name;
}

const char *control_form_summary(int i)
{
	return form[i].summary;
}

void control_form_write(int i, struct text *t)
{
	form[i].write(t);
}
