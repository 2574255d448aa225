/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "layers/layers.h"
#include "main.h"
#include "onnx/tensor.h"
#include "onnx_file.h"

/* ONNX graphs as layers of shapes: published counts of weights and products, and what is
 * folded, taken as a layer, or refused. */

#define PATH "onnx_layers.tmp/m.onnx"

/* Layers with weights, their weights and multiply-accumulates, as counted by others. */
static const struct {
	const char *file;
	int layers;
	int64_t weights, macs;
} known[] = {
	{"resnet_cifar10/resnet32_cifar10.onnx", 32, 461872, 68862592},
	{"resnet_cifar10/resnet20_cifar10.onnx", 20, 268336, 40551040},
	{"onnx_graphs/zigzag_resnet18.onnx", 21, 11678912, 1814073344},
	{"onnx_graphs/light_resnet50.onnx", 54, 25502912, 4089184256},
	{"onnx_graphs/light_vgg19.onnx", 19, 143652544, 19632062464},
	{"onnx_graphs/light_inception_v1.onnx", 58, 6990272, 1431556352},
	{"onnx_graphs/light_squeezenet.onnx", 26, 1231552, 349151936},
	{"onnx_graphs/light_shufflenet.onnx", 50, 1365464, 124664528},
	{"mlperf_tiny/resnet8.onnx", 10, 77360, 12501632},
	{"mlperf_tiny/ds_cnn.onnx", 10, 22016, 2656768},
	{"mlperf_tiny/mobilenet_v1.onnx", 28, 208112, 7489664},
	{"mlperf_tiny/deepautoencoder.onnx", 10, 264192, 264192},
	{"models/efficientnet_lite0.onnx", 50, 0, 0},
	{"models/efficientnet_lite0_w8a8_qdq.onnx", 50, 0, 0},
	{"models/open_nsfw_resnet50thin.onnx", 54, 0, 0},
};
#define N_KNOWN ((int)(sizeof(known) / sizeof(known[0])))

START_TEST(test_known)
{
	char *path = check_data(known[_i].file);
	struct err e = {0};
	struct layers *l = layers_read(path, NULL, &e);
	int n = 0;

	ck_assert_msg(l != NULL, "%s: %s", known[_i].file, e.text);
	for (int k = 0; k < l->n_layers; k++)
		n += l->layer[k].op == LAYER_CONV || l->layer[k].op == LAYER_DENSE;
	ck_assert_msg(n == known[_i].layers, "%s: %d layers", known[_i].file, n);
	if (known[_i].weights) {
		ck_assert_msg(layers_weights(l) == known[_i].weights, "%s: %" PRId64 " weights",
			      known[_i].file, layers_weights(l));
		ck_assert_msg(layers_macs(l) == known[_i].macs, "%s: %" PRId64 " products",
			      known[_i].file, layers_macs(l));
	}
	layers_free(l);
	free(path);
}
END_TEST

static struct onnx_file begin(void)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, "? 4 8 8");
	onnx_file_floats(&m, "w", "6 4 3 3", NULL);
	onnx_file_floats(&m, "v", "6 4 1 1", NULL);
	onnx_file_floats(&m, "d", "6 5", NULL);
	return m;
}

static struct layers *good(struct onnx_file *m)
{
	struct err e = {0};
	struct layers *l;

	onnx_file_write(m, PATH);
	l = layers_read(PATH, NULL, &e);
	ck_assert_msg(l != NULL, "%s", e.text);
	return l;
}

static void bad(struct onnx_file *m, const char *want)
{
	struct err e = {0};

	onnx_file_write(m, PATH);
	ck_assert_ptr_null(layers_read(PATH, NULL, &e));
	ck_assert_str_eq(e.text, want);
}

/* Zeros of a Pad are the convolution's; a swish is folded; mean, then dense. */
START_TEST(test_folded)
{
	struct onnx_file m = begin();
	struct layers *l;

	onnx_file_ints(&m, "pads", "8", "0 0 0 1 0 0 2 1");
	onnx_file_node(&m, "Pad", "pad", "x pads", "p", NULL);
	onnx_file_node(&m, "Conv", "c", "p w", "a", "strides:I=2,2");
	onnx_file_node(&m, "Sigmoid", "gate", "a", "g", NULL);
	onnx_file_node(&m, "Mul", "swish", "a g", "s", NULL);
	onnx_file_node(&m, "ReduceMean", "mean", "s", "q", "axes:I=2,3 keepdims:i=0");
	onnx_file_node(&m, "MatMul", "dense", "q d", "z", NULL);
	onnx_file_node(&m, "Softmax", "end", "z", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	l = good(&m);
	ck_assert_int_eq(l->n_layers, 3);
	ck_assert_int_eq(l->layer[0].op, LAYER_CONV);
	ck_assert_int_eq(l->layer[0].pad_x, 1);
	ck_assert_int_eq(l->layer[0].pad_y, 0);
	ck_assert_int_eq(l->layer[0].out_w, 4);
	ck_assert_int_eq(l->layer[0].out_h, 4);
	ck_assert_int_eq(l->layer[1].op, LAYER_POOL);
	ck_assert_int_eq(l->layer[1].k_w, 4);
	ck_assert_int_eq(l->layer[2].op, LAYER_DENSE);
	ck_assert_int_eq(l->layer[2].c_out, 5);
	layers_free(l);
}
END_TEST

/* A map of pixels behind one another: Transpose at both edges. */
START_TEST(test_nhwc)
{
	struct onnx_file m = begin();
	struct layers *l;

	m.graph.n = 0;
	onnx_file_input(&m, "x", ELEM_FLOAT, "? 8 10 4");
	onnx_file_floats(&m, "w", "6 4 3 3", NULL);
	onnx_file_node(&m, "Transpose", "t", "x", "a", "perm:I=0,3,1,2");
	onnx_file_node(&m, "Conv", "c", "a w", "b", NULL);
	onnx_file_node(&m, "Transpose", "u", "b", "y", "perm:I=0,2,3,1");
	onnx_file_output(&m, "y", "? 6 8 6");
	l = good(&m);
	ck_assert_int_eq(l->in_w, 10);
	ck_assert_int_eq(l->in_h, 8);
	ck_assert_int_eq(l->in_c, 4);
	ck_assert_int_eq(l->n_layers, 1);
	ck_assert_int_eq(l->layer[0].out_w, 8);
	layers_free(l);
}
END_TEST

/* Strides and dilations that are not equal. */
START_TEST(test_steps)
{
	struct onnx_file m = begin();
	const struct layer *c;
	struct layers *l;

	onnx_file_node(&m, "Conv", "c", "x w", "a", "dilations:I=3,2 strides:I=1,2 "
		       "pads:I=1,2,0,1");
	onnx_file_node(&m, "MaxPool", "pool", "a", "y", "kernel_shape:I=1,2 "
		       "dilations:I=1,2 strides:I=2,1");
	onnx_file_output(&m, "y", NULL);
	l = good(&m);
	c = &l->layer[0];
	ck_assert_int_eq(c->stride_x, 2);
	ck_assert_int_eq(c->stride_y, 1);
	ck_assert_int_eq(c->dilation_x, 2);
	ck_assert_int_eq(c->dilation_y, 3);
	ck_assert_int_eq(c->out_w, 4);
	ck_assert_int_eq(c->out_h, 3);
	c = &l->layer[1];
	ck_assert_int_eq(c->out_w, 2);
	ck_assert_int_eq(c->out_h, 2);
	layers_free(l);
}
END_TEST

/* Squeeze-and-excite: the product reads the map and a factor a channel. */
START_TEST(test_factors)
{
	struct onnx_file m = begin();
	struct layers *l;

	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "GlobalAveragePool", "g", "a", "b", NULL);
	onnx_file_node(&m, "Mul", "scale", "b a", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	l = good(&m);
	ck_assert_int_eq(l->n_layers, 3);
	ck_assert_int_eq(l->layer[2].op, LAYER_MUL);
	ck_assert_int_eq(l->layer[2].out_w, 8);
	ck_assert_int_eq(l->layer[2].input[0], 0);
	ck_assert_int_eq(l->layer[2].input[1], 1);
	layers_free(l);
}
END_TEST

START_TEST(test_refused)
{
	struct onnx_file m = begin();

	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Conv", "d", "x w", "b", NULL);
	onnx_file_node(&m, "MaxPool", "p", "a", "q", "kernel_shape:I=8,1");
	onnx_file_node(&m, "Mul", "scale", "a q", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 3, Mul \"scale\": multiplies [1, 6, 8, 8] and [1, 6, 1, 8]: must be alike, "
	    "or a factor a channel");
	m = begin();
	onnx_file_ints(&m, "pads", "8", "0 0 1 1 0 0 1 1");
	onnx_file_node(&m, "Pad", "pad", "x pads", "p", NULL);
	onnx_file_node(&m, "MaxPool", "pool", "p", "y", "kernel_shape:I=2,2");
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 1, MaxPool \"pool\": reads a map with zeros round it, only a convolution "
	    "can");
	m = begin();
	onnx_file_node(&m, "DepthToSpace", "s", "x", "y", "blocksize:i=2");
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 0, DepthToSpace \"s\": is computed in float alone: no layer of a fabric "
	    "does it yet");
	m = begin();
	m.graph.n = 0;
	onnx_file_input(&m, "x", ELEM_FLOAT, "2 4 8 8");
	onnx_file_node(&m, "Relu", "r", "x", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "input \"x\" has a batch of 2: must be 1");
}
END_TEST

/* Maps and weights of no values, and views that are no map of a fabric. */
START_TEST(test_empty)
{
	struct onnx_file m = begin();

	onnx_file_floats(&m, "none", "256 0", NULL);
	onnx_file_node(&m, "Flatten", "f", "x", "a", NULL);
	onnx_file_node(&m, "MatMul", "n", "a none", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 1, MatMul \"n\": must be of one vector, with 1 to 1048576 outputs");
	m = begin();
	onnx_file_ints(&m, "s", "1", "0");
	onnx_file_ints(&m, "axis", "1", "2");
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Slice", "none", "a s s axis", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "\"none\": makes 8 x 0 x 6 (width, height, channels): each must be 1 to 65536");
	m = begin();
	onnx_file_ints(&m, "pads", "8", "0 0 0 0 0 100000 0 0");
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Pad", "many", "a pads", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "\"many\": makes 8 x 8 x 100006 (width, height, channels): each must be 1 to "
	    "65536");
}
END_TEST

/* What looks like a folded node and is none. */
START_TEST(test_not_folded)
{
	struct onnx_file m = begin();

	onnx_file_floats(&m, "wide", "1 6 8 1", NULL);
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "GlobalAveragePool", "g", "a", "b", NULL);
	onnx_file_node(&m, "Mul", "m", "b wide", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 2, Mul \"m\": its constant stretches [1, 6, 1, 1] to [1, 6, 8, 1]");
	m = begin();
	onnx_file_floats(&m, "wide", "1 6 8 1", NULL);
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "GlobalAveragePool", "g", "a", "b", NULL);
	onnx_file_node(&m, "Add", "m", "wide b", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 2, Add \"m\": its constant stretches [1, 6, 1, 1] to [1, 6, 8, 1]");
	m = begin();
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Sigmoid", "s", "a", "b", NULL);
	onnx_file_node(&m, "Div", "m", "a b", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 2, Div \"m\": takes two maps: only their product as a swish is "
	    "supported");
	m = begin();
	onnx_file_node(&m, "Pad", "pad", "x", "p", "pads:I=0,0,1,1,0,0,1,1 value:f=1");
	onnx_file_node(&m, "Conv", "c", "p w", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	m.opset = 10;
	bad(&m, "node 0, Pad \"pad\": only zeros round a map are supported");
	m = begin();
	onnx_file_ints(&m, "pads", "8", "1 0 0 0 0 0 0 0");
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Pad", "pad", "a pads", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 1, Pad \"pad\": pads of batch and channels, or less than 0");
	m = begin();
	onnx_file_ints(&m, "axis", "1", "3");
	onnx_file_node(&m, "Conv", "c", "x v", "a", NULL);
	onnx_file_node(&m, "Unsqueeze", "u", "a axis", "b", NULL);
	onnx_file_node(&m, "GlobalMaxPool", "g", "b", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	bad(&m, "node 2, GlobalMaxPool \"g\": pools [1, 6, 8, 1, 8]: only maps are supported");
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("onnx_layers");
	TCase *c = tcase_create("core");

	check_folder("onnx_layers.tmp");
	tcase_set_timeout(c, 120);
	check_add(c, test_known, N_KNOWN, "models/efficientnet_lite0.onnx "
		  "onnx_graphs/light_vgg19.onnx mlperf_tiny/ds_cnn.onnx "
		  "resnet_cifar10/resnet32_cifar10.onnx");
	tcase_add_test(c, test_folded);
	tcase_add_test(c, test_nhwc);
	tcase_add_test(c, test_steps);
	tcase_add_test(c, test_factors);
	tcase_add_test(c, test_refused);
	tcase_add_test(c, test_empty);
	tcase_add_test(c, test_not_folded);
	suite_add_tcase(s, c);
	return s;
}
