/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_IMPL_H
#define LOAD_IMPL_H

#include "load.h"

/* Between the files of the bounds: the flow and the topology in numbers. */
struct setting {
	const struct flow *f;
	const struct topo *t;
	int in, out;
	int n_cores;
	int gap;	/* fewest hops between cores that differ */
	int degree_in, degree_out;	/* largest of any core */
	int **readers;	/* [n_streams] tasks, each once, without the source */
	int *n_readers;
	int *last;	/* [n_tasks] scratch */
};

int load_is_switch(const struct setting *s, int node);

/* Nodes that a stream needs a channel into, at least. */
int load_fewest(const struct setting *s, int stream);

/* Least dilation of any mapping; sets the gap too. */
int load_dilation(struct setting *s);

#endif
