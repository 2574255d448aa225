// SPDX-License-Identifier: Apache-2.0
//
// Fabric output: virtual channel 0 of a channel becomes an AXI4-Stream.
//
// A flit waits in a queue of DEPTH and can leave in the cycle behind its arrival; 1 word
// a cycle from DEPTH 4 on. A flit is {last, word}; tlast is last. The names of the AXI
// signals are those of the standard. While run_i is low the queue is empty.
`default_nettype none
module imc_collect #(
  parameter VCS   = 1,  // virtual channels of the channel, 1..32
  parameter DEPTH = 2   // flits in the queue, as its sender believes, 2..64
) (
  input  wire           clk_i,
  input  wire           rst_i,  // synchronous, active high
  input  wire           run_i,
  input  wire [VCS-1:0] in_valid_i,
  input  wire [32:0]    in_data_i,
  output wire [VCS-1:0] in_credit_o,
  output wire           m_axis_tvalid,
  input  wire           m_axis_tready,
  output wire [31:0]    m_axis_tdata,
  output wire           m_axis_tlast,
  output wire           image_o  // pulse: a word with tlast was delivered
);
  generate
    if (VCS < 1 || VCS > 32) begin : g_check_vcs
      $error("imc_collect: VCS must be 1..32");
    end
    if (DEPTH < 2 || DEPTH > 64) begin : g_check_depth
      $error("imc_collect: DEPTH must be 2..64");
    end
  endgenerate

  // Only virtual channel 0 is used, and the sender spends credits.
  wire ready;
  wire unused = &{1'b0, in_valid_i, ready};

  wire stop = rst_i || !run_i;
  imc_fifo #(.WIDTH(33), .DEPTH(DEPTH)) queue (
    .clk_i(clk_i),
    .rst_i(stop),
    .in_valid_i(in_valid_i[0]),
    .in_ready_o(ready),
    .in_data_i(in_data_i),
    .out_valid_o(m_axis_tvalid),
    .out_ready_i(m_axis_tready),
    .out_data_o({m_axis_tlast, m_axis_tdata})
  );

  reg credit_q, image_q;
  always @(posedge clk_i) begin
    if (stop) begin
      credit_q <= 1'b0;
      image_q  <= 1'b0;
    end else begin
      credit_q <= m_axis_tvalid && m_axis_tready;
      image_q  <= m_axis_tvalid && m_axis_tready && m_axis_tlast;
    end
  end

  generate
    if (VCS > 1) begin : g_idle
      assign in_credit_o = {{(VCS - 1){1'b0}}, credit_q};
    end else begin : g_one
      assign in_credit_o = credit_q;
    end
  endgenerate
  assign image_o = image_q;
endmodule
`default_nettype wire
