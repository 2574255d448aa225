// SPDX-License-Identifier: Apache-2.0
`default_nettype none
// Black box of the macro: its ports, no behaviour.
(* blackbox *)
module imc_sram #(
  parameter WIDTH = 32,  // word, bits, 1..1024
  parameter DEPTH = 16   // words, 2..1048576
) (
  input  wire                     clk_i,
  input  wire                     we_i,
  input  wire [$clog2(DEPTH)-1:0] waddr_i,  // 0..DEPTH-1
  input  wire [WIDTH-1:0]         wdata_i,
  input  wire                     re_i,
  input  wire [$clog2(DEPTH)-1:0] raddr_i,  // 0..DEPTH-1
  output wire [WIDTH-1:0]         rdata_o
);
endmodule

`default_nettype wire
