/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_CALIB_H
#define QUANT_CALIB_H

#include "float_net.h"

/*
 * What the values of a network are for some images: of each tensor, by channel, how often
 * which size; of each layer with weights the second moments of what its kernel sees, by
 * which the rounding of one weight is made good in the others.
 */
#define CALIB_BINS 512

struct tensor_calib {
	float *top;	/* [c] upper end of the last bin, a power of two; 0: all are 0 */
	float *max;	/* [c] greatest size */
	float lowest;	/* value of all */
	uint32_t (*bin)[CALIB_BINS];	/* [c], values by size, 0..top[c] */
	double *sum;	/* [c] */
	int64_t n;	/* values of a channel */
};

struct layer_calib {
	int taps;	/* of one output channel: k_w * k_h * c_in / groups */
	int64_t n;	/* places taken */
	float *moment;	/* [groups][taps][taps], of input values, upper half; NULL: none */
	double *sum;	/* [groups][taps] */
};

struct calib {
	const struct float_net *f;	/* not owned */
	int n_images;
	struct tensor_calib *tensor;	/* [n_layers + 1] */
	struct tensor_calib *before;	/* [n_layers + 1], in front of functions; n = 0 where
					 * the tensor has none */
	struct layer_calib *layer;	/* [n_layers] */
	uint64_t seed;
	int n_wanted, *wanted, *of;	/* values of the graph, the tensor of each */
};

/* moments: take them, too, for layers that are not larger than the memory for it. */
struct calib *calib_new(const struct float_net *f, int moments);
void calib_free(struct calib *c);

/* Evaluates the graph for one input and counts. 0, or -1 and *e. */
int calib_add(struct calib *c, const struct onnx_tensor *input, struct err *e);

/* Values of tensor t in the order [h][w][c] from the graph's value, `to` of w*h*c. */
void calib_order(const struct float_net *f, int t, const struct onnx_tensor *value,
		 float *to);

/* Values of which least squared error is made by `steps` steps on either side of 0 (one
 * side, where none is negative), with channel c first divided by divide[c] (NULL: 1).
 * The greatest value that is not clipped. */
float calib_range(const struct tensor_calib *t, int c, const float *divide, int steps);

/* The same where the given share of values is not clipped, 0 < share <= 1. */
float calib_percentile(const struct tensor_calib *t, int c, const float *divide,
		       double share);

#endif
