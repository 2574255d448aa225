/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapes.h"
#include "base/tensors.h"
#include "image/images.h"
#include "main.h"
#include "model/net.h"
#include "refmodel/oracle.h"

/* The oracle on trained networks: every layer of image 0, results of the first
 * images. */

#define N_IMAGES 20

/* Stored values are in the order channel, row, column. */
static void compare_layers(const struct net *n, int32_t *const *value,
			   const struct tensors *want)
{
	for (int l = 1; l <= n->n_layers; l++) {
		const struct net_tensor *t = &n->tensor[l];
		char *name = xasprintf("image0/%s", t->name);
		const struct tensor *w = tensors_find(want, name);
		int n_pixels = t->w * t->h;

		ck_assert_msg(w != NULL, "%s", name);
		ck_assert_uint_eq(w->n, (size_t)n_pixels * t->c);
		for (int i = 0; i < n_pixels * t->c; i++)
			ck_assert_msg(value[l][i % n_pixels * t->c + i / n_pixels] ==
				      tensor_int(w, i), "%s, value %d", name, i);
		free(name);
	}
}

START_TEST(test_trained)
{
	static const char *const models[] = {
		"resnet20_int_w4a8", "resnet20_int_w8a8",
		"resnet32_int_w4a8", "resnet32_int_w8a8",
	};
	char *net = xasprintf("resnet_cifar10/%s.json", models[_i]);
	char *expected = xasprintf("resnet_cifar10/%s_expected.json", models[_i]);
	char *path[3] = { check_data(net), check_data(expected),
			  check_data("cifar10/cifar10_test_first1017.bin") };
	uint8_t in[CIFAR_PLANE * CIFAR_C];
	struct err e;
	struct net *n = net_read_json(path[0], &e);
	struct tensors *want = tensors_read(path[1], &e);
	struct images *im = images_read(path[2], 3, &e);
	const struct tensor *logits, *top1;
	struct oracle *o;
	int32_t **value;

	ck_assert_msg(n && want && im, "%s: %s", e.file, e.text);
	logits = tensors_find(want, "logits_1017");
	top1 = tensors_find(want, "top1_1017");
	o = oracle_build(n);
	value = oracle_values(o);
	for (int i = 0; i < N_IMAGES; i++) {
		const int32_t *result = value[n->n_layers];

		memcpy(in, images_pixel(im, i), sizeof(in));
		images_lut(in, CIFAR_PLANE, CIFAR_C, n->input_lut);
		oracle_run(o, in, value);
		for (int c = 0; c < 10; c++)
			ck_assert_int_eq(result[c], tensor_int(logits, i * 10 + c));
		ck_assert_int_eq(oracle_top1(result, 10), tensor_int(top1, i));
		if (!i)
			compare_layers(n, value, want);
	}
	oracle_values_free(value);
	oracle_free(o);
	images_free(im);
	tensors_free(want);
	net_free(n);
	for (int i = 0; i < 3; i++)
		free(path[i]);
	free(net);
	free(expected);
}
END_TEST

/* The network of the project and the logits that its training wrote. */
START_TEST(test_own_network)
{
	char *path[2] = { check_source("nets/resnet32_shapes_int.json"),
			  check_source("nets/resnet32_shapes_expected.json") };
	uint8_t record[CIFAR_RECORD];
	struct err e;
	struct net *n = net_read_json(path[0], &e);
	struct tensors *want = tensors_read(path[1], &e);
	const struct tensor *logits;
	struct images *im;
	struct oracle *o;
	int32_t **value;

	ck_assert_msg(n && want, "%s: %s", e.file, e.text);
	logits = tensors_find(want, "logits_16");
	o = oracle_build(n);
	value = oracle_values(o);
	for (int i = 0; i < 16; i++) {
		shapes_image(SHAPES_TEST_SEED, i, record, record + 1);
		im = images_decode((char *)record, sizeof(record), "", 3, &e);
		images_lut(im->pixel, CIFAR_PLANE, CIFAR_C, n->input_lut);
		oracle_run(o, im->pixel, value);
		images_free(im);
		for (int c = 0; c < 10; c++)
			ck_assert_int_eq(value[n->n_layers][c],
					 tensor_int(logits, i * 10 + c));
		ck_assert_int_eq(oracle_top1(value[n->n_layers], 10), record[0]);
	}
	oracle_values_free(value);
	oracle_free(o);
	tensors_free(want);
	net_free(n);
	free(path[0]);
	free(path[1]);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("oracle_trained");
	TCase *c = tcase_create("oracle_trained");

	tcase_add_test(c, test_own_network);
	check_add(c, test_trained, 4, "resnet_cifar10/README.md "
		  "cifar10/cifar10_test_first1017.bin");
	suite_add_tcase(suite, c);
	return suite;
}
