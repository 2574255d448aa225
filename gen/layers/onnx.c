/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "onnx/onnx.h"
#include "impl.h"

/*
 * Shapes of an ONNX graph (docs/onnx.md). Nodes of constants do not appear; activations,
 * normalisation and what leaves the values in their order are folded away.
 */
struct reader {
	const struct onnx_graph *o;
	struct nodes *g;
	struct err *e;
	const struct onnx_node *n;	/* being read */
	int64_t (*pad)[4];	/* [n_values] zeros left, right, above, below that a Pad put
				 * round a value, for the convolution that reads it */
};

#define REFUSE(r, ...) onnx_refuse((r)->o, (r)->n, (r)->e, __VA_ARGS__)

static const struct onnx_value *value_of(const struct reader *r, int k)
{
	return k < r->n->n_in && r->n->in[k] >= 0 ? &r->o->value[r->n->in[k]] : NULL;
}

static const struct onnx_tensor *shape_of(const struct reader *r, int k)
{
	return &value_of(r, k)->t;
}

static const struct onnx_tensor *out_shape(const struct reader *r)
{
	return &r->o->value[r->n->out[0]].t;
}

/* Inputs that are made for every picture. */
static int count_runtime(const struct reader *r)
{
	int n = 0;

	for (int k = 0; k < r->n->n_in; k++)
		n += r->n->in[k] >= 0 && !r->o->value[r->n->in[k]].is_constant;
	return n;
}

/* A node that reads what the ONNX node reads at run time and makes its first output. */
static struct node *add(struct reader *r, enum node_kind kind, enum layer_op op)
{
	struct node *n = nodes_add(r->g, r->n->name, 0);

	n->kind = kind;
	n->layer.op = op;
	for (int k = 0; k < r->n->n_in; k++)
		if (r->n->in[k] >= 0 && !r->o->value[r->n->in[k]].is_constant)
			node_reads(n, r->o->value[r->n->in[k]].name);
	node_makes(n, r->o->value[r->n->out[0]].name);
	return n;
}

static void state_shape(struct node *n, const struct onnx_tensor *t)
{
	if (t->n_dims != 4)
		return;
	n->n_dims = 3;
	n->c = t->dim[1];
	n->h = t->dim[2];
	n->w = t->dim[3];
}

static int read_keep(struct reader *r)
{
	if (count_runtime(r) != 1 || r->o->value[r->n->in[0]].is_constant)
		return REFUSE(r, "reads more than one map");
	add(r, NODE_KEEP, 0);
	return 0;
}

/* Kernel, stride and pads; the pads behind are those that the output takes. */
static int read_window(struct reader *r, struct node *n, const int64_t *pad)
{
	struct onnx_window w = onnx_window(r->o, r->n);

	for (int d = 0; d < 2; d++)	/* one window has no next: any stride is right */
		if (w.out[d] == 1)
			w.stride[d] = 1;
	if (w.n != 2)
		return REFUSE(r, "has one dimension: only maps are supported");
	for (int d = 0; d < 2; d++)
		if (w.kernel[d] > NODE_KERNEL_MAX || w.stride[d] > NODE_KERNEL_MAX ||
		    w.dilation[d] > NODE_KERNEL_MAX ||
		    w.before[d] + pad[d ? 0 : 2] > NODE_KERNEL_MAX)
			return REFUSE(r, "kernel, stride, dilation and pads must be at most "
				      "%d", NODE_KERNEL_MAX);
	n->layer.k_h = (int)w.kernel[0];
	n->layer.k_w = (int)w.kernel[1];
	n->layer.stride_y = (int)w.stride[0];
	n->layer.stride_x = (int)w.stride[1];
	n->layer.dilation_y = (int)w.dilation[0];
	n->layer.dilation_x = (int)w.dilation[1];
	n->layer.pad_y = (int)(w.before[0] + pad[2]);
	n->layer.pad_x = (int)(w.before[1] + pad[0]);
	n->pad_below = (int)((w.out[0] - 1) * w.stride[0] +
			     (w.kernel[0] - 1) * w.dilation[0] + 1 - w.in[0] -
			     w.before[0] + pad[3]);
	n->pad_right = (int)((w.out[1] - 1) * w.stride[1] +
			     (w.kernel[1] - 1) * w.dilation[1] + 1 - w.in[1] -
			     w.before[1] + pad[1]);
	state_shape(n, out_shape(r));
	return 0;
}

/* k: the input that has the weights. */
static int read_conv(struct reader *r)
{
	const struct onnx_attr *groups = onnx_attr(r->n, "group");
	const struct onnx_tensor *weight = shape_of(r, 1);
	struct node *n;

	if (!value_of(r, 1)->is_constant)
		return REFUSE(r, "its weights are no constant");
	if (weight->dim[0] > NODE_SIDE_MAX || weight->dim[1] > NODE_SIDE_MAX)
		return REFUSE(r, "channels must be at most %d", NODE_SIDE_MAX);
	n = add(r, NODE_LAYER, LAYER_CONV);
	n->layer.groups = groups ? (int)groups->i : 1;
	n->layer.c_out = (int)weight->dim[0];
	n->c_in = weight->dim[1] * n->layer.groups;
	return read_window(r, n, r->pad[r->n->in[0]]);
}

static int read_dense(struct reader *r, int turned)
{
	const struct onnx_tensor *weight = shape_of(r, 1), *x = shape_of(r, 0);
	struct node *n;

	if (!value_of(r, 1)->is_constant || value_of(r, 0)->is_constant)
		return REFUSE(r, "multiplies two maps, or the constant comes first");
	if (weight->n_dims != 2 || !weight->n || weight->n > (int64_t)1 << 30 ||
	    weight->dim[!turned] > NODE_DENSE_MAX || x->n != weight->dim[turned])
		return REFUSE(r, "must be of one vector, with 1 to %d outputs",
			      NODE_DENSE_MAX);
	n = add(r, NODE_LAYER, LAYER_DENSE);
	n->layer.c_out = (int)weight->dim[!turned];
	n->c_in = weight->dim[turned];
	return 0;
}

static int read_pool(struct reader *r)
{
	static const int64_t none[4];
	struct node *n = add(r, NODE_LAYER, LAYER_POOL);

	return read_window(r, n, none);
}

static int read_global(struct reader *r)
{
	char text[DIMS_TEXT];

	if (shape_of(r, 0)->n_dims != 4)
		return REFUSE(r, "pools %s: only maps are supported",
			      tensor_text(shape_of(r, 0), text));
	add(r, NODE_LAYER, LAYER_POOL)->is_global = 1;
	return 0;
}

/* A mean over height and width is a pooling over the whole map. */
static int read_mean(struct reader *r)
{
	const struct onnx_tensor *x = shape_of(r, 0), *y = out_shape(r);

	if (x->n_dims == 4 && y->n == x->dim[1] && y->n_dims >= 2 && y->dim[1] == x->dim[1])
		return read_global(r);
	return REFUSE(r, "a mean over other axes than height and width is not supported");
}

/* Is `a` made from `b` by a sigmoid? Their product is a swish, element by element. */
static int is_gate(const struct reader *r, int a, int b)
{
	const struct onnx_node *m = r->o->value[a].maker < 0 ? NULL :
		&r->o->node[r->o->value[a].maker];

	return m && strstr(m->type, "Sigmoid") && m->in[0] == b;
}

/* A constant, element by element, on a map that keeps its shape. */
static int read_constant(struct reader *r)
{
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int k = 0;

	while (value_of(r, k)->is_constant)
		k++;
	if (shape_of(r, k)->n != out_shape(r)->n)
		return REFUSE(r, "its constant stretches %s to %s",
			      tensor_text(shape_of(r, k), a), tensor_text(out_shape(r), b));
	add(r, NODE_KEEP, 0);
	return 0;
}

/* A map by a map, or by a factor a channel. */
static int read_factors(struct reader *r)
{
	const struct onnx_tensor *x = shape_of(r, 0), *y = shape_of(r, 1);
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int is_factor;

	if (r->n->n_in != 2)
		return REFUSE(r, "takes %d maps: must be two", r->n->n_in);
	if (x->n < y->n) {
		x = y;
		y = shape_of(r, 0);
	}
	is_factor = x->n_dims == 4 && y->n_dims == 4 && y->n == x->dim[1] &&
		    y->dim[1] == x->dim[1];
	if (!dims_same(x, y) && !is_factor)
		return REFUSE(r, "multiplies %s and %s: must be alike, or a factor a channel",
			      tensor_text(x, a), tensor_text(y, b));
	add(r, NODE_LAYER, LAYER_MUL);
	return 0;
}

static int read_product(struct reader *r)
{
	const int *in = r->n->in;
	struct node *n;
	int from;

	if (count_runtime(r) == 1)
		return read_constant(r);
	if (strcmp(r->n->type, "Mul"))
		return REFUSE(r, "takes two maps: only their product as a swish is supported");
	if (r->n->n_in != 2 || (!is_gate(r, in[0], in[1]) && !is_gate(r, in[1], in[0])))
		return read_factors(r);
	from = is_gate(r, in[0], in[1]) ? in[1] : in[0];
	n = nodes_add(r->g, r->n->name, 0);
	n->kind = NODE_KEEP;
	node_reads(n, r->o->value[from].name);
	node_makes(n, r->o->value[r->n->out[0]].name);
	return 0;
}

static int read_sum(struct reader *r)
{
	const struct onnx_tensor *y = out_shape(r);

	if (count_runtime(r) == 1)
		return read_constant(r);
	for (int k = 0; k < r->n->n_in; k++)
		if (r->o->value[r->n->in[k]].is_constant || shape_of(r, k)->n != y->n)
			return REFUSE(r, "adds maps of several sizes, or a constant to more "
				      "than one map");
	add(r, NODE_LAYER, LAYER_ADD);
	return 0;
}

static int read_concat(struct reader *r)
{
	const struct onnx_tensor *y = out_shape(r);
	const struct onnx_attr *axis = onnx_attr(r->n, "axis");
	int64_t at = axis ? axis->i : 1;

	if (count_runtime(r) != r->n->n_in)
		return REFUSE(r, "joins a constant and a map");
	if (r->n->n_in == 1)
		return add(r, NODE_KEEP, 0), 0;
	if ((at < 0 ? at + y->n_dims : at) != 1)
		return REFUSE(r, "joins over axis %lld: only channels are supported",
			      (long long)at);
	state_shape(add(r, NODE_LAYER, LAYER_CONCAT), y);
	return 0;
}

/* Shapes that only write the same map in another way, a vector from a map, and what a
 * channel shuffle goes through: five dimensions and back. */
static int read_reshape(struct reader *r)
{
	const struct onnx_tensor *x = shape_of(r, 0), *y = out_shape(r);
	const int is_vector = y->n_dims && y->dim[y->n_dims - 1] == y->n;

	if (dims_same(x, y) || y->n_dims == 5 || x->n_dims == 5 ||
	    (x->n_dims == 4 && y->n_dims > 1 && x->dim[1] == x->n && y->dim[1] == x->n))
		add(r, NODE_KEEP, 0);
	else if (is_vector || (y->n_dims > 1 && y->dim[1] == y->n))
		add(r, NODE_FLAT, 0);
	else
		return REFUSE(r, "makes a map of another shape: not supported yet");
	return 0;
}

/* Zeros round a map are the pads of the convolution that reads it; channels of zeros
 * are a view of it. */
static int read_pad(struct reader *r)
{
	const struct onnx_tensor *x = shape_of(r, 0), *y = out_shape(r);
	const struct onnx_attr *mode = onnx_attr(r->n, "mode");
	const struct onnx_value *value = value_of(r, 2), *pads = value_of(r, 1);
	const struct onnx_attr *list = onnx_attr(r->n, "pads");
	const struct onnx_attr *fill = onnx_attr(r->n, "value");
	int64_t *to = r->pad[r->n->out[0]], v[8];

	if ((mode && strcmp(mode->s, "constant")) || x->n_dims != 4 || value_of(r, 3) ||
	    (fill && fill->f != 0) || (value && value->t.held != HELD_NONE && tensor_get(&value->t, 0) != 0))
		return REFUSE(r, "only zeros round a map are supported");
	for (int k = 0; k < 8; k++)
		v[k] = list ? list->ints[k] : tensor_int_at(&pads->t, k);
	if (!v[0] && !v[4] && x->dim[2] == y->dim[2] && x->dim[3] == y->dim[3]) {
		state_shape(add(r, NODE_VIEW, 0), y);
		return 0;
	}
	for (int k = 0; k < 8; k++)
		if (v[k] < 0 || v[k] > NODE_KERNEL_MAX || (k % 4 < 2 && v[k]))
			return REFUSE(r, "pads of batch and channels, or less than 0");
	to[0] = v[3];
	to[1] = v[7];
	to[2] = v[2];
	to[3] = v[6];
	add(r, NODE_KEEP, 0);
	return 0;
}

/* Every k-th row and column. */
static int read_slice(struct reader *r)
{
	const struct onnx_tensor *x = shape_of(r, 0), *y = out_shape(r);

	if (x->n_dims != 4 || x->dim[0] != y->dim[0] || x->dim[1] != y->dim[1])
		return REFUSE(r, "only rows and columns of a map can be left out");
	state_shape(add(r, NODE_VIEW, 0), y);
	return 0;
}

static const struct {
	const char *type;
	int (*read)(struct reader *r);
} plain[] = {
	{"Add", read_sum}, {"ArgMax", read_keep}, {"AveragePool", read_pool},
	{"BatchNormalization", read_keep}, {"Cast", read_keep}, {"Clip", read_keep},
	{"Concat", read_concat}, {"DequantizeLinear", read_keep}, {"Div", read_product},
	{"Dropout", read_keep}, {"Flatten", read_reshape},
	{"GlobalAveragePool", read_global}, {"GlobalMaxPool", read_global},
	{"HardSigmoid", read_keep}, {"HardSwish", read_keep}, {"Identity", read_keep},
	{"LRN", read_keep}, {"LeakyRelu", read_keep}, {"MaxPool", read_pool},
	{"Mul", read_product}, {"PRelu", read_keep}, {"Pad", read_pad},
	{"QuantizeLinear", read_keep}, {"ReduceMean", read_mean}, {"Relu", read_keep},
	{"Reshape", read_reshape}, {"Sigmoid", read_keep}, {"Slice", read_slice},
	{"Softmax", read_keep}, {"Squeeze", read_reshape}, {"Sub", read_product},
	{"Sum", read_sum}, {"Tanh", read_keep}, {"Transpose", read_keep},
	{"Unsqueeze", read_reshape},
};

static int is_pad_lost(const struct reader *r)
{
	const int conv = strstr(r->n->type, "Conv") != NULL;

	for (int k = 0; k < r->n->n_in; k++)
		for (int i = 0; r->n->in[k] >= 0 && i < 4 && !(conv && !k); i++)
			if (r->pad[r->n->in[k]][i])
				return 1;
	return 0;
}

static int read_node(struct reader *r)
{
	const struct onnx_attr *turned = onnx_attr(r->n, "transB");
	const struct onnx_attr *a_turned = onnx_attr(r->n, "transA");

	if (is_pad_lost(r))
		return REFUSE(r, "reads a map with zeros round it, only a convolution can");
	if (!strcmp(r->n->type, "Conv"))
		return read_conv(r);
	if (!strcmp(r->n->type, "MatMul"))
		return read_dense(r, 0);
	if (!strcmp(r->n->type, "Gemm") && (!a_turned || !a_turned->i))
		return read_dense(r, turned && turned->i);
	for (size_t k = 0; k < sizeof(plain) / sizeof(plain[0]); k++)
		if (!strcmp(plain[k].type, r->n->type))
			return plain[k].read(r);
	return REFUSE(r, "is computed in float alone: no layer of a fabric does it yet");
}

/* The network's input; NHWC where the node that reads it says so. */
static int read_input(struct reader *r)
{
	const struct onnx_value *v = &r->o->value[r->o->input[0]];
	int64_t c = 1, h = 1, w = v->t.n;
	struct node *n;

	if (r->o->n_inputs != 1)
		return err_set(r->e, r->g->path, 0, "has %d inputs: must have one",
			       r->o->n_inputs);
	if (v->t.n_dims && v->t.dim[0] != 1)
		return err_set(r->e, r->g->path, 0, "input \"%.100s\" has a batch of %lld: "
			       "must be 1", v->name, (long long)v->t.dim[0]);
	if (v->t.n_dims == 4) {
		c = v->t.dim[1];
		h = v->t.dim[2];
		w = v->t.dim[3];
	} else {
		c = v->t.n;
		w = 1;
	}
	for (int k = 0; v->t.n_dims == 4 && k < r->o->n_nodes; k++) {
		const struct onnx_attr *perm = onnx_attr(&r->o->node[k], "perm");

		if (!strcmp(r->o->node[k].type, "Transpose") && perm && perm->n == 4 &&
		    r->o->node[k].in[0] == r->o->input[0] && perm->ints[1] == 3) {
			c = v->t.dim[3];
			h = v->t.dim[1];
			w = v->t.dim[2];
		}
	}
	if (c > NODE_SIDE_MAX || h > NODE_SIDE_MAX || w > NODE_SIDE_MAX)
		return err_set(r->e, r->g->path, 0, "input \"%.100s\": sizes must be at most %d",
			       v->name, NODE_SIDE_MAX);
	n = nodes_add(r->g, v->name, 0);
	n->kind = NODE_INPUT;
	n->n_dims = 3;
	n->c = c;
	n->h = h;
	n->w = w;
	node_makes(n, v->name);
	return 0;
}

int layers_onnx(const char *path, struct nodes *g, struct err *e)
{
	const struct onnx_options options = {.input = g->input, .unfold = 1};
	struct onnx_graph *o = onnx_read(path, &options, e);
	struct reader r = {o, g, e, NULL, NULL};
	int failed;

	if (!o)
		return -1;
	r.pad = xcalloc((size_t)o->n_values + 1, sizeof(*r.pad));
	failed = o->n_nodes > NODES_MAX ?
		err_set(e, path, 0, "has %d nodes: must be at most %d", o->n_nodes,
			NODES_MAX) : read_input(&r);
	for (int k = 0; !failed && k < o->n_nodes; k++) {
		r.n = &o->node[k];
		if (r.n->note != NOTE_CONSTANT)
			failed = read_node(&r);
	}
	free(r.pad);
	onnx_free(o);
	return failed;
}
