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
