/* SPDX-License-Identifier: Apache-2.0 */
#include "option_text.h"

#include <string.h>

enum { HELP_COLUMN = 24, HELP_WIDTH = 80 };

int option_is_operand(const struct cmd_opt *o)
{
	return !o->letter && !o->name;
}

void option_value(const struct cmd_opt *o, struct text *t)
{
	if (o->kind == CMD_CHOICE)
		for (int i = 0; o->choice(i); i++)
			text_add(t, "%s%s", i ? "|" : "", o->choice(i));
	else if (o->kind != CMD_FLAG)
		text_add(t, "%s", o->value);
}

void option_head(const struct cmd_opt *o, struct text *t)
{
	if (o->letter)
		text_add(t, "-%c", o->letter);
	if (o->name)
		text_add(t, "%s--%s", o->letter ? ", " : "", o->name);
	if (!option_is_operand(o) && o->kind != CMD_FLAG)
		text_add(t, " ");
	option_value(o, t);
}

void option_usage(const struct cmd_opt *o, struct text *t)
{
	text_add(t, "%s", o->needed ? "" : "[");
	option_head(o, t);
	text_add(t, "%s%s", o->needed ? "" : "]", o->max_given ? "..." : "");
}

void option_help(const struct cmd_opt *o, struct text *t)
{
	text_add(t, "%s", o->help);
	for (int i = 0; o->summary && o->choice(i); i++)
		text_add(t, "%s %s: %s", i ? ";" : ".", o->choice(i),
			 o->summary(i));
	if (o->kind == CMD_NUMBER)
		text_add(t, " (%ld..%ld", o->min, o->max);
	if (o->standard)
		text_add(t, "%sdefault %s", o->kind == CMD_NUMBER ? ", " : " (",
			 o->standard);
	if (o->kind == CMD_NUMBER || o->standard)
		text_add(t, ")");
}

const struct cmd_opt *option_in_order(const struct cmd *c, int i)
{
	for (int rank = 0; rank < 3; rank++)
		for (const struct cmd_opt *o = c->opt; o->kind; o++) {
			int own = option_is_operand(o) ? 0 : o->needed ? 1 : 2;

			if (own == rank && !i--)
				return o;
		}
	return NULL;
}

/* Adds a word (with its spaces) to a line that is *column wide; behind the width a
 * new line begins at `indent`. */
static void put_word(const char *s, int n, int indent, int width, int *column,
		     struct text *t)
{
	if (*column > indent && *column + 1 + n > width) {
		text_add(t, "\n%*s", indent, "");
		*column = indent;
	} else if (*column > indent) {
		text_add(t, " ");
		++*column;
	}
	text_add(t, "%.*s", n, s);
	*column += n;
}

/* Text from `column` on, filled to the width; "\n" begins a paragraph. */
static void put_text(const char *s, int indent, int column, struct text *t)
{
	while (*s) {
		int n = (int)strcspn(s, " \n");

		put_word(s, n, indent, HELP_WIDTH - 1, &column, t);
		s += n;
		if (*s == '\n') {
			text_add(t, "\n%*s", indent, "");
			column = indent;
		}
		s += *s != 0;
	}
	text_add(t, "\n");
}

void cmd_usage(const struct cmd *c, int width, struct text *t)
{
	const struct cmd_opt *o;
	int column = (int)strlen(c->name) + 7;

	text_add(t, "imcfab %s", c->name);
	for (int i = 0; (o = option_in_order(c, i)); i++) {
		struct text word = {0};

		option_usage(o, &word);
		put_word(word.s, (int)word.n, 8, width, &column, t);
		text_free(&word);
	}
	text_add(t, "\n");
}

static void put_row(const struct cmd_opt *o, struct text *t)
{
	struct text head = {0}, help = {0};
	int column;

	option_head(o, &head);
	option_help(o, &help);
	text_add(t, "  %s", head.s);
	column = (int)head.n + 2;
	if (column + 2 > HELP_COLUMN) {
		text_add(t, "\n");
		column = 0;
	}
	text_add(t, "%*s", HELP_COLUMN - column, "");
	put_text(help.s, HELP_COLUMN, HELP_COLUMN, t);
	text_free(&head);
	text_free(&help);
}

void cmd_help(const struct cmd *c, struct text *t)
{
	static const struct cmd_opt help = {'h', "help", CMD_FLAG,
		.help = "print this"};
	const struct cmd_opt *o;

	text_add(t, "usage: ");
	cmd_usage(c, HELP_WIDTH - 1 - 7, t);
	text_add(t, "\n%s.\n\n", c->summary);
	put_text(c->about, 0, 0, t);
	text_add(t, "\n");
	for (int i = 0; (o = option_in_order(c, i)); i++)
		put_row(o, t);
	put_row(&help, t);
}
