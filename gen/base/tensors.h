/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENSORS_H
#define TENSORS_H

#include <stddef.h>
#include <stdint.h>

#include "util.h"

/*
 * A file of named arrays: NAME.json lists them, NAME.bin has the values, both
 * held in memory (docs/formats.md, "Network file"). Whoever reads tensors knows
 * nothing of what they mean.
 */
enum tensor_type {
	TENSOR_INT8, TENSOR_UINT8, TENSOR_INT32, TENSOR_FLOAT32, N_TENSOR_TYPES
};

#define TENSOR_DIMS_MAX 8

struct json_t;	/* jansson's value */

struct tensor {
	const char *name;
	const struct json_t *item;	/* its entry in the list */
	enum tensor_type type;
	int n_dims;		/* 0: one value */
	int dim[TENSOR_DIMS_MAX];	/* each >= 1, the last varies fastest */
	size_t n;		/* values */
	const uint8_t *data;	/* little-endian, not aligned */
};

struct tensors {
	char *path;		/* the .json, for messages */
	char *text;		/* all of it */
	char *bin_path;
	struct json_t *root;	/* the whole .json, an object */
	int n;
	struct tensor *tensor;
	char *bin;
};

/* Reads PATH.json and the .bin beside it. Every tensor lies inside the .bin, has as
 * many bytes as its shape says and a name of its own. NULL and *e on refusal. */
struct tensors *tensors_read(const char *path, struct err *e);
void tensors_free(struct tensors *t);

/* Path of the .bin that a .json means; NULL where it is no object in JSON. The caller
 * frees. */
char *tensors_bin_path(const char *path);

/* By name, NULL where there is none. */
const struct tensor *tensors_find(const struct tensors *t, const char *name);

/* As tensors_find, but it must be there, of this type and this shape (a dim of
 * 0 stands for any). NULL and *e where it is not. */
const struct tensor *tensors_need(const struct tensors *t, const char *name,
				  enum tensor_type type, int n_dims,
				  const int *dim, struct err *e);

/* Line of member `key` of an object of the .json, or of the object itself where
 * `key` is NULL or left out; the first line where `of` is NULL (base/json.h). */
int tensors_line(const struct tensors *t, const struct json_t *of,
		 const char *key);

/* Value i, 0 .. n-1, of an integer tensor. */
int32_t tensor_int(const struct tensor *t, size_t i);

#endif
