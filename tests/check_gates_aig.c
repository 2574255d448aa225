/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "main.h"
#include "measure/gates_impl.h"

/* How the points of a module are read from what Yosys writes, without Yosys: no point that
 * is not understood is passed over. */
#define DIR "check_gates_aig.build"
#define HEAD "aig 2 2 0 4 0\n2\n3\n4\n4\ni0 a\ni1 b\n"
#define POINT_0 "o0 eq_0.point.A\no1 eq_0.point.B\n"
#define POINT_1 "o2 eq_1.point.A\no3 eq_1.point.B\n"

static int read_points(const char *s, int64_t n_points, struct err *e)
{
	check_put(DIR, "points.aig", s);
	return gates_aig(DIR "/points.aig", DIR "/gold.aig", DIR "/gate.aig", n_points, e);
}

static void check_side(const char *name, const char *want)
{
	struct err e;
	char *s = file_read(name, FILE_MAX_DATA, NULL, &e);

	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(s, want);
	free(s);
}

START_TEST(points_are_written)
{
	struct err e;

	ck_assert_int_eq(read_points(HEAD POINT_0 POINT_1 "c\no9 eq_9\n", 2, &e), 1);
	check_side(DIR "/gold.aig", "aig 2 2 0 2 0\n2\n4\n");
	check_side(DIR "/gate.aig", "aig 2 2 0 2 0\n3\n4\n");
	ck_assert_int_eq(read_points(HEAD "o0 y\n", 0, &e), 0);
}
END_TEST

static const struct {
	const char *s;
	int n_points;
} bad[] = {
	{HEAD POINT_0 POINT_1, 1},	/* more than there are cells */
	{HEAD POINT_0, 2},	/* fewer */
	{HEAD POINT_0 "o2 eq_1.point.A\n", 2},	/* one side */
	{HEAD POINT_0 "o3 eq_1.point.B\n", 2},
	{HEAD POINT_0 "o2 eq_0.point.A\n", 1},	/* twice */
	{HEAD POINT_0 "o2 eq_1.point.A\no4 eq_1.point.B\n", 2},	/* no such output */
	{HEAD POINT_0 "o2 eq_1.point.A\no3 eq_1.point.C\n", 2},	/* no such side */
	{HEAD POINT_0 "o2 eq_1.point.A\no3 eq_1.point.B[1]\n", 2},
	{HEAD POINT_0 "o2 eq_.point.A\n", 1},
	{HEAD POINT_0 "i2 undef_0.Y\n", 1},	/* no such input */
	{HEAD POINT_0 "i1 undef_0.A\n", 1},
	{HEAD, 3},	/* more than outputs */
	{"aig 2 2 0 4 0\n2\n3\n4\n6\n" POINT_0, 1},	/* no such variable */
	{"aig 2 2 0 4 0\n2\n", 1},
	{"aig 2 2 0 4\n", 1},
};

START_TEST(other_points_are_refused)
{
	struct err e = {0};

	ck_assert_int_eq(read_points(bad[_i].s, bad[_i].n_points, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, "not understood"));
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("gates_aig");
	TCase *c = tcase_create("gates_aig");

	check_folder(DIR);
	tcase_add_test(c, points_are_written);
	tcase_add_loop_test(c, other_points_are_refused, 0, sizeof(bad) / sizeof(bad[0]));
	suite_add_tcase(s, c);
	return s;
}
