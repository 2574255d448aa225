/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <math.h>
#include <stdlib.h>

/*
 * Channels between layers. Where all readers of a map are convolutions, a channel may be
 * divided by any positive number in front of the rounding and the readers' weights for it
 * multiplied by it (Nagel et al., Data-Free Quantization Through Weight Equalization and
 * Bias Correction, ICCV 2019, arXiv 1906.04721, section 4.1). Small channels become as
 * large as the rest: wholly, where each reader has a scale for it alone (depthwise), else
 * half of the way, as the readers' weights lose what it gains.
 */
#define LEAST (1.0f / 32)	/* a channel is not made larger than so */

static int is_free(const struct float_net *f, int t)
{
	const struct float_layer *l = &f->layer[t - 1];
	int readers = 0;

	if (l->op != NET_CONV || l->is_mean || l->scale || f->tensor[t].scale > 0 ||
	    !(l->act.kind == ACT_NONE || (l->act.kind == ACT_CLIP && l->act.lo == 0)) ||
	    l->skip >= 0 || is_raw(f, t - 1))
		return 0;
	for (int k = 0; k < f->n_layers; k++) {
		const struct float_layer *r = &f->layer[k];

		if (r->skip == t)
			return 0;
		for (int i = 0; i < r->n_inputs; i++)
			if (r->inputs[i] == t)
				return 0;
		if (r->input != t)
			continue;
		if (r->op != NET_CONV || r->is_mean)
			return 0;
		readers++;
	}
	return readers > 0;
}

static int is_depthwise_alone(const struct float_net *f, int t)
{
	for (int k = 0; k < f->n_layers; k++)
		if (f->layer[k].input == t && f->layer[k].groups != f->layer[k].c_in)
			return 0;
	return 1;
}

void equalise(struct work *w)
{
	for (int t = 1; t <= w->f->n_layers; t++) {
		const struct tensor_calib *c = &w->c->tensor[t];
		const float power = is_depthwise_alone(w->f, t) ? 1 : 0.5f;
		float most = 0;

		if (!is_free(w->f, t))
			continue;
		for (int k = 0; k < w->f->tensor[t].c; k++)
			most = fmaxf(most, c->max[k]);
		for (int k = 0; most > 0 && k < w->f->tensor[t].c; k++)
			w->divide[t][k] = fmaxf(LEAST, powf(c->max[k] / most, power));
	}
}
