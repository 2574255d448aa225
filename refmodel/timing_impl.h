/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TIMING_IMPL_H
#define TIMING_IMPL_H

#include "timing.h"

/*
 * A machine in time order. A place is a tile, that is a router with its core, or the
 * feeder or the collector. Whatever goes from place to place takes two cycles or
 * more, so that the order in which the places of a cycle are visited changes nothing;
 * inside a place all is decided on the state before the cycle. A place that changed
 * is visited again in the next cycle; one that did not is left alone until something
 * arrives or a time of its own is over.
 */
#define NEVER INT64_MAX

/* The cycles to come in which a place is to be visited. */
enum { SLOTS = 256 };

struct calendar {
	int64_t now;
	int n_words;		/* of 64 places, a cycle */
	int n_due;		/* bits that are set */
	uint64_t *due;		/* [SLOTS][n_words]; owned */
};

void calendar_init(struct calendar *c, int n_places);
void calendar_free(struct calendar *c);

/* The next place to be visited, which is taken off; moves `now` on. -1: none. */
int calendar_next(struct calendar *c);

/* Not before the next cycle. One that is too far for the calendar comes early: the
 * place then finds nothing to do and asks again. */
static inline void calendar_wake(struct calendar *c, int place, int64_t cycle)
{
	uint64_t bit = (uint64_t)1 << place % 64, *word;

	if (cycle == NEVER)
		return;
	if (cycle > c->now + SLOTS - 1)
		cycle = c->now + SLOTS - 1;
	word = &c->due[cycle % SLOTS * c->n_words + place / 64];
	c->n_due += !(*word & bit);
	*word |= bit;
}

/*
 * A queue of flits at the end of a channel, or the output register of a core. A flit
 * put in cycle T can be taken in cycle T + fwd or later; a place of which a flit went
 * in cycle T can be filled in cycle T + back or later. A flit goes when all entries of
 * the router's table that name the queue have taken it.
 */
struct queue {
	int depth, fwd, back;
	int from, to;		/* places that put and take */
	int *n_flits;		/* in all queues of the place that takes */
	int n_entries;		/* that name it */
	int left;		/* of them, who have not taken the head */
	int mask;		/* of the two rings below */
	int64_t n_put, n_gone;
	int64_t *put, *gone;	/* [mask + 1] cycles of the last flits; owned */
};

struct queue *queue_new(int depth, int fwd, int back, int from, int to,
			int *n_flits);
void queue_free(struct queue *q);

/* First cycle from which there is room; NEVER: it takes another flit to go. */
static inline int64_t queue_room(const struct queue *q)
{
	int64_t n = q->n_put - q->depth;

	return n < 0 ? 0 : n < q->n_gone ? q->gone[n & q->mask] + q->back : NEVER;
}

/* First cycle in which the head can be taken; NEVER: none is under way. */
static inline int64_t queue_head(const struct queue *q)
{
	return q->n_put == q->n_gone ? NEVER :
	       q->put[q->n_gone & q->mask] + q->fwd;
}

static inline void queue_put(struct queue *q, struct calendar *c)
{
	q->put[q->n_put++ & q->mask] = c->now;
	++*q->n_flits;
	calendar_wake(c, q->to, c->now + q->fwd);
}

/* One of the entries takes the head. */
static inline void queue_take(struct queue *q, struct calendar *c)
{
	if (--q->left)
		return;
	q->left = q->n_entries;
	q->gone[q->n_gone++ & q->mask] = c->now;
	--*q->n_flits;
	if (q->n_put - q->n_gone >= q->depth - 1 && q->back)
		calendar_wake(c, q->from, c->now + q->back);
}

/* A core: imc_core between the roles of its router and its output register. */
struct core;

/* `out` is filled from start on, the cycle in which the core's reset is over. */
struct core *core_new(const struct plan *p, int task, int64_t start,
		      struct queue *out);
void core_free(struct core *c);

/* Whether the core takes a word of a role in this cycle. */
int core_ready(const struct core *c, const struct plan_dest *d);

/* A cycle in which a word of *d came, none where d is NULL. 1: something changed; else
 * *next is the cycle in which something will without a word from outside. */
int core_cycle(struct core *c, const struct plan_dest *d, struct calendar *now,
	       int64_t *next);
int64_t core_windows(const struct core *c);	/* that are out */
void core_usage(const struct core *c, int64_t start, struct timing_task *t);

/*
 * A router: of each port, which is an output channel or the bus to the core, the
 * entries of the table that are in use, and whose turn it is.
 */
struct entry {
	struct queue *from;
	int64_t n_taken;	/* flits, of `from` */
	int number;		/* among those who take turns: virtual channel, role */
	struct queue *to;	/* of a channel; NULL: the core */
	const struct plan_dest *dest;	/* of the core */
};

struct port {
	int turn, next;		/* number; in this cycle, in the next */
	struct entry *winner;	/* takes its flit in this cycle, or NULL */
	int n_entries;
	struct entry *entry;	/* by number; owned */
};

struct router {
	int n_flits;		/* in its queues or on the way there */
	int n_ports;
	struct port *port;	/* owned */
	struct core *core;	/* NULL: none; owned */
};

/* A new port; its index. */
int router_port(struct router *r);
void router_entry(struct router *r, int port, const struct entry *e);
void router_free(struct router *r);

/* As core_cycle, with the core. */
int router_cycle(struct router *r, struct calendar *now, int64_t *next);

#endif
