/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "impl.h"
#include "onnx.pb-c.h"

struct source {
	const Onnx__TensorProto *p;
	const char *path, *name;
	struct onnx_tensor *t;
	int64_t *n_held;
	struct err *e;
};

#define BAD(s, ...) err_set((s)->e, (s)->path, 0, __VA_ARGS__)

static int take_shape(const struct source *s)
{
	struct onnx_tensor *t = s->t;
	char text[DIMS_TEXT];

	memset(t, 0, sizeof(*t));
	if (!elem_name(s->p->data_type))
		return BAD(s, "tensor \"%.100s\": elements of type %d are not supported",
			   s->name, s->p->data_type);
	if (s->p->n_dims > ONNX_MAX_DIMS)
		return BAD(s, "tensor \"%.100s\": %zu dimensions: must be at most %d",
			   s->name, s->p->n_dims, ONNX_MAX_DIMS);
	t->elem = s->p->data_type;
	t->n_dims = (int)s->p->n_dims;
	for (int d = 0; d < t->n_dims; d++)
		t->dim[d] = s->p->dims[d];
	t->n = dims_product(t->n_dims, t->dim);
	if (t->n < 0)
		return BAD(s, "tensor \"%.100s\": shape %s: must be of sizes that are "
			   "not negative and have at most 2^28 values", s->name,
			   dims_text(t->n_dims, t->dim, text));
	*s->n_held += t->n;
	if (*s->n_held > ONNX_MAX_HELD)
		return BAD(s, "tensor \"%.100s\": constants have more than 2^29 values "
			   "together", s->name);
	return 0;
}

static int wrong_count(const struct source *s, const char *unit, uint64_t got,
		       uint64_t wanted)
{
	char text[DIMS_TEXT];

	return BAD(s, "tensor \"%.100s\": has %" PRIu64 " %s, its shape %s of %s takes "
		   "%" PRIu64, s->name, got, unit, tensor_text(s->t, text),
		   elem_name(s->t->elem), wanted);
}

static int take_raw(const struct source *s, const uint8_t *p, uint64_t n)
{
	if (n != tensor_raw_bytes(s->t))
		return wrong_count(s, "bytes", n, tensor_raw_bytes(s->t));
	tensor_from_raw(s->t, p);
	return 0;
}

/* A field int32_data holds two values of four bits, or the bits of a half. */
static void from_int32(struct onnx_tensor *t, const int32_t *v)
{
	for (int64_t k = 0; k < t->n; k++) {
		int64_t u = elem_bits(t->elem) == 4 ? v[k / 2] >> k % 2 * 4 : v[k];
		uint32_t bits = (uint32_t)u << 16;

		if (t->elem == ELEM_FLOAT16)
			t->f[k] = half_to_float((uint16_t)u);
		else if (t->elem == ELEM_BFLOAT16)
			memcpy(&t->f[k], &bits, 4);
		else
			t->i[k] = elem_wrap(t->elem, u);
	}
}

static int take_typed(const struct source *s)
{
	const Onnx__TensorProto *p = s->p;
	struct onnx_tensor *t = s->t;
	const int narrow = elem_bits(t->elem) == 4;
	const size_t n = t->elem == ELEM_FLOAT ? p->n_float_data :
		t->elem == ELEM_DOUBLE ? p->n_double_data :
		t->elem == ELEM_INT64 ? p->n_int64_data :
		t->elem == ELEM_UINT64 || t->elem == ELEM_UINT32 ? p->n_uint64_data :
		p->n_int32_data;
	const size_t want = narrow ? (size_t)(t->n + 1) / 2 : (size_t)t->n;

	if (n != want)
		return wrong_count(s, "values", n, want);
	tensor_room(t);
	if (!n)
		return 0;
	if (t->elem == ELEM_FLOAT)
		memcpy(t->f, p->float_data, n * sizeof(*t->f));
	else if (t->elem == ELEM_DOUBLE)
		for (size_t k = 0; k < n; k++)
			t->f[k] = double_to_float(p->double_data[k]);
	else if (t->elem == ELEM_INT64)
		memcpy(t->i, p->int64_data, n * sizeof(*t->i));
	else if (t->elem == ELEM_UINT64 || t->elem == ELEM_UINT32)
		for (size_t k = 0; k < n; k++)
			t->i[k] = elem_wrap(t->elem, (int64_t)p->uint64_data[k]);
	else
		from_int32(t, p->int32_data);
	return 0;
}

/* A number of the list of an external file; 0..2^62. */
static int take_number(const struct source *s, const char *key, const char *text,
		       int64_t *v)
{
	char *end;

	errno = 0;
	*v = strtoll(text ? text : "", &end, 10);
	if (!text || end == text || *end || errno || *v < 0 || *v > (int64_t)1 << 62)
		return BAD(s, "tensor \"%.100s\": external data, %s = \"%.40s\": must be "
			   "a number of bytes", s->name, key, text ? text : "");
	return 0;
}

/* Only files in the folder of the model or below it. */
static int is_inside(const char *location)
{
	if (!location || !*location || *location == '/')
		return 0;
	for (const char *s = location; s; s = strchr(s, '/'), s = s ? s + 1 : NULL)
		if (!strncmp(s, "..", 2) && (!s[2] || s[2] == '/'))
			return 0;
	return 1;
}

/* Bytes at an offset of an open file; -1: it ends before, or an error. */
static int read_at(int fd, uint8_t *p, int64_t offset, int64_t n)
{
	while (n) {
		const ssize_t got = pread(fd, p, (size_t)min64(n, 1 << 30), offset);

		if (got <= 0)
			return -1;
		p += got;
		offset += got;
		n -= got;
	}
	return 0;
}

static int read_part(const struct source *s, const char *file, int fd,
		     int64_t offset, int64_t length)
{
	const int64_t want = (int64_t)tensor_raw_bytes(s->t);
	struct stat st;
	uint8_t *p;
	int r;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return BAD(s, "tensor \"%.100s\": external data: %s is no regular file",
			   s->name, file);
	if (length < 0)
		length = want;
	if (length != want)
		return wrong_count(s, "bytes", (uint64_t)length, (uint64_t)want);
	if (offset > st.st_size || length > st.st_size - offset)
		return BAD(s, "tensor \"%.100s\": external data: bytes %" PRId64 " to %"
			   PRId64 " of %s, which has %lld", s->name, offset,
			   offset + length, file, (long long)st.st_size);
	p = xmalloc(length ? length : 1);
	r = read_at(fd, p, offset, length) < 0 ?
		BAD(s, "tensor \"%.100s\": cannot read %s", s->name, file) :
		take_raw(s, p, (uint64_t)length);
	free(p);
	return r;
}

static int take_external(const struct source *s, char **missing)
{
	const char *location = NULL, *slash = strrchr(s->path, '/');
	int64_t offset = 0, length = -1;
	char *file;
	int fd, r = 0;

	for (size_t k = 0; !r && k < s->p->n_external_data; k++) {
		const char *key = s->p->external_data[k]->key;
		const char *value = s->p->external_data[k]->value;

		if (key && !strcmp(key, "location"))
			location = value;
		else if (key && !strcmp(key, "offset"))
			r = take_number(s, key, value, &offset);
		else if (key && !strcmp(key, "length"))
			r = take_number(s, key, value, &length);
	}
	if (r < 0)
		return -1;
	if (!is_inside(location))
		return BAD(s, "tensor \"%.100s\": external data in \"%.200s\": must be a "
			   "file in the folder of the model", s->name,
			   location ? location : "");
	file = xasprintf("%.*s%s", slash ? (int)(slash - s->path) + 1 : 0, s->path,
			 location);
	fd = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0) {
		r = read_part(s, file, fd, offset, length);
		close(fd);
	} else if (errno == ELOOP) {
		r = BAD(s, "tensor \"%.100s\": external data: %s is no regular file",
			s->name, file);
	} else if (errno != ENOENT) {
		r = BAD(s, "tensor \"%.100s\": cannot read %s: %s", s->name, file,
			strerror(errno));
	} else if (!*missing) {
		*missing = xstrdup(location);
	}
	free(file);
	return r;
}

/* An infinite value stands alone (a limit of Clip, the filling of Pad). */
static int check_values(const struct source *s)
{
	const struct onnx_tensor *t = s->t;

	if (t->held == HELD_NONE || !t->f)
		return 0;
	for (int64_t k = 0; k < t->n; k++)
		if (isnan(t->f[k]) || (t->n > 1 && isinf(t->f[k])))
			return BAD(s, "tensor \"%.100s\": value %" PRId64 " is %s",
				   s->name, k, isnan(t->f[k]) ? "not a number (NaN)" :
				   "infinite");
	return 0;
}

int read_tensor(const Onnx__TensorProto *p, const char *path, const char *name,
		struct onnx_tensor *t, char **missing, int64_t *n_held, struct err *e)
{
	const struct source s = {p, path, name, t, n_held, e};
	int r;

	if (take_shape(&s) < 0)
		return -1;
	if (p->has_data_location &&
	    p->data_location == ONNX__TENSOR_PROTO__DATA_LOCATION__EXTERNAL)
		r = take_external(&s, missing);
	else if (p->has_raw_data)
		r = take_raw(&s, p->raw_data.data, p->raw_data.len);
	else
		r = take_typed(&s);
	if (!r)
		r = check_values(&s);
	if (r < 0)
		tensor_clear(t);
	return r;
}
