/* SPDX-License-Identifier: Apache-2.0 */
#include "flow.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Room grows in powers of two: it is full where n is 0 or one of them. */
static void *grow(void *p, int n, size_t each_bytes)
{
	if (n & (n - 1))
		return p;
	return xrealloc(p, (size_t)(n ? 2 * n : 1) * each_bytes);
}

struct flow *flow_new(const char *net)
{
	struct flow *f = xcalloc(1, sizeof(*f));

	f->net = xstrdup(net);
	return f;
}

int flow_add_task(struct flow *f, const char *name, int64_t cycles, double fill)
{
	struct flow_task *k;

	f->task = grow(f->task, f->n_tasks, sizeof(*f->task));
	k = &f->task[f->n_tasks];
	k->name = xstrdup(name);
	k->cycles = cycles;
	k->fill = fill < 0 ? 0 : fill > 1 ? 1 : fill;
	k->rest = 0;
	k->delay = 0;
	return f->n_tasks++;
}

int flow_add_stream(struct flow *f, const char *name, int src, int64_t words)
{
	struct flow_stream *s;

	assert(src >= FLOW_EDGE && src < f->n_tasks && words >= 0);
	f->stream = grow(f->stream, f->n_streams, sizeof(*f->stream));
	s = &f->stream[f->n_streams];
	memset(s, 0, sizeof(*s));
	s->name = xstrdup(name);
	s->src = src;
	s->words = words;
	return f->n_streams++;
}

static void add_dest(struct flow *f, int stream, int task, int joins)
{
	struct flow_stream *s = &f->stream[stream];

	assert(stream >= 0 && stream < f->n_streams && task >= FLOW_EDGE);
	s->dest = grow(s->dest, s->n_dests, sizeof(*s->dest));
	s->joins = grow(s->joins, s->n_dests, 1);
	s->dest[s->n_dests] = task;
	s->joins[s->n_dests++] = (char)joins;
}

void flow_add_dest(struct flow *f, int stream, int task)
{
	add_dest(f, stream, task, 0);
}

void flow_add_join(struct flow *f, int stream, int task)
{
	add_dest(f, stream, task, 1);
}

/* Places 0 .. n_out-1 of a kernel along one side whose end lies at or behind the
 * last of n_in. */
static int at_end(int n_in, int n_out, int k, int pad, int stride)
{
	int first = n_in - k + pad;

	first = first > 0 ? (first + stride - 1) / stride : 0;
	return first < n_out ? n_out - first : 0;
}

static int inside(int n, int max)
{
	return n < 1 ? 1 : n > max ? max : n;
}

void flow_set_window(struct flow *f, int task, const struct flow_window *w)
{
	struct flow_task *k = &f->task[task];
	int rows = inside(w->k_h - w->pad_y, w->in_h);
	int columns = inside(w->k_w - w->pad_x, w->in_w);
	double out = (double)w->out_w * w->out_h;

	/* The first window's last row but one wholly, that row to its end. */
	k->fill = ((double)(rows - 1) * w->in_w + columns) /
		  ((double)w->in_w * w->in_h);
	/* The first row of outputs that sees the last row comes as that does, and
	 * the first of a row as the last pixel. */
	rows = at_end(w->in_h, w->out_h, w->k_h, w->pad_y, w->stride_y);
	columns = at_end(w->in_w, w->out_w, w->k_w, w->pad_x, w->stride_x);
	k->rest = rows && columns ? ((double)(rows - 1) * w->out_w + columns - 1) /
				    out : 0;
}

void flow_free(struct flow *f)
{
	int i;

	if (!f)
		return;
	for (i = 0; i < f->n_tasks; i++)
		free(f->task[i].name);
	for (i = 0; i < f->n_streams; i++) {
		free(f->stream[i].name);
		free(f->stream[i].dest);
		free(f->stream[i].joins);
	}
	free(f->task);
	free(f->stream);
	free(f->net);
	free(f);
}

/* Another flow of the same tasks, without streams. */
static struct flow *flow_of_tasks(const struct flow *f)
{
	struct flow *u = flow_new(f->net);

	u->macs = f->macs;
	for (int i = 0; i < f->n_tasks; i++) {
		const struct flow_task *k = &f->task[i];
		int task = flow_add_task(u, k->name, k->cycles, k->fill);

		u->task[task].rest = k->rest;
		u->task[task].delay = k->delay;
	}
	return u;
}

struct flow *flow_wide(const struct flow *f, int n_words)
{
	struct flow *u = flow_of_tasks(f);

	assert(n_words >= 1);
	for (int i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];
		int stream = flow_add_stream(u, s->name, s->src,
					     (s->words + n_words - 1) / n_words);

		for (int d = 0; d < s->n_dests; d++)
			add_dest(u, stream, s->dest[d], s->joins[d]);
	}
	return u;
}

struct flow *flow_unicast(const struct flow *f)
{
	struct flow *u = flow_of_tasks(f);

	for (int i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];

		for (int d = 0; d < s->n_dests; d++)
			add_dest(u, flow_add_stream(u, s->name, s->src, s->words),
				 s->dest[d], s->joins[d]);
	}
	return u;
}

int64_t flow_port_words(const struct flow *f)
{
	/* Of the edge, then of the tasks; out, then in. */
	int64_t *words = xcalloc(2 * (size_t)(f->n_tasks + 1), sizeof(*words)), max = 0;
	int64_t *in = words + f->n_tasks + 1;

	for (int i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];

		words[s->src + 1] += s->words;
		for (int d = 0; d < s->n_dests; d++)
			in[s->dest[d] + 1] += s->words;
	}
	for (int i = 0; i < 2 * (f->n_tasks + 1); i++)
		max = max64(max, words[i]);
	free(words);
	return max;
}

int64_t flow_interval(const struct flow *f, int64_t max_words)
{
	int64_t max = max64(max_words, flow_port_words(f));
	int i;

	for (i = 0; i < f->n_tasks; i++)
		if (f->task[i].cycles > max)
			max = f->task[i].cycles;
	return max;
}

/* A stream's first and last word, at its source; or what a task has read so far:
 * `start` of its work and the end of it. */
struct span {
	int64_t first, last;
};

static void read_stream(const struct flow_task *k, const struct span *s, int joins,
			struct span *work)
{
	if (joins) {
		work->first = max64(work->first, s->first - k->delay);
		work->last = max64(work->last, s->last);
		return;
	}
	work->first = max64(work->first, s->first +
			    (int64_t)(k->fill * (s->last - s->first)));
	work->last = max64(work->last, s->last + (int64_t)(k->rest * k->cycles) +
			   k->delay);
}

int64_t flow_latency(const struct flow *f)
{
	struct span *work = xcalloc(f->n_tasks, sizeof(*work));
	int64_t end = 0;
	int i, d;

	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];
		struct span span = {0, s->words};

		if (s->src >= 0) {
			const struct flow_task *k = &f->task[s->src];
			const struct span *w = &work[s->src];

			span.first = w->first + k->delay;
			span.last = max64(w->last, w->first +
					  max64(k->cycles, s->words) + k->delay);
		}
		for (d = 0; d < s->n_dests; d++) {
			int to = s->dest[d];

			if (to < 0)
				end = max64(end, span.last);
			else
				read_stream(&f->task[to], &span, s->joins[d],
					    &work[to]);
		}
	}
	free(work);
	return end;
}
