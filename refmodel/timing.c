/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_impl.h"
#include "model/wire.h"

/*
 * The fixed times of the hardware, from the headers of rtl_templates. A channel
 * of S link stages: granted at edge T a flit is in the next queue at T + HOP + S,
 * and a place freed at edge T can be granted again at T + CREDIT + S. The feeder
 * and the collector sit at the end of a channel without link stages.
 */
enum {
	HOP = 1,
	CREDIT = 2,
	QUEUE_FWD = 1,		/* stored, then granted or ejected */
	INJECT_DEPTH = 1,	/* the core's output register */
	INJECT_BACK = 0,
};

struct model {
	const struct plan *plan;
	int depth;		/* flits of a router's queue */
	struct queue **queue;	/* all of them, owned */
	int n_queues;
	struct mover *hop;	/* all channels */
	int n_hops;
	struct queue *feed;	/* of the input node */
	int64_t n_fed;
	struct core **core;	/* [n_tasks] */
	struct taker sink;
	int64_t out[TIMING_IMAGES];	/* edge of the last word of each image */
};

static struct queue *add_queue(struct model *m, struct queue *q)
{
	m->queue = xrealloc(m->queue, sizeof(struct queue *) *
				      (size_t)(m->n_queues + 1));
	m->queue[m->n_queues++] = q;
	return q;
}

/* A channel from the head of a queue; returns the queue at its end. */
static struct queue *add_hop(struct model *m, struct queue *from, int stages)
{
	struct queue *to = queue_new(m->depth, QUEUE_FWD, CREDIT + stages);

	add_queue(m, to);
	m->hop = xrealloc(m->hop, sizeof(*m->hop) * (size_t)(m->n_hops + 1));
	m->hop[m->n_hops++] = (struct mover){
		.from = queue_taker(from), .to = to, .delay = HOP + stages,
		.group = 1,
	};
	return to;
}

/* The tree of stream s out of queue `source`; fills the takers of its ends. */
static void add_stream(struct model *m, int s, struct queue *source,
		       struct taker (*in)[N_ROLES])
{
	const struct plan_stream *st = &m->plan->stream[s];
	struct queue **end = xcalloc((size_t)st->n_hops + 1, sizeof(*end));
	int i;

	for (i = 0; i < st->n_hops; i++) {
		int from = st->hop[i].from;

		end[i] = add_hop(m, from < 0 ? source : end[from],
				 wire_stages(m->plan->arch, m->plan->topo,
					     st->hop[i].channel));
	}
	for (i = 0; i < st->n_dests; i++) {
		const struct plan_dest *d = &st->dest[i];
		struct queue *q = d->hop < 0 ? source : end[d->hop];

		if (d->task < 0)
			m->sink = queue_taker(add_hop(m, q, 0));
		else
			in[d->task][d->role] = queue_taker(q);
	}
	free(end);
}

static void build(struct model *m)
{
	const struct plan *p = m->plan;
	const struct arch *a = p->arch;
	struct taker (*in)[N_ROLES];
	struct queue **inject;
	int t;

	in = xcalloc((size_t)p->n_tasks + 1, sizeof(*in));
	inject = xcalloc((size_t)p->n_tasks + 1, sizeof(*inject));
	m->core = xcalloc((size_t)p->n_tasks + 1, sizeof(struct core *));
	m->depth = wire_depth(a, p->topo);
	m->feed = add_queue(m, queue_new(m->depth, QUEUE_FWD, CREDIT));
	add_stream(m, 0, m->feed, in);
	for (t = 0; t < p->n_tasks; t++) {
		inject[t] = add_queue(m, queue_new(INJECT_DEPTH, QUEUE_FWD,
						   INJECT_BACK));
		add_stream(m, t + 1, inject[t], in);
	}
	for (t = 0; t < p->n_tasks; t++)
		m->core[t] = core_new(&p->task[t], a->skip_bytes / 4,
				      a->xbar_cycles, a->post_cycles, in[t],
				      inject[t]);
	free(inject);
	free(in);
}

static int feed(struct model *m)
{
	int64_t n = TIMING_IMAGES * plan_image_words(&m->plan->stream[0]);
	int64_t before = m->n_fed;
	struct queue *q = m->feed;

	while (m->n_fed < n && queue_room(q)) {
		int64_t a = queue_time(q);
		int64_t b = m->n_fed ? q->put[(q->n_put - 1) & q->mask] + 1 - HOP
				     : 0;

		queue_put(q, max64(a, b) + HOP);
		m->n_fed++;
	}
	return m->n_fed > before;
}

static int drain(struct model *m, int64_t words)
{
	int64_t before = m->sink.n;

	while (taker_ready(&m->sink)) {
		int64_t t = taker_time(&m->sink);

		taker_take(&m->sink, t);
		if (m->sink.n % words == 0 && m->sink.n / words <= TIMING_IMAGES)
			m->out[m->sink.n / words - 1] = t;
	}
	return m->sink.n > before;
}

static int64_t output_words(const struct plan *p)
{
	int s = plan_output_stream(p);

	return s < 0 ? 0 : plan_image_words(&p->stream[s]);
}

/* Works out moves until there are none left. */
static void run(struct model *m, int64_t words)
{
	int going = 1, i;

	while (going) {
		going = feed(m);
		for (i = 0; i < m->plan->n_tasks; i++)
			going |= core_run(m->core[i]);
		for (i = 0; i < m->n_hops; i++)
			going |= mover_run(&m->hop[i]) > 0;
		going |= drain(m, words);
	}
}

static void report(const struct model *m, struct timing *t)
{
	const struct plan *p = m->plan;
	int i;

	t->interval = m->out[TIMING_IMAGES - 1] - m->out[TIMING_IMAGES - 2];
	t->latency = m->out[0];
	for (i = 0; i < p->n_tasks; i++) {
		const struct plan_task *k = &p->task[i];
		double each = k->bypass ? k->cols * p->arch->post_cycles :
					  p->arch->xbar_cycles;

		core_usage(m->core[i], &t->task[i]);
		if (t->interval > 0)
			t->task[i].busy = each * k->out_w * k->out_h /
					  (double)t->interval;
	}
}

int timing_predict(const struct plan *p, struct timing *t)
{
	struct model m = { .plan = p };
	int64_t words = output_words(p);
	int i;

	*t = (struct timing){ .stuck = -1, .n_tasks = p->n_tasks };
	t->task = xcalloc((size_t)p->n_tasks + 1, sizeof(*t->task));
	if (words == 0)
		return -1;
	build(&m);
	run(&m, words);
	for (i = 0; i < p->n_tasks; i++)
		if (t->stuck < 0 && !core_done(m.core[i]))
			t->stuck = i;
	if (m.sink.n == TIMING_IMAGES * words)
		report(&m, t);
	for (i = 0; i < p->n_tasks; i++)
		core_free(m.core[i]);
	for (i = 0; i < m.n_queues; i++)
		queue_free(m.queue[i]);
	free(m.core);
	free(m.queue);
	free(m.hop);
	return t->interval > 0 ? 0 : -1;
}

void timing_free(struct timing *t)
{
	free(t->task);
	t->task = NULL;
}
