/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "impl.h"

/*
 * Reader of node lists in JSON as the compiler PIMCOMP takes them
 * (docs/formats.md, "Graphs of shapes").
 */
struct reader {
	struct nodes *g;
	struct err *e;
	const char *text;
	const json_t *root;
	const json_t *item;	/* the node being read */
	const json_t *param;
	struct node *n;
};

/* About member `key` of the object `of`. */
#define REFUSE(r, of, key, ...) \
	err_set((r)->e, (r)->g->path, \
		json_line((r)->text, (r)->root, of, key), __VA_ARGS__)

enum { READ_NOTHING, READ_CONV, READ_POOL, READ_DENSE, READ_ADD, READ_PAD };

static const struct {
	const char *name;
	enum node_kind kind;
	enum layer_op op;	/* NODE_LAYER */
	int read;		/* which parameters it has */
} operations[] = {
	{ "OP_INPUT", NODE_INPUT, 0, READ_NOTHING },
	{ "OP_CONV", NODE_LAYER, LAYER_CONV, READ_CONV },
	{ "OP_FC", NODE_LAYER, LAYER_DENSE, READ_DENSE },
	{ "OP_POOL", NODE_LAYER, LAYER_POOL, READ_POOL },
	{ "OP_ELTWISE", NODE_LAYER, LAYER_ADD, READ_ADD },
	{ "OP_CONCAT", NODE_LAYER, LAYER_CONCAT, READ_NOTHING },
	{ "OP_FLATTEN", NODE_FLAT, 0, READ_NOTHING },
	{ "OP_RESHAPE", NODE_FLAT, 0, READ_NOTHING },
	{ "OP_PAD", NODE_PAD, 0, READ_PAD },
	{ "OP_TRANSPOSE", NODE_CUT, 0, READ_NOTHING },
	{ "OP_HARDSIGMOID", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_HARDSWISH", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_PRELU", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_SHUFFLE", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_BN", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_CLIP", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_DROPOUT", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_LRN", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_RELU", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_SIGMOID", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_SOFTMAX", NODE_KEEP, 0, READ_NOTHING },
	{ "OP_TANH", NODE_KEEP, 0, READ_NOTHING },
};
#define N_OPERATIONS ((int)(sizeof(operations) / sizeof(operations[0])))

/* A parameter; default_value where it is left out, refused there if that is < lo. */
static int get(struct reader *r, const char *key, int lo, int hi, int default_value,
	       int *v)
{
	const json_t *value = json_object_get(r->param, key);
	json_int_t n = json_integer_value(value);

	*v = default_value;
	if (!value && default_value >= lo)
		return 0;
	if (!value)
		return REFUSE(r, r->item, "param",
			      "\"%.100s\": param has no %s", r->n->name, key);
	if (lo == hi && (!json_is_integer(value) || n != lo))
		return REFUSE(r, r->param, key, "\"%.100s\": %s = %lld: only %d is "
			      "supported", r->n->name, key, (long long)n, lo);
	if (!json_is_integer(value) || n < lo || n > hi)
		return REFUSE(r, r->param, key, "\"%.100s\": %s = %lld: must be "
			      "a whole number %d..%d", r->n->name, key, (long long)n, lo, hi);
	*v = (int)n;
	return 0;
}

static int get_window(struct reader *r)
{
	struct layer *l = &r->n->layer;
	if (get(r, "kernel_w", 1, NODE_KERNEL_MAX, 0, &l->k_w) ||
	    get(r, "kernel_h", 1, NODE_KERNEL_MAX, 0, &l->k_h) ||
	    get(r, "stride_w", 1, NODE_KERNEL_MAX, 1, &l->stride_x) ||
	    get(r, "stride_h", 1, NODE_KERNEL_MAX, 1, &l->stride_y) ||
	    get(r, "pad_w0", 0, NODE_KERNEL_MAX, 0, &l->pad_x) ||
	    get(r, "pad_w1", 0, NODE_KERNEL_MAX, 0, &r->n->pad_right) ||
	    get(r, "pad_h0", 0, NODE_KERNEL_MAX, 0, &l->pad_y) ||
	    get(r, "pad_h1", 0, NODE_KERNEL_MAX, 0, &r->n->pad_below))
		return -1;
	return 0;
}

static int get_param(struct reader *r, int kind)
{
	struct layer *l = &r->n->layer;
	int v;

	switch (kind) {
	case READ_CONV:
		if (get_window(r) ||
		    get(r, "dilation_w", 1, NODE_KERNEL_MAX, 1, &l->dilation_x) ||
		    get(r, "dilation_h", 1, NODE_KERNEL_MAX, 1, &l->dilation_y) ||
		    get(r, "group", 1, NODE_SIDE_MAX, 1, &l->groups) ||
		    get(r, "output_channel", 1, NODE_SIDE_MAX, 0, &l->c_out) ||
		    get(r, "input_channel", 1, NODE_SIDE_MAX, 0, &v))
			return -1;
		r->n->c_in = v;
		return 0;
	case READ_POOL:
		if (get(r, "global", 0, 1, 0, &r->n->is_global))
			return -1;
		return r->n->is_global ? 0 : get_window(r);
	case READ_DENSE:
		if (get(r, "num_input", 1, 1 << 30, 0, &v) ||
		    get(r, "num_output", 1, NODE_DENSE_MAX, 0, &l->c_out))
			return -1;
		r->n->c_in = v;
		return 0;
	case READ_PAD:
		return get(r, "pad_0_h", 0, NODE_KERNEL_MAX, 0, &l->pad_y) ||
		       get(r, "pad_1_h", 0, NODE_KERNEL_MAX, 0, &r->n->pad_below) ||
		       get(r, "pad_0_w", 0, NODE_KERNEL_MAX, 0, &l->pad_x) ||
		       get(r, "pad_1_w", 0, NODE_KERNEL_MAX, 0, &r->n->pad_right) ? -1 : 0;
	case READ_ADD:	/* 2: the sum */
		return get(r, "eletype", 2, 2, 2, &v);
	}
	return 0;
}

/* [1, channels, height, width], [1, values], or left out. */
static int get_shape(struct reader *r)
{
	const json_t *dim = json_object_get(r->item, "output_dim");
	size_t n = json_array_size(dim), i;
	struct node *k = r->n;

	if (!dim)
		return 0;
	for (i = 0; i < n; i++) {
		const json_t *v = json_array_get(dim, i);

		if (!json_is_integer(v) || json_integer_value(v) < 1 ||
		    json_integer_value(v) > (i == 1 ? 1 << 30 : NODE_SIDE_MAX))
			break;
	}
	if (i < n || (n != 2 && n != 4) ||
	    json_integer_value(json_array_get(dim, 0)) != 1)
		return REFUSE(r, r->item, "output_dim", "\"%.100s\": output_dim: "
			      "must be [1, channels, height, width] or [1, "
			      "values]", k->name);
	k->n_dims = n == 4 ? 3 : 1;
	k->c = json_integer_value(json_array_get(dim, 1));
	k->h = n == 4 ? json_integer_value(json_array_get(dim, 2)) : 1;
	k->w = n == 4 ? json_integer_value(json_array_get(dim, 3)) : 1;
	return 0;
}

static int get_providers(struct reader *r)
{
	const json_t *list = json_object_get(r->item, "provider");
	size_t i;

	if (list && !json_is_array(list))
		return REFUSE(r, r->item, "provider", "\"%.100s\": provider: must "
			      "be a list of names", r->n->name);
	for (i = 0; i < json_array_size(list); i++) {
		const char *s = json_string_value(json_array_get(list, i));

		if (!s)
			return REFUSE(r, r->item, "provider", "\"%.100s\": "
				      "provider: must be a list of names",
				      r->n->name);
		node_reads(r->n, s);
	}
	return 0;
}

static int read_node(struct reader *r, const json_t *item, int line)
{
	const char *name = json_string_value(json_object_get(item, "name"));
	const char *op = json_string_value(json_object_get(item, "operation"));
	int i;

	if (!name)
		return err_set(r->e, r->g->path, line, "node %d of node_list has "
			       "no name", r->g->n_nodes);
	for (i = 0; i < N_OPERATIONS; i++)
		if (op && !strcmp(operations[i].name, op))
			break;
	if (i == N_OPERATIONS)
		return REFUSE(r, item, "operation", "\"%.100s\": operation %.40s is "
			      "not supported", name, op ? op : "(none)");
	r->item = item;
	r->param = json_object_get(item, "param");
	r->n = nodes_add(r->g, name, line);
	r->n->kind = operations[i].kind;
	r->n->layer.op = operations[i].op;
	node_makes(r->n, name);
	if (get_shape(r) || get_providers(r))
		return -1;
	return get_param(r, operations[i].read);
}

static int read_nodes(struct reader *r)
{
	const json_t *list = json_object_get(r->root, "node_list");
	size_t n = json_array_size(list), i;
	int *line, failed = 0;

	if (!n || n > NODES_MAX)
		return REFUSE(r, r->root, "node_list", "node_list: must be a list "
			      "of 1..%d nodes", NODES_MAX);
	line = xcalloc(n, sizeof(*line));
	json_lines(r->text, r->root, list, line);
	for (i = 0; !failed && i < n; i++)
		failed = read_node(r, json_array_get(list, i), line[i]);
	free(line);
	return failed;
}

int layers_json(const char *text, struct nodes *g, struct err *e)
{
	struct reader r = { g, e, text, NULL, NULL, NULL, NULL };
	json_error_t why;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &why);
	int failed;

	if (!root)
		return err_set(e, g->path, why.line, "not JSON: %s", why.text);
	r.root = root;
	failed = read_nodes(&r);
	json_decref(root);
	return failed;
}
