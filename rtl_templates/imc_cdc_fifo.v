// SPDX-License-Identifier: Apache-2.0
//
// First-in first-out queue between two clocks that know nothing of each other.
//
// The words are registers of the clock in; what crosses beside them are two Gray pointers,
// of words put in and of words taken out, through two flip-flops each. A side may see the
// other's pointer late, so it holds the queue for fuller, or emptier, than it is: never the
// other way round. out_valid_o and out_data_o are registers of the clock out, and a word
// counts as long as it stands there: DEPTH is all that is on the way. DEPTH 8 passes a
// word a cycle where the clocks are equally fast.
//
// Stop: nothing enters, or no further word is shown. Clear: the pointers go to 0, both
// while both sides are stopped (imc_cdc_reset). A word that is shown stays through a clear
// until it is taken, as AXI wants it, and goes with out_rst_i alone.
`default_nettype none
module imc_cdc_fifo #(
  parameter WIDTH = 8,  // word, bits, 1..1024
  parameter DEPTH = 8   // words, a power of 2, 2..64
) (
  input  wire             in_clk_i,
  input  wire             in_stop_i,
  input  wire             in_clear_i,
  input  wire             in_valid_i,
  output wire             in_ready_o,  // not full, not stopped
  input  wire [WIDTH-1:0] in_data_i,
  output wire             in_some_o,  // not all words are known to be taken

  input  wire             out_clk_i,
  input  wire             out_stop_i,
  input  wire             out_clear_i,
  input  wire             out_rst_i,
  output wire             out_valid_o,
  input  wire             out_ready_i,
  output wire [WIDTH-1:0] out_data_o
);
  localparam PLACE_BITS = $clog2(DEPTH);
  localparam PTR_BITS = PLACE_BITS + 1;
  localparam [PTR_BITS-1:0] ONE = 1;

  generate
    if (WIDTH < 1 || WIDTH > 1024) begin : g_check_width
      imc_cdc_fifo_WIDTH_must_be_1_to_1024 refused ();
    end
    if (DEPTH < 2 || DEPTH > 64 || DEPTH != 1 << PLACE_BITS) begin : g_check_depth
      imc_cdc_fifo_DEPTH_must_be_a_power_of_2_from_2_to_64 refused ();
    end
  endgenerate

  // ---- In. ----
  reg  [WIDTH*DEPTH-1:0] mem_q;
  reg  [PTR_BITS-1:0]    wr_q, wr_gray_q;  // words put in
  reg  [PTR_BITS-1:0]    rd_gray_q;        // words taken, of the other clock
  wire [PTR_BITS-1:0]    rd_seen;
  wire [PTR_BITS-1:0]    wr_next = wr_q + ONE;
  // Full: ahead by DEPTH, which in Gray code turns the two highest bits.
  wire                   full = wr_gray_q == (rd_seen ^ {2'b11, {(PTR_BITS-2){1'b0}}});
  wire                   push = in_valid_i && in_ready_o;

  imc_cdc_sync #(.WIDTH(PTR_BITS)) sync_in (
    .clk_i(in_clk_i),
    .in_i (rd_gray_q),
    .out_o(rd_seen)
  );

  assign in_ready_o = !full && !in_stop_i;
  assign in_some_o  = wr_gray_q != rd_seen;

  always @(posedge in_clk_i) begin
    if (in_clear_i) begin
      wr_q      <= {PTR_BITS{1'b0}};
      wr_gray_q <= {PTR_BITS{1'b0}};
    end else if (push) begin
      wr_q      <= wr_next;
      wr_gray_q <= wr_next ^ {1'b0, wr_next[PTR_BITS-1:1]};
    end
  end

  genvar i;
  generate
    for (i = 0; i < DEPTH; i = i + 1) begin : g_word
      localparam [31:0] PLACE = i;
      always @(posedge in_clk_i) begin
        if (push && wr_q[PLACE_BITS-1:0] == PLACE[PLACE_BITS-1:0])
          mem_q[i*WIDTH +: WIDTH] <= in_data_i;
      end
    end
  endgenerate

  // ---- Out: next_q words were shown, those up to rd_gray_q taken. ----
  reg  [PTR_BITS-1:0] next_q, next_gray_q;
  reg                 show_q, kept_q;  // kept: of before a clear, no longer counted
  reg  [WIDTH-1:0]    data_q;
  wire [PTR_BITS-1:0] wr_seen;
  wire [PTR_BITS-1:0] next_next = next_q + ONE;
  wire                take = show_q && out_ready_i;
  wire                load = (!show_q || take) && next_gray_q != wr_seen && !out_stop_i;

  imc_cdc_sync #(.WIDTH(PTR_BITS)) sync_out (
    .clk_i(out_clk_i),
    .in_i (wr_gray_q),
    .out_o(wr_seen)
  );

  always @(posedge out_clk_i) begin
    if (out_clear_i) begin
      next_q      <= {PTR_BITS{1'b0}};
      next_gray_q <= {PTR_BITS{1'b0}};
      rd_gray_q   <= {PTR_BITS{1'b0}};
    end else begin
      if (load) begin
        next_q      <= next_next;
        next_gray_q <= next_next ^ {1'b0, next_next[PTR_BITS-1:1]};
      end
      if (take && !kept_q) rd_gray_q <= next_gray_q;
    end
  end

  always @(posedge out_clk_i) begin
    if (out_rst_i) begin
      show_q <= 1'b0;
      kept_q <= 1'b0;
    end else begin
      show_q <= load || (show_q && !take);
      kept_q <= show_q && !take && (kept_q || out_clear_i);
    end
  end

  reg [WIDTH-1:0] word;
  always @* begin : p_word
    integer p;
    word = {WIDTH{1'b0}};
    for (p = 0; p < DEPTH; p = p + 1) begin
      if (next_q[PLACE_BITS-1:0] == p[PLACE_BITS-1:0]) word = word | mem_q[p*WIDTH +: WIDTH];
    end
  end

  always @(posedge out_clk_i) if (load) data_q <= word;

  assign out_valid_o = show_q;
  assign out_data_o  = data_q;
endmodule
`default_nettype wire
