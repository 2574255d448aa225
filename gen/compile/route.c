/* SPDX-License-Identifier: Apache-2.0 */
#include "route_impl.h"

#include <stdlib.h>
#include <string.h>

#include "model/arch.h"

#define MAX_ROUNDS 100
#define MAX_IDLE_ROUNDS 3	/* without gain: a legal result is kept */
#define MAX_VAIN_ROUNDS 20	/* without gain: no legal result is to be had */
#define MAX_VAIN_CAPPED 8	/* as above, under a cap */
#define EVERY_ALL 5	/* rounds; those between leave alone who is not overused */
#define MAX_CAPS 8	/* loads of the most loaded channel that are tried */

/* How good a result is; compared in this order. */
struct score {
	int64_t overuse;	/* streams without a virtual channel, then words over
				 * the cap in thousandths of it */
	int64_t word_hops;
	int n_hops;
	int64_t max_load;
};

static struct score score_trees(struct search *s, const struct route_job *job,
			  const struct route_tree *t, int n_jobs)
{
	struct score r = {0, 0, 0, 0};
	int64_t over;
	int i;

	for (i = 0; i < s->g->n_edges; i++) {
		over = 0;
		if (s->use[i] > s->n_vcs)
			over += 1000 * (int64_t)(s->use[i] - s->n_vcs);
		if (s->cap && s->load[i] > s->cap)
			over += (s->load[i] - s->cap) * 1000 / s->cap + 1;
		s->history[i] += over > 0;
		r.overuse += over;
		if (s->load[i] > r.max_load)
			r.max_load = s->load[i];
	}
	for (i = 0; i < n_jobs; i++) {
		r.n_hops += t[i].n_hops;
		r.word_hops += t[i].n_hops * job[i].load;
	}
	return r;
}

static int better(struct score a, struct score b)
{
	if (a.overuse != b.overuse)
		return a.overuse < b.overuse;
	if (a.word_hops != b.word_hops)
		return a.word_hops < b.word_hops;
	if (a.n_hops != b.n_hops)
		return a.n_hops < b.n_hops;
	return a.max_load < b.max_load;
}

static void copy_tree(struct route_tree *to, const struct route_tree *t,
		      int n_targets)
{
	size_t n = t->n_hops * sizeof(int);

	to->n_hops = t->n_hops;
	to->channel = xrealloc(to->channel, n);
	to->from = xrealloc(to->from, n);
	if (n) {
		memcpy(to->channel, t->channel, n);
		memcpy(to->from, t->from, n);
	}
	memcpy(to->target, t->target, n_targets * sizeof(int));
}

/* Whether a tree has a channel that is overused. */
static int is_over(const struct search *s, const struct route_tree *t)
{
	int i, c;

	for (i = 0; i < t->n_hops; i++) {
		c = t->channel[i];
		if (s->use[c] > s->n_vcs || (s->cap && s->load[c] > s->cap))
			return 1;
	}
	return 0;
}

/* Makes trees anew, each with the others in place: all of them, or those that have
 * an overused channel. */
static int one_round(struct search *s, const struct route_job *job, int n_jobs,
		     struct route_tree *t, int all, struct err *e)
{
	int i;

	for (i = 0; i < n_jobs; i++) {
		if (!all && !is_over(s, &t[i]))
			continue;
		route_count(s, &job[i], &t[i], -1);
		if (route_grow(s, &job[i], &t[i], e) < 0)
			return -1;
		route_count(s, &job[i], &t[i], 1);
	}
	return 0;
}

/* Rounds until nothing gets better; the best is left in tree[]. */
static int negotiate(struct search *s, const struct route_job *job,
		     int n_jobs, struct route_tree *work,
		     struct route_tree *tree, struct score *best,
		     struct err *e)
{
	struct score now = {0, 0, 0, 0};
	int i, all, idle = 0;

	best->overuse = -1;
	memset(s->history, 0, s->g->n_edges * sizeof(*s->history));
	for (s->round = 0; s->round < MAX_ROUNDS; s->round++) {
		all = !now.overuse || s->round % EVERY_ALL == 0;
		if (one_round(s, job, n_jobs, work, all, e) < 0)
			return -1;
		now = score_trees(s, job, work, n_jobs);
		s->max_load = now.max_load;
		idle++;
		if (best->overuse < 0 || better(now, *best)) {
			*best = now;
			idle = 0;
			for (i = 0; i < n_jobs; i++)
				copy_tree(&tree[i], &work[i],
					  job[i].n_targets);
		}
		if (idle == (!best->overuse ? MAX_IDLE_ROUNDS :
			     s->cap ? MAX_VAIN_CAPPED : MAX_VAIN_ROUNDS))
			break;
	}
	return 0;
}

/* No result has less on its most loaded channel: the largest stream that needs a
 * channel at all. */
static int64_t least_load(const struct route_job *job,
			  const struct route_tree *t, int n_jobs)
{
	int64_t max = 1;
	int i;

	for (i = 0; i < n_jobs; i++)
		if (t[i].n_hops && job[i].load > max)
			max = job[i].load;
	return max;
}

/* Negotiates again below a cap on the words of a channel, first the least that could
 * be, then between what failed and what is had. */
static void lower_load(struct search *s, const struct route_job *job,
		       int n_jobs, struct route_tree *work,
		       struct route_tree *tree, struct score *best)
{
	struct route_tree *next = xcalloc(n_jobs, sizeof(*next)), t;
	int64_t least = least_load(job, tree, n_jobs);
	struct score now;
	struct err e;
	int n, i;

	route_trees_init(next, job, n_jobs);
	s->cap = least;
	for (n = 0; n < MAX_CAPS && best->max_load > least; n++) {
		if (negotiate(s, job, n_jobs, work, next, &now, &e) < 0)
			break;
		if (now.overuse) {
			least = s->cap + 1;
		} else {
			*best = now;
			for (i = 0; i < n_jobs; i++) {
				t = tree[i];
				tree[i] = next[i];
				next[i] = t;
			}
		}
		if (best->max_load - least <= best->max_load / 64)
			break;
		s->cap = (least + best->max_load) / 2;
	}
	route_free(next, n_jobs);
	free(next);
}

int route_check_vcs(const struct graph *g, int n_vcs,
		    const struct route_job *job, int n_jobs,
		    const struct route_tree *tree, struct err *e)
{
	int *use = xcalloc(g->n_edges, sizeof(int)), i, j, worst = 0, max;
	struct text names = {0}, say = {0};

	for (i = 0; i < n_jobs; i++)
		for (j = 0; j < tree[i].n_hops; j++)
			use[tree[i].channel[j]]++;
	for (i = 1; i < g->n_edges; i++)
		if (use[i] > use[worst])
			worst = i;
	max = g->n_edges ? use[worst] : 0;
	free(use);
	if (max <= n_vcs)
		return 0;
	for (i = 0; i < n_jobs; i++)
		for (j = 0; j < tree[i].n_hops; j++)
			if (tree[i].channel[j] == worst)
				text_add(&names, "%s%s",
					 names.n ? ", " : "", job[i].name);
	arch_say_raise(&say, "link.vcs", max, n_vcs);
	err_set(e, "", 0, "channel %s would need %d virtual channels: %s; "
		"streams: %s", graph_edge_text(g, worst).s, max, say.s,
		names.s);
	text_free(&names);
	text_free(&say);
	return -1;
}

int route_build(const struct graph *g, int n_vcs, const struct route_job *job,
		int n_jobs, struct route_tree *tree, struct err *e)
{
	struct route_tree *work = xcalloc(n_jobs, sizeof(*work));
	struct search s;
	struct score best;
	int failed;

	route_search_init(&s, g, n_vcs);
	route_trees_init(work, job, n_jobs);
	route_trees_init(tree, job, n_jobs);
	failed = negotiate(&s, job, n_jobs, work, tree, &best, e) < 0;
	if (!failed && !best.overuse)
		lower_load(&s, job, n_jobs, work, tree, &best);
	if (!failed)
		failed = route_check_vcs(g, n_vcs, job, n_jobs, tree, e) < 0;
	route_search_end(&s);
	route_free(work, n_jobs);
	free(work);
	if (failed)
		route_free(tree, n_jobs);
	return failed ? -1 : 0;
}
