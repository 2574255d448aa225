/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_H
#define QUANT_H

#include "calib.h"
#include "float_net.h"
#include "model/net.h"

/*
 * From a network in floats, and what its values were for some images, to one in integers
 * (docs/onnx.md): real = scale * integer everywhere, without zero points.
 */
struct quant_options {
	int weight_bits;	/* 2..8 */
	int edge_bits;		/* of the first and the last layer with weights */
	double share;		/* of values that are not clipped; 0: least squared error */
	int equalise;		/* channels between layers are brought to one range */
	int nearest;		/* weights each by itself, without moments */
	int correct;		/* biases make good the mean error of rounded weights */
};

struct quant {
	struct net *net;
	float *scale;	/* [n_layers + 1] of each tensor; of a raw result that of all
			 * its channels */
	float **divide;	/* [n_layers + 1][c]: channel c is scale * divide[c] * integer */
};

/* NULL and *e: a layer's function that no layer of integers does. The input's values are
 * image bytes v that the graph is given as gain[c] * v + offset[c] ([c], NULL: v - 128 are
 * the input's integers). */
struct quant *quant_make(const struct calib *c, const struct quant_options *o,
			 const float *gain, const float *offset, struct err *e);
void quant_free(struct quant *q);

#endif
