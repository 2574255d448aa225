# SPDX-License-Identifier: Apache-2.0
"""Reads an emitted fabric: read_verilog.py slang|pyverilog FOLDER; for tests/portability."""
import os
import sys

how, folder = sys.argv[1:]
os.chdir(folder)
files = [line.strip() for line in open("sim.f") if not line.startswith("+")]

if how == "slang":
    try:
        from pyslang.ast import Compilation
        from pyslang.syntax import SyntaxTree
    except ImportError:  # before version 11
        from pyslang import Compilation, SyntaxTree

    def errors(texts):
        compilation = Compilation()
        for name in texts:
            compilation.addSyntaxTree(SyntaxTree.fromFile(name))
        return [d for d in compilation.getAllDiagnostics() if d.isError()]

    found = errors(files)
    for d in found:
        print(d.code)
    # A shape out of range is an error.
    with open("refused.v", "w") as f:
        f.write("module refused; imc_slot #(.WIDTH(0)) s (); endmodule\n")
    refused = errors(["refused.v", "rtl/imc_slot.v"])
    os.remove("refused.v")
    sys.exit(bool(found) or "UnknownModule" not in str([d.code for d in refused]))

from pyverilog.vparser.parser import parse

for name in files:
    ast, _ = parse([name], preprocess_include=["rtl"], debug=False)
    if not ast.description.definitions:
        sys.exit(name + ": no module")
print(len(files), "files")
