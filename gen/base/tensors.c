/* SPDX-License-Identifier: Apache-2.0 */
#include "tensors.h"
#include "file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

static const struct {
	const char *name;
	int n_bytes;
} types[N_TENSOR_TYPES] = {
	[TENSOR_INT8] = { "int8", 1 },
	[TENSOR_UINT8] = { "uint8", 1 },
	[TENSOR_INT32] = { "int32", 4 },
	[TENSOR_FLOAT32] = { "float32", 4 },
};

/* About member `key` of `of`, a part of the .json of `t`. */
#define REFUSE(t, of, key, e, ...) \
	err_set(e, (t)->path, tensors_line(t, of, key), __VA_ARGS__)

int tensors_line(const struct tensors *t, const json_t *of, const char *key)
{
	return json_line(t->text, t->root, of, key);
}

/* "[3, 256]" */
static void add_shape(struct text *t, int n_dims, const int *dim)
{
	int i;

	text_add(t, "[");
	for (i = 0; i < n_dims; i++) {
		text_add(t, "%s", i ? ", " : "");
		if (dim[i])
			text_add(t, "%d", dim[i]);
		else
			text_add(t, "any");
	}
	text_add(t, "]");
}

static int parse_shape(const struct tensors *t, const json_t *shape,
		       struct tensor *out, struct err *e)
{
	size_t i, n_dims = json_array_size(shape);

	if (!json_is_array(shape) || n_dims > TENSOR_DIMS_MAX)
		return REFUSE(t, out->item, "shape", e, "tensor \"%.100s\": "
			      "shape: must be a list of at most %d numbers",
			      out->name, TENSOR_DIMS_MAX);
	out->n = 1;
	out->n_dims = (int)n_dims;
	for (i = 0; i < n_dims; i++) {
		const json_t *dim = json_array_get(shape, i);
		json_int_t d = json_integer_value(dim);

		if (!json_is_integer(dim) || d < 1 || d > 1 << 30 ||
		    (out->n *= (size_t)d) > 1 << 30)
			return REFUSE(t, out->item, "shape", e,
				      "tensor \"%.100s\": shape: each number, "
				      "and their product, must be 1..2^30",
				      out->name);
		out->dim[i] = (int)d;
	}
	return 0;
}

static int parse_type(const struct tensors *t, const json_t *type,
		      struct tensor *out, struct err *e)
{
	const char *name = json_string_value(type);
	int i;

	for (i = 0; i < N_TENSOR_TYPES; i++) {
		if (name && !strcmp(name, types[i].name)) {
			out->type = i;
			return 0;
		}
	}
	return REFUSE(t, out->item, "dtype", e, "tensor \"%.100s\": dtype = "
		      "%.40s: must be int8, uint8, int32 or float32", out->name,
		      name ? name : "(not a string)");
}

/* Where the values are: `offset` and `bytes` against shape and file. */
static int parse_place(const struct tensors *t, size_t n_bin,
		       struct tensor *out, struct err *e)
{
	const json_t *offset = json_object_get(out->item, "offset");
	const json_t *bytes = json_object_get(out->item, "bytes");
	json_int_t at = json_integer_value(offset);
	json_int_t n = json_integer_value(bytes);
	size_t want = out->n * (size_t)types[out->type].n_bytes;

	if (!json_is_integer(bytes) || n < 0 || (size_t)n != want)
		return REFUSE(t, out->item, "bytes", e, "tensor \"%.100s\": "
			      "bytes = %lld: must be %zu, as shape and dtype "
			      "say", out->name, (long long)n, want);
	if (!json_is_integer(offset) || at < 0 || at % 4)
		return REFUSE(t, out->item, "offset", e, "tensor \"%.100s\": "
			      "offset = %lld: must be a multiple of 4, 0 or "
			      "more", out->name, (long long)at);
	if ((size_t)at > n_bin || n_bin - (size_t)at < want)
		return REFUSE(t, out->item, "offset", e, "tensor \"%.100s\": "
			      "has bytes %lld..%lld, %.200s ends after %zu",
			      out->name, (long long)at, (long long)(at + n - 1),
			      t->bin_path, n_bin);
	out->data = (const uint8_t *)t->bin + at;
	return 0;
}

static int parse_tensor(struct tensors *t, const json_t *item, size_t n_bin,
			struct err *e)
{
	struct tensor *out = &t->tensor[t->n];

	out->item = item;
	out->name = json_string_value(json_object_get(item, "name"));
	if (!out->name)
		return REFUSE(t, item, NULL, e, "tensor %d has no \"name\"",
			      t->n);
	if (tensors_find(t, out->name))
		return REFUSE(t, item, "name", e, "tensor \"%.100s\" listed "
			      "twice", out->name);
	if (parse_shape(t, json_object_get(item, "shape"), out, e) ||
	    parse_type(t, json_object_get(item, "dtype"), out, e) ||
	    parse_place(t, n_bin, out, e))
		return -1;
	t->n++;
	return 0;
}

/* The .bin lies beside the .json, under the name that it gives or its own. */
static char *path_of_bin(const char *path, const json_t *root)
{
	const char *name = json_string_value(json_object_get(root, "bin_file"));
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(path, '.');

	if (name && *name != '/')
		return xasprintf("%.*s%s", slash ? (int)(slash + 1 - path) : 0,
				 path, name);
	if (name)
		return xstrdup(name);
	if (!dot || (slash && dot < slash))
		return xasprintf("%s.bin", path);
	return xasprintf("%.*s.bin", (int)(dot - path), path);
}

char *tensors_bin_path(const char *path)
{
	json_t *root = json_load_file(path, 0, NULL);
	char *bin = json_is_object(root) ? path_of_bin(path, root) : NULL;

	json_decref(root);
	return bin;
}

static int read_json(struct tensors *t, struct err *e)
{
	json_error_t at;
	size_t n;

	t->text = file_read(t->path, FILE_MAX_TEXT, &n, e);
	if (!t->text)
		return -1;
	t->root = json_loadb(t->text, n, JSON_REJECT_DUPLICATES, &at);
	if (!t->root)
		return err_set(e, t->path, at.line, "not JSON: column %d: %s",
			       at.column, at.text);
	if (!json_is_array(json_object_get(t->root, "tensors")))
		return REFUSE(t, t->root, "tensors", e, "no list \"tensors\"");
	return 0;
}

static int read_all(struct tensors *t, struct err *e)
{
	const json_t *list, *bytes;
	size_t i, n_bin;

	if (read_json(t, e))
		return -1;
	t->bin_path = path_of_bin(t->path, t->root);
	t->bin = file_read(t->bin_path, FILE_MAX_DATA, &n_bin, e);
	if (!t->bin)
		return -1;
	bytes = json_object_get(t->root, "bin_bytes");
	if (bytes && json_integer_value(bytes) != (json_int_t)n_bin)
		return REFUSE(t, t->root, "bin_bytes", e, "bin_bytes = %lld: "
			      "%.200s has %zu", (long long)
			      json_integer_value(bytes), t->bin_path, n_bin);
	list = json_object_get(t->root, "tensors");
	t->tensor = xcalloc(json_array_size(list), sizeof(*t->tensor));
	for (i = 0; i < json_array_size(list); i++)
		if (parse_tensor(t, json_array_get(list, i), n_bin, e))
			return -1;
	return 0;
}

struct tensors *tensors_read(const char *path, struct err *e)
{
	struct tensors *t = xcalloc(1, sizeof(*t));

	t->path = xstrdup(path);
	if (read_all(t, e)) {
		tensors_free(t);
		return NULL;
	}
	return t;
}

void tensors_free(struct tensors *t)
{
	if (!t)
		return;
	json_decref(t->root);
	free(t->path);
	free(t->text);
	free(t->bin_path);
	free(t->tensor);
	free(t->bin);
	free(t);
}

const struct tensor *tensors_find(const struct tensors *t, const char *name)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (!strcmp(t->tensor[i].name, name))
			return &t->tensor[i];
	return NULL;
}

const struct tensor *tensors_need(const struct tensors *t, const char *name,
				  enum tensor_type type, int n_dims,
				  const int *dim, struct err *e)
{
	const struct tensor *found = tensors_find(t, name);
	struct text is = {0};
	int i, same;

	if (!found) {
		REFUSE(t, t->root, "tensors", e, "tensor \"%.100s\" is "
		       "missing", name);
		return NULL;
	}
	same = found->type == type && found->n_dims == n_dims;
	for (i = 0; same && i < n_dims; i++)
		same = !dim[i] || dim[i] == found->dim[i];
	if (same)
		return found;
	text_add(&is, "%s ", types[found->type].name);
	add_shape(&is, found->n_dims, found->dim);
	text_add(&is, ", must be %s ", types[type].name);
	add_shape(&is, n_dims, dim);
	REFUSE(t, found->item, NULL, e, "tensor \"%.100s\" is %s", name, is.s);
	text_free(&is);
	return NULL;
}

int32_t tensor_int(const struct tensor *t, size_t i)
{
	const uint8_t *b = t->data + i * (size_t)types[t->type].n_bytes;

	switch (t->type) {
	case TENSOR_INT8:
		return (int8_t)*b;
	case TENSOR_UINT8:
		return *b;
	case TENSOR_INT32:
		return (int32_t)(b[0] | b[1] << 8 | b[2] << 16 |
				 (uint32_t)b[3] << 24);
	case TENSOR_FLOAT32:
	case N_TENSOR_TYPES:
		break;
	}
	return 0;
}
