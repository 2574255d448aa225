/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_H
#define TOPO_H

#include "base/graph.h"
#include "base/util.h"

/*
 * A topology: a directed graph of cores with a place on the die for each. Made
 * from an expression such as `5pp(64, rows=4)` or `cartesian(ring(4), path(8))`:
 * a name and arguments, looked up in the table of topo_table.c; a member is one
 * file and one row.
 *
 * 5pp is a reconstruction: see docs/design.md for what is printed and what not.
 */
#define TOPO_NODES_MAX 65536

struct topo {
	struct graph *graph;	/* channels; edge e is channel e everywhere */
	int *x, *y;		/* [n_nodes], die position in tile pitches, >= 0 */
	char *is_switch;	/* [n_nodes] 1: a router without a core; NULL: none */
	/* A grid, for dimension-ordered routing; n_dims 0: none. Node number is
	 * c[0] + size[0] * (c[1] + size[1] * c[2]); unused sizes are 1. */
	int n_dims, size[3];
	int wraps;		/* 1: a torus */
	/* Channels, both ways together, that at least have to be cut to part
	 * the cores in two halves (of n/2 and n - n/2); 0: no closed form. */
	int bisection;
};

/* Builds from an expression. NULL and *e (file and line as given, the column in
 * the text) on refusal. The caller frees. */
struct topo *topo_build(const char *expr, const char *file, int line,
			struct err *e);
void topo_free(struct topo *t);

/* Length of a channel in tile pitches (Manhattan), at least 1. */
int topo_length(const struct topo *t, int channel);

/* Nodes that have a core: their number, the first and the last; -1: none. */
int topo_is_core(const struct topo *t, int node);
int topo_n_cores(const struct topo *t);
int topo_first_core(const struct topo *t);
int topo_last_core(const struct topo *t);

/* First node that no channel joins to node 0, whatever its direction, or -1. */
int topo_disconnected(const struct topo *t);

#endif
