/* SPDX-License-Identifier: Apache-2.0 */
#include "balance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lower.h"
#include "model/flow_plan.h"

/* A layer with one copy. */
struct cost {
	int n_cores;		/* that make its output; 0: no task of its own */
	int max_copies;
	int columns;		/* of its tasks' output */
	int64_t column_cycles;	/* for a column of its output */
};

struct search {
	const struct net *n;
	const struct arch *a;
	int n_cores;
	struct cost *cost;	/* [n_layers] */
	int64_t *target;	/* intervals at which some layer has a copy less, rising */
	int n_targets;
};

static int64_t cycles(const struct search *s, int layer, int copies)
{
	return div_up(s->cost[layer].columns, copies) *
	       s->cost[layer].column_cycles;
}

/* The fewest copies with which a layer takes at most `interval`, 0: none. */
static int fewest(const struct search *s, int layer, int64_t interval)
{
	int64_t columns = interval / s->cost[layer].column_cycles;
	int w = s->cost[layer].columns;
	int64_t copies = columns ? div_up(w, columns) : w + 1;

	return copies <= s->cost[layer].max_copies ? (int)copies : 0;
}

/* Cores for an interval, without those that put images together; -1: too short for
 * *slow. */
static int64_t cores_for(const struct search *s, int64_t interval, int *slow)
{
	int64_t n = 0;
	int i, copies;

	for (i = 0; i < s->n->n_layers; i++) {
		if (!s->cost[i].n_cores)
			continue;
		copies = fewest(s, i, interval);
		if (!copies) {
			*slow = i;
			return -1;
		}
		n += (int64_t)copies * s->cost[i].n_cores;
	}
	return n;
}

static int64_t task_cycles(const struct plan *p, const struct plan_task *k)
{
	return (int64_t)k->out_w * k->out_h * flow_pixel_cycles(p, k);
}

/* Lowers the network with one copy each, whatever sources and memories that takes. */
static int measure(struct search *s, struct err *e)
{
	char *leaves = xcalloc(s->n->n_layers, 1);
	struct plan *p = xcalloc(1, sizeof(*p));
	const struct plan_task *k;
	int t, r;

	p->arch = arch_copy(s->a, NULL, 0, NULL);
	p->arch->act_sources = ARCH_MAX_SOURCES;
	p->arch->act_bytes = p->arch->skip_bytes = ARCH_MAX_MEMORY;
	r = lower_net(s->n, p, NULL, e);
	lower_leaving(s->n, leaves);
	for (t = 0; !r && t < p->n_tasks; t++) {
		struct cost *c = &s->cost[p->task[t].layer];

		k = &p->task[t];
		c->n_cores += !k->is_copy;
		c->columns = k->out_w;
		c->max_copies = leaves[k->layer] ? 1 : k->out_w;
		c->column_cycles = max64(c->column_cycles,
					 div_up(task_cycles(p, k), k->out_w));
	}
	free(leaves);
	plan_free(p);
	return r;
}

static int rising(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void set_targets(struct search *s)
{
	int i, copies, n = 0, n_all = 0;

	for (i = 0; i < s->n->n_layers; i++)
		n_all += s->cost[i].max_copies;
	s->target = xcalloc((size_t)n_all + 1, sizeof(*s->target));
	for (i = 0; i < s->n->n_layers; i++)
		for (copies = 1; s->cost[i].n_cores &&
		     copies <= s->cost[i].max_copies; copies++)
			s->target[n++] = cycles(s, i, copies);
	qsort(s->target, (size_t)n, sizeof(*s->target), rising);
	for (i = 0; i < n; i++)
		if (!i || s->target[i] > s->target[s->n_targets - 1])
			s->target[s->n_targets++] = s->target[i];
}

/* Lowers the network so that each layer takes at most `target` cycles, which it can.
 * What that gives; 0, or -1 and *e where it is refused, with as many tasks as there were
 * by then. */
static int try_target(const struct search *s, int64_t target, int strict,
		      struct balance_way *y, struct err *e)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	struct lower_how how = { .strict = strict, .no_values = 1 };
	int i, r;

	y->copies = xcalloc(s->n->n_layers, sizeof(*y->copies));
	for (i = 0; i < s->n->n_layers; i++)
		y->copies[i] = s->cost[i].n_cores ? fewest(s, i, target) : 1;
	how.copies = y->copies;
	p->arch = arch_copy(s->a, NULL, 0, NULL);
	r = lower_net(s->n, p, &how, e);
	y->interval = 0;
	y->n_tasks = p->n_tasks;
	for (i = 0; !r && i < p->n_tasks; i++)
		y->interval = max64(y->interval, task_cycles(p, &p->task[i]));
	plan_free(p);
	if (r)
		free(y->copies);
	return r;
}

/* As lower_cores does. */
static int try_cores(const struct search *s, int64_t target,
		     struct balance_way *y, struct err *e)
{
	int r = try_target(s, target, 0, y, e);

	if (!r && y->n_tasks <= s->n_cores)
		return 0;
	if (!r)
		free(y->copies);
	return try_target(s, target, 1, y, e);
}

/* Takes the way over where it is better than those that there are. They come with
 * rising targets, mostly with rising intervals and fewer tasks. */
static void add_way(struct balance *b, struct balance_way y)
{
	int i, n = 0;

	for (i = 0; i < b->n_ways; i++)
		if (b->way[i].interval <= y.interval &&
		    b->way[i].n_tasks <= y.n_tasks) {
			free(y.copies);
			return;
		}
	for (i = 0; i < b->n_ways; i++) {
		if (b->way[i].interval >= y.interval &&
		    b->way[i].n_tasks >= y.n_tasks)
			free(b->way[i].copies);
		else
			b->way[n++] = b->way[i];
	}
	b->way = xrealloc(b->way, ((size_t)n + 1) * sizeof(*b->way));
	for (i = n; i > 0 && b->way[i - 1].interval > y.interval; i--)
		b->way[i] = b->way[i - 1];
	b->way[i] = y;
	b->n_ways = n + 1;
}

/* All ways. Where nothing is fast enough with the cores, one copy each: who maps says
 * what is short. */
static void find_ways(const struct search *s, struct balance *b)
{
	struct balance_way y;
	struct err fault;
	int64_t held_at = 0;
	int i, slow;

	for (i = 0; i < s->n_targets; i++) {
		int64_t n = cores_for(s, s->target[i], &slow);

		if (n < 0 || n > s->n_cores)
			continue;
		if (try_cores(s, s->target[i], &y, &fault) < 0) {
			if (b->held || y.n_tasks > s->n_cores)
				continue;
			held_at = s->target[i];
			b->held = xasprintf("interval %" PRId64 " does not map: %s", held_at,
					    fault.text);
		} else if (y.n_tasks <= s->n_cores) {
			add_way(b, y);
		} else {
			free(y.copies);
		}
	}
	if (b->n_ways && b->way[0].interval <= held_at) {
		free(b->held);
		b->held = NULL;
	}
	if (b->n_ways)
		return;
	b->way = xcalloc(1, sizeof(*b->way));
	b->n_ways = 1;
	b->way[0].copies = xcalloc(s->n->n_layers, sizeof(*b->way[0].copies));
	for (i = 0; i < s->n->n_layers; i++)
		b->way[0].copies[i] = 1;
}

/* With the least interval that the layers can have. */
static int refuse(const struct search *s, int64_t interval, int slow,
		  struct err *e)
{
	int n_copies = s->cost[slow].max_copies, i;
	int64_t least = 0;

	for (i = 0; i < s->n->n_layers; i++)
		if (s->cost[i].n_cores)
			least = max64(least, cycles(s, i, s->cost[i].max_copies));
	return err_set(e, "", 0, "layer %.100s takes %" PRId64 " cycles per image "
		"with %d cop%s, the most that it can have: raise interval to "
		"%" PRId64 " (%" PRId64 ")", s->n->layer[slow].name,
		cycles(s, slow, n_copies), n_copies, n_copies == 1 ? "y" : "ies",
		least, interval);
}

/* One way with at most `interval`. Where the fewest copies do not map, more may: a
 * reader of many copies needs fewer sources where it has more copies itself. */
static int find_way(const struct search *s, int64_t interval, struct balance *b,
		    struct err *e)
{
	struct balance_way y, first;
	int i, slow = 0, has_first;
	struct err fault;

	if (cores_for(s, interval, &slow) < 0)
		return refuse(s, interval, slow, e);
	has_first = !try_cores(s, interval, &first, e);
	if (has_first && first.n_tasks <= s->n_cores) {
		add_way(b, first);
		return 0;
	}
	for (i = s->n_targets - 1; i >= 0 && !b->n_ways; i--) {
		if (s->target[i] >= interval ||
		    cores_for(s, s->target[i], &slow) < 0 ||
		    try_cores(s, s->target[i], &y, &fault) < 0)
			continue;
		if (y.n_tasks <= s->n_cores)
			add_way(b, y);
		else
			free(y.copies);
	}
	if (has_first && !b->n_ways)
		add_way(b, first);	/* who maps says how many cores are short */
	else if (has_first)
		free(first.copies);
	return b->n_ways ? 0 : -1;
}

int balance_net(const struct net *n, const struct arch *a, int n_cores,
		int64_t interval, struct balance *b, struct err *e)
{
	struct search s = { n, a, n_cores, xcalloc(n->n_layers, sizeof(*s.cost)),
			    NULL, 0 };
	int r = measure(&s, e);

	memset(b, 0, sizeof(*b));
	if (!r) {
		set_targets(&s);
		if (interval == BALANCE_AUTO)
			find_ways(&s, b);
		else
			r = find_way(&s, interval, b, e);
	}
	free(s.target);
	free(s.cost);
	return r;
}

void balance_free(struct balance *b)
{
	int i;

	for (i = 0; i < b->n_ways; i++)
		free(b->way[i].copies);
	free(b->way);
	free(b->held);
	memset(b, 0, sizeof(*b));
}
