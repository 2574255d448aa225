// SPDX-License-Identifier: Apache-2.0
`default_nettype none
// imcfab VERSION: imcfab fabric
// hardware tiny, hash HASH
// Topology 5pp(4).

module imc_fabric (
  input wire clk_i,
  input wire rst_i,
  input wire s_axis_in_tvalid,
  output wire s_axis_in_tready,
  input wire [31:0] s_axis_in_tdata,
  input wire s_axis_in_tlast,
  output wire m_axis_out_tvalid,
  input wire m_axis_out_tready,
  output wire [31:0] m_axis_out_tdata,
  output wire m_axis_out_tlast,
  output wire m_axis_out_tuser,
  input wire s_axis_prog_tvalid,
  output wire s_axis_prog_tready,
  input wire [31:0] s_axis_prog_tdata,
  input wire s_axis_prog_tlast,
  input wire [7:0] s_axil_awaddr,
  input wire s_axil_awvalid,
  output wire s_axil_awready,
  input wire [31:0] s_axil_wdata,
  input wire [3:0] s_axil_wstrb,
  input wire s_axil_wvalid,
  output wire s_axil_wready,
  output wire [1:0] s_axil_bresp,
  output wire s_axil_bvalid,
  input wire s_axil_bready,
  input wire [7:0] s_axil_araddr,
  input wire s_axil_arvalid,
  output wire s_axil_arready,
  output wire [31:0] s_axil_rdata,
  output wire [1:0] s_axil_rresp,
  output wire s_axil_rvalid,
  input wire s_axil_rready,
  output wire irq_o
);

  localparam VCS = 2;  // virtual channels a channel
  localparam DEPTH = 4;  // flits a virtual channel
  localparam BITS = 32;  // word
  localparam PSUM_BITS = 32;  // partial sum in a word
  localparam FLIT_BITS = 33;  // {last, word}
  localparam ROWS = 144;  // crossbar inputs
  localparam COLS = 16;  // crossbar outputs
  localparam CYCLES = 20;  // clock cycles a matrix-vector product
  localparam ADC_BITS = 24;  // converter code
  localparam WEIGHT_BITS = 8;  // weight
  localparam POST_CYCLES = 1;  // clock cycles columns take in the post-processing
  localparam POST_LANES = 1;  // columns at once
  localparam ACT_WORDS = 256;  // activation memory of a tile
  localparam SKIP_WORDS = 256;  // residual memory of a tile
  localparam POOL_WORDS = 0;  // weights of the reduction of a tile
  localparam SOURCES = 1;  // streams of activations of a core
  localparam STATE = 1;  // 1: the state of a tile can be read
  localparam COUNT_BITS = 0;  // counters of a tile's output ports, 0: none
  localparam FIXED = 0;  // 1: task and routes of a tile are constants

  // Fabric input and output.
  wire [VCS-1:0] feed_valid;
  wire [FLIT_BITS-1:0] feed_data;
  wire [VCS-1:0] feed_credit;
  wire [VCS-1:0] collect_valid;
  wire [FLIT_BITS-1:0] collect_data;
  wire [VCS-1:0] collect_credit;

  // Channels: at the tail, and at the head.
  wire [VCS-1:0] link_0_1_valid;
  wire [FLIT_BITS-1:0] link_0_1_data;
  wire [VCS-1:0] link_0_1_credit;
  wire [VCS-1:0] link_0_1_head_valid;
  wire [FLIT_BITS-1:0] link_0_1_head_data;
  wire [VCS-1:0] link_0_1_head_credit;
  wire [VCS-1:0] link_0_2_valid;
  wire [FLIT_BITS-1:0] link_0_2_data;
  wire [VCS-1:0] link_0_2_credit;
  wire [VCS-1:0] link_0_2_head_valid;
  wire [FLIT_BITS-1:0] link_0_2_head_data;
  wire [VCS-1:0] link_0_2_head_credit;
  wire [VCS-1:0] link_0_3_valid;
  wire [FLIT_BITS-1:0] link_0_3_data;
  wire [VCS-1:0] link_0_3_credit;
  wire [VCS-1:0] link_0_3_head_valid;
  wire [FLIT_BITS-1:0] link_0_3_head_data;
  wire [VCS-1:0] link_0_3_head_credit;
  wire [VCS-1:0] link_1_0_valid;
  wire [FLIT_BITS-1:0] link_1_0_data;
  wire [VCS-1:0] link_1_0_credit;
  wire [VCS-1:0] link_1_0_head_valid;
  wire [FLIT_BITS-1:0] link_1_0_head_data;
  wire [VCS-1:0] link_1_0_head_credit;
  wire [VCS-1:0] link_1_2_valid;
  wire [FLIT_BITS-1:0] link_1_2_data;
  wire [VCS-1:0] link_1_2_credit;
  wire [VCS-1:0] link_1_2_head_valid;
  wire [FLIT_BITS-1:0] link_1_2_head_data;
  wire [VCS-1:0] link_1_2_head_credit;
  wire [VCS-1:0] link_1_3_valid;
  wire [FLIT_BITS-1:0] link_1_3_data;
  wire [VCS-1:0] link_1_3_credit;
  wire [VCS-1:0] link_1_3_head_valid;
  wire [FLIT_BITS-1:0] link_1_3_head_data;
  wire [VCS-1:0] link_1_3_head_credit;
  wire [VCS-1:0] link_2_3_valid;
  wire [FLIT_BITS-1:0] link_2_3_data;
  wire [VCS-1:0] link_2_3_credit;
  wire [VCS-1:0] link_2_3_head_valid;
  wire [FLIT_BITS-1:0] link_2_3_head_data;
  wire [VCS-1:0] link_2_3_head_credit;
  wire [VCS-1:0] link_3_2_valid;
  wire [FLIT_BITS-1:0] link_3_2_data;
  wire [VCS-1:0] link_3_2_credit;
  wire [VCS-1:0] link_3_2_head_valid;
  wire [FLIT_BITS-1:0] link_3_2_head_data;
  wire [VCS-1:0] link_3_2_head_credit;

  // Programming and monitor chains, into tile n.
  wire chain_0_valid;
  wire chain_0_head;
  wire [31:0] chain_0_data;
  wire [19:0] mon_0;
  wire chain_1_valid;
  wire chain_1_head;
  wire [31:0] chain_1_data;
  wire [19:0] mon_1;
  wire chain_2_valid;
  wire chain_2_head;
  wire [31:0] chain_2_data;
  wire [19:0] mon_2;
  wire chain_3_valid;
  wire chain_3_head;
  wire [31:0] chain_3_data;
  wire [19:0] mon_3;
  wire chain_collect_valid;
  wire chain_collect_head;
  wire [31:0] chain_collect_data;
  wire [19:0] mon_collect;
  wire chain_end_valid;
  wire chain_end_head;
  wire [31:0] chain_end_data;

  // Controller: to all tiles, to and from the edges.
  wire [31:0] mon_sel;
  wire run;
  wire flush;
  wire cut;
  wire [31:0] image_words;
  wire frame;
  wire image_in;
  wire image_short;
  wire image_long;
  wire image_out;

  // Between the edges.
  wire hold;
  wire marked;

  imc_ctrl #(
    .STAGES(0),
    .IMAGE_WORDS(0),
    .STATE(STATE)
  ) ctrl (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .s_axis_prog_tvalid(s_axis_prog_tvalid),
    .s_axis_prog_tready(s_axis_prog_tready),
    .s_axis_prog_tdata(s_axis_prog_tdata),
    .s_axis_prog_tlast(s_axis_prog_tlast),
    .s_axil_awaddr(s_axil_awaddr),
    .s_axil_awvalid(s_axil_awvalid),
    .s_axil_awready(s_axil_awready),
    .s_axil_wdata(s_axil_wdata),
    .s_axil_wstrb(s_axil_wstrb),
    .s_axil_wvalid(s_axil_wvalid),
    .s_axil_wready(s_axil_wready),
    .s_axil_bresp(s_axil_bresp),
    .s_axil_bvalid(s_axil_bvalid),
    .s_axil_bready(s_axil_bready),
    .s_axil_araddr(s_axil_araddr),
    .s_axil_arvalid(s_axil_arvalid),
    .s_axil_arready(s_axil_arready),
    .s_axil_rdata(s_axil_rdata),
    .s_axil_rresp(s_axil_rresp),
    .s_axil_rvalid(s_axil_rvalid),
    .s_axil_rready(s_axil_rready),
    .irq_o(irq_o),
    .cfg_valid_o(chain_0_valid),
    .cfg_head_o(chain_0_head),
    .cfg_data_o(chain_0_data),
    .cfg_valid_i(chain_end_valid),
    .cfg_head_i(chain_end_head),
    .cfg_data_i(chain_end_data),
    .mon_i(mon_collect),
    .mon_sel_o(mon_sel),
    .tiles_i(17'h4),
    .shape_i(32'h1202002),
    .hash_i({32'h21451c8f, 32'h348bb16e}),
    .plan_i(PLAN),
    .run_o(run),
    .flush_o(flush),
    .cut_o(cut),
    .words_o(image_words),
    .frame_i(frame),
    .image_in_i(image_in),
    .short_i(image_short),
    .long_i(image_long),
    .image_out_i(image_out)
  );

  assign mon_0 = 20'h0;

  imc_feed #(
    .VCS(VCS),
    .DEPTH(DEPTH),
    .BITS(BITS)
  ) feed (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .s_axis_tvalid(s_axis_in_tvalid),
    .s_axis_tready(s_axis_in_tready),
    .s_axis_tdata(s_axis_in_tdata),
    .s_axis_tlast(s_axis_in_tlast),
    .run_i(run),
    .flush_i(flush),
    .cut_i(cut),
    .words_i(image_words),
    .hold_i(hold),
    .marked_i(marked),
    .image_o(image_in),
    .short_o(image_short),
    .long_o(image_long),
    .frame_o(frame),
    .out_valid_o(feed_valid),
    .out_data_o(feed_data),
    .out_credit_i(feed_credit)
  );

  imc_collect #(
    .VCS(VCS),
    .DEPTH(DEPTH),
    .FIXED(FIXED),
    .BITS(BITS)
  ) collect (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .m_axis_tvalid(m_axis_out_tvalid),
    .m_axis_tready(m_axis_out_tready),
    .m_axis_tdata(m_axis_out_tdata),
    .m_axis_tlast(m_axis_out_tlast),
    .m_axis_tuser(m_axis_out_tuser),
    .node_i(16'h4),
    .part_i(26'h0),
    .cfg_valid_i(chain_collect_valid),
    .cfg_head_i(chain_collect_head),
    .cfg_data_i(chain_collect_data),
    .cfg_valid_o(chain_end_valid),
    .cfg_head_o(chain_end_head),
    .cfg_data_o(chain_end_data),
    .run_i(run),
    .image_i(image_in),
    .short_i(image_short),
    .long_i(image_long),
    .hold_o(hold),
    .marked_o(marked),
    .image_o(image_out),
    .in_valid_i(collect_valid),
    .in_data_i(collect_data),
    .in_credit_o(collect_credit)
  );

  imc_tile #(
    .IN_PORTS(2),
    .OUT_PORTS(3),
    .VCS(VCS),
    .DEPTH(DEPTH),
    .ROWS(ROWS),
    .COLS(COLS),
    .CYCLES(CYCLES),
    .ADC_BITS(ADC_BITS),
    .WEIGHT_BITS(WEIGHT_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES(POST_LANES),
    .ACT_WORDS(ACT_WORDS),
    .SKIP_WORDS(SKIP_WORDS),
    .POOL_WORDS(POOL_WORDS),
    .SOURCES(SOURCES),
    .BITS(BITS),
    .PSUM_BITS(PSUM_BITS),
    .FIXED(FIXED),
    .STATE(STATE),
    .COUNT_BITS(COUNT_BITS)
  ) tile_0 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h0),
    .task_i(608'h0),
    .route_i(36'h0),
    .in_valid_i({feed_valid, link_1_0_head_valid}),
    .in_data_i({feed_data, link_1_0_head_data}),
    .in_credit_o({feed_credit, link_1_0_head_credit}),
    .out_valid_o({link_0_3_valid, link_0_2_valid, link_0_1_valid}),
    .out_data_o({link_0_3_data, link_0_2_data, link_0_1_data}),
    .out_credit_i({link_0_3_credit, link_0_2_credit, link_0_1_credit}),
    .cfg_valid_i(chain_0_valid),
    .cfg_head_i(chain_0_head),
    .cfg_data_i(chain_0_data),
    .cfg_valid_o(chain_1_valid),
    .cfg_head_o(chain_1_head),
    .cfg_data_o(chain_1_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_0),
    .mon_o(mon_1),
    .scan_i(1'h0),
    .test_i(47'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_0_1 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_0_1_valid),
    .in_data_i(link_0_1_data),
    .in_credit_o(link_0_1_credit),
    .out_valid_o(link_0_1_head_valid),
    .out_data_o(link_0_1_head_data),
    .out_credit_i(link_0_1_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_0_2 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_0_2_valid),
    .in_data_i(link_0_2_data),
    .in_credit_o(link_0_2_credit),
    .out_valid_o(link_0_2_head_valid),
    .out_data_o(link_0_2_head_data),
    .out_credit_i(link_0_2_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_0_3 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_0_3_valid),
    .in_data_i(link_0_3_data),
    .in_credit_o(link_0_3_credit),
    .out_valid_o(link_0_3_head_valid),
    .out_data_o(link_0_3_head_data),
    .out_credit_i(link_0_3_head_credit)
  );

  imc_tile #(
    .IN_PORTS(1),
    .OUT_PORTS(3),
    .VCS(VCS),
    .DEPTH(DEPTH),
    .ROWS(ROWS),
    .COLS(COLS),
    .CYCLES(CYCLES),
    .ADC_BITS(ADC_BITS),
    .WEIGHT_BITS(WEIGHT_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES(POST_LANES),
    .ACT_WORDS(ACT_WORDS),
    .SKIP_WORDS(SKIP_WORDS),
    .POOL_WORDS(POOL_WORDS),
    .SOURCES(SOURCES),
    .BITS(BITS),
    .PSUM_BITS(PSUM_BITS),
    .FIXED(FIXED),
    .STATE(STATE),
    .COUNT_BITS(COUNT_BITS)
  ) tile_1 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1),
    .task_i(608'h0),
    .route_i(27'h0),
    .in_valid_i({link_0_1_head_valid}),
    .in_data_i({link_0_1_head_data}),
    .in_credit_o({link_0_1_head_credit}),
    .out_valid_o({link_1_3_valid, link_1_2_valid, link_1_0_valid}),
    .out_data_o({link_1_3_data, link_1_2_data, link_1_0_data}),
    .out_credit_i({link_1_3_credit, link_1_2_credit, link_1_0_credit}),
    .cfg_valid_i(chain_1_valid),
    .cfg_head_i(chain_1_head),
    .cfg_data_i(chain_1_data),
    .cfg_valid_o(chain_2_valid),
    .cfg_head_o(chain_2_head),
    .cfg_data_o(chain_2_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_1),
    .mon_o(mon_2),
    .scan_i(1'h0),
    .test_i(47'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_0 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_0_valid),
    .in_data_i(link_1_0_data),
    .in_credit_o(link_1_0_credit),
    .out_valid_o(link_1_0_head_valid),
    .out_data_o(link_1_0_head_data),
    .out_credit_i(link_1_0_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_2 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_2_valid),
    .in_data_i(link_1_2_data),
    .in_credit_o(link_1_2_credit),
    .out_valid_o(link_1_2_head_valid),
    .out_data_o(link_1_2_head_data),
    .out_credit_i(link_1_2_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_3 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_3_valid),
    .in_data_i(link_1_3_data),
    .in_credit_o(link_1_3_credit),
    .out_valid_o(link_1_3_head_valid),
    .out_data_o(link_1_3_head_data),
    .out_credit_i(link_1_3_head_credit)
  );

  imc_tile #(
    .IN_PORTS(3),
    .OUT_PORTS(1),
    .VCS(VCS),
    .DEPTH(DEPTH),
    .ROWS(ROWS),
    .COLS(COLS),
    .CYCLES(CYCLES),
    .ADC_BITS(ADC_BITS),
    .WEIGHT_BITS(WEIGHT_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES(POST_LANES),
    .ACT_WORDS(ACT_WORDS),
    .SKIP_WORDS(SKIP_WORDS),
    .POOL_WORDS(POOL_WORDS),
    .SOURCES(SOURCES),
    .BITS(BITS),
    .PSUM_BITS(PSUM_BITS),
    .FIXED(FIXED),
    .STATE(STATE),
    .COUNT_BITS(COUNT_BITS)
  ) tile_2 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2),
    .task_i(608'h0),
    .route_i(20'h0),
    .in_valid_i({link_3_2_head_valid, link_1_2_head_valid, link_0_2_head_valid}),
    .in_data_i({link_3_2_head_data, link_1_2_head_data, link_0_2_head_data}),
    .in_credit_o({link_3_2_head_credit, link_1_2_head_credit, link_0_2_head_credit}),
    .out_valid_o({link_2_3_valid}),
    .out_data_o({link_2_3_data}),
    .out_credit_i({link_2_3_credit}),
    .cfg_valid_i(chain_2_valid),
    .cfg_head_i(chain_2_head),
    .cfg_data_i(chain_2_data),
    .cfg_valid_o(chain_3_valid),
    .cfg_head_o(chain_3_head),
    .cfg_data_o(chain_3_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_2),
    .mon_o(mon_3),
    .scan_i(1'h0),
    .test_i(47'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_2_3 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_2_3_valid),
    .in_data_i(link_2_3_data),
    .in_credit_o(link_2_3_credit),
    .out_valid_o(link_2_3_head_valid),
    .out_data_o(link_2_3_head_data),
    .out_credit_i(link_2_3_head_credit)
  );

  imc_tile #(
    .IN_PORTS(3),
    .OUT_PORTS(2),
    .VCS(VCS),
    .DEPTH(DEPTH),
    .ROWS(ROWS),
    .COLS(COLS),
    .CYCLES(CYCLES),
    .ADC_BITS(ADC_BITS),
    .WEIGHT_BITS(WEIGHT_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES(POST_LANES),
    .ACT_WORDS(ACT_WORDS),
    .SKIP_WORDS(SKIP_WORDS),
    .POOL_WORDS(POOL_WORDS),
    .SOURCES(SOURCES),
    .BITS(BITS),
    .PSUM_BITS(PSUM_BITS),
    .FIXED(FIXED),
    .STATE(STATE),
    .COUNT_BITS(COUNT_BITS)
  ) tile_3 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3),
    .task_i(608'h0),
    .route_i(28'h0),
    .in_valid_i({link_2_3_head_valid, link_1_3_head_valid, link_0_3_head_valid}),
    .in_data_i({link_2_3_head_data, link_1_3_head_data, link_0_3_head_data}),
    .in_credit_o({link_2_3_head_credit, link_1_3_head_credit, link_0_3_head_credit}),
    .out_valid_o({collect_valid, link_3_2_valid}),
    .out_data_o({collect_data, link_3_2_data}),
    .out_credit_i({collect_credit, link_3_2_credit}),
    .cfg_valid_i(chain_3_valid),
    .cfg_head_i(chain_3_head),
    .cfg_data_i(chain_3_data),
    .cfg_valid_o(chain_collect_valid),
    .cfg_head_o(chain_collect_head),
    .cfg_data_o(chain_collect_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_3),
    .mon_o(mon_collect),
    .scan_i(1'h0),
    .test_i(47'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    // No ports for a test of the chip.
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_2 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_2_valid),
    .in_data_i(link_3_2_data),
    .in_credit_o(link_3_2_credit),
    .out_valid_o(link_3_2_head_valid),
    .out_data_o(link_3_2_head_data),
    .out_credit_i(link_3_2_head_credit)
  );

endmodule

`default_nettype wire
