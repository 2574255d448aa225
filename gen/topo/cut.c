/* SPDX-License-Identifier: Apache-2.0 */
#include "topo_facts.h"

#include <stdlib.h>
#include <string.h>

#include "class.h"

#define ALL_MAX 20		/* nodes: all halves are tried */
#define SWAPS_MAX 4096		/* nodes: cuts are improved */
#define RANDOM_MAX 1024		/* nodes: random starts as well */
#define N_RANDOM 8

/* Channels that have a parallel one before them. */
static int *list_parallel(const struct graph *g, int *n)
{
	int *list = xcalloc(g->n_edges, sizeof(*list)), e, nth = 0;

	for (*n = e = 0; e < g->n_edges; e++) {
		nth = topo_next_nth(g, e, nth);
		if (nth)
			list[(*n)++] = e;
	}
	return list;
}

/* All subsets of n/2 nodes, by Gosper's next number with as many ones. */
static int try_all(const struct graph *g)
{
	uint32_t mask[ALL_MAX] = {0}, set, low, next;
	int n = g->n_nodes, n_more, i, e, least = g->n_edges;
	int *more = list_parallel(g, &n_more);

	for (e = 0; e < g->n_edges; e++)
		mask[g->tail[e]] |= 1u << g->head[e];
	for (set = (1u << n / 2) - 1; n > 1 && set < 1u << n;) {
		int cut = 0;

		for (i = 0; i < n; i++)
			cut += __builtin_popcount(mask[i] & (set >> i & 1 ?
							     ~set : set));
		for (i = 0; i < n_more; i++)
			cut += (set >> g->tail[more[i]] ^
				set >> g->head[more[i]]) & 1;
		least = cut < least ? cut : least;
		low = set & -set;
		next = set + low;
		set = next | ((set ^ next) / low >> 2);
	}
	free(more);
	return least;
}

/* A cut in the making. */
struct cut {
	const struct topo *t;
	int *first, *near;	/* neighbours of a node over channels both ways */
	char *side;		/* [n_nodes] 0 or 1 */
	int *gain;		/* [n_nodes] channels that moving it takes out */
	char *is_fixed;		/* [n_nodes] moved in this pass */
	int *moved;		/* [n_nodes] in order */
	int n_cores;
};

static void fill_near(struct cut *c)
{
	const struct graph *g = c->t->graph;
	int *next = xcalloc(g->n_nodes, sizeof(*next)), i, e;

	for (i = 0; i < g->n_nodes; i++)
		c->first[i + 1] = c->first[i] + graph_degree_out(g, i) +
				  graph_degree_in(g, i);
	memcpy(next, c->first, g->n_nodes * sizeof(*next));
	for (e = 0; e < g->n_edges; e++) {
		c->near[next[g->tail[e]]++] = g->head[e];
		c->near[next[g->head[e]]++] = g->tail[e];
	}
	free(next);
}

static int count_cut(const struct cut *c)
{
	const struct graph *g = c->t->graph;
	int e, n = 0;

	for (e = 0; e < g->n_edges; e++)
		n += c->side[g->tail[e]] != c->side[g->head[e]];
	return n;
}

static void fill_gains(struct cut *c)
{
	int i, k;

	for (i = 0; i < c->t->graph->n_nodes; i++) {
		c->gain[i] = 0;
		for (k = c->first[i]; k < c->first[i + 1]; k++)
			c->gain[i] += c->side[c->near[k]] != c->side[i] ? 1 : -1;
	}
}

/* Returns what it gains. */
static int move(struct cut *c, int node)
{
	int gain = c->gain[node], k;

	c->side[node] = !c->side[node];
	c->gain[node] = -gain;
	for (k = c->first[node]; k < c->first[node + 1]; k++)
		c->gain[c->near[k]] += c->side[c->near[k]] == c->side[node] ?
				       -2 : 2;
	return gain;
}

/* Routers without a core may stand on either side. */
static int move_switches(struct cut *c)
{
	int i, sum = 0, going = c->t->is_switch != NULL;

	while (going) {
		going = 0;
		for (i = 0; i < c->t->graph->n_nodes; i++)
			if (!topo_is_core(c->t, i) && c->gain[i] > 0) {
				sum += move(c, i);
				going = 1;
			}
	}
	return sum;
}

static int best_core(const struct cut *c, int side)
{
	int i, best = -1;

	for (i = 0; i < c->t->graph->n_nodes; i++)
		if (c->side[i] == side && !c->is_fixed[i] &&
		    topo_is_core(c->t, i) &&
		    (best < 0 || c->gain[i] > c->gain[best]))
			best = i;
	return best;
}

/* Swaps pair after pair, the best left first, and keeps the swaps up to where
 * they had gained most. Returns that gain. */
static int swap_all(struct cut *c)
{
	int n = 0, n_best = 0, sum = 0, best = 0, side;

	memset(c->is_fixed, 0, c->t->graph->n_nodes);
	while (n + 2 <= c->n_cores / 2 * 2) {
		for (side = 0; side < 2; side++) {
			int node = best_core(c, side);

			c->is_fixed[node] = 1;
			c->moved[n++] = node;
			sum += move(c, node);
		}
		if (sum > best) {
			best = sum;
			n_best = n;
		}
	}
	while (n > n_best)
		move(c, c->moved[--n]);
	return best;
}

static int improve(struct cut *c)
{
	int gain;

	fill_gains(c);
	do
		gain = move_switches(c) + swap_all(c);
	while (gain > 0);
	return count_cut(c);
}

struct place {
	int64_t at;
	int node;
};

static int by_place(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->at != q->at)
		return p->at < q->at ? -1 : 1;
	return p->node - q->node;
}

/* Puts routers without a core where most of their neighbours are, beginning with
 * those next to cores. */
static void place_switches(struct cut *c)
{
	const struct topo *t = c->t;
	enum { OPEN = 2, NEW = 4 };
	int n = t->graph->n_nodes, i, k, going = t->is_switch != NULL;

	for (i = 0; i < n; i++)
		if (!topo_is_core(t, i))
			c->side[i] = OPEN;
	while (going) {
		going = 0;
		for (i = 0; i < n; i++) {
			int known = 0, more = 0;

			if (c->side[i] != OPEN)
				continue;
			for (k = c->first[i]; k < c->first[i + 1]; k++) {
				int s = c->side[c->near[k]];

				known += s < OPEN;
				more += s == 1 ? 1 : s == 0 ? -1 : 0;
			}
			if (known)
				c->side[i] = (char)(NEW + (more > 0));
		}
		for (i = 0; i < n; i++)
			if (c->side[i] >= NEW) {
				c->side[i] = (char)(c->side[i] - NEW);
				going = 1;
			}
	}
	for (i = 0; i < n; i++)
		c->side[i] = c->side[i] == OPEN ? 0 : c->side[i];
}

/* A start: 0 cuts the die's width, 1 its height, 2 the node numbers, others are
 * random. */
static void halve(struct cut *c, int start)
{
	const struct topo *t = c->t;
	struct place *p = xcalloc(t->graph->n_nodes, sizeof(*p));
	uint64_t seed = 1000 + (uint64_t)start;
	int i, n = 0;

	memset(c->side, 1, t->graph->n_nodes);
	for (i = 0; i < t->graph->n_nodes; i++) {
		int64_t x = t->x[i], y = t->y[i];

		if (!topo_is_core(t, i))
			continue;
		p[n].node = i;
		p[n++].at = start == 0 ? x << 32 | y : start == 1 ?
			    y << 32 | x : start == 2 ? i :
			    (int64_t)(rand_next(&seed) >> 1);
	}
	qsort(p, n, sizeof(*p), by_place);
	for (i = 0; i < n / 2; i++)
		c->side[p[i].node] = 0;
	free(p);
	place_switches(c);
	fill_gains(c);
	move_switches(c);
}

static int find_cut(const struct topo *t)
{
	int n = t->graph->n_nodes, start, cut, least = t->graph->n_edges;
	int n_starts = n <= RANDOM_MAX ? 3 + N_RANDOM : 3;
	struct cut c = { .t = t, .n_cores = topo_n_cores(t) };

	c.first = xcalloc((size_t)n + 1, sizeof(int));
	c.near = xcalloc((size_t)t->graph->n_edges * 2, sizeof(int));
	c.side = xcalloc(n, 1);
	c.gain = xcalloc(n, sizeof(int));
	c.is_fixed = xcalloc(n, 1);
	c.moved = xcalloc(n, sizeof(int));
	fill_near(&c);
	for (start = 0; start < n_starts; start++) {
		halve(&c, start);
		cut = n <= SWAPS_MAX ? improve(&c) : count_cut(&c);
		least = cut < least ? cut : least;
	}
	free(c.first);
	free(c.near);
	free(c.side);
	free(c.gain);
	free(c.is_fixed);
	free(c.moved);
	return least;
}

int topo_cut(const struct topo *t, enum topo_cut_kind *how)
{
	*how = TOPO_CUT_ALL;
	if (!t->is_switch && t->graph->n_nodes <= ALL_MAX)
		return try_all(t->graph);
	*how = TOPO_CUT_FOUND;
	return find_cut(t);
}
