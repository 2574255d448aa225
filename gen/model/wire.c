/* SPDX-License-Identifier: Apache-2.0 */
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>

/* Largest parameters of imc_router and imc_link. */
#define PORTS_MAX 64
#define DEPTH_MAX 64
#define STAGES_MAX 64

/* Behind the nodes the chain has the collector and the controller, with numbers of 16 bits. */
#define NODES_MAX 65534

/* Of the topology: an override has no line. */
static const char *place(const struct arch *a)
{
	return a->topology_line ? "" : "--set";
}

/* Registers beyond link.stages. */
static int extra_stages(const struct arch *a, const struct topo *t, int channel)
{
	return a->link_reach ? (topo_length(t, channel) - 1) / a->link_reach : 0;
}

int wire_stages(const struct arch *a, const struct topo *t, int channel)
{
	return a->link_stages + extra_stages(a, t, channel);
}

/* The longest channel, -1: there is none or all are alike. */
static int longest(const struct arch *a, const struct topo *t)
{
	int e, best = -1;

	if (!a->link_reach)
		return -1;
	for (e = 0; e < t->graph->n_edges; e++)
		if (best < 0 || topo_length(t, e) > topo_length(t, best))
			best = e;
	return best;
}

int wire_max_stages(const struct arch *a, const struct topo *t)
{
	int e = longest(a, t);

	return a->link_stages + (e < 0 ? 0 : extra_stages(a, t, e));
}

int wire_depth(const struct arch *a, const struct topo *t)
{
	int e = longest(a, t);

	return a->link_depth + (e < 0 ? 0 : 2 * extra_stages(a, t, e));
}

int wire_input(const struct arch *a, const struct topo *t)
{
	return a->input < 0 ? topo_first_core(t) : a->input;
}

int wire_output(const struct arch *a, const struct topo *t)
{
	return a->output < 0 ? topo_last_core(t) : a->output;
}

static int check_ports(const struct arch *a, const struct topo *t,
		       struct err *e)
{
	const struct graph *g = t->graph;
	int input = wire_input(a, t), output = wire_output(a, t), i;

	for (i = 0; i < g->n_nodes; i++) {
		int in = graph_degree_in(g, i) + (i == input);
		int out = graph_degree_out(g, i) + (i == output);

		if (in > PORTS_MAX || out > PORTS_MAX)
			return err_set(e, place(a), a->topology_line,
				"topology = %.200s: node %d has %d ports in and "
				"%d out, those of the fabric counted: a router "
				"has at most %d", a->topology, i, in, out,
				PORTS_MAX);
	}
	return 0;
}

static int check_longest(const struct arch *a, const struct topo *t,
			 struct err *e)
{
	int c = longest(a, t), stages, depth = wire_depth(a, t);

	if (c < 0)
		return 0;
	stages = wire_stages(a, t, c);
	if (stages <= STAGES_MAX && depth <= DEPTH_MAX)
		return 0;
	return err_set(e, place(a), a->topology_line,
		"link.reach = %d: the channel from node %d to node %d is %d tile "
		"pitches long, which is %d registers and buffers of %d flits; "
		"at most %d and %d", a->link_reach, t->graph->tail[c],
		t->graph->head[c], topo_length(t, c), stages, depth, STAGES_MAX,
		DEPTH_MAX);
}

char (*wire_names(const struct topo *t))[WIRE_NAME]
{
	const struct graph *g = t->graph;
	int *tail = xcalloc((size_t)g->n_nodes, sizeof(int));
	int *n_seen = xcalloc((size_t)g->n_nodes, sizeof(int));
	char (*name)[WIRE_NAME] = xcalloc((size_t)g->n_edges, sizeof(*name));
	int e, h;

	for (e = 0; e < g->n_edges; e++) {
		h = g->head[e];
		if (tail[h] != g->tail[e] + 1) {
			tail[h] = g->tail[e] + 1;
			n_seen[h] = 0;
		}
		if (n_seen[h]++)
			snprintf(name[e], WIRE_NAME, "link_%d_%d_%d",
				 g->tail[e], h, n_seen[h] - 1);
		else
			snprintf(name[e], WIRE_NAME, "link_%d_%d", g->tail[e], h);
	}
	free(tail);
	free(n_seen);
	return name;
}

int wire_check(const struct arch *a, const struct topo *t, struct err *e)
{
	int n = t->graph->n_nodes, disconnected = topo_disconnected(t);

	if (n > NODES_MAX)
		return err_set(e, place(a), a->topology_line,
			"topology = %.200s: %d nodes; a fabric has 1..%d, and behind "
			"them two numbers of 16 bits on the programming chain",
			a->topology, n, NODES_MAX);
	if (wire_input(a, t) >= n || wire_output(a, t) >= n)
		return err_set(e, place(a), a->topology_line,
			"io.input = %d, io.output = %d, %.200s has nodes 0..%d",
			wire_input(a, t), wire_output(a, t), a->topology, n - 1);
	if (wire_input(a, t) < 0)
		return err_set(e, place(a), a->topology_line, "%.200s has no core",
			       a->topology);
	if (disconnected >= 0)
		return err_set(e, place(a), a->topology_line,
			"%.200s is in pieces: no channel joins node %d to those "
			"of node 0", a->topology, disconnected);
	if (check_ports(a, t, e) < 0)
		return -1;
	return check_longest(a, t, e);
}
