/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ref_impl.h"

/* Finds or adds the view of a stream; margins are widened by the caller. */
static int view_of(struct ref *r, int stream, int is_signed)
{
	const struct plan_stream *s = &r->plan->stream[stream];
	struct ref_view *v;
	int i;

	for (i = 0; i < r->n_views; i++)
		if (r->view[i].stream == stream &&
		    r->view[i].is_signed == is_signed)
			return i;
	r->view = xrealloc(r->view, sizeof(*r->view) * (size_t)(i + 1));
	r->n_views = i + 1;
	v = &r->view[i];
	memset(v, 0, sizeof(*v));
	v->stream = stream;
	v->is_signed = is_signed;
	v->w = s->w;
	v->h = s->h;
	v->chans = 4 * s->words;
	return i;
}

static void widen(int *margin, int pixels)
{
	if (pixels > *margin)
		*margin = pixels;
}

static void join(struct ref *r, int stream, const struct plan_dest *d)
{
	const struct plan_task *k = &r->plan->task[d->task];
	struct ref_task *t = &r->task[d->task];
	struct ref_view *v;

	switch (d->role) {
	case ROLE_PSUM:
		t->psum_stream = stream;
		assert(r->plan->stream[stream].words == k->cols);
		break;
	case ROLE_SKIP:
		t->skip_view = view_of(r, stream, !!k->skip_signed);
		v = &r->view[t->skip_view];
		assert((k->out_w - 1) * k->skip_stride < v->w);
		assert((k->out_h - 1) * k->skip_stride < v->h);
		assert(k->skip_channels <= v->chans);
		break;
	default:
		t->in_view = view_of(r, stream, !!k->in_signed);
		v = &r->view[t->in_view];
		assert(v->w == k->in_w && v->h == k->in_h);
		assert(v->chans == 4 * k->in_words);
		widen(&v->left, k->pad_x);
		widen(&v->top, k->pad_y);
		widen(&v->right, (k->out_w - 1) * k->stride - k->pad_x +
				 k->k_w - k->in_w);
		widen(&v->bottom, (k->out_h - 1) * k->stride - k->pad_y +
				  k->k_h - k->in_h);
	}
}

/* Tasks in an order in which every input is made before it is used. */
static void sort(struct ref *r)
{
	const struct plan *p = r->plan;
	int *waits = xcalloc((size_t)p->n_tasks + 1, sizeof(*waits));
	int n = 0, at, i, s;

	for (s = 1; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			if (p->stream[s].dest[i].task >= 0)
				waits[p->stream[s].dest[i].task]++;
	for (i = 0; i < p->n_tasks; i++)
		if (waits[i] == 0)
			r->order[n++] = i;
	for (at = 0; at < n; at++) {
		const struct plan_stream *out = &p->stream[r->order[at] + 1];

		for (i = 0; i < out->n_dests; i++)
			if (out->dest[i].task >= 0 &&
			    --waits[out->dest[i].task] == 0)
				r->order[n++] = out->dest[i].task;
	}
	assert(n == p->n_tasks);
	free(waits);
}

static void prepare(struct ref_task *t, const struct plan_task *k, int bits)
{
	int row, col;

	t->n_vec = 4 * k->ch_words;
	if (k->reduce == REDUCE_NONE)
		t->n_vec *= k->k_w * k->k_h;
	t->vec_room = (t->n_vec + REF_STEP - 1) / REF_STEP * REF_STEP;
	t->cols_room = (k->cols + 3) / 4 * 4;
	t->block = 8192 / t->vec_room;
	t->block = t->block < 4 ? 4 : t->block > 64 ? 64 : t->block & -2;
	t->adc = (struct num_adc){
		.gain = k->adc_gain, .shift = k->adc_shift, .step = k->adc_step,
		.bits = bits, .offset = k->adc_offset,
	};
	assert(t->in_view >= 0);
	assert(!k->has_psum == (t->psum_stream < 0));
	assert(!k->has_skip == (t->skip_view < 0));
	if (k->bypass) {
		assert(k->cols <= t->n_vec);
		return;
	}
	assert(k->rows == t->n_vec);
	t->w = xcalloc((size_t)t->cols_room * (size_t)t->vec_room, sizeof(*t->w));
	for (row = 0; row < k->rows; row++)
		for (col = 0; col < k->cols; col++)
			t->w[(int64_t)col * t->vec_room + row] =
				k->weights[(int64_t)row * k->cols + col];
}

struct ref *ref_new(const struct plan *p)
{
	struct ref *r = xcalloc(1, sizeof(*r));
	int i, s;

	r->plan = p;
	r->order = xcalloc((size_t)p->n_tasks + 1, sizeof(*r->order));
	r->task = xcalloc((size_t)p->n_tasks + 1, sizeof(*r->task));
	r->out_stream = plan_output_stream(p);
	for (i = 0; i < p->n_tasks; i++)
		r->task[i].in_view = r->task[i].skip_view =
			r->task[i].psum_stream = -1;
	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			if (p->stream[s].dest[i].task >= 0)
				join(r, s, &p->stream[s].dest[i]);
	for (i = 0; i < p->n_tasks; i++)
		prepare(&r->task[i], &p->task[i], p->arch->adc_bits);
	sort(r);
	return r;
}

void ref_free(struct ref *r)
{
	int i;

	if (r == NULL)
		return;
	for (i = 0; i < r->plan->n_tasks; i++)
		free(r->task[i].w);
	free(r->task);
	free(r->order);
	free(r->view);
	free(r);
}

struct ref_state *ref_state_new(const struct ref *r)
{
	struct ref_state *s = xcalloc(1, sizeof(*s));
	const struct plan *p = r->plan;
	size_t n_x = 0, n_y = 0, n_bytes = 4;
	int i;

	s->ref = r;
	s->words = xcalloc((size_t)p->n_streams, sizeof(*s->words));
	s->view = xcalloc((size_t)r->n_views + 1, sizeof(*s->view));
	for (i = 0; i < p->n_streams; i++) {
		const struct plan_stream *st = &p->stream[i];
		size_t image = 4 * (size_t)plan_image_words(st);

		s->words[i] = xcalloc((size_t)plan_image_words(st) + 1,
				      sizeof(**s->words));
		n_bytes = image > n_bytes ? image : n_bytes;
	}
	for (i = 0; i < r->n_views; i++) {
		const struct ref_view *v = &r->view[i];

		s->view[i] = xcalloc((size_t)v->chans * sizeof(**s->view),
				     (size_t)(v->left + v->w + v->right) *
				     (size_t)(v->top + v->h + v->bottom));
	}
	for (i = 0; i < p->n_tasks; i++) {
		const struct ref_task *t = &r->task[i];
		size_t x = (size_t)t->block * (size_t)t->vec_room;
		size_t y = (size_t)t->block * (size_t)t->cols_room;

		n_x = x > n_x ? x : n_x;
		n_y = y > n_y ? y : n_y;
	}
	s->x = xcalloc(n_x + 1, sizeof(*s->x));
	s->y = xcalloc(n_y + 1, sizeof(*s->y));
	s->bytes = xcalloc(n_bytes, 1);
	if (r->out_stream >= 0) {
		s->n_logits = plan_output_values(p);
		s->logits = xcalloc((size_t)s->n_logits + 1, sizeof(*s->logits));
	}
	return s;
}

void ref_state_free(struct ref_state *s)
{
	int i;

	if (s == NULL)
		return;
	for (i = 0; i < s->ref->plan->n_streams; i++)
		free(s->words[i]);
	for (i = 0; i < s->ref->n_views; i++)
		free(s->view[i]);
	free(s->words);
	free(s->view);
	free(s->x);
	free(s->y);
	free(s->bytes);
	free(s->logits);
	free(s);
}

void ref_observe(struct ref_state *s, int ideal, ref_sums *fn, void *ctx)
{
	s->ideal = ideal;
	s->sums = fn;
	s->ctx = ctx;
}

/* The input image as bytes of stream 0. */
static void read_input(struct ref_state *s, const uint8_t *hwc)
{
	const struct plan *p = s->ref->plan;
	const int room = 4 * p->stream[0].words;
	uint8_t *out = s->bytes;
	int pixel, c;

	for (pixel = 0; pixel < p->in_w * p->in_h; pixel++) {
		for (c = 0; c < p->in_c; c++)
			out[c] = hwc[c];
		for (; c < room; c++)
			out[c] = 0;
		out += room;
		hwc += p->in_c;
	}
}

static void pack(const uint8_t *restrict b, uint32_t *restrict words, int64_t n)
{
	int64_t i;

	for (i = 0; i < n; i++, b += 4)
		words[i] = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
			   (uint32_t)b[3] << 24;
}

static void unpack(const uint32_t *restrict words, uint8_t *restrict b, int64_t n)
{
	int64_t i;

	for (i = 0; i < n; i++, b += 4) {
		b[0] = (uint8_t)words[i];
		b[1] = (uint8_t)(words[i] >> 8);
		b[2] = (uint8_t)(words[i] >> 16);
		b[3] = (uint8_t)(words[i] >> 24);
	}
}

REF_CLONES
static void widen_row(const uint8_t *restrict in, int n, int is_signed,
		      int16_t *restrict out)
{
	const int16_t flip = is_signed ? 128 : 0;
	int i;

	/* (b ^ 128) - 128 extends the sign */
	for (i = 0; i < n; i++)
		out[i] = (int16_t)((in[i] ^ flip) - flip);
}

/* A stream that has just been made, into its words and the views that its
 * readers use. */
static void finish(struct ref_state *s, int stream)
{
	const struct ref *r = s->ref;
	int64_t n = plan_image_words(&r->plan->stream[stream]);
	int i, y;

	if (stream > 0 && r->plan->task[stream - 1].out_raw)
		unpack(s->words[stream], s->bytes, n);
	else
		pack(s->bytes, s->words[stream], n);
	for (i = 0; i < r->n_views; i++) {
		const struct ref_view *v = &r->view[i];
		int n_row = v->w * v->chans;

		if (v->stream != stream)
			continue;
		for (y = 0; y < v->h; y++)
			widen_row(s->bytes + (int64_t)y * n_row, n_row,
				  v->is_signed,
				  s->view[i] + ref_view_at(v, y, 0));
	}
}

static void unpack_logits(struct ref_state *s)
{
	const struct plan *p = s->ref->plan;
	int src = s->ref->out_stream - 1;
	const struct plan_stream *o = &p->stream[src + 1];
	int raw = src >= 0 && p->task[src].out_raw;
	int is_signed = src >= 0 ? p->task[src].out_signed : p->in_signed;
	const uint32_t *in = s->words[src + 1];
	int32_t *out = s->logits;
	int pixel, i;

	for (pixel = 0; pixel < o->w * o->h; pixel++, in += o->words)
		for (i = 0; i < p->n_out; i++)
			*out++ = raw ? (int32_t)in[i] :
				 num_byte(in[i / 4], i % 4, is_signed);
}

void ref_image(struct ref_state *s, const uint8_t *hwc)
{
	const struct ref *r = s->ref;
	int i;

	read_input(s, hwc);
	finish(s, 0);
	for (i = 0; i < r->plan->n_tasks; i++) {
		ref_run_task(s, r->order[i]);
		finish(s, r->order[i] + 1);
	}
	if (r->out_stream >= 0)
		unpack_logits(s);
}

const uint32_t *ref_words(const struct ref_state *s, int stream, int64_t *n)
{
	*n = plan_image_words(&s->ref->plan->stream[stream]);
	return s->words[stream];
}

const int32_t *ref_logits(const struct ref_state *s, int64_t *n)
{
	*n = s->n_logits;
	return s->logits;
}

int ref_top1(const struct ref_state *s)
{
	int64_t i, best = 0;

	for (i = 1; i < s->n_logits; i++)
		if (s->logits[i] > s->logits[best])
			best = i;
	return (int)best;
}
