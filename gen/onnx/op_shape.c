/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ops.h"

/* Constants, and what changes nothing but shape or kind. */

static int from_list(struct onnx_job *j, const struct onnx_attr *a)
{
	const int is_list = a->kind == ATTR_INTS || a->kind == ATTR_FLOATS;
	const int is_float = a->kind == ATTR_FLOAT || a->kind == ATTR_FLOATS;
	const int64_t n = is_list ? a->n : 1;

	if (job_out(j, 0, is_float ? ELEM_FLOAT : ELEM_INT64, is_list, &n) < 0)
		return -1;
	tensor_room(&j->out[0]);
	for (int64_t k = 0; k < n; k++)
		if (is_float)
			j->out[0].f[k] = is_list ? a->floats[k] : a->f;
		else
			j->out[0].i[k] = is_list ? a->ints[k] : a->i;
	return 0;
}

int infer_constant(struct onnx_job *j)
{
	if (j->n->n_attrs != 1)
		return REFUSE(j, "has %d attributes: must have one, the value",
			      j->n->n_attrs);
	if (j->n->attr[0].kind != ATTR_TENSOR)
		return from_list(j, &j->n->attr[0]);
	j->out[0] = tensor_copy(&j->n->attr[0].t);
	return 0;
}

/* All values are that of `value`, or 0. */
static int fill_one(struct onnx_tensor *t, const struct onnx_tensor *value)
{
	struct onnx_tensor one = {.elem = t->elem, .n = 1};

	tensor_room(&one);
	if (value && one.f)
		one.f[0] = (float)tensor_get(value, 0);
	else if (value)
		one.i[0] = tensor_int_at(value, 0);
	t->f = one.f;
	t->i = one.i;
	t->held = HELD_ONE;
	return 0;
}

int infer_constant_of_shape(struct onnx_job *j)
{
	const struct onnx_attr *a = onnx_attr(j->n, "value");
	int64_t dim[ONNX_MAX_DIMS];
	int n;

	if (a && a->t.n != 1)
		return REFUSE(j, "value has %" PRId64 " values: must be one", a->t.n);
	if (job_ints(j, 0, "shape", ONNX_MAX_DIMS, &n, dim) < 0 ||
	    job_out(j, 0, a ? a->t.elem : ELEM_FLOAT, n, dim) < 0)
		return -1;
	return fill_one(&j->out[0], a ? &a->t : NULL);
}

int infer_shape(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t from = attr_int(j->n, "start", 0), to = attr_int(j->n, "end", x->n_dims);
	int64_t n;

	from = max64(0, min64(from < 0 ? from + x->n_dims : from, x->n_dims));
	to = max64(from, min64(to < 0 ? to + x->n_dims : to, x->n_dims));
	n = to - from;
	if (job_out(j, 0, ELEM_INT64, 1, &n) < 0)
		return -1;
	tensor_room(&j->out[0]);
	memcpy(j->out[0].i, x->dim + from, n * sizeof(*x->dim));
	return 0;
}

int infer_size(struct onnx_job *j)
{
	if (job_out(j, 0, ELEM_INT64, 0, NULL) < 0)
		return -1;
	tensor_room(&j->out[0]);
	j->out[0].i[0] = j->in[0]->n;
	return 0;
}

/* The size that -1 stands for. */
static int find_open(struct onnx_job *j, int n, int64_t *dim)
{
	const struct onnx_tensor *x = j->in[0];
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int64_t others = 1;
	int open = -1, good = 1;

	for (int d = 0; d < n; d++) {
		good &= dim[d] >= -1 && (dim[d] != -1 || open < 0);
		if (dim[d] == -1)
			open = d;
		else if (good)
			good = !__builtin_mul_overflow(others, dim[d], &others);
	}
	if (good && open >= 0 && others && x->n % others == 0)
		dim[open] = x->n / others;
	else if (!good || open >= 0 || others != x->n)
		return REFUSE(j, "%s cannot take the shape %s", tensor_text(x, a),
			      dims_text(n, dim, b));
	return 0;
}

int infer_reshape(struct onnx_job *j)
{
	const int keep_zero = attr_int(j->n, "allowzero", 0) != 0;
	int64_t dim[ONNX_MAX_DIMS];
	int n;

	if (job_ints(j, 1, "shape", ONNX_MAX_DIMS, &n, dim) < 0)
		return -1;
	for (int d = 0; d < n; d++)
		if (!dim[d] && !keep_zero) {
			if (d >= j->in[0]->n_dims)
				return REFUSE(j, "size %d is 0: the input has %d "
					      "dimensions", d, j->in[0]->n_dims);
			dim[d] = j->in[0]->dim[d];
		}
	return find_open(j, n, dim) < 0 ? -1 : job_out(j, 0, j->in[0]->elem, n, dim);
}

int infer_flatten(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t axis = attr_int(j->n, "axis", 1), dim[2];

	if (axis < -x->n_dims || axis > x->n_dims)
		return REFUSE(j, "axis %" PRId64 ": must be %d..%d", axis, -x->n_dims,
			      x->n_dims);
	axis = axis < 0 ? axis + x->n_dims : axis;
	dim[0] = dims_product((int)axis, x->dim);
	dim[1] = dims_product(x->n_dims - (int)axis, x->dim + axis);
	return job_out(j, 0, x->elem, 2, dim);
}

/* Axes as marks over a rank; *n < 0: none were given. */
static int take_axes(struct onnx_job *j, int rank, char *mark, int *n)
{
	int64_t axes[ONNX_MAX_DIMS];
	int axis;

	memset(mark, 0, ONNX_MAX_DIMS * 2);
	if (job_list(j, "axes", 1, ONNX_MAX_DIMS, n, axes) < 0)
		return -1;
	for (int k = 0; k < *n; k++) {
		if (job_axis(j, axes[k], rank, &axis) < 0)
			return -1;
		if (mark[axis]++)
			return REFUSE(j, "axis %d is given twice", axis);
	}
	return 0;
}

int infer_squeeze(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t dim[ONNX_MAX_DIMS];
	char mark[ONNX_MAX_DIMS * 2], text[DIMS_TEXT];
	int n, n_dims = 0;

	if (take_axes(j, x->n_dims, mark, &n) < 0)
		return -1;
	for (int d = 0; d < x->n_dims; d++) {
		if (mark[d] && x->dim[d] != 1)
			return REFUSE(j, "axis %d of %s is not 1", d, tensor_text(x, text));
		if (n < 0 ? x->dim[d] != 1 : !mark[d])
			dim[n_dims++] = x->dim[d];
	}
	return job_out(j, 0, x->elem, n_dims, dim);
}

int infer_unsqueeze(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t axes[ONNX_MAX_DIMS], dim[ONNX_MAX_DIMS * 2];
	char mark[ONNX_MAX_DIMS * 2];
	int n, rank, from = 0;

	if (job_list(j, "axes", 1, ONNX_MAX_DIMS, &n, axes) < 0)
		return -1;
	if (n < 0)
		return REFUSE(j, "axes are missing");
	rank = x->n_dims + n;
	if (take_axes(j, rank, mark, &n) < 0)
		return -1;
	for (int d = 0; d < rank; d++)
		dim[d] = mark[d] ? 1 : x->dim[from++];
	return job_out(j, 0, x->elem, rank, dim);
}

int infer_same(struct onnx_job *j)
{
	return job_out_like(j, 0, j->in[0]);
}

int infer_dropout(struct onnx_job *j)
{
	const struct onnx_tensor *training = job_in(j, 2), *x = j->in[0];

	if (training && (training->held == HELD_NONE || tensor_int_at(training, 0)))
		return REFUSE(j, "training_mode must be false and must not depend on the "
			      "input");
	return job_out_like(j, 0, x) < 0 ? -1 : job_out(j, 1, ELEM_BOOL, x->n_dims, x->dim);
}

static void copy_values(const struct onnx_tensor *x, struct onnx_tensor *y)
{
	if (x->f)
		memcpy(y->f, x->f, x->n * sizeof(*x->f));
	else
		memcpy(y->i, x->i, x->n * sizeof(*x->i));
}

int eval_copy(struct onnx_job *j)
{
	copy_values(j->in[0], &j->out[0]);
	for (int64_t k = 0; j->n->n_out > 1 && k < j->out[1].n; k++)
		j->out[1].i[k] = 1;	/* the mask of Dropout */
	return 0;
}

int infer_cast(struct onnx_job *j)
{
	int64_t to = attr_int(j->n, "to", 0);

	if (to < 0 || to > 255 || !elem_name((int)to))
		return REFUSE(j, "to = %" PRId64 ": elements of this type are not supported",
			      to);
	return job_out(j, 0, (enum elem)to, j->in[0]->n_dims, j->in[0]->dim);
}

int eval_cast(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	struct onnx_tensor *y = &j->out[0];

	for (int64_t k = 0; k < x->n; k++)
		if (y->f)
			y->f[k] = (float)tensor_get(x, k);
		else if (y->elem == ELEM_BOOL)
			y->i[k] = tensor_get(x, k) != 0;
		else
			y->i[k] = elem_wrap(y->elem, tensor_int_at(x, k));
	return 0;
}
