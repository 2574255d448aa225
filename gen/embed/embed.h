/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMBED_H
#define EMBED_H

#include "base/graph.h"
#include "base/util.h"

/*
 * Embedding: a place for every task on a core of its own so that every stream from task
 * to task lies on one channel, in its direction (an injective homomorphism of the graph
 * of tasks into the graph of cores). Found, or refused with a proof.
 *
 *	tasks      a -> b        cores   0 -> 1      a on 0, b on 1, c on 2
 *	            \   |                 \  |
 *	             -> c                  > 2
 */
struct embed_problem {
	int n_tasks, n_streams;
	char **task;		/* [n_tasks] names, no line breaks */
	int (*stream)[2];	/* [n_streams] from, to; each pair once, ends differ */
	int n_cores, n_channels;
	int (*channel)[2];	/* [n_channels] from, to; each pair once, ends differ;
				 * none at a dead core */
	char *dead;		/* [n_cores] 1: no task may sit there */
	int **at;		/* [n_tasks] the cores where the task may sit, ascending,
				 * or NULL: anywhere */
	int *n_at;		/* [n_tasks] of them; 0 without a list */
};

/* Life. Names and lists are copied. embed_set_at: the task may sit on these cores only,
 * ascending, and only on those of an earlier call. */
struct embed_problem *embed_problem_new(int n_cores);
int embed_add_task(struct embed_problem *p, const char *name);
void embed_add_stream(struct embed_problem *p, int from, int to);
void embed_add_channel(struct embed_problem *p, int from, int to);
void embed_set_at(struct embed_problem *p, int task, const int *core, int n);
void embed_problem_free(struct embed_problem *p);

/* Behind the last stream, channel and dead core: sorts both lists, each pair once,
 * channels at dead cores left out. */
void embed_finish(struct embed_problem *p);

/* Whether a channel leads from core ends[0] to ends[1], behind embed_finish. */
int embed_has_channel(const struct embed_problem *p, const int ends[2]);

/* Of a problem behind embed_finish the tasks task[0..n-1], ascending, the streams between
 * them and the same cores, finished too. The caller frees. */
struct embed_problem *embed_part(const struct embed_problem *p, const int *task, int n);

enum embed_answer { EMBED_YES, EMBED_NO, EMBED_OPEN };

struct embed_result {
	enum embed_answer answer;
	int *place;		/* [n_tasks], YES: the core of each task */
	int *window;		/* [n_window], NO: tasks, ascending, for which there is no
				 * place already without the others */
	int n_window;		/* 0: not asked for */
	int by_count;		/* NO: the window has more tasks than cores to sit on */
	int by_degree;		/* NO, 1 + the task for which no core has enough channels */
	int too_large;		/* NO, a proof was asked for: its formula would have more
				 * clauses than are written */
	struct text cnf, drat;	/* NO, by neither, a proof was asked for: the question of
				 * the window as DIMACS text and its refutation; empty
				 * where the time did not suffice for it */
	const char *engine;	/* which found the answer: "search", "window", "sat", "count" */
	double seconds;		/* until the answer was known, proof not counted */
};

struct embed_options {
	double seconds;		/* until the answer is OPEN; 0: no limit */
	int brief;		/* a look of some thousand choices, the same on every machine;
				 * then the answer is OPEN */
	int window;		/* a refusal comes with a window as small as was found */
	int proof;		/* and with its proof; implies the window */
};

/* Decides. Free with embed_result_free. */
void embed_solve(const struct embed_problem *p, const struct embed_options *o,
		 struct embed_result *r);
void embed_result_free(struct embed_result *r);

/* Whether a certificate can be written: not for a refusal whose proof took too long or
 * is too large. */
int embed_is_shown(const struct embed_result *r);

/* Whether `place` is an embedding: looks at every stream and every core. The problem is
 * finished. */
int embed_is_valid(const struct embed_problem *p, const int *place);

/* certificate.txt (docs/certificates.md); of OPEN the question alone. */
void embed_certificate(const struct embed_problem *p, const struct embed_result *r,
		       struct text *t);

#endif
