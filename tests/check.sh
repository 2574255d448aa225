#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every test of the build folder and ends with one line of counts.
set -u
cd "$(dirname "$0")/.."
log=build/check.log
mkdir -p build
make --no-print-directory -C build -j"$(nproc)" check >"$log" 2>&1
status=$?
grep -E '^(PASS|FAIL|SKIP|XFAIL|XPASS|ERROR): ' "$log"
for t in $(sed -n 's/^\(FAIL\|ERROR\): //p' "$log"); do
	echo "==== $t"
	tail -60 "build/${t%.sh}.log" 2>/dev/null
done
for t in $(sed -n 's/^SKIP: //p' "$log"); do
	echo "skipped $t: $(tail -1 "build/${t%.sh}.log" 2>/dev/null)"
done
n() { grep -c "^$1: " "$log"; }
passed=$(n PASS) failed=$(($(n FAIL) + $(n ERROR)))
if [ "$status" != 0 ] && [ "$failed" = 0 ]; then
	tail -40 "$log"
fi
echo "$passed passed, $failed failed, $(n SKIP) skipped"
[ "$status" = 0 ] && [ "$passed" != 0 ]
