/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <string.h>

/* Portable gray maps and pixmaps: P2, P3 in decimals, P5, P6 in bytes. */

static int is_blank(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A number behind blanks and comments; -1: there is none, or it is too large. */
static int number(const struct image_job *j, size_t *at)
{
	size_t digits = 0;
	int v = 0;

	while (*at < j->n && (is_blank(j->p[*at]) || j->p[*at] == '#')) {
		if (j->p[*at] == '#')
			while (*at < j->n && j->p[*at] != '\n')
				++*at;
		else
			++*at;
	}
	for (; *at < j->n && j->p[*at] >= '0' && j->p[*at] <= '9'; ++*at) {
		if (++digits > 7)
			return -1;
		v = 10 * v + j->p[*at] - '0';
	}
	return digits ? v : -1;
}

static int in_bytes(const struct image_job *j, size_t at, struct images *im,
		    struct err *e)
{
	size_t want = (size_t)im->w * im->h * im->c, got = j->n - at;

	if (got != want)
		return err_set(e, j->path, 0, "%zu bytes behind the header: "
			       "%d x %d pixels of %d take %zu", got, im->w,
			       im->h, im->c, want);
	memcpy(im->pixel, j->p + at, want);
	return 0;
}

static int in_decimals(const struct image_job *j, size_t at, struct images *im,
		       struct err *e)
{
	size_t want = (size_t)im->w * im->h * im->c;

	for (size_t i = 0; i < want; i++) {
		int v = number(j, &at);

		if (v < 0 || v > 255)
			return err_set(e, j->path, 0, "value %zu of %zu: must "
				       "be 0..255", i, want);
		im->pixel[i] = (uint8_t)v;
	}
	while (at < j->n && is_blank(j->p[at]))
		at++;
	return at == j->n ? 0 : err_set(e, j->path, 0, "more than %zu values",
					want);
}

int image_pnm(const struct image_job *j, struct images *im, struct err *e)
{
	int kind = j->p[1] - '0', w, h, max;
	size_t at = 2;

	if (kind == 1 || kind == 4 || kind == 7)
		return err_set(e, j->path, 0, "format P%d: must be P2, P3, P5 or "
			       "P6", kind);
	w = number(j, &at);
	h = number(j, &at);
	max = number(j, &at);
	if (w < 0 || h < 0 || max < 0 || at == j->n || !is_blank(j->p[at]))
		return err_set(e, j->path, 0, "the header of P%d is cut off or "
			       "wrong: width, height, maximum", kind);
	if (max != 255)
		return err_set(e, j->path, 0, "maximum = %d: must be 255", max);
	if (image_picture(j, w, h, kind == 3 || kind == 6 ? 3 : 1, im, e) < 0)
		return -1;
	return kind < 4 ? in_decimals(j, at, im, e) :
		in_bytes(j, at + 1, im, e);
}
