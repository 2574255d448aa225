/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "round.h"

/* Constants of the requantisation (docs/numerics.md): result = (sum * mult + residual *
 * skip_mult) / 2^shift. */
#define SHIFT_MAX 47
#define MULT_MAX 65535
#define SKIP_MULT_MAX (1 << 30)

int is_raw(const struct float_net *f, int l)
{
	const struct float_layer *p = &f->layer[l];

	return l == f->n_layers - 1 && p->op == NET_CONV && !p->is_mean &&
		p->act.kind == ACT_NONE && p->skip < 0;
}

/* The longest shift with which both factors fit. */
static int shift_of(double factor, double skip)
{
	int n = SHIFT_MAX;

	while (n && (ldexp(factor, n) > MULT_MAX || ldexp(skip, n) > SKIP_MULT_MAX))
		n--;
	return n;
}

static int32_t whole(double v, double most)
{
	v = floor(v + 0.5);
	return (int32_t)(v > most ? most : v < -most ? -most : v);
}

static void requantise(struct net_layer *l, int c, double factor, double skip)
{
	const int n = shift_of(fabs(factor), fabs(skip));

	l->shift[c] = n;
	l->mult[c] = whole(ldexp(factor, n), MULT_MAX);
	l->skip_mult[c] = whole(ldexp(skip, n), SKIP_MULT_MAX);
}

/* Weights as the integers of input and output see them: [c_out][taps]. */
static float *weights_seen(const struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	const int c_out = w->f->tensor[l + 1].c, each = p->c_in / p->groups;
	const int area = p->k_w * p->k_h;
	float *v = xcalloc((size_t)c_out * area * each, sizeof(*v));

	for (int o = 0; o < c_out; o++)
		for (int k = 0; k < area; k++)
			for (int c = 0; c < each; c++) {
				const size_t at = ((size_t)o * area + k) * each + c;
				const int from = o / (c_out / p->groups) * each + c;

				v[at] = p->weight[at] * w->divide[p->input][from] /
					w->divide[l + 1][o];
			}
	return v;
}

/* Moments of the integers' values. */
static float *moment_seen(const struct work *w, int l, int group)
{
	const struct float_layer *p = &w->f->layer[l];
	const struct layer_calib *c = &w->c->layer[l];
	const int n = c->taps, each = p->c_in / p->groups;
	const float *divide = w->divide[p->input] + group * each;
	float *m;

	if (!c->moment || w->o->nearest)
		return NULL;
	m = xcalloc((size_t)n * n, sizeof(*m));
	for (int i = 0; i < n; i++)
		for (int k = i; k < n; k++)
			m[(size_t)i * n + k] = c->moment[((size_t)group * n + i) * n + k] /
				((float)c->n * divide[i % each] * divide[k % each]);
	return m;
}

static void round_layer(const struct work *w, int l, int bits, const float *v,
			float *scale, int fixed, int8_t *q)
{
	const struct float_layer *p = &w->f->layer[l];
	const int c_out = w->f->tensor[l + 1].c, each_out = c_out / p->groups;
	const int taps = w->c->layer[l].taps;

	for (int g = 0; g < p->groups; g++) {
		float *m = moment_seen(w, l, g);
		struct rounding r = {
			.bits = bits, .n_out = each_out, .taps = taps,
			.weight = v + (size_t)g * each_out * taps, .moment = m,
			.fixed = fixed, .scale = scale + g * each_out,
			.q = q + (size_t)g * each_out * taps,
		};

		round_weights(&r);
		free(m);
	}
}

/* The mean error that rounded weights make of channel o, in values. */
static double mean_error(const struct work *w, int l, int o, const float *v, float scale,
			 const int8_t *q)
{
	const struct float_layer *p = &w->f->layer[l];
	const struct layer_calib *c = &w->c->layer[l];
	const int each = p->c_in / p->groups, group = o / (w->f->tensor[l + 1].c / p->groups);
	double sum = 0;

	for (int k = 0; k < c->taps; k++)
		sum += (scale * q[(size_t)o * c->taps + k] - v[(size_t)o * c->taps + k]) *
			c->sum[(size_t)group * c->taps + k] /
			((double)c->n * w->divide[p->input][group * each + k % each]);
	return sum;
}

static int bits_of(const struct work *w, int l)
{
	int first = 1;

	if (w->f->layer[l].is_mean)
		return 8;
	for (int k = 0; k < l; k++)
		first &= w->f->layer[k].op != NET_CONV;
	return first || is_raw(w->f, l) ? w->o->edge_bits : w->o->weight_bits;
}

/* The scale of each output channel before rounding, where it is not free: stated by the
 * file, or one for all of a raw result. Returns whether it is. */
static int given_scales(const struct work *w, int l, int bits, const float *v, float *scale)
{
	const struct float_layer *p = &w->f->layer[l];
	const int c_out = w->f->tensor[l + 1].c, taps = w->c->layer[l].taps;

	if (is_raw(w->f, l)) {
		scale[0] = round_scale(v, NULL, c_out * taps, bits);
		for (int o = 1; o < c_out; o++)
			scale[o] = scale[0];
		return 1;
	}
	if (!p->scale || bits < 8)
		return 0;
	for (int o = 0; o < c_out; o++)
		scale[o] = p->scale[o] / w->divide[l + 1][o];
	return 1;
}

/* A channel without weights keeps its bias, whatever its scale. */
static float at_least(float scale, float bias, float in)
{
	if (scale > 0)
		return scale;
	return bias != 0 ? fabsf(bias) / in / (1 << 16) : 1;
}

static void convolve(struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	struct net_layer *to = &w->q->net->layer[l];
	const int raw = is_raw(w->f, l), bits = bits_of(w, l);
	const int c_out = to->c_out;
	const float in = w->q->scale[p->input];
	float *v = weights_seen(w, l), *scale = xcalloc((size_t)c_out, sizeof(*scale));
	const int fixed = given_scales(w, l, bits, v, scale);

	to->weight_bits = bits;
	to->weights = xcalloc((size_t)c_out * w->c->layer[l].taps, 1);
	round_layer(w, l, bits, v, scale, fixed, to->weights);
	for (int o = 0; o < c_out; o++) {
		float bias = p->bias[o] / w->divide[l + 1][o];

		if (w->o->correct && w->c->layer[l].n)
			bias -= (float)mean_error(w, l, o, v, scale[o], to->weights);
		scale[o] = at_least(scale[o], bias, in);
		to->bias[o] = whole((double)bias / in / scale[o], 2e9);
		if (!raw)
			requantise(to, o, (double)in * scale[o] / w->clamped[l + 1],
				   to->skip < 0 ? 0 : (double)w->q->scale[to->skip] /
				   w->clamped[l + 1]);
	}
	if (raw)
		w->q->scale[l + 1] = in * scale[0];
	free(scale);
	free(v);
}

/* gain * input + bias: the byte comes in twice, once with the offset and once, as the
 * residual, with what the gain is more than that. */
static void scale_alone(struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	struct net_layer *to = &w->q->net->layer[l];
	const double in = w->q->scale[p->input], out = w->clamped[l + 1];

	for (int c = 0; c < to->c_out; c++) {
		const double gain = p->gain[c] * in / out;
		int n = 30, low;

		while (n && (ldexp(fabs(gain) + 1, n) > SKIP_MULT_MAX ||
			     fabs(p->bias[c] / out) * ldexp(1, n - (n < 15 ? n : 15)) > 1e9))
			n--;
		low = n < 15 ? n : 15;
		to->shift[c] = n;
		to->mult[c] = 1 << low;
		to->bias[c] = whole(ldexp(p->bias[c] / out, n - low), 2e9);
		to->skip_mult[c] = whole(ldexp(gain, n), SKIP_MULT_MAX) - to->mult[c];
	}
}

static void add_maps(struct work *w, int l)
{
	struct net_layer *to = &w->q->net->layer[l];
	const float *s = w->q->scale, out = w->clamped[l + 1];

	for (int c = 0; c < to->c_out; c++)
		requantise(to, c, s[to->input] / out, s[to->skip] / out);
}

/* A pooling that goes beside others takes their scale. */
static void pool(struct work *w, int l)
{
	struct net *n = w->q->net;
	struct net_layer *to = &n->layer[l];
	const struct float_layer *p = &w->f->layer[l];
	const struct float_tensor *in = &w->f->tensor[p->input];
	double factor = (double)w->q->scale[p->input] / w->q->scale[l + 1];

	if (p->op == NET_AVG_POOL && w->f->tensor[l + 1].w == 1 &&
	    w->f->tensor[l + 1].h == 1)
		factor *= (double)(p->k_w * p->k_h) /
			(double)(min64(p->k_w, in->w) * min64(p->k_h, in->h));
	if (fabs(factor - 1) < 1e-6 &&
	    n->tensor[p->input].is_signed == n->tensor[l + 1].is_signed) {
		free(to->mult);
		free(to->shift);
		to->mult = to->shift = NULL;
	} else {
		for (int c = 0; c < to->c_out; c++) {
			const int shift = shift_of(factor, 0);

			to->shift[c] = shift;
			to->mult[c] = whole(ldexp(factor, shift), MULT_MAX);
		}
	}
	free(to->bias);
	free(to->skip_mult);
	to->bias = to->skip_mult = NULL;
}

/* Where the residual joins: as gen/model/net_json_layer.c finds it. */
static void place_skip(const struct net *n, struct net_layer *l, const struct net_tensor *out)
{
	const struct net_tensor *s;

	l->skip_stride = 1;
	if (l->skip < 0)
		return;
	s = &n->tensor[l->skip];
	l->skip_stride = (s->w + out->w - 1) / out->w;
	l->skip_first = s->c < out->c ? (out->c - s->c) / 2 : 0;
}

static int check_kinds(const struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	const struct onnx_node *n = &w->f->graph->node[p->node];

	if (p->op == NET_MAX_POOL && w->q->net->tensor[p->input].is_signed &&
	    (p->pad_x || p->pad_y ||
	     (w->f->tensor[l + 1].w - 1) * p->stride_x + p->k_w > w->f->tensor[p->input].w ||
	     (w->f->tensor[l + 1].h - 1) * p->stride_y + p->k_h > w->f->tensor[p->input].h))
		return onnx_refuse(w->f->graph, n, w->e, "is a maximum of a map that can be "
				   "negative over its edge, where a fabric has zeros");
	return 0;
}

/* Multipliers of negative sums. */
static void leak(struct net_layer *to, const struct float_layer *p)
{
	to->leak_shift = leak_shift_of(p);
	if (!is_leak_mult(p))
		return;
	to->leak_mult = xcalloc((size_t)to->c_out, sizeof(*to->leak_mult));
	for (int c = 0; c < to->c_out; c++)
		to->leak_mult[c] = whole((double)to->mult[c] * p->slope[c], MULT_MAX);
}

/* The function at each result. */
static void fill_table(const struct work *w, int l)
{
	struct net_layer *to = &w->q->net->layer[l];
	const int out = w->q->net->tensor[l + 1].is_signed;
	const double lo = out ? -128 : 0, hi = out ? 127 : 255;

	if (!w->has_table[l + 1])
		return;
	to->table = xcalloc(256, 1);
	for (int i = 0; i < 256; i++) {
		const int r = to->clamp_signed ? (int8_t)i : i;
		const float y = act_value(&w->f->layer[l].act, w->clamped[l + 1] * (float)r);
		const double q = floor((double)y / w->q->scale[l + 1] + 0.5);

		to->table[i] = (uint8_t)(int)(q < lo ? lo : q > hi ? hi : q);
	}
}

int integer_layer(struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	struct net *n = w->q->net;
	struct net_layer *to = &n->layer[l];
	const size_t c = (size_t)w->f->tensor[l + 1].c;

	if (check_kinds(w, l))
		return -1;
	to->k_w = p->k_w;
	to->k_h = p->k_h;
	to->stride_x = p->stride_x;
	to->stride_y = p->stride_y;
	to->dilation_x = p->dilation_x;
	to->dilation_y = p->dilation_y;
	to->pad_x = p->pad_x;
	to->pad_y = p->pad_y;
	to->groups = p->groups;
	place_skip(n, to, &n->tensor[l + 1]);
	if (p->op == NET_CONCAT)
		return 0;
	to->bias = xcalloc(c, sizeof(*to->bias));
	to->mult = xcalloc(c, sizeof(*to->mult));
	to->shift = xcalloc(c, sizeof(*to->shift));
	to->skip_mult = xcalloc(c, sizeof(*to->skip_mult));
	if (p->op == NET_CONV)
		convolve(w, l);
	else if (p->op == NET_ADD && p->gain)
		scale_alone(w, l);
	else if (p->op == NET_ADD)
		add_maps(w, l);
	else
		pool(w, l);
	leak(to, p);
	fill_table(w, l);
	return 0;
}
