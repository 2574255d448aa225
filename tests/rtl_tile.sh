#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Benches of the modules of a tile, against refmodel/num.c.
set -eu
for bench in slot config adc pool window post xbar xbar_digital core tile; do
	BUILD_DIR=unit.build sh "${srcdir:-.}/tb/unit.sh" $bench
done
