/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_H
#define LOAD_H

#include "map.h"

/* What a mapped flow does to the channels of a topology. */
struct load {
	int n_channels;
	int64_t *words;		/* [n_channels] an image */
	int *streams;		/* [n_channels] */
	int n_used;		/* channels with a stream */
	int max_channel;	/* with most words, -1: none is used */
	int64_t max_words;
	double mean_words;	/* over all channels of the topology */
	int max_streams;	/* on one channel: virtual channels needed */
	int dilation;		/* hops of the longest route from source to reader, 0.. */
	int64_t hops;		/* channels in all trees */
	int64_t word_hops;	/* words x channels */
	int64_t word_pitches;	/* words x tile pitches of wire */
	int64_t wire;		/* tile pitches of all channels of the topology */
	int longest;		/* longest channel, tile pitches */
};

void load_measure(const struct flow *f, const struct topo *t, const struct map *m,
		  struct load *l);
void load_free(struct load *l);

/*
 * What no mapping of this flow on this topology can beat, whatever the placement:
 * hops: a stream with k readers on other cores needs k channels. word_hops: the same
 * by words. max_words: the largest of (all word_hops over all channels), (words into
 * or out of one task over the largest degree), and cuts. Placement of input and output
 * is given, and so is what is dead. Each is a true lower bound; the text of load_bound.c proves it.
 */
struct bound {
	int64_t hops, word_hops, max_words;
	int dilation;	/* 1, or 2 where some task has more neighbours than any node
			 * has channels, or a triangle of streams meets a topology without one */
};

void bound_of(const struct flow *f, const struct topo *t, int in, int out,
	      struct bound *b);

#endif
