#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab bench --quick` prints every figure that its help promises but the area, each
# above 0 and with its unit, and no word differs between RTL and reference model.
set -u
command -v verilator >/dev/null || { echo "skipped: no Verilator"; exit 77; }
nets=${srcdir:-.}/tests/nets
dir=bench.build
rm -rf $dir
mkdir $dir
./imcfab bench --quick --no-area --net "$nets/small.json" --arch "$nets/tiny.arch" \
	-o $dir/quick >$dir/said 2>$dir/err
status=$?
cat $dir/err $dir/said
[ $status = 0 ] && [ ! -s $dir/err ] || { echo "bench: exit status $status"; exit 1; }

# A line a figure: N stands for a number above 0. In this order, and nothing else.
cat >$dir/wanted <<'EOF'
fabric of 5pp(100): N s, peak memory so far N MiB
fabric of 5pp(200): N s, peak memory so far N MiB
reference model, tiny, small, medians of 1, GMAC/s:
lossless 1 thread N, 2 threads N; 8-bit converters, 1 thread, N
best plain loop N; lossless / plain loop N; lossless / 8-bit N
peak memory so far N MiB
arrays of tiny cores under Verilator, one core, small:
tiles build s ms/tile tools MiB model MiB run c/s prog c/s M tiles/s
8 N N N N N N N
16 N N N N N N N
run: no word differs; M tiles/s: clock edges of tiles a second while a program passes
all of them one by one; tools: the largest process so far
EOF
perl -e '
use strict;
open my $w, "<", "$ARGV[0]/wanted" or die;
open my $s, "<", "$ARGV[0]/said" or die;
my $bad = 0;
while (defined(my $want = <$w>)) {
	my $got = <$s>;
	$got = "" if !defined $got;
	chomp($want, $got);
	$got =~ s/^ +//;
	$got =~ s/ +/ /g;
	my $pattern = join "([0-9.e+-]+)", map { quotemeta } split /\bN\b/, $want, -1;
	my @value = $got =~ /^$pattern$/;
	if (!@value) {
		print "wanted: $want\nfound:  $got\n";
		$bad = 1;
	} elsif ($want =~ /\bN\b/ && grep { !($_ > 0) } @value) {
		print "not above 0: $got\n";
		$bad = 1;
	}
}
print("more than was wanted: $_"), $bad = 1 while <$s>;
exit $bad' $dir && rm -rf $dir
