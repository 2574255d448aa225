/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ops.h"

/* Quantised graphs: y = saturate(round(x / scale) + zero), ties to even. */

/* Which scale a value has: one for all, one for each place of an axis, or one for each
 * block of places. */
struct scales {
	int axis;
	int64_t block;	/* places that share one; 0: one for all */
	int64_t inner, size;	/* of the axis: stride and places */
	int64_t count;	/* scales over the axis */
};

static int64_t scale_at(const struct scales *s, int64_t k)
{
	int64_t place;

	if (!s->block)
		return 0;
	place = k / s->inner % s->size;
	if (s->block == 1)
		return place;
	return (k / (s->inner * s->size) * s->count + place / s->block) * s->inner +
		k % s->inner;
}

/* Differences with the zero point are taken in 64 bits. */
static int check_kind(struct onnx_job *j, int64_t elem)
{
	return elem_bits((enum elem)elem) <= 32 ? 0 :
		REFUSE(j, "quantised values of %s are not supported: must be of at most 32 "
		       "bits", elem_name((int)elem));
}

static int take_scales(struct onnx_job *j, struct scales *s)
{
	const struct onnx_tensor *x = j->in[0], *scale = j->in[1], *zero = job_in(j, 2);
	const int64_t block = attr_int(j->n, "block_size", 0);
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int fits;

	*s = (struct scales) {0};
	if (!elem_is_float(scale->elem))
		return REFUSE(j, "its scale is of %s", elem_name(scale->elem));
	if (zero && zero->n != scale->n)
		return REFUSE(j, "its scale is %s, its zero point %s", tensor_text(scale, a),
			      tensor_text(zero, b));
	if (scale->n == 1 && scale->n_dims <= 1 && !block)
		return 0;
	if (job_axis(j, attr_int(j->n, "axis", 1), x->n_dims, &s->axis) < 0)
		return -1;
	s->size = x->dim[s->axis];
	s->inner = dims_product(x->n_dims - s->axis - 1, x->dim + s->axis + 1);
	s->block = block ? block : 1;
	fits = block >= 0 && block <= ONNX_MAX_VALUES && (block ? scale->n_dims == x->n_dims : scale->n_dims == 1 &&
			      scale->n == s->size);
	for (int d = 0; block > 0 && fits && d < x->n_dims; d++)
		fits = scale->dim[d] == (d == s->axis ? div_up(x->dim[d], block) :
					 x->dim[d]);
	if (!fits)
		return REFUSE(j, "its scale %s does not fit axis %d of %s",
			      tensor_text(scale, a), s->axis, tensor_text(x, b));
	s->count = block ? scale->dim[s->axis] : s->size;
	if (block == 1)	/* a scale a value: blocks of one in all axes */
		return REFUSE(j, "block_size 1 is not supported");
	return 0;
}

int infer_quantize(struct onnx_job *j)
{
	const struct onnx_tensor *zero = job_in(j, 2);
	int64_t to = attr_int(j->n, "output_dtype", 0);
	struct scales s;

	if (!to)
		to = zero ? zero->elem : ELEM_UINT8;
	if (to < 0 || to > 255 || !elem_name((int)to) || elem_is_float((enum elem)to) ||
	    to == ELEM_BOOL)
		return REFUSE(j, "makes elements of type %" PRId64 ", which is not supported",
			      to);
	if (!elem_is_float(j->in[0]->elem) && j->in[0]->elem != ELEM_INT32)
		return REFUSE(j, "quantises %s", elem_name(j->in[0]->elem));
	if (zero && zero->elem != (enum elem)to)
		return REFUSE(j, "its zero point is of %s, its output of %s",
			      elem_name(zero->elem), elem_name((int)to));
	return take_scales(j, &s) < 0 || check_kind(j, to) < 0 ? -1 :
		job_out(j, 0, (enum elem)to, j->in[0]->n_dims, j->in[0]->dim);
}

int64_t quantised(double v, int64_t zero, enum elem elem)
{
	const double least = (double)elem_min(elem), most = (double)elem_max(elem);

	v = nearbyint(v) + (double)zero;
	return isnan(v) ? zero : v <= least ? elem_min(elem) : v >= most ?
		elem_max(elem) : (int64_t)v;
}

int eval_quantize(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *scale = j->in[1], *zero = job_in(j, 2);
	struct onnx_tensor *y = &j->out[0];
	struct scales s;

	take_scales(j, &s);
	for (int64_t k = 0; k < x->n; k++) {
		int64_t at = scale_at(&s, k);

		y->i[k] = quantised((float)tensor_get(x, k) / (float)tensor_get(scale, at),
				    zero ? tensor_int_at(zero, at) : 0, y->elem);
	}
	return 0;
}

int infer_dequantize(struct onnx_job *j)
{
	const int64_t to = attr_int(j->n, "output_dtype", 0);
	const struct onnx_tensor *x = j->in[0];
	struct scales s;

	if (elem_is_float(x->elem) || x->elem == ELEM_BOOL)
		return REFUSE(j, "its input is of %s: must be integers", elem_name(x->elem));
	if (job_in(j, 2) && j->in[2]->elem != x->elem)
		return REFUSE(j, "its zero point is of %s, its input of %s",
			      elem_name(j->in[2]->elem), elem_name(x->elem));
	if (to && to != j->in[1]->elem)
		return REFUSE(j, "output_dtype %" PRId64 " is not that of the scale", to);
	return take_scales(j, &s) < 0 || check_kind(j, x->elem) < 0 ? -1 :
		job_out(j, 0, j->in[1]->elem, x->n_dims, x->dim);
}

int eval_dequantize(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *scale = j->in[1], *zero = job_in(j, 2);
	struct scales s;

	take_scales(j, &s);
	for (int64_t k = 0; k < x->n; k++) {
		int64_t at = scale_at(&s, k);

		j->out[0].f[k] = (float)(x->i[k] - (zero ? zero->i[at] : 0)) *
			(float)tensor_get(scale, at);
	}
	return 0;
}

/* x, its scale and zero; weights, theirs; the output's scale and zero; bias. */
enum { X, X_SCALE, X_ZERO, W, W_SCALE, W_ZERO, Y_SCALE, Y_ZERO, BIAS };

static int one_value(struct onnx_job *j, int k, int64_t channels)
{
	char text[DIMS_TEXT];

	if (j->in[k]->n == 1 || (channels && j->in[k]->n == channels &&
				 j->in[k]->n_dims == 1))
		return 0;
	return REFUSE(j, "input %d is %s: must be one value%s", k,
		      tensor_text(j->in[k], text), channels ? ", or one a channel" : "");
}

static int check_linear(struct onnx_job *j, int64_t channels)
{
	static const int ints[] = {X, X_ZERO, W, W_ZERO, Y_ZERO};
	static const int scales[] = {X_SCALE, W_SCALE, Y_SCALE};

	for (int k = 0; k < 5; k++)
		if (elem_is_float(j->in[ints[k]]->elem))
			return REFUSE(j, "input %d is of %s: must be integers", ints[k],
				      elem_name(j->in[ints[k]]->elem));
		else if (check_kind(j, j->in[ints[k]]->elem) < 0)
			return -1;
	for (int k = 0; k < 3; k++)
		if (!elem_is_float(j->in[scales[k]]->elem))
			return REFUSE(j, "input %d is of %s: must be of a kind of float",
				      scales[k], elem_name(j->in[scales[k]]->elem));
	if (one_value(j, X_SCALE, 0) < 0 || one_value(j, X_ZERO, 0) < 0 ||
	    one_value(j, W_SCALE, channels) < 0 || one_value(j, W_ZERO, channels) < 0 ||
	    one_value(j, Y_SCALE, 0) < 0 || one_value(j, Y_ZERO, 0) < 0)
		return -1;
	return 0;
}

int infer_qlinear_conv(struct onnx_job *j)
{
	const struct onnx_tensor *bias = job_in(j, BIAS);
	struct onnx_window w;

	if (conv_window(j, j->in[X], j->in[W], bias, &w) < 0 ||
	    check_linear(j, j->in[W]->dim[0]) < 0)
		return -1;
	if (bias && bias->elem != ELEM_INT32)
		return REFUSE(j, "its bias is of %s: must be int32", elem_name(bias->elem));
	return window_out(j, 0, j->in[Y_ZERO]->elem, j->in[X], j->in[W]->dim[0], &w);
}

struct onnx_tensor real_values(const struct onnx_tensor *x, const struct onnx_tensor *zero,
			       const struct onnx_tensor *scale, int axis)
{
	struct onnx_tensor t = {.elem = ELEM_FLOAT, .n_dims = x->n_dims, .n = x->n};
	int64_t inner = 1;

	memcpy(t.dim, x->dim, sizeof(t.dim));
	tensor_room(&t);
	for (int d = axis + 1; d < x->n_dims; d++)
		inner *= x->dim[d];
	for (int64_t k = 0; k < x->n; k++) {
		const int64_t place = k / inner;

		t.f[k] = (float)(x->i[k] - (zero ? zero->i[place % zero->n] : 0));
		if (scale)
			t.f[k] *= (float)tensor_get(scale, place % scale->n);
	}
	return t;
}

int eval_qlinear_conv(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[X], *weight = j->in[W], *bias = job_in(j, BIAS);
	const int64_t c = weight->dim[0];
	struct onnx_tensor a = real_values(x, j->in[X_ZERO], NULL, 0);
	struct onnx_tensor b = real_values(weight, j->in[W_ZERO], NULL, 0);
	struct onnx_tensor *y = &j->out[0];
	float *sum = xcalloc(y->n + 1, sizeof(*sum));
	struct onnx_window w;
	int64_t map;

	conv_window(j, x, weight, bias, &w);
	map = w.out[0] * w.out[1];
	conv_float(&w, x->dim[0], x->dim[1], c, attr_int(j->n, "group", 1), a.f, b.f, NULL,
		   sum);
	for (int64_t k = 0; k < y->n; k++) {
		const int64_t o = k / map % c;
		const double scale = tensor_get(j->in[X_SCALE], 0) *
			tensor_get(j->in[W_SCALE], j->in[W_SCALE]->n > 1 ? o : 0) /
			tensor_get(j->in[Y_SCALE], 0);

		y->i[k] = quantised(((double)sum[k] + (bias ? (double)bias->i[o] : 0)) *
				    scale, j->in[Y_ZERO]->i[0], y->elem);
	}
	free(sum);
	tensor_clear(&a);
	tensor_clear(&b);
	return 0;
}

int infer_qlinear_matmul(struct onnx_job *j)
{
	return check_linear(j, 0) < 0 ? -1 :
		matmul_infer(j, 0, j->in[X], j->in[W], j->in[Y_ZERO]->elem);
}

int eval_qlinear_matmul(struct onnx_job *j)
{
	struct onnx_tensor a = real_values(j->in[X], j->in[X_ZERO], NULL, 0);
	struct onnx_tensor b = real_values(j->in[W], j->in[W_ZERO], NULL, 0), *y = &j->out[0];
	float *sum = xcalloc(y->n + 1, sizeof(*sum));
	const double scale = tensor_get(j->in[X_SCALE], 0) *
		tensor_get(j->in[W_SCALE], 0) / tensor_get(j->in[Y_SCALE], 0);

	matmul_eval(j, &a, &b, sum);
	for (int64_t k = 0; k < y->n; k++)
		y->i[k] = quantised((double)sum[k] * scale, j->in[Y_ZERO]->i[0], y->elem);
	free(sum);
	tensor_clear(&a);
	tensor_clear(&b);
	return 0;
}
