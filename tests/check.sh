#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the tests of the build folder, or those named: tests/check.sh [TEST...].
# Prints a line a test as it ends, then what failed, whole; the last line counts.
# Writes BUILD/check.log and, for other programs, BUILD/check.xml (JUnit).
# BUILD is the folder build here, or what the environment says.
set -u
cd "$(dirname "$0")/.."
build=${BUILD:-build}
log=$build/check.log results=$build/check.results pipe=$build/check.pipe
mkdir -p "$build"
rm -f "$pipe" "$build/check.xml"
mkfifo "$pipe" || exit 2
: >"$log"
: >"$results"

# make runs in a session of its own, so that a signal reaches all that it started,
# wherever the signal came from; make then removes what is half built.
stop() {
	trap '' HUP INT TERM
	kill -TERM -"$make" 2>/dev/null
	wait "$make"
	rm -f "$pipe"
	echo "interrupted after $(grep -c . "$results") tests"
	exit "$1"
}

env --default-signal=INT,QUIT setsid make --no-print-directory -C "$build" \
	-j"$(nproc)" check ${1:+TESTS="$*"} >"$pipe" 2>&1 &
make=$!
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM

# "NAME: seconds, tests of it that were skipped", from its log
line() {
	out=$build/${2%.sh}.log
	awk -v result="$1" -v name="$2" '
		/^took [0-9.]* s$/ { took = sprintf("%.1f s", $2) }
		/^[0-9]+ of [0-9]+ tests skipped$/ { skipped = ", " $0 }
		/^skipped: / && result == "SKIP" { skipped = ", " $0 }
		END { print result ": " name " (" took skipped ")" }' "$out"
}

while IFS= read -r text; do
	printf '%s\n' "$text" >>"$log"
	case $text in
	PASS:*|FAIL:*|SKIP:*|XFAIL:*|XPASS:*|ERROR:*)
		set -- "${text%%:*}" "${text#*: }"
		echo "$1 $2" >>"$results"
		line "$1" "$2"
		;;
	esac
done <"$pipe"
wait "$make"
status=$?
trap - HUP INT TERM
rm -f "$pipe"

n() { grep -cE "^($1) " "$results"; }
if [ "$status" != 0 ] && [ "$(n 'FAIL|ERROR|XPASS')" = 0 ]; then
	echo "ERROR build" >>"$results"
	tail -40 "$log"
fi
tests/junit.sh "$build" <"$results" >"$build/check.xml"
while read -r result name; do
	case $result in
	FAIL|ERROR|XPASS)
		[ "$name" != build ] || continue
		echo "==== $name"
		cat "$build/${name%.sh}.log"
		;;
	esac
done <"$results"
cat $(sed -n "s|^PASS \(.*\)|$build/\1|p" "$results" | sed 's/\.sh$//; s/$/.log/') /dev/null |
	sed -n 's/^\([0-9]*\) of [0-9]* tests skipped$/\1/p' |
	awk '{ n += $1 } END { if (n) print n " tests skipped in suites that passed" }'
echo "$(n 'PASS|XFAIL') passed, $(n 'FAIL|ERROR|XPASS') failed, $(n SKIP) skipped"
[ "$status" = 0 ] && [ "$(n PASS)" != 0 ]
