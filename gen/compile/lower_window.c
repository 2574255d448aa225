/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include "model/kernel.h"

/* Whether the origins of windows rise from image to image where rows have w columns. */
static int origins_rise(const struct place *at, int w)
{
	int64_t last = (int64_t)(at->c->out->h - 1) * at->c->stride_y * w +
		       (at->out_w - 1) * at->c->stride_x;

	return at->out_w - 1 <= w && last <= (int64_t)w * at->c->in->h;
}

int lower_is_blind(const struct lowering *w, const struct cut *c)
{
	const struct net_layer *l = c->window;
	struct place at;
	int i;

	for (i = 0; i < c->n_bands; i++) {
		at = lower_place(w, c, NULL, i);
		if (kernel_first_window(at.out_w, c->stride_x, l->pad_x -
					at.out_x * c->stride_x, l->k_w, l->dilation_x,
					c->in->w) == at.out_w)
			return 1;
	}
	return 0;
}

/* Column of the first tap of a part, from the first window of a copy. */
static int first_column(const struct place *at, const struct part *q)
{
	return at->out_x * at->c->stride_x - at->c->window->pad_x +
	       q->kx * at->c->window->dilation_x;
}

int window_columns(const struct place *at, const struct part *q, int *x)
{
	const struct net_layer *l = at->c->window;
	const struct net_tensor *in = at->c->in, *out = at->c->out;
	int first = first_column(at, q);
	int end = first + (at->out_w - 1) * at->c->stride_x +
		  kernel_span(q->k_w, l->dilation_x);
	int all = in->w;

	*x = first > 0 ? first : 0;
	end = (int)min64(end, all);
	if (kernel_first_window(at->out_w, at->c->stride_x, -first, q->k_w,
				l->dilation_x, all) == at->out_w ||
	    kernel_first_window(out->h, at->c->stride_y, l->pad_y -
				q->ky * l->dilation_y, q->k_h, l->dilation_y,
				in->h) == out->h)
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
	int x;

	k->in_w = window_columns(at, q, &x);
	k->in_h = at->c->in->h;
	k->in_words = q->n_words;
	k->in_signed = at->c->in->is_signed;
	k->out_w = at->out_w;
	k->out_h = at->c->out->h;
	k->k_w = q->k_w;
	k->k_h = q->k_h;
	k->stride_x = k->out_w == 1 && k->out_h == 1 ? 1 :	/* no next window */
		      at->c->stride_x;
	k->stride_y = k->out_w == 1 && k->out_h == 1 ? 1 : at->c->stride_y;
	k->dilation_x = k->k_w == 1 ? 1 : l->dilation_x;	/* no next tap */
	k->dilation_y = k->k_h == 1 ? 1 : l->dilation_y;
	k->pad_x = x - first_column(at, q);
	k->pad_y = l->pad_y - q->ky * l->dilation_y;
	k->reduce = at->c->reduce;
	if (k->reduce == REDUCE_AVG)
		k->pool_shift = log2_of(l->k_w * l->k_h);
	k->bypass = at->c->bypass;
	k->rows = arch_lanes(at->w->a) * q->n_words *
		  (k->reduce == REDUCE_NONE ? q->k_w * q->k_h : 1);
	return (struct rect){ x, k->in_w, q->word, q->n_words };
}

/* Pixels from the origin of a part's window to the last one that another part spans. */
static int64_t pixels_to(const struct net_layer *l, const struct part *q,
			 const struct part *to, const struct plan_task *k)
{
	int64_t rows = min64(kernel_span(to->ky + to->k_h - q->ky, l->dilation_y),
			     k->in_h + k->pad_y);
	int64_t cols = min64(kernel_span(to->kx + to->k_w - q->kx, l->dilation_x),
			     k->in_w + k->pad_x);

	return (rows - 1) * k->in_w + cols;
}

/* From the origin of a window to the last pixel that it sees. Where there are several
 * windows, those of a part with the upper rows or left columns of a kernel wait for the
 * other parts, to whose sums they are added, and hold up the stream that all read. */
int64_t window_pixels(const struct place *at, const struct part *q,
		      const struct plan_task *k)
{
	int64_t n = pixels_to(at->c->window, q, q, k);
	int i;

	if (plan_task_sums(k))
		return arch_lanes(at->w->a);	/* words of sums */
	for (i = 0; i < at->b->n_parts && (k->out_w > 1 || k->out_h > 1); i++)
		n = max64(n, pixels_to(at->c->window, q, &at->b->part[i], k));
	return n;
}
