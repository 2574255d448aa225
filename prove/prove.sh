#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
#   prove.sh [-j JOBS] SET...
#
# Runs the rows of the named sets of prove/list, and for the set "broken" every copy of
# prove/broken; one line an outcome. Ends with 1 if one is not as it should be, with 77
# if a tool is missing.
set -eu
jobs=1
if [ "${1:-}" = -j ]; then
	jobs=$2
	shift 2
fi
for tool in yosys yosys-smtbmc z3 patch; do
	if ! command -v $tool >/dev/null 2>&1; then
		echo "prove.sh: skipped: no $tool"
		exit 77
	fi
done
cd "$(dirname "$0")"
status=0
for set in "$@"; do
	if [ "$set" = broken ]; then
		# shellcheck disable=SC2012
		ls broken/*.diff | sed 's/^/broken /'
	else
		sed -n "s/^$set //p" list
	fi
done | xargs -P "$jobs" -L 1 ./one.sh || status=1
exit $status
