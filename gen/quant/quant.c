/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void name_layers(const struct float_net *f, struct net *n)
{
	n->name = xstrdup(f->name);
	n->n_layers = f->n_layers;
	n->layer = xcalloc((size_t)f->n_layers + 1, sizeof(*n->layer));
	n->tensor = xcalloc((size_t)f->n_layers + 1, sizeof(*n->tensor));
	for (int t = 0; t <= f->n_layers; t++) {
		const struct float_tensor *p = &f->tensor[t];

		n->tensor[t] = (struct net_tensor) {
			.name = xstrdup(p->name), .w = p->w, .h = p->h, .c = p->c,
			.bits = t && is_raw(f, t - 1) ? 32 : 8,
		};
		n->tensor[t].is_signed = n->tensor[t].bits == 32;
	}
	for (int l = 0; l < f->n_layers; l++) {
		const struct float_layer *p = &f->layer[l];
		struct net_layer *to = &n->layer[l];

		to->name = xstrdup(p->name);
		to->op = p->op;
		to->input = p->input;
		to->skip = p->skip;
		to->c_in = p->c_in;
		to->c_out = f->tensor[l + 1].c;
		to->groups = 1;
		to->n_inputs = p->n_inputs;
		if (p->n_inputs) {
			to->inputs = xcalloc((size_t)p->n_inputs, sizeof(*to->inputs));
			memcpy(to->inputs, p->inputs, p->n_inputs * sizeof(*to->inputs));
		}
	}
}

/* Image bytes to the integers of the input. */
static void fill_lut(struct work *w, const float *gain, const float *offset)
{
	struct net *n = w->q->net;
	const struct net_tensor *t = &n->tensor[0];
	const float lo = t->is_signed ? -128 : 0, hi = t->is_signed ? 127 : 255;

	n->input_lut = xcalloc((size_t)t->c * 256, 1);
	for (int c = 0; c < t->c; c++)
		for (int v = 0; v < 256; v++) {
			float x = (float)v - (t->is_signed ? 128 : 0);

			if (gain)
				x = floorf((w->f->in_gain[c] * (gain[c] * (float)v + offset[c]) +
					    w->f->in_offset[c]) / w->q->scale[0] + 0.5f);
			x = x < lo ? lo : x > hi ? hi : x;
			n->input_lut[c * 256 + v] = (int8_t)(int)x;
		}
}

struct quant *quant_make(const struct calib *c, const struct quant_options *o,
			 const float *gain, const float *offset, struct err *e)
{
	const struct float_net *f = c->f;
	struct quant *q = xcalloc(1, sizeof(*q));
	struct work w = {.c = c, .f = f, .o = o, .q = q, .e = e};
	int failed;

	q->net = xcalloc(1, sizeof(*q->net));
	q->scale = xcalloc((size_t)f->n_layers + 1, sizeof(*q->scale));
	name_layers(f, q->net);
	w.clamped = xcalloc((size_t)f->n_layers + 1, sizeof(*w.clamped));
	w.has_table = xcalloc((size_t)f->n_layers + 1, 1);
	q->divide = w.divide = xcalloc((size_t)f->n_layers + 1, sizeof(*w.divide));
	for (int t = 0; t <= f->n_layers; t++) {
		w.divide[t] = xcalloc((size_t)f->tensor[t].c, sizeof(**w.divide));
		for (int k = 0; k < f->tensor[t].c; k++)
			w.divide[t][k] = 1;
	}
	if (o->equalise)
		equalise(&w);
	failed = scales_find(&w);
	for (int l = 0; !failed && l < f->n_layers; l++)
		failed = integer_layer(&w, l);
	if (!failed)
		fill_lut(&w, gain, offset);
	if (!failed)
		failed = net_check(q->net, f->graph->path, e);
	free(w.clamped);
	free(w.has_table);
	if (!failed)
		return q;
	quant_free(q);
	return NULL;
}

void quant_free(struct quant *q)
{
	if (!q)
		return;
	for (int t = 0; q->net && t <= q->net->n_layers; t++)
		free(q->divide[t]);
	free(q->divide);
	net_free(q->net);
	free(q->scale);
	free(q);
}
