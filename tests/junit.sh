#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Writes results of tests as JUnit XML: tests/junit.sh BUILD <RESULTS. RESULTS has a
# line "RESULT NAME" a test; what it said is in BUILD/NAME.log, without the .sh of the
# name, and for NAME = build, which stands for make itself, in BUILD/check.log.
set -u
build=$1
body=$(mktemp)
trap 'rm -f "$body"' EXIT

# Text that XML can hold: UTF-8 without control characters, escaped.
escaped() {
	iconv -c -f UTF-8 -t UTF-8 2>/dev/null |
		LC_ALL=C tr -d '\000-\010\013\014\016-\037' |
		LC_ALL=C sed 's/\xef\xbf[\xbe\xbf]//g; s/&/\&amp;/g; s/</\&lt;/g
			s/>/\&gt;/g; s/"/\&quot;/g'
}

tests=0 failures=0 errors=0 skipped=0 total=0
while read -r result name; do
	out=$build/${name%.sh}.log
	[ "$name" != build ] || out=$build/check.log
	seconds=$(sed -n 's/^took \([0-9.]*\) s$/\1/p' "$out" | tail -1)
	total=$(awk -v a="$total" -v b="${seconds:-0}" 'BEGIN { printf "%.3f", a + b }')
	tests=$((tests + 1))
	printf '  <testcase classname="imcfab" name="%s" time="%s">\n' \
		"$(echo "$name" | escaped)" "${seconds:-0}"
	case $result in
	FAIL|XPASS)
		failures=$((failures + 1))
		printf '    <failure message="%s">' "$(tail -1 "$out" | escaped)"
		escaped <"$out"
		printf '</failure>\n'
		;;
	ERROR)
		errors=$((errors + 1))
		printf '    <error message="%s">' "$(tail -1 "$out" | escaped)"
		escaped <"$out"
		printf '</error>\n'
		;;
	SKIP)
		skipped=$((skipped + 1))
		printf '    <skipped message="%s"/>\n' \
			"$(sed -n 's/.*skipped: //p' "$out" | tail -1 | escaped)"
		;;
	*)
		if grep -q '^skipped: ' "$out"; then
			printf '    <system-out>'
			grep '^skipped: ' "$out" | escaped
			printf '</system-out>\n'
		fi
		;;
	esac
	echo '  </testcase>'
done >"$body"
echo '<?xml version="1.0" encoding="UTF-8"?>'
printf '<testsuite name="imcfab" tests="%d" failures="%d" errors="%d" skipped="%d" time="%s">\n' \
	"$tests" "$failures" "$errors" "$skipped" "$total"
cat "$body"
echo '</testsuite>'
