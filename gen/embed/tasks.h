/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMBED_TASKS_H
#define EMBED_TASKS_H

#include "embed.h"
#include "model/flow.h"
#include "topo/topo.h"

/* Where tasks and cores of a problem come from. */

/* A problem without tasks on the cores and channels of a topology; its nodes without a
 * core count as dead. The caller adds tasks and calls embed_finish. */
struct embed_problem *embed_on(const struct topo *t);

/* Tasks and streams of a flow; a stream of several readers is one pair each. Task t of
 * the problem is task t of the flow. */
void embed_add_flow(struct embed_problem *p, const struct flow *f);

/* Tasks that read the flow's input (is_input), or make its output, may sit on these cores
 * only, ascending. The flow is the one added first. */
void embed_set_ends(struct embed_problem *p, const struct flow *f, int is_input,
		    const int *core, int n);

/* A list of streams as text: a line "A B" for each, tasks being words without a comma,
 * semicolon or "->", numbered as they come; "A" alone is a task; "#" begins a comment. -1 and *e. */
int embed_add_list(struct embed_problem *p, const char *text, const char *path,
		   struct err *e);

#endif
