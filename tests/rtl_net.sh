#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Benches of the modules between tiles.
set -eu
for bench in fifo cdc_fifo cdc link router edge collect ctrl; do
	BUILD_DIR=unit.build sh "${srcdir:-.}/tb/unit.sh" $bench
done
