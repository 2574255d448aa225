/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_TENSOR_H
#define ONNX_TENSOR_H

#include "base/util.h"

/*
 * Arrays of an ONNX graph. Every kind of float is held as float32 (what is narrower
 * is rounded to its own precision by tensor_round), every integer and bool as 64 bits.
 */
#define ONNX_MAX_DIMS 8
#define ONNX_MAX_VALUES ((int64_t)1 << 28)	/* of one array */

/* The numbers are those of TensorProto.DataType. */
enum elem {
	ELEM_NONE = 0, ELEM_FLOAT = 1, ELEM_UINT8 = 2, ELEM_INT8 = 3,
	ELEM_UINT16 = 4, ELEM_INT16 = 5, ELEM_INT32 = 6, ELEM_INT64 = 7,
	ELEM_BOOL = 9, ELEM_FLOAT16 = 10, ELEM_DOUBLE = 11, ELEM_UINT32 = 12,
	ELEM_UINT64 = 13, ELEM_BFLOAT16 = 16, ELEM_UINT4 = 21, ELEM_INT4 = 22,
};

enum held {
	HELD_NONE,	/* the shape alone: made at run time, or data that are not there */
	HELD_ONE,	/* one value stands for all */
	HELD_ALL,
};

struct onnx_tensor {
	enum elem elem;
	int n_dims;		/* 0: one value */
	int64_t dim[ONNX_MAX_DIMS];	/* each >= 0, the last varies fastest */
	int64_t n;		/* product of dim, 0..ONNX_MAX_VALUES */
	enum held held;
	float *f;	/* [n], or [1] for HELD_ONE; of a kind of float, else NULL */
	int64_t *i;	/* the same for integers and bool */
};

/* Kinds of element: "float32", "int8"; NULL where the number is none of those above. */
const char *elem_name(int elem);
int elem_is_float(enum elem elem);
int elem_bits(enum elem elem);	/* 4, 8, 16, 32, 64; bool: 8 */

/* Least and greatest value of an integer kind; of uint64 as of int64. */
int64_t elem_min(enum elem elem);
int64_t elem_max(enum elem elem);

/* The value of that kind with the same low bits. */
int64_t elem_wrap(enum elem elem, int64_t v);

/* Product of dims, or -1 where one is negative or it is over ONNX_MAX_VALUES. */
int64_t dims_product(int n_dims, const int64_t *dim);
int dims_same(const struct onnx_tensor *a, const struct onnx_tensor *b);

/* "[1, 3, 224, 224]" into a buffer, which is returned. */
#define DIMS_TEXT 192
const char *dims_text(int n_dims, const int64_t *dim, char text[DIMS_TEXT]);
/* With sizes less than 0, which are open: "[?, 3, ?, ?]". */
const char *stated_text(const struct onnx_tensor *t, char text[DIMS_TEXT]);
const char *tensor_text(const struct onnx_tensor *t, char text[DIMS_TEXT]);

/* Life. tensor_room gives an array with a shape its values (HELD_ALL, zeroed). */
void tensor_room(struct onnx_tensor *t);
void tensor_clear(struct onnx_tensor *t);	/* frees the values; HELD_NONE */
struct onnx_tensor tensor_copy(const struct onnx_tensor *t);
struct onnx_tensor tensor_full(const struct onnx_tensor *t);	/* copy, HELD_ALL */

/* Value k of what is held, as a float or an integer (towards zero, saturated). */
double tensor_get(const struct onnx_tensor *t, int64_t k);
int64_t tensor_int_at(const struct onnx_tensor *t, int64_t k);

/* Nearest, ties to even, beyond the greatest float infinite. */
float double_to_float(double v);

/* Towards zero, saturated; NaN: 0. */
int64_t double_to_int(double v);

/* Rounds float16 and bfloat16 to what they can hold. */
void tensor_round(struct onnx_tensor *t);
float half_to_float(uint16_t h);
uint16_t float_to_half(float f);	/* nearest, ties to even */

/* Bytes of a file, little-endian, as values of t, which has its kind and shape: raw
 * arrays of ONNX and NumPy. n_bytes must be tensor_raw_bytes(t). */
size_t tensor_raw_bytes(const struct onnx_tensor *t);
void tensor_from_raw(struct onnx_tensor *t, const uint8_t *p);

#endif
