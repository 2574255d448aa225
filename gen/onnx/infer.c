/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"

struct infer {
	struct onnx_graph *g;
	const struct onnx_options *o;
	struct err *e;
	int64_t n_held;	/* values of all constants */
	int64_t n_work;	/* values read and made for the folded ones */
	int first;	/* the file's first input */
};

#define BAD(w, ...) err_set((w)->e, (w)->g->path, 0, __VA_ARGS__)

/* "3x224x224" */
static int parse_sizes(struct infer *w, const char *s, int *n, int64_t *dim)
{
	char *end;

	for (*n = 0; *n < ONNX_MAX_DIMS - 1; s = end + 1) {
		dim[*n] = strtoll(s, &end, 10);
		if (*s < '0' || *s > '9' || dim[*n] < 1 || dim[*n] > ONNX_MAX_VALUES)
			break;
		++*n;
		if (!*end)
			return 0;
		if (*end != 'x')
			break;
	}
	return BAD(w, "--input = %.100s: must be sizes with an x between them, as 3x224x224",
		   w->o->input);
}

/* Sizes from the command line for the first input. */
static int apply_sizes(struct infer *w, struct onnx_value *v)
{
	int64_t dim[ONNX_MAX_DIMS];
	char text[DIMS_TEXT];
	int n, good;

	if (parse_sizes(w, w->o->input, &n, dim) < 0)
		return -1;
	if (!v->stated.n) {	/* nothing at all */
		v->stated.n = 1;
		v->stated.n_dims = n + 1;
		v->stated.dim[0] = -1;
		memcpy(v->stated.dim + 1, dim, n * sizeof(*dim));
		return 0;
	}
	good = v->stated.n_dims == n + 1;
	for (int d = 0; good && d < n; d++)
		good = v->stated.dim[d + 1] < 0 || v->stated.dim[d + 1] == dim[d];
	if (!good)
		return BAD(w, "--input = %.100s: input \"%.100s\" is %s in the file",
			   w->o->input, v->name, stated_text(&v->stated, text));
	memcpy(v->stated.dim + 1, dim, n * sizeof(*dim));
	return 0;
}

/* Open sizes, all but the batch, are those of an array. */
static void open_like(struct onnx_value *v, const struct onnx_tensor *t)
{
	if (!v->stated.n) {
		v->stated.n = 1;
		v->stated.n_dims = t->n_dims;
		memset(v->stated.dim, -1, sizeof(v->stated.dim));
	}
	for (int d = 1; t->n_dims == v->stated.n_dims && d < t->n_dims; d++)
		if (v->stated.dim[d] < 0)
			v->stated.dim[d] = t->dim[d];
}

static int infer_input(struct infer *w, int k)
{
	struct onnx_value *v = &w->g->value[w->g->input[k]];
	char text[DIMS_TEXT];

	if (!k && w->o->input && apply_sizes(w, v) < 0)
		return -1;
	if (!k && w->o->n_given && w->g->input[0] == w->first)
		open_like(v, &w->o->given[0]);
	if (!v->stated.n)
		return BAD(w, "input \"%.100s\" has no shape: imcfab import takes it as --input "
			   "CxHxW", v->name);
	for (int d = 1; d < v->stated.n_dims; d++)
		if (v->stated.dim[d] < 0)
			return BAD(w, "input \"%.100s\" has open sizes, %s: imcfab import takes "
				   "them as --input CxHxW", v->name,
				   stated_text(&v->stated, text));
	if (v->stated.n_dims && v->stated.dim[0] < 0)
		v->stated.dim[0] = 1;
	v->t = v->stated;
	v->t.n = dims_product(v->t.n_dims, v->t.dim);
	v->is_known = 1;
	return v->t.n > 0 ? 0 : BAD(w, "input \"%.100s\" has the shape %s: must have at most "
				    "2^28 values", v->name, stated_text(&v->stated, text));
}

/* Shapes but for the batch, which may be open or another. */
static int fits(const struct onnx_tensor *t, const struct onnx_tensor *stated)
{
	int same = !stated->n || t->n_dims == stated->n_dims;

	for (int d = 1; same && stated->n && d < t->n_dims; d++)
		same = stated->dim[d] < 0 || stated->dim[d] == t->dim[d];
	return same;
}

/* An input whose values are given is a constant, but for the first of floats. */
static int give_inputs(struct infer *w)
{
	struct onnx_graph *g = w->g;
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int n = 0;

	w->first = g->n_inputs ? g->input[0] : -1;
	if (w->o->n_given && w->o->n_given != g->n_inputs)
		return BAD(w, "has %d input%s, %d array%s given: must be one for each",
			   g->n_inputs, plural(g->n_inputs), w->o->n_given,
			   w->o->n_given == 1 ? " is" : "s are");
	for (int k = 0; k < g->n_inputs; k++) {
		struct onnx_value *v = &g->value[g->input[k]];
		const struct onnx_tensor *t = k < w->o->n_given ? &w->o->given[k] : NULL;

		if (!t || (!k && elem_is_float(v->stated.elem))) {
			g->input[n++] = g->input[k];
			continue;
		}
		if (t->elem != v->stated.elem)
			return BAD(w, "input \"%.100s\" is of %s, the values given are of %s",
				   v->name, elem_name(v->stated.elem), elem_name(t->elem));
		if (!fits(t, &v->stated))
			return BAD(w, "input \"%.100s\" is %s, the values given are %s",
				   v->name, stated_text(&v->stated, a), tensor_text(t, b));
		v->t = tensor_copy(t);
		v->is_constant = v->is_known = 1;
	}
	g->n_inputs = n;
	return 0;
}

/* What was computed against what the file says; a batch may differ. */
static int check_stated(struct infer *w, const struct onnx_node *n,
			const struct onnx_value *v)
{
	char a[DIMS_TEXT], b[DIMS_TEXT];

	if (fits(&v->t, &v->stated))
		return 0;
	return onnx_refuse(w->g, n, w->e, "output \"%.100s\" is %s, the file says %s",
			   v->name, tensor_text(&v->t, a), stated_text(&v->stated, b));
}

static int are_constant(const struct onnx_graph *g, const struct onnx_node *n)
{
	for (int k = 0; k < n->n_in; k++)
		if (n->in[k] >= 0 && !g->value[n->in[k]].is_constant)
			return 0;
	return 1;
}

/* Computes the outputs from inputs that are held; HELD_ONE is written out for it. */
static int compute(struct onnx_job *j)
{
	const struct onnx_node *n = j->n;
	const struct onnx_tensor **given = j->in;
	const struct onnx_tensor **in = xcalloc(n->n_in + 1, sizeof(*in));
	struct onnx_tensor *full = xcalloc(n->n_in + 1, sizeof(*full));
	int r;

	for (int k = 0; k < n->n_in; k++) {
		in[k] = given[k];
		if (given[k] && given[k]->held == HELD_ONE) {
			full[k] = tensor_full(given[k]);
			in[k] = &full[k];
		}
	}
	for (int k = 0; k < n->n_out; k++)
		tensor_room(&j->out[k]);
	j->in = in;
	r = n->op->eval(j);
	j->in = given;
	for (int k = 0; k < n->n_out; k++)
		tensor_round(&j->out[k]);
	for (int k = 0; k < n->n_in; k++)
		tensor_clear(&full[k]);
	free(full);
	free(in);
	return r;
}

/* The outputs are constants from now on. */
static int hold(struct infer *w, struct onnx_job *j)
{
	for (int k = 0; k < j->n->n_out; k++)
		w->n_held += j->out[k].n;
	if (w->n_held > ONNX_MAX_HELD)
		return REFUSE(j, "constants have more than 2^29 values together");
	return 0;
}

/* What it takes to compute the outputs: room for what stands for many values, and time
 * for reading all inputs and, of a sum, making the output once for each. */
static int take_work(struct infer *w, struct onnx_job *j)
{
	const int64_t room = expanded(j->n->n_in, j->in);

	if (room > ONNX_MAX_HELD)
		return REFUSE(j, "its constant inputs have more than 2^29 values together");
	for (int k = 0; k < j->n->n_in; k++)
		w->n_work += j->in[k] ? j->in[k]->n : 0;
	for (int k = 0; k < j->n->n_out; k++)
		w->n_work += j->out[k].n * (j->n->n_in + 1);
	if (w->n_work > ONNX_MAX_WORK)
		return REFUSE(j, "constants take more than 2^33 values to compute");
	return 0;
}

/* Values of outputs whose inputs are constants. Where the data of one are not there,
 * those of the outputs are not either. */
static int fold(struct infer *w, struct onnx_job *j)
{
	const struct onnx_node *n = j->n;
	struct onnx_tensor shape;

	if (hold(w, j) < 0)
		return -1;
	for (int k = 0; k < n->n_in; k++)
		if (j->in[k] && j->in[k]->held == HELD_NONE)
			return 0;
	if (n->op->kind != OP_COPIES || n->n_out > 1 || j->in[0]->held != HELD_ONE)
		return take_work(w, j) < 0 ? -1 : compute(j);
	shape = j->out[0];
	j->out[0] = tensor_copy(j->in[0]);
	j->out[0].n_dims = shape.n_dims;
	memcpy(j->out[0].dim, shape.dim, sizeof(shape.dim));
	j->out[0].n = shape.n;
	return 0;
}

static int infer_job(struct infer *w, struct onnx_job *j, struct onnx_node *n)
{
	int r = n->op->infer(j);

	if (r < 0)
		return -1;
	n->note = n->op->kind == OP_COPIES ? NOTE_COPY : NOTE_KEPT;
	if (n->n_out && j->out[0].held != HELD_NONE)
		n->note = NOTE_CONSTANT;
	else if (n->op->kind != OP_RUNS && n->n_in && are_constant(w->g, n))
		n->note = NOTE_CONSTANT;
	if (n->note == NOTE_CONSTANT && n->op->eval && j->out[0].held == HELD_NONE)
		r = fold(w, j);
	else if (n->note == NOTE_CONSTANT && j->out[0].held == HELD_ALL)
		r = hold(w, j);
	for (int k = 0; !r && k < n->n_out; k++)
		if (n->out[k] >= 0) {
			struct onnx_value *v = &w->g->value[n->out[k]];

			v->t = j->out[k];
			j->out[k].f = NULL;
			j->out[k].i = NULL;
			v->is_known = 1;
			v->is_constant = n->note == NOTE_CONSTANT;
			r = check_stated(w, n, v);
		}
	return r;
}

static int infer_node(struct infer *w, struct onnx_node *n)
{
	const struct onnx_tensor **in = xcalloc(n->n_in + 1, sizeof(*in));
	struct onnx_tensor *out = xcalloc(n->n_out + 1, sizeof(*out));
	struct onnx_job j = {w->g, n, w->e, in, out};
	int r = 0;

	for (int k = 0; !r && k < n->n_in; k++) {
		const struct onnx_value *v = n->in[k] < 0 ? NULL : &w->g->value[n->in[k]];

		in[k] = v ? &v->t : NULL;
		if (v && !v->is_known)
			r = REFUSE(&j, "reads \"%.100s\", whose shape is not known", v->name);
	}
	if (!r && !n->op)
		r = op_unknown(w->g, n, w->e);
	if (!r)
		r = op_check(w->g, n, w->e) || infer_job(w, &j, n) ? -1 : 0;
	for (int k = 0; k < n->n_out; k++)
		tensor_clear(&out[k]);
	free(out);
	free(in);
	return r;
}

/* What a refused node makes has the shape that the file states, if it does. */
static void refuse_node(struct infer *w, struct onnx_node *n)
{
	n->note = NOTE_REFUSED;
	n->why = xstrdup(w->e->text);
	for (int k = 0; k < n->n_out; k++) {
		struct onnx_value *v = n->out[k] < 0 ? NULL : &w->g->value[n->out[k]];

		if (!v || !v->stated.n || !v->stated.elem)
			continue;
		tensor_clear(&v->t);
		v->t = v->stated;
		if (v->t.n_dims && v->t.dim[0] < 0)
			v->t.dim[0] = 1;
		v->t.n = dims_product(v->t.n_dims, v->t.dim);
		v->is_known = v->t.n > 0;
		v->is_constant = 0;
	}
}

/* Constants without data, and those that are filled with one value. */
static void count_constants(struct onnx_graph *g)
{
	for (int k = 0; k < g->n_values; k++) {
		const struct onnx_value *v = &g->value[k];

		if (!v->is_constant)
			continue;
		g->n_unheld += v->maker < 0 && v->t.held == HELD_NONE;
		g->n_filled += v->t.held == HELD_ONE && v->t.n > 64;
	}
}

int infer_graph(struct onnx_graph *g, const struct onnx_options *o, struct err *e)
{
	struct infer w = {.g = g, .o = o, .e = e, .first = -1};
	int r = give_inputs(&w);

	for (int k = 0; !r && k < g->n_inputs; k++)
		r = infer_input(&w, k);
	for (int k = 0; k < g->n_values; k++)
		if (g->value[k].is_constant)
			w.n_held += g->value[k].t.n;
	for (int k = 0; !r && k < g->n_nodes; k++) {
		r = infer_node(&w, &g->node[k]);
		if (r < 0 && o->keep_refused) {
			refuse_node(&w, &g->node[k]);
			r = 0;
		}
	}
	count_constants(g);
	return r;
}
