/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <stdlib.h>
#include <string.h>

/* Layers that reduce windows, add maps or put them side by side. */

/* A mean as a weighted sum of each channel by itself: exact behind 8 bits. */
static void weigh_mean(struct float_layer *l, int c)
{
	const int area = l->k_w * l->k_h;

	l->op = NET_CONV;
	l->is_mean = 1;
	l->groups = c;
	l->weight = xcalloc((size_t)c * area, sizeof(*l->weight));
	l->bias = xcalloc((size_t)c, sizeof(*l->bias));
	for (int k = 0; k < c * area; k++)
		l->weight[k] = 1.0f / (float)area;
}

static int power_of_two(int n)
{
	int p = 1;

	while (p < n)
		p *= 2;
	return p;
}

/* A mean that is a pooling of 8 bits: its area must be a power of two, so the window over
 * a whole map grows beyond it, where zeros are; what is lost in size comes back with the
 * scale of the layer. */
static int shift_mean(struct build *b, struct float_layer *l, const struct onnx_window *w)
{
	const int area = l->k_w * l->k_h;

	if (!(area & (area - 1)))
		return 0;
	if (w->out[0] != 1 || w->out[1] != 1 || w->before[0] || w->before[1])
		return REFUSE(b, "is a mean of %d pixels that moves: its area must be a power "
			      "of two, or the hardware have pool.weights", area);
	l->k_w = power_of_two(l->k_w);
	l->k_h = power_of_two(l->k_h);
	return 0;
}

/* Does the graph only move, order or scale what the node makes? */
static int is_result(const struct build *b)
{
	int value = b->n->out[0], next;

	do {
		next = -1;
		for (int k = 0; k < b->g->n_nodes; k++)
			for (int i = 0; b->g->node[k].note != NOTE_CONSTANT &&
			     i < b->g->node[k].n_in; i++)
				if (b->g->node[k].in[i] == value)
					next = k;
		if (next >= 0 && b->g->node[next].note != NOTE_COPY &&
		    strcmp(b->g->node[next].type, "Softmax"))
			return 0;
		value = next >= 0 ? b->g->node[next].out[0] : -1;
	} while (next >= 0);
	return 1;
}

/* Behind the result nothing gains by more than 8 bits, and its parts need a core each. */
static int is_weighted(const struct build *b, int area, int c)
{
	return area > 1 && area <= b->o->max_mean_taps && c > 1 &&
		(int64_t)area * c <= b->o->max_mean_weights && !is_result(b);
}

static int set_mean(struct build *b, struct float_layer *l, const struct onnx_window *w)
{
	const struct onnx_attr *pads = onnx_attr(b->n, "count_include_pad");
	const int area = l->k_w * l->k_h;
	int beyond = 0;

	for (int d = 0; d < 2; d++)
		beyond |= w->before[d] || (w->out[d] - 1) * w->stride[d] + w->kernel[d] >
			w->in[d];
	if (beyond && !(pads && pads->i) && !b->o->count_pads)
		return REFUSE(b, "is a mean that leaves its pads out, windows at the edge would "
			      "need another divisor; --count-pads counts them, which is another "
			      "network");
	if (is_weighted(b, area, b->f->tensor[l->input].c)) {
		weigh_mean(l, b->f->tensor[l->input].c);
		return 0;
	}
	return shift_mean(b, l, w);
}

/* The window of a pooling; over the whole map where the operator says so. */
static int window_of(struct build *b, const struct view_map *m, struct onnx_window *w)
{
	const struct onnx_tensor *x = &build_value(b, 0)->t, *y = build_out(b);
	const int is_mean = !strcmp(b->n->type, "ReduceMean");

	if (is_mean && (x->n_dims != 4 || y->n != x->dim[1]))
		return REFUSE(b, "a mean over other axes than height and width is not "
			      "supported");
	if (is_mean || !strncmp(b->n->type, "Global", 6)) {
		*w = (struct onnx_window) {
			{m->h, m->w}, {m->h, m->w}, {1, 1}, {1, 1}, {0, 0}, {0, 0}, {1, 1}, 2};
		return 0;
	}
	*w = onnx_window(b->g, b->n);
	return w->n == 2 ? 0 : REFUSE(b, "only maps of two dimensions are pooled");
}

static int fill_pool(struct build *b, const struct view *v, const struct onnx_window *w)
{
	const int c = b->f->tensor[v->map].c;
	const int is_max = strstr(b->n->type, "Max") != NULL;
	struct float_layer *l = build_layer(b, is_max ? NET_MAX_POOL : NET_AVG_POOL,
					    (int)w->out[1], (int)w->out[0], c);

	if (!l)
		return -1;
	l->input = v->map;
	l->c_in = c;
	l->k_h = (int)w->kernel[0];
	l->k_w = (int)w->kernel[1];
	l->stride_y = w->out[0] == 1 ? (int)w->stride[1] : (int)w->stride[0];
	l->stride_x = w->out[1] == 1 ? l->stride_y : (int)w->stride[1];
	if (w->out[0] == 1 && w->out[1] == 1)
		l->stride_x = l->stride_y = 1;
	l->dilation_y = (int)w->dilation[0];
	l->dilation_x = (int)w->dilation[1];
	l->pad_y = (int)w->before[0];
	l->pad_x = (int)w->before[1];
	return is_max ? 0 : set_mean(b, l, w);
}

int build_pool(struct build *b)
{
	const struct view v = *build_view(b, 0);
	struct onnx_window w = {.n = 0};
	struct view_map m;
	struct seen *s;

	if (v.c_all || v.pad[0] || v.pad[1] || v.pad[2] || v.pad[3])
		return REFUSE(b, "reads a map with zeros round it, only a convolution can");
	if (b->n->n_out > 1 && b->n->out[1] >= 0)
		return REFUSE(b, "gives the places of its maxima: not supported");
	if (build_map(b, 0, &m))
		return -1;
	free(m.channel);
	if (m.n != b->f->tensor[v.map].c || m.step_x != 1 || m.step_y != 1)
		return REFUSE(b, "pools a part of a map: not supported");
	if (window_of(b, &m, &w) || fill_pool(b, &v, &w) || build_makes(b))
		return -1;
	s = &b->seen[b->n->out[0]];
	s->v.dim[1] = v.dim[1];	/* channels stay in the file's order */
	s->v.offset = v.offset;
	b->f->tensor[b->f->n_layers].view = s->v;
	return 0;
}

/* The layer that makes input k takes the other map as its residual, if it may: its result
 * goes nowhere else and it was made behind the other. */
static struct float_layer *joins(const struct build *b, int k, int other)
{
	struct float_layer *l = build_last(b, k);

	return l && l->op == NET_CONV && !l->is_mean && l->act.kind == ACT_NONE &&
		l->skip < 0 && other < build_view(b, k)->map &&
		l == &b->f->layer[build_view(b, k)->map - 1] ? l : NULL;
}

/* Can a map be the residual of one of w x h x c? Every step-th pixel, zeros beside its
 * channels: what place_skip of the network file makes of the sizes. */
static int is_residual(const struct build *b, const struct view *v, int w, int h, int c)
{
	const struct float_tensor *t = &b->f->tensor[v->map];
	struct view_map m;
	int good = !view_as_map(v, t->w, t->h, t->c, &m) && m.is_whole &&
		m.step_x == m.step_y && m.w == w && m.h == h &&
		m.step_x == (t->w + w - 1) / w && (t->h + m.step_x - 1) / m.step_x == h;

	free(m.channel);
	return good && (v->c_all ? v->c_all == c && v->c_first == (c - t->c) / 2 :
			t->c == c);
}

/* Two maps with their channels in one order, as whole maps. */
static int is_like(const struct build *b, const struct view *x, const struct view *y)
{
	const struct float_tensor *s = &b->f->tensor[x->map], *t = &b->f->tensor[y->map];

	if (s->w != t->w || s->h != t->h || s->c != t->c || x->c_all || y->c_all ||
	    x->n_dims != y->n_dims || x->offset != y->offset)
		return 0;
	for (int d = 0; d < x->n_dims; d++) {
		if (x->dim[d].n != y->dim[d].n)
			return 0;
		for (int k = 0; k < x->dim[d].n; k++)
			if (x->dim[d].size[k] != y->dim[d].size[k] ||
			    x->dim[d].stride[k] != y->dim[d].stride[k])
				return 0;
	}
	return 1;
}

static int fuse(struct build *b, int k, struct float_layer *l, const struct view *other)
{
	const struct view v = *build_view(b, k);
	const struct float_tensor *t = &b->f->tensor[v.map];

	if (!is_like(b, &v, other) && !is_residual(b, other, t->w, t->h, t->c))
		return -1;
	l->skip = other->map;
	build_passes(b, k, &v, 1);
	return 0;
}

static int add_layer(struct build *b, int k, const struct view *x, const struct view *y)
{
	const struct float_tensor t = b->f->tensor[x->map];
	const struct view v = *x;
	struct float_layer *l;
	struct seen *s = &b->seen[b->n->out[0]];

	if (!is_like(b, x, y) && !is_residual(b, y, t.w, t.h, t.c))
		return REFUSE(b, "adds maps that lie in different orders");
	(void)k;
	l = build_layer(b, NET_ADD, t.w, t.h, t.c);
	if (!l)
		return -1;
	l->input = x->map;
	l->skip = y->map;
	l->c_in = t.c;
	l->bias = xcalloc((size_t)t.c, sizeof(*l->bias));
	s->is_there = s->alone = 1;
	s->v = v;
	s->v.map = b->f->n_layers;
	b->f->tensor[b->f->n_layers].view = s->v;
	return 0;
}

static int add_two(struct build *b)
{
	const struct view x = *build_view(b, 0), y = *build_view(b, 1);
	struct float_layer *a = joins(b, 0, y.map), *c = joins(b, 1, x.map);

	if (a && !fuse(b, 0, a, &y))
		return 0;
	if (c && !fuse(b, 1, c, &x))
		return 0;
	if (b->f->tensor[x.map].w < b->f->tensor[y.map].w || y.c_all)
		return add_layer(b, 0, &x, &y);
	return x.c_all || b->f->tensor[x.map].w > b->f->tensor[y.map].w ?
		add_layer(b, 1, &y, &x) : add_layer(b, 0, &x, &y);
}

int build_sum(struct build *b)
{
	int n = 0;

	for (int k = 0; k < b->n->n_in; k++)
		n += build_is_runtime(b, k);
	if (n == 1)
		return b->n->n_in == 1 ? build_move(b) : build_affine(b);
	if (n != b->n->n_in || n > 2)
		return REFUSE(b, "adds %d maps of %d inputs: two are supported", n,
			      b->n->n_in);
	return add_two(b);
}

int build_concat(struct build *b)
{
	const struct onnx_attr *axis = onnx_attr(b->n, "axis");
	const struct onnx_tensor *out = build_out(b);
	const int64_t at = axis ? axis->i : 1;
	int w = 0, h = 0, c = 0;
	struct float_layer *l;

	if ((at < 0 ? at + out->n_dims : at) != 1)
		return REFUSE(b, "joins over axis %lld: only channels are supported",
			      (long long)at);
	if (b->n->n_in == 1)
		return build_move(b);
	if (b->n->n_in > NET_INPUTS_MAX)
		return REFUSE(b, "joins %d maps: at most %d", b->n->n_in, NET_INPUTS_MAX);
	for (int k = 0; k < b->n->n_in; k++) {
		struct view_map m;

		if (!build_is_runtime(b, k))
			return REFUSE(b, "joins a constant and a map");
		if (build_map(b, k, &m))
			return -1;
		free(m.channel);
		if (!m.is_whole || m.step_x != 1 || m.step_y != 1 ||
		    build_view(b, k)->c_all || build_view(b, k)->pad[0])
			return REFUSE(b, "joins a part of a map, or one in another order");
		w = b->f->tensor[build_view(b, k)->map].w;
		h = b->f->tensor[build_view(b, k)->map].h;
		c += m.n;
	}
	l = build_layer(b, NET_CONCAT, w, h, c);
	if (!l)
		return -1;
	l->n_inputs = b->n->n_in;
	l->inputs = xcalloc((size_t)l->n_inputs, sizeof(*l->inputs));
	for (int k = 0; k < b->n->n_in; k++)
		l->inputs[k] = build_view(b, k)->map;
	l->input = l->inputs[0];
	l->c_in = c;
	return build_makes(b);
}
