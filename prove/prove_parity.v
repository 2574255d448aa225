// SPDX-License-Identifier: Apache-2.0
//
// What imc_parity promises to readers of streams whose flits have even and odd parity in
// turn: nothing is said of right ones; of one fault, at any time in any stream, be it a wrong
// bit of a flit, a lost flit or a doubled one, it is said.
`default_nettype none
module prove_parity #(
  parameter WIDTH      = 5,  // as imc_parity, 2..16
  parameter STREAMS    = 2,  // as imc_parity, 1..4
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire               clk_i,
  input wire               rst_i,
  input wire [STREAMS-1:0] send_i,  // a flit of this stream
  input wire [WIDTH-2:0]   word_i,
  input wire [1:0]         fault_i,  // 1: a bit of it is wrong, 2: it is lost, 3: it comes twice
  input wire [3:0]         at_i      // which bit
);
  localparam [1:0] NONE = 2'd0, BIT = 2'd1, LOST = 2'd2, TWICE = 2'd3;
  localparam [WIDTH-1:0] ONE = 1;
  localparam [31:0] BITS = WIDTH;

  reg [STREAMS-1:0] odd_q;    // the next flit of the sender
  reg [STREAMS-1:0] where_q;  // the stream of the fault
  reg [1:0]         kind_q;   // of the fault, NONE: there was none yet
  reg               bit_q, next_q;

  wire              flit = send_i != {STREAMS{1'b0}};
  wire              odd = (odd_q & send_i) != {STREAMS{1'b0}};
  wire [1:0]        fault = kind_q == NONE && flit ? fault_i : NONE;
  wire [WIDTH-1:0]  good = {odd ^ (^word_i), word_i};
  wire              error;
  imc_parity #(.WIDTH(WIDTH), .STREAMS(STREAMS)) dut (
    .clk_i  (clk_i),
    .rst_i  (rst_i),
    .valid_i(fault == LOST ? {STREAMS{1'b0}} : send_i),
    .data_i (fault == BIT ? good ^ (ONE << at_i) : good),
    .error_o(error)
  );

  always @(posedge clk_i) begin
    if (rst_i) begin
      odd_q  <= {STREAMS{1'b0}};
      kind_q <= NONE;
      bit_q  <= 1'b0;
      next_q <= 1'b0;
    end else begin
      // What comes twice has the same parity twice, whatever its word.
      if (fault != TWICE) odd_q <= odd_q ^ send_i;
      if (fault != NONE) begin
        kind_q  <= fault;
        where_q <= send_i;
      end
      bit_q  <= fault == BIT;
      next_q <= kind_q != NONE && kind_q != BIT && flit && send_i == where_q;
    end
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume ((send_i & (send_i - 1'b1)) == {STREAMS{1'b0}});
    assume ({28'd0, at_i} < BITS);
    if (!rst_i) begin
      p_quiet: assert (!error || kind_q != NONE);
      p_bit: assert (!bit_q || error);
      // At the next flit of the stream.
      p_lost: assert (!next_q || kind_q != LOST || error);
      p_twice: assert (!next_q || kind_q != TWICE || error);
    end
  end

  (* hierconn *) wire [STREAMS-1:0] \dut.odd_q ;
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_odd: assert (\dut.odd_q == (odd_q ^ (kind_q[1] ? where_q : {STREAMS{1'b0}})));
          i_one: assert (kind_q == NONE || (where_q != {STREAMS{1'b0}} &&
              (where_q & (where_q - 1'b1)) == {STREAMS{1'b0}}));
          i_kind: assert ((!bit_q || kind_q == BIT) && (!next_q || kind_q[1]));
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
