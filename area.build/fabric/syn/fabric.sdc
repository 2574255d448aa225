# imcfab 0.1.0: imcfab area
# hardware hermes64, hash 9ed97921e3b48817
# Times in ns, load in pF. Inputs arrive 40 % into the cycle, outputs leave 40 % before its
# end. Set any of these before this file is read to have another value.
foreach {name value} {imc_period 1.0000 imc_driving_cell {} imc_driving_pin {} imc_load 0.0334} {
  if {![info exists $name]} {set $name $value}
}
create_clock -name clk -period $imc_period [get_ports clk_i]
set_clock_uncertainty [expr {0.05 * $imc_period}] [get_clocks clk]
set imc_inputs [get_ports {rst_i s_axis_in_tvalid s_axis_in_tdata* s_axis_in_tlast m_axis_out_tready s_axis_prog_tvalid s_axis_prog_tdata* s_axis_prog_tlast s_axil_awaddr* s_axil_awvalid s_axil_wdata* s_axil_wstrb* s_axil_wvalid s_axil_bready s_axil_araddr* s_axil_arvalid s_axil_rready}]
set_input_delay [expr {0.4 * $imc_period}] -clock clk $imc_inputs
set_output_delay [expr {0.4 * $imc_period}] -clock clk [all_outputs]
set_load $imc_load [all_outputs]
# A cell of your library drives the inputs; without its name a slope of 0.1 ns.
if {$imc_driving_cell eq {}} {
  set_input_transition 0.1 $imc_inputs
} elseif {$imc_driving_pin eq {}} {
  set_driving_cell -lib_cell $imc_driving_cell $imc_inputs
} else {
  set_driving_cell -lib_cell $imc_driving_cell -pin $imc_driving_pin $imc_inputs
}
# The registers of tasks and tables (task_q, enable_q, route_q of imc_config) hold still for
# three cycles before their tile runs. They are found as the pins of imc_config where it is
# a module still, else as cells (*task_q_reg*, or held_*, if you marked them: docs/rtl.md),
# else as the nets of a netlist that Yosys made flat; there a bit may bear the name of
# another wire that it feeds, and then keeps to one cycle, which is safe.
set imc_held_through [get_pins -quiet {*/configuration/task_o* */configuration/route_o*}]
set imc_held_from [get_cells -quiet -hierarchical {*task_q_reg* *enable_q_reg* *route_q_reg* held_*}]
if {![llength $imc_held_through] && ![llength $imc_held_from]} {
  set imc_held_through [get_nets -quiet {*configuration.*task_q* *configuration.*enable_q* *configuration.*route_q* \
    *configuration.task_o* *configuration.route_o* *configuration.cols* *.task_regs* *core.task_i*}]
}
if {![llength $imc_held_through] && ![llength $imc_held_from]} {
  error {fabric.sdc: no register of tasks and tables is found, so all their paths would count as one cycle}
}
if {[llength $imc_held_through]} {
  set_multicycle_path 3 -setup -through $imc_held_through
  set_multicycle_path 2 -hold -through $imc_held_through
}
if {[llength $imc_held_from]} {
  set_multicycle_path 3 -setup -from $imc_held_from
  set_multicycle_path 2 -hold -from $imc_held_from
}
