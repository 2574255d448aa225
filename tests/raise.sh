#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a refusal says to raise is enough: the key is set to the number of the message,
# and the next attempt succeeds, or names another key.
set -u
: "${srcdir:=.}"
src=$(cd "$srcdir" && pwd)
net=$src/nets/resnet32_shapes_int.json
dir=raise.tmp
rm -rf $dir
mkdir $dir
failed=0 n=0

# raised N ARCH SETTING...: maps after N messages, each about a key of its own, and the
# check accepts the plan.
raised() {
	want=$1 arch=$2
	shift 2
	said= count=0 case="$arch $*"
	for s in "$@"; do
		set -- "$@" --set "$s"
		shift
	done
	while ! ./imcfab map "$src/arch/$arch.arch" "$net" -o $dir/plan "$@" 2>$dir/err >$dir/log; do
		pair=$(sed -n 's/.*: raise \([a-z._]*\) to \([0-9]*\) ([0-9]*).*/\1=\2/p
			s/.*: raise topology to \([0-9]*\) cores$/topology=5pp(\1)/p' $dir/err)
		case " $said " in
		*" ${pair%=*} "*) pair= ;;
		esac
		if [ -z "$pair" ]; then
			echo "$case: after $count settings:"
			cat $dir/err
			failed=1
			return
		fi
		echo "$case: $pair"
		said="$said ${pair%=*}" count=$((count + 1))
		n_words=$#	# a key is set once: the new value in the place of the old
		while [ $n_words != 0 ]; do
			case $2 in
			"${pair%=*}="*) ;;
			*) set -- "$@" "$1" "$2" ;;
			esac
			shift 2
			n_words=$((n_words - 2))
		done
		set -- "$@" --set "$pair"
	done
	n=$((n + 1))
	if [ $count != "$want" ] || ! ./imcfab check $dir/plan >$dir/log 2>&1; then
		echo "$case: $count messages, wanted $want"
		cat $dir/log
		failed=1
	fi
}

raised 1 one-layer-per-core act.bytes=64
raised 1 one-layer-per-core skip.bytes=64
raised 1 one-layer-per-core xbar.cols=32 'topology=5pp(64)'
raised 1 one-layer-per-core xbar.weight_bits=2
raised 1 one-layer-per-core adc.bits=2
raised 1 one-layer-per-core 'topology=ring(32)' link.vcs=1
raised 1 one-layer-per-core 'topology=5pp(30)'
raised 6 one-layer-per-core act.bytes=64 skip.bytes=64 xbar.cols=32 xbar.weight_bits=3 \
	adc.bits=4 'topology=ring(64)' link.vcs=1
raised 2 hermes64 xbar.rows=64 'topology=5pp(300)' adc.bits=8 skip.bytes=512

# The same of the check: the hardware in a good plan is made too small.
./imcfab map "$src/arch/one-layer-per-core.arch" "$net" -o $dir/good >$dir/log || exit 1
for s in act.bytes=64 act.bytes=4092 skip.bytes=64 skip.bytes=1024 skip.bytes=1212; do
	key=${s%=*}
	sed "s/^\($key = \)[0-9]*/\1${s#*=}/" $dir/good >$dir/small
	if ./imcfab check $dir/small >$dir/log 2>&1; then
		echo "check $s: accepted"
		failed=1
		continue
	fi
	need=$(sed -n "s/.*raise $key to \([0-9]*\) (.*/\1/p" $dir/log | sort -n | tail -n 1)
	sed "s/^\($key = \)[0-9]*/\1$need/
		s/ interval=[0-9]* latency=[0-9]*$/ interval=0 latency=0/" $dir/good >$dir/enough
	echo "check $s: $key=$need"
	n=$((n + 1))
	if ! ./imcfab check $dir/enough >$dir/log 2>&1; then
		echo "check $key=$need:"
		cat $dir/log
		failed=1
	fi
done
rm -rf $dir
echo "$n cases"
[ $failed = 0 ] && [ $n != 0 ]
