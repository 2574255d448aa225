// SPDX-License-Identifier: Apache-2.0
//
// What imc_router promises, for any table, to senders that spend their credits.
//
// An arbitrary queue and an arbitrary entry are watched, and of the queue an arbitrary
// flit. What is seen at the ports comes a cycle behind what the router did: valid and
// credit of the channels are registers, and eject and inject get one here. So `gone` says
// that the head of the queue left in the cycle before, left[e] that entry e took it then.
//
// Without a name for its own: an entry is ahead when it has the head of its queue and the
// queue waits for others.
`default_nettype none
module prove_router #(
  parameter IN_PORTS   = 2,  // as imc_router; IN_PORTS*VCS 1..10: slots below
  parameter OUT_PORTS  = 2,  // as imc_router
  parameter VCS        = 1,  // as imc_router, 1..3
  parameter DEPTH      = 2,  // as imc_router, 2..4
  parameter WIDTH      = 2,  // as imc_router
  parameter ROLES      = 3,  // as imc_router, 2..8
  parameter INVARIANTS = 1,  // 0: properties alone, for bounded checks
  localparam INS       = IN_PORTS * VCS,
  localparam OUTS      = OUT_PORTS * VCS,
  localparam ENTRIES   = OUTS + ROLES,
  localparam SEL_BITS  = 1 + $clog2(INS + 1)
) (
  input wire                      clk_i,
  input wire                      rst_i,
  input wire [INS-1:0]            in_valid_i,
  input wire [IN_PORTS*WIDTH-1:0] in_data_i,
  input wire [OUTS-1:0]           out_credit_i,
  input wire                      inj_valid_i,
  input wire [WIDTH-1:0]          inj_data_i,
  input wire [ROLES-1:0]          ej_ready_i,
  input wire                      pick_i  // watch the flit that enters the queue now
);
  localparam Q_BITS = SEL_BITS - 1;
  localparam [31:0] FULL = DEPTH;
  localparam [31:0] INJECT = INS;
  localparam [31:0] CHANNELS = OUTS;
  localparam [31:0] ALL = ENTRIES;
  localparam [31:0] V = VCS;
  localparam [31:0] W = WIDTH;
  localparam [31:0] R = ROLES;

  // What is watched, and the table.
  (* anyconst *) reg [Q_BITS-1:0]           queue;
  (* anyconst *) reg [7:0]                  entry;
  (* anyconst *) reg [ENTRIES*SEL_BITS-1:0] route;
  wire [31:0] q = {{(32-Q_BITS){1'b0}}, queue};
  wire [31:0] e = {24'd0, entry};
  wire        inject = q == INJECT;
  wire        channel = e < CHANNELS;
  wire [31:0] in_port = q / V;
  wire [31:0] port = e / V;

  wire [INS-1:0]             in_credit;
  wire [OUTS-1:0]            out_valid;
  wire [OUT_PORTS*WIDTH-1:0] out_data;
  wire                       inj_ready, error;
  wire [ROLES-1:0]           ej_valid;
  wire [WIDTH-1:0]           ej_data;
  wire [OUT_PORTS-1:0]       stall;
  wire [ENTRIES-1:0]         shown_want;
  wire [OUTS-1:0]            shown_credit;
  wire [DEPTH*INS-1:0]       shown_have;
  imc_router #(
    .IN_PORTS (IN_PORTS),
    .OUT_PORTS(OUT_PORTS),
    .VCS      (VCS),
    .DEPTH    (DEPTH),
    .WIDTH    (WIDTH),
    .ROLES    (ROLES)
  ) dut (
    .clk_i       (clk_i),
    .rst_i       (rst_i),
    .in_valid_i  (in_valid_i),
    .in_data_i   (in_data_i),
    .in_credit_o (in_credit),
    .out_valid_o (out_valid),
    .out_data_o  (out_data),
    .out_credit_i(out_credit_i),
    .inj_valid_i (inj_valid_i),
    .inj_ready_o (inj_ready),
    .inj_data_i  (inj_data_i),
    .ej_valid_o  (ej_valid),
    .ej_ready_i  (ej_ready_i),
    .ej_data_o   (ej_data),
    .route_i     (route),
    .stall_o     (stall),
    .want_o      (shown_want),
    .credit_o    (shown_credit),
    .have_o      (shown_have),
    .error_o     (error)
  );

  // Which entries name the queue, and which name any.
  reg [ENTRIES-1:0] named, legal;
  integer           n;
  always @* begin
    for (n = 0; n < ENTRIES; n = n + 1) begin
      named[n] = route[n*SEL_BITS +: SEL_BITS] == {1'b1, queue};
      legal[n] = route[n*SEL_BITS + Q_BITS] && route[n*SEL_BITS +: Q_BITS] <= INJECT[Q_BITS-1:0];
    end
  end

  // The bits of the watched queue and entry.
  wire [INS-1:0]            put_all = in_valid_i >> q;
  wire [INS-1:0]            freed_all = in_credit >> q;
  wire [IN_PORTS*WIDTH-1:0] word_all = in_data_i >> (in_port * W);
  wire [OUTS-1:0]           out_all = out_valid >> e;
  wire [OUTS-1:0]           back_all = out_credit_i >> e;
  wire [OUTS-1:0]           at_port_all = out_valid >> (port * V);
  wire [OUT_PORTS-1:0]      stall_all = stall >> port;
  wire [ENTRIES-1:0]        want_all = shown_want >> e;
  wire [OUTS-1:0]           credit_all = shown_credit >> e;
  wire [ROLES-1:0]          sink_all = ej_ready_i >> (e - CHANNELS);
  wire [VCS-1:0]            at_port = at_port_all[VCS-1:0];
  wire                      put = put_all[0] && !inject;
  wire                      sent = out_all[0] && channel;

  // What the cycle before did.
  reg              injected_q, offered_q;  // the core's flit was taken, was there
  reg [WIDTH-1:0]  offer_q;
  reg [ROLES-1:0]  ejected_q;
  reg [WIDTH-1:0]  eject_q;
  wire [ENTRIES-1:0] left = {ejected_q, out_valid};
  wire             gone = inject ? injected_q : freed_all[0];

  // The queue: flits held, the entries ahead, the watched flit and those before it.
  reg  [3:0]         held_q, before_q;
  reg                some_q, watch_q;
  reg  [ENTRIES-1:0] ahead_q;
  reg  [WIDTH-1:0]   word_q;
  wire [3:0]         held = held_q - {3'd0, gone && !inject};
  wire               some = inject ? inj_valid_i : held != 4'd0;
  wire [ENTRIES-1:0] ahead = gone ? {ENTRIES{1'b0}} : ahead_q | (left & named);
  wire               watch = watch_q && !(gone && before_q == 4'd0);
  wire [3:0]         before = before_q - {3'd0, gone};

  // The entry: flits that its receiver has room for no more, and how long it waits for
  // its turn although nothing else is in the way.
  reg  [3:0] spent_q, waited_q;
  reg        wanted_q, free_q, stall_q, alone_q;
  wire [3:0] spent = spent_q + {3'd0, sent};
  wire       mine = |(named & ({{(ENTRIES-1){1'b0}}, 1'b1} << e));
  wire       has = |(ahead & ({{(ENTRIES-1){1'b0}}, 1'b1} << e));
  wire       took = |(left & ({{(ENTRIES-1){1'b0}}, 1'b1} << e));
  wire       wanted = mine && some && !has;
  wire       free = channel ? spent < FULL[3:0] : sink_all[0];
  wire [3:0] waited = (wanted_q && free_q && !took) ? waited_q + 4'd1 : 4'd0;
  wire [3:0] limit = channel ? V[3:0] : R[3:0];

  always @(posedge clk_i) begin
    if (rst_i) begin
      injected_q <= 1'b0;
      offered_q  <= 1'b0;
      ejected_q  <= {ROLES{1'b0}};
      held_q     <= 4'd0;
      some_q     <= 1'b0;
      ahead_q    <= {ENTRIES{1'b0}};
      watch_q    <= 1'b0;
      spent_q    <= 4'd0;
      waited_q   <= 4'd0;
      wanted_q   <= 1'b0;
      stall_q    <= 1'b0;
      alone_q    <= 1'b1;
    end else begin
      injected_q <= inj_valid_i && inj_ready;
      offered_q  <= inj_valid_i;
      ejected_q  <= ej_valid & ej_ready_i;
      held_q     <= held + {3'd0, put};
      some_q     <= some;
      ahead_q    <= ahead;
      watch_q    <= watch || (put && pick_i);
      spent_q    <= spent - {3'd0, back_all[0] && channel};
      waited_q   <= waited;
      wanted_q   <= wanted;
      stall_q    <= stall_all[0];
      alone_q    <= (in_valid_i & ~({{(INS-1){1'b0}}, 1'b1} << q)) == {INS{1'b0}};
    end
    before_q <= watch ? before : held;
    if (!watch) word_q <= word_all[WIDTH-1:0];
    offer_q <= inj_data_i;
    eject_q <= ej_data;
    free_q  <= free;
  end

  // What the router shows of the queue.
  reg     level_right;
  integer j;
  always @* begin
    level_right = 1'b1;
    for (j = 0; j < DEPTH; j = j + 1) begin : g_level
      reg [INS-1:0] level;
      level = shown_have[j*INS +: INS] >> q;
      if (level[0] != (held > j)) level_right = 1'b0;
    end
  end

  // The word that an entry must have sent if it took the watched flit.
  wire             due = inject ? offered_q : watch_q && before_q == 4'd0;
  wire [WIDTH-1:0] word = inject ? offer_q : word_q;
  reg              spoiled;
  integer          m;
  always @* begin
    spoiled = (ejected_q & named[OUTS +: ROLES]) != {ROLES{1'b0}} && eject_q != word;
    for (m = 0; m < OUTS; m = m + 1) begin
      if (out_valid[m] && named[m] && out_data[(m/VCS)*WIDTH +: WIDTH] != word) spoiled = 1'b1;
    end
  end

  // Two cycles of reset: one also clears what only a bench sets.
  reg [1:0] age_q = 2'd0;
  always @(posedge clk_i) age_q <= (age_q == 2'd2) ? 2'd2 : age_q + 2'd1;

  always @* begin
    assume (rst_i || age_q == 2'd2);
    assume (q <= INJECT && e < ALL);
    assume (!put || held < FULL[3:0]);                     // a sender spends credits
    assume (!back_all[0] || !channel || spent != 4'd0);    // none comes back twice
    assume (!offered_q || injected_q || (inj_valid_i && inj_data_i == offer_q));
    if (!rst_i) begin
      // Flits leave where the table says, each once at each place, and only then the
      // queue gets on.
      p_table: assert ((left & ~legal) == {ENTRIES{1'b0}});
      p_once: assert ((left & named & (ahead_q | {ENTRIES{!some_q}})) == {ENTRIES{1'b0}});
      p_all: assert (!gone || (some_q && named != {ENTRIES{1'b0}} &&
          (named & ~(ahead_q | left)) == {ENTRIES{1'b0}}));
      // In order and unchanged.
      p_same: assert (!due || !spoiled);
      // The credit of a flit, or the core's ready, comes with the last who takes it.
      p_credit: assert (ahead == {ENTRIES{1'b0}} || ahead != named);
      // Never more flits under way than the receiver has places; nor in a queue here.
      p_spend: assert (spent <= FULL[3:0]);
      p_fits: assert (!alone_q || !error);
      // A flit with a credit, or with a sink that is ready, waits for the others' turns.
      p_turn: assert (waited < limit);
      p_one: assert (!channel || (at_port & (at_port - 1'b1)) == {VCS{1'b0}});
      p_eject: assert ((ej_valid & (ej_valid - 1'b1)) == {ROLES{1'b0}} &&
          (ej_valid & ~ej_ready_i) == {ROLES{1'b0}});
      p_stall: assert (!channel || !(stall_q ? at_port != {VCS{1'b0}} :
          wanted_q && at_port == {VCS{1'b0}}));
      // What it shows of itself.
      p_level: assert (inject || level_right);
      p_ready: assert (!channel || credit_all[0] == (spent < FULL[3:0]));
      p_want: assert (!mine || want_all[0] == wanted);
    end
  end

  // The registers of the router and what is known of them.
  (* hierconn *) wire [DEPTH*INS-1:0]  \dut.have_q ;
  (* hierconn *) wire [DEPTH*OUTS-1:0] \dut.credit_q ;
  (* hierconn *) wire [ENTRIES-1:0]    \dut.sent_q ;
  (* hierconn *) wire [OUT_PORTS-1:0]  \dut.hold_q , \dut.held_q ;
  (* hierconn *) wire [OUTS-1:0]       \dut.arb.g_many.turn_q ;
  (* hierconn *) wire [ROLES-1:0]      \dut.ej_arb.g_many.turn_q ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[0].g_slot[0].flit , \dut.g_queue[0].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[0].g_slot[2].flit , \dut.g_queue[0].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[1].g_slot[0].flit , \dut.g_queue[1].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[1].g_slot[2].flit , \dut.g_queue[1].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[2].g_slot[0].flit , \dut.g_queue[2].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[2].g_slot[2].flit , \dut.g_queue[2].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[3].g_slot[0].flit , \dut.g_queue[3].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[3].g_slot[2].flit , \dut.g_queue[3].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[4].g_slot[0].flit , \dut.g_queue[4].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[4].g_slot[2].flit , \dut.g_queue[4].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[5].g_slot[0].flit , \dut.g_queue[5].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[5].g_slot[2].flit , \dut.g_queue[5].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[6].g_slot[0].flit , \dut.g_queue[6].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[6].g_slot[2].flit , \dut.g_queue[6].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[7].g_slot[0].flit , \dut.g_queue[7].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[7].g_slot[2].flit , \dut.g_queue[7].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[8].g_slot[0].flit , \dut.g_queue[8].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[8].g_slot[2].flit , \dut.g_queue[8].g_slot[3].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[9].g_slot[0].flit , \dut.g_queue[9].g_slot[1].flit ;
  (* hierconn *) wire [WIDTH-1:0] \dut.g_queue[9].g_slot[2].flit , \dut.g_queue[9].g_slot[3].flit ;
  wire [10*4*WIDTH-1:0] slots = {
    \dut.g_queue[9].g_slot[3].flit , \dut.g_queue[9].g_slot[2].flit ,
    \dut.g_queue[9].g_slot[1].flit , \dut.g_queue[9].g_slot[0].flit ,
    \dut.g_queue[8].g_slot[3].flit , \dut.g_queue[8].g_slot[2].flit ,
    \dut.g_queue[8].g_slot[1].flit , \dut.g_queue[8].g_slot[0].flit ,
    \dut.g_queue[7].g_slot[3].flit , \dut.g_queue[7].g_slot[2].flit ,
    \dut.g_queue[7].g_slot[1].flit , \dut.g_queue[7].g_slot[0].flit ,
    \dut.g_queue[6].g_slot[3].flit , \dut.g_queue[6].g_slot[2].flit ,
    \dut.g_queue[6].g_slot[1].flit , \dut.g_queue[6].g_slot[0].flit ,
    \dut.g_queue[5].g_slot[3].flit , \dut.g_queue[5].g_slot[2].flit ,
    \dut.g_queue[5].g_slot[1].flit , \dut.g_queue[5].g_slot[0].flit ,
    \dut.g_queue[4].g_slot[3].flit , \dut.g_queue[4].g_slot[2].flit ,
    \dut.g_queue[4].g_slot[1].flit , \dut.g_queue[4].g_slot[0].flit ,
    \dut.g_queue[3].g_slot[3].flit , \dut.g_queue[3].g_slot[2].flit ,
    \dut.g_queue[3].g_slot[1].flit , \dut.g_queue[3].g_slot[0].flit ,
    \dut.g_queue[2].g_slot[3].flit , \dut.g_queue[2].g_slot[2].flit ,
    \dut.g_queue[2].g_slot[1].flit , \dut.g_queue[2].g_slot[0].flit ,
    \dut.g_queue[1].g_slot[3].flit , \dut.g_queue[1].g_slot[2].flit ,
    \dut.g_queue[1].g_slot[1].flit , \dut.g_queue[1].g_slot[0].flit ,
    \dut.g_queue[0].g_slot[3].flit , \dut.g_queue[0].g_slot[2].flit ,
    \dut.g_queue[0].g_slot[1].flit , \dut.g_queue[0].g_slot[0].flit 
  };

  // Counters of one bit a place; where the turn is, counted up to the watched entry.
  reg               have_right, credit_right, turns_right;
  wire [OUTS-1:0]   turn_all = \dut.arb.g_many.turn_q >> (port * V);
  wire [VCS-1:0]    out_turn = (VCS > 1) ? turn_all[VCS-1:0] : 1'b1;
  wire [ROLES-1:0]  ej_turn = \dut.ej_arb.g_many.turn_q ;
  wire [ROLES-1:0]  turn = channel ? {{ROLES{1'b0}}, out_turn} : ej_turn;
  wire [3:0]        place = channel ? e[3:0] - port[3:0] * V[3:0] : e[3:0] - CHANNELS[3:0];
  reg  [3:0]        to_go;
  integer           k;
  always @* begin
    have_right   = 1'b1;
    credit_right = 1'b1;
    for (k = 0; k < DEPTH; k = k + 1) begin : g_counters
      reg [INS-1:0]  have;
      reg [OUTS-1:0] credit;
      have   = \dut.have_q [k*INS +: INS] >> q;
      credit = \dut.credit_q [k*OUTS +: OUTS] >> e;
      if (have[0] != (held > k)) have_right = 1'b0;
      if (credit[0] != (FULL[3:0] - spent > k)) credit_right = 1'b0;
    end
    turns_right = 1'b1;
    for (k = 0; k < OUT_PORTS; k = k + 1) begin : g_turns
      reg [VCS-1:0] here;
      here = \dut.arb.g_many.turn_q [k*VCS +: VCS];
      if (VCS > 1 && (here == {VCS{1'b0}} || (here & (here - 1'b1)) != {VCS{1'b0}}))
        turns_right = 1'b0;
    end
    to_go = 4'd0;
    for (k = 0; k < ROLES; k = k + 1) begin
      if (turn[k]) to_go = (place >= k) ? place - k : place + limit - k;
    end
  end
  wire [10*4*WIDTH-1:0] slot = slots >> ((q * 4 + {28'd0, before}) * W);

  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_age: assert (age_q == 2'd2);
          i_hold: assert (\dut.hold_q == {OUT_PORTS{1'b0}} && \dut.held_q == {OUT_PORTS{1'b0}});
          i_held: assert (inject || (held <= FULL[3:0] && have_right));
          i_spent: assert (!channel || credit_right);
          i_ahead: assert (some || ahead == {ENTRIES{1'b0}});
          i_sent: assert ((\dut.sent_q & named) == ahead);
          i_watch: assert (inject || !watch || (before < held && slot[WIDTH-1:0] == word_q));
          i_one: assert (turns_right && ej_turn != {ROLES{1'b0}} &&
              (ej_turn & (ej_turn - 1'b1)) == {ROLES{1'b0}});
          i_turn: assert (waited + to_go < limit);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
