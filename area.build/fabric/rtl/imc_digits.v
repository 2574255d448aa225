// SPDX-License-Identifier: Apache-2.0
//
// A factor as digits -2..2 of two bits each (Booth), for imc_mac; combinational.
`default_nettype none
module imc_digits #(
  parameter BITS = 9  // odd, 3..31
) (
  input  wire [BITS-1:0] b_i,  // two's complement
  // DIGITS of them, {negative, two, one} each, the lowest first
  output wire [3*((BITS+1)/2)-1:0] digit_o
);
  localparam DIGITS = (BITS + 1) / 2;

  generate
    if (BITS < 3 || BITS > 31 || BITS % 2 != 1) begin : g_check_bits
      imc_digits_BITS_must_be_odd_3_to_31 refused ();
    end
  endgenerate

  // A digit is that of three bits, one of which it shares with the digit below.
  wire [BITS+1:0] b = {b_i[BITS-1], b_i, 1'b0};

  genvar k;
  generate
    for (k = 0; k < DIGITS; k = k + 1) begin : g_digit
      wire one = b[2*k] ^ b[2*k+1];
      wire two = !one && (b[2*k+1] ^ b[2*k+2]);

      assign digit_o[3*k +: 3] = {b[2*k+2], two, one};
    end
  endgenerate
endmodule
`default_nettype wire
