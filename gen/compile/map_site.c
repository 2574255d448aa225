/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

#include <stdlib.h>
#include <string.h>

#define UNITS 1024	/* of the largest stream */
#define JOINS 8		/* readers before this one that it may be joined to */

/* Streams of each task, counted first and filled then. */
static void list_streams(struct site *s)
{
	const struct flow *f = s->f;
	int *last = xcalloc(f->n_tasks, sizeof(*last));
	int pass, i, d, n;

	s->first_of = xcalloc(f->n_tasks + 2, sizeof(*s->first_of));
	for (pass = 0; pass < 2; pass++) {
		memset(last, 0, f->n_tasks * sizeof(*last));
		for (i = 0; i < f->n_streams; i++)
			for (d = -1; d < f->stream[i].n_dests; d++) {
				n = d < 0 ? f->stream[i].src
					  : f->stream[i].dest[d];
				if (n < 0 || last[n] == i + 1)
					continue;
				last[n] = i + 1;
				if (pass)
					s->of_task[s->first_of[n + 1]++] = i;
				else
					s->first_of[n + 2]++;
			}
		if (pass)
			break;
		for (i = 2; i < f->n_tasks + 2; i++)
			s->first_of[i] += s->first_of[i - 1];
		s->of_task = xcalloc(s->first_of[f->n_tasks + 1] + 1,
				     sizeof(*s->of_task));
	}
	free(last);
}

void site_init(struct site *s, const struct flow *f, const struct topo *t,
	       int in, int out)
{
	int64_t max = 1;
	int i;

	memset(s, 0, sizeof(*s));
	s->f = f;
	s->t = t;
	s->in = in;
	s->out = out;
	s->core = xcalloc(t->graph->n_nodes, sizeof(*s->core));
	for (i = 0; i < t->graph->n_nodes; i++)
		if (!t->is_switch || !t->is_switch[i])
			s->core[s->n_cores++] = i;
	s->units = xcalloc(f->n_streams, sizeof(*s->units));
	for (i = 0; i < f->n_streams; i++)
		if (f->stream[i].words > max)
			max = f->stream[i].words;
	for (i = 0; i < f->n_streams; i++)
		s->units[i] = (f->stream[i].words * UNITS + max - 1) / max;
	list_streams(s);
}

/* One of the channels that begin a shortest path, which one by the pair: paths of
 * the same length are not all laid on the first channel. */
static int choose_via(const struct site *s, int from, int to)
{
	const struct graph *g = s->t->graph;
	size_t n = g->n_nodes;
	int e, k = 0, want = (from + to) % 16, first = -1;

	for (;;) {
		for (e = g->first[from]; e < g->first[from + 1]; e++)
			if (s->hops[g->head[e] * n + to] + 1 ==
			    s->hops[from * n + to]) {
				first = e;
				if (k++ == want)
					return e;
			}
		if (first < 0)
			return -1;
		want %= k;
		k = 0;
	}
}

/* The nearest cores of a node by the shorter of both ways. */
static void fill_near(struct site *s, int node)
{
	size_t n = s->t->graph->n_nodes;
	int *near = s->near + (size_t)node * MAP_NEAR, i, k, n_near = 0;
	int far[MAP_NEAR];

	for (i = 0; i < MAP_NEAR; i++)
		near[i] = -1;
	for (i = 0; i < s->n_cores; i++) {
		int there = s->core[i], h = s->hops[node * n + there];

		if (s->hops[there * n + node] < h)
			h = s->hops[there * n + node];
		if (there == node || h == MAP_FAR ||
		    (n_near == MAP_NEAR && h >= far[MAP_NEAR - 1]))
			continue;
		k = n_near < MAP_NEAR ? n_near++ : MAP_NEAR - 1;
		for (; k > 0 && far[k - 1] > h; k--) {
			far[k] = far[k - 1];
			near[k] = near[k - 1];
		}
		far[k] = h;
		near[k] = there;
	}
}

void site_tables(struct site *s)
{
	size_t n = s->t->graph->n_nodes, i, j;
	int *row;

	if (s->hops)
		return;
	row = xcalloc(n, sizeof(*row));
	s->hops = xcalloc(n * n, sizeof(*s->hops));
	s->hops_to = xcalloc(n * n, sizeof(*s->hops_to));
	s->via = xcalloc(n * n, sizeof(*s->via));
	s->near = xcalloc(n * MAP_NEAR, sizeof(*s->near));
	for (i = 0; i < n; i++) {
		graph_hops(s->t->graph, (int)i, row);
		for (j = 0; j < n; j++)
			s->hops[i * n + j] = s->hops_to[j * n + i] =
				row[j] < 0 ? MAP_FAR : row[j];
	}
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			s->via[i * n + j] = i == j ||
				s->hops[i * n + j] == MAP_FAR ? -1 :
				choose_via(s, (int)i, (int)j);
	for (i = 0; i < n; i++)
		fill_near(s, (int)i);
	free(row);
}

void site_free(struct site *s)
{
	free(s->core);
	free(s->hops);
	free(s->hops_to);
	free(s->via);
	free(s->near);
	free(s->first_of);
	free(s->of_task);
	free(s->units);
}

int site_src(const struct site *s, int stream, const int *node)
{
	int src = s->f->stream[stream].src;

	return src < 0 ? s->in : node[src];
}

int site_dest(const struct site *s, int stream, int dest, const int *node)
{
	int task = s->f->stream[stream].dest[dest];

	return task < 0 ? s->out : node[task];
}

void tally_init(struct tally *c, const struct site *s, int weight)
{
	c->s = s;
	c->weight = weight;
	c->load = xcalloc(s->t->graph->n_edges, sizeof(*c->load));
	c->cost = 0;
}

static void add_path(struct tally *c, int from, int to, int64_t units)
{
	const struct graph *g = c->s->t->graph;
	size_t n = g->n_nodes;
	int64_t hops = c->s->hops_to[to * n + from], old, new;
	int e;

	if (hops == MAP_FAR)	/* dearer than any path */
		hops = 4 * (int64_t)n;
	c->cost += UNITS * units * hops;
	if (!c->weight || hops >= 4 * (int64_t)n)
		return;
	for (; from != to; from = g->head[e]) {
		e = c->s->via[from * n + to];
		old = c->load[e];
		new = c->load[e] += units;
		c->cost += (new * new - old * old) * c->weight;
	}
}

/* The nodes of the readers before one of them, the last few. */
struct recent {
	int node[JOINS], n;
};

/* Where the reader at node `at` is joined: the nearest of the source and those before
 * it, of equal ones the last; it is then one of these. */
static int join(const struct site *s, int src, int at, struct recent *r)
{
	const uint16_t *hops = s->hops_to + (size_t)at * s->t->graph->n_nodes;
	int from = src;

	for (int k = r->n - 1; k >= 0 && k >= r->n - JOINS; k--)
		if (hops[r->node[k % JOINS]] < hops[from])
			from = r->node[k % JOINS];
	r->node[r->n++ % JOINS] = at;
	return from;
}

void tally_add(struct tally *c, int stream, const int *node, int sign)
{
	const struct flow_stream *st = &c->s->f->stream[stream];
	struct recent r = {.n = 0};
	int src = site_src(c->s, stream, node), at;

	for (int d = 0; d < st->n_dests; d++) {
		at = site_dest(c->s, stream, d, node);
		add_path(c, join(c->s, src, at, &r), at, sign * c->s->units[stream]);
	}
}

int64_t tally_hops(const struct site *s, int stream, const int *node)
{
	struct tally c = {.s = s};	/* without weight it needs no loads */

	tally_add(&c, stream, node, 1);
	return c.cost;
}

void tally_all(struct tally *c, const int *node)
{
	int i;

	memset(c->load, 0, c->s->t->graph->n_edges * sizeof(*c->load));
	c->cost = 0;
	for (i = 0; i < c->s->f->n_streams; i++)
		tally_add(c, i, node, 1);
}

void tally_free(struct tally *c)
{
	free(c->load);
}
