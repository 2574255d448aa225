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

void flow_add_dest(struct flow *f, int stream, int task)
{
	struct flow_stream *s = &f->stream[stream];

	assert(stream >= 0 && stream < f->n_streams && task >= FLOW_EDGE);
	s->dest = grow(s->dest, s->n_dests, sizeof(*s->dest));
	s->dest[s->n_dests++] = task;
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
	}
	free(f->task);
	free(f->stream);
	free(f->net);
	free(f);
}

int64_t flow_interval(const struct flow *f, int64_t most_words)
{
	int64_t most = most_words;
	int i;

	for (i = 0; i < f->n_tasks; i++)
		if (f->task[i].cycles > most)
			most = f->task[i].cycles;
	return most;
}

/* When a stream's first and last word leave its source. */
struct span {
	int64_t first, last;
};

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/*
 * A task works evenly from the moment in which `fill` of its latest input is
 * there; the share 1 - fill of its work that belongs to the last input words can
 * not be done before them, but is spread over their coming, so that the task ends
 * with its input or its own work, whichever is later.
 */
int64_t flow_latency(const struct flow *f)
{
	struct span *task = xcalloc(f->n_tasks, sizeof(*task));
	int64_t end = 0;
	int i, d;

	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];
		struct span span = {0, s->words};

		if (s->src >= 0) {
			const struct flow_task *k = &f->task[s->src];
			struct span *t = &task[s->src];

			span.first = t->first;
			span.last = later(t->last, t->first +
					  later(k->cycles, s->words));
		}
		for (d = 0; d < s->n_dests; d++) {
			int to = s->dest[d];
			double fill;

			if (to < 0) {
				end = later(end, span.last);
				continue;
			}
			fill = f->task[to].fill;
			task[to].first = later(task[to].first, span.first +
				(int64_t)(fill * (span.last - span.first)));
			task[to].last = later(task[to].last, span.last);
		}
	}
	free(task);
	return end;
}
