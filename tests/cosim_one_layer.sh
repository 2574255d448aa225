#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# ResNet-32 with one layer a core: RTL against the reference model, calm and under
# stress; the whole netlist as one Verilated model, and the fabric hardwired.
set -eu
. "${srcdir:-.}/tests/cosim_common"
one=$src/arch/one-layer-per-core.arch
plan=cosim.build/one.plan
"$imcfab" map "$one" "$src/nets/resnet32_shapes_int.json" -o $plan
"$imcfab" check $plan
"$imcfab" run $plan cosim.build/test.bin -n 16 --oracle "$src/nets/resnet32_shapes_int.json" \
	--expected "$src/nets/resnet32_shapes_expected.json"
b="--build cosim.build/one"
equal back_to_back $plan cosim.build/test.bin $b -n 3
equal stalls $plan cosim.build/test.bin $b --stall 11
equal stalls_random_contents $plan cosim.build/test.bin $b --stall 23 --stall-percent 10 --init-seed 5
equal random_contents $plan cosim.build/test.bin $b --init-seed 6
equal idle_between $plan cosim.build/test.bin $b -n 2 --idle-gap 20000 --init-seed 7
equal reset_in_the_middle $plan cosim.build/test.bin $b --reset-at 90000
equal flat $plan cosim.build/test.bin --build cosim.build/one_flat --flat
equal flat_stalls $plan cosim.build/test.bin --build cosim.build/one_flat --flat --stall 11 --init-seed 9
equal hardwired $plan cosim.build/test.bin --build cosim.build/one_hardwired --hardwired --stall 41

net=$data/resnet_cifar10/resnet32_int_w8a8.json
if [ ! -r "$net" ]; then
	echo "trained CIFAR-10 network: not tried, no $data"
	exit 0
fi
"$imcfab" map "$one" "$net" -o cosim.build/one_cifar.plan
equal cifar10 cosim.build/one_cifar.plan "$data/cifar10/cifar10_test_first1017.bin" $b
