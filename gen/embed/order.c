/* SPDX-License-Identifier: Apache-2.0 */
#include "search.h"

#include <stdlib.h>

/* While the order is made. */
struct making {
	const struct space *s;
	int *n_before;	/* [n] tasks before it that are in the order */
	int *n_beside;	/* [n] tasks beside it that are */
	char *is_in, *is_near;	/* [n] in the order; in `near` */
	int *near, n_near;	/* beside one of the order, not in it */
	int n_begun;	/* tasks that nothing of the order was beside */
	int next;	/* no task below is outside of the order and without sources */
};

static int n_pred(const struct space *s, int t)
{
	return s->first_pred[t + 1] - s->first_pred[t];
}

/* Whether a comes before b: all its sources are there; more tasks beside it are; a
 * lower number. */
static int is_better(const struct making *m, int a, int b)
{
	int ready_a = m->n_before[a] == n_pred(m->s, a);
	int ready_b = m->n_before[b] == n_pred(m->s, b);

	if (ready_a != ready_b)
		return ready_a;
	if (m->n_beside[a] != m->n_beside[b])
		return m->n_beside[a] > m->n_beside[b];
	return a < b;
}

static int pick(struct making *m)
{
	int best = -1, at = 0;

	for (int i = 0; i < m->n_near; i++)
		if (best < 0 || is_better(m, m->near[i], best)) {
			best = m->near[i];
			at = i;
		}
	if (best >= 0) {
		m->near[at] = m->near[--m->n_near];
		return best;
	}
	m->n_begun++;
	while (m->next < m->s->n && (m->is_in[m->next] || n_pred(m->s, m->next)))
		m->next++;
	if (m->next < m->s->n)
		return m->next;
	for (best = 0; m->is_in[best]; best++)	/* only circles are left */
		;
	return best;
}

static void meet(struct making *m, int t, int behind)
{
	m->n_before[t] += behind;
	m->n_beside[t]++;
	if (!m->is_near[t] && !m->is_in[t]) {
		m->is_near[t] = 1;
		m->near[m->n_near++] = t;
	}
}

/* Tasks without sources that are behind length k; and whether there is a circle. */
static int count_sources(const struct space *s, int *n_sources)
{
	int *left = xcalloc(s->n + 1, sizeof(*left)), *stack = xcalloc(s->n + 1, sizeof(*stack));
	int n = 0, seen = 0;

	*n_sources = 0;
	for (int t = 0; t < s->n; t++) {
		left[t] = n_pred(s, t);
		if (!left[t]) {
			stack[n++] = t;
			(*n_sources)++;
		}
	}
	while (n) {
		int t = stack[--n];

		seen++;
		for (int i = s->first_succ[t]; i < s->first_succ[t + 1]; i++)
			if (!--left[s->succ[i]])
				stack[n++] = s->succ[i];
	}
	free(left);
	free(stack);
	return seen < s->n;
}

/* Task t is number k of the order; u is beside it, or its twin, whose core depends on
 * that of t. open[]: of those in the order, how many such tasks are behind it. */
static void settle(const int *rank, int k, int t, int u, int *open)
{
	open[t] += rank[u] > k;
	open[u] -= rank[u] < k;
}

static void set_fronts(const struct space *s, struct order *o)
{
	int *open = xcalloc(s->n + 1, sizeof(*open)), *front = xcalloc(s->n + 1, sizeof(*front));
	int *rank = xcalloc(s->n + 1, sizeof(*rank));
	int n = 0, room = 0, n_all = 0, n_sources, circle = count_sources(s, &n_sources);

	for (int k = 0; k < s->n; k++)
		rank[o->task[k]] = k;
	o->is_led[0] = 0;
	for (int k = 0; k < s->n; k++) {
		int t = o->task[k], kept = 0;

		n_sources -= !n_pred(s, t);
		for (int before = 0; before < 2; before++) {
			int n_list;
			const int *list = space_tasks(s, t, before, &n_list);

			for (int i = 0; i < n_list; i++)
				settle(rank, k, t, list[i], open);
		}
		for (int u = s->twins[t]; u != t; u = s->twins[u])
			settle(rank, k, t, u, open);
		front[n++] = t;
		for (int i = 0; i < n; i++)
			if (open[front[i]])
				front[kept++] = front[i];
		n = kept;
		if (n_all + n > room) {
			room = 2 * room + n;
			o->front = xrealloc(o->front, room * sizeof(*o->front));
		}
		for (int i = 0; i < n; i++)
			o->front[n_all + i] = front[i];
		o->first[k + 1] = n_all;
		n_all += n;
		o->first[k + 2] = n_all;
		o->is_led[k + 1] = !n_sources && !circle;
	}
	free(open);
	free(front);
	free(rank);
}

void order_make(const struct space *s, struct order *o)
{
	struct making m = {.s = s};

	*o = (struct order){0};
	o->task = xcalloc(s->n + 1, sizeof(int));
	o->first = xcalloc((size_t)s->n + 3, sizeof(int));
	o->is_led = xcalloc((size_t)s->n + 1, 1);
	m.n_before = xcalloc(s->n + 1, sizeof(int));
	m.n_beside = xcalloc(s->n + 1, sizeof(int));
	m.near = xcalloc(s->n + 1, sizeof(int));
	m.is_in = xcalloc(s->n + 1, 1);
	m.is_near = xcalloc(s->n + 1, 1);
	for (int k = 0; k < s->n; k++) {
		int t = pick(&m);

		o->task[k] = t;
		m.is_in[t] = 1;
		m.is_near[t] = 0;
		for (int before = 0; before < 2; before++) {
			int n;
			const int *list = space_tasks(s, t, before, &n);

			for (int i = 0; i < n; i++)
				meet(&m, list[i], !before);
		}
	}
	set_fronts(s, o);
	o->is_joined = m.n_begun == 1;
	free(m.n_before);
	free(m.n_beside);
	free(m.near);
	free(m.is_in);
	free(m.is_near);
}

void order_free(struct order *o)
{
	free(o->task);
	free(o->front);
	free(o->first);
	free(o->is_led);
}
