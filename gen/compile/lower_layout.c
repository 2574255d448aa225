/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct group *layout_add(struct layout *to, int c, int n)
{
	struct group *g;

	to->group = xrealloc(to->group,
			     (size_t)(to->n_groups + 1) * sizeof(*g));
	g = &to->group[to->n_groups++];
	*g = (struct group){
		.c = c, .n = n, .word = to->n_words,
		.n_words = (int)div_up(n, to->lanes),
	};
	to->n_words += g->n_words;
	return g;
}

void layout_append(struct layout *to, const struct layout *from, int c)
{
	const struct group *g;
	struct group *copy;
	int i;

	for (i = 0; i < from->n_groups; i++) {
		g = &from->group[i];
		copy = layout_add(to, c + g->c, g->n);
		copy->n_bands = g->n_bands;
		copy->band = xcalloc((size_t)g->n_bands, sizeof(*g->band));
		memcpy(copy->band, g->band,
		       (size_t)g->n_bands * sizeof(*g->band));
	}
}

void layout_free(struct layout *y)
{
	int i;

	for (i = 0; i < y->n_groups; i++)
		free(y->group[i].band);
	free(y->group);
	y->group = NULL;
	y->n_groups = y->n_words = 0;
}

int layout_word(const struct layout *y, int c)
{
	const struct group *g = y->group;

	while (c >= g->c + g->n)
		g++;
	assert(g < y->group + y->n_groups && c >= g->c);
	return g->word + (c - g->c) / y->lanes;
}

int layout_channel(const struct layout *y, int word, int lane)
{
	const struct group *g = y->group;
	int c;

	while (word >= g->word + g->n_words)
		g++;
	c = y->lanes * (word - g->word) + lane;
	return c < g->n ? g->c + c : -1;
}

void lower_dest(struct plan *p, int stream, int task, int role, int source)
{
	struct plan_stream *s = &p->stream[stream];

	s->dest = xrealloc(s->dest, (size_t)(s->n_dests + 1) * sizeof(*s->dest));
	s->dest[s->n_dests++] = (struct plan_dest){
		.task = task, .role = role, .source = source, .hop = -1,
	};
}

/* Where a band of a group meets the task's image; 0: nowhere. */
static int meet(const struct group *g, const struct band *b,
		const struct plan_task *k, int x, int word, struct plan_source *s)
{
	int x0 = b->x > x ? b->x : x;
	int x1 = min64(b->x + b->w, x + k->in_w);
	int w0 = g->word > word ? g->word : word;
	int w1 = min64(g->word + g->n_words, word + k->in_words);

	*s = (struct plan_source){
		.w = b->w, .words = g->n_words,
		.x = x0 - b->x, .cols = x1 - x0,
		.first = w0 - g->word, .keep = w1 - w0,
		.to_x = x0 - x, .to_word = w0 - word,
	};
	return x0 < x1 && w0 < w1;
}

int layout_sources(const struct layout *y, const struct plan_task *k, int x,
		   int word)
{
	struct plan_source s;
	int i, b, n = 0;

	for (i = 0; i < y->n_groups; i++)
		for (b = 0; b < y->group[i].n_bands; b++)
			n += meet(&y->group[i], &y->group[i].band[b], k, x, word,
				  &s);
	return n;
}

static void read_band(const struct lowering *w, const struct group *g,
		      const struct band *b, int task, int x, int word)
{
	struct plan_task *k = &w->p->task[task];
	struct plan_source s;

	if (!meet(g, b, k, x, word, &s))
		return;
	k->source = xrealloc(k->source,
			     (size_t)(k->n_sources + 1) * sizeof(*k->source));
	k->source[k->n_sources] = s;
	lower_dest(w->p, b->stream, task, ROLE_ACT, k->n_sources++);
}

void layout_read(const struct lowering *w, const struct layout *y, int task,
		 int x, int word)
{
	const struct group *g;
	int i, b;

	for (i = 0; i < y->n_groups; i++) {
		g = &y->group[i];
		for (b = 0; b < g->n_bands; b++)
			read_band(w, g, &g->band[b], task, x, word);
	}
	lower_need(w, NEED_SOURCES, &w->n->layer[w->p->task[task].layer],
		   w->p->task[task].n_sources);
}
