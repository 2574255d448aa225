/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More pieces than so many are not put together: it would take too many cores. */
#define MAX_PIECES 256

static int meets(const struct rect *a, const struct rect *b)
{
	return a->x < b->x + b->w && b->x < a->x + a->w &&
	       a->word < b->word + b->n_words && b->word < a->word + a->n_words;
}

/* Where both are; they meet. */
static struct rect common(const struct rect *a, const struct rect *b)
{
	struct rect r;

	r.x = (int)max64(a->x, b->x);
	r.w = (int)min64(a->x + a->w, b->x + b->w) - r.x;
	r.word = (int)max64(a->word, b->word);
	r.n_words = (int)min64(a->word + a->n_words, b->word + b->n_words) - r.word;
	return r;
}

/* The least that both are in. */
static struct rect around(const struct rect *a, const struct rect *b)
{
	struct rect r;

	r.x = (int)min64(a->x, b->x);
	r.w = (int)max64(a->x + a->w, b->x + b->w) - r.x;
	r.word = (int)min64(a->word, b->word);
	r.n_words = (int)max64(a->word + a->n_words, b->word + b->n_words) - r.word;
	return r;
}

void rect_add(struct rect *all, const struct rect *r)
{
	*all = all->w ? around(all, r) : *r;
}

void view_of(const struct lowering *w, int tensor, const struct rect *at,
	     struct view *v)
{
	const struct layout *y = &w->layout[tensor];
	int i, b;

	*v = (struct view){ .tensor = tensor };
	for (i = 0; i < y->n_groups; i++)
		for (b = 0; b < y->group[i].n_bands; b++) {
			const struct group *g = &y->group[i];
			struct piece p = {
				.of = { g->band[b].x, g->band[b].w, g->word,
					g->n_words },
				.stream = g->band[b].stream,
			};

			if (!meets(at, &p.of))
				continue;
			p.at = common(at, &p.of);
			v->piece = xrealloc(v->piece, (size_t)(v->n + 1) *
					    sizeof(*v->piece));
			v->piece[v->n++] = p;
		}
}

int view_sources(const struct view *v, const struct rect *at)
{
	int i, n = 0;

	for (i = 0; i < v->n; i++)
		n += meets(at, &v->piece[i].at);
	return n;
}

/* Pieces of `r`, of which those that meet `at` are counted too; 0: one of them is partly
 * outside, or they are too wide for a vector. */
static int count_inside(const struct place *p, const struct view *v,
			const struct rect *r, const struct rect *at, int *n_at)
{
	int lanes = arch_lanes(p->w->a), i, n = 0;
	struct rect all;

	*n_at = 0;
	if (r->n_words > min64(p->w->a->xbar_rows, p->w->a->xbar_cols) / lanes)
		return 0;
	for (i = 0; i < v->n; i++) {
		const struct rect *q = &v->piece[i].at;

		if (!meets(r, q))
			continue;
		all = around(r, q);
		if (all.w != r->w || all.n_words != r->n_words)
			return 0;
		n++;
		*n_at += meets(at, q);
	}
	return n;
}

/* The rectangle of 2 .. max pieces that has most of those that meet `at`, of equals the
 * smallest; 0: there is none. */
static int choose(const struct place *p, const struct view *v,
		  const struct rect *at, int max, struct rect *best)
{
	int i, j, n, n_at, most = 1;
	int64_t size, least = 0;
	struct rect r;

	for (i = 0; i < v->n; i++)
		for (j = 0; j < v->n; j++) {
			if (j == i || !meets(at, &v->piece[i].at) ||
			    !meets(at, &v->piece[j].at) ||
			    v->piece[j].at.x < v->piece[i].at.x ||
			    v->piece[j].at.word < v->piece[i].at.word)
				continue;
			r = around(&v->piece[i].at, &v->piece[j].at);
			n = count_inside(p, v, &r, at, &n_at);
			size = (int64_t)r.w * r.n_words;
			if (n < 2 || n > max || n_at < most ||
			    (n_at == most && (n_at == 1 || size >= least)))
				continue;
			most = n_at;
			least = size;
			*best = r;
		}
	return most > 1;
}

/* Channels of the last word, and all lanes of those before it. */
static int n_elements(const struct layout *y, const struct rect *r)
{
	int lane = y->lanes;

	while (lane > 1 && layout_channel(y, r->word + r->n_words - 1,
					  lane - 1) < 0)
		lane--;
	return y->lanes * (r->n_words - 1) + lane;
}

/* The stream of a task that puts `r` together, and of one that there is already. */
static int gathered(const struct place *p, struct view *v, const struct rect *r)
{
	struct gathered *all = p->w->gathered;
	char suffix[16];
	struct gathering g = {
		.tensor = v->tensor, .at = *r, .stride = 1, .out_w = r->w,
		.out_h = p->w->n->tensor[v->tensor].h, .suffix = suffix,
		.cols = n_elements(&p->w->layout[v->tensor], r),
	};
	int i;

	for (i = 0; i < all->n; i++)
		if (all->one[i].tensor == v->tensor &&
		    !memcmp(&all->one[i].at, r, sizeof(*r)))
			return all->one[i].stream;
	snprintf(suffix, sizeof(suffix), "act%d", all->n);
	all->one = xrealloc(all->one, (size_t)(all->n + 1) * sizeof(*all->one));
	all->one[all->n].tensor = v->tensor;
	all->one[all->n].at = *r;
	all->one[all->n].stream = lower_gather(p, &g, v);
	return all->one[all->n++].stream;
}

/* Puts the pieces of `r` together to one. */
static void merge(const struct place *p, struct view *v, const struct rect *r)
{
	struct piece one = { .at = *r, .of = *r };
	int i, n = 0;

	one.stream = gathered(p, v, r);
	for (i = 0; i < v->n; i++) {
		if (!meets(r, &v->piece[i].at)) {
			v->piece[n++] = v->piece[i];
		} else if (one.stream >= 0) {
			v->piece[n++] = one;
			one.stream = -1;
		}
	}
	v->n = n;
}

/* So few tasks as can be, and of as many pieces each: m tasks have m pieces less than they
 * read. */
void view_gather(const struct place *p, struct view *v, const struct rect *at)
{
	int max = p->w->a->act_sources, n, m;
	struct rect r;

	while ((n = view_sources(v, at)) > max) {
		if (p->w->how->strict || max == 1 || n > MAX_PIECES)
			return;
		m = (int)div_up(n - max, max - 1);
		if (!choose(p, v, at, (int)div_up(n - max, m) + 1, &r) &&
		    !choose(p, v, at, max, &r))
			return;
		merge(p, v, &r);
	}
}

void view_join(const struct place *p, struct view *v, const struct rect *at)
{
	struct rect all = {0};
	int i, n, n_at;

	view_gather(p, v, at);
	for (i = 0; i < v->n; i++)
		if (meets(at, &v->piece[i].at))
			rect_add(&all, &v->piece[i].at);
	n = count_inside(p, v, &all, at, &n_at);
	if (n > 1 && n <= p->w->a->act_sources)
		merge(p, v, &all);
}

void view_read(const struct lowering *w, const struct view *v,
	       const struct rect *at, int task)
{
	struct plan_task *k = &w->p->task[task];
	int i;

	k->source = xcalloc((size_t)view_sources(v, at), sizeof(*k->source));
	for (i = 0; i < v->n; i++) {
		const struct piece *p = &v->piece[i];
		struct rect r;

		if (!meets(at, &p->at))
			continue;
		r = common(at, &p->at);
		k->source[k->n_sources] = (struct plan_source){
			.w = p->of.w, .words = p->of.n_words,
			.x = r.x - p->of.x, .cols = r.w,
			.first = r.word - p->of.word, .keep = r.n_words,
			.to_x = r.x - at->x, .to_word = r.word - at->word,
		};
		lower_dest(w->p, p->stream, task, ROLE_ACT, k->n_sources++);
	}
	lower_need(w, NEED_SOURCES, &w->n->layer[k->layer], k->n_sources);
}

void view_free(struct view *v)
{
	free(v->piece);
	*v = (struct view){ .tensor = -1 };
}
