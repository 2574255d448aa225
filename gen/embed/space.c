/* SPDX-License-Identifier: Apache-2.0 */
#include "space.h"

#include <stdlib.h>
#include <string.h>

#define CLOSE_WORK 2000000	/* streams x words of sets of all cores: above, tasks beside
				 * a task are left to the search */
#define MAX_ROUNDS 8

/* Lists of one end of pairs by the other, which is number `by`. */
static void list(int (*pair)[2], int n_pairs, int n, int by, int **list, int **first)
{
	int *at = xcalloc((size_t)n + 2, sizeof(*at));

	*list = xcalloc((size_t)n_pairs + 1, sizeof(**list));
	*first = xcalloc((size_t)n + 2, sizeof(**first));
	for (int i = 0; i < n_pairs; i++)
		(*first)[pair[i][by] + 1]++;
	for (int t = 0; t < n; t++)
		(*first)[t + 1] += (*first)[t];
	memcpy(at, *first, n * sizeof(*at));
	for (int i = 0; i < n_pairs; i++)
		(*list)[at[pair[i][by]]++] = pair[i][!by];
	free(at);
}

/* Channels out of and into a core, and different cores beside it. */
struct core_degree {
	int out, in, both;
};

/* Different tasks beside a task, either way. */
static int count_beside(const struct space *s, int t)
{
	int n_out, n_in, n;
	const int *out = space_tasks(s, t, 0, &n_out), *in = space_tasks(s, t, 1, &n_in);

	n = n_out;
	for (int i = 0; i < n_in; i++) {
		int twice = 0;

		for (int k = 0; k < n_out; k++)
			twice |= out[k] == in[i];
		n += !twice;
	}
	return n;
}

static int count_cores_beside(const struct space *s, int c)
{
	int n = 0;

	for (int i = s->near_words[c][0]; i < s->near_words[c][1]; i++)
		n += __builtin_popcountll(space_out(s, c)[i] | space_in(s, c)[i]);
	return n;
}

static void set_near_words(struct space *s)
{
	s->near_words = xcalloc((size_t)s->m + 1, sizeof(*s->near_words));
	for (int c = 0; c < s->m; c++)
		for (int i = 0; i < s->w; i++) {
			int *words = s->near_words[c];

			if (!space_out(s, c)[i] && !space_in(s, c)[i])
				continue;
			words[0] = words[1] ? words[0] : i;
			words[1] = i + 1;
		}
}

static void set_domain(struct space *s, const struct embed_problem *p, int t,
		       const struct core_degree *c)
{
	word_t *d = space_dom(s, t);
	int out = s->first_succ[t + 1] - s->first_succ[t];
	int in = s->first_pred[t + 1] - s->first_pred[t], both = count_beside(s, t);

	for (int i = 0; i < s->m; i++)
		if (!p->dead[i] && c[i].out >= out && c[i].in >= in && c[i].both >= both)
			set_put(d, i);
	if (p->at[t]) {
		word_t *at = xcalloc(s->w, sizeof(*at));

		for (int i = 0; i < p->n_at[t]; i++)
			set_put(at, p->at[t][i]);
		for (int i = 0; i < s->w; i++)
			d[i] &= at[i];
		free(at);
	}
}

void space_beside(const struct space *s, const word_t *from, int before, word_t *sum)
{
	memset(sum, 0, s->w * sizeof(*sum));
	for (int i = 0; i < s->w; i++)
		for (word_t b = from[i]; b; b &= b - 1) {
			int c = i * 64 + __builtin_ctzll(b);
			const word_t *near = space_near(s, c, before);

			for (int j = s->near_words[c][0]; j < s->near_words[c][1]; j++)
				sum[j] |= near[j];
		}
}

/* d loses the cores that are not beside one of `from`. Whether it did. */
static int keep_beside(const struct space *s, const word_t *from, int before, word_t *d,
		       word_t *sum)
{
	int changed = 0;

	space_beside(s, from, before, sum);
	for (int i = 0; i < s->w; i++) {
		changed |= (d[i] & ~sum[i]) != 0;
		d[i] &= sum[i];
	}
	return changed;
}

/* A core stays in a domain only where every task beside it has one beside that. */
static void close_domains(struct space *s, const struct embed_problem *p)
{
	word_t *sum = xcalloc(s->w, sizeof(*sum));
	int changed = 1;

	for (int round = 0; changed && round < MAX_ROUNDS; round++) {
		changed = 0;
		for (int i = 0; i < p->n_streams; i++) {
			word_t *a = space_dom(s, p->stream[i][0]);
			word_t *b = space_dom(s, p->stream[i][1]);

			changed |= keep_beside(s, a, 0, b, sum);
			changed |= keep_beside(s, b, 1, a, sum);
		}
	}
	free(sum);
}

static int same_tasks(const struct space *s, int a, int b, int before)
{
	int n, m;
	const int *p = space_tasks(s, a, before, &n), *q = space_tasks(s, b, before, &m);

	return n == m && !memcmp(p, q, n * sizeof(*p));
}

/* The reader of a task that has no other one, where it reads nothing else; -1: none. */
static int next_of(const struct space *s, int t)
{
	int n, n_before;
	const int *next = space_tasks(s, t, 0, &n);

	if (n != 1)
		return -1;
	space_tasks(s, *next, 1, &n_before);
	return n_before == 1 ? *next : -1;
}

/* The chains that begin at a and b have the same sources, length and readers, so that each
 * may take the places of the other. */
static int are_twins(const struct space *s, const struct embed_problem *p, int a, int b)
{
	if (!same_tasks(s, a, b, 1))
		return 0;
	while (a >= 0 && b >= 0 && !p->at[a] && !p->at[b]) {
		if (same_tasks(s, a, b, 0))
			return 1;
		a = next_of(s, a);
		b = next_of(s, b);
	}
	return 0;
}

/* Twins are among the readers of one task, or the sources of one. */
static void set_twins(struct space *s, const struct embed_problem *p)
{
	s->twins = xcalloc(s->n + 1, sizeof(*s->twins));
	for (int t = 0; t < s->n; t++)
		s->twins[t] = t;
	for (int t = 0; t < s->n; t++)
		for (int before = 0; before < 2; before++) {
			int n;
			const int *list = space_tasks(s, t, before, &n);

			for (int i = 0; i < n; i++)
				for (int k = i + 1; k < n; k++)
					if (s->twins[list[k]] == list[k] &&
					    are_twins(s, p, list[i], list[k])) {
						s->twins[list[k]] = s->twins[list[i]];
						s->twins[list[i]] = list[k];
					}
		}
}

struct space *space_new(const struct embed_problem *p)
{
	struct space *s = xcalloc(1, sizeof(*s));
	struct core_degree *degree = xcalloc(p->n_cores + 1, sizeof(*degree));

	s->no_degree = -1;
	s->n = p->n_tasks;
	s->m = p->n_cores;
	s->w = s->m / 64 + 1;
	s->out = xcalloc((size_t)s->m + 1, s->w * sizeof(word_t));
	s->in = xcalloc((size_t)s->m + 1, s->w * sizeof(word_t));
	s->dom = xcalloc((size_t)s->n + 1, s->w * sizeof(word_t));
	s->live = xcalloc(s->w, sizeof(word_t));
	for (int i = 0; i < p->n_channels; i++) {
		set_put(space_out(s, p->channel[i][0]), p->channel[i][1]);
		set_put(space_in(s, p->channel[i][1]), p->channel[i][0]);
		degree[p->channel[i][0]].out++;
		degree[p->channel[i][1]].in++;
	}
	set_near_words(s);
	for (int c = 0; c < s->m; c++) {
		degree[c].both = count_cores_beside(s, c);
		if (!p->dead[c])
			set_put(s->live, c);
	}
	list(p->stream, p->n_streams, s->n, 0, &s->succ, &s->first_succ);
	list(p->stream, p->n_streams, s->n, 1, &s->pred, &s->first_pred);
	set_twins(s, p);
	for (int t = 0; t < s->n; t++)
		set_domain(s, p, t, degree);
	for (int t = 0; t < s->n && s->no_degree < 0; t++)
		if (!set_count(space_dom(s, t), s->w))
			s->no_degree = t;
	if ((int64_t)p->n_streams * s->m * s->w <= CLOSE_WORK)
		close_domains(s, p);
	for (int t = 0; t < s->n; t++)
		s->is_empty |= !set_count(space_dom(s, t), s->w);
	free(degree);
	return s;
}

void space_free(struct space *s)
{
	if (!s)
		return;
	free(s->out);
	free(s->in);
	free(s->dom);
	free(s->live);
	free(s->near_words);
	free(s->succ);
	free(s->first_succ);
	free(s->pred);
	free(s->twins);
	free(s->first_pred);
	free(s);
}
