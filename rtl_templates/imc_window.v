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

  // a + b in the ring; a and b are in the ring.
  function [15:0] ring_add(input [15:0] a, input [15:0] b, input [16:0] ring);
    reg [17:0] sum;
    // verilator lint_off UNUSEDSIGNAL
    reg [17:0] wrapped;  // bit 16 is 0 where the difference is used
    // verilator lint_on UNUSEDSIGNAL
    begin
      sum      = {2'd0, a} + {2'd0, b};
      wrapped  = sum - {1'b0, ring};
      ring_add = wrapped[17] ? sum[15:0] : wrapped[15:0];
    end
  endfunction

  // Writer. Position: the next pixel that is not completely written.
  reg [11:0] word_q;
  reg [11:0] wr_x_q, wr_y_q;
  reg [1:0]  wr_img_q;
  reg [15:0] wr_addr_q;
  reg [16:0] free_q;  // words of the ring that may be written
  reg        error_q;

  wire [11:0] kept       = word_q - ch_first_i;
  wire        keep       = kept < ch_words_i;
  wire        take       = act_valid_i && act_ready_o;
  wire        write      = take && keep;
  wire        word_last  = word_q == in_words_i - 12'd1;
  wire        wr_x_last  = {1'b0, wr_x_q} == in_w_i - 13'd1;
  wire        wr_y_last  = {1'b0, wr_y_q} == in_h_i - 13'd1;
  wire        image_last = word_last && wr_x_last && wr_y_last;

  assign act_ready_o = !keep || free_q != 17'd0;
  assign error_o     = error_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      word_q    <= 12'd0;
      wr_x_q    <= 12'd0;
      wr_y_q    <= 12'd0;
      wr_img_q  <= 2'd0;
      wr_addr_q <= 16'd0;
      error_q   <= 1'b0;
    end else begin
      error_q <= take && act_data_i[32] != image_last;
      if (take) begin
        word_q <= word_last ? 12'd0 : word_q + 12'd1;
        if (word_last) begin
          wr_x_q <= wr_x_last ? 12'd0 : wr_x_q + 12'd1;
          if (wr_x_last) wr_y_q <= wr_y_last ? 12'd0 : wr_y_q + 12'd1;
          if (wr_x_last && wr_y_last) wr_img_q <= wr_img_q + 2'd1;
        end
      end
      if (write) wr_addr_q <= ring_add(wr_addr_q, 16'd1, ring_words_i);
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

  wire signed [13:0] first_x = -$signed({{6{pad_x_i[7]}}, pad_x_i});
  wire signed [13:0] first_y = -$signed({{6{pad_y_i[7]}}, pad_y_i});
  wire signed [13:0] stride  = $signed({10'd0, stride_i});

  wire out_x_last = out_x_q == out_w_i - 13'd1;
  wire out_y_last = out_y_q == out_h_i - 13'd1;
  wire k_x_last   = k_x_q == k_w_i - 13'd1;
  wire k_y_last   = k_y_q == k_h_i - 13'd1;
  wire ch_last    = ch_q == ch_words_i - 12'd1;
  wire pixel_end  = reduce_i || ch_last;  // this word is the last one of this tap
  wire row_end    = pixel_end && k_x_last;
  wire taps_end   = row_end && k_y_last;
  wire window_end = taps_end && ch_last;

  wire in_image = !x_q[13] && x_q[12:0] < in_w_i && !y_q[13] && y_q[12:0] < in_h_i;

  // The writer is up to two images ahead, or one behind where the rest of an
  // image was not needed.
  wire [1:0] ahead   = wr_img_q - rd_img_q;
  wire       written = ahead == 2'd0 ? {y_q[11:0], x_q[11:0]} < {wr_y_q, wr_x_q} : ahead != 2'd3;

  reg  out_valid_q, zero_q, tap_last_q, last_q;
  wire step = (written || !in_image) && (win_ready_i || !out_valid_q);

  always @(posedge clk_i) begin
    if (rst_i) begin
      rd_img_q <= 2'd0;
      out_x_q  <= 13'd0;
      out_y_q  <= 13'd0;
      k_x_q    <= 13'd0;
      k_y_q    <= 13'd0;
      ch_q     <= 12'd0;
    end else if (step) begin
      if (reduce_i ? taps_end : 1'b1) ch_q <= ch_last ? 12'd0 : ch_q + 12'd1;
      if (pixel_end) k_x_q <= k_x_last ? 13'd0 : k_x_q + 13'd1;
      if (row_end) k_y_q <= k_y_last ? 13'd0 : k_y_q + 13'd1;
      if (window_end) begin
        out_x_q <= out_x_last ? 13'd0 : out_x_q + 13'd1;
        if (out_x_last) out_y_q <= out_y_last ? 13'd0 : out_y_q + 13'd1;
        if (out_x_last && out_y_last) rd_img_q <= rd_img_q + 2'd1;
      end
    end
  end

  // Coordinates and addresses follow.
  wire signed [13:0] next_org_x = out_x_last ? first_x : org_x_q + stride;
  wire signed [13:0] next_org_y = !out_x_last ? org_y_q : out_y_last ? first_y : org_y_q + stride;

  wire [15:0] window_step = !out_x_last ? step_ox_i : !out_y_last ? step_oy_i : step_img_i;
  wire [15:0] step_base = window_end ? org_addr_q : taps_end ? word_addr_q : addr_q;
  wire [15:0] step_by   = window_end ? window_step :
                          taps_end ? 16'd1 :
                          row_end ? step_y_i : step_x_i;
  wire [15:0] next_addr = ring_add(step_base, step_by, ring_words_i);

  always @(posedge clk_i) begin
    if (rst_i) begin
      org_x_q     <= first_x;
      org_y_q     <= first_y;
      x_q         <= first_x;
      y_q         <= first_y;
      org_addr_q  <= start_i;
      word_addr_q <= start_i;
      addr_q      <= start_i;
    end else if (step) begin
      addr_q <= next_addr;
      if (taps_end) word_addr_q <= next_addr;
      if (window_end) begin
        org_addr_q <= next_addr;
        org_x_q    <= next_org_x;
        org_y_q    <= next_org_y;
      end
      if (window_end) x_q <= next_org_x;
      else if (row_end) x_q <= org_x_q;
      else if (pixel_end) x_q <= x_q + 14'sd1;
      if (window_end) y_q <= next_org_y;
      else if (taps_end) y_q <= org_y_q;
      else if (row_end) y_q <= y_q + 14'sd1;
    end
  end

  // The word read is shown in the next cycle.
  wire [31:0] rd_data;

  assign win_valid_o    = out_valid_q;
  assign win_data_o     = zero_q ? 32'd0 : rd_data;
  assign win_tap_last_o = tap_last_q;
  assign win_last_o     = last_q;

  always @(posedge clk_i) begin
    if (rst_i) out_valid_q <= 1'b0;
    else out_valid_q <= step || (out_valid_q && !win_ready_i);
  end

  always @(posedge clk_i) begin
    if (step) begin
      zero_q     <= !in_image;
      tap_last_q <= !reduce_i || taps_end;
      last_q     <= window_end;
    end
  end

  // Release, up to the writer and up to the window's origin.
  reg  [12:0] rel_x_q, rel_y_q;
  reg  [1:0]  rel_img_q;
  wire        rel_x_last = rel_x_q == in_w_i - 13'd1;
  wire        rel_y_last = rel_y_q == in_h_i - 13'd1;
  wire        rel_some   = {rel_img_q, rel_y_q, rel_x_q} != {wr_img_q, 1'b0, wr_y_q, 1'b0, wr_x_q};
  wire [12:0] rel_to_x   = org_x_q[13] ? 13'd0 : org_x_q[12:0];
  wire        rel_before = !org_y_q[13] && {rel_y_q, rel_x_q} < {org_y_q[12:0], rel_to_x} &&
                           !(rel_x_last && rel_y_last);
  wire        release_px = rel_some && (rel_img_q != rd_img_q || rel_before);

  always @(posedge clk_i) begin
    if (rst_i) begin
      rel_x_q   <= 13'd0;
      rel_y_q   <= 13'd0;
      rel_img_q <= 2'd0;
    end else if (release_px) begin
      rel_x_q <= rel_x_last ? 13'd0 : rel_x_q + 13'd1;
      if (rel_x_last) rel_y_q <= rel_y_last ? 13'd0 : rel_y_q + 13'd1;
      if (rel_x_last && rel_y_last) rel_img_q <= rel_img_q + 2'd1;
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) free_q <= ring_words_i;
    else if (release_px || write)
      free_q <= free_q + {5'd0, release_px ? ch_words_i : 12'd0} - {16'd0, write};
  end

  imc_sram #(
    .WIDTH(32),
    .DEPTH(WORDS)
  ) memory (
    .clk_i  (clk_i),
    .we_i   (write),
    .waddr_i(wr_addr_q[ADDR_BITS-1:0]),
    .wdata_i(act_data_i[31:0]),
    .re_i   (step && in_image),
    .raddr_i(addr_q[ADDR_BITS-1:0]),
    .rdata_o(rd_data)
  );

  wire unused = &{1'b0, wr_addr_q, addr_q};
endmodule
`default_nettype wire
