/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_OPS_H
#define ONNX_OPS_H

#include "impl.h"

/* The functions in the rows of ops.c: shape and values of each operator, and what
 * several of them use. */
#define OP_FUNCTIONS(name) \
	int infer_##name(struct onnx_job *j); \
	int eval_##name(struct onnx_job *j)

int infer_constant(struct onnx_job *j);
int infer_constant_of_shape(struct onnx_job *j);
int infer_shape(struct onnx_job *j);
int infer_size(struct onnx_job *j);
int infer_reshape(struct onnx_job *j);
int infer_flatten(struct onnx_job *j);
int infer_squeeze(struct onnx_job *j);
int infer_unsqueeze(struct onnx_job *j);
int infer_same(struct onnx_job *j);
int infer_dropout(struct onnx_job *j);
int eval_copy(struct onnx_job *j);
OP_FUNCTIONS(arg_max);
OP_FUNCTIONS(batch_norm);
OP_FUNCTIONS(binary);
OP_FUNCTIONS(cast);
OP_FUNCTIONS(clip);
OP_FUNCTIONS(concat);
OP_FUNCTIONS(conv);
OP_FUNCTIONS(depth_to_space);
OP_FUNCTIONS(dequantize);
OP_FUNCTIONS(dynamic);
OP_FUNCTIONS(expand);
OP_FUNCTIONS(gather);
OP_FUNCTIONS(gemm);
OP_FUNCTIONS(global_pool);
OP_FUNCTIONS(integer);
OP_FUNCTIONS(linear);
OP_FUNCTIONS(lrn);
OP_FUNCTIONS(matmul);
OP_FUNCTIONS(pad);
OP_FUNCTIONS(pool);
OP_FUNCTIONS(qlinear_conv);
OP_FUNCTIONS(qlinear_matmul);
OP_FUNCTIONS(quantize);
OP_FUNCTIONS(reduce_mean);
OP_FUNCTIONS(resize);
OP_FUNCTIONS(slice);
OP_FUNCTIONS(softmax);
OP_FUNCTIONS(split);
OP_FUNCTIONS(transpose);
OP_FUNCTIONS(unary);
OP_FUNCTIONS(where);

/* round(v) + zero, ties to even, saturated. */
int64_t quantised(double v, int64_t zero, enum elem elem);

/* (x - zero) * scale, each one for all or one a place of the axis; NULL: 0, and 1. Without a
 * scale exact for 8 bits as long as sums stay below 2^24, and rounded as others do beyond. The
 * caller clears. */
struct onnx_tensor real_values(const struct onnx_tensor *x, const struct onnx_tensor *zero,
			       const struct onnx_tensor *scale, int axis);

/* Windows of a convolution, its weights held against its input. */
int conv_window(struct onnx_job *j, const struct onnx_tensor *x,
		const struct onnx_tensor *weight, const struct onnx_tensor *bias,
		struct onnx_window *w);

/* Products of stacks of matrices; y is zeroed. */
int matmul_infer(struct onnx_job *j, int k, const struct onnx_tensor *a,
		 const struct onnx_tensor *b, enum elem elem);
void matmul_eval(struct onnx_job *j, const struct onnx_tensor *a,
		 const struct onnx_tensor *b, float *y);

#endif
