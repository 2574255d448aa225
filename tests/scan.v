// SPDX-License-Identifier: Apache-2.0
// The ports for a test of the chip, of the fabric that tests/scan.sh emits: three tiles, each
// with memories of 32 words of activations and residual, 16 of weights and 8 of constants.
`default_nettype none
`timescale 1ns / 1ps
module scan;
  localparam TILES = 3;
  localparam WORDS = 40;  // more than a memory has

  reg         clk = 1'b0, rst = 1'b1, scan_mode = 1'b0;
  reg  [46:0] test = 47'd0;
  wire        fail;
  integer     failed = 0, cycle = 0, n_fails = 0, last_fail = 0, issued = 0, i, k, n;
  reg  [31:0] was, x;
  reg  [218:0] one;
  reg  [25:0] out;

  imc_fabric fabric (
    .clk_i(clk), .rst_i(rst),
    .s_axis_in_tvalid(1'b0), .s_axis_in_tready(), .s_axis_in_tdata(32'd0), .s_axis_in_tlast(1'b0),
    .m_axis_out_tvalid(), .m_axis_out_tready(1'b1), .m_axis_out_tdata(), .m_axis_out_tlast(), .m_axis_out_tuser(), .irq_o(),
    .s_axis_prog_tvalid(1'b0), .s_axis_prog_tready(), .s_axis_prog_tdata(32'd0), .s_axis_prog_tlast(1'b0),
    .s_axil_awaddr(8'd0), .s_axil_awvalid(1'b0), .s_axil_awready(),
    .s_axil_wdata(32'd0), .s_axil_wstrb(4'hf), .s_axil_wvalid(1'b0), .s_axil_wready(),
    .s_axil_bresp(), .s_axil_bvalid(), .s_axil_bready(1'b1),
    .s_axil_araddr(8'd0), .s_axil_arvalid(1'b0), .s_axil_arready(),
    .s_axil_rdata(), .s_axil_rresp(), .s_axil_rvalid(), .s_axil_rready(1'b1),
    .scan_mode_i(scan_mode), .mem_test_i(test), .mem_fail_o(fail)
  );

  always #1 clk = !clk;

  always @(posedge clk) begin
    cycle <= cycle + 1;
    if (!rst && fail === 1'bx) bad("mem_fail_o is X", 0);
    if (!rst && fail) begin
      n_fails   <= n_fails + 1;
      last_fail <= cycle;
    end
  end

  task bad;
    input [8*40-1:0] what;
    input integer    number;
    begin
      $display("%0s, %0d, cycle %0d", what, number, cycle);
      failed = failed + 1;
    end
  endtask

  task step;
    begin
      @(posedge clk);
      #0.1;
    end
  endtask

  function [7:0] pattern;
    input [31:0] address;
    input        inverse;
    pattern = (address[7:0] * 8'd37 + 8'd11) ^ {8{inverse}};
  endfunction

  // Writes or reads all addresses of the memories of node `at`.
  task sweep;
    input [15:0] at;
    input        on, we, inverse;
    integer      a;
    begin
      for (a = 0; a < WORDS; a = a + 1) begin
        test = {at, on, we, !we, pattern(a, inverse), a[19:0]};
        if (a == 3) issued = cycle;
        step;
      end
      test = 47'd0;
      repeat (TILES + 6) step;
    end
  endtask

  // So many fails in a sweep that reads; one of them is that of address 3, in its cycle.
  task expect_fails;
    input [15:0]  at;
    input         inverse;
    input integer want, number;
    begin
      n_fails = 0;
      sweep(at, 1'b1, 1'b0, inverse);
      if (n_fails != want) bad("so many fails", n_fails);
      if (n_fails != want) bad("of case", number);
      if (want == 1 && last_fail - issued != TILES + 3) bad("fail so many cycles late", last_fail - issued);
    end
  endtask

  // One bit of word 3 of a memory is wrong: seen by its tile's sweep and by that of all.
`define CORRUPT(MEMORY, TILE, BIT) \
    was = fabric.tile_``TILE.g_core.core.MEMORY.sram.mem[3]; \
    fabric.tile_``TILE.g_core.core.MEMORY.sram.mem[3] = \
      fabric.tile_``TILE.g_core.core.MEMORY.sram.mem[3] ^ (86'd1 << BIT); \
    expect_fails(16'hffff, 1'b1, 1, n); \
    expect_fails(TILE, 1'b1, 1, n); \
    expect_fails((TILE + 1) % TILES, 1'b1, 0, n); \
    fabric.tile_``TILE.g_core.core.MEMORY.sram.mem[3] = \
      fabric.tile_``TILE.g_core.core.MEMORY.sram.mem[3] ^ (86'd1 << BIT); \
    n = n + 1;

  initial begin
    n = 0;
    repeat (4) step;
    rst = 1'b0;
    // A march: up write, up read; the inverse.
    sweep(16'hffff, 1'b1, 1'b1, 1'b0);
    expect_fails(16'hffff, 1'b0, 0, 100);
    sweep(16'hffff, 1'b1, 1'b1, 1'b1);
    expect_fails(16'hffff, 1'b1, 0, 101);
    `CORRUPT(window.memory, 0, 31)
    `CORRUPT(window.memory, 2, 0)
    `CORRUPT(skip.memory, 1, 9)
    `CORRUPT(skip.memory, 2, 30)
    `CORRUPT(post.g_lane[0].constant_memory, 0, 85)
    `CORRUPT(post.g_lane[0].constant_memory, 1, 40)
    `CORRUPT(pool.g_weights.g_part[0].memory, 1, 17)
    `CORRUPT(pool.g_weights.g_part[0].memory, 2, 8)
    // Without `on`, and to another tile, nothing is written.
    sweep(16'hffff, 1'b0, 1'b1, 1'b0);
    sweep(16'h0003, 1'b1, 1'b1, 1'b0);
    expect_fails(16'hffff, 1'b1, 0, 102);

    // Scan: the bypass of a memory has its inputs of the cycle before, and it is not written.
    scan_mode = 1'b1;
    force fabric.tile_1.g_core.core.window.memory.we_i = 1'b1;
    force fabric.tile_1.g_core.core.window.memory.re_i = 1'b0;
    force fabric.tile_1.g_core.core.window.memory.waddr_i = 5'd3;
    force fabric.tile_1.g_core.core.window.memory.raddr_i = 5'd9;
    was = fabric.tile_1.g_core.core.window.memory.sram.mem[3];
    for (i = 0; i < 32; i = i + 1) begin
      x = 32'd1 << i;
      force fabric.tile_1.g_core.core.window.memory.wdata_i = x;
      step;
      if (fabric.tile_1.g_core.core.window.memory.rdata_o !== (x ^ {20'd0, 2'b10, 5'd3, 5'd9}))
        bad("bypass of a memory, bit", i);
    end
    if (fabric.tile_1.g_core.core.window.memory.sram.mem[3] !== was) bad("scan writes a memory", 0);
    // Of the crossbar: each input is seen in one output.
    for (i = 0; i < 219; i = i + 1) begin
      one = 219'd1 << i;
      force fabric.tile_0.g_core.core.bypass_xbar.in_i = one;
      step;
      out = 26'd1 << (i % 26);
      if ({fabric.tile_0.g_core.core.col_data, fabric.tile_0.g_core.core.xbar_ready,
           fabric.tile_0.g_core.core.res_valid} !== out) bad("bypass of the crossbar, bit", i);
    end
    scan_mode = 1'b0;
    step;
    if (fabric.tile_0.g_core.core.xbar_ready !== 1'b1) bad("the crossbar is not seen without scan", 0);
    release fabric.tile_0.g_core.core.bypass_xbar.in_i;
    $display("%0d memories spoilt, %0d failed", n, failed);
    $finish;
  end
endmodule
`default_nettype wire
