# imcfab VERSION: imcfab fabric
# hardware tiny, hash HASH
# Times in ns. Inputs arrive 40 % into the cycle, outputs leave 40 % before its end.
create_clock -name clk -period 2.0000 [get_ports clk_i]
set_clock_uncertainty 0.1000 [get_clocks clk]
set_input_delay 0.8000 -clock clk [get_ports {rst_i s_axis_in_tvalid s_axis_in_tdata* s_axis_in_tlast m_axis_out_tready s_axis_prog_tvalid s_axis_prog_tdata* s_axis_prog_tlast s_axil_awaddr* s_axil_awvalid s_axil_wdata* s_axil_wstrb* s_axil_wvalid s_axil_bready s_axil_araddr* s_axil_arvalid s_axil_rready}]
set_output_delay 0.8000 -clock clk [all_outputs]
# The registers of tasks and tables hold still for three cycles before
# their tile runs; by the names that your synthesis gives to them. Match all words of a
# task and all of its routes: a bit may bear the name of a wire that it feeds.
# set_multicycle_path 3 -setup -from [get_cells -hierarchical {*task_q_reg* *enable_q_reg* *route_q_reg*}]
# set_multicycle_path 2 -hold -from [get_cells -hierarchical {*task_q_reg* *enable_q_reg* *route_q_reg*}]
