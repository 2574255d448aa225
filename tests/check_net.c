/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/net.h"
#include "base/tensors.h"
#include "tiny.h"
#include "main.h"

static struct net *read_net(const char *path)
{
	struct err e;
	struct net *n = net_read_json(path, &e);

	ck_assert_msg(n != NULL, "%s: %s", path, n ? "" : e.text);
	return n;
}

/* The example of docs/formats.md. */
START_TEST(test_example)
{
	struct err e;
	char *path = check_source("tests/nets/one.json");
	struct net *n = net_read_json(path, &e);

	ck_assert_msg(n != NULL, "%s", n ? "" : e.text);
	ck_assert_str_eq(n->name, "one");
	ck_assert_int_eq(n->n_layers, 1);
	ck_assert_int_eq(n->tensor[0].w, 2);
	ck_assert_int_eq(n->tensor[0].is_signed, 0);
	ck_assert_int_eq(n->tensor[1].w, 2);
	ck_assert_int_eq(n->tensor[1].bits, 32);
	ck_assert_int_eq(n->layer[0].weights[0], -3);
	ck_assert_int_eq(n->layer[0].bias[0], 100);
	ck_assert_ptr_null(n->input_lut);
	ck_assert_int_eq(net_macs(n), 2);
	net_free(n);
	net_free(NULL);
	free(path);
}
END_TEST

static struct net *read_source(const char *name)
{
	struct err e;
	char *path = check_source(name);
	struct net *n = net_read_json(path, &e);

	ck_assert_msg(n != NULL, "%s: %s", path, n ? "" : e.text);
	free(path);
	return n;
}

/* A tensor that no layer makes but the file gives a scale is a mean that the list
 * of layers leaves out, under any name (without the scale: tests/bad/net_pool). */
START_TEST(test_mean)
{
	struct net *n = read_source("tests/nets/mean.json");

	ck_assert_int_eq(n->n_layers, 3);
	ck_assert_str_eq(n->layer[1].name, "average");
	ck_assert_int_eq(n->layer[1].op, NET_AVG_POOL);
	ck_assert_int_eq(n->layer[1].input, 1);
	ck_assert_int_eq(n->layer[1].k_w, 2);
	ck_assert_int_eq(n->layer[1].k_h, 1);
	ck_assert_int_eq(n->layer[2].input, 2);
	ck_assert_int_eq(n->layer[2].k_w, 1);
	net_free(n);
}
END_TEST

/* The network's own input under the name that the trained networks give their
 * mean is the input. */
START_TEST(test_pool)
{
	struct net *n = read_source("tests/nets/pool.json");

	ck_assert_int_eq(n->n_layers, 2);
	ck_assert_str_eq(n->tensor[0].name, "pool");
	ck_assert_int_eq(n->layer[0].input, 0);
	ck_assert_int_eq(n->layer[1].op, NET_CONV);
	ck_assert_int_eq(n->layer[1].input, 0);
	ck_assert_int_eq(n->layer[1].skip, 1);
	net_free(n);
}
END_TEST

/* A convolution in groups, a pooling that requantises, a concat; the weights are in
 * the order of their groups. */
START_TEST(test_mixed)
{
	static const int inputs[3] = { 2, 1, 2 };
	struct net *n = read_source("tests/nets/mixed.json");
	const struct net_layer *a = &n->layer[0], *p = a + 1, *c = a + 2, *d = a + 3;

	ck_assert_int_eq(n->n_layers, 4);
	ck_assert_int_eq(a->groups, 2);
	ck_assert_int_eq(a->weights[7], -8);
	ck_assert_int_eq(p->groups, 1);
	ck_assert_ptr_null(p->bias);
	ck_assert_int_eq(p->mult[1], 6);
	ck_assert_int_eq(p->shift[0], 3);
	ck_assert_int_eq(n->tensor[2].is_signed, 1);
	ck_assert_int_eq(c->op, NET_CONCAT);
	ck_assert_int_eq(c->input, 2);
	ck_assert_int_eq(c->n_inputs, 3);
	ck_assert_mem_eq(c->inputs, inputs, sizeof(inputs));
	ck_assert_ptr_null(c->mult);
	ck_assert_str_eq(n->tensor[3].name, "joined");
	ck_assert_int_eq(n->tensor[3].c, 12);
	ck_assert_int_eq(n->tensor[3].w, 3);
	ck_assert_int_eq(n->tensor[3].is_signed, 1);
	ck_assert_int_eq(d->groups, 4);
	ck_assert_int_eq(d->c_in, 12);
	ck_assert_int_eq(n->tensor[4].w, 2);
	for (int o = 0; o < 8; o++)
		for (int i = 0; i < 3; i++)
			for (int x = 0; x < 2; x++)
				ck_assert_int_eq(d->weights[(o * 2 + x) * 3 + i],
					((o * 3 + i) * 2 + x) * 5 % 97 - 48);
	ck_assert_int_eq(net_macs(n), 6 * 4 * 2 + 4 * 8 * 3 * 2);
	net_free(n);
}
END_TEST

/* ResNet-32: shapes, implied mean, residuals, weight order. */
static void check_resnet32(const char *path, int weight_bits)
{
	struct net *n = read_net(path);
	const struct net_layer *l;
	struct err e;
	struct tensors *t = tensors_read(path, &e);
	const struct tensor *w;

	ck_assert_int_eq(n->n_layers, 33);
	ck_assert_int_eq(net_macs(n), 68862592);
	ck_assert_int_eq(n->tensor[0].is_signed, 1);
	ck_assert_str_eq(n->layer[31].name, "pool");
	ck_assert_int_eq(n->layer[31].op, NET_AVG_POOL);
	ck_assert_int_eq(n->layer[31].k_w, 8);
	ck_assert_str_eq(n->layer[32].name, "linear");
	ck_assert_int_eq(n->tensor[33].bits, 32);
	ck_assert_int_eq(n->tensor[33].c, 10);
	l = &n->layer[12];
	ck_assert_str_eq(l->name, "layer2.0.conv2");
	ck_assert_int_eq(l->skip_stride, 2);
	ck_assert_int_eq(l->skip_first, 8);
	ck_assert_str_eq(n->tensor[l->skip].name, "layer1.4.out");
	ck_assert_int_eq(l->weight_bits, weight_bits);
	w = tensors_find(t, "layer2.0.conv2.weight");
	for (int o = 0; o < 32; o++)
		for (int c = 0; c < 32; c++)
			for (int k = 0; k < 9; k++)
				ck_assert_int_eq(l->weights[(o * 9 + k) * 32 + c],
						 tensor_int(w, (o * 32 + c) * 9 + k));
	ck_assert_int_eq(n->input_lut[3 * 256 - 1], tensor_int(
		tensors_find(t, "input_lut"), 3 * 256 - 1));
	tensors_free(t);
	net_free(n);
}

START_TEST(test_own_network)
{
	char *path = check_source("nets/resnet32_shapes_int.json");

	check_resnet32(path, 8);
	free(path);
}
END_TEST

START_TEST(test_trained_network)
{
	char *path = check_data("resnet_cifar10/resnet32_int_w4a8.json");

	check_resnet32(path, 4);
	free(path);
}
END_TEST

START_TEST(test_all_models)
{
	const char *const names[] = {
		"resnet20_int_w4a8", "resnet20_int_w8a8",
		"resnet32_int_w4a8", "resnet32_int_w8a8",
	};
	char *file = xasprintf("resnet_cifar10/%s.json", names[_i]);
	char *path = check_data(file);
	struct net *n = read_net(path);

	ck_assert_int_eq(net_macs(n), _i < 2 ? 40551040 : 68862592);
	net_free(n);
	free(path);
	free(file);
}
END_TEST

/* What net_check refuses, each by one change to a good network. */
#define REFUSED(change, back, message) do { \
	change; \
	ck_assert_int_eq(net_check(n, "tiny", &e), -1); \
	ck_assert_str_eq(e.file, "tiny"); \
	ck_assert_msg(strstr(e.text, message) != NULL, "%s", e.text); \
	back; \
} while (0)

START_TEST(test_check)
{
	struct net *n = tiny_resnet();
	struct err e;

	ck_assert_msg(!net_check(n, "tiny", &e), "%s", e.text);
	REFUSED(n->tensor[0].w = 0, n->tensor[0].w = 8, "is 0 x 8 x 3: must be");
	REFUSED(n->layer[0].stride_x = 16, n->layer[0].stride_x = 1,
		"stride = 16: must be 1..15");
	REFUSED(n->layer[0].stride_y = 0, n->layer[0].stride_y = 1,
		"stride = 0: must be 1..15");
	REFUSED(n->layer[0].dilation_y = 64, n->layer[0].dilation_y = 1,
		"dilation = 64: must be 1..63");
	REFUSED(n->layer[0].dilation_x = 63; n->layer[0].pad_x = 40,
		n->layer[0].dilation_x = n->layer[0].pad_x = 1,
		"kernel 3 x 3 with dilations of 63 and 1: no tap lies on a pixel of "
		"the input 8 x 8");
	REFUSED(n->layer[0].pad_x = 3, n->layer[0].pad_x = 1,
		"pad = 3: must be 0..2");
	REFUSED(n->layer[0].input = 1, n->layer[0].input = 0,
		"input tensor = 1: must be 0..0");
	REFUSED(n->layer[0].mult[1] ^= 1 << 16, n->layer[0].mult[1] ^= 1 << 16,
		"must be 0..65535");
	REFUSED(n->layer[0].weight_bits = 9, n->layer[0].weight_bits = 8,
		"weight_bits = 9: must be 2..8");
	REFUSED(n->tensor[1].bits = 32, n->tensor[1].bits = 8,
		"cannot read tensor \"t1\" of 32 bits: must have 8");
	REFUSED(n->layer[1].c_in++, n->layer[1].c_in--, "channels between tensors");
	int32_t bias = n->layer[0].bias[2];
	REFUSED(n->layer[0].bias[2] = INT32_MAX, n->layer[0].bias[2] = bias,
		"must stay within 32 bits");
	REFUSED(n->layer[0].bias[2] = INT32_MIN, n->layer[0].bias[2] = bias,
		"must stay within 32 bits");
	ck_assert_int_eq(net_check(n, "tiny", &e), 0);
	net_free(n);
}
END_TEST

/* A maximum and a depthwise convolution of the input, side by side. */
START_TEST(test_check_mixed)
{
	struct net *n = tiny_net(4, 4, 6);
	int a = tiny_pool(n, 0, NET_MAX_POOL, 2);
	int b = tiny_conv(n, 0, 3, 2, 6);
	struct net_layer *pool = &n->layer[0], *conv, *join;
	struct err e;
	int32_t *shift;

	tiny_groups(n, 6);
	n->tensor[b].is_signed = 1;
	tiny_concat(n, 2, (const int[]) { a, b });
	pool = &n->layer[0];
	conv = &n->layer[1];
	join = &n->layer[2];
	ck_assert_msg(!net_check(n, "tiny", &e), "%s", e.text);
	REFUSED(conv->groups = 0, conv->groups = 6, "groups = 0: must be 1..16380");
	REFUSED(conv->groups = 4, conv->groups = 6,
		"6 to 6 channels in 4 groups: both must be multiples");
	REFUSED(pool->groups = 2, pool->groups = 1, "groups = 2: must be 1..1");
	REFUSED(conv->weight_bits = 2; memset(conv->weights, 0, 5 * 9);
		conv->weights[5 * 9 - 1] = 2, conv->weight_bits = 8,
		"2, from input channel 4 to output channel 4 at row 2, column 2");
	REFUSED(n->tensor[a].is_signed = 0, n->tensor[a].is_signed = 1,
		"max_pool without mult makes unsigned values of signed ones");
	tiny_scale(n, 1, 1, 1);	/* of the last layer, which has none */
	shift = join->shift;
	pool->mult = join->mult;
	join->mult = join->shift = NULL;
	REFUSED(, pool->shift = shift, "mult without shift");
	ck_assert_msg(!net_check(n, "tiny", &e), "%s", e.text);
	REFUSED(pool->shift[5] = 48, pool->shift[5] = 1,
		"tensor \"l0.shift\": value 5 is 48: must be 0..47");
	REFUSED(join->n_inputs = 1, join->n_inputs = 2,
		"inputs = 1: must be 2..64");
	REFUSED(pool->n_inputs = 1, pool->n_inputs = 0, "inputs = 1: must be 0..0");
	REFUSED(join->inputs[1] = 3, join->inputs[1] = b,
		"input tensor = 3: must be 0..2");
	REFUSED(join->inputs[0] = b, join->inputs[0] = a,
		"input tensor = 1: must be the first of the inputs, 2");
	REFUSED(join->inputs[1] = 0, join->inputs[1] = b, "input \"t1\" is 2 x 2, "
		"input \"t0\" is 4 x 4: must be the same");
	REFUSED(n->tensor[b].is_signed = 0, n->tensor[b].is_signed = 1,
		"input \"t1\" is signed, input \"t2\" is unsigned: must be the same");
	REFUSED(n->tensor[3].is_signed = 0, n->tensor[3].is_signed = 1,
		"output 2 x 2 x 12, unsigned: must be as the inputs, 2 x 2 x 12, "
		"signed");
	REFUSED(join->skip = 0, join->skip = -1, "concat takes no skip \"t0\"");
	REFUSED(n->tensor[3].c = 11, n->tensor[3].c = 12,
		"12 to 12 channels between tensors of 6 and 11");
	REFUSED(join->inputs[1] = a, join->inputs[1] = b,
		"tensor \"t2\" is read by no layer");
	ck_assert_msg(!net_check(n, "tiny", &e), "%s", e.text);
	net_free(n);
}
END_TEST
#undef REFUSED

Suite *check_suite(void)
{
	Suite *suite = suite_create("net");
	TCase *c = tcase_create("net");

	tcase_add_test(c, test_example);
	tcase_add_test(c, test_mean);
	tcase_add_test(c, test_pool);
	tcase_add_test(c, test_check);
	tcase_add_test(c, test_mixed);
	tcase_add_test(c, test_check_mixed);
	tcase_add_test(c, test_own_network);
	check_add(c, test_trained_network, 1,
		  "resnet_cifar10/resnet32_int_w4a8.json");
	check_add(c, test_all_models, 4, "resnet_cifar10/README.md");
	suite_add_tcase(suite, c);
	return suite;
}
