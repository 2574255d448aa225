/* SPDX-License-Identifier: Apache-2.0 */
#include "topo.h"

#include <stdlib.h>
#include <string.h>

/* The channels that live, turned round where `back` says so. */
static struct graph *live_channels(const struct topo *t, int back)
{
	const struct graph *g = t->graph;
	int (*edge)[2] = xcalloc((size_t)g->n_edges, sizeof(*edge)), i, n = 0;
	struct graph *live;

	for (i = 0; i < g->n_edges; i++) {
		if (t->dead_channel[i])
			continue;
		edge[n][back] = g->tail[i];
		edge[n++][!back] = g->head[i];
	}
	live = graph_build(g->n_nodes, (const int (*)[2])edge, n);
	free(edge);
	return live;
}

/* hops[n_nodes] of live channels from a node, or to it (back); -1: none lead there. */
static void count_hops(const struct topo *t, int node, int back, int *hops)
{
	struct graph *live = live_channels(t, back);

	graph_hops(live, node, hops);
	graph_free(live);
}

static void mark_cut_off(struct topo *t, int in, int out)
{
	int n = t->graph->n_nodes, i;
	int *from_in = xcalloc((size_t)n, sizeof(*from_in));
	int *to_out = xcalloc((size_t)n, sizeof(*to_out));

	count_hops(t, in, 0, from_in);
	count_hops(t, out, 1, to_out);
	for (i = 0; i < n; i++)
		if (!t->dead_node[i] && (from_in[i] < 0 || to_out[i] < 0))
			t->dead_node[i] = TOPO_CUT_OFF;
	free(from_in);
	free(to_out);
}

void topo_set_dead(struct topo *t, const int *node, int n_nodes, const int *channel,
		   int n_channels, int in, int out)
{
	const struct graph *g = t->graph;
	int i;

	t->dead_node = xcalloc((size_t)g->n_nodes, 1);
	t->dead_channel = xcalloc((size_t)g->n_edges, 1);
	for (i = 0; i < n_nodes; i++)
		t->dead_node[node[i]] = TOPO_DEAD;
	for (i = 0; i < n_channels; i++)
		t->dead_channel[channel[i]] = 1;
	for (i = 0; i < g->n_edges; i++)
		if (t->dead_node[g->tail[i]] || t->dead_node[g->head[i]])
			t->dead_channel[i] = 1;
	mark_cut_off(t, in, out);
}

int topo_n_live(const struct topo *t)
{
	int i, n = 0;

	for (i = 0; i < t->graph->n_nodes; i++)
		n += topo_is_core(t, i) && !(t->dead_node && t->dead_node[i]);
	return n;
}

void topo_say_live(const struct topo *t, struct text *s)
{
	int i, n[TOPO_CUT_OFF + 1] = {0};

	if (!t->dead_node)
		return;
	for (i = 0; i < t->graph->n_nodes; i++)
		if (topo_is_core(t, i))
			n[(int)t->dead_node[i]]++;
	text_add(s, " live of %d (%d dead", topo_n_cores(t), n[TOPO_DEAD]);
	if (n[TOPO_CUT_OFF])
		text_add(s, ", %d cut off by what is", n[TOPO_CUT_OFF]);
	text_add(s, ")");
}

static int *copy_ints(const int *v, int n)
{
	int *to = xcalloc((size_t)n, sizeof(*to));

	memcpy(to, v, (size_t)n * sizeof(*to));
	return to;
}

struct topo *topo_live(const struct topo *t, int **channel)
{
	struct topo *live = xcalloc(1, sizeof(*live));
	int n = t->graph->n_nodes, i, n_live = 0, *nth;

	live->graph = live_channels(t, 0);
	*channel = xcalloc((size_t)live->graph->n_edges, sizeof(**channel));
	nth = xcalloc((size_t)live->graph->n_edges, sizeof(*nth));
	for (i = 0; i < t->graph->n_edges; i++)
		if (!t->dead_channel[i]) {
			nth[n_live] = graph_nth(t->graph, i);
			(*channel)[n_live++] = i;
		}
	live->graph->nth = nth;
	live->x = copy_ints(t->x, n);
	live->y = copy_ints(t->y, n);
	live->is_switch = xcalloc((size_t)n, 1);
	for (i = 0; i < n; i++)
		live->is_switch[i] = !topo_is_core(t, i) || t->dead_node[i];
	live->length = xcalloc((size_t)live->graph->n_edges, sizeof(*live->length));
	for (i = 0; i < live->graph->n_edges; i++)
		live->length[i] = topo_length(t, (*channel)[i]);
	live->n_dims = t->n_dims;
	memcpy(live->size, t->size, sizeof(live->size));
	live->wraps = t->wraps;
	return live;
}
