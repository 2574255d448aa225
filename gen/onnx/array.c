/* SPDX-License-Identifier: Apache-2.0 */
#include "array.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/npy.h"

static const struct {
	const char *descr;	/* little-endian, as NumPy writes it */
	enum elem elem;
} kinds[] = {
	{"'|u1'", ELEM_UINT8}, {"'|i1'", ELEM_INT8}, {"'|b1'", ELEM_BOOL},
	{"'<u2'", ELEM_UINT16}, {"'<i2'", ELEM_INT16}, {"'<u4'", ELEM_UINT32},
	{"'<i4'", ELEM_INT32}, {"'<u8'", ELEM_UINT64}, {"'<i8'", ELEM_INT64},
	{"'<f2'", ELEM_FLOAT16}, {"'<f4'", ELEM_FLOAT}, {"'<f8'", ELEM_DOUBLE},
};
#define N_KINDS ((int)(sizeof(kinds) / sizeof(kinds[0])))

static int take(const char *path, const struct npy *h, struct onnx_tensor *t,
		struct err *e)
{
	int k = 0;

	while (k < N_KINDS && strcmp(kinds[k].descr, h->descr))
		k++;
	if (k == N_KINDS)
		return err_set(e, path, 0, "dtype %.100s: must be bool, an integer or a "
			       "float, little-endian", h->descr);
	if (h->fortran)
		return err_set(e, path, 0, "is in Fortran order: must be in C order "
			       "(numpy.ascontiguousarray)");
	t->elem = kinds[k].elem;
	t->n_dims = h->n_dims;
	for (int d = 0; d < h->n_dims && d < NPY_MAX_DIMS; d++)
		t->dim[d] = h->dim[d] > INT64_MAX ? -1 : (int64_t)h->dim[d];
	t->n = h->n_dims > ONNX_MAX_DIMS ? -1 : dims_product(t->n_dims, t->dim);
	if (t->n < 0)
		return err_set(e, path, 0, "shape %.200s: must have at most %d dimensions "
			       "and 2^28 values", h->shape, ONNX_MAX_DIMS);
	if (h->n_data != tensor_raw_bytes(t))
		return err_set(e, path, 0, "%zu bytes behind the header: shape %.200s takes "
			       "%zu", h->n_data, h->shape, tensor_raw_bytes(t));
	tensor_from_raw(t, h->data);
	return 0;
}

int array_read(const char *path, struct onnx_tensor *t, struct err *e)
{
	size_t n;
	char *bytes = file_read(path, ARRAY_MAX_BYTES, &n, e);
	struct npy h;
	int r;

	memset(t, 0, sizeof(*t));
	if (!bytes)
		return -1;
	r = npy_parse((uint8_t *)bytes, n, path, &h, e) < 0 ? -1 : take(path, &h, t, e);
	npy_free(&h);
	free(bytes);
	return r;
}

/* The bits of value k as NumPy has them. */
static uint64_t bits_of(const struct onnx_tensor *t, enum elem elem, int64_t k)
{
	double d;
	uint64_t wide;
	uint32_t u;

	if (t->i)
		return (uint64_t)t->i[k];
	if (elem == ELEM_FLOAT16)
		return float_to_half(t->f[k]);
	if (elem == ELEM_DOUBLE) {
		d = t->f[k];
		memcpy(&wide, &d, 8);
		return wide;
	}
	memcpy(&u, &t->f[k], 4);
	return u;
}

void array_write(const struct onnx_tensor *t, struct text *out)
{
	const enum elem elem = t->elem == ELEM_BFLOAT16 ? ELEM_FLOAT :
		t->elem == ELEM_INT4 ? ELEM_INT8 : t->elem == ELEM_UINT4 ? ELEM_UINT8 :
		t->elem;
	const int n_bytes = elem_bits(elem) / 8;
	int k = 0;

	while (kinds[k].elem != elem)
		k++;
	npy_header(kinds[k].descr, t->n_dims, t->dim, out);
	for (int64_t i = 0; i < t->n; i++) {
		uint64_t bits = bits_of(t, elem, i);
		uint8_t p[8];

		for (int b = 0; b < n_bytes; b++)
			p[b] = (uint8_t)(bits >> 8 * b);
		text_add_bytes(out, p, (size_t)n_bytes);
	}
}
