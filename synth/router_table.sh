#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Area and clock of routers of many shapes, as the rows of a table in Markdown:
#
#	synth/router_table.sh LIBERTY
#
# One of ports, virtual channels, depth and width is varied at a time around 5, 1, 2, 36
# and around 5, 2, 4, 36. Ports are channels and the core, as many in as out; LIBERTY,
# the tools and how a row is measured are synth/router.sh's. ROWS, "PORTS VCS DEPTH WIDTH
# [hardwired]" a line, is what to measure instead.
set -eu

if [ $# -ne 1 ]; then
	echo "usage: router_table.sh LIBERTY" >&2
	exit 2
fi
router=$(dirname "$0")/router.sh

rows() {
	cat <<-END
	5 1 2 36
	5 1 2 36 hardwired
	3 1 2 36
	6 1 2 36
	8 1 2 36
	11 1 2 36
	11 1 2 36 hardwired
	5 2 2 36
	5 4 2 36
	5 1 4 36
	5 1 8 36
	5 1 2 18
	5 1 2 68
	5 2 4 36
	5 2 4 36 hardwired
	3 2 4 36
	8 2 4 36
	11 2 4 36
	5 4 4 36
	5 2 8 36
	5 2 4 18
	5 2 4 68
	END
}

echo "| ports | virtual channels | depth | bits | table | kGE | flip-flops | GHz | kGE there |"
echo "|---|---|---|---|---|---|---|---|---|"
if [ -n "${ROWS:-}" ]; then
	echo "$ROWS"
else
	rows
fi | while read -r ports vcs depth width how; do
	# shellcheck disable=SC2086 # how may be empty
	line=$(sh "$router" $((ports - 1)) $((ports - 1)) "$vcs" "$depth" "$width" "$1" $how)
	case $line in
	*skipped*) echo "$line"; exit 77 ;;
	esac
	echo "$line" | awk -v at="$ports | $vcs | $depth | $width | ${how:-programmable}" \
		'{ print "| " at " | " $1 " | " $3 " | " $5 " | " $7 " |" }'
done
