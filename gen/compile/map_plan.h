/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_PLAN_H
#define MAP_PLAN_H

#include "map.h"
#include "model/plan.h"

/* The placement and the trees of a plan, as map_flow gives them. Free with map_free. */
void map_of_plan(const struct plan *p, struct map *m);

#endif
