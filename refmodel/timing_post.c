/* SPDX-License-Identifier: Apache-2.0 */
#include "timing_core.h"

/* The last stage of the pipeline, whose word goes into the output register. */
static int last_stage(const struct core *c)
{
	return (c->post_cycles > 1 ? 7 : 6) + c->post_table;
}

/* Whether the next group holds the last column of the pixel. */
static int ends(const struct core *c)
{
	return c->col + c->post_lanes >= c->k->cols;
}

/* Whether it holds the last one of a word of n values. */
static int fills(const struct core *c, int n)
{
	return (c->col + c->post_lanes) % n == 0 || ends(c);
}

/* Whether a residual channel joins it. */
static int joins(const struct core *c)
{
	int channel = c->col - c->k->skip_first;

	return c->k->has_skip && channel >= 0 && channel < c->k->skip_channels;
}

/* Whether it can be issued where the pipeline moves. */
static int can_issue(const struct core *c)
{
	if (c->wait)
		return 0;
	if (c->k->bypass ? !c->n_bypass || c->bypass_drop :
			   !c->result || c->result_done)
		return 0;
	return (!c->k->has_psum || c->n_psum) && !c->skip_drop &&
	       (!joins(c) || c->kept_shown);
}

static int takes_skip(const struct core *c, int issue)
{
	int behind = c->col + c->post_lanes - c->k->skip_first;

	return c->kept_shown &&
	       (c->skip_drop || (issue && joins(c) &&
				(behind % c->lanes == 0 ||
				 behind >= c->k->skip_channels)));
}

/* Residual words of the pixel; those that no column wants follow the last one. */
static void count_skip(struct core *c, int taken, int last)
{
	c->skip_left -= taken;
	if (!c->skip_drop && !last)
		return;
	c->skip_drop = c->skip_left != 0;
	if (!c->skip_left)
		c->skip_left = c->k->skip_words;
}

static void count_bypass(struct core *c, int last)
{
	int ends = ++c->bypass_word == c->bypass_words;

	if (ends)
		c->bypass_word = 0;
	if (c->bypass_drop || last)
		c->bypass_drop = !ends;
}

/* A word goes into the output register. */
static void put_out(struct core *c, struct calendar *now)
{
	queue_put(c->out, now);
	if (c->out->n_put == 1)
		c->first_out = now->now;
	if (c->out->n_put == c->image_words)
		c->last_out = now->now;
}

/* A group, if it can go, and what the pipeline lets out. */
static int move(struct core *c, struct calendar *now, struct joined *j)
{
	const struct plan_task *k = c->k;
	int emit = c->pipe >> last_stage(c) & 1, was_done = c->result_done;
	int advance = !emit || queue_room(c->out) <= now->now;
	int issue = advance && can_issue(c);
	int last = issue && ends(c);
	int bytes = fills(c, c->lanes), sums = fills(c, c->psums);
	int moves = (advance && c->pipe) || c->wait || c->psum_leaves;
	int joined = issue && k->has_psum && sums;

	j->psum = c->post_cycles > 1 ? advance && c->psum_leaves : joined;
	j->skip = takes_skip(c, issue);
	j->bypass = c->n_bypass && (c->bypass_drop ||
				    (issue && k->bypass && bytes));
	c->result_done = last && !k->bypass;
	if (k->has_skip && (issue || c->skip_drop))
		count_skip(c, j->skip, last);
	if (j->bypass)
		count_bypass(c, last);
	if (issue)
		c->col = last ? 0 : c->col + c->post_lanes;
	c->n_windows += last;
	if (advance) {
		if (emit)
			put_out(c, now);
		c->pipe |= issue && (k->out_raw ? sums : bytes);
		c->pipe = c->pipe << 1 & ((2U << last_stage(c)) - 1);
		c->psum_leaves = c->post_cycles > 1 && joined;
		c->wait = issue ? c->post_cycles - 1 : c->wait ? c->wait - 1 : 0;
	}
	return issue || moves || j->skip || j->bypass || was_done;
}

int core_post(struct core *c, struct calendar *now, struct joined *j)
{
	*j = (struct joined){0};
	if (!c->pipe && !c->result && !c->n_bypass && !c->skip_drop && !c->wait &&
	    !c->psum_leaves)
		return 0;
	return move(c, now, j);
}

int core_skip_ready(const struct core *c)
{
	return c->skip_x % c->k->skip_stride || c->skip_y % c->k->skip_stride ||
	       c->n_kept < c->skip_room;
}

int core_skip(struct core *c, int taken, int come)
{
	const struct plan_task *k = c->k;
	int reads = c->n_kept && (taken || !c->kept_shown);

	c->kept_shown = reads || (c->kept_shown && !taken);
	c->n_kept -= reads;
	if (!come)
		return reads;
	if (c->skip_x % k->skip_stride == 0 && c->skip_y % k->skip_stride == 0)
		c->n_kept++;
	if (c->n_kept > c->max_kept)
		c->max_kept = c->n_kept;
	if (++c->skip_word == k->skip_words) {
		c->skip_word = 0;
		if (++c->skip_x == k->skip_w) {
			c->skip_x = 0;
			c->skip_y = (c->skip_y + 1) % k->skip_h;
		}
	}
	return 1;
}
