/* SPDX-License-Identifier: Apache-2.0 */
#include "fit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define BITS 22	/* of a weight behind the point */

int32_t *image_weights(int in, int64_t out, int64_t o, int *first, int *n)
{
	/* In units of 1 / (2 out) pixels: the middle of pixel o, and the reach of
	 * the triangle, one pixel of the coarser image. */
	const int64_t middle = (2 * o + 1) * in, reach = 2 * max64(in, out);
	const int64_t from = max64(0, (middle - reach) / (2 * out) - 1);
	const int64_t to = min64(in, (middle + reach) / (2 * out) + 2);
	int32_t *weight = xmalloc((to - from) * sizeof(*weight));
	int64_t sum = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (int64_t i = from; i < to; i++) {
			int64_t v = reach - llabs((2 * i + 1) * out - middle);

			v = max64(v, 0);
			if (!pass)
				sum += v;
			else
				weight[i - from] = (int32_t)
					(((v << (BITS + 1)) + sum) / (2 * sum));
		}
	}
	*first = (int)from;
	*n = (int)(to - from);
	return weight;
}

/* One dimension of the scaling: pixels from .. from+n-1 of `out`, made of `in`. */
struct axis {
	int in;
	int64_t out, from;
	int n;
	int first, last;	/* pixels of `in` that they take */
};

static void set_reach(struct axis *a)
{
	int n;

	free(image_weights(a->in, a->out, a->from, &a->first, &n));
	free(image_weights(a->in, a->out, a->from + a->n - 1, &a->last, &n));
	a->last += n - 1;
}

static uint8_t rounded(int64_t sum)
{
	return (uint8_t)min64((sum + (1 << (BITS - 1))) >> BITS, 255);
}

/* `rows` rows of x->in pixels to rows of x->n. */
static void scale_across(const uint8_t *in, const struct axis *x, int rows, int c,
			 uint8_t *out)
{
	for (int o = 0; o < x->n; o++) {
		int first, n;
		int32_t *w = image_weights(x->in, x->out, x->from + o, &first,
					   &n);

		for (int64_t row = 0; row < rows; row++) {
			const uint8_t *p = in + (row * x->in + first) * c;
			uint8_t *to = out + (row * x->n + o) * c;

			for (int k = 0; k < c; k++, p++) {
				int64_t sum = 0;

				for (int i = 0; i < n; i++)
					sum += (int64_t)w[i] * p[i * c];
				to[k] = rounded(sum);
			}
		}
		free(w);
	}
}

/* Rows of `pitch` values, from row y->first on, to y->n rows. */
static void scale_down(const uint8_t *in, const struct axis *y, size_t pitch,
		       uint8_t *out)
{
	for (int o = 0; o < y->n; o++) {
		int first, n;
		int32_t *w = image_weights(y->in, y->out, y->from + o, &first,
					   &n);
		const uint8_t *p = in + (first - y->first) * pitch;

		for (size_t v = 0; v < pitch; v++) {
			int64_t sum = 0;

			for (int i = 0; i < n; i++)
				sum += (int64_t)w[i] * p[i * pitch + v];
			*out++ = rounded(sum);
		}
		free(w);
	}
}

/* The width first, of the rows that are needed. */
static void scale(const uint8_t *in, const struct axis *x, const struct axis *y,
		  int c, uint8_t *hwc)
{
	const int rows = y->last - y->first + 1;
	const size_t pitch = (size_t)x->n * c;
	uint8_t *narrow = xmalloc(rows * pitch);

	scale_across(in + (size_t)y->first * x->in * c, x, rows, c, narrow);
	scale_down(narrow, y, pitch, hwc);
	free(narrow);
}

/* The middle `n` of `out` pixels; a half is rounded to the even pixel. */
static int64_t middle_from(int64_t out, int n)
{
	int64_t d = out - n;

	return d / 2 + (d % 2 && d / 2 % 2);
}

static int set_axes(const struct images *im, const struct fit *f,
		    const char *path, struct axis *x, struct axis *y,
		    struct err *e)
{
	const int64_t w = im->w, h = im->h;
	int by_width = f->resize ? w <= h : f->w * h >= f->h * w;

	*x = (struct axis) {.in = im->w, .n = f->w};
	*y = (struct axis) {.in = im->h, .n = f->h};
	if (by_width) {
		x->out = f->resize ? f->resize : f->w;
		y->out = x->out * h / w;
	} else {
		y->out = f->resize ? f->resize : f->h;
		x->out = y->out * w / h;
	}
	if (x->out < f->w || y->out < f->h)
		return err_set(e, path, 0, "%d x %d pixels, scaled to %" PRId64
			       " x %" PRId64 ": must be no less than %d x %d, "
			       "what the network takes", im->w, im->h, x->out,
			       y->out, f->w, f->h);
	x->from = middle_from(x->out, f->w);
	y->from = middle_from(y->out, f->h);
	set_reach(x);
	set_reach(y);
	return 0;
}

/* Gray from red, green, blue with the weights of ITU-R BT.601, in 2^-16; colour from
 * gray three times the same. */
static uint8_t *convert(const uint8_t *in, size_t n, int from, int to)
{
	uint8_t *out = xmalloc(n * to);

	for (size_t i = 0; i < n; i++) {
		const uint8_t *p = in + i * from;

		if (to == 3)
			memset(out + i * 3, *p, 3);
		else
			out[i] = (uint8_t)((p[0] * 19595 + p[1] * 38470 +
					    p[2] * 7471 + 0x8000) >> 16);
	}
	return out;
}

static int check(const struct images *im, const struct fit *f, const char *path,
		 struct err *e)
{
	int same = im->w == f->w && im->h == f->h;
	int colours = (im->c == 1 || im->c == 3) && (f->c == 1 || f->c == 3) &&
		im->is_picture;

	if (im->c != f->c && !colours)
		return err_set(e, path, 0, "%d channel%s: the network takes %d",
			       im->c, plural(im->c), f->c);
	if (!same && !im->is_picture && !f->resize)
		return err_set(e, path, 0, "%d x %d pixels: the network takes "
			       "%d x %d, and only PPM, PGM, PNG and JPEG are "
			       "scaled without --resize", im->w, im->h, f->w,
			       f->h);
	return 0;
}

int image_fit(const struct images *im, int i, const struct fit *f,
	      const char *path, uint8_t *hwc, struct err *e)
{
	const size_t n = (size_t)im->w * im->h;
	const uint8_t *pixel = images_pixel(im, i);
	uint8_t *converted = NULL;
	struct axis x, y;

	if (check(im, f, path, e) < 0 || set_axes(im, f, path, &x, &y, e) < 0)
		return -1;
	if (im->c != f->c)
		pixel = converted = convert(pixel, n, im->c, f->c);
	scale(pixel, &x, &y, f->c, hwc);
	free(converted);
	return 0;
}
