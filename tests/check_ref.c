/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hand.h"
#include "refmodel/num.h"
#include "refmodel/ref.h"
#include "main.h"

/* Stream that comes to task t in a role as a source of it, -1: none. */
static int source(const struct plan *p, int t, int role, int index)
{
	for (int s = 0; s < p->n_streams; s++)
		for (int i = 0; i < p->stream[s].n_dests; i++)
			if (p->stream[s].dest[i].task == t &&
			    p->stream[s].dest[i].role == role &&
			    p->stream[s].dest[i].source == index)
				return s;
	return -1;
}

static const uint32_t *words_of(const struct ref_state *s, int stream)
{
	int64_t n;

	return stream < 0 ? NULL : ref_words(s, stream, &n);
}

/* The words that a task reads. */
struct image {
	const struct plan_task *k;
	const uint32_t *words[ARCH_MAX_SOURCES];
};

/* Byte c of pixel (y,x) of the image that a task reads, 0 outside. */
static int in_at(const struct image *m, int y, int x, int c)
{
	const struct plan_source *s = m->k->source;
	int i, dx, dw, found = 0, v = 0;

	if (y < 0 || x < 0 || y >= m->k->in_h || x >= m->k->in_w)
		return 0;
	for (i = 0; i < m->k->n_sources; i++, s++) {
		dx = x - s->to_x;
		dw = c / 4 - s->to_word;
		if (dx < 0 || dx >= s->cols || dw < 0 || dw >= s->keep)
			continue;
		found++;
		v = num_byte(m->words[i][(y * s->w + s->x + dx) * s->words +
					 s->first + dw], c % 4,
			     m->k->in_signed);
	}
	ck_assert_int_eq(found, 1);
	return v;
}

/* Column c before the partial sum, the slow way. */
static int32_t column(const struct plan *p, const struct plan_task *k,
		      const struct image *m, int oy, int ox, int col)
{
	const int chans = 4 * k->in_words;
	int iy = oy * k->stride_y - k->pad_y, ix = ox * k->stride_x - k->pad_x;
	int32_t vec[4096], y = 0;
	int ky, kx, c, n = 0;

	for (ky = 0; ky < k->k_h && k->reduce == REDUCE_NONE; ky++)
		for (kx = 0; kx < k->k_w; kx++)
			for (c = 0; c < chans; c++)
				vec[n++] = in_at(m, iy + ky * k->dilation_y,
						 ix + kx * k->dilation_x, c);
	for (c = 0; c < chans && k->reduce != REDUCE_NONE; c++) {
		int top = -128, sum = 0, tap = 0;

		for (ky = 0; ky < k->k_h; ky++)
			for (kx = 0; kx < k->k_w; kx++) {
				int v = in_at(m, iy + ky * k->dilation_y,
					      ix + kx * k->dilation_x, c);

				if (k->reduce == REDUCE_WEIGHTED && c < k->cols)
					v *= k->weights[tap++ * k->cols + c];
				top = v > top ? v : top;
				sum += v;
			}
		vec[n++] = k->reduce == REDUCE_WEIGHTED ? sum :
			   k->reduce == REDUCE_MAX ? top :
			   num_avg(sum, k->pool_shift);
	}
	if (k->bypass)
		return vec[col];
	for (c = 0; c < n; c++)
		y += vec[c] * k->weights[c * k->cols + col];
	return num_value(num_adc(y, k->adc_offset, k->adc_gain, k->adc_shift,
				 p->arch->adc_bits), k->adc_step, k->adc_offset);
}

/* Every word of task t from the words that went into it. */
static void check_task(const struct plan *p, const struct ref_state *s, int t)
{
	const struct plan_task *k = &p->task[t];
	const uint32_t *psum = words_of(s, source(p, t, ROLE_PSUM, 0));
	const uint32_t *skip = words_of(s, source(p, t, ROLE_SKIP, 0));
	const uint32_t *out = words_of(s, t + 1);
	const int n_words = p->stream[t + 1].words;
	struct image in = { .k = k };

	for (int i = 0; i < k->n_sources; i++)
		in.words[i] = words_of(s, source(p, t, ROLE_ACT, i));
	for (int pixel = 0; pixel < k->out_w * k->out_h; pixel++) {
		int y = pixel / k->out_w, x = pixel % k->out_w;
		uint32_t want[1024] = { 0 };

		for (int c = 0; c < k->cols; c++) {
			int32_t acc = column(p, k, &in, y, x, c);
			int join = c - k->skip_first, r = 0;

			acc = num_sum(acc, psum ? (int32_t)psum[pixel * k->cols + c]
						: 0, k->bias[c]);
			if (k->out_raw) {
				want[c] = (uint32_t)acc;
				continue;
			}
			if (skip && join >= 0 && join < k->skip_channels)
				r = num_byte(skip[(y * k->skip_stride * k->skip_w +
						   x * k->skip_stride) *
						  k->skip_words + join / 4],
					     join % 4, k->skip_signed);
			r = 255 & num_requant(acc, k->mult[c], k->leak_mult[c],
				k->shift[c], r, k->skip_mult[c],
				(struct num_out){k->clamp_signed, k->leak_shift});
			want[c / 4] |= (uint32_t)(k->has_table ? k->table[r] : r)
				<< 8 * (c % 4);
		}
		ck_assert_msg(memcmp(want, out + pixel * n_words,
				     sizeof(*out) * (size_t)n_words) == 0,
			      "task %d pixel %d", t, pixel);
	}
}

/* Runs three images through a plan and checks every task of each. */
static void check_plan(struct plan *p, uint64_t *seed)
{
	struct ref *r = ref_new(p);
	struct ref_state *s = ref_state_new(r);

	for (int i = 0; i < 3; i++) {
		uint8_t *hwc = hand_image(p, seed);

		ref_image(s, hwc);
		for (int t = 0; t < p->n_tasks; t++)
			check_task(p, s, t);
		free(hwc);
	}
	ref_state_free(s);
	ref_free(r);
	plan_free(p);
}

static uint64_t a_seed(int of)
{
	uint64_t seed = 77 + (uint64_t)of;

	printf("seed %llu\n", (unsigned long long)seed);
	return seed;
}

START_TEST(test_input)
{
	struct plan *p = hand_plan(2, 1, 5);
	const uint8_t hwc[10] = { 129, 130, 131, 132, 133, 127, 135, 136, 137, 138 };
	struct ref *r;
	struct ref_state *s;
	const uint32_t *w;
	const int32_t *v;
	int64_t n;

	hand_output(p, 0);
	p->in_signed = 1;
	r = ref_new(p);
	s = ref_state_new(r);
	ref_image(s, hwc);
	w = ref_words(s, 0, &n);
	ck_assert_int_eq(n, 4);
	ck_assert_uint_eq(w[0], 0x84838281);
	ck_assert_uint_eq(w[1], 0x00000085);
	ck_assert_uint_eq(w[2], 0x8988877f);
	v = ref_logits(s, &n);
	ck_assert_int_eq(n, 10);
	ck_assert_int_eq(v[0], -127);
	ck_assert_int_eq(v[5], 127);
	ck_assert_int_eq(ref_top1(s), 5);
	ref_state_free(s);
	ref_free(r);
	plan_free(p);
}
END_TEST

/* Kernels, strides, paddings and odd numbers of channels and columns. */
START_TEST(test_conv)
{
	static const int row[][6] = {
		/* w h c k stride pad */
		{ 5, 4, 3, 3, 1, 1 }, { 9, 7, 4, 3, 2, 1 }, { 6, 6, 8, 1, 1, 0 },
		{ 7, 7, 16, 1, 2, 0 }, { 8, 8, 5, 5, 1, 2 }, { 4, 4, 7, 4, 1, 0 },
		{ 11, 3, 1, 3, 3, 2 },
	};
	const int *v = row[_i];
	uint64_t seed = a_seed(_i);

	for (int cols = 1; cols < 40; cols += 6) {
		struct plan *p = hand_plan(v[0], v[1], v[2]);
		int t = hand_conv(p, 0, v[3], v[4], v[5], cols, &seed);

		p->task[t].out_signed = p->task[t].clamp_signed = cols & 2;
		if (cols % 4 < 2)
			hand_leak(p, t, &seed);
		if (cols % 5 < 3)
			hand_table(p, t, cols & 1, &seed);
		p->task[t].leak_shift = cols & 2 && cols % 12 != 1 ?
					cols % 8 : 0;
		p->task[t].in_signed = p->in_signed = cols & 4;
		if (cols % 12 == 1)
			hand_raw(p, t);
		hand_output(p, t + 1);
		check_plan(p, &seed);
	}
}
END_TEST

/* A split kernel: parts of the window and of the channels, sums in a chain. */
START_TEST(test_split)
{
	uint64_t seed = a_seed(0);
	struct plan *p = hand_plan(6, 5, 12);
	int a = hand_conv(p, 0, 3, 1, 1, 10, &seed), b, c;
	struct plan_task *k = &p->task[a];

	hand_raw(p, a);
	k->k_h = 1;
	k->rows = 3 * 12;
	b = hand_conv(p, 0, 3, 1, 1, 10, &seed);
	k = &p->task[b];
	hand_raw(p, b);
	hand_psum(p, a + 1, b);
	k->k_h = 2;
	k->pad_y = 0;
	k->in_words = k->source->keep = 2;
	k->source->first = 1;
	k->rows = 2 * 3 * 8;
	c = hand_conv(p, 0, 1, 1, 0, 10, &seed);
	k = &p->task[c];
	k->pad_y = -1;
	hand_psum(p, b + 1, c);
	hand_output(p, c + 1);
	check_plan(p, &seed);
}
END_TEST

/* Two bands of one image, of which columns are dropped, side by side, and behind them
 * some words of a third stream. */
START_TEST(test_sources)
{
	uint64_t seed = a_seed(_i);
	struct plan *p = hand_plan(9, 6, 12);
	int a = hand_conv(p, 0, 3, 1, 1, 8, &seed);
	int b = hand_conv(p, 0, 3, 1, 1, 8, &seed);
	int c = hand_conv(p, 0, 1, 1, 0, 20, &seed);
	int d = hand_conv(p, c + 1, 3, 1, 1, 9, &seed);

	p->task[d].source[0].first = 1 + _i;
	p->task[d].source[0].keep = 3;
	p->task[d].source[0].to_word = 2;
	hand_source(p, a + 1, d, (struct plan_source){ .x = 2, .cols = 4,
		.keep = 2 });
	hand_source(p, b + 1, d, (struct plan_source){ .cols = 5, .keep = 2,
		.to_x = 4 });
	hand_output(p, d + 1);
	check_plan(p, &seed);
}
END_TEST

START_TEST(test_skip)
{
	uint64_t seed = a_seed(_i);
	struct plan *p = hand_plan(8, 6, 8);
	int a = hand_conv(p, 0, 3, 1, 1, 8, &seed);
	int b = hand_conv(p, a + 1, 3, 1 + _i, 1, 17, &seed);

	hand_skip(p, a + 1, b, 1 + _i, 5 * _i, &seed);
	hand_leak(p, b, &seed);
	p->task[b].skip_signed = _i;
	if (_i)
		p->task[b].skip_channels -= 2;
	hand_output(p, b + 1);
	check_plan(p, &seed);
}
END_TEST

START_TEST(test_pool)
{
	uint64_t seed = a_seed(_i);
	struct plan *p = hand_plan(8, 8, 6);
	int a = hand_conv(p, 0, 1, 1, 0, 11, &seed), b, c;

	p->task[a].out_signed = p->task[a].clamp_signed = _i & 1;
	b = hand_pool(p, a + 1, 2 + (_i & 1), 2, _i & 1,
		      _i & 2 ? REDUCE_MAX : REDUCE_AVG);
	p->task[b].in_signed = p->task[b].out_signed = p->task[b].clamp_signed = _i & 1;
	p->task[b].pool_shift = 2 + 2 * (_i & 1);
	p->task[b].cols = 11;
	c = hand_conv(p, b + 1, 1, 1, 0, 5, &seed);
	p->task[c].in_signed = _i & 1;
	/* a reduction in front of a crossbar */
	p->task[c].reduce = REDUCE_MAX;
	hand_raw(p, c);
	hand_output(p, c + 1);
	check_plan(p, &seed);
}
END_TEST

/* Weighted sums of signed and unsigned bytes, to bytes with a residual and to raw sums. */
START_TEST(test_weighted)
{
	uint64_t seed = a_seed(_i);
	struct plan *p = hand_plan(9, 8, 6);
	int a = hand_conv(p, 0, 1, 1, 0, 11, &seed), b, c, i;

	p->task[a].out_signed = p->task[a].clamp_signed = _i & 1;
	b = hand_pool(p, a + 1, 3, 1, 1, REDUCE_WEIGHTED);
	c = hand_pool(p, a + 1, 3, 1, 1, REDUCE_WEIGHTED);
	p->task[b].in_signed = p->task[c].in_signed = _i & 1;
	for (i = 0; i < p->task[b].cols; i++) {
		p->task[b].mult[i] = 20000 + i;
		p->task[b].shift[i] = 24;
		p->task[b].bias[i] = 100 * i - 500;
	}
	p->task[b].leak_shift = p->task[b].out_signed = p->task[b].clamp_signed = _i >> 1;
	hand_skip(p, a + 1, b, 1, 4, &seed);
	p->task[b].skip_signed = _i & 1;
	hand_raw(p, c);
	hand_output(p, c + 1);
	hand_output(p, b + 1);
	p->stream[b + 1].dest[p->stream[b + 1].n_dests - 1].source = 1;
	p->n_out = p->task[b].cols + p->task[c].cols;
	check_plan(p, &seed);
}
END_TEST

/* Converters, and readers of one stream that differ in sign and padding. */
START_TEST(test_adc)
{
	uint64_t seed = a_seed(0);
	struct plan *p = hand_plan(5, 5, 4);
	int a = hand_conv(p, 0, 3, 1, 1, 8, &seed);
	int b = hand_conv(p, a + 1, 3, 1, 1, 12, &seed);
	int c = hand_conv(p, a + 1, 1, 1, 0, 12, &seed);

	p->arch->adc_bits = 6;
	for (int t = 0; t < p->n_tasks; t++) {
		p->task[t].adc_gain = 40000 + t;
		p->task[t].adc_shift = 25;
		p->task[t].adc_step = 838;
		p->task[t].adc_offset = -1234 * t;
	}
	p->task[c].in_signed = 1;
	hand_raw(p, b);
	hand_psum(p, b + 1, c);
	hand_output(p, c + 1);
	check_plan(p, &seed);
}
END_TEST

static void see(void *ctx, int task, const int32_t *y, int n)
{
	int64_t *total = ctx;

	ck_assert_int_eq(task, 0);
	ck_assert_int_eq(n, 7);
	for (int i = 0; i < n; i++)
		*total += y[i];
}

START_TEST(test_observe)
{
	uint64_t seed = a_seed(0);
	struct plan *p = hand_plan(4, 4, 4);
	int a = hand_conv(p, 0, 1, 1, 0, 7, &seed);
	int64_t total = 0, logits = 0, n;
	uint8_t *hwc = hand_image(p, &seed);
	struct ref *r;
	struct ref_state *s;
	const int32_t *v;

	memset(p->task[a].bias, 0, 7 * sizeof(int32_t));
	p->arch->adc_bits = 2;
	hand_raw(p, a);
	hand_output(p, a + 1);
	r = ref_new(p);
	s = ref_state_new(r);
	ref_observe(s, 1, see, &total);
	ref_image(s, hwc);
	v = ref_logits(s, &n);
	ck_assert_int_eq(n, 16 * 7);
	for (int64_t i = 0; i < n; i++)
		logits += v[i];
	ck_assert_int_eq(total, logits);
	ref_observe(s, 0, NULL, NULL);
	ref_image(s, hwc);
	for (int64_t i = 0; i < n; i++)
		ck_assert_int_le(abs(v[i]), 2);
	ref_state_free(s);
	ref_free(r);
	plan_free(p);
	free(hwc);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("ref");
	TCase *c = tcase_create("ref");

	tcase_add_test(c, test_input);
	tcase_add_loop_test(c, test_conv, 0, 7);
	tcase_add_test(c, test_split);
	tcase_add_loop_test(c, test_sources, 0, 2);
	tcase_add_loop_test(c, test_skip, 0, 2);
	tcase_add_loop_test(c, test_pool, 0, 4);
	tcase_add_loop_test(c, test_weighted, 0, 4);
	tcase_add_test(c, test_adc);
	tcase_add_test(c, test_observe);
	suite_add_tcase(suite, c);
	return suite;
}
