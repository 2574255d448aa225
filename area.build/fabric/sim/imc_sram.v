// SPDX-License-Identifier: Apache-2.0
//
// Memory macro: one write port, one read port; a model, and block RAM on an FPGA.
//
// A read word appears in the next cycle and stays until the next read. What is
// read of an address that is written in the same cycle is undefined (here: the
// complement of the new word, so that nobody comes to like it).
`default_nettype none
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
  generate
    if (WIDTH < 1 || WIDTH > 1024) begin : g_check_width
      imc_sram_WIDTH_must_be_1_to_1024 refused ();
    end
    if (DEPTH < 2 || DEPTH > 1048576) begin : g_check_depth
      imc_sram_DEPTH_must_be_2_to_1048576 refused ();
    end
  endgenerate

  (* no_rw_check *)  // to Yosys: what a collision reads does not matter
  reg [WIDTH-1:0] mem [0:DEPTH-1];
  reg [WIDTH-1:0] rdata_q;

  assign rdata_o = rdata_q;

  always @(posedge clk_i) begin
    if (re_i) rdata_q <= mem[raddr_i];
`ifndef SYNTHESIS
    // A word read while it is written is wrong for sure; as logic it would keep
    // synthesis from mapping the memory to block RAM.
    if (re_i && we_i && waddr_i == raddr_i) rdata_q <= ~wdata_i;
`endif
    /* verilator lint_off BLKSEQ */  // seen by this block only; else a simulation copies
    if (we_i) mem[waddr_i] = wdata_i;
    /* verilator lint_on BLKSEQ */
  end
endmodule
`default_nettype wire
