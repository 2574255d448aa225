// SPDX-License-Identifier: Apache-2.0
// A netlist whose names say nothing of tables.
module imc_fabric (input clk_i, input rst_i, output q_o);
  DFF a (.C(clk_i), .D(rst_i), .Q(q_o));
endmodule
