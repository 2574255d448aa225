/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOWER_IMPL_H
#define LOWER_IMPL_H

#include "lower.h"

/*
 * How the pixels of a tensor come to who reads it: groups of channels, each from the
 * tasks of one block of a layer, and of each group bands of columns, which are the
 * copies of that block. A pixel is the words of its groups one after the other.
 */
struct band {
	int x, w;	/* columns x .. x+w-1 */
	int stream;
};

struct group {
	int c, n;		/* channels c .. c+n-1 */
	int word, n_words;	/* of a pixel */
	int n_bands;
	struct band *band;	/* from left to right, the whole width */
};

struct layout {
	int lanes;	/* channels of a word */
	int n_words;
	int n_groups;
	struct group *group;
};

/* What the hardware must have, each a key of its file. */
enum need_key {
	NEED_ROWS, NEED_COLS, NEED_SOURCES, NEED_ACT, NEED_SKIP, NEED_BITS,
	N_NEEDS
};

/* The largest need of a kind, and the first layer that has it. */
struct need {
	int64_t value;
	const char *layer;
};

/* What lowering knows while it goes from layer to layer. */
struct lowering {
	const struct net *n;
	const struct arch *a;
	struct plan *p;
	const struct lower_how *how;
	struct err *e;
	struct layout *layout;	/* [n_layers + 1], of each tensor */
	int *pool;	/* [n_layers], pooling layer fused into this one, -1 */
	char *fused;	/* [n_layers], 1: a pooling that another layer took */
	struct need *need;	/* [N_NEEDS] */
};

void lower_need(const struct lowering *w, enum need_key key,
		const struct net_layer *l, int64_t value);

/* A layer as it is cut. A block makes some of its channels. Its matrix is cut by rows
 * into parts, each a rectangle of the kernel and words of the input's pixel. */
struct part {
	int kx, ky, k_w, k_h;
	int word, n_words;
};

struct block {
	int c, n;	/* output channels c .. c+n-1 */
	int n_parts;
	struct part *part;
};

struct cut {
	const struct net_layer *l;
	const struct net_layer *window;	/* the layer or its fused pooling */
	const struct net_tensor *in, *out;
	const struct layout *layout;	/* of `in` */
	int bypass;
	enum reduce reduce;
	int n_bands;	/* copies: bands of the output's columns */
	int n_blocks;
	struct block *block;
};

/* Cuts a layer whose input has its layout. */
void lower_cut(const struct lowering *w, int layer, struct cut *c);
void lower_cut_free(struct cut *c);

/* Word of the pixel that has channel c. */
int layout_word(const struct layout *y, int c);

/* Channel in lane `lane` of word `word`, -1: none. */
int layout_channel(const struct layout *y, int word, int lane);

/* A tensor that other tensors are put together to: their groups, shifted. */
void layout_append(struct layout *to, const struct layout *from, int c);
struct group *layout_add(struct layout *to, int c, int n);
void layout_free(struct layout *y);

/* The task's image is columns x .. x+w-1, words word .. word+n_words-1 of a tensor:
 * its sources, and their streams' readers. */
void layout_read(const struct lowering *w, const struct layout *y, int task,
		 int x, int word);

/* A name of a network's file as it stands in a plan: on one line. Returns `name`. */
char *lower_name(char *name);

/* The tasks of a layer, and the layout of what they make. 0, or -1 and *e. */
int lower_tasks(const struct lowering *w, const struct cut *c, struct layout *made);

void lower_dest(struct plan *p, int stream, int task, int role, int source);

#endif
