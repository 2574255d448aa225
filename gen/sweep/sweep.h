/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SWEEP_H
#define SWEEP_H

#include <stdint.h>

#include "base/util.h"
#include "model/arch.h"

/*
 * A sweep: a space of designs, each of which is mapped and measured. A text file
 * (docs/formats.md, "Sweep") says the axes, what is left out of their product and what
 * is measured; a point is a value of each axis.
 *
 * Points go by a hash of all that their result depends on, so that one that was done
 * is known again, whatever else the file says by then.
 */
#define SWEEP_VERSION 1
#define SWEEP_POINTS_MAX 100000

enum sweep_measure {
	SWEEP_PREDICT, SWEEP_CHECK, SWEEP_ACCURACY, SWEEP_AREA, SWEEP_TIMING, SWEEP_COSIM,
	SWEEP_N_MEASURES
};
extern const char *const sweep_measure_name[SWEEP_N_MEASURES];

/* An axis: a key, or several whose values go together, and what it may be. */
struct sweep_axis {
	int line;	/* of the file; 0: in an override */
	int n_keys;
	char **key;	/* [n_keys] "link.bits" */
	int n_values;
	char **value;	/* [n_values][n_keys], row by row, without units */
};

struct sweep_line {	/* a text of the file and where it stood, 0: an override */
	char *s;
	int line;
};

/* Paths, [n], owned; found from the folder of the sweep file on. */
struct sweep_files {
	char **s;
	int n;
};

struct sweep {
	char *path;	/* of the file */
	char *name;
	char *hardware_path;
	struct arch *hardware;	/* before any axis */
	int n_axes;
	struct sweep_axis *axis;	/* the last one changes fastest */
	int n_constraints;
	struct sweep_line *constraint;
	int measure[SWEEP_N_MEASURES];	/* 1: is wanted */
	struct sweep_files calibrate, images;	/* none: made up */
	int n_calibrate, n_accuracy, n_cosim;	/* images at most */
	char *liberty;	/* or NULL */
	int keep_plan;
	int n_front;
	char **front;	/* [n_front] figures that the front is of, as written; none: sweep_front */
};

/* Reads a file; `set` are n_set overrides "key=value", whose paths are found from the
 * current folder on. Values are checked each by itself. NULL and *e; the caller frees. */
struct sweep *sweep_read(const char *path, char *const *set, int n_set, struct err *e);
void sweep_free(struct sweep *s);

/* Value number i of an axis for its k-th key. */
static inline const char *sweep_value(const struct sweep_axis *a, int i, int k)
{
	return a->value[i * a->n_keys + k];
}

/* How a point is mapped (compile/plan_build.h). */
struct sweep_map {
	const char *place, *route, *vcs;	/* vcs: "spare", "least" or "given" */
	int64_t interval;	/* as of struct plan_options */
	uint64_t seed;
	int effort;
};

struct sweep_point {
	int *at;	/* [n_axes] value of each axis */
	struct arch *arch;	/* NULL: refused by the hardware file's own rules, */
	char *why;	/* which say this */
	const char *network;	/* path */
	struct sweep_map map;
	uint64_t hash;	/* of sweep_inputs */
};

struct sweep_points {
	int n, n_all;	/* n_all: of the product, before constraints */
	int n_same;	/* of those that meet them, left out as another is the same */
	struct sweep_point *point;	/* [n] in the order of the axes */
	struct sweep_sums *sums;	/* of the contents of the files, owned */
	char *program;	/* what makes the results, in lines */
};

/* All points that meet the constraints. `program` is what makes the results, in lines. 0,
 * or -1 and *e, where there is none too. Free with sweep_points_free in both cases. */
int sweep_expand(const struct sweep *s, const char *program, struct sweep_points *all,
		 struct err *e);
void sweep_points_free(struct sweep_points *all);

/* The value of a key at a point, NULL where no axis has it. */
const char *sweep_at(const struct sweep *s, const struct sweep_point *p, const char *key);

/* "topology = mesh(8, 8), link.bits = 32": of the axes that have a choice. */
void sweep_label(const struct sweep *s, const struct sweep_point *p, struct text *t);

/* What a point's result depends on, in lines, of which its hash is. */
void sweep_inputs(const struct sweep *s, const struct sweep_points *all,
		  const struct sweep_point *p, struct text *t);

#endif
