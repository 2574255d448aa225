/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "impl.h"
#include "model/wire.h"

/* Which channels and nodes a plan uses, and how many virtual channels. */
static void mark_used(struct emit *m, int *used)
{
	const struct plan *p = m->plan;
	const struct plan_stream *s;
	const struct graph *g = m->topo->graph;
	int i, h;

	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		for (h = 0; h < s->n_hops; h++) {
			used[s->hop[h].channel] = 1;
			m->node[g->tail[s->hop[h].channel]].kept = 1;
			m->node[g->head[s->hop[h].channel]].kept = 1;
			if (s->hop[h].vc >= m->n_vcs)
				m->n_vcs = s->hop[h].vc + 1;
		}
	}
	for (i = 0; i < p->n_tasks; i++) {
		m->node[p->task[i].node].kept = 1;
		m->node[p->task[i].node].task = i;
		m->node[p->task[i].node].n_sources = p->task[i].n_sources;
	}
	if (m->n_vcs < plan_output_parts(p))
		m->n_vcs = plan_output_parts(p);
}

static void sort_by_head(struct emit *m)
{
	const struct graph *g = m->topo->graph;
	int i, e;

	m->in_first = xcalloc((size_t)g->n_nodes + 1, sizeof(int));
	m->in_edge = xcalloc((size_t)g->n_edges, sizeof(int));
	for (i = 0; i < g->n_nodes; i++)
		m->in_first[i + 1] = m->in_first[i] + g->n_in[i];
	for (e = 0; e < g->n_edges; e++)
		m->in_edge[m->in_first[g->head[e]] + g->in_port[e]] = e;
}

/* Ports keep the topology's order; those left out close up. */
static void number_ports(struct emit *m, const int *used)
{
	const struct graph *g = m->topo->graph;
	struct emit_node *n;
	int i, k, e;

	for (i = 0; i < g->n_nodes; i++) {
		n = &m->node[i];
		for (k = m->in_first[i]; k < m->in_first[i + 1]; k++) {
			e = m->in_edge[k];
			m->in_port[e] = used[e] ? n->n_in++ : -1;
		}
		for (e = g->first[i]; e < g->first[i + 1]; e++)
			m->out_port[e] = used[e] ? n->n_out++ : -1;
		n->n_in += n->is_input;
		n->n_out += n->is_output;
		n->n_in += !n->n_in;
		n->n_out += !n->n_out;
	}
}

void emit_shape(struct emit *m, const struct arch *a, const struct topo *t,
		const struct plan *hardwired)
{
	const struct graph *g = t->graph;
	int *used = xcalloc((size_t)g->n_edges, sizeof(int));
	int i;

	m->arch = a;
	m->topo = t;
	m->plan = hardwired;
	m->hardware_hash = arch_hash(a, &t->files);
	m->plan_hash = hardwired ? plan_hash(hardwired) : 0;
	m->n_vcs = hardwired ? 1 : a->link_vcs;
	m->node = xcalloc((size_t)g->n_nodes, sizeof(*m->node));
	m->in_port = xcalloc((size_t)g->n_edges, sizeof(int));
	m->out_port = xcalloc((size_t)g->n_edges, sizeof(int));
	m->name = wire_names(t);
	for (i = 0; i < g->n_nodes; i++) {
		m->node[i].kept = !hardwired;
		m->node[i].task = -1;
		m->node[i].n_sources = hardwired ? 1 : a->act_sources;
	}
	for (i = 0; i < g->n_edges; i++)
		used[i] = !hardwired;
	if (hardwired)
		mark_used(m, used);
	i = wire_input(a, t);
	m->node[i].is_input = m->node[i].kept = 1;
	i = wire_output(a, t);
	m->node[i].is_output = m->node[i].kept = 1;
	sort_by_head(m);
	number_ports(m, used);
	free(used);
}

struct emit_memories emit_memories(const struct emit *m, int node)
{
	const struct arch *a = m->arch;
	struct emit_memories words = {ARCH_LEAST_WORDS, ARCH_LEAST_WORDS, 0};
	const struct plan_task *k;

	if (!m->plan) {
		words.act = arch_memory_words(a, a->act_bytes);
		words.skip = arch_memory_words(a, a->skip_bytes);
		words.pool = arch_pool_words(a, a->pool_weights);
	} else if (m->node[node].task >= 0) {
		k = &m->plan->task[m->node[node].task];
		if (k->ring_words > ARCH_LEAST_WORDS)
			words.act = k->ring_words;
		if (k->has_skip)
			words.skip = arch_memory_words(a, a->skip_bytes);
		if (k->reduce == REDUCE_WEIGHTED)
			words.pool = arch_pool_words(a, plan_weight_rows(k) * k->rows);
	}
	return words;
}

int emit_has_core(const struct emit *m, int node)
{
	return topo_is_core(m->topo, node) &&
	       (!m->plan || m->node[node].task >= 0);
}

int emit_is_first(const struct emit *m, int node)
{
	while (node-- > 0)
		if (m->node[node].kept)
			return 0;
	return 1;
}

void emit_shape_free(struct emit *m)
{
	free(m->node);
	free(m->in_first);
	free(m->in_edge);
	free(m->in_port);
	free(m->out_port);
	free(m->name);
}
