// SPDX-License-Identifier: Apache-2.0
//
// What two imc_cdc_reset, one a clock, promise of what is between them, for resets of either
// side at any time and clocks of any period and phase, from the state in which both run.
//
// For what is cleared stands a bit a side, that a clear turns and that the other side sees
// through two flip-flops, as it sees the state: who runs has cleared as often as the other
// one, and sees that.
//
// Clocks: a_clk_i b_clk_i
`default_nettype none
module prove_cdc_reset #(
  parameter INVARIANTS = 1  // 0: properties alone, for bounded checks
) (
  input wire a_clk_i,
  input wire b_clk_i,
  input wire a_rst_i,
  input wire b_rst_i
);
  wire [1:0] a_state, b_state;
  wire       a_stop, b_stop, a_clear, b_clear;
  imc_cdc_reset a (
    .clk_i  (a_clk_i),
    .rst_i  (a_rst_i),
    .far_i  (b_state),
    .near_o (a_state),
    .stop_o (a_stop),
    .clear_o(a_clear)
  );
  imc_cdc_reset b (
    .clk_i  (b_clk_i),
    .rst_i  (b_rst_i),
    .far_i  (a_state),
    .near_o (b_state),
    .stop_o (b_stop),
    .clear_o(b_clear)
  );

  // Turns at the end of the first cycle with clear.
  reg  a_turn_q, a_clear_q, b_turn_q, b_clear_q;
  wire a_seen, b_seen;  // of the other one
  always @(posedge a_clk_i) begin
    a_clear_q <= a_clear;
    a_turn_q  <= a_turn_q ^ (a_clear && !a_clear_q);
  end
  always @(posedge b_clk_i) begin
    b_clear_q <= b_clear;
    b_turn_q  <= b_turn_q ^ (b_clear && !b_clear_q);
  end
  imc_cdc_sync #(.WIDTH(1)) a_sync (.clk_i(a_clk_i), .in_i(b_turn_q), .out_o(a_seen));
  imc_cdc_sync #(.WIDTH(1)) b_sync (.clk_i(b_clk_i), .in_i(a_turn_q), .out_o(b_seen));

  (* hierconn *) wire [1:0] \a.state_q , \b.state_q ;
  (* hierconn *) wire [1:0] \a.sync.first_q , \a.sync.second_q , \b.sync.first_q , \b.sync.second_q ;
  (* hierconn *) wire       \a.want_q , \b.want_q , \a.stop_q , \b.stop_q , \a.cleared_q , \b.cleared_q ;
  (* hierconn *) wire       \a_sync.first_q , \a_sync.second_q , \b_sync.first_q , \b_sync.second_q ;

  (* gclk *) reg step;
  reg            a_clk_q, b_clk_q, a_rst_q, b_rst_q, start_q;
  reg [1:0]      a_state_q, b_state_q;
  always @(posedge step) begin
    start_q   <= $initstate;
    a_clk_q   <= a_clk_i;
    b_clk_q   <= b_clk_i;
    a_rst_q   <= a_rst_i;
    b_rst_q   <= b_rst_i;
    a_state_q <= a_state;
    b_state_q <= b_state;
  end
  wire       a_tick = a_clk_i && !a_clk_q;
  wire       b_tick = b_clk_i && !b_clk_q;
  wire [1:0] a_moves = a_state ^ a_state_q;
  wire [1:0] b_moves = b_state ^ b_state_q;

  always @* begin
    if ($initstate) begin
      assume (a_state == 2'd0 && b_state == 2'd0 && !\a.want_q && !\b.want_q );
      assume (!\a.stop_q && !\b.stop_q && !\a.cleared_q && !\b.cleared_q );
      assume (\a.sync.first_q == 2'd0 && \a.sync.second_q == 2'd0);
      assume (\b.sync.first_q == 2'd0 && \b.sync.second_q == 2'd0);
      assume (!a_turn_q && !b_turn_q && !a_clear_q && !b_clear_q);
      assume (!\a_sync.first_q && !\a_sync.second_q && !\b_sync.first_q && !\b_sync.second_q );
    end else begin
      // Nobody looks at what is cleared.
      p_alone: assert ((!a_clear || b_stop) && (!b_clear || a_stop));
      // Who runs has cleared as often as the other one, and sees it.
      p_seen: assert ((a_stop || a_seen == a_turn_q) && (b_stop || b_seen == b_turn_q));
      // A reset stops its side in the next cycle.
      p_stop: assert (start_q || ((!a_tick || !a_rst_q || a_stop) && (!b_tick || !b_rst_q || b_stop)));
      // No reset is forgotten: a side that runs behind one has cleared.
      p_clears: assert ((a_stop || !a_due_q) && (b_stop || !b_due_q));
      // One bit at a time.
      p_gray: assert (start_q || (a_moves != 2'd3 && b_moves != 2'd3));
    end
  end

  // A reset came since the last cycle with clear.
  reg a_due_q, b_due_q;
  always @(posedge a_clk_i) a_due_q <= a_rst_i || (a_due_q && !a_clear);
  always @(posedge b_clk_i) b_due_q <= b_rst_i || (b_due_q && !b_clear);
  always @* if ($initstate) assume (!a_due_q && !b_due_q);

  // ---- The states as numbers, each side at most one ahead of what it sees of the other. ----
  function [1:0] number(input [1:0] gray);
    number = {gray[1], gray[1] ^ gray[0]};
  endfunction
  // With the turn the round: turned is what a side in that state has turned in a round.
  function turned(input [1:0] gray, input clear_q);
    turned = gray == 2'b10 || (gray == 2'b11 && clear_q);
  endfunction
  generate
    if (INVARIANTS != 0) begin : g_invariants
      wire [2:0] a_at = {a_turn_q ^ turned(a_state, a_clear_q), number(a_state)};
      wire [2:0] b_at = {b_turn_q ^ turned(b_state, b_clear_q), number(b_state)};
      wire [1:0] to_b1 = number(a_state) - number(\b.sync.first_q );
      wire [1:0] to_b2 = number(\b.sync.first_q ) - number(\b.sync.second_q );
      wire [1:0] b_ahead = number(\b.sync.second_q ) + 2'd1 - number(b_state);
      wire [1:0] to_a1 = number(b_state) - number(\a.sync.first_q );
      wire [1:0] to_a2 = number(\a.sync.first_q ) - number(\a.sync.second_q );
      wire [1:0] a_ahead = number(\a.sync.second_q ) + 2'd1 - number(a_state);
      wire [4:0] all = {3'd0, to_b1} + {3'd0, to_b2} + {3'd0, b_ahead} + {3'd0, to_a1} + {3'd0, to_a2} +
          {3'd0, a_ahead};
      wire [2:0] b1_at = a_at - {1'b0, to_b1};
      wire [2:0] b2_at = b1_at - {1'b0, to_b2};
      wire [2:0] a1_at = b_at - {1'b0, to_a1};
      wire [2:0] a2_at = a1_at - {1'b0, to_a2};
      wire [2:0] apart = a_at - b_at + 3'd1;
      always @* begin
        i_all: assert (all == 5'd2);
        i_apart: assert (apart <= 3'd2);
        i_cleared: assert (a_clear_q == \a.cleared_q && b_clear_q == \b.cleared_q );
        i_stop: assert ((a_state != 2'b01 || !a_clear_q) && (b_state != 2'b01 || !b_clear_q));
        i_run: assert ((\a.stop_q || (a_state == 2'd0 && !\a.want_q )) &&
            (\b.stop_q || (b_state == 2'd0 && !\b.want_q )));
        i_due: assert ((!a_due_q || \a.want_q || a_state == 2'b01 || a_state == 2'b11) &&
            (!b_due_q || \b.want_q || b_state == 2'b01 || b_state == 2'b11));
        i_turns: assert ((\b.sync.first_q == 2'b11 || \b_sync.first_q == (b1_at[2] ^ turned(\b.sync.first_q , 1'b0))) &&
            (\b.sync.second_q == 2'b11 || \b_sync.second_q == (b2_at[2] ^ turned(\b.sync.second_q , 1'b0))) &&
            (\a.sync.first_q == 2'b11 || \a_sync.first_q == (a1_at[2] ^ turned(\a.sync.first_q , 1'b0))) &&
            (\a.sync.second_q == 2'b11 || \a_sync.second_q == (a2_at[2] ^ turned(\a.sync.second_q , 1'b0))));
      end
    end
  endgenerate
endmodule
`default_nettype wire
