// SPDX-License-Identifier: Apache-2.0
//
// Fabric input: an AXI4-Stream becomes a channel, on virtual channel 0.
//
// A word is taken when a credit is there and leaves in the next cycle; 1 word a cycle
// from DEPTH 4 on. The names of the AXI signals are those of the standard. A flit is
// {last, word}; an image has words_i flits always, last with the last of them. A frame,
// up to its tlast, with fewer words is filled up with zeros, of a longer one the rest is
// dropped: either image is bad, and the next one begins when its result was delivered.
//
// With PARITY a flit has its parity bit on top, even and odd in turn (imc_parity); valid
// and credit have one too, even with it. A credit with a wrong one is told by a wrong one
// of valid in the next cycle.
//
// While run_i is low no image is under way, and the credits are those of a fresh
// channel; the rest of a frame that had begun is dropped, also after the next start.
// flush_i then drops all that comes; cut_i says that the rest will never come.
`default_nettype none
module imc_feed #(
  parameter VCS   = 1,  // virtual channels of the channel, 1..32
  parameter DEPTH = 2,  // flits a queue at the channel's other end, 2..64
  parameter BITS  = 32, // of a word, 32, 64 or 128
  parameter PARITY = 0  // 1: the channel has parity bits; 0 or 1
) (
  input  wire           clk_i,
  input  wire           rst_i,  // synchronous, active high
  input  wire           run_i,
  input  wire           flush_i,   // drop words while run_i is low
  input  wire           cut_i,     // pulse while run_i is low: the next word begins a frame
  input  wire [31:0]    words_i,   // of an image, at least 1, constant while run_i is high
  input  wire           hold_i,    // no image may begin
  input  wire           marked_i,  // pulse: the result of the bad image was delivered
  input  wire           s_axis_tvalid,
  output wire           s_axis_tready,
  input  wire [BITS-1:0] s_axis_tdata,
  input  wire           s_axis_tlast,
  output wire [VCS+PARITY-1:0] out_valid_o,
  output wire [BITS+PARITY:0]  out_data_o,
  input  wire [VCS+PARITY-1:0] out_credit_i,
  output wire           image_o,  // pulse: an image went in whole
  output wire           short_o,  // with image_o: its frame had fewer words
  output wire           long_o,   // with image_o: its frame had more words
  output wire           frame_o   // the last word taken was not the last of its frame
);
  localparam CREDIT_BITS = $clog2(DEPTH + 1);
  localparam [31:0] CREDITS = DEPTH;

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_feed_BITS_must_be_32_64_or_128 refused ();
    end
    if (VCS < 1 || VCS > 32) begin : g_check_vcs
      imc_feed_VCS_must_be_1_to_32 refused ();
    end
    if (DEPTH < 2 || DEPTH > 64) begin : g_check_depth
      imc_feed_DEPTH_must_be_2_to_64 refused ();
    end
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_feed_PARITY_must_be_0_or_1 refused ();
    end
  endgenerate

  // Only virtual channel 0 is used.
  wire unused = &{1'b0, out_credit_i};

  reg [CREDIT_BITS-1:0] credits_q;
  reg                   valid_q;
  reg [BITS:0]          data_q;
  reg [31:0]            left_q;   // words of the image to come
  reg                   begun_q;  // some of it went in
  reg                   fill_q;   // the rest of it is zeros
  reg                   drop_q;   // the rest of the frame is dropped
  reg                   frame_q;
  reg                   wait_q;   // the result of a bad image is to come
  reg                   short_q, long_q;

  wire run   = run_i && !drop_q;
  wire open  = begun_q || (!wait_q && !hold_i);
  wire room  = run && credits_q != {CREDIT_BITS{1'b0}};
  wire final_word = left_q == 32'd1;
  wire take  = s_axis_tvalid && s_axis_tready;
  wire enter = room && (fill_q || (s_axis_tvalid && open));
  wire is_short = enter && fill_q && final_word;
  wire is_long  = enter && !fill_q && final_word && !s_axis_tlast;
  wire frame = !cut_i && (take ? !s_axis_tlast : frame_q);

  assign s_axis_tready = (room && !fill_q && open) || drop_q || (!run_i && flush_i);

  always @(posedge clk_i) begin
    if (rst_i || !run_i) begin
      credits_q <= CREDITS[CREDIT_BITS-1:0];
      valid_q   <= 1'b0;
      left_q    <= words_i;
      begun_q   <= 1'b0;
      fill_q    <= 1'b0;
      wait_q    <= 1'b0;
    end else begin
      if (out_credit_i[0] && !enter) credits_q <= credits_q + 1'b1;
      else if (enter && !out_credit_i[0]) credits_q <= credits_q - 1'b1;
      valid_q <= enter;
      if (enter) begin
        left_q  <= final_word ? words_i : left_q - 32'd1;
        begun_q <= !final_word;
        fill_q  <= !final_word && (fill_q || s_axis_tlast);
      end
      if (is_short || is_long) wait_q <= 1'b1;
      else if (marked_i) wait_q <= 1'b0;
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) begin
      frame_q <= 1'b0;
      drop_q  <= 1'b0;
    end else begin
      frame_q <= frame;
      if (!run_i || drop_q || is_long) drop_q <= frame;
    end
  end

  wire [BITS:0] data = {final_word, s_axis_tdata & {BITS{!fill_q}}};
  always @(posedge clk_i) begin
    data_q  <= data;
    short_q <= is_short;
    long_q  <= is_long;
  end

  generate
    if (VCS > 1) begin : g_idle
      assign out_valid_o[VCS-1:0] = {{(VCS - 1){1'b0}}, valid_q};
    end else begin : g_one
      assign out_valid_o[0] = valid_q;
    end
    if (PARITY != 0) begin : g_parity
      reg odd_q;    // the next flit is odd
      reg data_odd_q, valid_odd_q;
      always @(posedge clk_i) begin
        if (rst_i || !run_i) begin
          odd_q       <= 1'b0;
          valid_odd_q <= 1'b0;
        end else begin
          odd_q       <= odd_q ^ enter;
          valid_odd_q <= enter ^ (^out_credit_i);
        end
      end
      always @(posedge clk_i) data_odd_q <= odd_q ^ (^data);
      assign out_valid_o[VCS]   = valid_odd_q;
      assign out_data_o[BITS+1] = data_odd_q;
    end
  endgenerate
  assign out_data_o[BITS:0] = data_q;
  assign image_o    = valid_q && data_q[BITS];
  assign short_o    = valid_q && short_q;
  assign long_o     = valid_q && long_q;
  assign frame_o    = frame_q;
endmodule
`default_nettype wire
