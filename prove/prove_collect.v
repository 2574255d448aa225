// SPDX-License-Identifier: Apache-2.0
//
// What imc_collect promises to a sender that spends its credits. The word to watch and
// the places of the queue are those of prove_fifo.
`default_nettype none
module prove_collect #(
  parameter VCS        = 1,  // as imc_collect
  parameter DEPTH      = 2,  // as imc_collect, 2..4
  parameter INVARIANTS = 1   // 0: properties alone, for bounded checks
) (
  input wire           clk_i,
  input wire           rst_i,
  input wire           run_i,
  input wire [VCS-1:0] in_valid_i,
  input wire [32:0]    in_data_i,
  input wire           m_axis_tready,
  input wire           pick_i  // watch the flit that comes now
);
  localparam [31:0] FULL = DEPTH;
  localparam PTR_BITS = (DEPTH > 2) ? $clog2(DEPTH) : 1;

  wire [VCS-1:0] credit;
  wire           valid, last, image;
  wire [31:0]    data;
  imc_collect #(.VCS(VCS), .DEPTH(DEPTH)) dut (
    .clk_i(clk_i),
    .rst_i(rst_i),
    .run_i(run_i),
    .in_valid_i(in_valid_i),
    .in_data_i(in_data_i),
    .in_credit_o(credit),
    .m_axis_tvalid(valid),
    .m_axis_tready(m_axis_tready),
    .m_axis_tdata(data),
    .m_axis_tlast(last),
    .image_o(image)
  );
  wire stop = rst_i || !run_i;
  wire enter = in_valid_i[0];
  wire leave = valid && m_axis_tready;

  // The sender: flits for which it has no credit back yet, and those here.
  reg [3:0]  spent_q, inside_q, before_q;
  reg        watch_q, waits_q, left_q, left_last_q;
  reg [32:0] word_q, shown_q;
  always @(posedge clk_i) begin
    if (stop) begin
      spent_q  <= 4'd0;
      inside_q <= 4'd0;
      watch_q  <= 1'b0;
      waits_q  <= 1'b0;
      left_q   <= 1'b0;
    end else begin
      spent_q  <= spent_q + {3'd0, enter} - {3'd0, credit[0]};
      inside_q <= inside_q + {3'd0, enter} - {3'd0, leave};
      waits_q  <= valid && !m_axis_tready;
      left_q   <= leave;
      if (enter && pick_i && !watch_q) begin
        watch_q  <= 1'b1;
        before_q <= inside_q - {3'd0, leave};
        word_q   <= in_data_i;
      end else if (leave) begin
        watch_q  <= watch_q && before_q != 4'd0;
        before_q <= before_q - 4'd1;
      end
    end
    left_last_q <= last;
    shown_q     <= {last, data};
  end

  always @* begin
    if ($initstate) assume (rst_i);
    assume (!enter || spent_q < FULL[3:0]);
    if (!rst_i) begin
      p_order: assert (!watch_q || before_q != 4'd0 || !valid || {last, data} == word_q);
      p_once: assert (!valid || inside_q != 4'd0);
      p_kept: assert (valid || inside_q == 4'd0);
      p_fits: assert (inside_q <= FULL[3:0]);
      p_stays: assert (!waits_q || (valid && {last, data} == shown_q));
      // Credits: as many out as in; each comes in the cycle behind its word.
      p_credits: assert (spent_q == inside_q + {3'd0, credit[0]});
      p_credit: assert (credit[0] == left_q && (credit >> 1) == {VCS{1'b0}});
      p_image: assert (image == (left_q && left_last_q));
    end
  end

  (* hierconn *) wire [PTR_BITS-1:0] \dut.queue.rd_q , \dut.queue.wr_q ;
  (* hierconn *) wire                \dut.queue.full_q ;
  (* hierconn *) wire [32:0]         \dut.queue.mem_q[0] , \dut.queue.mem_q[1] ;
  (* hierconn *) wire [32:0]         \dut.queue.mem_q[2] , \dut.queue.mem_q[3] ;
  wire [3:0]      rd = {{(4-PTR_BITS){1'b0}}, \dut.queue.rd_q };
  wire [3:0]      wr = {{(4-PTR_BITS){1'b0}}, \dut.queue.wr_q };
  wire [3:0]      at = rd + before_q;
  wire [3:0]      place = (at >= FULL[3:0]) ? at - FULL[3:0] : at;
  wire [4*33-1:0] mem = {\dut.queue.mem_q[3] , \dut.queue.mem_q[2] ,
                         \dut.queue.mem_q[1] , \dut.queue.mem_q[0] };
  generate
    if (INVARIANTS != 0) begin : g_invariants
      always @* begin
        if (!rst_i) begin
          i_places: assert (rd < FULL[3:0] && wr < FULL[3:0]);
          i_full: assert (!\dut.queue.full_q || rd == wr);
          i_inside: assert (inside_q == (\dut.queue.full_q ? FULL[3:0] :
              (wr >= rd) ? wr - rd : wr + FULL[3:0] - rd));
          i_before: assert (!watch_q || before_q < inside_q);
          i_word: assert (!watch_q || mem[place[1:0]*33 +: 33] == word_q);
          i_shown: assert (!waits_q || mem[rd[1:0]*33 +: 33] == shown_q);
        end
      end
    end
  endgenerate
endmodule
`default_nettype wire
