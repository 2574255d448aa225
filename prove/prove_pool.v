// SPDX-License-Identifier: Apache-2.0
//
// What imc_pool promises for every task, a window that has words at any time and a sink that
// takes results at any time: of each group one result, in order, each lane of it as
// docs/numerics.md says.
//
// One arbitrary group is watched in one lane, from its first word on: before_q results leave
// before its own. The lanes are alike.
// In words: the product of module and wrapper is the same term.
`default_nettype none
module prove_pool #(
  parameter  WORDS      = 0,   // as imc_pool, 0 or 2..4: mem below has four places
  parameter  REDUCE     = 0,   // the reduction, 3 with WORDS
  parameter  INVARIANTS = 1,   // 0: properties alone, for bounded checks
  localparam ELEMENT    = (WORDS == 0) ? 8 : 24,
  localparam TABLE      = (WORDS == 0) ? 1 : WORDS
) (
  input wire            clk_i,
  input wire            rst_i,
  input wire            w_we_i,
  input wire [15:0]     w_addr_i,
  input wire            in_valid_i,
  input wire [31:0]     in_data_i,
  input wire            in_tap_last_i,
  input wire            in_win_last_i,
  input wire            out_ready_i,
  input wire            pick_i  // watch the group that begins now
);
  localparam [31:0] N_WORDS = WORDS, N_TABLE = TABLE;
  localparam [1:0]  NONE = 2'd0, MAXIMUM = 2'd1, MEAN = 2'd2, WEIGHTED = 2'd3;

  // Any task and any weights.
  (* anyconst *) reg                is_signed;
  (* anyconst *) reg [4:0]          shift;
  (* anyconst *) reg [32*TABLE-1:0] weights;

  wire                 in_ready, out_valid, out_win_last;
  wire [4*ELEMENT-1:0] out_data;
  imc_pool #(.WORDS(WORDS)) dut (
    .clk_i         (clk_i),
    .rst_i         (rst_i),
    .w_we_i        (w_we_i),
    .w_addr_i      (w_addr_i),
    .w_data_i      (weights[{w_addr_i[1:0], 5'd0} +: 32]),
    .reduce_i      (reduce),
    .signed_i      (is_signed),
    .shift_i       (shift),
    .in_valid_i    (in_valid_i),
    .in_ready_o    (in_ready),
    .in_data_i     (in_data_i),
    .in_tap_last_i (in_tap_last_i),
    .in_win_last_i (in_win_last_i),
    .out_valid_o   (out_valid),
    .out_ready_i   (out_ready_i),
    .out_data_o    (out_data),
    .out_win_last_o(out_win_last),
    .test_i        (32'd0),
    .test_fail_o   ()
  );
  wire [ELEMENT-1:0]   element = out_data[ELEMENT-1:0];
  wire                 take = in_valid_i && in_ready;
  wire                 leave = out_valid && out_ready_i;

  // Weights are written in reset, and that goes on for a cycle behind the last of them.
  reg [TABLE-1:0] written_q;
  reg             wrote_q;
  always @(posedge clk_i) begin
    wrote_q <= w_we_i;
    if (w_we_i) written_q[w_addr_i[1:0]] <= 1'b1;
  end

  // Words of the group under way and of its window before the one that comes.
  reg [13:0] taps_q;
  reg [2:0]  at_q;
  reg        under_way_q, some_q;  // some: one of the group was not zero in this lane
  always @(posedge clk_i) begin
    if (rst_i) begin
      taps_q      <= 14'd0;
      at_q        <= 3'd0;
      under_way_q <= 1'b0;
      some_q      <= 1'b0;
    end else if (take) begin
      taps_q      <= in_tap_last_i ? 14'd0 : taps_q + 14'd1;
      at_q        <= in_win_last_i ? 3'd0 : at_q + 3'd1;
      under_way_q <= !in_tap_last_i;
      some_q      <= !in_tap_last_i && (some_q || x != 8'd0);
    end
  end
  wire [1:0]         reduce = REDUCE;
  wire [7:0]         x = in_data_i[7:0];
  wire [31:0]        word = weights[{at_q[1:0], 5'd0} +: 32];
  wire signed [24:0] value = {{17{is_signed && x[7]}}, x};

  // The product with the weight that was read, which is the one that belongs there (p_weight).
  (* hierconn *) wire [31:0] \dut.weights ;
  wire signed [7:0]  weight = \dut.weights [7:0];
  wire signed [16:0] product = $signed(value[8:0]) * weight;

  // Results here, the one of a group that ended in the cycle before among them; the watched
  // group, and what comes of its words.
  reg [1:0]              inside_q, before_q;
  reg                    new_q, watch_q, ended_q, win_q, waits_q;
  reg signed [24:0]      ref_q;
  reg [ELEMENT:0]        shown_q;
  wire                   pick = take && !under_way_q && pick_i && !watch_q;
  wire                   more = take && watch_q && !ended_q;
  wire signed [24:0]     summand = reduce == WEIGHTED ? product : value;
  always @(posedge clk_i) begin
    if (rst_i) begin
      inside_q <= 2'd0;
      new_q    <= 1'b0;
      watch_q  <= 1'b0;
      ended_q  <= 1'b0;
      waits_q  <= 1'b0;
    end else begin
      inside_q <= inside_q + {1'b0, take && in_tap_last_i} - {1'b0, leave};
      new_q    <= take && in_tap_last_i;
      waits_q  <= out_valid && !out_ready_i;
      if (pick) begin
        watch_q  <= 1'b1;
        before_q <= inside_q - {1'b0, leave};
      end else if (leave) begin
        watch_q  <= watch_q && !(ended_q && before_q == 2'd0);
        before_q <= before_q - 2'd1;
      end
      ended_q <= ((pick || more) && in_tap_last_i) ||
                 (ended_q && !(leave && before_q == 2'd0));
    end
    if (pick || more) win_q <= in_win_last_i;
    if (pick) ref_q <= summand;
    else if (more) begin
      case (reduce)
        NONE:    ref_q <= ref_q | value;
        MAXIMUM: if (value > ref_q) ref_q <= value;
        default: ref_q <= ref_q + summand;
      endcase
    end
    shown_q <= {out_win_last, element};
  end

  // The mean, halves rounded up.
  wire signed [24:0] half = (25'd1 << shift) >> 1;
  wire signed [24:0] total = ref_q + half;
  wire signed [24:0] mean = total >>> shift;
  wire signed [24:0] result = reduce == MEAN ? mean : ref_q;
  wire               right = (WORDS == 0) ? element[7:0] == result[7:0] :
                             {element[ELEMENT-1], element} == result;

  wire       due = watch_q && ended_q && before_q == 2'd0 && out_valid;
  wire [1:0] old = inside_q - {1'b0, new_q};
  always @* begin
    if ($initstate) assume (rst_i && written_q == {TABLE{1'b0}});
    assume (shift <= 5'd12);
    assume (!w_we_i || (rst_i && WORDS != 0 && {16'd0, w_addr_i} < N_TABLE));
    assume (rst_i || WORDS == 0 || (&written_q && !wrote_q));
    assume (!in_win_last_i || in_tap_last_i);
    // Without reduction one word of a group is not zero, as those of imc_window's sums.
    assume (reduce != NONE || !in_valid_i || x == 8'd0 || !some_q);
    assume (reduce != MEAN || in_tap_last_i == (taps_q + 14'd1 == 14'd1 << shift));
    assume (reduce != WEIGHTED || {29'd0, at_q} + 32'd1 != N_WORDS || in_win_last_i);
    if (!rst_i) begin
      // Of each group one result, two cycles behind its last word or as soon as there is room.
      p_once: assert (!out_valid || old != 2'd0);
      p_kept: assert (out_valid || old == 2'd0);
      p_fits: assert (inside_q <= 2'd2);
      p_room: assert (in_ready == (out_ready_i || inside_q != 2'd2));
      p_stays: assert (!waits_q || (out_valid && {out_win_last, element} == shown_q));
      // It is that of its words.
      p_window: assert (!due || out_win_last == win_q);
      p_none: assert (!due || reduce != NONE || right);
      p_maximum: assert (!due || reduce != MAXIMUM || right);
      p_mean: assert (!due || reduce != MEAN || right);
      p_weight: assert (reduce != WEIGHTED || \dut.weights == word);
      p_weighted: assert (!due || reduce != WEIGHTED || right);
    end
  end

  // The registers of the module and what is known of them.
  localparam ACC_BITS = (WORDS == 0) ? 21 : 24;
  (* hierconn *) wire \dut.first_q , \dut.done_q , \dut.done_last_q ;
  (* hierconn *) wire signed [ACC_BITS-1:0] \dut.g_lane[0].acc_q ;
  (* hierconn *) wire signed [16:0]         \dut.g_lane[0].g_product.product_q ;
  (* hierconn *) wire \dut.g_weights.product_first_q ;
  (* hierconn *) wire [(WORDS > 2 ? 2 : 1)-1:0] \dut.g_weights.addr_q ;
  (* hierconn *) wire [31:0] \dut.g_weights.g_part[0].memory.sram.mem[0] ;
  (* hierconn *) wire [31:0] \dut.g_weights.g_part[0].memory.sram.mem[1] ;
  (* hierconn *) wire [31:0] \dut.g_weights.g_part[0].memory.sram.mem[2] ;
  (* hierconn *) wire [31:0] \dut.g_weights.g_part[0].memory.sram.mem[3] ;
  wire signed [ACC_BITS-1:0] acc = \dut.g_lane[0].acc_q ;
  wire signed [16:0]         pending = \dut.g_lane[0].g_product.product_q ;
  wire [4*32-1:0] mem = {
      \dut.g_weights.g_part[0].memory.sram.mem[3] , \dut.g_weights.g_part[0].memory.sram.mem[2] ,
      \dut.g_weights.g_part[0].memory.sram.mem[1] , \dut.g_weights.g_part[0].memory.sram.mem[0] };
  reg     unequal;  // a word of the weights that was written
  integer p;
  always @* begin
    unequal = 1'b0;
    for (p = 0; p < TABLE; p = p + 1)
      if (written_q[p] && mem[32*p +: 32] != weights[32*p +: 32]) unequal = 1'b1;
  end
  // The watched group stands in the accumulator, or its result in the output register.
  wire               adds = watch_q && (!ended_q || before_q == {1'b0, out_valid});
  wire signed [24:0] sum = (\dut.g_weights.product_first_q ? 25'sd0 : acc) + pending;
  // So many words it has, or had at the end.
  wire [13:0]        taps = !ended_q ? taps_q : reduce == MEAN ? 14'd1 << shift : N_WORDS[13:0];
  wire signed [24:0] most = ({11'd0, taps} <<< (is_signed ? 7 : 8)) - {11'd0, taps};
  wire signed [24:0] least = is_signed ? -({11'd0, taps} <<< 7) : 25'd0;
  wire signed [24:0] bound = {11'd0, taps} <<< 15;
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        i_weights: assert (WORDS == 0 || !unequal);
        if (!rst_i) begin
          i_first: assert (\dut.first_q == !under_way_q);
          i_inside: assert (inside_q == {1'b0, \dut.done_q } + {1'b0, out_valid});
          i_new: assert (\dut.done_q ? new_q || out_valid : !new_q);
          i_before: assert (!watch_q ? !ended_q :
              ended_q ? before_q < inside_q : before_q == inside_q && under_way_q);
          i_mean: assert (reduce != MEAN ||
              (taps_q < 14'd1 << shift && (taps_q != 14'd0) == under_way_q));
          i_taps: assert (reduce != WEIGHTED || ({29'd0, at_q} < N_WORDS &&
              taps_q <= {11'd0, at_q} && (taps_q != 14'd0) == under_way_q));
          i_some: assert ((under_way_q || !some_q) &&
              (reduce != NONE || !watch_q || ended_q || some_q == (ref_q != 25'd0)));
          i_range: assert (!watch_q || (reduce == WEIGHTED ? ref_q <= bound && ref_q >= -bound :
              reduce == MEAN ? ref_q <= most && ref_q >= least :
              is_signed ? ref_q <= 25'sd127 && ref_q >= -25'sd128 :
              ref_q <= 25'sd255 && ref_q >= 25'sd0));
          i_sum: assert (!adds || (reduce == WEIGHTED ? sum == ref_q :
              reduce == MAXIMUM ? acc[8:0] == ref_q[8:0] : acc == ref_q));
          i_last: assert (!adds || !ended_q || \dut.done_last_q == win_q);
          i_addr: assert (reduce != WEIGHTED || {1'b0, \dut.g_weights.addr_q } == at_q);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
