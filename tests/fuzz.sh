#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Two seconds of every fuzz target (tests/fuzz/run), with all that earlier runs found. And a
# target that must find something does: a reader that reads one byte too far.
set -u
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/fuzz.tmp
export FUZZ_BUILD="$PWD/fuzz" IMCFAB="$PWD/imcfab"
"$src/tests/fuzz/run" 2
status=$?
[ $status = 0 ] || exit $status
rm -rf "$work"
mkdir "$work" && cd "$work" || exit 1
cat >wrong.c <<'END'
#include <stdlib.h>
#include <string.h>
int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	char *s = malloc(n + 1);
	int r;

	memcpy(s, p, n);
	s[n] = 0;
	r = n > 3 && !memcmp(s, "fuz", 3) && s[n + 1] == 'z';
	free(s);
	return r & 0;
}
END
cc=clang-14
command -v $cc >/dev/null || cc=clang
$cc -g -fsanitize=fuzzer,address wrong.c -o wrong || exit 1
if ./wrong -max_total_time=20 -seed=1 >log 2>&1; then
	echo "a byte read too far was not found"
	exit 1
fi
grep -q heap-buffer-overflow log || { tail log; exit 1; }
cd ..
rm -rf "$work"
