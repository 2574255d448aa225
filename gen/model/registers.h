/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REGISTERS_H
#define REGISTERS_H

#include "plan.h"

/*
 * The task registers of a tile: one list of fields says where each field stands,
 * how its value comes out of a task, and what it means. From it come the words of
 * the programming stream, the table in docs/rtl.md and rtl_templates/imc_task.vh,
 * by which the Verilog modules find the fields.
 */
#define TASK_REGS 18

struct task_field {
	const char *name;	/* in Verilog NAME_AT and NAME_BITS */
	int reg;		/* register, 0 .. TASK_REGS-1 */
	int at, n_bits;		/* lowest bit in the register, width */
	/* Value: a member of struct plan_task, whose range is the plan's
	 * (plan_text.h), or computed, then min..max is its range. A field whose
	 * min is negative is two's complement. */
	size_t member;
	int64_t (*value)(const struct plan_task *k);
	int64_t min, max;
	const char *meaning;	/* Markdown */
};
extern const struct task_field task_fields[];
extern const int n_task_fields;

/* The registers of a task; bits without a field are 0. The task is one that
 * plan_validate accepts. */
void task_registers(const struct plan_task *k, uint32_t reg[TASK_REGS]);

/* Range of a field, of the plan where the field is a member of a task. */
void task_field_range(const struct task_field *f, int64_t *min, int64_t *max);

/* 0 if the fields do not overlap, lie in their registers and are wide enough for
 * their ranges, else -1 and *e. */
int task_fields_check(const struct task_field *f, int n, struct err *e);

/* The list as a table in Markdown, and as parameters in Verilog. */
void task_fields_markdown(struct text *t);
void task_fields_verilog(struct text *t);

#endif
