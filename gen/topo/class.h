/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_CLASS_H
#define TOPO_CLASS_H

#include "topo.h"

/*
 * What a member of the topology table gives, and the helpers that members
 * share. A new topology is a `build` function and its `struct topo_class` in some
 * file of this folder, and its name in table.c.
 */
#define TOPO_ARGS_MAX 8
#define TOPO_CHANNELS_MAX 2097152
#define TOPO_PITCHES_MAX 65536	/* width and height of a die */
#define TOPO_NEEDED (-1)	/* an argument without default */
#define TOPO_LEFT_OUT 0		/* its value where it may be left out */

enum topo_kind { TOPO_NUMBER, TOPO_GRAPH, TOPO_FILE };

struct topo_arg {
	const char *name;	/* NULL behind the last one */
	enum topo_kind kind;
	int lo, hi;		/* legal range of a number */
	int default_value;		/* value where it is left out, or TOPO_NEEDED */
};

/* An argument; what it points to belongs to the caller. */
struct topo_value {
	int n;			/* TOPO_NUMBER, within its range or left out */
	struct topo *t;		/* TOPO_GRAPH */
	char *s, *text;		/* TOPO_FILE: its name and what is in it */
};

struct topo_class {
	const char *name;	/* the word before the parenthesis */
	const char *usage;	/* shown where the arguments are wrong */
	/* In the order in which they are given; each also by name=value. */
	struct topo_arg arg[TOPO_ARGS_MAX + 1];
	/* NULL, and the reason in `why`, where arguments do not go together. */
	struct topo *(*build)(const struct topo_value *arg, struct text *why);
};

/* Arguments of a class. */
#define TOPO_ARG_NUMBER(name, lo, hi) \
	{ name, TOPO_NUMBER, lo, hi, TOPO_NEEDED }
#define TOPO_ARG_OPTION(name, lo, hi, default_value) \
	{ name, TOPO_NUMBER, lo, hi, default_value }
#define TOPO_ARG_GRAPH(name) { name, TOPO_GRAPH, 0, 0, TOPO_NEEDED }
#define TOPO_ARG_FILE(name) { name, TOPO_FILE, 0, 0, TOPO_NEEDED }

/* The table, NULL behind the last. */
extern const struct topo_class *const topo_classes[];

#define TOPO_PARALLEL_MAX 1024	/* n of parallel(a, n) and of an edge list */

/*
 * Directed channels, collected in any order. Channels of the same ends are parallel
 * where they have different numbers, and one channel where they have the same: so
 * what an operator adds twice is there once. Numbers are any, 0 at first.
 */
struct topo_edges {
	int (*edge)[3];		/* owned; {tail, head, number} */
	int n, room;
};
void topo_edge(struct topo_edges *l, int tail, int head);
void topo_edge_nth(struct topo_edges *l, int tail, int head, int number);
void topo_edge_both(struct topo_edges *l, int a, int b);

/* Number of channel e among its parallel ones, given that of channel e - 1. */
int topo_next_nth(const struct graph *g, int e, int last);

/* Makes the topology and frees the list: channels of a node by ascending head and
 * number, repeats dropped, every position 0. O(channels * log(channels)). */
struct topo *topo_make(int n_nodes, struct topo_edges *l);

/* 1, and the reason in `why`, where a topology of so many nodes and channels is
 * beyond the limits. To be asked before memory is spent. */
int topo_too_large(long long n_nodes, long long n_channels, struct text *why);
int topo_too_wide(long long w, long long h, struct text *why);

/* Places. */

/* Columns of a near-square grid of n places, at least 1. */
int topo_columns(int n);
/* Place i of a closed line of n that is laid out there and back: neighbours
 * are at most two apart. */
int topo_folded(int i, int n);
/* Nodes first .. first+n-1 row by row from (x, y), `columns` a row; the place in
 * the middle goes to node `hub` instead (-1: to none). */
void topo_place_block(struct topo *t, int first, int n, int hub, int columns,
		      int x, int y);
/* As topo_place_block, for a list of nodes. */
void topo_place_list(struct topo *t, const int *node, int n, int hub,
		     int columns, int x, int y);
/* Width and height of the die. */
void topo_die(const struct topo *t, int *w, int *h);

#endif
