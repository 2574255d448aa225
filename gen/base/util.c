/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "util.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int err_set(struct err *e, const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	snprintf(e->file, sizeof(e->file), "%s", file ? file : "");
	e->line = line;
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	return -1;
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

static void text_room(struct text *t, size_t more)
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

char *file_read(const char *path, size_t *n_bytes, struct err *e)
{
	struct text t = {0};
	struct stat st;
	char chunk[65536];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f || fstat(fileno(f), &st) < 0 || S_ISDIR(st.st_mode)) {
		err_set(e, path, 0, "cannot read: %s",
			f ? "is a folder" : strerror(errno));
		if (f)
			fclose(f);
		return NULL;
	}
	text_room(&t, st.st_size > 0 ? st.st_size : 1);
	t.s[0] = 0;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		text_add_bytes(&t, chunk, n);
	if (ferror(f)) {
		err_set(e, path, 0, "cannot read: %s", strerror(errno));
		text_free(&t);
	}
	fclose(f);
	if (n_bytes)
		*n_bytes = t.n;
	return t.s;
}

static int same_as_file(const char *path, const void *p, size_t n_bytes)
{
	struct err e;
	size_t n;
	struct stat st;
	char *old;
	int same;

	if (stat(path, &st) < 0 || (size_t)st.st_size != n_bytes)
		return 0;
	old = file_read(path, &n, &e);
	same = old && n == n_bytes && !memcmp(old, p, n);
	free(old);
	return same;
}

int file_write(const char *path, const void *p, size_t n_bytes, struct err *e)
{
	char *part;
	FILE *f;
	int ok;

	if (same_as_file(path, p, n_bytes))
		return 0;
	part = xasprintf("%s.tmp", path);
	f = fopen(part, "wb");
	if (!f) {
		err_set(e, path, 0, "cannot write: %s", strerror(errno));
		free(part);
		return -1;
	}
	ok = fwrite(p, 1, n_bytes, f) == n_bytes;
	ok = fclose(f) == 0 && ok;
	if (!ok || rename(part, path) < 0) {
		err_set(e, path, 0, "cannot write: %s", strerror(errno));
		unlink(part);
		free(part);
		return -1;
	}
	free(part);
	return 0;
}

int dir_make(const char *path, struct err *e)
{
	char *part = xstrdup(path), *p = part;
	struct stat st;
	int failed = 0;

	while (!failed && p) {
		p = strchr(p + 1, '/');
		if (p)
			*p = 0;
		if (*part && mkdir(part, 0777) < 0 && errno != EEXIST)
			failed = errno;
		if (p)
			*p = '/';
	}
	free(part);
	if (!failed && (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
		failed = ENOTDIR;
	if (!failed && access(path, W_OK) < 0)
		failed = errno;
	if (failed)
		return err_set(e, path, 0, "cannot make folder: %s",
			       strerror(failed));
	return 0;
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

int fnv_file(uint64_t *h, const char *path, struct err *e)
{
	uint64_t n_bytes;
	size_t n;
	char *s = file_read(path, &n, e);

	if (!s)
		return -1;
	n_bytes = n;
	*h = fnv(fnv(*h, &n_bytes, sizeof(n_bytes)), s, n);
	free(s);
	return 0;
}

double now_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}
