/* SPDX-License-Identifier: Apache-2.0 */
#include "balance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lower.h"
#include "model/flow_plan.h"

/* A layer with one copy, whose windows make so many pixels of the output. */
struct cost {
	int windows;
	int n_cores;		/* that make its output */
	int max_copies;
	int columns;		/* of its tasks' output */
	int64_t column_cycles;	/* for a column of it */
};

#define MAX_OPTIONS 7

/* A layer, 0 options: no task of its own. */
struct options {
	int n;
	struct cost cost[MAX_OPTIONS];	/* rising numbers of windows */
};

struct search {
	const struct net *n;
	const struct arch *a;
	int n_cores;
	struct options *layer;	/* [n_layers] */
	int64_t *target;	/* intervals at which some layer has a copy less, rising */
	int n_targets;
};

static int64_t cycles(const struct cost *c, int copies)
{
	return div_up(c->columns, copies) * c->column_cycles;
}

/* The fewest copies with which a layer takes at most `interval`, 0: none. */
static int fewest(const struct cost *c, int64_t interval)
{
	int64_t columns = interval / c->column_cycles;
	int64_t copies = columns ? div_up(c->columns, columns) : c->columns + 1;

	return copies <= c->max_copies ? (int)copies : 0;
}

/* The cores that a layer takes for an interval, and how: as few as can be, of windows
 * that make few pixels. 0: it is too short. */
static int64_t cheapest(const struct options *l, int64_t interval,
			struct lower_shape *shape)
{
	int64_t n, least = 0;
	int i, copies;

	for (i = 0; i < l->n; i++) {
		copies = fewest(&l->cost[i], interval);
		n = (int64_t)copies * l->cost[i].n_cores;
		if (!copies || (least && n >= least))
			continue;
		least = n;
		*shape = (struct lower_shape){ copies, l->cost[i].windows };
	}
	return least;
}

/* The least that a layer takes. */
static int64_t least_cycles(const struct options *l)
{
	int64_t least = INT64_MAX;
	int i;

	for (i = 0; i < l->n; i++)
		least = min64(least, cycles(&l->cost[i], l->cost[i].max_copies));
	return least;
}

/* Cores for an interval, without those that put images together; -1: too short for
 * *slow. */
static int64_t cores_for(const struct search *s, int64_t interval, int *slow)
{
	struct lower_shape shape;
	int64_t n = 0, cores;
	int i;

	for (i = 0; i < s->n->n_layers; i++) {
		if (!s->layer[i].n)
			continue;
		cores = cheapest(&s->layer[i], interval, &shape);
		if (!cores) {
			*slow = i;
			return -1;
		}
		n += cores;
	}
	return n;
}

static int64_t task_cycles(const struct plan *p, const struct plan_task *k)
{
	return (int64_t)k->out_w * k->out_h * flow_pixel_cycles(p, k);
}

/* Lowers the network with one copy each, whatever sources and memories that takes: what
 * the layers take with their option `o`, or their last one. */
static int measure_option(struct search *s, int o, const char *leaves, struct err *e)
{
	struct lower_shape *shape = xcalloc(s->n->n_layers, sizeof(*shape));
	const struct lower_how how = { .shape = shape, .no_values = 1 };
	struct plan *p = xcalloc(1, sizeof(*p));
	const struct plan_task *k;
	struct cost *c;
	int i, t, r;

	for (i = 0; i < s->n->n_layers; i++)
		shape[i].windows = s->layer[i].cost[min64(o, s->layer[i].n - 1)].windows;
	p->arch = arch_copy(s->a, NULL, 0, NULL);
	p->arch->act_sources = ARCH_MAX_SOURCES;
	p->arch->act_bytes = p->arch->skip_bytes = ARCH_MAX_MEMORY;
	r = lower_net(s->n, p, &how, e);
	for (t = 0; !r && t < p->n_tasks; t++) {
		k = &p->task[t];
		if (o >= s->layer[k->layer].n)
			continue;
		c = &s->layer[k->layer].cost[o];
		c->n_cores += !k->is_copy;
		c->columns = k->out_w;
		c->max_copies = leaves[k->layer] ? 1 : k->out_w;
		c->column_cycles = max64(c->column_cycles,
					 div_up(task_cycles(p, k), k->out_w));
	}
	plan_free(p);
	free(shape);
	return r;
}

static int measure(struct search *s, struct err *e)
{
	char *leaves = xcalloc(s->n->n_layers, 1);
	int windows[MAX_OPTIONS], i, o, most = 0, r = 0;
	struct options *l;

	for (i = 0; i < s->n->n_layers; i++) {
		l = &s->layer[i];
		l->n = lower_windows(s->n, s->a, i, windows, MAX_OPTIONS);
		for (o = 0; o < l->n; o++)
			l->cost[o].windows = windows[o];
		most = (int)max64(most, l->n);
	}
	lower_leaving(s->n, leaves);
	for (o = 0; !r && o < most; o++)
		r = measure_option(s, o, leaves, e);
	for (i = 0; i < s->n->n_layers; i++)
		if (!s->layer[i].cost[0].n_cores)
			s->layer[i].n = 0;
	free(leaves);
	return r;
}

static int rising(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void set_targets(struct search *s)
{
	const struct options *l;
	int o, copies, n = 0, n_all = 0;

	for (l = s->layer; l < s->layer + s->n->n_layers; l++)
		for (o = 0; o < l->n; o++)
			n_all += l->cost[o].max_copies;
	s->target = xcalloc((size_t)n_all + 1, sizeof(*s->target));
	for (l = s->layer; l < s->layer + s->n->n_layers; l++)
		for (o = 0; o < l->n; o++)
			for (copies = 1; copies <= l->cost[o].max_copies; copies++)
				s->target[n++] = cycles(&l->cost[o], copies);
	qsort(s->target, (size_t)n, sizeof(*s->target), rising);
	for (o = 0; o < n; o++)
		if (!o || s->target[o] > s->target[s->n_targets - 1])
			s->target[s->n_targets++] = s->target[o];
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

	y->shape = xcalloc(s->n->n_layers, sizeof(*y->shape));
	for (i = 0; i < s->n->n_layers; i++)
		cheapest(&s->layer[i], target, &y->shape[i]);
	how.shape = y->shape;
	p->arch = arch_copy(s->a, NULL, 0, NULL);
	r = lower_net(s->n, p, &how, e);
	y->interval = 0;
	y->n_tasks = p->n_tasks;
	for (i = 0; !r && i < p->n_tasks; i++)
		y->interval = max64(y->interval, task_cycles(p, &p->task[i]));
	plan_free(p);
	if (r)
		free(y->shape);
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
		free(y->shape);
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
			free(y.shape);
			return;
		}
	for (i = 0; i < b->n_ways; i++) {
		if (b->way[i].interval >= y.interval &&
		    b->way[i].n_tasks >= y.n_tasks)
			free(b->way[i].shape);
		else
			b->way[n++] = b->way[i];
	}
	b->way = xrealloc(b->way, ((size_t)n + 1) * sizeof(*b->way));
	for (i = n; i > 0 && b->way[i - 1].interval > y.interval; i--)
		b->way[i] = b->way[i - 1];
	b->way[i] = y;
	b->n_ways = n + 1;
}

char *balance_held(int64_t interval, const struct err *fault)
{
	return xasprintf("interval %" PRId64 " does not map: %s", interval,
			 fault->text);
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
			b->held = balance_held(held_at, &fault);
		} else if (y.n_tasks <= s->n_cores) {
			add_way(b, y);
		} else {
			free(y.shape);
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
	b->way[0].shape = xcalloc(s->n->n_layers, sizeof(*b->way[0].shape));
}

/* With the least interval that the layers can have. */
static int refuse(const struct search *s, int64_t interval, int slow,
		  struct err *e)
{
	const struct options *l = &s->layer[slow];
	int64_t least = 0;
	int i, n_copies = 0;

	for (i = 0; i < l->n && !n_copies; i++)
		if (cycles(&l->cost[i], l->cost[i].max_copies) == least_cycles(l))
			n_copies = l->cost[i].max_copies;
	for (i = 0; i < s->n->n_layers; i++)
		if (s->layer[i].n)
			least = max64(least, least_cycles(&s->layer[i]));
	return err_set(e, "", 0, "layer %.100s takes %" PRId64 " cycles per image "
		"with %d cop%s, the most that it can have: raise interval to "
		"%" PRId64 " (%" PRId64 ")", s->n->layer[slow].name,
		least_cycles(l), n_copies, n_copies == 1 ? "y" : "ies",
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
			free(y.shape);
	}
	if (has_first && !b->n_ways)
		add_way(b, first);	/* who maps says how many cores are short */
	else if (has_first)
		free(first.shape);
	return b->n_ways ? 0 : -1;
}

int balance_net(const struct net *n, const struct arch *a, int n_cores,
		int64_t interval, struct balance *b, struct err *e)
{
	struct search s = { n, a, n_cores, xcalloc(n->n_layers, sizeof(*s.layer)),
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
	free(s.layer);
	return r;
}

void balance_free(struct balance *b)
{
	int i;

	for (i = 0; i < b->n_ways; i++)
		free(b->way[i].shape);
	free(b->way);
	free(b->held);
	memset(b, 0, sizeof(*b));
}
