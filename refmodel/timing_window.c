/* SPDX-License-Identifier: Apache-2.0 */
#include "timing_core.h"

/* First place that some source has not passed. */
static void find_come(struct core *c)
{
	int i;

	c->come = c->source[0].place;
	for (i = 1; i < c->k->n_sources; i++)
		c->come = min64(c->come, c->source[i].place);
}

static void find_keep(struct core *c, int i)
{
	const struct plan_source *k = &c->k->source[i];
	struct source *s = &c->source[i];
	int x = s->x - k->x, word = s->word - k->first;

	s->keep = x >= 0 && x < k->cols && word >= 0 && word < k->keep;
}

/* The next place of a source, behind a word that it keeps. */
static int64_t step(const struct core *c, int i)
{
	const struct plan_task *k = c->k;
	const struct plan_source *s = &k->source[i];
	int skipped = k->in_words - s->keep;

	if (c->source[i].word - s->first < s->keep - 1)
		return 1;
	if (c->source[i].x - s->x < s->cols - 1)
		return 1 + skipped;
	return 1 + skipped + (int64_t)(k->in_w - s->cols) * k->in_words;
}

void core_source(struct core *c, int i)
{
	const struct plan_source *k = &c->k->source[i];
	struct source *s = &c->source[i];

	if (s->keep) {
		int64_t from = s->place;

		c->max_ring = max64(c->max_ring, from + 1 - c->release);
		s->place += step(c, i);
		if (from == c->come)
			find_come(c);
	}
	if (++s->word == k->words) {
		s->word = 0;
		if (++s->x == k->w) {
			s->x = 0;
			s->row = (s->row + 1) % c->k->in_h;
		}
	}
	find_keep(c, i);
}

/* Where the tap of the window is. */
static void find_tap(struct core *c)
{
	const struct plan_task *k = c->k;
	int y = c->oy * k->stride_y - k->pad_y + c->ky * k->dilation_y;
	int x = c->ox * k->stride_x - k->pad_x + c->kx * k->dilation_x;

	c->inside = y >= 0 && y < k->in_h && x >= 0 && x < k->in_w;
	c->place = c->image + ((int64_t)y * k->in_w + x) * k->in_words;
}

void core_reset(struct core *c)
{
	int i;

	for (i = 0; i < c->k->n_sources; i++) {
		const struct plan_source *s = &c->k->source[i];

		c->source[i].place = (int64_t)s->to_x * c->k->in_words +
				     s->to_word;
		find_keep(c, i);
	}
	find_come(c);
	find_tap(c);
	c->origin = c->release = c->place;
}

/* Steps the reader by a word, but not into the next window: 1 where that begins. */
static int step_word(struct core *c)
{
	const struct plan_task *k = c->k;
	int reduces = k->reduce != REDUCE_NONE;

	if (!reduces && ++c->word < k->in_words)
		return 0;
	if (!reduces)
		c->word = 0;
	if (++c->kx == k->k_w) {
		c->kx = 0;
		c->ky++;
	}
	if (c->ky == k->k_h) {
		c->ky = 0;
		if (!reduces || ++c->word == k->in_words)
			return 1;
	}
	find_tap(c);
	return 0;
}

static int ends_window(const struct core *c)
{
	const struct plan_task *k = c->k;

	return c->word == k->in_words - 1 && c->kx == k->k_w - 1 &&
	       c->ky == k->k_h - 1;
}

/* Whether the origin of the next window lies before that of this one. */
static int goes_back(const struct core *c)
{
	const struct plan_task *k = c->k;
	int64_t row = (int64_t)k->in_w * k->stride_y;

	if (c->ox < k->out_w - 1)
		return 0;
	if (c->oy < k->out_h - 1)
		return row < (int64_t)(k->out_w - 1) * k->stride_x;
	return (int64_t)k->in_w * k->in_h <
	       (k->out_h - 1) * row + (int64_t)(k->out_w - 1) * k->stride_x;
}

static void next_window(struct core *c)
{
	const struct plan_task *k = c->k;

	c->word = 0;
	if (++c->ox == k->out_w) {
		c->ox = 0;
		if (++c->oy == k->out_h) {
			c->oy = 0;
			c->image += (int64_t)k->in_w * k->in_h * k->in_words;
		}
	}
	find_tap(c);
	c->origin = c->place;
}

int core_read(struct core *c, int room, int go)
{
	int last;

	if (!room || (c->inside && c->place + c->word >= c->come))
		return 0;
	last = ends_window(c);
	if (last && go && goes_back(c))
		return 0;
	c->shown = 1;
	c->last = last;
	c->group_last = c->k->reduce == REDUCE_NONE ||
			(c->kx == c->k->k_w - 1 && c->ky == c->k->k_h - 1);
	if (step_word(c))
		next_window(c);
	return 1;
}

int core_sum(struct core *c, int room, int come)
{
	const struct plan_task *k = c->k;
	const struct plan_source *s = &k->source[0];
	int kept = come && c->source[0].keep;

	if (!room || (!c->lane && !kept))
		return 0;
	if (!c->lane)
		c->is_mean = c->source[0].row == k->in_h - 1 &&
			     c->source[0].x == s->x + s->cols - 1;
	if (c->is_mean) {
		c->shown = 1;
		c->group_last = c->lane == c->lanes - 1;
		c->last = c->group_last && c->sum_word == k->in_words - 1;
	}
	if (++c->lane == c->lanes) {
		c->lane = 0;
		c->sum_word = (c->sum_word + 1) % k->in_words;
	}
	return 1;
}
