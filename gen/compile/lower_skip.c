/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

int skip_channels(const struct place *at, int *c0, int *c1)
{
	const struct net_layer *l = at->c->l;

	if (l->skip < 0)
		return 0;
	*c0 = (int)max64(0, at->b->c - l->skip_first);
	*c1 = (int)min64(at->w->n->tensor[l->skip].c,
			 at->b->c + at->b->n - l->skip_first);
	if (at->c->made > 1)	/* all, of each of the window's pixels */
		*c1 = at->w->n->tensor[l->skip].c;
	return *c0 < *c1;
}

int skip_stream(const struct place *at, int c0, int c1, struct residual *r)
{
	const struct net_layer *l = at->c->l;
	const struct layout *y = &at->w->layout[l->skip];
	int stride = l->skip_stride, x = at->x * stride, i, b;

	for (i = 0; i < y->n_groups; i++) {
		const struct group *g = &y->group[i];

		for (b = 0; g->c == c0 && g->c + g->n == c1 && b < g->n_bands;
		     b++) {
			if (g->band[b].x != x ||
			    div_up(g->band[b].w, stride) != at->n_pixels)
				continue;
			r->stream = g->band[b].stream;
			r->w = g->band[b].w;
			r->h = at->w->n->tensor[l->skip].h;
			r->words = g->n_words;
			r->stride = stride;
			return 1;
		}
	}
	return 0;
}

int skip_is_whole(const struct place *at, int c0, int c1)
{
	const struct layout *y = &at->w->layout[at->c->l->skip];
	int word = layout_word(y, c0), words = layout_word(y, c1 - 1) + 1 - word;
	int i;

	for (i = 0; i < y->lanes * words && i < c1 - c0; i++)
		if (layout_channel(y, word + i / y->lanes, i % y->lanes) !=
		    c0 + i)
			return 0;
	return 1;
}

/* A task that puts channels c0 .. c1-1 of the residual's columns together. */
static int copy_residual(const struct place *at, int c0, int c1,
			 struct residual *r)
{
	const struct net_layer *l = at->c->l;
	const struct layout *y = &at->w->layout[l->skip];
	int word = layout_word(y, c0);
	const struct gathering g = {
		.tensor = l->skip,
		.at = { at->x * l->skip_stride,
			(at->n_pixels - 1) * l->skip_stride + 1, word,
			layout_word(y, c1 - 1) + 1 - word },
		.cols = c1 - c0, .stride = l->skip_stride, .out_w = at->n_pixels,
		.out_h = at->c->out->h, .suffix = "skip",
	};
	struct view v;

	if (!skip_is_whole(at, c0, c1))
		return err_set(at->w->e, "", 0,
			"layer %s: the residual's channels %d..%d do not "
			"stand in whole words", l->name, c0, c1 - 1);
	view_of(at->w, l->skip, &g.at, &v);
	view_gather(at, &v, &g.at);
	r->stream = lower_gather(at, &g, &v);
	view_free(&v);
	r->w = g.out_w;
	r->h = g.out_h;
	r->words = g.at.n_words;
	r->stride = 1;
	return 0;
}

int64_t skip_pixels(const struct place *at)
{
	const struct net *n = at->w->n;
	const struct net_layer *l = at->c->l;
	int64_t rows = 0, cols = 0, pixels;
	int stride = l->skip_stride, skip = l->skip;

	for (;;) {
		rows = rows * l->stride_y + net_span_y(l) - 1 - l->pad_y;
		cols = cols * l->stride_x + net_span_x(l) - 1 - l->pad_x;
		if (l->input == skip)
			break;
		if (l->input <= skip)
			return -1;
		l = &n->layer[l->input - 1];
		if (at->w->how->shape)	/* a window of several pixels waits for all */
			cols += max64(at->w->how->shape[l - n->layer].windows - 1, 0);
	}
	pixels = rows / stride * at->n_pixels +
		 (rows % stride ? at->n_pixels : cols / stride + 1);
	pixels = div_up(pixels, at->c->made) * at->c->made;
	return max64(min64(pixels, (int64_t)at->n_pixels * at->c->out->h), 1);
}

int lower_skip(const struct place *at, struct residual *r)
{
	int c0, c1;

	*r = (struct residual){ .stream = -1 };
	if (!skip_channels(at, &c0, &c1))
		return 0;
	r->first = c0 + at->c->l->skip_first - at->b->c;
	r->channels = c1 - c0;
	if (r->first % at->w->a->post_lanes)
		return err_set(at->w->e, "", 0,
			"layer %s: the residual begins at column %d of its "
			"crossbar, which must be a multiple of post.lanes = %d; "
			"set post.lanes to %d", at->c->l->name, r->first,
			at->w->a->post_lanes, r->first % 2 ? 1 : 2);
	if (!skip_stream(at, c0, c1, r) && copy_residual(at, c0, c1, r) < 0)
		return -1;
	lower_need(at->w, NEED_SKIP, at->c->l, arch_lanes(at->w->a) * r->words *
		   skip_pixels(at));
	r->w /= at->c->made;
	r->words *= at->c->made;
	r->channels *= at->c->made;
	return 0;
}
