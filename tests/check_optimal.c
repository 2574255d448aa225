/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "compile/load.h"
#include "main.h"
#include "wild.h"

/*
 * Router and mapper against the best results of small random cases, which are found here by
 * trying everything: all trees of every stream, for the mapper on all placements. A
 * search cannot promise the best; it reaches it in a known number of the cases, and
 * a worse price or tie-break reaches fewer.
 */
enum { EDGES_MAX = 12, NODES_MAX = 8, STREAMS_MAX = 5, TREES_MAX = 1 << EDGES_MAX };

/* What was reached when the test was written. A better search may raise the counts
 * and lower the sums: then they are written anew. */
#define ROUTES_LEAST_WORDS 234	/* of 234 that are routed */
#define ROUTES_ALL 224
#define ROUTES_REFUSED 0	/* though trees are to be had */
#define ROUTES_DEPTH 2282
#define MAPS 60
#define MAPS_REACHED {{42, 42, 47}, {32, 37, 39}, 57}

/* A set of channels that is a tree from its source. */
struct tree {
	int edges;	/* bits */
	int nodes;	/* bits, with the source */
	int leaves;	/* bits */
	int n_edges;
};

struct trees {
	struct tree *tree[NODES_MAX];	/* by source */
	int n[NODES_MAX];
};

/* How good; less is better, in this order. */
struct goal {
	int64_t max_words, word_hops;
	int n_hops;
};

static int better(struct goal a, struct goal b)
{
	if (a.max_words != b.max_words)
		return a.max_words < b.max_words;
	if (a.word_hops != b.word_hops)
		return a.word_hops < b.word_hops;
	return a.n_hops < b.n_hops;
}

/* Whether the channels are a tree from `src`: each leads to a node that has no other
 * into it, all are reached. */
static int is_tree(const struct graph *g, int src, int edges, struct tree *t)
{
	int nodes = 1 << src, inner = 0, e, grown = 1, used = 0;

	*t = (struct tree){.edges = edges};
	while (grown)
		for (grown = e = 0; e < g->n_edges; e++) {
			if (!(edges >> e & 1) || used >> e & 1 ||
			    !(nodes >> g->tail[e] & 1))
				continue;
			if (nodes >> g->head[e] & 1)
				return 0;
			nodes |= 1 << g->head[e];
			inner |= 1 << g->tail[e];
			used |= 1 << e;
			t->n_edges++;
			grown = 1;
		}
	t->nodes = nodes;
	t->leaves = nodes & ~inner;
	return used == edges;
}

static void list_trees(const struct graph *g, struct trees *all)
{
	struct tree t;

	for (int src = 0; src < g->n_nodes; src++) {
		all->tree[src] = xcalloc(TREES_MAX, sizeof(t));
		all->n[src] = 0;
		for (int edges = 0; edges < 1 << g->n_edges; edges++)
			if (is_tree(g, src, edges, &t))
				all->tree[src][all->n[src]++] = t;
	}
}

static void free_trees(const struct graph *g, struct trees *all)
{
	for (int src = 0; src < g->n_nodes; src++)
		free(all->tree[src]);
}

/* Streams one after the other, each by all of its trees that can still be better. */
struct try {
	const struct graph *g;
	const struct trees *all;
	int n, n_vcs;
	int src[STREAMS_MAX], targets[STREAMS_MAX];
	int64_t words[STREAMS_MAX];
	int64_t load[EDGES_MAX];
	int use[EDGES_MAX];
	int found;
	struct goal best;
};

static void add(struct try *y, int stream, const struct tree *t, int sign)
{
	for (int e = 0; e < y->g->n_edges; e++)
		if (t->edges >> e & 1) {
			y->load[e] += sign * y->words[stream];
			y->use[e] += sign;
		}
}

static void try_stream(struct try *y, int stream, struct goal so_far)
{
	const struct trees *all = y->all;

	if (stream == y->n) {
		y->best = so_far;
		y->found = 1;
		return;
	}
	for (int i = 0; i < all->n[y->src[stream]]; i++) {
		const struct tree *t = &all->tree[y->src[stream]][i];
		struct goal next = so_far;
		int fits = 1, source = 1 << y->src[stream];

		if ((y->targets[stream] & ~t->nodes) ||
		    (t->leaves & ~y->targets[stream] & ~source))
			continue;
		next.word_hops += t->n_edges * y->words[stream];
		next.n_hops += t->n_edges;
		for (int e = 0; e < y->g->n_edges; e++)
			if (t->edges >> e & 1) {
				int64_t words = y->load[e] + y->words[stream];

				fits = fits && y->use[e] < y->n_vcs;
				if (words > next.max_words)
					next.max_words = words;
			}
		if (!fits || (y->found && !better(next, y->best)))
			continue;
		add(y, stream, t, 1);
		try_stream(y, stream + 1, next);
		add(y, stream, t, -1);
	}
}

/* A strongly connected graph with at most EDGES_MAX channels. */
static struct topo *small_topo(int n, uint64_t *seed)
{
	struct topo *t;

	for (;;) {
		t = wild_topo(n, EDGES_MAX - n, seed);
		if (t->graph->n_edges <= EDGES_MAX)
			return t;
		topo_free(t);
	}
}

static struct goal goal_of(const struct graph *g, const struct route_tree *t,
			   const int64_t *words, int n)
{
	int64_t load[EDGES_MAX] = {0};
	struct goal r = {0, 0, 0};

	ck_assert_int_le(g->n_edges, EDGES_MAX);
	for (int i = 0; i < n; i++)
		for (int h = 0; h < t[i].n_hops; h++) {
			int64_t *l = &load[t[i].channel[h]];

			*l += words[i];
			r.max_words = *l > r.max_words ? *l : r.max_words;
			r.word_hops += words[i];
			r.n_hops++;
		}
	return r;
}

/* Hops from the sources to all targets: a target beside its source is to be reached
 * directly, so among equals the shallow tree is the better one. */
static int depth_of(const struct route_tree *t, const int *n_targets, int n)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		for (int d = 0; d < n_targets[i]; d++)
			for (int h = t[i].target[d]; h >= 0; h = t[i].from[h])
				sum++;
	return sum;
}

struct tally {
	int n, least_words, all, refused;
	int64_t word_hops, depth;	/* sums */
};

static void route_one(uint64_t *seed, struct tally *sum)
{
	struct topo *t = small_topo(5 + wild_pick(seed, 3), seed);
	const struct graph *g = t->graph;
	int target[STREAMS_MAX][3], n_targets[STREAMS_MAX];
	struct route_job job[STREAMS_MAX];
	struct route_tree tree[STREAMS_MAX];
	struct trees all;
	struct try y = {.g = g, .all = &all};
	struct err e;
	struct goal got;

	list_trees(g, &all);
	y.n = 2 + wild_pick(seed, STREAMS_MAX - 1);
	y.n_vcs = 1 + wild_pick(seed, 3);
	for (int i = 0; i < y.n; i++) {
		y.src[i] = wild_pick(seed, g->n_nodes);
		y.words[i] = 1 + wild_pick(seed, 4);
		n_targets[i] = 1 + wild_pick(seed, 3);
		for (int d = 0; d < n_targets[i]; d++) {
			target[i][d] = wild_pick(seed, g->n_nodes);
			y.targets[i] |= 1 << target[i][d];
		}
		y.targets[i] &= ~(1 << y.src[i]);
		job[i] = (struct route_job){"s", y.src[i], n_targets[i],
					    target[i], y.words[i]};
	}
	try_stream(&y, 0, (struct goal){0, 0, 0});
	if (!route_build(g, y.n_vcs, job, y.n, tree, &e)) {
		ck_assert(y.found);
		got = goal_of(g, tree, y.words, y.n);
		ck_assert(!better(got, y.best));
		sum->n++;
		sum->least_words += got.max_words == y.best.max_words;
		sum->all += !better(y.best, got);
		sum->word_hops += got.word_hops;
		sum->depth += depth_of(tree, n_targets, y.n);
		route_free(tree, y.n);
	} else {
		sum->refused += y.found;
	}
	free_trees(g, &all);
	topo_free(t);
}

START_TEST(routes)
{
	uint64_t seed = 4711;
	struct tally sum = {0};

	for (int i = 0; i < 400; i++)
		route_one(&seed, &sum);
	printf("routes, seed 4711: %d cases, least words on %d, best in all on "
	       "%d, refused in vain %d; %lld word-hops, depth %lld\n", sum.n,
	       sum.least_words, sum.all, sum.refused,
	       (long long)sum.word_hops, (long long)sum.depth);
	fflush(stdout);
	ck_assert_int_ge(sum.least_words, ROUTES_LEAST_WORDS);
	ck_assert_int_ge(sum.all, ROUTES_ALL);
	ck_assert_int_le(sum.refused, ROUTES_REFUSED);
	ck_assert_int_le(sum.depth, ROUTES_DEPTH);
}
END_TEST

/* All placements of the tasks on the cores, each with the best trees. */
static void try_placement(struct try *y, const struct flow *f,
			  const struct topo *t, int out, int *node, int task)
{
	if (task == f->n_tasks) {
		for (int i = 0; i < f->n_streams; i++) {
			const struct flow_stream *s = &f->stream[i];

			y->src[i] = s->src < 0 ? 0 : node[s->src];
			y->words[i] = s->words;
			y->targets[i] = 0;
			for (int d = 0; d < s->n_dests; d++)
				y->targets[i] |= 1 << (s->dest[d] < 0 ? out :
						       node[s->dest[d]]);
			y->targets[i] &= ~(1 << y->src[i]);
		}
		y->n = f->n_streams;
		try_stream(y, 0, (struct goal){0, 0, 0});
		return;
	}
	for (node[task] = 0; node[task] < t->graph->n_nodes; node[task]++) {
		int taken = 0;

		for (int i = 0; i < task; i++)
			taken |= node[i] == node[task];
		if (!taken)
			try_placement(y, f, t, out, node, task + 1);
	}
}

static struct goal map_goal(const struct flow *f, const struct topo *t, int out,
			    const char *place, enum map_vcs vcs, int *n_vcs)
{
	struct map_options o = {.place = place, .effort = 1, .vcs = vcs};
	int64_t words[STREAMS_MAX];
	struct goal got;
	struct err e;
	struct map m;

	ck_assert_msg(!map_flow(f, t, 0, out, &o, &m, &e), "%s", e.text);
	for (int i = 0; i < f->n_streams; i++)
		words[i] = f->stream[i].words;
	got = goal_of(t->graph, m.tree, words, f->n_streams);
	*n_vcs = m.n_vcs;
	map_free(&m);
	return got;
}

static const char *const places[] = {"greedy", "anneal", "auto"};
enum { N_PLACES = 3 };

struct map_tally {
	int least_words[N_PLACES], all[N_PLACES], fewest_vcs;
};

static void map_one(uint64_t *seed, struct map_tally *sum)
{
	struct topo *t = small_topo(5 + wild_pick(seed, 2), seed);
	struct flow *f = wild_flow(3 + wild_pick(seed, 2), seed);
	int out = t->graph->n_nodes - 1, node[NODES_MAX], n_vcs, k;
	struct trees all;
	struct try y = {.g = t->graph, .all = &all, .n_vcs = STREAMS_MAX};
	struct try fewest = {.g = t->graph, .all = &all};

	ck_assert_int_le(f->n_streams, STREAMS_MAX);
	list_trees(t->graph, &all);
	try_placement(&y, f, t, out, node, 0);
	for (k = 0; k < N_PLACES; k++) {
		struct goal got = map_goal(f, t, out, places[k], MAP_VCS_GIVEN,
					   &n_vcs);

		ck_assert(!better(got, y.best));
		sum->least_words[k] += got.max_words == y.best.max_words;
		sum->all[k] += got.max_words == y.best.max_words &&
			       got.word_hops == y.best.word_hops;
	}
	while (!fewest.found) {
		fewest.n_vcs++;
		try_placement(&fewest, f, t, out, node, 0);
	}
	map_goal(f, t, out, NULL, MAP_VCS_LEAST, &n_vcs);
	ck_assert_int_ge(n_vcs, fewest.n_vcs);
	sum->fewest_vcs += n_vcs == fewest.n_vcs;
	free_trees(t->graph, &all);
	flow_free(f);
	topo_free(t);
}

static const struct map_tally reached = MAPS_REACHED;

START_TEST(maps)
{
	struct map_tally sum = {{0}, {0}, 0};
	uint64_t seed = 815;

	for (int i = 0; i < MAPS; i++)
		map_one(&seed, &sum);
	for (int k = 0; k < N_PLACES; k++) {
		printf("maps, seed 815, %s: least words on %d of %d, and fewest "
		       "word-hops on %d\n", places[k], sum.least_words[k],
		       MAPS, sum.all[k]);
	}
	printf("maps: fewest virtual channels on %d\n", sum.fewest_vcs);
	fflush(stdout);
	for (int k = 0; k < N_PLACES; k++) {
		ck_assert_int_ge(sum.least_words[k], reached.least_words[k]);
		ck_assert_int_ge(sum.all[k], reached.all[k]);
	}
	ck_assert_int_ge(sum.fewest_vcs, reached.fewest_vcs);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("optimal");
	TCase *c = tcase_create("optimal");

	tcase_set_timeout(c, 600);
	tcase_add_test(c, routes);
	tcase_add_test(c, maps);
	suite_add_tcase(s, c);
	return s;
}
