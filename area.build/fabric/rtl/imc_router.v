// SPDX-License-Identifier: Apache-2.0
//
// Virtual-circuit router: a table says which queue feeds each virtual channel of each
// output and each role of the core.
//
// Queues: in_port*VCS + vc of the channels, DEPTH flits each; IN_PORTS*VCS is inject,
// which is not stored here: its flit is taken straight from the core. Entries:
// out_port*VCS + vc of the channels; OUT_PORTS*VCS + role of the core. An entry is
// {valid, queue}. Several entries may name one queue (multicast): each takes the head
// flit when it can, and the queue advances when all have taken it. A queue that no entry
// names keeps its flits.
//
// A flit is {last, word}. Flit in to flit out 2 cycles (stored, granted); one flit a
// cycle on every output. A credit is back at its sender's counter 4 cycles after the
// grant that spent it, so one virtual channel alone reaches 1 flit a cycle from DEPTH 4
// on (plus 2 for each register of the link). All channel outputs are registers. The
// virtual channels of an output take turns, and so do the roles, which share one bus:
// ej_valid_o comes only with the ej_ready_i of its role, in the cycle in which the flit
// is taken, so that a role that is not ready blocks no other. Both turns are imc_arb's.
//
// Demands: a sender spends credits (DEPTH after reset) and raises at most one valid of
// a port; route_i holds still while rst_i is low; inj_valid_i stays with its data until
// taken; ej_ready_i does not wait for ej_valid_o.
//
// Counters are unary, one bit a queue side by side in one vector: bit 0 is what is asked
// most. For simulation speed work stands under an `if` that says nothing new about the
// result: gates drop it.
`default_nettype none
module imc_router #(
  parameter IN_PORTS  = 2,   // channels in, 1..64
  parameter OUT_PORTS = 3,   // channels out, 1..64
  parameter VCS       = 2,   // virtual channels a channel, 1..32
  parameter DEPTH     = 2,   // flits a queue, 2..64
  parameter WIDTH     = 33,  // flit without its virtual channel, bits, 1..130
  parameter ROLES     = 3,   // streams into the core, 1..64
  parameter PARITY    = 0    // 1: makes out_odd_o and in_odd_o, else 0; 0 or 1
) (
  input  wire                             clk_i,
  input  wire                             rst_i,  // synchronous, active high
  input  wire [IN_PORTS*VCS-1:0]          in_valid_i,
  input  wire [IN_PORTS*WIDTH-1:0]        in_data_i,
  output wire [IN_PORTS*VCS-1:0]          in_credit_o,
  output wire [OUT_PORTS*VCS-1:0]         out_valid_o,
  output wire [OUT_PORTS*WIDTH-1:0]       out_data_o,
  input  wire [OUT_PORTS*VCS-1:0]         out_credit_i,
  input  wire                             inj_valid_i,
  output wire                             inj_ready_o,
  input  wire [WIDTH-1:0]                 inj_data_i,
  output wire [ROLES-1:0]                 ej_valid_o,
  input  wire [ROLES-1:0]                 ej_ready_i,
  output wire [WIDTH-1:0]                 ej_data_o,
  // ENTRIES of SEL_BITS each
  input  wire [(OUT_PORTS*VCS+ROLES)*(1+$clog2(IN_PORTS*VCS+1))-1:0] route_i,
  output wire [OUT_PORTS-1:0]             stall_o,  // a flit waits here and none leaves
  // State: the entry has a flit to take; it has a credit; bit k*INS + q says that queue
  // q holds more than k flits.
  output wire [OUT_PORTS*VCS+ROLES-1:0]   want_o,
  output wire [OUT_PORTS*VCS-1:0]         credit_o,
  output wire [DEPTH*IN_PORTS*VCS-1:0]    have_o,
  output wire                             error_o,  // pulse: a flit came without a credit
  output wire [OUT_PORTS-1:0]             out_odd_o,  // parity of a port's out_valid_o
  output wire [IN_PORTS-1:0]              in_odd_o    // and of a port's in_credit_o
);
  localparam INS      = IN_PORTS * VCS;
  localparam OUTS     = OUT_PORTS * VCS;
  localparam SEL_BITS = 1 + $clog2(INS + 1);  // valid, queue
  localparam QUEUES = INS + 1;
  localparam ENTRIES = OUTS + ROLES;
  localparam Q_BITS = SEL_BITS - 1;

  generate
    if (IN_PORTS < 1 || IN_PORTS > 64) begin : g_check_in_ports
      imc_router_IN_PORTS_must_be_1_to_64 refused ();
    end
    if (OUT_PORTS < 1 || OUT_PORTS > 64) begin : g_check_out_ports
      imc_router_OUT_PORTS_must_be_1_to_64 refused ();
    end
    if (VCS < 1 || VCS > 32) begin : g_check_vcs
      imc_router_VCS_must_be_1_to_32 refused ();
    end
    if (DEPTH < 2 || DEPTH > 64) begin : g_check_depth
      imc_router_DEPTH_must_be_2_to_64 refused ();
    end
    if (ROLES < 1 || ROLES > 64) begin : g_check_roles
      imc_router_ROLES_must_be_1_to_64 refused ();
    end
    if (WIDTH < 1 || WIDTH > 130) begin : g_check_width
      imc_router_WIDTH_must_be_1_to_130 refused ();
    end
    if (PARITY != 0 && PARITY != 1) begin : g_check_parity
      imc_router_PARITY_must_be_0_or_1 refused ();
    end
  endgenerate

  genvar i, k, o;

  reg  [QUEUES-1:0]  advance;  // the head leaves, all have it
  reg  [ENTRIES-1:0] want;     // the head of its queue, unless it has it already
  wire [ENTRIES-1:0] go;       // could take it in this cycle
  wire [ENTRIES-1:0] take = want & go;

  // How full the queues are: bit k*INS + q says that queue q holds more than k flits.
  reg  [DEPTH*INS-1:0] have_q;
  wire [INS-1:0]       full = have_q[(DEPTH-1)*INS +: INS];
  wire [INS-1:0]       put = in_valid_i & ~full;
  wire [INS-1:0]       leave = advance[INS-1:0];
  wire [QUEUES-1:0]    some = {inj_valid_i, have_q[INS-1:0]};
  always @(posedge clk_i) begin
    if (rst_i) begin
      have_q <= {DEPTH*INS{1'b0}};
    end else if (|(put | leave)) begin
      have_q <=
          ({DEPTH{~leave}} &
           (have_q | ({DEPTH{put}} & {have_q[0 +: (DEPTH-1)*INS], {INS{1'b1}}}))) |
          ({DEPTH{leave}} &
           (({DEPTH{put}} & have_q) | {{INS{1'b0}}, have_q[INS +: (DEPTH-1)*INS]}));
    end
  end
  assign inj_ready_o = advance[INS];

  // Their flits: slot 0 is the head. A slot that is empty, or whose flit moves on, takes
  // the flit behind it or, if there is none, what its channel shows: what is in a slot
  // behind the last flit does not matter. So the last two slots share a multiplexer; the
  // last one holds the complement, which costs the fewest gates.
  wire [QUEUES*WIDTH-1:0] head;
  assign head[INS*WIDTH +: WIDTH] = inj_data_i;
  generate
    for (i = 0; i < INS; i = i + 1) begin : g_queue
      wire [WIDTH-1:0] data = in_data_i[(i/VCS)*WIDTH +: WIDTH];
      for (k = 0; k < DEPTH; k = k + 1) begin : g_slot
        wire have = have_q[k*INS+i];
        reg  [WIDTH-1:0] flit_q;
        wire [WIDTH-1:0] flit;
        if (k < DEPTH - 1) begin : g_shift
          wire behind = have_q[(k+1)*INS+i];
          assign flit = flit_q;
          always @(posedge clk_i) begin
            if (leave[i] || !have) flit_q <= behind ? g_slot[k+1].flit : data;
          end
        end else begin : g_last
          assign flit = ~flit_q;
          always @(posedge clk_i) begin
            if (!have) flit_q <= ~data;
          end
        end
      end
      assign head[i*WIDTH +: WIDTH] = g_slot[0].flit;
    end
  endgenerate

  // What each entry wants, and which queues are left by the last who wants their head.
  // An entry's row of the table has one bit for the queue that it names, or none.
  localparam [QUEUES-1:0] ONE = 1;
  reg [ENTRIES-1:0] sent_q;
  always @* begin : p_want
    integer e;
    reg [QUEUES-1:0] row, named;
    e       = 0;
    row     = {QUEUES{1'b0}};
    named   = {QUEUES{1'b0}};
    want    = {ENTRIES{1'b0}};
    advance = {QUEUES{1'b0}};
    if (|some) begin
      advance = some;
      for (e = 0; e < ENTRIES; e = e + 1) begin
        row = route_i[e*SEL_BITS+Q_BITS] ? ONE << route_i[e*SEL_BITS +: Q_BITS] : {QUEUES{1'b0}};
        want[e] = (|(row & some)) && !sent_q[e];
        named = named | row;
        if (!sent_q[e] && !go[e]) advance = advance & ~row;
      end
      advance = advance & named;
    end
  end
  reg [ENTRIES-1:0] done;
  always @* begin : p_done
    integer e;
    reg [QUEUES-1:0] row;
    e    = 0;
    row  = {QUEUES{1'b0}};
    done = {ENTRIES{1'b0}};
    if (|advance) begin
      for (e = 0; e < ENTRIES; e = e + 1) begin
        row = route_i[e*SEL_BITS+Q_BITS] ? ONE << route_i[e*SEL_BITS +: Q_BITS] : {QUEUES{1'b0}};
        done[e] = |(row & advance);
      end
    end
  end
  always @(posedge clk_i) begin
    if (rst_i) sent_q <= {ENTRIES{1'b0}};
    else if (|take) sent_q <= (sent_q | take) & ~done;
  end

  // Eject: the role with the turn, when its sink takes the flit.
  wire [ROLES-1:0] ej_turn;
  imc_arb #(.N(ROLES), .BANKS(1)) ej_arb (
    .clk_i (clk_i),
    .rst_i (rst_i),
    .req_i (want[OUTS +: ROLES] & ej_ready_i),
    .turn_o(ej_turn)
  );
  assign go[OUTS +: ROLES] = ej_turn & ej_ready_i;
  assign ej_valid_o = take[OUTS +: ROLES];
  reg [WIDTH-1:0] ej_data;
  always @* begin : p_eject
    integer r, q;
    reg [QUEUES-1:0] from;
    r       = 0;
    q       = 0;
    from    = {QUEUES{1'b0}};
    ej_data = {WIDTH{1'bx}};
    if (|ej_valid_o) begin
      for (r = 0; r < ROLES; r = r + 1) begin
        if (ej_turn[r] && route_i[(OUTS+r)*SEL_BITS+Q_BITS])
          from = from | (ONE << route_i[(OUTS+r)*SEL_BITS +: Q_BITS]);
      end
      ej_data = {WIDTH{1'b0}};
      for (q = 0; q < QUEUES; q = q + 1)
        ej_data = ej_data | ({WIDTH{from[q]}} & head[q*WIDTH +: WIDTH]);
    end
  end
  assign ej_data_o = ej_data;

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
  wire [OUTS-1:0] gain = out_credit_i;
  wire [OUTS-1:0] spend = take[OUTS-1:0];
  always @(posedge clk_i) begin
    if (rst_i) begin
      credit_q <= {DEPTH*OUTS{1'b1}};
    end else if (|(gain | spend)) begin
      credit_q <=
          ({DEPTH{~spend}} &
           (credit_q | ({DEPTH{gain}} & {credit_q[0 +: (DEPTH-1)*OUTS], {OUTS{1'b1}}}))) |
          ({DEPTH{spend}} &
           (({DEPTH{gain}} & credit_q) | {{OUTS{1'b0}}, credit_q[OUTS +: (DEPTH-1)*OUTS]}));
    end
  end

  // The channels: the virtual channel with the turn, when it has a credit.
  wire [OUTS-1:0] turn;
  reg  [OUTS-1:0] may;
  always @* begin : p_may
    integer p;
    p   = 0;
    may = credit_q[OUTS-1:0];
    if (|held_q) begin
      for (p = 0; p < OUT_PORTS; p = p + 1) begin
        if (held_q[p]) may[p*VCS +: VCS] = {VCS{1'b0}};
      end
    end
  end
  imc_arb #(.N(VCS), .BANKS(OUT_PORTS)) arb (
    .clk_i (clk_i),
    .rst_i (rst_i),
    .req_i (want[OUTS-1:0] & may),
    .turn_o(turn)
  );
  assign go[OUTS-1:0] = turn & may;
  generate
    for (o = 0; o < OUT_PORTS; o = o + 1) begin : g_out
      wire leaves = |take[o*VCS +: VCS];
      assign stall_o[o] = (|want[o*VCS +: VCS]) && !leaves;

      reg [WIDTH-1:0] data;
      always @* begin : p_data
        integer v, q;
        reg [QUEUES-1:0] from;
        v    = 0;
        q    = 0;
        from = {QUEUES{1'b0}};
        data = {WIDTH{1'bx}};
        if (leaves) begin
          for (v = 0; v < VCS; v = v + 1) begin
            if (turn[o*VCS+v] && route_i[(o*VCS+v)*SEL_BITS+Q_BITS])
              from = from | (ONE << route_i[(o*VCS+v)*SEL_BITS +: Q_BITS]);
          end
          data = {WIDTH{1'b0}};
          for (q = 0; q < QUEUES; q = q + 1)
            data = data | ({WIDTH{from[q]}} & head[q*WIDTH +: WIDTH]);
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
      freed_q <= leave;
      error_q <= |(in_valid_i & full[INS-1:0]);
    end
  end
  assign out_valid_o = valid_q;
  assign in_credit_o = freed_q;
  assign error_o     = error_q;
  assign want_o      = want;
  assign credit_o    = credit_q[OUTS-1:0];
  assign have_o      = have_q;

  // Parity of the two in registers of its own, so that a wrong bit in either is seen. Of one
  // virtual channel it is what it guards: it is kept as the complement, and synthesis must
  // not merge the two.
  generate
    if (PARITY != 0) begin : g_parity
      (* keep *) reg [OUT_PORTS-1:0] out_even_q;
      (* keep *) reg [IN_PORTS-1:0]  in_even_q;
      always @(posedge clk_i) begin : p_odd
        integer p;
        for (p = 0; p < OUT_PORTS; p = p + 1)
          out_even_q[p] <= rst_i || !(|take[p*VCS +: VCS]);
        for (p = 0; p < IN_PORTS; p = p + 1)
          in_even_q[p] <= rst_i || !(^leave[p*VCS +: VCS]);
      end
      assign out_odd_o = ~out_even_q;
      assign in_odd_o  = ~in_even_q;
    end else begin : g_no_parity
      assign out_odd_o = {OUT_PORTS{1'b0}};
      assign in_odd_o  = {IN_PORTS{1'b0}};
    end
  endgenerate
endmodule
`default_nettype wire
