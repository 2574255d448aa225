// SPDX-License-Identifier: Apache-2.0
// A router with its table, by the names of a fabric.
module imc_fabric (
  input  wire        clk_i, rst_i, v_i, oc_i, cv_i, ch_i,
  input  wire [2:0]  d_i,
  input  wire [31:0] cd_i,
  output wire        c_o, ov_o,
  output wire [2:0]  od_o
);
  wire [7:0] route;
  imc_top_tile tile_0 (.clk_i(clk_i), .rst_i(rst_i), .v_i(v_i), .oc_i(oc_i), .cv_i(cv_i), .ch_i(ch_i),
    .d_i(d_i), .cd_i(cd_i), .c_o(c_o), .ov_o(ov_o), .od_o(od_o));
endmodule

module imc_top_tile (
  input  wire        clk_i, rst_i, v_i, oc_i, cv_i, ch_i,
  input  wire [2:0]  d_i,
  input  wire [31:0] cd_i,
  output wire        c_o, ov_o,
  output wire [2:0]  od_o
);
  wire [7:0] route;
  wire       run;
  imc_config #(.REGS(0), .ROUTES(4), .SEL_BITS(2), .FIXED(0)) configuration (
    .clk_i(clk_i), .rst_i(rst_i), .node_i(16'd0), .task_i(1'b0), .route_i(8'd0),
    .cfg_valid_i(cv_i), .cfg_head_i(ch_i), .cfg_data_i(cd_i), .cfg_valid_o(), .cfg_head_o(), .cfg_data_o(),
    .run_o(run), .task_o(), .route_o(route), .w_we_o(), .pool_we_o(), .w_row_o(), .w_col4_o(), .w_data_o(),
    .const_we_o(), .const_col_o(), .const_data_o());
  imc_router #(.IN_PORTS(1), .OUT_PORTS(1), .VCS(1), .DEPTH(2), .WIDTH(3), .ROLES(3)) router (
    .clk_i(clk_i), .rst_i(!run), .in_valid_i(v_i), .in_data_i(d_i), .in_credit_o(c_o), .out_valid_o(ov_o),
    .out_data_o(od_o), .out_credit_i(oc_i), .inj_valid_i(1'b0), .inj_ready_o(), .inj_data_i(3'd0), .ej_valid_o(),
    .ej_ready_i(3'd7), .ej_data_o(), .route_i(route), .stall_o(), .error_o());
endmodule
