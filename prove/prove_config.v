// SPDX-License-Identifier: Apache-2.0
//
// What imc_config promises with PARITY, for any words on the chain of which those that are
// written to the tile are 0 where there is no field: nothing is said as long as the
// registers are right, and a wrong bit of the table is told while the tile runs.
// Any value: dut.g_registers.route_q
//
// The table is any value: what was written, until at some time one of its bits is wrong.
`default_nettype none
module prove_config #(
  parameter REGS       = 0,  // as imc_config, 0 or 16..22
  parameter ROUTES     = 3,  // as imc_config, 1..16
  parameter SEL_BITS   = 3,  // as imc_config
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire        clk_i,
  input wire        rst_i,
  input wire        cfg_valid_i,
  input wire        cfg_head_i,
  input wire [31:0] cfg_data_i,
  input wire        fault_i  // from now on
);
`include "imc_task.vh"
  localparam BITS = ROUTES * SEL_BITS;
  localparam TASK_BITS = (REGS > 0) ? 32*REGS : 1;
  localparam [32*TASK_REGS+32*SOURCE_REGS-1:0] USED = {SOURCE_USED, TASK_USED};
  localparam [31:0] ENTRY = 32'h80000000 | ((32'd1 << (SEL_BITS - 1)) - 32'd1);
  localparam [BITS-1:0] ONE = 1;

  (* anyconst *) reg [7:0] which;  // bit of the table

  wire        valid, head, run, w_we, pool_we, table_we, const_we, error;
  wire [31:0] data, w_data;
  wire [15:0] w_row, w_col4, const_col;
  wire [102:0] const_data;
  wire [BITS-1:0] route;
  wire [TASK_BITS-1:0] held;
  imc_config #(.REGS(REGS), .ROUTES(ROUTES), .SEL_BITS(SEL_BITS), .PARITY(1)) dut (
    .clk_i(clk_i), .rst_i(rst_i), .node_i(16'd5),
    .task_i({TASK_BITS{1'b0}}), .route_i({BITS{1'b0}}),
    .cfg_valid_i(cfg_valid_i), .cfg_head_i(cfg_head_i), .cfg_data_i(cfg_data_i),
    .cfg_valid_o(valid), .cfg_head_o(head), .cfg_data_o(data),
    .run_o(run), .task_o(held), .route_o(route),
    .w_we_o(w_we), .pool_we_o(pool_we), .table_we_o(table_we), .w_row_o(w_row), .w_col4_o(w_col4), .w_data_o(w_data),
    .const_we_o(const_we), .const_col_o(const_col), .const_data_o(const_data), .error_o(error)
  );

  // What the words say that are written to the tile.
  (* hierconn *) wire        \dut.selected_q ;
  (* hierconn *) wire [3:0]  \dut.space_q ;
  (* hierconn *) wire [15:0] \dut.addr_q ;
  wire write = valid && !head && \dut.selected_q ;
  wire clear = valid && head && data[31:28] == 4'd15 && data[3:0] == 4'd0;
  reg [31:0] used;  // bits of the register that are of a field

  reg [BITS-1:0] table_q;
  reg            wrong_q, found_q, quiet_q;
  integer        r, t;
  always @* begin
    used = 32'hFFFFFFFF;
    for (t = 0; t < REGS; t = t + 1)
      if (\dut.addr_q == t[15:0]) used = USED[32*t +: 32];
  end
  always @(posedge clk_i) begin
    if (rst_i || clear) begin
      table_q <= {BITS{1'b0}};
    end else if (write && \dut.space_q == 4'd1) begin
      for (r = 0; r < ROUTES; r = r + 1)
        if (\dut.addr_q == r[15:0]) table_q[SEL_BITS*r +: SEL_BITS] <= {data[31], data[SEL_BITS-2:0]};
    end
    wrong_q <= !rst_i && (wrong_q || fault_i);
    found_q <= !rst_i && wrong_q && run;
    quiet_q <= !wrong_q;
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume ({24'd0, which} < BITS);
    assume (route == (table_q ^ (wrong_q ? ONE << which : {BITS{1'b0}})));
    // A fault is behind the program: what the table was is not read to write it anew.
    assume (!(wrong_q || fault_i) || !(write || clear || rst_i));
    assume (!write || \dut.space_q != 4'd0 || (data & ~used) == 32'd0);
    assume (!write || \dut.space_q != 4'd1 || (data & ~ENTRY) == 32'd0);
    if (!rst_i) begin
      p_quiet: assert (!quiet_q || !error);
      p_found: assert (!found_q || error);
    end
  end

  (* hierconn *) wire \dut.g_registers.g_parity.odd_q , \dut.g_stop.stop_q ;
  wire [TASK_BITS-1:0] task_bits = (REGS > 0) ? held & USED[TASK_BITS-1:0] : 1'b0;
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_odd: assert (\dut.g_registers.g_parity.odd_q == (^table_q ^ ^task_bits));
          i_run: assert (\dut.g_stop.stop_q == !run);
          i_found: assert (!found_q || wrong_q);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
