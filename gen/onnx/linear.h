/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_LINEAR_H
#define ONNX_LINEAR_H

#include "impl.h"

/*
 * Operators of quantised graphs in the form of onnxruntime's QOperator: each is a plain
 * operator between DequantizeLinear of its inputs and QuantizeLinear of its output. Integers
 * come as value, scale and zero point, one behind the other.
 */
struct linear {
	const char *name, *plain;
	int first, n;	/* input of the first value; how many values, 0: all to the end */
	int y;		/* input with the scale of the output, its zero point behind */
	int bias;	/* input with sums of int32, in the product of both scales; -1: none */
};

const struct linear *linear_find(const char *type);	/* NULL: it is none of them */
int linear_count(const struct linear *l, int n_in);	/* values of a node of n_in inputs */

/* Axis of the weights' scales, where there is one for each output channel. */
int linear_axis(const struct linear *l, const struct onnx_node *n);

#endif
