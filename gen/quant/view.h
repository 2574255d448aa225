/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_VIEW_H
#define QUANT_VIEW_H

#include "onnx/tensor.h"

/*
 * How an array of a graph lies in a map that a fabric makes: [h][w][c], channels together.
 * Each dimension of the array is a product of factors, each a number of steps of one
 * stride; so transposes, reshapes, channel shuffles and every k-th row are views of one
 * map, and whoever reads them takes its weights in that order.
 *
 *	map of 4 x 4 pixels, 8 channels, as [1, 8, 4, 4]: {}, {8 of 1}, {4 of 32}, {4 of 8}
 *	two groups shuffled, [1, 4, 2, ..]: {}, {4 of 1}, {2 of 4}, then as [1, 8, ..]:
 *	{}, {4 of 1, 2 of 4}, {4 of 32}, {4 of 8}
 */
#define VIEW_FACTORS 8

struct view_dim {
	int n;
	int64_t size[VIEW_FACTORS], stride[VIEW_FACTORS];	/* the first varies slowest */
};

struct view {
	int map;	/* tensor of struct float_net */
	int64_t offset;	/* of the array's first value */
	int n_dims;
	struct view_dim dim[ONNX_MAX_DIMS];
	int pad[4];	/* zeros beside it for a convolution: left, right, above, below */
	int c_first, c_all;	/* channels of zeros beside it: the array's first channel
				 * is c_first of c_all; 0: none */
};

/* A map as [1, c, h, w]; with n_dims 2 as [1, c], of 1 x 1 pixels. */
struct view view_of_map(int map, int w, int h, int c, int n_dims);

int64_t view_size(const struct view *v, int dim);

/* 0, or -1 where this view cannot be written so: then as it was. */
int view_transpose(struct view *v, const int64_t *perm);
int view_reshape(struct view *v, int n_dims, const int64_t *dim);

/* Every step-th place of a dimension from `first` on, n of them. 0, or -1. */
int view_slice(struct view *v, int dim, int64_t first, int64_t step, int64_t n);

/* Places in the map of all values, in the array's order; the caller frees. *n: how many. */
int64_t *view_places(const struct view *v, int64_t *n);

/* The view as channels of a w x h map of c channels; 0, or -1 where it is none. */
struct view_map {
	int n;		/* channels seen */
	int *channel;	/* [n], of the map; owned */
	int is_whole;	/* all channels in their order */
	int step_x, step_y;	/* every so many pixels and rows */
	int w, h;
};
int view_as_map(const struct view *v, int w, int h, int c, struct view_map *m);

#endif
