/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "class.h"

/*
 * Topologies with routers that have no core. The cores come first, the routers
 * behind them.
 *
 * tree(a, b, ...): fan-outs from the root. The leaves are the cores, numbered
 * from left to right; behind them the routers, level by level from the bottom,
 * the root last. On the die every router stands about in the middle of its part:
 *
 *	  *		tree(2, 3): six cores (.), two routers (o), the root (*)
 *	o . o .
 *	. . . .
 */
struct level {
	int fan;	/* children of a router */
	int n;		/* routers */
	int first;	/* number of the first of them */
	int columns;	/* of its children on the die */
	int w, h;	/* its part of the die, tile pitches */
};

static void mark_switches(struct topo *t, int n_cores)
{
	int i;

	t->is_switch = xcalloc(t->graph->n_nodes, 1);
	for (i = n_cores; i < t->graph->n_nodes; i++)
		t->is_switch[i] = 1;
}

/* Levels of the tree, 0 the root, and their numbers; 0 cores on refusal. */
static int count_levels(const struct topo_value *arg, struct level *v,
			int *n_levels, struct text *why)
{
	long long n = 1, total = 0;
	int k, n_cores;

	for (k = 0; k < TOPO_ARGS_MAX && arg[k].n; k++) {
		v[k].fan = arg[k].n;
		v[k].n = (int)n;
		total += n;
		n *= v[k].fan;
		if (topo_too_large(total + n, 0, why))
			return 0;
	}
	*n_levels = k;
	for (; k < TOPO_ARGS_MAX; k++)
		if (arg[k].n) {
			text_add(why, "a fan-out between others is missing");
			return 0;
		}
	n_cores = (int)n;
	for (k = *n_levels - 1; k >= 0; k--) {
		v[k].first = (int)n;
		n += v[k].n;
	}
	return n_cores;
}

/* Sizes from the bottom: a router with its cores, then parts of parts with a row
 * between them in which their router stands. */
static void size_levels(struct level *v, int n_levels)
{
	int k, c, w, h, last = n_levels - 1;

	v[last].columns = v[last].w = topo_columns(v[last].fan + 1);
	v[last].h = (v[last].fan + v[last].w) / v[last].w;
	for (k = last - 1; k >= 0; k--) {
		v[k].w = v[k].h = 0;
		for (c = 1; c <= v[k].fan; c++) {
			w = c * v[k + 1].w;
			h = (v[k].fan + c - 1) / c * v[k + 1].h + 1;
			if (v[k].w && (w > h ? w : h) >=
				      (v[k].w > v[k].h ? v[k].w : v[k].h))
				continue;
			v[k].columns = c;
			v[k].w = w;
			v[k].h = h;
		}
	}
}

/* Rows of parts above the row of their router. */
static int rows_above(const struct level *v)
{
	return (v->fan + v->columns - 1) / v->columns / 2;
}

/* Router i of level k with its corner at (x, y), and all that is below it. */
static void place(struct topo *t, const struct level *v, int n_levels, int k,
		  int i, int x, int y)
{
	const struct level *below = v + k + 1;
	int above, j;

	if (k == n_levels - 1) {
		topo_place_block(t, i * v[k].fan, v[k].fan, v[k].first + i,
				 v[k].columns, x, y);
		return;
	}
	above = rows_above(&v[k]);
	t->x[v[k].first + i] = x + (v[k].w - 1) / 2;
	t->y[v[k].first + i] = y + above * below->h;
	for (j = 0; j < v[k].fan; j++) {
		int row = j / v[k].columns;

		place(t, v, n_levels, k + 1, i * v[k].fan + j,
		      x + j % v[k].columns * below->w,
		      y + row * below->h + (row >= above));
	}
}

static struct topo *build_tree(const struct topo_value *arg, struct text *why)
{
	struct level v[TOPO_ARGS_MAX];
	struct topo_edges l = {0};
	int n_levels, k, i, n_cores = count_levels(arg, v, &n_levels, why);
	struct topo *t;

	if (!n_cores)
		return NULL;
	for (k = 0; k < n_levels; k++)
		for (i = 0; i < v[k].n * v[k].fan; i++)
			topo_edge_both(&l, v[k].first + i / v[k].fan,
				       k + 1 < n_levels ? v[k + 1].first + i : i);
	size_levels(v, n_levels);
	if (topo_too_wide(v[0].w, v[0].h, why)) {
		free(l.edge);
		return NULL;
	}
	t = topo_make(v[0].first + 1, &l);
	mark_switches(t, n_cores);
	place(t, v, n_levels, 0, 0, 0, 0);
	/* Fewer cut wires than half of the root's leave it more than half. */
	t->bisection = v[0].fan % 2 ? 0 : v[0].fan;
	return t;
}

const struct topo_class topo_class_tree = {
	.name = "tree", .usage = "tree(a, b, ...), fan-outs from the root, at most 8",
	.arg = {
		TOPO_ARG_NUMBER("a", 1, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("b", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("c", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("d", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("e", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("f", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("g", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
		TOPO_ARG_OPTION("h", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
	},
	.build = build_tree,
};

/*
 * cmesh(x, y, c): a mesh of x times y routers, each with c cores; router
 * row * x + column has cores c * router .. c * router + c-1.
 */
static struct topo *build_cmesh(const struct topo_value *arg, struct text *why)
{
	int n_x = arg[0].n, n_y = arg[1].n, c = arg[2].n, n_cores, w, h, i, k;
	long long n_routers = (long long)n_x * n_y;
	struct topo_edges l = {0};
	struct topo *t;

	if (n_routers > TOPO_NODES_MAX)
		n_routers = TOPO_NODES_MAX + 1LL;
	if (topo_too_large(n_routers * (c + 1LL), 0, why))
		return NULL;
	n_cores = (int)n_routers * c;
	for (i = 0; i < n_routers; i++) {
		for (k = 0; k < c; k++)
			topo_edge_both(&l, n_cores + i, i * c + k);
		if (i % n_x + 1 < n_x)
			topo_edge_both(&l, n_cores + i, n_cores + i + 1);
		if (i / n_x + 1 < n_y)
			topo_edge_both(&l, n_cores + i, n_cores + i + n_x);
	}
	w = topo_columns(c + 1);
	h = (c + w) / w;
	if (topo_too_wide((long long)n_x * w, (long long)n_y * h, why)) {
		free(l.edge);
		return NULL;
	}
	t = topo_make(n_cores + (int)n_routers, &l);
	mark_switches(t, n_cores);
	for (i = 0; i < n_routers; i++)
		topo_place_block(t, i * c, c, n_cores + i, w, i % n_x * w,
				 i / n_x * h);
	return t;
}

const struct topo_class topo_class_cmesh = {
	.name = "cmesh", .usage = "cmesh(x, y, c)",
	.arg = {
		TOPO_ARG_NUMBER("x", 1, TOPO_NODES_MAX),
		TOPO_ARG_NUMBER("y", 1, TOPO_NODES_MAX),
		TOPO_ARG_NUMBER("c", 1, TOPO_NODES_MAX),
	},
	.build = build_cmesh,
};
