#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Area and clock of one router by Yosys and OpenSTA:
#
#	synth/router.sh IN_PORTS OUT_PORTS VCS DEPTH WIDTH LIBERTY [hardwired]
#
# Prints one line: kGE at a relaxed clock, flip-flops, Fmax in GHz, kGE at Fmax. A GE is
# the area of the library's smallest two-input NAND.
# The table is an input port; hardwired ties it to constants: output o takes the queues
# of input o+1 (cyclic), the last output inject, the roles inputs 0, 1, 2 (cyclic).
#
# LIBERTY is plain or .gz; isolation, delay and clock cells are taken out of it. Fmax is
# the best of five targets, less those on which abc crashes (a note says so); I/O delays
# are 0, there are no wires and no clock tree.
# DRIVER (default the cell "inv_2" of the library) and LOAD (fF) constrain the ports,
# TARGETS (ps) are the clocks tried, the first one relaxed. KEEP is a folder for
# scripts, logs and netlists. Exit status 1 when a cell stays unmapped or a tool fails,
# 77 without the tools.
set -eu

if [ $# -lt 6 ] || [ $# -gt 7 ] || [ "${7:-hardwired}" != hardwired ]; then
	echo "usage: router.sh IN_PORTS OUT_PORTS VCS DEPTH WIDTH LIBERTY [hardwired]" >&2
	exit 2
fi
in_ports=$1 out_ports=$2 vcs=$3 depth=$4 width=$5 liberty=$6 hardwired=${7:-}
yosys=${YOSYS:-yosys}
sta=${STA:-sta}
for tool in "$yosys" "$sta"; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "router.sh: skipped: no $tool"
		exit 77
	fi
done
rtl=$(cd "$(dirname "$0")/../rtl_templates" && pwd)
if [ -n "${KEEP:-}" ]; then
	mkdir -p "$KEEP"
	work=$(cd "$KEEP" && pwd)
else
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
fi

fail() {
	echo "router.sh: $*" >&2
	exit 1
}

# The library without the cells that abc must not use.
case $liberty in
*.gz) gzip -dc "$liberty" ;;
*) cat "$liberty" ;;
esac >"$work/all.lib" || fail "cannot read $liberty"
awk '
	!skip && /^[ \t]*cell *\(.*(lpflow|probe|dlclkp|dlymetal|dlygate|clkdly|macro_sparecell)/ {
		skip = 1
		level = 0
	}
	skip {
		level += gsub(/{/, "{") - gsub(/}/, "}")
		if (level == 0)
			skip = 0
		next
	}
	{ print }' "$work/all.lib" >"$work/cells.lib"
awk '
	/^[ \t]*cell *\(/ { name = $0; gsub(/.*\( *"?|"? *\).*/, "", name) }
	/^[ \t]*area *:/ && name != "" { gsub(/;/, ""); print name, $3; name = "" }
	' "$work/cells.lib" >"$work/areas"
nand=$(awk 'tolower($1) ~ /nand2/ && (!n || $2 < n) { n = $2 } END { print n }' "$work/areas")
driver=${DRIVER:-$(awk '$1 ~ /inv_2$/ { print $1; exit }' "$work/areas")}
[ -n "$nand" ] || fail "$liberty has no NAND2"
[ -n "$driver" ] || fail "$liberty has no cell inv_2; name one in DRIVER"
load=${LOAD:-33.442}
printf 'set_driving_cell %s\nset_load %s [all_outputs]\n' "$driver" "$load" >"$work/abc.constr"

# The router under the name imc_router; hardwired: in a wrapper with a table.
params="-chparam IN_PORTS $in_ports -chparam OUT_PORTS $out_ports -chparam VCS $vcs
	-chparam DEPTH $depth -chparam WIDTH $width"
params=$(echo "$params" | tr '\n' ' ')
constants=
if [ -n "$hardwired" ]; then
	constants=$(awk -v ins="$in_ports" -v outs="$out_ports" -v vcs="$vcs" '
		function entry(queue, b) {
			b = 2 ^ bits + queue
			for (k = 0; k <= bits; k++) {
				print "connect -set route_i[" at++ "] 1'"'"'b" b % 2
				b = int(b / 2)
			}
		}
		BEGIN {
			for (n = 1; n < ins * vcs + 1; n *= 2) bits++
			for (o = 0; o < outs; o++)
				for (v = 0; v < vcs; v++)
					entry(o == outs - 1 && v == 0 ? ins * vcs : \
					      (o + 1) % ins * vcs + v)
			for (r = 0; r < 3; r++)
				entry(r % ins * vcs)
		}')
fi

cat >"$work/front.ys" <<END
read_liberty -lib -ignore_miss_func $work/cells.lib
read_verilog -defer $rtl/imc_router.v $rtl/imc_arb.v
hierarchy -check -top imc_router $params
rename -top imc_router
proc
flatten
END
if [ -n "$hardwired" ]; then
	cat >>"$work/front.ys" <<END
delete -input imc_router/route_i
cd imc_router
$constants
cd ..
END
fi
cat >>"$work/front.ys" <<END
opt
memory -nomap
opt -full
memory_map
opt -full
techmap
opt -fast
dfflibmap -liberty $work/cells.lib
opt_clean
write_rtlil $work/front.il
END
"$yosys" -q -s "$work/front.ys" >"$work/front.log" 2>&1 || fail "$(tail -n 3 "$work/front.log")"

# map PS: maps for a clock; leaves PS.stat, PS.v, PS.sta. Fails where abc crashes.
map() {
	cat >"$work/$1.ys" <<END
read_liberty -lib -ignore_miss_func $work/cells.lib
read_rtlil $work/front.il
abc -liberty $work/cells.lib -constr $work/abc.constr -D $1 -script +strash;ifraig;scorr;dc2;dch,-f;map,{D};buffer,-p,-N,16;upsize,{D};dnsize,{D};stime,-p
opt_clean -purge
tee -o $work/$1.stat stat -liberty $work/cells.lib
splitnets
write_verilog -noattr -noexpr -simple-lhs $work/$1.v
END
	if ! "$yosys" -q -s "$work/$1.ys" >"$work/$1.log" 2>&1; then
		! grep -q "Can't open ABC output" "$work/$1.log" ||
			return 1
		fail "$(tail -n 3 "$work/$1.log")"
	fi
	# Every cell is one of the library.
	awk 'NR == FNR { known[$1] = 1; next }
		/^ +[^ ]+ +[0-9]+$/ && !/Number of/ && !($1 in known) {
			print $1; bad = 1
		}
		END { exit bad }' "$work/areas" "$work/$1.stat" >"$work/unmapped" ||
		fail "unmapped: $(tr '\n' ' ' <"$work/unmapped")"
	cat >"$work/$1.tcl" <<END
read_liberty $work/cells.lib
read_verilog $work/$1.v
link_design imc_router
create_clock -name clk -period 5 [get_ports clk_i]
set_input_delay 0 -clock clk [lsearch -inline -all -not -exact [all_inputs] [get_ports clk_i]]
set_output_delay 0 -clock clk [all_outputs]
set_false_path -from [get_ports rst_i]
set_driving_cell -lib_cell $driver [all_inputs]
set_load [expr $load / 1000.0] [all_outputs]
report_checks -path_delay max -format full_clock_expanded -fields {slew cap fanout} -digits 3
puts "fmax [expr 1.0 / (5 - [sta::time_sta_ui [sta::worst_slack_cmd max]])]"
END
	"$sta" -no_splash -exit "$work/$1.tcl" >"$work/$1.sta" 2>&1 || fail "$(tail "$work/$1.sta")"
	! grep -E 'Error|not found. *Creating black box|INF' "$work/$1.sta" >&2 ||
		fail "OpenSTA failed"
	ghz=$(awk '$1 == "fmax" { print $2 }' "$work/$1.sta")
	um2=$(awk '/Chip area for/ { print $NF }' "$work/$1.stat")
	flops=$(awk '$1 ~ /df|edf/ && $1 ~ /__e?df/ { n += $2 } END { print n }' "$work/$1.stat")
	[ -n "$ghz" ] && [ -n "$um2" ] || fail "no figures for $1 ps"
}

best=0 best_um2=0 relaxed=
for ps in ${TARGETS:-20000 2500 2000 1500 1000}; do
	if ! map "$ps"; then
		[ -n "$relaxed" ] || fail "abc crashes at $ps ps"
		echo "router.sh: abc crashes at $ps ps" >&2
		continue
	fi
	if [ -z "$relaxed" ]; then
		relaxed=$um2 ffs=$flops
	fi
	if awk -v a="$ghz" -v b="$best" 'BEGIN { exit !(a > b) }'; then
		best=$ghz best_um2=$um2
	fi
done
echo "$relaxed $ffs $best $best_um2 $nand" |
	awk '{ printf "%.2f kGE  %d flip-flops  %.3f GHz  %.2f kGE\n", $1 / $5 / 1000, $2, $3, $4 / $5 / 1000 }'
