/* SPDX-License-Identifier: Apache-2.0 */

/* imc_link: every wire STAGES cycles late each way, clean after a reset. */

#include "Vdut.h"
#include "stream.hpp"

struct Wires {
	uint64_t valid, data, credit;
};

int main(int argc, char **argv)
{
	Run run{"unit_link", seed_of(argc, argv)};
	Rng rng(run.seed);
	Verilated::randReset(2);
	Verilated::randSeed((int)run.seed + 1);
	Vdut dut;
	std::deque<Wires> past;	/* the last STAGES cycles, newest first */
	uint64_t n_flits = 0;

	for (int part = 0; part < 20; part++) {
		unsigned busy = rng.below(101);

		dut.rst_i = 1;
		for (int cycle = 0; cycle < 200; cycle++, run.cycle++) {
			Wires now = {0, rng.bits(WIDTH), rng.bits(VCS)};
			if (rng.percent(busy))
				now.valid = UINT64_C(1) << rng.below(VCS);
			dut.in_valid_i = now.valid;
			port_set(dut.in_data_i, 0, WIDTH, now.data);
			dut.out_credit_i = now.credit;
			dut.clk_i = 0;
			dut.eval();
			past.push_front(now);
			if (cycle > 0) {
				const Wires &then = past[STAGES];
				run.equal("out_valid_o", dut.out_valid_o, then.valid);
				run.equal("in_credit_o", dut.in_credit_o, then.credit);
				if (then.valid)
					run.equal("out_data_o", port_get(dut.out_data_o, 0, WIDTH),
						  then.data);
				n_flits += then.valid != 0;
			} else {	/* what is on its way is lost in this reset */
				past.assign(STAGES + 1, Wires{0, 0, 0});
			}
			past.resize(STAGES + 1);
			dut.clk_i = 1;
			dut.eval();
			dut.rst_i = 0;
		}
	}
	printf("unit_link: WIDTH %d VCS %d STAGES %d seed %" PRIu64 ": %" PRIu64 " flits, %" PRIu64
	       " cycles, equal\n", WIDTH, VCS, STAGES, run.seed, n_flits, run.cycle);
	return 0;
}
