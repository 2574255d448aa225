/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QGRAPHS_H
#define QGRAPHS_H

#include "onnx_file.h"

/* Graphs for the quantiser, of an input x to y. A node in the local file m, by its output. */
#define NODE(type, in, out, attrs) onnx_file_node(&m, type, out, in, out, attrs)

/* A file of an input x of that shape and the weights w, v, one, dw, half, fc, the biases b8 and
 * b5, and the constants of a batch norm over 8 channels. */
struct onnx_file qgraph_begin(const char *dims);
/* Random by the name: offset - size..offset + size. */
void qgraph_weights(struct onnx_file *m, const char *name, const char *dims, double size,
		    double offset);

struct onnx_file qgraph_residual(void);	/* with a batch norm and a Softmax at the end */
struct onnx_file qgraph_nhwc(void);
struct onnx_file qgraph_shuffle(void);	/* groups, depthwise, a shuffle between them */
struct onnx_file qgraph_concat(void);
struct onnx_file qgraph_alone(void);	/* what stands alone behind a sum that two read */
struct onnx_file qgraph_shortcut(void);	/* of CIFAR-10: every second pixel, zeros beside */
struct onnx_file qgraph_functions(void);	/* tables and slopes */
struct onnx_file qgraph_clips(void);
struct onnx_file qgraph_sums(void);	/* of three and five maps */

/* Graphs as onnxruntime's quantiser writes them, of an input x [1, 3, 12, 12] to y. */
struct onnx_file qgraph_operators(void);	/* QOperator: QLinearConv, QLinearAdd, QGemm.. */
struct onnx_file qgraph_dynamic(void);	/* DynamicQuantizeLinear, ConvInteger.. */

/* The scales that the first states, of its first and its last convolution's result. */
#define QGRAPH_FIRST 0.015f
#define QGRAPH_SUM 0.02f

#endif
