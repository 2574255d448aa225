/* SPDX-License-Identifier: Apache-2.0 */
#include "route_impl.h"

#include <stdlib.h>
#include <string.h>

/* The price of a path is an integer: hops count most, then the depth at which
 * a path leaves its tree, then the load that is on its channels already. */
#define PRICE_HOP (INT64_C(1) << 36)
#define PRICE_DEPTH (INT64_C(1) << 28)
#define PRICE_LOAD (INT64_C(1) << 18)	/* of the most loaded channel */
#define PRICE_MAX (INT64_C(1) << 50)	/* of a channel: 4096 fit in 64 bits */
#define MAX_PRESSURE 2047

static int before(struct heap_item a, struct heap_item b)
{
	return a.price != b.price ? a.price < b.price : a.node < b.node;
}

static void heap_add(struct search *s, int64_t price, int node)
{
	struct heap_item item = { price, node };
	int i = s->n_heap++;

	while (i > 0 && before(item, s->heap[(i - 1) / 2])) {
		s->heap[i] = s->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	s->heap[i] = item;
}

static struct heap_item heap_take(struct search *s)
{
	struct heap_item top = s->heap[0], last = s->heap[--s->n_heap];
	int i = 0, child;

	while ((child = 2 * i + 1) < s->n_heap) {
		if (child + 1 < s->n_heap &&
		    before(s->heap[child + 1], s->heap[child]))
			child++;
		if (!before(s->heap[child], last))
			break;
		s->heap[i] = s->heap[child];
		i = child;
	}
	s->heap[i] = last;
	return top;
}

static int64_t channel_price(const struct search *s, int channel)
{
	int over = s->use[channel] + 1 - s->n_vcs;
	int64_t price = PRICE_HOP * (1 + s->history[channel]);

	if (over < 0)
		over = 0;
	if (s->cap && s->load[channel] + s->job_load > s->cap)
		over++;
	over *= s->round + 1;
	price *= 1 + (over < MAX_PRESSURE ? over : MAX_PRESSURE);
	if (price > PRICE_MAX)
		price = PRICE_MAX;
	if (s->max_load)
		price += s->load[channel] * PRICE_LOAD / s->max_load;
	return price;
}

static void offer(struct search *s, int node, int64_t price, int by)
{
	if (s->done[node] || (s->price[node] >= 0 && s->price[node] <= price))
		return;
	s->price[node] = price;
	s->by[node] = by;
	heap_add(s, price, node);
}

/* The wanted node that is cheapest to reach from the tree, or -1. */
static int nearest(struct search *s)
{
	const struct graph *g = s->g;
	struct heap_item item;
	int i, deep;

	s->n_heap = 0;
	memset(s->done, 0, g->n_nodes);
	for (i = 0; i < g->n_nodes; i++) {
		s->price[i] = -1;
		deep = s->depth[i] < 255 ? s->depth[i] : 255;
		if (s->hop[i] != -2)
			offer(s, i, PRICE_DEPTH * deep, -1);
	}
	while (s->n_heap) {
		item = heap_take(s);
		if (s->done[item.node])
			continue;
		s->done[item.node] = 1;
		if (s->wanted[item.node])
			return item.node;
		for (i = g->first[item.node]; i < g->first[item.node + 1]; i++)
			offer(s, g->head[i], item.price + channel_price(s, i),
			      i);
	}
	return -1;
}

/* Adds the path that nearest() found to the tree, from the tree outwards. */
static void extend(struct search *s, struct route_tree *t, int node)
{
	const struct graph *g = s->g;
	int at, n = 0, i;

	for (at = node; s->by[at] >= 0; at = g->tail[s->by[at]])
		n++;
	t->channel = xrealloc(t->channel, (t->n_hops + n) * sizeof(int));
	t->from = xrealloc(t->from, (t->n_hops + n) * sizeof(int));
	for (at = node, i = t->n_hops + n - 1; i >= t->n_hops; i--) {
		t->channel[i] = s->by[at];
		at = g->tail[s->by[at]];
	}
	for (i = t->n_hops; i < t->n_hops + n; i++) {
		t->from[i] = s->hop[g->tail[t->channel[i]]];
		node = g->head[t->channel[i]];
		s->hop[node] = i;
		s->depth[node] = s->depth[g->tail[t->channel[i]]] + 1;
		s->wanted[node] = 0;
	}
	t->n_hops += n;
}

int route_grow(struct search *s, const struct route_job *job,
	       struct route_tree *t, struct err *e)
{
	const struct graph *g = s->g;
	int i, node, n_wanted = 0;

	for (i = 0; i < g->n_nodes; i++) {
		s->hop[i] = -2;
		s->wanted[i] = 0;
		s->depth[i] = 0;
	}
	s->job_load = job->load;
	s->hop[job->src] = -1;
	t->n_hops = 0;
	for (i = 0; i < job->n_targets; i++)
		s->wanted[job->target[i]] = job->target[i] != job->src;
	for (;;) {
		n_wanted = 0;
		for (i = 0; i < job->n_targets; i++)
			n_wanted += s->wanted[job->target[i]];
		if (!n_wanted)
			break;
		node = nearest(s);
		if (node < 0)
			break;
		extend(s, t, node);
	}
	for (i = 0; n_wanted && i < job->n_targets; i++)
		if (s->wanted[job->target[i]])
			return err_set(e, "", 0,
				"stream of %s: no path from node %d to node %d",
				job->name, job->src, job->target[i]);
	for (i = 0; i < job->n_targets; i++)
		t->target[i] = s->hop[job->target[i]];
	return 0;
}

void route_count(struct search *s, const struct route_job *job,
		 const struct route_tree *t, int sign)
{
	int i;

	for (i = 0; i < t->n_hops; i++) {
		s->use[t->channel[i]] += sign;
		s->load[t->channel[i]] += sign * job->load;
	}
}

void route_search_init(struct search *s, const struct graph *g, int n_vcs)
{
	memset(s, 0, sizeof(*s));
	s->g = g;
	s->n_vcs = n_vcs;
	s->use = xcalloc(g->n_edges, sizeof(int));
	s->history = xcalloc(g->n_edges, sizeof(int));
	s->load = xcalloc(g->n_edges, sizeof(int64_t));
	s->price = xcalloc(g->n_nodes, sizeof(int64_t));
	s->by = xcalloc(g->n_nodes, sizeof(int));
	s->done = xcalloc(g->n_nodes, 1);
	s->hop = xcalloc(g->n_nodes, sizeof(int));
	s->depth = xcalloc(g->n_nodes, sizeof(int));
	s->wanted = xcalloc(g->n_nodes, 1);
	s->heap = xcalloc((size_t)g->n_nodes + g->n_edges + 1,
			  sizeof(*s->heap));
}

void route_search_end(struct search *s)
{
	free(s->use);
	free(s->history);
	free(s->load);
	free(s->price);
	free(s->by);
	free(s->done);
	free(s->hop);
	free(s->depth);
	free(s->wanted);
	free(s->heap);
}

void route_trees_init(struct route_tree *t, const struct route_job *job,
		      int n_jobs)
{
	int i;

	memset(t, 0, n_jobs * sizeof(*t));
	for (i = 0; i < n_jobs; i++)
		t[i].target = xcalloc(job[i].n_targets, sizeof(int));
}

void route_free(struct route_tree *tree, int n_jobs)
{
	int i;

	for (i = 0; i < n_jobs; i++) {
		free(tree[i].channel);
		free(tree[i].from);
		free(tree[i].target);
		memset(&tree[i], 0, sizeof(tree[i]));
	}
}
