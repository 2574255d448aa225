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

/* Tasks that read the input or make the output sit there. */
static void keep_ends(const struct site *s, int far, struct embed_problem *p)
{
	int *list = xcalloc(s->t->graph->n_nodes, sizeof(*list)), n;

	for (int is_input = 0; is_input < 2; is_input++) {
		n = beside(s, is_input, far, list);
		for (int i = 0; i < s->f->n_streams; i++) {
			const struct flow_stream *st = &s->f->stream[i];

			for (int d = 0; d < st->n_dests; d++) {
				if (is_input && st->src == FLOW_EDGE && st->dest[d] >= 0)
					embed_set_at(p, st->dest[d], list, n);
				if (!is_input && st->dest[d] == FLOW_EDGE && st->src >= 0)
					embed_set_at(p, st->src, list, n);
			}
		}
	}
	free(list);
}

static struct embed_problem *problem_of(const struct site *s)
{
	struct embed_problem *p = embed_on(s->t);

	for (int i = 0; i < p->n_cores; i++)
		p->dead[i] = 1;
	for (int i = 0; i < s->n_cores; i++)
		p->dead[s->core[i]] = 0;
	embed_add_flow(p, s->f);
	return p;
}

enum { AT, BESIDE, ANYWHERE };

static int try_ends(const struct site *s, int ends, int *node)
{
	const struct embed_options o = {.brief = 1};
	struct embed_problem *p = problem_of(s);
	struct embed_result r;
	int found;

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
