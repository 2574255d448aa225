/* SPDX-License-Identifier: Apache-2.0 */
#include "calib.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_MOMENTS ((int64_t)10 << 20)	/* of one layer: kernels of some 3,200 values */
#define PLACES 256	/* of a layer taken per image, at most */
#define WORK ((int64_t)1 << 27)	/* products a layer and image */

static int taps_of(const struct float_layer *l)
{
	return l->k_w * l->k_h * (l->c_in / l->groups);
}

static void new_tensor(struct tensor_calib *t, int c)
{
	t->top = xcalloc((size_t)c, sizeof(*t->top));
	t->max = xcalloc((size_t)c, sizeof(*t->max));
	t->sum = xcalloc((size_t)c, sizeof(*t->sum));
	t->bin = xcalloc((size_t)c, sizeof(*t->bin));
}

static void free_tensor(struct tensor_calib *t)
{
	free(t->top);
	free(t->max);
	free(t->sum);
	free(t->bin);
}

static void new_layer(struct layer_calib *l, const struct float_layer *f, int moments)
{
	const int64_t taps = taps_of(f), n = f->groups * taps * taps;

	l->taps = (int)taps;
	l->sum = xcalloc((size_t)(f->groups * taps), sizeof(*l->sum));
	if (moments && n <= MAX_MOMENTS)
		l->moment = xcalloc((size_t)n, sizeof(*l->moment));
}

struct calib *calib_new(const struct float_net *f, int moments)
{
	struct calib *c = xcalloc(1, sizeof(*c));

	c->f = f;
	c->seed = 1;
	c->tensor = xcalloc((size_t)f->n_layers + 1, sizeof(*c->tensor));
	c->layer = xcalloc((size_t)f->n_layers + 1, sizeof(*c->layer));
	c->before = xcalloc((size_t)f->n_layers + 1, sizeof(*c->before));
	c->wanted = xcalloc(2 * (size_t)f->n_layers + 2, sizeof(*c->wanted));
	c->of = xcalloc(2 * (size_t)f->n_layers + 2, sizeof(*c->of));
	for (int t = 0; t <= f->n_layers; t++) {
		new_tensor(&c->tensor[t], f->tensor[t].c);
		c->of[t] = t;
		c->wanted[t] = f->tensor[t].value;
	}
	c->n_wanted = f->n_layers + 1;
	for (int t = 0; t <= f->n_layers; t++)
		if (f->tensor[t].before >= 0) {
			new_tensor(&c->before[t], f->tensor[t].c);
			c->of[c->n_wanted] = t;
			c->wanted[c->n_wanted++] = f->tensor[t].before;
		}
	for (int l = 0; l < f->n_layers; l++)
		if (f->layer[l].op == NET_CONV)
			new_layer(&c->layer[l], &f->layer[l], moments);
	return c;
}

void calib_free(struct calib *c)
{
	if (!c)
		return;
	for (int t = 0; t <= c->f->n_layers; t++) {
		free_tensor(&c->tensor[t]);
		free_tensor(&c->before[t]);
	}
	for (int l = 0; l < c->f->n_layers; l++) {
		free(c->layer[l].moment);
		free(c->layer[l].sum);
	}
	free(c->tensor);
	free(c->before);
	free(c->of);
	free(c->layer);
	free(c->wanted);
	free(c);
}

void calib_order(const struct float_net *f, int t, const struct onnx_tensor *value,
		 float *to)
{
	const struct float_tensor *p = &f->tensor[t];
	int64_t n, *place = view_places(&p->view, &n);

	for (int64_t k = 0; k < n; k++) {
		const double v = tensor_get(value, value->held == HELD_ONE ? 0 : k);

		to[place[k]] = (float)(elem_is_float(value->elem) || p->scale <= 0 ? v :
				       p->scale * (v - p->zero));
	}
	free(place);
}

/* Bins of twice the width. */
static void widen(uint32_t *bin)
{
	for (int k = 0; k < CALIB_BINS / 2; k++)
		bin[k] = bin[2 * k] + bin[2 * k + 1];
	memset(bin + CALIB_BINS / 2, 0, CALIB_BINS / 2 * sizeof(*bin));
}

static void count(struct tensor_calib *t, int c, float v)
{
	const float size = fabsf(v);
	int exponent;

	t->sum[c] += v;
	t->lowest = fminf(t->lowest, v);
	if (size > t->max[c])
		t->max[c] = size;
	if (size >= t->top[c] && size > 0) {
		frexpf(size, &exponent);
		if (t->top[c] <= 0)
			t->top[c] = ldexpf(1, exponent);
		for (; t->top[c] <= size; t->top[c] *= 2)
			widen(t->bin[c]);
	}
	t->bin[c][t->top[c] > 0 ? (int)(size / t->top[c] * CALIB_BINS) : 0]++;
}

/* What the kernel of one group sees at a place of the output. */
static void patch(const struct float_layer *l, const struct float_tensor *in,
		  const float *x, int oy, int ox, int group, float *to)
{
	const int each = l->c_in / l->groups;

	for (int ky = 0; ky < l->k_h; ky++)
		for (int kx = 0; kx < l->k_w; kx++, to += each) {
			const int y = oy * l->stride_y - l->pad_y + ky * l->dilation_y;
			const int at = ox * l->stride_x - l->pad_x + kx * l->dilation_x;

			if (y < 0 || y >= in->h || at < 0 || at >= in->w)
				memset(to, 0, each * sizeof(*to));
			else
				memcpy(to, x + ((int64_t)y * in->w + at) * l->c_in +
				       group * each, each * sizeof(*to));
		}
}

static void add_moments(struct layer_calib *lc, int group, const float *p)
{
	const int n = lc->taps;
	float *m = lc->moment ? lc->moment + (int64_t)group * n * n : NULL;

	for (int i = 0; i < n; i++)
		lc->sum[(int64_t)group * n + i] += p[i];
	for (int i = 0; m && i < n; i++, m += n) {
		const float v = p[i];

		if (v == 0)
			continue;
		for (int k = i; k < n; k++)
			m[k] += v * p[k];
	}
}

static void count_layer(struct calib *c, int l, const float *x, uint64_t seed)
{
	const struct float_layer *p = &c->f->layer[l];
	const struct float_tensor *in = &c->f->tensor[p->input], *out = &c->f->tensor[l + 1];
	struct layer_calib *lc = &c->layer[l];
	const int64_t all = (int64_t)out->w * out->h;
	const int64_t cost = (int64_t)p->groups * lc->taps * lc->taps / 2 + 1;
	const int64_t n = min64(min64(all, PLACES), max64(WORK / cost, 16));
	float *v = xcalloc((size_t)lc->taps, sizeof(*v));

	for (int64_t k = 0; k < n; k++) {
		const int64_t at = n == all ? k : (int64_t)(rand_next(&seed) >> 11) % all;

		for (int g = 0; g < p->groups; g++) {
			patch(p, in, x, (int)(at / out->w), (int)(at % out->w), g, v);
			add_moments(lc, g, v);
		}
	}
	lc->n += n;
	free(v);
}

int calib_add(struct calib *c, const struct onnx_tensor *input, struct err *e)
{
	const struct float_net *f = c->f;
	struct onnx_tensor *value = xcalloc((size_t)c->n_wanted, sizeof(*value));
	float **x = xcalloc((size_t)c->n_wanted, sizeof(*x));
	const int r = onnx_eval(f->graph, input, c->wanted, c->n_wanted, value, e);

#pragma omp parallel for schedule(dynamic)
	for (int w = 0; w < c->n_wanted; w++) {
		const int t = c->of[w];
		const struct float_tensor *p = &f->tensor[t];
		struct tensor_calib *tc = w == t ? &c->tensor[t] : &c->before[t];
		const int64_t n = (int64_t)p->w * p->h * p->c;

		if (r < 0)
			continue;
		x[w] = xcalloc((size_t)n, sizeof(*x[w]));
		calib_order(f, t, &value[w], x[w]);
		for (int64_t k = 0; k < n; k++)
			count(tc, (int)(k % p->c), x[w][k]);
		tc->n += (int64_t)p->w * p->h;
	}
#pragma omp parallel for schedule(dynamic)
	for (int l = 0; l < f->n_layers; l++)
		if (r >= 0 && f->layer[l].op == NET_CONV)
			count_layer(c, l, x[f->layer[l].input], c->seed + (uint64_t)l * 7919 + 1);
	rand_next(&c->seed);
	c->n_images += r >= 0;
	for (int t = 0; t < c->n_wanted; t++) {
		free(x[t]);
		tensor_clear(&value[t]);
	}
	free(x);
	free(value);
	return r;
}

static float by(const float *divide, int c)
{
	return divide ? divide[c] : 1;
}

static float greatest(const struct tensor_calib *t, int c, const float *divide)
{
	float most = 0;

	for (int k = 0; k < c; k++)
		most = fmaxf(most, t->max[k] / by(divide, k));
	return most;
}

/* Squared error of all values where `most` is the greatest that is not clipped. */
static double error_of(const struct tensor_calib *t, int c, const float *divide,
		       float most, int steps)
{
	const double step = most / steps, inside = step * step / 12;
	double sum = 0;

	for (int k = 0; k < c; k++) {
		const double width = t->top[k] / by(divide, k) / CALIB_BINS;

		for (int b = 0; b < CALIB_BINS; b++) {
			const double v = (b + 0.5) * width;

			if (!t->bin[k][b])
				continue;
			sum += t->bin[k][b] * (v > most ? (v - most) * (v - most) + inside :
					       fmin(v * v, inside));
		}
	}
	return sum;
}

float calib_range(const struct tensor_calib *t, int c, const float *divide, int steps)
{
	const float most = greatest(t, c, divide);
	float best = most;
	double least = INFINITY;

	for (int k = 0; k < 60; k++) {
		const float at = most * powf(0.97f, (float)k);
		const double error = error_of(t, c, divide, at, steps);

		if (error < least) {
			least = error;
			best = at;
		}
	}
	return best;
}

float calib_percentile(const struct tensor_calib *t, int c, const float *divide,
		       double share)
{
	const float most = greatest(t, c, divide);
	double all = (double)t->n * c, over = 0;
	float at = most;

	for (; at > most * 1e-3f; at *= 0.98f) {
		over = 0;
		for (int k = 0; k < c; k++) {
			const double width = t->top[k] / by(divide, k) / CALIB_BINS;

			for (int b = CALIB_BINS - 1; b >= 0 && b * width > at; b--)
				over += t->bin[k][b];
		}
		if (over > all * (1 - share))
			break;
	}
	return fminf(most, at / 0.98f);
}
