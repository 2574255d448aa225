/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"

#include <stdlib.h>

static int64_t over(int64_t a, int64_t b)
{
	return (a + b - 1) / b;
}

/* Groups that fill whole input words. */
static int unit_groups(const struct layer *l, int lanes)
{
	int each = l->c_in / l->groups, n = 1;

	while (n < l->groups && n * each % lanes)
		n++;
	return n;
}

/* The kernel in equal rectangles and the words of a pixel in equal shares so that
 * row parts are few; of equals, the one with the largest rectangle. */
static void cut_rows(struct cut_block *b, int w, int h, int max_words)
{
	int64_t best = 0, parts, words;
	int x, y;

	for (y = h; y > 0; y--) {
		for (x = min64(w, max_words / y); x > 0; x--) {
			words = over(b->n_words, max_words / (x * y));
			parts = over(w, x) * over(h, y) * words;
			if (best && (parts > best || (parts == best &&
			    x * y <= b->taps.w * b->taps.h)))
				continue;
			best = parts;
			b->taps = (struct rect){ x, y };
			b->n_tap_parts = (int)(over(w, x) * over(h, y));
			b->n_word_parts = (int)words;
		}
	}
}

static void cut_block(struct cut_block *b, int w, int h, const struct arch *a,
		      int whole)
{
	b->n_col_parts = b->n_tap_parts = b->n_word_parts = 1;
	b->taps = (struct rect){ w, h };
	if (whole)
		return;
	b->n_col_parts = (int)over(over(b->n_cols, arch_lanes(a)),
				   max64(a->xbar_cols / arch_lanes(a), 1));
	cut_rows(b, w, h, (int)max64(a->xbar_rows / arch_lanes(a), 1));
}

void cut_make(const struct layer *l, int w, int h, int n_words,
	      const struct arch *a, int whole, struct cut *c)
{
	int lanes = arch_lanes(a), unit = unit_groups(l, lanes), first, i;
	int64_t rows = over((int64_t)unit * (l->c_in / l->groups), lanes) *
		       lanes * w * h;
	int64_t cols = (int64_t)unit * (l->c_out / l->groups), n = 1;

	if (rows <= a->xbar_rows && cols <= a->xbar_cols)
		n = min64(a->xbar_rows / rows, a->xbar_cols / cols);
	n = whole || l->groups == 1 ? l->groups : n * unit;
	c->n_blocks = (int)over(l->groups, n);
	c->block = xcalloc(c->n_blocks, sizeof(*c->block));
	c->n_tasks = 0;
	for (i = 0; i < c->n_blocks; i++) {
		struct cut_block *b = &c->block[i];
		int groups = min64(n, l->groups - i * n);

		first = (int)(i * n * (l->c_in / l->groups) / lanes);
		b->first_word = first;
		b->n_words = l->groups == n ? n_words : (int)over(
			(int64_t)groups * (l->c_in / l->groups), lanes);
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
