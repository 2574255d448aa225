/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ops.h"

/* Windows of convolutions and pooling: kernel, stride, dilation, pads, and what comes
 * out, of one dimension or two. */

/* Values of an attribute for the dimensions there are, 1..2^20 or from 0 on. */
static int take_list(struct onnx_job *j, const char *name, int n, int64_t least,
		     int64_t *v)
{
	int64_t list[ONNX_MAX_DIMS];
	int n_given;

	if (job_list(j, name, -1, ONNX_MAX_DIMS, &n_given, list) < 0)
		return -1;
	if (n_given >= 0 && n_given != n)
		return REFUSE(j, "%s has %d values: must be %d", name, n_given, n);
	for (int d = 0; d < n_given; d++) {
		if (list[d] < least || list[d] > 1 << 20)
			return REFUSE(j, "%s has %" PRId64 ": must be %" PRId64 " to 2^20",
				      name, list[d], least);
		v[d] = list[d];
	}
	return 0;
}

static int take_auto_pad(struct onnx_job *j, struct onnx_window *w, int d,
			 const char *mode)
{
	const int64_t reach = (w->kernel[d] - 1) * w->dilation[d] + 1;
	int64_t pads;

	if (!strcmp(mode, "VALID"))
		return 0;
	if (strcmp(mode, "SAME_UPPER") && strcmp(mode, "SAME_LOWER"))
		return REFUSE(j, "auto_pad %.40s is not known", mode);
	pads = max64(0, (div_up(w->in[d], w->stride[d]) - 1) * w->stride[d] + reach -
		     w->in[d]);
	w->before[d] = mode[5] == 'U' ? pads / 2 : pads - pads / 2;
	w->after[d] = pads - w->before[d];
	return 0;
}

/* Windows that fit, the last one perhaps over the edge where ceil_mode is set: but none
 * begins behind the input and the pixels before it. */
static int take_out(struct onnx_job *j, struct onnx_window *w, int d, int ceil_mode)
{
	const int64_t reach = (w->kernel[d] - 1) * w->dilation[d] + 1;
	const int64_t room = w->in[d] + w->before[d] + w->after[d] - reach;

	if (room < 0 && !(ceil_mode && room > -w->stride[d]))
		return REFUSE(j, "its window reaches over %" PRId64 " of %" PRId64
			      " places with the pads", reach, room + reach);
	w->out[d] = (room + (ceil_mode ? w->stride[d] - 1 : 0)) / w->stride[d] + 1;
	if (ceil_mode && (w->out[d] - 1) * w->stride[d] >= w->in[d] + w->before[d])
		w->out[d]--;
	return 0;
}

/* A map of one dimension is one of height 1: its numbers move to index 1. */
static void widen(struct onnx_window *w)
{
	int64_t *const all[] = {w->in, w->kernel, w->stride, w->dilation, w->before,
				w->after};
	static const int64_t flat[] = {1, 1, 1, 1, 0, 0};

	for (int k = 0; k < 6; k++) {
		all[k][1] = all[k][0];
		all[k][0] = flat[k];
	}
}

int job_window(struct onnx_job *j, const struct onnx_tensor *x,
	       const int64_t *kernel, int ceil_mode, struct onnx_window *w)
{
	const char *mode = attr_string(j->n, "auto_pad", "NOTSET");
	const int n = x->n_dims - 2;
	char text[DIMS_TEXT];
	int64_t pads[4] = {0};

	*w = (struct onnx_window) {.n = n, .stride = {1, 1}, .dilation = {1, 1}};
	if (n < 1 || n > 2 || !x->n)
		return REFUSE(j, "its input is %s: must be of 3 or 4 dimensions",
			      tensor_text(x, text));
	memcpy(w->in, x->dim + 2, n * sizeof(*w->in));
	if (kernel)
		memcpy(w->kernel, kernel, n * sizeof(*w->kernel));
	if (take_list(j, "kernel_shape", n, 1, w->kernel) < 0 ||
	    take_list(j, "strides", n, 1, w->stride) < 0 ||
	    take_list(j, "dilations", n, 1, w->dilation) < 0 ||
	    take_list(j, "pads", 2 * n, 0, pads) < 0)
		return -1;
	for (int d = 0; d < n; d++) {
		if (!w->kernel[d] || (kernel && w->kernel[d] != kernel[d]))
			return REFUSE(j, "kernel_shape is missing or not that of the "
				      "weights");
		w->before[d] = pads[d];
		w->after[d] = pads[d + n];
	}
	if (strcmp(mode, "NOTSET"))
		for (int d = 0; d < n; d++) {
			w->before[d] = w->after[d] = 0;
			if (take_auto_pad(j, w, d, mode) < 0)
				return -1;
		}
	if (n == 1)
		widen(w);
	return take_out(j, w, 0, ceil_mode && n == 2) < 0 ||
		take_out(j, w, 1, ceil_mode) < 0 ? -1 : 0;
}

int window_out(struct onnx_job *j, int k, enum elem elem,
	       const struct onnx_tensor *x, int64_t c, const struct onnx_window *w)
{
	const int64_t dim[4] = {x->dim[0], c, w->out[w->n == 1], w->out[1]};

	return job_out(j, k, elem, w->n + 2, dim);
}

static int pool_window(struct onnx_job *j, struct onnx_window *w)
{
	return job_window(j, j->in[0], NULL, attr_int(j->n, "ceil_mode", 0) != 0, w);
}

int infer_pool(struct onnx_job *j)
{
	struct onnx_window w;

	if (!strcmp(j->n->type, "AveragePool") && job_floats(j) < 0)
		return -1;
	return pool_window(j, &w) < 0 ? -1 :
		window_out(j, 0, j->in[0]->elem, j->in[0], j->in[0]->dim[1], &w);
}

/* One window of one channel of x, whose map begins at `map`. */
struct pooling {
	const struct onnx_window *w;
	const struct onnx_tensor *x;
	int64_t map, y, x0;	/* place of its first tap, may be < 0 */
	int with_pads;
};

static int is_in(const struct onnx_window *w, int d, int64_t at)
{
	return at >= 0 && at < w->in[d];
}

static float average(const struct pooling *p)
{
	const struct onnx_window *w = p->w;
	double sum = 0;
	int64_t n = 0;

	for (int64_t ky = 0; ky < w->kernel[0]; ky++)
		for (int64_t kx = 0; kx < w->kernel[1]; kx++) {
			int64_t y = p->y + ky * w->dilation[0];
			int64_t x = p->x0 + kx * w->dilation[1];

			if (is_in(w, 0, y) && is_in(w, 1, x)) {
				sum += p->x->f[p->map + y * w->in[1] + x];
				n++;
			} else if (p->with_pads && y < w->in[0] + w->after[0] &&
				   x < w->in[1] + w->after[1]) {
				n++;
			}
		}
	return n ? (float)(sum / (double)n) : 0;
}

/* NaN is above all: it reaches the result. */
static int is_above(float v, float most)
{
	return v > most || (isnan(v) && !isnan(most));
}

/* Index of the greatest value, -1: no tap lies on the map. */
static int64_t greatest(const struct pooling *p)
{
	const struct onnx_window *w = p->w;
	int64_t best = -1;

	for (int64_t ky = 0; ky < w->kernel[0]; ky++)
		for (int64_t kx = 0; kx < w->kernel[1]; kx++) {
			int64_t y = p->y + ky * w->dilation[0];
			int64_t x = p->x0 + kx * w->dilation[1];
			int64_t at = p->map + y * w->in[1] + x;

			if (!is_in(w, 0, y) || !is_in(w, 1, x))
				continue;
			if (best < 0 || (p->x->f ? is_above(p->x->f[at], p->x->f[best]) :
					 p->x->i[at] > p->x->i[best]))
				best = at;
		}
	return best;
}

static void pool_one(const struct pooling *p, int is_average, struct onnx_tensor *y,
		     int64_t k)
{
	int64_t at;

	if (is_average) {
		y->f[k] = average(p);
		return;
	}
	at = greatest(p);
	if (y->f)
		y->f[k] = at < 0 ? -__builtin_inff() : p->x->f[at];
	else
		y->i[k] = at < 0 ? elem_min(y->elem) : p->x->i[at];
}

int eval_pool(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int is_average = !strcmp(j->n->type, "AveragePool");
	struct onnx_window w;
	struct pooling p = {.w = &w, .x = x,
			    .with_pads = attr_int(j->n, "count_include_pad", 0) != 0};
	int64_t k = 0;

	pool_window(j, &w);
	for (int64_t map = 0; map < x->dim[0] * x->dim[1]; map++)
		for (int64_t oy = 0; oy < w.out[0]; oy++)
			for (int64_t ox = 0; ox < w.out[1]; ox++) {
				p.map = map * w.in[0] * w.in[1];
				p.y = oy * w.stride[0] - w.before[0];
				p.x0 = ox * w.stride[1] - w.before[1];
				pool_one(&p, is_average, &j->out[0], k++);
			}
	return 0;
}

int infer_global_pool(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	int64_t dim[ONNX_MAX_DIMS];

	if (job_floats(j) < 0 || job_rank(j, 0, 3, ONNX_MAX_DIMS) < 0)
		return -1;
	for (int d = 0; d < x->n_dims; d++)
		dim[d] = d < 2 ? x->dim[d] : 1;
	return job_out(j, 0, x->elem, x->n_dims, dim);
}

int eval_global_pool(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0];
	const int is_average = !strcmp(j->n->type, "GlobalAveragePool");
	const int64_t n = dims_product(x->n_dims - 2, x->dim + 2);

	for (int64_t c = 0; c < x->dim[0] * x->dim[1]; c++) {
		const float *v = x->f + c * n;
		double sum = 0;
		float most = v[0];

		for (int64_t k = 0; k < n; k++) {
			sum += v[k];
			most = is_above(v[k], most) ? v[k] : most;
		}
		j->out[0].f[c] = is_average ? (float)(sum / (double)n) : most;
	}
	return 0;
}

struct onnx_window onnx_window(const struct onnx_graph *g, const struct onnx_node *n)
{
	const int quantised = !strcmp(n->type, "QLinearConv"), at = quantised ? 3 : 1;
	const struct onnx_tensor *in[2] = {&g->value[n->in[0]].t, NULL};
	const int is_pool = !strcmp(n->type, "MaxPool") || !strcmp(n->type, "AveragePool");
	struct onnx_window w;
	struct err e;
	struct onnx_job j = {g, n, &e, in, NULL};

	if (is_pool)
		pool_window(&j, &w);
	else
		job_window(&j, in[0], g->value[n->in[at]].t.dim + 2, 0, &w);
	return w;
}
