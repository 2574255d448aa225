/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_build.h"

#include <stdlib.h>

#include "lower.h"
#include "map.h"
#include "plan_text.h"
#include "route.h"

static struct arch *copy_arch(const struct arch *a, struct err *e)
{
	struct text t = {0};
	struct arch *copy;

	arch_write(a, &t);
	copy = arch_parse(t.s, "", 1, NULL, 0, e);
	text_free(&t);
	return copy;
}

static const char *stream_name(const struct plan *p, int stream)
{
	return stream ? p->task[stream - 1].name : "the input";
}

static void describe(const struct plan *p, struct route_job *job)
{
	const struct plan_stream *s;
	int i, d, *target;

	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		target = xcalloc(s->n_dests, sizeof(int));
		for (d = 0; d < s->n_dests; d++)
			target[d] = s->dest[d].task < 0
				? plan_output_node(p)
				: p->task[s->dest[d].task].node;
		job[i].name = stream_name(p, i);
		job[i].src = i ? p->task[i - 1].node : plan_input_node(p);
		job[i].n_targets = s->n_dests;
		job[i].target = target;
		job[i].load = plan_image_words(s);
	}
}

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

static int route(struct plan *p, struct err *e)
{
	struct route_job *job = xcalloc(p->n_streams, sizeof(*job));
	struct route_tree *tree = xcalloc(p->n_streams, sizeof(*tree));
	int i, failed;

	describe(p, job);
	failed = route_build(p->topo->graph, p->arch->link_vcs, job,
			     p->n_streams, tree, e) < 0;
	if (!failed) {
		take_trees(p, tree);
		route_free(tree, p->n_streams);
	}
	for (i = 0; i < p->n_streams; i++)
		free((int *)job[i].target);
	free(job);
	free(tree);
	return failed ? -1 : 0;
}

static int check_edges(const struct plan *p, struct err *e)
{
	int n = p->topo->graph->n_nodes;

	if (plan_input_node(p) >= n || plan_output_node(p) >= n)
		return err_set(e, "", 0,
			"io.input = %d, io.output = %d, %s has nodes 0..%d",
			plan_input_node(p), plan_output_node(p),
			p->arch->topology, n - 1);
	return 0;
}

struct plan *plan_build(const struct net *n, const struct arch *a,
			const struct plan_options *o, struct err *e)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	const char *place = o ? o->place : NULL;
	int lossless = o && o->lossless;

	p->arch = copy_arch(a, e);
	if (p->arch)
		p->topo = topo_build(a->topology, "", a->topology_line, e);
	if (!p->topo || check_edges(p, e) < 0 || lower_net(n, p, e) < 0 ||
	    (lossless && lower_check_lossless(p, e) < 0) ||
	    map_place(p, place, e) < 0 || route(p, e) < 0 ||
	    plan_validate(p, NULL, e) < 0) {
		plan_free(p);
		return NULL;
	}
	return p;
}
