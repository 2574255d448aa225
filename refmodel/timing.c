/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_impl.h"
#include "model/wire.h"

/*
 * The fixed times of channels, from the headers of rtl_templates. A channel of S
 * link stages: taken in cycle T a flit can be taken of the next queue in cycle T + HOP + S,
 * and the place that it leaves be filled by one taken in cycle T + CREDIT + S. The feeder
 * and the collector sit at the end of a channel without link stages.
 */
enum { HOP = 2, CREDIT = 2 };

/* Places: the nodes of the topology, then these. */
struct model {
	const struct plan *plan;
	int n_images;
	int n_nodes, feeder, collector;
	struct calendar calendar;
	int depth;		/* flits of a router's queue */
	int n_queues;
	struct queue **queue;	/* all of them; owned */
	struct router *router;	/* [n_nodes]; owned */
	struct core **core;	/* [n_tasks], those of the routers */
	int n_channels;
	int *port;		/* [n_channels + 1] of the router at its tail, -1: none;
				 * the last is the collector's */
	int *bus;		/* [n_nodes] port to the core, -1: none */

	struct queue *feed;	/* of the input node */
	int64_t start, n_fed, n_words;	/* first cycle; words taken, that there are */
	int64_t in_words;	/* of an image */
	int64_t fed_whole;	/* cycle in which the last whole image was taken */

	int n_parts;		/* of the output */
	int n_flits;		/* in its queues */
	struct queue *part[ARCH_MAX_VCS];
	int part_words[ARCH_MAX_VCS];	/* of a pixel */
	int turn, word;		/* part whose turn it is, words taken of its pixel */
	int64_t n_out, image_words;	/* words taken of all images; of an image */
	int64_t *out;		/* [n_images] cycle of the last word of each; owned */
};

static struct queue *add_queue(struct model *m, int depth, int fwd, int back,
			       int from, int to)
{
	struct queue *q = queue_new(depth, fwd, back, from, to,
				    to == m->collector ? &m->n_flits :
				    &m->router[to].n_flits);

	m->queue = xrealloc(m->queue, sizeof(struct queue *) *
				      (size_t)(m->n_queues + 1));
	m->queue[m->n_queues++] = q;
	return q;
}

/* Node at the end of hop i. A plan without a topology has a channel from every
 * task straight to each of its readers. */
static int head(const struct model *m, const struct plan_stream *st, int i)
{
	int d;

	if (m->plan->topo)
		return m->plan->topo->graph->head[st->hop[i].channel];
	for (d = 0; d < st->n_dests; d++)
		if (st->dest[d].hop == i && st->dest[d].task >= 0)
			return m->plan->task[st->dest[d].task].node;
	return m->n_nodes - 1;
}

/* An entry of the router's table; a port of it is made where *port is -1. */
static void add_entry(struct model *m, int *port, const struct entry *e)
{
	struct router *r = &m->router[e->from->to];

	if (*port < 0)
		*port = router_port(r);
	router_entry(r, *port, e);
}

/* A channel from the head of a queue; returns the queue at its end. */
static struct queue *add_hop(struct model *m, struct queue *from, int channel,
			     int vc, int stages, int to)
{
	struct queue *q = add_queue(m, m->depth, HOP + stages, CREDIT + stages,
				    from->to, to);

	add_entry(m, &m->port[channel], &(struct entry){
		.from = from, .number = vc, .to = q,
	});
	return q;
}

static void add_dest(struct model *m, struct queue *from,
		     const struct plan_dest *d)
{
	int number = d->role == ROLE_ACT ? d->source :
					   m->plan->arch->act_sources + d->role;

	if (d->task < 0)
		m->part[d->source] = add_hop(m, from, m->n_channels, d->source,
					     0, m->collector);
	else
		add_entry(m, &m->bus[from->to], &(struct entry){
			.from = from, .number = number, .dest = d,
		});
}

/* The tree of stream s out of queue `source`. */
static void add_stream(struct model *m, int s, struct queue *source)
{
	const struct plan_stream *st = &m->plan->stream[s];
	const struct plan *p = m->plan;
	struct queue **end = xcalloc((size_t)st->n_hops + 1, sizeof(*end));
	int i;

	for (i = 0; i < st->n_hops; i++) {
		const struct plan_hop *h = &st->hop[i];

		end[i] = add_hop(m, h->from < 0 ? source : end[h->from],
				 h->channel, h->vc,
				 wire_stages(p->arch, p->topo, h->channel),
				 head(m, st, i));
	}
	for (i = 0; i < st->n_dests; i++)
		add_dest(m, st->dest[i].hop < 0 ? source : end[st->dest[i].hop],
			 &st->dest[i]);
	free(end);
}

/* The command to run comes to tile after tile, a cycle each, then to the collector
 * and to the feeder. */
static void add_task(struct model *m, int t)
{
	int node = m->plan->task[t].node;
	struct queue *out = add_queue(m, 1, 1, 0, node, node);

	m->core[t] = core_new(m->plan, t, 1 + node, out);
	m->router[node].core = m->core[t];
	calendar_wake(&m->calendar, node, 1 + node);
	add_stream(m, t + 1, out);
}

/* Without a topology one node more has input and output. */
static void count_places(struct model *m)
{
	const struct plan *p = m->plan;
	int s, i, t;

	if (p->topo) {
		m->n_nodes = p->topo->graph->n_nodes;
		m->n_channels = p->topo->graph->n_edges;
	} else {
		for (t = 0; t < p->n_tasks; t++)
			if (p->task[t].node > m->n_nodes)
				m->n_nodes = p->task[t].node;
		m->n_nodes += 2;
		for (s = 0; s < p->n_streams; s++)
			for (i = 0; i < p->stream[s].n_hops; i++)
				if (p->stream[s].hop[i].channel >= m->n_channels)
					m->n_channels =
						p->stream[s].hop[i].channel + 1;
	}
	m->feeder = m->n_nodes;
	m->collector = m->n_nodes + 1;
	m->start = m->n_nodes + 2;
}

static void no_ports(int *port, int n)
{
	while (n-- > 0)
		port[n] = -1;
}

static void build(struct model *m)
{
	const struct plan *p = m->plan;
	int i;

	count_places(m);
	calendar_init(&m->calendar, m->n_nodes + 2);
	m->router = xcalloc((size_t)m->n_nodes, sizeof(*m->router));
	m->core = xcalloc((size_t)p->n_tasks + 1, sizeof(struct core *));
	m->port = xcalloc((size_t)m->n_channels + 1, sizeof(int));
	m->bus = xcalloc((size_t)m->n_nodes, sizeof(int));
	no_ports(m->port, m->n_channels + 1);
	no_ports(m->bus, m->n_nodes);
	m->out = xcalloc((size_t)m->n_images + 1, sizeof(*m->out));
	m->depth = wire_depth(p->arch, p->topo);
	m->in_words = plan_image_words(&p->stream[0]);
	m->image_words = plan_output_words(p);
	m->n_parts = plan_output_parts(p);
	for (i = 0; i < m->n_parts; i++)
		m->part_words[i] = p->stream[plan_output_stream(p, i)].words;
	m->feed = add_queue(m, m->depth, HOP, CREDIT, m->feeder,
			    p->topo ? plan_input_node(p) : m->n_nodes - 1);
	add_stream(m, 0, m->feed);
	for (i = 0; i < p->n_tasks; i++)
		add_task(m, i);
	calendar_wake(&m->calendar, m->feeder, m->start);
}

static void destroy(struct model *m)
{
	int i;

	for (i = 0; i < m->n_nodes; i++)
		router_free(&m->router[i]);
	for (i = 0; i < m->n_queues; i++)
		queue_free(m->queue[i]);
	calendar_free(&m->calendar);
	free(m->queue);
	free(m->router);
	free(m->core);
	free(m->port);
	free(m->bus);
	free(m->out);
}

/* The next word of the input, which is never late. */
static void feed(struct model *m)
{
	int64_t now = m->calendar.now, t = max64(m->start, queue_room(m->feed));

	if (m->n_fed == m->n_words)
		return;
	if (t <= now) {
		queue_put(m->feed, &m->calendar);
		if (++m->n_fed % m->in_words == 0) {
			m->fed_whole = now;
			calendar_wake(&m->calendar, m->collector, now + HOP);
		}
		t = now + 1;
	}
	calendar_wake(&m->calendar, m->feeder, t);
}

/* The last word of a result does not leave before its image was taken whole. */
static int may_leave(const struct model *m)
{
	int64_t images = m->n_out / m->image_words + 1;	/* with this one */

	return m->n_out % m->image_words < m->image_words - 1 ||
	       m->n_fed / m->in_words > images ||
	       (m->n_fed / m->in_words == images &&
		m->fed_whole + HOP <= m->calendar.now);
}

/* A word of the output: of each pixel the words of part 0, 1, ... */
static void collect(struct model *m)
{
	struct queue *q = m->part[m->turn];
	int64_t now = m->calendar.now;

	if (queue_head(q) > now || !may_leave(m))
		return;
	q->left = 1;
	queue_take(q, &m->calendar);
	if (++m->n_out % m->image_words == 0)
		m->out[m->n_out / m->image_words - 1] = now;
	if (++m->word == m->part_words[m->turn]) {
		m->word = 0;
		m->turn = (m->turn + 1) % m->n_parts;
	}
	calendar_wake(&m->calendar, m->collector, now + 1);
}

/* Until the last word is out, or nothing moves any more. */
static void run(struct model *m)
{
	int64_t words = m->n_images * m->image_words, next;
	int at;

	while (m->n_out < words && (at = calendar_next(&m->calendar)) >= 0) {
		if (at == m->feeder) {
			feed(m);
		} else if (at == m->collector) {
			collect(m);
		} else {
			next = NEVER;
			if (router_cycle(&m->router[at], &m->calendar, &next))
				next = m->calendar.now + 1;
			calendar_wake(&m->calendar, at, next);
		}
	}
}

static void report(const struct model *m, struct timing *t)
{
	const struct plan *p = m->plan;
	int i, last = m->n_images - 1;

	t->interval = m->out[last] - m->out[last ? last - 1 : 0];
	t->latency = m->out[0] - m->start;
	for (i = 0; i < p->n_tasks; i++) {
		const struct plan_task *k = &p->task[i];
		double each = k->bypass ?
			(double)arch_post_cycles(p->arch, k->cols) :
			p->arch->xbar_cycles;

		core_usage(m->core[i], m->start, &t->task[i]);
		if (t->interval > 0)
			t->task[i].busy = each * k->out_w * k->out_h /
					  (double)t->interval;
	}
}

/* The first task that has not made all its pixels, -1: none. */
static int stuck(const struct model *m)
{
	int i;

	for (i = 0; i < m->plan->n_tasks; i++)
		if (core_windows(m->core[i]) < (int64_t)m->n_images *
			m->plan->task[i].out_w * m->plan->task[i].out_h)
			return i;
	return -1;
}

/* Until so many images are out, of n_words of input. */
static int predict(const struct plan *p, int n_images, int64_t n_words,
		   struct timing *t)
{
	struct model m = {
		.plan = p, .n_images = n_images, .n_words = n_words,
	};
	int made;

	*t = (struct timing){ .stuck = -1, .n_tasks = p->n_tasks };
	t->task = xcalloc((size_t)p->n_tasks + 1, sizeof(*t->task));
	if (plan_output_words(p) == 0)
		return -1;
	build(&m);
	run(&m);
	made = m.n_out == n_images * m.image_words;
	if (made)
		report(&m, t);
	else
		t->stuck = stuck(&m);
	destroy(&m);
	return made ? 0 : -1;
}

int timing_predict(const struct plan *p, struct timing *t)
{
	return predict(p, TIMING_IMAGES, INT64_MAX, t);
}

int timing_images(const struct plan *p, int n_images, struct timing *t)
{
	return predict(p, n_images,
		       n_images * plan_image_words(&p->stream[0]), t);
}

void timing_free(struct timing *t)
{
	free(t->task);
	t->task = NULL;
}
