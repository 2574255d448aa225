/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compile/balance.h"
#include "compile/plan_build.h"
#include "main.h"
#include "model/use.h"
#include "tiny.h"

static struct plan *build(int64_t interval)
{
	struct arch *a = tiny_arch("5pp(24)", NULL);
	struct net *n = tiny_resnet();
	struct plan_options o = { .interval = interval };
	struct err e = {0};
	struct plan *p;

	a->act_sources = 8;
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	arch_free(a);
	net_free(n);
	return p;
}

/* A layer keeps what looks like the end of a task's name. */
START_TEST(test_layer_names)
{
	struct plan *p = build(BALANCE_AUTO);
	int layer = -1;
	char *name;

	for (int i = 0; i < p->n_tasks && layer < 0; i++)
		if (p->task[i].out_x && !p->task[i].is_copy)
			layer = p->task[i].layer;
	ck_assert_int_ge(layer, 0);
	for (int i = 0; i < p->n_tasks; i++)
		if (p->task[i].layer == layer) {
			char *s = p->task[i].name;

			p->task[i].name = xasprintf("a/0@8+4%s", strchr(s, '@'));
			free(s);
		}
	name = use_layer_name(p, layer);
	ck_assert_str_eq(name, "a/0@8+4");
	free(name);
	plan_free(p);
	p = build(0);
	free(p->task[0].name);
	p->task[0].name = xstrdup("in/conv@0/0");
	name = use_layer_name(p, 0);
	ck_assert_str_eq(name, "in/conv@0/0");
	free(name);
	plan_free(p);
}
END_TEST

/* tiny_resnet by hand: windows 64, 64, 64, 16, 16 and 1; rows x columns 36x8, 72x8,
 * 72x8, 72x16, 144x16 and 16x10 of 144x64; 20 cycles a product. */
START_TEST(test_numbers)
{
	struct plan *p = build(0);
	struct use u = use_of_plan(p, 2000);
	double cells = 36 * 8 + 2 * 72 * 8 + 72 * 16 + 144 * 16 + 16 * 10;
	double work = 64 * (36 * 8 + 2 * 72 * 8) + 16 * (72 * 16 + 144 * 16) + 160;

	ck_assert_int_eq(u.n_cores, 24);
	ck_assert_int_eq(u.n_tasks, 6);
	ck_assert_int_eq(u.slowest, 1280);
	ck_assert_int_eq(u.products, 3 * 64 + 2 * 16 + 1);
	ck_assert_int_eq(u.conversions, 3 * 64 * 8 + 2 * 16 * 16 + 10);
	ck_assert(fabs(u.use - 225.0 * 20 / (6 * 2000)) < 1e-9);
	ck_assert(fabs(u.loss.crossbars - 4) < 1e-9);
	ck_assert(fabs(u.loss.cells - 6 * 144 * 64 / cells) < 1e-9);
	ck_assert(fabs(u.loss.imbalance - 1280 * cells / (20 * work)) < 1e-9);
	ck_assert(fabs(u.loss.communication - 2000.0 / 1280) < 1e-9);
	ck_assert(fabs(u.ideal - 20 * work / (24 * 144 * 64)) < 1e-9);
	/* images of 8x8 pixels of 1, 2, 2, 2 words, 4x4 of 4, and sums of 4x4 of 4 */
	ck_assert_int_eq(u.act_writes, 64 * (1 + 2 + 2 + 2) + 16 * 4 + 4 * 64);
	ck_assert_int_eq(u.act_reads, 64 * 9 * (1 + 2 + 2) + 16 * 9 * (2 + 4) +
			 4 * 64);
	ck_assert_int_eq(u.skip_writes, 64 * 2 + 16 * 2);
	plan_free(p);
}
END_TEST

/* The factors are the interval over that of the ideal machine, whatever the copies. */
START_TEST(test_losses)
{
	struct plan *p = build(BALANCE_AUTO);
	struct use u = use_of_plan(p, p->interval);
	const struct use_losses *l = &u.loss;
	struct use_layer *row;
	int n, i, cores = 0;

	ck_assert(fabs(l->crossbars * l->cells * l->imbalance *
		       l->communication - u.interval / u.ideal) < 1e-6);
	ck_assert(l->crossbars >= 1 && l->cells >= 1 && l->imbalance >= 1 &&
		  l->communication >= 1);
	row = use_layers(p, p->interval, &n);
	ck_assert_int_eq(n, 6);
	for (i = 0; i < n; i++) {
		cores += row[i].n_cores;
		/* several pixels of the output may be one window's */
		ck_assert_int_eq((i < 3 ? 64 : i < 5 ? 16 : 1) % row[i].windows, 0);
		ck_assert(row[i].use > 0 && row[i].use <= 1);
		ck_assert_int_le(row[i].cycles, u.slowest);
	}
	ck_assert_int_eq(cores, p->n_tasks);
	ck_assert_int_gt(row[1].copies, 1);
	ck_assert_int_eq(row[1].cols % 8, 0);
	ck_assert_int_eq(row[1].rows, 8 * 3 * (row[1].cols / 8 + 2));
	ck_assert_int_eq(row[1].windows, 64 / (row[1].cols / 8));
	free(row);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("use");
	TCase *c = tcase_create("use");

	tcase_add_test(c, test_numbers);
	tcase_add_test(c, test_layer_names);
	tcase_add_test(c, test_losses);
	suite_add_tcase(s, c);
	return s;
}
