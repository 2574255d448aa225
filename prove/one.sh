#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One proof, its outcome as one line.
#
#   one.sh induction STEPS WRAPPER [PARAMETER=VALUE ...]
#     every property holds for ever: from reset for STEPS steps, and by induction
#   one.sh bounded STEPS WRAPPER [PARAMETER=VALUE ...]
#     every property holds from reset for STEPS steps; invariants are left out
#   one.sh broken DIFF
#     a copy of the module with a fault fails the property that the second line of
#     DIFF names: STEPS WRAPPER PROPERTY [PARAMETER=VALUE ...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rtl=$here/../rtl_templates
how=$1
shift
keep= fault=
if [ "$how" = broken ]; then
	fault=$1
	# shellcheck disable=SC2046
	set -- $(sed -n 2p "$fault")
	keep=$3
	steps=$1 wrapper=$2
	shift 3
else
	steps=$1 wrapper=$2
	shift 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

cp "$rtl"/imc_arb.v "$rtl"/imc_bypass.v "$rtl"/imc_cdc_fifo.v "$rtl"/imc_cdc_reset.v \
	"$rtl"/imc_cdc_sync.v "$rtl"/imc_collect.v "$rtl"/imc_config.v "$rtl"/imc_digits.v \
	"$rtl"/imc_feed.v "$rtl"/imc_fifo.v "$rtl"/imc_link.v "$rtl"/imc_mac.v \
	"$rtl"/imc_memory.v "$rtl"/imc_parity.v "$rtl"/imc_pool.v "$rtl"/imc_post.v \
	"$rtl"/imc_requant.v "$rtl"/imc_router.v "$rtl"/imc_slot.v "$rtl"/imc_sram.v \
	"$rtl"/imc_task.vh \
	"$here/$wrapper.v" "$work"
if [ -n "$fault" ] && ! patch -s -d "$work" -F0 <"$fault" >"$work/log" 2>&1; then
	cat "$work/log"
	echo "$(basename "$fault"): does not apply"
	exit 1
fi

shape=$*
args=
for p in "$@"; do
	args="$args -chparam ${p%=*} ${p#*=}"
done
[ "$how" = induction ] || args="$args -chparam INVARIANTS 0"
# Memories become registers, so that a wrapper can name their words.
{
	echo "read_verilog -formal -defer $work/*.v"
	echo "hierarchy -check -top $wrapper $args"
	echo 'proc; opt_clean; memory; opt_clean; flatten'
	if [ -n "$keep" ]; then
		echo "select -assert-min 1 t:\$assert n:*$keep %i"
		echo "delete t:\$assert n:*$keep %d"
	fi
	# What a wrapper declares to be any value is cut off from what makes it.
	sed -n 's/^\/\/ Any value: /cutpoint w:\\/p' "$here/$wrapper.v"
	# An x is any value, and the reset of a register is part of its input.
	echo 'setundef -undriven -anyseq; opt_clean'
	# With several clocks these are inputs, that rise in any step.
	if grep -q '^// Clocks: ' "$here/$wrapper.v"; then
		echo clk2fflogic
	else
		echo async2sync
	fi
	echo dffunmap
	# Gates of one bit and all steps as one formula: the solver is ten times as fast, but
	# where a wrapper says so, as a product of words is one term.
	if grep -q '^// In words' "$here/$wrapper.v"; then
		echo 'opt; dffunmap; opt_clean'
	else
		echo 'opt; techmap; opt; dffunmap; abc -g AND,OR,XOR,MUX; opt_clean'
	fi
	echo 'select -assert-min 1 t:$assert'
	echo "write_smt2 -wires $work/model.smt2"
} >"$work/model.ys"
if ! yosys -q -s "$work/model.ys" >"$work/log" 2>&1; then
	cat "$work/log"
	echo "$wrapper $shape: Yosys failed"
	exit 1
fi

# Ends with the outcome of smtbmc, and its output in the log.
check() {
	timeout "${PROVE_SECONDS:-300}" \
		yosys-smtbmc --noprogress --unroll -s z3 -t "$@" "$work/model.smt2" >"$work/log" 2>&1
}
failed() {
	cat "$work/log"
	echo "$wrapper $shape: $1"
	exit 1
}
began=$(date +%s%N)
case $how in
broken)
	! check "$steps" || failed "$(basename "$fault") does not fail $keep"
	grep -q "Assert failed in $wrapper: .*$keep" "$work/log" ||
		failed "$(basename "$fault"): no answer on $keep"
	step=$(sed -n 's/.*Checking assertions in step \([0-9]*\)\.\./\1/p' "$work/log" | tail -1)
	text="$(basename "$fault" .diff) fails $keep in step $step"
	;;
bounded)
	check "$steps" || failed "not shown for $steps steps"
	text="$wrapper $shape: holds for $steps steps"
	;;
induction)
	check "$steps" || failed "does not hold from reset"
	check "$steps" -i || failed "no induction over $steps steps"
	left=$(sed -n 's/.*Trying induction in step \([0-9]*\)\.\./\1/p' "$work/log" | tail -1)
	text="$wrapper $shape: proved by induction, depth $((steps - left))"
	;;
esac
tenths=$((($(date +%s%N) - began) / 100000000))
echo "$text, $((tenths / 10)).$((tenths % 10)) s"
