/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "hand.h"
#include "main.h"
#include "refmodel/num.h"

static struct device *read_shipped(const char *name)
{
	char *path = check_source(name);
	struct err e = {0};
	struct device *d = device_read(path, NULL, 0, &e);

	ck_assert_msg(d != NULL, "%s:%d: %s", e.file, e.line, e.text);
	free(path);
	return d;
}

/* Hand-counted from the published coefficients. */
START_TEST(test_formulas)
{
	struct device *d = read_shipped("devices/pcm_joshi.dev");

	ck_assert_double_eq_tol(device_sigma(d, 0.5, 0), 0.952705, 1e-9);
	ck_assert_double_eq_tol(device_sigma(d, 0.5, 1e7), 0.952705, 1e-9);
	ck_assert_double_eq_tol(device_curve(&d->nu, 1), 0.049, 1e-12);
	ck_assert_double_eq_tol(device_curve(&d->nu, 0), 0.1, 1e-12);
	ck_assert_double_eq_tol(device_curve(&d->nu, 0.1), 0.0600901, 1e-7);
	ck_assert_double_eq_tol(device_curve(&d->spread, 0.1), 0.0228823, 1e-7);
	ck_assert_double_eq_tol(device_read_noise(d, 1, 25), 0.920443, 1e-5);
	ck_assert_double_eq_tol(device_read_noise(d, 0, 1), 0.2 * 4.183825, 1e-5);
	device_free(d);

	d = read_shipped("devices/pcm_hermes.dev");
	ck_assert_double_eq_tol(device_sigma(d, 1, 0), 1.0075671, 1e-7);
	ck_assert_double_eq_tol(device_curve(&d->nu, 0.5), 0.0564, 1e-12);
	ck_assert_double_eq_tol(device_curve(&d->nu, 0.05), 0.0977348, 1e-6);
	ck_assert_double_eq_tol(device_curve(&d->q, 0.5), 0.0217, 1e-12);
	device_free(d);

	d = read_shipped("devices/pcm_hermes_two.dev");
	ck_assert_double_eq_tol(device_curve(&d->spread, 0.5), 0.009, 1e-12);
	device_free(d);

	d = read_shipped("devices/rram.dev");
	ck_assert_double_eq_tol(device_sigma(d, 0.5, 0), 2.0229375, 1e-9);
	ck_assert_double_eq_tol(device_sigma(d, 0.5, 86399), 3.909, 1e-9);
	ck_assert_double_eq_tol(device_sigma(d, 0.5, sqrt(86400) - 1),
				(2.0229375 + 3.909) / 2, 1e-9);
	ck_assert_double_eq_tol(device_sigma(d, 0.5, 1e9), device_sigma(d, 0.5, 172799),
				1e-9);
	ck_assert(!device_reads_noisy(d));
	device_free(d);
}
END_TEST

static const struct {
	const char *text, *says;
	int line;
} refused[] = {
	{"imcfab-arch 1\n", "not a device file of this version: the first line must be "
	 "\"imcfab-device 1\"", 1},
	{"imcfab-device 1\ng.max = 1 uS\n", "missing key \"name\"", 0},
	{"imcfab-device 1\nname = a\n", "missing key \"g.max\"", 0},
	{"imcfab-device 1\nname = a b\n", "name = a b: must be 1..64 letters, digits or any "
	 "of \"_-.\"", 2},
	{"imcfab-device 1\nname = a\nname = b\n", "duplicate key \"name\", first on line 2", 3},
	{"imcfab-device 1\nspeed = 1\n", "unknown key \"speed\"", 2},
	{"imcfab-device 1\nspeed\n", "\"speed\": must be \"key = value\"", 2},
	{"imcfab-device 1\ng.max = 25\n", "g.max: unit missing, must be \"uS\"", 2},
	{"imcfab-device 1\ng.max = 25 mS\n", "g.max: mS: must be 1 number, each 1e-06..1000000, "
	 "and the unit uS", 2},
	{"imcfab-device 1\ng.max = nan uS\n", "g.max: nan: must be 1 number, each "
	 "1e-06..1000000, and the unit uS", 2},
	{"imcfab-device 1\nread.power = 1 2\n", "read.power: too few: must be 3 numbers, each "
	 "0..10", 2},
	{"imcfab-device 1\nprogram.sigma = 1 2 3 4 5 6 uS\n", "program.sigma: 6: must be 1..5 "
	 "numbers, each -1000000..1000000, and the unit uS", 2},
	{"imcfab-device 1\nseed = 1.5\n", "seed: not whole: must be 1 number, each "
	 "1..2147483647", 2},
	{"imcfab-device 1\ndead.rate = 1.1\n", "dead.rate: 1.1: must be 1 number, each 0..1", 2},
	{"imcfab-device 1\ncompensate = row\n", "compensate = row: must be none, global or "
	 "column", 2},
	{"imcfab-device 1\nname = a\ng.max = 1 uS\ndead.rate = 0.6\nstuck.rate = 0.5\n",
	 "dead.rate + stuck.rate = 1.1: must be at most 1", 0},
	{"imcfab-device 1\nname = a\ng.max = 1 uS\nrelax.1.time = 5 s\n", "relax.1: time and "
	 "sigma stand together, times rise from drift.t0 on, numbers have no gap", 0},
	{"imcfab-device 1\nname = a\ng.max = 1 uS\nrelax.2.time = 5 s\nrelax.2.sigma = 1 uS\n",
	 "relax.2: time and sigma stand together, times rise from drift.t0 on, numbers have no "
	 "gap", 0},
	{"imcfab-device 1\nname = a\ng.max = 1 uS\nread.q.log = 0 0 0 1\nread.q.poly = 1\n",
	 "read.q: \"read.q.split\" is needed where both \"read.q.log\" and \"read.q.poly\" are "
	 "given, and only there", 0},
	{"imcfab-device 1\nname = a\ng.max = 1 uS\ndrift.nu.log = 0 0 2 1\n",
	 "drift.nu.log: 2..1 is no range", 0},
};

START_TEST(test_refused)
{
	struct err e = {0};
	struct device *d = device_parse(refused[_i].text, "x.dev", NULL, 0, &e);

	ck_assert_ptr_null(d);
	ck_assert_str_eq(e.text, refused[_i].says);
	ck_assert_int_eq(e.line, refused[_i].line);
}
END_TEST

/* A layer of weights of 8 bits, one in two crossbars, of 4 bits, and a pooling. */
static struct plan *sample(void)
{
	uint64_t seed = 3;
	struct plan *p = hand_plan(8, 8, 8);
	int a = hand_conv(p, 0, 3, 1, 1, 16, &seed), b, c;

	b = hand_conv(p, a + 1, 3, 1, 1, 12, &seed);
	c = hand_pool(p, b + 1, 2, 2, 0, REDUCE_MAX);
	hand_output(p, c + 1);
	for (int i = 0; i < p->task[b].rows * p->task[b].cols; i++)
		p->task[b].weights[i] = (int8_t)(p->task[b].weights[i] % 8);
	for (int i = 0; i < p->task[a].rows * p->task[a].cols; i++)
		p->task[a].weights[i] = i % 3 ? 127 : -127;
	p->task[b].layer = 1;
	p->task[c].layer = 2;
	return p;
}

/* Have the crossbars of two samples the same weights? */
static int same(const struct plan *p, const struct plan *q)
{
	return !memcmp(p->task[0].weights, q->task[0].weights, 72 * 16) &&
	       !memcmp(p->task[1].weights, q->task[1].weights, 144 * 12);
}

static struct device_report apply(struct plan *p, const char *keys, int read)
{
	char *text = xasprintf("imcfab-device 1\nname = a\ng.max = 10 uS\n%s", keys);
	struct err e = {0};
	struct device *d = device_parse(text, "x.dev", NULL, 0, &e);
	struct device_report r;

	ck_assert_msg(d != NULL, "%s", e.text);
	ck_assert_int_eq(device_apply(p, d, read, &r, &e), 0);
	device_free(d);
	free(text);
	return r;
}

START_TEST(test_ideal)
{
	struct plan *p = sample(), *q = sample();
	struct device_report r = apply(p, "time = 1e6 s\n", 1);

	ck_assert(same(p, q));
	ck_assert_int_eq(p->task[0].adc_shift, q->task[0].adc_shift);
	ck_assert_int_eq(r.n_weights, 72 * 16 + 144 * 12);
	ck_assert_double_eq(r.error, 0);
	ck_assert_ptr_null(p->task[0].read_noise);
	plan_free(p);
	plan_free(q);
}
END_TEST

START_TEST(test_dead_and_stuck)
{
	struct plan *p = sample();
	struct device_report r = apply(p, "dead.rate = 1\n", 1);

	for (int i = 0; i < 72 * 16; i++)
		ck_assert_int_eq(p->task[0].weights[i], 0);
	ck_assert_int_eq(r.n_dead, 2 * r.n_weights);
	plan_free(p);
	/* One of 20 devices; those of a pair of which the unused one is stuck give 0 with 127. */
	p = sample();
	r = apply(p, "stuck.rate = 0.05\n", 0);
	ck_assert_double_eq_tol((double)r.n_stuck / (2.0 * r.n_weights), 0.05, 0.01);
	for (int i = 0; i < 72 * 16; i++) {
		int w = p->task[0].weights[i];

		ck_assert_msg(w == 0 || w == (i % 3 ? 127 : -127), "%d", w);
	}
	plan_free(p);
}
END_TEST

/* A deviation of a tenth of g.max: the device of a weight is off by it, the other by that half
 * of it which is above 0, so that the square is 1.5 times the tenth's. */
START_TEST(test_programming)
{
	struct plan *p = sample(), *q = sample();
	struct device_report r;

	for (int i = 0; i < 144 * 12; i++)
		p->task[1].weights[i] = q->task[1].weights[i] = 7;
	r = apply(p, "program.sigma = 1 uS\n", 0);
	ck_assert_double_eq_tol(r.error, sqrt(0.015), 0.003);
	ck_assert_double_lt(r.grid, 0.01);
	/* The layer of 4 bits has a finer grid on the crossbar of 8, that of 8 a coarser one. */
	ck_assert_int_eq(r.fraction_lo, -1);
	ck_assert_int_eq(r.fraction_hi, 3);
	/* The same seed gives the same devices, another one others. */
	apply(q, "program.sigma = 1 uS\nseed = 1\n", 0);
	ck_assert(same(p, q));
	plan_free(q);
	q = sample();
	for (int i = 0; i < 144 * 12; i++)
		q->task[1].weights[i] = 7;
	apply(q, "program.sigma = 1 uS\nseed = 2\n", 0);
	ck_assert(!same(p, q));
	plan_free(p);
	plan_free(q);
}
END_TEST

/* Every device drifts by the same exponent: (1e4)^-0.05 is 0.631; compensation undoes it. */
START_TEST(test_drift)
{
	static const char *const how[] = {"none", "global", "column"};
	struct plan *p = sample(), *q = sample();
	char *keys = xasprintf("time = 9999 s\ndrift.nu.log = 0 0.05 0.05 0.05\n"
			       "compensate = %s\n", how[_i]);
	struct device_report r = apply(p, keys, 0);
	double left = pow(1e4, -0.05), squares = 72 * 16;
	int largest = 0;

	for (int i = 0; i < 144 * 12; i++)
		largest = abs(q->task[1].weights[i]) > largest ?
			  abs(q->task[1].weights[i]) : largest;
	for (int i = 0; i < 144 * 12; i++)
		squares += pow((double)q->task[1].weights[i] / largest, 2);

	ck_assert_double_eq_tol(r.factor_hi, _i ? 1 / left : 1, 1e-9);
	ck_assert_double_eq_tol(r.error, _i ? 0 :
				(1 - left) * sqrt(squares / (double)r.n_weights), 0.01);
	for (int i = 0; i < 72 * 16; i++) {
		double w = ldexp(p->task[0].weights[i], -r.fraction_lo);

		ck_assert_double_eq_tol(w, (_i ? 1 : left) * (i % 3 ? 127 : -127), 0.51);
	}
	free(keys);
	plan_free(p);
	plan_free(q);
}
END_TEST

/* Whatever the grid, a converter makes of 2^n times a sum what it made of the sum. */
START_TEST(test_converter)
{
	static const struct {
		int gain, shift, step, offset;
	} row[] = {
		{1, 0, 1, 0}, {1000, 14, 16, 0}, {777, 13, 11, -1234}, {777, 13, 11, 4321},
		{1, 0, 1, 77}, {60001, 1, 3, -7}, {1, 3, 8, -5},
	};
	struct plan *p = sample(), *q;
	int fraction[2];

	for (int t = 0; t < 2; t++) {
		p->task[t].adc_gain = row[_i].gain;
		p->task[t].adc_shift = row[_i].shift;
		p->task[t].adc_step = row[_i].step;
		p->task[t].adc_offset = row[_i].offset;
	}
	q = sample();
	for (int i = 0; i < 144 * 12; i++)
		p->task[1].weights[i] = 7;
	{
		struct device_report r = apply(p, "program.sigma = 1 uS\n", 0);

		fraction[0] = r.fraction_lo;
		fraction[1] = r.fraction_hi;
		ck_assert(r.fraction_hi > 0);
	}
	for (int t = 0; t < 2; t++) {
		const struct plan_task *k = &p->task[t], *was = &q->task[t];
		int n = fraction[t];

		for (int y = -3000; y < 3000; y += n < 0 ? 2 : 1) {
			int32_t sum = n < 0 ? y / 2 : y * (1 << n), code, before;

			/* An offset that the coarser grid cannot say is off by one. */
			before = num_adc(y + (n < 0 ? row[_i].offset & 1 : 0), row[_i].offset,
					 row[_i].gain, row[_i].shift, 20);
			code = num_adc(sum, k->adc_offset, k->adc_gain, k->adc_shift, 20);
			ck_assert_int_eq(code, before);
			ck_assert_int_eq(num_value(code, k->adc_step, k->adc_offset) +
					 k->bias[0] + (n < 0 ? row[_i].offset & 1 : 0),
					 num_value(before, row[_i].step, row[_i].offset) +
					 was->bias[0]);
		}
	}
	plan_free(p);
	plan_free(q);
}
END_TEST

START_TEST(test_digital)
{
	struct plan *p = sample();
	struct err e = {0};
	struct device *d = read_shipped("devices/rram.dev");
	struct device_report r;

	p->arch->xbar_kind = ARCH_DIGITAL;
	ck_assert_int_eq(device_apply(p, d, 1, &r, &e), -1);
	ck_assert_str_eq(e.text, "crossbars in logic (xbar.kind = digital) have no devices that "
			 "differ");
	device_free(d);
	plan_free(p);
}
END_TEST

/* Read noise of a tenth of the conductance: 12.7 of the weights of 127 for an input of 1. */
START_TEST(test_read)
{
	struct plan *p = sample();
	struct device_report r = apply(p, "read.power = 0.1 0 0.1\nread.time = 1000 ns\n"
				       "drift.t0 = 1 s\n", 1);
	double times = sqrt(log((1 + 1e-6) / 2e-6));
	double s = p->task[0].read_noise[3] / PLAN_READ_UNIT;

	ck_assert_int_eq(r.fraction_lo, 0);
	ck_assert_double_eq_tol(s, fmin(12.7 * times, 65535 / PLAN_READ_UNIT), 1e-3);
	plan_free(p);
	p = sample();
	apply(p, "read.power = 0.01 0 0.1\nread.time = 1000 ns\ndrift.t0 = 1 s\n", 1);
	s = p->task[0].read_noise[3] / PLAN_READ_UNIT;
	ck_assert_double_eq_tol(s, 1.27 * times, 1e-3);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("device");
	TCase *c = tcase_create("device");

	tcase_add_test(c, test_formulas);
	tcase_add_loop_test(c, test_refused, 0, sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(c, test_ideal);
	tcase_add_test(c, test_dead_and_stuck);
	tcase_add_test(c, test_programming);
	tcase_add_loop_test(c, test_drift, 0, 3);
	tcase_add_loop_test(c, test_converter, 0, 7);
	tcase_add_test(c, test_digital);
	tcase_add_test(c, test_read);
	suite_add_tcase(s, c);
	return s;
}
