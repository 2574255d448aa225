// SPDX-License-Identifier: Apache-2.0
`default_nettype none
// imcfab 0.1.0: imcfab area
// hardware hermes64, hash 9ed97921e3b48817
// Topology 5pp(64, rows=4).

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

  localparam VCS = 1;  // virtual channels a channel
  localparam DEPTH = 4;  // flits a virtual channel
  localparam BITS = 32;  // word
  localparam PSUM_BITS = 32;  // partial sum in a word
  localparam FLIT_BITS = 33;  // {last, word}
  localparam ROWS = 256;  // crossbar inputs
  localparam COLS = 256;  // crossbar outputs
  localparam CYCLES = 130;  // clock cycles a matrix-vector product
  localparam ADC_BITS = 8;  // converter code
  localparam WEIGHT_BITS = 8;  // weight
  localparam POST_CYCLES = 4;  // clock cycles columns take in the post-processing
  localparam POST_LANES = 1;  // columns at once
  localparam ACT_WORDS = 2048;  // activation memory of a tile
  localparam SKIP_WORDS = 512;  // residual memory of a tile
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
  wire [VCS-1:0] link_0_4_valid;
  wire [FLIT_BITS-1:0] link_0_4_data;
  wire [VCS-1:0] link_0_4_credit;
  wire [VCS-1:0] link_0_4_head_valid;
  wire [FLIT_BITS-1:0] link_0_4_head_data;
  wire [VCS-1:0] link_0_4_head_credit;
  wire [VCS-1:0] link_0_5_valid;
  wire [FLIT_BITS-1:0] link_0_5_data;
  wire [VCS-1:0] link_0_5_credit;
  wire [VCS-1:0] link_0_5_head_valid;
  wire [FLIT_BITS-1:0] link_0_5_head_data;
  wire [VCS-1:0] link_0_5_head_credit;
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
  wire [VCS-1:0] link_1_4_valid;
  wire [FLIT_BITS-1:0] link_1_4_data;
  wire [VCS-1:0] link_1_4_credit;
  wire [VCS-1:0] link_1_4_head_valid;
  wire [FLIT_BITS-1:0] link_1_4_head_data;
  wire [VCS-1:0] link_1_4_head_credit;
  wire [VCS-1:0] link_1_5_valid;
  wire [FLIT_BITS-1:0] link_1_5_data;
  wire [VCS-1:0] link_1_5_credit;
  wire [VCS-1:0] link_1_5_head_valid;
  wire [FLIT_BITS-1:0] link_1_5_head_data;
  wire [VCS-1:0] link_1_5_head_credit;
  wire [VCS-1:0] link_1_30_valid;
  wire [FLIT_BITS-1:0] link_1_30_data;
  wire [VCS-1:0] link_1_30_credit;
  wire [VCS-1:0] link_1_30_head_valid;
  wire [FLIT_BITS-1:0] link_1_30_head_data;
  wire [VCS-1:0] link_1_30_head_credit;
  wire [VCS-1:0] link_2_3_valid;
  wire [FLIT_BITS-1:0] link_2_3_data;
  wire [VCS-1:0] link_2_3_credit;
  wire [VCS-1:0] link_2_3_head_valid;
  wire [FLIT_BITS-1:0] link_2_3_head_data;
  wire [VCS-1:0] link_2_3_head_credit;
  wire [VCS-1:0] link_2_4_valid;
  wire [FLIT_BITS-1:0] link_2_4_data;
  wire [VCS-1:0] link_2_4_credit;
  wire [VCS-1:0] link_2_4_head_valid;
  wire [FLIT_BITS-1:0] link_2_4_head_data;
  wire [VCS-1:0] link_2_4_head_credit;
  wire [VCS-1:0] link_2_5_valid;
  wire [FLIT_BITS-1:0] link_2_5_data;
  wire [VCS-1:0] link_2_5_credit;
  wire [VCS-1:0] link_2_5_head_valid;
  wire [FLIT_BITS-1:0] link_2_5_head_data;
  wire [VCS-1:0] link_2_5_head_credit;
  wire [VCS-1:0] link_2_6_valid;
  wire [FLIT_BITS-1:0] link_2_6_data;
  wire [VCS-1:0] link_2_6_credit;
  wire [VCS-1:0] link_2_6_head_valid;
  wire [FLIT_BITS-1:0] link_2_6_head_data;
  wire [VCS-1:0] link_2_6_head_credit;
  wire [VCS-1:0] link_2_7_valid;
  wire [FLIT_BITS-1:0] link_2_7_data;
  wire [VCS-1:0] link_2_7_credit;
  wire [VCS-1:0] link_2_7_head_valid;
  wire [FLIT_BITS-1:0] link_2_7_head_data;
  wire [VCS-1:0] link_2_7_head_credit;
  wire [VCS-1:0] link_3_2_valid;
  wire [FLIT_BITS-1:0] link_3_2_data;
  wire [VCS-1:0] link_3_2_credit;
  wire [VCS-1:0] link_3_2_head_valid;
  wire [FLIT_BITS-1:0] link_3_2_head_data;
  wire [VCS-1:0] link_3_2_head_credit;
  wire [VCS-1:0] link_3_4_valid;
  wire [FLIT_BITS-1:0] link_3_4_data;
  wire [VCS-1:0] link_3_4_credit;
  wire [VCS-1:0] link_3_4_head_valid;
  wire [FLIT_BITS-1:0] link_3_4_head_data;
  wire [VCS-1:0] link_3_4_head_credit;
  wire [VCS-1:0] link_3_5_valid;
  wire [FLIT_BITS-1:0] link_3_5_data;
  wire [VCS-1:0] link_3_5_credit;
  wire [VCS-1:0] link_3_5_head_valid;
  wire [FLIT_BITS-1:0] link_3_5_head_data;
  wire [VCS-1:0] link_3_5_head_credit;
  wire [VCS-1:0] link_3_6_valid;
  wire [FLIT_BITS-1:0] link_3_6_data;
  wire [VCS-1:0] link_3_6_credit;
  wire [VCS-1:0] link_3_6_head_valid;
  wire [FLIT_BITS-1:0] link_3_6_head_data;
  wire [VCS-1:0] link_3_6_head_credit;
  wire [VCS-1:0] link_3_7_valid;
  wire [FLIT_BITS-1:0] link_3_7_data;
  wire [VCS-1:0] link_3_7_credit;
  wire [VCS-1:0] link_3_7_head_valid;
  wire [FLIT_BITS-1:0] link_3_7_head_data;
  wire [VCS-1:0] link_3_7_head_credit;
  wire [VCS-1:0] link_3_28_valid;
  wire [FLIT_BITS-1:0] link_3_28_data;
  wire [VCS-1:0] link_3_28_credit;
  wire [VCS-1:0] link_3_28_head_valid;
  wire [FLIT_BITS-1:0] link_3_28_head_data;
  wire [VCS-1:0] link_3_28_head_credit;
  wire [VCS-1:0] link_4_5_valid;
  wire [FLIT_BITS-1:0] link_4_5_data;
  wire [VCS-1:0] link_4_5_credit;
  wire [VCS-1:0] link_4_5_head_valid;
  wire [FLIT_BITS-1:0] link_4_5_head_data;
  wire [VCS-1:0] link_4_5_head_credit;
  wire [VCS-1:0] link_4_6_valid;
  wire [FLIT_BITS-1:0] link_4_6_data;
  wire [VCS-1:0] link_4_6_credit;
  wire [VCS-1:0] link_4_6_head_valid;
  wire [FLIT_BITS-1:0] link_4_6_head_data;
  wire [VCS-1:0] link_4_6_head_credit;
  wire [VCS-1:0] link_4_7_valid;
  wire [FLIT_BITS-1:0] link_4_7_data;
  wire [VCS-1:0] link_4_7_credit;
  wire [VCS-1:0] link_4_7_head_valid;
  wire [FLIT_BITS-1:0] link_4_7_head_data;
  wire [VCS-1:0] link_4_7_head_credit;
  wire [VCS-1:0] link_4_8_valid;
  wire [FLIT_BITS-1:0] link_4_8_data;
  wire [VCS-1:0] link_4_8_credit;
  wire [VCS-1:0] link_4_8_head_valid;
  wire [FLIT_BITS-1:0] link_4_8_head_data;
  wire [VCS-1:0] link_4_8_head_credit;
  wire [VCS-1:0] link_4_9_valid;
  wire [FLIT_BITS-1:0] link_4_9_data;
  wire [VCS-1:0] link_4_9_credit;
  wire [VCS-1:0] link_4_9_head_valid;
  wire [FLIT_BITS-1:0] link_4_9_head_data;
  wire [VCS-1:0] link_4_9_head_credit;
  wire [VCS-1:0] link_5_4_valid;
  wire [FLIT_BITS-1:0] link_5_4_data;
  wire [VCS-1:0] link_5_4_credit;
  wire [VCS-1:0] link_5_4_head_valid;
  wire [FLIT_BITS-1:0] link_5_4_head_data;
  wire [VCS-1:0] link_5_4_head_credit;
  wire [VCS-1:0] link_5_6_valid;
  wire [FLIT_BITS-1:0] link_5_6_data;
  wire [VCS-1:0] link_5_6_credit;
  wire [VCS-1:0] link_5_6_head_valid;
  wire [FLIT_BITS-1:0] link_5_6_head_data;
  wire [VCS-1:0] link_5_6_head_credit;
  wire [VCS-1:0] link_5_7_valid;
  wire [FLIT_BITS-1:0] link_5_7_data;
  wire [VCS-1:0] link_5_7_credit;
  wire [VCS-1:0] link_5_7_head_valid;
  wire [FLIT_BITS-1:0] link_5_7_head_data;
  wire [VCS-1:0] link_5_7_head_credit;
  wire [VCS-1:0] link_5_8_valid;
  wire [FLIT_BITS-1:0] link_5_8_data;
  wire [VCS-1:0] link_5_8_credit;
  wire [VCS-1:0] link_5_8_head_valid;
  wire [FLIT_BITS-1:0] link_5_8_head_data;
  wire [VCS-1:0] link_5_8_head_credit;
  wire [VCS-1:0] link_5_9_valid;
  wire [FLIT_BITS-1:0] link_5_9_data;
  wire [VCS-1:0] link_5_9_credit;
  wire [VCS-1:0] link_5_9_head_valid;
  wire [FLIT_BITS-1:0] link_5_9_head_data;
  wire [VCS-1:0] link_5_9_head_credit;
  wire [VCS-1:0] link_5_26_valid;
  wire [FLIT_BITS-1:0] link_5_26_data;
  wire [VCS-1:0] link_5_26_credit;
  wire [VCS-1:0] link_5_26_head_valid;
  wire [FLIT_BITS-1:0] link_5_26_head_data;
  wire [VCS-1:0] link_5_26_head_credit;
  wire [VCS-1:0] link_6_7_valid;
  wire [FLIT_BITS-1:0] link_6_7_data;
  wire [VCS-1:0] link_6_7_credit;
  wire [VCS-1:0] link_6_7_head_valid;
  wire [FLIT_BITS-1:0] link_6_7_head_data;
  wire [VCS-1:0] link_6_7_head_credit;
  wire [VCS-1:0] link_6_8_valid;
  wire [FLIT_BITS-1:0] link_6_8_data;
  wire [VCS-1:0] link_6_8_credit;
  wire [VCS-1:0] link_6_8_head_valid;
  wire [FLIT_BITS-1:0] link_6_8_head_data;
  wire [VCS-1:0] link_6_8_head_credit;
  wire [VCS-1:0] link_6_9_valid;
  wire [FLIT_BITS-1:0] link_6_9_data;
  wire [VCS-1:0] link_6_9_credit;
  wire [VCS-1:0] link_6_9_head_valid;
  wire [FLIT_BITS-1:0] link_6_9_head_data;
  wire [VCS-1:0] link_6_9_head_credit;
  wire [VCS-1:0] link_6_10_valid;
  wire [FLIT_BITS-1:0] link_6_10_data;
  wire [VCS-1:0] link_6_10_credit;
  wire [VCS-1:0] link_6_10_head_valid;
  wire [FLIT_BITS-1:0] link_6_10_head_data;
  wire [VCS-1:0] link_6_10_head_credit;
  wire [VCS-1:0] link_6_11_valid;
  wire [FLIT_BITS-1:0] link_6_11_data;
  wire [VCS-1:0] link_6_11_credit;
  wire [VCS-1:0] link_6_11_head_valid;
  wire [FLIT_BITS-1:0] link_6_11_head_data;
  wire [VCS-1:0] link_6_11_head_credit;
  wire [VCS-1:0] link_7_6_valid;
  wire [FLIT_BITS-1:0] link_7_6_data;
  wire [VCS-1:0] link_7_6_credit;
  wire [VCS-1:0] link_7_6_head_valid;
  wire [FLIT_BITS-1:0] link_7_6_head_data;
  wire [VCS-1:0] link_7_6_head_credit;
  wire [VCS-1:0] link_7_8_valid;
  wire [FLIT_BITS-1:0] link_7_8_data;
  wire [VCS-1:0] link_7_8_credit;
  wire [VCS-1:0] link_7_8_head_valid;
  wire [FLIT_BITS-1:0] link_7_8_head_data;
  wire [VCS-1:0] link_7_8_head_credit;
  wire [VCS-1:0] link_7_9_valid;
  wire [FLIT_BITS-1:0] link_7_9_data;
  wire [VCS-1:0] link_7_9_credit;
  wire [VCS-1:0] link_7_9_head_valid;
  wire [FLIT_BITS-1:0] link_7_9_head_data;
  wire [VCS-1:0] link_7_9_head_credit;
  wire [VCS-1:0] link_7_10_valid;
  wire [FLIT_BITS-1:0] link_7_10_data;
  wire [VCS-1:0] link_7_10_credit;
  wire [VCS-1:0] link_7_10_head_valid;
  wire [FLIT_BITS-1:0] link_7_10_head_data;
  wire [VCS-1:0] link_7_10_head_credit;
  wire [VCS-1:0] link_7_11_valid;
  wire [FLIT_BITS-1:0] link_7_11_data;
  wire [VCS-1:0] link_7_11_credit;
  wire [VCS-1:0] link_7_11_head_valid;
  wire [FLIT_BITS-1:0] link_7_11_head_data;
  wire [VCS-1:0] link_7_11_head_credit;
  wire [VCS-1:0] link_7_24_valid;
  wire [FLIT_BITS-1:0] link_7_24_data;
  wire [VCS-1:0] link_7_24_credit;
  wire [VCS-1:0] link_7_24_head_valid;
  wire [FLIT_BITS-1:0] link_7_24_head_data;
  wire [VCS-1:0] link_7_24_head_credit;
  wire [VCS-1:0] link_8_9_valid;
  wire [FLIT_BITS-1:0] link_8_9_data;
  wire [VCS-1:0] link_8_9_credit;
  wire [VCS-1:0] link_8_9_head_valid;
  wire [FLIT_BITS-1:0] link_8_9_head_data;
  wire [VCS-1:0] link_8_9_head_credit;
  wire [VCS-1:0] link_8_10_valid;
  wire [FLIT_BITS-1:0] link_8_10_data;
  wire [VCS-1:0] link_8_10_credit;
  wire [VCS-1:0] link_8_10_head_valid;
  wire [FLIT_BITS-1:0] link_8_10_head_data;
  wire [VCS-1:0] link_8_10_head_credit;
  wire [VCS-1:0] link_8_11_valid;
  wire [FLIT_BITS-1:0] link_8_11_data;
  wire [VCS-1:0] link_8_11_credit;
  wire [VCS-1:0] link_8_11_head_valid;
  wire [FLIT_BITS-1:0] link_8_11_head_data;
  wire [VCS-1:0] link_8_11_head_credit;
  wire [VCS-1:0] link_8_12_valid;
  wire [FLIT_BITS-1:0] link_8_12_data;
  wire [VCS-1:0] link_8_12_credit;
  wire [VCS-1:0] link_8_12_head_valid;
  wire [FLIT_BITS-1:0] link_8_12_head_data;
  wire [VCS-1:0] link_8_12_head_credit;
  wire [VCS-1:0] link_8_13_valid;
  wire [FLIT_BITS-1:0] link_8_13_data;
  wire [VCS-1:0] link_8_13_credit;
  wire [VCS-1:0] link_8_13_head_valid;
  wire [FLIT_BITS-1:0] link_8_13_head_data;
  wire [VCS-1:0] link_8_13_head_credit;
  wire [VCS-1:0] link_9_8_valid;
  wire [FLIT_BITS-1:0] link_9_8_data;
  wire [VCS-1:0] link_9_8_credit;
  wire [VCS-1:0] link_9_8_head_valid;
  wire [FLIT_BITS-1:0] link_9_8_head_data;
  wire [VCS-1:0] link_9_8_head_credit;
  wire [VCS-1:0] link_9_10_valid;
  wire [FLIT_BITS-1:0] link_9_10_data;
  wire [VCS-1:0] link_9_10_credit;
  wire [VCS-1:0] link_9_10_head_valid;
  wire [FLIT_BITS-1:0] link_9_10_head_data;
  wire [VCS-1:0] link_9_10_head_credit;
  wire [VCS-1:0] link_9_11_valid;
  wire [FLIT_BITS-1:0] link_9_11_data;
  wire [VCS-1:0] link_9_11_credit;
  wire [VCS-1:0] link_9_11_head_valid;
  wire [FLIT_BITS-1:0] link_9_11_head_data;
  wire [VCS-1:0] link_9_11_head_credit;
  wire [VCS-1:0] link_9_12_valid;
  wire [FLIT_BITS-1:0] link_9_12_data;
  wire [VCS-1:0] link_9_12_credit;
  wire [VCS-1:0] link_9_12_head_valid;
  wire [FLIT_BITS-1:0] link_9_12_head_data;
  wire [VCS-1:0] link_9_12_head_credit;
  wire [VCS-1:0] link_9_13_valid;
  wire [FLIT_BITS-1:0] link_9_13_data;
  wire [VCS-1:0] link_9_13_credit;
  wire [VCS-1:0] link_9_13_head_valid;
  wire [FLIT_BITS-1:0] link_9_13_head_data;
  wire [VCS-1:0] link_9_13_head_credit;
  wire [VCS-1:0] link_9_22_valid;
  wire [FLIT_BITS-1:0] link_9_22_data;
  wire [VCS-1:0] link_9_22_credit;
  wire [VCS-1:0] link_9_22_head_valid;
  wire [FLIT_BITS-1:0] link_9_22_head_data;
  wire [VCS-1:0] link_9_22_head_credit;
  wire [VCS-1:0] link_10_11_valid;
  wire [FLIT_BITS-1:0] link_10_11_data;
  wire [VCS-1:0] link_10_11_credit;
  wire [VCS-1:0] link_10_11_head_valid;
  wire [FLIT_BITS-1:0] link_10_11_head_data;
  wire [VCS-1:0] link_10_11_head_credit;
  wire [VCS-1:0] link_10_12_valid;
  wire [FLIT_BITS-1:0] link_10_12_data;
  wire [VCS-1:0] link_10_12_credit;
  wire [VCS-1:0] link_10_12_head_valid;
  wire [FLIT_BITS-1:0] link_10_12_head_data;
  wire [VCS-1:0] link_10_12_head_credit;
  wire [VCS-1:0] link_10_13_valid;
  wire [FLIT_BITS-1:0] link_10_13_data;
  wire [VCS-1:0] link_10_13_credit;
  wire [VCS-1:0] link_10_13_head_valid;
  wire [FLIT_BITS-1:0] link_10_13_head_data;
  wire [VCS-1:0] link_10_13_head_credit;
  wire [VCS-1:0] link_10_14_valid;
  wire [FLIT_BITS-1:0] link_10_14_data;
  wire [VCS-1:0] link_10_14_credit;
  wire [VCS-1:0] link_10_14_head_valid;
  wire [FLIT_BITS-1:0] link_10_14_head_data;
  wire [VCS-1:0] link_10_14_head_credit;
  wire [VCS-1:0] link_10_15_valid;
  wire [FLIT_BITS-1:0] link_10_15_data;
  wire [VCS-1:0] link_10_15_credit;
  wire [VCS-1:0] link_10_15_head_valid;
  wire [FLIT_BITS-1:0] link_10_15_head_data;
  wire [VCS-1:0] link_10_15_head_credit;
  wire [VCS-1:0] link_11_10_valid;
  wire [FLIT_BITS-1:0] link_11_10_data;
  wire [VCS-1:0] link_11_10_credit;
  wire [VCS-1:0] link_11_10_head_valid;
  wire [FLIT_BITS-1:0] link_11_10_head_data;
  wire [VCS-1:0] link_11_10_head_credit;
  wire [VCS-1:0] link_11_12_valid;
  wire [FLIT_BITS-1:0] link_11_12_data;
  wire [VCS-1:0] link_11_12_credit;
  wire [VCS-1:0] link_11_12_head_valid;
  wire [FLIT_BITS-1:0] link_11_12_head_data;
  wire [VCS-1:0] link_11_12_head_credit;
  wire [VCS-1:0] link_11_13_valid;
  wire [FLIT_BITS-1:0] link_11_13_data;
  wire [VCS-1:0] link_11_13_credit;
  wire [VCS-1:0] link_11_13_head_valid;
  wire [FLIT_BITS-1:0] link_11_13_head_data;
  wire [VCS-1:0] link_11_13_head_credit;
  wire [VCS-1:0] link_11_14_valid;
  wire [FLIT_BITS-1:0] link_11_14_data;
  wire [VCS-1:0] link_11_14_credit;
  wire [VCS-1:0] link_11_14_head_valid;
  wire [FLIT_BITS-1:0] link_11_14_head_data;
  wire [VCS-1:0] link_11_14_head_credit;
  wire [VCS-1:0] link_11_15_valid;
  wire [FLIT_BITS-1:0] link_11_15_data;
  wire [VCS-1:0] link_11_15_credit;
  wire [VCS-1:0] link_11_15_head_valid;
  wire [FLIT_BITS-1:0] link_11_15_head_data;
  wire [VCS-1:0] link_11_15_head_credit;
  wire [VCS-1:0] link_11_20_valid;
  wire [FLIT_BITS-1:0] link_11_20_data;
  wire [VCS-1:0] link_11_20_credit;
  wire [VCS-1:0] link_11_20_head_valid;
  wire [FLIT_BITS-1:0] link_11_20_head_data;
  wire [VCS-1:0] link_11_20_head_credit;
  wire [VCS-1:0] link_12_13_valid;
  wire [FLIT_BITS-1:0] link_12_13_data;
  wire [VCS-1:0] link_12_13_credit;
  wire [VCS-1:0] link_12_13_head_valid;
  wire [FLIT_BITS-1:0] link_12_13_head_data;
  wire [VCS-1:0] link_12_13_head_credit;
  wire [VCS-1:0] link_12_14_valid;
  wire [FLIT_BITS-1:0] link_12_14_data;
  wire [VCS-1:0] link_12_14_credit;
  wire [VCS-1:0] link_12_14_head_valid;
  wire [FLIT_BITS-1:0] link_12_14_head_data;
  wire [VCS-1:0] link_12_14_head_credit;
  wire [VCS-1:0] link_12_15_valid;
  wire [FLIT_BITS-1:0] link_12_15_data;
  wire [VCS-1:0] link_12_15_credit;
  wire [VCS-1:0] link_12_15_head_valid;
  wire [FLIT_BITS-1:0] link_12_15_head_data;
  wire [VCS-1:0] link_12_15_head_credit;
  wire [VCS-1:0] link_12_16_valid;
  wire [FLIT_BITS-1:0] link_12_16_data;
  wire [VCS-1:0] link_12_16_credit;
  wire [VCS-1:0] link_12_16_head_valid;
  wire [FLIT_BITS-1:0] link_12_16_head_data;
  wire [VCS-1:0] link_12_16_head_credit;
  wire [VCS-1:0] link_12_17_valid;
  wire [FLIT_BITS-1:0] link_12_17_data;
  wire [VCS-1:0] link_12_17_credit;
  wire [VCS-1:0] link_12_17_head_valid;
  wire [FLIT_BITS-1:0] link_12_17_head_data;
  wire [VCS-1:0] link_12_17_head_credit;
  wire [VCS-1:0] link_13_12_valid;
  wire [FLIT_BITS-1:0] link_13_12_data;
  wire [VCS-1:0] link_13_12_credit;
  wire [VCS-1:0] link_13_12_head_valid;
  wire [FLIT_BITS-1:0] link_13_12_head_data;
  wire [VCS-1:0] link_13_12_head_credit;
  wire [VCS-1:0] link_13_14_valid;
  wire [FLIT_BITS-1:0] link_13_14_data;
  wire [VCS-1:0] link_13_14_credit;
  wire [VCS-1:0] link_13_14_head_valid;
  wire [FLIT_BITS-1:0] link_13_14_head_data;
  wire [VCS-1:0] link_13_14_head_credit;
  wire [VCS-1:0] link_13_15_valid;
  wire [FLIT_BITS-1:0] link_13_15_data;
  wire [VCS-1:0] link_13_15_credit;
  wire [VCS-1:0] link_13_15_head_valid;
  wire [FLIT_BITS-1:0] link_13_15_head_data;
  wire [VCS-1:0] link_13_15_head_credit;
  wire [VCS-1:0] link_13_16_valid;
  wire [FLIT_BITS-1:0] link_13_16_data;
  wire [VCS-1:0] link_13_16_credit;
  wire [VCS-1:0] link_13_16_head_valid;
  wire [FLIT_BITS-1:0] link_13_16_head_data;
  wire [VCS-1:0] link_13_16_head_credit;
  wire [VCS-1:0] link_13_17_valid;
  wire [FLIT_BITS-1:0] link_13_17_data;
  wire [VCS-1:0] link_13_17_credit;
  wire [VCS-1:0] link_13_17_head_valid;
  wire [FLIT_BITS-1:0] link_13_17_head_data;
  wire [VCS-1:0] link_13_17_head_credit;
  wire [VCS-1:0] link_13_18_valid;
  wire [FLIT_BITS-1:0] link_13_18_data;
  wire [VCS-1:0] link_13_18_credit;
  wire [VCS-1:0] link_13_18_head_valid;
  wire [FLIT_BITS-1:0] link_13_18_head_data;
  wire [VCS-1:0] link_13_18_head_credit;
  wire [VCS-1:0] link_14_15_valid;
  wire [FLIT_BITS-1:0] link_14_15_data;
  wire [VCS-1:0] link_14_15_credit;
  wire [VCS-1:0] link_14_15_head_valid;
  wire [FLIT_BITS-1:0] link_14_15_head_data;
  wire [VCS-1:0] link_14_15_head_credit;
  wire [VCS-1:0] link_14_16_valid;
  wire [FLIT_BITS-1:0] link_14_16_data;
  wire [VCS-1:0] link_14_16_credit;
  wire [VCS-1:0] link_14_16_head_valid;
  wire [FLIT_BITS-1:0] link_14_16_head_data;
  wire [VCS-1:0] link_14_16_head_credit;
  wire [VCS-1:0] link_14_17_valid;
  wire [FLIT_BITS-1:0] link_14_17_data;
  wire [VCS-1:0] link_14_17_credit;
  wire [VCS-1:0] link_14_17_head_valid;
  wire [FLIT_BITS-1:0] link_14_17_head_data;
  wire [VCS-1:0] link_14_17_head_credit;
  wire [VCS-1:0] link_14_18_valid;
  wire [FLIT_BITS-1:0] link_14_18_data;
  wire [VCS-1:0] link_14_18_credit;
  wire [VCS-1:0] link_14_18_head_valid;
  wire [FLIT_BITS-1:0] link_14_18_head_data;
  wire [VCS-1:0] link_14_18_head_credit;
  wire [VCS-1:0] link_14_19_valid;
  wire [FLIT_BITS-1:0] link_14_19_data;
  wire [VCS-1:0] link_14_19_credit;
  wire [VCS-1:0] link_14_19_head_valid;
  wire [FLIT_BITS-1:0] link_14_19_head_data;
  wire [VCS-1:0] link_14_19_head_credit;
  wire [VCS-1:0] link_15_14_valid;
  wire [FLIT_BITS-1:0] link_15_14_data;
  wire [VCS-1:0] link_15_14_credit;
  wire [VCS-1:0] link_15_14_head_valid;
  wire [FLIT_BITS-1:0] link_15_14_head_data;
  wire [VCS-1:0] link_15_14_head_credit;
  wire [VCS-1:0] link_15_16_valid;
  wire [FLIT_BITS-1:0] link_15_16_data;
  wire [VCS-1:0] link_15_16_credit;
  wire [VCS-1:0] link_15_16_head_valid;
  wire [FLIT_BITS-1:0] link_15_16_head_data;
  wire [VCS-1:0] link_15_16_head_credit;
  wire [VCS-1:0] link_15_17_valid;
  wire [FLIT_BITS-1:0] link_15_17_data;
  wire [VCS-1:0] link_15_17_credit;
  wire [VCS-1:0] link_15_17_head_valid;
  wire [FLIT_BITS-1:0] link_15_17_head_data;
  wire [VCS-1:0] link_15_17_head_credit;
  wire [VCS-1:0] link_15_18_valid;
  wire [FLIT_BITS-1:0] link_15_18_data;
  wire [VCS-1:0] link_15_18_credit;
  wire [VCS-1:0] link_15_18_head_valid;
  wire [FLIT_BITS-1:0] link_15_18_head_data;
  wire [VCS-1:0] link_15_18_head_credit;
  wire [VCS-1:0] link_15_19_valid;
  wire [FLIT_BITS-1:0] link_15_19_data;
  wire [VCS-1:0] link_15_19_credit;
  wire [VCS-1:0] link_15_19_head_valid;
  wire [FLIT_BITS-1:0] link_15_19_head_data;
  wire [VCS-1:0] link_15_19_head_credit;
  wire [VCS-1:0] link_16_15_valid;
  wire [FLIT_BITS-1:0] link_16_15_data;
  wire [VCS-1:0] link_16_15_credit;
  wire [VCS-1:0] link_16_15_head_valid;
  wire [FLIT_BITS-1:0] link_16_15_head_data;
  wire [VCS-1:0] link_16_15_head_credit;
  wire [VCS-1:0] link_16_17_valid;
  wire [FLIT_BITS-1:0] link_16_17_data;
  wire [VCS-1:0] link_16_17_credit;
  wire [VCS-1:0] link_16_17_head_valid;
  wire [FLIT_BITS-1:0] link_16_17_head_data;
  wire [VCS-1:0] link_16_17_head_credit;
  wire [VCS-1:0] link_16_18_valid;
  wire [FLIT_BITS-1:0] link_16_18_data;
  wire [VCS-1:0] link_16_18_credit;
  wire [VCS-1:0] link_16_18_head_valid;
  wire [FLIT_BITS-1:0] link_16_18_head_data;
  wire [VCS-1:0] link_16_18_head_credit;
  wire [VCS-1:0] link_16_19_valid;
  wire [FLIT_BITS-1:0] link_16_19_data;
  wire [VCS-1:0] link_16_19_credit;
  wire [VCS-1:0] link_16_19_head_valid;
  wire [FLIT_BITS-1:0] link_16_19_head_data;
  wire [VCS-1:0] link_16_19_head_credit;
  wire [VCS-1:0] link_16_20_valid;
  wire [FLIT_BITS-1:0] link_16_20_data;
  wire [VCS-1:0] link_16_20_credit;
  wire [VCS-1:0] link_16_20_head_valid;
  wire [FLIT_BITS-1:0] link_16_20_head_data;
  wire [VCS-1:0] link_16_20_head_credit;
  wire [VCS-1:0] link_16_21_valid;
  wire [FLIT_BITS-1:0] link_16_21_data;
  wire [VCS-1:0] link_16_21_credit;
  wire [VCS-1:0] link_16_21_head_valid;
  wire [FLIT_BITS-1:0] link_16_21_head_data;
  wire [VCS-1:0] link_16_21_head_credit;
  wire [VCS-1:0] link_17_16_valid;
  wire [FLIT_BITS-1:0] link_17_16_data;
  wire [VCS-1:0] link_17_16_credit;
  wire [VCS-1:0] link_17_16_head_valid;
  wire [FLIT_BITS-1:0] link_17_16_head_data;
  wire [VCS-1:0] link_17_16_head_credit;
  wire [VCS-1:0] link_17_18_valid;
  wire [FLIT_BITS-1:0] link_17_18_data;
  wire [VCS-1:0] link_17_18_credit;
  wire [VCS-1:0] link_17_18_head_valid;
  wire [FLIT_BITS-1:0] link_17_18_head_data;
  wire [VCS-1:0] link_17_18_head_credit;
  wire [VCS-1:0] link_17_19_valid;
  wire [FLIT_BITS-1:0] link_17_19_data;
  wire [VCS-1:0] link_17_19_credit;
  wire [VCS-1:0] link_17_19_head_valid;
  wire [FLIT_BITS-1:0] link_17_19_head_data;
  wire [VCS-1:0] link_17_19_head_credit;
  wire [VCS-1:0] link_17_20_valid;
  wire [FLIT_BITS-1:0] link_17_20_data;
  wire [VCS-1:0] link_17_20_credit;
  wire [VCS-1:0] link_17_20_head_valid;
  wire [FLIT_BITS-1:0] link_17_20_head_data;
  wire [VCS-1:0] link_17_20_head_credit;
  wire [VCS-1:0] link_17_21_valid;
  wire [FLIT_BITS-1:0] link_17_21_data;
  wire [VCS-1:0] link_17_21_credit;
  wire [VCS-1:0] link_17_21_head_valid;
  wire [FLIT_BITS-1:0] link_17_21_head_data;
  wire [VCS-1:0] link_17_21_head_credit;
  wire [VCS-1:0] link_17_46_valid;
  wire [FLIT_BITS-1:0] link_17_46_data;
  wire [VCS-1:0] link_17_46_credit;
  wire [VCS-1:0] link_17_46_head_valid;
  wire [FLIT_BITS-1:0] link_17_46_head_data;
  wire [VCS-1:0] link_17_46_head_credit;
  wire [VCS-1:0] link_18_13_valid;
  wire [FLIT_BITS-1:0] link_18_13_data;
  wire [VCS-1:0] link_18_13_credit;
  wire [VCS-1:0] link_18_13_head_valid;
  wire [FLIT_BITS-1:0] link_18_13_head_data;
  wire [VCS-1:0] link_18_13_head_credit;
  wire [VCS-1:0] link_18_19_valid;
  wire [FLIT_BITS-1:0] link_18_19_data;
  wire [VCS-1:0] link_18_19_credit;
  wire [VCS-1:0] link_18_19_head_valid;
  wire [FLIT_BITS-1:0] link_18_19_head_data;
  wire [VCS-1:0] link_18_19_head_credit;
  wire [VCS-1:0] link_18_20_valid;
  wire [FLIT_BITS-1:0] link_18_20_data;
  wire [VCS-1:0] link_18_20_credit;
  wire [VCS-1:0] link_18_20_head_valid;
  wire [FLIT_BITS-1:0] link_18_20_head_data;
  wire [VCS-1:0] link_18_20_head_credit;
  wire [VCS-1:0] link_18_21_valid;
  wire [FLIT_BITS-1:0] link_18_21_data;
  wire [VCS-1:0] link_18_21_credit;
  wire [VCS-1:0] link_18_21_head_valid;
  wire [FLIT_BITS-1:0] link_18_21_head_data;
  wire [VCS-1:0] link_18_21_head_credit;
  wire [VCS-1:0] link_18_22_valid;
  wire [FLIT_BITS-1:0] link_18_22_data;
  wire [VCS-1:0] link_18_22_credit;
  wire [VCS-1:0] link_18_22_head_valid;
  wire [FLIT_BITS-1:0] link_18_22_head_data;
  wire [VCS-1:0] link_18_22_head_credit;
  wire [VCS-1:0] link_18_23_valid;
  wire [FLIT_BITS-1:0] link_18_23_data;
  wire [VCS-1:0] link_18_23_credit;
  wire [VCS-1:0] link_18_23_head_valid;
  wire [FLIT_BITS-1:0] link_18_23_head_data;
  wire [VCS-1:0] link_18_23_head_credit;
  wire [VCS-1:0] link_19_18_valid;
  wire [FLIT_BITS-1:0] link_19_18_data;
  wire [VCS-1:0] link_19_18_credit;
  wire [VCS-1:0] link_19_18_head_valid;
  wire [FLIT_BITS-1:0] link_19_18_head_data;
  wire [VCS-1:0] link_19_18_head_credit;
  wire [VCS-1:0] link_19_20_valid;
  wire [FLIT_BITS-1:0] link_19_20_data;
  wire [VCS-1:0] link_19_20_credit;
  wire [VCS-1:0] link_19_20_head_valid;
  wire [FLIT_BITS-1:0] link_19_20_head_data;
  wire [VCS-1:0] link_19_20_head_credit;
  wire [VCS-1:0] link_19_21_valid;
  wire [FLIT_BITS-1:0] link_19_21_data;
  wire [VCS-1:0] link_19_21_credit;
  wire [VCS-1:0] link_19_21_head_valid;
  wire [FLIT_BITS-1:0] link_19_21_head_data;
  wire [VCS-1:0] link_19_21_head_credit;
  wire [VCS-1:0] link_19_22_valid;
  wire [FLIT_BITS-1:0] link_19_22_data;
  wire [VCS-1:0] link_19_22_credit;
  wire [VCS-1:0] link_19_22_head_valid;
  wire [FLIT_BITS-1:0] link_19_22_head_data;
  wire [VCS-1:0] link_19_22_head_credit;
  wire [VCS-1:0] link_19_23_valid;
  wire [FLIT_BITS-1:0] link_19_23_data;
  wire [VCS-1:0] link_19_23_credit;
  wire [VCS-1:0] link_19_23_head_valid;
  wire [FLIT_BITS-1:0] link_19_23_head_data;
  wire [VCS-1:0] link_19_23_head_credit;
  wire [VCS-1:0] link_19_44_valid;
  wire [FLIT_BITS-1:0] link_19_44_data;
  wire [VCS-1:0] link_19_44_credit;
  wire [VCS-1:0] link_19_44_head_valid;
  wire [FLIT_BITS-1:0] link_19_44_head_data;
  wire [VCS-1:0] link_19_44_head_credit;
  wire [VCS-1:0] link_20_11_valid;
  wire [FLIT_BITS-1:0] link_20_11_data;
  wire [VCS-1:0] link_20_11_credit;
  wire [VCS-1:0] link_20_11_head_valid;
  wire [FLIT_BITS-1:0] link_20_11_head_data;
  wire [VCS-1:0] link_20_11_head_credit;
  wire [VCS-1:0] link_20_21_valid;
  wire [FLIT_BITS-1:0] link_20_21_data;
  wire [VCS-1:0] link_20_21_credit;
  wire [VCS-1:0] link_20_21_head_valid;
  wire [FLIT_BITS-1:0] link_20_21_head_data;
  wire [VCS-1:0] link_20_21_head_credit;
  wire [VCS-1:0] link_20_22_valid;
  wire [FLIT_BITS-1:0] link_20_22_data;
  wire [VCS-1:0] link_20_22_credit;
  wire [VCS-1:0] link_20_22_head_valid;
  wire [FLIT_BITS-1:0] link_20_22_head_data;
  wire [VCS-1:0] link_20_22_head_credit;
  wire [VCS-1:0] link_20_23_valid;
  wire [FLIT_BITS-1:0] link_20_23_data;
  wire [VCS-1:0] link_20_23_credit;
  wire [VCS-1:0] link_20_23_head_valid;
  wire [FLIT_BITS-1:0] link_20_23_head_data;
  wire [VCS-1:0] link_20_23_head_credit;
  wire [VCS-1:0] link_20_24_valid;
  wire [FLIT_BITS-1:0] link_20_24_data;
  wire [VCS-1:0] link_20_24_credit;
  wire [VCS-1:0] link_20_24_head_valid;
  wire [FLIT_BITS-1:0] link_20_24_head_data;
  wire [VCS-1:0] link_20_24_head_credit;
  wire [VCS-1:0] link_20_25_valid;
  wire [FLIT_BITS-1:0] link_20_25_data;
  wire [VCS-1:0] link_20_25_credit;
  wire [VCS-1:0] link_20_25_head_valid;
  wire [FLIT_BITS-1:0] link_20_25_head_data;
  wire [VCS-1:0] link_20_25_head_credit;
  wire [VCS-1:0] link_21_20_valid;
  wire [FLIT_BITS-1:0] link_21_20_data;
  wire [VCS-1:0] link_21_20_credit;
  wire [VCS-1:0] link_21_20_head_valid;
  wire [FLIT_BITS-1:0] link_21_20_head_data;
  wire [VCS-1:0] link_21_20_head_credit;
  wire [VCS-1:0] link_21_22_valid;
  wire [FLIT_BITS-1:0] link_21_22_data;
  wire [VCS-1:0] link_21_22_credit;
  wire [VCS-1:0] link_21_22_head_valid;
  wire [FLIT_BITS-1:0] link_21_22_head_data;
  wire [VCS-1:0] link_21_22_head_credit;
  wire [VCS-1:0] link_21_23_valid;
  wire [FLIT_BITS-1:0] link_21_23_data;
  wire [VCS-1:0] link_21_23_credit;
  wire [VCS-1:0] link_21_23_head_valid;
  wire [FLIT_BITS-1:0] link_21_23_head_data;
  wire [VCS-1:0] link_21_23_head_credit;
  wire [VCS-1:0] link_21_24_valid;
  wire [FLIT_BITS-1:0] link_21_24_data;
  wire [VCS-1:0] link_21_24_credit;
  wire [VCS-1:0] link_21_24_head_valid;
  wire [FLIT_BITS-1:0] link_21_24_head_data;
  wire [VCS-1:0] link_21_24_head_credit;
  wire [VCS-1:0] link_21_25_valid;
  wire [FLIT_BITS-1:0] link_21_25_data;
  wire [VCS-1:0] link_21_25_credit;
  wire [VCS-1:0] link_21_25_head_valid;
  wire [FLIT_BITS-1:0] link_21_25_head_data;
  wire [VCS-1:0] link_21_25_head_credit;
  wire [VCS-1:0] link_21_42_valid;
  wire [FLIT_BITS-1:0] link_21_42_data;
  wire [VCS-1:0] link_21_42_credit;
  wire [VCS-1:0] link_21_42_head_valid;
  wire [FLIT_BITS-1:0] link_21_42_head_data;
  wire [VCS-1:0] link_21_42_head_credit;
  wire [VCS-1:0] link_22_9_valid;
  wire [FLIT_BITS-1:0] link_22_9_data;
  wire [VCS-1:0] link_22_9_credit;
  wire [VCS-1:0] link_22_9_head_valid;
  wire [FLIT_BITS-1:0] link_22_9_head_data;
  wire [VCS-1:0] link_22_9_head_credit;
  wire [VCS-1:0] link_22_23_valid;
  wire [FLIT_BITS-1:0] link_22_23_data;
  wire [VCS-1:0] link_22_23_credit;
  wire [VCS-1:0] link_22_23_head_valid;
  wire [FLIT_BITS-1:0] link_22_23_head_data;
  wire [VCS-1:0] link_22_23_head_credit;
  wire [VCS-1:0] link_22_24_valid;
  wire [FLIT_BITS-1:0] link_22_24_data;
  wire [VCS-1:0] link_22_24_credit;
  wire [VCS-1:0] link_22_24_head_valid;
  wire [FLIT_BITS-1:0] link_22_24_head_data;
  wire [VCS-1:0] link_22_24_head_credit;
  wire [VCS-1:0] link_22_25_valid;
  wire [FLIT_BITS-1:0] link_22_25_data;
  wire [VCS-1:0] link_22_25_credit;
  wire [VCS-1:0] link_22_25_head_valid;
  wire [FLIT_BITS-1:0] link_22_25_head_data;
  wire [VCS-1:0] link_22_25_head_credit;
  wire [VCS-1:0] link_22_26_valid;
  wire [FLIT_BITS-1:0] link_22_26_data;
  wire [VCS-1:0] link_22_26_credit;
  wire [VCS-1:0] link_22_26_head_valid;
  wire [FLIT_BITS-1:0] link_22_26_head_data;
  wire [VCS-1:0] link_22_26_head_credit;
  wire [VCS-1:0] link_22_27_valid;
  wire [FLIT_BITS-1:0] link_22_27_data;
  wire [VCS-1:0] link_22_27_credit;
  wire [VCS-1:0] link_22_27_head_valid;
  wire [FLIT_BITS-1:0] link_22_27_head_data;
  wire [VCS-1:0] link_22_27_head_credit;
  wire [VCS-1:0] link_23_22_valid;
  wire [FLIT_BITS-1:0] link_23_22_data;
  wire [VCS-1:0] link_23_22_credit;
  wire [VCS-1:0] link_23_22_head_valid;
  wire [FLIT_BITS-1:0] link_23_22_head_data;
  wire [VCS-1:0] link_23_22_head_credit;
  wire [VCS-1:0] link_23_24_valid;
  wire [FLIT_BITS-1:0] link_23_24_data;
  wire [VCS-1:0] link_23_24_credit;
  wire [VCS-1:0] link_23_24_head_valid;
  wire [FLIT_BITS-1:0] link_23_24_head_data;
  wire [VCS-1:0] link_23_24_head_credit;
  wire [VCS-1:0] link_23_25_valid;
  wire [FLIT_BITS-1:0] link_23_25_data;
  wire [VCS-1:0] link_23_25_credit;
  wire [VCS-1:0] link_23_25_head_valid;
  wire [FLIT_BITS-1:0] link_23_25_head_data;
  wire [VCS-1:0] link_23_25_head_credit;
  wire [VCS-1:0] link_23_26_valid;
  wire [FLIT_BITS-1:0] link_23_26_data;
  wire [VCS-1:0] link_23_26_credit;
  wire [VCS-1:0] link_23_26_head_valid;
  wire [FLIT_BITS-1:0] link_23_26_head_data;
  wire [VCS-1:0] link_23_26_head_credit;
  wire [VCS-1:0] link_23_27_valid;
  wire [FLIT_BITS-1:0] link_23_27_data;
  wire [VCS-1:0] link_23_27_credit;
  wire [VCS-1:0] link_23_27_head_valid;
  wire [FLIT_BITS-1:0] link_23_27_head_data;
  wire [VCS-1:0] link_23_27_head_credit;
  wire [VCS-1:0] link_23_40_valid;
  wire [FLIT_BITS-1:0] link_23_40_data;
  wire [VCS-1:0] link_23_40_credit;
  wire [VCS-1:0] link_23_40_head_valid;
  wire [FLIT_BITS-1:0] link_23_40_head_data;
  wire [VCS-1:0] link_23_40_head_credit;
  wire [VCS-1:0] link_24_7_valid;
  wire [FLIT_BITS-1:0] link_24_7_data;
  wire [VCS-1:0] link_24_7_credit;
  wire [VCS-1:0] link_24_7_head_valid;
  wire [FLIT_BITS-1:0] link_24_7_head_data;
  wire [VCS-1:0] link_24_7_head_credit;
  wire [VCS-1:0] link_24_25_valid;
  wire [FLIT_BITS-1:0] link_24_25_data;
  wire [VCS-1:0] link_24_25_credit;
  wire [VCS-1:0] link_24_25_head_valid;
  wire [FLIT_BITS-1:0] link_24_25_head_data;
  wire [VCS-1:0] link_24_25_head_credit;
  wire [VCS-1:0] link_24_26_valid;
  wire [FLIT_BITS-1:0] link_24_26_data;
  wire [VCS-1:0] link_24_26_credit;
  wire [VCS-1:0] link_24_26_head_valid;
  wire [FLIT_BITS-1:0] link_24_26_head_data;
  wire [VCS-1:0] link_24_26_head_credit;
  wire [VCS-1:0] link_24_27_valid;
  wire [FLIT_BITS-1:0] link_24_27_data;
  wire [VCS-1:0] link_24_27_credit;
  wire [VCS-1:0] link_24_27_head_valid;
  wire [FLIT_BITS-1:0] link_24_27_head_data;
  wire [VCS-1:0] link_24_27_head_credit;
  wire [VCS-1:0] link_24_28_valid;
  wire [FLIT_BITS-1:0] link_24_28_data;
  wire [VCS-1:0] link_24_28_credit;
  wire [VCS-1:0] link_24_28_head_valid;
  wire [FLIT_BITS-1:0] link_24_28_head_data;
  wire [VCS-1:0] link_24_28_head_credit;
  wire [VCS-1:0] link_24_29_valid;
  wire [FLIT_BITS-1:0] link_24_29_data;
  wire [VCS-1:0] link_24_29_credit;
  wire [VCS-1:0] link_24_29_head_valid;
  wire [FLIT_BITS-1:0] link_24_29_head_data;
  wire [VCS-1:0] link_24_29_head_credit;
  wire [VCS-1:0] link_25_24_valid;
  wire [FLIT_BITS-1:0] link_25_24_data;
  wire [VCS-1:0] link_25_24_credit;
  wire [VCS-1:0] link_25_24_head_valid;
  wire [FLIT_BITS-1:0] link_25_24_head_data;
  wire [VCS-1:0] link_25_24_head_credit;
  wire [VCS-1:0] link_25_26_valid;
  wire [FLIT_BITS-1:0] link_25_26_data;
  wire [VCS-1:0] link_25_26_credit;
  wire [VCS-1:0] link_25_26_head_valid;
  wire [FLIT_BITS-1:0] link_25_26_head_data;
  wire [VCS-1:0] link_25_26_head_credit;
  wire [VCS-1:0] link_25_27_valid;
  wire [FLIT_BITS-1:0] link_25_27_data;
  wire [VCS-1:0] link_25_27_credit;
  wire [VCS-1:0] link_25_27_head_valid;
  wire [FLIT_BITS-1:0] link_25_27_head_data;
  wire [VCS-1:0] link_25_27_head_credit;
  wire [VCS-1:0] link_25_28_valid;
  wire [FLIT_BITS-1:0] link_25_28_data;
  wire [VCS-1:0] link_25_28_credit;
  wire [VCS-1:0] link_25_28_head_valid;
  wire [FLIT_BITS-1:0] link_25_28_head_data;
  wire [VCS-1:0] link_25_28_head_credit;
  wire [VCS-1:0] link_25_29_valid;
  wire [FLIT_BITS-1:0] link_25_29_data;
  wire [VCS-1:0] link_25_29_credit;
  wire [VCS-1:0] link_25_29_head_valid;
  wire [FLIT_BITS-1:0] link_25_29_head_data;
  wire [VCS-1:0] link_25_29_head_credit;
  wire [VCS-1:0] link_25_38_valid;
  wire [FLIT_BITS-1:0] link_25_38_data;
  wire [VCS-1:0] link_25_38_credit;
  wire [VCS-1:0] link_25_38_head_valid;
  wire [FLIT_BITS-1:0] link_25_38_head_data;
  wire [VCS-1:0] link_25_38_head_credit;
  wire [VCS-1:0] link_26_5_valid;
  wire [FLIT_BITS-1:0] link_26_5_data;
  wire [VCS-1:0] link_26_5_credit;
  wire [VCS-1:0] link_26_5_head_valid;
  wire [FLIT_BITS-1:0] link_26_5_head_data;
  wire [VCS-1:0] link_26_5_head_credit;
  wire [VCS-1:0] link_26_27_valid;
  wire [FLIT_BITS-1:0] link_26_27_data;
  wire [VCS-1:0] link_26_27_credit;
  wire [VCS-1:0] link_26_27_head_valid;
  wire [FLIT_BITS-1:0] link_26_27_head_data;
  wire [VCS-1:0] link_26_27_head_credit;
  wire [VCS-1:0] link_26_28_valid;
  wire [FLIT_BITS-1:0] link_26_28_data;
  wire [VCS-1:0] link_26_28_credit;
  wire [VCS-1:0] link_26_28_head_valid;
  wire [FLIT_BITS-1:0] link_26_28_head_data;
  wire [VCS-1:0] link_26_28_head_credit;
  wire [VCS-1:0] link_26_29_valid;
  wire [FLIT_BITS-1:0] link_26_29_data;
  wire [VCS-1:0] link_26_29_credit;
  wire [VCS-1:0] link_26_29_head_valid;
  wire [FLIT_BITS-1:0] link_26_29_head_data;
  wire [VCS-1:0] link_26_29_head_credit;
  wire [VCS-1:0] link_26_30_valid;
  wire [FLIT_BITS-1:0] link_26_30_data;
  wire [VCS-1:0] link_26_30_credit;
  wire [VCS-1:0] link_26_30_head_valid;
  wire [FLIT_BITS-1:0] link_26_30_head_data;
  wire [VCS-1:0] link_26_30_head_credit;
  wire [VCS-1:0] link_26_31_valid;
  wire [FLIT_BITS-1:0] link_26_31_data;
  wire [VCS-1:0] link_26_31_credit;
  wire [VCS-1:0] link_26_31_head_valid;
  wire [FLIT_BITS-1:0] link_26_31_head_data;
  wire [VCS-1:0] link_26_31_head_credit;
  wire [VCS-1:0] link_27_26_valid;
  wire [FLIT_BITS-1:0] link_27_26_data;
  wire [VCS-1:0] link_27_26_credit;
  wire [VCS-1:0] link_27_26_head_valid;
  wire [FLIT_BITS-1:0] link_27_26_head_data;
  wire [VCS-1:0] link_27_26_head_credit;
  wire [VCS-1:0] link_27_28_valid;
  wire [FLIT_BITS-1:0] link_27_28_data;
  wire [VCS-1:0] link_27_28_credit;
  wire [VCS-1:0] link_27_28_head_valid;
  wire [FLIT_BITS-1:0] link_27_28_head_data;
  wire [VCS-1:0] link_27_28_head_credit;
  wire [VCS-1:0] link_27_29_valid;
  wire [FLIT_BITS-1:0] link_27_29_data;
  wire [VCS-1:0] link_27_29_credit;
  wire [VCS-1:0] link_27_29_head_valid;
  wire [FLIT_BITS-1:0] link_27_29_head_data;
  wire [VCS-1:0] link_27_29_head_credit;
  wire [VCS-1:0] link_27_30_valid;
  wire [FLIT_BITS-1:0] link_27_30_data;
  wire [VCS-1:0] link_27_30_credit;
  wire [VCS-1:0] link_27_30_head_valid;
  wire [FLIT_BITS-1:0] link_27_30_head_data;
  wire [VCS-1:0] link_27_30_head_credit;
  wire [VCS-1:0] link_27_31_valid;
  wire [FLIT_BITS-1:0] link_27_31_data;
  wire [VCS-1:0] link_27_31_credit;
  wire [VCS-1:0] link_27_31_head_valid;
  wire [FLIT_BITS-1:0] link_27_31_head_data;
  wire [VCS-1:0] link_27_31_head_credit;
  wire [VCS-1:0] link_27_36_valid;
  wire [FLIT_BITS-1:0] link_27_36_data;
  wire [VCS-1:0] link_27_36_credit;
  wire [VCS-1:0] link_27_36_head_valid;
  wire [FLIT_BITS-1:0] link_27_36_head_data;
  wire [VCS-1:0] link_27_36_head_credit;
  wire [VCS-1:0] link_28_3_valid;
  wire [FLIT_BITS-1:0] link_28_3_data;
  wire [VCS-1:0] link_28_3_credit;
  wire [VCS-1:0] link_28_3_head_valid;
  wire [FLIT_BITS-1:0] link_28_3_head_data;
  wire [VCS-1:0] link_28_3_head_credit;
  wire [VCS-1:0] link_28_29_valid;
  wire [FLIT_BITS-1:0] link_28_29_data;
  wire [VCS-1:0] link_28_29_credit;
  wire [VCS-1:0] link_28_29_head_valid;
  wire [FLIT_BITS-1:0] link_28_29_head_data;
  wire [VCS-1:0] link_28_29_head_credit;
  wire [VCS-1:0] link_28_30_valid;
  wire [FLIT_BITS-1:0] link_28_30_data;
  wire [VCS-1:0] link_28_30_credit;
  wire [VCS-1:0] link_28_30_head_valid;
  wire [FLIT_BITS-1:0] link_28_30_head_data;
  wire [VCS-1:0] link_28_30_head_credit;
  wire [VCS-1:0] link_28_31_valid;
  wire [FLIT_BITS-1:0] link_28_31_data;
  wire [VCS-1:0] link_28_31_credit;
  wire [VCS-1:0] link_28_31_head_valid;
  wire [FLIT_BITS-1:0] link_28_31_head_data;
  wire [VCS-1:0] link_28_31_head_credit;
  wire [VCS-1:0] link_28_32_valid;
  wire [FLIT_BITS-1:0] link_28_32_data;
  wire [VCS-1:0] link_28_32_credit;
  wire [VCS-1:0] link_28_32_head_valid;
  wire [FLIT_BITS-1:0] link_28_32_head_data;
  wire [VCS-1:0] link_28_32_head_credit;
  wire [VCS-1:0] link_28_33_valid;
  wire [FLIT_BITS-1:0] link_28_33_data;
  wire [VCS-1:0] link_28_33_credit;
  wire [VCS-1:0] link_28_33_head_valid;
  wire [FLIT_BITS-1:0] link_28_33_head_data;
  wire [VCS-1:0] link_28_33_head_credit;
  wire [VCS-1:0] link_29_28_valid;
  wire [FLIT_BITS-1:0] link_29_28_data;
  wire [VCS-1:0] link_29_28_credit;
  wire [VCS-1:0] link_29_28_head_valid;
  wire [FLIT_BITS-1:0] link_29_28_head_data;
  wire [VCS-1:0] link_29_28_head_credit;
  wire [VCS-1:0] link_29_30_valid;
  wire [FLIT_BITS-1:0] link_29_30_data;
  wire [VCS-1:0] link_29_30_credit;
  wire [VCS-1:0] link_29_30_head_valid;
  wire [FLIT_BITS-1:0] link_29_30_head_data;
  wire [VCS-1:0] link_29_30_head_credit;
  wire [VCS-1:0] link_29_31_valid;
  wire [FLIT_BITS-1:0] link_29_31_data;
  wire [VCS-1:0] link_29_31_credit;
  wire [VCS-1:0] link_29_31_head_valid;
  wire [FLIT_BITS-1:0] link_29_31_head_data;
  wire [VCS-1:0] link_29_31_head_credit;
  wire [VCS-1:0] link_29_32_valid;
  wire [FLIT_BITS-1:0] link_29_32_data;
  wire [VCS-1:0] link_29_32_credit;
  wire [VCS-1:0] link_29_32_head_valid;
  wire [FLIT_BITS-1:0] link_29_32_head_data;
  wire [VCS-1:0] link_29_32_head_credit;
  wire [VCS-1:0] link_29_33_valid;
  wire [FLIT_BITS-1:0] link_29_33_data;
  wire [VCS-1:0] link_29_33_credit;
  wire [VCS-1:0] link_29_33_head_valid;
  wire [FLIT_BITS-1:0] link_29_33_head_data;
  wire [VCS-1:0] link_29_33_head_credit;
  wire [VCS-1:0] link_29_34_valid;
  wire [FLIT_BITS-1:0] link_29_34_data;
  wire [VCS-1:0] link_29_34_credit;
  wire [VCS-1:0] link_29_34_head_valid;
  wire [FLIT_BITS-1:0] link_29_34_head_data;
  wire [VCS-1:0] link_29_34_head_credit;
  wire [VCS-1:0] link_30_1_valid;
  wire [FLIT_BITS-1:0] link_30_1_data;
  wire [VCS-1:0] link_30_1_credit;
  wire [VCS-1:0] link_30_1_head_valid;
  wire [FLIT_BITS-1:0] link_30_1_head_data;
  wire [VCS-1:0] link_30_1_head_credit;
  wire [VCS-1:0] link_30_31_valid;
  wire [FLIT_BITS-1:0] link_30_31_data;
  wire [VCS-1:0] link_30_31_credit;
  wire [VCS-1:0] link_30_31_head_valid;
  wire [FLIT_BITS-1:0] link_30_31_head_data;
  wire [VCS-1:0] link_30_31_head_credit;
  wire [VCS-1:0] link_30_32_valid;
  wire [FLIT_BITS-1:0] link_30_32_data;
  wire [VCS-1:0] link_30_32_credit;
  wire [VCS-1:0] link_30_32_head_valid;
  wire [FLIT_BITS-1:0] link_30_32_head_data;
  wire [VCS-1:0] link_30_32_head_credit;
  wire [VCS-1:0] link_30_33_valid;
  wire [FLIT_BITS-1:0] link_30_33_data;
  wire [VCS-1:0] link_30_33_credit;
  wire [VCS-1:0] link_30_33_head_valid;
  wire [FLIT_BITS-1:0] link_30_33_head_data;
  wire [VCS-1:0] link_30_33_head_credit;
  wire [VCS-1:0] link_30_34_valid;
  wire [FLIT_BITS-1:0] link_30_34_data;
  wire [VCS-1:0] link_30_34_credit;
  wire [VCS-1:0] link_30_34_head_valid;
  wire [FLIT_BITS-1:0] link_30_34_head_data;
  wire [VCS-1:0] link_30_34_head_credit;
  wire [VCS-1:0] link_30_35_valid;
  wire [FLIT_BITS-1:0] link_30_35_data;
  wire [VCS-1:0] link_30_35_credit;
  wire [VCS-1:0] link_30_35_head_valid;
  wire [FLIT_BITS-1:0] link_30_35_head_data;
  wire [VCS-1:0] link_30_35_head_credit;
  wire [VCS-1:0] link_31_30_valid;
  wire [FLIT_BITS-1:0] link_31_30_data;
  wire [VCS-1:0] link_31_30_credit;
  wire [VCS-1:0] link_31_30_head_valid;
  wire [FLIT_BITS-1:0] link_31_30_head_data;
  wire [VCS-1:0] link_31_30_head_credit;
  wire [VCS-1:0] link_31_32_valid;
  wire [FLIT_BITS-1:0] link_31_32_data;
  wire [VCS-1:0] link_31_32_credit;
  wire [VCS-1:0] link_31_32_head_valid;
  wire [FLIT_BITS-1:0] link_31_32_head_data;
  wire [VCS-1:0] link_31_32_head_credit;
  wire [VCS-1:0] link_31_33_valid;
  wire [FLIT_BITS-1:0] link_31_33_data;
  wire [VCS-1:0] link_31_33_credit;
  wire [VCS-1:0] link_31_33_head_valid;
  wire [FLIT_BITS-1:0] link_31_33_head_data;
  wire [VCS-1:0] link_31_33_head_credit;
  wire [VCS-1:0] link_31_34_valid;
  wire [FLIT_BITS-1:0] link_31_34_data;
  wire [VCS-1:0] link_31_34_credit;
  wire [VCS-1:0] link_31_34_head_valid;
  wire [FLIT_BITS-1:0] link_31_34_head_data;
  wire [VCS-1:0] link_31_34_head_credit;
  wire [VCS-1:0] link_31_35_valid;
  wire [FLIT_BITS-1:0] link_31_35_data;
  wire [VCS-1:0] link_31_35_credit;
  wire [VCS-1:0] link_31_35_head_valid;
  wire [FLIT_BITS-1:0] link_31_35_head_data;
  wire [VCS-1:0] link_31_35_head_credit;
  wire [VCS-1:0] link_32_31_valid;
  wire [FLIT_BITS-1:0] link_32_31_data;
  wire [VCS-1:0] link_32_31_credit;
  wire [VCS-1:0] link_32_31_head_valid;
  wire [FLIT_BITS-1:0] link_32_31_head_data;
  wire [VCS-1:0] link_32_31_head_credit;
  wire [VCS-1:0] link_32_33_valid;
  wire [FLIT_BITS-1:0] link_32_33_data;
  wire [VCS-1:0] link_32_33_credit;
  wire [VCS-1:0] link_32_33_head_valid;
  wire [FLIT_BITS-1:0] link_32_33_head_data;
  wire [VCS-1:0] link_32_33_head_credit;
  wire [VCS-1:0] link_32_34_valid;
  wire [FLIT_BITS-1:0] link_32_34_data;
  wire [VCS-1:0] link_32_34_credit;
  wire [VCS-1:0] link_32_34_head_valid;
  wire [FLIT_BITS-1:0] link_32_34_head_data;
  wire [VCS-1:0] link_32_34_head_credit;
  wire [VCS-1:0] link_32_35_valid;
  wire [FLIT_BITS-1:0] link_32_35_data;
  wire [VCS-1:0] link_32_35_credit;
  wire [VCS-1:0] link_32_35_head_valid;
  wire [FLIT_BITS-1:0] link_32_35_head_data;
  wire [VCS-1:0] link_32_35_head_credit;
  wire [VCS-1:0] link_32_36_valid;
  wire [FLIT_BITS-1:0] link_32_36_data;
  wire [VCS-1:0] link_32_36_credit;
  wire [VCS-1:0] link_32_36_head_valid;
  wire [FLIT_BITS-1:0] link_32_36_head_data;
  wire [VCS-1:0] link_32_36_head_credit;
  wire [VCS-1:0] link_32_37_valid;
  wire [FLIT_BITS-1:0] link_32_37_data;
  wire [VCS-1:0] link_32_37_credit;
  wire [VCS-1:0] link_32_37_head_valid;
  wire [FLIT_BITS-1:0] link_32_37_head_data;
  wire [VCS-1:0] link_32_37_head_credit;
  wire [VCS-1:0] link_33_32_valid;
  wire [FLIT_BITS-1:0] link_33_32_data;
  wire [VCS-1:0] link_33_32_credit;
  wire [VCS-1:0] link_33_32_head_valid;
  wire [FLIT_BITS-1:0] link_33_32_head_data;
  wire [VCS-1:0] link_33_32_head_credit;
  wire [VCS-1:0] link_33_34_valid;
  wire [FLIT_BITS-1:0] link_33_34_data;
  wire [VCS-1:0] link_33_34_credit;
  wire [VCS-1:0] link_33_34_head_valid;
  wire [FLIT_BITS-1:0] link_33_34_head_data;
  wire [VCS-1:0] link_33_34_head_credit;
  wire [VCS-1:0] link_33_35_valid;
  wire [FLIT_BITS-1:0] link_33_35_data;
  wire [VCS-1:0] link_33_35_credit;
  wire [VCS-1:0] link_33_35_head_valid;
  wire [FLIT_BITS-1:0] link_33_35_head_data;
  wire [VCS-1:0] link_33_35_head_credit;
  wire [VCS-1:0] link_33_36_valid;
  wire [FLIT_BITS-1:0] link_33_36_data;
  wire [VCS-1:0] link_33_36_credit;
  wire [VCS-1:0] link_33_36_head_valid;
  wire [FLIT_BITS-1:0] link_33_36_head_data;
  wire [VCS-1:0] link_33_36_head_credit;
  wire [VCS-1:0] link_33_37_valid;
  wire [FLIT_BITS-1:0] link_33_37_data;
  wire [VCS-1:0] link_33_37_credit;
  wire [VCS-1:0] link_33_37_head_valid;
  wire [FLIT_BITS-1:0] link_33_37_head_data;
  wire [VCS-1:0] link_33_37_head_credit;
  wire [VCS-1:0] link_33_62_valid;
  wire [FLIT_BITS-1:0] link_33_62_data;
  wire [VCS-1:0] link_33_62_credit;
  wire [VCS-1:0] link_33_62_head_valid;
  wire [FLIT_BITS-1:0] link_33_62_head_data;
  wire [VCS-1:0] link_33_62_head_credit;
  wire [VCS-1:0] link_34_29_valid;
  wire [FLIT_BITS-1:0] link_34_29_data;
  wire [VCS-1:0] link_34_29_credit;
  wire [VCS-1:0] link_34_29_head_valid;
  wire [FLIT_BITS-1:0] link_34_29_head_data;
  wire [VCS-1:0] link_34_29_head_credit;
  wire [VCS-1:0] link_34_35_valid;
  wire [FLIT_BITS-1:0] link_34_35_data;
  wire [VCS-1:0] link_34_35_credit;
  wire [VCS-1:0] link_34_35_head_valid;
  wire [FLIT_BITS-1:0] link_34_35_head_data;
  wire [VCS-1:0] link_34_35_head_credit;
  wire [VCS-1:0] link_34_36_valid;
  wire [FLIT_BITS-1:0] link_34_36_data;
  wire [VCS-1:0] link_34_36_credit;
  wire [VCS-1:0] link_34_36_head_valid;
  wire [FLIT_BITS-1:0] link_34_36_head_data;
  wire [VCS-1:0] link_34_36_head_credit;
  wire [VCS-1:0] link_34_37_valid;
  wire [FLIT_BITS-1:0] link_34_37_data;
  wire [VCS-1:0] link_34_37_credit;
  wire [VCS-1:0] link_34_37_head_valid;
  wire [FLIT_BITS-1:0] link_34_37_head_data;
  wire [VCS-1:0] link_34_37_head_credit;
  wire [VCS-1:0] link_34_38_valid;
  wire [FLIT_BITS-1:0] link_34_38_data;
  wire [VCS-1:0] link_34_38_credit;
  wire [VCS-1:0] link_34_38_head_valid;
  wire [FLIT_BITS-1:0] link_34_38_head_data;
  wire [VCS-1:0] link_34_38_head_credit;
  wire [VCS-1:0] link_34_39_valid;
  wire [FLIT_BITS-1:0] link_34_39_data;
  wire [VCS-1:0] link_34_39_credit;
  wire [VCS-1:0] link_34_39_head_valid;
  wire [FLIT_BITS-1:0] link_34_39_head_data;
  wire [VCS-1:0] link_34_39_head_credit;
  wire [VCS-1:0] link_35_34_valid;
  wire [FLIT_BITS-1:0] link_35_34_data;
  wire [VCS-1:0] link_35_34_credit;
  wire [VCS-1:0] link_35_34_head_valid;
  wire [FLIT_BITS-1:0] link_35_34_head_data;
  wire [VCS-1:0] link_35_34_head_credit;
  wire [VCS-1:0] link_35_36_valid;
  wire [FLIT_BITS-1:0] link_35_36_data;
  wire [VCS-1:0] link_35_36_credit;
  wire [VCS-1:0] link_35_36_head_valid;
  wire [FLIT_BITS-1:0] link_35_36_head_data;
  wire [VCS-1:0] link_35_36_head_credit;
  wire [VCS-1:0] link_35_37_valid;
  wire [FLIT_BITS-1:0] link_35_37_data;
  wire [VCS-1:0] link_35_37_credit;
  wire [VCS-1:0] link_35_37_head_valid;
  wire [FLIT_BITS-1:0] link_35_37_head_data;
  wire [VCS-1:0] link_35_37_head_credit;
  wire [VCS-1:0] link_35_38_valid;
  wire [FLIT_BITS-1:0] link_35_38_data;
  wire [VCS-1:0] link_35_38_credit;
  wire [VCS-1:0] link_35_38_head_valid;
  wire [FLIT_BITS-1:0] link_35_38_head_data;
  wire [VCS-1:0] link_35_38_head_credit;
  wire [VCS-1:0] link_35_39_valid;
  wire [FLIT_BITS-1:0] link_35_39_data;
  wire [VCS-1:0] link_35_39_credit;
  wire [VCS-1:0] link_35_39_head_valid;
  wire [FLIT_BITS-1:0] link_35_39_head_data;
  wire [VCS-1:0] link_35_39_head_credit;
  wire [VCS-1:0] link_35_60_valid;
  wire [FLIT_BITS-1:0] link_35_60_data;
  wire [VCS-1:0] link_35_60_credit;
  wire [VCS-1:0] link_35_60_head_valid;
  wire [FLIT_BITS-1:0] link_35_60_head_data;
  wire [VCS-1:0] link_35_60_head_credit;
  wire [VCS-1:0] link_36_27_valid;
  wire [FLIT_BITS-1:0] link_36_27_data;
  wire [VCS-1:0] link_36_27_credit;
  wire [VCS-1:0] link_36_27_head_valid;
  wire [FLIT_BITS-1:0] link_36_27_head_data;
  wire [VCS-1:0] link_36_27_head_credit;
  wire [VCS-1:0] link_36_37_valid;
  wire [FLIT_BITS-1:0] link_36_37_data;
  wire [VCS-1:0] link_36_37_credit;
  wire [VCS-1:0] link_36_37_head_valid;
  wire [FLIT_BITS-1:0] link_36_37_head_data;
  wire [VCS-1:0] link_36_37_head_credit;
  wire [VCS-1:0] link_36_38_valid;
  wire [FLIT_BITS-1:0] link_36_38_data;
  wire [VCS-1:0] link_36_38_credit;
  wire [VCS-1:0] link_36_38_head_valid;
  wire [FLIT_BITS-1:0] link_36_38_head_data;
  wire [VCS-1:0] link_36_38_head_credit;
  wire [VCS-1:0] link_36_39_valid;
  wire [FLIT_BITS-1:0] link_36_39_data;
  wire [VCS-1:0] link_36_39_credit;
  wire [VCS-1:0] link_36_39_head_valid;
  wire [FLIT_BITS-1:0] link_36_39_head_data;
  wire [VCS-1:0] link_36_39_head_credit;
  wire [VCS-1:0] link_36_40_valid;
  wire [FLIT_BITS-1:0] link_36_40_data;
  wire [VCS-1:0] link_36_40_credit;
  wire [VCS-1:0] link_36_40_head_valid;
  wire [FLIT_BITS-1:0] link_36_40_head_data;
  wire [VCS-1:0] link_36_40_head_credit;
  wire [VCS-1:0] link_36_41_valid;
  wire [FLIT_BITS-1:0] link_36_41_data;
  wire [VCS-1:0] link_36_41_credit;
  wire [VCS-1:0] link_36_41_head_valid;
  wire [FLIT_BITS-1:0] link_36_41_head_data;
  wire [VCS-1:0] link_36_41_head_credit;
  wire [VCS-1:0] link_37_36_valid;
  wire [FLIT_BITS-1:0] link_37_36_data;
  wire [VCS-1:0] link_37_36_credit;
  wire [VCS-1:0] link_37_36_head_valid;
  wire [FLIT_BITS-1:0] link_37_36_head_data;
  wire [VCS-1:0] link_37_36_head_credit;
  wire [VCS-1:0] link_37_38_valid;
  wire [FLIT_BITS-1:0] link_37_38_data;
  wire [VCS-1:0] link_37_38_credit;
  wire [VCS-1:0] link_37_38_head_valid;
  wire [FLIT_BITS-1:0] link_37_38_head_data;
  wire [VCS-1:0] link_37_38_head_credit;
  wire [VCS-1:0] link_37_39_valid;
  wire [FLIT_BITS-1:0] link_37_39_data;
  wire [VCS-1:0] link_37_39_credit;
  wire [VCS-1:0] link_37_39_head_valid;
  wire [FLIT_BITS-1:0] link_37_39_head_data;
  wire [VCS-1:0] link_37_39_head_credit;
  wire [VCS-1:0] link_37_40_valid;
  wire [FLIT_BITS-1:0] link_37_40_data;
  wire [VCS-1:0] link_37_40_credit;
  wire [VCS-1:0] link_37_40_head_valid;
  wire [FLIT_BITS-1:0] link_37_40_head_data;
  wire [VCS-1:0] link_37_40_head_credit;
  wire [VCS-1:0] link_37_41_valid;
  wire [FLIT_BITS-1:0] link_37_41_data;
  wire [VCS-1:0] link_37_41_credit;
  wire [VCS-1:0] link_37_41_head_valid;
  wire [FLIT_BITS-1:0] link_37_41_head_data;
  wire [VCS-1:0] link_37_41_head_credit;
  wire [VCS-1:0] link_37_58_valid;
  wire [FLIT_BITS-1:0] link_37_58_data;
  wire [VCS-1:0] link_37_58_credit;
  wire [VCS-1:0] link_37_58_head_valid;
  wire [FLIT_BITS-1:0] link_37_58_head_data;
  wire [VCS-1:0] link_37_58_head_credit;
  wire [VCS-1:0] link_38_25_valid;
  wire [FLIT_BITS-1:0] link_38_25_data;
  wire [VCS-1:0] link_38_25_credit;
  wire [VCS-1:0] link_38_25_head_valid;
  wire [FLIT_BITS-1:0] link_38_25_head_data;
  wire [VCS-1:0] link_38_25_head_credit;
  wire [VCS-1:0] link_38_39_valid;
  wire [FLIT_BITS-1:0] link_38_39_data;
  wire [VCS-1:0] link_38_39_credit;
  wire [VCS-1:0] link_38_39_head_valid;
  wire [FLIT_BITS-1:0] link_38_39_head_data;
  wire [VCS-1:0] link_38_39_head_credit;
  wire [VCS-1:0] link_38_40_valid;
  wire [FLIT_BITS-1:0] link_38_40_data;
  wire [VCS-1:0] link_38_40_credit;
  wire [VCS-1:0] link_38_40_head_valid;
  wire [FLIT_BITS-1:0] link_38_40_head_data;
  wire [VCS-1:0] link_38_40_head_credit;
  wire [VCS-1:0] link_38_41_valid;
  wire [FLIT_BITS-1:0] link_38_41_data;
  wire [VCS-1:0] link_38_41_credit;
  wire [VCS-1:0] link_38_41_head_valid;
  wire [FLIT_BITS-1:0] link_38_41_head_data;
  wire [VCS-1:0] link_38_41_head_credit;
  wire [VCS-1:0] link_38_42_valid;
  wire [FLIT_BITS-1:0] link_38_42_data;
  wire [VCS-1:0] link_38_42_credit;
  wire [VCS-1:0] link_38_42_head_valid;
  wire [FLIT_BITS-1:0] link_38_42_head_data;
  wire [VCS-1:0] link_38_42_head_credit;
  wire [VCS-1:0] link_38_43_valid;
  wire [FLIT_BITS-1:0] link_38_43_data;
  wire [VCS-1:0] link_38_43_credit;
  wire [VCS-1:0] link_38_43_head_valid;
  wire [FLIT_BITS-1:0] link_38_43_head_data;
  wire [VCS-1:0] link_38_43_head_credit;
  wire [VCS-1:0] link_39_38_valid;
  wire [FLIT_BITS-1:0] link_39_38_data;
  wire [VCS-1:0] link_39_38_credit;
  wire [VCS-1:0] link_39_38_head_valid;
  wire [FLIT_BITS-1:0] link_39_38_head_data;
  wire [VCS-1:0] link_39_38_head_credit;
  wire [VCS-1:0] link_39_40_valid;
  wire [FLIT_BITS-1:0] link_39_40_data;
  wire [VCS-1:0] link_39_40_credit;
  wire [VCS-1:0] link_39_40_head_valid;
  wire [FLIT_BITS-1:0] link_39_40_head_data;
  wire [VCS-1:0] link_39_40_head_credit;
  wire [VCS-1:0] link_39_41_valid;
  wire [FLIT_BITS-1:0] link_39_41_data;
  wire [VCS-1:0] link_39_41_credit;
  wire [VCS-1:0] link_39_41_head_valid;
  wire [FLIT_BITS-1:0] link_39_41_head_data;
  wire [VCS-1:0] link_39_41_head_credit;
  wire [VCS-1:0] link_39_42_valid;
  wire [FLIT_BITS-1:0] link_39_42_data;
  wire [VCS-1:0] link_39_42_credit;
  wire [VCS-1:0] link_39_42_head_valid;
  wire [FLIT_BITS-1:0] link_39_42_head_data;
  wire [VCS-1:0] link_39_42_head_credit;
  wire [VCS-1:0] link_39_43_valid;
  wire [FLIT_BITS-1:0] link_39_43_data;
  wire [VCS-1:0] link_39_43_credit;
  wire [VCS-1:0] link_39_43_head_valid;
  wire [FLIT_BITS-1:0] link_39_43_head_data;
  wire [VCS-1:0] link_39_43_head_credit;
  wire [VCS-1:0] link_39_56_valid;
  wire [FLIT_BITS-1:0] link_39_56_data;
  wire [VCS-1:0] link_39_56_credit;
  wire [VCS-1:0] link_39_56_head_valid;
  wire [FLIT_BITS-1:0] link_39_56_head_data;
  wire [VCS-1:0] link_39_56_head_credit;
  wire [VCS-1:0] link_40_23_valid;
  wire [FLIT_BITS-1:0] link_40_23_data;
  wire [VCS-1:0] link_40_23_credit;
  wire [VCS-1:0] link_40_23_head_valid;
  wire [FLIT_BITS-1:0] link_40_23_head_data;
  wire [VCS-1:0] link_40_23_head_credit;
  wire [VCS-1:0] link_40_41_valid;
  wire [FLIT_BITS-1:0] link_40_41_data;
  wire [VCS-1:0] link_40_41_credit;
  wire [VCS-1:0] link_40_41_head_valid;
  wire [FLIT_BITS-1:0] link_40_41_head_data;
  wire [VCS-1:0] link_40_41_head_credit;
  wire [VCS-1:0] link_40_42_valid;
  wire [FLIT_BITS-1:0] link_40_42_data;
  wire [VCS-1:0] link_40_42_credit;
  wire [VCS-1:0] link_40_42_head_valid;
  wire [FLIT_BITS-1:0] link_40_42_head_data;
  wire [VCS-1:0] link_40_42_head_credit;
  wire [VCS-1:0] link_40_43_valid;
  wire [FLIT_BITS-1:0] link_40_43_data;
  wire [VCS-1:0] link_40_43_credit;
  wire [VCS-1:0] link_40_43_head_valid;
  wire [FLIT_BITS-1:0] link_40_43_head_data;
  wire [VCS-1:0] link_40_43_head_credit;
  wire [VCS-1:0] link_40_44_valid;
  wire [FLIT_BITS-1:0] link_40_44_data;
  wire [VCS-1:0] link_40_44_credit;
  wire [VCS-1:0] link_40_44_head_valid;
  wire [FLIT_BITS-1:0] link_40_44_head_data;
  wire [VCS-1:0] link_40_44_head_credit;
  wire [VCS-1:0] link_40_45_valid;
  wire [FLIT_BITS-1:0] link_40_45_data;
  wire [VCS-1:0] link_40_45_credit;
  wire [VCS-1:0] link_40_45_head_valid;
  wire [FLIT_BITS-1:0] link_40_45_head_data;
  wire [VCS-1:0] link_40_45_head_credit;
  wire [VCS-1:0] link_41_40_valid;
  wire [FLIT_BITS-1:0] link_41_40_data;
  wire [VCS-1:0] link_41_40_credit;
  wire [VCS-1:0] link_41_40_head_valid;
  wire [FLIT_BITS-1:0] link_41_40_head_data;
  wire [VCS-1:0] link_41_40_head_credit;
  wire [VCS-1:0] link_41_42_valid;
  wire [FLIT_BITS-1:0] link_41_42_data;
  wire [VCS-1:0] link_41_42_credit;
  wire [VCS-1:0] link_41_42_head_valid;
  wire [FLIT_BITS-1:0] link_41_42_head_data;
  wire [VCS-1:0] link_41_42_head_credit;
  wire [VCS-1:0] link_41_43_valid;
  wire [FLIT_BITS-1:0] link_41_43_data;
  wire [VCS-1:0] link_41_43_credit;
  wire [VCS-1:0] link_41_43_head_valid;
  wire [FLIT_BITS-1:0] link_41_43_head_data;
  wire [VCS-1:0] link_41_43_head_credit;
  wire [VCS-1:0] link_41_44_valid;
  wire [FLIT_BITS-1:0] link_41_44_data;
  wire [VCS-1:0] link_41_44_credit;
  wire [VCS-1:0] link_41_44_head_valid;
  wire [FLIT_BITS-1:0] link_41_44_head_data;
  wire [VCS-1:0] link_41_44_head_credit;
  wire [VCS-1:0] link_41_45_valid;
  wire [FLIT_BITS-1:0] link_41_45_data;
  wire [VCS-1:0] link_41_45_credit;
  wire [VCS-1:0] link_41_45_head_valid;
  wire [FLIT_BITS-1:0] link_41_45_head_data;
  wire [VCS-1:0] link_41_45_head_credit;
  wire [VCS-1:0] link_41_54_valid;
  wire [FLIT_BITS-1:0] link_41_54_data;
  wire [VCS-1:0] link_41_54_credit;
  wire [VCS-1:0] link_41_54_head_valid;
  wire [FLIT_BITS-1:0] link_41_54_head_data;
  wire [VCS-1:0] link_41_54_head_credit;
  wire [VCS-1:0] link_42_21_valid;
  wire [FLIT_BITS-1:0] link_42_21_data;
  wire [VCS-1:0] link_42_21_credit;
  wire [VCS-1:0] link_42_21_head_valid;
  wire [FLIT_BITS-1:0] link_42_21_head_data;
  wire [VCS-1:0] link_42_21_head_credit;
  wire [VCS-1:0] link_42_43_valid;
  wire [FLIT_BITS-1:0] link_42_43_data;
  wire [VCS-1:0] link_42_43_credit;
  wire [VCS-1:0] link_42_43_head_valid;
  wire [FLIT_BITS-1:0] link_42_43_head_data;
  wire [VCS-1:0] link_42_43_head_credit;
  wire [VCS-1:0] link_42_44_valid;
  wire [FLIT_BITS-1:0] link_42_44_data;
  wire [VCS-1:0] link_42_44_credit;
  wire [VCS-1:0] link_42_44_head_valid;
  wire [FLIT_BITS-1:0] link_42_44_head_data;
  wire [VCS-1:0] link_42_44_head_credit;
  wire [VCS-1:0] link_42_45_valid;
  wire [FLIT_BITS-1:0] link_42_45_data;
  wire [VCS-1:0] link_42_45_credit;
  wire [VCS-1:0] link_42_45_head_valid;
  wire [FLIT_BITS-1:0] link_42_45_head_data;
  wire [VCS-1:0] link_42_45_head_credit;
  wire [VCS-1:0] link_42_46_valid;
  wire [FLIT_BITS-1:0] link_42_46_data;
  wire [VCS-1:0] link_42_46_credit;
  wire [VCS-1:0] link_42_46_head_valid;
  wire [FLIT_BITS-1:0] link_42_46_head_data;
  wire [VCS-1:0] link_42_46_head_credit;
  wire [VCS-1:0] link_42_47_valid;
  wire [FLIT_BITS-1:0] link_42_47_data;
  wire [VCS-1:0] link_42_47_credit;
  wire [VCS-1:0] link_42_47_head_valid;
  wire [FLIT_BITS-1:0] link_42_47_head_data;
  wire [VCS-1:0] link_42_47_head_credit;
  wire [VCS-1:0] link_43_42_valid;
  wire [FLIT_BITS-1:0] link_43_42_data;
  wire [VCS-1:0] link_43_42_credit;
  wire [VCS-1:0] link_43_42_head_valid;
  wire [FLIT_BITS-1:0] link_43_42_head_data;
  wire [VCS-1:0] link_43_42_head_credit;
  wire [VCS-1:0] link_43_44_valid;
  wire [FLIT_BITS-1:0] link_43_44_data;
  wire [VCS-1:0] link_43_44_credit;
  wire [VCS-1:0] link_43_44_head_valid;
  wire [FLIT_BITS-1:0] link_43_44_head_data;
  wire [VCS-1:0] link_43_44_head_credit;
  wire [VCS-1:0] link_43_45_valid;
  wire [FLIT_BITS-1:0] link_43_45_data;
  wire [VCS-1:0] link_43_45_credit;
  wire [VCS-1:0] link_43_45_head_valid;
  wire [FLIT_BITS-1:0] link_43_45_head_data;
  wire [VCS-1:0] link_43_45_head_credit;
  wire [VCS-1:0] link_43_46_valid;
  wire [FLIT_BITS-1:0] link_43_46_data;
  wire [VCS-1:0] link_43_46_credit;
  wire [VCS-1:0] link_43_46_head_valid;
  wire [FLIT_BITS-1:0] link_43_46_head_data;
  wire [VCS-1:0] link_43_46_head_credit;
  wire [VCS-1:0] link_43_47_valid;
  wire [FLIT_BITS-1:0] link_43_47_data;
  wire [VCS-1:0] link_43_47_credit;
  wire [VCS-1:0] link_43_47_head_valid;
  wire [FLIT_BITS-1:0] link_43_47_head_data;
  wire [VCS-1:0] link_43_47_head_credit;
  wire [VCS-1:0] link_43_52_valid;
  wire [FLIT_BITS-1:0] link_43_52_data;
  wire [VCS-1:0] link_43_52_credit;
  wire [VCS-1:0] link_43_52_head_valid;
  wire [FLIT_BITS-1:0] link_43_52_head_data;
  wire [VCS-1:0] link_43_52_head_credit;
  wire [VCS-1:0] link_44_19_valid;
  wire [FLIT_BITS-1:0] link_44_19_data;
  wire [VCS-1:0] link_44_19_credit;
  wire [VCS-1:0] link_44_19_head_valid;
  wire [FLIT_BITS-1:0] link_44_19_head_data;
  wire [VCS-1:0] link_44_19_head_credit;
  wire [VCS-1:0] link_44_45_valid;
  wire [FLIT_BITS-1:0] link_44_45_data;
  wire [VCS-1:0] link_44_45_credit;
  wire [VCS-1:0] link_44_45_head_valid;
  wire [FLIT_BITS-1:0] link_44_45_head_data;
  wire [VCS-1:0] link_44_45_head_credit;
  wire [VCS-1:0] link_44_46_valid;
  wire [FLIT_BITS-1:0] link_44_46_data;
  wire [VCS-1:0] link_44_46_credit;
  wire [VCS-1:0] link_44_46_head_valid;
  wire [FLIT_BITS-1:0] link_44_46_head_data;
  wire [VCS-1:0] link_44_46_head_credit;
  wire [VCS-1:0] link_44_47_valid;
  wire [FLIT_BITS-1:0] link_44_47_data;
  wire [VCS-1:0] link_44_47_credit;
  wire [VCS-1:0] link_44_47_head_valid;
  wire [FLIT_BITS-1:0] link_44_47_head_data;
  wire [VCS-1:0] link_44_47_head_credit;
  wire [VCS-1:0] link_44_48_valid;
  wire [FLIT_BITS-1:0] link_44_48_data;
  wire [VCS-1:0] link_44_48_credit;
  wire [VCS-1:0] link_44_48_head_valid;
  wire [FLIT_BITS-1:0] link_44_48_head_data;
  wire [VCS-1:0] link_44_48_head_credit;
  wire [VCS-1:0] link_44_49_valid;
  wire [FLIT_BITS-1:0] link_44_49_data;
  wire [VCS-1:0] link_44_49_credit;
  wire [VCS-1:0] link_44_49_head_valid;
  wire [FLIT_BITS-1:0] link_44_49_head_data;
  wire [VCS-1:0] link_44_49_head_credit;
  wire [VCS-1:0] link_45_44_valid;
  wire [FLIT_BITS-1:0] link_45_44_data;
  wire [VCS-1:0] link_45_44_credit;
  wire [VCS-1:0] link_45_44_head_valid;
  wire [FLIT_BITS-1:0] link_45_44_head_data;
  wire [VCS-1:0] link_45_44_head_credit;
  wire [VCS-1:0] link_45_46_valid;
  wire [FLIT_BITS-1:0] link_45_46_data;
  wire [VCS-1:0] link_45_46_credit;
  wire [VCS-1:0] link_45_46_head_valid;
  wire [FLIT_BITS-1:0] link_45_46_head_data;
  wire [VCS-1:0] link_45_46_head_credit;
  wire [VCS-1:0] link_45_47_valid;
  wire [FLIT_BITS-1:0] link_45_47_data;
  wire [VCS-1:0] link_45_47_credit;
  wire [VCS-1:0] link_45_47_head_valid;
  wire [FLIT_BITS-1:0] link_45_47_head_data;
  wire [VCS-1:0] link_45_47_head_credit;
  wire [VCS-1:0] link_45_48_valid;
  wire [FLIT_BITS-1:0] link_45_48_data;
  wire [VCS-1:0] link_45_48_credit;
  wire [VCS-1:0] link_45_48_head_valid;
  wire [FLIT_BITS-1:0] link_45_48_head_data;
  wire [VCS-1:0] link_45_48_head_credit;
  wire [VCS-1:0] link_45_49_valid;
  wire [FLIT_BITS-1:0] link_45_49_data;
  wire [VCS-1:0] link_45_49_credit;
  wire [VCS-1:0] link_45_49_head_valid;
  wire [FLIT_BITS-1:0] link_45_49_head_data;
  wire [VCS-1:0] link_45_49_head_credit;
  wire [VCS-1:0] link_45_50_valid;
  wire [FLIT_BITS-1:0] link_45_50_data;
  wire [VCS-1:0] link_45_50_credit;
  wire [VCS-1:0] link_45_50_head_valid;
  wire [FLIT_BITS-1:0] link_45_50_head_data;
  wire [VCS-1:0] link_45_50_head_credit;
  wire [VCS-1:0] link_46_17_valid;
  wire [FLIT_BITS-1:0] link_46_17_data;
  wire [VCS-1:0] link_46_17_credit;
  wire [VCS-1:0] link_46_17_head_valid;
  wire [FLIT_BITS-1:0] link_46_17_head_data;
  wire [VCS-1:0] link_46_17_head_credit;
  wire [VCS-1:0] link_46_47_valid;
  wire [FLIT_BITS-1:0] link_46_47_data;
  wire [VCS-1:0] link_46_47_credit;
  wire [VCS-1:0] link_46_47_head_valid;
  wire [FLIT_BITS-1:0] link_46_47_head_data;
  wire [VCS-1:0] link_46_47_head_credit;
  wire [VCS-1:0] link_46_48_valid;
  wire [FLIT_BITS-1:0] link_46_48_data;
  wire [VCS-1:0] link_46_48_credit;
  wire [VCS-1:0] link_46_48_head_valid;
  wire [FLIT_BITS-1:0] link_46_48_head_data;
  wire [VCS-1:0] link_46_48_head_credit;
  wire [VCS-1:0] link_46_49_valid;
  wire [FLIT_BITS-1:0] link_46_49_data;
  wire [VCS-1:0] link_46_49_credit;
  wire [VCS-1:0] link_46_49_head_valid;
  wire [FLIT_BITS-1:0] link_46_49_head_data;
  wire [VCS-1:0] link_46_49_head_credit;
  wire [VCS-1:0] link_46_50_valid;
  wire [FLIT_BITS-1:0] link_46_50_data;
  wire [VCS-1:0] link_46_50_credit;
  wire [VCS-1:0] link_46_50_head_valid;
  wire [FLIT_BITS-1:0] link_46_50_head_data;
  wire [VCS-1:0] link_46_50_head_credit;
  wire [VCS-1:0] link_46_51_valid;
  wire [FLIT_BITS-1:0] link_46_51_data;
  wire [VCS-1:0] link_46_51_credit;
  wire [VCS-1:0] link_46_51_head_valid;
  wire [FLIT_BITS-1:0] link_46_51_head_data;
  wire [VCS-1:0] link_46_51_head_credit;
  wire [VCS-1:0] link_47_46_valid;
  wire [FLIT_BITS-1:0] link_47_46_data;
  wire [VCS-1:0] link_47_46_credit;
  wire [VCS-1:0] link_47_46_head_valid;
  wire [FLIT_BITS-1:0] link_47_46_head_data;
  wire [VCS-1:0] link_47_46_head_credit;
  wire [VCS-1:0] link_47_48_valid;
  wire [FLIT_BITS-1:0] link_47_48_data;
  wire [VCS-1:0] link_47_48_credit;
  wire [VCS-1:0] link_47_48_head_valid;
  wire [FLIT_BITS-1:0] link_47_48_head_data;
  wire [VCS-1:0] link_47_48_head_credit;
  wire [VCS-1:0] link_47_49_valid;
  wire [FLIT_BITS-1:0] link_47_49_data;
  wire [VCS-1:0] link_47_49_credit;
  wire [VCS-1:0] link_47_49_head_valid;
  wire [FLIT_BITS-1:0] link_47_49_head_data;
  wire [VCS-1:0] link_47_49_head_credit;
  wire [VCS-1:0] link_47_50_valid;
  wire [FLIT_BITS-1:0] link_47_50_data;
  wire [VCS-1:0] link_47_50_credit;
  wire [VCS-1:0] link_47_50_head_valid;
  wire [FLIT_BITS-1:0] link_47_50_head_data;
  wire [VCS-1:0] link_47_50_head_credit;
  wire [VCS-1:0] link_47_51_valid;
  wire [FLIT_BITS-1:0] link_47_51_data;
  wire [VCS-1:0] link_47_51_credit;
  wire [VCS-1:0] link_47_51_head_valid;
  wire [FLIT_BITS-1:0] link_47_51_head_data;
  wire [VCS-1:0] link_47_51_head_credit;
  wire [VCS-1:0] link_48_47_valid;
  wire [FLIT_BITS-1:0] link_48_47_data;
  wire [VCS-1:0] link_48_47_credit;
  wire [VCS-1:0] link_48_47_head_valid;
  wire [FLIT_BITS-1:0] link_48_47_head_data;
  wire [VCS-1:0] link_48_47_head_credit;
  wire [VCS-1:0] link_48_49_valid;
  wire [FLIT_BITS-1:0] link_48_49_data;
  wire [VCS-1:0] link_48_49_credit;
  wire [VCS-1:0] link_48_49_head_valid;
  wire [FLIT_BITS-1:0] link_48_49_head_data;
  wire [VCS-1:0] link_48_49_head_credit;
  wire [VCS-1:0] link_48_50_valid;
  wire [FLIT_BITS-1:0] link_48_50_data;
  wire [VCS-1:0] link_48_50_credit;
  wire [VCS-1:0] link_48_50_head_valid;
  wire [FLIT_BITS-1:0] link_48_50_head_data;
  wire [VCS-1:0] link_48_50_head_credit;
  wire [VCS-1:0] link_48_51_valid;
  wire [FLIT_BITS-1:0] link_48_51_data;
  wire [VCS-1:0] link_48_51_credit;
  wire [VCS-1:0] link_48_51_head_valid;
  wire [FLIT_BITS-1:0] link_48_51_head_data;
  wire [VCS-1:0] link_48_51_head_credit;
  wire [VCS-1:0] link_48_52_valid;
  wire [FLIT_BITS-1:0] link_48_52_data;
  wire [VCS-1:0] link_48_52_credit;
  wire [VCS-1:0] link_48_52_head_valid;
  wire [FLIT_BITS-1:0] link_48_52_head_data;
  wire [VCS-1:0] link_48_52_head_credit;
  wire [VCS-1:0] link_48_53_valid;
  wire [FLIT_BITS-1:0] link_48_53_data;
  wire [VCS-1:0] link_48_53_credit;
  wire [VCS-1:0] link_48_53_head_valid;
  wire [FLIT_BITS-1:0] link_48_53_head_data;
  wire [VCS-1:0] link_48_53_head_credit;
  wire [VCS-1:0] link_49_48_valid;
  wire [FLIT_BITS-1:0] link_49_48_data;
  wire [VCS-1:0] link_49_48_credit;
  wire [VCS-1:0] link_49_48_head_valid;
  wire [FLIT_BITS-1:0] link_49_48_head_data;
  wire [VCS-1:0] link_49_48_head_credit;
  wire [VCS-1:0] link_49_50_valid;
  wire [FLIT_BITS-1:0] link_49_50_data;
  wire [VCS-1:0] link_49_50_credit;
  wire [VCS-1:0] link_49_50_head_valid;
  wire [FLIT_BITS-1:0] link_49_50_head_data;
  wire [VCS-1:0] link_49_50_head_credit;
  wire [VCS-1:0] link_49_51_valid;
  wire [FLIT_BITS-1:0] link_49_51_data;
  wire [VCS-1:0] link_49_51_credit;
  wire [VCS-1:0] link_49_51_head_valid;
  wire [FLIT_BITS-1:0] link_49_51_head_data;
  wire [VCS-1:0] link_49_51_head_credit;
  wire [VCS-1:0] link_49_52_valid;
  wire [FLIT_BITS-1:0] link_49_52_data;
  wire [VCS-1:0] link_49_52_credit;
  wire [VCS-1:0] link_49_52_head_valid;
  wire [FLIT_BITS-1:0] link_49_52_head_data;
  wire [VCS-1:0] link_49_52_head_credit;
  wire [VCS-1:0] link_49_53_valid;
  wire [FLIT_BITS-1:0] link_49_53_data;
  wire [VCS-1:0] link_49_53_credit;
  wire [VCS-1:0] link_49_53_head_valid;
  wire [FLIT_BITS-1:0] link_49_53_head_data;
  wire [VCS-1:0] link_49_53_head_credit;
  wire [VCS-1:0] link_50_45_valid;
  wire [FLIT_BITS-1:0] link_50_45_data;
  wire [VCS-1:0] link_50_45_credit;
  wire [VCS-1:0] link_50_45_head_valid;
  wire [FLIT_BITS-1:0] link_50_45_head_data;
  wire [VCS-1:0] link_50_45_head_credit;
  wire [VCS-1:0] link_50_51_valid;
  wire [FLIT_BITS-1:0] link_50_51_data;
  wire [VCS-1:0] link_50_51_credit;
  wire [VCS-1:0] link_50_51_head_valid;
  wire [FLIT_BITS-1:0] link_50_51_head_data;
  wire [VCS-1:0] link_50_51_head_credit;
  wire [VCS-1:0] link_50_52_valid;
  wire [FLIT_BITS-1:0] link_50_52_data;
  wire [VCS-1:0] link_50_52_credit;
  wire [VCS-1:0] link_50_52_head_valid;
  wire [FLIT_BITS-1:0] link_50_52_head_data;
  wire [VCS-1:0] link_50_52_head_credit;
  wire [VCS-1:0] link_50_53_valid;
  wire [FLIT_BITS-1:0] link_50_53_data;
  wire [VCS-1:0] link_50_53_credit;
  wire [VCS-1:0] link_50_53_head_valid;
  wire [FLIT_BITS-1:0] link_50_53_head_data;
  wire [VCS-1:0] link_50_53_head_credit;
  wire [VCS-1:0] link_50_54_valid;
  wire [FLIT_BITS-1:0] link_50_54_data;
  wire [VCS-1:0] link_50_54_credit;
  wire [VCS-1:0] link_50_54_head_valid;
  wire [FLIT_BITS-1:0] link_50_54_head_data;
  wire [VCS-1:0] link_50_54_head_credit;
  wire [VCS-1:0] link_50_55_valid;
  wire [FLIT_BITS-1:0] link_50_55_data;
  wire [VCS-1:0] link_50_55_credit;
  wire [VCS-1:0] link_50_55_head_valid;
  wire [FLIT_BITS-1:0] link_50_55_head_data;
  wire [VCS-1:0] link_50_55_head_credit;
  wire [VCS-1:0] link_51_50_valid;
  wire [FLIT_BITS-1:0] link_51_50_data;
  wire [VCS-1:0] link_51_50_credit;
  wire [VCS-1:0] link_51_50_head_valid;
  wire [FLIT_BITS-1:0] link_51_50_head_data;
  wire [VCS-1:0] link_51_50_head_credit;
  wire [VCS-1:0] link_51_52_valid;
  wire [FLIT_BITS-1:0] link_51_52_data;
  wire [VCS-1:0] link_51_52_credit;
  wire [VCS-1:0] link_51_52_head_valid;
  wire [FLIT_BITS-1:0] link_51_52_head_data;
  wire [VCS-1:0] link_51_52_head_credit;
  wire [VCS-1:0] link_51_53_valid;
  wire [FLIT_BITS-1:0] link_51_53_data;
  wire [VCS-1:0] link_51_53_credit;
  wire [VCS-1:0] link_51_53_head_valid;
  wire [FLIT_BITS-1:0] link_51_53_head_data;
  wire [VCS-1:0] link_51_53_head_credit;
  wire [VCS-1:0] link_51_54_valid;
  wire [FLIT_BITS-1:0] link_51_54_data;
  wire [VCS-1:0] link_51_54_credit;
  wire [VCS-1:0] link_51_54_head_valid;
  wire [FLIT_BITS-1:0] link_51_54_head_data;
  wire [VCS-1:0] link_51_54_head_credit;
  wire [VCS-1:0] link_51_55_valid;
  wire [FLIT_BITS-1:0] link_51_55_data;
  wire [VCS-1:0] link_51_55_credit;
  wire [VCS-1:0] link_51_55_head_valid;
  wire [FLIT_BITS-1:0] link_51_55_head_data;
  wire [VCS-1:0] link_51_55_head_credit;
  wire [VCS-1:0] link_52_43_valid;
  wire [FLIT_BITS-1:0] link_52_43_data;
  wire [VCS-1:0] link_52_43_credit;
  wire [VCS-1:0] link_52_43_head_valid;
  wire [FLIT_BITS-1:0] link_52_43_head_data;
  wire [VCS-1:0] link_52_43_head_credit;
  wire [VCS-1:0] link_52_53_valid;
  wire [FLIT_BITS-1:0] link_52_53_data;
  wire [VCS-1:0] link_52_53_credit;
  wire [VCS-1:0] link_52_53_head_valid;
  wire [FLIT_BITS-1:0] link_52_53_head_data;
  wire [VCS-1:0] link_52_53_head_credit;
  wire [VCS-1:0] link_52_54_valid;
  wire [FLIT_BITS-1:0] link_52_54_data;
  wire [VCS-1:0] link_52_54_credit;
  wire [VCS-1:0] link_52_54_head_valid;
  wire [FLIT_BITS-1:0] link_52_54_head_data;
  wire [VCS-1:0] link_52_54_head_credit;
  wire [VCS-1:0] link_52_55_valid;
  wire [FLIT_BITS-1:0] link_52_55_data;
  wire [VCS-1:0] link_52_55_credit;
  wire [VCS-1:0] link_52_55_head_valid;
  wire [FLIT_BITS-1:0] link_52_55_head_data;
  wire [VCS-1:0] link_52_55_head_credit;
  wire [VCS-1:0] link_52_56_valid;
  wire [FLIT_BITS-1:0] link_52_56_data;
  wire [VCS-1:0] link_52_56_credit;
  wire [VCS-1:0] link_52_56_head_valid;
  wire [FLIT_BITS-1:0] link_52_56_head_data;
  wire [VCS-1:0] link_52_56_head_credit;
  wire [VCS-1:0] link_52_57_valid;
  wire [FLIT_BITS-1:0] link_52_57_data;
  wire [VCS-1:0] link_52_57_credit;
  wire [VCS-1:0] link_52_57_head_valid;
  wire [FLIT_BITS-1:0] link_52_57_head_data;
  wire [VCS-1:0] link_52_57_head_credit;
  wire [VCS-1:0] link_53_52_valid;
  wire [FLIT_BITS-1:0] link_53_52_data;
  wire [VCS-1:0] link_53_52_credit;
  wire [VCS-1:0] link_53_52_head_valid;
  wire [FLIT_BITS-1:0] link_53_52_head_data;
  wire [VCS-1:0] link_53_52_head_credit;
  wire [VCS-1:0] link_53_54_valid;
  wire [FLIT_BITS-1:0] link_53_54_data;
  wire [VCS-1:0] link_53_54_credit;
  wire [VCS-1:0] link_53_54_head_valid;
  wire [FLIT_BITS-1:0] link_53_54_head_data;
  wire [VCS-1:0] link_53_54_head_credit;
  wire [VCS-1:0] link_53_55_valid;
  wire [FLIT_BITS-1:0] link_53_55_data;
  wire [VCS-1:0] link_53_55_credit;
  wire [VCS-1:0] link_53_55_head_valid;
  wire [FLIT_BITS-1:0] link_53_55_head_data;
  wire [VCS-1:0] link_53_55_head_credit;
  wire [VCS-1:0] link_53_56_valid;
  wire [FLIT_BITS-1:0] link_53_56_data;
  wire [VCS-1:0] link_53_56_credit;
  wire [VCS-1:0] link_53_56_head_valid;
  wire [FLIT_BITS-1:0] link_53_56_head_data;
  wire [VCS-1:0] link_53_56_head_credit;
  wire [VCS-1:0] link_53_57_valid;
  wire [FLIT_BITS-1:0] link_53_57_data;
  wire [VCS-1:0] link_53_57_credit;
  wire [VCS-1:0] link_53_57_head_valid;
  wire [FLIT_BITS-1:0] link_53_57_head_data;
  wire [VCS-1:0] link_53_57_head_credit;
  wire [VCS-1:0] link_54_41_valid;
  wire [FLIT_BITS-1:0] link_54_41_data;
  wire [VCS-1:0] link_54_41_credit;
  wire [VCS-1:0] link_54_41_head_valid;
  wire [FLIT_BITS-1:0] link_54_41_head_data;
  wire [VCS-1:0] link_54_41_head_credit;
  wire [VCS-1:0] link_54_55_valid;
  wire [FLIT_BITS-1:0] link_54_55_data;
  wire [VCS-1:0] link_54_55_credit;
  wire [VCS-1:0] link_54_55_head_valid;
  wire [FLIT_BITS-1:0] link_54_55_head_data;
  wire [VCS-1:0] link_54_55_head_credit;
  wire [VCS-1:0] link_54_56_valid;
  wire [FLIT_BITS-1:0] link_54_56_data;
  wire [VCS-1:0] link_54_56_credit;
  wire [VCS-1:0] link_54_56_head_valid;
  wire [FLIT_BITS-1:0] link_54_56_head_data;
  wire [VCS-1:0] link_54_56_head_credit;
  wire [VCS-1:0] link_54_57_valid;
  wire [FLIT_BITS-1:0] link_54_57_data;
  wire [VCS-1:0] link_54_57_credit;
  wire [VCS-1:0] link_54_57_head_valid;
  wire [FLIT_BITS-1:0] link_54_57_head_data;
  wire [VCS-1:0] link_54_57_head_credit;
  wire [VCS-1:0] link_54_58_valid;
  wire [FLIT_BITS-1:0] link_54_58_data;
  wire [VCS-1:0] link_54_58_credit;
  wire [VCS-1:0] link_54_58_head_valid;
  wire [FLIT_BITS-1:0] link_54_58_head_data;
  wire [VCS-1:0] link_54_58_head_credit;
  wire [VCS-1:0] link_54_59_valid;
  wire [FLIT_BITS-1:0] link_54_59_data;
  wire [VCS-1:0] link_54_59_credit;
  wire [VCS-1:0] link_54_59_head_valid;
  wire [FLIT_BITS-1:0] link_54_59_head_data;
  wire [VCS-1:0] link_54_59_head_credit;
  wire [VCS-1:0] link_55_54_valid;
  wire [FLIT_BITS-1:0] link_55_54_data;
  wire [VCS-1:0] link_55_54_credit;
  wire [VCS-1:0] link_55_54_head_valid;
  wire [FLIT_BITS-1:0] link_55_54_head_data;
  wire [VCS-1:0] link_55_54_head_credit;
  wire [VCS-1:0] link_55_56_valid;
  wire [FLIT_BITS-1:0] link_55_56_data;
  wire [VCS-1:0] link_55_56_credit;
  wire [VCS-1:0] link_55_56_head_valid;
  wire [FLIT_BITS-1:0] link_55_56_head_data;
  wire [VCS-1:0] link_55_56_head_credit;
  wire [VCS-1:0] link_55_57_valid;
  wire [FLIT_BITS-1:0] link_55_57_data;
  wire [VCS-1:0] link_55_57_credit;
  wire [VCS-1:0] link_55_57_head_valid;
  wire [FLIT_BITS-1:0] link_55_57_head_data;
  wire [VCS-1:0] link_55_57_head_credit;
  wire [VCS-1:0] link_55_58_valid;
  wire [FLIT_BITS-1:0] link_55_58_data;
  wire [VCS-1:0] link_55_58_credit;
  wire [VCS-1:0] link_55_58_head_valid;
  wire [FLIT_BITS-1:0] link_55_58_head_data;
  wire [VCS-1:0] link_55_58_head_credit;
  wire [VCS-1:0] link_55_59_valid;
  wire [FLIT_BITS-1:0] link_55_59_data;
  wire [VCS-1:0] link_55_59_credit;
  wire [VCS-1:0] link_55_59_head_valid;
  wire [FLIT_BITS-1:0] link_55_59_head_data;
  wire [VCS-1:0] link_55_59_head_credit;
  wire [VCS-1:0] link_56_39_valid;
  wire [FLIT_BITS-1:0] link_56_39_data;
  wire [VCS-1:0] link_56_39_credit;
  wire [VCS-1:0] link_56_39_head_valid;
  wire [FLIT_BITS-1:0] link_56_39_head_data;
  wire [VCS-1:0] link_56_39_head_credit;
  wire [VCS-1:0] link_56_57_valid;
  wire [FLIT_BITS-1:0] link_56_57_data;
  wire [VCS-1:0] link_56_57_credit;
  wire [VCS-1:0] link_56_57_head_valid;
  wire [FLIT_BITS-1:0] link_56_57_head_data;
  wire [VCS-1:0] link_56_57_head_credit;
  wire [VCS-1:0] link_56_58_valid;
  wire [FLIT_BITS-1:0] link_56_58_data;
  wire [VCS-1:0] link_56_58_credit;
  wire [VCS-1:0] link_56_58_head_valid;
  wire [FLIT_BITS-1:0] link_56_58_head_data;
  wire [VCS-1:0] link_56_58_head_credit;
  wire [VCS-1:0] link_56_59_valid;
  wire [FLIT_BITS-1:0] link_56_59_data;
  wire [VCS-1:0] link_56_59_credit;
  wire [VCS-1:0] link_56_59_head_valid;
  wire [FLIT_BITS-1:0] link_56_59_head_data;
  wire [VCS-1:0] link_56_59_head_credit;
  wire [VCS-1:0] link_56_60_valid;
  wire [FLIT_BITS-1:0] link_56_60_data;
  wire [VCS-1:0] link_56_60_credit;
  wire [VCS-1:0] link_56_60_head_valid;
  wire [FLIT_BITS-1:0] link_56_60_head_data;
  wire [VCS-1:0] link_56_60_head_credit;
  wire [VCS-1:0] link_56_61_valid;
  wire [FLIT_BITS-1:0] link_56_61_data;
  wire [VCS-1:0] link_56_61_credit;
  wire [VCS-1:0] link_56_61_head_valid;
  wire [FLIT_BITS-1:0] link_56_61_head_data;
  wire [VCS-1:0] link_56_61_head_credit;
  wire [VCS-1:0] link_57_56_valid;
  wire [FLIT_BITS-1:0] link_57_56_data;
  wire [VCS-1:0] link_57_56_credit;
  wire [VCS-1:0] link_57_56_head_valid;
  wire [FLIT_BITS-1:0] link_57_56_head_data;
  wire [VCS-1:0] link_57_56_head_credit;
  wire [VCS-1:0] link_57_58_valid;
  wire [FLIT_BITS-1:0] link_57_58_data;
  wire [VCS-1:0] link_57_58_credit;
  wire [VCS-1:0] link_57_58_head_valid;
  wire [FLIT_BITS-1:0] link_57_58_head_data;
  wire [VCS-1:0] link_57_58_head_credit;
  wire [VCS-1:0] link_57_59_valid;
  wire [FLIT_BITS-1:0] link_57_59_data;
  wire [VCS-1:0] link_57_59_credit;
  wire [VCS-1:0] link_57_59_head_valid;
  wire [FLIT_BITS-1:0] link_57_59_head_data;
  wire [VCS-1:0] link_57_59_head_credit;
  wire [VCS-1:0] link_57_60_valid;
  wire [FLIT_BITS-1:0] link_57_60_data;
  wire [VCS-1:0] link_57_60_credit;
  wire [VCS-1:0] link_57_60_head_valid;
  wire [FLIT_BITS-1:0] link_57_60_head_data;
  wire [VCS-1:0] link_57_60_head_credit;
  wire [VCS-1:0] link_57_61_valid;
  wire [FLIT_BITS-1:0] link_57_61_data;
  wire [VCS-1:0] link_57_61_credit;
  wire [VCS-1:0] link_57_61_head_valid;
  wire [FLIT_BITS-1:0] link_57_61_head_data;
  wire [VCS-1:0] link_57_61_head_credit;
  wire [VCS-1:0] link_58_37_valid;
  wire [FLIT_BITS-1:0] link_58_37_data;
  wire [VCS-1:0] link_58_37_credit;
  wire [VCS-1:0] link_58_37_head_valid;
  wire [FLIT_BITS-1:0] link_58_37_head_data;
  wire [VCS-1:0] link_58_37_head_credit;
  wire [VCS-1:0] link_58_59_valid;
  wire [FLIT_BITS-1:0] link_58_59_data;
  wire [VCS-1:0] link_58_59_credit;
  wire [VCS-1:0] link_58_59_head_valid;
  wire [FLIT_BITS-1:0] link_58_59_head_data;
  wire [VCS-1:0] link_58_59_head_credit;
  wire [VCS-1:0] link_58_60_valid;
  wire [FLIT_BITS-1:0] link_58_60_data;
  wire [VCS-1:0] link_58_60_credit;
  wire [VCS-1:0] link_58_60_head_valid;
  wire [FLIT_BITS-1:0] link_58_60_head_data;
  wire [VCS-1:0] link_58_60_head_credit;
  wire [VCS-1:0] link_58_61_valid;
  wire [FLIT_BITS-1:0] link_58_61_data;
  wire [VCS-1:0] link_58_61_credit;
  wire [VCS-1:0] link_58_61_head_valid;
  wire [FLIT_BITS-1:0] link_58_61_head_data;
  wire [VCS-1:0] link_58_61_head_credit;
  wire [VCS-1:0] link_58_62_valid;
  wire [FLIT_BITS-1:0] link_58_62_data;
  wire [VCS-1:0] link_58_62_credit;
  wire [VCS-1:0] link_58_62_head_valid;
  wire [FLIT_BITS-1:0] link_58_62_head_data;
  wire [VCS-1:0] link_58_62_head_credit;
  wire [VCS-1:0] link_58_63_valid;
  wire [FLIT_BITS-1:0] link_58_63_data;
  wire [VCS-1:0] link_58_63_credit;
  wire [VCS-1:0] link_58_63_head_valid;
  wire [FLIT_BITS-1:0] link_58_63_head_data;
  wire [VCS-1:0] link_58_63_head_credit;
  wire [VCS-1:0] link_59_58_valid;
  wire [FLIT_BITS-1:0] link_59_58_data;
  wire [VCS-1:0] link_59_58_credit;
  wire [VCS-1:0] link_59_58_head_valid;
  wire [FLIT_BITS-1:0] link_59_58_head_data;
  wire [VCS-1:0] link_59_58_head_credit;
  wire [VCS-1:0] link_59_60_valid;
  wire [FLIT_BITS-1:0] link_59_60_data;
  wire [VCS-1:0] link_59_60_credit;
  wire [VCS-1:0] link_59_60_head_valid;
  wire [FLIT_BITS-1:0] link_59_60_head_data;
  wire [VCS-1:0] link_59_60_head_credit;
  wire [VCS-1:0] link_59_61_valid;
  wire [FLIT_BITS-1:0] link_59_61_data;
  wire [VCS-1:0] link_59_61_credit;
  wire [VCS-1:0] link_59_61_head_valid;
  wire [FLIT_BITS-1:0] link_59_61_head_data;
  wire [VCS-1:0] link_59_61_head_credit;
  wire [VCS-1:0] link_59_62_valid;
  wire [FLIT_BITS-1:0] link_59_62_data;
  wire [VCS-1:0] link_59_62_credit;
  wire [VCS-1:0] link_59_62_head_valid;
  wire [FLIT_BITS-1:0] link_59_62_head_data;
  wire [VCS-1:0] link_59_62_head_credit;
  wire [VCS-1:0] link_59_63_valid;
  wire [FLIT_BITS-1:0] link_59_63_data;
  wire [VCS-1:0] link_59_63_credit;
  wire [VCS-1:0] link_59_63_head_valid;
  wire [FLIT_BITS-1:0] link_59_63_head_data;
  wire [VCS-1:0] link_59_63_head_credit;
  wire [VCS-1:0] link_60_35_valid;
  wire [FLIT_BITS-1:0] link_60_35_data;
  wire [VCS-1:0] link_60_35_credit;
  wire [VCS-1:0] link_60_35_head_valid;
  wire [FLIT_BITS-1:0] link_60_35_head_data;
  wire [VCS-1:0] link_60_35_head_credit;
  wire [VCS-1:0] link_60_61_valid;
  wire [FLIT_BITS-1:0] link_60_61_data;
  wire [VCS-1:0] link_60_61_credit;
  wire [VCS-1:0] link_60_61_head_valid;
  wire [FLIT_BITS-1:0] link_60_61_head_data;
  wire [VCS-1:0] link_60_61_head_credit;
  wire [VCS-1:0] link_60_62_valid;
  wire [FLIT_BITS-1:0] link_60_62_data;
  wire [VCS-1:0] link_60_62_credit;
  wire [VCS-1:0] link_60_62_head_valid;
  wire [FLIT_BITS-1:0] link_60_62_head_data;
  wire [VCS-1:0] link_60_62_head_credit;
  wire [VCS-1:0] link_60_63_valid;
  wire [FLIT_BITS-1:0] link_60_63_data;
  wire [VCS-1:0] link_60_63_credit;
  wire [VCS-1:0] link_60_63_head_valid;
  wire [FLIT_BITS-1:0] link_60_63_head_data;
  wire [VCS-1:0] link_60_63_head_credit;
  wire [VCS-1:0] link_61_60_valid;
  wire [FLIT_BITS-1:0] link_61_60_data;
  wire [VCS-1:0] link_61_60_credit;
  wire [VCS-1:0] link_61_60_head_valid;
  wire [FLIT_BITS-1:0] link_61_60_head_data;
  wire [VCS-1:0] link_61_60_head_credit;
  wire [VCS-1:0] link_61_62_valid;
  wire [FLIT_BITS-1:0] link_61_62_data;
  wire [VCS-1:0] link_61_62_credit;
  wire [VCS-1:0] link_61_62_head_valid;
  wire [FLIT_BITS-1:0] link_61_62_head_data;
  wire [VCS-1:0] link_61_62_head_credit;
  wire [VCS-1:0] link_61_63_valid;
  wire [FLIT_BITS-1:0] link_61_63_data;
  wire [VCS-1:0] link_61_63_credit;
  wire [VCS-1:0] link_61_63_head_valid;
  wire [FLIT_BITS-1:0] link_61_63_head_data;
  wire [VCS-1:0] link_61_63_head_credit;
  wire [VCS-1:0] link_62_33_valid;
  wire [FLIT_BITS-1:0] link_62_33_data;
  wire [VCS-1:0] link_62_33_credit;
  wire [VCS-1:0] link_62_33_head_valid;
  wire [FLIT_BITS-1:0] link_62_33_head_data;
  wire [VCS-1:0] link_62_33_head_credit;
  wire [VCS-1:0] link_62_63_valid;
  wire [FLIT_BITS-1:0] link_62_63_data;
  wire [VCS-1:0] link_62_63_credit;
  wire [VCS-1:0] link_62_63_head_valid;
  wire [FLIT_BITS-1:0] link_62_63_head_data;
  wire [VCS-1:0] link_62_63_head_credit;
  wire [VCS-1:0] link_63_62_valid;
  wire [FLIT_BITS-1:0] link_63_62_data;
  wire [VCS-1:0] link_63_62_credit;
  wire [VCS-1:0] link_63_62_head_valid;
  wire [FLIT_BITS-1:0] link_63_62_head_data;
  wire [VCS-1:0] link_63_62_head_credit;

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
  wire chain_4_valid;
  wire chain_4_head;
  wire [31:0] chain_4_data;
  wire [19:0] mon_4;
  wire chain_5_valid;
  wire chain_5_head;
  wire [31:0] chain_5_data;
  wire [19:0] mon_5;
  wire chain_6_valid;
  wire chain_6_head;
  wire [31:0] chain_6_data;
  wire [19:0] mon_6;
  wire chain_7_valid;
  wire chain_7_head;
  wire [31:0] chain_7_data;
  wire [19:0] mon_7;
  wire chain_8_valid;
  wire chain_8_head;
  wire [31:0] chain_8_data;
  wire [19:0] mon_8;
  wire chain_9_valid;
  wire chain_9_head;
  wire [31:0] chain_9_data;
  wire [19:0] mon_9;
  wire chain_10_valid;
  wire chain_10_head;
  wire [31:0] chain_10_data;
  wire [19:0] mon_10;
  wire chain_11_valid;
  wire chain_11_head;
  wire [31:0] chain_11_data;
  wire [19:0] mon_11;
  wire chain_12_valid;
  wire chain_12_head;
  wire [31:0] chain_12_data;
  wire [19:0] mon_12;
  wire chain_13_valid;
  wire chain_13_head;
  wire [31:0] chain_13_data;
  wire [19:0] mon_13;
  wire chain_14_valid;
  wire chain_14_head;
  wire [31:0] chain_14_data;
  wire [19:0] mon_14;
  wire chain_15_valid;
  wire chain_15_head;
  wire [31:0] chain_15_data;
  wire [19:0] mon_15;
  wire chain_16_valid;
  wire chain_16_head;
  wire [31:0] chain_16_data;
  wire [19:0] mon_16;
  wire chain_17_valid;
  wire chain_17_head;
  wire [31:0] chain_17_data;
  wire [19:0] mon_17;
  wire chain_18_valid;
  wire chain_18_head;
  wire [31:0] chain_18_data;
  wire [19:0] mon_18;
  wire chain_19_valid;
  wire chain_19_head;
  wire [31:0] chain_19_data;
  wire [19:0] mon_19;
  wire chain_20_valid;
  wire chain_20_head;
  wire [31:0] chain_20_data;
  wire [19:0] mon_20;
  wire chain_21_valid;
  wire chain_21_head;
  wire [31:0] chain_21_data;
  wire [19:0] mon_21;
  wire chain_22_valid;
  wire chain_22_head;
  wire [31:0] chain_22_data;
  wire [19:0] mon_22;
  wire chain_23_valid;
  wire chain_23_head;
  wire [31:0] chain_23_data;
  wire [19:0] mon_23;
  wire chain_24_valid;
  wire chain_24_head;
  wire [31:0] chain_24_data;
  wire [19:0] mon_24;
  wire chain_25_valid;
  wire chain_25_head;
  wire [31:0] chain_25_data;
  wire [19:0] mon_25;
  wire chain_26_valid;
  wire chain_26_head;
  wire [31:0] chain_26_data;
  wire [19:0] mon_26;
  wire chain_27_valid;
  wire chain_27_head;
  wire [31:0] chain_27_data;
  wire [19:0] mon_27;
  wire chain_28_valid;
  wire chain_28_head;
  wire [31:0] chain_28_data;
  wire [19:0] mon_28;
  wire chain_29_valid;
  wire chain_29_head;
  wire [31:0] chain_29_data;
  wire [19:0] mon_29;
  wire chain_30_valid;
  wire chain_30_head;
  wire [31:0] chain_30_data;
  wire [19:0] mon_30;
  wire chain_31_valid;
  wire chain_31_head;
  wire [31:0] chain_31_data;
  wire [19:0] mon_31;
  wire chain_32_valid;
  wire chain_32_head;
  wire [31:0] chain_32_data;
  wire [19:0] mon_32;
  wire chain_33_valid;
  wire chain_33_head;
  wire [31:0] chain_33_data;
  wire [19:0] mon_33;
  wire chain_34_valid;
  wire chain_34_head;
  wire [31:0] chain_34_data;
  wire [19:0] mon_34;
  wire chain_35_valid;
  wire chain_35_head;
  wire [31:0] chain_35_data;
  wire [19:0] mon_35;
  wire chain_36_valid;
  wire chain_36_head;
  wire [31:0] chain_36_data;
  wire [19:0] mon_36;
  wire chain_37_valid;
  wire chain_37_head;
  wire [31:0] chain_37_data;
  wire [19:0] mon_37;
  wire chain_38_valid;
  wire chain_38_head;
  wire [31:0] chain_38_data;
  wire [19:0] mon_38;
  wire chain_39_valid;
  wire chain_39_head;
  wire [31:0] chain_39_data;
  wire [19:0] mon_39;
  wire chain_40_valid;
  wire chain_40_head;
  wire [31:0] chain_40_data;
  wire [19:0] mon_40;
  wire chain_41_valid;
  wire chain_41_head;
  wire [31:0] chain_41_data;
  wire [19:0] mon_41;
  wire chain_42_valid;
  wire chain_42_head;
  wire [31:0] chain_42_data;
  wire [19:0] mon_42;
  wire chain_43_valid;
  wire chain_43_head;
  wire [31:0] chain_43_data;
  wire [19:0] mon_43;
  wire chain_44_valid;
  wire chain_44_head;
  wire [31:0] chain_44_data;
  wire [19:0] mon_44;
  wire chain_45_valid;
  wire chain_45_head;
  wire [31:0] chain_45_data;
  wire [19:0] mon_45;
  wire chain_46_valid;
  wire chain_46_head;
  wire [31:0] chain_46_data;
  wire [19:0] mon_46;
  wire chain_47_valid;
  wire chain_47_head;
  wire [31:0] chain_47_data;
  wire [19:0] mon_47;
  wire chain_48_valid;
  wire chain_48_head;
  wire [31:0] chain_48_data;
  wire [19:0] mon_48;
  wire chain_49_valid;
  wire chain_49_head;
  wire [31:0] chain_49_data;
  wire [19:0] mon_49;
  wire chain_50_valid;
  wire chain_50_head;
  wire [31:0] chain_50_data;
  wire [19:0] mon_50;
  wire chain_51_valid;
  wire chain_51_head;
  wire [31:0] chain_51_data;
  wire [19:0] mon_51;
  wire chain_52_valid;
  wire chain_52_head;
  wire [31:0] chain_52_data;
  wire [19:0] mon_52;
  wire chain_53_valid;
  wire chain_53_head;
  wire [31:0] chain_53_data;
  wire [19:0] mon_53;
  wire chain_54_valid;
  wire chain_54_head;
  wire [31:0] chain_54_data;
  wire [19:0] mon_54;
  wire chain_55_valid;
  wire chain_55_head;
  wire [31:0] chain_55_data;
  wire [19:0] mon_55;
  wire chain_56_valid;
  wire chain_56_head;
  wire [31:0] chain_56_data;
  wire [19:0] mon_56;
  wire chain_57_valid;
  wire chain_57_head;
  wire [31:0] chain_57_data;
  wire [19:0] mon_57;
  wire chain_58_valid;
  wire chain_58_head;
  wire [31:0] chain_58_data;
  wire [19:0] mon_58;
  wire chain_59_valid;
  wire chain_59_head;
  wire [31:0] chain_59_data;
  wire [19:0] mon_59;
  wire chain_60_valid;
  wire chain_60_head;
  wire [31:0] chain_60_data;
  wire [19:0] mon_60;
  wire chain_61_valid;
  wire chain_61_head;
  wire [31:0] chain_61_data;
  wire [19:0] mon_61;
  wire chain_62_valid;
  wire chain_62_head;
  wire [31:0] chain_62_data;
  wire [19:0] mon_62;
  wire chain_63_valid;
  wire chain_63_head;
  wire [31:0] chain_63_data;
  wire [19:0] mon_63;
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
    .tiles_i(17'h40),
    .shape_i(32'h1202001),
    .hash_i({32'h9ed97921, 32'he3b48817}),
    .plan_i({32'h0, 32'h0}),
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
    .node_i(16'h40),
    .part_i(13'h0),
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
    .OUT_PORTS(5),
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
    .task_i(576'h0),
    .route_i(24'h0),
    .in_valid_i({feed_valid, link_1_0_head_valid}),
    .in_data_i({feed_data, link_1_0_head_data}),
    .in_credit_o({feed_credit, link_1_0_head_credit}),
    .out_valid_o({link_0_5_valid, link_0_4_valid, link_0_3_valid, link_0_2_valid,
      link_0_1_valid}),
    .out_data_o({link_0_5_data, link_0_4_data, link_0_3_data, link_0_2_data, link_0_1_data}),
    .out_credit_i({link_0_5_credit, link_0_4_credit, link_0_3_credit, link_0_2_credit,
      link_0_1_credit}),
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
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
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

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_0_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_0_4_valid),
    .in_data_i(link_0_4_data),
    .in_credit_o(link_0_4_credit),
    .out_valid_o(link_0_4_head_valid),
    .out_data_o(link_0_4_head_data),
    .out_credit_i(link_0_4_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_0_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_0_5_valid),
    .in_data_i(link_0_5_data),
    .in_credit_o(link_0_5_credit),
    .out_valid_o(link_0_5_head_valid),
    .out_data_o(link_0_5_head_data),
    .out_credit_i(link_0_5_head_credit)
  );

  imc_tile #(
    .IN_PORTS(2),
    .OUT_PORTS(6),
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
    .task_i(576'h0),
    .route_i(27'h0),
    .in_valid_i({link_30_1_head_valid, link_0_1_head_valid}),
    .in_data_i({link_30_1_head_data, link_0_1_head_data}),
    .in_credit_o({link_30_1_head_credit, link_0_1_head_credit}),
    .out_valid_o({link_1_30_valid, link_1_5_valid, link_1_4_valid, link_1_3_valid,
      link_1_2_valid, link_1_0_valid}),
    .out_data_o({link_1_30_data, link_1_5_data, link_1_4_data, link_1_3_data,
      link_1_2_data, link_1_0_data}),
    .out_credit_i({link_1_30_credit, link_1_5_credit, link_1_4_credit, link_1_3_credit,
      link_1_2_credit, link_1_0_credit}),
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
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
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

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_4_valid),
    .in_data_i(link_1_4_data),
    .in_credit_o(link_1_4_credit),
    .out_valid_o(link_1_4_head_valid),
    .out_data_o(link_1_4_head_data),
    .out_credit_i(link_1_4_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_5_valid),
    .in_data_i(link_1_5_data),
    .in_credit_o(link_1_5_credit),
    .out_valid_o(link_1_5_head_valid),
    .out_data_o(link_1_5_head_data),
    .out_credit_i(link_1_5_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_1_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_1_30_valid),
    .in_data_i(link_1_30_data),
    .in_credit_o(link_1_30_credit),
    .out_valid_o(link_1_30_head_valid),
    .out_data_o(link_1_30_head_data),
    .out_credit_i(link_1_30_head_credit)
  );

  imc_tile #(
    .IN_PORTS(3),
    .OUT_PORTS(5),
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
    .task_i(576'h0),
    .route_i(24'h0),
    .in_valid_i({link_3_2_head_valid, link_1_2_head_valid, link_0_2_head_valid}),
    .in_data_i({link_3_2_head_data, link_1_2_head_data, link_0_2_head_data}),
    .in_credit_o({link_3_2_head_credit, link_1_2_head_credit, link_0_2_head_credit}),
    .out_valid_o({link_2_7_valid, link_2_6_valid, link_2_5_valid, link_2_4_valid,
      link_2_3_valid}),
    .out_data_o({link_2_7_data, link_2_6_data, link_2_5_data, link_2_4_data, link_2_3_data}),
    .out_credit_i({link_2_7_credit, link_2_6_credit, link_2_5_credit, link_2_4_credit,
      link_2_3_credit}),
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
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
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

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_2_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_2_4_valid),
    .in_data_i(link_2_4_data),
    .in_credit_o(link_2_4_credit),
    .out_valid_o(link_2_4_head_valid),
    .out_data_o(link_2_4_head_data),
    .out_credit_i(link_2_4_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_2_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_2_5_valid),
    .in_data_i(link_2_5_data),
    .in_credit_o(link_2_5_credit),
    .out_valid_o(link_2_5_head_valid),
    .out_data_o(link_2_5_head_data),
    .out_credit_i(link_2_5_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_2_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_2_6_valid),
    .in_data_i(link_2_6_data),
    .in_credit_o(link_2_6_credit),
    .out_valid_o(link_2_6_head_valid),
    .out_data_o(link_2_6_head_data),
    .out_credit_i(link_2_6_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_2_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_2_7_valid),
    .in_data_i(link_2_7_data),
    .in_credit_o(link_2_7_credit),
    .out_valid_o(link_2_7_head_valid),
    .out_data_o(link_2_7_head_data),
    .out_credit_i(link_2_7_head_credit)
  );

  imc_tile #(
    .IN_PORTS(4),
    .OUT_PORTS(6),
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
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_28_3_head_valid, link_2_3_head_valid, link_1_3_head_valid,
      link_0_3_head_valid}),
    .in_data_i({link_28_3_head_data, link_2_3_head_data, link_1_3_head_data,
      link_0_3_head_data}),
    .in_credit_o({link_28_3_head_credit, link_2_3_head_credit, link_1_3_head_credit,
      link_0_3_head_credit}),
    .out_valid_o({link_3_28_valid, link_3_7_valid, link_3_6_valid, link_3_5_valid,
      link_3_4_valid, link_3_2_valid}),
    .out_data_o({link_3_28_data, link_3_7_data, link_3_6_data, link_3_5_data,
      link_3_4_data, link_3_2_data}),
    .out_credit_i({link_3_28_credit, link_3_7_credit, link_3_6_credit, link_3_5_credit,
      link_3_4_credit, link_3_2_credit}),
    .cfg_valid_i(chain_3_valid),
    .cfg_head_i(chain_3_head),
    .cfg_data_i(chain_3_data),
    .cfg_valid_o(chain_4_valid),
    .cfg_head_o(chain_4_head),
    .cfg_data_o(chain_4_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_3),
    .mon_o(mon_4),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
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

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_4_valid),
    .in_data_i(link_3_4_data),
    .in_credit_o(link_3_4_credit),
    .out_valid_o(link_3_4_head_valid),
    .out_data_o(link_3_4_head_data),
    .out_credit_i(link_3_4_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_5_valid),
    .in_data_i(link_3_5_data),
    .in_credit_o(link_3_5_credit),
    .out_valid_o(link_3_5_head_valid),
    .out_data_o(link_3_5_head_data),
    .out_credit_i(link_3_5_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_6_valid),
    .in_data_i(link_3_6_data),
    .in_credit_o(link_3_6_credit),
    .out_valid_o(link_3_6_head_valid),
    .out_data_o(link_3_6_head_data),
    .out_credit_i(link_3_6_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_7_valid),
    .in_data_i(link_3_7_data),
    .in_credit_o(link_3_7_credit),
    .out_valid_o(link_3_7_head_valid),
    .out_data_o(link_3_7_head_data),
    .out_credit_i(link_3_7_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_3_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_3_28_valid),
    .in_data_i(link_3_28_data),
    .in_credit_o(link_3_28_credit),
    .out_valid_o(link_3_28_head_valid),
    .out_data_o(link_3_28_head_data),
    .out_credit_i(link_3_28_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h4),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_5_4_head_valid, link_3_4_head_valid, link_2_4_head_valid,
      link_1_4_head_valid, link_0_4_head_valid}),
    .in_data_i({link_5_4_head_data, link_3_4_head_data, link_2_4_head_data, link_1_4_head_data,
      link_0_4_head_data}),
    .in_credit_o({link_5_4_head_credit, link_3_4_head_credit, link_2_4_head_credit,
      link_1_4_head_credit, link_0_4_head_credit}),
    .out_valid_o({link_4_9_valid, link_4_8_valid, link_4_7_valid, link_4_6_valid,
      link_4_5_valid}),
    .out_data_o({link_4_9_data, link_4_8_data, link_4_7_data, link_4_6_data, link_4_5_data}),
    .out_credit_i({link_4_9_credit, link_4_8_credit, link_4_7_credit, link_4_6_credit,
      link_4_5_credit}),
    .cfg_valid_i(chain_4_valid),
    .cfg_head_i(chain_4_head),
    .cfg_data_i(chain_4_data),
    .cfg_valid_o(chain_5_valid),
    .cfg_head_o(chain_5_head),
    .cfg_data_o(chain_5_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_4),
    .mon_o(mon_5),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_4_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_4_5_valid),
    .in_data_i(link_4_5_data),
    .in_credit_o(link_4_5_credit),
    .out_valid_o(link_4_5_head_valid),
    .out_data_o(link_4_5_head_data),
    .out_credit_i(link_4_5_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_4_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_4_6_valid),
    .in_data_i(link_4_6_data),
    .in_credit_o(link_4_6_credit),
    .out_valid_o(link_4_6_head_valid),
    .out_data_o(link_4_6_head_data),
    .out_credit_i(link_4_6_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_4_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_4_7_valid),
    .in_data_i(link_4_7_data),
    .in_credit_o(link_4_7_credit),
    .out_valid_o(link_4_7_head_valid),
    .out_data_o(link_4_7_head_data),
    .out_credit_i(link_4_7_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_4_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_4_8_valid),
    .in_data_i(link_4_8_data),
    .in_credit_o(link_4_8_credit),
    .out_valid_o(link_4_8_head_valid),
    .out_data_o(link_4_8_head_data),
    .out_credit_i(link_4_8_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_4_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_4_9_valid),
    .in_data_i(link_4_9_data),
    .in_credit_o(link_4_9_credit),
    .out_valid_o(link_4_9_head_valid),
    .out_data_o(link_4_9_head_data),
    .out_credit_i(link_4_9_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h5),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_26_5_head_valid, link_4_5_head_valid, link_3_5_head_valid,
      link_2_5_head_valid, link_1_5_head_valid, link_0_5_head_valid}),
    .in_data_i({link_26_5_head_data, link_4_5_head_data, link_3_5_head_data,
      link_2_5_head_data, link_1_5_head_data, link_0_5_head_data}),
    .in_credit_o({link_26_5_head_credit, link_4_5_head_credit, link_3_5_head_credit,
      link_2_5_head_credit, link_1_5_head_credit, link_0_5_head_credit}),
    .out_valid_o({link_5_26_valid, link_5_9_valid, link_5_8_valid, link_5_7_valid,
      link_5_6_valid, link_5_4_valid}),
    .out_data_o({link_5_26_data, link_5_9_data, link_5_8_data, link_5_7_data,
      link_5_6_data, link_5_4_data}),
    .out_credit_i({link_5_26_credit, link_5_9_credit, link_5_8_credit, link_5_7_credit,
      link_5_6_credit, link_5_4_credit}),
    .cfg_valid_i(chain_5_valid),
    .cfg_head_i(chain_5_head),
    .cfg_data_i(chain_5_data),
    .cfg_valid_o(chain_6_valid),
    .cfg_head_o(chain_6_head),
    .cfg_data_o(chain_6_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_5),
    .mon_o(mon_6),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_4 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_4_valid),
    .in_data_i(link_5_4_data),
    .in_credit_o(link_5_4_credit),
    .out_valid_o(link_5_4_head_valid),
    .out_data_o(link_5_4_head_data),
    .out_credit_i(link_5_4_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_6_valid),
    .in_data_i(link_5_6_data),
    .in_credit_o(link_5_6_credit),
    .out_valid_o(link_5_6_head_valid),
    .out_data_o(link_5_6_head_data),
    .out_credit_i(link_5_6_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_7_valid),
    .in_data_i(link_5_7_data),
    .in_credit_o(link_5_7_credit),
    .out_valid_o(link_5_7_head_valid),
    .out_data_o(link_5_7_head_data),
    .out_credit_i(link_5_7_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_8_valid),
    .in_data_i(link_5_8_data),
    .in_credit_o(link_5_8_credit),
    .out_valid_o(link_5_8_head_valid),
    .out_data_o(link_5_8_head_data),
    .out_credit_i(link_5_8_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_9_valid),
    .in_data_i(link_5_9_data),
    .in_credit_o(link_5_9_credit),
    .out_valid_o(link_5_9_head_valid),
    .out_data_o(link_5_9_head_data),
    .out_credit_i(link_5_9_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_5_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_5_26_valid),
    .in_data_i(link_5_26_data),
    .in_credit_o(link_5_26_credit),
    .out_valid_o(link_5_26_head_valid),
    .out_data_o(link_5_26_head_data),
    .out_credit_i(link_5_26_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h6),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_7_6_head_valid, link_5_6_head_valid, link_4_6_head_valid,
      link_3_6_head_valid, link_2_6_head_valid}),
    .in_data_i({link_7_6_head_data, link_5_6_head_data, link_4_6_head_data, link_3_6_head_data,
      link_2_6_head_data}),
    .in_credit_o({link_7_6_head_credit, link_5_6_head_credit, link_4_6_head_credit,
      link_3_6_head_credit, link_2_6_head_credit}),
    .out_valid_o({link_6_11_valid, link_6_10_valid, link_6_9_valid, link_6_8_valid,
      link_6_7_valid}),
    .out_data_o({link_6_11_data, link_6_10_data, link_6_9_data, link_6_8_data,
      link_6_7_data}),
    .out_credit_i({link_6_11_credit, link_6_10_credit, link_6_9_credit, link_6_8_credit,
      link_6_7_credit}),
    .cfg_valid_i(chain_6_valid),
    .cfg_head_i(chain_6_head),
    .cfg_data_i(chain_6_data),
    .cfg_valid_o(chain_7_valid),
    .cfg_head_o(chain_7_head),
    .cfg_data_o(chain_7_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_6),
    .mon_o(mon_7),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_6_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_6_7_valid),
    .in_data_i(link_6_7_data),
    .in_credit_o(link_6_7_credit),
    .out_valid_o(link_6_7_head_valid),
    .out_data_o(link_6_7_head_data),
    .out_credit_i(link_6_7_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_6_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_6_8_valid),
    .in_data_i(link_6_8_data),
    .in_credit_o(link_6_8_credit),
    .out_valid_o(link_6_8_head_valid),
    .out_data_o(link_6_8_head_data),
    .out_credit_i(link_6_8_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_6_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_6_9_valid),
    .in_data_i(link_6_9_data),
    .in_credit_o(link_6_9_credit),
    .out_valid_o(link_6_9_head_valid),
    .out_data_o(link_6_9_head_data),
    .out_credit_i(link_6_9_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_6_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_6_10_valid),
    .in_data_i(link_6_10_data),
    .in_credit_o(link_6_10_credit),
    .out_valid_o(link_6_10_head_valid),
    .out_data_o(link_6_10_head_data),
    .out_credit_i(link_6_10_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_6_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_6_11_valid),
    .in_data_i(link_6_11_data),
    .in_credit_o(link_6_11_credit),
    .out_valid_o(link_6_11_head_valid),
    .out_data_o(link_6_11_head_data),
    .out_credit_i(link_6_11_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h7),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_24_7_head_valid, link_6_7_head_valid, link_5_7_head_valid,
      link_4_7_head_valid, link_3_7_head_valid, link_2_7_head_valid}),
    .in_data_i({link_24_7_head_data, link_6_7_head_data, link_5_7_head_data,
      link_4_7_head_data, link_3_7_head_data, link_2_7_head_data}),
    .in_credit_o({link_24_7_head_credit, link_6_7_head_credit, link_5_7_head_credit,
      link_4_7_head_credit, link_3_7_head_credit, link_2_7_head_credit}),
    .out_valid_o({link_7_24_valid, link_7_11_valid, link_7_10_valid, link_7_9_valid,
      link_7_8_valid, link_7_6_valid}),
    .out_data_o({link_7_24_data, link_7_11_data, link_7_10_data, link_7_9_data,
      link_7_8_data, link_7_6_data}),
    .out_credit_i({link_7_24_credit, link_7_11_credit, link_7_10_credit, link_7_9_credit,
      link_7_8_credit, link_7_6_credit}),
    .cfg_valid_i(chain_7_valid),
    .cfg_head_i(chain_7_head),
    .cfg_data_i(chain_7_data),
    .cfg_valid_o(chain_8_valid),
    .cfg_head_o(chain_8_head),
    .cfg_data_o(chain_8_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_7),
    .mon_o(mon_8),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_6 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_6_valid),
    .in_data_i(link_7_6_data),
    .in_credit_o(link_7_6_credit),
    .out_valid_o(link_7_6_head_valid),
    .out_data_o(link_7_6_head_data),
    .out_credit_i(link_7_6_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_8_valid),
    .in_data_i(link_7_8_data),
    .in_credit_o(link_7_8_credit),
    .out_valid_o(link_7_8_head_valid),
    .out_data_o(link_7_8_head_data),
    .out_credit_i(link_7_8_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_9_valid),
    .in_data_i(link_7_9_data),
    .in_credit_o(link_7_9_credit),
    .out_valid_o(link_7_9_head_valid),
    .out_data_o(link_7_9_head_data),
    .out_credit_i(link_7_9_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_10_valid),
    .in_data_i(link_7_10_data),
    .in_credit_o(link_7_10_credit),
    .out_valid_o(link_7_10_head_valid),
    .out_data_o(link_7_10_head_data),
    .out_credit_i(link_7_10_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_11_valid),
    .in_data_i(link_7_11_data),
    .in_credit_o(link_7_11_credit),
    .out_valid_o(link_7_11_head_valid),
    .out_data_o(link_7_11_head_data),
    .out_credit_i(link_7_11_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_7_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_7_24_valid),
    .in_data_i(link_7_24_data),
    .in_credit_o(link_7_24_credit),
    .out_valid_o(link_7_24_head_valid),
    .out_data_o(link_7_24_head_data),
    .out_credit_i(link_7_24_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h8),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_9_8_head_valid, link_7_8_head_valid, link_6_8_head_valid,
      link_5_8_head_valid, link_4_8_head_valid}),
    .in_data_i({link_9_8_head_data, link_7_8_head_data, link_6_8_head_data, link_5_8_head_data,
      link_4_8_head_data}),
    .in_credit_o({link_9_8_head_credit, link_7_8_head_credit, link_6_8_head_credit,
      link_5_8_head_credit, link_4_8_head_credit}),
    .out_valid_o({link_8_13_valid, link_8_12_valid, link_8_11_valid, link_8_10_valid,
      link_8_9_valid}),
    .out_data_o({link_8_13_data, link_8_12_data, link_8_11_data, link_8_10_data,
      link_8_9_data}),
    .out_credit_i({link_8_13_credit, link_8_12_credit, link_8_11_credit, link_8_10_credit,
      link_8_9_credit}),
    .cfg_valid_i(chain_8_valid),
    .cfg_head_i(chain_8_head),
    .cfg_data_i(chain_8_data),
    .cfg_valid_o(chain_9_valid),
    .cfg_head_o(chain_9_head),
    .cfg_data_o(chain_9_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_8),
    .mon_o(mon_9),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_8_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_8_9_valid),
    .in_data_i(link_8_9_data),
    .in_credit_o(link_8_9_credit),
    .out_valid_o(link_8_9_head_valid),
    .out_data_o(link_8_9_head_data),
    .out_credit_i(link_8_9_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_8_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_8_10_valid),
    .in_data_i(link_8_10_data),
    .in_credit_o(link_8_10_credit),
    .out_valid_o(link_8_10_head_valid),
    .out_data_o(link_8_10_head_data),
    .out_credit_i(link_8_10_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_8_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_8_11_valid),
    .in_data_i(link_8_11_data),
    .in_credit_o(link_8_11_credit),
    .out_valid_o(link_8_11_head_valid),
    .out_data_o(link_8_11_head_data),
    .out_credit_i(link_8_11_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_8_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_8_12_valid),
    .in_data_i(link_8_12_data),
    .in_credit_o(link_8_12_credit),
    .out_valid_o(link_8_12_head_valid),
    .out_data_o(link_8_12_head_data),
    .out_credit_i(link_8_12_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_8_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_8_13_valid),
    .in_data_i(link_8_13_data),
    .in_credit_o(link_8_13_credit),
    .out_valid_o(link_8_13_head_valid),
    .out_data_o(link_8_13_head_data),
    .out_credit_i(link_8_13_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h9),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_22_9_head_valid, link_8_9_head_valid, link_7_9_head_valid,
      link_6_9_head_valid, link_5_9_head_valid, link_4_9_head_valid}),
    .in_data_i({link_22_9_head_data, link_8_9_head_data, link_7_9_head_data,
      link_6_9_head_data, link_5_9_head_data, link_4_9_head_data}),
    .in_credit_o({link_22_9_head_credit, link_8_9_head_credit, link_7_9_head_credit,
      link_6_9_head_credit, link_5_9_head_credit, link_4_9_head_credit}),
    .out_valid_o({link_9_22_valid, link_9_13_valid, link_9_12_valid, link_9_11_valid,
      link_9_10_valid, link_9_8_valid}),
    .out_data_o({link_9_22_data, link_9_13_data, link_9_12_data, link_9_11_data,
      link_9_10_data, link_9_8_data}),
    .out_credit_i({link_9_22_credit, link_9_13_credit, link_9_12_credit, link_9_11_credit,
      link_9_10_credit, link_9_8_credit}),
    .cfg_valid_i(chain_9_valid),
    .cfg_head_i(chain_9_head),
    .cfg_data_i(chain_9_data),
    .cfg_valid_o(chain_10_valid),
    .cfg_head_o(chain_10_head),
    .cfg_data_o(chain_10_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_9),
    .mon_o(mon_10),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_8 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_8_valid),
    .in_data_i(link_9_8_data),
    .in_credit_o(link_9_8_credit),
    .out_valid_o(link_9_8_head_valid),
    .out_data_o(link_9_8_head_data),
    .out_credit_i(link_9_8_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_10_valid),
    .in_data_i(link_9_10_data),
    .in_credit_o(link_9_10_credit),
    .out_valid_o(link_9_10_head_valid),
    .out_data_o(link_9_10_head_data),
    .out_credit_i(link_9_10_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_11_valid),
    .in_data_i(link_9_11_data),
    .in_credit_o(link_9_11_credit),
    .out_valid_o(link_9_11_head_valid),
    .out_data_o(link_9_11_head_data),
    .out_credit_i(link_9_11_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_12_valid),
    .in_data_i(link_9_12_data),
    .in_credit_o(link_9_12_credit),
    .out_valid_o(link_9_12_head_valid),
    .out_data_o(link_9_12_head_data),
    .out_credit_i(link_9_12_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_13_valid),
    .in_data_i(link_9_13_data),
    .in_credit_o(link_9_13_credit),
    .out_valid_o(link_9_13_head_valid),
    .out_data_o(link_9_13_head_data),
    .out_credit_i(link_9_13_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_9_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_9_22_valid),
    .in_data_i(link_9_22_data),
    .in_credit_o(link_9_22_credit),
    .out_valid_o(link_9_22_head_valid),
    .out_data_o(link_9_22_head_data),
    .out_credit_i(link_9_22_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'ha),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_11_10_head_valid, link_9_10_head_valid, link_8_10_head_valid,
      link_7_10_head_valid, link_6_10_head_valid}),
    .in_data_i({link_11_10_head_data, link_9_10_head_data, link_8_10_head_data,
      link_7_10_head_data, link_6_10_head_data}),
    .in_credit_o({link_11_10_head_credit, link_9_10_head_credit, link_8_10_head_credit,
      link_7_10_head_credit, link_6_10_head_credit}),
    .out_valid_o({link_10_15_valid, link_10_14_valid, link_10_13_valid, link_10_12_valid,
      link_10_11_valid}),
    .out_data_o({link_10_15_data, link_10_14_data, link_10_13_data, link_10_12_data,
      link_10_11_data}),
    .out_credit_i({link_10_15_credit, link_10_14_credit, link_10_13_credit, link_10_12_credit,
      link_10_11_credit}),
    .cfg_valid_i(chain_10_valid),
    .cfg_head_i(chain_10_head),
    .cfg_data_i(chain_10_data),
    .cfg_valid_o(chain_11_valid),
    .cfg_head_o(chain_11_head),
    .cfg_data_o(chain_11_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_10),
    .mon_o(mon_11),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_10_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_10_11_valid),
    .in_data_i(link_10_11_data),
    .in_credit_o(link_10_11_credit),
    .out_valid_o(link_10_11_head_valid),
    .out_data_o(link_10_11_head_data),
    .out_credit_i(link_10_11_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_10_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_10_12_valid),
    .in_data_i(link_10_12_data),
    .in_credit_o(link_10_12_credit),
    .out_valid_o(link_10_12_head_valid),
    .out_data_o(link_10_12_head_data),
    .out_credit_i(link_10_12_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_10_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_10_13_valid),
    .in_data_i(link_10_13_data),
    .in_credit_o(link_10_13_credit),
    .out_valid_o(link_10_13_head_valid),
    .out_data_o(link_10_13_head_data),
    .out_credit_i(link_10_13_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_10_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_10_14_valid),
    .in_data_i(link_10_14_data),
    .in_credit_o(link_10_14_credit),
    .out_valid_o(link_10_14_head_valid),
    .out_data_o(link_10_14_head_data),
    .out_credit_i(link_10_14_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_10_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_10_15_valid),
    .in_data_i(link_10_15_data),
    .in_credit_o(link_10_15_credit),
    .out_valid_o(link_10_15_head_valid),
    .out_data_o(link_10_15_head_data),
    .out_credit_i(link_10_15_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'hb),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_20_11_head_valid, link_10_11_head_valid, link_9_11_head_valid,
      link_8_11_head_valid, link_7_11_head_valid, link_6_11_head_valid}),
    .in_data_i({link_20_11_head_data, link_10_11_head_data, link_9_11_head_data,
      link_8_11_head_data, link_7_11_head_data, link_6_11_head_data}),
    .in_credit_o({link_20_11_head_credit, link_10_11_head_credit, link_9_11_head_credit,
      link_8_11_head_credit, link_7_11_head_credit, link_6_11_head_credit}),
    .out_valid_o({link_11_20_valid, link_11_15_valid, link_11_14_valid, link_11_13_valid,
      link_11_12_valid, link_11_10_valid}),
    .out_data_o({link_11_20_data, link_11_15_data, link_11_14_data, link_11_13_data,
      link_11_12_data, link_11_10_data}),
    .out_credit_i({link_11_20_credit, link_11_15_credit, link_11_14_credit, link_11_13_credit,
      link_11_12_credit, link_11_10_credit}),
    .cfg_valid_i(chain_11_valid),
    .cfg_head_i(chain_11_head),
    .cfg_data_i(chain_11_data),
    .cfg_valid_o(chain_12_valid),
    .cfg_head_o(chain_12_head),
    .cfg_data_o(chain_12_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_11),
    .mon_o(mon_12),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_10 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_10_valid),
    .in_data_i(link_11_10_data),
    .in_credit_o(link_11_10_credit),
    .out_valid_o(link_11_10_head_valid),
    .out_data_o(link_11_10_head_data),
    .out_credit_i(link_11_10_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_12_valid),
    .in_data_i(link_11_12_data),
    .in_credit_o(link_11_12_credit),
    .out_valid_o(link_11_12_head_valid),
    .out_data_o(link_11_12_head_data),
    .out_credit_i(link_11_12_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_13_valid),
    .in_data_i(link_11_13_data),
    .in_credit_o(link_11_13_credit),
    .out_valid_o(link_11_13_head_valid),
    .out_data_o(link_11_13_head_data),
    .out_credit_i(link_11_13_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_14_valid),
    .in_data_i(link_11_14_data),
    .in_credit_o(link_11_14_credit),
    .out_valid_o(link_11_14_head_valid),
    .out_data_o(link_11_14_head_data),
    .out_credit_i(link_11_14_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_15_valid),
    .in_data_i(link_11_15_data),
    .in_credit_o(link_11_15_credit),
    .out_valid_o(link_11_15_head_valid),
    .out_data_o(link_11_15_head_data),
    .out_credit_i(link_11_15_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_11_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_11_20_valid),
    .in_data_i(link_11_20_data),
    .in_credit_o(link_11_20_credit),
    .out_valid_o(link_11_20_head_valid),
    .out_data_o(link_11_20_head_data),
    .out_credit_i(link_11_20_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'hc),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_13_12_head_valid, link_11_12_head_valid, link_10_12_head_valid,
      link_9_12_head_valid, link_8_12_head_valid}),
    .in_data_i({link_13_12_head_data, link_11_12_head_data, link_10_12_head_data,
      link_9_12_head_data, link_8_12_head_data}),
    .in_credit_o({link_13_12_head_credit, link_11_12_head_credit, link_10_12_head_credit,
      link_9_12_head_credit, link_8_12_head_credit}),
    .out_valid_o({link_12_17_valid, link_12_16_valid, link_12_15_valid, link_12_14_valid,
      link_12_13_valid}),
    .out_data_o({link_12_17_data, link_12_16_data, link_12_15_data, link_12_14_data,
      link_12_13_data}),
    .out_credit_i({link_12_17_credit, link_12_16_credit, link_12_15_credit, link_12_14_credit,
      link_12_13_credit}),
    .cfg_valid_i(chain_12_valid),
    .cfg_head_i(chain_12_head),
    .cfg_data_i(chain_12_data),
    .cfg_valid_o(chain_13_valid),
    .cfg_head_o(chain_13_head),
    .cfg_data_o(chain_13_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_12),
    .mon_o(mon_13),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_12_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_12_13_valid),
    .in_data_i(link_12_13_data),
    .in_credit_o(link_12_13_credit),
    .out_valid_o(link_12_13_head_valid),
    .out_data_o(link_12_13_head_data),
    .out_credit_i(link_12_13_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_12_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_12_14_valid),
    .in_data_i(link_12_14_data),
    .in_credit_o(link_12_14_credit),
    .out_valid_o(link_12_14_head_valid),
    .out_data_o(link_12_14_head_data),
    .out_credit_i(link_12_14_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_12_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_12_15_valid),
    .in_data_i(link_12_15_data),
    .in_credit_o(link_12_15_credit),
    .out_valid_o(link_12_15_head_valid),
    .out_data_o(link_12_15_head_data),
    .out_credit_i(link_12_15_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_12_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_12_16_valid),
    .in_data_i(link_12_16_data),
    .in_credit_o(link_12_16_credit),
    .out_valid_o(link_12_16_head_valid),
    .out_data_o(link_12_16_head_data),
    .out_credit_i(link_12_16_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_12_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_12_17_valid),
    .in_data_i(link_12_17_data),
    .in_credit_o(link_12_17_credit),
    .out_valid_o(link_12_17_head_valid),
    .out_data_o(link_12_17_head_data),
    .out_credit_i(link_12_17_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'hd),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_18_13_head_valid, link_12_13_head_valid, link_11_13_head_valid,
      link_10_13_head_valid, link_9_13_head_valid, link_8_13_head_valid}),
    .in_data_i({link_18_13_head_data, link_12_13_head_data, link_11_13_head_data,
      link_10_13_head_data, link_9_13_head_data, link_8_13_head_data}),
    .in_credit_o({link_18_13_head_credit, link_12_13_head_credit, link_11_13_head_credit,
      link_10_13_head_credit, link_9_13_head_credit, link_8_13_head_credit}),
    .out_valid_o({link_13_18_valid, link_13_17_valid, link_13_16_valid, link_13_15_valid,
      link_13_14_valid, link_13_12_valid}),
    .out_data_o({link_13_18_data, link_13_17_data, link_13_16_data, link_13_15_data,
      link_13_14_data, link_13_12_data}),
    .out_credit_i({link_13_18_credit, link_13_17_credit, link_13_16_credit, link_13_15_credit,
      link_13_14_credit, link_13_12_credit}),
    .cfg_valid_i(chain_13_valid),
    .cfg_head_i(chain_13_head),
    .cfg_data_i(chain_13_data),
    .cfg_valid_o(chain_14_valid),
    .cfg_head_o(chain_14_head),
    .cfg_data_o(chain_14_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_13),
    .mon_o(mon_14),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_12 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_12_valid),
    .in_data_i(link_13_12_data),
    .in_credit_o(link_13_12_credit),
    .out_valid_o(link_13_12_head_valid),
    .out_data_o(link_13_12_head_data),
    .out_credit_i(link_13_12_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_14_valid),
    .in_data_i(link_13_14_data),
    .in_credit_o(link_13_14_credit),
    .out_valid_o(link_13_14_head_valid),
    .out_data_o(link_13_14_head_data),
    .out_credit_i(link_13_14_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_15_valid),
    .in_data_i(link_13_15_data),
    .in_credit_o(link_13_15_credit),
    .out_valid_o(link_13_15_head_valid),
    .out_data_o(link_13_15_head_data),
    .out_credit_i(link_13_15_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_16_valid),
    .in_data_i(link_13_16_data),
    .in_credit_o(link_13_16_credit),
    .out_valid_o(link_13_16_head_valid),
    .out_data_o(link_13_16_head_data),
    .out_credit_i(link_13_16_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_17_valid),
    .in_data_i(link_13_17_data),
    .in_credit_o(link_13_17_credit),
    .out_valid_o(link_13_17_head_valid),
    .out_data_o(link_13_17_head_data),
    .out_credit_i(link_13_17_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_13_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_13_18_valid),
    .in_data_i(link_13_18_data),
    .in_credit_o(link_13_18_credit),
    .out_valid_o(link_13_18_head_valid),
    .out_data_o(link_13_18_head_data),
    .out_credit_i(link_13_18_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'he),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_15_14_head_valid, link_13_14_head_valid, link_12_14_head_valid,
      link_11_14_head_valid, link_10_14_head_valid}),
    .in_data_i({link_15_14_head_data, link_13_14_head_data, link_12_14_head_data,
      link_11_14_head_data, link_10_14_head_data}),
    .in_credit_o({link_15_14_head_credit, link_13_14_head_credit, link_12_14_head_credit,
      link_11_14_head_credit, link_10_14_head_credit}),
    .out_valid_o({link_14_19_valid, link_14_18_valid, link_14_17_valid, link_14_16_valid,
      link_14_15_valid}),
    .out_data_o({link_14_19_data, link_14_18_data, link_14_17_data, link_14_16_data,
      link_14_15_data}),
    .out_credit_i({link_14_19_credit, link_14_18_credit, link_14_17_credit, link_14_16_credit,
      link_14_15_credit}),
    .cfg_valid_i(chain_14_valid),
    .cfg_head_i(chain_14_head),
    .cfg_data_i(chain_14_data),
    .cfg_valid_o(chain_15_valid),
    .cfg_head_o(chain_15_head),
    .cfg_data_o(chain_15_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_14),
    .mon_o(mon_15),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_14_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_14_15_valid),
    .in_data_i(link_14_15_data),
    .in_credit_o(link_14_15_credit),
    .out_valid_o(link_14_15_head_valid),
    .out_data_o(link_14_15_head_data),
    .out_credit_i(link_14_15_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_14_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_14_16_valid),
    .in_data_i(link_14_16_data),
    .in_credit_o(link_14_16_credit),
    .out_valid_o(link_14_16_head_valid),
    .out_data_o(link_14_16_head_data),
    .out_credit_i(link_14_16_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_14_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_14_17_valid),
    .in_data_i(link_14_17_data),
    .in_credit_o(link_14_17_credit),
    .out_valid_o(link_14_17_head_valid),
    .out_data_o(link_14_17_head_data),
    .out_credit_i(link_14_17_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_14_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_14_18_valid),
    .in_data_i(link_14_18_data),
    .in_credit_o(link_14_18_credit),
    .out_valid_o(link_14_18_head_valid),
    .out_data_o(link_14_18_head_data),
    .out_credit_i(link_14_18_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_14_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_14_19_valid),
    .in_data_i(link_14_19_data),
    .in_credit_o(link_14_19_credit),
    .out_valid_o(link_14_19_head_valid),
    .out_data_o(link_14_19_head_data),
    .out_credit_i(link_14_19_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(5),
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
  ) tile_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'hf),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_16_15_head_valid, link_14_15_head_valid, link_13_15_head_valid,
      link_12_15_head_valid, link_11_15_head_valid, link_10_15_head_valid}),
    .in_data_i({link_16_15_head_data, link_14_15_head_data, link_13_15_head_data,
      link_12_15_head_data, link_11_15_head_data, link_10_15_head_data}),
    .in_credit_o({link_16_15_head_credit, link_14_15_head_credit, link_13_15_head_credit,
      link_12_15_head_credit, link_11_15_head_credit, link_10_15_head_credit}),
    .out_valid_o({link_15_19_valid, link_15_18_valid, link_15_17_valid, link_15_16_valid,
      link_15_14_valid}),
    .out_data_o({link_15_19_data, link_15_18_data, link_15_17_data, link_15_16_data,
      link_15_14_data}),
    .out_credit_i({link_15_19_credit, link_15_18_credit, link_15_17_credit, link_15_16_credit,
      link_15_14_credit}),
    .cfg_valid_i(chain_15_valid),
    .cfg_head_i(chain_15_head),
    .cfg_data_i(chain_15_data),
    .cfg_valid_o(chain_16_valid),
    .cfg_head_o(chain_16_head),
    .cfg_data_o(chain_16_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_15),
    .mon_o(mon_16),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_15_14 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_15_14_valid),
    .in_data_i(link_15_14_data),
    .in_credit_o(link_15_14_credit),
    .out_valid_o(link_15_14_head_valid),
    .out_data_o(link_15_14_head_data),
    .out_credit_i(link_15_14_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_15_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_15_16_valid),
    .in_data_i(link_15_16_data),
    .in_credit_o(link_15_16_credit),
    .out_valid_o(link_15_16_head_valid),
    .out_data_o(link_15_16_head_data),
    .out_credit_i(link_15_16_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_15_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_15_17_valid),
    .in_data_i(link_15_17_data),
    .in_credit_o(link_15_17_credit),
    .out_valid_o(link_15_17_head_valid),
    .out_data_o(link_15_17_head_data),
    .out_credit_i(link_15_17_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_15_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_15_18_valid),
    .in_data_i(link_15_18_data),
    .in_credit_o(link_15_18_credit),
    .out_valid_o(link_15_18_head_valid),
    .out_data_o(link_15_18_head_data),
    .out_credit_i(link_15_18_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_15_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_15_19_valid),
    .in_data_i(link_15_19_data),
    .in_credit_o(link_15_19_credit),
    .out_valid_o(link_15_19_head_valid),
    .out_data_o(link_15_19_head_data),
    .out_credit_i(link_15_19_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(6),
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
  ) tile_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h10),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_17_16_head_valid, link_15_16_head_valid, link_14_16_head_valid,
      link_13_16_head_valid, link_12_16_head_valid}),
    .in_data_i({link_17_16_head_data, link_15_16_head_data, link_14_16_head_data,
      link_13_16_head_data, link_12_16_head_data}),
    .in_credit_o({link_17_16_head_credit, link_15_16_head_credit, link_14_16_head_credit,
      link_13_16_head_credit, link_12_16_head_credit}),
    .out_valid_o({link_16_21_valid, link_16_20_valid, link_16_19_valid, link_16_18_valid,
      link_16_17_valid, link_16_15_valid}),
    .out_data_o({link_16_21_data, link_16_20_data, link_16_19_data, link_16_18_data,
      link_16_17_data, link_16_15_data}),
    .out_credit_i({link_16_21_credit, link_16_20_credit, link_16_19_credit, link_16_18_credit,
      link_16_17_credit, link_16_15_credit}),
    .cfg_valid_i(chain_16_valid),
    .cfg_head_i(chain_16_head),
    .cfg_data_i(chain_16_data),
    .cfg_valid_o(chain_17_valid),
    .cfg_head_o(chain_17_head),
    .cfg_data_o(chain_17_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_16),
    .mon_o(mon_17),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_15 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_15_valid),
    .in_data_i(link_16_15_data),
    .in_credit_o(link_16_15_credit),
    .out_valid_o(link_16_15_head_valid),
    .out_data_o(link_16_15_head_data),
    .out_credit_i(link_16_15_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_17_valid),
    .in_data_i(link_16_17_data),
    .in_credit_o(link_16_17_credit),
    .out_valid_o(link_16_17_head_valid),
    .out_data_o(link_16_17_head_data),
    .out_credit_i(link_16_17_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_18_valid),
    .in_data_i(link_16_18_data),
    .in_credit_o(link_16_18_credit),
    .out_valid_o(link_16_18_head_valid),
    .out_data_o(link_16_18_head_data),
    .out_credit_i(link_16_18_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_19_valid),
    .in_data_i(link_16_19_data),
    .in_credit_o(link_16_19_credit),
    .out_valid_o(link_16_19_head_valid),
    .out_data_o(link_16_19_head_data),
    .out_credit_i(link_16_19_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_20_valid),
    .in_data_i(link_16_20_data),
    .in_credit_o(link_16_20_credit),
    .out_valid_o(link_16_20_head_valid),
    .out_data_o(link_16_20_head_data),
    .out_credit_i(link_16_20_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_16_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_16_21_valid),
    .in_data_i(link_16_21_data),
    .in_credit_o(link_16_21_credit),
    .out_valid_o(link_16_21_head_valid),
    .out_data_o(link_16_21_head_data),
    .out_credit_i(link_16_21_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h11),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_46_17_head_valid, link_16_17_head_valid, link_15_17_head_valid,
      link_14_17_head_valid, link_13_17_head_valid, link_12_17_head_valid}),
    .in_data_i({link_46_17_head_data, link_16_17_head_data, link_15_17_head_data,
      link_14_17_head_data, link_13_17_head_data, link_12_17_head_data}),
    .in_credit_o({link_46_17_head_credit, link_16_17_head_credit, link_15_17_head_credit,
      link_14_17_head_credit, link_13_17_head_credit, link_12_17_head_credit}),
    .out_valid_o({link_17_46_valid, link_17_21_valid, link_17_20_valid, link_17_19_valid,
      link_17_18_valid, link_17_16_valid}),
    .out_data_o({link_17_46_data, link_17_21_data, link_17_20_data, link_17_19_data,
      link_17_18_data, link_17_16_data}),
    .out_credit_i({link_17_46_credit, link_17_21_credit, link_17_20_credit, link_17_19_credit,
      link_17_18_credit, link_17_16_credit}),
    .cfg_valid_i(chain_17_valid),
    .cfg_head_i(chain_17_head),
    .cfg_data_i(chain_17_data),
    .cfg_valid_o(chain_18_valid),
    .cfg_head_o(chain_18_head),
    .cfg_data_o(chain_18_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_17),
    .mon_o(mon_18),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_16 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_16_valid),
    .in_data_i(link_17_16_data),
    .in_credit_o(link_17_16_credit),
    .out_valid_o(link_17_16_head_valid),
    .out_data_o(link_17_16_head_data),
    .out_credit_i(link_17_16_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_18_valid),
    .in_data_i(link_17_18_data),
    .in_credit_o(link_17_18_credit),
    .out_valid_o(link_17_18_head_valid),
    .out_data_o(link_17_18_head_data),
    .out_credit_i(link_17_18_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_19_valid),
    .in_data_i(link_17_19_data),
    .in_credit_o(link_17_19_credit),
    .out_valid_o(link_17_19_head_valid),
    .out_data_o(link_17_19_head_data),
    .out_credit_i(link_17_19_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_20_valid),
    .in_data_i(link_17_20_data),
    .in_credit_o(link_17_20_credit),
    .out_valid_o(link_17_20_head_valid),
    .out_data_o(link_17_20_head_data),
    .out_credit_i(link_17_20_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_21_valid),
    .in_data_i(link_17_21_data),
    .in_credit_o(link_17_21_credit),
    .out_valid_o(link_17_21_head_valid),
    .out_data_o(link_17_21_head_data),
    .out_credit_i(link_17_21_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_17_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_17_46_valid),
    .in_data_i(link_17_46_data),
    .in_credit_o(link_17_46_credit),
    .out_valid_o(link_17_46_head_valid),
    .out_data_o(link_17_46_head_data),
    .out_credit_i(link_17_46_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h12),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_19_18_head_valid, link_17_18_head_valid, link_16_18_head_valid,
      link_15_18_head_valid, link_14_18_head_valid, link_13_18_head_valid}),
    .in_data_i({link_19_18_head_data, link_17_18_head_data, link_16_18_head_data,
      link_15_18_head_data, link_14_18_head_data, link_13_18_head_data}),
    .in_credit_o({link_19_18_head_credit, link_17_18_head_credit, link_16_18_head_credit,
      link_15_18_head_credit, link_14_18_head_credit, link_13_18_head_credit}),
    .out_valid_o({link_18_23_valid, link_18_22_valid, link_18_21_valid, link_18_20_valid,
      link_18_19_valid, link_18_13_valid}),
    .out_data_o({link_18_23_data, link_18_22_data, link_18_21_data, link_18_20_data,
      link_18_19_data, link_18_13_data}),
    .out_credit_i({link_18_23_credit, link_18_22_credit, link_18_21_credit, link_18_20_credit,
      link_18_19_credit, link_18_13_credit}),
    .cfg_valid_i(chain_18_valid),
    .cfg_head_i(chain_18_head),
    .cfg_data_i(chain_18_data),
    .cfg_valid_o(chain_19_valid),
    .cfg_head_o(chain_19_head),
    .cfg_data_o(chain_19_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_18),
    .mon_o(mon_19),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_13 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_13_valid),
    .in_data_i(link_18_13_data),
    .in_credit_o(link_18_13_credit),
    .out_valid_o(link_18_13_head_valid),
    .out_data_o(link_18_13_head_data),
    .out_credit_i(link_18_13_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_19_valid),
    .in_data_i(link_18_19_data),
    .in_credit_o(link_18_19_credit),
    .out_valid_o(link_18_19_head_valid),
    .out_data_o(link_18_19_head_data),
    .out_credit_i(link_18_19_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_20_valid),
    .in_data_i(link_18_20_data),
    .in_credit_o(link_18_20_credit),
    .out_valid_o(link_18_20_head_valid),
    .out_data_o(link_18_20_head_data),
    .out_credit_i(link_18_20_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_21_valid),
    .in_data_i(link_18_21_data),
    .in_credit_o(link_18_21_credit),
    .out_valid_o(link_18_21_head_valid),
    .out_data_o(link_18_21_head_data),
    .out_credit_i(link_18_21_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_22_valid),
    .in_data_i(link_18_22_data),
    .in_credit_o(link_18_22_credit),
    .out_valid_o(link_18_22_head_valid),
    .out_data_o(link_18_22_head_data),
    .out_credit_i(link_18_22_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_18_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_18_23_valid),
    .in_data_i(link_18_23_data),
    .in_credit_o(link_18_23_credit),
    .out_valid_o(link_18_23_head_valid),
    .out_data_o(link_18_23_head_data),
    .out_credit_i(link_18_23_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h13),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_44_19_head_valid, link_18_19_head_valid, link_17_19_head_valid,
      link_16_19_head_valid, link_15_19_head_valid, link_14_19_head_valid}),
    .in_data_i({link_44_19_head_data, link_18_19_head_data, link_17_19_head_data,
      link_16_19_head_data, link_15_19_head_data, link_14_19_head_data}),
    .in_credit_o({link_44_19_head_credit, link_18_19_head_credit, link_17_19_head_credit,
      link_16_19_head_credit, link_15_19_head_credit, link_14_19_head_credit}),
    .out_valid_o({link_19_44_valid, link_19_23_valid, link_19_22_valid, link_19_21_valid,
      link_19_20_valid, link_19_18_valid}),
    .out_data_o({link_19_44_data, link_19_23_data, link_19_22_data, link_19_21_data,
      link_19_20_data, link_19_18_data}),
    .out_credit_i({link_19_44_credit, link_19_23_credit, link_19_22_credit, link_19_21_credit,
      link_19_20_credit, link_19_18_credit}),
    .cfg_valid_i(chain_19_valid),
    .cfg_head_i(chain_19_head),
    .cfg_data_i(chain_19_data),
    .cfg_valid_o(chain_20_valid),
    .cfg_head_o(chain_20_head),
    .cfg_data_o(chain_20_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_19),
    .mon_o(mon_20),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_18 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_18_valid),
    .in_data_i(link_19_18_data),
    .in_credit_o(link_19_18_credit),
    .out_valid_o(link_19_18_head_valid),
    .out_data_o(link_19_18_head_data),
    .out_credit_i(link_19_18_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_20_valid),
    .in_data_i(link_19_20_data),
    .in_credit_o(link_19_20_credit),
    .out_valid_o(link_19_20_head_valid),
    .out_data_o(link_19_20_head_data),
    .out_credit_i(link_19_20_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_21_valid),
    .in_data_i(link_19_21_data),
    .in_credit_o(link_19_21_credit),
    .out_valid_o(link_19_21_head_valid),
    .out_data_o(link_19_21_head_data),
    .out_credit_i(link_19_21_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_22_valid),
    .in_data_i(link_19_22_data),
    .in_credit_o(link_19_22_credit),
    .out_valid_o(link_19_22_head_valid),
    .out_data_o(link_19_22_head_data),
    .out_credit_i(link_19_22_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_23_valid),
    .in_data_i(link_19_23_data),
    .in_credit_o(link_19_23_credit),
    .out_valid_o(link_19_23_head_valid),
    .out_data_o(link_19_23_head_data),
    .out_credit_i(link_19_23_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_19_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_19_44_valid),
    .in_data_i(link_19_44_data),
    .in_credit_o(link_19_44_credit),
    .out_valid_o(link_19_44_head_valid),
    .out_data_o(link_19_44_head_data),
    .out_credit_i(link_19_44_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h14),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_21_20_head_valid, link_19_20_head_valid, link_18_20_head_valid,
      link_17_20_head_valid, link_16_20_head_valid, link_11_20_head_valid}),
    .in_data_i({link_21_20_head_data, link_19_20_head_data, link_18_20_head_data,
      link_17_20_head_data, link_16_20_head_data, link_11_20_head_data}),
    .in_credit_o({link_21_20_head_credit, link_19_20_head_credit, link_18_20_head_credit,
      link_17_20_head_credit, link_16_20_head_credit, link_11_20_head_credit}),
    .out_valid_o({link_20_25_valid, link_20_24_valid, link_20_23_valid, link_20_22_valid,
      link_20_21_valid, link_20_11_valid}),
    .out_data_o({link_20_25_data, link_20_24_data, link_20_23_data, link_20_22_data,
      link_20_21_data, link_20_11_data}),
    .out_credit_i({link_20_25_credit, link_20_24_credit, link_20_23_credit, link_20_22_credit,
      link_20_21_credit, link_20_11_credit}),
    .cfg_valid_i(chain_20_valid),
    .cfg_head_i(chain_20_head),
    .cfg_data_i(chain_20_data),
    .cfg_valid_o(chain_21_valid),
    .cfg_head_o(chain_21_head),
    .cfg_data_o(chain_21_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_20),
    .mon_o(mon_21),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_11 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_11_valid),
    .in_data_i(link_20_11_data),
    .in_credit_o(link_20_11_credit),
    .out_valid_o(link_20_11_head_valid),
    .out_data_o(link_20_11_head_data),
    .out_credit_i(link_20_11_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_21_valid),
    .in_data_i(link_20_21_data),
    .in_credit_o(link_20_21_credit),
    .out_valid_o(link_20_21_head_valid),
    .out_data_o(link_20_21_head_data),
    .out_credit_i(link_20_21_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_22_valid),
    .in_data_i(link_20_22_data),
    .in_credit_o(link_20_22_credit),
    .out_valid_o(link_20_22_head_valid),
    .out_data_o(link_20_22_head_data),
    .out_credit_i(link_20_22_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_23_valid),
    .in_data_i(link_20_23_data),
    .in_credit_o(link_20_23_credit),
    .out_valid_o(link_20_23_head_valid),
    .out_data_o(link_20_23_head_data),
    .out_credit_i(link_20_23_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_24_valid),
    .in_data_i(link_20_24_data),
    .in_credit_o(link_20_24_credit),
    .out_valid_o(link_20_24_head_valid),
    .out_data_o(link_20_24_head_data),
    .out_credit_i(link_20_24_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_20_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_20_25_valid),
    .in_data_i(link_20_25_data),
    .in_credit_o(link_20_25_credit),
    .out_valid_o(link_20_25_head_valid),
    .out_data_o(link_20_25_head_data),
    .out_credit_i(link_20_25_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h15),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_42_21_head_valid, link_20_21_head_valid, link_19_21_head_valid,
      link_18_21_head_valid, link_17_21_head_valid, link_16_21_head_valid}),
    .in_data_i({link_42_21_head_data, link_20_21_head_data, link_19_21_head_data,
      link_18_21_head_data, link_17_21_head_data, link_16_21_head_data}),
    .in_credit_o({link_42_21_head_credit, link_20_21_head_credit, link_19_21_head_credit,
      link_18_21_head_credit, link_17_21_head_credit, link_16_21_head_credit}),
    .out_valid_o({link_21_42_valid, link_21_25_valid, link_21_24_valid, link_21_23_valid,
      link_21_22_valid, link_21_20_valid}),
    .out_data_o({link_21_42_data, link_21_25_data, link_21_24_data, link_21_23_data,
      link_21_22_data, link_21_20_data}),
    .out_credit_i({link_21_42_credit, link_21_25_credit, link_21_24_credit, link_21_23_credit,
      link_21_22_credit, link_21_20_credit}),
    .cfg_valid_i(chain_21_valid),
    .cfg_head_i(chain_21_head),
    .cfg_data_i(chain_21_data),
    .cfg_valid_o(chain_22_valid),
    .cfg_head_o(chain_22_head),
    .cfg_data_o(chain_22_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_21),
    .mon_o(mon_22),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_20 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_20_valid),
    .in_data_i(link_21_20_data),
    .in_credit_o(link_21_20_credit),
    .out_valid_o(link_21_20_head_valid),
    .out_data_o(link_21_20_head_data),
    .out_credit_i(link_21_20_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_22_valid),
    .in_data_i(link_21_22_data),
    .in_credit_o(link_21_22_credit),
    .out_valid_o(link_21_22_head_valid),
    .out_data_o(link_21_22_head_data),
    .out_credit_i(link_21_22_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_23_valid),
    .in_data_i(link_21_23_data),
    .in_credit_o(link_21_23_credit),
    .out_valid_o(link_21_23_head_valid),
    .out_data_o(link_21_23_head_data),
    .out_credit_i(link_21_23_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_24_valid),
    .in_data_i(link_21_24_data),
    .in_credit_o(link_21_24_credit),
    .out_valid_o(link_21_24_head_valid),
    .out_data_o(link_21_24_head_data),
    .out_credit_i(link_21_24_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_25_valid),
    .in_data_i(link_21_25_data),
    .in_credit_o(link_21_25_credit),
    .out_valid_o(link_21_25_head_valid),
    .out_data_o(link_21_25_head_data),
    .out_credit_i(link_21_25_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_21_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_21_42_valid),
    .in_data_i(link_21_42_data),
    .in_credit_o(link_21_42_credit),
    .out_valid_o(link_21_42_head_valid),
    .out_data_o(link_21_42_head_data),
    .out_credit_i(link_21_42_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h16),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_23_22_head_valid, link_21_22_head_valid, link_20_22_head_valid,
      link_19_22_head_valid, link_18_22_head_valid, link_9_22_head_valid}),
    .in_data_i({link_23_22_head_data, link_21_22_head_data, link_20_22_head_data,
      link_19_22_head_data, link_18_22_head_data, link_9_22_head_data}),
    .in_credit_o({link_23_22_head_credit, link_21_22_head_credit, link_20_22_head_credit,
      link_19_22_head_credit, link_18_22_head_credit, link_9_22_head_credit}),
    .out_valid_o({link_22_27_valid, link_22_26_valid, link_22_25_valid, link_22_24_valid,
      link_22_23_valid, link_22_9_valid}),
    .out_data_o({link_22_27_data, link_22_26_data, link_22_25_data, link_22_24_data,
      link_22_23_data, link_22_9_data}),
    .out_credit_i({link_22_27_credit, link_22_26_credit, link_22_25_credit, link_22_24_credit,
      link_22_23_credit, link_22_9_credit}),
    .cfg_valid_i(chain_22_valid),
    .cfg_head_i(chain_22_head),
    .cfg_data_i(chain_22_data),
    .cfg_valid_o(chain_23_valid),
    .cfg_head_o(chain_23_head),
    .cfg_data_o(chain_23_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_22),
    .mon_o(mon_23),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_9 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_9_valid),
    .in_data_i(link_22_9_data),
    .in_credit_o(link_22_9_credit),
    .out_valid_o(link_22_9_head_valid),
    .out_data_o(link_22_9_head_data),
    .out_credit_i(link_22_9_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_23_valid),
    .in_data_i(link_22_23_data),
    .in_credit_o(link_22_23_credit),
    .out_valid_o(link_22_23_head_valid),
    .out_data_o(link_22_23_head_data),
    .out_credit_i(link_22_23_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_24_valid),
    .in_data_i(link_22_24_data),
    .in_credit_o(link_22_24_credit),
    .out_valid_o(link_22_24_head_valid),
    .out_data_o(link_22_24_head_data),
    .out_credit_i(link_22_24_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_25_valid),
    .in_data_i(link_22_25_data),
    .in_credit_o(link_22_25_credit),
    .out_valid_o(link_22_25_head_valid),
    .out_data_o(link_22_25_head_data),
    .out_credit_i(link_22_25_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_26_valid),
    .in_data_i(link_22_26_data),
    .in_credit_o(link_22_26_credit),
    .out_valid_o(link_22_26_head_valid),
    .out_data_o(link_22_26_head_data),
    .out_credit_i(link_22_26_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_22_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_22_27_valid),
    .in_data_i(link_22_27_data),
    .in_credit_o(link_22_27_credit),
    .out_valid_o(link_22_27_head_valid),
    .out_data_o(link_22_27_head_data),
    .out_credit_i(link_22_27_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h17),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_40_23_head_valid, link_22_23_head_valid, link_21_23_head_valid,
      link_20_23_head_valid, link_19_23_head_valid, link_18_23_head_valid}),
    .in_data_i({link_40_23_head_data, link_22_23_head_data, link_21_23_head_data,
      link_20_23_head_data, link_19_23_head_data, link_18_23_head_data}),
    .in_credit_o({link_40_23_head_credit, link_22_23_head_credit, link_21_23_head_credit,
      link_20_23_head_credit, link_19_23_head_credit, link_18_23_head_credit}),
    .out_valid_o({link_23_40_valid, link_23_27_valid, link_23_26_valid, link_23_25_valid,
      link_23_24_valid, link_23_22_valid}),
    .out_data_o({link_23_40_data, link_23_27_data, link_23_26_data, link_23_25_data,
      link_23_24_data, link_23_22_data}),
    .out_credit_i({link_23_40_credit, link_23_27_credit, link_23_26_credit, link_23_25_credit,
      link_23_24_credit, link_23_22_credit}),
    .cfg_valid_i(chain_23_valid),
    .cfg_head_i(chain_23_head),
    .cfg_data_i(chain_23_data),
    .cfg_valid_o(chain_24_valid),
    .cfg_head_o(chain_24_head),
    .cfg_data_o(chain_24_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_23),
    .mon_o(mon_24),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_22 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_22_valid),
    .in_data_i(link_23_22_data),
    .in_credit_o(link_23_22_credit),
    .out_valid_o(link_23_22_head_valid),
    .out_data_o(link_23_22_head_data),
    .out_credit_i(link_23_22_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_24_valid),
    .in_data_i(link_23_24_data),
    .in_credit_o(link_23_24_credit),
    .out_valid_o(link_23_24_head_valid),
    .out_data_o(link_23_24_head_data),
    .out_credit_i(link_23_24_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_25_valid),
    .in_data_i(link_23_25_data),
    .in_credit_o(link_23_25_credit),
    .out_valid_o(link_23_25_head_valid),
    .out_data_o(link_23_25_head_data),
    .out_credit_i(link_23_25_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_26_valid),
    .in_data_i(link_23_26_data),
    .in_credit_o(link_23_26_credit),
    .out_valid_o(link_23_26_head_valid),
    .out_data_o(link_23_26_head_data),
    .out_credit_i(link_23_26_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_27_valid),
    .in_data_i(link_23_27_data),
    .in_credit_o(link_23_27_credit),
    .out_valid_o(link_23_27_head_valid),
    .out_data_o(link_23_27_head_data),
    .out_credit_i(link_23_27_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_23_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_23_40_valid),
    .in_data_i(link_23_40_data),
    .in_credit_o(link_23_40_credit),
    .out_valid_o(link_23_40_head_valid),
    .out_data_o(link_23_40_head_data),
    .out_credit_i(link_23_40_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h18),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_25_24_head_valid, link_23_24_head_valid, link_22_24_head_valid,
      link_21_24_head_valid, link_20_24_head_valid, link_7_24_head_valid}),
    .in_data_i({link_25_24_head_data, link_23_24_head_data, link_22_24_head_data,
      link_21_24_head_data, link_20_24_head_data, link_7_24_head_data}),
    .in_credit_o({link_25_24_head_credit, link_23_24_head_credit, link_22_24_head_credit,
      link_21_24_head_credit, link_20_24_head_credit, link_7_24_head_credit}),
    .out_valid_o({link_24_29_valid, link_24_28_valid, link_24_27_valid, link_24_26_valid,
      link_24_25_valid, link_24_7_valid}),
    .out_data_o({link_24_29_data, link_24_28_data, link_24_27_data, link_24_26_data,
      link_24_25_data, link_24_7_data}),
    .out_credit_i({link_24_29_credit, link_24_28_credit, link_24_27_credit, link_24_26_credit,
      link_24_25_credit, link_24_7_credit}),
    .cfg_valid_i(chain_24_valid),
    .cfg_head_i(chain_24_head),
    .cfg_data_i(chain_24_data),
    .cfg_valid_o(chain_25_valid),
    .cfg_head_o(chain_25_head),
    .cfg_data_o(chain_25_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_24),
    .mon_o(mon_25),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_7 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_7_valid),
    .in_data_i(link_24_7_data),
    .in_credit_o(link_24_7_credit),
    .out_valid_o(link_24_7_head_valid),
    .out_data_o(link_24_7_head_data),
    .out_credit_i(link_24_7_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_25_valid),
    .in_data_i(link_24_25_data),
    .in_credit_o(link_24_25_credit),
    .out_valid_o(link_24_25_head_valid),
    .out_data_o(link_24_25_head_data),
    .out_credit_i(link_24_25_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_26_valid),
    .in_data_i(link_24_26_data),
    .in_credit_o(link_24_26_credit),
    .out_valid_o(link_24_26_head_valid),
    .out_data_o(link_24_26_head_data),
    .out_credit_i(link_24_26_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_27_valid),
    .in_data_i(link_24_27_data),
    .in_credit_o(link_24_27_credit),
    .out_valid_o(link_24_27_head_valid),
    .out_data_o(link_24_27_head_data),
    .out_credit_i(link_24_27_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_28_valid),
    .in_data_i(link_24_28_data),
    .in_credit_o(link_24_28_credit),
    .out_valid_o(link_24_28_head_valid),
    .out_data_o(link_24_28_head_data),
    .out_credit_i(link_24_28_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_24_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_24_29_valid),
    .in_data_i(link_24_29_data),
    .in_credit_o(link_24_29_credit),
    .out_valid_o(link_24_29_head_valid),
    .out_data_o(link_24_29_head_data),
    .out_credit_i(link_24_29_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h19),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_38_25_head_valid, link_24_25_head_valid, link_23_25_head_valid,
      link_22_25_head_valid, link_21_25_head_valid, link_20_25_head_valid}),
    .in_data_i({link_38_25_head_data, link_24_25_head_data, link_23_25_head_data,
      link_22_25_head_data, link_21_25_head_data, link_20_25_head_data}),
    .in_credit_o({link_38_25_head_credit, link_24_25_head_credit, link_23_25_head_credit,
      link_22_25_head_credit, link_21_25_head_credit, link_20_25_head_credit}),
    .out_valid_o({link_25_38_valid, link_25_29_valid, link_25_28_valid, link_25_27_valid,
      link_25_26_valid, link_25_24_valid}),
    .out_data_o({link_25_38_data, link_25_29_data, link_25_28_data, link_25_27_data,
      link_25_26_data, link_25_24_data}),
    .out_credit_i({link_25_38_credit, link_25_29_credit, link_25_28_credit, link_25_27_credit,
      link_25_26_credit, link_25_24_credit}),
    .cfg_valid_i(chain_25_valid),
    .cfg_head_i(chain_25_head),
    .cfg_data_i(chain_25_data),
    .cfg_valid_o(chain_26_valid),
    .cfg_head_o(chain_26_head),
    .cfg_data_o(chain_26_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_25),
    .mon_o(mon_26),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_24 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_24_valid),
    .in_data_i(link_25_24_data),
    .in_credit_o(link_25_24_credit),
    .out_valid_o(link_25_24_head_valid),
    .out_data_o(link_25_24_head_data),
    .out_credit_i(link_25_24_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_26_valid),
    .in_data_i(link_25_26_data),
    .in_credit_o(link_25_26_credit),
    .out_valid_o(link_25_26_head_valid),
    .out_data_o(link_25_26_head_data),
    .out_credit_i(link_25_26_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_27_valid),
    .in_data_i(link_25_27_data),
    .in_credit_o(link_25_27_credit),
    .out_valid_o(link_25_27_head_valid),
    .out_data_o(link_25_27_head_data),
    .out_credit_i(link_25_27_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_28_valid),
    .in_data_i(link_25_28_data),
    .in_credit_o(link_25_28_credit),
    .out_valid_o(link_25_28_head_valid),
    .out_data_o(link_25_28_head_data),
    .out_credit_i(link_25_28_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_29_valid),
    .in_data_i(link_25_29_data),
    .in_credit_o(link_25_29_credit),
    .out_valid_o(link_25_29_head_valid),
    .out_data_o(link_25_29_head_data),
    .out_credit_i(link_25_29_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_25_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_25_38_valid),
    .in_data_i(link_25_38_data),
    .in_credit_o(link_25_38_credit),
    .out_valid_o(link_25_38_head_valid),
    .out_data_o(link_25_38_head_data),
    .out_credit_i(link_25_38_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1a),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_27_26_head_valid, link_25_26_head_valid, link_24_26_head_valid,
      link_23_26_head_valid, link_22_26_head_valid, link_5_26_head_valid}),
    .in_data_i({link_27_26_head_data, link_25_26_head_data, link_24_26_head_data,
      link_23_26_head_data, link_22_26_head_data, link_5_26_head_data}),
    .in_credit_o({link_27_26_head_credit, link_25_26_head_credit, link_24_26_head_credit,
      link_23_26_head_credit, link_22_26_head_credit, link_5_26_head_credit}),
    .out_valid_o({link_26_31_valid, link_26_30_valid, link_26_29_valid, link_26_28_valid,
      link_26_27_valid, link_26_5_valid}),
    .out_data_o({link_26_31_data, link_26_30_data, link_26_29_data, link_26_28_data,
      link_26_27_data, link_26_5_data}),
    .out_credit_i({link_26_31_credit, link_26_30_credit, link_26_29_credit, link_26_28_credit,
      link_26_27_credit, link_26_5_credit}),
    .cfg_valid_i(chain_26_valid),
    .cfg_head_i(chain_26_head),
    .cfg_data_i(chain_26_data),
    .cfg_valid_o(chain_27_valid),
    .cfg_head_o(chain_27_head),
    .cfg_data_o(chain_27_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_26),
    .mon_o(mon_27),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_5 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_5_valid),
    .in_data_i(link_26_5_data),
    .in_credit_o(link_26_5_credit),
    .out_valid_o(link_26_5_head_valid),
    .out_data_o(link_26_5_head_data),
    .out_credit_i(link_26_5_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_27_valid),
    .in_data_i(link_26_27_data),
    .in_credit_o(link_26_27_credit),
    .out_valid_o(link_26_27_head_valid),
    .out_data_o(link_26_27_head_data),
    .out_credit_i(link_26_27_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_28_valid),
    .in_data_i(link_26_28_data),
    .in_credit_o(link_26_28_credit),
    .out_valid_o(link_26_28_head_valid),
    .out_data_o(link_26_28_head_data),
    .out_credit_i(link_26_28_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_29_valid),
    .in_data_i(link_26_29_data),
    .in_credit_o(link_26_29_credit),
    .out_valid_o(link_26_29_head_valid),
    .out_data_o(link_26_29_head_data),
    .out_credit_i(link_26_29_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_30_valid),
    .in_data_i(link_26_30_data),
    .in_credit_o(link_26_30_credit),
    .out_valid_o(link_26_30_head_valid),
    .out_data_o(link_26_30_head_data),
    .out_credit_i(link_26_30_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_26_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_26_31_valid),
    .in_data_i(link_26_31_data),
    .in_credit_o(link_26_31_credit),
    .out_valid_o(link_26_31_head_valid),
    .out_data_o(link_26_31_head_data),
    .out_credit_i(link_26_31_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1b),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_36_27_head_valid, link_26_27_head_valid, link_25_27_head_valid,
      link_24_27_head_valid, link_23_27_head_valid, link_22_27_head_valid}),
    .in_data_i({link_36_27_head_data, link_26_27_head_data, link_25_27_head_data,
      link_24_27_head_data, link_23_27_head_data, link_22_27_head_data}),
    .in_credit_o({link_36_27_head_credit, link_26_27_head_credit, link_25_27_head_credit,
      link_24_27_head_credit, link_23_27_head_credit, link_22_27_head_credit}),
    .out_valid_o({link_27_36_valid, link_27_31_valid, link_27_30_valid, link_27_29_valid,
      link_27_28_valid, link_27_26_valid}),
    .out_data_o({link_27_36_data, link_27_31_data, link_27_30_data, link_27_29_data,
      link_27_28_data, link_27_26_data}),
    .out_credit_i({link_27_36_credit, link_27_31_credit, link_27_30_credit, link_27_29_credit,
      link_27_28_credit, link_27_26_credit}),
    .cfg_valid_i(chain_27_valid),
    .cfg_head_i(chain_27_head),
    .cfg_data_i(chain_27_data),
    .cfg_valid_o(chain_28_valid),
    .cfg_head_o(chain_28_head),
    .cfg_data_o(chain_28_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_27),
    .mon_o(mon_28),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_26 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_26_valid),
    .in_data_i(link_27_26_data),
    .in_credit_o(link_27_26_credit),
    .out_valid_o(link_27_26_head_valid),
    .out_data_o(link_27_26_head_data),
    .out_credit_i(link_27_26_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_28_valid),
    .in_data_i(link_27_28_data),
    .in_credit_o(link_27_28_credit),
    .out_valid_o(link_27_28_head_valid),
    .out_data_o(link_27_28_head_data),
    .out_credit_i(link_27_28_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_29_valid),
    .in_data_i(link_27_29_data),
    .in_credit_o(link_27_29_credit),
    .out_valid_o(link_27_29_head_valid),
    .out_data_o(link_27_29_head_data),
    .out_credit_i(link_27_29_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_30_valid),
    .in_data_i(link_27_30_data),
    .in_credit_o(link_27_30_credit),
    .out_valid_o(link_27_30_head_valid),
    .out_data_o(link_27_30_head_data),
    .out_credit_i(link_27_30_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_31_valid),
    .in_data_i(link_27_31_data),
    .in_credit_o(link_27_31_credit),
    .out_valid_o(link_27_31_head_valid),
    .out_data_o(link_27_31_head_data),
    .out_credit_i(link_27_31_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_27_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_27_36_valid),
    .in_data_i(link_27_36_data),
    .in_credit_o(link_27_36_credit),
    .out_valid_o(link_27_36_head_valid),
    .out_data_o(link_27_36_head_data),
    .out_credit_i(link_27_36_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1c),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_29_28_head_valid, link_27_28_head_valid, link_26_28_head_valid,
      link_25_28_head_valid, link_24_28_head_valid, link_3_28_head_valid}),
    .in_data_i({link_29_28_head_data, link_27_28_head_data, link_26_28_head_data,
      link_25_28_head_data, link_24_28_head_data, link_3_28_head_data}),
    .in_credit_o({link_29_28_head_credit, link_27_28_head_credit, link_26_28_head_credit,
      link_25_28_head_credit, link_24_28_head_credit, link_3_28_head_credit}),
    .out_valid_o({link_28_33_valid, link_28_32_valid, link_28_31_valid, link_28_30_valid,
      link_28_29_valid, link_28_3_valid}),
    .out_data_o({link_28_33_data, link_28_32_data, link_28_31_data, link_28_30_data,
      link_28_29_data, link_28_3_data}),
    .out_credit_i({link_28_33_credit, link_28_32_credit, link_28_31_credit, link_28_30_credit,
      link_28_29_credit, link_28_3_credit}),
    .cfg_valid_i(chain_28_valid),
    .cfg_head_i(chain_28_head),
    .cfg_data_i(chain_28_data),
    .cfg_valid_o(chain_29_valid),
    .cfg_head_o(chain_29_head),
    .cfg_data_o(chain_29_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_28),
    .mon_o(mon_29),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_3 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_3_valid),
    .in_data_i(link_28_3_data),
    .in_credit_o(link_28_3_credit),
    .out_valid_o(link_28_3_head_valid),
    .out_data_o(link_28_3_head_data),
    .out_credit_i(link_28_3_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_29_valid),
    .in_data_i(link_28_29_data),
    .in_credit_o(link_28_29_credit),
    .out_valid_o(link_28_29_head_valid),
    .out_data_o(link_28_29_head_data),
    .out_credit_i(link_28_29_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_30_valid),
    .in_data_i(link_28_30_data),
    .in_credit_o(link_28_30_credit),
    .out_valid_o(link_28_30_head_valid),
    .out_data_o(link_28_30_head_data),
    .out_credit_i(link_28_30_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_31_valid),
    .in_data_i(link_28_31_data),
    .in_credit_o(link_28_31_credit),
    .out_valid_o(link_28_31_head_valid),
    .out_data_o(link_28_31_head_data),
    .out_credit_i(link_28_31_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_32_valid),
    .in_data_i(link_28_32_data),
    .in_credit_o(link_28_32_credit),
    .out_valid_o(link_28_32_head_valid),
    .out_data_o(link_28_32_head_data),
    .out_credit_i(link_28_32_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_28_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_28_33_valid),
    .in_data_i(link_28_33_data),
    .in_credit_o(link_28_33_credit),
    .out_valid_o(link_28_33_head_valid),
    .out_data_o(link_28_33_head_data),
    .out_credit_i(link_28_33_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1d),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_34_29_head_valid, link_28_29_head_valid, link_27_29_head_valid,
      link_26_29_head_valid, link_25_29_head_valid, link_24_29_head_valid}),
    .in_data_i({link_34_29_head_data, link_28_29_head_data, link_27_29_head_data,
      link_26_29_head_data, link_25_29_head_data, link_24_29_head_data}),
    .in_credit_o({link_34_29_head_credit, link_28_29_head_credit, link_27_29_head_credit,
      link_26_29_head_credit, link_25_29_head_credit, link_24_29_head_credit}),
    .out_valid_o({link_29_34_valid, link_29_33_valid, link_29_32_valid, link_29_31_valid,
      link_29_30_valid, link_29_28_valid}),
    .out_data_o({link_29_34_data, link_29_33_data, link_29_32_data, link_29_31_data,
      link_29_30_data, link_29_28_data}),
    .out_credit_i({link_29_34_credit, link_29_33_credit, link_29_32_credit, link_29_31_credit,
      link_29_30_credit, link_29_28_credit}),
    .cfg_valid_i(chain_29_valid),
    .cfg_head_i(chain_29_head),
    .cfg_data_i(chain_29_data),
    .cfg_valid_o(chain_30_valid),
    .cfg_head_o(chain_30_head),
    .cfg_data_o(chain_30_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_29),
    .mon_o(mon_30),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_28 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_28_valid),
    .in_data_i(link_29_28_data),
    .in_credit_o(link_29_28_credit),
    .out_valid_o(link_29_28_head_valid),
    .out_data_o(link_29_28_head_data),
    .out_credit_i(link_29_28_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_30_valid),
    .in_data_i(link_29_30_data),
    .in_credit_o(link_29_30_credit),
    .out_valid_o(link_29_30_head_valid),
    .out_data_o(link_29_30_head_data),
    .out_credit_i(link_29_30_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_31_valid),
    .in_data_i(link_29_31_data),
    .in_credit_o(link_29_31_credit),
    .out_valid_o(link_29_31_head_valid),
    .out_data_o(link_29_31_head_data),
    .out_credit_i(link_29_31_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_32_valid),
    .in_data_i(link_29_32_data),
    .in_credit_o(link_29_32_credit),
    .out_valid_o(link_29_32_head_valid),
    .out_data_o(link_29_32_head_data),
    .out_credit_i(link_29_32_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_33_valid),
    .in_data_i(link_29_33_data),
    .in_credit_o(link_29_33_credit),
    .out_valid_o(link_29_33_head_valid),
    .out_data_o(link_29_33_head_data),
    .out_credit_i(link_29_33_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_29_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_29_34_valid),
    .in_data_i(link_29_34_data),
    .in_credit_o(link_29_34_credit),
    .out_valid_o(link_29_34_head_valid),
    .out_data_o(link_29_34_head_data),
    .out_credit_i(link_29_34_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1e),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_31_30_head_valid, link_29_30_head_valid, link_28_30_head_valid,
      link_27_30_head_valid, link_26_30_head_valid, link_1_30_head_valid}),
    .in_data_i({link_31_30_head_data, link_29_30_head_data, link_28_30_head_data,
      link_27_30_head_data, link_26_30_head_data, link_1_30_head_data}),
    .in_credit_o({link_31_30_head_credit, link_29_30_head_credit, link_28_30_head_credit,
      link_27_30_head_credit, link_26_30_head_credit, link_1_30_head_credit}),
    .out_valid_o({link_30_35_valid, link_30_34_valid, link_30_33_valid, link_30_32_valid,
      link_30_31_valid, link_30_1_valid}),
    .out_data_o({link_30_35_data, link_30_34_data, link_30_33_data, link_30_32_data,
      link_30_31_data, link_30_1_data}),
    .out_credit_i({link_30_35_credit, link_30_34_credit, link_30_33_credit, link_30_32_credit,
      link_30_31_credit, link_30_1_credit}),
    .cfg_valid_i(chain_30_valid),
    .cfg_head_i(chain_30_head),
    .cfg_data_i(chain_30_data),
    .cfg_valid_o(chain_31_valid),
    .cfg_head_o(chain_31_head),
    .cfg_data_o(chain_31_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_30),
    .mon_o(mon_31),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_1 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_1_valid),
    .in_data_i(link_30_1_data),
    .in_credit_o(link_30_1_credit),
    .out_valid_o(link_30_1_head_valid),
    .out_data_o(link_30_1_head_data),
    .out_credit_i(link_30_1_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_31_valid),
    .in_data_i(link_30_31_data),
    .in_credit_o(link_30_31_credit),
    .out_valid_o(link_30_31_head_valid),
    .out_data_o(link_30_31_head_data),
    .out_credit_i(link_30_31_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_32_valid),
    .in_data_i(link_30_32_data),
    .in_credit_o(link_30_32_credit),
    .out_valid_o(link_30_32_head_valid),
    .out_data_o(link_30_32_head_data),
    .out_credit_i(link_30_32_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_33_valid),
    .in_data_i(link_30_33_data),
    .in_credit_o(link_30_33_credit),
    .out_valid_o(link_30_33_head_valid),
    .out_data_o(link_30_33_head_data),
    .out_credit_i(link_30_33_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_34_valid),
    .in_data_i(link_30_34_data),
    .in_credit_o(link_30_34_credit),
    .out_valid_o(link_30_34_head_valid),
    .out_data_o(link_30_34_head_data),
    .out_credit_i(link_30_34_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_30_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_30_35_valid),
    .in_data_i(link_30_35_data),
    .in_credit_o(link_30_35_credit),
    .out_valid_o(link_30_35_head_valid),
    .out_data_o(link_30_35_head_data),
    .out_credit_i(link_30_35_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(5),
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
  ) tile_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h1f),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_32_31_head_valid, link_30_31_head_valid, link_29_31_head_valid,
      link_28_31_head_valid, link_27_31_head_valid, link_26_31_head_valid}),
    .in_data_i({link_32_31_head_data, link_30_31_head_data, link_29_31_head_data,
      link_28_31_head_data, link_27_31_head_data, link_26_31_head_data}),
    .in_credit_o({link_32_31_head_credit, link_30_31_head_credit, link_29_31_head_credit,
      link_28_31_head_credit, link_27_31_head_credit, link_26_31_head_credit}),
    .out_valid_o({link_31_35_valid, link_31_34_valid, link_31_33_valid, link_31_32_valid,
      link_31_30_valid}),
    .out_data_o({link_31_35_data, link_31_34_data, link_31_33_data, link_31_32_data,
      link_31_30_data}),
    .out_credit_i({link_31_35_credit, link_31_34_credit, link_31_33_credit, link_31_32_credit,
      link_31_30_credit}),
    .cfg_valid_i(chain_31_valid),
    .cfg_head_i(chain_31_head),
    .cfg_data_i(chain_31_data),
    .cfg_valid_o(chain_32_valid),
    .cfg_head_o(chain_32_head),
    .cfg_data_o(chain_32_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_31),
    .mon_o(mon_32),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_31_30 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_31_30_valid),
    .in_data_i(link_31_30_data),
    .in_credit_o(link_31_30_credit),
    .out_valid_o(link_31_30_head_valid),
    .out_data_o(link_31_30_head_data),
    .out_credit_i(link_31_30_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_31_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_31_32_valid),
    .in_data_i(link_31_32_data),
    .in_credit_o(link_31_32_credit),
    .out_valid_o(link_31_32_head_valid),
    .out_data_o(link_31_32_head_data),
    .out_credit_i(link_31_32_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_31_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_31_33_valid),
    .in_data_i(link_31_33_data),
    .in_credit_o(link_31_33_credit),
    .out_valid_o(link_31_33_head_valid),
    .out_data_o(link_31_33_head_data),
    .out_credit_i(link_31_33_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_31_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_31_34_valid),
    .in_data_i(link_31_34_data),
    .in_credit_o(link_31_34_credit),
    .out_valid_o(link_31_34_head_valid),
    .out_data_o(link_31_34_head_data),
    .out_credit_i(link_31_34_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_31_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_31_35_valid),
    .in_data_i(link_31_35_data),
    .in_credit_o(link_31_35_credit),
    .out_valid_o(link_31_35_head_valid),
    .out_data_o(link_31_35_head_data),
    .out_credit_i(link_31_35_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(6),
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
  ) tile_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h20),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_33_32_head_valid, link_31_32_head_valid, link_30_32_head_valid,
      link_29_32_head_valid, link_28_32_head_valid}),
    .in_data_i({link_33_32_head_data, link_31_32_head_data, link_30_32_head_data,
      link_29_32_head_data, link_28_32_head_data}),
    .in_credit_o({link_33_32_head_credit, link_31_32_head_credit, link_30_32_head_credit,
      link_29_32_head_credit, link_28_32_head_credit}),
    .out_valid_o({link_32_37_valid, link_32_36_valid, link_32_35_valid, link_32_34_valid,
      link_32_33_valid, link_32_31_valid}),
    .out_data_o({link_32_37_data, link_32_36_data, link_32_35_data, link_32_34_data,
      link_32_33_data, link_32_31_data}),
    .out_credit_i({link_32_37_credit, link_32_36_credit, link_32_35_credit, link_32_34_credit,
      link_32_33_credit, link_32_31_credit}),
    .cfg_valid_i(chain_32_valid),
    .cfg_head_i(chain_32_head),
    .cfg_data_i(chain_32_data),
    .cfg_valid_o(chain_33_valid),
    .cfg_head_o(chain_33_head),
    .cfg_data_o(chain_33_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_32),
    .mon_o(mon_33),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_31 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_31_valid),
    .in_data_i(link_32_31_data),
    .in_credit_o(link_32_31_credit),
    .out_valid_o(link_32_31_head_valid),
    .out_data_o(link_32_31_head_data),
    .out_credit_i(link_32_31_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_33_valid),
    .in_data_i(link_32_33_data),
    .in_credit_o(link_32_33_credit),
    .out_valid_o(link_32_33_head_valid),
    .out_data_o(link_32_33_head_data),
    .out_credit_i(link_32_33_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_34_valid),
    .in_data_i(link_32_34_data),
    .in_credit_o(link_32_34_credit),
    .out_valid_o(link_32_34_head_valid),
    .out_data_o(link_32_34_head_data),
    .out_credit_i(link_32_34_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_35_valid),
    .in_data_i(link_32_35_data),
    .in_credit_o(link_32_35_credit),
    .out_valid_o(link_32_35_head_valid),
    .out_data_o(link_32_35_head_data),
    .out_credit_i(link_32_35_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_36_valid),
    .in_data_i(link_32_36_data),
    .in_credit_o(link_32_36_credit),
    .out_valid_o(link_32_36_head_valid),
    .out_data_o(link_32_36_head_data),
    .out_credit_i(link_32_36_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_32_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_32_37_valid),
    .in_data_i(link_32_37_data),
    .in_credit_o(link_32_37_credit),
    .out_valid_o(link_32_37_head_valid),
    .out_data_o(link_32_37_head_data),
    .out_credit_i(link_32_37_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h21),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_62_33_head_valid, link_32_33_head_valid, link_31_33_head_valid,
      link_30_33_head_valid, link_29_33_head_valid, link_28_33_head_valid}),
    .in_data_i({link_62_33_head_data, link_32_33_head_data, link_31_33_head_data,
      link_30_33_head_data, link_29_33_head_data, link_28_33_head_data}),
    .in_credit_o({link_62_33_head_credit, link_32_33_head_credit, link_31_33_head_credit,
      link_30_33_head_credit, link_29_33_head_credit, link_28_33_head_credit}),
    .out_valid_o({link_33_62_valid, link_33_37_valid, link_33_36_valid, link_33_35_valid,
      link_33_34_valid, link_33_32_valid}),
    .out_data_o({link_33_62_data, link_33_37_data, link_33_36_data, link_33_35_data,
      link_33_34_data, link_33_32_data}),
    .out_credit_i({link_33_62_credit, link_33_37_credit, link_33_36_credit, link_33_35_credit,
      link_33_34_credit, link_33_32_credit}),
    .cfg_valid_i(chain_33_valid),
    .cfg_head_i(chain_33_head),
    .cfg_data_i(chain_33_data),
    .cfg_valid_o(chain_34_valid),
    .cfg_head_o(chain_34_head),
    .cfg_data_o(chain_34_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_33),
    .mon_o(mon_34),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_32 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_32_valid),
    .in_data_i(link_33_32_data),
    .in_credit_o(link_33_32_credit),
    .out_valid_o(link_33_32_head_valid),
    .out_data_o(link_33_32_head_data),
    .out_credit_i(link_33_32_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_34_valid),
    .in_data_i(link_33_34_data),
    .in_credit_o(link_33_34_credit),
    .out_valid_o(link_33_34_head_valid),
    .out_data_o(link_33_34_head_data),
    .out_credit_i(link_33_34_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_35_valid),
    .in_data_i(link_33_35_data),
    .in_credit_o(link_33_35_credit),
    .out_valid_o(link_33_35_head_valid),
    .out_data_o(link_33_35_head_data),
    .out_credit_i(link_33_35_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_36_valid),
    .in_data_i(link_33_36_data),
    .in_credit_o(link_33_36_credit),
    .out_valid_o(link_33_36_head_valid),
    .out_data_o(link_33_36_head_data),
    .out_credit_i(link_33_36_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_37_valid),
    .in_data_i(link_33_37_data),
    .in_credit_o(link_33_37_credit),
    .out_valid_o(link_33_37_head_valid),
    .out_data_o(link_33_37_head_data),
    .out_credit_i(link_33_37_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_33_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_33_62_valid),
    .in_data_i(link_33_62_data),
    .in_credit_o(link_33_62_credit),
    .out_valid_o(link_33_62_head_valid),
    .out_data_o(link_33_62_head_data),
    .out_credit_i(link_33_62_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h22),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_35_34_head_valid, link_33_34_head_valid, link_32_34_head_valid,
      link_31_34_head_valid, link_30_34_head_valid, link_29_34_head_valid}),
    .in_data_i({link_35_34_head_data, link_33_34_head_data, link_32_34_head_data,
      link_31_34_head_data, link_30_34_head_data, link_29_34_head_data}),
    .in_credit_o({link_35_34_head_credit, link_33_34_head_credit, link_32_34_head_credit,
      link_31_34_head_credit, link_30_34_head_credit, link_29_34_head_credit}),
    .out_valid_o({link_34_39_valid, link_34_38_valid, link_34_37_valid, link_34_36_valid,
      link_34_35_valid, link_34_29_valid}),
    .out_data_o({link_34_39_data, link_34_38_data, link_34_37_data, link_34_36_data,
      link_34_35_data, link_34_29_data}),
    .out_credit_i({link_34_39_credit, link_34_38_credit, link_34_37_credit, link_34_36_credit,
      link_34_35_credit, link_34_29_credit}),
    .cfg_valid_i(chain_34_valid),
    .cfg_head_i(chain_34_head),
    .cfg_data_i(chain_34_data),
    .cfg_valid_o(chain_35_valid),
    .cfg_head_o(chain_35_head),
    .cfg_data_o(chain_35_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_34),
    .mon_o(mon_35),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_29 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_29_valid),
    .in_data_i(link_34_29_data),
    .in_credit_o(link_34_29_credit),
    .out_valid_o(link_34_29_head_valid),
    .out_data_o(link_34_29_head_data),
    .out_credit_i(link_34_29_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_35_valid),
    .in_data_i(link_34_35_data),
    .in_credit_o(link_34_35_credit),
    .out_valid_o(link_34_35_head_valid),
    .out_data_o(link_34_35_head_data),
    .out_credit_i(link_34_35_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_36_valid),
    .in_data_i(link_34_36_data),
    .in_credit_o(link_34_36_credit),
    .out_valid_o(link_34_36_head_valid),
    .out_data_o(link_34_36_head_data),
    .out_credit_i(link_34_36_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_37_valid),
    .in_data_i(link_34_37_data),
    .in_credit_o(link_34_37_credit),
    .out_valid_o(link_34_37_head_valid),
    .out_data_o(link_34_37_head_data),
    .out_credit_i(link_34_37_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_38_valid),
    .in_data_i(link_34_38_data),
    .in_credit_o(link_34_38_credit),
    .out_valid_o(link_34_38_head_valid),
    .out_data_o(link_34_38_head_data),
    .out_credit_i(link_34_38_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_34_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_34_39_valid),
    .in_data_i(link_34_39_data),
    .in_credit_o(link_34_39_credit),
    .out_valid_o(link_34_39_head_valid),
    .out_data_o(link_34_39_head_data),
    .out_credit_i(link_34_39_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h23),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_60_35_head_valid, link_34_35_head_valid, link_33_35_head_valid,
      link_32_35_head_valid, link_31_35_head_valid, link_30_35_head_valid}),
    .in_data_i({link_60_35_head_data, link_34_35_head_data, link_33_35_head_data,
      link_32_35_head_data, link_31_35_head_data, link_30_35_head_data}),
    .in_credit_o({link_60_35_head_credit, link_34_35_head_credit, link_33_35_head_credit,
      link_32_35_head_credit, link_31_35_head_credit, link_30_35_head_credit}),
    .out_valid_o({link_35_60_valid, link_35_39_valid, link_35_38_valid, link_35_37_valid,
      link_35_36_valid, link_35_34_valid}),
    .out_data_o({link_35_60_data, link_35_39_data, link_35_38_data, link_35_37_data,
      link_35_36_data, link_35_34_data}),
    .out_credit_i({link_35_60_credit, link_35_39_credit, link_35_38_credit, link_35_37_credit,
      link_35_36_credit, link_35_34_credit}),
    .cfg_valid_i(chain_35_valid),
    .cfg_head_i(chain_35_head),
    .cfg_data_i(chain_35_data),
    .cfg_valid_o(chain_36_valid),
    .cfg_head_o(chain_36_head),
    .cfg_data_o(chain_36_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_35),
    .mon_o(mon_36),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_34 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_34_valid),
    .in_data_i(link_35_34_data),
    .in_credit_o(link_35_34_credit),
    .out_valid_o(link_35_34_head_valid),
    .out_data_o(link_35_34_head_data),
    .out_credit_i(link_35_34_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_36_valid),
    .in_data_i(link_35_36_data),
    .in_credit_o(link_35_36_credit),
    .out_valid_o(link_35_36_head_valid),
    .out_data_o(link_35_36_head_data),
    .out_credit_i(link_35_36_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_37_valid),
    .in_data_i(link_35_37_data),
    .in_credit_o(link_35_37_credit),
    .out_valid_o(link_35_37_head_valid),
    .out_data_o(link_35_37_head_data),
    .out_credit_i(link_35_37_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_38_valid),
    .in_data_i(link_35_38_data),
    .in_credit_o(link_35_38_credit),
    .out_valid_o(link_35_38_head_valid),
    .out_data_o(link_35_38_head_data),
    .out_credit_i(link_35_38_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_39_valid),
    .in_data_i(link_35_39_data),
    .in_credit_o(link_35_39_credit),
    .out_valid_o(link_35_39_head_valid),
    .out_data_o(link_35_39_head_data),
    .out_credit_i(link_35_39_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_35_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_35_60_valid),
    .in_data_i(link_35_60_data),
    .in_credit_o(link_35_60_credit),
    .out_valid_o(link_35_60_head_valid),
    .out_data_o(link_35_60_head_data),
    .out_credit_i(link_35_60_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h24),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_37_36_head_valid, link_35_36_head_valid, link_34_36_head_valid,
      link_33_36_head_valid, link_32_36_head_valid, link_27_36_head_valid}),
    .in_data_i({link_37_36_head_data, link_35_36_head_data, link_34_36_head_data,
      link_33_36_head_data, link_32_36_head_data, link_27_36_head_data}),
    .in_credit_o({link_37_36_head_credit, link_35_36_head_credit, link_34_36_head_credit,
      link_33_36_head_credit, link_32_36_head_credit, link_27_36_head_credit}),
    .out_valid_o({link_36_41_valid, link_36_40_valid, link_36_39_valid, link_36_38_valid,
      link_36_37_valid, link_36_27_valid}),
    .out_data_o({link_36_41_data, link_36_40_data, link_36_39_data, link_36_38_data,
      link_36_37_data, link_36_27_data}),
    .out_credit_i({link_36_41_credit, link_36_40_credit, link_36_39_credit, link_36_38_credit,
      link_36_37_credit, link_36_27_credit}),
    .cfg_valid_i(chain_36_valid),
    .cfg_head_i(chain_36_head),
    .cfg_data_i(chain_36_data),
    .cfg_valid_o(chain_37_valid),
    .cfg_head_o(chain_37_head),
    .cfg_data_o(chain_37_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_36),
    .mon_o(mon_37),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_27 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_27_valid),
    .in_data_i(link_36_27_data),
    .in_credit_o(link_36_27_credit),
    .out_valid_o(link_36_27_head_valid),
    .out_data_o(link_36_27_head_data),
    .out_credit_i(link_36_27_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_37_valid),
    .in_data_i(link_36_37_data),
    .in_credit_o(link_36_37_credit),
    .out_valid_o(link_36_37_head_valid),
    .out_data_o(link_36_37_head_data),
    .out_credit_i(link_36_37_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_38_valid),
    .in_data_i(link_36_38_data),
    .in_credit_o(link_36_38_credit),
    .out_valid_o(link_36_38_head_valid),
    .out_data_o(link_36_38_head_data),
    .out_credit_i(link_36_38_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_39_valid),
    .in_data_i(link_36_39_data),
    .in_credit_o(link_36_39_credit),
    .out_valid_o(link_36_39_head_valid),
    .out_data_o(link_36_39_head_data),
    .out_credit_i(link_36_39_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_40_valid),
    .in_data_i(link_36_40_data),
    .in_credit_o(link_36_40_credit),
    .out_valid_o(link_36_40_head_valid),
    .out_data_o(link_36_40_head_data),
    .out_credit_i(link_36_40_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_36_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_36_41_valid),
    .in_data_i(link_36_41_data),
    .in_credit_o(link_36_41_credit),
    .out_valid_o(link_36_41_head_valid),
    .out_data_o(link_36_41_head_data),
    .out_credit_i(link_36_41_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h25),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_58_37_head_valid, link_36_37_head_valid, link_35_37_head_valid,
      link_34_37_head_valid, link_33_37_head_valid, link_32_37_head_valid}),
    .in_data_i({link_58_37_head_data, link_36_37_head_data, link_35_37_head_data,
      link_34_37_head_data, link_33_37_head_data, link_32_37_head_data}),
    .in_credit_o({link_58_37_head_credit, link_36_37_head_credit, link_35_37_head_credit,
      link_34_37_head_credit, link_33_37_head_credit, link_32_37_head_credit}),
    .out_valid_o({link_37_58_valid, link_37_41_valid, link_37_40_valid, link_37_39_valid,
      link_37_38_valid, link_37_36_valid}),
    .out_data_o({link_37_58_data, link_37_41_data, link_37_40_data, link_37_39_data,
      link_37_38_data, link_37_36_data}),
    .out_credit_i({link_37_58_credit, link_37_41_credit, link_37_40_credit, link_37_39_credit,
      link_37_38_credit, link_37_36_credit}),
    .cfg_valid_i(chain_37_valid),
    .cfg_head_i(chain_37_head),
    .cfg_data_i(chain_37_data),
    .cfg_valid_o(chain_38_valid),
    .cfg_head_o(chain_38_head),
    .cfg_data_o(chain_38_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_37),
    .mon_o(mon_38),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_36 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_36_valid),
    .in_data_i(link_37_36_data),
    .in_credit_o(link_37_36_credit),
    .out_valid_o(link_37_36_head_valid),
    .out_data_o(link_37_36_head_data),
    .out_credit_i(link_37_36_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_38_valid),
    .in_data_i(link_37_38_data),
    .in_credit_o(link_37_38_credit),
    .out_valid_o(link_37_38_head_valid),
    .out_data_o(link_37_38_head_data),
    .out_credit_i(link_37_38_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_39_valid),
    .in_data_i(link_37_39_data),
    .in_credit_o(link_37_39_credit),
    .out_valid_o(link_37_39_head_valid),
    .out_data_o(link_37_39_head_data),
    .out_credit_i(link_37_39_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_40_valid),
    .in_data_i(link_37_40_data),
    .in_credit_o(link_37_40_credit),
    .out_valid_o(link_37_40_head_valid),
    .out_data_o(link_37_40_head_data),
    .out_credit_i(link_37_40_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_41_valid),
    .in_data_i(link_37_41_data),
    .in_credit_o(link_37_41_credit),
    .out_valid_o(link_37_41_head_valid),
    .out_data_o(link_37_41_head_data),
    .out_credit_i(link_37_41_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_37_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_37_58_valid),
    .in_data_i(link_37_58_data),
    .in_credit_o(link_37_58_credit),
    .out_valid_o(link_37_58_head_valid),
    .out_data_o(link_37_58_head_data),
    .out_credit_i(link_37_58_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h26),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_39_38_head_valid, link_37_38_head_valid, link_36_38_head_valid,
      link_35_38_head_valid, link_34_38_head_valid, link_25_38_head_valid}),
    .in_data_i({link_39_38_head_data, link_37_38_head_data, link_36_38_head_data,
      link_35_38_head_data, link_34_38_head_data, link_25_38_head_data}),
    .in_credit_o({link_39_38_head_credit, link_37_38_head_credit, link_36_38_head_credit,
      link_35_38_head_credit, link_34_38_head_credit, link_25_38_head_credit}),
    .out_valid_o({link_38_43_valid, link_38_42_valid, link_38_41_valid, link_38_40_valid,
      link_38_39_valid, link_38_25_valid}),
    .out_data_o({link_38_43_data, link_38_42_data, link_38_41_data, link_38_40_data,
      link_38_39_data, link_38_25_data}),
    .out_credit_i({link_38_43_credit, link_38_42_credit, link_38_41_credit, link_38_40_credit,
      link_38_39_credit, link_38_25_credit}),
    .cfg_valid_i(chain_38_valid),
    .cfg_head_i(chain_38_head),
    .cfg_data_i(chain_38_data),
    .cfg_valid_o(chain_39_valid),
    .cfg_head_o(chain_39_head),
    .cfg_data_o(chain_39_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_38),
    .mon_o(mon_39),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_25 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_25_valid),
    .in_data_i(link_38_25_data),
    .in_credit_o(link_38_25_credit),
    .out_valid_o(link_38_25_head_valid),
    .out_data_o(link_38_25_head_data),
    .out_credit_i(link_38_25_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_39_valid),
    .in_data_i(link_38_39_data),
    .in_credit_o(link_38_39_credit),
    .out_valid_o(link_38_39_head_valid),
    .out_data_o(link_38_39_head_data),
    .out_credit_i(link_38_39_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_40_valid),
    .in_data_i(link_38_40_data),
    .in_credit_o(link_38_40_credit),
    .out_valid_o(link_38_40_head_valid),
    .out_data_o(link_38_40_head_data),
    .out_credit_i(link_38_40_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_41_valid),
    .in_data_i(link_38_41_data),
    .in_credit_o(link_38_41_credit),
    .out_valid_o(link_38_41_head_valid),
    .out_data_o(link_38_41_head_data),
    .out_credit_i(link_38_41_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_42_valid),
    .in_data_i(link_38_42_data),
    .in_credit_o(link_38_42_credit),
    .out_valid_o(link_38_42_head_valid),
    .out_data_o(link_38_42_head_data),
    .out_credit_i(link_38_42_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_38_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_38_43_valid),
    .in_data_i(link_38_43_data),
    .in_credit_o(link_38_43_credit),
    .out_valid_o(link_38_43_head_valid),
    .out_data_o(link_38_43_head_data),
    .out_credit_i(link_38_43_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h27),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_56_39_head_valid, link_38_39_head_valid, link_37_39_head_valid,
      link_36_39_head_valid, link_35_39_head_valid, link_34_39_head_valid}),
    .in_data_i({link_56_39_head_data, link_38_39_head_data, link_37_39_head_data,
      link_36_39_head_data, link_35_39_head_data, link_34_39_head_data}),
    .in_credit_o({link_56_39_head_credit, link_38_39_head_credit, link_37_39_head_credit,
      link_36_39_head_credit, link_35_39_head_credit, link_34_39_head_credit}),
    .out_valid_o({link_39_56_valid, link_39_43_valid, link_39_42_valid, link_39_41_valid,
      link_39_40_valid, link_39_38_valid}),
    .out_data_o({link_39_56_data, link_39_43_data, link_39_42_data, link_39_41_data,
      link_39_40_data, link_39_38_data}),
    .out_credit_i({link_39_56_credit, link_39_43_credit, link_39_42_credit, link_39_41_credit,
      link_39_40_credit, link_39_38_credit}),
    .cfg_valid_i(chain_39_valid),
    .cfg_head_i(chain_39_head),
    .cfg_data_i(chain_39_data),
    .cfg_valid_o(chain_40_valid),
    .cfg_head_o(chain_40_head),
    .cfg_data_o(chain_40_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_39),
    .mon_o(mon_40),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_38 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_38_valid),
    .in_data_i(link_39_38_data),
    .in_credit_o(link_39_38_credit),
    .out_valid_o(link_39_38_head_valid),
    .out_data_o(link_39_38_head_data),
    .out_credit_i(link_39_38_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_40_valid),
    .in_data_i(link_39_40_data),
    .in_credit_o(link_39_40_credit),
    .out_valid_o(link_39_40_head_valid),
    .out_data_o(link_39_40_head_data),
    .out_credit_i(link_39_40_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_41_valid),
    .in_data_i(link_39_41_data),
    .in_credit_o(link_39_41_credit),
    .out_valid_o(link_39_41_head_valid),
    .out_data_o(link_39_41_head_data),
    .out_credit_i(link_39_41_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_42_valid),
    .in_data_i(link_39_42_data),
    .in_credit_o(link_39_42_credit),
    .out_valid_o(link_39_42_head_valid),
    .out_data_o(link_39_42_head_data),
    .out_credit_i(link_39_42_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_43_valid),
    .in_data_i(link_39_43_data),
    .in_credit_o(link_39_43_credit),
    .out_valid_o(link_39_43_head_valid),
    .out_data_o(link_39_43_head_data),
    .out_credit_i(link_39_43_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_39_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_39_56_valid),
    .in_data_i(link_39_56_data),
    .in_credit_o(link_39_56_credit),
    .out_valid_o(link_39_56_head_valid),
    .out_data_o(link_39_56_head_data),
    .out_credit_i(link_39_56_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h28),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_41_40_head_valid, link_39_40_head_valid, link_38_40_head_valid,
      link_37_40_head_valid, link_36_40_head_valid, link_23_40_head_valid}),
    .in_data_i({link_41_40_head_data, link_39_40_head_data, link_38_40_head_data,
      link_37_40_head_data, link_36_40_head_data, link_23_40_head_data}),
    .in_credit_o({link_41_40_head_credit, link_39_40_head_credit, link_38_40_head_credit,
      link_37_40_head_credit, link_36_40_head_credit, link_23_40_head_credit}),
    .out_valid_o({link_40_45_valid, link_40_44_valid, link_40_43_valid, link_40_42_valid,
      link_40_41_valid, link_40_23_valid}),
    .out_data_o({link_40_45_data, link_40_44_data, link_40_43_data, link_40_42_data,
      link_40_41_data, link_40_23_data}),
    .out_credit_i({link_40_45_credit, link_40_44_credit, link_40_43_credit, link_40_42_credit,
      link_40_41_credit, link_40_23_credit}),
    .cfg_valid_i(chain_40_valid),
    .cfg_head_i(chain_40_head),
    .cfg_data_i(chain_40_data),
    .cfg_valid_o(chain_41_valid),
    .cfg_head_o(chain_41_head),
    .cfg_data_o(chain_41_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_40),
    .mon_o(mon_41),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_23 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_23_valid),
    .in_data_i(link_40_23_data),
    .in_credit_o(link_40_23_credit),
    .out_valid_o(link_40_23_head_valid),
    .out_data_o(link_40_23_head_data),
    .out_credit_i(link_40_23_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_41_valid),
    .in_data_i(link_40_41_data),
    .in_credit_o(link_40_41_credit),
    .out_valid_o(link_40_41_head_valid),
    .out_data_o(link_40_41_head_data),
    .out_credit_i(link_40_41_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_42_valid),
    .in_data_i(link_40_42_data),
    .in_credit_o(link_40_42_credit),
    .out_valid_o(link_40_42_head_valid),
    .out_data_o(link_40_42_head_data),
    .out_credit_i(link_40_42_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_43_valid),
    .in_data_i(link_40_43_data),
    .in_credit_o(link_40_43_credit),
    .out_valid_o(link_40_43_head_valid),
    .out_data_o(link_40_43_head_data),
    .out_credit_i(link_40_43_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_44_valid),
    .in_data_i(link_40_44_data),
    .in_credit_o(link_40_44_credit),
    .out_valid_o(link_40_44_head_valid),
    .out_data_o(link_40_44_head_data),
    .out_credit_i(link_40_44_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_40_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_40_45_valid),
    .in_data_i(link_40_45_data),
    .in_credit_o(link_40_45_credit),
    .out_valid_o(link_40_45_head_valid),
    .out_data_o(link_40_45_head_data),
    .out_credit_i(link_40_45_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h29),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_54_41_head_valid, link_40_41_head_valid, link_39_41_head_valid,
      link_38_41_head_valid, link_37_41_head_valid, link_36_41_head_valid}),
    .in_data_i({link_54_41_head_data, link_40_41_head_data, link_39_41_head_data,
      link_38_41_head_data, link_37_41_head_data, link_36_41_head_data}),
    .in_credit_o({link_54_41_head_credit, link_40_41_head_credit, link_39_41_head_credit,
      link_38_41_head_credit, link_37_41_head_credit, link_36_41_head_credit}),
    .out_valid_o({link_41_54_valid, link_41_45_valid, link_41_44_valid, link_41_43_valid,
      link_41_42_valid, link_41_40_valid}),
    .out_data_o({link_41_54_data, link_41_45_data, link_41_44_data, link_41_43_data,
      link_41_42_data, link_41_40_data}),
    .out_credit_i({link_41_54_credit, link_41_45_credit, link_41_44_credit, link_41_43_credit,
      link_41_42_credit, link_41_40_credit}),
    .cfg_valid_i(chain_41_valid),
    .cfg_head_i(chain_41_head),
    .cfg_data_i(chain_41_data),
    .cfg_valid_o(chain_42_valid),
    .cfg_head_o(chain_42_head),
    .cfg_data_o(chain_42_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_41),
    .mon_o(mon_42),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_40 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_40_valid),
    .in_data_i(link_41_40_data),
    .in_credit_o(link_41_40_credit),
    .out_valid_o(link_41_40_head_valid),
    .out_data_o(link_41_40_head_data),
    .out_credit_i(link_41_40_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_42_valid),
    .in_data_i(link_41_42_data),
    .in_credit_o(link_41_42_credit),
    .out_valid_o(link_41_42_head_valid),
    .out_data_o(link_41_42_head_data),
    .out_credit_i(link_41_42_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_43_valid),
    .in_data_i(link_41_43_data),
    .in_credit_o(link_41_43_credit),
    .out_valid_o(link_41_43_head_valid),
    .out_data_o(link_41_43_head_data),
    .out_credit_i(link_41_43_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_44_valid),
    .in_data_i(link_41_44_data),
    .in_credit_o(link_41_44_credit),
    .out_valid_o(link_41_44_head_valid),
    .out_data_o(link_41_44_head_data),
    .out_credit_i(link_41_44_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_45_valid),
    .in_data_i(link_41_45_data),
    .in_credit_o(link_41_45_credit),
    .out_valid_o(link_41_45_head_valid),
    .out_data_o(link_41_45_head_data),
    .out_credit_i(link_41_45_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_41_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_41_54_valid),
    .in_data_i(link_41_54_data),
    .in_credit_o(link_41_54_credit),
    .out_valid_o(link_41_54_head_valid),
    .out_data_o(link_41_54_head_data),
    .out_credit_i(link_41_54_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2a),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_43_42_head_valid, link_41_42_head_valid, link_40_42_head_valid,
      link_39_42_head_valid, link_38_42_head_valid, link_21_42_head_valid}),
    .in_data_i({link_43_42_head_data, link_41_42_head_data, link_40_42_head_data,
      link_39_42_head_data, link_38_42_head_data, link_21_42_head_data}),
    .in_credit_o({link_43_42_head_credit, link_41_42_head_credit, link_40_42_head_credit,
      link_39_42_head_credit, link_38_42_head_credit, link_21_42_head_credit}),
    .out_valid_o({link_42_47_valid, link_42_46_valid, link_42_45_valid, link_42_44_valid,
      link_42_43_valid, link_42_21_valid}),
    .out_data_o({link_42_47_data, link_42_46_data, link_42_45_data, link_42_44_data,
      link_42_43_data, link_42_21_data}),
    .out_credit_i({link_42_47_credit, link_42_46_credit, link_42_45_credit, link_42_44_credit,
      link_42_43_credit, link_42_21_credit}),
    .cfg_valid_i(chain_42_valid),
    .cfg_head_i(chain_42_head),
    .cfg_data_i(chain_42_data),
    .cfg_valid_o(chain_43_valid),
    .cfg_head_o(chain_43_head),
    .cfg_data_o(chain_43_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_42),
    .mon_o(mon_43),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_21 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_21_valid),
    .in_data_i(link_42_21_data),
    .in_credit_o(link_42_21_credit),
    .out_valid_o(link_42_21_head_valid),
    .out_data_o(link_42_21_head_data),
    .out_credit_i(link_42_21_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_43_valid),
    .in_data_i(link_42_43_data),
    .in_credit_o(link_42_43_credit),
    .out_valid_o(link_42_43_head_valid),
    .out_data_o(link_42_43_head_data),
    .out_credit_i(link_42_43_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_44_valid),
    .in_data_i(link_42_44_data),
    .in_credit_o(link_42_44_credit),
    .out_valid_o(link_42_44_head_valid),
    .out_data_o(link_42_44_head_data),
    .out_credit_i(link_42_44_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_45_valid),
    .in_data_i(link_42_45_data),
    .in_credit_o(link_42_45_credit),
    .out_valid_o(link_42_45_head_valid),
    .out_data_o(link_42_45_head_data),
    .out_credit_i(link_42_45_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_46_valid),
    .in_data_i(link_42_46_data),
    .in_credit_o(link_42_46_credit),
    .out_valid_o(link_42_46_head_valid),
    .out_data_o(link_42_46_head_data),
    .out_credit_i(link_42_46_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_42_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_42_47_valid),
    .in_data_i(link_42_47_data),
    .in_credit_o(link_42_47_credit),
    .out_valid_o(link_42_47_head_valid),
    .out_data_o(link_42_47_head_data),
    .out_credit_i(link_42_47_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2b),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_52_43_head_valid, link_42_43_head_valid, link_41_43_head_valid,
      link_40_43_head_valid, link_39_43_head_valid, link_38_43_head_valid}),
    .in_data_i({link_52_43_head_data, link_42_43_head_data, link_41_43_head_data,
      link_40_43_head_data, link_39_43_head_data, link_38_43_head_data}),
    .in_credit_o({link_52_43_head_credit, link_42_43_head_credit, link_41_43_head_credit,
      link_40_43_head_credit, link_39_43_head_credit, link_38_43_head_credit}),
    .out_valid_o({link_43_52_valid, link_43_47_valid, link_43_46_valid, link_43_45_valid,
      link_43_44_valid, link_43_42_valid}),
    .out_data_o({link_43_52_data, link_43_47_data, link_43_46_data, link_43_45_data,
      link_43_44_data, link_43_42_data}),
    .out_credit_i({link_43_52_credit, link_43_47_credit, link_43_46_credit, link_43_45_credit,
      link_43_44_credit, link_43_42_credit}),
    .cfg_valid_i(chain_43_valid),
    .cfg_head_i(chain_43_head),
    .cfg_data_i(chain_43_data),
    .cfg_valid_o(chain_44_valid),
    .cfg_head_o(chain_44_head),
    .cfg_data_o(chain_44_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_43),
    .mon_o(mon_44),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_42 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_42_valid),
    .in_data_i(link_43_42_data),
    .in_credit_o(link_43_42_credit),
    .out_valid_o(link_43_42_head_valid),
    .out_data_o(link_43_42_head_data),
    .out_credit_i(link_43_42_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_44_valid),
    .in_data_i(link_43_44_data),
    .in_credit_o(link_43_44_credit),
    .out_valid_o(link_43_44_head_valid),
    .out_data_o(link_43_44_head_data),
    .out_credit_i(link_43_44_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_45_valid),
    .in_data_i(link_43_45_data),
    .in_credit_o(link_43_45_credit),
    .out_valid_o(link_43_45_head_valid),
    .out_data_o(link_43_45_head_data),
    .out_credit_i(link_43_45_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_46_valid),
    .in_data_i(link_43_46_data),
    .in_credit_o(link_43_46_credit),
    .out_valid_o(link_43_46_head_valid),
    .out_data_o(link_43_46_head_data),
    .out_credit_i(link_43_46_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_47_valid),
    .in_data_i(link_43_47_data),
    .in_credit_o(link_43_47_credit),
    .out_valid_o(link_43_47_head_valid),
    .out_data_o(link_43_47_head_data),
    .out_credit_i(link_43_47_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_43_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_43_52_valid),
    .in_data_i(link_43_52_data),
    .in_credit_o(link_43_52_credit),
    .out_valid_o(link_43_52_head_valid),
    .out_data_o(link_43_52_head_data),
    .out_credit_i(link_43_52_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2c),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_45_44_head_valid, link_43_44_head_valid, link_42_44_head_valid,
      link_41_44_head_valid, link_40_44_head_valid, link_19_44_head_valid}),
    .in_data_i({link_45_44_head_data, link_43_44_head_data, link_42_44_head_data,
      link_41_44_head_data, link_40_44_head_data, link_19_44_head_data}),
    .in_credit_o({link_45_44_head_credit, link_43_44_head_credit, link_42_44_head_credit,
      link_41_44_head_credit, link_40_44_head_credit, link_19_44_head_credit}),
    .out_valid_o({link_44_49_valid, link_44_48_valid, link_44_47_valid, link_44_46_valid,
      link_44_45_valid, link_44_19_valid}),
    .out_data_o({link_44_49_data, link_44_48_data, link_44_47_data, link_44_46_data,
      link_44_45_data, link_44_19_data}),
    .out_credit_i({link_44_49_credit, link_44_48_credit, link_44_47_credit, link_44_46_credit,
      link_44_45_credit, link_44_19_credit}),
    .cfg_valid_i(chain_44_valid),
    .cfg_head_i(chain_44_head),
    .cfg_data_i(chain_44_data),
    .cfg_valid_o(chain_45_valid),
    .cfg_head_o(chain_45_head),
    .cfg_data_o(chain_45_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_44),
    .mon_o(mon_45),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_19 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_19_valid),
    .in_data_i(link_44_19_data),
    .in_credit_o(link_44_19_credit),
    .out_valid_o(link_44_19_head_valid),
    .out_data_o(link_44_19_head_data),
    .out_credit_i(link_44_19_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_45_valid),
    .in_data_i(link_44_45_data),
    .in_credit_o(link_44_45_credit),
    .out_valid_o(link_44_45_head_valid),
    .out_data_o(link_44_45_head_data),
    .out_credit_i(link_44_45_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_46_valid),
    .in_data_i(link_44_46_data),
    .in_credit_o(link_44_46_credit),
    .out_valid_o(link_44_46_head_valid),
    .out_data_o(link_44_46_head_data),
    .out_credit_i(link_44_46_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_47_valid),
    .in_data_i(link_44_47_data),
    .in_credit_o(link_44_47_credit),
    .out_valid_o(link_44_47_head_valid),
    .out_data_o(link_44_47_head_data),
    .out_credit_i(link_44_47_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_48_valid),
    .in_data_i(link_44_48_data),
    .in_credit_o(link_44_48_credit),
    .out_valid_o(link_44_48_head_valid),
    .out_data_o(link_44_48_head_data),
    .out_credit_i(link_44_48_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_44_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_44_49_valid),
    .in_data_i(link_44_49_data),
    .in_credit_o(link_44_49_credit),
    .out_valid_o(link_44_49_head_valid),
    .out_data_o(link_44_49_head_data),
    .out_credit_i(link_44_49_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2d),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_50_45_head_valid, link_44_45_head_valid, link_43_45_head_valid,
      link_42_45_head_valid, link_41_45_head_valid, link_40_45_head_valid}),
    .in_data_i({link_50_45_head_data, link_44_45_head_data, link_43_45_head_data,
      link_42_45_head_data, link_41_45_head_data, link_40_45_head_data}),
    .in_credit_o({link_50_45_head_credit, link_44_45_head_credit, link_43_45_head_credit,
      link_42_45_head_credit, link_41_45_head_credit, link_40_45_head_credit}),
    .out_valid_o({link_45_50_valid, link_45_49_valid, link_45_48_valid, link_45_47_valid,
      link_45_46_valid, link_45_44_valid}),
    .out_data_o({link_45_50_data, link_45_49_data, link_45_48_data, link_45_47_data,
      link_45_46_data, link_45_44_data}),
    .out_credit_i({link_45_50_credit, link_45_49_credit, link_45_48_credit, link_45_47_credit,
      link_45_46_credit, link_45_44_credit}),
    .cfg_valid_i(chain_45_valid),
    .cfg_head_i(chain_45_head),
    .cfg_data_i(chain_45_data),
    .cfg_valid_o(chain_46_valid),
    .cfg_head_o(chain_46_head),
    .cfg_data_o(chain_46_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_45),
    .mon_o(mon_46),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_44 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_44_valid),
    .in_data_i(link_45_44_data),
    .in_credit_o(link_45_44_credit),
    .out_valid_o(link_45_44_head_valid),
    .out_data_o(link_45_44_head_data),
    .out_credit_i(link_45_44_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_46_valid),
    .in_data_i(link_45_46_data),
    .in_credit_o(link_45_46_credit),
    .out_valid_o(link_45_46_head_valid),
    .out_data_o(link_45_46_head_data),
    .out_credit_i(link_45_46_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_47_valid),
    .in_data_i(link_45_47_data),
    .in_credit_o(link_45_47_credit),
    .out_valid_o(link_45_47_head_valid),
    .out_data_o(link_45_47_head_data),
    .out_credit_i(link_45_47_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_48_valid),
    .in_data_i(link_45_48_data),
    .in_credit_o(link_45_48_credit),
    .out_valid_o(link_45_48_head_valid),
    .out_data_o(link_45_48_head_data),
    .out_credit_i(link_45_48_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_49_valid),
    .in_data_i(link_45_49_data),
    .in_credit_o(link_45_49_credit),
    .out_valid_o(link_45_49_head_valid),
    .out_data_o(link_45_49_head_data),
    .out_credit_i(link_45_49_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_45_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_45_50_valid),
    .in_data_i(link_45_50_data),
    .in_credit_o(link_45_50_credit),
    .out_valid_o(link_45_50_head_valid),
    .out_data_o(link_45_50_head_data),
    .out_credit_i(link_45_50_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2e),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_47_46_head_valid, link_45_46_head_valid, link_44_46_head_valid,
      link_43_46_head_valid, link_42_46_head_valid, link_17_46_head_valid}),
    .in_data_i({link_47_46_head_data, link_45_46_head_data, link_44_46_head_data,
      link_43_46_head_data, link_42_46_head_data, link_17_46_head_data}),
    .in_credit_o({link_47_46_head_credit, link_45_46_head_credit, link_44_46_head_credit,
      link_43_46_head_credit, link_42_46_head_credit, link_17_46_head_credit}),
    .out_valid_o({link_46_51_valid, link_46_50_valid, link_46_49_valid, link_46_48_valid,
      link_46_47_valid, link_46_17_valid}),
    .out_data_o({link_46_51_data, link_46_50_data, link_46_49_data, link_46_48_data,
      link_46_47_data, link_46_17_data}),
    .out_credit_i({link_46_51_credit, link_46_50_credit, link_46_49_credit, link_46_48_credit,
      link_46_47_credit, link_46_17_credit}),
    .cfg_valid_i(chain_46_valid),
    .cfg_head_i(chain_46_head),
    .cfg_data_i(chain_46_data),
    .cfg_valid_o(chain_47_valid),
    .cfg_head_o(chain_47_head),
    .cfg_data_o(chain_47_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_46),
    .mon_o(mon_47),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_17 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_17_valid),
    .in_data_i(link_46_17_data),
    .in_credit_o(link_46_17_credit),
    .out_valid_o(link_46_17_head_valid),
    .out_data_o(link_46_17_head_data),
    .out_credit_i(link_46_17_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_47_valid),
    .in_data_i(link_46_47_data),
    .in_credit_o(link_46_47_credit),
    .out_valid_o(link_46_47_head_valid),
    .out_data_o(link_46_47_head_data),
    .out_credit_i(link_46_47_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_48_valid),
    .in_data_i(link_46_48_data),
    .in_credit_o(link_46_48_credit),
    .out_valid_o(link_46_48_head_valid),
    .out_data_o(link_46_48_head_data),
    .out_credit_i(link_46_48_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_49_valid),
    .in_data_i(link_46_49_data),
    .in_credit_o(link_46_49_credit),
    .out_valid_o(link_46_49_head_valid),
    .out_data_o(link_46_49_head_data),
    .out_credit_i(link_46_49_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_50_valid),
    .in_data_i(link_46_50_data),
    .in_credit_o(link_46_50_credit),
    .out_valid_o(link_46_50_head_valid),
    .out_data_o(link_46_50_head_data),
    .out_credit_i(link_46_50_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_46_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_46_51_valid),
    .in_data_i(link_46_51_data),
    .in_credit_o(link_46_51_credit),
    .out_valid_o(link_46_51_head_valid),
    .out_data_o(link_46_51_head_data),
    .out_credit_i(link_46_51_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(5),
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
  ) tile_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h2f),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_48_47_head_valid, link_46_47_head_valid, link_45_47_head_valid,
      link_44_47_head_valid, link_43_47_head_valid, link_42_47_head_valid}),
    .in_data_i({link_48_47_head_data, link_46_47_head_data, link_45_47_head_data,
      link_44_47_head_data, link_43_47_head_data, link_42_47_head_data}),
    .in_credit_o({link_48_47_head_credit, link_46_47_head_credit, link_45_47_head_credit,
      link_44_47_head_credit, link_43_47_head_credit, link_42_47_head_credit}),
    .out_valid_o({link_47_51_valid, link_47_50_valid, link_47_49_valid, link_47_48_valid,
      link_47_46_valid}),
    .out_data_o({link_47_51_data, link_47_50_data, link_47_49_data, link_47_48_data,
      link_47_46_data}),
    .out_credit_i({link_47_51_credit, link_47_50_credit, link_47_49_credit, link_47_48_credit,
      link_47_46_credit}),
    .cfg_valid_i(chain_47_valid),
    .cfg_head_i(chain_47_head),
    .cfg_data_i(chain_47_data),
    .cfg_valid_o(chain_48_valid),
    .cfg_head_o(chain_48_head),
    .cfg_data_o(chain_48_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_47),
    .mon_o(mon_48),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_47_46 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_47_46_valid),
    .in_data_i(link_47_46_data),
    .in_credit_o(link_47_46_credit),
    .out_valid_o(link_47_46_head_valid),
    .out_data_o(link_47_46_head_data),
    .out_credit_i(link_47_46_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_47_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_47_48_valid),
    .in_data_i(link_47_48_data),
    .in_credit_o(link_47_48_credit),
    .out_valid_o(link_47_48_head_valid),
    .out_data_o(link_47_48_head_data),
    .out_credit_i(link_47_48_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_47_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_47_49_valid),
    .in_data_i(link_47_49_data),
    .in_credit_o(link_47_49_credit),
    .out_valid_o(link_47_49_head_valid),
    .out_data_o(link_47_49_head_data),
    .out_credit_i(link_47_49_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_47_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_47_50_valid),
    .in_data_i(link_47_50_data),
    .in_credit_o(link_47_50_credit),
    .out_valid_o(link_47_50_head_valid),
    .out_data_o(link_47_50_head_data),
    .out_credit_i(link_47_50_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_47_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_47_51_valid),
    .in_data_i(link_47_51_data),
    .in_credit_o(link_47_51_credit),
    .out_valid_o(link_47_51_head_valid),
    .out_data_o(link_47_51_head_data),
    .out_credit_i(link_47_51_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(6),
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
  ) tile_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h30),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_49_48_head_valid, link_47_48_head_valid, link_46_48_head_valid,
      link_45_48_head_valid, link_44_48_head_valid}),
    .in_data_i({link_49_48_head_data, link_47_48_head_data, link_46_48_head_data,
      link_45_48_head_data, link_44_48_head_data}),
    .in_credit_o({link_49_48_head_credit, link_47_48_head_credit, link_46_48_head_credit,
      link_45_48_head_credit, link_44_48_head_credit}),
    .out_valid_o({link_48_53_valid, link_48_52_valid, link_48_51_valid, link_48_50_valid,
      link_48_49_valid, link_48_47_valid}),
    .out_data_o({link_48_53_data, link_48_52_data, link_48_51_data, link_48_50_data,
      link_48_49_data, link_48_47_data}),
    .out_credit_i({link_48_53_credit, link_48_52_credit, link_48_51_credit, link_48_50_credit,
      link_48_49_credit, link_48_47_credit}),
    .cfg_valid_i(chain_48_valid),
    .cfg_head_i(chain_48_head),
    .cfg_data_i(chain_48_data),
    .cfg_valid_o(chain_49_valid),
    .cfg_head_o(chain_49_head),
    .cfg_data_o(chain_49_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_48),
    .mon_o(mon_49),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_47 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_47_valid),
    .in_data_i(link_48_47_data),
    .in_credit_o(link_48_47_credit),
    .out_valid_o(link_48_47_head_valid),
    .out_data_o(link_48_47_head_data),
    .out_credit_i(link_48_47_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_49_valid),
    .in_data_i(link_48_49_data),
    .in_credit_o(link_48_49_credit),
    .out_valid_o(link_48_49_head_valid),
    .out_data_o(link_48_49_head_data),
    .out_credit_i(link_48_49_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_50_valid),
    .in_data_i(link_48_50_data),
    .in_credit_o(link_48_50_credit),
    .out_valid_o(link_48_50_head_valid),
    .out_data_o(link_48_50_head_data),
    .out_credit_i(link_48_50_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_51_valid),
    .in_data_i(link_48_51_data),
    .in_credit_o(link_48_51_credit),
    .out_valid_o(link_48_51_head_valid),
    .out_data_o(link_48_51_head_data),
    .out_credit_i(link_48_51_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_52_valid),
    .in_data_i(link_48_52_data),
    .in_credit_o(link_48_52_credit),
    .out_valid_o(link_48_52_head_valid),
    .out_data_o(link_48_52_head_data),
    .out_credit_i(link_48_52_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_48_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_48_53_valid),
    .in_data_i(link_48_53_data),
    .in_credit_o(link_48_53_credit),
    .out_valid_o(link_48_53_head_valid),
    .out_data_o(link_48_53_head_data),
    .out_credit_i(link_48_53_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_49 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h31),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_48_49_head_valid, link_47_49_head_valid, link_46_49_head_valid,
      link_45_49_head_valid, link_44_49_head_valid}),
    .in_data_i({link_48_49_head_data, link_47_49_head_data, link_46_49_head_data,
      link_45_49_head_data, link_44_49_head_data}),
    .in_credit_o({link_48_49_head_credit, link_47_49_head_credit, link_46_49_head_credit,
      link_45_49_head_credit, link_44_49_head_credit}),
    .out_valid_o({link_49_53_valid, link_49_52_valid, link_49_51_valid, link_49_50_valid,
      link_49_48_valid}),
    .out_data_o({link_49_53_data, link_49_52_data, link_49_51_data, link_49_50_data,
      link_49_48_data}),
    .out_credit_i({link_49_53_credit, link_49_52_credit, link_49_51_credit, link_49_50_credit,
      link_49_48_credit}),
    .cfg_valid_i(chain_49_valid),
    .cfg_head_i(chain_49_head),
    .cfg_data_i(chain_49_data),
    .cfg_valid_o(chain_50_valid),
    .cfg_head_o(chain_50_head),
    .cfg_data_o(chain_50_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_49),
    .mon_o(mon_50),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_49_48 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_49_48_valid),
    .in_data_i(link_49_48_data),
    .in_credit_o(link_49_48_credit),
    .out_valid_o(link_49_48_head_valid),
    .out_data_o(link_49_48_head_data),
    .out_credit_i(link_49_48_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_49_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_49_50_valid),
    .in_data_i(link_49_50_data),
    .in_credit_o(link_49_50_credit),
    .out_valid_o(link_49_50_head_valid),
    .out_data_o(link_49_50_head_data),
    .out_credit_i(link_49_50_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_49_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_49_51_valid),
    .in_data_i(link_49_51_data),
    .in_credit_o(link_49_51_credit),
    .out_valid_o(link_49_51_head_valid),
    .out_data_o(link_49_51_head_data),
    .out_credit_i(link_49_51_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_49_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_49_52_valid),
    .in_data_i(link_49_52_data),
    .in_credit_o(link_49_52_credit),
    .out_valid_o(link_49_52_head_valid),
    .out_data_o(link_49_52_head_data),
    .out_credit_i(link_49_52_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_49_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_49_53_valid),
    .in_data_i(link_49_53_data),
    .in_credit_o(link_49_53_credit),
    .out_valid_o(link_49_53_head_valid),
    .out_data_o(link_49_53_head_data),
    .out_credit_i(link_49_53_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h32),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_51_50_head_valid, link_49_50_head_valid, link_48_50_head_valid,
      link_47_50_head_valid, link_46_50_head_valid, link_45_50_head_valid}),
    .in_data_i({link_51_50_head_data, link_49_50_head_data, link_48_50_head_data,
      link_47_50_head_data, link_46_50_head_data, link_45_50_head_data}),
    .in_credit_o({link_51_50_head_credit, link_49_50_head_credit, link_48_50_head_credit,
      link_47_50_head_credit, link_46_50_head_credit, link_45_50_head_credit}),
    .out_valid_o({link_50_55_valid, link_50_54_valid, link_50_53_valid, link_50_52_valid,
      link_50_51_valid, link_50_45_valid}),
    .out_data_o({link_50_55_data, link_50_54_data, link_50_53_data, link_50_52_data,
      link_50_51_data, link_50_45_data}),
    .out_credit_i({link_50_55_credit, link_50_54_credit, link_50_53_credit, link_50_52_credit,
      link_50_51_credit, link_50_45_credit}),
    .cfg_valid_i(chain_50_valid),
    .cfg_head_i(chain_50_head),
    .cfg_data_i(chain_50_data),
    .cfg_valid_o(chain_51_valid),
    .cfg_head_o(chain_51_head),
    .cfg_data_o(chain_51_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_50),
    .mon_o(mon_51),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_45 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_45_valid),
    .in_data_i(link_50_45_data),
    .in_credit_o(link_50_45_credit),
    .out_valid_o(link_50_45_head_valid),
    .out_data_o(link_50_45_head_data),
    .out_credit_i(link_50_45_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_51_valid),
    .in_data_i(link_50_51_data),
    .in_credit_o(link_50_51_credit),
    .out_valid_o(link_50_51_head_valid),
    .out_data_o(link_50_51_head_data),
    .out_credit_i(link_50_51_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_52_valid),
    .in_data_i(link_50_52_data),
    .in_credit_o(link_50_52_credit),
    .out_valid_o(link_50_52_head_valid),
    .out_data_o(link_50_52_head_data),
    .out_credit_i(link_50_52_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_53_valid),
    .in_data_i(link_50_53_data),
    .in_credit_o(link_50_53_credit),
    .out_valid_o(link_50_53_head_valid),
    .out_data_o(link_50_53_head_data),
    .out_credit_i(link_50_53_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_54_valid),
    .in_data_i(link_50_54_data),
    .in_credit_o(link_50_54_credit),
    .out_valid_o(link_50_54_head_valid),
    .out_data_o(link_50_54_head_data),
    .out_credit_i(link_50_54_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_50_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_50_55_valid),
    .in_data_i(link_50_55_data),
    .in_credit_o(link_50_55_credit),
    .out_valid_o(link_50_55_head_valid),
    .out_data_o(link_50_55_head_data),
    .out_credit_i(link_50_55_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_51 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h33),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_50_51_head_valid, link_49_51_head_valid, link_48_51_head_valid,
      link_47_51_head_valid, link_46_51_head_valid}),
    .in_data_i({link_50_51_head_data, link_49_51_head_data, link_48_51_head_data,
      link_47_51_head_data, link_46_51_head_data}),
    .in_credit_o({link_50_51_head_credit, link_49_51_head_credit, link_48_51_head_credit,
      link_47_51_head_credit, link_46_51_head_credit}),
    .out_valid_o({link_51_55_valid, link_51_54_valid, link_51_53_valid, link_51_52_valid,
      link_51_50_valid}),
    .out_data_o({link_51_55_data, link_51_54_data, link_51_53_data, link_51_52_data,
      link_51_50_data}),
    .out_credit_i({link_51_55_credit, link_51_54_credit, link_51_53_credit, link_51_52_credit,
      link_51_50_credit}),
    .cfg_valid_i(chain_51_valid),
    .cfg_head_i(chain_51_head),
    .cfg_data_i(chain_51_data),
    .cfg_valid_o(chain_52_valid),
    .cfg_head_o(chain_52_head),
    .cfg_data_o(chain_52_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_51),
    .mon_o(mon_52),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_51_50 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_51_50_valid),
    .in_data_i(link_51_50_data),
    .in_credit_o(link_51_50_credit),
    .out_valid_o(link_51_50_head_valid),
    .out_data_o(link_51_50_head_data),
    .out_credit_i(link_51_50_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_51_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_51_52_valid),
    .in_data_i(link_51_52_data),
    .in_credit_o(link_51_52_credit),
    .out_valid_o(link_51_52_head_valid),
    .out_data_o(link_51_52_head_data),
    .out_credit_i(link_51_52_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_51_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_51_53_valid),
    .in_data_i(link_51_53_data),
    .in_credit_o(link_51_53_credit),
    .out_valid_o(link_51_53_head_valid),
    .out_data_o(link_51_53_head_data),
    .out_credit_i(link_51_53_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_51_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_51_54_valid),
    .in_data_i(link_51_54_data),
    .in_credit_o(link_51_54_credit),
    .out_valid_o(link_51_54_head_valid),
    .out_data_o(link_51_54_head_data),
    .out_credit_i(link_51_54_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_51_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_51_55_valid),
    .in_data_i(link_51_55_data),
    .in_credit_o(link_51_55_credit),
    .out_valid_o(link_51_55_head_valid),
    .out_data_o(link_51_55_head_data),
    .out_credit_i(link_51_55_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h34),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_53_52_head_valid, link_51_52_head_valid, link_50_52_head_valid,
      link_49_52_head_valid, link_48_52_head_valid, link_43_52_head_valid}),
    .in_data_i({link_53_52_head_data, link_51_52_head_data, link_50_52_head_data,
      link_49_52_head_data, link_48_52_head_data, link_43_52_head_data}),
    .in_credit_o({link_53_52_head_credit, link_51_52_head_credit, link_50_52_head_credit,
      link_49_52_head_credit, link_48_52_head_credit, link_43_52_head_credit}),
    .out_valid_o({link_52_57_valid, link_52_56_valid, link_52_55_valid, link_52_54_valid,
      link_52_53_valid, link_52_43_valid}),
    .out_data_o({link_52_57_data, link_52_56_data, link_52_55_data, link_52_54_data,
      link_52_53_data, link_52_43_data}),
    .out_credit_i({link_52_57_credit, link_52_56_credit, link_52_55_credit, link_52_54_credit,
      link_52_53_credit, link_52_43_credit}),
    .cfg_valid_i(chain_52_valid),
    .cfg_head_i(chain_52_head),
    .cfg_data_i(chain_52_data),
    .cfg_valid_o(chain_53_valid),
    .cfg_head_o(chain_53_head),
    .cfg_data_o(chain_53_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_52),
    .mon_o(mon_53),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_43 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_43_valid),
    .in_data_i(link_52_43_data),
    .in_credit_o(link_52_43_credit),
    .out_valid_o(link_52_43_head_valid),
    .out_data_o(link_52_43_head_data),
    .out_credit_i(link_52_43_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_53_valid),
    .in_data_i(link_52_53_data),
    .in_credit_o(link_52_53_credit),
    .out_valid_o(link_52_53_head_valid),
    .out_data_o(link_52_53_head_data),
    .out_credit_i(link_52_53_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_54_valid),
    .in_data_i(link_52_54_data),
    .in_credit_o(link_52_54_credit),
    .out_valid_o(link_52_54_head_valid),
    .out_data_o(link_52_54_head_data),
    .out_credit_i(link_52_54_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_55_valid),
    .in_data_i(link_52_55_data),
    .in_credit_o(link_52_55_credit),
    .out_valid_o(link_52_55_head_valid),
    .out_data_o(link_52_55_head_data),
    .out_credit_i(link_52_55_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_56_valid),
    .in_data_i(link_52_56_data),
    .in_credit_o(link_52_56_credit),
    .out_valid_o(link_52_56_head_valid),
    .out_data_o(link_52_56_head_data),
    .out_credit_i(link_52_56_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_52_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_52_57_valid),
    .in_data_i(link_52_57_data),
    .in_credit_o(link_52_57_credit),
    .out_valid_o(link_52_57_head_valid),
    .out_data_o(link_52_57_head_data),
    .out_credit_i(link_52_57_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_53 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h35),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_52_53_head_valid, link_51_53_head_valid, link_50_53_head_valid,
      link_49_53_head_valid, link_48_53_head_valid}),
    .in_data_i({link_52_53_head_data, link_51_53_head_data, link_50_53_head_data,
      link_49_53_head_data, link_48_53_head_data}),
    .in_credit_o({link_52_53_head_credit, link_51_53_head_credit, link_50_53_head_credit,
      link_49_53_head_credit, link_48_53_head_credit}),
    .out_valid_o({link_53_57_valid, link_53_56_valid, link_53_55_valid, link_53_54_valid,
      link_53_52_valid}),
    .out_data_o({link_53_57_data, link_53_56_data, link_53_55_data, link_53_54_data,
      link_53_52_data}),
    .out_credit_i({link_53_57_credit, link_53_56_credit, link_53_55_credit, link_53_54_credit,
      link_53_52_credit}),
    .cfg_valid_i(chain_53_valid),
    .cfg_head_i(chain_53_head),
    .cfg_data_i(chain_53_data),
    .cfg_valid_o(chain_54_valid),
    .cfg_head_o(chain_54_head),
    .cfg_data_o(chain_54_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_53),
    .mon_o(mon_54),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_53_52 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_53_52_valid),
    .in_data_i(link_53_52_data),
    .in_credit_o(link_53_52_credit),
    .out_valid_o(link_53_52_head_valid),
    .out_data_o(link_53_52_head_data),
    .out_credit_i(link_53_52_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_53_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_53_54_valid),
    .in_data_i(link_53_54_data),
    .in_credit_o(link_53_54_credit),
    .out_valid_o(link_53_54_head_valid),
    .out_data_o(link_53_54_head_data),
    .out_credit_i(link_53_54_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_53_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_53_55_valid),
    .in_data_i(link_53_55_data),
    .in_credit_o(link_53_55_credit),
    .out_valid_o(link_53_55_head_valid),
    .out_data_o(link_53_55_head_data),
    .out_credit_i(link_53_55_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_53_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_53_56_valid),
    .in_data_i(link_53_56_data),
    .in_credit_o(link_53_56_credit),
    .out_valid_o(link_53_56_head_valid),
    .out_data_o(link_53_56_head_data),
    .out_credit_i(link_53_56_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_53_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_53_57_valid),
    .in_data_i(link_53_57_data),
    .in_credit_o(link_53_57_credit),
    .out_valid_o(link_53_57_head_valid),
    .out_data_o(link_53_57_head_data),
    .out_credit_i(link_53_57_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h36),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_55_54_head_valid, link_53_54_head_valid, link_52_54_head_valid,
      link_51_54_head_valid, link_50_54_head_valid, link_41_54_head_valid}),
    .in_data_i({link_55_54_head_data, link_53_54_head_data, link_52_54_head_data,
      link_51_54_head_data, link_50_54_head_data, link_41_54_head_data}),
    .in_credit_o({link_55_54_head_credit, link_53_54_head_credit, link_52_54_head_credit,
      link_51_54_head_credit, link_50_54_head_credit, link_41_54_head_credit}),
    .out_valid_o({link_54_59_valid, link_54_58_valid, link_54_57_valid, link_54_56_valid,
      link_54_55_valid, link_54_41_valid}),
    .out_data_o({link_54_59_data, link_54_58_data, link_54_57_data, link_54_56_data,
      link_54_55_data, link_54_41_data}),
    .out_credit_i({link_54_59_credit, link_54_58_credit, link_54_57_credit, link_54_56_credit,
      link_54_55_credit, link_54_41_credit}),
    .cfg_valid_i(chain_54_valid),
    .cfg_head_i(chain_54_head),
    .cfg_data_i(chain_54_data),
    .cfg_valid_o(chain_55_valid),
    .cfg_head_o(chain_55_head),
    .cfg_data_o(chain_55_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_54),
    .mon_o(mon_55),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_41 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_41_valid),
    .in_data_i(link_54_41_data),
    .in_credit_o(link_54_41_credit),
    .out_valid_o(link_54_41_head_valid),
    .out_data_o(link_54_41_head_data),
    .out_credit_i(link_54_41_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_55_valid),
    .in_data_i(link_54_55_data),
    .in_credit_o(link_54_55_credit),
    .out_valid_o(link_54_55_head_valid),
    .out_data_o(link_54_55_head_data),
    .out_credit_i(link_54_55_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_56_valid),
    .in_data_i(link_54_56_data),
    .in_credit_o(link_54_56_credit),
    .out_valid_o(link_54_56_head_valid),
    .out_data_o(link_54_56_head_data),
    .out_credit_i(link_54_56_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_57_valid),
    .in_data_i(link_54_57_data),
    .in_credit_o(link_54_57_credit),
    .out_valid_o(link_54_57_head_valid),
    .out_data_o(link_54_57_head_data),
    .out_credit_i(link_54_57_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_58_valid),
    .in_data_i(link_54_58_data),
    .in_credit_o(link_54_58_credit),
    .out_valid_o(link_54_58_head_valid),
    .out_data_o(link_54_58_head_data),
    .out_credit_i(link_54_58_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_54_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_54_59_valid),
    .in_data_i(link_54_59_data),
    .in_credit_o(link_54_59_credit),
    .out_valid_o(link_54_59_head_valid),
    .out_data_o(link_54_59_head_data),
    .out_credit_i(link_54_59_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_55 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h37),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_54_55_head_valid, link_53_55_head_valid, link_52_55_head_valid,
      link_51_55_head_valid, link_50_55_head_valid}),
    .in_data_i({link_54_55_head_data, link_53_55_head_data, link_52_55_head_data,
      link_51_55_head_data, link_50_55_head_data}),
    .in_credit_o({link_54_55_head_credit, link_53_55_head_credit, link_52_55_head_credit,
      link_51_55_head_credit, link_50_55_head_credit}),
    .out_valid_o({link_55_59_valid, link_55_58_valid, link_55_57_valid, link_55_56_valid,
      link_55_54_valid}),
    .out_data_o({link_55_59_data, link_55_58_data, link_55_57_data, link_55_56_data,
      link_55_54_data}),
    .out_credit_i({link_55_59_credit, link_55_58_credit, link_55_57_credit, link_55_56_credit,
      link_55_54_credit}),
    .cfg_valid_i(chain_55_valid),
    .cfg_head_i(chain_55_head),
    .cfg_data_i(chain_55_data),
    .cfg_valid_o(chain_56_valid),
    .cfg_head_o(chain_56_head),
    .cfg_data_o(chain_56_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_55),
    .mon_o(mon_56),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_55_54 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_55_54_valid),
    .in_data_i(link_55_54_data),
    .in_credit_o(link_55_54_credit),
    .out_valid_o(link_55_54_head_valid),
    .out_data_o(link_55_54_head_data),
    .out_credit_i(link_55_54_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_55_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_55_56_valid),
    .in_data_i(link_55_56_data),
    .in_credit_o(link_55_56_credit),
    .out_valid_o(link_55_56_head_valid),
    .out_data_o(link_55_56_head_data),
    .out_credit_i(link_55_56_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_55_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_55_57_valid),
    .in_data_i(link_55_57_data),
    .in_credit_o(link_55_57_credit),
    .out_valid_o(link_55_57_head_valid),
    .out_data_o(link_55_57_head_data),
    .out_credit_i(link_55_57_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_55_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_55_58_valid),
    .in_data_i(link_55_58_data),
    .in_credit_o(link_55_58_credit),
    .out_valid_o(link_55_58_head_valid),
    .out_data_o(link_55_58_head_data),
    .out_credit_i(link_55_58_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_55_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_55_59_valid),
    .in_data_i(link_55_59_data),
    .in_credit_o(link_55_59_credit),
    .out_valid_o(link_55_59_head_valid),
    .out_data_o(link_55_59_head_data),
    .out_credit_i(link_55_59_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h38),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_57_56_head_valid, link_55_56_head_valid, link_54_56_head_valid,
      link_53_56_head_valid, link_52_56_head_valid, link_39_56_head_valid}),
    .in_data_i({link_57_56_head_data, link_55_56_head_data, link_54_56_head_data,
      link_53_56_head_data, link_52_56_head_data, link_39_56_head_data}),
    .in_credit_o({link_57_56_head_credit, link_55_56_head_credit, link_54_56_head_credit,
      link_53_56_head_credit, link_52_56_head_credit, link_39_56_head_credit}),
    .out_valid_o({link_56_61_valid, link_56_60_valid, link_56_59_valid, link_56_58_valid,
      link_56_57_valid, link_56_39_valid}),
    .out_data_o({link_56_61_data, link_56_60_data, link_56_59_data, link_56_58_data,
      link_56_57_data, link_56_39_data}),
    .out_credit_i({link_56_61_credit, link_56_60_credit, link_56_59_credit, link_56_58_credit,
      link_56_57_credit, link_56_39_credit}),
    .cfg_valid_i(chain_56_valid),
    .cfg_head_i(chain_56_head),
    .cfg_data_i(chain_56_data),
    .cfg_valid_o(chain_57_valid),
    .cfg_head_o(chain_57_head),
    .cfg_data_o(chain_57_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_56),
    .mon_o(mon_57),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_39 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_39_valid),
    .in_data_i(link_56_39_data),
    .in_credit_o(link_56_39_credit),
    .out_valid_o(link_56_39_head_valid),
    .out_data_o(link_56_39_head_data),
    .out_credit_i(link_56_39_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_57_valid),
    .in_data_i(link_56_57_data),
    .in_credit_o(link_56_57_credit),
    .out_valid_o(link_56_57_head_valid),
    .out_data_o(link_56_57_head_data),
    .out_credit_i(link_56_57_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_58_valid),
    .in_data_i(link_56_58_data),
    .in_credit_o(link_56_58_credit),
    .out_valid_o(link_56_58_head_valid),
    .out_data_o(link_56_58_head_data),
    .out_credit_i(link_56_58_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_59_valid),
    .in_data_i(link_56_59_data),
    .in_credit_o(link_56_59_credit),
    .out_valid_o(link_56_59_head_valid),
    .out_data_o(link_56_59_head_data),
    .out_credit_i(link_56_59_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_60_valid),
    .in_data_i(link_56_60_data),
    .in_credit_o(link_56_60_credit),
    .out_valid_o(link_56_60_head_valid),
    .out_data_o(link_56_60_head_data),
    .out_credit_i(link_56_60_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_56_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_56_61_valid),
    .in_data_i(link_56_61_data),
    .in_credit_o(link_56_61_credit),
    .out_valid_o(link_56_61_head_valid),
    .out_data_o(link_56_61_head_data),
    .out_credit_i(link_56_61_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_57 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h39),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_56_57_head_valid, link_55_57_head_valid, link_54_57_head_valid,
      link_53_57_head_valid, link_52_57_head_valid}),
    .in_data_i({link_56_57_head_data, link_55_57_head_data, link_54_57_head_data,
      link_53_57_head_data, link_52_57_head_data}),
    .in_credit_o({link_56_57_head_credit, link_55_57_head_credit, link_54_57_head_credit,
      link_53_57_head_credit, link_52_57_head_credit}),
    .out_valid_o({link_57_61_valid, link_57_60_valid, link_57_59_valid, link_57_58_valid,
      link_57_56_valid}),
    .out_data_o({link_57_61_data, link_57_60_data, link_57_59_data, link_57_58_data,
      link_57_56_data}),
    .out_credit_i({link_57_61_credit, link_57_60_credit, link_57_59_credit, link_57_58_credit,
      link_57_56_credit}),
    .cfg_valid_i(chain_57_valid),
    .cfg_head_i(chain_57_head),
    .cfg_data_i(chain_57_data),
    .cfg_valid_o(chain_58_valid),
    .cfg_head_o(chain_58_head),
    .cfg_data_o(chain_58_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_57),
    .mon_o(mon_58),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_57_56 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_57_56_valid),
    .in_data_i(link_57_56_data),
    .in_credit_o(link_57_56_credit),
    .out_valid_o(link_57_56_head_valid),
    .out_data_o(link_57_56_head_data),
    .out_credit_i(link_57_56_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_57_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_57_58_valid),
    .in_data_i(link_57_58_data),
    .in_credit_o(link_57_58_credit),
    .out_valid_o(link_57_58_head_valid),
    .out_data_o(link_57_58_head_data),
    .out_credit_i(link_57_58_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_57_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_57_59_valid),
    .in_data_i(link_57_59_data),
    .in_credit_o(link_57_59_credit),
    .out_valid_o(link_57_59_head_valid),
    .out_data_o(link_57_59_head_data),
    .out_credit_i(link_57_59_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_57_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_57_60_valid),
    .in_data_i(link_57_60_data),
    .in_credit_o(link_57_60_credit),
    .out_valid_o(link_57_60_head_valid),
    .out_data_o(link_57_60_head_data),
    .out_credit_i(link_57_60_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_57_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_57_61_valid),
    .in_data_i(link_57_61_data),
    .in_credit_o(link_57_61_credit),
    .out_valid_o(link_57_61_head_valid),
    .out_data_o(link_57_61_head_data),
    .out_credit_i(link_57_61_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(6),
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
  ) tile_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3a),
    .task_i(576'h0),
    .route_i(36'h0),
    .in_valid_i({link_59_58_head_valid, link_57_58_head_valid, link_56_58_head_valid,
      link_55_58_head_valid, link_54_58_head_valid, link_37_58_head_valid}),
    .in_data_i({link_59_58_head_data, link_57_58_head_data, link_56_58_head_data,
      link_55_58_head_data, link_54_58_head_data, link_37_58_head_data}),
    .in_credit_o({link_59_58_head_credit, link_57_58_head_credit, link_56_58_head_credit,
      link_55_58_head_credit, link_54_58_head_credit, link_37_58_head_credit}),
    .out_valid_o({link_58_63_valid, link_58_62_valid, link_58_61_valid, link_58_60_valid,
      link_58_59_valid, link_58_37_valid}),
    .out_data_o({link_58_63_data, link_58_62_data, link_58_61_data, link_58_60_data,
      link_58_59_data, link_58_37_data}),
    .out_credit_i({link_58_63_credit, link_58_62_credit, link_58_61_credit, link_58_60_credit,
      link_58_59_credit, link_58_37_credit}),
    .cfg_valid_i(chain_58_valid),
    .cfg_head_i(chain_58_head),
    .cfg_data_i(chain_58_data),
    .cfg_valid_o(chain_59_valid),
    .cfg_head_o(chain_59_head),
    .cfg_data_o(chain_59_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_58),
    .mon_o(mon_59),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_37 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_37_valid),
    .in_data_i(link_58_37_data),
    .in_credit_o(link_58_37_credit),
    .out_valid_o(link_58_37_head_valid),
    .out_data_o(link_58_37_head_data),
    .out_credit_i(link_58_37_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_59_valid),
    .in_data_i(link_58_59_data),
    .in_credit_o(link_58_59_credit),
    .out_valid_o(link_58_59_head_valid),
    .out_data_o(link_58_59_head_data),
    .out_credit_i(link_58_59_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_60_valid),
    .in_data_i(link_58_60_data),
    .in_credit_o(link_58_60_credit),
    .out_valid_o(link_58_60_head_valid),
    .out_data_o(link_58_60_head_data),
    .out_credit_i(link_58_60_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_61_valid),
    .in_data_i(link_58_61_data),
    .in_credit_o(link_58_61_credit),
    .out_valid_o(link_58_61_head_valid),
    .out_data_o(link_58_61_head_data),
    .out_credit_i(link_58_61_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_62_valid),
    .in_data_i(link_58_62_data),
    .in_credit_o(link_58_62_credit),
    .out_valid_o(link_58_62_head_valid),
    .out_data_o(link_58_62_head_data),
    .out_credit_i(link_58_62_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_58_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_58_63_valid),
    .in_data_i(link_58_63_data),
    .in_credit_o(link_58_63_credit),
    .out_valid_o(link_58_63_head_valid),
    .out_data_o(link_58_63_head_data),
    .out_credit_i(link_58_63_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
    .OUT_PORTS(5),
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
  ) tile_59 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3b),
    .task_i(576'h0),
    .route_i(32'h0),
    .in_valid_i({link_58_59_head_valid, link_57_59_head_valid, link_56_59_head_valid,
      link_55_59_head_valid, link_54_59_head_valid}),
    .in_data_i({link_58_59_head_data, link_57_59_head_data, link_56_59_head_data,
      link_55_59_head_data, link_54_59_head_data}),
    .in_credit_o({link_58_59_head_credit, link_57_59_head_credit, link_56_59_head_credit,
      link_55_59_head_credit, link_54_59_head_credit}),
    .out_valid_o({link_59_63_valid, link_59_62_valid, link_59_61_valid, link_59_60_valid,
      link_59_58_valid}),
    .out_data_o({link_59_63_data, link_59_62_data, link_59_61_data, link_59_60_data,
      link_59_58_data}),
    .out_credit_i({link_59_63_credit, link_59_62_credit, link_59_61_credit, link_59_60_credit,
      link_59_58_credit}),
    .cfg_valid_i(chain_59_valid),
    .cfg_head_i(chain_59_head),
    .cfg_data_i(chain_59_data),
    .cfg_valid_o(chain_60_valid),
    .cfg_head_o(chain_60_head),
    .cfg_data_o(chain_60_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_59),
    .mon_o(mon_60),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_59_58 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_59_58_valid),
    .in_data_i(link_59_58_data),
    .in_credit_o(link_59_58_credit),
    .out_valid_o(link_59_58_head_valid),
    .out_data_o(link_59_58_head_data),
    .out_credit_i(link_59_58_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_59_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_59_60_valid),
    .in_data_i(link_59_60_data),
    .in_credit_o(link_59_60_credit),
    .out_valid_o(link_59_60_head_valid),
    .out_data_o(link_59_60_head_data),
    .out_credit_i(link_59_60_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_59_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_59_61_valid),
    .in_data_i(link_59_61_data),
    .in_credit_o(link_59_61_credit),
    .out_valid_o(link_59_61_head_valid),
    .out_data_o(link_59_61_head_data),
    .out_credit_i(link_59_61_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_59_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_59_62_valid),
    .in_data_i(link_59_62_data),
    .in_credit_o(link_59_62_credit),
    .out_valid_o(link_59_62_head_valid),
    .out_data_o(link_59_62_head_data),
    .out_credit_i(link_59_62_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_59_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_59_63_valid),
    .in_data_i(link_59_63_data),
    .in_credit_o(link_59_63_credit),
    .out_valid_o(link_59_63_head_valid),
    .out_data_o(link_59_63_head_data),
    .out_credit_i(link_59_63_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
    .OUT_PORTS(4),
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
  ) tile_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3c),
    .task_i(576'h0),
    .route_i(28'h0),
    .in_valid_i({link_61_60_head_valid, link_59_60_head_valid, link_58_60_head_valid,
      link_57_60_head_valid, link_56_60_head_valid, link_35_60_head_valid}),
    .in_data_i({link_61_60_head_data, link_59_60_head_data, link_58_60_head_data,
      link_57_60_head_data, link_56_60_head_data, link_35_60_head_data}),
    .in_credit_o({link_61_60_head_credit, link_59_60_head_credit, link_58_60_head_credit,
      link_57_60_head_credit, link_56_60_head_credit, link_35_60_head_credit}),
    .out_valid_o({link_60_63_valid, link_60_62_valid, link_60_61_valid, link_60_35_valid}),
    .out_data_o({link_60_63_data, link_60_62_data, link_60_61_data, link_60_35_data}),
    .out_credit_i({link_60_63_credit, link_60_62_credit, link_60_61_credit, link_60_35_credit}),
    .cfg_valid_i(chain_60_valid),
    .cfg_head_i(chain_60_head),
    .cfg_data_i(chain_60_data),
    .cfg_valid_o(chain_61_valid),
    .cfg_head_o(chain_61_head),
    .cfg_data_o(chain_61_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_60),
    .mon_o(mon_61),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_60_35 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_60_35_valid),
    .in_data_i(link_60_35_data),
    .in_credit_o(link_60_35_credit),
    .out_valid_o(link_60_35_head_valid),
    .out_data_o(link_60_35_head_data),
    .out_credit_i(link_60_35_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_60_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_60_61_valid),
    .in_data_i(link_60_61_data),
    .in_credit_o(link_60_61_credit),
    .out_valid_o(link_60_61_head_valid),
    .out_data_o(link_60_61_head_data),
    .out_credit_i(link_60_61_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_60_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_60_62_valid),
    .in_data_i(link_60_62_data),
    .in_credit_o(link_60_62_credit),
    .out_valid_o(link_60_62_head_valid),
    .out_data_o(link_60_62_head_data),
    .out_credit_i(link_60_62_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_60_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_60_63_valid),
    .in_data_i(link_60_63_data),
    .in_credit_o(link_60_63_credit),
    .out_valid_o(link_60_63_head_valid),
    .out_data_o(link_60_63_head_data),
    .out_credit_i(link_60_63_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
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
  ) tile_61 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3d),
    .task_i(576'h0),
    .route_i(24'h0),
    .in_valid_i({link_60_61_head_valid, link_59_61_head_valid, link_58_61_head_valid,
      link_57_61_head_valid, link_56_61_head_valid}),
    .in_data_i({link_60_61_head_data, link_59_61_head_data, link_58_61_head_data,
      link_57_61_head_data, link_56_61_head_data}),
    .in_credit_o({link_60_61_head_credit, link_59_61_head_credit, link_58_61_head_credit,
      link_57_61_head_credit, link_56_61_head_credit}),
    .out_valid_o({link_61_63_valid, link_61_62_valid, link_61_60_valid}),
    .out_data_o({link_61_63_data, link_61_62_data, link_61_60_data}),
    .out_credit_i({link_61_63_credit, link_61_62_credit, link_61_60_credit}),
    .cfg_valid_i(chain_61_valid),
    .cfg_head_i(chain_61_head),
    .cfg_data_i(chain_61_data),
    .cfg_valid_o(chain_62_valid),
    .cfg_head_o(chain_62_head),
    .cfg_data_o(chain_62_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_61),
    .mon_o(mon_62),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_61_60 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_61_60_valid),
    .in_data_i(link_61_60_data),
    .in_credit_o(link_61_60_credit),
    .out_valid_o(link_61_60_head_valid),
    .out_data_o(link_61_60_head_data),
    .out_credit_i(link_61_60_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_61_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_61_62_valid),
    .in_data_i(link_61_62_data),
    .in_credit_o(link_61_62_credit),
    .out_valid_o(link_61_62_head_valid),
    .out_data_o(link_61_62_head_data),
    .out_credit_i(link_61_62_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_61_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_61_63_valid),
    .in_data_i(link_61_63_data),
    .in_credit_o(link_61_63_credit),
    .out_valid_o(link_61_63_head_valid),
    .out_data_o(link_61_63_head_data),
    .out_credit_i(link_61_63_head_credit)
  );

  imc_tile #(
    .IN_PORTS(6),
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
  ) tile_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3e),
    .task_i(576'h0),
    .route_i(20'h0),
    .in_valid_i({link_63_62_head_valid, link_61_62_head_valid, link_60_62_head_valid,
      link_59_62_head_valid, link_58_62_head_valid, link_33_62_head_valid}),
    .in_data_i({link_63_62_head_data, link_61_62_head_data, link_60_62_head_data,
      link_59_62_head_data, link_58_62_head_data, link_33_62_head_data}),
    .in_credit_o({link_63_62_head_credit, link_61_62_head_credit, link_60_62_head_credit,
      link_59_62_head_credit, link_58_62_head_credit, link_33_62_head_credit}),
    .out_valid_o({link_62_63_valid, link_62_33_valid}),
    .out_data_o({link_62_63_data, link_62_33_data}),
    .out_credit_i({link_62_63_credit, link_62_33_credit}),
    .cfg_valid_i(chain_62_valid),
    .cfg_head_i(chain_62_head),
    .cfg_data_i(chain_62_data),
    .cfg_valid_o(chain_63_valid),
    .cfg_head_o(chain_63_head),
    .cfg_data_o(chain_63_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_62),
    .mon_o(mon_63),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_62_33 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_62_33_valid),
    .in_data_i(link_62_33_data),
    .in_credit_o(link_62_33_credit),
    .out_valid_o(link_62_33_head_valid),
    .out_data_o(link_62_33_head_data),
    .out_credit_i(link_62_33_head_credit)
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_62_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_62_63_valid),
    .in_data_i(link_62_63_data),
    .in_credit_o(link_62_63_credit),
    .out_valid_o(link_62_63_head_valid),
    .out_data_o(link_62_63_head_data),
    .out_credit_i(link_62_63_head_credit)
  );

  imc_tile #(
    .IN_PORTS(5),
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
  ) tile_63 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .node_i(16'h3f),
    .task_i(576'h0),
    .route_i(20'h0),
    .in_valid_i({link_62_63_head_valid, link_61_63_head_valid, link_60_63_head_valid,
      link_59_63_head_valid, link_58_63_head_valid}),
    .in_data_i({link_62_63_head_data, link_61_63_head_data, link_60_63_head_data,
      link_59_63_head_data, link_58_63_head_data}),
    .in_credit_o({link_62_63_head_credit, link_61_63_head_credit, link_60_63_head_credit,
      link_59_63_head_credit, link_58_63_head_credit}),
    .out_valid_o({collect_valid, link_63_62_valid}),
    .out_data_o({collect_data, link_63_62_data}),
    .out_credit_i({collect_credit, link_63_62_credit}),
    .cfg_valid_i(chain_63_valid),
    .cfg_head_i(chain_63_head),
    .cfg_data_i(chain_63_data),
    .cfg_valid_o(chain_collect_valid),
    .cfg_head_o(chain_collect_head),
    .cfg_data_o(chain_collect_data),
    .mon_sel_i(mon_sel),
    .mon_i(mon_63),
    .mon_o(mon_collect),
    .scan_i(1'h0),
    .test_i(47'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .test_o() /* verilator lint_on PINCONNECTEMPTY */,
    .fail_i(1'h0),
    /* verilator lint_off PINCONNECTEMPTY */ .fail_o() /* verilator lint_on PINCONNECTEMPTY */
  );

  imc_link #(
    .WIDTH(FLIT_BITS),
    .VCS(VCS),
    .STAGES(0)
  ) link_63_62 (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(link_63_62_valid),
    .in_data_i(link_63_62_data),
    .in_credit_o(link_63_62_credit),
    .out_valid_o(link_63_62_head_valid),
    .out_data_o(link_63_62_head_data),
    .out_credit_i(link_63_62_head_credit)
  );

endmodule

`default_nettype wire
