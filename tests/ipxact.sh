#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The IP-XACT component of a fabric is well formed, its ports are those of the netlist
# (fabric.wiring), and its files, as those of the FuseSoC core, are those of the lists.
set -u
if ! command -v python3 >/dev/null 2>&1; then
	echo "ipxact.sh: skipped: no python3"
	exit 77
fi
src=$(cd "${srcdir:-.}" && pwd)
IMCFAB_SHARE=$src
export IMCFAB_SHARE
rm -rf ipxact.tmp
for bits in 32 128; do
	./imcfab fabric "$src/tests/nets/tiny.arch" --set link.bits=$bits -o ipxact.tmp/$bits || exit 1
	(cd ipxact.tmp/$bits && python3 - <<'END') || exit 1
import os
import xml.etree.ElementTree as ET

ns = {"x": "http://www.accellera.org/XMLSchema/IPXACT/1685-2014"}
root = ET.parse("imc_fabric.xml").getroot()
got = []
for p in root.findall(".//x:port", ns):
    left = p.find(".//x:left", ns)
    got.append((p.find("x:name", ns).text, p.find(".//x:direction", ns).text,
                1 if left is None else int(left.text) + 1))
want = []
for line in open("fabric.wiring"):
    w = line.split()
    if w[0] == "port":
        want.append((w[2], {"input": "in", "output": "out"}[w[1]], int(w[3])))
assert len(want) > 20, want
assert got == want, [x for x in zip(got, want) if x[0] != x[1]]

core, sets = open("imc_fabric.core").read().splitlines(), {}
for line in core:
    if line in ("  model:", "  boxes:", "  fpga:", "  constraints:"):
        files = sets.setdefault(line.strip(" :"), [])
    elif line.startswith("      - "):
        files.append(line[8:].split(":")[0])
for name, path in (("model", "sim.f"), ("boxes", "syn.f"), ("fpga", "fpga.f")):
    headers = sorted("rtl/" + f for f in os.listdir("rtl") if f.endswith(".vh"))
    assert len(headers) > 1
    files = headers + [l.strip() for l in open(path) if l[0] != "+"]
    assert sets[name] == files, sets[name]
    assert all(os.path.exists(f) for f in files)
    if name == "fpga":
        continue
    s = [s for s in root.findall(".//x:fileSet", ns) if s.find("x:name", ns).text == name]
    assert len(s) == 1
    assert [f.text for f in s[0].findall("x:file/x:name", ns)] == files
assert all(os.path.exists(f) for f in sets["constraints"])
print(len(got), "ports and the files of three lists as in the netlist")
END
done
