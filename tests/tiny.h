/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TINY_H
#define TINY_H

#include "model/arch.h"
#include "model/net.h"
#include "topo/topo.h"

/*
 * Small networks and hardware built by hand for the tests of the compiler.
 * Weights and constants are patterns of their indices. Layers return the tensor
 * that they make; the sides of a map are ceil(side / stride), "same" padding.
 */
struct net *tiny_net(int w, int h, int c);
int tiny_conv(struct net *n, int input, int k, int stride, int c_out);
/* k x k, stride k, no padding */
int tiny_pool(struct net *n, int input, enum net_op op, int k);
int tiny_add(struct net *n, int input, int skip);
/* Joins `skip` into the last layer, from channel `first` on. */
void tiny_skip(struct net *n, int skip, int stride, int first);
/* The window of the last layer, a convolution or pooling: the sides of its output
 * follow, its weights are a new pattern. */
void tiny_window(struct net *n, int k_w, int k_h, int stride, int pad_x, int pad_y);
/* The strides and dilations of the last layer, a convolution or pooling of odd kernel:
 * "same" padding. */
void tiny_steps(struct net *n, int stride_x, int stride_y, int dilation_x,
		int dilation_y);
/* The last layer, a convolution, in groups; its weights are a new pattern. */
void tiny_groups(struct net *n, int groups);
/* The last layer, a pooling, requantises: channel c by mult + c, all by shift. */
void tiny_scale(struct net *n, int mult, int shift, int is_signed);
int tiny_concat(struct net *n, int n_inputs, const int *inputs);
void tiny_leak(struct net *n, int leak_shift);	/* of the last layer, signed then */
/* The last layer: column c takes mult * (c % 5 - 1) / 4 of negative sums; looks results,
 * clamped to a sign, up in a table of values of another. */
void tiny_leak_mult(struct net *n);
void tiny_table(struct net *n, int clamp_signed, int is_signed);
void tiny_raw(struct net *n);	/* the last layer gives 32 bits */

/* conv1, block a (a1, a2), strided block b (b1, b2), mean of 4x4 and dense:
 * 8x8 images of 3 channels, 8 then 16 channels, 10 results. */
struct net *tiny_resnet(void);

/* Random bytes for the input of `n`, by pixel and channel; the caller frees them. */
uint8_t *tiny_image(const struct net *n, uint64_t *seed);

/* 144 x 64 crossbars, 1 KiB memories, 2 virtual channels on `topology`; `set`
 * is one override "key=value" or NULL. */
struct arch *tiny_arch(const char *topology, const char *set);

/* The topology of an expression; asserts that there is one. */
struct topo *tiny_topo(const char *expr);

#endif
