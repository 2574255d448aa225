// SPDX-License-Identifier: Apache-2.0
//
// Post-processing: reads the columns of a result one after the other, lets imc_requant
// add partial sum and bias and requantise with the residual, packs (docs/numerics.md,
// from "value" to "result").
//
// With POST_TABLE results of bytes may be looked up, each lane in a table of its own with the
// same contents, a cycle later.
//
// POST_LANES columns, a group, every POST_CYCLES cycles where results, partial sums and
// residual are there and the output is taken; with POST_CYCLES 1 a cycle more between the
// results of two pixels. A group is in the output word 7 cycles after it was read, 8 where
// POST_CYCLES is not 1, one more with POST_TABLE: the places of imc_requant and the output
// register. Of a pixel's
// last group the columns from cols_i on do not count.
//
// A word is LANES (BITS / 8) bytes, or SUMS (BITS / PSUM_BITS) sums of columns, sum i at
// bits [i*PSUM_BITS +: PSUM_BITS]; a pixel begins a new one, bits without a value are 0.
// Streams: partial sums {last, sums}; residual words of LANES channels,
// skip_words_i a pixel, those behind the last channel are dropped; bypass words
// {win_last, LANES elements}, elements behind the last column are dropped (of 8 bits they
// are bytes, of more two's complement); output
// {last, word}, last at the end of an image of out_w_i x out_h_i pixels.
// res_done_o: the last column of the result was read in the previous cycle.
// error_o: a partial sum's last flag was not the end of an image, or the other way
// round.
`default_nettype none
module imc_post #(
  parameter COLS        = 8,  // columns, 4..4096
  parameter ADC_BITS    = 8,  // code of a column, two's complement, bits, 2..32
  parameter POST_CYCLES = 1,  // least cycles from group to group, 1, 2 or 4
  parameter POST_LANES  = 1,  // columns of a group, 1, 2 or 4; 1 where POST_CYCLES is not
  parameter BITS        = 32,  // of a word, 32, 64 or 128
  parameter PSUM_BITS   = 32,  // of a partial sum or raw result in a word, 16..32; SUMS is
                               // a multiple of POST_LANES
  parameter ELEMENT     = 8,  // bypass element, bits, 8..31
  parameter POST_TABLE  = 0,  // 1: results can be looked up in a table; 0 or 1
  parameter POST_LEAK   = 0,  // 1: columns have a multiplier for negative sums; 0 or 1
  parameter TEST        = 0   // 1: a test port of the memories; 0 or 1
) (
  input  wire                  clk_i,
  input  wire                  rst_i,  // synchronous, active high; keeps the constants
  // Constants of a column, written while rst_i is high.
  input  wire                  const_we_i,
  input  wire [15:0]           const_col_i,      // column, 0..COLS-1
  // {leak_mult[17], shift[6], mult[16], skip_mult[32], bias[32]}; shift 0..47, leak_mult
  // two's complement, used with POST_LEAK
  input  wire [102:0]          const_data_i,
  // Values of the table, used with POST_TABLE, written while rst_i is high.
  input  wire                  table_we_i,
  input  wire [7:0]            table_addr_i,     // a result
  input  wire [7:0]            table_data_i,     // what it becomes
  // Task (docs/rtl.md), constant while rst_i is low.
  input  wire [15:0]           cols_i,           // columns of a pixel, 1..COLS
  input  wire [12:0]           out_w_i,          // pixels of a row of an image, 1..4096
  input  wire [12:0]           out_h_i,          // rows of an image, 1..4096
  input  wire                  bypass_i,         // 1: values are bypass elements, 0: codes
  input  wire                  act_signed_i,     // bypass elements of 8 bits are two's complement
  input  wire [15:0]           adc_step_i,       // a code's weight in a value, 1..65535
  input  wire [31:0]           adc_offset_i,     // value of code 0, two's complement
  input  wire                  has_psum_i,       // a partial sum joins every column
  input  wire                  has_skip_i,       // residual channels join some columns
  input  wire                  skip_signed_i,    // residual bytes are two's complement
  input  wire [11:0]           skip_words_i,     // residual words of a pixel, 1..4095
  input  wire [15:0]           skip_first_i,     // column that residual channel 0 joins, a
                                                 // multiple of POST_LANES
  input  wire [15:0]           skip_channels_i,  // columns that one joins, from there on
  input  wire                  out_raw_i,        // 1: results are sums, 0: bytes
  input  wire                  clamp_signed_i,   // results are -128..127, else 0..255
  input  wire                  has_table_i,      // these are looked up, used with POST_TABLE
  input  wire [2:0]            leak_shift_i,     // bits that a negative total is shifted more
  // Results of the crossbar, oldest first.
  input  wire                  res_valid_i,      // a result can be read, until res_done_o
  output wire                  res_done_o,       // register; pulse behind its last column
  output wire                  col_re_o,         // read the group from column col_o on
  output wire [15:0]           col_o,            // register; column, 0..cols_i-1, rising
  input  wire [POST_LANES*ADC_BITS-1:0] col_data_i,  // its codes, from the next cycle to the next read
  // Streams: a word moves at a clock edge where valid and ready are high; a valid word
  // stays. The readies of bypass and partial sums are functions of registers.
  input  wire                  byp_valid_i,      // a bypass word is there
  output wire                  byp_ready_o,      // one can be taken
  input  wire [BITS/8*ELEMENT:0] byp_data_i,     // {win_last, LANES elements}
  input  wire                  psum_valid_i,     // a word of partial sums is there
  output wire                  psum_ready_o,     // one can be taken
  input  wire [BITS:0]         psum_data_i,      // {last, SUMS two's complement sums}
  input  wire                  skip_valid_i,     // a residual word is there
  output wire                  skip_ready_o,     // waits for skip_valid_i: a pulse, word taken
  input  wire [BITS-1:0]       skip_data_i,      // LANES channels, the first lowest
  output wire                  out_valid_o,      // register; out_data_o is a word of results
  input  wire                  out_ready_i,      // it is taken at the end of the cycle
  output wire [BITS:0]         out_data_o,       // register; {last, SUMS raw or LANES bytes}
  output wire [1:0]            lacks_o,          // waits for {residual, partial sums}
  output wire                  error_o,          // register; pulse: a wrong last of psum_data_i
  // Test of the memories, imc_memory.
  input  wire [31:0]           test_i,           // of the memory of constants (imc_memory)
  output wire                  test_fail_o       // a read of it found other data
);
  localparam CONST_BITS = (POST_LEAK == 0) ? 86 : 103;  // of a column
  localparam LANES     = BITS / 8;
  localparam LANE_BITS = $clog2(LANES);
  localparam ADDR_BITS = $clog2(COLS);
  localparam COL_BITS  = (ADDR_BITS < LANE_BITS) ? LANE_BITS : ADDR_BITS;
  localparam RESULT    = (POST_CYCLES == 1) ? 6 : 7;  // last place of imc_requant
  localparam LAST      = (POST_TABLE == 0) ? RESULT : RESULT + 1;  // behind the table
  localparam SUMS      = BITS / PSUM_BITS;  // fewer than LANES
  localparam P_BITS    = $clog2(POST_LANES);
  localparam BYP_BITS  = LANES * ELEMENT;

  // Columns, from group to group; bits that a group's columns do not share; first lane
  // and sum of a word's last group.
  localparam [31:0] STEP      = POST_LANES;
  localparam [31:0] WITHIN    = POST_LANES - 1;
  localparam [31:0] LANES_END = LANES - POST_LANES;
  localparam [31:0] SUMS_END  = SUMS - POST_LANES;

  localparam [COL_BITS-1:0]  COL_STEP   = STEP[COL_BITS-1:0];
  localparam [COL_BITS-1:0]  GROUP      = WITHIN[COL_BITS-1:0];
  localparam [LANE_BITS-1:0] LANE_STEP  = STEP[LANE_BITS-1:0];
  localparam [LANE_BITS-1:0] LANES_LAST = LANES_END[LANE_BITS-1:0];
  localparam [LANE_BITS-1:0] SUMS_LAST  = SUMS_END[LANE_BITS-1:0];

  generate
    if (COLS < 4 || COLS > 4096) begin : g_check_cols
      imc_post_COLS_must_be_4_to_4096 refused ();
    end
    if (ADC_BITS < 2 || ADC_BITS > 32) begin : g_check_adc_bits
      imc_post_ADC_BITS_must_be_2_to_32 refused ();
    end
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_post_BITS_must_be_32_64_or_128 refused ();
    end
    if (PSUM_BITS < 16 || PSUM_BITS > 32) begin : g_check_psum_bits
      imc_post_PSUM_BITS_must_be_16_to_32 refused ();
    end
    if (POST_LANES != 1 && ((POST_LANES != 2 && POST_LANES != 4) || POST_CYCLES != 1)) begin : g_check_lanes
      imc_post_POST_LANES_must_be_1_2_or_4_and_1_where_POST_CYCLES_is_not refused ();
    end
    if (SUMS % POST_LANES != 0) begin : g_check_sums
      imc_post_sums_of_a_word_must_be_a_multiple_of_POST_LANES refused ();
    end
    if (POST_TABLE != 0 && POST_TABLE != 1) begin : g_check_table
      imc_post_POST_TABLE_must_be_0_or_1 refused ();
    end
    if (POST_LEAK != 0 && POST_LEAK != 1) begin : g_check_leak
      imc_post_POST_LEAK_must_be_0_or_1 refused ();
    end
    if (ELEMENT < 8 || ELEMENT > 31) begin : g_check_element
      imc_post_ELEMENT_must_be_8_to_31 refused ();
    end
  endgenerate

  // The small queues in front of the join.
  wire        byp_valid, byp_pop, psum_valid, psum_pop;
  wire [BYP_BITS:0] byp_data;
  wire [BITS:0] psum_data;

  // Where a column takes four cycles, one word is in time.
  generate
    if (POST_CYCLES == 4) begin : g_slots
      imc_slot #(
        .WIDTH(BYP_BITS + 1)
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
      imc_slot #(
        .WIDTH(BITS + 1)
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
    end else begin : g_fifos
      imc_fifo #(
        .WIDTH(BYP_BITS + 1),
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
        .WIDTH(BITS + 1),
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
    end
  endgenerate

  // Place in the image. The counters named left count down to 0.
  reg [COL_BITS-1:0] col_q;
  reg [12:0]         x_left_q, y_left_q;
  reg [11:0]         skip_words_left_q;  // residual words of this pixel
  reg                skip_drop_q;  // the columns are done, residual words are left
  reg                byp_drop_q;   // the columns are done, bypass words are left
  reg                res_done_q;
  reg                error_q;

  // The pipeline. valid_q[n]: there is a column at place n of imc_requant. The next
  // column comes when those places are empty that it shares something with.
  localparam [3:1] SHARED = (POST_CYCLES == 4) ? 3'b111 : (POST_CYCLES == 2) ? 3'b001 : 3'b000;

  reg [LAST:1] valid_q, col_last_q, image_last_q;

  // A column is issued where the pipeline moves and all that it needs is there. What
  // an idle cycle does not need is computed inside the branch that does: a simulation
  // of many tiles lives on it.
  wire        advance;
  wire [15:0] col_end = cols_i - 16'd1;
  reg         issue, col_last, image_last;
  reg  [1:0]  lacks;
  reg         skip_here;  // a residual channel joins the group
  reg         skip_end;   // the last of its word
  reg [COL_BITS:0] channel;  // that joins its first column, negative before the first
  wire [15:0] channel_end = skip_channels_i - 16'd1;

  always @* begin
    issue      = 1'b0;
    lacks      = 2'b00;
    col_last   = 1'b0;
    image_last = 1'b0;
    skip_here  = 1'b0;
    skip_end   = 1'b0;
    channel    = {(COL_BITS+1){1'b0}};
    if (advance && (valid_q[3:1] & SHARED) == 3'd0 && !skip_drop_q &&
        (bypass_i ? byp_valid && !byp_drop_q : res_valid_i && !res_done_q)) begin
      col_last   = (col_q | GROUP) == (col_end[COL_BITS-1:0] | GROUP);
      image_last = col_last && x_left_q == 13'd0 && y_left_q == 13'd0;
      if (has_skip_i) begin
        channel   = {1'b0, col_q} - {1'b0, skip_first_i[COL_BITS-1:0]};
        skip_here = !channel[COL_BITS] && channel < skip_channels_i[COL_BITS:0];
        skip_end  = channel[LANE_BITS-1:0] == LANES_LAST ||
                    (channel[COL_BITS-1:0] | GROUP) == (channel_end[COL_BITS-1:0] | GROUP);
      end
      lacks = {skip_here && !skip_valid_i, has_psum_i && !psum_valid};
      issue = lacks == 2'b00;
    end
  end

  // The sums of the next group, or of the one behind its issue.
  wire [LANE_BITS-1:0]            psum_lane;
  reg  [POST_LANES*PSUM_BITS-1:0] psum_raw;
  reg  [POST_LANES*32-1:0]        psum_sum;

  always @* begin : p_psum
    integer s;
    s        = 0;
    psum_raw = psum_data[0 +: POST_LANES*PSUM_BITS];
    for (s = POST_LANES; s < SUMS; s = s + POST_LANES)
      if (psum_lane == s[LANE_BITS-1:0])
        psum_raw = psum_data[s*PSUM_BITS +: POST_LANES*PSUM_BITS];
    for (s = 0; s < POST_LANES; s = s + 1)
      psum_sum[32*s +: 32] = {{(33-PSUM_BITS){psum_raw[s*PSUM_BITS+PSUM_BITS-1]}},
                              psum_raw[s*PSUM_BITS +: PSUM_BITS-1]};
  end

  generate
    if (SUMS == POST_LANES) begin : g_one_group
      assign psum_lane = {LANE_BITS{1'b0}};
    end else begin : g_sums
      reg [LANE_BITS-1:0] lane_q;
      always @(posedge clk_i) begin
        if (rst_i) lane_q <= {LANE_BITS{1'b0}};
        else if (psum_step)
          lane_q <= (psum_col_last || lane_q == SUMS_LAST) ? {LANE_BITS{1'b0}} : lane_q + LANE_STEP;
      end
      assign psum_lane = lane_q;
    end
  endgenerate

  // Where columns are several cycles apart, the queue holds the partial sum until it is
  // added up.
  wire psum_step     = (POST_CYCLES == 1) ? issue : advance && valid_q[1];
  wire psum_col_last = (POST_CYCLES == 1) ? col_last : col_last_q[1];
  wire skip_pop   = skip_valid_i && (skip_drop_q || (issue && skip_here && skip_end));

  assign psum_pop     = has_psum_i && psum_step && (psum_lane == SUMS_LAST || psum_col_last);
  assign byp_pop      = byp_drop_q || (issue && bypass_i && (col_q[LANE_BITS-1:0] == LANES_LAST || col_last));
  assign skip_ready_o = skip_pop;
  assign col_re_o     = issue && !bypass_i;
  assign col_o        = {{(16-COL_BITS){1'b0}}, col_q};
  assign res_done_o   = res_done_q;
  assign error_o      = error_q;
  assign lacks_o      = lacks | {skip_drop_q && !skip_valid_i, 1'b0};

  always @(posedge clk_i) begin
    if (rst_i) begin
      col_q        <= {COL_BITS{1'b0}};
      x_left_q     <= out_w_i - 13'd1;
      y_left_q     <= out_h_i - 13'd1;
      res_done_q   <= 1'b0;
      byp_drop_q   <= 1'b0;
      error_q      <= 1'b0;
    end else begin
      res_done_q <= issue && col_last && !bypass_i;
      error_q    <= issue && has_psum_i && (psum_lane == SUMS_LAST || col_last) &&
                    psum_data[BITS] != image_last;
      if (byp_drop_q ? byp_valid : byp_pop && col_last) byp_drop_q <= !byp_data[BYP_BITS];
      if (issue) begin
        col_q <= col_last ? {COL_BITS{1'b0}} : col_q + COL_STEP;
        if (col_last) begin
          x_left_q <= x_left_q == 13'd0 ? out_w_i - 13'd1 : x_left_q - 13'd1;
          if (x_left_q == 13'd0)
            y_left_q <= y_left_q == 13'd0 ? out_h_i - 13'd1 : y_left_q - 13'd1;
        end
      end
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) begin
      skip_words_left_q <= skip_words_i;
      skip_drop_q       <= 1'b0;
    end else if (has_skip_i && (issue || skip_drop_q)) begin : p_skip
      reg [11:0] words_left;  // after this cycle
      words_left = skip_words_left_q - {11'd0, skip_pop};
      skip_words_left_q <= words_left;
      if (skip_drop_q || col_last) begin
        skip_drop_q <= words_left != 12'd0;
        if (words_left == 12'd0) skip_words_left_q <= skip_words_i;
      end
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) valid_q <= {LAST{1'b0}};
    else if (advance) valid_q <= {valid_q[LAST-1:1], issue};
  end

  always @(posedge clk_i) begin
    if (advance && (issue || valid_q != {LAST{1'b0}})) begin
      col_last_q   <= {col_last_q[LAST-1:1], col_last};
      image_last_q <= {image_last_q[LAST-1:1], image_last};
    end
  end

  // Arithmetic, a lane for each column of a group.
  wire [POST_LANES*32-1:0] psum = has_psum_i ? psum_sum : {POST_LANES{32'd0}};
  wire [POST_LANES*32-1:0] psum_1;

  generate
    if (POST_CYCLES == 1) begin : g_psum
      reg [POST_LANES*32-1:0] psum_1_q;

      always @(posedge clk_i) begin
        if (issue) psum_1_q <= psum;
      end

      assign psum_1 = psum_1_q;
    end else begin : g_psum_in_queue
      assign psum_1 = psum;
    end
  endgenerate

  reg [POST_LANES*8-1:0]       skip_group;
  reg [POST_LANES*ELEMENT-1:0] byp_group;

  always @* begin : p_group
    integer s;
    s          = 0;
    skip_group = {POST_LANES{8'd0}};
    byp_group  = {POST_LANES*ELEMENT{1'b0}};
    if (issue) begin
      if (skip_here) skip_group = skip_data_i[{channel[LANE_BITS-1:0], 3'd0} +: POST_LANES*8];
      if (bypass_i)
        for (s = 0; s < LANES; s = s + POST_LANES)
          if (col_q[LANE_BITS-1:0] == s[LANE_BITS-1:0])
            byp_group = byp_data[s*ELEMENT +: POST_LANES*ELEMENT];
    end
  end

  wire [POST_LANES*32-1:0] results;  // in their places of a word, and those of no column 0

  wire [2*POST_LANES-1:0] test_fails;
  assign test_fail_o = |test_fails;

  generate
    genvar p;
    for (p = 0; p < POST_LANES; p = p + 1) begin : g_lane
      localparam [31:0]         PLACE = p;
      localparam [COL_BITS-1:0] LANE  = PLACE[COL_BITS-1:0];
      localparam                DEPTH = (COLS + POST_LANES - 1) / POST_LANES;
      localparam                WORDS = (DEPTH < 2) ? 2 : DEPTH;
      localparam                BITS_OF_WORD = $clog2(WORDS);

      // Constants of columns p, p + POST_LANES, ...
      wire [CONST_BITS-1:0] constants;
      wire [102:0]          all_constants;
      if (POST_LEAK == 0) begin : g_no_leak
        assign all_constants = {17'd0, constants};
      end else begin : g_leak
        assign all_constants = constants;
      end

      imc_memory #(
        .WIDTH(CONST_BITS),
        .DEPTH(WORDS),
        .TEST (TEST)
      ) constant_memory (
        .clk_i      (clk_i),
        .we_i       (const_we_i && (const_col_i[COL_BITS-1:0] & GROUP) == LANE),
        .waddr_i    (const_col_i[P_BITS +: BITS_OF_WORD]),
        .wdata_i    (const_data_i[CONST_BITS-1:0]),
        .re_i       (issue),
        .raddr_i    (col_o[P_BITS +: BITS_OF_WORD]),
        .rdata_o    (constants),
        .test_i     (test_i),
        .test_fail_o(test_fails[p])
      );

      // The group's last residual channel, and a pixel's last column, may be those of a
      // lane before.
      wire joins, counts;
      if (p == 0) begin : g_first
        assign joins  = 1'b1;
        assign counts = 1'b1;
      end else begin : g_other
        assign joins  = channel[COL_BITS-1:P_BITS] != channel_end[COL_BITS-1:P_BITS] ||
                        (channel_end[COL_BITS-1:0] & GROUP) >= LANE;
        assign counts = !col_last_q[LAST] || (col_end[COL_BITS-1:0] & GROUP) >= LANE;
      end

      wire [7:0] skip_byte = joins ? skip_group[8*p +: 8] : 8'd0;

      localparam              VALUE = (ELEMENT == 8) ? 9 : ELEMENT;
      wire [VALUE-1:0]        element;
      if (ELEMENT == 8) begin : g_byte
        assign element = {act_signed_i && byp_group[8*p+7], byp_group[8*p +: 8]};
      end else begin : g_element
        wire unused = &{1'b0, act_signed_i};
        assign element = byp_group[ELEMENT*p +: ELEMENT];
      end

      wire [31:0] result;
      wire        rounded;  // one more, in bits 7:0

      imc_requant #(
        .ADC_BITS   (ADC_BITS),
        .POST_CYCLES(POST_CYCLES),
        .BYP_BITS   (VALUE),
        .LEAK       (POST_LEAK)
      ) requant (
        .clk_i       (clk_i),
        .bypass_i    (bypass_i),
        .adc_step_i  (adc_step_i),
        .adc_offset_i(adc_offset_i),
        .out_raw_i   (out_raw_i),
        .clamp_signed_i(clamp_signed_i),
        .leak_shift_i(leak_shift_i),
        .move_i      (advance),
        .at_i        ({valid_q[RESULT-1:1], issue}),
        .skip_i      ({skip_signed_i && skip_byte[7], skip_byte}),
        .byp_i       (element),
        .psum_i      (psum_1[32*p +: 32]),
        .code_i      (col_data_i[ADC_BITS*p +: ADC_BITS]),
        .constants_i (all_constants),
        .result_o    (result),
        .round_o     (rounded)
      );

      wire [31:0] whole = {result[31:8], result[7:0] + {7'd0, rounded}};
      wire [31:0] value;

      if (POST_TABLE == 0) begin : g_no_table
        wire unused_table = &{1'b0, table_we_i, table_addr_i, table_data_i, has_table_i};
        assign value = whole;
        assign test_fails[POST_LANES+p] = 1'b0;
      end else begin : g_table
        reg  [31:0] whole_q;
        wire [7:0]  looked_up;
        wire        moves = advance && valid_q[RESULT];

        always @(posedge clk_i) begin
          if (moves) whole_q <= whole;
        end

        imc_memory #(
          .WIDTH(8),
          .DEPTH(256),
          .TEST (TEST)
        ) table_memory (
          .clk_i      (clk_i),
          .we_i       (table_we_i),
          .waddr_i    (table_addr_i),
          .wdata_i    (table_data_i),
          .re_i       (moves && has_table_i),
          .raddr_i    (whole[7:0]),
          .rdata_o    (looked_up),
          .test_i     (test_i),
          .test_fail_o(test_fails[POST_LANES+p])
        );
        assign value = {whole_q[31:8], has_table_i ? looked_up : whole_q[7:0]};
      end

      assign results[32*p +: 32] = counts ? value : 32'd0;
    end
  endgenerate

  // Packer: results of the word before this one, and the output register.
  reg                 out_valid_q;
  reg [LANE_BITS-1:0] lane_q;
  reg [BITS-9:0]      held_q;
  reg [BITS:0]        out_q;

  wire emit = valid_q[LAST] && (lane_q == (out_raw_i ? SUMS_LAST : LANES_LAST) ||
                                col_last_q[LAST]);

  // Results in their place of the word. One sum is all of the word.
  reg  [BITS-1:0] placed;

  generate
    if (SUMS == 1) begin : g_place_one
      localparam [31:0] MASK = 32'hffffffff >> (32 - PSUM_BITS);
      always @* placed = (results & MASK) << {lane_q, 3'd0};
    end else begin : g_place
      wire unused_results = &{1'b0, results};
      reg  [POST_LANES*8-1:0]         bytes;
      reg  [POST_LANES*PSUM_BITS-1:0] sums;
      always @* begin : p_place
        integer s;
        s      = 0;
        placed = {BITS{1'b0}};
        bytes  = {POST_LANES{8'd0}};
        sums   = {POST_LANES*PSUM_BITS{1'b0}};
        for (s = 0; s < POST_LANES; s = s + 1) begin
          bytes[8*s +: 8]                 = results[32*s +: 8];
          sums[PSUM_BITS*s +: PSUM_BITS] = results[32*s +: PSUM_BITS];
        end
        if (!out_raw_i) placed[{lane_q, 3'd0} +: POST_LANES*8] = bytes;
        else
          for (s = 0; s < SUMS; s = s + POST_LANES)
            if (lane_q == s[LANE_BITS-1:0]) placed[s*PSUM_BITS +: POST_LANES*PSUM_BITS] = sums;
      end
    end
  endgenerate

  assign advance     = !emit || out_ready_i || !out_valid_q;
  assign out_valid_o = out_valid_q;
  assign out_data_o  = out_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      out_valid_q <= 1'b0;
      lane_q      <= {LANE_BITS{1'b0}};
      held_q      <= {(BITS-8){1'b0}};
    end else begin
      out_valid_q <= emit || (out_valid_q && !out_ready_i);
      if (advance && valid_q[LAST]) begin : p_pack
        reg [BITS-1:0] word;
        word = {8'd0, held_q} | placed;
        lane_q <= emit ? {LANE_BITS{1'b0}} : lane_q + LANE_STEP;
        held_q <= emit ? {(BITS-8){1'b0}} : word[BITS-9:0];
        if (emit) out_q <= {image_last_q[LAST], word};
      end
    end
  end

  wire unused = &{1'b0, const_col_i, const_data_i, col_end, skip_first_i, channel_end};
endmodule
`default_nettype wire
