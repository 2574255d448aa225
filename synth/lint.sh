#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Lint of every module alone, with its default parameters: synth/lint.sh [FILE...]
#
# Verilator -Wall and Yosys (hierarchy, proc, check; no latches) on each FILE, default
# all of rtl_templates; submodules are found beside it. The two macros are Verilator's
# alone. One line a module; exit status 1
# on any warning, 77 without the tools.
set -u

verilator=${VERILATOR:-verilator}
yosys=${YOSYS:-yosys}
for tool in "$verilator" "$yosys"; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "lint.sh: skipped: no $tool"
		exit 77
	fi
done
[ $# -gt 0 ] || set -- "$(dirname "$0")"/../rtl_templates/*.v
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
log=$work/log

lint() {
	dir=$(dirname "$1")
	top=$(basename "$1" .v)
	"$verilator" --lint-only -Wall -y "$dir" --top-module "$top" "$1" >"$log" 2>&1 ||
		return 1
	case " $macros " in
	*" $top "*) return 0 ;;
	esac
	(cd "$dir" && "$yosys" -q -p "read_verilog -lib \"$work/stubs.v\";
		read_verilog -defer $top.v; hierarchy -check -top $top -libdir .; proc;
		check -assert; select -assert-none t:\$dlatch") >"$log" 2>&1 || return 1
	! grep -i warning "$log"
}

# Black boxes for synthesis: their models are for simulation.
macros="imc_sram imc_xbar"
for macro in $macros; do
	sed '/^);/q' "$(dirname "$1")/$macro.v"
	echo endmodule
done >"$work/stubs.v"

status=0
for file in "$@"; do
	if lint "$file" >/dev/null; then
		echo "$(basename "$file" .v): clean"
	else
		echo "$(basename "$file" .v): not clean"
		cat "$log"
		status=1
	fi
done
exit $status
