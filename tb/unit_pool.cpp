/* SPDX-License-Identifier: Apache-2.0 */

/* imc_pool against num_max and num_avg: groups of random length, corner bytes. */

#include "Vdut.h"
#include "stream.hpp"

extern "C" {
#include "refmodel/num.h"
}

enum { NONE, MAXIMUM, MEAN };

struct Task {
	int reduce, is_signed, shift;
};

/* One group: its words to the input, its result to the output. */
static void add_group(Rng &rng, const Task &task, Source &in, Sink &out)
{
	unsigned n = task.reduce == MEAN ? 1u << task.shift : task.reduce == NONE ? 1 :
		     1 + rng.below(20);
	unsigned kind = rng.below(3);	/* random, all least, all most */
	uint64_t win_last = rng.below(2);
	int acc[4] = {};
	uint64_t result = 0;

	for (unsigned i = 0; i < n; i++) {
		uint32_t word = kind == 0 ? (uint32_t)rng.bits(32) :
				(kind == 1) == !task.is_signed ? 0 : 0xffffffff;
		bool last = i == n - 1;

		if (kind && task.is_signed)
			word = kind == 1 ? 0x80808080 : 0x7f7f7f7f;
		for (int lane = 0; lane < 4; lane++) {
			int v = num_byte(word, lane, task.is_signed);

			acc[lane] = i == 0 ? v : task.reduce == MEAN ? acc[lane] + v :
				    num_max(acc[lane], v);
		}
		in.words.push_back((last ? win_last : rng.below(2)) << 33 | (uint64_t)last << 32 |
				   word);
	}
	for (int lane = 0; lane < 4; lane++) {
		int v = task.reduce == MEAN ? num_avg(acc[lane], task.shift) : acc[lane];

		result |= (uint64_t)(v & 255) << 8 * lane;
	}
	out.expected.push_back(win_last << 32 | result);
}

int main(int argc, char **argv)
{
	Run run{"unit_pool", seed_of(argc, argv)};
	Rng rng(run.seed);
	Verilated::randReset(2);
	Verilated::randSeed((int)run.seed + 1);
	Vdut dut;
	Source in(&run, &rng, "in");
	Sink out(&run, &rng, "out");

	for (int part = 0; part < PARTS; part++) {
		Task task{(int)rng.below(3), (int)rng.below(2), (int)rng.below(part % 8 ? 7 : 13)};
		bool full_rate = part % 4 == 0;

		in.reset();
		out.reset();
		in.idle = full_rate ? 0 : rng.below(90);
		out.stall = full_rate ? 0 : rng.below(90);
		while (in.words.size() < 500)
			add_group(rng, task, in, out);
		dut.reduce_i = (uint8_t)task.reduce;
		dut.signed_i = (uint8_t)task.is_signed;
		dut.shift_i = (uint8_t)task.shift;
		for (int cycle = -1; !out.expected.empty(); cycle++, run.cycle++) {
			if (cycle > 100000)
				run.fail("out", "stuck");
			in.choose();
			out.choose();
			dut.rst_i = cycle < 0;
			dut.in_valid_i = in.valid();
			dut.in_data_i = (uint32_t)in.data();
			dut.in_tap_last_i = in.data() >> 32 & 1;
			dut.in_win_last_i = in.data() >> 33 & 1;
			dut.out_ready_i = out.ready();
			dut.clk_i = 0;
			dut.eval();
			if (cycle >= 0) {
				in.edge(dut.in_ready_o);
				out.edge(dut.out_valid_o,
					 (uint64_t)dut.out_win_last_o << 32 | dut.out_data_o);
				if (full_rate && !dut.in_ready_o)
					run.fail("in", "not ready at full rate");
			}
			dut.clk_i = 1;
			dut.eval();
		}
	}
	printf("unit_pool: seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64 " cycles, equal\n",
	       run.seed, out.n_words, run.cycle);
	return 0;
}
