#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A small part of ./run faults: with parity no single wrong bit in channels, queues and
# configuration is silent, and some of them were in use: flagged, and words wrong too.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB=$PWD/imcfab "$src/tests/faults" -v faults.build 150 1 >faults.csv || {
	status=$?
	rm -f faults.csv
	exit $status
}
cat faults.csv
awk -F , '
	$2 == "links" || $2 == "queues" || $2 == "configuration" {
		n++
		silent += $9
		if ($2 != "queues" && $5 == 0) none = none " " $2
		harmful += $5 - $10
	}
	END {
		if (n != 3) print "a place is missing"
		if (silent) print silent " are silent"
		if (none) print "nothing is flagged in" none
		if (!harmful) print "no flagged fault has made a word wrong"
		exit n != 3 || silent || none || !harmful
	}' faults.csv && rm faults.csv
