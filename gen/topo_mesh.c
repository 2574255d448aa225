/* SPDX-License-Identifier: Apache-2.0 */
#include "topo_class.h"

/*
 * Grids of x times y nodes, node = row * x + column, every channel with one
 * back: mesh (4 neighbours), torus (4, wrapping round), king (8), and the ring.
 *
 * Torus and ring are placed folded, as they are built: neighbours are then at
 * most two tile pitches apart and no channel crosses the die.
 */
static int too_large(const int *arg, struct text *why)
{
	if ((long long)arg[0] * arg[1] <= TOPO_NODES_MAX)
		return 0;
	text_add(why, "%d times %d nodes: must be at most %d", arg[0], arg[1],
		 TOPO_NODES_MAX);
	return 1;
}

static struct topo *grid_make(int n_x, int n_y, struct topo_edges *l)
{
	struct topo *t = topo_make(n_x * n_y, l);
	int i;

	for (i = 0; i < n_x * n_y; i++) {
		t->x[i] = i % n_x;
		t->y[i] = i / n_x;
	}
	return t;
}

struct topo *topo_build_mesh(const int *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n_x = arg[0], n_y = arg[1], i;

	if (too_large(arg, why))
		return NULL;
	for (i = 0; i < n_x * n_y; i++) {
		if (i % n_x + 1 < n_x)
			topo_edge_both(&l, i, i + 1);
		if (i / n_x + 1 < n_y)
			topo_edge_both(&l, i, i + n_x);
	}
	return grid_make(n_x, n_y, &l);
}

struct topo *topo_build_king(const int *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n_x = arg[0], n_y = arg[1], i;

	if (too_large(arg, why))
		return NULL;
	for (i = 0; i < n_x * n_y; i++) {
		int right = i % n_x + 1 < n_x, below = i / n_x + 1 < n_y;

		if (right)
			topo_edge_both(&l, i, i + 1);
		if (below)
			topo_edge_both(&l, i, i + n_x);
		if (right && below) {
			topo_edge_both(&l, i, i + n_x + 1);
			topo_edge_both(&l, i + 1, i + n_x);
		}
	}
	return grid_make(n_x, n_y, &l);
}

/* Place of node i of a closed line of n that is laid out there and back. */
static int folded(int i, int n)
{
	return 2 * i < n ? 2 * i : 2 * (n - 1 - i) + 1;
}

struct topo *topo_build_torus(const int *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n_x = arg[0], n_y = arg[1], i;
	struct topo *t;

	if (too_large(arg, why))
		return NULL;
	for (i = 0; i < n_x * n_y; i++) {
		int x = i % n_x, y = i / n_x;

		if (n_x > 1)
			topo_edge_both(&l, i, y * n_x + (x + 1) % n_x);
		if (n_y > 1)
			topo_edge_both(&l, i, (y + 1) % n_y * n_x + x);
	}
	t = topo_make(n_x * n_y, &l);
	for (i = 0; i < n_x * n_y; i++) {
		t->x[i] = folded(i % n_x, n_x);
		t->y[i] = folded(i / n_x, n_y);
	}
	return t;
}

struct topo *topo_build_ring(const int *arg, struct text *why)
{
	struct topo_edges l = {0};
	int n = arg[0], i;
	struct topo *t;

	(void)why;
	for (i = 0; i < n; i++)
		topo_edge_both(&l, i, (i + 1) % n);
	t = topo_make(n, &l);
	for (i = 0; i < n; i++) {
		t->x[i] = folded(i, n) / 2;
		t->y[i] = folded(i, n) % 2;
	}
	return t;
}
