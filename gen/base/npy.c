/* SPDX-License-Identifier: Apache-2.0 */
#include "npy.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_HEADER 65536

struct parse {
	const char *at;
	int has_order;
	struct npy *npy;
};

static void blanks(struct parse *h)
{
	h->at += strspn(h->at, " \t\n");
}

static int take(struct parse *h, char c)
{
	blanks(h);
	if (*h->at != c)
		return 0;
	h->at++;
	return 1;
}

/* The value up to the comma or brace behind it, brackets and quotes in pairs. */
static char *take_value(struct parse *h)
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
static int parse_shape(struct parse *h)
{
	char *s = h->npy->shape + 1, *end;

	if (*h->npy->shape != '(')
		return -1;
	while (*(s += strspn(s, " ")) != ')') {
		uint64_t v = strtoull(s, &end, 10);

		if (*s < '0' || *s > '9')
			return -1;
		if (h->npy->n_dims < NPY_MAX_DIMS)
			h->npy->dim[h->npy->n_dims] = v;
		h->npy->n_dims++;
		s = end + strspn(end, " ");
		if (*s == ',')
			s++;
		else if (*s != ')')
			return -1;
	}
	return 0;
}

/* One key and its value; 0, or -1 where there is none or it is none of NumPy's. */
static int parse_key(struct parse *h)
{
	char *value = NULL;
	int r = 0;

	blanks(h);
	if (!strncmp(h->at, "'descr':", 8) && !h->npy->descr) {
		h->at += 8;
		value = h->npy->descr = take_value(h);
	} else if (!strncmp(h->at, "'shape':", 8) && !h->npy->shape) {
		h->at += 8;
		value = h->npy->shape = take_value(h);
		r = value ? parse_shape(h) : -1;
	} else if (!strncmp(h->at, "'fortran_order':", 16) && !h->has_order) {
		h->at += 16;
		value = take_value(h);
		h->has_order = 1;
		h->npy->fortran = value && !strcmp(value, "True");
		r = h->npy->fortran || (value && !strcmp(value, "False")) ? 0 : -1;
		free(value);
	} else {
		return -1;
	}
	return value ? r : -1;
}

static int parse(struct parse *h)
{
	if (!take(h, '{'))
		return -1;
	while (!take(h, '}'))
		if (parse_key(h) < 0 || (!take(h, ',') && *h->at != '}'))
			return -1;
	blanks(h);
	return *h->at || !h->npy->descr || !h->npy->shape || !h->has_order ? -1 : 0;
}

static int bad_header(const char *path, struct err *e)
{
	return err_set(e, path, 0, "the header of a .npy file is cut off or is none of "
		       "NumPy's");
}

int npy_parse(const uint8_t *p, size_t n, const char *path, struct npy *h,
	      struct err *e)
{
	struct parse s = {.npy = h};
	size_t head, length;
	char *text;
	int r;

	memset(h, 0, sizeof(*h));
	if (n < 12 || memcmp(p, "\x93NUMPY", 6))
		return bad_header(path, e);
	if (p[6] < 1 || p[6] > 3)
		return err_set(e, path, 0, "version %d.%d of .npy: must be 1 to 3", p[6],
			       p[7]);
	head = p[6] == 1 ? 10 : 12;
	length = p[8] | p[9] << 8;
	if (p[6] > 1)
		length |= (size_t)p[10] << 16 | (size_t)p[11] << 24;
	if (length > MAX_HEADER || length > n - head || memchr(p + head, 0, length))
		return bad_header(path, e);
	text = xasprintf("%.*s", (int)length, (const char *)p + head);
	s.at = text;
	r = parse(&s) < 0 ? bad_header(path, e) : 0;
	free(text);
	h->data = p + head + length;
	h->n_data = n - head - length;
	return r;
}

void npy_free(struct npy *h)
{
	free(h->descr);
	free(h->shape);
	memset(h, 0, sizeof(*h));
}

/* Values begin at a multiple of 64 bytes, as NumPy's do. */
void npy_header(const char *descr, int n_dims, const int64_t *dim, struct text *t)
{
	struct text s = {0};
	uint8_t n[2];

	text_add(&s, "{'descr': %s, 'fortran_order': False, 'shape': (", descr);
	for (int d = 0; d < n_dims; d++)
		text_add(&s, "%" PRId64 "%s", dim[d], n_dims == 1 ? "," :
			 d < n_dims - 1 ? ", " : "");
	text_add(&s, "), }");
	while ((10 + s.n + 1) % 64)
		text_add(&s, " ");
	text_add(&s, "\n");
	n[0] = (uint8_t)(s.n & 255);
	n[1] = (uint8_t)(s.n >> 8);
	text_add_bytes(t, "\x93NUMPY\1\0", 8);
	text_add_bytes(t, n, 2);
	text_add_bytes(t, s.s, s.n);
	text_free(&s);
}
