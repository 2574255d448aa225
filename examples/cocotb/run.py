# SPDX-License-Identifier: Apache-2.0
"""Builds an emitted fabric with a simulator and runs test_fabric.py on it."""
import argparse
import os
import sys

from cocotb_tools.check_results import get_results
from cocotb_tools.runner import get_runner


def sources(folder):
    """The files that sim.f lists."""
    with open(os.path.join(folder, "sim.f")) as f:
        names = [line.strip() for line in f if line.strip() and line[0] not in "+#"]
    return [os.path.join(folder, name) for name in names]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--rtl", required=True, help="folder of imcfab fabric")
    p.add_argument("--program", required=True, help="folder of imcfab program")
    p.add_argument("--registers", required=True, help="of imcfab registers --format json")
    p.add_argument("--sim", default="verilator", choices=["verilator", "icarus"])
    p.add_argument("--build", default="sim_build", help="folder of work")
    o = p.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    rtl = os.path.abspath(o.rtl)
    args = {"verilator": ["-Wno-fatal", "--x-initial", "unique"], "icarus": ["-g2005"]}[o.sim]
    runner = get_runner(o.sim)
    runner.build(sources=sources(rtl), includes=[os.path.join(rtl, "rtl")], hdl_toplevel="imc_fabric",
                 build_args=args, build_dir=o.build, timescale=("1ns", "1ps"), always=True)
    env = {"FABRIC_PROGRAM": os.path.abspath(o.program),
           "FABRIC_REGISTERS": os.path.abspath(o.registers)}
    os.environ["PYTHONPATH"] = here + os.pathsep + os.environ.get("PYTHONPATH", "")
    sys.path.insert(0, here)
    results = runner.test(hdl_toplevel="imc_fabric", test_module="test_fabric", test_dir=here,
                          build_dir=o.build, extra_env=env,
                          results_xml=os.path.abspath(os.path.join(o.build, "results.xml")))
    n, failed = get_results(results)
    print("cocotb: %d tests, %d failed" % (n, failed))
    sys.exit(1 if failed or not n else 0)


if __name__ == "__main__":
    main()
