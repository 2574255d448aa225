#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What an emitted folder says of its macros is what its Verilog is made of: with cells.f Yosys
# finds a cell of macro.lib for each crossbar and memory, and each is used, with the pins and
# widths of the modules. OpenSTA links a netlist of them and times a path through a memory.
# macro.lef has the same cells with the same pins, apart from each other, inside the outline,
# and the areas of the hardware file.
set -u
if ! command -v yosys >/dev/null 2>&1; then
	echo "macro.sh: skipped: no Yosys"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
imcfab=$PWD/imcfab
tiny=$src/tests/nets/tiny.arch
rm -rf macro.tmp
mkdir macro.tmp
cd macro.tmp || exit 1
failed=0
bad() {
	echo "macro.sh: $*"
	failed=1
}

# lef FILE: "NAME PINS AREA" of each macro, or what is wrong with it.
lef() {
	awk '
	function wrong(what) { print FILENAME ":" FNR ": " what; bad = 1; exit 1 }
	function rect() {
		if ($2 < 0 || $3 < 0 || $4 > width || $5 > height || $2 >= $4 || $3 >= $5)
			wrong("a rectangle outside the outline")
	}
	/^#/ || NF == 0 { next }
	$1 == "VERSION" || $1 == "BUSBITCHARS" || $1 == "DIVIDERCHAR" { next }
	$1 == "MACRO" { if (macro != "") wrong("MACRO in MACRO"); macro = $2; pins = 0; n = 0; split("", seen); next }
	$1 == "CLASS" || $1 == "ORIGIN" || $1 == "SYMMETRY" || $1 == "USE" || $1 == "PORT" { next }
	$1 == "FOREIGN" { if ($2 != macro) wrong("FOREIGN is not the macro"); next }
	$1 == "SIZE" { width = $2; height = $4; if ($3 != "BY") wrong("SIZE"); next }
	$1 == "PIN" {
		if (seen[$2]++) wrong("pin twice")
		pin = $2; next
	}
	$1 == "DIRECTION" { direction = $2; next }
	$1 == "OBS" { obs = 1; next }
	$1 == "LAYER" { layer = $2; next }
	$1 == "RECT" {
		rect()
		if (obs) next
		for (i = 0; i < n; i++)
			if (l[i] == layer && $2 < x1[i] && $4 > x0[i] && $3 < y1[i] && $5 > y0[i])
				wrong("pins " pin " and " of[i] " touch")
		l[n] = layer; x0[n] = $2; y0[n] = $3; x1[n] = $4; y1[n] = $5; of[n++] = pin
		next
	}
	$1 == "END" && $2 == pin && pin != "" {
		if (direction != "INOUT") print "pin", macro, direction, pin
		pin = ""; next
	}
	$1 == "END" && $2 == macro && macro != "" { printf "macro %s %.0f\n", macro, width * height; macro = ""; next }
	$1 == "END" && $2 == "LIBRARY" { ended = 1; next }
	$1 == "END" { obs = 0; next }
	{ wrong("not understood: " $0) }
	END { if (!bad && !ended) { print "no END LIBRARY"; exit 1 } }' "$1"
}

# lib FILE: the same of Liberty.
lib() {
	awk '
	/^  type \(/ { match($0, /bit_width : [0-9]+/); w[substr($2, 2, length($2) - 2)] = substr($0, RSTART + 12, RLENGTH - 12) }
	/^  cell \(/ { macro = substr($2, 2, length($2) - 2) }
	/^    area :/ { printf "macro %s %.0f\n", macro, $3 + 0 }
	/^    (pin|bus) \(/ { name = substr($2, 2, length($2) - 2); width = 0 }
	/^      bus_type :/ { sub(/;/, "", $3); width = w[$3] + 0 }
	/^      direction :/ {
		d = toupper($3); sub(/;/, "", d)
		if (!width) print "pin", macro, d, name
		for (i = 0; i < width; i++) print "pin", macro, d, name "[" i "]"
	}' "$1"
}

# fabric NAME ARGUMENT...
fabric() {
	name=$1
	shift
	"$imcfab" fabric "$@" -o "$name" >/dev/null || { bad "$name: not emitted"; return; }
	lef "$name/syn/macro.lef" | sort >"$name.lef"
	lib "$name/syn/macro.lib" | sort >"$name.lib"
	grep '^pin' "$name.lib" >"$name.pins"
	[ -s "$name.pins" ] || bad "$name: Liberty has no pins"
	grep '^pin' "$name.lef" | cmp - "$name.pins" || bad "$name: LEF and Liberty have other pins"
	cells=$(sed -n 's/^macro \([^ ]*\) .*/\1/p' "$name.lib")
	{
		sed -n "s|^[a-z].*|read_verilog -defer $name/&|p" "$name/cells.f"
		echo "read_liberty -lib -overwrite $name/syn/macro.lib"
		echo "hierarchy -check -top imc_fabric"
		for cell in $cells; do
			echo "select -assert-min 1 t:$cell"
		done
	} >"$name.ys"
	yosys -q -s "$name.ys" >"$name.log" 2>&1 || bad "$name: $(tail -1 "$name.log")"
	grep -i "warning.*\(resiz\|cell\)" "$name.log" && bad "$name: Yosys warns"
	n=$((n + $(echo "$cells" | wc -w)))
}

n=0
fabric plain "$tiny" --set xbar.area=90000 --set sram.area=0.5
fabric lanes "$tiny" --set post.lanes=4 --set psum.bits=16 --set link.bits=128 --set pool.weights=1024
for net in tiny depthwise; do
	"$imcfab" map "$tiny" "$src/tests/nets/$net.json" --set pool.weights=256 --set 'topology=5pp(12)' \
		-o $net.plan >/dev/null || bad "$net: not mapped"
	fabric hard_$net $net.plan --hardwired
done
# Areas: those of the hardware file, up to the rounding of a side.
awk '$1 == "macro" && FNR == NR { lib[$2] = $3; next }
	$1 == "macro" { n++; if ($3 < lib[$2] || $3 > 1.02 * lib[$2]) { print $2 ": " $3 " um2, not " lib[$2]; bad = 1 } }
	END { exit bad || n < 3 }' plain.lib plain.lef || bad "areas of LEF and Liberty differ"
grep -q '^macro imc_sram_32x256 4096$' plain.lib || bad "a memory of 8192 bits of 0.5 um2 is not 4096 um2"

sta=$(command -v sta || command -v opensta)
if [ -n "$sta" ]; then
	cat >chain.v <<END
module chain (clk_i, we, in, out);
  input clk_i, we; input [31:0] in; output [31:0] out;
  wire [31:0] middle;
  imc_sram_32x256 a (.clk_i(clk_i), .we_i(we), .re_i(we), .waddr_i(in[7:0]), .raddr_i(in[15:8]), .wdata_i(in), .rdata_o(middle));
  imc_sram_32x256 b (.clk_i(clk_i), .we_i(we), .re_i(we), .waddr_i(in[7:0]), .raddr_i(in[15:8]), .wdata_i(middle), .rdata_o(out));
endmodule
END
	cat >chain.tcl <<END
read_liberty plain/syn/macro.lib
read_verilog chain.v
link_design chain
create_clock -name clk -period 2 [get_ports clk_i]
report_checks -from a -to b
END
	"$sta" -no_splash -exit chain.tcl >chain.log 2>&1
	# 2 ns less 1 ns to the output and 0.2 ns of setup
	grep -q '0.80 *slack (MET)' chain.log || { cat chain.log; bad "OpenSTA: not 0.8 ns between two memories"; }
	grep -i 'warning\|error' chain.log && bad "OpenSTA warns"
fi
echo "$n cells of macros in four fabrics"
[ $failed = 0 ] && [ "$n" -ge 12 ]
