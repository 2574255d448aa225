/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

/* Whether the origins of windows rise from image to image where rows have w columns. */
static int origins_rise(const struct place *at, int w)
{
	int64_t last = (int64_t)(at->c->out->h - 1) * w + at->out_w - 1;

	return at->out_w - 1 <= w &&
	       last * at->c->window->stride <= (int64_t)w * at->c->in->h;
}

int window_columns(const struct place *at, const struct part *q, int *x)
{
	const struct net_layer *l = at->c->window;
	int first = at->out_x * l->stride - l->pad_x + q->kx;
	int end = first + (at->out_w - 1) * l->stride + q->k_w;
	int all = at->c->in->w;

	*x = first > 0 ? first : 0;
	end = (int)min64(end, all);
	if (end <= *x)
		return 0;
	while (!origins_rise(at, end - *x) && end - *x < all) {
		if (end < all)
			end++;
		else
			--*x;
	}
	return end - *x;
}

static int log2_of(int v)
{
	int n = 0;

	while (v > 1 << n)
		n++;
	return n;
}

struct rect window_shape(const struct place *at, const struct part *q,
			 struct plan_task *k)
{
	const struct net_layer *l = at->c->window;
	int first = at->out_x * l->stride - l->pad_x + q->kx, x;

	k->in_w = window_columns(at, q, &x);
	k->in_h = at->c->in->h;
	k->in_words = q->n_words;
	k->in_signed = at->c->in->is_signed;
	k->out_w = at->out_w;
	k->out_h = at->c->out->h;
	k->k_w = q->k_w;
	k->k_h = q->k_h;
	k->stride = l->stride;
	if (k->out_w == 1 && k->out_h == 1)	/* no next window */
		k->stride = 1;
	k->pad_x = x - first;
	k->pad_y = l->pad_y - q->ky;
	k->reduce = at->c->reduce;
	if (k->reduce == REDUCE_AVG)
		k->pool_shift = log2_of(l->k_w * l->k_h);
	k->bypass = at->c->bypass;
	k->rows = arch_lanes(at->w->a) * q->n_words *
		  (k->reduce == REDUCE_NONE ? q->k_w * q->k_h : 1);
	return (struct rect){ x, k->in_w, q->word, q->n_words };
}

/* Last row of the kernel that a part of the block sees. */
static int last_row(const struct block *b)
{
	int i, last = 0;

	for (i = 0; i < b->n_parts; i++)
		last = (int)max64(last, b->part[i].ky + b->part[i].k_h - 1);
	return last;
}

/* From the origin of a window to the last pixel that it sees. Where there are several
 * windows, those of a part with the upper rows of a kernel wait for the lower rows of
 * the other parts, to whose sums they are added. */
int64_t window_pixels(const struct place *at, const struct part *q,
		      const struct plan_task *k)
{
	int rows = k->k_h;

	if (plan_task_sums(k))
		return arch_lanes(at->w->a);	/* words of sums */
	if (k->out_w > 1 || k->out_h > 1)
		rows = last_row(at->b) + 1 - q->ky;
	rows = (int)min64(rows, k->in_h + k->pad_y);
	return (int64_t)(rows - 1) * k->in_w + min64(k->k_w, k->in_w + k->pad_x);
}
