/* SPDX-License-Identifier: Apache-2.0 */
#include "search.h"

#include <stdlib.h>
#include <string.h>

#define LOOK_AT_CLOCK 256	/* choices between two looks */

/* One task's choices on the way down. */
struct level {
	int task;
	int cand, n_cand, next;	/* in `cand` of the run: its cores, the next to try */
	size_t mark;
	/* Where states are remembered: */
	int length;		/* of the order that is placed */
	struct memo_key key;
	int has_key;
};

struct candidate {
	uint64_t score;		/* fewer free cores beside it come first */
	int core;
};

struct run {
	struct search x;
	struct order order;
	struct memo *memo;
	const struct search_options *o;
	struct level *level;
	struct candidate *cand;
	int n_cand, room_cand;
	uint64_t random;
	int64_t nodes;
};

static int by_score(const void *a, const void *b)
{
	const struct candidate *p = a, *q = b;

	if (p->score != q->score)
		return p->score > q->score ? 1 : -1;
	return (p->core > q->core) - (p->core < q->core);
}

static void add_candidates(struct run *r, struct level *l)
{
	const struct space *s = r->x.s;
	word_t *set = r->x.set;

	search_left(&r->x, l->task, set);
	l->cand = r->n_cand;
	for (int i = 0; i < s->w; i++)
		for (word_t b = set[i]; b; b &= b - 1) {
			int c = i * 64 + __builtin_ctzll(b);
			uint64_t score = 0;

			for (int j = s->near_words[c][0]; j < s->near_words[c][1]; j++)
				score += __builtin_popcountll(space_out(s, c)[j] & r->x.free[j]) +
					 __builtin_popcountll(space_in(s, c)[j] & r->x.free[j]);
			if (r->o->seed)
				score = score << 32 | rand_next(&r->random) >> 32;
			if (r->n_cand == r->room_cand) {
				r->room_cand = 2 * r->room_cand + 64;
				r->cand = xrealloc(r->cand, r->room_cand * sizeof(*r->cand));
			}
			r->cand[r->n_cand++] = (struct candidate){score, c};
		}
	l->n_cand = r->n_cand - l->cand;
	l->next = 0;
	qsort(r->cand + l->cand, l->n_cand, sizeof(*r->cand), by_score);
}

static int degree(const struct space *s, int t)
{
	return s->first_succ[t + 1] - s->first_succ[t] + s->first_pred[t + 1] -
		s->first_pred[t];
}

/* A first task: the one with most streams, and most at the tasks beside it. */
static int busiest(const struct run *r)
{
	const struct space *s = r->x.s;
	int best = -1, most = 0;

	for (int t = 0; t < s->n; t++) {
		int n = degree(s, t);

		if (r->x.place[t] >= 0)
			continue;
		for (int before = 0; before < 2; before++) {
			int n_list;
			const int *list = space_tasks(s, t, before, &n_list);

			for (int i = 0; i < n_list; i++)
				n += degree(s, list[i]);
		}
		if (best < 0 || n > most) {
			best = t;
			most = n;
		}
	}
	return best;
}

/* The task with the fewest cores left for its streams among those that were limited. */
static int narrowest(struct run *r)
{
	int best = -1, fewest = 0, streams = 0;

	for (int i = 0; i < r->x.n_touched; i++) {
		int t = r->x.touched[i], d = degree(r->x.s, t);
		int n = search_left(&r->x, t, r->x.set);

		if (best < 0 || n * streams < fewest * d) {
			best = t;
			fewest = n;
			streams = d;
		}
	}
	return best < 0 ? busiest(r) : best;
}

/* Opens a level; some task has no place. 0: what is placed has no continuation. */
static int enter(struct run *r, struct level *l, int length)
{
	if (r->memo) {
		while (r->x.place[r->order.task[length]] >= 0)
			length++;
		l->length = length;
		l->has_key = length > 0;
		if (l->has_key && (!memo_state(r->memo, &r->order, length, r->x.place,
					       &l->key) ||
				   memo_failed(r->memo, l->key)))
			return 0;
		l->task = r->order.task[length];
	} else {
		l->task = narrowest(r);
	}
	add_candidates(r, l);
	return 1;
}

static int is_over(const struct run *r)
{
	return (r->o->nodes && r->nodes >= r->o->nodes) ||
	       (r->nodes % LOOK_AT_CLOCK == 0 && r->o->deadline > 0 &&
		now_seconds() > r->o->deadline);
}

/* The next choice of a level that leads on. 0: none is left, -1: it is over. */
static int advance(struct run *r, struct level *l)
{
	while (l->next < l->n_cand) {
		l->mark = r->x.n_trail;
		if (is_over(r))
			return -1;
		r->nodes++;
		if (search_choose(&r->x, l->task, r->cand[l->cand + l->next++].core))
			return 1;
		search_undo(&r->x, l->mark);
	}
	return 0;
}

static enum embed_answer descend(struct run *r)
{
	int k = 0;

	if (!enter(r, &r->level[0], 0))
		return EMBED_NO;
	for (;;) {
		struct level *l = &r->level[k];
		int step = advance(r, l);

		if (step < 0)
			return EMBED_OPEN;
		if (step && r->x.n_placed == r->x.s->n)
			return EMBED_YES;
		if (step && enter(r, &r->level[k + 1], l->length)) {
			k++;
			continue;
		}
		if (step) {	/* the same level, the next choice */
			search_undo(&r->x, l->mark);
			continue;
		}
		if (l->has_key)
			memo_add(r->memo, l->key);
		r->n_cand = l->cand;
		if (!k)
			return EMBED_NO;
		k--;
		search_undo(&r->x, r->level[k].mark);
	}
}

static void set_up(struct run *r, const struct space *s)
{
	struct search *x = &r->x;

	x->s = s;
	x->place = xcalloc(s->n + 1, sizeof(int));
	x->touched = xcalloc(s->n + 1, sizeof(int));
	x->touched_at = xcalloc(s->n + 1, sizeof(int));
	x->changed = xcalloc(s->n + 1, 1);
	x->free = xcalloc(s->w, sizeof(word_t));
	x->set = xcalloc(s->w, sizeof(word_t));
	x->sum = xcalloc(s->w, sizeof(word_t));
	x->dom = xcalloc((size_t)s->n + 1, s->w * sizeof(word_t));
	memcpy(x->dom, s->dom, (size_t)s->n * s->w * sizeof(word_t));
	memcpy(x->free, s->live, s->w * sizeof(word_t));
	for (int t = 0; t < s->n; t++)
		x->place[t] = x->touched_at[t] = -1;
	r->level = xcalloc((size_t)s->n + 2, sizeof(*r->level));
	r->random = r->o->seed + 1;
	if (!r->o->narrow) {
		order_make(s, &r->order);
		r->memo = memo_new(s);
	}
}

static void tear_down(struct run *r)
{
	struct search *x = &r->x;

	free(x->place);
	free(x->touched);
	free(x->touched_at);
	free(x->changed);
	free(x->free);
	free(x->set);
	free(x->sum);
	free(x->dom);
	free(x->trail);
	free(x->saved);
	free(r->level);
	free(r->cand);
	order_free(&r->order);
	memo_free(r->memo);
}

/* Streams and channels the other way round; shares nothing but numbers. */
static struct space turned(const struct space *s)
{
	struct space t = *s;

	t.out = s->in;
	t.in = s->out;
	t.succ = s->pred;
	t.first_succ = s->first_pred;
	t.pred = s->succ;
	t.first_pred = s->first_succ;
	return t;
}

enum embed_answer search_run(const struct space *s, const struct search_options *o,
			     int *place)
{
	struct space other = o->reversed ? turned(s) : *s;
	struct run r = {.o = o};
	enum embed_answer a = EMBED_NO;

	if (!s->n)
		return EMBED_YES;
	if (s->is_empty)
		return EMBED_NO;
	set_up(&r, &other);
	a = descend(&r);
	if (a == EMBED_YES)
		memcpy(place, r.x.place, s->n * sizeof(int));
	if (o->used)
		*o->used += r.nodes;
	tear_down(&r);
	return a;
}
