// SPDX-License-Identifier: Apache-2.0
//
// Round-robin arbiters, BANKS of them side by side: bank b has bits b*N .. b*N+N-1.
//
// The turn is a register, so that what it steers is early: a requester is served in a
// cycle in which it has the turn. Then, or when the one with the turn has no request,
// the turn goes to the next other requester, counting upwards and round. So of those
// that stay all are served in N cycles, one in each cycle, and one that comes to an idle
// arbiter waits one cycle for its turn. N = 1 has no state.
//
// Demand: a request stays until its turn.
`default_nettype none
module imc_arb #(
  parameter N     = 2,  // requesters of a bank, 1..64
  parameter BANKS = 1   // arbiters, 1..64
) (
  input  wire               clk_i,
  input  wire               rst_i,  // synchronous, active high
  input  wire [BANKS*N-1:0] req_i,
  output wire [BANKS*N-1:0] turn_o  // one-hot in a bank
);
  generate
    if (N < 1 || N > 64) begin : g_check_n
      imc_arb_N_must_be_1_to_64 refused ();
    end
    if (BANKS < 1 || BANKS > 64) begin : g_check_banks
      imc_arb_BANKS_must_be_1_to_64 refused ();
    end

    if (N == 1) begin : g_one
      wire unused = &{1'b0, clk_i, rst_i, req_i};
      assign turn_o = {BANKS{1'b1}};
    end else begin : g_many
      localparam [N-1:0] FIRST = 1;
      reg  [BANKS*N-1:0] turn_q, next;
      wire [BANKS*N-1:0] others = req_i & ~turn_q;
      // Round each bank twice, from its turn to the first other requester.
      always @* begin : p_next
        integer b, s;
        reg looking;
        b       = 0;
        s       = 0;
        looking = 1'b0;
        next    = turn_q;
        if (|others) begin
          for (b = 0; b < BANKS; b = b + 1) begin
            if (|others[b*N +: N]) begin
              next[b*N +: N] = {N{1'b0}};
              looking = 1'b0;
              for (s = 0; s < 2 * N; s = s + 1) begin
                if (looking && others[b*N + s%N]) next[b*N + s%N] = 1'b1;
                looking = (looking && !others[b*N + s%N]) || turn_q[b*N + s%N];
              end
            end
          end
        end
      end
      always @(posedge clk_i) begin
        if (rst_i) turn_q <= {BANKS{FIRST}};
        else turn_q <= next;
      end
      assign turn_o = turn_q;
    end
  endgenerate
endmodule
`default_nettype wire
