/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_core on random tasks: sources, window, reduction, product or bypass, partial sums and
 * residual, several images back to back with idle and back-pressure; the arithmetic is
 * num.c's, the order of a window that of tile.hpp. Then the two figures that a model
 * of its timing needs: cycles between products, cycles from the last word of a window
 * to its first result.
 */

#include "Vdut.h"
#include "core_task.hpp"

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	ActSources act;
	Source psum, skip;
	Sink out;
	uint64_t act_taken = 0;		/* cycle of the last word */
	uint64_t n_intervals = 0, n_latencies = 0;	/* compared */
	uint64_t n_sums = 0, n_weighted = 0;	/* tasks that sum their images, by weights */
	std::vector<uint64_t> came;	/* cycle in which each output word was taken */

	explicit Bench(uint64_t seed)
		: run{"unit_core", seed}, rng(seed), act(&rng, SOURCES),
		  psum(&run, &rng, "psum"), skip(&run, &rng, "skip"), out(&run, &rng, "out")
	{
	}
	void program(const Task &t);
	void cycle(bool reset);
	void run_task(const Task &t, int n_images);
};

void Bench::program(const Task &t)
{
	const plan_task &k = t.k;
	auto r = registers(k);

	/* registers of sources that are not in use are never written */
	for (unsigned i = 0; i < (unsigned)task_n_read(SOURCES); i++)
		port_set(dut.task_i, 32 * i, 32, i < r.size() ? r[i] : rng.bits(32));
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
	uint16_t n = 0;
	for (uint32_t w : pool_weights(rng, t)) {
		dut.pool_we_i = 1;
		dut.w_row_i = n++;
		dut.w_data_i = w;
		cycle(true);
	}
	dut.pool_we_i = 0;
	for (int c = 0; c < k.cols; c++) {
		dut.const_we_i = 1;
		dut.const_col_i = (uint16_t)c;
		port_set(dut.const_data_i, 0, 32, (uint32_t)t.bias[(size_t)c]);
		port_set(dut.const_data_i, 32, 32, (uint32_t)t.skip_mult[(size_t)c]);
		port_set(dut.const_data_i, 64, 16, (uint32_t)t.mult[(size_t)c]);
		port_set(dut.const_data_i, 80, 6, (uint32_t)t.shift[(size_t)c]);
		port_set(dut.const_data_i, 86, 17, (uint32_t)t.leak_mult[(size_t)c] & 0x1ffff);
		cycle(true);
	}
	dut.const_we_i = 0;
	for (int i = 0; k.has_table && i < 256; i++) {
		dut.table_we_i = 1;
		dut.w_row_i = (uint16_t)i;
		dut.w_data_i = (uint32_t)rng.bits(24) << 8 | t.table[(size_t)i];
		cycle(true);
	}
	dut.table_we_i = 0;
}

void Bench::cycle(bool reset)
{
	for (Source *s : { &psum, &skip })
		s->choose();
	out.choose();
	dut.rst_i = reset;
	dut.act_valid_i = 0;
	dut.psum_valid_i = psum.valid();
	port_set(dut.psum_data_i, 0, 33, psum.data());
	dut.skip_valid_i = skip.valid();
	port_set(dut.skip_data_i, 0, 33, skip.data());
	dut.out_ready_i = out.ready();
	dut.clk_i = 0;
	dut.eval();
	int s = reset ? -1 : act.choose(port_get(dut.act_ready_o, 0, SOURCES));

	if (s >= 0)
		port_set(dut.act_valid_i, (unsigned)s, 1, 1);
	port_set(dut.act_data_i, 0, 33, s < 0 ? rng.bits(33) : act.take(s));
	dut.eval();
	if (!reset) {
		if (s >= 0)
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

	for (Source *s : { &psum, &skip })
		s->reset();
	out.reset();
	came.clear();
	program(t);
	act.start(source_images(rng, k, in));
	if (k.has_psum)
		sums.send(psum.words);
	if (k.has_skip)
		rest.send(skip.words);
	for (uint64_t word : words_of(t, in, sums, rest))
		out.expected.push_back(word);
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
	       t.k.stride_x != 1 || t.k.stride_y != 1 || t.k.k_w * t.k.k_h + 1 > CYCLES || t.k.cols * POST_CYCLES + 1 > CYCLES ||
	       t.k.in_w > 1 + CYCLES / t.k.k_h || t.k.out_w * t.k.out_h < 2);
	t.k.out_raw = 1;
	t.k.has_table = 0;
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

/* One source, which drops nothing behind the last word of an image. */
static bool ends_the_stream(const plan_task &k)
{
	const plan_source &s = k.source[0];

	return k.n_sources == 1 && s.x + s.cols == s.w && s.first + s.keep == s.words;
}

/* One window over the whole image: from its last word taken to the first result. */
static void latency(Bench &b)
{
	Task t;

	do
		t = random_task(b.rng);
	while (t.k.reduce || t.k.bypass || t.k.has_psum || t.k.has_skip || t.k.out_w > 1 ||
	       t.k.out_h > 1 || t.k.pad_x != t.k.in_w - t.k.k_w ||
	       t.k.pad_y != t.k.in_h - t.k.k_h || t.k.dilation_x != 1 ||
	       t.k.dilation_y != 1 || !ends_the_stream(t.k));
	t.k.pad_x = t.k.pad_y = 0;
	t.k.k_w = t.k.in_w;
	t.k.k_h = t.k.in_h;
	t.k.out_raw = 1;
	t.k.has_table = 0;
	t.k.rows = 4 * t.k.in_w * t.k.in_h * t.k.in_words;
	t.k.ring_words = t.k.rows / 4;
	if (t.k.rows > ROWS || t.k.ring_words > ACT_WORDS)
		return;
	t.weight.resize((size_t)(t.k.rows * t.k.cols), 1);
	b.act.idle = b.out.stall = 0;
	b.run_task(t, 1);
	b.run.equal("latency", b.came[0] - b.act_taken, (uint64_t)CYCLES + 13 + (POST_CYCLES > 1) + POST_TABLE);
	b.n_latencies++;
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 150; part++) {
		Task t = random_task(b.rng);

		for (unsigned *idle : { &b.act.idle, &b.psum.idle, &b.skip.idle })
			*idle = b.rng.percent(50) ? 0 : b.rng.below(90);
		b.out.stall = b.rng.percent(50) ? 0 : b.rng.below(90);
		b.run_task(t, 2 + (int)b.rng.below(2));
		b.n_sums += (uint64_t)plan_task_sums(&t.k);
		b.n_weighted += t.k.reduce == REDUCE_WEIGHTED;
	}
	for (int part = 0; part < 10; part++) {
		interval(b);
		latency(b);
	}
	if (b.n_intervals == 0 || b.n_latencies == 0 || b.n_sums == 0 ||
	    (POOL_WORDS && b.n_weighted == 0))
		b.run.fail("out", "no interval, latency or task with sums or weights was compared");
	printf("unit_core: %dx%d CYCLES %d SOURCES %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " intervals, %" PRIu64 " latencies, %" PRIu64 " with sums, %" PRIu64
	       " with weights, %" PRIu64 " cycles, equal\n", ROWS, COLS, CYCLES, SOURCES, b.run.seed, b.out.n_words,
	       b.n_intervals, b.n_latencies, b.n_sums, b.n_weighted, b.run.cycle);
	return 0;
}
