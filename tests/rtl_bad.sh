#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every module refuses a parameter out of its range: Icarus, Verilator and Yosys end with
# an error that names the module which is missing (docs/rtl.md, "Language"), for each
# line of tests/rtl_bad/list, and that list has every such name of rtl_templates. A
# module with its own parameters passes in all three: synth/lint.sh. Yosys does not read
# the model of the crossbar.
set -u
iverilog=${IVERILOG:-iverilog} verilator=${VERILATOR:-verilator} yosys=${YOSYS:-yosys}
for tool in "$iverilog" "$verilator" "$yosys"; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "rtl_bad.sh: skipped: no $tool"
		exit 77
	fi
done
rtl=$(cd "${srcdir:-.}/rtl_templates" && pwd) || exit 1
list=$rtl/../tests/rtl_bad/list
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0 n=0

# refused TOOL NAME COMMAND...: ends with an error, and says the name
refused() {
	tool=$1 name=$2
	shift 2
	if "$@" >"$work/log" 2>&1 || ! grep -q "$name" "$work/log"; then
		echo "$name: not refused by $tool, or not by this name"
		head -3 "$work/log"
		failed=$((failed + 1))
	fi
}

cd "$rtl" || exit 1
for name in $(sed -n 's/ *\([a-z_A-Z0-9]*\) refused ();/\1/p' imc_*.v | sort -u); do
	grep -q "^$name " "$list" || [ "$name" = imc_config_enable_must_be_bit_0_of_register_0 ] || {
		echo "$name: not in tests/rtl_bad/list"
		failed=$((failed + 1))
	}
done
while read -r name top parameters; do
	[ "$name" != "#" ] || continue
	n=$((n + 1))
	i='' v='' y=''
	for p in $parameters; do
		i="$i -P$top.$p"
		v="$v -G$p"
		y="$y -chparam ${p%=*} ${p#*=}"
	done
	# shellcheck disable=SC2086
	refused Icarus "$name" "$iverilog" -g2005 -t null -y . -I . -s "$top" $i "$top.v"
	# shellcheck disable=SC2086
	refused Verilator "$name" "$verilator" --lint-only -Wno-fatal -Wno-lint -y . --top-module "$top" $v "$top.v"
	[ "$top" != imc_xbar ] || continue
	refused Yosys "$name" "$yosys" -q -p "read_verilog -defer $top.v;
		hierarchy -check -top $top -libdir . $y"
done <"$list"
echo "$n illegal parameters, three tools each, $failed not refused as expected"
[ $failed = 0 ] && [ $n -gt 0 ]
