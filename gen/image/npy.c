/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/npy.h"

/* The shape in terms of images, or what is wrong with it. */
static int set_shape(const struct image_job *j, const struct npy *h,
		     struct images *im, struct err *e)
{
	uint64_t d[4] = {1, 0, 0, 1};	/* n, h, w, c */
	const uint64_t c = (uint64_t)j->channels;
	int good = 1;

	if (h->n_dims == 2)
		memcpy(d + 1, h->dim, 2 * sizeof(*d));
	else if (h->n_dims == 3 && c == 1 && h->dim[2] != 1)
		memcpy(d, h->dim, 3 * sizeof(*d));
	else if (h->n_dims == 3)
		memcpy(d + 1, h->dim, 3 * sizeof(*d));
	else if (h->n_dims == 4)
		memcpy(d, h->dim, 4 * sizeof(*d));
	else
		good = 0;
	if (!good || d[3] != c)
		return err_set(e, j->path, 0, "shape %.200s: must be [h, w, %d] or "
			       "[n, h, w, %d]%s, the network takes %d channel%s",
			       h->shape, j->channels, j->channels,
			       c == 1 ? ", [h, w] or [n, h, w]" : "",
			       j->channels, plural((int64_t)c));
	if (!d[0] || d[0] > INT_MAX || !d[1] || d[1] > IMAGES_MAX_SIDE ||
	    !d[2] || d[2] > IMAGES_MAX_SIDE ||
	    d[0] > SIZE_MAX / (d[1] * d[2] * c))
		return err_set(e, j->path, 0, "shape %.200s: images must be 1 or "
			       "more, their sides 1..%d", h->shape,
			       IMAGES_MAX_SIDE);
	im->n = (int)d[0];
	im->h = (int)d[1];
	im->w = (int)d[2];
	im->c = j->channels;
	return 0;
}

static int check(const struct image_job *j, const struct npy *h,
		 struct images *im, struct err *e)
{
	size_t want;

	if (strcmp(h->descr, "'|u1'"))
		return err_set(e, j->path, 0, "dtype %.100s: must be uint8, '|u1'",
			       h->descr);
	if (h->fortran)
		return err_set(e, j->path, 0, "is in Fortran order: must be in C "
			       "order (numpy.ascontiguousarray)");
	if (set_shape(j, h, im, e) < 0)
		return -1;
	want = (size_t)im->n * im->h * im->w * im->c;
	if (h->n_data != want)
		return err_set(e, j->path, 0, "%zu bytes behind the header: shape "
			       "%.200s takes %zu", h->n_data, h->shape, want);
	return 0;
}

int image_npy(const struct image_job *j, struct images *im, struct err *e)
{
	struct npy h;
	int r = npy_parse(j->p, j->n, j->path, &h, e) < 0 ? -1 : check(j, &h, im, e);

	if (!r) {
		im->pixel = xmalloc(h.n_data);
		memcpy(im->pixel, h.data, h.n_data);
	}
	npy_free(&h);
	return r;
}
