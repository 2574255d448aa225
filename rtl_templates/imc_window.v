// SPDX-License-Identifier: Apache-2.0
//
// Activation memory and window sequencer (docs/rtl.md, "Places: sources, ring and
// release").
//
// Writer: takes the words of its sources, at most one a cycle, and keeps those of each
// source's rectangle in a ring of ring_words words, at most WORDS. A source is stopped only at a word
// that it keeps, while that is ring_words or more beyond the release point.
// Reader: emits the words of all windows of image after image, one a cycle as
// long as their pixels are there, zero outside the image: ky, kx, word where
// nothing is reduced, else word, ky, kx. tap_last ends a reduction group (always 1
// without reduction), win_last a window.
// Release: one pixel a cycle, up to the current window's origin, and never back.
//
// A word can be read when all sources are beyond its place: where the last of them was
// taken at edge T, it is shown after edge T+2.
//
// Sums (task register sums; the window is the image, of source 0; LANES * in_words words
// are enough): no image is kept, but a word a channel with the sum of its pixels so far. A
// kept word is held while its LANES (BITS / 8) lanes pass, one a cycle: read the sum (zero at the first
// pixel), add, write in the next cycle; at the last pixel the rounded mean is shown
// instead, in its lane of a word that is zero elsewhere, LANES words a tap. The stream
// stops at a kept word while lanes are under way or a mean waits to be taken.
//
// Demands: those of docs/rtl.md on ring_words, windows and sources.
// error_o: a word's last flag was not the end of an image, or the other way round.
`default_nettype none
module imc_window #(
  parameter WORDS   = 16,  // activation memory, words, 16..65536
  parameter SOURCES = 1,   // streams of activations, 1..32
  parameter BITS    = 32,  // of a word, 32, 64 or 128
  parameter TEST    = 0    // 1: a test port of the memory; 0 or 1
) (
  input  wire        clk_i,
  input  wire        rst_i,  // synchronous, active high
  // task, constant while rst_i is low: docs/rtl.md
  input  wire        reduce_i,
  input  wire        sums_i,
  input  wire        signed_i,  // sums: bytes are two's complement
  input  wire [4:0]  shift_i,   // sums: mean of 2^shift_i pixels, 0..12
  input  wire [5:0]  n_sources_i,
  input  wire [12:0] in_w_i,
  input  wire [12:0] in_h_i,
  input  wire [11:0] in_words_i,
  input  wire [12:0] out_w_i,
  input  wire [12:0] out_h_i,
  input  wire [12:0] end_x_i,
  input  wire [12:0] end_y_i,
  input  wire [7:0]  pad_x_i,  // two's complement
  input  wire [7:0]  pad_y_i,  // two's complement
  input  wire [3:0]  stride_x_i,
  input  wire [3:0]  stride_y_i,
  input  wire [5:0]  dilation_x_i,
  input  wire [5:0]  dilation_y_i,
  input  wire [16:0] ring_words_i,
  input  wire [17:0] step_x_i,
  input  wire [15:0] step_ox_i,
  input  wire [23:0] step_y_i,
  input  wire [23:0] step_oy_i,
  input  wire [23:0] step_img_i,
  input  wire [SOURCES*6*32-1:0] src_i,  // SOURCE_REGS registers of each source
  // images, {last, word}: at most one valid
  input  wire [SOURCES-1:0] act_valid_i,
  output wire [SOURCES-1:0] act_ready_o,
  input  wire [BITS:0] act_data_i,
  // windows
  output wire        win_valid_o,
  input  wire        win_ready_i,
  output wire [BITS-1:0] win_data_o,
  output wire        win_tap_last_o,
  output wire        win_last_o,
  output wire [SOURCES-1:0] missing_o,  // the next word of the window waits for this source
  output wire        error_o,
  // test of the memory, imc_memory
  input  wire [31:0] test_i,
  output wire        test_fail_o
);
`include "imc_task.vh"
  localparam ADDR_BITS = $clog2(WORDS);
  localparam RING_BITS = ADDR_BITS + 1;  // of a number of words of the memory
  localparam LANE_BITS = $clog2(BITS / 8);

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_window_BITS_must_be_32_64_or_128 refused ();
    end
    if (WORDS < 16 || WORDS > 65536) begin : g_check_words
      imc_window_WORDS_must_be_16_to_65536 refused ();
    end
    if (SOURCES < 1 || SOURCES > 32) begin : g_check_sources
      imc_window_SOURCES_must_be_1_to_32 refused ();
    end
  endgenerate

  // What an idle cycle does not need is computed inside the branch that does: a
  // simulation of many tiles lives on it.

  // Places are counted from the release point, which is at address base_q of the ring and
  // moves on by a pixel, that is all of them go back, where `go` is high. The reader's:
  // next word, and origin of its window.
  reg [PLACE_BITS-1:0] place_q, origin_q;
  reg [ADDR_BITS-1:0]  base_q;
  wire                 go = !sums_i && !origin_q[PLACE_BITS-1] && |origin_q;
  wire [RING_BITS-1:0] ring = ring_words_i[RING_BITS-1:0];

  // Sources. An unused one is never ready and nobody waits for it.
  wire [SOURCES-1:0]            take = act_valid_i & act_ready_o;
  wire [SOURCES-1:0]            keep, first, final_col, last, missing, behind;
  wire [SOURCES*PLACE_BITS-1:0] at;
  wire                          lane_free;  // sums: source 0 may bring a word to keep

  genvar i;
  generate
    for (i = 0; i < SOURCES; i = i + 1) begin : g_source
      localparam [5:0] NUMBER = i;
      wire                  used = i == 0 || NUMBER < n_sources_i;
      wire [PLACE_BITS-1:0] place = at[i*PLACE_BITS +: PLACE_BITS];
      wire [PLACE_BITS-1:0] missed = place_q - place;
      wire                  room = behind[i] || place < {{(PLACE_BITS-RING_BITS){1'b0}}, ring};

      imc_source #(
        .ALONE(SOURCES == 1 ? 1 : 0)
      ) source (
        .clk_i     (clk_i),
        .rst_i     (rst_i),
        .src_i     (src_i[i*SOURCE_REGS*32 +: SOURCE_REGS*32]),
        .in_w_i    (in_w_i),
        .in_h_i    (in_h_i),
        .in_words_i(in_words_i),
        .take_i    (take[i]),
        .go_i      (go),
        .keep_o    (keep[i]),
        .first_o   (first[i]),
        .final_o   (final_col[i]),
        .last_o    (last[i]),
        .place_o   (at[i*PLACE_BITS +: PLACE_BITS])
      );
      assign behind[i]  = place[PLACE_BITS-1];
      assign missing[i] = used && !missed[PLACE_BITS-1];
      if (i == 0) begin : g_first
        assign act_ready_o[i] = !keep[i] || (sums_i ? lane_free : room);
      end else begin : g_other
        assign act_ready_o[i] = used && (!keep[i] || room);
      end
      wire unused = &{1'b0, missed};
    end
  endgenerate

  // Writer.
  reg         error_q;
  wire [BITS-1:0] word = act_data_i[BITS-1:0];
  wire        write = |(take & keep & ~behind) && !sums_i;
  reg  [ADDR_BITS-1:0] write_address;

  assign error_o = error_q;
  always @(posedge clk_i) begin
    error_q <= !rst_i && |(take & (last ^ {SOURCES{act_data_i[BITS]}}));
  end

  always @* begin : p_write
    integer s;
    reg [ADDR_BITS-1:0] place;
    reg [RING_BITS-1:0] sum, over;
    s     = 0;
    place = {ADDR_BITS{1'b0}};
    sum   = {RING_BITS{1'b0}};
    over  = {RING_BITS{1'b0}};
    write_address = {ADDR_BITS{1'b0}};
    if (write) begin
      for (s = 0; s < SOURCES; s = s + 1)
        place = place | ({ADDR_BITS{take[s]}} & at[s*PLACE_BITS +: ADDR_BITS]);
      sum  = {1'b0, base_q} + {1'b0, place};
      over = sum - ring;
      write_address = over[ADDR_BITS] ? sum[ADDR_BITS-1:0] : over[ADDR_BITS-1:0];
    end
  end

  // Sums. The lane at hand has its sum at place_q, the one before, whose sum is shown by
  // the memory, at origin_q. Lanes step as the words of a window do.
  reg  out_valid_q;  // a word is shown
  wire room      = win_ready_i || !out_valid_q;
  wire lane0     = place_q[LANE_BITS-1:0] == {LANE_BITS{1'b0}};
  wire sum_step  = sums_i && room && (!lane0 || (take[0] && keep[0]));
  wire sum_last  = place_q[RING_BITS-1:0] == ring - 1'b1;

  assign lane_free = lane0 && room;

  // The word whose lanes pass, the lane in its lowest byte the one shown by the memory.
  reg [BITS-1:0] hold_q;
  reg        first_q, mean_q;  // the word is of the image's first, last pixel
  reg        sum_q;            // a sum is to be written
  reg [20:0] lane_sum;         // 4096 bytes, signed or unsigned
  reg [BITS-1:0] mean_word;
  wire       is_first = lane0 ? first[0] : first_q;
  wire       is_mean  = lane0 ? final_col[0] : mean_q;

  always @(posedge clk_i) begin
    sum_q <= !rst_i && sum_step && !is_mean;
    if (sum_step) begin
      hold_q  <= lane0 ? word : {8'd0, hold_q[BITS-1:8]};
      first_q <= is_first;
      mean_q  <= is_mean;
    end
  end

  // Reader: output pixel, and word; the pixel read, and the window's origin.
  reg        [11:0] out_x_q, out_y_q;
  reg        [11:0] word_q;
  reg signed [13:0] org_x_q, org_y_q, x_q, y_q;
  reg               zero_q, tap_last_q, last_q;

  // A step shows the next word: of the memory, or zero outside the image.
  reg step, read, lacks;
  reg        [11:0] word_next;
  reg        [12:0] out_x_next, out_y_next;
  reg signed [13:0] x_next, y_next;
  reg word_last, pixel_end, row_end, taps_end, window_end, out_x_last, out_y_last;
  reg [PLACE_BITS-1:0] by;

  always @* begin : p_step
    reg        in_image;
    step       = 1'b0;
    lacks      = 1'b0;
    in_image   = 1'b0;
    word_next  = 12'd0;
    out_x_next = 13'd0;
    out_y_next = 13'd0;
    x_next     = 14'sd0;
    y_next     = 14'sd0;
    word_last  = 1'b0;
    pixel_end  = 1'b0;
    row_end    = 1'b0;
    taps_end   = 1'b0;
    window_end = 1'b0;
    out_x_last = 1'b0;
    out_y_last = 1'b0;
    by         = {{(PLACE_BITS-1){1'b0}}, sums_i};
    if (room && !sums_i) begin
      in_image   = !x_q[13] && x_q[12:0] < in_w_i && !y_q[13] && y_q[12:0] < in_h_i;
      word_next  = word_q + 12'd1;
      out_x_next = {1'b0, out_x_q} + 13'd1;
      out_y_next = {1'b0, out_y_q} + 13'd1;
      x_next     = x_q + $signed({8'd0, dilation_x_i});
      y_next     = y_q + $signed({8'd0, dilation_y_i});
      word_last  = word_next == in_words_i;
      pixel_end  = reduce_i || word_last;  // this word is the last one of this tap
      row_end    = pixel_end && x_next[12:0] == org_x_q[12:0] + end_x_i;
      taps_end   = row_end && y_next[12:0] == org_y_q[12:0] + end_y_i;
      window_end = taps_end && word_last;
      out_x_last = out_x_next == out_w_i;
      out_y_last = out_y_next == out_h_i;
      by = 24'd1;
      if (window_end)
        by = !out_x_last ? {8'd0, step_ox_i} : !out_y_last ? step_oy_i : step_img_i;
      else if (taps_end) by = {12'd0, word_next};
      else if (row_end) by = step_y_i;
      else if (pixel_end) by = {6'd0, step_x_i};
      step  = missing == {SOURCES{1'b0}} || !in_image;
      lacks = !step;
    end
    read = step && in_image;
  end

  always @(posedge clk_i) begin
    if (rst_i) begin : p_first
      reg signed [13:0] first_x, first_y;
      first_x = -$signed({{6{pad_x_i[7]}}, pad_x_i});
      first_y = -$signed({{6{pad_y_i[7]}}, pad_y_i});
      out_x_q  <= 12'd0;
      out_y_q  <= 12'd0;
      word_q   <= 12'd0;
      org_x_q  <= first_x;
      org_y_q  <= first_y;
      x_q      <= first_x;
      y_q      <= first_y;
      origin_q <= {PLACE_BITS{1'b0}};
      place_q  <= {PLACE_BITS{1'b0}};
    end else if (step || sum_step || go) begin : p_next
      reg signed [13:0] first_x, first_y, org_x, org_y;
      reg        [PLACE_BITS-1:0] next, back;
      back = go ? {12'd0, in_words_i} : {PLACE_BITS{1'b0}};
      next = ((step && taps_end) ? origin_q : place_q) +
             ((step || sum_step) ? by : {PLACE_BITS{1'b0}}) - back;
      place_q  <= (sum_step && sum_last) ? {PLACE_BITS{1'b0}} : next;
      origin_q <= sum_step ? place_q : (step && window_end) ? next : origin_q - back;
      if (step && window_end) begin
        first_x = -$signed({{6{pad_x_i[7]}}, pad_x_i});
        first_y = -$signed({{6{pad_y_i[7]}}, pad_y_i});
        org_x   = out_x_last ? first_x : org_x_q + $signed({10'd0, stride_x_i});
        org_y   = !out_x_last ? org_y_q :
                  out_y_last ? first_y : org_y_q + $signed({10'd0, stride_y_i});
        out_x_q <= out_x_last ? 12'd0 : out_x_next[11:0];
        if (out_x_last) out_y_q <= out_y_last ? 12'd0 : out_y_next[11:0];
        org_x_q <= org_x;
        org_y_q <= org_y;
        x_q     <= org_x;
        y_q     <= org_y;
      end else if (step && pixel_end) begin
        x_q <= row_end ? org_x_q : x_next;
        if (row_end) y_q <= taps_end ? org_y_q : y_next;
      end
      if (step && (!reduce_i || taps_end)) word_q <= word_last ? 12'd0 : word_next;
      if (step || sum_step) begin
        zero_q     <= sum_step ? is_first : !read;
        tap_last_q <= sum_step ? &place_q[LANE_BITS-1:0] : !reduce_i || taps_end;
        last_q     <= sum_step ? sum_last : window_end;
      end
    end
  end

  // With sums the memory has room for source 0 exactly while it waits for it.
  generate
    if (SOURCES == 1) begin : g_missing
      assign missing_o = sums_i ? lane_free : missing & lacks;
    end else begin : g_some_missing
      assign missing_o = sums_i ? {{(SOURCES-1){1'b0}}, lane_free} : missing & {SOURCES{lacks}};
    end
  endgenerate

  // The word read is shown in the next cycle.
  reg  [ADDR_BITS-1:0] read_address;
  wire [BITS-1:0] rd_data;
  wire [BITS-1:0] shown = zero_q ? {BITS{1'b0}} : rd_data;

  always @* begin : p_read
    reg [RING_BITS-1:0] sum, over;
    sum  = {RING_BITS{1'b0}};
    over = {RING_BITS{1'b0}};
    read_address = {ADDR_BITS{1'b0}};
    if (read || sum_step) begin
      sum  = {1'b0, base_q} + {1'b0, place_q[ADDR_BITS-1:0]};
      over = sum - ring;
      read_address = over[ADDR_BITS] ? sum[ADDR_BITS-1:0] : over[ADDR_BITS-1:0];
    end
  end

  always @* begin : p_mean
    /* verilator lint_off UNUSEDSIGNAL */  // a mean of bytes fits in a byte
    reg signed [21:0] twice;  // the mean times 2: bit 0 is half of the last place
    /* verilator lint_on UNUSEDSIGNAL */
    reg        [7:0]  rounded;
    lane_sum  = 21'd0;
    twice     = 22'sd0;
    rounded   = 8'd0;
    mean_word = {BITS{1'b0}};
    if (sums_i) begin
      lane_sum = shown[20:0] + {{13{signed_i && hold_q[7]}}, hold_q[7:0]};
      twice    = $signed({lane_sum, 1'b0}) >>> shift_i[3:0];
      rounded  = twice[8:1] + {7'd0, twice[0]};
      mean_word[{origin_q[LANE_BITS-1:0], 3'd0} +: 8] = rounded;
    end
  end

  assign win_valid_o    = out_valid_q;
  assign win_data_o     = sums_i ? mean_word : shown;
  assign win_tap_last_o = tap_last_q;
  assign win_last_o     = last_q;

  always @(posedge clk_i) begin
    if (rst_i) out_valid_q <= 1'b0;
    else out_valid_q <= step || (sum_step && is_mean) || (out_valid_q && !win_ready_i);
  end

  // Not in a block: Verilator 5.006 fails on some hardwired fabrics where it is one.
  wire [16:0]          pixel     = {5'd0, in_words_i};  // fits into the ring
  wire [RING_BITS-1:0] base_sum  = {1'b0, base_q} + pixel[RING_BITS-1:0];
  wire [RING_BITS-1:0] base_over = base_sum - ring;

  always @(posedge clk_i) begin
    if (rst_i) base_q <= {ADDR_BITS{1'b0}};
    else if (go) base_q <= base_over[ADDR_BITS] ? base_sum[ADDR_BITS-1:0] : base_over[ADDR_BITS-1:0];
  end

  imc_memory #(
    .WIDTH(BITS),
    .DEPTH(WORDS),
    .TEST (TEST)
  ) memory (
    .clk_i      (clk_i),
    .we_i       (write || sum_q),
    .waddr_i    (sums_i ? origin_q[ADDR_BITS-1:0] : write_address),
    .wdata_i    (sums_i ? {{(BITS-21){1'b0}}, lane_sum} : word),
    .re_i       (read || (sum_step && !is_first)),
    .raddr_i    (read_address),
    .rdata_o    (rd_data),
    .test_i     (test_i),
    .test_fail_o(test_fail_o)
  );

  wire unused = &{1'b0, n_sources_i, first, final_col, at, ring_words_i, pixel,
                     shift_i[4]};
endmodule
`default_nettype wire
