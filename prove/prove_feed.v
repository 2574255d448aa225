// SPDX-License-Identifier: Apache-2.0
//
// What imc_feed promises for frames of any length, images of any number of words and stops
// at any time, if no more credits come back than flits went out.
`default_nettype none
module prove_feed #(
  parameter VCS        = 1,  // as imc_feed
  parameter DEPTH      = 2,  // as imc_feed, 2..14
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire           clk_i,
  input wire           rst_i,
  input wire           run_i,
  input wire           flush_i,
  input wire           cut_i,
  input wire           hold_i,
  input wire           marked_i,
  input wire           s_axis_tvalid,
  input wire [31:0]    s_axis_tdata,
  input wire           s_axis_tlast,
  input wire [VCS:0]   out_credit_i
);
  localparam [31:0] FULL = DEPTH;

  (* anyconst *) reg [31:0] words;  // of an image

  wire           ready, image, is_short, is_long, frame;
  wire [VCS:0]   out_valid;
  wire [33:0]    out_data;
  imc_feed #(.VCS(VCS), .DEPTH(DEPTH), .PARITY(1)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .flush_i(flush_i),
    .cut_i(cut_i),
    .words_i(words),
    .hold_i(hold_i),
    .marked_i(marked_i),
    .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(ready),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tlast(s_axis_tlast),
    .out_valid_o(out_valid),
    .out_data_o(out_data),
    .out_credit_i(out_credit_i),
    .image_o(image),
    .short_o(is_short),
    .long_o(is_long),
    .frame_o(frame)
  );
  wire take = s_axis_tvalid && ready;
  wire flit = out_valid[0];

  // A word that was taken for an image, or a zero that is due: the flit of this cycle.
  reg        took_q, due_q;
  reg [32:0] word_q;
  // Flits of the image to come, and with this cycle's flit.
  reg  [31:0] left_q;
  wire        ends = flit && left_q == 32'd1;
  wire [31:0] left = !flit ? left_q : ends ? words : left_q - 32'd1;
  wire        begun = left != words;
  // The frame ended before the image.
  reg  fill_q;
  wire fill = (fill_q || (took_q && word_q[32])) && !ends;
  // The end of the frame is to come; and nothing of it belongs to an image any more.
  reg  under_way_q, rest_q;
  wire too_long = took_q && left_q == 32'd1 && !word_q[32];
  wire rest = rest_q || too_long;
  // The result of a bad image is to come.
  reg  pending_q, closed_q;
  wire pending = pending_q || too_long || (due_q && ends);
  // The queue at the other end: what it holds, this cycle's flit included or not.
  reg  [3:0] held_q;
  wire [3:0] held = held_q + {3'd0, flit};
  wire       room = held < FULL[3:0];
  reg        waits_q;
  // The next flit is odd; the credits of the cycle before had the wrong parity.
  reg  odd_q, credit_q;

  always @(posedge clk_i) begin
    if (rst_i || !run_i) begin
      held_q    <= 4'd0;
      took_q    <= 1'b0;
      due_q     <= 1'b0;
      left_q    <= words;
      fill_q    <= 1'b0;
      pending_q <= 1'b0;
      closed_q  <= 1'b0;
      waits_q   <= 1'b0;
      odd_q     <= 1'b0;
      credit_q  <= 1'b0;
    end else begin
      odd_q     <= odd_q ^ flit;
      credit_q  <= ^out_credit_i;
      held_q    <= held - {3'd0, out_credit_i[0]};
      took_q    <= take && !rest;
      due_q     <= fill && room;
      left_q    <= left;
      fill_q    <= fill;
      pending_q <= pending && !marked_i;
      closed_q  <= pending || hold_i;
      waits_q   <= ready && !s_axis_tvalid;
    end
    word_q <= {s_axis_tlast, s_axis_tdata};
    if (rst_i || cut_i) begin
      under_way_q <= 1'b0;
      rest_q      <= 1'b0;
    end else begin
      if (take) under_way_q <= !s_axis_tlast;
      if (!run_i) rest_q <= take ? !s_axis_tlast : under_way_q;
      else rest_q <= rest && !(take && s_axis_tlast);
    end
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume (words != 32'd0);
    assume (!out_credit_i[0] || held_q != 4'd0);
    assume (!cut_i || !run_i);
    assume (!marked_i || pending_q);
    if (!rst_i) begin
      // A word that was taken for an image is the flit of the next cycle, and where its frame
      // was too short a zero comes with each credit; no other flit is sent.
      p_once: assert (flit == (took_q || due_q));
      p_same: assert (!flit || out_data[31:0] == (due_q ? 32'd0 : word_q[31:0]));
      // An image has all its words, and the last one says so.
      p_whole: assert (!flit || out_data[32] == (left_q == 32'd1));
      p_channel: assert ((out_valid[VCS-1:0] >> 1) == {VCS{1'b0}});
      // Flits are even and odd in turn; so are valids always, unless a credit is wrong.
      p_turn: assert (!flit || ^out_data == odd_q);
      p_told: assert (^out_valid == credit_q);
      // The queue at the other end never gets more than it has room for.
      p_fits: assert (held <= FULL[3:0]);
      // With a credit a word is taken at once; what belongs to no image always is.
      p_credit: assert (ready == (run_i ? rest ||
          (room && !fill && (begun || (!pending && !hold_i))) : rest || flush_i));
      p_stays: assert (!waits_q || !run_i || hold_i || ready);
      p_image: assert (image == ends);
      // A bad image is told with its last word, and no image begins before its result left.
      p_short: assert (is_short == (ends && due_q));
      p_long: assert (is_long == too_long);
      p_alone: assert (!flit || left_q != words || !closed_q);
      p_frame: assert (frame == under_way_q);
    end
  end

  localparam C_BITS = $clog2(DEPTH + 1);
  (* hierconn *) wire [C_BITS-1:0] \dut.credits_q ;
  (* hierconn *) wire [31:0] \dut.left_q ;
  (* hierconn *) wire \dut.g_parity.odd_q ;
  (* hierconn *) wire \dut.begun_q , \dut.fill_q , \dut.drop_q , \dut.wait_q ;
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_odd: assert (\dut.g_parity.odd_q == (odd_q ^ flit));
          i_held: assert (held_q <= FULL[3:0]);
          i_credits: assert (held + {{(4-C_BITS){1'b0}}, \dut.credits_q } == FULL[3:0]);
          i_left: assert (\dut.left_q == left && left_q <= words && left_q != 32'd0);
          i_begun: assert (\dut.begun_q == begun);
          i_fill: assert (\dut.fill_q == fill && !(took_q && due_q) && !(took_q && fill_q) &&
              !(due_q && !fill_q) && !(fill_q && left_q == words) && !(fill && rest));
          i_rest: assert (\dut.drop_q == rest && (under_way_q || !rest) && !(rest_q && took_q));
          i_frame: assert (!took_q || under_way_q == !word_q[32]);
          i_wait: assert (\dut.wait_q == pending && !(pending_q && begun));
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
