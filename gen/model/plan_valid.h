/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_VALID_H
#define PLAN_VALID_H

#include "plan_text.h"

/* What is being looked at, so that every refusal can say where: between the files of
 * plan_validate only. */
struct look {
	const struct plan *p;
	const struct plan_lines *at;
	struct err *e;
};

static inline int task_line(const struct look *l, int t)
{
	return l->at && l->at->task ? l->at->task[t] : 0;
}

static inline int stream_line(const struct look *l, int s)
{
	return l->at && l->at->stream ? l->at->stream[s] : 0;
}

static inline const char *where(const struct look *l)
{
	return l->at ? l->at->path : "";
}

/* A task by itself: ranges, shapes, sources, values, its place. */
int plan_valid_task(const struct look *l, int t);

#endif
