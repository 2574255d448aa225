/* SPDX-License-Identifier: Apache-2.0 */
#include "class.h"

/*
 * The atoms, every channel with one back: path and cycle (also called ring),
 * complete graph, star round node 0, hypercube.
 */
static struct topo *build_path(const struct topo_value *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n = arg[0].n, i;
	struct topo *t;

	(void)why;
	for (i = 0; i + 1 < n; i++)
		topo_edge_both(&l, i, i + 1);
	t = topo_make(n, &l);
	for (i = 0; i < n; i++)
		t->x[i] = i;
	t->bisection = n > 1 ? 2 : 0;
	return t;
}

const struct topo_class topo_class_path = {
	.name = "path", .usage = "path(n)",
	.arg = { TOPO_ARG_NUMBER("n", 1, TOPO_NODES_MAX) },
	.build = build_path,
};

/* Laid out there and back, in two rows. */
static struct topo *build_cycle(const struct topo_value *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n = arg[0].n, i;
	struct topo *t;

	(void)why;
	for (i = 0; i < n; i++)
		topo_edge_both(&l, i, (i + 1) % n);
	t = topo_make(n, &l);
	for (i = 0; i < n; i++) {
		t->x[i] = topo_folded(i, n) / 2;
		t->y[i] = topo_folded(i, n) % 2;
	}
	t->bisection = n > 2 ? 4 : 2;
	return t;
}

const struct topo_class topo_class_cycle = {
	.name = "cycle", .usage = "cycle(n)",
	.arg = { TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX) },
	.build = build_cycle,
};

const struct topo_class topo_class_ring = {
	.name = "ring", .usage = "ring(n)",
	.arg = { TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX) },
	.build = build_cycle,
};

static struct topo *build_complete(const struct topo_value *arg,
				   struct text *why)
{
	struct topo_edges l = {0};
	int n = arg[0].n, a, b;
	struct topo *t;

	if (topo_too_large(n, (long long)n * (n - 1), why))
		return NULL;
	for (a = 0; a < n; a++)
		for (b = a + 1; b < n; b++)
			topo_edge_both(&l, a, b);
	t = topo_make(n, &l);
	topo_place_block(t, 0, n, -1, topo_columns(n), 0, 0);
	t->bisection = 2 * (n / 2) * (n - n / 2);
	return t;
}

const struct topo_class topo_class_complete = {
	.name = "complete", .usage = "complete(n)",
	.arg = { TOPO_ARG_NUMBER("n", 1, TOPO_NODES_MAX) },
	.build = build_complete,
};

static struct topo *build_star(const struct topo_value *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n = arg[0].n, i;
	struct topo *t;

	(void)why;
	for (i = 1; i < n; i++)
		topo_edge_both(&l, 0, i);
	t = topo_make(n, &l);
	topo_place_block(t, 1, n - 1, 0, topo_columns(n), 0, 0);
	t->bisection = 2 * (n / 2);
	return t;
}

const struct topo_class topo_class_star = {
	.name = "star", .usage = "star(n)",
	.arg = { TOPO_ARG_NUMBER("n", 1, TOPO_NODES_MAX) },
	.build = build_star,
};

/* Nodes whose numbers differ in one bit; the lower bits of the number are the
 * column, the upper ones the row. */
static struct topo *build_hypercube(const struct topo_value *arg,
				    struct text *why)
{
	struct topo_edges l = {0};
	int d = arg[0].n, n = 1 << d, i, bit;
	struct topo *t;

	(void)why;
	for (i = 0; i < n; i++)
		for (bit = 1; bit < n; bit <<= 1)
			topo_edge(&l, i, i ^ bit);
	t = topo_make(n, &l);
	topo_place_block(t, 0, n, -1, 1 << (d + 1) / 2, 0, 0);
	t->bisection = d ? n : 0;
	return t;
}

const struct topo_class topo_class_hypercube = {
	.name = "hypercube", .usage = "hypercube(d)",
	.arg = { TOPO_ARG_NUMBER("d", 0, 16) },
	.build = build_hypercube,
};
