/* SPDX-License-Identifier: Apache-2.0 */

/* imc_feed joined to imc_collect: words and image ends arrive, in order, once; credits
 * bound what is on its way; stopping clears both; full rate. */

#include "Vdut.h"
#include "stream.hpp"

int main(int argc, char **argv)
{
	Run run{"unit_edge", seed_of(argc, argv)};
	Rng rng(run.seed);
	Verilated::randReset(2);
	Verilated::randSeed((int)run.seed + 1);
	Vdut dut;
	Source in(&run, &rng, "s_axis");
	Sink out(&run, &rng, "m_axis");
	uint64_t n_words = 0;

	for (int part = 0; part < 40; part++) {
		bool full_rate = part % 4 == 0, reset = part % 3 == 0;
		unsigned images_in = 0, images_out = 0, seen_in = 0, seen_out = 0;
		unsigned on_way = 0;
		uint64_t before = n_words;

		in.reset();
		out.reset();
		in.idle = full_rate ? 0 : rng.below(90);
		out.stall = full_rate ? 0 : rng.below(90);
		for (int n = 0; n < 500; n++)
			in.words.push_back((uint64_t)rng.percent(10) << 32 | rng.bits(32));
		for (int cycle = 0; cycle < 404; cycle++, run.cycle++) {
			/* One clock edge of reset, or of not running, clears everything. */
			dut.rst_i = cycle == 0 && (reset || part == 0);
			dut.run_i = cycle > 0 || dut.rst_i;
			if (cycle > 400)
				in.idle = 100;
			in.choose();
			out.choose();
			dut.s_axis_tvalid = in.valid();
			dut.s_axis_tdata = (uint32_t)in.data();
			dut.s_axis_tlast = in.data() >> 32 & 1;
			dut.m_axis_tready = out.ready();
			dut.clk_i = 0;
			dut.eval();
			if (cycle == 0 && !dut.run_i)
				run.equal("s_axis_tready while stopped", dut.s_axis_tready, 0);
			if (cycle > 0) {
				uint64_t word = (uint64_t)dut.m_axis_tlast << 32 | dut.m_axis_tdata;
				uint64_t given = (uint64_t)dut.s_axis_tlast << 32 | dut.s_axis_tdata;

				on_way -= dut.credit_o & 1;
				if (in.edge(dut.s_axis_tready)) {
					out.expected.push_back(given);
					images_in += given >> 32 & 1;
					if (++on_way > DEPTH)
						run.fail("s_axis", "%u words on their way", on_way);
				}
				if (dut.valid_o & ~1u || dut.credit_o & ~1u)
					run.fail("channel", "used a virtual channel other than 0");
				if (out.edge(dut.m_axis_tvalid, word)) {
					n_words++;
					images_out += word >> 32 & 1;
				}
				seen_in += dut.image_in_o;
				seen_out += dut.image_out_o;
			}
			dut.clk_i = 1;
			dut.eval();
		}
		dut.clk_i = 0;
		dut.eval();
		run.equal("image_in_o", seen_in + dut.image_in_o, images_in);
		run.equal("image_out_o", seen_out + dut.image_out_o, images_out);
		uint64_t expected = DEPTH >= 4 ? 400 : 201;
		if (full_rate && n_words - before != expected)
			run.fail("m_axis", "%" PRIu64 " words at full rate, expected %" PRIu64,
				 n_words - before, expected);
	}
	printf("unit_edge: VCS %d DEPTH %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " cycles, equal\n", VCS, DEPTH, run.seed, n_words, run.cycle);
	return 0;
}
