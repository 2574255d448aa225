/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_window against plain loops over its windows: random shapes and sources, the
 * smallest memory that a shape needs as often as more, images back to back, idle and
 * back-pressure; each source held for rows and for images; a memory that is too small;
 * one word a cycle where the data is there; means over the image, of all shifts, and
 * their cycles; wrong last flags.
 */

#include "Vdut.h"
#include "tile.hpp"

static void set_task(Vdut &dut, Rng &rng, const plan_task &k)
{
	auto r = registers(k);

	dut.reduce_i = k.reduce != 0;
	dut.sums_i = field(r, "sums");
	dut.signed_i = field(r, "in_signed");
	dut.shift_i = field(r, "pool_shift");
	dut.in_w_i = field(r, "in_w");
	dut.in_h_i = field(r, "in_h");
	dut.in_words_i = field(r, "in_words");
	dut.out_w_i = field(r, "out_w");
	dut.out_h_i = field(r, "out_h");
	dut.end_x_i = field(r, "end_x");
	dut.end_y_i = field(r, "end_y");
	dut.pad_x_i = field(r, "pad_x");
	dut.pad_y_i = field(r, "pad_y");
	dut.stride_x_i = field(r, "stride_x");
	dut.stride_y_i = field(r, "stride_y");
	dut.dilation_x_i = field(r, "dilation_x");
	dut.dilation_y_i = field(r, "dilation_y");
	dut.ring_words_i = field(r, "ring_words");
	dut.step_x_i = field(r, "step_x");
	dut.step_y_i = field(r, "step_y");
	dut.step_ox_i = field(r, "step_ox");
	dut.step_oy_i = field(r, "step_oy");
	dut.step_img_i = field(r, "step_img");
	dut.n_sources_i = field(r, "n_sources");
	for (unsigned i = 0; i < SOURCES * SOURCE_REGS; i++) {
		size_t at = TASK_REGS + i;

		/* registers of sources that are not in use are never written */
		port_set(dut.src_i, 32 * i, 32, at < r.size() ? r[at] : rng.bits(32));
	}
}

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	ActSources act;
	Sink win;
	uint64_t n_errors = 0, n_stuck = 0;

	explicit Bench(uint64_t seed)
		: run{"unit_window", seed}, rng(seed), act(&rng, SOURCES), win(&run, &rng, "win")
	{
	}
	void cycle(bool reset)
	{
		/* the windows that follow show zeros of the margin only: nobody takes them */
		unsigned stall = win.stall;

		if (win.expected.empty())
			win.stall = 100;
		win.choose();
		win.stall = stall;
		dut.rst_i = reset;
		dut.win_ready_i = win.ready();
		dut.act_valid_i = 0;
		dut.clk_i = 0;
		dut.eval();
		uint64_t ready = port_get(dut.act_ready_o, 0, SOURCES);
		int s = reset ? (int)rng.below(SOURCES) : act.choose(ready);

		if (s >= 0)
			port_set(dut.act_valid_i, (unsigned)s, 1, 1);
		port_set(dut.act_data_i, 0, 33, s < 0 || reset ? rng.bits(33) : act.take(s));
		dut.eval();
		if (!reset) {
			run.equal("act_ready_o", port_get(dut.act_ready_o, 0, SOURCES), ready);
			win.edge(dut.win_valid_o, (uint64_t)dut.win_last_o << 33 |
				 (uint64_t)dut.win_tap_last_o << 32 | dut.win_data_o);
			n_errors += dut.error_o;
		}
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	/* The means of a word of channels, a lane a word. */
	void expect_means(const plan_task &k, const Images &in, int image, int ch)
	{
		for (int lane = 0; lane < 4; lane++) {
			bool end = lane == 3;
			int sum = 0;

			for (int p = 0; p < k.in_w * k.in_h; p++)
				sum += num_byte(in.at(image, p / k.in_w, p % k.in_w,
						      ch), lane, k.in_signed);
			win.expected.push_back((uint64_t)(end && ch == k.in_words - 1) << 33 |
				(uint64_t)end << 32 |
				(uint64_t)(num_avg(sum, k.pool_shift) & 255) << 8 * lane);
		}
	}
	void start(const Window &w, const Images &in)
	{
		const plan_task &k = w.k;

		win.reset();
		act.start(source_images(rng, k, in));
		for (int n = 0; n < in.n; n++)
			for (int p = 0; p < k.out_h * k.out_w && !plan_task_sums(&k); p++)
				for (auto &v : window_words(k, in, n, p / k.out_w, p % k.out_w))
					win.expected.push_back((uint64_t)v.win_last << 33 |
						(uint64_t)v.tap_last << 32 | v.word);
		for (int i = 0; i < in.n * k.in_words && plan_task_sums(&k); i++)
			expect_means(k, in, i / k.in_words, i % k.in_words);
		set_task(dut, rng, k);
		cycle(true);
	}
	void finish()
	{
		uint64_t end = run.cycle + 200000;

		while (!win.expected.empty() || act.to_send()) {
			if (run.cycle == end)
				run.fail("win", "stuck, %zu words to come, %zu to send",
					 win.expected.size(), act.to_send());
			cycle(false);
		}
		for (int n = 0; n < 3; n++)
			cycle(false);
	}
};

/* The whole image is in the memory: a word a cycle from then on. */
static void full_rate(Bench &b)
{
	Window w;

	do {
		w = random_window(b.rng, SOURCES, WORDS, 1000);
	} while (plan_task_sums(&w.k) || w.k.pad_x > 0 || w.k.pad_y > 0 ||
		 w.k.ring_words < w.k.in_w * w.k.in_h * w.k.in_words);
	Images in(b.rng, w.k.in_w, w.k.in_h, w.k.in_words, 1);

	b.act.idle = 0;
	b.win.stall = 100;
	b.start(w, in);
	while (b.act.to_send())
		b.cycle(false);
	for (int n = 0; n < 3; n++)
		b.cycle(false);
	b.win.stall = 0;
	for (size_t left = b.win.expected.size(); left > 0; left--) {
		b.cycle(false);
		if (b.win.expected.size() != left - 1)
			b.run.fail("win", "less than a word a cycle");
	}
}

/* Means over the image of 2^shift pixels, random bytes or the greatest sums. Where
 * nobody waits a kept word takes four cycles, in the last three of which others of its
 * pixel and the next may come, and the last mean is shown in the cycle behind. */
static void sums(Bench &b, int shift, bool full_rate)
{
	Window w;
	plan_task &k = w.k;
	plan_source s = {};

	k.in_w = k.k_w = 1 << b.rng.below((unsigned)shift + 1);
	k.in_h = k.k_h = (1 << shift) / k.in_w;
	k.out_w = k.out_h = k.stride_x = k.stride_y = k.dilation_x = k.dilation_y = 1;
	k.reduce = REDUCE_AVG;
	k.pool_shift = shift;
	k.in_signed = (int)b.rng.below(2);
	s.words = 1 + (int)b.rng.below(shift > 10 ? 2 : 6);
	k.in_words = s.keep = 1 + (int)b.rng.below((unsigned)std::min(s.words, 4));
	s.first = (int)b.rng.below((unsigned)(s.words - s.keep + 1));
	s.w = s.cols = k.in_w;
	if (!full_rate && k.in_w < 4096) {	/* a row has at most so many pixels */
		s.x = (int)b.rng.below(3);
		s.w += s.x + (int)b.rng.below(3);
	}
	w.source = { s };
	w = Window(w);
	k.ring_words = PLAN_SUM_PIXELS * k.in_words;
	Images in(b.rng, k.in_w, k.in_h, k.in_words, 2 + (int)b.rng.below(3));
	unsigned kind = b.rng.below(3);

	for (size_t i = 0; kind < 2 && i < in.word.size(); i++)
		in.word[i] = k.in_signed ? (kind ? 0x807f807f : 0x7f807f80) :
			     kind ? 0xff00ff00 : 0x00ff00ff;
	b.act.idle = full_rate ? 0 : b.rng.below(60);
	b.win.stall = full_rate ? 0 : b.rng.below(90);
	b.start(w, in);
	uint64_t begin = b.run.cycle;
	while (!b.win.expected.empty()) {
		if (b.run.cycle == begin + 2000000)
			b.run.fail("win", "stuck, %zu words to come", b.win.expected.size());
		b.cycle(false);
	}
	int n = in.n * k.in_w * k.in_h, others = std::max(0, s.words - s.keep - 3);
	if (full_rate)
		b.run.equal("cycles", b.run.cycle - begin,
			    (uint64_t)(s.first + 4 * s.keep * n + others * (n - 1) + 1));
	b.finish();
	b.run.equal("error_o", b.n_errors, 0);
}

/* A last flag too many or too few is seen at once. */
static void wrong_last(Bench &b)
{
	Window w = random_window(b.rng, SOURCES, WORDS, 1000);
	Images in(b.rng, w.k.in_w, w.k.in_h, w.k.in_words, 1);

	b.act.idle = 0;
	b.win.stall = 0;
	b.start(w, in);
	auto &words = b.act.words[b.rng.below((unsigned)w.k.n_sources)];
	words[b.rng.below((unsigned)words.size())] ^= UINT64_C(1) << 32;
	b.n_errors = 0;
	b.finish();
	b.run.equal("error_o", b.n_errors, 1);
	b.n_errors = 0;
}

/* Each source in turn gets no word until the others stand still, or for rows or images of
 * them; the words of the windows are the same. */
static void hold_sources(Bench &b)
{
	Window w;

	do
		w = random_window(b.rng, SOURCES, WORDS, 1000);
	while (plan_task_sums(&w.k) || (SOURCES > 1 && w.k.n_sources == 1));
	w.k.ring_words = std::max(least_pixels(w.k), rest_pixels(w.k)) * w.k.in_words;
	for (int held = 0; held < w.k.n_sources; held++) {
		Images in(b.rng, w.k.in_w, w.k.in_h, w.k.in_words, 4);

		b.act.idle = 0;
		b.win.stall = b.rng.percent(50) ? 0 : b.rng.below(60);
		b.start(w, in);
		while (!b.win.expected.empty()) {
			size_t pixels = (size_t)w.k.in_w * (b.rng.percent(50) ? 1 : (size_t)w.k.in_h);
			size_t left = b.act.to_send(), quiet = 0;

			b.act.held = held;
			while (quiet < 200 && b.act.to_send() + pixels * (size_t)w.k.in_words > left) {
				size_t before = b.act.to_send();

				b.cycle(false);
				quiet = b.act.to_send() == before ? quiet + 1 : 0;
			}
			b.act.held = -1;
			for (unsigned n = 1 + b.rng.below(3 * (unsigned)pixels); n > 0; n--)
				b.cycle(false);
			if (!b.act.to_send() && b.win.expected.size())
				b.finish();
		}
		b.finish();
		b.run.equal("error_o", b.n_errors, 0);
	}
}

/* A pixel less than a shape needs: it comes to a stop. */
static void too_small(Bench &b)
{
	Window w;
	int least;

	do {
		w = random_window(b.rng, SOURCES, WORDS, 1000);
		least = least_pixels(w.k);
	} while (plan_task_sums(&w.k) || least < 2);
	Images in(b.rng, w.k.in_w, w.k.in_h, w.k.in_words, 3);

	w.k.ring_words = (least - 1) * w.k.in_words;
	b.act.idle = b.win.stall = 0;
	b.start(w, in);
	for (int quiet = 0; quiet < 500;) {
		size_t before = b.act.to_send() + b.win.expected.size();

		if (b.win.expected.empty())
			b.run.fail("win", "all words came with a memory of a pixel less");
		b.cycle(false);
		quiet = b.act.to_send() + b.win.expected.size() == before ? quiet + 1 : 0;
	}
	b.n_stuck++;
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 300; part++) {
		Window w = random_window(b.rng, SOURCES, WORDS, 1000);
		Images in(b.rng, w.k.in_w, w.k.in_h, w.k.in_words, 2 + (int)b.rng.below(4));

		b.act.idle = b.rng.percent(40) ? 0 : b.rng.below(90);
		b.win.stall = b.rng.percent(40) ? 0 : b.rng.below(90);
		b.start(w, in);
		b.finish();
		b.run.equal("error_o", b.n_errors, 0);
	}
	for (int part = 0; part < 40; part++) {
		hold_sources(b);
		too_small(b);
	}
	for (int shift = 2; shift <= 12; shift++)
		for (int full_rate = 0; full_rate < 2; full_rate++)
			sums(b, shift, full_rate);
	for (int part = 0; part < 30; part++) {
		full_rate(b);
		wrong_last(b);
	}
	printf("unit_window: WORDS %d SOURCES %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " memories too small, %" PRIu64 " cycles, equal\n", WORDS, SOURCES, b.run.seed,
	       b.win.n_words, b.n_stuck, b.run.cycle);
	return 0;
}
