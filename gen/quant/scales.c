/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <math.h>
#include <stdlib.h>

/*
 * Scales. Tensors that are put side by side have one: they are a group. A pooling without
 * constants hands its input's on.
 */

static int root_of(const int *parent, int t)
{
	while (parent[t] != t)
		t = parent[t];
	return t;
}

static void join(int *parent, int a, int b)
{
	a = root_of(parent, a);
	b = root_of(parent, b);
	parent[a > b ? a : b] = a > b ? b : a;
}

static int *groups_of(const struct float_net *f)
{
	int *parent = xcalloc((size_t)f->n_layers + 1, sizeof(*parent));

	for (int t = 0; t <= f->n_layers; t++)
		parent[t] = t;
	for (int l = 0; l < f->n_layers; l++)
		for (int k = 0; k < f->layer[l].n_inputs; k++)
			join(parent, l + 1, f->layer[l].inputs[k]);
	for (int t = 0; t <= f->n_layers; t++)
		parent[t] = root_of(parent, t);
	return parent;
}

/* Can the tensor be negative? As the layers say, not as the images had it. */
static int can_be_negative(const struct work *w, const struct net *n, int t)
{
	const struct float_layer *l = &w->f->layer[t - 1];
	int inputs = 0;

	if (l->act.kind == ACT_CLIP && l->act.lo >= 0)
		return 0;
	if (l->act.kind >= ACT_SIGMOID)
		return l->act.by_x || l->act.kind == ACT_TANH;
	if (l->op == NET_CONV && !l->is_mean)
		return 1;
	for (int k = 0; k < l->n_inputs; k++)
		inputs |= n->tensor[l->inputs[k]].is_signed;
	if (l->op != NET_CONCAT)
		inputs = n->tensor[l->input].is_signed;
	if (l->op != NET_ADD)
		return inputs;
	for (int c = 0; l->gain && c < n->tensor[t].c; c++)
		inputs |= l->gain[c] < 0 || l->bias[c] < 0;
	return inputs || n->tensor[l->skip].is_signed;
}

static void find_signs(struct work *w, const int *group)
{
	struct net *n = w->q->net;
	int changed = 1;

	n->tensor[0].is_signed = w->c->tensor[0].lowest < 0;
	while (changed) {
		changed = 0;
		for (int t = 1; t <= n->n_layers; t++)
			if (!n->tensor[t].is_signed && can_be_negative(w, n, t))
				changed = n->tensor[t].is_signed = 1;
		for (int t = 0; t <= n->n_layers; t++) {
			struct net_tensor *a = &n->tensor[t], *b = &n->tensor[group[t]];

			if (a->is_signed != b->is_signed)
				changed = a->is_signed = b->is_signed = 1;
		}
	}
}

/* The greatest value of a tensor that its integers reach. */
static float range_of(const struct work *w, int t)
{
	const struct float_tensor *p = &w->f->tensor[t];
	const struct tensor_calib *c = &w->c->tensor[t];
	const int steps = w->q->net->tensor[t].is_signed ? 127 : 255;
	const struct act *act = t ? &w->f->layer[t - 1].act : NULL;
	float most;

	if (p->scale > 0) {
		const float lo = p->scale * (float)(p->zero - p->lo);
		const float hi = p->scale * (float)(p->hi - p->zero);

		return steps == 255 ? hi : fmaxf(hi, lo * 127 / 128);
	}
	most = w->o->share > 0 ?
		calib_percentile(c, p->c, w->divide[t], w->o->share) :
		calib_range(c, p->c, w->divide[t], steps);
	if (act && act->kind == ACT_CLIP && most > act->hi)
		most = act->hi;
	return most;
}

/* What a pooling of bytes makes of its input's scale. */
static float handed_on(const struct work *w, int l)
{
	const struct float_layer *p = &w->f->layer[l];
	const struct float_tensor *in = &w->f->tensor[p->input];
	float area = 1, seen = 1;

	if (p->op == NET_AVG_POOL) {
		area = (float)(p->k_w * p->k_h);
		seen = (float)(min64(p->k_w, in->w) * min64(p->k_h, in->h));
		if (w->f->tensor[l + 1].w > 1 || w->f->tensor[l + 1].h > 1)
			seen = area;
	}
	return w->q->scale[p->input] * area / seen;
}

/* Does the clamp of bytes do what a clip does? */
static int is_clamp(const struct work *w, int t)
{
	const struct act *act = &w->f->layer[t - 1].act;
	const struct net_tensor *out = &w->q->net->tensor[t];
	const float most = w->q->scale[t] * (out->is_signed ? 127 : 255);
	const float lowest = w->q->scale[t] * (out->is_signed ? -128 : 0);

	return !(act->lo > lowest * 1.02f && act->lo > w->c->tensor[t].lowest * 1.02f) &&
		!(act->lo == 0 && out->is_signed) && act->hi >= most * 0.98f;
}

int leak_shift_of(const struct float_layer *l)
{
	for (int k = 1; l->act.kind == ACT_LEAK && k <= NET_LEAK_MAX; k++)
		if (fabsf(l->act.alpha * (float)(1 << k) - 1) < 1e-3f)
			return k;
	return 0;
}

int is_leak_mult(const struct float_layer *l)
{
	float most = 0;

	if (l->act.kind != ACT_LEAK || leak_shift_of(l) || l->op != NET_CONV || l->skip >= 0)
		return 0;
	for (int k = 0; k < l->act.n_slopes; k++)
		most = fmaxf(most, fabsf(l->slope[k]));
	return most <= 1;
}

static int needs_table(const struct work *w, int t)
{
	const struct float_layer *l = &w->f->layer[t - 1];

	if (l->act.kind == ACT_CLIP)
		return !is_clamp(w, t);
	return l->act.kind >= ACT_SIGMOID ||
		(l->act.kind == ACT_LEAK && !leak_shift_of(l) && !is_leak_mult(l));
}

/* Scale of what is looked up, and its sign. */
static int before_table(struct work *w, int t)
{
	const struct float_layer *l = &w->f->layer[t - 1];
	const struct onnx_node *n = &w->f->graph->node[l->act.node];
	const struct tensor_calib *c = &w->c->before[t];
	struct net_layer *to = &w->q->net->layer[t - 1];
	const int c_out = w->f->tensor[t].c;
	float most;

	if (w->q->net->tensor[t].bits != 8 || isnan(l->act.alpha))
		return onnx_refuse(w->f->graph, n, w->e, "has a slope of its own for each "
				   "channel behind a residual, or one greater than 1: no layer "
				   "of integers does that");
	to->clamp_signed = l->act.kind != ACT_CLIP || l->act.lo < 0;
	if (l->act.kind != ACT_CLIP)
		most = calib_range(c, c_out, NULL, 127);
	else
		most = fminf(fmaxf(fabsf(l->act.lo), l->act.hi),
			     calib_range(&w->c->tensor[t], c_out, w->divide[t], 127));
	w->has_table[t] = 1;
	w->clamped[t] = most > 0 ? most / (to->clamp_signed ? 127.0f : 255.0f) : 1;
	return 0;
}

int scales_find(struct work *w)
{
	struct net *n = w->q->net;
	int *group = groups_of(w->f), failed = 0;
	float *most = xcalloc((size_t)n->n_layers + 1, sizeof(*most));
	int *size = xcalloc((size_t)n->n_layers + 1, sizeof(*size));

	find_signs(w, group);
	for (int t = 0; t <= n->n_layers; t++) {
		size[group[t]]++;
		most[group[t]] = fmaxf(most[group[t]], range_of(w, t));
	}
	for (int t = 0; t <= n->n_layers; t++) {
		const int steps = n->tensor[t].is_signed ? 127 : 255;
		const struct float_layer *l = t ? &w->f->layer[t - 1] : NULL;

		w->q->scale[t] = most[group[t]] > 0 ? most[group[t]] / (float)steps : 1;
		if (l && (l->op == NET_MAX_POOL || l->op == NET_AVG_POOL) &&
		    size[group[t]] == 1)
			w->q->scale[t] = handed_on(w, t - 1);
	}
	for (int t = 0; !failed && t <= n->n_layers; t++) {
		w->clamped[t] = w->q->scale[t];
		if (t && n->tensor[t].bits == 8 && needs_table(w, t))
			failed = before_table(w, t);
	}
	free(size);
	free(most);
	free(group);
	return failed;
}
