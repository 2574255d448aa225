/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

#include <stdlib.h>

#include "embed/tasks.h"

/* The core of the fabric's input or output, and with `far` those one channel away. */
static int beside(const struct site *s, int is_input, int far, int *list)
{
	const struct graph *g = s->t->graph;
	char *near = xcalloc(g->n_nodes, 1);
	int n = 0, node = is_input ? s->in : s->out;

	near[node] = 1;
	for (int i = 0; far && i < g->n_edges; i++)
		if ((is_input ? g->tail : g->head)[i] == node)
			near[(is_input ? g->head : g->tail)[i]] = 1;
	for (int i = 0; i < s->n_cores; i++)
		if (near[s->core[i]])
			list[n++] = s->core[i];
	free(near);
	return n;
}

/* The tasks at the ends of the network sit there. */
static void keep_ends(const struct site *s, int far, struct embed_problem *p)
{
	int *list = xcalloc(s->t->graph->n_nodes, sizeof(*list));

	for (int is_input = 0; is_input < 2; is_input++)
		embed_set_ends(p, s->f, is_input, list, beside(s, is_input, far, list));
	free(list);
}

enum { AT, BESIDE, ANYWHERE };

static int try_ends(const struct site *s, int ends, int *node)
{
	const struct embed_options o = {.brief = 1};
	struct embed_problem *p = embed_on(s->t);
	struct embed_result r;
	int found;

	embed_add_flow(p, s->f);
	if (ends != ANYWHERE)
		keep_ends(s, ends == BESIDE, p);
	embed_finish(p);
	embed_solve(p, &o, &r);
	found = r.answer == EMBED_YES;
	for (int t = 0; t < s->f->n_tasks; t++)
		node[t] = found ? r.place[t] : -1;
	embed_result_free(&r);
	embed_problem_free(p);
	return found;
}

/* With the ends as near to the fabric's as can be. A brief look, so that the answer is the
 * same on every machine; `imcfab embed` looks longer. */
void map_embed(const struct site *s, const struct map_effort *e, int *node)
{
	(void)e;
	for (int ends = AT; ends <= ANYWHERE && !try_ends(s, ends, node); ends++)
		;
}
