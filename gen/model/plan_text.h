/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_TEXT_H
#define PLAN_TEXT_H

#include "plan.h"

/*
 * The text form of a plan, for the plan's own files only. A line is a
 * word and key=value fields in a fixed order; a table says for each field where
 * it lives and what it may be, so writer and reader cannot disagree.
 */
struct plan_field {
	const char *key;	/* NULL ends a table */
	size_t offset;		/* of an int (or int64_t where wide) in the record */
	int64_t min, max;
	const char *minus;	/* how -1 is written, NULL: as -1 */
	const char *const *names;	/* how 0, 1, ... are written, NULL: as numbers */
	int wide;		/* int64_t instead of int */
};

struct plan_group {
	const char *word;	/* NULL ends a table */
	const struct plan_field *field;
};

/* A hop as written: with both ends of its channel, for the human reader. */
struct plan_hop_text {
	struct plan_hop hop;
	int tail, head;
};

extern const struct plan_group plan_task_groups[];	/* lines of a task */
extern const struct plan_field plan_source_fields[];
extern const struct plan_field plan_image_fields[];	/* of struct plan */
extern const struct plan_field plan_timing_fields[];	/* of struct plan */
extern const struct plan_field plan_stream_fields[];
extern const struct plan_field plan_dest_fields[];
extern const struct plan_field plan_hop_fields[];	/* of plan_hop_text */

/* One column's constants. */
struct plan_column {
	int bias, mult, shift, skip_mult, leak_mult;
};
#define PLAN_TABLE_ROW 16	/* values of a line of a table */
extern const struct plan_field plan_column_fields[];

/* Where tasks and streams begin in the text, for messages; NULL: nowhere. */
struct plan_lines {
	const char *path;
	const int *task, *stream;
};

/* Checks what a plan alone can tell: ranges, shapes, indices, contiguous hops, that
 * streams bring what their readers take and no task waits for itself. 0, or -1 and
 * *e. */
int plan_validate(const struct plan *p, const struct plan_lines *at,
		  struct err *e);

#endif
