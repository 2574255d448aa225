/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"
#include "model/kernel.h"
#include "model/reduce.h"

#include <stdlib.h>
#include <string.h>

static void cut_block(struct cut_block *b, int w, int h, const struct arch *a,
		      int whole)
{
	struct kernel_cut rows;

	b->n_col_parts = b->n_tap_parts = b->n_word_parts = 1;
	b->taps = (struct rect){ w, h };
	if (whole)
		return;
	b->n_col_parts = (int)div_up(div_up(b->n_cols, arch_lanes(a)),
				   max64(a->xbar_cols / arch_lanes(a), 1));
	rows = kernel_cut(w, h, b->n_words,
			  (int)max64(a->xbar_rows / arch_lanes(a), 1), NULL);
	b->taps = (struct rect){ rows.w, rows.h };
	b->n_tap_parts = rows.n_rects;
	b->n_word_parts = rows.n_shares;
}

/* Words of a pixel that one core's reduction takes; 0: it does not take the layer. */
static int reduction_words(const struct layer *l, const struct arch *a)
{
	int lanes = arch_lanes(a);

	return (int)min64(kernel_reduced_words(l->groups, l->c_in, l->c_out,
					       (int64_t)l->k_w * l->k_h, lanes,
					       a->pool_weights),
			  min64(a->xbar_rows, a->xbar_cols) / lanes);
}

/* Blocks of n_words words at most; the last one's may not all be used. */
static void cut_reduction(const struct layer *l, int max, const struct arch *a,
			  struct cut *c)
{
	int lanes = arch_lanes(a), words = (int)div_up(l->c_in, lanes), i, each;

	c->is_reduction = 1;
	each = (int)div_up(words, div_up(words, max));
	c->n_blocks = (int)div_up(words, each);
	c->block = xcalloc(c->n_blocks, sizeof(*c->block));
	c->n_tasks = c->n_blocks;
	for (i = 0; i < c->n_blocks; i++)
		c->block[i] = (struct cut_block){
			.first_word = i * each,
			.n_words = (int)min64(each, words - i * each),
			.n_cols = (int)min64(lanes * each,
					     l->c_in - lanes * each * i),
			.n_col_parts = 1, .taps = { l->k_w, l->k_h },
			.n_tap_parts = 1, .n_word_parts = 1,
		};
}

void cut_make(const struct layer *l, int w, int h, int n_words,
	      const struct arch *a, int whole, struct cut *c)
{
	int lanes = arch_lanes(a), each = l->c_in / l->groups, first, i;
	int unit = kernel_unit(l->groups, each, lanes);
	int64_t rows = div_up((int64_t)unit * each, lanes) *
		       lanes * w * h;
	int64_t cols = (int64_t)unit * (l->c_out / l->groups), n = 1;
	int max = reduction_words(l, a);

	memset(c, 0, sizeof(*c));
	if (max && (!whole || (int64_t)max * lanes >= l->c_in)) {
		cut_reduction(l, max, a, c);
		return;
	}
	if (rows <= a->xbar_rows && cols <= a->xbar_cols)
		n = min64(a->xbar_rows / rows, a->xbar_cols / cols);
	n = whole || l->groups == 1 ? l->groups : n * unit;
	c->n_blocks = (int)div_up(l->groups, n);
	c->block = xcalloc(c->n_blocks, sizeof(*c->block));
	for (i = 0; i < c->n_blocks; i++) {
		struct cut_block *b = &c->block[i];
		int groups = min64(n, l->groups - i * n);

		first = (int)(i * n * each / lanes);
		b->first_word = first;
		b->n_words = l->groups == n ? n_words : (int)div_up(
			(int64_t)groups * each, lanes);
		b->n_cols = groups * (l->c_out / l->groups);
		cut_block(b, w, h, a, whole);
		c->n_tasks += (int64_t)b->n_col_parts * b->n_tap_parts *
			      b->n_word_parts;
	}
}

void cut_free(struct cut *c)
{
	free(c->block);
	c->block = NULL;
}
