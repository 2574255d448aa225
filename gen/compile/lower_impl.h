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

/* Columns x .. x+w-1 and words word .. word+n_words-1 of a tensor. */
struct rect {
	int x, w;
	int word, n_words;
};

/* Makes *all, which has w 0 at first, large enough for `r` too. */
void rect_add(struct rect *all, const struct rect *r);

/* How a rectangle of a tensor comes: pieces that cover it, each from a stream that brings
 * more, or just that. */
struct piece {
	struct rect at;		/* of the tensor */
	struct rect of;		/* what the stream brings of it */
	int stream;
};

struct view {
	int tensor;
	int n;
	struct piece *piece;
};

/* Tasks that put pieces together, for readers of the same rectangle. */
struct gathered {
	int n;
	struct {
		int tensor;
		struct rect at;
		int stream;
	} *one;
};

/* What the hardware must have, each a key of its file. */
enum need_key {
	NEED_ROWS, NEED_COLS, NEED_SOURCES, NEED_ACT, NEED_SKIP, NEED_BITS,
	NEED_TABLE, NEED_LEAK,
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
	char *leaves;	/* [n_layers], 1: its output leaves the fabric, so it has no copies */
	struct need *need;	/* [N_NEEDS] */
	struct gathered *gathered;
	int fold;	/* pixels of the network's input in a word, 1: one begins each */
	struct net_tensor input;	/* of so many pixels packed to one */
};

void lower_need(const struct lowering *w, enum need_key key,
		const struct net_layer *l, int64_t value);

/* A layer as it is cut. A block makes some of its channels. Its matrix is cut by rows
 * into parts, each a rectangle of the kernel, in taps, and words of the input's pixel. */
struct part {
	int kx, ky, k_w, k_h;
	int word, n_words;
};

struct block {
	int c, n;	/* output channels c .. c+n-1 */
	int n_parts;
	struct part *part;
};

/* A layer whose window makes several pixels of the output, with a copy of the weights for
 * each, in columns of its own; it has one block. */
struct folded {
	struct net_layer layer;	/* weights, bias, mult, shift and leak_mult are its own */
	struct net_tensor out;
};

struct cut {
	int layer;
	const struct net_layer *l;
	const struct net_layer *window;	/* the layer or its fused pooling */
	const struct net_tensor *in, *out;
	const struct layout *layout;	/* of `in` */
	int bypass;
	enum reduce reduce;
	int made;		/* pixels of the layer's output in one of `out` */
	struct folded *folded;	/* what l and out are then, NULL: the network's */
	int stride_x, stride_y;	/* of windows, pixels */
	int n_bands;	/* copies: bands of the output's columns */
	int max_words;	/* most rows of a part, in words; of a vector without a product */
	int max_cols;	/* most columns of a block */
	int one_source;	/* 1: the input is put together for each part, so that a mean over
			 * the whole map is summed as it comes */
	int64_t room;	/* most words of activation memory of a part, about; 0: any */
	int n_blocks;
	struct block *block;
};

/* Cuts a layer whose input has its layout. */
void lower_cut(const struct lowering *w, int layer, struct cut *c);
void lower_cut_free(struct cut *c);

/*
 * Pixels of fewer bytes than half a word come packed, n to a word, where all readers of
 * the network's input are convolutions that can take them so (n = 4, stride 2, a kernel of
 * 7 with a margin of 3; a window makes two pixels, A and B, from three words of a row):
 *
 *	pixel	 . . . . | 0 1 2 3 | 4 5 6 7
 *	A, B	  A A A A A A A
 *		      B B B B B B B
 *
 * The number, at most as fits a word and with which no reader takes more crossbars; 1:
 * pixels are not packed.
 */
int lower_fold(const struct net *n, const struct arch *a);

/* Puts the layer in *c into the form in which it reads packed pixels or makes several
 * pixels of its output a window, if it does: c->folded. */
void lower_fold_layer(const struct lowering *w, struct cut *c);
void lower_folded_free(struct folded *f);

/* The blocks and parts of a layer, by the limits that *c has. */
void lower_cut_blocks(const struct lowering *w, struct cut *c);

/* Cuts a layer further where a window or a residual does not fit into the memory of
 * a core: into more bands, blocks or parts, as few cores in all as there can be. A layer
 * that does not fit then either stays as it is. */
void lower_fit(const struct lowering *w, int layer, struct cut *c);

/* One copy of a block: columns of windows out_x .. out_x+out_w-1 of c->out, which make
 * columns x .. x+n_pixels-1 of the layer's output. */
struct place {
	const struct lowering *w;
	const struct cut *c;
	const struct block *b;
	int out_x, out_w;
	int x, n_pixels;
};

/* Where band `band` of a block is. */
struct place lower_place(const struct lowering *w, const struct cut *c,
			 const struct block *b, int band);

/* Whether the windows of some band see no column of the input, between the taps of a
 * kernel with holes; never where there is one band. */
int lower_is_blind(const struct lowering *w, const struct cut *c);

/* The columns of the input that a part of the kernel spans, from *x on, and where these
 * are too few for the walk of its windows, more; 0 where its taps lie on no pixel. */
int window_columns(const struct place *at, const struct part *q, int *x);

/* The image that a part's task reads, of the input, and its window; all but its sources
 * and its memory. */
struct rect window_shape(const struct place *at, const struct part *q,
			 struct plan_task *k);

/* Pixels of activation memory that a part's task needs, where its sources are known; words
 * of one pixel where it keeps sums. */
int64_t window_pixels(const struct place *at, const struct part *q,
		      const struct plan_task *k);

/* A residual as it comes to a block's copy: which stream, and where it joins. */
struct residual {
	int stream;	/* -1: none */
	int w, h, words, stride;
	int first, channels;	/* columns of the block */
};

/* Channels *c0 .. *c1-1 of the residual join a block; 0: none do. */
int skip_channels(const struct place *at, int *c0, int *c1);

/* Whether a stream brings just these channels and the copy's columns; sets what *r says
 * of it. */
int skip_stream(const struct place *at, int c0, int c1, struct residual *r);

/* Whether they stand in whole words, so that a task can put them together. */
int skip_is_whole(const struct place *at, int c0, int c1);

/* Pixels of the residual that wait while the path through the layers catches up:
 * an output needs `rows` rows and `cols` columns more of the residual's tensor
 * than its own place. -1 where that path does not come from there. */
int64_t skip_pixels(const struct place *at);

/* The residual of a block's copy, put together by a task where no stream brings it. 0,
 * or -1 and *e. */
int lower_skip(const struct place *at, struct residual *r);

/* The pieces of a rectangle, as its tensor comes. Free with view_free. */
void view_of(const struct lowering *w, int tensor, const struct rect *at,
	     struct view *v);

/* How many of them a rectangle has. */
int view_sources(const struct view *v, const struct rect *at);

/* Where these are more than act.sources: tasks that put pieces together, as long as that is
 * possible. */
void view_gather(const struct place *p, struct view *v, const struct rect *at);

/* As far as one source, where that is possible. */
void view_join(const struct place *p, struct view *v, const struct rect *at);

/* The task's image is a rectangle of the view: its sources, and their streams' readers. */
void view_read(const struct lowering *w, const struct view *v,
	       const struct rect *at, int task);
void view_free(struct view *v);

/* A rectangle of a tensor, put together by a task without a product: one column and row
 * of `stride`, out_w x out_h of them; `cols` elements of its words. `suffix` names it. */
struct gathering {
	int tensor;
	struct rect at;
	int cols;
	int stride, out_w, out_h;
	const char *suffix;
};

/* Its stream. */
int lower_gather(const struct place *at, const struct gathering *g,
		 const struct view *v);

/* Word of the pixel that has channel c. */
int layout_word(const struct layout *y, int c);

/* Channel in lane `lane` of word `word`, -1: none. */
int layout_channel(const struct layout *y, int word, int lane);

/* A tensor that other tensors are put together to: their groups, shifted. */
void layout_append(struct layout *to, const struct layout *from, int c);
struct group *layout_add(struct layout *to, int c, int n);
void layout_free(struct layout *y);

/* A name of a network's file as it stands in a plan: on one line. Returns `name`. */
char *lower_name(char *name);

/* The tasks of a layer, and the layout of what they make. 0, or -1 and *e. */
int lower_tasks(const struct lowering *w, const struct cut *c, struct layout *made);

void lower_dest(struct plan *p, int stream, int task, int role, int source);

#endif
