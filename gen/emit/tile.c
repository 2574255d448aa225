/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "model/program.h"
#include "model/registers.h"

/* One vector of a tile's input side, highest port first. */
static void write_in(const struct emit *m, struct vlog *v, int node,
		     const char *pin, const char *signal, const char *unused)
{
	int k, e, n = 0;

	vlog_cat(v, pin);
	if (m->node[node].is_input) {
		vlog_item(v, "feed_%s", signal);
		n++;
	}
	for (k = m->in_first[node + 1] - 1; k >= m->in_first[node]; k--) {
		e = m->in_edge[k];
		if (m->in_port[e] < 0)
			continue;
		vlog_item(v, "%s_head_%s", m->name[e], signal);
		n++;
	}
	if (!n)
		vlog_item(v, "%s", unused);
	vlog_cat_end(v);
}

static void write_out(const struct emit *m, struct vlog *v, int node,
		      const char *pin, const char *signal, const char *unused)
{
	const struct graph *g = m->topo->graph;
	int e, n = 0;

	vlog_cat(v, pin);
	if (m->node[node].is_output) {
		vlog_item(v, "collect_%s", signal);
		n++;
	}
	for (e = g->first[node + 1] - 1; e >= g->first[node]; e--) {
		if (m->out_port[e] < 0)
			continue;
		vlog_item(v, "%s_%s", m->name[e], signal);
		n++;
	}
	if (!n)
		vlog_item(v, "%s", unused);
	vlog_cat_end(v);
}

static int has_in(const struct emit *m, int node)
{
	int k;

	for (k = m->in_first[node]; k < m->in_first[node + 1]; k++)
		if (m->in_port[m->in_edge[k]] >= 0)
			return 1;
	return m->node[node].is_input;
}

static int has_out(const struct emit *m, int node)
{
	const struct graph *g = m->topo->graph;
	int e;

	for (e = g->first[node]; e < g->first[node + 1]; e++)
		if (m->out_port[e] >= 0)
			return 1;
	return m->node[node].is_output;
}

/* A node without any channel one way has a port there that nobody uses. */
static void write_channels(const struct emit *m, struct vlog *v, int node)
{
	static const char no_out[] = "No channel goes out.";
	char no_vc[16], no_flit[16];

	snprintf(no_vc, sizeof(no_vc), "%d'h0", emit_valids(m));
	snprintf(no_flit, sizeof(no_flit), "%d'h0", emit_flit_bits(m));
	write_in(m, v, node, "in_valid_i", "valid", no_vc);
	write_in(m, v, node, "in_data_i", "data", no_flit);
	if (has_in(m, node))
		write_in(m, v, node, "in_credit_o", "credit", "");
	else
		vlog_open_pin(v, "in_credit_o", "No channel comes in.");
	if (has_out(m, node)) {
		write_out(m, v, node, "out_valid_o", "valid", "");
		write_out(m, v, node, "out_data_o", "data", "");
	} else {
		vlog_open_pin(v, "out_valid_o", no_out);
		vlog_open_pin(v, "out_data_o", no_out);
	}
	write_out(m, v, node, "out_credit_i", "credit", no_vc);
}

static int n_routes(const struct emit *m, int node)
{
	return m->node[node].n_out * m->n_vcs +
	       program_roles(m->node[node].n_sources);
}

/* Width of a route entry, {valid, queue}. */
static int select_bits(const struct emit *m, int node)
{
	int n_queues = m->node[node].n_in * m->n_vcs + 1, bits = 0;

	while (1 << bits < n_queues)
		bits++;
	return 1 + bits;
}

/* Output port of the topology that is `port` of the netlist, -1: none. */
static int old_port(const struct emit *m, int node, int port)
{
	const struct graph *g = m->topo->graph;
	int e;

	for (e = g->first[node]; e < g->first[node + 1]; e++)
		if (m->out_port[e] == port)
			return e - g->first[node];
	return m->node[node].is_output ? graph_degree_out(g, node) : -1;
}

/* Where entry `i` of the netlist stands among those of program_routes, or -1. */
static int old_entry(const struct emit *m, int node, int i)
{
	int n_channels = m->node[node].n_out * m->n_vcs, port, role;

	if (i >= n_channels) {
		role = i - n_channels;
		if (role >= m->node[node].n_sources)	/* of the hardware's */
			role += m->arch->act_sources - m->node[node].n_sources;
		return program_out_ports(m->plan, node) * m->arch->link_vcs +
		       role;
	}
	port = old_port(m, node, i / m->n_vcs);
	return port < 0 ? -1 : port * m->arch->link_vcs + i % m->n_vcs;
}

/* Queue of the netlist that is queue `q` of program_routes. */
static int new_queue(const struct emit *m, int node, int q)
{
	int port = q / m->arch->link_vcs, vc = q % m->arch->link_vcs;
	int n_channels = graph_degree_in(m->topo->graph, node);

	if (port < n_channels)
		port = m->in_port[m->in_edge[m->in_first[node] + port]];
	else if (port == program_in_ports(m->plan, node))
		port = m->node[node].n_in;	/* inject */
	else
		port = m->node[node].n_in - 1;	/* fabric's input */
	return port * m->n_vcs + vc;
}

static void write_fixed_routes(const struct emit *m, struct vlog *v, int node)
{
	int n_was = program_out_ports(m->plan, node) * m->arch->link_vcs;
	int bits = select_bits(m, node), i, k;
	uint32_t *was = xcalloc((size_t)n_was +
				(size_t)program_roles(m->arch->act_sources),
				sizeof(*was));
	uint32_t now;

	program_routes(m->plan, node, was);
	vlog_cat(v, "route_i");
	for (i = n_routes(m, node) - 1; i >= 0; i--) {
		k = old_entry(m, node, i);
		now = 0;
		if (k >= 0 && was[k] >> 31)
			now = 1u << (bits - 1) |
			      new_queue(m, node, was[k] & 0xffff);
		vlog_item(v, "%d'h%x", bits, now);
	}
	vlog_cat_end(v);
	free(was);
}

static void write_fixed_task(const struct emit *m, struct vlog *v, int node)
{
	int i, n_sources = m->node[node].n_sources;
	uint32_t *reg = xcalloc((size_t)task_n_registers(n_sources),
				sizeof(*reg));

	if (m->node[node].task >= 0)
		task_registers(&m->plan->task[m->node[node].task], reg);
	vlog_cat(v, "task_i");
	for (i = task_n_read(n_sources) - 1; i >= 0; i--)
		vlog_item(v, "32'h%x", reg[i]);
	vlog_cat_end(v);
	free(reg);
}

static void write_task_and_routes(const struct emit *m, struct vlog *v, int node)
{
	if (m->plan) {
		write_fixed_task(m, v, node);
		write_fixed_routes(m, v, node);
		return;
	}
	vlog_pin(v, "task_i", "%d'h0",
		 32 * task_n_read(m->node[node].n_sources));
	vlog_pin(v, "route_i", "%d'h0",
		 n_routes(m, node) * select_bits(m, node));
}

static void write_memories(const struct emit *m, struct vlog *v, int node)
{
	struct emit_memories words;

	if (!m->plan) {
		vlog_pin(v, "ACT_WORDS", "ACT_WORDS");
		vlog_pin(v, "SKIP_WORDS", "SKIP_WORDS");
		vlog_pin(v, "POOL_WORDS", "POOL_WORDS");
		return;
	}
	words = emit_memories(m, node);
	vlog_pin(v, "ACT_WORDS", "%d", words.act);
	vlog_pin(v, "SKIP_WORDS", "%d", words.skip);
	vlog_pin(v, "POOL_WORDS", "%d", words.pool);
}

static void write_parameters(const struct emit *m, struct vlog *v, int node)
{
	vlog_pin(v, "IN_PORTS", "%d", m->node[node].n_in);
	vlog_pin(v, "OUT_PORTS", "%d", m->node[node].n_out);
	vlog_pin(v, "VCS", "VCS");
	vlog_pin(v, "DEPTH", "DEPTH");
	vlog_pin(v, "ROWS", "ROWS");
	vlog_pin(v, "COLS", "COLS");
	vlog_pin(v, "CYCLES", "CYCLES");
	if (m->arch->xbar_kind == ARCH_DIGITAL)
		vlog_pin(v, "MACS", "MACS");
	vlog_pin(v, "ADC_BITS", "ADC_BITS");
	vlog_pin(v, "WEIGHT_BITS", "WEIGHT_BITS");
	vlog_pin(v, "POST_CYCLES", "POST_CYCLES");
	vlog_pin(v, "POST_LANES", "POST_LANES");
	if (m->arch->post_table)
		vlog_pin(v, "POST_TABLE", "1");
	if (m->arch->post_leak)
		vlog_pin(v, "POST_LEAK", "1");
	write_memories(m, v, node);
	if (m->plan)
		vlog_pin(v, "SOURCES", "%d", m->node[node].n_sources);
	else
		vlog_pin(v, "SOURCES", "SOURCES");
	vlog_pin(v, "BITS", "BITS");
	vlog_pin(v, "PSUM_BITS", "PSUM_BITS");
	vlog_pin(v, "FIXED", "FIXED");
	vlog_pin(v, "STATE", "STATE");
	vlog_pin(v, "COUNT_BITS", "COUNT_BITS");
	if (!emit_has_core(m, node))
		vlog_pin(v, "CORE", "0");
	emit_parity(m, v);
	if (m->arch->test_ports)
		vlog_pin(v, "TEST", "1");
}

/* The test chain, from the top's port through all tiles and back to it. */
static void write_test(const struct emit *m, struct vlog *v, int node,
		       const char *next)
{
	static const char no_test[] = "No ports for a test of the chip.";
	int is_first = emit_is_first(m, node), is_last = !strcmp(next, "collect");

	if (!m->arch->test_ports) {
		vlog_pin(v, "scan_i", "1'h0");
		vlog_pin(v, "test_i", "%d'h0", EMIT_TEST_BITS);
		vlog_open_pin(v, "test_o", no_test);
		vlog_pin(v, "fail_i", "1'h0");
		vlog_open_pin(v, "fail_o", no_test);
		return;
	}
	vlog_pin(v, "scan_i", "scan_mode_i");
	if (is_first)
		vlog_pin(v, "test_i", "mem_test_i");
	else
		vlog_pin(v, "test_i", "test_%d", node);
	if (is_last)
		vlog_open_pin(v, "test_o", "The last tile of the test chain.");
	else
		vlog_pin(v, "test_o", "test_%s", next);
	if (is_first)
		vlog_pin(v, "fail_i", "1'h0");
	else
		vlog_pin(v, "fail_i", "fail_%d", node);
	if (is_last)
		vlog_pin(v, "fail_o", "mem_fail_o");
	else
		vlog_pin(v, "fail_o", "fail_%s", next);
}

void emit_tile(const struct emit *m, struct vlog *v, int node, const char *next)
{
	if (m->node[node].task >= 0) {
		vlog_line(v, "%s", "");
		vlog_comment(v, "  // Task ",
			     m->plan->task[m->node[node].task].name, ".");
	}
	vlog_instance(v, "imc_tile");
	write_parameters(m, v, node);
	vlog_name(v, "tile_%d", node);
	vlog_pin(v, "clk_i", "clk_i");
	vlog_pin(v, "rst_i", "%s", emit_reset(m));
	vlog_pin(v, "node_i", "16'h%x", (unsigned)node);
	write_task_and_routes(m, v, node);
	write_channels(m, v, node);
	vlog_pin(v, "cfg_valid_i", "chain_%d_valid", node);
	vlog_pin(v, "cfg_head_i", "chain_%d_head", node);
	vlog_pin(v, "cfg_data_i", "chain_%d_data", node);
	vlog_pin(v, "cfg_valid_o", "chain_%s_valid", next);
	vlog_pin(v, "cfg_head_o", "chain_%s_head", next);
	vlog_pin(v, "cfg_data_o", "chain_%s_data", next);
	vlog_pin(v, "mon_sel_i", "mon_sel");
	vlog_pin(v, "mon_i", "mon_%d", node);
	vlog_pin(v, "mon_o", "mon_%s", next);
	write_test(m, v, node, next);
	vlog_pins_end(v);
}
