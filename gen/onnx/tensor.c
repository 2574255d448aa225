/* SPDX-License-Identifier: Apache-2.0 */
#include "tensor.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	enum elem elem;
	const char *name;
	int bits, is_float, is_signed;
} kinds[] = {
	{ELEM_FLOAT, "float32", 32, 1, 1}, {ELEM_UINT8, "uint8", 8, 0, 0},
	{ELEM_INT8, "int8", 8, 0, 1}, {ELEM_UINT16, "uint16", 16, 0, 0},
	{ELEM_INT16, "int16", 16, 0, 1}, {ELEM_INT32, "int32", 32, 0, 1},
	{ELEM_INT64, "int64", 64, 0, 1}, {ELEM_BOOL, "bool", 8, 0, 0},
	{ELEM_FLOAT16, "float16", 16, 1, 1}, {ELEM_DOUBLE, "double", 64, 1, 1},
	{ELEM_UINT32, "uint32", 32, 0, 0}, {ELEM_UINT64, "uint64", 64, 0, 0},
	{ELEM_BFLOAT16, "bfloat16", 16, 1, 1}, {ELEM_UINT4, "uint4", 4, 0, 0},
	{ELEM_INT4, "int4", 4, 0, 1},
};
#define N_KINDS ((int)(sizeof(kinds) / sizeof(kinds[0])))

static int kind_of(int elem)
{
	for (int k = 0; k < N_KINDS; k++)
		if ((int)kinds[k].elem == elem)
			return k;
	return -1;
}

const char *elem_name(int elem)
{
	int k = kind_of(elem);

	return k < 0 ? NULL : kinds[k].name;
}

/* The row of a kind that is one. */
static int known_kind(enum elem elem)
{
	int k = kind_of(elem);

	assert(k >= 0);
	return k < 0 ? 0 : k;
}

int elem_is_float(enum elem elem)
{
	return kinds[known_kind(elem)].is_float;
}

int elem_bits(enum elem elem)
{
	return kinds[known_kind(elem)].bits;
}

int64_t elem_min(enum elem elem)
{
	int k = known_kind(elem);

	return elem == ELEM_UINT64 ? INT64_MIN : kinds[k].is_signed ?
		-((int64_t)1 << (kinds[k].bits - 2)) * 2 : 0;
}

int64_t elem_max(enum elem elem)
{
	int k = known_kind(elem), bits = kinds[k].bits - kinds[k].is_signed;

	return elem == ELEM_BOOL ? 1 : bits >= 63 ? INT64_MAX :
		((int64_t)1 << bits) - 1;
}

int64_t elem_wrap(enum elem elem, int64_t v)
{
	int k = known_kind(elem), shift = 64 - kinds[k].bits;
	uint64_t low = (uint64_t)v << shift;

	if (elem == ELEM_BOOL)
		return v != 0;
	return kinds[k].is_signed ? (int64_t)low >> shift : (int64_t)(low >> shift);
}

int64_t dims_product(int n_dims, const int64_t *dim)
{
	int64_t n = 1;
	int zero = 0;

	for (int d = 0; d < n_dims; d++) {
		if (dim[d] < 0 || dim[d] > ONNX_MAX_VALUES)
			return -1;
		zero |= !dim[d];
		n *= dim[d] ? dim[d] : 1;
		if (n > ONNX_MAX_VALUES)
			return -1;
	}
	return zero ? 0 : n;
}

int dims_same(const struct onnx_tensor *a, const struct onnx_tensor *b)
{
	return a->n_dims == b->n_dims &&
		!memcmp(a->dim, b->dim, a->n_dims * sizeof(*a->dim));
}

static const char *write_dims(int n_dims, const int64_t *dim, int may_be_open,
			      char text[DIMS_TEXT])
{
	int n = snprintf(text, DIMS_TEXT, "[");

	for (int d = 0; d < n_dims; d++)
		n += may_be_open && dim[d] < 0 ?
			snprintf(text + n, DIMS_TEXT - n, "%s?", d ? ", " : "") :
			snprintf(text + n, DIMS_TEXT - n, "%s%" PRId64, d ? ", " : "",
				 dim[d]);
	snprintf(text + n, DIMS_TEXT - n, "]");
	return text;
}

const char *dims_text(int n_dims, const int64_t *dim, char text[DIMS_TEXT])
{
	return write_dims(n_dims, dim, 0, text);
}

const char *stated_text(const struct onnx_tensor *t, char text[DIMS_TEXT])
{
	return write_dims(t->n_dims, t->dim, 1, text);
}

const char *tensor_text(const struct onnx_tensor *t, char text[DIMS_TEXT])
{
	return dims_text(t->n_dims, t->dim, text);
}

/* At least one, so that a pointer is there also for an array of no values. */
static void give(struct onnx_tensor *t, int64_t n)
{
	if (elem_is_float(t->elem))
		t->f = xcalloc(n ? n : 1, sizeof(*t->f));
	else
		t->i = xcalloc(n ? n : 1, sizeof(*t->i));
}

void tensor_room(struct onnx_tensor *t)
{
	assert(!t->f && !t->i);
	give(t, t->n);
	t->held = HELD_ALL;
}

void tensor_clear(struct onnx_tensor *t)
{
	free(t->f);
	free(t->i);
	t->f = NULL;
	t->i = NULL;
	t->held = HELD_NONE;
}

struct onnx_tensor tensor_copy(const struct onnx_tensor *t)
{
	struct onnx_tensor c = *t;
	int64_t n = t->held == HELD_ONE ? 1 : t->n;

	c.f = NULL;
	c.i = NULL;
	if (t->held == HELD_NONE)
		return c;
	give(&c, n);
	if (c.f)
		memcpy(c.f, t->f, n * sizeof(*c.f));
	else
		memcpy(c.i, t->i, n * sizeof(*c.i));
	return c;
}

struct onnx_tensor tensor_full(const struct onnx_tensor *t)
{
	struct onnx_tensor c;

	if (t->held != HELD_ONE)
		return tensor_copy(t);
	c = *t;
	c.f = NULL;
	c.i = NULL;
	tensor_room(&c);
	for (int64_t k = 0; k < c.n; k++)
		if (c.f)
			c.f[k] = t->f[0];
		else
			c.i[k] = t->i[0];
	return c;
}

double tensor_get(const struct onnx_tensor *t, int64_t k)
{
	if (t->held == HELD_ONE)
		k = 0;
	return t->f ? t->f[k] : (double)t->i[k];
}

/* Half a step above the greatest float the tie goes to the even neighbour, infinity. */
float double_to_float(double v)
{
	return fabs(v) >= 0x1.ffffffp127 ? copysignf(INFINITY, (float)(v > 0 ? 1 : -1)) :
		(float)v;
}

int64_t double_to_int(double v)
{
	return isnan(v) ? 0 : v >= 0x1p63 ? INT64_MAX : v <= -0x1p63 ? INT64_MIN :
		(int64_t)v;
}

int64_t tensor_int_at(const struct onnx_tensor *t, int64_t k)
{
	if (t->held == HELD_ONE)
		k = 0;
	return t->i ? t->i[k] : double_to_int(t->f[k]);
}

float half_to_float(uint16_t h)
{
	int exponent = h >> 10 & 31, fraction = h & 1023;
	float v = exponent == 31 ? (fraction ? NAN : INFINITY) :
		exponent ? ldexpf((float)(fraction + 1024), exponent - 25) :
		ldexpf((float)fraction, -24);

	return h >> 15 ? -v : v;
}

uint16_t float_to_half(float f)
{
	uint16_t sign = signbit(f) ? 0x8000 : 0;
	float a = fabsf(f);
	int exponent;

	if (isnan(f))
		return sign | 0x7e00;
	if (a >= 65520)	/* the greatest half is 65504 */
		return sign | 0x7c00;
	if (a < 0x1p-14f)
		return sign | (uint16_t)nearbyintf(a * 0x1p24f);
	frexpf(a, &exponent);	/* a carry of the fraction moves on to the exponent */
	return sign | (uint16_t)(((exponent + 13) << 10) +
				 (int)nearbyintf(ldexpf(a, 11 - exponent)));
}

/* The upper half of a float, nearest, ties to even. */
static float round_bfloat(float f)
{
	uint32_t u;

	if (isnan(f))
		return f;
	memcpy(&u, &f, 4);
	u = (u + 0x7fff + (u >> 16 & 1)) & 0xffff0000u;
	memcpy(&f, &u, 4);
	return f;
}

void tensor_round(struct onnx_tensor *t)
{
	int64_t n = t->held == HELD_NONE ? 0 : t->held == HELD_ONE ? 1 : t->n;

	if (t->elem != ELEM_FLOAT16 && t->elem != ELEM_BFLOAT16)
		return;
	for (int64_t k = 0; k < n; k++)
		t->f[k] = t->elem == ELEM_BFLOAT16 ? round_bfloat(t->f[k]) :
			half_to_float(float_to_half(t->f[k]));
}

size_t tensor_raw_bytes(const struct onnx_tensor *t)
{
	return (size_t)((t->n * elem_bits(t->elem) + 7) / 8);
}

static uint64_t little(const uint8_t *p, int n_bytes)
{
	uint64_t v = 0;

	for (int b = n_bytes - 1; b >= 0; b--)
		v = v << 8 | p[b];
	return v;
}

static float raw_float(enum elem elem, uint64_t bits)
{
	uint32_t u = (uint32_t)(elem == ELEM_BFLOAT16 ? bits << 16 : bits);
	double d;
	float f;

	if (elem == ELEM_FLOAT16)
		return half_to_float((uint16_t)bits);
	if (elem == ELEM_DOUBLE) {
		memcpy(&d, &bits, 8);
		return double_to_float(d);
	}
	memcpy(&f, &u, 4);
	return f;
}

void tensor_from_raw(struct onnx_tensor *t, const uint8_t *p)
{
	int n_bytes = elem_bits(t->elem) / 8;

	tensor_room(t);
	for (int64_t k = 0; k < t->n; k++) {
		uint64_t bits = n_bytes ? little(p + k * n_bytes, n_bytes) :
			p[k / 2] >> (k % 2 * 4) & 15;

		if (t->f)
			t->f[k] = raw_float(t->elem, bits);
		else
			t->i[k] = elem_wrap(t->elem, (int64_t)bits);
	}
}
