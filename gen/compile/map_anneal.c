/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

#include <stdlib.h>
#include <string.h>

/*
 * Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) of the better of the order
 * of the network and the greedy placement, or of an earlier result: a task moves to
 * another core, or changes places with the task there; worse is taken with the
 * probability exp(-worse / temperature), which falls step by step. Integers only, so
 * that a seed gives the same placement on every machine.
 */
#define STEPS 120	/* of temperature */
#define MOVES 6	/* a task a step, times effort */
#define AGAIN 8	/* moves of a try that goes on from another one are fewer by this */
#define SAMPLES 200	/* moves from which the first temperature is taken */
#define COOLING 93	/* percent that a step leaves */

struct anneal {
	const struct site *s;
	struct tally c;
	uint64_t rand;
	int *node;	/* [n_tasks] */
	int *task_at;	/* [n_nodes] or -1 */
	int *stamp;	/* [n_streams] move that took it out */
	int now;	/* number of the move */
	/* Without weight a stream costs what its nodes say: kept, so that a move reckons
	 * its streams once, and one that is not kept not again. NULL with weight. */
	int64_t *cost;	/* [n_streams] as placed */
	int64_t *before;	/* [n_streams] before the move, of those in `moved` */
	int *moved, n_moved;	/* [n_streams] streams of the move */
};

static uint32_t below(struct anneal *a, uint32_t n)
{
	return (uint32_t)((rand_next(&a->rand) >> 32) * n >> 32);
}

/* An exponentially distributed number with mean 1024, by comparisons alone (von
 * Neumann 1951). */
static int64_t exponential(struct anneal *a)
{
	uint32_t first, last, u;
	int64_t whole = 0;
	int n;

	for (;; whole++) {
		first = last = (uint32_t)(rand_next(&a->rand) >> 32);
		for (n = 1; (u = (uint32_t)(rand_next(&a->rand) >> 32)) < last;
		     n++)
			last = u;
		if (n % 2)
			return whole * 1024 + (first >> 22);
	}
}

/* Another core for the task: mostly one near to where a stream of it ends. */
static int choose_core(struct anneal *a, int task)
{
	const struct site *s = a->s;
	int n = s->first_of[task + 1] - s->first_of[task], stream, end, node;

	if (!n || !below(a, 4))
		return s->core[below(a, s->n_cores)];
	stream = s->of_task[s->first_of[task] + below(a, n)];
	end = (int)below(a, s->f->stream[stream].n_dests + 1) - 1;
	if (s->f->stream[stream].src != task)
		end = -1;
	else if (end < 0)
		end = 0;
	node = end < 0 ? site_src(s, stream, a->node)
		       : site_dest(s, stream, end, a->node);
	node = s->near[(size_t)node * MAP_NEAR + below(a, MAP_NEAR)];
	return node < 0 ? s->core[below(a, s->n_cores)] : node;
}

/* Takes the streams of a task out of the tally (sign -1) or puts them in; those
 * of both tasks of a move only once. */
static void turn(struct anneal *a, int task, int sign)
{
	const struct site *s = a->s;
	int i, stream;

	for (i = s->first_of[task]; i < s->first_of[task + 1]; i++) {
		stream = s->of_task[i];
		if (a->stamp[stream] == a->now)
			continue;
		a->stamp[stream] = a->now;
		tally_add(&a->c, stream, a->node, sign);
	}
}

/* Reckons the streams of a task anew, those of both tasks of a move only once. */
static void turn_hops(struct anneal *a, int task)
{
	const struct site *s = a->s;

	for (int i = s->first_of[task]; i < s->first_of[task + 1]; i++) {
		int stream = s->of_task[i];

		if (a->stamp[stream] == a->now)
			continue;
		a->stamp[stream] = a->now;
		a->moved[a->n_moved++] = stream;
		a->before[stream] = a->cost[stream];
		a->cost[stream] = tally_hops(s, stream, a->node);
		a->c.cost += a->cost[stream] - a->before[stream];
	}
}

static void change_places(struct anneal *a, int task, int to)
{
	int from = a->node[task], other = a->task_at[to];

	a->node[task] = to;
	a->task_at[to] = task;
	a->task_at[from] = other;
	if (other >= 0)
		a->node[other] = from;
}

static void exchange(struct anneal *a, int task, int to)
{
	int other = a->task_at[to];

	a->now++;
	if (a->cost) {
		change_places(a, task, to);
		a->n_moved = 0;
		turn_hops(a, task);
		if (other >= 0)
			turn_hops(a, other);
		return;
	}
	turn(a, task, -1);
	if (other >= 0)
		turn(a, other, -1);
	change_places(a, task, to);
	a->now++;
	turn(a, task, 1);
	if (other >= 0)
		turn(a, other, 1);
}

/* Takes the exchange back that was the last one. */
static void take_back(struct anneal *a, int task, int from, int64_t cost)
{
	if (!a->cost) {
		exchange(a, task, from);
		return;
	}
	change_places(a, task, from);
	for (int i = 0; i < a->n_moved; i++)
		a->cost[a->moved[i]] = a->before[a->moved[i]];
	a->c.cost = cost;
}

/* One move; whether it was kept. */
static int move(struct anneal *a, int64_t temperature)
{
	int task = (int)below(a, a->s->f->n_tasks);
	int from = a->node[task], to = choose_core(a, task);
	int64_t before = a->c.cost, worse;

	if (to == from)
		return 0;
	exchange(a, task, to);
	worse = a->c.cost - before;
	if (worse <= 0 || worse < temperature * exponential(a) / 1024)
		return 1;
	take_back(a, task, from, before);
	return 0;
}

/* The mean of what moves from the start change, a move in four of it. */
static int64_t first_temperature(struct anneal *a)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < SAMPLES; i++) {
		int task = (int)below(a, a->s->f->n_tasks);
		int from = a->node[task], to = choose_core(a, task);
		int64_t before = a->c.cost;

		if (to == from)
			continue;
		exchange(a, task, to);
		sum += llabs(a->c.cost - before);
		take_back(a, task, from, before);
	}
	return sum / SAMPLES / 4 + 1;
}

/* The better of the two constructed placements into a->node. */
static void construct(struct anneal *a, const struct map_effort *e)
{
	int n = a->s->f->n_tasks, *other = xcalloc(n, sizeof(*other));
	int64_t cost;

	map_order(a->s, e, a->node);
	tally_all(&a->c, a->node);
	cost = a->c.cost;
	map_greedy(a->s, e, other);
	tally_all(&a->c, other);
	if (a->c.cost < cost)
		memcpy(a->node, other, n * sizeof(*other));
	free(other);
}

static void start(struct anneal *a, const struct map_effort *e)
{
	int i;

	if (e->from)
		memcpy(a->node, e->from, a->s->f->n_tasks * sizeof(*a->node));
	else
		construct(a, e);
	tally_all(&a->c, a->node);
	for (i = 0; i < a->s->t->graph->n_nodes; i++)
		a->task_at[i] = -1;
	for (i = 0; i < a->s->f->n_tasks; i++)
		a->task_at[a->node[i]] = i;
	for (i = 0; a->cost && i < a->s->f->n_streams; i++)
		a->cost[i] = tally_hops(a->s, i, a->node);
}

void map_anneal(const struct site *s, const struct map_effort *e, int *node)
{
	size_t n = s->f->n_tasks;
	struct anneal a = {.s = s, .rand = e->seed};
	int64_t temperature, best, n_moves = (int64_t)n * MOVES * e->effort, i;
	int step;

	a.node = xcalloc(n, sizeof(*a.node));
	a.task_at = xcalloc(s->t->graph->n_nodes, sizeof(*a.task_at));
	a.stamp = xcalloc(s->f->n_streams, sizeof(*a.stamp));
	if (!e->weight) {
		a.cost = xcalloc(s->f->n_streams, sizeof(*a.cost));
		a.before = xcalloc(s->f->n_streams, sizeof(*a.before));
		a.moved = xcalloc(s->f->n_streams, sizeof(*a.moved));
	}
	tally_init(&a.c, s, e->weight);
	start(&a, e);
	best = a.c.cost;
	memcpy(node, a.node, n * sizeof(*node));
	temperature = first_temperature(&a);
	if (e->from) {
		temperature /= AGAIN;
		n_moves = n_moves / AGAIN + 1;
	}
	for (step = 0; step < STEPS; step++) {
		for (i = 0; i < n_moves; i++)
			move(&a, step + 1 < STEPS ? temperature : 0);
		if (a.c.cost < best) {
			best = a.c.cost;
			memcpy(node, a.node, n * sizeof(*node));
		}
		temperature = temperature * COOLING / 100;
	}
	tally_free(&a.c);
	free(a.cost);
	free(a.before);
	free(a.moved);
	free(a.stamp);
	free(a.task_at);
	free(a.node);
}
