/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_build.h"

#include <inttypes.h>
#include <stdlib.h>

#include "model/flow_plan.h"
#include "balance.h"
#include "lower.h"
#include "map.h"
#include "model/die.h"
#include "model/plan_text.h"
#include "model/wire.h"
#include "refmodel/calib.h"
#include "refmodel/timing.h"

/* Takes the trees over; on each channel the streams get the virtual channels
 * in their order. */
static void take_trees(struct plan *p, const struct route_tree *tree)
{
	int *n_used = xcalloc(p->topo->graph->n_edges, sizeof(int));
	struct plan_stream *s;
	int i, h, d;

	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		s->n_hops = tree[i].n_hops;
		s->hop = xcalloc(s->n_hops, sizeof(*s->hop));
		for (h = 0; h < s->n_hops; h++) {
			s->hop[h].channel = tree[i].channel[h];
			s->hop[h].from = tree[i].from[h];
			s->hop[h].vc = n_used[s->hop[h].channel]++;
		}
		for (d = 0; d < s->n_dests; d++)
			s->dest[d].hop = tree[i].target[d];
	}
	free(n_used);
}

static int place_and_route(struct plan *p, const struct plan_options *o,
			   struct err *e)
{
	struct map_options mo = {o->place, o->route, o->seed, o->effort,
		p->arch->link_vcs, o->vcs};
	struct flow *f = flow_of_plan(p);
	struct map m;
	int i, r;

	r = map_flow(f, p->topo, plan_input_node(p), plan_output_node(p), &mo,
		     &m, e);
	if (!r) {
		for (i = 0; i < p->n_tasks; i++)
			p->task[i].node = m.node[i];
		take_trees(p, m.tree);
		if (o->vcs)	/* each part of the output comes on its own */
			p->arch->link_vcs = m.n_vcs > plan_output_parts(p) ?
				m.n_vcs : plan_output_parts(p);
	}
	map_free(&m);
	flow_free(f);
	return r;
}

/* The tasks with these copies, placed and routed. */
static int map_copies(const struct net *n, struct plan *p, const struct lower_shape *shape,
		      const struct plan_options *o, struct err *e)
{
	if (o->vcs)
		p->arch->link_vcs = ARCH_MAX_VCS;
	if (lower_cores(n, p, shape, topo_n_live(p->topo), e) < 0 ||
	    (o->lossless && lower_check_lossless(p, e) < 0))
		return -1;
	return place_and_route(p, o, e);
}

/* The way with the least interval that maps: *best, n_ways where none does, and the
 * first refusal. The virtual channels are too few for many copies rather than for few,
 * so it goes on in growing steps, then back by halves. *at: the one that was mapped
 * last. */
static void find_mapped(const struct net *n, struct plan *p,
			const struct balance *b, const struct plan_options *o,
			int *best, int *at, struct err *e)
{
	int failed = -1, step = 1;
	struct err fault;

	*best = b->n_ways;
	for (*at = 0; failed < *best - 1;) {
		if (!map_copies(n, p, b->way[*at].shape, o,
				failed < 0 ? e : &fault))
			*best = *at;
		else
			failed = *at;
		if (*best - failed <= 1)
			return;
		if (*best < b->n_ways)
			*at = (failed + *best) / 2;
		else
			*at = (int)min64(failed + step, b->n_ways - 1);
		step *= 2;
	}
}

/* What kept copies few: of the ways those that there are not, and those that cannot be
 * routed. */
static void say_held(const struct balance *b, int best, const struct err *fault,
		     char **held)
{
	char *routed = best ? balance_held(b->way[0].interval, fault) : NULL;

	if (b->held && routed)
		*held = xasprintf("%s\n%s", b->held, routed);
	else if (b->held || routed)
		*held = xstrdup(b->held ? b->held : routed);
	free(routed);
}

static int map_balanced(const struct net *n, struct plan *p,
			const struct plan_options *o, struct err *e)
{
	struct balance b;
	int r = 0, best, at;

	if (!o->interval)
		return map_copies(n, p, NULL, o, e);
	if (balance_net(n, p->arch, topo_n_live(p->topo), o->interval, &b, e) < 0) {
		balance_free(&b);
		return -1;
	}
	find_mapped(n, p, &b, o, &best, &at, e);
	if (best == b.n_ways) {
		r = -1;
	} else {
		if (o->held)
			say_held(&b, best, e, o->held);
		if (at != best)
			r = map_copies(n, p, b.way[best].shape, o, e);
	}
	balance_free(&b);
	return r;
}

struct flow *plan_flow(const struct net *n, const struct arch *a, int n_cores,
		       int64_t interval, struct err *e)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	struct balance b = {.n_ways = 0};
	struct flow *f = NULL;

	p->arch = arch_copy(a, NULL, 0, NULL);
	p->arch->link_vcs = ARCH_MAX_VCS;
	if ((!interval || !balance_net(n, p->arch, n_cores, interval, &b, e)) &&
	    !lower_cores(n, p, b.n_ways ? b.way[0].shape : NULL, n_cores, e))
		f = flow_of_plan(p);
	balance_free(&b);
	plan_free(p);
	return f;
}

static void predict(struct plan *p)
{
	struct timing t;

	timing_predict(p, &t);
	p->interval = t.interval;
	p->latency = t.latency;
	timing_free(&t);
}

struct plan *plan_build(const struct net *n, const struct arch *a,
			const struct plan_options *o, struct err *e)
{
	static const struct plan_options defaults;
	struct plan *p = xcalloc(1, sizeof(*p));

	o = o ? o : &defaults;
	if (o->held)
		*o->held = NULL;
	p->arch = arch_copy(a, NULL, 0, NULL);
	if (o->vcs)
		p->arch->link_vcs = ARCH_MAX_VCS;
	p->topo = die_build(a, "", e);
	if (!p->topo || wire_check(a, p->topo, e) < 0 ||
	    map_balanced(n, p, o, e) < 0 || plan_validate(p, NULL, e) < 0 ||
	    (o->images && calib_plan(p, o->images, o->n_images, e) < 0) ||
	    lower_check_sums(p, e) < 0) {
		plan_free(p);
		return NULL;
	}
	predict(p);
	return p;
}
