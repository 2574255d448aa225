/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "topo_class.h"

void topo_free(struct topo *t)
{
	if (!t)
		return;
	graph_free(t->graph);
	free(t->x);
	free(t->y);
	free(t->is_switch);
	free(t);
}

int topo_length(const struct topo *t, int channel)
{
	int a = t->graph->tail[channel], b = t->graph->head[channel];
	int far = abs(t->x[a] - t->x[b]) + abs(t->y[a] - t->y[b]);

	return far > 0 ? far : 1;
}

void topo_edge(struct topo_edges *l, int tail, int head)
{
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 256;
		l->edge = xrealloc(l->edge, l->room * sizeof(*l->edge));
	}
	l->edge[l->n][0] = tail;
	l->edge[l->n++][1] = head;
}

void topo_edge_both(struct topo_edges *l, int a, int b)
{
	topo_edge(l, a, b);
	topo_edge(l, b, a);
}

/* Sorts the list by one end, keeping the order of equal ones. */
static void sort_by_end(struct topo_edges *l, int n_nodes, int end)
{
	struct graph *g;
	int e, t;

	for (e = 0; e < l->n && end; e++) {
		t = l->edge[e][0];
		l->edge[e][0] = l->edge[e][1];
		l->edge[e][1] = t;
	}
	g = graph_build(n_nodes, (const int (*)[2])l->edge, l->n);
	for (e = 0; e < l->n; e++) {
		l->edge[e][end] = g->tail[e];
		l->edge[e][!end] = g->head[e];
	}
	graph_free(g);
}

struct topo *topo_make(int n_nodes, struct topo_edges *l)
{
	struct topo *t = xcalloc(1, sizeof(*t));
	int e, n = 0;

	sort_by_end(l, n_nodes, 1);
	sort_by_end(l, n_nodes, 0);
	for (e = 0; e < l->n; e++)
		if (!n || memcmp(l->edge[n - 1], l->edge[e], sizeof(*l->edge)))
			memmove(l->edge[n++], l->edge[e], sizeof(*l->edge));
	t->graph = graph_build(n_nodes, (const int (*)[2])l->edge, n);
	t->x = xcalloc(n_nodes, sizeof(*t->x));
	t->y = xcalloc(n_nodes, sizeof(*t->y));
	free(l->edge);
	memset(l, 0, sizeof(*l));
	return t;
}
