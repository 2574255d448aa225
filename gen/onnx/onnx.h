/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONNX_H
#define ONNX_H

#include "base/util.h"
#include "tensor.h"

/*
 * A network as an ONNX file states it: values (arrays with a name) and the nodes that
 * make them. onnx_read gives one whose nodes stand behind what they read and in which
 * every shape is known; what does not depend on the input is computed already and is a
 * constant. Nodes stay, all of them: each has a note of what became of it.
 *
 *	value 0 "input" --> node 0 Conv --> value 3 --> node 1 Relu --> value 4
 *	value 1 "w" ------/
 *	value 2 "b" -----/
 */
#define ONNX_OPSET_MIN 7
#define ONNX_OPSET_MAX 28	/* the newest whose cases tests/onnx_nodes.sh ran */
#define ONNX_MAX_NODES 100000
#define ONNX_MAX_PORTS 4096	/* values that one node reads, or makes */

enum onnx_attr_kind {	/* letters of struct onnx_op */
	ATTR_INT = 'i', ATTR_FLOAT = 'f', ATTR_STRING = 's', ATTR_TENSOR = 't',
	ATTR_INTS = 'I', ATTR_FLOATS = 'F', ATTR_OTHER = '?',
};

struct onnx_attr {
	char *name;
	enum onnx_attr_kind kind;
	int64_t i;
	float f;
	char *s;	/* ATTR_STRING, NUL-terminated */
	int n;		/* of a list */
	int64_t *ints;
	float *floats;
	struct onnx_tensor t;
};

struct onnx_value {
	char *name;
	int maker;	/* node, -1: an input of the graph or a constant of the file */
	int is_constant;
	int is_known;	/* the shape is; not so behind an operator that is refused */
	struct onnx_tensor t;	/* kind and shape; its values where it is a constant (they
				 * may lie in a file that is not there: HELD_NONE) */
	struct onnx_tensor stated;	/* shape in the file, dim -1: open; n = 0: none */
};

enum onnx_note {
	NOTE_KEPT,	/* computed for every input */
	NOTE_CONSTANT,	/* does not depend on the input: computed once, when read */
	NOTE_COPY,	/* its output is its input, in another shape perhaps */
	NOTE_REFUSED,	/* struct onnx_node.why */
};

struct onnx_op;

struct onnx_node {
	char *name;	/* of the file, or its first output; no control bytes */
	char *type;	/* "Conv"; of another domain "com.microsoft::Conv" */
	int at;		/* number in the file, 0 first */
	const struct onnx_op *op;	/* NULL: not supported */
	int n_in, n_out;
	int *in;	/* [n_in] values, -1: left out */
	int *out;	/* [n_out] likewise */
	int n_attrs;
	struct onnx_attr *attr;
	enum onnx_note note;
	char *why;	/* NOTE_REFUSED: the message, else NULL */
	int is_added;	/* not of the file: its attributes are of any opset */
};

struct onnx_graph {
	char *path;
	char *producer;	/* "pytorch 2.1", "" */
	int opset, ir;
	int n_values;
	struct onnx_value *value;
	int n_nodes;
	struct onnx_node *node;
	int n_inputs, n_outputs;
	int *input, *output;	/* values */
	int n_unheld;		/* constants whose data are in a file that is not there */
	int n_filled;		/* of more than 64 values that are all the same */
	char *missing;		/* that file, or NULL */
};

struct onnx_options {
	const char *input;	/* "3x224x224": open sizes of the first input behind the
				 * batch, in the order of the file; NULL: none */
	/* Values of inputs, in their order. They are constants of this graph and no inputs;
	 * but the first, where the file's is of floats, stays an input, and its shape alone
	 * is taken, for sizes that the file leaves open. */
	const struct onnx_tensor *given;
	int n_given;
	int unfold;	/* operators on integers as DequantizeLinear, the plain operator and
			 * QuantizeLinear; what DynamicQuantizeLinear makes as real values; sums
			 * of more than two as sums of two */
	int keep_refused;	/* go on behind nodes that are refused */
};

/*
 * Reads, orders, checks, computes shapes and constants. A batch of open size is 1.
 * NULL and *e where the file is damaged or a shape does not fit; with keep_refused a
 * node that is not supported is left as NOTE_REFUSED, else it is a refusal too.
 */
struct onnx_graph *onnx_read(const char *path, const struct onnx_options *o,
			     struct err *e);
void onnx_free(struct onnx_graph *g);

/* Value by name, -1: none. */
int onnx_find(const struct onnx_graph *g, const char *name);

/* Attribute by name, NULL: none. */
const struct onnx_attr *onnx_attr(const struct onnx_node *n, const char *name);

/* "node 3, Conv "c1": ..."; always -1. */
int onnx_refuse(const struct onnx_graph *g, const struct onnx_node *n,
		struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Computes values from inputs in float32. in[g->n_inputs] have the shapes of the
 * graph's inputs and all their values; out[n] gets copies of the values want[n], the
 * caller's to clear. 0, or -1 and *e: a constant without data, an index out of range.
 */
int onnx_eval(const struct onnx_graph *g, const struct onnx_tensor *in,
	      const int *want, int n, struct onnx_tensor *out, struct err *e);

/* Windows over one or two dimensions of [batch][channel][...]; one dimension is a map
 * of height 1. Index 0 is the height. */
struct onnx_window {
	int64_t in[2], kernel[2], stride[2], dilation[2], before[2], after[2], out[2];
	int n;	/* 1 or 2: dimensions that the array has */
};

/* Of a Conv, QLinearConv, MaxPool or AveragePool that was read: pads as auto_pad and
 * ceil_mode make them. */
struct onnx_window onnx_window(const struct onnx_graph *g, const struct onnx_node *n);

/* Names of operators, one each, sorted; NULL behind the last. What becomes of each. */
const char *onnx_op_name(int i);
const char *onnx_op_becomes(int i);

/* "3 nodes: 2 computed for every input, 0 of shape alone, 1 constant"; the number of those
 * that are refused. */
int onnx_count(const struct onnx_graph *g, struct text *t);

/* Every node with its shape and what becomes of it, and how many of each; 0, or the
 * number of nodes that are refused. */
int onnx_explain(const struct onnx_graph *g, struct text *t);

#endif
