/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VERIFY_H
#define VERIFY_H

#include "model/plan.h"

/*
 * `imcfab check`: what a plan promises, checked without the code that made it.
 * First what can be looked up (streams arrive, one stream a virtual channel,
 * volumes agree, memories and crossbars suffice); where that holds, the plan is
 * executed without time, pixel by pixel, for three images back to back.
 *
 * That run is the proof of deadlock freedom: tasks and streams are a network of
 * processes with bounded first-in-first-out queues, whose result does not depend
 * on the order of execution (Kahn 1974; Parks 1995, with bounds as back
 * channels). So one order that reaches the end shows that all do. The run has
 * less room than the hardware: a task holds one finished pixel, routers and
 * links hold nothing, a multicast pixel moves when all its readers have room.
 */
struct report {
	int n_messages;		/* 0: the plan keeps its promises */
	char **message;
	int dilation;		/* hops of the longest route from source to reader */
	int max_streams;	/* on one channel */
	int64_t max_bits;	/* of payload per image on one channel */
	int max_channel;	/* which, -1: no channel is used */
	int executed;		/* whether the plan was run */
	int n_tasks;
	int64_t *skip_bytes;	/* [n_tasks] residual memory each task needs, 0
				 * without a residual; valid where executed */
};

/* Fills *r; returns n_messages. Free with report_free. */
int verify_plan(const struct plan *p, struct report *r);
void report_free(struct report *r);

#endif
