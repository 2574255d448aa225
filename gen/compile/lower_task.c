/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <stdlib.h>
#include <string.h>

char *lower_name(char *name)
{
	for (char *s = name; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 127)
			*s = '_';
	return name;
}

/* LAYER+CHANNEL@COLUMN/PART, each where there are several; or /suffix. */
static char *task_name(const struct place *at, const char *suffix, int part,
		       int n_parts)
{
	struct text t = {0};

	text_add(&t, "%s", at->c->l->name);
	if (at->c->n_blocks > 1)
		text_add(&t, "+%d", at->b->c);
	if (at->c->n_bands > 1)
		text_add(&t, "@%d", at->x);
	if (suffix)
		text_add(&t, "/%s", suffix);
	else if (n_parts > 1)
		text_add(&t, "/%d", part);
	return lower_name(t.s);
}

/* A new task and its stream, empty. */
static struct plan_task *add_task(const struct place *at)
{
	struct plan *p = at->w->p;
	int t = p->n_tasks++;

	p->task = xrealloc(p->task, p->n_tasks * sizeof(*p->task));
	p->stream = xrealloc(p->stream,
			     (p->n_tasks + 1) * sizeof(*p->stream));
	memset(&p->task[t], 0, sizeof(*p->task));
	memset(&p->stream[t + 1], 0, sizeof(*p->stream));
	p->n_streams = p->n_tasks + 1;
	p->task[t].node = -1;
	p->task[t].layer = at->c->layer;
	p->task[t].n_parts = 1;
	p->task[t].out_x = at->x;
	p->task[t].out_channel = at->b->c;
	p->task[t].adc_gain = 1;
	p->task[t].adc_step = 1;
	p->task[t].cols = at->b->n;
	p->stream[t + 1].src = t;
	return &p->task[t];
}

/* What to keep of the image: as much as is of use, and no less than the window
 * needs. */
static void set_ring(const struct place *at, int64_t pixels, struct plan_task *k)
{
	int lanes = arch_lanes(at->w->a);
	int64_t there;
	int64_t max = max64(pixels, (int64_t)2 * k->in_w * k->in_h);

	if (plan_task_sums(k))
		max = pixels;
	lower_need(at->w, NEED_ACT, at->c->l, pixels * k->in_words * lanes);
	there = at->w->a->act_bytes / lanes / k->in_words;
	k->ring_words = (int)min64(max64(there, pixels), max) * k->in_words;
}

static void set_window(const struct place *at, const struct part *q,
		       const struct view *v, struct plan_task *k)
{
	struct rect r = window_shape(at, q, k);

	lower_need(at->w, NEED_ROWS, at->c->l, k->rows);
	lower_need(at->w, NEED_COLS, at->c->l, k->cols);
	view_read(at->w, v, &r, (int)(k - at->w->p->task));
	set_ring(at, window_pixels(at, q, k), k);
}

/* The part's rows of the layer's matrix; rows of channels that there are not, or of
 * another group, stay zero. Returns the bits of the largest weight. */
static int set_weights(const struct place *at, const struct part *q,
		       struct plan_task *k)
{
	const struct net_layer *l = at->c->l;
	int each = net_group_in(l), each_out = l->c_out / l->groups;
	int lanes = arch_lanes(at->w->a), width = lanes * q->n_words;
	int row, o, c, v, tap, n_bits = 1;

	k->weights = xcalloc(k->rows, k->cols);
	for (row = 0; row < k->rows; row++) {
		c = layout_channel(at->c->layout, q->word + row % width / lanes,
				   row % lanes);
		tap = 0;
		if (k->reduce == REDUCE_NONE)
			tap = (q->ky + row / width / q->k_w) * l->k_w + q->kx +
			      row / width % q->k_w;
		for (o = 0; c >= 0 && o < k->cols; o++) {
			if (c / each != (at->b->c + o) / each_out)
				continue;
			v = l->weights[((size_t)(at->b->c + o) * l->k_w *
					l->k_h + tap) * each + c % each];
			while (v < -(1 << (n_bits - 1)) ||
			       v >= 1 << (n_bits - 1))
				n_bits++;
			k->weights[(size_t)row * k->cols + o] = (int8_t)v;
		}
	}
	return n_bits;
}

/* The weights of a reduction: a row a tap, of the block's channels. */
static void set_taps(const struct place *at, const struct part *q,
		     struct plan_task *k)
{
	const struct net_layer *l = at->c->l;
	int x, y, o, row = 0;

	k->weights = xcalloc(plan_weight_rows(k), k->cols);
	for (y = q->ky; y < q->ky + q->k_h; y++)
		for (x = q->kx; x < q->kx + q->k_w; x++, row++)
			for (o = 0; o < k->cols; o++)
				k->weights[(size_t)row * k->cols + o] =
					l->weights[((size_t)(at->b->c + o) *
						    l->k_h + y) * l->k_w + x];
}

static void set_constants(const struct place *at, int last, struct plan_task *k)
{
	const struct net_layer *l = at->c->l;
	int finish = last && l->mult, c = at->b->c, i;

	k->bias = xcalloc(k->cols, sizeof(*k->bias));
	k->mult = xcalloc(k->cols, sizeof(*k->mult));
	k->shift = xcalloc(k->cols, sizeof(*k->shift));
	k->skip_mult = xcalloc(k->cols, sizeof(*k->skip_mult));
	k->leak_mult = xcalloc(k->cols, sizeof(*k->leak_mult));
	for (i = 0; i < k->cols; i++) {
		k->bias[i] = last && l->bias ? l->bias[c + i] : 0;
		k->mult[i] = finish && !k->out_raw ? l->mult[c + i] : 1;
		k->shift[i] = finish && !k->out_raw ? l->shift[c + i] : 0;
		k->leak_mult[i] = finish && !k->out_raw && l->leak_mult ?
				  l->leak_mult[c + i] : k->mult[i];
		if (k->has_skip && l->skip_mult)
			k->skip_mult[i] = l->skip_mult[c + i];
	}
}

static void set_table(const struct place *at, struct plan_task *k)
{
	lower_need(at->w, NEED_TABLE, at->c->l, 1);
	k->has_table = 1;
	k->table = xmalloc(256);
	memcpy(k->table, at->c->l->table, 256);
}

/* Constants and weights, where they are wanted. q: NULL, a task that only gathers. */
static void set_values(const struct place *at, const struct part *q, int last,
		       struct plan_task *k)
{
	if (last && at->w->n->layer[at->c->layer].leak_mult)
		lower_need(at->w, NEED_LEAK, at->c->l, 1);
	if (at->w->how->no_values)
		return;
	set_constants(at, last, k);
	if (k->reduce == REDUCE_WEIGHTED)
		set_taps(at, q, k);
	else if (!k->bypass)
		lower_need(at->w, NEED_BITS, at->c->l, set_weights(at, q, k));
}

/* Several pixels that a window makes are so many in its stream. */
static void set_stream(const struct place *at, const struct plan_task *k)
{
	struct plan_stream *s = &at->w->p->stream[k - at->w->p->task + 1];
	int made = k->out_raw || k->is_copy ? 1 : at->c->made;

	s->w = k->out_w * made;
	s->h = k->out_h;
	s->words = arch_words(at->w->a, k->cols, k->out_raw) / made;
}

int lower_gather(const struct place *at, const struct gathering *g,
		 const struct view *v)
{
	const struct net_tensor *t = &at->w->n->tensor[g->tensor];
	struct plan_task *k = add_task(at);

	k->name = task_name(at, g->suffix, 0, 1);
	k->is_copy = 1;
	k->in_w = g->at.w;
	k->in_h = t->h;
	k->in_words = g->at.n_words;
	k->in_signed = t->is_signed;
	k->out_w = g->out_w;
	k->out_h = g->out_h;
	k->k_w = k->k_h = 1;
	k->stride_x = k->stride_y = g->stride;
	k->dilation_x = k->dilation_y = 1;
	k->bypass = 1;
	k->cols = g->cols;
	k->rows = arch_lanes(at->w->a) * g->at.n_words;
	k->out_signed = k->clamp_signed = t->is_signed;
	lower_need(at->w, NEED_ROWS, at->c->l, k->rows);
	lower_need(at->w, NEED_COLS, at->c->l, k->cols);
	view_read(at->w, v, &g->at, (int)(k - at->w->p->task));
	set_ring(at, 1, k);
	set_values(at, NULL, 0, k);
	set_stream(at, k);
	return at->w->p->n_tasks;
}

static void set_skip(const struct place *at, const struct residual *r,
		     struct plan_task *k)
{
	k->has_skip = 1;
	k->skip_w = r->w;
	k->skip_h = r->h;
	k->skip_words = r->words;
	k->skip_signed = at->w->n->tensor[at->c->l->skip].is_signed;
	k->skip_stride = r->stride;
	k->skip_first = r->first;
	k->skip_channels = r->channels;
	lower_dest(at->w->p, r->stream, (int)(k - at->w->p->task), ROLE_SKIP, 0);
}

static void lower_part(const struct place *at, const struct part *q, int part,
		       int n_parts, const struct residual *r,
		       const struct view *v)
{
	struct plan_task *k = add_task(at);
	int last = part == n_parts - 1, t = (int)(k - at->w->p->task);

	k->name = task_name(at, NULL, part, n_parts);
	k->part = part;
	k->n_parts = n_parts;
	set_window(at, q, v, k);
	k->has_psum = part > 0;
	k->out_raw = !last || at->c->out->bits == 32;
	k->out_signed = last && !k->out_raw && at->c->out->is_signed;
	k->clamp_signed = last && !k->out_raw && net_clamp_signed(at->w->n, at->c->layer);
	k->leak_shift = last ? at->c->l->leak_shift : 0;
	if (last && at->c->l->table)
		set_table(at, k);
	if (last && r->stream >= 0)
		set_skip(at, r, k);
	set_values(at, q, last, k);
	set_stream(at, k);
	if (k->has_psum)
		lower_dest(at->w->p, t, t, ROLE_PSUM, 0);
}

/* A block's copy; its stream, or -1. */
static int lower_copy(const struct place *at, const struct view *v)
{
	int n_parts = 0, part = 0, i, x;
	struct residual r;

	if (lower_skip(at, &r) < 0)
		return -1;
	for (i = 0; i < at->b->n_parts; i++)
		n_parts += window_columns(at, &at->b->part[i], &x) > 0;
	for (i = 0; i < at->b->n_parts; i++)
		if (window_columns(at, &at->b->part[i], &x) > 0)
			lower_part(at, &at->b->part[i], part++, n_parts, &r,
				   v);
	return at->w->p->n_tasks;
}

struct place lower_place(const struct lowering *w, const struct cut *c,
			 const struct block *b, int band)
{
	int x = c->out->w * band / c->n_bands;
	int out_w = c->out->w * (band + 1) / c->n_bands - x;

	return (struct place){
		.w = w, .c = c, .b = b, .out_x = x, .out_w = out_w,
		.x = x * c->made, .n_pixels = out_w * c->made,
	};
}

/* The input as the tasks of a band of all blocks read it; what has too many sources for
 * one of them is put together for all. */
static void view_band(const struct lowering *w, const struct cut *c, int band,
		      struct view *v)
{
	struct rect all = {0}, r;
	struct plan_task k = {0};
	int gather, i, q, x;

	for (gather = 0; gather < 2; gather++) {
		if (gather)
			view_of(w, c->window->input, &all, v);
		for (i = 0; i < c->n_blocks; i++)
			for (q = 0; q < c->block[i].n_parts; q++) {
				struct place at = lower_place(w, c, &c->block[i],
							      band);

				if (!window_columns(&at, &at.b->part[q], &x))
					continue;
				r = window_shape(&at, &at.b->part[q], &k);
				if (gather && c->one_source)
					view_join(&at, v, &r);
				else if (gather)
					view_gather(&at, v, &r);
				else
					rect_add(&all, &r);
			}
	}
}

int lower_tasks(const struct lowering *w, const struct cut *c, struct layout *made)
{
	struct place at;
	struct view *view = xcalloc((size_t)c->n_bands, sizeof(*view));
	struct group *g;
	int i, b, r = 0;

	for (b = 0; b < c->n_bands; b++)
		view_band(w, c, b, &view[b]);
	for (i = 0; !r && i < c->n_blocks; i++) {
		g = layout_add(made, c->block[i].c, c->folded ?
			       w->n->layer[c->layer].c_out : c->block[i].n);
		g->n_bands = c->n_bands;
		g->band = xcalloc((size_t)c->n_bands, sizeof(*g->band));
		for (b = 0; !r && b < c->n_bands; b++) {
			at = lower_place(w, c, &c->block[i], b);
			g->band[b] = (struct band){
				.x = at.x, .w = at.n_pixels,
				.stream = lower_copy(&at, &view[b]),
			};
			r = g->band[b].stream < 0 ? -1 : 0;
		}
	}
	for (b = 0; b < c->n_bands; b++)
		view_free(&view[b]);
	free(view);
	return r;
}
