/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NCNN_H
#define NCNN_H

#include "impl.h"

/* What the files of the reader of ncnn's parameter text share: ncnn.c reads lines,
 * ncnn_param.c what their parameters say. */
struct ncnn_reader {
	struct nodes *g;
	struct err *e;
	char *next;		/* text behind the line being read */
	int line;
	char *word;		/* of the line, rest of it */
	struct node *n;
	const char *type;
	char *params;		/* KEY=VALUE.. of the line, each a string, then "" */
	int n_blobs;
	int n_more;		/* nodes that are no lines of the file */
};

#define REFUSE(r, ...) err_set((r)->e, (r)->g->path, (r)->line, __VA_ARGS__)

/* Which parameters a type has. */
enum { READ_NOTHING, READ_INPUT, READ_CONV, READ_POOL, READ_DENSE, READ_SUM,
       READ_BINARY, READ_CONCAT, READ_DECONV, READ_PAD, READ_INTERP, READ_RESHAPE };

/* A whole number at *s, which moves behind it. 0, or -1. */
int ncnn_parse(char **s, long lo, long hi, long *v);

/* Of the node at hand, r->n: the shape that the line states, and what its parameters
 * say. 0, or -1 and *e. r->n may be another pointer then. */
int ncnn_shape(struct ncnn_reader *r);
int ncnn_param(struct ncnn_reader *r, int read);

#endif
