/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_build.h"

#include <stdlib.h>

#include "model/flow_plan.h"
#include "balance.h"
#include "lower.h"
#include "map.h"
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

/* The tasks, which stand in for nothing where they are made anew. */
static void drop_tasks(struct plan *p)
{
	struct plan *old = xcalloc(1, sizeof(*old));

	*old = *p;
	*p = (struct plan){ .arch = old->arch, .topo = old->topo };
	old->arch = NULL;
	old->topo = NULL;
	plan_free(old);
}

/* Copies for the interval, and the tasks. Those that put residuals together are known
 * only then: where they are too many, fewer cores are left for copies. */
static int lower_balanced(const struct net *n, struct plan *p,
			  const struct plan_options *o, struct err *e)
{
	int n_cores = topo_n_cores(p->topo), left = n_cores, r;
	int *copies;

	if (!o->interval)
		return lower_net(n, p, NULL, e);
	copies = xcalloc(n->n_layers, sizeof(*copies));
	for (;;) {
		r = balance_copies(n, p->arch, left, o->interval, copies, e);
		if (!r)
			r = lower_net(n, p, copies, e);
		if (r || p->n_tasks <= n_cores || o->interval != BALANCE_AUTO ||
		    left <= p->n_tasks - n_cores)
			break;
		left -= p->n_tasks - n_cores;
		drop_tasks(p);
	}
	free(copies);
	return r;
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
	p->arch = arch_copy(a, NULL, 0, NULL);
	if (o->vcs)
		p->arch->link_vcs = ARCH_MAX_VCS;
	p->topo = topo_build(a->topology, a->topology_line ? "" : "--set",
			     a->topology_line, e);
	if (!p->topo || wire_check(a, p->topo, e) < 0 ||
	    lower_balanced(n, p, o, e) < 0 ||
	    (o->lossless && lower_check_lossless(p, e) < 0) ||
	    place_and_route(p, o, e) < 0 || plan_validate(p, NULL, e) < 0 ||
	    (o->images && calib_plan(p, o->images, o->n_images, e) < 0) ||
	    lower_check_sums(p, e) < 0) {
		plan_free(p);
		return NULL;
	}
	predict(p);
	return p;
}
