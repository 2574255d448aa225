# SPDX-License-Identifier: Apache-2.0
"""Tests of a fabric by its ports alone. FABRIC_PROGRAM and FABRIC_REGISTERS name the files."""
import os

import cocotb
from cocotb.triggers import FallingEdge

from fabric import OKAY, SLVERR, Fabric, Files, Refused

FILES = Files(os.environ["FABRIC_PROGRAM"], os.environ["FABRIC_REGISTERS"])
MANIFEST = FILES.manifest


async def begin(dut, seed):
    fabric = Fabric(dut, FILES, seed)
    await fabric.reset()
    return fabric


async def run_images(fabric):
    """All images, input and output at the same time; every word is as expected."""
    assert await fabric.command("start") == OKAY

    async def send():
        for words in FILES.input:
            await fabric.send_image(words)

    sender = cocotb.start_soon(send())
    for i, want in enumerate(FILES.expected):
        got = await fabric.receive_image()
        assert got == want, "image %d: %s, not %s" % (i, got, want)
    await sender
    status = await fabric.fields("STATUS")
    assert status["idle"] and not status["error"], status
    assert await fabric.read("IMAGES_OUT") == len(FILES.expected)


@cocotb.test(timeout_time=10, timeout_unit="ms")
async def identity(dut):
    fabric = await begin(dut, 1)
    value = await fabric.identify()
    assert value["HASH"] == MANIFEST["hardware_hash"]
    for name in ("tiles", "vcs", "link_bits"):
        assert value[name] == MANIFEST[name], name
    assert not value["hardwired"]


@cocotb.test(timeout_time=10, timeout_unit="ms")
async def answers(dut):
    fabric = await begin(dut, 2)
    known = {r["address"] + 4 * i: r for r in FILES.register.values() for i in range(r["words"])}
    for address in range(0, 256, 4):
        response, data = await fabric.read_at(address)
        assert response == (OKAY if address in known else SLVERR), hex(address)
        assert address in known or data == 0
        if address not in known or known[address]["access"] == "RO":
            assert await fabric.write_at(address, 1) == SLVERR, hex(address)
    assert await fabric.command("start") == SLVERR


@cocotb.test(timeout_time=10, timeout_unit="ms")
async def refusal(dut):
    fabric = await begin(dut, 3)
    other = "%016x" % (int(MANIFEST["hardware_hash"], 16) ^ 1)
    try:
        await fabric.load(FILES.program, other)
        assert False, "not refused"
    except Refused:
        pass
    assert await fabric.read("PROG_WORDS") == 0


@cocotb.test(timeout_time=100, timeout_unit="ms")
async def results(dut):
    fabric = await begin(dut, 4)
    await fabric.load(FILES.program, MANIFEST["hardware_hash"])
    out = MANIFEST["expected"]
    await fabric.write_at(FILES.register["MON_SELECT"]["address"], out["node"] << 16 | out["port"])
    await run_images(fabric)
    assert await fabric.read("MON_WORDS") == out["words"]


@cocotb.test(timeout_time=100, timeout_unit="ms")
async def wrong_crc(dut):
    fabric = await begin(dut, 5)
    wrong = list(FILES.program)
    wrong[len(wrong) // 2] ^= 1
    try:
        await fabric.load(wrong, MANIFEST["hardware_hash"])
        assert False, "not refused"
    except Refused:
        pass
    assert await fabric.command("start") == SLVERR
    assert not await fabric.recover()
    await fabric.load(FILES.program, MANIFEST["hardware_hash"])
    await run_images(fabric)


@cocotb.test(timeout_time=100, timeout_unit="ms")
async def halted(dut):
    fabric = await begin(dut, 6)
    await fabric.load(FILES.program, MANIFEST["hardware_hash"])
    assert await fabric.command("start") == OKAY
    await fabric.send_image(FILES.input[0][: len(FILES.input[0]) // 2], last=False)
    for _ in range(100):
        await FallingEdge(dut.clk_i)
    assert await fabric.recover()
    await run_images(fabric)
