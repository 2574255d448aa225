/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REGISTERS_H
#define REGISTERS_H

#include "plan.h"

/*
 * The task registers of a tile: two lists of fields, of the task and of a source of its
 * activations, say where each field stands, how its value comes out of a task, and what
 * it means. From them come the words of the programming stream, the tables in
 * docs/rtl.md and rtl_templates/imc_task.vh, by which the Verilog modules find the
 * fields. The registers of source s begin at TASK_REGS + s * SOURCE_REGS.
 */
#define TASK_REGS 16
#define SOURCE_REGS 6
#define ALONE_REGS 3	/* of a source that a core reads which has no other */
#define PLACE_BITS 24	/* of a place of a word, modulo; twice PLAN_MAX_PLACES and sign */

struct task_field {
	const char *name;	/* in Verilog NAME_AT and NAME_BITS */
	int reg;		/* register of its list, from 0 */
	int at, n_bits;		/* lowest bit in the register, width */
	/* Value: a member of struct plan_task or struct plan_source, whose range is
	 * the plan's (plan_text.h), or computed, then min..max is its range. A field
	 * whose min is negative is two's complement; a place is modulo its width. */
	size_t member;
	int64_t (*value)(const struct plan_task *k, int source);
	int64_t min, max;
	const char *meaning;	/* Markdown */
};

struct task_field_list {
	const struct task_field *field;
	int n;
	int n_regs;
	int of_source;	/* members are those of struct plan_source */
};
extern const struct task_field_list task_fields, source_fields;

/* The registers of a task, task_n_registers(k->n_sources) of them; bits without a
 * field are 0. The task is one that plan_validate accepts. */
void task_registers(const struct plan_task *k, uint32_t *reg);
int task_n_registers(int n_sources);
/* Bits of register i of a task that belong to a field. */
uint32_t task_register_used(int i);
/* Of those, the registers that hardware with so many sources has. */
int task_n_read(int n_sources);

/* Range of a field, of the plan where the field is a member. */
void task_field_range(const struct task_field_list *l, const struct task_field *f,
		      int64_t *min, int64_t *max);

/* 0 if the fields do not overlap, lie in their registers and are wide enough for
 * their ranges, else -1 and *e. */
int task_fields_check(const struct task_field_list *l, struct err *e);

/* A list as a table in Markdown; both as parameters in Verilog. */
void task_fields_markdown(const struct task_field_list *l, struct text *t);
void task_fields_verilog(struct text *t);

#endif
