/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "ops.h"

#define WINDOW "auto_pad s, kernel_shape I, pads I, strides I"
#define LIST ONNX_MAX_PORTS
#define BOTH(name) infer_##name, eval_##name

/* What becomes of a node (docs/onnx.md has the same words). */
#define KEEP "folded into the layer before"
#define SHAPE "no layer: its values stay"
#define END "at the end: outside the fabric"
#define ALONE "not in a fabric yet: float evaluation, constants"

#define R OP_RUNS
#define F OP_FOLDS
#define C OP_COPIES

/* Sorted by name: inputs and outputs at least and most, attributes, functions. */
static const struct onnx_op ops[] = {
	{"Abs", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"Add", 2, 2, 1, 1, "", BOTH(binary), F, "layer: addition; of a constant: " KEEP},
	{"ArgMax", 1, 1, 1, 1,
	 "axis i, keepdims i, select_last_index i 12-",
	 BOTH(arg_max), F, END},
	{"AveragePool", 1, 1, 1, 1,
	 WINDOW ", ceil_mode i 10-, count_include_pad i, dilations I 19-",
	 BOTH(pool), R, "layer: average pooling"},
	{"BatchNormalization", 5, 5, 1, 1,
	 "epsilon f, momentum f, spatial i -8, training_mode i 14-",
	 BOTH(batch_norm), F, KEEP},
	{"Cast", 1, 1, 1, 1, "to i, saturate i 19-, round_mode s 24-", BOTH(cast), F, SHAPE},
	{"Ceil", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"Clip", 1, 3, 1, 1, "min f -10, max f -10", BOTH(clip), F, KEEP},
	{"Concat", 1, LIST, 1, 1, "axis i", BOTH(concat), F, "layer: concatenation of channels"},
	{"Constant", 0, 0, 1, 1,
	 "value t, value_float f 12-, value_floats F 12-, value_int i 12-, "
	 "value_ints I 12-",
	 infer_constant, NULL, R, "constant"},
	{"ConstantOfShape", 1, 1, 1, 1, "value t", infer_constant_of_shape, NULL, R, "constant"},
	{"Conv", 2, 3, 1, 1, WINDOW ", dilations I, group i", BOTH(conv), R, "layer: convolution"},
	{"ConvInteger", 2, 4, 1, 1,
	 WINDOW ", dilations I, group i",
	 BOTH(integer), R, "behind DynamicQuantizeLinear: layer: convolution"},
	{"DepthToSpace", 1, 1, 1, 1, "blocksize i, mode s 11-", BOTH(depth_to_space), F, ALONE},
	{"DequantizeLinear", 2, 3, 1, 1,
	 "axis i 13-, block_size i 21-, output_dtype i 23-",
	 BOTH(dequantize), F, KEEP},
	{"Div", 2, 2, 1, 1, "", BOTH(binary), F, "by a constant: " KEEP},
	{"Dropout", 1, 3, 1, 2, "ratio f -11, seed i 12-", infer_dropout, eval_copy, C, SHAPE},
	{"DynamicQuantizeLinear", 1, 1, 3, 3, "", BOTH(dynamic), F,
	 "no layer: ranges are those of the images"},
	{"Equal", 2, 2, 1, 1, "", BOTH(binary), F, ALONE},
	{"Exp", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"Expand", 2, 2, 1, 1, "", BOTH(expand), F, ALONE},
	{"Flatten", 1, 1, 1, 1, "axis i", infer_flatten, eval_copy, C, SHAPE},
	{"Floor", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"Gather", 2, 2, 1, 1, "axis i", BOTH(gather), F, ALONE},
	{"Gemm", 2, 3, 1, 1, "alpha f, beta f, transA i, transB i", BOTH(gemm), R, "layer: dense"},
	{"GlobalAveragePool", 1, 1, 1, 1, "", BOTH(global_pool), R, "layer: average pooling"},
	{"GlobalMaxPool", 1, 1, 1, 1, "", BOTH(global_pool), R, "layer: max pooling"},
	{"HardSigmoid", 1, 1, 1, 1, "alpha f, beta f", BOTH(unary), F, KEEP},
	{"HardSwish", 1, 1, 1, 1, "", BOTH(unary), F, KEEP},
	{"Identity", 1, 1, 1, 1, "", infer_same, eval_copy, C, SHAPE},
	{"LRN", 1, 1, 1, 1, "alpha f, beta f, bias f, size i", BOTH(lrn), R, KEEP},
	{"LeakyRelu", 1, 1, 1, 1, "alpha f", BOTH(unary), F, KEEP},
	{"MatMul", 2, 2, 1, 1, "", BOTH(matmul), R, "by a constant: layer: dense"},
	{"MatMulInteger", 2, 4, 1, 1, "", BOTH(integer), R,
	 "behind DynamicQuantizeLinear: layer: dense"},
	{"Max", 1, LIST, 1, 1, "", BOTH(binary), F, ALONE},
	{"MaxPool", 1, 1, 1, 1,
	 WINDOW ", ceil_mode i 10-, dilations I 10-, storage_order i 8-",
	 BOTH(pool), R, "layer: max pooling"},
	{"Min", 1, LIST, 1, 1, "", BOTH(binary), F, ALONE},
	{"Mul", 2, 2, 1, 1, "", BOTH(binary), F, "by a constant or as a swish: " KEEP},
	{"Neg", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"PRelu", 2, 2, 1, 1, "", BOTH(binary), F, KEEP},
	{"Pad", 1, 4, 1, 1,
	 "mode s, pads I -10, value f -10",
	 BOTH(pad), F, "before a convolution: its pads"},
	{"Pow", 2, 2, 1, 1, "", BOTH(binary), F, ALONE},
	{"QGemm", 6, 9, 1, 1, "alpha f, transA i, transB i", BOTH(linear), R, "layer: dense"},
	{"QLinearAdd", 7, 8, 1, 1, "", BOTH(linear), R, "layer: addition"},
	{"QLinearAveragePool", 4, 5, 1, 1,
	 WINDOW ", ceil_mode i, channels_last i, count_include_pad i",
	 BOTH(linear), R, "layer: average pooling"},
	{"QLinearConcat", 4, LIST, 1, 1, "axis i", BOTH(linear), R,
	 "layer: concatenation of channels"},
	{"QLinearConv", 8, 9, 1, 1,
	 WINDOW ", dilations I, group i",
	 BOTH(qlinear_conv), R, "layer: convolution"},
	{"QLinearGlobalAveragePool", 4, 5, 1, 1,
	 "channels_last i",
	 BOTH(linear), R, "layer: average pooling"},
	{"QLinearLeakyRelu", 4, 5, 1, 1, "alpha f", BOTH(linear), R, KEEP},
	{"QLinearMatMul", 8, 8, 1, 1, "", BOTH(qlinear_matmul), R, "by a constant: layer: dense"},
	{"QLinearMul", 7, 8, 1, 1, "", BOTH(linear), R, "as Mul"},
	{"QLinearSigmoid", 4, 5, 1, 1, "", BOTH(linear), R, KEEP},
	{"QuantizeLinear", 2, 3, 1, 1,
	 "axis i 13-, block_size i 21-, output_dtype i 21-, precision i 23-, "
	 "saturate i 19-",
	 BOTH(quantize), F, KEEP},
	{"ReduceMean", 1, 2, 1, 1,
	 "axes I -17, keepdims i, noop_with_empty_axes i 18-",
	 BOTH(reduce_mean), F, "over height and width: layer: average pooling"},
	{"Relu", 1, 1, 1, 1, "", BOTH(unary), F, KEEP},
	{"Reshape", 2, 2, 1, 1, "allowzero i 14-", infer_reshape, eval_copy, C, SHAPE},
	{"Resize", 1, 4, 1, 1,
	 "antialias i 18-, axes I 18-, coordinate_transformation_mode s 11-, "
	 "cubic_coeff_a f 11-, exclude_outside i 11-, extrapolation_value f 11-, "
	 "keep_aspect_ratio_policy s 18-, mode s, nearest_mode s 11-",
	 BOTH(resize), F, ALONE},
	{"Shape", 1, 1, 1, 1, "end i 15-, start i 15-", infer_shape, NULL, R, "constant"},
	{"Sigmoid", 1, 1, 1, 1, "", BOTH(unary), F, KEEP},
	{"Size", 1, 1, 1, 1, "", infer_size, NULL, R, "constant"},
	{"Slice", 1, 5, 1, 1, "axes I -9, ends I -9, starts I -9", BOTH(slice), F,
	 "of rows and columns: no layer"},
	{"Softmax", 1, 1, 1, 1, "axis i", BOTH(softmax), F, END},
	{"Split", 1, 2, 1, LIST, "axis i, num_outputs i 18-, split I -12", BOTH(split), F, ALONE},
	{"Sqrt", 1, 1, 1, 1, "", BOTH(unary), F, ALONE},
	{"Squeeze", 1, 2, 1, 1, "axes I -12", infer_squeeze, eval_copy, C, SHAPE},
	{"Sub", 2, 2, 1, 1, "", BOTH(binary), F, "of a constant: " KEEP},
	{"Sum", 1, LIST, 1, 1, "", BOTH(binary), F,
	 "layer: addition; of more than two values one behind the other"},
	{"Tanh", 1, 1, 1, 1, "", BOTH(unary), F, KEEP},
	{"Transpose", 1, 1, 1, 1,
	 "perm I",
	 BOTH(transpose), F, "at the edges or in a channel shuffle: no layer"},
	{"Unsqueeze", 1, 2, 1, 1, "axes I -12", infer_unsqueeze, eval_copy, C, SHAPE},
	{"Upsample", 1, 2, 1, 1, "mode s, scales F -8", BOTH(resize), F, ALONE},
	{"Where", 3, 3, 1, 1, "", BOTH(where), F, ALONE},
};
#define N_OPS ((int)(sizeof(ops) / sizeof(ops[0])))

const struct onnx_op *op_find(const char *type)
{
	for (int k = 0; k < N_OPS; k++)
		if (!strcmp(ops[k].name, type))
			return &ops[k];
	return NULL;
}

const char *onnx_op_name(int i)
{
	return i < N_OPS ? ops[i].name : NULL;
}

const char *onnx_op_becomes(int i)
{
	return ops[i].becomes;
}

int op_unknown(const struct onnx_graph *g, const struct onnx_node *n, struct err *e)
{
	struct text t = {0};
	int r;

	for (int k = 0; k < N_OPS; k++)
		text_add(&t, "%s%s", k ? " " : "", ops[k].name);
	r = onnx_refuse(g, n, e, "this operator is not supported; supported are: %s", t.s);
	text_free(&t);
	return r;
}
