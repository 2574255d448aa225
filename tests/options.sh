#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every option in a command's source is in its --help, its manual page and the
# completion of bash; the pages are correct roff; completion works in bash; and the
# command line is read as docs/formats.md says.
set -u
imcfab=$PWD/imcfab
src=${srcdir:-.}
work=$PWD/options.tmp
failed=0 n=0
rm -rf "$work"
mkdir "$work"
bad() { echo "$*"; failed=1; }
"$imcfab" --man "$work" || bad "--man failed"
"$imcfab" --completion >"$work/completion" || bad "--completion failed"

# shellcheck disable=SC1091
. "$work/completion" || bad "the completion is not bash"
# Stands alone in a shell that is not interactive.
compopt() { :; }
# complete_line WORD...: what stands to choose for the last word
complete_line() {
	COMP_WORDS=("$@")
	COMP_CWORD=$(($# - 1))
	_imcfab
	echo " ${COMPREPLY[*]} "
}

# The rows of a command's table: "-o", "--set", in its own source and the macros
# of cmd.h that it uses.
rows() {
	{
		cat "$src/gen/cmd/$1.c"
		for macro in $(grep -o 'CMD_OPT_[A-Z]*' "$src/gen/cmd/$1.c"); do
			sed -n "s/.*define $macro(.*{0, \"\([a-z-]*\)\".*/{0, \"\1\", CMD_/p" \
				"$src/gen/cmd/cmd.h"
		done
	} | sed -n "s/.*{'\(.\)', NULL, CMD_.*/-\1/p; s/.*{0, \"\([a-z-]*\)\", CMD_.*/--\1/p
		s/.*{'\(.\)', \"\([a-z-]*\)\", CMD_.*/-\1\n--\2/p"
}

commands=$("$imcfab" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
for c in $commands; do
	"$imcfab" "$c" --help >"$work/help" || bad "$c --help failed"
	sed 's/\\-/-/g' "$work/imcfab-$c.1" >"$work/page"
	offered=$(complete_line imcfab "$c" -)
	[ "$(awk 'length > 80' "$work/help")" = "" ] || bad "$c --help: a long line"
	for row in $(rows "$c"); do
		n=$((n + 1))
		grep -q -- "^  $row\( \|$\)" "$work/help" || bad "$c --help: no $row"
		grep -q -- "^\.B $row\( \|$\)" "$work/page" || bad "imcfab-$c.1: no $row"
		[[ $offered == *" $row "* ]] || bad "completion of $c: no $row"
	done
	grep -q "imcfab.-$c (1)" "$work/imcfab.1" || bad "imcfab.1: no $c"
	[[ $(complete_line imcfab "") == *" $c "* ]] || bad "completion: no $c"
done
[ $n -ge 60 ] || bad "found $n options only"

# Values, behind a space and behind =.
[ "$(complete_line imcfab map --place a)" = " auto anneal " ] || bad "map --place a"
[ "$(complete_line imcfab map --place = o)" = " order " ] || bad "map --place=o"
[ "$(complete_line imcfab images --split "")" = " train test " ] || bad "images --split"
[ "$(complete_line imcfab co)" = " cosim compare " ] || bad "co: $(complete_line imcfab co)"
mkdir "$work/folder"
[ "$(complete_line imcfab area --work "$work/fo")" = " $work/folder " ] || bad "area --work"

if command -v groff >/dev/null; then
	for page in "$work"/*.1; do
		groff -man -Tascii -P-cbu -ww "$page" 2>&1 >"$work/text" | grep . && bad "$page: warnings"
		grep -q 'EXIT STATUS' "$work/text" || bad "$page: not the whole page"
	done
else
	bad "no groff: the pages are not checked"
fi

# images WORDS...: gives the images that --count 3 --split train gives
images() { "$imcfab" images "$@" -o "$work/images" && cmp "$work/images" "$work/wanted"; }
"$imcfab" images --count 3 --split train -o "$work/wanted" || bad "images"
images --count=3 --split=train || bad "--name=value"
"$imcfab" images "-o$work/images" --split train --count 3 || bad "-oFILE"
cmp "$work/images" "$work/wanted" || bad "-oFILE"
(cd "$work" && POSIXLY_CORRECT=1 "$imcfab" topology 'ring(8)' --json >json) ||
	bad "an option behind an operand"
(cd "$work" && "$imcfab" topology -- 'ring(8)' >/dev/null) || bad "--"

# The program without a command, and an output that cannot be written.
"$imcfab" >"$work/out" 2>"$work/err"
[ $? = 2 ] && [ ! -s "$work/out" ] && grep -q '^usage: imcfab' "$work/err" || bad "no command"
"$imcfab" --version | grep -qx 'imcfab [0-9.]*' || bad "--version"
"$imcfab" --help | grep -q '  map  *[A-Z]' || bad "--help"
for args in --version --help "topology ring(4)"; do
	# shellcheck disable=SC2086
	"$imcfab" $args >/dev/full 2>"$work/err"
	[ $? = 2 ] && grep -qx 'imcfab: cannot write the output' "$work/err" ||
		bad "$args >/dev/full: $(cat "$work/err")"
done

# Progress is shown on a terminal and nowhere else, on one line.
nets=$(cd "$src/tests/nets" && pwd)
"$imcfab" map "$nets/tiny.arch" "$nets/small.json" -o "$work/plan" >"$work/out" || bad "map"
export SHELL=/bin/sh
script -qec "'$imcfab' run '$work/plan' '$work/images' --oracle '$nets/small.json'" "$work/terminal" \
	</dev/null >"$work/shown" || bad "run on a terminal"
for stage in 'reference model' oracle; do
	grep -q "$(printf '\r\033\\[K')$stage: 3/3 images, .*/s" "$work/shown" || bad "$stage: no progress"
done
"$imcfab" run "$work/plan" "$work/images" 2>"$work/err" >"$work/out"
[ ! -s "$work/err" ] || bad "progress in a pipe"

rm -rf "$work"
echo "$n options of $(echo "$commands" | wc -w) commands"
[ $failed = 0 ]
