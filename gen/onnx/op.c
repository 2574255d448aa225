/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"

int onnx_refuse(const struct onnx_graph *g, const struct onnx_node *n,
		struct err *e, const char *fmt, ...)
{
	char text[1100];	/* the list of all operators is long */
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(e, g->path, 0, "node %d, %.60s \"%.100s\": %s", n->at, n->type,
		       n->name, text);
}

/* One entry of struct onnx_op.attrs: does it name the attribute of this kind and
 * opset? *last: the last opset that knows it, where that is the fault. */
static int entry_allows(const char *entry, const struct onnx_attr *a, int opset,
			int *known, int lo_hi[2])
{
	size_t n = strlen(a->name);
	const char *kinds, *range;

	if (strncmp(entry, a->name, n) || entry[n] != ' ')
		return 0;
	*known = 1;
	kinds = entry + n + 1;
	range = kinds + strcspn(kinds, " ,");
	lo_hi[0] = ONNX_OPSET_MIN;
	lo_hi[1] = ONNX_OPSET_MAX;
	if (*range == ' ') {
		range++;
		if (*range != '-')
			lo_hi[0] = (int)strtol(range, (char **)&range, 10);
		if (range[1] >= '0' && range[1] <= '9')
			lo_hi[1] = atoi(range + 1);
	}
	return opset >= lo_hi[0] && opset <= lo_hi[1] &&
		memchr(kinds, a->kind, strcspn(kinds, " ,"));
}

static int check_attr(const struct onnx_graph *g, const struct onnx_node *n,
		      const struct onnx_attr *a, struct err *e)
{
	int known = 0, range[2] = {0, 0};

	for (const char *s = n->op->attrs; s && *s; ) {
		if (entry_allows(s, a, g->opset, &known, range))
			return 0;
		s = strchr(s, ',');
		s = s ? s + 2 : NULL;
	}
	if (known && (g->opset < range[0] || g->opset > range[1]))
		return onnx_refuse(g, n, e, "attribute %.60s is of opset %d to %d, the file "
				   "is of opset %d", a->name, range[0], range[1], g->opset);
	if (known)
		return onnx_refuse(g, n, e, "attribute %.60s has a kind that it must not have",
				   a->name);
	return onnx_refuse(g, n, e, "attribute %.60s is not supported", a->name);
}

int op_check(const struct onnx_graph *g, const struct onnx_node *n, struct err *e)
{
	const struct onnx_op *op = n->op;

	if (n->n_in < op->min_in || n->n_in > op->max_in)
		return onnx_refuse(g, n, e, "reads %d values, must be %d to %d", n->n_in,
				   op->min_in, op->max_in);
	if (n->n_out < op->min_out || n->n_out > op->max_out)
		return onnx_refuse(g, n, e, "makes %d values: %d to %d are supported",
				   n->n_out, op->min_out, op->max_out);
	for (int k = 0; k < op->min_in; k++)
		if (n->in[k] < 0)
			return onnx_refuse(g, n, e, "input %d is left out", k);
	for (int k = 0; k < op->min_out; k++)
		if (n->out[k] < 0)
			return onnx_refuse(g, n, e, "output %d has no name", k);
	for (int k = 0; !n->is_added && k < n->n_attrs; k++)
		if (check_attr(g, n, &n->attr[k], e) < 0)
			return -1;
	return 0;
}

int64_t attr_int(const struct onnx_node *n, const char *name, int64_t otherwise)
{
	const struct onnx_attr *a = onnx_attr(n, name);

	return a ? a->i : otherwise;
}

float attr_float(const struct onnx_node *n, const char *name, float otherwise)
{
	const struct onnx_attr *a = onnx_attr(n, name);

	return a ? a->f : otherwise;
}

const char *attr_string(const struct onnx_node *n, const char *name,
			const char *otherwise)
{
	const struct onnx_attr *a = onnx_attr(n, name);

	return a ? a->s : otherwise;
}

int64_t expanded(int n, const struct onnx_tensor *const *in)
{
	int64_t sum = 0;

	for (int k = 0; k < n; k++)
		sum += in[k] && in[k]->held == HELD_ONE ? in[k]->n : 0;
	return sum;
}

const struct onnx_tensor *job_in(const struct onnx_job *j, int k)
{
	return k < j->n->n_in ? j->in[k] : NULL;
}

int job_out(struct onnx_job *j, int k, enum elem elem, int n_dims,
	    const int64_t *dim)
{
	struct onnx_tensor *t = &j->out[k];
	char text[DIMS_TEXT];

	if (k >= j->n->n_out)
		return 0;
	if (n_dims > ONNX_MAX_DIMS)
		return REFUSE(j, "output of %d dimensions: must be at most %d", n_dims,
			      ONNX_MAX_DIMS);
	memset(t, 0, sizeof(*t));
	t->elem = elem;
	t->n_dims = n_dims;
	for (int d = 0; d < n_dims; d++)
		t->dim[d] = dim[d];
	t->n = dims_product(n_dims, dim);
	if (t->n < 0)
		return REFUSE(j, "output %s: must be of sizes that are not negative and "
			      "have at most 2^28 values", dims_text(n_dims, dim, text));
	return 0;
}

int job_out_like(struct onnx_job *j, int k, const struct onnx_tensor *t)
{
	return job_out(j, k, t->elem, t->n_dims, t->dim);
}

int job_ints(struct onnx_job *j, int k, const char *what, int max, int *n,
	     int64_t *v)
{
	const struct onnx_tensor *t = job_in(j, k);
	const char *name = j->g->value[j->n->in[k]].name;
	char text[DIMS_TEXT];

	if (elem_is_float(t->elem) || t->n_dims > 1)
		return REFUSE(j, "its %s, \"%.100s\", is %s of %s: must be a list of "
			      "integers", what, name, tensor_text(t, text),
			      elem_name(t->elem));
	if (t->held == HELD_NONE)
		return REFUSE(j, "its %s, \"%.100s\", must not depend on the input", what,
			      name);
	if (t->n > max)
		return REFUSE(j, "its %s, \"%.100s\", has %" PRId64 " values: must be at "
			      "most %d", what, name, t->n, max);
	*n = (int)t->n;
	for (int i = 0; i < *n; i++)
		v[i] = tensor_int_at(t, i);
	return 0;
}

int job_list(struct onnx_job *j, const char *name, int k, int max, int *n,
	     int64_t *v)
{
	const struct onnx_attr *a = onnx_attr(j->n, name);

	*n = -1;
	if (k >= 0 && job_in(j, k))
		return job_ints(j, k, name, max, n, v);
	if (!a)
		return 0;
	if (a->kind == ATTR_INT) {
		*n = 1;
		v[0] = a->i;
		return 0;
	}
	if (a->n > max)
		return REFUSE(j, "%s has %d values: must be at most %d", name, a->n, max);
	*n = a->n;
	memcpy(v, a->ints, a->n * sizeof(*v));
	return 0;
}

int job_floats(struct onnx_job *j)
{
	for (int k = 0; k < j->n->n_in; k++)
		if (j->in[k] && !elem_is_float(j->in[k]->elem))
			return REFUSE(j, "input %d is of %s: must be of a kind of float", k,
				      elem_name(j->in[k]->elem));
	return 0;
}

int job_rank(struct onnx_job *j, int k, int lo, int hi)
{
	const struct onnx_tensor *t = job_in(j, k);
	char text[DIMS_TEXT];

	if (!t || (t->n_dims >= lo && t->n_dims <= hi))
		return 0;
	return REFUSE(j, "input %d is %s: must have %d to %d dimensions", k,
		      tensor_text(t, text), lo, hi);
}

int job_axis(struct onnx_job *j, int64_t given, int rank, int *axis)
{
	if (given < -rank || given >= rank)
		return REFUSE(j, "axis %" PRId64 ": must be %d..%d", given, -rank,
			      rank - 1);
	*axis = (int)(given < 0 ? given + rank : given);
	return 0;
}

int job_broadcast(struct onnx_job *j, int n, const struct onnx_tensor *const *t,
		  int64_t *dim, int *n_dims)
{
	char a[DIMS_TEXT], b[DIMS_TEXT];

	*n_dims = 0;
	for (int k = 0; k < n; k++)
		*n_dims = *n_dims > t[k]->n_dims ? *n_dims : t[k]->n_dims;
	for (int d = 0; d < *n_dims; d++)
		dim[d] = 1;
	for (int k = 0; k < n; k++)
		for (int d = 0; d < t[k]->n_dims; d++) {
			int64_t *to = &dim[*n_dims - t[k]->n_dims + d];

			if (*to != 1 && t[k]->dim[d] != 1 && t[k]->dim[d] != *to)
				return REFUSE(j, "joins %s and %s", tensor_text(t[0], a),
					      tensor_text(t[k], b));
			if (t[k]->dim[d] != 1)
				*to = t[k]->dim[d];
		}
	return 0;
}

void strides_of(int n_dims, const int64_t *dim, int64_t *stride)
{
	int64_t s = 1;

	for (int d = n_dims - 1; d >= 0; d--) {
		stride[d] = s;
		s *= dim[d];
	}
}

void broadcast_strides(const struct onnx_tensor *t, int n_dims, int64_t *stride)
{
	int64_t own[ONNX_MAX_DIMS];

	strides_of(t->n_dims, t->dim, own);
	for (int d = 0; d < n_dims; d++) {
		int at = d - (n_dims - t->n_dims);

		stride[d] = at < 0 || t->dim[at] == 1 ? 0 : own[at];
	}
}

int64_t *move_axis(int64_t n, int64_t first, int64_t step)
{
	int64_t *at = xcalloc(n + 1, sizeof(*at));

	for (int64_t k = 0; k < n; k++)
		at[k] = first + k * step;
	return at;
}

void move_free(int n_dims, int64_t **at)
{
	for (int d = 0; d < n_dims; d++)
		free(at[d]);
}

struct mover {
	const struct onnx_tensor *in, *fill;
	struct onnx_tensor *out;
	int n_dims;
	const int64_t *dim;
	int64_t *const *at;
	int64_t k;	/* next value of the result */
};

static void put(struct mover *m, int64_t from)
{
	if (m->out->f)
		m->out->f[m->k++] = from >= 0 ? m->in->f[from] :
			m->fill ? (float)tensor_get(m->fill, 0) : 0;
	else
		m->out->i[m->k++] = from >= 0 ? m->in->i[from] :
			m->fill ? tensor_int_at(m->fill, 0) : 0;
}

/* from: the sum so far, -1 behind a -1. */
static void walk(struct mover *m, int d, int64_t from)
{
	if (d == m->n_dims) {
		put(m, from);
		return;
	}
	for (int64_t i = 0; i < m->dim[d]; i++) {
		int64_t at = m->at[d][i];

		walk(m, d + 1, from < 0 || at < 0 ? -1 : from + at);
	}
}

void move(const struct onnx_tensor *in, struct onnx_tensor *out, int n_dims,
	  const int64_t *dim, int64_t *const *at, const struct onnx_tensor *fill)
{
	struct mover m = {in, fill, out, n_dims, dim, at, 0};

	walk(&m, 0, 0);
}
