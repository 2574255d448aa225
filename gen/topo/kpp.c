/* SPDX-License-Identifier: Apache-2.0 */
#include "class.h"

/*
 * The prism family. Cores stand in a strip of two rows, core i = 2*column + row:
 *
 *	row 0   0  2  4  6  8
 *	row 1   1  3  5  7  9
 *
 * Every window of w columns is a complete graph, k = 2w - 1: a core sends to
 * all cores of the next w - 1 columns, and the two cores of a column send to
 * each other. 5pp (w = 3) so is: i to i+1 .. i+4, even i also to i+5, odd i
 * also to i-1.
 *
 * Folded in R strips, every other strip running back, cores that lie above each
 * other in neighbouring strips have a channel both ways as well:
 *
 *	y 0   0   2   4   6
 *	y 1   1   3   5   7
 *	      |   |   |   |		(7 to 8 is there already)
 *	y 2  14  12  10   8
 *	y 3  15  13  11   9
 *
 * This is a reconstruction; docs/design.md says of what.
 */
static void add_strip(struct topo_edges *l, int n, int w)
{
	int i, head;

	for (i = 0; i < n; i++) {
		int last = 2 * (i / 2 + w - 1) + 1;

		if (i % 2)
			topo_edge(l, i, i - 1);
		for (head = i + 1; head <= last && head < n; head++)
			topo_edge(l, i, head);
	}
}

/* Channels between strips of n_columns each. topo_make drops the repeats. */
static void add_rungs(struct topo_edges *l, int n_columns, int rows)
{
	int s, i;

	for (s = 0; s + 1 < rows; s++) {
		int upper = s * n_columns;	/* first column of strip s */
		int lower = upper + 2 * n_columns - 1;

		for (i = 0; i < n_columns; i++)
			topo_edge_both(l, 2 * (upper + i) + 1, 2 * (lower - i));
	}
}

static void place(struct topo *t, int n, int n_columns)
{
	int i;

	for (i = 0; i < n; i++) {
		int strip = i / 2 / n_columns;
		int along = i / 2 % n_columns;

		t->x[i] = strip % 2 ? n_columns - 1 - along : along;
		t->y[i] = 2 * strip + i % 2;
	}
}

static struct topo *build(int k, int n, int rows, struct text *why)
{
	struct topo_edges l = {0};
	int n_columns = rows > 1 ? n / 2 / rows : (n + 1) / 2;
	struct topo *t;

	if (k % 2 == 0) {
		text_add(why, "k = %d: must be odd", k);
		return NULL;
	}
	if (rows > 1 && (n_columns < 1 || n % (2 * rows))) {
		text_add(why, "n = %d: must be a multiple of 2*rows = %d", n,
			 2 * rows);
		return NULL;
	}
	add_strip(&l, n, (k + 1) / 2);
	add_rungs(&l, n_columns, rows);
	t = topo_make(n, &l);
	place(t, n, n_columns);
	return t;
}

static struct topo *build_kpp(const struct topo_value *arg, struct text *why)
{
	return build(arg[0].n, arg[1].n, arg[2].n, why);
}

const struct topo_class topo_class_kpp = {
	.name = "kpp", .usage = "kpp(k, n, rows=r)",
	.arg = {
		TOPO_ARG_NUMBER("k", 1, 31),
		TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("rows", 1, TOPO_NODES_MAX, 1),
	},
	.build = build_kpp,
};

static struct topo *build_3pp(const struct topo_value *arg, struct text *why)
{
	return build(3, arg[0].n, arg[1].n, why);
}

const struct topo_class topo_class_3pp = {
	.name = "3pp", .usage = "3pp(n, rows=r)",
	.arg = {
		TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("rows", 1, TOPO_NODES_MAX, 1),
	},
	.build = build_3pp,
};

static struct topo *build_5pp(const struct topo_value *arg, struct text *why)
{
	return build(5, arg[0].n, arg[1].n, why);
}

const struct topo_class topo_class_5pp = {
	.name = "5pp", .usage = "5pp(n, rows=r)",
	.arg = {
		TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("rows", 1, TOPO_NODES_MAX, 1),
	},
	.build = build_5pp,
};

static struct topo *build_7pp(const struct topo_value *arg, struct text *why)
{
	return build(7, arg[0].n, arg[1].n, why);
}

const struct topo_class topo_class_7pp = {
	.name = "7pp", .usage = "7pp(n, rows=r)",
	.arg = {
		TOPO_ARG_NUMBER("n", 2, TOPO_NODES_MAX),
		TOPO_ARG_OPTION("rows", 1, TOPO_NODES_MAX, 1),
	},
	.build = build_7pp,
};
