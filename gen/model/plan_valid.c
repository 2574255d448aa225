/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_text.h"

#include <inttypes.h>
#include <stdlib.h>

/* What is being looked at, so that every refusal can say where. */
struct look {
	const struct plan *p;
	const struct plan_lines *at;
	struct err *e;
};

static int task_line(const struct look *l, int t)
{
	return l->at && l->at->task ? l->at->task[t] : 0;
}

static int stream_line(const struct look *l, int s)
{
	return l->at && l->at->stream ? l->at->stream[s] : 0;
}

static const char *where(const struct look *l)
{
	return l->at ? l->at->path : "";
}

static int check_fields(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	const struct plan_group *g;
	const struct plan_field *f;
	int v;

	for (g = plan_task_groups; g->word; g++)
		for (f = g->field; f->key; f++) {
			v = *(const int *)((const char *)k + f->offset);
			if (v < f->min || v > f->max)
				return err_set(l->e, where(l), task_line(l, t),
					"%s: %s %s = %d is out of range "
					"%" PRId64 "..%" PRId64, k->name,
					g->word, f->key, v, f->min, f->max);
		}
	return 0;
}

/* Rows of the crossbar, or elements of the vector where it is bypassed. */
static int64_t vector_rows(const struct plan_task *k)
{
	if (k->reduce != REDUCE_NONE)
		return (int64_t)4 * k->ch_words;
	return (int64_t)4 * k->ch_words * k->k_w * k->k_h;
}

static int check_shape(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	const struct arch *a = l->p->arch;
	int line = task_line(l, t);

	if (k->ch_first + k->ch_words > k->in_words)
		return err_set(l->e, where(l), line,
			"%s: keeps words %d..%d of a pixel of %d words",
			k->name, k->ch_first, k->ch_first + k->ch_words - 1,
			k->in_words);
	if (k->ring_words % k->ch_words ||
	    k->ring_words > (int64_t)2 * k->in_w * k->in_h * k->ch_words)
		return err_set(l->e, where(l), line,
			"%s: ring = %d must be a multiple of keep = %d, "
			"at most two images", k->name, k->ring_words,
			k->ch_words);
	if (plan_task_sums(k) && k->ring_words != PLAN_SUM_WORDS * k->ch_words)
		return err_set(l->e, where(l), line,
			"%s: ring = %d, a mean over the whole image takes "
			"%d * keep = %d", k->name, k->ring_words,
			PLAN_SUM_WORDS, PLAN_SUM_WORDS * k->ch_words);
	if (k->rows != vector_rows(k))
		return err_set(l->e, where(l), line,
			"%s: rows = %d, the window gives %" PRId64, k->name,
			k->rows, vector_rows(k));
	if (k->rows > a->xbar_rows || k->cols > a->xbar_cols ||
	    (k->bypass && k->cols > k->rows))
		return err_set(l->e, where(l), line,
			"%s: %d rows and %d columns, the crossbar has "
			"%d and %d", k->name, k->rows, k->cols, a->xbar_rows,
			a->xbar_cols);
	if (k->leak_shift && (k->out_raw || !k->out_signed))
		return err_set(l->e, where(l), line,
			"%s: leak = %d needs results of signed bytes",
			k->name, k->leak_shift);
	if (k->reduce == REDUCE_AVG &&
	    (int64_t)k->k_w * k->k_h != (int64_t)1 << k->pool_shift)
		return err_set(l->e, where(l), line,
			"%s: a mean over %dx%d with pool_shift = %d",
			k->name, k->k_w, k->k_h, k->pool_shift);
	return 0;
}

static int check_skip(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int line = task_line(l, t), s = k->skip_stride;

	if (!k->has_skip)
		return 0;
	if (k->out_raw)
		return err_set(l->e, where(l), line,
			"%s: a raw result cannot have a residual", k->name);
	if (!s || !k->skip_w || !k->skip_h || !k->skip_words ||
	    (k->skip_w + s - 1) / s != k->out_w ||
	    (k->skip_h + s - 1) / s != k->out_h)
		return err_set(l->e, where(l), line,
			"%s: a residual of %dx%d with stride %d does not give "
			"%dx%d", k->name, k->skip_w, k->skip_h, s, k->out_w,
			k->out_h);
	if (k->skip_channels < 1 || k->skip_channels > 4 * k->skip_words ||
	    k->skip_first + k->skip_channels > k->cols)
		return err_set(l->e, where(l), line,
			"%s: %d residual channels from column %d, of %d words "
			"and %d columns", k->name, k->skip_channels,
			k->skip_first, k->skip_words, k->cols);
	return 0;
}

static int check_values(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int limit = 1 << (l->p->arch->weight_bits - 1);
	int line = task_line(l, t), i;
	int64_t n = (int64_t)k->rows * k->cols, j;

	for (i = 0; i < k->cols; i++)
		if (k->mult[i] < 0 || k->mult[i] > 65535 || k->shift[i] < 0 ||
		    k->shift[i] > 47)
			return err_set(l->e, where(l), line,
				"%s: column %d: mult %d, shift %d are not in "
				"0..65535, 0..47", k->name, i, k->mult[i],
				k->shift[i]);
	for (j = 0; !k->bypass && j < n; j++)
		if (k->weights[j] < -limit || k->weights[j] >= limit)
			return err_set(l->e, where(l), line,
				"%s: weight %d (row %d, column %d) is out of "
				"range %d..%d", k->name, k->weights[j],
				(int)(j / k->cols), (int)(j % k->cols), -limit,
				limit - 1);
	return 0;
}

/* The parts of a layer follow each other, the layers rise. */
static int check_layer(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t], *before = k - 1;
	int goes_on = k->part > 0;

	if (k->part >= k->n_parts)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: part %d of a layer of %d parts, which count from 0",
			k->name, k->part, k->n_parts);
	if (goes_on && (t == 0 || before->layer != k->layer ||
			before->part != k->part - 1 ||
			before->n_parts != k->n_parts))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: part %d of %d of layer %d does not follow part %d "
			"of it", k->name, k->part, k->n_parts, k->layer,
			k->part - 1);
	if (!goes_on && t > 0 && (before->layer >= k->layer ||
				  before->part != before->n_parts - 1))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: layer %d begins behind part %d of %d of layer %d",
			k->name, k->layer, before->part, before->n_parts,
			before->layer);
	return 0;
}

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

static int check_task(const struct look *l, int t)
{
	const struct plan *p = l->p;
	const struct plan_task *k = &p->task[t];
	int n_nodes = p->topo->graph->n_nodes;

	if (check_fields(l, t) < 0 || check_layer(l, t) < 0 ||
	    check_shape(l, t) < 0 || check_skip(l, t) < 0 ||
	    check_values(l, t) < 0)
		return -1;
	if (k->node >= n_nodes)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: node = %d, the topology has nodes 0..%d", k->name,
			k->node, n_nodes - 1);
	if (!topo_is_core(p->topo, k->node))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: node %d is a router without a core", k->name,
			k->node);
	if (plan_task_at(p, k->node) != t)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: node %d has a task already: %s", k->name, k->node,
			p->task[plan_task_at(p, k->node)].name);
	return 0;
}

static int check_volume(const struct look *l, int index)
{
	const struct plan *p = l->p;
	const struct plan_stream *s = &p->stream[index];
	const struct plan_task *k;
	int w = p->in_w, h = p->in_h, words = (p->in_c + 3) / 4;

	if (s->src != index - 1)
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: src = %d, expected %d", index, s->src,
			index - 1);
	if (index > 0) {
		k = &p->task[index - 1];
		w = k->out_w;
		h = k->out_h;
		words = k->out_raw ? k->cols : (k->cols + 3) / 4;
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
	int w = k->in_w, h = k->in_h, words = k->in_words;

	if (d->role == ROLE_PSUM) {
		w = k->out_w;
		h = k->out_h;
		words = k->cols;
	} else if (d->role == ROLE_SKIP) {
		w = k->skip_w;
		h = k->skip_h;
		words = k->skip_words;
	}
	if (s->w != w || s->h != h || s->words != words)
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: %dx%d pixels of %d words, %s takes %dx%d of "
			"%d as %s", index, s->w, s->h, s->words, k->name, w, h,
			words, role_name[d->role]);
	if (raw != (d->role == ROLE_PSUM))
		return err_set(l->e, where(l), stream_line(l, index),
			"stream %d: %s, %s takes %s as %s", index,
			raw ? "sums of 32 bits" : "bytes", k->name,
			raw ? "bytes" : "sums of 32 bits", role_name[d->role]);
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
		    d->role >= N_ROLES || (d->task < 0 && d->role != 0))
			return err_set(l->e, where(l), line,
				"stream %d: dest %d: task %d and role %d, "
				"there are tasks 0..%d", index, i, d->task,
				d->role, p->n_tasks - 1);
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

/* One stream leaves the fabric, its columns are the results. */
static int check_output(const struct look *l)
{
	const struct plan *p = l->p;
	int s, i, n = 0, out = plan_output_stream(p), columns = p->in_c;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			n += p->stream[s].dest[i].task < 0;
	if (n != 1)
		return err_set(l->e, where(l), 0,
			"%d streams leave the fabric, there must be one", n);
	if (out > 0)
		columns = p->task[out - 1].cols;
	if (p->n_out != columns)
		return err_set(l->e, where(l), stream_line(l, out),
			"stream %d leaves the fabric with %d results a pixel, "
			"the image has out = %d", out, columns, p->n_out);
	return 0;
}

/* Each task has one stream in each role that it uses. */
static int check_roles(const struct look *l)
{
	static const char *const what[N_ROLES] = {
		"act", "psum (post psum)", "skip (post skip)"
	};
	const struct plan *p = l->p;
	int *n = xcalloc((size_t)p->n_tasks, N_ROLES * sizeof(int));
	int s, i, t, role, want, failed = 0;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			if (p->stream[s].dest[i].task >= 0)
				n[p->stream[s].dest[i].task * N_ROLES +
				  p->stream[s].dest[i].role]++;
	for (t = 0; !failed && t < p->n_tasks; t++)
		for (role = 0; !failed && role < N_ROLES; role++) {
			want = role == ROLE_PSUM ? p->task[t].has_psum :
			       role == ROLE_SKIP ? p->task[t].has_skip : 1;
			if (n[t * N_ROLES + role] != want)
				failed = err_set(l->e, where(l),
					task_line(l, t), "%s: has %d streams "
					"as %s, expected %d", p->task[t].name,
					n[t * N_ROLES + role], what[role],
					want);
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
		waits[t] = 1 + p->task[t].has_psum + p->task[t].has_skip;
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
		if (check_task(&l, i) < 0)
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
