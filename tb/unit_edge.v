// SPDX-License-Identifier: Apache-2.0
//
// For a bench: the fabric's input joined to its output by one channel, which can be seen.
`default_nettype none
module unit_edge #(
  parameter VCS   = 1,  // as in imc_feed
  parameter DEPTH = 2   // as in imc_feed
) (
  input  wire           clk_i,
  input  wire           rst_i,  // synchronous, active high
  input  wire           run_i,
  input  wire           flush_i,
  input  wire           cut_i,
  input  wire [31:0]    words_i,
  input  wire           s_axis_tvalid,
  output wire           s_axis_tready,
  input  wire [31:0]    s_axis_tdata,
  input  wire           s_axis_tlast,
  output wire           m_axis_tvalid,
  input  wire           m_axis_tready,
  output wire [31:0]    m_axis_tdata,
  output wire           m_axis_tlast,
  output wire           m_axis_tuser,
  output wire [VCS-1:0] valid_o,
  output wire [VCS-1:0] credit_o,
  output wire           image_in_o,
  output wire           short_o,
  output wire           long_o,
  output wire           frame_o,
  output wire           image_out_o
);
  wire [32:0] data;
  wire        hold, marked;
  imc_feed #(.VCS(VCS), .DEPTH(DEPTH)) feed (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .flush_i(flush_i),
    .cut_i(cut_i),
    .words_i(words_i),
    .hold_i(hold),
    .marked_i(marked),
    .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(s_axis_tready),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tlast(s_axis_tlast),
    .out_valid_o(valid_o),
    .out_data_o(data),
    .out_credit_i(credit_o),
    .image_o(image_in_o),
    .short_o(short_o),
    .long_o(long_o),
    .frame_o(frame_o)
  );
  // One part: all words come on virtual channel 0.
  localparam [VCS*13-1:0] PARTS = 'h1001;
  wire        cfg_valid, cfg_head;
  wire [31:0] cfg_data;
  wire        unused = &{1'b0, cfg_valid, cfg_head, cfg_data};
  imc_collect #(.VCS(VCS), .DEPTH(DEPTH), .FIXED(1)) collect (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .image_i(image_in_o),
    .short_i(short_o),
    .long_i(long_o),
    .hold_o(hold),
    .marked_o(marked),
    .node_i(16'd0),
    .part_i(PARTS),
    .cfg_valid_i(1'b0),
    .cfg_head_i(1'b0),
    .cfg_data_i(32'd0),
    .cfg_valid_o(cfg_valid),
    .cfg_head_o(cfg_head),
    .cfg_data_o(cfg_data),
    .in_valid_i(valid_o),
    .in_data_i(data),
    .in_credit_o(credit_o),
    .m_axis_tvalid(m_axis_tvalid),
    .m_axis_tready(m_axis_tready),
    .m_axis_tdata(m_axis_tdata),
    .m_axis_tlast(m_axis_tlast),
    .m_axis_tuser(m_axis_tuser),
    .image_o(image_out_o)
  );
endmodule
`default_nettype wire
