/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "sweep/expr.h"
#include "sweep/impl.h"
#include "sweep/result.h"

static int lookup(void *user, const char *name, double *v)
{
	(void)user;
	if (strcmp(name, "link.bits") && strcmp(name, "cores"))
		return -1;
	*v = *name == 'c' ? 64 : 32;
	return 0;
}

/* What a constraint is worth, by hand; with `why` it is refused, and the message has that. */
static const struct {
	const char *text;
	double value;
	const char *why;
} exprs[] = {
	{"cores * 2 <= 128", 1, NULL},
	{"cores * 2 < 128", 0, NULL},
	{"1 + 2 * 3 == 7", 1, NULL},
	{"(1 + 2) * 3 == 9", 1, NULL},
	{"7 - 2 - 1 == 4", 1, NULL},
	{"64 / 4 / 4 == 4", 1, NULL},
	{"-2 * -3 == 6", 1, NULL},
	{"7 % 4 == 3", 1, NULL},
	{"cores / 128 == 0.5", 1, NULL},
	{"not cores > 1 and cores > 1", 0, NULL},
	{"not (cores > 1 and cores < 1)", 1, NULL},
	{"cores > 1 or 1 > 2 and 2 > 3", 1, NULL},
	{"cores != 64 or link.bits >= 32", 1, NULL},
	{"cores", -1, "comparison"},
	{"cores < ", -1, "column 9"},
	{"cores < (2", -1, "column"},
	{"cores < 2)", -1, "column"},
	{"core < 2", -1, "core"},
	{"cores / 0 < 2", -1, "0"},
	{"1 < 2 < 3", -1, "column"},
	{"", -1, "column"},
};

START_TEST(constraint)
{
	struct err e = {0};
	double v = -1;
	int r = expr_value(exprs[_i].text, lookup, NULL, 0, "a.sweep", 7, &v, &e);

	ck_assert_msg(r == (exprs[_i].why ? -1 : 0), "\"%s\": %d, %g, %s", exprs[_i].text, r, v,
		      e.text);
	if (exprs[_i].why) {
		ck_assert_str_eq(e.file, "a.sweep");
		ck_assert_int_eq(e.line, 7);
		ck_assert_msg(strstr(e.text, exprs[_i].why) != NULL, "%s", e.text);
	} else {
		ck_assert(v == exprs[_i].value);
	}
}
END_TEST

/* Nested as deep as nobody writes: refused, or a value, and no end of the stack. */
START_TEST(deep)
{
	const int n = 200000;
	char *s = xmalloc(2 * (size_t)n + 8);
	struct err e = {0};
	double v;

	memset(s, '(', n);
	strcpy(s + n, "1<2");
	memset(s + n + 3, ')', n);
	s[2 * n + 3] = 0;
	if (expr_value(s, lookup, NULL, 0, "a.sweep", 1, &v, &e) == 0)
		ck_assert(v == 1);
	memset(s, '-', n);
	strcpy(s + n, "1<2");
	if (expr_value(s, lookup, NULL, 0, "a.sweep", 1, &v, &e) == 0)
		ck_assert(v == 1);
	free(s);
}
END_TEST

/* Keys and values of an axis and what becomes of them, row by row; or the message. */
static const struct {
	const char *keys, *values, *all, *why;
} axes[] = {
	{"link.bits", "32, 64 bit, 128", "32|64|128|", NULL},
	{"adc.bits", "8..24 by 8 bit", "8|16|24|", NULL},
	{"adc.bits", "6..8", "6|7|8|", NULL},
	{"adc.bits", "6, 8..10 by 2", "6|8|10|", NULL},
	{"xbar.rows & xbar.cols", "128 & 64, 256 & 128", "128|64|256|128|", NULL},
	{"topology", "mesh(4, 2), 5pp(8)", "mesh(4, 2)|5pp(8)|", NULL},
	{"place", "order, anneal", NULL, "place"},
	{"adc.bits", "8..6", NULL, "empty"},
	{"adc.bits", "", NULL, "adc.bits"},
	{"adc.bits", "8,, 9", NULL, "adc.bits"},
	{"adc.bits", "8, 8", NULL, "twice"},
	{"adc.bits", "6..8 by 0", NULL, "range"},
	{"adc.bits", "700", NULL, "700"},
	{"no.such", "1", NULL, "no.such"},
	{"xbar.rows & xbar.cols", "128", NULL, "1 value"},
	{"xbar.rows & xbar.rows", "128 & 128", NULL, "xbar.rows"},
	{"name", "a", NULL, "name"},
};

START_TEST(axis)
{
	const struct sweep_place at = {"a.sweep", 3, ""};
	struct sweep_axis a = {0};
	struct err e = {0};
	struct text t = {0};
	int r = sweep_axis_parse(&a, axes[_i].keys, axes[_i].values, &at, &e);

	if (axes[_i].all) {
		ck_assert_msg(r == 0, "%s = %s: %s", axes[_i].keys, axes[_i].values, e.text);
		for (int i = 0; i < a.n_values; i++)
			for (int k = 0; k < a.n_keys; k++)
				text_add(&t, "%s|", sweep_value(&a, i, k));
		ck_assert_str_eq(t.s, axes[_i].all);
	} else {
		ck_assert_msg(r == -1, "%s = %s is taken", axes[_i].keys, axes[_i].values);
		ck_assert_int_eq(e.line, 3);
		ck_assert_msg(strstr(e.text, axes[_i].why) != NULL, "%s", e.text);
	}
	text_free(&t);
	sweep_axis_free(&a);
}
END_TEST

START_TEST(figures)
{
	int n = sweep_n_figures(), n_more = 0;

	ck_assert_int_gt(n, 10);
	for (int i = 0; i < n; i++) {
		const char *name = sweep_figure_name(i);

		for (int j = 0; j < i; j++)
			ck_assert_str_ne(name, sweep_figure_name(j));
		n_more += sweep_is_figure(name) && sweep_more_is_better(name);
	}
	ck_assert(sweep_is_figure("images_per_s") && sweep_more_is_better("images_per_s"));
	ck_assert(sweep_is_figure("top1_percent") && sweep_more_is_better("top1_percent"));
	ck_assert(sweep_is_figure("wire_pitches") && !sweep_more_is_better("wire_pitches"));
	ck_assert(!sweep_is_figure("no_such_figure"));
	ck_assert_int_ge(n_more, 2);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("sweep");
	TCase *c = tcase_create("sweep");

	tcase_add_loop_test(c, constraint, 0, sizeof(exprs) / sizeof(*exprs));
	tcase_add_test(c, deep);
	tcase_add_loop_test(c, axis, 0, sizeof(axes) / sizeof(*axes));
	tcase_add_test(c, figures);
	suite_add_tcase(s, c);
	return s;
}
