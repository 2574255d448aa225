/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LAYERS_H
#define LAYERS_H

#include "model/arch.h"
#include "model/flow.h"
#include "base/util.h"

/*
 * A network as shapes only: layers and who reads whom, no weights. Enough to
 * compare topologies. Read from graphs that others publish (docs/formats.md).
 */
enum layer_op {
	LAYER_CONV,	/* convolution, grouped and depthwise included */
	LAYER_DENSE,
	LAYER_POOL,	/* maximum, average or global */
	LAYER_ADD,	/* element by element, two or more inputs */
	LAYER_CONCAT,	/* channels one behind the other */
	LAYER_MUL,	/* of two maps, or of a map and a factor a channel */
};

struct layer {
	char *name;
	enum layer_op op;
	int n_inputs;
	int *input;	/* [n_inputs] earlier layer, -1: the network's input */
	int k_w, k_h, groups;	/* dense, global: the kernel is the whole map */
	int stride_x, stride_y, dilation_x, dilation_y;	/* as in net.h */
	int pad_x, pad_y;	/* zero pixels left and above */
	int c_in;	/* channels of one input pixel (all inputs of a concat together) */
	int in_w, in_h;
	int c_out, out_w, out_h;
};

struct layers {
	char *name;
	int in_w, in_h, in_c;
	int n_layers;
	struct layer *layer;	/* in an order in which inputs come first */
	/* Activation functions, normalisation, dropout, flattening and copies are
	 * folded into the layer before them and do not appear. One layer,
	 * the network's output, has no reader; several where nodes were cut off. */
	int n_cut;	/* nodes of the file that were: what begins with the next, and what
			 * reads it */
	char *cut;	/* "permute (Permute)", NULL: nothing */
};

/* Reads by contents: a node list in JSON (json.c), an ncnn parameter text (ncnn.c), a
 * table of layers (table.c), or an ONNX file by its ending. `input` is the size of the
 * input where the file leaves it open, "3x224x224", else NULL. NULL and *e naming line,
 * layer and what is not supported. */
struct layers *layers_read(const char *path, const char *input, struct err *e);

/* "cut at permute (Permute): 5 nodes are left out" where nodes are, else nothing. */
void layers_say_cut(const struct layers *l, struct text *t);

void layers_free(struct layers *l);

/* Shapes of a network of integers; a layer with a residual becomes two, itself
 * and "NAME+". The sides of such an addition may differ in size. */
struct net;
struct layers *layers_net(const struct net *n);

int64_t layers_macs(const struct layers *l);	/* multiply-accumulates per image */
int64_t layers_weights(const struct layers *l);

enum layers_cut {
	LAYERS_CUT_LAYER,	/* one task a layer, whatever its size */
	LAYERS_CUT_TILE,	/* rows and columns of each layer over crossbars of `a`:
				 * partial sums in a chain, readers take every column part */
};

/* The streams of the network on cores of hardware `a` (its topology is not
 * looked at). NULL and *e on refusal. */
struct flow *layers_flow(const struct layers *l, const struct arch *a,
			 enum layers_cut cut, struct err *e);

/* The same where the caller says what has a core of its own. */
enum layers_core {
	LAYERS_CORE_CONCAT = 1,	/* a concatenation has; else its readers read all its inputs */
	LAYERS_CORE_ADD = 2,	/* an addition has; else the core does it that makes the
				 * later of its inputs, where that is read by it alone */
};
struct flow *layers_flow_cores(const struct layers *l, const struct arch *a,
			       enum layers_cut cut, int cores, struct err *e);

#endif
