/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int sweep_is_done(const struct sweep_job *j, int point)
{
	char *dir = sweep_point_dir(j->out, &j->points.point[point]);
	char *path = xasprintf("%s/result.json", dir);
	int yes = access(path, F_OK) == 0;

	free(path);
	free(dir);
	return yes;
}

/* Line j->line of a text, or all of it. NULL where there is no such line. */
static char *choose_line(const struct sweep_job *j, char *text)
{
	char *s = text;

	for (long n = 1; s && n < j->line; n++) {
		s = strchr(s, '\n');
		s = s ? s + 1 : NULL;
	}
	if (s && j->line)
		s[strcspn(s, "\n")] = 0;
	return s && *s ? s : NULL;
}

static int find(const struct sweep_job *j, const char *hash)
{
	char *end;
	uint64_t h = strtoull(hash, &end, 16);

	for (int i = 0; !*end && i < j->points.n; i++)
		if (j->points.point[i].hash == h)
			return i;
	return -1;
}

/* Marks those of the list. 0, or -1 and *e. */
static int read_list(const struct sweep_job *j, char *wanted, struct err *e)
{
	char *text = file_read(j->list, FILE_MAX_TEXT, NULL, e), *rest, *word;
	char *from = text ? choose_line(j, text) : NULL;
	int r = text ? 0 : -1;

	if (text && !from)
		r = err_set(e, j->list, 0, "has no line %ld", j->line ? j->line : 1);
	for (word = from ? strtok_r(from, " \n", &rest) : NULL; !r && word;
	     word = strtok_r(NULL, " \n", &rest)) {
		int i = find(j, word);

		if (i < 0)
			r = err_set(e, j->list, 0, "point %.40s is none of this sweep: an input "
				    "or the program changed since it was written", word);
		else
			wanted[i] = 1;
	}
	free(text);
	return r;
}

int *sweep_todo(const struct sweep_job *j, int *n, struct err *e)
{
	int *todo = xcalloc(j->points.n + 1, sizeof(*todo));
	char *wanted = xcalloc(j->points.n + 1, 1);
	int r = 0;

	*n = 0;
	memset(wanted, !j->list, j->points.n);
	if (j->list)
		r = read_list(j, wanted, e);
	for (int i = 0; i < j->points.n; i++)
		if (wanted[i] && !sweep_is_done(j, i))
			todo[(*n)++] = i;
	free(wanted);
	if (!r)
		return todo;
	free(todo);
	return NULL;
}
