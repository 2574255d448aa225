#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The answers of imcfab embed, judged by other programs: imcfab-verify, networkx, igraph's LAD
# and a plain search; drat-trim where one is on the path.
set -u
build=$PWD
src=$(cd "${srcdir:-.}" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
python3 -c 'import networkx' 2>/dev/null || { echo "skipped: python3 has no networkx"; exit 77; }
lad=
if [ -x tests/embed_igraph ]; then
	lad=$build/tests/embed_igraph
else
	echo "igraph (libigraph-dev) is not there: its LAD is left out"
fi
work=$build/embed_judged.tmp
rm -rf "$work"
mkdir "$work"
# shellcheck disable=SC2086
python3 "$src/tests/embed_judged.py" "$build/imcfab" "$build/imcfab-verify" "$work" $lad
status=$?
rm -rf "$work"
exit $status
