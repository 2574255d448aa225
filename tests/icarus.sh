#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Icarus reads emitted fabrics, models included, as Verilog-2005 without a warning, and
# simulates two from X, one with two clocks: tests/icarus.v.
set -eu
iverilog=${IVERILOG:-iverilog}
if ! command -v "$iverilog" >/dev/null 2>&1; then
	echo "icarus.sh: skipped: no Icarus"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
work=$PWD/icarus.tmp
rm -rf "$work"
mkdir "$work"
tiny=$src/tests/nets/tiny.arch
./imcfab map "$tiny" "$src/tests/nets/tiny.json" -o "$work/tiny.plan"
fabric() {
	dir=$work/$1
	shift
	./imcfab fabric "$@" -o "$dir"
	(cd "$dir" && "$iverilog" -g2005 -Wall -Wno-timescale -s imc_fabric -t null -f sim.f) >"$work/log" 2>&1 && [ ! -s "$work/log" ] || {
		cat "$work/log"
		echo "icarus.sh: $dir: not clean"
		exit 1
	}
}
fabric tiny "$tiny"
fabric wide "$tiny" --set 'topology=mesh(2, 2)' --set link.bits=128 --set post.cycles=1 --set post.lanes=4 --set pool.weights=4096 --set act.sources=3 --set debug.counters=16
fabric digital "$src/arch/ecp5.arch"
fabric clocks "$tiny" --set io.clocks=2 --set parity=1
fabric hardwired "$work/tiny.plan" --hardwired
cd "$work/tiny"
"$iverilog" -g2005 -Wall -Wno-timescale -s icarus -f sim.f -o ../sim "$src/tests/icarus.v"
vvp -n ../sim | tee ../out
grep -qx '0 failed' ../out
cd "$work/clocks"
"$iverilog" -g2005 -Wall -Wno-timescale -DTWO_CLOCKS -s icarus -f sim.f -o ../sim "$src/tests/icarus.v"
vvp -n ../sim | tee ../out
grep -qx '0 failed' ../out
echo "five fabrics in Verilog-2005"
