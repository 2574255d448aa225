// SPDX-License-Identifier: Apache-2.0
//
// Core of a tile: window, reduction, crossbar, residual memory, post-processing.
//
//	act --> window --> pool --+--> crossbar --+--> post --> out
//	act ------^               +--- bypass ----+     ^
//	psum, skip --> residual memory -----------------+
//
// A vector of n words is written in n cycles; one cycle later its product starts
// if the crossbar is ready, and the next vector may follow. Products are CYCLES
// apart where vectors (n+1 cycles) and columns (a cycle more than their groups) take no longer.
//
// All streams are {last, word}; ready of the inputs is a function of registers. Of the
// SOURCES of activations at most one is valid. error_o is a pulse: a last flag was not where the task has it.
`default_nettype none
module imc_core #(
  parameter ROWS        = 16,  // crossbar inputs, 4..4096, multiple of 4
  parameter COLS        = 8,   // crossbar outputs, 4..4096, multiple of 4
  parameter CYCLES      = 10,  // clock cycles a product, 2..65535
  parameter MACS        = 0,   // 0: the macro imc_xbar; else that many products a cycle in logic
  parameter ADC_BITS    = 8,   // code of a column, bits, 2..32
  parameter WEIGHT_BITS = 8,   // weight, bits, 2..8
  parameter POST_CYCLES = 1,   // cycles columns take behind the crossbar, 1, 2 or 4
  parameter POST_LANES  = 1,   // columns at once, 1, 2 or 4
  parameter POST_TABLE  = 0,   // 1: results can be looked up in a table; 0 or 1
  parameter POST_LEAK   = 0,   // 1: columns have a multiplier for negative sums; 0 or 1
  parameter ACT_WORDS   = 16,  // activation memory, words, 16..65536
  parameter SKIP_WORDS  = 16,  // residual memory, words, 16..65536
  parameter SOURCES     = 1,   // streams of activations, 1..32
  parameter BITS        = 32,  // of a word, 32, 64 or 128
  parameter PSUM_BITS   = 32,  // of a partial sum in a word, 16..32
  parameter POOL_WORDS  = 0,   // weights of the reduction, words, 0 or 2..65536
  parameter TEST        = 0    // 1: bypasses of the macros and a test of the memories; 0 or 1
) (
  input  wire                      clk_i,
  input  wire                      rst_i,  // synchronous, active high; keeps weights and constants
  input  wire [((SOURCES == 1) ? 19 : 16 + 6*SOURCES)*32-1:0] task_i,  // registers, docs/rtl.md;
                                          // constant while rst_i is low
  // weights, of the crossbar or the reduction, and constants
  input  wire                      w_we_i,
  input  wire                      pool_we_i,  // word w_row_i of those of the reduction
  input  wire                      table_we_i,  // value w_row_i of the table
  input  wire [15:0]               w_row_i,
  input  wire [15:0]               w_col4_i,
  input  wire [31:0]               w_data_i,
  input  wire                      const_we_i,
  input  wire [15:0]               const_col_i,
  input  wire [102:0]              const_data_i,
  // streams
  input  wire [SOURCES-1:0]        act_valid_i,
  output wire [SOURCES-1:0]        act_ready_o,
  input  wire [BITS:0]             act_data_i,
  input  wire                      psum_valid_i,
  output wire                      psum_ready_o,
  input  wire [BITS:0]             psum_data_i,
  input  wire                      skip_valid_i,
  output wire                      skip_ready_o,
  input  wire [BITS:0]             skip_data_i,
  output wire                      out_valid_o,
  input  wire                      out_ready_i,
  output wire [BITS:0]             out_data_o,
  output wire [SOURCES-1:0]        missing_o,  // the window waits for this source
  // {waits for the residual, for partial sums, a result waits or is read, the crossbar
  // multiplies, a vector waits for it}
  output wire [4:0]                state_o,
  output wire                      error_o,
  // test of the chip, used with TEST: imc_memory; test_i[31] is scan
  input  wire [31:0]               test_i,
  output wire                      test_fail_o  // two cycles behind a read that finds other data
);
`include "imc_task.vh"

  wire        act_signed = task_i[IN_SIGNED_AT];
  wire        bypass     = task_i[BYPASS_AT];
  wire        sums       = task_i[SUMS_AT];
  wire [1:0]  reduce     = task_i[REDUCE_AT +: REDUCE_BITS];
  wire [4:0]  pool_shift = task_i[POOL_SHIFT_AT +: POOL_SHIFT_BITS];
  wire [15:0] rows       = task_i[ROWS_AT +: ROWS_BITS];
  wire [15:0] cols       = task_i[COLS_AT +: COLS_BITS];
  wire [31:0] adc_offset = task_i[ADC_OFFSET_AT +: ADC_OFFSET_BITS];

  wire [SOURCES*SOURCE_REGS*32-1:0] src;
  generate
    if (SOURCES == 1) begin : g_alone
      assign src = {{(SOURCE_REGS-ALONE_REGS)*32{1'b0}}, task_i[TASK_REGS*32 +: ALONE_REGS*32]};
    end else begin : g_sources
      assign src = task_i[TASK_REGS*32 +: SOURCES*SOURCE_REGS*32];
    end
  endgenerate

  wire [4:0] fails;  // of the memory test: window, pool, skip, post, crossbar

  // Window words, then vector words.
  wire        win_valid, win_ready, win_tap_last, win_last, win_error;
  wire [BITS-1:0] win_data;
  wire        vec_valid, vec_ready, vec_last;
  localparam      ELEMENT = (POOL_WORDS == 0) ? 8 : 24;
  wire [BITS/8*ELEMENT-1:0] elements;
  wire [BITS-1:0] vec_data;  // their low bytes

  imc_window #(
    .WORDS  (ACT_WORDS),
    .SOURCES(SOURCES),
    .BITS   (BITS),
    .TEST   (TEST)
  ) window (
    .clk_i         (clk_i),
    .rst_i         (rst_i),
    .reduce_i      (reduce != 2'd0),
    .sums_i        (sums),
    .signed_i      (act_signed),
    .shift_i       (pool_shift),
    .n_sources_i   (task_i[N_SOURCES_AT +: N_SOURCES_BITS]),
    .in_w_i        (task_i[IN_W_AT +: IN_W_BITS]),
    .in_h_i        (task_i[IN_H_AT +: IN_H_BITS]),
    .in_words_i    (task_i[IN_WORDS_AT +: IN_WORDS_BITS]),
    .out_w_i       (task_i[OUT_W_AT +: OUT_W_BITS]),
    .out_h_i       (task_i[OUT_H_AT +: OUT_H_BITS]),
    .end_x_i       (task_i[END_X_AT +: END_X_BITS]),
    .end_y_i       (task_i[END_Y_AT +: END_Y_BITS]),
    .pad_x_i       (task_i[PAD_X_AT +: PAD_X_BITS]),
    .pad_y_i       (task_i[PAD_Y_AT +: PAD_Y_BITS]),
    .stride_x_i    (task_i[STRIDE_X_AT +: STRIDE_X_BITS]),
    .stride_y_i    (task_i[STRIDE_Y_AT +: STRIDE_Y_BITS]),
    .dilation_x_i  (task_i[DILATION_X_AT +: DILATION_X_BITS]),
    .dilation_y_i  (task_i[DILATION_Y_AT +: DILATION_Y_BITS]),
    .ring_words_i  (task_i[RING_WORDS_AT +: RING_WORDS_BITS]),
    .step_x_i      (task_i[STEP_X_AT +: STEP_X_BITS]),
    .step_y_i      (task_i[STEP_Y_AT +: STEP_Y_BITS]),
    .step_ox_i     (task_i[STEP_OX_AT +: STEP_OX_BITS]),
    .step_oy_i     (task_i[STEP_OY_AT +: STEP_OY_BITS]),
    .step_img_i    (task_i[STEP_IMG_AT +: STEP_IMG_BITS]),
    .src_i         (src),
    .act_valid_i   (act_valid_i),
    .act_ready_o   (act_ready_o),
    .act_data_i    (act_data_i),
    .win_valid_o   (win_valid),
    .win_ready_i   (win_ready),
    .win_data_o    (win_data),
    .win_tap_last_o(win_tap_last),
    .win_last_o    (win_last),
    .missing_o     (missing_o),
    .error_o       (win_error),
    .test_i        (test_i),
    .test_fail_o   (fails[0])
  );

  imc_pool #(
    .BITS (BITS),
    .WORDS(POOL_WORDS),
    .TEST (TEST)
  ) pool (
    .clk_i         (clk_i),
    .rst_i         (rst_i),
    .w_we_i        (pool_we_i),
    .w_addr_i      (w_row_i),
    .w_data_i      (w_data_i),
    .reduce_i      (sums ? 2'd0 : reduce),  // sums: joins the lanes of a word
    .signed_i      (act_signed),
    .shift_i       (pool_shift),
    .in_valid_i    (win_valid),
    .in_ready_o    (win_ready),
    .in_data_i     (win_data),
    .in_tap_last_i (win_tap_last),
    .in_win_last_i (win_last),
    .out_valid_o   (vec_valid),
    .out_ready_i   (vec_ready),
    .out_data_o    (elements),
    .out_win_last_o(vec_last),
    .test_i        (test_i),
    .test_fail_o   (fails[1])
  );

  genvar lane;
  generate
    for (lane = 0; lane < BITS / 8; lane = lane + 1) begin : g_vector
      assign vec_data[8*lane +: 8] = elements[ELEMENT*lane +: 8];
    end
  endgenerate

  // Vector writer: full_q while a complete vector waits for its start.
  reg         full_q;
  reg  [13:0] x_addr_q;
  wire        xbar_ready, byp_ready;
  wire        x_we = vec_valid && !bypass && !full_q;

  assign vec_ready = bypass ? byp_ready : !full_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      full_q   <= 1'b0;
      x_addr_q <= 14'd0;
    end else begin
      full_q <= full_q ? !xbar_ready : x_we && vec_last;
      if (x_we) x_addr_q <= vec_last ? 14'd0 : x_addr_q + 14'd1;
    end
  end

  wire                res_valid, res_done, col_re;
  wire [15:0]         col;
  wire [POST_LANES*ADC_BITS-1:0] col_data;
  generate
    if (MACS == 0) begin : g_macro
      wire [2+POST_LANES*ADC_BITS-1:0] macro_out;  // of the crossbar, without a bypass

      imc_xbar #(
        .ROWS       (ROWS),
        .COLS       (COLS),
        .CYCLES     (CYCLES),
        .ADC_BITS   (ADC_BITS),
        .WEIGHT_BITS(WEIGHT_BITS),
        .BITS       (BITS),
        .READ_COLS  (POST_LANES)
      ) xbar (
        .clk_i      (clk_i),
        .rst_i      (rst_i),
        .w_we_i     (w_we_i),
        .w_row_i    (w_row_i),
        .w_col4_i   (w_col4_i),
        .w_data_i   (w_data_i),
        .rows_i     (rows),
        .cols_i     (cols),
        .signed_i   (act_signed),
        .gain_i     (task_i[ADC_GAIN_AT +: ADC_GAIN_BITS]),
        .shift_i    (task_i[ADC_SHIFT_AT +: ADC_SHIFT_BITS]),
        .offset_i   (adc_offset),
        .x_we_i     (x_we),
        .x_addr_i   (x_addr_q),
        .x_data_i   (vec_data),
        .start_i    (full_q),
        .ready_o    (macro_out[1]),
        .res_valid_o(macro_out[0]),
        .res_done_i (res_done),
        .col_re_i   (col_re),
        .col_i      (col),
        .col_data_o (macro_out[2 +: POST_LANES*ADC_BITS])
      );

      imc_bypass #(
        .INPUTS (187 + BITS),
        .OUTPUTS(2 + POST_LANES * ADC_BITS),
        .TEST   (TEST)
      ) bypass_xbar (
        .clk_i  (clk_i),
        .scan_i (test_i[31]),
        .in_i   ({rst_i, w_we_i, w_row_i, w_col4_i, w_data_i, rows, cols, act_signed,
                  task_i[ADC_GAIN_AT +: ADC_GAIN_BITS], task_i[ADC_SHIFT_AT +: ADC_SHIFT_BITS],
                  adc_offset, x_we, x_addr_q, vec_data, full_q, res_done, col_re, col}),
        .macro_i(macro_out),
        .out_o  ({col_data, xbar_ready, res_valid})
      );

      assign fails[4] = 1'b0;
    end else begin : g_logic
      imc_xbar_digital #(
        .ROWS       (ROWS),
        .COLS       (COLS),
        .MACS       (MACS),
        .CYCLES     (CYCLES),
        .ADC_BITS   (ADC_BITS),
        .WEIGHT_BITS(WEIGHT_BITS),
        .BITS       (BITS),
        .READ_COLS  (POST_LANES),
        .TEST       (TEST)
      ) xbar (
        .clk_i      (clk_i),
        .rst_i      (rst_i),
        .w_we_i     (w_we_i),
        .w_row_i    (w_row_i),
        .w_col4_i   (w_col4_i),
        .w_data_i   (w_data_i),
        .rows_i     (rows),
        .cols_i     (cols),
        .signed_i   (act_signed),
        .gain_i     (task_i[ADC_GAIN_AT +: ADC_GAIN_BITS]),
        .shift_i    (task_i[ADC_SHIFT_AT +: ADC_SHIFT_BITS]),
        .offset_i   (adc_offset),
        .x_we_i     (x_we),
        .x_addr_i   (x_addr_q),
        .x_data_i   (vec_data),
        .start_i    (full_q),
        .ready_o    (xbar_ready),
        .res_valid_o(res_valid),
        .res_done_i (res_done),
        .col_re_i   (col_re),
        .col_i      (col),
        .col_data_o (col_data),
        .test_i     (test_i),
        .test_fail_o(fails[4])
      );
    end
  endgenerate

  wire        kept_valid, kept_ready, skip_error;
  wire [BITS-1:0] kept_word;

  imc_skip #(
    .WORDS(SKIP_WORDS),
    .BITS (BITS),
    .TEST (TEST)
  ) skip (
    .clk_i        (clk_i),
    .rst_i        (rst_i),
    .skip_w_i     (task_i[SKIP_W_AT +: SKIP_W_BITS]),
    .skip_h_i     (task_i[SKIP_H_AT +: SKIP_H_BITS]),
    .skip_words_i (task_i[SKIP_WORDS_AT +: SKIP_WORDS_BITS]),
    .skip_stride_i(task_i[SKIP_STRIDE_AT +: SKIP_STRIDE_BITS]),
    .in_valid_i   (skip_valid_i),
    .in_ready_o   (skip_ready_o),
    .in_data_i    (skip_data_i),
    .out_valid_o  (kept_valid),
    .out_ready_i  (kept_ready),
    .out_data_o   (kept_word),
    .error_o      (skip_error),
    .test_i       (test_i),
    .test_fail_o  (fails[2])
  );

  wire       post_error;
  wire [1:0] lacks;

  imc_post #(
    .COLS       (COLS),
    .ADC_BITS   (ADC_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES (POST_LANES),
    .POST_TABLE (POST_TABLE),
    .POST_LEAK  (POST_LEAK),
    .BITS       (BITS),
    .PSUM_BITS  (PSUM_BITS),
    .ELEMENT    (ELEMENT),
    .TEST       (TEST)
  ) post (
    .clk_i          (clk_i),
    .rst_i          (rst_i),
    .const_we_i     (const_we_i),
    .const_col_i    (const_col_i),
    .const_data_i   (const_data_i),
    .table_we_i     (table_we_i),
    .table_addr_i   (w_row_i[7:0]),
    .table_data_i   (w_data_i[7:0]),
    .cols_i         (cols),
    .out_w_i        (task_i[OUT_W_AT +: OUT_W_BITS]),
    .out_h_i        (task_i[OUT_H_AT +: OUT_H_BITS]),
    .bypass_i       (bypass),
    .act_signed_i   (act_signed),
    .adc_step_i     (task_i[ADC_STEP_AT +: ADC_STEP_BITS]),
    .adc_offset_i   (adc_offset),
    .has_psum_i     (task_i[HAS_PSUM_AT]),
    .has_skip_i     (task_i[HAS_SKIP_AT]),
    .skip_signed_i  (task_i[SKIP_SIGNED_AT]),
    .skip_words_i   (task_i[SKIP_WORDS_AT +: SKIP_WORDS_BITS]),
    .skip_first_i   (task_i[SKIP_FIRST_AT +: SKIP_FIRST_BITS]),
    .skip_channels_i(task_i[SKIP_CHANNELS_AT +: SKIP_CHANNELS_BITS]),
    .out_raw_i      (task_i[OUT_RAW_AT]),
    .clamp_signed_i (task_i[CLAMP_SIGNED_AT]),
    .has_table_i    (task_i[HAS_TABLE_AT]),
    .leak_shift_i   (task_i[LEAK_SHIFT_AT +: LEAK_SHIFT_BITS]),
    .res_valid_i    (res_valid),
    .res_done_o     (res_done),
    .col_re_o       (col_re),
    .col_o          (col),
    .col_data_i     (col_data),
    .byp_valid_i    (vec_valid && bypass),
    .byp_ready_o    (byp_ready),
    .byp_data_i     ({vec_last, elements}),
    .psum_valid_i   (psum_valid_i),
    .psum_ready_o   (psum_ready_o),
    .psum_data_i    (psum_data_i),
    .skip_valid_i   (kept_valid),
    .skip_ready_o   (kept_ready),
    .skip_data_i    (kept_word),
    .out_valid_o    (out_valid_o),
    .out_ready_i    (out_ready_i),
    .out_data_o     (out_data_o),
    .lacks_o        (lacks),
    .error_o        (post_error),
    .test_i         (test_i),
    .test_fail_o    (fails[3])
  );

  assign test_fail_o = |fails;

  assign error_o = win_error || skip_error || post_error;
  assign state_o = {lacks, res_valid, !xbar_ready, full_q && !xbar_ready};

  wire unused = &{1'b0, task_i};  // enable and the unused bits of the registers
endmodule
`default_nettype wire
