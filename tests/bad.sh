#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every case of tests/bad is refused with exit status 2, exactly its message, and
# nothing left behind. NAME.err is the message; the input is NAME.arch, NAME.json,
# NAME.plan, NAME.bin (images) or NAME.args (arguments after `imcfab`).
set -u
imcfab=$PWD/imcfab
: "${srcdir:=.}"
IMCFAB_SHARE=$(cd "$srcdir" && pwd)
export IMCFAB_SHARE
work=$PWD/bad.tmp
rm -rf "$work"
mkdir "$work"
cd "$srcdir/tests/bad" || exit 1
good=$IMCFAB_SHARE/tests/small
failed=0 n=0
for want in *.err; do
	name=${want%.err}
	out=$work/out
	if [ -f "$name.args" ]; then
		args=$(sed "s|@good@|$good|g; s|@out@|$out|g" "$name.args")
	elif [ -f "$name.arch" ]; then
		args="fabric $name.arch -o $out"
	elif [ -f "$name.json" ]; then
		args="map $IMCFAB_SHARE/arch/one-layer-per-core.arch $name.json -o $out"
	else
		args="check $name.plan"
	fi
	# shellcheck disable=SC2086
	eval "\"$imcfab\" $args" >"$work/stdout" 2>"$work/stderr"
	status=$?
	sed "s|$work|WORK|g; s|$IMCFAB_SHARE|SHARE|g" "$work/stderr" >"$work/got"
	n=$((n + 1))
	if [ $status != 2 ] || ! cmp -s "$want" "$work/got" || [ -e "$out" ]; then
		echo "$name: exit $status, wanted 2 and:"
		cat "$want"
		echo "got:"
		cat "$work/got"
		[ -e "$out" ] && echo "left behind: $out"
		failed=$((failed + 1))
	fi
	rm -rf "$out"
done
rm -rf "$work"
echo "$n cases, $failed failed"
[ $failed = 0 ] && [ $n != 0 ]
