/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdlib.h>
#include <string.h>

#include "model/kernel.h"

/* How a layer reads its input: pixels packed by `by` (1: not), a window of which makes
 * `made` pixels of its output, each with a copy of the weights. */
struct packing {
	int by, made;
};

/* From window to window, packed pixels. */
static int packed_stride(const struct net_layer *l, struct packing g)
{
	return g.made * l->stride_x / g.by;
}

/* The kernel on packed pixels: taps of a row, of which *n_before are left of the first
 * window's own place. */
static int packed_taps(const struct net_layer *l, struct packing g, int *n_before)
{
	int end = (g.made - 1) * l->stride_x - l->pad_x + net_span_x(l);	/* pixel behind */

	*n_before = g.by == 1 ? l->pad_x : (int)div_up(l->pad_x, g.by);
	return *n_before + (g.by == 1 ? end : (int)div_up(end, g.by));
}

/* Columns of the crossbar: each pixel's channels begin a word. */
static int64_t packed_columns(const struct net_layer *l, struct packing g, int lanes)
{
	return (g.made - 1) * lanes * div_up(l->c_out, lanes) + l->c_out;
}

static int64_t n_parts(int k_w, int k_h, int n_words, int max_words)
{
	struct kernel_cut c = kernel_cut(k_w, k_h, n_words, max_words, NULL);

	return (int64_t)c.n_rects * c.n_shares;
}

/* A residual of all channels comes pixel by pixel as the columns of a window stand. */
static int can_join(const struct net *n, const struct net_layer *l, int lanes)
{
	return l->skip < 0 || (l->skip_stride == 1 && l->skip_first == 0 &&
			       n->tensor[l->skip].c == l->c_out &&
			       l->c_out % lanes == 0);
}

static int can_pack(const struct net *n, const struct arch *a, int layer,
		    struct packing g)
{
	const struct net_layer *l = &n->layer[layer];
	const struct net_tensor *out = &n->tensor[layer + 1];
	int lanes = arch_lanes(a);

	return net_op[l->op].has_weights && l->groups == 1 && l->pad_x >= 0 &&
	       out->bits == 8 && can_join(n, l, lanes) && out->w % g.made == 0 &&
	       g.made * l->stride_x % g.by == 0 && packed_stride(l, g) <= NET_STRIDE_MAX &&
	       packed_columns(l, g, lanes) <= a->xbar_cols;
}

/* Whether a reader of the input can take pixels packed by n, with no more crossbars
 * for a pixel of its output. */
static int can_read(const struct net *n, const struct arch *a, int layer, int by)
{
	const struct net_layer *l = &n->layer[layer];
	int max = a->xbar_rows / arch_lanes(a), n_before, taps;
	struct packing g = { by, by / l->stride_x };

	if (l->input != 0 || net_reads(l, 0) != 1 || l->skip >= 0 ||
	    by % l->stride_x || !can_pack(n, a, layer, g))
		return 0;
	taps = packed_taps(l, g, &n_before);
	return n_parts(taps, l->k_h, 1, max) <=
	       g.made * n_parts(l->k_w, l->k_h, 1, max);
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

static struct packing packing_of(const struct lowering *w, int layer)
{
	const struct net_layer *l = &w->n->layer[layer];
	int windows = w->how->shape ? w->how->shape[layer].windows : 0;
	struct packing g = { l->input == 0 ? w->fold : 1, 1 };

	if (g.by > 1)
		g.made = g.by / l->stride_x;
	if (windows > 1 && w->pool[layer] < 0)
		g.made = windows;
	return g;
}

int lower_windows(const struct net *n, const struct arch *a, int layer, int *windows,
		  int max)
{
	const struct net_layer *l = &n->layer[layer];
	struct packing g = { l->input == 0 ? lower_fold(n, a) : 1, 1 };
	int n_windows = 0, least = g.by > 1 ? g.by / l->stride_x : 1;

	windows[n_windows++] = least;
	for (g.made = 2 * least; n_windows < max &&
	     g.made <= n->tensor[layer + 1].w; g.made += least)
		if (can_pack(n, a, layer, g))
			windows[n_windows++] = g.made;
	return n_windows;
}

/* Weights [c_out][k_h][k_w][c_in] of the packed kernel: of the window's pixel v, column
 * v*stride - pad_x + kx*dilation of the image is pixel at % by of tap at / by. */
static void pack_weights(const struct net_layer *l, struct packing g, int step,
			 struct net_layer *to)
{
	int n_before, taps = packed_taps(l, g, &n_before), by = g.by;
	int v, o, ky, kx, at;

	to->weights = xcalloc((size_t)to->c_out * l->k_h * taps, to->c_in);
	for (v = 0; v < g.made; v++)
		for (o = 0; o < l->c_out; o++)
			for (ky = 0; ky < l->k_h; ky++)
				for (kx = 0; kx < l->k_w; kx++) {
					at = n_before * by + v * l->stride_x -
					     l->pad_x + kx * l->dilation_x;
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
static int32_t *pack_columns(const struct net_layer *l, const int32_t *from, int made,
			     int step, int n_columns)
{
	int32_t *to;
	int v;

	if (!from)
		return NULL;
	to = xcalloc(n_columns, sizeof(*to));
	for (v = 0; v < made; v++)
		memcpy(to + v * step, from, l->c_out * sizeof(*to));
	return to;
}

void lower_fold_layer(const struct lowering *w, struct cut *c)
{
	const struct net_layer *l = c->l;
	struct packing g = packing_of(w, c->layer);
	struct folded *f;
	struct net_layer *to;
	int lanes = arch_lanes(w->a), step = lanes * (int)div_up(l->c_out, lanes);
	int n_before;

	if (g.by == 1 && g.made == 1)
		return;
	f = xcalloc(1, sizeof(*f));
	to = &f->layer;
	*to = *l;
	to->k_w = packed_taps(l, g, &n_before);
	to->dilation_x = 1;
	to->pad_x = n_before;
	to->c_in = g.by * l->c_in;
	to->c_out = (int)packed_columns(l, g, lanes);
	to->weights = NULL;
	to->bias = to->mult = to->shift = to->skip_mult = to->leak_mult = NULL;
	if (!w->how->no_values) {
		pack_weights(l, g, step, to);
		to->bias = pack_columns(l, l->bias, g.made, step, to->c_out);
		to->mult = pack_columns(l, l->mult, g.made, step, to->c_out);
		to->shift = pack_columns(l, l->shift, g.made, step, to->c_out);
		to->skip_mult = pack_columns(l, l->skip_mult, g.made, step,
					     to->c_out);
		to->leak_mult = pack_columns(l, l->leak_mult, g.made, step,
					     to->c_out);
	}
	f->out = *c->out;
	f->out.w /= g.made;
	f->out.c = to->c_out;
	c->made = g.made;
	c->folded = f;
	c->l = c->window = to;
	c->out = &f->out;
	c->stride_x = packed_stride(l, g);
}

void lower_folded_free(struct folded *f)
{
	if (!f)
		return;
	free(f->layer.weights);
	free(f->layer.bias);
	free(f->layer.mult);
	free(f->layer.shift);
	free(f->layer.skip_mult);
	free(f->layer.leak_mult);
	free(f);
}
