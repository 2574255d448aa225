/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QGRAPHS_H
#define QGRAPHS_H

#include "onnx_file.h"

/* Graphs as onnxruntime's quantiser writes them, of an input x [1, 3, 12, 12] to y. */
struct onnx_file qgraph_operators(void);	/* QOperator: QLinearConv, QLinearAdd, QGemm.. */
struct onnx_file qgraph_dynamic(void);	/* DynamicQuantizeLinear, ConvInteger.. */

/* The scales that the first states, of its first and its last convolution's result. */
#define QGRAPH_FIRST 0.015f
#define QGRAPH_SUM 0.02f

#endif
