// SPDX-License-Identifier: Apache-2.0
//
// Bypass of a macro for scan. With TEST, while scan_i is high, out_o is a register and
// not the macro, and the register takes in every cycle the inputs of the macro, folded to
// its width by exclusive or: a scan chain sees the logic in front of the macro and drives
// the one behind it. TEST 0: wires, no cell.
`default_nettype none
module imc_bypass #(
  parameter INPUTS  = 8,  // of the macro, bits, 1..4096
  parameter OUTPUTS = 8,  // of the macro, bits, 1..4096
  parameter TEST    = 0   // 1: there is a bypass; 0 or 1
) (
  input  wire               clk_i,
  input  wire               scan_i,  // quasi-static
  input  wire [INPUTS-1:0]  in_i,    // what the macro gets
  input  wire [OUTPUTS-1:0] macro_i,  // what it gives
  output wire [OUTPUTS-1:0] out_o
);
  localparam ROWS = (INPUTS + OUTPUTS - 1) / OUTPUTS;

  generate
    if (TEST != 0 && TEST != 1) begin : g_check_test
      imc_bypass_TEST_must_be_0_or_1 refused ();
    end
    if (INPUTS < 1 || INPUTS > 4096) begin : g_check_inputs
      imc_bypass_INPUTS_must_be_1_to_4096 refused ();
    end
    if (OUTPUTS < 1 || OUTPUTS > 4096) begin : g_check_outputs
      imc_bypass_OUTPUTS_must_be_1_to_4096 refused ();
    end

    if (TEST == 0) begin : g_none
      wire unused = &{1'b0, clk_i, scan_i, in_i};
      assign out_o = macro_i;
    end else begin : g_bypass
      reg  [OUTPUTS-1:0]      bypass_q;
      reg  [OUTPUTS-1:0]      folded;
      wire [ROWS*OUTPUTS-1:0] padded;

      if (ROWS * OUTPUTS == INPUTS) begin : g_even
        assign padded = in_i;
      end else begin : g_padded
        assign padded = {{(ROWS*OUTPUTS-INPUTS){1'b0}}, in_i};
      end

      always @* begin : p_fold
        integer i;
        folded = {OUTPUTS{1'b0}};
        for (i = 0; i < ROWS; i = i + 1) folded = folded ^ padded[i*OUTPUTS +: OUTPUTS];
      end

      always @(posedge clk_i) bypass_q <= folded;

      assign out_o = scan_i ? bypass_q : macro_i;
    end
  endgenerate
endmodule
`default_nettype wire
