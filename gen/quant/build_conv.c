/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <stdlib.h>
#include <string.h>

/* Layers with weights. */

static int attr_or(const struct onnx_node *n, const char *name, int otherwise)
{
	const struct onnx_attr *a = onnx_attr(n, name);

	return a ? (int)a->i : otherwise;
}

/* The scales that DequantizeLinear states for weights, one for all or one an output
 * channel; NULL: none. */
static float *stated_scales(const struct build *b, int k, int c_out, int axis)
{
	const struct onnx_value *v = build_value(b, k), *s;
	const struct onnx_node *n;
	float *scale;

	if (v->maker < 0)
		return NULL;
	n = &b->g->node[v->maker];
	if (strcmp(n->type, "DequantizeLinear") || n->in[1] < 0)
		return NULL;
	s = &b->g->value[n->in[1]];
	if (!s->is_constant || s->t.held == HELD_NONE ||
	    (s->t.n != 1 && (s->t.n != c_out || attr_or(n, "axis", 1) != axis)))
		return NULL;
	if (n->n_in > 2 && n->in[2] >= 0)
		for (int64_t i = 0; i < b->g->value[n->in[2]].t.n; i++)
			if (tensor_get(&b->g->value[n->in[2]].t,
				       b->g->value[n->in[2]].t.held == HELD_ONE ? 0 : i) != 0)
				return NULL;
	scale = xcalloc((size_t)c_out, sizeof(*scale));
	for (int o = 0; o < c_out; o++)
		scale[o] = (float)tensor_get(&s->t, s->t.n == 1 || s->t.held == HELD_ONE ?
					     0 : o);
	return scale;
}

/* The bias, zeros where it is left out; input k of c_out values or one. */
static int take_bias(struct build *b, int k, float by, struct float_layer *l, int c_out)
{
	int64_t n;
	float *x;

	l->bias = xcalloc((size_t)c_out, sizeof(*l->bias));
	if (!build_value(b, k))
		return 0;
	x = build_constant(b, k, &n);
	if (!x)
		return -1;
	for (int o = 0; o < c_out && (n == 1 || n == c_out); o++)
		l->bias[o] = by * x[n == 1 ? 0 : o];
	free(x);
	return n == 1 || n == c_out ? 0 :
		REFUSE(b, "its bias has %lld values for %d outputs", (long long)n, c_out);
}

/* The file's weights [c_out][n_in][k_h][k_w] in the order of the map: n_in of the file are
 * channels m->channel of c_in in all. One group: others get zeros. */
static void order_weights(struct float_layer *l, const float *x, int n_in, int c_out,
			  const struct view_map *m)
{
	const int area = l->k_w * l->k_h, each = l->c_in / l->groups;
	const int file_groups = m->n / n_in;

	l->weight = xcalloc((size_t)c_out * area * each, sizeof(*l->weight));
	for (int o = 0; o < c_out; o++)
		for (int c = 0; c < n_in; c++) {
			const int seen = m->channel[o / (c_out / file_groups) * n_in + c];
			const int to = l->groups == 1 ? seen : c;

			for (int k = 0; k < area; k++)
				l->weight[((size_t)o * area + k) * each + to] =
					x[((size_t)o * n_in + c) * area + k];
		}
}

/* Depthwise layers of a map in another order of channels: they stay in the map's. */
static void order_depthwise(struct float_layer *l, const float *x, int c,
			    const struct view_map *m)
{
	const int area = l->k_w * l->k_h;
	float *bias = xcalloc((size_t)c, sizeof(*bias));

	l->weight = xcalloc((size_t)c * area, sizeof(*l->weight));
	for (int o = 0; o < c; o++) {
		bias[m->channel[o]] = l->bias[o];
		memcpy(l->weight + (size_t)m->channel[o] * area, x + (size_t)o * area,
		       area * sizeof(*x));
	}
	free(l->bias);
	l->bias = bias;
}

int build_conv(struct build *b)
{
	const struct onnx_window w = onnx_window(b->g, b->n);
	const struct view v = *build_view(b, 0);
	const struct onnx_tensor *out = build_out(b);
	const int groups = attr_or(b->n, "group", 1), c_out = (int)out->dim[1];
	struct float_layer *l;
	struct view_map m;
	int64_t n;
	float *x;
	int c_in, depthwise, failed;

	if (w.n != 2 || v.c_all)
		return REFUSE(b, "only maps of two dimensions are convolved");
	if (!build_value(b, 1)->is_constant)
		return REFUSE(b, "its weights are no constant");
	if (build_map(b, 0, &m))
		return -1;
	c_in = b->f->tensor[v.map].c;
	depthwise = groups > 1 && groups == m.n && c_out == m.n && m.n == c_in;
	if (m.step_x != 1 || m.step_y != 1) {
		free(m.channel);
		return REFUSE(b, "reads every %d-th pixel of a map: not supported", m.step_x);
	}
	x = build_constant(b, 1, &n);
	l = x ? build_layer(b, NET_CONV, (int)w.out[1], (int)w.out[0], c_out) : NULL;
	if (!l) {
		free(x);
		free(m.channel);
		return -1;
	}
	l->input = v.map;
	l->c_in = c_in;
	l->groups = m.is_whole || depthwise ? groups : 1;
	l->k_h = (int)w.kernel[0];
	l->k_w = (int)w.kernel[1];
	l->stride_y = (int)w.stride[0];
	l->stride_x = (int)w.stride[1];
	l->dilation_y = (int)w.dilation[0];
	l->dilation_x = (int)w.dilation[1];
	l->pad_y = (int)w.before[0] + v.pad[2];
	l->pad_x = (int)w.before[1] + v.pad[0];
	failed = take_bias(b, 2, 1, l, c_out);
	if (!failed && depthwise && !m.is_whole)
		order_depthwise(l, x, c_out, &m);
	else if (!failed)
		order_weights(l, x, m.n / groups, c_out, &m);
	l->scale = m.is_whole ? stated_scales(b, 1, c_out, 0) : NULL;
	failed = failed || build_makes(b);
	if (!failed && depthwise && !m.is_whole) {
		struct seen *s = &b->seen[b->n->out[0]];

		s->v.dim[1] = v.dim[1];
		s->v.offset = v.offset;
		b->f->tensor[b->f->n_layers].view = s->v;
	}
	free(m.channel);
	free(x);
	return failed ? -1 : 0;
}

/* Weights of a vector that is a map written out: [inputs][outputs], or turned. */
int build_dense(struct build *b)
{
	const struct onnx_attr *alpha = onnx_attr(b->n, "alpha"), *beta = onnx_attr(b->n, "beta");
	const int turned = attr_or(b->n, "transB", 0);
	const float by = alpha && b->n->type[0] == 'G' ? alpha->f : 1;
	const struct view v = *build_view(b, 0);
	const struct float_tensor *t;
	struct float_layer *l;
	int64_t n, n_places, *place;
	const struct onnx_tensor *weight;
	float *x;
	int c_out, map, failed;

	if (!build_is_runtime(b, 0) || build_is_runtime(b, 1) ||
	    attr_or(b->n, "transA", 0))
		return REFUSE(b, "multiplies two maps, or the constant comes first");
	weight = &build_value(b, 1)->t;
	place = view_places(&v, &n_places);
	if (weight->n_dims != 2 || weight->dim[turned] != n_places || v.c_all) {
		free(place);
		return REFUSE(b, "must be of one vector of %lld", (long long)n_places);
	}
	c_out = (int)weight->dim[!turned];
	x = build_constant(b, 1, &n);
	l = x ? build_layer(b, NET_CONV, 1, 1, c_out) : NULL;
	if (!l) {
		free(x);
		free(place);
		return -1;
	}
	t = &b->f->tensor[v.map];
	map = t->w * t->h * t->c;
	l->input = v.map;
	l->c_in = t->c;
	l->k_w = t->w;
	l->k_h = t->h;
	l->weight = xcalloc((size_t)map * c_out, sizeof(*l->weight));
	for (int o = 0; o < c_out; o++)
		for (int64_t k = 0; k < n_places; k++)
			l->weight[(size_t)o * map + place[k]] = by *
				x[turned ? o * n_places + k : k * c_out + o];
	failed = take_bias(b, 2, beta ? beta->f : 1, l, c_out);
	l->scale = stated_scales(b, 1, c_out, !turned);
	free(x);
	free(place);
	return failed || build_makes(b) ? -1 : 0;
}
