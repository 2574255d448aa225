/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FLOW_H
#define FLOW_H

#include <stdint.h>

#include "base/util.h"

/*
 * What placement and routing need to know of a network: tasks, one a core, and
 * the streams between them with their volumes. Made from a plan (flow_plan.h) or
 * from the shapes of a network alone (layers.h); holds neither.
 */
#define FLOW_EDGE (-1)	/* as source the fabric's input, as reader its output */

struct flow_task {
	char *name;
	int64_t cycles;	/* busy per image where no stream makes it wait */
	double fill;	/* 0..1: share of its activations that come before its first output */
	double rest;	/* 0..1: share of its outputs that wait for the last of them */
	int64_t delay;	/* cycles from the end of a window to its output's last word */
};

struct flow_stream {
	char *name;	/* of its source, for messages */
	int src;	/* task or FLOW_EDGE */
	int n_dests;
	int *dest;	/* [n_dests] tasks or FLOW_EDGE */
	char *joins;	/* [n_dests] 1: read an output pixel at a time (partial sums,
			 * a residual), 0: through the window */
	int64_t words;	/* an image, of link.bits each, or as flow_wide makes them */
};

struct flow {
	char *net;	/* name of the network */
	int64_t macs;	/* an image, as the network is drawn */
	int n_tasks, n_streams;
	struct flow_task *task;
	struct flow_stream *stream;	/* sources come before their readers; at most
					 * one stream has src FLOW_EDGE, of flow_unicast
					 * several */
};

/* Life. The builder functions copy their strings. */
struct flow *flow_new(const char *net);
int flow_add_task(struct flow *f, const char *name, int64_t cycles, double fill);
int flow_add_stream(struct flow *f, const char *name, int src, int64_t words);
void flow_add_dest(struct flow *f, int stream, int task);
void flow_add_join(struct flow *f, int stream, int task);	/* joins = 1 */

/* Output pixel (y,x) sees input pixels (y*stride_y - pad_y + 0..k_h-1, ..); where taps
 * are not neighbours, k_w and k_h are what they span. Sets fill and rest of a task by
 * it. */
struct flow_window {
	int in_w, in_h, out_w, out_h;
	int k_w, k_h, stride_x, stride_y, pad_x, pad_y;
};
void flow_set_window(struct flow *f, int task, const struct flow_window *w);
void flow_free(struct flow *f);

/* The same with a stream for every reader, as of a fabric that cannot let channels share
 * a word: streams stand where the one stood. The caller frees. */
struct flow *flow_unicast(const struct flow *f);

/* The same on channels and ports of so many words a cycle: what a stream carries in an image is put
 * together to words as wide. Tasks stay as they are. The caller frees. */
struct flow *flow_wide(const struct flow *f, int n_words);

/* Most words an image that go through one port at one a cycle: out of a task or the
 * fabric's input, or into a task or the fabric's output. */
int64_t flow_port_words(const struct flow *f);

/* Cycles between images in steady state: the slowest task, or the words on the
 * most loaded channel or port at one a cycle. */
int64_t flow_interval(const struct flow *f, int64_t max_words);

/* Estimate of the cycles from the first input word to the last output word where
 * nothing waits for channels: a task starts when `fill` of its activations has
 * come and ends no earlier than its own work, `rest` of it behind the last of its
 * activations, and its partial sums and residual allow. docs/results.md has its
 * error. */
int64_t flow_latency(const struct flow *f);

#endif
