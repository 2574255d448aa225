// SPDX-License-Identifier: Apache-2.0
//
// Virtual-circuit router: a table says which queue feeds each virtual channel of each
// output and each role of the core.
//
// Queues: in_port*VCS + vc of the channels, DEPTH flits each; IN_PORTS*VCS is the inject
// queue, two flits. Entries: out_port*VCS + vc of the channels; OUT_PORTS*VCS + role of
// the core. An entry is {valid, queue}. Several entries may name one queue (multicast):
// each takes the head flit when it can, and the queue advances when all have taken it.
// A queue that no entry names keeps its flits.
//
// A flit is {last, word}. Flit in to flit out 2 cycles (stored, granted); one flit a
// cycle on every output. A credit is back at its sender's counter 4 cycles after the
// grant that spent it, so one virtual channel alone reaches 1 flit a cycle from DEPTH 4
// on (plus 2 for each register of the link). All channel outputs are registers;
// ej_valid_o never waits for ej_ready_i. The virtual channels of an output take turns.
//
// Demands: a sender spends credits (DEPTH after reset) and raises at most one valid of
// a port; route_i holds still while rst_i is low.
//
// For simulation speed counters are unary, one bit a queue side by side in one vector,
// and loops over entries stand under an `if` that says nothing new about the result.
`default_nettype none
module imc_router #(
  parameter IN_PORTS  = 2,   // channels in, 1..64
  parameter OUT_PORTS = 3,   // channels out, 1..64
  parameter VCS       = 2,   // virtual channels a channel, 1..8
  parameter DEPTH     = 2,   // flits a queue, 2..64
  parameter WIDTH     = 33,  // flit without its virtual channel, bits, 1..64
  localparam ROLES    = 3,   // of the core: activations, partial sums, residual
  localparam INS      = IN_PORTS * VCS,
  localparam OUTS     = OUT_PORTS * VCS,
  localparam SEL_BITS = 1 + $clog2(INS + 1)  // valid, queue
) (
  input  wire                             clk_i,
  input  wire                             rst_i,  // synchronous, active high
  input  wire [INS-1:0]                   in_valid_i,
  input  wire [IN_PORTS*WIDTH-1:0]        in_data_i,
  output wire [INS-1:0]                   in_credit_o,
  output wire [OUTS-1:0]                  out_valid_o,
  output wire [OUT_PORTS*WIDTH-1:0]       out_data_o,
  input  wire [OUTS-1:0]                  out_credit_i,
  input  wire                             inj_valid_i,
  output wire                             inj_ready_o,
  input  wire [WIDTH-1:0]                 inj_data_i,
  output wire [ROLES-1:0]                 ej_valid_o,
  input  wire [ROLES-1:0]                 ej_ready_i,
  output wire [ROLES*WIDTH-1:0]           ej_data_o,
  input  wire [(OUTS+ROLES)*SEL_BITS-1:0] route_i,
  output wire [OUT_PORTS-1:0]             stall_o,  // a flit waits here and none leaves
  output wire                             error_o   // pulse: a flit came without a credit
);
  localparam QUEUES = INS + 1;
  localparam ENTRIES = OUTS + ROLES;
  localparam Q_BITS = SEL_BITS - 1;
  localparam Q_ALL = 1 << Q_BITS;  // what an entry can name; nothing from QUEUES on
  localparam INJECT_DEPTH = 2;
  localparam [Q_ALL-1:0] Q_ONE = 1;
  localparam P_BITS = $clog2(DEPTH);
  localparam [31:0] LAST_32 = DEPTH - 1;
  localparam [31:0] INJECT_LAST_32 = INJECT_DEPTH - 1;
  localparam [P_BITS-1:0] LAST = LAST_32[P_BITS-1:0];
  localparam [P_BITS-1:0] INJECT_LAST = INJECT_LAST_32[P_BITS-1:0];

  generate
    if (IN_PORTS < 1 || IN_PORTS > 64) begin : g_check_in_ports
      $error("imc_router: IN_PORTS must be 1..64");
    end
    if (OUT_PORTS < 1 || OUT_PORTS > 64) begin : g_check_out_ports
      $error("imc_router: OUT_PORTS must be 1..64");
    end
    if (VCS < 1 || VCS > 8) begin : g_check_vcs
      $error("imc_router: VCS must be 1..8");
    end
    if (DEPTH < 2 || DEPTH > 64) begin : g_check_depth
      $error("imc_router: DEPTH must be 2..64");
    end
    if (WIDTH < 1 || WIDTH > 64) begin : g_check_width
      $error("imc_router: WIDTH must be 1..64");
    end
  endgenerate

  genvar i, k, o;

  // How full the queues are: bit k*QUEUES + q says that queue q holds more than k flits.
  reg  [DEPTH*QUEUES-1:0] have_q;
  wire [DEPTH*QUEUES-1:0] room;  // constant: the places that exist
  wire [QUEUES-1:0] some = have_q[QUEUES-1:0];
  wire [QUEUES-1:0] full = {have_q[INJECT_DEPTH*QUEUES-1], have_q[(DEPTH-1)*QUEUES +: INS]};
  wire [QUEUES-1:0] put = {inj_valid_i, in_valid_i} & ~full;
  reg  [Q_ALL-1:0]  advance;
  wire [QUEUES-1:0] grow = put & ~advance[QUEUES-1:0];
  wire [QUEUES-1:0] shrink = advance[QUEUES-1:0] & ~put;
  generate
    for (k = 0; k < DEPTH; k = k + 1) begin : g_room
      assign room[k*QUEUES +: QUEUES] = {k < INJECT_DEPTH, {INS{1'b1}}};
    end
  endgenerate
  always @(posedge clk_i) begin
    if (rst_i) begin
      have_q <= {DEPTH*QUEUES{1'b0}};
    end else if (|(grow | shrink)) begin
      have_q <= room & (have_q | ({DEPTH{grow}} & {have_q[0 +: (DEPTH-1)*QUEUES], {QUEUES{1'b1}}}))
          & ~({DEPTH{shrink}} & ~{{QUEUES{1'b0}}, have_q[QUEUES +: (DEPTH-1)*QUEUES]});
    end
  end
  assign inj_ready_o = !full[INS];

  // Their flits, in rings: the places of the first flit and behind the last.
  reg [QUEUES*P_BITS-1:0] first_q, next_q;
  always @(posedge clk_i) begin : p_places
    integer q;
    if (rst_i) begin
      first_q <= {QUEUES*P_BITS{1'b0}};
      next_q  <= {QUEUES*P_BITS{1'b0}};
    end else begin
      if (|put) begin
        for (q = 0; q < QUEUES; q = q + 1) begin
          if (put[q]) begin
            next_q[q*P_BITS +: P_BITS] <=
                (next_q[q*P_BITS +: P_BITS] == ((q == INS) ? INJECT_LAST : LAST)) ?
                {P_BITS{1'b0}} : next_q[q*P_BITS +: P_BITS] + 1'b1;
          end
        end
      end
      if (|advance) begin
        for (q = 0; q < QUEUES; q = q + 1) begin
          if (advance[q]) begin
            first_q[q*P_BITS +: P_BITS] <=
                (first_q[q*P_BITS +: P_BITS] == ((q == INS) ? INJECT_LAST : LAST)) ?
                {P_BITS{1'b0}} : first_q[q*P_BITS +: P_BITS] + 1'b1;
          end
        end
      end
    end
  end
  wire [WIDTH-1:0] head [0:Q_ALL-1];
  generate
    for (i = 0; i < QUEUES; i = i + 1) begin : g_queue
      localparam integer D = (i < INS) ? DEPTH : INJECT_DEPTH;
      localparam integer D_BITS = $clog2(D);
      reg [WIDTH-1:0] flit_q [0:D-1];
      assign head[i] = some[i] ? flit_q[first_q[i*P_BITS +: D_BITS]] : {WIDTH{1'bx}};
      wire [WIDTH-1:0] data;
      if (i < INS) begin : g_channel
        assign data = in_data_i[(i/VCS)*WIDTH +: WIDTH];
      end else begin : g_inject
        assign data = inj_data_i;
      end
      // Blocking, for simulation speed. Nobody can see a difference: the place written is
      // behind the last flit of the queue, and only its first flit is read.
      always @(posedge clk_i) begin
        // verilator lint_off BLKSEQ
        if (put[i]) flit_q[next_q[i*P_BITS +: D_BITS]] = data;
        // verilator lint_on BLKSEQ
      end
    end
    for (i = QUEUES; i < Q_ALL; i = i + 1) begin : g_no_queue
      assign head[i] = {WIDTH{1'bx}};
    end
  endgenerate

  // What each entry wants: the head of its queue, unless it has it already.
  reg  [ENTRIES-1:0] sent_q;
  reg  [ENTRIES-1:0] want;
  wire [ENTRIES-1:0] take;
  wire [Q_ALL-1:0]   some_all = {{(Q_ALL-QUEUES){1'b0}}, some};
  always @* begin : p_want
    integer e;
    e    = 0;
    want = {ENTRIES{1'b0}};
    if (|some) begin
      for (e = 0; e < ENTRIES; e = e + 1) begin
        want[e] = route_i[e*SEL_BITS + Q_BITS] && some_all[route_i[e*SEL_BITS +: Q_BITS]];
      end
      want = want & ~sent_q;
    end
  end

  // A queue advances when somebody takes its head and nobody is left who wants it.
  always @* begin : p_advance
    integer e;
    reg [Q_ALL-1:0] wanted;
    e       = 0;
    advance = {Q_ALL{1'b0}};
    wanted  = {Q_ALL{1'b0}};
    if (|take) begin
      for (e = 0; e < ENTRIES; e = e + 1) begin
        if (take[e]) advance = advance | (Q_ONE << route_i[e*SEL_BITS +: Q_BITS]);
        else if (want[e]) wanted = wanted | (Q_ONE << route_i[e*SEL_BITS +: Q_BITS]);
      end
      advance = advance & ~wanted;
    end
  end
  always @(posedge clk_i) begin
    if (rst_i) begin
      sent_q <= {ENTRIES{1'b0}};
    end else if (|take) begin : p_sent
      integer e;
      reg [ENTRIES-1:0] done;
      for (e = 0; e < ENTRIES; e = e + 1) done[e] = advance[route_i[e*SEL_BITS +: Q_BITS]];
      sent_q <= (sent_q | take) & ~done;
    end
  end

  // The core takes what it is offered.
  assign ej_valid_o = want[OUTS +: ROLES];
  assign take[OUTS +: ROLES] = want[OUTS +: ROLES] & ej_ready_i;
  generate
    for (i = 0; i < ROLES; i = i + 1) begin : g_eject
      assign ej_data_o[i*WIDTH +: WIDTH] =
          want[OUTS+i] ? head[route_i[(OUTS+i)*SEL_BITS +: Q_BITS]] : {WIDTH{1'bx}};
    end
  endgenerate

  // A bench sets a bit before a clock edge to hold that output in the cycle behind the
  // edge. Constant 0 in silicon.
  reg [OUT_PORTS-1:0] hold_q /* verilator public_flat_rw */;
  reg [OUT_PORTS-1:0] held_q;
  always @(posedge clk_i) begin
    hold_q <= {OUT_PORTS{1'b0}};
    held_q <= hold_q;
  end

  // Credits: bit k*OUTS + e says that entry e has more than k.
  reg  [DEPTH*OUTS-1:0] credit_q;
  wire [OUTS-1:0] gain = out_credit_i & ~take[OUTS-1:0];
  wire [OUTS-1:0] spend = take[OUTS-1:0] & ~out_credit_i;
  always @(posedge clk_i) begin
    if (rst_i) begin
      credit_q <= {DEPTH*OUTS{1'b1}};
    end else if (|(gain | spend)) begin
      credit_q <= (credit_q | ({DEPTH{gain}} & {credit_q[0 +: (DEPTH-1)*OUTS], {OUTS{1'b1}}}))
          & ~({DEPTH{spend}} & ~{{OUTS{1'b0}}, credit_q[OUTS +: (DEPTH-1)*OUTS]});
    end
  end

  // The channels: of the virtual channels with a flit and a credit one goes.
  wire [OUTS-1:0]      may = want[OUTS-1:0] & credit_q[OUTS-1:0];
  wire [OUT_PORTS-1:0] leaves;
  reg  [OUTS-1:0]      request;
  integer              p;
  always @* begin
    p       = 0;
    request = may;
    if (|held_q) begin
      for (p = 0; p < OUT_PORTS; p = p + 1) begin
        if (held_q[p]) request[p*VCS +: VCS] = {VCS{1'b0}};
      end
    end
  end
  imc_arb #(.N(VCS), .BANKS(OUT_PORTS)) arb (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .req_i(request),
    .grant_o(take[OUTS-1:0]),
    .take_i(leaves)
  );
  generate
    for (o = 0; o < OUT_PORTS; o = o + 1) begin : g_out
      wire [VCS-1:0] grant = take[o*VCS +: VCS];
      assign leaves[o] = |grant;
      assign stall_o[o] = (|want[o*VCS +: VCS]) && !leaves[o];

      reg [Q_BITS-1:0] from;
      reg [WIDTH-1:0]  data;
      integer          v;
      always @* begin
        v    = 0;
        from = {Q_BITS{1'bx}};
        data = {WIDTH{1'bx}};
        if (leaves[o]) begin
          from = route_i[(o*VCS+VCS-1)*SEL_BITS +: Q_BITS];
          for (v = 0; v < VCS - 1; v = v + 1) begin
            if (grant[v]) from = route_i[(o*VCS+v)*SEL_BITS +: Q_BITS];
          end
          data = head[from];
        end
      end

      reg [WIDTH-1:0] data_q;
      always @(posedge clk_i) data_q <= data;
      assign out_data_o[o*WIDTH +: WIDTH] = data_q;
    end
  endgenerate

  // What leaves the tile.
  reg [OUTS-1:0] valid_q;
  reg [INS-1:0]  freed_q;
  reg            error_q;
  always @(posedge clk_i) begin
    if (rst_i) begin
      valid_q <= {OUTS{1'b0}};
      freed_q <= {INS{1'b0}};
      error_q <= 1'b0;
    end else begin
      valid_q <= take[OUTS-1:0];
      freed_q <= advance[INS-1:0];
      error_q <= |(in_valid_i & full[INS-1:0]);
    end
  end
  assign out_valid_o = valid_q;
  assign in_credit_o = freed_q;
  assign error_o     = error_q;
endmodule
`default_nettype wire
