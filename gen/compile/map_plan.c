/* SPDX-License-Identifier: Apache-2.0 */
#include "map_plan.h"

static void take_tree(const struct plan_stream *s, struct route_tree *tree)
{
	tree->n_hops = s->n_hops;
	tree->channel = xcalloc(s->n_hops, sizeof(int));
	tree->from = xcalloc(s->n_hops, sizeof(int));
	tree->target = xcalloc(s->n_dests, sizeof(int));
	for (int h = 0; h < s->n_hops; h++) {
		tree->channel[h] = s->hop[h].channel;
		tree->from[h] = s->hop[h].from;
	}
	for (int d = 0; d < s->n_dests; d++)
		tree->target[d] = s->dest[d].hop;
}

void map_of_plan(const struct plan *p, struct map *m)
{
	*m = (struct map) {.n_tasks = p->n_tasks, .n_streams = p->n_streams};
	m->node = xcalloc(p->n_tasks, sizeof(int));
	m->tree = xcalloc(p->n_streams, sizeof(*m->tree));
	for (int i = 0; i < p->n_tasks; i++)
		m->node[i] = p->task[i].node;
	for (int i = 0; i < p->n_streams; i++)
		take_tree(&p->stream[i], &m->tree[i]);
}
