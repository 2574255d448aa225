/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"

/* What follows from the numbers of a hardware: words, memories, cycles. */

int arch_lanes(const struct arch *a)
{
	return a->link_bits / 8;
}

int arch_sums(const struct arch *a)
{
	return a->link_bits / a->psum_bits;
}

int arch_memory_words(const struct arch *a, int n_bytes)
{
	int n = n_bytes / arch_lanes(a);

	return n < ARCH_LEAST_WORDS ? ARCH_LEAST_WORDS : n;
}

int arch_pool_words(const struct arch *a, int n_weights)
{
	return n_weights ? arch_memory_words(a, n_weights) : 0;
}

int arch_words(const struct arch *a, int n_values, int raw)
{
	int each = raw ? arch_sums(a) : arch_lanes(a);

	return (int)div_up(n_values, each);
}

int64_t arch_digital_cycles(const struct arch *a)
{
	return (int64_t)a->xbar_rows * a->xbar_cols / a->xbar_macs + a->xbar_macs + 9;
}

int64_t arch_post_cycles(const struct arch *a, int64_t n_columns)
{
	return div_up(n_columns, a->post_lanes) * a->post_cycles;
}
