/* SPDX-License-Identifier: Apache-2.0 */
#include "graphs.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

char *graphs_path(const char *name)
{
	const char *src = getenv("srcdir");

	return xasprintf("%s/tests/graphs/%s", src ? src : ".", name);
}

char *graphs_data_path(const char *name)
{
	const char *dir = getenv("IMCFAB_DATA"), *src = getenv("srcdir");

	if (dir)
		return xasprintf("%s/%s", dir, name);
	return xasprintf("%s/../shared/data/%s", src ? src : ".", name);
}

int graphs_have_data(void)
{
	char *path = graphs_data_path("layer_tables/derived/TOTALS.csv");
	int found = !access(path, R_OK);

	free(path);
	return found;
}

static struct layers *take(char *path)
{
	struct err e;
	struct layers *l = layers_read(path, &e);

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
	return take(graphs_data_path(name));
}
