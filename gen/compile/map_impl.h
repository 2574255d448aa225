/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_IMPL_H
#define MAP_IMPL_H

#include "map.h"

/*
 * Between the files of the mapper. `site` is the problem of placement: a flow, the
 * nodes that have a core, and the distances between them.
 */
#define MAP_FAR 65535	/* hops where there is no path */
#define MAP_NEAR 8	/* nearest cores that are kept of each node */
#define MAP_MAX_NODES 4096	/* of tables of pairs */

struct site {
	const struct flow *f;
	const struct topo *t;
	int in, out;
	int n_cores;
	int *core;	/* [n_cores] nodes that may run a task, ascending */
	/* Tables of pairs; NULL for `order`. */
	uint16_t *hops;	/* [n_nodes][n_nodes] from, to */
	uint16_t *hops_to;	/* the same, to, from */
	int *via;	/* [n_nodes][n_nodes] first channel of a shortest path, -1 */
	int *near;	/* [n_nodes][MAP_NEAR] nearest cores, -1 behind the last */
	/* Streams of each task, each once: of_task[first_of[t] .. first_of[t+1]). */
	int *first_of, *of_task;
	int64_t *units;	/* [n_streams] words, the largest stream is 1024 */
};

void site_init(struct site *s, const struct flow *f, const struct topo *t,
	       int in, int out);
void site_tables(struct site *s);	/* fills the tables if they are not there */
void site_free(struct site *s);

/* Node of a stream's source or reader under a placement. */
int site_src(const struct site *s, int stream, const int *node);
int site_dest(const struct site *s, int stream, int dest, const int *node);

/*
 * What a placement would cost, without routing it. Every reader of a stream is
 * joined to the nearest of the source and the last few readers, by one shortest path
 * of the table. A channel with l units costs 1024 l + l^2 * weight: hops weighted by
 * words, and a soft price of crowded channels. Without weight no path is walked.
 */
struct tally {
	const struct site *s;
	int weight;
	int64_t *load;	/* [n_channels], units */
	int64_t cost;
};

void tally_init(struct tally *c, const struct site *s, int weight);
/* What a stream adds to the cost where there is no weight: of the placement alone. */
int64_t tally_hops(const struct site *s, int stream, const int *node);
void tally_add(struct tally *c, int stream, const int *node, int sign);
void tally_all(struct tally *c, const int *node);	/* from nothing */
void tally_free(struct tally *c);

/* How much and from where a strategy is to search. */
struct map_effort {
	uint64_t seed;	/* not 0 */
	int effort;	/* 1..100 */
	int weight;	/* of struct tally */
	const int *from;	/* [n_tasks] result of the try before this one, or NULL */
};

/* A strategy: one file and one row in the table of map.c. Fills node[n_tasks],
 * every core at most once; there are enough. node[0] -1: it has no placement. */
struct map_strategy {
	const char *name;
	const char *summary;	/* half a line for --help */
	void (*place)(const struct site *s, const struct map_effort *e, int *node);
	int needs_tables;
	int n_attempts;	/* results with rising weight, each of them is routed */
	int seeded;	/* another seed may place differently */
};

/* Members. */
void map_order(const struct site *s, const struct map_effort *e, int *node);
void map_embed(const struct site *s, const struct map_effort *e, int *node);
void map_greedy(const struct site *s, const struct map_effort *e, int *node);
void map_anneal(const struct site *s, const struct map_effort *e, int *node);

#endif
