/* SPDX-License-Identifier: Apache-2.0 */
#include "expand_impl.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How values are written. Nothing that comes from the data means anything to HTML. */

static void escaped(struct text *t, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		switch (c) {
		case '&': text_add(t, "&amp;"); break;
		case '<': text_add(t, "&lt;"); break;
		case '>': text_add(t, "&gt;"); break;
		case '"': text_add(t, "&quot;"); break;
		case '\'': text_add(t, "&#39;"); break;
		default:
			if ((c < ' ' && c != '\n') || c == 127)
				c = '?';
			text_add_bytes(t, &c, 1);
		}
	}
}

/* A whole number that a double holds exactly. */
static int is_whole(double d)
{
	return floor(d) == d && fabs(d) < 9e15;
}

static void plain_number(struct text *t, double d)
{
	if (is_whole(d))
		text_add(t, "%" PRId64, (int64_t)d);
	else
		text_add(t, "%.6g", d);
}

/* Digits with commas: 1,234,567.25 */
static void grouped(struct text *t, double d, int digits)
{
	char s[400];
	size_t whole, n;

	snprintf(s, sizeof(s), "%.*f", digits, fabs(d));
	n = strlen(s);
	whole = strcspn(s, ".");
	text_add(t, "%s", d < 0 && strspn(s, "0.") < n ? "\xe2\x88\x92" : "");
	for (size_t i = 0; i < n; i++) {
		if (i && i < whole && (whole - i) % 3 == 0)
			text_add(t, ",");
		text_add_bytes(t, &s[i], 1);
	}
}

/* As many digits as make four that say something, at most six behind the point. */
static int own_digits(double d)
{
	int n = is_whole(d) ? 0 : 3 - (int)floor(log10(fabs(d)));

	return n < 0 ? 0 : n > 6 ? 6 : n;
}

static void other(struct expansion *x, const struct value *v)
{
	const char *s = json_string_value(v->json);

	if (v->text)
		escaped(x->out, v->text, v->n_text);
	else if (s)
		escaped(x->out, s, strlen(s));
	else if (json_is_boolean(v->json))
		text_add(x->out, json_is_true(v->json) ? "yes" : "no");
}

void expand_plain(struct expansion *x, const struct value *v)
{
	if (v->is_number)
		plain_number(x->out, v->number);
	else
		other(x, v);
}

void expand_people(struct expansion *x, const struct value *v, int digits)
{
	if (v->is_number)
		grouped(x->out, v->number, digits >= 0 ? digits : own_digits(v->number));
	else if (!v->json && !v->text)
		text_add(x->out, "\xe2\x80\x93");
	else
		other(x, v);
}

/* A line may be broken behind what joins the words of a name. */
void expand_name(struct expansion *x, const struct value *v)
{
	const char *s = json_string_value(v->json);

	while (s && *s) {
		size_t n = strcspn(s, "._-/+@");

		n += s[n] != 0;
		escaped(x->out, s, n);
		s += n;
		if (*s)
			text_add(x->out, "\xe2\x80\x8b");
	}
}

/* In a script element nothing may look like its end, so < is written as an escape, which
 * can only stand inside a string; all that is not ASCII is one too. */
void expand_json(struct expansion *x, const struct value *v)
{
	char *s = json_dumps(v->json ? v->json : json_null(), JSON_COMPACT | JSON_ENSURE_ASCII |
			     JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));

	for (const char *p = s; *p; p++)
		if (*p == '<' || *p == '>' || *p == '&')
			text_add(x->out, "\\u%04x", (unsigned)*p);
		else
			text_add_bytes(x->out, p, 1);
	free(s);
}
