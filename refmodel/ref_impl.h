/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REF_IMPL_H
#define REF_IMPL_H

#include "num.h"
#include "ref.h"

/* What the files of the reference model share. */

/* The loops are worth -O3, whatever the rest is built with, and a copy for each
 * vector width. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define REF_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define REF_CLONES
#endif

/*
 * A byte stream as a picture of int16 with zero margins, so that a row of a
 * window is one piece of memory whatever its padding:
 *
 *	<--left--><------- w ------><-right->	top rows above, bottom below
 *
 * Put together from rectangles of streams; tasks that read the same ones share a view
 * whose margins are wide enough for all of them.
 */
struct ref_part {
	int stream;
	struct plan_source at;
};

struct ref_view {
	struct ref_part part[ARCH_MAX_SOURCES];
	int n_parts;
	int is_signed;
	int w, h, chans;	/* pixels, pixels, int16 a pixel */
	int left, right, top, bottom;	/* pixels */
};

struct ref_task {
	int act_stream[ARCH_MAX_SOURCES];
	int in_view;
	int skip_view;		/* -1: none */
	int psum_stream;	/* -1: none */
	int n_vec;		/* elements of the vector, multiple of the lanes */
	int vec_room;		/* the same up to a multiple of REF_STEP */
	int cols_room;		/* columns up to a multiple of 4 */
	int block;		/* output pixels worked on together, even */
	int16_t *w;		/* [cols_room][vec_room], zero beyond; of a weighted window
				 * [taps][n_vec]; NULL: bypass */
	struct num_adc adc;
	const int32_t *leak_mult;	/* of the plan's task; NULL: mult */
};

enum { REF_STEP = 16 };

struct ref {
	const struct plan *plan;
	int lanes;		/* bytes of a word */
	int *order;		/* [n_tasks] */
	struct ref_task *task;	/* [n_tasks] */
	int n_views;
	struct ref_view *view;
	int n_out;		/* parts of the fabric's output */
	int out_stream[ARCH_MAX_VCS];	/* of each */
};

struct ref_state {
	const struct ref *ref;
	uint32_t **words;	/* [n_streams], of 32 bits, several a flit */
	int32_t **raw;		/* [n_streams][pixels][cols] of raw streams, else NULL */
	int16_t **view;		/* [n_views], whole buffers with margins */
	int16_t *x;		/* a block of vectors */
	int32_t *y;		/* a block of columns */
	uint8_t *bytes;		/* the stream being made, an image of bytes */
	int32_t *logits;
	int64_t n_logits;
	int64_t image;		/* number of the one at hand */
	int ideal;
	ref_sums *sums;
	void *ctx;
};

/* Row of pixels of a view; y and x may reach into the margins. */
static inline int64_t ref_view_at(const struct ref_view *v, int y, int x)
{
	return ((int64_t)(y + v->top) * (v->left + v->w + v->right) +
		x + v->left) * v->chans;
}

/* Executes task t: from its views to s->bytes, or where the task is raw to the
 * words of its stream. */
void ref_run_task(struct ref_state *s, int t);

/* y[p][m] = sum over k of w[m][k] * x[p][k]; m in fours, k in REF_STEPs, p in
 * twos: x and y have room for an even number of pixels. */
void ref_gemm(const int16_t *w, const int16_t *x, int32_t *y, int n_cols,
	      int n_vec, int n_pixels);

#endif
