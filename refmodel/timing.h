/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_H
#define TIMING_H

#include <stdint.h>

#include "model/plan.h"

/*
 * Predicts, without arithmetic, when every word of a plan moves: the queues,
 * memories and pipelines of docs/rtl.md as a network of bounded first-in
 * first-out queues, TIMING_IMAGES images back to back, input never late, output
 * always taken. Since no stream ever waits for another one but in a join, each
 * move happens at a time that follows from earlier moves, in whatever order they
 * are worked out. What is left out: virtual channels of a channel take turns, and
 * so do the roles of a core, a flit a cycle; each is timed as if it were alone.
 */
enum { TIMING_IMAGES = 4 };

struct timing_task {
	double busy;	/* of the interval, 0..1: crossbar at work, or columns
			 * passing where the crossbar is bypassed */
	int ring_words;	/* most words ever in use of the activation memory */
	int skip_words;	/* most words ever in use of the residual memory */
};

struct timing {
	int64_t interval;	/* cycles from image to image, the last two; 0: deadlock */
	int64_t latency;	/* cycles from the first word of image 0 in to its last out */
	int stuck;		/* task that waits for ever, -1: none */
	int n_tasks;
	struct timing_task *task;
};

/* 0, or -1 where the plan deadlocks (t->interval is 0 then). Fills *t either
 * way; the caller frees with timing_free. */
int timing_predict(const struct plan *p, struct timing *t);
void timing_free(struct timing *t);

#endif
