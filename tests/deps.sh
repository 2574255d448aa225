#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Headers of the own subsystem and of lower levels only (tests/levels).
set -u
cd "${srcdir:-.}" || exit 1
awk '
function subsystem(path) {
	sub(/.*\//, "", path)
	sub(/\.(c|h)$/, "", path)
	if (!(path in level)) sub(/_.*/, "", path)
	return path
}
FNR == NR {
	if ($0 !~ /^#/)
		for (i = 2; i <= NF; i++) level[$i] = $1
	next
}
FNR == 1 {
	own = subsystem(FILENAME)
	if (!(own in level)) { print FILENAME ": not in tests/levels"; bad = 1 }
}
/^#include "/ {
	split($0, part, "\"")
	other = subsystem(part[2])
	if (other == own) next
	if (!(other in level)) {
		print FILENAME ":" FNR ": " other " is not in tests/levels"
		bad = 1
	} else if (level[other] >= level[own]) {
		print FILENAME ":" FNR ": " own " (level " level[own] \
			") includes " other " (level " level[other] ")"
		bad = 1
	}
}
END { exit bad }
' tests/levels gen/*.c gen/*.h refmodel/*.c refmodel/*.h || exit 1
if grep -l endmodule gen/*.c refmodel/*.c |
	grep -v '^gen/vlog.c$'; then
	echo 'only gen/vlog.c writes the words of a Verilog module'
	exit 1
fi
echo "directions hold"
