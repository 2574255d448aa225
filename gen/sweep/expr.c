/* SPDX-License-Identifier: Apache-2.0 */
#include "expr.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 100 };	/* parentheses and signs in each other */

struct expr {
	const char *text, *s;	/* the whole, and what is left of it */
	expr_lookup *lookup;
	void *user;
	int trial, depth, n_compared;
	const char *file;
	int line;
	struct err *e;
};

static double value_or(struct expr *x, int *failed);

static double refuse(struct expr *x, int *failed, const char *what)
{
	if (!*failed)
		err_set(x->e, x->file, x->line, "constraint: column %d: %s in `%.200s'",
			(int)(x->s - x->text) + 1, what, x->text);
	*failed = 1;
	return 0;
}

static void skip(struct expr *x)
{
	while (isspace((unsigned char)*x->s))
		x->s++;
}

static int is_name(int c)
{
	return isalnum(c) || c == '_' || c == '.';
}

/* Takes a sign or word where it comes next. */
static int take(struct expr *x, const char *token)
{
	size_t n = strlen(token);

	skip(x);
	if (strncmp(x->s, token, n) ||
	    (is_name((unsigned char)*token) && is_name((unsigned char)x->s[n])))
		return 0;
	x->s += n;
	return 1;
}

static double value_name(struct expr *x, int *failed)
{
	char name[64];
	size_t n = 0;
	double v = 0;

	while (is_name((unsigned char)x->s[n]))
		n++;
	snprintf(name, sizeof(name), "%.*s", (int)n, x->s);
	if (n >= sizeof(name) || x->lookup(x->user, name, &v) < 0) {
		char *what = xasprintf("no number is called \"%.40s\"", name);

		refuse(x, failed, what);
		free(what);
	}
	x->s += n;
	return v;
}

static double value_one(struct expr *x, int *failed)
{
	double v = 0;
	char *end;

	if (++x->depth > DEEPEST)
		return refuse(x, failed, "nested too deep");
	if (take(x, "(")) {
		v = value_or(x, failed);
		if (!*failed && !take(x, ")"))
			refuse(x, failed, "`)' is missing");
	} else if (take(x, "-")) {
		v = -value_one(x, failed);
	} else if (skip(x), isdigit((unsigned char)*x->s)) {
		v = strtod(x->s, &end);
		x->s = end;
	} else if (isalpha((unsigned char)*x->s)) {
		v = value_name(x, failed);
	} else {
		refuse(x, failed, "a number, a name or `(' is missing");
	}
	x->depth--;
	return v;
}

static double value_product(struct expr *x, int *failed)
{
	double v = value_one(x, failed), by;

	while (!*failed) {
		int times = take(x, "*"), over = !times && take(x, "/");

		if (!times && !over && !take(x, "%"))
			break;
		by = value_one(x, failed);
		if (!*failed && !times && by == 0 && !x->trial)
			refuse(x, failed, "division by 0");
		v = times ? v * by : by == 0 ? 0 : over ? v / by : fmod(v, by);
	}
	return v;
}

static double value_sum(struct expr *x, int *failed)
{
	double v = value_product(x, failed);

	while (!*failed) {
		if (take(x, "+"))
			v += value_product(x, failed);
		else if (take(x, "-"))
			v -= value_product(x, failed);
		else
			break;
	}
	return v;
}

static double value_compared(struct expr *x, int *failed)
{
	static const char *const sign[] = {"<=", ">=", "==", "!=", "<", ">"};
	double v = value_sum(x, failed), to;
	int i = 0;

	while (!*failed && i < 6 && !take(x, sign[i]))
		i++;
	if (*failed || i == 6)
		return v;
	x->n_compared++;
	to = value_sum(x, failed);
	return i == 0 ? v <= to : i == 1 ? v >= to : i == 2 ? v == to :
	       i == 3 ? v != to : i == 4 ? v < to : v > to;
}

static double value_not(struct expr *x, int *failed)
{
	double v;

	if (++x->depth > DEEPEST)
		return refuse(x, failed, "nested too deep");
	v = take(x, "not") ? !value_not(x, failed) : value_compared(x, failed);
	x->depth--;
	return v;
}

static double value_and(struct expr *x, int *failed)
{
	double v = value_not(x, failed), w;

	while (!*failed && take(x, "and")) {
		w = value_not(x, failed);
		v = v && w;
	}
	return v;
}

static double value_or(struct expr *x, int *failed)
{
	double v = value_and(x, failed), w;

	while (!*failed && take(x, "or")) {
		w = value_and(x, failed);
		v = v || w;
	}
	return v;
}

int expr_value(const char *text, expr_lookup *lookup, void *user, int trial,
	       const char *file, int line, double *v, struct err *e)
{
	struct expr x = {text, text, lookup, user, trial, 0, 0, file, line, e};
	int failed = 0;

	*v = value_or(&x, &failed);
	skip(&x);
	if (!failed && *x.s)
		refuse(&x, &failed, "an operator is missing");
	if (!failed && !x.n_compared)
		refuse(&x, &failed, "no comparison (< <= > >= == !=)");
	return failed ? -1 : 0;
}
