/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_CORE_H
#define TIMING_CORE_H

#include "timing_impl.h"

enum {
	POST_DEPTH = 6,		/* edges from a column's issue to its word's, one
				 * more where columns take several cycles */
	STALLS = 8,		/* of the pipeline, that may still matter */
};

/* A time in which the pipeline of imc_post stood still. */
struct stall {
	int64_t from, to;	/* edges from..to-1 moved nothing */
};

/*
 * One core on TIMING_IMAGES images. Times are numbers of clock edges since the run
 * began; an "edge" of a word is the one at which it is taken. Counts are of all
 * images together.
 */
struct core {
	const struct plan_task *k;	/* not owned */
	int64_t n_windows, n_pixels;	/* output pixels, input pixels */
	int64_t ring_pixels;	/* pixels that the activation memory holds */
	int xbar_cycles;	/* of a product */
	int post_cycles;	/* of a column in the post-processing */

	/* Activation memory: pixels in the order of the stream. */
	struct taker act;	/* end of the activation stream */
	int word;	/* words taken of the pixel that arrives, 0..in_words-1 */
	int64_t n_arrived;	/* pixels completely taken */
	int64_t n_allowed;	/* first ones that no window needs any more */
	int64_t n_released;	/* those of them whose room is free again */
	int64_t *arrived;	/* [n_pixels + 1] edge of a pixel's last word */
	int64_t *released;	/* [n_pixels + 1] edge at which its room became free,
				 * of permission while only allowed */

	/* Reader: the word that it shows next. */
	int64_t read;	/* windows completely read */
	int ox, oy;	/* window in the image, 0..out_w-1, 0..out_h-1 */
	int kx, ky;	/* tap in the window, 0..k_w-1, 0..k_h-1 */
	int ch;		/* word of the kept ones of a pixel, 0..ch_words-1 */
	int tap_known;	/* tap_time is that of this tap */
	int64_t tap_time;	/* first edge at which the tap's pixel can be read */
	int64_t read_time;	/* edge at which the last word was read; with sums
				 * the last lane of a word */
	int sums;	/* the task sums its images (plan_task_sums) */
	int lane;	/* with sums, of the word taken: next to be added, 0: none */
	int is_mean;	/* that word is of the last pixel: its lanes are shown */
	struct queue *window;	/* behind the reader; owned */
	struct queue *vector;	/* behind the reduction; the same without one */
	struct mover pool;	/* the reduction between them */

	/* Product: vector writer, crossbar, its two results. */
	struct taker vec_in;	/* end of `vector`, not used where bypassed */
	int vec_word;	/* words written of the next vector */
	int64_t full;	/* edge at which the last word of a vector was written */
	int64_t start;	/* edge at which the last product was started */
	int64_t result;	/* edge from which its result can be read */
	int64_t freed;	/* edge behind the last column read of the one before it */
	int64_t n_started, n_results, n_read;	/* products; n_read: windows
				 * whose last column was issued, also bypassed */

	/* Inputs of the post-processing. */
	struct queue *bypass, *psum, *kept, *shown;	/* owned; NULL where not
				 * there; kept, shown: residual memory, its output */
	struct taker bypass_in, psum_in, skip_in;	/* their ends */
	struct taker skip;	/* end of the residual stream */
	struct mover bypass_mover, psum_mover, kept_mover;	/* into them */
	int skip_word;	/* words taken of the residual's pixel */
	int skip_x, skip_y;	/* that pixel, 0..skip_w-1, 0..skip_h-1 */
	int64_t n_skip_came;	/* pixels kept of the residual */
	int64_t *skip_came;	/* [n_windows + 1] edge of a kept pixel's last word */
	int64_t *skip_went;	/* [n_windows + 1] edge at which it left */

	/* Post-processing of a pixel, column by column. */
	int col;	/* to be issued next, 0..cols-1 */
	int skip_left, bypass_left;	/* words of this pixel still to be taken */
	int dropping;	/* the columns are done, some of these words are left */
	int64_t issued;	/* edge of the last column */
	int64_t dropped;	/* edge of the last word dropped */
	int64_t due[POST_DEPTH + 1];	/* edges at which words in the pipeline
				 * reach the output register, rising */
	int n_due;	/* of them, 0..POST_DEPTH+1 */
	struct stall stall[STALLS];	/* the last ones, oldest first */
	struct queue *out;	/* the task's stream; not owned */
};

/* The reader's window begins: what lies before it may be released. */
void core_origin(struct core *c, int64_t edge);

/* Post-processing as far as it goes. */
int core_post(struct core *c);

#endif
