/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTRL_BENCH_HPP
#define CTRL_BENCH_HPP

/*
 * The bench of imc_ctrl: its chain of TILES registers, its host, and what the registers of
 * docs/rtl.md have to say. Parameters of the module are macros.
 */

extern "C" {
#include "model/control.h"
#include "model/program.h"
}
#include "Vdut.h"
#include "stream.hpp"

#ifndef PARITY
#define PARITY 0
#endif
enum { CAUSES = PARITY ? 15 : 3 };	/* that are not none */

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
inline uint32_t state_word(uint32_t node, uint32_t n)
{
	return node < TILES ? (node * 4096 + n + 1) * 0x9e3779b1u : 0;
}

/* The bits of the bytes that are written. */
inline uint32_t strobe_mask(unsigned strobes)
{
	uint32_t mask = 0;

	for (int byte = 0; byte < 4; byte++)
		if (strobes >> byte & 1)
			mask |= 255u << 8 * byte;
	return mask;
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
			(rng.percent(events / 20) ? (1 + rng.below(CAUSES)) << 18 : 0u) |
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

#endif
