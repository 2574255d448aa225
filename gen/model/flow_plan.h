/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FLOW_PLAN_H
#define FLOW_PLAN_H

#include "flow.h"
#include "plan.h"

/* The flow of a lowered plan: task t and stream s are those of the plan, readers
 * in the order of its dest[]. Nodes and hops are not looked at. The caller frees. */
struct flow *flow_of_plan(const struct plan *p);

/* Cycles from output pixel to output pixel of a core that reads so many words for one and
 * passes so many columns of a product: its stages overlap, so it is the slowest of
 * product, reading the window and passing the columns (docs/rtl.md, cycles of a core). */
int64_t flow_product_cycles(const struct arch *a, int64_t words, int64_t columns,
			    int is_reduced);

/* Cycles a task needs for one output pixel where its streams do not make it wait. */
int64_t flow_pixel_cycles(const struct plan *p, const struct plan_task *k);

#endif
