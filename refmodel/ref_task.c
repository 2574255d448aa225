/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "ref_impl.h"

/* Where a task stands: what the helpers below pass round. */
struct run {
	struct ref_state *s;
	const struct plan_task *task;
	const struct ref_task *t;
	const struct ref_view *view;
	const int16_t *image;	/* of the view */
	int index;		/* of the task */
};

/* The window of an output pixel, taps in order ky, kx, channel, into x. Taps that are
 * neighbours are copied together. */
static void gather(const struct run *r, int oy, int ox, int16_t *x)
{
	const struct plan_task *k = r->task;
	const int n_runs = k->dilation_x == 1 ? 1 : k->k_w;
	const size_t n_run = (size_t)r->view->chans * (size_t)(k->k_w / n_runs);
	int ky, i, iy = oy * k->stride_y - k->pad_y, ix = ox * k->stride_x - k->pad_x;

	for (ky = 0; ky < k->k_h; ky++)
		for (i = 0; i < n_runs; i++, x += n_run)
			memcpy(x, r->image + ref_view_at(r->view, iy + ky * k->dilation_y,
							 ix + i * k->dilation_x),
			       n_run * sizeof(*x));
}

/* The window reduced to one value a channel. */
static void reduce(const struct run *r, int oy, int ox, int16_t *x)
{
	const struct plan_task *k = r->task;
	const int step = k->dilation_x * r->view->chans;
	int ky, kx, c, iy = oy * k->stride_y - k->pad_y, ix = ox * k->stride_x - k->pad_x;

	for (c = 0; c < r->view->chans; c++) {
		int32_t sum = 0;
		int top = -128;

		for (ky = 0; ky < k->k_h; ky++) {
			const int16_t *in = r->image + c +
				ref_view_at(r->view, iy + ky * k->dilation_y, ix);

			for (kx = 0; kx < k->k_w; kx++) {
				sum += in[kx * step];
				top = num_max(top, in[kx * step]);
			}
		}
		x[c] = (int16_t)(k->reduce == REDUCE_MAX ? top :
				 num_avg(sum, k->pool_shift));
	}
}

/* Sums over the window of pixel times weight, each channel by itself. */
static void weigh(const struct run *r, int oy, int ox, int32_t *y)
{
	const struct plan_task *k = r->task;
	int ky, kx, c, iy = oy * k->stride_y - k->pad_y, ix = ox * k->stride_x - k->pad_x;
	const int16_t *w = r->t->w, *in;

	for (c = 0; c < k->cols; c++)
		y[c] = 0;
	for (ky = 0; ky < k->k_h; ky++) {
		in = r->image + ref_view_at(r->view, iy + ky * k->dilation_y, ix);
		for (kx = 0; kx < k->k_w; kx++) {
			for (c = 0; c < k->cols; c++)
				y[c] += w[c] * in[c];
			w += r->t->n_vec;
			in += k->dilation_x * r->view->chans;
		}
	}
}

/* Noise of reading the crossbar, on the sums of n vectors; `pixel` is the first's. */
static void add_read_noise(const struct run *r, int pixel, int n)
{
	const struct plan_task *k = r->task;
	int64_t product = r->s->image * k->out_w * k->out_h + pixel;
	int p, i, c;

	for (p = 0; p < n; p++, product++) {
		const int16_t *x = r->s->x + p * r->t->vec_room;
		int32_t *y = r->s->y + p * r->t->cols_room, root;
		uint32_t squares = 0;

		for (i = 0; i < r->t->n_vec; i++)
			squares += (uint32_t)(x[i] * x[i]);
		root = num_root(squares);
		for (c = 0; c < k->cols; c++)
			y[c] = num_sum(y[c], num_read_noise(root, k->read_noise[c],
							    k->read_seed, product, c), 0);
	}
}

/* Columns of a block of vectors, from output `pixel` on: product and converter, or the
 * vectors. */
static void columns(const struct run *r, int pixel, int n_pixels)
{
	const struct ref_task *t = r->t;
	struct ref_state *s = r->s;
	int p, c;

	if (r->task->reduce == REDUCE_WEIGHTED)
		return;
	if (t->w == NULL) {
		for (p = 0; p < n_pixels; p++)
			for (c = 0; c < r->task->cols; c++)
				s->y[p * t->cols_room + c] =
					s->x[p * t->vec_room + c];
		return;
	}
	ref_gemm(t->w, s->x, s->y, t->cols_room, t->vec_room, n_pixels);
	if (s->sums != NULL)
		for (p = 0; p < n_pixels; p++)
			s->sums(s->ctx, r->index, s->y + p * t->cols_room,
				r->task->cols);
	if (r->task->read_noise && !s->ideal)
		add_read_noise(r, pixel, n_pixels);
	if (!s->ideal)
		num_adc_row(s->y, n_pixels * t->cols_room, &t->adc);
}

/* Residual of an output pixel: its channels in the view, NULL without. */
static const int16_t *residual(const struct run *r, int pixel)
{
	const struct plan_task *k = r->task;
	int view = r->t->skip_view;

	if (!k->has_skip)
		return NULL;
	return r->s->view[view] +
	       ref_view_at(&r->s->ref->view[view],
			   pixel / k->out_w * k->skip_stride,
			   pixel % k->out_w * k->skip_stride);
}

static void requantise(const struct run *r, const int32_t *acc, int pixel,
		       uint8_t *out)
{
	const struct plan_task *k = r->task;
	const int16_t *skip = residual(r, pixel);
	const struct num_out o = {k->clamp_signed, k->leak_shift};
	const int32_t *leak = r->t->leak_mult;
	int first = skip ? k->skip_first : k->cols;
	int last = skip ? first + k->skip_channels : k->cols;

	if (last > k->cols)
		last = k->cols;
	if (first > 0)
		num_requant_row(acc, first, k->mult, leak, k->shift, NULL, NULL,
				o, out);
	if (last > first)
		num_requant_row(acc + first, last - first, k->mult + first,
				leak ? leak + first : NULL, k->shift + first, skip, k->skip_mult + first,
				o, out + first);
	if (k->cols > last)
		num_requant_row(acc + last, k->cols - last, k->mult + last,
				leak ? leak + last : NULL, k->shift + last, NULL,
				NULL, o, out + last);
}

/* Sums as psum.bits hold them. */
static void keep_sums(int32_t *out, const int32_t *y, int n, int bits)
{
	int32_t high = bits < 32 ? INT32_C(1) << (bits - 1) : 0;
	int i;

	if (bits == 32) {
		memcpy(out, y, sizeof(*y) * (size_t)n);
		return;
	}
	for (i = 0; i < n; i++)
		out[i] = ((y[i] & (int32_t)(2 * (uint32_t)high - 1)) ^ high) - high;
}

/* Post-processing of the columns that one window makes. */
static void post(const struct run *r, int32_t *y, int pixel)
{
	const struct plan_task *k = r->task;
	struct ref_state *s = r->s;
	const struct plan *p = s->ref->plan;
	const int room = s->ref->lanes * arch_words(p->arch, k->cols, 0);
	uint8_t *out = s->bytes + (int64_t)pixel * room;
	int i;

	num_sum_row(y, k->bias, k->cols);
	if (k->has_psum)
		num_sum_row(y, s->raw[r->t->psum_stream] +
			    (int64_t)pixel * k->cols, k->cols);
	if (k->out_raw) {
		keep_sums(s->raw[r->index + 1] + (int64_t)pixel * k->cols, y,
			  k->cols, p->arch->psum_bits);
		return;
	}
	requantise(r, y, pixel, out);
	for (i = 0; k->has_table && i < k->cols; i++)
		out[i] = k->table[out[i]];
	for (i = k->cols; i < room; i++)
		out[i] = 0;
}

void ref_run_task(struct ref_state *s, int index)
{
	const struct ref_task *t = &s->ref->task[index];
	const struct plan_task *k = &s->ref->plan->task[index];
	const struct run r = {
		.s = s, .task = k, .t = t, .index = index,
		.view = &s->ref->view[t->in_view], .image = s->view[t->in_view],
	};
	int n = k->out_w * k->out_h, pixel = 0, oy = 0, ox = 0, p;

	while (pixel < n) {
		int todo = n - pixel < t->block ? n - pixel : t->block;

		for (p = 0; p < todo; p++) {
			int16_t *x = s->x + p * t->vec_room;

			if (k->reduce == REDUCE_WEIGHTED)
				weigh(&r, oy, ox, s->y + p * t->cols_room);
			else if (k->reduce == REDUCE_NONE)
				gather(&r, oy, ox, x);
			else
				reduce(&r, oy, ox, x);
			if (++ox == k->out_w) {
				ox = 0;
				oy++;
			}
		}
		columns(&r, pixel, todo);
		for (p = 0; p < todo; p++)
			post(&r, s->y + p * t->cols_room, pixel + p);
		pixel += todo;
	}
}
