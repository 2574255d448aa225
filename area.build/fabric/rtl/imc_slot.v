// SPDX-License-Identifier: Apache-2.0
//
// Queue of one word: imc_fifo of DEPTH 1. Latency 1 cycle, throughput a word every two
// cycles. in_ready_o and out_valid_o are functions of registers only.
`default_nettype none
module imc_slot #(
  parameter WIDTH = 8  // word, bits, 1..1024
) (
  input  wire             clk_i,
  input  wire             rst_i,  // synchronous, active high
  input  wire             in_valid_i,
  output wire             in_ready_o,  // empty
  input  wire [WIDTH-1:0] in_data_i,
  output wire             out_valid_o,  // not empty
  input  wire             out_ready_i,
  output wire [WIDTH-1:0] out_data_o
);
  generate
    if (WIDTH < 1 || WIDTH > 1024) begin : g_check_width
      imc_slot_WIDTH_must_be_1_to_1024 refused ();
    end
  endgenerate

  reg             full_q;
  reg [WIDTH-1:0] word_q;

  assign in_ready_o  = !full_q;
  assign out_valid_o = full_q;
  assign out_data_o  = word_q;

  always @(posedge clk_i) begin
    if (rst_i) full_q <= 1'b0;
    else full_q <= full_q ? !out_ready_i : in_valid_i;
  end

  always @(posedge clk_i) begin
    if (!full_q) word_q <= in_data_i;  // of which the last is the one that was taken
  end
endmodule
`default_nettype wire
