/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "hand.h"

static struct plan_stream *add_stream(struct plan *p, int src, int w, int h,
				      int words)
{
	size_t n = (size_t)p->n_streams + 1;
	struct plan_stream *s;

	p->stream = xrealloc(p->stream, n * sizeof(*p->stream));
	s = &p->stream[p->n_streams++];
	memset(s, 0, sizeof(*s));
	s->src = src;
	s->w = w;
	s->h = h;
	s->words = words;
	return s;
}

static void add_dest(struct plan *p, int stream, int task, int role)
{
	struct plan_stream *s = &p->stream[stream];
	size_t n = (size_t)s->n_dests + 1;

	s->dest = xrealloc(s->dest, n * sizeof(*s->dest));
	s->hop = xrealloc(s->hop, n * sizeof(*s->hop));
	s->dest[n - 1] = (struct plan_dest){
		.task = task, .role = role, .hop = s->n_hops,
	};
	s->hop[n - 1] = (struct plan_hop){
		.channel = 100 * stream + s->n_hops, .vc = 0, .from = -1,
	};
	s->n_hops++;
	s->n_dests++;
}

struct plan *hand_plan(int w, int h, int c)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	struct arch *a = xcalloc(1, sizeof(*a));

	a->link_bits = 32;
	a->psum_bits = 32;
	a->link_vcs = 4;
	a->link_depth = 8;
	a->xbar_rows = a->xbar_cols = 4096;
	a->xbar_cycles = 10;
	a->weight_bits = 8;
	a->adc_bits = 32;
	a->post_cycles = a->post_lanes = 1;
	a->act_bytes = a->skip_bytes = 65536;
	a->act_sources = 4;
	p->arch = a;
	p->in_w = w;
	p->in_h = h;
	p->in_c = c;
	add_stream(p, -1, w, h, (c + 3) / 4);
	return p;
}

static int add_task(struct plan *p, int stream, int k, int stride, int pad)
{
	const struct plan_stream *in = &p->stream[stream];
	size_t n = (size_t)p->n_tasks + 1;
	struct plan_task *t;

	p->task = xrealloc(p->task, n * sizeof(*p->task));
	t = &p->task[n - 1];
	memset(t, 0, sizeof(*t));
	t->node = t->layer = p->n_tasks;
	t->n_parts = 1;
	t->in_w = in->w;
	t->in_h = in->h;
	t->in_words = in->words;
	t->n_sources = 1;
	t->source = xcalloc(1, sizeof(*t->source));
	*t->source = (struct plan_source){
		.w = in->w, .words = in->words, .cols = in->w,
		.keep = in->words,
	};
	t->k_w = t->k_h = k;
	t->stride_x = t->stride_y = stride;
	t->dilation_x = t->dilation_y = 1;
	t->pad_x = t->pad_y = pad;
	t->out_w = (in->w + 2 * pad - k) / stride + 1;
	t->out_h = (in->h + 2 * pad - k) / stride + 1;
	t->ring_words = 2 * in->w * in->h * t->in_words;
	if (plan_task_sums(t))
		t->ring_words = 4 * t->in_words;
	t->adc_gain = t->adc_step = 1;
	add_dest(p, stream, p->n_tasks, ROLE_ACT);
	return p->n_tasks++;
}

static int32_t *fill(int n, int32_t lo, int32_t hi, uint64_t *seed)
{
	int32_t *v = xcalloc((size_t)n, sizeof(*v));
	int i;

	for (i = 0; i < n; i++)
		v[i] = lo;
	for (i = 0; i < n && hi > lo; i++)
		v[i] += (int32_t)(rand_next(seed) % (uint64_t)(hi - lo + 1));
	return v;
}

int hand_conv(struct plan *p, int stream, int k, int stride, int pad, int cols,
	      uint64_t *seed)
{
	int index = add_task(p, stream, k, stride, pad), i;
	struct plan_task *t = &p->task[index];

	t->rows = k * k * 4 * t->in_words;
	t->cols = cols;
	t->weights = xmalloc((size_t)t->rows * (size_t)cols);
	for (i = 0; i < t->rows * cols; i++)
		t->weights[i] = (int8_t)(rand_next(seed) >> 32);
	t->bias = fill(cols, -2000, 2000, seed);
	t->mult = fill(cols, 1, 255, seed);
	t->shift = fill(cols, 14, 17, seed);
	t->skip_mult = fill(cols, 0, 0, seed);
	t->leak_mult = xmalloc((size_t)cols * sizeof(*t->leak_mult));
	memcpy(t->leak_mult, t->mult, (size_t)cols * sizeof(*t->leak_mult));
	add_stream(p, index, t->out_w, t->out_h, (cols + 3) / 4);
	return index;
}

int hand_pool(struct plan *p, int stream, int k, int stride, int pad,
	      enum reduce reduce)
{
	int index = add_task(p, stream, k, stride, pad);
	struct plan_task *t = &p->task[index];
	uint64_t seed = 1;

	t->bypass = 1;
	t->reduce = reduce;
	t->cols = 4 * t->in_words;
	while (reduce != REDUCE_WEIGHTED && 1 << t->pool_shift < k * k)
		t->pool_shift++;
	if (reduce == REDUCE_WEIGHTED) {
		t->weights = xmalloc((size_t)(k * k * t->cols));
		for (int i = 0; i < k * k * t->cols; i++)
			t->weights[i] = (int8_t)(rand_next(&seed) >> 32);
	}
	t->bias = fill(t->cols, 0, 0, &seed);
	t->mult = fill(t->cols, 1, 1, &seed);
	t->shift = fill(t->cols, 0, 0, &seed);
	t->skip_mult = fill(t->cols, 0, 0, &seed);
	t->leak_mult = fill(t->cols, 1, 1, &seed);
	add_stream(p, index, t->out_w, t->out_h, t->in_words);
	return index;
}

void hand_raw(struct plan *p, int task)
{
	p->task[task].out_raw = 1;
	p->stream[task + 1].words = p->task[task].cols;
}

void hand_leak(struct plan *p, int task, uint64_t *seed)
{
	struct plan_task *t = &p->task[task];

	free(t->leak_mult);
	t->leak_mult = fill(t->cols, -200, 200, seed);
	p->arch->post_leak = 1;
}

void hand_table(struct plan *p, int task, int is_signed, uint64_t *seed)
{
	struct plan_task *t = &p->task[task];
	int i;

	t->has_table = 1;
	t->out_signed = is_signed;
	t->table = xmalloc(256);
	for (i = 0; i < 256; i++)
		t->table[i] = (uint8_t)(rand_next(seed) >> 32);
	p->arch->post_table = 1;
}

void hand_source(struct plan *p, int stream, int task, struct plan_source s)
{
	struct plan_task *t = &p->task[task];
	size_t n = (size_t)t->n_sources + 1;
	struct plan_stream *from;

	add_dest(p, stream, task, ROLE_ACT);
	from = &p->stream[stream];
	from->dest[from->n_dests - 1].source = t->n_sources;
	s.w = from->w;
	s.words = from->words;
	t->source = xrealloc(t->source, n * sizeof(*t->source));
	t->source[t->n_sources++] = s;
}

void hand_psum(struct plan *p, int stream, int task)
{
	p->task[task].has_psum = 1;
	add_dest(p, stream, task, ROLE_PSUM);
}

void hand_skip(struct plan *p, int stream, int task, int stride, int first,
	       uint64_t *seed)
{
	const struct plan_stream *s = &p->stream[stream];
	struct plan_task *t = &p->task[task];
	int n = 4 * s->words;

	t->has_skip = 1;
	t->skip_w = s->w;
	t->skip_h = s->h;
	t->skip_words = s->words;
	t->skip_stride = stride;
	t->skip_first = first;
	t->skip_channels = n < t->cols - first ? n : t->cols - first;
	free(t->skip_mult);
	t->skip_mult = fill(t->cols, -30000, 30000, seed);
	add_dest(p, stream, task, ROLE_SKIP);
}

void hand_output(struct plan *p, int stream)
{
	const struct plan_stream *s = &p->stream[stream];

	add_dest(p, stream, -1, 0);
	p->n_out = s->src < 0 ? p->in_c : p->task[s->src].cols;
}

uint8_t *hand_image(const struct plan *p, uint64_t *seed)
{
	int i, n = p->in_w * p->in_h * p->in_c;
	uint8_t *b = xmalloc((size_t)n);

	for (i = 0; i < n; i++)
		b[i] = (uint8_t)(rand_next(seed) >> 24);
	return b;
}
