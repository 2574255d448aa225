/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_H
#define TIMING_H

#include <stdint.h>

#include "model/plan.h"

/*
 * Predicts, without arithmetic, in which cycle every word of a plan moves: the machine
 * of docs/rtl.md from cycle to cycle, with the turns that the virtual channels of a
 * channel and the roles of a core take. Images come back to back, input is never late
 * and output always taken: the RTL then takes the same cycles.
 */
enum { TIMING_IMAGES = 4 };

struct timing_task {
	double busy;	/* of the interval, 0..1: crossbar at work, or columns
			 * passing where the crossbar is bypassed */
	int ring_words;	/* most words ever in use of the activation memory */
	int skip_words;	/* most words ever in use of the residual memory */
	/* Of image 0, in cycles from its first word into the fabric: the first word of
	 * activations that the task takes, its first and its last word out. What sees
	 * only padding may be out before that word. */
	int64_t first_in, first_out, last_out;
};

struct timing {
	int64_t interval;	/* cycles from the end of the last image but one to that of
				 * the last one; 0: deadlock, or a single image */
	int64_t latency;	/* cycles from the first word of image 0 in to its last out */
	int stuck;		/* task that waits for ever, -1: none */
	int n_tasks;
	struct timing_task *task;
};

/* TIMING_IMAGES images of a stream of images without end. 0, or -1 where the plan
 * deadlocks (t->interval is 0 then). Fills *t either way; the caller frees with
 * timing_free. */
int timing_predict(const struct plan *p, struct timing *t);

/* A run of so many images, 1 or more, and no others: what a co-simulation measures.
 * Nothing follows the last image, which may so be some cycles faster. */
int timing_images(const struct plan *p, int n_images, struct timing *t);
void timing_free(struct timing *t);

#endif
