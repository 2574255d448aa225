/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "onnx.pb-c.h"

#define TYPE(x) ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__##x

/* A string without NUL; the name of an enumeration in all operators that are read. */
static char *string_of(const ProtobufCBinaryData *s)
{
	if (s->len && memchr(s->data, 0, s->len))
		return NULL;
	return xasprintf("%.*s", (int)(s->len > 4096 ? 4096 : s->len),
			 s->len ? (const char *)s->data : "");
}

static void take_ints(const Onnx__AttributeProto *p, struct onnx_attr *a)
{
	a->kind = ATTR_INTS;
	a->n = (int)p->n_ints;
	a->ints = xcalloc(p->n_ints + 1, sizeof(*a->ints));
	if (p->n_ints)
		memcpy(a->ints, p->ints, p->n_ints * sizeof(*a->ints));
}

static void take_floats(const Onnx__AttributeProto *p, struct onnx_attr *a)
{
	a->kind = ATTR_FLOATS;
	a->n = (int)p->n_floats;
	a->floats = xcalloc(p->n_floats + 1, sizeof(*a->floats));
	if (p->n_floats)
		memcpy(a->floats, p->floats, p->n_floats * sizeof(*a->floats));
}

static int take_tensor(const Onnx__AttributeProto *p, const char *path,
		       struct onnx_attr *a, int64_t *n_held, struct err *e)
{
	char *missing = NULL;
	int r;

	if (!p->t)
		return err_set(e, path, 0, "attribute %.100s has no tensor", a->name);
	a->kind = ATTR_TENSOR;
	/* A kind that is not held is refused where the operator reads it. */
	if (!elem_name(p->t->data_type)) {
		a->kind = ATTR_OTHER;
		return 0;
	}
	r = read_tensor(p->t, path, a->name, &a->t, &missing, n_held, e);
	if (missing && !r)
		r = err_set(e, path, 0, "attribute %.100s: its data are in the file "
			    "%.100s, which is not there", a->name, missing);
	free(missing);
	return r;
}

int read_attr(const Onnx__AttributeProto *p, const char *path, const char *node,
	      struct onnx_attr *a, int64_t *n_held, struct err *e)
{
	memset(a, 0, sizeof(*a));
	a->name = xstrdup(p->name ? p->name : "");
	a->kind = ATTR_OTHER;
	if (!p->has_type)
		return err_set(e, path, 0, "node \"%.100s\": attribute \"%.100s\" has no "
			       "type", node, a->name);
	switch ((int)p->type) {
	case TYPE(INT):
		a->kind = ATTR_INT;
		a->i = p->i;
		break;
	case TYPE(FLOAT):
		a->kind = ATTR_FLOAT;
		a->f = p->f;
		if (isnan(p->f))
			return err_set(e, path, 0, "node \"%.100s\": %.100s is not a "
				       "number (NaN)", node, a->name);
		break;
	case TYPE(STRING):
		a->kind = ATTR_STRING;
		a->s = string_of(&p->s);
		if (!a->s)
			return err_set(e, path, 0, "node \"%.100s\": %.100s has a byte 0",
				       node, a->name);
		break;
	case TYPE(INTS):
		take_ints(p, a);
		break;
	case TYPE(FLOATS):
		take_floats(p, a);
		for (int k = 0; k < a->n; k++)
			if (isnan(a->floats[k]))
				return err_set(e, path, 0, "node \"%.100s\": value %d of "
					       "%.100s is not a number (NaN)", node, k,
					       a->name);
		break;
	case TYPE(TENSOR):
		return take_tensor(p, path, a, n_held, e);
	}
	return 0;
}
