/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/net.h"
#include "refmodel/oracle.h"
#include "tiny.h"
#include "main.h"

/* One layer on `in`, compared with `want` value by value. */
static void compare(struct net *n, const void *in, const int32_t *want)
{
	const struct net_tensor *t = &n->tensor[n->n_layers];
	struct oracle *o;
	int32_t **value;
	struct err e;

	ck_assert_msg(!net_check(n, "test", &e), "%s", e.text);
	o = oracle_build(n);
	value = oracle_values(o);
	oracle_run(o, in, value);
	for (int i = 0; i < t->w * t->h * t->c; i++)
		ck_assert_msg(value[n->n_layers][i] == want[i],
			      "value %d is %d, must be %d", i,
			      (int)value[n->n_layers][i], (int)want[i]);
	oracle_values_free(value);
	oracle_free(o);
	net_free(n);
}

static void constants(struct net_layer *l, int c, int bias, int mult, int shift,
		      int skip_mult)
{
	l->bias[c] = bias;
	l->mult[c] = mult;
	l->shift[c] = shift;
	l->skip_mult[c] = skip_mult;
}

/* By hand: 2 x 2 pixels, one channel, 3 x 3 kernel of 1..9 with padding:
 *
 *	10 -20      kernel rows at each pixel reach the other three:
 *	30   4      y00 = 5*10 - 6*20 + 8*30 + 9*4 = 206
 *	            y01 = 4*10 - 5*20 + 7*30 + 8*4 = 182
 *	            y10 = 2*10 - 3*20 + 5*30 + 6*4 = 134
 *	            y11 = 1*10 - 2*20 + 4*30 + 5*4 = 110
 */
START_TEST(test_conv_by_hand)
{
	const int8_t in[4] = { 10, -20, 30, 4 };
	const int32_t raw[4] = { 207, 183, 135, 111 };
	/* The sums with bias 1, times 3/4: 155.25 137.25 101.25 83.25. */
	const int32_t scaled[4] = { 155, 137, 101, 83 };
	struct net *n;

	for (int pass = 0; pass < 2; pass++) {
		n = tiny_net(2, 2, 1);
		tiny_conv(n, 0, 3, 1, 1);
		for (int i = 0; i < 9; i++)
			n->layer[0].weights[i] = (int8_t)(i + 1);
		if (!pass)
			tiny_raw(n);
		constants(&n->layer[0], 0, 1, 3, 2, 0);
		n->tensor[1].is_signed = 0;
		compare(n, in, pass ? scaled : raw);
	}
}
END_TEST

/* Rounding and saturation at their edges: x * 1 through shift and clamp. */
START_TEST(test_rounding)
{
	static const struct {
		int bias, mult, shift, is_signed, want;
	} cases[] = {
		{ 3, 1, 1, 1, 2 }, { -3, 1, 1, 1, -1 }, { -4, 1, 3, 1, 0 },
		{ -5, 1, 3, 1, -1 }, { -12, 1, 3, 1, -1 }, { -13, 1, 3, 1, -2 },
		{ 127, 1, 0, 1, 127 }, { 128, 1, 0, 1, 127 },
		{ -129, 1, 0, 1, -128 }, { -1, 1, 0, 0, 0 },
		{ 255, 1, 0, 0, 255 }, { 256, 1, 0, 0, 255 },
		{ 511, 1, 1, 0, 255 }, { 509, 1, 1, 0, 255 },
		{ 508, 1, 1, 0, 254 }, { 2147400000, 65535, 40, 0, 128 },
		{ -2147400000, 65535, 40, 1, -128 }, { 1000, 0, 0, 0, 0 },
		{ 2147400000, 65535, 47, 0, 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const int8_t in = 0;
		const int32_t want = cases[i].want;
		struct net *n = tiny_net(1, 1, 1);

		tiny_conv(n, 0, 1, 1, 1);
		n->layer[0].weights[0] = 1;
		constants(&n->layer[0], 0, cases[i].bias, cases[i].mult,
			  cases[i].shift, 0);
		n->tensor[1].is_signed = cases[i].is_signed;
		compare(n, &in, &want);
	}
}
END_TEST

/* A negative result is shifted by so many more, with the one rounding; bias and
 * residual are in it before its sign is looked at. */
START_TEST(test_leak)
{
	const int8_t in[8] = { 5, 4, 3, 2, 1, 0, -100, 100 };
	const int32_t want[8] = { 1, 0, 0, 0, -1, -1, -26, 96 };
	const int32_t sum[8] = { 6, 4, 2, 0, 0, -1, -51, 127 };	/* 2*in - 4 */
	struct net *n = tiny_net(4, 2, 1);

	tiny_conv(n, 0, 1, 1, 1);
	n->layer[0].weights[0] = 1;
	constants(&n->layer[0], 0, -4, 1, 0, 0);
	tiny_leak(n, 2);
	compare(n, in, want);
	n = tiny_net(4, 2, 1);
	tiny_add(n, 0, 0);
	constants(&n->layer[0], 0, -4, 1, 0, 1);
	tiny_leak(n, 2);
	compare(n, in, sum);
}
END_TEST

/* Mean rounds half up, also below zero; the maximum counts a sign. */
START_TEST(test_pools)
{
	const int8_t in[2 * 4] = { -1, -2, 5, 6, -3, 0, 7, 8 };
	const int32_t mean[2] = { -1, 7 };	/* -1.5, 6.5 */
	const int32_t most[2] = { 0, 8 };
	struct net *n = tiny_net(4, 2, 1);

	tiny_pool(n, 0, NET_AVG_POOL, 2);
	n->tensor[1].is_signed = 1;
	compare(n, in, mean);
	n = tiny_net(4, 2, 1);
	tiny_pool(n, 0, NET_MAX_POOL, 2);
	n->tensor[1].is_signed = 1;
	compare(n, in, most);
}
END_TEST

/* Outside the image is zero, also for a maximum of negative values. */
START_TEST(test_padded_maximum)
{
	const int8_t in[4] = { -1, -2, -3, -4 };
	const int32_t want[4] = { 0, 0, 0, -1 };
	struct net *n = tiny_net(2, 2, 1);

	tiny_pool(n, 0, NET_MAX_POOL, 2);
	n->layer[0].stride_x = n->layer[0].stride_y = 1;
	n->layer[0].pad_x = n->layer[0].pad_y = 1;
	n->tensor[1].w = n->tensor[1].h = 2;
	n->tensor[1].is_signed = 1;
	compare(n, in, want);
}
END_TEST

/* A residual of two channels joins the middle of four, every second pixel of it,
 * by its own multiplier and before the shift. */
START_TEST(test_skip)
{
	int8_t in[4 * 4 * 2];
	int32_t want[2 * 2 * 4];
	struct net *n = tiny_net(4, 4, 2);
	struct net_layer *l;

	tiny_conv(n, 0, 1, 2, 4);
	tiny_skip(n, 0, 2, 1);
	l = &n->layer[0];
	memset(l->weights, 0, 8);
	for (int c = 0; c < 4; c++)
		constants(l, c, 10 * c, 3, 1, c + 5);
	n->tensor[1].is_signed = 1;
	for (int i = 0; i < 32; i++)
		in[i] = (int8_t)(i - 16);
	for (int y = 0; y < 2; y++) {
		for (int x = 0; x < 2; x++) {
			int first = (2 * y * 4 + 2 * x) * 2 - 16;
			const int sum[4] = { 0, 30 + first * 6,
					     60 + (first + 1) * 7, 90 };

			for (int c = 0; c < 4; c++)
				want[(y * 2 + x) * 4 + c] = sum[c] / 2 +
					(sum[c] % 2 > 0);
		}
	}
	compare(n, in, want);
}
END_TEST

START_TEST(test_add)
{
	const int8_t in[2] = { 100, -100 };
	const int32_t want[2] = { 127, -97 };
	struct net *n = tiny_net(1, 1, 2);

	tiny_add(n, 0, 0);
	/* (100*2 + 100*4) / 4 = 150, and ((-100 + 2)*3 + 100) / 2 */
	constants(&n->layer[0], 0, 0, 2, 2, 4);
	constants(&n->layer[0], 1, 2, 3, 1, -1);
	n->tensor[1].is_signed = 1;
	compare(n, in, want);
}
END_TEST

/* Two groups of two channels in, three out: each output sees its half alone. */
START_TEST(test_groups_by_hand)
{
	/* Two pixels of channels 1 2 | 3 4 and -5 6 | 7 -8. */
	const int8_t in[8] = { 1, 2, 3, 4, -5, 6, 7, -8 };
	const int8_t weights[12] = { 1, 1, 2, -1, 0, 3,   1, 10, -1, 1, 5, 0 };
	const int32_t want[12] = { 3, 0, 6, 43, 1, 15,  1, -16, 18, -73, -15, 35 };
	struct net *n = tiny_net(2, 1, 4);

	tiny_conv(n, 0, 1, 1, 6);
	tiny_groups(n, 2);
	tiny_raw(n);
	memcpy(n->layer[0].weights, weights, 12);
	memset(n->layer[0].bias, 0, 6 * sizeof(int32_t));
	ck_assert_int_eq(net_macs(n), 2 * 6 * 2);
	compare(n, in, want);
}
END_TEST

/* Depthwise, a kernel of three rows; the map is one pixel wide. Channel 0 sums
 * neighbours (1 1 1), channel 1 subtracts the one above (-1 1 0). */
START_TEST(test_depthwise_by_hand)
{
	const int8_t in[6] = { 1, 10, 2, 30, 4, 60 };
	const int32_t want[6] = { 3, 10, 7, 20, 6, 30 };
	const int8_t kernel[2][3] = { { 1, 1, 1 }, { -1, 1, 0 } };
	struct net *n = tiny_net(1, 3, 2);

	tiny_conv(n, 0, 3, 1, 2);
	tiny_groups(n, 2);
	tiny_raw(n);
	memset(n->layer[0].weights, 0, 18);
	for (int c = 0; c < 2; c++)	/* the middle column */
		for (int y = 0; y < 3; y++)
			n->layer[0].weights[c * 9 + y * 3 + 1] = kernel[c][y];
	memset(n->layer[0].bias, 0, 2 * sizeof(int32_t));
	compare(n, in, want);
}
END_TEST

/* The input, its first differences by a convolution, and the input again. */
START_TEST(test_concat_by_hand)
{
	const int8_t in[4] = { 7, 3, -2, 5 };	/* two pixels, two channels */
	const int32_t want[10] = { 7, 3, 4, 7, 3, -2, 5, -7, -2, 5 };
	struct net *n = tiny_net(2, 1, 2);

	tiny_conv(n, 0, 1, 1, 1);
	n->layer[0].weights[0] = 1;
	n->layer[0].weights[1] = -1;
	constants(&n->layer[0], 0, 0, 1, 0, 0);
	n->tensor[1].is_signed = 1;
	tiny_concat(n, 3, (const int[]) { 0, 1, 0 });
	ck_assert_int_eq(net_reads(&n->layer[1], 0), 2);
	ck_assert_int_eq(net_reads(&n->layer[1], 1), 1);
	ck_assert_int_eq(net_reads(&n->layer[1], 2), 0);
	compare(n, in, want);
}
END_TEST

/* A mean is rounded, then scaled and rounded again; the sign may change. */
START_TEST(test_scaled_pools_by_hand)
{
	const int8_t in[8] = { -1, -2, -5, 100, -3, 0, 7, 8 };
	/* Means -1.5 and 27.5, rounded -1 and 28, times 3/4: -0.75 and 21. */
	const int32_t mean[2] = { -1, 21 }, clipped[2] = { 0, 21 };
	/* Maxima 0 and 100, times 3/2. */
	const int32_t most[2] = { 0, 127 }, wide[2] = { 0, 150 };

	for (int is_signed = 0; is_signed < 2; is_signed++) {
		struct net *n = tiny_net(4, 2, 1);

		tiny_pool(n, 0, NET_AVG_POOL, 2);
		tiny_scale(n, 3, 2, is_signed);
		compare(n, in, is_signed ? mean : clipped);
		n = tiny_net(4, 2, 1);
		tiny_pool(n, 0, NET_MAX_POOL, 2);
		tiny_scale(n, 3, 1, is_signed);
		compare(n, in, is_signed ? most : wide);
	}
}
END_TEST

/* Any convolution against the formula, one product at a time. */
static void formula(const struct net *n, const uint8_t *in, int32_t *want)
{
	const struct net_layer *l = &n->layer[0];
	const struct net_tensor *i = &n->tensor[0], *o = &n->tensor[1];

	for (int p = 0; p < o->w * o->h * o->c; p++) {
		int c = p % o->c, x = p / o->c % o->w, y = p / o->c / o->w;

		want[p] = l->bias[c];
		/* every input channel; those of other groups have no weight */
		for (int k = 0; k < l->k_h * l->k_w * l->c_in; k++) {
			int ic = k % l->c_in, kx = k / l->c_in % l->k_w;
			int ky = k / l->c_in / l->k_w;
			int iy = y * l->stride_y - l->pad_y + ky * l->dilation_y;
			int ix = x * l->stride_x - l->pad_x + kx * l->dilation_x;
			int at = (iy * i->w + ix) * i->c + ic;
			int per = l->c_in / l->groups;

			if (iy < 0 || iy >= i->h || ix < 0 || ix >= i->w ||
			    ic * l->groups / l->c_in != c * l->groups / l->c_out)
				continue;
			want[p] += l->weights[(c * l->k_h * l->k_w +
					       k / l->c_in) * per + ic % per] *
				   (i->is_signed ? (int8_t)in[at] : in[at]);
		}
	}
}

START_TEST(test_random_conv)
{
	uint64_t seed = 41;

	printf("seed %llu\n", (unsigned long long)seed);
	for (int run = 0; run < 120; run++) {
		int w = 1 + (int)(rand_next(&seed) >> 60);
		int h = 1 + (int)(rand_next(&seed) >> 60);
		int groups = run % 2 ? 1 : 1 + (int)(rand_next(&seed) >> 61);
		int c_in = groups * (1 + (int)(rand_next(&seed) >> 61));
		int c_out = groups * (1 + (int)(rand_next(&seed) >> 59));
		int k = 1 + 2 * (int)(rand_next(&seed) >> 62);
		int stride = 1 + (int)(rand_next(&seed) >> 62);
		struct net *n = tiny_net(w, h, c_in);
		uint8_t *in;
		int32_t *want;

		tiny_conv(n, 0, k, stride, c_out);
		if (run % 3)
			tiny_steps(n, stride, 1 + (int)(rand_next(&seed) >> 62),
				   1 + (int)(rand_next(&seed) >> 62),
				   1 + (int)(rand_next(&seed) >> 62));
		tiny_raw(n);
		tiny_groups(n, groups);
		n->tensor[0].is_signed = run / 2 % 2;
		in = tiny_image(n, &seed);
		for (int i = 0; i < k * k * c_in / groups * c_out; i++)
			n->layer[0].weights[i] = (int8_t)(rand_next(&seed) >> 56);
		want = xcalloc((size_t)w * h * c_out, sizeof(*want));
		formula(n, in, want);
		compare(n, in, want);
		free(want);
		free(in);
	}
}
END_TEST

/* One value of a pooling of the input, in floating point: all of it is exact. */
static int32_t pooled(const struct net *n, const uint8_t *in, int layer, int y,
		      int x, int c)
{
	const struct net_layer *l = &n->layer[layer];
	const struct net_tensor *i = &n->tensor[0], *o = &n->tensor[layer + 1];
	int area = l->k_w * l->k_h;
	double most = -1000, sum = 0, v;

	for (int k = 0; k < area; k++) {
		int iy = y * l->stride_y - l->pad_y + k / l->k_w * l->dilation_y;
		int ix = x * l->stride_x - l->pad_x + k % l->k_w * l->dilation_x;
		int at = (iy * i->w + ix) * i->c + c;

		v = 0;
		if (iy >= 0 && iy < i->h && ix >= 0 && ix < i->w)
			v = i->is_signed ? (int8_t)in[at] : in[at];
		most = fmax(most, v);
		sum += v;
	}
	v = l->op == NET_MAX_POOL ? most : floor(sum / area + 0.5);
	if (l->mult)
		v = floor(v * l->mult[c] / ldexp(1, l->shift[c]) + 0.5);
	return (int32_t)fmax(o->is_signed ? -128 : 0,
			     fmin(o->is_signed ? 127 : 255, v));
}

/* Poolings of the input, some of which requantise; the last layer joins them and
 * the input itself. */
static struct net *random_pools(uint64_t *seed, int w, int h, int c)
{
	struct net *n = tiny_net(w, h, c);
	int inputs[8], n_inputs = 2 + (int)(rand_next(seed) >> 62), k, j;
	int is_signed = (int)(rand_next(seed) >> 63);
	struct net_layer *l;

	n->tensor[0].is_signed = is_signed;
	for (j = 0; j < n_inputs; j++) {
		inputs[j] = 0;
		if (j == 1)
			continue;	/* the input */
		k = 1 << (rand_next(seed) >> 63);
		inputs[j] = tiny_pool(n, 0, rand_next(seed) >> 63 ?
				      NET_MAX_POOL : NET_AVG_POOL, k);
		l = &n->layer[n->n_layers - 1];
		l->stride_x = l->stride_y = 1;
		l->pad_x = l->pad_y = k - 1;
		if (k == 2 && w > 1 && h > 1)	/* two taps, one on each side */
			l->dilation_x = l->dilation_y = 1 + (int)(rand_next(seed) >> 63);
		n->tensor[n->n_layers].w = w;
		n->tensor[n->n_layers].h = h;
		if (rand_next(seed) >> 63)
			tiny_scale(n, (int)(rand_next(seed) >> 48) * 7 / 8,
				   (int)(rand_next(seed) >> 60), is_signed);
	}
	tiny_concat(n, n_inputs, inputs);
	return n;
}

START_TEST(test_random_pools)
{
	uint64_t seed = 43;

	printf("seed %llu\n", (unsigned long long)seed);
	for (int run = 0; run < 200; run++) {
		int w = 1 + (int)(rand_next(&seed) >> 61);
		int h = 1 + (int)(rand_next(&seed) >> 61);
		int c = 1 + (int)(rand_next(&seed) >> 61);
		struct net *n = random_pools(&seed, w, h, c);
		const struct net_layer *l = &n->layer[n->n_layers - 1];
		uint8_t *in = tiny_image(n, &seed);
		int32_t *want = xcalloc((size_t)w * h * l->c_out, sizeof(*want));

		for (int i = 0; i < w * h * l->c_out; i++) {
			int p = i / l->c_out, from = l->inputs[i % l->c_out / c];
			int at = p * c + i % c;

			want[i] = from ? pooled(n, in, from - 1, p / w, p % w,
						i % c) :
				n->tensor[0].is_signed ? (int8_t)in[at] : in[at];
		}
		compare(n, in, want);
		free(want);
		free(in);
	}
}
END_TEST

START_TEST(test_top1)
{
	const int32_t v[4] = { -5, 7, 7, 6 };

	ck_assert_int_eq(oracle_top1(v, 4), 1);
	ck_assert_int_eq(oracle_top1(v, 1), 0);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("oracle");
	TCase *c = tcase_create("oracle");

	tcase_add_test(c, test_conv_by_hand);
	tcase_add_test(c, test_rounding);
	tcase_add_test(c, test_leak);
	tcase_add_test(c, test_pools);
	tcase_add_test(c, test_padded_maximum);
	tcase_add_test(c, test_skip);
	tcase_add_test(c, test_add);
	tcase_add_test(c, test_groups_by_hand);
	tcase_add_test(c, test_depthwise_by_hand);
	tcase_add_test(c, test_concat_by_hand);
	tcase_add_test(c, test_scaled_pools_by_hand);
	tcase_add_test(c, test_random_conv);
	tcase_add_test(c, test_random_pools);
	tcase_add_test(c, test_top1);
	suite_add_tcase(suite, c);
	return suite;
}
