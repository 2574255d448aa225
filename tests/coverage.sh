#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Which lines of gen and refmodel the tests run, built in build/coverage to count: all
# tests and the whole demo and benchmark, which tests run small and without the area; or
# the tests named. Says the share, and writes the list of the lines that none ran to
# build/coverage/missing.txt. Ends with 1 below 95 % or where a test fails. With --keep in
# front, the lines that ran before count too, so that the tests can be run one by one.
set -u
cd "$(dirname "$0")/.."
dir=build/coverage
mkdir -p $dir
# gnu11: only with it the compiler writes the counts of a process that becomes another.
if [ ! -f $dir/Makefile ] || [ configure -nt $dir/Makefile ]; then
	(cd $dir && ../../configure -q \
		CFLAGS="-std=gnu11 -O1 -g --coverage -fprofile-abs-path") >$dir/configure.log 2>&1 ||
		{ cat $dir/configure.log; exit 2; }
fi
if [ "${1:-}" = --keep ]; then
	shift
else
	find $dir -name '*.gcda' -exec rm -f {} +
fi
failed=0
BUILD=$dir tests/check.sh "$@" || failed=1
if [ $# = 0 ]; then
	for command in demo bench; do
		$dir/imcfab $command -o $dir/$command >$dir/$command.log 2>&1 ||
			{ tail -20 $dir/$command.log; failed=1; }
	done
fi
gcovr --root . --object-directory $dir --filter 'gen/' --filter 'refmodel/' \
	--exclude-unreachable-branches --txt $dir/lines.txt --json $dir/lines.json \
	--print-summary $dir >$dir/summary.txt || exit 2
sed -n 's/^lines: /lines that a test runs: /p' $dir/summary.txt
awk '/^(gen|refmodel)\// && $4 != "100%"' $dir/lines.txt | tee $dir/missing.txt
awk -v failed=$failed '/^lines: / { share = $2 + 0 } END {
	if (share < 95) print "below 95 %"
	exit failed || share < 95 }' $dir/summary.txt
