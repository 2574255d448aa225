/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "class.h"

/*
 * Operators on topologies. A product has a node (i, j) for each node i of a and j
 * of b, its number i * n_b + j, and with a channel i to i' of a, j to j' of b:
 *
 *	cartesian	(i, j) to (i', j) and to (i, j')
 *	tensor		(i, j) to (i', j')
 *	strong		all three
 *
 * It is placed as the floor plan of a with that of b in each place, b turned on its
 * side where the die is then nearer to a square. It has no core where a or b has
 * none. The other operators keep nodes and places.
 *
 * Of parallel channels a product has as many as their product; parallel(a, n) has
 * every channel of a n times; of the rest, union and bidir have as many as the one
 * of the two that has more, and power has one.
 */
enum { ONE_MOVES = 1, BOTH_MOVE = 2 };

/* Marks of a topology without cores everywhere are rare; only then is there an
 * array. */
static void copy_nodes(struct topo *t, const struct topo *from)
{
	int n = from->graph->n_nodes;

	memcpy(t->x, from->x, n * sizeof(*t->x));
	memcpy(t->y, from->y, n * sizeof(*t->y));
	if (!from->is_switch)
		return;
	if (!t->is_switch)
		t->is_switch = xcalloc(t->graph->n_nodes, 1);
	memcpy(t->is_switch, from->is_switch, n);
}

/* Places of a product; -1 where the die is too wide. */
static int place_product(struct topo *t, const struct topo *a,
			 const struct topo *b, struct text *why)
{
	int wa, ha, wb, hb, turned, i, j, n_b = b->graph->n_nodes;

	topo_die(a, &wa, &ha);
	topo_die(b, &wb, &hb);
	turned = max64((long long)wa * hb, (long long)ha * wb) <
		 max64((long long)wa * wb, (long long)ha * hb);
	if (turned) {
		i = wb;
		wb = hb;
		hb = i;
	}
	if (topo_too_wide((long long)wa * wb, (long long)ha * hb, why))
		return -1;
	for (i = 0; i < a->graph->n_nodes; i++)
		for (j = 0; j < n_b; j++) {
			int at = i * n_b + j;

			t->x[at] = a->x[i] * wb + (turned ? b->y[j] : b->x[j]);
			t->y[at] = a->y[i] * hb + (turned ? b->x[j] : b->y[j]);
		}
	return 0;
}

static void mark_product(struct topo *t, const struct topo *a,
			 const struct topo *b)
{
	int i, n_b = b->graph->n_nodes;

	if (!a->is_switch && !b->is_switch)
		return;
	t->is_switch = xcalloc(t->graph->n_nodes, 1);
	for (i = 0; i < t->graph->n_nodes; i++)
		t->is_switch[i] = !topo_is_core(a, i / n_b) ||
				  !topo_is_core(b, i % n_b);
}

/* Any number that tells parallel channels of a product apart will do: that of the
 * channel, or of the pair of channels, that they come from. */
static void add_product(struct topo_edges *l, const struct graph *a,
			const struct graph *b, int moves)
{
	int n_b = b->n_nodes, e, f, i;

	for (e = 0; e < a->n_edges && moves & ONE_MOVES; e++)
		for (i = 0; i < n_b; i++)
			topo_edge_nth(l, a->tail[e] * n_b + i,
				      a->head[e] * n_b + i, e);
	for (f = 0; f < b->n_edges && moves & ONE_MOVES; f++)
		for (i = 0; i < a->n_nodes; i++)
			topo_edge_nth(l, i * n_b + b->tail[f],
				      i * n_b + b->head[f], f);
	for (e = 0; e < a->n_edges && moves & BOTH_MOVE; e++)
		for (f = 0; f < b->n_edges; f++)
			topo_edge_nth(l, a->tail[e] * n_b + b->tail[f],
				      a->head[e] * n_b + b->head[f],
				      e * b->n_edges + f);
}

static struct topo *product(const struct topo_value *arg, int moves,
			    struct text *why)
{
	const struct graph *a = arg[0].t->graph, *b = arg[1].t->graph;
	long long n_channels = 0;
	struct topo_edges l = {0};
	struct topo *t;

	if (moves & ONE_MOVES)
		n_channels += (long long)a->n_edges * b->n_nodes +
			      (long long)a->n_nodes * b->n_edges;
	if (moves & BOTH_MOVE)
		n_channels += (long long)a->n_edges * b->n_edges;
	if (topo_too_large((long long)a->n_nodes * b->n_nodes, n_channels, why))
		return NULL;
	add_product(&l, a, b, moves);
	t = topo_make(a->n_nodes * b->n_nodes, &l);
	mark_product(t, arg[0].t, arg[1].t);
	if (place_product(t, arg[0].t, arg[1].t, why) < 0) {
		topo_free(t);
		return NULL;
	}
	return t;
}

static struct topo *build_cartesian(const struct topo_value *arg,
				    struct text *why)
{
	return product(arg, ONE_MOVES, why);
}

const struct topo_class topo_class_cartesian = {
	.name = "cartesian", .usage = "cartesian(a, b)",
	.arg = { TOPO_ARG_GRAPH("a"), TOPO_ARG_GRAPH("b") },
	.build = build_cartesian,
};

static struct topo *build_tensor(const struct topo_value *arg, struct text *why)
{
	return product(arg, BOTH_MOVE, why);
}

const struct topo_class topo_class_tensor = {
	.name = "tensor", .usage = "tensor(a, b)",
	.arg = { TOPO_ARG_GRAPH("a"), TOPO_ARG_GRAPH("b") },
	.build = build_tensor,
};

static struct topo *build_strong(const struct topo_value *arg, struct text *why)
{
	return product(arg, ONE_MOVES | BOTH_MOVE, why);
}

const struct topo_class topo_class_strong = {
	.name = "strong", .usage = "strong(a, b)",
	.arg = { TOPO_ARG_GRAPH("a"), TOPO_ARG_GRAPH("b") },
	.build = build_strong,
};

/* Channels with their numbers; `back` adds one back for each, with its number. */
static void add_all(struct topo_edges *l, const struct graph *g, int back)
{
	int e, nth = 0;

	for (e = 0; e < g->n_edges; e++) {
		nth = topo_next_nth(g, e, nth);
		topo_edge_nth(l, g->tail[e], g->head[e], nth);
		if (back)
			topo_edge_nth(l, g->head[e], g->tail[e], nth);
	}
}

/* Node i of a and node i of b are one; places are those of the larger. */
static struct topo *build_union(const struct topo_value *arg, struct text *why)
{
	struct topo *a = arg[0].t, *b = arg[1].t, *t, *less;
	struct topo_edges l = {0};
	int i;

	if (topo_too_large(0, (long long)a->graph->n_edges + b->graph->n_edges,
			   why))
		return NULL;
	less = b->graph->n_nodes > a->graph->n_nodes ? a : b;
	a = less == a ? b : a;
	add_all(&l, a->graph, 0);
	add_all(&l, less->graph, 0);
	t = topo_make(a->graph->n_nodes, &l);
	copy_nodes(t, a);
	for (i = 0; i < less->graph->n_nodes; i++) {
		if (topo_is_core(less, i))
			continue;
		if (!t->is_switch)
			t->is_switch = xcalloc(t->graph->n_nodes, 1);
		t->is_switch[i] = 1;
	}
	return t;
}

const struct topo_class topo_class_union = {
	.name = "union", .usage = "union(a, b)",
	.arg = { TOPO_ARG_GRAPH("a"), TOPO_ARG_GRAPH("b") },
	.build = build_union,
};

/* Nodes that `from` reaches in 1..k channels become neighbours. `seen` holds
 * the last node for which each was met; `queue` has room for all. */
static void add_near(struct topo_edges *l, const struct graph *g, int from,
		     int k, int *seen, int *queue)
{
	int n = 0, at = 0, end = 1, e;

	seen[from] = from;
	queue[n++] = from;
	for (; k > 0 && at < n && n < g->n_nodes; k--, end = n)
		for (; at < end && n < g->n_nodes; at++)
			for (e = g->first[queue[at]];
			     e < g->first[queue[at] + 1]; e++) {
				int node = g->head[e];

				if (seen[node] == from)
					continue;
				seen[node] = from;
				queue[n++] = node;
				topo_edge(l, from, node);
			}
}

/* A channel wherever a has a path of at most k channels. */
static struct topo *build_power(const struct topo_value *arg, struct text *why)
{
	const struct topo *a = arg[0].t;
	int n = a->graph->n_nodes, i;
	int *seen = xcalloc(n, sizeof(*seen)), *queue = xcalloc(n, sizeof(int));
	struct topo_edges l = {0};
	struct topo *t = NULL;

	for (i = 0; i < n; i++)
		seen[i] = -1;
	for (i = 0; i < n && l.n <= TOPO_CHANNELS_MAX; i++)
		add_near(&l, a->graph, i, arg[1].n, seen, queue);
	free(seen);
	free(queue);
	if (l.n > TOPO_CHANNELS_MAX) {
		text_add(why, "more than %d channels", TOPO_CHANNELS_MAX);
		free(l.edge);
		return NULL;
	}
	t = topo_make(n, &l);
	copy_nodes(t, a);
	return t;
}

const struct topo_class topo_class_power = {
	.name = "power", .usage = "power(a, k)",
	.arg = {
		TOPO_ARG_GRAPH("a"), TOPO_ARG_NUMBER("k", 1, TOPO_NODES_MAX),
	},
	.build = build_power,
};

/* Every channel gets one back. */
static struct topo *build_bidir(const struct topo_value *arg, struct text *why)
{
	const struct topo *a = arg[0].t;
	struct topo_edges l = {0};
	struct topo *t;

	if (topo_too_large(0, 2LL * a->graph->n_edges, why))
		return NULL;
	add_all(&l, a->graph, 1);
	t = topo_make(a->graph->n_nodes, &l);
	copy_nodes(t, a);
	return t;
}

const struct topo_class topo_class_bidir = {
	.name = "bidir", .usage = "bidir(a)",
	.arg = { TOPO_ARG_GRAPH("a") },
	.build = build_bidir,
};

/* Of two opposite channels the one to the higher node stays; a channel that has
 * no opposite stays too. */
static struct topo *build_directed(const struct topo_value *arg,
				   struct text *why)
{
	const struct topo *a = arg[0].t;
	const struct graph *g = a->graph;
	struct topo_edges l = {0};
	struct topo *t;
	int e;

	(void)why;
	for (e = 0; e < g->n_edges; e++)
		if (g->tail[e] < g->head[e] ||
		    graph_edge(g, g->head[e], g->tail[e]) < 0)
			topo_edge_nth(&l, g->tail[e], g->head[e], e);
	t = topo_make(g->n_nodes, &l);
	copy_nodes(t, a);
	return t;
}

const struct topo_class topo_class_directed = {
	.name = "directed", .usage = "directed(a)",
	.arg = { TOPO_ARG_GRAPH("a") },
	.build = build_directed,
};

/* Every channel n times. A grid stays one. */
static struct topo *build_parallel(const struct topo_value *arg,
				   struct text *why)
{
	const struct topo *a = arg[0].t;
	const struct graph *g = a->graph;
	int n = arg[1].n, e, k;
	struct topo_edges l = {0};
	struct topo *t;

	if (topo_too_large(0, (long long)n * g->n_edges, why))
		return NULL;
	for (e = 0; e < g->n_edges; e++)
		for (k = 0; k < n; k++)
			topo_edge_nth(&l, g->tail[e], g->head[e], e * n + k);
	t = topo_make(g->n_nodes, &l);
	copy_nodes(t, a);
	t->n_dims = a->n_dims;
	memcpy(t->size, a->size, sizeof(t->size));
	t->wraps = a->wraps;
	t->bisection = a->bisection * n;
	return t;
}

const struct topo_class topo_class_parallel = {
	.name = "parallel", .usage = "parallel(a, n)",
	.arg = {
		TOPO_ARG_GRAPH("a"), TOPO_ARG_NUMBER("n", 1, TOPO_PARALLEL_MAX),
	},
	.build = build_parallel,
};
