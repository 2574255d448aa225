/* SPDX-License-Identifier: Apache-2.0 */
#include "lower.h"
#include "refmodel/num.h"

/* All sums of column `col`, for any input. */
struct range {
	int64_t low, high;
};

static struct range column_range(const struct plan_task *k, int col)
{
	struct range r;

	plan_column_range(k, col, &r.low, &r.high);
	return r;
}

static int range_bits(struct range r)
{
	return num_bits(r.low, r.high);
}

int lower_check_lossless(const struct plan *p, struct err *e)
{
	const struct plan_task *k, *worst = NULL;
	int t, col, n_bits, at = 0, most = p->arch->adc_bits;
	struct text say = {0};

	for (t = 0; t < p->n_tasks; t++) {
		k = &p->task[t];
		for (col = 0; !k->bypass && col < k->cols; col++) {
			n_bits = range_bits(column_range(k, col));
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
		"calibrate ranges from images (imcfab map --calibrate)",
		worst->name, at, most, say.s);
	text_free(&say);
	return -1;
}

/* What the converter makes of it. */
static struct range converted(const struct plan *p, const struct plan_task *k,
			      struct range r)
{
	int64_t code = INT64_C(1) << (p->arch->adc_bits - 1);

	if (k->adc_gain == 1 && !k->adc_shift && k->adc_step == 1 &&
	    !k->adc_offset && range_bits(r) <= p->arch->adc_bits)
		return r;
	r.low = -code * k->adc_step + k->adc_offset;
	r.high = (code - 1) * k->adc_step + k->adc_offset;
	return r;
}

int lower_check_sums(const struct plan *p, struct err *e)
{
	const struct plan_task *k;
	struct range sum[4096] = {{0, 0}}, r;	/* xbar.cols at most */
	struct text say = {0};
	int t, col, n_bits;

	for (t = 0; t < p->n_tasks; t++) {
		k = &p->task[t];
		for (col = 0; k->out_raw && col < k->cols; col++) {
			r = column_range(k, col);
			if (!k->bypass)
				r = converted(p, k, r);
			if (k->has_psum) {
				r.low += sum[col].low;
				r.high += sum[col].high;
			}
			r.low += k->bias[col];
			r.high += k->bias[col];
			sum[col] = r;
			n_bits = range_bits(r);
			if (n_bits <= p->arch->psum_bits ||
			    p->arch->psum_bits == 32)
				continue;
			arch_say_raise(&say, "psum.bits", n_bits,
				       p->arch->psum_bits);
			err_set(e, "", 0, "%.100s: a partial sum of column %d "
				"needs %d bits: %s", k->name, col, n_bits,
				say.s);
			text_free(&say);
			return -1;
		}
	}
	return 0;
}
