// SPDX-License-Identifier: Apache-2.0
//
// Product and sum, combinational: p_o = a_i * b + c_i, modulo 2^WIDTH, where b comes as
// the digits that imc_digits makes of it.
//
// A digit makes a row. That of a negative digit is inverted, and the one that makes it
// the negative stands in the next row, whose low bits are free. The sign bit of a row is
// inverted, and a constant takes off what that adds: cheaper than to extend the sign.
// Three rows become two (carry save), the oldest first, which makes a tree; of the last
// two there is one addition.
//
// With IMC_MULTIPLIERS defined, for an FPGA: one product for its multipliers, of the
// factor that the digits were made of.
`default_nettype none
module imc_mac #(
  parameter A_BITS = 32,  // 2*DIGITS..64
  parameter DIGITS = 5,   // 2..16
  parameter WIDTH  = 41   // A_BITS..64
) (
  input  wire                en_i,     // p_o is used: spares a simulation the work
  input  wire [A_BITS-1:0]   a_i,      // two's complement
  input  wire [3*DIGITS-1:0] digit_i,  // {negative, two, one} each, the lowest first
  input  wire [WIDTH-1:0]    c_i,
  output reg  [WIDTH-1:0]    p_o       // any value without en_i
);
  generate
    if (DIGITS < 2 || DIGITS > 16) begin : g_check_digits
      imc_mac_DIGITS_must_be_2_to_16 refused ();
    end
    if (A_BITS < 2 * DIGITS || A_BITS > 64) begin : g_check_a_bits
      imc_mac_A_BITS_must_be_twice_DIGITS_to_64 refused ();
    end
    if (WIDTH < A_BITS || WIDTH > 64) begin : g_check_width
      imc_mac_WIDTH_must_be_A_BITS_to_64 refused ();
    end
  endgenerate

`ifdef IMC_MULTIPLIERS
  wire [2*DIGITS-1:0] b;

  genvar d;
  generate
    for (d = 0; d < DIGITS; d = d + 1) begin : g_b
      wire below;  // the bit that a digit shares with the one below
      if (d > 0) begin : g_shared
        assign below = digit_i[3*d-1];
      end else begin : g_lowest
        assign below = 1'b0;
      end
      assign b[2*d +: 2] = {digit_i[3*d+2], digit_i[3*d] ^ below};
    end
  endgenerate

  wire signed [A_BITS+2*DIGITS-1:0] factors = $signed(a_i) * $signed(b);
  wire signed [127:0]               product = {{(128-A_BITS-2*DIGITS){factors[A_BITS+2*DIGITS-1]}}, factors};

  always @* p_o = product[WIDTH-1:0] + c_i;

  wire unused = &{1'b0, en_i, digit_i, product};
`else
  localparam ROWS = DIGITS + 2;         // with c_i and the constant
  localparam ALL  = ROWS + 2 * DIGITS;  // with those of the tree
  localparam [63:0] SIGNS = (((64'd1 << 2 * DIGITS) - 64'd1) / 64'd3) << A_BITS;
  localparam [63:0] LESS  = 64'd0 - SIGNS;

  always @* begin : p_mac
    reg [WIDTH*ALL-1:0] row;
    reg [A_BITS:0]      term;  // of a digit, the sign bit last
    reg [WIDTH-1:0]     x, y, z;
    integer             k;
    row  = {(WIDTH*ALL){1'bx}};
    term = {(A_BITS+1){1'bx}};
    x    = {WIDTH{1'bx}};
    y    = {WIDTH{1'bx}};
    z    = {WIDTH{1'bx}};
    k    = 0;
    p_o  = {WIDTH{1'bx}};
    if (en_i) begin
      for (k = 0; k < DIGITS; k = k + 1) begin
        term = ({(A_BITS+1){digit_i[3*k]}} & {a_i[A_BITS-1], a_i}) |
               ({(A_BITS+1){digit_i[3*k+1]}} & {a_i, 1'b0});
        term = term ^ {!digit_i[3*k+2], {A_BITS{digit_i[3*k+2]}}};
        x    = {{(WIDTH-1){1'b0}}, term[A_BITS]} << A_BITS;
        x    = x | {{(WIDTH-A_BITS){1'b0}}, term[A_BITS-1:0]};
        x    = x << 2 * k;
        if (k > 0) x[2*k-2] = digit_i[3*k-1];
        row[WIDTH*k +: WIDTH] = x;
      end
      row[WIDTH*DIGITS +: WIDTH] = c_i;
      x = LESS[WIDTH-1:0];
      x[2*DIGITS-2] = digit_i[3*DIGITS-1];
      row[WIDTH*(DIGITS+1) +: WIDTH] = x;
      for (k = 0; k < DIGITS; k = k + 1) begin
        x = row[WIDTH*3*k +: WIDTH];
        y = row[WIDTH*(3*k+1) +: WIDTH];
        z = row[WIDTH*(3*k+2) +: WIDTH];
        row[WIDTH*(ROWS+2*k) +: WIDTH]   = x ^ y ^ z;
        row[WIDTH*(ROWS+2*k+1) +: WIDTH] = ((x & y) | (x & z) | (y & z)) << 1;
      end
      p_o = row[WIDTH*(ALL-2) +: WIDTH] + row[WIDTH*(ALL-1) +: WIDTH];
    end
  end
`endif
endmodule
`default_nettype wire
