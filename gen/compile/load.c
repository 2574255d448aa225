/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

static int hops_to(const struct route_tree *t, int target)
{
	int hop, n = 0;

	for (hop = t->target[target]; hop >= 0; hop = t->from[hop])
		n++;
	return n;
}

static void add_stream(const struct flow_stream *s, const struct topo *t,
		       const struct route_tree *tree, struct load *l)
{
	int i, c, n;

	for (i = 0; i < tree->n_hops; i++) {
		c = tree->channel[i];
		l->words[c] += s->words;
		l->streams[c]++;
		l->word_pitches += s->words * topo_length(t, c);
	}
	l->hops += tree->n_hops;
	l->word_hops += tree->n_hops * s->words;
	for (i = 0; i < s->n_dests; i++) {
		n = hops_to(tree, i);
		if (n > l->dilation)
			l->dilation = n;
	}
}

void load_measure(const struct flow *f, const struct topo *t, const struct map *m,
		  struct load *l)
{
	int i, length;

	memset(l, 0, sizeof(*l));
	l->n_channels = t->graph->n_edges;
	l->words = xcalloc(l->n_channels, sizeof(*l->words));
	l->streams = xcalloc(l->n_channels, sizeof(*l->streams));
	l->max_channel = -1;
	for (i = 0; i < f->n_streams; i++)
		add_stream(&f->stream[i], t, &m->tree[i], l);
	for (i = 0; i < l->n_channels; i++) {
		length = topo_length(t, i);
		l->wire += length;
		if (length > l->longest)
			l->longest = length;
		if (!l->streams[i])
			continue;
		l->n_used++;
		if (l->streams[i] > l->max_streams)
			l->max_streams = l->streams[i];
		if (l->max_channel < 0 || l->words[i] > l->max_words) {
			l->max_channel = i;
			l->max_words = l->words[i];
		}
	}
	if (l->n_channels)
		l->mean_words = (double)l->word_hops / l->n_channels;
}

void load_free(struct load *l)
{
	free(l->words);
	free(l->streams);
	memset(l, 0, sizeof(*l));
}
