/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "impl.h"
#include "model/control.h"
#include "model/wire.h"

/* Three kinds of names, of which a netlist has one: hierarchical pins; nets, where Yosys made
 * it flat; cells, as other synthesis names registers, or as one named them itself. */
static const char sdc_held[] =
"# The registers of tasks and tables (task_q, enable_q, route_q of imc_config) hold still for\n"
"# three cycles before their tile runs. They are found as the pins of imc_config where it is\n"
"# a module still, else as cells (*task_q_reg*, or held_*, if you marked them: docs/rtl.md),\n"
"# else as the nets of a netlist that Yosys made flat; there a bit may bear the name of\n"
"# another wire that it feeds, and then keeps to one cycle, which is safe.\n"
"set imc_held_through [get_pins -quiet {*/configuration/task_o* */configuration/route_o*}]\n"
"set imc_held_from [get_cells -quiet -hierarchical {*task_q_reg* *enable_q_reg* *route_q_reg* held_*}]\n"
"if {![llength $imc_held_through] && ![llength $imc_held_from]} {\n"
"  set imc_held_through [get_nets -quiet {*configuration.*task_q* *configuration.*enable_q* *configuration.*route_q* \\\n"
"    *configuration.task_o* *configuration.route_o* *configuration.cols* *.task_regs* *core.task_i*}]\n"
"}\n"
"if {![llength $imc_held_through] && ![llength $imc_held_from]} {\n"
"  error {fabric.sdc: no register of tasks and tables is found, so all their paths would count as one cycle}\n"
"}\n"
"if {[llength $imc_held_through]} {\n"
"  set_multicycle_path 3 -setup -through $imc_held_through\n"
"  set_multicycle_path 2 -hold -through $imc_held_through\n"
"}\n"
"if {[llength $imc_held_from]} {\n"
"  set_multicycle_path 3 -setup -from $imc_held_from\n"
"  set_multicycle_path 2 -hold -from $imc_held_from\n"
"}\n";

/* What follows the clock of each port. */
static const char sdc_ports[] =
"set_load $imc_load [all_outputs]\n"
"# A cell of your library drives the inputs; without its name a slope of 0.1 ns.\n"
"if {$imc_driving_cell eq {}} {\n"
"  set_input_transition 0.1 $imc_inputs\n"
"} elseif {$imc_driving_pin eq {}} {\n"
"  set_driving_cell -lib_cell $imc_driving_cell $imc_inputs\n"
"} else {\n"
"  set_driving_cell -lib_cell $imc_driving_cell -pin $imc_driving_pin $imc_inputs\n"
"}\n";

/* Between two clocks, by the clocks and not by names, as no synthesis changes these. */
static const char sdc_crossing[] =
"# All paths between the clocks are in imc_cdc: Gray pointers and single bits into the first of\n"
"# two flip-flops, and words, which stand still long before they are looked at. The bits of a\n"
"# pointer must arrive within one cycle of each other, so a path may take as long as the\n"
"# shorter cycle. They are no -asynchronous clock groups: these would leave them without any\n"
"# bound, and win over one. Options of yours, as -datapath_only (Vivado) or\n"
"# -ignore_clock_latency (OpenSTA), keep the delays of the clock trees out of it.\n"
"if {![info exists imc_crossing_options]} {set imc_crossing_options {}}\n"
"foreach clock {clk aclk} {\n"
"  if {![llength [all_registers -clock $clock]]} {\n"
"    error \"fabric.sdc: no register has the clock $clock\"\n"
"  }\n"
"}\n"
"set imc_crossing [expr {min($imc_period, $imc_bus_period)}]\n"
"foreach {from to} {clk aclk aclk clk} {\n"
"  eval set_max_delay $imc_crossing_options $imc_crossing -from \\[get_clocks $from\\] -to \\[get_clocks $to\\]\n"
"  set_false_path -hold -from [get_clocks $from] -to [get_clocks $to]\n"
"}\n";

static int is_bus_port(const struct emit_port *p)
{
	return strcmp(p->at, "test") && strcmp(p->name, "aclk_i") && strcmp(p->name, "aresetn_i");
}

/* The names of the bus's ports in a direction; those of words end with a star. */
static void sdc_names(const struct emit *m, const char *direction, struct text *t)
{
	const struct emit_port *p;
	const char *gap = "";

	for (p = emit_port; p->name; p++) {
		if (!emit_has_port(m, p) || strcmp(p->direction, direction) || !is_bus_port(p))
			continue;
		text_add(t, "%s%s%s", gap, p->name, p->bits == 1 ? "" : "*");
		gap = " ";
	}
}

static void sdc_values(const struct emit *m, struct text *t)
{
	text_add(t,
"foreach {name value} {imc_period %.4f imc_driving_cell {} imc_driving_pin {} imc_load 0.0334} {\n"
"  if {![info exists $name]} {set $name $value}\n"
"}\n", 1000.0 / m->arch->clock_mhz);
}

/* Where the ports have a clock of their own. The resets may come at any time. */
static void sdc_two_clocks(const struct emit *m, struct text *t)
{
	text_add(t,
"# Times in ns, load in pF. Inputs arrive 40 %% into the cycle of their clock, outputs leave 40 %%\n"
"# before its end. Set any of these before this file is read to have another value; the clock\n"
"# of the bus is as fast as the fabric's where nothing is said.\n");
	sdc_values(m, t);
	text_add(t,
"if {![info exists imc_bus_period]} {set imc_bus_period $imc_period}\n"
"create_clock -name clk -period $imc_period [get_ports clk_i]\n"
"create_clock -name aclk -period $imc_bus_period [get_ports aclk_i]\n"
"set_clock_uncertainty [expr {0.05 * $imc_period}] [get_clocks clk]\n"
"set_clock_uncertainty [expr {0.05 * $imc_bus_period}] [get_clocks aclk]\n"
"set imc_inputs [get_ports {");
	sdc_names(m, "input", t);
	text_add(t, "}]\nset imc_outputs [get_ports {");
	sdc_names(m, "output", t);
	text_add(t, "}]\n"
"set_input_delay [expr {0.4 * $imc_bus_period}] -clock aclk $imc_inputs\n"
"set_output_delay [expr {0.4 * $imc_bus_period}] -clock aclk $imc_outputs\n"
"set_false_path -from [get_ports {rst_i aresetn_i}]\n");
	if (m->arch->test_ports)
		text_add(t,
"set_input_delay [expr {0.4 * $imc_period}] -clock clk [get_ports {mem_test_i*}]\n"
"set_output_delay [expr {0.4 * $imc_period}] -clock clk [get_ports {mem_fail_o}]\n");
	text_add(t, "%s%s", sdc_ports, sdc_crossing);
}

static void sdc_one_clock(const struct emit *m, struct text *t)
{
	text_add(t,
"# Times in ns, load in pF. Inputs arrive 40 %% into the cycle, outputs leave 40 %% before its\n"
"# end. Set any of these before this file is read to have another value.\n");
	sdc_values(m, t);
	text_add(t,
"create_clock -name clk -period $imc_period [get_ports clk_i]\n"
"set_clock_uncertainty [expr {0.05 * $imc_period}] [get_clocks clk]\n"
"set imc_inputs [get_ports {rst_i ");
	sdc_names(m, "input", t);
	text_add(t, "}]\n"
"set_input_delay [expr {0.4 * $imc_period}] -clock clk $imc_inputs\n"
"set_output_delay [expr {0.4 * $imc_period}] -clock clk [all_outputs]\n"
"%s", sdc_ports);
}

void emit_sdc(const struct emit *m, struct text *t)
{
	emit_header(m, "#", t);
	if (emit_two_clocks(m))
		sdc_two_clocks(m, t);
	else
		sdc_one_clock(m, t);
	if (!m->plan)
		text_add(t, "%s", sdc_held);
}

/* A word of code in a table of Markdown. */
static void add_code(struct text *t, const char *s)
{
	const char *mark = strchr(s, '`') ? "``" : "`";

	text_add(t, "%s", mark);
	for (; *s; s++)
		text_add(t, *s == '|' ? "\\%c" : "%c", *s);
	text_add(t, "%s", mark);
}

static int is_digital(const struct emit *m)
{
	return m->arch->xbar_kind == ARCH_DIGITAL;
}

static void readme_shape(const struct emit *m, struct text *t)
{
	const struct arch *a = m->arch;
	int n, n_tiles = 0, n_links = 0, stages = a->link_stages;
	struct text topology = {0};

	arch_write_topology(a, &topology);
	for (n = 0; n < m->topo->graph->n_nodes; n++)
		n_tiles += m->node[n].kept;
	for (n = 0; n < m->topo->graph->n_edges; n++) {
		n_links += m->out_port[n] >= 0;
		if (wire_stages(a, m->topo, n) > stages)
			stages = wire_stages(a, m->topo, n);
	}
	text_add(t, "| | |\n|---|---|\n| topology | ");
	add_code(t, topology.s);
	text_free(&topology);
	text_add(t, ", %d tiles, %d channels |\n"
"| channel | %d bits and a last flag a cycle, %d virtual channels, %d flits each, %d to %d extra registers each way |\n"
"| crossbar | %s; %d rows, %d columns, weights of %d bits, converter of %d bits, %d cycles a product |\n"
"| post-processing | %d columns at once, in %d cycles%s%s |\n"
"| memories a tile | activations %d bytes of %d sources, residual %d bytes, weights of the reduction %d |\n"
"| clock | %d MHz (`syn/fabric.sdc`)%s |\n"
"| program | %s |\n\n", n_tiles, n_links, a->link_bits, m->n_vcs,
		 wire_depth(a, m->topo), a->link_stages, stages,
		 is_digital(m) ? "in logic" : "a macro", a->xbar_rows, a->xbar_cols,
		 a->weight_bits, a->adc_bits, a->xbar_cycles,
		 a->post_lanes, a->post_cycles,
		 a->post_table ? "; a table of 256 results" : "",
		 a->post_leak ? "; a multiplier for negative sums" : "",
		 a->act_bytes, a->act_sources, a->skip_bytes, a->pool_weights,
		 a->clock_mhz, emit_two_clocks(m) ? "; the bus has its own, `aclk_i`" : "",
		 m->plan ? "tasks and routes are constants; weights and column constants "
			   "enter through `s_axis_prog`" :
			   "enters through `s_axis_prog`");
}

static void readme_files(const struct emit *m, struct text *t)
{
	int digital = is_digital(m);

	text_add(t,
"## Files\n\n"
"Plain Verilog-2005 (IEEE 1364-2005). Names in the lists are relative to this folder (`verilator -F sim.f`, `cd` here and `iverilog -g2005 -f sim.f`).\n\n"
"| file | |\n|---|---|\n"
"| `sim.f` | what a simulation reads: `rtl/` and the models in `sim/` |\n"
"| `syn.f` | what a synthesis around the macros reads: `rtl/` and the black boxes in `syn/` |\n"
"| `cells.f` | the same with the macros as cells of `syn/macro.lib`: `rtl/` and `cells/imc_cells.v` |\n"
"| `fpga.f` | what a synthesis for an FPGA reads: `rtl/`, `sim/imc_sram.v`, which becomes block RAM (define SYNTHESIS where the tool does not, and IMC_MULTIPLIERS: products go to multipliers then)%s |\n"
"| `rtl/imc_fabric.v` | the top, `imc_fabric`: one `imc_tile` a node (CORE 0: without a core), one `imc_link` a channel, `imc_feed`, `imc_collect`, `imc_ctrl` |\n"
"| `rtl/imc_*.v` | the other modules |\n"
"| `rtl/imc_control.vh` | the numbers of the control registers, included by `imc_ctrl.v` |\n"
"| `rtl/imc_task.vh` | the fields of the task registers, included by some modules |\n"
"| `sim/` | behavioural models of the macros: %s`imc_sram.v` |\n"
"| %s`syn/imc_sram.v` | the same as black boxes |\n"
"| `syn/macro.lib`, `syn/macro.lef` | the macros as cells: Liberty with assumed times, LEF with assumed pins |\n"
"| `syn/fabric.sdc` | clock, delays, driving cell and load of the ports, paths of several cycles |\n"
"%s| `imc_fabric.core` | FuseSoC: targets `lint`, `sim`, `synth` and `fpga` |\n"
"| `imc_fabric.xml` | component of IP-XACT (IEEE 1685-2014): ports and files |\n"
"| `fabric.wiring` | shapes and wires of `imc_fabric.v` in plain lines, for programs (docs/formats.md) |\n\n"
"Channel e from tile a to tile b is `link_a_b`; `link_a_b_valid`, `_data` and `_credit` are its wires at the tail,\n"
"`link_a_b_head_*` those at the head. Of parallel channels the second is `link_a_b_1`, the third `link_a_b_2`.\n\n",
		 digital ? "" : ", and the crossbar as a black box",
		 digital ? "" : "`imc_xbar.v` with its converter `imc_adc.v`, and ",
		 digital ? "" : "`syn/imc_xbar.v`, ",
		 emit_two_clocks(m) ? "| `rtl/imc_cdc*.v` | of these, what is between the clocks of bus "
				      "and fabric |\n" : "");
}

static const char readme_one_clock[] =
"| `clk_i` | 1 | in | clock |\n"
"| `rst_i` | 1 | in | synchronous reset, active high, at least one cycle |\n";

static const char readme_two_clocks[] =
"| `clk_i` | 1 | in | clock of the fabric |\n"
"| `rst_i` | 1 | in | reset, active high, of any clock, at least four cycles of `clk_i`, at power-up 20 of the slower clock; resets all, as `aresetn_i` does |\n"
"| `aclk_i` | 1 | in | clock of the bus, of any frequency and phase |\n"
"| `aresetn_i` | 1 | in | its reset, active low, of any clock, at least four cycles of `aclk_i`, at power-up 20 of the slower clock |\n";

static void readme_ports(const struct emit *m, struct text *t)
{
	const struct arch *a = m->arch;
	int lanes = arch_lanes(a);

	text_add(t,
"## Ports of `imc_fabric`\n\n"
"All change with the rising edge of `%s`. A word moves where valid and ready are both high.\n\n"
"| port | bits | direction | |\n|---|---|---|---|\n%s"
"| `s_axis_in_tvalid` | 1 | in | image input, AXI4-Stream: a word is there |\n"
"| `s_axis_in_tready` | 1 | out | the word is taken |\n"
"| `s_axis_in_tdata` | %d | in | %d channels of a pixel, lowest byte first; a pixel begins a new word, unless the plan packs "
"several into one: then their bytes follow each other (`w` of its stream 0 is so many times less than `w` of its image) |\n"
"| `s_axis_in_tlast` | 1 | in | last word of an image |\n"
"| `m_axis_out_tvalid` | 1 | out | result, AXI4-Stream: a word is there |\n"
"| `m_axis_out_tready` | 1 | in | the word is taken |\n"
"| `m_axis_out_tdata` | %d | out | results of a pixel from the lowest bit on: %d of %d bits, or %d bytes; a pixel begins a new word |\n"
"| `m_axis_out_tlast` | 1 | out | last word of an image |\n"
"| `m_axis_out_tuser` | 1 | out | with tlast: the frame of this image had a wrong length, the result means nothing |\n"
"| `s_axis_prog_tvalid` | 1 | in | programming stream, AXI4-Stream: a word is there |\n"
"| `s_axis_prog_tready` | 1 | out | the word is taken |\n"
"| `s_axis_prog_tdata` | 32 | in | magic, length, records, CRC-32 |\n"
"| `s_axis_prog_tlast` | 1 | in | ignored |\n"
"| `s_axil_awaddr` | 8 | in | AXI4-Lite control, byte address of a write |\n"
"| `s_axil_awvalid` | 1 | in | the address is there |\n"
"| `s_axil_awready` | 1 | out | the address is taken |\n"
"| `s_axil_wdata` | 32 | in | write data |\n"
"| `s_axil_wstrb` | 4 | in | bytes to write |\n"
"| `s_axil_wvalid` | 1 | in | the data is there |\n"
"| `s_axil_wready` | 1 | out | the data is taken |\n"
"| `s_axil_bresp` | 2 | out | write response |\n"
"| `s_axil_bvalid` | 1 | out | the response is there |\n"
"| `s_axil_bready` | 1 | in | the response is taken |\n"
"| `s_axil_araddr` | 8 | in | byte address of a read |\n"
"| `s_axil_arvalid` | 1 | in | the address is there |\n"
"| `s_axil_arready` | 1 | out | the address is taken |\n"
"| `s_axil_rdata` | 32 | out | read data |\n"
"| `s_axil_rresp` | 2 | out | read response |\n"
"| `s_axil_rvalid` | 1 | out | the data is there |\n"
"| `s_axil_rready` | 1 | in | the data is taken |\n"
"| `irq_o` | 1 | out | interrupt, high while a cause of IRQ_STATUS is set that IRQ_MASK lets through |\n\n",
		 emit_two_clocks(m) ? "aclk_i" : "clk_i",
		 emit_two_clocks(m) ? readme_two_clocks : readme_one_clock,
		 a->link_bits, lanes, a->link_bits, arch_sums(a),
		 a->psum_bits, lanes);
}

static void readme_registers(struct text *t)
{
	text_add(t, "## Control registers\n\n");
	control_markdown(t);
	text_add(t, "\nAnswers, the first that applies:\n\n");
	control_answers_markdown(t);
	text_add(t, "\n");
}

static const char readme_test[] =
"## Test of the chip\n\n"
"| port | bits | direction | |\n|---|---|---|---|\n"
"| `scan_mode_i` | 1 | in | constant high through a scan test: the outputs of the macros come from registers that take their inputs, folded |\n"
"| `mem_test_i` | 47 | in | `{node[16], on, we, re, data[8], addr[20]}`: with `on`, all memories of tile `node` (65535: of all tiles) write or read word `addr`, each byte of it `data`; while the fabric is halted |\n"
"| `mem_fail_o` | 1 | out | a memory read other data; as many cycles behind as there are tiles, and 3 |\n\n";

static const char readme_logic[] =
"## The crossbar\n\n"
"`rtl/imc_xbar_digital.v`: weights, vectors and codes in memories (`imc_sram`), MACS products a cycle. A product takes CYCLES cycles\n"
"whatever rows and columns a task uses.\n\n";

static const char readme_xbar[] =
"## Macro `imc_xbar`: the crossbar\n\n"
"Parameters ROWS, COLS, CYCLES, ADC_BITS, WEIGHT_BITS, BITS, READ_COLS. Inputs and results are double-buffered.\n\n"
"| port | |\n|---|---|\n"
"| `clk_i rst_i` | clock; synchronous reset of control, not of the weights |\n"
"| `w_we_i w_row_i[16] w_col4_i[16] w_data_i[32]` | writes four weights of a row: byte j is column `4*w_col4_i + j`, two's complement, low WEIGHT_BITS count |\n"
"| `rows_i[16] cols_i[16] signed_i` | rows and columns in use, constant while running; inputs are two's complement |\n"
"| `gain_i[16] shift_i[6] offset_i[32]` | converter range, constant while running |\n"
"| `x_we_i x_addr_i[14] x_data_i[BITS]` | writes BITS/8 elements of the waiting input vector, from `BITS/8 * x_addr_i` on, lowest byte first |\n"
"| `start_i ready_o` | a start is accepted where both are high; the waiting vector becomes the one in use |\n"
"| `res_valid_o res_done_i` | results of the oldest finished product can be read; done, for one cycle, frees them |\n"
"| `col_re_i col_i[16] col_data_o[READ_COLS*ADC_BITS]` | codes of READ_COLS columns from `col_i` on, a multiple, in the next cycle, held until the next read |\n\n"
"A start accepted at edge T shows its results after edge T+CYCLES if the result buffer is free by then, else after the\n"
"edge that frees it; the next start can be accepted at that same edge. A code is\n"
"`clamp(round_shift((sum - offset_i) * gain_i, shift_i))` to ADC_BITS signed bits, rounding half up, where `sum` is the exact\n"
"integer product of the column.\n\n";

static const char readme_sram[] =
"## Macro `imc_sram`: memory\n\n"
"Parameters WIDTH and DEPTH; one write port, one read port, one clock.\n\n"
"| port | |\n|---|---|\n"
"| `clk_i` | clock |\n"
"| `we_i waddr_i wdata_i` | writes a word |\n"
"| `re_i raddr_i rdata_o` | reads a word: it appears in the next cycle and stays until the next read |\n\n"
"What is read of the word that is written in the same cycle is undefined, and nobody uses it.\n";

void emit_readme(const struct emit *m, struct text *t)
{
	text_add(t, "# Fabric %s\n\n", m->arch->name);
	emit_header(m, "", t);
	text_add(t, "\n");
	readme_shape(m, t);
	readme_files(m, t);
	readme_ports(m, t);
	readme_registers(t);
	if (m->arch->test_ports)
		text_add(t, "%s", readme_test);
	text_add(t, "%s%s", is_digital(m) ? readme_logic : readme_xbar, readme_sram);
}
