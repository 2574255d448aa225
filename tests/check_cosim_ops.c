/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>

#include "compile/plan_build.h"
#include "main.h"
#include "simulate.h"
#include "tiny.h"

/*
 * What layers can be beside plain convolutions, through the Verilated RTL of one fabric,
 * built once into check_cosim_ops.build of the current folder: every word is that of the
 * reference model, with and without stalls, and without them the cycles are those that
 * are predicted.
 */
#define DIR "check_cosim_ops.build"

/* The plan of `n`, which is freed, run calm and stalled. */
static struct plan *run(struct net *n, unsigned seed)
{
	struct arch *a = tiny_arch("ring(8)", "link.vcs=8");
	struct err e = {0};
	struct plan *p;

	a->pool_weights = 256;
	a->act_sources = 2;
	ck_assert_msg(!net_check(n, "", &e), "%s", e.text);
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	sim_calm_and_stalled(DIR, p, 0, "ops", 40, seed);
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
	p = run(n, 32);
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
	p = run(n, 33);
	ck_assert_int_eq(p->task[0].reduce, REDUCE_WEIGHTED);
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
	suite_add_tcase(s, c);
	return s;
}
