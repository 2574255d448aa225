#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A fabric of six tiles as a netlist of gates: `imcfab equiv` proves small modules of it
# equal to the RTL, and refuses one with a gate of another kind; a library that is none or
# lacks flip-flops is bad input, also to `imcfab cosim --gates`.
set -u
for tool in yosys verilator; do
	command -v $tool >/dev/null || { echo "gates.sh: skipped: no $tool"; exit 77; }
done
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
lib=$src/tests/gates/cells.lib
rm -rf gates.tmp
mkdir gates.tmp
cd gates.tmp || exit 1
fail() {
	echo "FAIL: $*"
	exit 1
}

printf 'P6 8 8 255\n' >image.ppm
head -c 192 "$lib" >>image.ppm
"$imcfab" map "$src/tests/nets/tiny.arch" "$src/tests/nets/tiny.json" --set 'topology=ring(6)' \
	--set link.depth=2 --set post.cycles=4 --set debug.state=0 --set io.input=0 --set io.output=0 \
	--vcs auto -o plan >map.log || fail "no plan"

# refused TEXT LIBRARY: by both, exit status 2
refused() {
	for command in "equiv plan --work bad --liberty" "cosim plan image.ppm --build bad --gates"; do
		# shellcheck disable=SC2086
		"$imcfab" $command "$2" >out 2>err
		status=$?
		[ $status = 2 ] && grep -q "$1" err || { cat out err; fail "status $status: $command $2"; }
	done
}
refused 'holds no cells' "$src/tests/nets/tiny.arch"
refused 'none.lib' none.lib
sed '/ff (/d' "$lib" >flopless.lib
refused 'flopless.lib: holds no flip-flop' flopless.lib

modules='--module imc_arb --module imc_feed --module imc_link --module imc_fabric --module imc_tile --module imc_mac'
# shellcheck disable=SC2086
"$imcfab" equiv plan --liberty "$lib" --work b $modules >equiv.log 2>err || { cat equiv.log err; fail "equiv"; }
cat equiv.log
for module in imc_arb imc_feed imc_tile; do
	awk -v m=$module '$4 == m { n++; bad = bad || !$1 || $1 != $2 } END { exit bad || !n }' equiv.log ||
		fail "$module: not all points proved"
done
grep -q 'imc_mac.*simulation only' equiv.log || fail "nothing said of imc_mac"

# One gate of the feeder is another one.
cp b/netlist/netlist.v good.v
awk '/^module imc_feed_1/ { on = 1 } on && / NAND2 / { sub(/ NAND2 /, " NOR2 "); on = 0; n++ } { print }
	END { exit n != 1 }' good.v >b/netlist/netlist.v || fail "no gate to change"
"$imcfab" equiv plan --liberty "$lib" --work b --module imc_feed >out 2>err
status=$?
[ $status = 1 ] && grep -q 'imc_feed.*NOT PROVED' out || { cat out err; fail "equiv takes a wrong gate"; }
cat out
