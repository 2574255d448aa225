/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <stdlib.h>

#include "compare/compare_run.h"

/* Words per image on the channel of each stream; 1 where the network is a list. */
static void add_loads(const struct embed_question *q, const int *place, int64_t *words)
{
	const struct graph *g = q->t->graph;

	for (int i = 0; q->flow && i < q->flow->n_streams; i++) {
		const struct flow_stream *s = &q->flow->stream[i];

		for (int k = 0; s->src >= 0 && k < s->n_dests; k++)
			if (s->dest[k] >= 0)
				words[graph_edge(g, place[s->src], place[s->dest[k]])] +=
					s->words;
	}
	for (int i = 0; !q->flow && i < q->p->n_streams; i++)
		words[graph_edge(g, place[q->p->stream[i][0]],
				 place[q->p->stream[i][1]])] += 1;
}

char *embed_draw(const struct embed_question *q, const char *topology, const int *place,
		 size_t *n_bytes)
{
	const struct graph *g = q->t->graph;
	struct compare c = {.hardware = NULL, .clock_mhz = 1};
	struct compare_row *r = compare_add(&c, q->name, topology, "one channel a stream");
	int max = -1;
	char *svg;

	r->channel_words = xcalloc(g->n_edges + 1, sizeof(*r->channel_words));
	add_loads(q, place, r->channel_words);
	r->max_words = 0;
	for (int i = 0; i < g->n_edges; i++)
		if (r->channel_words[i] > r->max_words) {
			r->max_words = r->channel_words[i];
			max = i;
		}
	if (max >= 0)
		compare_text(&r->max_channel, "%s", graph_edge_text(g, max).s);
	r->interval = q->flow ? flow_interval(q->flow, r->max_words) : 1;
	r->link_bits = q->link_bits;
	compare_derive(&c, r);
	r->n_placed = q->p->n_tasks;
	r->task_node = xcalloc(q->p->n_tasks + 1, sizeof(*r->task_node));
	r->task_name = xcalloc(q->p->n_tasks + 1, sizeof(*r->task_name));
	for (int t = 0; t < q->p->n_tasks; t++) {
		r->task_node[t] = place[t];
		r->task_name[t] = xstrdup(q->p->task[t]);
	}
	svg = compare_plot_floor(r, q->t, n_bytes);
	compare_free(&c);
	return svg;
}
