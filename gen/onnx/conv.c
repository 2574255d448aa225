/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/*
 * Convolution in float32. A group of four or more maps: windows of PIXELS places of the
 * output are laid out as columns, and four maps are summed over them at once. Fewer maps
 * (depthwise): tap by tap, a row of the output at a time.
 */
enum { PIXELS = 64, MAPS = 4, LANES = 8 };
#define WORTH ((int64_t)1 << 24)	/* products of a group that several threads share */

struct conv {
	const struct onnx_window *w;
	int64_t c_in, c_out, groups;	/* of one image */
	const float *weight, *bias;
};

static int64_t taps(const struct conv *c)
{
	return c->c_in / c->groups * c->w->kernel[0] * c->w->kernel[1];
}

/* One row of the output, one tap of one input channel: y[o] += weight * x[...]. */
static void add_tap(const struct onnx_window *w, const float *x, int64_t kx,
		    float weight, float *y)
{
	const int64_t stride = w->stride[1], from = kx * w->dilation[1] - w->before[1];
	int64_t lo = 0, hi = w->out[1];

	if (from < 0)
		lo = min64(hi, div_up(-from, stride));
	hi = from >= w->in[1] ? 0 : min64(hi, (w->in[1] - 1 - from) / stride + 1);
	for (int64_t o = lo; o < hi; o++)
		y[o] += weight * x[from + o * stride];
}

/* One map of the output; x: the maps that its group reads. */
static void one_map(const struct conv *c, const float *x, int64_t map, float *y)
{
	const struct onnx_window *w = c->w;
	const float *weight = c->weight + map * taps(c);

	for (int64_t i = 0; i < w->out[0] * w->out[1]; i++)
		y[i] = c->bias ? c->bias[map] : 0;
	for (int64_t in = 0; in < c->c_in / c->groups; in++)
		for (int64_t ky = 0; ky < w->kernel[0]; ky++)
			for (int64_t kx = 0; kx < w->kernel[1]; kx++, weight++)
				for (int64_t oy = 0; oy < w->out[0]; oy++) {
					int64_t iy = oy * w->stride[0] +
						ky * w->dilation[0] - w->before[0];

					if (iy >= 0 && iy < w->in[0])
						add_tap(w, x + (in * w->in[0] + iy) *
							w->in[1], kx, *weight,
							y + oy * w->out[1]);
				}
}

/* Windows of n places from `first` on, [taps][PIXELS]; outside the map 0. */
static void lay_out(const struct conv *c, const float *x, int64_t first, int64_t n,
		    float *column)
{
	const struct onnx_window *w = c->w;

	for (int64_t in = 0; in < c->c_in / c->groups; in++)
		for (int64_t ky = 0; ky < w->kernel[0]; ky++)
			for (int64_t kx = 0; kx < w->kernel[1]; kx++, column += PIXELS)
				for (int64_t k = 0; k < n; k++) {
					int64_t y = (first + k) / w->out[1] * w->stride[0] +
						ky * w->dilation[0] - w->before[0];
					int64_t at = (first + k) % w->out[1] * w->stride[1] +
						kx * w->dilation[1] - w->before[1];

					column[k] = y < 0 || y >= w->in[0] || at < 0 ||
						at >= w->in[1] ? 0 :
						x[(in * w->in[0] + y) * w->in[1] + at];
				}
}

/* MAPS rows of weights times LANES columns. */
static void sum_block(const float *weight, const float *column, int64_t n_taps,
		      float sum[MAPS][LANES])
{
	for (int64_t t = 0; t < n_taps; t++)
		for (int m = 0; m < MAPS; m++)
			for (int l = 0; l < LANES; l++)
				sum[m][l] += weight[m * n_taps + t] *
					column[t * PIXELS + l];
}

/* n places of MAPS maps from `map` on; y: the first map of the image. */
static void four_maps(const struct conv *c, const float *column, int64_t map,
		      int64_t first, int64_t n, float *y)
{
	const int64_t out = c->w->out[0] * c->w->out[1];

	for (int64_t k = 0; k < n; k += LANES) {
		float sum[MAPS][LANES];

		for (int m = 0; m < MAPS; m++)
			for (int l = 0; l < LANES; l++)
				sum[m][l] = c->bias ? c->bias[map + m] : 0;
		sum_block(c->weight + map * taps(c), column + k, taps(c), sum);
		for (int m = 0; m < MAPS; m++)
			for (int l = 0; l < LANES && k + l < n; l++)
				y[(map + m) * out + first + k + l] = sum[m][l];
	}
}

/* A group of one image: x its maps, y the image's first. */
static void group_maps(const struct conv *c, const float *x, int64_t group, float *y)
{
	const int64_t maps = c->c_out / c->groups, out = c->w->out[0] * c->w->out[1];
	const int64_t end = (group + 1) * maps, wide = end - maps % MAPS;

	if (maps >= MAPS)
#pragma omp parallel if (maps * out * taps(c) > WORTH)
	{
		float *column = xcalloc((size_t)taps(c) * PIXELS, sizeof(*column));

#pragma omp for schedule(dynamic) nowait
		for (int64_t first = 0; first < out; first += PIXELS) {
			const int64_t n = min64(PIXELS, out - first);

			lay_out(c, x, first, n, column);
			for (int64_t map = group * maps; map < wide; map += MAPS)
				four_maps(c, column, map, first, n, y);
		}
		free(column);
	}
	for (int64_t map = wide; map < end; map++)
		one_map(c, x, map, y + map * out);
}

void conv_float(const struct onnx_window *w, int64_t batch, int64_t c_in,
		int64_t c_out, int64_t groups, const float *x, const float *weight,
		const float *bias, float *y)
{
	const struct conv c = {w, c_in, c_out, groups, weight, bias};
	const int64_t in = w->in[0] * w->in[1], out = w->out[0] * w->out[1];

	for (int64_t image = 0; image < batch; image++)
		for (int64_t group = 0; group < groups; group++)
			group_maps(&c, x + (image * c_in + group * (c_in / groups)) * in,
				   group, y + image * c_out * out);
}
