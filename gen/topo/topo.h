/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_H
#define TOPO_H

#include "base/graph.h"
#include "base/util.h"

/*
 * A topology: a directed graph of cores with a place on the die for each. Made
 * from an expression such as `5pp(64, rows=4)` or `cartesian(ring(4), path(8))`:
 * a name and arguments, looked up in the table of table.c; a member is one
 * file and one row.
 *
 * 5pp is a reconstruction: see docs/design.md for what is printed and what not.
 */
#define TOPO_NODES_MAX 65536

/* A file that an expression names, by the name that it has there. */
struct topo_file {
	char *name, *text;
};

struct topo_files {
	int n;
	struct topo_file *file;	/* [n] */
};

enum topo_dead {
	TOPO_WORKS,
	TOPO_DEAD,
	TOPO_CUT_OFF,	/* works, but no live route leads there from the fabric's input, or
			 * none from there to its output */
};

struct topo {
	struct graph *graph;	/* channels; edge e is channel e everywhere */
	int *x, *y;		/* [n_nodes], die position in tile pitches, >= 0 */
	char *is_switch;	/* [n_nodes] 1: a router without a core; NULL: none */
	int *length;		/* [n_edges] tile pitches >= 1; NULL: by the places */
	/* A grid, for dimension-ordered routing; n_dims 0: none. Node number is
	 * c[0] + size[0] * (c[1] + size[1] * c[2]); unused sizes are 1. */
	int n_dims, size[3];
	int wraps;		/* 1: a torus */
	/* Channels, both ways together, that at least have to be cut to part
	 * the cores in two halves (of n/2 and n - n/2); 0: no closed form. */
	int bisection;
	struct topo_files files;	/* owned; all that were read for it */
	/* What does not work of one die, of topo_set_dead; NULL: nothing is known to. */
	char *dead_node;	/* [n_nodes] enum topo_dead */
	char *dead_channel;	/* [n_edges] 1: dead; also all of a dead node */
};

/* Builds from an expression. NULL and *e (file and line as given, the column in
 * the text) on refusal. The caller frees. */
struct topo *topo_build(const char *expr, const char *file, int line,
			struct err *e);

/* The same, with the texts of the files that the expression names: none is read. A
 * name that is not among them is refused. */
struct topo *topo_build_from(const char *expr, const struct topo_files *files,
			     const char *file, int line, struct err *e);

/* The expression in one form: arguments in the order of the table and by place, but
 * by name those with a default, which are left out where they have it, and those
 * behind one that is left out; numbers in digits, one blank behind a comma. Equal
 * text gives an equal topology. NULL where it is no expression; the caller frees. */
char *topo_canonical(const char *expr);

void topo_files_add(struct topo_files *f, const char *name, const char *text);
void topo_files_free(struct topo_files *f);

void topo_free(struct topo *t);

/* Length of a channel in tile pitches, at least 1: its own, or the distance of its
 * ends, horizontal and vertical together. */
int topo_length(const struct topo *t, int channel);

/* Nodes that have a core: their number, the first and the last; -1: none. */
int topo_is_core(const struct topo *t, int node);
int topo_n_cores(const struct topo *t);
int topo_first_core(const struct topo *t);
int topo_last_core(const struct topo *t);

/*
 * A die: the topology as it was made, of which these nodes and channels do not work; all
 * are in range, each node without its channels. `in` and `out` are the nodes of the
 * fabric's input and output, which live. Once a topology.
 */
void topo_set_dead(struct topo *t, const int *node, int n_nodes, const int *channel,
		   int n_channels, int in, int out);

/* Cores that a task can run on: all but those that are dead or cut off. */
int topo_n_live(const struct topo *t);

/* Behind such a number: " live of 64 (5 dead, 1 cut off by what is)", or nothing where
 * nothing is dead. Appends to *s. */
void topo_say_live(const struct topo *t, struct text *s);

/* The topology of what works: same nodes, those that are dead or cut off without core, no
 * dead channel. *channel is the number of each of its channels in t. Only where something
 * is dead; the caller frees both. */
struct topo *topo_live(const struct topo *t, int **channel);

/* First node that no channel joins to node 0, whatever its direction, or -1. */
int topo_disconnected(const struct topo *t);

#endif
