// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic of a column, from "value" to the shift of "result" (docs/numerics.md).
//
// A column is at place 0 in the cycle in which it is read, and moves on by one in each
// cycle with move_i; at_i says at which of the places there is one. By place, first where
// POST_CYCLES is 1:
//
//	1  1  add   = offset + psum + bias, of a bypassed column element + psum + bias
//	2  2  side  = skip_mult * skip
//	2  3  acc   = step * code + add, of a bypassed column add
//	3  4  total = acc * mult[7:0] + side
//	4  5  total = acc * mult[15:8] * 256 + total; of a negative acc, with LEAK, leak_mult
//	5  6  result = total >> shift, clamped
//	6  7  result_o, and whether one is to be added to it
//
// Each of the products is of 32 by 9 bits. A column comes at most every POST_CYCLES
// cycles, so that they share one multiplier (POST_CYCLES 4), or two (2), or have one
// each (1). Codes of more than nine bits have a wider one for themselves. Both factors are
// chosen, and that of 9 bits is made digits (imc_digits), in the cycle before. In the
// cycles until the next column the memories hold code and constants; they are kept for
// the places behind these.
`default_nettype none
module imc_requant #(
  parameter ADC_BITS    = 8,  // code of a column, two's complement, bits, 2..32
  parameter POST_CYCLES = 1,  // least cycles from column to column, 1, 2 or 4
  parameter BYP_BITS    = 9,  // bypass element, 9..31
  parameter LEAK        = 0   // 1: a column has a multiplier for negative sums; 0 or 1
) (
  input  wire                clk_i,
  // Task, constant while columns are under way.
  input  wire                bypass_i,      // 1: values are bypass elements, 0: codes
  input  wire [15:0]         adc_step_i,
  input  wire [31:0]         adc_offset_i,
  input  wire                out_raw_i,     // 1: the result is the sum
  input  wire                clamp_signed_i,  // results are -128..127, else 0..255
  input  wire [2:0]          leak_shift_i,
  // Columns.
  input  wire                move_i,
  // bit n: there is a column at place n, 0 to RESULT
  input  wire [((POST_CYCLES == 1) ? 5 : 6):0] at_i,
  input  wire [8:0]          skip_i,        // of the column at place 0, two's complement
  input  wire [BYP_BITS-1:0] byp_i,         // of the column at place 0, two's complement
  input  wire [31:0]         psum_i,        // of the column at place 1
  input  wire [ADC_BITS-1:0] code_i,        // of the column at place 1
  // from place 1 on: {leak_mult, shift, mult, skip_mult, bias}, the first used with LEAK
  input  wire [102:0]        constants_i,
  output wire [31:0]         result_o,      // of the column at the last place
  output wire                round_o        // one more, without overflow of bits 7:0
);
  localparam ACC       = (POST_CYCLES == 1) ? 2 : 3;  // places
  localparam HIGH      = ACC + 2;
  localparam RESULT    = ACC + 3;
  localparam SHARED    = ADC_BITS <= 9 && POST_CYCLES != 1;  // codes have no own multiplier
  localparam CODE_BITS = (ADC_BITS > 9) ? 32 : 9;

  generate
    if (LEAK != 0 && LEAK != 1) begin : g_check_leak
      imc_requant_LEAK_must_be_0_or_1 refused ();
    end
    if (ADC_BITS < 2 || ADC_BITS > 32) begin : g_check_adc_bits
      imc_requant_ADC_BITS_must_be_2_to_32 refused ();
    end
    if (POST_CYCLES != 1 && POST_CYCLES != 2 && POST_CYCLES != 4) begin : g_check_cycles
      imc_requant_POST_CYCLES_must_be_1_2_or_4 refused ();
    end
    if (BYP_BITS < 9 || BYP_BITS > 31) begin : g_check_byp_bits
      imc_requant_BYP_BITS_must_be_9_to_31 refused ();
    end
  endgenerate

  wire [31:0] bias      = constants_i[31:0];
  wire [31:0] skip_mult = constants_i[63:32];
  wire [15:0] mult      = out_raw_i ? 16'd1 : constants_i[79:64];  // a raw result is acc * 1
  wire [5:0]  shift     = constants_i[85:80];
  // Two's complement; where there is none it is mult, and nothing is chosen below.
  wire [16:0] leak_mult = (LEAK == 0) ? {1'b0, mult} : out_raw_i ? 17'd1 : constants_i[102:86];
  wire        unused_leak = &{1'b0, constants_i[102:86]};
  wire [8:0]  skip      = out_raw_i ? 9'd0 : skip_i;
  wire [RESULT:1] go    = move_i ? at_i[RESULT:1] : {RESULT{1'b0}};

  // The value is a code, or a bypass element and the code 0.
  reg  [8:0]           skip_1_q;
  reg  [BYP_BITS-1:0]  byp_1_q;
  wire [CODE_BITS-1:0] code =
    bypass_i ? {CODE_BITS{1'b0}} :
               {{(CODE_BITS+1-ADC_BITS){code_i[ADC_BITS-1]}}, code_i[ADC_BITS-2:0]};
  wire [16:0]          step = {1'b0, adc_step_i};
  reg  [31:0]          add_q;
  wire [31:0]          acc_next;

  always @(posedge clk_i) begin
    if (move_i && at_i[0]) begin
      skip_1_q <= skip;
      byp_1_q  <= byp_i;
    end
    if (go[1])
      add_q <= (bypass_i ? {{(32-BYP_BITS){byp_1_q[BYP_BITS-1]}}, byp_1_q} : adc_offset_i) +
               psum_i + bias;
  end

  generate
    if (ADC_BITS > 9) begin : g_wide
      reg  [31:0] code_2_q;
      wire [26:0] step_digits;

      always @(posedge clk_i) begin
        if (go[1]) code_2_q <= code;
      end

      imc_digits #(
        .BITS(17)
      ) of_step (
        .b_i    (step),
        .digit_o(step_digits)
      );
      imc_mac #(
        .A_BITS(32),
        .DIGITS(9),
        .WIDTH (32)
      ) value (
        .en_i   (go[ACC]),
        .a_i    (code_2_q),
        .digit_i(step_digits),
        .c_i    (add_q),
        .p_o    (acc_next)
      );
    end else if (POST_CYCLES == 1) begin : g_narrow
      wire [14:0] code_digits;
      reg  [14:0] code_2_q;

      always @(posedge clk_i) begin
        if (go[1]) code_2_q <= code_digits;
      end

      imc_digits of_code (
        .b_i    (code),
        .digit_o(code_digits)
      );
      imc_mac #(
        .A_BITS(17),
        .WIDTH (32)
      ) value (
        .en_i   (go[ACC]),
        .a_i    (step),
        .digit_i(code_2_q),
        .c_i    (add_q),
        .p_o    (acc_next)
      );
    end
  endgenerate

  // The products. A total is {high_q, low_q}.
  reg  [40:0] high_q;
  reg  [7:0]  low_q;
  wire [7:0]  low;
  reg  [5:0]  shift_5_q, leaky_5_q;  // of a negative result, at most 54
  wire [5:0]  shift_4;

  always @(posedge clk_i) begin
    if (go[HIGH]) low_q <= low;
    if (go[4]) begin
      shift_5_q <= shift_4;
      leaky_5_q <= shift_4 + {3'd0, leak_shift_i};
    end
  end

  generate
    if (POST_CYCLES == 1) begin : g_one
      reg  [31:0] skip_mult_2_q, acc_3_q, acc_4_q;
      reg  [15:0] mult_2_q;
      reg  [8:0]  mult_3_q;  // its upper half
      reg  [5:0]  shift_2_q, shift_3_q, shift_4_q;
      reg  [14:0] skip_2_q, low_3_q, high_4_q;  // digits
      reg  [40:0] side_3_q, total_4_q;
      wire [14:0] skip_digits, low_digits, leak_digits, high_digits;
      wire [8:0]  leak_upper;
      wire        leaks = LEAK != 0 && acc_next[31];
      wire [40:0] side, total, high;

      always @(posedge clk_i) begin
        if (go[1]) begin
          skip_2_q      <= skip_digits;
          skip_mult_2_q <= skip_mult;
          mult_2_q      <= mult;
          shift_2_q     <= shift;
        end
        if (go[2]) begin
          side_3_q  <= side;
          acc_3_q   <= acc_next;
          low_3_q   <= leaks ? leak_digits : low_digits;
          mult_3_q  <= leaks ? leak_upper : {1'b0, mult_2_q[15:8]};
          shift_3_q <= shift_2_q;
        end
        if (go[3]) begin
          total_4_q <= total;
          acc_4_q   <= acc_3_q;
          high_4_q  <= high_digits;
          shift_4_q <= shift_3_q;
        end
        if (go[4]) high_q <= high;
      end

      assign low     = total_4_q[7:0];
      assign shift_4 = shift_4_q;

      imc_digits of_skip (
        .b_i    (skip_1_q),
        .digit_o(skip_digits)
      );
      imc_digits of_low (
        .b_i    ({1'b0, mult_2_q[7:0]}),
        .digit_o(low_digits)
      );
      // Both factors are made digits while the sum is made, which then says which one.
      if (LEAK != 0) begin : g_leak
        reg [16:0] leak_2_q;

        always @(posedge clk_i) begin
          if (go[1]) leak_2_q <= leak_mult;
        end

        imc_digits of_leak (
          .b_i    ({1'b0, leak_2_q[7:0]}),
          .digit_o(leak_digits)
        );
        assign leak_upper = leak_2_q[16:8];
      end else begin : g_no_leak
        assign leak_digits = 15'd0;
        assign leak_upper  = 9'd0;
        wire unused = &{1'b0, leak_mult};
      end
      imc_digits of_high (
        .b_i    (mult_3_q),
        .digit_o(high_digits)
      );
      imc_mac skip_product (
        .en_i   (go[2]),
        .a_i    (skip_mult_2_q),
        .digit_i(skip_2_q),
        .c_i    (41'd0),
        .p_o    (side)
      );
      imc_mac low_product (
        .en_i   (go[3]),
        .a_i    (acc_3_q),
        .digit_i(low_3_q),
        .c_i    (side_3_q),
        .p_o    (total)
      );
      imc_mac high_product (
        .en_i   (go[4]),
        .a_i    (acc_4_q),
        .digit_i(high_4_q),
        .c_i    ({{8{total_4_q[40]}}, total_4_q[40:8]}),
        .p_o    (high)
      );
    end else if (POST_CYCLES == 2) begin : g_two
      // One multiplier for places 2 and 3, one for 4 and 5.
      reg  [31:0] a_q, acc_q;
      reg  [15:0] mult_3_q;
      reg  [5:0]  shift_3_q;
      reg  [14:0] first_q, second_q;  // digits
      reg  [40:0] side_q;
      wire [14:0] first_digits, second_digits;
      wire [40:0] first, second;
      wire [16:0] leak_3;
      wire [31:0] acc_3 = SHARED ? first[31:0] : acc_next;
      wire        leaks = LEAK != 0 && (at_i[3] ? acc_3[31] : acc_q[31]);
      wire [16:0] factor = leaks ? leak_3 : {1'b0, mult_3_q};

      always @(posedge clk_i) begin
        if (go[1] || (SHARED && go[2])) begin
          a_q     <= go[1] ? skip_mult : {15'd0, step};
          first_q <= first_digits;
        end
        if (go[2]) begin
          side_q    <= first;
          mult_3_q  <= mult;
          shift_3_q <= shift;
        end
        if (go[3]) acc_q <= acc_3;
        if (go[3] || go[4]) second_q <= second_digits;
        if (go[4] || go[5]) high_q <= second;
      end

      assign low     = high_q[7:0];
      assign shift_4 = shift_3_q;

      if (LEAK != 0) begin : g_leak
        reg [16:0] leak_3_q;

        always @(posedge clk_i) begin
          if (go[2]) leak_3_q <= leak_mult;
        end

        assign leak_3 = leak_3_q;
      end else begin : g_no_leak
        assign leak_3 = 17'd0;
        wire unused = &{1'b0, leak_mult};
      end

      imc_digits of_first (
        .b_i    (SHARED && at_i[2] ? code[8:0] : skip_1_q),
        .digit_o(first_digits)
      );
      imc_digits of_second (
        .b_i    (at_i[3] ? {1'b0, factor[7:0]} : factor[16:8]),
        .digit_o(second_digits)
      );
      imc_mac first_product (
        .en_i   (go[2] || (SHARED && go[3])),
        .a_i    (a_q),
        .digit_i(first_q),
        .c_i    (SHARED && at_i[3] ? {9'd0, add_q} : 41'd0),
        .p_o    (first)
      );
      imc_mac second_product (
        .en_i   (go[4] || go[5]),
        .a_i    (acc_q),
        .digit_i(second_q),
        .c_i    (at_i[4] ? side_q : {{8{high_q[40]}}, high_q[40:8]}),
        .p_o    (second)
      );
      if (SHARED) begin : g_no_value
        assign acc_next = 32'd0;  // not used
      end
    end else begin : g_four
      reg  [31:0] a_q;       // the sum, once that is made
      reg  [14:0] digits_q;
      wire [14:0] digits;
      wire [40:0] product;
      wire [31:0] acc_3 = SHARED ? product[31:0] : acc_next;
      wire        leaks = LEAK != 0 && (at_i[3] ? acc_3[31] : a_q[31]);
      wire [16:0] factor = leaks ? leak_mult : {1'b0, mult};

      always @(posedge clk_i) begin
        if (go[1] || (SHARED && go[2]) || go[3])
          a_q <= go[1] ? skip_mult : SHARED && go[2] ? {15'd0, step} : acc_3;
        if (go[4:1] != 4'd0) digits_q <= digits;
        if (go[2] || go[4] || go[5]) high_q <= product;
      end

      assign low     = high_q[7:0];
      assign shift_4 = shift;

      imc_digits of_all (
        .b_i    (at_i[1] ? skip_1_q : SHARED && at_i[2] ? code[8:0] :
                 at_i[3] ? {1'b0, factor[7:0]} : factor[16:8]),
        .digit_o(digits)
      );
      imc_mac all_products (
        .en_i   (go[2] || (SHARED && go[3]) || go[4] || go[5]),
        .a_i    (a_q),
        .digit_i(digits_q),
        .c_i    (({41{SHARED && at_i[3]}} & {9'd0, add_q}) | ({41{at_i[4]}} & high_q) |
                 ({41{at_i[5]}} & {{8{high_q[40]}}, high_q[40:8]})),
        .p_o    (product)
      );
      if (SHARED) begin : g_no_value
        assign acc_next = 32'd0;  // not used
      end
    end
  endgenerate

  // Shift and clamp. Half of the last place is added behind the shift: it is the last
  // bit that fell off. A raw result is not shifted.
  wire [48:0] total = {high_q, low_q};
  reg  [23:0] raw_q;
  reg  [7:0]  byte_q;
  reg         round_q;

  assign result_o = {out_raw_i ? raw_q : 24'd0, byte_q};
  assign round_o  = round_q;

  always @(posedge clk_i) begin
    if (go[RESULT]) begin : p_result
      reg signed [49:0] shifted;  // times 2: bit 0 is half of the last place
      reg               below, above;
      shifted = $signed({total, 1'b0}) >>> (total[48] ? leaky_5_q : shift_5_q);
      below = shifted[49] && (!clamp_signed_i || shifted[48:8] != {41{1'b1}});
      above = !shifted[49] && (shifted[48:9] != 40'd0 || (clamp_signed_i && shifted[8]));
      raw_q   <= total[31:8];
      byte_q  <= out_raw_i ? total[7:0] :
                 below     ? {clamp_signed_i, 7'd0} :
                 above     ? {!clamp_signed_i, 7'h7f} : shifted[8:1];
      round_q <= shifted[0] && !below && !above && !out_raw_i &&
                 shifted[8:1] != {!clamp_signed_i, 7'h7f};
    end
  end
endmodule
`default_nettype wire
