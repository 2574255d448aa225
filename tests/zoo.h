/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ZOO_H
#define ZOO_H

#include "model/net.h"

/*
 * Small networks of the kinds that are published, for tests of what maps, runs and
 * compares networks. A seed decides channel counts, weights, constants and the
 * sign of the input; a size, 1..ZOO_SIZE_MAX, how many pixels and channels there
 * are (1 is for co-simulation). Every network passes net_check, and its
 * activations neither vanish nor saturate for images of random bytes.
 */
#define ZOO_SIZE_MAX 3

struct zoo_row {
	const char *name;
	struct net *(*build)(uint64_t seed, int size);	/* the caller frees */
};

/*
 * vgg		3x3 layers of 66..300 outputs, maxima, two dense layers
 * googlenet	concats of 1x1, 3x3, 5x5 and pooling branches, and of poolings that
 *		requantise; channel counts of any remainder by four
 * mobilenet	depthwise 3x3 and 1x1, stride 2, a residual around them
 * resnet	7x7 stem of stride 2, 3x3 maximum of stride 2, residuals through
 *		1x1 projections and of fewer channels
 * overlap	residuals that overlap, an addition; a map of odd sides
 * lenet	28 x 28 x 1, 5x5 with and without padding, leaks
 * odd		30 x 17 x 3, kernels that are not square, groups, odd channel counts
 * deeplab	dilations, in both ways or one, depthwise and pooling too; strides that
 *		are not equal; a concat of several rates
 * tables	tables behind every kind of layer, multipliers of negative sums
 */
#define N_ZOO 9
extern const struct zoo_row zoo[N_ZOO];

/* What a network has of what the kinds are there for; numbers of layers, but the
 * first. */
struct zoo_features {
	int columns;		/* most outputs of a layer with weights */
	int concats, inputs;	/* inputs: of all concats together */
	int depthwise, groups;	/* groups of several channels */
	int scaled;		/* poolings that requantise */
	int skips, overlaps;	/* overlaps: residuals that begin in another's span */
	int projections;	/* residuals from a 1x1 layer of stride 2 */
	int stems;		/* poolings of stride 2 on a first layer of stride 2 */
	int tables, leak_mults;
	int uneven, dilations;	/* strides that are not equal; kernels with holes */
	int leaks, strides, odd_channels, not_square, padded_pools;
	int odd_maps;		/* results of odd sides, more than a pixel */
};
struct zoo_features zoo_features(const struct net *n);

#endif
