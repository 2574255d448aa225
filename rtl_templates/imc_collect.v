// SPDX-License-Identifier: Apache-2.0
//
// Fabric output: virtual channels 0, 1, ... of a channel become an AXI4-Stream.
//
// Part i of the output comes on virtual channel i: of each pixel the words of part 0
// leave, then those of part 1, and so on. A flit waits in its virtual channel's queue of
// DEPTH and can leave in the cycle behind its arrival; 1 word a cycle from DEPTH 4 on. A
// flit is {last, word}; tlast is last of the last part. The names of the AXI signals are
// those of the standard. While run_i is low the queues are empty.
//
// The last word of a result waits until its image went in whole, which imc_feed says
// with image_i, short_i and long_i; images leave in the order in which they came. tuser comes with
// the last word of the result of a bad image. Behind a bad image imc_feed waits for
// marked_o, so it is always the last of those that went in.
//
// With PARITY flits, valids and credits have parity bits as of imc_feed. What is wrong, also
// in the parts, is told by a wrong parity of the credits.
//
// How many words of a pixel each part has, {valid, words}, comes with the programming
// chain, as the routes of node_i, or is part_i where FIXED. The first part without valid
// and those behind it are not there.
`default_nettype none
module imc_collect #(
  parameter VCS      = 1,   // virtual channels of the channel, 1..32
  parameter DEPTH    = 2,   // flits in a queue, as its sender believes, 2..64
  parameter FIXED    = 0,   // 1: the parts are the port, no registers; 0 or 1
  parameter BITS     = 32,  // of a word, 32, 64 or 128
  parameter WAY_BITS = 16,  // of the count of images on their way, 2..32
  parameter PARITY   = 0    // 1: the channel has parity bits; 0 or 1
) (
  input  wire                     clk_i,
  input  wire                     rst_i,  // synchronous, active high
  input  wire                     run_i,
  input  wire [15:0]              node_i,  // constant
  input  wire [VCS*13-1:0]        part_i,  // constant, used if FIXED
  // channel
  input  wire [VCS+PARITY-1:0]    in_valid_i,
  input  wire [BITS+PARITY:0]     in_data_i,
  output wire [VCS+PARITY-1:0]    in_credit_o,
  // input side
  input  wire                     image_i,   // pulse: an image went in whole
  input  wire                     short_i,   // with image_i: it is bad, its frame was too short
  input  wire                     long_i,    // or too long
  output wire                     hold_o,    // no image may begin: too many on their way
  output wire                     marked_o,  // pulse: a word with tuser was delivered
  // programming chain
  input  wire                     cfg_valid_i,
  input  wire                     cfg_head_i,
  input  wire [31:0]              cfg_data_i,
  output wire                     cfg_valid_o,
  output wire                     cfg_head_o,
  output wire [31:0]              cfg_data_o,
  // output
  output wire                     m_axis_tvalid,
  input  wire                     m_axis_tready,
  output wire [BITS-1:0]          m_axis_tdata,
  output wire                     m_axis_tlast,
  output wire                     m_axis_tuser,  // with tlast: the image is bad
  output wire                     image_o  // pulse: a word with tlast was delivered
);
  localparam WIDTH     = BITS + 1 + PARITY;
  localparam PART_BITS = 13;  // {valid, words}

  generate
    if (BITS != 32 && BITS != 64 && BITS != 128) begin : g_check_bits
      imc_collect_BITS_must_be_32_64_or_128 refused ();
    end
    if (VCS < 1 || VCS > 32) begin : g_check_vcs
      imc_collect_VCS_must_be_1_to_32 refused ();
    end
    if (DEPTH < 2 || DEPTH > 64) begin : g_check_depth
      imc_collect_DEPTH_must_be_2_to_64 refused ();
    end
    if (WAY_BITS < 2 || WAY_BITS > 32) begin : g_check_way_bits
      imc_collect_WAY_BITS_must_be_2_to_32 refused ();
    end
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_collect_PARITY_must_be_0_or_1 refused ();
    end
  endgenerate

  wire                     run, w_we, pool_we, table_we, const_we, task_o, config_error;
  wire [15:0]              w_row, w_col4, const_col;
  wire [31:0]              w_data;
  wire [102:0]             const_data;
  wire                     state_re;
  wire [15:0]              state_addr;
  wire [VCS*PART_BITS-1:0] part;

  imc_config #(
    .REGS    (0),
    .ROUTES  (VCS),
    .SEL_BITS(PART_BITS),
    .FIXED   (FIXED),
    .PARITY  (PARITY)
  ) configuration (
    .clk_i       (clk_i),
    .rst_i       (rst_i),
    .node_i      (node_i),
    .task_i      (1'b0),
    .route_i     (part_i),
    .cfg_valid_i (cfg_valid_i),
    .cfg_head_i  (cfg_head_i),
    .cfg_data_i  (cfg_data_i),
    .cfg_valid_o (cfg_valid_o),
    .cfg_head_o  (cfg_head_o),
    .cfg_data_o  (cfg_data_o),
    .run_o       (run),
    .task_o      (task_o),
    .route_o     (part),
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
    .state_i     (32'd0),
    .error_o     (config_error)
  );

  wire            stop = rst_i || !run_i;
  wire [VCS-1:0]  turn;  // one-hot: the virtual channel whose word is next
  wire [VCS-1:0]  ready, some;
  wire [VCS*WIDTH-1:0] head;
  wire            go;    // it may leave
  wire [VCS-1:0]  take = turn & some & {VCS{m_axis_tready && go}};
  // The sender spends credits.
  wire            unused = &{1'b0, ready, run, w_we, pool_we, table_we, w_row, w_col4, w_data,
                             const_we, const_col, const_data, task_o, part, state_re, state_addr, config_error};

  genvar i;
  generate
    for (i = 0; i < VCS; i = i + 1) begin : g_queue
      imc_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) queue (
        .clk_i      (clk_i),
        .rst_i      (stop),
        .in_valid_i (in_valid_i[i]),
        .in_ready_o (ready[i]),
        .in_data_i  (in_data_i),
        .out_valid_o(some[i]),
        .out_ready_i(take[i]),
        .out_data_o (head[i*WIDTH +: WIDTH])
      );
    end
  endgenerate

  // The turn goes on behind the last word of a part's pixel.
  wire last_part;
  generate
    if (VCS == 1) begin : g_one
      assign turn      = 1'b1;
      assign last_part = 1'b1;
    end else begin : g_parts
      reg  [VCS-1:0] turn_q;
      reg  [11:0]    word_q, words;
      reg            ends;  // the part with the turn is the last one
      localparam [VCS-1:0] FIRST = 1;

      always @* begin : p_part
        integer p;
        p     = 0;
        words = 12'd0;
        ends  = turn_q[VCS-1];
        for (p = 0; p < VCS; p = p + 1) begin
          words = words | ({12{turn_q[p]}} & part[p*PART_BITS +: 12]);
          if (p > 0 && turn_q[p-1] && !part[p*PART_BITS+12]) ends = 1'b1;
        end
      end

      always @(posedge clk_i) begin
        if (stop) begin
          turn_q <= FIRST;
          word_q <= 12'd0;
        end else if (|take) begin
          word_q <= word_q + 12'd1;
          if (word_q == words - 12'd1) begin
            word_q <= 12'd0;
            turn_q <= ends ? FIRST : {turn_q[VCS-2:0], 1'b0};
          end
        end
      end
      assign turn      = turn_q;
      assign last_part = ends;
    end
  endgenerate

  reg [WIDTH-1:0] shown;
  always @* begin : p_shown
    integer p;
    p     = 0;
    shown = {WIDTH{1'b0}};
    for (p = 0; p < VCS; p = p + 1) shown = shown | ({WIDTH{turn[p]}} & head[p*WIDTH +: WIDTH]);
  end
  assign m_axis_tvalid = |(turn & some) && go;
  assign m_axis_tdata  = shown[BITS-1:0];
  assign m_axis_tlast  = shown[BITS] && last_part;

  // Images that went in whole and whose result has not left, and whether the last of them is bad.
  reg [WAY_BITS-1:0] way_q;
  reg                bad_q, marked_q;
  wire               leave = |take && m_axis_tlast;
  localparam [WAY_BITS-1:0] ONE = 1;

  assign go           = !m_axis_tlast || way_q != {WAY_BITS{1'b0}};
  assign m_axis_tuser = m_axis_tlast && bad_q && way_q == ONE;
  assign marked_o     = marked_q;
  // One may still come that had begun before.
  assign hold_o       = &way_q[WAY_BITS-1:1];

  always @(posedge clk_i) begin
    if (stop) begin
      way_q    <= {WAY_BITS{1'b0}};
      bad_q    <= 1'b0;
      marked_q <= 1'b0;
    end else begin
      if (image_i && !leave) way_q <= way_q + ONE;
      else if (leave && !image_i) way_q <= way_q - ONE;
      if (image_i) bad_q <= short_i || long_i;
      marked_q <= leave && m_axis_tuser;
    end
  end

  reg [VCS-1:0] credit_q;
  reg           image_q;
  always @(posedge clk_i) begin
    if (stop) begin
      credit_q <= {VCS{1'b0}};
      image_q  <= 1'b0;
    end else begin
      credit_q <= take;
      image_q  <= leave;
    end
  end
  assign in_credit_o[VCS-1:0] = credit_q;
  generate
    if (PARITY != 0) begin : g_parity
      wire flit_error;
      reg  odd_q;
      imc_parity #(.WIDTH(WIDTH), .STREAMS(VCS)) parity (
        .clk_i  (clk_i),
        .rst_i  (stop),
        .valid_i(take),
        .data_i (shown),
        .error_o(flit_error)
      );
      always @(posedge clk_i)
        odd_q <= !stop && |take != (flit_error || config_error || ^in_valid_i);
      assign in_credit_o[VCS] = odd_q;
    end
  endgenerate
  assign image_o     = image_q;
endmodule
`default_nettype wire
