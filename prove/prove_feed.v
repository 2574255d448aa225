// SPDX-License-Identifier: Apache-2.0
//
// What imc_feed promises, if no more credits come back than flits went out.
`default_nettype none
module prove_feed #(
  parameter VCS        = 1,  // as imc_feed
  parameter DEPTH      = 2,  // as imc_feed, 2..14
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire           clk_i,
  input wire           rst_i,
  input wire           run_i,
  input wire           s_axis_tvalid,
  input wire [31:0]    s_axis_tdata,
  input wire           s_axis_tlast,
  input wire [VCS-1:0] out_credit_i
);
  localparam [31:0] FULL = DEPTH;

  wire           ready, image;
  wire [VCS-1:0] out_valid;
  wire [32:0]    out_data;
  imc_feed #(.VCS(VCS), .DEPTH(DEPTH)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(ready),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tlast(s_axis_tlast),
    .out_valid_o(out_valid),
    .out_data_o(out_data),
    .out_credit_i(out_credit_i),
    .image_o(image)
  );

  // The queue at the other end: what it holds, this cycle's flit included or not.
  reg  [3:0] held_q;
  wire [3:0] held = held_q + {3'd0, out_valid[0]};
  reg        took_q;
  reg [32:0] word_q;
  reg        waits_q;
  always @(posedge clk_i) begin
    if (rst_i || !run_i) begin
      held_q  <= 4'd0;
      took_q  <= 1'b0;
      waits_q <= 1'b0;
    end else begin
      held_q  <= held - {3'd0, out_credit_i[0]};
      took_q  <= s_axis_tvalid && ready;
      waits_q <= ready && !s_axis_tvalid;
    end
    word_q <= {s_axis_tlast, s_axis_tdata};
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume (!out_credit_i[0] || held_q != 4'd0);
    if (!rst_i) begin
      // A word that was taken is the flit of the next cycle, and no other flit is sent.
      p_once: assert (out_valid[0] == took_q);
      p_same: assert (!took_q || out_data == word_q);
      p_channel: assert ((out_valid >> 1) == {VCS{1'b0}});
      // The queue at the other end never gets more than it has room for.
      p_fits: assert (held <= FULL[3:0]);
      // With a credit a word is taken at once.
      p_credit: assert (!run_i || ready == (held < FULL[3:0]));
      p_stays: assert (!waits_q || !run_i || ready);
      p_image: assert (image == (took_q && word_q[32]));
    end
  end

  localparam C_BITS = $clog2(DEPTH + 1);
  (* hierconn *) wire [C_BITS-1:0] \dut.credits_q ;
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_held: assert (held_q <= FULL[3:0]);
          i_credits: assert (held + {{(4-C_BITS){1'b0}}, \dut.credits_q } == FULL[3:0]);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
