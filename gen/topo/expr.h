/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_EXPR_H
#define TOPO_EXPR_H

#include "class.h"

/* An expression as it is written, before anything is built or read. */

/* Where it stands, for refusals. */
struct topo_place {
	const char *text;	/* the whole expression */
	const char *file;
	int line;
	struct err *e;
};

struct topo_expr_arg {
	int is_given;
	int column;		/* TOPO_FILE: of its quotes */
	int n;			/* TOPO_NUMBER: within its range; left out: the default */
	char *s;		/* TOPO_FILE: the name */
	struct topo_expr *graph;	/* TOPO_GRAPH */
};

struct topo_expr {
	const struct topo_class *c;
	int column;		/* of its name, from 1 */
	struct topo_expr_arg arg[TOPO_ARGS_MAX];	/* as in c->arg */
};

/* Parses p->text to its end. NULL and *p->e on refusal. */
struct topo_expr *topo_expr_parse(const struct topo_place *p);
void topo_expr_free(struct topo_expr *x);

/* Refuses with the text `why`, which is freed: file, line, expression and column. */
void topo_refuse(const struct topo_place *p, int column, char *why);

#endif
