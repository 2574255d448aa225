/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>

/* A task needs `least` of `name`, a key of the hardware file says `there`. */
static void check_key(struct report *r, const struct plan_task *k,
		      const char *name, const char *key, int64_t least,
		      int there)
{
	struct text say = {0};

	if (least <= there)
		return;
	arch_say_raise(&say, key, least, there);
	report_say(r, "%s: needs %" PRId64 " %s: %s", k->name, least, name,
		   say.s);
	text_free(&say);
}

static void check_memory(const struct plan *p, const struct plan_task *k,
			 struct report *r)
{
	const struct arch *a = p->arch;
	int64_t ring_bytes = (int64_t)arch_lanes(a) * k->ring_words;

	check_key(r, k, "bytes of activation memory", "act.bytes", ring_bytes,
		  a->act_bytes);
	if (k->ring_words < k->in_words || k->ring_words % k->in_words)
		report_say(r, "%s: %d words of activation memory are not a "
			   "whole number of pixels of %d words", k->name,
			   k->ring_words, k->in_words);
	else if (plan_task_sums(k) &&
		 k->ring_words != arch_lanes(a) * k->in_words)
		report_say(r, "%s: %d words of activation memory, the sums of "
			   "its image take %d", k->name, k->ring_words,
			   arch_lanes(a) * k->in_words);
	if (k->has_skip)
		check_key(r, k, "bytes of residual memory for one pixel",
			  "skip.bytes", (int64_t)arch_lanes(a) * k->skip_words,
			  a->skip_bytes);
}

static void check_matrix(const struct plan *p, const struct plan_task *k,
			 struct report *r)
{
	int64_t n_taps = (int64_t)k->k_w * k->k_h;
	int64_t rows = (int64_t)arch_lanes(p->arch) * k->in_words;

	if (k->reduce == REDUCE_NONE)
		rows *= n_taps;
	else if (k->reduce == REDUCE_AVG && n_taps != 1 << k->pool_shift)
		report_say(r, "%s: the mean of %" PRId64 " pixels is not a "
			   "shift by %d", k->name, n_taps, k->pool_shift);
	if (k->rows != rows)
		report_say(r, "%s: has %d rows, its window gives %" PRId64,
			   k->name, k->rows, rows);
	check_key(r, k, "rows in one crossbar", "xbar.rows", k->rows,
		  p->arch->xbar_rows);
	check_key(r, k, "columns in one crossbar", "xbar.cols", k->cols,
		  p->arch->xbar_cols);
	if (k->reduce == REDUCE_WEIGHTED && !k->bypass)
		report_say(r, "%s: weighted sums for a crossbar, which takes "
			   "bytes", k->name);
	if (k->reduce == REDUCE_WEIGHTED && n_taps > REDUCE_TAPS_MAX)
		report_say(r, "%s: sums of %" PRId64 " products do not fit 24 "
			   "bits", k->name, n_taps);
	if (k->reduce == REDUCE_WEIGHTED)
		check_key(r, k, "weights of the reduction", "pool.weights",
			  rows * n_taps, p->arch->pool_weights);
	if (plan_weight_rows(k) && !k->weights)
		report_say(r, "%s: has no weights", k->name);
	if (k->bypass && k->cols > k->rows)
		report_say(r, "%s: %d columns of a vector of %d", k->name,
			   k->cols, k->rows);
}

/* The rectangles of the sources cover the image: counted word by word of a row. */
static void check_sources(const struct plan *p, const struct plan_task *k,
			  struct report *r)
{
	char *n = xcalloc((size_t)k->in_w, (size_t)k->in_words);
	const struct plan_source *s;
	int i, x, c, holes = 0;

	check_key(r, k, "streams of activations", "act.sources", k->n_sources,
		  p->arch->act_sources);
	for (i = 0; i < k->n_sources; i++) {
		s = &k->source[i];
		if (s->x < 0 || s->first < 0 || s->to_x < 0 || s->to_word < 0 ||
		    s->cols < 1 || s->keep < 1 || s->x + s->cols > s->w ||
		    s->first + s->keep > s->words ||
		    s->to_x + s->cols > k->in_w ||
		    s->to_word + s->keep > k->in_words) {
			report_say(r, "%s: source %d: columns %d..%d of %d, "
				   "words %d..%d of %d to column %d, word %d of "
				   "%d, %d: not a part of both", k->name, i,
				   s->x, s->x + s->cols - 1, s->w, s->first,
				   s->first + s->keep - 1, s->words, s->to_x,
				   s->to_word, k->in_w, k->in_words);
			continue;
		}
		for (x = s->to_x; x < s->to_x + s->cols; x++)
			for (c = s->to_word; c < s->to_word + s->keep; c++)
				n[x * k->in_words + c]++;
	}
	for (i = 0; i < k->in_w * k->in_words; i++) {
		if (n[i] > 1) {
			report_say(r, "%s: %d sources bring word %d of column "
				   "%d", k->name, n[i], i % k->in_words,
				   i / k->in_words);
			break;
		}
		holes += !n[i];
	}
	for (i = 0; holes && n[i]; i++)
		;
	if (holes)
		report_say(r, "%s: no source brings %d words of a row, the "
			   "first is word %d of column %d", k->name, holes,
			   i % k->in_words, i / k->in_words);
	free(n);
}

/* The residual gives one pixel for each of the task's. */
static void check_skip(const struct plan *p, const struct plan_task *k,
		       struct report *r)
{
	int s = k->skip_stride;

	if (!k->has_skip)
		return;
	if (s < 1 || (k->skip_w - 1) / s + 1 != k->out_w ||
	    (k->skip_h - 1) / s + 1 != k->out_h)
		report_say(r, "%s: a residual of %dx%d taken every %d pixels "
			   "does not give %dx%d", k->name, k->skip_w,
			   k->skip_h, s, k->out_w, k->out_h);
	if (k->skip_channels > arch_lanes(p->arch) * k->skip_words ||
	    k->skip_first + k->skip_channels > k->cols)
		report_say(r, "%s: %d residual channels of %d words do not fit "
			   "columns %d..%d", k->name, k->skip_channels,
			   k->skip_words, k->skip_first, k->cols - 1);
	if (k->skip_first % p->arch->post_lanes)
		report_say(r, "%s: a residual from column %d on, inside a group "
			   "of post.lanes = %d columns", k->name, k->skip_first,
			   p->arch->post_lanes);
}

static int shape_is_sane(const struct plan_task *k)
{
	return k->in_w > 0 && k->in_h > 0 && k->in_words > 0 &&
	       k->out_w > 0 &&
	       k->out_h > 0 && k->k_w > 0 && k->k_h > 0 && k->stride_x > 0 &&
	       k->stride_y > 0 && k->dilation_x > 0 && k->dilation_y > 0 &&
	       k->cols > 0;
}

void verify_tasks(const struct plan *p, struct report *r)
{
	int *at = xcalloc(p->topo->graph->n_nodes, sizeof(int));
	const struct plan_task *k;
	int t;

	for (t = 0; t < p->n_tasks; t++) {
		k = &p->task[t];
		if (at[k->node])
			report_say(r, "node %d: runs %s and %s", k->node,
				   p->task[at[k->node] - 1].name, k->name);
		at[k->node] = t + 1;
		if (!shape_is_sane(k)) {
			report_say(r, "%s: %dx%d pixels of %d words to "
				   "%dx%d: not a window", k->name, k->in_w,
				   k->in_h, k->in_words, k->out_w, k->out_h);
			continue;
		}
		check_sources(p, k, r);
		check_memory(p, k, r);
		check_matrix(p, k, r);
		check_skip(p, k, r);
	}
	free(at);
}
