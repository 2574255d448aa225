/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_FILE_H
#define ONNX_FILE_H

#include "base/util.h"
#include "onnx/onnx.h"
#include "onnx/tensor.h"

/*
 * ONNX models for tests, written byte by byte (the wire format of protobuf), so that they
 * can be wrong in every way.
 *
 *	struct onnx_file m = {.opset = 13};
 *	onnx_file_input(&m, "x", ELEM_FLOAT, "1 3 ? 8");
 *	onnx_file_floats(&m, "w", "4 3 1 1", NULL);
 *	onnx_file_node(&m, "Conv", "c", "x w", "y", "strides:I=2,2 auto_pad:s=VALID");
 *	onnx_file_output(&m, "y", NULL);
 *	onnx_file_write(&m, "folder/m.onnx");
 */
struct onnx_file {
	int opset;
	struct text graph;	/* the fields of GraphProto so far */
};

/* Fields of a message. */
void pb_int(struct text *t, int field, int64_t v);
void pb_bytes(struct text *t, int field, const void *p, size_t n);
void pb_string(struct text *t, int field, const char *s);
void pb_message(struct text *t, int field, struct text *m);	/* frees m */

/* dims: "1 3 ? 8", ? is open; NULL: no shape. */
void onnx_file_input(struct onnx_file *m, const char *name, int elem, const char *dims);
void onnx_file_output(struct onnx_file *m, const char *name, const char *dims);

/* An initializer of floats: v, or 0.5, -0.25, 0.5 ... for NULL. Of integers: v. */
void onnx_file_floats(struct onnx_file *m, const char *name, const char *dims,
		      const float *v);
void onnx_file_ints(struct onnx_file *m, const char *name, const char *dims,
		    const char *values);
/* One with these fields behind name, dims and kind of element. */
void onnx_file_tensor(struct onnx_file *m, const char *name, const char *dims, int elem,
		      struct text *rest);

/* One value of 8 bits. */
void onnx_file_byte(struct onnx_file *m, const char *name, int elem, int v);

/* "Conv", or of another domain "com.microsoft::QGemm". Names with a blank between them, - for
 * one that is left out. Attributes: name, letter of the kind, values. */
void onnx_file_node(struct onnx_file *m, const char *type, const char *name,
		    const char *in, const char *out, const char *attrs);

/* The whole model; the file, then m is empty again. */
void onnx_file_model(const struct onnx_file *m, struct text *t);
void onnx_file_write(struct onnx_file *m, const char *path);

/* x [1, 2, 4, 4], a convolution of three channels, Relu. */
struct onnx_file onnx_file_small(void);

/* Read the file there, with options or NULL; written before: the graph, which has to be
 * good, or the message that it has to be refused with. */
struct onnx_graph *onnx_file_try(const char *path, const struct onnx_options *o,
				 struct err *e);
struct onnx_graph *onnx_file_good(struct onnx_file *m, const char *path,
				  const struct onnx_options *o);
void onnx_file_bad(struct onnx_file *m, const char *path, const struct onnx_options *o,
		   const char *want);

#endif
