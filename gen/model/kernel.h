/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdint.h>

/*
 * The rows of a convolution's matrix over crossbars. A row is a channel of a pixel of the
 * kernel; the channels of a word stay together. The kernel is cut into equal rectangles
 * and the words of its pixels into equal shares; a rectangle's share is one crossbar's.
 */
struct kernel_cut {
	int w, h;	/* pixels of a rectangle, less at the kernel's ends */
	int n_rects, n_shares;
};

/* What the memory of a crossbar's core takes: of a rectangle that spans w x h pixels, with
 * so many words a pixel, it keeps those of all rows that the rectangle spans, or the kernel,
 * but the last, each of min(row, more + w) pixels, and of w pixels. */
struct kernel_room {
	int64_t words;	/* where not even one word of one pixel fits, parts are of one */
	int row, more;
	int is_whole;	/* the rows of the kernel */
	int dilation_x, dilation_y;
};

/* As few crossbars as there can be; of equals the largest rectangle. Kernel of k_w x k_h
 * pixels of n_words words each, 1 or more; max_words: that one crossbar takes, 1 or more;
 * room: NULL, no limit. */
struct kernel_cut kernel_cut(int k_w, int k_h, int n_words, int max_words,
			     const struct kernel_room *room);

/* Pixels of a side from the first of k taps to the last, both of them with it, where taps
 * are `dilation` pixels apart. */
int kernel_span(int k, int dilation);

/* The last of n pixels of a side that one of k taps lies on, the first of which lies at
 * `origin`; -1: none does. */
int kernel_last(int origin, int k, int dilation, int n);

/* The first of n_windows windows of a side that sees one of n pixels: origins are `stride`
 * pixels apart, that of the first lies `pad` before pixel 0. n_windows: none does. */
int kernel_first_window(int n_windows, int stride, int pad, int k, int dilation, int n);

/* Fewest of `groups` groups of n_in input channels each that fill whole words of so many
 * lanes; all where no number of them does. */
int kernel_unit(int groups, int n_in, int lanes);

/* Words of a pixel, of so many lanes, for which n_weights weights of a reduction are enough
 * where a layer of so many groups and channels has `taps` of them each; 0: not even one, it
 * is not depthwise, or sums of so many taps are too wide (REDUCE_TAPS_MAX). */
int kernel_reduced_words(int groups, int n_in, int n_out, int64_t taps, int lanes,
			 int n_weights);

#endif
