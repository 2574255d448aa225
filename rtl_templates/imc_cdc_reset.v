// SPDX-License-Identifier: Apache-2.0
//
// Reset of one of two sides with clocks of their own: a reset of either resets what is
// between them on both, in step. Two of these, each with the other's near_o as its far_i.
//
// A side stops where it is reset or sees the other one stopped. It clears once its reset is
// over and it sees the other one stopped, leaves once it sees that the other one has cleared too, and runs once
// it sees that the other one leaves: so nobody looks at what is cleared, and who runs sees
// it cleared. A reset that lasts holds both sides stopped. One bit of the state changes at
// a time. It gets on from any state at power-up; four-state simulation, where an X would stay
// one, begins with one of them.
`default_nettype none
module imc_cdc_reset (
  input  wire       clk_i,
  input  wire       rst_i,   // of this side, synchronous, active high
  input  wire [1:0] far_i,   // registers of the other clock
  output wire [1:0] near_o,
  output wire       stop_o,  // a register; from the cycle behind rst_i on
  output wire       clear_o
);
  localparam [1:0] RUN = 2'b00, STOP = 2'b01, CLEAR = 2'b11, LEAVE = 2'b10;

  wire [1:0] far;
  imc_cdc_sync #(.WIDTH(2)) sync (
    .clk_i(clk_i),
    .in_i (far_i),
    .out_o(far)
  );

  reg [1:0] state_q, next;
  reg       want_q;     // a reset came that has not begun
  reg       cleared_q;  // it was CLEAR for a cycle
  reg       stop_q;
  wire      want = rst_i || want_q;
`ifndef SYNTHESIS
`ifndef FORMAL
  initial if (state_q === 2'bxx) state_q = RUN;
`endif
`endif

  always @* begin
    next = state_q;
    case (state_q)
      // The other one may still leave the reset before.
      RUN:     if (far[0] || (want && !far[1])) next = STOP;
      STOP:    if (far[0] && !rst_i) next = CLEAR;
      CLEAR:   if (far[1] && cleared_q) next = LEAVE;
      default: if (far != CLEAR) next = RUN;
    endcase
  end

  always @(posedge clk_i) begin
    state_q   <= next;
    cleared_q <= state_q == CLEAR;
    want_q    <= want && next != STOP && next != CLEAR;
    stop_q    <= want || next != RUN;
  end

  assign near_o  = state_q;
  assign stop_o  = stop_q;
  assign clear_o = state_q == CLEAR;
endmodule
`default_nettype wire
