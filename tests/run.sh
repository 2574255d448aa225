#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `imcfab run --oracle` and `--expected` say how much of how much they compared, and
# fail where that is not all. The network has slashes in its names, a layer in two
# parts and a pooling inside its reader.
set -u
src=$(cd "${srcdir:-.}" && pwd)
nets=$src/tests/nets
dir=run.tmp
failed=0 n=0
rm -rf $dir
mkdir $dir
./imcfab images --split test --count 5 -o $dir/images || exit 1
./imcfab map "$nets/tiny.arch" "$nets/small.json" --set xbar.rows=40 \
	--set "topology=5pp(12)" -o $dir/plan >$dir/said || exit 1

# says STATUS WORDS ARGUMENTS: `imcfab run PLAN IMAGES ARGUMENTS` ends so.
says() {
	want=$1 words=$2
	shift 2
	n=$((n + 1))
	./imcfab run $dir/plan $dir/images "$@" >$dir/said 2>&1
	status=$?
	if [ $status != "$want" ] || ! grep -qF "$words" $dir/said; then
		echo "run $*: exit $status, wanted $want and: $words"
		cat $dir/said
		failed=1
	fi
}

all='image 0: 6 of 7 layers compared (1 without a stream of their own), 1866 values, 0 differ'
says 0 "$all" --oracle "$nets/small.json"
says 0 'oracle: 5 of 5 images, 50 values compared, 0 differ' --oracle "$nets/small.json"
says 0 'oracle: 2 of 2 images, 20 values compared, 0 differ' --oracle "$nets/small.json" -n 2

# Names say nothing: the same network under others.
sed 's|a/conv|x|g; s|in/stem|"y|; s|""y|"y|; s|in/stem|y|g' "$nets/small.json" >$dir/names.json
cp "$nets/small.bin" $dir/small.bin
says 0 "$all" --oracle $dir/names.json

# Another network of the same shape: weights of the first layer from elsewhere.
{
	dd if="$nets/small.bin" bs=1 skip=1000 count=216
	dd if="$nets/small.bin" bs=1 skip=216
} >$dir/small.bin 2>/dev/null
says 1 'image 0: 6 of 7 layers compared' --oracle $dir/names.json
says 1 'first in layer 0' --oracle $dir/names.json

# Not even of that shape, or of another input.
cp "$nets/small.bin" $dir/small.bin
sed '/"op": "max_pool"/s/max_pool/avg_pool/' "$nets/small.json" >$dir/other.json
says 1 'first in layer 3' --oracle $dir/other.json
sed '/"name": "pool"/d; s/"input": "pool"/"input": "a\/conv\/2"/; s/"kernel": 4/"kernel": 8/' \
	"$nets/small.json" >$dir/other.json
says 2 'is not the network of the plan, small' --oracle $dir/other.json
sed 's/"signed": true/"signed": false/; s/"dtype": "int8", "shape": \[3, 256\]/"dtype": "uint8", "shape": [3, 256]/' \
	"$nets/small.json" >$dir/other.json
says 2 'is not the network of the plan, small: its input is another' --oracle $dir/other.json
{
	head -c 2000 "$nets/small.bin"
	head -c 900 /dev/zero
	tail -c 724 "$nets/small.bin"
} >$dir/small.bin
cp "$nets/small.json" $dir/other.json
says 2 'its input is another' --oracle $dir/other.json

# Expected results: as many rows as images, or more, never fewer.
expected() {
	./imcfab run $dir/plan $dir/images -n "$1" --logits |
		perl -e 'my $n = 0; while (<STDIN>) { next unless /^\d+ \d+ \d+ -?\d/; @v = split; $n++;
			push @w, @v[3..12] } open F, ">", "'$dir'/rows.bin"; binmode F; print F pack("l<*", @w);
			close F; open F, ">", "'$dir'/rows.json"; print F qq({"tensors": [{"name": "x", "dtype": "int32",
			"shape": [$n, 10], "offset": 0, "bytes": @{[40 * $n]}}]})'
}
expected 5
says 0 'expected: 5 of 5 images, 50 values compared, 0 differ' --expected $dir/rows.json
says 0 'expected: 3 of 3 images, 30 values compared, 0 differ' --expected $dir/rows.json -n 3
expected 4
says 2 'results of 4 images, there are 5' --expected $dir/rows.json
says 0 'expected: 4 of 4 images' --expected $dir/rows.json -n 4

# What it compares with is read before any image runs.
for option in "--oracle nowhere.json" "--expected nowhere.json" "--oracle $dir/other.json" \
	"--expected $dir/rows.json"; do
	n=$((n + 1))
	# shellcheck disable=SC2086
	./imcfab run $dir/plan $dir/images --logits $option >$dir/said 2>/dev/null
	status=$?
	if [ $status != 2 ] || [ -s $dir/said ]; then
		echo "run --logits $option: exit $status, and it ran"
		failed=1
	fi
done

./imcfab run $dir/plan $dir/images -n 1 >$dir/said
grep -q '^small: 1 image, ' $dir/said || { cat $dir/said; failed=1; }
n=$((n + 1))

rm -rf $dir
echo "$n runs"
[ $failed = 0 ]
