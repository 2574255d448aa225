// SPDX-License-Identifier: Apache-2.0
//
// First-in first-out queue of registers.
//
// Words leave in the order they came. Latency 1 cycle, throughput 1 word a cycle at
// any DEPTH. in_ready_o and out_valid_o are functions of registers only.
`default_nettype none
module imc_fifo #(
  parameter WIDTH = 8,  // word, bits, 1..1024
  parameter DEPTH = 2   // words, 2..1024
) (
  input  wire             clk_i,
  input  wire             rst_i,  // synchronous, active high
  input  wire             in_valid_i,
  output wire             in_ready_o,  // not full
  input  wire [WIDTH-1:0] in_data_i,
  output wire             out_valid_o,  // not empty
  input  wire             out_ready_i,
  output wire [WIDTH-1:0] out_data_o
);
  localparam PTR_BITS = (DEPTH > 2) ? $clog2(DEPTH) : 1;
  localparam [31:0] LAST = DEPTH - 1;
  localparam [PTR_BITS-1:0] ONE = 1;

  generate
    if (WIDTH < 1 || WIDTH > 1024) begin : g_check_width
      imc_fifo_WIDTH_must_be_1_to_1024 refused ();
    end
    if (DEPTH < 2 || DEPTH > 1024) begin : g_check_depth
      imc_fifo_DEPTH_must_be_2_to_1024 refused ();
    end
  endgenerate

  // Equal pointers mean empty or full; full_q tells which.
  reg [WIDTH-1:0]    mem_q [0:DEPTH-1];
  reg [PTR_BITS-1:0] rd_q, wr_q;
  reg                full_q;

  wire                push = in_valid_i && !full_q;
  wire                pop = out_ready_i && out_valid_o;
  wire [PTR_BITS-1:0] rd_next = (rd_q == LAST[PTR_BITS-1:0]) ? {PTR_BITS{1'b0}} : rd_q + ONE;
  wire [PTR_BITS-1:0] wr_next = (wr_q == LAST[PTR_BITS-1:0]) ? {PTR_BITS{1'b0}} : wr_q + ONE;

  assign in_ready_o  = !full_q;
  assign out_valid_o = full_q || rd_q != wr_q;
  assign out_data_o  = mem_q[rd_q];

  always @(posedge clk_i) begin
    if (rst_i) begin
      rd_q   <= {PTR_BITS{1'b0}};
      wr_q   <= {PTR_BITS{1'b0}};
      full_q <= 1'b0;
    end else begin
      if (push) wr_q <= wr_next;
      if (pop) rd_q <= rd_next;
      if (push != pop) full_q <= push && wr_next == rd_q;
    end
  end

  always @(posedge clk_i) begin
    if (push) mem_q[wr_q] <= in_data_i;
  end
endmodule
`default_nettype wire
