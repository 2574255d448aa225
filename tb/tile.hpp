/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TILE_HPP
#define TILE_HPP

/*
 * Random tasks for the benches of the core and its parts, their registers, and the
 * order in which a window sees its words (docs/rtl.md): index arithmetic only.
 */

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "stream.hpp"

extern "C" {
#include "refmodel/num.h"
#include "model/plan.h"
#include "model/registers.h"
}

/* Images of a stream, words in the order in which they are sent. */
struct Images {
	int w, h, words, n;
	std::vector<uint32_t> word;

	Images(Rng &rng, int w, int h, int words, int n) : w(w), h(h), words(words), n(n)
	{
		for (int i = 0; i < w * h * words * n; i++)
			word.push_back((uint32_t)rng.bits(32));
	}
	uint32_t at(int image, int y, int x, int i) const
	{
		return word[(size_t)(((image * h + y) * w + x) * words + i)];
	}
	void send(Source &to) const
	{
		size_t each = (size_t)(w * h * words);

		for (size_t i = 0; i < word.size(); i++)
			to.words.push_back((uint64_t)(i % each == each - 1) << 32 | word[i]);
	}
};

/* A word of a window, as imc_window shows it. */
struct WindowWord {
	uint32_t word;
	bool tap_last, win_last;
};

inline WindowWord window_word(const plan_task &k, const Images &in, int image, int oy, int ox,
			      int ky, int kx, int ch)
{
	int y = oy * k.stride - k.pad_y + ky, x = ox * k.stride - k.pad_x + kx;
	bool there = y >= 0 && y < k.in_h && x >= 0 && x < k.in_w;
	bool taps_end = ky == k.k_h - 1 && kx == k.k_w - 1;

	return { there ? in.at(image, y, x, k.ch_first + ch) : 0, !k.reduce || taps_end,
		 taps_end && ch == k.ch_words - 1 };
}

/* All words of an output pixel's window. */
inline std::vector<WindowWord> window_words(const plan_task &k, const Images &in, int image,
					    int oy, int ox)
{
	std::vector<WindowWord> v;

	for (int c0 = 0; c0 < (k.reduce ? k.ch_words : 1); c0++)
		for (int ky = 0; ky < k.k_h; ky++)
			for (int kx = 0; kx < k.k_w; kx++)
				for (int c1 = 0; c1 < (k.reduce ? 1 : k.ch_words); c1++)
					v.push_back(window_word(k, in, image, oy, ox, ky, kx,
								c0 + c1));
	return v;
}

/* Pixels that must fit in the memory, by the rule of release: from the first that is
 * not released to the last that is needed, at the worst window. 0: no window sees any. */
inline int least_pixels(const plan_task &k)
{
	int least = 0;

	for (int oy = 0; oy < k.out_h; oy++)
		for (int ox = 0; ox < k.out_w; ox++) {
			int y0 = oy * k.stride - k.pad_y, x0 = ox * k.stride - k.pad_x;
			int y1 = std::min(y0 + k.k_h, k.in_h) - 1;
			int x1 = std::min(x0 + k.k_w, k.in_w) - 1;
			int from = y0 < 0 ? 0 : y0 * k.in_w + std::min(std::max(x0, 0), k.in_w);

			if (y1 >= 0 && x1 >= 0 && y0 < k.in_h && x0 < k.in_w)
				least = std::max(least, y1 * k.in_w + x1 + 1 - from);
		}
	return least;
}

/* Image, window and reduction of a task whose ring and vector have room. */
inline plan_task random_window(Rng &rng, int max_ring_words, int max_vector_words)
{
	for (;;) {
		plan_task k = {};

		k.in_w = 1 + (int)rng.below(9);
		k.in_h = 1 + (int)rng.below(9);
		k.in_words = 1 + (int)rng.below(4);
		k.ch_words = 1 + (int)rng.below((unsigned)k.in_words);
		k.ch_first = (int)rng.below((unsigned)(k.in_words - k.ch_words + 1));
		k.in_signed = (int)rng.below(2);
		k.stride = 1 + (int)rng.below(3);
		k.k_w = 1 + (int)rng.below((unsigned)k.in_w);
		k.k_h = 1 + (int)rng.below((unsigned)k.in_h);
		k.pad_x = (int)rng.below(5) - 2;
		k.pad_y = (int)rng.below(5) - 2;
		k.out_w = 1 + (int)rng.below(6);
		k.out_h = 1 + (int)rng.below(6);
		k.reduce = (enum reduce)(rng.percent(50) ? 0 : 1 + rng.below(2));
		bool whole = rng.percent(4);	/* a mean over the image */

		if (whole || k.reduce == REDUCE_AVG) {
			k.reduce = REDUCE_AVG;
			k.k_w = 1 << rng.below(3);
			k.k_h = 1 << rng.below(3);
			while (1 << k.pool_shift < k.k_w * k.k_h)
				k.pool_shift++;
		}
		if (whole) {
			k.in_w = k.k_w;
			k.in_h = k.k_h;
			k.out_w = k.out_h = 1;
			k.pad_x = k.pad_y = 0;
		}
		/* windows begin in the image or in its margin */
		if (k.k_w > k.in_w || k.k_h > k.in_h || k.pad_x >= k.k_w || k.pad_y >= k.k_h ||
		    (k.out_w - 1) * k.stride - k.pad_x > k.in_w ||
		    (k.out_h - 1) * k.stride - k.pad_y > k.in_h)
			continue;
		int least = least_pixels(k), most = 2 * k.in_w * k.in_h;
		int room = std::min(most, max_ring_words / k.ch_words);
		int vector = k.ch_words * (k.reduce ? 1 : k.k_w * k.k_h);

		if (least < 1 || least > room || vector > max_vector_words)
			continue;
		k.ring_words = k.ch_words * (rng.percent(40) ? least :
			       least + (int)rng.below((unsigned)(room - least + 1)));
		if (plan_task_sums(&k))
			k.ring_words = PLAN_SUM_WORDS * k.ch_words;
		if (k.ring_words > max_ring_words)
			continue;
		k.rows = 4 * vector;
		return k;
	}
}

/* The task registers, and a field of them by its name. */
inline std::array<uint32_t, TASK_REGS> registers(const plan_task &k)
{
	std::array<uint32_t, TASK_REGS> r{};

	task_registers(&k, r.data());
	return r;
}

inline uint32_t field(const std::array<uint32_t, TASK_REGS> &r, const char *name)
{
	const task_field *f = task_fields;

	while (strcmp(f->name, name))
		f++;
	return (uint32_t)(r[(size_t)f->reg] >> f->at & ((UINT64_C(1) << f->n_bits) - 1));
}

#endif
