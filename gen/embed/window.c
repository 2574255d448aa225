/* SPDX-License-Identifier: Apache-2.0 */
#include "space.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WINDOW 24	/* tasks around a task */

static enum embed_answer decide(const struct embed_problem *p, const int *task, int n,
				int64_t nodes, double deadline, int64_t *used)
{
	struct embed_problem *q = embed_part(p, task, n);
	struct search_options o = {.nodes = nodes, .narrow = 1, .deadline = deadline,
				   .used = used};
	int *place = xcalloc(n + 1, sizeof(*place));
	struct space *s;
	enum embed_answer a;

	s = space_new(q);
	a = search_run(s, &o, place);
	if (a == EMBED_OPEN && nodes > WINDOW_NODES) {
		struct sat *t = sat_new(s);

		a = t ? sat_run(t, (int)min64(nodes / 4, INT32_MAX), deadline, place) : a;
		sat_free(t);
	}
	space_free(s);
	free(place);
	embed_problem_free(q);
	return a;
}

/* Tasks at most `radius` streams away from `task`, ascending; -1: more than MAX_WINDOW. */
static int around(const struct space *s, int task, int radius, int *list, int *hops)
{
	int n = 1, at = 0, i, k;

	for (i = 0; i < s->n; i++)
		hops[i] = -1;
	hops[task] = 0;
	list[0] = task;
	for (; at < n; at++) {
		int t = list[at];

		if (hops[t] == radius)
			break;
		for (k = 0; k < 2; k++) {
			int n_next;
			const int *next = space_tasks(s, t, k, &n_next);

			for (i = 0; i < n_next; i++) {
				if (hops[next[i]] >= 0)
					continue;
				if (n == MAX_WINDOW)
					return -1;
				hops[next[i]] = hops[t] + 1;
				list[n++] = next[i];
			}
		}
	}
	return n;
}

static int ascending(const void *a, const void *b)
{
	const int *p = a, *q = b;

	return (*p > *q) - (*p < *q);
}

/* The window as a shape: whose streams go where, counted from its own tasks. */
static uint64_t shape_of(const struct embed_problem *p, const struct space *s,
			 const int *task, int n)
{
	uint64_t h = fnv(FNV_START, &n, sizeof(n));

	for (int i = 0; i < n; i++) {
		for (int k = s->first_succ[task[i]]; k < s->first_succ[task[i] + 1]; k++)
			for (int j = 0; j < n; j++)
				if (task[j] == s->succ[k]) {
					int pair[2] = {i, j};

					h = fnv(h, pair, sizeof(pair));
				}
		if (p->at[task[i]])
			h = fnv(h, p->at[task[i]], p->n_at[task[i]] * sizeof(int));
	}
	return h;
}

static int is_new(uint64_t *seen, size_t room, uint64_t h)
{
	size_t at = h & (room - 1);

	h |= 1;
	while (seen[at] && seen[at] != h)
		at = (at + 1) & (room - 1);
	if (seen[at])
		return 0;
	seen[at] = h;
	return 1;
}

void window_find(const struct embed_problem *p, const struct space *s, int64_t nodes,
		 int64_t all, double deadline, int **window, int *n_window)
{
	int64_t used = 0;
	int *list = xcalloc(s->n + MAX_WINDOW + 1, sizeof(*list));
	int *hops = xcalloc(s->n + 1, sizeof(*hops)), n, found = 0;
	size_t room = 1024;
	uint64_t *seen;

	while (room < (size_t)s->n * 16)
		room *= 2;
	seen = xcalloc(room, sizeof(*seen));
	for (int radius = 1; radius < 5 && !found; radius++)
		for (int t = 0; t < s->n && !found; t++) {
			n = around(s, t, radius, list, hops);
			if (n < 0)
				continue;
			qsort(list, n, sizeof(*list), ascending);
			if (!is_new(seen, room, shape_of(p, s, list, n)))
				continue;
			if ((deadline > 0 && now_seconds() > deadline) || (all && used > all))
				break;
			found = decide(p, list, n, nodes, deadline, &used) == EMBED_NO;
		}
	*n_window = found ? n : 0;
	*window = list;
	free(hops);
	free(seen);
}

void window_shrink(const struct embed_problem *p, double deadline, int *window,
		   int *n_window)
{
	int n = *n_window, *less = xcalloc(n + 1, sizeof(*less)), step = n / 2;

	for (; step >= 1; step /= 2)
		for (int at = 0; at < n && n > 1;) {
			int cut = (int)min64(step, n - at);

			if (deadline > 0 && now_seconds() > deadline)
				break;
			memcpy(less, window, at * sizeof(*less));
			memcpy(less + at, window + at + cut, (n - at - cut) * sizeof(*less));
			if (n - cut > 0 && decide(p, less, n - cut, 4 * WINDOW_NODES, deadline,
					       NULL) == EMBED_NO) {
				n -= cut;
				memcpy(window, less, n * sizeof(*less));
			} else {
				at += cut;
			}
		}
	*n_window = n;
	free(less);
}
