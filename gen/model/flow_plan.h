/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FLOW_PLAN_H
#define FLOW_PLAN_H

#include "flow.h"
#include "plan.h"

/* The flow of a lowered plan: task t and stream s are those of the plan, readers
 * in the order of its dest[]. Nodes and hops are not looked at. The caller frees. */
struct flow *flow_of_plan(const struct plan *p);

#endif
