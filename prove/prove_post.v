// SPDX-License-Identifier: Apache-2.0
//
// What the core promises to the router's inject, which stores nothing: a word offered
// stays, unchanged, until it is taken. The word is that of imc_post's output register,
// which imc_core passes on. What the requantisation makes of columns does not matter to it.
//
// Any value: dut.results
`default_nettype none
module prove_post #(
  parameter COLS        = 4,  // as imc_post
  parameter ADC_BITS    = 4,  // as imc_post
  parameter POST_CYCLES = 1,  // as imc_post
  parameter POST_LANES  = 1,  // as imc_post
  parameter PSUM_BITS   = 32, // as imc_post
  parameter ELEMENT     = 8,  // as imc_post
  parameter POST_TABLE  = 0,  // as imc_post
  parameter POST_LEAK   = 0,  // as imc_post
  parameter INVARIANTS  = 1   // there are none
) (
  input wire                clk_i,
  input wire                rst_i,
  input wire                const_we_i,
  input wire [15:0]         const_col_i,
  input wire [102:0]        const_data_i,
  input wire                table_we_i,
  input wire [7:0]          table_addr_i,
  input wire [7:0]          table_data_i,
  input wire                res_valid_i,
  input wire [POST_LANES*ADC_BITS-1:0] col_data_i,
  input wire                byp_valid_i,
  input wire [4*ELEMENT:0]  byp_data_i,
  input wire                psum_valid_i,
  input wire [32:0]         psum_data_i,
  input wire                skip_valid_i,
  input wire [31:0]         skip_data_i,
  input wire                out_ready_i
);
  // Any task.
  (* anyconst *) reg [15:0] cols, step, skip_first, skip_channels;
  (* anyconst *) reg [12:0] out_w, out_h;
  (* anyconst *) reg [31:0] offset;
  (* anyconst *) reg [11:0] skip_words;
  (* anyconst *) reg [7:0]  flags;
  (* anyconst *) reg [2:0]  leak_shift;

  wire        out_valid;
  wire [32:0] out_data;
  imc_post #(
    .COLS       (COLS),
    .ADC_BITS   (ADC_BITS),
    .POST_CYCLES(POST_CYCLES),
    .POST_LANES (POST_LANES),
    .PSUM_BITS  (PSUM_BITS),
    .ELEMENT    (ELEMENT),
    .POST_TABLE (POST_TABLE),
    .POST_LEAK  (POST_LEAK)
  ) dut (
    .clk_i          (clk_i),
    .rst_i          (rst_i),
    .const_we_i     (const_we_i),
    .const_col_i    (const_col_i),
    .const_data_i   (const_data_i),
    .table_we_i     (table_we_i),
    .table_addr_i   (table_addr_i),
    .table_data_i   (table_data_i),
    .cols_i         (cols),
    .out_w_i        (out_w),
    .out_h_i        (out_h),
    .bypass_i       (flags[0]),
    .act_signed_i   (flags[1]),
    .adc_step_i     (step),
    .adc_offset_i   (offset),
    .has_psum_i     (flags[2]),
    .has_skip_i     (flags[3]),
    .skip_signed_i  (flags[4]),
    .skip_words_i   (skip_words),
    .skip_first_i   (skip_first),
    .skip_channels_i(skip_channels),
    .out_raw_i      (flags[5]),
    .clamp_signed_i (flags[6]),
    .has_table_i    (flags[7]),
    .leak_shift_i   (leak_shift),
    .res_valid_i    (res_valid_i),
    .res_done_o     (),
    .col_re_o       (),
    .col_o          (),
    .col_data_i     (col_data_i),
    .byp_valid_i    (byp_valid_i),
    .byp_ready_o    (),
    .byp_data_i     (byp_data_i),
    .psum_valid_i   (psum_valid_i),
    .psum_ready_o   (),
    .psum_data_i    (psum_data_i),
    .skip_valid_i   (skip_valid_i),
    .skip_ready_o   (),
    .skip_data_i    (skip_data_i),
    .out_valid_o    (out_valid),
    .out_ready_i    (out_ready_i),
    .out_data_o     (out_data),
    .error_o        (),
    .test_i         (32'd0),
    .test_fail_o    ()
  );

  reg        waits_q;
  reg [32:0] shown_q;
  always @(posedge clk_i) begin
    waits_q <= !rst_i && out_valid && !out_ready_i;
    shown_q <= out_data;
  end

  always @* begin
    if ($initstate) assume (rst_i);
    if (!rst_i) p_stays: assert (!waits_q || (out_valid && out_data == shown_q));
  end
endmodule
`default_nettype wire
