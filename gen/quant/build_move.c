/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Nodes that only move values, and those that state how a value is quantised. */

/* Zeros round a map for the convolution that reads it, or channels of zeros beside it. */
static int pad(struct build *b, struct view *v)
{
	const struct onnx_attr *mode = onnx_attr(b->n, "mode"), *list = onnx_attr(b->n, "pads");
	const struct onnx_attr *fill = onnx_attr(b->n, "value");
	const struct onnx_tensor *x = &build_value(b, 0)->t;
	const struct onnx_value *given = build_value(b, 1), *value = build_value(b, 2);
	int64_t p[8];

	if ((mode && strcmp(mode->s, "constant")) || x->n_dims != 4 || build_value(b, 3) ||
	    (fill && fill->f != 0) || (value && value->t.held != HELD_NONE &&
				       tensor_get(&value->t, 0) != 0))
		return REFUSE(b, "only zeros round a map are supported");
	for (int k = 0; k < 8; k++)
		p[k] = list ? list->ints[k] : tensor_int_at(&given->t, k);
	for (int k = 0; k < 8; k++)
		if (p[k] < 0 || p[k] > 127 * 127 || (k % 4 == 0 && p[k]))
			return REFUSE(b, "pads the batch, or by less than 0");
	v->pad[0] += (int)p[3];
	v->pad[1] += (int)p[7];
	v->pad[2] += (int)p[2];
	v->pad[3] += (int)p[6];
	if (p[1] || p[5]) {
		v->c_first += (int)p[1];
		v->c_all = (int)(v->c_all ? v->c_all : x->dim[1]) + (int)(p[1] + p[5]);
	}
	return 0;
}

/* Starts and steps of a Slice; what it leaves is in the output's shape. */
static int slice(struct build *b, struct view *v)
{
	const struct onnx_tensor *x = &build_value(b, 0)->t, *y = build_out(b);
	const struct onnx_attr *starts = onnx_attr(b->n, "starts"), *axes;
	const struct onnx_value *in = build_value(b, 1), *on = build_value(b, 3);
	const struct onnx_value *by = build_value(b, 4);
	int64_t n = starts ? starts->n : in->t.n;

	axes = onnx_attr(b->n, "axes");
	for (int64_t k = 0; k < n; k++) {
		int64_t axis = axes ? axes->ints[k] : on ? tensor_int_at(&on->t, k) : k;
		int64_t first = starts ? starts->ints[k] : tensor_int_at(&in->t, k);
		const int64_t step = by ? tensor_int_at(&by->t, k) : 1;

		axis += axis < 0 ? x->n_dims : 0;
		first += first < 0 ? x->dim[axis] : 0;
		first = first < 0 ? 0 : first;
		if (view_slice(v, (int)axis, first, step, y->dim[axis]))
			return REFUSE(b, "leaves out what no view of a map can");
	}
	return 0;
}

/* Parts of the channels, each a view. */
static int split(struct build *b)
{
	const struct onnx_attr *axis = onnx_attr(b->n, "axis");
	const struct onnx_tensor *x = &build_value(b, 0)->t;
	int64_t first = 0, at = axis ? axis->i : 0;

	at += at < 0 ? x->n_dims : 0;
	for (int k = 0; k < b->n->n_out; k++) {
		struct view v = *build_view(b, 0);
		const int64_t n = b->g->value[b->n->out[k]].t.dim[at];

		if (view_slice(&v, (int)at, first, 1, n))
			return REFUSE(b, "cuts what no view of a map can");
		b->seen[b->n->out[k]] = (struct seen) {.is_there = 1, .v = v};
		first += n;
	}
	return 0;
}

static int transpose(struct build *b, struct view *v)
{
	const struct onnx_attr *perm = onnx_attr(b->n, "perm");
	int64_t turned[ONNX_MAX_DIMS];

	for (int d = 0; d < v->n_dims; d++)
		turned[d] = perm ? perm->ints[d] : v->n_dims - 1 - d;
	return view_transpose(v, turned);
}

int build_move(struct build *b)
{
	const struct onnx_tensor *y = build_out(b);
	struct view v = *build_view(b, 0);
	char text[DIMS_TEXT];
	int failed = 0;

	if (!strcmp(b->n->type, "Split"))
		return split(b);
	if (!strcmp(b->n->type, "LRN") && !b->o->drop_lrn)
		return REFUSE(b, "divides by what its neighbours are: no layer of a fabric does; "
			      "--drop-lrn leaves it away, which is another network");
	if (!strcmp(b->n->type, "Pad"))
		failed = pad(b, &v);
	else if (!strcmp(b->n->type, "Slice"))
		failed = slice(b, &v);
	else if (!strcmp(b->n->type, "Transpose"))
		failed = transpose(b, &v);
	else if (y->n_dims != v.n_dims || !dims_same(y, &build_value(b, 0)->t))
		failed = v.c_all || view_reshape(&v, y->n_dims, y->dim) ?
			REFUSE(b, "makes %s, which is no view of a map",
			       tensor_text(y, text)) : 0;
	if (!failed)
		build_passes(b, 0, &v, 0);
	return failed;
}

/* One scale and zero point for the whole array. */
static int stated(struct build *b, struct float_tensor *t)
{
	const struct onnx_value *zero = build_value(b, 2);
	const struct onnx_tensor *scale = &build_value(b, 1)->t;
	const enum elem elem = zero ? zero->t.elem : ELEM_UINT8;

	if (!build_value(b, 1)->is_constant || scale->held == HELD_NONE || scale->n != 1)
		return REFUSE(b, "its scale is not one constant for the whole map");
	if (elem_bits(elem) != 8)
		return REFUSE(b, "quantises to %s: only 8 bits are supported",
			      elem_name((int)elem));
	t->scale = (float)tensor_get(scale, 0);
	t->zero = zero && zero->t.held != HELD_NONE ? (int)tensor_get(&zero->t, 0) : 0;
	t->lo = (int)elem_min(elem);
	t->hi = (int)elem_max(elem);
	return 0;
}

/* QuantizeLinear states range and scale of the map and clips to it; DequantizeLinear
 * gives the map back. */
int build_quant(struct build *b)
{
	const struct view v = *build_view(b, 0);
	struct float_tensor *t = &b->f->tensor[v.map];
	const struct float_layer *l = build_last(b, 0);
	struct act act = {.kind = ACT_CLIP, .node = (int)(b->n - b->g->node)};

	if (b->n->type[0] == 'D') {
		build_passes(b, 0, &v, b->seen[b->n->in[0]].alone &&
			     b->readers[b->n->in[0]] == 1 && v.map > 0);
		return 0;
	}
	if (stated(b, t))
		return -1;
	act.lo = t->scale * (float)(t->lo - t->zero);
	act.hi = t->scale * (float)(t->hi - t->zero);
	/* A map of which only the clipped values are used is that map; one below 0 is none
	 * that the clamp of 8 bits does not do. */
	if (l && l->op != NET_MAX_POOL && l->op != NET_AVG_POOL && l->op != NET_CONCAT &&
	    act.lo == 0)
		return build_function(b, 0, act, NULL);
	build_passes(b, 0, &v, 0);
	return 0;
}
