// SPDX-License-Identifier: Apache-2.0
//
// Synchroniser of two flip-flops: bits of another clock, each by itself, two edges later.
//
// An edge that falls together with a change of in_i may bring the old or the new value,
// each bit for itself: of several bits only one may change at a time, or they mean nothing
// together.
`default_nettype none
module imc_cdc_sync #(
  parameter WIDTH = 1  // bits, 1..64
) (
  input  wire             clk_i,
  input  wire [WIDTH-1:0] in_i,  // registers of another clock
  output wire [WIDTH-1:0] out_o
);
  generate
    if (WIDTH < 1 || WIDTH > 64) begin : g_check_width
      imc_cdc_sync_WIDTH_must_be_1_to_64 refused ();
    end
  endgenerate

  // Beside each other, and not merged with equal ones or made a shift register.
  (* ASYNC_REG = "TRUE", keep *) reg [WIDTH-1:0] first_q, second_q;

  always @(posedge clk_i) begin
    first_q  <= in_i;
    second_q <= first_q;
  end
  assign out_o = second_q;
endmodule
`default_nettype wire
