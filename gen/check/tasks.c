/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>

/* A task needs `least` of `what`, a key of the hardware file says `there`. */
static void check_key(struct report *r, const struct plan_task *k,
		      const char *what, const char *key, int64_t least,
		      int there)
{
	struct text say = {0};

	if (least <= there)
		return;
	arch_say_raise(&say, key, least, there);
	report_say(r, "%s: needs %" PRId64 " %s: %s", k->name, least, what,
		   say.s);
	text_free(&say);
}

static void check_memory(const struct plan *p, const struct plan_task *k,
			 struct report *r)
{
	const struct arch *a = p->arch;
	int64_t ring_bytes = (int64_t)4 * k->ring_words;
	int64_t image_words = (int64_t)k->in_w * k->in_h * k->ch_words;

	check_key(r, k, "bytes of activation memory", "act.bytes", ring_bytes,
		  a->act_bytes);
	if (k->ring_words < k->ch_words || k->ring_words % k->ch_words ||
	    k->ring_words > 2 * image_words)
		report_say(r, "%s: %d words of activation memory are not a "
			   "whole number of pixels of %d words, at most two "
			   "images", k->name, k->ring_words, k->ch_words);
	else if (plan_task_sums(k) &&
		 k->ring_words != PLAN_SUM_WORDS * k->ch_words)
		report_say(r, "%s: %d words of activation memory, the sums of "
			   "its image take %d", k->name, k->ring_words,
			   PLAN_SUM_WORDS * k->ch_words);
	if (k->has_skip)
		check_key(r, k, "bytes of residual memory for one pixel",
			  "skip.bytes", (int64_t)4 * k->skip_words,
			  a->skip_bytes);
}

static void check_matrix(const struct plan *p, const struct plan_task *k,
			 struct report *r)
{
	int64_t n_taps = (int64_t)k->k_w * k->k_h;
	int64_t rows = (int64_t)4 * k->ch_words;

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
	if (!k->bypass && !k->weights)
		report_say(r, "%s: has no weights", k->name);
	if (k->bypass && k->cols > k->rows)
		report_say(r, "%s: %d columns of a vector of %d", k->name,
			   k->cols, k->rows);
}

/* The residual gives one pixel for each of the task's. */
static void check_skip(const struct plan_task *k, struct report *r)
{
	int s = k->skip_stride;

	if (!k->has_skip)
		return;
	if (s < 1 || (k->skip_w - 1) / s + 1 != k->out_w ||
	    (k->skip_h - 1) / s + 1 != k->out_h)
		report_say(r, "%s: a residual of %dx%d taken every %d pixels "
			   "does not give %dx%d", k->name, k->skip_w,
			   k->skip_h, s, k->out_w, k->out_h);
	if (k->skip_channels > 4 * k->skip_words ||
	    k->skip_first + k->skip_channels > k->cols)
		report_say(r, "%s: %d residual channels of %d words do not fit "
			   "columns %d..%d", k->name, k->skip_channels,
			   k->skip_words, k->skip_first, k->cols - 1);
}

static int shape_is_sane(const struct plan_task *k)
{
	return k->in_w > 0 && k->in_h > 0 && k->in_words > 0 &&
	       k->ch_first >= 0 && k->ch_words > 0 &&
	       k->ch_first + k->ch_words <= k->in_words && k->out_w > 0 &&
	       k->out_h > 0 && k->k_w > 0 && k->k_h > 0 && k->stride > 0 &&
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
			report_say(r, "%s: %dx%d pixels, words %d..%d of %d, "
				   "to %dx%d: not a window", k->name, k->in_w,
				   k->in_h, k->ch_first,
				   k->ch_first + k->ch_words - 1, k->in_words,
				   k->out_w, k->out_h);
			continue;
		}
		check_memory(p, k, r);
		check_matrix(p, k, r);
		check_skip(k, r);
	}
	free(at);
}
