/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "onnx.pb-c.h"

/* A graph from the message: names to values, no order, no shapes yet. */
struct build {
	const Onnx__GraphProto *p;
	struct onnx_graph *g;
	struct err *e;
	int64_t n_held;	/* values of what was read so far */
};

#define BAD(b, ...) err_set((b)->e, (b)->g->path, 0, __VA_ARGS__)
#define MADE_BY_NOBODY -2
#define MAX_ATTRS 64

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int has(const char *name)
{
	return name && *name;
}

/* Every name of a value once, sorted: value 0, 1, ... */
static void make_values(struct build *b)
{
	const Onnx__GraphProto *p = b->p;
	size_t n = p->n_input + p->n_initializer + p->n_output, k, at = 0;
	const char **name;

	for (k = 0; k < p->n_node; k++)
		n += p->node[k]->n_input + p->node[k]->n_output;
	name = xcalloc(n + 1, sizeof(*name));
	for (k = 0; k < p->n_input; k++)
		name[at++] = p->input[k]->name;
	for (k = 0; k < p->n_initializer; k++)
		name[at++] = p->initializer[k]->name;
	for (k = 0; k < p->n_output; k++)
		name[at++] = p->output[k]->name;
	for (k = 0; k < p->n_node; k++) {
		for (size_t i = 0; i < p->node[k]->n_input; i++)
			name[at++] = p->node[k]->input[i];
		for (size_t i = 0; i < p->node[k]->n_output; i++)
			name[at++] = p->node[k]->output[i];
	}
	for (k = n = 0; k < at; k++)
		if (has(name[k]))
			name[n++] = name[k];
	qsort(name, n, sizeof(*name), by_text);
	b->g->value = xcalloc(n + 1, sizeof(*b->g->value));
	for (k = 0; k < n; k++) {
		struct onnx_value *v = &b->g->value[b->g->n_values];

		if (k && !strcmp(name[k], name[k - 1]))
			continue;
		v->name = xstrdup(name[k]);
		v->maker = MADE_BY_NOBODY;
		b->g->n_values++;
	}
	free(name);
}

static int take_initializers(struct build *b)
{
	const Onnx__GraphProto *p = b->p;

	if (p->n_sparse_initializer)
		return BAD(b, "has sparse initializers, which are not supported");
	for (size_t k = 0; k < p->n_initializer; k++) {
		const char *name = p->initializer[k]->name;
		struct onnx_value *v;

		if (!has(name))
			return BAD(b, "initializer %zu has no name", k);
		v = &b->g->value[onnx_find(b->g, name)];
		if (v->is_constant)
			return BAD(b, "\"%.100s\": two initializers have this name", name);
		if (read_tensor(p->initializer[k], b->g->path, name, &v->t,
				&b->g->missing, &b->n_held, b->e) < 0)
			return -1;
		v->is_constant = v->is_known = 1;
		v->maker = -1;
	}
	return 0;
}

/* Kind and shape that the file states for a value; -1 and *e where it is no array. */
static int take_stated(struct build *b, const Onnx__ValueInfoProto *p,
		       struct onnx_tensor *t)
{
	const Onnx__TypeProto__Tensor *a;
	const Onnx__TensorShapeProto *s;

	memset(t, 0, sizeof(*t));
	if (!p->type || p->type->value_case != ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE)
		return BAD(b, "\"%.100s\": is no tensor", p->name);
	a = p->type->tensor_type;
	if (!elem_name(a->elem_type))
		return BAD(b, "\"%.100s\": elements of type %d are not supported",
			   p->name, a->elem_type);
	t->elem = a->elem_type;
	s = a->shape;
	if (!s)
		return 0;
	if (s->n_dim > ONNX_MAX_DIMS)
		return BAD(b, "\"%.100s\": %zu dimensions: must be at most %d", p->name,
			   s->n_dim, ONNX_MAX_DIMS);
	t->n = 1;
	t->n_dims = (int)s->n_dim;
	for (int d = 0; d < t->n_dims; d++)
		t->dim[d] = s->dim[d]->value_case ==
			ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE &&
			s->dim[d]->dim_value > 0 ? s->dim[d]->dim_value : -1;
	return 0;
}

static int take_inputs(struct build *b)
{
	const Onnx__GraphProto *p = b->p;
	struct onnx_graph *g = b->g;

	g->input = xcalloc(p->n_input + 1, sizeof(int));
	for (size_t k = 0; k < p->n_input; k++) {
		struct onnx_value *v;
		int at;

		if (!has(p->input[k]->name))
			return BAD(b, "input %zu has no name", k);
		at = onnx_find(g, p->input[k]->name);
		v = &g->value[at];
		if (v->is_constant)
			continue;	/* an initializer listed as an input too */
		if (v->maker == -1)
			return BAD(b, "\"%.100s\": two inputs have this name", v->name);
		if (take_stated(b, p->input[k], &v->stated) < 0)
			return -1;
		v->maker = -1;
		g->input[g->n_inputs++] = at;
	}
	return 0;
}

/* Shapes of others: what is no array here is found where it is read. */
static void take_infos(struct build *b, size_t n, Onnx__ValueInfoProto **p)
{
	struct err unused = {0};
	struct build quiet = {.p = b->p, .g = b->g, .e = &unused};

	for (size_t k = 0; k < n; k++) {
		int at = has(p[k]->name) ? onnx_find(b->g, p[k]->name) : -1;

		if (at < 0 || b->g->value[at].stated.n)
			continue;
		if (take_stated(&quiet, p[k], &b->g->value[at].stated) < 0)
			memset(&b->g->value[at].stated, 0, sizeof(struct onnx_tensor));
	}
}

static int take_outputs(struct build *b)
{
	struct onnx_graph *g = b->g;

	if (b->p->n_output > ONNX_MAX_PORTS)
		return BAD(b, "has %zu outputs: must be at most %d", b->p->n_output,
			   ONNX_MAX_PORTS);
	g->output = xcalloc(b->p->n_output + 1, sizeof(int));
	for (size_t k = 0; k < b->p->n_output; k++) {
		const char *name = b->p->output[k]->name;
		int at = has(name) ? onnx_find(g, name) : -1;

		if (at < 0)
			return BAD(b, "output %zu has no name", k);
		for (int i = 0; i < g->n_outputs; i++)
			if (g->output[i] == at)
				return BAD(b, "\"%.100s\": two outputs have this name",
					   name);
		if (g->value[at].maker == MADE_BY_NOBODY)
			return BAD(b, "output \"%.100s\" is made by no node", name);
		g->output[g->n_outputs++] = at;
	}
	return g->n_outputs ? 0 : BAD(b, "has no output");
}

static int take_attrs(struct build *b, const Onnx__NodeProto *p, struct onnx_node *n)
{
	n->attr = xcalloc(p->n_attribute + 1, sizeof(*n->attr));
	for (size_t k = 0; k < p->n_attribute; k++) {
		struct onnx_attr *a = &n->attr[n->n_attrs++];

		if (read_attr(p->attribute[k], b->g->path, n->name, a, &b->n_held, b->e) < 0)
			return -1;
		if (onnx_attr(n, a->name) != a)
			return BAD(b, "node \"%.100s\": two attributes %.100s", n->name,
				   a->name);
	}
	return 0;
}

static int *take_ports(struct build *b, size_t n, char **name, int *n_ports)
{
	int *port = xcalloc(n + 1, sizeof(*port));

	*n_ports = (int)n;
	for (size_t k = 0; k < n; k++)
		port[k] = has(name[k]) ? onnx_find(b->g, name[k]) : -1;
	return port;
}

/* The values that a node makes are its own. */
static int take_makes(struct build *b, int at)
{
	struct onnx_node *n = &b->g->node[at];

	for (int k = 0; k < n->n_out; k++) {
		struct onnx_value *v = n->out[k] < 0 ? NULL : &b->g->value[n->out[k]];

		if (v && v->maker == -1)
			return BAD(b, "\"%.100s\": made by node %d, %s \"%.100s\", and %s",
				   v->name, n->at, n->type, n->name, v->is_constant ?
				   "an initializer" : "an input of the graph");
		if (v && v->maker >= 0)
			return BAD(b, "\"%.100s\": made twice, by node %d, %s \"%.100s\", "
				   "and by node %d, %s \"%.100s\"", v->name, v->maker,
				   b->g->node[v->maker].type, b->g->node[v->maker].name,
				   n->at, n->type, n->name);
		if (v)
			v->maker = at;
	}
	return 0;
}

static char *name_of(const Onnx__NodeProto *p)
{
	for (size_t k = 0; !has(p->name) && k < p->n_output; k++)
		if (has(p->output[k]))
			return xstrdup(p->output[k]);
	return xstrdup(has(p->name) ? p->name : "");
}

/* Ports without a name at the end are as if they were not there. */
static void trim(const int *port, int *n, int least)
{
	while (*n > least && port[*n - 1] < 0)
		--*n;
}

static int take_node(struct build *b, const Onnx__NodeProto *p)
{
	struct onnx_graph *g = b->g;
	struct onnx_node *n = &g->node[g->n_nodes];
	int own = !has(p->domain) || !strcmp(p->domain, "ai.onnx");

	n->at = g->n_nodes++;
	n->name = name_of(p);
	own |= !strcmp(p->domain ? p->domain : "", "com.microsoft") && p->op_type &&
		op_find(p->op_type);	/* those of onnxruntime have the names of others */
	n->type = own ? xstrdup(p->op_type ? p->op_type : "") :
		xasprintf("%s::%s", p->domain, p->op_type ? p->op_type : "");
	make_plain(n->name);
	make_plain(n->type);
	if (p->n_input > ONNX_MAX_PORTS || p->n_output > ONNX_MAX_PORTS)
		return BAD(b, "node %d, %s \"%.100s\": %zu inputs and %zu outputs: must be "
			   "at most %d", n->at, n->type, n->name, p->n_input, p->n_output,
			   ONNX_MAX_PORTS);
	if (p->n_attribute > MAX_ATTRS)
		return BAD(b, "node %d, %s \"%.100s\": %zu attributes: must be at most %d",
			   n->at, n->type, n->name, p->n_attribute, MAX_ATTRS);
	n->in = take_ports(b, p->n_input, p->input, &n->n_in);
	n->out = take_ports(b, p->n_output, p->output, &n->n_out);
	n->op = op_find(n->type);
	trim(n->in, &n->n_in, n->op ? n->op->min_in : 0);
	trim(n->out, &n->n_out, n->op ? n->op->min_out : 0);
	return take_attrs(b, p, n) < 0 ? -1 : take_makes(b, n->at);
}

static int take_nodes(struct build *b)
{
	if (b->p->n_node > ONNX_MAX_NODES)
		return BAD(b, "has %zu nodes: must be at most %d", b->p->n_node,
			   ONNX_MAX_NODES);
	b->g->node = xcalloc(b->p->n_node + 1, sizeof(*b->g->node));
	for (size_t k = 0; k < b->p->n_node; k++)
		if (take_node(b, b->p->node[k]) < 0)
			return -1;
	return 0;
}

/* The opset of the own domain; those of others matter where a node is of them. */
static int take_opset(struct build *b, const Onnx__ModelProto *m)
{
	int64_t opset = -1;

	for (size_t k = 0; k < m->n_opset_import; k++) {
		const char *domain = m->opset_import[k]->domain;

		if (!has(domain) || !strcmp(domain, "ai.onnx"))
			opset = m->opset_import[k]->version;
	}
	if (opset < ONNX_OPSET_MIN || opset > ONNX_OPSET_MAX)
		return BAD(b, "opset %" PRId64 ": must be %d to %d", opset,
			   ONNX_OPSET_MIN, ONNX_OPSET_MAX);
	b->g->opset = (int)opset;
	b->g->ir = (int)m->ir_version;
	b->g->producer = xasprintf("%s%s%s", m->producer_name ? m->producer_name : "",
				   has(m->producer_version) ? " " : "",
				   m->producer_version ? m->producer_version : "");
	make_plain(b->g->producer);
	return 0;
}

struct onnx_graph *read_model(const Onnx__ModelProto *m, const char *path,
			      struct err *e)
{
	struct build b = {.p = m->graph, .g = xcalloc(1, sizeof(struct onnx_graph)), .e = e};
	int r;

	b.g->path = xstrdup(path);
	if (!m->graph || !m->n_opset_import)
		r = BAD(&b, "is no ONNX model: has no %s", m->graph ? "opset" : "graph");
	else
		r = take_opset(&b, m);
	if (!r) {
		make_values(&b);
		r = take_initializers(&b) || take_inputs(&b) || take_nodes(&b) ||
			take_outputs(&b) || sort_nodes(b.g, e) ? -1 : 0;
	}
	if (!r) {
		take_infos(&b, m->graph->n_value_info, m->graph->value_info);
		take_infos(&b, m->graph->n_output, m->graph->output);
		return b.g;
	}
	onnx_free(b.g);
	return NULL;
}
