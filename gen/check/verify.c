/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <stdlib.h>
#include <string.h>

#include "model/wire.h"

void report_say(struct report *r, const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	r->message = xrealloc(r->message,
			      (r->n_messages + 1) * sizeof(*r->message));
	r->message[r->n_messages++] = xstrdup(line);
}

const char *verify_source(const struct plan *p, int stream)
{
	return stream ? p->task[stream - 1].name : "the input";
}

static int is_dead(const struct arch_list *l, int i)
{
	int k = 0;

	while (k < l->n && l->v[k] != i)
		k++;
	return k < l->n;
}

/* What the hardware file says is dead runs nothing and passes nothing on. Reckoned from
 * its lists, whoever marks the topology. */
static void check_dead(const struct plan *p, struct report *r)
{
	const struct arch_list *cores = &p->arch->dead_cores;
	const struct graph *g = p->topo->graph;
	int t, s, i, c;

	if (is_dead(cores, plan_input_node(p)) || is_dead(cores, plan_output_node(p)))
		report_say(r, "the fabric's input at node %d or its output at node %d is "
			   "dead (dead.cores)", plan_input_node(p), plan_output_node(p));
	for (t = 0; t < p->n_tasks; t++)
		if (is_dead(cores, p->task[t].node))
			report_say(r, "%s: core %d is dead (dead.cores)", p->task[t].name,
				   p->task[t].node);
	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_hops; i++) {
			c = p->stream[s].hop[i].channel;
			if (c < 0 || c >= g->n_edges)
				continue;
			if (is_dead(&p->arch->dead_channels, c))
				report_say(r, "stream of %s: channel %s is dead "
					   "(dead.channels)", verify_source(p, s),
					   graph_edge_text(g, c).s);
			else if (is_dead(cores, g->tail[c]) || is_dead(cores, g->head[c]))
				report_say(r, "stream of %s: channel %s is of a dead "
					   "tile (dead.cores)", verify_source(p, s),
					   graph_edge_text(g, c).s);
		}
}

/* Indices without which nothing else can be looked at. */
static int check_counts(const struct plan *p, struct report *r)
{
	int n_nodes = p->topo->graph->n_nodes, t, before = r->n_messages;
	struct err e;

	if (p->n_tasks < 1 || p->n_streams != p->n_tasks + 1)
		report_say(r, "%d tasks and %d streams: there must be one "
			   "stream more than tasks", p->n_tasks, p->n_streams);
	if (plan_input_node(p) >= n_nodes || plan_output_node(p) >= n_nodes)
		report_say(r, "the fabric has %d nodes, its input is at node "
			   "%d, its output at node %d", n_nodes,
			   plan_input_node(p), plan_output_node(p));
	for (t = 0; t < p->n_tasks; t++)
		if (p->task[t].node < 0 || p->task[t].node >= n_nodes)
			report_say(r, "%s: no node %d", p->task[t].name,
				   p->task[t].node);
		else if (!topo_is_core(p->topo, p->task[t].node))
			report_say(r, "%s: node %d is a router without a core",
				   p->task[t].name, p->task[t].node);
	if (r->n_messages == before && wire_check(p->arch, p->topo, &e) < 0)
		report_say(r, "%s", e.text);
	return r->n_messages == before;
}

int verify_plan(const struct plan *p, struct report *r)
{
	memset(r, 0, sizeof(*r));
	r->max_channel = -1;
	r->n_tasks = p->n_tasks;
	r->skip_bytes = xcalloc(p->n_tasks, sizeof(*r->skip_bytes));
	if (check_counts(p, r)) {
		verify_tasks(p, r);
		verify_streams(p, r);
		check_dead(p, r);
	}
	if (!r->n_messages)
		verify_run(p, r);
	return r->n_messages;
}

void report_free(struct report *r)
{
	int i;

	for (i = 0; i < r->n_messages; i++)
		free(r->message[i]);
	free(r->message);
	free(r->skip_bytes);
	memset(r, 0, sizeof(*r));
}
