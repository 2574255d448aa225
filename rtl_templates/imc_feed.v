// SPDX-License-Identifier: Apache-2.0
//
// Fabric input: an AXI4-Stream becomes a channel, on virtual channel 0.
//
// A word is taken when a credit is there and leaves in the next cycle; 1 word a cycle
// from DEPTH 4 on. A flit is {last, word}, last being tlast. The names of the AXI
// signals are those of the standard. While run_i is low nothing is taken and the
// credits are those of a fresh channel.
`default_nettype none
module imc_feed #(
  parameter VCS   = 1,  // virtual channels of the channel, 1..32
  parameter DEPTH = 2,  // flits a queue at the channel's other end, 2..64
  parameter BITS  = 32  // of a word, 32, 64 or 128
) (
  input  wire           clk_i,
  input  wire           rst_i,  // synchronous, active high
  input  wire           run_i,
  input  wire           s_axis_tvalid,
  output wire           s_axis_tready,
  input  wire [BITS-1:0] s_axis_tdata,
  input  wire           s_axis_tlast,
  output wire [VCS-1:0] out_valid_o,
  output wire [BITS:0]  out_data_o,
  input  wire [VCS-1:0] out_credit_i,
  output wire           image_o  // pulse: a word with tlast was taken
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
  endgenerate

  // Only virtual channel 0 is used.
  wire unused = &{1'b0, out_credit_i};

  reg [CREDIT_BITS-1:0] credits_q;
  reg                   valid_q;
  reg [BITS:0]          data_q;
  wire take = s_axis_tvalid && s_axis_tready;

  assign s_axis_tready = run_i && credits_q != {CREDIT_BITS{1'b0}};

  always @(posedge clk_i) begin
    if (rst_i || !run_i) begin
      credits_q <= CREDITS[CREDIT_BITS-1:0];
      valid_q   <= 1'b0;
    end else begin
      if (out_credit_i[0] && !take) credits_q <= credits_q + 1'b1;
      else if (take && !out_credit_i[0]) credits_q <= credits_q - 1'b1;
      valid_q <= take;
    end
  end

  always @(posedge clk_i) data_q <= {s_axis_tlast, s_axis_tdata};

  generate
    if (VCS > 1) begin : g_idle
      assign out_valid_o = {{(VCS - 1){1'b0}}, valid_q};
    end else begin : g_one
      assign out_valid_o = valid_q;
    end
  endgenerate
  assign out_data_o = data_q;
  assign image_o    = valid_q && data_q[BITS];
endmodule
`default_nettype wire
