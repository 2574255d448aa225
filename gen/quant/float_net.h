/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FLOAT_NET_H
#define FLOAT_NET_H

#include "base/util.h"
#include "model/net.h"
#include "onnx/onnx.h"
#include "view.h"

/*
 * A graph as the layers that cores do, in floats: normalisation, additions of constants,
 * activations and residuals belong to the layer that makes the map, what only moves
 * values is a view of it. As in struct net layer l makes tensor l + 1 and tensor 0 is
 * the network's input. Each tensor is a value of the graph, so that what it is for an
 * image comes from the float evaluation of the graph itself.
 */
enum act_kind {
	ACT_NONE,
	ACT_CLIP,	/* to lo..hi; Relu: 0..infinite */
	ACT_LEAK,	/* negative values by a slope, one for all or one a channel */
	ACT_SIGMOID,	/* 1 / (1 + exp(-x)); from here on: a table */
	ACT_TANH,
	ACT_HARD,	/* alpha * x + beta, clipped to 0..1: HardSigmoid */
};

struct act {
	enum act_kind kind;
	float lo, hi;
	float alpha, beta;
	int by_x;	/* the function times x: a swish */
	int n_slopes;	/* ACT_LEAK: channels of float_layer.slope; alpha is NAN where they
			 * differ */
	int node;	/* of the graph */
};

/* The function at x, for all kinds but those with a slope a channel. */
float act_value(const struct act *a, float x);

struct float_tensor {
	char *name;
	int w, h, c;
	int value;	/* of the graph */
	int before;	/* the value in front of the layer's function, -1: none, or a clip */
	struct view view;	/* how it lies in that value */
	/* Stated by QuantizeLinear: real = scale * (q - zero), q in lo..hi; scale 0: not. */
	float scale;
	int zero, lo, hi;
};

struct float_layer {
	char *name;
	enum net_op op;
	int input, skip;	/* tensors; skip -1: none */
	int n_inputs, *inputs;	/* NET_CONCAT */
	int k_w, k_h, stride_x, stride_y, dilation_x, dilation_y;
	int pad_x, pad_y;	/* left and above */
	int groups, c_in;
	float *weight;	/* NET_CONV: [c_out][k_h][k_w][c_in / groups] */
	float *bias;	/* [c_out], of NET_CONV and NET_ADD; else NULL */
	float *gain;	/* NET_ADD with skip == input: output = gain * input + bias */
	float *scale;	/* [c_out], stated for the weights by DequantizeLinear, or NULL */
	int is_mean;	/* a weighted sum that stands for a mean */
	struct act act;
	float *slope;	/* ACT_LEAK: [c_out] */
	int node;	/* of the graph, that began it */
};

struct float_net {
	const struct onnx_graph *graph;	/* not owned */
	char *name;
	int n_layers;
	struct float_layer *layer;
	struct float_tensor *tensor;	/* [n_layers + 1] */
	/* An affine function of the input that the graph begins with: real values of
	 * tensor 0 are in_gain[c] * x + in_offset[c]. [c]. */
	float *in_gain, *in_offset;
	struct view in_view;	/* how the graph's input lies in tensor 0 */
	struct text outside;	/* nodes behind the fabric's output, by name */
};

struct float_options {
	/* A mean is a weighted sum in the reduction of windows, exact, where its kernel
	 * has at most so many taps, and so many for all channels together; 0: a pooling of
	 * 8 bits, as it also is where it is the network's result. */
	int max_mean_taps;
	int64_t max_mean_weights;
	int count_pads;	/* means count the zeros of their pads, whatever the file says */
	int drop_lrn;	/* leave LRN away */
	int reverse;	/* the file's channels of the input are in reverse order: BGR */
};

/* NULL and *e: node by number, operator and name, and what is not supported. The graph
 * must outlive it. */
struct float_net *float_net_read(const struct onnx_graph *g,
				 const struct float_options *o, struct err *e);
void float_net_free(struct float_net *f);

/* Gives random weights (He's variance, seeded) to a graph whose file has none. Returns
 * how many arrays got some. */
int float_seed_weights(struct onnx_graph *g, uint64_t seed);

#endif
