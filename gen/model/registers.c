/* SPDX-License-Identifier: Apache-2.0 */
#include "registers.h"

#include <string.h>

/* The walk of the window through the ring, in words modulo ring_words. */
static int64_t modulo(int64_t v, const struct plan_task *k)
{
	v %= k->ring_words;
	return v < 0 ? v + k->ring_words : v;
}

static int64_t one(const struct plan_task *k)
{
	(void)k;
	return 1;
}

static int64_t step_x(const struct plan_task *k)
{
	return modulo(k->reduce != REDUCE_NONE ? k->ch_words : 1, k);
}

static int64_t step_y(const struct plan_task *k)
{
	int64_t row = k->in_w - k->k_w;

	return modulo(k->reduce != REDUCE_NONE ? (row + 1) * k->ch_words :
		      row * k->ch_words + 1, k);
}

static int64_t step_ox(const struct plan_task *k)
{
	return modulo((int64_t)k->stride * k->ch_words, k);
}

static int64_t step_oy(const struct plan_task *k)
{
	int64_t back_x = (int64_t)(k->out_w - 1) * k->stride;

	return modulo(((int64_t)k->stride * k->in_w - back_x) * k->ch_words, k);
}

static int64_t step_img(const struct plan_task *k)
{
	int64_t back_x = (int64_t)(k->out_w - 1) * k->stride;
	int64_t back_y = (int64_t)(k->out_h - 1) * k->stride;

	return modulo(((k->in_h - back_y) * k->in_w - back_x) * k->ch_words, k);
}

static int64_t start(const struct plan_task *k)
{
	return modulo(-((int64_t)k->pad_y * k->in_w + k->pad_x) * k->ch_words,
		      k);
}

static int64_t sums(const struct plan_task *k)
{
	return plan_task_sums(k);
}

#define MEMBER(reg, at, n_bits, member, meaning) \
	{ #member, reg, at, n_bits, offsetof(struct plan_task, member), NULL, \
	  0, 0, meaning }
#define COMPUTED(reg, at, n_bits, name, min, max, meaning) \
	{ #name, reg, at, n_bits, 0, name, min, max, meaning }

const struct task_field task_fields[] = {
	{ "enable", 0, 0, 1, 0, one, 0, 1,
	  "the tile has a task; 0 after a clear" },
	MEMBER(0, 1, 1, in_signed, "bytes of the ACT stream are signed"),
	MEMBER(0, 2, 1, has_psum, "a partial sum joins every column"),
	MEMBER(0, 3, 1, has_skip, "a residual joins some columns"),
	MEMBER(0, 4, 1, out_raw, "results are words of 32 bits, else bytes"),
	MEMBER(0, 5, 1, out_signed, "bytes are -128..127, else 0..255"),
	MEMBER(0, 6, 1, bypass, "column c is vector element c, no product"),
	MEMBER(0, 7, 2, reduce, "over a window: 0 none, 1 maximum, 2 mean"),
	MEMBER(0, 9, 1, skip_signed, "bytes of the SKIP stream are signed"),
	MEMBER(0, 10, 3, leak_shift,
	       "negative results are shifted by so many more bits"),
	COMPUTED(0, 13, 1, sums, 0, 1,
		 "a mean over the whole image, which is summed as it comes"),
	MEMBER(0, 16, 5, pool_shift, "mean: of `2^pool_shift` pixels"),
	MEMBER(1, 0, 13, in_w, "pixels of a row of the ACT stream"),
	MEMBER(1, 16, 13, in_h, "rows"),
	MEMBER(2, 0, 12, in_words, "words a pixel"),
	MEMBER(2, 16, 12, ch_first, "first word kept of a pixel"),
	MEMBER(3, 0, 12, ch_words, "words kept of a pixel"),
	MEMBER(4, 0, 13, out_w, "windows in a row"),
	MEMBER(4, 16, 13, out_h, "rows of windows"),
	MEMBER(5, 0, 13, k_w, "pixels of a row of a window"),
	MEMBER(5, 16, 13, k_h, "rows of a window"),
	MEMBER(6, 0, 8, pad_x, "zero pixels left of the image"),
	MEMBER(6, 8, 8, pad_y, "zero rows above it"),
	MEMBER(6, 16, 4, stride, "pixels from window to window, both ways"),
	MEMBER(7, 0, 17, ring_words, "words of the activation memory in use"),
	COMPUTED(8, 0, 16, step_x, 0, 65535,
		 "reduced: `ch_words` (next kx); not reduced: 1 (mod ring)"),
	COMPUTED(8, 16, 16, step_y, 0, 65535,
		 "to the first word of the next kernel row from the last word "
		 "read of this one: not reduced `(in_w-k_w)*ch_words + 1`, "
		 "reduced `(in_w-k_w+1)*ch_words` (mod ring)"),
	COMPUTED(9, 0, 16, step_ox, 0, 65535,
		 "window to next window in a row, `stride*ch_words` "
		 "(mod ring)"),
	COMPUTED(9, 16, 16, step_oy, 0, 65535,
		 "last window of an output row to the first of the next, "
		 "`(stride*in_w - (out_w-1)*stride)*ch_words` (mod ring)"),
	COMPUTED(10, 0, 16, step_img, 0, 65535,
		 "last window of an image to the first of the next, "
		 "`(in_w*in_h - ((out_h-1)*in_w + (out_w-1))*stride)*ch_words` "
		 "(mod ring)"),
	COMPUTED(10, 16, 16, start, 0, 65535,
		 "address of the first window's origin, "
		 "`-(pad_y*in_w + pad_x)*ch_words` (mod ring)"),
	MEMBER(11, 0, 16, rows, "crossbar rows in use"),
	MEMBER(11, 16, 16, cols, "columns in use"),
	MEMBER(12, 0, 16, adc_gain, "converter ([numerics](numerics.md))"),
	MEMBER(12, 16, 6, adc_shift, "converter"),
	MEMBER(13, 0, 16, adc_step, "converter"),
	MEMBER(14, 0, 32, adc_offset, "converter"),
	MEMBER(15, 0, 13, skip_w, "pixels of a row of the SKIP stream"),
	MEMBER(15, 16, 13, skip_h, "rows"),
	MEMBER(16, 0, 12, skip_words, "words a pixel"),
	MEMBER(16, 16, 4, skip_stride, "pixels and rows of which one is kept"),
	MEMBER(17, 0, 16, skip_first, "column that channel 0 joins"),
	MEMBER(17, 16, 16, skip_channels, "columns that a residual joins"),
};
const int n_task_fields = sizeof(task_fields) / sizeof(*task_fields);

static uint32_t field_bits(const struct task_field *f,
			   const struct plan_task *k)
{
	uint32_t mask = (uint32_t)((UINT64_C(1) << f->n_bits) - 1);
	int64_t v;

	if (f->value)
		v = f->value(k);
	else
		v = *(const int *)((const char *)k + f->member);
	return ((uint32_t)v & mask) << f->at;
}

void task_registers(const struct plan_task *k, uint32_t reg[TASK_REGS])
{
	int i;

	memset(reg, 0, TASK_REGS * sizeof(*reg));
	for (i = 0; i < n_task_fields; i++)
		reg[task_fields[i].reg] |= field_bits(&task_fields[i], k);
}
