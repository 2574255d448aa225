/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "option_text.h"
#include "base/file.h"
#include "base/tensors.h"
#include "image/source.h"

static int same(const char *a, const char *b)
{
	struct stat s, t;

	return stat(a, &s) == 0 && stat(b, &t) == 0 && S_ISREG(s.st_mode) &&
		s.st_dev == t.st_dev && s.st_ino == t.st_ino;
}

/* Would a file that matches `pattern`, perhaps with a folder, in `dir` be `input`? */
static int matches(const char *dir, const char *pattern, const char *input)
{
	const char *name = strrchr(input, '/'), *base = strrchr(pattern, '/');
	char *path;
	int found;

	name = name ? name + 1 : input;
	base = base ? base + 1 : pattern;
	path = xasprintf("%s/%.*s%s", dir, (int)(base - pattern), pattern, name);
	found = !fnmatch(base, name, 0) && same(path, input);
	free(path);
	return found;
}

static int is_in(const char *dir, const char *patterns, const char *input)
{
	char *list = xstrdup(patterns), *rest = list, *pattern;
	int found = 0;

	while (!found && (pattern = strsep(&rest, " ")))
		found = matches(dir, pattern, input);
	free(list);
	return found;
}

/* Would a file beside `value`, its name and an ending, be `input`? */
static int is_beside(const char *value, const char *endings, const char *input)
{
	char *list = xstrdup(endings), *rest = list, *ending, *path;
	int found = 0;

	while (!found && (ending = strsep(&rest, " "))) {
		path = xasprintf("%s%s", value, ending);
		found = same(path, input);
		free(path);
	}
	free(list);
	return found;
}

static int would_write(const struct cmd_opt *out, const char *value,
		       const char *input)
{
	if (out->kind == CMD_OUTPUT)
		return same(value, input) ||
			(out->writes && is_beside(value, out->writes, input));
	return out->kind == CMD_FOLDER && out->writes &&
		is_in(value, out->writes, input);
}

/* One file that is read. */
static int check_one(const struct cmd *c, const char *options,
		     const char *input, struct err *e)
{
	for (const struct cmd_opt *o = c->opt; o->kind; o++) {
		const char *value;

		if (o->kind != CMD_OUTPUT && o->kind != CMD_FOLDER)
			continue;
		value = *(const char *const *)(options + o->at);
		if (value && would_write(o, value, input))
			return err_set(e, value, 0, "would be written over %s, "
				       "which is an input", input);
	}
	return 0;
}

/* The files that topology expressions in a text name: all that is in quotes. */
static int check_quoted(const struct cmd *c, const char *options,
			const char *text, struct err *e)
{
	const char *open, *close;
	int r = 0;

	while (!r && (open = strchr(text, '"')) &&
	       (close = strchr(open + 1, '"'))) {
		char *name = xasprintf("%.*s", (int)(close - open - 1),
				       open + 1);

		r = check_one(c, options, name, e);
		free(name);
		text = close + 1;
	}
	return r;
}

/* A file with those that it names: a hardware file, its topology's; a .json, its
 * .bin. A plan holds its topology's files. A FIFO is left to its reader. */
static int check_input(const struct cmd *c, const char *options,
		       const char *input, struct err *e)
{
	struct stat st;
	struct err unread;
	char *bin, *text;
	int r = check_one(c, options, input, e);

	if (r < 0 || stat(input, &st) < 0 || !S_ISREG(st.st_mode))
		return r;
	bin = tensors_bin_path(input);
	if (bin) {
		r = check_one(c, options, bin, e);
		free(bin);
		return r;
	}
	text = file_read(input, FILE_MAX_TEXT, NULL, &unread);
	if (text && !strncmp(text, "imcfab-arch", 11))
		r = check_quoted(c, options, text, e);
	free(text);
	return r;
}

/* A file, folder or list of images, with what it names. */
static int check_images(const struct cmd *c, const char *options,
			const char *input, struct err *e)
{
	int n, r = check_one(c, options, input, e);
	char **name = r < 0 ? NULL : image_names(input, &n);

	for (int i = 0; name && !r && i < n; i++)
		r = check_one(c, options, name[i], e);
	if (name)
		image_names_free(name, n);
	return r;
}

/* All values of a row that names files or may. */
static int check_row(const struct cmd *c, const char *options,
		     const struct cmd_opt *o, struct err *e)
{
	int (*check)(const struct cmd *, const char *, const char *,
		     struct err *) = o->kind == CMD_INPUT ? check_input :
		o->kind == CMD_IMAGES ? check_images : check_quoted;
	const char *at = options + o->at;
	const struct cmd_list *list = (const struct cmd_list *)at;
	int r = 0;

	if (!o->max_given) {
		const char *value = *(const char *const *)at;

		return value ? check(c, options, value, e) : 0;
	}
	for (int i = 0; !r && i < list->n; i++)
		r = check(c, options, list->s[i], e);
	return r;
}

/* Whether the command writes files of names that it was given. */
static int writes(const struct cmd *c, const char *options)
{
	for (const struct cmd_opt *o = c->opt; o->kind; o++)
		if ((o->kind == CMD_OUTPUT ||
		     (o->kind == CMD_FOLDER && o->writes)) &&
		    *(const char *const *)(options + o->at))
			return 1;
	return 0;
}

int option_check_files(const struct cmd *c, const void *options, struct err *e)
{
	int r = 0;

	if (!writes(c, options))
		return 0;
	for (const struct cmd_opt *o = c->opt; !r && o->kind; o++)
		if (o->kind == CMD_INPUT || o->kind == CMD_IMAGES ||
		    o->kind == CMD_TEXT)
			r = check_row(c, options, o, e);
	return r;
}
