/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "ops.h"

/* Conv, Gemm and MatMul in float32 (conv.c sums the windows). */

/* x [batch][c_in][..], w [c_out][c_in/group][..], bias [c_out]. */
int conv_window(struct onnx_job *j, const struct onnx_tensor *x,
		const struct onnx_tensor *weight, const struct onnx_tensor *bias,
		struct onnx_window *w)
{
	const int64_t groups = attr_int(j->n, "group", 1);
	char a[DIMS_TEXT], b[DIMS_TEXT];

	if (weight->n_dims != x->n_dims || x->n_dims < 3 || !weight->n)
		return REFUSE(j, "its weights are %s, its input %s", tensor_text(weight, a),
			      tensor_text(x, b));
	if (groups < 1 || x->dim[1] % groups || weight->dim[0] % groups ||
	    weight->dim[1] != x->dim[1] / groups)
		return REFUSE(j, "its weights %s in %" PRId64 " groups do not fit the input "
			      "%s", tensor_text(weight, a), groups, tensor_text(x, b));
	if (bias && (bias->n_dims != 1 || bias->n != weight->dim[0]))
		return REFUSE(j, "its bias is %s: must be [%" PRId64 "]",
			      tensor_text(bias, a), weight->dim[0]);
	return job_window(j, x, weight->dim + 2, 0, w);
}

/* Some converters of quantised networks leave weights of int8 without a scale (those of
 * ds_cnn of MLPerf Tiny): they are taken as the whole numbers that they are. */
int infer_conv(struct onnx_job *j)
{
	struct onnx_window w;

	for (int k = 0; k < j->n->n_in; k += 2)
		if (j->in[k] && !elem_is_float(j->in[k]->elem))
			return REFUSE(j, "input %d is of %s: must be of a kind of float", k,
				      elem_name(j->in[k]->elem));
	if (conv_window(j, j->in[0], j->in[1], job_in(j, 2), &w) < 0)
		return -1;
	return window_out(j, 0, j->in[0]->elem, j->in[0], j->in[1]->dim[0], &w);
}

int eval_conv(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *weight = j->in[1], *bias = job_in(j, 2);
	struct onnx_tensor as_float = {.elem = ELEM_FLOAT, .n = weight->n};
	struct onnx_window w;

	conv_window(j, x, weight, bias, &w);
	tensor_room(&as_float);
	for (int64_t k = 0; k < weight->n; k++)
		as_float.f[k] = (float)tensor_get(weight, k);
	conv_float(&w, x->dim[0], x->dim[1], weight->dim[0], attr_int(j->n, "group", 1),
		   x->f, as_float.f, bias ? bias->f : NULL, j->out[0].f);
	tensor_clear(&as_float);
	return 0;
}

/* a [m][k] times b [k][n], added to y. */
static void matmul_float(int64_t m, int64_t k, int64_t n, const float *a,
			 const float *b, float *y)
{
	for (int64_t row = 0; row < m; row++)
		for (int64_t i = 0; i < k; i++) {
			const float v = a[row * k + i];

			for (int64_t column = 0; column < n; column++)
				y[row * n + column] += v * b[i * n + column];
		}
}

struct gemm {
	int64_t m, k, n;
	int a_turned, b_turned;
};

static int gemm_sizes(struct onnx_job *j, struct gemm *g)
{
	const struct onnx_tensor *a = j->in[0], *b = j->in[1];
	char s[DIMS_TEXT], t[DIMS_TEXT];

	if (job_rank(j, 0, 2, 2) < 0 || job_rank(j, 1, 2, 2) < 0)
		return -1;
	g->a_turned = attr_int(j->n, "transA", 0) != 0;
	g->b_turned = attr_int(j->n, "transB", 0) != 0;
	g->m = a->dim[g->a_turned];
	g->k = a->dim[!g->a_turned];
	g->n = b->dim[!g->b_turned];
	if (b->dim[g->b_turned] != g->k)
		return REFUSE(j, "multiplies %s%s and %s%s", tensor_text(a, s),
			      g->a_turned ? " transposed" : "", tensor_text(b, t),
			      g->b_turned ? " transposed" : "");
	return 0;
}

int infer_gemm(struct onnx_job *j)
{
	struct onnx_tensor y = {.n_dims = 2};
	const struct onnx_tensor *both[2] = {&y, job_in(j, 2)};
	int64_t dim[ONNX_MAX_DIMS];
	char s[DIMS_TEXT], t[DIMS_TEXT];
	struct gemm g;
	int n;

	if (job_floats(j) < 0 || gemm_sizes(j, &g) < 0)
		return -1;
	y.dim[0] = g.m;
	y.dim[1] = g.n;
	if (both[1] && (job_broadcast(j, 2, both, dim, &n) < 0 || n != 2 ||
			dim[0] != g.m || dim[1] != g.n))
		return REFUSE(j, "adds %s to %s", tensor_text(both[1], s),
			      tensor_text(&y, t));
	return job_out(j, 0, j->in[0]->elem, 2, y.dim);
}

int eval_gemm(struct onnx_job *j)
{
	const struct onnx_tensor *a = j->in[0], *b = j->in[1], *c = job_in(j, 2);
	const float alpha = attr_float(j->n, "alpha", 1), beta = attr_float(j->n, "beta", 1);
	int64_t stride[2] = {0, 0};
	struct gemm g;

	gemm_sizes(j, &g);
	if (c)
		broadcast_strides(c, 2, stride);
#pragma omp parallel for if (g.m * g.k * g.n > (int64_t)1 << 24)
	for (int64_t column = 0; column < g.n; column++)
		for (int64_t row = 0; row < g.m; row++) {
			float sum = 0, extra = c ?
				c->f[row * stride[0] + column * stride[1]] : 0;

			for (int64_t k = 0; k < g.k; k++)
				sum += a->f[g.a_turned ? k * g.m + row : row * g.k + k] *
					b->f[g.b_turned ? column * g.k + k :
					     k * g.n + column];
			j->out[0].f[row * g.n + column] = alpha * sum + beta * extra;
		}
	return 0;
}

/* NumPy's matmul: the dims before the last two are stretched; a list is a row or a
 * column that is dropped again. */
struct matmul {
	struct onnx_tensor a, b;	/* shapes with two dims at least */
	int n;		/* dims of the stack */
	int64_t dim[ONNX_MAX_DIMS];
	int64_t m, k, columns;
};

static int matmul_shapes(struct onnx_job *j, const struct onnx_tensor *a,
			 const struct onnx_tensor *b, struct matmul *s)
{
	const struct onnx_tensor *both[2] = {&s->a, &s->b};
	char p[DIMS_TEXT], q[DIMS_TEXT];

	s->a = *a;
	s->b = *b;
	if (!a->n_dims || !b->n_dims)
		return REFUSE(j, "multiplies %s and %s", tensor_text(a, p),
			      tensor_text(b, q));
	if (a->n_dims == 1) {
		s->a.dim[1] = a->dim[0];
		s->a.dim[0] = 1;
		s->a.n_dims = 2;
	}
	if (b->n_dims == 1) {
		s->b.dim[1] = 1;
		s->b.n_dims = 2;
	}
	s->m = s->a.dim[s->a.n_dims - 2];
	s->k = s->a.dim[s->a.n_dims - 1];
	s->columns = s->b.dim[s->b.n_dims - 1];
	if (s->b.dim[s->b.n_dims - 2] != s->k)
		return REFUSE(j, "multiplies %s and %s", tensor_text(a, p),
			      tensor_text(b, q));
	s->a.n_dims -= 2;
	s->b.n_dims -= 2;
	return job_broadcast(j, 2, both, s->dim, &s->n);
}

int matmul_infer(struct onnx_job *j, int k, const struct onnx_tensor *a,
		 const struct onnx_tensor *b, enum elem elem)
{
	int64_t dim[ONNX_MAX_DIMS + 2];
	struct matmul s;
	int n;

	if (matmul_shapes(j, a, b, &s) < 0)
		return -1;
	n = s.n;
	memcpy(dim, s.dim, sizeof(s.dim));
	if (a->n_dims > 1)
		dim[n++] = s.m;
	if (b->n_dims > 1)
		dim[n++] = s.columns;
	return job_out(j, k, elem, n, dim);
}

void matmul_eval(struct onnx_job *j, const struct onnx_tensor *a,
		 const struct onnx_tensor *b, float *y)
{
	int64_t at[ONNX_MAX_DIMS], bt[ONNX_MAX_DIMS], own[ONNX_MAX_DIMS];
	struct matmul s;

	matmul_shapes(j, a, b, &s);
	broadcast_strides(&s.a, s.n, at);
	broadcast_strides(&s.b, s.n, bt);
	strides_of(s.n, s.dim, own);
	for (int64_t k = 0; k < dims_product(s.n, s.dim); k++) {
		const int64_t from_a = index_in(k, s.n, s.dim, own, at);
		const int64_t from_b = index_in(k, s.n, s.dim, own, bt);

		matmul_float(s.m, s.k, s.columns, a->f + from_a * s.m * s.k,
			     b->f + from_b * s.k * s.columns, y + k * s.m * s.columns);
	}
}

int infer_matmul(struct onnx_job *j)
{
	return job_floats(j) < 0 ? -1 :
		matmul_infer(j, 0, j->in[0], j->in[1], j->in[0]->elem);
}

int eval_matmul(struct onnx_job *j)
{
	matmul_eval(j, j->in[0], j->in[1], j->out[0].f);
	return 0;
}
