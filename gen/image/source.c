/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

struct entry {
	char *path;
	int label;	/* -1: none */
	int line;	/* of its list, 0: of a folder */
};

/* What a folder or a list names. */
struct list {
	const char *name;	/* of the list or folder, for messages */
	struct entry *entry;	/* [n] */
	int n, at;
};

struct image_source {
	char *const *path;
	int n_paths, at, channels;
	struct list list;	/* of path[at-1]; empty where that is a file */
	struct images *im;	/* the file at work, or NULL */
	const char *name;	/* its */
	int i, label;	/* image of it; label of a list or -1 */
};

static void list_free(struct list *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->entry[i].path);
	free(l->entry);
	*l = (struct list) {0};
}

static void list_add(struct list *l, char *path, int label, int line)
{
	l->entry = xrealloc(l->entry, (l->n + 1) * sizeof(*l->entry));
	l->entry[l->n++] = (struct entry) {path, label, line};
}

static int by_path(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static int read_folder(struct list *l, const char *path, struct err *e)
{
	DIR *dir = opendir(path);
	struct dirent *d;

	if (!dir)
		return err_set(e, path, 0, "cannot read: %s", strerror(errno));
	l->name = path;
	while ((d = readdir(dir)))
		if (*d->d_name != '.')
			list_add(l, xasprintf("%s/%s", path, d->d_name), -1, 0);
	closedir(dir);
	if (!l->n)
		return err_set(e, path, 0, "a folder without images");
	qsort(l->entry, l->n, sizeof(*l->entry), by_path);
	return 0;
}

/* A text that is no image file; what has control characters is none. */
static int is_list(const char *s, size_t n)
{
	if (!n || images_is_cifar(s, n) || (*s == 'P' && n > 2 &&
	    s[1] >= '1' && s[1] <= '7' && strchr(" \t\r\n#", s[2])))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < ' ' && !strchr("\t\r\n", s[i])) ||
		    !s[i])
			return 0;
	return 1;
}

/* Where the label begins: a last word of digits behind another word; else NULL. */
static char *find_label(char *line)
{
	char *end = line + strlen(line), *s = end;

	while (s > line && s[-1] >= '0' && s[-1] <= '9')
		s--;
	return s < end && s > line && (s[-1] == ' ' || s[-1] == '\t') ? s : NULL;
}

static void trim(char *line)
{
	size_t n = strlen(line);

	while (n && strchr(" \t\r", line[n - 1]))
		line[--n] = 0;
}

/* One line without its end, which is changed. */
static int read_line(struct list *l, char *line, int number, struct err *e)
{
	const char *slash = strrchr(l->name, '/');
	int label = -1;
	char *digits;

	line += strspn(line, " \t");
	trim(line);
	if (!*line || *line == '#')
		return 0;
	digits = find_label(line);
	if (digits) {
		if (strlen(digits) > 5 || atoi(digits) > IMAGE_MAX_LABEL)
			return err_set(e, l->name, number, "label = %.20s: "
				       "must be 0..%d", digits,
				       IMAGE_MAX_LABEL);
		label = atoi(digits);
		digits[-1] = 0;
		trim(line);
	}
	list_add(l, *line == '/' || !slash ? xstrdup(line) :
		 xasprintf("%.*s/%s", (int)(slash - l->name), l->name, line),
		 label, number);
	return 0;
}

static int read_list(struct list *l, const char *path, char *text, struct err *e)
{
	char *line;
	int r = 0;

	l->name = path;
	for (int i = 1; !r && (line = strsep(&text, "\n")); i++)
		r = read_line(l, line, i, e);
	if (!r && !l->n)
		r = err_set(e, path, 0, "a list without images");
	return r;
}

/* Says where an image that is refused was named. */
static int refused(const struct list *l, const struct entry *from, struct err *e)
{
	size_t n = strlen(e->text);

	if (from && from->line)
		snprintf(e->text + n, sizeof(e->text) - n, " (line %d of %s)",
			 from->line, l->name);
	return -1;
}

/* Reads what `path` names; `from` is the entry that it is of, NULL: an argument. */
static int open_file(struct image_source *s, const char *path,
		     const struct entry *from, struct err *e)
{
	size_t n;
	char *bytes = file_read(path, FILE_MAX_DATA, &n, e);
	int r = bytes ? 0 : -1;

	if (!r && is_list(bytes, n)) {
		r = from ? err_set(e, path, 0, "is a text, no image file") :
			read_list(&s->list, path, bytes, e);
	} else if (!r) {
		s->im = images_decode(bytes, n, path, s->channels, e);
		s->name = path;
		s->i = 0;
		s->label = from ? from->label : -1;
		r = s->im ? 0 : -1;
		if (s->im && s->label >= 0 && s->im->n > 1)
			r = err_set(e, path, 0, "has %d images: a list has a "
				    "label for files of one", s->im->n);
	}
	free(bytes);
	return r < 0 ? refused(&s->list, from, e) : 0;
}

static int open_argument(struct image_source *s, const char *path, struct err *e)
{
	struct stat st;

	list_free(&s->list);
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ?
		read_folder(&s->list, path, e) : open_file(s, path, NULL, e);
}

/* The next file, list or folder. 1, 0 behind the last, or -1 and *e. */
static int advance(struct image_source *s, struct err *e)
{
	images_free(s->im);
	s->im = NULL;
	if (s->list.at < s->list.n) {
		const struct entry *from = &s->list.entry[s->list.at++];

		return open_file(s, from->path, from, e) < 0 ? -1 : 1;
	}
	if (s->at == s->n_paths)
		return 0;
	return open_argument(s, s->path[s->at++], e) < 0 ? -1 : 1;
}

struct image_source *image_source_new(char *const *path, int n, int channels)
{
	struct image_source *s = xcalloc(1, sizeof(*s));

	s->path = path;
	s->n_paths = n;
	s->channels = channels;
	return s;
}

void image_source_free(struct image_source *s)
{
	if (!s)
		return;
	images_free(s->im);
	list_free(&s->list);
	free(s);
}

int image_source_next(struct image_source *s, struct image_item *item,
		      struct err *e)
{
	while (!s->im || s->i == s->im->n) {
		int r = advance(s, e);

		if (r <= 0)
			return r;
	}
	item->im = s->im;
	item->path = s->name;
	item->i = s->i++;
	item->listed = s->label >= 0;
	item->label = item->listed || !s->im->label ? s->label :
		s->im->label[item->i];
	return 1;
}

char **image_names(const char *path, int *n)
{
	struct list l = {0};
	struct stat st;
	struct err e;
	char **name = NULL, *text = NULL;
	size_t n_bytes;

	*n = 0;
	if (stat(path, &st) < 0)
		return NULL;
	if (S_ISDIR(st.st_mode))
		read_folder(&l, path, &e);
	else if (S_ISREG(st.st_mode))
		text = file_read(path, FILE_MAX_TEXT, &n_bytes, &e);
	if (text && is_list(text, n_bytes))
		read_list(&l, path, text, &e);
	free(text);
	for (; *n < l.n; ++*n) {
		name = xrealloc(name, (*n + 1) * sizeof(*name));
		name[*n] = xstrdup(l.entry[*n].path);
	}
	list_free(&l);
	return name;
}

void image_names_free(char **name, int n)
{
	while (n--)
		free(name[n]);
	free(name);
}
