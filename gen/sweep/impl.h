/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SWEEP_IMPL_H
#define SWEEP_IMPL_H

#include "sweep.h"

/* Private to gen/sweep. */

/* A place in a sweep file, and the folder that its paths are found from. */
struct sweep_place {
	const char *file;
	int line;
	const char *dir;	/* "": the current one */
};

/* axis.c: fills *a from "xbar.rows & xbar.cols" and "128 & 128, 256 & 256"; each value is
 * checked by itself. 0, or -1 and *e; *a is to be freed in both cases. */
int sweep_axis_parse(struct sweep_axis *a, const char *keys, const char *values,
		     const struct sweep_place *at, struct err *e);
void sweep_axis_free(struct sweep_axis *a);

/* Whether axes can have the key. */
int sweep_is_axis_key(const char *key);

/* The items of a list, [*n], without blanks around them: it is cut at `by` outside of
 * parentheses and quotes. The caller frees the array and its texts. */
char **sweep_split(const char *s, char by, int *n);
void sweep_split_free(char **item, int n);

/* From the place's folder on. The caller frees. */
char *sweep_file_path(const struct sweep_place *at, const char *name);

/* A whole number in lo..hi. 0, or -1 and *e. */
int sweep_number(const char *key, const char *s, long lo, long hi,
		 const struct sweep_place *at, int64_t *v, struct err *e);

/* Whether constraints have a number of that name: 0, *v is 1; else -1. */
int sweep_is_number(void *user, const char *name, double *v);

/* inputs.c: a hash of each file that points read. NULL and *e. */
struct sweep_sums *sweep_sums_read(const struct sweep *s, struct err *e);
void sweep_sums_free(struct sweep_sums *sums);

/* A copy without blanks at both ends. */
char *sweep_trim(const char *s, size_t n);

#endif
