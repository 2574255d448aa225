/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "base/file.h"
#include "tiny.h"
#include "check/verify.h"
#include "wild.h"
#include "main.h"

/*
 * Plans as the mapper makes them: a few against tests/golden/plan, which is read as
 * a diff when it changes (UPDATE=1 writes it anew), and many through the check.
 */
static struct plan *plan_of(struct net *n, const char *topology,
			    const struct plan_options *o)
{
	struct arch *a = tiny_arch(topology, NULL);
	struct err e = {0};
	struct plan *p = plan_build(n, a, o, &e);

	ck_assert_msg(p != NULL, "%s: %s", topology, e.text);
	arch_free(a);
	net_free(n);
	return p;
}

static void is_good(const struct plan *p, const char *name)
{
	struct report r;

	ck_assert_msg(!verify_plan(p, &r), "%s: %s", name, r.message[0]);
	ck_assert(r.executed);
	report_free(&r);
}

/* Weights, constants and most keys of the hardware say nothing of a mapping. */
static int is_outline(const char *line, const char *end)
{
	if (!strncmp(line, "row ", 4) || !strncmp(line, "col ", 4) ||
	    !strncmp(line, "arch ", 5))
		return 0;
	return !memmem(line, end - line, " = ", 3) ||
	       !strncmp(line, "topology ", 9) || !strncmp(line, "link.vcs ", 9);
}

static struct text outline(const struct plan *p)
{
	struct text all = {0}, t = {0};
	const char *line, *end;

	plan_write(p, &all);
	for (line = all.s; *line; line = end + 1) {
		end = strchr(line, '\n');
		if (is_outline(line, end))
			text_add_bytes(&t, line, end + 1 - line);
	}
	text_free(&all);
	return t;
}

static const struct {
	const char *name, *topology;
	struct plan_options o;
} golden[] = {
	{"5pp", "5pp(6)", {0}},
	{"5pp_large", "5pp(12, rows=3)", {0}},
	{"mesh_auto", "mesh(3, 3)", {.vcs = MAP_VCS_LEAST}},
	{"mesh_dimension", "mesh(3, 3)", {.route = "dimension", .seed = 3}},
	{"mesh_order", "mesh(3, 3)", {.place = "order"}},
	{"torus_greedy", "torus(4, 3)", {.place = "greedy"}},
	{"tree_anneal", "tree(2, 4)", {.place = "anneal", .effort = 3,
				       .vcs = MAP_VCS_LEAST}},
};

START_TEST(test_golden)
{
	struct plan *p = plan_of(tiny_resnet(), golden[_i].topology,
				 &golden[_i].o);
	char *file = xasprintf("tests/golden/plan/%s.txt", golden[_i].name);
	char *path = check_source(file), *want;
	struct text got = outline(p);
	struct err e;

	is_good(p, golden[_i].name);
	if (getenv("UPDATE"))
		ck_assert_int_eq(file_write(path, got.s, got.n, &e), 0);
	want = file_read(path, FILE_MAX_DATA, NULL, &e);
	ck_assert_msg(want != NULL, "%s: %s", path, e.text);
	if (strcmp(want, got.s)) {
		file_write("check_mapped.got.tmp", got.s, got.n, &e);
		ck_abort_msg("%s differs from check_mapped.got.tmp", path);
	}
	free(want);
	free(file);
	free(path);
	text_free(&got);
	plan_free(p);
}
END_TEST

/* A chain of blocks with residuals of random shapes. */
static struct net *random_net(uint64_t *seed)
{
	struct net *n = tiny_net(4 + wild_pick(seed, 6), 4 + wild_pick(seed, 6),
				 1 + wild_pick(seed, 12));
	int t = tiny_conv(n, 0, 1 + 2 * wild_pick(seed, 2), 1, 8), i, first;

	for (i = wild_pick(seed, 3); i >= 0; i--) {
		first = t;
		t = tiny_conv(n, t, 3, 1, 8);
		t = tiny_conv(n, t, 1 + 2 * wild_pick(seed, 2), 1, 8);
		if (wild_pick(seed, 2))
			tiny_skip(n, first, 1, 0);
	}
	tiny_conv(n, t, 1, 1, 10);
	tiny_raw(n);
	return n;
}

/* Random networks on random strongly connected graphs of 10 to 15 nodes. */
START_TEST(test_random_graphs)
{
	uint64_t seed = 500 + _i;
	int i;

	printf("test_random_graphs: seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < 100; i++) {
		struct plan_options o = {.vcs = MAP_VCS_LEAST, .effort = 1,
			.place = _i == 1 ? "order" : _i == 2 ? "greedy" : NULL};
		int n = 10 + wild_pick(&seed, 6);
		char *name = xasprintf("check_mapped%d.tmp", _i);
		char *expr = wild_edges(name, n, 2 * n, &seed);
		struct plan *p = plan_of(random_net(&seed), expr, &o);

		is_good(p, expr);
		plan_free(p);
		free(expr);
		free(name);
	}
}
END_TEST

/* Most streams that some stream's hops meet on parallel channels: 1 on each of two
 * channels of the same ends. */
static int uses_both(const struct plan *p)
{
	const struct graph *g = p->topo->graph;
	int *use = xcalloc(g->n_edges, sizeof(*use)), both = 0;

	for (int s = 0; s < p->n_streams; s++)
		for (int h = 0; h < p->stream[s].n_hops; h++)
			use[p->stream[s].hop[h].channel]++;
	for (int e = 1; e < g->n_edges; e++)
		both += use[e] && use[e - 1] && graph_nth(g, e) == 1;
	free(use);
	return both;
}

/* A residual network on a line takes two virtual channels, or two channels. The plan
 * is the same when it is read, and a hop moved to the channel beside it is refused
 * where that carries another stream. */
START_TEST(test_parallel)
{
	struct arch *a = tiny_arch("path(7)", "link.vcs=1");
	struct plan_options o = {.place = "order"};
	struct net *n = tiny_resnet();
	struct text t = {0};
	struct report r;
	struct plan *p;
	struct err e;
	int s, h, n_refused = 0;

	ck_assert_ptr_null(plan_build(n, a, &o, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "would need 2 virtual channels"));
	arch_free(a);
	a = tiny_arch("parallel(path(7), 2)", "link.vcs=1");
	for (int i = 0; i < 2; i++) {
		p = plan_build(n, a, &o, &e);
		ck_assert_msg(p != NULL, "%s", e.text);
		is_good(p, "parallel");
		ck_assert_int_gt(uses_both(p), 0);
		plan_free(p);
		if (!i)
			arch_free(a);
		if (!i)
			a = tiny_arch("parallel(mesh(7, 1), 2)", "link.vcs=1");
		o.route = "dimension";
	}
	p = plan_build(n, a, &o, &e);
	plan_write(p, &t);
	plan_free(p);
	p = plan_parse(t.s, "a plan", &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	is_good(p, "parallel, read");
	for (s = 0; s < p->n_streams; s++)
		for (h = 0; h < p->stream[s].n_hops; h++) {
			int *c = &p->stream[s].hop[h].channel;

			*c ^= 1;
			ck_assert_int_eq(p->topo->graph->head[*c],
					 p->topo->graph->head[*c ^ 1]);
			if (verify_plan(p, &r)) {
				ck_assert_ptr_nonnull(strstr(r.message[0],
					"virtual channel 0: carries the "
					"streams of "));
				n_refused++;
			}
			report_free(&r);
			*c ^= 1;
		}
	ck_assert_int_gt(n_refused, 0);
	text_free(&t);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("mapped");
	TCase *c = tcase_create("mapped");

	tcase_add_loop_test(c, test_golden, 0,
			    sizeof(golden) / sizeof(*golden));
	tcase_add_loop_test(c, test_random_graphs, 0, 3);
	tcase_add_test(c, test_parallel);
	suite_add_tcase(s, c);
	return s;
}
