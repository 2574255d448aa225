/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/util.h"
#include "main.h"

static const char text[] =
	"\n"				/* 1 */
	"{ \"a\": [1, {\"x\": 1,\n"	/* 2 */
	"  \"y\": 2}],\n"		/* 3 */
	" \"b, {\\\"[\\\\\":\n"		/* 4 */
	"  \"}]{\\\\\\\"[,\", \"c\": {},\n"	/* 5 */
	"\n"				/* 6 */
	" \"list\": [\n"		/* 7 */
	"  [], {\"k\": null},\n"	/* 8 */
	"  true,\n"			/* 9 */
	"  {\"k\":\n"			/* 10 */
	"    [7,\n"			/* 11 */
	"     {\"deep\": 1}]}\n"	/* 12 */
	" ], \"z\": 1\n"		/* 13 */
	"}\n";

START_TEST(test_line)
{
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	json_t *a, *list, *k;
	int line[4];

	ck_assert_ptr_nonnull(root);
	a = json_object_get(root, "a");
	list = json_object_get(root, "list");
	k = json_object_get(json_array_get(list, 3), "k");
#define LINE(of, key) json_line(text, root, of, key)
	ck_assert_int_eq(LINE(root, NULL), 2);
	ck_assert_int_eq(LINE(NULL, NULL), 2);
	ck_assert_int_eq(LINE(root, "a"), 2);
	ck_assert_int_eq(LINE(root, "b, {\"[\\"), 4);
	ck_assert_int_eq(LINE(root, "c"), 5);
	ck_assert_int_eq(LINE(root, "list"), 7);
	ck_assert_int_eq(LINE(root, "z"), 13);
	ck_assert_int_eq(LINE(root, "no such"), 2);
	ck_assert_int_eq(LINE(json_array_get(a, 1), "x"), 2);
	ck_assert_int_eq(LINE(json_array_get(a, 1), "y"), 3);
	ck_assert_int_eq(LINE(json_object_get(root, "c"), "x"), 5);
	ck_assert_int_eq(LINE(json_array_get(list, 0), NULL), 8);
	ck_assert_int_eq(LINE(json_array_get(list, 3), "k"), 10);
	ck_assert_int_eq(LINE(k, NULL), 11);
	ck_assert_int_eq(LINE(json_array_get(k, 1), "deep"), 12);
#undef LINE
	json_lines(text, root, list, line);
	ck_assert_int_eq(line[0], 8);
	ck_assert_int_eq(line[1], 8);
	ck_assert_int_eq(line[2], 9);
	ck_assert_int_eq(line[3], 10);
	json_decref(root);
}
END_TEST

/* A random value as text; every object tells the line on which it begins. */
static void add_value(struct text *t, uint64_t *seed, int depth, int *line)
{
	static const char *const plain[] = {
		"true", "null", "-1.5e3", "\"\\\\\\\"}{,\"", "\"\"", "[]",
	};
	int n = rand_next(seed) % 5, i;
	int is_object = rand_next(seed) % 2;

	if (depth > 4 || rand_next(seed) % 4 == 0) {
		text_add(t, "%s", plain[rand_next(seed) % 6]);
		return;
	}
	text_add(t, is_object ? "{\"line\":%d" : "[%d", *line);
	for (i = 0; i < n; i++) {
		text_add(t, ",");
		if (rand_next(seed) % 2) {
			text_add(t, "\n");
			++*line;
		}
		if (is_object)
			text_add(t, "\"k%d\": ", i);
		add_value(t, seed, depth + 1, line);
	}
	text_add(t, is_object ? "}" : "]");
}

static int check_all(const char *s, const json_t *root, const json_t *v)
{
	const char *key;
	json_t *item;
	size_t i;
	int n = 0;

	if (json_is_object(v)) {
		n++;
		ck_assert_int_eq(json_line(s, root, v, NULL),
			json_integer_value(json_object_get(v, "line")));
	} else if (json_array_size(v)) {
		n++;
		ck_assert_int_eq(json_line(s, root, v, NULL),
			json_integer_value(json_array_get(v, 0)));
	}
	json_object_foreach((json_t *)v, key, item)
		n += check_all(s, root, item);
	json_array_foreach(v, i, item)
		n += check_all(s, root, item);
	return n;
}

START_TEST(test_random)
{
	const char *given = getenv("SEED");
	uint64_t seed = given ? strtoull(given, NULL, 0) : 20261129;
	int round, n = 0;

	printf("SEED=%llu\n", (unsigned long long)seed);
	for (round = 0; round < 200; round++) {
		struct text t = {0};
		int line = 1;
		json_t *root;

		add_value(&t, &seed, 0, &line);
		root = json_loads(t.s, JSON_REJECT_DUPLICATES |
				  JSON_DECODE_ANY, NULL);
		ck_assert_msg(root != NULL, "%s", t.s);
		n += check_all(t.s, root, root);
		json_decref(root);
		text_free(&t);
	}
	ck_assert_int_gt(n, 1000);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("json");
	TCase *c = tcase_create("json");

	tcase_add_test(c, test_line);
	tcase_add_test(c, test_random);
	suite_add_tcase(suite, c);
	return suite;
}
