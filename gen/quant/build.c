/* SPDX-License-Identifier: Apache-2.0 */
#include "build.h"

#include <stdlib.h>
#include <string.h>

/* Of a network file (gen/model/net.c). */
#define LAYERS_MAX 65535
#define SIDE_MAX 4096
#define CHANNELS_MAX 16380

const struct onnx_value *build_value(const struct build *b, int k)
{
	return k < b->n->n_in && b->n->in[k] >= 0 ? &b->g->value[b->n->in[k]] : NULL;
}

const struct onnx_tensor *build_out(const struct build *b)
{
	return &b->g->value[b->n->out[0]].t;
}

int build_is_runtime(const struct build *b, int k)
{
	const struct onnx_value *v = build_value(b, k);

	return v && !v->is_constant;
}

const struct view *build_view(const struct build *b, int k)
{
	return &b->seen[b->n->in[k]].v;
}

int build_map(struct build *b, int k, struct view_map *m)
{
	const struct view *v = build_view(b, k);
	const struct float_tensor *t = &b->f->tensor[v->map];
	char text[DIMS_TEXT];

	if (!view_as_map(v, t->w, t->h, t->c, m))
		return 0;
	free(m->channel);
	m->channel = NULL;
	return REFUSE(b, "its input %s is no map of channels over rows and columns, as %s "
		      "makes it", tensor_text(&build_value(b, k)->t, text), t->name);
}

float *build_constant(struct build *b, int k, int64_t *n)
{
	const struct onnx_value *v = build_value(b, k);
	struct onnx_tensor all;
	float *x;

	if (!v->is_constant || v->t.held == HELD_NONE) {
		REFUSE(b, "\"%.100s\" must be a constant with values", v->name);
		return NULL;
	}
	all = tensor_full(&v->t);
	*n = all.n;
	x = xcalloc((size_t)all.n + 1, sizeof(*x));
	for (int64_t i = 0; i < all.n; i++)
		x[i] = (float)tensor_get(&all, i);
	tensor_clear(&all);
	return x;
}

/* Value at each place of the output's shape, of a constant that is stretched to it. */
static int64_t stretched(const struct onnx_tensor *t, const struct onnx_tensor *out,
			 int64_t place)
{
	int64_t at = 0, unit = 1;

	for (int d = out->n_dims - 1, s = t->n_dims - 1; s >= 0; d--, s--) {
		at += t->dim[s] == 1 ? 0 : place % out->dim[d] * unit;
		unit *= t->dim[s];
		place /= out->dim[d];
	}
	return at;
}

float *build_channels(struct build *b, int k, const struct view *v)
{
	const struct onnx_tensor *out = build_out(b), *t = &build_value(b, k)->t;
	const int c = b->f->tensor[v->map].c;
	float *x, *of = xcalloc((size_t)c, sizeof(*of));
	char *known = xcalloc((size_t)c, 1), text[DIMS_TEXT];
	int64_t n, all, *place = view_places(v, &n);
	int failed = 0;

	x = build_constant(b, k, &all);
	if (x && n != out->n)
		failed = REFUSE(b, "its constant stretches the map to %s",
				tensor_text(out, text));
	for (int64_t i = 0; x && !failed && i < n; i++) {
		const int64_t channel = place[i] % c;
		const float value = x[stretched(t, out, i)];

		if (known[channel] && of[channel] != value)
			failed = REFUSE(b, "its constant %s is not one number a channel",
					tensor_text(t, text));
		of[channel] = value;
		known[channel] = 1;
	}
	free(place);
	free(known);
	if (x && !failed) {
		free(x);
		return of;
	}
	free(x);
	free(of);
	return NULL;
}

struct float_layer *build_last(const struct build *b, int k)
{
	const int value = b->n->in[k];
	const struct seen *s = &b->seen[value];

	if (!s->alone || b->readers[value] != 1 || s->v.map < 1 || s->v.c_all ||
	    s->v.pad[0] || s->v.pad[1] || s->v.pad[2] || s->v.pad[3])
		return NULL;
	return &b->f->layer[s->v.map - 1];
}

static int is_taken(const struct float_net *f, const char *name)
{
	for (int l = 0; l <= f->n_layers; l++)
		if (!strcmp(f->tensor[l].name, name))
			return 1;
	return 0;
}

/* A name of a layer: that of the node, without bytes that a plan cannot have, and no other
 * layer's. */
static char *layer_name(const struct build *b)
{
	char *name = xstrdup(b->n->name[0] ? b->n->name : b->n->type), *other;
	size_t n = strlen(name);

	if (n > 48)	/* its end says more than its beginning */
		memmove(name, name + n - 48, 49);
	for (char *p = name; *p; p++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			    "0123456789_-./", *p))
			*p = '_';
	other = xstrdup(name);
	for (int k = b->n->at; is_taken(b->f, other); k++) {
		free(other);
		other = xasprintf("%.40s_%d", name, k);
	}
	free(name);
	return other;
}

struct float_layer *build_layer(struct build *b, enum net_op op, int w, int h, int c)
{
	struct float_net *f = b->f;
	struct float_layer *l;
	char *name;

	if (f->n_layers == LAYERS_MAX) {
		REFUSE(b, "more than %d layers", LAYERS_MAX);
		return NULL;
	}
	if (w < 1 || h < 1 || c < 1 || w > SIDE_MAX || h > SIDE_MAX || c > CHANNELS_MAX) {
		REFUSE(b, "makes %d x %d x %d (width, height, channels): must be 1..%d wide and "
		       "high, 1..%d channels", w, h, c, SIDE_MAX, CHANNELS_MAX);
		return NULL;
	}
	name = layer_name(b);
	f->layer = xrealloc(f->layer, (f->n_layers + 1) * sizeof(*f->layer));
	f->tensor = xrealloc(f->tensor, (f->n_layers + 2) * sizeof(*f->tensor));
	l = &f->layer[f->n_layers++];
	*l = (struct float_layer) {
		.name = name, .op = op, .skip = -1, .k_w = 1, .k_h = 1, .stride_x = 1,
		.stride_y = 1, .dilation_x = 1, .dilation_y = 1, .groups = 1,
		.node = (int)(b->n - b->g->node),
	};
	f->tensor[f->n_layers] = (struct float_tensor) {
		.name = xstrdup(name), .w = w, .h = h, .c = c, .value = b->n->out[0],
		.before = -1,
	};
	return l;
}

/* Results of a dense layer in an array of any shape. */
static struct view as_vector(int map, int c, const struct onnx_tensor *out)
{
	struct view v = view_of_map(map, 1, 1, c, 2);

	view_reshape(&v, out->n_dims, out->dim);
	return v;
}

int build_makes(struct build *b)
{
	const struct onnx_tensor *out = build_out(b);
	struct float_tensor *t = &b->f->tensor[b->f->n_layers];
	struct seen *s = &b->seen[b->n->out[0]];
	char text[DIMS_TEXT];

	s->is_there = 1;
	s->alone = 1;
	if (out->n_dims == 4 && out->n == (int64_t)t->w * t->h * t->c)
		s->v = view_of_map(b->f->n_layers, t->w, t->h, t->c, 4);
	else if (out->n_dims == 2 && out->dim[1] == t->c && t->w == 1 && t->h == 1)
		s->v = view_of_map(b->f->n_layers, 1, 1, t->c, 2);
	else if (out->n == t->c && t->w == 1 && t->h == 1 && out->n_dims &&
		 out->n_dims <= ONNX_MAX_DIMS)
		s->v = as_vector(b->f->n_layers, t->c, out);
	else
		return REFUSE(b, "its output %s is no map and no vector",
			      tensor_text(out, text));
	t->view = s->v;
	return 0;
}

void build_passes(struct build *b, int k, const struct view *v, int changed)
{
	const int from = b->n->in[k], to = b->n->out[0];
	struct float_tensor *t = &b->f->tensor[v->map];

	b->seen[to].is_there = 1;
	b->seen[to].v = *v;
	b->seen[to].alone = b->seen[from].alone && b->readers[from] == 1;
	if (changed) {
		t->value = to;
		t->view = *v;
	}
}

static const struct {
	const char *type;
	int (*build)(struct build *b);
} families[] = {
	{"Conv", build_conv}, {"Gemm", build_dense}, {"MatMul", build_dense},
	{"MaxPool", build_pool}, {"AveragePool", build_pool},
	{"GlobalAveragePool", build_pool}, {"GlobalMaxPool", build_pool},
	{"ReduceMean", build_pool}, {"Add", build_sum}, {"Sum", build_sum},
	{"Concat", build_concat}, {"Sub", build_affine}, {"Mul", build_affine},
	{"Div", build_affine}, {"BatchNormalization", build_affine},
	{"Relu", build_act}, {"Clip", build_act}, {"LeakyRelu", build_act},
	{"PRelu", build_act}, {"Sigmoid", build_act}, {"Tanh", build_act},
	{"HardSigmoid", build_act}, {"HardSwish", build_act},
	{"Transpose", build_move}, {"Reshape", build_move}, {"Flatten", build_move},
	{"Squeeze", build_move}, {"Unsqueeze", build_move}, {"Identity", build_move},
	{"Dropout", build_move}, {"Cast", build_move}, {"Pad", build_move},
	{"Slice", build_move}, {"Split", build_move}, {"LRN", build_move},
	{"QuantizeLinear", build_quant}, {"DequantizeLinear", build_quant},
};

/* Does anything that is computed come behind the node's outputs? What gives others shapes or
 * kinds, and what scales or orders the result, is not. */
static int is_last(const struct build *b, const struct onnx_node *n, int depth)
{
	static const char *const after[] = {
		"Softmax", "ArgMax", "Sigmoid", "Reshape", "Identity", "Squeeze", "Unsqueeze",
		"Flatten", "Cast", "QuantizeLinear", "DequantizeLinear", NULL,
	};

	for (int i = 0; i < b->g->n_nodes; i++) {
		const struct onnx_node *next = &b->g->node[i];
		int reads = 0, known = 0;

		for (int j = 0; next->note != NOTE_CONSTANT && j < next->n_in; j++)
			for (int k = 0; k < n->n_out; k++)
				reads |= n->out[k] >= 0 && next->in[j] == n->out[k];
		for (int k = 0; after[k]; k++)
			known |= !strcmp(after[k], next->type);
		if (reads && (!known || depth > 8 || !is_last(b, next, depth + 1)))
			return 0;
	}
	return 1;
}

/* Outside the fabric: what comes behind the network's result and only orders or scales it. */
static int is_outside(const struct build *b)
{
	const char *type = b->n->type;

	if (build_is_runtime(b, 0) && b->seen[b->n->in[0]].is_outside)
		return 1;
	return (!strcmp(type, "Softmax") || !strcmp(type, "ArgMax") ||
		!strcmp(type, "Sigmoid")) && is_last(b, b->n, 0);
}

static int build_node(struct build *b)
{
	for (int k = 0; k < b->n->n_in; k++)
		if (build_is_runtime(b, k) && !b->seen[b->n->in[k]].is_there)
			return REFUSE(b, "reads \"%.100s\", which is made behind the "
				      "fabric or by several outputs",
				      build_value(b, k)->name);
	if (is_outside(b)) {
		text_add(&b->f->outside, "%s%s", b->f->outside.n ? ", " : "", b->n->type);
		for (int k = 0; k < b->n->n_out; k++)
			if (b->n->out[k] >= 0)
				b->seen[b->n->out[k]] = (struct seen) {
					.is_there = 1, .v = *build_view(b, 0), .is_outside = 1,
				};
		return 0;
	}
	for (size_t k = 0; k < sizeof(families) / sizeof(families[0]); k++)
		if (!strcmp(families[k].type, b->n->type))
			return families[k].build(b);
	return REFUSE(b, "is computed in float alone: no layer of a fabric does it");
}

static void count_readers(struct build *b)
{
	for (int k = 0; k < b->g->n_nodes; k++)
		for (int i = 0; b->g->node[k].note != NOTE_CONSTANT &&
		     i < b->g->node[k].n_in; i++)
			if (b->g->node[k].in[i] >= 0)
				b->readers[b->g->node[k].in[i]]++;
	b->readers[b->g->output[0]]++;
}

/* Does the first node behind the input put channels first? Then the file's input has them
 * last. */
static int is_nhwc(const struct build *b)
{
	for (int k = 0; k < b->g->n_nodes; k++) {
		const struct onnx_node *n = &b->g->node[k];
		const struct onnx_attr *perm = onnx_attr(n, "perm");

		if (n->note != NOTE_CONSTANT && n->n_in && n->in[0] == b->g->input[0] &&
		    !strcmp(n->type, "Transpose") && perm && perm->n == 4)
			return perm->ints[1] == 3;
	}
	return 0;
}

static int read_input(struct build *b)
{
	const struct onnx_value *v = &b->g->value[b->g->input[0]];
	const int64_t *d = v->t.dim;
	struct float_tensor *t = b->f->tensor;
	struct view view;
	static const int64_t to_nhwc[] = {0, 2, 3, 1};
	char text[DIMS_TEXT];

	if (b->g->n_inputs != 1 || b->g->n_outputs < 1)
		return err_set(b->e, b->g->path, 0, "has %d inputs, %d outputs: must have "
			       "one input", b->g->n_inputs, b->g->n_outputs);
	if (!v->t.n_dims || d[0] != 1 || (v->t.n_dims != 4 && v->t.n_dims != 2) ||
	    v->t.n > 1 << 30)
		return err_set(b->e, b->g->path, 0, "input \"%.100s\" is %s: must be a map or "
			       "a vector, with a batch of 1", v->name,
			       tensor_text(&v->t, text));
	t->name = xstrdup("in");
	t->before = -1;
	t->value = b->g->input[0];
	t->w = t->h = 1;
	t->c = (int)d[1];
	if (v->t.n_dims == 4 && is_nhwc(b)) {
		t->h = (int)d[1];
		t->w = (int)d[2];
		t->c = (int)d[3];
	} else if (v->t.n_dims == 4) {
		t->h = (int)d[2];
		t->w = (int)d[3];
	}
	if (v->t.n < 1 || t->w > SIDE_MAX || t->h > SIDE_MAX || t->c > CHANNELS_MAX)
		return err_set(b->e, b->g->path, 0, "input \"%.100s\" is %s: must be 1..%d wide "
			       "and high, 1..%d channels", v->name, tensor_text(&v->t, text),
			       SIDE_MAX, CHANNELS_MAX);
	view = view_of_map(0, t->w, t->h, t->c, v->t.n_dims);
	if (b->o->reverse && view.dim[1].n) {
		view.dim[1].stride[0] = -1;
		view.offset = t->c - 1;
	}
	if (v->t.n_dims == 4 && is_nhwc(b))
		view_transpose(&view, to_nhwc);
	t->view = b->f->in_view = view;
	b->seen[t->value] = (struct seen) {.is_there = 1, .v = view};
	b->f->in_gain = xcalloc((size_t)t->c, sizeof(float));
	b->f->in_offset = xcalloc((size_t)t->c, sizeof(float));
	for (int c = 0; c < t->c; c++)
		b->f->in_gain[c] = 1;
	return 0;
}

/* The output is the last tensor, whole. */
static int check_output(struct build *b)
{
	const struct seen *s = &b->seen[b->g->output[0]];
	char *read = xcalloc((size_t)b->f->n_layers + 1, 1);
	int failed = 0;

	if (!s->is_there || s->v.map != b->f->n_layers || !b->f->n_layers)
		failed = err_set(b->e, b->g->path, 0, "output \"%.100s\" is not what the "
				 "last layer makes", b->g->value[b->g->output[0]].name);
	for (int l = 0; l < b->f->n_layers; l++) {
		const struct float_layer *p = &b->f->layer[l];

		read[p->input] = 1;
		if (p->skip >= 0)
			read[p->skip] = 1;
		for (int k = 0; k < p->n_inputs; k++)
			read[p->inputs[k]] = 1;
	}
	for (int t = 0; !failed && t < b->f->n_layers; t++)
		if (!read[t])
			failed = err_set(b->e, b->g->path, 0, "nobody reads \"%.100s\", which "
					 "is not the first output: a fabric has one output",
					 b->f->tensor[t].name);
	free(read);
	return failed;
}

struct float_net *float_net_read(const struct onnx_graph *g,
				 const struct float_options *o, struct err *e)
{
	struct float_net *f = xcalloc(1, sizeof(*f));
	struct build b = {
		g, o, f, NULL, xcalloc((size_t)g->n_values + 1, sizeof(struct seen)),
		xcalloc((size_t)g->n_values + 1, sizeof(int)), e,
	};
	const char *name = strrchr(g->path, '/');
	int failed;

	f->graph = g;
	f->name = xstrdup(name ? name + 1 : g->path);
	if (strrchr(f->name, '.'))
		*strrchr(f->name, '.') = '\0';
	f->tensor = xcalloc(1, sizeof(*f->tensor));
	count_readers(&b);
	failed = read_input(&b);
	for (int k = 0; !failed && k < g->n_nodes; k++) {
		b.n = &g->node[k];
		if (b.n->note != NOTE_CONSTANT)
			failed = build_node(&b);
	}
	if (!failed)
		failed = check_output(&b);
	free(b.seen);
	free(b.readers);
	if (!failed)
		return f;
	float_net_free(f);
	return NULL;
}

void float_net_free(struct float_net *f)
{
	if (!f)
		return;
	for (int l = 0; l < f->n_layers; l++) {
		free(f->layer[l].name);
		free(f->layer[l].inputs);
		free(f->layer[l].weight);
		free(f->layer[l].bias);
		free(f->layer[l].gain);
		free(f->layer[l].scale);
		free(f->layer[l].slope);
	}
	for (int t = 0; t <= f->n_layers; t++)
		free(f->tensor[t].name);
	free(f->layer);
	free(f->tensor);
	free(f->in_gain);
	free(f->in_offset);
	free(f->name);
	text_free(&f->outside);
	free(f);
}
