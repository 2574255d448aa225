# SPDX-License-Identifier: Apache-2.0
"""tests/embed_judged.py IMCFAB VERIFY WORK [LAD]: the answers of `imcfab embed`, judged by other programs.

Each certificate is verified, its graphs are those that networkx makes (tests/embed_networkx.py), each answer is that of
igraph's LAD where it has one in time, and of a plain search for random small instances; drat-trim checks the proofs
where one is on the path."""
import contextlib
import io
import os
import random
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import certificate
import embed_networkx

imcfab, verify, work = sys.argv[1:4]
lad = sys.argv[4] if len(sys.argv) > 4 else None
share = os.environ["IMCFAB_SHARE"]
data = os.environ.get("IMCFAB_DATA", "")
trim = shutil.which("drat-trim")
seconds = 5
counts = {"yes": 0, "no": 0, "compared": 0, "LAD": 0, "LAD undecided": 0, "drat-trim": 0, "left out": 0}
failed = 0


def bad(*words):
    global failed
    failed += 1
    print(*words)


def run(*command):
    p = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    return p.returncode, p.stdout


def embed(name, *args):
    """(exit status, folder of the certificate)"""
    folder = os.path.join(work, "cert")
    shutil.rmtree(folder, ignore_errors=True)
    status, out = run(imcfab, "embed", *args, "-o", folder)
    if status not in (0, 1) or not os.path.exists(os.path.join(folder, "certificate.txt")):
        bad("%s: exit %d, %s" % (name, status, out))
        return status, None
    return status, folder


def judge(name, answer, folder):
    """Certificate and answer, which is yes or no."""
    counts[answer] += 1
    status, out = run(verify, folder)
    if status or not out.startswith("verified: %s:" % answer):
        bad("%s: imcfab-verify: exit %d, %s" % (name, status, out))
    if lad:
        for part in [[]] if answer == "yes" else [[], ["-w"]]:
            status, out = run(lad, "-t", str(seconds), *part, folder)
            if status == 3:
                counts["LAD undecided"] += 1
            elif status == (answer == "no"):
                counts["LAD"] += 1
            else:
                bad("%s is %s; LAD %s: exit %d, %s" % (name, answer, " ".join(part), status, out))
    if trim and os.path.exists(os.path.join(folder, "refusal.drat")):
        status, out = run(trim, os.path.join(folder, "refusal.cnf"), os.path.join(folder, "refusal.drat"))
        counts["drat-trim"] += 1
        if "s VERIFIED" not in out:
            bad("%s: drat-trim: %s" % (name, out))


def compare(name, wanted, folder, *args):
    counts["compared"] += 1
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = embed_networkx.main([folder] + list(args))
    if status != wanted:
        bad("%s: networkx: exit %d, %s" % (name, status, out.getvalue()))


def fact(answer, net, spec, topology, *options, dead=""):
    name = " ".join((net, topology) + options)
    if net.startswith("DATA/"):
        net = os.path.join(data, net[5:])
        if not os.path.exists(net):
            counts["left out"] += 1
            return
    elif net.endswith((".json", ".txt")):
        net = os.path.join(share if net.startswith("nets/") else work, net)
    dead = ("--dead", dead) if dead else ()
    status, folder = embed(name, net, "--topology", topology, *options, *dead)
    if not folder:
        return
    if status != (answer == "no"):
        bad("%s: is %s" % (name, answer))
    judge(name, answer, folder)
    compare(name, 0, folder, "--topology", topology, "--network", spec, *dead)


def facts():
    resnet = "nets/resnet32_shapes_int.json"
    fact("yes", resnet, "resnet_cifar(32)", "5pp(32)")
    fact("yes", resnet, "resnet_cifar(32)", "3pp(32)")
    fact("yes", resnet, "resnet_cifar(32)", "5pp(64, rows=4)", dead="core:5,chan:40-42")
    fact("no", resnet, "resnet_cifar(32)", "5pp(31)")	# fewer cores than tasks
    fact("no", resnet, "resnet_cifar(32)", "5pp(34)", dead="core:14,core:15,core:17,core:18")
    for topology in ("mesh(8, 8)", "torus(8, 8)", "hypercube(6)"):
        fact("no", resnet, "resnet_cifar(32)", topology)
        fact("no", "basic(2)", "blocks('basic', 2)", topology)
    fact("yes", resnet, "resnet_cifar(32)", "king(8, 8)")
    fact("yes", resnet, "resnet_cifar(32, add='core')", "5pp(64)", "--add", "core")
    with open(os.path.join(work, "k44.txt"), "w") as f:
        f.writelines("a%d b%d\n" % (a, b) for a in range(4) for b in range(4))
    for topology, answer in (("5pp(16)", "no"), ("5pp(32)", "no"), ("7pp(16)", "yes"), ("king(6, 6)", "no")):
        fact(answer, "k44.txt", "bipartite(4, 4)", topology)
    for n in (2, 7):
        for name in ("chain", "basic", "projection", "bottleneck", "bottleneck_projection", "inverted", "fire", "inception",
                     "dense4", "dense6", "fire_direct"):
            fact("yes", "%s(%d)" % (name, n), "blocks('%s', %d)" % (name, n), "5pp(64)")
    fact("no", "bottleneck(2)", "blocks('bottleneck', 2)", "3pp(64)")
    fact("no", "inception(1)", "blocks('inception', 1)", "3pp(64)")
    fact("no", "inception_direct(2)", "blocks('inception_direct', 2)", "5pp(40)")
    fact("yes", "inception_direct(2)", "blocks('inception_direct', 2)", "7pp(40)")
    fact("yes", "inception(9)", "blocks('inception', 9)", "5pp(64)")
    # networks of others, where the data is
    fact("yes", "DATA/resnet_cifar10/resnet20_int_w8a8.json", "resnet_cifar(20)", "5pp(20)")
    fact("yes", "DATA/pimcomp_graphs/resnet50.json", "resnet(50)", "5pp(64)")
    fact("no", "DATA/pimcomp_graphs/resnet50.json", "resnet(50)", "3pp(64)")
    fact("yes", "DATA/pimcomp_graphs/resnet18.json", "resnet(18, shortcut='before')", "5pp(32)")
    fact("yes", "DATA/pimcomp_graphs/resnet34.json", "resnet(34, shortcut='before')", "5pp(64)")
    fact("yes", "DATA/ncnn_param/googlenet.param", "googlenet()", "5pp(80)")
    fact("no", "DATA/ncnn_param/googlenet.param", "googlenet()", "5pp(64)")
    fact("no", "DATA/ncnn_param/googlenet.param", "googlenet('join')", "5pp(80)", "--concat", "join")
    fact("yes", "DATA/pimcomp_graphs/squeezenet.json", "squeezenet()", "5pp(64)")


TOPOLOGIES = """path(7); ring(2); ring(9); cycle(6); complete(5); star(6); mesh(5, 3); mesh(3, 4, 2); mesh(1, 4); torus(5, 4)
torus(2, 3); torus(3, 3, 3); king(4, 3); hypercube(0); hypercube(1); hypercube(4); 3pp(9); 5pp(11); 5pp(16, rows=2)
5pp(64, rows=4); 7pp(24, rows=3); kpp(1, 8); kpp(9, 20); kpp(1, 8, rows=2); bidir(5pp(12)); directed(mesh(4, 4))
power(path(8), 2); power(directed(ring(7)), 3); power(5pp(12), 2); strong(path(6), complete(5)); tensor(path(4), ring(3))
strong(directed(power(path(6), 2)), complete(2)); cartesian(power(path(8), 2), power(path(8), 2))
union(ring(6), directed(path(8)))
union(strong(directed(power(path(8), 2)), cartesian(tensor(path(4), path(1)), complete(2))), cartesian(tensor(path(8), path(1)), path(8)))
"""


def topologies():
    """Cores and channels of many expressions, by a task that is alone."""
    with open(os.path.join(work, "one.txt"), "w") as f:
        f.write("one\n")
    for topology in TOPOLOGIES.replace("\n", ";").split(";"):
        if topology.strip():
            status, folder = embed(topology, "one.txt", "--topology", topology.strip())
            if folder:
                compare(topology, 0, folder, "--topology", topology.strip())


def spoilt():
    """What networkx would have to see."""
    status, folder = embed("basic(3)", "basic(3)", "--topology", "5pp(10)")
    args = ["--topology", "5pp(10)", "--network", "blocks('basic', 3)"]
    path = os.path.join(folder, "certificate.txt")
    with open(path) as f:
        good = f.read()
    for old, new in (("channel 0 1\n", ""), ("channel 0 1\n", "channel 0 9\n"), ("stream 0 2\n", ""),
                     ("stream 0 2\n", "stream 0 3\n"), ("core 9\n", "core 9\ncore 10\n"), ("core 9\n", "core 9\ndead 9\n"),
                     ("stream 0 2\n", "stream 2 0\n")):
        if good.count(old) != 1:
            bad("no line %r" % old)
        with open(path, "w") as f:
            f.write(good.replace(old, new))
        compare("spoilt, %r" % new, 1, folder, *args)


def sides():
    """--input and --output are lists of cores for the first and the last task."""
    net = os.path.join(share, "nets/resnet32_shapes_int.json")
    status, folder = embed("sides", net, "--topology", "5pp(40)", "--input", "2,4-5", "--output", "35-36")
    if folder:
        c = certificate.read(folder)
        if c.at != {0: [2, 4, 5], 31: [35, 36]}:
            bad("--input and --output give", c.at)
        judge("sides", "no" if status else "yes", folder)


def randoms(n):
    """Streams and channels by chance: all of what is possible is tried."""
    rng = random.Random(7)
    found = {"yes": 0, "no": 0}
    for i in range(n):
        cores, tasks = rng.randrange(3, 9), rng.randrange(2, 7)
        edges = [(a, b) for a in range(cores) for b in range(cores) if a != b and rng.random() < 0.45] or [(0, 1)]
        edges.append((cores - 1, 0) if (cores - 1, 0) not in edges else (0, cores - 1))
        edges = sorted(set(edges))
        streams = [(a, b) for a in range(tasks) for b in range(tasks) if a != b and rng.random() < (0.35 if a < b else 0.03)]
        with open(os.path.join(work, "random.edges"), "w") as f:
            f.writelines("%d %d\n" % e for e in edges)
        with open(os.path.join(work, "random.txt"), "w") as f:
            f.writelines("t%d\n" % t for t in range(tasks))
            f.writelines("t%d t%d\n" % s for s in streams)
        dead = rng.sample(range(cores), rng.choice([0, 0, 1]))
        options = ["--dead", ",".join("core:%d" % d for d in dead)] if dead else []
        status, folder = embed("random %d" % i, "random.txt", "--topology", 'edges("random.edges")', *options)
        if not folder:
            continue
        c = certificate.read(folder)
        alive = {e for e in edges if not set(e) & set(dead)}
        if c.names != ["t%d" % t for t in range(tasks)] or sorted(c.streams) != sorted(streams) or \
                set(c.channels) != alive or c.dead != set(dead) or c.cores != cores:
            bad("random %d: other graphs" % i, c.text())
        answer = "yes" if certificate.search(c) else "no"
        found[answer] += 1
        if status != (answer == "no"):
            bad("random %d is %s" % (i, answer), c.text())
        judge("random %d" % i, answer, folder)
    if min(found.values()) < n // 8:
        bad("random instances are of one kind", found)


topologies()
spoilt()
sides()
facts()
randoms(60)
print(", ".join("%s: %d" % item for item in counts.items()))
if counts["left out"]:
    print("IMCFAB_DATA has not all networks")
if lad and counts["LAD undecided"] > counts["LAD"] // 10:
    bad("LAD is undecided too often")
print("%d failed" % failed)
sys.exit(failed != 0)
