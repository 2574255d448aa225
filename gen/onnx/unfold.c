/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "linear.h"

/*
 * A graph of operators on integers as one of floats that states how they are quantised:
 *
 *	q -- QLinearConv -- r   becomes   q -- Dequantize -- Conv -- Quantize -- r -- Dequantize
 *
 * Each value of integers has a twin of real values, which all that reads it reads instead.
 * DynamicQuantizeLinear goes: its value's twin is what it quantises, its scale is 1. A Sum of
 * more than two values becomes Adds, one behind the other.
 */
struct unfold {
	struct onnx_graph *g;
	int n_named;	/* values of the file */
	int *twin;	/* [n_named] value, -1: none */
	struct onnx_node *node;
	int n;
};

static int new_value(struct unfold *u, const struct onnx_node *n, const char *what)
{
	struct onnx_graph *g = u->g;

	g->value = xrealloc(g->value, (size_t)(g->n_values + 1) * sizeof(*g->value));
	g->value[g->n_values] = (struct onnx_value) {
		.name = xasprintf("%.100s|%s%d", n->name, what, g->n_values), .maker = 0,
	};
	return g->n_values++;
}

static struct onnx_node *new_node(struct unfold *u)
{
	u->node = xrealloc(u->node, (size_t)(u->n + 1) * sizeof(*u->node));
	return &u->node[u->n++];
}

/* A node of the file's node n, which makes `out`; -1: a new value. Returns what it makes. */
static int add_node(struct unfold *u, const struct onnx_node *n, const char *type, int n_in,
		    const int *in, int out)
{
	struct onnx_node *to;

	out = out < 0 ? new_value(u, n, type) : out;
	to = new_node(u);
	*to = (struct onnx_node) {
		.name = xstrdup(n->name), .type = xstrdup(type), .at = n->at,
		.op = op_find(type), .n_in = n_in, .in = xcalloc((size_t)n_in + 1, sizeof(int)),
		.n_out = 1, .out = xcalloc(1, sizeof(int)), .is_added = 1,
	};
	memcpy(to->in, in, (size_t)n_in * sizeof(*in));
	to->out[0] = out;
	return out;
}

static void add_int(struct onnx_node *n, const char *name, int64_t v)
{
	n->attr = xrealloc(n->attr, (size_t)(n->n_attrs + 1) * sizeof(*n->attr));
	n->attr[n->n_attrs++] = (struct onnx_attr) {
		.name = xstrdup(name), .kind = ATTR_INT, .i = v,
	};
}

static int input(const struct onnx_node *n, int k)
{
	return k < n->n_in ? n->in[k] : -1;
}

/* Value k of the node and its scale and zero point as real values. */
static int dequantised(struct unfold *u, const struct onnx_node *n, int k, int axis)
{
	const int in[3] = {input(n, k), input(n, k + 1), input(n, k + 2)};
	int out;

	if (in[0] < u->n_named && u->twin[in[0]] >= 0)
		return u->twin[in[0]];
	out = add_node(u, n, "DequantizeLinear", in[2] < 0 ? 2 : 3, in, -1);
	add_int(&u->node[u->n - 1], "axis", axis);
	return out;
}

/* The sums of int32 of a bias in the product of both scales. */
static int real_bias(struct unfold *u, const struct onnx_node *n, const struct linear *l)
{
	const int scales[2] = {n->in[l->first + 1], n->in[l->first + 4]};
	int product[2];

	product[1] = add_node(u, n, "Mul", 2, scales, -1);
	product[0] = add_node(u, n, "Cast", 1, &n->in[l->bias], -1);
	add_int(&u->node[u->n - 1], "to", ELEM_FLOAT);
	return add_node(u, n, "Mul", 2, product, -1);
}

/* The attributes go to the last node that was made. */
static void give_attrs(struct unfold *u, struct onnx_node *n)
{
	struct onnx_node *to = &u->node[u->n - 1];

	to->attr = n->attr;
	to->n_attrs = n->n_attrs;
	to->is_added = 0;
	n->attr = NULL;
	n->n_attrs = 0;
}

/* real: what the node quantises into its output 0, with scale and zero point at y. */
static void quantise(struct unfold *u, const struct onnx_node *n, int real, int y)
{
	int in[3] = {real, input(n, y), input(n, y + 1)};

	in[0] = add_node(u, n, "QuantizeLinear", in[2] < 0 ? 2 : 3, in, n->out[0]);
	u->twin[n->out[0]] = add_node(u, n, "DequantizeLinear", in[2] < 0 ? 2 : 3, in, -1);
}

static int is_whole(const struct onnx_node *n, const struct linear *l, int count)
{
	int whole = n->n_out == 1 && n->out[0] >= 0 && !attr_int(n, "channels_last", 0) &&
		!(l->bias >= 0 && attr_float(n, "alpha", 1) != 1) &&
		(input(n, l->y) >= 0 || !strcmp(l->name, "QGemm"));

	for (int k = 0; k < count; k++)
		whole &= input(n, l->first + 3 * k) >= 0 && input(n, l->first + 3 * k + 1) >= 0;
	return whole;
}

/* 0 where the node has to stay, so that it is refused as it stands. */
static int unfold_linear(struct unfold *u, struct onnx_node *n, const struct linear *l)
{
	const int count = linear_count(l, n->n_in);
	int *in = xcalloc((size_t)count + 1, sizeof(*in)), n_in = count, real;

	if (!is_whole(n, l, count)) {
		free(in);
		return 0;
	}
	for (int k = 0; k < count; k++)
		in[k] = dequantised(u, n, l->first + 3 * k, linear_axis(l, n));
	if (l->bias >= 0 && input(n, l->bias) >= 0)
		in[n_in++] = real_bias(u, n, l);
	real = add_node(u, n, l->plain, n_in, in, input(n, l->y) < 0 ? n->out[0] : -1);
	give_attrs(u, n);
	if (input(n, l->y) >= 0)
		quantise(u, n, real, l->y);
	free(in);
	return 1;
}

static void make_constant(struct onnx_value *v, enum elem elem, int64_t x)
{
	v->t = (struct onnx_tensor) {.elem = elem, .n = 1};
	tensor_room(&v->t);
	if (v->t.f)
		v->t.f[0] = (float)x;
	else
		v->t.i[0] = x;
	v->is_constant = v->is_known = 1;
	v->maker = -1;
}

static int unfold_dynamic(struct unfold *u, const struct onnx_node *n)
{
	if (n->n_out != 3 || n->out[0] < 0 || input(n, 0) < 0)
		return 0;
	u->twin[n->out[0]] = n->in[0];
	if (n->out[1] >= 0)
		make_constant(&u->g->value[n->out[1]], ELEM_FLOAT, 1);
	if (n->out[2] >= 0)
		make_constant(&u->g->value[n->out[2]], ELEM_UINT8, 0);
	return 1;
}

/* Of what DynamicQuantizeLinear made, by constants of scale 1. */
static int unfold_integer(struct unfold *u, struct onnx_node *n)
{
	const int is_conv = !strcmp(n->type, "ConvInteger");
	int in[3] = {input(n, 1), -1, input(n, 3)};

	if (input(n, 0) < 0 || u->twin[n->in[0]] < 0 || in[0] < 0 || n->n_out != 1)
		return 0;
	in[1] = new_value(u, n, "one");
	make_constant(&u->g->value[in[1]], ELEM_FLOAT, 1);
	in[1] = add_node(u, n, "DequantizeLinear", in[2] < 0 ? 2 : 3, in, -1);
	add_int(&u->node[u->n - 1], "axis", is_conv ? 0 : 1);
	in[0] = u->twin[n->in[0]];
	add_node(u, n, is_conv ? "Conv" : "MatMul", 2, in, n->out[0]);
	give_attrs(u, n);
	return 1;
}

/* Operators that take integers as they take floats, and keep their values. */
static int is_mover(const char *type)
{
	static const char *const movers[] = {
		"Concat", "DepthToSpace", "Flatten", "Gather", "Identity", "MaxPool", "Reshape",
		"Resize", "Slice", "Split", "Squeeze", "Transpose", "Unsqueeze", NULL,
	};

	for (int k = 0; movers[k]; k++)
		if (!strcmp(movers[k], type))
			return 1;
	return 0;
}

/* The node as it is, on the twins. */
static void keep(struct unfold *u, struct onnx_node *n)
{
	const int mover = is_mover(n->type);
	int twins = 0;

	for (int k = 0; mover && k < n->n_in; k++)
		if (n->in[k] >= 0 && u->twin[n->in[k]] >= 0) {
			n->in[k] = u->twin[n->in[k]];
			twins++;
		}
	for (int k = 0; twins && k < n->n_out; k++)
		if (n->out[k] >= 0)
			u->twin[n->out[k]] = n->out[k];
	*new_node(u) = *n;
	*n = (struct onnx_node) {0};
}

static int is_long_sum(const struct onnx_node *n)
{
	int all = !strcmp(n->type, "Sum") && n->n_in > 2 && n->n_out == 1 && n->out[0] >= 0;

	for (int k = 0; k < n->n_in; k++)
		all &= n->in[k] >= 0;
	return all;
}

static void unfold_sum(struct unfold *u, struct onnx_node *n)
{
	int in[2] = {n->in[0], -1};

	for (int k = 1; k < n->n_in; k++) {
		in[1] = n->in[k];
		in[0] = add_node(u, n, "Add", 2, in, k == n->n_in - 1 ? n->out[0] : -1);
	}
	give_attrs(u, n);
}

static void unfold_node(struct unfold *u, struct onnx_node *n)
{
	const struct linear *l = linear_find(n->type);
	const char *type = n->type;

	if (l && unfold_linear(u, n, l))
		return;
	if (!strcmp(type, "DynamicQuantizeLinear") && unfold_dynamic(u, n))
		return;
	if (strstr(type, "Integer") && unfold_integer(u, n))
		return;
	if (!strcmp(type, "QuantizeLinear") && input(n, 0) >= 0 && input(n, 1) >= 0 &&
	    n->n_out == 1 && n->out[0] >= 0 && !n->n_attrs) {
		quantise(u, n, n->in[0], 1);
		return;
	}
	if (!strcmp(type, "DequantizeLinear") && input(n, 0) >= 0 &&
	    u->twin[n->in[0]] >= 0 && n->n_out == 1 && n->out[0] >= 0) {
		add_node(u, n, "Identity", 1, &u->twin[n->in[0]], n->out[0]);
		return;
	}
	if (is_long_sum(n)) {
		unfold_sum(u, n);
		return;
	}
	keep(u, n);
}

static int by_name(const void *a, const void *b)
{
	const struct onnx_value *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static void renumber(int n, int *list, const int *place)
{
	for (int k = 0; k < n; k++)
		list[k] = list[k] < 0 ? -1 : place[list[k]];
}

/* Values by name again; who makes them. */
static void sort_values(struct onnx_graph *g)
{
	struct onnx_value **order = xcalloc((size_t)g->n_values + 1, sizeof(*order));
	struct onnx_value *sorted = xcalloc((size_t)g->n_values + 1, sizeof(*sorted));
	int *place = xcalloc((size_t)g->n_values + 1, sizeof(*place));

	for (int k = 0; k < g->n_values; k++)
		order[k] = &g->value[k];
	qsort(order, (size_t)g->n_values, sizeof(*order), by_name);
	for (int k = 0; k < g->n_values; k++) {
		place[order[k] - g->value] = k;
		sorted[k] = *order[k];
	}
	free(g->value);
	free(order);
	g->value = sorted;
	renumber(g->n_inputs, g->input, place);
	renumber(g->n_outputs, g->output, place);
	for (int k = 0; k < g->n_nodes; k++) {
		renumber(g->node[k].n_in, g->node[k].in, place);
		renumber(g->node[k].n_out, g->node[k].out, place);
		for (int i = 0; i < g->node[k].n_out; i++)
			if (g->node[k].out[i] >= 0)
				g->value[g->node[k].out[i]].maker = k;
	}
	free(place);
}

static int has_work(const struct onnx_graph *g)
{
	for (int k = 0; k < g->n_nodes; k++)
		if (linear_find(g->node[k].type) || is_long_sum(&g->node[k]) ||
		    !strcmp(g->node[k].type, "DynamicQuantizeLinear"))
			return 1;
	return 0;
}

void unfold_graph(struct onnx_graph *g)
{
	struct unfold u = {.g = g, .n_named = g->n_values};

	if (!has_work(g))
		return;
	u.twin = xcalloc((size_t)g->n_values + 1, sizeof(*u.twin));
	memset(u.twin, -1, (size_t)g->n_values * sizeof(*u.twin));
	for (int k = 0; k < g->n_nodes; k++) {
		unfold_node(&u, &g->node[k]);
		node_clear(&g->node[k]);
	}
	for (int k = 0; k < g->n_outputs; k++)
		if (g->output[k] < u.n_named && u.twin[g->output[k]] >= 0)
			g->output[k] = u.twin[g->output[k]];
	free(g->node);
	g->node = u.node;
	g->n_nodes = u.n;
	sort_values(g);
	free(u.twin);
}
