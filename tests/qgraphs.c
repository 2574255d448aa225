/* SPDX-License-Identifier: Apache-2.0 */
#include "qgraphs.h"

#include <stdlib.h>
#include <string.h>

#include "base/util.h"

/* Of a tensor "8 3 3 3". */
static int64_t values(const char *dims)
{
	int64_t n = 1;
	char *end;

	for (const char *p = dims; *p; p = end)
		n *= strtol(p, &end, 10);
	return n;
}

/* Weights of a fitting size, and constants of each kind, random by a seed. */
void qgraph_weights(struct onnx_file *m, const char *name, const char *dims, double size,
		    double offset)
{
	uint64_t state = fnv(FNV_START, name, strlen(name));
	const int64_t n = values(dims);
	float *v = xcalloc((size_t)n, sizeof(*v));

	for (int64_t k = 0; k < n; k++)
		v[k] = (float)(offset + size * ((double)(rand_next(&state) >> 40) /
						 (1 << 23) - 1));
	onnx_file_floats(m, name, dims, v);
	free(v);
}

static void number(struct onnx_file *m, const char *name, float v)
{
	onnx_file_floats(m, name, "1", &v);
}

struct onnx_file qgraph_begin(const char *dims)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, dims);
	qgraph_weights(&m, "w", "8 3 3 3", 0.3, 0);
	qgraph_weights(&m, "b8", "8", 0.2, 0);
	qgraph_weights(&m, "v", "8 8 3 3", 0.2, 0);
	qgraph_weights(&m, "one", "8 8 1 1", 0.5, 0);
	qgraph_weights(&m, "dw", "8 1 3 3", 0.5, 0);
	qgraph_weights(&m, "half", "8 4 3 3", 0.3, 0);
	qgraph_weights(&m, "fc", "5 8", 0.5, 0);
	qgraph_weights(&m, "b5", "5", 0.2, 0);
	qgraph_weights(&m, "gamma", "8", 0.5, 1);
	qgraph_weights(&m, "beta", "8", 0.3, 0);
	qgraph_weights(&m, "mean", "8", 0.3, 0);
	qgraph_weights(&m, "var", "8", 0.4, 1);
	return m;
}

/* Graphs of each kind; the output is "y". */
struct onnx_file qgraph_residual(void)
{
	struct onnx_file m = qgraph_begin("1 3 12 12");

	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("BatchNormalization", "c gamma beta mean var", "n", NULL);
	NODE("Relu", "n", "r", NULL);
	NODE("Conv", "r v b8", "d", "pads:I=1,1,1,1");
	NODE("Add", "d r", "s", NULL);
	NODE("Relu", "s", "t", NULL);
	NODE("GlobalAveragePool", "t", "g", NULL);
	NODE("Flatten", "g", "f", NULL);
	NODE("Gemm", "f fc b5", "z", "transB:i=1");
	NODE("Softmax", "z", "y", NULL);
	return m;
}

/* Channels last, padding at the far side only, batch norm before the activation. */
struct onnx_file qgraph_nhwc(void)
{
	struct onnx_file m = qgraph_begin("1 12 10 3");

	qgraph_weights(&m, "far", "5 240", 0.2, 0);
	NODE("Transpose", "x", "a", "perm:I=0,3,1,2");
	NODE("Conv", "a w b8", "c", "auto_pad:s=SAME_UPPER strides:I=2,2");
	NODE("Relu", "c", "r", NULL);
	NODE("Transpose", "r", "u", "perm:I=0,2,3,1");
	NODE("Flatten", "u", "f", NULL);
	NODE("Gemm", "f far b5", "y", "transB:i=1");
	return m;
}

/* Depthwise, six, groups and a shuffle between them. */
struct onnx_file qgraph_shuffle(void)
{
	struct onnx_file m = qgraph_begin("1 3 9 9");

	number(&m, "zero", 0);
	number(&m, "six", 1.5f);
	onnx_file_ints(&m, "five", "5", "1 2 4 9 9");
	onnx_file_ints(&m, "map", "4", "1 8 9 9");
	NODE("Conv", "x w", "c", "pads:I=1,1,1,1");
	NODE("Clip", "c zero six", "r", NULL);
	NODE("Conv", "r half b8", "g", "pads:I=1,1,1,1 group:i=2");
	NODE("Relu", "g", "h", NULL);
	NODE("Reshape", "h five", "p", NULL);
	NODE("Transpose", "p", "q", "perm:I=0,2,1,3,4");
	NODE("Reshape", "q map", "t", NULL);
	NODE("Conv", "t dw b8", "d", "pads:I=1,1,1,1 group:i=8");
	NODE("Conv", "d half b8", "y", "group:i=2");
	return m;
}

/* Concatenation of maps of different sizes of values, a pooling beside them. */
struct onnx_file qgraph_concat(void)
{
	struct onnx_file m = qgraph_begin("1 3 12 12");

	qgraph_weights(&m, "wide", "4 24 1 1", 0.3, 0);
	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("Relu", "c", "r", NULL);
	NODE("Conv", "r one", "i", NULL);
	NODE("Relu", "i", "j", NULL);
	NODE("Conv", "r v b8", "k", "pads:I=1,1,1,1");
	NODE("Relu", "k", "l", NULL);
	NODE("MaxPool", "r", "o", "kernel_shape:I=3,3 pads:I=1,1,1,1");
	NODE("Concat", "j l o", "n", "axis:i=1");
	NODE("Conv", "n wide", "y", NULL);
	return m;
}

/* Normalisation in front of the activation of a sum that two nodes read, pads of a node of
 * its own, a slope, constants before the first layer. */
struct onnx_file qgraph_alone(void)
{
	struct onnx_file m = qgraph_begin("1 3 12 12");

	qgraph_weights(&m, "middle", "1 3 1 1", 0.3, 0);
	number(&m, "size", 0.8f);
	onnx_file_ints(&m, "pads", "8", "0 0 1 1 0 0 1 1");
	NODE("Sub", "x middle", "s", NULL);
	NODE("Div", "s size", "t", NULL);
	NODE("Pad", "t pads", "p", NULL);
	NODE("Conv", "p w b8", "c", NULL);
	NODE("BatchNormalization", "c gamma beta mean var", "n", NULL);
	NODE("Relu", "n", "r", NULL);
	NODE("Conv", "r one", "d", NULL);
	NODE("Add", "c d", "e", NULL);
	NODE("LeakyRelu", "e", "l", "alpha:f=0.25");
	NODE("AveragePool", "l", "a", "kernel_shape:I=2,2 strides:I=2,2");
	NODE("Conv", "a v b8", "y", NULL);
	return m;
}

/* Every second pixel with zeros beside its channels joins, as in the ResNets of CIFAR-10;
 * a mean of 6 x 6. */
struct onnx_file qgraph_shortcut(void)
{
	struct onnx_file m = qgraph_begin("1 3 12 12");

	qgraph_weights(&m, "more", "16 8 3 3", 0.2, 0);
	qgraph_weights(&m, "fc16", "5 16", 0.4, 0);
	onnx_file_ints(&m, "from", "2", "0 0");
	onnx_file_ints(&m, "to", "2", "12 12");
	onnx_file_ints(&m, "axes", "2", "2 3");
	onnx_file_ints(&m, "steps", "2", "2 2");
	onnx_file_ints(&m, "pads", "8", "0 4 0 0 0 4 0 0");
	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("Relu", "c", "r", NULL);
	NODE("Conv", "r more", "d", "pads:I=1,1,1,1 strides:I=2,2");
	NODE("Slice", "r from to axes steps", "s", NULL);
	NODE("Pad", "s pads", "p", NULL);
	NODE("Add", "d p", "a", NULL);
	NODE("Relu", "a", "t", NULL);
	NODE("ReduceMean", "t", "g", "axes:I=2,3 keepdims:i=0");
	NODE("Gemm", "g fc16 b5", "z", "transB:i=1");
	NODE("Softmax", "z", "o", NULL);
	NODE("Identity", "o", "y", NULL);
	return m;
}

/* Functions that are a table, slopes of each channel, and clips where bytes do not end. */
struct onnx_file qgraph_functions(void)
{
	struct onnx_file m = qgraph_begin("1 3 10 10");

	qgraph_weights(&m, "slope", "8 1 1", 0.4, 0.3);
	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("PRelu", "c slope", "p", NULL);
	NODE("Conv", "p one b8", "d", NULL);
	NODE("Sigmoid", "d", "g", NULL);
	NODE("Mul", "d g", "s", NULL);
	NODE("Conv", "s v b8", "e", "pads:I=1,1,1,1");
	NODE("HardSwish", "e", "h", NULL);
	NODE("Conv", "h one", "f", NULL);
	NODE("Tanh", "f", "t", NULL);
	NODE("Conv", "t v b8", "y", "dilations:I=2,2");
	m.opset = 14;
	return m;
}

struct onnx_file qgraph_clips(void)
{
	struct onnx_file m = qgraph_begin("1 3 10 10");

	qgraph_weights(&m, "wide", "8 24 1 1", 0.3, 0);
	number(&m, "low", -0.5f);
	number(&m, "high", 0.8f);
	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("Relu", "c", "r", NULL);
	NODE("Conv", "r one", "d", NULL);
	NODE("Clip", "d low high", "k", NULL);
	NODE("Conv", "r v b8", "e", "pads:I=1,1,1,1");
	NODE("Concat", "r k e", "n", "axis:i=1");	/* a Relu beside what can be negative */
	NODE("Conv", "n wide b8", "a", NULL);
	NODE("Add", "a r", "b", NULL);
	NODE("LeakyRelu", "b", "l", "alpha:f=0.1");
	NODE("Conv", "l v b8", "f", "strides:I=1,2");
	NODE("Sigmoid", "f", "s", NULL);
	NODE("Conv", "s one", "y", NULL);
	return m;
}

/* Sums of three and of five maps, of which some are there twice. */
struct onnx_file qgraph_sums(void)
{
	struct onnx_file m = qgraph_begin("1 3 10 10");

	NODE("Conv", "x w b8", "c", "pads:I=1,1,1,1");
	NODE("Relu", "c", "r", NULL);
	NODE("Conv", "r one", "d", NULL);
	NODE("Conv", "r v b8", "e", "pads:I=1,1,1,1");
	NODE("Sum", "d r e", "s", NULL);
	NODE("Relu", "s", "t", NULL);
	NODE("Conv", "t v", "f", "pads:I=1,1,1,1");
	NODE("Conv", "t one b8", "g", NULL);
	NODE("Sum", "t f r g d", "u", NULL);
	NODE("Conv", "u one", "y", NULL);
	return m;
}

/* Random integers of 8 or 32 bits, -most..most. */
static void integers(struct onnx_file *m, const char *name, const char *dims, int elem, int most)
{
	uint64_t state = fnv(FNV_START, name, strlen(name));
	struct text raw = {0}, rest = {0};
	const int64_t n = values(dims);

	for (int64_t k = 0; k < n; k++) {
		const int32_t v = (int32_t)((rand_next(&state) >> 33) % (2 * (uint64_t)most + 1)) -
			most;

		text_add_bytes(&raw, &v, elem == ELEM_INT32 ? 4 : 1);
	}
	pb_message(&rest, 9, &raw);
	onnx_file_tensor(m, name, dims, elem, &rest);
}

static void scales(struct onnx_file *m, const char *name, const char *dims, int n, float v)
{
	float s[8];

	for (int k = 0; k < n; k++)
		s[k] = v * (1 + 0.1f * (float)k);
	onnx_file_floats(m, name, dims, s);
}

struct onnx_file qgraph_operators(void)
{
	struct onnx_file m = {.opset = 11};	/* where DequantizeLinear has no axis yet */

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 3 12 12");
	integers(&m, "w", "8 3 3 3", ELEM_INT8, 127);
	integers(&m, "v", "8 8 3 3", ELEM_INT8, 127);
	integers(&m, "o", "4 8 1 1", ELEM_INT8, 127);
	integers(&m, "g", "5 12", ELEM_INT8, 127);
	integers(&m, "b", "8", ELEM_INT32, 4000);
	integers(&m, "b5", "5", ELEM_INT32, 4000);
	scales(&m, "ws", "8", 8, 0.002f);	/* one an output channel */
	scales(&m, "vs", "8", 8, 0.0015f);
	scales(&m, "os", "", 1, 0.004f);
	scales(&m, "gs", "", 1, 0.004f);
	onnx_file_byte(&m, "0", ELEM_INT8, 0);
	integers(&m, "0s", "8", ELEM_INT8, 0);
	onnx_file_byte(&m, "u0", ELEM_UINT8, 0);
	onnx_file_byte(&m, "u128", ELEM_UINT8, 128);
	onnx_file_byte(&m, "u100", ELEM_UINT8, 100);
	scales(&m, "xs", "", 1, 0.021f);
	scales(&m, "as", "", 1, QGRAPH_FIRST);
	scales(&m, "cs", "", 1, 0.02f);
	scales(&m, "ds", "", 1, QGRAPH_SUM);
	scales(&m, "es", "", 1, 0.015f);
	scales(&m, "ys", "", 1, 0.02f);
	NODE("QuantizeLinear", "x xs u128", "q", NULL);
	NODE("QLinearConv", "q xs u128 w ws 0s as u0 b", "a", "pads:I=1,1,1,1");
	NODE("QLinearConv", "a as u0 v vs 0s cs u100 b", "c", "pads:I=1,1,1,1");
	NODE("com.microsoft::QLinearAdd", "c cs u100 a as u0 ds u0", "d", NULL);
	NODE("MaxPool", "d", "p", "kernel_shape:I=2,2 strides:I=2,2");
	NODE("QLinearConv", "p ds u0 o os 0 es u0", "e", NULL);
	NODE("com.microsoft::QLinearConcat", "ds u0 p ds u0 e es u0", "f", "axis:i=1");
	NODE("com.microsoft::QLinearGlobalAveragePool", "f ds u0 ds u0", "h", NULL);
	NODE("Flatten", "h", "i", NULL);
	NODE("com.microsoft::QGemm", "i ds u0 g gs 0 b5 ys u128", "z", "transB:i=1");
	NODE("DequantizeLinear", "z ys u128", "y", NULL);
	return m;
}

struct onnx_file qgraph_dynamic(void)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 3 12 12");
	integers(&m, "w", "8 3 3 3", ELEM_INT8, 127);
	integers(&m, "g", "8 5", ELEM_INT8, 127);
	scales(&m, "ws", "8 1 1", 8, 0.002f);
	scales(&m, "gs", "", 1, 0.004f);
	scales(&m, "b", "8 1 1", 8, 0.05f);
	onnx_file_byte(&m, "0", ELEM_INT8, 0);
	onnx_file_node(&m, "DynamicQuantizeLinear", "q", "x", "q qs qz", NULL);
	NODE("ConvInteger", "q w qz 0", "s", "pads:I=1,1,1,1");
	NODE("Cast", "s", "t", "to:i=1");
	NODE("Mul", "qs ws", "k", NULL);
	NODE("Mul", "t k", "u", NULL);
	NODE("Add", "u b", "v", NULL);
	NODE("Relu", "v", "r", NULL);
	NODE("GlobalAveragePool", "r", "h", NULL);
	NODE("Flatten", "h", "i", NULL);
	onnx_file_node(&m, "DynamicQuantizeLinear", "j", "i", "j js jz", NULL);
	NODE("MatMulInteger", "j g jz 0", "m", NULL);
	NODE("Cast", "m", "n", "to:i=1");
	NODE("Mul", "js gs", "l", NULL);
	NODE("Mul", "n l", "y", NULL);
	return m;
}
