/* SPDX-License-Identifier: Apache-2.0 */
#include "route_impl.h"

#include <stdlib.h>

/* The next node from `at` towards `to`: the first coordinate that differs changes
 * by one; round the end where the grid is closed and that is shorter. */
static int next_node(const struct route_grid *d, int at, int to)
{
	int stride = 1, i, a, b, n, up;

	for (i = 0; i < d->n_dims; i++, stride *= n) {
		n = d->size[i];
		a = at / stride % n;
		b = to / stride % n;
		if (a == b)
			continue;
		up = b > a;
		if (d->wraps)
			up = 2 * ((b - a + n) % n) <= n;
		b = (a + (up ? 1 : n - 1)) % n;
		return at + (b - a) * stride;
	}
	return at;
}

/* Adds the way to one target. The ways of a source are one tree: at a node, where
 * the way to a target came from depends on the node alone. */
static int add_way(const struct graph *g, const struct route_grid *d,
		   const struct route_job *job, int target, int *hop,
		   struct route_tree *t, struct err *e)
{
	int at = job->src, to = job->target[target], next, edge;

	while (at != to) {
		next = next_node(d, at, to);
		if (hop[next] < 0) {
			edge = graph_edge(g, at, next);
			if (edge < 0)
				return err_set(e, "", 0, "stream of %s: no "
					"channel from node %d to node %d",
					job->name, at, next);
			t->channel = xrealloc(t->channel, (t->n_hops + 1) *
						sizeof(*t->channel));
			t->from = xrealloc(t->from, (t->n_hops + 1) *
						sizeof(*t->from));
			t->channel[t->n_hops] = edge;
			t->from[t->n_hops] = at == job->src ? -1 : hop[at];
			hop[next] = t->n_hops++;
		}
		at = next;
	}
	t->target[target] = at == job->src ? -1 : hop[at];
	return 0;
}

int route_dimension(const struct graph *g, const struct route_grid *d,
		    int n_vcs, const struct route_job *job, int n_jobs,
		    struct route_tree *tree, struct err *e)
{
	int *hop = xcalloc(g->n_nodes, sizeof(*hop)), i, k, failed = 0;

	route_trees_init(tree, job, n_jobs);
	for (i = 0; i < n_jobs && !failed; i++) {
		for (k = 0; k < g->n_nodes; k++)
			hop[k] = -1;
		for (k = 0; k < job[i].n_targets && !failed; k++)
			failed = add_way(g, d, &job[i], k, hop, &tree[i], e) < 0;
	}
	free(hop);
	if (!failed)
		failed = route_check_vcs(g, n_vcs, job, n_jobs, tree, e) < 0;
	if (failed)
		route_free(tree, n_jobs);
	return failed ? -1 : 0;
}
