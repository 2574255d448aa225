// SPDX-License-Identifier: Apache-2.0
//
// What imc_collect promises to a sender that spends its credits, for any parts of the
// output. One virtual channel is watched, any of them; the word to watch and the places of
// its queue are those of prove_fifo. An image is watched as well, any of them, from when it
// went in; imc_feed lets none begin behind a bad one before its mark, nor while held.
`default_nettype none
module prove_collect #(
  parameter  VCS        = 1,  // as imc_collect, 1..2
  parameter  DEPTH      = 2,  // as imc_collect, 2..4
  parameter  INVARIANTS = 1,  // 0: properties alone, for bounded checks
  localparam PART_BITS  = 13
) (
  input wire           clk_i,
  input wire           rst_i,
  input wire           run_i,
  input wire [VCS:0]   in_valid_i,
  input wire [33:0]    in_data_i,
  input wire           m_axis_tready,
  input wire           image_i,
  input wire           short_i,
  input wire           long_i,
  input wire           pick_i,       // watch the flit that comes now
  input wire           pick_image_i  // watch the image that went in now
);
  localparam [31:0] FULL = DEPTH;
  localparam PTR_BITS = (DEPTH > 2) ? $clog2(DEPTH) : 1;

  // What is watched, and the parts: {valid, words} of each virtual channel.
  (* anyconst *) reg                     vc;
  (* anyconst *) reg [VCS*PART_BITS-1:0] part;

  wire [VCS:0]   credits_odd;
  wire [VCS-1:0] credit = credits_odd[VCS-1:0];
  wire           valid, last, user, image, hold, marked, cfg_valid, cfg_head;
  wire [31:0]    data, cfg_data;
  imc_collect #(.VCS(VCS), .DEPTH(DEPTH), .FIXED(1), .WAY_BITS(3), .PARITY(1)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .node_i(16'd0),
    .part_i(part),
    .in_valid_i(in_valid_i),
    .in_data_i(in_data_i),
    .in_credit_o(credits_odd),
    .image_i(image_i),
    .short_i(short_i),
    .long_i(long_i),
    .hold_o(hold),
    .marked_o(marked),
    .cfg_valid_i(1'b0),
    .cfg_head_i(1'b0),
    .cfg_data_i(32'd0),
    .cfg_valid_o(cfg_valid),
    .cfg_head_o(cfg_head),
    .cfg_data_o(cfg_data),
    .m_axis_tvalid(valid),
    .m_axis_tready(m_axis_tready),
    .m_axis_tdata(data),
    .m_axis_tlast(last),
    .m_axis_tuser(user),
    .image_o(image)
  );
  wire stop = rst_i || !run_i;
  wire gone = valid && m_axis_tready;

  // Whose turn it is: the part, and how many words of its pixel have left.
  reg         at_q, was_at_q;
  reg  [11:0] n_q;
  wire [2*PART_BITS-1:0] parts = {{(2*PART_BITS){1'b0}}, part};
  wire [11:0] words = at_q ? parts[PART_BITS +: 12] : parts[11:0];
  wire        ends = at_q || !parts[PART_BITS+12];
  always @(posedge clk_i) begin
    if (stop) begin
      at_q <= 1'b0;
      n_q  <= 12'd0;
    end else if (gone) begin
      n_q <= n_q + 12'd1;
      if (VCS > 1 && n_q + 12'd1 == words) begin
        at_q <= !ends;
        n_q  <= 12'd0;
      end
    end
    was_at_q <= at_q;
  end

  // Images that went in and did not leave; the watched one, those before it, whether it is bad.
  reg  [3:0] way_q, ahead_q;
  reg        image_watch_q, image_bad_q;
  // At the input: an image may be under way; a bad one went in and its mark is to come.
  reg        begun_q, pending_q;
  wire       bad = image_i && (short_i || long_i);
  wire       ended = gone && last;
  always @(posedge clk_i) begin
    if (stop) begin
      way_q         <= 4'd0;
      image_watch_q <= 1'b0;
      begun_q       <= 1'b0;
      pending_q     <= 1'b0;
    end else begin
      way_q     <= way_q + {3'd0, image_i} - {3'd0, ended};
      pending_q <= bad || (pending_q && !marked);
      begun_q   <= ((begun_q && !image_i) || !hold) && !pending_q && !bad;
      if (image_i && pick_image_i && !image_watch_q) begin
        image_watch_q <= 1'b1;
        ahead_q       <= way_q - {3'd0, ended};
        image_bad_q   <= bad;
      end else if (ended) begin
        image_watch_q <= image_watch_q && ahead_q != 4'd0;
        ahead_q       <= ahead_q - 4'd1;
      end
    end
  end

  // Of the watched virtual channel.
  wire [1:0] in_valid = {1'b0, in_valid_i[VCS-1:0]} >> vc;
  wire [1:0] credits = {1'b0, credit} >> vc;
  wire mine = at_q == vc;
  wire enter = in_valid[0];
  wire leave = gone && mine;

  // The sender: flits for which it has no credit back yet, and those here.
  reg [3:0]  spent_q, inside_q, before_q;
  reg        watch_q, waits_q, left_q, left_last_q, left_user_q;
  reg [32:0] word_q;
  reg [33:0] shown_q;
  always @(posedge clk_i) begin
    if (stop) begin
      spent_q  <= 4'd0;
      inside_q <= 4'd0;
      watch_q  <= 1'b0;
      waits_q  <= 1'b0;
      left_q   <= 1'b0;
    end else begin
      spent_q  <= spent_q + {3'd0, enter} - {3'd0, credits[0]};
      inside_q <= inside_q + {3'd0, enter} - {3'd0, leave};
      waits_q  <= valid && !m_axis_tready && mine;
      left_q   <= gone;
      if (enter && pick_i && !watch_q) begin
        watch_q  <= 1'b1;
        before_q <= inside_q - {3'd0, leave};
        word_q   <= in_data_i[32:0];
      end else if (leave) begin
        watch_q  <= watch_q && before_q != 4'd0;
        before_q <= before_q - 4'd1;
      end
    end
    left_last_q <= last;
    left_user_q <= user;
    shown_q     <= {user, last, data};
  end

  // Of each virtual channel the next flit is odd or even; what left was not, a valid came
  // with the wrong parity: told with the credits.
  reg  [1:0] odd_q;
  reg        flit_q, told_q;
  (* hierconn *) wire [33:0] \dut.shown ;
  wire       odd_word = ^\dut.shown ;
  always @(posedge clk_i) begin
    if (stop) begin
      odd_q  <= 2'd0;
      flit_q <= 1'b0;
      told_q <= 1'b0;
    end else begin
      if (gone) odd_q[at_q] <= !odd_q[at_q];
      flit_q <= gone && odd_word != odd_q[at_q];
      told_q <= flit_q || ^in_valid_i;
    end
  end

  wire due = watch_q && before_q == 4'd0 && valid && mine;
  always @* begin
    if ($initstate) assume (rst_i);
    assume (VCS > 1 || !vc);
    assume (!enter || spent_q < FULL[3:0]);
    assume (!image_i || begun_q);
    if (!rst_i) begin
      p_order: assert (!due || data == word_q[31:0]);
      p_last: assert (!due || last == (word_q[32] && (ends || VCS == 1)));
      p_once: assert (!valid || !mine || inside_q != 4'd0);
      p_kept: assert (valid || !mine || inside_q == 4'd0 || (last && way_q == 4'd0));
      p_fits: assert (inside_q <= FULL[3:0]);
      p_stays: assert (!waits_q || (valid && {user, last, data} == shown_q));
      // Credits: as many out as in; each comes in the cycle behind its word.
      p_credits: assert (spent_q == inside_q + {3'd0, credits[0]});
      p_credit: assert ({1'b0, credit} == (left_q ? 2'd1 << was_at_q : 2'd0));
      p_told: assert (^credits_odd == told_q);
      p_image: assert (image == (left_q && left_last_q));
      // The end of a result waits for its image. It bears the mark of a bad one: none is lost,
      // no other image has one, and the input hears of it.
      p_whole: assert (!valid || !last || way_q != 4'd0);
      p_mark: assert (!valid || !last || !image_watch_q || ahead_q != 4'd0 || user == image_bad_q);
      p_user: assert (!valid || last || !user);
      p_marked: assert (marked == (left_q && left_user_q));
      p_way: assert (way_q <= 4'd7);
    end
  end

  (* hierconn *) wire [VCS-1:0]      \dut.g_parts.turn_q ;
  (* hierconn *) wire [11:0]         \dut.g_parts.word_q ;
  (* hierconn *) wire [2:0]          \dut.way_q ;
  (* hierconn *) wire                \dut.bad_q ;
  (* hierconn *) wire [VCS-1:0]      \dut.g_parity.parity.odd_q ;
  (* hierconn *) wire                \dut.g_parity.parity.error_q ;
  (* hierconn *) wire \dut.configuration.valid_q , \dut.configuration.run_q ;
  (* hierconn *) wire \dut.configuration.g_stop.stop_q , \dut.configuration.g_error.error_q ;
  (* hierconn *) wire [PTR_BITS-1:0] \dut.g_queue[0].queue.rd_q , \dut.g_queue[0].queue.wr_q ;
  (* hierconn *) wire [PTR_BITS-1:0] \dut.g_queue[1].queue.rd_q , \dut.g_queue[1].queue.wr_q ;
  (* hierconn *) wire \dut.g_queue[0].queue.full_q , \dut.g_queue[1].queue.full_q ;
  (* hierconn *) wire [33:0] \dut.g_queue[0].queue.mem_q[0] , \dut.g_queue[0].queue.mem_q[1] ;
  (* hierconn *) wire [33:0] \dut.g_queue[0].queue.mem_q[2] , \dut.g_queue[0].queue.mem_q[3] ;
  (* hierconn *) wire [33:0] \dut.g_queue[1].queue.mem_q[0] , \dut.g_queue[1].queue.mem_q[1] ;
  (* hierconn *) wire [33:0] \dut.g_queue[1].queue.mem_q[2] , \dut.g_queue[1].queue.mem_q[3] ;
  wire [PTR_BITS-1:0] rd_q = vc ? \dut.g_queue[1].queue.rd_q : \dut.g_queue[0].queue.rd_q ;
  wire [PTR_BITS-1:0] wr_q = vc ? \dut.g_queue[1].queue.wr_q : \dut.g_queue[0].queue.wr_q ;
  wire                full = vc ? \dut.g_queue[1].queue.full_q : \dut.g_queue[0].queue.full_q ;
  wire [4*34-1:0]     mem = vc ?
      {\dut.g_queue[1].queue.mem_q[3] , \dut.g_queue[1].queue.mem_q[2] ,
       \dut.g_queue[1].queue.mem_q[1] , \dut.g_queue[1].queue.mem_q[0] } :
      {\dut.g_queue[0].queue.mem_q[3] , \dut.g_queue[0].queue.mem_q[2] ,
       \dut.g_queue[0].queue.mem_q[1] , \dut.g_queue[0].queue.mem_q[0] };
  wire [3:0]  rd = {{(4-PTR_BITS){1'b0}}, rd_q};
  wire [3:0]  wr = {{(4-PTR_BITS){1'b0}}, wr_q};
  wire [3:0]  at = rd + before_q;
  wire [3:0]  place = (at >= FULL[3:0]) ? at - FULL[3:0] : at;
  wire [32:0] head = mem[rd[1:0]*34 +: 33];
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_odd: assert ({1'b0, \dut.g_parity.parity.odd_q } == odd_q &&
              \dut.g_parity.parity.error_q == flit_q);
          i_config: assert (!\dut.configuration.valid_q && !\dut.configuration.g_error.error_q &&
              \dut.configuration.g_stop.stop_q && !\dut.configuration.run_q );
          i_places: assert (rd < FULL[3:0] && wr < FULL[3:0]);
          i_full: assert (!full || rd == wr);
          i_inside: assert (inside_q == (full ? FULL[3:0] :
              (wr >= rd) ? wr - rd : wr + FULL[3:0] - rd));
          i_before: assert (!watch_q || before_q < inside_q);
          i_word: assert (!watch_q || mem[place[1:0]*34 +: 33] == word_q);
          i_shown: assert (!waits_q || (mine && inside_q != 4'd0 && {head[32] &&
              (ends || VCS == 1), head[31:0]} == shown_q[32:0] && user == shown_q[33] &&
              (!last || way_q != 4'd0)));
          i_way: assert (way_q == {1'b0, \dut.way_q } && way_q <= 4'd7 && (way_q < 4'd7 || !begun_q));
          i_bad: assert (!pending_q || (\dut.bad_q && way_q != 4'd0) || marked);
          i_pending: assert (!begun_q || !pending_q);
          i_gone: assert (!\dut.bad_q || way_q == 4'd0 || pending_q);
          i_image: assert (!image_watch_q || (ahead_q < way_q &&
              image_bad_q == (\dut.bad_q && ahead_q + 4'd1 == way_q)));
          i_turn: assert (VCS > 1 ? {1'b0, \dut.g_parts.turn_q } == 2'd1 << at_q : !at_q);
          i_count: assert (VCS == 1 || \dut.g_parts.word_q == n_q);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
