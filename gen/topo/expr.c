/* SPDX-License-Identifier: Apache-2.0 */
#include "expr.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * The expression, by recursive descent:
 *
 *	expression	name "(" argument { "," argument } ")"
 *	argument	[ name "=" ] ( number | expression | text )
 *	text		'"' any characters but '"' '"'
 *
 * A word is letters, digits and "_", so that "5pp" is one; a number is a word
 * of digits. Columns count from 1 at the start of the expression. The kind of an
 * argument is that of its place in the table.
 */
#define NESTED_MAX 16

struct parser {
	const struct topo_place *place;
	const char *text;
	int at;			/* next character */
	int n_nested;		/* expressions that are open */
};

struct word {
	char s[32];
	int column;
};

void topo_refuse(const struct topo_place *p, int column, char *why)
{
	err_set(p->e, p->file, p->line, "topology \"%.200s\": column %d: %s",
		p->text, column, why);
	free(why);
}

/* -1 always. */
static int refuse(const struct parser *p, int column, char *why)
{
	topo_refuse(p->place, column, why);
	return -1;
}

static void skip_blanks(struct parser *p)
{
	while (p->text[p->at] == ' ' || p->text[p->at] == '\t')
		p->at++;
}

/* Takes the character if it is next. */
static int take(struct parser *p, char c)
{
	skip_blanks(p);
	if (p->text[p->at] != c)
		return 0;
	p->at++;
	return 1;
}

static int is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* 0, or -1 where no word stands here. Long words are cut, which no name is. */
static int take_word(struct parser *p, struct word *w)
{
	size_t n = 0;

	skip_blanks(p);
	w->column = p->at + 1;
	for (; is_word(p->text[p->at]); p->at++)
		if (n + 1 < sizeof(w->s))
			w->s[n++] = p->text[p->at];
	w->s[n] = 0;
	return n ? 0 : -1;
}

static int take_number(const struct parser *p, const struct topo_arg *a,
		       const struct word *w, int *value)
{
	long v = strtol(w->s, NULL, 10);

	if (w->s[strspn(w->s, "0123456789")])
		return refuse(p, w->column, xasprintf(
			"%s = %s: must be a whole number %d..%d", a->name, w->s,
			a->lo, a->hi));
	if (v < a->lo || v > a->hi)
		return refuse(p, w->column, xasprintf(
			"%s = %s: must be %d..%d", a->name, w->s, a->lo, a->hi));
	*value = (int)v;
	return 0;
}

static int find_arg(const struct topo_class *c, const char *name)
{
	int i;

	for (i = 0; c->arg[i].name; i++)
		if (!strcmp(c->arg[i].name, name))
			return i;
	return -1;
}

static struct topo_expr *parse_expression(struct parser *p);

static int expect(const struct parser *p, int column, const struct topo_arg *a,
		  const struct topo_class *c)
{
	if (a->kind == TOPO_GRAPH)
		return refuse(p, column, xasprintf("expected %s, a topology such "
			"as path(4); usage: %s", a->name, c->usage));
	if (a->kind == TOPO_FILE)
		return refuse(p, column, xasprintf(
			"expected %s in quotes; usage: %s", a->name, c->usage));
	return refuse(p, column, xasprintf(
		"expected a number or name=number; usage: %s", c->usage));
}

static int take_file(struct parser *p, const struct topo_arg *a,
		     const struct topo_class *c, struct topo_expr_arg *v)
{
	int start, n;

	if (!take(p, '"'))
		return expect(p, p->at + 1, a, c);
	start = p->at;
	n = (int)strcspn(p->text + start, "\"");
	if (!n || p->text[start + n] != '"')
		return refuse(p, start, xstrdup(n ? "the quotes are not closed" :
						"nothing between the quotes"));
	v->s = xasprintf("%.*s", n, p->text + start);
	v->column = start;
	p->at = start + n + 1;
	return 0;
}

/* What stands at the argument's place. */
static int take_value(struct parser *p, const struct topo_arg *a,
		      const struct topo_class *c, struct topo_expr_arg *v)
{
	struct word w;
	int at;

	v->is_given = 1;
	if (a->kind == TOPO_FILE)
		return take_file(p, a, c, v);
	at = p->at;
	if (take_word(p, &w))
		return expect(p, w.column, a, c);
	if (a->kind == TOPO_NUMBER)
		return take_number(p, a, &w, &v->n);
	if (!take(p, '(') && !w.s[strspn(w.s, "0123456789")])
		return expect(p, w.column, a, c);
	p->at = at;
	v->graph = parse_expression(p);
	return v->graph ? 0 : -1;
}

/* The argument that is named next, `next` where none is; -1 on refusal. */
static int parse_name(struct parser *p, const struct topo_class *c, int next)
{
	int at = p->at, i;
	struct word w;

	if (take_word(p, &w) || !take(p, '=')) {
		p->at = at;
		if (c->arg[next].name)
			return next;
		return refuse(p, w.column, xasprintf(
			"too many arguments; usage: %s", c->usage));
	}
	i = find_arg(c, w.s);
	if (i < 0)
		return refuse(p, w.column, xasprintf(
			"%s has no argument \"%s\"; usage: %s", c->name, w.s,
			c->usage));
	return i;
}

/* One argument: `next` is the place of one without a name. */
static int parse_argument(struct parser *p, struct topo_expr *x, int next)
{
	int i = parse_name(p, x->c, next);

	if (i < 0)
		return -1;
	if (x->arg[i].is_given) {
		skip_blanks(p);
		return refuse(p, p->at + 1, xasprintf(
			"argument \"%s\" given twice", x->c->arg[i].name));
	}
	return take_value(p, &x->c->arg[i], x->c, &x->arg[i]);
}

static int check_given(const struct parser *p, struct topo_expr *x)
{
	const struct topo_arg *a = x->c->arg;
	int i;

	for (i = 0; a[i].name; i++) {
		if (x->arg[i].is_given)
			continue;
		x->arg[i].n = a[i].default_value;
		if (a[i].default_value == TOPO_NEEDED)
			return refuse(p, p->at, xasprintf(
				"argument \"%s\" is missing; usage: %s",
				a[i].name, x->c->usage));
	}
	return 0;
}

static int parse_arguments(struct parser *p, struct topo_expr *x)
{
	int next = 0;

	if (!take(p, '('))
		return refuse(p, p->at + 1, xasprintf(
			"expected \"(\"; usage: %s", x->c->usage));
	do {
		if (parse_argument(p, x, next))
			return -1;
		while (x->c->arg[next].name && x->arg[next].is_given)
			next++;
	} while (take(p, ','));
	if (!take(p, ')'))
		return refuse(p, p->at + 1, xstrdup("expected \",\" or \")\""));
	return check_given(p, x);
}

static int refuse_name(const struct parser *p, const struct word *name)
{
	const struct topo_class *const *c;
	struct text why = {0};

	text_add(&why, "unknown topology \"%s\"; known:", name->s);
	for (c = topo_classes; *c; c++)
		text_add(&why, " %s", (*c)->name);
	return refuse(p, name->column, why.s);
}

/* The name of an expression and its row; NULL on refusal. */
static const struct topo_class *take_class(struct parser *p, struct word *name)
{
	const struct topo_class *const *c = topo_classes;

	if (take_word(p, name)) {
		refuse(p, name->column, xstrdup("expected the name of a topology"));
		return NULL;
	}
	while (*c && strcmp((*c)->name, name->s))
		c++;
	if (!*c)
		refuse_name(p, name);
	return *c;
}

static struct topo_expr *parse_expression(struct parser *p)
{
	struct word name;
	const struct topo_class *c = take_class(p, &name);
	struct topo_expr *x;
	int r;

	if (!c)
		return NULL;
	if (p->n_nested == NESTED_MAX) {
		refuse(p, name.column, xasprintf(
			"more than %d expressions inside each other", NESTED_MAX));
		return NULL;
	}
	x = xcalloc(1, sizeof(*x));
	x->c = c;
	x->column = name.column;
	p->n_nested++;
	r = parse_arguments(p, x);
	p->n_nested--;
	if (!r)
		return x;
	topo_expr_free(x);
	return NULL;
}

struct topo_expr *topo_expr_parse(const struct topo_place *place)
{
	struct parser p = { .place = place, .text = place->text };
	struct topo_expr *x = parse_expression(&p);

	skip_blanks(&p);
	if (!x || !p.text[p.at])
		return x;
	refuse(&p, p.at + 1, xstrdup("unexpected text behind the end"));
	topo_expr_free(x);
	return NULL;
}

void topo_expr_free(struct topo_expr *x)
{
	int i;

	if (!x)
		return;
	for (i = 0; i < TOPO_ARGS_MAX; i++) {
		free(x->arg[i].s);
		topo_expr_free(x->arg[i].graph);
	}
	free(x);
}

/* An argument by its name: one with a default, or behind one that is left out. */
static void add_canonical(const struct topo_expr *x, struct text *t)
{
	const struct topo_arg *a = x->c->arg;
	int i, is_first = 1, left_out = 0;

	text_add(t, "%s(", x->c->name);
	for (i = 0; a[i].name; i++) {
		const struct topo_expr_arg *v = &x->arg[i];

		if (a[i].default_value != TOPO_NEEDED &&
		    v->n == a[i].default_value) {
			left_out = 1;
			continue;
		}
		text_add(t, is_first ? "" : ", ");
		is_first = 0;
		if (left_out || a[i].default_value > TOPO_LEFT_OUT)
			text_add(t, "%s=", a[i].name);
		if (a[i].kind == TOPO_NUMBER)
			text_add(t, "%d", v->n);
		else if (a[i].kind == TOPO_FILE)
			text_add(t, "\"%s\"", v->s);
		else
			add_canonical(v->graph, t);
	}
	text_add(t, ")");
}

char *topo_canonical(const char *expr)
{
	struct err e;
	struct topo_place p = { .text = expr, .file = "", .e = &e };
	struct topo_expr *x = topo_expr_parse(&p);
	struct text t = {0};

	if (x)
		add_canonical(x, &t);
	topo_expr_free(x);
	return t.s;
}
