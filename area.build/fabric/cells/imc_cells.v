// SPDX-License-Identifier: Apache-2.0
`default_nettype none
// imcfab 0.1.0: imcfab area
// hardware hermes64, hash 9ed97921e3b48817
// The macros as cells of macro.lib and macro.lef, and the modules of the fabric that are one
// of them by their parameters.

(* blackbox *)
module imc_xbar_256x256_w8_a8_c130 (
  input wire clk_i,
  input wire rst_i,
  input wire w_we_i,
  input wire [15:0] w_row_i,
  input wire [15:0] w_col4_i,
  input wire [31:0] w_data_i,
  input wire [15:0] rows_i,
  input wire [15:0] cols_i,
  input wire signed_i,
  input wire [15:0] gain_i,
  input wire [5:0] shift_i,
  input wire [31:0] offset_i,
  input wire x_we_i,
  input wire [13:0] x_addr_i,
  input wire [31:0] x_data_i,
  input wire start_i,
  output wire ready_o,
  output wire res_valid_o,
  input wire res_done_i,
  input wire col_re_i,
  input wire [15:0] col_i,
  output wire [7:0] col_data_o
);

endmodule

`default_nettype wire

`default_nettype none

(* blackbox *)
module imc_sram_32x512 (
  input wire clk_i,
  input wire we_i,
  input wire [8:0] waddr_i,
  input wire [31:0] wdata_i,
  input wire re_i,
  input wire [8:0] raddr_i,
  output wire [31:0] rdata_o
);

endmodule

`default_nettype wire

`default_nettype none

(* blackbox *)
module imc_sram_32x2048 (
  input wire clk_i,
  input wire we_i,
  input wire [10:0] waddr_i,
  input wire [31:0] wdata_i,
  input wire re_i,
  input wire [10:0] raddr_i,
  output wire [31:0] rdata_o
);

endmodule

`default_nettype wire

`default_nettype none

(* blackbox *)
module imc_sram_86x256 (
  input wire clk_i,
  input wire we_i,
  input wire [7:0] waddr_i,
  input wire [85:0] wdata_i,
  input wire re_i,
  input wire [7:0] raddr_i,
  output wire [85:0] rdata_o
);

endmodule

`default_nettype wire

`default_nettype none

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
  generate
    if (ROWS == 256 && COLS == 256 && CYCLES == 130 && ADC_BITS == 8 && WEIGHT_BITS == 8 && BITS == 32 && READ_COLS == 1) begin : g_cell

  imc_xbar_256x256_w8_a8_c130 cell_of (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .w_we_i(w_we_i),
    .w_row_i(w_row_i),
    .w_col4_i(w_col4_i),
    .w_data_i(w_data_i),
    .rows_i(rows_i),
    .cols_i(cols_i),
    .signed_i(signed_i),
    .gain_i(gain_i),
    .shift_i(shift_i),
    .offset_i(offset_i),
    .x_we_i(x_we_i),
    .x_addr_i(x_addr_i),
    .x_data_i(x_data_i),
    .start_i(start_i),
    .ready_o(ready_o),
    .res_valid_o(res_valid_o),
    .res_done_i(res_done_i),
    .col_re_i(col_re_i),
    .col_i(col_i),
    .col_data_o(col_data_o)
  );
    end else
    begin : g_none
      imc_xbar_has_no_cell_of_these_parameters refused ();
    end
  endgenerate

endmodule

`default_nettype wire

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
    if (WIDTH == 32 && DEPTH == 512) begin : g_cell

  imc_sram_32x512 cell_of (
    .clk_i(clk_i),
    .we_i(we_i),
    .waddr_i(waddr_i),
    .wdata_i(wdata_i),
    .re_i(re_i),
    .raddr_i(raddr_i),
    .rdata_o(rdata_o)
  );
    end else
    if (WIDTH == 32 && DEPTH == 2048) begin : g_cell

  imc_sram_32x2048 cell_of (
    .clk_i(clk_i),
    .we_i(we_i),
    .waddr_i(waddr_i),
    .wdata_i(wdata_i),
    .re_i(re_i),
    .raddr_i(raddr_i),
    .rdata_o(rdata_o)
  );
    end else
    if (WIDTH == 86 && DEPTH == 256) begin : g_cell

  imc_sram_86x256 cell_of (
    .clk_i(clk_i),
    .we_i(we_i),
    .waddr_i(waddr_i),
    .wdata_i(wdata_i),
    .re_i(re_i),
    .raddr_i(raddr_i),
    .rdata_o(rdata_o)
  );
    end else
    begin : g_none
      imc_sram_has_no_cell_of_these_parameters refused ();
    end
  endgenerate

endmodule

`default_nettype wire
