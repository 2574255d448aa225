#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Topologies of files: ResNet-32 on a fat tree of switches, none of which gets a task.
set -u
imcfab=$PWD/imcfab
: "${srcdir:=.}"
share=$(cd "$srcdir" && pwd)
work=$PWD/edge_lists.tmp
failed=0
fail() {
	echo "$*"
	failed=1
}
rm -rf "$work"
mkdir "$work"
cp "$share"/tests/edges/* "$work"
cd "$work" || exit 1

# A fat tree: 32 cores, nodes 32 to 51 are switches.
set -- --set 'topology=edges("fat_tree.edges")'
"$imcfab" map "$share/arch/one-layer-per-core.arch" \
	"$share/nets/resnet32_shapes_int.json" "$@" --vcs auto -o plan >out || failed=1
grep -q ': 32 of 32 cores,' out || fail "$(cat out)"
"$imcfab" check plan || failed=1
n_tasks=$(grep -c '^place node=' plan)
n_low=$(sed -n 's/^place node=//p' plan | awk '$1 < 32' | sort -u | wc -l)
[ "$n_tasks" = 32 ] && [ "$n_low" = 32 ] ||
	fail "fat tree: $n_tasks tasks, $n_low of them on cores of their own"
"$imcfab" fabric "$share/arch/one-layer-per-core.arch" "$@" -o fabric >/dev/null || failed=1
n_bare=$(grep -c '\.CORE(0)' fabric/rtl/imc_fabric.v)
[ "$n_bare" = 20 ] || fail "fat tree: $n_bare of 20 switches are emitted without a core"

# The plan stands alone: it runs where the list is not.
mkdir alone
mv plan alone
cd alone || exit 1
"$imcfab" images --count 2 -o images || failed=1
"$imcfab" check plan || failed=1
"$imcfab" run plan images >out || fail "$(cat out)"
"$imcfab" fabric plan -o hardwired --hardwired >/dev/null || failed=1
grep -q '^file 151 fat_tree.edges$' plan || fail "$(grep '^file ' plan)"
# A list that is cut short, another name, and a list that is spoilt, with the line.
refused() {
	sed "$1" plan >spoilt
	"$imcfab" check spoilt 2>err && fail "accepted: $1"
	grep -q "$2" err || fail "$1: $(cat err)"
}
refused 's/^file 151 /file 150 /' ': expected .network., found '
refused 's/^file 151 .*/file 151 other.edges/' 'column 7: the text of "fat_tree.edges" is not given$'
refused 's/^router 51$/router 52/' ': fat_tree.edges:23: router 52: no channel'
refused 's/^topology = .*/topology = 5pp(32)/' ':[0-9]*: the topology does not name the file fat_tree.edges$'
cp plan ..
cd ..

# A task on a switch is refused when the plan is read.
sed 's/^place node=31$/place node=32/' plan >moved
"$imcfab" check moved 2>err && fail "a plan with a task on a switch is accepted"
grep -q ': node 32 is a router without a core$' err || fail "$(cat err)"

# A network file of BookSim: a latency is a length, which link.reach makes registers of.
"$imcfab" fabric "$share/arch/one-layer-per-core.arch" -o anynet \
	--set 'topology=anynet("anynet.txt")' --set link.reach=1 >/dev/null || failed=1
stages() {	# links with as many registers
	awk -v "n=$1" '/^  imc_/ { link = /imc_link/ }
		link && $0 ~ "\\.STAGES\\(" n "\\)" { sum++ } END { print sum + 0 }' \
		anynet/rtl/imc_fabric.v
}
n_far=$(stages '[24]')
n_near=$(stages 0)
n_bare=$(grep -c '\.CORE(0)' anynet/rtl/imc_fabric.v)
[ "$n_far $n_near $n_bare" = "2 22 4" ] ||
	fail "anynet: $n_far long and $n_near short channels, $n_bare routers"

cd ..
rm -rf "$work"
[ $failed = 0 ]
