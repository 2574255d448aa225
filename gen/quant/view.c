/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include <stdlib.h>
#include <string.h>

static void add_factor(struct view_dim *d, int64_t size, int64_t stride)
{
	if (size == 1)
		return;
	d->size[d->n] = size;
	d->stride[d->n++] = stride;
}

struct view view_of_map(int map, int w, int h, int c, int n_dims)
{
	struct view v = {.map = map, .n_dims = n_dims};

	add_factor(&v.dim[1], c, 1);
	if (n_dims == 4) {
		add_factor(&v.dim[2], h, (int64_t)w * c);
		add_factor(&v.dim[3], w, c);
	}
	return v;
}

int64_t view_size(const struct view *v, int dim)
{
	int64_t n = 1;

	for (int k = 0; k < v->dim[dim].n; k++)
		n *= v->dim[dim].size[k];
	return n;
}

int view_transpose(struct view *v, const int64_t *perm)
{
	const struct view old = *v;

	for (int d = 0; d < v->n_dims; d++)
		v->dim[d] = old.dim[perm[d]];
	return 0;
}

/* All factors in their order, neighbours that are one long row joined. */
static int all_factors(const struct view *v, int64_t *size, int64_t *stride)
{
	int n = 0;

	for (int d = 0; d < v->n_dims; d++)
		for (int k = 0; k < v->dim[d].n; k++) {
			size[n] = v->dim[d].size[k];
			stride[n] = v->dim[d].stride[k];
			if (n && stride[n - 1] == size[n] * stride[n]) {
				size[n - 1] *= size[n];
				stride[n - 1] = stride[n];
			} else {
				n++;
			}
		}
	return n;
}

/* The last factors that make up `want` places, taken from the end of the list. 0, or -1
 * where they do not divide. */
static int take(int64_t *size, int64_t *stride, int *n, int64_t want,
		struct view_dim *d)
{
	int64_t s[VIEW_FACTORS], t[VIEW_FACTORS];
	int taken = 0;

	while (want > 1) {
		const int last = *n - 1;
		int64_t part;

		if (last < 0 || taken == VIEW_FACTORS)
			return -1;
		part = min64(size[last], want);
		if (size[last] % part || want % part)
			return -1;
		s[taken] = part;
		t[taken++] = stride[last];
		want /= part;
		stride[last] *= part;
		size[last] /= part;
		*n -= size[last] == 1;
	}
	d->n = 0;
	while (taken--)
		add_factor(d, s[taken], t[taken]);
	return 0;
}

int view_reshape(struct view *v, int n_dims, const int64_t *dim)
{
	int64_t size[ONNX_MAX_DIMS * VIEW_FACTORS], stride[ONNX_MAX_DIMS * VIEW_FACTORS];
	struct view to = *v;
	int n = all_factors(v, size, stride);

	to.n_dims = n_dims;
	for (int d = n_dims - 1; d >= 0; d--)
		if (take(size, stride, &n, dim[d], &to.dim[d]))
			return -1;
	if (n)
		return -1;
	*v = to;
	return 0;
}

int view_slice(struct view *v, int dim, int64_t first, int64_t step, int64_t n)
{
	struct view_dim *d = &v->dim[dim];
	int64_t stride;

	if (!first && step == 1 && n == view_size(v, dim))
		return 0;
	if (d->n > 1 || step < 1 || first < 0 || n < 1)
		return -1;
	stride = d->n ? d->stride[0] : 0;
	v->offset += first * stride;
	d->n = 0;
	add_factor(d, n, stride * step);
	return 0;
}

int64_t *view_places(const struct view *v, int64_t *n)
{
	int64_t *place, made = 1;

	*n = 1;
	for (int d = 0; d < v->n_dims; d++)
		*n *= view_size(v, d);
	place = xmalloc((size_t)*n * sizeof(*place));
	place[0] = v->offset;
	/* Slowest first: each factor repeats what is there, spread out. */
	for (int d = 0; d < v->n_dims; d++)
		for (int k = 0; k < v->dim[d].n; k++) {
			const int64_t size = v->dim[d].size[k];

			for (int64_t i = made - 1; i >= 0; i--)
				for (int64_t s = size - 1; s >= 0; s--)
					place[i * size + s] = place[i] +
						s * v->dim[d].stride[k];
			made *= size;
		}
	return place;
}

/* The one factor of a side, in units of `unit`. 0, or -1. */
static int side(const struct view_dim *d, int64_t unit, int *n, int *step)
{
	*n = 1;
	*step = 1;
	if (!d->n)
		return 0;
	if (d->n > 1 || d->stride[0] % unit)
		return -1;
	*n = (int)d->size[0];
	*step = (int)(d->stride[0] / unit);
	return 0;
}

static int channels(const struct view *v, int c, struct view_map *m)
{
	struct view only = {.offset = v->offset, .n_dims = 1, .dim = {v->dim[1]}};
	int64_t n, *place;

	for (int k = 0; k < v->dim[1].n; k++)
		if (v->dim[1].stride[k] >= c)
			return -1;
	place = view_places(&only, &n);
	m->n = (int)n;
	m->channel = xcalloc((size_t)n, sizeof(*m->channel));
	m->is_whole = n == c;
	for (int64_t k = 0; k < n; k++) {
		m->channel[k] = (int)place[k];
		m->is_whole &= place[k] == k;
	}
	free(place);
	return 0;
}

int view_as_map(const struct view *v, int w, int h, int c, struct view_map *m)
{
	*m = (struct view_map) {.w = 1, .h = 1, .step_x = 1, .step_y = 1};
	if (v->n_dims < 2 || v->n_dims > 4 || view_size(v, 0) != 1 || v->offset >= c)
		return -1;
	for (int d = 2; d < v->n_dims; d++)
		if (side(&v->dim[d], d == 2 && v->n_dims == 4 ? (int64_t)w * c : c,
			 d == 2 && v->n_dims == 4 ? &m->h : &m->w,
			 d == 2 && v->n_dims == 4 ? &m->step_y : &m->step_x))
			return -1;
	/* A single row or column has no stride to tell it by. */
	if ((m->w != 1 && w != 1 && m->step_x > w) || (m->h != 1 && m->step_y > h))
		return -1;
	if (m->h == 1)
		m->step_y = m->step_x;
	if (m->w == 1)
		m->step_x = m->step_y;
	return channels(v, c, m);
}
