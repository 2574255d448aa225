/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "onnx_file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static void varint(struct text *t, uint64_t v)
{
	do {
		uint8_t byte = (uint8_t)((v & 127) | (v > 127 ? 128 : 0));

		text_add_bytes(t, &byte, 1);
		v >>= 7;
	} while (v);
}

void pb_int(struct text *t, int field, int64_t v)
{
	varint(t, (uint64_t)field << 3);
	varint(t, (uint64_t)v);
}

static void pb_float(struct text *t, int field, float v)
{
	varint(t, (uint64_t)field << 3 | 5);
	text_add_bytes(t, &v, 4);
}

void pb_bytes(struct text *t, int field, const void *p, size_t n)
{
	varint(t, (uint64_t)field << 3 | 2);
	varint(t, n);
	text_add_bytes(t, p, n);
}

void pb_string(struct text *t, int field, const char *s)
{
	pb_bytes(t, field, s, strlen(s));
}

void pb_message(struct text *t, int field, struct text *m)
{
	pb_bytes(t, field, m->s ? m->s : "", m->n);
	text_free(m);
}

/* Each word of a list; NULL behind the last. */
static char *word(char **rest)
{
	char *w;

	do
		w = strsep(rest, " ");
	while (w && !*w);
	return w;
}

static void value_info(struct text *t, int field, const char *name, int elem,
		       const char *dims)
{
	struct text info = {0}, type = {0}, array = {0}, shape = {0};
	char *list = xstrdup(dims ? dims : ""), *rest = list, *w;

	pb_string(&info, 1, name);
	pb_int(&array, 1, elem);
	while ((w = word(&rest))) {
		struct text dim = {0};

		if (*w == '?')
			pb_string(&dim, 2, "N");
		else
			pb_int(&dim, 1, atoll(w));
		pb_message(&shape, 1, &dim);
	}
	if (dims)
		pb_message(&array, 2, &shape);
	pb_message(&type, 1, &array);
	pb_message(&info, 2, &type);
	pb_message(t, field, &info);
	free(list);
}

void onnx_file_input(struct onnx_file *m, const char *name, int elem, const char *dims)
{
	value_info(&m->graph, 11, name, elem, dims);
}

void onnx_file_output(struct onnx_file *m, const char *name, const char *dims)
{
	value_info(&m->graph, 12, name, ELEM_FLOAT, dims);
}

void onnx_file_tensor(struct onnx_file *m, const char *name, const char *dims, int elem,
		      struct text *rest)
{
	struct text t = {0};
	char *list = xstrdup(dims), *left = list, *w;

	while ((w = word(&left)))
		pb_int(&t, 1, atoll(w));
	pb_int(&t, 2, elem);
	pb_string(&t, 8, name);
	text_add_bytes(&t, rest->s ? rest->s : "", rest->n);
	text_free(rest);
	pb_message(&m->graph, 5, &t);
	free(list);
}

static int64_t count(const char *dims)
{
	char *list = xstrdup(dims), *rest = list, *w;
	int64_t n = 1;

	while ((w = word(&rest)))
		n *= atoll(w);
	free(list);
	return n;
}

void onnx_file_floats(struct onnx_file *m, const char *name, const char *dims,
		      const float *v)
{
	struct text raw = {0}, rest = {0};

	for (int64_t k = 0; k < count(dims); k++) {
		float x = v ? v[k] : k % 2 ? -0.25f : 0.5f;

		text_add_bytes(&raw, &x, 4);
	}
	pb_message(&rest, 9, &raw);
	onnx_file_tensor(m, name, dims, ELEM_FLOAT, &rest);
}

void onnx_file_ints(struct onnx_file *m, const char *name, const char *dims,
		    const char *values)
{
	struct text packed = {0}, rest = {0};
	char *list = xstrdup(values), *left = list, *w;

	while ((w = word(&left)))
		varint(&packed, (uint64_t)atoll(w));
	pb_message(&rest, 7, &packed);
	onnx_file_tensor(m, name, dims, ELEM_INT64, &rest);
	free(list);
}

/* "strides:I=2,2" */
static void attribute(struct text *node, char *text)
{
	char *kind = strchr(text, ':') + 1, *value = strchr(kind, '=') + 1, *v;
	struct text a = {0};

	kind[-1] = 0;
	pb_string(&a, 1, text);
	switch (*kind) {
	case 'i':
		pb_int(&a, 3, atoll(value));
		pb_int(&a, 20, 2);
		break;
	case 'f':
		pb_float(&a, 2, strtof(value, NULL));
		pb_int(&a, 20, 1);
		break;
	case 's':
		pb_string(&a, 4, value);
		pb_int(&a, 20, 3);
		break;
	default:
		while ((v = strsep(&value, ",")))
			if (*kind == 'I')
				pb_int(&a, 8, atoll(v));
			else
				pb_float(&a, 7, strtof(v, NULL));
		pb_int(&a, 20, *kind == 'I' ? 7 : 6);
	}
	pb_message(node, 5, &a);
}

void onnx_file_byte(struct onnx_file *m, const char *name, int elem, int v)
{
	struct text raw = {0}, rest = {0};
	const uint8_t byte = (uint8_t)v;

	text_add_bytes(&raw, &byte, 1);
	pb_message(&rest, 9, &raw);
	onnx_file_tensor(m, name, "", elem, &rest);
}

static void names(struct text *t, int field, const char *s)
{
	char *list = xstrdup(s), *rest = list, *w;

	while ((w = word(&rest)))
		pb_string(t, field, strcmp(w, "-") ? w : "");
	free(list);
}

void onnx_file_node(struct onnx_file *m, const char *type, const char *name,
		    const char *in, const char *out, const char *attrs)
{
	const char *colons = strstr(type, "::");
	struct text node = {0};
	char *list = xstrdup(attrs ? attrs : ""), *rest = list, *w;

	names(&node, 1, in);
	names(&node, 2, out);
	pb_string(&node, 3, name);
	pb_string(&node, 4, colons ? colons + 2 : type);
	if (colons)
		pb_bytes(&node, 7, type, (size_t)(colons - type));
	while ((w = word(&rest)))
		attribute(&node, w);
	pb_message(&m->graph, 1, &node);
	free(list);
}

void onnx_file_model(const struct onnx_file *m, struct text *t)
{
	struct text opset = {0};

	pb_int(t, 1, 8);
	pb_int(&opset, 2, m->opset);
	pb_message(t, 8, &opset);
	pb_bytes(t, 7, m->graph.s ? m->graph.s : "", m->graph.n);
}

void onnx_file_write(struct onnx_file *m, const char *path)
{
	struct text t = {0};
	struct err e;

	onnx_file_model(m, &t);
	ck_assert_msg(!file_write(path, t.s, t.n, &e), "%s", e.text);
	text_free(&t);
	text_free(&m->graph);
}

struct onnx_file onnx_file_small(void)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 2 4 4");
	onnx_file_floats(&m, "w", "3 2 3 3", NULL);
	onnx_file_node(&m, "Conv", "c", "x w", "a", "pads:I=1,1,1,1");
	onnx_file_node(&m, "Relu", "r", "a", "y", NULL);
	onnx_file_output(&m, "y", "1 3 4 4");
	return m;
}

struct onnx_graph *onnx_file_try(const char *path, const struct onnx_options *o,
				 struct err *e)
{
	static const struct onnx_options none;

	memset(e, 0, sizeof(*e));
	return onnx_read(path, o ? o : &none, e);
}

struct onnx_graph *onnx_file_good(struct onnx_file *m, const char *path,
				  const struct onnx_options *o)
{
	struct onnx_graph *g;
	struct err e;

	onnx_file_write(m, path);
	g = onnx_file_try(path, o, &e);
	ck_assert_msg(g != NULL, "%s", e.text);
	return g;
}

void onnx_file_bad(struct onnx_file *m, const char *path, const struct onnx_options *o,
		   const char *want)
{
	struct onnx_graph *g;
	struct err e;

	onnx_file_write(m, path);
	g = onnx_file_try(path, o, &e);
	ck_assert_msg(!g, "not refused: %s", want);
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, path);
}
