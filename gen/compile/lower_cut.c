/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdlib.h>
#include <string.h>

#include "model/kernel.h"

static struct block *add_block(struct cut *c, int channel, int n)
{
	struct block *b;

	c->block = xrealloc(c->block, (size_t)(c->n_blocks + 1) * sizeof(*b));
	b = &c->block[c->n_blocks++];
	*b = (struct block){ .c = channel, .n = n };
	return b;
}

static void add_part(struct block *b, struct part p)
{
	b->part = xrealloc(b->part, (size_t)(b->n_parts + 1) * sizeof(p));
	b->part[b->n_parts++] = p;
}

/* The kernel without what sees the image from no window: of n taps that begin at
 * *first. */
static int seen(int k, int dilation, int pad, int n_in, int n_out, int stride, int *first)
{
	int end = k;

	/* the last window sees the first taps furthest, the first one the last */
	while (*first < end && (n_out - 1) * stride - pad + *first * dilation < 0)
		++*first;
	while (end > *first + 1 && (end - 1) * dilation - pad >= n_in)
		end--;
	return end - *first;
}

/* The kernel of the layer without what sees nothing. */
static struct part seen_kernel(const struct cut *c)
{
	const struct net_layer *l = c->window;
	struct part k = {0};

	k.k_w = seen(l->k_w, l->dilation_x, l->pad_x, c->in->w, c->out->w, c->stride_x,
		     &k.kx);
	k.k_h = seen(l->k_h, l->dilation_y, l->pad_y, c->in->h, c->out->h, c->stride_y,
		     &k.ky);
	return k;
}

static struct part whole_kernel(const struct cut *c)
{
	return (struct part){ .k_w = c->window->k_w, .k_h = c->window->k_h };
}

/* Words w0 .. w1-1 of the kernel `k` in as few parts as there can be. */
static void cut_rows(const struct cut *cut, struct block *b, const struct part *k,
		     int w0, int w1)
{
	const struct kernel_room room = {
		.words = cut->room, .row = cut->in->w,
		.more = (int)(div_up(cut->out->w, cut->n_bands) - 1) *
			cut->stride_x,
		.is_whole = cut->out->w > 1 || cut->out->h > 1,
		.dilation_x = cut->window->dilation_x,
		.dilation_y = cut->window->dilation_y,
	};
	struct kernel_cut c = kernel_cut(k->k_w, k->k_h, w1 - w0, cut->max_words,
					 cut->room ? &room : NULL);
	struct part p;
	int x, y, i;

	for (y = 0; y < k->k_h; y += c.h)
		for (x = 0; x < k->k_w; x += c.w)
			for (i = 0; i < c.n_shares; i++) {
				p.kx = k->kx + x;
				p.ky = k->ky + y;
				p.k_w = (int)min64(c.w, k->k_w - x);
				p.k_h = (int)min64(c.h, k->k_h - y);
				p.word = w0 + (w1 - w0) * i / c.n_shares;
				p.n_words = w0 + (w1 - w0) * (i + 1) /
					    c.n_shares - p.word;
				add_part(b, p);
			}
}

/* A window that is reduced before the crossbar: a row a channel, whole kernels. The
 * words of a group stay together, so that a mean over the image has one source. */
static void cut_reduced(const struct cut *c, struct block *b,
			const struct part *k, int w0, int w1)
{
	const struct group *g = c->layout->group;
	struct part p = *k;
	int end;

	for (p.word = w0; p.word < w1; p.word += p.n_words) {
		while (p.word >= g->word + g->n_words)
			g++;
		end = (int)min64(g->word + g->n_words, w1);
		p.n_words = div_up(end - p.word,
				   div_up(end - p.word, c->max_words));
		add_part(b, p);
	}
}

static void cut_block(const struct cut *c, struct block *b, int w0, int w1)
{
	const struct part whole = whole_kernel(c), k = seen_kernel(c);

	if (c->reduce != REDUCE_NONE)	/* the mean counts all its pixels */
		cut_reduced(c, b, &whole, w0, w1);
	else
		cut_rows(c, b, &k, w0, w1);
}

/* Columns c0 .. c0+n-1 in blocks of whole words, so that a residual's words begin
 * with a block's. */
static void cut_columns(const struct lowering *w, struct cut *c, int c0, int n,
			int w0, int w1)
{
	int lanes = arch_lanes(w->a), n_parts, step, at, to;
	int odd = c->l->skip >= 0 && n > c->max_cols ?
		  (c->l->skip_first - c0 % lanes + lanes) % lanes : 0;
	int max = c->max_cols - (odd ? lanes : 0);

	n_parts = max > 0 ? div_up(n, max) : 1;
	step = lanes * div_up(div_up(n, n_parts), lanes);
	for (at = 0; at < n; at = to) {
		to = (int)min64((at ? at : odd) + step, n);
		cut_block(c, add_block(c, c0 + at, to - at), w0, w1);
	}
}

/* Groups on the diagonal, as many in one crossbar as fit, in units that fill whole
 * words of the input. */
static void cut_groups(const struct lowering *w, struct cut *c)
{
	const struct net_layer *l = c->l;
	int each_in = net_group_in(l), each_out = l->c_out / l->groups;
	int taps = c->reduce == REDUCE_NONE ? c->window->k_w * c->window->k_h : 1;
	int lanes = arch_lanes(w->a), n, g, to;
	int unit = kernel_unit(l->groups, each_in, lanes);

	n = (int)min64(c->max_words /
		       (div_up(unit * each_in, lanes) * taps),
		       c->max_cols / (unit * each_out));
	n = (n ? n : 1) * unit;
	n = div_up(l->groups, div_up(l->groups, n));
	n = div_up(n, unit) * unit;
	for (g = 0; g < l->groups; g = to) {
		to = (int)min64(g + n, l->groups);
		cut_columns(w, c, g * each_out, (to - g) * each_out,
			    layout_word(c->layout, g * each_in),
			    layout_word(c->layout, to * each_in - 1) + 1);
	}
}

/* Words of a pixel that the reduction takes of a depthwise layer, which then needs no
 * crossbar; 0: it does not take the layer. */
static int weighted_words(const struct lowering *w, const struct cut *c)
{
	const struct net_layer *l = c->l;
	struct part k = seen_kernel(c);
	int lanes = arch_lanes(w->a);

	if (!net_op[l->op].has_weights || c->window != l ||
	    (l->skip >= 0 && l->skip_first % lanes))
		return 0;
	return kernel_reduced_words(l->groups, l->c_in, l->c_out,
				    (int64_t)k.k_w * k.k_h, lanes,
				    w->a->pool_weights);
}

/* Without a crossbar a column is an element of the vector: blocks of words that are
 * full but for the last. */
static void cut_bypass(const struct lowering *w, struct cut *c)
{
	int lanes = arch_lanes(w->a), is_weighted = c->reduce == REDUCE_WEIGHTED;
	int max = (int)min64(c->max_words, c->max_cols / lanes);
	struct part k = is_weighted ? seen_kernel(c) : whole_kernel(c);
	const struct layout *y = c->layout;
	int i, first, end, at, n;

	if (is_weighted)
		max = (int)min64(max, weighted_words(w, c));
	for (i = 0; i < y->n_groups; i = end) {
		first = i;
		for (end = i + 1; end < y->n_groups &&
		     y->group[end - 1].n % lanes == 0; end++)
			;
		n = y->group[end - 1].word + y->group[end - 1].n_words -
		    y->group[first].word;
		n = div_up(n, div_up(n, max));
		for (at = y->group[first].word; at < y->group[end - 1].word +
		     y->group[end - 1].n_words; at += n) {
			int c0 = layout_channel(y, at, 0);
			int words = (int)min64(n, y->group[end - 1].word +
				y->group[end - 1].n_words - at);
			int c1 = (int)min64(c0 + lanes * words,
				y->group[end - 1].c + y->group[end - 1].n);
			struct block *b = add_block(c, c0, c1 - c0);

			k.word = at;
			k.n_words = words;
			add_part(b, k);
		}
	}
}

void lower_cut_blocks(const struct lowering *w, struct cut *c)
{
	if (c->bypass)
		cut_bypass(w, c);
	else if (c->l->groups > 1)
		cut_groups(w, c);
	else
		cut_columns(w, c, 0, c->l->c_out, 0, c->layout->n_words);
}

void lower_cut(const struct lowering *w, int layer, struct cut *c)
{
	const struct net *n = w->n;

	memset(c, 0, sizeof(*c));
	c->layer = layer;
	c->made = 1;
	c->l = &n->layer[layer];
	c->window = w->pool[layer] < 0 ? c->l : &n->layer[w->pool[layer]];
	c->in = c->window->input ? &n->tensor[c->window->input] : &w->input;
	c->out = &n->tensor[layer + 1];
	c->layout = &w->layout[c->window->input];
	c->bypass = !net_op[c->l->op].has_weights;
	c->reduce = net_op[c->window->op].reduce;
	c->stride_x = c->window->stride_x;
	c->stride_y = c->window->stride_y;
	lower_fold_layer(w, c);
	if (weighted_words(w, c)) {
		c->bypass = 1;
		c->reduce = REDUCE_WEIGHTED;
	}
	c->n_bands = w->how->shape ? w->how->shape[layer].copies : 1;
	if (c->n_bands > c->out->w)
		c->n_bands = c->out->w;
	while (c->n_bands > 1 && lower_is_blind(w, c))
		c->n_bands--;
	if (c->n_bands < 1)
		c->n_bands = 1;
	c->max_words = w->a->xbar_rows / arch_lanes(w->a);
	c->max_cols = w->a->xbar_cols;
	lower_cut_blocks(w, c);
	if (!w->how->strict)
		lower_fit(w, layer, c);
}

void lower_cut_free(struct cut *c)
{
	int i;

	for (i = 0; i < c->n_blocks; i++)
		free(c->block[i].part);
	free(c->block);
	c->block = NULL;
	c->n_blocks = 0;
}
