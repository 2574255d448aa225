/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ROUTE_H
#define ROUTE_H

#include "base/graph.h"
#include "base/util.h"

/*
 * Multicast routing: for every job a tree of channels from its source to all of
 * its targets, at most n_vcs trees on a channel.
 *
 * route_build makes the load of the most loaded channel small first, then hops
 * weighted by load, then hops; a target next to its source is reached by that
 * channel where it has room. It is negotiated congestion after McMurchie and
 * Ebeling, PathFinder (FPGA 1995, doi 10.1145/201310.201328): all trees are made
 * again and again, each as if alone, on channels whose price grows with their
 * overuse and its history. A tree grows by the nearest target first (Takahashi and
 * Matsuyama 1980). Once for few hops with the virtual channels as the only limit;
 * then, while there is hope, again with a limit on the load of a channel as well.
 *
 * route_dimension is what grids are mostly built with: one coordinate after the
 * other, a closed one the shorter way round; the tree is the union of the routes.
 */
struct route_job {
	const char *name;	/* of the stream, for messages */
	int src;		/* node */
	int n_targets;
	const int *target;	/* [n_targets], nodes; may repeat and be src */
	int64_t load;		/* words per image, >= 0 */
};

struct route_tree {
	int n_hops;
	int *channel;	/* [n_hops], parents first */
	int *from;	/* [n_hops], hop that feeds it, -1: the source */
	int *target;	/* [n_targets], hop that arrives there, -1: the source */
};

/* Fills tree[n_jobs]. 0, or -1 and *e naming the channel (tail -> head) that
 * would need more virtual channels, and the streams on it. Deterministic. */
int route_build(const struct graph *g, int n_vcs, const struct route_job *job,
		int n_jobs, struct route_tree *tree, struct err *e);

/* Node c[0] + size[0] * (c[1] + size[1] * c[2]) stands at (c[0], c[1], c[2]). */
struct route_grid {
	int n_dims;	/* 1..3 */
	int size[3];
	int wraps;	/* 1: closed in every dimension */
};

/* As route_build, on a grid. */
int route_dimension(const struct graph *g, const struct route_grid *d,
		    int n_vcs, const struct route_job *job, int n_jobs,
		    struct route_tree *tree, struct err *e);

void route_free(struct route_tree *tree, int n_jobs);	/* not tree itself */

#endif
