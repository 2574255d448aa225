// SPDX-License-Identifier: Apache-2.0
//
// Crossbar in logic: the contract of imc_xbar with weights in memories and MACS
// multiply-accumulates a cycle, for an FPGA and for networks that want no converter.
//
// Columns go in groups of MACS, a row a cycle: a group takes ROWS cycles, whatever rows
// are in use. Its sums leave one by one through one converter into the memory of codes,
// while the next group is summed up; so MACS is at most ROWS. Vectors and codes have
// two halves, which a start and a transfer swap, and no half is read while it is written.
//
// Of row r and group g the memory of columns 4*b .. 4*b+3 of each group has its word
// at {r, g}: the number of groups counts as the next power of two.
`default_nettype none
module imc_xbar_digital #(
  parameter ROWS        = 16,  // inputs, 4..4096, multiple of 4
  parameter COLS        = 8,   // outputs, 4..4096, multiple of 4
  parameter MACS        = 4,   // products a cycle, 4..1024, a power of 2, divides COLS, at most ROWS
  parameter CYCLES      = 45,  // clock cycles a product, ROWS*COLS/MACS + MACS + 9 .. 65535
  parameter ADC_BITS    = 8,   // two's complement code of a column, 2..32
  parameter WEIGHT_BITS = 8,   // two's complement weight, 2..8
  parameter BITS        = 32,  // of a write of inputs, a byte an input, 32, 64 or 128
  parameter READ_COLS   = 1,   // columns of a read, 1, 2 or 4
  parameter TEST        = 0    // 1: bypasses and a test of its memories; 0 or 1
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
  output wire [READ_COLS*ADC_BITS-1:0] col_data_o,
  // test of the memories, imc_memory
  input  wire [31:0]         test_i,
  output wire                test_fail_o
);
  localparam LANES      = BITS / 8;
  localparam LANE_BITS  = $clog2(LANES);
  localparam WORDS      = (ROWS + LANES - 1) / LANES;
  localparam WORD_BITS  = (WORDS > 1) ? $clog2(WORDS) : 1;
  localparam ROW_BITS   = WORD_BITS + LANE_BITS;
  localparam BANKS      = MACS / 4;
  localparam GROUPS     = COLS / MACS;
  localparam GROUP_BITS = (GROUPS > 1) ? $clog2(GROUPS) : 1;
  localparam FAST_BITS  = (GROUPS > 1) ? GROUP_BITS : 0;  // of the group in an address
  localparam DEPTH      = ROWS << FAST_BITS;
  localparam ADDR_BITS  = $clog2(DEPTH);
  localparam N_BITS     = $clog2(CYCLES);
  localparam SUM_BITS   = WEIGHT_BITS + 8 + $clog2(ROWS);  // of 9 bits an input
  localparam READS      = COLS / READ_COLS;
  localparam COL_BITS   = $clog2(COLS);
  localparam LOW_BITS   = $clog2(READ_COLS);  // of a column, in one read
  localparam CODE_BITS  = (READS > 1) ? $clog2(READS) : 1;

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_xbar_digital_BITS_must_be_32_64_or_128 refused ();
    end
    if (ROWS < 4 || ROWS > 4096 || ROWS % 4 != 0) begin : g_check_rows
      imc_xbar_digital_ROWS_must_be_4_to_4096_and_a_multiple_of_4 refused ();
    end
    if (COLS < 4 || COLS > 4096 || COLS % 4 != 0) begin : g_check_cols
      imc_xbar_digital_COLS_must_be_4_to_4096_and_a_multiple_of_4 refused ();
    end
    if (MACS < 4 || MACS > 1024 || 1 << $clog2(MACS) != MACS || COLS % MACS != 0 ||
        MACS > ROWS) begin : g_check_macs
      imc_xbar_digital_MACS_must_be_a_power_of_2_from_4_that_divides_COLS_and_is_at_most_ROWS refused ();
    end
    if (CYCLES < ROWS*COLS/MACS + MACS + 9 || CYCLES > 65535) begin : g_check_cycles
      imc_xbar_digital_CYCLES_must_be_ROWS_times_COLS_over_MACS_plus_MACS_plus_9_to_65535 refused ();
    end
    if (ADC_BITS < 2 || ADC_BITS > 32) begin : g_check_adc_bits
      imc_xbar_digital_ADC_BITS_must_be_2_to_32 refused ();
    end
    if (WEIGHT_BITS < 2 || WEIGHT_BITS > 8) begin : g_check_weight_bits
      imc_xbar_digital_WEIGHT_BITS_must_be_2_to_8 refused ();
    end
    if (READ_COLS != 1 && READ_COLS != 2 && READ_COLS != 4) begin : g_check_read_cols
      imc_xbar_digital_READ_COLS_must_be_1_2_or_4 refused ();
    end
  endgenerate

  // Control, as in imc_xbar: a product under way, cycles left before its last one.
  reg              busy_q, res_valid_q;
  reg [N_BITS-1:0] left_q;
  reg              odd_q;   // the waiting vector is the odd half
  reg              high_q;  // the product under way fills the high half of the codes

  wire last     = busy_q && left_q == {N_BITS{1'b0}};
  wire transfer = last && (!res_valid_q || res_done_i);
  wire begins   = start_i && ready_o;

  assign ready_o     = !busy_q || transfer;
  assign res_valid_o = res_valid_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      busy_q      <= 1'b0;
      res_valid_q <= 1'b0;
      odd_q       <= 1'b0;
      high_q      <= 1'b0;
    end else begin
      busy_q      <= begins || (busy_q && !transfer);
      res_valid_q <= transfer || (res_valid_q && !res_done_i);
      odd_q       <= odd_q ^ begins;
      high_q      <= high_q ^ transfer;
    end
  end

  always @(posedge clk_i) begin
    if (begins) left_q <= CYCLES[N_BITS-1:0] - 1'b1;
    else if (busy_q && !last) left_q <= left_q - 1'b1;
  end

  // A row and group a cycle: read, 1 row taken, 2 product, 3 sum, 4 a whole sum.
  reg                  read_q;
  reg [ROW_BITS-1:0]   row_q;
  reg [GROUP_BITS-1:0] group_q;

  localparam [31:0] LAST_ROW   = ROWS - 1;
  localparam [31:0] LAST_GROUP = GROUPS - 1;
  wire row_last   = row_q == LAST_ROW[ROW_BITS-1:0];
  wire group_last = group_q == LAST_GROUP[GROUP_BITS-1:0];

  always @(posedge clk_i) begin
    if (rst_i) read_q <= 1'b0;
    else read_q <= begins || (read_q && !(row_last && group_last));
  end

  always @(posedge clk_i) begin
    if (begins) begin
      row_q   <= {ROW_BITS{1'b0}};
      group_q <= {GROUP_BITS{1'b0}};
    end else if (read_q) begin
      row_q <= row_last ? {ROW_BITS{1'b0}} : row_q + 1'b1;
      if (row_last) group_q <= group_q + 1'b1;
    end
  end

  wire [BANKS+READ_COLS:0] fails;  // of the memory test: vectors, weights, codes
  assign test_fail_o = |fails;

  wire [BITS-1:0] x_word;
  imc_memory #(
    .WIDTH(BITS),
    .DEPTH(2 << WORD_BITS),
    .TEST (TEST)
  ) vectors (
    .clk_i      (clk_i),
    .we_i       (x_we_i),
    .waddr_i    ({odd_q, x_addr_i[WORD_BITS-1:0]}),
    .wdata_i    (x_data_i),
    .re_i       (read_q),
    .raddr_i    ({!odd_q, row_q[LANE_BITS +: WORD_BITS]}),
    .rdata_o    (x_word),
    .test_i     (test_i),
    .test_fail_o(fails[0])
  );

  reg                 used_q, first_q, end_q, end2_q, end3_q, end4_q;
  reg                 first2_q, first3_q;
  reg [LANE_BITS-1:0] lane_q;
  reg signed [8:0]    x_q;  // of a row that is not in use 0

  wire [7:0] x = x_word[8*lane_q +: 8];

  always @(posedge clk_i) begin
    if (rst_i) {end_q, end2_q, end3_q, end4_q} <= 4'd0;
    else {end_q, end2_q, end3_q, end4_q} <= {read_q && row_last, end_q, end2_q, end3_q};
  end

  always @(posedge clk_i) begin
    used_q   <= {{(16-ROW_BITS){1'b0}}, row_q} < rows_i;
    first_q  <= row_q == {ROW_BITS{1'b0}};
    lane_q   <= row_q[LANE_BITS-1:0];
    x_q      <= used_q ? {signed_i && x[7], x} : 9'sd0;
    first2_q <= first_q;
    first3_q <= first2_q;
  end

  // Weights, and the sums of a group; behind its last row they move on, a column a cycle.
  wire [ADDR_BITS-1:0] raddr, waddr;
  wire [15:0]          w_bank;
  generate
    if (GROUPS > 1) begin : g_groups
      localparam [31:0] TOP = ADDR_BITS - GROUP_BITS;
      assign raddr = {row_q[TOP-1:0], group_q};
      assign waddr = {w_row_i[TOP-1:0], w_col4_i[$clog2(BANKS) +: GROUP_BITS]};
    end else begin : g_group
      assign raddr = row_q[ADDR_BITS-1:0];
      assign waddr = w_row_i[ADDR_BITS-1:0];
    end
    if (BANKS > 1) begin : g_banks
      assign w_bank = {{(16-$clog2(BANKS)){1'b0}}, w_col4_i[$clog2(BANKS)-1:0]};
    end else begin : g_bank
      assign w_bank = 16'd0;
    end
  endgenerate

  wire [4*WEIGHT_BITS-1:0] w_data = {w_data_i[24 +: WEIGHT_BITS], w_data_i[16 +: WEIGHT_BITS],
                                     w_data_i[8 +: WEIGHT_BITS], w_data_i[0 +: WEIGHT_BITS]};
  wire [(MACS+1)*SUM_BITS-1:0] moving;  // of each column and those behind it
  assign moving[MACS*SUM_BITS +: SUM_BITS] = {SUM_BITS{1'b0}};

  genvar b, j;
  generate
    for (b = 0; b < BANKS; b = b + 1) begin : g_weights
      wire [4*WEIGHT_BITS-1:0] w_word;
      localparam [15:0] BANK = b;

      imc_memory #(
        .WIDTH(4 * WEIGHT_BITS),
        .DEPTH(DEPTH),
        .TEST (TEST)
      ) weights (
        .clk_i      (clk_i),
        .we_i       (w_we_i && w_bank == BANK),
        .waddr_i    (waddr),
        .wdata_i    (w_data),
        .re_i       (read_q),
        .raddr_i    (raddr),
        .rdata_o    (w_word),
        .test_i     (test_i),
        .test_fail_o(fails[1+b])
      );

      for (j = 0; j < 4; j = j + 1) begin : g_mac
        reg signed [WEIGHT_BITS-1:0] w_q;
        reg signed [WEIGHT_BITS+8:0] product_q;
        reg signed [SUM_BITS-1:0]    sum_q;
        reg        [SUM_BITS-1:0]    moving_q;

        always @(posedge clk_i) begin
          w_q       <= used_q ? w_word[WEIGHT_BITS*j +: WEIGHT_BITS] : {WEIGHT_BITS{1'b0}};
          product_q <= w_q * x_q;
          sum_q     <= (first3_q ? {SUM_BITS{1'b0}} : sum_q) +
                       {{(SUM_BITS-WEIGHT_BITS-9){product_q[WEIGHT_BITS+8]}}, product_q};
          moving_q  <= end4_q ? sum_q : moving[(4*b+j+1)*SUM_BITS +: SUM_BITS];
        end

        assign moving[(4*b+j)*SUM_BITS +: SUM_BITS] = moving_q;
      end
    end
  endgenerate

  // Converter of a column, docs/numerics.md: 1 difference, 2 product, 3 half added, 4 shifted,
  // 5 clipped. left_out_q: columns of this group that have still to leave.
  localparam MAC_BITS = $clog2(MACS);
  reg        [MAC_BITS:0]   left_out_q;
  reg        [4:0]          valid_q;
  reg signed [32:0]         diff_q;
  reg signed [49:0]         prod_q;
  reg signed [50:0]         half_q, sum_q, value_q;
  reg        [ADC_BITS-1:0] code_q;
  reg        [COL_BITS-1:0] code_col_q;

  wire [SUM_BITS-1:0] leaving    = moving[0 +: SUM_BITS];
  wire [48:0]         twice_half = 49'd1 << shift_i;
  // It fits where all bits from the code's sign upwards are equal.
  wire fits = value_q[50:ADC_BITS-1] == {(52-ADC_BITS){value_q[50]}};

  always @(posedge clk_i) begin
    if (rst_i) begin
      left_out_q <= {(MAC_BITS+1){1'b0}};
      valid_q    <= 5'd0;
    end else begin
      if (end4_q) left_out_q <= MACS[MAC_BITS:0];
      else if (left_out_q != {(MAC_BITS+1){1'b0}}) left_out_q <= left_out_q - 1'b1;
      valid_q <= {valid_q[3:0], left_out_q != {(MAC_BITS+1){1'b0}}};
    end
  end

  always @(posedge clk_i) begin
    diff_q  <= $signed({{(33-SUM_BITS){leaving[SUM_BITS-1]}}, leaving}) -
               $signed({offset_i[31], offset_i});
    prod_q  <= diff_q * $signed({1'b0, gain_i});
    half_q  <= {3'd0, twice_half[48:1]};  // constant while running
    sum_q   <= {prod_q[49], prod_q} + half_q;
    value_q <= sum_q >>> shift_i;
    code_q  <= fits ? value_q[ADC_BITS-1:0] : {value_q[50], {(ADC_BITS-1){!value_q[50]}}};
    if (begins) code_col_q <= {COL_BITS{1'b0}};
    else if (valid_q[4]) code_col_q <= code_col_q + 1'b1;
  end

  // Codes, READ_COLS memories side by side.
  wire [CODE_BITS-1:0] code_addr, col_addr;
  generate
    if (READS > 1) begin : g_reads
      assign code_addr = code_col_q[LOW_BITS +: CODE_BITS];
      assign col_addr  = col_i[LOW_BITS +: CODE_BITS];
    end else begin : g_one_read
      assign code_addr = 1'b0;
      assign col_addr  = 1'b0;
    end
  endgenerate

  genvar c;
  generate
    for (c = 0; c < READ_COLS; c = c + 1) begin : g_codes
      localparam [31:0] C    = c;
      localparam [31:0] MASK = READ_COLS - 1;
      wire mine = (code_col_q[1:0] & MASK[1:0]) == C[1:0];

      imc_memory #(
        .WIDTH(ADC_BITS),
        .DEPTH(2 << CODE_BITS),
        .TEST (TEST)
      ) codes (
        .clk_i      (clk_i),
        .we_i       (valid_q[4] && mine),
        .waddr_i    ({high_q, code_addr}),
        .wdata_i    (code_q),
        .re_i       (col_re_i),
        .raddr_i    ({!high_q, col_addr}),
        .rdata_o    (col_data_o[ADC_BITS*c +: ADC_BITS]),
        .test_i     (test_i),
        .test_fail_o(fails[1+BANKS+c])
      );
    end
  endgenerate

  wire unused = &{1'b0, cols_i, w_row_i, w_col4_i, w_data_i, x_addr_i, col_i, twice_half[0]};
endmodule
`default_nettype wire
