#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Names of files and folders with quotes, blanks, dollars, backslashes and more: emitted,
# drawn and measured as any other, or refused by name where a tool could misread them.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/names.tmp
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
list="it's a \\ %s \$(x) \`y\` ; | <&> {z}[*]? é"
printf '0 1\n1 0\n' >"$list"
sed '/^topology/d' "$src/tests/nets/tiny.arch" >odd.arch
printf 'topology = edges("%s")\n' "$list" >>odd.arch

fails() {
	echo "names: $*"
	failed=1
}

# refused TEXT ARGUMENTS: exit status 2, this in the message, nothing left behind
refused() {
	text=$1
	shift
	before=$(find . | sort)
	"$imcfab" "$@" >said 2>&1
	[ $? = 2 ] || fails "not refused: $*"
	grep -qF "$text" said || fails "$*: no '$text' in: $(cat said)"
	rm said
	[ "$before" = "$(find . | sort)" ] || fails "left something behind: $*"
}

"$imcfab" fabric odd.arch -o "o d\"d 'x'" || fails "fabric"
grep -qF "// Topology edges(\"$list\")." "o d\"d 'x'/rtl/imc_fabric.v" || fails "no topology in the netlist"
[ "$(grep -c '^| topology |.*\\|' "o d\"d 'x'/README.md")" = 1 ] || fails "bar not escaped in README.md"
"$imcfab" topology "edges(\"$list\")" -o "t p" --json >facts || fails "topology"
grep -qF 'digraph "edges(\"it'\''s a \\ %s' "t p/topology.dot" || fails ".dot not escaped"
grep -qF '&lt;&amp;&gt;' "t p/topology.svg" || fails ".svg not escaped"
if command -v python3 >/dev/null; then
	python3 -c 'import json, sys, xml.dom.minidom as m
json.load(open("facts")); m.parse("t p/topology.svg")' || fails "JSON or SVG cannot be read"
fi

# A value of a hardware file is one line, also from the command line.
refused "topology: character 0x0a: must be one line of text" \
	fabric odd.arch --set "topology=path(2)
x" -o out

# Scripts of the tools would be misread.
for odd in 'a b' 'a"b' 'a$b' "a'b" 'a#b' 'a;b' 'a[b]' 'a\b'; do
	if command -v yosys >/dev/null; then
		refused "in the name of a folder or file, which yosys would misread" \
			area odd.arch --work "$odd"
	fi
	if command -v verilator >/dev/null; then
		refused "in the name of a folder or file, which make would misread" \
			cosim odd.arch odd.arch --build "$odd"
	fi
done
# The expression of an edge list goes into the netlist that Yosys reads.
if command -v yosys >/dev/null; then
	"$imcfab" fabric odd.arch -o plain || fails "fabric"
	yosys -q -p 'read_verilog plain/rtl/imc_fabric.v; select -assert-count 2 imc_fabric/tile_*' ||
		fails "Yosys cannot read the netlist"
fi
cd ..
rm -rf "$work"
[ $failed = 0 ]
