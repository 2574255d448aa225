#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pages of imcfab report in headless Chromium (tests/browser.py): ResNet-32 on hermes64, a comparison
# of it on two topologies, one of shapes alone, a sweep, names that would be markup, and 512 cores.
# `./run report` installs what it takes.
set -u
imcfab=$PWD/imcfab
src=$(cd "${srcdir:-.}" && pwd)
work=$PWD/browser.tmp
python=$(command -v /usr/bin/python3 || command -v python3)
if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null ||
	! "$python" -c 'import selenium' 2>/dev/null; then
	echo "no chromium, chromedriver or python3-selenium: no page is opened (./run report installs them)"
	exit 77
fi
failed=0
rm -rf "$work"
mkdir "$work"
cd "$work" || exit 1
# The caches of browser and driver.
HOME=$work
export HOME

"$imcfab" map "$src/arch/hermes64.arch" "$src/nets/resnet32_shapes_int.json" --set adc.bits=24 \
	--interval auto -o hermes64.plan >/dev/null || failed=1
cp "$src/tests/nets/tiny.bin" odd.bin
sed "s|\"a1|\"</script><script>window.wasHit=1</script>|g; s|\"b1|\"x\\\\\"onload='window.wasHit=1' y|g
	s|\"model\": \"tiny\"|\"model\": \"<img src=x onerror=window.wasHit=1>\"|
	s|tiny.bin|odd.bin|" "$src/tests/nets/tiny.json" >odd.json
"$imcfab" map "$src/tests/nets/tiny.arch" odd.json --set 'topology=mesh(4, 3)' --set 'dead.cores=5' --set dead.channels=3 \
	-o odd.plan >/dev/null || failed=1
"$imcfab" map "$src/arch/aimc512.arch" "$src/nets/resnet32_shapes_int.json" --set adc.bits=24 --place order \
	--interval 4160 -o cores512.plan >/dev/null || failed=1
for i in hermes64 odd cores512; do
	"$imcfab" report $i.plan -o $i.html >/dev/null || failed=1
done
"$imcfab" compare "$src/nets/resnet32_shapes_int.json" --arch "$src/arch/hermes64.arch" --no-area --route negotiated \
	--place order --topology '5pp(64, rows=4)' --topology 'mesh(8, 8)' -o both >/dev/null || failed=1
"$imcfab" compare "$src/tests/graphs/small.json" --arch "$src/tests/nets/tiny.arch" --no-area \
	--topology 'mesh(4, 4)' --topology 'tree(4, 4)' -o shapes >/dev/null || failed=1
cat >small.sweep <<END
imcfab-sweep 1
hardware = $src/tests/nets/tiny.arch
network = $src/tests/nets/tiny.json
topology = 5pp(8), ring(8), 5pp(2)
link.bits = 32, 64 bit
measure = predict
END
"$imcfab" sweep small.sweep -o designs >/dev/null 2>&1 && "$imcfab" report designs -o sweep.html >/dev/null || failed=1
mv both/report.html both.html
mv shapes/report.html shapes.html
"$python" "$src/tests/browser.py" hermes64.html both.html shapes.html odd.html sweep.html cores512.html || failed=1
cd ..
rm -rf "$work"
[ $failed = 0 ]
