/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdlib.h>
#include <string.h>

#include "model/kernel.h"

/* Pixels of the output that one window makes of pixels packed by n. */
static int made_by(const struct net_layer *l, int n)
{
	return n / l->stride;
}

/* The kernel on packed pixels: n_taps of a row, of which the first is n_before left of
 * the window's own. */
static int packed_taps(const struct net_layer *l, int n, int *n_before)
{
	int end = (made_by(l, n) - 1) * l->stride - l->pad_x + l->k_w;	/* pixel behind */

	*n_before = div_up(l->pad_x, n);
	return *n_before + (int)div_up(end, n);
}

/* Columns of the crossbar: each pixel's channels begin a word. */
static int64_t packed_columns(const struct net_layer *l, int n, int lanes)
{
	return (made_by(l, n) - 1) * lanes * div_up(l->c_out, lanes) + l->c_out;
}

static int64_t n_parts(int k_w, int k_h, int n_words, int max_words)
{
	struct kernel_cut c = kernel_cut(k_w, k_h, n_words, max_words, NULL);

	return (int64_t)c.n_rects * c.n_shares;
}

/* Whether a reader of the input can take pixels packed by n, with no more crossbars
 * for a pixel of its output. */
static int can_read(const struct net *n, const struct arch *a, int layer, int by)
{
	const struct net_layer *l = &n->layer[layer];
	const struct net_tensor *out = &n->tensor[layer + 1];
	int lanes = arch_lanes(a), max = a->xbar_rows / lanes, n_before, taps;

	if (l->input != 0 || net_reads(l, 0) != 1 || !net_op[l->op].has_weights ||
	    l->groups != 1 || l->skip >= 0 || out->bits != 8 || l->pad_x < 0 ||
	    by % l->stride || out->w % made_by(l, by) ||
	    packed_columns(l, by, lanes) > a->xbar_cols)
		return 0;
	taps = packed_taps(l, by, &n_before);
	return n_parts(taps, l->k_h, 1, max) <=
	       made_by(l, by) * n_parts(l->k_w, l->k_h, 1, max);
}

int lower_fold(const struct net *n, const struct arch *a)
{
	const struct net_tensor *in = &n->tensor[0];
	int by = arch_lanes(a) / in->c, i;

	for (; by > 1; by--) {
		for (i = 0; i < n->n_layers; i++)
			if (net_reads(&n->layer[i], 0) && !can_read(n, a, i, by))
				break;
		if (in->w % by == 0 && i == n->n_layers)
			return by;
	}
	return 1;
}

/* Weights [c_out][k_h][k_w][c_in] of the packed kernel: of the window's pixel v, output
 * column v*stride - pad_x + kx is pixel `in` of tap t. */
static void pack_weights(const struct net_layer *l, int by, int step,
			 struct net_layer *to)
{
	int n_before, taps = packed_taps(l, by, &n_before);
	int v, o, ky, kx, at;

	to->weights = xcalloc((size_t)to->c_out * l->k_h * taps, to->c_in);
	for (v = 0; v < made_by(l, by); v++)
		for (o = 0; o < l->c_out; o++)
			for (ky = 0; ky < l->k_h; ky++)
				for (kx = 0; kx < l->k_w; kx++) {
					at = n_before * by + v * l->stride -
					     l->pad_x + kx;
					memcpy(to->weights +
					       ((((size_t)v * step + o) * l->k_h +
						 ky) * taps + at / by) * to->c_in +
					       at % by * l->c_in,
					       l->weights + (((size_t)o * l->k_h +
							      ky) * l->k_w + kx) *
					       l->c_in, l->c_in);
				}
}

/* A column's value for each of the window's pixels; columns between them stay 0. */
static int32_t *pack_columns(const struct net_layer *l, const int32_t *from, int by,
			     int step, int n_columns)
{
	int32_t *to;
	int v;

	if (!from)
		return NULL;
	to = xcalloc(n_columns, sizeof(*to));
	for (v = 0; v < made_by(l, by); v++)
		memcpy(to + v * step, from, l->c_out * sizeof(*to));
	return to;
}

void lower_fold_layer(const struct lowering *w, struct cut *c)
{
	const struct net_layer *l = c->l;
	struct folded *f = xcalloc(1, sizeof(*f));
	struct net_layer *to = &f->layer;
	int lanes = arch_lanes(w->a), step = lanes * (int)div_up(l->c_out, lanes);
	int n_before;

	*to = *l;
	to->k_w = packed_taps(l, w->fold, &n_before);
	to->pad_x = n_before;
	to->c_in = w->fold * l->c_in;
	to->c_out = (int)packed_columns(l, w->fold, lanes);
	to->weights = NULL;
	to->bias = to->mult = to->shift = to->skip_mult = NULL;
	if (!w->how->no_values) {
		pack_weights(l, w->fold, step, to);
		to->bias = pack_columns(l, l->bias, w->fold, step, to->c_out);
		to->mult = pack_columns(l, l->mult, w->fold, step, to->c_out);
		to->shift = pack_columns(l, l->shift, w->fold, step, to->c_out);
	}
	f->out = *c->out;
	f->out.w /= made_by(l, w->fold);
	f->out.c = to->c_out;
	c->made = made_by(l, w->fold);
	c->folded = f;
	c->l = c->window = to;
	c->out = &f->out;
	c->stride_x = 1;
}

void lower_folded_free(struct folded *f)
{
	if (!f)
		return;
	free(f->layer.weights);
	free(f->layer.bias);
	free(f->layer.mult);
	free(f->layer.shift);
	free(f);
}
