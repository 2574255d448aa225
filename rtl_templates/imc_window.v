// SPDX-License-Identifier: Apache-2.0
//
// Activation memory and window sequencer.
//
// Writer: takes images in raster order, IN_WORDS words a pixel, and keeps words
// ch_first .. ch_first+ch_words-1 of each pixel in a ring of ring_words words. It
// stops the stream only at a word that it keeps while the ring is full.
// Reader: emits the words of all windows of image after image, one a cycle as
// long as their pixels are there, zero outside the image: ky, kx, word where
// nothing is reduced, else word, ky, kx. tap_last ends a reduction group (always 1
// without reduction), win_last a window.
// Release: one pixel a cycle, everything before the current window's origin
// (docs/rtl.md, "Task registers"); the last pixel of an image goes when the
// reader moves on to the next image.
//
// A pixel can be read when its last word (kept or not) has been taken: taken at
// edge T, its first word is shown after edge T+2.
//
// Sums (task register sums; the window is the image, 4 * ch_words words are enough):
// no image is kept, but a word a channel with the sum of its pixels so far. A kept
// word is held while its four lanes pass, one a cycle: read the sum (zero at the first
// pixel), add, write in the next cycle; at the last pixel the rounded mean is shown
// instead, in its lane of a word that is zero elsewhere, four words a tap. The stream
// stops at a kept word while lanes are under way or a mean waits to be taken.
//
// Demands: ring_words as in docs/rtl.md; some window of an image sees a pixel of it.
// error_o: a word's last flag was not the end of an image, or the other way round.
`default_nettype none
module imc_window #(
  parameter  WORDS     = 16,  // activation memory, words of 32 bits, 16..65536
  localparam ADDR_BITS = $clog2(WORDS)
) (
  input  wire        clk_i,
  input  wire        rst_i,  // synchronous, active high
  // task, constant while rst_i is low: docs/rtl.md
  input  wire        reduce_i,
  input  wire        sums_i,
  input  wire        signed_i,  // sums: bytes are two's complement
  input  wire [4:0]  shift_i,   // sums: mean of 2^shift_i pixels, 0..12
  input  wire [12:0] in_w_i,
  input  wire [12:0] in_h_i,
  input  wire [11:0] in_words_i,
  input  wire [11:0] ch_first_i,
  input  wire [11:0] ch_words_i,
  input  wire [12:0] out_w_i,
  input  wire [12:0] out_h_i,
  input  wire [12:0] k_w_i,
  input  wire [12:0] k_h_i,
  input  wire [7:0]  pad_x_i,  // two's complement
  input  wire [7:0]  pad_y_i,  // two's complement
  input  wire [3:0]  stride_i,
  input  wire [16:0] ring_words_i,
  input  wire [15:0] step_x_i,
  input  wire [15:0] step_y_i,
  input  wire [15:0] step_ox_i,
  input  wire [15:0] step_oy_i,
  input  wire [15:0] step_img_i,
  input  wire [15:0] start_i,
  // images, {last, word}
  input  wire        act_valid_i,
  output wire        act_ready_o,
  input  wire [32:0] act_data_i,
  // windows
  output wire        win_valid_o,
  input  wire        win_ready_i,
  output wire [31:0] win_data_o,
  output wire        win_tap_last_o,
  output wire        win_last_o,
  output wire        error_o
);
  generate
    if (WORDS < 16 || WORDS > 65536) begin : g_check_words
      $error("imc_window: WORDS must be 16..65536");
    end
  endgenerate

  // What an idle cycle does not need is computed inside the branch that does: a
  // simulation of many tiles lives on it.

  // Writer. Position: the next pixel that is not completely written.
  reg [11:0] word_q;
  reg        keep_q;  // the next word is one to keep
  reg [11:0] wr_x_q, wr_y_q;
  reg [1:0]  wr_img_q;
  reg [15:0] wr_addr_q;
  reg [16:0] free_q;  // words of the ring that may be written
  reg        error_q;

  // Sums: the lane at hand is that of wr_addr_q; it steps as a word of a window does.
  wire room      = win_ready_i || !out_valid_q;
  wire lane0     = wr_addr_q[1:0] == 2'd0;
  wire take      = act_valid_i && act_ready_o;
  wire take_kept = take && keep_q;
  wire write     = take_kept && !sums_i;
  wire sum_step  = sums_i && room && (!lane0 || take_kept);

  assign act_ready_o = !keep_q || (sums_i ? lane0 && room : free_q != 17'd0);
  assign error_o     = error_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      word_q    <= 12'd0;
      keep_q    <= ch_first_i == 12'd0;
      wr_x_q    <= 12'd0;
      wr_y_q    <= 12'd0;
      wr_img_q  <= 2'd0;
      wr_addr_q <= 16'd0;
      error_q   <= 1'b0;
    end else if (take) begin : p_take
      reg        word_last, x_last, y_last;
      reg [11:0] word, kept;
      word_last = word_q == in_words_i - 12'd1;
      x_last    = {1'b0, wr_x_q} == in_w_i - 13'd1;
      y_last    = {1'b0, wr_y_q} == in_h_i - 13'd1;
      word      = word_last ? 12'd0 : word_q + 12'd1;
      kept      = word - ch_first_i;
      error_q <= act_data_i[32] != (word_last && x_last && y_last);
      word_q  <= word;
      keep_q  <= kept < ch_words_i;
      if (word_last) begin
        wr_x_q <= x_last ? 12'd0 : wr_x_q + 12'd1;
        if (x_last) wr_y_q <= y_last ? 12'd0 : wr_y_q + 12'd1;
        if (x_last && y_last) wr_img_q <= wr_img_q + 2'd1;
      end
    end else begin
      error_q <= 1'b0;
    end
    if (!rst_i && (write || sum_step)) begin : p_addr
      reg [16:0] addr;
      addr = {1'b0, wr_addr_q} + 17'd1;
      wr_addr_q <= addr == ring_words_i ? 16'd0 : addr[15:0];
    end
  end

  // Sums: the word whose lanes pass, the lane in its lowest byte the one whose sum is
  // shown by the memory; that lane's address is in addr_q.
  reg [31:0] hold_q;
  reg        first_q, mean_q;  // the word is of the image's first, last pixel
  reg        sum_q;            // a sum is to be written
  reg [20:0] lane_sum;         // 4096 bytes, signed or unsigned
  reg [31:0] mean_word;
  wire       first = lane0 ? {wr_y_q, wr_x_q} == 24'd0 : first_q;
  wire       mean  = lane0 ? {1'b0, wr_x_q} == in_w_i - 13'd1 &&
                             {1'b0, wr_y_q} == in_h_i - 13'd1 : mean_q;

  always @(posedge clk_i) begin
    sum_q <= !rst_i && sum_step && !mean;
    if (sum_step) begin
      hold_q  <= lane0 ? act_data_i[31:0] : {8'd0, hold_q[31:8]};
      first_q <= first;
      mean_q  <= mean;
    end
  end

  // Reader: output pixel, tap and word; the pixel read, and the window's origin.
  reg        [1:0]  rd_img_q;
  reg        [12:0] out_x_q, out_y_q, k_x_q, k_y_q;
  reg        [11:0] ch_q;
  reg signed [13:0] org_x_q, org_y_q, x_q, y_q;
  reg        [15:0] org_addr_q;   // of the origin
  reg        [15:0] word_addr_q;  // reduced: of the origin, in this group's word
  reg        [15:0] addr_q;
  reg               out_valid_q, zero_q, tap_last_q, last_q;

  // A step shows the next word: of the memory, or zero outside the image. The
  // writer is up to two images ahead, or one behind where the rest of an image was
  // not needed.
  reg step, read;

  always @* begin : p_step
    reg       in_image, written;
    reg [1:0] ahead;
    step     = 1'b0;
    in_image = 1'b0;
    written  = 1'b0;
    ahead    = 2'd0;
    if (room && !sums_i) begin
      in_image = !x_q[13] && x_q[12:0] < in_w_i && !y_q[13] && y_q[12:0] < in_h_i;
      ahead    = wr_img_q - rd_img_q;
      written  = ahead == 2'd0 ? {y_q[11:0], x_q[11:0]} < {wr_y_q, wr_x_q} : ahead != 2'd3;
      step     = written || !in_image;
    end
    read = step && in_image;
  end

  always @(posedge clk_i) begin
    if (rst_i) begin : p_first
      reg signed [13:0] first_x, first_y;
      first_x = -$signed({{6{pad_x_i[7]}}, pad_x_i});
      first_y = -$signed({{6{pad_y_i[7]}}, pad_y_i});
      rd_img_q    <= 2'd0;
      out_x_q     <= 13'd0;
      out_y_q     <= 13'd0;
      k_x_q       <= 13'd0;
      k_y_q       <= 13'd0;
      ch_q        <= 12'd0;
      org_x_q     <= first_x;
      org_y_q     <= first_y;
      x_q         <= first_x;
      y_q         <= first_y;
      org_addr_q  <= start_i;
      word_addr_q <= start_i;
      addr_q      <= start_i;
    end else if (step) begin : p_next
      reg               out_x_last, out_y_last, k_x_last, k_y_last, ch_last;
      reg               pixel_end, row_end, taps_end, window_end;
      reg signed [13:0] first_x, first_y, next_x, next_y;
      reg        [15:0] base, by, next_addr;
      reg        [16:0] sum;
      k_x_last   = k_x_q == k_w_i - 13'd1;
      k_y_last   = k_y_q == k_h_i - 13'd1;
      ch_last    = ch_q == ch_words_i - 12'd1;
      pixel_end  = reduce_i || ch_last;  // this word is the last one of this tap
      row_end    = pixel_end && k_x_last;
      taps_end   = row_end && k_y_last;
      window_end = taps_end && ch_last;
      base       = addr_q;
      by         = row_end ? step_y_i : step_x_i;
      if (taps_end) begin
        base = word_addr_q;
        by   = 16'd1;
      end
      if (window_end) begin
        out_x_last = out_x_q == out_w_i - 13'd1;
        out_y_last = out_y_q == out_h_i - 13'd1;
        first_x    = -$signed({{6{pad_x_i[7]}}, pad_x_i});
        first_y    = -$signed({{6{pad_y_i[7]}}, pad_y_i});
        next_x     = out_x_last ? first_x : org_x_q + $signed({10'd0, stride_i});
        next_y     = !out_x_last ? org_y_q :
                     out_y_last ? first_y : org_y_q + $signed({10'd0, stride_i});
        base       = org_addr_q;
        by         = !out_x_last ? step_ox_i : !out_y_last ? step_oy_i : step_img_i;
        out_x_q <= out_x_last ? 13'd0 : out_x_q + 13'd1;
        if (out_x_last) out_y_q <= out_y_last ? 13'd0 : out_y_q + 13'd1;
        if (out_x_last && out_y_last) rd_img_q <= rd_img_q + 2'd1;
        org_x_q <= next_x;
        org_y_q <= next_y;
        x_q     <= next_x;
        y_q     <= next_y;
      end else if (pixel_end) begin
        x_q <= row_end ? org_x_q : x_q + 14'sd1;
        if (row_end) y_q <= taps_end ? org_y_q : y_q + 14'sd1;
      end
      sum       = {1'b0, base} + {1'b0, by};
      next_addr = sum >= ring_words_i ? sum[15:0] - ring_words_i[15:0] : sum[15:0];
      addr_q <= next_addr;
      if (taps_end) word_addr_q <= next_addr;
      if (window_end) org_addr_q <= next_addr;
      if (!reduce_i || taps_end) ch_q <= ch_last ? 12'd0 : ch_q + 12'd1;
      if (pixel_end) k_x_q <= k_x_last ? 13'd0 : k_x_q + 13'd1;
      if (row_end) k_y_q <= k_y_last ? 13'd0 : k_y_q + 13'd1;
      zero_q     <= !read;
      tap_last_q <= !reduce_i || taps_end;
      last_q     <= window_end;
    end else if (sum_step) begin : p_sum
      addr_q     <= wr_addr_q;
      zero_q     <= first;
      tap_last_q <= wr_addr_q[1:0] == 2'd3;
      last_q     <= {1'b0, wr_addr_q} == ring_words_i - 17'd1;
    end
  end

  // The word read is shown in the next cycle.
  wire [31:0] rd_data;
  wire [31:0] shown = zero_q ? 32'd0 : rd_data;

  always @* begin : p_mean
    /* verilator lint_off UNUSEDSIGNAL */  // a mean of bytes fits in a byte
    reg signed [21:0] twice;  // the mean times 2: bit 0 is half of the last place
    /* verilator lint_on UNUSEDSIGNAL */
    reg        [7:0]  rounded;
    lane_sum  = 21'd0;
    twice     = 22'sd0;
    rounded   = 8'd0;
    mean_word = 32'd0;
    if (sums_i) begin
      lane_sum = shown[20:0] + {{13{signed_i && hold_q[7]}}, hold_q[7:0]};
      twice    = $signed({lane_sum, 1'b0}) >>> shift_i;
      rounded  = twice[8:1] + {7'd0, twice[0]};
      mean_word[8*addr_q[1:0] +: 8] = rounded;
    end
  end

  assign win_valid_o    = out_valid_q;
  assign win_data_o     = sums_i ? mean_word : shown;
  assign win_tap_last_o = tap_last_q;
  assign win_last_o     = last_q;

  always @(posedge clk_i) begin
    if (rst_i) out_valid_q <= 1'b0;
    else out_valid_q <= step || (sum_step && mean) || (out_valid_q && !win_ready_i);
  end

  // Release, up to the writer and up to the window's origin.
  reg [12:0] rel_x_q, rel_y_q;
  reg [1:0]  rel_img_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      rel_x_q   <= 13'd0;
      rel_y_q   <= 13'd0;
      rel_img_q <= 2'd0;
      free_q    <= ring_words_i;
    end else begin : p_release
      reg        x_last, y_last, go;
      reg [12:0] to_x;
      x_last = rel_x_q == in_w_i - 13'd1;
      y_last = rel_y_q == in_h_i - 13'd1;
      to_x   = org_x_q[13] ? 13'd0 : org_x_q[12:0];
      go     = rel_img_q != rd_img_q ||
               (!org_y_q[13] && {rel_y_q, rel_x_q} < {org_y_q[12:0], to_x} &&
                !(x_last && y_last));
      if ({rel_img_q, rel_y_q, rel_x_q} == {wr_img_q, 1'b0, wr_y_q, 1'b0, wr_x_q}) go = 1'b0;
      if (go) begin
        rel_x_q <= x_last ? 13'd0 : rel_x_q + 13'd1;
        if (x_last) rel_y_q <= y_last ? 13'd0 : rel_y_q + 13'd1;
        if (x_last && y_last) rel_img_q <= rel_img_q + 2'd1;
      end
      if (go || write)
        free_q <= free_q + {5'd0, go ? ch_words_i : 12'd0} - {16'd0, write};
    end
  end

  imc_sram #(
    .WIDTH(32),
    .DEPTH(WORDS)
  ) memory (
    .clk_i  (clk_i),
    .we_i   (write || sum_q),
    .waddr_i(sums_i ? addr_q[ADDR_BITS-1:0] : wr_addr_q[ADDR_BITS-1:0]),
    .wdata_i(sums_i ? {11'd0, lane_sum} : act_data_i[31:0]),
    .re_i   (read || (sum_step && !first)),
    .raddr_i(sums_i ? wr_addr_q[ADDR_BITS-1:0] : addr_q[ADDR_BITS-1:0]),
    .rdata_o(rd_data)
  );

  wire unused = &{1'b0, wr_addr_q, addr_q};
endmodule
`default_nettype wire
