/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_ARRAY_H
#define ONNX_ARRAY_H

#include "tensor.h"

/* Arrays of NumPy (.npy) as tensors and back. uint8 and the like keep their kind;
 * float64 is DOUBLE. */
#define ARRAY_MAX_BYTES (((size_t)2 << 30) - 1)

/* 0, or -1 and *e: another dtype, Fortran order, cut off. The caller clears *t. */
int array_read(const char *path, struct onnx_tensor *t, struct err *e);

/* All of t, HELD_ALL; 4 bits as 8, bfloat16 as float32. */
void array_write(const struct onnx_tensor *t, struct text *out);

#endif
