/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_IMPL_H
#define TIMING_IMPL_H

#include "timing.h"

/*
 * Times are clock edges. A word put into a queue at edge P can be taken at
 * P + fwd or later; a place taken at edge T can be filled at T + back or later.
 *
 *	one register, refilled as it is emptied	depth 1, fwd 1, back 0
 *	imc_fifo				depth 2, fwd 1, back 1
 *	window, pool, vector registers in a row	depth 3, fwd 3, back 0
 *	channel					see timing.c
 */
struct queue {
	int depth, fwd, back;
	int n_takers;		/* a word leaves when all of them have taken it */
	int left;		/* takers that have not taken the head */
	int mask;		/* of the two rings below */
	int64_t n_put, n_gone;
	int64_t latest;		/* take of the head so far */
	int64_t *put, *gone;	/* [mask + 1] edges of the last words */
};

struct taker {
	struct queue *q;
	int64_t n;		/* words taken */
};

/* Carries words from queue to queue; of each `group` only the last. */
struct mover {
	struct taker from;
	struct queue *to;
	int delay;		/* cycles from taken to put */
	int group, at;
};

struct queue *queue_new(int depth, int fwd, int back);
void queue_free(struct queue *q);
struct taker queue_taker(struct queue *q);	/* one more taker */
int mover_run(struct mover *m);			/* words moved */

static inline int taker_ready(const struct taker *t)
{
	return t->q->n_put > t->n && t->q->n_gone == t->n;
}

/* Edge at which the head can be taken; the taker is ready. */
static inline int64_t taker_time(const struct taker *t)
{
	const struct queue *q = t->q;
	int64_t a = q->put[t->n & q->mask] + q->fwd;
	int64_t b = t->n ? q->gone[(t->n - 1) & q->mask] + 1 : a;

	return a > b ? a : b;
}

static inline void taker_take(struct taker *t, int64_t edge)
{
	struct queue *q = t->q;

	t->n++;
	if (edge > q->latest)
		q->latest = edge;
	if (--q->left > 0)
		return;
	q->gone[q->n_gone++ & q->mask] = q->latest;
	q->left = q->n_takers;
}

static inline int queue_room(const struct queue *q)
{
	return q->n_put - q->n_gone < q->depth;
}

/* Edge at which there is room; queue_room. */
static inline int64_t queue_time(const struct queue *q)
{
	return q->n_put < q->depth ? 0 :
	       q->gone[(q->n_put - q->depth) & q->mask] + q->back;
}

static inline void queue_put(struct queue *q, int64_t edge)
{
	q->put[q->n_put++ & q->mask] = edge;
}

/*
 * A core: the processes of imc_core between its three input streams and its
 * output. Pixels and windows are counted over all images.
 */
struct core;

/* The core of a task whose streams come by `in` (NULL where it has none, by
 * role) and leave by `out`. */
struct core *core_new(const struct plan_task *k, int skip_room,
		      int xbar_cycles, int post_cycles,
		      const struct taker in[N_ROLES],
		      struct queue *out);
void core_free(struct core *c);
int core_run(struct core *c);		/* as far as it goes; 0: nowhere */
int core_done(const struct core *c);	/* all windows are out */
void core_usage(const struct core *c, struct timing_task *t);

#endif
