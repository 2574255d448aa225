# imcfab VERSION: imcfab fabric --hardwired
# hardwired for network tiny on hardware tiny, hash HASH
# Times in ns, load in pF. Inputs arrive 40 % into the cycle, outputs leave 40 % before its
# end. Set any of these before this file is read to have another value.
foreach {name value} {imc_period 2.0000 imc_driving_cell {} imc_driving_pin {} imc_load 0.0334} {
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
