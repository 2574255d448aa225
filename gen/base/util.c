/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "util.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int err_set(struct err *e, const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	snprintf(e->file, sizeof(e->file), "%s", file ? file : "");
	e->line = line;
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	make_plain(e->text);
	make_plain(e->file);
	return -1;
}

void make_plain(char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			*s = '?';
}

static void *check_memory(void *p)
{
	if (!p) {
		fputs("imcfab: out of memory\n", stderr);
		exit(2);
	}
	return p;
}

void *xmalloc(size_t n_bytes)
{
	return check_memory(malloc(n_bytes ? n_bytes : 1));
}

void *xcalloc(size_t n, size_t each_bytes)
{
	return check_memory(calloc(n ? n : 1, each_bytes ? each_bytes : 1));
}

void *xrealloc(void *p, size_t n_bytes)
{
	return check_memory(realloc(p, n_bytes ? n_bytes : 1));
}

char *xstrdup(const char *s)
{
	return check_memory(strdup(s));
}

char *xasprintf(const char *fmt, ...)
{
	char *s = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		s = NULL;
	va_end(ap);
	return check_memory(s);
}

void text_room(struct text *t, size_t more)
{
	if (t->n + more + 1 <= t->room)
		return;
	t->room = (t->n + more + 1) * 2;
	t->s = xrealloc(t->s, t->room);
}

void text_add(struct text *t, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	text_room(t, n);
	vsnprintf(t->s + t->n, n + 1, fmt, again);
	va_end(again);
	t->n += n;
}

void text_add_bytes(struct text *t, const void *p, size_t n)
{
	text_room(t, n);
	memcpy(t->s + t->n, p, n);
	t->n += n;
	t->s[t->n] = 0;
}

void text_free(struct text *t)
{
	free(t->s);
	memset(t, 0, sizeof(*t));
}

int name_find(const char *(*name)(int i), const char *wanted,
	      struct text *known)
{
	int i;

	for (i = 0; name(i); i++)
		if (!strcmp(name(i), wanted))
			return i;
	for (i = 0; name(i); i++)
		text_add(known, "%s%s", i ? ", " : "", name(i));
	return -1;
}

uint64_t rand_next(uint64_t *state)
{
	uint64_t x = *state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * 0x2545f4914f6cdd1dull;
}

uint64_t fnv(uint64_t h, const void *p, size_t n_bytes)
{
	const uint8_t *b = p;

	while (n_bytes--)
		h = (h ^ *b++) * 0x100000001b3ull;
	return h;
}

double now_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}
