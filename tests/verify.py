# SPDX-License-Identifier: Apache-2.0
"""tests/verify.py PROGRAM FOLDER: imcfab-verify on certificates made here, good and spoilt ones."""
import os
import random
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import certificate
from certificate import Certificate

program, work = sys.argv[1:]
failed = 0
cases = 0


def bad(*words):
    global failed
    failed += 1
    print(*words)


def run(files, name):
    """Exit status and output of the program on a folder of these files."""
    folder = os.path.join(work, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    for file, text in files.items():
        with open(os.path.join(folder, file), "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
    p = subprocess.run([program, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, p.stdout.decode(errors="replace"), p.stderr.decode(errors="replace").replace(folder + "/", "")


def says(name, files, want, want_out, want_err):
    """The program ends with this status and says these two texts, regular expressions, and nothing else."""
    global cases
    cases += 1
    status, out, err = run(files, "case")
    if status != want or not re.fullmatch(want_out, out) or not re.fullmatch(want_err, err):
        bad("%s: exit %d, %s%s, wanted %d: %s%s" % (name, status, out, err, want, want_out, want_err))


def accepted(name, files, text):
    says(name, files, 0, "verified: " + text + "\n", "")


def refused(name, files, text):
    says(name, files, 1, "", "refused: " + text + "\n")


def unreadable(name, files, text):
    says(name, files, 2, "", "(?s:.*)(?:%s)(?s:.*)" % text)


def change(files, file, pattern, by, count=1):
    """The files with a change that must be one."""
    text, n = re.subn(pattern, by, files[file], count=count, flags=re.M)
    if not n or text == files[file]:
        bad("no %r in %s" % (pattern, file))
    return dict(files, **{file: text})


# ---- graphs ----

def strip(n, k=5):
    """kpp(k, n): to all cores of the next (k - 1) / 2 columns and to the other one of the column."""
    channels = []
    for i in range(n):
        if i % 2:
            channels.append((i, i - 1))
        channels += [(i, j) for j in range(i + 1, min(n, 2 * (i // 2 + (k - 1) // 2) + 2))]
    return channels


def grid(x, y):
    channels = []
    for i in range(x * y):
        if i % x + 1 < x:
            channels += [(i, i + 1), (i + 1, i)]
        if i + x < x * y:
            channels += [(i, i + x), (i + x, i)]
    return channels


def residuals(blocks):
    """A first layer and basic blocks: each second layer reads what the first one of its block read."""
    streams = []
    for b in range(blocks):
        x = 2 * b
        streams += [(x, x + 1), (x + 1, x + 2), (x, x + 2)]
    return 2 * blocks + 1, streams


def yes(c):
    place = certificate.search(c)
    if place is None:
        bad("no embedding was found where there is one")
    c.answer, c.places = "yes", place or {}
    return {"certificate.txt": c.text()}


def cadical(cnf):
    path = os.path.join(work, "formula.cnf")
    with open(path, "w") as f:
        f.write(cnf)
    out = os.path.join(work, "proof.drat")
    p = subprocess.run(["cadical", "-q", "--plain", "--no-binary", path, out], stdout=subprocess.DEVNULL)
    if p.returncode != 20:
        bad("cadical ends with", p.returncode)
    with open(out) as f:
        return f.read()


def no(c, window, solver):
    c.answer, c.window = "no", window
    clauses = certificate.formula(c)
    cnf = certificate.dimacs(len(window) * c.cores, clauses)
    if solver:
        drat = solver(cnf)
    else:
        steps = certificate.proof(clauses)
        if steps is None:
            bad("no proof where there is one")
        drat = certificate.lines(steps or [])
    return {"certificate.txt": c.text(), "refusal.cnf": cnf, "refusal.drat": drat}


def check_yes():
    n, streams = residuals(3)
    good = yes(Certificate(n, streams, 10, strip(10), dead=[4], at={0: [0, 1], 6: [9]}))
    # a dead core keeps no channel
    good = change(good, "certificate.txt", r"^channel (4 \d+|\d+ 4)\n", "", 0)
    accepted("yes", good, "yes: 7 tasks, 9 streams, 10 cores, %d channels" % good["certificate.txt"].count("\nchannel "))
    text = "certificate.txt"
    places = dict(map(int, m) for m in re.findall(r"^place (\d+) (\d+)$", good[text], re.M))
    refused("a place doubled", change(good, text, r"^(place 3 \d+)$", r"\1\n\1"), text + r":\d+: a line before says the same")
    refused("a task with two places", change(good, text, r"^(place 3 \d+)$", r"\1\nplace 3 9"),
            text + r":\d+: 7 tasks have 8 places")
    refused("a task with another's place", change(good, text, r"^place 3 (\d+)$", r"place 2 4"),
            text + r":\d+: task 2 may not sit there.*|.*two places.*")
    two = "imcfab-embedding 1\ntask 0 a\ntask 1 b\ncore 0\ncore 1\nanswer yes\nplace 0 0\nplace %d 1\n"
    accepted("two tasks alone", {text: two % 1}, "yes: 2 tasks, 0 streams, 2 cores, 0 channels")
    refused("two places of one task, none of the other", {text: two % 0}, text + r":\d+: task 0 may not sit there.*")
    refused("a core with two tasks", change(good, text, r"^place 3 \d+$", "place 3 %d" % places[2]),
            text + r":\d+: this core has a task")
    refused("a place missing", change(good, text, r"^place 6 \d+\n", ""), text + r":\d+: 7 tasks have 6 places")
    refused("a dead core used", change(good, text, r"^place 3 \d+$", "place 3 4"), text + r":\d+: task 3 may not sit there.*")
    refused("at broken", change(good, text, r"^at 6 9$", "at 6 8"), text + r":\d+: task 6 may not sit there.*")
    refused("at without a core", change(good, text, r"^at 6 9$", "at 6"), text + r":\d+: task 6 may not sit there.*")
    refused("at doubled", change(good, text, r"^at 6 9$", "at 6 9\nat 6 8"), text + r":\d+: a line before says the same")
    for a, b in streams:
        refused("a channel missing", change(good, text, r"^channel %d %d\n" % (places[a], places[b]), ""),
                text + r":\d+: %d -> %d: there is no channel from %d to %d" % (a, b, places[a], places[b]))
    refused("a stream turned", change(good, text, r"^stream 0 2$", "stream 2 0"), text + r":\d+: 2 -> 0: there is no channel .*")
    refused("a stream doubled", change(good, text, r"^(stream 0 1)$", r"\1\n\1"), text + r":\d+: this stream is there already")
    refused("a channel doubled", change(good, text, r"^(channel 0 1)$", r"\1\n\1"), text + r":\d+: a line before says the same")
    refused("a stream to itself", change(good, text, r"^stream 0 1$", "stream 1 1"), text + r":\d+: 1 -> 1: there is no channel.*")
    refused("a stream from nowhere", change(good, text, r"^stream 0 1$", "stream 7 1"), text + r":\d+: number 1 must be from 0 to 6")
    refused("a task that does not follow", change(good, text, r"^task 3 ", "task 4 "), text + r":6: number 1 must be from 3 to 3")
    refused("a core that does not follow", change(good, text, r"^core 3$", "core 2"), text + r":\d+: number 1 must be from 3 to 3")
    refused("no tasks", {text: "imcfab-embedding 1\nanswer yes\n"}, text + r":2: a line is missing or too many.*")
    refused("no answer", change(good, text, r"^answer yes\n", ""), text + r":\d+: a line is missing or too many.*")
    refused("another answer", change(good, text, r"^answer yes$", "answer maybe"), text + r":\d+: no line of this certificate.*")
    refused("the wrong answer", change(good, text, r"^answer yes$", "answer no"), text + r":\d+: a line is missing or too many.*")
    refused("an answer more", change(good, text, r"^answer yes$", "answer yes\nanswer no"), text + r":\d+: .*there already")
    refused("a window", change(good, text, r"^answer yes$", "answer yes\nwindow 1"), text + r":\d+: a line is missing or too many.*")
    refused("a word too many", change(good, text, r"^core 3$", "core 3 3"), text + r":\d+: no line of this certificate.*")
    refused("a word that is none", change(good, text, r"^core 3$", "cores 3"), text + r":\d+: no line of this certificate.*")
    refused("a long word", change(good, text, r"^core 3$", "c" * 70 + " 3"), text + r":\d+: no line of this certificate.*")
    refused("another version", change(good, text, r"^imcfab-embedding 1", "imcfab-embedding 2"), text + r":1: .*must stand here")
    refused("another file", {text: b"\x7fELF\n"}, text + r":1: .*must stand here")
    refused("an empty file", {text: ""}, text + r":0: .*must stand here")
    refused("a zero byte", {text: good[text].replace("task 3 ", "task 3 \0")}, text + r":6: the line has no end or a zero byte.*")
    refused("a line of more than 64 MiB", {text: "imcfab-embedding 1\n#" + "x" * (1 << 26) + "\n"},
            text + ":2: the line .* is longer than 64 MiB.*")
    for huge in ("99999999999999999999", "4294967296", "2147483648", "-1", "4194305", "0x1", "1e3", "1.0", ""):
        refused("the number '%s'" % huge, change(good, text, r"^channel 0 1$", "channel 0 " + huge), text + r":\d+: .*")
    names = change(good, text, r"^task 3 .*$", 'task 3 7 7x7 "conv" 99999999999 -3 \u00e9')
    accepted("odd names", change(names, text, r"^task 4 .*$", "task 4 12"), "yes: .*")
    whole = good[text]
    for end in list(range(0, len(whole) - 80, 7)) + list(range(len(whole) - 80, len(whole))):	# a file that is cut off is never taken for a whole one
        status, out, err = run({text: whole[:end]}, "cut")
        if status != 1:
            bad("cut after %d bytes: exit %d, %s%s" % (end, status, out, err))


def check_no(solver, name):
    global cases
    # A residual block on a mesh, which has no triangle; tasks 3 to 5 are outside the window.
    n, streams = residuals(3)
    c = Certificate(n, streams, 9, grid(3, 3), dead=[8], at={1: [0, 1, 2, 4, 8]})
    c.channels = [ch for ch in c.channels if 8 not in ch]
    good = no(c, [0, 1, 2], solver)
    text, cnf, drat = "certificate.txt", "refusal.cnf", "refusal.drat"
    proof = good[drat].count("\n") - len(re.findall("^d", good[drat], re.M))
    accepted("no, " + name, good, "no: 7 tasks, 9 streams, 9 cores, 20 channels, window of 3 tasks, %d clauses, %d in the proof" %
             (good[cnf].count("\n") - 2, proof))
    accepted("no, window in another order", change(good, text, "^window 0 1 2", "window 2 0 1"), "no: .*")
    refused("clause missing", change(good, cnf, r"^-.*\n", ""), cnf + r":\d+: number \d+ must be from.*")
    refused("last clause missing", change(good, cnf, r"^.*\n\Z", ""), cnf + r":\d+: number 1 must be from.*")
    refused("clause doubled", change(good, cnf, r"^(-.*\n)", r"\1\1"), cnf + r":\d+: number \d+ must be from.*")
    refused("clause more", change(good, cnf, r"\Z", "1 0\n"), cnf + r":\d+: the graphs give \d+ clauses")
    refused("clause changed", change(good, cnf, r"^-1 -2 0$", "-1 -4 0"), cnf + r":\d+: number 2 must be from -2 to -2")
    refused("clause longer", change(good, cnf, r"^-1 -2 0$", "-1 -2 -3 0"), cnf + r":\d+: number 3 must be from 0 to 0")
    refused("clause shorter", change(good, cnf, r"^-1 -2 0$", "-1 0"), cnf + r":\d+: number 2 must be from -2 to -2")
    refused("two clauses on a line", change(good, cnf, r"^-1 -2 0\n", "-1 -2 0 "), cnf + r":\d+: number 3 must be from 0 to 0")
    refused("clause without 0", change(good, cnf, r"^-1 -2 0\n", "-1 -2\n"), cnf + r":\d+: number 3 must be from 0 to 0")
    refused("a long word before a clause", change(good, cnf, r"^-1 -2 0$", "b" * 70 + " -1 -2 0"), cnf + r":\d+: number 1 must be.*")
    refused("variables", change(good, cnf, r"^p cnf 27 ", "p cnf 28 "), cnf + r":2: 'p cnf 27' must stand here.*")
    refused("clauses", change(good, cnf, r"^(p cnf 27 \d+)", r"\g<1>1"), cnf + r":\d+: the graphs give \d+ clauses")
    refused("huge", change(good, cnf, r"^(p cnf 27 \d+)", r"\g<1>99999999999999"), cnf + r":\d+: the graphs give \d+ clauses")
    refused("no formula", dict(good, **{cnf: ""}), cnf + r":0: 'p cnf 27' must stand here.*")
    unreadable("formula not there", {k: v for k, v in good.items() if k != cnf}, cnf + ": No such file")
    unreadable("proof not there", {k: v for k, v in good.items() if k != drat}, drat + ": No such file")
    # The two graphs are those of the formula.
    refused("channel more", change(good, text, r"^channel 0 1$", "channel 0 1\nchannel 0 4"), cnf + r":\d+: .*")
    refused("channel less", change(good, text, r"^channel 0 1\n", ""), cnf + r":\d+: .*")
    refused("stream less", change(good, text, r"^stream 0 1\n", ""), cnf + r":\d+: .*")
    refused("core alive", change(good, text, r"^dead 8\n", ""), cnf + r":\d+: .*")
    refused("at left out", change(good, text, r"^at 1.*\n", ""), cnf + r":\d+: .*")
    refused("window too large", change(good, text, r"^window 0 1 2", "window 0 1 2 3"), cnf + r":\d+: 'p cnf 36'.*")
    refused("window too small", change(good, text, r"^window 0 1 2", "window 0 1"), cnf + r":\d+: 'p cnf 18'.*")
    refused("another window", change(good, text, r"^window 0 1 2", "window 0 1 3"), cnf + r":\d+: .*")
    refused("window doubled", change(good, text, r"^window 0 1 2", "window 0 1 1"), text + r":\d+: a line before.*")
    refused("window of nothing", change(good, text, r"^window 0 1 2", "window"), text + r":\d+: a line is missing.*")
    refused("two windows", change(good, text, r"^(window 0 1 2)", r"\1\nwindow 0 1"), text + r":\d+: .*there already")
    refused("by counting", change(good, text, r"^(window 0 1 2)", r"\1\nbecause count"), text + r":\d+: it has 8 cores")
    refused("no with a place", change(good, text, r"^(window 0 1 2)", r"\1\nplace 0 1"), text + r":\d+: a line is missing.*")
    # Proofs.
    refused("no proof", dict(good, **{drat: ""}), drat + r":0: the proof ends without a contradiction")
    steps = [s for s in good[drat].splitlines(True) if not s.startswith("d")]
    for n_steps in range(len(steps), -1, -1):	# until no contradiction follows from what is left
        status, out, err = run(dict(good, **{drat: "".join(steps[:n_steps])}), "cut")
        if status == 1:
            break
    cases += 1
    if not 0 <= n_steps < len(steps) or "refusal.drat:%d: the proof ends without a contradiction" % n_steps not in err:
        bad("a proof cut off: exit %d, %s%s" % (status, out, err))
    refused("empty clause alone", dict(good, **{drat: "0\n"}), drat + r":1: the clause does not follow by unit propagation")
    refused("clause that does not follow", dict(good, **{drat: "1 0\n" + good[drat]}), drat + ":1: the clause does not follow.*")
    refused("longer clause that does not follow", dict(good, **{drat: "1 2 4 0\n" + good[drat]}), drat + ":1: the clause does not follow.*")
    refused("clause of other variables", dict(good, **{drat: "28 0\n" + good[drat]}), drat + r":1: number 1 must be from -27 to 27")
    refused("huge number in the proof", dict(good, **{drat: "99999999999999999 0\n" + good[drat]}), drat + r":1: a clause must.*")
    refused("clause without end", dict(good, **{drat: "1 2\n" + good[drat]}), drat + r":1: a clause must stand here.*")
    refused("proof cut in a line", dict(good, **{drat: good[drat] + "d 1"}), drat + r":\d+: the line has no end.*")
    refused("binary proof", dict(good, **{drat: b"a\x02\x05\0"}), drat + r":1: .*")
    refused("another word", dict(good, **{drat: "e 1 0\n" + good[drat]}), drat + r":1: a clause must stand here.*")
    accepted("deletions, repeated literals, both signs", dict(good, **{drat: "d 1 0\n1 -1 0\n-1 -2 -1 -2 0\nc text\n\n" + good[drat]}), "no: .*")
    # Every byte of the files counts, or what is proved is true all the same.
    rng = random.Random(name)
    for _ in range(300):
        file = rng.choice([text, cnf, drat])
        b = bytearray(good[file].encode())
        for _ in range(rng.choice([1, 1, 1, 2, 5])):
            at = rng.randrange(len(b))
            b[at:at + rng.randrange(3)] = rng.choice([b"", b"0", b"1", b"7", b"-", b" ", b"\n", b"9999999999", bytes([rng.randrange(256)])])
        status, out, err = run(dict(good, **{file: bytes(b)}), "random")
        cases += 1
        if status not in (0, 1):
            bad("random change of %s: exit %d, %s%s" % (file, status, out, err))
        elif status == 0 and file == text:
            changed = certificate.read(os.path.join(work, "random"))
            if certificate.search(changed, changed.window) is not None:
                bad("accepted what is not true:", bytes(b).decode(errors="replace"))


def check_no_core():
    """A task that may sit nowhere: an empty clause, and a proof of nothing."""
    c = Certificate(2, [(0, 1)], 4, grid(2, 2), at={1: []})
    good = no(c, [1], None)
    accepted("no core", good, "no: .*, window of 1 tasks, 1 clauses, 1 in the proof")
    accepted("no core, no proof", dict(good, **{"refusal.drat": ""}), "no: .*, window of 1 tasks, 1 clauses, 0 in the proof")


def check_larger(solver):
    """K4,4, on 5pp no and on 7pp yes; proofs of some hundred clauses."""
    streams = [(a, b) for a in range(4) for b in range(4, 8)]
    good = no(Certificate(8, streams, 14, strip(14)), list(range(8)), solver)
    accepted("K4,4", good, "no: 8 tasks, 16 streams, 14 cores, .* in the proof")
    accepted("K4,4 on 7pp", yes(Certificate(8, streams, 14, strip(14, 7))), "yes: .*")
    lines = good["refusal.drat"].splitlines(True)
    spoilt = 0
    for i in range(0, len(lines), len(lines) // 12 + 1):	# a literal less: mostly no longer true or no longer a step
        words = lines[i].split()
        if words[0] == "d" or len(words) < 3:
            continue
        files = dict(good, **{"refusal.drat": "".join(lines[:i] + [" ".join(words[1:]) + "\n"] + lines[i + 1:])})
        spoilt += run(files, "spoilt")[0] == 1
    if not spoilt:
        bad("no shortened clause of the proof of K4,4 is refused")


def check_count():
    text = "certificate.txt"
    c = Certificate(5, [(0, 1), (1, 2)], 6, grid(3, 2), dead=[5], at={1: [0, 1], 2: [0, 5], 3: [1]})
    c.answer, c.window, c.because = "no", [1, 2, 3], "count"
    good = {text: c.text()}
    accepted("by counting", good, "no: .*, window of 3 tasks, 0 clauses, 0 in the proof")
    said = text + r":\d+: it has %d cores"
    refused("count with room", change(good, text, r"^at 1 0 1$", "at 1 0 1 2"), said % 3)
    refused("count with a core alive", change(good, text, r"^dead 5\n", ""), said % 3)
    refused("count of others", change(good, text, r"^window 1 2 3$", "window 0 1 2 3"), said % 5)
    refused("count with a task doubled", change(good, text, r"^window 1 2 3$", "window 1 2 2 3"), text + r":\d+: a line before says the same")
    refused("count twice", change(good, text, r"^(because count)$", r"\1\n\1"), text + r":\d+: .*there already")
    refused("another reason", change(good, text, r"^because count$", "because cores"), text + r":\d+: no line of this certificate.*")
    unreadable("no reason", change(good, text, r"^because count\n", ""), "refusal.cnf: No such file")
    many = Certificate(7, [], 6, [])
    many.answer, many.window, many.because = "no", list(range(7)), "count"
    accepted("more tasks than cores", {text: many.text()}, "no: .*, window of 7 tasks, 0 clauses, 0 in the proof")


def check_degree():
    """A task with three readers, two sources, or four tasks beside it, on rings and lines of cores."""
    text = "certificate.txt"
    both = [(i, (i + 1) % 8) for i in range(8)] + [((i + 1) % 8, i) for i in range(8)]
    # behind: 3 of 2; before: 3 of 2; on either side: 3 of 2, though one of them is on both
    for name, streams in (("readers", [(0, 1), (0, 2), (0, 3)]), ("sources", [(1, 0), (2, 0), (3, 0)]),
                          ("beside", [(0, 1), (1, 0), (0, 2), (3, 0)])):
        c = Certificate(4, streams, 8, both)
        c.answer, c.window, c.because = "no", [0, 1, 2, 3], "degree 0"
        good = {text: c.text()}
        accepted(name, good, "no: .*, window of 4 tasks, 0 clauses, 0 in the proof")
        refused(name + ", a core with a channel more each way", change(good, text, r"^(channel 0 1)$",
                r"\1\nchannel 0 4\nchannel 4 0"), text + r":\d+: it has 2 cores")
        refused(name + ", another task", change(good, text, "^because degree 0", "because degree 1"), text + r":\d+: it has 8 cores")
        refused(name + ", no task", change(good, text, "^because degree 0", "because degree 4"), text + r":\d+: it has 8 cores")
        refused(name + ", outside the window", change(good, text, "^window 0 1", "window 1"), text + r":\d+: it has 0 cores")
        refused(name + ", a task less", change(good, text, "^stream (0 2|2 0)\n", ""), text + r":\d+: it has 8 cores")
        refused(name + ", huge", change(good, text, "^because degree 0", "because degree 99999999999"), text + r":\d+: .*")
        dead = change(good, text, r"^(channel 0 1)$", r"\1\nchannel 0 4\nchannel 4 0")
        dead = change(dead, text, "^answer no", "dead 0\nat 0 0 1 2 3\nanswer no")
        accepted(name + ", the wider cores dead or not for it", dead, "no: .*")
    c = Certificate(3, [(0, 1), (1, 0), (2, 0)], 8, both)	# one of the two beside it on both sides: two of two
    c.answer, c.window, c.because = "no", [0, 1, 2], "degree 0"
    refused("a task on both sides", {text: c.text()}, text + r":\d+: it has 8 cores")


def check_family():
    text = "certificate.txt"
    channels = [(a, b, d) for a in range(2) for b in range(2) for d in (1, 2)] + [(0, 1, 0), (1, 0, 0)]
    # A basic block: its second task also reads what its first one reads.
    lines = ["imcfab-embedding-family 1", "task 0 first", "task 1 second", "stream 0 1", "carry 1 0", "carry 1 1 1", "rows 2"]
    lines += ["channel %d %d %d" % c for c in channels] + ["shift 1", "place 0 0 5", "place 1 1 5"]
    good = {text: "\n".join(lines) + "\n"}
    said = "family: 2 tasks, 3 streams, 2 rows, 10 channels"
    accepted("family", good, said)
    accepted("family, two columns on", change(good, text, "^carry 1 1 1$", "carry 1 1 2"), said)
    accepted("family, before column 0", change(change(good, text, "^place 0 0 5", "place 0 0 -5"), text, "^place 1 1 5", "place 1 1 -5"), said)
    refused("carry off a channel", change(good, text, "^carry 1 1 1$", "carry 1 1 3"), text + ":6: 1 -> 1: there is no channel from 1 to 1")
    refused("stream off a channel", change(good, text, "^channel 0 1 0\n", ""), text + ":4: 0 -> 1: there is no channel from 0 to 1")
    refused("blocks meet", change(good, text, "^place 1 1 5", "place 1 0 6"), text + r":\d+: this row and column modulo the shift has a task")
    refused("blocks meet, before column 0", change(good, text, "^place 1 1 5", "place 1 0 -7"), text + r":\d+: this row and column.*")
    odd = change(change(good, text, "^shift 1$", "shift 2"), text, "^place 0 0 5", "place 0 1 -1")
    refused("blocks meet, on both sides of column 0", odd, text + r":\d+: this row and column modulo.*")
    two = change(change(good, text, "^shift 1$", "shift 2"), text, "^place 1 1 5", "place 1 0 6")
    accepted("family in one row", change(change(two, text, "^carry 1 0$", "carry 1 0 1"), text, "^carry 1 1 1$", "carry 1 1"), said)
    refused("family in one row, too far", change(two, text, "^carry 1 1 1$", "carry 1 1 2"), text + ":6: 1 -> 1: there is no channel from 0 to 0")
    refused("no shift", change(good, text, "^shift 1\n", ""), text + r":\d+: a line is missing.*")
    refused("shift 0", change(good, text, "^shift 1$", "shift 0"), text + r":\d+: number 1 must be from 1 to .*")
    refused("no rows", change(good, text, "^rows 2\n", ""), text + r":\d+: number \d must be from 0 to -1")
    refused("rows twice", change(good, text, "^(rows 2)$", r"\1\nrows 3"), text + r":8: .*there already")
    refused("row 2", change(good, text, "^place 1 1 5", "place 1 2 5"), text + r":\d+: number 2 must be from 0 to 1")
    refused("no place", change(good, text, "^place 1 1 5\n", ""), text + r":\d+: 2 tasks have 1 places")
    refused("two places", change(good, text, "^(place 1 1) 5$", r"\1 5\n\1 6"), text + r":\d+: 2 tasks have 3 places")
    refused("carry doubled", change(good, text, "^(carry 1 0)$", r"\1\n\1 1"), text + r":\d+: this stream is there already")
    accepted("carry to the same block", change(good, text, "^carry 1 0$", "carry 1 0 0"), said)
    refused("carry to the same block, off a channel", change(good, text, "^carry 1 1 1$", "carry 1 1 0"), text + r":6: 1 -> 1: there is no channel.*")
    refused("carry too far", change(good, text, "^carry 1 1 1$", "carry 1 1 65"), text + r":6: number 3 must be from -64 to 64")
    refused("carry to the block before", change(good, text, "^carry 1 0$", "carry 1 0 -1"), text + r":5: 1 -> 0: there is no channel.*")
    back = change(change(good, text, "^carry 1 0$", "carry 0 1 -1"), text, "^channel 0 1 0", "channel 0 1 0\nchannel 0 1 -1")
    accepted("family with a way back", back, "family: 2 tasks, 3 streams, 2 rows, 11 channels")
    refused("a core of the other kind", change(good, text, "^rows 2", "rows 2\ncore 2"), text + r":8: no line of this certificate.*")
    for key, huge in (("shift", "99999999999"), ("shift", "4194304"), ("carry 1 0", "2147483648"), ("place 1 1", "99999999"),
                      ("place 1 1", "-99999999"), ("channel 0 1", "4294967295"), ("rows", "99999999999999")):
        refused("huge " + key, change(good, text, "^%s( -?\\d+)?$" % key, "%s %s" % (key, huge)), text + r":\d+: .*")
    far = change(change(good, text, "^shift 1$", "shift 1048576"), text, "^carry 1 0$", "carry 1 0 64")
    refused("far", far, text + ":5: 1 -> 0: there is no channel from 1 to 0")


def check_use():
    global cases
    for args in ([], ["--help"], ["a", "b"], [os.path.join(work, "none")], [work]):
        p = subprocess.run([program] + args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        cases += 1
        if p.returncode != 2 or p.stdout or p.stderr.count(b"\n") != 1:
            bad("arguments %s: exit %d, %s" % (args, p.returncode, p.stderr.decode()))
    os.makedirs(os.path.join(work, "folders", "certificate.txt"), exist_ok=True)
    p = subprocess.run([program, os.path.join(work, "folders")], stderr=subprocess.PIPE)
    cases += 1
    if p.returncode != 2 or b"Is a directory" not in p.stderr:
        bad("a folder as certificate.txt: exit", p.returncode)
    if os.path.exists("/dev/full"):
        run(yes(Certificate(1, [], 1, [])), "full")
        with open("/dev/full", "w") as full:
            cases += 1
            if subprocess.run([program, os.path.join(work, "full")], stdout=full).returncode != 2:
                bad("a full disk is not noticed")


check_yes()
check_no(None, "own proof")
check_no_core()
check_count()
check_degree()
check_family()
check_use()
if shutil.which("cadical"):
    check_no(cadical, "CaDiCaL")
    check_larger(cadical)
else:
    print("cadical is not there: proofs of this test alone")
    check_larger(None)
print("%d certificates, %d failed" % (cases, failed))
sys.exit(failed != 0 or not cases)
