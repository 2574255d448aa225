/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_CORE_H
#define TIMING_CORE_H

#include "timing_impl.h"

enum {
	POST_DEPTH = 6,		/* edges from a column's issue to its word's */
	STALLS = 8,		/* of the pipeline, that may still matter */
};

/* A word in the pipeline of imc_post, and a time in which it stood still. */
struct stall {
	int64_t from, to;	/* edges from..to-1 moved nothing */
};

struct core {
	const struct plan_task *k;
	int64_t n_windows, n_pixels;	/* of all images */
	int64_t ring_pixels;
	int xbar_cycles;

	/* activation memory */
	struct taker act;
	int word;			/* of the pixel that arrives */
	int64_t n_arrived, n_allowed, n_released;
	int64_t *arrived, *released;	/* [n_pixels] edges */

	/* reader */
	int64_t read;			/* windows */
	int ox, oy, kx, ky, ch;
	int tap_known;
	int64_t tap_time, read_time;
	struct queue *window, *vector;	/* the same where nothing is reduced */
	struct mover pool;

	/* product */
	struct taker vec_in;
	int vec_word;
	int64_t full, start, result, freed;
	int64_t n_started, n_results, n_read;

	/* inputs of the post-processing */
	struct queue *bypass, *psum, *kept, *shown;
	struct taker bypass_in, psum_in, skip, skip_in;
	struct mover bypass_mover, psum_mover, kept_mover;
	int skip_word, skip_x, skip_y;
	int64_t n_skip_came;
	int64_t *skip_came, *skip_went;	/* [n_windows] edges */

	/* post-processing */
	int col, skip_left, bypass_left;	/* words of this pixel */
	int dropping;
	int64_t issued;			/* last column */
	int64_t due[POST_DEPTH + 1];	/* words in the pipeline */
	int n_due;
	struct stall stall[STALLS];	/* the last ones, oldest first */
	struct queue *out;
};

/* The reader's window begins: what lies before it may be released. */
void core_origin(struct core *c, int64_t edge);

/* Post-processing as far as it goes. */
int core_post(struct core *c);

#endif
