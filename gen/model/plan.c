/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <stdlib.h>

#include "wire.h"

void plan_task_free(struct plan_task *t)
{
	free(t->name);
	free(t->source);
	free(t->weights);
	free(t->read_noise);
	free(t->bias);
	free(t->mult);
	free(t->shift);
	free(t->skip_mult);
	free(t->leak_mult);
	free(t->table);
}

void plan_free(struct plan *p)
{
	int i;

	if (!p)
		return;
	for (i = 0; i < p->n_tasks; i++)
		plan_task_free(&p->task[i]);
	for (i = 0; i < p->n_streams; i++) {
		free(p->stream[i].dest);
		free(p->stream[i].hop);
	}
	free(p->task);
	free(p->stream);
	free(p->net);
	free(p->input_lut);
	topo_free(p->topo);
	arch_free(p->arch);
	free(p);
}

int plan_input_node(const struct plan *p)
{
	return wire_input(p->arch, p->topo);
}

int plan_output_node(const struct plan *p)
{
	return wire_output(p->arch, p->topo);
}

int plan_output_parts(const struct plan *p)
{
	int s, i, n = 0;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++)
			n += p->stream[s].dest[i].task < 0;
	return n;
}

int plan_output_stream(const struct plan *p, int part)
{
	const struct plan_dest *d;
	int s, i;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			if (d->task < 0 && d->source == part)
				return s;
		}
	return -1;
}

int64_t plan_output_words(const struct plan *p)
{
	int part, n = plan_output_parts(p);
	int64_t words = 0;

	for (part = 0; part < n; part++)
		words += plan_image_words(&p->stream[plan_output_stream(p, part)]);
	return words;
}

int64_t plan_output_values(const struct plan *p)
{
	const struct plan_stream *s = &p->stream[plan_output_stream(p, 0)];

	return (int64_t)s->w * s->h * p->n_out;
}

int plan_task_at(const struct plan *p, int node)
{
	int t;

	for (t = 0; t < p->n_tasks; t++)
		if (p->task[t].node == node)
			return t;
	return -1;
}

int plan_weight_rows(const struct plan_task *k)
{
	if (k->reduce == REDUCE_WEIGHTED)
		return k->k_w * k->k_h;
	return k->bypass ? 0 : k->rows;
}

void plan_column_range(const struct plan_task *k, int col, int64_t *lo, int64_t *hi)
{
	const int x_lo = k->in_signed ? -128 : 0, x_hi = k->in_signed ? 127 : 255;
	int row, w, n = plan_weight_rows(k);

	*lo = *hi = 0;
	for (row = 0; row < n; row++) {
		w = k->weights[(size_t)row * k->cols + col];
		*lo += w * (w > 0 ? x_lo : x_hi);
		*hi += w * (w > 0 ? x_hi : x_lo);
	}
}

int plan_task_leaks(const struct plan_task *k)
{
	int i;

	for (i = 0; k->leak_mult && i < k->cols; i++)
		if (k->leak_mult[i] != k->mult[i])
			return 1;
	return 0;
}

int plan_task_sums(const struct plan_task *k)
{
	return k->reduce == REDUCE_AVG && k->n_sources == 1 &&
	       k->k_w == k->in_w &&
	       k->k_h == k->in_h && k->dilation_x == 1 && k->dilation_y == 1 &&
	       !k->pad_x && !k->pad_y &&
	       k->out_w == 1 && k->out_h == 1 &&
	       (int64_t)k->k_w * k->k_h >= PLAN_SUM_PIXELS;
}

int plan_window_pixels(const struct plan *p, int task)
{
	return p->stream[task + 1].w / p->task[task].out_w;
}

int plan_stream_values(const struct plan *p, int stream)
{
	const struct plan_stream *s = &p->stream[stream];

	if (!stream)
		return p->in_c * (p->in_w / s->w);
	return p->task[stream - 1].cols - (plan_window_pixels(p, stream - 1) - 1) *
	       arch_lanes(p->arch) * s->words;
}

int64_t plan_task_room(const struct plan_task *k)
{
	if (plan_task_sums(k))
		return (int64_t)k->in_w * k->in_h;
	return k->ring_words / k->in_words;
}

int64_t plan_source_place(const struct plan_task *k, int source, int64_t taken,
			  int *kept)
{
	const struct plan_source *s = &k->source[source];
	int64_t row = taken / s->w;
	int at = (int)(taken % s->w) - s->x;

	if (kept)
		*kept = at >= 0 && at < s->cols;
	if (at >= s->cols) {
		at = 0;
		row++;
	}
	return row * k->in_w + s->to_x + (at < 0 ? 0 : at);
}

int64_t plan_image_words(const struct plan_stream *s)
{
	return (int64_t)s->w * s->h * s->words;
}

uint64_t plan_hash(const struct plan *p)
{
	struct text t = {0};
	uint64_t h;

	plan_write(p, &t);
	h = fnv(FNV_START, t.s, t.n);
	text_free(&t);
	return h;
}
