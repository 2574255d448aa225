/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "option_text.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 64
#define OPERAND 1	/* what getopt_long returns for one, by the leading '-' */
#define HELP 256	/* rows follow: HELP + 1 + row */

struct parse {
	const struct cmd *c;
	char *options;
	int given[MAX_ROWS];	/* how often */
	struct option table[MAX_ROWS + 2];
	char letters[2 * MAX_ROWS + 4];
	int n_operands;
};

/* As the user wrote it, or would. */
static const char *row_name(const struct cmd_opt *o, char text[64])
{
	if (o->name)
		snprintf(text, 64, "--%s", o->name);
	else if (o->letter)
		snprintf(text, 64, "-%c", o->letter);
	else
		snprintf(text, 64, "%s", o->value);
	return text;
}

static void make_tables(struct parse *p)
{
	char *letter = p->letters;
	int n = 0;

	*letter++ = '-';	/* operands in their place, whatever the environment */
	*letter++ = ':';
	*letter++ = 'h';
	p->table[n++] = (struct option) {"help", no_argument, NULL, HELP};
	for (int i = 0; p->c->opt[i].kind; i++) {
		const struct cmd_opt *o = &p->c->opt[i];
		const int argument = o->kind == CMD_FLAG ? no_argument :
			required_argument;

		assert(i < MAX_ROWS);
		if (o->name)
			p->table[n++] = (struct option) {o->name, argument,
				NULL, HELP + 1 + i};
		if (!o->letter)
			continue;
		*letter++ = o->letter;
		if (argument)
			*letter++ = ':';
	}
	*letter = 0;
}

static int take_number(const struct cmd_opt *o, const char *name,
		       const char *value, long *n, struct err *e)
{
	char *end;

	errno = 0;
	*n = strtol(value, &end, 10);
	if (errno || end == value || *end || *n < o->min || *n > o->max)
		return err_set(e, "", 0, "%s = %s: must be %ld..%ld", name,
			       value, o->min, o->max);
	return 0;
}

static int take_choice(const struct cmd_opt *o, const char *name,
		       const char *value, struct err *e)
{
	struct text known = {0};

	if (name_find(o->choice, value, &known) >= 0)
		return 0;
	err_set(e, "", 0, "%s = %s: must be %s%s", name, value,
		o->choice(1) ? "one of " : "", known.s);
	text_free(&known);
	return -1;
}

static int take(struct parse *p, const struct cmd_opt *o, const char *value,
		struct err *e)
{
	char *at = p->options + o->at, text[64];
	const char *name = row_name(o, text);
	struct cmd_list *list = (struct cmd_list *)at;

	if (o->kind == CMD_FLAG) {
		*(int *)at = 1;
		return 0;
	}
	if (o->kind == CMD_NUMBER)
		return take_number(o, name, value, (long *)at, e);
	if (o->kind == CMD_CHOICE && take_choice(o, name, value, e) < 0)
		return -1;
	if (o->kind != CMD_CHOICE && o->kind != CMD_TEXT && !*value)
		return err_set(e, "", 0, "%s: the name of the %s is empty",
			       name, o->kind == CMD_FOLDER ? "folder" : "file");
	if (!o->max_given) {
		*(const char **)at = value;
		return 0;
	}
	list->s = xrealloc(list->s, (list->n + 1) * sizeof(*list->s));
	list->s[list->n++] = (char *)value;
	return 0;
}

static int give(struct parse *p, int row, const char *value, struct err *e)
{
	const struct cmd_opt *o = &p->c->opt[row];
	int max = o->max_given ? o->max_given : 1;
	char text[64];

	if (p->given[row]++ < max)
		return take(p, o, value, e);
	if (max == 1)
		return err_set(e, "", 0, "%s: given twice", row_name(o, text));
	return err_set(e, "", 0, "%s: given more than %d times",
		       row_name(o, text), max);
}

/* The next operand's row is the first that can take one. */
static int give_operand(struct parse *p, const char *value, struct err *e)
{
	const struct cmd_opt *o = p->c->opt;

	for (int i = 0; o[i].kind; i++)
		if (option_is_operand(&o[i]) &&
		    p->given[i] < (o[i].max_given ? o[i].max_given : 1))
			return give(p, i, value, e);
	return err_set(e, "", 0, "%s: unexpected `%s'", p->c->name, value);
}

/* getopt_long takes the beginning of a name for the name. A script that relies on
 * that breaks with the next option, so it is refused. */
static int is_whole(const char *arg, const char *name)
{
	size_t n = strcspn(arg, "=");

	return n == strlen(name) + 2 && !strncmp(arg + 2, name, n - 2);
}

static int row_of(const struct parse *p, int code)
{
	if (code > HELP)
		return code - HELP - 1;
	for (int i = 0; p->c->opt[i].kind; i++)
		if (p->c->opt[i].letter == code)
			return i;
	return -1;
}

/* One option or operand; `arg` is the word that it begins in. */
static int one(struct parse *p, int code, const char *arg, int index,
	       struct err *e)
{
	int is_long = !strncmp(arg, "--", 2) && code != OPERAND;

	if (code == OPERAND)
		return give_operand(p, optarg, e);
	if (code == ':')
		return err_set(e, "", 0, "%s: needs a value", arg);
	if (code == '?' && is_long && strchr(arg, '=') && optopt)
		return err_set(e, "", 0, "%s: `%.*s' takes no value",
			       p->c->name, (int)strcspn(arg, "="), arg);
	if (code == '?' && !is_long && arg[1] != '-' && arg[2])
		return err_set(e, "", 0, "%s: unknown option `-%c' in `%s'",
			       p->c->name, optopt, arg);
	if (code == '?' || (is_long && !is_whole(arg, p->table[index].name)))
		return err_set(e, "", 0, "%s: unknown option `%s'", p->c->name,
			       arg);
	if (code == 'h' || code == HELP)
		return 1;
	return give(p, row_of(p, code), optarg, e);
}

static int is_given(const struct parse *p, const char *name)
{
	for (int i = 0; p->c->opt[i].kind; i++)
		if (p->c->opt[i].name && !strcmp(p->c->opt[i].name, name))
			return p->given[i];
	assert(!"a required option is a row of the table");
	return 0;
}

/* Defaults of what is absent; refuses what must not be, or has no effect. */
static int complete(struct parse *p, struct err *e)
{
	for (int i = 0; p->c->opt[i].kind; i++) {
		const struct cmd_opt *o = &p->c->opt[i];
		char text[64];

		if (p->given[i] && o->requires && !is_given(p, o->requires))
			return err_set(e, "", 0, "%s: %s has no effect without "
				       "--%s", p->c->name, row_name(o, text),
				       o->requires);
		if (p->given[i])
			continue;
		if (o->standard && take(p, o, o->standard, e) < 0)
			return -1;
		if (o->needed)
			return err_set(e, "", 0, "%s: %s%s%s is missing; see "
				       "imcfab %s --help", p->c->name,
				       row_name(o, text), option_is_operand(o) ? "" :
				       " ", option_is_operand(o) ? "" : o->value,
				       p->c->name);
	}
	return 0;
}

int cmd_parse(const struct cmd *c, int argc, char **argv, void *options,
	      struct err *e)
{
	struct parse p = {.c = c, .options = options};
	int code, index = 0, r = 0, at = 1;

	make_tables(&p);
	opterr = 0;
	optind = 0;	/* begin anew, by glibc's manual */
	while (!r && (code = getopt_long(argc, argv, p.letters, p.table,
					 &index)) != -1) {
		r = one(&p, code, argv[at], index, e);
		at = optind;
	}
	for (int i = optind; !r && i < argc; i++)	/* behind "--" */
		r = give_operand(&p, argv[i], e);
	r = r ? r : complete(&p, e);
	return r ? r : option_check_files(c, options, e);
}

void cmd_free(const struct cmd *c, void *options)
{
	for (int i = 0; c->opt[i].kind; i++)
		if (c->opt[i].max_given)
			free(((struct cmd_list *)((char *)options +
						  c->opt[i].at))->s);
}
