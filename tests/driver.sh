#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The C driver of sw: alone it is C11 without a library, and linked to the Verilated fabric
# of tests/nets it identifies, refuses, programs, runs, monitors and recovers (tb/driver.cpp),
# on a fabric with words of 32 bits, on a hardwired one with 128 and parity, and on one whose
# bus has a clock of its own.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
imcfab=$PWD/imcfab
work=$PWD/driver.build
mkdir -p "$work"
cd "$work"

${CC:-cc} -std=c11 -pedantic -Wall -Wextra -Wshadow -Wconversion -Werror -ffreestanding -O2 \
	-c "$src/sw/imcfab.c" -o imcfab.o
if nm -u imcfab.o | grep .; then
	echo "driver.sh: sw/imcfab.c needs a library"
	exit 1
fi
if ! command -v verilator >/dev/null; then
	echo "driver.sh: skipped: no verilator"
	exit 77
fi

# Images of random bytes: with the results not taken, all but the first few wait outside.
awk 'BEGIN { srand(7); printf "P2 8 16 255"; for (i = 0; i < 128; i++) printf " %d", 256 * rand() }' \
	>noise.pgm
images=
for i in 1 2 3 4 5 6 7 8; do images="$images noise.pgm $src/tests/images/fit_28x28.pgm"; done
number() { sed -n "/\"$1\": {/,/}/s/.*\"$2\": \([0-9]*\).*/\1/p" "$name/manifest.json" | head -1; }

# says NAME: what the states that the driver read in its two hangs say.
says() {
	"$imcfab" hang "$1.plan" "$1/output.states" | tee "$1.said"
	grep -q '^stream [0-9]* (task [a-z0-9]* of layer [0-9]* to the fabric.s output) waits for the host to take the fabric.s output at node [0-9]*, which no word has left for [0-9]* cycles$' "$1.said"
	"$imcfab" hang "$1.plan" "$1/input.states" | tee "$1.said"
	grep -q "^stream 0 (the fabric's input to task .* waits for the host to give a word at node 0, which no word has left for [0-9]* cycles\$" "$1.said"
}

# drive NAME HARDWIRED SEEDS SET...
drive() {
	name=$1 hardwired=$2 seeds=$3
	shift 3
	"$imcfab" map "$src/tests/nets/tiny.arch" "$src/tests/nets/tiny.json" "$@" -o "$name.plan" \
		>/dev/null
	# shellcheck disable=SC2086
	"$imcfab" program "$name.plan" $images -n 16 -o "$name"
	node=$(number expected node) port=$(number expected port)
	if [ "$hardwired" = 1 ]; then
		"$imcfab" fabric "$name.plan" --hardwired -o "$name.rtl"
		vcs=$(sed -n 's/.*localparam VCS *= \([0-9]*\);.*/\1/p' "$name.rtl/rtl/imc_fabric.v")
		# Ports that the plan does not use are not there; the output's is the last.
		port=$(awk -v part="tile_$node" '$1 == "shape" { shape = $0 }
			$1 == "part" && $2 == part { print shape }' "$name.rtl/fabric.wiring" |
			sed 's/.* OUT_PORTS=\([0-9]*\).*/\1/')
		port=$((port - 1))
	else
		"$imcfab" fabric "$src/tests/nets/tiny.arch" "$@" -o "$name.rtl"
		vcs=$(sed -n 's/.*"vcs": \([0-9]*\).*/\1/p' "$name/manifest.json")
	fi
	verilator --cc --exe -O3 --x-assign unique --x-initial unique -Wno-fatal \
		--top-module imc_fabric --prefix Vfabric --Mdir "$name.model" -F "$name.rtl/sim.f" \
		-CFLAGS "-std=c++17 -I$src/sw -I$work/$name -DHARDWIRED=$hardwired -DVCS=${vcs}u \
			-DPSUM_BITS=32 -DCLOCKS=$clocks -DCOUNTER_BITS=$bits -DOUTPUT_NODE=$node -DOUTPUT_PORT=$port" \
		"$src/tb/driver.cpp" "$work/imcfab.o" >"$name.log" 2>&1 ||
		{ cat "$name.log"; exit 1; }
	rm -f "$name.model/Vfabric"	# or it would not be linked anew where the driver is another
	make -s -C "$name.model" -f Vfabric.mk OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1 \
		OBJCACHE="$(command -v ccache || true)" Vfabric >"$name.log" 2>&1 ||
		{ cat "$name.log"; exit 1; }
	for seed in $seeds; do
		"$name.model/Vfabric" "$name" "$seed"
	done
}
bits=32 clocks=1
drive narrow 0 "1 2 3" --set 'topology=5pp(6)' --set debug.counters=$bits
says narrow
bits=11
drive wide 1 "4 5" --set 'topology=5pp(6)' --set link.bits=128 --set link.vcs=3 --set test.ports=1 --set parity=1 --set debug.counters=$bits
says wide
bits=8 clocks=2
drive two 0 "6 7 8 9" --set 'topology=ring(6)' --set io.clocks=2 --set debug.counters=$bits
says two
