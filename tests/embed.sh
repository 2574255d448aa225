#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imcfab embed: every family on 3pp to 9pp comes with a certificate that imcfab-verify takes, the table is
# docs/results/families.csv; the three exit statuses; dead parts and ends of networks; certificates of
# all three answers; the answer is the same where the search has a limit.
set -u
build=$PWD
imcfab=$build/imcfab
verify=$build/imcfab-verify
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
work=$build/embed.tmp
failed=0
bad() {
	echo "$*"
	failed=1
}
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1

# answer STATUS WORD ARGUMENT...
answer() {
	want=$1 word=$2
	shift 2
	"$imcfab" embed "$@" >out 2>&1
	got=$?
	[ $got = "$want" ] || bad "embed $*: exit $got, not $want"
	grep -q ": $word (" out || bad "embed $*: $(head -n 1 out)"
}

"$imcfab" embed --family -o families >table || bad "--family: exit $?"
grep -v '^#' "$src/docs/results/families.csv" | diff families/families.csv - ||
	bad "families: not those of docs/results/families.csv"
n=0
for f in families/*/; do
	"$verify" "$f" >out || bad "$f: $(cat out)"
	n=$((n + 1))
done
[ $n = 64 ] || bad "$n certificates of families, not 64"

net=$src/nets/resnet32_shapes_int.json
onnx=${IMCFAB_DATA:-none}/resnet_cifar10/resnet32_cifar10.onnx
if [ -r "$onnx" ]; then
	answer 0 yes "$onnx" --topology '5pp(33)'
	grep -q '(32 tasks, 46 streams' out || bad "resnet32 of ONNX: $(head -n 1 out)"
fi
answer 0 yes "$net" --topology '5pp(32)' -o yes
answer 1 no "$net" --topology 'torus(8, 8)' -o no
answer 3 'not decided' 'inception(6)' --topology 'king(10, 10)' --seconds 1 -o open
for f in yes no; do
	"$verify" $f >out || bad "$f: $(cat out)"
done
"$verify" open >out 2>&1
got=$?
[ $got = 1 ] && [ -s open/certificate.txt ] && grep -q '^refused: open/certificate.txt:' out ||
	bad "an open answer: verify exit $got, wanted 1: $(cat out)"
[ -s yes/embedding.svg ] && [ ! -e yes/refusal.cnf ] && [ -s no/refusal.drat ] && [ ! -e no/embedding.svg ] ||
	bad "files of certificates: $(ls yes no)"

# One core to spare: the first that dies costs nothing, those inside of the strip cut it.
answer 0 yes "$net" --topology '5pp(34)' --dead core:33
answer 1 no "$net" --topology '5pp(34)' --dead core:14,core:15,core:17,core:18
answer 1 no "$net" --topology '5pp(32)' --dead core:31
grep -q '^the 32 tasks have 31 cores to sit on$' out || bad "a core too few: $(cat out)"
"$imcfab" embed 'bottleneck(2)' --topology '3pp(4096)' -o none >out 2>&1
[ $? = 2 ] && grep -q 'the formula of its 7 tasks on 4096 cores' out && [ ! -e none ] || bad "too large: $(cat out)"
"$imcfab" embed 'chain(2048)' --topology '5pp(2048)' -o none >out
"$verify" none >out || bad "2048 cores: $(cat out)"
answer 1 no "$net" --topology '5pp(32)' --dead chan:0-147
"$imcfab" embed "$net" --topology '5pp(64)' --dead core:9,chan:100-101 -o dead >/dev/null || bad "--dead"
"$verify" dead >out || bad "dead: $(cat out)"
grep -q '^dead 9$' dead/certificate.txt || bad "the certificate does not know the dead core"
[ "$(grep -o '<title>[^<]*dead</title>' dead/embedding.svg | wc -l)" = 3 ] || bad "the picture does not cross out three"

# A folder has the files of its last answer only.
answer 1 no 'basic(2)' --topology 'mesh(4, 4)' -o one_folder
answer 0 yes 'basic(2)' --topology '5pp(8)' -o one_folder
[ "$(ls one_folder | tr '\n' ' ')" = "certificate.txt embedding.svg " ] || bad "yes behind no: $(ls one_folder)"
answer 1 no 'basic(2)' --topology 'mesh(4, 4)' -o one_folder
[ "$(ls one_folder | tr '\n' ' ')" = "certificate.txt refusal.cnf refusal.drat " ] || bad "no behind yes: $(ls one_folder)"

# What is dead by the hardware file, alone and with --dead; channels go by the numbers of its own topology.
declare_dead() { { sed 's/^topology = .*/topology = 5pp(34)/' "$src/arch/hermes64.arch"; printf '%s\n' "$@"; } >die.arch; }
declare_dead 'dead.cores = 14 15 17 18'
answer 1 no "$net" --topology '5pp(34)' --arch die.arch
answer 1 no 'basic(15)' --topology '5pp(34)' --arch die.arch
declare_dead 'dead.cores = 14'
answer 0 yes "$net" --topology '5pp(34)' --arch die.arch -o die
answer 1 no "$net" --topology '5pp(34)' --arch die.arch --dead core:15,core:17-18
"$imcfab" embed "$net" --topology '5pp(34)' --dead core:14 -o died >/dev/null || bad "--dead core:14"
diff -r die died >out || bad "dead.cores is not --dead: $(head -n 3 out)"
declare_dead 'dead.channels = 0 1 2 3 4'
answer 0 yes "$net" --topology '5pp(34)' --arch die.arch -o die
"$imcfab" embed "$net" --topology '5pp(34)' --dead chan:0-4 -o died >/dev/null || bad "--dead chan:0-4"
diff -r die died >out || bad "dead.channels is not --dead: $(head -n 3 out)"
answer 0 yes "$net" --topology ' 5pp( 34 )' --arch die.arch
"$imcfab" embed "$net" --topology '5pp(40)' --arch die.arch >out 2>&1
[ $? = 2 ] && grep -q 'dead.channels: numbers of channels of 5pp(34), not of 5pp(40)' out || bad "other channels: $(cat out)"
declare_dead 'dead.cores = 33'
"$imcfab" embed "$net" --topology '5pp(33)' --arch die.arch >out 2>&1
[ $? = 2 ] && grep -q '^imcfab: die.arch:[0-9]*: dead.cores: 33: 5pp(33) has nodes 0..32$' out || bad "other cores: $(cat out)"

# Ends of the network: on the first and the last core, and where that cannot be.
answer 0 yes "$net" --topology '5pp(32)' --input 0 --output 31
answer 1 no "$net" --topology '5pp(32)' --input 20-31
answer 1 no 'basic(3)' --topology '5pp(32)' --input 5 --output 5
echo alone >one
answer 1 no one --topology '5pp(4)' --input 0 --output 1
answer 0 yes one --topology '5pp(4)' --input 0-2 --output 2-3

# Tasks: as cut over crossbars, with an addition in a core of its own, joined without a core.
answer 1 no "$net" --topology '5pp(64)' --cut tile
answer 0 yes "$net" --topology '5pp(64)' --add core
answer 1 no "$net" --topology '5pp(64)' --cut balanced --interval 133120
printf 'a b\nb c\na c\n' >triangle
answer 0 yes triangle --topology '3pp(4)'
answer 1 no triangle --topology 'hypercube(3)'

# imcfab map goes by it, and says why where it cannot.
map() { "$imcfab" map "$src/arch/one-layer-per-core.arch" "$net" -o plan "$@"; }
map --set 'topology=king(8, 8)' >out || bad "map on king"
grep -q '^dilation between tasks 1: ' out || bad "map on king: $(grep dilation out)"
map --set 'topology=torus(8, 8)' >out || bad "map on torus"
grep -q '^dilation between tasks [2-9][0-9]*: no embedding: 3 tasks fail already (' out || bad "map on torus: $(grep dilation out)"
map --set 'topology=torus(8, 8)' --place embed >out 2>&1 && bad "--place embed on a torus"
grep -q 'no placement was found with every stream on one channel' out || bad "--place embed: $(cat out)"

cd "$build" || exit 1
rm -rf "$work"
echo "$n families"
exit $failed
