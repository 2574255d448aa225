#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The answers of imcfab embed, judged by other programs: imcfab-verify, networkx, igraph's LAD
# and a plain search; drat-trim where one is on the path.
set -u
. "${srcdir:-.}/tests/embed_common"
python3 -c 'import networkx' 2>/dev/null || { echo "skipped: python3 has no networkx"; exit 77; }
judged_by embed_judged "$build/imcfab" "$build/imcfab-verify"
