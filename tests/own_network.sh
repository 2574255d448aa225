#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The project's own ResNet-32 on 1,000 generated test images: at least 95 % in
# integer arithmetic, on both shipped fabrics.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
net=$src/nets/resnet32_shapes_int.json
dir=own_network.build
mkdir -p $dir
./imcfab images --split test --count 1000 -o $dir/test.bin
./imcfab images --split train --count 64 -o $dir/train.bin
./imcfab map "$src/arch/one-layer-per-core.arch" "$net" -o $dir/one.plan
./imcfab map "$src/arch/hermes64.arch" "$net" -o $dir/hermes64.plan --calibrate $dir/train.bin
for plan in one hermes64; do
	./imcfab run $dir/$plan.plan $dir/test.bin | tee $dir/$plan.log
	awk '{ for (i = 1; i < NF; i++) if ($i == "top-1" && $(i + 1) < 950) exit 1 }' $dir/$plan.log
done
