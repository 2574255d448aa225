/* SPDX-License-Identifier: Apache-2.0 */
#include "load_impl.h"

#include <stdlib.h>
#include <string.h>

/*
 * Proofs. A core runs at most one task, so tasks that differ stand on nodes that
 * differ; the input is at node `in` and the output at node `out`, where a task may
 * stand too unless they are switches.
 *
 * Ends. The tree of a stream has a channel into every node where it is read, but
 * its source's: one for each reader. `fewest` below counts the nodes that are read
 * at whatever the placement: the tasks that read it (none is its source); the
 * output only where no task can be there. Where the source is the input, one of
 * them may be on its node, and needs no channel.
 *
 * Gap. Let `gap` be the fewest hops between two cores that differ (1 unless all of
 * them are behind switches). The path from a core to the first reader met has at
 * least `gap` channels, of which only the last leads into a node that reads: a tree
 * with readers on k cores has at least k + gap - 1 channels.
 */
int load_is_switch(const struct setting *s, int node)
{
	return s->t->is_switch && s->t->is_switch[node];
}

static int64_t share(int64_t words, int64_t n)
{
	return n > 0 ? (words + n - 1) / n : 0;
}

static void list_readers(struct setting *s)
{
	const struct flow *f = s->f;
	int i, d, task;

	s->readers = xcalloc(f->n_streams, sizeof(*s->readers));
	s->n_readers = xcalloc(f->n_streams, sizeof(*s->n_readers));
	s->last = xcalloc(f->n_tasks, sizeof(*s->last));
	for (i = 0; i < f->n_streams; i++) {
		s->readers[i] = xcalloc(f->stream[i].n_dests + 1, sizeof(int));
		for (d = 0; d < f->stream[i].n_dests; d++) {
			task = f->stream[i].dest[d];
			if (task < 0 || task == f->stream[i].src ||
			    s->last[task] == i + 1)
				continue;
			s->last[task] = i + 1;
			s->readers[i][s->n_readers[i]++] = task;
		}
	}
}

static int goes_out(const struct flow_stream *s)
{
	int d;

	for (d = 0; d < s->n_dests; d++)
		if (s->dest[d] < 0)
			return 1;
	return 0;
}

int load_fewest(const struct setting *s, int stream)
{
	const struct flow_stream *st = &s->f->stream[stream];
	int n = s->n_readers[stream];
	int at_out = goes_out(st) && load_is_switch(s, s->out) &&
		     !(st->src < 0 && s->in == s->out);

	if (st->src < 0 && !load_is_switch(s, s->in) && n)
		n--;
	return n + at_out;
}

/* As above, channels. */
static int64_t fewest_channels(const struct setting *s, int stream)
{
	int n = load_fewest(s, stream), k = s->n_readers[stream];

	if (s->f->stream[stream].src >= 0 && k)
		n = (int)max64(n, k + s->gap - 1);
	return n;
}

/*
 * Degree. The streams into a task come in over the channels of its node, at most
 * degree_in of them, and each stream wholly over one: so one of them has the mean or
 * more. And of j*d + 1 streams over d channels, j + 1 share one: it has at least
 * j + 1 times the smallest of them. Out of a task likewise. The input's stream is
 * left out: it may need no channel.
 */
static int larger_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

static int64_t pack(int64_t *words, int n, int degree)
{
	int64_t sum = 0, max;
	int i, j;

	if (!n || degree < 1)
		return 0;
	for (i = 0; i < n; i++)
		sum += words[i];
	max = share(sum, degree);
	qsort(words, n, sizeof(*words), larger_first);
	for (j = 0; j * degree < n; j++)
		max = max64(max, (j + 1) * words[j * degree]);
	return max;
}

static int64_t degree_bound(const struct setting *s)
{
	const struct flow *f = s->f;
	int64_t *words = xcalloc(f->n_streams + 1, sizeof(*words)), max = 0;
	int t, i, k, n_in, n_out;

	for (t = 0; t < f->n_tasks; t++) {
		n_in = n_out = 0;
		for (i = 0; i < f->n_streams; i++)
			for (k = 0; k < s->n_readers[i]; k++)
				if (s->readers[i][k] == t &&
				    (f->stream[i].src >= 0 ||
				     load_is_switch(s, s->in)))
					words[n_in++] = f->stream[i].words;
		max = max64(max, pack(words, n_in, s->degree_in));
		for (i = 0; i < f->n_streams; i++)
			if (f->stream[i].src == t && load_fewest(s, i))
				words[n_out++] = f->stream[i].words;
		max = max64(max, pack(words, n_out, s->degree_out));
	}
	for (i = 0; i < f->n_streams; i++)
		if (load_fewest(s, i))
			max = max64(max, f->stream[i].words);
	free(words);
	return max;
}

/*
 * Cuts. The die is cut in blocks with at most c cores in any; `between` channels lead
 * from one block to another. A stream whose source and readers are k + 1 tasks is in
 * at least ceil((k + 1) / c) blocks, and enters all of them but its own over one of
 * these channels each (spread_words). Further: n tasks are in at least ceil(n / c)
 * blocks. Streams join them to p pieces (one, in a network without loose parts), and a
 * stream that enters q blocks beside its own joins q + 1: so streams enter blocks at
 * least ceil(n / c) - p times. No stream enters more blocks than it has readers, so
 * that costs no less than to take the smallest streams first, each as often as it has
 * readers (joining_words). The channel with most of these words has the mean or more.
 */
struct entry {
	int64_t words;
	int times;
};

static int cheaper_first(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->words > y->words) - (x->words < y->words);
}

static int root(int *up, int i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* Pieces of the flow's tasks. */
static int pieces(const struct setting *s)
{
	int *up = xcalloc(s->f->n_tasks, sizeof(*up)), i, k, a, b, n;

	for (i = 0; i < s->f->n_tasks; i++)
		up[i] = i;
	n = s->f->n_tasks;
	for (i = 0; i < s->f->n_streams; i++) {
		if (s->f->stream[i].src < 0)
			continue;
		for (k = 0; k < s->n_readers[i]; k++) {
			a = root(up, s->f->stream[i].src);
			b = root(up, s->readers[i][k]);
			n -= a != b;
			up[a] = b;
		}
	}
	free(up);
	return n;
}

static int64_t joining_words(const struct setting *s, int max_cores)
{
	struct entry *e = xcalloc(s->f->n_streams + 1, sizeof(*e));
	int i, n = 0, left;
	int64_t sum = 0;

	left = (s->f->n_tasks + max_cores - 1) / max_cores - pieces(s);
	for (i = 0; i < s->f->n_streams; i++)
		if (s->f->stream[i].src >= 0 && s->n_readers[i])
			e[n++] = (struct entry){s->f->stream[i].words,
						s->n_readers[i]};
	qsort(e, n, sizeof(*e), cheaper_first);
	for (i = 0; i < n && left > 0; i++) {
		sum += e[i].words * (e[i].times < left ? e[i].times : left);
		left -= e[i].times;
	}
	free(e);
	return sum;
}

static int64_t spread_words(const struct setting *s, int max_cores)
{
	int64_t sum = 0;
	int i, n;

	for (i = 0; i < s->f->n_streams; i++) {
		n = s->n_readers[i] + (s->f->stream[i].src >= 0);
		sum += ((n + max_cores - 1) / max_cores - (n > 0)) *
		       s->f->stream[i].words;
	}
	return sum;
}

/* Block of every node for a cut in n_x times n_y; the most cores of any block. */
static int cut_die(const struct setting *s, int n_x, int n_y, int *block)
{
	int n = s->t->graph->n_nodes, i, w = 1, h = 1, max = 0;
	int *cores = xcalloc((size_t)n_x * n_y, sizeof(*cores));

	for (i = 0; i < n; i++) {
		w = (int)max64(w, s->t->x[i] + 1);
		h = (int)max64(h, s->t->y[i] + 1);
	}
	for (i = 0; i < n; i++) {
		block[i] = (int)((int64_t)s->t->x[i] * n_x / w * n_y +
				 (int64_t)s->t->y[i] * n_y / h);
		cores[block[i]] += !load_is_switch(s, i);
	}
	for (i = 0; i < n_x * n_y; i++)
		max = (int)max64(max, cores[i]);
	free(cores);
	return max;
}

static int64_t cut_bound(const struct setting *s)
{
	static const int parts[] = { 1, 2, 3, 4, 6, 8 };
	enum { N = sizeof(parts) / sizeof(parts[0]) };
	const struct graph *g = s->t->graph;
	int *block = xcalloc(g->n_nodes, sizeof(*block));
	int64_t max = 0, words;
	int i, e, cores, between;

	for (i = 1; i < N * N; i++) {
		cores = cut_die(s, parts[i / N], parts[i % N], block);
		for (between = e = 0; e < g->n_edges; e++)
			between += block[g->tail[e]] != block[g->head[e]];
		words = max64(spread_words(s, cores), joining_words(s, cores));
		max = max64(max, share(words, between));
	}
	free(block);
	return max;
}

static void setting_init(struct setting *s, const struct flow *f,
			 const struct topo *t, int in, int out)
{
	const struct graph *g = t->graph;
	int i;

	memset(s, 0, sizeof(*s));
	s->f = f;
	s->t = t;
	s->in = in;
	s->out = out;
	s->gap = 1;
	for (i = 0; i < g->n_nodes; i++) {
		if (load_is_switch(s, i))
			continue;
		s->n_cores++;
		s->degree_in = (int)max64(s->degree_in, graph_degree_in(g, i));
		s->degree_out = (int)max64(s->degree_out,
					    graph_degree_out(g, i));
	}
	list_readers(s);
}

static void setting_free(struct setting *s)
{
	int i;

	for (i = 0; i < s->f->n_streams; i++)
		free(s->readers[i]);
	free(s->readers);
	free(s->n_readers);
	free(s->last);
}

static void bound_live(const struct flow *f, const struct topo *t, int in, int out,
		       struct bound *b)
{
	struct setting s;
	int i;

	memset(b, 0, sizeof(*b));
	setting_init(&s, f, t, in, out);
	b->dilation = load_dilation(&s);
	for (i = 0; i < f->n_streams; i++) {
		b->hops += fewest_channels(&s, i);
		b->word_hops += fewest_channels(&s, i) * f->stream[i].words;
	}
	b->max_words = share(b->word_hops, t->graph->n_edges);
	b->max_words = max64(b->max_words, degree_bound(&s));
	b->max_words = max64(b->max_words, cut_bound(&s));
	setting_free(&s);
}

void bound_of(const struct flow *f, const struct topo *t, int in, int out,
	      struct bound *b)
{
	int *channel = NULL;
	struct topo *live = t->dead_node ? topo_live(t, &channel) : NULL;

	bound_live(f, live ? live : t, in, out, b);
	topo_free(live);
	free(channel);
}
