/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMBED_SEARCH_H
#define EMBED_SEARCH_H

#include "space.h"

/* What search.c notes to undo a choice. */
enum trail_kind { TRAIL_PLACE, TRAIL_DOMAIN, TRAIL_TOUCH, TRAIL_UNTOUCH };

struct trail {
	enum trail_kind kind;
	int task, index;
};

struct search {
	const struct space *s;
	int *place;		/* [n] core, -1: none yet */
	int n_placed;
	word_t *free;		/* [w] cores without a task */
	word_t *dom;		/* [n][w] */
	char *changed;		/* [n] domain is smaller than when it last limited others */
	int *touched, *touched_at, n_touched;	/* tasks without a place whose domain was
						 * limited, and where they stand in the list */
	struct trail *trail;
	size_t n_trail, room_trail;
	word_t *saved;		/* domains of the trail */
	size_t n_saved, room_saved;
	word_t *set, *sum;	/* [w] scratch */
};

/* Places a task and follows up. 0: a task has no core left; undo in both cases. */
int search_choose(struct search *x, int task, int core);
void search_undo(struct search *x, size_t mark);

/* What is left of a task's domain, into set[w], and how many. */
int search_left(const struct search *x, int task, word_t *set);

/*
 * An order of tasks in which each is beside one before it where that is possible, and
 * sources come before their readers; and for each length of it the tasks that still have
 * one beside them, or a twin, behind it.
 *
 *	order  a b c d        front of a, b: those of them that c or d read or are read by
 */
struct order {
	int *task;		/* [n] */
	int *front, *first;	/* front of length k: front[first[k]..first[k+1]-1] */
	char *is_led;		/* [n + 1] every task behind is reached from the front by
				 * streams, along their direction */
	int is_joined;		/* the tasks hang together */
};
void order_make(const struct space *s, struct order *o);
void order_free(struct order *o);

/*
 * States that failed: the front's places and the free cores that channels reach from there
 * over free cores, for no task behind the front can sit anywhere else. Equal states have
 * equal futures, so a chain on a strip is decided in time proportional to its length, and
 * it is all one in which order a block's branches took their cores.
 */
struct memo;
struct memo *memo_new(const struct space *s);
void memo_free(struct memo *m);

/* Of the first k tasks of an order, all placed: 0 where the cores that are left within
 * reach are too few. Else *key, and whether it has failed before is memo_failed. */
struct memo_key {
	uint64_t a, b;
};
int memo_state(struct memo *m, const struct order *o, int k, const int *place,
	       struct memo_key *key);
int memo_failed(const struct memo *m, struct memo_key key);
void memo_add(struct memo *m, struct memo_key key);

#endif
