#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab area --flat` on the smallest fabric: the table, its total and the JSON file say
# the same.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/area.build
failed=0
command -v yosys >/dev/null || { echo "skipped: no Yosys"; exit 77; }
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
cat >least.arch <<'END'
imcfab-arch 1
name = least
topology = mesh(1, 1)
clock = 1000 MHz
link.bits = 32 bit
link.vcs = 1
link.depth = 2 flit
xbar.rows = 4
xbar.cols = 4
xbar.mvm = 8 cycle
xbar.weight_bits = 2 bit
adc.bits = 4 bit
act.bytes = 64 byte
skip.bytes = 64 byte
END

if ! "$imcfab" area least.arch --flat --work work --json area.json >log 2>&1; then
	cat log
	exit 1
fi
# The total is the sum of the shapes, in the table and in the file.
awk '
/^ +[0-9]+ +[0-9]+ +[0-9]+  / { cells += $1 * $2; flops += $1 * $3; n++ }
/^total: / { total = $2; total_flops = $4 }
END {
	print n " shapes, " cells " cells, " flops " flip-flops"
	exit !(n == 2 && cells == total && flops == total_flops && cells > 1000)
}' log || failed=1
total=$(sed -n 's/^total: \([0-9]*\) cells.*/\1/p' log)
grep -q "\"total_cells\": $total," area.json || failed=1
grep -q '"measured": "flat"' area.json || failed=1
grep -q ' 1 crossbars, ' log || failed=1
[ $failed = 0 ] || cat log area.json
exit $failed
