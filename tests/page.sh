#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The page of imcfab report: whole in itself, its data as docs/formats.md says, nothing of a
# network or hardware file becomes markup, and what is wrong is refused.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/page.tmp
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
tiny=$src/tests/nets/tiny
bad() { echo "page: $*"; failed=1; }

# Names that would be markup, or the end of a script, or of a line of it.
line=$(printf '\342\200\250')
cp "$tiny.bin" odd.bin
sed "s|\"a1|\"</script><script>hit()</script>|g; s|\"b1|\"x\\\\\"onload='hit()' y=\\\\\"${line}z|g
	s|\"b2|\"in/b2@0/1|g; s|\"model\": \"tiny\"|\"model\": \"<img src=x onerror=hit()>\"|
	s|tiny.bin|odd.bin|" "$tiny.json" >odd.json
"$imcfab" map "$tiny.arch" "$tiny.json" -o plain.plan >map.log || bad "map"
"$imcfab" map "$tiny.arch" odd.json --interval auto -o odd.plan >odd.log || bad "map of odd names"
# Layers have their whole names in the table of the mapper too.
grep -q '^in/b2@0/1 ' odd.log || bad "the table of layers cuts a name"
for i in plain odd; do
	"$imcfab" report $i.plan -o $i.html >said || bad "report"
	grep -q "^report in $i.html$" said || bad "does not say where"
done
for word in '<script' '</script' '<img' 'onload=' 'onerror='; do
	[ "$(grep -o "$word" plain.html | wc -l)" = "$(grep -o "$word" odd.html | wc -l)" ] ||
		case $word in
		on*) grep -q '<[^>]*[" ]on[a-z]*=[^>]*hit' odd.html && bad "$word in a tag" ;;
		*) bad "$word: more of them with odd names" ;;
		esac
done
grep -q '&lt;/script&gt;&lt;script&gt;hit()' odd.html || bad "no escaped name"
sed -n 's/.*<script type="application\/json" id="data">\(.*\)<\/script>$/\1/p' odd.html >odd.data
grep -q '\\u003c/script\\u003e\\u003cscript\\u003ehit()' odd.data || bad "no escaped name in the data"
grep -q "$line" odd.data && bad "U+2028 as it is in the data"

# Nothing from outside.
grep -oE '(https?:|//[a-z]|@import|url\([^#]|<link|<iframe|src=)[^ ]*' plain.html | grep -v '^src=x' &&
	bad "something from outside"

if command -v python3 >/dev/null; then
	python3 - odd.data <<'END' || bad "data"
import json, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
assert d['format'] == 'imcfab-report' and d['version'] == 1 and d['kind'] == 'plan'
p = d['designs'][0]
assert p['network'] == '<img src=x onerror=hit()>', p['network']
names = [t['name'] for t in p['tasks']]
assert '</script><script>hit()</script>' in names and 'x"onload=\'hit()\' y="\u2028z' in names
assert [l['name'] for l in p['layers']][4] == 'in/b2@0/1'
# What channels carry is what the trees bring, cores and tasks name each other.
words = [0] * len(p['channels'])
for s in p['streams']:
    for channel, vc, before in s['hops']:
        words[channel] += s['words']
        c, b = p['channels'][channel], before
        tail = p['channels'][s['hops'][b][0]]['head'] if b >= 0 else None
        assert tail in (None, c['tail'])
assert words == [c['words'] for c in p['channels']] and max(words) == p['max_words']
for i, t in enumerate(p['tasks']):
    assert p['nodes'][t['node']]['task'] == i
    assert 0 <= t['first_in'] < t['last_out'] <= p['latency'], t
assert sum(l['adds'] for l in p['layers']) + p['drain'] == p['latency']
f = 1
for l in p['losses']:
    f *= l['factor']
assert abs(p['ideal_cycles'] * f - p['interval']) < 1
END
fi

# A comparison: its page is that of imcfab report on the folder; of shapes alone too.
"$imcfab" compare "$tiny.json" "$src/tests/graphs/small.json" --arch "$tiny.arch" --no-area \
	--topology 'mesh(4, 3)' --topology 'ring(12)' -o folder >table || bad "compare"
grep -q '^  .* report.html$' table || bad "compare does not name its page"
"$imcfab" report folder -o again.html >said && cmp folder/report.html again.html || bad "another page"
for word in 'mesh(4, 3), dimension order' 'ring(12)' tiny small; do
	grep -qF "$word" again.html || bad "no $word in the comparison"
done
[ "$(grep -c '<article class="design"' again.html)" = "$(($(wc -l <folder/compare.csv) - 1))" ] ||
	bad "not a design for each row"

# A sweep: every point has a row, those of the front stand on the plot; without any point done too.
cat >small.sweep <<END
imcfab-sweep 1
hardware = $tiny.arch
network = $tiny.json
topology = 5pp(8), mesh(4, 2), 5pp(2)
link.bits = 32, 64 bit
measure = predict
END
"$imcfab" sweep small.sweep -o designs >said 2>&1 || bad "sweep: $(cat said)"
"$imcfab" report designs -o sweep.html >/dev/null || bad "report of a sweep"
[ "$(grep -c '<code>' sweep.html)" = "$(($(wc -l <designs/results.csv) + $(wc -l <designs/front.csv) - 2))" ] ||
	bad "not a row for each point of the sweep"
[ "$(grep -c '<circle class="front"' sweep.html)" = "$(($(wc -l <designs/front.csv) - 1))" ] ||
	bad "not the front on the plot"
grep -qF '5pp(2)' sweep.html && grep -q infeasible sweep.html || bad "no point that does not fit"
sed -i 's/"infeasible":/"impossible":/' designs/sweep.json
! "$imcfab" report designs -o new.html 2>said && grep -q 'designs/sweep.json: counts: infeasible: missing' said ||
	bad "a sweep that is damaged: $(cat said)"

# refused TEXT ARGUMENTS: exit status 2, this in the message, no page
refused() {
	text=$1
	shift
	"$imcfab" report "$@" >said 2>&1
	[ $? = 2 ] || bad "not refused: $*"
	grep -qF -- "$text" said || bad "$*: no '$text' in: $(cat said)"
	[ ! -e new.html ] || bad "$*: left a page"
}
refused "nobody: cannot read" nobody -o new.html
refused "not a plan but a hardware file" "$tiny.arch" -o new.html
refused "is an input" plain.plan -o plain.plan
refused "is of a plan" folder --cosim plain.plan -o new.html
refused "not JSON" plain.plan --cosim plain.plan -o new.html
# broken SED TEXT: a file of the folder that was changed so
broken() {
	cp folder/designs.json folder/compare.json .
	sed -i "$1" "folder/$2"
	refused "folder/$2: $3" folder -o new.html
	cp designs.json compare.json folder
}
broken 's/"task":0,/"task":99,/' designs.json 'readers 0: task: 99: must be 0..5'
broken 's/"tail":0/"tail":-1/' designs.json 'channels 0: tail: -1: must be'
broken 's/"name":"conv1"/"name":7/' designs.json 'layers 0: name: is not of its kind'
broken 's/"label":"ring(12)",//' designs.json 'rows 2: label: missing'
broken 's/"version": 1/"version": 2/' designs.json '"format" and "version" must be'
broken 's/"channels": 34/"channels": "34"/' compare.json 'rows 0: channels: is not of its kind'
broken 's/imcfab-compare 1/imcfab-compare 9/' compare.json '"format" must be'
rm folder/designs.json
refused "folder/designs.json: cannot read" folder -o new.html
mkdir share share/rtl_templates share/report
cp "$src"/report/* share/report
echo '{{nobody}}' >>share/report/answer.html
IMCFAB_SHARE=$work/share refused "report/answer.html:" plain.plan -o new.html
sed 's/^skip.bytes.*/skip.bytes = 64 byte/' "$tiny.arch" >less.arch
"$imcfab" map less.arch "$tiny.json" -o stuck.plan >said 2>&1 &&
	refused "stops in a deadlock" stuck.plan -o new.html
cd ..
rm -rf "$work"
[ $failed = 0 ]
