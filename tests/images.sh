#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Images of every format through `imcfab run`, for networks of 28x28x1, 30x17x3 and
# others whose results are their inputs: every value is what Pillow makes of the picture
# (stored; and of random pictures where Pillow is there). Lists with labels, folders,
# several files, refusals; one co-simulation, and a network of 224x224x3.
set -u
src=$(cd "${srcdir:-.}" && pwd)
pictures=$src/tests/images
imcfab=$PWD/imcfab
dir=$PWD/images.tmp
failed=0 n=0
rm -rf "$dir"
mkdir "$dir"
cd "$dir" || exit 1
fail() { echo "$*"; failed=1; }

# net NAME W H C STRIDE: gives every STRIDE-th pixel as it is; NAME.plan
net() {
	perl -e '
	my ($name, $w, $h, $c, $stride) = @ARGV;
	my @w = map { my $o = $_; map { $_ == $o ? 1 : 0 } 1 .. $c } 1 .. $c;
	my $bin = pack "c*", @w;
	my $at = ($c * $c + 3) & ~3;
	$bin .= "\0" x ($at - $c * $c + 4 * $c);
	open F, ">", "$name.bin" or die; binmode F; print F $bin; close F;
	open F, ">", "$name.json" or die;
	print F qq({"model": "$name", "input": {"w": $w, "h": $h, "c": $c, "signed": false},
	"layers": [{"name": "a", "input": "in", "stride": $stride}],
	"tensors": [{"name": "a.weight", "dtype": "int8", "shape": [$c, $c, 1, 1], "offset": 0,
	"bytes": @{[$c * $c]}}, {"name": "a.bias", "dtype": "int32", "shape": [$c], "offset": $at,
	"bytes": @{[4 * $c]}}]}\n)' "$@" &&
	"$imcfab" map "$src/tests/nets/tiny.arch" "$1.json" --set act.bytes=4096 \
		--set "topology=5pp(2)" -o "$1.plan" >said || { cat said; exit 1; }
}

# values PLAN ARGUMENT...: a line per image, its results
values() {
	plan=$1
	shift
	"$imcfab" run "$plan.plan" "$@" --logits >said 2>&1 || cat said
	sed -n 's/^[0-9][0-9]* [-0-9][0-9]* [0-9][0-9]* //p' said
}

# is FILE PLAN ARGUMENT...: the images are the picture FILE (PPM, PGM)
is() {
	want=$1
	shift
	n=$((n + 1))
	perl -e 'undef $/; binmode STDIN; $_ = <STDIN>; s/^P[56]\s+\d+\s+\d+\s+255\s// or die;
		print join(" ", unpack "C*", $_), "\n"' <"$want" >want
	values "$@" >got
	cmp -s want got || fail "$*: not $want"
}

net gray 28 28 1 1
net colour 30 17 3 1
net cifar 32 32 3 1
net small 29 19 3 1
is "$pictures/fit_28x28.pgm" gray "$pictures/picture.ppm"
is "$pictures/fit_30x17.ppm" colour "$pictures/picture.ppm"
is "$pictures/fit_32x32_r41.ppm" cifar "$pictures/picture.ppm" --resize 41
is "$pictures/fit_28x28.pgm" gray "$pictures/fit_28x28.pgm"
for name in colour.jpg progressive.jpg turned.jpg palette.png alpha.png; do
	is "$pictures/${name%.*}.ppm" small "$pictures/$name"
done

# The name says nothing; a pipe is as good as a file; an array is the picture.
cp "$pictures/colour.jpg" x.png
is "$pictures/colour.ppm" small x.png
mkfifo pipe
cat x.png >pipe &
is "$pictures/colour.ppm" small pipe
wait
perl -e 'undef $/; binmode STDIN; binmode STDOUT; $_ = <STDIN>; s/^P5\s+28\s+28\s+255\s// or die;
	my $h = "{\x27descr\x27: \x27|u1\x27, \x27fortran_order\x27: False, \x27shape\x27: (2, 28, 28), }";
	print "\x93NUMPY\1\0", pack("v", 118), sprintf("%-117s\n", $h), $_, $_' \
	<"$pictures/fit_28x28.pgm" >two.npy
is "$pictures/fit_28x28.pgm" gray two.npy -n 1
values gray two.npy >got
[ "$(sort -u got | wc -l)" = 1 ] && [ "$(wc -l <got)" = 2 ] || fail "two.npy: two images"

# prints WORDS ARGUMENTS: run says so
prints() {
	words=$1
	shift
	n=$((n + 1))
	"$imcfab" run "$@" >said 2>&1 && grep -qF -- "$words" said ||
		{ fail "run $*: wanted $words"; cat said; }
}
mkdir folder
cp "$pictures/colour.jpg" "$pictures/alpha.png" "$pictures/picture.ppm" folder
prints "small: 3 images, without labels" small.plan folder
prints "small: 5 images, without labels" small.plan folder x.png "$pictures/palette.png"
top=$("$imcfab" run small.plan x.png --logits | sed -n 's/^0 - \([0-9]*\) .*/\1/p')
printf '# labels\nx.png %d\nfolder/colour.jpg %d\n' "$top" $((top ? 0 : 1)) >list
prints "small: 2 images, top-1 1 (50.00 %)" small.plan list
prints "small: 5 images, top-1 1 of 2 with a label (50.00 %)" small.plan folder list
prints "oracle: 5 of 5 images, 8265 values compared, 0 differ" small.plan folder list \
	--oracle small.json

# refused WORDS COMMAND ARGUMENTS: ends with status 2 and these words
refused() {
	words=$1
	shift
	n=$((n + 1))
	"$imcfab" "$@" >said 2>&1
	status=$?
	[ $status = 2 ] && grep -qF -- "$words" said && [ "$(wc -l <said)" = 1 ] ||
		{ fail "$*: exit $status, wanted 2 and: $words"; cat said; }
}
echo "x.png 1653" >wrong
refused "x.png: label = 1653: small has 1653 outputs, 0..1652" run small.plan wrong
refused "two.npy: shape (2, 28, 28): must be [h, w, 3] or [n, h, w, 3]" run small.plan two.npy
"$imcfab" images --count 2 -o records || exit 1
refused "records: 32 x 32 pixels: the network takes 29 x 19" run small.plan records
prints "small: 2 images, top-1" small.plan records --resize 29
refused "scaled to 20 x 20: must be no less than 29 x 19" run small.plan records --resize 20
head -c 900 x.png >cut
refused "cut: not a whole JPEG: Premature end of JPEG file" run small.plan folder cut
refused "with the other files has 4 images, 5 are asked for" cosim small.plan folder x.png \
	-n 5 --build build
[ ! -e build ] || fail "cosim: left a folder"
refused "cut: not a whole JPEG" map "$src/tests/nets/tiny.arch" small.json --calibrate x.png \
	--calibrate cut --set act.bytes=4096 --set adc.bits=8 -o calibrated.plan
[ ! -e calibrated.plan ] || fail "map: left a plan"
"$imcfab" map "$src/tests/nets/tiny.arch" small.json --calibrate folder --calibrate x.png \
	--set act.bytes=4096 --set adc.bits=8 -o calibrated.plan >said || fail "map --calibrate"

# Random pictures, the width first as Pillow before 13 does it.
seed=$$
export PYTHONDONTWRITEBYTECODE=1
for shape in "gray 28 28 1 0" "colour 30 17 3 0" "cifar 32 32 3 41"; do
	# shellcheck disable=SC2086
	set -- $shape
	rm -rf random
	mkdir random
	python3 "$pictures/pillow.py" $seed 60 "$2" "$3" "$4" "$5" random >want 2>said
	status=$?
	if [ $status = 77 ]; then
		echo "skipped: random pictures, no Pillow"
		break
	fi
	[ $status = 0 ] || { fail "pillow.py: status $status"; cat said; }
	resize=
	[ "$5" = 0 ] || resize="--resize $5"
	# shellcheck disable=SC2086
	values "$1" random $resize >got
	cmp want got || fail "$shape: not what Pillow makes, seed $seed"
	echo "$(wc -l <want) random pictures for $2x$3x$4, seed $seed"
	n=$((n + 1))
done

# Large inputs; photographs where they are there.
net large 224 224 3 14
prints "large: 1 image, without labels" large.plan "$pictures/picture.ppm"
data=${IMCFAB_DATA:-$src/../shared/data}/photos/test.npy
if [ -r "$data" ]; then
	prints "oracle: 3 of 3 images, 2304 values compared, 0 differ" large.plan "$data" -n 3 \
		--oracle large.json
	perl -e 'open F, "<", shift or die; binmode F; read F, $_, 128 + 224 * 224 * 3;
		my @v = unpack "C*", substr $_, 128; print join(" ", map { my $y = 14 * $_; map { my $x = 14 * $_;
		@v[3 * (224 * $y + $x) .. 3 * (224 * $y + $x) + 2] } 0 .. 15 } 0 .. 15), "\n"' "$data" >want
	values large "$data" -n 1 >got
	cmp want got || fail "photographs: other values"
else
	echo "skipped: photographs, no photos/test.npy in IMCFAB_DATA"
fi

cd ..
[ $failed != 0 ] || rm -rf "$dir"
echo "$n runs"
[ $failed = 0 ]
