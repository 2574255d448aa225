#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imcfab quantize and imcfab map of an ONNX file: a small one through to the reference model,
# the trained ResNet-32 with its images where there are data, and what is refused.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
data=$(cd "${IMCFAB_DATA:-$src/../shared/data}" 2>/dev/null && pwd)
model=$src/tests/graphs/small.onnx
work=$PWD/quantize.tmp
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
bad() {
	echo "$*"
	failed=1
}

cat >small.arch <<'END'
imcfab-arch 1
name = small
topology = mesh(2, 2)
clock = 500 MHz
link.bits = 32 bit
link.vcs = 1
link.depth = 2 flit
xbar.rows = 36
xbar.cols = 8
xbar.mvm = 16 cycle
xbar.weight_bits = 8 bit
adc.bits = 20 bit
act.bytes = 1024 byte
skip.bytes = 64 byte
END
printf 'P5\n4 4\n255\nabcdefghijklmnop' >a.pgm
# Four images of 4 x 4 pixels and two channels.
{
	printf '\223NUMPY\001\000\166\000%-117s\n' \
		"{'descr': '|u1', 'fortran_order': False, 'shape': (4, 4, 4, 2), }"
	head -c 128 "$model"
} >four.npy

"$imcfab" quantize "$model" -o net.json --images four.npy --mean 10,20 --std 60 >out ||
	bad "quantize: exit $?"
grep -q '^small: 2 layers, .* ranges from 4 images$' out || bad "quantize: $(cat out)"
grep -q '^integers and float agree in 4 of 4 (100.00 %), mean cosine of results \(1.00000\|0.999\)' out ||
	bad "quantize: $(cat out)"
[ -s net.bin ] || bad "no net.bin"
"$imcfab" map small.arch net.json -o net.plan >out || bad "map: exit $?"
"$imcfab" run net.plan four.npy --oracle net.json >out || bad "run: exit $?"
grep -q '^image 0: 2 of 2 layers compared, 51 values, 0 differ' out || bad "run: $(cat out)"

# In one step: the same network, and converters from the same images.
"$imcfab" map small.arch "$model" --images four.npy --mean 10,20 --std 60 -o one.plan >out ||
	bad "map of ONNX: exit $?"
grep -q '^small on mesh(2, 2): 2 of 4 cores' out || bad "map of ONNX: $(cat out)"
"$imcfab" run one.plan four.npy --oracle net.json >out || bad "run of ONNX: exit $?"
grep -q '^oracle: 4 of 4 images, 12 values compared, 0 differ' out || bad "run of ONNX: $(cat out)"
# Without images: ranges of random bytes, said so.
"$imcfab" map small.arch "$model" -o none.plan >out || bad "map without images: exit $?"
grep -q 'ranges from 4 images of random bytes$' out || bad "map without images: $(cat out)"

# refused TEXT ARGUMENT...: status 2, this in the one line of the message, no file
refused() {
	text=$1
	shift
	"$imcfab" quantize "$model" -o bad.json "$@" >out 2>err
	[ $? = 2 ] && [ "$(wc -l <err)" = 1 ] && grep -qF -- "$text" err || bad "$*: $(cat err)"
	[ ! -e bad.json ] && [ ! -e bad.bin ] || bad "$*: left a file"
}
refused '--mean = 1,2,3: must be one number or 2 with commas' --mean 1,2,3
refused '--mean = nan: must be one number or 2 with commas' --mean nan
refused '--std = 0: must be more than 0' --std 0
refused '--std = 1,-1: must be more than 0' --std 1,-1
refused '--clip = 40: must be error, or a percentage' --clip 40
refused 'none.npy: cannot' --images none.npy
refused 'a.pgm: 1 channel: the network takes 2' --images a.pgm
refused 'link.bits = 33: must be' --arch small.arch --set link.bits=33
refused 'set has no effect without --arch' --set link.bits=32

"$imcfab" map small.arch net.json --mean 3 -o bad.plan >out 2>err
[ $? = 2 ] && grep -q 'net.json: is no ONNX file: --images, ' err && [ ! -e bad.plan ] ||
	bad "map of JSON with --mean: $(cat err)"

if [ -f "$data/resnet_cifar10/resnet32_cifar10.onnx" ] && [ -d "$data/cifar10" ]; then
	"$imcfab" quantize "$data/resnet_cifar10/resnet32_cifar10.onnx" -o r32.json --weights 4 \
		--images "$data/cifar10/cifar10_train_batch1_first1017.bin" --images-used 24 \
		--mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 \
		--test "$data/cifar10/cifar10_test_first1017.bin" -n 60 >out ||
		bad "ResNet-32: exit $?"
	# Of the first 60 images the float network has 53 right.
	awk '/^top-1: float 53 of 60 .* integers 5[1-9] of 60/ { n++ }
		/^integers and float agree in (5[6-9]|60) of 60 .* 0.99[0-9]*$/ { n++ }
		END { exit n != 2 }' out || bad "ResNet-32: $(cat out)"
else
	echo "quantize.sh: the trained ResNet-32 is skipped: no resnet_cifar10 and cifar10 in IMCFAB_DATA"
fi
cd ..
[ $failed = 0 ] && rm -rf "$work"
exit $failed
