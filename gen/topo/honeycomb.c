/* SPDX-License-Identifier: Apache-2.0 */
#include "class.h"

/*
 * honeycomb(x, y): hexagons as a brick wall on a grid of x times y, node = row * x +
 * column. Every node has its neighbours in the row, and one above or below it:
 *
 *	o-o-o-o		below where row + column is even, above where it is odd
 *	|   |
 *	o-o-o-o
 *	  |   |
 *	o-o-o-o
 */
static struct topo *build_honeycomb(const struct topo_value *arg,
				    struct text *why)
{
	int n_x = arg[0].n, n_y = arg[1].n, i;
	struct topo_edges l = {0};
	struct topo *t;

	if (topo_too_large((long long)n_x * n_y, 0, why))
		return NULL;
	for (i = 0; i < n_x * n_y; i++) {
		int column = i % n_x, row = i / n_x;

		if (column + 1 < n_x)
			topo_edge_both(&l, i, i + 1);
		if (row + 1 < n_y && (row + column) % 2 == 0)
			topo_edge_both(&l, i, i + n_x);
	}
	t = topo_make(n_x * n_y, &l);
	topo_place_block(t, 0, n_x * n_y, -1, n_x, 0, 0);
	return t;
}

const struct topo_class topo_class_honeycomb = {
	.name = "honeycomb", .usage = "honeycomb(x, y)",
	.arg = { TOPO_ARG_NUMBER("x", 1, TOPO_NODES_MAX),
		 TOPO_ARG_NUMBER("y", 1, TOPO_NODES_MAX) },
	.build = build_honeycomb,
};
