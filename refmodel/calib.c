/* SPDX-License-Identifier: Apache-2.0 */
#include "calib.h"

#include <math.h>
#include <stdlib.h>

#include "num.h"
#include "ref.h"

enum {
	SAMPLES = 16384,		/* kept of a task */
	FINEST = 512,		/* the search ends at 1/FINEST of the range seen */
	GAIN_MIN = 32768,	/* of a range with a step above 1 */
	GAIN_MAX = 65535,
	STEP_MAX = 65535,
};

/* Sums of a task: an even choice of SAMPLES (Vitter 1985, algorithm R). */
struct sums {
	int64_t n_seen;
	int32_t lo, hi;		/* of all that were seen */
	int32_t y[SAMPLES];
	int col[SAMPLES];
};

struct calib {
	const struct plan *plan;
	int *first;	/* [n_tasks] whose sums a task's are counted with */
	struct sums *sums;	/* [n_tasks] */
	uint64_t seed;
};

/* The copies of a matrix have one range: that of the first of them, which collects
 * the sums of all. */
static int first_copy(const struct plan *p, int task)
{
	const struct plan_task *k = &p->task[task], *f = k;

	for (; task > 0 && p->task[task - 1].layer == k->layer; task--)
		if (p->task[task - 1].out_channel == k->out_channel &&
		    p->task[task - 1].part == k->part &&
		    p->task[task - 1].n_parts == k->n_parts &&
		    !p->task[task - 1].is_copy)
			f = &p->task[task - 1];
	return (int)(f - p->task);
}

static void keep(void *ctx, int task, const int32_t *y, int n)
{
	struct calib *c = ctx;
	struct sums *s = &c->sums[c->first[task]];
	int i;

	for (i = 0; i < n; i++) {
		int64_t at = s->n_seen++;

		if (at == 0)
			s->lo = s->hi = y[i];
		s->lo = y[i] < s->lo ? y[i] : s->lo;
		s->hi = y[i] > s->hi ? y[i] : s->hi;
		if (at >= SAMPLES)
			at = (int64_t)(rand_next(&c->seed) % (uint64_t)s->n_seen);
		if (at >= SAMPLES)
			continue;
		s->y[at] = y[i];
		s->col[at] = i;
	}
}

/* Bits for every sum that the weights can make of any input. */
static int worst_bits(const struct plan_task *k)
{
	int64_t lo, hi;
	int col, bits, max = 1;

	for (col = 0; col < k->cols; col++) {
		plan_column_range(k, col, &lo, &hi);
		bits = num_bits(lo, hi);
		max = bits > max ? bits : max;
	}
	return max;
}

static struct num_adc lossless(int bits)
{
	return (struct num_adc){ .gain = 1, .shift = 0, .step = 1, .bits = bits };
}

/* The converter whose codes span lo..hi, or as much as the step allows. */
static struct num_adc range(int64_t lo, int64_t hi, int bits)
{
	struct num_adc a = lossless(bits);
	const int64_t codes = ((int64_t)1 << bits) - 1;
	int64_t step = (hi - lo + codes - 1) / codes, offset;

	step = num_clamp(step, 1, STEP_MAX);
	offset = lo - (codes * step - (hi - lo)) / 2 +
		 ((int64_t)1 << (bits - 1)) * step;
	a.offset = (int32_t)num_clamp(offset, INT32_MIN, INT32_MAX);
	a.step = (int)step;
	if (step == 1)
		return a;
	/* gain / 2^shift is 1 / step */
	while (((int64_t)1 << a.shift) < step * GAIN_MIN)
		a.shift++;
	a.gain = (int)((((int64_t)1 << a.shift) + step / 2) / step);
	if (a.gain > GAIN_MAX) {
		a.shift--;
		a.gain = GAIN_MIN;
	}
	return a;
}

/* How a column's error shows in the layer's result. */
struct effect {
	double scale;	/* result per unit of the sum */
	double add;	/* result of a sum of 0 */
	double lo, hi;	/* clamp of the result; infinite where others join */
};

static double result(const struct effect *f, int32_t y)
{
	double v = y * f->scale + f->add;

	return v < f->lo ? f->lo : v > f->hi ? f->hi : v;
}

static double cost(const struct sums *s, const struct effect *f,
		   const struct num_adc *a)
{
	int64_t i, n = s->n_seen < SAMPLES ? s->n_seen : SAMPLES;
	double total = 0;

	for (i = 0; i < n; i++) {
		int32_t code = num_adc(s->y[i], a->offset, a->gain, a->shift,
				       a->bits);
		int32_t v = num_value(code, a->step, a->offset);
		const struct effect *col = &f[s->col[i]];
		double off = result(col, v) - result(col, s->y[i]);

		total += off * off;
	}
	return total;
}

/* Task that takes the partial sums of task t, -1 where nobody does. */
static int joined_by(const struct plan *p, int t)
{
	const struct plan_stream *s = &p->stream[t + 1];
	int i;

	for (i = 0; i < s->n_dests; i++)
		if (s->dest[i].task >= 0 && s->dest[i].role == ROLE_PSUM)
			return s->dest[i].task;
	return -1;
}

static struct effect *effects(const struct plan *p, int t)
{
	const struct plan_task *k = &p->task[t], *end = k;
	struct effect *f = xcalloc((size_t)k->cols, sizeof(*f));
	int c, at = t, open = k->has_psum || k->has_skip || k->out_raw;

	/* partial sums count as in the task that makes bytes of them */
	while (p->task[at].out_raw && joined_by(p, at) >= 0)
		at = joined_by(p, at);
	end = &p->task[at];
	for (c = 0; c < k->cols; c++) {
		f[c].scale = 1;
		if (!end->out_raw && c < end->cols)
			f[c].scale = end->mult[c] /
				     (double)((int64_t)1 << end->shift[c]);
		f[c].add = k->bias[c] * f[c].scale;
		f[c].lo = open ? -HUGE_VAL : !k->clamp_signed ? 0 :
			-128.0 * (1 << k->leak_shift);
		if (k->leak_mult[c] != k->mult[c])	/* other than the others' */
			f[c].lo = -HUGE_VAL;
		f[c].hi = open ? HUGE_VAL : k->clamp_signed ? 127 : 255;
	}
	return f;
}

/* Walks from the whole range seen to a cheaper one, both ends by turns. */
static struct num_adc search(const struct sums *s, const struct effect *f,
			     int bits)
{
	struct num_adc best = range(s->lo, s->hi, bits);
	double least = cost(s, f, &best);
	int64_t lo = s->lo, hi = s->hi, by = (hi - lo) / 4;
	const int64_t end = (hi - lo) / FINEST;

	while (best.step > 1 && by > 0 && by >= end) {
		const int64_t to[4][2] = {
			{ lo + by, hi }, { lo, hi - by },
			{ lo - by, hi }, { lo, hi + by },
		};
		int i, found = -1;

		for (i = 0; i < 4; i++) {
			struct num_adc a;
			double c;

			if (to[i][0] < s->lo || to[i][1] > s->hi ||
			    to[i][0] >= to[i][1])
				continue;
			a = range(to[i][0], to[i][1], bits);
			c = cost(s, f, &a);
			if (c < least) {
				least = c;
				best = a;
				found = i;
			}
		}
		if (found >= 0) {
			lo = to[found][0];
			hi = to[found][1];
		} else {
			by /= 2;
		}
	}
	return best;
}

static void choose(const struct calib *c, struct plan_task *k, int t)
{
	const int bits = c->plan->arch->adc_bits;
	struct num_adc a = lossless(bits);

	if (c->first[t] < t) {
		const struct plan_task *of = &c->plan->task[c->first[t]];

		a = (struct num_adc){ .gain = of->adc_gain,
			.shift = of->adc_shift, .step = of->adc_step,
			.offset = of->adc_offset };
	} else if (!k->bypass && worst_bits(k) > bits &&
		   c->sums[t].n_seen > 0) {
		struct effect *f = effects(c->plan, t);

		a = search(&c->sums[t], f, bits);
		free(f);
	}
	k->adc_gain = a.gain;
	k->adc_shift = a.shift;
	k->adc_step = a.step;
	k->adc_offset = a.offset;
}

int calib_plan(struct plan *p, const uint8_t *const *images_hwc, int n,
	       struct err *e)
{
	struct calib c = { .plan = p, .seed = 1 };
	struct ref *r;
	struct ref_state *s;
	int i;

	if (n < 1)
		return err_set(e, "", 0, "calibration needs at least 1 image");
	c.sums = xcalloc((size_t)p->n_tasks + 1, sizeof(*c.sums));
	c.first = xcalloc((size_t)p->n_tasks + 1, sizeof(*c.first));
	for (i = 0; i < p->n_tasks; i++)
		c.first[i] = first_copy(p, i);
	r = ref_new(p);
	s = ref_state_new(r);
	ref_observe(s, 1, keep, &c);
	for (i = 0; i < n; i++)
		ref_image(s, images_hwc[i]);
	for (i = 0; i < p->n_tasks; i++)
		choose(&c, &p->task[i], i);
	ref_state_free(s);
	ref_free(r);
	free(c.sums);
	free(c.first);
	return 0;
}
