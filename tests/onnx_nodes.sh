#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The node cases of the Python package onnx: passed, refused, wrong, and none wrong. They
# run with a python3 that has the package: the one in PATH, or that of `./run onnx`.
set -u
src=${srcdir:-.}
work=onnx_nodes.tmp
for python in python3 onnx/venv/bin/python; do
	"$python" -c 'import onnx.numpy_helper, numpy' 2>/dev/null || continue
	nice "$python" "$src/tests/onnx_nodes.py" ./imcfab "$work"
	status=$?
	rm -rf "$work"
	exit $status
done
echo "skipped: no python3 with the package onnx; ./run onnx installs it under build/onnx"
exit 77
