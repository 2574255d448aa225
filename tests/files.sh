#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What commands write appears whole, together, or not at all: two programs at once, a
# full disk (a limit on the size of files, which write() reports in the same way), an
# interruption. Devices, FIFOs and links are written to, inputs are not overwritten,
# inputs without end are refused, and a folder of work belongs to one program.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/files.tmp
failed=0 n=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
unset IMCFAB_DATA
arch=$src/arch/one-layer-per-core.arch
net=$src/nets/resnet32_shapes_int.json
tiny=$src/tests/nets/tiny
bad() { echo "$*"; failed=1; }
sums() { (cd "$1" && find . -type f -exec cksum {} + | sort); }

# refused TEXT COMMAND...: exit status 2, one message with TEXT
refused() {
	text=$1
	shift
	n=$((n + 1))
	"$@" >stdout 2>stderr
	status=$?
	sed -i '/^prof/d' stderr
	if [ $status != 2 ] || [ "$(wc -l <stderr)" != 1 ] || ! grep -q -- "$text" stderr; then
		bad "exit $status, wanted 2 and \"$text\": $*"
		cat stderr
	fi
}

"$imcfab" map "$arch" "$net" -o plan >/dev/null || exit 1
"$imcfab" map "$tiny.arch" "$tiny.json" -o tiny.plan >/dev/null || exit 1
"$imcfab" images --count 2 -o images || exit 1
{ printf 'P5 8 8 255 ' && head -c 64 images; } >noise.pgm

# Two programs that write the same file: one of the two, whole, nothing beside it.
mkdir two
"$imcfab" images --count 3000 --split train -o two/train
"$imcfab" images --count 3000 --split test -o two/test
for i in 1 2 3 4; do
	"$imcfab" images --count 3000 --split train -o two/x &
	one=$!
	"$imcfab" images --count 3000 --split test -o two/x
	first=$?
	wait $one && [ $first = 0 ] || bad "two at once: one failed"
	cmp -s two/x two/train || cmp -s two/x two/test || bad "two at once: a mixture"
	rm two/x
done
[ "$(ls two)" = "test
train" ] || bad "two at once: $(ls two)"

# Two fabrics into one folder: all files of the one or all of the other.
"$imcfab" fabric "$tiny.arch" -o mesh && "$imcfab" fabric "$arch" -o strip || exit 1
for i in 1 2 3 4; do
	"$imcfab" fabric "$tiny.arch" -o both &
	"$imcfab" fabric "$arch" -o both
	wait
	[ "$(sums both)" = "$(sums mesh)" ] || [ "$(sums both)" = "$(sums strip)" ] ||
		bad "two fabrics: a mixture"
	rm -rf both
done

# A link is followed, a FIFO and the standard output are written to.
echo old >real
ln -s real link
ln -s nowhere-yet dangling
"$imcfab" images --count 2 -o link && "$imcfab" images --count 2 -o dangling || bad "links"
[ -L link ] && [ -L dangling ] && cmp real images && cmp nowhere-yet images || bad "links"
ln -s loop loop
refused "loop: cannot write: Too many levels of symbolic links" "$imcfab" images -o loop
[ -L loop ] || bad "a loop of links was replaced"
mkfifo fifo
cat fifo >read &
"$imcfab" images --count 2 -o fifo || bad "fifo"
wait
[ -p fifo ] && cmp read images || bad "fifo"
"$imcfab" images --count 2 -o /dev/stdout | cmp - images || bad "/dev/stdout"
chmod 640 real
"$imcfab" images --count 1 -o real && [ "$(stat -c %a real)" = 640 ] || bad "mode of a file"

# An input of the same command stays.
cp "$arch" own.arch
sed 's/"bin_file": "[^"]*"/"bin_file": "own.bin"/' "$net" >own.json
cp "${net%.json}.bin" own.bin
ln own.arch hard.arch
before=$(cksum own.arch own.bin own.json plan images tiny.plan)
refused "is an input" "$imcfab" map own.arch own.json -o own.arch
refused "is an input" "$imcfab" map own.arch own.json -o ./own.json
refused "is an input" "$imcfab" map own.arch own.json -o own.bin
refused "is an input" "$imcfab" map own.arch own.json -o hard.arch
refused "is an input" "$imcfab" map own.arch own.json --calibrate images -o images
mkdir pictures
printf 'P5 1 1 255 a' >pictures/a.pgm
echo "pictures/a.pgm 1" >list
refused "pictures/a.pgm, which is an input" "$imcfab" map own.arch own.json --calibrate pictures \
	-o pictures/a.pgm
refused "pictures/a.pgm, which is an input" "$imcfab" map own.arch own.json --calibrate images \
	--calibrate list -o pictures/a.pgm
refused "is an input" "$imcfab" area own.arch --json own.arch
mkdir dir
mkdir -p dir/syn
cp own.arch dir/syn/fabric.sdc
cp own.arch dir/sim.f
cp "$tiny.json" dir/compare.json
cp "$tiny.bin" dir/tiny.bin
refused "is an input" "$imcfab" fabric dir/syn/fabric.sdc -o dir
refused "is an input" "$imcfab" fabric dir/sim.f -o dir
cp tiny.plan dir/manifest.json
refused "is an input" "$imcfab" program dir/manifest.json noise.pgm -o dir
cp noise.pgm dir/program.bin
refused "is an input" "$imcfab" program tiny.plan dir/program.bin -o dir
refused "is an input" "$imcfab" compare dir/compare.json --arch "$tiny.arch" --no-area -o dir
# Nor one that an input or an expression names.
sed 's/^topology.*/topology = bidir(edges("own.edges"))/' "$tiny.arch" >edges.arch
seq 7 | awk '{ print $1 - 1, $1 }' >own.edges
cp own.edges dir/topology.dot
cp own.edges dir/compare.csv
cp own.bin own.weights
sed 's/"bin_file": "[^"]*"/"bin_file": "own.weights"/' own.json >other.json
before=$before$(cksum own.edges own.weights dir/topology.dot)
refused "own.edges, which is an input" "$imcfab" map edges.arch "$tiny.json" -o own.edges
refused "own.edges, which is an input" "$imcfab" map "$tiny.arch" "$tiny.json" \
	--set 'topology=bidir(edges("own.edges"))' -o own.edges
refused "topology.dot, which is an input" "$imcfab" topology 'edges("dir/topology.dot")' -o dir
refused "compare.csv, which is an input" "$imcfab" compare "$tiny.json" --arch "$tiny.arch" \
	--topology 'ring(8)' --topology 'bidir(edges("dir/compare.csv"))' --no-area -o dir
refused "own.weights, which is an input" "$imcfab" map own.arch other.json -o own.weights
[ "$(cksum own.arch own.bin own.json plan images tiny.plan)$(cksum own.edges own.weights \
	dir/topology.dot)" = "$before" ] || bad "an input was changed"
cmp own.arch dir/syn/fabric.sdc && cmp own.arch dir/sim.f && cmp "$tiny.json" dir/compare.json || bad "an input was changed"

# Every reader ends.
refused "/dev/zero: larger than" "$imcfab" check /dev/zero
refused "/dev/zero: larger than" "$imcfab" fabric /dev/zero -o out
refused "/dev/zero: larger than" "$imcfab" map "$arch" /dev/zero -o out
refused "/dev/zero: larger than" "$imcfab" run plan /dev/zero
refused "/dev/zero: larger than" "$imcfab" topology 'edges("/dev/zero")'
refused "/dev/zero: larger than" "$imcfab" compare /dev/zero --arch "$arch" --no-area -o out
refused "/dev/zero: larger than" "$imcfab" compare "$tiny.json" --arch "$tiny.arch" \
	--liberty /dev/zero -o out
printf '{"tensors": [], "bin_file": "/dev/zero"}' >zero.json
refused "larger than" "$imcfab" map "$arch" zero.json -o out
# Nor does one take a NUL for the end of a text.
printf '0 1\n\0 1 0\n' >nul.edges
printf '\0 more' | cat plan - >nul.plan
printf '\0 more' | cat "$arch" - >nul.arch
refused "nul.edges: not a text file" "$imcfab" topology 'edges("nul.edges")'
refused "nul.plan: not a text file" "$imcfab" check nul.plan
refused "nul.arch: not a text file" "$imcfab" fabric nul.arch -o out
[ ! -e out ] || bad "left behind: out"

# A full disk. limited KIB FOLDER COMMAND...: refused, nothing new, nothing changed
limited() {
	kib=$1 dir=$2
	shift 2
	mkdir -p "$dir"
	was=$(sums "$dir") names=$(find "$dir" | sort)
	# Where lines are counted (tests/coverage.sh), the counts are such files too: they go
	# nowhere, and `refused` does not hear of it.
	refused "File too large" env GCOV_PREFIX=/dev/null \
		bash -c 'ulimit -f '"$kib"'; exec "$@"' limit "$@"
	[ "$(sums "$dir")" = "$was" ] || bad "changed: $*"
	[ "$(find "$dir" | sort)" = "$names" ] || bad "left behind by $*: $(find "$dir" | sort)"
}
limited 100 full "$imcfab" map "$arch" "$net" -o full/plan
limited 100 full "$imcfab" images -o full/images
limited 20 full "$imcfab" fabric "$arch" -o full/fabric
limited 20 strip "$imcfab" fabric "$tiny.arch" --set "topology=mesh(4, 4)" -o strip
limited 4 full "$imcfab" program tiny.plan noise.pgm -o full/program
limited 1 full "$imcfab" registers -o full/registers
limited 4 full "$imcfab" topology 'mesh(8, 8)' -o full/topology
limited 4 full "$imcfab" compare "$tiny.json" --arch "$tiny.arch" --no-area -o full/compare
limited 100 full "$imcfab" demo -o full/demo
if command -v verilator >/dev/null; then
	limited 100 full "$imcfab" cosim plan images --build full/cosim
fi
if command -v yosys >/dev/null; then
	limited 1 full "$imcfab" area "$tiny.arch" --work full/area
fi
# A target that cannot be: nothing of the set.
mkdir -p mixed/topology.svg
refused "mixed/topology.svg: cannot write: Is a directory" "$imcfab" topology 'ring(8)' -o mixed
[ "$(ls mixed)" = topology.svg ] || bad "half a set: $(ls mixed)"

# Interrupted: nothing but the file, whole.
mkdir stop
for after in 0.02 0.04 0.06 0.08 0.1 0.15 0.2 0.3; do
	timeout -s INT $after "$imcfab" images --count 20000 -o stop/images
	[ ! -e stop/images ] || [ "$(stat -c %s stop/images)" = 61460000 ] || bad "half a file"
	rm -f stop/images
	[ -z "$(ls stop)" ] || bad "interrupted after $after s: left $(ls stop)"
	rm -f stop/*
done

# One program a folder of work.
lib=$work/none.lib
: >"$lib"
mkdir busy
refused "busy: another imcfab works" flock busy "$imcfab" compare "$tiny.json" \
	--arch "$tiny.arch" --no-area -o busy
refused "busy: another imcfab works" flock busy "$imcfab" bench -o busy
refused "busy: another imcfab works" flock busy "$imcfab" demo -o busy
if command -v verilator >/dev/null; then
	refused "busy: another imcfab works" flock busy "$imcfab" cosim plan images --build busy
fi
if command -v yosys >/dev/null; then
	refused "busy: another imcfab works" flock busy "$imcfab" area "$arch" --work busy
fi
if command -v sta >/dev/null; then
	refused "busy: another imcfab works" flock busy "$imcfab" timing "$arch" \
		--liberty "$lib" --work busy
fi
[ -z "$(ls busy)" ] || bad "left in a busy folder: $(ls busy)"

cd ..
rm -rf "$work"
echo "$n refusals"
[ $failed = 0 ]
