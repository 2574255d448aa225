/* SPDX-License-Identifier: Apache-2.0 */
#include "qgraphs.h"

#include <stdlib.h>
#include <string.h>

#include "base/util.h"

/* Random integers of 8 or 32 bits, -most..most. */
static void integers(struct onnx_file *m, const char *name, const char *dims, int elem, int most)
{
	uint64_t state = fnv(FNV_START, name, strlen(name));
	struct text raw = {0}, rest = {0};
	int64_t n = 1;
	char *end;

	for (const char *p = dims; *p; p = end)
		n *= strtol(p, &end, 10);
	for (int64_t k = 0; k < n; k++) {
		const int32_t v = (int32_t)((rand_next(&state) >> 33) % (2 * (uint64_t)most + 1)) -
			most;

		text_add_bytes(&raw, &v, elem == ELEM_INT32 ? 4 : 1);
	}
	pb_message(&rest, 9, &raw);
	onnx_file_tensor(m, name, dims, elem, &rest);
}

static void zero_point(struct onnx_file *m, const char *name, int elem, int v)
{
	struct text raw = {0}, rest = {0};
	const uint8_t byte = (uint8_t)v;

	text_add_bytes(&raw, &byte, 1);
	pb_message(&rest, 9, &raw);
	onnx_file_tensor(m, name, "", elem, &rest);
}

static void scales(struct onnx_file *m, const char *name, const char *dims, int n, float v)
{
	float s[8];

	for (int k = 0; k < n; k++)
		s[k] = v * (1 + 0.1f * (float)k);
	onnx_file_floats(m, name, dims, s);
}

#define NODE(type, in, out, attrs) onnx_file_node(&m, type, out, in, out, attrs)

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
	zero_point(&m, "0", ELEM_INT8, 0);
	integers(&m, "0s", "8", ELEM_INT8, 0);
	zero_point(&m, "u0", ELEM_UINT8, 0);
	zero_point(&m, "u128", ELEM_UINT8, 128);
	zero_point(&m, "u100", ELEM_UINT8, 100);
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
	zero_point(&m, "0", ELEM_INT8, 0);
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
