/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMBED_SPACE_H
#define EMBED_SPACE_H

#include "embed.h"

/* A set of cores: bit c % 64 of word c / 64. */
typedef uint64_t word_t;

static inline int set_has(const word_t *s, int c)
{
	return s[c / 64] >> (c % 64) & 1;
}

static inline void set_put(word_t *s, int c)
{
	s[c / 64] |= (word_t)1 << (c % 64);
}

static inline void set_drop(word_t *s, int c)
{
	s[c / 64] &= ~((word_t)1 << (c % 64));
}

/*
 * A problem as the engines use it: sets of cores, and lists of who is beside whom. `dom`
 * is what degrees and the tasks next to a task leave of the cores for it; it may be
 * empty, and then there is no embedding.
 */
struct space {
	int n, m, w;		/* tasks, cores, words of a set */
	word_t *out, *in;	/* [m][w] cores behind, before a core */
	word_t *dom;		/* [n][w] */
	word_t *live;		/* [w] cores where any task may sit */
	int (*near_words)[2];	/* [m] the words of out and in of a core, from, to, behind
				 * which all are 0: few, where numbers go along the strip */
	int *succ, *first_succ;	/* tasks that read task t: succ[first_succ[t]..first_succ[t+1]-1] */
	int *pred, *first_pred;
	int *twins;		/* [n] rings of tasks that can change places: with the same sources,
				 * readers and cores, they or the chains that they begin */
	int no_degree;		/* a task for whose streams no core has channels, -1: none */
	int is_empty;		/* some task has no core left */
};

struct space *space_new(const struct embed_problem *p);
void space_free(struct space *s);

static inline word_t *space_out(const struct space *s, int core)
{
	return s->out + (size_t)core * s->w;
}

static inline word_t *space_in(const struct space *s, int core)
{
	return s->in + (size_t)core * s->w;
}

/* The cores behind a core, or before it. */
static inline const word_t *space_near(const struct space *s, int core, int before)
{
	return before ? space_in(s, core) : space_out(s, core);
}

/* The tasks that read a task, or that it reads: *n of them. */
static inline const int *space_tasks(const struct space *s, int task, int before, int *n)
{
	const int *first = before ? s->first_pred : s->first_succ;

	*n = first[task + 1] - first[task];
	return (before ? s->pred : s->succ) + first[task];
}

static inline word_t *space_dom(const struct space *s, int task)
{
	return s->dom + (size_t)task * s->w;
}

static inline int set_count(const word_t *s, int w)
{
	int n = 0;

	for (int i = 0; i < w; i++)
		n += __builtin_popcountll(s[i]);
	return n;
}

/* The cores behind (before) any core of a set, into sum[w]. */
void space_beside(const struct space *s, const word_t *from, int before, word_t *sum);

/* The engines. Each fills place[n] where its answer is YES. */

struct search_options {
	int64_t nodes;		/* choices until it gives up, 0: no limit */
	int reversed;		/* from the readers to the sources */
	int narrow;		/* the task with the fewest cores left comes next, not the
				 * next of one order; then no states are remembered */
	uint64_t seed;		/* of ties between cores; 0: the lowest number */
	double deadline;	/* of now_seconds(), 0: none */
	int64_t *used;		/* choices are added to it, or NULL */
};

/* Task by task in one order, each state of the tasks that are still to meet others
 * remembered once it has failed (search.c). */
enum embed_answer search_run(const struct space *s, const struct search_options *o,
			     int *place);

/* By CaDiCaL (sat.c). A solver keeps what it has learnt between calls. NULL where the
 * question is too large to write down. */
struct sat;
struct sat *sat_new(const struct space *s);
enum embed_answer sat_run(struct sat *s, int conflicts, double deadline, int *place);
void sat_free(struct sat *s);

/* Whether the formula below has at most some millions of clauses, so that it can be written. */
int sat_fits(const struct embed_problem *p);

/* The question of a whole problem as DIMACS text in the order of docs/certificates.md,
 * and its refutation; 0 where the deadline came first, there is none, or it does not
 * fit. */
int sat_refute(const struct embed_problem *p, double deadline, struct text *cnf,
	       struct text *drat);

/* A few tasks that have no place already (window.c): looks at the surroundings of each
 * task, at most `nodes` choices at one and `all` together (0: no limit); n_window 0 where
 * none is seen to fail. `shrink`: leaves out tasks of a window that is known to fail as
 * long as it does. */
#define WINDOW_NODES 20000
void window_find(const struct embed_problem *p, const struct space *s, int64_t nodes,
		 int64_t all, double deadline, int **window, int *n_window);
void window_shrink(const struct embed_problem *p, double deadline, int *window,
		   int *n_window);

#endif
