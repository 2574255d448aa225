/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel.h"
#include "base/util.h"

struct kernel_cut kernel_cut(int k_w, int k_h, int n_words, int max_words)
{
	struct kernel_cut best = {0}, c;
	int64_t n, least = INT64_MAX;

	for (c.h = k_h; c.h > 0; c.h--)
		for (c.w = (int)min64(k_w, max_words / c.h); c.w > 0; c.w--) {
			c.n_rects = (int)(div_up(k_w, c.w) * div_up(k_h, c.h));
			c.n_shares = (int)div_up(n_words, max_words / (c.w * c.h));
			n = (int64_t)c.n_rects * c.n_shares;
			if (n < least || (n == least &&
					  c.w * c.h > best.w * best.h)) {
				best = c;
				least = n;
			}
		}
	return best;
}

int kernel_unit(int groups, int n_in, int lanes)
{
	int n = 1;

	while (n < groups && n * n_in % lanes)
		n++;
	return n;
}
