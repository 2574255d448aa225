/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ref_impl.h"

static int same_view(const struct ref_view *a, const struct ref_view *b)
{
	return a->is_signed == b->is_signed && a->w == b->w && a->h == b->h &&
	       a->chans == b->chans && a->n_parts == b->n_parts &&
	       !memcmp(a->part, b->part, sizeof(a->part));
}

/* Finds or adds a view without margins, which the caller widens. */
static int view_of(struct ref *r, const struct ref_view *v)
{
	int i;

	for (i = 0; i < r->n_views; i++)
		if (same_view(&r->view[i], v))
			return i;
	r->view = xrealloc(r->view, sizeof(*r->view) * (size_t)(i + 1));
	r->n_views = i + 1;
	r->view[i] = *v;
	return i;
}

/* The residual's whole image, as the task takes its pixels. */
static int skip_view(struct ref *r, int stream, const struct plan_task *k)
{
	struct ref_view v;

	memset(&v, 0, sizeof(v));
	v.is_signed = !!k->skip_signed;
	v.w = k->skip_w;
	v.h = k->skip_h;
	v.chans = r->lanes * k->skip_words;
	v.n_parts = 1;
	v.part[0].stream = stream;
	v.part[0].at = (struct plan_source){
		.w = k->skip_w, .words = k->skip_words, .cols = k->skip_w,
		.keep = k->skip_words,
	};
	return view_of(r, &v);
}

static void widen(int *margin, int pixels)
{
	if (pixels > *margin)
		*margin = pixels;
}

static void join(struct ref *r, int stream, const struct plan_dest *d)
{
	const struct plan_stream *s = &r->plan->stream[stream];
	const struct plan_task *k = &r->plan->task[d->task];
	struct ref_task *t = &r->task[d->task];
	struct ref_view *v;

	switch (d->role) {
	case ROLE_PSUM:
		t->psum_stream = stream;
		assert(s->words == arch_words(r->plan->arch, k->cols, 1));
		break;
	case ROLE_SKIP:
		t->skip_view = skip_view(r, stream, k);
		v = &r->view[t->skip_view];
		assert((k->out_w - 1) * k->skip_stride < v->w);
		assert((k->out_h - 1) * k->skip_stride < v->h);
		assert(k->skip_channels <= v->chans);
		break;
	default:
		assert(s->w == k->source[d->source].w && s->h == k->in_h);
		assert(s->words == k->source[d->source].words);
		t->act_stream[d->source] = stream;
	}
}

/* The image that a task reads, with margins for its windows. */
static void add_view(struct ref *r, int task)
{
	const struct plan_task *k = &r->plan->task[task];
	struct ref_view v, *shared;
	int i;

	memset(&v, 0, sizeof(v));
	v.is_signed = !!k->in_signed;
	v.w = k->in_w;
	v.h = k->in_h;
	v.chans = r->lanes * k->in_words;
	v.n_parts = k->n_sources;
	for (i = 0; i < k->n_sources; i++) {
		v.part[i].stream = r->task[task].act_stream[i];
		v.part[i].at = k->source[i];
	}
	r->task[task].in_view = view_of(r, &v);
	shared = &r->view[r->task[task].in_view];
	widen(&shared->left, k->pad_x);
	widen(&shared->top, k->pad_y);
	widen(&shared->right, (k->out_w - 1) * k->stride_x - k->pad_x +
	      (k->k_w - 1) * k->dilation_x + 1 - k->in_w);
	widen(&shared->bottom, (k->out_h - 1) * k->stride_y - k->pad_y +
	      (k->k_h - 1) * k->dilation_y + 1 - k->in_h);
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

static void prepare_taps(struct ref_task *t, const struct plan_task *k)
{
	int tap, col;

	t->w = xcalloc((size_t)(k->k_w * k->k_h) * (size_t)t->n_vec,
		       sizeof(*t->w));
	for (tap = 0; tap < k->k_w * k->k_h; tap++)
		for (col = 0; col < k->cols; col++)
			t->w[tap * t->n_vec + col] =
				k->weights[tap * k->cols + col];
}

static void prepare(struct ref_task *t, const struct plan_task *k,
		    const struct ref *r)
{
	int row, col;

	t->n_vec = r->lanes * k->in_words;
	if (k->reduce == REDUCE_NONE)
		t->n_vec *= k->k_w * k->k_h;
	t->vec_room = (t->n_vec + REF_STEP - 1) / REF_STEP * REF_STEP;
	t->cols_room = (k->cols + 3) / 4 * 4;
	t->block = 8192 / t->vec_room;
	t->block = t->block < 4 ? 4 : t->block > 64 ? 64 : t->block & -2;
	t->leak_mult = plan_task_leaks(k) ? k->leak_mult : NULL;
	t->adc = (struct num_adc){
		.gain = k->adc_gain, .shift = k->adc_shift, .step = k->adc_step,
		.bits = r->plan->arch->adc_bits, .offset = k->adc_offset,
	};
	assert(!k->has_psum == (t->psum_stream < 0));
	assert(!k->has_skip == (t->skip_view < 0));
	if (k->bypass) {
		assert(k->cols <= t->n_vec);
		if (k->reduce == REDUCE_WEIGHTED)
			prepare_taps(t, k);
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
	r->lanes = arch_lanes(p->arch);
	r->order = xcalloc((size_t)p->n_tasks + 1, sizeof(*r->order));
	r->task = xcalloc((size_t)p->n_tasks + 1, sizeof(*r->task));
	r->n_out = plan_output_parts(p);
	for (i = 0; i < r->n_out; i++)
		r->out_stream[i] = plan_output_stream(p, i);
	for (i = 0; i < p->n_tasks; i++)
		r->task[i].skip_view = r->task[i].psum_stream = -1;
	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			if (p->stream[s].dest[i].task >= 0)
				join(r, s, &p->stream[s].dest[i]);
	for (i = 0; i < p->n_tasks; i++)
		add_view(r, i);
	for (i = 0; i < p->n_tasks; i++)
		prepare(&r->task[i], &p->task[i], r);
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
	s->raw = xcalloc((size_t)p->n_streams, sizeof(*s->raw));
	s->view = xcalloc((size_t)r->n_views + 1, sizeof(*s->view));
	for (i = 0; i < p->n_streams; i++) {
		const struct plan_stream *st = &p->stream[i];
		size_t image = (size_t)r->lanes * (size_t)plan_image_words(st);

		s->words[i] = xcalloc(image + 4, 1);
		if (i > 0 && p->task[i - 1].out_raw)
			s->raw[i] = xcalloc((size_t)st->w * (size_t)st->h,
					     sizeof(**s->raw) *
					     (size_t)p->task[i - 1].cols);
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
	if (r->n_out > 0) {
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
	for (i = 0; i < s->ref->plan->n_streams; i++) {
		free(s->words[i]);
		free(s->raw[i]);
	}
	for (i = 0; i < s->ref->n_views; i++)
		free(s->view[i]);
	free(s->words);
	free(s->raw);
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

void ref_seek(struct ref_state *s, int64_t image)
{
	s->image = image;
}

/* The input image as bytes of stream 0. */
static void read_input(struct ref_state *s, const uint8_t *hwc)
{
	const struct plan *p = s->ref->plan;
	const int room = s->ref->lanes * p->stream[0].words;
	const int n = plan_stream_values(p, 0);
	uint8_t *out = s->bytes;
	int pixel;

	for (pixel = 0; pixel < p->stream[0].w * p->in_h; pixel++) {
		memcpy(out, hwc, n);
		memset(out + n, 0, room - n);
		out += room;
		hwc += n;
	}
}

static void pack(const uint8_t *restrict b, uint32_t *restrict words, int64_t n)
{
	int64_t i;

	for (i = 0; i < n; i++, b += 4)
		words[i] = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
			   (uint32_t)b[3] << 24;
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

/* The rectangle of a stream that has just been made, into a view. */
static void copy_part(struct ref_state *s, const struct ref_view *v,
		      int16_t *image, const struct plan_source *p)
{
	int lanes = s->ref->lanes, n_pixel = lanes * p->words;
	int x, y, n_keep = lanes * p->keep;
	int whole = p->keep == p->words && n_keep == v->chans;

	for (y = 0; y < v->h; y++) {
		const uint8_t *in = s->bytes + lanes * p->first +
				    ((int64_t)y * p->w + p->x) * n_pixel;
		int16_t *out = image + ref_view_at(v, y, p->to_x) +
			       lanes * p->to_word;

		if (whole) {
			widen_row(in, p->cols * n_pixel, v->is_signed, out);
			continue;
		}
		for (x = 0; x < p->cols; x++)
			widen_row(in + x * n_pixel, n_keep, v->is_signed,
				  out + x * v->chans);
	}
}

/* Sums as they go over wires: of each pixel, psum.bits each, as many a word as fit. */
static void pack_sums(struct ref_state *s, int stream)
{
	const struct plan *p = s->ref->plan;
	const struct plan_stream *st = &p->stream[stream];
	const int32_t *in = s->raw[stream];
	int bits = p->arch->psum_bits, each = arch_sums(p->arch);
	int n = p->task[stream - 1].cols, per_word = s->ref->lanes / 4, c;
	uint32_t *out = s->words[stream];
	int64_t pixel, at;

	memset(out, 0, 4 * (size_t)per_word * (size_t)plan_image_words(st));
	for (pixel = 0; pixel < (int64_t)st->w * st->h; pixel++, in += n) {
		for (c = 0; c < n; c++) {
			uint64_t v = (uint32_t)in[c];

			if (bits < 32)
				v &= (UINT32_C(1) << bits) - 1;
			at = 32 * per_word * (int64_t)(c / each) +
			     (int64_t)bits * (c % each);
			v <<= at % 32;
			out[at / 32] |= (uint32_t)v;
			if (v >> 32)
				out[at / 32 + 1] |= (uint32_t)(v >> 32);
		}
		out += per_word * st->words;
	}
}

/* A stream that has just been made, into its words and the views that its
 * readers use. */
static void finish(struct ref_state *s, int stream)
{
	const struct ref *r = s->ref;
	int64_t n = plan_image_words(&r->plan->stream[stream]) * r->lanes / 4;
	int i, part;

	if (s->raw[stream]) {
		pack_sums(s, stream);
		return;
	}
	pack(s->bytes, s->words[stream], n);
	for (i = 0; i < r->n_views; i++)
		for (part = 0; part < r->view[i].n_parts; part++)
			if (r->view[i].part[part].stream == stream)
				copy_part(s, &r->view[i], s->view[i],
					  &r->view[i].part[part].at);
}

int32_t ref_value(const struct ref_state *s, int stream, int64_t pixel, int c)
{
	const struct plan *p = s->ref->plan;
	const struct plan_task *k = stream ? &p->task[stream - 1] : NULL;
	const uint32_t *in = s->words[stream] + pixel * s->ref->lanes / 4 *
			     p->stream[stream].words;

	if (s->raw[stream])
		return s->raw[stream][pixel * k->cols + c];
	return num_byte(in[c / 4], c % 4, k ? k->out_signed : p->in_signed);
}

static void unpack_logits(struct ref_state *s)
{
	const struct plan *p = s->ref->plan;
	const struct plan_stream *o = &p->stream[s->ref->out_stream[0]];
	int32_t *out = s->logits;
	int pixel, part, stream, c, n;

	for (pixel = 0; pixel < o->w * o->h; pixel++)
		for (part = 0; part < s->ref->n_out; part++) {
			stream = s->ref->out_stream[part];
			n = plan_stream_values(p, stream);
			for (c = 0; c < n; c++)
				*out++ = ref_value(s, stream, pixel, c);
		}
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
	if (r->n_out > 0)
		unpack_logits(s);
	s->image++;
}

const uint32_t *ref_words(const struct ref_state *s, int stream, int64_t *n)
{
	*n = plan_image_words(&s->ref->plan->stream[stream]) * s->ref->lanes / 4;
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
