/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONTROL_H
#define CONTROL_H

#include <stdint.h>

#include "base/util.h"

/*
 * The control registers of a fabric, at its AXI4-Lite port: one list of their addresses,
 * access, fields and answers. From it come the tables in docs/rtl.md and in the README
 * of an emitted fabric, rtl_templates/imc_control.vh, by which imc_ctrl decodes
 * addresses, sw/imcfab_registers.h, and what `imcfab registers` prints.
 */
#define CONTROL_ID 0x494D4346u	/* value of ID, "IMCF" */
#define CONTROL_VERSION_MAJOR 1	/* another one: a driver of this one does not fit */
#define CONTROL_VERSION_MINOR 2	/* higher: registers or bits more, none other */
#define CONTROL_BYTES 256	/* of addresses */
#define CONTROL_STATE_WORDS 16	/* of register STATE */

enum control_access {
	CONTROL_RO, CONTROL_WO, CONTROL_RW,
	CONTROL_W1C	/* read, and a 1 that is written clears its bit */
};

struct control_field {
	const char *name;	/* lower case */
	int at, n_bits;		/* lowest bit, width */
	const char *meaning;	/* Markdown */
};

struct control_register {
	const char *name;	/* upper case */
	int address;		/* byte, a multiple of 4 */
	enum control_access access;
	int n_words;	/* from there on that are alike, mostly 1 */
	const struct control_field *field;	/* [n_fields], the lowest first; bits
						 * without one are 0 when read */
	int n_fields;
	const char *meaning;	/* Markdown */
};

extern const struct control_register control_register[];
extern const int control_n_registers;

/* First byte behind a register. */
int control_end(const struct control_register *r);

/* The register at a byte address, whose bits 1:0 do not count, or NULL. */
const struct control_register *control_at(int address);

/* "RO" ... */
const char *control_access_name(enum control_access a);

/* 0 if addresses and fields are in order, do not overlap and are there, else -1 and
 * *e. */
int control_check(const struct control_register *r, int n, struct err *e);

/* What an access is answered with, in an order in which the first that applies does. */
enum control_response { CONTROL_OKAY = 0, CONTROL_SLVERR = 2 };

struct control_answer {
	const char *access;	/* Markdown, the condition */
	enum control_response response;
	const char *effect;	/* Markdown */
};
extern const struct control_answer control_answer[];
extern const int control_n_answers;

/* The list in a form: control_form_name(0..), NULL
 * behind the last; control_form_write appends the form of that number. */
const char *control_form_name(int i);
const char *control_form_summary(int i);
void control_form_write(int i, struct text *t);

/* Two of these, and Verilog. */
void control_markdown(struct text *t);	/* table of registers */
void control_answers_markdown(struct text *t);
void control_c_header(struct text *t);
void control_verilog(struct text *t);

#endif
