// SPDX-License-Identifier: Apache-2.0
`default_nettype none
// Black box of the macro: its ports, no behaviour.
(* blackbox *)
module imc_xbar #(
  parameter ROWS        = 16,  // inputs, 4..4096, multiple of 4
  parameter COLS        = 8,   // outputs, 4..4096, multiple of 4
  parameter CYCLES      = 10,  // clock cycles a product, 2..65535
  parameter ADC_BITS    = 8,   // two's complement code of a column, 2..32
  parameter WEIGHT_BITS = 8,   // two's complement weight, 2..8
  parameter BITS        = 32,  // of a write of inputs, a byte an input, 32, 64 or 128
  parameter READ_COLS   = 1    // columns of a read, 1, 2 or 4
) (
  input  wire                clk_i,
  input  wire                rst_i,       // synchronous, active high; keeps the weights
  // weights: four of a row a write, byte j is column 4*w_col4_i + j
  input  wire                w_we_i,
  input  wire [15:0]         w_row_i,
  input  wire [15:0]         w_col4_i,
  input  wire [31:0]         w_data_i,
  // in use
  input  wire [15:0]         rows_i,      // multiple of LANES
  input  wire [15:0]         cols_i,
  input  wire                signed_i,    // inputs are two's complement
  input  wire [15:0]         gain_i,
  input  wire [5:0]          shift_i,
  input  wire [31:0]         offset_i,
  // waiting vector: LANES elements a write
  input  wire                x_we_i,
  input  wire [13:0]         x_addr_i,
  input  wire [BITS-1:0]     x_data_i,
  input  wire                start_i,
  output wire                ready_o,
  // results
  output wire                res_valid_o,
  input  wire                res_done_i,
  input  wire                col_re_i,
  input  wire [15:0]         col_i,       // the first, a multiple of READ_COLS
  output wire [READ_COLS*ADC_BITS-1:0] col_data_o
);
endmodule

`default_nettype wire
