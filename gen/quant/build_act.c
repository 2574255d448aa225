/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Functions of one value: part of the layer that makes the map where nobody else reads
 * that, else a layer of their own. */

float act_value(const struct act *a, float x)
{
	const float by = a->by_x ? x : 1;

	switch (a->kind) {
	case ACT_CLIP:
		return fminf(fmaxf(x, a->lo), a->hi);
	case ACT_LEAK:
		return x < 0 ? a->alpha * x : x;
	case ACT_SIGMOID:
		return by / (1 + expf(-x));
	case ACT_TANH:
		return by * tanhf(x);
	case ACT_HARD:
		return by * fminf(fmaxf(a->alpha * x + a->beta, 0), 1);
	default:
		return x;
	}
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
		.hi = fminf(old->hi, new->hi), .node = new->node,
	};
	return 0;
}

static int takes_function(const struct float_layer *l, const struct act *act,
			  struct act *both)
{
	return l && l->op != NET_MAX_POOL && l->op != NET_AVG_POOL && l->op != NET_CONCAT &&
		!merge(&l->act, act, both);
}

/* `alone`: whether the layer that makes input k may take it. */
static int put_function(struct build *b, int k, struct act act, float *slope,
			struct float_layer *l)
{
	const int before = act.kind == ACT_CLIP ? -1 : b->n->in[k];
	const struct view v = *build_view(b, k);
	struct act both;

	if (!takes_function(l, &act, &both)) {
		if (build_alone(b, k, NULL, NULL)) {
			free(slope);
			return -1;
		}
		l = &b->f->layer[b->f->n_layers - 1];
		l->act = act;
		l->slope = slope;
		b->f->tensor[b->f->n_layers].before = before;
		return 0;
	}
	l->act = both;
	l->slope = slope;
	b->f->tensor[v.map].before = before;
	build_passes(b, k, &v, 1);
	return 0;
}

int build_function(struct build *b, int k, struct act act, float *slope)
{
	return put_function(b, k, act, slope, build_last(b, k));
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

/* Slopes of a channel each; alpha is the slope of all, NAN where they differ. */
static float *slopes(struct build *b, struct act *act)
{
	const struct view v = *build_view(b, 0);
	const int c = b->f->tensor[v.map].c;
	const struct onnx_attr *alpha = onnx_attr(b->n, "alpha");
	float *slope;

	if (b->n->type[0] == 'P') {
		slope = build_channels(b, 1, &v);
	} else {
		slope = xcalloc((size_t)c, sizeof(*slope));
		for (int k = 0; k < c; k++)
			slope[k] = alpha ? alpha->f : 0.01f;
	}
	act->n_slopes = c;
	act->alpha = slope ? slope[0] : 0;
	for (int k = 1; slope && k < c; k++)
		if (slope[k] != slope[0])
			act->alpha = NAN;
	return slope;
}

static float attr_of(const struct build *b, const char *name, float otherwise)
{
	const struct onnx_attr *a = onnx_attr(b->n, name);

	return a ? a->f : otherwise;
}

static struct act table_of(const struct build *b)
{
	struct act act = {.kind = ACT_HARD, .alpha = attr_of(b, "alpha", 0.2f),
			  .beta = attr_of(b, "beta", 0.5f),
			  .node = (int)(b->n - b->g->node)};

	if (!strcmp(b->n->type, "Sigmoid"))
		act.kind = ACT_SIGMOID;
	if (!strcmp(b->n->type, "Tanh"))
		act.kind = ACT_TANH;
	if (!strcmp(b->n->type, "HardSwish")) {
		act.alpha = 1.0f / 6;
		act.beta = 0.5f;
		act.by_x = 1;
	}
	return act;
}

int build_gate(struct build *b)
{
	const int x = b->n->in[0], out = b->n->out[0];

	if (b->readers[out] != 1 || b->readers[x] != 2)
		return 0;
	for (int k = 0; k < b->g->n_nodes; k++) {
		const struct onnx_node *n = &b->g->node[k];

		if (!strcmp(n->type, "Mul") && n->n_in == 2 &&
		    ((n->in[0] == x && n->in[1] == out) ||
		     (n->in[1] == x && n->in[0] == out))) {
			b->seen[out] = (struct seen) {
				.is_there = 1, .v = b->seen[x].v, .gate = x + 1,
			};
			return 1;
		}
	}
	return 0;
}

int build_swish(struct build *b)
{
	for (int k = 0; k < 2; k++) {
		const struct seen *gate = &b->seen[b->n->in[!k]];
		const struct onnx_node *product = b->n;
		struct float_layer *l;
		struct act act;

		if (gate->gate != b->n->in[k] + 1)
			continue;
		b->n = &b->g->node[b->g->value[product->in[!k]].maker];
		act = table_of(b);
		b->n = product;
		act.by_x = 1;
		b->readers[product->in[k]] = 1;	/* both readers are this function */
		l = build_last(b, k);
		return put_function(b, k, act, NULL, l) ? -1 : 1;
	}
	return 0;
}

int build_act(struct build *b)
{
	struct act act = {.node = (int)(b->n - b->g->node)};
	float *slope = NULL;
	int gate;

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
		slope = slopes(b, &act);
		if (!slope)
			return -1;
	} else {
		gate = strstr(b->n->type, "Sigmoid") ? build_gate(b) : 0;
		if (gate)
			return gate < 0 ? -1 : 0;
		act = table_of(b);
	}
	return build_function(b, 0, act, slope);
}
