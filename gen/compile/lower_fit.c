/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdlib.h>

#include "model/kernel.h"

/* What a layer takes as it is cut. */
struct weight {
	int64_t act;		/* most bytes of activation memory of a core */
	int64_t skip;		/* most bytes of residual memory */
	int64_t skip_pixels;	/* of the widest band */
	int n_words;		/* of a pixel, most that a part has */
	int n_cores;		/* with those that put a residual together */
	int is_whole;		/* 1: every residual stands in whole words */
};

static void weigh_skip(const struct place *at, struct weight *g)
{
	const struct layout *y;
	struct residual r;
	int64_t pixels;
	int c0, c1;

	if (!skip_channels(at, &c0, &c1))
		return;
	y = &at->w->layout[at->c->l->skip];
	pixels = skip_pixels(at);
	g->skip_pixels = max64(g->skip_pixels, pixels);
	g->skip = max64(g->skip, pixels * arch_lanes(at->w->a) *
			(layout_word(y, c1 - 1) + 1 - layout_word(y, c0)));
	if (skip_stream(at, c0, c1, &r))
		return;
	g->n_cores++;
	g->is_whole &= skip_is_whole(at, c0, c1);
}

static void weigh_part(const struct place *at, const struct part *q,
		       struct weight *g)
{
	int lanes = arch_lanes(at->w->a), x;
	struct plan_task k = {0};
	struct rect r;
	struct view v;

	if (!window_columns(at, q, &x))
		return;
	r = window_shape(at, q, &k);
	view_of(at->w, at->c->window->input, &r, &v);
	if (at->c->one_source && v.n > 1)	/* with the tasks that gather */
		g->n_cores += (int)div_up(v.n - 1, at->w->a->act_sources - 1);
	k.n_sources = at->c->one_source ? 1 : v.n;
	view_free(&v);
	g->act = max64(g->act, window_pixels(at, q, &k) * k.in_words * lanes);
	g->n_words = (int)max64(g->n_words, q->n_words);
	g->n_cores++;
}

static void weigh(const struct lowering *w, const struct cut *c, struct weight *g)
{
	int i, b, q;

	*g = (struct weight){ .is_whole = 1 };
	for (i = 0; i < c->n_blocks; i++)
		for (b = 0; b < c->n_bands; b++) {
			struct place at = lower_place(w, c, &c->block[i], b);

			weigh_skip(&at, g);
			for (q = 0; q < c->block[i].n_parts; q++)
				weigh_part(&at, &c->block[i].part[q], g);
		}
}

static int fits(const struct lowering *w, const struct weight *g)
{
	return g->act <= w->a->act_bytes && g->skip <= w->a->skip_bytes &&
	       g->is_whole;
}

static void recut(const struct lowering *w, struct cut *c, struct weight *g)
{
	lower_cut_free(c);
	lower_cut_blocks(w, c);
	weigh(w, c, g);
}

/* Fewer groups on a crossbar; 0: there is one, or one unit of them. */
static int shrink_groups(const struct lowering *w, struct cut *c,
			 const struct weight *g)
{
	int lanes = arch_lanes(w->a), each = net_group_in(c->l);
	int unit = kernel_unit(c->l->groups, each, lanes);

	if (c->l->groups == 1 || c->room ||
	    g->n_words <= div_up(unit * each, lanes))
		return 0;
	c->max_words = c->window->k_w * c->window->k_h * (g->n_words - 1);
	return 1;
}

/* Smaller parts for a smaller memory; 0: there are none. */
static int shrink_parts(const struct lowering *w, struct cut *c,
			const struct weight *g)
{
	if (c->reduce == REDUCE_NONE && shrink_groups(w, c, g))
		return 1;
	if (c->bypass || c->reduce != REDUCE_NONE) {
		c->max_words = (int)min64(c->max_words, g->n_words) - 1;
		return c->max_words > 0;
	}
	/* Bands at the image's edges keep less than the room says. */
	c->room = c->room ? c->room * 7 / 8 :
		  w->a->act_bytes / arch_lanes(w->a) * 3 / 2;
	return c->room > 0;
}

/* Finds blocks and parts that fit with as many bands as *c has; 0: there are none. */
static int fit_bands(const struct lowering *w, struct cut *c, struct weight *g)
{
	int lanes = arch_lanes(w->a);
	int64_t words;

	c->max_words = w->a->xbar_rows / lanes;
	c->max_cols = w->a->xbar_cols;
	c->room = 0;
	recut(w, c, g);
	if (g->skip > w->a->skip_bytes) {
		words = w->a->skip_bytes / (lanes * g->skip_pixels);
		c->max_cols = (int)min64(c->max_cols, lanes * words);
		if (!c->max_cols)
			return 0;
		recut(w, c, g);
	}
	while (g->act > w->a->act_bytes) {
		if (!shrink_parts(w, c, g))
			return 0;
		recut(w, c, g);
	}
	return fits(w, g);
}

/* Fewer cores, or as many in more bands, which need no partial sums. */
static int better(const struct weight *g, int n_bands, const struct weight *best,
		  int best_bands)
{
	if (!best_bands || g->n_cores != best->n_cores)
		return !best_bands || g->n_cores < best->n_cores;
	return n_bands > best_bands;
}

/* Tries all numbers of bands from those of `c` on. */
static void search(const struct lowering *w, int layer, const struct cut *c,
		   int one_source, struct cut *best, struct weight *least)
{
	int all = c->out->w, columns = (int)div_up(all, c->n_bands);
	struct cut try = *c;
	struct weight g;

	try.one_source = one_source;
	try.block = NULL;
	try.n_blocks = 0;
	for (; columns > 0 && !(best->n_bands &&
				div_up(all, columns) > least->n_cores); columns--) {
		if (div_up(all, columns) == try.n_bands && try.n_blocks)
			continue;	/* as before */
		try.n_bands = (int)max64(c->n_bands, div_up(all, columns));
		if (try.n_bands > c->n_bands &&
		    (w->leaves[layer] || (best->n_bands && w->a->act_sources == 1)))
			break;	/* who reads several bands has several sources */
		if (lower_is_blind(w, &try))
			continue;
		if (!fit_bands(w, &try, &g) ||
		    !better(&g, try.n_bands, least, best->n_bands))
			continue;
		*least = g;
		*best = try;
	}
	lower_cut_free(&try);
}

void lower_fit(const struct lowering *w, int layer, struct cut *c)
{
	struct cut best = { .n_bands = 0 };
	struct weight g, least = {0};

	weigh(w, c, &g);
	if (fits(w, &g))
		return;
	search(w, layer, c, 0, &best, &least);
	if (c->reduce == REDUCE_AVG && w->a->act_sources > 1)
		search(w, layer, c, 1, &best, &least);
	if (!best.n_bands)
		return;
	lower_cut_free(c);
	best.block = NULL;
	best.n_blocks = 0;
	*c = best;
	lower_cut_blocks(w, c);
}
