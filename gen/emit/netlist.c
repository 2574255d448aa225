/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "base/vlog.h"
#include "model/wire.h"

#define PART_BITS 13	/* {valid, words}, of a part of the output */

const struct emit_port emit_port[] = {
	{"input", 1, "aclk_i", "cdc", NULL},
	{"input", 1, "aresetn_i", "cdc", NULL},
	{"input", 1, "s_axis_in_tvalid", "feed", "s_axis_tvalid"},
	{"output", 1, "s_axis_in_tready", "feed", "s_axis_tready"},
	{"input", 0, "s_axis_in_tdata", "feed", "s_axis_tdata"},
	{"input", 1, "s_axis_in_tlast", "feed", "s_axis_tlast"},
	{"output", 1, "m_axis_out_tvalid", "collect", "m_axis_tvalid"},
	{"input", 1, "m_axis_out_tready", "collect", "m_axis_tready"},
	{"output", 0, "m_axis_out_tdata", "collect", "m_axis_tdata"},
	{"output", 1, "m_axis_out_tlast", "collect", "m_axis_tlast"},
	{"output", 1, "m_axis_out_tuser", "collect", "m_axis_tuser"},
	{"input", 1, "s_axis_prog_tvalid", "ctrl", NULL},
	{"output", 1, "s_axis_prog_tready", "ctrl", NULL},
	{"input", 32, "s_axis_prog_tdata", "ctrl", NULL},
	{"input", 1, "s_axis_prog_tlast", "ctrl", NULL},
	{"input", 8, "s_axil_awaddr", "ctrl", NULL},
	{"input", 1, "s_axil_awvalid", "ctrl", NULL},
	{"output", 1, "s_axil_awready", "ctrl", NULL},
	{"input", 32, "s_axil_wdata", "ctrl", NULL},
	{"input", 4, "s_axil_wstrb", "ctrl", NULL},
	{"input", 1, "s_axil_wvalid", "ctrl", NULL},
	{"output", 1, "s_axil_wready", "ctrl", NULL},
	{"output", 2, "s_axil_bresp", "ctrl", NULL},
	{"output", 1, "s_axil_bvalid", "ctrl", NULL},
	{"input", 1, "s_axil_bready", "ctrl", NULL},
	{"input", 8, "s_axil_araddr", "ctrl", NULL},
	{"input", 1, "s_axil_arvalid", "ctrl", NULL},
	{"output", 1, "s_axil_arready", "ctrl", NULL},
	{"output", 32, "s_axil_rdata", "ctrl", NULL},
	{"output", 2, "s_axil_rresp", "ctrl", NULL},
	{"output", 1, "s_axil_rvalid", "ctrl", NULL},
	{"input", 1, "s_axil_rready", "ctrl", NULL},
	{"output", 1, "irq_o", "ctrl", NULL},
	{"input", 1, "scan_mode_i", "test", NULL},
	{"input", EMIT_TEST_BITS, "mem_test_i", "test", NULL},
	{"output", 1, "mem_fail_o", "test", NULL},
	{NULL, 0, NULL, NULL, NULL},
};

int emit_two_clocks(const struct emit *m)
{
	return m->arch->io_clocks == 2;
}

const char *emit_reset(const struct emit *m)
{
	return emit_two_clocks(m) ? "rst" : "rst_i";
}

int emit_has_port(const struct emit *m, const struct emit_port *p)
{
	if (!strcmp(p->at, "cdc"))
		return emit_two_clocks(m);
	return m->arch->test_ports || strcmp(p->at, "test");
}

int emit_port_bits(const struct emit *m, const struct emit_port *p)
{
	return p->bits ? p->bits : m->arch->link_bits;
}

static void write_ports(const struct emit *m, struct vlog *v)
{
	const struct emit_port *p;
	char bits[12];

	vlog_line(v, "%s", "");
	vlog_module(v, "imc_fabric");
	vlog_port(v, "input", "", "clk_i");
	vlog_port(v, "input", "", "rst_i");
	for (p = emit_port; p->name; p++) {
		if (!emit_has_port(m, p))
			continue;
		snprintf(bits, sizeof(bits), "%d", emit_port_bits(m, p));
		vlog_port(v, p->direction, p->bits == 1 ? "" : bits, p->name);
	}
	vlog_ports_end(v);
	vlog_line(v, "%s", "");
}

static int crosses(const struct emit_port *p)
{
	return strcmp(p->at, "cdc") && strcmp(p->at, "test");
}

/* The wire of a port of the bus on the fabric's side of two clocks: "in_tvalid" of
 * "s_axis_in_tvalid", "axil_rdata", "irq". */
static void inner_name(const struct emit_port *p, char *name, size_t n)
{
	const char *s = p->name;

	if (!strncmp(s + 1, "_axis_", 6))
		s += 7;
	else if (!strncmp(s, "s_axil_", 7))
		s += 2;
	snprintf(name, n, "%.*s", (int)(strlen(s) - (strcmp(s, "irq_o") ? 0 : 2)), s);
}

/* Pins of an instance that carry the top's ports, or with two clocks what imc_cdc makes
 * of them. */
static void join_ports(const struct emit *m, struct vlog *v, const char *at)
{
	const struct emit_port *p;
	char name[32];

	vlog_pin(v, "clk_i", "clk_i");
	vlog_pin(v, "rst_i", "%s", emit_reset(m));
	for (p = emit_port; p->name; p++) {
		if (strcmp(p->at, at))
			continue;
		if (emit_two_clocks(m))
			inner_name(p, name, sizeof(name));
		else
			snprintf(name, sizeof(name), "%s", p->name);
		vlog_pin(v, p->pin ? p->pin : p->name, "%s", name);
	}
}

static void write_localparams(const struct emit *m, struct vlog *v)
{
	const struct arch *a = m->arch;
	struct emit_memories words = emit_memories(m, 0);

	vlog_localparam(v, "VCS", m->n_vcs, "virtual channels a channel");
	vlog_localparam(v, "DEPTH", wire_depth(a, m->topo),
			"flits a virtual channel");
	vlog_localparam(v, "BITS", a->link_bits, "word");
	vlog_localparam(v, "PSUM_BITS", a->psum_bits, "partial sum in a word");
	vlog_localparam(v, "FLIT_BITS", emit_flit_bits(m),
			a->parity ? "{parity, last, word}" : "{last, word}");
	if (a->parity)
		vlog_localparam(v, "VALIDS", emit_valids(m),
				"valids or credits of a channel, with their parity");
	vlog_localparam(v, "ROWS", a->xbar_rows, "crossbar inputs");
	vlog_localparam(v, "COLS", a->xbar_cols, "crossbar outputs");
	vlog_localparam(v, "CYCLES", a->xbar_cycles,
			"clock cycles a matrix-vector product");
	if (a->xbar_kind == ARCH_DIGITAL)
		vlog_localparam(v, "MACS", a->xbar_macs, "products a cycle of a crossbar");
	vlog_localparam(v, "ADC_BITS", a->adc_bits, "converter code");
	vlog_localparam(v, "WEIGHT_BITS", a->weight_bits, "weight");
	vlog_localparam(v, "POST_CYCLES", a->post_cycles,
			"clock cycles columns take in the post-processing");
	vlog_localparam(v, "POST_LANES", a->post_lanes, "columns at once");
	if (!m->plan) {	/* else each tile has its own */
		vlog_localparam(v, "ACT_WORDS", words.act, "activation memory of a tile");
		vlog_localparam(v, "SKIP_WORDS", words.skip, "residual memory of a tile");
		vlog_localparam(v, "POOL_WORDS", words.pool,
				"weights of the reduction of a tile");
		vlog_localparam(v, "SOURCES", a->act_sources,
				"streams of activations of a core");
	}
	vlog_localparam(v, "STATE", a->debug_state,
			"1: the state of a tile can be read");
	vlog_localparam(v, "COUNT_BITS", a->debug_counters,
			"counters of a tile's output ports, 0: none");
	vlog_localparam(v, "FIXED", !!m->plan,
			"1: task and routes of a tile are constants");
	if (a->parity)
		vlog_localparam(v, "PARITY", 1,
				"1: parity of flits, channels and configuration");
}

int emit_flit_bits(const struct emit *m)
{
	return m->arch->link_bits + 1 + m->arch->parity;
}

int emit_valids(const struct emit *m)
{
	return m->n_vcs + m->arch->parity;
}

/* The localparam of that. */
static const char *valids(const struct emit *m)
{
	return m->arch->parity ? "VALIDS" : "VCS";
}

void emit_parity(const struct emit *m, struct vlog *v)
{
	if (m->arch->parity)
		vlog_pin(v, "PARITY", "PARITY");
}

/* Bits of the monitor chain. */
static int mon_bits(const struct emit *m)
{
	return m->arch->parity ? 22 : 20;
}

static void write_cdc_wires(const struct emit *m, struct vlog *v)
{
	const struct emit_port *p;
	char name[32], bits[12];

	vlog_line(v, "\n  // The ports of the bus on the fabric's side, its reset, and what waits there.");
	for (p = emit_port; p->name; p++) {
		if (!crosses(p))
			continue;
		inner_name(p, name, sizeof(name));
		snprintf(bits, sizeof(bits), "%d", emit_port_bits(m, p));
		vlog_wire(v, p->bits == 1 ? "" : bits, "%s", name);
	}
	vlog_wire(v, "", "rst");
	vlog_wire(v, "3", "waits");
}

static void write_cdc(struct vlog *v)
{
	const struct emit_port *p;
	char name[32], pin[36];

	vlog_instance(v, "imc_cdc");
	vlog_pin(v, "BITS", "BITS");
	vlog_name(v, "cdc");
	vlog_pin(v, "clk_i", "clk_i");
	vlog_pin(v, "rst_i", "rst_i");
	for (p = emit_port; p->name; p++)
		if (strcmp(p->at, "test"))
			vlog_pin(v, p->name, "%s", p->name);
	vlog_pin(v, "rst_o", "rst");
	vlog_pin(v, "waits_o", "waits");
	for (p = emit_port; p->name; p++) {
		if (!crosses(p))
			continue;
		inner_name(p, name, sizeof(name));
		snprintf(pin, sizeof(pin), "%s_%c", name,
			 strcmp(p->direction, "input") ? 'i' : 'o');
		vlog_pin(v, pin, "%s", name);
	}
	vlog_pins_end(v);
}

/* One bundle: valid and data one way, credits the other. */
static void write_bundle(const struct emit *m, struct vlog *v, const char *name)
{
	vlog_wire(v, valids(m), "%s_valid", name);
	vlog_wire(v, "FLIT_BITS", "%s_data", name);
	vlog_wire(v, valids(m), "%s_credit", name);
}

static void write_wires(const struct emit *m, struct vlog *v)
{
	const struct graph *g = m->topo->graph;
	char head[48];
	int e;

	vlog_line(v, "\n  // Fabric input and output.");
	write_bundle(m, v, "feed");
	write_bundle(m, v, "collect");
	vlog_line(v, "\n  // Channels: at the tail, and at the head.");
	for (e = 0; e < g->n_edges; e++) {
		if (m->out_port[e] < 0)
			continue;
		snprintf(head, sizeof(head), "%s_head", m->name[e]);
		write_bundle(m, v, m->name[e]);
		write_bundle(m, v, head);
	}
}

static void write_link(const struct emit *m, struct vlog *v, int e)
{
	const char *name = m->name[e];

	vlog_instance(v, "imc_link");
	vlog_pin(v, "WIDTH", "FLIT_BITS");
	vlog_pin(v, "VCS", "%s", valids(m));
	vlog_pin(v, "STAGES", "%d", wire_stages(m->arch, m->topo, e));
	vlog_name(v, "%s", name);
	vlog_pin(v, "clk_i", "clk_i");
	vlog_pin(v, "rst_i", "%s", emit_reset(m));
	vlog_pin(v, "in_valid_i", "%s_valid", name);
	vlog_pin(v, "in_data_i", "%s_data", name);
	vlog_pin(v, "in_credit_o", "%s_credit", name);
	vlog_pin(v, "out_valid_o", "%s_head_valid", name);
	vlog_pin(v, "out_data_o", "%s_head_data", name);
	vlog_pin(v, "out_credit_i", "%s_head_credit", name);
	vlog_pins_end(v);
}

/* The programming chain into `to`: a tile's number, "collect" or "end". */
static void write_chain(struct vlog *v, const char *to)
{
	vlog_wire(v, "", "chain_%s_valid", to);
	vlog_wire(v, "", "chain_%s_head", to);
	vlog_wire(v, "32", "chain_%s_data", to);
}

/* Name of the next tile on the chains behind `node`, or "collect". */
static void next_on_chain(const struct emit *m, int node, char *name, size_t n)
{
	do
		node++;
	while (node < m->topo->graph->n_nodes && !m->node[node].kept);
	if (node < m->topo->graph->n_nodes)
		snprintf(name, n, "%d", node);
	else
		snprintf(name, n, "collect");
}

static void write_chain_wires(const struct emit *m, struct vlog *v)
{
	char name[16] = "", mon[12], test[12];
	int n = -1;

	snprintf(mon, sizeof(mon), "%d", mon_bits(m));
	snprintf(test, sizeof(test), "%d", EMIT_TEST_BITS);

	vlog_line(v, "\n  // Programming and monitor chains, into tile n.");
	while (strcmp(name, "collect")) {
		next_on_chain(m, n, name, sizeof(name));
		write_chain(v, name);
		vlog_wire(v, mon, "mon_%s", name);
		if (m->arch->test_ports && strcmp(name, "collect") &&
		    !emit_is_first(m, atoi(name))) {
			vlog_wire(v, test, "test_%s", name);
			vlog_wire(v, "", "fail_%s", name);
		}
		n = atoi(name);
	}
	write_chain(v, "end");
	vlog_line(v, "\n  // Controller: to all tiles, to and from the edges.");
	vlog_wire(v, "32", "mon_sel");
	vlog_wire(v, "", "run");
	vlog_wire(v, "", "flush");
	vlog_wire(v, "", "cut");
	vlog_wire(v, "32", "image_words");
	vlog_wire(v, "", "frame");
	vlog_wire(v, "", "image_in");
	vlog_wire(v, "", "image_short");
	vlog_wire(v, "", "image_long");
	vlog_wire(v, "", "image_out");
	vlog_line(v, "\n  // Between the edges.");
	vlog_wire(v, "", "hold");
	vlog_wire(v, "", "marked");
}

static void write_feed(const struct emit *m, struct vlog *v)
{
	vlog_instance(v, "imc_feed");
	vlog_pin(v, "VCS", "VCS");
	vlog_pin(v, "DEPTH", "DEPTH");
	vlog_pin(v, "BITS", "BITS");
	emit_parity(m, v);
	vlog_name(v, "feed");
	join_ports(m, v, "feed");
	vlog_pin(v, "run_i", "run");
	vlog_pin(v, "flush_i", "flush");
	vlog_pin(v, "cut_i", "cut");
	vlog_pin(v, "words_i", "image_words");
	vlog_pin(v, "hold_i", "hold");
	vlog_pin(v, "marked_i", "marked");
	vlog_pin(v, "image_o", "image_in");
	vlog_pin(v, "short_o", "image_short");
	vlog_pin(v, "long_o", "image_long");
	vlog_pin(v, "frame_o", "frame");
	vlog_pin(v, "out_valid_o", "feed_valid");
	vlog_pin(v, "out_data_o", "feed_data");
	vlog_pin(v, "out_credit_i", "feed_credit");
	vlog_pins_end(v);
}

/* Words a pixel of each part of the output, the highest first. */
static void write_parts(const struct emit *m, struct vlog *v)
{
	int part, n;

	if (!m->plan) {
		vlog_pin(v, "part_i", "%d'h0", PART_BITS * m->n_vcs);
		return;
	}
	n = plan_output_parts(m->plan);
	vlog_cat(v, "part_i");
	for (part = m->n_vcs - 1; part >= 0; part--)
		vlog_item(v, "%d'h%x", PART_BITS, part >= n ? 0 :
			  1u << (PART_BITS - 1) |
			  (unsigned)m->plan->stream[plan_output_stream(
				  m->plan, part)].words);
	vlog_cat_end(v);
}

static void write_collect(const struct emit *m, struct vlog *v)
{
	vlog_instance(v, "imc_collect");
	vlog_pin(v, "VCS", "VCS");
	vlog_pin(v, "DEPTH", "DEPTH");
	vlog_pin(v, "FIXED", "FIXED");
	vlog_pin(v, "BITS", "BITS");
	emit_parity(m, v);
	vlog_name(v, "collect");
	join_ports(m, v, "collect");
	vlog_pin(v, "node_i", "16'h%x", (unsigned)m->topo->graph->n_nodes);
	write_parts(m, v);
	vlog_pin(v, "cfg_valid_i", "chain_collect_valid");
	vlog_pin(v, "cfg_head_i", "chain_collect_head");
	vlog_pin(v, "cfg_data_i", "chain_collect_data");
	vlog_pin(v, "cfg_valid_o", "chain_end_valid");
	vlog_pin(v, "cfg_head_o", "chain_end_head");
	vlog_pin(v, "cfg_data_o", "chain_end_data");
	vlog_pin(v, "run_i", "run");
	vlog_pin(v, "image_i", "image_in");
	vlog_pin(v, "short_i", "image_short");
	vlog_pin(v, "long_i", "image_long");
	vlog_pin(v, "hold_o", "hold");
	vlog_pin(v, "marked_o", "marked");
	vlog_pin(v, "image_o", "image_out");
	vlog_pin(v, "in_valid_i", "collect_valid");
	vlog_pin(v, "in_data_i", "collect_data");
	vlog_pin(v, "in_credit_o", "collect_credit");
	vlog_pins_end(v);
}

static void pin_hash(struct vlog *v, const char *pin, uint64_t hash)
{
	vlog_cat(v, pin);
	vlog_item(v, "32'h%x", (unsigned)(hash >> 32));
	vlog_item(v, "32'h%x", (unsigned)hash);
	vlog_cat_end(v);
}

/* What the fabric says of itself: registers TILES to PLAN_HIGH. */
static void write_identity(const struct emit *m, struct vlog *v)
{
	const struct arch *a = m->arch;

	vlog_pin(v, "tiles_i", "17'h%x", (unsigned)m->topo->graph->n_nodes);
	vlog_pin(v, "shape_i", "32'h%x", (unsigned)!!m->plan << 31 |
		 (unsigned)a->debug_state << 24 |
		 (unsigned)emit_two_clocks(m) << 25 |
		 (unsigned)a->parity << 30 |
		 (unsigned)a->psum_bits << 16 | (unsigned)a->link_bits << 8 |
		 (unsigned)m->n_vcs);
	pin_hash(v, "hash_i", m->hardware_hash);
	pin_hash(v, "plan_i", m->plan_hash);
}

static void write_ctrl(const struct emit *m, struct vlog *v)
{
	char first[16], mon[24], zero[16];

	next_on_chain(m, -1, first, sizeof(first));
	vlog_instance(v, "imc_ctrl");
	vlog_pin(v, "STAGES", "%d", wire_max_stages(m->arch, m->topo));
	vlog_pin(v, "IMAGE_WORDS", "%d", m->plan ?
		 (int)plan_image_words(&m->plan->stream[0]) : 0);
	vlog_pin(v, "STATE", "STATE");
	if (emit_two_clocks(m))
		vlog_pin(v, "WAITS", "1");
	emit_parity(m, v);
	vlog_name(v, "ctrl");
	join_ports(m, v, "ctrl");
	vlog_pin(v, "cfg_valid_o", "chain_%s_valid", first);
	vlog_pin(v, "cfg_head_o", "chain_%s_head", first);
	vlog_pin(v, "cfg_data_o", "chain_%s_data", first);
	vlog_pin(v, "cfg_valid_i", "chain_end_valid");
	vlog_pin(v, "cfg_head_i", "chain_end_head");
	vlog_pin(v, "cfg_data_i", "chain_end_data");
	vlog_pin(v, "mon_i", "mon_collect");
	vlog_pin(v, "mon_sel_o", "mon_sel");
	write_identity(m, v);
	vlog_pin(v, "run_o", "run");
	vlog_pin(v, "flush_o", "flush");
	vlog_pin(v, "cut_o", "cut");
	vlog_pin(v, "words_o", "image_words");
	if (emit_two_clocks(m)) {
		vlog_cat(v, "frame_i");
		vlog_item(v, "waits");
		vlog_item(v, "frame");
		vlog_cat_end(v);
	} else {
		vlog_pin(v, "frame_i", "frame");
	}
	vlog_pin(v, "image_in_i", "image_in");
	vlog_pin(v, "short_i", "image_short");
	vlog_pin(v, "long_i", "image_long");
	vlog_pin(v, "image_out_i", "image_out");
	vlog_pins_end(v);
	snprintf(mon, sizeof(mon), "mon_%s", first);
	snprintf(zero, sizeof(zero), "%d'h0", mon_bits(m));
	vlog_tie(v, mon, zero);
}

/* Each tile, and behind it the channels that leave it. */
static void write_tiles(const struct emit *m, struct vlog *v)
{
	const struct graph *g = m->topo->graph;
	char next[16];
	int n, e;

	for (n = 0; n < g->n_nodes; n++) {
		if (!m->node[n].kept)
			continue;
		next_on_chain(m, n, next, sizeof(next));
		emit_tile(m, v, n, next);
		for (e = g->first[n]; e < g->first[n + 1]; e++)
			if (m->out_port[e] >= 0)
				write_link(m, v, e);
	}
}

void emit_netlist(const struct emit *m, struct text *t, struct text *wiring)
{
	struct vlog v = {.out = t, .wiring = wiring};
	struct text topology = {0};

	arch_write_topology(m->arch, &topology);
	text_add(wiring, EMIT_WIRING);
	vlog_file(&v);
	emit_header(m, "//", t);
	vlog_comment(&v, "// Topology ", topology.s, ".");
	text_free(&topology);
	write_ports(m, &v);
	write_localparams(m, &v);
	if (emit_two_clocks(m))
		write_cdc_wires(m, &v);
	write_wires(m, &v);
	write_chain_wires(m, &v);
	if (emit_two_clocks(m))
		write_cdc(&v);
	write_ctrl(m, &v);
	write_feed(m, &v);
	write_collect(m, &v);
	write_tiles(m, &v);
	vlog_end(&v);
}
