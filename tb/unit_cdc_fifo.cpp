/* SPDX-License-Identifier: Apache-2.0 */

/* imc_cdc_fifo between two clocks of many ratios and phases, and between drifting ones: what
 * enters leaves, in order and once, with idle cycles, back-pressure and stops; words keep
 * standing through a clear; the pointers change by one bit; with equal clocks and DEPTH 8 a
 * word a cycle. */

#include "Vdut.h"
#include "Vdut___024root.h"
#include "bus.hpp"
#include "stream.hpp"

static const unsigned BITS = WIDTH < 64 ? WIDTH : 64;

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Source in;
	Sink out;
	uint32_t wr = 0, rd = 0;
	uint64_t in_cycles = 0, out_cycles = 0;
	bool stops = false;

	explicit Bench(uint64_t seed)
		: run{"unit_cdc_fifo", seed}, rng(seed), in(&run, &rng, "in"), out(&run, &rng, "out")
	{
	}
	/* Both sides stopped; the word that stands at the output stays, unless the output is
	 * reset. */
	void clear(bool reset)
	{
		bool shown = dut.out_valid_o && !reset;
		uint64_t word = port_get(dut.out_data_o, 0, BITS);

		in.reset();
		out.reset();
		dut.in_valid_i = dut.out_ready_i = 0;
		dut.in_stop_i = dut.out_stop_i = dut.in_clear_i = dut.out_clear_i = 1;
		dut.out_rst_i = reset;
		for (int i = 0; i < 6; i++) {
			dut.in_clk_i = dut.out_clk_i = 0;
			dut.eval();
			dut.in_clk_i = dut.out_clk_i = 1;
			dut.eval();
			run.equal("out_valid_o", dut.out_valid_o, shown);
			if (shown)
				run.equal("out_data_o", port_get(dut.out_data_o, 0, BITS), word);
		}
		if (shown)
			out.expected.push_back(word);
		dut.in_clear_i = dut.out_clear_i = dut.out_rst_i = 0;
		dut.in_stop_i = dut.out_stop_i = 0;
		dut.eval();
		run.equal("in_some_o", dut.in_some_o, 0);
		wr = rd = 0;
	}
	void in_cycle()
	{
		run.cycle++;
		in_cycles++;
		in.choose();
		dut.in_stop_i = stops && rng.percent(10);
		dut.in_valid_i = in.valid();
		port_set(dut.in_data_i, 0, BITS, in.data());
		dut.in_clk_i = 0;
		dut.eval();
		if (dut.in_ready_o && dut.in_stop_i)
			run.fail("in_ready_o", "is high while stopped");
		if (in.edge(dut.in_ready_o))
			out.expected.push_back(port_get(dut.in_data_i, 0, BITS));
		if (out.expected.size() > DEPTH + (unsigned)kept)
			run.fail("in", "%zu words inside", out.expected.size());
		dut.in_clk_i = 1;
		dut.eval();
		gray("wr_gray_q", dut.rootp->imc_cdc_fifo__DOT__wr_gray_q, wr);
		if (!dut.in_some_o && out.expected.size() > (unsigned)kept)
			run.fail("in_some_o", "is low with %zu words inside", out.expected.size());
	}
	void out_cycle()
	{
		out_cycles++;
		out.choose();
		dut.out_stop_i = stops && rng.percent(10);
		dut.out_ready_i = out.ready();
		dut.out_clk_i = 0;
		dut.eval();
		if (out.edge(dut.out_valid_o, port_get(dut.out_data_o, 0, BITS)))
			kept = false;
		dut.out_clk_i = 1;
		dut.eval();
		gray("rd_gray_q", dut.rootp->imc_cdc_fifo__DOT__rd_gray_q, rd);
	}
	void gray(const char *name, uint32_t now, uint32_t &was)
	{
		if (__builtin_popcount(now ^ was) > 1)
			run.fail(name, "goes from %x to %x", was, now);
		was = now;
	}
	void go(const char *ratio, unsigned n, unsigned idle, unsigned stall)
	{
		Clocks clocks(ratio, rng.next());

		in.idle = idle;
		out.stall = stall;
		for (unsigned i = 0; i < 2 * n; i++)
			in.words.push_back(rng.bits(BITS));
		in_cycles = out_cycles = 0;
		while (in_cycles < n || out_cycles < n) {
			if (clocks.fabric_next())
				in_cycle();
			else
				out_cycle();
		}
	}
	bool kept = false;	/* of the words expected the first is of before a clear */
};

int main(int argc, char **argv)
{
	uint64_t seed = seed_of(argc, argv);
	Verilated::randReset(2);
	Verilated::randSeed((int)seed + 1);
	Bench b(seed);
	static const char *const ratio[] = {"1:1", "1:1", "3:2", "2:3", "1:7", "7:1", "13:11", "drift"};

	b.clear(true);
	for (int part = 0; part < 80; part++) {
		bool reset = b.rng.percent(50);
		b.stops = part % 3 == 0;
		b.go(ratio[part % 8], 300, b.rng.below(90), b.rng.below(90));
		b.stops = false;
		if (part % 4 == 1) {	/* all leaves */
			b.in.words.resize(1);	/* it may be offered */
			b.in.idle = b.out.stall = 0;
			for (int i = 0; i < 40; i++) {
				b.in_cycle();
				b.out_cycle();
			}
			for (int i = 0; i < 4; i++)
				b.in_cycle();
			if (!b.out.expected.empty() || b.dut.in_some_o)
				b.run.fail("out", "%zu words stay inside", b.out.expected.size());
		}
		b.clear(reset);
		b.kept = !b.out.expected.empty();
	}
	/* Equal clocks, a word always offered and taken. */
	b.clear(true);
	b.kept = false;
	b.go("1:1", 50, 0, 0);
	uint64_t from = b.out.n_words;
	b.go("1:1", 1000, 0, 0);
	if (DEPTH >= 8 && b.out.n_words - from < 998)
		b.run.fail("out", "%" PRIu64 " words in 1000 cycles", b.out.n_words - from);
	printf("unit_cdc_fifo: WIDTH %d DEPTH %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " of 1000 cycles at equal clocks, equal\n", WIDTH, DEPTH, seed, b.out.n_words,
	       b.out.n_words - from);
	return 0;
}
