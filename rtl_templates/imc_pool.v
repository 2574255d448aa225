// SPDX-License-Identifier: Apache-2.0
//
// Reduction of a window: maximum or rounded mean of each byte lane over
// the words up to tap_last; without reduction every word is its own group, or words of
// which one a lane is not zero make up a group (sums of imc_window).
//
// Takes a word a cycle; the result of a group is shown two cycles after its last
// word was taken.
`default_nettype none
module imc_pool #(
  parameter BITS = 32  // of a word, 32, 64 or 128
) (
  input  wire        clk_i,
  input  wire        rst_i,          // synchronous, active high
  // task, constant while rst_i is low
  input  wire [1:0]  reduce_i,       // 0 none, 1 maximum, 2 mean
  input  wire        signed_i,       // bytes are two's complement
  input  wire [4:0]  shift_i,        // mean: of 2^shift_i words, 0..12
  // window words
  input  wire        in_valid_i,
  output wire        in_ready_o,
  input  wire [BITS-1:0] in_data_i,
  input  wire        in_tap_last_i,
  input  wire        in_win_last_i,
  // vector words
  output wire        out_valid_o,
  input  wire        out_ready_i,
  output wire [BITS-1:0] out_data_o,
  output wire        out_win_last_o
);
  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      $error("imc_pool: BITS must be 32, 64 or 128");
    end
  endgenerate

  localparam       SUM_BITS = 21;  // 4096 bytes, signed or unsigned
  localparam [1:0] MAXIMUM  = 2'd1;
  localparam [1:0] MEAN     = 2'd2;

  // done: a group is complete and waits for the output register.
  reg  first_q, done_q, done_last_q, out_valid_q, out_last_q;
  wire out_free = out_ready_i || !out_valid_q;
  wire take     = in_valid_i && in_ready_o;

  assign in_ready_o     = out_free || !done_q;
  assign out_valid_o    = out_valid_q;
  assign out_win_last_o = out_last_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      first_q     <= 1'b1;
      done_q      <= 1'b0;
      out_valid_q <= 1'b0;
    end else begin
      if (take) first_q <= in_tap_last_i;
      done_q      <= (take && in_tap_last_i) || (done_q && !out_free);
      out_valid_q <= done_q || (out_valid_q && !out_ready_i);
    end
  end

  always @(posedge clk_i) begin
    if (take) done_last_q <= in_win_last_i;
    if (done_q && out_free) out_last_q <= done_last_q;
  end

  genvar lane;
  generate
    for (lane = 0; lane < BITS / 8; lane = lane + 1) begin : g_lane
      reg  signed [SUM_BITS-1:0] acc_q;
      reg         [7:0]          out_q;

      assign out_data_o[8*lane +: 8] = out_q;

      always @(posedge clk_i) begin
        if (take) begin : p_take
          reg        [7:0]          raw;
          reg signed [SUM_BITS-1:0] value;
          raw   = in_data_i[8*lane +: 8];
          value = $signed({{(SUM_BITS-8){signed_i && raw[7]}}, raw});
          if (first_q) acc_q <= value;
          else if (reduce_i != MAXIMUM) acc_q <= acc_q + value;
          else if (value > acc_q) acc_q <= value;
        end
        if (done_q && out_free) begin : p_result
          /* verilator lint_off UNUSEDSIGNAL */  // a mean of bytes fits in a byte
          reg signed [SUM_BITS:0] mean;  // times 2: bit 0 is half of the last place
          /* verilator lint_on UNUSEDSIGNAL */
          mean = $signed({acc_q, 1'b0}) >>> shift_i;
          out_q <= reduce_i == MEAN ? mean[8:1] + {7'd0, mean[0]} : acc_q[7:0];
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
