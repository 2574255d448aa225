/* SPDX-License-Identifier: Apache-2.0 */

/* imc_pool against num_max, num_avg and sums of products: groups of random length, corner
 * bytes and weights, windows of several words for weighted sums. */

#include <algorithm>
#include <array>

#include "Vdut.h"
#include "stream.hpp"

extern "C" {
#include "refmodel/num.h"
}

enum { NONE, MAXIMUM, MEAN, WEIGHTED };
enum { LANES = BITS / 8, ELEMENT = WORDS ? 24 : 8 };

typedef std::array<int32_t, LANES> Lanes;

struct Task {
	int reduce, is_signed, shift;
	int n_words, n_taps;	/* of a window, for weighted sums */
	std::vector<Lanes> weight;	/* [n_words][n_taps] */
};

/* A word of a window, and one of a vector. */
struct Shown {
	std::array<uint8_t, LANES> byte;
	bool tap_last, win_last;
};
struct Vector {
	Lanes element;	/* as many bits as an element has */
	bool last;

	bool operator!=(const Vector &v) const { return element != v.element || last != v.last; }
};

static void random_word(Rng &rng, Shown &s)
{
	for (auto &b : s.byte)
		b = (uint8_t)rng.bits(8);
	s.tap_last = rng.percent(50);
	s.win_last = rng.percent(50);
}

static std::string digits(const Vector &v)
{
	std::string s = v.last ? "last" : "";

	for (int32_t e : v.element)
		s += " " + std::to_string(e);
	return s;
}

/* Random, all least, all most. */
static uint8_t some_byte(Rng &rng, unsigned kind, bool is_signed)
{
	return kind == 0 ? (uint8_t)rng.bits(8) : (kind == 1) == is_signed ? 0x80 :
	       is_signed ? 0x7f : kind == 1 ? 0 : 0xff;
}

/* One group: its words to the input, its result to the output. */
static void add_group(Rng &rng, const Task &t, unsigned n, const Lanes *weight, bool win_last,
		      SourceOf<Shown> &in, SinkOf<Vector> &out)
{
	unsigned kind = rng.below(3);
	Vector v = { {}, win_last };

	for (unsigned i = 0; i < n; i++) {
		Shown s;
		bool last = i == n - 1;

		for (size_t lane = 0; lane < LANES; lane++) {
			s.byte[lane] = some_byte(rng, kind, t.is_signed);
			int x = num_byte(s.byte[lane], 0, t.is_signed);
			int32_t &acc = v.element[lane];

			acc = t.reduce == WEIGHTED ? acc + weight[i][lane] * x : i == 0 ? x :
			      t.reduce == MEAN ? acc + x : num_max(acc, x);
		}
		s.tap_last = last;
		s.win_last = last ? win_last : t.reduce != WEIGHTED && rng.percent(50);
		in.words.push_back(s);
	}
	for (int32_t &acc : v.element) {
		if (t.reduce == MEAN)
			acc = num_avg(acc, t.shift);
		acc &= (1 << ELEMENT) - 1;
	}
	out.expected.push_back(v);
}

static void add_window(Rng &rng, const Task &t, SourceOf<Shown> &in, SinkOf<Vector> &out)
{
	unsigned n = t.reduce == MEAN ? 1u << t.shift : t.reduce == NONE ? 1 : 1 + rng.below(20);

	if (t.reduce != WEIGHTED)
		return add_group(rng, t, n, nullptr, rng.percent(50), in, out);
	for (int w = 0; w < t.n_words; w++)
		add_group(rng, t, (unsigned)t.n_taps, &t.weight[(size_t)(w * t.n_taps)],
			  w == t.n_words - 1, in, out);
}

static Task random_task(Rng &rng, bool is_long)
{
	Task t = {};

	t.reduce = (int)rng.below(WORDS ? 5 : 3);
	t.reduce = std::min(t.reduce, (int)WEIGHTED);
	t.is_signed = (int)rng.below(2);
	t.shift = (int)rng.below(is_long ? 13 : 7);
	t.n_words = 1 + (int)rng.below(std::max(1, std::min((int)WORDS, 4)));
	t.n_taps = 1 + (int)rng.below(std::max(1u, std::min(256u, (unsigned)(WORDS / t.n_words))));
	unsigned kind = rng.below(4);	/* random, all least, all most, random */

	for (int i = 0; i < t.n_words * t.n_taps; i++) {
		Lanes w;

		for (int32_t &v : w)
			v = kind == 1 ? -128 : kind == 2 ? 127 : (int32_t)rng.below(256) - 128;
		t.weight.push_back(w);
	}
	return t;
}

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	SourceOf<Shown> in;
	SinkOf<Vector> out;
	uint64_t n_weighted = 0;

	explicit Bench(uint64_t seed)
		: run{"unit_pool", seed}, rng(seed), in(&run, &rng, "in"), out(&run, &rng, "out")
	{
	}
	void cycle(bool reset, bool full_rate)
	{
		in.choose();
		out.choose();
		dut.rst_i = reset;
		dut.in_valid_i = in.valid();
		Shown s = in.data();
		for (unsigned lane = 0; lane < LANES; lane++)
			port_set(dut.in_data_i, 8 * lane, 8, s.byte[lane]);
		dut.in_tap_last_i = s.tap_last;
		dut.in_win_last_i = s.win_last;
		dut.out_ready_i = out.ready();
		dut.clk_i = 0;
		dut.eval();
		if (!reset) {
			Vector v = { {}, dut.out_win_last_o != 0 };

			for (unsigned lane = 0; lane < LANES; lane++)
				v.element[lane] = (int32_t)port_get(dut.out_data_o, ELEMENT * lane, 8);
			for (unsigned lane = 0; ELEMENT > 8 && lane < LANES; lane++)
				v.element[lane] = (int32_t)port_get(dut.out_data_o, ELEMENT * lane, ELEMENT);
			in.edge(dut.in_ready_o);
			out.edge(dut.out_valid_o, v);
			if (full_rate && !dut.in_ready_o)
				run.fail("in", "not ready at full rate");
		}
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	/* Four weights a cycle: of each word of a window tap by tap, of each its lanes. */
	void program(const Task &t)
	{
		for (size_t i = 0; WORDS && i < t.weight.size() * LANES / 4; i++) {
			dut.w_we_i = 1;
			dut.w_addr_i = (uint16_t)i;
			for (unsigned j = 0; j < 4; j++)
				port_set(dut.w_data_i, 8 * j, 8,
					 (uint8_t)t.weight[4 * i / LANES][4 * i % LANES + j]);
			cycle(true, false);
		}
		dut.w_we_i = 0;
		dut.w_data_i = (uint32_t)rng.bits(32);
	}
	void part(int number)
	{
		Task t = random_task(rng, number % 8 == 0);
		bool full_rate = number % 4 == 0;

		in.reset();
		out.reset();
		in.idle = full_rate ? 0 : rng.below(90);
		out.stall = full_rate ? 0 : rng.below(90);
		program(t);
		while (in.words.size() < 500)
			add_window(rng, t, in, out);
		n_weighted += t.reduce == WEIGHTED ? out.expected.size() : 0;
		dut.reduce_i = (uint8_t)t.reduce;
		dut.signed_i = (uint8_t)t.is_signed;
		dut.shift_i = (uint8_t)t.shift;
		uint64_t end = run.cycle + 100000;
		cycle(true, false);
		while (!out.expected.empty()) {
			if (run.cycle == end)
				run.fail("out", "stuck");
			cycle(false, full_rate);
		}
	}
};

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int i = 0; i < 100; i++)
		b.part(i);
	if (WORDS && !b.n_weighted)
		b.run.fail("out", "no weighted sum was compared");
	printf("unit_pool: BITS %d WORDS %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " of weighted sums, %" PRIu64 " cycles, equal\n", BITS, WORDS, b.run.seed,
	       b.out.n_words, b.n_weighted, b.run.cycle);
	return 0;
}
