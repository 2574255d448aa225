/* SPDX-License-Identifier: Apache-2.0 */
#include "load_impl.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NODES 4096	/* for distances of all pairs; above: channels only */

/*
 * Dilation. If some task reads, or is read by, more others than any core has other
 * cores within r hops, one of them is further away. And where a, b, c read each other
 * in a triangle (a to b, b to c, a to c) at dilation 1, three cores have these channels:
 * a topology without such a triangle needs 2.
 */
static int max_neighbours(const struct setting *s, int into)
{
	const struct flow *f = s->f;
	int max = 0, t, i, k, n;

	memset(s->last, 0, f->n_tasks * sizeof(*s->last));
	for (t = 0; t < f->n_tasks; t++) {
		n = 0;
		for (i = 0; i < f->n_streams; i++) {
			int src = f->stream[i].src, reads = 0, other;

			for (k = 0; k < s->n_readers[i]; k++) {
				other = s->readers[i][k];
				reads |= other == t;
				if (into || src != t || s->last[other] == t + 1)
					continue;
				s->last[other] = t + 1;
				n++;
			}
			if (into && reads && src >= 0 && s->last[src] != t + 1) {
				s->last[src] = t + 1;
				n++;
			}
		}
		max = n > max ? n : max;
	}
	return max;
}

/* The channels the other way round. */
static struct graph *turned(const struct graph *g)
{
	int (*edge)[2] = xcalloc(g->n_edges + 1, sizeof(*edge)), i;
	struct graph *back;

	for (i = 0; i < g->n_edges; i++) {
		edge[i][0] = g->head[i];
		edge[i][1] = g->tail[i];
	}
	back = graph_build(g->n_nodes, (const int (*)[2])edge, g->n_edges);
	free(edge);
	return back;
}

/* within[r]: the most other cores within r hops of any core, r 0..n_nodes. */
static void count_within(const struct setting *s, const struct graph *g,
			 int *within)
{
	int n = g->n_nodes, i, j, *hops = xcalloc(n, sizeof(*hops));
	int *at = xcalloc((size_t)n + 1, sizeof(*at));

	memset(within, 0, ((size_t)n + 1) * sizeof(*within));
	for (i = 0; i < n; i++) {
		if (load_is_switch(s, i))
			continue;
		graph_hops(g, i, hops);
		memset(at, 0, ((size_t)n + 1) * sizeof(*at));
		for (j = 0; j < n; j++)
			if (hops[j] > 0 && !load_is_switch(s, j))
				at[hops[j]]++;
		for (j = 1; j <= n; j++) {
			at[j] += at[j - 1];
			within[j] = max64(within[j], at[j]);
		}
	}
	free(at);
	free(hops);
}

/* Radius within which some core has `want` others; n_nodes where none has. */
static int radius(const int *within, int n_nodes, int want)
{
	int r = 0;

	while (r < n_nodes && within[r] < want)
		r++;
	return r;
}

static int is_triangle(const struct graph *g, int a, int b, const char *from_a)
{
	int e;

	for (e = g->first[b]; e < g->first[b + 1]; e++)
		if (g->head[e] != a && from_a[g->head[e]])
			return 1;
	return 0;
}

/* Whether there are a -> b, b -> c and a -> c. Nodes that `skip` marks do not count. */
static int has_triangle(const struct graph *g, const char *skip)
{
	char *from_a = xcalloc(g->n_nodes + 1, 1);
	int a, e, found = 0;

	for (a = 0; a < g->n_nodes && !found; a++) {
		if (skip && skip[a])
			continue;
		for (e = g->first[a]; e < g->first[a + 1]; e++)
			from_a[g->head[e]] = !skip || !skip[g->head[e]];
		for (e = g->first[a]; e < g->first[a + 1] && !found; e++)
			if (from_a[g->head[e]] && g->head[e] != a)
				found = is_triangle(g, a, g->head[e], from_a);
		for (e = g->first[a]; e < g->first[a + 1]; e++)
			from_a[g->head[e]] = 0;
	}
	free(from_a);
	return found;
}

/* The tasks as a graph: who is read by whom. */
static struct graph *tasks_graph(const struct setting *s)
{
	const struct flow *f = s->f;
	int i, k, n = 0;
	int (*edge)[2];
	struct graph *g;

	for (i = 0; i < f->n_streams; i++)
		n += s->n_readers[i];
	edge = xcalloc(n + 1, sizeof(*edge));
	for (n = i = 0; i < f->n_streams; i++)
		for (k = 0; k < s->n_readers[i] && f->stream[i].src >= 0; k++) {
			edge[n][0] = f->stream[i].src;
			edge[n++][1] = s->readers[i][k];
		}
	g = graph_build(f->n_tasks, (const int (*)[2])edge, n);
	free(edge);
	return g;
}

int load_dilation(struct setting *s)
{
	const struct graph *g = s->t->graph;
	struct graph *back = turned(g), *tasks = tasks_graph(s);
	int n = g->n_nodes, *within = xcalloc((size_t)n + 1, sizeof(*within));
	int max = 0, i;

	for (i = 0; i < s->f->n_streams; i++)
		if (load_fewest(s, i))
			max = 1;
	if (n <= MAX_NODES) {
		count_within(s, g, within);
		s->gap = radius(within, n, 1);
		max = max64(max,
				   radius(within, n, max_neighbours(s, 0)));
		count_within(s, back, within);
		max = max64(max,
				   radius(within, n, max_neighbours(s, 1)));
	}
	if (max < 2 && has_triangle(tasks, NULL) &&
	    !has_triangle(g, s->t->is_switch))
		max = 2;
	graph_free(tasks);
	graph_free(back);
	free(within);
	return max;
}
