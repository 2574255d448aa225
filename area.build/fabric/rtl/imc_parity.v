// SPDX-License-Identifier: Apache-2.0
//
// Checks flits where they are taken. The flits of a stream have even and odd parity in
// turn, the first even, so that a wrong bit is seen at once, and a flit that was lost or
// doubled at the next one of its stream at the latest.
//
// A word of data_i has its parity bit with it. error_o is a register: the flit taken in the
// previous cycle had the wrong parity.
`default_nettype none
module imc_parity #(
  parameter WIDTH   = 34,  // flit with its parity bit, bits, 2..130
  parameter STREAMS = 3    // 1..64
) (
  input  wire               clk_i,
  input  wire               rst_i,    // synchronous, active high
  input  wire [STREAMS-1:0] valid_i,  // a flit of this stream is taken; at most one
  input  wire [WIDTH-1:0]   data_i,
  output wire               error_o
);
  generate
    if (WIDTH < 2 || WIDTH > 130) begin : g_check_width
      imc_parity_WIDTH_must_be_2_to_130 refused ();
    end
    if (STREAMS < 1 || STREAMS > 64) begin : g_check_streams
      imc_parity_STREAMS_must_be_1_to_64 refused ();
    end
  endgenerate

  reg [STREAMS-1:0] odd_q;  // the next flit of the stream is odd
  reg               error_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      odd_q   <= {STREAMS{1'b0}};
      error_q <= 1'b0;
    end else begin
      odd_q   <= odd_q ^ valid_i;
      error_q <= |valid_i && ^data_i != |(odd_q & valid_i);
    end
  end
  assign error_o = error_q;
endmodule
`default_nettype wire
