#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# For a test of the chip. All registers and macros of a flat fabric, with and without test.ports, have
# clk_i as their clock, with two clocks some aclk_i, rising, and no asynchronous set or reset. With test.ports tests/scan.v finds
# wrong bits in memories and sees through the bypasses. Copies with a fault are found. Registers of
# parity stay beside those that they guard, where synthesis merges equal ones.
set -u
if ! command -v yosys >/dev/null 2>&1 || ! command -v iverilog >/dev/null 2>&1; then
	echo "scan.sh: skipped: no Yosys or no Icarus"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
imcfab=$PWD/imcfab
rm -rf scan.tmp
mkdir scan.tmp
cd scan.tmp || exit 1
failed=0 n=0 want=8
bad() {
	echo "scan.sh: $*"
	failed=1
}

# emit DIR TEST.PORTS SET...
emit() {
	dir=$1 ports=$2
	shift 2
	"$imcfab" fabric "$src/tests/nets/tiny.arch" --set 'topology=path(3)' --set act.bytes=128 \
		--set skip.bytes=128 --set pool.weights=64 --set xbar.rows=16 --set xbar.cols=8 \
		"$@" --set test.ports="$ports" -o "$dir" >/dev/null || exit 1
}

# clocks DIR: what has another clock, then the numbers
clocks() {
	{
		sed -n "s|^[a-z].*|read_verilog -defer $1/&|p" "$1/syn.f"
		echo "hierarchy -check -top imc_fabric"
		printf '%s\n' proc flatten memory_map opt_clean "write_ilang $1.il"
	} >"$1.ys"
	yosys -q -s "$1.ys" >"$1.log" 2>&1 || cat "$1.log"
	awk '
	$1 == "cell" { type = $2; name = $3; clock = ""; edge = "1\0471"; next }
	$1 == "parameter" && $2 == "\\CLK_POLARITY" { edge = $3 }
	$1 == "connect" && ($2 == "\\CLK" || $2 == "\\clk_i") { clock = $3 }
	$1 == "end" && type != "" {
		if (type ~ /imc_(sram|xbar)$/) is = ++macros
		else if (type ~ /^\$(dff|dffe|sdff|sdffe|sdffce)$/) is = ++registers
		else { is = 0; if (type ~ /dff|latch|\$sr$|\$ff$|mem/) print name ": " type }
		if (is && clock == "\\aclk_i") { bus++; clock = "\\clk_i" }
		if (is && (clock != "\\clk_i" || edge !~ /1$/)) print name ": clock " clock ", edge " edge
		type = ""
	}
	END { print registers + 0, "registers", macros + 0, "macros" (bus ? ", " bus " of the bus" : "") }' "$1.il"
}

# bench DIR [OPTION]
bench() {
	(cd "$1" && iverilog -g2005 ${2:-} -Wall -Wno-timescale -s scan -f sim.f -o ../"$1.sim" "$src/tests/scan.v") >"$1.log" 2>&1 &&
		vvp -n "$1.sim" >>"$1.log" 2>&1
	tail -1 "$1.log"
}

emit on 1 --set xbar.mvm=4
emit off 0 --set xbar.mvm=4
emit digital 1 --set xbar.kind=digital --set xbar.macs=8 --set xbar.mvm=33
for dir in on off; do
	got=$(clocks $dir)
	echo "$dir: $got"
	case $got in
	[5-9][0-9][0-9]' registers 15 macros') ;;
	*) bad "$dir: clocks" ;;
	esac
done
[ "$(bench on)" = "8 memories spoilt, 0 failed" ] || {
	head -20 on.log
	bad "scan.v"
}

emit two 1 --set xbar.mvm=4 --set io.clocks=2
got=$(clocks two)
echo "two clocks: $got"
case $got in
[5-9][0-9][0-9]' registers 15 macros, '[4-9][0-9]' of the bus') ;;
*) bad "two clocks: clocks" ;;
esac

got=$(clocks digital)
echo "digital: $got"
case $got in
*' registers 24 macros') ;;
*) bad "digital: clocks" ;;
esac
[ "$(bench digital -DDIGITAL)" = "12 memories spoilt, 0 failed" ] || {
	head -20 digital.log
	bad "scan.v of crossbars in logic"
}

# broken FILE SED HOW: a copy with a fault, found by the bench or the clocks
broken() {
	n=$((n + 1))
	rm -rf copy
	cp -r "${from:-on}" copy
	sed -i "$2" "copy/rtl/$1"
	cmp -s "${from:-on}/rtl/$1" "copy/rtl/$1" && bad "$1: nothing changed by $2"
	if [ "$3" = bench ]; then
		[ "$(bench copy ${from:+-DDIGITAL})" != "$want memories spoilt, 0 failed" ] || bad "not found: $1, $2"
	else
		case $(clocks copy) in
		*"$3"*) ;;
		*) bad "not found: $1, $2" ;;
		esac
	fi
}
broken imc_bypass.v 's/scan_i ? bypass_q : macro_i/macro_i/' bench
broken imc_bypass.v 's/folded = folded ^ padded/folded = padded/' bench
broken imc_bypass.v 's/scan_i ? bypass_q : macro_i/bypass_q/' bench
broken imc_memory.v 's/!scan && (on ? test_i\[29\]/(on ? test_i[29]/' bench
broken imc_memory.v "s/test_i\[29\] && here/test_i[29]/" bench
broken imc_memory.v 's/rdata != want\[WIDTH-1:0\]/rdata[7:0] != want[7:0]/' bench
broken imc_memory.v 's/on ? data\[WIDTH-1:0\] : wdata_i/wdata_i/' bench
broken imc_tile.v 's/test_q\[30\] && here/test_q[30]/' bench
broken imc_tile.v 's/(fail_i || core_fail)/core_fail/' bench
broken imc_core.v 's/test_fail_o = |fails/test_fail_o = |fails[2:0]/' bench
broken imc_bypass.v 's/@(posedge clk_i)/@(posedge (clk_i \&\& !scan_i))/' 'clock'
broken imc_arb.v 's/@(posedge clk_i)/@(posedge clk_i or posedge rst_i)/' '$adff'
broken imc_tile.v 's/@(posedge clk_i)/@(negedge clk_i)/' "edge 1'0"
from=digital want=12
broken imc_xbar_digital.v 's/test_fail_o = |fails/test_fail_o = |fails[BANKS:0]/' bench
broken imc_xbar_digital.v 's/test_fail_o = |fails/test_fail_o = |fails[BANKS+READ_COLS:1]/' bench
broken imc_core.v 's/test_fail_o = |fails/test_fail_o = |fails[3:0]/' bench

# flops FILE PARITY: flip-flops of a module with one virtual channel
flops() {
	(cd "$(dirname "$1")" && yosys -q -p "read_verilog -defer imc_arb.v $(basename "$1");
		hierarchy -top $(basename "$1" .v) -chparam PARITY $2 $channel; synth -flatten;
		dfflegalize -cell \$_DFF_P_ x; abc; opt_merge; opt_clean;
		tee -q -o $OLDPWD/flops.txt stat" >/dev/null) && awk '$1 ~ /_DFF_P_$/ { print $2 }' flops.txt
}
# parity FILE: how many more there are with parity
parity() {
	echo $(($(flops "$1" 1) - $(flops "$1" 0)))
}
channel='-chparam VCS 1'	# 2 ports in, 3 out
[ "$(parity "$src/rtl_templates/imc_router.v")" = 5 ] || bad "imc_router: registers of parity merged"
rm -rf copy
cp -r on copy
sed -i 's/_even_q\[p\] <= rst_i || !(\([^)]*\));/_even_q[p] <= !rst_i \&\& \1;/' copy/rtl/imc_router.v
[ "$(parity copy/rtl/imc_router.v)" = 0 ] || bad "imc_router: equal registers are not merged"
channel=	# parity of the registers, the run once more, the error
[ "$(parity "$src/rtl_templates/imc_config.v")" = 3 ] || bad "imc_config: registers of parity merged"
echo "$n faults"
[ $failed = 0 ] && [ "$n" = 16 ]
