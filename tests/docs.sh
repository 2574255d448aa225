#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the shell examples of README.md and docs/: every fenced block whose first
# line is ```sh followed by the word run.
set -u
: "${srcdir:=.}"
src=$(cd "$srcdir" && pwd)
PATH=$PWD:$PATH
IMCFAB_SHARE=$src
export PATH IMCFAB_SHARE
work=$PWD/docs.tmp
failed=0 n=0
for page in "$src"/README.md "$src"/docs/*.md; do
	rm -rf "$work"
	mkdir "$work"
	awk '/^```sh run/ { on = 1; next } /^```/ { on = 0 } on' "$page" >"$work/block.sh"
	[ -s "$work/block.sh" ] || continue
	n=$((n + 1))
	ln -s "$src/arch" "$src/devices" "$src/nets" "$src/sweeps" "$src/tests" "$work/"
	if ! (cd "$work" && sh -eu block.sh) >"$work/log" 2>&1; then
		echo "$page: an example failed:"
		tail -20 "$work/log"
		failed=1
	fi
done
rm -rf "$work"
echo "examples of $n pages"
[ $failed = 0 ] && [ $n != 0 ]
