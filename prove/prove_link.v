// SPDX-License-Identifier: Apache-2.0
//
// What imc_link promises: what enters in an arbitrary cycle leaves STAGES cycles later,
// unchanged, on the same virtual channel, and a cycle without a flit stays one without;
// the credits the same way back. That is order, once and not lost in one.
`default_nettype none
module prove_link #(
  parameter WIDTH      = 2,  // as imc_link
  parameter VCS        = 1,  // as imc_link
  parameter STAGES     = 1,  // as imc_link, 0..14
  parameter INVARIANTS = 1   // there are none: a link forgets after STAGES cycles
) (
  input wire             clk_i,
  input wire             rst_i,
  input wire [VCS-1:0]   in_valid_i,
  input wire [WIDTH-1:0] in_data_i,
  input wire [VCS-1:0]   out_credit_i,
  input wire             pick_i  // watch this cycle
);
  localparam [31:0] AGE = STAGES;

  wire [VCS-1:0]   in_credit, out_valid;
  wire [WIDTH-1:0] out_data;
  imc_link #(.WIDTH(WIDTH), .VCS(VCS), .STAGES(STAGES)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(in_valid_i),
    .in_data_i(in_data_i),
    .in_credit_o(in_credit),
    .out_valid_o(out_valid),
    .out_data_o(out_data),
    .out_credit_i(out_credit_i)
  );

  // The watched cycle and its age; the oldest that matters is AGE.
  reg [3:0]       age_q;
  reg [VCS-1:0]   valid_q, credit_q;
  reg [WIDTH-1:0] data_q;
  wire            now = pick_i && AGE == 0;
  wire [3:0]      age = now ? 4'd0 : age_q;
  always @(posedge clk_i) begin
    if (rst_i) begin
      age_q <= 4'd15;
    end else if (pick_i && age_q >= AGE[3:0]) begin
      age_q    <= 4'd1;
      valid_q  <= in_valid_i;
      data_q   <= in_data_i;
      credit_q <= out_credit_i;
    end else if (age_q != 4'd15) begin
      age_q <= age_q + 4'd1;
    end
  end
  wire             due = age == AGE[3:0];
  wire [VCS-1:0]   valid = now ? in_valid_i : valid_q;
  wire [WIDTH-1:0] data = now ? in_data_i : data_q;
  wire [VCS-1:0]   credit = now ? out_credit_i : credit_q;

  // At most one virtual channel at a time, if the source keeps to that.
  wire legal = (in_valid_i & (in_valid_i - 1'b1)) == {VCS{1'b0}};

  always @* begin
    if ($initstate) assume (rst_i);
    assume (legal);
    if (!rst_i) begin
      p_order: assert (!due || out_valid == valid);
      p_same: assert (!due || valid == {VCS{1'b0}} || out_data == data);
      p_credit: assert (!due || in_credit == credit);
      p_one: assert ((out_valid & (out_valid - 1'b1)) == {VCS{1'b0}});
    end
  end
endmodule
`default_nettype wire
