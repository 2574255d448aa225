# SPDX-License-Identifier: Apache-2.0
"""Certificates of `imcfab embed` (docs/certificates.md) for the tests: reading, the formula, proofs."""
import os


class Certificate:
    """Two graphs and an answer. Tasks and cores are numbers from 0."""

    def __init__(self, tasks=0, streams=(), cores=0, channels=(), dead=(), at=None):
        self.names = ["task %d" % t for t in range(tasks)]
        self.streams = list(streams)
        self.cores = cores
        self.channels = list(channels)
        self.dead = set(dead)
        self.at = dict(at or {})
        self.answer = None
        self.places = {}
        self.window = None
        self.because = None

    @property
    def tasks(self):
        return len(self.names)

    def allowed(self, task):
        """Cores on which the task may sit, ascending."""
        cores = self.at.get(task, range(self.cores))
        return [c for c in sorted(cores) if c not in self.dead]

    def text(self):
        lines = ["imcfab-embedding 1", "# written by a test"]
        lines += ["task %d %s" % (t, name) for t, name in enumerate(self.names)]
        lines += ["stream %d %d" % s for s in self.streams]
        lines += ["core %d" % c for c in range(self.cores)]
        lines += ["channel %d %d" % c for c in self.channels]
        lines += ["dead %d" % c for c in sorted(self.dead)]
        lines += ["at %d%s" % (t, "".join(" %d" % c for c in cores)) for t, cores in sorted(self.at.items())]
        if self.answer:
            lines.append("answer " + self.answer)
        lines += ["place %d %d" % p for p in sorted(self.places.items())]
        if self.window is not None:
            lines.append("window" + "".join(" %d" % t for t in self.window))
        if self.because:
            lines.append("because " + self.because)
        return "\n".join(lines) + "\n"


def read(folder):
    """The certificate of a folder; a family is an error."""
    c = Certificate()
    with open(os.path.join(folder, "certificate.txt"), errors="surrogateescape") as f:
        if f.readline() != "imcfab-embedding 1\n":
            raise ValueError("not a certificate of one embedding")
        for line in f:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "task":
                number, _, name = rest.partition(" ")
                if int(number) != c.tasks:
                    raise ValueError("task " + number)
                c.names.append(name)
                continue
            if word == "answer":
                c.answer = rest
                continue
            if word == "because":
                c.because = rest
                continue
            if not word or word.startswith("#"):
                continue
            v = [int(n) for n in rest.split()]
            if word == "stream":
                c.streams.append((v[0], v[1]))
            elif word == "core":
                c.cores += 1
            elif word == "channel":
                c.channels.append((v[0], v[1]))
            elif word == "dead":
                c.dead.add(v[0])
            elif word == "at":
                c.at[v[0]] = v[1:]
            elif word == "place":
                c.places[v[0]] = v[1]
            elif word == "window":
                c.window = v
            else:
                raise ValueError("line " + line)
    return c


def formula(c):
    """Clauses of the window of a refusal, in the order of docs/certificates.md."""
    def var(w, core):
        return w * c.cores + core + 1

    row = {t: w for w, t in enumerate(c.window)}
    may = [c.allowed(t) for t in c.window]
    joined = set(c.channels)
    clauses = [[var(w, core) for core in may[w]] for w in range(len(may))]
    for w, cores in enumerate(may):
        clauses += [[-var(w, a), -var(w, b)] for i, a in enumerate(cores) for b in cores[i + 1:]]
    for core in range(c.cores):
        rows = [w for w in range(len(may)) if core in may[w]]
        clauses += [[-var(w, core), -var(v, core)] for i, w in enumerate(rows) for v in rows[i + 1:]]
    for a, b in c.streams:
        if a in row and b in row:
            a, b = row[a], row[b]
            clauses += [[-var(a, x)] + [var(b, y) for y in may[b] if (x, y) in joined] for x in may[a]]
            clauses += [[-var(b, y)] + [var(a, x) for x in may[a] if (x, y) in joined] for y in may[b]]
    return clauses


def lines(clauses):
    """Clauses as DIMACS and DRAT have them, one a line."""
    return "".join("".join("%d " % x for x in clause) + "0\n" for clause in clauses)


def dimacs(n_variables, clauses):
    return "c written by a test\np cnf %d %d\n" % (n_variables, len(clauses)) + lines(clauses)


def search(c, tasks=None):
    """An embedding of these tasks (all when left out) as a dictionary, or None: tries everything."""
    tasks = list(range(c.tasks)) if tasks is None else list(tasks)
    joined = set(c.channels)
    near = {t: [] for t in tasks}
    for a, b in c.streams:
        if a in near and b in near:
            near[a].append((b, False))
            near[b].append((a, True))
    place, used = {}, set()

    def fits(task, core):
        for other, back in near[task]:
            at = core if other == task else place.get(other)
            if at is not None and ((at, core) if back else (core, at)) not in joined:
                return False
        return True

    def deeper():
        if len(place) == len(tasks):
            return True
        # the task with most neighbours placed, so that it fails early
        task = max((t for t in tasks if t not in place), key=lambda t: sum(o in place for o, _ in near[t]))
        for core in c.allowed(task):
            if core not in used and fits(task, core):
                place[task] = core
                used.add(core)
                if deeper():
                    return True
                del place[task]
                used.discard(core)
        return False

    return place if deeper() else None


def proof(clauses):
    """Clauses that follow one after the other by unit propagation, the last one empty (Davis, Putnam, Logemann,
    Loveland: what a branch refutes is the clause that not all its decisions are true). None: satisfiable."""
    occurs = {}
    for i, clause in enumerate(clauses):
        for x in clause:
            occurs.setdefault(x, []).append(i)
    true, steps = set(), []

    def assume(x, trail):
        queue = [x]
        while queue:
            x = queue.pop()
            if x in true:
                continue
            if -x in true:
                return False
            true.add(x)
            trail.append(x)
            for i in occurs.get(-x, ()):
                rest = [y for y in clauses[i] if -y not in true]
                if not rest:
                    return False
                if len(rest) == 1:
                    queue.append(rest[0])
        return True

    def branch(decisions, start):
        trail = []
        if all(assume(x, trail) for x in start):
            unmet = [c for c in clauses if not any(x in true for x in c)]
            if not unmet:
                return False
            x = min(([y for y in c if -y not in true] for c in unmet), key=len)[0]
            if not branch(decisions + [x], [x]) or not branch(decisions + [-x], [-x]):
                return False
        for x in trail:
            true.discard(x)
        steps.append([-x for x in decisions])
        return True

    units = [c[0] for c in clauses if len(c) == 1]
    if any(not c for c in clauses):
        return [[]]
    return steps if branch([], units) else None
