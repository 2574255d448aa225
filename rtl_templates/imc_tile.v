// SPDX-License-Identifier: Apache-2.0
//
// Tile: router, core and their end of the programming chain. Without a core (CORE 0) it
// is a router that only passes streams on: nothing is injected, ejects are dropped.
//
// Channels are those of imc_router, the task is that of imc_core. Router and core are
// held in reset while the tile does not run, the core also while its task is not
// enabled. All outputs are registers.
//
// With PARITY the flits of a stream have parity bits, even and odd in turn (imc_parity), from
// where they are made to where a core takes them, on top of their words; the valids and the
// credits of a channel have one on top, even with it. A wrong one is an error.
//
// Test chain of the memories, with TEST: a register from tile to tile, acted on where node is
// this tile's or 16'hffff (imc_memory); four cycles behind what a tile reads its fail_o is
// high where a memory had other data, or fail_i of the cycle before.
//
// Monitor chain, a register: {cause[2], node[16], stalled, word}; where no error comes from
// before, the tile adds its own, cause {core, router}, with PARITY {config, flit, core,
// router}, and its number, and, where
// mon_sel_i = {node, port} names it, the events of that output port, two and
// one cycles after them.
`default_nettype none
module imc_tile #(
  parameter IN_PORTS    = 2,   // channels in, 1..64
  parameter OUT_PORTS   = 3,   // channels out, 1..64
  parameter VCS         = 2,   // virtual channels a channel, 1..32
  parameter DEPTH       = 2,   // flits a queue, 2..64
  parameter ROWS        = 16,  // crossbar inputs, 4..4096, multiple of 4
  parameter COLS        = 8,   // crossbar outputs, 4..4096, multiple of 4
  parameter CYCLES      = 10,  // clock cycles a product, 2..65535
  parameter MACS        = 0,   // 0: the macro imc_xbar; else that many products a cycle in logic
  parameter ADC_BITS    = 8,   // code of a column, bits, 2..32
  parameter WEIGHT_BITS = 8,   // weight, bits, 2..8
  parameter POST_CYCLES = 1,   // cycles columns take behind the crossbar, 1, 2 or 4
  parameter POST_LANES  = 1,   // columns at once, 1, 2 or 4
  parameter POST_TABLE  = 0,   // 1: results can be looked up in a table; 0 or 1
  parameter POST_LEAK   = 0,   // 1: columns have a multiplier for negative sums; 0 or 1
  parameter ACT_WORDS   = 16,  // activation memory, words, 16..65536
  parameter SKIP_WORDS  = 16,  // residual memory, words, 16..65536
  parameter SOURCES     = 1,   // streams of activations, 1..32
  parameter BITS        = 32,  // of a word, 32, 64 or 128
  parameter PSUM_BITS   = 32,  // of a partial sum in a word, 16..32
  parameter POOL_WORDS  = 0,   // weights of the reduction, words, 0 or 2..65536
  parameter FIXED       = 0,   // 1: task and routes are ports, not registers; 0 or 1
  parameter CORE        = 1,   // 0: a router without a core; 0 or 1
  parameter PARITY      = 0,   // 1: parity of flits, channels and configuration; 0 or 1
  parameter STATE       = 0,   // 1: its state can be read over the chain; 0 or 1
  parameter COUNT_BITS  = 0,   // in it, counters of each output port, bits, 0..32; 0: none
  parameter TEST        = 0    // 1: bypasses for scan and a test of the memories; 0 or 1
) (
  input  wire                             clk_i,
  input  wire                             rst_i /* verilator public_flat_rd */,  // synchronous
  input  wire [15:0]                      node_i /* verilator public_flat_rd */,  // constant
  // REGS task registers and OUTS+ROLES route entries of SEL_BITS: constant, used if FIXED
  input  wire [((SOURCES == 1) ? 19 : 16 + 6*SOURCES)*32-1:0] task_i,
  input  wire [(OUT_PORTS*VCS+SOURCES+2)*(1+$clog2(IN_PORTS*VCS+1))-1:0] route_i,
  // channels
  input  wire [IN_PORTS*(VCS+PARITY)-1:0]     in_valid_i /* verilator public_flat_rd */,
  input  wire [IN_PORTS*(BITS+1+PARITY)-1:0]  in_data_i /* verilator public_flat_rd */,
  output wire [IN_PORTS*(VCS+PARITY)-1:0]     in_credit_o,
  output wire [OUT_PORTS*(VCS+PARITY)-1:0]    out_valid_o,
  output wire [OUT_PORTS*(BITS+1+PARITY)-1:0] out_data_o,
  input  wire [OUT_PORTS*(VCS+PARITY)-1:0]    out_credit_i /* verilator public_flat_rd */,
  // programming chain
  input  wire                             cfg_valid_i /* verilator public_flat_rd */,
  input  wire                             cfg_head_i /* verilator public_flat_rd */,
  input  wire [31:0]                      cfg_data_i /* verilator public_flat_rd */,
  output wire                             cfg_valid_o,
  output wire                             cfg_head_o,
  output wire [31:0]                      cfg_data_o,
  // monitor chain
  // {node, port}, quasi-static
  input  wire [31:0]                      mon_sel_i /* verilator public_flat_rd */,
  input  wire [19+2*PARITY:0]             mon_i /* verilator public_flat_rd */,
  output wire [19+2*PARITY:0]             mon_o,
  // test of the chip, with TEST
  input  wire                             scan_i,  // quasi-static
  input  wire [46:0]                      test_i,  // {node[16], on, we, re, data[8], addr[20]}
  output wire [46:0]                      test_o,
  input  wire                             fail_i,
  output wire                             fail_o
);
`include "imc_task.vh"
  localparam REGS     = TASK_REGS + ((SOURCES == 1) ? ALONE_REGS : SOURCES * SOURCE_REGS);
  localparam INS      = IN_PORTS * VCS;
  localparam OUTS     = OUT_PORTS * VCS;
  localparam SEL_BITS = 1 + $clog2(INS + 1);  // valid, queue
  // Of the core: sources 0 .. SOURCES-1 of activations, partial sums, residual.
  localparam ROLES    = SOURCES + 2;
  localparam WIDTH    = BITS + 1;  // {last, word}
  localparam FLIT     = WIDTH + PARITY;
  localparam CAUSES   = 2 + 2 * PARITY;

  // For simulation: a module of its own whose inputs are its own variables. Then tiles
  // of one shape share their code, as long as no function is called in a tile (Verilator
  // numbers the calls), and the code of an array stays in the cache.
  /* verilator no_inline_module */

  wire                             run;
  wire [REGS*32-1:0]               task_regs;
  wire [(OUTS+ROLES)*SEL_BITS-1:0] route;
  wire                             w_we, pool_we, table_we, const_we;
  wire [15:0]                      w_row, w_col4, const_col;
  wire [31:0]                      w_data;
  wire [102:0]                     const_data;
  wire                             state_re;
  wire [15:0]                      state_addr;
  wire [31:0]                      state_word;
  wire                             config_error;

  imc_config #(
    .REGS    (REGS),
    .ROUTES  (OUTS + ROLES),
    .SEL_BITS(SEL_BITS),
    .FIXED   (FIXED),
    .PARITY  (PARITY),
    .STATE   (STATE),
    .LEAK    (POST_LEAK)
  ) configuration (
    .clk_i       (clk_i),
    .rst_i       (rst_i),
    .node_i      (node_i),
    .task_i      (task_i),
    .route_i     (route_i),
    .cfg_valid_i (cfg_valid_i),
    .cfg_head_i  (cfg_head_i),
    .cfg_data_i  (cfg_data_i),
    .cfg_valid_o (cfg_valid_o),
    .cfg_head_o  (cfg_head_o),
    .cfg_data_o  (cfg_data_o),
    .run_o       (run),
    .task_o      (task_regs),
    .route_o     (route),
    .w_we_o      (w_we),
    .pool_we_o   (pool_we),
    .table_we_o  (table_we),
    .w_row_o     (w_row),
    .w_col4_o    (w_col4),
    .w_data_o    (w_data),
    .const_we_o  (const_we),
    .const_col_o (const_col),
    .const_data_o(const_data),
    .state_re_o  (state_re),
    .state_addr_o(state_addr),
    .state_i     (state_word),
    .error_o     (config_error)
  );

  wire                   inj_valid, inj_ready, router_error;
  wire [WIDTH-1:0]       inj_data;
  wire [ROLES-1:0]       ej_valid, ej_ready;
  wire [FLIT-1:0]        ej_flit, inj_flit;
  wire [WIDTH-1:0]       ej_data = ej_flit[WIDTH-1:0];
  wire [OUT_PORTS-1:0]   stall /* verilator public_flat_rd */;
  wire [OUTS+ROLES-1:0]  want;
  wire [OUTS-1:0]        credit;
  wire [DEPTH*INS-1:0]   have;

  // Channels without the parity of their valids and credits.
  wire [INS-1:0]         in_valid, in_credit;
  wire [OUTS-1:0]        out_valid, out_credit;
  wire [OUT_PORTS-1:0]   out_odd;
  wire [IN_PORTS-1:0]    in_odd;

  imc_router #(
    .IN_PORTS (IN_PORTS),
    .OUT_PORTS(OUT_PORTS),
    .VCS      (VCS),
    .DEPTH    (DEPTH),
    .WIDTH    (FLIT),
    .ROLES    (ROLES),
    .PARITY   (PARITY)
  ) router (
    .clk_i       (clk_i),
    .rst_i       (rst_i || !run),
    .in_valid_i  (in_valid),
    .in_data_i   (in_data_i),
    .in_credit_o (in_credit),
    .out_valid_o (out_valid),
    .out_data_o  (out_data_o),
    .out_credit_i(out_credit),
    .inj_valid_i (inj_valid),
    .inj_ready_o (inj_ready),
    .inj_data_i  (inj_flit),
    .ej_valid_o  (ej_valid),
    .ej_ready_i  (ej_ready),
    .ej_data_o   (ej_flit),
    .route_i     (route),
    .stall_o     (stall),
    .want_o      (want),
    .credit_o    (credit),
    .have_o      (have),
    .error_o     (router_error),
    .out_odd_o   (out_odd),
    .in_odd_o    (in_odd)
  );

  wire [1:0] parity_error;  // {configuration, flit or channel}
  genvar o;
  generate
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_tile_PARITY_must_be_0_or_1 refused ();
    end

    if (PARITY != 0) begin : g_parity
      localparam LINES = VCS + 1;
      wire [IN_PORTS-1:0]  in_wrong;
      wire [OUT_PORTS-1:0] out_wrong;
      for (o = 0; o < IN_PORTS; o = o + 1) begin : g_in
        assign in_valid[o*VCS +: VCS]        = in_valid_i[o*LINES +: VCS];
        assign in_credit_o[o*LINES +: LINES] = {in_odd[o], in_credit[o*VCS +: VCS]};
        assign in_wrong[o]                   = ^in_valid_i[o*LINES +: LINES];
      end
      for (o = 0; o < OUT_PORTS; o = o + 1) begin : g_out
        assign out_credit[o*VCS +: VCS]      = out_credit_i[o*LINES +: VCS];
        assign out_valid_o[o*LINES +: LINES] = {out_odd[o], out_valid[o*VCS +: VCS]};
        assign out_wrong[o]                  = ^out_credit_i[o*LINES +: LINES];
      end

      reg inj_odd_q;  // the next flit of the core is odd
      always @(posedge clk_i) begin
        if (rst_i || !run) inj_odd_q <= 1'b0;
        else inj_odd_q <= inj_odd_q ^ (inj_valid && inj_ready);
      end
      assign inj_flit = {inj_odd_q ^ (^inj_data), inj_data};

      wire flit_error;
      imc_parity #(.WIDTH(FLIT), .STREAMS(ROLES)) parity (
        .clk_i  (clk_i),
        .rst_i  (rst_i || !run),
        .valid_i(ej_valid),
        .data_i (ej_flit),
        .error_o(flit_error)
      );
      assign parity_error = {config_error, run && (flit_error || |in_wrong || |out_wrong)};
    end else begin : g_no_parity
      wire unused_parity = &{1'b0, out_odd, in_odd, config_error, parity_error};
      assign in_valid     = in_valid_i;
      assign in_credit_o  = in_credit;
      assign out_valid_o  = out_valid;
      assign out_credit   = out_credit_i;
      assign inj_flit     = inj_data;
      assign parity_error = 2'd0;
    end
  endgenerate

  wire               core_error;
  wire [SOURCES-1:0] missing;
  wire [4:0]         core_state;

  wire [31:0] core_test;
  wire        core_fail;
  wire core_rst = rst_i || !run || !task_regs[ENABLE_AT];

  generate
    if (CORE != 0 && CORE != 1) begin : g_check_core
      imc_tile_CORE_must_be_0_or_1 refused ();
    end

    if (CORE != 0) begin : g_core
      imc_core #(
        .ROWS       (ROWS),
        .COLS       (COLS),
        .CYCLES     (CYCLES),
        .MACS       (MACS),
        .ADC_BITS   (ADC_BITS),
        .WEIGHT_BITS(WEIGHT_BITS),
        .POST_CYCLES(POST_CYCLES),
        .POST_LANES (POST_LANES),
        .POST_TABLE (POST_TABLE),
        .POST_LEAK  (POST_LEAK),
        .ACT_WORDS  (ACT_WORDS),
        .SKIP_WORDS (SKIP_WORDS),
        .SOURCES    (SOURCES),
        .BITS       (BITS),
        .PSUM_BITS  (PSUM_BITS),
        .POOL_WORDS (POOL_WORDS),
        .TEST       (TEST)
      ) core (
        .clk_i       (clk_i),
        .rst_i       (core_rst),
        .task_i      (task_regs),
        .w_we_i      (w_we),
        .pool_we_i   (pool_we),
        .table_we_i  (table_we),
        .w_row_i     (w_row),
        .w_col4_i    (w_col4),
        .w_data_i    (w_data),
        .const_we_i  (const_we),
        .const_col_i (const_col),
        .const_data_i(const_data),
        .act_valid_i (ej_valid[SOURCES-1:0]),
        .act_ready_o (ej_ready[SOURCES-1:0]),
        .act_data_i  (ej_data),
        .psum_valid_i(ej_valid[SOURCES]),
        .psum_ready_o(ej_ready[SOURCES]),
        .psum_data_i (ej_data),
        .skip_valid_i(ej_valid[SOURCES+1]),
        .skip_ready_o(ej_ready[SOURCES+1]),
        .skip_data_i (ej_data),
        .out_valid_o (inj_valid),
        .out_ready_i (inj_ready),
        .out_data_o  (inj_data),
        .missing_o   (missing),
        .state_o     (core_state),
        .error_o     (core_error),
        .test_i      (core_test),
        .test_fail_o (core_fail)
      );
    end else begin : g_no_core
      // What only a core reads.
      wire unused = &{1'b0, core_rst, task_regs, w_we, pool_we, table_we, w_row, w_col4, w_data, const_we,
                      const_col, const_data, inj_ready, core_test};
      assign core_fail = 1'b0;
      assign inj_valid = 1'b0;
      assign inj_data = {WIDTH{1'b0}};
      assign ej_ready = {ROLES{1'b1}};
      assign core_error = 1'b0;
      assign missing = {SOURCES{1'b0}};
      assign core_state = 5'd0;
    end
  endgenerate

  generate
    if (TEST != 0 && TEST != 1) begin : g_check_test
      imc_tile_TEST_must_be_0_or_1 refused ();
    end

    if (TEST == 0) begin : g_no_test
      wire unused = &{1'b0, scan_i, test_i, fail_i, core_fail};
      assign core_test = 32'd0;
      assign test_o    = 47'd0;
      assign fail_o    = 1'b0;
    end else begin : g_test
      reg  [46:0] test_q;
      reg         fail_q;
      wire        here = &test_q[46:31] || test_q[46:31] == node_i;

      assign core_test = {scan_i, test_q[30] && here, test_q[29:0]};
      assign test_o    = test_q;
      assign fail_o    = fail_q;

      always @(posedge clk_i) begin
        test_q <= rst_i ? 47'd0 : test_i;
        fail_q <= !rst_i && (fail_i || core_fail);
      end
    end
  endgenerate

  // Monitor.
  localparam PORT_BITS = (OUT_PORTS > 1) ? $clog2(OUT_PORTS) : 1;

  reg                 hit_q;
  reg [CAUSES-1:0]    error_q;  // {core, router}, with PARITY {configuration, flit, core, router}
  reg [PORT_BITS-1:0] port_q;
  reg [CAUSES+17:0]   mon_q;
  wire [3:0]          causes = {parity_error, {core_error, router_error} & {2{run}}};
  wire                unused_causes = &{1'b0, causes};
  wire [OUT_PORTS-1:0] words;

  assign mon_o = mon_q;

  generate
    for (o = 0; o < OUT_PORTS; o = o + 1) begin : g_words
      assign words[o] = |out_valid[o*VCS +: VCS];
    end
  endgenerate

  always @(posedge clk_i) begin
    if (rst_i) begin
      error_q <= {CAUSES{1'b0}};
      mon_q   <= {CAUSES+18{1'b0}};
    end else begin
      error_q <= causes[CAUSES-1:0];
      mon_q   <= mon_i | {{(CAUSES+16){1'b0}}, hit_q && stall[port_q], hit_q && words[port_q]};
      if (mon_i[CAUSES+17:18] == {CAUSES{1'b0}})
        mon_q[CAUSES+17:2] <= {error_q, node_i & {16{|error_q}}};
    end
  end

  always @(posedge clk_i) begin
    hit_q  <= mon_sel_i[31:16] == node_i && {16'd0, mon_sel_i[15:0]} < OUT_PORTS;
    port_q <= mon_sel_i[PORT_BITS-1:0];
  end

  // State.
  generate
    if (STATE != 0) begin : g_state
      imc_state #(
        .IN_PORTS  (IN_PORTS),
        .OUT_PORTS (OUT_PORTS),
        .VCS       (VCS),
        .DEPTH     (DEPTH),
        .SOURCES   (SOURCES),
        .COUNT_BITS(COUNT_BITS)
      ) state (
        .clk_i    (clk_i),
        .rst_i    (rst_i || !run),
        .re_i     (state_re),
        .addr_i   (state_addr),
        .word_o   (state_word),
        .flags_i  ({inj_valid && !inj_ready, core_state & {5{!core_rst}}, !core_rst, run}),
        .moved_i  (|out_valid || |ej_valid),
        .ready_i  (ej_ready),
        .missing_i(missing & {SOURCES{!core_rst}}),
        .want_i   (want),
        .credit_i (credit),
        .have_i   (have),
        .words_i  (words),
        .stalls_i (stall)
      );
    end else begin : g_no_state
      wire unused_state = &{1'b0, state_re, state_addr, want, credit, have, missing, core_state};
      assign state_word = 32'd0;
    end
  endgenerate

  // What the core took in the previous cycle, for a bench: 0 nothing, 1 a partial sum, 2 a
  // residual, 3 + s a word of source s; and the word. Without loads, so that nothing of it
  // is left in silicon.
  // verilator lint_off UNUSEDSIGNAL
  reg [7:0]       seen_q      /* verilator public_flat_rd */;
  reg [WIDTH-1:0] seen_word_q /* verilator public_flat_rd */;
  // verilator lint_on UNUSEDSIGNAL

  localparam [31:0] LAST_SOURCE = SOURCES - 1;
  always @(posedge clk_i) begin : p_seen
    integer r;
    seen_q <= 8'd0;
    if (|ej_valid && !core_rst) begin
      for (r = 0; r < ROLES; r = r + 1)
        if (ej_valid[r]) seen_q <= (r < SOURCES) ? r[7:0] + 8'd3 : r[7:0] - LAST_SOURCE[7:0];
      seen_word_q <= ej_data;
    end
  end
endmodule
`default_nettype wire
