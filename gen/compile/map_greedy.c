/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

#include <stdlib.h>

/*
 * One task after the other: always the one that shares most words with those that
 * have their place (and with input and output), on the free core where the hops of
 * these words are fewest. O(tasks * (tasks + cores * streams of a task)).
 */
struct greedy {
	const struct site *s;
	int *node;	/* [n_tasks] -1: not placed */
	char *taken;	/* [n_nodes] */
	int64_t *pull;	/* [n_tasks] units shared with what is placed */
};

/* Adds the streams of `task` to the pull of those at their other ends. */
static void pull_from(struct greedy *g, int task)
{
	const struct site *s = g->s;
	const struct flow_stream *st;
	int i, d, stream;

	for (i = s->first_of[task]; i < s->first_of[task + 1]; i++) {
		stream = s->of_task[i];
		st = &s->f->stream[stream];
		if (st->src >= 0)
			g->pull[st->src] += s->units[stream];
		for (d = 0; d < st->n_dests; d++)
			if (st->dest[d] >= 0 &&
			    (st->src == task || st->dest[d] == task))
				g->pull[st->dest[d]] += s->units[stream];
	}
}

static void pull_from_edge(struct greedy *g)
{
	const struct flow_stream *st;
	int i, d;

	for (i = 0; i < g->s->f->n_streams; i++) {
		st = &g->s->f->stream[i];
		for (d = 0; d < st->n_dests; d++) {
			if (st->src < 0 && st->dest[d] >= 0)
				g->pull[st->dest[d]] += g->s->units[i];
			if (st->dest[d] < 0 && st->src >= 0)
				g->pull[st->src] += g->s->units[i];
		}
	}
}

static int64_t hops(const struct site *s, int from, int to)
{
	int64_t n = s->t->graph->n_nodes, h = s->hops[from * n + to];

	return h == MAP_FAR ? 4 * n : h;
}

/* Unit hops of the streams between `task` on `core` and what is placed. */
static int64_t price(const struct greedy *g, int task, int core)
{
	const struct site *s = g->s;
	const struct flow_stream *st;
	int i, d, stream, other;
	int64_t sum = 0;

	for (i = s->first_of[task]; i < s->first_of[task + 1]; i++) {
		stream = s->of_task[i];
		st = &s->f->stream[stream];
		for (d = 0; d < st->n_dests; d++) {
			if (st->src == task) {
				other = site_dest(s, stream, d, g->node);
				if (other >= 0)
					sum += s->units[stream] *
					       hops(s, core, other);
			} else if (st->dest[d] == task) {
				other = site_src(s, stream, g->node);
				if (other >= 0)
					sum += s->units[stream] *
					       hops(s, other, core);
			}
		}
	}
	return sum;
}

static int next_task(const struct greedy *g)
{
	int t, best = -1;

	for (t = 0; t < g->s->f->n_tasks; t++)
		if (g->node[t] < 0 && (best < 0 || g->pull[t] > g->pull[best]))
			best = t;
	return best;
}

static int best_core(const struct greedy *g, int task)
{
	int i, best = -1;
	int64_t p, least = 0;

	for (i = 0; i < g->s->n_cores; i++) {
		if (g->taken[g->s->core[i]])
			continue;
		p = price(g, task, g->s->core[i]);
		if (best < 0 || p < least) {
			best = g->s->core[i];
			least = p;
		}
	}
	return best;
}

void map_greedy(const struct site *s, const struct map_effort *e, int *node)
{
	struct greedy g = {s, node, NULL, NULL};
	int i, task;

	(void)e;
	g.taken = xcalloc(s->t->graph->n_nodes, 1);
	g.pull = xcalloc(s->f->n_tasks, sizeof(*g.pull));
	for (i = 0; i < s->f->n_tasks; i++)
		node[i] = -1;
	pull_from_edge(&g);
	for (i = 0; i < s->f->n_tasks; i++) {
		task = next_task(&g);
		node[task] = best_core(&g, task);
		g.taken[node[task]] = 1;
		pull_from(&g, task);
	}
	free(g.taken);
	free(g.pull);
}
