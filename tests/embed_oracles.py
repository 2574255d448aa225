# SPDX-License-Identifier: Apache-2.0
"""tests/embed_oracles.py VERIFY WORK [LAD]: what judges `imcfab embed` agrees with itself. On random
small instances a search through all placements, igraph's LAD, the formula with its proof and imcfab-verify say
the same."""
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
import certificate
from certificate import Certificate

verify, work = sys.argv[1:3]
lad = sys.argv[3] if len(sys.argv) > 3 else None
rng = random.Random(20)
counts = {"yes": 0, "no": 0, "count": 0, "degree": 0}
failed = 0


def instance():
    cores = rng.randrange(2, 9)
    tasks = rng.randrange(1, min(7, cores + 2))
    density = rng.choice([0.2, 0.4, 0.6])
    c = Certificate(tasks, cores=cores)
    c.dead = {core for core in range(cores) if rng.random() < 0.1}
    alive = [core for core in range(cores) if core not in c.dead]
    c.channels = [(a, b) for a in alive for b in alive if a != b and rng.random() < density]
    c.streams = [(a, b) for a in range(tasks) for b in range(tasks)
                 if a != b and rng.random() < (0.4 if a < b else 0.05)]
    rng.shuffle(c.streams)
    c.at = {t: sorted(rng.sample(range(cores), rng.randrange(1, cores))) for t in range(tasks) if rng.random() < 0.2}
    return c


def wide(c, window):
    """A task that has more streams, with all tasks beside it in the window, than any core where it may sit; or None."""
    for t in window:
        behind, before = {b for a, b in c.streams if a == t}, {a for a, b in c.streams if b == t}
        if behind | before <= set(window) and not any(
                len(behind) <= len([d for d in c.channels if d[0] == core]) and
                len(before) <= len([d for d in c.channels if d[1] == core]) and
                len(behind | before) <= len({d[0] + d[1] - core for d in c.channels if core in d})
                for core in c.allowed(t)):
            return t
    return None


for i in range(300):
    c = instance()
    folder = os.path.join(work, "cert")
    os.makedirs(folder, exist_ok=True)
    c.places = certificate.search(c) or {}
    c.answer = "yes" if c.places else "no"
    if c.answer == "no":
        # the tasks that are not needed for it go, some of them
        window = list(range(c.tasks))
        for t in range(c.tasks):
            rest = [w for w in window if w != t]
            if rest and rng.random() < 0.7 and certificate.search(c, rest) is None:
                window = rest
        c.window = window
        if len({core for t in window for core in c.allowed(t)}) < len(window):
            c.because = "count"
            counts["count"] += 1
        elif wide(c, window) is not None:
            c.because = "degree %d" % wide(c, window)
            counts["degree"] += 1
        else:
            clauses = certificate.formula(c)
            steps = certificate.proof(clauses)
            with open(os.path.join(folder, "refusal.cnf"), "w") as f:
                f.write(certificate.dimacs(len(window) * c.cores, clauses))
            with open(os.path.join(folder, "refusal.drat"), "w") as f:
                f.write(certificate.lines(steps))
    counts[c.answer] += 1
    with open(os.path.join(folder, "certificate.txt"), "w") as f:
        f.write(c.text())
    p = subprocess.run([verify, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    said = [(verify, p.returncode == 0 and p.stdout.startswith("verified: " + c.answer), p.stdout)]
    if lad:
        for option in [[]] if c.answer == "yes" else [[], ["-w"]]:
            p = subprocess.run([lad] + option + [folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               universal_newlines=True)
            said.append((lad, p.returncode == (c.answer == "no") and p.stdout.startswith(c.answer), p.stdout))
    for tool, right, text in said:
        if not right:
            failed += 1
            print("instance %d is %s; %s says %s" % (i, c.answer, tool, text), c.text(), sep="\n")
print("%d instances with an embedding, %d without, %d of these by the number of cores, %d by degrees; %d wrong" %
      (counts["yes"], counts["no"], counts["count"], counts["degree"], failed))
sys.exit(failed != 0 or min(counts.values()) < 5)
