/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "linear.h"
#include "ops.h"

static const struct linear kinds[] = {
	{"QGemm", "Gemm", 0, 2, 7, 6},
	{"QLinearAdd", "Add", 0, 2, 6, -1},
	{"QLinearAveragePool", "AveragePool", 0, 1, 3, -1},
	{"QLinearConcat", "Concat", 2, 0, 0, -1},
	{"QLinearConv", "Conv", 0, 2, 6, 8},
	{"QLinearGlobalAveragePool", "GlobalAveragePool", 0, 1, 3, -1},
	{"QLinearLeakyRelu", "LeakyRelu", 0, 1, 3, -1},
	{"QLinearMatMul", "MatMul", 0, 2, 6, -1},
	{"QLinearMul", "Mul", 0, 2, 6, -1},
	{"QLinearSigmoid", "Sigmoid", 0, 1, 3, -1},
};

const struct linear *linear_find(const char *type)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		if (!strcmp(kinds[k].name, type))
			return &kinds[k];
	return NULL;
}

int linear_count(const struct linear *l, int n_in)
{
	return l->n ? l->n : (n_in - l->first) / 3;
}

int linear_axis(const struct linear *l, const struct onnx_node *n)
{
	if (!strcmp(l->plain, "Conv"))
		return 0;
	return attr_int(n, "transB", 0) ? 0 : 1;
}

/* The plain node with its inputs; 2 of them and a bias, or those of a concatenation. */
struct plain {
	struct onnx_node n;
	struct onnx_job j;
	struct onnx_tensor *t;	/* [n_in] */
	const struct onnx_tensor **in;
	struct onnx_tensor out;
};

static int check_value(struct onnx_job *j, int k)
{
	const struct onnx_tensor *x = job_in(j, k), *scale = job_in(j, k + 1);
	const struct onnx_tensor *zero = job_in(j, k + 2);

	if (!x || !scale)
		return REFUSE(j, "input %d or its scale is left out", k);
	if (elem_is_float(x->elem) || elem_bits(x->elem) > 32 || !elem_is_float(scale->elem))
		return REFUSE(j, "input %d is of %s, its scale of %s: must be integers of at "
			      "most 32 bits, and floats", k, elem_name(x->elem),
			      elem_name(scale->elem));
	if (zero && (zero->elem != x->elem || zero->n != scale->n))
		return REFUSE(j, "input %d and its zero point are of two kinds, or the zero "
			      "point has not as many values as the scale", k);
	return 0;
}

/* One scale for all, or, of the second value of a product, one a column or row. */
static int check_scale(struct onnx_job *j, const struct linear *l, int k, int is_weight)
{
	const struct onnx_tensor *x = j->in[k], *scale = j->in[k + 1];
	const int axis = linear_axis(l, j->n);
	char text[DIMS_TEXT];

	if (scale->n == 1 || (is_weight && l->bias >= 0 && scale->n_dims == 1 &&
			      axis < x->n_dims && scale->n == x->dim[axis]))
		return 0;
	return REFUSE(j, "scale %d is %s: must be one value%s", k + 1,
		      tensor_text(scale, text), is_weight && l->bias >= 0 ?
		      ", or one an output" : "");
}

static int take_plain(struct onnx_job *j, const struct linear *l, struct plain *p)
{
	const int n = linear_count(l, j->n->n_in);
	const struct onnx_tensor *bias = l->bias < 0 ? NULL : job_in(j, l->bias);

	*p = (struct plain) {.n = *j->n};
	if (attr_int(j->n, "channels_last", 0))
		return REFUSE(j, "channels_last = 1 is not supported");
	if (attr_float(j->n, "alpha", 1) != 1 && l->bias >= 0)
		return REFUSE(j, "alpha = %g is not supported: must be 1",
			      (double)attr_float(j->n, "alpha", 1));
	if (!l->n && (j->n->n_in - l->first) % 3)
		return REFUSE(j, "its inputs are no triples of value, scale and zero point");
	for (int k = 0; k < n; k++)
		if (check_value(j, l->first + 3 * k) < 0 ||
		    check_scale(j, l, l->first + 3 * k, k == 1) < 0)
			return -1;
	if (bias && bias->elem != ELEM_INT32)
		return REFUSE(j, "its bias is of %s: must be int32", elem_name(bias->elem));
	p->n.type = (char *)l->plain;
	p->n.op = op_find(l->plain);
	p->n.n_in = n + (bias != NULL);
	p->t = xcalloc((size_t)p->n.n_in + 1, sizeof(*p->t));
	p->in = xcalloc((size_t)p->n.n_in + 1, sizeof(*p->in));
	for (int k = 0; k < p->n.n_in; k++) {
		const struct onnx_tensor *x = k == n ? bias : j->in[l->first + 3 * k];

		p->t[k] = (struct onnx_tensor) {.elem = ELEM_FLOAT, .n_dims = x->n_dims,
						.n = x->n};
		memcpy(p->t[k].dim, x->dim, sizeof(x->dim));
		p->in[k] = &p->t[k];
	}
	p->j = (struct onnx_job) {j->g, &p->n, j->e, p->in, &p->out};
	return 0;
}

static void plain_clear(struct plain *p)
{
	for (int k = 0; p->t && k < p->n.n_in; k++)
		tensor_clear(&p->t[k]);
	tensor_clear(&p->out);
	free(p->t);
	free(p->in);
}

int infer_linear(struct onnx_job *j)
{
	const struct linear *l = linear_find(j->n->type);
	const struct onnx_tensor *scale = job_in(j, l->y), *zero = job_in(j, l->y + 1);
	struct plain p;
	enum elem elem;
	int r = take_plain(j, l, &p);

	if (!r)
		r = p.n.op->infer(&p.j);
	elem = zero ? zero->elem : j->in[l->first] ? j->in[l->first]->elem : ELEM_UINT8;
	if (!r && !scale && strcmp(l->name, "QGemm"))
		r = REFUSE(j, "the scale of its output is left out");
	if (!r && ((scale && scale->n != 1) || (zero && zero->n != 1) ||
		   elem_is_float(elem) || elem_bits(elem) > 32))
		r = REFUSE(j, "scale and zero point of its output must be one value, of at most "
			      "32 bits");
	if (!r)
		r = job_out(j, 0, scale ? elem : ELEM_FLOAT, p.out.n_dims, p.out.dim);
	plain_clear(&p);
	return r;
}

int eval_linear(struct onnx_job *j)
{
	const struct linear *l = linear_find(j->n->type);
	const struct onnx_tensor *scale = job_in(j, l->y), *zero = job_in(j, l->y + 1);
	const int n = linear_count(l, j->n->n_in);
	struct plain p;
	int r = take_plain(j, l, &p);

	for (int k = 0; !r && k < n; k++)
		p.t[k] = real_values(j->in[l->first + 3 * k], job_in(j, l->first + 3 * k + 2),
				     j->in[l->first + 3 * k + 1], linear_axis(l, j->n));
	if (!r && p.n.n_in > n) {
		const struct onnx_tensor *b = j->in[l->bias], *w = j->in[l->first + 4];

		tensor_room(&p.t[n]);
		for (int64_t i = 0; i < b->n; i++)
			p.t[n].f[i] = (float)((double)b->i[i] *
				tensor_get(j->in[l->first + 1], 0) *
				tensor_get(w, w->n == 1 ? 0 : i % w->n));
	}
	if (!r)
		r = p.n.op->infer(&p.j);
	if (!r) {
		tensor_room(&p.out);
		r = p.n.op->eval(&p.j);
	}
	for (int64_t i = 0; !r && i < p.out.n; i++)
		if (scale)
			j->out[0].i[i] = quantised(p.out.f[i] / (float)tensor_get(scale, 0),
						   zero ? zero->i[0] : 0, j->out[0].elem);
		else
			j->out[0].f[i] = p.out.f[i];
	plain_clear(&p);
	return r;
}

/* y, scale and zero point of uint8, from the least and greatest value and 0. */
int infer_dynamic(struct onnx_job *j)
{
	if (job_floats(j) < 0 || job_out(j, 0, ELEM_UINT8, j->in[0]->n_dims, j->in[0]->dim) < 0)
		return -1;
	return j->n->n_out < 3 ? REFUSE(j, "must have three outputs") :
		job_out(j, 1, ELEM_FLOAT, 0, NULL) < 0 ? -1 : job_out(j, 2, ELEM_UINT8, 0, NULL);
}

int eval_dynamic(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	float least = 0, most = 0, scale;
	int64_t zero;

	for (int64_t k = 0; k < x->n; k++) {
		least = x->f[k] < least ? x->f[k] : least;
		most = x->f[k] > most ? x->f[k] : most;
	}
	scale = most > least ? (most - least) / 255 : 1;
	zero = quantised(-least / scale, 0, ELEM_UINT8);
	for (int64_t k = 0; k < x->n; k++)
		j->out[0].i[k] = quantised(x->f[k] / scale, zero, ELEM_UINT8);
	j->out[1].f[0] = scale;
	j->out[2].i[0] = zero;
	return 0;
}

/* ConvInteger and MatMulInteger: a, b, their zero points; sums of 32 bits. */
static int check_integer(struct onnx_job *j, int channels_axis)
{
	char text[DIMS_TEXT];

	for (int k = 0; k < 4; k++) {
		const struct onnx_tensor *t = job_in(j, k);

		if (t && (elem_is_float(t->elem) || elem_bits(t->elem) != 8))
			return REFUSE(j, "input %d is of %s: must be integers of 8 bits", k,
				      elem_name(t->elem));
		if (k > 1 && t && t->n != 1 &&
		    (k == 2 || t->n_dims != 1 || channels_axis >= j->in[1]->n_dims ||
		     t->n != j->in[1]->dim[channels_axis]))
			return REFUSE(j, "zero point %d is %s: must be one value%s", k,
				      tensor_text(t, text), k == 3 ? ", or one an output" : "");
	}
	return 0;
}

int infer_integer(struct onnx_job *j)
{
	const int is_conv = !strcmp(j->n->type, "ConvInteger");
	struct onnx_window w;

	if (check_integer(j, is_conv ? 0 : j->in[1]->n_dims - 1) < 0)
		return -1;
	if (!is_conv)
		return matmul_infer(j, 0, j->in[0], j->in[1], ELEM_INT32);
	return conv_window(j, j->in[0], j->in[1], NULL, &w) < 0 ? -1 :
		window_out(j, 0, ELEM_INT32, j->in[0], j->in[1]->dim[0], &w);
}

int eval_integer(struct onnx_job *j)
{
	const int is_conv = !strcmp(j->n->type, "ConvInteger");
	const struct onnx_tensor *x = j->in[0], *y = &j->out[0];
	struct onnx_tensor a = real_values(x, job_in(j, 2), NULL, 0);
	struct onnx_tensor b = real_values(j->in[1], job_in(j, 3), NULL,
					   is_conv ? 0 : j->in[1]->n_dims - 1);
	float *sum = xcalloc((size_t)y->n + 1, sizeof(*sum));
	struct onnx_window w;

	if (is_conv) {
		conv_window(j, x, j->in[1], NULL, &w);
		conv_float(&w, x->dim[0], x->dim[1], j->in[1]->dim[0],
			   attr_int(j->n, "group", 1), a.f, b.f, NULL, sum);
	} else {
		matmul_eval(j, &a, &b, sum);
	}
	for (int64_t k = 0; k < y->n; k++)
		y->i[k] = (int64_t)sum[k];
	free(sum);
	tensor_clear(&a);
	tensor_clear(&b);
	return 0;
}
