/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_ctrl against docs/rtl.md: every word of the configuration chain, every register,
 * good, corrupted, malformed, aborted and interrupted programming streams, and the answer
 * to every access that docs/rtl.md names, in random order. The chain is TILES registers of the bench.
 */

#include <memory>

extern "C" {
#include "model/control.h"
#include "model/program.h"
}
#include "Vdut.h"
#include "stream.hpp"

enum : uint32_t {	/* the list of these is control.c; the bench has its own */
	ID = 0x00, CONTROL = 0x04, STATUS = 0x08, PROG_WORDS = 0x0c, IMAGES_IN = 0x10,
	IMAGES_OUT = 0x14, MON_SELECT = 0x18, MON_WORDS = 0x1c, MON_STALLS = 0x20, CYCLES = 0x24,
	IMAGE_WORDS_AT = 0x40, IRQ_STATUS = 0x44, IRQ_MASK = 0x48, BAD_IMAGES = 0x4c,
	BAD_IMAGE = 0x50, FAULT = 0x54, STATE_SELECT = 0x7c, STATE_AT = 0x80, STATE_END = 0xc0,
	VERSION = 0xe0, TILES_AT = 0xe4, SHAPE = 0xe8, HASH_LOW = 0xec, HASH_HIGH = 0xf0,
	PLAN_LOW = 0xf4, PLAN_HIGH = 0xf8
};
enum : uint32_t { START = 1, HALT = 2, ABORT = 4, FLUSH = 8, CUT = 16 };
enum : uint32_t { PROGRAMMED = 1, RUNNING = 2, IDLE = 4, FAILED = 8, ERROR = 16, UNDER_WAY = 32,
		  FRAME = 64, BAD = 128, READING = 256 };
enum : uint32_t { IRQ_ERROR = 1, IRQ_SHORT = 2, IRQ_LONG = 4, IRQ_REFUSED = 8, IRQ_PROGRAMMED = 16,
		  IRQ_IDLE = 32 };
#ifndef IMAGE_WORDS
#define IMAGE_WORDS 0	/* a program says how many */
#endif
#ifndef STATE
#define STATE 0
#endif
enum { OKAY = 0, SLVERR = 2, QUIET = STAGES + 8 };

/* Cycles from the last word of a program to the command to run: docs/rtl.md. */
enum { HELD = 3 };
static const uint32_t CLEAR_ALL = 0xF0000000, RUN_ALL = 0xF0000001, HALT_ALL = 0xF0000002;

struct Link {	/* one word of the chain */
	bool valid, head;
	uint32_t data;
};

/* Word n of what tile `node` of the bench shows. */
static uint32_t state_word(uint32_t node, uint32_t n)
{
	return node < TILES ? (node * 4096 + n + 1) * 0x9e3779b1u : 0;
}

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Source prog;
	std::deque<Link> chain, expected;
	unsigned quiet = 0;	/* cycles in which nothing may go out */
	uint64_t last_write = 0;	/* cycle of the last word that is not a head */
	bool heard = false;	/* the run command came back, and no halt since */
	unsigned events = 0;	/* percent of cycles with a monitor event or an image */
	uint32_t images_in = 0, images_out = 0, mon_words = 0, mon_stalls = 0, cycles = 0;
	bool error = false;
	uint32_t image_words = IMAGE_WORDS, bad_images = 0, bad_image = 0, fault = 0;
	uint32_t irq = 0, irq_mask = 0;
	bool frame = false;	/* of frame_i, without events */
	bool was_idle = true, flush = false;
	unsigned n_cut = 0;	/* cycles of the pulse */
	bool programmed = false, running = false, failed = false, under_way = false;
	uint32_t prog_words = 0;
	uint64_t n_chain = 0;
	uint32_t asked = 0;	/* STATE_SELECT */
	bool has_state = false;	/* something was read */
	bool fills = false;	/* data words are those of a tile's state */
	uint32_t fill_node = 0, fill_n = 0;
	uint64_t last_fill = 0;	/* cycle of the word before */

	explicit Bench(uint64_t seed)
		: run{"unit_ctrl", seed}, rng(seed), prog(&run, &rng, "s_axis_prog")
	{
	}
	void cycle()
	{
		prog.choose();
		dut.s_axis_prog_tvalid = prog.valid();
		dut.s_axis_prog_tdata = (uint32_t)prog.data();
		dut.s_axis_prog_tlast = rng.percent(50);
		dut.cfg_valid_i = chain.back().valid;
		dut.cfg_head_i = chain.back().head;
		dut.cfg_data_i = chain.back().data;
		dut.mon_i = (rng.percent(events) ? 1u : 0u) | (rng.percent(events) ? 2u : 0u) |
			(rng.percent(events / 20) ? (1 + rng.below(3)) << 18 : 0u) |
			rng.below(1 << 16) << 2;
		dut.image_in_i = rng.percent(events);
		dut.short_i = rng.percent(events / 4);
		dut.long_i = !dut.short_i && rng.percent(events / 4);
		dut.frame_i = events ? rng.percent(50) : frame;
		dut.image_out_i = rng.percent(events);
		dut.clk_i = 0;
		dut.eval();
		if (!dut.rst_i)
			edge();
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	void edge()
	{
		Link out = {(bool)dut.cfg_valid_o, (bool)dut.cfg_head_o, dut.cfg_data_o};

		if (chain.back().valid && chain.back().head && chain.back().data == RUN_ALL)
			heard = running;
		if (out.valid && out.head && out.data == CLEAR_ALL)
			heard = false;
		if (dut.run_o && !heard)
			run.fail("run_o", "high while the tiles do not all run");
		cycles += dut.run_o;
		bool idle = images_in == images_out;
		if (idle && !was_idle)
			irq |= IRQ_IDLE;
		was_idle = idle;
		if (dut.mon_i >> 18) {
			irq |= IRQ_ERROR;
			if (!error)
				fault = dut.mon_i >> 2;
		}
		if (dut.image_in_i && (dut.short_i || dut.long_i)) {
			irq |= dut.short_i ? IRQ_SHORT : IRQ_LONG;
			bad_images++;
			bad_image = images_in;
		}
		n_cut += dut.cut_o;
		images_in += dut.image_in_i;
		images_out += dut.image_out_i;
		mon_words += dut.mon_i & 1;
		mon_stalls += dut.mon_i >> 1 & 1;
		error |= dut.mon_i >> 18 != 0;
		if (out.valid) {
			n_chain++;
			if (quiet)
				run.fail("cfg", "%08x too early behind a clear or halt", out.data);
			if (expected.empty())
				run.fail("cfg", "%08x that nobody sent", out.data);
			run.equal("cfg_head_o", out.head, expected.front().head);
			run.equal("cfg_data_o", out.data, expected.front().data);
			expected.pop_front();
			fill(out);
			if (out.head && out.data == RUN_ALL && run.cycle < last_write + HELD)
				run.fail("cfg", "run %u cycles behind the last word, %u is least",
					 unsigned(run.cycle - last_write), unsigned(HELD));
			if (!out.head)
				last_write = run.cycle;
			if (out.head && (out.data == CLEAR_ALL || out.data == HALT_ALL))
				quiet = TILES + QUIET;
		} else if (quiet) {
			quiet--;
		}
		chain.push_front(out);
		chain.pop_back();
		prog.edge(dut.s_axis_prog_tready);
	}
	/* The tile that a head of space 6 names fills what comes behind it. */
	void fill(Link &w)
	{
		if (w.head) {
			fills = w.data >> 28 == 6;
			fill_node = w.data & 0xffff;
			fill_n = (w.data >> 16 & 0xfff) * 16;
		} else if (fills) {
			if (run.cycle < last_fill + 2)
				run.fail("cfg", "a word of the state too early");
			w.data = state_word(fill_node, fill_n++);
		}
		last_fill = run.cycle;
	}
	void idle(int n)
	{
		while (n--)
			cycle();
	}
	void reset()
	{
		dut.rst_i = 1;
		dut.s_axil_awvalid = dut.s_axil_wvalid = dut.s_axil_arvalid = 0;
		dut.s_axil_bready = dut.s_axil_rready = 0;
		prog.reset();
		expected.clear();
		chain.assign(TILES, Link{false, false, 0});
		cycle();
		dut.rst_i = 0;
		quiet = 0;
		heard = programmed = running = failed = under_way = error = false;
		prog_words = images_in = images_out = mon_words = mon_stalls = cycles = 0;
		bad_images = bad_image = fault = irq = irq_mask = 0;
		image_words = IMAGE_WORDS;
		was_idle = true;
		flush = false;
		asked = 0;
		has_state = fills = false;
	}

	/* AXI4-Lite, address, data and answer each at their own pace. */
	unsigned write(uint32_t address, uint32_t data, unsigned strobes = 15)
	{
		unsigned wait_aw = rng.below(4), wait_w = rng.below(4), wait_b = rng.below(4);
		bool aw = false, w = false;

		for (int n = 0; n < 100; n++) {
			dut.s_axil_awvalid = !aw && wait_aw == 0;
			dut.s_axil_wvalid = !w && wait_w == 0;
			dut.s_axil_bready = wait_b == 0;
			dut.s_axil_awaddr = dut.s_axil_awvalid ? address : rng.bits(8);
			dut.s_axil_wdata = dut.s_axil_wvalid ? data : (uint32_t)rng.next();
			dut.s_axil_wstrb = dut.s_axil_wvalid ? strobes : rng.bits(4);
			dut.clk_i = 0;
			dut.eval();
			bool done = dut.s_axil_bvalid && dut.s_axil_bready;
			unsigned resp = dut.s_axil_bresp;

			if (dut.s_axil_bvalid && !(aw && w))
				run.fail("s_axil_bvalid", "answer before the question");
			aw |= dut.s_axil_awvalid && dut.s_axil_awready;
			w |= dut.s_axil_wvalid && dut.s_axil_wready;
			wait_aw -= wait_aw > 0;
			wait_w -= wait_w > 0;
			wait_b -= wait_b > 0 && dut.s_axil_bvalid;
			cycle();
			if (done) {
				dut.s_axil_bready = 0;
				return resp;
			}
		}
		run.fail("s_axil_bvalid", "no answer");
	}
	unsigned read(uint32_t address, uint32_t *data)
	{
		unsigned wait_ar = rng.below(4), wait_r = rng.below(4);
		bool ar = false;

		for (int n = 0; n < 100; n++) {
			dut.s_axil_arvalid = !ar && wait_ar == 0;
			dut.s_axil_rready = wait_r == 0;
			dut.s_axil_araddr = dut.s_axil_arvalid ? address : rng.bits(8);
			dut.clk_i = 0;
			dut.eval();
			bool done = dut.s_axil_rvalid && dut.s_axil_rready;
			unsigned resp = dut.s_axil_rresp;
			*data = dut.s_axil_rdata;

			if (dut.s_axil_rvalid && !ar)
				run.fail("s_axil_rvalid", "answer before the question");
			ar |= dut.s_axil_arvalid && dut.s_axil_arready;
			wait_ar -= wait_ar > 0;
			wait_r -= wait_r > 0 && dut.s_axil_rvalid;
			cycle();
			if (done) {
				dut.s_axil_rready = 0;
				return resp;
			}
		}
		run.fail("s_axil_rvalid", "no answer");
	}
	void expect(uint32_t address, uint32_t value)
	{
		uint32_t got;
		unsigned resp = read(address, &got);
		char port[32];

		snprintf(port, sizeof(port), "register %02x", address);
		run.equal(port, got, value);
		run.equal("s_axil_rresp", resp, OKAY);
	}
	void expect_status()
	{
		expect(STATUS, (programmed ? PROGRAMMED : 0) | (running ? RUNNING : 0) |
			(images_in == images_out ? IDLE : 0) | (failed ? FAILED : 0) |
			(error ? ERROR : 0) | (under_way ? UNDER_WAY : 0) |
			(bad_images ? BAD : 0));
	}
	void expect_state()
	{
		expect(STATE_SELECT, asked);
		for (uint32_t i = 0; i < 16; i++)
			expect(STATE_AT + 4 * i, !has_state ? 0 :
			       state_word(asked >> 16, (asked & 0xfff) * 16 + i));
	}
	/* All registers, with nothing moving. */
	void expect_all()
	{
		expect(ID, 0x494D4346);
		expect(CONTROL, 0);
		expect_status();
		expect(PROG_WORDS, prog_words);
		expect(IMAGES_IN, images_in);
		expect(IMAGES_OUT, images_out);
		expect(MON_WORDS, mon_words);
		expect(MON_STALLS, mon_stalls);
		expect(IMAGE_WORDS_AT, image_words);
		run.equal("words_o", dut.words_o, image_words);
		expect(IRQ_STATUS, irq);
		expect(IRQ_MASK, irq_mask);
		run.equal("irq_o", dut.irq_o, (irq & irq_mask) != 0);
		expect(BAD_IMAGES, bad_images);
		expect(BAD_IMAGE, bad_image);
		expect(FAULT, error ? 1u << 31 | fault : 0);
		run.equal("flush_o", dut.flush_o, flush);
		if (!running)
			expect(CYCLES, cycles);
		expect_state();
		expect(VERSION, CONTROL_VERSION_MAJOR << 16 | CONTROL_VERSION_MINOR);
		expect(TILES_AT, dut.tiles_i);
		expect(SHAPE, dut.shape_i);
		expect(HASH_LOW, (uint32_t)dut.hash_i);
		expect(HASH_HIGH, (uint32_t)(dut.hash_i >> 32));
		expect(PLAN_LOW, (uint32_t)dut.plan_i);
		expect(PLAN_HIGH, (uint32_t)(dut.plan_i >> 32));
	}
	/* What the fabric is, which the netlist says. */
	void choose_identity()
	{
		dut.tiles_i = rng.bits(17);
		dut.shape_i = (uint32_t)rng.next();
		dut.hash_i = rng.next();
		dut.plan_i = rng.next();
	}

	/* What goes out on the chain of the record words, and whether they are well-formed. */
	bool parse(const std::vector<uint32_t> &words)
	{
		size_t i = 0;

		while (i < words.size()) {
			if (words[i] >> 28 == 15 || words[i] >> 28 == 6)
				return false;
			expected.push_back({true, true, words[i++]});
			if (i == words.size())
				return false;
			uint32_t count = words[i++];
			if (words[i - 2] >> 28 == 5 && count && i < words.size() && !IMAGE_WORDS)
				image_words = words[i];
			for (; count && i < words.size(); count--)
				expected.push_back({true, false, words[i++]});
			if (count)
				return false;
		}
		return true;
	}
	std::vector<uint32_t> records()
	{
		std::vector<uint32_t> words;

		for (int n = rng.below(6); n; n--) {
			uint32_t count = rng.percent(20) ? 0 : rng.below(20);

			words.push_back(rng.below(4) << 28 | rng.below(TILES));
			words.push_back(count);
			while (count--)
				words.push_back((uint32_t)rng.next());
		}
		return words;
	}
	/* Gives a stream to the port; bit `flip` of the words behind the length is
	 * inverted once the CRC is made, -1 none. */
	void give(std::vector<uint32_t> words, int flip)
	{
		std::vector<uint32_t> all = {PROGRAM_MAGIC, (uint32_t)words.size()};

		all.insert(all.end(), words.begin(), words.end());
		all.push_back(program_crc(0, all.data(), all.size() * 4));
		if (flip >= 0)
			all[2 + flip / 32] ^= 1u << flip % 32;
		words.assign(all.begin() + 2, all.end() - 1);
		expected.push_back({true, true, CLEAR_ALL});
		image_words = IMAGE_WORDS;
		programmed = parse(words) && flip < 0 && image_words;
		irq |= programmed ? IRQ_PROGRAMMED : IRQ_REFUSED;
		failed = !programmed;
		prog_words = (uint32_t)all.size();
		running = false;
		for (uint32_t word : all)
			prog.words.push_back(word);
	}
	void drain()
	{
		for (int n = 0; !prog.words.empty() || !expected.empty(); n++) {
			if (n > 20000)
				run.fail("s_axis_prog", "%zu words not taken, %zu not sent",
					 prog.words.size(), expected.size());
			cycle();
		}
		idle(2 * TILES + 30 + STAGES);
	}
	void start()
	{
		bool again = running;

		if (programmed && !running) {
			expected.push_back({true, true, RUN_ALL});
			running = true;
		}
		if (!again && programmed) {
			images_in = images_out = cycles = bad_images = bad_image = 0;
			was_idle = true;
			error = false;
		}
		if (programmed)
			flush = false;
		if (!again && programmed) {
			fault = 0;
		}
		run.equal("s_axil_bresp of a start", write(CONTROL, START),
			  programmed ? OKAY : SLVERR);
	}
	void halt()
	{
		if (running)
			expected.push_back({true, true, HALT_ALL});
		running = flush = false;
		run.equal("s_axil_bresp of a halt", write(CONTROL, HALT), OKAY);
		heard = false;
		if (dut.run_o)
			run.fail("run_o", "high behind a halt");
	}
};

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
	uint32_t mask = 0;

	for (int byte = 0; byte < 4; byte++)
		if (strobes >> byte & 1)
			mask |= 255u << 8 * byte;
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
	uint32_t mask = 0, status;

	for (int byte = 0; byte < 4; byte++)
		if (strobes >> byte & 1)
			mask |= 255u << 8 * byte;
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
