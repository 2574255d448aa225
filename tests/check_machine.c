/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/plan_build.h"
#include "main.h"
#include "model/net_write.h"
#include "refmodel/agree.h"
#include "refmodel/oracle.h"
#include "resnet18.h"
#include "tiny.h"
#include "zoo.h"

/* What `./run machine` does before the RTL, with an image of a sixteenth. */
#define SIDE 64
#define INTERVAL (2 * 33280 / 16)	/* of the stem: a column of windows is the least copy */

/* A gray ramp with squares: neighbours are alike, as in a photograph. */
static uint8_t *picture(int side, uint64_t seed)
{
	uint8_t *hwc = xmalloc((size_t)side * side * 3);

	for (int i = 0; i < side * side; i++)
		for (int c = 0; c < 3; c++)
			hwc[3 * i + c] = (uint8_t)(i % side + i / side);
	for (int k = 0; k < 40; k++) {
		int x = (int)(rand_next(&seed) >> 40) % side;
		int y = (int)(rand_next(&seed) >> 40) % side;
		int size = 1 + (int)(rand_next(&seed) >> 40) % 16;
		uint64_t colour = rand_next(&seed);

		for (int i = 0; i < side * side; i++)
			for (int c = 0; c < 3; c++)
				if (abs(i % side - x) < size && abs(i / side - y) < size)
					hwc[3 * i + c] = colour >> 8 * (c + 3) & 255;
	}
	return hwc;
}

static void same_numbers(const char *name, const int32_t *a, const int32_t *b, int n)
{
	ck_assert_msg(!a == !b, "%s", name);
	ck_assert_msg(!a || !memcmp(a, b, n * sizeof(*a)), "%s", name);
}

static void same_layer(const struct net *n, const struct net *m, int i)
{
	const struct net_layer *l = &n->layer[i], *k = &m->layer[i];
	int raw = n->tensor[i + 1].bits == 32;

	ck_assert_str_eq(l->name, k->name);
	ck_assert_int_eq(l->op, k->op);
	ck_assert_int_eq(l->input, k->input);
	ck_assert_int_eq(l->n_inputs, k->n_inputs);
	for (int j = 0; j < l->n_inputs; j++)
		ck_assert_int_eq(l->inputs[j], k->inputs[j]);
	ck_assert_int_eq(l->c_out, k->c_out);
	if (net_op[l->op].concat)
		return;
	ck_assert_int_eq(l->skip, k->skip);
	ck_assert_int_eq(l->k_w, k->k_w);
	ck_assert_int_eq(l->k_h, k->k_h);
	ck_assert_int_eq(l->stride_x, k->stride_x);
	ck_assert_int_eq(l->stride_y, k->stride_y);
	ck_assert_int_eq(l->pad_x, k->pad_x);
	ck_assert_int_eq(l->pad_y, k->pad_y);
	ck_assert_int_eq(l->groups, k->groups);
	ck_assert_int_eq(l->leak_shift, k->leak_shift);
	if (l->skip >= 0) {
		ck_assert_int_eq(l->skip_stride, k->skip_stride);
		ck_assert_int_eq(l->skip_first, k->skip_first);
		same_numbers("skip_mult", l->skip_mult, k->skip_mult, l->c_out);
	}
	same_numbers("bias", l->bias, k->bias, l->c_out);
	if (!raw) {
		same_numbers("mult", l->mult, k->mult, l->c_out);
		same_numbers("shift", l->shift, k->shift, l->c_out);
	}
	if (!l->weights)
		return;
	ck_assert_int_eq(l->weight_bits, k->weight_bits);
	ck_assert_int_eq(memcmp(l->weights, k->weights, (size_t)l->c_out * l->k_w *
				l->k_h * net_group_in(l)), 0);
}

/* A network that is written and read is as it was. */
static void check_written(const struct net *n)
{
	struct err e = {0};
	struct net *m;

	check_folder("check_machine.tmp");
	ck_assert_msg(!net_write(n, "check_machine.tmp/net.json", NULL, &e), "%s",
		      e.text);
	m = net_read_json("check_machine.tmp/net.json", &e);
	ck_assert_msg(m != NULL, "%s: %s", n->name, e.text);
	ck_assert_str_eq(n->name, m->name);
	ck_assert_int_eq(n->n_layers, m->n_layers);
	for (int t = 0; t <= n->n_layers; t++) {
		const struct net_tensor *a = &n->tensor[t], *b = &m->tensor[t];

		ck_assert_str_eq(a->name, b->name);
		ck_assert_int_eq(a->w, b->w);
		ck_assert_int_eq(a->h, b->h);
		ck_assert_int_eq(a->c, b->c);
		ck_assert_int_eq(a->bits, b->bits);
		ck_assert_int_eq(a->is_signed, b->is_signed);
	}
	ck_assert(!n->input_lut == !m->input_lut);
	if (n->input_lut)
		ck_assert_mem_eq(n->input_lut, m->input_lut, 256 * n->tensor[0].c);
	for (int i = 0; i < n->n_layers; i++)
		same_layer(n, m, i);
	net_free(m);
}

START_TEST(test_written)
{
	struct net *n = zoo[_i].build(7, 1);
	uint64_t seed = 3;

	n->input_lut = xmalloc(256 * (size_t)n->tensor[0].c);
	for (int i = 0; i < 256 * n->tensor[0].c; i++)
		n->input_lut[i] = (int8_t)(rand_next(&seed) >> 40);
	check_written(n);
	net_free(n);
}
END_TEST

/* Of the activations of a layer, for another image than that of its ranges, most are not
 * 0 and few are at an end; and channels tell pixels apart. */
static void check_alive(const struct net *n, const uint8_t *hwc)
{
	struct oracle *o = oracle_build(n);
	int32_t **value = oracle_values(o);

	oracle_run(o, hwc, value);
	for (int t = 1; t < n->n_layers; t++) {
		const struct net_tensor *k = &n->tensor[t];
		int n_values = k->w * k->h * k->c, zero = 0, end = 0, same = 0;

		for (int i = 0; i < n_values; i++) {
			int32_t v = value[t][i];

			zero += v == 0;
			end += v == -128 || v == (k->is_signed ? 127 : 255);
			same += v == value[t][i % k->c];
		}
		ck_assert_msg(zero < 0.7 * n_values && end < 0.3 * n_values &&
			      (k->w == 1 || same < 0.8 * n_values), "%s: of %d values %d "
			      "are 0, %d at an end, %d as those of the first pixel",
			      k->name, n_values, zero, end, same);
	}
	oracle_values_free(value);
	oracle_free(o);
}

/* ResNet-18 with a sixteenth of the pixels and of the interval, on the machine. */
START_TEST(test_machine)
{
	static char *const lossless[] = { (char *)"adc.bits=32" };
	struct plan_options how = {.place = "order", .interval = INTERVAL, .lossless = 1};
	char *path = check_source("arch/aimc512.arch");
	uint8_t *hwc = picture(SIDE, 1), *other = picture(SIDE, 2);
	struct net *n = resnet18(SIDE, 64, hwc, 18);
	struct err e = {0};
	struct arch *a = arch_read(path, lossless, 1, &e);
	struct report r;
	struct agree g;
	struct plan *p;

	ck_assert_msg(!net_check(n, "resnet18", &e), "%s", e.text);
	check_alive(n, other);
	check_written(n);
	ck_assert_msg(a != NULL, "%s", e.text);
	p = plan_build(n, a, &how, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	printf("%d cores, interval %lld, latency %lld\n", p->n_tasks,
	       (long long)p->interval, (long long)p->latency);
	ck_assert_int_eq(topo_n_cores(p->topo), 512);
	ck_assert_msg(!verify_plan(p, &r), "%s", r.message[0]);
	ck_assert(r.executed);
	report_free(&r);
	ck_assert_msg(!agree_check(p, n, "", &e), "%s", e.text);
	agree_layers(p, n, other, &g);
	ck_assert_int_eq(g.n_compared + g.n_inside, n->n_layers);
	ck_assert_int_eq(g.n_values, g.n_all);
	ck_assert_int_eq(g.n_differ, 0);
	plan_free(p);
	arch_free(a);
	net_free(n);
	free(other);
	free(hwc);
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("machine");
	TCase *c = tcase_create("machine");

	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, test_written, 0, N_ZOO);
	tcase_add_test(c, test_machine);
	suite_add_tcase(s, c);
	return s;
}
