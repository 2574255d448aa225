#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every case of tests/bad is refused with exit status 2, exactly its message, and
# nothing left behind. NAME.err is the message; the input is NAME.arch, NAME.json, NAME.sweep,
# NAME.args (arguments after `imcfab`; @good@ is a folder of inputs made below).
set -u
imcfab=$PWD/imcfab
: "${srcdir:=.}"
IMCFAB_SHARE=$(cd "$srcdir" && pwd)
export IMCFAB_SHARE
work=$PWD/bad.tmp
rm -rf "$work"
mkdir "$work"
cd "$srcdir/tests/bad" || exit 1
failed=0 n=0

# Good inputs to spoil: a plan, images, and copies of them with one thing wrong.
good=$work/good
mkdir "$good"
"$imcfab" map "$IMCFAB_SHARE/arch/one-layer-per-core.arch" \
	"$IMCFAB_SHARE/nets/resnet32_shapes_int.json" -o "$good/plan" >/dev/null || exit 1
"$imcfab" images --count 2 -o "$good/images" || exit 1
head -c 6000 "$good/images" >"$good/images_cut"
: >"$good/images_empty"
sed '1s/[0-9]*$/1/' "$good/plan" >"$good/plan_version"
sed 's/^imcfab-arch 1/imcfab-arch 7/' "$good/plan" >"$good/plan_arch_version"
sed '0,/k_h=3 stride_x=1/s//k_h=3 stride_x=0/' "$good/plan" >"$good/plan_stride"
sed '0,/dilation_x=1/s//dilation_x=64/' "$good/plan" >"$good/plan_dilation"
sed '0,/k_w=3/s/k_w=3\(.*\)dilation_x=1/k_w=67\1dilation_x=63/' "$good/plan" >"$good/plan_span"
sed '0,/channel=[0-9]*/s//channel=9999/' "$good/plan" >"$good/plan_channel"
sed '/^stream 5 /d' "$good/plan" >"$good/plan_line"
sed '0,/^row 0 2/s//row 0 x/' "$good/plan" >"$good/plan_hex"
sed 's/^hop 0 tail=0 head=[0-9]*/hop 0 tail=0 head=31/' "$good/plan" >"$good/plan_head"
sed '/^row 285 /{s/\(row 285 ...\).*/\1/;q}' "$good/plan" >"$good/plan_cut"
"$imcfab" map "$IMCFAB_SHARE/tests/nets/tiny.arch" "$IMCFAB_SHARE/tests/nets/depthwise.json" \
	--set pool.weights=72 -o "$good/weighted" >/dev/null || exit 1
sed 's/^pool.weights = 72/pool.weights = 68/' "$good/weighted" >"$good/weighted_room"
sed 's/bypass=1/bypass=0/' "$good/weighted" >"$good/weighted_product"
awk '/^task /{t = $2} t == 1 && /^row 8 /{next} {print}' "$good/weighted" >"$good/weighted_tap"
awk '/^task /{t = $2} t == 1 && /^window /{sub(/k_w=3 k_h=3/, "k_w=257 k_h=1")}
	t == 1 && /^row /{if ($2 == 0) for (i = 0; i < 257; i++) print "row", i, $3; next} {print}' \
	"$good/weighted" >"$good/weighted_taps"
"$imcfab" map "$IMCFAB_SHARE/tests/nets/tiny.arch" "$IMCFAB_SHARE/tests/nets/ops.json" \
	--set post.table=1 --set post.leak=1 -o "$good/ops" >/dev/null || exit 1
"$imcfab" check "$good/ops" >/dev/null || exit 1
sed '/^post.table = 1/d; s/^arch .*/arch 15/' "$good/ops" >"$good/plan_table"
sed '/^post.leak = 1/d; s/^arch .*/arch 15/' "$good/ops" >"$good/plan_leak_mult"
sed '0,/clamp_signed=1/s//clamp_signed=0/' "$good/ops" >"$good/plan_clamp"
sed '/^table 7 /d' "$good/ops" >"$good/plan_table_cut"
awk '/^arch /{$2 += 1} {print} /^skip.bytes = /{print "dead.cores = 3"}' "$good/plan" >"$good/plan_dead"
mkdir "$good/no_tools"
ln -s "$(command -v sh)" "$good/no_tools/sh"
mkdir "$good/no_yosys"
ln -s ../silent/verilator "$good/no_yosys/verilator"
mkdir "$good/silent"	# tools that do nothing and find that good
for tool in yosys verilator sta; do
	printf '#!/bin/sh\n' >"$good/silent/$tool"
	chmod +x "$good/silent/$tool"
done
# States of tiles: words of 32 bits, the lowest byte first.
words() {
	for v in "$@"; do
		printf "\\$(printf %o $((v & 255)))\\$(printf %o $((v >> 8 & 255)))"
		printf "\\$(printf %o $((v >> 16 & 255)))\\$(printf %o $((v >> 24 & 255)))"
	done
}
"$imcfab" fabric "$IMCFAB_SHARE/tests/nets/tiny.arch" --set pool.weights=72 -o "$good/fabric" || exit 1
# shellcheck disable=SC2046
set -- $(sed -n "s/.*hash_i({32'h\([0-9a-f]*\), 32'h\([0-9a-f]*\)}).*/\2 \1/p" "$good/fabric/rtl/imc_fabric.v")
head="0x48434d49 0 0x$1 0x$2"
# shellcheck disable=SC2086
{
	words $head 0 1 5 >"$good/states"
	words 0x48434d49 0 0x$1 >"$good/states_short"
	words 0x48434d48 0 0x$1 0x$2 >"$good/states_magic"
	words 0x48434d49 0 1 2 >"$good/states_hardware"
	words $head 0 2 5 >"$good/states_cut"
	words $head 0 >"$good/states_cut_head"
	words $head 0 1 5 99 1 5 >"$good/states_tile"
	words $head 0 1 5 0 1 5 >"$good/states_twice"
}
"$imcfab" hang "$good/weighted" "$good/states" >/dev/null || exit 1
for want in *.err; do
	name=${want%.err}
	out=$work/out
	if [ -f "$name.args" ]; then
		args=$(sed "s|@good@|$good|g; s|@out@|$out|g; s|@imcfab@|$imcfab|g; s|@share@|$IMCFAB_SHARE|g" "$name.args")
	elif [ -f "$name.arch" ]; then
		args="fabric $name.arch -o $out"
	elif [ -f "$name.sweep" ]; then
		args="sweep $name.sweep -o $out"
	elif [ -f "$name.json" ]; then
		args="map $IMCFAB_SHARE/arch/one-layer-per-core.arch $name.json -o $out"
	else
		echo "$name.err: no input beside it"
		exit 1
	fi
	# shellcheck disable=SC2086
	case $args in
	PATH=*) run=$args ;;
	*) run="\"$imcfab\" $args" ;;
	esac
	eval "$run" >"$work/stdout" 2>"$work/stderr"
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
