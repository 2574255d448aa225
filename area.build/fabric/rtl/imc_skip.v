// SPDX-License-Identifier: Apache-2.0
//
// Residual memory: keeps the pixels whose x and y are multiples of the stride, in
// order, until they are taken.
//
// Takes a word a cycle and gives a word a cycle; a kept word can be shown after two
// cycles. Stops its input only at a word that it keeps while the memory is full.
// error_o: a word's last flag was not the end of an image, or the other way round.
`default_nettype none
module imc_skip #(
  parameter WORDS = 16,  // residual memory, words, 16..65536
  parameter BITS  = 32,  // of a word, 32, 64 or 128
  parameter TEST  = 0    // 1: a test port of the memory; 0 or 1
) (
  input  wire        clk_i,
  input  wire        rst_i,         // synchronous, active high
  // task, constant while rst_i is low
  input  wire [12:0] skip_w_i,
  input  wire [12:0] skip_h_i,
  input  wire [11:0] skip_words_i,
  input  wire [3:0]  skip_stride_i,
  // images, {last, word}
  input  wire        in_valid_i,
  output wire        in_ready_o,
  input  wire [BITS:0] in_data_i,
  // kept words
  output wire        out_valid_o,
  input  wire        out_ready_i,
  output wire [BITS-1:0] out_data_o,
  output wire        error_o,
  // test of the memory, imc_memory
  input  wire [31:0] test_i,
  output wire        test_fail_o
);
  localparam ADDR_BITS = $clog2(WORDS);
  localparam [31:0] LAST = WORDS - 1;

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_skip_BITS_must_be_32_64_or_128 refused ();
    end
    if (WORDS < 16 || WORDS > 65536) begin : g_check_words
      imc_skip_WORDS_must_be_16_to_65536 refused ();
    end
  endgenerate

  // Place in the image; x and y modulo the stride.
  reg [11:0] word_q;
  reg [12:0] x_q, y_q;
  reg [3:0]  x_mod_q, y_mod_q;
  reg        error_q;

  wire keep  = x_mod_q == 4'd0 && y_mod_q == 4'd0;
  wire take  = in_valid_i && in_ready_o;
  wire write = take && keep;

  assign error_o = error_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      word_q  <= 12'd0;
      x_q     <= 13'd0;
      y_q     <= 13'd0;
      x_mod_q <= 4'd0;
      y_mod_q <= 4'd0;
      error_q <= 1'b0;
    end else if (take) begin : p_take
      reg word_last, x_last, y_last;
      word_last = word_q == skip_words_i - 12'd1;
      x_last    = x_q == skip_w_i - 13'd1;
      y_last    = y_q == skip_h_i - 13'd1;
      error_q <= in_data_i[BITS] != (word_last && x_last && y_last);
      word_q  <= word_last ? 12'd0 : word_q + 12'd1;
      if (word_last) begin
        x_q     <= x_last ? 13'd0 : x_q + 13'd1;
        x_mod_q <= x_last || x_mod_q == skip_stride_i - 4'd1 ? 4'd0 : x_mod_q + 4'd1;
      end
      if (word_last && x_last) begin
        y_q     <= y_last ? 13'd0 : y_q + 13'd1;
        y_mod_q <= y_last || y_mod_q == skip_stride_i - 4'd1 ? 4'd0 : y_mod_q + 4'd1;
      end
    end else begin
      error_q <= 1'b0;
    end
  end

  // Ring. Equal pointers mean empty or full; full_q tells which.
  reg [ADDR_BITS-1:0] wr_q, rd_q;
  reg                 full_q, out_valid_q;

  wire read = (full_q || rd_q != wr_q) && (out_ready_i || !out_valid_q);

  assign in_ready_o  = !keep || !full_q;
  assign out_valid_o = out_valid_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      wr_q        <= {ADDR_BITS{1'b0}};
      rd_q        <= {ADDR_BITS{1'b0}};
      full_q      <= 1'b0;
      out_valid_q <= 1'b0;
    end else begin
      out_valid_q <= read || (out_valid_q && !out_ready_i);
      if (read) begin
        rd_q <= rd_q == LAST[ADDR_BITS-1:0] ? {ADDR_BITS{1'b0}} : rd_q + 1'b1;
        if (!write) full_q <= 1'b0;
      end
      if (write) begin : p_write
        reg [ADDR_BITS-1:0] next;
        next = wr_q == LAST[ADDR_BITS-1:0] ? {ADDR_BITS{1'b0}} : wr_q + 1'b1;
        wr_q <= next;
        if (!read) full_q <= next == rd_q;
      end
    end
  end

  imc_memory #(
    .WIDTH(BITS),
    .DEPTH(WORDS),
    .TEST (TEST)
  ) memory (
    .clk_i      (clk_i),
    .we_i       (write),
    .waddr_i    (wr_q),
    .wdata_i    (in_data_i[BITS-1:0]),
    .re_i       (read),
    .raddr_i    (rd_q),
    .rdata_o    (out_data_o),
    .test_i     (test_i),
    .test_fail_o(test_fail_o)
  );
endmodule
`default_nettype wire
