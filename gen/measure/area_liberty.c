/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"
#include "base/proc.h"

/* abc knows no dont_use: such cells are taken out. */
static const char *const unwanted[] = {
	"lpflow", "probe", "dlclkp", "dlymetal", "dlygate", "clkdly",
	"macro_sparecell", NULL,
};

static void add_line(void *user, const char *line)
{
	struct text *t = user;

	if (t->n <= FILE_MAX_DATA)
		text_add(t, "%s\n", line);
}

static char *read_gz(const char *path, struct err *e)
{
	char *gzip = proc_find("gzip", "gzip", e);
	const char *const argv[] = {gzip, "-dc", path, NULL};
	struct text t = {0};
	int status = gzip ? proc_run(argv, NULL, add_line, &t, e) : -1;

	free(gzip);
	if (status > 0)
		err_set(e, path, 0, "cannot decompress");
	if (!status && t.n > FILE_MAX_DATA)
		status = err_set(e, path, 0, "larger than %zu MiB without its "
				 "compression", FILE_MAX_DATA >> 20);
	if (status != 0)
		text_free(&t);
	return t.s;
}

/* The end of the group whose '{' comes next behind `s`, behind its '}'. */
static const char *group_end(const char *s)
{
	int depth = 0;

	for (; *s; s++) {
		if (*s == '{')
			depth++;
		if (*s == '}' && --depth == 0)
			return s + 1;
	}
	return s;
}

static int is_unwanted(const char *from, const char *to)
{
	const char *name_end = memchr(from, ')', to - from), *p;
	int i;

	for (i = 0; unwanted[i]; i++)
		if (name_end && memmem(from, name_end - from, unwanted[i],
				       strlen(unwanted[i])))
			return 1;
	p = memmem(from, to - from, "dont_use", strlen("dont_use"));
	if (!p)
		return 0;
	p += strcspn(p, ":;\n");
	p += strspn(p, ": \t\"");
	return !strncmp(p, "true", 4);
}

const char *area_group_find(const char *from, const char *to, const char *kind,
			    const char **end)
{
	size_t n = strlen(kind);
	const char *p = from;

	while ((p = memmem(p, to - p, kind, n))) {
		if ((p == from || strchr(" \t\n;{}", p[-1])) &&
		    p[n + strspn(p + n, " \t")] == '(') {
			*end = group_end(p);
			return p;
		}
		p += n;
	}
	return NULL;
}

void area_group_name(const char *s, char *name, size_t room)
{
	size_t n;

	s += strcspn(s, "(");
	s += strspn(s, "( \t\"");
	n = strcspn(s, ") \t\"");
	snprintf(name, room, "%.*s", (int)n, s);
}

int area_liberty(const char *liberty, const char *path, struct err *e)
{
	size_t n = strlen(liberty);
	int is_gz = n > 3 && !strcmp(liberty + n - 3, ".gz"), r;
	char *s = is_gz ? read_gz(liberty, e) : file_read(liberty, FILE_MAX_DATA,
							   NULL, e);
	const char *from = s, *to, *cell, *end;
	struct text t = {0};

	if (!s)
		return -1;
	to = s + strlen(s);
	if (!area_group_find(s, to, "cell", &end)) {
		free(s);
		return err_set(e, liberty, 0, "holds no cells: is it a Liberty "
			       "file?");
	}
	while ((cell = area_group_find(from, to, "cell", &end))) {
		text_add_bytes(&t, from, cell - from);
		if (!is_unwanted(cell, end))
			text_add_bytes(&t, cell, end - cell);
		from = end;
	}
	text_add_bytes(&t, from, strlen(from));
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(s);
	return r;
}
