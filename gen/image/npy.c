/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DIMS 4
#define MAX_HEADER 65536

/* The header of a file of NumPy: a dictionary as Python writes it. */
struct header {
	char *text;	/* owned; descr and shape point into it */
	const char *at;
	char *descr, *shape;	/* as written */
	int has_order, fortran;
	int n_dims;	/* may be more than MAX_DIMS */
	uint64_t dim[MAX_DIMS];
};

static int bad_header(const struct image_job *j, struct err *e)
{
	return err_set(e, j->path, 0, "the header of a .npy file is cut off or "
		       "is none of NumPy's");
}

static void blanks(struct header *h)
{
	h->at += strspn(h->at, " \t\n");
}

static int take(struct header *h, char c)
{
	blanks(h);
	if (*h->at != c)
		return 0;
	h->at++;
	return 1;
}

/* The value up to the comma or brace behind it, brackets and quotes in pairs. */
static char *take_value(struct header *h)
{
	const char *from;
	int depth = 0, quoted = 0;

	blanks(h);
	for (from = h->at; *h->at; h->at++) {
		char c = *h->at;

		if (c == '\'')
			quoted = !quoted;
		if (quoted)
			continue;
		if (!depth && (c == ',' || c == '}'))
			break;
		depth += (c == '(' || c == '[' || c == '{') -
			(c == ')' || c == ']' || c == '}');
	}
	return *h->at && h->at > from ?
		xasprintf("%.*s", (int)(h->at - from), from) : NULL;
}

/* "(2, 28, 28)", "(5,)" */
static int parse_shape(struct header *h)
{
	char *s = h->shape + 1, *end;

	if (*h->shape != '(')
		return -1;
	while (*(s += strspn(s, " ")) != ')') {
		uint64_t v = strtoull(s, &end, 10);

		if (*s < '0' || *s > '9')
			return -1;
		if (h->n_dims < MAX_DIMS)
			h->dim[h->n_dims] = v;
		h->n_dims++;
		s = end + strspn(end, " ");
		if (*s == ',')
			s++;
		else if (*s != ')')
			return -1;
	}
	return 0;
}

/* One key and its value; 0, or -1 where there is none or it is none of NumPy's. */
static int parse_key(struct header *h)
{
	char *value = NULL;
	int r = 0;

	blanks(h);
	if (!strncmp(h->at, "'descr':", 8) && !h->descr) {
		h->at += 8;
		value = h->descr = take_value(h);
	} else if (!strncmp(h->at, "'shape':", 8) && !h->shape) {
		h->at += 8;
		value = h->shape = take_value(h);
		r = value ? parse_shape(h) : -1;
	} else if (!strncmp(h->at, "'fortran_order':", 16) && !h->has_order) {
		h->at += 16;
		value = take_value(h);
		h->has_order = 1;
		h->fortran = value && !strcmp(value, "True");
		r = h->fortran || (value && !strcmp(value, "False")) ? 0 : -1;
		free(value);
	} else {
		return -1;
	}
	return value ? r : -1;
}

static int parse(struct header *h)
{
	h->at = h->text;
	if (!take(h, '{'))
		return -1;
	while (!take(h, '}'))
		if (parse_key(h) < 0 || (!take(h, ',') && *h->at != '}'))
			return -1;
	blanks(h);
	return *h->at || !h->descr || !h->shape || !h->has_order ? -1 : 0;
}

/* The shape in terms of images, or what is wrong with it. */
static int set_shape(const struct image_job *j, const struct header *h,
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

static int check(const struct image_job *j, const struct header *h, size_t data,
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
	if (data != want)
		return err_set(e, j->path, 0, "%zu bytes behind the header: shape "
			       "%.200s takes %zu", data, h->shape, want);
	return 0;
}

int image_npy(const struct image_job *j, struct images *im, struct err *e)
{
	const uint8_t *p = j->p;
	struct header h = {0};
	size_t head, n;
	int r;

	if (j->n < 12)
		return bad_header(j, e);
	if (p[6] < 1 || p[6] > 3)
		return err_set(e, j->path, 0, "version %d.%d of .npy: must be 1 "
			       "to 3", p[6], p[7]);
	head = p[6] == 1 ? 10 : 12;
	n = p[8] | p[9] << 8;
	if (p[6] > 1)
		n |= (size_t)p[10] << 16 | (size_t)p[11] << 24;
	if (n > MAX_HEADER || n > j->n - head || memchr(p + head, 0, n))
		return bad_header(j, e);
	h.text = xasprintf("%.*s", (int)n, (const char *)p + head);
	r = parse(&h) < 0 ? bad_header(j, e) :
		check(j, &h, j->n - head - n, im, e);
	if (!r) {
		im->pixel = xmalloc(j->n - head - n);
		memcpy(im->pixel, p + head + n, j->n - head - n);
	}
	free(h.text);
	free(h.descr);
	free(h.shape);
	return r;
}
