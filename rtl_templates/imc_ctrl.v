// SPDX-License-Identifier: Apache-2.0
//
// Control: AXI4-Lite registers, the programming stream, both ends of the configuration
// chain and the end of the monitor chain.
//
// Programming stream: magic, n, n record words, CRC-32; 1 word a cycle, except that
// nothing is taken while a command travels round the chain. Records go out on the chain
// a cycle behind their taking; their count words do not. A record of space 15 (it would
// be a command) and what follows it never goes out. See docs/rtl.md for registers,
// records and commands.
//
// After a clear or halt has come back the next command or record waits STAGES + 12
// cycles more: the last tile has stopped then, its last flit has passed the STAGES
// registers of a link, and a few at the ends of it. The names of the AXI signals are those
// of the standard; tlast is ignored.
//
// With STATE, STATE_SELECT asks a tile for 16 words of its state, which go round the
// chain like a command: until they are back nothing else goes out.
//
// All outputs are registers or functions of registers.
`default_nettype none
module imc_ctrl #(
  parameter STAGES = 8,  // registers of the longest link, 0..64
  parameter [31:0] IMAGE_WORDS = 32'd0, // words of an image; 0: a program says how many
  parameter PARITY = 0,  // 1: four causes of an error instead of two; 0 or 1
  parameter STATE = 0,  // 1: tiles show their state (imc_config); 0 or 1
  parameter WAITS = 0   // 1: frame_i has what waits between two clocks (imc_cdc); 0 or 1
) (
  input  wire        clk_i,
  input  wire        rst_i,  // synchronous, active high

  input  wire [7:0]  s_axil_awaddr,
  input  wire        s_axil_awvalid,
  output wire        s_axil_awready,
  input  wire [31:0] s_axil_wdata,
  input  wire [3:0]  s_axil_wstrb,
  input  wire        s_axil_wvalid,
  output wire        s_axil_wready,
  output wire [1:0]  s_axil_bresp,  // 0 or 2 (SLVERR: refused, or no such register)
  output wire        s_axil_bvalid,
  input  wire        s_axil_bready,
  input  wire [7:0]  s_axil_araddr,
  input  wire        s_axil_arvalid,
  output wire        s_axil_arready,
  output wire [31:0] s_axil_rdata,
  output wire [1:0]  s_axil_rresp,
  output wire        s_axil_rvalid,
  input  wire        s_axil_rready,

  input  wire        s_axis_prog_tvalid,
  output wire        s_axis_prog_tready,
  input  wire [31:0] s_axis_prog_tdata,
  input  wire        s_axis_prog_tlast,

  output wire        cfg_valid_o,  // to the first tile
  output wire        cfg_head_o,
  output wire [31:0] cfg_data_o,
  input  wire        cfg_valid_i,  // from the last tile
  input  wire        cfg_head_i,
  input  wire [31:0] cfg_data_i,
  // from the last tile: {cause[2 or 4], node[16], stalled, word}
  input  wire [19+2*PARITY:0] mon_i,
  output wire [31:0] mon_sel_o,  // {node, port} whose events are counted

  input  wire [16:0] tiles_i,  // what the fabric is, constant: nodes,
  input  wire [31:0] shape_i,  // register SHAPE,
  input  wire [63:0] hash_i,   // hash of its hardware file,
  input  wire [63:0] plan_i,   // and of its plan where it is hardwired, else 0

  output wire        run_o,       // feeder and collector may work
  output wire        flush_o,     // the feeder drops what comes while run_o is low
  output wire        cut_o,       // pulse: the frame at the feeder is over
  output wire [31:0] words_o,     // of an image
  // Bit 0: a frame at the feeder is under way; then words wait for the feeder, for this, for
  // the bus.
  input  wire [3*WAITS:0] frame_i,
  input  wire        image_in_i,  // pulses
  input  wire        short_i,     // with image_in_i: its frame was too short
  input  wire        long_i,      // or too long
  input  wire        image_out_i,

  output wire        irq_o  // level: a cause that is not masked
);
`include "imc_control.vh"
  localparam [31:0] MAGIC = 32'h31434D49;
  localparam        SETTLE = STAGES + 12;

  generate
    if (STAGES < 0 || STAGES > 64) begin : g_check_stages
      imc_ctrl_STAGES_must_be_0_to_64 refused ();
    end
    if (STATE != 0 && STATE != 1) begin : g_check_state
      imc_ctrl_STATE_must_be_0_or_1 refused ();
    end
    if (WAITS != 0 && WAITS != 1) begin : g_check_waits
      imc_ctrl_WAITS_must_be_0_or_1 refused ();
    end
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_ctrl_PARITY_must_be_0_or_1 refused ();
    end
  endgenerate

  localparam [3:0] SPACE_INPUT = 4'd5;  // word 0: words of an image
  localparam [3:0] SPACE_STATE = 4'd6;  // filled by the tile that the head names
  localparam [3:0] SPACE_ALL = 4'd15;
  localparam [3:0] CMD_CLEAR = 4'd0, CMD_RUN = 4'd1, CMD_HALT = 4'd2;
  localparam [1:0] OKAY = 2'd0, SLVERR = 2'd2;

  wire unused = &{1'b0, s_axis_prog_tlast, cfg_data_i[27:0], s_axil_awaddr[1:0],
                  s_axil_araddr[1:0]};

  // CRC-32 (IEEE 802.3) of one more word, lowest byte and bit first.
  function [31:0] crc_word;
    input [31:0] crc;
    input [31:0] word;
    integer b;
    begin
      crc_word = crc ^ word;
      for (b = 0; b < 32; b = b + 1) begin
        crc_word = {1'b0, crc_word[31:1]} ^ (crc_word[0] ? 32'hEDB88320 : 32'd0);
      end
    end
  endfunction

  // ---- Writes: address and data wait for each other, then act in one cycle. ----
  reg        aw_q, w_q, b_q;
  reg [5:0]  aw_reg_q;
  reg [31:0] w_data_q;
  reg [3:0]  w_strb_q;
  reg [1:0]  b_resp_q;

  wire write = aw_q && w_q && !b_q;
  wire control = write && aw_reg_q == REG_CONTROL && w_strb_q[0];
  wire select = write && aw_reg_q == REG_MON_SELECT;
  wire [31:0] strobes = {{8{w_strb_q[3]}}, {8{w_strb_q[2]}}, {8{w_strb_q[1]}}, {8{w_strb_q[0]}}};
  wire [31:0] control_word = w_data_q & strobes;
  wire start = control && control_word == 32'd1;
  wire halt = control && control_word == 32'd2;
  wire abort = control && control_word == 32'd4;
  wire flush = control && control_word == 32'd8;
  wire cut = control && control_word == 32'd16;
  wire irq_clear = write && aw_reg_q == REG_IRQ_STATUS;
  wire irq_mask = write && aw_reg_q == REG_IRQ_MASK;
  wire ask = write && aw_reg_q == REG_STATE_SELECT;
  wire start_ok, input_ok, ask_ok;
  wire write_ok = select || irq_clear || irq_mask || (ask && ask_ok) || (start && start_ok) || halt || abort
      || ((flush || cut) && input_ok)
      || (write && aw_reg_q == REG_CONTROL && !w_strb_q[0]);

  assign s_axil_awready = !aw_q;
  assign s_axil_wready  = !w_q;
  assign s_axil_bvalid  = b_q;
  assign s_axil_bresp   = b_resp_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      aw_q <= 1'b0;
      w_q  <= 1'b0;
      b_q  <= 1'b0;
    end else begin
      if (write) {aw_q, w_q, b_q} <= 3'b001;
      if (!aw_q && s_axil_awvalid) aw_q <= 1'b1;
      if (!w_q && s_axil_wvalid) w_q <= 1'b1;
      if (b_q && s_axil_bready) b_q <= 1'b0;
    end
  end

  always @(posedge clk_i) begin
    if (!aw_q) aw_reg_q <= s_axil_awaddr[7:2];
    if (!w_q) {w_strb_q, w_data_q} <= {s_axil_wstrb, s_axil_wdata};
    if (write) b_resp_q <= write_ok ? OKAY : SLVERR;
  end

  // ---- The programming stream. ----
  localparam [2:0] P_MAGIC = 3'd0, P_LENGTH = 3'd1, P_HEAD = 3'd2, P_COUNT = 3'd3, P_DATA = 3'd4,
      P_CRC = 3'd5;
  reg [2:0]  prog_q;
  reg [31:0] left_q;        // record words to come
  reg [31:0] record_q;      // data words to come of this record
  reg [31:0] crc_q;
  reg [31:0] prog_words_q;
  reg        broken_q;      // the stream under way is not well-formed
  reg        programmed_q;  // the last stream was good
  reg        failed_q;      // a stream was bad
  reg        busy_q;        // a command is on its way
  wire       asking;        // the chain brings a tile's state

  wire [31:0] word = s_axis_prog_tdata;
  wire take = s_axis_prog_tvalid && s_axis_prog_tready;
  wire clear = take && prog_q == P_MAGIC && word == MAGIC;
  wire record_word = take && (prog_q == P_HEAD || prog_q == P_COUNT || prog_q == P_DATA);
  wire final_word = left_q == 32'd1;  // of the records
  wire forbidden = prog_q == P_HEAD && (word[31:28] == SPACE_ALL || word[31:28] == SPACE_STATE);
  // The records may end behind the last word of one only.
  wire complete = (prog_q == P_COUNT && word == 32'd0) || (prog_q == P_DATA && record_q == 32'd1);
  wire good = !broken_q && words_o != 32'd0 && word == ~crc_q;

  assign s_axis_prog_tready = !busy_q && !asking;

  always @(posedge clk_i) begin
    if (rst_i) begin
      prog_q       <= P_MAGIC;
      prog_words_q <= 32'd0;
      broken_q     <= 1'b0;
      programmed_q <= 1'b0;
      failed_q     <= 1'b0;
    end else begin
      if (clear) begin
        prog_q       <= P_LENGTH;
        prog_words_q <= 32'd1;
        broken_q     <= 1'b0;
        programmed_q <= 1'b0;
        failed_q     <= 1'b0;
      end else if (take && prog_q == P_MAGIC) begin
        failed_q <= 1'b1;
      end else if (take) begin
        prog_words_q <= prog_words_q + 32'd1;
        case (prog_q)
          P_LENGTH: prog_q <= (word == 32'd0) ? P_CRC : P_HEAD;
          P_HEAD:   prog_q <= final_word ? P_CRC : P_COUNT;
          P_COUNT:  prog_q <= final_word ? P_CRC : (word == 32'd0) ? P_HEAD : P_DATA;
          P_DATA:   prog_q <= final_word ? P_CRC : (record_q == 32'd1) ? P_HEAD : P_DATA;
          default: begin
            prog_q       <= P_MAGIC;
            programmed_q <= good;
            failed_q     <= !good;
          end
        endcase
        if (record_word && (forbidden || (final_word && !complete))) broken_q <= 1'b1;
      end
      if (abort && prog_q != P_MAGIC) begin
        prog_q       <= P_MAGIC;
        programmed_q <= 1'b0;
        failed_q     <= 1'b1;
      end
    end
  end

  always @(posedge clk_i) begin
    if (take) begin
      left_q   <= (prog_q == P_LENGTH) ? word : left_q - 32'd1;
      record_q <= (prog_q == P_COUNT) ? word : record_q - 32'd1;
      crc_q    <= crc_word((prog_q == P_MAGIC) ? 32'hFFFFFFFF : crc_q, word);
    end
  end

  // The words of an image: the first word of a record of space SPACE_INPUT.
  generate
    if (IMAGE_WORDS == 32'd0) begin : g_words
      reg        input_q;  // the data word that comes is that one
      reg [31:0] words_q;

      always @(posedge clk_i) begin
        if (rst_i) words_q <= 32'd0;
        else if (clear) words_q <= 32'd0;
        else if (take && prog_q == P_DATA && input_q && !broken_q) words_q <= word;
      end

      always @(posedge clk_i) begin
        if (take && prog_q == P_HEAD) input_q <= word[31:28] == SPACE_INPUT;
        else if (take && prog_q == P_DATA) input_q <= 1'b0;
      end
      assign words_o = words_q;
    end else begin : g_constant
      assign words_o = IMAGE_WORDS;
    end
  endgenerate

  // ---- Run, halt and the chain: one command on its way at a time. ----
  reg        want_q;    // the fabric shall run
  reg        told_q;    // the tiles were told to
  reg        run_q;     // and the last one has heard it
  reg [6:0]  settle_q;  // cycles to wait
  reg        cfg_valid_q, cfg_head_q;
  reg [31:0] cfg_data_q;
  wire       ask_valid, ask_head;  // of the chain: asks a tile for its state
  wire [31:0] asked;               // {node, 4'd0, block}

  wire change = !busy_q && !asking && want_q != told_q && !clear;
  wire command = clear || change;
  wire back = cfg_valid_i && cfg_head_i && cfg_data_i[31:28] == SPACE_ALL;
  wire forward = record_word && prog_q != P_COUNT && !forbidden && !broken_q;
  wire fresh = want_q && !told_q;  // about to start: counters go to 0

  assign start_ok = programmed_q && !clear;
  // The feeder has stopped, or will have in the cycle behind this one.
  assign input_ok = !want_q;

  // What the feeder is told while it stands still.
  reg flush_q, cut_q;
  always @(posedge clk_i) begin
    if (rst_i) begin
      flush_q <= 1'b0;
      cut_q   <= 1'b0;
    end else begin
      if (halt || (start && start_ok)) flush_q <= 1'b0;
      else if (flush && input_ok) flush_q <= 1'b1;
      cut_q <= cut && input_ok;
    end
  end
  assign flush_o = flush_q;
  assign cut_o   = cut_q;

  always @(posedge clk_i) begin
    if (rst_i) begin
      want_q      <= 1'b0;
      told_q      <= 1'b0;
      run_q       <= 1'b0;
      busy_q      <= 1'b0;
      settle_q    <= 7'd0;
      cfg_valid_q <= 1'b0;
    end else begin
      if (clear || halt) want_q <= 1'b0;
      else if (start && start_ok) want_q <= 1'b1;
      if (clear) told_q <= 1'b0;
      else if (change) told_q <= want_q;
      run_q <= want_q && told_q && !busy_q && !clear && !halt;
      if (command) busy_q <= 1'b1;
      else if ((back && told_q) || settle_q == 7'd1) busy_q <= 1'b0;
      if (back && !told_q) settle_q <= SETTLE[6:0];
      else if (settle_q != 7'd0) settle_q <= settle_q - 7'd1;
      cfg_valid_q <= command || forward || ask_valid;
    end
  end

  always @(posedge clk_i) begin
    cfg_head_q <= command || prog_q == P_HEAD || ask_head;
    if (clear) cfg_data_q <= {SPACE_ALL, 24'd0, CMD_CLEAR};
    else if (change) cfg_data_q <= {SPACE_ALL, 24'd0, want_q ? CMD_RUN : CMD_HALT};
    else if (asking) cfg_data_q <= ask_head ? {SPACE_STATE, asked[11:0], asked[31:16]} : 32'd0;
    else cfg_data_q <= word;
  end

  // ---- The state of a tile: behind a head that names it, 16 words of the chain, each two
  // cycles behind the one before, which it fills.
  wire        reading;     // STATUS
  wire [31:0] state_word;  // of the last reading, as the address of a read says
  generate
    if (STATE != 0) begin : g_state
      localparam [5:0] END = 6'd33;  // behind the last word
      reg        reading_q, asking_q, back_q, have_q;
      reg [5:0]  step_q;
      reg [3:0]  got_q;
      reg [31:0] asked_q;
      reg [31:0] word_q [0:15];
      wire       store = asking_q && back_q && cfg_valid_i && !cfg_head_i;

      assign ask_ok     = !reading_q && prog_q == P_MAGIC;
      assign asking     = asking_q;
      assign ask_valid  = asking_q && step_q != END && !step_q[0];
      assign ask_head   = asking_q && step_q == 6'd0;
      assign reading    = reading_q;
      assign asked      = asked_q & 32'hFFFF0FFF;
      assign state_word = have_q ? word_q[s_axil_araddr[5:2]] : 32'd0;

      always @(posedge clk_i) begin
        if (rst_i) begin
          reading_q <= 1'b0;
          asking_q  <= 1'b0;
          back_q    <= 1'b0;
          have_q    <= 1'b0;
        end else begin
          if (ask && ask_ok) {reading_q, have_q} <= 2'b10;
          if (reading_q && !asking_q && !busy_q && !command && prog_q == P_MAGIC) asking_q <= 1'b1;
          if (asking_q && cfg_valid_i && cfg_head_i && cfg_data_i[31:28] == SPACE_STATE)
            back_q <= 1'b1;
          if (store && got_q == 4'd15) {reading_q, asking_q, back_q, have_q} <= 4'b0001;
        end
      end

      always @(posedge clk_i) begin
        step_q <= !asking_q ? 6'd0 : (step_q == END) ? END : step_q + 6'd1;
        got_q  <= !asking_q ? 4'd0 : got_q + {3'd0, store};
        if (store) word_q[got_q] <= cfg_data_i;
      end

      always @(posedge clk_i) begin
        if (rst_i) asked_q <= 32'd0;
        else if (ask && ask_ok) asked_q <= (asked_q & ~strobes) | (w_data_q & strobes);
      end
    end else begin : g_no_state
      assign ask_ok     = 1'b0;
      assign asking     = 1'b0;
      assign ask_valid  = 1'b0;
      assign ask_head   = 1'b0;
      assign reading    = 1'b0;
      assign asked      = 32'd0;
      assign state_word = 32'd0;
    end
  endgenerate

  assign run_o       = run_q;
  assign cfg_valid_o = cfg_valid_q;
  assign cfg_head_o  = cfg_head_q;
  assign cfg_data_o  = cfg_data_q;

  // ---- Counters. ----
  reg [31:0] images_in_q, images_out_q, cycles_q, mon_words_q, mon_stalls_q, mon_sel_q;
  reg [31:0] bad_images_q;  // how many
  reg [31:0] bad_image_q;   // number of the last one
  reg        error_q;
  localparam FAULT_BITS = 18 + 2 * PARITY;
  reg [FAULT_BITS-1:0] fault_q;  // {cause, node} of the first error
  wire       error = |mon_i[FAULT_BITS+1:18];
  wire       bad = image_in_i && (short_i || long_i);

  always @(posedge clk_i) begin
    if (rst_i || fresh) begin
      images_in_q  <= 32'd0;
      images_out_q <= 32'd0;
      bad_images_q <= 32'd0;
      bad_image_q  <= 32'd0;
      cycles_q     <= 32'd0;
      error_q      <= 1'b0;
      fault_q      <= {FAULT_BITS{1'b0}};
    end else begin
      if (bad) bad_images_q <= bad_images_q + 32'd1;
      if (bad) bad_image_q <= images_in_q;
      if (error && !error_q) fault_q <= mon_i[FAULT_BITS+1:2];
      if (image_in_i) images_in_q <= images_in_q + 32'd1;
      if (image_out_i) images_out_q <= images_out_q + 32'd1;
      if (run_q) cycles_q <= cycles_q + 32'd1;
      if (error) error_q <= 1'b1;
    end
  end

  always @(posedge clk_i) begin
    if (rst_i || select) begin
      mon_words_q  <= 32'd0;
      mon_stalls_q <= 32'd0;
    end else begin
      if (mon_i[0]) mon_words_q <= mon_words_q + 32'd1;
      if (mon_i[1]) mon_stalls_q <= mon_stalls_q + 32'd1;
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) mon_sel_q <= 32'd0;
    else if (select) mon_sel_q <= (mon_sel_q & ~strobes) | (w_data_q & strobes);
  end

  assign mon_sel_o = mon_sel_q;

  // ---- Interrupt: causes stay until 1 is written to them. ----
  localparam IRQS = 6;
  reg [IRQS-1:0] irq_status_q, irq_mask_q;
  reg            irq_q, idle_q;
  wire           idle = images_in_q == images_out_q;
  wire           over = take && prog_q == P_CRC && !abort;
  wire [IRQS-1:0] causes = {idle && !idle_q && !fresh, over && good,
                            (over && !good) || (take && prog_q == P_MAGIC && !clear),
                            image_in_i && long_i, image_in_i && short_i, error};

  always @(posedge clk_i) begin
    if (rst_i) begin
      irq_status_q <= {IRQS{1'b0}};
      irq_mask_q   <= {IRQS{1'b0}};
      irq_q        <= 1'b0;
      idle_q       <= 1'b1;
    end else begin
      irq_status_q <= (irq_status_q & ~({IRQS{irq_clear}} & w_data_q[IRQS-1:0] & strobes[IRQS-1:0]))
          | causes;
      if (irq_mask && w_strb_q[0]) irq_mask_q <= w_data_q[IRQS-1:0];
      irq_q  <= |(irq_status_q & irq_mask_q);
      idle_q <= idle || fresh;
    end
  end
  assign irq_o = irq_q;

  // ---- Reads. ----
  wire [2:0]  waits;
  generate
    if (WAITS != 0) begin : g_waits
      assign waits = frame_i[3:1];
    end else begin : g_no_waits
      assign waits = 3'd0;
    end
  endgenerate
  wire [31:0] status = {20'd0, waits, reading, bad_images_q != 32'd0, frame_i[0], prog_q != P_MAGIC, error_q, failed_q, idle,
                        want_q, programmed_q};
  reg        r_q;
  reg [31:0] r_data_q, r_data;
  reg [1:0]  r_resp_q, r_resp;

  always @* begin
    r_resp = OKAY;
    case (s_axil_araddr[7:2])
      REG_ID:         r_data = ID;
      REG_CONTROL:    r_data = 32'd0;
      REG_STATUS:     r_data = status;
      REG_PROG_WORDS: r_data = prog_words_q;
      REG_IMAGES_IN:  r_data = images_in_q;
      REG_IMAGES_OUT: r_data = images_out_q;
      REG_MON_SELECT: r_data = mon_sel_q;
      REG_MON_WORDS:  r_data = mon_words_q;
      REG_MON_STALLS: r_data = mon_stalls_q;
      REG_CYCLES:     r_data = cycles_q;
      REG_IMAGE_WORDS: r_data = words_o;
      REG_IRQ_STATUS: r_data = {{(32-IRQS){1'b0}}, irq_status_q};
      REG_IRQ_MASK:   r_data = {{(32-IRQS){1'b0}}, irq_mask_q};
      REG_BAD_IMAGES: r_data = bad_images_q;
      REG_BAD_IMAGE:  r_data = bad_image_q;
      REG_FAULT:      r_data = {error_q, {(31-FAULT_BITS){1'b0}}, fault_q};
      REG_STATE_SELECT: r_data = asked;
      REG_VERSION:    r_data = VERSION;
      REG_TILES:      r_data = {15'd0, tiles_i};
      REG_SHAPE:      r_data = shape_i;
      REG_HASH_LOW:   r_data = hash_i[31:0];
      REG_HASH_HIGH:  r_data = hash_i[63:32];
      REG_PLAN_LOW:   r_data = plan_i[31:0];
      REG_PLAN_HIGH:  r_data = plan_i[63:32];
      default: begin
        r_data = 32'd0;
        r_resp = SLVERR;
      end
    endcase
    if (s_axil_araddr[7:6] == REG_STATE[5:4]) begin  // 16 words
      r_data = state_word;
      r_resp = OKAY;
    end
  end

  always @(posedge clk_i) begin
    if (rst_i) r_q <= 1'b0;
    else if (r_q) r_q <= !s_axil_rready;
    else r_q <= s_axil_arvalid;
  end

  always @(posedge clk_i) begin
    if (!r_q) begin
      r_data_q <= r_data;
      r_resp_q <= r_resp;
    end
  end

  assign s_axil_arready = !r_q;
  assign s_axil_rvalid  = r_q;
  assign s_axil_rdata   = r_data_q;
  assign s_axil_rresp   = r_resp_q;
endmodule
`default_nettype wire
