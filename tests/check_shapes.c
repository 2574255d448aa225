/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapes.h"
#include "base/util.h"
#include "main.h"

/* FNV-1a of the records, label first, of images first .. first + n - 1. */
static uint64_t records_hash(uint64_t seed, int first, int n)
{
	uint64_t h = FNV_START;

	for (int i = first; i < first + n; i++) {
		uint8_t record[1 + SHAPES_BYTES];

		shapes_image(seed, i, record, record + 1);
		h = fnv(h, record, sizeof(record));
	}
	return h;
}

/* The embedded network was trained and measured on these bytes: who changes
 * them has to train it again. */
START_TEST(test_golden)
{
	ck_assert_uint_eq(records_hash(SHAPES_TEST_SEED, 0, 100),
		0xd7ca044d8c63be17u);
	ck_assert_uint_eq(records_hash(SHAPES_TRAIN_SEED, 0, 100),
		0x016a3b137d97cf54u);
}
END_TEST

/* An image depends on seed and index only, not on what was made before. */
START_TEST(test_any_order)
{
	uint8_t label[2], pixels[2][SHAPES_BYTES];

	shapes_image(SHAPES_TEST_SEED, 7, &label[0], pixels[0]);
	records_hash(SHAPES_TRAIN_SEED, 3, 5);
	memset(pixels[1], 0xa5, SHAPES_BYTES);
	shapes_image(SHAPES_TEST_SEED, 7, &label[1], pixels[1]);
	ck_assert_int_eq(label[0], label[1]);
	ck_assert_mem_eq(pixels[0], pixels[1], SHAPES_BYTES);
}
END_TEST

static int compare_hashes(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* No image occurs twice, in one split or in both. */
START_TEST(test_all_differ)
{
	enum { N = 1000 };
	uint64_t hash[2 * N];

	for (int i = 0; i < N; i++) {
		hash[i] = records_hash(SHAPES_TRAIN_SEED, i, 1);
		hash[N + i] = records_hash(SHAPES_TEST_SEED, i, 1);
	}
	qsort(hash, 2 * N, sizeof(hash[0]), compare_hashes);
	for (int i = 1; i < 2 * N; i++)
		ck_assert_uint_ne(hash[i - 1], hash[i]);
}
END_TEST

START_TEST(test_labels_balance)
{
	int n_of[SHAPES_CLASSES] = { 0 };

	for (int i = 0; i < 200; i++) {
		uint8_t label, pixels[SHAPES_BYTES];

		shapes_image(SHAPES_TEST_SEED, i, &label, pixels);
		ck_assert_int_lt(label, SHAPES_CLASSES);
		n_of[label]++;
	}
	for (int k = 0; k < SHAPES_CLASSES; k++) {
		ck_assert_int_eq(n_of[k], 20);
		for (int other = 0; other < k; other++)
			ck_assert_str_ne(shapes_name(k), shapes_name(other));
	}
}
END_TEST

/* Every plane of every image has contrast, a set uses all byte values, and
 * nothing is written beyond the image. */
START_TEST(test_range)
{
	uint8_t label, pixels[SHAPES_BYTES + 1];
	int n_of[256] = { 0 };

	pixels[SHAPES_BYTES] = 0x5a;
	for (int i = 0; i < 200; i++) {
		shapes_image(SHAPES_TRAIN_SEED, i, &label, pixels);
		for (int c = 0; c < 3; c++) {
			const uint8_t *plane = pixels + c * SHAPES_PLANE;
			int lo = 255, hi = 0;

			for (int k = 0; k < SHAPES_PLANE; k++) {
				n_of[plane[k]]++;
				lo = plane[k] < lo ? plane[k] : lo;
				hi = plane[k] > hi ? plane[k] : hi;
			}
			ck_assert_int_ge(hi - lo, 40);
		}
	}
	ck_assert_int_eq(pixels[SHAPES_BYTES], 0x5a);
	for (int v = 0; v < 256; v++)
		ck_assert_int_gt(n_of[v], 0);
}
END_TEST

/* The extremes of seed and index are legal. */
START_TEST(test_extremes)
{
	ck_assert_uint_ne(records_hash(0, 0, 1),
		records_hash(UINT64_MAX, 0, 1));
	ck_assert_uint_ne(records_hash(UINT64_MAX, INT32_MAX - 1, 1),
		records_hash(0, INT32_MAX - 1, 1));
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("shapes");
	TCase *c = tcase_create("shapes");

	tcase_add_test(c, test_golden);
	tcase_add_test(c, test_any_order);
	tcase_add_test(c, test_all_differ);
	tcase_add_test(c, test_labels_balance);
	tcase_add_test(c, test_range);
	tcase_add_test(c, test_extremes);
	suite_add_tcase(suite, c);
	return suite;
}
