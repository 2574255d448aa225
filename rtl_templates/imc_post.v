// SPDX-License-Identifier: Apache-2.0
//
// Post-processing: reads the columns of a result one after the other, adds partial
// sum and bias, requantises with the residual, packs (docs/numerics.md, from
// "value" to "result").
//
// A column a cycle where results, partial sums and residual are there and the
// output is taken; a pixel of n columns takes n+1 cycles (n where bypassed). A
// column is in the output word 7 cycles after it was read, of which this is the
// picture (the register behind a stage has the stage's number):
//
//	read | 1 code, constants | 2 * step, + bias | 3 + | 4 * mult | 5 + | 6 >> clamp | out
//
// Stages 2 and 4 multiply by the halves of step and mult, stages 3 and 5 add them up.
// Half of the last place is added behind the shift: it is the last bit that fell off.
//
// Streams: partial sums {last, sum}, one a column; residual words of four channels,
// skip_words_i a pixel, those behind the last channel are dropped; bypass words
// {win_last, four elements}, elements behind the last column are dropped; output
// {last, word}, last at the end of an image of out_w_i x out_h_i pixels.
// res_done_o: the last column of the result was read in the previous cycle.
// error_o: a partial sum's last flag was not the end of an image, or the other way
// round.
`default_nettype none
module imc_post #(
  parameter  COLS       = 8,  // columns, 4..4096
  parameter  ADC_BITS   = 8,  // code of a column, two's complement, bits, 2..32
  localparam CONST_BITS = 86  // {shift[6], mult[16], skip_mult[32], bias[32]}
) (
  input  wire                  clk_i,
  input  wire                  rst_i,  // synchronous, active high; keeps the constants
  // Constants of a column, written while rst_i is high.
  input  wire                  const_we_i,
  input  wire [15:0]           const_col_i,      // column, 0..COLS-1
  input  wire [CONST_BITS-1:0] const_data_i,     // shift 0..47
  // Task (docs/rtl.md), constant while rst_i is low.
  input  wire [15:0]           cols_i,           // columns of a pixel, 1..COLS
  input  wire [12:0]           out_w_i,          // pixels of a row of an image, 1..4096
  input  wire [12:0]           out_h_i,          // rows of an image, 1..4096
  input  wire                  bypass_i,         // 1: values are bypass elements, 0: codes
  input  wire                  act_signed_i,     // bypass elements are two's complement
  input  wire [15:0]           adc_step_i,       // a code's weight in a value, 1..65535
  input  wire [31:0]           adc_offset_i,     // value of code 0, two's complement
  input  wire                  has_psum_i,       // a partial sum joins every column
  input  wire                  has_skip_i,       // residual channels join some columns
  input  wire                  skip_signed_i,    // residual bytes are two's complement
  input  wire [11:0]           skip_words_i,     // residual words of a pixel, 1..4095
  input  wire [15:0]           skip_first_i,     // column that residual channel 0 joins
  input  wire [15:0]           skip_channels_i,  // columns that one joins, from there on
  input  wire                  out_raw_i,        // 1: a word of 32 bits a column, 0: bytes
  input  wire                  out_signed_i,     // bytes are -128..127, else 0..255
  input  wire [2:0]            leak_shift_i,     // bits that a negative total is shifted more
  // Results of the crossbar, oldest first.
  input  wire                  res_valid_i,      // a result can be read, until res_done_o
  output wire                  res_done_o,       // register; pulse behind its last column
  output wire                  col_re_o,         // read column col_o in this cycle
  output wire [15:0]           col_o,            // register; column, 0..cols_i-1, rising
  input  wire [ADC_BITS-1:0]   col_data_i,       // its code, from the next cycle to the next read
  // Streams: a word moves at a clock edge where valid and ready are high; a valid word
  // stays. The readies of bypass and partial sums are functions of registers.
  input  wire                  byp_valid_i,
  output wire                  byp_ready_o,
  input  wire [32:0]           byp_data_i,       // {win_last, four elements}
  input  wire                  psum_valid_i,
  output wire                  psum_ready_o,
  input  wire [32:0]           psum_data_i,      // {last, two's complement sum of a column}
  input  wire                  skip_valid_i,
  output wire                  skip_ready_o,     // waits for skip_valid_i: a pulse, word taken
  input  wire [31:0]           skip_data_i,      // four channels, the first lowest
  output wire                  out_valid_o,      // register
  input  wire                  out_ready_i,
  output wire [32:0]           out_data_o,       // register; {last, raw sum or four bytes}
  output wire                  error_o           // register; pulse: a wrong last of psum_data_i
);
  localparam COL_BITS = $clog2(COLS);

  generate
    if (COLS < 4 || COLS > 4096) begin : g_check_cols
      $error("imc_post: COLS must be 4..4096");
    end
    if (ADC_BITS < 2 || ADC_BITS > 32) begin : g_check_adc_bits
      $error("imc_post: ADC_BITS must be 2..32");
    end
  endgenerate

  // The small queues in front of the join.
  wire        byp_valid, byp_pop, psum_valid, psum_pop;
  wire [32:0] byp_data, psum_data;

  imc_fifo #(
    .WIDTH(33),
    .DEPTH(2)
  ) bypass_queue (
    .clk_i      (clk_i),
    .rst_i      (rst_i),
    .in_valid_i (byp_valid_i),
    .in_ready_o (byp_ready_o),
    .in_data_i  (byp_data_i),
    .out_valid_o(byp_valid),
    .out_ready_i(byp_pop),
    .out_data_o (byp_data)
  );

  imc_fifo #(
    .WIDTH(33),
    .DEPTH(2)
  ) psum_queue (
    .clk_i      (clk_i),
    .rst_i      (rst_i),
    .in_valid_i (psum_valid_i),
    .in_ready_o (psum_ready_o),
    .in_data_i  (psum_data_i),
    .out_valid_o(psum_valid),
    .out_ready_i(psum_pop),
    .out_data_o (psum_data)
  );

  // Place in the image. The counters named left count down to 0.
  reg [15:0] col_q, col_left_q;
  reg [12:0] x_left_q, y_left_q;
  reg [15:0] skip_wait_q;        // columns before the first that a residual channel joins
  reg [15:0] skip_left_q;        // channels
  reg        skip_here_q;        // one joins the next column
  reg [11:0] skip_words_left_q;  // words of this pixel
  reg [1:0]  skip_lane_q;
  reg        skip_drop_q;  // the columns are done, residual words are left
  reg        byp_drop_q;   // the columns are done, bypass words are left
  reg        res_done_q;
  reg        error_q;

  // A column is issued where the pipeline moves and all that it needs is there. What
  // an idle cycle does not need is computed inside the branch that does: a simulation
  // of many tiles lives on it.
  wire advance;
  reg  issue, col_last;

  always @* begin
    issue    = 1'b0;
    col_last = 1'b0;
    if (advance && (bypass_i ? byp_valid && !byp_drop_q : res_valid_i && !res_done_q)) begin
      col_last = col_left_q == 16'd0;
      issue    = (!has_psum_i || psum_valid) && !skip_drop_q && (!skip_here_q || skip_valid_i);
    end
  end

  wire skip_end = skip_lane_q == 2'd3 || skip_left_q == 16'd1;
  wire skip_pop = skip_valid_i && (skip_drop_q || (issue && skip_here_q && skip_end));

  assign psum_pop     = issue && has_psum_i;
  assign byp_pop      = byp_drop_q || (issue && bypass_i && (col_q[1:0] == 2'd3 || col_last));
  assign skip_ready_o = skip_pop;
  assign col_re_o     = issue && !bypass_i;
  assign col_o        = col_q;
  assign res_done_o   = res_done_q;
  assign error_o      = error_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      col_q        <= 16'd0;
      col_left_q   <= cols_i - 16'd1;
      x_left_q     <= out_w_i - 13'd1;
      y_left_q     <= out_h_i - 13'd1;
      res_done_q   <= 1'b0;
      byp_drop_q   <= 1'b0;
      error_q      <= 1'b0;
    end else begin
      res_done_q <= issue && col_last && !bypass_i;
      error_q    <= psum_pop && psum_data[32] != (col_last && x_left_q == 13'd0 &&
                                                  y_left_q == 13'd0);
      if (byp_drop_q ? byp_valid : byp_pop && col_last) byp_drop_q <= !byp_data[32];
      if (issue) begin
        col_q        <= col_last ? 16'd0 : col_q + 16'd1;
        col_left_q   <= col_last ? cols_i - 16'd1 : col_left_q - 16'd1;
        if (col_last) begin
          x_left_q <= x_left_q == 13'd0 ? out_w_i - 13'd1 : x_left_q - 13'd1;
          if (x_left_q == 13'd0)
            y_left_q <= y_left_q == 13'd0 ? out_h_i - 13'd1 : y_left_q - 13'd1;
        end
      end
    end
  end

  wire skip_first = has_skip_i && skip_first_i == 16'd0 && skip_channels_i != 16'd0;

  always @(posedge clk_i) begin
    if (rst_i) begin
      skip_wait_q       <= skip_first_i;
      skip_left_q       <= skip_channels_i;
      skip_here_q       <= skip_first;
      skip_words_left_q <= skip_words_i;
      skip_lane_q       <= 2'd0;
      skip_drop_q       <= 1'b0;
    end else if (has_skip_i && (issue || skip_drop_q)) begin : p_skip
      reg [11:0] words_left;  // after this cycle
      words_left = skip_words_left_q - {11'd0, skip_pop};
      skip_words_left_q <= words_left;
      if (skip_drop_q || col_last) begin
        skip_drop_q <= words_left != 12'd0;
        if (words_left == 12'd0) skip_words_left_q <= skip_words_i;
      end
      if (issue && col_last) begin
        skip_wait_q <= skip_first_i;
        skip_left_q <= skip_channels_i;
        skip_here_q <= skip_first;
        skip_lane_q <= 2'd0;
      end else if (issue && skip_here_q) begin
        skip_left_q <= skip_left_q - 16'd1;
        skip_here_q <= skip_left_q != 16'd1;
        skip_lane_q <= skip_lane_q + 2'd1;
      end else if (issue && skip_wait_q != 16'd0) begin
        skip_wait_q <= skip_wait_q - 16'd1;
        skip_here_q <= skip_wait_q == 16'd1 && skip_left_q != 16'd0;
      end
    end
  end

  // The pipeline. valid_q[n]: register n holds a column.
  reg [6:1] valid_q, col_last_q, image_last_q;

  always @(posedge clk_i) begin
    if (rst_i) valid_q <= 6'd0;
    else if (advance) valid_q <= {valid_q[5:1], issue};
  end

  // 1: what comes with the column; the code and the constants are held by their memories.
  reg signed [8:0]  skip_1_q, byp_1_q;
  reg        [31:0] psum_1_q;

  always @(posedge clk_i) begin
    if (issue) begin : p_1
      reg [7:0] skip_raw, byp_raw;
      skip_raw = skip_data_i[{skip_lane_q, 3'd0} +: 8];
      byp_raw  = byp_data[{1'b0, col_q[1:0], 3'd0} +: 8];
      skip_1_q <= skip_here_q ? $signed({skip_signed_i && skip_raw[7], skip_raw}) : 9'sd0;
      byp_1_q  <= $signed({act_signed_i && byp_raw[7], byp_raw});
      psum_1_q <= has_psum_i ? psum_data[31:0] : 32'd0;
    end
    if (advance && (issue || valid_q != 6'd0)) begin
      col_last_q   <= {col_last_q[5:1], col_last};
      image_last_q <= {image_last_q[5:1], col_last && x_left_q == 13'd0 && y_left_q == 13'd0};
    end
  end

  wire [CONST_BITS-1:0] constants;

  imc_sram #(
    .WIDTH(CONST_BITS),
    .DEPTH(COLS)
  ) constant_memory (
    .clk_i  (clk_i),
    .we_i   (const_we_i),
    .waddr_i(const_col_i[COL_BITS-1:0]),
    .wdata_i(const_data_i),
    .re_i   (issue),
    .raddr_i(col_q[COL_BITS-1:0]),
    .rdata_o(constants)
  );

  // 2, 3: value and sum. A raw result is a sum times 1.
  reg signed [31:0] value_2_q, add_2_q, acc_3_q;
  reg signed [23:0] high_2_q;  // of the value, times 256
  reg signed [31:0] skip_mult_2_q, skip_mult_3_q;
  reg signed [8:0]  skip_2_q, skip_3_q;
  reg        [15:0] mult_2_q, mult_3_q;
  reg        [5:0]  shift_2_q, shift_3_q, shift_4_q, shift_5_q;
  reg        [5:0]  leaky_5_q;  // the shift of a negative result, at most 54

  wire signed [31:0] code = $signed({{(33-ADC_BITS){col_data_i[ADC_BITS-1]}},
                                     col_data_i[ADC_BITS-2:0]});

  always @(posedge clk_i) begin
    if (advance && valid_q[1]) begin
      value_2_q     <= bypass_i ? $signed({{23{byp_1_q[8]}}, byp_1_q})
                                : code * $signed({24'd0, adc_step_i[7:0]});
      high_2_q      <= bypass_i ? 24'sd0 : code[23:0] * $signed({16'd0, adc_step_i[15:8]});
      add_2_q       <= (bypass_i ? 32'd0 : adc_offset_i) + psum_1_q + constants[31:0];
      skip_2_q      <= out_raw_i ? 9'sd0 : skip_1_q;
      skip_mult_2_q <= constants[63:32];
      mult_2_q      <= out_raw_i ? 16'd1 : constants[79:64];
      shift_2_q     <= out_raw_i ? 6'd0 : constants[85:80];
    end
    if (advance && valid_q[2]) begin
      acc_3_q       <= value_2_q + $signed({high_2_q, 8'd0}) + add_2_q;
      skip_3_q      <= skip_2_q;
      skip_mult_3_q <= skip_mult_2_q;
      mult_3_q      <= mult_2_q;
      shift_3_q     <= shift_2_q;
    end
  end

  // 4, 5, 6: requantise.
  reg signed [48:0] total_5_q;
  reg signed [40:0] low_4_q, high_4_q;  // products with the halves of the multiplier
  reg signed [40:0] side_4_q;
  reg        [31:0] result_6_q;
  reg               round_6_q;  // one more, without overflow

  always @(posedge clk_i) begin
    if (advance && valid_q[3]) begin
      low_4_q   <= acc_3_q * $signed({1'b0, mult_3_q[7:0]});
      high_4_q  <= acc_3_q * $signed({1'b0, mult_3_q[15:8]});
      side_4_q  <= skip_3_q * skip_mult_3_q;
      shift_4_q <= shift_3_q;
    end
    if (advance && valid_q[4]) begin
      total_5_q <= $signed({{8{low_4_q[40]}}, low_4_q}) + $signed({high_4_q, 8'd0}) +
                   $signed({{8{side_4_q[40]}}, side_4_q});
      shift_5_q <= shift_4_q;
      leaky_5_q <= shift_4_q + {3'd0, leak_shift_i};
    end
    if (advance && valid_q[5]) begin : p_6
      reg signed [49:0] shifted;  // times 2: bit 0 is half of the last place
      reg               low, high;
      shifted = $signed({total_5_q, 1'b0}) >>> (total_5_q[48] ? leaky_5_q : shift_5_q);
      low  = shifted[49] && (!out_signed_i || shifted[48:8] != {41{1'b1}});
      high = !shifted[49] && (shifted[48:9] != 40'd0 || (out_signed_i && shifted[8]));
      result_6_q <= out_raw_i ? total_5_q[31:0] :
                    low       ? {24'd0, out_signed_i, 7'd0} :
                    high      ? {24'd0, !out_signed_i, 7'h7f} : {24'd0, shifted[8:1]};
      round_6_q  <= shifted[0] && !low && !high && !out_raw_i &&
                    shifted[8:1] != {!out_signed_i, 7'h7f};
    end
  end

  // Packer: bytes of the word before this one, and the output register.
  reg        out_valid_q;
  reg [1:0]  lane_q;
  reg [23:0] bytes_q;
  reg [32:0] out_q;

  wire emit = valid_q[6] && (out_raw_i || lane_q == 2'd3 || col_last_q[6]);

  assign advance     = !emit || out_ready_i || !out_valid_q;
  assign out_valid_o = out_valid_q;
  assign out_data_o  = out_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      out_valid_q <= 1'b0;
      lane_q      <= 2'd0;
      bytes_q     <= 24'd0;
    end else begin
      out_valid_q <= emit || (out_valid_q && !out_ready_i);
      if (advance && valid_q[6]) begin : p_pack
        reg [31:0] result, word;
        result = {result_6_q[31:8], result_6_q[7:0] + {7'd0, round_6_q}};
        word   = {8'd0, bytes_q} | (result << {lane_q, 3'd0});
        lane_q  <= emit ? 2'd0 : lane_q + 2'd1;
        bytes_q <= emit ? 24'd0 : word[23:0];
        if (emit) out_q <= {image_last_q[6], word};
      end
    end
  end

  wire unused = &{1'b0, const_col_i};
endmodule
`default_nettype wire
