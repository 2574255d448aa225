#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What judges imcfab embed agrees with itself on random small instances: a search through all
# placements, igraph's LAD where igraph is there, the formula with a proof, and imcfab-verify.
set -u
build=$PWD
src=$(cd "${srcdir:-.}" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
lad=
if [ -x tests/embed_igraph ]; then
	lad=$build/tests/embed_igraph
else
	echo "igraph (libigraph-dev) is not there: its LAD is left out"
fi
work=$build/embed_oracles.tmp
rm -rf "$work"
mkdir "$work"
# shellcheck disable=SC2086
python3 "$src/tests/embed_oracles.py" "$build/imcfab-verify" "$work" $lad
status=$?
rm -rf "$work"
exit $status
