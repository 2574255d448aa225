// SPDX-License-Identifier: Apache-2.0
//
// AXI4-Lite between two clocks: a queue for each of its five channels. One write and one
// read are under way at a time, so a request is one transaction on either side and its
// answer the next one that comes. Where the fabric is reset in the middle of one, its
// answer is SLVERR: the bus never waits for ever, and nothing is written twice.
`default_nettype none
module imc_cdc_axil #(
  parameter ADDR_BITS = 8  // 1..32
) (
  // Of the bus.
  input  wire                 aclk_i,
  input  wire                 rst_i,    // synchronous, active high
  input  wire                 stop_i,   // of imc_cdc_reset on this side
  input  wire                 clear_i,
  input  wire [ADDR_BITS-1:0] s_axil_awaddr,
  input  wire                 s_axil_awvalid,
  output wire                 s_axil_awready,
  input  wire [31:0]          s_axil_wdata,
  input  wire [3:0]           s_axil_wstrb,
  input  wire                 s_axil_wvalid,
  output wire                 s_axil_wready,
  output wire [1:0]           s_axil_bresp,
  output wire                 s_axil_bvalid,
  input  wire                 s_axil_bready,
  input  wire [ADDR_BITS-1:0] s_axil_araddr,
  input  wire                 s_axil_arvalid,
  output wire                 s_axil_arready,
  output wire [31:0]          s_axil_rdata,
  output wire [1:0]           s_axil_rresp,
  output wire                 s_axil_rvalid,
  input  wire                 s_axil_rready,
  // Of the fabric.
  input  wire                 clk_i,
  input  wire                 fabric_stop_i,
  input  wire                 fabric_clear_i,
  output wire [ADDR_BITS-1:0] axil_awaddr_o,
  output wire                 axil_awvalid_o,
  input  wire                 axil_awready_i,
  output wire [31:0]          axil_wdata_o,
  output wire [3:0]           axil_wstrb_o,
  output wire                 axil_wvalid_o,
  input  wire                 axil_wready_i,
  input  wire [1:0]           axil_bresp_i,
  input  wire                 axil_bvalid_i,
  output wire                 axil_bready_o,
  output wire [ADDR_BITS-1:0] axil_araddr_o,
  output wire                 axil_arvalid_o,
  input  wire                 axil_arready_i,
  input  wire [31:0]          axil_rdata_i,
  input  wire [1:0]           axil_rresp_i,
  input  wire                 axil_rvalid_i,
  output wire                 axil_rready_o
);
  localparam [1:0] SLVERR = 2'd2;
  localparam DEPTH = 2;  // for one on its way

  // ---- Requests that wait for their answer; lost: it will not come. ----
  reg  aw_busy_q, w_busy_q, w_lost_q, ar_busy_q, r_lost_q;
  wire aw_room, w_room, ar_room;
  wire b_valid, r_valid;
  wire [1:0] b_resp, r_resp;
  wire [31:0] r_data;
  wire [4:0] some;
  wire unused = &{1'b0, some};
  wire aw_take = s_axil_awvalid && s_axil_awready;
  wire w_take  = s_axil_wvalid && s_axil_wready;
  wire ar_take = s_axil_arvalid && s_axil_arready;
  wire b_give  = s_axil_bvalid && s_axil_bready;
  wire r_give  = s_axil_rvalid && s_axil_rready;

  assign s_axil_awready = !aw_busy_q && aw_room;
  assign s_axil_wready  = !w_busy_q && w_room;
  assign s_axil_arready = !ar_busy_q && ar_room;
  assign s_axil_bvalid  = b_valid || (w_lost_q && aw_busy_q && w_busy_q);
  assign s_axil_bresp   = w_lost_q ? SLVERR : b_resp;
  assign s_axil_rvalid  = r_valid || r_lost_q;
  assign s_axil_rresp   = r_lost_q ? SLVERR : r_resp;
  assign s_axil_rdata   = r_data & {32{!r_lost_q}};

  always @(posedge aclk_i) begin
    if (rst_i) begin
      aw_busy_q <= 1'b0;
      w_busy_q  <= 1'b0;
      w_lost_q  <= 1'b0;
      ar_busy_q <= 1'b0;
      r_lost_q  <= 1'b0;
    end else begin
      aw_busy_q <= (aw_busy_q || aw_take) && !b_give;
      w_busy_q  <= (w_busy_q || w_take) && !b_give;
      w_lost_q  <= (w_lost_q || (stop_i && (aw_busy_q || w_busy_q) && !b_valid)) && !b_give;
      ar_busy_q <= (ar_busy_q || ar_take) && !r_give;
      r_lost_q  <= (r_lost_q || (stop_i && ar_busy_q && !r_valid)) && !r_give;
    end
  end

  imc_cdc_fifo #(.WIDTH(ADDR_BITS), .DEPTH(DEPTH)) queue_aw (
    .in_clk_i   (aclk_i),
    .in_stop_i  (stop_i),
    .in_clear_i (clear_i),
    .in_valid_i (s_axil_awvalid && !aw_busy_q && !w_lost_q),
    .in_ready_o (aw_room),
    .in_data_i  (s_axil_awaddr),
    .in_some_o  (some[0]),
    .out_clk_i  (clk_i),
    .out_stop_i (fabric_stop_i),
    .out_clear_i(fabric_clear_i),
    .out_rst_i  (fabric_clear_i),
    .out_valid_o(axil_awvalid_o),
    .out_ready_i(axil_awready_i),
    .out_data_o (axil_awaddr_o)
  );
  imc_cdc_fifo #(.WIDTH(36), .DEPTH(DEPTH)) queue_w (
    .in_clk_i   (aclk_i),
    .in_stop_i  (stop_i),
    .in_clear_i (clear_i),
    .in_valid_i (s_axil_wvalid && !w_busy_q && !w_lost_q),
    .in_ready_o (w_room),
    .in_data_i  ({s_axil_wstrb, s_axil_wdata}),
    .in_some_o  (some[1]),
    .out_clk_i  (clk_i),
    .out_stop_i (fabric_stop_i),
    .out_clear_i(fabric_clear_i),
    .out_rst_i  (fabric_clear_i),
    .out_valid_o(axil_wvalid_o),
    .out_ready_i(axil_wready_i),
    .out_data_o ({axil_wstrb_o, axil_wdata_o})
  );
  imc_cdc_fifo #(.WIDTH(2), .DEPTH(DEPTH)) queue_b (
    .in_clk_i   (clk_i),
    .in_stop_i  (fabric_stop_i),
    .in_clear_i (fabric_clear_i),
    .in_valid_i (axil_bvalid_i),
    .in_ready_o (axil_bready_o),
    .in_data_i  (axil_bresp_i),
    .in_some_o  (some[2]),
    .out_clk_i  (aclk_i),
    .out_stop_i (stop_i),
    .out_clear_i(clear_i),
    .out_rst_i  (rst_i),
    .out_valid_o(b_valid),
    .out_ready_i(s_axil_bready),
    .out_data_o (b_resp)
  );
  imc_cdc_fifo #(.WIDTH(ADDR_BITS), .DEPTH(DEPTH)) queue_ar (
    .in_clk_i   (aclk_i),
    .in_stop_i  (stop_i),
    .in_clear_i (clear_i),
    .in_valid_i (s_axil_arvalid && !ar_busy_q),
    .in_ready_o (ar_room),
    .in_data_i  (s_axil_araddr),
    .in_some_o  (some[3]),
    .out_clk_i  (clk_i),
    .out_stop_i (fabric_stop_i),
    .out_clear_i(fabric_clear_i),
    .out_rst_i  (fabric_clear_i),
    .out_valid_o(axil_arvalid_o),
    .out_ready_i(axil_arready_i),
    .out_data_o (axil_araddr_o)
  );
  imc_cdc_fifo #(.WIDTH(34), .DEPTH(DEPTH)) queue_r (
    .in_clk_i   (clk_i),
    .in_stop_i  (fabric_stop_i),
    .in_clear_i (fabric_clear_i),
    .in_valid_i (axil_rvalid_i),
    .in_ready_o (axil_rready_o),
    .in_data_i  ({axil_rresp_i, axil_rdata_i}),
    .in_some_o  (some[4]),
    .out_clk_i  (aclk_i),
    .out_stop_i (stop_i),
    .out_clear_i(clear_i),
    .out_rst_i  (rst_i),
    .out_valid_o(r_valid),
    .out_ready_i(s_axil_rready),
    .out_data_o ({r_resp, r_data})
  );
endmodule
`default_nettype wire
