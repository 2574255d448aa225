/* SPDX-License-Identifier: Apache-2.0 */
#include "lower.h"

/* Bits of the two's complement number that holds all sums of column `col`. */
static int sum_bits(const struct plan_task *k, int col)
{
	int64_t low = 0, high = 0;
	int lo = k->in_signed ? -128 : 0, hi = k->in_signed ? 127 : 255;
	int row, v, n_bits = 1;

	for (row = 0; row < k->rows; row++) {
		v = k->weights[(size_t)row * k->cols + col];
		low += v < 0 ? v * hi : v * lo;
		high += v < 0 ? v * lo : v * hi;
	}
	while (low < -(INT64_C(1) << (n_bits - 1)) ||
	       high >= INT64_C(1) << (n_bits - 1))
		n_bits++;
	return n_bits;
}

int lower_check_lossless(const struct plan *p, struct err *e)
{
	const struct plan_task *k, *worst = NULL;
	int t, col, n_bits, at = 0, most = p->arch->adc_bits;
	struct text say = {0};

	for (t = 0; t < p->n_tasks; t++) {
		k = &p->task[t];
		for (col = 0; !k->bypass && col < k->cols; col++) {
			n_bits = sum_bits(k, col);
			if (n_bits <= most)
				continue;
			most = n_bits;
			worst = k;
			at = col;
		}
	}
	if (!worst)
		return 0;
	arch_say_raise(&say, "adc.bits", most, p->arch->adc_bits);
	err_set(e, "", 0, "%.100s: a sum of column %d needs %d bits: %s, or "
		"calibrate ranges from images (imcfab map --calibrate)", worst->name, at, most, say.s);
	text_free(&say);
	return -1;
}
