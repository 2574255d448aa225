/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_valid.h"

#include <stdlib.h>

/* No layer of the plan lacks its last part. */
static int check_last_layer(const struct look *l)
{
	int t = l->p->n_tasks - 1;
	const struct plan_task *k = &l->p->task[t];

	if (k->part == k->n_parts - 1)
		return 0;
	return err_set(l->e, where(l), task_line(l, t),
		"%s: the last task is part %d of %d of layer %d", k->name,
		k->part, k->n_parts, k->layer);
}

static int check_volume(const struct look *l, int index)
{
	const struct plan *p = l->p;
	const struct plan_stream *s = &p->stream[index];
	const struct plan_task *k;
	int h = p->in_h, made, w, words;

	if (s->src != index - 1)
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: src = %d, expected %d", index, s->src,
			index - 1);
	if (index > 0) {	/* a window may make several pixels */
		k = &p->task[index - 1];
		made = s->w % k->out_w == 0 && !k->out_raw ? s->w / k->out_w : 1;
		w = k->out_w * made;
		h = k->out_h;
		words = arch_words(p->arch, k->cols, k->out_raw);
		words = words % made ? 0 : words / made;
	} else {	/* several pixels may come in one, of one word then */
		made = p->in_w % s->w == 0 ? p->in_w / s->w : 1;
		w = p->in_w / made;
		words = arch_words(p->arch, made * p->in_c, 0);
		words = made > 1 && words > 1 ? 0 : words;
	}
	if (s->w != w || s->h != h || s->words != words)
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: %dx%d pixels of %d words, its source makes "
			"%dx%d of %d", index, s->w, s->h, s->words, w, h,
			words);
	return 0;
}

static int check_hops(const struct look *l, int index, int source)
{
	const struct graph *g = l->p->topo->graph;
	const struct plan_stream *s = &l->p->stream[index];
	const struct plan_hop *hop;
	int i, at, line = stream_line(l, index);

	for (i = 0; i < s->n_hops; i++) {
		hop = &s->hop[i];
		if (hop->channel < 0 || hop->channel >= g->n_edges)
			return err_set(l->e, where(l), line,
				"stream %d: hop %d: channel %d, the topology "
				"has 0..%d", index, i, hop->channel,
				g->n_edges - 1);
		if (l->p->topo->dead_channel &&
		    l->p->topo->dead_channel[hop->channel])
			return err_set(l->e, where(l), line,
				"stream %d: hop %d: channel %d, %s, is dead "
				"(dead.channels, dead.cores)", index, i, hop->channel,
				graph_edge_text(g, hop->channel).s);
		if (hop->vc < 0 || hop->vc >= l->p->arch->link_vcs)
			return err_set(l->e, where(l), line,
				"stream %d: hop %d: vc = %d is out of range "
				"0..%d (link.vcs)", index, i, hop->vc,
				l->p->arch->link_vcs - 1);
		if (hop->from < -1 || hop->from >= i)
			return err_set(l->e, where(l), line,
				"stream %d: hop %d: from = %d must be an "
				"earlier hop", index, i, hop->from);
		at = hop->from < 0 ? source : g->head[s->hop[hop->from].channel];
		if (g->tail[hop->channel] != at)
			return err_set(l->e, where(l), line,
				"stream %d: hop %d starts at node %d, the "
				"stream is at node %d", index, i,
				g->tail[hop->channel], at);
	}
	return 0;
}

/* What a reader takes in that role is what the stream brings: as many pixels, of as
 * many words, sums or bytes. */
static int check_reader(const struct look *l, int index,
			const struct plan_dest *d)
{
	static const char *const role_name[N_ROLES] = { "act", "psum", "skip" };
	const struct plan_stream *s = &l->p->stream[index];
	const struct plan_task *k = &l->p->task[d->task];
	int raw = index > 0 && l->p->task[index - 1].out_raw;
	int w, h = k->in_h, words;

	if (d->source >= (d->role == ROLE_ACT ? k->n_sources : 1))
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: source %d of %s as %s, there is no such "
			"source", index, d->source, k->name,
			role_name[d->role]);
	w = k->source[d->source].w;
	words = k->source[d->source].words;
	if (d->role == ROLE_PSUM) {
		w = k->out_w;
		h = k->out_h;
		words = arch_words(l->p->arch, k->cols, 1);
	} else if (d->role == ROLE_SKIP) {
		w = k->skip_w;
		h = k->skip_h;
		words = k->skip_words;
	}
	if (d->role == ROLE_SKIP && w > 0 && s->w % w == 0 &&
	    words == s->words * (s->w / w)) {	/* those of several in one */
		w = s->w;
		words = s->words;
	}
	if (s->w != w || s->h != h || s->words != words)
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: %dx%d pixels of %d words, %s takes %dx%d of "
			"%d as %s", index, s->w, s->h, s->words, k->name, w, h,
			words, role_name[d->role]);
	if (raw != (d->role == ROLE_PSUM))
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: %s, %s takes %s as %s", index,
			raw ? "sums" : "bytes", k->name,
			raw ? "bytes" : "sums", role_name[d->role]);
	return 0;
}

static int check_dests(const struct look *l, int index, int source)
{
	const struct plan *p = l->p;
	const struct graph *g = p->topo->graph;
	const struct plan_stream *s = &p->stream[index];
	const struct plan_dest *d;
	int i, at, want, line = stream_line(l, index);

	for (i = 0; i < s->n_dests; i++) {
		d = &s->dest[i];
		if (d->task < -1 || d->task >= p->n_tasks || d->role < 0 ||
		    d->role >= N_ROLES || (d->task < 0 && d->role != 0) ||
		    d->source < 0 || d->source >= ARCH_MAX_SOURCES)
			return err_set(l->e, where(l), line,
				"stream %d: dest %d: task %d, role %d and "
				"source %d, there are tasks 0..%d", index, i,
				d->task, d->role, d->source, p->n_tasks - 1);
		if (d->hop < -1 || d->hop >= s->n_hops)
			return err_set(l->e, where(l), line,
				"stream %d: dest %d: hop = %d is out of range "
				"0..%d", index, i, d->hop, s->n_hops - 1);
		at = d->hop < 0 ? source : g->head[s->hop[d->hop].channel];
		want = d->task < 0 ? plan_output_node(p)
				   : p->task[d->task].node;
		if (at != want)
			return err_set(l->e, where(l), line,
				"stream %d: dest %d: hop %d arrives at node "
				"%d, not at node %d", index, i, d->hop, at,
				want);
		if (d->task >= 0 && check_reader(l, index, d) < 0)
			return -1;
	}
	return 0;
}

/* The parts of the fabric's output: of equal pixels and of one kind, in order; their
 * columns are the results. */
static int check_output(const struct look *l)
{
	const struct plan *p = l->p;
	int n = plan_output_parts(p), columns = 0, part, s, first;

	if (n < 1 || n > p->arch->link_vcs)
		return err_set(l->e, where(l), 0,
			"%d streams leave the fabric, there must be 1..%d "
			"(link.vcs)", n, p->arch->link_vcs);
	first = plan_output_stream(p, 0);
	for (part = 0; part < n; part++) {
		s = plan_output_stream(p, part);
		if (s < 0)
			return err_set(l->e, where(l), 0,
				"of %d streams that leave the fabric none is "
				"source %d", n, part);
		if (p->stream[s].w != p->stream[first].w ||
		    p->stream[s].h != p->stream[first].h ||
		    (n > 1 && (!s || !first ||
			       p->task[s - 1].out_raw !=
			       p->task[first - 1].out_raw ||
			       p->task[s - 1].out_signed !=
			       p->task[first - 1].out_signed)))
			return err_set(l->e, where(l), stream_line(l, s),
				"stream %d: leaves the fabric beside stream %d "
				"and is not of its pixels", s, first);
		columns += plan_stream_values(p, s);
	}
	if (p->n_out != columns)
		return err_set(l->e, where(l), stream_line(l, first),
			"stream %d leaves the fabric with %d results a pixel, "
			"the image has out = %d", first, columns, p->n_out);
	return 0;
}

/* Each task has one stream in each role that it uses and of each source. */
static int check_roles(const struct look *l)
{
	static const char *const name[N_ROLES] = {
		"act", "psum (post psum)", "skip (post skip)"
	};
	enum { ROOM = ARCH_MAX_SOURCES + N_ROLES - 1 };
	const struct plan *p = l->p;
	int *n = xcalloc((size_t)p->n_tasks, ROOM * sizeof(int));
	const struct plan_dest *d;
	int s, i, t, failed = 0;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			if (d->task >= 0)
				n[d->task * ROOM + d->source + (d->role ?
				  ARCH_MAX_SOURCES - 1 + d->role : 0)]++;
		}
	for (t = 0; !failed && t < p->n_tasks; t++)
		for (i = 0; !failed && i < ROOM; i++) {
			int role = i < ARCH_MAX_SOURCES ? ROLE_ACT :
				   i - ARCH_MAX_SOURCES + 1;
			int want = role == ROLE_PSUM ? p->task[t].has_psum :
				   role == ROLE_SKIP ? p->task[t].has_skip :
				   i < p->task[t].n_sources;

			if (n[t * ROOM + i] != want)
				failed = err_set(l->e, where(l),
					task_line(l, t), "%s: has %d streams "
					"as %s of source %d, expected %d",
					p->task[t].name, n[t * ROOM + i],
					name[role], role ? 0 : i, want);
		}
	free(n);
	return failed;
}

/* Every input of a task comes from the fabric's input in the end: no tasks wait for
 * each other in a circle. The roles are right. */
static int check_order(const struct look *l)
{
	const struct plan *p = l->p;
	int *waits = xcalloc((size_t)p->n_tasks, sizeof(int));
	int *ready = xcalloc((size_t)p->n_streams, sizeof(int));
	int n_ready = 1, at, i, t, failed = 0;

	for (t = 0; t < p->n_tasks; t++)
		waits[t] = p->task[t].n_sources + p->task[t].has_psum +
			   p->task[t].has_skip;
	for (at = 0; at < n_ready; at++)	/* ready[0] is the input */
		for (i = 0; i < p->stream[ready[at]].n_dests; i++) {
			t = p->stream[ready[at]].dest[i].task;
			if (t >= 0 && --waits[t] == 0)
				ready[n_ready++] = t + 1;
		}
	for (t = 0; !failed && t < p->n_tasks; t++)
		if (waits[t] > 0)
			failed = err_set(l->e, where(l), task_line(l, t),
				"%s: waits for its own output", p->task[t].name);
	free(waits);
	free(ready);
	return failed;
}

int plan_validate(const struct plan *p, const struct plan_lines *at,
		  struct err *e)
{
	struct look l = { p, at, e };
	int n_nodes = p->topo->graph->n_nodes;
	int i, source;

	if (plan_input_node(p) >= n_nodes || plan_output_node(p) >= n_nodes)
		return err_set(e, where(&l), 0,
			"io.input = %d, io.output = %d, the topology has nodes "
			"0..%d", plan_input_node(p), plan_output_node(p),
			n_nodes - 1);
	if (p->n_tasks < 1 || p->n_streams != p->n_tasks + 1)
		return err_set(e, where(&l), 0,
			"%d tasks and %d streams, expected at least one task "
			"and one stream more than tasks", p->n_tasks,
			p->n_streams);
	for (i = 0; i < p->n_tasks; i++)
		if (plan_valid_task(&l, i) < 0)
			return -1;
	if (check_last_layer(&l) < 0)
		return -1;
	for (i = 0; i < p->n_streams; i++) {
		source = i ? p->task[i - 1].node : plan_input_node(p);
		if (check_volume(&l, i) < 0 || check_hops(&l, i, source) < 0 ||
		    check_dests(&l, i, source) < 0)
			return -1;
	}
	if (check_output(&l) < 0 || check_roles(&l) < 0 || check_order(&l) < 0)
		return -1;
	return 0;
}
