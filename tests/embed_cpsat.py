# SPDX-License-Identifier: Apache-2.0
"""tests/embed_cpsat.py [-w] [-t SECONDS] [--model table|clauses] CERT...

Decides by OR-Tools CP-SAT what certificates of `imcfab embed` are about, without looking at their answers; the
same line and exit status as tests/embed_igraph.c: yes, no or undecided and seconds; 0, 1, 3 (that of the last CERT).
-w: for the tasks of the window only. Models: `table` has a core for each task, all different, with a table of the channels
for each stream; `clauses` has a Boolean for each task and core. OR-Tools comes from pip (pip install ortools).
"""
import argparse
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import certificate

try:
    from ortools.sat.python import cp_model
except ImportError:
    print("skipped: python3 has no ortools")
    sys.exit(77)


def table(model, c, tasks, streams):
    """A variable for each task: its core."""
    core = {t: model.NewIntVarFromDomain(cp_model.Domain.FromValues(c.allowed(t)), "") for t in tasks}
    model.AddAllDifferent(list(core.values()))
    for a, b in streams:
        model.AddAllowedAssignments([core[a], core[b]], c.channels)
    return lambda solver: {t: solver.Value(core[t]) for t in tasks}


def clauses(model, c, tasks, streams):
    """A Boolean for each task and core."""
    x = {t: {core: model.NewBoolVar("") for core in c.allowed(t)} for t in tasks}
    joined = set(c.channels)
    for t in tasks:
        model.AddExactlyOne(x[t].values())
    for core in range(c.cores):
        model.AddAtMostOne(x[t][core] for t in tasks if core in x[t])
    for a, b in streams:
        for i in x[a]:
            model.AddBoolOr([x[b][j] for j in x[b] if (i, j) in joined]).OnlyEnforceIf(x[a][i])
        for j in x[b]:
            model.AddBoolOr([x[a][i] for i in x[a] if (i, j) in joined]).OnlyEnforceIf(x[b][j])
    return lambda solver: {t: next(i for i in x[t] if solver.Value(x[t][i])) for t in tasks}


def decide(c, tasks, limit, make):
    """(answer, seconds); an embedding that is none ends the program."""
    start = time.monotonic()
    if any(not c.allowed(t) for t in tasks):
        return "no", time.monotonic() - start
    streams = [s for s in c.streams if s[0] in tasks and s[1] in tasks]
    model = cp_model.CpModel()
    places = make(model, c, sorted(tasks), streams)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = os.cpu_count()
    status = solver.Solve(model)
    seconds = time.monotonic() - start
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "no" if status == cp_model.INFEASIBLE else "undecided", seconds
    place, joined = places(solver), set(c.channels)
    if len(set(place.values())) != len(tasks) or any(place[t] not in c.allowed(t) for t in tasks) or \
            any((place[a], place[b]) not in joined for a, b in streams):
        sys.exit("embed_cpsat: the embedding of CP-SAT is none")
    return "yes", seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-w", action="store_true")
    parser.add_argument("-t", type=float, default=60)
    parser.add_argument("--model", choices=["table", "clauses"], default="table")
    parser.add_argument("cert", nargs="+")
    args = parser.parse_args()
    for folder in args.cert:
        c = certificate.read(folder)
        tasks = set(range(c.tasks)) if not args.w else set(c.window or [])
        answer, seconds = decide(c, tasks, args.t, {"table": table, "clauses": clauses}[args.model])
        print("%s %.6f s" % (answer, seconds), flush=True)
    return {"yes": 0, "no": 1, "undecided": 3}[answer]


sys.exit(main())
