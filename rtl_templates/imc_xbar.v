// SPDX-License-Identifier: Apache-2.0
//
// Crossbar macro: matrix-vector product with converters; behavioural model.
//
// Input vectors and results are double-buffered. A start at clock edge T shows
// its results after edge T+CYCLES, or after the edge at which res_done_i frees
// the result buffer if that is later; the next start can be taken at the edge at
// which results appear, so back-to-back products are CYCLES apart. A read of READ_COLS
// columns answers in the next cycle and stays until the next read.
//
// Demands: every row in use of the waiting vector is written before its start;
// rows_i, cols_i, signed_i and the converter range do not change while a product
// is under way or results are read; x_we_i is low in a cycle in which a start is
// held back, unless it completes that same vector.
//
// Read noise, where a simulation has it (docs/numerics.md): rows ROWS and ROWS+1 of the weights
// are the low and high bytes of the columns' numbers, the first words of rows ROWS+2 and
// ROWS+3 the low and high half of the seed. The last of them begins it, a write of row 0
// ends it; products count from a reset. A crossbar of silicon has its own, and ignores them.
//
// The whole product is computed in the cycle in which its results appear; how
// the loop is written decides the speed of a simulation.
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
  localparam ROW_BITS  = $clog2(ROWS);
  localparam COL_BITS  = $clog2(COLS);
  localparam LANES     = BITS / 8;
  localparam LANE_BITS = $clog2(LANES);
  localparam WORDS     = (ROWS + LANES - 1) / LANES;
  localparam WORD_BITS = (WORDS > 1) ? $clog2(WORDS) : 1;
  localparam N_BITS    = $clog2(CYCLES);
  localparam PAD       = 8 - WEIGHT_BITS;  // bits above a weight

  localparam [COL_BITS-1:0] COL_1 = 1;
  localparam [COL_BITS-1:0] COL_2 = 2;
  localparam [COL_BITS-1:0] COL_3 = 3;

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_xbar_BITS_must_be_32_64_or_128 refused ();
    end
    if (ROWS < 4 || ROWS > 4096 || ROWS % 4 != 0) begin : g_check_rows
      imc_xbar_ROWS_must_be_4_to_4096_and_a_multiple_of_4 refused ();
    end
    if (COLS < 4 || COLS > 4096 || COLS % 4 != 0) begin : g_check_cols
      imc_xbar_COLS_must_be_4_to_4096_and_a_multiple_of_4 refused ();
    end
    if (CYCLES < 2 || CYCLES > 65535) begin : g_check_cycles
      imc_xbar_CYCLES_must_be_2_to_65535 refused ();
    end
    if (WEIGHT_BITS < 2 || WEIGHT_BITS > 8) begin : g_check_weight_bits
      imc_xbar_WEIGHT_BITS_must_be_2_to_8 refused ();
    end
    if (READ_COLS != 1 && READ_COLS != 2 && READ_COLS != 4) begin : g_check_read_cols
      imc_xbar_READ_COLS_must_be_1_2_or_4 refused ();
    end
  endgenerate

  // Control: a product under way, cycles left before its last one.
  reg              busy_q, res_valid_q;
  reg [N_BITS-1:0] left_q;

  wire last     = busy_q && left_q == {N_BITS{1'b0}};
  wire transfer = last && (!res_valid_q || res_done_i);
  wire begins   = start_i && ready_o;

  assign ready_o     = !busy_q || transfer;
  assign res_valid_o = res_valid_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      busy_q      <= 1'b0;
      res_valid_q <= 1'b0;
    end else begin
      busy_q      <= begins || (busy_q && !transfer);
      res_valid_q <= transfer || (res_valid_q && !res_done_i);
    end
  end

  always @(posedge clk_i) begin
    if (begins) left_q <= CYCLES[N_BITS-1:0] - 1'b1;
    else if (busy_q && !last) left_q <= left_q - 1'b1;
  end

  // Weights, sign-extended as they are written.
  reg signed [7:0] w [0:ROWS-1][0:COLS-1];

  wire [ROW_BITS-1:0] w_row = w_row_i[ROW_BITS-1:0];
  wire [17:0]         w_col = {w_col4_i, 2'd0};

  wire [15:0] w_beyond = w_row_i - ROWS[15:0];
  wire        w_inside = w_row_i < ROWS[15:0];

  // Read noise: numbers of the columns, seed, and products since the reset.
  reg [15:0] noise [0:COLS-1];
  reg [63:0] noise_seed, products;
  reg        noise_q;

  // Floor of the square root.
  function [31:0] root_of(input [31:0] square);
    integer     n;
    reg  [31:0] next;
    begin
      root_of = 32'd0;
      for (n = 15; n >= 0; n = n - 1) begin
        next = root_of | (32'd1 << n);
        if (next * next <= square) root_of = next;
      end
    end
  endfunction

  // Noise of a column: the sum of the eight bytes of a number that seed, product and column
  // give, times root and the column's number, rounded.
  function signed [31:0] noise_of(input [31:0] root, input [15:0] number, input [63:0] place);
    reg        [63:0] a;
    reg signed [63:0] z;
    integer           n;
    begin
      a = place;
      a = (a ^ (a >> 30)) * 64'hBF58476D1CE4E5B9;
      a = (a ^ (a >> 27)) * 64'h94D049BB133111EB;
      a = a ^ (a >> 31);
      z = -64'sd1020;
      for (n = 0; n < 8; n = n + 1) begin
        z = z + $signed({56'd0, a[7:0]});
        a = a >> 8;
      end
      z = z * $signed({32'd0, root}) * $signed({48'd0, number});
      z = (z + 64'sd524288) >>> 20;
      noise_of = z[31:0];
    end
  endfunction

  // Two vectors; a start swaps them.
  reg [BITS-1:0] x_even [0:WORDS-1];
  reg [BITS-1:0] x_odd  [0:WORDS-1];
  reg        odd_q;  // the waiting vector is x_odd

  always @(posedge clk_i) begin
    if (rst_i) odd_q <= 1'b0;
    else if (begins) odd_q <= !odd_q;
  end

  // Results, and the column that was read. The vector in use is the one that is not
  // waiting. Weights, vectors and results are seen by this block only, so that it can
  // write them at once: reads come first.
  reg signed [31:0] y [0:COLS-1];
  reg        [31:0] y_q [0:READ_COLS-1];

  always @(posedge clk_i) begin
    // verilator lint_off BLKSEQ
    if (col_re_i) begin : p_read
      integer n;
      for (n = 0; n < READ_COLS; n = n + 1) y_q[n] <= y[col_i[COL_BITS-1:0] | n[COL_BITS-1:0]];
    end
    if (transfer) begin : p_product
      reg [31:0] rows, cols, row, col, squares;
      reg [BITS-1:0] lanes;
      integer    x;
      rows = (rows_i > ROWS[15:0]) ? ROWS : {16'd0, rows_i};
      cols = (cols_i > COLS[15:0]) ? COLS : {16'd0, cols_i};
      for (col = 32'd0; col < cols; col = col + 32'd1) y[col[COL_BITS-1:0]] = 32'sd0;
      lanes = {BITS{1'b0}};
      squares = 32'd0;
      for (row = 32'd0; row < rows; row = row + 32'd1) begin
        if (row[LANE_BITS-1:0] == {LANE_BITS{1'b0}})
          lanes = odd_q ? x_even[row[LANE_BITS +: WORD_BITS]] : x_odd[row[LANE_BITS +: WORD_BITS]];
        x = {{24{signed_i && lanes[7]}}, lanes[7:0]};
        if (x != 0)
          for (col = 32'd0; col < cols; col = col + 32'd1)
            y[col[COL_BITS-1:0]] = y[col[COL_BITS-1:0]] +
                                   w[row[ROW_BITS-1:0]][col[COL_BITS-1:0]] * x;
        squares = squares + x * x;
        lanes = lanes >> 8;
      end
      if (noise_q) begin
        squares = root_of(squares);
        for (col = 32'd0; col < cols; col = col + 32'd1)
          y[col[COL_BITS-1:0]] = y[col[COL_BITS-1:0]] +
                                 noise_of(squares, noise[col[COL_BITS-1:0]], noise_seed +
                                          {products[51:0], col[11:0]} * 64'h9E3779B97F4A7C15);
      end
      products = products + 64'd1;
    end
    if (rst_i) products = 64'd0;
    if (x_we_i) begin
      if (odd_q) x_odd[x_addr_i[WORD_BITS-1:0]] = x_data_i;
      else x_even[x_addr_i[WORD_BITS-1:0]] = x_data_i;
    end
    if (w_we_i && w_row_i == 16'd0) noise_q = 1'b0;
    if (w_we_i && w_inside) begin
      w[w_row][w_col[COL_BITS-1:0]]         = $signed(w_data_i[7:0] << PAD) >>> PAD;
      w[w_row][w_col[COL_BITS-1:0] + COL_1] = $signed(w_data_i[15:8] << PAD) >>> PAD;
      w[w_row][w_col[COL_BITS-1:0] + COL_2] = $signed(w_data_i[23:16] << PAD) >>> PAD;
      w[w_row][w_col[COL_BITS-1:0] + COL_3] = $signed(w_data_i[31:24] << PAD) >>> PAD;
    end
    if (w_we_i && !w_inside) begin : p_noise
      integer n;
      for (n = 0; n < 4; n = n + 1) begin
        if (w_beyond == 16'd0) noise[w_col[COL_BITS-1:0] | n[COL_BITS-1:0]][7:0] = w_data_i[8*n +: 8];
        if (w_beyond == 16'd1) noise[w_col[COL_BITS-1:0] | n[COL_BITS-1:0]][15:8] = w_data_i[8*n +: 8];
      end
      if (w_beyond == 16'd2 && w_col4_i == 16'd0) noise_seed[31:0] = w_data_i;
      if (w_beyond == 16'd3 && w_col4_i == 16'd0) noise_seed[63:32] = w_data_i;
      if (w_beyond == 16'd3) noise_q = 1'b1;
    end
    // verilator lint_on BLKSEQ
  end

  generate
    genvar c;
    for (c = 0; c < READ_COLS; c = c + 1) begin : g_adc
      imc_adc #(
        .ADC_BITS(ADC_BITS)
      ) adc (
        .y_i     (y_q[c]),
        .gain_i  (gain_i),
        .shift_i (shift_i),
        .offset_i(offset_i),
        .code_o  (col_data_o[ADC_BITS*c +: ADC_BITS])
      );
    end
  endgenerate

  wire unused = &{1'b0, w_row_i, w_col, x_addr_i, col_i};
endmodule
`default_nettype wire
