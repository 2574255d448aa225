/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "base/file.h"
#include "onnx/array.h"
#include "onnx/onnx.h"

#define MAX_ARRAYS 64

struct options {
	const char *model, *input, *value, *out;
	struct cmd_list run;
	int explain;
};

/* The arrays of --run, in the order of the file's inputs. */
struct arrays {
	struct onnx_tensor *t;	/* [n] */
	int n;
};

static void arrays_free(struct arrays *a)
{
	for (int k = 0; k < a->n; k++)
		tensor_clear(&a->t[k]);
	free(a->t);
}

static int read_arrays(const struct options *o, struct arrays *a, struct err *e)
{
	a->t = xcalloc((size_t)o->run.n + 1, sizeof(*a->t));
	for (a->n = 0; a->n < o->run.n; a->n++)
		if (array_read(o->run.s[a->n], &a->t[a->n], e) < 0)
			return -1;
	return 0;
}

/* Sample k of an array as an input of this kind and shape. */
static struct onnx_tensor sample(const struct onnx_tensor *all, int64_t k,
				 const struct onnx_tensor *shape)
{
	struct onnx_tensor t = *shape;

	t.f = NULL;
	t.i = NULL;
	tensor_room(&t);
	for (int64_t i = 0; i < t.n; i++)
		t.f[i] = (float)tensor_get(all, k * t.n + i);
	tensor_round(&t);
	return t;
}

/* How many samples the array has for the network's input; -1 and *e where it does not
 * fit. A network for one sample takes them one by one. */
static int64_t count_samples(const struct options *o, const struct onnx_graph *g,
			     const struct onnx_tensor *all, struct err *e)
{
	const struct onnx_value *v = &g->value[g->input[0]];
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int same = all->n_dims == v->t.n_dims;

	for (int d = 1; same && d < all->n_dims; d++)
		same = all->dim[d] == v->t.dim[d];
	if (same && dims_same(all, &v->t))
		return 1;
	if (same && all->n && v->t.dim[0] == 1)
		return all->dim[0];
	return err_set(e, o->run.s[0], 0, "shape %s: input \"%.100s\" is %s",
		       tensor_text(all, a), v->name, tensor_text(&v->t, b));
}

/* The results of samples, one behind the other. */
static int append(struct onnx_tensor *all, const struct onnx_tensor *one, int64_t k,
		  int64_t n, const char *name, struct err *e)
{
	if (!k) {
		const int first = one->n_dims && one->dim[0] == 1;
		char text[DIMS_TEXT];

		if (n > 1 && !first && one->n_dims == ONNX_MAX_DIMS)
			return err_set(e, "", 0, "\"%.100s\" is %s: for more than one "
				       "sample it must have less than %d dimensions, or "
				       "the first of 1", name, tensor_text(one, text),
				       ONNX_MAX_DIMS);

		*all = *one;
		all->f = NULL;
		all->i = NULL;
		if (n > 1) {
			if (!first)
				memmove(all->dim + 1, one->dim, (ONNX_MAX_DIMS - 1) *
					sizeof(*one->dim));
			all->n_dims += !first;
			all->dim[0] = n;
			all->n *= n;
		}
		tensor_room(all);
	}
	if (one->f)
		memcpy(all->f + k * one->n, one->f, one->n * sizeof(*one->f));
	else
		memcpy(all->i + k * one->n, one->i, one->n * sizeof(*one->i));
	return 0;
}

static int run_samples(const struct onnx_graph *g, const struct arrays *a, int64_t n,
		       int value, struct onnx_tensor *all, struct err *e)
{
	const double begin = now_seconds();

	for (int64_t k = 0; k < n; k++) {
		struct onnx_tensor in = {0}, one;
		int r;

		if (g->n_inputs)
			in = sample(&a->t[0], k, &g->value[g->input[0]].t);
		r = onnx_eval(g, &in, &value, 1, &one, e);
		tensor_clear(&in);
		if (r < 0)
			return -1;
		r = append(all, &one, k, n, g->value[value].name, e);
		tensor_clear(&one);
		if (r < 0)
			return -1;
		cmd_progress("float evaluation", (double)k + 1, (double)n, "samples",
			     now_seconds() - begin);
	}
	return 0;
}

static int find_value(const struct options *o, const struct onnx_graph *g,
		      struct err *e)
{
	int at = o->value ? onnx_find(g, o->value) : g->output[0];

	if (at < 0)
		return err_set(e, o->model, 0, "--value = %.100s: no value has this name",
			       o->value);
	for (int k = 0; !g->value[at].is_known && k < g->n_nodes; k++)
		if (g->node[k].note == NOTE_REFUSED)
			return err_set(e, o->model, 0, "%s", g->node[k].why);
	return at;
}

static int run_graph(const struct options *o, const struct onnx_graph *g,
		     const struct arrays *a, struct err *e)
{
	const int value = find_value(o, g, e);
	struct onnx_tensor all = {0};
	struct text t = {0};
	char shape[DIMS_TEXT], *name;
	int64_t n;
	int r;

	if (value < 0)
		return -1;
	n = g->n_inputs ? count_samples(o, g, &a->t[0], e) : 1;
	r = n < 0 ? -1 : run_samples(g, a, n, value, &all, e);
	if (!r) {
		array_write(&all, &t);
		r = file_write(o->out, t.s, t.n, e);
		text_free(&t);
	}
	name = xstrdup(g->value[value].name);
	make_plain(name);
	if (!r)
		printf("%s: %s %s of %" PRId64 " sample%s\n", o->out, name,
		       tensor_text(&all, shape), n, plural(n));
	free(name);
	tensor_clear(&all);
	return r;
}

static int explain(const struct onnx_graph *g, struct err *e)
{
	struct text t = {0};
	int n = onnx_explain(g, &t);

	fputs(t.s, stdout);
	text_free(&t);
	for (int k = 0; n && k < g->n_nodes; k++)
		if (g->node[k].note == NOTE_REFUSED)
			return err_set(e, g->path, 0, "%d node%s refused, the first: %s", n,
				       n == 1 ? " is" : "s are", g->node[k].why);
	return 0;
}

static void summary(const struct onnx_graph *g)
{
	struct text t = {0};

	onnx_count(g, &t);
	printf("%s: opset %d, %s\n", g->path, g->opset, t.s);
	text_free(&t);
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct arrays a = {0};
	struct onnx_options how = {.input = o->input, .keep_refused = o->explain};
	struct onnx_graph *g = NULL;
	int r = -1;

	if (o->run.n && !o->out)
		return err_set(e, "", 0, "import: --run needs -o OUT");
	if (!read_arrays(o, &a, e)) {
		how.given = a.t;
		how.n_given = a.n;
		how.keep_refused |= o->value != NULL;
		g = onnx_read(o->model, &how, e);
	}
	if (g) {
		r = o->explain ? explain(g, e) : 0;
		if (!r && !o->explain && !a.n)
			summary(g);
		if (!r && a.n)
			r = run_graph(o, g, &a, e);
	}
	onnx_free(g);
	arrays_free(&a);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "MODEL", AT(model), .needed = 1,
	 .help = "network, an ONNX file"},
	{0, "explain", CMD_FLAG, NULL, AT(explain),
	 .help = "print every node of the file, its shape and what becomes of it; with exit "
		 "status 2 where one is not supported"},
	{0, "input", CMD_TEXT, "CxHxW", AT(input),
	 .help = "sizes of the first input that the file leaves open, without the batch, in "
		 "the order of the file (224x224x3 for a network that takes NHWC)"},
	{0, "run", CMD_INPUT, "ARRAY", AT(run), .max_given = MAX_ARRAYS,
	 .help = "compute the network in float32 on this .npy file; repeated for a network "
		 "of several inputs, in the order of the file"},
	{0, "value", CMD_TEXT, "NAME", AT(value), .requires = "run",
	 .help = "write this value of the graph, not its first output; nodes behind it may be "
		 "ones that are not supported"},
	{'o', NULL, CMD_OUTPUT, "OUT", AT(out), .requires = "run",
	 .help = "the result of --run, a .npy file, samples one behind the other"},
	{.kind = CMD_END},
};

const struct cmd cmd_import = {
	"import", "Reads an ONNX file, says what becomes of each node, computes it in float",
	"Checks the file, finds every shape, and computes what does not depend on the input. "
	"Nothing of the file is dropped silently: a node that is not supported is refused by "
	"name.\nWith --run it is the float oracle: what the file means, before quantisation.",
	table, sizeof(struct options), run,
};
