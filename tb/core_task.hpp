/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_TASK_HPP
#define CORE_TASK_HPP

/*
 * A whole random task of a core, with its weights and constants, and the words that
 * come of it: the order of a window is that of tile.hpp, the arithmetic num.c's. The
 * parameters of imc_core are macros.
 */

#include "tile.hpp"

typedef std::vector<int> Vector;

struct Task : Window {
	std::vector<int8_t> weight;	/* [rows][cols], of a weighted window [taps][cols] */
	std::vector<int32_t> bias, mult, shift, skip_mult, leak_mult;
	std::vector<uint8_t> table;	/* [256] */
};

inline int32_t small(Rng &rng)
{
	return (int32_t)(int64_t)rng.bits(32) >> (8 + rng.below(24));
}

inline Task random_task(Rng &rng)
{
	Task t;
	plan_task &k = t.k;

	static_cast<Window &>(t) = random_window(rng, SOURCES, ACT_WORDS, ROWS / 4);
	k.bypass = rng.percent(25);
	if (k.reduce == REDUCE_MAX && k.k_w * k.k_h * k.in_words <= POOL_WORDS && rng.percent(70)) {
		k.reduce = REDUCE_WEIGHTED;
		k.bypass = 1;
	}
	k.cols = k.bypass ? std::max(1, std::min(k.rows - (int)rng.below(4), COLS)) :
		 1 + (int)rng.below(COLS);
	k.adc_gain = rng.percent(50) ? 1 : 1 + (int)rng.below(255);
	k.adc_shift = (int)rng.below(k.adc_gain == 1 ? 4 : 14);
	k.adc_step = 1 + (int)rng.below(300);
	k.adc_offset = rng.percent(50) ? 0 : small(rng);
	k.has_psum = rng.percent(40);
	k.has_skip = rng.percent(40);
	k.out_raw = rng.percent(25);
	k.clamp_signed = (int)rng.below(2);
	k.leak_shift = k.clamp_signed && !k.out_raw ? (int)rng.below(8) : 0;
	k.has_table = POST_TABLE && !k.out_raw && rng.percent(60);
	for (int i = 0; i < 256; i++)
		t.table.push_back((uint8_t)rng.bits(8));
	k.skip_signed = (int)rng.below(2);
	k.skip_stride = 1 + (int)rng.below(3);
	k.skip_w = (k.out_w - 1) * k.skip_stride + 1 + (int)rng.below((unsigned)k.skip_stride);
	k.skip_h = (k.out_h - 1) * k.skip_stride + 1 + (int)rng.below((unsigned)k.skip_stride);
	k.skip_first = rng.percent(50) ? 0 : (int)rng.below((unsigned)k.cols);
	k.skip_channels = 1 + (int)rng.below((unsigned)(k.cols - k.skip_first));
	k.skip_words = (k.skip_channels + 3) / 4;
	int bits = k.reduce == REDUCE_WEIGHTED ? 8 : WEIGHT_BITS;

	for (int i = 0; i < plan_weight_rows(&k) * k.cols; i++) {
		int w = (int)rng.below(1u << bits);

		t.weight.push_back((int8_t)(w >> (bits - 1) ? w - (1 << bits) : w));
	}
	for (int c = 0; c < k.cols; c++) {
		t.bias.push_back(small(rng));
		t.mult.push_back((int32_t)rng.below(65536));
		t.shift.push_back(14 + (int)rng.below(14));
		t.skip_mult.push_back(small(rng));
		t.leak_mult.push_back(POST_LEAK ? (int32_t)rng.below(131071) - 65535 : t.mult.back());
	}
	return t;
}

/* The weights of a weighted window four at a time, as the core takes them: of each word of
 * a pixel tap by tap. Those of no column are any. */
inline std::vector<uint32_t> pool_weights(Rng &rng, const Task &t)
{
	std::vector<uint32_t> v;
	int taps = t.k.k_w * t.k.k_h;

	for (int i = 0; t.k.reduce == REDUCE_WEIGHTED && i < t.k.in_words * taps; i++) {
		uint32_t w = (uint32_t)rng.bits(32);

		for (int lane = 0, c = i / taps * 4; lane < 4 && c < t.k.cols; lane++, c++)
			port_set(w, 8 * (unsigned)lane, 8,
				 (uint8_t)t.weight[(size_t)(i % taps * t.k.cols + c)]);
		v.push_back(w);
	}
	return v;
}

/* The vector of an output pixel, by the reduction. */
inline Vector vector_of(const Task &t, const Images &in, int image, int oy, int ox)
{
	const plan_task &k = t.k;
	Vector x;
	int acc[4], tap = 0;
	bool first = true;

	for (auto &v : window_words(k, in, image, oy, ox)) {
		for (int lane = 0; lane < 4; lane++) {
			int b = num_byte(v.word, lane, k.in_signed), c = (int)x.size() + lane;

			if (k.reduce == REDUCE_WEIGHTED) {
				b *= c < k.cols ? t.weight[(size_t)(tap * k.cols + c)] : 0;
				acc[lane] = first ? b : acc[lane] + b;
				continue;
			}
			acc[lane] = first ? b : k.reduce == REDUCE_AVG ? acc[lane] + b :
				    num_max(acc[lane], b);
		}
		first = v.tap_last;
		tap = first ? 0 : tap + 1;
		if (v.tap_last)
			for (int a : acc)
				x.push_back(k.reduce == REDUCE_AVG ? num_avg(a, k.pool_shift) : a);
	}
	return x;
}

inline int32_t value_of(const Task &t, const Vector &x, int col)
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

/* The output stream, {last, word}; `sums` and `rest` where the task has them. */
inline std::vector<uint64_t> words_of(const Task &t, const Images &in, const Images &sums,
				      const Images &rest)
{
	std::vector<uint64_t> out;
	const plan_task &k = t.k;
	int n_pixels = k.out_w * k.out_h;

	for (int p = 0; p < in.n * n_pixels; p++) {
		int image = p / n_pixels, y = p % n_pixels / k.out_w;
		int x = p % n_pixels % k.out_w;
		uint32_t word = 0;
		Vector v = vector_of(t, in, image, y, x);
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
				out.push_back(last | (uint32_t)acc);
				continue;
			}
			int b = num_requant(acc, t.mult[i], t.leak_mult[i], t.shift[i], r, t.skip_mult[i],
					    num_out{k.clamp_signed, k.leak_shift}) & 255;

			word |= (uint32_t)(k.has_table ? t.table[(size_t)b] : b) << 8 * (c % 4);
			if (c % 4 == 3 || end) {
				out.push_back(last | word);
				word = 0;
			}
		}
	}
	return out;
}

#endif
