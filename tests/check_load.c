/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <string.h>

#include "compile/load.h"
#include "wild.h"
#include "main.h"
#include "tiny.h"

/* a (10 words) to b and c, b (4 words) to c, on a line of three from node 0. */
START_TEST(by_hand)
{
	struct topo *t = tiny_topo("path(3)");
	struct map_options o = {.place = "order"};
	struct flow *f = flow_new("hand");
	struct err e = {0};
	struct bound b;
	struct load l;
	struct map m;
	int i;

	for (i = 0; i < 3; i++)
		flow_add_task(f, "t", 1, 0);
	flow_add_stream(f, "the input", FLOW_EDGE, 3);
	flow_add_dest(f, 0, 0);
	flow_add_stream(f, "a", 0, 10);
	flow_add_dest(f, 1, 1);
	flow_add_dest(f, 1, 2);
	flow_add_stream(f, "b", 1, 4);
	flow_add_dest(f, 2, 2);
	flow_add_stream(f, "c", 2, 2);
	flow_add_dest(f, 3, FLOW_EDGE);
	ck_assert_int_eq(map_flow(f, t, 0, 2, &o, &m, &e), 0);
	load_measure(f, t, &m, &l);
	ck_assert_int_eq(l.n_channels, 4);
	ck_assert_int_eq(l.n_used, 2);
	ck_assert_int_eq(l.max_words, 14);
	ck_assert_int_eq(t->graph->tail[l.max_channel], 1);
	ck_assert(l.mean_words == 6);
	ck_assert_int_eq(l.max_streams, 2);
	ck_assert_int_eq(l.dilation, 2);
	ck_assert_int_eq(l.hops, 3);
	ck_assert_int_eq(l.word_hops, 24);
	ck_assert_int_eq(l.word_pitches, 24);
	ck_assert_int_eq(l.wire, 4);
	ck_assert_int_eq(l.longest, 1);
	load_free(&l);
	map_free(&m);
	/* The triangle a, b, c does not fit a line; c may be read at its side. */
	bound_of(f, t, 0, 2, &b);
	ck_assert_int_eq(b.hops, 3);
	ck_assert_int_eq(b.word_hops, 24);
	ck_assert_int_eq(b.max_words, 10);
	ck_assert_int_eq(b.dilation, 2);
	flow_free(f);
	topo_free(t);
}
END_TEST

/* k tasks that all read all others on a tree: the words into a half. */
START_TEST(cut)
{
	struct topo *t = tiny_topo("tree(2, 4)");
	struct flow *f = flow_new("all");
	struct bound b;
	int i, k;

	for (i = 0; i < 8; i++)
		flow_add_task(f, "t", 1, 0);
	for (i = 0; i < 8; i++) {
		flow_add_stream(f, "t", i, 6);
		for (k = 0; k < 8; k++)
			if (k != i)
				flow_add_dest(f, i, k);
	}
	bound_of(f, t, 0, 7, &b);
	/* Into every leaf come 7 streams over its one channel. */
	ck_assert_int_eq(b.max_words, 42);
	ck_assert_int_eq(b.hops, 8 * (7 + 1));
	ck_assert_int_eq(b.dilation, 4);
	topo_free(t);
	/* Two halves of four, joined by one channel each way: 8 streams cross. */
	t = tiny_topo("cartesian(path(2), complete(4))");
	bound_of(f, t, 0, 7, &b);
	ck_assert_int_eq(b.max_words, 12);
	topo_free(t);
	flow_free(f);
}
END_TEST

/* All placements, and for each stream the smallest tree there is. */
#define MOST 6

struct best {
	int64_t hops, word_hops, max_words;
	int dilation;
};

/* Channels of the smallest tree from src that has all nodes of `want`: nodes of the
 * tree less one, over all sets of nodes that src reaches within themselves. */
static int tree_hops(const struct graph *g, int src, int want)
{
	int n = g->n_nodes, set, least = -1, i, size, seen, before;

	for (set = 0; set < 1 << n; set++) {
		if ((set & want) != want || !(set >> src & 1))
			continue;
		for (size = i = 0; i < n; i++)
			size += set >> i & 1;
		if (least >= 0 && size - 1 >= least)
			continue;
		seen = 1 << src;
		do {
			before = seen;
			for (i = 0; i < g->n_edges; i++)
				if (seen >> g->tail[i] & 1 &&
				    set >> g->head[i] & 1)
					seen |= 1 << g->head[i];
		} while (seen != before);
		if (seen == set)
			least = size - 1;
	}
	return least;
}

struct trial {
	const struct flow *f;
	const struct topo *t;
	int in, out;
	int node[MOST];
	int hops[MOST][1 << MOST];	/* tree_hops, -1: not known */
	int far[MOST][MOST];
	struct best best;
};

static void score_trial(struct trial *r)
{
	int64_t hops = 0, word_hops = 0;
	int i, d, src, at, want, n, dilation = 0;

	for (i = 0; i < r->f->n_streams; i++) {
		const struct flow_stream *s = &r->f->stream[i];

		src = s->src < 0 ? r->in : r->node[s->src];
		for (want = d = 0; d < s->n_dests; d++) {
			at = s->dest[d] < 0 ? r->out : r->node[s->dest[d]];
			want |= 1 << at;
			if (r->far[src][at] > dilation)
				dilation = r->far[src][at];
		}
		if (r->hops[src][want] < 0)
			r->hops[src][want] = tree_hops(r->t->graph, src, want);
		n = r->hops[src][want];
		hops += n;
		word_hops += n * s->words;
	}
	if (hops < r->best.hops)
		r->best.hops = hops;
	if (word_hops < r->best.word_hops)
		r->best.word_hops = word_hops;
	if (dilation < r->best.dilation)
		r->best.dilation = dilation;
}

/* The most loaded channel of this placement as the router leaves it; an exact one
 * would be no larger than this and is what the bound must not pass. */
static void route(struct trial *r)
{
	const struct flow *f = r->f;
	struct route_job job[MOST + 1];
	struct route_tree tree[MOST + 1];
	int target[MOST + 1][3 * MOST], i, d, h;
	int64_t words[64] = {0}, most = 0;
	struct err e;

	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];

		for (d = 0; d < s->n_dests; d++)
			target[i][d] = s->dest[d] < 0 ? r->out
						      : r->node[s->dest[d]];
		job[i] = (struct route_job){"s",
			s->src < 0 ? r->in : r->node[s->src], s->n_dests,
			target[i], s->words};
	}
	ck_assert_int_eq(route_build(r->t->graph, 99, job, f->n_streams, tree,
				     &e), 0);
	for (i = 0; i < f->n_streams; i++)
		for (h = 0; h < tree[i].n_hops; h++)
			words[tree[i].channel[h]] += f->stream[i].words;
	for (i = 0; i < 64; i++)
		if (words[i] > most)
			most = words[i];
	if (most < r->best.max_words)
		r->best.max_words = most;
	route_free(tree, f->n_streams);
}

static void all_placements(struct trial *r, int task, int taken)
{
	int i;

	if (task == r->f->n_tasks) {
		score_trial(r);
		route(r);
		return;
	}
	for (i = 0; i < r->t->graph->n_nodes; i++) {
		if (taken >> i & 1)
			continue;
		r->node[task] = i;
		all_placements(r, task + 1, taken | 1 << i);
	}
}

/* No bound is passed, and they are reached often enough to be worth their name. */
START_TEST(never_passed)
{
	uint64_t seed = 4242;
	int i, n, tight[4] = {0};

	printf("never_passed: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct trial r = {0};
		struct topo *t;
		struct flow *f;
		struct bound b;

		n = 3 + wild_pick(&seed, 3);
		r.t = t = wild_topo(n, wild_pick(&seed, 3 * n), &seed);
		ck_assert_int_le(t->graph->n_edges, 64);
		r.f = f = wild_flow(2 + wild_pick(&seed, n - 1), &seed);
		r.in = wild_pick(&seed, n);
		r.out = wild_pick(&seed, n);
		r.best = (struct best){INT64_MAX, INT64_MAX, INT64_MAX, 99};
		memset(r.hops, -1, sizeof(r.hops));
		for (n = 0; n < t->graph->n_nodes; n++)
			graph_hops(t->graph, n, r.far[n]);
		all_placements(&r, 0, 0);
		bound_of(f, t, r.in, r.out, &b);
		ck_assert_int_le(b.hops, r.best.hops);
		ck_assert_int_le(b.word_hops, r.best.word_hops);
		ck_assert_int_le(b.max_words, r.best.max_words);
		ck_assert_int_le(b.dilation, r.best.dilation);
		tight[0] += b.hops == r.best.hops;
		tight[1] += b.word_hops == r.best.word_hops;
		tight[2] += b.max_words == r.best.max_words;
		tight[3] += b.dilation == r.best.dilation;
		flow_free(f);
		topo_free(t);
	}
	printf("of 60 reached: hops %d, word-hops %d, words %d, dilation %d\n",
	       tight[0], tight[1], tight[2], tight[3]);
	for (i = 0; i < 4; i++)
		ck_assert_int_gt(tight[i], 5);
}
END_TEST

/* Any mapping at all on larger graphs, with and without switches. */
START_TEST(never_passed_larger)
{
	static const char *const expr[] = {
		"mesh(4, 4)", "tree(2, 2, 4)", "cmesh(2, 2, 4)", "ring(16)",
		"hypercube(4)", "5pp(16, rows=2)", "torus(4, 4)", "star(16)",
	};
	uint64_t seed = 99 + _i;
	struct topo *t = tiny_topo(expr[_i]);
	int i;

	printf("never_passed_larger: %s, seed %llu\n", expr[_i],
	       (unsigned long long)seed);
	for (i = 0; i < 12; i++) {
		struct flow *f = wild_flow(8 + wild_pick(&seed, 9), &seed);
		struct map_options o = {.place = i % 2 ? NULL : "greedy",
					.effort = 2};
		struct err e = {0};
		struct bound b;
		struct load l;
		struct map m;
		int in = topo_first_core(t), out = topo_last_core(t);

		ck_assert_msg(!map_flow(f, t, in, out, &o, &m, &e), "%s",
			      e.text);
		load_measure(f, t, &m, &l);
		bound_of(f, t, in, out, &b);
		ck_assert_int_le(b.hops, l.hops);
		ck_assert_int_le(b.word_hops, l.word_hops);
		ck_assert_int_le(b.max_words, l.max_words);
		ck_assert_int_le(b.dilation, l.dilation);
		load_free(&l);
		map_free(&m);
		flow_free(f);
	}
	topo_free(t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("load");
	TCase *c = tcase_create("load");

	tcase_add_test(c, by_hand);
	tcase_add_test(c, cut);
	tcase_add_test(c, never_passed);
	tcase_add_loop_test(c, never_passed_larger, 0, 8);
	suite_add_tcase(s, c);
	return s;
}
