# SPDX-License-Identifier: Apache-2.0
"""A client for the ports of imc_fabric.

Inputs change at the falling edge of the clock. What is then valid and ready, once all has
settled, moves at the rising edge: this holds in every simulator.
"""
import json
import os
import random

from cocotb.clock import Clock
from cocotb.triggers import FallingEdge, ReadOnly

OKAY, SLVERR = 0, 2


class Refused(Exception):
    """The program is not for this fabric, or the fabric does not take it."""


class Files:
    """What `imcfab program` and `imcfab registers --format json` wrote."""

    def __init__(self, program, registers):
        with open(os.path.join(program, "manifest.json")) as f:
            self.manifest = json.load(f)
        with open(registers) as f:
            listed = json.load(f)
        self.id, self.major = listed["id"], listed["major"]
        self.register = {r["name"]: r for r in listed["registers"]}
        self.program = self._words(program, "program")
        self.input = self._images(program, "input")
        self.expected = self._images(program, "expected")

    def _words(self, folder, port):
        with open(os.path.join(folder, self.manifest[port]["hex"])) as f:
            return [int(line, 16) for line in f]

    def _images(self, folder, port):
        words, each = self._words(folder, port), self.manifest[port]["words_per_image"]
        return [words[i : i + each] for i in range(0, len(words), each)]


class Fabric:
    """Registers and streams of a device under test."""

    def __init__(self, dut, files, seed=1, pause=0.3):
        self.dut, self.files, self.pause = dut, files, pause
        self.random = random.Random(seed)
        Clock(dut.clk_i, 10, "ns").start()

    async def reset(self):
        d = self.dut
        for name in ("s_axis_in_tvalid", "s_axis_prog_tvalid", "m_axis_out_tready",
                     "s_axil_awvalid", "s_axil_wvalid", "s_axil_bready", "s_axil_arvalid",
                     "s_axil_rready", "s_axis_in_tlast", "s_axis_prog_tlast"):
            getattr(d, name).value = 0
        d.rst_i.value = 1
        for _ in range(4):
            await FallingEdge(d.clk_i)
        d.rst_i.value = 0

    # Registers.

    async def _handshake(self, valid, ready):
        """Waits at a falling edge with `valid` set until the word moves, and clears it."""
        valid.value = 1
        while True:
            await ReadOnly()
            moves = int(ready.value)
            await FallingEdge(self.dut.clk_i)
            if moves:
                valid.value = 0
                return

    async def _answer(self, valid, ready, *values):
        ready.value = 1
        while True:
            await ReadOnly()
            moves, got = int(valid.value), None
            if moves:
                got = [int(v.value) for v in values]
            await FallingEdge(self.dut.clk_i)
            if moves:
                ready.value = 0
                return got

    async def read_at(self, address):
        """(response, data)"""
        d = self.dut
        await FallingEdge(d.clk_i)
        d.s_axil_araddr.value = address
        await self._handshake(d.s_axil_arvalid, d.s_axil_arready)
        return await self._answer(d.s_axil_rvalid, d.s_axil_rready, d.s_axil_rresp, d.s_axil_rdata)

    async def write_at(self, address, value, strobes=15):
        """The response; the address comes first."""
        d = self.dut
        await FallingEdge(d.clk_i)
        d.s_axil_awaddr.value = address
        await self._handshake(d.s_axil_awvalid, d.s_axil_awready)
        d.s_axil_wdata.value = value
        d.s_axil_wstrb.value = strobes
        await self._handshake(d.s_axil_wvalid, d.s_axil_wready)
        return (await self._answer(d.s_axil_bvalid, d.s_axil_bready, d.s_axil_bresp))[0]

    async def read(self, name):
        response, data = await self.read_at(self.files.register[name]["address"])
        assert response == OKAY, name
        return data

    async def fields(self, name):
        data = await self.read(name)
        return {f["name"]: data >> f["lowest_bit"] & (1 << f["bits"]) - 1
                for f in self.files.register[name]["fields"]}

    async def command(self, name):
        control = self.files.register["CONTROL"]
        bit = next(f["lowest_bit"] for f in control["fields"] if f["name"] == name)
        return await self.write_at(control["address"], 1 << bit)

    # Streams.

    async def _send(self, port, words, last):
        d = self.dut
        valid, ready = getattr(d, port + "_tvalid"), getattr(d, port + "_tready")
        for i, word in enumerate(words):
            await FallingEdge(d.clk_i)
            while self.random.random() < self.pause:
                await FallingEdge(d.clk_i)
            getattr(d, port + "_tdata").value = word
            getattr(d, port + "_tlast").value = int(last and i == len(words) - 1)
            await self._handshake(valid, ready)

    async def send_image(self, words, last=True):
        await self._send("s_axis_in", words, last)

    async def receive_image(self):
        """Words up to the one with tlast."""
        d, words = self.dut, []
        while True:
            await FallingEdge(d.clk_i)
            ready = self.random.random() >= self.pause
            d.m_axis_out_tready.value = int(ready)
            await ReadOnly()
            if ready and int(d.m_axis_out_tvalid.value):
                words.append(int(d.m_axis_out_tdata.value))
                if int(d.m_axis_out_tlast.value):
                    await FallingEdge(d.clk_i)
                    d.m_axis_out_tready.value = 0
                    return words

    # What docs/rtl.md calls a host.

    async def identify(self):
        assert await self.read("ID") == self.files.id
        version = await self.fields("VERSION")
        if version["major"] != self.files.major:
            raise Refused("registers of another version")
        value = await self.fields("SHAPE")
        value["tiles"] = (await self.fields("TILES"))["tiles"]
        for name in ("HASH", "PLAN"):
            value[name] = "%08x%08x" % (await self.read(name + "_HIGH"),
                                        await self.read(name + "_LOW"))
        return value

    async def load(self, words, hardware):
        if (await self.identify())["HASH"] != hardware:
            raise Refused("the program is for other hardware")
        await self._send("s_axis_prog", words, True)
        for _ in range(10000):
            status = await self.fields("STATUS")
            if not status["under_way"]:
                break
        else:
            raise Refused("the program does not end")
        if not status["programmed"] or await self.read("PROG_WORDS") != len(words):
            raise Refused("the program is wrong")

    async def recover(self):
        """Halts and abandons; whether it has a program. Nobody sends a word any more."""
        await self.command("halt")
        await self.command("flush")  # what stands at the input is dropped
        for _ in range(1000):
            await FallingEdge(self.dut.clk_i)
            if not int(self.dut.s_axis_in_tvalid.value):
                break
        else:
            raise Refused("a word at the input is not taken")
        await self.command("cut")  # the rest of the frame will not come
        await self.command("halt")  # ends the flush
        await self.command("abandon")
        self.dut.m_axis_out_tready.value = 1
        for _ in range(100):
            await FallingEdge(self.dut.clk_i)
        self.dut.m_axis_out_tready.value = 0
        return (await self.fields("STATUS"))["programmed"]
