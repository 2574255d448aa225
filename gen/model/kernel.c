/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel.h"
#include "base/util.h"
#include "reduce.h"

/* Most words of a pixel that a share of a rectangle can have, 0: none. */
static int64_t share(int w, int h, int k_h, int max_words,
		     const struct kernel_room *r)
{
	int64_t words = max_words / (w * h), pixels;
	int span;

	if (!r)
		return words;
	span = kernel_span(w, r->dilation_x);
	pixels = (kernel_span(r->is_whole ? k_h : h, r->dilation_y) - 1) *
		 min64(r->row, r->more + span) + min64(r->row, span);
	words = min64(words, r->words / pixels);
	return w == 1 && h == 1 ? max64(words, 1) : words;
}

struct kernel_cut kernel_cut(int k_w, int k_h, int n_words, int max_words,
			     const struct kernel_room *room)
{
	struct kernel_cut best = {0}, c;
	int64_t n, words, least = INT64_MAX;

	for (c.h = k_h; c.h > 0; c.h--)
		for (c.w = (int)min64(k_w, max_words / c.h); c.w > 0; c.w--) {
			words = share(c.w, c.h, k_h, max_words, room);
			if (!words)
				continue;
			c.n_rects = (int)(div_up(k_w, c.w) * div_up(k_h, c.h));
			c.n_shares = (int)div_up(n_words, words);
			n = (int64_t)c.n_rects * c.n_shares;
			if (n < least || (n == least &&
					  c.w * c.h > best.w * best.h)) {
				best = c;
				least = n;
			}
		}
	return best;
}

int kernel_span(int k, int dilation)
{
	return (k - 1) * dilation + 1;
}

int kernel_last(int origin, int k, int dilation, int n)
{
	int tap = k - 1;

	if (origin >= n)
		return -1;
	if (origin + tap * dilation >= n)
		tap = (n - 1 - origin) / dilation;
	return origin + tap * dilation < 0 ? -1 : origin + tap * dilation;
}

int kernel_first_window(int n_windows, int stride, int pad, int k, int dilation, int n)
{
	int i = 0;

	while (i < n_windows && kernel_last(i * stride - pad, k, dilation, n) < 0)
		i++;
	return i;
}

int kernel_unit(int groups, int n_in, int lanes)
{
	int n = 1;

	while (n < groups && n * n_in % lanes)
		n++;
	return n;
}

int kernel_reduced_words(int groups, int n_in, int n_out, int64_t taps, int lanes,
			 int n_weights)
{
	if (groups < 2 || groups != n_in || groups != n_out ||
	    taps > REDUCE_TAPS_MAX)
		return 0;
	return (int)(n_weights / lanes / taps);
}
