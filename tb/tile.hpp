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

/* Parameters that a set may leave out. */
#ifndef POST_TABLE
#define POST_TABLE 0
#endif
#ifndef POST_LEAK
#define POST_LEAK 0
#endif

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
	void send(std::deque<uint64_t> &to) const
	{
		size_t each = (size_t)(w * h * words);

		for (size_t i = 0; i < word.size(); i++)
			to.push_back((uint64_t)(i % each == each - 1) << 32 | word[i]);
	}
};

/* A task with its sources, which the plan_task points to. */
struct Window {
	plan_task k = {};
	std::vector<plan_source> source;

	Window() = default;
	Window(const Window &w) { *this = w; }
	Window &operator=(const Window &w)
	{
		k = w.k;
		source = w.source;
		k.source = source.data();
		k.n_sources = (int)source.size();
		return *this;
	}
};

/* The stream of each source of images that a task reads: the words of its rectangle, and
 * random ones that the task drops. */
inline std::vector<Images> source_images(Rng &rng, const plan_task &k, const Images &in)
{
	std::vector<Images> v;

	for (int i = 0; i < k.n_sources; i++) {
		const plan_source &s = k.source[i];
		Images part(rng, s.w, k.in_h, s.words, in.n);

		for (int p = 0; p < in.n * k.in_h * s.cols; p++)
			for (int c = 0; c < s.keep; c++) {
				int row = p / s.cols, x = p % s.cols;

				part.word[(size_t)((row * s.w + s.x + x) * s.words + s.first + c)] =
					in.word[(size_t)((row * k.in_w + s.to_x + x) * k.in_words +
							 s.to_word + c)];
			}
		v.push_back(part);
	}
	return v;
}

/* Cuts a rectangle of the image into sources, at most `most`. */
inline void cut_image(Rng &rng, int most, int x, int cols, int word, int words,
		      std::vector<plan_source> &to)
{
	if (most > 1 && cols > 1 && rng.percent(60)) {
		int left = 1 + (int)rng.below((unsigned)cols - 1), n = 1 + (int)rng.below((unsigned)most - 1);

		cut_image(rng, n, x, left, word, words, to);
		cut_image(rng, most - n, x + left, cols - left, word, words, to);
	} else if (most > 1 && words > 1) {
		int low = 1 + (int)rng.below((unsigned)words - 1), n = 1 + (int)rng.below((unsigned)most - 1);

		cut_image(rng, n, x, cols, word, low, to);
		cut_image(rng, most - n, x, cols, word + low, words - low, to);
	} else {
		plan_source s = {};

		s.x = rng.percent(60) ? 0 : (int)rng.below(4);
		s.first = rng.percent(60) ? 0 : (int)rng.below(3);
		s.w = s.x + cols + (rng.percent(60) ? 0 : (int)rng.below(4));
		s.words = s.first + words + (rng.percent(60) ? 0 : (int)rng.below(3));
		s.cols = cols;
		s.keep = words;
		s.to_x = x;
		s.to_word = word;
		to.push_back(s);
	}
}

/* In any order. */
inline void random_sources(Rng &rng, int most, Window &w)
{
	w.source.clear();
	cut_image(rng, 1 + (int)rng.below((unsigned)most), 0, w.k.in_w, 0, w.k.in_words, w.source);
	for (size_t i = w.source.size(); i > 1; i--)
		std::swap(w.source[i - 1], w.source[rng.below((unsigned)i)]);
	w.k.source = w.source.data();
	w.k.n_sources = (int)w.source.size();
}

/* The sources of a core, of which at most one has a valid word: like eject of the router,
 * one that is ready. */
class ActSources {
public:
	unsigned idle = 0;		/* percent of cycles without a word for anybody */
	int held = -1;			/* source that gets no word */
	std::vector<std::deque<uint64_t>> words;	/* to come */

	ActSources(Rng *rng, unsigned n) : words(n), rng(rng) {}
	/* By what is ready; the source that moves in this cycle, or -1. */
	int choose(uint64_t ready)
	{
		std::vector<int> able;

		if (rng->percent(idle))
			return -1;
		for (int i = 0; i < (int)words.size(); i++)
			if (i != held && !words[(size_t)i].empty() && ready >> i & 1)
				able.push_back(i);
		return able.empty() ? -1 : able[rng->below((unsigned)able.size())];
	}
	uint64_t take(int i)
	{
		uint64_t word = words[(size_t)i].front();

		words[(size_t)i].pop_front();
		return word;
	}
	size_t to_send() const
	{
		size_t n = 0;

		for (auto &w : words)
			n += w.size();
		return n;
	}
	void start(const std::vector<Images> &parts)
	{
		for (size_t i = 0; i < words.size(); i++) {
			words[i].clear();
			if (i < parts.size())
				parts[i].send(words[i]);
		}
	}

private:
	Rng *rng;
};

/* A word of a window, as imc_window shows it. */
struct WindowWord {
	uint32_t word;
	bool tap_last, win_last;
};

inline WindowWord window_word(const plan_task &k, const Images &in, int image, int oy, int ox,
			      int ky, int kx, int ch)
{
	int y = oy * k.stride_y - k.pad_y + ky * k.dilation_y;
	int x = ox * k.stride_x - k.pad_x + kx * k.dilation_x;
	bool there = y >= 0 && y < k.in_h && x >= 0 && x < k.in_w;
	bool taps_end = ky == k.k_h - 1 && kx == k.k_w - 1;

	return { there ? in.at(image, y, x, ch) : 0, !k.reduce || taps_end,
		 taps_end && ch == k.in_words - 1 };
}

/* All words of an output pixel's window. */
inline std::vector<WindowWord> window_words(const plan_task &k, const Images &in, int image,
					    int oy, int ox)
{
	std::vector<WindowWord> v;

	for (int c0 = 0; c0 < (k.reduce ? k.in_words : 1); c0++)
		for (int ky = 0; ky < k.k_h; ky++)
			for (int kx = 0; kx < k.k_w; kx++)
				for (int c1 = 0; c1 < (k.reduce ? 1 : k.in_words); c1++)
					v.push_back(window_word(k, in, image, oy, ox, ky, kx,
								c0 + c1));
	return v;
}

/* The last of n pixels that a tap lies on, of those from `at` on; -1: none. */
inline int last_seen(int at, int taps, int dilation, int n)
{
	int last = -1;

	for (int i = 0; i < taps; i++)
		if (at + i * dilation >= 0 && at + i * dilation < n)
			last = at + i * dilation;
	return last;
}

/* Pixels that must fit in the memory, by the rule of release: from the largest origin of
 * a window so far to the last pixel that is needed, at the worst window. 0: no window
 * sees any. The windows of two images, counted from the first pixel of the first. */
inline int least_pixels(const plan_task &k)
{
	int least = 0, from = -k.pad_y * k.in_w - k.pad_x;

	for (int i = 0; i < 2 * k.out_h * k.out_w; i++) {
		int n = i / (k.out_h * k.out_w), oy = i / k.out_w % k.out_h, ox = i % k.out_w;
		int y0 = oy * k.stride_y - k.pad_y, x0 = ox * k.stride_x - k.pad_x;
		int y1 = last_seen(y0, k.k_h, k.dilation_y, k.in_h);
		int x1 = last_seen(x0, k.k_w, k.dilation_x, k.in_w);

		from = std::max(from, (n * k.in_h + y0) * k.in_w + x0);
		if (y1 >= 0 && x1 >= 0)
			least = std::max(least, (n * k.in_h + y1) * k.in_w + x1 + 1 - from);
	}
	return least;
}

/* Pixels that must fit so that an image can be taken to its end although nobody takes the
 * windows behind it: from the largest origin, that of the next image's first window with
 * them, on. */
inline int rest_pixels(const plan_task &k)
{
	int last = ((k.out_h - 1) * k.stride_y - k.pad_y) * k.in_w + (k.out_w - 1) * k.stride_x - k.pad_x;
	int next = (k.in_h - k.pad_y) * k.in_w - k.pad_x;

	return k.in_h * k.in_w - std::max(last, next);
}

/* Some window sees a word that the source keeps. */
inline bool is_seen(const plan_task &k, const plan_source &s)
{
	for (int ox = 0; ox < k.out_w; ox++)
		if (last_seen(ox * k.stride_x - k.pad_x - s.to_x, k.k_w, k.dilation_x, s.cols) >= 0)
			return true;
	return false;
}

/* Image, sources, window and reduction of a task whose ring and vector have room. */
inline Window random_window(Rng &rng, int max_sources, int max_ring_words, int max_vector_words)
{
	for (;;) {
		Window w;
		plan_task &k = w.k;

		k.in_w = 1 + (int)rng.below(9);
		k.in_h = 1 + (int)rng.below(9);
		k.in_words = 1 + (int)rng.below(4);
		k.in_signed = (int)rng.below(2);
		k.stride_x = 1 + (int)rng.below(3);
		k.stride_y = 1 + (int)rng.below(3);
		k.k_w = 1 + (int)rng.below((unsigned)k.in_w + 2);
		k.k_h = 1 + (int)rng.below((unsigned)k.in_h + 2);
		k.dilation_x = rng.percent(60) ? 1 : 1 + (int)rng.below(5);
		k.dilation_y = rng.percent(60) ? 1 : 1 + (int)rng.below(5);
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
			k.dilation_x = k.dilation_y = 1;
		}
		/* windows begin in the image or in its margin */
		if (k.pad_x > (k.k_w - 1) * k.dilation_x || k.pad_y > (k.k_h - 1) * k.dilation_y ||
		    (k.out_w - 1) * k.stride_x - k.pad_x >= k.in_w ||
		    (k.out_h - 1) * k.stride_y - k.pad_y >= k.in_h)
			continue;
		random_sources(rng, max_sources, w);
		int least = least_pixels(k), most = std::max(2 * k.in_w * k.in_h, rest_pixels(k));
		int room = std::min(most, max_ring_words / k.in_words);
		int vector = k.in_words * (k.reduce ? 1 : k.k_w * k.k_h);
		bool seen = true;

		for (auto &s : w.source)
			seen = seen && is_seen(k, s);
		if (!seen || least < 1 || vector > max_vector_words)
			continue;
		least = std::max(least, rest_pixels(k));
		if (least > room)
			continue;
		k.ring_words = k.in_words * (rng.percent(40) ? least :
			       least + (int)rng.below((unsigned)(room - least + 1)));
		if (plan_task_sums(&k))
			k.ring_words = PLAN_SUM_PIXELS * k.in_words;
		if (k.ring_words > max_ring_words)
			continue;
		k.rows = 4 * vector;
		return w;
	}
}

/* The task registers, and a field of the task's by its name. */
inline std::vector<uint32_t> registers(const plan_task &k)
{
	std::vector<uint32_t> r((size_t)task_n_registers(k.n_sources), 0);

	task_registers(&k, r.data());
	return r;
}

template <class Regs> inline uint32_t field(const Regs &r, const char *name)
{
	const task_field *f = task_fields.field;

	while (strcmp(f->name, name))
		f++;
	return (uint32_t)(r[(size_t)f->reg] >> f->at & ((UINT64_C(1) << f->n_bits) - 1));
}

#endif
