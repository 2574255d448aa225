/* SPDX-License-Identifier: Apache-2.0 */
#include "search.h"

#include <stdlib.h>
#include <string.h>

/*
 * Depth first. A choice places a task and takes from the domains of the tasks beside it
 * what no channel joins; a task with one core left is placed at once, one with none ends
 * the branch, and a domain of a few cores limits those beside it in turn. All is noted on a
 * trail and undone from there.
 *
 * Tasks are chosen in one order (order.c) where states are remembered, else the one with
 * the fewest cores left.
 */
#define NARROW 8	/* cores in a domain that limits those beside it */

int search_left(const struct search *x, int task, word_t *set)
{
	const word_t *d = x->dom + (size_t)task * x->s->w;
	int n = 0;

	for (int i = 0; i < x->s->w; i++) {
		set[i] = d[i] & x->free[i];
		n += __builtin_popcountll(set[i]);
	}
	return n;
}

static void note(struct search *x, enum trail_kind kind, int task, int index)
{
	if (x->n_trail == x->room_trail) {
		x->room_trail = 2 * x->room_trail + 64;
		x->trail = xrealloc(x->trail, x->room_trail * sizeof(*x->trail));
	}
	x->trail[x->n_trail++] = (struct trail){kind, task, index};
}

static void touch(struct search *x, int task)
{
	if (x->touched_at[task] >= 0)
		return;
	x->touched_at[task] = x->n_touched;
	x->touched[x->n_touched++] = task;
	note(x, TRAIL_TOUCH, task, 0);
}

static void untouch(struct search *x, int task)
{
	int at = x->touched_at[task], last;

	if (at < 0)
		return;
	last = x->touched[--x->n_touched];
	x->touched[at] = last;
	x->touched_at[last] = at;
	x->touched_at[task] = -1;
	note(x, TRAIL_UNTOUCH, task, at);
}

static void save_domain(struct search *x, int task)
{
	int w = x->s->w;

	if (x->n_saved + w > x->room_saved) {
		x->room_saved = 2 * x->room_saved + 64 * w;
		x->saved = xrealloc(x->saved, x->room_saved * sizeof(*x->saved));
	}
	memcpy(x->saved + x->n_saved, x->dom + (size_t)task * w, w * sizeof(word_t));
	x->n_saved += w;
	note(x, TRAIL_DOMAIN, task, 0);
}

/* The task's domain keeps what `set` has. */
static void restrict_to(struct search *x, int task, const word_t *set)
{
	word_t *d = x->dom + (size_t)task * x->s->w;
	int i;

	for (i = 0; i < x->s->w && !(d[i] & ~set[i]); i++)
		;
	touch(x, task);
	if (i == x->s->w)
		return;
	save_domain(x, task);
	for (i = 0; i < x->s->w; i++)
		d[i] &= set[i];
	x->changed[task] = 1;
}

void search_undo(struct search *x, size_t mark)
{
	int w = x->s->w;

	while (x->n_trail > mark) {
		const struct trail *t = &x->trail[--x->n_trail];
		int last;

		switch (t->kind) {
		case TRAIL_PLACE:
			set_put(x->free, x->place[t->task]);
			x->place[t->task] = -1;
			x->n_placed--;
			break;
		case TRAIL_DOMAIN:
			x->n_saved -= w;
			memcpy(x->dom + (size_t)t->task * w, x->saved + x->n_saved,
			       w * sizeof(word_t));
			break;
		case TRAIL_TOUCH:
			x->n_touched--;
			x->touched_at[t->task] = -1;
			break;
		case TRAIL_UNTOUCH:
			/* The one that took its place goes back to the end. */
			last = t->index < x->n_touched ? x->touched[t->index] : t->task;
			x->touched[x->n_touched] = last;
			x->touched_at[last] = x->n_touched++;
			x->touched[t->index] = t->task;
			x->touched_at[t->task] = t->index;
			break;
		}
	}
}

/* Tasks with the same neighbours can change places: a higher number sits on a higher
 * core, so that of all their orders one is looked at. */
static void order_twins(struct search *x, int task, int core)
{
	const struct space *s = x->s;

	for (int u = s->twins[task]; u != task; u = s->twins[u]) {
		if (x->place[u] >= 0)
			continue;
		for (int i = 0; i < s->w; i++)
			x->set[i] = i == core / 64 ? ((word_t)2 << core % 64) - 1 :
				i < core / 64 ? ~(word_t)0 : 0;
		for (int i = 0; u > task && i < s->w; i++)
			x->set[i] = ~x->set[i];
		restrict_to(x, u, x->set);
	}
}

/* The tasks without a place beside one keep what `set` has. */
static void limit(struct search *x, int task, int before, const word_t *set)
{
	int n;
	const int *list = space_tasks(x->s, task, before, &n);

	for (int i = 0; i < n; i++)
		if (x->place[list[i]] < 0)
			restrict_to(x, list[i], set);
}

static void place(struct search *x, int task, int core)
{
	untouch(x, task);
	x->place[task] = core;
	x->n_placed++;
	set_drop(x->free, core);
	note(x, TRAIL_PLACE, task, 0);
	for (int before = 0; before < 2; before++)
		limit(x, task, before, space_near(x->s, core, before));
	order_twins(x, task, core);
}

/* A domain of a few cores limits those beside it. */
static void limit_beside(struct search *x, int task, const word_t *set)
{
	for (int before = 0; before < 2; before++) {
		space_beside(x->s, set, before, x->sum);
		limit(x, task, before, x->sum);
	}
}

static int only(const word_t *set)
{
	int i = 0;

	while (!set[i])
		i++;
	return i * 64 + __builtin_ctzll(set[i]);
}

/* Narrow domains: one core is taken at once, a few limit those beside. 0: one is empty. */
static int narrow(struct search *x)
{
	for (int i = 0; i < x->n_touched; i++) {
		int task = x->touched[i], n = search_left(x, task, x->set);

		if (!n)
			return 0;
		if (n == 1)
			place(x, task, only(x->set));
		else if (x->changed[task] && n <= NARROW)
			limit_beside(x, task, x->set);
		else
			continue;
		x->changed[task] = 0;
		i = -1;
	}
	return 1;
}

static int is_one_of(const int *list, int n, int task)
{
	for (int i = 0; i < n; i++)
		if (list[i] == task)
			return 1;
	return 0;
}

/* A placed task whose readers need all the free cores behind it keeps them for these.
 * 0: they are too few, 1: nothing changed, 2: domains did. */
static int keep_room(struct search *x, int task, int before)
{
	const struct space *s = x->s;
	const word_t *near = space_near(s, x->place[task], before);
	int n, need = 0, have = 0, changed = 0;
	const int *list = space_tasks(s, task, before, &n);

	for (int i = 0; i < n; i++)
		need += x->place[list[i]] < 0;
	for (int i = 0; i < s->w; i++)
		have += __builtin_popcountll(near[i] & x->free[i]);
	if (have != need)
		return have > need;
	for (int i = 0; i < s->w; i++)
		x->sum[i] = ~(near[i] & x->free[i]);
	for (int i = 0; need && i < x->n_touched; i++) {
		int u = x->touched[i];

		if (is_one_of(list, n, u))
			continue;
		search_left(x, u, x->set);
		for (int j = 0; j < s->w; j++)
			if (x->set[j] & ~x->sum[j]) {
				restrict_to(x, u, x->sum);
				changed = 1;
				break;
			}
	}
	return 1 + changed;
}

/* The same for all placed tasks beside one that is not. */
static int keep_rooms(struct search *x)
{
	int all = 1;

	for (int i = 0; all && i < x->n_touched; i++)
		for (int before = 0; all && before < 2; before++) {
			int n;
			const int *list = space_tasks(x->s, x->touched[i], !before, &n);

			for (int k = 0; all && k < n; k++) {
				int r = x->place[list[k]] < 0 ? 1 :
					keep_room(x, list[k], before);

				all = r ? all | r : 0;
			}
		}
	return all;
}

int search_choose(struct search *x, int task, int core)
{
	int r = 2;

	place(x, task, core);
	while (r & 2) {
		if (!narrow(x))
			return 0;
		r = keep_rooms(x);
	}
	return r;
}
