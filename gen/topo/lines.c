/* SPDX-License-Identifier: Apache-2.0 */
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void topo_lines_init(struct topo_lines *r, const char *path, char *text,
		     struct text *why)
{
	*r = (struct topo_lines){ .path = path, .text = text, .why = why,
				  .next = text };
}

int topo_lines_next(struct topo_lines *r, char comment)
{
	const char stop[] = { '\r', comment, 0 };

	if (!*r->next)
		return 0;
	r->line++;
	r->rest = r->next;
	r->next += strcspn(r->next, "\n");
	if (*r->next)
		*r->next++ = 0;
	r->rest[strcspn(r->rest, stop)] = 0;
	return 1;
}

char *topo_lines_word(struct topo_lines *r)
{
	char *word;

	r->rest += strspn(r->rest, " \t");
	if (!*r->rest)
		return NULL;
	word = r->rest;
	r->rest += strcspn(r->rest, " \t");
	if (*r->rest)
		*r->rest++ = 0;
	return word;
}

int topo_lines_number(struct topo_lines *r, const char *name, const char *word,
		      int lo, int hi, int *v)
{
	long n;

	if (!word)
		return topo_lines_refuse(r, r->line, "%s is missing", name);
	n = strtol(word, NULL, 10);
	if (word[strspn(word, "0123456789")] || n < lo || n > hi)
		return topo_lines_refuse(r, r->line,
					 "%s = %.40s: must be %d..%d", name,
					 word, lo, hi);
	*v = (int)n;
	return 0;
}

int topo_lines_refuse(struct topo_lines *r, int line, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text_add(r->why, "%s:%d: %s", r->path, line, text);
	return -1;
}
