// SPDX-License-Identifier: Apache-2.0
//
// One tile's end of the programming chain (docs/rtl.md, "Programming stream"): a
// register stage of the chain, the tile's task and route registers, its run bit, and
// the bulk writes of weights and constants.
//
// A word of the chain is acted on in the cycle in which it is shown on cfg_*_o.
// Reset and the clear command end the run and clear the task's enable and the routes;
// nothing else is reset.
//
// With STATE, the data words of a record of space 6 are not written anywhere: word n of
// them, counted from 16 times bits 27:16 of the head, goes on as state_i is while state_re_o
// is high and state_addr_o is n. They come at least two cycles behind the head and behind
// each other.
// With PARITY reset and the clear command clear all registers of the task too, and bits of
// a register that are no field, and of a route entry that is shorter than a word, have to be
// 0 in a program:
// error_o is high, a cycle later, as long as a bit of the registers is wrong while the tile
// runs, or the bit that says that it runs. A program writes each register once: the paths
// from it to its parity may take as long as its others.
`default_nettype none
module imc_config #(
  parameter REGS     = 19,  // task registers, 0 or 16..208
  parameter ROUTES   = 5,   // route entries, 1..1024
  parameter SEL_BITS = 3,   // an entry: valid, queue; bits, 2..16
  parameter FIXED    = 0,   // 1: task and routes are the ports, no registers; 0 or 1
  parameter PARITY   = 0,   // 1: looks for wrong bits, else error_o is 0; 0 or 1
  parameter STATE    = 0,   // 1: the tile's state can be read; 0 or 1
  parameter LEAK     = 0    // 1: constants have a word more, leak_mult; 0 or 1
) (
  input  wire                       clk_i,
  input  wire                       rst_i,    // synchronous, active high
  input  wire [15:0]                node_i,   // this tile
  // task_i is a bit, unused, where REGS is 0; so is task_o
  input  wire [((REGS > 0) ? 32*REGS : 1)-1:0] task_i,  // used if FIXED
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
  output wire [((REGS > 0) ? 32*REGS : 1)-1:0] task_o,
  output wire [ROUTES*SEL_BITS-1:0] route_o,
  output wire                       w_we_o,
  output wire                       pool_we_o,    // word w_row_o of the reduction's weights
  output wire                       table_we_o,   // value w_row_o of the table
  output wire [15:0]                w_row_o,
  output wire [15:0]                w_col4_o,
  output wire [31:0]                w_data_o,
  output wire                       const_we_o,
  output wire [15:0]                const_col_o,
  // {leak_mult[17], 0 without LEAK, shift[6], mult[16], skip_mult[32], bias[32]}
  output wire [102:0]               const_data_o,
  output wire                       state_re_o,   // a word of the tile's state is asked for
  output wire [15:0]                state_addr_o,
  input  wire [31:0]                state_i,      // it, in the same cycle
  output wire                       error_o        // level: a bit is wrong
);
`include "imc_task.vh"
  // Bits that are of a field; the others have no register.
  localparam [32*(TASK_REGS+32*SOURCE_REGS)-1:0] USED = {{32{SOURCE_USED}}, TASK_USED};

  localparam [3:0]  SPACE_TASK   = 4'd0;
  localparam [3:0]  SPACE_ROUTE  = 4'd1;
  localparam [3:0]  SPACE_WEIGHT = 4'd2;
  localparam [3:0]  SPACE_CONST  = 4'd3;
  localparam [3:0]  SPACE_POOL   = 4'd4;
  localparam [3:0]  SPACE_STATE  = 4'd6;
  localparam [3:0]  SPACE_TABLE  = 4'd7;
  localparam [3:0]  SPACE_ALL    = 4'd15;
  localparam [3:0]  CLEAR        = 4'd0;
  localparam [3:0]  RUN          = 4'd1;
  localparam [3:0]  HALT         = 4'd2;

  generate
    if (REGS != 0 && (REGS < TASK_REGS || REGS > TASK_REGS + 32 * SOURCE_REGS)) begin : g_check_regs
      imc_config_REGS_must_be_0_or_16_to_208 refused ();
    end
    if (ROUTES < 1 || ROUTES > 1024) begin : g_check_routes
      imc_config_ROUTES_must_be_1_to_1024 refused ();
    end
    if (SEL_BITS < 2 || SEL_BITS > 16) begin : g_check_sel_bits
      imc_config_SEL_BITS_must_be_2_to_16 refused ();
    end
    if (ENABLE_AT != 0) begin : g_check_enable
      imc_config_enable_must_be_bit_0_of_register_0 refused ();
    end
    if (FIXED != 0 && FIXED != 1) begin : g_check_fixed
      imc_config_FIXED_must_be_0_or_1 refused ();
    end
    if (STATE != 0 && STATE != 1) begin : g_check_state
      imc_config_STATE_must_be_0_or_1 refused ();
    end
    if (LEAK != 0 && LEAK != 1) begin : g_check_leak
      imc_config_LEAK_must_be_0_or_1 refused ();
    end
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_config_PARITY_must_be_0_or_1 refused ();
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
      data_q <= (state_re_o && !cfg_head_i) ? state_i : cfg_data_i;
    end
  end

  // Commands, selection and address: index of a register or of four weights of the
  // reduction, or row and group of four columns, or column and word.
  reg        run_q, selected_q;
  reg [3:0]  space_q;
  reg [15:0] addr_q, sub_q;
  reg [31:0] bias_q, skip_mult_q;
  wire [16:0] leak_mult;

  wire head  = valid_q && head_q;
  wire write = valid_q && !head_q && selected_q;

  // Columns of the task, of which a row has groups of four.
  wire [15:0] cols;
  generate
    if (REGS > 0) begin : g_cols
      assign cols = task_o[COLS_AT +: COLS_BITS];
    end else begin : g_no_cols
      assign cols = 16'd1;
    end
  endgenerate

  assign run_o        = run_q;
  assign w_we_o       = write && space_q == SPACE_WEIGHT;
  assign pool_we_o    = write && space_q == SPACE_POOL;
  assign table_we_o   = write && space_q == SPACE_TABLE;
  assign w_row_o      = addr_q;
  assign w_col4_o     = sub_q;
  assign w_data_o     = data_q;
  assign const_we_o   = write && space_q == SPACE_CONST && sub_q[1] && (LEAK == 0 || sub_q[0]);
  assign const_col_o  = addr_q;
  assign const_data_o = {leak_mult, data_q[21:0], skip_mult_q, bias_q};

  generate
    if (LEAK != 0) begin : g_leak
      reg [16:0] leak_mult_q;
      always @(posedge clk_i) begin
        if (write && space_q == SPACE_CONST && !sub_q[0]) leak_mult_q <= data_q[16:0];
      end
      assign leak_mult = leak_mult_q;
    end else begin : g_no_leak
      assign leak_mult = 17'd0;
    end
  endgenerate

  always @(posedge clk_i) begin
    if (rst_i) begin
      run_q      <= 1'b0;
      selected_q <= 1'b0;
    end else if (head) begin
      selected_q <= data_q[31:28] != SPACE_ALL && data_q[15:0] == node_i;
      if (data_q[31:28] == SPACE_ALL) begin
        if (data_q[3:0] == RUN) run_q <= 1'b1;
        if (data_q[3:0] == CLEAR || data_q[3:0] == HALT) run_q <= 1'b0;
      end
    end
  end

  always @(posedge clk_i) begin
    if (head) begin
      space_q <= data_q[31:28];
      addr_q  <= (STATE != 0 && data_q[31:28] == SPACE_STATE) ? {data_q[27:16], 4'd0} : 16'd0;
      sub_q   <= 16'd0;
    end else if (write) begin : p_write
      reg [15:0] sub_end;
      sub_end = 16'd0;
      if (space_q == SPACE_WEIGHT) sub_end = (cols - 16'd1) >> 2;
      if (space_q == SPACE_CONST) sub_end = (LEAK != 0) ? 16'd3 : 16'd2;
      sub_q <= sub_q == sub_end ? 16'd0 : sub_q + 16'd1;
      if (sub_q == sub_end) addr_q <= addr_q + 16'd1;
      if (space_q == SPACE_CONST) begin
        if (sub_q[0]) skip_mult_q <= data_q;
        else if (!sub_q[1]) bias_q <= data_q;
      end
    end
  end

  // The next data word is one of the state. Behind a head its record's selection counts.
  assign state_re_o   = STATE != 0 && selected_q && space_q == SPACE_STATE && !head;
  assign state_addr_o = addr_q;

  // The run once more, the other way round; synthesis must not merge the two.
  wire run_error;
  generate
    if (PARITY != 0) begin : g_stop
      (* keep *) reg stop_q;
      always @(posedge clk_i) begin
        if (rst_i) stop_q <= 1'b1;
        else if (head && data_q[31:28] == SPACE_ALL) begin
          if (data_q[3:0] == RUN) stop_q <= 1'b0;
          if (data_q[3:0] == CLEAR || data_q[3:0] == HALT) stop_q <= 1'b1;
        end
      end
      assign run_error = run_q == stop_q;
    end else begin : g_no_stop
      assign run_error = 1'b0;
    end
  endgenerate

  // Task and routes, and whether they have the parity that was written.
  wire held_error;
  genvar i;
  generate
    if (FIXED == 1) begin : g_fixed
      assign task_o  = task_i;
      assign route_o = route_i;
      assign held_error = 1'b0;
    end else begin : g_registers
      wire clear = head && data_q[31:28] == SPACE_ALL && data_q[3:0] == CLEAR;

      reg [ROUTES*SEL_BITS-1:0] route_q;

      assign route_o = route_q;

      always @(posedge clk_i) begin : p_route
        integer r;
        if (rst_i || clear) begin
          route_q <= {(ROUTES*SEL_BITS){1'b0}};
        end else if (write && space_q == SPACE_ROUTE) begin
          for (r = 0; r < ROUTES; r = r + 1)
            if (addr_q == r[15:0])
              route_q[SEL_BITS*r +: SEL_BITS] <= {data_q[31], data_q[SEL_BITS-2:0]};
        end
      end

      if (REGS > 0) begin : g_task
        wire [32*REGS-1:0] words;
        reg                enable_q;

        if (PARITY != 0) begin : g_cleared
          for (i = 0; i < REGS; i = i + 1) begin : g_register
            localparam [31:0] AT = i;
            reg [31:0] task_q;
            always @(posedge clk_i) begin
              if (rst_i || clear) task_q <= 32'd0;
              else if (write && space_q == SPACE_TASK && addr_q == AT[15:0]) task_q <= data_q;
            end
            assign words[32*i +: 32] = task_q & USED[32*i +: 32];
          end
        end else begin : g_kept
          localparam ADDR_BITS = $clog2(REGS);
          reg [31:0] task_q [0:REGS-1];
          always @(posedge clk_i) begin
            if (write && space_q == SPACE_TASK && {16'd0, addr_q} < REGS)
              task_q[addr_q[ADDR_BITS-1:0]] <= data_q;
          end
          for (i = 0; i < REGS; i = i + 1) begin : g_word
            assign words[32*i +: 32] = task_q[i] & USED[32*i +: 32];
          end
        end

        always @(posedge clk_i) begin
          if (rst_i || clear) enable_q <= 1'b0;
          else if (write && space_q == SPACE_TASK && addr_q == 16'd0)
            enable_q <= data_q[ENABLE_AT];
        end

        assign task_o = {words[32*REGS-1:1], enable_q};
        wire unused_word = words[0];
      end else begin : g_no_task
        assign task_o = 1'b0;
      end

      if (PARITY != 0) begin : g_parity
        // Of each register and entry, which of them is written, and of all.
        localparam ROWS = REGS + ROUTES;
        wire [ROWS-1:0] odd, written;
        for (i = 0; i < ROWS; i = i + 1) begin : g_row
          localparam [31:0] AT = (i < REGS) ? i : i - REGS;
          if (i < REGS) begin : g_task_row
            assign odd[i]     = ^task_o[32*i +: 32];
            assign written[i] = write && space_q == SPACE_TASK && addr_q == AT[15:0];
          end else begin : g_route_row
            assign odd[i]     = ^route_q[SEL_BITS*AT +: SEL_BITS];
            assign written[i] = write && space_q == SPACE_ROUTE && addr_q == AT[15:0];
          end
        end

        reg odd_q;
        always @(posedge clk_i) begin
          if (rst_i || clear) odd_q <= 1'b0;
          else if (|written) odd_q <= odd_q ^ (^data_q) ^ |(odd & written);
        end
        assign held_error = ^odd != odd_q;
      end else begin : g_no_parity
        assign held_error = 1'b0;
      end
      wire unused = &{1'b0, task_i, route_i};
    end
  endgenerate

  generate
    if (PARITY != 0) begin : g_error
      reg error_q;
      always @(posedge clk_i) error_q <= !rst_i && ((held_error && run_q) || run_error);
      assign error_o = error_q;
    end else begin : g_no_error
      assign error_o = held_error || run_error;
    end
  endgenerate
endmodule
`default_nettype wire
