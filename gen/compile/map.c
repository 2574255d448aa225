/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ATTEMPTS 2	/* of a strategy */
#define ORDER_PERCENT 95	/* of its word-hops another result must stay below */

static const struct map_strategy strategies[] = {
	{ "order", "task i on core i, in the order of the layers", map_order,
	  0, 1, 0 },
	{ "embed", "every stream on one channel, where a brief look finds that",
	  map_embed, 0, 1, 0 },
	{ "greedy", "who talks most goes next, to the nearest free core",
	  map_greedy, 1, 1, 0 },
	{ "anneal", "simulated annealing of the better of these two",
	  map_anneal, 1, 2, 1 },
};
enum { EMBED = 1 };	/* row of the last one that aims at one hop */
#define N_STRATEGIES ((int)(sizeof(strategies) / sizeof(strategies[0])))

static const int weights[MAX_ATTEMPTS] = { 0, 4 };

const char *map_strategy_name(int i)
{
	if (!i)
		return "auto";
	return i <= N_STRATEGIES ? strategies[i - 1].name : NULL;
}

const char *map_strategy_summary(int i)
{
	if (!i)
		return "order or embed where all readers are then beside their "
		       "source, else the best of all";
	return i <= N_STRATEGIES ? strategies[i - 1].summary : NULL;
}

/* Row of a strategy, -1 for auto, -2 and *e where there is none. */
static int find_strategy(const char *name, struct err *e)
{
	struct text known = {0};
	int i;

	if (!name)
		return -1;
	i = name_find(map_strategy_name, name, &known);
	if (i >= 0)
		return i - 1;
	err_set(e, "", 0, "no placement strategy `%s`, there is: %s", name,
		known.s);
	text_free(&known);
	return -2;
}

/* What map_flow works on. */
struct mapper {
	const struct topo *whole;
	struct topo *live;	/* that tasks and streams see; NULL: nothing is dead */
	int *channel;		/* of the live ones in the whole */
	struct site site;
	const struct map_options *o;
	const struct router *router;
	struct route_job *job;	/* [n_streams] */
	int *target;		/* of all jobs */
	uint64_t seed;		/* of the placements at hand */
	int again;		/* 1: only what another seed places differently */
	int *placed[N_STRATEGIES][MAX_ATTEMPTS];	/* nodes of tasks, once known */
};

/* A result and how good it is. */
struct result {
	struct map m;
	int64_t max_words, word_hops;
	int dilation;
	int in_order;	/* 1: a plan that is easy to read, kept unless it costs */
};

static void describe(struct mapper *w, const int *node)
{
	const struct flow *f = w->site.f;
	int i, d, *target = w->target;

	for (i = 0; i < f->n_streams; i++) {
		for (d = 0; d < f->stream[i].n_dests; d++)
			target[d] = site_dest(&w->site, i, d, node);
		w->job[i].name = f->stream[i].name;
		w->job[i].src = site_src(&w->site, i, node);
		w->job[i].n_targets = f->stream[i].n_dests;
		w->job[i].target = target;
		w->job[i].load = f->stream[i].words;
		target += f->stream[i].n_dests;
	}
}

static int hops_to(const struct route_tree *t, int target)
{
	int hop, n = 0;

	for (hop = t->target[target]; hop >= 0; hop = t->from[hop])
		n++;
	return n;
}

static void score(const struct site *s, struct result *r)
{
	const struct graph *g = s->t->graph;
	int64_t *words = xcalloc(g->n_edges, sizeof(*words));
	int *use = xcalloc(g->n_edges, sizeof(*use)), i, h, n, c;

	for (i = 0; i < s->f->n_streams; i++) {
		const struct route_tree *t = &r->m.tree[i];

		for (h = 0; h < t->n_hops; h++) {
			c = t->channel[h];
			words[c] += s->f->stream[i].words;
			if (words[c] > r->max_words)
				r->max_words = words[c];
			if (++use[c] > r->m.n_vcs)
				r->m.n_vcs = use[c];
		}
		r->word_hops += t->n_hops * s->f->stream[i].words;
		for (h = 0; h < s->f->stream[i].n_dests; h++) {
			n = hops_to(t, h);
			if (n > r->dilation)
				r->dilation = n;
		}
	}
	free(words);
	free(use);
}

static int route(struct mapper *w, int n_vcs, struct result *r, struct err *e)
{
	const struct topo *t = w->site.t;
	int n = w->site.f->n_streams;

	describe(w, r->m.node);
	return w->router->route(t, n_vcs, w->job, n, r->m.tree, e);
}

static int better(const struct result *a, const struct result *b)
{
	if (a->max_words != b->max_words)
		return a->max_words < b->max_words;
	if (b->in_order && a->word_hops > b->word_hops / 100 * ORDER_PERCENT)
		return 0;
	if (a->word_hops != b->word_hops)
		return a->word_hops < b->word_hops;
	return a->dilation < b->dilation;
}

static const int *place(struct mapper *w, int strategy, int attempt)
{
	struct map_effort e = {w->seed,
		w->o->effort ? w->o->effort : MAP_EFFORT, weights[attempt],
		attempt ? w->placed[strategy][attempt - 1] : NULL};
	int **node = &w->placed[strategy][attempt];

	if (*node)
		return *node;
	if (strategies[strategy].needs_tables)
		site_tables(&w->site);
	*node = xcalloc(w->site.f->n_tasks, sizeof(**node));
	strategies[strategy].place(&w->site, &e, *node);
	return *node;
}

/* Places and routes once. The first refusal of all is left in *e. */
static void try_placement(struct mapper *w, int strategy, int attempt, int n_vcs,
		    struct result *best, struct err *e)
{
	const struct flow *f = w->site.f;
	struct result r = {.in_order = !strategy};
	struct err fault = {"", 0, ""};
	const int *node = place(w, strategy, attempt);

	if (f->n_tasks && node[0] < 0) {
		if (!*e->text)
			err_set(e, "", 0, "placement strategy `%s`: no placement was found "
				"with every stream on one channel (imcfab embed says why)",
				strategies[strategy].name);
		return;
	}
	r.m.n_tasks = f->n_tasks;
	r.m.n_streams = f->n_streams;
	r.m.node = xcalloc(f->n_tasks, sizeof(*r.m.node));
	r.m.tree = xcalloc(f->n_streams, sizeof(*r.m.tree));
	memcpy(r.m.node, node, f->n_tasks * sizeof(*r.m.node));
	if (route(w, n_vcs, &r, &fault) < 0) {
		if (!*e->text)
			*e = fault;
		map_free(&r.m);
		return;
	}
	score(&w->site, &r);
	if (best->m.node && !better(&r, best)) {
		map_free(&r.m);
		return;
	}
	map_free(&best->m);
	*best = r;
}

/* All that `row` asks for with n_vcs virtual channels. 0, or -1 and *e. */
static int search(struct mapper *w, int strategy, int n_vcs, struct result *best,
		  struct err *e)
{
	struct err fault = {"", 0, ""};
	int i, attempt;

	memset(best, 0, sizeof(*best));
	for (i = 0; i < N_STRATEGIES; i++) {
		if ((strategy >= 0 && i != strategy) ||
		    (w->again && !strategies[i].seeded) ||
		    (strategies[i].needs_tables &&
		     w->site.t->graph->n_nodes > MAP_MAX_NODES))
			continue;
		for (attempt = 0; attempt < strategies[i].n_attempts; attempt++)
			try_placement(w, i, attempt, n_vcs, best, &fault);
		if (strategy < 0 && i <= EMBED && best->m.node && best->dilation <= 1)
			break;
	}
	if (best->m.node)
		return 0;
	*e = fault;
	return -1;
}

static int refuse_cores(const struct mapper *w, struct err *e)
{
	const struct flow *f = w->site.f;
	struct text live = {0};
	int n = w->site.n_cores, more = f->n_tasks - n;

	topo_say_live(w->whole, &live);
	err_set(e, "", 0, "%s needs %d cores, there are %d%s: %d "
		"short, the first layer without a core is %s: raise "
		"topology to %d cores", f->net, f->n_tasks, n, live.n ? live.s : "",
		more, f->task[n].name, topo_n_cores(w->whole) + more);
	text_free(&live);
	return -1;
}

static int check(const struct mapper *w, int strategy, struct err *e)
{
	const struct site *s = &w->site;
	const struct flow *f = s->f;

	if (f->n_tasks > s->n_cores)
		return refuse_cores(w, e);
	if (strategy >= 0 && strategies[strategy].needs_tables &&
	    s->t->graph->n_nodes > MAP_MAX_NODES)
		return err_set(e, "", 0, "placement strategy `%s` takes at "
			"most %d nodes, the topology has %d",
			strategies[strategy].name, MAP_MAX_NODES,
			s->t->graph->n_nodes);
	if (!router_applies(w->router, s->t))
		return err_set(e, "", 0, "router `%s` works on %s only",
			       w->router->name, w->router->where);
	return 0;
}

static void forget(struct mapper *w, int strategy)
{
	for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
		free(w->placed[strategy][attempt]);
		w->placed[strategy][attempt] = NULL;
	}
}

/* Fewer virtual channels than `best` has, by the placements at hand. */
static void spare_vcs(struct mapper *w, int strategy, struct result *best)
{
	struct result r;
	struct err e;

	while (best->m.n_vcs > 1 &&
	       !search(w, strategy, best->m.n_vcs - 1, &r, &e)) {
		if (w->o->vcs == MAP_VCS_SPARE &&
		    r.max_words > best->max_words) {
			map_free(&r.m);
			return;
		}
		map_free(&best->m);
		*best = r;
	}
}

/* Goes on from another seed. */
static void next_seed(struct mapper *w)
{
	w->seed++;
	w->again = 1;
	for (int i = 0; i < N_STRATEGIES; i++)
		if (strategies[i].seeded)
			forget(w, i);
}

/* With the virtual channels that the options ask for. */
static int search_vcs(struct mapper *w, int strategy, struct map *m, struct err *e)
{
	int max = w->o->n_vcs ? w->o->n_vcs : w->site.f->n_streams;
	int n_seeds = w->o->vcs == MAP_VCS_GIVEN ? 0 : MAP_SEEDS;
	struct result best;

	if (search(w, strategy, max, &best, e) < 0)
		return -1;
	for (int i = 0; i < n_seeds && best.m.n_vcs > 1; i++) {
		if (i)
			next_seed(w);
		spare_vcs(w, strategy, &best);
	}
	*m = best.m;
	return 0;
}

static void mapper_free(struct mapper *w)
{
	int i;

	for (i = 0; i < N_STRATEGIES; i++)
		forget(w, i);
	free(w->job);
	free(w->target);
	site_free(&w->site);
	topo_free(w->live);
	free(w->channel);
}

/* The channels of the trees are those of what lives: numbers them as in the whole. */
static void number_whole(const struct mapper *w, struct map *m)
{
	int i, h;

	for (i = 0; w->live && i < m->n_streams; i++)
		for (h = 0; h < m->tree[i].n_hops; h++)
			m->tree[i].channel[h] = w->channel[m->tree[i].channel[h]];
}

int map_flow(const struct flow *f, const struct topo *t, int in, int out,
	     const struct map_options *o, struct map *m, struct err *e)
{
	static const struct map_options defaults;
	struct mapper w = {.whole = t, .o = o ? o : &defaults};
	int strategy = find_strategy(w.o->place, e), i, n = 0, r;

	w.seed = w.o->seed ? w.o->seed : 1;
	memset(m, 0, sizeof(*m));
	if (strategy < -1)
		return -1;
	w.router = router_find(w.o->route, e);
	if (!w.router)
		return -1;
	if (t->dead_node)
		w.live = topo_live(t, &w.channel);
	site_init(&w.site, f, w.live ? w.live : t, in, out);
	for (i = 0; i < f->n_streams; i++)
		n += f->stream[i].n_dests;
	w.job = xcalloc(f->n_streams, sizeof(*w.job));
	w.target = xcalloc(n + 1, sizeof(*w.target));
	r = check(&w, strategy, e);
	if (!r)
		r = search_vcs(&w, strategy, m, e);
	if (!r)
		number_whole(&w, m);
	mapper_free(&w);
	return r;
}

void map_free(struct map *m)
{
	if (m->tree)
		route_free(m->tree, m->n_streams);
	free(m->tree);
	free(m->node);
	memset(m, 0, sizeof(*m));
}
