/* SPDX-License-Identifier: Apache-2.0 */
#include "expand_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define DEPTH_MAX 8	/* templates in templates */

void expand_fault(struct expansion *x, const char *at, const char *fmt, ...)
{
	char what[400], *path;
	va_list ap;
	int line = 1;

	if (x->failed++)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	for (const char *s = x->begin; s < at; s++)
		line += *s == '\n';
	path = xasprintf("%s/%s", x->dir, x->file);
	err_set(x->err, path, line, "%s", what);
	free(path);
}

static void file(struct expansion *x, const char *name, int raw, int depth);

/* The name of a file up to the braces; into `name`. */
static void file_name(struct expansion *x, const char **s, char *name, size_t n)
{
	size_t k = strspn(*s, "abcdefghijklmnopqrstuvwxyz_.");

	if (!k || k >= n) {
		expand_fault(x, *s, "not the name of a file");
		k = 0;
	}
	memcpy(name, *s, k);
	name[k] = 0;
	*s += k;
}

/* Behind the braces that end a tag. */
static const char *close_tag(struct expansion *x, const char *s)
{
	s += strspn(s, " ");
	if (strncmp(s, "}}", 2)) {
		expand_fault(x, s, "`%.12s' where }} should be", s);
		return s + strlen(s);
	}
	return s + 2;
}

static const char *body(struct expansion *x, const char *s, int live, int depth);

/* The body of a section, which has an end. */
static const char *inside(struct expansion *x, const char *s, int live, int depth)
{
	const char *end = body(x, s, live, depth);

	if (!x->closed)
		expand_fault(x, s, "no {{/}} behind this");
	return end;
}

/* One turn of a loop. */
static const char *turn(struct expansion *x, const char *s, const json_t *value,
			size_t index, const char *name, int depth)
{
	struct frame *f = &x->frame[x->n_frames];

	if (x->n_frames == FRAMES_MAX) {
		expand_fault(x, s, "loops nest deeper than %d", FRAMES_MAX);
		return s + strlen(s);
	}
	f->value = value;
	f->index = index;
	snprintf(f->name, sizeof(f->name), "%s", name);
	x->n_frames++;
	s = inside(x, s, 1, depth);
	x->n_frames--;
	return s;
}

/* What an expression is called, for @: its text, where that is a name. */
static void loop_name(const char *from, const char *to, char *name, size_t n)
{
	for (const char *s = from; s < to; s++)
		if (*s == '.')
			from = s + 1;
	snprintf(name, n, "%.*s", (int)(to - from), from);
}

/* {{#E}} and {{^E}}, behind the character; returns what is behind their end. */
static const char *section(struct expansion *x, const char *s, int inverse, int depth)
{
	const char *from = s, *end = NULL;
	struct value v = expand_value(x, &s);
	char name[24];

	loop_name(from, s, name, sizeof(name));
	s = close_tag(x, s);
	s += *s == '\n';
	if (!inverse && json_is_array(v.json)) {
		for (size_t i = 0; i < json_array_size(v.json) && !x->failed; i++)
			end = turn(x, s, json_array_get(v.json, i), i, name, depth);
		return end ? end : inside(x, s, 0, depth);
	}
	if (!inverse && json_is_object(v.json) && json_object_size(v.json))
		return turn(x, s, v.json, 0, name, depth);
	return inside(x, s, expand_true(&v) != inverse, depth);
}

/* A value, behind the braces. */
static const char *value(struct expansion *x, const char *s)
{
	char kind = *s == ',' || *s == '=' || *s == '~' ? *s++ : 0;
	int digits = -1;
	struct value v;

	if (kind == ',' && *s == '.') {
		digits = (int)strtol(s + 1, (char **)&s, 10);
		if (digits < 0 || digits > 9)
			expand_fault(x, s, "0 to 9 digits behind the point");
	}
	v = expand_value(x, &s);
	if (x->failed)
		return s;
	if (kind == '=')
		expand_json(x, &v);
	else if (kind == '~')
		expand_name(x, &v);
	else if (kind == ',')
		expand_people(x, &v, digits);
	else
		expand_plain(x, &v);
	return close_tag(x, s);
}

/* One tag, behind its braces. Not live: only its end is looked for. */
static const char *tag(struct expansion *x, const char *s, int live, int depth)
{
	char name[64];
	int raw = *s == '<';

	if (!live) {
		const char *end = strstr(s, "}}");

		if (!end) {
			expand_fault(x, s, "no }}");
			return s + strlen(s);
		}
		if (*s == '#' || *s == '^')
			return inside(x, end + 2, 0, depth);
		return end + 2;
	}
	if (*s == '#' || *s == '^')
		return section(x, s + 1, *s == '^', depth);
	if (*s != '>' && *s != '<')
		return value(x, s);
	s++;
	file_name(x, &s, name, sizeof(name));
	s = close_tag(x, s);
	if (!x->failed)
		file(x, name, raw, depth + 1);
	return s + (*s == '\n');
}

/* Text of the template; blanks that only indent a line are left out. */
static void plain(struct expansion *x, const char *s, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\t')
			continue;
		text_add_bytes(x->out, s + from, i - from);
		from = i + 1;
	}
	text_add_bytes(x->out, s + from, n - from);
}

/* Up to the end of a section, {{/}}, or of the text; returns what is behind it. */
static const char *body(struct expansion *x, const char *s, int live, int depth)
{
	while (!x->failed) {
		const char *next = strstr(s, "{{");
		size_t n = next ? (size_t)(next - s) : strlen(s);

		if (live)
			plain(x, s, n);
		s += n;
		if (!next)
			break;
		x->closed = !strncmp(s, "{{/}}", 5);
		if (x->closed)
			return s + 5 + (s[5] == '\n');
		s = tag(x, s + 2, live, depth);
	}
	x->closed = 0;
	return s;
}

static void file(struct expansion *x, const char *name, int raw, int depth)
{
	const char *was = x->file, *was_begin = x->begin, *end;
	char *path = xasprintf("%s/%s", x->dir, name), *s;

	s = depth > DEPTH_MAX ? NULL : file_read(path, FILE_MAX_TEXT, NULL, x->err);
	if (!s) {
		if (depth > DEPTH_MAX)
			expand_fault(x, x->begin, "templates nest deeper than %d", DEPTH_MAX);
		x->failed = 1;
	} else if (raw) {
		text_add_bytes(x->out, s, strlen(s));
	} else {
		x->file = name;
		x->begin = s;
		end = body(x, s, 1, depth);
		if (x->closed)
			expand_fault(x, end, "{{/}} without a beginning");
		x->file = was;
		x->begin = was_begin;
	}
	free(s);
	free(path);
}

int expand(const char *dir, const char *name, const json_t *data,
	   struct text *t, struct err *e)
{
	struct expansion x = {.dir = dir, .file = name, .begin = "", .out = t, .err = e};

	x.frame[0].value = data;
	x.n_frames = 1;
	file(&x, name, 0, 0);
	return x.failed ? -1 : 0;
}
