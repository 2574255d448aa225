/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ops.h"

/* Pad and Resize: an axis of the result says where in the input each place comes from. */

static int pad_sizes(struct onnx_job *j, int64_t *before, int64_t *after)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t pads[ONNX_MAX_DIMS * 2], axes[ONNX_MAX_DIMS];
	int n, n_axes, axis;

	if (job_list(j, "pads", j->g->opset < 11 ? -1 : 1, ONNX_MAX_DIMS * 2, &n,
		     pads) < 0 ||
	    job_list(j, "axes", j->g->opset < 18 ? -1 : 3, ONNX_MAX_DIMS, &n_axes,
		     axes) < 0)
		return -1;
	for (int d = 0; n_axes < 0 && d < x->n_dims; d++)
		axes[d] = d;
	n_axes = n_axes < 0 ? x->n_dims : n_axes;
	if (n != 2 * n_axes)
		return REFUSE(j, "pads has %d values: must be %d", n < 0 ? 0 : n,
			      2 * n_axes);
	memset(before, 0, ONNX_MAX_DIMS * sizeof(*before));
	memset(after, 0, ONNX_MAX_DIMS * sizeof(*after));
	for (int k = 0; k < n_axes; k++) {
		if (job_axis(j, axes[k], x->n_dims, &axis) < 0)
			return -1;
		if (pads[k] < -ONNX_MAX_VALUES || pads[k] > ONNX_MAX_VALUES ||
		    pads[k + n_axes] < -ONNX_MAX_VALUES ||
		    pads[k + n_axes] > ONNX_MAX_VALUES)
			return REFUSE(j, "pads of axis %d are %" PRId64 " and %" PRId64,
				      axis, pads[k], pads[k + n_axes]);
		before[axis] = pads[k];
		after[axis] = pads[k + n_axes];
	}
	return 0;
}

int infer_pad(struct onnx_job *j)
{
	static const char *const modes[] = {"constant", "reflect", "edge", "wrap"};
	const struct onnx_tensor *x = j->in[0], *value = job_in(j, 2);
	const char *mode = attr_string(j->n, "mode", "constant");
	int64_t before[ONNX_MAX_DIMS], after[ONNX_MAX_DIMS], dim[ONNX_MAX_DIMS];
	char text[DIMS_TEXT];
	int known = 0;

	for (int k = 0; k < 4; k++)
		known |= !strcmp(modes[k], mode);
	if (!known)
		return REFUSE(j, "mode %.40s: must be constant, reflect, edge or wrap", mode);
	if (value && value->n != 1)
		return REFUSE(j, "its filling has %" PRId64 " values: must be one", value->n);
	if (pad_sizes(j, before, after) < 0)
		return -1;
	for (int d = 0; d < x->n_dims; d++) {
		dim[d] = x->dim[d] + before[d] + after[d];
		if (strcmp(mode, "constant") && !x->dim[d] && dim[d])
			return REFUSE(j, "%s has nothing to fill with",
				      tensor_text(x, text));
	}
	return job_out(j, 0, x->elem, x->n_dims, dim);
}

/* Place k of an axis of n, before 0 and behind n - 1 too; -1: filled. */
static int64_t pad_from(const char *mode, int64_t k, int64_t n)
{
	const int64_t period = !strcmp(mode, "reflect") ? max64(2 * (n - 1), 1) : n;

	if (k >= 0 && k < n)
		return k;
	if (!strcmp(mode, "constant"))
		return -1;
	if (!strcmp(mode, "edge"))
		return k < 0 ? 0 : n - 1;
	k = (k % period + period) % period;
	return k < n ? k : period - k;
}

int eval_pad(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *y = &j->out[0];
	const char *mode = attr_string(j->n, "mode", "constant");
	struct onnx_tensor value = {.elem = ELEM_FLOAT, .n = 1};
	int64_t before[ONNX_MAX_DIMS], after[ONNX_MAX_DIMS], stride[ONNX_MAX_DIMS];
	int64_t *at[ONNX_MAX_DIMS];

	pad_sizes(j, before, after);
	tensor_room(&value);
	value.f[0] = attr_float(j->n, "value", 0);
	strides_of(x->n_dims, x->dim, stride);
	for (int d = 0; d < x->n_dims; d++) {
		at[d] = move_axis(y->dim[d], 0, 0);
		for (int64_t k = 0; k < y->dim[d]; k++) {
			int64_t from = pad_from(mode, k - before[d], x->dim[d]);

			at[d][k] = from < 0 ? -1 : from * stride[d];
		}
	}
	move(x, &j->out[0], x->n_dims, y->dim, at, job_in(j, 2) ? j->in[2] : &value);
	move_free(x->n_dims, at);
	tensor_clear(&value);
	return 0;
}

/* How a place of the result is found in the input, an axis each. */
struct scale {
	int n;	/* dims */
	double factor[ONNX_MAX_DIMS];
	int64_t to[ONNX_MAX_DIMS];
};

/* The factors: an attribute or input 1 of Upsample, input 1 or 2 of Resize. */
static int take_factors(struct onnx_job *j, int k, const int *axes, int n_axes,
			struct scale *s)
{
	const struct onnx_attr *a = onnx_attr(j->n, "scales");
	const struct onnx_tensor *t = k < 0 ? NULL : job_in(j, k);
	int64_t n = t ? t->n : a ? a->n : 0;

	if (t && (!t->f || t->held == HELD_NONE))
		return REFUSE(j, "its scales must be floats that do not depend on the "
			      "input");
	if (n != n_axes)
		return REFUSE(j, "%" PRId64 " scales for %d axes", n, n_axes);
	for (int i = 0; i < n_axes; i++) {
		double v = t ? tensor_get(t, i) : a->floats[i];

		if (!(v > 0 && v <= 65536))
			return REFUSE(j, "scale %g: must be more than 0", v);
		s->factor[axes[i]] = v;
		s->to[axes[i]] = (int64_t)floor((double)j->in[0]->dim[axes[i]] * v);
	}
	return 0;
}

static int take_sizes(struct onnx_job *j, const int *axes, int n_axes,
		      struct scale *s)
{
	int64_t size[ONNX_MAX_DIMS];
	int n;

	if (job_ints(j, 3, "sizes", ONNX_MAX_DIMS, &n, size) < 0)
		return -1;
	if (n != n_axes)
		return REFUSE(j, "%d sizes for %d axes", n, n_axes);
	for (int i = 0; i < n; i++) {
		if (size[i] < 1 || size[i] > ONNX_MAX_VALUES)
			return REFUSE(j, "size %" PRId64 ": must be 1 or more", size[i]);
		s->to[axes[i]] = size[i];
		s->factor[axes[i]] = (double)size[i] /
			(double)j->in[0]->dim[axes[i]];
	}
	return 0;
}

static int take_scale(struct onnx_job *j, struct scale *s)
{
	const int resize = !strcmp(j->n->type, "Resize"), late = j->g->opset > 10;
	const struct onnx_tensor *x = j->in[0];
	int64_t given[ONNX_MAX_DIMS];
	int axes[ONNX_MAX_DIMS], n;

	s->n = x->n_dims;
	for (int d = 0; d < s->n; d++) {
		s->factor[d] = 1;
		s->to[d] = x->dim[d];
		axes[d] = d;
	}
	if (job_list(j, "axes", -1, ONNX_MAX_DIMS, &n, given) < 0)
		return -1;
	for (int k = 0; k < n; k++)
		if (job_axis(j, given[k], s->n, &axes[k]) < 0)
			return -1;
	n = n < 0 ? s->n : n;
	if (!resize)
		return take_factors(j, j->g->opset < 9 ? -1 : 1, axes, n, s);
	if (late && job_in(j, 3) && j->in[3]->n)
		return take_sizes(j, axes, n, s);
	return take_factors(j, late ? 2 : 1, axes, n, s);
}

int infer_resize(struct onnx_job *j)
{
	static const char *const modes[] = {
		"half_pixel", "half_pixel_symmetric", "pytorch_half_pixel",
		"align_corners", "asymmetric", NULL,
	};
	static const char *const nearest[] = {
		"round_prefer_floor", "round_prefer_ceil", "floor", "ceil", NULL,
	};
	const char *mode = attr_string(j->n, "mode", "nearest");
	const char *place = attr_string(j->n, "coordinate_transformation_mode", modes[0]);
	const char *round = attr_string(j->n, "nearest_mode", nearest[0]);
	const char *keep = attr_string(j->n, "keep_aspect_ratio_policy", "stretch");
	struct scale s;
	int k = 0;

	if (!j->in[0]->n)
		return REFUSE(j, "its input has no values");
	if (strcmp(mode, "nearest"))
		return REFUSE(j, "mode %.40s: only nearest is supported", mode);
	while (modes[k] && strcmp(modes[k], place))
		k++;
	if (!modes[k])
		return REFUSE(j, "coordinate_transformation_mode %.40s is not supported",
			      place);
	for (k = 0; nearest[k] && strcmp(nearest[k], round); )
		k++;
	if (!nearest[k])
		return REFUSE(j, "nearest_mode %.40s is not supported", round);
	if (strcmp(keep, "stretch") || attr_int(j->n, "antialias", 0))
		return REFUSE(j, "keep_aspect_ratio_policy must be stretch, antialias 0");
	if (take_scale(j, &s) < 0)
		return -1;
	return job_out(j, 0, j->in[0]->elem, s.n, s.to);
}

/* Where place k of `to` lies on an axis of n, by the operator's page. */
static double place_of(const char *mode, int64_t k, double factor, int64_t n,
		       int64_t to)
{
	const double half = ((double)k + 0.5) / factor - 0.5;
	const double exact = (double)n * factor, adjust = (double)to / exact;

	if (!strcmp(mode, "asymmetric"))
		return (double)k / factor;
	if (!strcmp(mode, "align_corners"))
		return to == 1 ? 0 : (double)k * (double)(n - 1) / (double)(to - 1);
	if (!strcmp(mode, "pytorch_half_pixel") && to == 1)
		return 0;
	if (!strcmp(mode, "half_pixel_symmetric"))
		return (double)n / 2 * (1 - adjust) + half;
	return half;
}

static int64_t nearest_of(const char *mode, double at)
{
	const double floor_at = floor(at);

	if (!strcmp(mode, "floor"))
		return (int64_t)floor_at;
	if (!strcmp(mode, "ceil"))
		return (int64_t)ceil(at);
	if (!strcmp(mode, "round_prefer_ceil"))
		return (int64_t)floor(at + 0.5);
	return (int64_t)(at - floor_at == 0.5 ? floor_at : floor(at + 0.5));
}

int eval_resize(struct onnx_job *j)
{
	const int early = j->g->opset < 11;	/* Upsample, Resize 10 */
	const char *place = attr_string(j->n, "coordinate_transformation_mode",
					early ? "asymmetric" : "half_pixel");
	const char *round = attr_string(j->n, "nearest_mode",
					early ? "floor" : "round_prefer_floor");
	const struct onnx_tensor *x = j->in[0];
	int64_t stride[ONNX_MAX_DIMS], *at[ONNX_MAX_DIMS];
	struct scale s;

	take_scale(j, &s);
	strides_of(x->n_dims, x->dim, stride);
	for (int d = 0; d < s.n; d++) {
		at[d] = move_axis(s.to[d], 0, 0);
		for (int64_t k = 0; k < s.to[d]; k++) {
			int64_t from = nearest_of(round, place_of(place, k, s.factor[d],
						x->dim[d], s.to[d]));

			at[d][k] = max64(0, min64(from, x->dim[d] - 1)) * stride[d];
		}
	}
	move(x, &j->out[0], s.n, s.to, at, NULL);
	move_free(s.n, at);
	return 0;
}
