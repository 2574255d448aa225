// SPDX-License-Identifier: Apache-2.0
//
// A channel's wires: STAGES registers each way, for long wires. STAGES 0 is wires.
//
// A flit and a credit each take STAGES cycles, throughput 1 a cycle. The word is
// {last, word}; a virtual channel each has a valid wire (at most one high a cycle) and
// a credit wire back (one pulse an entry that became free). No flow control here: the
// sender of a virtual channel spends credits, and a longer way needs a deeper queue.
`default_nettype none
module imc_link #(
  parameter WIDTH  = 33,  // flit without its virtual channel, bits, 1..1024
  parameter VCS    = 1,   // virtual channels, 1..64
  parameter STAGES = 1    // registers each way, 0..64
) (
  input  wire             clk_i,
  input  wire             rst_i,  // synchronous, active high
  input  wire [VCS-1:0]   in_valid_i,
  input  wire [WIDTH-1:0] in_data_i,
  output wire [VCS-1:0]   in_credit_o,
  output wire [VCS-1:0]   out_valid_o,
  output wire [WIDTH-1:0] out_data_o,
  input  wire [VCS-1:0]   out_credit_i
);
  generate
    if (WIDTH < 1 || WIDTH > 1024) begin : g_check_width
      imc_link_WIDTH_must_be_1_to_1024 refused ();
    end
    if (VCS < 1 || VCS > 64) begin : g_check_vcs
      imc_link_VCS_must_be_1_to_64 refused ();
    end
    if (STAGES < 0 || STAGES > 64) begin : g_check_stages
      imc_link_STAGES_must_be_0_to_64 refused ();
    end

    if (STAGES == 0) begin : g_wires
      wire unused = &{1'b0, clk_i, rst_i};
      assign out_valid_o = in_valid_i;
      assign out_data_o  = in_data_i;
      assign in_credit_o = out_credit_i;
    end else begin : g_registers
      // Stage 0 is the one next to the source of what it carries.
      reg [VCS*STAGES-1:0]   valid_q, credit_q;
      reg [WIDTH*STAGES-1:0] data_q;
      wire [VCS*(STAGES+1)-1:0]   valid = {valid_q, in_valid_i};
      wire [VCS*(STAGES+1)-1:0]   credit = {credit_q, out_credit_i};
      wire [WIDTH*(STAGES+1)-1:0] data = {data_q, in_data_i};

      assign out_valid_o = valid[VCS*STAGES +: VCS];
      assign out_data_o  = data[WIDTH*STAGES +: WIDTH];
      assign in_credit_o = credit[VCS*STAGES +: VCS];

      always @(posedge clk_i) begin
        if (rst_i) begin
          valid_q  <= {VCS*STAGES{1'b0}};
          credit_q <= {VCS*STAGES{1'b0}};
        end else begin
          valid_q  <= valid[0 +: VCS*STAGES];
          credit_q <= credit[0 +: VCS*STAGES];
        end
      end

      always @(posedge clk_i) data_q <= data[0 +: WIDTH*STAGES];
    end
  endgenerate
endmodule
`default_nettype wire
