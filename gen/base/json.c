/* SPDX-License-Identifier: Apache-2.0 */
#include "json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

/* A place in a text that is known to be JSON. */
struct scan {
	const char *s;
	int line;
};

/* Over one character, or over a whole string. */
static void step(struct scan *c)
{
	if (*c->s == '"')
		for (c->s++; *c->s != '"'; c->s++)
			c->s += *c->s == '\\';
	c->line += *c->s == '\n';
	c->s++;
}

static void skip_space(struct scan *c)
{
	while (*c->s && strchr(" \t\r\n", *c->s))
		step(c);
}

static int opens(char c)
{
	return c == '{' || c == '[';
}

static int closes(char c)
{
	return c == '}' || c == ']';
}

/* Counts the objects and arrays that begin before `of`. 1 where that is found. */
static int count_before(const json_t *v, const json_t *of, size_t *n)
{
	const char *key;
	json_t *item;
	size_t i;

	if (v == of)
		return 1;
	*n += json_is_object(v) || json_is_array(v);
	json_object_foreach((json_t *)v, key, item)
		if (count_before(item, of, n))
			return 1;
	json_array_foreach(v, i, item)
		if (count_before(item, of, n))
			return 1;
	return 0;
}

/* The bracket with which `of` begins; the beginning of the text where it is not
 * an object or array of `root`. */
static struct scan find(const char *text, const json_t *root, const json_t *of)
{
	struct scan start = { text, 1 }, c = start;
	size_t n = 0;

	skip_space(&start);
	if ((!json_is_object(of) && !json_is_array(of)) ||
	    !count_before(root, of, &n))
		return start;
	while (!opens(*c.s) || n--)
		step(&c);
	return c;
}

/* To the first member behind a bracket. */
static void enter(struct scan *c)
{
	step(c);
	skip_space(c);
}

/* From a member to the next one; stops at the bracket behind the last. */
static void next_member(struct scan *c)
{
	int depth = 0;

	while (depth || (*c->s != ',' && !closes(*c->s))) {
		depth += opens(*c->s) - closes(*c->s);
		step(c);
	}
	if (*c->s == ',')
		step(c);
	skip_space(c);
}

int json_line(const char *text, const json_t *root, const json_t *of,
	      const char *key)
{
	struct scan c = find(text, root, of);
	const char *k;
	json_t *item;

	if (!key || !json_object_get(of, key))
		return c.line;
	enter(&c);
	json_object_foreach((json_t *)of, k, item) {
		if (!strcmp(k, key))
			break;
		next_member(&c);
	}
	return c.line;
}

void json_lines(const char *text, const json_t *root, const json_t *of,
		int *line)
{
	struct scan c = find(text, root, of);
	size_t i;

	enter(&c);
	for (i = 0; i < json_array_size(of); i++) {
		line[i] = c.line;
		next_member(&c);
	}
}

json_t *json_text(const char *s)
{
	json_t *j = s ? json_string(s) : json_null();
	char *plain, *c;

	if (j)
		return j;
	plain = xstrdup(s);
	for (c = plain; *c; c++)
		if ((unsigned char)*c > 127)
			*c = '?';
	j = json_string(plain);
	free(plain);
	return j;
}
