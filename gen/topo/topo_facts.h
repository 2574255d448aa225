/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_FACTS_H
#define TOPO_FACTS_H

#include <stdint.h>

#include "topo.h"

/*
 * What can be said of a topology without a network: counts, distances, the
 * narrowest cut, wires. Distances and halves are those of cores; routers without
 * a core count as hops of a path and stand on either side of a cut.
 */
enum topo_cut_kind {
	TOPO_CUT_CLOSED,	/* least, from a closed form */
	TOPO_CUT_ALL,		/* least of all */
	TOPO_CUT_FOUND,		/* the best found: the least may be less */
};

struct topo_facts {
	int n_nodes, n_cores, n_channels;
	int out_lo, out_hi, in_lo, in_hi;	/* degrees over all nodes */

	/* Over ordered pairs of different cores, from n_sources cores. */
	int n_sources;		/* n_cores, or fewer where that takes too long */
	int diameter;		/* hops, of the pairs that have a path */
	double mean_hops;
	int64_t n_pairs;	/* of the sources */
	int64_t n_disconnected;	/* of these without a path */

	int bisection;		/* channels between the halves, both ways */
	enum topo_cut_kind cut;

	int w, h;		/* die, tile pitches */
	int64_t wire;		/* tile pitches, all channels */
	int longest;		/* tile pitches */
};

/* O(cores * channels) up to some 10^8 steps, then from a sample of sources. */
void topo_facts(const struct topo *t, struct topo_facts *f);

/* The narrowest cut into halves of n/2 and n - n/2 cores: channels, and how it
 * was found. All halves are tried up to 20 nodes; above, cuts through the die and
 * random ones are improved by swaps (Kernighan and Lin, 1970). */
int topo_cut(const struct topo *t, enum topo_cut_kind *how);

#endif
