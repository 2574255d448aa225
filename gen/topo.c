/* SPDX-License-Identifier: Apache-2.0 */
#include "topo.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "topo_class.h"

#define N_MAX TOPO_NODES_MAX

/* The table: one row a topology, by name. */
static const struct topo_class classes[] = {
	{ "3pp", "3pp(n, rows=r)",
	  { { "n", 2, N_MAX, TOPO_NEEDED }, { "rows", 1, N_MAX, 1 } },
	  topo_build_3pp },
	{ "5pp", "5pp(n, rows=r)",
	  { { "n", 2, N_MAX, TOPO_NEEDED }, { "rows", 1, N_MAX, 1 } },
	  topo_build_5pp },
	{ "7pp", "7pp(n, rows=r)",
	  { { "n", 2, N_MAX, TOPO_NEEDED }, { "rows", 1, N_MAX, 1 } },
	  topo_build_7pp },
	{ "king", "king(x, y)",
	  { { "x", 1, N_MAX, TOPO_NEEDED }, { "y", 1, N_MAX, TOPO_NEEDED } },
	  topo_build_king },
	{ "kpp", "kpp(k, n, rows=r)",
	  { { "k", 1, 31, TOPO_NEEDED }, { "n", 2, N_MAX, TOPO_NEEDED },
	    { "rows", 1, N_MAX, 1 } },
	  topo_build_kpp },
	{ "mesh", "mesh(x, y)",
	  { { "x", 1, N_MAX, TOPO_NEEDED }, { "y", 1, N_MAX, TOPO_NEEDED } },
	  topo_build_mesh },
	{ "ring", "ring(n)",
	  { { "n", 2, N_MAX, TOPO_NEEDED } },
	  topo_build_ring },
	{ "torus", "torus(x, y)",
	  { { "x", 1, N_MAX, TOPO_NEEDED }, { "y", 1, N_MAX, TOPO_NEEDED } },
	  topo_build_torus },
};
#define N_CLASSES ((int)(sizeof(classes) / sizeof(classes[0])))

/*
 * The expression, by recursive descent:
 *
 *	expression	name "(" argument { "," argument } ")"
 *	argument	[ name "=" ] number
 *
 * A word is letters, digits and "_", so that "5pp" is one; a number is a word
 * of digits. Columns count from 1 at the start of the expression.
 */
struct parser {
	const char *text;
	int at;			/* next character */
	const char *file;
	int line;
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

/* One argument: `next` is the place of one without a name. */
static int parse_argument(struct parser *p, const struct topo_class *c,
			  int next, int *value)
{
	struct word w;
	int i = next;

	if (take_word(p, &w)) {
		refuse_text(p, w.column, xasprintf(
			"expected a number or name=number; usage: %s", c->usage));
		return -1;
	}
	if (take(p, '=')) {
		i = find_arg(c, w.s);
		if (i < 0) {
			refuse_text(p, w.column, xasprintf(
				"%s has no argument \"%s\"; usage: %s",
				c->name, w.s, c->usage));
			return -1;
		}
		if (take_word(p, &w)) {
			refuse(p, w.column, "expected a number");
			return -1;
		}
	} else if (!c->arg[i].name) {
		refuse_text(p, w.column, xasprintf(
			"too many arguments; usage: %s", c->usage));
		return -1;
	}
	if (value[i] != INT_MIN) {
		refuse_text(p, w.column, xasprintf(
			"argument \"%s\" given twice", c->arg[i].name));
		return -1;
	}
	return take_number(p, &c->arg[i], &w, &value[i]);
}

static int parse_arguments(struct parser *p, const struct topo_class *c,
			   int *value)
{
	int i, next = 0;

	for (i = 0; i < TOPO_ARGS_MAX; i++)
		value[i] = INT_MIN;
	if (!take(p, '(')) {
		refuse_text(p, p->at + 1, xasprintf("expected \"(\"; usage: %s",
						    c->usage));
		return -1;
	}
	do {
		if (parse_argument(p, c, next, value))
			return -1;
		while (c->arg[next].name && value[next] != INT_MIN)
			next++;
	} while (take(p, ','));
	if (!take(p, ')')) {
		refuse(p, p->at + 1, "expected \",\" or \")\"");
		return -1;
	}
	for (i = 0; c->arg[i].name; i++) {
		if (value[i] == INT_MIN)
			value[i] = c->arg[i].unless;
		if (value[i] == TOPO_NEEDED) {
			refuse_text(p, p->at, xasprintf(
				"argument \"%s\" is missing; usage: %s",
				c->arg[i].name, c->usage));
			return -1;
		}
	}
	return 0;
}

static struct topo *refuse_name(const struct parser *p, const struct word *name)
{
	struct text why = {0};
	int i;

	text_add(&why, "unknown topology \"%s\"; known:", name->s);
	for (i = 0; i < N_CLASSES; i++)
		text_add(&why, " %s", classes[i].name);
	return refuse_text(p, name->column, why.s);
}

static struct topo *parse_expression(struct parser *p)
{
	const struct topo_class *c = classes;
	int value[TOPO_ARGS_MAX];
	struct text why = {0};
	struct word name;
	struct topo *t;

	if (take_word(p, &name))
		return refuse(p, name.column, "expected the name of a topology");
	while (c < classes + N_CLASSES && strcmp(c->name, name.s))
		c++;
	if (c == classes + N_CLASSES)
		return refuse_name(p, &name);
	if (parse_arguments(p, c, value))
		return NULL;
	t = c->build(value, &why);
	if (!t)
		refuse(p, name.column, why.s);
	text_free(&why);
	return t;
}

struct topo *topo_build(const char *expr, const char *file, int line,
			struct err *e)
{
	struct parser p = { expr, 0, file, line, e };
	struct topo *t = parse_expression(&p);

	skip_blanks(&p);
	if (t && p.text[p.at]) {
		topo_free(t);
		return refuse(&p, p.at + 1, "unexpected text behind the end");
	}
	return t;
}
