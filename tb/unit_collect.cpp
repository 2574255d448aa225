/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_collect, programmed through its chain or with constant parts: of each pixel the
 * words of every part in order, image after image, the flits of the parts in any order
 * among each other, with idle and back-pressure. Words and ends of images arrive in order,
 * once; credits bound what is on its way; stopping forgets what is inside; full rate.
 * The last word of a result waits for its image, and bears the mark of a bad one.
 */

#include <algorithm>

#include "Vdut.h"
#include "stream.hpp"

#ifndef WAY_BITS
#define WAY_BITS 16
#endif

enum { NODE = 0x0041, COMMAND = 15, CLEAR = 0, PART_BITS = 13 };

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Sender in;
	Sink out;
	bool was_valid = false, was_head = false;	/* of the chain, a cycle ago */
	uint32_t was_data = 0;
	uint64_t n_images = 0, n_told = 0;
	/* The input side: images that went in whole, which of them are bad. */
	std::vector<bool> bad;
	size_t n_in = 0;
	unsigned in_percent = 100;	/* of the cycles in which one could */
	bool waits = false, begun = true;	/* behind a bad one; one may be under way */
	uint64_t n_bad = 0, n_held = 0;

	explicit Bench(uint64_t seed)
		: run{"unit_collect", seed}, rng(seed), in(&run, &rng, "in", VCS, DEPTH),
		  out(&run, &rng, "m_axis")
	{
		dut.node_i = NODE;
	}
	void cycle()
	{
		in.choose();
		out.choose();
		dut.in_valid_i = in.valid();
		port_set(dut.in_data_i, 0, 33, in.data());
		dut.m_axis_tready = out.ready();
		choose_image();
		dut.clk_i = 0;
		dut.eval();
		if (!dut.rst_i) {
			run.equal("cfg_valid_o", dut.cfg_valid_o, was_valid);
			if (was_valid) {
				run.equal("cfg_head_o", dut.cfg_head_o, was_head);
				run.equal("cfg_data_o", dut.cfg_data_o, was_data);
			}
		}
		if (!dut.rst_i && dut.run_i) {
			uint64_t word = (uint64_t)dut.m_axis_tuser << 33 |
				(uint64_t)dut.m_axis_tlast << 32 | dut.m_axis_tdata;

			in.edge((unsigned)port_get(dut.in_credit_o, 0, VCS));
			n_told += dut.image_o;
			if (dut.m_axis_tvalid && dut.m_axis_tlast && n_images == n_in)
				run.fail("m_axis", "the end of image %" PRIu64
					 ", which did not go in whole", n_images);
			if (out.edge(dut.m_axis_tvalid, word))
				n_images += word >> 32 & 1;
			edge_image();
		}
		was_valid = dut.cfg_valid_i && !dut.rst_i;
		was_head = dut.cfg_head_i;
		was_data = dut.cfg_data_i;
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	/* An image goes in that began when it was not held and no mark was to come. */
	void choose_image()
	{
		bool may = n_in < bad.size() && begun;

		dut.image_i = dut.run_i && may && rng.percent(in_percent);
		dut.short_i = dut.image_i && bad[n_in] && n_in % 2;
		dut.long_i = dut.image_i && bad[n_in] && !dut.short_i;
	}
	void edge_image()
	{
		if (dut.image_i) {
			begun = false;
			waits = bad[n_in];
			n_in++;
			if (n_in - n_images > (1ull << WAY_BITS) - 1)
				run.fail("hold_o", "%zu images in, %" PRIu64 " out", n_in, n_images);
		}
		n_held += dut.hold_o;
		begun = (begun || !dut.hold_o) && !waits;
		if (dut.marked_o) {
			if (!waits)
				run.fail("marked_o", "without a bad image");
			n_bad++;
			waits = false;
		}
	}
	void send(bool head, uint32_t data)
	{
		dut.cfg_valid_i = 1;
		dut.cfg_head_i = head;
		dut.cfg_data_i = data;
		cycle();
		dut.cfg_valid_i = 0;
	}
	/* Parts of so many words; those of another node and another space do not matter. */
	void program(const std::vector<unsigned> &words)
	{
		for (unsigned i = 0; i < VCS; i++)
			port_set(dut.part_i, PART_BITS * i, PART_BITS,
				 i < words.size() ? 1u << 12 | words[i] : rng.bits(12));
		if (FIXED)
			return;
		send(true, (uint32_t)COMMAND << 28 | CLEAR);
		for (unsigned space = 0; space < 4; space++)
			for (int other = 0; other < 2; other++) {
				bool mine = space == 1 && !other;

				send(true, space << 28 | (other ? NODE + 1 : NODE));
				for (unsigned i = 0; i < VCS && (!mine || i < words.size()); i++)
					send(false, mine ? 1u << 31 | words[i] :
					     (uint32_t)rng.bits(32));
			}
		cycle();
	}
	/* Images of n_pixels pixels; the last flags of other parts than the last one's, as a
	 * task sends them, are not those of an image. */
	void queue(const std::vector<unsigned> &words, unsigned n_pixels, unsigned n)
	{
		for (unsigned i = 0; i < n; i++)
			bad.push_back(in_percent < 100 && rng.percent(30));
		for (unsigned p = 0; p < n * n_pixels; p++)
			for (unsigned i = 0; i < words.size(); i++)
				for (unsigned c = 0; c < words[i]; c++) {
					uint64_t v = rng.bits(32);
					bool last = c == words[i] - 1 && p % n_pixels == n_pixels - 1;
					bool ends = last && i == words.size() - 1;

					in.words[i].push_back((uint64_t)last << 32 | v);
					out.expected.push_back((uint64_t)(ends && bad[p / n_pixels]) << 33 |
							       (uint64_t)ends << 32 | v);
				}
	}
	void forget()
	{
		in.reset();
		out.reset();
		n_images = n_told = n_in = n_bad = 0;
		bad.clear();
		waits = false;
		begun = true;
	}
};

static void part(Bench &b, int number)
{
	std::vector<unsigned> words;
	bool full_rate = number % 4 == 0, reset = number % 3 == 0, stop = number % 5 == 4;
	unsigned n_parts = 1 + b.rng.below(VCS), n_pixels = 1 + b.rng.below(12), each = 0;

	for (unsigned i = 0; i < n_parts; i++)
		words.push_back(1 + b.rng.below(b.rng.percent(30) ? 40 : 5));
	for (unsigned w : words)
		each += w;
	/* One clock edge of reset, or of not running, forgets everything. */
	b.forget();
	b.dut.rst_i = reset || number == 0;
	b.dut.run_i = 0;
	b.cycle();
	b.dut.rst_i = 0;
	b.program(words);
	b.dut.run_i = 1;
	b.in.idle = full_rate ? 0 : b.rng.below(90);
	b.out.stall = full_rate ? 0 : b.rng.below(90);
	b.in_percent = full_rate ? 100 : b.rng.percent(50) ? 90 : 1 + b.rng.below(30);
	b.queue(words, n_pixels, 1 + 600 / (n_pixels * each));
	uint64_t begin = b.run.cycle, n = b.out.expected.size();
	while (!b.out.expected.empty() && !(stop && b.out.expected.size() < n / 2)) {
		if (b.run.cycle == begin + 200000)
			b.run.fail("m_axis", "stuck, %zu words to come", b.out.expected.size());
		b.cycle();
	}
	if (stop)
		return;
	if (full_rate && n_parts == 1 && DEPTH >= 4)
		b.run.equal("cycles", b.run.cycle - begin, n + 1);
	for (int i = 0; i < 5; i++)	/* nothing more may come, the last credits return */
		b.cycle();
	b.run.equal("image_o", b.n_told, b.n_images);
	b.run.equal("images", b.n_images, b.bad.size());
	b.run.equal("marked_o", b.n_bad,
		    (uint64_t)std::count(b.bad.begin(), b.bad.end(), true));
	for (unsigned vc = 0; vc < VCS; vc++)
		b.run.equal("credits missing", b.in.spent(vc), 0);
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int number = 0; number < 200; number++)
		part(b, number);
	if (WAY_BITS == 3 && !b.n_held)
		b.run.fail("hold_o", "never high");
	printf("unit_collect: VCS %d DEPTH %d fixed %d seed %" PRIu64 ": %" PRIu64 " words, %"
	       PRIu64 " cycles, equal\n", VCS, DEPTH, FIXED, b.run.seed, b.out.n_words,
	       b.run.cycle);
	return 0;
}
