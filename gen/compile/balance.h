/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BALANCE_H
#define BALANCE_H

#include "lower.h"
#include "model/net.h"
#include "model/plan.h"

/*
 * How many copies of each layer, and how many pixels its windows make: with more copies
 * the slowest layer is faster, and more cores are taken; windows of several pixels take
 * fewer products, where rows and columns are free without more crossbars. Cycles are those of cores that never wait for channels.
 * Copies that lowering refuses, because act.sources or another key is too small for
 * them, are left out.
 */
#define BALANCE_AUTO (-1)

struct balance_way {
	struct lower_shape *shape;	/* [n_layers] */
	int64_t interval;	/* cycles an image of the slowest task */
	int n_tasks;
};

struct balance {
	/* At least one; each has a longer interval than the one before it, and fewer
	 * tasks. */
	int n_ways;
	struct balance_way *way;
	char *held;	/* why a shorter interval, which the cores suffice for, is not
			 * among them: "interval 400 does not map: ..."; or NULL */
};

/*
 * Copies for a network on the cores of a hardware whose topology has n_cores: so that
 * each layer takes at most `interval` cycles per image with the fewest cores, one way;
 * with BALANCE_AUTO, all ways that are best for their number of cores, the
 * least interval first. Where n_cores are too few for any, the one way takes
 * more. Layers that leave the fabric have one copy. 0, or -1 and *e: naming the layer
 * that cannot be fast enough, or the key that is too small. Free with balance_free.
 */
int balance_net(const struct net *n, const struct arch *a, int n_cores,
		int64_t interval, struct balance *b, struct err *e);
void balance_free(struct balance *b);

/* "interval 400 does not map: ...", by what the fault says; the caller frees. */
char *balance_held(int64_t interval, const struct err *fault);

#endif
