/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "refmodel/calib.h"
#include "hand.h"
#include "refmodel/num.h"
#include "refmodel/ref.h"
#include "main.h"

enum { IMAGES = 6 };

/* A layer and the fully connected one behind it; a crossbar of its own beside
 * the first takes part of the sum. */
static struct plan *sample(int bits, uint64_t *seed)
{
	struct plan *p = hand_plan(8, 8, 8);
	int a = hand_conv(p, 0, 3, 1, 1, 16, seed);
	int b = hand_conv(p, 0, 1, 1, 0, 16, seed), c;

	hand_raw(p, a);
	hand_psum(p, a + 1, b);
	c = hand_conv(p, b + 1, 8, 1, 0, 10, seed);
	hand_raw(p, c);
	hand_output(p, c + 1);
	p->arch->adc_bits = bits;
	/* errors of all columns count alike */
	for (int i = 0; i < 16; i++) {
		p->task[b].mult[i] = p->task[b].leak_mult[i] = 100;
		p->task[b].shift[i] = 15;
	}
	return p;
}

static uint8_t **images(const struct plan *p, uint64_t *seed)
{
	uint8_t **v = xcalloc(IMAGES, sizeof(*v));

	for (int i = 0; i < IMAGES; i++)
		v[i] = hand_image(p, seed);
	return v;
}

static void images_free(uint8_t **v)
{
	for (int i = 0; i < IMAGES; i++)
		free(v[i]);
	free(v);
}

/* Error and range of the sums of each task. */
struct seen {
	const struct plan *p;
	double square[3], n[3];
	int32_t lo[3], hi[3];
};

static void see(void *ctx, int t, const int32_t *y, int n)
{
	struct seen *s = ctx;
	const struct plan_task *k = &s->p->task[t];

	for (int i = 0; i < n; i++) {
		double off = num_value(num_adc(y[i], k->adc_offset, k->adc_gain,
					       k->adc_shift, s->p->arch->adc_bits),
				       k->adc_step, k->adc_offset) - y[i];

		s->square[t] += off * off;
		s->n[t]++;
		s->lo[t] = y[i] < s->lo[t] ? y[i] : s->lo[t];
		s->hi[t] = y[i] > s->hi[t] ? y[i] : s->hi[t];
	}
}

static struct seen look(struct plan *p, uint8_t *const *hwc)
{
	struct seen seen = { .p = p };
	struct ref *r = ref_new(p);
	struct ref_state *s = ref_state_new(r);

	ref_observe(s, 1, see, &seen);
	for (int i = 0; i < IMAGES; i++)
		ref_image(s, hwc[i]);
	ref_state_free(s);
	ref_free(r);
	return seen;
}

/* No clipping choice is worse than the whole range: its error is that of even
 * steps, step^2 / 12, and a little more for the rounding of step and gain. */
START_TEST(test_error)
{
	static const int bits[] = { 6, 8, 10 };
	uint64_t seed = 5;
	struct plan *p = sample(bits[_i], &seed);
	uint8_t **hwc = images(p, &seed);
	struct err e;
	struct seen s;

	ck_assert_int_eq(calib_plan(p, (const uint8_t *const *)hwc, IMAGES, &e), 0);
	s = look(p, hwc);
	for (int t = 0; t < 3; t++) {
		const struct plan_task *k = &p->task[t];
		double whole = ((double)s.hi[t] - s.lo[t]) / ((1 << bits[_i]) - 1);

		ck_assert_int_gt(k->adc_step, 1);
		ck_assert_int_ge(k->adc_gain, 32768);
		ck_assert_int_le(k->adc_gain, 65535);
		ck_assert_double_eq_tol((double)k->adc_gain * k->adc_step /
					(double)((int64_t)1 << k->adc_shift),
					1, 1e-4);
		ck_assert_msg(s.square[t] / s.n[t] < 1.3 * whole * whole / 12,
			      "task %d: %g, whole range %g", t,
			      s.square[t] / s.n[t], whole * whole / 12);
	}
	images_free(hwc);
	plan_free(p);
}
END_TEST

/* Enough bits: nothing is lost. */
START_TEST(test_lossless)
{
	uint64_t seed = 5;
	struct plan *p = sample(26, &seed);
	uint8_t **hwc = images(p, &seed);
	struct err e;

	p->task[0].adc_gain = 1000;
	p->task[0].adc_shift = 3;
	ck_assert_int_eq(calib_plan(p, (const uint8_t *const *)hwc, IMAGES, &e), 0);
	for (int t = 0; t < 3; t++) {
		ck_assert_int_eq(p->task[t].adc_gain, 1);
		ck_assert_int_eq(p->task[t].adc_shift, 0);
		ck_assert_int_eq(p->task[t].adc_step, 1);
		ck_assert_int_eq(p->task[t].adc_offset, 0);
	}
	images_free(hwc);
	plan_free(p);
}
END_TEST

/* Enough bits for what was seen, not for what might be: steps of 1. */
START_TEST(test_offset)
{
	uint64_t seed = 5;
	struct plan *p = hand_plan(4, 4, 4);
	uint8_t **hwc;
	struct err e;
	struct seen s;
	int a = hand_conv(p, 0, 1, 1, 0, 4, &seed);

	memset(p->task[a].weights, 100, 16);
	hand_raw(p, a);
	hand_output(p, a + 1);
	p->arch->adc_bits = 17;
	hwc = images(p, &seed);
	ck_assert_int_eq(calib_plan(p, (const uint8_t *const *)hwc, IMAGES, &e), 0);
	ck_assert_int_eq(p->task[a].adc_step, 1);
	ck_assert_int_eq(p->task[a].adc_gain, 1);
	ck_assert_int_eq(p->task[a].adc_shift, 0);
	s = look(p, hwc);
	ck_assert_double_eq(s.square[a], 0);
	images_free(hwc);
	plan_free(p);
}
END_TEST

/* What ReLU cuts off needs no codes. */
START_TEST(test_relu)
{
	uint64_t seed = 5;
	struct plan *p = hand_plan(8, 8, 8);
	uint8_t **hwc;
	struct err e;
	struct seen s;
	int a = hand_conv(p, 0, 3, 1, 1, 8, &seed);

	for (int c = 0; c < 8; c++) {
		p->task[a].bias[c] = 0;
		p->task[a].mult[c] = p->task[a].leak_mult[c] = 1;
		p->task[a].shift[c] = 9;
	}
	hand_output(p, a + 1);
	p->arch->adc_bits = 5;
	hwc = images(p, &seed);
	ck_assert_int_eq(calib_plan(p, (const uint8_t *const *)hwc, IMAGES, &e), 0);
	s = look(p, hwc);
	ck_assert_int_lt(s.lo[a], -20000);
	/* the lowest code stands for a sum near 0 */
	ck_assert_int_gt(num_value(-16, p->task[a].adc_step,
				   p->task[a].adc_offset), s.lo[a] / 2);
	images_free(hwc);
	plan_free(p);
}
END_TEST

START_TEST(test_no_image)
{
	uint64_t seed = 5;
	struct plan *p = sample(8, &seed);
	struct err e;

	ck_assert_int_eq(calib_plan(p, NULL, 0, &e), -1);
	ck_assert_str_eq(e.text, "calibration needs at least 1 image");
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("calib");
	TCase *c = tcase_create("calib");

	tcase_add_loop_test(c, test_error, 0, 3);
	tcase_add_test(c, test_lossless);
	tcase_add_test(c, test_offset);
	tcase_add_test(c, test_relu);
	tcase_add_test(c, test_no_image);
	suite_add_tcase(suite, c);
	return suite;
}
