/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/balance.h"
#include "compile/lower.h"
#include "refmodel/agree.h"
#include "refmodel/oracle.h"
#include "zoo.h"
#include "tiny.h"
#include "main.h"

/* Where the random numbers of a run start; it is printed. */
static uint64_t seed_of(const char *test, int kind, int size, int run)
{
	uint64_t seed = 1000 * kind + 100 * size + run;

	printf("%s: %s, size %d, seed %" PRIu64 "\n", test, zoo[kind].name, size,
	       seed);
	return seed;
}

static void check_features(const char *name, const struct net *n)
{
	struct zoo_features f = zoo_features(n);

#define IS(kind) (!strcmp(name, kind))
	ck_assert(!IS("vgg") || (f.columns > 64 && f.columns <= 300));
	ck_assert(!IS("googlenet") || (f.concats == 3 && f.inputs == 11 &&
				       f.scaled == 1 && f.padded_pools == 4 &&
				       f.stems == 1));
	ck_assert(!IS("mobilenet") || (f.depthwise == 5 && f.strides == 3 &&
				       f.skips == 2));
	ck_assert(!IS("resnet") || (f.projections == 1 && f.skips == 3 &&
				    n->layer[0].k_w == 7 && f.padded_pools == 1 &&
				    f.stems == 1));
	ck_assert(!IS("overlap") || (f.overlaps >= 2 && f.skips == 4 &&
				     f.leaks == 1));
	ck_assert(!IS("lenet") || (n->tensor[0].w == 28 && n->tensor[0].c == 1 &&
				   f.leaks == 1));
	ck_assert(!IS("odd") || (n->tensor[0].w == 30 && n->tensor[0].h == 17 &&
				 f.groups == 1 && f.not_square == 3 &&
				 f.concats == 1 && f.scaled == 1 &&
				 f.odd_maps > 0));
	ck_assert(!IS("deeplab") || (f.uneven == 2 && f.dilations == 5 &&
				     f.depthwise == 1 && f.inputs == 4));
	ck_assert(!IS("tables") || (f.tables == 4 && f.leak_mults == 2 &&
				    f.skips == 2));
#undef IS
}

/* Networks of a kind pass net_check, are what their seed says, and grow with size. */
START_TEST(test_kinds)
{
	int64_t macs[ZOO_SIZE_MAX + 1] = {0};
	int n_odd = 0;
	struct err e;

	for (int size = 1; size <= ZOO_SIZE_MAX; size++) {
		struct net *n = zoo[_i].build(seed_of("kinds", _i, size, 0), size);

		ck_assert_msg(!net_check(n, zoo[_i].name, &e), "%s", e.text);
		check_features(zoo[_i].name, n);
		n_odd += zoo_features(n).odd_channels;
		macs[size] = net_macs(n);
		printf("%s: %" PRId64 " multiply-accumulates\n", n->name,
		       macs[size]);
		net_free(n);
	}
	ck_assert_int_gt(macs[1], 0);
	ck_assert_int_gt(macs[ZOO_SIZE_MAX], macs[1]);
	ck_assert_int_gt(n_odd, 3);
}
END_TEST

START_TEST(test_seeds)
{
	for (int run = 0; run < 3; run++) {
		uint64_t seed = seed_of("seeds", _i, 1, run);
		struct net *n = zoo[_i].build(seed, 1);
		struct net *same = zoo[_i].build(seed, 1);
		struct net *other = zoo[_i].build(seed + 1, 1);
		const struct net_layer *l = &n->layer[0];
		int n_bytes = 3 * l->k_w * l->k_h;	/* of the first channels */

		ck_assert_int_eq(l->c_out, same->layer[0].c_out);
		ck_assert_mem_eq(l->weights, same->layer[0].weights, n_bytes);
		ck_assert_mem_ne(l->weights, other->layer[0].weights, n_bytes);
		check_features(zoo[_i].name, n);
		check_features(zoo[_i].name, other);
		net_free(n);
		net_free(same);
		net_free(other);
	}
}
END_TEST

/* A difference anywhere shows at the end only where values are neither all the same
 * nor all at an end of their range. */
START_TEST(test_alive)
{
	for (int run = 0; run < 2; run++) {
		uint64_t seed = seed_of("alive", _i, 1, run);
		struct net *n = zoo[_i].build(seed, 1);
		uint8_t *in = tiny_image(n, &seed);
		struct oracle *o = oracle_build(n);
		int32_t **value = oracle_values(o);

		oracle_run(o, in, value);
		for (int t = 1; t <= n->n_layers; t++) {
			const struct net_tensor *k = &n->tensor[t];
			int n_values = k->w * k->h * k->c, zero = 0, end = 0;

			for (int i = 0; i < n_values; i++) {
				int32_t v = value[t][i];

				zero += v == 0;
				end += k->bits == 8 && (v == -128 ||
					v == (k->is_signed ? 127 : 255));
			}
			ck_assert_msg(zero <= 0.9 * n_values && end <= 0.3 * n_values,
				      "%s, tensor %d: of %d values %d are 0, %d at an "
				      "end", n->layer[t - 1].name, t, n_values, zero,
				      end);
		}
		oracle_values_free(value);
		oracle_free(o);
		free(in);
		net_free(n);
	}
}
END_TEST

/* Every layer agrees with the oracle: a crossbar a layer; cut into blocks and parts; and
 * on wide links with copies of layers. */
static const struct {
	const char *set[6];
	int64_t cycles;	/* per image of the slowest layer with copies; 0: one each */
} hardware[] = {
	{ { "xbar.rows=4096", "xbar.cols=4096" }, 0 },
	{ { "xbar.rows=96", "xbar.cols=32" }, 0 },
	{ { "xbar.rows=256", "xbar.cols=64", "link.bits=128",
	    "psum.bits=28" }, 40000 },
};

/* The tasks of a network without nodes. */
static struct plan *lowered(const struct net *n, const struct arch *a,
			    int64_t cycles)
{
	struct lower_how how = {0};
	struct plan *p = xcalloc(1, sizeof(*p));
	struct balance b = {0};
	struct err e = {0};

	p->arch = arch_copy(a, NULL, 0, NULL);
	if (cycles) {
		ck_assert_msg(!balance_net(n, a, 1000, cycles, &b, &e), "%s",
			      e.text);
		how.shape = b.way[0].shape;
	}
	ck_assert_msg(!lower_net(n, p, &how, &e), "%s", e.text);
	ck_assert_msg(!lower_check_sums(p, &e), "%s", e.text);
	balance_free(&b);
	return p;
}

START_TEST(test_agree)
{
	static char *const large[] = {
		(char *)"act.bytes=262144", (char *)"skip.bytes=262144",
		(char *)"adc.bits=32", (char *)"link.vcs=32",
		(char *)"act.sources=32", (char *)"post.table=1",
		(char *)"post.leak=1",
	};
	struct arch *tiny = tiny_arch("complete(40)", NULL), *a, *b;
	struct err e;
	size_t i;

	b = arch_copy(tiny, large, 7, &e);
	for (i = 0; i < sizeof(hardware) / sizeof(*hardware); i++) {
		uint64_t seed = seed_of("agree", _i, 1, (int)i);
		struct net *n = zoo[_i].build(seed, 1);
		uint8_t *in = tiny_image(n, &seed);
		struct plan *p;
		struct agree g;
		int n_set = 0;

		while (n_set < 6 && hardware[i].set[n_set])
			n_set++;
		a = arch_copy(b, (char *const *)hardware[i].set, n_set, &e);
		ck_assert_msg(a != NULL, "%s", a ? "" : e.text);
		p = lowered(n, a, hardware[i].cycles);
		ck_assert_msg(!agree_check(p, n, "", &e), "%s", e.text);
		agree_layers(p, n, in, &g);
		ck_assert_int_eq(g.n_differ, 0);
		ck_assert_int_eq(g.n_compared + g.n_inside, n->n_layers);
		printf("%s: %d tasks, %" PRId64 " values compared\n",
		       zoo[_i].name, p->n_tasks, g.n_values);
		plan_free(p);
		free(in);
		net_free(n);
		arch_free(a);
	}
	arch_free(b);
	arch_free(tiny);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("zoo");
	TCase *c = tcase_create("zoo");

	tcase_add_loop_test(c, test_kinds, 0, N_ZOO);
	tcase_add_loop_test(c, test_seeds, 0, N_ZOO);
	tcase_add_loop_test(c, test_alive, 0, N_ZOO);
	tcase_add_loop_test(c, test_agree, 0, N_ZOO);
	suite_add_tcase(s, c);
	return s;
}
