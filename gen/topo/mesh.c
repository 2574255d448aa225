/* SPDX-License-Identifier: Apache-2.0 */
#include "class.h"

/*
 * Grids of x times y (times z) nodes, node = (z * size_y + y) * size_x + x, every
 * channel with one back: mesh (neighbours), torus (wrapping round), king (and the
 * diagonals).
 *
 * A torus is placed folded, as it is built: neighbours are then at most two tile
 * pitches apart and no channel crosses the die. The nodes of a third dimension
 * stand together in a block at their place of the first two.
 */
static int grid_size(const struct topo_value *arg, int *size, struct text *why)
{
	long long n = 1;
	int i;

	for (i = 0; i < 3; i++) {
		size[i] = arg[i].n ? arg[i].n : 1;
		n *= size[i];
		if (n > TOPO_NODES_MAX) {
			text_add(why, "%d times %d", arg[0].n, arg[1].n);
			if (arg[2].n)
				text_add(why, " times %d", arg[2].n);
			text_add(why, " nodes: must be at most %d",
				 TOPO_NODES_MAX);
			return -1;
		}
	}
	return 0;
}

/*
 * Least channels cut, from L. E. Aroca and A. Fernandez Anta, "Bisection
 * (Band)Width of Product Networks with Application to Data Centers", TPDS 2014:
 * with sizes in falling order up to the first even one, an array has the sum of
 * the products of the sizes that follow, a torus twice that; here twice again,
 * for channels both ways. 0 where a torus has a side of two, which is no cycle.
 */
static int bisection(const int *size, int wraps)
{
	int s[3] = { size[0], size[1], size[2] }, i, j, swap, sum = 0;

	for (i = 0; i < 3; i++)
		for (j = i + 1; j < 3; j++)
			if (s[j] > s[i]) {
				swap = s[i];
				s[i] = s[j];
				s[j] = swap;
			}
	for (i = 0; i < 3 && s[i] > 1; i++) {
		int product = 1;

		if (wraps && s[i] == 2)
			return 0;
		for (j = i + 1; j < 3; j++)
			product *= s[j];
		sum += product;
		if (s[i] % 2 == 0)
			break;
	}
	for (; i < 3; i++)
		if (wraps && s[i] == 2)
			return 0;
	return 2 * sum * (wraps ? 2 : 1);
}

/* Place of (x, y, z): z inside a block, in a loop there and back. */
static void place(struct topo *t, const int *size, int wraps)
{
	int columns = topo_columns(size[2]), rows, i;

	if (wraps && size[2] > 1)
		columns = (size[2] + 1) / 2;
	rows = (size[2] + columns - 1) / columns;
	for (i = 0; i < t->graph->n_nodes; i++) {
		int x = i % size[0], y = i / size[0] % size[1];
		int z = i / size[0] / size[1], in_x, in_y;

		if (wraps) {
			x = topo_folded(x, size[0]);
			y = topo_folded(y, size[1]);
			in_x = topo_folded(z, size[2]) / 2;
			in_y = topo_folded(z, size[2]) % 2;
		} else {
			in_y = z / columns;
			in_x = z % columns;
			if (in_y % 2)
				in_x = columns - 1 - in_x;
		}
		t->x[i] = x * columns + in_x;
		t->y[i] = y * rows + in_y;
	}
}

static struct topo *grid_build(const struct topo_value *arg, int wraps,
			       struct text *why)
{
	struct topo_edges l = {0};
	int size[3], i, d, stride;
	struct topo *t;

	if (grid_size(arg, size, why))
		return NULL;
	for (i = 0; i < size[0] * size[1] * size[2]; i++)
		for (d = 0, stride = 1; d < 3; stride *= size[d++]) {
			int c = i / stride % size[d];

			if (c + 1 < size[d])
				topo_edge_both(&l, i, i + stride);
			else if (wraps && size[d] > 1)
				topo_edge_both(&l, i, i - c * stride);
		}
	t = topo_make(size[0] * size[1] * size[2], &l);
	t->n_dims = arg[2].n ? 3 : 2;
	for (d = 0; d < 3; d++)
		t->size[d] = size[d];
	t->wraps = wraps;
	t->bisection = bisection(size, wraps);
	place(t, size, wraps);
	return t;
}

static struct topo *build_mesh(const struct topo_value *arg, struct text *why)
{
	return grid_build(arg, 0, why);
}

const struct topo_class topo_class_mesh = {
	.name = "mesh", .usage = "mesh(x, y, z)",
	.arg = {
		TOPO_ARG_NUMBER("x", 1, TOPO_NODES_MAX),
		TOPO_ARG_NUMBER("y", 1, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("z", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
	},
	.build = build_mesh,
};

static struct topo *build_torus(const struct topo_value *arg, struct text *why)
{
	return grid_build(arg, 1, why);
}

const struct topo_class topo_class_torus = {
	.name = "torus", .usage = "torus(x, y, z)",
	.arg = {
		TOPO_ARG_NUMBER("x", 1, TOPO_NODES_MAX),
		TOPO_ARG_NUMBER("y", 1, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("z", 1, TOPO_NODES_MAX, TOPO_LEFT_OUT),
	},
	.build = build_torus,
};

static struct topo *build_king(const struct topo_value *arg, struct text *why)
{
	struct topo_edges l = {0};
	int size[3], n_x, n_y, i;
	struct topo_value both[3] = { arg[0], arg[1], { .n = 0 } };
	struct topo *t;

	if (grid_size(both, size, why))
		return NULL;
	n_x = size[0];
	n_y = size[1];
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
	t = topo_make(n_x * n_y, &l);
	topo_place_block(t, 0, n_x * n_y, -1, n_x, 0, 0);
	return t;
}

const struct topo_class topo_class_king = {
	.name = "king", .usage = "king(x, y)",
	.arg = {
		TOPO_ARG_NUMBER("x", 1, TOPO_NODES_MAX),
		TOPO_ARG_NUMBER("y", 1, TOPO_NODES_MAX),
	},
	.build = build_king,
};
