/* SPDX-License-Identifier: Apache-2.0 */
#include "route.h"

#include <stdlib.h>
#include <string.h>

/* The price of a path is an integer: hops count most, then the depth at which
 * a path leaves its tree, then the load that is on its channels already. */
#define PRICE_HOP (INT64_C(1) << 36)
#define PRICE_DEPTH (INT64_C(1) << 28)
#define PRICE_LOAD (INT64_C(1) << 18)	/* of the most loaded channel */
#define MOST_ROUNDS 100
#define MOST_PRESSURE 2047	/* keeps a price of 512 channels in 64 bits */
#define MOST_IDLE_ROUNDS 3	/* without gain: a legal result is kept */
#define MOST_VAIN_ROUNDS 20	/* without gain: no legal result is to be had */

struct heap_item {
	int64_t price;
	int node;
};

struct search {
	const struct graph *g;
	int n_vcs;
	int round;
	int *use;		/* [n_edges] trees on each channel */
	int *history;		/* [n_edges] rounds in which it was overused */
	int64_t *load;		/* [n_edges] words an image */
	int64_t most_load;
	int64_t *price;		/* [n_nodes] of the cheapest way found, or -1 */
	int *by;		/* [n_nodes] its last channel, -1: in the tree */
	char *done;		/* [n_nodes] */
	int *hop;		/* [n_nodes] tree hop that arrives, -1 source, -2 none */
	int *depth;		/* [n_nodes] of nodes of the tree */
	char *wanted;		/* [n_nodes] targets that are not in the tree */
	struct heap_item *heap;	/* binary, cheapest first, then lowest node */
	int n_heap;
};

/* How good a result is; compared in this order. */
struct score {
	int overuse;
	int n_hops;
	int64_t most_load;
};

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

	if (over > 0) {
		over *= s->round + 1;
		price *= 1 + (over < MOST_PRESSURE ? over : MOST_PRESSURE);
	}
	if (s->most_load)
		price += s->load[channel] * PRICE_LOAD / s->most_load;
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

/* Adds the way that nearest() found to the tree, from the tree outwards. */
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

static int grow(struct search *s, const struct route_job *job,
		struct route_tree *t, struct err *e)
{
	const struct graph *g = s->g;
	int i, node, n_wanted = 0;

	for (i = 0; i < g->n_nodes; i++) {
		s->hop[i] = -2;
		s->wanted[i] = 0;
		s->depth[i] = 0;
	}
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
				"stream of %s: no way from node %d to node %d",
				job->name, job->src, job->target[i]);
	for (i = 0; i < job->n_targets; i++)
		t->target[i] = s->hop[job->target[i]];
	return 0;
}

static void count(struct search *s, const struct route_job *job,
		  const struct route_tree *t, int sign)
{
	int i;

	for (i = 0; i < t->n_hops; i++) {
		s->use[t->channel[i]] += sign;
		s->load[t->channel[i]] += sign * job->load;
	}
}

static struct score judge(struct search *s, const struct route_tree *t,
			  int n_jobs)
{
	struct score r = {0, 0, 0};
	int i;

	for (i = 0; i < s->g->n_edges; i++) {
		if (s->use[i] > s->n_vcs) {
			r.overuse += s->use[i] - s->n_vcs;
			s->history[i]++;
		}
		if (s->load[i] > r.most_load)
			r.most_load = s->load[i];
	}
	for (i = 0; i < n_jobs; i++)
		r.n_hops += t[i].n_hops;
	return r;
}

static int better(struct score a, struct score b)
{
	if (a.overuse != b.overuse)
		return a.overuse < b.overuse;
	if (a.n_hops != b.n_hops)
		return a.n_hops < b.n_hops;
	return a.most_load < b.most_load;
}

static void copy_tree(struct route_tree *to, const struct route_tree *t,
		      int n_targets)
{
	size_t n = t->n_hops * sizeof(int);

	to->n_hops = t->n_hops;
	to->channel = xrealloc(to->channel, n);
	to->from = xrealloc(to->from, n);
	if (n) {
		memcpy(to->channel, t->channel, n);
		memcpy(to->from, t->from, n);
	}
	memcpy(to->target, t->target, n_targets * sizeof(int));
}

/* Makes every tree anew, each with the others in place. */
static int one_round(struct search *s, const struct route_job *job, int n_jobs,
		     struct route_tree *t, struct err *e)
{
	int i;

	for (i = 0; i < n_jobs; i++) {
		count(s, &job[i], &t[i], -1);
		if (grow(s, &job[i], &t[i], e) < 0)
			return -1;
		count(s, &job[i], &t[i], 1);
	}
	return 0;
}

/* Rounds until nothing gets better; the best is left in tree[]. */
static int negotiate(struct search *s, const struct route_job *job,
		     int n_jobs, struct route_tree *work,
		     struct route_tree *tree, struct score *best,
		     struct err *e)
{
	struct score now;
	int i, idle = 0;

	best->overuse = -1;
	for (s->round = 0; s->round < MOST_ROUNDS; s->round++) {
		if (one_round(s, job, n_jobs, work, e) < 0)
			return -1;
		now = judge(s, work, n_jobs);
		s->most_load = now.most_load;
		idle++;
		if (best->overuse < 0 || better(now, *best)) {
			*best = now;
			idle = 0;
			for (i = 0; i < n_jobs; i++)
				copy_tree(&tree[i], &work[i],
					  job[i].n_targets);
		}
		if (idle == (best->overuse ? MOST_VAIN_ROUNDS
					   : MOST_IDLE_ROUNDS))
			break;
	}
	return 0;
}

/* Names the worst channel of a result that needs too many virtual channels. */
static int refuse(struct search *s, const struct route_job *job, int n_jobs,
		  const struct route_tree *tree, struct err *e)
{
	struct text names = {0};
	int i, j, worst = 0;

	memset(s->use, 0, s->g->n_edges * sizeof(int));
	for (i = 0; i < n_jobs; i++)
		count(s, &job[i], &tree[i], 1);
	for (i = 1; i < s->g->n_edges; i++)
		if (s->use[i] > s->use[worst])
			worst = i;
	for (i = 0; i < n_jobs; i++)
		for (j = 0; j < tree[i].n_hops; j++)
			if (tree[i].channel[j] == worst)
				text_add(&names, "%s%s",
					 names.n ? ", " : "", job[i].name);
	err_set(e, "", 0, "channel %d -> %d would need %d virtual channels, "
		"link.vcs is %d; streams: %s", s->g->tail[worst],
		s->g->head[worst], s->use[worst], s->n_vcs, names.s);
	text_free(&names);
	return -1;
}

static void search_init(struct search *s, const struct graph *g, int n_vcs)
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

static void search_end(struct search *s)
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

static void trees_init(struct route_tree *t, const struct route_job *job,
		       int n_jobs)
{
	int i;

	memset(t, 0, n_jobs * sizeof(*t));
	for (i = 0; i < n_jobs; i++)
		t[i].target = xcalloc(job[i].n_targets, sizeof(int));
}

int route_build(const struct graph *g, int n_vcs, const struct route_job *job,
		int n_jobs, struct route_tree *tree, struct err *e)
{
	struct route_tree *work = xcalloc(n_jobs, sizeof(*work));
	struct search s;
	struct score best;
	int failed;

	search_init(&s, g, n_vcs);
	trees_init(work, job, n_jobs);
	trees_init(tree, job, n_jobs);
	failed = negotiate(&s, job, n_jobs, work, tree, &best, e) < 0;
	if (!failed && best.overuse)
		failed = refuse(&s, job, n_jobs, tree, e) < 0;
	search_end(&s);
	route_free(work, n_jobs);
	free(work);
	if (failed)
		route_free(tree, n_jobs);
	return failed ? -1 : 0;
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
