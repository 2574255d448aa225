/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "class.h"

void topo_free(struct topo *t)
{
	if (!t)
		return;
	graph_free(t->graph);
	free(t->x);
	free(t->y);
	free(t->is_switch);
	free(t->length);
	free(t->dead_node);
	free(t->dead_channel);
	topo_files_free(&t->files);
	free(t);
}

void topo_files_add(struct topo_files *f, const char *name, const char *text)
{
	f->file = xrealloc(f->file, (f->n + 1) * sizeof(*f->file));
	f->file[f->n].name = xstrdup(name);
	f->file[f->n++].text = xstrdup(text);
}

void topo_files_free(struct topo_files *f)
{
	int i;

	for (i = 0; i < f->n; i++) {
		free(f->file[i].name);
		free(f->file[i].text);
	}
	free(f->file);
	memset(f, 0, sizeof(*f));
}

int topo_length(const struct topo *t, int channel)
{
	int a = t->graph->tail[channel], b = t->graph->head[channel];
	int far = abs(t->x[a] - t->x[b]) + abs(t->y[a] - t->y[b]);

	if (t->length)
		return t->length[channel];
	return far > 0 ? far : 1;
}

void topo_edge_nth(struct topo_edges *l, int tail, int head, int number)
{
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 256;
		l->edge = xrealloc(l->edge, l->room * sizeof(*l->edge));
	}
	l->edge[l->n][0] = tail;
	l->edge[l->n][1] = head;
	l->edge[l->n++][2] = number;
}

void topo_edge(struct topo_edges *l, int tail, int head)
{
	topo_edge_nth(l, tail, head, 0);
}

void topo_edge_both(struct topo_edges *l, int a, int b)
{
	topo_edge(l, a, b);
	topo_edge(l, b, a);
}

int topo_next_nth(const struct graph *g, int e, int last)
{
	return e && g->tail[e] == g->tail[e - 1] &&
	       g->head[e] == g->head[e - 1] ? last + 1 : 0;
}

static int by_ends(const void *a, const void *b)
{
	const int *e = a, *f = b;
	int i;

	for (i = 0; i < 3; i++)
		if (e[i] != f[i])
			return e[i] < f[i] ? -1 : 1;
	return 0;
}

struct topo *topo_make(int n_nodes, struct topo_edges *l)
{
	struct topo *t = xcalloc(1, sizeof(*t));
	int (*ends)[2] = xcalloc(l->n, sizeof(*ends));
	int e, n = 0;

	if (l->n)
		qsort(l->edge, l->n, sizeof(*l->edge), by_ends);
	for (e = 0; e < l->n; e++) {
		if (e && !by_ends(l->edge[e - 1], l->edge[e]))
			continue;
		ends[n][0] = l->edge[e][0];
		ends[n++][1] = l->edge[e][1];
	}
	t->graph = graph_build(n_nodes, (const int (*)[2])ends, n);
	t->x = xcalloc(n_nodes, sizeof(*t->x));
	t->y = xcalloc(n_nodes, sizeof(*t->y));
	free(ends);
	free(l->edge);
	memset(l, 0, sizeof(*l));
	return t;
}

int topo_too_large(long long n_nodes, long long n_channels, struct text *why)
{
	if (n_nodes > TOPO_NODES_MAX) {
		text_add(why, "%lld nodes: must be at most %d", n_nodes,
			 TOPO_NODES_MAX);
		return 1;
	}
	if (n_channels > TOPO_CHANNELS_MAX) {
		text_add(why, "%lld channels: must be at most %d", n_channels,
			 TOPO_CHANNELS_MAX);
		return 1;
	}
	return 0;
}

int topo_too_wide(long long w, long long h, struct text *why)
{
	if (w <= TOPO_PITCHES_MAX && h <= TOPO_PITCHES_MAX)
		return 0;
	text_add(why, "a die of %lld times %lld tiles: must be at most %d each "
		 "way", w, h, TOPO_PITCHES_MAX);
	return 1;
}

int topo_columns(int n)
{
	int c = 1;

	while ((long long)c * c < n)
		c++;
	return c;
}

int topo_folded(int i, int n)
{
	return 2 * i < n ? 2 * i : 2 * (n - 1 - i) + 1;
}

void topo_place_list(struct topo *t, const int *node, int n, int hub,
		     int columns, int x, int y)
{
	int rows = (n + (hub >= 0) + columns - 1) / columns;
	int middle = (rows - 1) / 2 * columns + (columns - 1) / 2;
	int i, at = 0;

	for (i = 0; i < n; i++, at++) {
		at += hub >= 0 && at == middle;
		t->x[node[i]] = x + at % columns;
		t->y[node[i]] = y + at / columns;
	}
	if (hub >= 0) {
		t->x[hub] = x + middle % columns;
		t->y[hub] = y + middle / columns;
	}
}

void topo_place_block(struct topo *t, int first, int n, int hub, int columns,
		      int x, int y)
{
	int *node = xcalloc(n, sizeof(*node)), i;

	for (i = 0; i < n; i++)
		node[i] = first + i;
	topo_place_list(t, node, n, hub, columns, x, y);
	free(node);
}

void topo_die(const struct topo *t, int *w, int *h)
{
	int i;

	*w = *h = 0;
	for (i = 0; i < t->graph->n_nodes; i++) {
		*w = t->x[i] >= *w ? t->x[i] + 1 : *w;
		*h = t->y[i] >= *h ? t->y[i] + 1 : *h;
	}
}

int topo_is_core(const struct topo *t, int node)
{
	return !t->is_switch || !t->is_switch[node];
}

int topo_n_cores(const struct topo *t)
{
	int i, n = 0;

	for (i = 0; i < t->graph->n_nodes; i++)
		n += topo_is_core(t, i);
	return n;
}

int topo_first_core(const struct topo *t)
{
	int i;

	for (i = 0; i < t->graph->n_nodes; i++)
		if (topo_is_core(t, i))
			return i;
	return -1;
}

int topo_last_core(const struct topo *t)
{
	int i = t->graph->n_nodes - 1;

	while (i >= 0 && !topo_is_core(t, i))
		i--;
	return i;
}

/* Root of a node in a forest of parents; halves the path. */
static int root_of(int *parent, int i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

int topo_disconnected(const struct topo *t)
{
	const struct graph *g = t->graph;
	int *parent = xcalloc(g->n_nodes, sizeof(*parent));
	int i, a, b, found = -1;

	for (i = 0; i < g->n_nodes; i++)
		parent[i] = i;
	for (i = 0; i < g->n_edges; i++) {
		a = root_of(parent, g->tail[i]);
		b = root_of(parent, g->head[i]);
		parent[a > b ? a : b] = a > b ? b : a;
	}
	for (i = 0; i < g->n_nodes && found < 0; i++)
		if (root_of(parent, i) != 0)
			found = i;
	free(parent);
	return found;
}
