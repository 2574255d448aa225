#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The benches of modules are held against faults: for each of tb/broken/*.diff the bench of
# its second line, with the parameters there, passes on the modules as they are and ends
# with a message of its own on those with the change. Every third of them; all with CHECK_LONG=1.
set -u
if ! command -v verilator >/dev/null 2>&1; then
	echo "rtl_broken.sh: skipped: no Verilator"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/rtl_broken.tmp
rm -rf "$work"
mkdir "$work"
failed=0 n=0 at=0

# bench FOLDER: of $name with $set
bench() {
	SET=$set RTL=$1 BUILD_DIR=$work/build sh "$src/tb/unit.sh" "$name" 1 2 >"$work/log" 2>&1
}

for diff in "$src"/tb/broken/*.diff; do
	copy=$(basename "$diff" .diff)
	at=$((at + 1))
	[ -n "${CHECK_LONG:-}" ] || [ $((at % 3)) = 1 ] || continue
	n=$((n + 1))
	# shellcheck disable=SC2046
	set -- $(sed -n 2p "$diff")
	name=$1 set=$2
	if [ ! -e "$work/passed.$name.$set" ]; then
		bench "$src/rtl_templates" || { cat "$work/log"; echo "$name $set fails unbroken"; exit 1; }
		touch "$work/passed.$name.$set"
	fi
	rm -rf "$work/rtl" "$work/build"
	cp -r "$src/rtl_templates" "$work/rtl"
	chmod -R u+w "$work/rtl"
	if ! patch -s -p1 -d "$work/rtl" <"$diff"; then
		echo "$copy: does not apply"
		failed=$((failed + 1))
	elif bench "$work/rtl"; then
		echo "$copy: the bench passes"
		failed=$((failed + 1))
	elif ! grep -q "seed.*cycle\|expected" "$work/log"; then
		cat "$work/log"
		echo "$copy: fails otherwise than in the bench"
		failed=$((failed + 1))
	else
		echo "$copy: $(tail -1 "$work/log")"
	fi
done
rm -rf "$work"
echo "$n of $at copies, $failed not found broken"
[ $failed = 0 ] && [ $n -gt 0 ]
