/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>

#include "refmodel/num.h"
#include "base/util.h"
#include "main.h"

START_TEST(test_round_shift)
{
	static const struct {
		int64_t a;
		int n;
		int64_t want;
	} row[] = {
		{ 5, 0, 5 }, { -5, 0, -5 },
		{ 1, 1, 1 }, { -1, 1, 0 }, { 3, 1, 2 }, { -3, 1, -1 },
		{ 7, 2, 2 }, { 6, 2, 2 }, { 5, 2, 1 },
		{ -5, 2, -1 }, { -6, 2, -1 }, { -7, 2, -2 },
		{ 127, 8, 0 }, { 128, 8, 1 }, { -128, 8, 0 }, { -129, 8, -1 },
		{ (int64_t)1 << 46, 47, 1 }, { ((int64_t)1 << 46) - 1, 47, 0 },
		{ -((int64_t)1 << 46), 47, 0 },
		{ -((int64_t)1 << 46) - 1, 47, -1 },
		{ ((int64_t)1 << 48) - 1, 0, ((int64_t)1 << 48) - 1 },
		{ -((int64_t)1 << 48), 47, -2 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_int_eq(num_round_shift(row[i].a, row[i].n),
				 row[i].want);
}
END_TEST

/* num_read_noise. */
static const struct {
	int32_t root;
	uint16_t noise;
	uint64_t seed;
	int64_t n;
	int col;
	int32_t value;
} noises[] = {
	{1000, 65535, 0x1U, 0, 0, -29750},
	{16320, 65535, 0xFFFFFFFFFFFFFFFFU, 123456789, 4095, -21420},
	{1, 1, 0x5U, 0, 1, 0},
	{300, 5017, 0x123456789ABCDEF0U, 7, 63, -102},
	{0, 65535, 0x9U, 1, 2, 0},
	{16000, 1, 0x2AU, 1099511627776, 17, -3},
};

/* Roots beside every square; numbers of the generator that were computed in Python, and that
 * their mean and standard deviation are those of docs/numerics.md. */
START_TEST(test_read_noise)
{
	double sum = 0, squares = 0;
	int n = 200000, i;

	for (i = 1; i < 65536; i++) {
		ck_assert_int_eq(num_root((uint32_t)i * (uint32_t)i), i);
		ck_assert_int_eq(num_root((uint32_t)i * (uint32_t)i - 1), i - 1);
	}
	ck_assert_int_eq(num_root(UINT32_MAX), 65535);
	ck_assert_int_eq(num_root(0), 0);
	for (i = 0; i < (int)(sizeof(noises) / sizeof(noises[0])); i++)
		ck_assert_int_eq(num_read_noise(noises[i].root, noises[i].noise,
						noises[i].seed, noises[i].n,
						noises[i].col), noises[i].value);
	for (i = 0; i < n; i++) {
		double v = num_read_noise(1024, 10240, 77, i / 100, i % 100);

		sum += v / 10;	/* 10 z */
		squares += v * v / 100;
	}
	ck_assert_double_eq_tol(sum / n, 0, 3 * 209.02 / sqrt(n));
	ck_assert_double_eq_tol(sqrt(squares / n), 209.02, 209.02 * 3 / sqrt(2.0 * n));
}
END_TEST

START_TEST(test_adc)
{
	static const struct {
		int32_t y, offset;
		int gain, shift, bits;
		int32_t want;
	} row[] = {
		/* lossless */
		{ 0, 0, 1, 0, 8, 0 }, { -128, 0, 1, 0, 8, -128 },
		/* saturation at both ends */
		{ 128, 0, 1, 0, 8, 127 }, { -129, 0, 1, 0, 8, -128 },
		{ 5, 0, 1, 0, 2, 1 }, { -5, 0, 1, 0, 2, -2 },
		{ INT32_MAX, 0, 1, 0, 32, INT32_MAX },
		{ INT32_MIN, 0, 1, 0, 32, INT32_MIN },
		/* the difference takes 33 bits, the product 49 */
		{ INT32_MAX, INT32_MIN, 65535, 47, 8, 2 },
		{ INT32_MIN, INT32_MAX, 65535, 47, 8, -2 },
		{ INT32_MAX, INT32_MIN, 65535, 0, 32, INT32_MAX },
		{ INT32_MIN, INT32_MAX, 65535, 0, 32, INT32_MIN },
		/* halves go up */
		{ 1, 0, 32768, 16, 8, 1 }, { -1, 0, 32768, 16, 8, 0 },
		{ 3, 0, 32768, 16, 8, 2 }, { -3, 0, 32768, 16, 8, -1 },
		{ 10, 7, 32768, 16, 8, 2 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_int_eq(num_adc(row[i].y, row[i].offset, row[i].gain,
					 row[i].shift, row[i].bits),
				 row[i].want);
	ck_assert_int_eq(num_value(-3, 100, 7), -293);
	ck_assert_int_eq(num_value(INT32_MAX, 1, 1), INT32_MIN);
	ck_assert_int_eq(num_value(-128, 65535, INT32_MAX), 2139095167);
}
END_TEST

START_TEST(test_requant)
{
	static const struct {
		int32_t acc, mult;
		int shift, skip;
		int32_t skip_mult;
		int is_signed, want, leak;
	} row[] = {
		/* a leak: negative results by so many more, one rounding */
		{ -4, 1, 1, 0, 0, 1, -1, 1 }, { -3, 1, 1, 0, 0, 1, -1, 1 },
		{ -2, 1, 1, 0, 0, 1, 0, 1 }, { 3, 1, 1, 0, 0, 1, 2, 1 },
		{ -1, 1, 0, 0, 0, 1, 0, 1 }, { -3, 1, 0, 0, 0, 1, -1, 1 },
		{ -1, 1, 0, 1, 1, 1, 0, 7 }, { 5, 1, 0, -105, 1, 1, -12, 3 },
		{ -105, 1, 0, 110, 1, 1, 5, 3 },
		{ -1024, 1, 0, 0, 0, 1, -128, 3 }, { -1028, 1, 0, 0, 0, 1, -128, 3 },
		{ -1019, 1, 0, 0, 0, 1, -127, 3 }, { 1024, 1, 0, 0, 0, 1, 127, 3 },
		{ INT32_MIN, 65535, 47, 255, INT32_MIN, 1, 0, 7 },
		{ INT32_MIN, 65535, 40, 255, INT32_MIN, 1, -1, 7 },
		{ 255, 1, 0, 0, 0, 0, 255, 0 }, { 256, 1, 0, 0, 0, 0, 255, 0 },
		{ -1, 1, 0, 0, 0, 0, 0, 0 },
		{ 127, 1, 0, 0, 0, 1, 127, 0 }, { 128, 1, 0, 0, 0, 1, 127, 0 },
		{ -128, 1, 0, 0, 0, 1, -128, 0 }, { -129, 1, 0, 0, 0, 1, -128, 0 },
		/* halves go up */
		{ -1, 1, 1, 0, 0, 1, 0, 0 }, { -3, 1, 1, 0, 0, 1, -1, 0 },
		{ 3, 1, 1, 0, 0, 1, 2, 0 },
		/* the residual joins before the shift */
		{ 1, 1, 1, 1, 1, 1, 1, 0 }, { 1, 1, 1, -1, 4, 1, -1, 0 },
		{ 1000, 3, 4, 255, -10, 0, 28, 0 },
		/* the widest operands */
		{ INT32_MAX, 65535, 47, 255, INT32_MAX, 0, 1, 0 },
		{ INT32_MIN, 65535, 47, 255, INT32_MIN, 1, -1, 0 },
		{ INT32_MIN, 65535, 47, -128, INT32_MAX, 1, -1, 0 },
		{ INT32_MAX, 65535, 0, 255, INT32_MAX, 0, 255, 0 },
		{ INT32_MIN, 65535, 0, 255, INT32_MIN, 1, -128, 0 },
		{ INT32_MAX, 0, 0, 0, 0, 0, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_int_eq(num_requant(row[i].acc, row[i].mult, row[i].mult,
					     row[i].shift, row[i].skip,
					     row[i].skip_mult, (struct num_out){
						row[i].is_signed, row[i].leak}),
				 row[i].want);
}
END_TEST

/* The sum alone says which multiplier, before the residual joins. */
START_TEST(test_leak_mult)
{
	static const struct {
		int32_t acc, mult, leak_mult;
		int shift, skip;
		int32_t skip_mult;
		int is_signed, want, leak;
	} row[] = {
		{ -8, 4, 1, 2, 0, 0, 1, -2, 0 }, { 8, 4, 1, 2, 0, 0, 1, 8, 0 },
		{ -6, 4, 1, 2, 0, 0, 1, -1, 0 }, { 0, 4, -1, 0, 0, 0, 1, 0, 0 },
		{ -8, 4, -3, 2, 0, 0, 1, 6, 0 }, { -8, 4, -3, 2, 0, 0, 0, 6, 0 },
		{ -8, 4, 0, 2, 5, 4, 1, 5, 0 }, { -8, 4, 2, 2, 5, 4, 1, 1, 0 },
		{ 3, 1, 7, 0, -5, 1, 1, -2, 0 },
		/* with a leak of the total, by whose sign that goes */
		{ -8, 4, 2, 0, 0, 0, 1, -4, 2 }, { -8, 4, 2, 0, 20, 1, 1, 4, 2 },
		{ INT32_MIN, 1, 65535, 40, 0, 0, 1, -128, 0 },
		{ INT32_MIN, 1, -65535, 40, 0, 0, 1, 127, 0 },
		{ INT32_MIN, 1, -65535, 47, 255, INT32_MAX, 0, 1, 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_int_eq(num_requant(row[i].acc, row[i].mult, row[i].leak_mult,
					     row[i].shift, row[i].skip,
					     row[i].skip_mult, (struct num_out){
						row[i].is_signed, row[i].leak}),
				 row[i].want);
}
END_TEST

START_TEST(test_small)
{
	ck_assert_int_eq(num_byte(0x80ff7f01, 0, 1), 1);
	ck_assert_int_eq(num_byte(0x80ff7f01, 1, 1), 127);
	ck_assert_int_eq(num_byte(0x80ff7f01, 2, 1), -1);
	ck_assert_int_eq(num_byte(0x80ff7f01, 3, 1), -128);
	ck_assert_int_eq(num_byte(0x80ff7f01, 3, 0), 128);
	ck_assert_int_eq(num_max(-3, -2), -2);
	ck_assert_int_eq(num_avg(-6, 2), -1);
	ck_assert_int_eq(num_avg(6, 2), 2);
	ck_assert_int_eq(num_avg(255 * 4096, 12), 255);
	ck_assert_int_eq(num_avg(-128 * 4096, 12), -128);
	ck_assert_int_eq(num_clamp(-5, -4, 4), -4);
	ck_assert_int_eq(num_clamp(5, -4, 4), 4);
	ck_assert_int_eq(num_sum(INT32_MAX, 1, 0), INT32_MIN);
	ck_assert_int_eq(num_sum(INT32_MAX, 1, -1), INT32_MAX);
	ck_assert_int_eq(num_bits(0, 0), 1);
	ck_assert_int_eq(num_bits(-1, 0), 1);
	ck_assert_int_eq(num_bits(-128, 127), 8);
	ck_assert_int_eq(num_bits(-129, 0), 9);
	ck_assert_int_eq(num_bits(0, 128), 9);
}
END_TEST

/* The rows against the single functions; lengths beside every vector width. */
START_TEST(test_rows)
{
	enum { MOST = 140 };
	int32_t y[MOST], v[MOST], mult[MOST], leak[MOST], shift[MOST], side[MOST];
	int16_t skip[MOST];
	uint8_t out[MOST];
	uint64_t seed = 20240601;

	printf("seed %llu\n", (unsigned long long)seed);
	for (int n = 1; n <= MOST; n++) {
		struct num_adc a = {
			.gain = 1 + (int)(rand_next(&seed) % 65535),
			.shift = (int)(rand_next(&seed) % 48),
			.step = 1 + (int)(rand_next(&seed) % 65535),
			.bits = 2 + (int)(rand_next(&seed) % 31),
			.offset = (int32_t)rand_next(&seed),
		};

		if (n % 3 == 0) {
			a.gain = a.step = 1;
			a.shift = a.offset = 0;
		}
		for (int i = 0; i < n; i++) {
			y[i] = v[i] = (int32_t)rand_next(&seed) >> n % 24;
			mult[i] = (int32_t)(rand_next(&seed) % 65536);
			leak[i] = (int32_t)(rand_next(&seed) % 131071) - 65535;
			shift[i] = (int32_t)(rand_next(&seed) % 48);
			side[i] = (int32_t)rand_next(&seed);
			skip[i] = (int16_t)(rand_next(&seed) % 384 - 128);
		}
		num_adc_row(v, n, &a);
		for (int i = 0; i < n; i++)
			ck_assert_int_eq(v[i], num_value(
				num_adc(y[i], a.offset, a.gain, a.shift,
					a.bits), a.step, a.offset));
		for (int with = 0; with < 8; with++) {
			const struct num_out o = {with >> 1 & 1, n % 8};

			num_requant_row(y, n, mult, with & 4 ? leak : NULL, shift,
					with & 1 ? skip : NULL, side, o, out);
			for (int i = 0; i < n; i++)
				ck_assert_int_eq(out[i], 255 & num_requant(
					y[i], mult[i], with & 4 ? leak[i] : mult[i],
					shift[i],
					with & 1 ? skip[i] : 0, side[i],
					o));
		}
		num_sum_row(v, y, n);
		for (int i = 0; i < n; i++)
			ck_assert_int_eq(v[i], num_sum(num_value(
				num_adc(y[i], a.offset, a.gain, a.shift,
					a.bits), a.step, a.offset), y[i], 0));
	}
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("num");
	TCase *c = tcase_create("num");

	tcase_add_test(c, test_round_shift);
	tcase_add_test(c, test_adc);
	tcase_add_test(c, test_read_noise);
	tcase_add_test(c, test_requant);
	tcase_add_test(c, test_leak_mult);
	tcase_add_test(c, test_small);
	tcase_add_test(c, test_rows);
	suite_add_tcase(suite, c);
	return suite;
}
