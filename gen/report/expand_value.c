/* SPDX-License-Identifier: Apache-2.0 */
#include "expand_impl.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Expressions of a template, read and worked out at once. */

static struct value of_number(double number)
{
	return (struct value){.is_number = 1, .number = number};
}

/* With a value that is no number all arithmetic gives null. */
static int numbers(const struct value *a, const struct value *b, struct value *v)
{
	*v = (struct value){0};
	return a->is_number && b->is_number;
}

static struct value of_json(const json_t *j)
{
	struct value v = {.json = json_is_null(j) ? NULL : j};

	if (json_is_number(j)) {
		v.is_number = 1;
		v.number = json_number_value(j);
	}
	return v;
}

int expand_true(const struct value *v)
{
	if (v->is_number)
		return v->number != 0;
	if (v->text)
		return v->n_text != 0;
	if (json_is_string(v->json))
		return json_string_length(v->json) != 0;
	if (json_is_array(v->json))
		return json_array_size(v->json) != 0;
	return v->json && !json_is_false(v->json);
}

static void skip(const char **s)
{
	*s += strspn(*s, " ");
}

/* A name of a member, "" where none begins. */
static void name(const char **s, char *to, size_t n)
{
	size_t k = 0;

	while (isalnum((unsigned char)(*s)[k]) || (*s)[k] == '_')
		k++;
	k = k < n ? k : n - 1;
	memcpy(to, *s, k);
	to[k] = 0;
	*s += k;
}

/* The innermost value that has the member. */
static const json_t *find(struct expansion *x, const char *at, const char *member)
{
	for (int i = x->n_frames - 1; i >= 0; i--) {
		const json_t *j = json_object_get(x->frame[i].value, member);

		if (j)
			return j;
	}
	expand_fault(x, at, "no `%s' in the data", member);
	return NULL;
}

/* @ and @NAME */
static struct value index_of(struct expansion *x, const char **s)
{
	const char *at = *s;
	char loop[24];

	name(s, loop, sizeof(loop));
	for (int i = x->n_frames - 1; i >= 0; i--)
		if (!*loop || !strcmp(loop, x->frame[i].name))
			return of_number((double)x->frame[i].index);
	expand_fault(x, at, "no loop over `%s'", loop);
	return of_number(0);
}

static struct value ternary(struct expansion *x, const char **s);

static void expect(struct expansion *x, const char **s, char c)
{
	skip(s);
	if (**s == c)
		(*s)++;
	else
		expand_fault(x, *s, "`%.12s' where %c should be", *s, c);
}

static struct value call(struct expansion *x, const char *f, const char **s)
{
	struct value v = ternary(x, s);

	expect(x, s, ')');
	if (!strcmp(f, "floor"))
		return v.is_number ? of_number(floor(v.number)) : v;
	if (!strcmp(f, "count"))
		return of_number((double)json_array_size(v.json));
	expand_fault(x, *s, "no function `%s'", f);
	return v;
}

/* .b and [E] behind a value */
static const json_t *member(struct expansion *x, const json_t *j, const char **s)
{
	char of[40];

	while (**s == '[' || (**s == '.' && isalpha((unsigned char)(*s)[1]))) {
		const char *at = (*s)++;

		if (*at == '[') {
			struct value i = ternary(x, s);

			expect(x, s, ']');
			j = i.is_number && i.number >= 0 ?
				json_array_get(j, (size_t)i.number) : NULL;
			continue;
		}
		name(s, of, sizeof(of));
		if (j && !json_is_null(j) && !json_object_get(j, of))
			expand_fault(x, at, "no `%s' in the data", of);
		j = json_object_get(j, of);
	}
	return j;
}

static struct value named(struct expansion *x, const char **s)
{
	const char *at = *s;
	const json_t *j;
	char of[40];

	if (**s == '.') {
		(*s)++;
		j = x->frame[x->n_frames - 1].value;
		return of_json(**s == '[' ? member(x, j, s) : j);
	}
	name(s, of, sizeof(of));
	if (**s == '(') {
		(*s)++;
		return call(x, of, s);
	}
	if (!*of) {
		expand_fault(x, at, "no value at `%.12s'", at);
		return of_number(0);
	}
	return of_json(member(x, find(x, at, of), s));
}

static struct value quoted(struct expansion *x, const char **s)
{
	struct value v = {.text = *s, .n_text = strcspn(*s, "'")};

	*s += v.n_text;
	expect(x, s, '\'');
	return v;
}

static struct value primary(struct expansion *x, const char **s)
{
	struct value v;
	const char *was;

	skip(s);
	was = *s;
	if (isdigit((unsigned char)**s))
		return of_number(strtod(was, (char **)s));
	(*s)++;
	if (*was == '(') {
		v = ternary(x, s);
		expect(x, s, ')');
		return v;
	}
	if (*was == '-')
		return of_number(-primary(x, s).number);
	if (*was == '@')
		return index_of(x, s);
	if (*was == '\'')
		return quoted(x, s);
	*s = was;
	return named(x, s);
}

static struct value product(struct expansion *x, const char **s)
{
	struct value v = primary(x, s), a, b;

	for (;;) {
		char op;

		skip(s);
		op = **s;
		if (!op || !strchr("*/%", op))
			return v;
		(*s)++;
		a = v;
		b = primary(x, s);
		if (!numbers(&a, &b, &v) || (op != '*' && b.number == 0))
			continue;
		v = of_number(op == '*' ? a.number * b.number : op == '/' ?
			      a.number / b.number : fmod(a.number, b.number));
	}
}

static struct value sum(struct expansion *x, const char **s)
{
	struct value v = product(x, s), a, b;

	for (;;) {
		char op;

		skip(s);
		op = **s;
		if (op != '+' && op != '-')
			return v;
		(*s)++;
		a = v;
		b = product(x, s);
		if (numbers(&a, &b, &v))
			v = of_number(op == '+' ? a.number + b.number : a.number - b.number);
	}
}

static size_t bytes(const struct value *v, const char **s)
{
	*s = v->text ? v->text : v->json ? json_string_value(v->json) : NULL;
	return v->text ? v->n_text : *s ? strlen(*s) : 0;
}

static int equal(const struct value *a, const struct value *b)
{
	const char *s, *t;
	size_t n = bytes(a, &s), k = bytes(b, &t);

	if (s || t)
		return s && t && n == k && !memcmp(s, t, n);
	if (a->is_number && b->is_number)
		return a->number == b->number;
	return expand_true(a) == expand_true(b);
}

static struct value comparison(struct expansion *x, const char **s)
{
	struct value v = sum(x, s), w;
	char op;

	skip(s);
	op = **s;
	if (!op || !strchr("<>=!", op))
		return v;
	*s += op == '!' ? 2 : 1;
	w = sum(x, s);
	if (op == '<' || op == '>')
		return of_number(op == '<' ? v.number < w.number : v.number > w.number);
	return of_number(equal(&v, &w) == (op == '='));
}

static struct value ternary(struct expansion *x, const char **s)
{
	struct value v = comparison(x, s), a, b;

	skip(s);
	if (**s != '?')
		return v;
	(*s)++;
	a = ternary(x, s);
	expect(x, s, ':');
	b = ternary(x, s);
	return expand_true(&v) ? a : b;
}

struct value expand_value(struct expansion *x, const char **s)
{
	return ternary(x, s);
}
