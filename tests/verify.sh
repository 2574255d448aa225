#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imcfab-verify (docs/certificates.md): certificates of each kind are verified, and each kind of
# fault in them is refused. The program stays a file of its own of at most 400 lines.
set -u
build=$PWD
src=$(cd "${srcdir:-.}" && pwd)
failed=0
source=$src/verify/imcfab-verify.c
n=$(wc -l <"$source")
[ "$n" -le 400 ] || { echo "$source has $n lines, more than 400"; failed=1; }
if grep -n '^# *include *"' "$source"; then
	echo "$source includes files that are not of the system"
	failed=1
fi
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
work=$build/verify.tmp
rm -rf "$work"
mkdir "$work"
python3 "$src/tests/verify.py" "$build/imcfab-verify" "$work" || failed=1
rm -rf "$work"
[ $failed = 0 ]
