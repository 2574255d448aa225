/* SPDX-License-Identifier: Apache-2.0 */
#include "flow_plan.h"
#include "kernel.h"

/* Cycles to read a pixel's words: one a word, or one a channel where they are summed as
 * they come. */
static int64_t read_cycles(const struct plan *p, const struct plan_task *k)
{
	return (int64_t)k->in_words *
	       (plan_task_sums(k) ? arch_lanes(p->arch) : 1);
}

/* Sums of a source of one column a cycle are made while that goes on, but for the last
 * pixel's. */
static int64_t window_cycles(const struct plan *p, const struct plan_task *k)
{
	int64_t n_pixels = (int64_t)k->k_w * k->k_h;

	if (plan_task_sums(k) && p->arch->post_lanes == 1)
		n_pixels = 1;
	return n_pixels * read_cycles(p, k);
}

int64_t flow_product_cycles(const struct arch *a, int64_t words, int64_t columns,
			    int is_reduced)
{
	int64_t pass = arch_post_cycles(a, columns) + (a->post_cycles == 1);

	return max64(a->xbar_cycles, max64(words + !is_reduced, pass));
}

int64_t flow_pixel_cycles(const struct plan *p, const struct plan_task *k)
{
	int64_t words = window_cycles(p, k);

	if (k->bypass)
		return max64(words, arch_post_cycles(p->arch, k->cols));
	return flow_product_cycles(p->arch, words, k->cols,
				   k->reduce != REDUCE_NONE);
}

static void add_task(struct flow *f, const struct plan *p,
		     const struct plan_task *k)
{
	const struct flow_window w = {
		k->in_w, k->in_h, k->out_w, k->out_h,
		kernel_span(k->k_w, k->dilation_x), kernel_span(k->k_h, k->dilation_y),
		k->stride_x, k->stride_y, k->pad_x, k->pad_y,
	};
	int64_t cycles = (int64_t)k->out_w * k->out_h * flow_pixel_cycles(p, k);
	int64_t last = read_cycles(p, k), words = 0;
	int task, i;

	/* It cannot be faster than its inputs come, a word a cycle in all. */
	for (i = 0; i < k->n_sources; i++)
		words += (int64_t)k->source[i].w * k->in_h * k->source[i].words;
	if (k->has_psum)
		words += (int64_t)k->out_w * k->out_h *
			 arch_words(p->arch, k->cols, 1);
	if (k->has_skip)
		words += (int64_t)k->skip_w * k->skip_h * k->skip_words;
	cycles = max64(cycles, words);
	task = flow_add_task(f, k->name, cycles, 0);
	flow_set_window(f, task, &w);
	/* The stages of a core, one behind the other. Only the last pixel of a
	 * window is still to be read, but all by channels where it is reduced and
	 * not summed as it comes. */
	if (k->reduce != REDUCE_NONE && !plan_task_sums(k))
		last = window_cycles(p, k);
	f->task[task].delay = (k->bypass ? 0 : p->arch->xbar_cycles) +
		arch_post_cycles(p->arch, k->cols) + last;
}

static void add_reader(struct flow *f, int stream, const struct plan_dest *d)
{
	if (d->task < 0)
		flow_add_dest(f, stream, FLOW_EDGE);
	else if (d->role == ROLE_ACT)
		flow_add_dest(f, stream, d->task);
	else
		flow_add_join(f, stream, d->task);
}

struct flow *flow_of_plan(const struct plan *p)
{
	struct flow *f = flow_new(p->net);
	const struct plan_stream *s;
	int i, d;

	f->macs = p->macs;
	for (i = 0; i < p->n_tasks; i++)
		add_task(f, p, &p->task[i]);
	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		flow_add_stream(f, i ? p->task[i - 1].name : "the input",
				s->src < 0 ? FLOW_EDGE : s->src,
				plan_image_words(s));
		for (d = 0; d < s->n_dests; d++)
			add_reader(f, i, &s->dest[d]);
	}
	return f;
}
