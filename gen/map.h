/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_H
#define MAP_H

#include "plan.h"

/*
 * Placement: which core runs which task. A strategy is one file and one row in
 * the table of map.c; `imcfab check` judges the result whoever made it.
 */
struct map_strategy {
	const char *name;
	const char *what;	/* half a line for --help */
	/* Fills node[n_tasks], every node at most once; there are enough. */
	int (*place)(const struct plan *p, int *node, struct err *e);
};

/* The table; ends with a row without a name. */
extern const struct map_strategy map_strategies[];

/* Places the tasks of `p` by the strategy `name` (NULL: the first of the table)
 * into p->task[].node. 0, or -1 and *e, also where cores are too few. */
int map_place(struct plan *p, const char *name, struct err *e);

/* Members. */
int map_order(const struct plan *p, int *node, struct err *e);

#endif
