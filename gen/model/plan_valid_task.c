/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_valid.h"

#include <inttypes.h>

#include "kernel.h"

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
static int64_t vector_rows(const struct arch *a, const struct plan_task *k)
{
	if (k->reduce != REDUCE_NONE)
		return (int64_t)arch_lanes(a) * k->in_words;
	return (int64_t)arch_lanes(a) * k->in_words * k->k_w * k->k_h;
}

/* A weighted sum: of the reduction alone, whose memory has the weights. */
static int check_weighted(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int taps = k->k_w * k->k_h;
	int64_t n = (int64_t)taps * k->in_words * arch_lanes(l->p->arch);

	if (k->reduce != REDUCE_WEIGHTED)
		return 0;
	if (!k->bypass)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: bypass = 0, weighted sums do not enter a crossbar",
			k->name);
	if (taps > REDUCE_TAPS_MAX)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: a weighted window of %d pixels, must be at most %d",
			k->name, taps, REDUCE_TAPS_MAX);
	if (n > l->p->arch->pool_weights)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: %" PRId64 " weights of the reduction, the hardware "
			"has pool.weights = %d", k->name, n,
			l->p->arch->pool_weights);
	return 0;
}

/* The origins of windows rise, also from an image to the next one. */
static int check_origins(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int64_t last = (int64_t)(k->out_h - 1) * k->stride_y * k->in_w +
		       (k->out_w - 1) * k->stride_x;
	int64_t n = (int64_t)k->in_w * k->in_h;

	if (k->out_w - 1 > k->in_w)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: padding of %dx%d pixels and %d windows in a row: on "
			"rows of %d pixels there can be %d", k->name, k->pad_x,
			k->pad_y, k->out_w, k->in_w, k->in_w + 1);
	if (last > n)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: padding of %dx%d pixels and %dx%d windows with strides "
			"of %d and %d: the last begins %" PRId64 " pixels behind "
			"the first, the image of %dx%d has %" PRId64, k->name,
			k->pad_x, k->pad_y, k->out_w, k->out_h, k->stride_x,
			k->stride_y, last, k->in_w, k->in_h, n);
	return 0;
}

/* The windows of an image see some of it, and their origins rise (docs/rtl.md,
 * places). */
static int check_windows(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int line = task_line(l, t);

	if (check_origins(l, t) < 0)
		return -1;
	if (kernel_span(k->k_w, k->dilation_x) > PLAN_MAX_SPAN ||
	    kernel_span(k->k_h, k->dilation_y) > PLAN_MAX_SPAN)
		return err_set(l->e, where(l), line,
			"%s: a window of %dx%d pixels with dilations of %d and %d "
			"spans more than %d", k->name, k->k_w, k->k_h, k->dilation_x,
			k->dilation_y, PLAN_MAX_SPAN);
	if (kernel_first_window(k->out_w, k->stride_x, k->pad_x, k->k_w,
				k->dilation_x, k->in_w) == k->out_w ||
	    kernel_first_window(k->out_h, k->stride_y, k->pad_y, k->k_h,
				k->dilation_y, k->in_h) == k->out_h)
		return err_set(l->e, where(l), line,
			"%s: no window sees a pixel of the image", k->name);
	return 0;
}

static int check_shape(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	const struct arch *a = l->p->arch;
	int line = task_line(l, t);
	/* From the first window's origin to the end of an image. */
	int64_t words = ((int64_t)(k->in_h + max64(k->pad_y, 0)) * k->in_w +
			 max64(k->pad_x, 0)) * k->in_words;

	if (words > PLAN_MAX_PLACES)
		return err_set(l->e, where(l), line,
			"%s: an image of %dx%d pixels of %d words, with padding "
			"%" PRId64 " words: at most %d can be read", k->name,
			k->in_w, k->in_h, k->in_words, words, PLAN_MAX_PLACES);
	if (k->ring_words % k->in_words)
		return err_set(l->e, where(l), line,
			"%s: ring = %d must be a multiple of words = %d",
			k->name, k->ring_words, k->in_words);
	if (plan_task_sums(k) && k->ring_words != arch_lanes(a) * k->in_words)
		return err_set(l->e, where(l), line,
			"%s: ring = %d, a mean over the whole image takes "
			"%d * words = %d", k->name, k->ring_words,
			arch_lanes(a), arch_lanes(a) * k->in_words);
	if (k->rows != vector_rows(a, k))
		return err_set(l->e, where(l), line,
			"%s: rows = %d, the window gives %" PRId64, k->name,
			k->rows, vector_rows(a, k));
	if (k->rows > a->xbar_rows || k->cols > a->xbar_cols ||
	    (k->bypass && k->cols > k->rows))
		return err_set(l->e, where(l), line,
			"%s: %d rows and %d columns, the crossbar has "
			"%d and %d", k->name, k->rows, k->cols, a->xbar_rows,
			a->xbar_cols);
	if (k->leak_shift && (k->out_raw || !k->clamp_signed))
		return err_set(l->e, where(l), line,
			"%s: leak = %d needs results of signed bytes",
			k->name, k->leak_shift);
	if (k->has_table && k->out_raw)
		return err_set(l->e, where(l), line,
			"%s: raw results are looked up in no table", k->name);
	if (k->has_table && !a->post_table)
		return err_set(l->e, where(l), line,
			"%s: table = 1, the hardware has post.table = 0", k->name);
	if (!k->has_table && k->clamp_signed != k->out_signed)
		return err_set(l->e, where(l), line,
			"%s: clamp_signed = %d and signed = %d without a table",
			k->name, k->clamp_signed, k->out_signed);
	if (k->reduce == REDUCE_AVG &&
	    (int64_t)k->k_w * k->k_h != (int64_t)1 << k->pool_shift)
		return err_set(l->e, where(l), line,
			"%s: a mean over %dx%d with pool_shift = %d",
			k->name, k->k_w, k->k_h, k->pool_shift);
	return 0;
}

static int check_source(const struct look *l, int t, int index)
{
	const struct plan_task *k = &l->p->task[t];
	const struct plan_source *s = &k->source[index];

	if (s->x + s->cols > s->w || s->first + s->keep > s->words)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: source %d: keeps columns %d..%d and words %d..%d "
			"of %d columns of %d words", k->name, index, s->x,
			s->x + s->cols - 1, s->first, s->first + s->keep - 1,
			s->w, s->words);
	if (s->to_x + s->cols > k->in_w || s->to_word + s->keep > k->in_words)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: source %d: goes to columns %d..%d and words "
			"%d..%d, the image has %d columns of %d words", k->name,
			index, s->to_x, s->to_x + s->cols - 1, s->to_word,
			s->to_word + s->keep - 1, k->in_w, k->in_words);
	return 0;
}

static int overlap(const struct plan_source *a, const struct plan_source *b)
{
	return a->to_x < b->to_x + b->cols && b->to_x < a->to_x + a->cols &&
	       a->to_word < b->to_word + b->keep &&
	       b->to_word < a->to_word + a->keep;
}

/* The sources cover the image, none of it twice. */
static int check_sources(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int64_t covered = 0;
	int i, j;

	if (k->n_sources > l->p->arch->act_sources)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: sources = %d, the hardware has act.sources = %d",
			k->name, k->n_sources, l->p->arch->act_sources);
	for (i = 0; i < k->n_sources; i++) {
		if (check_source(l, t, i) < 0)
			return -1;
		for (j = 0; j < i; j++)
			if (overlap(&k->source[i], &k->source[j]))
				return err_set(l->e, where(l), task_line(l, t),
					"%s: sources %d and %d bring the same "
					"words", k->name, j, i);
		covered += (int64_t)k->source[i].cols * k->source[i].keep;
	}
	if (covered != (int64_t)k->in_w * k->in_words)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: the sources bring %" PRId64 " words of a row of "
			"%" PRId64, k->name, covered,
			(int64_t)k->in_w * k->in_words);
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
	    div_up(k->skip_w, s) != k->out_w ||
	    div_up(k->skip_h, s) != k->out_h)
		return err_set(l->e, where(l), line,
			"%s: a residual of %dx%d with stride %d does not give "
			"%dx%d", k->name, k->skip_w, k->skip_h, s, k->out_w,
			k->out_h);
	if (k->skip_channels < 1 || k->skip_channels > arch_lanes(l->p->arch) * k->skip_words ||
	    k->skip_first + k->skip_channels > k->cols)
		return err_set(l->e, where(l), line,
			"%s: %d residual channels from column %d, of %d words "
			"and %d columns", k->name, k->skip_channels,
			k->skip_first, k->skip_words, k->cols);
	if (k->skip_first % l->p->arch->post_lanes)
		return err_set(l->e, where(l), line,
			"%s: the residual's first column, %d, must be a multiple "
			"of post.lanes = %d", k->name, k->skip_first,
			l->p->arch->post_lanes);
	return 0;
}

static int check_values(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t];
	int limit = 1 << (k->bypass ? 7 : l->p->arch->weight_bits - 1);
	int line = task_line(l, t), i;
	int64_t n = (int64_t)plan_weight_rows(k) * k->cols, j;

	for (i = 0; i < k->cols; i++)
		if (k->mult[i] < 0 || k->mult[i] > 65535 || k->shift[i] < 0 ||
		    k->shift[i] > 47)
			return err_set(l->e, where(l), line,
				"%s: column %d: mult %d, shift %d are not in "
				"0..65535, 0..47", k->name, i, k->mult[i],
				k->shift[i]);
	for (i = 0; i < k->cols && !l->p->arch->post_leak; i++)
		if (k->leak_mult[i] != k->mult[i])
			return err_set(l->e, where(l), line,
				"%s: column %d: leak_mult %d is not mult %d, the "
				"hardware has post.leak = 0", k->name, i,
				k->leak_mult[i], k->mult[i]);
	for (j = 0; j < n; j++)
		if (k->weights[j] < -limit || k->weights[j] >= limit)
			return err_set(l->e, where(l), line,
				"%s: weight %d (row %d, column %d) is out of "
				"range %d..%d", k->name, k->weights[j],
				(int)(j / k->cols), (int)(j % k->cols), -limit,
				limit - 1);
	return 0;
}

/* The parts of a chain follow each other, the layers rise. */
static int check_layer(const struct look *l, int t)
{
	const struct plan_task *k = &l->p->task[t], *before = k - 1;
	int goes_on = k->part > 0;

	if (k->part >= k->n_parts)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: part %d of a chain of %d parts, which count from 0",
			k->name, k->part, k->n_parts);
	if (goes_on && (t == 0 || before->layer != k->layer ||
			before->part != k->part - 1 ||
			before->n_parts != k->n_parts ||
			before->out_x != k->out_x ||
			before->out_channel != k->out_channel))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: part %d of %d of layer %d, column %d, channel %d "
			"does not follow part %d of it", k->name, k->part,
			k->n_parts, k->layer, k->out_x, k->out_channel,
			k->part - 1);
	if (!goes_on && t > 0 && (before->layer > k->layer ||
				  before->part != before->n_parts - 1))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: layer %d begins behind part %d of %d of layer %d",
			k->name, k->layer, before->part, before->n_parts,
			before->layer);
	if (k->is_copy && (k->n_parts > 1 || !k->bypass))
		return err_set(l->e, where(l), task_line(l, t),
			"%s: a copy has one part and no product", k->name);
	return 0;
}

int plan_valid_task(const struct look *l, int t)
{
	const struct plan *p = l->p;
	const struct plan_task *k = &p->task[t];
	int n_nodes = p->topo->graph->n_nodes;

	if (check_fields(l, t) < 0 || check_layer(l, t) < 0 ||
	    check_windows(l, t) < 0 || check_shape(l, t) < 0 ||
	    check_weighted(l, t) < 0 || check_sources(l, t) < 0 ||
	    check_skip(l, t) < 0 ||
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
	if (p->topo->dead_node && p->topo->dead_node[k->node])
		return err_set(l->e, where(l), task_line(l, t),
			"%s: core %d is %s (dead.cores, dead.channels)", k->name, k->node,
			p->topo->dead_node[k->node] == TOPO_DEAD ? "dead" :
			"cut off by what is dead");
	if (plan_task_at(p, k->node) != t)
		return err_set(l->e, where(l), task_line(l, t),
			"%s: node %d has a task already: %s", k->name, k->node,
			p->task[plan_task_at(p, k->node)].name);
	return 0;
}
