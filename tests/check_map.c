/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/load.h"
#include "wild.h"
#include "main.h"
#include "tiny.h"

static int node_of(const struct map *m, int task, int edge)
{
	return task < 0 ? edge : m->node[task];
}

/* Every hop begins where the one before it ends, no node twice, every reader where
 * its hop arrives. */
static void check_tree(const struct graph *g, int src,
		       const struct route_tree *t)
{
	char *seen = xcalloc(g->n_nodes, 1);
	int i, at;

	seen[src] = 1;
	for (i = 0; i < t->n_hops; i++) {
		ck_assert_int_lt(t->from[i], i);
		at = t->from[i] < 0 ? src : g->head[t->channel[t->from[i]]];
		ck_assert_int_eq(g->tail[t->channel[i]], at);
		at = g->head[t->channel[i]];
		ck_assert_int_eq(seen[at], 0);
		seen[at] = 1;
	}
	free(seen);
}

static void check_map_of(const struct flow *f, const struct topo *t, int in,
			 int out, const struct map *m)
{
	const struct graph *g = t->graph;
	char *taken = xcalloc(g->n_nodes, 1);
	int *use = xcalloc(g->n_edges, sizeof(*use)), i, d, h, most = 0;

	for (i = 0; i < f->n_tasks; i++) {
		ck_assert_int_ge(m->node[i], 0);
		ck_assert_int_lt(m->node[i], g->n_nodes);
		ck_assert_int_eq(taken[m->node[i]], 0);
		ck_assert(topo_is_core(t, m->node[i]));
		taken[m->node[i]] = 1;
	}
	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];
		const struct route_tree *tree = &m->tree[i];
		int src = node_of(m, s->src, in), at;

		check_tree(g, src, tree);
		for (h = 0; h < tree->n_hops; h++)
			if (++use[tree->channel[h]] > most)
				most = use[tree->channel[h]];
		for (d = 0; d < s->n_dests; d++) {
			h = tree->target[d];
			at = h < 0 ? src : g->head[tree->channel[h]];
			ck_assert_int_eq(at, node_of(m, s->dest[d], out));
		}
	}
	ck_assert_int_eq(most, m->n_vcs);
	free(use);
	free(taken);
}

/* Every strategy on random graphs: whole, the same again for the same seed. */
START_TEST(random_graphs)
{
	uint64_t seed = 2024 + _i;
	int i, n_mapped = 0, may_fail = !strcmp(map_strategy_name(_i), "embed");

	printf("random_graphs: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 100; i++) {
		int n = 4 + wild_pick(&seed, 12);
		struct topo *t = wild_topo(n, 2 * n, &seed);
		struct flow *f = wild_flow(2 + wild_pick(&seed, n - 1), &seed);
		int in = wild_pick(&seed, n), out = wild_pick(&seed, n);
		struct map_options o = {.place = map_strategy_name(_i),
					.effort = 1, .seed = i};
		struct map m, again;
		struct err e = {0};
		int r = map_flow(f, t, in, out, &o, &m, &e);

		ck_assert_msg(!r || (may_fail && strstr(e.text, "no placement was found")),
			      "%d: %s", i, e.text);
		if (!r)
			check_map_of(f, t, in, out, &m);
		ck_assert_int_eq(map_flow(f, t, in, out, &o, &again, &e), r);
		if (!r)
			ck_assert_mem_eq(m.node, again.node,
					 f->n_tasks * sizeof(*m.node));
		n_mapped += !r;
		map_free(&m);
		map_free(&again);
		flow_free(f);
		topo_free(t);
	}
	ck_assert_int_ge(n_mapped, may_fail ? 20 : 100);
}
END_TEST

/* A chain of 16 tasks whose numbers are shuffled: 0, 5, 10, 15, 4, .. (mod 16). */
static struct flow *shuffled_chain(void)
{
	struct flow *f = flow_new("chain");
	int i;

	flow_add_stream(f, "the input", FLOW_EDGE, 100);
	for (i = 0; i < 16; i++) {
		flow_add_task(f, "t", 1000, 0);
		flow_add_stream(f, "t", i, 100);
	}
	flow_add_dest(f, 0, 0);
	for (i = 0; i < 15; i++)
		flow_add_dest(f, 5 * i % 16 + 1, 5 * (i + 1) % 16);
	flow_add_dest(f, 5 * 15 % 16 + 1, FLOW_EDGE);
	return f;
}

static struct load place(const struct flow *f, const struct topo *t,
			 const char *how, const char *route)
{
	struct map_options o = {.place = how, .route = route};
	struct err e = {0};
	struct load l;
	struct map m;
	int in = topo_first_core(t), out = topo_last_core(t);

	ck_assert_msg(!map_flow(f, t, in, out, &o, &m, &e), "%s", e.text);
	check_map_of(f, t, in, out, &m);
	load_measure(f, t, &m, &l);
	map_free(&m);
	return l;
}

/* From corner to corner of a grid of 16 there is no path through all 16 (the
 * corners have the same colour): 16 hops is the best. */
START_TEST(annealing_finds_a_path)
{
	struct flow *f = shuffled_chain();
	struct topo *t = tiny_topo("mesh(4, 4)");
	struct load order = place(f, t, "order", NULL);
	struct load greedy = place(f, t, "greedy", NULL);
	struct load anneal = place(f, t, "anneal", NULL);
	struct load best = place(f, t, NULL, NULL);

	printf("word-hops: order %lld, greedy %lld, anneal %lld\n",
	       (long long)order.word_hops, (long long)greedy.word_hops,
	       (long long)anneal.word_hops);
	ck_assert_int_lt(greedy.word_hops, order.word_hops);
	ck_assert_int_eq(anneal.word_hops, 1600);
	ck_assert_int_eq(anneal.max_words, 100);
	ck_assert_int_eq(best.word_hops, 1600);
	load_free(&order);
	load_free(&greedy);
	load_free(&anneal);
	load_free(&best);
	flow_free(f);
	topo_free(t);
}
END_TEST

/* What fits as it is drawn stays so, though greedy starts elsewhere. */
START_TEST(order_is_kept)
{
	struct topo *t = tiny_topo("5pp(8)");
	struct flow *f = flow_new("line");
	struct err e = {0};
	struct map m;
	int i;

	flow_add_stream(f, "the input", FLOW_EDGE, 1);
	for (i = 0; i < 8; i++) {
		flow_add_task(f, "t", 1, 0);
		flow_add_stream(f, "t", i, 1 + i);
	}
	for (i = 0; i < 8; i++)
		flow_add_dest(f, i, i);
	for (i = 0; i < 6; i += 3)
		flow_add_dest(f, i + 1, i + 2);
	flow_add_dest(f, 8, FLOW_EDGE);
	ck_assert_int_eq(map_flow(f, t, 0, 7, NULL, &m, &e), 0);
	for (i = 0; i < 8; i++)
		ck_assert_int_eq(m.node[i], i);
	ck_assert_int_eq(m.n_vcs, 1);
	map_free(&m);
	flow_free(f);
	topo_free(t);
}
END_TEST

/* Routers without a core run no task; they carry streams. */
START_TEST(switches)
{
	static const char *const expr[] = { "tree(2, 2, 2)", "cmesh(2, 2, 2)" };
	uint64_t seed = 5;
	struct flow *f = wild_flow(8, &seed);
	struct topo *t = tiny_topo(expr[_i]);
	int i;

	for (i = 0; map_strategy_name(i); i++) {
		struct load l;

		if (!strcmp(map_strategy_name(i), "embed"))	/* no channel from core to core */
			continue;
		l = place(f, t, map_strategy_name(i), NULL);
		ck_assert_int_ge(l.dilation, 2);
		load_free(&l);
	}
	flow_free(f);
	topo_free(t);
}
END_TEST

/* One stream from the corner of a grid to the node at (2,1): x first, then y. */
START_TEST(dimension_order)
{
	struct topo *mesh = tiny_topo("mesh(4, 3)"), *torus = tiny_topo("torus(4, 3)");
	struct map_options o = {.place = "order", .route = "dimension"};
	struct flow *f = flow_new("one");
	struct err e = {0};
	struct map m;

	flow_add_task(f, "t", 1, 0);
	flow_add_stream(f, "the input", FLOW_EDGE, 1);
	flow_add_dest(f, 0, 0);
	flow_add_stream(f, "t", 0, 7);
	flow_add_dest(f, 1, FLOW_EDGE);
	ck_assert_int_eq(map_flow(f, mesh, 0, 6, &o, &m, &e), 0);
	ck_assert_int_eq(m.tree[1].n_hops, 3);
	ck_assert_int_eq(mesh->graph->head[m.tree[1].channel[0]], 1);
	ck_assert_int_eq(mesh->graph->head[m.tree[1].channel[1]], 2);
	ck_assert_int_eq(mesh->graph->head[m.tree[1].channel[2]], 6);
	map_free(&m);
	/* (3,2) is one step back in both. */
	ck_assert_int_eq(map_flow(f, torus, 0, 11, &o, &m, &e), 0);
	ck_assert_int_eq(m.tree[1].n_hops, 2);
	ck_assert_int_eq(torus->graph->head[m.tree[1].channel[0]], 3);
	ck_assert_int_eq(torus->graph->head[m.tree[1].channel[1]], 11);
	map_free(&m);
	flow_free(f);
	topo_free(mesh);
	topo_free(torus);
}
END_TEST

/* Every row of the table of routers, where it applies and where not. */
START_TEST(routers)
{
	static const char *const expr[] = {
		"5pp(12)", "mesh(4, 3)", "torus(3, 2, 2)", "parallel(mesh(4, 3), 2)",
	};
	const struct router *r = router_at(_i);
	uint64_t seed = 303 + _i;
	int n_applied = 0;

	printf("routers: %s, seed %llu\n", r->name, (unsigned long long)seed);
	ck_assert_ptr_eq(router_find(r->name, NULL), r);
	ck_assert_str_eq(router_name(_i), r->name);
	for (size_t k = 0; k < sizeof(expr) / sizeof(*expr); k++) {
		struct map_options o = {.route = r->name, .effort = 1};
		struct flow *f = wild_flow(12, &seed);
		struct topo *t = tiny_topo(expr[k]);
		struct err e = {0};
		struct map m;
		int failed = map_flow(f, t, 0, 11, &o, &m, &e);

		ck_assert_int_eq(failed, router_applies(r, t) ? 0 : -1);
		if (failed)
			ck_assert_ptr_nonnull(strstr(e.text, r->where));
		else
			check_map_of(f, t, 0, 11, &m);
		n_applied += !failed;
		map_free(&m);
		flow_free(f);
		topo_free(t);
	}
	ck_assert_int_gt(n_applied, 0);
}
END_TEST

/* Trees of the routes stay trees, closed or not, in three dimensions too. */
START_TEST(dimension_order_at_random)
{
	static const char *const expr[] = {
		"mesh(5, 4)", "torus(5, 4)", "torus(4, 4)", "mesh(3, 2, 4)",
		"torus(4, 2, 3)", "torus(6, 1)",
	};
	uint64_t seed = 77 + _i;
	struct topo *t = tiny_topo(expr[_i]);
	int i;

	printf("dimension_order: %s, seed %llu\n", expr[_i],
	       (unsigned long long)seed);
	for (i = 0; i < 30; i++) {
		struct flow *f = wild_flow(t->graph->n_nodes, &seed);
		struct load d = place(f, t, "order", "dimension");
		struct load n = place(f, t, "order", NULL);

		ck_assert_int_le(n.max_words, d.max_words);
		load_free(&d);
		load_free(&n);
		flow_free(f);
	}
	topo_free(t);
}
END_TEST

/* Three streams of a star's leaf: one channel out of it, so three on it. */
START_TEST(virtual_channels)
{
	struct topo *t = tiny_topo("star(5)");
	struct map_options o = {.place = "order", .n_vcs = 2};
	struct flow *f = flow_new("fan");
	struct err e = {0};
	struct map m;
	int i;

	for (i = 0; i < 5; i++)
		flow_add_task(f, "t", 1, 0);
	for (i = 0; i < 3; i++) {
		flow_add_stream(f, i ? i == 1 ? "b" : "c" : "a", 1, 10);
		flow_add_dest(f, i, i + 2);
	}
	ck_assert_int_eq(map_flow(f, t, 0, 0, &o, &m, &e), -1);
	ck_assert_str_eq(e.text, "channel 1 -> 0 would need 3 virtual channels: "
			 "raise link.vcs to 3 (2); streams: a, b, c");
	ck_assert_ptr_eq(m.node, NULL);
	o.n_vcs = 8;
	o.vcs = MAP_VCS_LEAST;
	ck_assert_int_eq(map_flow(f, t, 0, 0, &o, &m, &e), 0);
	ck_assert_int_eq(m.n_vcs, 3);
	map_free(&m);
	/* With the source in the middle one will do. */
	o.place = NULL;
	ck_assert_int_eq(map_flow(f, t, 0, 0, &o, &m, &e), 0);
	ck_assert_int_eq(m.n_vcs, 1);
	ck_assert_int_eq(m.node[1], 0);
	map_free(&m);
	flow_free(f);
	topo_free(t);
}
END_TEST

/* A chain with a second way round every other task, as residuals make it, on a mesh. Few
 * hops take two virtual channels, one will do without more on the most loaded channel. */
START_TEST(virtual_channels_are_spared)
{
	struct topo *t = tiny_topo("mesh(4, 4)");
	struct map_options o = {.effort = 1};
	struct flow *f = flow_new("chain");
	struct load given, spared;
	struct err e;
	struct map m;

	for (int i = 0; i < 16; i++)
		flow_add_task(f, "t", 1, 0);
	for (int i = 0; i < 15; i++) {
		flow_add_stream(f, "s", i, i ? 100 : 1000);
		flow_add_dest(f, i, i + 1);
		if (i % 2 == 0 && i + 2 < 16)
			flow_add_dest(f, i, i + 2);
	}
	ck_assert_int_eq(map_flow(f, t, 0, 15, &o, &m, &e), 0);
	load_measure(f, t, &m, &given);
	map_free(&m);
	o.vcs = MAP_VCS_SPARE;
	ck_assert_int_eq(map_flow(f, t, 0, 15, &o, &m, &e), 0);
	load_measure(f, t, &m, &spared);
	ck_assert_int_eq(m.n_vcs, spared.max_streams);
	map_free(&m);
	ck_assert_int_eq(given.max_streams, 2);
	ck_assert_int_eq(spared.max_streams, 1);
	ck_assert_int_le(spared.max_words, given.max_words);
	load_free(&given);
	load_free(&spared);
	flow_free(f);
	topo_free(t);
}
END_TEST

START_TEST(refusals)
{
	uint64_t seed = 9;
	struct topo *t = tiny_topo("tree(2, 2)");
	struct flow *f = wild_flow(5, &seed);
	struct map_options o = {.route = "dimension"};
	struct err e = {0};
	struct map m;

	ck_assert_int_eq(map_flow(f, t, 0, 3, NULL, &m, &e), -1);
	ck_assert_str_eq(e.text, "wild needs 5 cores, there are 4: 1 short, the "
			 "first layer without a core is t4: raise topology to 5 "
			 "cores");
	flow_free(f);
	f = wild_flow(3, &seed);
	ck_assert_int_eq(map_flow(f, t, 0, 3, &o, &m, &e), -1);
	ck_assert_str_eq(e.text, "router `dimension` works on mesh and torus "
			 "only");
	o.route = "maze";
	ck_assert_int_eq(map_flow(f, t, 0, 3, &o, &m, &e), -1);
	ck_assert_str_eq(e.text, "no router `maze`, there is: negotiated, "
			 "dimension");
	o.place = "spiral";
	ck_assert_int_eq(map_flow(f, t, 0, 3, &o, &m, &e), -1);
	ck_assert_str_eq(e.text, "no placement strategy `spiral`, there is: "
			 "auto, order, embed, greedy, anneal");
	flow_free(f);
	topo_free(t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("map");
	TCase *c = tcase_create("map");
	int n = 0, n_routers = 0;

	while (map_strategy_name(n))
		n++;
	while (router_at(n_routers))
		n_routers++;
	tcase_add_loop_test(c, random_graphs, 0, n);
	tcase_add_test(c, annealing_finds_a_path);
	tcase_add_test(c, order_is_kept);
	tcase_add_loop_test(c, switches, 0, 2);
	tcase_add_loop_test(c, routers, 0, n_routers);
	tcase_add_test(c, dimension_order);
	tcase_add_loop_test(c, dimension_order_at_random, 0, 6);
	tcase_add_test(c, virtual_channels);
	tcase_add_test(c, virtual_channels_are_spared);
	tcase_add_test(c, refusals);
	suite_add_tcase(s, c);
	return s;
}
