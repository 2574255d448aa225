// SPDX-License-Identifier: Apache-2.0
//
// What a tile shows of itself when it is asked: word addr_i of its state while re_i is
// high, else 0 (docs/rtl.md, "State of a tile"). Words behind the last are 0.
//
// Beside what router and core show it has a counter of the cycles since a flit last left
// a queue, which stops at its largest value, and, with COUNT_BITS, of each output port a
// counter of flits and one of stalls, which begin at 0 again behind their largest value.
`default_nettype none
module imc_state #(
  parameter IN_PORTS   = 2,  // as imc_router, all up to ROLES
  parameter OUT_PORTS  = 3,
  parameter VCS        = 2,
  parameter DEPTH      = 2,
  parameter SOURCES    = 1,  // streams of activations of the core, 1..32; ROLES less 2
  parameter COUNT_BITS = 0   // counters of each output port, bits, 0..32; 0: none
) (
  input  wire                             clk_i,
  input  wire                             rst_i,  // synchronous: the counters are 0
  input  wire                             re_i,
  input  wire [15:0]                      addr_i,
  output wire [31:0]                      word_o,
  input  wire [7:0]                       flags_i,    // of word 1
  input  wire                             moved_i,    // a flit leaves a queue
  input  wire [SOURCES+1:0]               ready_i,    // the core takes a word of this role
  input  wire [SOURCES-1:0]               missing_i,  // the core waits for this source
  input  wire [OUT_PORTS*VCS+SOURCES+1:0] want_i,     // a flit waits at this entry
  input  wire [OUT_PORTS*VCS-1:0]         credit_i,   // the entry has a credit
  input  wire [DEPTH*IN_PORTS*VCS-1:0]    have_i,     // bit k*INS + q: queue q has more than k
  input  wire [OUT_PORTS-1:0]             words_i,    // a flit left this output
  input  wire [OUT_PORTS-1:0]             stalls_i    // one waits there and none leaves
);
  localparam IDLE_BITS = 24;
  localparam INS       = IN_PORTS * VCS;
  localparam OUTS      = OUT_PORTS * VCS;
  localparam ROLES     = SOURCES + 2;
  localparam ENTRIES   = OUTS + ROLES;
  localparam HAVE      = DEPTH * INS;

  // First word of each part, which begins a word.
  localparam READY_AT   = 3;
  localparam MISSING_AT = READY_AT + (ROLES + 31) / 32;
  localparam WANT_AT    = MISSING_AT + (SOURCES + 31) / 32;
  localparam CREDIT_AT  = WANT_AT + (ENTRIES + 31) / 32;
  localparam HAVE_AT    = CREDIT_AT + (OUTS + 31) / 32;
  localparam COUNT_AT   = HAVE_AT + (HAVE + 31) / 32;
  localparam WORDS      = COUNT_AT + ((COUNT_BITS == 0) ? 0 : 2 * OUT_PORTS);

  // As bits.
  localparam [31:0] BLOCKS_31 = (WORDS + 15) / 16;
  localparam [31:0] INS_31    = IN_PORTS;
  localparam [31:0] OUTS_31   = OUT_PORTS;
  localparam [31:0] DEPTH_31  = DEPTH;
  localparam [31:0] SOURCE_31 = SOURCES;
  localparam [31:0] VCS_31    = VCS;
  localparam [31:0] COUNT_31  = COUNT_BITS;

  generate
    if (COUNT_BITS < 0 || COUNT_BITS > 32) begin : g_check_count
      imc_state_COUNT_BITS_must_be_0_to_32 refused ();
    end
  endgenerate

  // A bench that lets a tile sleep puts right what it missed.
  reg [IDLE_BITS-1:0] idle_q /* verilator public_flat_rw */;
  always @(posedge clk_i) begin
    if (rst_i || moved_i) idle_q <= {IDLE_BITS{1'b0}};
    else if (!(&idle_q)) idle_q <= idle_q + 1'b1;
  end

  // A counter a word, {stalls, words} of port 0, of port 1, ...
  wire [64*OUT_PORTS-1:0] counts;
  genvar o;
  generate
    for (o = 0; o < OUT_PORTS; o = o + 1) begin : g_count
      if (COUNT_BITS == 0) begin : g_none
        assign counts[64*o +: 64] = 64'd0;
      end else begin : g_bits
        reg [COUNT_BITS-1:0] words_q, stalls_q;
        always @(posedge clk_i) begin
          if (rst_i) begin
            words_q  <= {COUNT_BITS{1'b0}};
            stalls_q <= {COUNT_BITS{1'b0}};
          end else begin
            if (words_i[o]) words_q <= words_q + 1'b1;
            if (stalls_i[o]) stalls_q <= stalls_q + 1'b1;
          end
        end
        if (COUNT_BITS < 32) begin : g_part
          assign counts[64*o +: 64] = {{(32-COUNT_BITS){1'b0}}, stalls_q,
                                       {(32-COUNT_BITS){1'b0}}, words_q};
        end else begin : g_whole
          assign counts[64*o +: 64] = {stalls_q, words_q};
        end
      end
    end
  endgenerate

  // What an idle cycle does not need is put together inside the branch that does.
  reg [31:0] word;
  always @* begin : p_word
    integer w;
    reg [32*WORDS-1:0] all;
    w    = 0;
    all  = {32*WORDS{1'b0}};
    word = 32'd0;
    if (re_i) begin
      all[31:0]  = {SOURCE_31[7:0], DEPTH_31[7:0], OUTS_31[7:0], INS_31[7:0]};
      all[63:32] = {BLOCKS_31[11:0], VCS_31[5:0], COUNT_31[5:0], flags_i};
      all[64 +: IDLE_BITS]            = idle_q;
      all[32*READY_AT +: ROLES]       = ready_i;
      all[32*MISSING_AT +: SOURCES]   = missing_i;
      all[32*WANT_AT +: ENTRIES]      = want_i;
      all[32*CREDIT_AT +: OUTS]       = credit_i;
      all[32*HAVE_AT +: HAVE]         = have_i;
      for (w = COUNT_AT; w < WORDS; w = w + 1)
        all[32*w +: 32] = counts[32*(w-COUNT_AT) +: 32];
      for (w = 0; w < WORDS; w = w + 1)
        if ({16'd0, addr_i} == w) word = word | all[32*w +: 32];
    end
  end
  assign word_o = word;

  wire unused = &{1'b0, counts, words_i, stalls_i};
endmodule
`default_nettype wire
