/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Constants and functions of one value: part of the layer that makes the map where
 * nobody else reads that, else a layer of their own. */

/* Can a factor and an offset go into the layer's weights and bias? */
static int takes_gain(const struct float_layer *l)
{
	return l && l->op == NET_CONV && l->act.kind == ACT_NONE && l->skip < 0 &&
		!l->is_mean;
}

int build_alone(struct build *b, int k, const float *gain, const float *offset)
{
	const struct view v = *build_view(b, k);
	const struct float_tensor t = b->f->tensor[v.map];
	struct float_layer *l;
	struct seen *s = &b->seen[b->n->out[0]];

	if (v.c_all || v.pad[0] || v.pad[1] || v.pad[2] || v.pad[3])
		return REFUSE(b, "reads a map with zeros beside it");
	l = build_layer(b, NET_ADD, t.w, t.h, t.c);
	if (!l)
		return -1;
	l->input = l->skip = v.map;
	l->c_in = t.c;
	l->gain = xcalloc((size_t)t.c, sizeof(*l->gain));
	l->bias = xcalloc((size_t)t.c, sizeof(*l->bias));
	for (int c = 0; c < t.c; c++) {
		l->gain[c] = gain ? gain[c] : 1;
		l->bias[c] = offset ? offset[c] : 0;
	}
	s->is_there = s->alone = 1;
	s->v = v;
	s->v.map = b->f->n_layers;
	b->f->tensor[b->f->n_layers].view = s->v;
	return 0;
}

int build_gain(struct build *b, int k, const float *gain, const float *offset)
{
	const struct view v = *build_view(b, k);
	struct float_layer *l = build_last(b, k);
	const int c = b->f->tensor[v.map].c;
	struct float_net *f = b->f;

	if (!v.map && b->readers[b->n->in[k]] == 1 && b->readers[f->tensor[0].value] == 1 &&
	    !f->n_layers) {
		for (int i = 0; i < c; i++) {
			f->in_gain[i] *= gain[i];
			f->in_offset[i] = f->in_offset[i] * gain[i] + offset[i];
		}
		build_passes(b, k, &v, 1);
		return 0;
	}
	if (!takes_gain(l))
		return build_alone(b, k, gain, offset);
	for (int o = 0; o < c; o++) {
		const size_t each = (size_t)l->k_w * l->k_h * (l->c_in / l->groups);

		for (size_t i = 0; i < each; i++)
			l->weight[o * each + i] *= gain[o];
		l->bias[o] = l->bias[o] * gain[o] + offset[o];
	}
	for (int o = 0; l->scale && o < c; o++)
		if (gain[o] == 0) {
			free(l->scale);
			l->scale = NULL;
		} else {
			l->scale[o] *= fabsf(gain[o]);
		}
	build_passes(b, k, &v, 1);
	return 0;
}

/* Element by element with one constant: x + k, x - k, k - x, x * k, x / k. */
static int one_constant(struct build *b, int x)
{
	const struct view v = *build_view(b, x);
	const int n = b->f->tensor[v.map].c;
	const char op = b->n->type[0] == 'S' && b->n->type[2] == 'm' ? 'A' : b->n->type[0];
	float *k = build_channels(b, !x, &v), *gain, *offset;
	int failed;

	if (!k)
		return -1;
	gain = xcalloc((size_t)n, sizeof(*gain));
	offset = xcalloc((size_t)n, sizeof(*offset));
	for (int c = 0; c < n; c++) {
		gain[c] = op == 'M' ? k[c] : op == 'D' ? 1 / k[c] : op == 'S' && x ? -1 : 1;
		offset[c] = op == 'A' || (op == 'S' && x) ? k[c] : op == 'S' ? -k[c] : 0;
	}
	failed = op == 'D' && x ? REFUSE(b, "divides a constant by a map: not supported") :
		build_gain(b, x, gain, offset);
	free(k);
	free(gain);
	free(offset);
	return failed;
}

static int batch_norm(struct build *b)
{
	const struct onnx_attr *eps = onnx_attr(b->n, "epsilon");
	struct view v = *build_view(b, 0);
	const struct float_tensor *t = &b->f->tensor[v.map];
	float *p[4] = {NULL, NULL, NULL, NULL};
	float *gain = xcalloc((size_t)t->c, sizeof(*gain));
	float *offset = xcalloc((size_t)t->c, sizeof(*offset));
	struct view_map m;
	int failed = build_map(b, 0, &m);
	int64_t n;

	for (int k = 0; !failed && k < 4; k++) {
		p[k] = build_constant(b, k + 1, &n);
		failed = !p[k] ? -1 : n != m.n ? REFUSE(b, "has %lld constants for %d "
							"channels", (long long)n, m.n) : 0;
	}
	for (int k = 0; k < t->c; k++)
		gain[k] = 1;
	for (int k = 0; !failed && k < m.n; k++) {
		const float g = p[0][k] / sqrtf(p[3][k] + (eps ? eps->f : 1e-5f));

		gain[m.channel[k]] = g;
		offset[m.channel[k]] = p[1][k] - p[2][k] * g;
	}
	if (!failed)
		failed = build_gain(b, 0, gain, offset);
	for (int k = 0; k < 4; k++)
		free(p[k]);
	free(m.channel);
	free(gain);
	free(offset);
	return failed;
}

int build_affine(struct build *b)
{
	if (!strcmp(b->n->type, "BatchNormalization"))
		return batch_norm(b);
	if (build_is_runtime(b, 0) && build_is_runtime(b, 1)) {
		const int swish = build_swish(b);

		return swish ? (swish < 0 ? -1 : 0) :
			REFUSE(b, "takes two maps: only sums of two are supported");
	}
	return one_constant(b, build_is_runtime(b, 1));
}
