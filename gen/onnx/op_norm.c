/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ops.h"

/* What goes over whole axes: normalisation, softmax, means, the place of the greatest. */

int infer_batch_norm(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	char a[DIMS_TEXT], b[DIMS_TEXT];

	if (job_floats(j) < 0 || job_rank(j, 0, 2, ONNX_MAX_DIMS) < 0)
		return -1;
	if (attr_int(j->n, "training_mode", 0) || !attr_int(j->n, "spatial", 1))
		return REFUSE(j, "is for training, or not one scale a channel");
	for (int k = 1; k < 5; k++)
		if (j->in[k]->n_dims != 1 || j->in[k]->n != x->dim[1])
			return REFUSE(j, "input %d is %s: must have a value a channel of %s",
				      k, tensor_text(j->in[k], a), tensor_text(x, b));
	return job_out_like(j, 0, x);
}

int eval_batch_norm(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const float *scale = j->in[1]->f, *shift = j->in[2]->f;
	const float *mean = j->in[3]->f, *variance = j->in[4]->f;
	const float epsilon = attr_float(j->n, "epsilon", 1e-5f);
	const int64_t n = dims_product(x->n_dims - 2, x->dim + 2), c = x->dim[1];

	for (int64_t map = 0; map < x->dim[0] * c; map++) {
		const int64_t k = map % c;
		const float factor = scale[k] / sqrtf(variance[k] + epsilon);

		for (int64_t i = map * n; i < (map + 1) * n; i++)
			j->out[0].f[i] = (x->f[i] - mean[k]) * factor + shift[k];
	}
	return 0;
}

int infer_lrn(struct onnx_job *j)
{
	const int64_t n = attr_int(j->n, "size", 0);

	if (job_floats(j) < 0 || job_rank(j, 0, 3, ONNX_MAX_DIMS) < 0)
		return -1;
	if (n < 1 || n > 1 << 20)
		return REFUSE(j, "size %" PRId64 ": must be 1 or more", n);
	return job_out_like(j, 0, j->in[0]);
}

int eval_lrn(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int64_t size = attr_int(j->n, "size", 1), c = x->dim[1];
	const int64_t n = dims_product(x->n_dims - 2, x->dim + 2);
	const float alpha = attr_float(j->n, "alpha", 1e-4f);
	const float beta = attr_float(j->n, "beta", 0.75f);
	const float bias = attr_float(j->n, "bias", 1);

	for (int64_t map = 0; map < x->dim[0] * c; map++) {
		const int64_t k = map % c, first = map - k;
		const int64_t lo = max64(0, k - (size - 1) / 2);
		const int64_t hi = min64(c - 1, k + size / 2);

		for (int64_t i = 0; i < n; i++) {
			float sum = 0;

			for (int64_t at = lo; at <= hi; at++) {
				float v = x->f[(first + at) * n + i];

				sum += v * v;
			}
			j->out[0].f[map * n + i] = x->f[map * n + i] /
				powf(bias + alpha / (float)size * sum, beta);
		}
	}
	return 0;
}

/* To opset 12 all axes from the given one on are one; from 13 on it is that alone. */
int infer_softmax(struct onnx_job *j)
{
	int axis;

	if (job_floats(j) < 0 || job_rank(j, 0, 1, ONNX_MAX_DIMS) < 0 ||
	    job_axis(j, attr_int(j->n, "axis", j->g->opset < 13 ? 1 : -1),
		     j->in[0]->n_dims, &axis) < 0)
		return -1;
	return job_out_like(j, 0, j->in[0]);
}

static void softmax(const float *x, float *y, int64_t n, int64_t stride)
{
	float most = x[0], sum = 0;

	for (int64_t k = 0; k < n; k++)
		most = fmaxf(most, x[k * stride]);
	for (int64_t k = 0; k < n; k++)
		sum += y[k * stride] = expf(x[k * stride] - most);
	for (int64_t k = 0; k < n; k++)
		y[k * stride] /= sum;
}

int eval_softmax(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int early = j->g->opset < 13;
	int64_t n, inner, outer;
	int axis;

	job_axis(j, attr_int(j->n, "axis", early ? 1 : -1), x->n_dims, &axis);
	n = early ? dims_product(x->n_dims - axis, x->dim + axis) : x->dim[axis];
	inner = early ? 1 : dims_product(x->n_dims - axis - 1, x->dim + axis + 1);
	outer = dims_product(axis, x->dim);
	for (int64_t k = 0; n && k < outer * inner; k++) {
		int64_t at = k / inner * n * inner + k % inner;

		softmax(x->f + at, j->out[0].f + at, n, inner);
	}
	return 0;
}

/* Which axes go: an attribute to opset 17, an input from 18 on; all without. */
static int reduced(struct onnx_job *j, char *mark)
{
	const int rank = j->in[0]->n_dims;
	int64_t axes[ONNX_MAX_DIMS];
	int n, axis;

	memset(mark, 0, ONNX_MAX_DIMS);
	if (job_list(j, "axes", 1, ONNX_MAX_DIMS, &n, axes) < 0)
		return -1;
	for (int k = 0; k < n; k++) {
		if (job_axis(j, axes[k], rank, &axis) < 0)
			return -1;
		mark[axis] = 1;
	}
	if (n <= 0 && !attr_int(j->n, "noop_with_empty_axes", 0))
		memset(mark, 1, ONNX_MAX_DIMS);
	return 0;
}

static int reduced_out(struct onnx_job *j, enum elem elem, const char *mark)
{
	const struct onnx_tensor *x = j->in[0];
	const int keep = attr_int(j->n, "keepdims", 1) != 0;
	int64_t dim[ONNX_MAX_DIMS];
	int n = 0;

	for (int d = 0; d < x->n_dims; d++)
		if (!mark[d])
			dim[n++] = x->dim[d];
		else if (keep)
			dim[n++] = 1;
	return job_out(j, 0, elem, n, dim);
}

int infer_reduce_mean(struct onnx_job *j)
{
	char mark[ONNX_MAX_DIMS];

	if (!elem_is_float(j->in[0]->elem))
		return REFUSE(j, "input 0 is of %s: must be of a kind of float",
			      elem_name(j->in[0]->elem));
	return reduced(j, mark) < 0 ? -1 : reduced_out(j, j->in[0]->elem, mark);
}

int eval_reduce_mean(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	struct onnx_tensor *y = &j->out[0];
	int64_t stride[ONNX_MAX_DIMS], own[ONNX_MAX_DIMS], step = 1;
	char mark[ONNX_MAX_DIMS];
	double *sum = xcalloc(y->n + 1, sizeof(*sum));

	reduced(j, mark);
	strides_of(x->n_dims, x->dim, own);
	for (int d = x->n_dims - 1; d >= 0; d--) {
		stride[d] = mark[d] ? 0 : step;
		step *= mark[d] ? 1 : x->dim[d];
	}
	for (int64_t k = 0; k < x->n; k++)
		sum[index_in(k, x->n_dims, x->dim, own, stride)] += x->f[k];
	for (int64_t k = 0; k < y->n; k++)
		y->f[k] = (float)(sum[k] * (double)y->n / (double)(x->n ? x->n : 1));
	free(sum);
	return 0;
}

int infer_arg_max(struct onnx_job *j)
{
	char mark[ONNX_MAX_DIMS] = {0};
	int axis;

	if (job_rank(j, 0, 1, ONNX_MAX_DIMS) < 0 ||
	    job_axis(j, attr_int(j->n, "axis", 0), j->in[0]->n_dims, &axis) < 0)
		return -1;
	if (!j->in[0]->n)
		return REFUSE(j, "its input has no values");
	mark[axis] = 1;
	return reduced_out(j, ELEM_INT64, mark);
}

int eval_arg_max(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int last = attr_int(j->n, "select_last_index", 0) != 0;
	int64_t inner, n;
	int axis;

	job_axis(j, attr_int(j->n, "axis", 0), x->n_dims, &axis);
	n = x->dim[axis];
	inner = dims_product(x->n_dims - axis - 1, x->dim + axis + 1);
	for (int64_t k = 0; k < j->out[0].n; k++) {
		const int64_t first = k / inner * n * inner + k % inner;
		int64_t best = 0;

		for (int64_t i = 1; i < n; i++) {
			double v = tensor_get(x, first + i * inner);
			double most = tensor_get(x, first + best * inner);

			if (v > most || (last && v == most))
				best = i;
		}
		j->out[0].i[k] = best;
	}
	return 0;
}
