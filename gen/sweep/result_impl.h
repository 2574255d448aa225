/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SWEEP_RESULT_IMPL_H
#define SWEEP_RESULT_IMPL_H

#include "result.h"

/* Private to gen/sweep. */

int sweep_figure_is_text(int i);
int sweep_figure_find(const char *name);	/* -1: none */

/* Text, "" where it is not known. The caller frees. */
char *sweep_figure_value(const struct compare_row *row, const struct sweep_extra *x, int i);

/* Texts of results.csv, front.csv (of the front alone) and sweep.json. */
void sweep_csv(const struct sweep_table *t, int of_front, struct text *out);
void sweep_json(const struct sweep_table *t, struct text *out);

/* Of an object's members: each key of an axis with the point's value. */
void sweep_json_axes(const struct sweep *s, const struct sweep_point *p, const char *indent,
		     struct text *t);

#endif
