/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "base/file.h"
#include "base/proc.h"
#include "simulate.h"
#include "tiny.h"
#include "check/verify.h"
#include "wild.h"
#include "main.h"

/* What mapping promises, in the Verilated RTL: random graphs, and buffers that are
 * large enough or not. Built in check_cosim_map.build of the current folder. */
#define DIR "check_cosim_map.build"

/* Topologies that nobody chose: the network placed and routed anywhere on them,
 * with as few virtual channels as will do; columns of 1, 2 and 4 cycles. */
START_TEST(random_graph)
{
	uint64_t seed = 11 + _i;
	struct net *n = tiny_resnet();
	char *name = xasprintf(DIR "/wild%d", _i), *expr, *model;
	struct cosim_opt o = {.stall_link_percent = 20, .stall_link_seed = 1};
	struct plan_options how = {.vcs = MAP_VCS_LEAST, .seed = 1 + _i};
	struct cosim_result r;
	double seconds;
	char *set = xasprintf("post.cycles=%d", 1 << _i);
	struct arch *a;
	struct plan *p;
	struct err e;

	printf("random_graph: seed %llu\n", (unsigned long long)seed);
	expr = wild_edges(name, 7 + _i, 6, &seed);
	a = tiny_arch(expr, set);
	p = plan_build(n, a, &how, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	printf("  %d channels, %d virtual\n", p->topo->graph->n_edges,
	       p->arch->link_vcs);
	o.stimulus = xasprintf("%s.stim", name);
	model = xasprintf("wild%d", _i);
	sim_stimulus(p, o.stimulus, seed);
	sim_build(DIR, p, 0, model, COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, model, &o, &r);
	o.stall_link_percent = 0;
	sim_run(DIR, p, NULL, model, &o, &r);
	free((char *)o.stimulus);
	free(model);
	free(set);
	free(expr);
	free(name);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Switches without a core between the tasks (tests/edges/fat_tree_small.edges). */
START_TEST(switches)
{
	char *path = check_source("tests/edges/fat_tree_small.edges");
	char *expr = xasprintf("edges(\"%s\")", path);
	struct cosim_opt o = {.stimulus = DIR "/switches.stim",
			      .stall_link_percent = 20, .stall_link_seed = 2};
	struct cosim_result r;
	struct arch *a = tiny_arch(expr, NULL);
	struct net *n = tiny_resnet();
	struct plan_options how = {.vcs = MAP_VCS_LEAST};
	struct err e;
	struct plan *p = plan_build(n, a, &how, &e);
	double seconds;

	ck_assert_msg(p != NULL, "%s", e.text);
	for (int i = 0; i < p->n_tasks; i++)
		ck_assert_int_lt(p->task[i].node, 8);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "switches", COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, "switches", &o, &r);
	o.stall_link_percent = 0;
	sim_run(DIR, p, NULL, "switches", &o, &r);
	plan_free(p);
	arch_free(a);
	net_free(n);
	free(expr);
	free(path);
}
END_TEST

/* Two channels for each of a line, one virtual channel: streams go side by side. The
 * fabric that runs any program, and the one wired for this plan. */
START_TEST(parallel)
{
	struct plan *p = sim_plan(tiny_resnet(), "parallel(path(7), 2)",
				  "link.vcs=1");
	struct cosim_opt o = {.stimulus = DIR "/parallel.stim",
			      .stall_link_percent = 20, .stall_link_seed = 3};
	const char *name = _i ? "parallel_wired" : "parallel";
	struct cosim_result r;
	double seconds;
	int second = 0;

	for (int s = 0; s < p->n_streams; s++)
		for (int h = 0; h < p->stream[s].n_hops; h++)
			second += graph_nth(p->topo->graph,
					    p->stream[s].hop[h].channel) == 1;
	ck_assert_int_gt(second, 0);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, _i, name, COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, name, &o, &r);
	o.stall_link_percent = 0;
	sim_run(DIR, p, NULL, name, &o, &r);
	plan_free(p);
}
END_TEST

/* Layers that are cut further for the memories of their cores, and tasks that gather for
 * cores with two sources: all shapes of these, with no byte to spare. */
START_TEST(spare_cores)
{
	struct net *n = tiny_net(10, 6, 8);
	struct arch *a = tiny_arch("torus(4, 3)", "act.bytes=184");
	struct cosim_opt o = {.stimulus = DIR "/spare.stim",
			      .stall_link_percent = 20, .stall_link_seed = 4,
			      .stall_out_percent = 20, .stall_out_seed = 5};
	int t = tiny_conv(n, 0, 3, 1, 12), i, n_bands = 0, n_parts = 0, n_act = 0,
		n_skip = 0;
	struct cosim_result r;
	struct report report;
	struct plan *p;
	double seconds;
	struct err e;

	tiny_conv(n, t, 3, 1, 12);
	tiny_skip(n, t, 1, 0);
	tiny_conv(n, 2, 3, 2, 6);
	tiny_raw(n);
	a->act_sources = 2;
	a->skip_bytes = 80;
	a->link_vcs = 8;
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", p ? "" : e.text);
	for (i = 0; i < p->n_tasks; i++) {
		const struct plan_task *k = &p->task[i];

		ck_assert_int_le(4 * k->ring_words, 184);
		n_bands += k->out_x > 0 && !k->is_copy;
		n_parts += k->part > 0;
		n_act += strstr(k->name, "/act") != NULL;
		n_skip += strstr(k->name, "/skip") != NULL;
	}
	ck_assert(n_bands && n_parts && n_act && n_skip);
	verify_plan(p, &report);
	ck_assert_msg(!report.n_messages, "%s",
		      report.n_messages ? report.message[0] : "");
	report_free(&report);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "spare", COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, "spare", &o, &r);
	o.stall_link_percent = o.stall_out_percent = 0;
	sim_run(DIR, p, NULL, "spare", &o, &r);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* Two layers on a line, cut in two blocks each: streams share channels, and three of
 * them the bus into a core, through buffers of two flits. The residual memory is the
 * least; the activation memories then are as well. With fewer rows the second layer is
 * cut in two parts, so that one of the three are partial sums. */
static struct plan *crowded_plan(int least, int rows)
{
	struct net *n = tiny_net(8, 8, 4);
	struct arch *a = tiny_arch("path(7)", "post.cycles=2");
	struct plan_options o = {.vcs = MAP_VCS_LEAST};
	struct plan_task *k;
	struct plan *p;
	struct err e;
	int t = tiny_conv(n, 0, 3, 1, 72);

	tiny_conv(n, t, 1, 1, 72);
	tiny_skip(n, t, 1, 0);
	a->act_sources = 2;
	a->link_depth = 2;
	a->xbar_rows = rows;
	a->xbar_cycles = 2;
	a->skip_bytes = 360;
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	p->arch->xbar_rows = 144;	/* one fabric for all */
	for (k = p->task; least && k < p->task + p->n_tasks; k++)
		k->ring_words = ((k->k_h - 1) * k->in_w + k->k_w) * k->in_words;
	net_free(n);
	arch_free(a);
	return p;
}

START_TEST(crowded)
{
	int parts = 1 + _i / 2;
	struct plan *p = crowded_plan(_i % 2, parts > 1 ? 56 : 144);
	struct plan_task *last = &p->task[p->n_tasks - 1];
	struct cosim_opt o = {.stimulus = DIR "/crowded.stim"};
	struct cosim_result r;
	struct report report;
	double seconds;

	ck_assert_int_eq(p->n_tasks, 2 + 2 * parts);
	ck_assert_int_eq(last->n_sources, 3 - parts);
	ck_assert_int_eq(last->has_psum, parts - 1);
	ck_assert_int_eq(last->has_skip, 1);
	ck_assert_int_eq(p->arch->link_vcs, 3);
	ck_assert_int_eq(verify_plan(p, &report), 0);
	report_free(&report);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "crowded", COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, "crowded", &o, &r);
	plan_free(p);
}
END_TEST

/* A residual goes round two layers of 3x3 on images of 32x32: two rows and three
 * pixels of four bytes wait at the join until its first window is there. */
#define JOIN_BYTES ((2 * 32 + 3) * 4)

static struct plan *join_plan(int skip_bytes)
{
	struct net *n = tiny_net(32, 32, 3);
	int t = tiny_conv(n, 0, 1, 1, 4);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 4), 3, 1, 4);
	tiny_skip(n, t, 1, 0);
	p = sim_plan(n, "5pp(4)", NULL);
	p->arch->skip_bytes = skip_bytes;
	return p;
}

static int is_checked(const struct plan *p, const char *want)
{
	struct report r;
	int n = verify_plan(p, &r);

	if (n)
		printf("%s\n", r.message[0]);
	ck_assert(!n == !want);
	if (want)
		ck_assert_ptr_ne(strstr(r.message[0], want), NULL);
	else
		ck_assert_int_eq(r.skip_bytes[2], JOIN_BYTES);
	report_free(&r);
	return !n;
}

/* The least memory that the check names is enough in the RTL. */
START_TEST(least_buffer)
{
	struct plan *p = join_plan(JOIN_BYTES);
	struct cosim_opt o = {.stimulus = DIR "/least.stim"};
	struct cosim_result r;
	double seconds;

	ck_assert(is_checked(p, NULL));
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "least", COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, "least", &o, &r);
	plan_free(p);
	/* A pixel less: the check, which counts no room in links, refuses. */
	p = join_plan(JOIN_BYTES - 4);
	ck_assert(!is_checked(p, "the residual memory of l2 is full (264 bytes, "
			      "it needs 268)"));
	plan_free(p);
}
END_TEST

static void note_line(void *user, const char *line)
{
	struct text *t = user;

	text_add(t, "%s\n", line);
}

static void write_join(const struct plan *p, const char *plan,
		       const char *images)
{
	uint8_t *image = xcalloc(1, 3073);
	struct text t = {0};
	struct err e;
	int i;

	for (i = 1; i < 3073; i++)
		image[i] = (uint8_t)(i * 7);
	plan_write(p, &t);
	ck_assert_int_eq(file_write(plan, t.s, t.n, &e), 0);
	ck_assert_int_eq(file_write(images, image, 3073, &e), 0);
	text_free(&t);
	free(image);
}

/* Runs the plan, which stops, and is 1; *said is what the command says from its deadlock
 * on. */
static void run_join(const char *how, struct text *said)
{
	const char *const command[] = {
		"./imcfab", "cosim", DIR "/join.plan", DIR "/join.images",
		"--watchdog", "20000", "--build", DIR "/join.cosim", how, NULL
	};
	struct text all = {0};
	const char *at;
	struct err e;

	ck_assert_int_eq(proc_run(command, DIR "/join.log", note_line, &all, &e), 1);
	printf("%s", all.s);
	at = strstr(all.s, "deadlock: no word moves after cycle ");
	ck_assert_ptr_ne(at, NULL);
	text_add(said, "%s", at);
	text_free(&all);
}

/* The states of the tiles: l0 sends to l1 and to the memory of l2, which is full. */
static void says_circle(const char *said)
{
	unsigned long idle[2] = {0, 0};
	int end = 0;

	said = strstr(said, "\n  stream ");
	ck_assert_ptr_ne(said, NULL);
	sscanf(said, " stream 1 (task l0 of layer 0 to task l2 of layer 2) waits for room for a "
	       "word in the residual memory of task l2 at node 2, which no word has left for "
	       "%lu cycles stream 2 (task l1 of layer 1 to task l2 of layer 2) waits for a "
	       "word of task l1 at node 1, which no word has left for %lu cycles "
	       "each waits for the next one, the last for the first%n", &idle[0], &idle[1],
	       &end);
	ck_assert_int_gt(end, 0);
	ck_assert_str_eq(said + end, "\n");
	ck_assert_uint_gt(idle[0], 20000);
	ck_assert_uint_lt(idle[0], 30000);
	ck_assert_uint_gt(idle[1], 20000);
	ck_assert_uint_lt(idle[1], 30000);
}

/* With 16 pixels of memory the RTL stops for ever; the command says so within the
 * given cycles, naming a stream's end that waits, and why, and its exit status is 1. It says
 * the same where no tile sleeps, and where the chain is clocked tile by tile. */
START_TEST(deadlock)
{
	static const char *const how[] = {NULL, "--check-sleep", "--plain-chain"};
	struct plan *p = join_plan(64);
	struct text said[3] = {{0}};
	long long stopped = 0;

	is_checked(p, "the residual memory of l2 is full (64 bytes, it needs "
		   "268)");
	write_join(p, DIR "/join.plan", DIR "/join.images");
	for (int i = 0; i < 3; i++)
		run_join(how[i], &said[i]);
	ck_assert_int_eq(sscanf(said[0].s + 36, "%lld", &stopped), 1);
	ck_assert_int_gt(stopped, 0);
	ck_assert_int_lt(stopped, 20000);
	ck_assert_ptr_ne(strstr(said[0].s, "stream ends wait, "), NULL);
	says_circle(said[0].s);
	ck_assert_str_eq(said[1].s, said[0].s);
	ck_assert_str_eq(said[2].s, said[0].s);
	for (int i = 0; i < 3; i++)
		text_free(&said[i]);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cosim_map");
	TCase *c = tcase_create("cosim_map");

	check_folder(DIR);
	check_add(c, random_graph, 3, "verilator");
	check_add(c, switches, 1, "verilator");
	check_add(c, spare_cores, 1, "verilator");
	check_add(c, parallel, 2, "verilator");
	check_add(c, crowded, 4, "verilator");
	check_add(c, least_buffer, 1, "verilator");
	check_add(c, deadlock, 1, "verilator");
	suite_add_tcase(s, c);
	return s;
}
