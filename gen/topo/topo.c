/* SPDX-License-Identifier: Apache-2.0 */
#include "topo.h"
#include "base/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "class.h"

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
	const char *text;
	int at;			/* next character */
	const char *file;
	int line;
	int n_nested;		/* expressions that are open */
	const struct topo_files *given;	/* NULL: files are read */
	struct topo_files files;	/* that were needed */
	struct err *e;
};

struct word {
	char s[32];
	int column;
};

static struct topo *refuse(const struct parser *p, int column, const char *why)
{
	err_set(p->e, p->file, p->line, "topology \"%.200s\": column %d: %s",
		p->text, column, why);
	return NULL;
}

/* As refuse, with text made for the occasion, which is freed. */
static struct topo *refuse_text(const struct parser *p, int column, char *why)
{
	refuse(p, column, why);
	free(why);
	return NULL;
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

static int take_number(struct parser *p, const struct topo_arg *a,
		       const struct word *w, int *value)
{
	long v = strtol(w->s, NULL, 10);

	if (w->s[strspn(w->s, "0123456789")]) {
		refuse_text(p, w->column,
			    xasprintf("%s = %s: must be a whole number %d..%d",
				      a->name, w->s, a->lo, a->hi));
		return -1;
	}
	if (v < a->lo || v > a->hi) {
		refuse_text(p, w->column,
			    xasprintf("%s = %s: must be %d..%d", a->name, w->s,
				      a->lo, a->hi));
		return -1;
	}
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

static struct topo *parse_expression(struct parser *p);

static void expect(const struct parser *p, int column, const struct topo_arg *a,
		   const struct topo_class *c)
{
	if (a->kind == TOPO_GRAPH)
		refuse_text(p, column, xasprintf("expected %s, a topology such "
			"as path(4); usage: %s", a->name, c->usage));
	else if (a->kind == TOPO_FILE)
		refuse_text(p, column, xasprintf(
			"expected %s in quotes; usage: %s", a->name, c->usage));
	else
		refuse_text(p, column, xasprintf(
			"expected a number or name=number; usage: %s",
			c->usage));
}

static const char *find_text(const struct topo_files *f, const char *name)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->file[i].name, name))
			return f->file[i].text;
	return NULL;
}

/* What is in the file v->s: given, or read; once in an expression. */
static int find_file(struct parser *p, int column, struct topo_value *v)
{
	const char *known = find_text(&p->files, v->s);
	struct err e;

	if (!known && p->given) {
		known = find_text(p->given, v->s);
		if (!known) {
			refuse_text(p, column, xasprintf(
				"the text of \"%s\" is not given", v->s));
			return -1;
		}
		topo_files_add(&p->files, v->s, known);
	}
	v->text = known ? xstrdup(known) : file_read(v->s, FILE_MAX_TEXT, NULL, &e);
	if (!v->text) {
		refuse_text(p, column, xasprintf("%s: %s", e.file, e.text));
		return -1;
	}
	if (!known)
		topo_files_add(&p->files, v->s, v->text);
	return 0;
}

static int take_file(struct parser *p, const struct topo_arg *a,
		     const struct topo_class *c, struct topo_value *v)
{
	int start, n;

	if (!take(p, '"')) {
		expect(p, p->at + 1, a, c);
		return -1;
	}
	start = p->at;
	n = (int)strcspn(p->text + start, "\"");
	if (!n || p->text[start + n] != '"') {
		refuse(p, start, n ? "the quotes are not closed" :
				     "nothing between the quotes");
		return -1;
	}
	v->s = xasprintf("%.*s", n, p->text + start);
	p->at = start + n + 1;
	return find_file(p, start, v);
}

/* What stands at the argument's place. */
static int take_value(struct parser *p, const struct topo_arg *a,
		      const struct topo_class *c, struct topo_value *v)
{
	struct word w;
	int at;

	v->is_given = 1;
	if (a->kind == TOPO_FILE)
		return take_file(p, a, c, v);
	at = p->at;
	if (take_word(p, &w)) {
		expect(p, w.column, a, c);
		return -1;
	}
	if (a->kind == TOPO_NUMBER)
		return take_number(p, a, &w, &v->n);
	if (!take(p, '(') && !w.s[strspn(w.s, "0123456789")]) {
		expect(p, w.column, a, c);
		return -1;
	}
	p->at = at;
	v->t = parse_expression(p);
	return v->t ? 0 : -1;
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
		refuse_text(p, w.column, xasprintf(
			"too many arguments; usage: %s", c->usage));
		return -1;
	}
	i = find_arg(c, w.s);
	if (i < 0)
		refuse_text(p, w.column, xasprintf(
			"%s has no argument \"%s\"; usage: %s", c->name, w.s,
			c->usage));
	return i;
}

/* One argument: `next` is the place of one without a name. */
static int parse_argument(struct parser *p, const struct topo_class *c,
			  int next, struct topo_value *value)
{
	int i = parse_name(p, c, next);

	if (i < 0)
		return -1;
	if (value[i].is_given) {
		skip_blanks(p);
		refuse_text(p, p->at + 1, xasprintf(
			"argument \"%s\" given twice", c->arg[i].name));
		return -1;
	}
	return take_value(p, &c->arg[i], c, &value[i]);
}

static int check_given(const struct parser *p, const struct topo_class *c,
		       struct topo_value *value)
{
	int i;

	for (i = 0; c->arg[i].name; i++) {
		if (value[i].is_given)
			continue;
		value[i].n = c->arg[i].default_value;
		if (c->arg[i].default_value == TOPO_NEEDED) {
			refuse_text(p, p->at, xasprintf(
				"argument \"%s\" is missing; usage: %s",
				c->arg[i].name, c->usage));
			return -1;
		}
	}
	return 0;
}

static int parse_arguments(struct parser *p, const struct topo_class *c,
			   struct topo_value *value)
{
	int next = 0;

	if (!take(p, '(')) {
		refuse_text(p, p->at + 1, xasprintf("expected \"(\"; usage: %s",
						    c->usage));
		return -1;
	}
	do {
		if (parse_argument(p, c, next, value))
			return -1;
		while (c->arg[next].name && value[next].is_given)
			next++;
	} while (take(p, ','));
	if (!take(p, ')')) {
		refuse(p, p->at + 1, "expected \",\" or \")\"");
		return -1;
	}
	return check_given(p, c, value);
}

static struct topo *refuse_name(const struct parser *p, const struct word *name)
{
	const struct topo_class *const *c;
	struct text why = {0};

	text_add(&why, "unknown topology \"%s\"; known:", name->s);
	for (c = topo_classes; *c; c++)
		text_add(&why, " %s", (*c)->name);
	return refuse_text(p, name->column, why.s);
}

/* Operators measure channels by the places of their ends. */
static int check_lengths(const struct parser *p, const struct topo_class *c,
			 const struct word *name,
			 const struct topo_value *value)
{
	int i;

	for (i = 0; i < TOPO_ARGS_MAX; i++)
		if (value[i].t && value[i].t->length) {
			refuse_text(p, name->column, xasprintf(
				"%s does not take a topology whose channels "
				"have latencies", c->name));
			return -1;
		}
	return 0;
}

static struct topo *build(struct parser *p, const struct topo_class *c,
			  const struct word *name)
{
	struct topo_value value[TOPO_ARGS_MAX] = {0};
	struct text why = {0};
	struct topo *t = NULL;
	int i;

	if (!parse_arguments(p, c, value) &&
	    !check_lengths(p, c, name, value)) {
		t = c->build(value, &why);
		if (!t)
			refuse(p, name->column, why.s);
	}
	text_free(&why);
	for (i = 0; i < TOPO_ARGS_MAX; i++) {
		topo_free(value[i].t);
		free(value[i].s);
		free(value[i].text);
	}
	return t;
}

static struct topo *parse_expression(struct parser *p)
{
	const struct topo_class *const *c = topo_classes;
	struct word name;
	struct topo *t;

	if (take_word(p, &name))
		return refuse(p, name.column, "expected the name of a topology");
	while (*c && strcmp((*c)->name, name.s))
		c++;
	if (!*c)
		return refuse_name(p, &name);
	if (p->n_nested == NESTED_MAX)
		return refuse_text(p, name.column, xasprintf(
			"more than %d expressions inside each other",
			NESTED_MAX));
	p->n_nested++;
	t = build(p, *c, &name);
	p->n_nested--;
	return t;
}

struct topo *topo_build_from(const char *expr, const struct topo_files *files,
			     const char *file, int line, struct err *e)
{
	struct parser p = { .text = expr, .file = file, .line = line, .e = e,
			    .given = files };
	struct topo *t = parse_expression(&p);

	skip_blanks(&p);
	if (t && p.text[p.at]) {
		topo_free(t);
		t = refuse(&p, p.at + 1, "unexpected text behind the end");
	}
	if (t)
		t->files = p.files;
	else
		topo_files_free(&p.files);
	return t;
}

struct topo *topo_build(const char *expr, const char *file, int line,
			struct err *e)
{
	return topo_build_from(expr, NULL, file, line, e);
}
