// SPDX-License-Identifier: Apache-2.0
//
// What imc_fifo promises, for every stream in and every sink.
//
// One arbitrary word is watched from the moment it enters: before_q words leave before
// it, and then it leaves, unchanged.
`default_nettype none
module prove_fifo #(
  parameter WIDTH      = 2,  // as imc_fifo
  parameter DEPTH      = 2,  // as imc_fifo, 2..4: mem below has four places
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire             clk_i,
  input wire             rst_i,
  input wire             in_valid_i,
  input wire [WIDTH-1:0] in_data_i,
  input wire             out_ready_i,
  input wire             pick_i  // watch the word that enters now
);
  localparam [31:0] FULL = DEPTH;
  localparam PTR_BITS = (DEPTH > 2) ? $clog2(DEPTH) : 1;

  wire             in_ready, out_valid;
  wire [WIDTH-1:0] out_data;
  imc_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .in_valid_i(in_valid_i),
    .in_ready_o(in_ready),
    .in_data_i(in_data_i),
    .out_valid_o(out_valid),
    .out_ready_i(out_ready_i),
    .out_data_o(out_data)
  );

  wire enter = in_valid_i && in_ready;
  wire leave = out_valid && out_ready_i;

  reg [3:0]       inside_q, before_q;  // words in the queue, and before the watched one
  reg             watch_q, waits_q;
  reg [WIDTH-1:0] word_q, shown_q;
  always @(posedge clk_i) begin
    if (rst_i) begin
      inside_q <= 4'd0;
      watch_q  <= 1'b0;
      waits_q  <= 1'b0;
    end else begin
      inside_q <= inside_q + {3'd0, enter} - {3'd0, leave};
      waits_q  <= out_valid && !out_ready_i;
      if (enter && pick_i && !watch_q) begin
        watch_q  <= 1'b1;
        before_q <= inside_q - {3'd0, leave};
        word_q   <= in_data_i;
      end else if (leave) begin
        watch_q  <= watch_q && before_q != 4'd0;
        before_q <= before_q - 4'd1;
      end
    end
    shown_q <= out_data;
  end

  always @* begin
    if ($initstate) assume (rst_i);
    if (!rst_i) begin
      // In order and unchanged.
      p_order: assert (!watch_q || before_q != 4'd0 || !out_valid || out_data == word_q);
      // Once: nothing leaves that did not enter.
      p_once: assert (!out_valid || inside_q != 4'd0);
      // Not lost, and the first word waits for the sink alone.
      p_kept: assert (out_valid || inside_q == 4'd0);
      p_fits: assert (inside_q <= FULL[3:0]);
      // It takes a word if there is room, and only then.
      p_room: assert (in_ready == (inside_q < FULL[3:0]));
      p_stays: assert (!waits_q || (out_valid && out_data == shown_q));
    end
  end

  // The registers of the queue and what is known of them.
  (* hierconn *) wire [PTR_BITS-1:0] \dut.rd_q , \dut.wr_q ;
  (* hierconn *) wire                \dut.full_q ;
  (* hierconn *) wire [WIDTH-1:0]    \dut.mem_q[0] , \dut.mem_q[1] ;
  (* hierconn *) wire [WIDTH-1:0]    \dut.mem_q[2] , \dut.mem_q[3] ;
  wire [3:0]         rd = {{(4-PTR_BITS){1'b0}}, \dut.rd_q };
  wire [3:0]         wr = {{(4-PTR_BITS){1'b0}}, \dut.wr_q };
  wire [3:0]         at = rd + before_q;
  wire [3:0]         place = (at >= FULL[3:0]) ? at - FULL[3:0] : at;
  wire [4*WIDTH-1:0] mem = {\dut.mem_q[3] , \dut.mem_q[2] , \dut.mem_q[1] , \dut.mem_q[0] };
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_places: assert (rd < FULL[3:0] && wr < FULL[3:0]);
          i_full: assert (!\dut.full_q || rd == wr);
          i_inside: assert (inside_q == (\dut.full_q ? FULL[3:0] :
              (wr >= rd) ? wr - rd : wr + FULL[3:0] - rd));
          i_before: assert (!watch_q || before_q < inside_q);
          i_word: assert (!watch_q || mem[place[1:0]*WIDTH +: WIDTH] == word_q);
          i_shown: assert (!waits_q || mem[rd[1:0]*WIDTH +: WIDTH] == shown_q);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
