#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A fabric whose crossbars are logic (xbar.kind = digital): the small residual network in RTL,
# every word and the predicted cycles, with stalls, from random contents, halted and started
# again, and hardwired; the trained network of arch/ecp5.arch against the network in integers;
# area and clock of a small one without a crossbar macro; and the answers to wrong numbers.
set -eu
. "${srcdir:-.}/tests/cosim_common"
work=$PWD/digital.tmp
rm -rf "$work"
mkdir "$work"
IMCFAB_SHARE=$src
export IMCFAB_SHARE

fail() {
	echo "FAIL: $*"
	exit 1
}

ecp5=$src/arch/ecp5.arch net=$src/nets/resnet8_shapes_int
"$imcfab" map "$ecp5" "$net.json" -o "$work/ecp5.plan"
"$imcfab" check "$work/ecp5.plan"
"$imcfab" run "$work/ecp5.plan" cosim.build/test.bin -n 16 --oracle "$net.json" \
	--expected "${net%_int}_expected.json"
! "$imcfab" fabric "$ecp5" --set xbar.mvm=1168 -o "$work/no" 2>"$work/err" ||
	fail "a product in a cycle too few is taken"
grep -qx 'imcfab: --set: xbar.mvm = 1168: must be 1169..65535 where xbar.macs = 8' "$work/err" ||
	fail "$(cat "$work/err")"
[ ! -e "$work/no" ] || fail "a refused fabric left a folder"

# 144 rows of 16 columns, 16 products a cycle.
set -- --set xbar.kind=digital --set xbar.macs=16 --set xbar.mvm=169
tiny=$src/tests/nets/tiny
"$imcfab" map "$tiny.arch" "$tiny.json" --set 'topology=5pp(6)' "$@" -o "$work/tiny.plan"
"$imcfab" run "$work/tiny.plan" cosim.build/test.bin --resize 8 -n 2 --oracle "$tiny.json"
b="--build cosim.build/digital"
equal digital "$work/tiny.plan" cosim.build/test.bin --resize 8 $b -n 3 --init-seed 6
equal digital_stalls "$work/tiny.plan" cosim.build/test.bin --resize 8 $b -n 3 --stall 11 --init-seed 5
equal digital_halts "$work/tiny.plan" cosim.build/test.bin --resize 8 $b --halt 3
equal digital_hardwired "$work/tiny.plan" cosim.build/test.bin --resize 8 --build cosim.build/digital_hardwired \
	--hardwired --stall 41

# Area: logic and memories alone, in all modules.
"$imcfab" area "$tiny.arch" --set 'topology=path(2)' --set xbar.rows=16 --set xbar.cols=8 \
	--set xbar.kind=digital --set xbar.macs=4 --set xbar.mvm=45 --set post.cycles=4 \
	--work "$work/area" --json "$work/area.json" >"$work/area.log" || fail "$(cat "$work/area.log")"
grep -q '"crossbars": 0,' "$work/area.json" || fail "area counts a crossbar macro"
grep -q '^ *2 .*imc_xbar_digital ' "$work/area.log" || fail "area has no crossbars in logic"
rm -rf "$work"
