/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ops.h"

/* What moves values and changes none: every one is a call of move(). */

static int perm_of(struct onnx_job *j, int64_t *perm)
{
	const struct onnx_tensor *x = j->in[0];
	char seen[ONNX_MAX_DIMS] = {0};
	int n;

	if (job_list(j, "perm", -1, ONNX_MAX_DIMS, &n, perm) < 0)
		return -1;
	for (int d = 0; n < 0 && d < x->n_dims; d++)
		perm[d] = x->n_dims - 1 - d;
	for (int d = 0; n >= 0 && d < x->n_dims; d++)
		if (n != x->n_dims || perm[d] < 0 || perm[d] >= n || seen[perm[d]]++)
			return REFUSE(j, "perm must have every number 0..%d once",
				      x->n_dims - 1);
	return n >= 0 && n != x->n_dims ? REFUSE(j, "perm has %d numbers, the input %d "
						 "dimensions", n, x->n_dims) : 0;
}

int infer_transpose(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t perm[ONNX_MAX_DIMS], dim[ONNX_MAX_DIMS];

	if (perm_of(j, perm) < 0)
		return -1;
	for (int d = 0; d < x->n_dims; d++)
		dim[d] = x->dim[perm[d]];
	return job_out(j, 0, x->elem, x->n_dims, dim);
}

int eval_transpose(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	struct onnx_tensor *y = &j->out[0];
	int64_t perm[ONNX_MAX_DIMS], stride[ONNX_MAX_DIMS], *at[ONNX_MAX_DIMS];

	perm_of(j, perm);
	strides_of(x->n_dims, x->dim, stride);
	for (int d = 0; d < x->n_dims; d++)
		at[d] = move_axis(y->dim[d], 0, stride[perm[d]]);
	move(x, y, x->n_dims, y->dim, at, NULL);
	move_free(x->n_dims, at);
	return 0;
}

/* What Slice takes of each axis: `first`, then every `step`-th. */
struct cut {
	int64_t first[ONNX_MAX_DIMS], step[ONNX_MAX_DIMS], n[ONNX_MAX_DIMS];
};

static void cut_axis(struct cut *c, int d, int64_t size, int64_t from, int64_t to,
		     int64_t step)
{
	const int64_t lo = step < 0 ? -1 : 0, hi = step < 0 ? size - 1 : size;
	int64_t n;

	from = from < 0 ? from + size : from;
	to = to < 0 ? to + size : to;
	from = max64(step < 0 ? lo : 0, min64(from, hi));
	to = max64(lo, min64(to, size));
	n = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step;
	c->first[d] = from;
	c->step[d] = step;
	c->n[d] = n > 0 ? n : 0;
}

static int slice_lists(struct onnx_job *j, int64_t list[4][ONNX_MAX_DIMS], int n[4])
{
	static const char *const name[] = {"starts", "ends", "axes", "steps"};

	for (int k = 0; k < 4; k++)
		if (job_list(j, name[k], j->g->opset < 10 ? -1 : k + 1, ONNX_MAX_DIMS,
			     &n[k], list[k]) < 0)
			return -1;
	if (n[0] < 0 || n[1] != n[0] || (n[2] >= 0 && n[2] != n[0]) ||
	    (n[3] >= 0 && n[3] != n[0]))
		return REFUSE(j, "starts, ends, axes and steps must have as many values");
	return 0;
}

static int slice_cut(struct onnx_job *j, struct cut *c)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t list[4][ONNX_MAX_DIMS];
	int n[4], axis;

	if (slice_lists(j, list, n) < 0)
		return -1;
	for (int d = 0; d < x->n_dims; d++)
		cut_axis(c, d, x->dim[d], 0, x->dim[d], 1);
	for (int k = 0; k < n[0]; k++) {
		int64_t step = n[3] < 0 ? 1 : list[3][k];

		if (job_axis(j, n[2] < 0 ? k : list[2][k], x->n_dims, &axis) < 0)
			return -1;
		if (!step || step < -ONNX_MAX_VALUES)
			return REFUSE(j, "step %" PRId64 ": must not be 0", step);
		cut_axis(c, axis, x->dim[axis], list[0][k], list[1][k],
			 min64(step, ONNX_MAX_VALUES));
	}
	return 0;
}

int infer_slice(struct onnx_job *j)
{
	struct cut c;

	return slice_cut(j, &c) < 0 ? -1 :
		job_out(j, 0, j->in[0]->elem, j->in[0]->n_dims, c.n);
}

int eval_slice(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t stride[ONNX_MAX_DIMS], *at[ONNX_MAX_DIMS];
	struct cut c;

	slice_cut(j, &c);
	strides_of(x->n_dims, x->dim, stride);
	for (int d = 0; d < x->n_dims; d++)
		at[d] = move_axis(c.n[d], c.first[d] * stride[d], c.step[d] * stride[d]);
	move(x, &j->out[0], x->n_dims, c.n, at, NULL);
	move_free(x->n_dims, at);
	return 0;
}

int infer_gather(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *index = j->in[1];
	int64_t dim[ONNX_MAX_DIMS * 2];
	int axis, n = 0;

	if (job_rank(j, 0, 1, ONNX_MAX_DIMS) < 0 ||
	    job_axis(j, attr_int(j->n, "axis", 0), x->n_dims, &axis) < 0)
		return -1;
	if (elem_is_float(index->elem))
		return REFUSE(j, "its indices are of %s: must be integers",
			      elem_name(index->elem));
	for (int d = 0; d < axis; d++)
		dim[n++] = x->dim[d];
	for (int d = 0; d < index->n_dims; d++)
		dim[n++] = index->dim[d];
	for (int d = axis + 1; d < x->n_dims; d++)
		dim[n++] = x->dim[d];
	return job_out(j, 0, x->elem, n, dim);
}

int eval_gather(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *index = j->in[1];
	int64_t dim[3], *at[3], inner;
	int axis, r = 0;

	job_axis(j, attr_int(j->n, "axis", 0), x->n_dims, &axis);
	inner = dims_product(x->n_dims - axis - 1, x->dim + axis + 1);
	dim[0] = dims_product(axis, x->dim);
	dim[1] = index->n;
	dim[2] = inner;
	at[0] = move_axis(dim[0], 0, x->dim[axis] * inner);
	at[1] = move_axis(dim[1], 0, 0);
	at[2] = move_axis(dim[2], 0, 1);
	for (int64_t k = 0; !r && k < index->n; k++) {
		int64_t v = tensor_int_at(index, k);

		if (v < -x->dim[axis] || v >= x->dim[axis])
			r = REFUSE(j, "index %" PRId64 ": must be %" PRId64 "..%" PRId64,
				   v, -x->dim[axis], x->dim[axis] - 1);
		else
			at[1][k] = (v < 0 ? v + x->dim[axis] : v) * inner;
	}
	if (!r)
		move(x, &j->out[0], 3, dim, at, NULL);
	move_free(3, at);
	return r;
}

int infer_concat(struct onnx_job *j)
{
	const struct onnx_tensor *first = j->in[0];
	int64_t dim[ONNX_MAX_DIMS];
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int axis;

	if (job_axis(j, attr_int(j->n, "axis", 1), first->n_dims, &axis) < 0)
		return -1;
	memcpy(dim, first->dim, sizeof(dim));
	dim[axis] = 0;
	for (int k = 0; k < j->n->n_in; k++) {
		const struct onnx_tensor *x = j->in[k];
		int same = x && x->n_dims == first->n_dims && x->elem == first->elem;

		for (int d = 0; same && d < x->n_dims; d++)
			same = d == axis || x->dim[d] == first->dim[d];
		if (!same)
			return REFUSE(j, "joins %s of %s and %s of %s over axis %d",
				      tensor_text(first, a), elem_name(first->elem),
				      x ? tensor_text(x, b) : "nothing",
				      x ? elem_name(x->elem) : "none", axis);
		dim[axis] += x->dim[axis];
	}
	return job_out(j, 0, first->elem, first->n_dims, dim);
}

/* Copies [outer][n] of x to the place `to` of y's [outer][all]. */
static void copy_block(const struct onnx_tensor *x, int64_t from, int64_t x_all,
		       struct onnx_tensor *y, int64_t to, int64_t y_all, int64_t n,
		       int64_t outer)
{
	for (int64_t k = 0; k < outer; k++)
		if (x->f)
			memcpy(y->f + k * y_all + to, x->f + k * x_all + from,
			       n * sizeof(*y->f));
		else
			memcpy(y->i + k * y_all + to, x->i + k * x_all + from,
			       n * sizeof(*y->i));
}

int eval_concat(struct onnx_job *j)
{
	struct onnx_tensor *y = &j->out[0];
	int64_t inner, outer, to = 0;
	int axis;

	job_axis(j, attr_int(j->n, "axis", 1), y->n_dims, &axis);
	inner = dims_product(y->n_dims - axis - 1, y->dim + axis + 1);
	outer = dims_product(axis, y->dim);
	for (int k = 0; k < j->n->n_in; k++) {
		int64_t n = j->in[k]->dim[axis] * inner;

		copy_block(j->in[k], 0, n, y, to, y->dim[axis] * inner, n, outer);
		to += n;
	}
	return 0;
}

/* Parts: an attribute to opset 12, an input from 13 on, else as equal as can be. */
static int split_parts(struct onnx_job *j, int *axis, int64_t *part)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t size, sum = 0, each;
	int n;

	if (job_axis(j, attr_int(j->n, "axis", 0), x->n_dims, axis) < 0 ||
	    job_list(j, "split", 1, ONNX_MAX_PORTS, &n, part) < 0)
		return -1;
	size = x->dim[*axis];
	each = div_up(size, j->n->n_out);
	if (attr_int(j->n, "num_outputs", j->n->n_out) != j->n->n_out)
		return REFUSE(j, "num_outputs is not %d, the number of its outputs",
			      j->n->n_out);
	if (n < 0 && j->g->opset < 18 && size % j->n->n_out)
		return REFUSE(j, "%" PRId64 " do not divide into %d parts", size,
			      j->n->n_out);
	for (int k = 0; n < 0 && k < j->n->n_out; k++)
		part[k] = max64(0, min64(each, size - k * each));
	for (int k = 0; k < j->n->n_out && (n < 0 || k < n); k++) {
		if (part[k] < 0 || part[k] > size)
			return REFUSE(j, "part %d is %" PRId64 ": must be 0..%" PRId64, k,
				      part[k], size);
		sum += part[k];
	}
	if ((n >= 0 && n != j->n->n_out) || sum != size)
		return REFUSE(j, "the parts must be %d and have %" PRId64 " together",
			      j->n->n_out, size);
	return 0;
}

int infer_split(struct onnx_job *j)
{
	int64_t *part = xcalloc(ONNX_MAX_PORTS, sizeof(*part));
	int64_t dim[ONNX_MAX_DIMS];
	int axis, r = job_rank(j, 0, 1, ONNX_MAX_DIMS);

	if (!r)
		r = split_parts(j, &axis, part);
	for (int k = 0; !r && k < j->n->n_out; k++) {
		memcpy(dim, j->in[0]->dim, sizeof(dim));
		dim[axis] = part[k];
		r = job_out(j, k, j->in[0]->elem, j->in[0]->n_dims, dim);
	}
	free(part);
	return r;
}

int eval_split(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t inner, outer, from = 0;
	int axis;

	job_axis(j, attr_int(j->n, "axis", 0), x->n_dims, &axis);
	inner = dims_product(x->n_dims - axis - 1, x->dim + axis + 1);
	outer = dims_product(axis, x->dim);
	for (int k = 0; k < j->n->n_out; k++) {
		int64_t n = j->out[k].dim[axis] * inner;

		copy_block(x, from, x->dim[axis] * inner, &j->out[k], 0, n, n, outer);
		from += n;
	}
	return 0;
}

int infer_expand(struct onnx_job *j)
{
	struct onnx_tensor shape = {.n = 1};
	const struct onnx_tensor *both[2] = {j->in[0], &shape};
	int64_t dim[ONNX_MAX_DIMS];
	int n;

	if (job_ints(j, 1, "shape", ONNX_MAX_DIMS, &shape.n_dims, shape.dim) < 0 ||
	    job_broadcast(j, 2, both, dim, &n) < 0)
		return -1;
	return job_out(j, 0, j->in[0]->elem, n, dim);
}

int eval_expand(struct onnx_job *j)
{
	struct onnx_tensor *y = &j->out[0];
	int64_t stride[ONNX_MAX_DIMS], *at[ONNX_MAX_DIMS];

	broadcast_strides(j->in[0], y->n_dims, stride);
	for (int d = 0; d < y->n_dims; d++)
		at[d] = move_axis(y->dim[d], 0, stride[d]);
	move(j->in[0], y, y->n_dims, y->dim, at, NULL);
	move_free(y->n_dims, at);
	return 0;
}

/* [n, c*b*b, h, w] to [n, c, h*b, w*b]; DCR: the block's number varies slowest. */
int infer_depth_to_space(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int64_t b = attr_int(j->n, "blocksize", 0);
	const char *mode = attr_string(j->n, "mode", "DCR");
	char text[DIMS_TEXT];
	int64_t dim[4];

	if (job_rank(j, 0, 4, 4) < 0)
		return -1;
	if (strcmp(mode, "DCR") && strcmp(mode, "CRD"))
		return REFUSE(j, "mode %.40s: must be DCR or CRD", mode);
	if (b < 1 || b > 1024 || x->dim[1] % (b * b))
		return REFUSE(j, "blocksize %" PRId64 " does not fit %s", b,
			      tensor_text(x, text));
	dim[0] = x->dim[0];
	dim[1] = x->dim[1] / (b * b);
	dim[2] = x->dim[2] * b;
	dim[3] = x->dim[3] * b;
	return job_out(j, 0, x->elem, 4, dim);
}

int eval_depth_to_space(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const struct onnx_tensor *y = &j->out[0];
	const int64_t b = attr_int(j->n, "blocksize", 0), plane = x->dim[2] * x->dim[3];
	const int crd = !strcmp(attr_string(j->n, "mode", "DCR"), "CRD");
	const int64_t c = y->dim[1], row = crd ? b : b * c, column = crd ? 1 : c;
	int64_t *at[4];

	at[0] = move_axis(y->dim[0], 0, x->dim[1] * plane);
	at[1] = move_axis(c, 0, (crd ? b * b : 1) * plane);
	at[2] = move_axis(y->dim[2], 0, 0);
	at[3] = move_axis(y->dim[3], 0, 0);
	for (int64_t k = 0; k < y->dim[2]; k++)
		at[2][k] = k / b * x->dim[3] + k % b * row * plane;
	for (int64_t k = 0; k < y->dim[3]; k++)
		at[3][k] = k / b + k % b * column * plane;
	move(x, &j->out[0], 4, y->dim, at, NULL);
	move_free(4, at);
	return 0;
}
