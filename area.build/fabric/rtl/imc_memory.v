// SPDX-License-Identifier: Apache-2.0
//
// The macro imc_sram, and with TEST what a test of the chip needs around it: a bypass for
// scan and a port for a memory test. TEST 0: the macro alone, no cell more.
//
// test_i = {scan, on, we, re, data[8], addr[20]}. While scan is high, rdata_o is the
// bypass (imc_bypass) and the macro neither reads nor writes. Else, while on is high, the
// macro gets we, re and addr from here, and data in each of its bytes, the last one cut; an
// address that it does not have is neither read nor written. What was read is compared
// with the data of its cycle, and test_fail_o is a register, high for the second cycle
// behind it where a bit differs.
`default_nettype none
module imc_memory #(
  parameter WIDTH = 32,  // word, bits, 1..1024
  parameter DEPTH = 16,  // words, 2..1048576
  parameter TEST  = 0    // 1: bypass and test port; 0 or 1
) (
  input  wire                     clk_i,
  input  wire                     we_i,
  input  wire [$clog2(DEPTH)-1:0] waddr_i,  // 0..DEPTH-1
  input  wire [WIDTH-1:0]         wdata_i,
  input  wire                     re_i,
  input  wire [$clog2(DEPTH)-1:0] raddr_i,  // 0..DEPTH-1
  output wire [WIDTH-1:0]         rdata_o,
  input  wire [31:0]              test_i,   // used with TEST
  output wire                     test_fail_o
);
  localparam ADDR_BITS = $clog2(DEPTH);
  localparam BYTES     = (WIDTH + 7) / 8;

  wire                 we, re;
  wire [ADDR_BITS-1:0] waddr, raddr;
  wire [WIDTH-1:0]     wdata, rdata;

  generate
    if (TEST != 0 && TEST != 1) begin : g_check_test
      imc_memory_TEST_must_be_0_or_1 refused ();
    end

    if (TEST == 0) begin : g_plain
      wire unused = &{1'b0, test_i};
      assign we          = we_i;
      assign re          = re_i;
      assign waddr       = waddr_i;
      assign raddr       = raddr_i;
      assign wdata       = wdata_i;
      assign rdata_o     = rdata;
      assign test_fail_o = 1'b0;
    end else begin : g_test
      wire        scan = test_i[31];
      wire        on   = test_i[30];
      wire        here = {12'd0, test_i[19:0]} < DEPTH;
      wire [BYTES*8-1:0] data = {BYTES{test_i[27:20]}};
      wire [BYTES*8-1:0] want;
      reg  [7:0]  data_q;
      reg         read_q, fail_q;

      assign we    = !scan && (on ? test_i[29] && here : we_i);
      assign re    = !scan && (on ? test_i[28] && here : re_i);
      assign waddr = on ? test_i[ADDR_BITS-1:0] : waddr_i;
      assign raddr = on ? test_i[ADDR_BITS-1:0] : raddr_i;
      assign wdata = on ? data[WIDTH-1:0] : wdata_i;
      assign want  = {BYTES{data_q}};

      imc_bypass #(
        .INPUTS (2 + 2 * ADDR_BITS + WIDTH),
        .OUTPUTS(WIDTH),
        .TEST   (1)
      ) bypass (
        .clk_i  (clk_i),
        .scan_i (scan),
        .in_i   ({on ? test_i[29:28] : {we_i, re_i}, waddr, raddr, wdata}),
        .macro_i(rdata),
        .out_o  (rdata_o)
      );

      always @(posedge clk_i) begin
        data_q <= test_i[27:20];
        read_q <= on && re;
        fail_q <= read_q && rdata != want[WIDTH-1:0];
      end

      assign test_fail_o = fail_q;
      wire unused = &{1'b0, data, want};
    end
  endgenerate

  imc_sram #(
    .WIDTH(WIDTH),
    .DEPTH(DEPTH)
  ) sram (
    .clk_i  (clk_i),
    .we_i   (we),
    .waddr_i(waddr),
    .wdata_i(wdata),
    .re_i   (re),
    .raddr_i(raddr),
    .rdata_o(rdata)
  );
endmodule
`default_nettype wire
