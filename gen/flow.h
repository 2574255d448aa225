/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FLOW_H
#define FLOW_H

#include <stdint.h>

#include "util.h"

/*
 * What placement and routing need to know of a network: tasks, one a core, and
 * the streams between them with their volumes. Made from a plan (flow_plan.h) or
 * from the shapes of a network alone (layers.h); holds neither.
 */
#define FLOW_EDGE (-1)	/* as source the fabric's input, as reader its output */

struct flow_task {
	char *name;
	int64_t cycles;	/* busy an image where no stream makes it wait */
	double fill;	/* 0..1: share of its activations that come before its first output */
};

struct flow_stream {
	char *name;	/* of its source, for messages */
	int src;	/* task or FLOW_EDGE */
	int n_dests;
	int *dest;	/* [n_dests] tasks or FLOW_EDGE */
	int64_t words;	/* an image, 32 bits each */
};

struct flow {
	char *net;	/* name of the network */
	int64_t macs;	/* an image, as the network is drawn */
	int n_tasks, n_streams;
	struct flow_task *task;
	struct flow_stream *stream;	/* sources come before their readers; at most
					 * one stream has src FLOW_EDGE */
};

/* Life. The builder functions copy their strings. */
struct flow *flow_new(const char *net);
int flow_add_task(struct flow *f, const char *name, int64_t cycles, double fill);
int flow_add_stream(struct flow *f, const char *name, int src, int64_t words);
void flow_add_dest(struct flow *f, int stream, int task);
void flow_free(struct flow *f);

/* Cycles between images in steady state: the slowest task, or the words on the
 * most loaded channel at one a cycle. */
int64_t flow_interval(const struct flow *f, int64_t most_words);

/* Estimate of the cycles from the first input word to the last output word:
 * each task starts when `fill` of its input has come, and ends no earlier than
 * its inputs and its own work allow; `hops` is dilation as a whole, cycles a hop. */
int64_t flow_latency(const struct flow *f);

#endif
