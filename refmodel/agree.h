/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AGREE_H
#define AGREE_H

#include <stdint.h>

#include "model/net.h"
#include "model/plan.h"
#include "base/util.h"

/*
 * Whether a plan does what its network means, layer by layer: each stream that
 * carries the output of a layer in the reference model, against the oracle's tensor.
 * Which tasks make which part of a layer's output, the plan says by number. A pooling
 * layer that the task of its only reader takes over, and a concat, have no stream of
 * their own; they are counted, not compared.
 */
struct agree {
	int n_layers;	/* of the network: n_compared and n_inside together */
	int n_compared;
	int n_inside;	/* without a stream of their own */
	int64_t n_all;	/* values of the compared layers */
	int64_t n_values, n_differ;	/* of them made by tasks, and those that differ */
	int first;	/* layer of the first difference, -1: none */
};

/* Whether a plan can be of this network: input and its table, a task or a reader
 * that pools for each layer, outputs of the same shape. 0, or -1 and *e. */
int agree_check(const struct plan *p, const struct net *n, const char *path,
		struct err *e);

/* Runs one image, as ref_image takes it, through both. agree_check has passed. */
void agree_layers(const struct plan *p, const struct net *n, const uint8_t *hwc,
		  struct agree *a);

#endif
