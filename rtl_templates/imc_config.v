// SPDX-License-Identifier: Apache-2.0
//
// One tile's end of the programming chain (docs/rtl.md, "Programming stream"): a
// register stage of the chain, the tile's task and route registers, its run bit, and
// the bulk writes of weights and constants.
//
// A word of the chain is acted on in the cycle in which it is shown on cfg_*_o.
// Reset and the clear command release the run bit, the task's enable and the valid
// bits of the routes; nothing else is reset.
`default_nettype none
module imc_config #(
  parameter  ROUTES   = 5,  // route entries, 1..1024
  parameter  SEL_BITS = 3,  // an entry: valid, queue; bits, 2..16
  parameter  FIXED    = 0,  // 1: task and routes are the ports, no registers; 0 or 1
  localparam TASK     = 18  // task registers
) (
  input  wire                       clk_i,
  input  wire                       rst_i,    // synchronous, active high
  input  wire [15:0]                node_i,   // this tile
  input  wire [TASK*32-1:0]         task_i,   // used if FIXED
  input  wire [ROUTES*SEL_BITS-1:0] route_i,  // used if FIXED
  // chain
  input  wire                       cfg_valid_i,
  input  wire                       cfg_head_i,
  input  wire [31:0]                cfg_data_i,
  output wire                       cfg_valid_o,
  output wire                       cfg_head_o,
  output wire [31:0]                cfg_data_o,
  // to the tile
  output wire                       run_o,
  output wire [TASK*32-1:0]         task_o,
  output wire [ROUTES*SEL_BITS-1:0] route_o,
  output wire                       w_we_o,
  output wire [15:0]                w_row_o,
  output wire [15:0]                w_col4_o,
  output wire [31:0]                w_data_o,
  output wire                       const_we_o,
  output wire [15:0]                const_col_o,
  output wire [85:0]                const_data_o  // {shift[6], mult[16], skip_mult[32], bias[32]}
);
  localparam        TASK_BITS    = $clog2(TASK);
  localparam        ROUTE_BITS   = (ROUTES > 1) ? $clog2(ROUTES) : 1;
  localparam [3:0]  SPACE_TASK   = 4'd0;
  localparam [3:0]  SPACE_ROUTE  = 4'd1;
  localparam [3:0]  SPACE_WEIGHT = 4'd2;
  localparam [3:0]  SPACE_CONST  = 4'd3;
  localparam [3:0]  SPACE_ALL    = 4'd15;
  localparam [3:0]  CLEAR        = 4'd0;
  localparam [3:0]  RUN          = 4'd1;
  localparam [3:0]  HALT         = 4'd2;

  generate
    if (ROUTES < 1 || ROUTES > 1024) begin : g_check_routes
      $error("imc_config: ROUTES must be 1..1024");
    end
    if (SEL_BITS < 2 || SEL_BITS > 16) begin : g_check_sel_bits
      $error("imc_config: SEL_BITS must be 2..16");
    end
    if (FIXED != 0 && FIXED != 1) begin : g_check_fixed
      $error("imc_config: FIXED must be 0 or 1");
    end
  endgenerate

  // Chain.
  reg        valid_q, head_q;
  reg [31:0] data_q;

  assign cfg_valid_o = valid_q;
  assign cfg_head_o  = head_q;
  assign cfg_data_o  = data_q;

  always @(posedge clk_i) begin
    if (rst_i) valid_q <= 1'b0;
    else valid_q <= cfg_valid_i;
  end

  always @(posedge clk_i) begin
    if (cfg_valid_i) begin
      head_q <= cfg_head_i;
      data_q <= cfg_data_i;
    end
  end

  // Commands, selection and address: index of a register, or row and group of four
  // columns, or column and word.
  reg        run_q, selected_q;
  reg [3:0]  space_q;
  reg [15:0] addr_q, sub_q;

  wire [15:0] cols = task_o[32*11+16 +: 16];
  wire        command  = valid_q && head_q && data_q[31:28] == SPACE_ALL;
  wire        clear    = command && data_q[3:0] == CLEAR;
  wire        write    = valid_q && !head_q && selected_q;
  wire [15:0] sub_end  = space_q == SPACE_WEIGHT ? (cols - 16'd1) >> 2 :
                         space_q == SPACE_CONST ? 16'd2 : 16'd0;
  wire        sub_last = sub_q == sub_end;

  assign run_o = run_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      run_q      <= 1'b0;
      selected_q <= 1'b0;
    end else if (valid_q && head_q) begin
      selected_q <= !command && data_q[15:0] == node_i;
      if (command && data_q[3:0] == RUN) run_q <= 1'b1;
      if (clear || (command && data_q[3:0] == HALT)) run_q <= 1'b0;
    end
  end

  always @(posedge clk_i) begin
    if (valid_q && head_q) begin
      space_q <= data_q[31:28];
      addr_q  <= 16'd0;
      sub_q   <= 16'd0;
    end else if (write) begin
      addr_q <= sub_last ? addr_q + 16'd1 : addr_q;
      sub_q  <= sub_last ? 16'd0 : sub_q + 16'd1;
    end
  end

  // Weights and constants.
  reg [31:0] bias_q, skip_mult_q;

  assign w_we_o       = write && space_q == SPACE_WEIGHT;
  assign w_row_o      = addr_q;
  assign w_col4_o     = sub_q;
  assign w_data_o     = data_q;
  assign const_we_o   = write && space_q == SPACE_CONST && sub_last;
  assign const_col_o  = addr_q;
  assign const_data_o = {data_q[21:0], skip_mult_q, bias_q};

  always @(posedge clk_i) begin
    if (write && space_q == SPACE_CONST) begin
      if (sub_q[0]) skip_mult_q <= data_q;
      else if (!sub_q[1]) bias_q <= data_q;
    end
  end

  // Task and routes.
  genvar i;
  generate
    if (FIXED == 1) begin : g_fixed
      assign task_o  = task_i;
      assign route_o = route_i;
    end else begin : g_registers
      reg  [31:0]         task_q [0:TASK-1];
      reg  [SEL_BITS-2:0] queue_q [0:ROUTES-1];
      reg                 enable_q;
      reg  [ROUTES-1:0]   route_valid_q;
      wire                task_we  = write && space_q == SPACE_TASK && {16'd0, addr_q} < TASK;
      wire                route_we = write && space_q == SPACE_ROUTE && {16'd0, addr_q} < ROUTES;

      always @(posedge clk_i) begin
        if (task_we) task_q[addr_q[TASK_BITS-1:0]] <= data_q;
        if (route_we) queue_q[addr_q[ROUTE_BITS-1:0]] <= data_q[SEL_BITS-2:0];
      end

      always @(posedge clk_i) begin
        if (rst_i || clear) enable_q <= 1'b0;
        else if (task_we && addr_q == 16'd0) enable_q <= data_q[0];
      end

      always @(posedge clk_i) begin
        if (rst_i || clear) route_valid_q <= {ROUTES{1'b0}};
        else if (route_we) route_valid_q[addr_q[ROUTE_BITS-1:0]] <= data_q[31];
      end

      for (i = 0; i < TASK; i = i + 1) begin : g_task
        if (i == 0) begin : g_enable
          assign task_o[31:0] = {task_q[0][31:1], enable_q};
        end else begin : g_word
          assign task_o[32*i +: 32] = task_q[i];
        end
      end
      for (i = 0; i < ROUTES; i = i + 1) begin : g_route
        assign route_o[SEL_BITS*i +: SEL_BITS] = {route_valid_q[i], queue_q[i]};
      end
      wire unused = &{1'b0, task_i, route_i};
    end
  endgenerate
endmodule
`default_nettype wire
