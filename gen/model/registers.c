/* SPDX-License-Identifier: Apache-2.0 */
#include "registers.h"

#include <string.h>

/* The walk of windows and sources through the places of words: image after image,
 * in_w * in_h pixels of in_words words, counted modulo 2^PLACE_BITS from the origin of
 * the first window. */
#define PLACE_MAX ((INT64_C(1) << PLACE_BITS) - 1)

static int64_t one(const struct plan_task *k, int source)
{
	(void)k;
	(void)source;
	return 1;
}

static int64_t end_x(const struct plan_task *k, int source)
{
	(void)source;
	return (int64_t)k->k_w * k->dilation_x;
}

static int64_t end_y(const struct plan_task *k, int source)
{
	(void)source;
	return (int64_t)k->k_h * k->dilation_y;
}

/* From the last word read of a tap, which is its first where the window is reduced, to
 * the first of one `pixels` further. */
static int64_t tap_step(const struct plan_task *k, int64_t pixels)
{
	return pixels * k->in_words -
	       (k->reduce != REDUCE_NONE ? 0 : k->in_words - 1);
}

static int64_t step_x(const struct plan_task *k, int source)
{
	(void)source;
	return tap_step(k, k->dilation_x);
}

static int64_t step_y(const struct plan_task *k, int source)
{
	(void)source;
	return tap_step(k, (int64_t)k->dilation_y * k->in_w -
			(int64_t)(k->k_w - 1) * k->dilation_x);
}

static int64_t step_ox(const struct plan_task *k, int source)
{
	(void)source;
	return (int64_t)k->stride_x * k->in_words;
}

static int64_t step_oy(const struct plan_task *k, int source)
{
	int64_t back_x = (int64_t)(k->out_w - 1) * k->stride_x;

	(void)source;
	return ((int64_t)k->stride_y * k->in_w - back_x) * k->in_words;
}

static int64_t step_img(const struct plan_task *k, int source)
{
	int64_t back_x = (int64_t)(k->out_w - 1) * k->stride_x;
	int64_t back_y = (int64_t)(k->out_h - 1) * k->stride_y;

	(void)source;
	return ((k->in_h - back_y) * k->in_w - back_x) * k->in_words;
}

static int64_t sums(const struct plan_task *k, int source)
{
	(void)source;
	return plan_task_sums(k);
}

static int64_t src_end_x(const struct plan_task *k, int source)
{
	return k->source[source].w - k->source[source].x;
}

static int64_t src_end_word(const struct plan_task *k, int source)
{
	return k->source[source].words - k->source[source].first;
}

static int64_t src_x(const struct plan_task *k, int source)
{
	return -k->source[source].x;
}

static int64_t src_word(const struct plan_task *k, int source)
{
	return -k->source[source].first;
}

static int64_t src_start(const struct plan_task *k, int source)
{
	const struct plan_source *s = &k->source[source];

	return ((int64_t)k->pad_y * k->in_w + k->pad_x + s->to_x) *
	       k->in_words + s->to_word;
}

static int64_t src_step_x(const struct plan_task *k, int source)
{
	return k->in_words - k->source[source].keep + 1;
}

static int64_t src_step_y(const struct plan_task *k, int source)
{
	const struct plan_source *s = &k->source[source];

	return (int64_t)(k->in_w - s->cols + 1) * k->in_words - s->keep + 1;
}

#define MEMBER(reg, at, n_bits, member, meaning) \
	{ #member, reg, at, n_bits, offsetof(struct plan_task, member), NULL, \
	  0, 0, meaning }
#define SOURCE(reg, at, n_bits, member, meaning) \
	{ "src_" #member, reg, at, n_bits, offsetof(struct plan_source, member), \
	  NULL, 0, 0, meaning }
#define COMPUTED(reg, at, n_bits, name, min, max, meaning) \
	{ #name, reg, at, n_bits, 0, name, min, max, meaning }
#define PLACE(reg, name, meaning) \
	COMPUTED(reg, 0, PLACE_BITS, name, 0, PLACE_MAX, meaning)

static const struct task_field task_field[] = {
	{ "enable", 0, 0, 1, 0, one, 0, 1,
	  "the tile has a task; 0 after a clear" },
	MEMBER(0, 1, 1, in_signed, "bytes of the ACT streams are signed"),
	MEMBER(0, 2, 1, has_psum, "a partial sum joins every column"),
	MEMBER(0, 3, 1, has_skip, "a residual joins some columns"),
	MEMBER(0, 4, 1, out_raw, "results are sums, else bytes"),
	MEMBER(0, 5, 1, clamp_signed, "results are -128..127, else 0..255"),
	MEMBER(0, 6, 1, bypass, "column c is vector element c, no product"),
	MEMBER(0, 7, 2, reduce, "over a window: 0 none, 1 maximum, 2 mean, "
	       "3 weighted sum"),
	MEMBER(0, 9, 1, skip_signed, "bytes of the SKIP stream are signed"),
	MEMBER(0, 10, 3, leak_shift,
	       "negative results are shifted by so many more bits"),
	COMPUTED(0, 13, 1, sums, 0, 1,
		 "a mean over the whole image, which is summed as it comes"),
	MEMBER(0, 14, 1, has_table, "results are looked up in the table"),
	MEMBER(0, 16, 5, pool_shift, "mean: of `2^pool_shift` pixels"),
	MEMBER(0, 21, 6, n_sources, "ACT streams in use"),
	MEMBER(1, 0, 13, in_w, "pixels of a row of the image that is read"),
	MEMBER(1, 16, 13, in_h, "rows"),
	MEMBER(2, 0, 12, in_words, "words a pixel"),
	COMPUTED(2, 16, 16, step_ox, 0, 65535,
		 "window to next window in a row, `stride_x*in_words`"),
	MEMBER(3, 0, 17, ring_words, "words of the activation memory in use"),
	MEMBER(3, 20, 4, stride_x, "pixels from window to window in a row"),
	MEMBER(3, 24, 4, stride_y, "rows from window to window"),
	MEMBER(4, 0, 13, out_w, "windows in a row"),
	MEMBER(4, 16, 13, out_h, "rows of windows"),
	COMPUTED(5, 0, 13, end_x, 1, 4158, "pixels from a window's first tap to "
		 "behind the last of its row, `k_w*dilation_x`"),
	COMPUTED(5, 16, 13, end_y, 1, 4158, "rows, `k_h*dilation_y`"),
	PLACE(6, step_y, "to the first word of the next kernel row from the "
	      "last word read of this one: "
	      "`(dilation_y*in_w - (k_w-1)*dilation_x)*in_words`, not reduced "
	      "less `in_words - 1`"),
	MEMBER(6, 24, 6, adc_shift, "converter ([numerics](numerics.md))"),
	PLACE(7, step_oy, "last window of an output row to the first of the "
	      "next, `(stride_y*in_w - (out_w-1)*stride_x)*in_words`"),
	MEMBER(7, 24, 8, pad_x, "zero pixels left of the image"),
	PLACE(8, step_img, "last window of an image to the first of the next, "
	      "`(in_w*in_h - (out_h-1)*stride_y*in_w - (out_w-1)*stride_x)*in_words`"),
	MEMBER(8, 24, 8, pad_y, "zero rows above it"),
	MEMBER(9, 0, 16, rows, "crossbar rows in use"),
	MEMBER(9, 16, 16, cols, "columns in use"),
	MEMBER(10, 0, 16, adc_gain, "converter"),
	MEMBER(10, 16, 16, adc_step, "converter"),
	MEMBER(11, 0, 32, adc_offset, "converter"),
	MEMBER(12, 0, 13, skip_w, "pixels of a row of the SKIP stream"),
	MEMBER(12, 16, 13, skip_h, "rows"),
	MEMBER(13, 0, 12, skip_words, "words a pixel"),
	MEMBER(13, 16, 4, skip_stride, "pixels and rows of which one is kept"),
	MEMBER(14, 0, 16, skip_first, "column that channel 0 joins"),
	MEMBER(14, 16, 16, skip_channels, "columns that a residual joins"),
	COMPUTED(15, 0, 18, step_x, 1, 257985, "to the first word of the next tap "
		 "of a row from the last word read of this one: "
		 "`dilation_x*in_words`, not reduced less `in_words - 1`"),
	MEMBER(15, 18, 6, dilation_x, "pixels from tap to tap of a row"),
	MEMBER(15, 24, 6, dilation_y, "rows from tap to tap"),
};

/* What a core with one source reads stands in the first ALONE_REGS. */
static const struct task_field source_field[] = {
	COMPUTED(0, 0, 13, src_end_x, 1, 4096, "columns of the stream from the "
		 "first kept on, `w - x`"),
	COMPUTED(0, 16, 12, src_end_word, 1, 4095, "words of a pixel from the "
		 "first kept on, `words - first`"),
	COMPUTED(1, 0, 12, src_x, 0, 4095, "columns before the first kept, "
		 "`-x` modulo 4096"),
	COMPUTED(1, 16, 12, src_word, 0, 4095, "words of a pixel before the "
		 "first kept, `-first` modulo 4096"),
	PLACE(2, src_start, "place of the first word, "
	      "`(pad_y*in_w + pad_x + to_x)*in_words + to_word`"),
	SOURCE(3, 0, 13, cols, "columns kept"),
	SOURCE(3, 16, 12, keep, "words kept of a pixel"),
	COMPUTED(4, 0, 12, src_step_x, 1, 4095, "last word kept of a pixel to "
		 "the first of the next in its row, `in_words - keep + 1`"),
	PLACE(5, src_step_y, "last word kept of a row to the first of the next, "
	      "`(in_w - cols + 1)*in_words - keep + 1`"),
};

const struct task_field_list task_fields = {
	task_field, sizeof(task_field) / sizeof(*task_field), TASK_REGS, 0
};
const struct task_field_list source_fields = {
	source_field, sizeof(source_field) / sizeof(*source_field), SOURCE_REGS,
	1
};

static uint32_t field_mask(const struct task_field *f)
{
	return (uint32_t)((UINT64_C(1) << f->n_bits) - 1);
}

/* `k` and, of a source's field, its number. */
static uint32_t field_bits(const struct task_field *f,
			   const struct plan_task *k, const void *record,
			   int source)
{
	int64_t v;

	if (f->value)
		v = f->value(k, source);
	else
		v = *(const int *)((const char *)record + f->member);
	return ((uint32_t)v & field_mask(f)) << f->at;
}

void task_registers(const struct plan_task *k, uint32_t *reg)
{
	const struct task_field *f;
	int i, s;

	memset(reg, 0, (size_t)task_n_registers(k->n_sources) * sizeof(*reg));
	for (i = 0; i < task_fields.n; i++) {
		f = &task_fields.field[i];
		reg[f->reg] |= field_bits(f, k, k, 0);
	}
	for (s = 0; s < k->n_sources; s++)
		for (i = 0; i < source_fields.n; i++) {
			f = &source_fields.field[i];
			reg[task_n_registers(s) + f->reg] |=
				field_bits(f, k, &k->source[s], s);
		}
}

uint32_t task_register_used(int i)
{
	const struct task_field_list *l = &task_fields;
	uint32_t bits = 0;
	int k;

	if (i >= l->n_regs) {
		i = (i - l->n_regs) % source_fields.n_regs;
		l = &source_fields;
	}
	for (k = 0; k < l->n; k++)
		if (l->field[k].reg == i)
			bits |= field_mask(&l->field[k]) << l->field[k].at;
	return bits;
}

int task_n_registers(int n_sources)
{
	return TASK_REGS + SOURCE_REGS * n_sources;
}

int task_n_read(int n_sources)
{
	return n_sources == 1 ? TASK_REGS + ALONE_REGS :
				task_n_registers(n_sources);
}
