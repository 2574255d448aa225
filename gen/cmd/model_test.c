/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "image/images.h"
#include "refmodel/oracle.h"

/* The graph in floats beside the network of integers, on the same images. */

#define WORST 5	/* layers that are named */

struct both {
	const struct model *m;
	struct model_test *t;
	struct oracle *oracle;
	int32_t **value;
	float **real;	/* [n_layers + 1], order of the map */
	struct err *e;
};

static int best_of(const float *v, int64_t n)
{
	int best = 0;

	for (int64_t k = 1; k < n; k++)
		if (v[k] > v[best])
			best = (int)k;
	return best;
}

static int eval_float(struct both *b, const uint8_t *hwc)
{
	const struct model *m = b->m;
	const int n = m->f->n_layers + 1;
	struct onnx_tensor in = model_input(m, hwc), *out = xcalloc((size_t)n, sizeof(*out));
	int *want = xcalloc((size_t)n, sizeof(*want)), r;

	for (int t = 0; t < n; t++)
		want[t] = m->f->tensor[t].value;
	r = onnx_eval(m->g, &in, want, n, out, b->e);
	for (int t = 0; t < n; t++) {
		if (!r)
			calib_order(m->f, t, &out[t], b->real[t]);
		tensor_clear(&out[t]);
	}
	tensor_clear(&in);
	free(want);
	free(out);
	return r;
}

static int64_t size_of(const struct model *m, int t)
{
	return (int64_t)m->f->tensor[t].w * m->f->tensor[t].h * m->f->tensor[t].c;
}

/* What the integers of tensor t stand for, against the floats. */
static void add_noise(struct both *b, int t)
{
	const struct quant *q = b->m->q;

	for (int64_t k = 0; k < size_of(b->m, t); k++) {
		const double real = b->real[t][k];
		const double is = (double)q->scale[t] * b->value[t][k] *
			q->divide[t][k % b->m->f->tensor[t].c];

		b->t->noise[t] += (is - real) * (is - real);
		b->t->signal[t] += real * real;
	}
}

/* Mean difference of the two results' Softmax. */
static double softmax_apart(const float *x, const int32_t *y, double scale, int64_t n,
			    int fb, int ib)
{
	double sx = 0, sy = 0, apart = 0;

	for (int64_t k = 0; k < n; k++) {
		sx += exp((double)x[k] - x[fb]);
		sy += exp(scale * ((double)y[k] - y[ib]));
	}
	for (int64_t k = 0; k < n; k++)
		apart += fabs(exp((double)x[k] - x[fb]) / sx -
			      exp(scale * ((double)y[k] - y[ib])) / sy);
	return apart / (double)n;
}

static void compare_results(struct both *b, int label)
{
	const int last = b->m->f->n_layers;
	const int64_t n = size_of(b->m, last);
	const float *x = b->real[last];
	const int32_t *y = b->value[last];
	const int fb = best_of(x, n), ib = oracle_top1(y, (int)n);
	double xy = 0, xx = 0, yy = 0;

	for (int64_t k = 0; k < n; k++) {
		xy += (double)x[k] * y[k];
		xx += (double)x[k] * x[k];
		yy += (double)y[k] * y[k];
	}
	b->t->cosine += xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : xx == yy;
	b->t->agree += fb == ib;
	b->t->probability += softmax_apart(x, y, b->m->q->scale[last], n, fb, ib);
	b->t->n_labels += label >= 0;
	b->t->float_right += fb == label;
	b->t->integer_right += ib == label;
	b->t->n++;
}

int model_compare(const struct model *m, const struct input_from *from, int max,
		  struct model_test *t, struct err *e)
{
	struct both b = {m, t, oracle_build(m->q->net), NULL, NULL, e};
	const int n = m->f->n_layers + 1;
	struct input in = {0};
	const struct float_tensor *first = m->f->tensor;
	int r = input_bytes(m->f->name, first->w, first->h, first->c, from, max, &in, e);
	const double begin = now_seconds();

	*t = (struct model_test) {0};
	t->noise = xcalloc((size_t)n, sizeof(*t->noise));
	t->signal = xcalloc((size_t)n, sizeof(*t->signal));
	b.value = oracle_values(b.oracle);
	b.real = xcalloc((size_t)n, sizeof(*b.real));
	for (int k = 0; k < n; k++)
		b.real[k] = xcalloc((size_t)size_of(m, k), sizeof(**b.real));
	for (int i = 0; !r && i < in.n; i++) {
		r = eval_float(&b, in.hwc[i]);
		if (r)
			break;
		images_lut(in.hwc[i], (size_t)first->w * first->h, first->c,
			   m->q->net->input_lut);
		oracle_run(b.oracle, in.hwc[i], b.value);
		for (int k = 0; k < n; k++)
			add_noise(&b, k);
		compare_results(&b, in.label[i]);
		cmd_progress("comparison", i + 1, in.n, "images", now_seconds() - begin);
	}
	for (int k = 0; k < n; k++)
		free(b.real[k]);
	free(b.real);
	oracle_values_free(b.value);
	oracle_free(b.oracle);
	input_free(&in);
	return r;
}

void model_test_free(struct model_test *t)
{
	free(t->noise);
	free(t->signal);
}

static double decibels(const struct model_test *t, int k)
{
	return t->noise[k] > 0 && t->signal[k] > 0 ?
		10 * log10(t->signal[k] / t->noise[k]) : 99;
}

/* By how much a layer's result is worse than the worse of what it reads. */
static double lost(const struct model *m, const struct model_test *t, int l)
{
	const struct float_layer *p = &m->f->layer[l];
	double in = decibels(t, p->input);

	if (p->skip >= 0)
		in = fmin(in, decibels(t, p->skip));
	return in - decibels(t, l + 1);
}

static void say_worst(const struct model *m, const struct model_test *t, struct text *to)
{
	char *said = xcalloc((size_t)m->f->n_layers + 1, 1);

	text_add(to, "layers that lose most, signal to noise behind them (and how much less than "
		 "before), dB:\n");
	for (int n = 0; n < WORST && n < m->f->n_layers; n++) {
		int worst = -1;

		for (int l = 1; l < m->f->n_layers; l++)
			if (!said[l] && (worst < 0 || lost(m, t, l) > lost(m, t, worst)))
				worst = l;
		if (worst < 0)
			break;
		said[worst] = 1;
		text_add(to, "  %-40s %5.1f (%.1f)\n", m->f->layer[worst].name,
			 decibels(t, worst + 1), lost(m, t, worst));
	}
	free(said);
}

static void percent(struct text *to, const char *name, int right, int n)
{
	text_add(to, "%s %d of %d (%.2f %%)", name, right, n, 100.0 * right / n);
}

void model_say(const struct model *m, const struct model_test *t, struct text *to)
{
	const struct net *n = m->q->net;

	text_add(to, "%s: %d layers, %lld multiply-accumulates per image, ranges from %d image%s%s\n",
		 n->name, n->n_layers, (long long)net_macs(n), m->images.n,
		 plural(m->images.n), m->are_made ? " of random bytes" : "");
	if (m->n_seeded)
		text_add(to, "weights: the file has none, %d arrays are random (--seed)\n",
			 m->n_seeded);
	if (m->f->outside.n)
		text_add(to, "outside the fabric, behind its output: %s\n",
			 m->f->outside.s);
	if (!t || !t->n)
		return;
	if (t->n_labels == t->n) {
		percent(to, "top-1: float", t->float_right, t->n);
		percent(to, ", integers", t->integer_right, t->n);
		text_add(to, "\n");
	}
	percent(to, "integers and float agree in", t->agree, t->n);
	text_add(to, ", mean cosine of results %.5f", t->cosine / t->n);
	if (m->f->outside.n && strstr(m->f->outside.s, "Softmax"))
		text_add(to, ", mean difference of probabilities %.4f",
			 t->probability / t->n);
	text_add(to, "\n");
	say_worst(m, t, to);
}
