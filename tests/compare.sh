#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab compare` on small networks: the same figures in table, CSV and JSON; kept
# plans that pass `imcfab check`; RTL equal to the reference model on a 5pp, a mesh and
# a torus; the area that `imcfab area` reports.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/compare.build
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
nets=$src/tests/nets
failed=0

fail() {
	echo "compare: $*"
	failed=1
}

# compare NAME ARGUMENTS: table in NAME.txt, files in NAME/.
compare() {
	name=$1
	shift
	if ! "$imcfab" compare "$@" -o "$name" >"$name.txt" 2>"$name.err"; then
		fail "$name: exit status not 0: imcfab compare $*"
		cat "$name.txt" "$name.err"
		exit 1
	fi
}

# A line of CSV as lines "column value".
csv_lines() {
	awk '
	function split_csv(line, out,   n, i, c, quoted) {
		n = 1
		split("", out)
		for (i = 1; i <= length(line); i++) {
			c = substr(line, i, 1)
			if (c == "\"") quoted = !quoted
			else if (c == "," && !quoted) n++
			else out[n] = out[n] c
		}
		return n
	}
	NR == 1 { n = split_csv($0, key); next }
	{
		if (split_csv($0, v) != n) print "ragged line", NR
		for (i = 1; i <= n; i++) print NR - 2, key[i], v[i]
	}' "$1/compare.csv" | sed 's/ $//'
}

# The same out of the JSON, which has a column a line.
json_lines() {
	awk '
	/^  \{/ { row++ }
	/^   "/ && !/"channel_words"/ && !/"area":/ {
		line = $0
		sub(/^   "/, "", line)
		key = line
		sub(/".*/, "", key)
		sub(/^[^:]*: /, "", line)
		sub(/,$/, "", line)
		if (line == "null") line = ""
		gsub(/"/, "", line)
		print row - 1, key, line
	}' "$1/compare.json" | sed 's/ $//'
}

# A value of row $2 and column $3.
value() {
	csv_lines "$1" | awk -v row="$2" -v key="$3" '$1 == row && $2 == key {
		sub(/^[^ ]* [^ ]* ?/, "")
		print
	}'
}

# Table, CSV and JSON of NAME agree; the rows are $2 in number.
same() {
	csv_lines "$1" >"$1.csv_lines"
	json_lines "$1" >"$1.json_lines"
	cmp -s "$1.csv_lines" "$1.json_lines" || {
		diff "$1.csv_lines" "$1.json_lines" | head -20
		fail "$1: CSV and JSON differ"
	}
	n=$(($(wc -l <"$1/compare.csv") - 1))
	[ "$n" = "$2" ] || fail "$1: $n rows, wanted $2"
	grep -E '^[0-9a-z]+\(' "$1.txt" >"$1.rows"
	[ $(($(wc -l <"$1.rows") % $2)) = 0 ] ||
		fail "$1: a part of the table has not $2 rows"
	for name in $(sed -n '/^written to/,$p' "$1.txt" | sed 1d); do
		[ -f "$1/$name" ] || fail "$1: $name was not written"
	done
	# The line of a row in every part, joined.
	awk -v n="$2" '{ row[(NR - 1) % n] = row[(NR - 1) % n] "  " $0 }
		END { for (i = 0; i < n; i++) print row[i] }' "$1.rows" >"$1.joined"
	i=0
	while IFS= read -r line; do
		for key in topology cores channels dilation hops \
			max_bits_per_cycle max_bits_per_cycle_bound \
			mean_bits_per_cycle max_gbit_per_s \
			mean_gbit_per_s mean_streams_per_channel vcs_needed \
			full_rate_bits_per_cycle link_width_needed interval_predicted \
			latency_predicted interval_measured latency_measured \
			words_compared router_cells fabric_cells router_um2 \
			fabric_um2 router_kge fabric_kge wire_pitches \
			longest_pitches bandwidth_area bandwidth_wire; do
			v=$(value "$1" $i $key)
			[ -z "$v" ] && continue
			printf '  %s  \n' "$line" | tr , ' ' |
				grep -qF -- " $(echo "$v" | tr , ' ') " ||
				fail "$1: row $i: $key = $v is not in: $line"
		done
		[ "$(value "$1" $i router)" != dimension ] ||
			case $line in *", dimension order "*) ;; *)
				fail "$1: row $i does not name its router" ;; esac
		i=$((i + 1))
	done <"$1.joined"
	for chart in "$1"/*.svg; do
		grep -q '</svg>' "$chart" || fail "$chart is no picture"
	done
}

# near ROW KEY WHAT: measured within 2 % of predicted.
near() {
	awk -v a="$(value "$1" "$2" "$3_predicted")" \
		-v b="$(value "$1" "$2" "$3_measured")" 'BEGIN {
		exit !(a > 0 && b > 0 && a - b < a / 50 && b - a < a / 50)
	}' || fail "$1: row $2: $3 predicted and measured differ"
}

# 1. With RTL where there is Verilator.
cosim=
if command -v verilator >/dev/null; then
	cosim=--cosim
else
	echo "no Verilator: without RTL"
fi
compare tiny "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --keep $cosim --route negotiated \
	${cosim:+--images "$src/tests/images/picture.ppm" --images "$src/tests/images/alpha.png"} \
	--topology '5pp(8)' --topology 'mesh(4, 2)' --topology 'torus(4, 2)'
same tiny 3
for i in 0 1 2; do
	folder=$(value tiny $i folder)
	[ -f "$folder/plan" ] || { fail "row $i: no plan in $folder"; continue; }
	"$imcfab" check "$folder/plan" >check.log || {
		cat check.log
		fail "row $i: plan refused"
	}
	grep -q "dilation $(value tiny $i dilation)," check.log ||
		fail "row $i: imcfab check counts another dilation: $(cat check.log)"
	[ "$(value tiny $i model)" = plan ] || fail "row $i is not of a plan"
	[ -n "$cosim" ] || continue
	[ "$(value tiny $i words_compared)" -gt 1000 ] || fail "row $i: few words"
	[ "$(value tiny $i words_differing)" = 0 ] || fail "row $i: words differ"
	near tiny $i interval
	near tiny $i latency
done
[ "$(value tiny 0 dilation)" = 1 ] || fail "tiny is no homomorphism into 5pp(8)"

# 2. Grids with both routers; nothing but the result is left without --keep, and it
# is the same again.
for name in lean again; do
	compare $name "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area \
		--topology '5pp(8)' --topology 'mesh(4, 2)' --topology 'torus(4, 2)'
done
same lean 5
[ "$(value lean 2 router)" = dimension ] || fail "mesh: no dimension order"
[ "$(ls lean | tr '\n' ' ')" = "compare.csv compare.json designs.json report.html tiny-load.svg tiny-wire.svg " ] ||
	fail "left in lean: $(ls lean)"
cmp -s lean/compare.json again/compare.json || fail "another result the second time"

# Links of two widths: a row each, named, the same load in half the words. Without
# multicast: flows alone, in which no stream has two readers, so that there are more.
compare links "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --links 32,64 \
	--route negotiated --topology '5pp(8)' --topology 'mesh(4, 2)'
same links 4
for i in 0 1; do
	narrow=$((2 * i)) wide=$((2 * i + 1))
	[ "$(value links $narrow link_bits)" = 32 ] || fail "links: row $narrow has not 32 bits"
	[ "$(value links $wide link_bits)" = 64 ] || fail "links: row $wide has not 64 bits"
	[ "$(value links $narrow max_words)" -gt "$(value links $wide max_words)" ] ||
		fail "links: row $wide has as many words as row $narrow"
	for key in topology max_words hops interval_predicted; do
		[ "$(value links $narrow $key)" = "$(value lean $i $key)" ] ||
			fail "links: row $narrow is not that of 32 bits alone: $key"
	done
done
grep -q '^5pp(8), 64 bits ' links.txt || fail "links: the table does not name the width"
# Columns at once as many as a word has sums, said where they are fewer than the hardware's;
# links of four words a cycle as flow alone, with a quarter of the words.
compare lanes "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --links 32,64,128,512 --route negotiated \
	--set link.bits=128 --set post.lanes=4 --set post.cycles=1 --topology 'mesh(4, 2)'
same lanes 4
for i in 0 1 2 3; do
	set -- 1 2 4 4
	shift $i
	[ "$(value lanes $i post_lanes)" = "$1" ] || fail "lanes: row $i has $(value lanes $i post_lanes)"
done
grep -q '^mesh(4, 2), 32 bits, 1 lane ' lanes.txt && grep -q '^mesh(4, 2), 64 bits, 2 lanes ' lanes.txt &&
	grep -q '^mesh(4, 2), 128 bits  ' lanes.txt || fail "lanes: the table does not name them"
[ "$(value lanes 2 model)" = plan ] && [ "$(value lanes 3 model)" = flow ] &&
	[ "$(value lanes 3 link_bits)" = 512 ] || fail "lanes: the last row is no flow of 512 bits"
[ "$(value lanes 3 max_words)" -lt "$(value lanes 2 max_words)" ] || fail "lanes: 512 bits save no words"
"$imcfab" compare "$nets/tiny.json" --arch "$nets/tiny.arch" --links 512 --cosim -o refused \
	>refused.txt 2>&1
[ $? = 2 ] && [ ! -e refused ] && grep -q -- '--links: no RTL has links of 512 bits' refused.txt ||
	fail "--links 512 --cosim: $(cat refused.txt)"
compare unicast "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --unicast \
	--route negotiated --topology '5pp(8)' --topology 'mesh(4, 2)'
same unicast 2
[ "$(value unicast 0 model)" = unicast ] || fail "unicast: model is $(value unicast 0 model)"
[ "$(value unicast 0 streams)" -gt "$(value lean 0 streams)" ] || fail "unicast: no more streams"
# The fewest virtual channels at all are not more than the fewest that cost no load.
compare least "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --vcs least \
	--topology '5pp(8)' --topology 'mesh(4, 2)' --topology 'torus(4, 2)'
same least 5
for i in 0 1 2 3 4; do
	[ "$(value least $i vcs_needed)" -le "$(value lean $i vcs_needed)" ] ||
		fail "least: row $i needs more virtual channels than it did"
done
# The die of a row without a plan has the tasks of the row, copies and all.
compare floor "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --unicast --keep --interval 200 \
	--set act.sources=4 --route negotiated --topology 'mesh(8, 4)'
[ "$(grep -c '<title>' floor/*/floor.svg)" -ge "$(value floor 0 tasks)" ] ||
	fail "floor: $(value floor 0 tasks) tasks, fewer cores are named"
[ "$(value floor 0 tasks)" -gt "$(value lean 0 tasks)" ] || fail "floor: no copies"
for bad in '' 31 32,32 64,32 32, ,32 32,640 32x 032 99999999999999999999; do
	"$imcfab" compare "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area --links "$bad" \
		-o refused >refused.txt 2>&1
	[ $? = 2 ] && [ ! -e refused ] && [ "$(wc -l <refused.txt)" = 1 ] &&
		grep -q -- '--links: .*32,64,128' refused.txt || fail "--links '$bad': $(cat refused.txt)"
done

# 3. The whole list.
compare all "$nets/tiny.json" --arch "$nets/tiny.arch" --no-area
same all 12
left='cmesh on 8 cores: needs four cores at each router of two rows of equal length'
grep -qxF "left out: $left" all.txt || fail "all: the table does not say what it leaves out"
grep -qF "\"left_out\": [\"$left\"]" all/compare.json || fail "all: nor does compare.json"
for i in 0 1 2 3 4 5 6 7 8 9 10 11; do
	[ "$(value all $i cores)" = 8 ] || fail "row $i has not 8 cores"
done

# 4. A graph of shapes: figures without a plan, and the row says why there is no RTL.
compare shapes "$src/tests/graphs/small.json" --arch "$nets/tiny.arch" \
	--no-area $cosim --topology 'mesh(4, 4)'
same shapes 2
[ "$(value shapes 0 model)" = flow ] || fail "shapes: model is not flow"
[ "$(value shapes 0 max_words)" -gt 0 ] || fail "shapes: no load"
[ -z "$cosim" ] || [ "$(value shapes 0 note)" = "no weights, no RTL run" ] ||
	fail "shapes: note is $(value shapes 0 note)"

# 5. Area: the total that `imcfab area` prints.
if command -v yosys >/dev/null; then
	compare area "$nets/one.json" --arch "$nets/tiny.arch" --topology '5pp(2)'
	same area 1
	"$imcfab" area "$nets/tiny.arch" --set link.vcs="$(value area 0 vcs_needed)" \
		--set 'topology=5pp(2)' --work area.work --cache area/area-cache >area.log || fail "imcfab area"
	grep -q "total: $(value area 0 fabric_cells) cells" area.log || {
		cat area.log
		fail "area of the fabric is not $(value area 0 fabric_cells)"
	}
	[ -f area/one-area.svg ] || fail "no chart of the area"
else
	echo "no Yosys: without area"
fi

[ $failed = 0 ] && echo "comparisons agree"
exit $failed
