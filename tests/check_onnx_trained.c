/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/tensors.h"
#include "image/images.h"
#include "main.h"
#include "onnx.pb-c.h"
#include "onnx/array.h"
#include "onnx/onnx.h"

/* The float oracle on networks of others: what comes out is what others computed, to
 * 1e-4 of the greatest value. */

static struct onnx_graph *read_net(const char *name)
{
	const struct onnx_options o = {0};
	char *path = check_data(name);
	struct err e = {0};
	struct onnx_graph *g = onnx_read(path, &o, &e);

	ck_assert_msg(g != NULL, "%s: %s", e.file, e.text);
	free(path);
	return g;
}

static struct onnx_tensor make_input(const struct onnx_graph *g)
{
	struct onnx_tensor t = g->value[g->input[0]].t;

	t.f = NULL;
	t.i = NULL;
	tensor_room(&t);
	return t;
}

static struct onnx_tensor evaluate(const struct onnx_graph *g,
				   const struct onnx_tensor *in)
{
	struct onnx_tensor out;
	struct err e = {0};

	ck_assert_msg(!onnx_eval(g, in, g->output, 1, &out, &e), "%s", e.text);
	return out;
}

static void same(const char *name, const float *got, const float *want, int n)
{
	float most = 0;

	for (int k = 0; k < n; k++)
		most = fmaxf(most, fabsf(want[k]));
	for (int k = 0; k < n; k++)
		ck_assert_msg(fabsf(got[k] - want[k]) <= 1e-4f * most,
			      "%s, value %d: %g, wanted %g", name, k, got[k], want[k]);
}

static struct images *read_cifar(void)
{
	char *path = check_data("cifar10/cifar10_test_first1017.bin");
	struct err e = {0};
	struct images *im = images_read(path, 3, &e);

	ck_assert_msg(im != NULL, "%s", e.text);
	free(path);
	return im;
}

START_TEST(test_cifar)
{
	static const float mean[] = {0.485f, 0.456f, 0.406f};
	static const float deviation[] = {0.229f, 0.224f, 0.225f};
	const int depth = _i ? 32 : 20;
	char *net = xasprintf("resnet_cifar10/resnet%d_cifar10.onnx", depth);
	char *file = xasprintf("resnet_cifar10/resnet%d_float32_expected.json", depth);
	char *path = check_data(file);
	struct err e = {0};
	struct tensors *want = tensors_read(path, &e);
	struct onnx_graph *g = read_net(net);
	struct onnx_tensor in = make_input(g), out;
	struct images *im = read_cifar();
	const struct tensor *logits;
	float row[10];

	ck_assert_msg(want != NULL, "%s", e.text);
	logits = tensors_find(want, "logits");
	ck_assert(logits && logits->type == TENSOR_FLOAT32);
	for (int i = 0; i < 20; i++) {
		const uint8_t *pixel = images_pixel(im, i);

		for (int c = 0; c < 3; c++)
			for (int k = 0; k < CIFAR_PLANE; k++)
				in.f[c * CIFAR_PLANE + k] =
					((float)pixel[k * 3 + c] / 255 - mean[c]) /
					deviation[c];
		out = evaluate(g, &in);
		memcpy(row, logits->data + i * sizeof(row), sizeof(row));
		same(net, out.f, row, 10);
		tensor_clear(&out);
	}
	tensor_clear(&in);
	images_free(im);
	tensors_free(want);
	onnx_free(g);
	free(path);
	free(file);
	free(net);
}
END_TEST

/* Raw pixels go in; the accuracy is the one that was published for these images. */
START_TEST(test_resnet8)
{
	struct onnx_graph *g = read_net("mlperf_tiny/resnet8.onnx");
	struct onnx_tensor in = make_input(g), out;
	struct images *im = read_cifar();
	int right = 0;

	for (int i = 0; i < im->n; i++) {
		const uint8_t *pixel = images_pixel(im, i);
		int best = 0;

		for (int c = 0; c < 3; c++)
			for (int k = 0; k < CIFAR_PLANE; k++)
				in.f[c * CIFAR_PLANE + k] = pixel[k * 3 + c];
		out = evaluate(g, &in);
		for (int c = 1; c < 10; c++)
			best = out.f[c] > out.f[best] ? c : best;
		right += best == im->label[i];
		tensor_clear(&out);
	}
	ck_assert_int_eq(right, 895);	/* 88.00 % of 1,017 */
	tensor_clear(&in);
	images_free(im);
	onnx_free(g);
}
END_TEST

static struct onnx_tensor read_array(const char *name)
{
	char *path = check_data(name);
	struct onnx_tensor t;
	struct err e = {0};

	ck_assert_msg(!array_read(path, &t, &e), "%s", e.text);
	free(path);
	return t;
}

/* Photographs: EfficientNet-Lite0 takes planes of (v - 127) / 128, open_nsfw pixels of
 * blue, green, red less their means. */
START_TEST(test_photos)
{
	static const float means[] = {104, 117, 123};
	struct onnx_tensor pixel = read_array("photos/test.npy");
	struct onnx_tensor want = read_array(_i ? "photos/open_nsfw_test_probs.npy" :
					     "photos/efficientnet_lite0_test_logits.npy");
	struct onnx_graph *g = read_net(_i ? "models/open_nsfw_resnet50thin.onnx" :
					"models/efficientnet_lite0.onnx");
	struct onnx_tensor in = make_input(g), out;
	const int n_out = (int)want.dim[1];

	ck_assert_int_eq(want.dim[0], 42);
	for (int i = 0; i < 42; i += 40) {
		for (int k = 0; k < 224 * 224; k++)
			for (int c = 0; c < 3; c++) {
				float v = (float)pixel.i[(i * 224 * 224 + k) * 3 + c];

				if (_i)
					in.f[k * 3 + 2 - c] = v - means[2 - c];
				else
					in.f[c * 224 * 224 + k] = (v - 127) / 128;
			}
		out = evaluate(g, &in);
		ck_assert_int_eq(out.n, n_out);
		same(g->path, out.f, want.f + i * n_out, n_out);
		tensor_clear(&out);
	}
	tensor_clear(&in);
	tensor_clear(&pixel);
	tensor_clear(&want);
	onnx_free(g);
}
END_TEST

/* Weights of one value; input k of n is k / n. */
START_TEST(test_light)
{
	struct onnx_graph *g = read_net("onnx_graphs/light_resnet50.onnx");
	struct onnx_tensor in = make_input(g), out;
	char *path = check_data("onnx_graphs/light_resnet50_output_0.pb");
	struct err e = {0};
	size_t n;
	char *bytes = file_read(path, FILE_MAX_TEXT, &n, &e);
	Onnx__TensorProto *want;

	ck_assert_msg(bytes != NULL, "%s", e.text);
	want = onnx__tensor_proto__unpack(NULL, n, (uint8_t *)bytes);
	ck_assert(want && want->raw_data.len == 4000);
	for (int64_t k = 0; k < in.n; k++)
		in.f[k] = (float)k / (float)in.n;
	out = evaluate(g, &in);
	ck_assert_int_eq(out.n, 1000);
	same(g->path, out.f, (const float *)(const void *)want->raw_data.data, 1000);
	onnx__tensor_proto__free_unpacked(want, NULL);
	tensor_clear(&out);
	tensor_clear(&in);
	onnx_free(g);
	free(bytes);
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("onnx_trained");
	TCase *c = tcase_create("core");

	tcase_set_timeout(c, 600);
	check_add(c, test_cifar, 2, "resnet_cifar10/resnet32_cifar10.onnx "
		  "cifar10/cifar10_test_first1017.bin");
	check_add(c, test_resnet8, 1, "mlperf_tiny/resnet8.onnx "
		  "cifar10/cifar10_test_first1017.bin");
	check_add(c, test_photos, 2, "photos/test.npy models/efficientnet_lite0.onnx "
		  "models/open_nsfw_resnet50thin.onnx");
	check_add(c, test_light, 1, "onnx_graphs/light_resnet50_output_0.pb");
	suite_add_tcase(s, c);
	return s;
}
