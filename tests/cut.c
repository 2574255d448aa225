/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/plan_build.h"
#include "refmodel/agree.h"
#include "tiny.h"
#include "wild.h"

struct arch *cut_arch(int rows, int cols, int n_cores)
{
	char *topology = xasprintf("complete(%d)", n_cores);
	struct arch *a = tiny_arch(topology, NULL);

	a->xbar_rows = rows;
	a->xbar_cols = cols;
	a->adc_bits = 32;
	a->act_bytes = 65536;
	a->skip_bytes = 65536;
	a->act_sources = ARCH_MAX_SOURCES;
	a->link_vcs = 32;
	free(topology);
	return a;
}

struct plan *cut_build(const struct net *n, const struct arch *a,
			       int64_t interval)
{
	const struct plan_options o = {
		.place = "order", .interval = interval, .lossless = 1,
	};
	struct err e = {0};
	struct plan *p = plan_build(n, a, &o, &e);
	struct report r;

	ck_assert_msg(p != NULL, "%s", e.text);
	verify_plan(p, &r);
	ck_assert_msg(!r.n_messages, "%s", r.message ? r.message[0] : "");
	report_free(&r);
	return p;
}

int64_t cut_agrees(const struct plan *p, const struct net *n, uint64_t *seed)
{
	uint8_t *hwc = tiny_image(n, seed);
	struct agree a;
	struct err e = {0};

	ck_assert_msg(!agree_check(p, n, "", &e), "%s", e.text);
	agree_layers(p, n, hwc, &a);
	free(hwc);
	ck_assert_int_eq(a.n_compared + a.n_inside, n->n_layers);
	ck_assert_msg(a.n_differ == 0, "%lld of %lld values differ, first in %s",
		      (long long)a.n_differ, (long long)a.n_values,
		      n->layer[a.first < 0 ? 0 : a.first].name);
	return a.n_values;
}

int cut_tasks(const struct plan *p, int layer)
{
	int t, n = 0;

	for (t = 0; t < p->n_tasks; t++)
		n += p->task[t].layer == layer && !p->task[t].is_copy;
	return n;
}

int cut_gathered(const struct plan *p)
{
	int t, n = 0;

	for (t = 0; t < p->n_tasks; t++)
		n += p->task[t].is_copy && strstr(p->task[t].name, "/act");
	return n;
}

struct net *cut_random_net(uint64_t *seed)
{
	struct net *n = tiny_net(3 + wild_pick(seed, 8), 3 + wild_pick(seed, 8),
				 1 + wild_pick(seed, 12));
	int c = 3 + wild_pick(seed, 40), i, first, stride;
	int t = tiny_conv(n, 0, 1 + 2 * wild_pick(seed, 4), 1 + wild_pick(seed, 2), c);

	if (wild_pick(seed, 8) == 0)
		tiny_steps(n, 1 + wild_pick(seed, 2), 1 + wild_pick(seed, 3),
			   1 + wild_pick(seed, 3), 1 + wild_pick(seed, 3));
	for (i = wild_pick(seed, 4); i >= 0; i--) {
		first = t;
		stride = 1 + wild_pick(seed, 2);
		t = tiny_conv(n, t, 1 + 2 * wild_pick(seed, 3), stride, c);
		if (wild_pick(seed, 3) == 0)
			tiny_steps(n, stride, stride, 1 + wild_pick(seed, 4),
				   1 + wild_pick(seed, 4));
		if (wild_pick(seed, 2)) {
			c += 4 * wild_pick(seed, 3);
			t = tiny_conv(n, t, 3, 1, c);
		}
		if (wild_pick(seed, 2))
			tiny_skip(n, first, stride,
				  wild_pick(seed, c - n->tensor[first].c + 1));
		if (wild_pick(seed, 3) == 0)
			t = tiny_add(n, t, t);
		if (wild_pick(seed, 3) == 0 && n->tensor[t].w >= 4 &&
		    n->tensor[t].h >= 4)
			t = tiny_pool(n, t, wild_pick(seed, 2) ? NET_MAX_POOL :
				      NET_AVG_POOL, 2);
	}
	tiny_conv(n, t, 1, 1, 1 + wild_pick(seed, 70));
	if (wild_pick(seed, 2))
		tiny_raw(n);
	return n;
}
