/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>

#include "compile/plan_build.h"
#include "main.h"
#include "simulate.h"
#include "tiny.h"

/*
 * What layers can be beside plain convolutions, through the Verilated RTL of two fabrics,
 * built once into check_cosim_ops.build of the current folder: every word is that of the
 * reference model, with and without stalls, and without them the cycles are those that
 * are predicted.
 */
#define DIR "check_cosim_ops.build"

/* Words of 32 bits and a column at a time, or of 128 bits and four. */
static const struct {
	const char *name;
	int link_bits, lanes;
} kinds[] = { {"ops", 32, 1}, {"ops_lanes", 128, 4} };
#define N_KINDS ((int)(sizeof(kinds) / sizeof(*kinds)))

/* The plan of `n`, which is freed, run calm and stalled. */
static struct plan *run(struct net *n, int kind, unsigned seed)
{
	struct arch *a = tiny_arch("ring(8)", "link.vcs=8");
	struct err e = {0};
	struct plan *p;

	a->link_bits = kinds[kind].link_bits;
	a->post_lanes = kinds[kind].lanes;
	a->post_table = a->post_leak = 1;
	a->pool_weights = 256;
	a->act_sources = 2;
	ck_assert_msg(!net_check(n, "", &e), "%s", e.text);
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	sim_calm_and_stalled(DIR, p, 0, kinds[kind].name, 40, seed);
	arch_free(a);
	net_free(n);
	return p;
}

/* Kernels with holes, in both ways or one, behind strides that are not equal; cut into
 * parts, with a residual, and of a pooling. */
START_TEST(dilated)
{
	struct net *n = tiny_net(13, 8, 6);
	struct plan *p;

	tiny_conv(n, 0, 3, 1, 18);
	tiny_steps(n, 2, 1, 1, 3);
	tiny_conv(n, 1, 3, 1, 18);
	tiny_steps(n, 1, 1, 3, 2);
	tiny_skip(n, 1, 1, 0);
	tiny_pool(n, 2, NET_MAX_POOL, 3);
	tiny_steps(n, 1, 1, 2, 2);
	tiny_conv(n, 3, 1, 1, 5);
	p = run(n, 0, 32);
	ck_assert_int_eq(p->task[1].n_parts, 2);
	plan_free(p);
}
END_TEST

/* Depthwise, without a crossbar: the taps of a row two columns apart, the rows three. */
START_TEST(dilated_depthwise)
{
	struct net *n = tiny_net(9, 7, 6);
	struct plan *p;
	int i;

	tiny_conv(n, 0, 3, 1, 6);
	tiny_groups(n, 6);
	tiny_steps(n, 1, 2, 2, 3);
	for (i = 0; i < 6; i++)
		n->layer[0].shift[i] = 9 + i % 4;
	tiny_conv(n, 1, 1, 1, 5);
	p = run(n, 0, 33);
	ck_assert_int_eq(p->task[0].reduce, REDUCE_WEIGHTED);
	plan_free(p);
}
END_TEST

/* Tables behind plain, depthwise and pooling layers, signed and unsigned on either side;
 * multipliers of negative sums with and without a residual, a leak and a table. */
START_TEST(looked_up)
{
	struct net *n = tiny_net(9, 7, 6);
	struct plan *p;
	int t, n_tables = 0, n_leaks = 0;

	tiny_conv(n, 0, 3, 1, 12);
	tiny_leak_mult(n);
	n->tensor[1].is_signed = 1;
	tiny_conv(n, 1, 3, 1, 12);
	tiny_skip(n, 1, 1, 0);
	tiny_leak_mult(n);
	tiny_table(n, 1, 0);
	tiny_leak(n, 2);
	n->tensor[2].is_signed = 0;
	tiny_conv(n, 2, 3, 1, 12);
	tiny_groups(n, 12);
	tiny_table(n, 0, 1);
	tiny_pool(n, 3, NET_MAX_POOL, 2);
	tiny_scale(n, 200, 8, 1);
	tiny_table(n, 1, 1);
	tiny_conv(n, 4, 1, 1, 10);
	tiny_raw(n);
	p = run(n, _i, 34);
	for (t = 0; t < p->n_tasks; t++) {
		n_tables += p->task[t].has_table;
		n_leaks += plan_task_leaks(&p->task[t]);
	}
	ck_assert_int_eq(n_tables, 3);
	ck_assert_int_eq(n_leaks, 2);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("ops");
	TCase *c = tcase_create("ops");

	check_folder(DIR);
	check_add(c, dilated, 1, "verilator");
	check_add(c, dilated_depthwise, 1, "verilator");
	check_add(c, looked_up, N_KINDS, "verilator");
	suite_add_tcase(s, c);
	return s;
}
