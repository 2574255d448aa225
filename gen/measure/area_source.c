/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/*
 * Which modules a module can be made of: those whose names occur in its file, and
 * in their files. A name in a comment counts too, which only makes a cached
 * result be thrown away too often.
 */

int area_source_add(struct area_sources *all, const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/'), *end;
	struct area_source *s;
	char *text = file_read(path, FILE_MAX_DATA, NULL, e);

	if (!text)
		return -1;
	all->source = xrealloc(all->source,
			       (all->n + 1) * sizeof(*all->source));
	s = &all->source[all->n++];
	slash = slash ? slash + 1 : path;
	end = strchr(slash, '.');
	s->module = end ? xasprintf("%.*s", (int)(end - slash), slash) :
		xstrdup(slash);
	s->text = text;
	return 0;
}

void area_sources_free(struct area_sources *all)
{
	for (int i = 0; i < all->n; i++) {
		free(all->source[i].module);
		free(all->source[i].text);
	}
	free(all->source);
	memset(all, 0, sizeof(*all));
}

static int in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static int names(const char *text, const char *module)
{
	size_t n = strlen(module);

	for (const char *s = text; (s = strstr(s, module)) != NULL; s += n)
		if ((s == text || !in_word(s[-1])) && !in_word(s[n]))
			return 1;
	return 0;
}

static void reach(const struct area_sources *all, int i, char *seen)
{
	seen[i] = 1;
	for (int k = 0; k < all->n; k++)
		if (!seen[k] && names(all->source[i].text,
				      all->source[k].module))
			reach(all, k, seen);
}

uint64_t area_source_hash(const struct area_sources *all, const char *module,
			  uint64_t h)
{
	char *seen = xcalloc(all->n + 1, 1);

	for (int i = 0; i < all->n; i++)
		if (!module || !strcmp(all->source[i].module, module))
			reach(all, i, seen);
	for (int i = 0; i < all->n; i++)
		if (seen[i])
			h = fnv(h, all->source[i].text,
				strlen(all->source[i].text));
	free(seen);
	return h;
}
