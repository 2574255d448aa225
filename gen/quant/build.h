/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_BUILD_H
#define QUANT_BUILD_H

#include "float_net.h"

/*
 * From nodes to layers. Every value of the graph that is made at run time is a view of a
 * tensor; a node either makes a layer, changes the last layer of a tensor that nobody
 * else reads, or makes another view.
 */
struct seen {
	int is_there;
	struct view v;
	int alone;	/* nobody but this chain of nodes reads what the layer makes */
	int gate;	/* made by a Sigmoid whose product with this value, less 1, is a swish;
			 * 0: not */
	int is_outside;	/* made behind the network's result */
};

struct build {
	const struct onnx_graph *g;
	const struct float_options *o;
	struct float_net *f;
	const struct onnx_node *n;	/* at hand */
	struct seen *seen;	/* [n_values] */
	int *readers;	/* [n_values] nodes at run time, and the graph's output */
	struct err *e;
};

#define REFUSE(b, ...) onnx_refuse((b)->g, (b)->n, (b)->e, __VA_ARGS__)

const struct onnx_value *build_value(const struct build *b, int k);	/* input k, or NULL */
const struct onnx_tensor *build_out(const struct build *b);	/* shape of output 0 */
int build_is_runtime(const struct build *b, int k);	/* is input k made per image? */

/* Input k as a view, and as a map of channels; refused where it is none. The caller
 * frees m->channel. */
const struct view *build_view(const struct build *b, int k);
int build_map(struct build *b, int k, struct view_map *m);

/* Values of a constant input, written out, [t->n]; refused where the file has none. The
 * caller frees. */
float *build_constant(struct build *b, int k, int64_t *n);

/* A constant input stretched to the shape of the output, one number a channel of the view's
 * map; refused where it is not one a channel. [c] of the map, the caller's. */
float *build_channels(struct build *b, int k, const struct view *v);

/* The layer that made a map, if what comes behind may become part of it; else NULL. */
struct float_layer *build_last(const struct build *b, int k);

/* A new layer with its tensor, w x h x c, the graph's output 0 of the node at hand. */
struct float_layer *build_layer(struct build *b, enum net_op op, int w, int h, int c);

/* Output 0 is a view of the layer just made, as the file's array of that shape. */
int build_makes(struct build *b);

/* Output 0 is this view of what input k is; the last layer's tensor is it now, if nobody
 * else reads it and its values have changed. */
void build_passes(struct build *b, int k, const struct view *v, int changed);

/* Families of nodes: 0, or -1 and *e. */
int build_conv(struct build *b);
int build_dense(struct build *b);
int build_pool(struct build *b);
int build_sum(struct build *b);
int build_concat(struct build *b);
int build_affine(struct build *b);	/* with constants; batch normalisation */
int build_act(struct build *b);
int build_move(struct build *b);	/* views */
int build_quant(struct build *b);	/* QuantizeLinear, DequantizeLinear */

/* A layer without weights, output = gain * input + offset; NULL: 1, 0. */
int build_alone(struct build *b, int k, const float *gain, const float *offset);

/* output = gain * input + offset, one each a channel of the map, [c], both the caller's. */
int build_gain(struct build *b, int k, const float *gain, const float *offset);
/* slope: of ACT_LEAK, [c] of the map; it is the layer's then, or freed. */
int build_function(struct build *b, int k, struct act act, float *slope);

/* A swish of two nodes: its gate, and its product. 1: done, 0: it is none, -1 and *e. */
int build_gate(struct build *b);
int build_swish(struct build *b);

#endif
