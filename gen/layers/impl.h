/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LAYERS_IMPL_H
#define LAYERS_IMPL_H

#include "layers.h"

/*
 * A network as a reader found it: nodes that read and make values by name, in
 * the order of the file. layers_build turns it into layers: puts sources before
 * their readers, computes every shape and holds it against the stated one.
 */
enum node_kind {
	NODE_INPUT,	/* the network's input; its shape is the stated one */
	NODE_KEEP,	/* folded away: element by element, or a copy */
	NODE_FLAT,	/* folded away: the map becomes one long vector */
	NODE_VIEW,	/* folded away: a part of the map, or with zeros beside it; the stated
			 * shape is what is read */
	NODE_PAD,	/* folded away: zeros beside the map, as many as the pads say */
	NODE_STRETCH,	/* folded away: the map with every pixel stride times, or with
			 * zeros between them, or of the stated shape */
	NODE_CUT,	/* where the network ends: it and all that reads it are left out */
	NODE_LAYER,
};

#define NODES_MAX 10000

struct node {
	char *name;
	int line;	/* of the file, 0 where it has none */
	enum node_kind kind;
	int n_reads, n_makes;
	char **reads, **makes;	/* names of values */

	/* NODE_LAYER. Of `layer` the reader sets op and, where there is a
	 * kernel, k_w, k_h, strides, dilations, groups, pad_x, pad_y, c_out. */
	struct layer layer;
	int pad_right, pad_below;
	int is_global;		/* pooling over the whole map */
	int to_w, to_h;		/* NODE_STRETCH: the size, 0: by the strides */
	int gaps;		/* NODE_STRETCH: zeros between the pixels, none behind the last */
	int rounds_up;		/* pooling: a window that leaves the map counts */
	int64_t c_in;		/* stated; 0: not */
	int64_t n_weights;	/* stated; 0: not */

	/* Shape as the file states it. */
	int n_dims;	/* 0: not stated, 1: w*h*c values in c, 3: w, h, c */
	int64_t w, h, c;
};

struct nodes {
	const char *path;
	const char *input;	/* of layers_read */
	int in_c, in_h, in_w;	/* what it says, 0: nothing */
	int n_nodes;
	struct node *node;
};

struct node *nodes_add(struct nodes *g, const char *name, int line);
void node_reads(struct node *n, const char *value);
void node_makes(struct node *n, const char *value);
void nodes_free(struct nodes *g);

/* source[n_nodes] gets of each node those that it reads, the caller's to free; order[n_nodes]
 * sources before their readers, else as in the file. 0, or -1 and *e. */
int nodes_order(const struct nodes *g, int **source, int *order, struct err *e);

/* Largest sizes that readers accept. */
#define NODE_KERNEL_MAX 1024
#define NODE_SIDE_MAX 65536
#define NODE_DENSE_MAX (1 << 20)

struct layers *layers_build(const struct nodes *g, const char *name,
			    struct err *e);

/* The readers. `text` is the whole file. 0, or -1 and *e. */
int layers_json(const char *text, struct nodes *g, struct err *e);
int layers_ncnn(const char *text, struct nodes *g, struct err *e);
int layers_is_table(const char *text);
int layers_table(const char *text, struct nodes *g, struct err *e);
int layers_onnx(const char *path, struct nodes *g, struct err *e);	/* reads the file */

/* Appends a layer, all but name and op still zero, its window of one pixel. */
struct layer *layers_add(struct layers *l, const char *name, enum layer_op op);
void layer_reads(struct layer *l, int input);

#endif
