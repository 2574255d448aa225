// SPDX-License-Identifier: Apache-2.0
//
// What imc_cdc_fifo promises between two clocks of any period and phase, drifting ones too,
// for every stream in and every sink, from the state that a clear leaves (prove_cdc_reset
// shows that both sides have it).
//
// A clock is an input that may rise in any step, or in none. Of a pointer that changes while
// the other clock rises each bit may be seen as it was or as it is, whatever the others
// are: the first flip-flops of both synchronisers are cut off, and any such value.
//
// One arbitrary word is watched from the moment it enters: before words leave before it,
// and then it leaves, unchanged.
//
// Clocks: in_clk_i out_clk_i
// Any value: dut.sync_in.first_q
// Any value: dut.sync_out.first_q
`default_nettype none
module prove_cdc_fifo #(
  parameter WIDTH      = 1,  // as imc_cdc_fifo
  parameter DEPTH      = 2,  // as imc_cdc_fifo, 2..8
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire             in_clk_i,
  input wire             out_clk_i,
  input wire             in_stop_i,
  input wire             in_valid_i,
  input wire [WIDTH-1:0] in_data_i,
  input wire             out_stop_i,
  input wire             out_ready_i,
  input wire             pick_i  // watch the word that enters now
);
  localparam BITS = $clog2(DEPTH) + 1;
  localparam [7:0] FULL = DEPTH;

  wire             in_ready, in_some, out_valid;
  wire [WIDTH-1:0] out_data;
  imc_cdc_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (
    .in_clk_i   (in_clk_i),
    .in_stop_i  (in_stop_i),
    .in_clear_i (1'b0),
    .in_valid_i (in_valid_i),
    .in_ready_o (in_ready),
    .in_data_i  (in_data_i),
    .in_some_o  (in_some),
    .out_clk_i  (out_clk_i),
    .out_stop_i (out_stop_i),
    .out_clear_i(1'b0),
    .out_rst_i  (1'b0),
    .out_valid_o(out_valid),
    .out_ready_i(out_ready_i),
    .out_data_o (out_data)
  );

  (* hierconn *) wire [BITS-1:0]        \dut.wr_q , \dut.wr_gray_q , \dut.rd_gray_q ;
  (* hierconn *) wire [BITS-1:0]        \dut.next_q , \dut.next_gray_q ;
  (* hierconn *) wire [BITS-1:0]        \dut.sync_in.first_q , \dut.sync_in.second_q ;
  (* hierconn *) wire [BITS-1:0]        \dut.sync_out.first_q , \dut.sync_out.second_q ;
  (* hierconn *) wire                   \dut.show_q , \dut.kept_q ;
  (* hierconn *) wire [WIDTH*DEPTH-1:0] \dut.mem_q ;

  // ---- The steps: what was in the one before, and in the one before that. ----
  (* gclk *) reg     step;
  reg                start_q, in_clk_q, out_clk_q, waits_q;
  reg [WIDTH-1:0]    shown_q;
  reg [BITS-1:0]     wr_gray_q, wr_gray_qq, rd_gray_q, rd_gray_qq;
  reg [BITS-1:0]     in_first_q, out_first_q;
  always @(posedge step) begin
    start_q     <= $initstate;
    in_clk_q    <= in_clk_i;
    out_clk_q   <= out_clk_i;
    waits_q     <= out_valid && !out_ready_i;
    shown_q     <= out_data;
    wr_gray_q   <= \dut.wr_gray_q ;
    wr_gray_qq  <= wr_gray_q;
    rd_gray_q   <= \dut.rd_gray_q ;
    rd_gray_qq  <= rd_gray_q;
    in_first_q  <= \dut.sync_in.first_q ;
    out_first_q <= \dut.sync_out.first_q ;
  end
  wire            in_tick = in_clk_i && !in_clk_q && !$initstate;
  wire            out_tick = out_clk_i && !out_clk_q && !$initstate;
  wire [BITS-1:0] rd_moves = rd_gray_q ^ rd_gray_qq;
  wire [BITS-1:0] wr_moves = wr_gray_q ^ wr_gray_qq;
  always @* begin
    if ($initstate) begin
      assume (\dut.wr_q == 0 && \dut.wr_gray_q == 0 && \dut.rd_gray_q == 0);
      assume (\dut.next_q == 0 && \dut.next_gray_q == 0 && !\dut.show_q && !\dut.kept_q );
      assume (\dut.sync_in.first_q == 0 && \dut.sync_in.second_q == 0);
      assume (\dut.sync_out.first_q == 0 && \dut.sync_out.second_q == 0);
      assume (!watch_q && !gone_q && entered_q == 0 && left_q == 0);
    end else begin
      assume (((\dut.sync_in.first_q ^ (in_tick ? rd_gray_q : in_first_q)) &
          ~(rd_moves & {BITS{in_tick && !start_q}})) == 0);
      assume (((\dut.sync_out.first_q ^ (out_tick ? wr_gray_q : out_first_q)) &
          ~(wr_moves & {BITS{out_tick && !start_q}})) == 0);
    end
  end

  // ---- Words that entered, words that left, and the watched one. ----
  wire enter = in_valid_i && in_ready;
  wire leave = out_valid && out_ready_i;

  reg [7:0]       entered_q, left_q, number_q;
  reg             watch_q, gone_q;
  reg [WIDTH-1:0] word_q;
  always @(posedge in_clk_i) begin
    entered_q <= entered_q + {7'd0, enter};
    if (enter && pick_i && !watch_q) begin
      watch_q  <= 1'b1;
      number_q <= entered_q;
      word_q   <= in_data_i;
    end
  end
  wire [7:0] before = number_q - left_q;
  always @(posedge out_clk_i) begin
    left_q <= left_q + {7'd0, leave};
    gone_q <= gone_q || (watch_q && leave && before == 8'd0);
  end
  wire       watched = watch_q && !gone_q;
  wire [7:0] inside = entered_q - left_q;
  wire [BITS-1:0] wr_step = \dut.wr_gray_q ^ wr_gray_q;
  wire [BITS-1:0] rd_step = \dut.rd_gray_q ^ rd_gray_q;

  always @* begin
    if (!$initstate) begin
      // In order and unchanged.
      p_order: assert (!watched || before != 8'd0 || !out_valid || out_data == word_q);
      // Never empty: nothing leaves that did not enter.
      p_once: assert (!out_valid || inside != 8'd0);
      // Never overfull.
      p_fits: assert (inside <= FULL);
      // Where the side in is told that nothing waits, nothing does.
      p_some: assert (in_some || inside == 8'd0);
      p_stays: assert (!waits_q || start_q || (out_valid && out_data == shown_q));
      // What the other clock looks at changes in one bit at a time.
      p_gray_in: assert ((wr_step & (wr_step - 1'b1)) == 0);
      p_gray_out: assert ((rd_step & (rd_step - 1'b1)) == 0);
    end
  end

  // ---- The pointers in their order, each as far behind the one before as it may be. ----
  generate
    if (INVARIANTS != 0) begin : g_invariants
      wire [BITS-1:0] gray [0:5];
      wire [BITS-1:0] seen [0:5];
      assign gray[0] = wr_gray_q;
      assign gray[1] = \dut.sync_out.first_q ;
      assign gray[2] = \dut.sync_out.second_q ;
      assign gray[3] = \dut.rd_gray_q ;
      assign gray[4] = \dut.sync_in.first_q ;
      assign gray[5] = \dut.sync_in.second_q ;
      genvar k, b;
      for (k = 0; k < 6; k = k + 1) begin : g_binary
        for (b = 0; b < BITS; b = b + 1) begin : g_bit
          assign seen[k][b] = ^(gray[k] >> b);
        end
      end
      wire [BITS-1:0] d_first = \dut.wr_q - seen[1];
      wire [BITS-1:0] d_second = seen[1] - seen[2];
      wire [BITS-1:0] d_next = seen[2] - \dut.next_q ;
      wire [BITS-1:0] d_rd = \dut.next_q - seen[3];
      wire [BITS-1:0] d_back = seen[3] - seen[4];
      wire [BITS-1:0] d_seen = seen[4] - seen[5];
      wire [7:0]      all = {{(8-BITS){1'b0}}, d_first} + {{(8-BITS){1'b0}}, d_second} + {{(8-BITS){1'b0}}, d_next} +
          {{(8-BITS){1'b0}}, d_rd} + {{(8-BITS){1'b0}}, d_back} + {{(8-BITS){1'b0}}, d_seen};
      wire [7:0]      at = entered_q - number_q;  // words from the watched one on
      wire [BITS-1:0] place = \dut.wr_q - at[BITS-1:0];
      always @* begin
        i_wr: assert (\dut.wr_gray_q == (\dut.wr_q ^ (\dut.wr_q >> 1)));
        i_next: assert (\dut.next_gray_q == (\dut.next_q ^ (\dut.next_q >> 1)));
        i_all: assert (all <= FULL);
        i_rd: assert (d_rd == {{(BITS-1){1'b0}}, \dut.show_q });
        i_kept: assert (!\dut.kept_q );
        i_inside: assert (inside[BITS-1:0] == \dut.wr_q - seen[3] && inside <= FULL);
        i_before: assert (!watched || before < inside);
        i_gone: assert (!gone_q || watch_q);
        i_word: assert (!watched || (before == 8'd0 && \dut.show_q ) ||
            (\dut.mem_q [place[BITS-2:0]*WIDTH +: WIDTH] == word_q && at <= FULL));
        i_shown: assert (!watched || before != 8'd0 || !\dut.show_q || out_data == word_q);
      end
    end
  endgenerate
endmodule
`default_nettype wire
