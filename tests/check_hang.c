/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "measure/hang.h"
#include "model/program.h"
#include "simulate.h"
#include "tiny.h"

/*
 * What states say of a plan: l0 sends to l1 and, as a residual, to l2; l1 to l2, and that to
 * the output. The states are put together here from docs/rtl.md.
 */
#define MAX_NODES 8
#define WORDS 32

enum { RUNS = 1, TASK = 2, OUTPUT = 128 };

struct fabric {
	struct plan *p;
	int closed;	/* hardwired: ports of channels that the plan uses alone */
	int ins[MAX_NODES], outs[MAX_NODES];
	int missing, want, have;	/* first words */
	uint32_t word[MAX_NODES][WORDS];
	struct hang_tile tile[MAX_NODES];
};

static int uses(const struct fabric *f, int edge)
{
	if (!f->closed)
		return 1;
	for (int s = 0; s < f->p->n_streams; s++)
		for (int h = 0; h < f->p->stream[s].n_hops; h++)
			if (f->p->stream[s].hop[h].channel == edge)
				return 1;
	return 0;
}

/* Ports into a node, or out of it, that come before that of `edge`, -1: all. */
static int ports(const struct fabric *f, int node, int out, int edge)
{
	const struct graph *g = f->p->topo->graph;
	const int *side = out ? g->tail : g->head, *far = out ? g->head : g->tail;
	int n = 0;

	for (int e = 0; e < g->n_edges; e++)
		n += side[e] == node && uses(f, e) && (edge < 0 || far[e] < far[edge]);
	return n;
}

static void begin(struct fabric *f, int closed)
{
	struct net *n = tiny_net(8, 8, 3);
	int t = tiny_conv(n, 0, 1, 1, 4), depth;

	memset(f, 0, sizeof(*f));
	tiny_conv(n, tiny_conv(n, t, 3, 1, 4), 3, 1, 4);
	tiny_skip(n, t, 1, 0);
	f->p = sim_plan(n, "mesh(2, 3)", "io.input=5");
	f->closed = closed;
	depth = f->p->arch->link_depth;
	ck_assert_int_eq(f->p->n_streams, 4);
	ck_assert_int_le(f->p->topo->graph->n_nodes, MAX_NODES);
	f->missing = 4;	/* a word of roles before it: one source */
	f->want = 5;
	f->have = 7;	/* entries and credits of few ports */
	for (int i = 0; i < f->p->topo->graph->n_nodes; i++) {
		f->ins[i] = ports(f, i, 0, -1) + (i == plan_input_node(f->p));
		f->outs[i] = ports(f, i, 1, -1) + (i == plan_output_node(f->p));
		if (!f->ins[i] || !f->outs[i])
			continue;
		f->word[i][0] = 1u << 24 | (uint32_t)depth << 16 |
				(uint32_t)f->outs[i] << 8 | (uint32_t)f->ins[i];
		f->word[i][1] = 1u << 20 | (uint32_t)f->p->arch->link_vcs << 14 | RUNS | TASK;
		f->word[i][2] = 1000 + (uint32_t)i;
		f->tile[i] = (struct hang_tile){f->word[i], 16};
	}
}

static void set(struct fabric *f, int node, int word, int bit)
{
	f->word[node][word + bit / 32] |= 1u << bit % 32;
}

static int task_node(const struct fabric *f, int task)
{
	return f->p->task[task].node;
}

static void misses(struct fabric *f, int task)
{
	set(f, task_node(f, task), f->missing, 0);
}

/* A word of a stream waits at the node of a destination, behind its last hop, for the core. */
static void waits_for_core(struct fabric *f, int stream, int dest, int role)
{
	const struct plan_stream *s = &f->p->stream[stream];
	int hop = s->dest[dest].hop, node, vcs = f->p->arch->link_vcs;

	ck_assert_int_ge(hop, 0);
	node = f->p->topo->graph->head[s->hop[hop].channel];
	set(f, node, f->have, ports(f, node, 0, s->hop[hop].channel) * vcs + s->hop[hop].vc);
	set(f, node, f->want, f->outs[node] * vcs + role);
}

/* A word of a task waits at the router for the first hop to a destination of its stream. */
static void waits_for_channel(struct fabric *f, int task, int dest)
{
	const struct plan_stream *s = &f->p->stream[task + 1];
	const struct plan_hop *h = &s->hop[s->dest[dest].hop];
	int node = task_node(f, task), vcs = f->p->arch->link_vcs;

	while (h->from >= 0)
		h = &s->hop[h->from];
	f->word[node][1] |= OUTPUT;
	set(f, node, f->want, ports(f, node, 1, h->channel) * vcs + h->vc);
}

static int dest_of(const struct fabric *f, int stream, int role)
{
	int d = 0;

	while ((int)f->p->stream[stream].dest[d].role != role)
		d++;
	return d;
}

static void says(struct fabric *f, int output_taken, char *want)
{
	struct text t = {0};

	hang_say(f->p, f->tile, output_taken, "> ", &t);
	ck_assert_str_eq(t.s, want);
	text_free(&t);
	plan_free(f->p);
	free(want);
}

#define LAST ", which no word has left for %d cycles\n"

/* A full residual memory at the join; programmable and hardwired. */
START_TEST(circle)
{
	struct fabric f;
	int join, l1;

	begin(&f, _i);
	join = task_node(&f, 2);
	l1 = task_node(&f, 1);
	waits_for_core(&f, 1, dest_of(&f, 1, ROLE_SKIP), 2);
	waits_for_channel(&f, 0, dest_of(&f, 1, ROLE_SKIP));
	misses(&f, 2);
	misses(&f, 1);
	says(&f, 1, xasprintf(
		"> stream 1 (task l0 of layer 0 to task l2 of layer 2) waits for room for a word "
		"in the residual memory of task l2 at node %d" LAST
		"> stream 2 (task l1 of layer 1 to task l2 of layer 2) waits for a word of task l1 "
		"at node %d" LAST "> each waits for the next one, the last for the first\n", join,
		1000 + join, l1, 1000 + l1));
}
END_TEST

/* The last stream has a word at the output, which the host takes or not. */
START_TEST(output)
{
	struct fabric f;
	const struct plan_stream *s;
	int node, vcs;

	begin(&f, 0);
	s = &f.p->stream[3];
	node = plan_output_node(f.p);
	vcs = f.p->arch->link_vcs;
	if (s->dest[0].hop < 0)
		f.word[node][1] |= OUTPUT;
	else
		set(&f, node, f.have, ports(&f, node, 0, s->hop[s->dest[0].hop].channel) * vcs +
		    s->hop[s->dest[0].hop].vc);
	set(&f, node, f.want, (f.outs[node] - 1) * vcs);
	says(&f, _i, xasprintf("> stream 3 (task l2 of layer 2 to the fabric's output) waits for %s "
			       "at node %d" LAST, _i ?
			       "its turn, or the end of its image, at the fabric's output" :
			       "the host to take the fabric's output", node, 1000 + node));
}
END_TEST

/* Nothing is anywhere, and all wait for the input. */
START_TEST(input)
{
	struct fabric f;

	begin(&f, 0);
	for (int i = 0; i < 3; i++)
		misses(&f, i);
	says(&f, 1, xasprintf("> stream 0 (the fabric's input to task l0 of layer 0) waits for the "
			      "host to give a word at node 5" LAST "> 3 more streams wait for that "
			      "one\n", 1005));
}
END_TEST

/* A core that waits for partial sums or a residual of which there is none. */
START_TEST(residual)
{
	struct fabric f;

	begin(&f, 0);
	f.word[task_node(&f, 2)][1] |= 64;
	misses(&f, 0);
	says(&f, 1, xasprintf("> stream 0 (the fabric's input to task l0 of layer 0) waits for the "
			      "host to give a word at node 5" LAST "> 2 more streams wait for that "
			      "one\n", 1005));
}
END_TEST

/* A word that has no credit although nothing is at the other end of the channel. */
START_TEST(credit)
{
	struct fabric f;
	int node;

	begin(&f, 0);
	misses(&f, 2);
	waits_for_channel(&f, 1, 0);
	node = task_node(&f, 1);
	says(&f, 1, xasprintf("> stream 2 (task l1 of layer 1 to task l2 of layer 2) waits for a "
			      "credit at node %d" LAST "> 1 more stream waits for that one\n",
			      node, 1000 + node));
}
END_TEST

/* No tile shows anything. */
START_TEST(silent)
{
	struct fabric f;
	int node;

	begin(&f, 0);
	memset(f.tile, 0, sizeof(f.tile));
	node = task_node(&f, 2);
	says(&f, 1, xasprintf("> stream 3 (task l2 of layer 2 to the fabric's output) waits for a "
			      "word of task l2 at node %d\n", node));
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("hang");
	TCase *c = tcase_create("hang");

	tcase_add_loop_test(c, circle, 0, 2);
	tcase_add_loop_test(c, output, 0, 2);
	tcase_add_test(c, input);
	tcase_add_test(c, residual);
	tcase_add_test(c, credit);
	tcase_add_test(c, silent);
	suite_add_tcase(s, c);
	return s;
}
