/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ROUTE_IMPL_H
#define ROUTE_IMPL_H

#include "route.h"

/* Between the files of the router: the search for one tree with the others in
 * place. */
struct heap_item {
	int64_t price;
	int node;
};

struct search {
	const struct graph *g;
	int n_vcs;
	int round;
	int *use;		/* [n_edges] trees on each channel */
	int *history;		/* [n_edges] rounds in which it was overused */
	int64_t cap;		/* words that no channel should exceed, 0: none */
	int64_t job_load;	/* of the tree that grows */
	int64_t *load;		/* [n_edges] words per image */
	int64_t max_load;
	int64_t *price;		/* [n_nodes] of the cheapest path found, or -1 */
	int *by;		/* [n_nodes] its last channel, -1: in the tree */
	char *done;		/* [n_nodes] */
	int *hop;		/* [n_nodes] tree hop that arrives, -1 source, -2 none */
	int *depth;		/* [n_nodes] of nodes of the tree */
	char *wanted;		/* [n_nodes] targets that are not in the tree */
	struct heap_item *heap;	/* binary, cheapest first, then lowest node */
	int n_heap;
};

void route_search_init(struct search *s, const struct graph *g, int n_vcs);
void route_search_end(struct search *s);

/* Makes the tree of a job anew at the prices of the others. 0, or -1 and *e where
 * there is no path. */
int route_grow(struct search *s, const struct route_job *job,
	       struct route_tree *t, struct err *e);

/* Adds a tree to use and load (sign 1), or takes it out (-1). */
void route_count(struct search *s, const struct route_job *job,
		 const struct route_tree *t, int sign);

void route_trees_init(struct route_tree *t, const struct route_job *job,
		      int n_jobs);

/* -1 and *e where a channel would need more than n_vcs virtual channels. */
int route_check_vcs(const struct graph *g, int n_vcs,
		    const struct route_job *job, int n_jobs,
		    const struct route_tree *tree, struct err *e);

#endif
