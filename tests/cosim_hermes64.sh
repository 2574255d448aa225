#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One fabric, many networks: hermes64 is Verilated once and runs ResNet-32 with row
# splits and 8-bit converters; then it is reprogrammed. A corrupted program is refused.
set -eu
. "${srcdir:-.}/tests/cosim_common"
arch=$src/arch/hermes64.arch
b="--build cosim.build/hermes64"
plan=cosim.build/hermes64.plan
"$imcfab" map "$arch" "$src/nets/resnet32_shapes_int.json" -o $plan \
	--calibrate cosim.build/train.bin
"$imcfab" check $plan
equal corrupted_then_good $plan cosim.build/test.bin $b -n 2 --corrupt
# A run leaves out tiles that stand still; this one looks that they really do.
equal standing_still $plan cosim.build/test.bin $b --check-sleep --idle-gap 500 -n 2 --init-seed 9
grep -q '^corrupted program: refused' cosim.build/corrupted_then_good.log
equal hermes64_stalls $plan cosim.build/test.bin $b --stall 31 --init-seed 3

cifar=$data/resnet_cifar10
if [ ! -r "$cifar/resnet20_int_w4a8.json" ]; then
	echo "reprogramming with trained networks: not tried, no $data"
	exit 0
fi
for net in resnet32_int_w8a8 resnet20_int_w4a8; do
	"$imcfab" map "$arch" "$cifar/$net.json" -o cosim.build/$net.plan \
		--calibrate "$data/cifar10/cifar10_train_batch1_first1017.bin"
done
equal reprogrammed cosim.build/resnet32_int_w8a8.plan \
	"$data/cifar10/cifar10_test_first1017.bin" $b \
	--second cosim.build/resnet20_int_w4a8.plan
awk '/programmed in/ { for (i = 1; i < NF; i++) if ($i == "in" && $(i + 1) > 250000) exit 1 }' \
	cosim.build/reprogrammed.log
