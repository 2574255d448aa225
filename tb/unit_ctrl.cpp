/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_ctrl against docs/rtl.md: every word of the configuration chain, every register,
 * good, corrupted, malformed, aborted and interrupted programming streams, and the answer
 * to every access that docs/rtl.md names, in random order. The chain is TILES registers of the bench.
 */

#include <memory>

#include "ctrl_bench.hpp"

static void program(Bench &b)
{
	std::vector<uint32_t> words = b.records();

	b.prog.idle = b.rng.percent(40) ? 0 : b.rng.below(90);
	if (b.rng.percent(85)) {	/* the words of an image, 0 is none */
		const uint32_t n = b.rng.percent(90) ? 1 + b.rng.below(1 << 24) : 0;

		words.insert(words.begin(), {5u << 28 | (TILES + 1), 1 + b.rng.below(2), n});
		if (words[1] == 2)
			words.insert(words.begin() + 3, 0);
	}
	switch (b.rng.below(6)) {
	case 0:		/* one bit wrong */
		b.give(words, (int)b.rng.below((unsigned)words.size() * 32 + 32));
		break;
	case 1:		/* the CRC is right, the records are not */
		if (b.rng.percent(50)) {
			words.push_back((b.rng.percent(50) ? 15u : 6u) << 28 | b.rng.below(4));
			words.push_back(0);
		} else {
			words.push_back(1u << 28);	/* no count, or too few words */
			if (b.rng.percent(70))
				words.push_back(1 + b.rng.below(3));
		}
		b.give(words, -1);
		break;
	default:
		b.give(words, -1);
	}
	b.drain();
	b.expect_all();
}

static void bad_magic(Bench &b)
{
	for (int n = 1 + b.rng.below(3); n; n--)
		b.prog.words.push_back(PROGRAM_MAGIC ^ (1u << b.rng.below(32)));
	b.failed = true;
	b.irq |= IRQ_REFUSED;
	b.drain();
	b.expect_all();
	if (b.rng.percent(50))
		program(b);
}

/* A stream that stops: reset or aborted by the host. */
static void truncated(Bench &b)
{
	const uint32_t irq = b.irq;

	b.give(std::vector<uint32_t>{0, 5, 1, 2, 3, 4, 5}, -1);
	b.irq = irq;
	size_t keep = 1 + b.rng.below(9);

	b.prog.words.resize(keep);
	while (b.expected.size() > (keep < 4 ? 1 + (keep > 2) : keep - 2))
		b.expected.pop_back();
	b.drain();
	b.programmed = b.failed = false;
	b.under_way = true;
	b.prog_words = (uint32_t)keep;
	b.expect_all();
	b.run.equal("s_axil_bresp of a question", b.write(STATE_SELECT, 1), SLVERR);
	b.start();
	if (b.rng.percent(30)) {
		b.reset();
		b.expect_all();
		return;
	}
	b.run.equal("s_axil_bresp of an abort", b.write(CONTROL, ABORT), OKAY);
	b.under_way = false;
	b.failed = true;
	b.expect_all();
}

static void go(Bench &b)
{
	b.start();
	b.drain();
	if (b.running && !b.dut.run_o)
		b.run.fail("run_o", "low though started");
	b.events = b.running ? b.rng.below(60) : 0;
	b.idle((int)b.rng.below(200));
	b.events = 0;
	b.expect_all();
}

static void select(Bench &b)
{
	uint32_t value = (uint32_t)b.rng.next();

	b.run.equal("s_axil_bresp of a select", b.write(MON_SELECT, value), OKAY);
	b.mon_words = b.mon_stalls = 0;
	b.run.equal("mon_sel_o", b.dut.mon_sel_o, value);
	b.expect(MON_SELECT, value);
	/* Bytes without a strobe stay; the counters go to 0 also where all do. */
	unsigned strobes = b.rng.bits(4);
	uint32_t mask = strobe_mask(strobes);

	b.events = 60;
	b.idle(20);
	b.events = 0;
	b.run.equal("s_axil_bresp of a select", b.write(MON_SELECT, ~value, strobes), OKAY);
	b.mon_words = b.mon_stalls = 0;
	b.expect(MON_SELECT, value ^ mask);
	b.expect_all();
}

/* The mask, and the causes that a 1 is written to. */
static void interrupt(Bench &b)
{
	uint32_t value = b.rng.bits(6);

	b.run.equal("s_axil_bresp of a mask", b.write(IRQ_MASK, value), OKAY);
	b.irq_mask = value;
	b.expect_all();
	b.write(IRQ_MASK, ~value, 14);
	b.write(IRQ_STATUS, ~0u, 14);
	b.expect_all();
	value = b.rng.bits(6);
	b.run.equal("s_axil_bresp of a clear", b.write(IRQ_STATUS, value), OKAY);
	b.irq &= ~value;
	b.expect_all();
}

/* What the feeder is told, which it may be while the fabric stands. */
static void input(Bench &b)
{
	const unsigned want = b.running ? SLVERR : OKAY;

	b.n_cut = 0;
	b.run.equal("s_axil_bresp of a cut", b.write(CONTROL, CUT), want);
	b.idle(2);
	b.run.equal("cut_o", b.n_cut, !b.running);
	b.run.equal("s_axil_bresp of a flush", b.write(CONTROL, FLUSH), want);
	b.flush = !b.running || b.flush;
	b.expect_all();
	uint32_t status;
	b.frame = true;
	b.read(STATUS, &status);
	b.frame = false;
	b.run.equal("frame in STATUS", status & FRAME, FRAME);
}

/* Asks a tile, or a number that none has; while its words are under way STATE is 0 and
 * nobody else is asked. Commands and programs wait. */
static void ask(Bench &b)
{
	uint32_t value = (b.rng.percent(80) ? b.rng.below(TILES) : b.rng.below(1 << 16)) << 16 |
			 (b.rng.percent(70) ? b.rng.below(3) : b.rng.below(1 << 12)) |
			 b.rng.below(16) << 12;
	unsigned strobes = b.rng.percent(50) ? 15 : b.rng.bits(4);
	uint32_t mask = strobe_mask(strobes), status;

	if (!STATE) {
		b.run.equal("s_axil_bresp of a question", b.write(STATE_SELECT, value, strobes),
			    SLVERR);
		return b.expect_all();
	}
	b.asked = ((value & mask) | (b.asked & ~mask)) & 0xffff0fff;
	b.expected.push_back({true, true, 6u << 28 | (b.asked & 0xfff) << 16 | b.asked >> 16});
	for (int i = 0; i < 16; i++)
		b.expected.push_back({true, false, 0});
	b.run.equal("s_axil_bresp of a question", b.write(STATE_SELECT, value, strobes), OKAY);
	b.read(STATUS, &status);
	b.run.equal("reading", status & READING, READING);
	b.has_state = false;
	b.run.equal("s_axil_bresp of a second question", b.write(STATE_SELECT, ~value), SLVERR);
	b.expect(STATE_AT + 4 * b.rng.below(16), 0);
	b.has_state = true;
	switch (b.rng.below(4)) {
	case 0: b.halt(); break;
	case 1: b.start(); break;
	case 2: b.events = b.running ? 30 : 0; break;
	default: return program(b);
	}
	b.idle((int)b.rng.below(90));
	b.events = 0;
	b.drain();
	b.expect_all();
}

/* What no answer but SLVERR fits: a row of docs/rtl.md each. Nothing comes of it. */
static void refusals(Bench &b)
{
	uint32_t data, value = (uint32_t)b.rng.next();
	unsigned strobes = b.rng.bits(4);
	int address = (int)b.rng.bits(8);
	const struct control_register *r = control_at(address);

	/* Any address: read, and written where that is not a command or a selection. */
	b.run.equal("s_axil_rresp", b.read(address, &data), r ? OKAY : SLVERR);
	if (!r)
		b.run.equal("s_axil_rdata", data, 0);
	if (!r || r->access == CONTROL_RO)
		b.run.equal("s_axil_bresp", b.write(address, value, strobes), SLVERR);
	b.expect_all();

	/* Commands: several, none, a bit that there is not, in a byte that counts. */
	for (uint32_t wrong : {0u, START | HALT, START | ABORT, HALT | ABORT, 7u, FLUSH | CUT, 32u})
		b.run.equal("s_axil_bresp", b.write(CONTROL, wrong), SLVERR);
	for (int bit = 5; bit < 32; bit++) {
		unsigned byte = 1u << bit / 8;

		for (uint32_t command : {START, HALT, ABORT})
			b.run.equal("s_axil_bresp of a bit without a field",
				    b.write(CONTROL, command | 1u << bit,
					    1 | byte | b.rng.bits(4)), SLVERR);
	}
	b.expect_all();

	/* Without the lowest byte there is no command, whatever else is written. */
	b.run.equal("s_axil_bresp", b.write(CONTROL, value, strobes & 14), OKAY);
	b.run.equal("s_axil_bresp", b.write(CONTROL, START, 14), OKAY);
	b.expect_all();

	/* Bytes without a strobe count as 0. */
	b.run.equal("s_axil_bresp of an abort", b.write(CONTROL, (value & ~255u) | ABORT, 1), OKAY);
	if (!b.programmed)
		b.run.equal("s_axil_bresp", b.write(CONTROL, (value & ~255u) | START, 1), SLVERR);
	b.expect_all();
}

/* Every address is as the list says, whatever the state. */
static void addresses(Bench &b)
{
	uint32_t data;
	int n = 0;

	for (int address = 0; address < CONTROL_BYTES; address++) {
		const struct control_register *r = control_at(address);

		b.run.equal("s_axil_rresp", b.read(address, &data), r ? OKAY : SLVERR);
		if (r && r->access == CONTROL_WO)
			b.run.equal("s_axil_rdata", data, 0);
		n += r != nullptr;
		if (r && r->access != CONTROL_RO)
			continue;
		for (unsigned strobes = 0; strobes < 16; strobes++)
			b.run.equal("s_axil_bresp", b.write(address, START, strobes), SLVERR);
	}
	b.run.equal("addresses with a register", n, 4 * (control_n_registers - 1) + STATE_END - STATE_AT);
	b.expect_all();
}

/* One word a cycle once the clear has come back. */
static void full_rate(Bench &b)
{
	b.prog.idle = 0;
	std::vector<uint32_t> words(502, 7);
	words[0] = 2u << 28;
	words[1] = 500;
	b.give(words, -1);
	size_t all = b.prog.words.size();
	while (b.prog.words.size() > all - 2)
		b.cycle();
	uint64_t begin = b.run.cycle;
	while (!b.prog.words.empty())
		b.cycle();
	if (b.run.cycle - begin != all - 2)
		b.run.fail("s_axis_prog", "%zu words in %" PRIu64 " cycles", all - 2,
			   b.run.cycle - begin);
	b.drain();
	b.expect_all();
}

int main(int argc, char **argv)
{
	uint64_t seed = seed_of(argc, argv);

	Verilated::randReset(2);
	Verilated::randSeed((int)seed + 1);
	auto bench = std::make_unique<Bench>(seed);
	Bench &b = *bench;

	b.choose_identity();
	b.reset();
	b.expect_all();
	b.start();
	addresses(b);
	full_rate(b);
	addresses(b);
	for (int part = 0; part < 150; part++) {
		switch (b.rng.below(10)) {
		case 8: interrupt(b); break;
		case 9: input(b); break;
		case 0: case 1: program(b); break;
		case 2: bad_magic(b); break;
		case 3: truncated(b); break;
		case 4: case 5: go(b); break;
		case 6: b.halt(); b.drain(); b.expect_all(); break;
		default: b.rng.percent(50) ? select(b) : refusals(b);
		}
		if (b.rng.percent(20))
			ask(b);
		if (b.rng.percent(20)) {	/* halt and start at once */
			b.halt();
			b.start();
			b.drain();
			b.expect_all();
		}
	}
	printf("unit_ctrl: TILES %d seed %" PRIu64 ": %" PRIu64 " chain words, %" PRIu64
	       " cycles, equal\n", TILES, seed, b.n_chain, b.run.cycle);
	return 0;
}
