#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Where the gates of a router go: synth/router_parts.sh WORK, where WORK is the folder
# that synth/router.sh kept (KEEP=WORK, its first target 20000 ps).
#
# Prints the area of each part in GE. Registers go by their name. A gate belongs to the
# part that it alone leads to, up to the next register; what follows from the table alone
# is its decoding; what leads to several parts decides who takes and what leaves. Exit
# status 1 if the parts are not the whole.
set -eu
work=${1:?usage: router_parts.sh WORK}
yosys=${YOSYS:-yosys}
command -v "$yosys" >/dev/null || { echo "router_parts.sh: skipped: no $yosys"; exit 77; }
flops=$(grep -o '[a-z0-9_]*__df[a-z0-9_]*' "$work/20000.v" | sort -u | paste -s -d , -)
back="%ci*:-$flops" ahead="%co*:-$flops"

# cone NAME WIRES: the registers that drive the wires, and the gates before these
# registers, or before the wires themselves.
cone() {
	echo "select -set f_$1 $2 %ci1 t:*__df* %i"
	echo "select -set g_$1 @f_$1 %ci1:+$flops[D] @f_$1 %d $back w:* %d t:*__df* %d"
}
part() {
	echo "tee -o $work/part_$1 stat -liberty $work/cells.lib $2"
}
{
	echo "read_liberty -lib -ignore_miss_func $work/cells.lib"
	echo "read_verilog $work/20000.v"
	echo 'cd imc_router'
	cone queue 'w:*flit* w:head %u'
	cone out 'w:out_data_o'
	cone credit 'w:credit_q*'
	cone turn 'w:*turn_q*'
	echo 'select -set f_other t:*__df* @f_queue @f_out @f_credit @f_turn %u %u %u %d'
	echo "select -set g_other @f_other %ci1:+$flops[D] @f_other %d $back w:* %d t:*__df* %d"
	echo "select -set g_ports w:inj_ready_o w:ej_valid_o w:stall_o %u %u $back w:* %d t:*__df* %d"
	echo "select -set g_eject w:ej_data_o $back w:* %d t:*__df* %d"
	# What something else than the table has a say in.
	echo "select -set moves t:*__df* %co1:+$flops[Q] i:* %u i:route_i %d t:*__df* %d $ahead"
	echo 'select -set decode t:* t:*__df* %d @moves %d'
	all='queue out credit turn other ports eject'
	for p in queue out credit turn other ports eject; do
		rest=$(echo "$all" | tr ' ' '\n' | grep -vx $p | sed 's/^/@g_/')
		# shellcheck disable=SC2086
		echo "select -set a_$p @g_$p" $rest '%u %u %u %u %u %d @decode %d'
	done
	echo 'select -set several t:* t:*__df* %d @decode %d' \
		'@a_queue %d @a_out %d @a_credit %d @a_turn %d @a_eject %d'
	for p in queue out credit turn other; do
		part "f_$p" "@f_$p"
	done
	for p in queue out credit turn eject; do
		part "a_$p" "@a_$p"
	done
	part decode @decode
	part several @several
	part all '*'
} >"$work/parts.ys"
"$yosys" -s "$work/parts.ys" >"$work/parts.log" 2>&1 || { tail -3 "$work/parts.log" >&2; exit 1; }
nand=$(awk 'tolower($1) ~ /nand2/ && (!n || $2 < n) { n = $2 } END { print n }' "$work/areas")
while read -r file name; do
	awk -v nand="$nand" -v name="$name" '/Chip area/ { a = $NF } /Number of cells/ { n = $NF }
		END { printf "%-24s %5d cells %7.0f GE\n", name, n, a / nand }' "$work/part_$file"
done <<END | awk '{ print } $1 != "all" { n += $(NF - 3) } $1 == "all" && n != $2 { exit 1 }'
f_queue queues, registers
a_queue queues, gates
f_out outputs, registers
a_out outputs, crossbar
a_eject eject, crossbar
decode decoding of the table
f_credit credits, registers
a_credit credits, gates
f_turn turns, registers
a_turn turns, gates
f_other other registers
several who takes, what leaves
all all
END
