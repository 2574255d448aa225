#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Dies of which cores and channels are dead (dead.cores, dead.channels): the emitted fabric
# is the whole one to the byte, its hash too; what is mapped leaves alone what is dead, as
# read here from the plan and from `imcfab topology`, and runs to the same results; what is
# short is said by numbers; the drawing crosses it out.
set -u
src=$(cd "${srcdir:-.}" && pwd)
imcfab=$PWD/imcfab
arch=$src/tests/nets/tiny.arch net=$src/tests/nets/tiny.json
work=$PWD/dead.tmp
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1

fail() {
	echo "$*"
	failed=1
}

# refused WORDS ARGUMENT...: exit status 2 with these words, no plan left.
refused() {
	words=$1
	shift
	"$imcfab" "$@" -o none >said 2>&1
	status=$?
	[ $status = 2 ] && grep -qF "$words" said && [ ! -e none ] ||
		fail "$*: exit $status, wanted 2 and: $words; said: $(cat said)"
}

# The fabric is whole, of a hardware file as of a plan.
cp "$arch" dead.arch
echo 'dead.cores = 12 5' >>dead.arch
"$imcfab" fabric "$arch" --set 'topology=mesh(4, 4)' -o whole >/dev/null || fail "whole fabric"
"$imcfab" fabric dead.arch --set 'topology=mesh(4, 4)' --set 'dead.channels=40 2' -o dead >/dev/null || fail "dead fabric"
diff -r whole dead >differs || fail "fabrics differ: $(head -3 differs)"

# number TAIL HEAD: of the channel, as `imcfab topology` numbers it.
number() {
	sed -n "s/^  $1 -> $2 \[channel=\([0-9]*\),.*/\1/p" dot/topology.dot
}

# uses PLAN: where that has a task on core 5 or 12, or a hop to, from or between them,
# from 0 to 1 or from 6 to 7.
uses() {
	awk '
		BEGIN { dead[5]; dead[12]; cut["0,1"]; cut["6,7"] }
		/^place / && match($0, / node=[0-9]+/) {
			n_tasks++
			if (substr($0, RSTART + 6, RLENGTH - 6) in dead)
				print "a task: " $0
		}
		/^hop / {
			match($0, /tail=[0-9]+/)
			a = substr($0, RSTART + 5, RLENGTH - 5)
			match($0, /head=[0-9]+/)
			b = substr($0, RSTART + 5, RLENGTH - 5)
			n_hops++
			if ((a in dead) || (b in dead) || ((a "," b) in cut))
				print "a hop: " $0
		}
		END { if (!n_tasks || !n_hops) print "no tasks or hops" }' "$1"
}

images="$src/tests/images/picture.ppm $src/tests/images/alpha.png"
for topology in 'mesh(4, 4)' 'torus(4, 4)' 'king(4, 4)' '5pp(16, rows=4)'; do
	"$imcfab" topology "$topology" -o dot >/dev/null || fail "topology $topology"
	channels="$(number 0 1) $(number 6 7)"
	"$imcfab" map dead.arch "$net" --set "topology=$topology" --set "dead.channels=$channels" \
		-o plan >said ||
		fail "$topology: $(cat said)"
	grep -q '^die: 14 cores live of 16 (2 dead), dead.channels names 2$' said ||
		fail "$topology: said $(cat said)"
	grep -q '^dead.cores = 5 12$' plan || fail "$topology: the plan does not keep what is dead"
	uses plan >used
	[ ! -s used ] || fail "$topology: uses $(cat used)"
	"$imcfab" check plan --floor floor.svg >said || fail "$topology: $(cat said)"
	[ "$(grep -c '<title>.*: dead</title>' floor.svg)" = 4 ] ||
		fail "$topology: crosses $(grep '<title>.*: dead' floor.svg)"
	"$imcfab" map "$arch" "$net" --set "topology=$topology" -o before >/dev/null
	uses before >used
	[ -s used ] || fail "$topology: the whole array does not use what is dead either"
	for p in plan before; do
		# shellcheck disable=SC2086
		"$imcfab" run $p $images --logits >$p.out || fail "$topology: run $p"
		# shellcheck disable=SC2086
		"$imcfab" program $p $images -o $p.program >/dev/null || fail "$topology: program $p"
	done
	head -n 2 plan.out >a
	head -n 2 before.out >b
	[ -s a ] && cmp -s a b || fail "$topology: other results"
	a=$(grep -o '"hardware_hash": "[0-9a-f]*"' plan.program/manifest.json)
	[ -n "$a" ] && [ "$a" = "$(grep -o '"hardware_hash": "[0-9a-f]*"' before.program/manifest.json)" ] ||
		fail "$topology: another hash: $a"
done

# With copies: as many cores as live.
"$imcfab" map dead.arch "$net" --set 'topology=king(4, 4)' --set act.sources=4 --vcs auto --interval auto -o plan >said ||
	fail "copies: $(cat said)"
[ "$(sed -n 's/^tiny on .*: \([0-9]*\) of 14 cores.*/\1/p' said)" -gt 6 ] || fail "copies: $(cat said)"
uses plan | grep -v "tail=0 head=1\|tail=6 head=7" >used
[ ! -s used ] || fail "copies: uses $(cat used)"

refused "needs 6 cores, there are 5 live of 8 (3 dead): 1 short" \
	map "$arch" "$net" --set 'dead.cores=2 3 5'
refused "dead.cores: 7: the fabric's output is at this node and cannot be moved" \
	map "$arch" "$net" --set 'dead.cores=7'

# A comparison: cores by their numbers on every topology, channels on the file's own.
"$imcfab" compare "$net" --arch "$arch" --set 'dead.cores=2' --topology 'mesh(4, 2)' --topology 'king(4, 2)' \
	--no-area --keep -o cmp >said || fail "compare: $(cat said)"
plans=$(ls cmp/*/floor.svg | wc -l)
[ "$plans" -ge 2 ] || fail "compare: $plans floor plans of two topologies"
[ "$(grep -c '<title>core 2: dead</title>' cmp/*/floor.svg | grep -c ':1$')" = "$plans" ] || fail "compare: no cross"
refused "numbers of channels of 5pp(8), not of mesh(4, 2)" \
	compare "$net" --arch "$arch" --set 'dead.channels=2' --topology 'mesh(4, 2)' --no-area
[ $failed = 0 ] && echo "dies with dead cores and channels are mapped round" && rm -rf "$work"
[ $failed = 0 ]
