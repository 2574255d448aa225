/* SPDX-License-Identifier: Apache-2.0 */
#include "graph.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "util.h"

/* Counting sort by tail; stable, so edges of one tail keep their order. */
static void fill_rows(struct graph *g, const int (*edge)[2])
{
	int *next = xcalloc(g->n_nodes, sizeof(*next));
	int i, n;

	for (i = 0; i < g->n_edges; i++) {
		assert(edge[i][0] >= 0 && edge[i][0] < g->n_nodes);
		assert(edge[i][1] >= 0 && edge[i][1] < g->n_nodes);
		g->first[edge[i][0] + 1]++;
	}
	for (n = 0; n < g->n_nodes; n++) {
		g->first[n + 1] += g->first[n];
		next[n] = g->first[n];
	}
	for (i = 0; i < g->n_edges; i++) {
		int e = next[edge[i][0]]++;

		g->tail[e] = edge[i][0];
		g->head[e] = edge[i][1];
	}
	free(next);
}

struct graph *graph_build(int n_nodes, const int (*edge)[2], int n_edges)
{
	struct graph *g = xcalloc(1, sizeof(*g));
	int e;

	assert(n_nodes >= 0 && n_edges >= 0);
	g->n_nodes = n_nodes;
	g->n_edges = n_edges;
	g->first = xcalloc((size_t)n_nodes + 1, sizeof(*g->first));
	g->tail = xcalloc(n_edges, sizeof(*g->tail));
	g->head = xcalloc(n_edges, sizeof(*g->head));
	g->in_port = xcalloc(n_edges, sizeof(*g->in_port));
	g->n_in = xcalloc(n_nodes, sizeof(*g->n_in));
	fill_rows(g, edge);
	for (e = 0; e < n_edges; e++)
		g->in_port[e] = g->n_in[g->head[e]]++;
	return g;
}

void graph_free(struct graph *g)
{
	if (!g)
		return;
	free(g->first);
	free(g->tail);
	free(g->head);
	free(g->in_port);
	free(g->n_in);
	free(g->nth);
	free(g);
}

int graph_degree_out(const struct graph *g, int node)
{
	return g->first[node + 1] - g->first[node];
}

int graph_degree_in(const struct graph *g, int node)
{
	return g->n_in[node];
}

int graph_out_port(const struct graph *g, int edge)
{
	return edge - g->first[g->tail[edge]];
}

int graph_edge(const struct graph *g, int tail, int head)
{
	int e;

	for (e = g->first[tail]; e < g->first[tail + 1]; e++)
		if (g->head[e] == head)
			return e;
	return -1;
}

int graph_nth(const struct graph *g, int edge)
{
	int tail = g->tail[edge], e, n = 0, nth = 0;

	if (g->nth)
		return g->nth[edge];
	for (e = g->first[tail]; e < g->first[tail + 1]; e++)
		if (g->head[e] == g->head[edge]) {
			nth += e < edge;
			n++;
		}
	return n > 1 ? nth : -1;
}

struct graph_edge_text graph_edge_text(const struct graph *g, int edge)
{
	struct graph_edge_text t;
	int nth = graph_nth(g, edge), n;

	n = snprintf(t.s, sizeof(t.s), "%d -> %d", g->tail[edge],
		     g->head[edge]);
	if (nth >= 0)
		snprintf(t.s + n, sizeof(t.s) - n, " (%d)", nth);
	return t;
}

/* As graph_hops; returns the largest distance, -1 if some node is not reached.
 * `queue` has room for every node. */
static int breadth_first(const struct graph *g, int from, int *hops, int *queue)
{
	int n_queued = 0, at, e;

	for (at = 0; at < g->n_nodes; at++)
		hops[at] = -1;
	hops[from] = 0;
	queue[n_queued++] = from;
	for (at = 0; at < n_queued; at++) {
		int node = queue[at];

		for (e = g->first[node]; e < g->first[node + 1]; e++) {
			if (hops[g->head[e]] >= 0)
				continue;
			hops[g->head[e]] = hops[node] + 1;
			queue[n_queued++] = g->head[e];
		}
	}
	return n_queued == g->n_nodes ? hops[queue[n_queued - 1]] : -1;
}

void graph_hops(const struct graph *g, int from, int *hops)
{
	int *queue = xcalloc(g->n_nodes, sizeof(*queue));

	breadth_first(g, from, hops, queue);
	free(queue);
}

int graph_diameter(const struct graph *g)
{
	int *hops = xcalloc(g->n_nodes, sizeof(*hops));
	int *queue = xcalloc(g->n_nodes, sizeof(*queue));
	int node, widest = 0;

	for (node = 0; node < g->n_nodes && widest >= 0; node++) {
		int far = breadth_first(g, node, hops, queue);

		widest = far < 0 ? -1 : far > widest ? far : widest;
	}
	free(hops);
	free(queue);
	return widest;
}
