/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"

static int is_share(const char *dir)
{
	char *path = xasprintf("%s/rtl_templates", dir);
	struct stat st;
	int yes = stat(path, &st) == 0 && S_ISDIR(st.st_mode);

	free(path);
	return yes;
}

/* The folder that the running program is in, NULL where the system does not say. */
static char *own_dir(void)
{
	char path[PATH_MAX], *slash;
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return NULL;
	path[n] = 0;
	slash = strrchr(path, '/');
	if (slash)
		*slash = 0;
	return slash ? xstrdup(path) : NULL;
}

static int same_dir(const char *a, const char *b)
{
	struct stat s, t;

	return stat(a, &s) == 0 && stat(b, &t) == 0 && s.st_dev == t.st_dev &&
		s.st_ino == t.st_ino;
}

/* Where the data is from a program in `dir`, if both were moved together: out of
 * what bindir has for itself, into what pkgdatadir has. */
static char *moved(const char *dir)
{
	const char *bin = IMCFAB_BINDIR, *data = IMCFAB_PKGDATADIR;
	struct text t = {0};
	size_t same = 0;
	char *path;

	for (size_t i = 0; ; i++) {
		if ((!bin[i] || bin[i] == '/') && (!data[i] || data[i] == '/'))
			same = i;
		if (!bin[i] || bin[i] != data[i])
			break;
	}
	text_add(&t, "%s", dir);
	for (const char *s = bin + same; *s; s++)
		if (*s == '/')
			text_add(&t, "/..");
	text_add(&t, "%s", data + same);
	path = realpath(t.s, NULL);
	if (path)
		text_free(&t);
	return path ? path : t.s;
}

/* The places in their order; the last is NULL. */
static void places(char *place[4])
{
	const char *given = getenv("IMCFAB_SHARE");
	char *dir = own_dir();
	int n = 0;

	if (given && *given) {
		place[n++] = xstrdup(given);
	} else {
		if (dir && same_dir(dir, IMCFAB_BUILDDIR))
			place[n++] = xstrdup(IMCFAB_SRCDIR);
		if (dir)
			place[n++] = moved(dir);
		if (!n || strcmp(place[n - 1], IMCFAB_PKGDATADIR))
			place[n++] = xstrdup(IMCFAB_PKGDATADIR);
	}
	place[n] = NULL;
	free(dir);
}

char *cmd_share(const char *name, struct err *e)
{
	char *place[4], *path = NULL;
	struct text tried = {0};

	places(place);
	for (int i = 0; place[i]; i++) {
		if (!path && is_share(place[i]))
			path = xasprintf("%s/%s", place[i], name);
		text_add(&tried, "%s%s", i ? ", " : "", place[i]);
		free(place[i]);
	}
	if (!path)
		err_set(e, "", 0, "imcfab's own data (rtl_templates and others) "
			"is not in %s; install it by make install, or let "
			"IMCFAB_SHARE name its folder", tried.s);
	text_free(&tried);
	return path;
}

char *cmd_share_or(const char *given, const char *name, struct err *e)
{
	return given ? xstrdup(given) : cmd_share(name, e);
}
