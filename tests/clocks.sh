#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A fabric with two clocks (io.clocks = 2) in co-simulation: one model, its bus at clocks of
# several ratios and phases and at one that drifts, with stalls, halts, frames of wrong lengths,
# programs with wrong bits and resets of one side. Every word is compared; where the bus is at
# least as fast as the fabric, latency and interval are those predicted.
set -u
if ! command -v verilator >/dev/null 2>&1; then
	echo "clocks.sh: skipped: no Verilator"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
imcfab=$PWD/imcfab
IMCFAB_SHARE=$src
export IMCFAB_SHARE
mkdir -p clocks.build
cd clocks.build || exit 1
failed=0
bad() {
	echo "clocks.sh: $*"
	failed=1
}

awk 'BEGIN { srand(7); printf "P2 8 16 255"; for (i = 0; i < 128; i++) printf " %d", 256 * rand() }' \
	>noise.pgm
map() {
	"$imcfab" map "$src/tests/nets/tiny.arch" "$src/tests/nets/tiny.json" --set 'topology=ring(6)' "$@" >/dev/null || exit 1
}
map --set io.clocks=2 -o two.plan
map -o one.plan

# cosim OPTION...
cosim() {
	"$imcfab" cosim two.plan noise.pgm "$src/tests/images/fit_28x28.pgm" noise.pgm noise.pgm -n 4 --build model "$@" >out 2>&1 || {
		cat out
		bad "$*"
	}
	grep -q ' 0 differ$' out || bad "$*: nothing compared"
}
for bus in 1:1 3:2 1:7 7:1 5:3 drift; do
	for seed in 1 2; do
		cosim --bus $bus --bus-seed $seed
		case $bus in
		1:1 | 3:2 | 7:1 | 5:3)
			sed -n 's/.*latency \([0-9]*\) cycles (predicted \([0-9]*\)), interval \([0-9]*\) (predicted \([0-9]*\)).*/\1 \3 \2 \4/p' out |
				awk '{ ok = NF == 4 && $1 == $3 && $2 == $4 } END { exit !ok }' || {
				cat out
				bad "--bus $bus: not as predicted"
			}
			;;
		esac
	done
done
cosim --halt 3 --stall 5
cosim --halt 9 --bus 1:7
cosim --halt 12 --bus 7:1 --init-seed 3
cosim --frames 4 --corrupt --stall 8
cosim --reset-at 900 --bus-seed 1 --bus 3:2
cosim --reset-at 1500 --bus-seed 2 --bus 1:3
cosim --second two.plan --bus 2:3 --plain-chain --check-sleep

# refused TEXT OPTION...
refused() {
	text=$1
	shift
	"$imcfab" cosim "$@" noise.pgm --build refused >out 2>&1
	[ $? = 2 ] && grep -q -- "$text" out || {
		cat out
		bad "not refused: $*"
	}
}
refused 'one clock (io.clocks = 1)' one.plan --bus 1:1
refused 'must be N:M, each 1..64, or drift' two.plan --bus 0:1
refused 'must be N:M, each 1..64, or drift' two.plan --bus 3
refused 'must be N:M, each 1..64, or drift' two.plan --bus 3:65
[ $failed = 0 ] && echo "two clocks: 19 runs as they should be"
exit $failed
