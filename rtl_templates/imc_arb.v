// SPDX-License-Identifier: Apache-2.0
//
// Round-robin arbiters, BANKS of them side by side: bank b has bits b*N .. b*N+N-1.
//
// The grant is combinational: one of the bank's requests, the first one behind the one
// that was taken last, counting upwards and round. A requester that stays is granted
// after at most N-1 others. N = 1 has no state.
`default_nettype none
module imc_arb #(
  parameter N     = 2,  // requesters of a bank, 1..64
  parameter BANKS = 1   // arbiters, 1..64
) (
  input  wire               clk_i,
  input  wire               rst_i,  // synchronous, active high
  input  wire [BANKS*N-1:0] req_i,
  output wire [BANKS*N-1:0] grant_o,  // one-hot in a bank, or 0 without a request
  input  wire [BANKS-1:0]   take_i    // the bank's grant is used in this cycle: rotate
);
  generate
    if (N < 1 || N > 64) begin : g_check_n
      $error("imc_arb: N must be 1..64");
    end
    if (BANKS < 1 || BANKS > 64) begin : g_check_banks
      $error("imc_arb: BANKS must be 1..64");
    end

    if (N == 1) begin : g_one
      wire unused = &{1'b0, clk_i, rst_i, take_i};
      assign grant_o = req_i;
    end else begin : g_many
      // All banks at once: a step shifts all of them, and cuts off what would come from
      // the bank beside.
      // behind_q marks the requesters behind the one taken last; they go first.
      reg  [BANKS*N-1:0] behind_q, grant, above_grant;
      wire [BANKS*N-1:0] first = req_i & behind_q;
      always @* begin : p_grant
        integer s;
        reg [BANKS*N-1:0] near, above_all;
        s           = 0;
        near        = {BANKS*N{1'b0}};  // beside one of first
        above_all   = {BANKS*N{1'b0}};
        above_grant = {BANKS*N{1'b0}};
        grant       = {BANKS*N{1'b0}};
        if (|req_i) begin
          for (s = 1; s < N; s = s + 1) begin
            near = near | ((first << s) & {BANKS{{N{1'b1}} << s}}) |
                   ((first >> s) & {BANKS{{N{1'b1}} >> s}});
          end
          grant = first | (req_i & ~near);
          for (s = 1; s < N; s = s + 1) begin
            above_all = above_all | ((grant << s) & {BANKS{{N{1'b1}} << s}});
          end
          grant = grant & ~above_all;
          for (s = 1; s < N; s = s + 1) begin
            above_grant = above_grant | ((grant << s) & {BANKS{{N{1'b1}} << s}});
          end
        end
      end
      assign grant_o = grant;

      always @(posedge clk_i) begin : p_rotate
        integer b;
        if (rst_i) begin
          behind_q <= {BANKS*N{1'b0}};
        end else if (|take_i) begin
          for (b = 0; b < BANKS; b = b + 1) begin
            if (take_i[b]) behind_q[b*N +: N] <= above_grant[b*N +: N];
          end
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
