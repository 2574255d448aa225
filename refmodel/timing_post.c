/* SPDX-License-Identifier: Apache-2.0 */
#include "timing_core.h"

/*
 * Words at the end of the pipeline into the output register. The pipeline is
 * rigid: while a word waits there, nothing behind it moves.
 */
static int emit(struct core *c)
{
	int n = 0, i;

	while (c->n_due > 0 && queue_room(c->out)) {
		int64_t due = c->due[0], t = max64(due, queue_time(c->out));

		queue_put(c->out, t);
		c->n_due--;
		for (i = 0; i < c->n_due; i++)
			c->due[i] = c->due[i + 1] + (t - due);
		if (t > due) {
			for (i = 1; i < STALLS; i++)
				c->stall[i - 1] = c->stall[i];
			c->stall[STALLS - 1] = (struct stall){ due, t };
		}
		n++;
	}
	return n;
}

/* First edge from t on at which the pipeline moves. */
static int64_t moving(const struct core *c, int64_t t)
{
	int i;

	for (i = 0; i < STALLS; i++)
		if (t >= c->stall[i].from && t < c->stall[i].to)
			t = c->stall[i].to;
	return t;
}

/* Edge at which what is issued at t has moved by n, by the stalls known so far. */
static int64_t moved(const struct core *c, int64_t t, int n)
{
	int64_t due = t + n;
	int i;

	for (i = 0; i < STALLS; i++)
		if (c->stall[i].from > t && c->stall[i].from <= due)
			due += c->stall[i].to - c->stall[i].from;
	return due;
}

/* Words of this pixel that no column wants, one a cycle. 1 when all are gone. */
static int drop(struct core *c)
{
	c->dropped = max64(c->dropped, c->issued);
	while (c->skip_left > 0 && taker_ready(&c->skip_in)) {
		int64_t t = max64(taker_time(&c->skip_in), c->dropped + 1);

		taker_take(&c->skip_in, t);
		if (--c->skip_left == 0)
			c->skip_went[c->n_read - 1] = t;
		c->dropped = t;
	}
	while (c->bypass_left > 0 && taker_ready(&c->bypass_in)) {
		int64_t t = max64(taker_time(&c->bypass_in), c->dropped + 1);

		taker_take(&c->bypass_in, t);
		c->bypass_left--;
		c->dropped = t;
	}
	c->dropping = c->skip_left > 0 || c->bypass_left > 0;
	return !c->dropping;
}

static void begin_pixel(struct core *c)
{
	const struct plan_task *k = c->k;

	c->skip_left = k->has_skip ? k->skip_words : 0;
	c->bypass_left = 0;
	if (k->bypass)
		c->bypass_left = k->ch_words * (k->reduce == REDUCE_NONE ?
						k->k_w * k->k_h : 1);
}

/* Issues the next column where all that it needs is known. */
static int issue(struct core *c)
{
	const struct plan_task *k = c->k;
	int channel = c->col - k->skip_first, last = c->col == k->cols - 1;
	int joins = k->has_skip && channel >= 0 && channel < k->skip_channels;
	int64_t t = max64(c->dropped + 1, moved(c, c->issued, c->post_cycles));

	if (c->n_read == c->n_windows)
		return 0;
	if (!k->bypass) {
		if (c->n_results == c->n_read)
			return 0;
		t = max64(t, c->result + 1);
	} else {
		if (!taker_ready(&c->bypass_in))
			return 0;
		t = max64(t, taker_time(&c->bypass_in));
	}
	if (k->has_psum) {
		if (!taker_ready(&c->psum_in))
			return 0;
		t = max64(t, taker_time(&c->psum_in));
	}
	if (joins) {
		if (!taker_ready(&c->skip_in))
			return 0;
		t = max64(t, taker_time(&c->skip_in));
	}
	/* a word that is due by then may stop the pipeline: it goes first */
	if (c->n_due > 0 && c->due[0] <= t)
		return 0;
	t = moving(c, t);
	if (c->n_due > 0 && c->due[0] <= t)
		return 0;
	c->issued = t;
	if (c->col == 0)
		begin_pixel(c);
	if (k->has_psum)
		taker_take(&c->psum_in,
			   c->post_cycles > 1 ? moved(c, t, 1) : t);
	if (k->bypass && (c->col % 4 == 3 || last)) {
		taker_take(&c->bypass_in, t);
		c->bypass_left--;
	}
	if (joins && (channel % 4 == 3 || channel == k->skip_channels - 1)) {
		taker_take(&c->skip_in, t);
		if (--c->skip_left == 0)
			c->skip_went[c->n_read] = t;
	}
	if (k->out_raw || c->col % 4 == 3 || last)
		c->due[c->n_due++] = moved(c, t, POST_DEPTH +
					   (c->post_cycles > 1));
	c->col = last ? 0 : c->col + 1;
	if (!last)
		return 1;
	c->freed = t + 1;
	c->n_read++;
	c->dropping = c->skip_left > 0 || c->bypass_left > 0;
	return 1;
}

int core_post(struct core *c)
{
	int n = 0, before;

	do {
		before = n;
		n += emit(c);
		if ((!c->dropping || drop(c)) && c->n_due <= POST_DEPTH)
			n += issue(c);
	} while (n > before);
	return n;
}
