#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Devices on the command line: run says what they do to the weights, a year costs accuracy, the same seed gives
# the same results, and read noise others from image to image; program has the weights but no
# noise of reading; accuracy writes a table and a picture; what is wrong is refused.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/noise.tmp
failed=0
rm -rf "$work"
mkdir "$work" && cd "$work" || exit 1
bad() { echo "$*"; failed=1; }
net=$src/nets/resnet8_shapes_int.json
joshi=$src/devices/pcm_joshi.dev

# refused TEXT COMMAND...
refused() {
	text=$1
	shift
	"$@" >stdout 2>stderr
	status=$?
	if [ $status != 2 ] || ! grep -qF -- "$text" stderr; then
		bad "exit $status, wanted 2 and \"$text\": $*"
		cat stderr
	fi
}

"$imcfab" images --count 200 --split test -o test.bin || exit 1
"$imcfab" map "$src/arch/one-layer-per-core.arch" "$net" -o plan >/dev/null || exit 1
# top1 OPTION...: images of 200 that are right
top1() { "$imcfab" run plan test.bin "$@" | sed -n 's/.* top-1 \([0-9]*\) .*/\1/p'; }
ideal=$(top1) soon=$(top1 --noise "$joshi")
late=$(top1 --noise "$joshi" --noise-set time=31536000 --noise-set compensate=none)
echo "top-1 of 200: ideal $ideal, programmed $soon, a year without compensation $late"
[ "$soon" -le "$ideal" ] && [ "$soon" -gt $((ideal * 8 / 10)) ] || bad "programmed: $soon"
[ "$late" -lt $((ideal * 7 / 10)) ] || bad "a year without compensation: $late"

"$imcfab" run plan test.bin -n 20 --logits --noise "$joshi" --threads 1 | sed '/GMAC/d' >one
"$imcfab" run plan test.bin -n 20 --logits --noise "$joshi" --threads 3 | sed '/GMAC/d' >two
cmp one two || bad "threads change the noise"
"$imcfab" run plan test.bin -n 20 --logits --noise "$joshi" --noise-set seed=2 | sed '/GMAC/d' >two
cmp -s one two && bad "the seed changes nothing"
grep -q '^devices pcm_joshi, 0 s, seed 1, global compensation' one || bad "no line of the devices"

# The program: another one than of ideal devices, of the same length, as it has no noise of reading.
"$imcfab" program plan test.bin -o ideal >/dev/null || bad program
"$imcfab" program plan test.bin -o noisy --noise "$joshi" >/dev/null || bad program
cmp -s ideal/program.bin noisy/program.bin && bad "the program does not change"
[ "$(wc -c <ideal/program.bin)" = "$(wc -c <noisy/program.bin)" ] || bad "the program's length"

"$imcfab" accuracy "$src/arch/one-layer-per-core.arch" "$net" test.bin -n 40 --noise "$joshi" \
	--times 0,31536000 --bits 24,32 --seeds 2 -o out >said || bad accuracy
[ "$(wc -l <out/accuracy.csv)" = 7 ] || bad "accuracy.csv: $(cat out/accuracy.csv)"
grep -q '^[^,]*,ideal,,24,,1,40,' out/accuracy.csv || bad "accuracy.csv: no ideal devices"
grep -q '^[^,]*,pcm_joshi,global,32,31536000,2,40,' out/accuracy.csv || bad "accuracy.csv: no year"
grep -q '1 a</text>' out/accuracy.svg || bad "accuracy.svg"

refused "$src/README.md:1: not a device file" "$imcfab" run plan test.bin --noise "$src/README.md"
refused "--noise-set: compensate = row" "$imcfab" run plan test.bin --noise "$joshi" --noise-set compensate=row
refused "none: cannot" "$imcfab" run plan test.bin --noise none
refused "--frames: with noise of reading" "$imcfab" cosim plan test.bin --frames 1 --noise "$joshi"
refused '--bits: "1": must be' "$imcfab" accuracy "$src/arch/one-layer-per-core.arch" "$net" test.bin --noise "$joshi" --bits 1
refused '--times: "x": must be' "$imcfab" accuracy "$src/arch/one-layer-per-core.arch" "$net" test.bin --noise "$joshi" --times 0,x
refused "crossbars in logic" sh -c "'$imcfab' map '$src/arch/ecp5.arch' '$net' --set adc.bits=32 -o logic >/dev/null &&
	'$imcfab' run logic test.bin --noise '$joshi'"
cd ..
rm -rf "$work"
[ $failed = 0 ]
