// SPDX-License-Identifier: Apache-2.0
//
// Reduction of a window: maximum, rounded mean or weighted sum of each byte lane over
// the words up to tap_last; without reduction every word is its own group, or words of
// which one a lane is not zero make up a group (sums of imc_window).
//
// Takes a word a cycle; the result of a group is shown two cycles after its last
// word was taken.
//
// Weights: LANES (BITS / 8) of 8 bits, two's complement, for each word of a window, in
// the order in which it shows them. A product is made in the cycle in which its word is
// taken, and added in the cycle in which the next word or the output register takes it.
`default_nettype none
module imc_pool #(
  parameter BITS  = 32,  // of a word, 32, 64 or 128
  parameter WORDS = 0,   // of weights, LANES each, 2 to 2097152 / BITS; 0: no weighted sums
  parameter TEST  = 0    // 1: a test port of the memories; 0 or 1
) (
  input  wire        clk_i,
  input  wire        rst_i,          // synchronous, active high
  // weights, written while rst_i is high
  input  wire        w_we_i,
  input  wire [15:0] w_addr_i,       // of four weights: word, then its lanes, lowest first
  input  wire [31:0] w_data_i,
  // task, constant while rst_i is low
  input  wire [1:0]  reduce_i,       // 0 none, 1 maximum, 2 mean, 3 weighted sum
  input  wire        signed_i,       // bytes are two's complement
  input  wire [4:0]  shift_i,        // mean: of 2^shift_i words, 0..12
  // window words
  input  wire        in_valid_i,
  output wire        in_ready_o,
  input  wire [BITS-1:0] in_data_i,
  input  wire        in_tap_last_i,
  input  wire        in_win_last_i,
  // vector words: LANES elements of ELEMENT bits, a byte or, where these have more, its value
  output wire        out_valid_o,
  input  wire        out_ready_i,
  output wire [BITS/8*((WORDS == 0) ? 8 : 24)-1:0] out_data_o,
  output wire        out_win_last_o,
  // test of the memories, imc_memory
  input  wire [31:0] test_i,
  output wire        test_fail_o
);
  localparam ELEMENT = (WORDS == 0) ? 8 : 24;  // result of a lane, bits

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_pool_BITS_must_be_32_64_or_128 refused ();
    end
    if (WORDS != 0 && (WORDS < 2 || WORDS * (BITS / 8) > 262144)) begin : g_check_words
      imc_pool_WORDS_must_be_0_or_2_to_2097152_over_BITS refused ();
    end
  endgenerate

  // A mean of 4096 bytes; a weighted sum of 256.
  localparam       SUM_BITS = (WORDS == 0) ? 21 : 24;
  localparam [1:0] MAXIMUM  = 2'd1;
  localparam [1:0] MEAN     = 2'd2;
  localparam [1:0] WEIGHTED = 2'd3;

  // done: a group is complete and waits for the output register.
  reg  first_q, done_q, done_last_q, out_valid_q, out_last_q;
  wire out_free = out_ready_i || !out_valid_q;
  wire take     = in_valid_i && in_ready_o;
  wire move     = done_q && out_free;

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
    if (move) out_last_q <= done_last_q;
  end

  // Weights of the word that is taken next: read as the one before it is taken, those of
  // the first word during reset.
  wire            weighted;
  wire            product_first;  // the product is the first of its sum
  wire [BITS-1:0] weights;

  genvar lane, part;
  generate
    if (WORDS == 0) begin : g_no_weights
      wire unused = &{1'b0, w_we_i, w_addr_i, w_data_i, test_i};
      assign test_fail_o   = 1'b0;
      assign weighted      = 1'b0;
      assign product_first = 1'b0;
      assign weights       = {BITS{1'b0}};
    end else begin : g_weights
      localparam        ADDR_BITS = $clog2(WORDS);
      localparam        PART_BITS = $clog2(BITS / 32);
      localparam [31:0] PARTS_END = BITS / 32 - 1;

      reg                  product_first_q;
      reg  [ADDR_BITS-1:0] addr_q;
      wire [ADDR_BITS-1:0] addr_next =
        (rst_i || in_win_last_i) ? {ADDR_BITS{1'b0}} : addr_q + {{(ADDR_BITS-1){1'b0}}, 1'b1};
      wire                 read = rst_i || (take && weighted);

      assign weighted      = reduce_i == WEIGHTED;
      assign product_first = product_first_q;

      always @(posedge clk_i) begin
        if (read) addr_q <= addr_next;
        if (take) product_first_q <= first_q;
      end

      wire [BITS/32-1:0] fails;
      assign test_fail_o = |fails;

      for (part = 0; part < BITS / 32; part = part + 1) begin : g_part
        localparam [31:0] PART = part;
        imc_memory #(
          .WIDTH(32),
          .DEPTH(WORDS),
          .TEST (TEST)
        ) memory (
          .clk_i      (clk_i),
          .we_i       (w_we_i && (w_addr_i & PARTS_END[15:0]) == PART[15:0]),
          .waddr_i    (w_addr_i[PART_BITS +: ADDR_BITS]),
          .wdata_i    (w_data_i),
          .re_i       (read),
          .raddr_i    (addr_next),
          .rdata_o    (weights[32*part +: 32]),
          .test_i     (test_i),
          .test_fail_o(fails[part])
        );
      end
      wire unused = &{1'b0, w_addr_i};
    end
  endgenerate

  generate
    for (lane = 0; lane < BITS / 8; lane = lane + 1) begin : g_lane
      reg  signed [SUM_BITS-1:0] acc_q;
      reg         [ELEMENT-1:0]  out_q;
      wire signed [SUM_BITS-1:0] total;  // the weighted sum, with its last product

      assign out_data_o[ELEMENT*lane +: ELEMENT] = out_q;

      if (WORDS == 0) begin : g_no_product
        wire unused = &{1'b0, product_first, weights[8*lane +: 8]};
        assign total = {SUM_BITS{1'b0}};

        always @(posedge clk_i) begin
          if (take) begin : p_take
            reg signed [SUM_BITS-1:0] value;
            value = {{(SUM_BITS-8){signed_i && in_data_i[8*lane+7]}}, in_data_i[8*lane +: 8]};
            if (first_q) acc_q <= value;
            else if (reduce_i != MAXIMUM) acc_q <= acc_q + value;
            else if (value > acc_q) acc_q <= value;
          end
        end
      end else begin : g_product
        // What is added: the word that is taken, or the product of the one before it.
        reg signed [16:0]         product_q;
        reg signed [SUM_BITS-1:0] value, sum;
        reg                       begins;

        assign total = sum;

        always @* begin
          value  = {SUM_BITS{1'b0}};
          begins = 1'b0;
          sum    = {SUM_BITS{1'b0}};
          if (take || move) begin
            value  = weighted ? {{(SUM_BITS-17){product_q[16]}}, product_q} :
                     {{(SUM_BITS-8){signed_i && in_data_i[8*lane+7]}}, in_data_i[8*lane +: 8]};
            begins = weighted ? product_first : first_q;
            sum    = (begins ? {SUM_BITS{1'b0}} : acc_q) + value;
          end
        end

        always @(posedge clk_i) begin
          if (take) begin
            if (begins || reduce_i != MAXIMUM) acc_q <= sum;
            else if (value > acc_q) acc_q <= value;
            if (weighted)
              product_q <= $signed({signed_i && in_data_i[8*lane+7], in_data_i[8*lane +: 8]}) *
                           $signed(weights[8*lane +: 8]);
          end
        end
      end

      always @(posedge clk_i) begin
        if (move) begin : p_result
          /* verilator lint_off UNUSEDSIGNAL */  // a mean of bytes fits in a byte
          reg signed [SUM_BITS:0]   mean;  // times 2: bit 0 is half of the last place
          reg signed [SUM_BITS-1:0] element;
          /* verilator lint_on UNUSEDSIGNAL */
          reg        [7:0]          result;
          mean    = $signed({acc_q, 1'b0}) >>> shift_i;
          result  = reduce_i == MEAN ? mean[8:1] + {7'd0, mean[0]} : acc_q[7:0];
          element = weighted ? total : {{(SUM_BITS-8){signed_i && result[7]}}, result};
          out_q   <= element[ELEMENT-1:0];
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
