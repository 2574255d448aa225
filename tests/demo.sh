#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab demo` of a small network: summary.json is JSON with the keys of
# docs/formats.md, and says what the printed table says. A demo that fails leaves no
# summary.json, not even an earlier one.
set -u
command -v verilator >/dev/null || { echo "skipped: no Verilator"; exit 77; }
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
tiny=$src/tests/nets/tiny
work=$PWD/demo.build
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1

fail() {
	echo "demo: $*"
	failed=1
}

"$imcfab" demo --net "$tiny.json" --arch "$tiny.arch" --no-area -o small \
	>small.txt 2>small.err || fail "exit status $?"
cat small.err small.txt
[ "$failed" = 0 ] || exit 1
[ ! -s small.err ] || fail "printed where only errors go"

# The keys of the table in docs/formats.md, a name in backticks each.
sed -n '/^## summary.json/,/^## /p' "$src/docs/formats.md" |
	sed -n 's/^| \(`[^|]*`\) |.*/\1/p' | tr -d '` ' | tr , '\n' >keys
[ -s keys ] || fail "docs/formats.md has no table of the keys"

perl -MJSON::PP -e '
use strict;
sub slurp { local $/; open my $f, "<", shift or die; <$f> }
my $j = decode_json(slurp("small/summary.json"));
my $table = slurp("small.txt");
my $bad = 0;
my @keys = split " ", slurp("keys");
for my $key (@keys) { exists $j->{$key} or print("no $key\n"), $bad = 1 }
for my $key (keys %$j) { grep { $_ eq $key } @keys or print("$key is not documented\n"), $bad = 1 }
# The table: what stands in brackets is the value of the key beside.
sub same {
	my ($line, %want) = @_;
	my @got = $table =~ /^$line$/m or print("no line: $line\n"), $bad = 1;
	my @want = @{$want{is}};
	@got == @want or print("$line: @got, in summary.json @want\n"), $bad = 1;
	for my $i (0 .. $#want) {
		$got[$i] eq $want[$i] or print("$line: $got[$i], in summary.json $want[$i]\n"), $bad = 1;
	}
}
same("network +(\\S+) .*", is => [$j->{network}]);
same("fabric +(\\S+), (\\d+) of .*", is => [@$j{qw(topology cores_used)}]);
same("mapping +dilation (\\d+), .*: yes", is => [$j->{dilation}]);
same("reference model +(\\d+) images, without labels", is => [$j->{reference_images}]);
same("RTL +(\\d+) images, .* (\\d+) cycles/s",
	is => [$j->{images}, sprintf "%.0f", $j->{cycles_per_second}]);
same(" +(\\d+) of (\\d+) words compared, (\\d+) differ",
	is => [@$j{qw(words_compared words_expected mismatches)}]);
same("interval +(\\d+) cycles, predicted (\\d+): .*",
	is => [@{$j->{interval_cycles}}{qw(measured predicted)}]);
same("latency +(\\d+) cycles, predicted (\\d+)",
	is => [@{$j->{latency_cycles}}{qw(measured predicted)}]);
same("busiest channel +(\\S+) bits per cycle of 32",
	is => [sprintf "%.3f", $j->{max_channel_bits_per_cycle}]);
# Not of the table: the images are random bytes and have no labels.
$table =~ /top-1|^area/m and print("what was not measured is printed\n"), $bad = 1;
defined $j->{correct} || defined $j->{area} and print("what was not measured is no null\n"), $bad = 1;
$j->{mismatches} == 0 && $j->{words_compared} == $j->{words_expected} && $j->{words_expected} > 0 && $j->{images} == 2 or print("RTL: words\n"), $bad = 1;
for my $tool (qw(imcfab verilator yosys g++)) {
	$j->{versions}{$tool} =~ /\d/ or print("no version of $tool\n"), $bad = 1;
}
exit $bad' || fail "summary.json"

# Pictures of other sizes for an input of 30x17, through the same fabric.
sed 's/"w": [0-9]*, "h": [0-9]*/"w": 30, "h": 17/; s/"one"/"odd"/' "$src/tests/nets/one.json" >odd.json
cp "$src/tests/nets/one.bin" odd.bin
"$imcfab" demo --net odd.json --arch "$tiny.arch" --no-area -o small --images "$src/tests/images" \
	>odd.txt 2>&1 && fail "demo: a folder with scripts is no folder of images"
printf '%s 3\n%s\n' "$src/tests/images/picture.ppm" "$src/tests/images/colour.jpg" >list
"$imcfab" demo --net odd.json --arch "$tiny.arch" --no-area -o small --images list \
	--images "$src/tests/images/alpha.png" >odd.txt 2>&1 || { fail "demo: pictures"; cat odd.txt; }
grep -q '^reference model *3 images, top-1 . of 1 with a label' odd.txt || { fail "labels"; cat odd.txt; }
grep -q '2040 of 2040 words compared, 0 differ' odd.txt || { fail "words"; cat odd.txt; }
grep -q '"labels": 1' small/summary.json || fail "summary.json: labels"

# refused WORDS OPTIONS: ends with status 2, and small has no summary.json of another run.
refused() {
	words=$1
	shift
	echo "{}" >small/summary.json
	"$imcfab" demo --arch "$tiny.arch" --no-area -o small "$@" >said 2>&1
	status=$?
	if [ $status != 2 ] || ! grep -qF "$words" said; then
		fail "demo $*: exit status $status, wanted 2 and: $words"
		cat said
	fi
	[ ! -e small/summary.json ] || fail "demo $*: left summary.json"
}
cp "$tiny.json" cut.json
head -c 1000 "$tiny.bin" >cut.bin
refused "cut.bin" --net cut.json
head -c 300 "$tiny.json" >broken.json
refused "broken.json" --net broken.json
refused "no image file" --net "$tiny.json" --images "$tiny.bin"

[ $failed = 0 ] && rm -rf "$work"
exit $failed
