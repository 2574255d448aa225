/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_core.h"

struct core *core_new(const struct plan *p, int task, int64_t start,
		      struct queue *out)
{
	const struct plan_task *k = &p->task[task];
	struct core *c = xcalloc(1, sizeof(*c));

	c->k = k;
	c->start = start;
	c->sums = plan_task_sums(k);
	c->lanes = arch_lanes(p->arch);
	c->psums = arch_sums(p->arch);
	c->skip_room = arch_memory_words(p->arch, p->arch->skip_bytes);
	c->cycles = p->arch->xbar_cycles;
	c->skip_left = k->skip_words;
	c->bypass_words = k->in_words;
	if (k->reduce == REDUCE_NONE)
		c->bypass_words *= k->k_w * k->k_h;
	c->post_cycles = p->arch->post_cycles;
	c->post_lanes = p->arch->post_lanes;
	c->post_table = p->arch->post_table;
	c->post_room = c->post_cycles == 4 ? 1 : 2;
	c->out = out;
	c->image_words = plan_image_words(&p->stream[task + 1]);
	c->first_in = c->first_out = c->last_out = -1;
	core_reset(c);
	return c;
}

void core_free(struct core *c)
{
	free(c);
}

int64_t core_windows(const struct core *c)
{
	return c->n_windows;
}

/* Vector writer, pool and window take a word in this cycle. */
static int vector_free(const struct core *c)
{
	return c->k->bypass ? c->n_bypass < c->post_room : !c->full;
}

static int pool_free(const struct core *c)
{
	return vector_free(c) || !c->vector;
}

static int window_free(const struct core *c)
{
	return pool_free(c) || !c->group || !c->shown;
}

static int source_ready(const struct core *c, int i)
{
	const struct source *s = &c->source[i];

	if (!s->keep)
		return 1;
	if (c->sums)
		return !c->lane && window_free(c);
	return s->place - c->release < c->k->ring_words;
}

int core_ready(const struct core *c, const struct plan_dest *d)
{
	switch (d->role) {
	case ROLE_ACT:
		return source_ready(c, d->source);
	case ROLE_PSUM:
		return c->n_psum < c->post_room;
	default:
		return core_skip_ready(c);
	}
}

/* The product. `done`: the last column of the result was read in the cycle before. */
static int multiply(struct core *c, int64_t now, int done, int64_t *next)
{
	int ends = c->busy && now >= c->ready && (!c->result || done);
	int begins = c->full && (!c->busy || ends);

	if (c->busy && now < c->ready)
		*next = min64(*next, c->ready);
	c->result = ends || (c->result && !done);
	c->busy = begins || (c->busy && !ends);
	if (begins) {
		c->ready = now + c->cycles;
		c->full = 0;
	}
	return ends || begins || done;
}

/* A word of the pool goes on to the crossbar or past it. */
static void write_vector(struct core *c)
{
	c->vector = 0;
	if (c->k->bypass)
		c->n_bypass++;
	else
		c->full = c->vector_ends;
}

/* Reduction: `come`, the window's word is taken; `room`, its output is free. */
static int reduce(struct core *c, int come, int room)
{
	int moves = c->group && room;

	if (moves) {
		c->vector = 1;
		c->vector_ends = c->group_ends;
		c->group = 0;
	}
	if (come) {
		c->shown = 0;
		c->group = c->group || c->group_last;
		c->group_ends = c->last;
	}
	return moves || come;
}

static int role(const struct plan_dest *d)
{
	return d ? d->role : -1;
}

int core_cycle(struct core *c, const struct plan_dest *d, struct calendar *now,
	       int64_t *next)
{
	int room = window_free(c), pool_room = pool_free(c);
	int vector = c->vector && vector_free(c), done = c->result_done;
	int go = !c->sums && c->origin > c->release;
	int came = role(d) == ROLE_ACT, changed = d || vector || go;
	struct joined j;

	if (now->now < c->start) {
		*next = min64(*next, c->start);
		return 0;
	}
	if (c->first_in < 0 && role(d) == ROLE_ACT)
		c->first_in = now->now;
	changed |= core_post(c, now, &j);
	changed |= core_skip(c, j.skip, role(d) == ROLE_SKIP);
	c->n_psum += (role(d) == ROLE_PSUM) - j.psum;
	c->n_bypass -= j.bypass;
	changed |= multiply(c, now->now, done, next);
	if (vector)
		write_vector(c);
	changed |= reduce(c, c->shown && room, pool_room);
	if (c->sums)
		changed |= core_sum(c, room, came);
	else
		changed |= core_read(c, room, go);
	if (came)
		core_source(c, d->source);
	if (go)
		c->release += c->k->in_words;
	return changed;
}

void core_usage(const struct core *c, int64_t start, struct timing_task *t)
{
	t->first_in = c->first_in - start;
	t->first_out = c->first_out - start;
	t->last_out = c->last_out - start;
	t->ring_words = c->sums ? c->k->ring_words : (int)c->max_ring;
	t->skip_words = c->max_kept;
}
