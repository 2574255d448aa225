/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_CORE_H
#define TIMING_CORE_H

#include "timing_impl.h"

/*
 * One core: the registers of the modules of imc_core that say when a word moves.
 * Places of words are those of docs/rtl.md, counted over all images from word 0 of
 * the first image on.
 */
struct core {
	const struct plan_task *k;	/* not owned */
	int64_t start;		/* first cycle behind its reset */
	int sums;		/* the task sums its images (plan_task_sums) */
	int lanes, psums;	/* bytes, partial sums of a word */

	/* imc_source: the word that comes next, and the place of the next kept one. */
	struct source {
		int x, word;	/* 0..w-1, 0..words-1 */
		int keep;	/* that word is kept */
		int row;	/* 0..in_h-1 */
		int64_t place;
	} source[ARCH_MAX_SOURCES];
	int64_t come;		/* first place that some source has not passed */
	int64_t release;	/* place of the release point */
	int64_t max_ring;	/* most words ever in use */

	/* Reader of the activation memory: the word shown next, and its window. */
	int64_t image;		/* place of its first word */
	int64_t origin;		/* place of the window's first word */
	int ox, oy;		/* pixel of the output that the window is for */
	int kx, ky;		/* tap of the window */
	int word;		/* word of the tap */
	int inside;		/* the tap is in the image */
	int64_t place;		/* of the tap's word 0 */
	int shown;		/* a word waits in the output register */
	int group_last, last;	/* it ends a reduction group, a window */

	/* Sums: lane to be added next of the word that is held, 0: none. */
	int lane, is_mean;	/* the word is of the last pixel: its lanes are shown */
	int sum_word;		/* kept word of the pixel */

	/* imc_pool: a group is complete; a vector word is shown. */
	int group, group_ends;	/* a group; and it ends a window */
	int vector, vector_ends;	/* a vector word; and it ends a window */

	/* Vector writer and crossbar. */
	int full;		/* a vector waits for its start */
	int busy;		/* a product is under way */
	int64_t ready;		/* cycle from which its result can go on */
	int cycles;		/* of a product */
	int result;		/* a result is read */
	int result_done;	/* the last column of it was read in the last cycle */

	/* imc_post: queues before the join, words in them. */
	int n_psum, n_bypass;
	int post_room;		/* words that each of them holds */
	int post_cycles;	/* of a group of columns */
	int post_lanes;		/* columns of a group */
	int post_table;		/* 1: results pass a table */
	int wait;		/* moves of the pipeline until a group can be issued */
	int psum_leaves;	/* with the next move, of columns that take several */
	int bypass_word;	/* words taken of the window that is bypassed */
	int bypass_words;	/* of a window */
	int col;		/* first of the next group to be issued */
	int skip_left;		/* residual words of this pixel */
	int skip_drop, bypass_drop;	/* columns are done, words are left */
	unsigned pipe;		/* bit n: stage n holds the last group of a word */
	struct queue *out;	/* output register; not owned */
	int64_t n_windows;	/* whose last column was issued */
	int64_t image_words;	/* of its stream */
	int64_t first_in, first_out, last_out;	/* cycles, of image 0; -1: not yet */

	/* imc_skip */
	int skip_x, skip_y, skip_word;	/* pixel and word of it that come next */
	int n_kept, max_kept;	/* words in the memory, and most ever */
	int skip_room;		/* words that it holds */
	int kept_shown;		/* a word is shown at its output */
};

/* What moves in a cycle between the post-processing and its inputs. */
struct joined {
	int psum, bypass, skip;	/* a word is taken */
};

/* Post-processing. 1: something changed. */
int core_post(struct core *c, struct calendar *now, struct joined *j);

/* Residual memory: a word taken at its output, one come at its input. */
int core_skip(struct core *c, int taken, int come);
int core_skip_ready(const struct core *c);

/* Activation memory. `room`: a word can be shown; `go`: the release point moves on;
 * `come`: a word came from source 0. */
int core_read(struct core *c, int room, int go);
int core_sum(struct core *c, int room, int come);
void core_source(struct core *c, int i);	/* a word came from source i */
void core_reset(struct core *c);		/* before the first cycle */

#endif
