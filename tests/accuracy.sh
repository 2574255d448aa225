#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# All 1,017 images: oracle, reference model and the stored results agree in every
# logit for W8A8 and W4A8; then the converter sweep of hermes64. Without the trained
# networks, the network of the project on 1,017 images of its own stands in for them.
set -eu
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
data=${IMCFAB_DATA:-$src/../shared/data}
images=$data/cifar10/cifar10_test_first1017.bin
train=$data/cifar10/cifar10_train_batch1_first1017.bin
cifar=$data/resnet_cifar10
mkdir -p accuracy.build
if [ -r "$images" ] && [ -r "$cifar/resnet32_int_w8a8.json" ]; then
	nets="$cifar/resnet32_int_w8a8 $cifar/resnet32_int_w4a8"
	trained=1
else
	echo "skipped: no trained networks in $data"
	nets=$src/nets/resnet32_shapes_int
	trained=0
	images=accuracy.build/test.bin
	train=accuracy.build/train.bin
	"$imcfab" images --split test --count 1017 -o "$images"
	"$imcfab" images --split train --count 1017 -o "$train"
fi

# expected NET: the option for its stored results, where they are of these images
expected() {
	[ $trained = 0 ] || echo "--expected ${1}_expected.json"
}

for net in $nets; do
	plan=accuracy.build/${net##*/}.plan
	"$imcfab" map "$src/arch/one-layer-per-core.arch" "$net.json" -o "$plan"
	# shellcheck disable=SC2046
	"$imcfab" run "$plan" "$images" --oracle "$net.json" $(expected "$net")
done
net=${nets%% *}
for bits in 24 10 9 8 7 6; do
	"$imcfab" map "$src/arch/hermes64.arch" "$net.json" \
		-o accuracy.build/adc$bits.plan --set adc.bits=$bits \
		--calibrate "$train" >/dev/null
	echo "hermes64, $bits-bit converters: $("$imcfab" run accuracy.build/adc$bits.plan "$images")"
done
# With converters wide enough, row splits change nothing.
# shellcheck disable=SC2046
"$imcfab" run accuracy.build/adc24.plan "$images" --oracle "$net.json" $(expected "$net")
