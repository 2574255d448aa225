/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>

#include "compile/plan_build.h"
#include "main.h"
#include "simulate.h"
#include "tiny.h"

/*
 * Fabrics with words of other widths, several columns at once and weights in the
 * reduction: every word is that of the reference model, in the predicted cycles.
 */
#define DIR "check_cosim_words.build"

/* Words of other widths, several columns at once: packed pixels of the input, partial
 * sums, residuals from a channel inside a word on, means over the whole image, and pixels
 * whose last word is not full. */
static const struct {
	int link_bits, psum_bits, lanes;
	const char *name;
} widths[] = {
	{128, 27, 4, "128_27"},
	{64, 32, 2, "64_32"},
};

/* Matrices longer than a crossbar; 12 channels, of which the residual joins the last 8. */
static struct plan *wide_plan(int i)
{
	struct arch *a = tiny_arch("ring(8)", "link.vcs=8");
	struct net *n = tiny_net(8, 8, 3);
	struct err e = {0};
	struct plan *p;
	int t = tiny_conv(n, 0, 5, 2, 8);

	t = tiny_conv(n, t, 3, 1, 12);
	tiny_skip(n, t - 1, 1, 4);
	tiny_conv(n, tiny_pool(n, t, NET_AVG_POOL, 4), 1, 1, 10);
	tiny_raw(n);
	a->link_bits = widths[i].link_bits;
	a->psum_bits = widths[i].psum_bits;
	a->post_lanes = widths[i].lanes;
	a->xbar_rows = a->link_bits == 128 ? 96 : 64;	/* two kernel rows, or one and a part */
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	arch_free(a);
	net_free(n);
	return p;
}

/* Streams of partial sums, residuals and tasks that sum their images. */
static void count(const struct plan *p, int *n_psum, int *n_skip, int *n_sums)
{
	*n_psum = *n_skip = *n_sums = 0;
	for (int i = 0; i < p->n_tasks; i++) {
		*n_psum += p->task[i].has_psum;
		*n_skip += p->task[i].has_skip;
		*n_sums += plan_task_sums(&p->task[i]);
	}
}

START_TEST(wide_words)
{
	struct plan *p = wide_plan(_i);
	int n_psum, n_skip, n_sums;

	ck_assert_int_eq(p->stream[0].w, widths[_i].link_bits == 128 ? 2 : 4);
	count(p, &n_psum, &n_skip, &n_sums);
	ck_assert_int_ge(n_psum, 1);
	ck_assert_int_ge(n_skip, 1);
	ck_assert_int_ge(n_sums, 1);
	sim_calm_and_stalled(DIR, p, 0, widths[_i].name, 30, 5);
	plan_free(p);
}
END_TEST

/* Depthwise layers without a crossbar: signed and unsigned, leaky, with stride, a residual,
 * in blocks of channels, and raw. */
static const struct {
	int link_bits, psum_bits, lanes, cycles;
	int hardwired;
	const char *name;
} pools[] = {
	{32, 32, 1, 1, 0, "weights_32"},
	{128, 27, 4, 1, 0, "weights_128"},
	{32, 16, 1, 4, 1, "weights_wired"},
};

static void depthwise(struct net *n, int input, int k_w, int k_h, int stride)
{
	int c = n->tensor[input].c, i;

	tiny_conv(n, input, 1, 1, c);
	tiny_groups(n, c);
	tiny_window(n, k_w, k_h, stride, k_w / 2, k_h / 2);
	for (i = 0; i < c; i++)
		n->layer[n->n_layers - 1].shift[i] = 9 + i % 4;
}

static struct plan *depthwise_plan(int i)
{
	struct arch *a = tiny_arch("ring(8)", "link.vcs=8");
	struct net *n = tiny_net(9, 7, 6);
	struct err e = {0};
	struct plan *p;

	depthwise(n, 0, 3, 3, 1);
	tiny_leak(n, 2);
	tiny_conv(n, 1, 1, 1, 21);
	depthwise(n, 2, 5, 3, 2);
	depthwise(n, 3, 3, 3, 1);
	tiny_skip(n, 3, 1, 0);
	depthwise(n, 4, 1, 1, 1);
	tiny_raw(n);
	a->link_bits = pools[i].link_bits;
	a->psum_bits = pools[i].psum_bits;
	a->post_lanes = pools[i].lanes;
	a->post_cycles = pools[i].cycles;
	a->act_sources = 2;
	a->pool_weights = 256;
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	arch_free(a);
	net_free(n);
	return p;
}

START_TEST(weighted_sums)
{
	struct plan *p = depthwise_plan(_i);
	int t, n = 0, n_others = 0;

	for (t = 0; t < p->n_tasks; t++)
		if (p->task[t].reduce == REDUCE_WEIGHTED)
			n++;
		else
			n_others += !p->task[t].is_copy;
	ck_assert_int_eq(n_others, 1);
	ck_assert_int_ge(n, 5);
	sim_calm_and_stalled(DIR, p, pools[_i].hardwired, pools[_i].name, 30, 6);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("words");
	TCase *c = tcase_create("words");

	check_folder(DIR);
	check_add(c, wide_words, sizeof(widths) / sizeof(*widths),
		  "verilator");
	check_add(c, weighted_sums, sizeof(pools) / sizeof(*pools),
		  "verilator");
	suite_add_tcase(s, c);
	return s;
}
