#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `./run check` says of tests: run on a made-up build folder whose tests pass, fail
# and are skipped, with output that XML cannot hold as it is; and interrupted.
set -u
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/report.tmp
failed=0
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
export BUILD="$work"
rm -rf "$work"
mkdir -p "$work/tests"

fail() {
	echo "report: $*"
	failed=1
}

# same NAME TEXT: the file NAME holds the text
same() {
	printf '%s\n' "$2" >"$work/want"
	diff "$work/want" "$work/$1" || fail "$1 is not as wanted"
}

# 1. Four results. The failure has quotes, markup, an escape, bytes that are no UTF-8
# and a character that is none.
printf 'ok\ntook 1.500 s\nPASS tests/good (exit status: 0)\n' >"$work/tests/good.log"
printf 'skipped: one (2): no data\n2 of 5 tests skipped\ntook 0.250 s\nPASS tests/part (exit status: 0)\n' \
	>"$work/tests/part.log"
printf 'skipped: no <tool> & no "data"\ntook 0.001 s\nSKIP tests/none.sh (exit status: 77)\n' \
	>"$work/tests/none.log"
printf 'a <b> & "c" ]]> \033[1m \377\300\200 \357\277\277 \303\251\ntook 2.000 s\nFAIL tests/bad.sh (exit status: 1)\n' \
	>"$work/tests/bad.log"
cat >"$work/Makefile" <<'END'
check:
	@echo PASS: tests/good; echo PASS: tests/part; echo SKIP: tests/none.sh
	@echo FAIL: tests/bad.sh; false
END
"$src/tests/check.sh" >"$work/got"
[ $? = 1 ] || fail "the exit status is not 1 where a test failed"
same got "PASS: tests/good (1.5 s)
PASS: tests/part (0.2 s, 2 of 5 tests skipped)
SKIP: tests/none.sh (0.0 s, skipped: no <tool> & no \"data\")
FAIL: tests/bad.sh (2.0 s)
==== tests/bad.sh
$(cat "$work/tests/bad.log")
2 tests skipped in suites that passed
2 passed, 1 failed, 1 skipped"
same check.xml "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuite name=\"imcfab\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"3.751\">
  <testcase classname=\"imcfab\" name=\"tests/good\" time=\"1.500\">
  </testcase>
  <testcase classname=\"imcfab\" name=\"tests/part\" time=\"0.250\">
    <system-out>skipped: one (2): no data
</system-out>
  </testcase>
  <testcase classname=\"imcfab\" name=\"tests/none.sh\" time=\"0.001\">
    <skipped message=\"no &lt;tool&gt; &amp; no &quot;data&quot;\"/>
  </testcase>
  <testcase classname=\"imcfab\" name=\"tests/bad.sh\" time=\"2.000\">
    <failure message=\"FAIL tests/bad.sh (exit status: 1)\">a &lt;b&gt; &amp; &quot;c&quot; ]]&gt; [1m   é
took 2.000 s
FAIL tests/bad.sh (exit status: 1)
</failure>
  </testcase>
</testsuite>"

# well_formed: by a parser of others
well_formed() {
	if command -v xmllint >/dev/null; then
		xmllint --noout "$work/check.xml"
	elif command -v python3 >/dev/null; then
		python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' \
			"$work/check.xml"
	else
		echo "skipped: no parser of XML"
	fi || fail "check.xml is not well-formed"
}
well_formed

# 2. Where nothing can be built there is no result, and that is a failure.
printf 'check:\n\t@echo "cc: error: <stdin>"; false\n' >"$work/Makefile"
"$src/tests/check.sh" >"$work/got" && fail "a build that failed passes"
[ "$(tail -1 "$work/got")" = "0 passed, 1 failed, 0 skipped" ] ||
	fail "last line: $(tail -1 "$work/got")"
grep -q 'cc: error' "$work/got" || fail "it does not say how the build failed"
grep -q '<error .*cc: error: &lt;stdin&gt;' "$work/check.xml" || fail "not in the XML"
well_formed

# 3. A line comes when its test ends, and a signal ends all that was started and
# removes what was half made.
cat >"$work/Makefile" <<'END'
check: whole
	@true
whole:
	@echo PASS: tests/good
	@echo half >whole; sleep 1000 & echo $$! >pid; wait
END
"$src/tests/check.sh" >"$work/got" 2>&1 &
check=$!
until [ -s "$work/pid" ]; do
	kill -0 $check || { fail "it ended by itself"; cat "$work/got"; exit 1; }
	sleep 0.1
done
[ "$(cat "$work/got")" = "PASS: tests/good (1.5 s)" ] ||
	fail "before the end: $(cat "$work/got")"
kill -TERM $check
wait $check
[ $? = 143 ] || fail "the exit status is not 143 after a signal"
[ "$(tail -1 "$work/got")" = "interrupted after 1 tests" ] ||
	fail "after a signal: $(tail -1 "$work/got")"
[ -e "$work/whole" ] && fail "half of a file is left"
[ -e "$work/check.pipe" ] && fail "the pipe is left"
# alive PID: it runs; a zombie does not
alive() {
	case $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) in ''|Z*) return 1 ;; esac
}
sleeping=$(cat "$work/pid") tries=0
while alive "$sleeping" && [ $((tries += 1)) -lt 600 ]; do
	sleep 0.1
done
alive "$sleeping" && fail "a process is left"
rm -rf "$work"
exit $failed
