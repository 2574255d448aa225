// SPDX-License-Identifier: Apache-2.0
//
// Converter of one column sum: subtract the offset, multiply by the gain, round
// half up by the shift, clip (docs/numerics.md, "converter"). Combinational.
`default_nettype none
module imc_adc #(
  parameter ADC_BITS = 8  // two's complement code, bits, 2..32
) (
  input  wire [31:0]         y_i,       // column sum, two's complement
  input  wire [15:0]         gain_i,    // 1..65535
  input  wire [5:0]          shift_i,   // 0..47
  input  wire [31:0]         offset_i,  // two's complement
  output wire [ADC_BITS-1:0] code_o
);
  generate
    if (ADC_BITS < 2 || ADC_BITS > 32) begin : g_check_adc_bits
      imc_adc_ADC_BITS_must_be_2_to_32 refused ();
    end
  endgenerate

  wire signed [32:0] diff = $signed({y_i[31], y_i}) - $signed({offset_i[31], offset_i});
  wire signed [49:0] prod = diff * $signed({1'b0, gain_i});

  // Twice the half of the last place, so that shift 0 adds nothing.
  wire [47:0] twice_half = 48'd1 << shift_i;

  wire signed [50:0] sum   = $signed({prod[49], prod}) + $signed({4'd0, twice_half[47:1]});
  wire signed [50:0] value = sum >>> shift_i;

  // It fits where all bits from the code's sign upwards are equal.
  wire fits = value[50:ADC_BITS-1] == {(52-ADC_BITS){value[50]}};

  assign code_o = fits ? value[ADC_BITS-1:0] : {value[50], {(ADC_BITS-1){!value[50]}}};

  wire unused = &{1'b0, twice_half[0]};
endmodule
`default_nettype wire
