#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab topology` prints what tests/golden/topology holds, one NAME.txt a line of
# `cases`, and with -o draws as many channels as it counts. UPDATE=1 writes anew.
set -u
imcfab=$PWD/imcfab
golden=${srcdir:-.}/tests/golden/topology
work=$PWD/topology.tmp
failed=0 n=0
rm -rf "$work"
mkdir "$work"
while read -r name expr; do
	n=$((n + 1))
	"$imcfab" topology "$expr" -o "$work/$name" >"$work/got" || failed=1
	[ -z "${UPDATE:-}" ] || cp "$work/got" "$golden/$name.txt"
	if ! diff -u "$golden/$name.txt" "$work/got"; then
		echo "$name: topology $expr"
		failed=1
	fi
	channels=$(sed -n 's/^channels *\([0-9]*\),.*/\1/p' "$work/got")
	dot=$(grep -c -- '->' "$work/$name/topology.dot")
	svg=$(grep -c '<path .*fill="none"' "$work/$name/topology.svg")
	if [ "$dot" != "$channels" ] || [ "$svg" != "$channels" ]; then
		echo "$name: $channels channels, $dot in .dot, $svg in .svg"
		failed=1
	fi
done <"$golden/cases"

# The same figures as JSON.
"$imcfab" topology "5pp(64, rows=4)" --json >"$work/json" || failed=1
for want in '"channels": 353,' '"cores": 64,' '"longest": 4' '"connected": true'; do
	grep -q "$want" "$work/json" || { echo "no $want in --json"; failed=1; }
done

# Equal hardware is one fabric, whatever the blanks of its topology.
arch=${srcdir:-.}/tests/nets/tiny.arch
"$imcfab" fabric "$arch" -o "$work/one" &&
	"$imcfab" fabric "$arch" --set "topology=5pp ( 8 )" --set link.stages=0 -o "$work/other" &&
	diff -r "$work/one" "$work/other" || failed=1
rm -rf "$work"
echo "$n topologies"
[ $failed = 0 ] && [ $n != 0 ]
