/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/images.h"
#include "base/file.h"
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
START_TEST(test_check)
{
	struct net *n = tiny_resnet();
	struct err e;

	ck_assert_msg(!net_check(n, "tiny", &e), "%s", e.text);
#define REFUSED(change, back, message) do { \
	change; \
	ck_assert_int_eq(net_check(n, "tiny", &e), -1); \
	ck_assert_str_eq(e.file, "tiny"); \
	ck_assert_msg(strstr(e.text, message) != NULL, "%s", e.text); \
	back; \
} while (0)
	REFUSED(n->tensor[0].w = 0, n->tensor[0].w = 8, "is 0 x 8 x 3: must be");
	REFUSED(n->layer[0].stride = 16, n->layer[0].stride = 1,
		"stride = 16: must be 1..15");
	REFUSED(n->layer[0].pad_x = 3, n->layer[0].pad_x = 1,
		"pad = 3: must be 0..2");
	REFUSED(n->layer[0].input = 1, n->layer[0].input = 0,
		"input tensor = 1: must be 0..0");
	REFUSED(n->layer[0].mult[1] ^= 1 << 16, n->layer[0].mult[1] ^= 1 << 16,
		"must be 0..65535");
	REFUSED(n->layer[0].weight_bits = 9, n->layer[0].weight_bits = 8,
		"weight_bits = 9: must be 2..8");
	REFUSED(n->tensor[1].bits = 32, n->tensor[1].bits = 8,
		"cannot read a 32-bit tensor");
	REFUSED(n->layer[1].c_in++, n->layer[1].c_in--, "channels between tensors");
	int32_t bias = n->layer[0].bias[2];
	REFUSED(n->layer[0].bias[2] = INT32_MAX, n->layer[0].bias[2] = bias,
		"must stay within 32 bits");
	REFUSED(n->layer[0].bias[2] = INT32_MIN, n->layer[0].bias[2] = bias,
		"must stay within 32 bits");
	ck_assert_int_eq(net_check(n, "tiny", &e), 0);
#undef REFUSED
	net_free(n);
}
END_TEST

/* Images. */

static char *write_images(const char *name, const uint8_t *p, size_t n)
{
	struct err e;
	char *path = xasprintf("check_net.%d.%s", (int)getpid(), name);

	ck_assert_int_eq(file_write(path, p, n, &e), 0);
	return path;
}

START_TEST(test_images)
{
	uint8_t record[2 * IMAGES_RECORD], hwc[IMAGES_PLANE * IMAGES_C];
	int8_t lut[3 * 256];
	struct images *im;
	struct err e;
	char *path;

	for (int i = 0; i < 2 * IMAGES_RECORD; i++)
		record[i] = (uint8_t)(i * 7 / 3);
	record[0] = 9;
	record[IMAGES_RECORD] = 4;
	for (int i = 0; i < 3 * 256; i++)
		lut[i] = (int8_t)(i / 256 + i % 256 / 2);
	path = write_images("good", record, sizeof(record));
	im = images_read(path, &e);
	unlink(path);
	ck_assert_ptr_nonnull(im);
	ck_assert_int_eq(im->n, 2);
	ck_assert_int_eq(images_label(im, 0), 9);
	ck_assert_int_eq(images_label(im, 1), 4);
	for (int pass = 0; pass < 2; pass++) {
		images_input(im, 1, pass ? lut : NULL, hwc);
		for (int p = 0; p < IMAGES_PLANE; p++) {
			for (int c = 0; c < 3; c++) {
				int v = record[IMAGES_RECORD + 1 + c * 1024 + p];

				ck_assert_int_eq(hwc[p * 3 + c],
						 pass ? c + v / 2 : v);
			}
		}
	}
	images_free(im);
	images_free(NULL);
	free(path);
}
END_TEST

START_TEST(test_bad_images)
{
	static const struct {
		size_t n;
		int label;
		const char *message;
	} bad[] = {
		{ 0, 0, "0 bytes: must be a multiple of 3073, 1 or more images of "
			"one label and 3 x 32 x 32 bytes" },
		{ 3072, 0, "3072 bytes: must be a multiple of 3073, 1 or more "
			   "images of one label and 3 x 32 x 32 bytes" },
		{ 3073, 10, "image 0: label = 10: must be 0..9" },
	};
	uint8_t record[IMAGES_RECORD] = {0};
	struct err e;

	for (int i = 0; i < 3; i++) {
		record[0] = (uint8_t)bad[i].label;
		char *path = write_images("bad", record, bad[i].n);

		ck_assert_ptr_null(images_read(path, &e));
		unlink(path);
		ck_assert_str_eq(e.text, bad[i].message);
		ck_assert_str_eq(e.file, path);
		free(path);
	}
	ck_assert_ptr_null(images_read("no/such.bin", &e));
	ck_assert_str_eq(e.text, "cannot read: No such file or directory");
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("net");
	TCase *c = tcase_create("net");

	tcase_add_test(c, test_example);
	tcase_add_test(c, test_mean);
	tcase_add_test(c, test_pool);
	tcase_add_test(c, test_check);
	tcase_add_test(c, test_images);
	tcase_add_test(c, test_bad_images);
	tcase_add_test(c, test_own_network);
	check_add(c, test_trained_network, 1,
		  "resnet_cifar10/resnet32_int_w4a8.json");
	check_add(c, test_all_models, 4, "resnet_cifar10/README.md");
	suite_add_tcase(suite, c);
	return suite;
}
