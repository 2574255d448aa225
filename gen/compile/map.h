/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_H
#define MAP_H

#include "model/flow.h"
#include "router.h"
#include "topo/topo.h"

/*
 * The node of each task and the tree of channels of each stream, for any flow on
 * any connected topology. The goal: few words on the most loaded channel, then few
 * hops weighted by words; enum map_vcs says where virtual channels come in. `imcfab check` judges the result whoever made it.
 */
#define MAP_EFFORT 10	/* of annealing, unless said otherwise */

/* Virtual channels of a mapping. With the last two the annealing begins anew from
 * MAP_SEEDS seeds, one after the other, as long as there are more than one. */
enum map_vcs {
	MAP_VCS_GIVEN,	/* any of 1..n_vcs */
	MAP_VCS_LEAST,	/* the fewest with which a mapping is found */
	MAP_VCS_SPARE,	/* the fewest that cost nothing on the most loaded channel */
};
#define MAP_SEEDS 24

struct map_options {
	const char *place;	/* "auto" (NULL), "order", "embed", "greedy", "anneal" */
	const char *route;	/* a name of the table of routers, NULL: its first */
	uint64_t seed;		/* of annealing, 0: 1 */
	int effort;		/* of annealing, 1..100, 0: MAP_EFFORT; moves grow with it */
	int n_vcs;		/* virtual channels a channel; 0: no limit */
	enum map_vcs vcs;
};

/* "auto" keeps the order of the network where every reader is then next to its
 * source, else an embedding where one is found in which it is; else it places by every strategy, routes each result and takes the best, the
 * order also where another one saves less than a twentieth of its word-hops. */

struct map {
	int *node;		/* [n_tasks] */
	struct route_tree *tree;	/* [n_streams]; targets in the order of dest[] */
	int n_tasks, n_streams;
	int n_vcs;		/* most streams on one channel */
};

/* Names of the strategies, each with half a line for --help, NULL behind the last. */
const char *map_strategy_name(int i);
const char *map_strategy_summary(int i);

/* in, out: nodes at which the fabric's input and output join. What is dead in the topology
 * runs no task and carries no stream. Deterministic for
 * a seed. 0, or -1 and *e (too few cores; channel and streams where n_vcs is
 * too small). Free with map_free. */
int map_flow(const struct flow *f, const struct topo *t, int in, int out,
	     const struct map_options *o, struct map *m, struct err *e);
void map_free(struct map *m);

#endif
