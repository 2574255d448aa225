/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "cosim_impl.h"
#include "base/file.h"

/* Every unpacked array of one class, whose object is `object` in the model's state. */
static int class_arrays(struct cosim_shape *s, const char *dir,
			const char *class, const char *object, struct err *e)
{
	char *path = xasprintf("%s/%s.h", dir, class);
	char *text = file_read(path, FILE_MAX_DATA, NULL, e), *line, *rest, *name, *end;

	free(path);
	if (!text)
		return -1;
	for (line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		line += strspn(line, " ");
		end = strrchr(line, ';');
		name = strrchr(line, ' ');
		if (strncmp(line, "VlUnpacked<", 11) || !end || !name ||
		    name > end)
			continue;
		*end = 0;
		s->array = xrealloc(s->array, (s->n_arrays + 1) *
				    sizeof(*s->array));
		s->array[s->n_arrays++] = xasprintf("%s.%s", object, name + 1);
	}
	free(text);
	return 0;
}

/* The state is one object of class PREFIX__Syms; a line of it that says
 * "PREFIX_class object;" is an instance of a module that was not inlined. */
int cosim_shape_arrays(struct cosim_shape *s, const char *dir, struct err *e)
{
	char *path = xasprintf("%s/%s__Syms.h", dir, s->prefix);
	char *text = file_read(path, FILE_MAX_DATA, NULL, e), *line, *rest;
	const size_t n = strlen(s->prefix);
	int r = text ? 0 : -1;

	free(path);
	for (line = text ? strtok_r(text, "\n", &rest) : NULL; line && !r;
	     line = strtok_r(NULL, "\n", &rest)) {
		char class[256], object[256], end;

		if (sscanf(line, " %255[A-Za-z_0-9] %255[A-Za-z_0-9]%c", class,
			   object, &end) == 3 && end == ';' &&
		    !strncmp(class, s->prefix, n) && class[n] == '_')
			r = class_arrays(s, dir, class, object, e);
	}
	free(text);
	return r;
}
