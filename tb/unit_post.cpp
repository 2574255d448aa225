/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_post against num_value, num_sum and num_requant: the bench is crossbar and
 * memories. Random and corner constants, every combination of partial sums, residual,
 * bypass and raw results, idle and back-pressure; the cycles of a pixel when nothing
 * stalls; wrong last flags.
 */

#include <algorithm>
#include <array>

#include "Vdut.h"
#include "tile.hpp"

/* Values of a word, and words of a pixel of so many. */
static const int LANES = BITS / 8, SUMS = BITS / PSUM_BITS;
static int words_of(int n, int each) { return (n + each - 1) / each; }

/* A sum as it comes out of a word. */
static int32_t cut(int32_t v) { return (int32_t)((uint32_t)v << (32 - PSUM_BITS)) >> (32 - PSUM_BITS); }

/* A bypass word, of which an element has ELEMENT bits. */
struct Bypass {
	std::array<int32_t, BITS / 8> element;
	bool last;
};
static void random_word(Rng &rng, Bypass &b)
{
	for (int32_t &e : b.element)
		e = (int32_t)rng.bits(32);
	b.last = rng.percent(50);
}

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	SourceOf<Bypass> byp;
	SourceOf<Flit> psum, skip;
	SinkOf<Flit> out;
	std::deque<std::vector<uint32_t>> results;	/* codes of a pixel */
	plan_task k = {};
	std::vector<int32_t> bias, mult, shift, skip_mult, leak_mult;
	std::vector<uint8_t> table;
	unsigned idle = 0;
	uint64_t n_errors = 0;
	bool res_valid = false, freed = false;
	uint32_t code[POST_LANES] = {};	/* of the group that was read */

	explicit Bench(uint64_t seed)
		: run{"unit_post", seed}, rng(seed), byp(&run, &rng, "byp"),
		  psum(&run, &rng, "psum"), skip(&run, &rng, "skip"), out(&run, &rng, "out")
	{
	}
	int32_t corner();
	void random_task();
	void write_constants();
	void set_task();
	void pixel(bool last);
	void cycle(bool reset);
	void start(int n_images);
	void finish();
};

int32_t Bench::corner()
{
	static const int32_t v[] = { 0, 1, -1, 127, -128, INT32_MAX, INT32_MIN };

	return rng.percent(20) ? v[rng.below(7)] :
	       (int32_t)(int64_t)rng.bits(32) >> rng.below(32);
}

void Bench::random_task()
{
	k = {};
	k.cols = 1 + (int)rng.below(COLS);
	k.out_w = 1 + (int)rng.below(4);
	k.out_h = 1 + (int)rng.below(4);
	k.bypass = rng.percent(25);
	k.in_signed = (int)rng.below(2);
	k.has_psum = (int)rng.below(2);
	k.has_skip = (int)rng.below(2);
	k.out_raw = rng.percent(25);
	k.clamp_signed = (int)rng.below(2);
	k.leak_shift = k.clamp_signed && !k.out_raw ? (int)rng.below(8) : 0;
	k.has_table = POST_TABLE && !k.out_raw && rng.percent(70);
	k.skip_signed = (int)rng.below(2);
	k.adc_step = rng.percent(50) ? 1 : 1 + (int)rng.below(65535);
	k.adc_offset = rng.percent(50) ? 0 : corner();
	k.skip_first = rng.percent(50) ? 0 : (int)rng.below((unsigned)k.cols) / POST_LANES * POST_LANES;
	k.skip_channels = 1 + (int)rng.below((unsigned)(k.cols - k.skip_first));
	k.skip_words = words_of(k.skip_channels, LANES) + (rng.percent(30) ? (int)rng.below(3) : 0);
	bias.clear();
	mult.clear();
	shift.clear();
	skip_mult.clear();
	leak_mult.clear();
	table.clear();
	for (int i = 0; i < 256; i++)
		table.push_back((uint8_t)rng.bits(8));
	for (int c = 0; c < k.cols; c++) {
		bias.push_back(corner());
		mult.push_back(rng.percent(20) ? 65535 : (int32_t)rng.below(1u << rng.below(17)));
		shift.push_back(rng.percent(20) ? 47 * (int)rng.below(2) : (int)rng.below(48));
		skip_mult.push_back(corner());
		leak_mult.push_back(!POST_LEAK ? mult.back() : rng.percent(20) ? (rng.percent(50) ? 65535 : -65535) :
				    rng.percent(30) ? mult.back() :
				    (int32_t)rng.below(1u << rng.below(17)) * (rng.percent(50) ? 1 : -1));
	}
}

void Bench::write_constants()
{
	for (int c = 0; c < k.cols; c++) {
		dut.const_we_i = 1;
		dut.const_col_i = (uint16_t)c;
		port_set(dut.const_data_i, 0, 32, (uint32_t)bias[(size_t)c]);
		port_set(dut.const_data_i, 32, 32, (uint32_t)skip_mult[(size_t)c]);
		port_set(dut.const_data_i, 64, 16, (uint32_t)mult[(size_t)c]);
		port_set(dut.const_data_i, 80, 6, (uint32_t)shift[(size_t)c]);
		port_set(dut.const_data_i, 86, 17, POST_LEAK ? (uint32_t)leak_mult[(size_t)c] & 0x1ffff : rng.bits(17));
		cycle(true);
	}
	dut.const_we_i = 0;
	for (int i = 0; k.has_table && i < 256; i++) {
		dut.table_we_i = 1;
		dut.table_addr_i = (uint8_t)i;
		dut.table_data_i = table[(size_t)i];
		cycle(true);
	}
	dut.table_we_i = 0;
}

void Bench::set_task()
{
	dut.cols_i = (uint16_t)k.cols;
	dut.out_w_i = (uint16_t)k.out_w;
	dut.out_h_i = (uint16_t)k.out_h;
	dut.bypass_i = (uint8_t)k.bypass;
	dut.act_signed_i = (uint8_t)k.in_signed;
	dut.adc_step_i = (uint16_t)k.adc_step;
	dut.adc_offset_i = (uint32_t)k.adc_offset;
	dut.has_psum_i = (uint8_t)k.has_psum;
	dut.has_skip_i = (uint8_t)k.has_skip;
	dut.skip_signed_i = (uint8_t)k.skip_signed;
	dut.skip_words_i = (uint16_t)k.skip_words;
	dut.skip_first_i = (uint16_t)k.skip_first;
	dut.skip_channels_i = (uint16_t)k.skip_channels;
	dut.out_raw_i = (uint8_t)k.out_raw;
	dut.clamp_signed_i = (uint8_t)k.clamp_signed;
	dut.has_table_i = (uint8_t)k.has_table;
	dut.leak_shift_i = (uint8_t)k.leak_shift;
}

/* n bits of v from bit `at` on. */
static void put(Flit &f, int at, int n, int32_t v)
{
	f.word |= (unsigned __int128)((uint32_t)v & UINT32_MAX >> (32 - n)) << at;
}

static Flit join(const std::vector<uint32_t> &part, int i, bool last)
{
	Flit f = { 0, last };

	for (int p = 0; p < LANES / 4; p++)
		put(f, 32 * p, 32, (int32_t)part[(size_t)(i * LANES / 4 + p)]);
	return f;
}

static Bypass elements(const std::vector<int32_t> &v, int i, bool last)
{
	Bypass b = { {}, last };

	std::copy_n(v.begin() + i * LANES, LANES, b.element.begin());
	return b;
}

/* One output pixel: its inputs, and its output by num.c. */
void Bench::pixel(bool last)
{
	int n_vec = words_of(k.cols, LANES) + (int)rng.below(2);
	std::vector<int32_t> vec;	/* bypass elements */
	std::vector<uint32_t> res, codes;	/* words in parts of 32 bits */
	Flit word = {}, sums = {};

	for (int i = 0; i < n_vec * LANES; i++)
		vec.push_back(corner() >> (ELEMENT > 8 ? 32 - ELEMENT : 0));
	for (int i = 0; i < k.skip_words * LANES / 4; i++)
		res.push_back(rng.percent(20) ? 0x7f80ff00 : (uint32_t)rng.bits(32));
	for (int c = 0; c < k.cols; c++) {
		size_t i = (size_t)c;
		int32_t raw = corner() >> (32 - ADC_BITS);
		int32_t add = k.has_psum ? cut(corner()) : 0;
		int s = c - k.skip_first;
		bool joins = k.has_skip && s >= 0 && s < k.skip_channels;
		int32_t v = k.bypass ? ELEMENT > 8 ? vec[i] : num_byte((uint32_t)vec[i], 0, k.in_signed) :
			    num_value(raw, k.adc_step, k.adc_offset);
		int32_t acc = num_sum(v, add, bias[i]);
		int r = joins ? num_byte(res[(size_t)s / 4], s % 4, k.skip_signed) : 0;
		bool end = c == k.cols - 1;

		codes.push_back((uint32_t)raw);
		sums.last = word.last = last && end;
		put(sums, PSUM_BITS * (c % SUMS), PSUM_BITS, add);
		if (c % SUMS == SUMS - 1 || end) {
			if (k.has_psum)
				psum.words.push_back(sums);
			sums = {};
		}
		if (k.out_raw) {
			put(word, PSUM_BITS * (c % SUMS), PSUM_BITS, acc);
		} else {
			int v = num_requant(acc, mult[i], leak_mult[i], shift[i], r, skip_mult[i],
					    num_out{k.clamp_signed, k.leak_shift});

			put(word, 8 * (c % LANES), 8, k.has_table ? table[(size_t)(v & 255)] : v);
		}
		int each = k.out_raw ? SUMS : LANES;

		if (c % each == each - 1 || end) {
			out.expected.push_back(word);
			word = {};
		}
	}
	if (k.bypass)
		for (int i = 0; i < n_vec; i++)
			byp.words.push_back(elements(vec, i, i == n_vec - 1));
	else
		results.push_back(codes);
	if (k.has_skip)
		for (int i = 0; i < k.skip_words; i++)
			skip.words.push_back(join(res, i, false));
}

void Bench::cycle(bool reset)
{
	byp.choose();
	psum.choose();
	skip.choose();
	out.choose();
	if (!res_valid && !results.empty())
		res_valid = !rng.percent(idle);
	dut.rst_i = reset;
	dut.res_valid_i = res_valid;
	for (unsigned l = 0; l < POST_LANES; l++)
		port_set(dut.col_data_i, ADC_BITS * l, ADC_BITS, code[l]);
	dut.byp_valid_i = byp.valid();
	const Bypass b = byp.data();
	for (unsigned i = 0; i < b.element.size(); i++)
		port_set(dut.byp_data_i, ELEMENT * i, ELEMENT, (uint32_t)b.element[i]);
	port_set(dut.byp_data_i, ELEMENT * BITS / 8, 1, b.last);
	dut.psum_valid_i = psum.valid();
	port_set(dut.psum_data_i, BITS, psum.data());
	dut.skip_valid_i = skip.valid();
	for (int b = 0; b < BITS; b += 32)
		port_set(dut.skip_data_i, (unsigned)b, 32, (uint32_t)(skip.data().word >> b));
	dut.out_ready_i = out.ready();
	dut.clk_i = 0;
	dut.eval();
	if (!reset) {
		byp.edge(dut.byp_ready_o);
		psum.edge(dut.psum_ready_o);
		skip.edge(dut.skip_ready_o);
		out.edge(dut.out_valid_o, port_flit(dut.out_data_o, BITS));
		if (dut.col_re_o) {
			if (!res_valid || dut.res_done_o)
				run.fail("col_re_o", "reads a result that is not there");
			for (unsigned l = 0; l < POST_LANES; l++)	/* columns of none are any */
				code[l] = l == 0 || dut.col_o + l < results.front().size() ?
					  results.front().at(dut.col_o + l) : (uint32_t)rng.bits(32);
		}
		if (dut.res_done_o) {
			results.pop_front();
			res_valid = !results.empty() && !rng.percent(idle);
		}
		n_errors += dut.error_o;
	}
	dut.clk_i = 1;
	dut.eval();
	run.cycle++;
}

void Bench::start(int n_images)
{
	byp.reset();
	psum.reset();
	skip.reset();
	out.reset();
	results.clear();
	res_valid = false;
	set_task();
	write_constants();
	for (int p = 1; p <= n_images * k.out_w * k.out_h; p++)
		pixel(p % (k.out_w * k.out_h) == 0);
	n_errors = 0;
	cycle(true);
}

void Bench::finish()
{
	uint64_t end = run.cycle + 100000;

	while (!out.expected.empty() || !skip.words.empty() || !byp.words.empty()) {
		if (run.cycle == end)
			run.fail("out", "stuck, %zu words to come", out.expected.size());
		cycle(false);
	}
	for (int n = 0; n < 10; n++)
		cycle(false);
}

/* A group takes POST_CYCLES cycles; where that is one, another passes between pixels. */
static uint64_t pixel_cycles(int cols)
{
	return (uint64_t)(words_of(cols, POST_LANES) * POST_CYCLES + (POST_CYCLES == 1));
}

/* Cycles from the first result to the last word: those of the pixels, but LAST of the
 * last one behind its last column, and the pipeline. */
enum { LAST = POST_CYCLES == 1 ? 2 : POST_CYCLES, DEPTH = (POST_CYCLES == 1 ? 8 : 9) + POST_TABLE };

static void full_rate(Bench &b)
{
	do
		b.random_task();
	while (b.k.bypass || (b.k.has_skip && b.k.skip_words > words_of(b.k.skip_channels, LANES)));
	b.idle = b.byp.idle = b.psum.idle = b.skip.idle = b.out.stall = 0;
	b.start(3);
	/* the first partial sum passes its queue before the first column is read */
	uint64_t from = b.run.cycle + (b.k.has_psum ? 1 : 0);
	uint64_t pixels = (uint64_t)(3 * b.k.out_w * b.k.out_h);

	while (!b.out.expected.empty())
		b.cycle(false);
	b.run.equal("cycles", b.run.cycle - from, pixels * pixel_cycles(b.k.cols) - LAST + DEPTH);
	b.finish();
}

static void wrong_last(Bench &b)
{
	do
		b.random_task();
	while (!b.k.has_psum);
	b.start(2);
	bool &flag = b.psum.words[b.rng.below((unsigned)b.psum.words.size())].last;
	flag = !flag;
	b.finish();
	b.run.equal("error_o", b.n_errors, 1);
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 200; part++) {
		b.random_task();
		b.idle = b.rng.percent(30) ? 0 : b.rng.below(90);
		for (unsigned *idle : { &b.byp.idle, &b.psum.idle, &b.skip.idle })
			*idle = b.rng.percent(30) ? 0 : b.rng.below(90);
		b.out.stall = b.rng.percent(30) ? 0 : b.rng.below(90);
		b.start(1 + (int)b.rng.below(3));
		b.finish();
		b.run.equal("error_o", b.n_errors, 0);
	}
	for (int part = 0; part < 20; part++) {
		full_rate(b);
		wrong_last(b);
	}
	printf("unit_post: COLS %d ADC_BITS %d POST_CYCLES %d POST_LANES %d BITS %d PSUM_BITS %d ELEMENT %d table %d leak %d seed %" PRIu64 ": %" PRIu64 " words, %" PRIu64
	       " cycles, equal\n", COLS, ADC_BITS, POST_CYCLES, POST_LANES, BITS, PSUM_BITS, ELEMENT, POST_TABLE, POST_LEAK, b.run.seed, b.out.n_words, b.run.cycle);
	return 0;
}
