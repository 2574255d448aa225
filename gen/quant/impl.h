/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_IMPL_H
#define QUANT_IMPL_H

#include "quant.h"

/* A network between floats and integers. */
struct work {
	const struct calib *c;
	const struct float_net *f;
	const struct quant_options *o;
	struct quant *q;
	float **divide;	/* that of q */
	struct err *e;
};

/* Ranges, signs and scales of all tensors: q->scale and the tensors' is_signed. */
int scales_find(struct work *w);

/* divide: 1, or what brings channels between two layers to one range. */
void equalise(struct work *w);

/* Weights, constants and geometry of layer l in q->net. */
int integer_layer(struct work *w, int l);

/* Do the readers get the layer's sums as they are, in 32 bits? The last one with weights. */
int is_raw(const struct float_net *f, int l);

#endif
