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
n_bare=$(grep -c '\.CORE(0)' fabric/imc_fabric.v)
[ "$n_bare" = 20 ] || fail "fat tree: $n_bare of 20 switches are emitted without a core"

# A task on a switch is refused when the plan is read.
sed 's/^place node=31$/place node=32/' plan >moved
"$imcfab" check moved 2>err && fail "a plan with a task on a switch is accepted"
grep -q ': node 32 is a router without a core$' err || fail "$(cat err)"

# A network file of BookSim: a latency is a length, which link.reach makes registers of.
"$imcfab" fabric "$share/arch/one-layer-per-core.arch" -o anynet \
	--set 'topology=anynet("anynet.txt")' --set link.reach=1 >/dev/null || failed=1
n_far=$(grep -c '\.STAGES([24])' anynet/imc_fabric.v)
n_near=$(grep -c '\.STAGES(0)' anynet/imc_fabric.v)
n_bare=$(grep -c '\.CORE(0)' anynet/imc_fabric.v)
[ "$n_far $n_near $n_bare" = "2 22 4" ] ||
	fail "anynet: $n_far long and $n_near short channels, $n_bare routers"

cd ..
rm -rf "$work"
[ $failed = 0 ]
