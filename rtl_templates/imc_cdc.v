// SPDX-License-Identifier: Apache-2.0
//
// The AXI ports of a fabric with a clock of their own: queues between that clock, aclk_i,
// and the fabric's, clk_i, for the three streams and AXI4-Lite, a synchroniser for the
// interrupt, and the resets of both.
//
// Either reset, of any clock, goes through two flip-flops and resets all: the fabric, by
// rst_o, and what is in the queues. A bus that was not reset itself sees nothing but that:
// a word or an answer that it was shown stays until it takes it, and what it waits for is
// answered with SLVERR.
//
// All outputs are registers or functions of registers of the side they are on.
`default_nettype none
module imc_cdc #(
  parameter BITS  = 32,  // of a word, 32, 64 or 128
  parameter DEPTH = 8    // words in a queue of a stream, a power of 2, 2..64
) (
  input  wire            clk_i,
  input  wire            rst_i,      // active high, four cycles of clk_i or more; at power-up 20 of the slower
  input  wire            aclk_i,
  input  wire            aresetn_i,  // active low, four cycles of aclk_i or more; at power-up as rst_i

  // The bus, aclk_i.
  input  wire            s_axis_in_tvalid,
  output wire            s_axis_in_tready,
  input  wire [BITS-1:0] s_axis_in_tdata,
  input  wire            s_axis_in_tlast,
  output wire            m_axis_out_tvalid,
  input  wire            m_axis_out_tready,
  output wire [BITS-1:0] m_axis_out_tdata,
  output wire            m_axis_out_tlast,
  output wire            m_axis_out_tuser,
  input  wire            s_axis_prog_tvalid,
  output wire            s_axis_prog_tready,
  input  wire [31:0]     s_axis_prog_tdata,
  input  wire            s_axis_prog_tlast,
  input  wire [7:0]      s_axil_awaddr,
  input  wire            s_axil_awvalid,
  output wire            s_axil_awready,
  input  wire [31:0]     s_axil_wdata,
  input  wire [3:0]      s_axil_wstrb,
  input  wire            s_axil_wvalid,
  output wire            s_axil_wready,
  output wire [1:0]      s_axil_bresp,
  output wire            s_axil_bvalid,
  input  wire            s_axil_bready,
  input  wire [7:0]      s_axil_araddr,
  input  wire            s_axil_arvalid,
  output wire            s_axil_arready,
  output wire [31:0]     s_axil_rdata,
  output wire [1:0]      s_axil_rresp,
  output wire            s_axil_rvalid,
  input  wire            s_axil_rready,
  output wire            irq_o,

  // The fabric, clk_i.
  output wire            rst_o,    // a register
  output wire [2:0]      waits_o,  // words wait for: the bus at the output, the controller, the feeder
  output wire            in_tvalid_o /* verilator public_flat_rd */,
  input  wire            in_tready_i /* verilator public_flat_rd */,
  output wire [BITS-1:0] in_tdata_o,
  output wire            in_tlast_o,
  input  wire            out_tvalid_i /* verilator public_flat_rd */,
  output wire            out_tready_o /* verilator public_flat_rd */,
  input  wire [BITS-1:0] out_tdata_i,
  input  wire            out_tlast_i /* verilator public_flat_rd */,
  input  wire            out_tuser_i,
  output wire            prog_tvalid_o,
  input  wire            prog_tready_i,
  output wire [31:0]     prog_tdata_o,
  output wire            prog_tlast_o,
  output wire [7:0]      axil_awaddr_o,
  output wire            axil_awvalid_o,
  input  wire            axil_awready_i,
  output wire [31:0]     axil_wdata_o,
  output wire [3:0]      axil_wstrb_o,
  output wire            axil_wvalid_o,
  input  wire            axil_wready_i,
  input  wire [1:0]      axil_bresp_i,
  input  wire            axil_bvalid_i,
  output wire            axil_bready_o,
  output wire [7:0]      axil_araddr_o,
  output wire            axil_arvalid_o,
  input  wire            axil_arready_i,
  input  wire [31:0]     axil_rdata_i,
  input  wire [1:0]      axil_rresp_i,
  input  wire            axil_rvalid_i,
  output wire            axil_rready_o,
  input  wire            irq_i  // a register
);
  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_cdc_BITS_must_be_32_64_or_128 refused ();
    end
  endgenerate

  // ---- Resets. ----
  wire       rst, arst_n, arst, stop, clear, astop, aclear;
  wire [1:0] state, astate;

  imc_cdc_sync #(.WIDTH(1)) sync_rst (
    .clk_i(clk_i),
    .in_i (rst_i),
    .out_o(rst)
  );
  imc_cdc_sync #(.WIDTH(1)) sync_aresetn (
    .clk_i(aclk_i),
    .in_i (aresetn_i),
    .out_o(arst_n)
  );
  assign arst = !arst_n;
  imc_cdc_reset reset (
    .clk_i  (clk_i),
    .rst_i  (rst),
    .far_i  (astate),
    .near_o (state),
    .stop_o (stop),
    .clear_o(clear)
  );
  imc_cdc_reset areset (
    .clk_i  (aclk_i),
    .rst_i  (arst),
    .far_i  (state),
    .near_o (astate),
    .stop_o (astop),
    .clear_o(aclear)
  );
  assign rst_o = stop;

  // ---- Streams. ----
  wire in_some, prog_some, out_some;
  wire unused = &{1'b0, in_some, prog_some};
  assign waits_o = {out_some, prog_tvalid_o, in_tvalid_o};

  imc_cdc_fifo #(.WIDTH(BITS + 1), .DEPTH(DEPTH)) queue_in (
    .in_clk_i   (aclk_i),
    .in_stop_i  (astop),
    .in_clear_i (aclear),
    .in_valid_i (s_axis_in_tvalid),
    .in_ready_o (s_axis_in_tready),
    .in_data_i  ({s_axis_in_tlast, s_axis_in_tdata}),
    .in_some_o  (in_some),
    .out_clk_i  (clk_i),
    .out_stop_i (stop),
    .out_clear_i(clear),
    .out_rst_i  (clear),
    .out_valid_o(in_tvalid_o),
    .out_ready_i(in_tready_i),
    .out_data_o ({in_tlast_o, in_tdata_o})
  );
  imc_cdc_fifo #(.WIDTH(BITS + 2), .DEPTH(DEPTH)) queue_out (
    .in_clk_i   (clk_i),
    .in_stop_i  (stop),
    .in_clear_i (clear),
    .in_valid_i (out_tvalid_i),
    .in_ready_o (out_tready_o),
    .in_data_i  ({out_tuser_i, out_tlast_i, out_tdata_i}),
    .in_some_o  (out_some),
    .out_clk_i  (aclk_i),
    .out_stop_i (astop),
    .out_clear_i(aclear),
    .out_rst_i  (arst),
    .out_valid_o(m_axis_out_tvalid),
    .out_ready_i(m_axis_out_tready),
    .out_data_o ({m_axis_out_tuser, m_axis_out_tlast, m_axis_out_tdata})
  );
  imc_cdc_fifo #(.WIDTH(33), .DEPTH(DEPTH)) queue_prog (
    .in_clk_i   (aclk_i),
    .in_stop_i  (astop),
    .in_clear_i (aclear),
    .in_valid_i (s_axis_prog_tvalid),
    .in_ready_o (s_axis_prog_tready),
    .in_data_i  ({s_axis_prog_tlast, s_axis_prog_tdata}),
    .in_some_o  (prog_some),
    .out_clk_i  (clk_i),
    .out_stop_i (stop),
    .out_clear_i(clear),
    .out_rst_i  (clear),
    .out_valid_o(prog_tvalid_o),
    .out_ready_i(prog_tready_i),
    .out_data_o ({prog_tlast_o, prog_tdata_o})
  );

  // ---- Registers and interrupt. ----
  imc_cdc_axil #(.ADDR_BITS(8)) axil (
    .aclk_i        (aclk_i),
    .rst_i         (arst),
    .stop_i        (astop),
    .clear_i       (aclear),
    .s_axil_awaddr (s_axil_awaddr),
    .s_axil_awvalid(s_axil_awvalid),
    .s_axil_awready(s_axil_awready),
    .s_axil_wdata  (s_axil_wdata),
    .s_axil_wstrb  (s_axil_wstrb),
    .s_axil_wvalid (s_axil_wvalid),
    .s_axil_wready (s_axil_wready),
    .s_axil_bresp  (s_axil_bresp),
    .s_axil_bvalid (s_axil_bvalid),
    .s_axil_bready (s_axil_bready),
    .s_axil_araddr (s_axil_araddr),
    .s_axil_arvalid(s_axil_arvalid),
    .s_axil_arready(s_axil_arready),
    .s_axil_rdata  (s_axil_rdata),
    .s_axil_rresp  (s_axil_rresp),
    .s_axil_rvalid (s_axil_rvalid),
    .s_axil_rready (s_axil_rready),
    .clk_i         (clk_i),
    .fabric_stop_i (stop),
    .fabric_clear_i(clear),
    .axil_awaddr_o (axil_awaddr_o),
    .axil_awvalid_o(axil_awvalid_o),
    .axil_awready_i(axil_awready_i),
    .axil_wdata_o  (axil_wdata_o),
    .axil_wstrb_o  (axil_wstrb_o),
    .axil_wvalid_o (axil_wvalid_o),
    .axil_wready_i (axil_wready_i),
    .axil_bresp_i  (axil_bresp_i),
    .axil_bvalid_i (axil_bvalid_i),
    .axil_bready_o (axil_bready_o),
    .axil_araddr_o (axil_araddr_o),
    .axil_arvalid_o(axil_arvalid_o),
    .axil_arready_i(axil_arready_i),
    .axil_rdata_i  (axil_rdata_i),
    .axil_rresp_i  (axil_rresp_i),
    .axil_rvalid_i (axil_rvalid_i),
    .axil_rready_o (axil_rready_o)
  );

  imc_cdc_sync #(.WIDTH(1)) sync_irq (
    .clk_i(aclk_i),
    .in_i (irq_i),
    .out_o(irq_o)
  );
endmodule
`default_nettype wire
