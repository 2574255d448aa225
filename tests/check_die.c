/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/verify.h"
#include "compile/balance.h"
#include "compile/load.h"
#include "compile/plan_build.h"
#include "main.h"
#include "model/die.h"
#include "tiny.h"
#include "wild.h"

/* Dies of which something is dead: what is marked, mapped, checked. */

/* Hardware with the keys dead.cores and dead.channels, NULL: left out. */
static struct arch *dead_arch(const char *topology, const char *cores, const char *channels)
{
	struct arch *a = tiny_arch(topology, NULL), *b;
	char *set[2];
	int n = 0;
	struct err e;

	if (cores)
		set[n++] = xasprintf("dead.cores=%s", cores);
	if (channels)
		set[n++] = xasprintf("dead.channels=%s", channels);
	b = arch_copy(a, set, n, &e);
	ck_assert_msg(b != NULL, "%s", b ? "" : e.text);
	arch_free(a);
	while (n)
		free(set[--n]);
	return b;
}

static struct topo *dead_topo(const char *topology, const char *cores, const char *channels)
{
	struct arch *a = dead_arch(topology, cores, channels);
	struct err e;
	struct topo *t = die_build(a, "a.arch", &e);

	ck_assert_msg(t != NULL, "%s", t ? "" : e.text);
	arch_free(a);
	return t;
}

/* Channels of a dead core are dead with it; what it cuts off runs nothing. */
START_TEST(marks)
{
	struct topo *t = dead_topo("mesh(3, 3)", "4", NULL);
	struct text s = {0};
	int e, n = 0;

	for (e = 0; e < t->graph->n_edges; e++) {
		ck_assert_int_eq(t->dead_channel[e], t->graph->tail[e] == 4 ||
				 t->graph->head[e] == 4);
		n += t->dead_channel[e];
	}
	ck_assert_int_eq(n, 8);
	ck_assert_int_eq(topo_n_cores(t), 9);
	ck_assert_int_eq(topo_n_live(t), 8);
	topo_say_live(t, &s);
	ck_assert_str_eq(s.s, " live of 9 (1 dead)");
	text_free(&s);
	topo_free(t);

	/* The corner at node 2 is behind two that are dead. */
	t = dead_topo("mesh(3, 3)", "1 5", NULL);
	ck_assert_int_eq(t->dead_node[2], TOPO_CUT_OFF);
	ck_assert_int_eq(topo_n_live(t), 6);
	topo_say_live(t, &s);
	ck_assert_str_eq(s.s, " live of 9 (2 dead, 1 cut off by what is)");
	text_free(&s);
	topo_free(t);

	/* Without what is dead there is nothing to mark, nor to say. */
	t = dead_topo("mesh(3, 3)", "", NULL);
	ck_assert_ptr_null(t->dead_node);
	ck_assert_int_eq(topo_n_live(t), 9);
	topo_say_live(t, &s);
	ck_assert_int_eq((int)s.n, 0);
	topo_free(t);
}
END_TEST

static const struct {
	const char *topology, *cores, *channels, *message;
} refused[] = {
	{ "mesh(3, 3)", "9", NULL, "dead.cores: 9: mesh(3, 3) has nodes 0..8" },
	{ "mesh(3, 3)", "1 70 9", NULL, "dead.cores: 70: mesh(3, 3) has nodes 0..8" },
	{ "mesh(3, 3)", NULL, "24", "dead.channels: 24: mesh(3, 3) has channels 0..23" },
	{ "mesh(3, 3)", "0 4", NULL, "dead.cores: 0: the fabric's input is at this node and "
	  "cannot be moved: this die is lost, or another io.input makes another fabric" },
	{ "mesh(3, 3)", "8", NULL, "dead.cores: 8: the fabric's output is at this node and "
	  "cannot be moved: this die is lost, or another io.output makes another fabric" },
	{ "mesh(3, 3)", "1 3", NULL, "dead.cores: no live route leads from the fabric's input "
	  "at node 0 to its output at node 8" },
	{ "path(3)", NULL, "0", "dead.channels: no live route leads from the fabric's input "
	  "at node 0 to its output at node 2" },
};

START_TEST(refusals)
{
	struct arch *a = dead_arch(refused[_i].topology, refused[_i].cores,
				   refused[_i].channels);
	struct err e;

	ck_assert_ptr_null(die_build(a, "a.arch", &e));
	ck_assert_str_eq(e.text, refused[_i].message);
	ck_assert_str_eq(e.file, "--set");
	arch_free(a);
}
END_TEST

/* The way back alone is dead: no route is. */
START_TEST(one_direction)
{
	struct topo *t = dead_topo("path(3)", NULL, "1");

	ck_assert_int_eq(t->graph->tail[1], 1);
	ck_assert_int_eq(t->graph->head[1], 0);
	ck_assert_int_eq(topo_n_live(t), 3);
	topo_free(t);
}
END_TEST

/* Whether live channels lead from a to b: a walk by hand. */
static int leads(const struct topo *t, int a, int b)
{
	const struct graph *g = t->graph;
	char *seen = xcalloc((size_t)g->n_nodes, 1);
	int i, e, r;

	seen[a] = 1;
	for (i = 0; i < g->n_nodes; i++)
		for (e = 0; e < g->n_edges; e++)
			if (!t->dead_channel[e] && seen[g->tail[e]])
				seen[g->head[e]] = 1;
	r = seen[b];
	free(seen);
	return r;
}

static int pick_some(int n, int most, int *v, uint64_t *seed)
{
	char *taken = xcalloc((size_t)n, 1);
	int i, k, want = wild_pick(seed, most + 1);

	for (i = 0; i < want;) {
		k = wild_pick(seed, n);
		if (taken[k])
			continue;
		taken[k] = 1;
		v[i++] = k;
	}
	free(taken);
	return want;
}

/* Random dead parts of a topology, its input and output aside. */
static void kill_some(struct topo *t, int in, int out, uint64_t *seed)
{
	int node[4], channel[6], n = pick_some(t->graph->n_nodes, 4, node, seed), i, k = 0;
	int n_channels = pick_some(t->graph->n_edges, 6, channel, seed);

	for (i = 0; i < n; i++)
		if (node[i] != in && node[i] != out)
			node[k++] = node[i];
	topo_set_dead(t, node, k, channel, n_channels, in, out);
}

static void check_marks(const struct topo *t, int in, int out)
{
	int i, e, *channel, n = 0;
	struct topo *live = topo_live(t, &channel);

	for (i = 0; i < t->graph->n_nodes; i++) {
		if (t->dead_node[i] != TOPO_DEAD)
			ck_assert_int_eq(t->dead_node[i] == TOPO_CUT_OFF,
					 !leads(t, in, i) || !leads(t, i, out));
		ck_assert_int_eq(topo_is_core(live, i), topo_is_core(t, i) && !t->dead_node[i]);
	}
	for (e = 0; e < t->graph->n_edges; e++) {
		if (t->dead_node[t->graph->tail[e]] == TOPO_DEAD ||
		    t->dead_node[t->graph->head[e]] == TOPO_DEAD)
			ck_assert_int_eq(t->dead_channel[e], 1);
		n += !t->dead_channel[e];
	}
	ck_assert_int_eq(live->graph->n_edges, n);
	for (e = 0; e < n; e++) {
		ck_assert_int_eq(t->dead_channel[channel[e]], 0);
		ck_assert_str_eq(graph_edge_text(live->graph, e).s,
				 graph_edge_text(t->graph, channel[e]).s);
		ck_assert_int_eq(topo_length(live, e), topo_length(t, channel[e]));
		ck_assert(!e || channel[e] > channel[e - 1]);
	}
	topo_free(live);
	free(channel);
}

/* No task on a dead core, no stream over a dead channel; trees hang together; no bound is
 * beaten. */
static void check_map(const struct flow *f, const struct topo *t, int in, int out,
		      const struct map *m)
{
	const struct graph *g = t->graph;
	struct load l;
	struct bound b;
	int i, h, d;

	for (i = 0; i < f->n_tasks; i++)
		ck_assert_int_eq(t->dead_node[m->node[i]], TOPO_WORKS);
	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];
		const struct route_tree *tree = &m->tree[i];
		int src = s->src < 0 ? in : m->node[s->src];

		for (h = 0; h < tree->n_hops; h++) {
			int from = tree->from[h];

			ck_assert_int_eq(t->dead_channel[tree->channel[h]], 0);
			ck_assert_int_eq(g->tail[tree->channel[h]], from < 0 ? src :
					 g->head[tree->channel[from]]);
		}
		for (d = 0; d < s->n_dests; d++) {
			h = tree->target[d];
			ck_assert_int_eq(h < 0 ? src : g->head[tree->channel[h]],
					 s->dest[d] < 0 ? out : m->node[s->dest[d]]);
		}
	}
	load_measure(f, t, m, &l);
	bound_of(f, t, in, out, &b);
	ck_assert_int_ge(l.hops, b.hops);
	ck_assert_int_ge(l.max_words, b.max_words);
	ck_assert_int_ge(l.dilation, b.dilation);
	load_free(&l);
}

static const char *const grids[] = {
	"5pp(12)", "mesh(4, 3)", "torus(4, 3)", "king(4, 3)", "parallel(mesh(3, 3), 2)",
	"cmesh(2, 2, 2)", "5pp(16, rows=4)",
};

/* Random dead parts: of grids and of random graphs (behind the grids). */
START_TEST(random_dies)
{
	int n_grids = (int)(sizeof(grids) / sizeof(*grids)), i, mapped = 0, without = 0;
	uint64_t seed = 4711 + (uint64_t)_i;

	printf("random_dies %d: seed %llu\n", _i, (unsigned long long)seed);
	for (i = 0; i < 60; i++) {
		struct topo *t = _i < n_grids ? tiny_topo(grids[_i]) :
			wild_topo(6 + wild_pick(&seed, 10), 30, &seed);
		int in = topo_first_core(t), out = topo_last_core(t), n;
		struct map_options o = {.effort = 1, .place = map_strategy_name(i % 5)};
		int embeds = !strcmp(map_strategy_name(i % 5), "embed");
		struct flow *f;
		struct map m;
		struct err e;

		kill_some(t, in, out, &seed);
		if (t->dead_node[in]) {
			topo_free(t);
			continue;
		}
		check_marks(t, in, out);
		n = topo_n_live(t);
		f = wild_flow(1 + wild_pick(&seed, n), &seed);
		if (!map_flow(f, t, in, out, &o, &m, &e)) {
			mapped++;
			check_map(f, t, in, out, &m);
			map_free(&m);
		} else if (embeds && strstr(e.text, "no placement was found")) {
			without++;
		} else {	/* live channels may lead to a core that none leave for a reader */
			ck_assert_ptr_nonnull(strstr(e.text, "no path from node"));
			without++;
		}
		flow_free(f);
		f = wild_flow(n + 1, &seed);
		ck_assert_int_eq(map_flow(f, t, in, out, &o, &m, &e), -1);
		ck_assert_ptr_nonnull(strstr(e.text, " 1 short"));
		flow_free(f);
		topo_free(t);
	}
	printf("%s: %d mapped, %d without a path or an embedding\n", _i < n_grids ? grids[_i] : "wild",
	       mapped, without);
	ck_assert_int_ge(mapped, 15);
}
END_TEST

/* Two parallel channels of which the first is dead: the other keeps its number in
 * messages. */
START_TEST(parallel_names)
{
	struct topo *t = dead_topo("parallel(path(2), 2)", NULL, "0");
	struct flow *f = flow_new("two");
	struct map_options o = {.n_vcs = 1, .place = "order"};
	struct map m;
	struct err e;

	flow_add_stream(f, "the input", FLOW_EDGE, 1);
	flow_add_task(f, "a", 1, 0);
	flow_add_stream(f, "a", 0, 1);
	flow_add_task(f, "b", 1, 0);
	flow_add_stream(f, "b", 1, 1);
	flow_add_dest(f, 0, 0);
	flow_add_dest(f, 0, 1);
	flow_add_dest(f, 1, 1);
	flow_add_dest(f, 2, FLOW_EDGE);
	ck_assert_int_eq(map_flow(f, t, 0, 1, &o, &m, &e), -1);
	ck_assert_str_eq(e.text, "channel 0 -> 1 (1) would need 2 virtual channels: raise "
			 "link.vcs to 2 (1); streams: the input, a");
	flow_free(f);
	topo_free(t);
}
END_TEST

static struct plan *build(const char *topology, const char *cores, const char *channels,
			  int64_t interval, struct err *e)
{
	struct arch *a = dead_arch(topology, cores, channels);
	struct plan_options o = {.interval = interval, .effort = 1};
	struct net *n = tiny_resnet();
	struct plan *p = plan_build(n, a, &o, e);

	net_free(n);
	arch_free(a);
	return p;
}

/* A plan keeps what is dead, read again too; one that uses it is refused by those who read
 * it and, by themselves, by those who check it. */
START_TEST(plans)
{
	struct err e;
	struct plan *p = build("king(4, 3)", "5", "0", 0, &e), *q;
	struct text t = {0};
	struct report r;
	struct arch *a;
	char *set[2];
	int c, was;

	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	ck_assert_int_eq(verify_plan(p, &r), 0);
	report_free(&r);
	plan_write(p, &t);
	ck_assert_ptr_nonnull(strstr(t.s, "\ndead.cores = 5\ndead.channels = 0\n"));
	q = plan_parse(t.s, "q", &e);
	ck_assert_msg(q != NULL, "%s", q ? "" : e.text);
	ck_assert_int_eq(q->topo->dead_node[5], TOPO_DEAD);
	text_free(&t);
	plan_free(q);

	/* The channel of its second stream, and the core of its second task, die. */
	c = p->stream[1].hop[0].channel;
	set[0] = xasprintf("dead.channels=%d", c);
	a = arch_copy(p->arch, set, 1, &e);
	arch_free(p->arch);
	p->arch = a;
	ck_assert_int_eq(verify_plan(p, &r), 1);
	ck_assert_ptr_nonnull(strstr(r.message[0], "is dead (dead.channels)"));
	report_free(&r);
	plan_write(p, &t);
	ck_assert_ptr_null(plan_parse(t.s, "q", &e));
	ck_assert_ptr_nonnull(strstr(e.text, "is dead (dead.channels, dead.cores)"));
	text_free(&t);
	free(set[0]);

	set[0] = xasprintf("dead.cores=%d", p->task[1].node);
	set[1] = xstrdup("dead.channels=");
	a = arch_copy(p->arch, set, 2, &e);
	arch_free(p->arch);
	p->arch = a;
	was = verify_plan(p, &r);
	ck_assert_int_ge(was, 3);	/* the task, a stream to it and from it */
	ck_assert_ptr_nonnull(strstr(r.message[0], "is dead (dead.cores)"));
	ck_assert_ptr_nonnull(strstr(r.message[1], "is of a dead tile (dead.cores)"));
	report_free(&r);
	plan_write(p, &t);
	ck_assert_ptr_null(plan_parse(t.s, "q", &e));
	ck_assert_ptr_nonnull(strstr(e.text, "is dead (dead.cores, dead.channels)"));
	text_free(&t);
	free(set[0]);
	free(set[1]);
	plan_free(p);
}
END_TEST

/* The copies of a balanced network are as many as there are live cores for, as on a
 * smaller array; and what is short is said. */
START_TEST(balanced)
{
	struct err e = {0};
	struct plan *p = build("complete(16)", "3 4 5", NULL, BALANCE_AUTO, &e);
	struct plan *q = build("complete(13)", NULL, NULL, BALANCE_AUTO, &e);

	ck_assert_msg(p && q, "%s", e.text);
	ck_assert_int_eq(p->n_tasks, q->n_tasks);
	ck_assert_int_le(p->n_tasks, 13);
	plan_free(p);
	plan_free(q);
	ck_assert_ptr_null(build("mesh(4, 2)", "1 2 3", "", 0, &e));
	ck_assert_msg(strstr(e.text, "needs 6 cores, there are 5 live of 8 (3 dead): 1 short") &&
		      strstr(e.text, "raise topology to 9 cores"), "%s", e.text);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("die");
	TCase *c = tcase_create("die");

	tcase_set_timeout(c, 120);
	tcase_add_test(c, marks);
	tcase_add_loop_test(c, refusals, 0, (int)(sizeof(refused) / sizeof(*refused)));
	tcase_add_test(c, one_direction);
	tcase_add_loop_test(c, random_dies, 0, (int)(sizeof(grids) / sizeof(*grids)) + 2);
	tcase_add_test(c, parallel_names);
	tcase_add_test(c, plans);
	tcase_add_test(c, balanced);
	suite_add_tcase(suite, c);
	return suite;
}
