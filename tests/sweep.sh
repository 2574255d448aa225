#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `imcfab sweep` on this machine: fifteen small points have the figures of `imcfab compare`
# and `imcfab run`, the second call does nothing, one that is killed goes on where it was, two at
# once do no point twice, a dry run makes nothing, what failed is done again, and what the
# network does not fit on is said and not tried again.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
nets=$src/tests/nets
work=$PWD/sweep.build
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
fail() {
	echo "sweep: $*"
	failed=1
}
sums() { (cd "$1" && find . -type f -name "$2" -exec cksum {} + | sort -k 3); }
points() { find "$1/points" -mindepth 1 -maxdepth 1 2>/dev/null | wc -l; }

cp "$src/tests/images/picture.ppm" "$src/tests/images/colour.ppm" .
printf 'picture.ppm 2\ncolour.ppm 7\n' >labels.txt
cat >small.sweep <<END
imcfab-sweep 1
hardware = $nets/tiny.arch    # lossless
network = $nets/tiny.json
topology = 5pp(8), mesh(4, 2), ring(8)
link.bits = 32 bit
xbar.rows & xbar.cols = 64 & 16, 144 & 16, 144 & 32, 144 & 48
adc.bits = 8..24 by 16 bit
constraint = cores * xbar.rows * xbar.cols <= 40000
constraint = not (xbar.cols > 16 and adc.bits < 20)
calibrate = labels.txt
images = labels.txt
accuracy.images = 2
measure = predict, check, accuracy
keep = plan
END

# sweep NAME ARGUMENTS: into the folder NAME
sweep() {
	name=$1
	shift
	"$imcfab" sweep small.sweep -o "$name" "$@" >"$name.txt" 2>"$name.err"
}

# value NAME ROW COLUMN: of results.csv, rows from 1 on
value() {
	awk -v row="$2" -v key="$3" '
	function split_csv(line, out,   n, i, c, quoted) {
		n = 1
		split("", out)
		for (i = 1; i <= length(line); i++) {
			c = substr(line, i, 1)
			if (c == "\"") quoted = !quoted
			else if (c == "," && !quoted) n++
			else out[n] = out[n] c
		}
		return n
	}
	NR == 1 { n = split_csv($0, key_of); next }
	NR == row + 1 {
		if (split_csv($0, v) != n) print "ragged"
		for (i = 1; i <= n; i++) if (key_of[i] == key) print v[i]
	}' "$1/results.csv"
}

# 1. A dry run makes nothing. Of 24 points six have crossbars that are too large, three
# converters that are too narrow for theirs.
sweep dry --dry-run || fail "dry run: $(cat dry.err)"
[ ! -e dry ] || fail "a dry run made a folder"
grep -q '^small: 15 points of 24, 9 left out by constraints$' dry.txt &&
	grep -q '^0 done, 15 to do$' dry.txt && grep -q '^estimate: .* MiB a point' dry.txt ||
	fail "dry run: $(cat dry.txt)"

# 2. All of them; those whose crossbars are too small for eight cores are infeasible.
sweep all -j 2 || fail "exit status not 0: $(cat all.err)"
grep -q '^small: 15 points: 9 done, 6 infeasible, 0 failed, 0 missing$' all.txt || fail "$(cat all.txt)"
[ "$(points all)" = 15 ] && [ "$(($(wc -l <all/results.csv) - 1))" = 15 ] || fail "not 15 points"
[ -z "$(ls -A all/work)" ] && [ -z "$(ls -A all/failed)" ] || fail "left in work or failed: $(ls all/work all/failed)"
i=0
while [ $i -lt 15 ]; do
	i=$((i + 1))
	hash=$(value all $i point)
	dir=all/points/$hash
	for file in inputs hardware.arch result.json usage.json log; do
		[ -s "$dir/$file" ] || fail "point $i: no $file"
	done
	# The name is the FNV-1a of the inputs, here worked out by another program.
	if command -v python3 >/dev/null; then
		[ "$(python3 -c 'import sys
h = 0xcbf29ce484222325
for b in open(sys.argv[1], "rb").read(): h = (h ^ b) * 0x100000001b3 & (1 << 64) - 1
print("%016x" % h)' "$dir/inputs")" = "$hash" ] || fail "point $i: the name is not the hash"
	fi
	if [ "$(value all $i xbar.rows)" = 64 ]; then
		[ "$(value all $i status)" = infeasible ] || fail "point $i: $(value all $i status)"
		case $(value all $i note) in "tiny needs "*" cores, there are 8"*) ;; *)
			fail "point $i: note $(value all $i note)" ;; esac
		continue
	fi
	[ "$(value all $i status)" = done ] && [ "$(value all $i check)" = ok ] || fail "point $i is not done"
	[ "$(value all $i crossbar_cells)" = $((8 * $(value all $i xbar.rows) * $(value all $i xbar.cols))) ] ||
		fail "point $i: crossbar_cells"
	# The kept plan passes the check and has the accuracy of the table.
	"$imcfab" check "$dir/plan" >/dev/null || fail "point $i: plan refused"
	"$imcfab" run "$dir/plan" labels.txt >run.txt || fail "point $i: run"
	grep -q "2 images, top-1 $(value all $i correct) " run.txt &&
		[ "$(value all $i images)" = 2 ] || fail "point $i: $(value all $i correct) right, $(cat run.txt)"
	# `imcfab compare` of this hardware has the same figures.
	rm -rf compare
	"$imcfab" compare "$nets/tiny.json" --arch "$dir/hardware.arch" --no-area --route negotiated \
		--topology "$(value all $i topology)" -o compare >/dev/null || fail "compare"
	mv compare/compare.csv compare/results.csv
	for key in cores channels tasks streams dilation hops max_words vcs_needed interval_predicted \
		latency_predicted images_per_s wire_pitches use_percent; do
		a=$(value all $i $key) b=$(value compare 1 $key)
		[ -n "$a" ] && awk -v a="$a" -v b="$b" 'BEGIN { exit !(a + 0 == b + 0) }' ||
			fail "point $i: $key is $a, of compare $b"
	done
done
if command -v python3 >/dev/null; then
	python3 - <<'END' || fail "sweep.json, or the front, is wrong"
import csv, json
j = json.load(open("all/sweep.json"))
rows = list(csv.DictReader(open("all/results.csv")))
assert j["format"] == "imcfab-sweep-results" and j["version"] == 1
assert j["counts"] == {"points": 15, "missing": 0, "done": 9, "infeasible": 6, "failed": 0}
assert [p["point"] for p in j["points"]] == [r["point"] for r in rows]
sign = [-1 if f["better"] == "more" else 1 for f in j["front"]]
assert [f["figure"] for f in j["front"]] == ["images_per_s", "wire_pitches", "top1_percent"]
goals = []
for p, r in zip(j["points"], rows):
    q = json.load(open("all/points/%s/result.json" % p["point"]))
    assert q["axes"] == p["axes"] and q["status"] == p["status"] == r["status"]
    for key, v in p["figures"].items():
        assert q["figures"][key] == v, key
        assert str(v if v is not None else "") == r[key] or float(v) == float(r[key]), key
    if p["status"] == "done":
        assert len(q["channel_words"]) == q["figures"]["channels"]
        goals.append((p, [s * p["figures"][f["figure"]] for s, f in zip(sign, j["front"])]))
better = lambda a, b: all(x <= y for x, y in zip(a, b)) and a != b
for p, g in goals:
    assert p["front"] == (not any(better(h, g) for q, h in goals)), p["point"]
front = [p["point"] for p in j["points"] if p["front"]]
assert front and [r["point"] for r in csv.DictReader(open("all/front.csv"))] == front
END
fi
grep -q '</svg>' all/front.svg || fail "no picture of the front"

# 3. Called again it does nothing, and writes the same.
before=$(find all/points -type f -printf '%p %T@\n' | sort)
cp all/sweep.json sweep.json
sweep all || fail "the second call: $(cat all.err)"
[ "$before" = "$(find all/points -type f -printf '%p %T@\n' | sort)" ] && [ ! -s all.err ] &&
	cmp -s all/sweep.json sweep.json || fail "the second call did something: $(cat all.err)"
# The order of the axes does not matter to a point, nor another value of the same hardware.
sweep all --set 'topology=mesh( 4, 2 ), mesh(4, 2, 1), 5pp(8, rows=1)' --dry-run || fail "other text"
grep -q '^10 done, 5 to do$' all.txt || fail "other text: $(cat all.txt)"
# One file with other contents is another input; the program's data is not where it is not used.
echo 'colour.ppm 7' >>labels.txt
sweep all --dry-run && grep -q '^0 done, 15 to do$' all.txt || fail "other images: $(cat all.txt)"
printf 'picture.ppm 2\ncolour.ppm 7\n' >labels.txt

# 4. Killed in the middle, again and again, nothing is lost and nothing is half there.
n=0
for want in 2 5 8 11; do
	"$imcfab" sweep small.sweep -o killed -j 2 >/dev/null 2>&1 &
	pid=$!
	tries=0
	while [ "$(points killed)" -lt $want ] && kill -0 $pid 2>/dev/null && [ $tries -lt 3000 ]; do
		sleep 0.01
		tries=$((tries + 1))
	done
	kill -9 $pid 2>/dev/null && n=$((n + 1))
	wait $pid 2>/dev/null
	for dir in killed/points/*; do
		[ -s "$dir/result.json" ] && [ -s "$dir/usage.json" ] || fail "killed: $dir is half there"
	done
	[ "$(points killed)" -ge $want ] || fail "killed: fewer than $want points are there"
done
[ $n -ge 2 ] || fail "killed: it ended $((4 - n)) of 4 times before it could be killed"
sweep killed -j 2 || fail "killed: $(cat killed.err)"
[ "$(sums killed result.json)" = "$(sums all result.json)" ] && cmp -s killed/sweep.json all/sweep.json ||
	fail "killed: other results"
[ -z "$(find killed/work -mindepth 1 -type d)" ] || fail "killed: left $(ls killed/work)"

# 5. Two at once, and a third: each point is made by one of them.
for i in 1 2 3; do
	"$imcfab" sweep small.sweep -o both -j $i >both.$i 2>both.err.$i &
	eval "pid$i=\$!"
done
for i in 1 2 3; do
	eval "wait \$pid$i" || fail "both: $i: $(cat both.err.$i)"
done
made=$(sed -n 's/^sweep: \([0-9]*\) of [0-9]* points done, 0 failed\(,.*\| (\([0-9]*\) by others).*\)$/\1 \3/p' \
	both.err.1 both.err.2 both.err.3 | awk '{ n += $1 - $2 } END { print n }')
[ "$made" = 15 ] || fail "both: $made points made: $(cat both.err.1 both.err.2 both.err.3)"
[ "$(sums both result.json)" = "$(sums all result.json)" ] || fail "both: other results"

# 6. A point that could not be done, or whose process was killed, has failed and is done again.
mkdir broken
touch broken/accuracy-cache	# is to be a folder
sweep broken
[ $? = 1 ] && grep -q '^small: 15 points: 0 done, 6 infeasible, 9 failed, 0 missing$' broken.txt ||
	fail "broken: $(cat broken.txt)"
for i in 1 2 3 4 5; do
	[ "$(value broken $i status)" = failed ] || continue
	hash=$(value broken $i point)
	[ -d "broken/failed/$hash" ] && [ ! -d "broken/points/$hash" ] || fail "broken: $hash"
	case $(value broken $i note) in *"accuracy-cache: cannot make folder"*) ;; *)
		fail "broken: $(value broken $i note)" ;; esac
	grep -q 'cannot make folder' "broken/failed/$hash/log" || fail "broken: the log does not say it"
done
rm broken/accuracy-cache
sweep broken || fail "broken: not done again: $(cat broken.err)"
[ -z "$(ls broken/failed)" ] && cmp -s broken/sweep.json all/sweep.json || fail "broken: not done again"
"$imcfab" sweep small.sweep -o dead -j 1 --set map.effort=100 --set accuracy.images=1 >dead.txt 2>dead.err &
pid=$!
child=
tries=0
while [ -z "$child" ] && [ $tries -lt 3000 ]; do
	read -r child _ <"/proc/$pid/task/$pid/children"
	tries=$((tries + 1))
done
kill -9 "$child"
wait $pid
[ $? = 1 ] && grep -q ' 1 failed, 0 missing$' dead.txt && grep -q 'ended by signal 9' dead/failed/*/result.json ||
	fail "dead: $(cat dead.txt)"
sweep dead --set map.effort=100 --set accuracy.images=1 || fail "dead: not done again"
[ -z "$(ls dead/failed)" ] || fail "dead: left $(ls dead/failed)"

# 7. A graph of shapes, of which there are predictions alone.
"$imcfab" sweep small.sweep --set "network=$src/tests/graphs/small.json" --set 'topology=mesh(4, 4)' \
	--set 'xbar.rows&xbar.cols=144 & 32' --set 'constraint=link.bits == 32' --set measure=predict -o shapes \
	>shapes.txt 2>&1 && fail "accuracy.images without accuracy was taken"
sed '/^images\|^calibrate\|^accuracy\|^keep\|^constraint/d; s/^measure.*/measure = predict/' small.sweep >shapes.sweep
"$imcfab" sweep shapes.sweep --set "network=$src/tests/graphs/small.json" --set 'topology=mesh(4, 4)' \
	--set 'xbar.rows&xbar.cols=144 & 32' -o shapes >shapes.txt 2>&1 ||
	fail "shapes: $(cat shapes.txt)"
[ "$(value shapes 1 model)" = flow ] && [ "$(value shapes 1 max_words)" -gt 0 ] || fail "shapes: no flow"

# 8. Constraints: precedence, and the numbers of topologies.
# left TEXT N: so many of the points with crossbars of 144 x 16 are left
left() {
	"$imcfab" sweep shapes.sweep --set 'xbar.rows&xbar.cols=144 & 16' --set adc.bits=24 --set "constraint=$1" \
		-o none --dry-run >left.txt 2>&1
	grep -qE "^shapes: $2 points? of 3(,|\$)" left.txt || fail "$1: wanted $2: $(cat left.txt)"
}
left 'cores == 8' 3
left 'channels > 20 or wire < 0' 1
left '2 + 3 * -4 % 5 == -2 + cores - 6' 3
left 'not (cores != nodes) and xbar.rows / 9 == 16' 3
left 'wire <= 16' 1
left 'clock >= 500 and longest == 1 and channels == 20' 1
[ ! -e none ] || fail "a dry run made a folder"

# 9. Slurm that refuses: one message, nothing started, nothing left. The programs stand in for
# those of Slurm, which ./run cluster has.
mkdir bin
for tool in squeue scontrol; do
	printf '#!/bin/sh\n' >bin/$tool
done
printf '#!/bin/sh\necho "$@" >>"%s/cancelled"\n' "$work" >bin/scancel
cat >bin/sbatch <<'END'
#!/bin/sh
case "$*" in
*"$REFUSE"*) echo "sbatch: error: invalid partition specified: $REFUSE" >&2; exit 1 ;;
esac
echo 42
END
chmod +x bin/*
# slurm REFUSE: what sbatch refuses; the message to slurm.err
slurm() { REFUSE=$1 PATH=$work/bin:$PATH "$imcfab" sweep small.sweep -o slurm --slurm --sbatch '-p  none' >slurm.txt 2>slurm.err; }
slurm none
[ $? = 2 ] && [ ! -e slurm ] && [ ! -s slurm.txt ] && [ ! -e cancelled ] && [ "$(cat slurm.err)" = \
	"imcfab: sbatch refuses: sbatch: error: invalid partition specified: none" ] || fail "slurm: $(cat slurm.txt slurm.err)"
slurm afterany
[ $? = 2 ] && [ ! -e slurm ] && [ ! -s slurm.txt ] && [ "$(cat cancelled)" = 42 ] || fail "slurm: $(cat slurm.txt slurm.err)"
slurm nothing
[ $? = 0 ] && [ "$(wc -w <slurm/slurm/1/points)" = 15 ] && grep -q 'array job 42 of 1 jobs, 15 a job' slurm.txt ||
	fail "slurm: $(cat slurm.txt slurm.err)"
printf '#!/bin/sh\necho 42 RUNNING\n' >bin/squeue
slurm nothing
[ $? = 2 ] && grep -q 'slurm/1: its array job 42 is in the queue yet' slurm.err && [ -s slurm/slurm/1/array.sh ] &&
	[ ! -e slurm/slurm/2 ] || fail "slurm: $(cat slurm.txt slurm.err; ls slurm/slurm)"
# What the jobs would run.
SLURM_ARRAY_TASK_ID=1 sh slurm/slurm/1/array.sh >slurm.txt 2>&1 || fail "array.sh: $(cat slurm.txt)"
[ "$(points slurm)" = 15 ] && [ ! -e slurm/sweep.json ] || fail "array.sh: $(points slurm) points"
sh slurm/slurm/1/collect.sh >slurm.txt 2>&1 && cmp -s slurm/sweep.json all/sweep.json || fail "collect.sh: $(cat slurm.txt)"
SLURM_ARRAY_TASK_ID=2 sh slurm/slurm/1/array.sh >slurm.txt 2>&1
[ $? = 2 ] && grep -q 'has no line 2$' slurm.txt || fail "array.sh 2: $(cat slurm.txt)"
echo 0123456789abcdef >odd
"$imcfab" sweep small.sweep -o slurm --points odd >slurm.txt 2>&1
[ $? = 2 ] && grep -q 'odd: point 0123456789abcdef is none of this sweep' slurm.txt || fail "odd: $(cat slurm.txt)"

# 10. Area (a minute of Yosys, so only where long tests are asked for): that of `imcfab area`, each
# shape made once where two points miss it at once.
if [ -n "${CHECK_LONG:-}" ] && command -v yosys >/dev/null; then
	"$imcfab" sweep shapes.sweep --set 'topology=path(2), ring(2)' --set 'xbar.rows&xbar.cols=16 & 8' \
		--set "network=$nets/one.json" --set measure=predict,area -o area -j 2 >area.txt 2>&1 || fail "area: $(cat area.txt)"
	"$imcfab" area "$nets/tiny.arch" --set xbar.rows=16 --set xbar.cols=8 --set adc.bits=8 --set topology='path(2)' \
		--set link.vcs="$(value area 1 vcs_needed)" --work area.work --cache area/area-cache >area.log || fail "imcfab area"
	grep -q "total: $(value area 1 fabric_cells) cells" area.log || fail "area: $(cat area.log)"
	[ -z "$(find area/area-cache -name '*.lock')" ] || fail "area: locks are left"
else
	echo "without area: CHECK_LONG is not set"
fi

cd ..
[ $failed = 0 ] && rm -rf "$work" && echo "sweeps agree"
exit $failed
