/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/* "input "x" [1, 3, 32, 32]" */
static void say_value(const struct onnx_graph *g, const char *what, int at,
		      struct text *t)
{
	const struct onnx_value *v = &g->value[at];
	char text[DIMS_TEXT], *name = xstrdup(v->name);

	make_plain(name);
	text_add(t, "%s \"%s\" %s\n", what, name, !v->is_known ? "of unknown shape" :
		 tensor_text(&v->t, text));
	free(name);
}

static void say_weights(const struct onnx_graph *g, struct text *t)
{
	char *missing = xstrdup(g->missing ? g->missing : "a file");
	int64_t n = 0;

	for (int k = 0; k < g->n_values; k++)
		if (g->value[k].is_constant && g->value[k].maker < 0)
			n += g->value[k].t.n;
	make_plain(missing);
	text_add(t, "initializers: %lld values", (long long)n);
	if (g->n_unheld)
		text_add(t, "; %d of them without data: %s is not there", g->n_unheld,
			 missing);
	if (g->n_filled)
		text_add(t, "; %d constant%s filled with one value: no trained weights",
			 g->n_filled, g->n_filled == 1 ? " is" : "s are");
	text_add(t, "\n");
	free(missing);
}

static const char *note_text(const struct onnx_node *n)
{
	switch (n->note) {
	case NOTE_CONSTANT:
		return "constant: computed when read";
	case NOTE_REFUSED:
		return n->op ? "REFUSED" : "REFUSED: not supported";
	case NOTE_COPY:
	case NOTE_KEPT:
		break;
	}
	return n->op->becomes;
}

static void say_node(const struct onnx_graph *g, const struct onnx_node *n,
		     struct text *t)
{
	const struct onnx_value *v = n->n_out && n->out[0] >= 0 ?
		&g->value[n->out[0]] : NULL;
	char text[DIMS_TEXT];

	text_add(t, "%5d  %-18s %-20s %-32.60s %s\n", n->at, n->type,
		 v && v->is_known ? tensor_text(&v->t, text) : "?", n->name, note_text(n));
	if (!n->why && !strcmp(n->type, "Conv") &&
	    !elem_is_float(g->value[n->in[1]].t.elem))
		text_add(t, "%7sits weights are whole numbers without a scale (%s)\n", "",
			 elem_name(g->value[n->in[1]].t.elem));
	if (n->why)
		text_add(t, "%7s%s\n", "", n->why);
}

int onnx_count(const struct onnx_graph *g, struct text *t)
{
	int n[NOTE_REFUSED + 1] = {0};

	for (int k = 0; k < g->n_nodes; k++)
		n[g->node[k].note]++;
	text_add(t, "%d node%s: %d computed for every input, %d of shape alone, %d "
		 "constant", g->n_nodes, plural(g->n_nodes), n[NOTE_KEPT], n[NOTE_COPY],
		 n[NOTE_CONSTANT]);
	return n[NOTE_REFUSED];
}

int onnx_explain(const struct onnx_graph *g, struct text *t)
{
	int n_refused;

	text_add(t, "%s: opset %d, IR %d%s%s\n", g->path, g->opset, g->ir,
		 *g->producer ? ", " : "", g->producer);
	for (int k = 0; k < g->n_inputs; k++)
		say_value(g, "input", g->input[k], t);
	for (int k = 0; k < g->n_outputs; k++)
		say_value(g, "output", g->output[k], t);
	say_weights(g, t);
	text_add(t, "\n%5s  %-18s %-20s %-32s %s\n", "node", "operator", "output", "name",
		 "becomes");
	for (int k = 0; k < g->n_nodes; k++)
		say_node(g, &g->node[k], t);
	text_add(t, "\n");
	n_refused = onnx_count(g, t);
	text_add(t, ", %d refused\n", n_refused);
	return n_refused;
}
