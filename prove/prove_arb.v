// SPDX-License-Identifier: Apache-2.0
//
// What imc_arb promises, for an arbitrary requester of an arbitrary bank.
`default_nettype none
module prove_arb #(
  parameter N          = 2,  // as imc_arb, 1..8
  parameter BANKS      = 1,  // as imc_arb
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire               clk_i,
  input wire               rst_i,
  input wire [BANKS*N-1:0] req_i
);
  localparam [31:0] ALL = N;
  localparam [31:0] ALL_BANKS = BANKS;
  localparam [N-1:0] ONE = 1;

  wire [BANKS*N-1:0] turn_o;
  imc_arb #(.N(N), .BANKS(BANKS)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .req_i(req_i),
    .turn_o(turn_o)
  );

  // The watched bank and requester.
  (* anyconst *) reg [6:0] bank;
  (* anyconst *) reg [2:0] mine;
  wire [BANKS*N-1:0] req_all = req_i >> (bank * ALL[6:0]);
  wire [BANKS*N-1:0] turn_all = turn_o >> (bank * ALL[6:0]);
  wire [N-1:0]       req = req_all[N-1:0];
  wire [N-1:0]       turn = turn_all[N-1:0];
  wire [N-1:0]       me = ONE << mine;

  // Who asked in the cycle before; for how long it asks without a turn.
  reg [N-1:0] asked_q;
  reg [3:0]   waited_q;
  always @(posedge clk_i) begin
    if (rst_i) begin
      asked_q  <= {N{1'b0}};
      waited_q <= 4'd0;
    end else begin
      asked_q  <= req;
      waited_q <= ((req & ~turn & me) != {N{1'b0}}) ? waited_q + 4'd1 : 4'd0;
    end
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume ({25'd0, bank} < ALL_BANKS && {29'd0, mine} < ALL);
    if (!rst_i) begin
      p_one: assert (turn != {N{1'b0}} && (turn & (turn - 1'b1)) == {N{1'b0}});
      // The turn is with one who asked, if any did.
      p_busy: assert (asked_q == {N{1'b0}} || (turn & asked_q) != {N{1'b0}});
      // Who goes on asking waits for the others once.
      p_fair: assert (waited_q < ALL[3:0]);
    end
  end

  // From the turn upwards and round to the watched requester.
  reg  [3:0] to_go;
  integer    k;
  always @* begin
    to_go = 4'd0;
    for (k = 0; k < N; k = k + 1) begin
      if (turn[k]) to_go = (mine >= k) ? mine - k : mine + ALL[3:0] - k;
    end
  end
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) i_turn: assert (waited_q + to_go < ALL[3:0]);
      end
    end
  endgenerate
endmodule
`default_nettype wire
