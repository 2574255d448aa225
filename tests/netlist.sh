#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab fabric` writes, text for text, the netlists, wirings and constraints of
# tests/golden/netlist: a line of `cases` is a name and the arguments. Only the version and
# the hash in the first comments, and the hash of the plan, may differ. UPDATE=1 writes anew.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
golden=$src/tests/golden/netlist
work=$PWD/netlist.tmp
failed=0 n=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
"$imcfab" map "$src/tests/nets/tiny.arch" "$src/tests/nets/tiny.json" -o tiny.plan || exit 1
cp "$src/tests/nets/tiny.arch" .
while read -r name args; do
	n=$((n + 1))
	# shellcheck disable=SC2086
	"$imcfab" fabric $args -o "$name" || failed=1
	for file in rtl/imc_fabric.v fabric.wiring syn/fabric.sdc; do
		sed 's|imcfab [0-9][^ ]*: |imcfab VERSION: |; s|, hash [0-9a-f]*$|, hash HASH|
			s|plan_i({.*})|plan_i(PLAN)|; s|^pin plan_i .*|pin plan_i PLAN|' "$name/$file" >got
		want=$golden/$name.${file##*.}
		[ -z "${UPDATE:-}" ] || cp got "$want"
		if ! diff -u "$want" got; then
			echo "$name: $file of: fabric $args"
			failed=1
		fi
	done
done <"$golden/cases"
cd ..
rm -rf "$work"
echo "$n fabrics"
[ $failed = 0 ] && [ $n = 3 ]
