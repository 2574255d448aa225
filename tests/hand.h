/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HAND_H
#define HAND_H

#include "model/plan.h"

/*
 * Plans built by hand for the tests of the reference model: no network, no
 * mapping, one hop from a stream's source to each of its destinations. Weights
 * and constants come from a seeded generator. Free with plan_free.
 */

/* A plan without tasks for images of w x h pixels of c bytes; lossless
 * converters, 10 cycles a product, ample memories. */
struct plan *hand_plan(int w, int h, int c);

/* Appends a task that reads `stream` with a k x k window, and its own stream.
 * Returns the task; fields may be changed before the next call. */
int hand_conv(struct plan *p, int stream, int k, int stride, int pad, int cols,
	      uint64_t *seed);

/* A reduction of the window with the crossbar bypassed; bytes, mult 1. */
int hand_pool(struct plan *p, int stream, int k, int stride, int pad,
	      enum reduce reduce);

/* Bytes become raw words, one a column. */
void hand_raw(struct plan *p, int task);

/* Random leak_mult; a random table, whose values have that sign. */
void hand_leak(struct plan *p, int task, uint64_t *seed);
void hand_table(struct plan *p, int task, int is_signed, uint64_t *seed);

/* One more source of its activations; the shape of the stream is filled in. */
void hand_source(struct plan *p, int stream, int task, struct plan_source s);

void hand_psum(struct plan *p, int stream, int task);
void hand_skip(struct plan *p, int stream, int task, int stride, int first,
	       uint64_t *seed);
void hand_output(struct plan *p, int stream);

/* An image of random bytes, the caller frees. */
uint8_t *hand_image(const struct plan *p, uint64_t *seed);

#endif
