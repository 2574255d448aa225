/* SPDX-License-Identifier: Apache-2.0 */
#include "space.h"

#include <stdlib.h>
#include <string.h>

/*
 * What decides, in this order, so that easy questions take no longer than looking at
 * them: tasks against cores; a short search from either end; the surroundings of each
 * task; then CaDiCaL and searches by turns, each time longer, until one knows or the time
 * is over.
 */
#define FIRST_NODES 4000
#define FIRST_CONFLICTS 4000
#define BRIEF_NODES 1000	/* for the surroundings of a task */
#define BRIEF_ALL 50000		/* for those of all */
#define PROOF_SECONDS 120	/* for window and proof, where there is no limit */

/* More tasks than cores. */
static int is_too_many(const struct embed_problem *p, struct embed_result *r)
{
	int n_live = 0;

	for (int c = 0; c < p->n_cores; c++)
		n_live += !p->dead[c];
	if (p->n_tasks <= n_live)
		return 0;
	r->n_window = n_live + 1;
	r->window = xcalloc(r->n_window, sizeof(int));
	for (int i = 0; i < r->n_window; i++)
		r->window[i] = i;
	r->by_count = 1;
	return 1;
}

/* A task with more streams than any core that it may take has channels: the window is it
 * and the tasks beside it. */
static int is_too_wide(const struct embed_problem *p, const struct space *s,
		       struct embed_result *r)
{
	int t = s->no_degree;
	char *in;

	if (t < 0)
		return 0;
	in = xcalloc(p->n_tasks + 1, 1);
	in[t] = 1;
	for (int i = 0; i < p->n_streams; i++)
		if (p->stream[i][0] == t || p->stream[i][1] == t)
			in[p->stream[i][0]] = in[p->stream[i][1]] = 1;
	r->window = xcalloc(p->n_tasks + 1, sizeof(int));
	for (int i = 0; i < p->n_tasks; i++)
		if (in[i])
			r->window[r->n_window++] = i;
	r->by_degree = 1 + t;
	free(in);
	return 1;
}

static int short_searches(const struct space *s, double deadline, struct embed_result *r)
{
	for (int i = 0; i < 3 && r->answer == EMBED_OPEN; i++) {
		struct search_options o = {.nodes = max64(FIRST_NODES, (int64_t)s->n * 4),
					   .reversed = i == 1, .narrow = i == 2,
					   .deadline = deadline};

		r->answer = search_run(s, &o, r->place);
	}
	return r->answer != EMBED_OPEN;
}

/* A question on its way: `s` is `p` for the engines. */
struct question {
	const struct embed_problem *p;
	const struct embed_options *o;
	struct space *s;
	double deadline;
	struct embed_result *r;
};

static void look_around(struct question *q, int64_t nodes, int64_t all)
{
	free(q->r->window);
	window_find(q->p, q->s, nodes, all, q->deadline, &q->r->window, &q->r->n_window);
}

/* The first look at the surroundings of all tasks. */
static void look_first(struct question *q)
{
	if (q->o->brief)
		look_around(q, BRIEF_NODES, BRIEF_ALL);
	else
		look_around(q, WINDOW_NODES, 0);
}

static int is_refused_by_window(struct embed_result *r)
{
	if (r->n_window) {
		r->engine = "window";
		r->answer = EMBED_NO;
	}
	return r->n_window > 0;
}

static void long_searches(struct question *q)
{
	struct embed_result *r = q->r;
	struct sat *t = sat_new(q->s);
	struct search_options so = {.deadline = q->deadline};
	uint64_t seed = 1;

	for (int64_t times = 1; r->answer == EMBED_OPEN; times *= 2) {
		if (t) {
			r->engine = "sat";
			r->answer = sat_run(t, (int)min64(FIRST_CONFLICTS * times, INT32_MAX),
					    q->deadline, r->place);
		}
		if (r->answer == EMBED_OPEN) {
			r->engine = "search";
			so.nodes = FIRST_NODES * times;
			so.reversed = seed & 1;
			so.narrow = seed >> 1 & 1;
			so.seed = seed++;
			r->answer = search_run(q->s, &so, r->place);
		}
		if (q->deadline > 0 && now_seconds() > q->deadline)
			break;
		if (r->answer == EMBED_OPEN) {
			look_around(q, WINDOW_NODES * 2 * times, 0);
			is_refused_by_window(r);
		}
	}
	sat_free(t);
}

static void decide(struct question *q)
{
	struct embed_result *r = q->r;

	r->engine = "count";
	if (is_too_many(q->p, r) || is_too_wide(q->p, q->s, r)) {
		r->answer = EMBED_NO;
		return;
	}
	r->engine = "search";
	if (short_searches(q->s, q->deadline, r))
		return;
	look_first(q);
	if (!is_refused_by_window(r) && !q->o->brief)
		long_searches(q);
}

/* The window of a refusal that is known, as small as it gets; at least all tasks. */
static void find_window(struct question *q)
{
	struct embed_result *r = q->r;

	if (!r->n_window)
		look_first(q);
	if (!r->n_window) {
		r->n_window = q->p->n_tasks;	/* there is room for all */
		for (int t = 0; t < r->n_window; t++)
			r->window[t] = t;
		if (q->o->brief)
			return;
	}
	window_shrink(q->p, q->deadline, r->window, &r->n_window);
}

static void prove(struct question *q)
{
	struct embed_problem *part = embed_part(q->p, q->r->window, q->r->n_window);

	q->r->too_large = !sat_fits(part);
	sat_refute(part, q->deadline, &q->r->cnf, &q->r->drat);
	embed_problem_free(part);
}

void embed_solve(const struct embed_problem *p, const struct embed_options *o,
		 struct embed_result *r)
{
	double start = now_seconds();
	struct question q = {
		.p = p, .o = o, .r = r, .deadline = o->seconds > 0 ? start + o->seconds : 0,
	};

	*r = (struct embed_result){.answer = EMBED_OPEN};
	r->place = xcalloc(p->n_tasks + 1, sizeof(int));
	q.s = space_new(p);
	decide(&q);
	r->seconds = now_seconds() - start;
	if (r->answer == EMBED_NO && !r->by_count && !r->by_degree) {
		if (!o->brief)
			q.deadline = now_seconds() +
				max64((int64_t)o->seconds, PROOF_SECONDS);
		if (o->window || o->proof)
			find_window(&q);
		if (o->proof)
			prove(&q);
	}
	space_free(q.s);
}

int embed_is_shown(const struct embed_result *r)
{
	return r->answer != EMBED_NO || r->by_count || r->by_degree || r->cnf.n;
}

void embed_result_free(struct embed_result *r)
{
	free(r->place);
	free(r->window);
	text_free(&r->cnf);
	text_free(&r->drat);
}

int embed_is_valid(const struct embed_problem *p, const int *place)
{
	char *used = xcalloc(p->n_cores + 1, 1);
	int good = 1, i, k;

	for (i = 0; good && i < p->n_tasks; i++) {
		int at = !p->at[i];

		good = place[i] >= 0 && place[i] < p->n_cores && !used[place[i]] &&
		       !p->dead[place[i]];
		for (k = 0; k < p->n_at[i]; k++)
			at |= p->at[i][k] == place[i];
		good = good && at;
		if (good)
			used[place[i]] = 1;
	}
	for (i = 0; good && i < p->n_streams; i++) {
		int ends[2] = {place[p->stream[i][0]], place[p->stream[i][1]]};

		good = embed_has_channel(p, ends);
	}
	free(used);
	return good;
}
