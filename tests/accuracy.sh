#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# All 1,017 images: oracle, reference model and the stored results agree in every
# logit for W8A8 and W4A8; then the converter sweep of hermes64.
set -eu
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
data=${IMCFAB_DATA:-$src/../shared/data}
images=$data/cifar10/cifar10_test_first1017.bin
cifar=$data/resnet_cifar10
if [ ! -r "$images" ] || [ ! -r "$cifar/resnet32_int_w8a8.json" ]; then
	echo "skipped: no trained networks in $data"
	exit 77
fi
mkdir -p accuracy.build
for net in resnet32_int_w8a8 resnet32_int_w4a8; do
	"$imcfab" map "$src/arch/one-layer-per-core.arch" "$cifar/$net.json" -o accuracy.build/$net.plan
	"$imcfab" run accuracy.build/$net.plan "$images" --oracle "$cifar/$net.json" \
		--expected "$cifar/${net}_expected.json"
done
for bits in 24 10 9 8 7 6; do
	"$imcfab" map "$src/arch/hermes64.arch" "$cifar/resnet32_int_w8a8.json" \
		-o accuracy.build/adc$bits.plan --set adc.bits=$bits \
		--calibrate "$data/cifar10/cifar10_train_batch1_first1017.bin" >/dev/null
	echo "hermes64, $bits-bit converters: $("$imcfab" run accuracy.build/adc$bits.plan "$images")"
done
# With converters wide enough, row splits change nothing.
"$imcfab" run accuracy.build/adc24.plan "$images" --expected "$cifar/resnet32_int_w8a8_expected.json"
