/* SPDX-License-Identifier: Apache-2.0 */

/* imc_fifo against a queue: contents, and valid and ready exactly by how full it is. */

#include "Vdut.h"
#include "stream.hpp"

int main(int argc, char **argv)
{
	Run run{"unit_fifo", seed_of(argc, argv)};
	Rng rng(run.seed);
	Verilated::randReset(2);
	Verilated::randSeed((int)run.seed + 1);
	Vdut dut;
	Source in(&run, &rng, "in");
	Sink out(&run, &rng, "out");
	std::deque<uint64_t> queue;
	uint64_t n_words = 0, n_full_rate = 0;

	for (int part = 0; part < 60; part++) {
		bool full_rate = part % 5 == 0;

		in.reset();
		out.reset();
		queue.clear();
		in.idle = full_rate ? 0 : rng.below(90);
		out.stall = full_rate ? 0 : rng.below(90);
		for (int n = 0; n < 2000; n++)
			in.words.push_back(rng.bits(WIDTH < 64 ? WIDTH : 64));
		dut.rst_i = 1;
		for (int cycle = 0; cycle < 300; cycle++, run.cycle++) {
			in.choose();
			out.choose();
			dut.in_valid_i = in.valid();
			port_set(dut.in_data_i, 0, WIDTH < 64 ? WIDTH : 64, in.data());
			dut.out_ready_i = out.ready();
			dut.clk_i = 0;
			dut.eval();
			if (cycle > 0) {	/* the first clock edge resets */
				run.equal("in_ready_o", dut.in_ready_o, queue.size() < DEPTH);
				run.equal("out_valid_o", dut.out_valid_o, !queue.empty());
				bool taken = out.edge(dut.out_valid_o, port_get(dut.out_data_o, 0,
					WIDTH < 64 ? WIDTH : 64));
				if (taken)
					queue.pop_front();
				n_words += taken;
				n_full_rate += taken && full_rate;
				if (in.edge(dut.in_ready_o)) {
					uint64_t word = port_get(dut.in_data_i, 0,
								 WIDTH < 64 ? WIDTH : 64);
					queue.push_back(word);
					out.expected.push_back(word);
				}
			}
			dut.clk_i = 1;
			dut.eval();
			dut.rst_i = 0;
		}
		if (full_rate && n_full_rate != (uint64_t)(part / 5 + 1) * (DEPTH == 1 ? 149 : 298))
			run.fail("out", "%" PRIu64 " words at full rate", n_full_rate);
	}
	printf("unit_fifo: WIDTH %d DEPTH %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " cycles, equal\n", WIDTH, DEPTH, run.seed, n_words, run.cycle);
	return 0;
}
