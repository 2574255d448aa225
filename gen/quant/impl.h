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
	float *clamped;	/* [n_layers + 1] scale of a layer's results before a table; that of
			 * the tensor where there is none */
	char *has_table;	/* [n_layers + 1] */
	struct err *e;
};

/* Ranges, signs and scales of all tensors: q->scale and the tensors' is_signed. */
int scales_find(struct work *w);

/* divide: 1, or what brings channels between two layers to one range. */
void equalise(struct work *w);

/* How the function of layer l is done: by the clamp of bytes, a shift, a multiplier of negative
 * sums, or a table. Not by a table: shift_of_leak's shift, or 0. */
int leak_shift_of(const struct float_layer *l);
int is_leak_mult(const struct float_layer *l);

/* Weights, constants and geometry of layer l in q->net. */
int integer_layer(struct work *w, int l);

/* Do the readers get the layer's sums as they are, in 32 bits? The last one with weights. */
int is_raw(const struct float_net *f, int l);

#endif
