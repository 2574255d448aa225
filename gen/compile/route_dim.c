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

/* The state of routing: `use` and `load` are those of the trees that are there. */
struct lines {
	const struct graph *g;
	const struct route_grid *d;
	int *hop;	/* [n_nodes] hop of this tree that arrives, or -1 */
	int *use;	/* [n_edges] streams */
	int64_t *load;	/* [n_edges] words per image */
};

/* The channel from one node to the next; of parallel ones the one with the fewest
 * streams, then the fewest words. -1: there is none. */
static int choose_channel(const struct lines *l, int at, int next)
{
	const struct graph *g = l->g;
	int e, best = -1;

	for (e = g->first[at]; e < g->first[at + 1]; e++)
		if (g->head[e] == next &&
		    (best < 0 || l->use[e] < l->use[best] ||
		     (l->use[e] == l->use[best] &&
		      l->load[e] < l->load[best])))
			best = e;
	return best;
}

static void add_hop(struct lines *l, const struct route_job *job, int channel,
		    struct route_tree *t)
{
	int n = t->n_hops + 1, at = l->g->tail[channel];

	t->channel = xrealloc(t->channel, n * sizeof(*t->channel));
	t->from = xrealloc(t->from, n * sizeof(*t->from));
	t->channel[t->n_hops] = channel;
	t->from[t->n_hops] = at == job->src ? -1 : l->hop[at];
	l->use[channel]++;
	l->load[channel] += job->load;
	l->hop[l->g->head[channel]] = t->n_hops++;
}

/* Adds the route to one target. The routes from a source are one tree: the next node
 * towards a target depends on the node at hand alone, and so does the channel, which
 * is chosen once. */
static int add_route(struct lines *l, const struct route_job *job, int target,
		     struct route_tree *t, struct err *e)
{
	int at = job->src, to = job->target[target], next, channel;

	while (at != to) {
		next = next_node(l->d, at, to);
		if (l->hop[next] < 0) {
			channel = choose_channel(l, at, next);
			if (channel < 0)
				return err_set(e, "", 0, "stream of %s: no "
					"channel from node %d to node %d",
					job->name, at, next);
			add_hop(l, job, channel, t);
		}
		at = next;
	}
	t->target[target] = at == job->src ? -1 : l->hop[at];
	return 0;
}

int route_dimension(const struct graph *g, const struct route_grid *d,
		    int n_vcs, const struct route_job *job, int n_jobs,
		    struct route_tree *tree, struct err *e)
{
	struct lines l = {.g = g, .d = d};
	int i, k, failed = 0;

	l.hop = xcalloc(g->n_nodes, sizeof(*l.hop));
	l.use = xcalloc(g->n_edges, sizeof(*l.use));
	l.load = xcalloc(g->n_edges, sizeof(*l.load));
	route_trees_init(tree, job, n_jobs);
	for (i = 0; i < n_jobs && !failed; i++) {
		for (k = 0; k < g->n_nodes; k++)
			l.hop[k] = -1;
		for (k = 0; k < job[i].n_targets && !failed; k++)
			failed = add_route(&l, &job[i], k, &tree[i], e) < 0;
	}
	free(l.hop);
	free(l.use);
	free(l.load);
	if (!failed)
		failed = route_check_vcs(g, n_vcs, job, n_jobs, tree, e) < 0;
	if (failed)
		route_free(tree, n_jobs);
	return failed ? -1 : 0;
}
