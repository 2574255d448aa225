#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every module refuses a parameter out of its range by its name and the range: each
# script of tests/rtl_bad expects its error, and Yosys ends with 0 only if it comes.
set -u
yosys=${YOSYS:-yosys}
if ! command -v "$yosys" >/dev/null 2>&1; then
	echo "rtl_bad.sh: skipped: no Yosys"
	exit 77
fi
cd "${srcdir:-.}" || exit 1
failed=0 n=0
for script in tests/rtl_bad/*.ys; do
	n=$((n + 1))
	if ! "$yosys" -q -s "$script" >/dev/null 2>&1; then
		echo "$script: not refused, or not with this text"
		failed=$((failed + 1))
	fi
done
echo "$n illegal parameters, $failed not refused as expected"
[ $failed = 0 ]
