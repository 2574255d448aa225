/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LAYERS_CUT_H
#define LAYERS_CUT_H

#include "layers.h"

/*
 * A layer with weights as matrices over crossbars:
 *
 *	         cols
 *	      +---+---+---
 *	 rows | 0 | 0 |      row parts 0, 1, .. of a column part are a chain of
 *	      +---+---+---   partial sums; the last one makes the output
 *	      | 1 | 1 |
 *
 * A row is a channel of a tap of the window; a word of four channels stays
 * together. Groups of channels stand on the diagonal, as many in one crossbar as
 * fit; where not even one does, each is a matrix by itself. A depthwise layer of which
 * a core's reduction holds the weights needs no crossbar: its blocks are words of
 * channels, as many as it holds.
 */
struct rect {	/* of the kernel */
	int w, h;
};

struct cut_block {	/* groups that share crossbars */
	int first_word, n_words;	/* of an input pixel */
	int n_cols;			/* channels of an output pixel */
	int n_col_parts;
	struct rect taps;		/* of the kernel, one row part at most */
	int n_tap_parts, n_word_parts;	/* row parts: their product */
};

struct cut {
	int n_blocks;
	struct cut_block *block;
	int64_t n_tasks;	/* cores in all */
	int is_reduction;	/* without a crossbar */
};

/* One input word a tap; `w`, `h`: the kernel that the crossbar sees, 1 where the
 * window is reduced before it. n_words: of an input pixel. `whole`: one crossbar
 * of any size a layer. */
void cut_make(const struct layer *l, int w, int h, int n_words,
	      const struct arch *a, int whole, struct cut *c);
void cut_free(struct cut *c);

#endif
