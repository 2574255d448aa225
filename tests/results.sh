#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# docs/results.md and docs/results: every CSV has its head and rows of one length, is
# known to synth/results.sh and named on the page, and the other way round; a number of
# three digits or more on the page is in a file that its paragraph names. Numbers in
# `code` and in words such as ResNet-20 are not looked at. Then --stale, on a copy in
# which one input changes.
set -u
: "${srcdir:=.}"
src=$(cd "$srcdir" && pwd)
work=$PWD/results.tmp
rm -rf "$work"
mkdir "$work"
failed=0

fail() {
	echo "$*"
	failed=1
}

# wrong_numbers PAGE: each with its paragraph's first words.
wrong_numbers() {
	awk -v folder="$src/docs/results" '
		# The numbers of a CSV, as they stand there.
		function read_csv(name,    line, n, w, i) {
			while ((getline line < (folder "/" name)) > 0) {
				if (line ~ /^#/)
					continue
				n = split(line, w, /[^0-9.]+/)
				for (i = 1; i <= n; i++)
					known[name, w[i]] = 1
			}
			close(folder "/" name)
		}
		function check(    s, text, n_files, file, number, bare, i, ok) {
			text = s = block
			n_files = 0
			while (match(s, /\(results\/[a-z0-9_]+\.csv\)/)) {
				file[++n_files] = substr(s, RSTART + 9, RLENGTH - 10)
				s = substr(s, RSTART + RLENGTH)
				if (!((file[n_files]) in seen)) {
					seen[file[n_files]] = 1
					read_csv(file[n_files])
				}
			}
			gsub(/`[^`]*`/, "", text)
			gsub(/\]\([^)]*\)/, "]", text)
			gsub(/[A-Za-z][A-Za-z]*-?[0-9][0-9A-Za-z.]*|[0-9]+x[0-9]+/, "", text)
			while (match(text, /[0-9][0-9,]*[0-9](\.[0-9]+)?|[0-9]\.[0-9]+/)) {
				number = substr(text, RSTART, RLENGTH)
				text = substr(text, RSTART + RLENGTH)
				gsub(/,/, "", number)
				bare = number
				sub(/^0*\.?0*/, "", bare)
				gsub(/\./, "", bare)
				if (length(bare) < 3)
					continue
				ok = 0
				for (i = 1; i <= n_files; i++)
					ok = ok || ((file[i], number) in known)
				if (!ok)
					print number ": " substr(block, 1, 60)
			}
			block = ""
		}
		/^#/ || /^$/ || /^- / { check() }
		!/^#/ { block = block " " $0 }
		END { check() }' "$1"
}

n=0
for csv in "$src"/docs/results/*.csv; do
	name=$(basename "$csv" .csv)
	n=$((n + 1))
	for key in what command commit inputs inputs-hash tools; do
		grep -q "^# $key: ." "$csv" || fail "$name: no line \"# $key:\""
	done
	grep -v '^#' "$csv" | awk -F , -v name="$name" '
		{ gsub(/"[^"]*"/, "quoted") }
		NR == 1 { n = NF }
		NF != n { print name ": row " NR ": " NF " fields, not " n; bad = 1 }
		END { exit bad || NR < 2 }' || fail "$name: not a table"
	"$src/synth/results.sh" --list | grep -q "^$name " || fail "$name: results.sh does not know it"
	grep -q "(results/$name.csv)" "$src/docs/results.md" || fail "$name: not on the page"
done
for name in $("$src/synth/results.sh" --list | awk '{ print $1 }') \
	$(grep -o '(results/[a-z0-9_]*' "$src/docs/results.md" | sed 's/.*\///' | sort -u); do
	[ -f "$src/docs/results/$name.csv" ] || fail "$name: no such file in docs/results"
done
# A table may be of an input that is no longer there; what it would be of now is.
"$src/synth/results.sh" --stale >/dev/null 2>"$work/inputs" || true
[ ! -s "$work/inputs" ] || fail "inputs: $(cat "$work/inputs")"
wrong_numbers "$src/docs/results.md" >"$work/wrong"
[ ! -s "$work/wrong" ] || fail "numbers that are in no file of their paragraph:
$(cat "$work/wrong")"

# The check of numbers sees one wrong digit of any number that it accepts.
sed 's/133,120/133,121/; s/1\.969/1.968/; s/4\.88/4.89/' "$src/docs/results.md" >"$work/page"
[ "$(wrong_numbers "$work/page" | sort -u | wc -l)" -ge 3 ] || fail "wrong digits pass"

# Stale is what has another input, outside git too.
copy=$work/copy
mkdir -p "$copy/docs"
(cd "$src" && cp -r synth prove rtl_templates "$copy" && cp -r docs/results "$copy/docs" &&
	for dir in gen refmodel tb arch tests; do mkdir "$copy/$dir"; done)
f=$copy/docs/results/proofs.csv
hash=$( (cd "$copy" && find prove rtl_templates -type f | LC_ALL=C sort -u | xargs sha256sum) |
	sha256sum | cut -c 1-16)
sed "s/^# inputs-hash: .*/# inputs-hash: $hash/" "$src/docs/results/proofs.csv" >"$f"
! "$copy/synth/results.sh" --stale 2>/dev/null | grep -q '^proofs' || fail "proofs: stale without a change"
echo "// changed" >>"$copy/rtl_templates/imc_fifo.v"
"$copy/synth/results.sh" --stale 2>/dev/null | grep -q '^proofs: inputs changed' ||
	fail "proofs: not stale after a change"
rm "$f"
"$copy/synth/results.sh" --stale 2>/dev/null | grep -q '^proofs: not measured' ||
	fail "proofs: measured without a file"
# An input may be a pattern: what it does not name may change, what it names may not, nor
# may there be a further file of it.
cp -r "$src/gen/emit" "$src/gen/measure" "$copy/gen"
cp "$src/arch/one-layer-per-core.arch" "$copy/arch"
f=$copy/docs/results/area_modules.csv
hash=$( (cd "$copy" && find gen/emit rtl_templates gen/measure/area*.[ch] arch/one-layer-per-core.arch -type f |
	LC_ALL=C sort -u | xargs sha256sum) | sha256sum | cut -c 1-16)
sed "s/^# inputs-hash: .*/# inputs-hash: $hash/" "$src/docs/results/area_modules.csv" >"$f"
echo "// changed" >>"$copy/gen/measure/cosim.c"
echo "an object" >"$copy/gen/measure/area_stat.o"
! "$copy/synth/results.sh" --stale 2>/dev/null | grep -q '^area_modules' ||
	fail "area_modules: stale without a change of its pattern"
for changed in area_stat.c area_further.c; do
	echo "// changed" >>"$copy/gen/measure/$changed"
	"$copy/synth/results.sh" --stale 2>/dev/null | grep -q '^area_modules: inputs changed' ||
		fail "area_modules: not stale after a change of $changed"
	rm "$copy/gen/measure/$changed"
	[ ! -f "$src/gen/measure/$changed" ] || cp "$src/gen/measure/$changed" "$copy/gen/measure"
done
# The measurements that take seconds, on small hardware: the columns of the real ones.
IMCFAB=$PWD/imcfab "$src/synth/results.sh" --try "$work/try" accuracy compare_64 compare_32 \
	compare_layers compare_tiles dies tree_512 >"$work/log" 2>&1 || { cat "$work/log"; fail "--try fails"; }
for name in accuracy compare_64 compare_32 compare_layers compare_tiles dies tree_512; do
	[ "$(grep -v '^#' "$work/try/$name.csv" | head -n 1)" = \
		"$(grep -v '^#' "$src/docs/results/$name.csv" | head -n 1)" ] ||
		fail "$name: other columns than in docs/results"
done
rm -rf "$work"
echo "$n results"
[ $failed = 0 ] && [ $n != 0 ]
