/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/* One evaluation: values while somebody still reads them. */
struct eval {
	const struct onnx_graph *g;
	struct err *e;
	char *needed;	/* [n_nodes] */
	int *left;	/* [n_values] readers still to come */
	struct onnx_tensor *t;	/* [n_values] */
};

static int maker_of(const struct onnx_graph *g, int value)
{
	return value < 0 || g->value[value].is_constant ? -1 : g->value[value].maker;
}

/* Backwards from what is wanted: the nodes that make it. */
static void mark_needed(struct eval *v, const int *want, int n)
{
	const struct onnx_graph *g = v->g;

	for (int k = 0; k < n; k++) {
		v->left[want[k]]++;
		if (maker_of(g, want[k]) >= 0)
			v->needed[maker_of(g, want[k])] = 1;
	}
	for (int k = g->n_nodes - 1; k >= 0; k--)
		for (int i = 0; v->needed[k] && i < g->node[k].n_in; i++) {
			if (g->node[k].in[i] < 0)
				continue;
			v->left[g->node[k].in[i]]++;
			if (maker_of(g, g->node[k].in[i]) >= 0)
				v->needed[maker_of(g, g->node[k].in[i])] = 1;
		}
}

/* The input with its values: made before, or a constant. */
static int take_input(struct eval *v, const struct onnx_node *n, int value,
		      const struct onnx_tensor **in)
{
	const struct onnx_value *x = &v->g->value[value];

	*in = x->is_constant ? &x->t : &v->t[value];
	if (x->is_constant && x->t.held == HELD_NONE)
		return onnx_refuse(v->g, n, v->e, "\"%.100s\" has no values: they are in a "
				   "file that is not there%s%.100s", x->name,
				   v->g->missing ? ", " : "",
				   v->g->missing ? v->g->missing : "");
	return 0;
}

/* What one value stands for, written out into full[]. */
static int write_out(struct eval *v, const struct onnx_node *n,
		     const struct onnx_tensor **in, struct onnx_tensor *full)
{
	if (expanded(n->n_in, in) > ONNX_MAX_HELD)
		return onnx_refuse(v->g, n, v->e, "its constant inputs have more than 2^29 "
				   "values together");
	for (int k = 0; k < n->n_in; k++)
		if (in[k] && in[k]->held == HELD_ONE) {
			full[k] = tensor_full(in[k]);
			in[k] = &full[k];
		}
	return 0;
}

static int eval_node(struct eval *v, const struct onnx_node *n)
{
	const struct onnx_tensor **in = xcalloc(n->n_in + 1, sizeof(*in));
	struct onnx_tensor *full = xcalloc(n->n_in + 1, sizeof(*full));
	struct onnx_tensor *out = xcalloc(n->n_out + 1, sizeof(*out));
	struct onnx_job j = {v->g, n, v->e, in, out};
	int r = n->note == NOTE_REFUSED ? err_set(v->e, v->g->path, 0, "%s", n->why) : 0;

	for (int k = 0; !r && k < n->n_in; k++)
		if (n->in[k] >= 0)
			r = take_input(v, n, n->in[k], &in[k]);
	if (!r)
		r = write_out(v, n, in, full);
	if (!r)
		r = n->op->infer(&j);	/* shapes also of outputs without a name */
	for (int k = 0; !r && k < n->n_out; k++)
		if (out[k].held == HELD_NONE)
			tensor_room(&out[k]);
	if (!r && n->op->eval)
		r = n->op->eval(&j);
	for (int k = 0; k < n->n_out; k++) {
		if (r < 0 || n->out[k] < 0) {
			tensor_clear(&out[k]);
			continue;
		}
		tensor_round(&out[k]);
		v->t[n->out[k]] = out[k];
	}
	for (int k = 0; k < n->n_in; k++)
		tensor_clear(&full[k]);
	free(full);
	free(out);
	free(in);
	return r;
}

/* Frees what nobody reads any more. */
static void release(struct eval *v, const struct onnx_node *n)
{
	for (int k = 0; k < n->n_in; k++)
		if (n->in[k] >= 0 && !--v->left[n->in[k]])
			tensor_clear(&v->t[n->in[k]]);
	for (int k = 0; k < n->n_out; k++)
		if (n->out[k] >= 0 && !v->left[n->out[k]])
			tensor_clear(&v->t[n->out[k]]);
}

/* Copies of the inputs, which release frees. */
static int take_inputs(struct eval *v, const struct onnx_tensor *in)
{
	for (int k = 0; k < v->g->n_inputs; k++) {
		const struct onnx_value *x = &v->g->value[v->g->input[k]];
		char a[DIMS_TEXT], b[DIMS_TEXT];

		if (in[k].elem != x->t.elem || !dims_same(&in[k], &x->t))
			return err_set(v->e, v->g->path, 0, "input \"%.100s\" is %s of %s, "
				       "the values given are %s of %s", x->name,
				       tensor_text(&x->t, a), elem_name(x->t.elem),
				       tensor_text(&in[k], b), elem_name(in[k].elem));
		if (v->left[v->g->input[k]])
			v->t[v->g->input[k]] = tensor_copy(&in[k]);
	}
	return 0;
}

static int give(struct eval *v, int value, struct onnx_tensor *out)
{
	const struct onnx_value *x = &v->g->value[value];

	if (x->is_constant && x->t.held == HELD_NONE)
		return err_set(v->e, v->g->path, 0, "\"%.100s\" has no values: they are in "
			       "a file that is not there", x->name);
	*out = tensor_full(x->is_constant ? &x->t : &v->t[value]);
	return 0;
}

int onnx_eval(const struct onnx_graph *g, const struct onnx_tensor *in,
	      const int *want, int n, struct onnx_tensor *out, struct err *e)
{
	struct eval v = {g, e, xcalloc(g->n_nodes + 1, 1),
			 xcalloc(g->n_values + 1, sizeof(int)),
			 xcalloc(g->n_values + 1, sizeof(struct onnx_tensor))};
	int r;

	memset(out, 0, n * sizeof(*out));
	mark_needed(&v, want, n);
	r = take_inputs(&v, in);
	for (int k = 0; !r && k < g->n_nodes; k++) {
		if (!v.needed[k])
			continue;
		r = eval_node(&v, &g->node[k]);
		if (!r)
			release(&v, &g->node[k]);
	}
	for (int k = 0; !r && k < n; k++)
		r = give(&v, want[k], &out[k]);
	for (int k = 0; r < 0 && k < n; k++)
		tensor_clear(&out[k]);
	for (int k = 0; k < g->n_values; k++)
		tensor_clear(&v.t[k]);
	free(v.needed);
	free(v.left);
	free(v.t);
	return r;
}
