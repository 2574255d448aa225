/* SPDX-License-Identifier: Apache-2.0 */
#include "graphs.h"

#include <stdlib.h>

#include "main.h"

char *graphs_path(const char *name)
{
	char *file = xasprintf("tests/graphs/%s", name);
	char *path = check_source(file);

	free(file);
	return path;
}

static struct layers *take(char *path)
{
	struct err e;
	struct layers *l = layers_read(path, NULL, &e);

	ck_assert_msg(l != NULL, "%s:%d: %s", path, e.line, l ? "" : e.text);
	free(path);
	return l;
}

struct layers *graphs_small(void)
{
	return take(graphs_path("small.json"));
}

struct layers *graphs_data(const char *name)
{
	return take(check_data(name));
}
