/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_IMPL_H
#define ONNX_IMPL_H

#include "onnx.h"

/*
 * Parts of the reader, and what an operator is.
 */

/* Limits against files that are made to do harm (docs/onnx.md). */
#define ONNX_MAX_FILE (((size_t)2 << 30) - 1)	/* bytes, of protobuf */
#define ONNX_MAX_DEPTH 64	/* messages in messages */
#define ONNX_MAX_MESSAGES (4 << 20)
#define ONNX_MAX_HELD ((int64_t)1 << 29)	/* values of all constants together */
#define ONNX_MAX_WORK ((int64_t)1 << 33)	/* values that are read and made for them */

/*
 * A serialized message before it is unpacked: every length lies inside what it is in,
 * and depth and number of messages have a limit, which the unpacker has not. `d` is a
 * descriptor of protobuf-c. 0, or -1 and *e with the byte.
 */
struct ProtobufCMessageDescriptor;
int proto_check(const struct ProtobufCMessageDescriptor *d, const uint8_t *p,
	       size_t n, const char *path, struct err *e);

/* An array of the file with its values, or without where they are in a file that is
 * not there; then *missing is set to its name (owned), if it was NULL. Its values are
 * added to *n_held before they are read, refused over ONNX_MAX_HELD. */
struct Onnx__TensorProto;
int read_tensor(const struct Onnx__TensorProto *p, const char *path,
		const char *name, struct onnx_tensor *t, char **missing,
		int64_t *n_held, struct err *e);

struct Onnx__AttributeProto;
int read_attr(const struct Onnx__AttributeProto *p, const char *path,
	      const char *node, struct onnx_attr *a, int64_t *n_held,
	      struct err *e);

struct Onnx__ModelProto;
struct onnx_graph *read_model(const struct Onnx__ModelProto *m, const char *path,
			      struct err *e);

/* Nodes behind what they read. -1 and *e: a value is made twice or by nobody, or from
 * itself. */
int sort_nodes(struct onnx_graph *g, struct err *e);

/* Operators on integers become plain ones, before shapes are known (struct onnx_options). */
void unfold_graph(struct onnx_graph *g);
void node_clear(struct onnx_node *n);	/* frees what it has */

/* Shapes and constants, node by node. */
int infer_graph(struct onnx_graph *g, const struct onnx_options *o, struct err *e);

/* One node with what it reads and makes. For a shape (infer) the inputs that are made at
 * run time are HELD_NONE; for values (eval) all are HELD_ALL. */
struct onnx_job {
	const struct onnx_graph *g;
	const struct onnx_node *n;
	struct err *e;
	const struct onnx_tensor **in;	/* [n->n_in], NULL: left out */
	struct onnx_tensor *out;	/* [n->n_out] */
};

enum op_kind {
	OP_RUNS,	/* computed for every input, even of constants alone */
	OP_FOLDS,	/* computed when read where its inputs are constants */
	OP_COPIES,	/* the same, and the values of input 0 stay in their order */
};

struct onnx_op {
	const char *name;
	int min_in, max_in, min_out, max_out;
	/* "axis i, axes I -12, mode s 10-": name, letter of the kind (two: either), and the
	 * opsets that know it. Any other attribute is refused. */
	const char *attrs;
	/* Fills kind and shape of the outputs; the values too, of what depends on shapes
	 * alone (then eval is NULL). 0, or -1 and *e. */
	int (*infer)(struct onnx_job *j);
	/* Fills the values of the outputs, which have room. 0, or -1 and *e. */
	int (*eval)(struct onnx_job *j);
	enum op_kind kind;
	const char *becomes;	/* what it is for imcfab, half a line */
};

/* Values of the inputs for which one stands (HELD_ONE) when they are written out. */
int64_t expanded(int n, const struct onnx_tensor *const *in);

const struct onnx_op *op_find(const char *type);
/* Refuses a node whose operator is not supported, with the list of those that are. */
int op_unknown(const struct onnx_graph *g, const struct onnx_node *n, struct err *e);
/* Are attributes and counts of inputs and outputs those of the operator? */
int op_check(const struct onnx_graph *g, const struct onnx_node *n, struct err *e);

#define REFUSE(j, ...) onnx_refuse((j)->g, (j)->n, (j)->e, __VA_ARGS__)

/* Attributes; the value given where it is left out. */
int64_t attr_int(const struct onnx_node *n, const char *name, int64_t otherwise);
float attr_float(const struct onnx_node *n, const char *name, float otherwise);
const char *attr_string(const struct onnx_node *n, const char *name,
			const char *otherwise);

/* Helpers of operators (op.c). */
const struct onnx_tensor *job_in(const struct onnx_job *j, int k);	/* or NULL */

/* Kind and shape of output k; refused where it is too large. Outputs that nobody named
 * are given shapes too. */
int job_out(struct onnx_job *j, int k, enum elem elem, int n_dims,
	    const int64_t *dim);
int job_out_like(struct onnx_job *j, int k, const struct onnx_tensor *t);

/* Refuses input k where its values are not known or it is not of integers with one
 * dimension (or one value); what it is is for the message. */
int job_ints(struct onnx_job *j, int k, const char *what, int max, int *n,
	     int64_t *v);
/* A list that is an attribute or, in later opsets, input k. *n = -1: neither. */
int job_list(struct onnx_job *j, const char *name, int k, int max, int *n,
	     int64_t *v);

int job_floats(struct onnx_job *j);	/* refuses inputs that are no floats */
int job_rank(struct onnx_job *j, int k, int lo, int hi);

/* -rank..rank-1 to 0..rank-1, or refused. */
int job_axis(struct onnx_job *j, int64_t given, int rank, int *axis);

/* The shape that both are stretched to, NumPy's rule. */
int job_broadcast(struct onnx_job *j, int n, const struct onnx_tensor *const *t,
		  int64_t *dim, int *n_dims);

/* Strides of t over n_dims dims of a result, 0 where it is stretched. */
void broadcast_strides(const struct onnx_tensor *t, int n_dims, int64_t *stride);

/*
 * Moves values: element [i0][i1].. of a result with these dims is that of `in` at
 * at[0][i0] + at[1][i1] + ..., or `fill` (NULL: 0) where one of these is -1.
 */
void move(const struct onnx_tensor *in, struct onnx_tensor *out, int n_dims,
	  const int64_t *dim, int64_t *const *at, const struct onnx_tensor *fill);
int64_t *move_axis(int64_t n, int64_t first, int64_t step);	/* first + k*step */
void move_free(int n_dims, int64_t **at);
void strides_of(int n_dims, const int64_t *dim, int64_t *stride);

/* Where value k of an array stands in another: dim are the array's sizes, own its strides
 * (strides_of), stride those of the other over the same dimensions. */
static inline int64_t index_in(int64_t k, int n_dims, const int64_t *dim,
			       const int64_t *own, const int64_t *stride)
{
	int64_t at = 0;

	for (int d = 0; d < n_dims; d++)
		at += k / own[d] % dim[d] * stride[d];
	return at;
}

/* kernel is NULL where the attribute kernel_shape says it. */
int job_window(struct onnx_job *j, const struct onnx_tensor *x,
	       const int64_t *kernel, int ceil_mode, struct onnx_window *w);
/* Output of channels c in the place of x's: [batch][c][out...]. */
int window_out(struct onnx_job *j, int k, enum elem elem,
	       const struct onnx_tensor *x, int64_t c, const struct onnx_window *w);

/* Convolution of a float map: x [batch][c_in][h][w], w [c_out][c_in/groups][k][k]. */
void conv_float(const struct onnx_window *w, int64_t batch, int64_t c_in,
		int64_t c_out, int64_t groups, const float *x, const float *weight,
		const float *bias, float *y);

#endif
