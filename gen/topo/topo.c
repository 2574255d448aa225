/* SPDX-License-Identifier: Apache-2.0 */
#include "topo.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#include "expr.h"

/* What is built of an expression, from the inside to the outside. */
struct builder {
	struct topo_place place;
	const struct topo_files *given;	/* NULL: files are read */
	struct topo_files files;	/* that were needed */
};

static const char *find_text(const struct topo_files *f, const char *name)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->file[i].name, name))
			return f->file[i].text;
	return NULL;
}

/* What is in the file that the argument names: given, or read; once in an expression. */
static char *take_text(struct builder *b, const struct topo_expr_arg *v)
{
	const char *known = find_text(&b->files, v->s);
	struct err e;
	char *text;

	if (!known && b->given) {
		known = find_text(b->given, v->s);
		if (!known) {
			topo_refuse(&b->place, v->column, xasprintf(
				"the text of \"%s\" is not given", v->s));
			return NULL;
		}
		topo_files_add(&b->files, v->s, known);
	}
	if (known)
		return xstrdup(known);
	text = file_read(v->s, FILE_MAX_TEXT, NULL, &e);
	if (text)
		topo_files_add(&b->files, v->s, text);
	else
		topo_refuse(&b->place, v->column,
			    xasprintf("%s: %s", e.file, e.text));
	return text;
}

static struct topo *build(struct builder *b, const struct topo_expr *x);

/* Operators measure channels by the places of their ends. */
static int check_lengths(const struct builder *b, const struct topo_expr *x,
			 const struct topo *t)
{
	if (!t->length)
		return 0;
	topo_refuse(&b->place, x->column, xasprintf(
		"%s does not take a topology whose channels have latencies",
		x->c->name));
	return -1;
}

static int take_argument(struct builder *b, const struct topo_expr *x, int i,
			 struct topo_value *v)
{
	const struct topo_expr_arg *a = &x->arg[i];

	v->n = a->n;
	if (a->graph) {
		v->t = build(b, a->graph);
		return v->t ? check_lengths(b, x, v->t) : -1;
	}
	v->s = a->s;
	if (a->s)
		v->text = take_text(b, a);
	return a->s && !v->text ? -1 : 0;
}

static struct topo *build(struct builder *b, const struct topo_expr *x)
{
	struct topo_value value[TOPO_ARGS_MAX] = {0};
	struct text why = {0};
	struct topo *t = NULL;
	int i = 0;

	while (i < TOPO_ARGS_MAX && !take_argument(b, x, i, &value[i]))
		i++;
	if (i == TOPO_ARGS_MAX) {
		t = x->c->build(value, &why);
		if (!t)
			topo_refuse(&b->place, x->column, why.s);
		else
			text_free(&why);
	}
	for (i = 0; i < TOPO_ARGS_MAX; i++) {
		topo_free(value[i].t);
		free(value[i].text);
	}
	return t;
}

struct topo *topo_build_from(const char *expr, const struct topo_files *files,
			     const char *file, int line, struct err *e)
{
	struct builder b = {
		.place = { .text = expr, .file = file, .line = line, .e = e },
		.given = files,
	};
	struct topo_expr *x = topo_expr_parse(&b.place);
	struct topo *t = x ? build(&b, x) : NULL;

	topo_expr_free(x);
	if (t)
		t->files = b.files;
	else
		topo_files_free(&b.files);
	return t;
}

struct topo *topo_build(const char *expr, const char *file, int line,
			struct err *e)
{
	return topo_build_from(expr, NULL, file, line, e);
}
