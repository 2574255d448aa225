/* SPDX-License-Identifier: Apache-2.0 */
#include "hang.h"

#include <stdlib.h>
#include <string.h>

#include "model/program.h"

#define MAX_LINES 8

/* Word 1. */
enum { RUNS = 1, HAS_TASK = 2, LACKS_PSUM = 32, LACKS_SKIP = 64, OUTPUT = 128 };

/* A tile's shape, from words 0 and 1, and the first words of the parts of its state. */
struct shape {
	int ins, outs, sources, vcs;
	int missing, want, have;
};

/* Where a stream is stuck on its way to a destination. */
enum kind {
	NO_ROOM,	/* its reader takes no word */
	NO_HOST,	/* nobody takes the fabric's output */
	NO_TURN,	/* the output's other parts come first */
	NO_CREDIT,	/* of a channel, whose other end says that it has room */
	NO_WORD,	/* its source has made none */
	NO_INPUT	/* the host gives none */
};
struct step {
	int stream, dest;
	enum kind kind;
	int node;	/* of what it waits for */
};

struct look {
	const struct plan *p;
	const struct hang_tile *tile;
	struct shape *shape;	/* [n_nodes] */
	char *used;	/* [n_edges] there is such a channel */
	int output_taken;
	struct step *step;	/* in the order in which one waits for the next */
	int n_steps;
	int circle;	/* step that the last one waits for, -1: none */
};

static int words(int n_bits)
{
	return (n_bits + 31) / 32;
}

static void shape_of(uint32_t first, uint32_t second, struct shape *s)
{
	s->ins = first & 255;
	s->outs = first >> 8 & 255;
	s->sources = first >> 24;
	s->vcs = second >> 14 & 63;
	s->missing = 3 + words(s->sources + 2);
	s->want = s->missing + words(s->sources);
	s->have = s->want + words(s->outs * s->vcs + s->sources + 2) +
		  words(s->outs * s->vcs);
}

static int bit(const struct look *l, int node, int word, int at)
{
	if (at < 0)
		return 0;
	word += at / 32;
	return word < l->tile[node].n_words &&
	       (l->tile[node].word[word] >> at % 32 & 1);
}

static uint32_t flags(const struct look *l, int node)
{
	return l->tile[node].n_words > 1 ? l->tile[node].word[1] : 0;
}

/* Ports: of the channels that there are, by the node at the other end. */
static int in_port(const struct look *l, int edge)
{
	const struct graph *g = l->p->topo->graph;
	int e, n = 0;

	for (e = 0; e < g->n_edges; e++)
		n += g->head[e] == g->head[edge] && l->used[e] &&
		     g->in_port[e] < g->in_port[edge];
	return n;
}

static int out_port(const struct look *l, int edge)
{
	const struct graph *g = l->p->topo->graph;
	int e, n = 0;

	for (e = g->first[g->tail[edge]]; e < edge; e++)
		n += l->used[e];
	return n;
}

/* A stream's place: -1 where it begins, else behind a hop. */
static int node_at(const struct look *l, int stream, int place)
{
	const struct plan_stream *s = &l->p->stream[stream];

	if (place >= 0)
		return l->p->topo->graph->head[s->hop[place].channel];
	return s->src < 0 ? plan_input_node(l->p) : l->p->task[s->src].node;
}

/* Whether a word of it waits there. */
static int has_word(const struct look *l, int stream, int place)
{
	const struct plan_stream *s = &l->p->stream[stream];
	int node = node_at(l, stream, place), q;
	const struct shape *h = &l->shape[node];

	if (place < 0 && s->src >= 0)
		return (flags(l, node) & OUTPUT) != 0;
	if (place < 0)
		q = (h->ins - 1) * h->vcs;
	else
		q = in_port(l, s->hop[place].channel) * h->vcs + s->hop[place].vc;
	return bit(l, node, h->have, q);
}

static int hop_entry(const struct look *l, int stream, int hop)
{
	const struct plan_hop *h = &l->p->stream[stream].hop[hop];
	int node = l->p->topo->graph->tail[h->channel];

	return out_port(l, h->channel) * l->shape[node].vcs + h->vc;
}

static int dest_entry(const struct look *l, int stream, int dest)
{
	const struct plan_dest *d = &l->p->stream[stream].dest[dest];
	const struct shape *h = &l->shape[node_at(l, stream, d->hop)];

	if (d->task < 0)
		return (h->outs - 1) * h->vcs + d->source;
	return h->outs * h->vcs + program_role(h->sources, d);
}

static int wants(const struct look *l, int stream, int place, int entry)
{
	int node = node_at(l, stream, place);

	return bit(l, node, l->shape[node].want, entry);
}

/* The first destination that a hop leads to. */
static int dest_behind(const struct look *l, int stream, int hop)
{
	const struct plan_stream *s = &l->p->stream[stream];
	int d, h;

	for (d = 0; d < s->n_dests; d++)
		for (h = s->dest[d].hop; h >= 0; h = s->hop[h].from)
			if (h == hop)
				return d;
	return 0;
}

/* A word waits at `place`: the destination that has to take it, `mine` where that does
 * not have it yet. */
static int who_wants(const struct look *l, int stream, int place, int mine)
{
	const struct plan_stream *s = &l->p->stream[stream];
	int d, h, hop = s->dest[mine].hop;

	while (hop >= 0 && hop != place && s->hop[hop].from != place)
		hop = s->hop[hop].from;
	if (hop == place ? wants(l, stream, place, dest_entry(l, stream, mine)) :
	    wants(l, stream, place, hop_entry(l, stream, hop)))
		return mine;
	for (d = 0; d < s->n_dests; d++)
		if (s->dest[d].hop == place &&
		    wants(l, stream, place, dest_entry(l, stream, d)))
			return d;
	for (h = 0; h < s->n_hops; h++)
		if (s->hop[h].from == place &&
		    wants(l, stream, place, hop_entry(l, stream, h)))
			return dest_behind(l, stream, h);
	return mine;
}

/* Stands at the step if it was there before. */
static int came_back(struct look *l, int stream, int dest)
{
	int i;

	for (i = 0; i < l->n_steps; i++)
		if (l->step[i].stream == stream && l->step[i].dest == dest) {
			l->circle = i;
			return 1;
		}
	return 0;
}

static void stream_waits(struct look *l, int stream, int dest);

/* The stream that ends at a task in a role, and its destination there. */
static void role_waits(struct look *l, int task, int role, int source)
{
	const struct plan_stream *s;
	int i, d;

	for (i = 0; i < l->p->n_streams; i++) {
		s = &l->p->stream[i];
		for (d = 0; d < s->n_dests; d++)
			if (s->dest[d].task == task && (int)s->dest[d].role == role &&
			    s->dest[d].source == source) {
				stream_waits(l, i, d);
				return;
			}
	}
}

/* What keeps a task from going on: its output first, as nothing else helps then. */
static void task_waits(struct look *l, int task)
{
	int node = l->p->task[task].node, i;
	uint32_t f = flags(l, node);

	if (f & OUTPUT) {
		stream_waits(l, task + 1, who_wants(l, task + 1, -1, 0));
		return;
	}
	if (f & (LACKS_PSUM | LACKS_SKIP)) {
		role_waits(l, task, f & LACKS_PSUM ? ROLE_PSUM : ROLE_SKIP, 0);
		return;
	}
	for (i = 0; i < l->p->task[task].n_sources; i++)
		if (bit(l, node, l->shape[node].missing, i)) {
			role_waits(l, task, ROLE_ACT, i);
			return;
		}
}

/* A part of the output that has no word where the others wait for their turn. */
static void part_waits(struct look *l)
{
	int part, s, d;

	for (part = 0; part < plan_output_parts(l->p); part++) {
		s = plan_output_stream(l->p, part);
		for (d = 0; l->p->stream[s].dest[d].task >= 0; d++)
			;
		if (!has_word(l, s, l->p->stream[s].dest[d].hop)) {
			stream_waits(l, s, d);
			return;
		}
	}
}

/* A word of it waits at `place` for this destination. */
static void stuck(struct look *l, struct step *s, int place)
{
	const struct plan_stream *st = &l->p->stream[s->stream];
	const struct plan_dest *d = &st->dest[s->dest];

	s->node = node_at(l, s->stream, place);
	if (place != d->hop)
		s->kind = NO_CREDIT;
	else if (d->task >= 0)
		s->kind = NO_ROOM;
	else
		s->kind = l->output_taken ? NO_TURN : NO_HOST;
	if (s->kind == NO_ROOM)
		task_waits(l, d->task);
	else if (s->kind == NO_TURN)
		part_waits(l);
}

static void stream_waits(struct look *l, int stream, int dest)
{
	const struct plan_stream *st = &l->p->stream[stream];
	int place = st->dest[dest].hop, other;
	struct step *s;

	if (came_back(l, stream, dest))
		return;
	while (place >= 0 && !has_word(l, stream, place))
		place = st->hop[place].from;
	if (has_word(l, stream, place)) {
		other = who_wants(l, stream, place, dest);
		if (other != dest) {
			stream_waits(l, stream, other);
			return;
		}
	}
	s = &l->step[l->n_steps++];
	*s = (struct step){stream, dest, NO_WORD, node_at(l, stream, -1)};
	if (has_word(l, stream, place))
		stuck(l, s, place);
	else if (st->src >= 0)
		task_waits(l, st->src);
	else
		s->kind = NO_INPUT;
}

static void name_task(const struct plan *p, int task, const char *none, struct text *t)
{
	if (task < 0)
		text_add(t, "%s", none);
	else
		text_add(t, "task %s of layer %d", p->task[task].name,
			 p->task[task].layer);
}

static void say_step(const struct look *l, const struct step *s, const char *indent,
		     struct text *t)
{
	const struct plan_stream *st = &l->p->stream[s->stream];
	const struct plan_dest *d = &st->dest[s->dest];
	static const char *const where[] = {
		"a word in the activation memory", "a partial sum", "a word in the residual memory"
	};

	text_add(t, "%sstream %d (", indent, s->stream);
	name_task(l->p, st->src, "the fabric's input", t);
	text_add(t, " to ");
	name_task(l->p, d->task, "the fabric's output", t);
	text_add(t, ") waits for ");
	switch (s->kind) {
	case NO_ROOM:
		text_add(t, "room for %s of task %s", where[d->role],
			 l->p->task[d->task].name);
		break;
	case NO_HOST:
		text_add(t, "the host to take the fabric's output");
		break;
	case NO_TURN:
		text_add(t, "its turn, or the end of its image, at the fabric's output");
		break;
	case NO_CREDIT:
		text_add(t, "a credit");
		break;
	case NO_WORD:
		text_add(t, "a word of task %s", l->p->task[st->src].name);
		break;
	case NO_INPUT:
		text_add(t, "the host to give a word");
		break;
	}
	text_add(t, " at node %d", s->node);
	if (l->tile[s->node].n_words > 2)
		text_add(t, ", which no word has left for %lu cycles",
			 (unsigned long)(l->tile[s->node].word[2] & 0xffffff));
	text_add(t, "\n");
}

/* Of a circle those that find no room come first; else the last is what all wait for. */
static void say_steps(const struct look *l, const char *indent, struct text *t)
{
	int first = l->circle, n, i;

	if (!l->n_steps)
		return;
	if (first < 0) {
		say_step(l, &l->step[l->n_steps - 1], indent, t);
		if (l->n_steps > 1)
			text_add(t, "%s%d more stream%s for that one\n", indent,
				 l->n_steps - 1, l->n_steps == 2 ? " waits" : "s wait");
		return;
	}
	n = l->n_steps - l->circle;
	for (i = 0; i < n; i++)
		if (l->step[l->circle + i].kind == NO_ROOM) {
			first = l->circle + i;
			break;
		}
	for (i = 0; i < n && i < MAX_LINES; i++)
		say_step(l, &l->step[l->circle + (first - l->circle + i) % n],
			 indent, t);
	if (n > MAX_LINES)
		text_add(t, "%s%d more streams, the last of which waits for the first\n",
			 indent, n - MAX_LINES);
	else
		text_add(t, "%s%s for the first\n", indent, n > 1 ?
			 "each waits for the next one, the last" : "it waits");
}

/* A hardwired fabric has no channel that its plan does not use. */
static void find_ports(struct look *l)
{
	const struct plan *p = l->p;
	const struct graph *g = p->topo->graph;
	int n, i, h, e, closed = 0;

	for (n = 0; n < g->n_nodes; n++) {
		if (l->tile[n].n_words < 2)
			continue;
		shape_of(l->tile[n].word[0], l->tile[n].word[1], &l->shape[n]);
		closed |= (program_in_ports(p, n) &&
			   l->shape[n].ins != program_in_ports(p, n)) ||
			  (program_out_ports(p, n) &&
			   l->shape[n].outs != program_out_ports(p, n));
	}
	for (e = 0; e < g->n_edges; e++)
		l->used[e] = !closed;
	for (i = 0; i < p->n_streams; i++)
		for (h = 0; h < p->stream[i].n_hops; h++)
			l->used[p->stream[i].hop[h].channel] = 1;
}

void hang_say(const struct plan *p, const struct hang_tile *tile, int output_taken,
	      const char *indent, struct text *t)
{
	struct look l = {.p = p, .tile = tile, .output_taken = output_taken, .circle = -1};
	int i, d, n = 0;

	for (i = 0; i < p->n_streams; i++)
		n += p->stream[i].n_dests;
	l.shape = xcalloc((size_t)p->topo->graph->n_nodes, sizeof(*l.shape));
	l.used = xcalloc((size_t)p->topo->graph->n_edges + 1, 1);
	l.step = xcalloc((size_t)n + 1, sizeof(*l.step));
	find_ports(&l);
	i = plan_output_stream(p, 0);
	for (d = 0; p->stream[i].dest[d].task >= 0; d++)
		;
	stream_waits(&l, i, d);
	say_steps(&l, indent, t);
	free(l.step);
	free(l.used);
	free(l.shape);
}
