// SPDX-License-Identifier: Apache-2.0
// A fabric in four-state simulation, from a power-up full of X: it tells who it is, refuses a
// program without its magic word, and no output that the host looks at is ever X.
`default_nettype none
`timescale 1ns / 1ps
module icarus;
  reg         clk = 1'b0, rst = 1'b1;
  reg         prog_valid = 1'b0, aw_valid = 1'b0, w_valid = 1'b0, ar_valid = 1'b0;
  reg  [31:0] prog_data = 32'd0;
  reg  [7:0]  ar_addr = 8'd0;
  wire        in_ready, out_valid, prog_ready, aw_ready, w_ready, b_valid, ar_ready, r_valid;
  wire        irq, out_user;
  wire [31:0] r_data;
  integer     failed = 0;

`ifdef TWO_CLOCKS
  // Of the fabric; clk is that of the bus.
  reg fabric_clk = 1'b0;
  always #0.7 fabric_clk = !fabric_clk;
  localparam LONG = 4;
`else
  wire fabric_clk = clk;
  localparam LONG = 1;
`endif

  imc_fabric fabric (
    .clk_i(fabric_clk), .rst_i(rst),
`ifdef TWO_CLOCKS
    .aclk_i(clk), .aresetn_i(!rst),
`endif
    .s_axis_in_tvalid(1'b0), .s_axis_in_tready(in_ready), .s_axis_in_tdata(32'd0), .s_axis_in_tlast(1'b0),
    .m_axis_out_tvalid(out_valid), .m_axis_out_tready(1'b1), .m_axis_out_tdata(), .m_axis_out_tlast(), .m_axis_out_tuser(out_user), .irq_o(irq),
    .s_axis_prog_tvalid(prog_valid), .s_axis_prog_tready(prog_ready), .s_axis_prog_tdata(prog_data), .s_axis_prog_tlast(1'b0),
    .s_axil_awaddr(8'd0), .s_axil_awvalid(aw_valid), .s_axil_awready(aw_ready),
    .s_axil_wdata(32'd0), .s_axil_wstrb(4'hf), .s_axil_wvalid(w_valid), .s_axil_wready(w_ready),
    .s_axil_bresp(), .s_axil_bvalid(b_valid), .s_axil_bready(1'b1),
    .s_axil_araddr(ar_addr), .s_axil_arvalid(ar_valid), .s_axil_arready(ar_ready),
    .s_axil_rdata(r_data), .s_axil_rresp(), .s_axil_rvalid(r_valid), .s_axil_rready(1'b1)
  );

  always #1 clk = !clk;

  // Behind the edge of each cycle out of reset.
  always @(negedge clk)
    if (!rst && ^{in_ready, out_valid, prog_ready, aw_ready, w_ready, b_valid, ar_ready, r_valid, irq,
                 out_valid && out_user} === 1'bx) begin
      $display("X at an output at %0t", $time);
      failed = failed + 1;
    end

  // Reads a register and compares the bits of `mask`.
  task expect_register;
    input [7:0]  address;
    input [31:0] mask, want;
    reg          taken, answered;
    integer      n;
    begin
      ar_addr  = address;
      ar_valid = 1'b1;
      taken    = 1'b0;
      answered = 1'b0;
      for (n = 0; n < 20 * LONG && !answered; n = n + 1) begin
        @(negedge clk);
        taken    = ar_ready;
        answered = r_valid;
        if (answered && (r_data & mask) !== want) begin
          $display("register %h is %h, not %h", address, r_data, want);
          failed = failed + 1;
        end
        @(posedge clk);
        if (taken) #0.1 ar_valid = 1'b0;
      end
      if (!answered) begin
        $display("register %h does not answer", address);
        failed = failed + 1;
      end
    end
  endtask

  initial begin
    repeat (4 * LONG) @(posedge clk);
    #0.1 rst = 1'b0;
    repeat (50) @(posedge clk);
    #0.1 expect_register(8'h00, 32'hffffffff, 32'h494D4346);
    expect_register(8'h08, 32'h0000000b, 32'h00000000);
    // No magic word: bit 3 of STATUS, and bits 0 and 1 stay low.
    prog_data  = 32'h12345678;
    prog_valid = 1'b1;
    repeat (8) @(posedge clk);
    #0.1 prog_valid = 1'b0;
    repeat (50) @(posedge clk);
    #0.1 expect_register(8'h08, 32'h0000000b, 32'h00000008);
    $display("%0d failed", failed);
    $finish;
  end
endmodule
`default_nettype wire
