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
answer 3 'not decided' 'inception(9)' --topology 'king(8, 8)' --seconds 1 -o open
for f in yes no; do
	"$verify" $f >out || bad "$f: $(cat out)"
done
"$verify" open >out 2>&1 && bad "an open answer is verified"
[ -s yes/embedding.svg ] && [ ! -e yes/refusal.cnf ] && [ -s no/refusal.drat ] && [ ! -e no/embedding.svg ] ||
	bad "files of certificates: $(ls yes no)"

# One core to spare: the first that dies costs nothing, those inside of the strip cut it.
answer 0 yes "$net" --topology '5pp(34)' --dead core:33
answer 1 no "$net" --topology '5pp(34)' --dead core:14,core:15,core:17,core:18
answer 1 no "$net" --topology '5pp(32)' --dead core:31
answer 1 no "$net" --topology '5pp(32)' --dead chan:0-147
"$imcfab" embed "$net" --topology '5pp(64)' --dead core:9,chan:100-101 -o dead >/dev/null || bad "--dead"
"$verify" dead >out || bad "dead: $(cat out)"
grep -q '^dead 9$' dead/certificate.txt || bad "the certificate does not know the dead core"
[ "$(grep -o '<title>[^<]*dead</title>' dead/embedding.svg | wc -l)" = 3 ] || bad "the picture does not cross out three"

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
grep -q '^dilation 1: ' out || bad "map on king: $(grep dilation out)"
map --set 'topology=torus(8, 8)' >out || bad "map on torus"
grep -q '^dilation [2-9][0-9]*: no embedding: 3 tasks fail already (' out || bad "map on torus: $(grep dilation out)"
map --set 'topology=torus(8, 8)' --place embed >out 2>&1 && bad "--place embed on a torus"
grep -q 'no placement was found with every stream on one channel' out || bad "--place embed: $(cat out)"

cd "$build" || exit 1
rm -rf "$work"
echo "$n families"
exit $failed
