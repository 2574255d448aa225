#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A small fabric of which core 4 and the channel from node 0 to node 1 are broken in the RTL:
# the router and core of that tile stand in reset for ever, words on that channel are lost.
# The plan that was mapped round them gives every word of the reference model at the
# predicted cycles; the plan of the whole array, which uses both, stops. The broken tile's
# end of the configuration chain works, as docs/formats.md says of a dead core.
set -eu
. "${srcdir:-.}/tests/cosim_common"
arch=$src/tests/nets/tiny.arch net=$src/tests/nets/tiny.json
work=$PWD/cosim.build/dead
images="$src/tests/images/picture.ppm $src/tests/images/alpha.png"
rm -rf "$work.rtl"
mkdir -p "$work"
cp -r "$src/rtl_templates" "$work.rtl"
chmod -R u+w "$work.rtl"

# On king(3, 3) node 0's first channel leads to node 1, which has it as its first.
sed '/^  ) router (/,/^  );/ {
	s/\.rst_i *(rst_i || !run),/.rst_i (rst_i || !run || node_i == 16'"'"'d4),/
	s/\.in_valid_i *(in_valid),/.in_valid_i (node_i == 16'"'"'d1 ? in_valid \& ~(IN_PORTS*VCS)'"'"'((1 << VCS) - 1) : in_valid),/
}
	s/wire core_rst = rst_i /wire core_rst = node_i == 16'"'"'d4 || rst_i /' \
	"$src/rtl_templates/imc_tile.v" >"$work.rtl/imc_tile.v"
[ "$(diff "$src/rtl_templates/imc_tile.v" "$work.rtl/imc_tile.v" | grep -c '^>')" = 3 ] ||
	{ echo "imc_tile.v: not broken in three places"; exit 1; }

"$imcfab" topology 'king(3, 3)' -o "$work/dot" >"$work/log"
channel=$(sed -n 's/^  0 -> 1 \[channel=\([0-9]*\),.*/\1/p' "$work/dot/topology.dot")
[ "$channel" = 0 ] || { echo "channel 0 -> 1 is $channel"; exit 1; }
"$imcfab" map "$arch" "$net" --set 'topology=king(3, 3)' --place order \
	-o "$work/whole"
"$imcfab" map "$arch" "$net" --set 'topology=king(3, 3)' --set dead.cores=4 --set dead.channels=0 \
	-o "$work/round"
"$imcfab" map "$arch" "$net" --set 'topology=king(3, 3)' --set 'dead.cores=4 1' --set dead.channels=0 \
	-o "$work/more"
grep -q '^place node=4' "$work/whole" || { echo "whole: no task on core 4"; exit 1; }
grep -q '^hop [0-9]* tail=0 head=1 ' "$work/whole" || { echo "whole: no stream from 0 to 1"; exit 1; }

# shellcheck disable=SC2086
equal round "$work/round" $images --build "$work" --rtl "$work.rtl" -n 2
# Lists of what is dead make no other fabric: both plans run on it, one after the other.
# shellcheck disable=SC2086
equal round_stalls "$work/round" $images --build "$work" --rtl "$work.rtl" -n 2 --stall 5 --init-seed 3 \
	--second "$work/more"
# It stops, and for no other reason.
status=0
# shellcheck disable=SC2086
"$imcfab" cosim "$work/whole" $images --build "$work" --rtl "$work.rtl" -n 2 --watchdog 5000 >"$work/log" 2>&1 || status=$?
if [ $status != 1 ] || ! grep -q 'deadlock: no word moves after cycle [0-9]' "$work/log"; then
	echo "the plan of the whole array on the broken one: exit $status, wanted 1 and a deadlock:"
	cat "$work/log"
	exit 1
fi
tail -n 2 "$work/log"
