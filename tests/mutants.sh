#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The tests of the C code are held against faults: for each of tests/mutants/*.diff, a
# change of one line, the test that its first line names, behind variables for it,
# passes without the change and fails with it. In the build folder: mutants.sh [-v] [NAME...]; without names the few
# that `quick` lists. Objects that do not depend on the change are those of the build.
set -u
src=$(cd "${srcdir:-.}" && pwd)
srcdir=$src
export srcdir
export IMCFAB_SHARE="${IMCFAB_SHARE:-$src}"
top=$PWD
verbose=0 failed=0 n=0
if [ "${1:-}" = -v ]; then
	verbose=1
	shift
fi
[ $# != 0 ] || set -- $(cat "$src/tests/mutants/quick")
work=$top/mutants.tmp
rm -rf "$work"
mkdir "$work"
trap 'rm -rf "$work"' EXIT
mkdir "$work/run"
flags="-std=c11 -O1 -fopenmp $(pkg-config --cflags jansson libpng libjpeg libprotobuf-c check)
	-DIMCFAB_PKGDATADIR=\"/nonexistent\""
libs="$(pkg-config --libs jansson libpng libjpeg libprotobuf-c check) $(sed -n 's/^CADICAL_LIBS = //p' Makefile) -lm"

fail() {
	echo "$name: $*"
	failed=$((failed + 1))
}

# Files of C that see the header $1, by what the compiler noted.
readers() {
	grep -lF "/$1" $(find "$top/gen" "$top/refmodel" -name '*.Po') |
		sed "s|^$top/||; s|\.deps/||; s|\.Po$|.c|"
}

# build TEST: with the objects in $work/obj instead of those of the build
build() {
	objects=$(ls "$work"/obj/*.o 2>/dev/null)
	case $1 in
	tests/verify.sh)	# a program of its own
		# shellcheck disable=SC2086
		${CC:-cc} ${objects:-"$top"/verify/*.o} -o "$work/run/imcfab-verify"
		;;
	*.sh)
		for o in "$top"/gen/cmd/*.o; do
			[ -f "$work/obj/gen_cmd_${o##*/}" ] || objects="$objects $o"
		done
		# shellcheck disable=SC2086
		${CC:-cc} -fopenmp $objects "$top/libimcfab.a" $libs -o "$work/run/imcfab"
		;;
	*)
		# shellcheck disable=SC2086
		${CC:-cc} -fopenmp "$top/$1.o" $objects "$top/libtests.a" "$top/libimcfab.a" \
			$libs -o "$work/run/test"
		;;
	esac
}

# try TEST [VARIABLE=VALUE]...: its exit status
try() (
	cd "$work/run" || exit 99
	program=./test
	case $1 in *.sh) program="sh $src/$1" ;; esac
	shift
	# shellcheck disable=SC2086
	env "$@" $program >"$work/log" 2>&1
)

# All of them, also those that are not run now.
for diff in "$src"/tests/mutants/*.diff; do
	patch -s -f -F0 -p1 --dry-run -d "$src" <"$diff" >"$work/log" 2>&1 && continue
	name=${diff##*/}
	fail "does not apply line by line"
	cat "$work/log"
done

passed=
for name; do
	diff=$src/tests/mutants/$name.diff
	n=$((n + 1))
	test=$(sed -n '1s/^test .*\(tests.*\)/\1/p' "$diff")
	variables=$(sed -n '1s/^test \(.*\)tests.*/\1/p' "$diff")
	rm -rf "$work/src" "$work/obj"
	mkdir "$work/src" "$work/obj"
	case $passed in
	*" $test "*) ;;
	*)
		build "$test" && try "$test" $variables || {
			fail "$test fails without the change"
			cat "$work/log"
			continue
		}
		passed="$passed $test "
		;;
	esac
	cp -r "$src/gen" "$src/refmodel" "$src/verify" "$work/src/"
	chmod -R u+w "$work/src"
	if ! patch -s -f -F0 -p1 -d "$work/src" <"$diff" >"$work/log" 2>&1; then
		fail "does not apply"
		cat "$work/log"
		continue
	fi
	file=$(sed -n 's|^+++ [^/]*/||p' "$diff")
	case $file in
	*.h) files=$(readers "${file##*/}") ;;
	*) files=$file ;;
	esac
	for c in $files; do
		# shellcheck disable=SC2086
		${CC:-cc} $flags -I"$work/src/gen" -I"$work/src" -c "$work/src/$c" \
			-o "$work/obj/$(echo "${c%.c}" | tr / _).o" || break
	done && build "$test" || {
		fail "does not build"
		continue
	}
	if try "$test" $variables; then
		fail "$test passes with: $(sed -n 2p "$diff")"
	elif [ $verbose = 1 ]; then
		echo "$name: $test fails, as it has to"
	fi
done
echo "$n faults, $failed wrong or not found"
[ $failed = 0 ] && [ $n != 0 ]
