/* SPDX-License-Identifier: Apache-2.0 */
#include "topo_facts.h"

#include <stdlib.h>

#include "class.h"

#define STEPS_MAX 300000000LL

static void look_at_nodes(const struct topo *t, struct topo_facts *f)
{
	const struct graph *g = t->graph;
	int i;

	f->out_lo = f->in_lo = g->n_edges;
	for (i = 0; i < g->n_nodes; i++) {
		int out = graph_degree_out(g, i), in = graph_degree_in(g, i);

		f->out_lo = out < f->out_lo ? out : f->out_lo;
		f->out_hi = out > f->out_hi ? out : f->out_hi;
		f->in_lo = in < f->in_lo ? in : f->in_lo;
		f->in_hi = in > f->in_hi ? in : f->in_hi;
	}
}

static void look_at_wires(const struct topo *t, struct topo_facts *f)
{
	int e;

	topo_die(t, &f->w, &f->h);
	for (e = 0; e < t->graph->n_edges; e++) {
		int length = topo_length(t, e);

		f->wire += length;
		f->longest = length > f->longest ? length : f->longest;
	}
}

static void look_from(const struct topo *t, int from, int *hops,
		      struct topo_facts *f, int64_t *sum)
{
	int i;

	graph_hops(t->graph, from, hops);
	for (i = 0; i < t->graph->n_nodes; i++) {
		if (i == from || !topo_is_core(t, i))
			continue;
		f->n_pairs++;
		f->n_disconnected += hops[i] < 0;
		if (hops[i] < 0)
			continue;
		*sum += hops[i];
		f->diameter = hops[i] > f->diameter ? hops[i] : f->diameter;
	}
}

static void look_at_paths(const struct topo *t, struct topo_facts *f)
{
	const struct graph *g = t->graph;
	int *hops = xcalloc(g->n_nodes, sizeof(*hops));
	int64_t sum = 0;
	int i, seen = 0, every = 1;

	while ((int64_t)(f->n_cores / every) * (g->n_nodes + g->n_edges) >
	       STEPS_MAX)
		every++;
	for (i = 0; i < g->n_nodes; i++) {
		if (!topo_is_core(t, i) || seen++ % every)
			continue;
		f->n_sources++;
		look_from(t, i, hops, f, &sum);
	}
	if (f->n_pairs > f->n_disconnected)
		f->mean_hops = (double)sum / (double)(f->n_pairs - f->n_disconnected);
	free(hops);
}

void topo_facts(const struct topo *t, struct topo_facts *f)
{
	*f = (struct topo_facts){
		.n_nodes = t->graph->n_nodes,
		.n_cores = topo_n_cores(t),
		.n_channels = t->graph->n_edges,
	};
	look_at_nodes(t, f);
	look_at_wires(t, f);
	look_at_paths(t, f);
	f->bisection = t->bisection;
	f->cut = TOPO_CUT_CLOSED;
	if (!t->bisection)
		f->bisection = topo_cut(t, &f->cut);
}
