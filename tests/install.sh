#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The program finds its data: in the build folder, installed anywhere (`make install
# DESTDIR`), moved afterwards, by IMCFAB_SHARE; without it there is one message. The
# installed pages are those of all commands, and `make uninstall` leaves no file.
set -u
build=$PWD
src=$(cd "${srcdir:-.}" && pwd)
work=$build/install.tmp
failed=0
rm -rf "$work"
mkdir -p "$work/else"
unset IMCFAB_SHARE MAKEFLAGS MAKELEVEL
bad() { echo "$*"; failed=1; }

# chain PROGRAM: from another folder, without any variable
chain() {
	rm -rf "$work/else"
	mkdir "$work/else"
	(cd "$work/else" &&
		"$1" fabric "$2/arch/hermes64.arch" -o fabric &&
		"$1" map "$2/arch/one-layer-per-core.arch" \
			"$2/nets/resnet32_shapes_int.json" -o plan &&
		"$1" check plan &&
		"$1" fabric plan --hardwired -o hardwired &&
		cmp fabric/rtl/imc_core.v "$src/rtl_templates/imc_core.v") \
		>"$work/log" 2>&1 || { bad "$1: failed"; cat "$work/log"; }
}

prefix=$(sed -n 's/^prefix = //p' Makefile)
make -s install DESTDIR="$work/root" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
root=$work/root$prefix
chain "$build/imcfab" "$src"
chain "$root/bin/imcfab" "$root/share/imcfab"
mv "$root" "$work/moved"
chain "$work/moved/bin/imcfab" "$work/moved/share/imcfab"
ln -s "$work/moved/bin/imcfab" "$work/link"
chain "$work/link" "$work/moved/share/imcfab"
mv "$work/moved" "$root"

# Without data: the places by name. A wrong IMCFAB_SHARE is not replaced by another.
cp imcfab "$work/alone"
"$work/alone" fabric "$src/arch/hermes64.arch" -o "$work/out" 2>"$work/message"
status=$?
if [ $status != 2 ] || [ "$(wc -l <"$work/message")" != 1 ] || [ -e "$work/out" ] ||
	! grep -q "is not in .*share/imcfab; .*IMCFAB_SHARE" "$work/message"; then
	bad "without data: exit $status, $(cat "$work/message")"
fi
IMCFAB_SHARE=$src "$work/alone" fabric "$src/arch/hermes64.arch" -o "$work/out" ||
	bad "IMCFAB_SHARE"
IMCFAB_SHARE=$work/none ./imcfab fabric "$src/arch/hermes64.arch" -o "$work/out2" \
	2>"$work/message" && bad "a wrong IMCFAB_SHARE was passed over"
grep -q "is not in $work/none; " "$work/message" || bad "$(cat "$work/message")"

# The checker of certificates needs no data and none of the other program's files.
mkdir "$work/cert"
printf '%s\n' 'imcfab-embedding 1' 'task 0 one' 'core 0' 'answer yes' 'place 0 0' >"$work/cert/certificate.txt"
[ "$("$root/bin/imcfab-verify" "$work/cert")" = "verified: yes: 1 tasks, 0 streams, 1 cores, 0 channels" ] ||
	bad "imcfab-verify"

# Pages and completion.
[ -s "$root/share/man/man1/imcfab-verify.1" ] || bad "no page of imcfab-verify installed"
for c in $(./imcfab --help | sed -n 's/^  \([a-z]*\) .*/-\1/p') ""; do
	[ -s "$root/share/man/man1/imcfab$c.1" ] || bad "no page imcfab$c.1 installed"
done
[ -s "$root/share/bash-completion/completions/imcfab" ] || bad "no completion installed"

make -s uninstall DESTDIR="$work/root" >"$work/log" 2>&1 || bad "$(cat "$work/log")"
left=$(find "$work/root" ! -type d)
[ -z "$left" ] || bad "make uninstall left $left"
rm -rf "$work"
echo "installed, moved, removed"
[ $failed = 0 ]
