/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/kernel.h"

#define N_IMAGES 3
#define MAX_NAMED 6	/* waits that a deadlock message names */

/*
 * Every task is a process, and so is the fabric's input. A pixel of stream s
 * waits in its source until all readers have room; then it is theirs. Partial
 * sums have no room of their own: they are handed over in the moment in which
 * their reader finishes the pixel that they join.
 */
struct process {
	const struct plan_task *k;
	int act[ARCH_MAX_SOURCES];	/* streams of activations */
	int psum, skip;		/* stream in each role, -1: none */
	int64_t n_taken[ARCH_MAX_SOURCES];	/* pixels of each */
	int64_t n_done;		/* windows finished, all images */
	int64_t n_windows;	/* of all images */
	int64_t n_released;	/* places before the first that is kept */
	int64_t n_needed;	/* places that the current window waits for */
	int64_t skip_taken;	/* pixels of the residual */
	int skip_pixels;	/* of its stream that make one */
	int skip_begun;		/* of these taken of the next */
	int64_t skip_kept;	/* those that joined or wait to */
	int64_t skip_max;	/* waited at once */
	int64_t skip_room;	/* pixels, -1: no limit */
};

struct machine {
	const struct plan *p;
	struct process *task;	/* [n_tasks] */
	int64_t *n_sent;	/* [n_streams] pixels that all readers have */
	int64_t *n_made;	/* [n_streams]; at most those of a window more */
	uint64_t *awake;	/* [n_streams / 64 + 1] a bit for each stream to look at */
	int n_parts;		/* of the output */
	int part[ARCH_MAX_VCS];	/* stream of each */
	int64_t n_out[ARCH_MAX_VCS];	/* pixels taken of each */
};

/* Where the current window stands: what it waits for, what it lets go. */
static void place_window(struct process *t)
{
	const struct plan_task *k = t->k;
	int64_t n_windows = (int64_t)k->out_w * k->out_h;
	int64_t n_pixels = (int64_t)k->in_w * k->in_h;
	int64_t image = t->n_done / n_windows, at = t->n_done % n_windows;
	int iy = (int)(at / k->out_w) * k->stride_y - k->pad_y;
	int ix = (int)(at % k->out_w) * k->stride_x - k->pad_x;
	int last_y = kernel_last(iy, k->k_h, k->dilation_y, k->in_h);
	int last_x = kernel_last(ix, k->k_w, k->dilation_x, k->in_w);

	t->n_released = max64(t->n_released,
			      image * n_pixels + (int64_t)iy * k->in_w + ix);
	t->n_needed = 0;
	if (last_y >= 0 && last_x >= 0)
		t->n_needed = image * n_pixels + (int64_t)last_y * k->in_w +
			      last_x + 1;
}

/* Places before the first that some source has not passed. */
static int64_t n_passed(const struct process *t)
{
	int64_t n = INT64_MAX;
	int i;

	for (i = 0; i < t->k->n_sources; i++)
		n = min64(n, plan_source_place(t->k, i, t->n_taken[i], NULL));
	return n;
}

static int is_kept(const struct process *t)
{
	const struct plan_task *k = t->k;
	int64_t at = t->skip_taken % ((int64_t)k->skip_w * k->skip_h);

	return at / k->skip_w % k->skip_stride == 0 &&
	       at % k->skip_w % k->skip_stride == 0;
}

/* Whether a window can be finished, partial sums aside. */
static int is_ready(const struct machine *m, int task)
{
	const struct process *t = &m->task[task];

	return m->n_made[task + 1] == m->n_sent[task + 1] &&
	       t->n_done < t->n_windows && n_passed(t) >= t->n_needed &&
	       (t->skip < 0 || t->skip_kept > t->n_done);
}

static int64_t n_pixels(const struct machine *m, int stream)
{
	const struct plan_stream *s = &m->p->stream[stream];

	return (int64_t)s->w * s->h;
}

/* The parts of the output leave pixel by pixel, in their order, and the last pixel of
 * an image when the image itself went in whole. */
static int is_turn(const struct machine *m, int part)
{
	int64_t image = (m->n_out[part] + 1) / n_pixels(m, m->part[part]);
	int i;

	if (part == m->n_parts - 1 && m->n_sent[0] < image * n_pixels(m, 0))
		return 0;
	for (i = 0; i < m->n_parts; i++)
		if (m->n_out[i] < m->n_out[part] + (i < part))
			return 0;
	return 1;
}

static int has_room(const struct machine *m, const struct plan_dest *d)
{
	const struct process *t;
	int64_t place;
	int kept;

	if (d->task < 0)
		return is_turn(m, d->source);
	t = &m->task[d->task];
	if (d->role == ROLE_PSUM)
		return is_ready(m, d->task);
	if (d->role == ROLE_SKIP)
		return t->skip_room < 0 || !is_kept(t) ||
		       t->skip_kept - t->n_done < t->skip_room;
	place = plan_source_place(t->k, d->source, t->n_taken[d->source], &kept);
	return !kept || place - t->n_released < plan_task_room(t->k);
}

static void wake(struct machine *m, int stream)
{
	if (stream >= 0)
		m->awake[stream / 64] |= UINT64_C(1) << stream % 64;
}

/* Takes the last stream that is awake, the one furthest down; -1: all sleep. */
static int take_awake(struct machine *m)
{
	int i, bit;

	for (i = m->p->n_streams / 64; i >= 0 && !m->awake[i]; i--)
		;
	if (i < 0)
		return -1;
	for (bit = 63; !(m->awake[i] >> bit & 1); bit--)
		;
	m->awake[i] &= ~(UINT64_C(1) << bit);
	return 64 * i + bit;
}

/* Everybody who may have waited for this task. */
static void wake_around(struct machine *m, int task)
{
	int i;

	wake(m, task + 1);
	for (i = 0; i < m->task[task].k->n_sources; i++)
		wake(m, m->task[task].act[i]);
	wake(m, m->task[task].psum);
	wake(m, m->task[task].skip);
}

static void finish_window(struct machine *m, int task)
{
	m->n_made[task + 1] += plan_window_pixels(m->p, task);
	m->task[task].n_done++;
	place_window(&m->task[task]);
	wake_around(m, task);
}

static void take_pixel(struct machine *m, const struct plan_dest *d)
{
	struct process *t;
	int i;

	if (d->task < 0) {
		m->n_out[d->source]++;
		for (i = 0; i < m->n_parts; i++)
			wake(m, m->part[i]);
		return;
	}
	t = &m->task[d->task];
	if (d->role == ROLE_PSUM) {
		finish_window(m, d->task);
	} else if (d->role == ROLE_SKIP) {
		if (++t->skip_begun < t->skip_pixels)
			return;
		t->skip_begun = 0;
		t->skip_kept += is_kept(t);
		t->skip_taken++;
		if (t->skip_kept - t->n_done > t->skip_max)
			t->skip_max = t->skip_kept - t->n_done;
	} else {
		t->n_taken[d->source]++;
	}
	wake_around(m, d->task);
}

/* One step of a stream's source: hand a pixel over, or finish one. */
static int step(struct machine *m, int stream)
{
	const struct plan_stream *s = &m->p->stream[stream];
	int i;

	if (m->n_made[stream] > m->n_sent[stream]) {
		for (i = 0; i < s->n_dests; i++)
			if (!has_room(m, &s->dest[i]))
				return 0;
		m->n_sent[stream]++;
		for (i = 0; i < s->n_dests; i++)
			take_pixel(m, &s->dest[i]);
		if (stream)
			wake_around(m, stream - 1);
		else
			wake(m, m->part[m->n_parts - 1]);
		return 1;
	}
	if (!stream || m->task[stream - 1].psum >= 0 ||
	    !is_ready(m, stream - 1))
		return 0;
	finish_window(m, stream - 1);
	return 1;
}

static int64_t all_pixels(const struct machine *m, int stream)
{
	return N_IMAGES * n_pixels(m, stream);
}

/* Until nothing can move. Who stands further down the network goes first, and a
 * new input pixel comes last, so that no residual waits longer than it has to.
 * Whether the end was reached. */
static int run(struct machine *m)
{
	int s;

	for (;;) {
		s = take_awake(m);
		if (s >= 0) {
			if (step(m, s))
				wake(m, s);
		} else if (m->n_made[0] == m->n_sent[0] &&
			   m->n_sent[0] < all_pixels(m, 0)) {
			m->n_made[0]++;
			wake(m, 0);
		} else {
			break;
		}
	}
	for (s = 0; s < m->p->n_streams; s++)
		if (m->n_sent[s] < all_pixels(m, s))
			return 0;
	return 1;
}

/* The state before the first pixel. */
static void reset(struct machine *m, int limit_skip)
{
	const struct plan *p = m->p;
	struct process *t;
	int i;

	memset(m->n_out, 0, sizeof(m->n_out));
	for (i = 0; i < p->n_streams; i++) {
		m->n_sent[i] = 0;
		m->n_made[i] = 0;
		wake(m, i);
	}
	for (i = 0; i < p->n_tasks; i++) {
		t = &m->task[i];
		t->k = &p->task[i];
		t->n_windows = (int64_t)N_IMAGES * t->k->out_w * t->k->out_h;
		memset(t->n_taken, 0, sizeof(t->n_taken));
		t->n_done = 0;
		t->n_released = INT64_MIN / 2;	/* the first window sets it */
		t->skip_taken = t->skip_kept = t->skip_max = 0;
		t->skip_begun = 0;
		t->skip_pixels = t->skip < 0 ? 1 :
				 p->stream[t->skip].w / t->k->skip_w;
		t->skip_room = -1;
		if (limit_skip && t->skip >= 0)
			t->skip_room = arch_memory_words(
					p->arch, p->arch->skip_bytes) /
				       t->k->skip_words;
		place_window(t);
	}
}

static void connect(struct machine *m)
{
	const struct plan *p = m->p;
	const struct plan_dest *d;
	int s, i;

	for (i = 0; i < p->n_tasks; i++)
		m->task[i].psum = m->task[i].skip = -1;
	m->n_parts = plan_output_parts(p);
	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			if (d->task < 0)
				m->part[d->source] = s;
			else if (d->role == ROLE_ACT)
				m->task[d->task].act[d->source] = s;
			else if (d->role == ROLE_PSUM)
				m->task[d->task].psum = s;
			else
				m->task[d->task].skip = s;
		}
}

/* What the window at hand waits for may be more than the memory holds. */
static void describe_act(const struct process *t, struct text *reasons)
{
	int64_t need = t->n_needed - t->n_released;

	text_add(reasons, "the activation memory of %s is full (%" PRId64
		 " pixels", t->k->name, plan_task_room(t->k));
	if (need > plan_task_room(t->k))
		text_add(reasons, ", its window needs %" PRId64, need);
	text_add(reasons, ")");
}

static void describe_wait(const struct machine *m, const struct report *r,
			  const char *source, const struct plan_dest *d,
			  struct text *reasons)
{
	const struct process *t = &m->task[d->task];

	text_add(reasons, "%s the stream of %s waits, ", reasons->n ? ";" : "",
		 source);
	if (d->task < 0)
		text_add(reasons, "the output first takes its other parts, or the "
			 "rest of the image at the input");
	else if (d->role == ROLE_PSUM)
		text_add(reasons, "%s cannot join its partial sums", t->k->name);
	else if (d->role == ROLE_SKIP)
		text_add(reasons, "the residual memory of %s is full (%" PRId64
			 " bytes, it needs %" PRId64 ")", t->k->name,
			 (t->skip_kept - t->n_done) * arch_lanes(m->p->arch) *
			 t->k->skip_words,
			 r->skip_bytes[d->task]);
	else
		describe_act(t, reasons);
}

/* Adds what is enough for the residuals of all tasks, where there is less. */
static void say_remedy(const struct plan *p, const struct report *r,
		       struct text *t)
{
	int64_t need = 0;
	int i;

	for (i = 0; i < r->n_tasks; i++)
		need = max64(need, r->skip_bytes[i]);
	if (need <= p->arch->skip_bytes)
		return;
	text_add(t, ": ");
	arch_say_raise(t, "skip.bytes", need, p->arch->skip_bytes);
}

static void say_deadlock(const struct machine *m, struct report *r)
{
	const struct plan *p = m->p;
	const struct plan_stream *s;
	struct text reasons = {0};
	int i, d, n = 0;

	for (i = p->n_streams - 1; i >= 0; i--) {
		s = &p->stream[i];
		if (m->n_made[i] == m->n_sent[i])
			continue;
		for (d = 0; d < s->n_dests && n < MAX_NAMED; d++)
			if (!has_room(m, &s->dest[d])) {
				describe_wait(m, r, verify_source(p, i),
					      &s->dest[d], &reasons);
				n++;
			}
	}
	say_remedy(p, r, &reasons);
	report_say(r, "deadlock after %" PRId64 " pixels of the input:%s",
		   m->n_sent[0], n ? reasons.s : " no task can go on");
	text_free(&reasons);
}

void verify_run(const struct plan *p, struct report *r)
{
	struct machine m = { .p = p };
	int i, ends, fits = 1;

	m.task = xcalloc(p->n_tasks, sizeof(*m.task));
	m.n_sent = xcalloc(p->n_streams, sizeof(*m.n_sent));
	m.n_made = xcalloc(p->n_streams, sizeof(*m.n_made));
	m.awake = xcalloc(p->n_streams / 64 + 1, sizeof(*m.awake));
	connect(&m);
	reset(&m, 0);
	ends = run(&m);
	for (i = 0; i < p->n_tasks; i++) {
		r->skip_bytes[i] = m.task[i].skip_max * arch_lanes(p->arch) *
				   p->task[i].skip_words;
		fits &= r->skip_bytes[i] <= p->arch->skip_bytes;
	}
	if (ends && !fits) {	/* was not a run within the limits */
		reset(&m, 1);
		ends = run(&m);
	}
	r->executed = 1;
	if (!ends)
		say_deadlock(&m, r);
	free(m.task);
	free(m.n_sent);
	free(m.n_made);
	free(m.awake);
}
