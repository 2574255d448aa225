/* SPDX-License-Identifier: Apache-2.0 */
#include "flow_plan.h"

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Cycles a task needs for one output pixel: the stages of a core overlap, so it
 * is the slowest of product, reading the window and passing the columns. */
static int64_t pixel_cycles(const struct plan *p, const struct plan_task *k)
{
	int64_t window = (int64_t)k->k_w * k->k_h * k->ch_words;
	int64_t product = k->bypass ? 0 : p->arch->xbar_cycles;

	return larger(larger(product, window), k->cols);
}

/* Share of the image that the first window reaches to: its last row but one
 * wholly, its last row up to the window's right end. */
static double fill_of(const struct plan_task *k)
{
	int rows = k->k_h - k->pad_y, columns = k->k_w - k->pad_x;

	rows = rows < 1 ? 1 : rows > k->in_h ? k->in_h : rows;
	columns = columns < 1 ? 1 : columns > k->in_w ? k->in_w : columns;
	return ((double)(rows - 1) * k->in_w + columns) /
	       ((double)k->in_w * k->in_h);
}

struct flow *flow_of_plan(const struct plan *p)
{
	struct flow *f = flow_new(p->net);
	const struct plan_stream *s;
	const struct plan_task *k;
	int64_t cycles;
	int i, d;

	f->macs = p->macs;
	for (i = 0; i < p->n_tasks; i++) {
		k = &p->task[i];
		cycles = (int64_t)k->out_w * k->out_h * pixel_cycles(p, k);
		/* It cannot be faster than its input comes, a word a cycle. */
		cycles = larger(cycles, (int64_t)k->in_w * k->in_h *
					k->in_words);
		flow_add_task(f, k->name, cycles, fill_of(k));
	}
	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		flow_add_stream(f, i ? p->task[i - 1].name : "the input",
				s->src < 0 ? FLOW_EDGE : s->src,
				plan_image_words(s));
		for (d = 0; d < s->n_dests; d++)
			flow_add_dest(f, i, s->dest[d].task < 0 ? FLOW_EDGE
							: s->dest[d].task);
	}
	return f;
}
