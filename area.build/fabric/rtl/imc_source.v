// SPDX-License-Identifier: Apache-2.0
//
// Where a source of activations is: the word that it brings next, whether the core keeps
// it, and the place of the next word that it keeps (docs/rtl.md, "Places: sources, ring
// and release"), counted from the release point. Moves on with each word taken.
//
// The only source of a core (ALONE) covers the image, so that it needs less.
`default_nettype none
module imc_source #(
  parameter ALONE = 0  // 1: the core has no other; 0 or 1
) (
  input  wire        clk_i,
  input  wire        rst_i,  // synchronous, active high
  // task, constant while rst_i is low
  input  wire [6*32-1:0] src_i,  // SOURCE_REGS registers
  input  wire [12:0] in_w_i,
  input  wire [12:0] in_h_i,
  input  wire [11:0] in_words_i,
  input  wire        take_i,   // the next word is taken
  input  wire        go_i,     // the release point moves on by a pixel
  output wire        keep_o,   // the next word is kept
  output wire        first_o,  // its column is the first kept, of row 0
  output wire        final_o,  // its column is the last kept, of the last row
  output wire        last_o,   // it is the last one of an image
  output wire [23:0] place_o
);
`include "imc_task.vh"

  generate
    if (ALONE != 0 && ALONE != 1) begin : g_check_alone
      imc_source_ALONE_must_be_0_or_1 refused ();
    end
  endgenerate

  wire [12:0]           cols  = (ALONE != 0) ? in_w_i : src_i[SRC_COLS_AT +: SRC_COLS_BITS];
  wire [11:0]           keep  = (ALONE != 0) ? in_words_i : src_i[SRC_KEEP_AT +: SRC_KEEP_BITS];
  wire [PLACE_BITS-1:0] start = src_i[SRC_START_AT +: SRC_START_BITS];

  // Word and column, counted modulo 4096 from the first that is kept; row.
  reg [11:0]           word_q, x_q, y_q;
  reg [PLACE_BITS-1:0] place_q;

  wire [11:0] word_next = word_q + 12'd1;
  wire [12:0] x_next    = {1'b0, x_q} + 13'd1;
  wire [12:0] y_next    = {1'b0, y_q} + 13'd1;
  wire        word_end  = word_next == src_i[SRC_END_WORD_AT +: SRC_END_WORD_BITS];
  wire        x_end     = x_next == src_i[SRC_END_X_AT +: SRC_END_X_BITS];
  wire        y_end     = y_next == in_h_i;
  wire        x_last    = x_next == cols;  // the last kept

  assign keep_o  = word_q < keep && {1'b0, x_q} < cols;
  assign first_o = y_q == 12'd0 && x_q == 12'd0;
  assign final_o = y_end && x_last;
  assign last_o  = word_end && x_end && y_end;
  assign place_o = place_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      word_q <= src_i[SRC_WORD_AT +: SRC_WORD_BITS];
      x_q    <= src_i[SRC_X_AT +: SRC_X_BITS];
      y_q    <= 12'd0;
    end else if (take_i) begin
      word_q <= word_end ? src_i[SRC_WORD_AT +: SRC_WORD_BITS] : word_next;
      if (word_end) x_q <= x_end ? src_i[SRC_X_AT +: SRC_X_BITS] : x_next[11:0];
      if (word_end && x_end) y_q <= y_end ? 12'd0 : y_next[11:0];
    end
  end

  // The place moves on by a step with a word that is kept, and goes back by a pixel with
  // the release point.
  wire kept = take_i && keep_o;
  generate
    if (ALONE != 0) begin : g_alone
      // Always 1: then one adder does, with 1 - in_words or the complement and 1.
      wire [11:0]           back = kept ? in_words_i - 12'd1 : in_words_i;
      wire [PLACE_BITS-1:0] by = go_i ? ~{12'd0, back} : {PLACE_BITS{1'b0}};
      wire [PLACE_BITS:0]   sum = {place_q, 1'b1} + {by, go_i || kept};
      always @(posedge clk_i) begin
        if (rst_i) place_q <= start;
        else if (kept || go_i) place_q <= sum[PLACE_BITS:1];
      end
      wire unused_sum = &{1'b0, sum};
    end else begin : g_shared
      wire                  word_last = word_next == keep;
      wire [PLACE_BITS-1:0] by = !word_last ? 24'd1 :
                                 x_last ? src_i[SRC_STEP_Y_AT +: SRC_STEP_Y_BITS] :
                                 {12'd0, src_i[SRC_STEP_X_AT +: SRC_STEP_X_BITS]};
      always @(posedge clk_i) begin
        if (rst_i) place_q <= start;
        else if (kept || go_i)
          place_q <= place_q + (kept ? by : {PLACE_BITS{1'b0}}) -
                     (go_i ? {12'd0, in_words_i} : {PLACE_BITS{1'b0}});
      end
    end
  endgenerate

  wire unused = &{1'b0, src_i, in_w_i, in_words_i};
endmodule
`default_nettype wire
