/* SPDX-License-Identifier: Apache-2.0 */
#include "registers.h"

#include <assert.h>
#include <ctype.h>
#include <inttypes.h>

#include "plan_text.h"

static int find_range(const struct plan_field *p, size_t member, int64_t *min,
		      int64_t *max)
{
	while (p->key && p->offset != member)
		p++;
	*min = p->min;
	*max = p->max;
	return p->key != NULL;
}

void task_field_range(const struct task_field_list *l, const struct task_field *f,
		      int64_t *min, int64_t *max)
{
	const struct plan_group *g;
	int found;

	*min = f->min;
	*max = f->max;
	if (f->value)
		return;
	found = l->of_source &&
		find_range(plan_source_fields, f->member, min, max);
	for (g = plan_task_groups; !l->of_source && !found && g->word; g++)
		found = find_range(g->field, f->member, min, max);
	assert(found);	/* else a member that a plan does not have */
	(void)found;
}

static int check_width(const struct task_field_list *l,
		       const struct task_field *f, struct err *e)
{
	int64_t min, max, low = 0, high;

	task_field_range(l, f, &min, &max);
	high = (INT64_C(1) << f->n_bits) - 1;
	if (min < 0) {
		high >>= 1;
		low = -high - 1;
	}
	if (min < low || max > high)
		return err_set(e, "", 0, "field %s: %" PRId64 "..%" PRId64
			       " does not fit in %d bits", f->name, min, max,
			       f->n_bits);
	return 0;
}

int task_fields_check(const struct task_field_list *l, struct err *e)
{
	const struct task_field *f = l->field;
	uint32_t used[TASK_REGS] = {0}, bits;
	int i;

	assert(l->n_regs <= TASK_REGS);
	for (i = 0; i < l->n; i++, f++) {
		if (f->reg < 0 || f->reg >= l->n_regs || f->at < 0 ||
		    f->n_bits < 1 || f->at + f->n_bits > 32)
			return err_set(e, "", 0, "field %s: bits %d..%d of "
				       "register %d are not there", f->name,
				       f->at, f->at + f->n_bits - 1, f->reg);
		bits = (uint32_t)((UINT64_C(1) << f->n_bits) - 1) << f->at;
		if (used[f->reg] & bits)
			return err_set(e, "", 0, "field %s: bits %d..%d of "
				       "register %d are another field's",
				       f->name, f->at, f->at + f->n_bits - 1,
				       f->reg);
		used[f->reg] |= bits;
		if (check_width(l, f, e) < 0)
			return -1;
	}
	return 0;
}

void task_fields_markdown(const struct task_field_list *l, struct text *t)
{
	const struct task_field *f = l->field;
	int64_t min, max;
	int i;

	text_add(t, "| reg | bits | field | range | meaning |\n"
		 "|---|---|---|---|---|\n");
	for (i = 0; i < l->n; i++, f++) {
		task_field_range(l, f, &min, &max);
		text_add(t, "| %d | ", f->reg);
		if (f->n_bits > 1)
			text_add(t, "%d:", f->at + f->n_bits - 1);
		text_add(t, "%d | %s | %" PRId64 "..%" PRId64 " | %s |\n",
			 f->at, f->name, min, max, f->meaning);
	}
}

static void add_parameter(struct text *t, const char *name, const char *suffix,
			  int value)
{
	text_add(t, "localparam ");
	for (; *name; name++)
		text_add(t, "%c", toupper((unsigned char)*name));
	text_add(t, "_%s = %d", suffix, value);
}

static void add_list(struct text *t, const struct task_field_list *l)
{
	const struct task_field *f = l->field;
	int i;

	for (i = 0; i < l->n; i++, f++) {
		add_parameter(t, f->name, "AT", 32 * f->reg + f->at);
		text_add(t, "; ");
		add_parameter(t, f->name, "BITS", f->n_bits);
		text_add(t, ";\n");
	}
}

/* A bit for each that belongs to a field of the n registers from `first` on, the last
 * register first. */
static void add_used(struct text *t, const char *name, int first, int n)
{
	int i;

	text_add(t, "localparam [%d:0] %s = {", 32 * n - 1, name);
	for (i = n - 1; i >= 0; i--)
		text_add(t, "32'h%08x%s", task_register_used(first + i),
			 i ? i % 6 ? ", " : ",\n    " : "};\n");
}

void task_fields_verilog(struct text *t)
{
	text_add(t,
"// SPDX-License-Identifier: Apache-2.0\n"
"//\n"
"// Fields of the task registers (docs/rtl.md) in the vector of all of them: lowest\n"
"// bit and width of each; of SRC_ fields in the SOURCE_REGS registers of a source,\n"
"// which follow each other behind the TASK_REGS of the task; and which bits are of a\n"
"// field. To be included first in a module's body.\n"
"//\n"
"// Written from gen/model/registers.c: UPDATE=1 make check TESTS=tests/check_registers\n"
"/* verilator lint_off UNUSEDPARAM */  // a module uses some of them\n");
	add_list(t, &task_fields);
	add_list(t, &source_fields);
	text_add(t, "localparam TASK_REGS = %d; localparam SOURCE_REGS = %d; "
		 "localparam ALONE_REGS = %d;\nlocalparam PLACE_BITS = %d;\n",
		 TASK_REGS, SOURCE_REGS, ALONE_REGS, PLACE_BITS);
	add_used(t, "TASK_USED", 0, TASK_REGS);
	add_used(t, "SOURCE_USED", TASK_REGS, SOURCE_REGS);
	text_add(t, "/* verilator lint_on UNUSEDPARAM */\n");
}
