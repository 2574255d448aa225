/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "impl.h"
#include "onnx.pb-c.h"

void node_clear(struct onnx_node *n)
{
	for (int k = 0; k < n->n_attrs; k++) {
		struct onnx_attr *a = &n->attr[k];

		free(a->name);
		free(a->s);
		free(a->ints);
		free(a->floats);
		tensor_clear(&a->t);
	}
	free(n->attr);
	free(n->name);
	free(n->type);
	free(n->in);
	free(n->out);
	free(n->why);
}

void onnx_free(struct onnx_graph *g)
{
	if (!g)
		return;
	for (int k = 0; k < g->n_nodes; k++)
		node_clear(&g->node[k]);
	for (int k = 0; k < g->n_values; k++) {
		free(g->value[k].name);
		tensor_clear(&g->value[k].t);
	}
	free(g->node);
	free(g->value);
	free(g->input);
	free(g->output);
	free(g->missing);
	free(g->producer);
	free(g->path);
	free(g);
}

static int by_name(const void *key, const void *value)
{
	return strcmp(key, ((const struct onnx_value *)value)->name);
}

int onnx_find(const struct onnx_graph *g, const char *name)
{
	const struct onnx_value *v = bsearch(name, g->value, g->n_values,
					     sizeof(*g->value), by_name);

	return v ? (int)(v - g->value) : -1;
}

const struct onnx_attr *onnx_attr(const struct onnx_node *n, const char *name)
{
	for (int k = 0; k < n->n_attrs; k++)
		if (!strcmp(n->attr[k].name, name))
			return &n->attr[k];
	return NULL;
}

/* The node that makes input k and is not in the order yet, -1: none. */
static int waits_for(const struct onnx_graph *g, const char *done, int node, int k)
{
	int value = g->node[node].in[k], maker = value < 0 ? -1 : g->value[value].maker;

	return maker >= 0 && !done[maker] ? maker : -1;
}

static int first_wait(const struct onnx_graph *g, const char *done, int node)
{
	for (int k = 0; k < g->node[node].n_in; k++)
		if (waits_for(g, done, node, k) >= 0)
			return waits_for(g, done, node, k);
	return -1;
}

/* Every value that is read is made by somebody. */
static int check_makers(const struct onnx_graph *g, struct err *e)
{
	for (int k = 0; k < g->n_nodes; k++)
		for (int i = 0; i < g->node[k].n_in; i++) {
			int at = g->node[k].in[i];

			if (at >= 0 && g->value[at].maker < -1)
				return onnx_refuse(g, &g->node[k], e, "reads \"%.100s\", "
						   "which no node makes and which is no "
						   "input", g->value[at].name);
		}
	return 0;
}

/* Depth first from the nodes in the order of the file, without recursion: a node that
 * waits stands on the stack below the one that it waits for. */
static int visit(const struct onnx_graph *g, int node, char *done, char *waiting,
		 int *stack, int *order, int *n, struct err *e)
{
	int depth = 0;

	stack[depth++] = node;
	waiting[node] = 1;
	while (depth) {
		int at = stack[depth - 1], next = done[at] ? -1 : first_wait(g, done, at);

		if (next >= 0 && waiting[next])
			return onnx_refuse(g, &g->node[next], e, "reads what is made from "
					   "its own output (a cycle)");
		if (next >= 0) {
			waiting[next] = 1;
			stack[depth++] = next;
			continue;
		}
		if (!done[at])
			order[(*n)++] = at;
		done[at] = 1;
		depth--;
	}
	return 0;
}

static void apply_order(struct onnx_graph *g, const int *order)
{
	struct onnx_node *sorted = xcalloc(g->n_nodes + 1, sizeof(*sorted));
	int *place = xcalloc(g->n_nodes + 1, sizeof(*place));

	for (int k = 0; k < g->n_nodes; k++) {
		sorted[k] = g->node[order[k]];
		place[order[k]] = k;
	}
	for (int k = 0; k < g->n_values; k++)
		if (g->value[k].maker >= 0)
			g->value[k].maker = place[g->value[k].maker];
	free(g->node);
	free(place);
	g->node = sorted;
}

int sort_nodes(struct onnx_graph *g, struct err *e)
{
	char *done = xcalloc(g->n_nodes + 1, 1), *waiting = xcalloc(g->n_nodes + 1, 1);
	int *stack = xcalloc(g->n_nodes + 1, sizeof(int));
	int *order = xcalloc(g->n_nodes + 1, sizeof(int));
	int n = 0, r = check_makers(g, e);

	for (int k = 0; !r && k < g->n_nodes; k++)
		r = visit(g, k, done, waiting, stack, order, &n, e);
	if (!r)
		apply_order(g, order);
	free(done);
	free(waiting);
	free(stack);
	free(order);
	return r;
}

struct onnx_graph *onnx_read(const char *path, const struct onnx_options *o,
			     struct err *e)
{
	size_t n;
	char *bytes = file_read(path, ONNX_MAX_FILE, &n, e);
	Onnx__ModelProto *m = NULL;
	struct onnx_graph *g = NULL;

	if (!bytes)
		return NULL;
	if (!proto_check(&onnx__model_proto__descriptor, (uint8_t *)bytes, n, path, e)) {
		m = onnx__model_proto__unpack(NULL, n, (uint8_t *)bytes);
		if (!m)
			err_set(e, path, 0, "is no ONNX model: a field has another type");
	}
	free(bytes);
	if (m)
		g = read_model(m, path, e);
	if (m)
		onnx__model_proto__free_unpacked(m, NULL);
	if (g && o->unfold)
		unfold_graph(g);
	if (g && infer_graph(g, o, e) < 0) {
		onnx_free(g);
		return NULL;
	}
	return g;
}
