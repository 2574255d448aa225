/* SPDX-License-Identifier: Apache-2.0 */
#include "balance.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lower.h"
#include "model/flow_plan.h"

/* A layer with one copy. */
struct cost {
	int n_cores;		/* 0: no task of its own */
	int max_copies;
	int columns;		/* of its tasks' output */
	int64_t column_cycles;	/* for a column of its output */
};

struct balance {
	const struct net *n;
	struct cost *cost;	/* [n_layers] */
};

static int64_t cycles(const struct balance *b, int layer, int copies)
{
	return div_up(b->cost[layer].columns, copies) *
	       b->cost[layer].column_cycles;
}

/* The fewest copies with which a layer takes at most `interval`, 0: none. */
static int fewest(const struct balance *b, int layer, int64_t interval)
{
	int64_t columns = interval / b->cost[layer].column_cycles;
	int w = b->cost[layer].columns;
	int64_t copies = columns ? div_up(w, columns) : w + 1;

	return copies <= b->cost[layer].max_copies ? (int)copies : 0;
}

/* Cores for an interval; -1: too short for *slow. */
static int64_t cores_for(const struct balance *b, int64_t interval, int *slow)
{
	int64_t n = 0;
	int i, copies;

	for (i = 0; i < b->n->n_layers; i++) {
		if (!b->cost[i].n_cores)
			continue;
		copies = fewest(b, i, interval);
		if (!copies) {
			*slow = i;
			return -1;
		}
		n += (int64_t)copies * b->cost[i].n_cores;
	}
	return n;
}

static void set_max_copies(struct balance *b, int tensor)
{
	const struct net_layer *l;
	int i;

	if (!tensor)
		return;
	l = &b->n->layer[tensor - 1];
	b->cost[tensor - 1].max_copies = 1;
	for (i = 0; l->op == NET_CONCAT && i < l->n_inputs; i++)
		set_max_copies(b, l->inputs[i]);
}

/* Lowers the network with one copy each, whatever number of sources that takes. */
static int measure(struct balance *b, const struct arch *a, struct err *e)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	const struct plan_task *k;
	int t, r;

	p->arch = arch_copy(a, NULL, 0, NULL);
	p->arch->act_sources = ARCH_MAX_SOURCES;
	r = lower_net(b->n, p, NULL, e);
	for (t = 0; !r && t < p->n_tasks; t++) {
		struct cost *c = &b->cost[p->task[t].layer];

		k = &p->task[t];
		c->n_cores++;
		c->max_copies = c->columns = k->out_w;
		c->column_cycles = max64(c->column_cycles, (int64_t)k->out_h *
					 flow_pixel_cycles(p, k));
	}
	plan_free(p);
	set_max_copies(b, b->n->n_layers);
	return r;
}

/* The least interval that n_cores suffice for: one at which some layer has a copy
 * less. */
static int64_t least_interval(const struct balance *b, int n_cores)
{
	int64_t best = INT64_MAX, at, n;
	int i, copies, slow;

	for (i = 0; i < b->n->n_layers; i++)
		for (copies = 1; b->cost[i].n_cores &&
		     copies <= b->cost[i].max_copies; copies++) {
			at = cycles(b, i, copies);
			if (at >= best)
				continue;
			n = cores_for(b, at, &slow);
			if (n >= 0 && n <= n_cores)
				best = at;
		}
	return best;
}

/* With the least interval that the layers can have. */
static int refuse(const struct balance *b, int64_t interval, int slow,
		  struct err *e)
{
	int n_copies = b->cost[slow].max_copies, i;
	int64_t least = 0;

	for (i = 0; i < b->n->n_layers; i++)
		if (b->cost[i].n_cores)
			least = max64(least, cycles(b, i, b->cost[i].max_copies));
	return err_set(e, "", 0, "layer %.100s takes %" PRId64 " cycles per image "
		"with %d cop%s, the most that it can have: raise interval to "
		"%" PRId64 " (%" PRId64 ")", b->n->layer[slow].name,
		cycles(b, slow, n_copies), n_copies, n_copies == 1 ? "y" : "ies",
		least, interval);
}

int balance_copies(const struct net *n, const struct arch *a, int n_cores,
		   int64_t interval, int *copies, struct err *e)
{
	struct balance b = { n, xcalloc(n->n_layers, sizeof(*b.cost)) };
	int r = measure(&b, a, e), slow = 0, i;

	if (!r && interval == BALANCE_AUTO) {
		interval = least_interval(&b, n_cores);
		for (i = 0; interval == INT64_MAX && i < n->n_layers; i++)
			copies[i] = 1;	/* who maps says how many are short */
	}
	if (!r && interval != INT64_MAX && cores_for(&b, interval, &slow) < 0)
		r = refuse(&b, interval, slow, e);
	for (i = 0; !r && interval != INT64_MAX && i < n->n_layers; i++)
		copies[i] = b.cost[i].n_cores ? fewest(&b, i, interval) : 1;
	free(b.cost);
	return r;
}
