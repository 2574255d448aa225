/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_core on random tasks: window, reduction, product or bypass, partial sums and
 * residual, several images back to back with idle and back-pressure; the arithmetic is
 * num.c's, the order of a window that of tile.hpp. Then the two figures that a model
 * of its timing needs: cycles between products, cycles from the last word of a window
 * to its first result.
 */

#include "Vdut.h"
#include "tile.hpp"

typedef std::vector<int> Vector;

struct Task {
	plan_task k = {};
	std::vector<int8_t> weight;	/* [rows][cols] */
	std::vector<int32_t> bias, mult, shift, skip_mult;
};

static int32_t small(Rng &rng)
{
	return (int32_t)(int64_t)rng.bits(32) >> (8 + rng.below(24));
}

static Task random_task(Rng &rng)
{
	Task t;
	plan_task &k = t.k;

	k = random_window(rng, ACT_WORDS, ROWS / 4);
	k.bypass = rng.percent(25);
	k.cols = k.bypass ? std::max(1, std::min(k.rows - (int)rng.below(4), COLS)) :
		 1 + (int)rng.below(COLS);
	k.adc_gain = rng.percent(50) ? 1 : 1 + (int)rng.below(255);
	k.adc_shift = (int)rng.below(k.adc_gain == 1 ? 4 : 14);
	k.adc_step = 1 + (int)rng.below(300);
	k.adc_offset = rng.percent(50) ? 0 : small(rng);
	k.has_psum = rng.percent(40);
	k.has_skip = rng.percent(40);
	k.out_raw = rng.percent(25);
	k.out_signed = (int)rng.below(2);
	k.skip_signed = (int)rng.below(2);
	k.skip_stride = 1 + (int)rng.below(3);
	k.skip_w = (k.out_w - 1) * k.skip_stride + 1 + (int)rng.below((unsigned)k.skip_stride);
	k.skip_h = (k.out_h - 1) * k.skip_stride + 1 + (int)rng.below((unsigned)k.skip_stride);
	k.skip_first = rng.percent(50) ? 0 : (int)rng.below((unsigned)k.cols);
	k.skip_channels = 1 + (int)rng.below((unsigned)(k.cols - k.skip_first));
	k.skip_words = (k.skip_channels + 3) / 4;
	for (int i = 0; i < k.rows * k.cols; i++) {
		int w = (int)rng.below(1u << WEIGHT_BITS);

		t.weight.push_back((int8_t)(w >> (WEIGHT_BITS - 1) ? w - (1 << WEIGHT_BITS) : w));
	}
	for (int c = 0; c < k.cols; c++) {
		t.bias.push_back(small(rng));
		t.mult.push_back((int32_t)rng.below(65536));
		t.shift.push_back(14 + (int)rng.below(14));
		t.skip_mult.push_back(small(rng));
	}
	return t;
}

/* The vector of an output pixel, by the reduction. */
static Vector vector_of(const plan_task &k, const Images &in, int image, int oy, int ox)
{
	Vector x;
	int acc[4];
	bool first = true;

	for (auto &v : window_words(k, in, image, oy, ox)) {
		for (int lane = 0; lane < 4; lane++) {
			int b = num_byte(v.word, lane, k.in_signed);

			acc[lane] = first ? b : k.reduce == REDUCE_AVG ? acc[lane] + b :
				    num_max(acc[lane], b);
		}
		first = v.tap_last;
		if (v.tap_last)
			for (int a : acc)
				x.push_back(k.reduce == REDUCE_AVG ? num_avg(a, k.pool_shift) : a);
	}
	return x;
}

static int32_t value_of(const Task &t, const Vector &x, int col)
{
	const plan_task &k = t.k;
	int32_t y = 0;

	if (k.bypass)
		return x[(size_t)col];
	for (int row = 0; row < k.rows; row++)
		y += t.weight[(size_t)(row * k.cols + col)] * x[(size_t)row];
	return num_value(num_adc(y, k.adc_offset, k.adc_gain, k.adc_shift, ADC_BITS), k.adc_step,
			 k.adc_offset);
}

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Source act, psum, skip;
	Sink out;
	uint64_t act_taken = 0;		/* cycle of the last word */
	uint64_t n_intervals = 0, n_latencies = 0;	/* compared */
	std::vector<uint64_t> came;	/* cycle in which each output word was taken */

	explicit Bench(uint64_t seed)
		: run{"unit_core", seed}, rng(seed), act(&run, &rng, "act"),
		  psum(&run, &rng, "psum"), skip(&run, &rng, "skip"), out(&run, &rng, "out")
	{
	}
	void program(const Task &t);
	void expect(const Task &t, const Images &in, const Images &sums, const Images &rest);
	void cycle(bool reset);
	void run_task(const Task &t, int n_images);
};

void Bench::program(const Task &t)
{
	const plan_task &k = t.k;
	auto r = registers(k);

	for (unsigned i = 0; i < r.size(); i++)
		port_set(dut.task_i, 32 * i, 32, r[i]);
	for (int i = 0; !k.bypass && i < k.rows * ((k.cols + 3) / 4); i++) {
		int row = i / ((k.cols + 3) / 4), col4 = i % ((k.cols + 3) / 4);

		dut.w_we_i = 1;
		dut.w_row_i = (uint16_t)row;
		dut.w_col4_i = (uint16_t)col4;
		dut.w_data_i = (uint32_t)rng.bits(32);
		for (int j = 0; j < 4 && 4 * col4 + j < k.cols; j++)
			port_set(dut.w_data_i, 8 * (unsigned)j, WEIGHT_BITS,
				 (uint8_t)t.weight[(size_t)(row * k.cols + 4 * col4 + j)] &
				 ((1u << WEIGHT_BITS) - 1));
		cycle(true);
	}
	dut.w_we_i = 0;
	for (int c = 0; c < k.cols; c++) {
		dut.const_we_i = 1;
		dut.const_col_i = (uint16_t)c;
		port_set(dut.const_data_i, 0, 32, (uint32_t)t.bias[(size_t)c]);
		port_set(dut.const_data_i, 32, 32, (uint32_t)t.skip_mult[(size_t)c]);
		port_set(dut.const_data_i, 64, 16, (uint32_t)t.mult[(size_t)c]);
		port_set(dut.const_data_i, 80, 6, (uint32_t)t.shift[(size_t)c]);
		cycle(true);
	}
	dut.const_we_i = 0;
}

void Bench::expect(const Task &t, const Images &in, const Images &sums, const Images &rest)
{
	const plan_task &k = t.k;
	int n_pixels = k.out_w * k.out_h;

	for (int p = 0; p < in.n * n_pixels; p++) {
		int image = p / n_pixels, y = p % n_pixels / k.out_w;
		int x = p % n_pixels % k.out_w;
		uint32_t word = 0;
		Vector v = vector_of(k, in, image, y, x);
		for (int c = 0; c < k.cols; c++) {
			size_t i = (size_t)c;
			int s = c - k.skip_first, r = 0;
			int32_t add = k.has_psum ? (int32_t)sums.at(image, y, x, c) : 0;
			int32_t acc = num_sum(value_of(t, v, c), add, t.bias[i]);
			bool end = c == k.cols - 1;
			uint64_t last = (uint64_t)(end && (p + 1) % n_pixels == 0) << 32;

			if (k.has_skip && s >= 0 && s < k.skip_channels)
				r = num_byte(rest.at(image, y * k.skip_stride, x * k.skip_stride,
						     s / 4), s % 4, k.skip_signed);
			if (k.out_raw) {
				out.expected.push_back(last | (uint32_t)acc);
				continue;
			}
			word |= (uint32_t)(num_requant(acc, t.mult[i], t.shift[i], r,
						       t.skip_mult[i], k.out_signed) & 255)
				<< 8 * (c % 4);
			if (c % 4 == 3 || end) {
				out.expected.push_back(last | word);
				word = 0;
			}
		}
	}
}

void Bench::cycle(bool reset)
{
	for (Source *s : { &act, &psum, &skip })
		s->choose();
	out.choose();
	dut.rst_i = reset;
	dut.act_valid_i = act.valid();
	port_set(dut.act_data_i, 0, 33, act.data());
	dut.psum_valid_i = psum.valid();
	port_set(dut.psum_data_i, 0, 33, psum.data());
	dut.skip_valid_i = skip.valid();
	port_set(dut.skip_data_i, 0, 33, skip.data());
	dut.out_ready_i = out.ready();
	dut.clk_i = 0;
	dut.eval();
	if (!reset) {
		if (act.edge(dut.act_ready_o))
			act_taken = run.cycle;
		psum.edge(dut.psum_ready_o);
		skip.edge(dut.skip_ready_o);
		if (out.edge(dut.out_valid_o, port_get(dut.out_data_o, 0, 33)))
			came.push_back(run.cycle);
		if (dut.error_o)
			run.fail("error_o", "is high");
	}
	dut.clk_i = 1;
	dut.eval();
	run.cycle++;
}

void Bench::run_task(const Task &t, int n_images)
{
	const plan_task &k = t.k;
	Images in(rng, k.in_w, k.in_h, k.in_words, n_images);
	Images sums(rng, k.out_w, k.out_h, k.cols, n_images);
	Images rest(rng, k.skip_w, k.skip_h, k.skip_words, n_images);

	for (Source *s : { &act, &psum, &skip })
		s->reset();
	out.reset();
	came.clear();
	program(t);
	in.send(act);
	if (k.has_psum)
		sums.send(psum);
	if (k.has_skip)
		rest.send(skip);
	expect(t, in, sums, rest);
	cycle(true);
	for (uint64_t end = run.cycle + 1000000; !out.expected.empty();) {
		if (run.cycle == end)
			run.fail("out", "stuck, %zu words to come", out.expected.size());
		cycle(false);
	}
}

/* Pixels of 1x1 windows, raw results: the time between them is that of a product. */
static void interval(Bench &b)
{
	Task t;

	do
		t = random_task(b.rng);
	while (t.k.has_psum || t.k.has_skip || t.k.bypass || t.k.reduce || t.k.in_words != 1 ||
	       t.k.stride != 1 || t.k.k_w * t.k.k_h + 1 > CYCLES || t.k.cols + 1 > CYCLES ||
	       t.k.in_w > 1 + CYCLES / t.k.k_h || t.k.out_w * t.k.out_h < 2);
	t.k.out_raw = 1;
	t.k.ring_words = std::min(2 * t.k.in_w * t.k.in_h, ACT_WORDS);
	b.act.idle = b.out.stall = 0;
	b.run_task(t, 1);
	/* from the last arrival on nothing but the crossbar holds the pixels back */
	size_t cols = (size_t)t.k.cols;

	for (size_t i = cols; i < b.came.size(); i += cols)
		if (b.came[i - cols] > b.act_taken + CYCLES + 20) {
			b.run.equal("interval", b.came[i] - b.came[i - cols], CYCLES);
			b.n_intervals++;
		}
}

/* One window over the whole image: from its last word taken to the first result. */
static void latency(Bench &b)
{
	Task t;

	do
		t = random_task(b.rng);
	while (t.k.reduce || t.k.bypass || t.k.has_psum || t.k.has_skip || t.k.out_w > 1 ||
	       t.k.out_h > 1 || t.k.pad_x != t.k.in_w - t.k.k_w ||
	       t.k.pad_y != t.k.in_h - t.k.k_h || t.k.ch_words < t.k.in_words);
	t.k.pad_x = t.k.pad_y = 0;
	t.k.k_w = t.k.in_w;
	t.k.k_h = t.k.in_h;
	t.k.out_raw = 1;
	t.k.rows = 4 * t.k.in_w * t.k.in_h * t.k.ch_words;
	t.k.ring_words = t.k.rows / 4;
	if (t.k.rows > ROWS || t.k.ring_words > ACT_WORDS)
		return;
	t.weight.resize((size_t)(t.k.rows * t.k.cols), 1);
	b.act.idle = b.out.stall = 0;
	b.run_task(t, 1);
	b.run.equal("latency", b.came[0] - b.act_taken, (uint64_t)t.k.ch_words + CYCLES + 12);
	b.n_latencies++;
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 150; part++) {
		Task t = random_task(b.rng);

		for (Source *s : { &b.act, &b.psum, &b.skip })
			s->idle = b.rng.percent(50) ? 0 : b.rng.below(90);
		b.out.stall = b.rng.percent(50) ? 0 : b.rng.below(90);
		b.run_task(t, 2 + (int)b.rng.below(2));
	}
	for (int part = 0; part < 10; part++) {
		interval(b);
		latency(b);
	}
	if (b.n_intervals == 0 || b.n_latencies == 0)
		b.run.fail("out", "no interval or no latency was compared");
	printf("unit_core: %dx%d CYCLES %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " intervals, %" PRIu64 " latencies, %" PRIu64 " cycles, equal\n", ROWS, COLS,
	       CYCLES, b.run.seed, b.out.n_words, b.n_intervals, b.n_latencies, b.run.cycle);
	return 0;
}
