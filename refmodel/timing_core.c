/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_core.h"

struct core *core_new(const struct plan_task *k, int skip_room,
		      int xbar_cycles, int post_cycles,
		      const struct taker in[N_ROLES],
		      struct queue *out)
{
	struct core *c = xcalloc(1, sizeof(*c));
	int64_t n_pixels = (int64_t)TIMING_IMAGES * k->in_w * k->in_h;
	int room = post_cycles == 4 ? 1 : 2;	/* of the queues of imc_post */

	c->k = k;
	c->n_windows = (int64_t)TIMING_IMAGES * k->out_w * k->out_h;
	c->n_pixels = n_pixels;
	c->sums = plan_task_sums(k);
	c->ring_pixels = k->ring_words / k->ch_words;
	c->xbar_cycles = xbar_cycles;
	c->post_cycles = post_cycles;
	c->issued = -post_cycles;
	c->act = in[ROLE_ACT];
	c->out = out;
	c->arrived = xcalloc((size_t)n_pixels + 1, sizeof(*c->arrived));
	c->released = xcalloc((size_t)n_pixels + 1, sizeof(*c->released));
	if (k->reduce == REDUCE_NONE) {
		c->window = c->vector = queue_new(3, 3, 0);
	} else {
		c->window = queue_new(1, 1, 0);
		c->vector = queue_new(2, 2, 0);
		c->pool = (struct mover){
			.from = queue_taker(c->window), .to = c->vector,
			.group = c->sums ? PLAN_SUM_WORDS : k->k_w * k->k_h,
		};
	}
	c->bypass = queue_new(room, 1, 1);
	if (k->bypass)
		c->bypass_mover = (struct mover){
			.from = queue_taker(c->vector), .to = c->bypass,
			.group = 1,
		};
	else
		c->vec_in = queue_taker(c->vector);
	c->bypass_in = queue_taker(c->bypass);
	if (k->has_psum) {
		c->psum = queue_new(room, 1, 1);
		c->psum_in = queue_taker(c->psum);
		c->psum_mover = (struct mover){
			.from = in[ROLE_PSUM], .to = c->psum, .group = 1,
		};
	}
	if (k->has_skip) {
		int64_t n = (int64_t)c->n_windows;

		c->skip = in[ROLE_SKIP];
		c->kept = queue_new(skip_room, 1, 1);
		c->shown = queue_new(1, 1, 0);
		c->kept_mover = (struct mover){
			.from = queue_taker(c->kept), .to = c->shown, .group = 1,
		};
		c->skip_in = queue_taker(c->shown);
		c->skip_came = xcalloc((size_t)n + 1, sizeof(*c->skip_came));
		c->skip_went = xcalloc((size_t)n + 1, sizeof(*c->skip_went));
	}
	core_origin(c, 0);
	return c;
}

void core_free(struct core *c)
{
	if (c == NULL)
		return;
	if (c->vector != c->window)
		queue_free(c->vector);
	queue_free(c->window);
	queue_free(c->bypass);
	queue_free(c->psum);
	queue_free(c->kept);
	queue_free(c->shown);
	free(c->arrived);
	free(c->released);
	free(c->skip_came);
	free(c->skip_went);
	free(c);
}

/* Writer of the activation memory. */
static int receive(struct core *c)
{
	const struct plan_task *k = c->k;
	int n = 0;

	while (taker_ready(&c->act) && c->n_arrived < c->n_pixels) {
		int64_t t = taker_time(&c->act);
		int64_t old = c->n_arrived - c->ring_pixels;
		int kept = c->word - k->ch_first;

		if (kept >= 0 && kept < k->ch_words && old >= 0) {
			if (c->n_released <= old)
				break;
			t = max64(t, c->released[old] + 1);
		}
		taker_take(&c->act, t);
		n++;
		if (++c->word == k->in_words) {
			c->word = 0;
			c->arrived[c->n_arrived++] = t;
		}
	}
	return n;
}

/* Adds the next lane of the word at hand, not before edge t. */
static void add_lane(struct core *c, int64_t t)
{
	c->read_time = max64(max64(t, c->read_time + 1), queue_time(c->window));
	if (c->is_mean)
		queue_put(c->window, c->read_time);
	c->lane = (c->lane + 1) % PLAN_SUM_WORDS;
}

/* Writer of a task that sums: a kept word is taken as its first lane is added. */
static int receive_sums(struct core *c)
{
	const struct plan_task *k = c->k;
	int64_t image = (int64_t)k->in_w * k->in_h, t;
	int n = 0, kept;

	for (;; n++) {
		if (c->lane && queue_room(c->window)) {
			add_lane(c, 0);
			continue;
		}
		kept = c->word >= k->ch_first &&
		       c->word < k->ch_first + k->ch_words;
		if (!taker_ready(&c->act) || c->n_arrived == c->n_pixels ||
		    (kept && (c->lane || !queue_room(c->window))))
			return n;
		t = taker_time(&c->act);
		if (kept) {
			c->is_mean = c->n_arrived % image == image - 1;
			add_lane(c, t);
			t = c->read_time;
		}
		taker_take(&c->act, t);
		if (++c->word == k->in_words) {
			c->word = 0;
			c->arrived[c->n_arrived++] = t;
		}
	}
}

/* Release, a pixel a cycle; `released` holds the edge of the permission first. */
static void release(struct core *c)
{
	while (c->n_released < c->n_allowed && c->n_released < c->n_arrived) {
		int64_t p = c->n_released++;
		int64_t t = max64(c->released[p], c->arrived[p] + 1);

		c->released[p] = p ? max64(t, c->released[p - 1] + 1) : t;
	}
}

void core_origin(struct core *c, int64_t edge)
{
	const struct plan_task *k = c->k;
	int64_t image = (int64_t)k->in_w * k->in_h, in_this = 0, to;
	int y = c->oy * k->stride - k->pad_y, x = c->ox * k->stride - k->pad_x;

	if (y >= 0) {
		x = x < 0 ? 0 : x > k->in_w ? k->in_w : x;
		in_this = (int64_t)y * k->in_w + x;
		if (in_this > image - 1)
			in_this = image - 1;
	}
	to = c->read / (k->out_w * k->out_h) * image + in_this;
	for (; c->n_allowed < to && c->n_allowed < c->n_pixels; c->n_allowed++)
		c->released[c->n_allowed] = edge;
}

/* The tap that the reader stands at: 0 while its pixel is not there. */
static int tap_ready(struct core *c)
{
	const struct plan_task *k = c->k;
	int y = c->oy * k->stride - k->pad_y + c->ky;
	int x = c->ox * k->stride - k->pad_x + c->kx;
	int64_t pixel;

	c->tap_time = 0;
	if (y < 0 || x < 0 || y >= k->in_h || x >= k->in_w)
		return 1;
	pixel = c->read / (k->out_w * k->out_h) * k->in_w * k->in_h +
		(int64_t)y * k->in_w + x;
	if (pixel >= c->n_arrived)
		return 0;
	c->tap_time = c->arrived[pixel] + 1;
	return 1;
}

/* Steps the reader by a word; 1 at the end of a window. */
static int next_word(struct core *c)
{
	const struct plan_task *k = c->k;
	int reduce = k->reduce != REDUCE_NONE;

	if (!reduce && ++c->ch < k->ch_words)
		return 0;
	c->tap_known = 0;
	if (++c->kx == k->k_w) {
		c->kx = 0;
		c->ky++;
	}
	if (c->ky < k->k_h) {
		c->ch = reduce ? c->ch : 0;
		return 0;
	}
	c->ky = 0;
	if (reduce && ++c->ch < k->ch_words)
		return 0;
	c->ch = 0;
	c->read++;
	if (++c->ox == k->out_w) {
		c->ox = 0;
		c->oy = (c->oy + 1) % k->out_h;
	}
	return 1;
}

/* Reader of the activation memory. */
static int read_windows(struct core *c)
{
	int n = 0;

	while (c->read < c->n_windows && queue_room(c->window)) {
		if (!c->tap_known && !tap_ready(c))
			break;
		c->tap_known = 1;
		c->read_time = max64(max64(c->read_time + 1, c->tap_time),
				     queue_time(c->window));
		queue_put(c->window, c->read_time);
		n++;
		if (next_word(c))
			core_origin(c, c->read_time + 1);
	}
	return n;
}

/* Vector into the crossbar, start of the product, its results. */
static int multiply(struct core *c)
{
	int n = 0, n_words = c->k->ch_words;

	if (c->k->reduce == REDUCE_NONE)
		n_words *= c->k->k_w * c->k->k_h;
	for (;;) {
		if (c->vec_word < n_words && taker_ready(&c->vec_in)) {
			/* not before the edge behind the last start */
			int64_t t = max64(taker_time(&c->vec_in),
					  c->start + 1);

			taker_take(&c->vec_in, t);
			c->full = t;
			c->vec_word++;
		} else if (c->vec_word == n_words &&
			   c->n_started == c->n_results) {
			c->start = max64(c->full + 1, c->result);
			c->n_started++;
			c->vec_word = 0;
		} else if (c->n_results < c->n_started &&
			   c->n_read == c->n_results) {
			c->result = max64(c->start + c->xbar_cycles, c->freed);
			c->n_results++;
		} else {
			return n;
		}
		n++;
	}
}

static int receive_skip(struct core *c)
{
	const struct plan_task *k = c->k;
	int n = 0;

	while (taker_ready(&c->skip)) {
		int64_t t = taker_time(&c->skip);
		int keep = c->skip_x % k->skip_stride == 0 &&
			   c->skip_y % k->skip_stride == 0;

		if (keep) {
			if (!queue_room(c->kept))
				break;
			t = max64(t, queue_time(c->kept));
			queue_put(c->kept, t);
		}
		taker_take(&c->skip, t);
		n++;
		if (++c->skip_word < k->skip_words)
			continue;
		c->skip_word = 0;
		if (keep && c->n_skip_came < c->n_windows)
			c->skip_came[c->n_skip_came++] = t;
		if (++c->skip_x == k->skip_w) {
			c->skip_x = 0;
			c->skip_y = (c->skip_y + 1) % k->skip_h;
		}
	}
	return n;
}

int core_run(struct core *c)
{
	int before, n = 0;

	do {
		before = n;
		if (c->sums) {
			n += receive_sums(c);
		} else {
			n += receive(c);
			n += read_windows(c);
			release(c);
		}
		if (c->vector != c->window)
			n += mover_run(&c->pool);
		if (c->k->bypass)
			n += mover_run(&c->bypass_mover);
		else
			n += multiply(c);
		if (c->k->has_psum)
			n += mover_run(&c->psum_mover);
		if (c->k->has_skip) {
			n += receive_skip(c);
			n += mover_run(&c->kept_mover);
		}
		n += core_post(c);
	} while (n > before);
	return n > 0;
}

int core_done(const struct core *c)
{
	return c->n_read == c->n_windows;
}

/* Most of `came` before whose `went`, both rising. */
static int64_t max(const int64_t *came, int64_t n_came, const int64_t *went,
		    int64_t n_went)
{
	int64_t in, out = 0, top = 0;

	for (in = 0; in < n_came; in++) {
		while (out < n_went && went[out] < came[in])
			out++;
		top = max64(top, in + 1 - out);
	}
	return top;
}

void core_usage(const struct core *c, struct timing_task *t)
{
	t->ring_words = c->sums ? c->k->ring_words : c->k->ch_words *
			(int)max(c->arrived, c->n_arrived, c->released,
				  c->n_released);
	if (c->k->has_skip)
		t->skip_words = c->k->skip_words *
				(int)max(c->skip_came, c->n_skip_came,
					  c->skip_went, c->n_read);
}
