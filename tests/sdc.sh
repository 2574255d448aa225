#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fabric.sdc finds the registers of tables in netlists of Yosys, with their hierarchy and
# flat, and gives their paths three cycles; where it finds none it is an error. Driving
# cell and load are what was set before. Between two clocks paths are bounded by the shorter
# cycle, by the clocks and not by names.
set -u
sta=$(command -v sta || command -v opensta)
if [ -z "$sta" ] || ! command -v yosys >/dev/null 2>&1; then
	echo "sdc.sh: skipped: no OpenSTA or no Yosys"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
work=$PWD/sdc.tmp
rm -rf "$work"
mkdir "$work"
imcfab=$PWD/imcfab
"$imcfab" fabric "$src/tests/nets/tiny.arch" -o "$work/fabric" || exit 1
cp "$src/tests/sdc/none.v" "$src/tests/sdc/cells.lib" "$work"
cd "$work" || exit 1
failed=0
bad() {
	echo "sdc.sh: $*"
	failed=1
}

# netlist KIND SOURCE...: KIND.v, by Yosys; flat where KIND ends with that
netlist() {
	kind=$1 option=
	shift
	[ "${kind##*flat}" ] || option=-flatten
	yosys -q -p "read_verilog -defer $*
		synth -noabc -top imc_fabric $option
		dfflibmap -liberty cells.lib
		abc -liberty cells.lib
		opt_clean -purge
		rename -wire
		splitnets
		write_verilog -noattr -noexpr -simple-lhs $kind.v" >yosys.log 2>&1 || {
		tail -3 yosys.log
		bad "$kind: Yosys fails"
	}
}
parts="imc_config.v imc_router.v imc_arb.v imc_fifo.v"
crossing="imc_cdc.v imc_cdc_axil.v imc_cdc_fifo.v imc_cdc_reset.v imc_cdc_sync.v"
for kind in flat whole; do
	# shellcheck disable=SC2046,SC2086 # a list of files
	netlist $kind "$src/tests/sdc/top.v" $(printf 'fabric/rtl/%s ' $parts)
done
for kind in flat whole none; do
	cat >$kind.tcl <<END
read_liberty cells.lib
read_verilog $kind.v
link_design imc_fabric
set imc_driving_cell BUF
set imc_load 0.5
source fabric/syn/fabric.sdc
puts "held [llength \$imc_held_through]"
report_checks -through \$imc_held_through -format full_clock_expanded
write_sdc $kind.out
END
	"$sta" -no_splash -exit $kind.tcl >$kind.log 2>&1
done
for kind in flat whole; do
	grep -q '^held [1-9]' $kind.log || bad "$kind: no register found"
	grep -q '^ *6.00 *6.00 *clock clk' $kind.log || bad "$kind: a path of the table has not three cycles"
	grep -q 'set_load.* 0.5' $kind.out || bad "$kind: the load is not 0.5 pF"
	grep -q 'set_driving_cell.* BUF' $kind.out || bad "$kind: no BUF drives"
done
grep -q '^Error: .*fabric.sdc: no register of tasks' none.log || bad "none: not refused"
# With two clocks: what crosses may take the shorter cycle, 2 ns of 2 and 3, and is not held
# to a clock; where one clock has no register, it is an error.
"$imcfab" fabric "$src/tests/nets/tiny.arch" --set io.clocks=2 -o two || bad "two: no fabric"
sed -n '/^module imc_top_tile/,$p' "$src/tests/sdc/top.v" >tile.v
for kind in two.flat two.whole; do
	# shellcheck disable=SC2046,SC2086 # a list of files
	netlist $kind "$src/tests/sdc/clocks.v" tile.v $(printf 'two/rtl/%s ' $parts $crossing)
done
sed 's/\.C(aclk_i)/.C(clk_i)/' two.flat.v >two.one.v
for kind in two.flat two.whole two.one; do
	cat >$kind.tcl <<END
read_liberty cells.lib
read_verilog $kind.v
link_design imc_fabric
set imc_bus_period 3.0
source two/syn/fabric.sdc
foreach {from to} {clk aclk aclk clk} {
  puts "from \$from to \$to"
  report_checks -from [get_clocks \$from] -to [get_clocks \$to] -format full
}
puts "hold"
report_checks -path_delay min -from [get_clocks clk] -to [get_clocks aclk]
report_checks -path_delay min -from [get_clocks aclk] -to [get_clocks clk]
puts "end"
write_sdc $kind.out
END
	"$sta" -no_splash -exit $kind.tcl >$kind.log 2>&1
done
for kind in two.flat two.whole; do
	[ "$(grep -c '^ *2.00 *2.00 *max_delay' $kind.log)" = 2 ] || bad "$kind: what crosses has not 2 ns"
	[ "$(grep -c '^set_max_delay' $kind.out)" = 2 ] && [ "$(grep -c 'set_false_path.*hold' $kind.out)" = 2 ] ||
		bad "$kind: exceptions are missing"
	[ "$(sed -n '/^hold/,/^end/p' $kind.log | grep -c 'No paths found')" = 2 ] || bad "$kind: what crosses is held to a clock"
	grep -q 'input_delay 1.2.*aclk' $kind.out || bad "$kind: the bus's ports are not of its clock"
done
grep -q '^Error: .*fabric.sdc: no register has the clock aclk' two.one.log || bad "two.one: not refused"
[ $failed = 0 ] || { cat flat.log whole.log none.log two.*.log; exit 1; }
echo "fabric.sdc: flat $(sed -n 's/^held //p' flat.log) nets, with hierarchy $(sed -n 's/^held //p' whole.log) pins, none refused; two clocks flat and with hierarchy"
