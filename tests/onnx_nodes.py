# SPDX-License-Identifier: Apache-2.0
"""Runs the node cases of the Python package onnx through `imcfab import --run`.

usage: onnx_nodes.py IMCFAB FOLDER [WORD]

Each case is a model of one operator (or the function that it stands for), inputs and what
must come out. A case passes where all outputs have kind, shape and values; it is refused
where imcfab says in one message, with status 2, what it does not support; all else is
wrong, also where memory is out. A case without data says nothing and is not counted. Prints
the wrong ones, a table of operators, and the three counts. WORD: only cases with it in their
name. Exit status 1 where one is wrong, none passed, or, of all cases of an onnx that is new
enough, less than LEAST.
"""

import collections
import os
import subprocess
import sys
import warnings

import numpy as np
import onnx
import onnx.numpy_helper
from onnx.backend.test.case.node import collect_testcases

LEAST = 411  # that pass, of onnx SINCE or later
SINCE = (1, 23)
NARROW = {"bfloat16": np.float32, "int4": np.int8, "uint4": np.uint8}


def cases():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return collect_testcases(None)


def array(x):
    """As NumPy stores it; None: no array of a kind that .npy has."""
    if isinstance(x, onnx.TensorProto):
        if x.data_type == onnx.TensorProto.STRING:
            return None
        x = onnx.numpy_helper.to_array(x)
    if not hasattr(x, "dtype") or not hasattr(x, "shape"):
        return None
    name = x.dtype.name
    if name in NARROW:
        return np.asarray(x).astype(NARROW[name])
    return np.asarray(x) if x.dtype.kind in "biuf" and not name.startswith("float8") else None


def run(imcfab, model, inputs, value, folder):
    out = os.path.join(folder, "out.npy")
    command = [imcfab, "import", model, "-o", out, "--value", value]
    for path in inputs:
        command += ["--run", path]
    r = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
    text = r.stderr.decode(errors="replace").strip()
    if (r.returncode == 2 and text.startswith("imcfab: ") and "\n" not in text
            and "out of memory" not in text):
        return "refused", text
    if r.returncode:
        return "wrong", f"exit status {r.returncode}: {text}"
    return "ran", np.load(out)


def compare(got, want, case):
    if got.shape != want.shape:
        return f"shape {got.shape}, wanted {want.shape}"
    if got.dtype != want.dtype:
        return f"{got.dtype}, wanted {want.dtype}"
    if want.dtype.kind == "f":
        if np.allclose(got.astype(np.float64), want.astype(np.float64), rtol=case.rtol,
                       atol=max(case.atol, 1e-6), equal_nan=True):
            return None
    elif (got == want).all():
        return None
    return f"values {got.ravel()[:6]}, wanted {want.ravel()[:6]}"


def one(imcfab, case, folder):
    if not case.data_sets or not any(wanted for _, wanted in case.data_sets):
        return "without data", ""
    model = os.path.join(folder, "model.onnx")
    with open(model, "wb") as f:
        f.write(case.model.SerializeToString())
    for given, wanted in case.data_sets:
        paths = []
        for k, x in enumerate(given):
            x = array(x)
            if x is None:
                return "refused", "an input that is no array of numbers"
            paths.append(os.path.join(folder, f"in{k}.npy"))
            np.save(paths[-1], np.array(x, order="C"))
        for info, want in zip(case.model.graph.output, wanted):
            result, what = run(imcfab, model, paths, info.name, folder)
            if result == "ran" and array(want) is None:
                return "refused", "an output that is no array of numbers"
            if result == "ran":
                why = compare(what, array(want), case)
                if why:
                    return "wrong", f"{info.name}: {why}"
            else:
                return result, what
    return "passed", ""


def main():
    imcfab, folder = sys.argv[1:3]
    word = sys.argv[3] if len(sys.argv) > 3 else ""
    os.makedirs(folder, exist_ok=True)
    table = collections.defaultdict(collections.Counter)
    total = collections.Counter()
    verbose = os.environ.get("VERBOSE")
    for case in cases():
        if case.model is None or word not in case.name:
            continue
        result, text = one(imcfab, case, folder)
        ops = {n.op_type for n in case.model.graph.node}
        op = ops.pop() if len(ops) == 1 else "several"
        table[op][result] += 1
        total[result] += 1
        if result == "wrong" or (verbose and result == "refused"):
            print(f"{case.name}: {result}: {text}")
    for op in sorted(table):
        if table[op]["passed"] or table[op]["wrong"]:
            n = table[op]
            print(f"{op:20} {n['passed']:4} passed {n['refused']:4} refused {n['wrong']:4} wrong")
    print(f"onnx {onnx.__version__}, opset {onnx.defs.onnx_opset_version()}: "
          f"{total['passed']} passed, {total['refused']} refused, {total['wrong']} wrong")
    version = tuple(int(x) for x in onnx.__version__.split(".")[:2])
    least = LEAST if not word and version >= SINCE else 1
    if total["passed"] < least:
        print(f"must be at least {least} that pass")
    return 1 if total["wrong"] or total["passed"] < least else 0


if __name__ == "__main__":
    sys.exit(main())
