#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A fabric of six tiles as a netlist of gates: `imcfab equiv` proves all modules of it
# equal to the RTL, and refuses one with a gate of another kind or a register of another
# clock; a library that is none or lacks flip-flops is bad input, also to `imcfab cosim
# --gates`. With CHECK_LONG=1, some minutes, `imcfab cosim --gates` runs the netlist and
# refuses the same gate.
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

# All that is synthesised is proved, and of the macros it is said that they are not.
names="arb bypass collect config core ctrl digits fabric feed fifo link mac memory pool post requant router skip slot source tile window"
modules=
for name in $names sram xbar; do
	modules="$modules --module imc_$name"
done
# shellcheck disable=SC2086
"$imcfab" equiv plan --liberty "$lib" --work b $modules >equiv.log 2>err || { cat equiv.log err; fail "equiv"; }
cat equiv.log
awk -v names="$names" '
NR == 1 { next }
/ not proved equal$/ { said = $1 == 0; next }
/: not tried, behavioural macro, simulation only$/ { macros++; bad = bad || $1 !~ /^imc_(sram|xbar)$/; next }
{ n++; bad = bad || !$1 || $1 != $2 || / NOT PROVED/; seen[$4]++ }
END {
	for (i = split(names, name); i; i--)
		if (!seen["imc_" name[i]]) { print "nothing said of imc_" name[i]; bad = 1 }
	exit bad || !said || macros != 3 || n < 29
}' equiv.log || fail "equiv: not all points of all modules proved"

# One gate is another one: bit 0 of every word that goes in is inverted. The folder has
# another name now, but what is in it is the same, so the changed netlist stays.
cp b/netlist/netlist.v good.v
change() {
	awk -v RS=';' -v ORS=';' -v module="$1" -v wire="$2" '
	BEGIN { to["NOR2"] = "OR2"; to["OR2"] = "NOR2"; to["AND2"] = "NAND2"; to["NAND2"] = "AND2" }
	/(^|\n)module / { on = index($0, "module " module "(") }
	on && index($0, ".Y(" wire ")") {
		for (old in to)
			if ($1 == old) { sub(old, to[old]); n++; break }
	}
	{ print }
	END { exit n != 1 }' good.v >gates.v || fail "no gate to change"
	sed '$ s/;$//' gates.v >b/netlist/netlist.v
}
change imc_feed_1 'data[0]'
cp b/netlist/netlist.v changed.v
"$imcfab" equiv plan --liberty "$lib" --work "$PWD/b" --module imc_feed >out 2>err
status=$?
cmp -s changed.v b/netlist/netlist.v || fail "the netlist was made again"
[ $status = 1 ] && grep -q 'imc_feed.*NOT PROVED' out || { cat out err; fail "equiv takes a wrong gate"; }
cat out

# No proof looks at clocks. wire MODULE OLD NEW [GATE]: the first pin OLD of the module as
# NEW, behind a gate more.
wire() {
	awk -v module="$1" -v old="$2" -v new="$3" -v gate="${4:-}" '
	/^module / { on = index($0, "module " module "(") }
	on && !n && (at = index($0, old)) {
		$0 = substr($0, 1, at - 1) new substr($0, at + length(old))
		n++
	}
	/^endmodule/ && on && gate { print "  " gate }
	{ print }
	END { exit n != 1 }' good.v >b/netlist/netlist.v || fail "no $2 in $1"
}
# clock MODULE WORDS STATUS: what is said of the module
clock() {
	"$imcfab" equiv plan --liberty "$lib" --work b --module "$1" >out 2>err
	status=$?
	[ $status = "$3" ] && grep -q "^ .* $1.*: $2" out || { cat out err; fail "equiv: clocks of $1"; }
	cat out
}
wire imc_feed_1 '.C(clk_i)' '.C(turned)' 'INV turn (.A(clk_i), .Y(turned));'
clock imc_feed 'NOT PROVED, has a register that is not of the rising clk_i$' 1
wire imc_feed_1 '.C(clk_i)' ".C(1'h0)"
clock imc_feed 'NOT PROVED, has a register that is not of the rising clk_i$' 1
wire imc_fabric '.clk_i(clk_i)' '.clk_i(rst_i)'
clock imc_fabric 'NOT PROVED' 1
cp good.v b/netlist/netlist.v
cp b/netlist/rtl.il rtl.il
awk '/^module / { on = $2 == "\\imc_feed_1" }
on && !n { n += sub(/sync posedge .clk_i$/, "sync negedge \\clk_i") }
{ print }
END { exit n != 1 }' rtl.il >b/netlist/rtl.il || fail "no register to change"
clock imc_feed 'not tried, two clocks' 0
cp rtl.il b/netlist/rtl.il

[ -z "${CHECK_LONG:-}" ] && exit 0
# The same in simulation, from three power-ups each: all words equal, then not.
cp good.v b/netlist/netlist.v
"$imcfab" cosim plan image.ppm --build b --gates "$lib" >cosim.log 2>err || { cat cosim.log err; fail "cosim --gates"; }
cat cosim.log
[ "$(grep -c '^power-up [1-3]: .* words compared, 0 differ$' cosim.log)" = 3 ] || fail "cosim --gates: no three power-ups"
cp changed.v b/netlist/netlist.v
"$imcfab" cosim plan image.ppm --build b --gates "$lib" >cosim.log 2>err
status=$?
cat cosim.log
[ $status = 1 ] && grep -q '^power-up 1: .* words compared, [1-9][0-9]* differ$' cosim.log ||
	{ cat err; fail "cosim --gates takes a wrong gate"; }
