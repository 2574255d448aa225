/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"
#include "model/kernel.h"

#include <stdlib.h>

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

void cut_make(const struct layer *l, int w, int h, int n_words,
	      const struct arch *a, int whole, struct cut *c)
{
	int lanes = arch_lanes(a), each = l->c_in / l->groups, unit = kernel_unit(l->groups, each, lanes), first, i;
	int64_t rows = div_up((int64_t)unit * each, lanes) *
		       lanes * w * h;
	int64_t cols = (int64_t)unit * (l->c_out / l->groups), n = 1;

	if (rows <= a->xbar_rows && cols <= a->xbar_cols)
		n = min64(a->xbar_rows / rows, a->xbar_cols / cols);
	n = whole || l->groups == 1 ? l->groups : n * unit;
	c->n_blocks = (int)div_up(l->groups, n);
	c->block = xcalloc(c->n_blocks, sizeof(*c->block));
	c->n_tasks = 0;
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
