#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab cosim --trace` on a fabric with a fault: the waves show the first word that
# differs at the cycle and in the tile that the message names, and every signal of the save
# file is in the waves; then, from a later cycle on, nothing before that.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
imcfab=$PWD/imcfab
IMCFAB_SHARE=$src
export IMCFAB_SHARE
rm -rf waves.tmp
mkdir waves.tmp
cd waves.tmp
inc=$(verilator --getenv VERILATOR_ROOT)/include/gtkwave
cc -w -DFST_CONFIG_INCLUDE='"fst_config.h"' -I"$inc" -o read "$src/tests/waves_read.c" "$inc/fstapi.c" "$inc/lz4.c" "$inc/fastlz.c" -lz

fail() {
	echo "FAIL: $*"
	exit 1
}

sed 's/^topology = .*/topology = path(6)/
	s/^xbar.cols = .*/xbar.cols = 16/' "$src/tests/nets/tiny.arch" >two.arch
cp -r "$src/rtl_templates" rtl
chmod -R u+w rtl
# Sums are too large by 8.
f=$(find rtl -name imc_mac.v)
sed "s/^\( *p_o = row.*\);$/\1 + {{(WIDTH-4){1'b0}}, 4'd8};/" "$f" >new
! cmp -s new "$f" || fail "no line of the fault"
cp new "$f"
"$imcfab" images --count 2 -o im.bin
"$imcfab" map two.arch "$src/tests/nets/small.json" -o plan >map.log
status=0
"$imcfab" cosim plan im.bin -n 2 --rtl rtl --build b --trace w.fst >log || status=$?
cat log
[ $status = 1 ] || fail "status $status"
line=$(grep '^  cycle ' log) || fail "no difference"
cycle=$(echo "$line" | sed 's/.*cycle \([0-9]*\),.*/\1/')
got=$(echo "$line" | sed 's/.*got 0x0*\([0-9a-f]*\),.*/\1/')
./read w.fst w.fst.gtkw || fail "signals of the save file"
case $line in
*' node '*)
	node=$(echo "$line" | sed 's/.* node \([0-9]*\),.*/\1/')
	at=$cycle
	[ "$(./read w.fst tile_$node.imc_tile.seen_q "$at")" != 0 ] || fail "no word at $at"
	name=tile_$node.imc_tile.seen_word_q ;;
*)
	at=$((cycle - 1))
	[ "$(./read w.fst collect.imc_collect.m_axis_tvalid $at)" = 1 ] || fail "no word at $at"
	name=collect.imc_collect.m_axis_tdata ;;
esac
word=$(./read w.fst $name "$at")
# A flit has its last flag above the 32 bits of the word.
word=$(printf '%x' $((0x$word & 0xffffffff)))
[ "$word" = "${got:-0}" ] || fail "the waves have $word, the message $got"
grep -q "^\*-[0-9.]* $at " w.fst.gtkw || fail "marker"
# The stream of the difference is the first group, and the only open one.
[ "$(grep -c '^@800200' w.fst.gtkw)" = 1 ] || fail "open groups"
grep -m1 -A1 '^@[8c]00200' w.fst.gtkw | grep -q '^-stream ' || fail "first group"
grep -m1 '^@[8c]00200' w.fst.gtkw | grep -q '^@800200' || fail "the first group is closed"

"$imcfab" cosim plan im.bin -n 2 --rtl rtl --build b --trace late.fst --from $((at - 20)) >log || :
./read late.fst w.fst.gtkw
[ "$(./read late.fst "$name" "$at")" = "$(./read w.fst "$name" "$at")" ] || fail "late waves"
[ "$(wc -c <late.fst)" -lt "$(wc -c <w.fst)" ] || fail "later waves are not smaller"
"$imcfab" cosim plan im.bin --build b --flat --trace f.fst 2>err && fail "--flat and --trace"
grep -q -- --flat err || fail "message"
[ ! -e f.fst ] && [ ! -e f.fst.gtkw ] && [ ! -e w.fst.part ] || fail "left files behind"
echo "waves show the word that differs"
