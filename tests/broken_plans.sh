#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Plans of a real network, each broken in one place: `imcfab check` refuses every one
# with its own message, and the same plan unbroken passes.
set -u
src=$(cd "${srcdir:-.}" && pwd)
net=$src/nets/resnet32_shapes_int.json
arch=$src/arch/one-layer-per-core.arch
dir=broken_plans.tmp
failed=0 n=0
rm -rf $dir
mkdir $dir
./imcfab map "$arch" "$net" --set "topology=ring(32)" --vcs auto -o $dir/ring || exit 1
./imcfab map "$arch" "$net" -o $dir/5pp || exit 1

# $1 name, $2 exit status, $3 words of the message
refused() {
	n=$((n + 1))
	./imcfab check $dir/"$1" >$dir/said 2>&1
	status=$?
	if [ $status != "$2" ] || ! grep -qF "$3" $dir/said; then
		echo "$1: exit $status, wanted $2 and: $3"
		head -3 $dir/said
		failed=1
	fi
}

for plan in ring 5pp; do
	./imcfab check $dir/$plan --floor $dir/$plan.svg || failed=1
	# A core of the die is named for each task, by its whole name.
	sed -n 's/^task [0-9]* //p' $dir/$plan | while read -r task; do
		grep -qF "<title>$task</title>" $dir/$plan.svg || echo "$plan: $task is not on the die"
	done >$dir/unnamed
	[ ! -s $dir/unnamed ] || { cat $dir/unnamed; failed=1; }
done

sed 's/ vc=1 / vc=0 /' $dir/ring >$dir/shared_vc
refused shared_vc 1 "virtual channel 0: carries the streams of"
# Of what is refused there is no picture.
./imcfab check $dir/shared_vc --floor $dir/shared_vc.svg >/dev/null
[ ! -e $dir/shared_vc.svg ] || { echo "shared_vc: drawn"; failed=1; }

# Stream 1 has two readers; its last hop goes.
awk '/^stream /{s = $2} /^hop 1 / && s == 1 {next} {print}' $dir/5pp >$dir/missing_hop
refused missing_hop 2 "stream 1: dest 1: hop = 1 is out of range 0..0"

# The same where the text hangs together: the reader is said to be at hop 0.
awk '/^stream /{s = $2} /^hop 1 / && s == 1 {next}
	/^dest / && s == 1 {sub(/hop=1/, "hop=0")} {print}' $dir/5pp >$dir/lost_reader
refused lost_reader 2 "stream 1: dest 1: hop 0 arrives at node 1, not at node 2"

sed 's/^hop 0 tail=0 head=[0-9]*/hop 0 tail=0 head=31/' $dir/5pp >$dir/no_neighbour
refused no_neighbour 2 "channel 0 is 0 -> 1, not 0 -> 31"

# The second layer: 3x3 of four words a pixel on rows of 32: 67 pixels.
for pixels in 66 67; do
	awk -v ring=$((4 * pixels)) '/^task /{t = $2}
		/^window / && t == 1 {sub(/ring=[0-9]*/, "ring=" ring)} {print}' \
		$dir/5pp >$dir/ring$pixels
done
refused ring66 1 "the activation memory of layer1.0.conv1 is full (66 pixels, its window needs 67)"
./imcfab check $dir/ring67 || failed=1

# The residual that needs most: 19 pixels of 64 bytes.
for bytes in 1212 1216; do
	sed "s/^skip.bytes = .*/skip.bytes = $bytes byte/" $dir/5pp >$dir/skip$bytes
	sed 's/^\(timing .*\) interval.*/\1 interval=0 latency=0/' $dir/skip$bytes >$dir/untimed$bytes
done
refused skip1212 1 "raise skip.bytes to 1216 (1212)"
./imcfab check $dir/untimed1216 || failed=1

# What the plan says of time and work: of other hardware, and edited.
refused skip1216 1 "latency=213316: the timing model predicts 228291 cycles"
sed 's/^\(timing .* interval=\)[0-9]*/\1133119/' $dir/5pp >$dir/interval
refused interval 1 "interval=133119: the timing model predicts 133120 cycles"

sed 's/^link.depth = .*/link.depth = 1 flit/' $dir/5pp >$dir/depth
refused depth 2 "link.depth"

# Images that several copies and blocks put together. Task 6 reads a column of one copy
# of the stem, two of the next, one of a third, half the words of each.
./imcfab map "$src/tests/nets/tiny.arch" "$src/tests/nets/small.json" --place order \
	--set xbar.rows=40 --set xbar.cols=8 --set act.sources=8 --vcs auto \
	--set "topology=torus(6, 6)" --interval 400 -o $dir/bands >/dev/null || exit 1
./imcfab check $dir/bands || failed=1
name="a/conv/1@2/0: "

# $1 name, $2 line of task 6, $3 what there, $4 by what
edit() {
	awk -v line="$2" -v from="$3" -v to="$4" '/^task /{t = $2}
		t == 6 && index($0, line " ") == 1 {sub(from, to)} {print}' \
		$dir/bands >$dir/"$1"
}
edit overlap "source 1" to_x=1 to_x=0
refused overlap 2 "${name}sources 0 and 1 bring the same words"
edit column "source 1" cols=2 cols=1
refused column 2 "${name}the sources bring 3 words of a row of 4"
edit words "source 2" keep=1 keep=2
refused words 2 "${name}source 2: goes to columns 3..3 and words 0..1, the image has 4 columns of 1 words"
edit outside "source 2" to_x=3 to_x=4
refused outside 2 "${name}source 2: goes to columns 4..4 and words 0..0, the image has 4 columns of 1 words"
edit absent "source 1" "x=0 cols=2" "x=1 cols=2"
refused absent 2 "${name}source 1: keeps columns 1..2 and words 0..0 of 2 columns of 2 words"
edit windows window w=2 w=3
refused windows 2 "2x8 pixels of 8 words, its source makes 3x8 of 8"

# Its image without the column that the window of its neighbour sees too.
awk '/^task /{t = $2}
	t == 6 && /^input / {sub(/w=4/, "w=3"); sub(/sources=3/, "sources=2")}
	t == 6 && /^source 2 / {next} {print}' $dir/bands >$dir/halo
refused halo 2 "source 2 of a/conv/1@2/0 as act, there is no such source"
awk '/^dest / {sub(/source=2/, "source=1")} {print}' $dir/bands >$dir/twice
refused twice 2 "a/conv/1@2/0: has 2 streams as act of source 1, expected 1"

# Two rows of four pixels and three: 11.
edit ring11 window "ring=[0-9]*" ring=11
./imcfab check $dir/ring11 || failed=1
edit ring10 window "ring=[0-9]*" ring=10
refused ring10 1 "the activation memory of a/conv/1@2/0 is full (10 pixels, its window needs 11)"

sed 's/^act.sources = .*/act.sources = 1/' $dir/bands >$dir/sources
refused sources 2 "sources = 2, the hardware has act.sources = 1"

rm -rf $dir
echo "$n broken plans"
[ $failed = 0 ]
