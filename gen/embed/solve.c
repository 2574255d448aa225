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

/* A task that no core suits at all, or more tasks than cores: the window, by count. */
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

/* A task with more streams than any core has channels: with the tasks beside it, that is,
 * where it is not for its list of cores. */
static int is_too_wide(const struct embed_problem *p, const struct space *s,
		       struct embed_result *r)
{
	int t = s->no_degree;
	char *in = xcalloc(p->n_tasks + 1, 1);

	if (t >= 0) {
		in[t] = 1;
		for (int i = 0; i < p->n_streams; i++)
			if (p->stream[i][0] == t || p->stream[i][1] == t)
				in[p->stream[i][0]] = in[p->stream[i][1]] = 1;
		r->window = xcalloc(p->n_tasks + 1, sizeof(int));
		for (int i = 0; i < p->n_tasks; i++)
			if (in[i])
				r->window[r->n_window++] = i;
		r->by_degree = 1 + t;
	}
	free(in);
	return t >= 0;
}

static int short_searches(const struct space *s, double deadline, struct embed_result *r)
{
	for (int i = 0; i < 3 && r->answer == EMBED_OPEN; i++) {
		struct search_options o = {.nodes = FIRST_NODES, .reversed = i == 1,
					   .narrow = i == 2, .deadline = deadline};

		r->answer = search_run(s, &o, r->place);
	}
	return r->answer != EMBED_OPEN;
}

static int look_around(const struct embed_problem *p, int64_t nodes, int64_t all,
		       double deadline, struct embed_result *r)
{
	free(r->window);
	window_find(p, nodes, all, deadline, &r->window, &r->n_window);
	if (!r->n_window)
		return 0;
	r->engine = "window";
	r->answer = EMBED_NO;
	return 1;
}

static void long_searches(const struct embed_problem *p, const struct space *s,
			  const struct embed_options *o, double deadline,
			  struct embed_result *r)
{
	struct sat *t = sat_new(s);
	struct search_options so = {.deadline = deadline};
	uint64_t seed = o->seed ? o->seed : 1;

	for (int64_t times = 1; r->answer == EMBED_OPEN; times *= 2) {
		if (t) {
			r->engine = "sat";
			r->answer = sat_run(t, (int)min64(FIRST_CONFLICTS * times, INT32_MAX),
					    deadline, r->place);
		}
		if (r->answer == EMBED_OPEN) {
			r->engine = "search";
			so.nodes = FIRST_NODES * times;
			so.reversed = seed & 1;
			so.narrow = seed >> 1 & 1;
			so.seed = seed++;
			r->answer = search_run(s, &so, r->place);
		}
		if (deadline > 0 && now_seconds() > deadline)
			break;
		if (r->answer == EMBED_OPEN)
			look_around(p, WINDOW_NODES * 2 * times, 0, deadline, r);
	}
	sat_free(t);
}

static void decide(const struct embed_problem *p, const struct embed_options *o,
		   double deadline, struct embed_result *r)
{
	struct space *s;

	r->engine = "count";
	if (is_too_many(p, r)) {
		r->answer = EMBED_NO;
		return;
	}
	s = space_new(p);
	if (is_too_wide(p, s, r)) {
		r->answer = EMBED_NO;
		space_free(s);
		return;
	}
	r->engine = "search";
	if (!short_searches(s, deadline, r) &&
	    !look_around(p, o->brief ? BRIEF_NODES : WINDOW_NODES, o->brief ? BRIEF_ALL : 0,
			 deadline, r) && !o->brief)
		long_searches(p, s, o, deadline, r);
	space_free(s);
}

/* The window of a refusal that is known, as small as it gets. */
static void find_window(const struct embed_problem *p, int brief, double deadline,
			struct embed_result *r)
{
	if (!r->n_window) {
		free(r->window);
		window_find(p, brief ? BRIEF_NODES : WINDOW_NODES, brief ? BRIEF_ALL : 0,
			    deadline, &r->window, &r->n_window);
	}
	if (!r->n_window) {
		free(r->window);
		r->n_window = p->n_tasks;
		r->window = xcalloc(p->n_tasks + 1, sizeof(int));
		for (int t = 0; t < p->n_tasks; t++)
			r->window[t] = t;
		if (brief)
			return;
	}
	window_shrink(p, deadline, r->window, &r->n_window);
}

static void prove(const struct embed_problem *p, double deadline, struct embed_result *r)
{
	struct embed_problem *q;

	q = embed_part(p, r->window, r->n_window);
	embed_finish(q);
	sat_refute(q, deadline, &r->cnf, &r->drat);
	embed_problem_free(q);
}

void embed_solve(const struct embed_problem *p, const struct embed_options *o,
		 struct embed_result *r)
{
	double start = now_seconds();
	double deadline = o->seconds > 0 ? start + o->seconds : 0;

	*r = (struct embed_result){.answer = EMBED_OPEN};
	r->place = xcalloc(p->n_tasks + 1, sizeof(int));
	decide(p, o, deadline, r);
	r->seconds = now_seconds() - start;
	if (r->answer != EMBED_NO || r->by_count || r->by_degree)
		return;
	deadline = now_seconds() + max64((int64_t)o->seconds, PROOF_SECONDS);
	find_window(p, o->brief, deadline, r);
	if (o->proof)
		prove(p, deadline, r);
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
		int found = 0;

		for (k = 0; !found && k < p->n_channels; k++)
			found = p->channel[k][0] == place[p->stream[i][0]] &&
				p->channel[k][1] == place[p->stream[i][1]];
		good = found;
	}
	free(used);
	return good;
}
