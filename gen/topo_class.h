/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_CLASS_H
#define TOPO_CLASS_H

#include "topo.h"

/*
 * What a member of the topology table gives, and the helpers that members
 * share. A new topology is a `build` function in a topo_x.c, its declaration
 * at the end of this file and its row in topo.c.
 */
#define TOPO_ARGS_MAX 4
#define TOPO_NODES_MAX 65536
#define TOPO_NEEDED (-1)	/* an argument without default */

struct topo_arg {
	const char *name;	/* NULL behind the last one */
	int lo, hi;		/* legal range */
	int unless;		/* value where it is left out, or TOPO_NEEDED */
};

struct topo_class {
	const char *name;	/* the word before the parenthesis */
	const char *usage;	/* shown where the arguments are wrong */
	/* In the order in which they are given; each also by name=value. */
	struct topo_arg arg[TOPO_ARGS_MAX + 1];
	/* From the values of arg[], each within its range. NULL, and the
	 * reason in `why`, where they do not go together. */
	struct topo *(*build)(const int *arg, struct text *why);
};

/* Directed channels, collected in any order, repeats allowed. */
struct topo_edges {
	int (*edge)[2];		/* owned; {tail, head} */
	int n, room;
};
void topo_edge(struct topo_edges *l, int tail, int head);
void topo_edge_both(struct topo_edges *l, int a, int b);

/* Makes the topology and frees the list: channels of a node by ascending head,
 * repeats dropped, every position 0. O(nodes + channels). */
struct topo *topo_make(int n_nodes, struct topo_edges *l);

/* Members. */
struct topo *topo_build_kpp(const int *arg, struct text *why);	/* k, n, rows */
struct topo *topo_build_3pp(const int *arg, struct text *why);	/* n, rows */
struct topo *topo_build_5pp(const int *arg, struct text *why);
struct topo *topo_build_7pp(const int *arg, struct text *why);
struct topo *topo_build_mesh(const int *arg, struct text *why);	/* x, y */
struct topo *topo_build_torus(const int *arg, struct text *why);
struct topo *topo_build_king(const int *arg, struct text *why);
struct topo *topo_build_ring(const int *arg, struct text *why);	/* n */

#endif
