/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WILD_H
#define WILD_H

#include "model/flow.h"
#include "topo/topo.h"

/*
 * Random topologies and flows for the tests of mapping. Topologies are directed and
 * strongly connected: a closed walk through all nodes in random order and `extra`
 * channels more.
 */

/* Writes NAME.edges into the current folder; the expression, the caller frees. */
char *wild_edges(const char *name, int n_nodes, int extra, uint64_t *seed);

/* The same as a topology. */
struct topo *wild_topo(int n_nodes, int extra, uint64_t *seed);

/* Each task but the first reads one to three earlier ones; the first reads the
 * input, the last one's stream is the output. Streams of 1..1000 words. */
struct flow *wild_flow(int n_tasks, uint64_t *seed);

int wild_pick(uint64_t *seed, int n);	/* 0 .. n-1 */

#endif
