/* SPDX-License-Identifier: Apache-2.0 */

/* imc_feed joined to imc_collect: frames of the right length and others arrive as whole
 * images, in order, once, the bad ones marked; credits bound what is on its way; a stop
 * forgets what is inside, and the rest of a frame is dropped; full rate. */

#include "Vdut.h"
#include "stream.hpp"

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Source in;
	Sink out;
	unsigned words = 1;		/* of an image */
	unsigned at = 0, on_way = 0;	/* words of the image that went in; flits */
	bool drop = false, frame = false, bad = false;	/* bad: its result is to come */
	unsigned n_in = 0, n_short = 0, n_long = 0, n_out = 0;
	unsigned seen_in = 0, seen_short = 0, seen_long = 0, seen_out = 0;
	uint64_t n_words = 0, n_bad = 0;

	explicit Bench(uint64_t seed)
		: run{"unit_edge", seed}, rng(seed), in(&run, &rng, "s_axis"),
		  out(&run, &rng, "m_axis")
	{
	}
	/* A frame of so many words. */
	void queue(unsigned n)
	{
		for (unsigned i = 0; i < n; i++)
			in.words.push_back((uint64_t)(i == n - 1) << 32 | rng.bits(32));
	}
	void expect(uint32_t word, bool is_bad)
	{
		bool last = ++at == words;

		out.expected.push_back((uint64_t)(last && is_bad) << 33 | (uint64_t)last << 32 | word);
		if (!last)
			return;
		at = 0;
		n_in++;
		bad = is_bad;
	}
	void taken(uint64_t word)
	{
		bool last = word >> 32;

		frame = !last;
		if (drop || !dut.run_i) {
			if (!drop && !dut.flush_i)
				run.fail("s_axis_tready", "a word is taken while stopped");
			drop = !dut.run_i || !last ? frame : false;
			return;
		}
		if (at == 0 && bad)
			run.fail("s_axis_tready", "an image begins before the bad one's result left");
		if (at == words - 1 && !last) {
			n_long++;
			drop = true;
		}
		expect((uint32_t)word, drop);
		if (last && at) {
			n_short++;
			while (at)
				expect(0, true);
		}
	}
	void edge()
	{
		uint64_t word = (uint64_t)dut.m_axis_tuser << 33 | (uint64_t)dut.m_axis_tlast << 32 |
			dut.m_axis_tdata;
		uint64_t given = (uint64_t)dut.s_axis_tlast << 32 | dut.s_axis_tdata;

		run.equal("frame_o", dut.frame_o, frame);
		if (dut.valid_o & ~1u || dut.credit_o & ~1u)
			run.fail("channel", "used a virtual channel other than 0");
		on_way += dut.valid_o & 1;
		if (on_way > DEPTH && dut.run_i)
			run.fail("channel", "%u words on their way", on_way);
		on_way -= dut.credit_o & 1;
		if (in.edge(dut.s_axis_tready))
			taken(given);
		seen_in += dut.image_in_o;
		seen_short += dut.short_o;
		seen_long += dut.long_o;
		seen_out += dut.image_out_o;
		if (!dut.run_i) {
			on_way = 0;
			if (dut.m_axis_tvalid && was_stopped)
				run.fail("m_axis", "valid while stopped");
			was_stopped = true;
			return;
		}
		was_stopped = false;
		if (out.edge(dut.m_axis_tvalid, word)) {
			n_words++;
			n_out += word >> 32 & 1;
			if (word >> 33) {
				n_bad++;
				bad = false;
			}
		}
	}
	void cycle()
	{
		in.choose();
		out.choose();
		dut.s_axis_tvalid = in.valid();
		dut.s_axis_tdata = (uint32_t)in.data();
		dut.s_axis_tlast = in.data() >> 32 & 1;
		dut.m_axis_tready = out.ready();
		dut.clk_i = 0;
		dut.eval();
		if (!dut.rst_i)
			edge();
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	/* One or more clock edges of not running, or one of reset, clear everything but
	 * what is known of the frame under way. */
	void stop(bool reset)
	{
		unsigned way = rng.below(3);

		out.reset();
		was_stopped = false;
		dut.run_i = 0;
		dut.rst_i = reset;
		dut.words_i = words = rng.percent(30) ? 1 : 1 + rng.below(9);
		at = on_way = 0;
		bad = false;
		if (reset) {
			in.reset();
			drop = frame = false;
			cycle();
			dut.rst_i = 0;
			return;
		}
		if (way == 0 && frame) {	/* the host gives the frame up */
			in.reset();
			dut.cut_i = 1;
			cycle();
			dut.cut_i = drop = frame = false;
			return;
		}
		dut.flush_i = way == 1;
		drop = frame;
		for (unsigned n = 1 + rng.below(30); n; n--) {
			cycle();
		}
		dut.flush_i = 0;
		drop = frame;
	}
	bool was_stopped = false;
};

static void part(Bench &b, int number)
{
	bool full_rate = number % 4 == 0;

	b.stop(number % 3 == 0);
	b.in.idle = full_rate ? 0 : b.rng.below(90);
	b.out.stall = full_rate ? 0 : b.rng.below(90);
	b.n_in = b.n_short = b.n_long = b.n_out = 0;
	b.seen_in = b.seen_short = b.seen_long = b.seen_out = 0;
	uint64_t before = b.n_words;
	if (full_rate) {	/* behind a frame that is dropped there is none to cut short */
		b.in.reset();
		b.dut.cut_i = 1;
		b.dut.run_i = 0;
		b.cycle();
		b.dut.cut_i = b.drop = b.frame = false;
	}
	while (b.in.words.size() < 450)
		b.queue(full_rate || b.rng.percent(60) ? b.words : 1 + b.rng.below(3 * b.words + 1));
	b.dut.run_i = 1;
	uint64_t begin = b.run.cycle;
	while (b.run.cycle < begin + 403)
		b.cycle();
	if (full_rate && b.n_words - before != (DEPTH >= 4 ? 401 : 201))
		b.run.fail("m_axis", "%" PRIu64 " words at full rate", b.n_words - before);
	if (number % 5 == 4)	/* stopped in the middle */
		return;
	for (int n = 0; !b.in.words.empty() || !b.out.expected.empty(); n++) {
		if (n > 100000)
			b.run.fail("m_axis", "stuck, %zu words to take, %zu to come",
				   b.in.words.size(), b.out.expected.size());
		b.cycle();
	}
	for (int n = 0; n < 5; n++)
		b.cycle();
	b.run.equal("image_in_o", b.seen_in, b.n_in);
	b.run.equal("short_o", b.seen_short, b.n_short);
	b.run.equal("long_o", b.seen_long, b.n_long);
	b.run.equal("image_out_o", b.seen_out, b.n_out);
	b.run.equal("images out", b.n_out, b.n_in);
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int number = 0; number < 120; number++)
		part(b, number);
	if (!b.n_bad)
		b.run.fail("m_axis_tuser", "never seen");
	printf("unit_edge: VCS %d DEPTH %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " bad images, %" PRIu64 " cycles, equal\n", VCS, DEPTH, b.run.seed, b.n_words,
	       b.n_bad, b.run.cycle);
	return 0;
}
