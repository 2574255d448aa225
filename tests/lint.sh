#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every module alone, both shipped fabrics, one with routers without a core, one with words
# of 128 bits, four columns at once and weights of the reduction, one with parity, one with
# crossbars in logic, one with these, parity and ports for a test, one with two clocks, and one of a single core, by
# Verilator -Wall and Yosys check.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
rm -rf lint.build
sh "$src/synth/lint.sh"
fabric() {
	dir=lint.build/$1
	shift
	./imcfab fabric "$@" -o $dir
	(cd $dir && verilator --lint-only -Wall --top-module imc_fabric -f sim.f)
	(cd $dir && yosys -q -p "read_verilog -defer $(grep -v '^+' syn.f | tr '\n' ' ');
		hierarchy -check -top imc_fabric; proc; check -assert;
		select -assert-none t:\$dlatch") >lint.build/log 2>&1 ||
		{ cat lint.build/log; exit 1; }
	echo "fabric $dir: clean"
}
for arch in one-layer-per-core hermes64; do
	fabric $arch "$src/arch/$arch.arch"
done
fabric cmesh "$src/arch/hermes64.arch" --set 'topology=cmesh(2, 1, 2)' --set link.reach=1 --set debug.state=0
fabric wide "$src/arch/hermes64.arch" --set 'topology=mesh(1, 2)' --set link.bits=128 --set post.cycles=1 --set post.lanes=4 --set pool.weights=4096 --set debug.counters=20
fabric digital "$src/arch/ecp5.arch"
fabric all "$src/arch/ecp5.arch" --set 'topology=mesh(1, 2)' --set parity=1 --set debug.state=1 --set debug.counters=7 --set test.ports=1
fabric parity "$src/arch/hermes64.arch" --set 'topology=mesh(1, 2)' --set parity=1 --set debug.counters=7
fabric clocks "$src/arch/hermes64.arch" --set 'topology=mesh(1, 2)' --set io.clocks=2 --set link.bits=128 --set test.ports=1 --set parity=1
fabric one "$src/arch/hermes64.arch" --set 'topology=mesh(1, 1)' --set act.sources=3 --set link.vcs=2 --set pool.weights=64 --set debug.counters=32
