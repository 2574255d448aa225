/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMBED_FAMILY_H
#define EMBED_FAMILY_H

#include "embed.h"

/*
 * Families: networks of one block repeated, such as residual blocks. The tasks of a block
 * are numbered alike in each; a carry is a stream from a task of one block to a task of
 * the next.
 *
 *	basic     c -> a -> b         c is b of the block before
 *	           \------>/
 */
#define FAMILY_MAX_TASKS 32
#define FAMILY_MAX_PAIRS 64

struct family {
	const char *name, *about;
	int n_tasks, n_streams, n_carries;
	const char *task[FAMILY_MAX_TASKS];
	int stream[FAMILY_MAX_PAIRS][2];
	int carry[FAMILY_MAX_PAIRS][3];	/* from, to; 1: to the block before, not the next */
};

/* The i-th of the table, NULL behind the last. */
const struct family *family_at(int i);

/* Reads "NAME(N)", N 1..10000: *n is set and the family returned; NULL where it is none. */
const struct family *family_read(const char *expr, int *n);

/* Adds a first task "in", read as the carries of the first block say, and n blocks. */
void family_add(struct embed_problem *p, const struct family *f, int n);

/*
 * A periodic embedding in an endless strip of two rows: `unroll` blocks after each other
 * are placed, and the same again every `shift` columns.
 */
struct period {
	int unroll, shift;
	int *row, *column;	/* [unroll * n_tasks], task t of block b: b * n_tasks + t */
};

/* The channels of kpp(k) on a strip: from row a of column x to row b of column x + d. */
struct strip {
	int k;
	int n;
	int channel[256][3];	/* a, b, d */
};
void strip_make(int k, struct strip *s);	/* k 1..31, from the topology itself */

/* Looks for one; 0 where none of up to `unroll` blocks and a few columns more than they
 * need is found. Free with period_free. */
int period_find(const struct family *f, const struct strip *s, int unroll,
		struct period *p);
void period_free(struct period *p);

/* certificate.txt of it (docs/certificates.md). */
void period_certificate(const struct family *f, const struct strip *s,
			const struct period *p, struct text *t);

#endif
