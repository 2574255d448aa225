#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imcfab import: what it says of a small file, and its float evaluation of arrays.
# tests/graphs/small.onnx: a convolution of ones with the bias 0, 1, -1, Relu, mean, Flatten.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
model=$src/tests/graphs/small.onnx
work=$PWD/import.tmp
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
bad() {
	echo "$*"
	failed=1
}

# array FILE SHAPE BYTES BYTE: float32, all of whose bytes are BYTE (octal)
array() {
	header="{'descr': '<f4', 'fortran_order': False, 'shape': ($2), }"
	{
		printf '\223NUMPY\001\000\166\000%-117s\n' "$header"
		head -c "$3" /dev/zero | tr '\000' "\\$4"
	} >"$1"
}

# values FILE: the floats behind a header of 128 bytes
values() { od -An -v -tf4 -j128 "$1" | tr -s ' \n' ' '; }

"$imcfab" import "$model" >out || bad "import: exit $?"
grep -q 'opset 13, 4 nodes: 3 computed for every input, 1 of shape alone, 0 constant$' out || bad "$(cat out)"
"$imcfab" import "$model" --explain >out || bad "explain: exit $?"
for line in '0  Conv  *\[1, 3, 4, 4\]  *conv  *layer: convolution' \
	'1  Relu  *\[1, 3, 4, 4\]  *relu  *folded' '3  Flatten  *\[1, 3\]  *flat  *no layer'; do
	grep -q "$line" out || bad "explain: no $line"
done

# Two samples of zeros: the bias behind Relu. Ones would be 0x3f800000; 0x3f3f3f3f is 0.747.
array zeros.npy '2, 2, 4, 4' 256 000
"$imcfab" import "$model" --run zeros.npy -o y.npy >out || bad "run: exit $?"
grep -qx 'y.npy: y \[2, 3\] of 2 samples' out || bad "run: $(cat out)"
[ "$(values y.npy)" = ' 0 1 0 0 1 0 ' ] || bad "zeros give$(values y.npy)"
array some.npy '1, 2, 4, 4' 128 077
"$imcfab" import "$model" --run some.npy --value c -o c.npy >out || bad "value: exit $?"
grep -qx 'c.npy: c \[1, 3, 4, 4\] of 1 sample' out || bad "value: $(cat out)"
values c.npy | awk 'NF != 48 { exit 1 } { for (i = 1; i <= 48; i++) {
	d = $i - (2 * 0.74706 + (i <= 16 ? 0 : i <= 32 ? 1 : -1)); if (d * d > 1e-8) exit 1 } }
	END { if (NR != 1) exit 1 }' ||
	bad "value c:$(values c.npy)"

# refused TEXT ARGUMENT...: status 2, this in the one line of the message, no file
refused() {
	text=$1
	shift
	"$imcfab" import "$model" -o none.npy "$@" >out 2>err
	[ $? = 2 ] && [ "$(wc -l <err)" = 1 ] && grep -qF -- "$text" err || bad "$*: $(cat err)"
	[ ! -e none.npy ] || bad "$*: left a file"
}
array wide.npy '1, 2, 5, 4' 160 000
refused 'shape [1, 2, 5, 4]: input "x" is [1, 2, 4, 4]' --run wide.npy
array cut.npy '1, 2, 4, 4' 100 000
refused '100 bytes behind the header: shape (1, 2, 4, 4) takes 128' --run cut.npy
refused '--value = q: no value has this name' --run zeros.npy --value q
array nan.npy '1, 2, 4, 4' 128 377
"$imcfab" import "$model" --run nan.npy -o n.npy >out || bad "NaN: exit $?"
[ "$(values n.npy | tr -d -)" = ' nan nan nan ' ] || bad "NaN gives$(values n.npy)"

array two.npy '2, 2, 4, 4' 256 000
refused 'has 1 input, 2 arrays are given' --run two.npy --run two.npy

cd ..
rm -rf "$work"
[ $failed = 0 ]
