/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_xbar by its contract (docs/rtl.md): sums through num_adc, the cycle in which
 * results appear, one product every CYCLES cycles when fed and drained, double
 * buffers on both sides, reads that hold. The behavioural macro also with read noise.
 */

#include <algorithm>

#include "Vdut.h"
#include "stream.hpp"

extern "C" {
#include "refmodel/num.h"
}

#ifndef BENCH
#define BENCH "unit_xbar"
#define READ_NOISE 1	/* the model of the macro has it */
#endif
#ifndef READ_NOISE
#define READ_NOISE 0
#endif

typedef std::vector<uint32_t> Codes;

static const int LANES = BITS / 8;	/* inputs of a write */

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	int rows = 0, cols = 0, gain = 1, shift = 0, is_signed = 0;
	int32_t offset = 0;
	std::vector<int> weight;	/* [rows][cols] */
	std::vector<uint16_t> noise;	/* [cols], or none */
	uint64_t noise_seed = 0;
	int64_t n_products = 0;		/* since the reset */
	unsigned idle = 0;		/* percent, at both ends */

	explicit Bench(uint64_t seed) : run{BENCH, seed}, rng(seed), weight(ROWS * COLS) {}
	void low()
	{
		dut.clk_i = 0;
		dut.eval();
	}
	void high()
	{
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	void abandon();
	void program();
	void write(int row, int col4, uint32_t word);
	void program_noise();
	std::vector<uint32_t> vector();
	Codes product(const std::vector<uint32_t> &x);
	void products(int n, bool full_rate);
};

/* A product that is never read: the reset of the next program ends it anywhere. */
void Bench::abandon()
{
	dut.x_we_i = dut.res_done_i = dut.col_re_i = 0;
	dut.start_i = 1;
	for (unsigned n = 1 + rng.below(2 * CYCLES); n; n--) {
		low();
		high();
		dut.start_i = (uint8_t)rng.below(2);
	}
}

void Bench::write(int row, int col4, uint32_t word)
{
	dut.w_we_i = 1;
	dut.w_row_i = (uint16_t)row;
	dut.w_col4_i = (uint16_t)col4;
	dut.w_data_i = word;
	low();
	high();
}

/* Read noise of every column, small, large or none; a seed with both halves in use. */
void Bench::program_noise()
{
	unsigned kind = rng.below(3);

	noise.assign(COLS, 0);
	for (uint16_t &n : noise)
		n = kind == 0 ? 0xffff : (uint16_t)rng.bits(kind == 1 ? 8 : 16);
	noise_seed = rng.bits(32) << 32 | rng.bits(32);
	for (int byte = 0; byte < 2; byte++)
		for (int i = 0; i < COLS / 4; i++) {
			uint32_t word = 0;

			for (int j = 0; j < 4; j++)
				word |= (uint32_t)(noise[(size_t)(4 * i + j)] >> 8 * byte & 255)
					<< 8 * j;
			write(ROWS + byte, i, word);
		}
	for (int half = 0; half < 2; half++)
		for (int i = 0; i < COLS / 4; i++)
			write(ROWS + 2 + half, i, i ? 0 : (uint32_t)(noise_seed >> 32 * half));
}

/* New task, new weights; bits above WEIGHT_BITS do not count. */
void Bench::program()
{
	rows = LANES * (1 + (int)rng.below(ROWS / LANES));
	cols = 1 + (int)rng.below(COLS);
	gain = rng.percent(50) ? 1 : 1 + (int)rng.below(65535);
	shift = gain == 1 ? 0 : 12 + (int)rng.below(12);
	offset = rng.percent(50) ? 0 : (int32_t)rng.below(4000) - 2000;
	is_signed = (int)rng.below(2);
	dut.rows_i = (uint16_t)rows;
	dut.cols_i = (uint16_t)cols;
	dut.gain_i = (uint16_t)gain;
	dut.shift_i = (uint8_t)shift;
	dut.offset_i = (uint32_t)offset;
	dut.signed_i = (uint8_t)is_signed;
	dut.x_we_i = dut.start_i = dut.res_done_i = dut.col_re_i = 0;
	for (int i = 0; i < ROWS * COLS / 4; i++) {
		uint32_t word = (uint32_t)rng.bits(32);

		for (int j = 0; j < 4; j++) {
			int v = (int)(word >> 8 * j) & ((1 << WEIGHT_BITS) - 1);

			weight[(size_t)(4 * i + j)] = v >> (WEIGHT_BITS - 1) ?
						      v - (1 << WEIGHT_BITS) : v;
		}
		write(i / (COLS / 4), i % (COLS / 4), word);
	}
	noise.clear();
	n_products = 0;
	if (READ_NOISE && rng.percent(50))
		program_noise();
	dut.w_we_i = 0;
	dut.rst_i = 1;
	low();
	high();
	dut.rst_i = 0;
}

std::vector<uint32_t> Bench::vector()
{
	std::vector<uint32_t> x;
	unsigned kind = rng.below(4);

	for (int i = 0; i < rows / 4; i++)
		x.push_back(kind == 0 ? 0x7f80ff00 : kind == 1 && rng.below(2) ? 0 :
			    (uint32_t)rng.bits(32));
	return x;
}

Codes Bench::product(const std::vector<uint32_t> &x)
{
	Codes code;
	uint32_t squares = 0;

	for (int r = 0; r < rows; r++) {
		int v = num_byte(x[(size_t)r / 4], r % 4, is_signed);

		squares += (uint32_t)(v * v);
	}
	for (int c = 0; c < cols; c++) {
		int32_t y = noise.empty() ? 0 :
			    num_read_noise(num_root(squares), noise[(size_t)c], noise_seed,
					   n_products, c);

		for (int r = 0; r < rows; r++)
			y += weight[(size_t)(r * COLS + c)] *
			     num_byte(x[(size_t)r / 4], r % 4, is_signed);
		code.push_back((uint32_t)num_adc(y, offset, gain, shift, ADC_BITS) &
			       (uint32_t)((UINT64_C(1) << ADC_BITS) - 1));
	}
	n_products++;
	return code;
}

void Bench::products(int n, bool full_rate)
{
	std::deque<Codes> expected;
	std::vector<uint32_t> x = vector();
	int at = 0;			/* writes of x, of n_writes */
	const int n_writes = rows / LANES;
	int col = 0, n_started = 0, n_done = 0;
	uint64_t last_start = 0, finish = 0;	/* of the product under way */
	bool busy = false, valid = false;
	Codes read;			/* what the last read shows */

	while (n_done < n) {
		bool go = full_rate || !rng.percent(idle);
		bool get = full_rate || !rng.percent(idle);

		dut.x_we_i = go && at < n_writes;
		dut.x_addr_i = dut.x_we_i ? (uint16_t)at : (uint16_t)rng.bits(14);
		for (int p = 0; p < BITS / 32; p++)
			port_set(dut.x_data_i, (unsigned)p * 32, 32,
				 dut.x_we_i ? x[(size_t)(at * (BITS / 32) + p)] :
					      (uint32_t)rng.bits(32));
		dut.start_i = at == n_writes && n_started < n;
		dut.col_re_i = valid && get && col < cols;
		dut.col_i = (uint16_t)(dut.col_re_i ? col : 0);
		dut.res_done_i = valid && (col >= cols || (dut.col_re_i && col + READ_COLS >= cols &&
							   (full_rate || rng.percent(50))));
		low();
		run.equal("res_valid_o", dut.res_valid_o, valid);
		for (unsigned c = 0; c < read.size(); c++)
			run.equal("col_data_o", port_get(dut.col_data_o, ADC_BITS * c, ADC_BITS),
				  read[c]);

		bool appears = busy && run.cycle + 1 >= finish && (!valid || dut.res_done_i);
		bool started = dut.start_i && dut.ready_o;

		run.equal("ready_o", dut.ready_o, !busy || appears);
		if (dut.col_re_i) {
			read.assign(expected.front().begin() + col,
				    expected.front().begin() + std::min(col + READ_COLS, cols));
			col += READ_COLS;
		}
		if (dut.res_done_i) {
			expected.pop_front();
			n_done++;
			col = 0;
			valid = false;
		}
		if (appears) {
			valid = true;
			busy = false;
		}
		at += dut.x_we_i;
		if (started) {
			if (full_rate && n_started > 1)
				run.equal("interval", run.cycle - last_start, CYCLES);
			last_start = run.cycle;
			finish = run.cycle + 1 + CYCLES;
			busy = true;
			n_started++;
			expected.push_back(product(x));
			x = vector();
			at = 0;
		}
		high();
	}
}

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 20; part++) {
		b.idle = b.rng.below(90);
		b.abandon();
		b.program();
		b.products(20, false);
		/* writing and reading must be shorter than a product */
		b.products(20, b.rows / LANES + 1 <= CYCLES &&
			       (b.cols + READ_COLS - 1) / READ_COLS + 1 <= CYCLES);
	}
	printf(BENCH ": %dx%d CYCLES %d BITS %d READ_COLS %d seed %" PRIu64 ": 800 products, %" PRIu64
	       " cycles, equal\n", ROWS, COLS, CYCLES, BITS, READ_COLS, b.run.seed, b.run.cycle);
	return 0;
}
