/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "option_text.h"

static int same(const char *a, const char *b)
{
	struct stat s, t;

	return stat(a, &s) == 0 && stat(b, &t) == 0 && S_ISREG(s.st_mode) &&
		s.st_dev == t.st_dev && s.st_ino == t.st_ino;
}

/* Would a file that matches `patterns` in `dir` be `input`? */
static int is_in(const char *dir, const char *patterns, const char *input)
{
	char *list = xstrdup(patterns), *rest = list, *pattern;
	const char *name = strrchr(input, '/');
	char *path;
	int found = 0;

	name = name ? name + 1 : input;
	path = xasprintf("%s/%s", dir, name);
	while (!found && (pattern = strsep(&rest, " ")))
		found = !fnmatch(pattern, name, 0) && same(path, input);
	free(path);
	free(list);
	return found;
}

static int would_write(const struct cmd_opt *out, const char *value,
		       const char *input)
{
	return out->kind == CMD_OUTPUT ? same(value, input) :
		out->kind == CMD_FOLDER && out->writes &&
		is_in(value, out->writes, input);
}

/* An input is a .json; its .bin beside it is one too. */
static char *bin_of(const char *input)
{
	size_t n = strlen(input);

	return n > 5 && !strcmp(input + n - 5, ".json") ?
		xasprintf("%.*s.bin", (int)n - 5, input) : NULL;
}

static int check_one(const struct cmd *c, const char *options,
		     const char *input, struct err *e)
{
	char *bin = bin_of(input);
	int r = 0;

	for (const struct cmd_opt *o = c->opt; !r && o->kind; o++) {
		const char *value;

		if (o->kind != CMD_OUTPUT && o->kind != CMD_FOLDER)
			continue;
		value = *(const char *const *)(options + o->at);
		if (value && (would_write(o, value, input) ||
			      (bin && would_write(o, value, bin))))
			r = err_set(e, value, 0, "would be written over %s, "
				    "which is an input", input);
	}
	free(bin);
	return r;
}

int option_check_files(const struct cmd *c, const void *options, struct err *e)
{
	int r = 0;

	for (const struct cmd_opt *o = c->opt; !r && o->kind; o++) {
		const char *at = (const char *)options + o->at;
		const struct cmd_list *list = (const struct cmd_list *)at;
		const char *value = *(const char *const *)at;

		if (o->kind != CMD_INPUT)
			continue;
		for (int i = 0; !r && o->max_given && i < list->n; i++)
			r = check_one(c, options, list->s[i], e);
		if (!r && !o->max_given && value)
			r = check_one(c, options, value, e);
	}
	return r;
}
