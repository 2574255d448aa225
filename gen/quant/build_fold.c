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

/* A layer without weights: output = gain * input + offset. */
static int own_layer(struct build *b, int k, const float *gain, const float *offset)
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
		return own_layer(b, k, gain, offset);
	for (int o = 0; o < c; o++) {
		const size_t each = (size_t)l->k_w * l->k_h * (l->c_in / l->groups);

		for (size_t i = 0; i < each; i++)
			l->weight[o * each + i] *= gain[o];
		l->bias[o] = l->bias[o] * gain[o] + offset[o];
	}
	free(l->scale);
	l->scale = NULL;
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

/* x times the sigmoid of x, however it is spelled: HardSwish and swish. */
static int is_swish(const struct build *b)
{
	for (int k = 0; k < 2; k++) {
		const struct onnx_value *gate = build_value(b, k);
		const struct onnx_node *n = gate && gate->maker >= 0 ?
			&b->g->node[gate->maker] : NULL;

		if (n && strstr(n->type, "Sigmoid") && n->in[0] == b->n->in[!k])
			return 1;
	}
	return 0;
}

int build_affine(struct build *b)
{
	if (!strcmp(b->n->type, "BatchNormalization"))
		return batch_norm(b);
	if (build_is_runtime(b, 0) && build_is_runtime(b, 1))
		return REFUSE(b, is_swish(b) ? "a swish of two nodes is not supported yet" :
			      "takes two maps: only sums of two are supported");
	return one_constant(b, build_is_runtime(b, 1));
}

/* Two functions, one behind the other, that are one clip. */
static int merge(const struct act *old, const struct act *new, struct act *both)
{
	if (old->kind == ACT_NONE) {
		*both = *new;
		return 0;
	}
	if (old->kind != ACT_CLIP || new->kind != ACT_CLIP)
		return -1;
	*both = (struct act) {
		.kind = ACT_CLIP, .lo = fmaxf(old->lo, new->lo),
		.hi = fminf(old->hi, new->hi),
	};
	return 0;
}

int build_clip(struct build *b, int k, struct act act)
{
	struct float_layer *l = build_last(b, k);
	const struct view v = *build_view(b, k);
	struct act both;

	if (!l || l->op == NET_MAX_POOL || l->op == NET_AVG_POOL || l->op == NET_CONCAT ||
	    merge(&l->act, &act, &both)) {
		if (own_layer(b, k, NULL, NULL))
			return -1;
		b->f->layer[b->f->n_layers - 1].act = act;
		if (act.kind == ACT_TABLE)
			b->f->tensor[b->f->n_layers].before = b->n->in[k];
		return 0;
	}
	l->act = both;
	if (act.kind == ACT_TABLE)
		b->f->tensor[v.map].before = b->n->in[k];
	build_passes(b, k, &v, 1);
	return 0;
}

static int bound(struct build *b, const char *name, int k, float otherwise, float *v)
{
	const struct onnx_attr *a = onnx_attr(b->n, name);
	float *x;
	int64_t n;

	*v = a ? a->f : otherwise;
	if (a || !build_value(b, k))
		return 0;
	x = build_constant(b, k, &n);
	if (!x)
		return -1;
	*v = x[0];
	free(x);
	return 0;
}

/* One slope for all channels; a PRelu of several is refused. */
static int slope_of(struct build *b, struct act *act)
{
	const struct onnx_attr *alpha = onnx_attr(b->n, "alpha");
	int64_t n, same = 1;
	float *x;

	act->slope = alpha ? alpha->f : 0.01f;
	if (b->n->type[0] != 'P')
		return 0;
	x = build_constant(b, 1, &n);
	if (!x)
		return -1;
	for (int64_t k = 1; k < n; k++)
		same &= x[k] == x[0];
	act->slope = n ? x[0] : 0;
	free(x);
	return same ? 0 : REFUSE(b, "has a slope of its own for each channel: one for all is "
				 "supported");
}

int build_act(struct build *b)
{
	struct act act = {.node = (int)(b->n - b->g->node)};

	if (!strcmp(b->n->type, "Relu")) {
		act.kind = ACT_CLIP;
		act.hi = INFINITY;
	} else if (!strcmp(b->n->type, "Clip")) {
		act.kind = ACT_CLIP;
		if (bound(b, "min", 1, -INFINITY, &act.lo) ||
		    bound(b, "max", 2, INFINITY, &act.hi))
			return -1;
		if (!(act.lo < act.hi))
			return REFUSE(b, "clips to %g..%g, which is one value or none",
				      act.lo, act.hi);
	} else if (strstr(b->n->type, "Relu")) {
		act.kind = ACT_LEAK;
		if (slope_of(b, &act))
			return -1;
	} else {
		act.kind = ACT_TABLE;
	}
	return build_clip(b, 0, act);
}
