/* SPDX-License-Identifier: Apache-2.0 */
#ifndef UTIL_H
#define UTIL_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * What everything else needs: one error record for bad input, allocation that
 * cannot fail, a growing byte string, random numbers, a hash and a clock.
 */

static inline int64_t max64(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static inline int64_t min64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* a / b rounded up; a >= 0, b > 0. */
static inline int64_t div_up(int64_t a, int64_t b)
{
	return (a + b - 1) / b;
}

/* "1 image", "2 images" */
static inline const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

/* The first thing that was wrong with an input. Filled by the function that
 * refuses it; nothing in a library prints. */
struct err {
	char file[256];	/* input file, "" where there is none */
	int line;	/* 1-based, 0 where lines have no meaning */
	char text[1536];	/* lower-case, names key, value and legal range */
};

/* Fills `e` (may be called once per refusal); always returns -1. */
int err_set(struct err *e, const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Names of files, and what else goes to a terminal: control bytes become '?'. err_set
 * does it for its message, which has one line then. */
void make_plain(char *s);

/* Allocation. Ends the program with a message where memory is out. */
void *xmalloc(size_t n_bytes);
void *xcalloc(size_t n, size_t each_bytes);	/* zeroed */
void *xrealloc(void *p, size_t n_bytes);
char *xstrdup(const char *s);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A growing string of bytes, always NUL-terminated; start from {0}. */
struct text {
	char *s;	/* owned; NULL while empty */
	size_t n;	/* bytes in use without the NUL */
	size_t room;
};
void text_add(struct text *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void text_add_bytes(struct text *t, const void *p, size_t n);
void text_room(struct text *t, size_t more);	/* so that these fit */
void text_free(struct text *t);

/* Index of `wanted` among name(0), name(1), ... up to NULL. -1 where it is none of
 * them; then the names are added to *known, with commas, the caller's to free. */
int name_find(const char *(*name)(int i), const char *wanted,
	      struct text *known);

/* Seeded generator for tests, placement and stimuli (xorshift64*, Vigna 2016,
 * doi 10.1145/2845077). The state must not be 0. */
uint64_t rand_next(uint64_t *state);

/* FNV-1a, 64 bits; start from FNV_START. */
#define FNV_START 0xcbf29ce484222325u
uint64_t fnv(uint64_t h, const void *p, size_t n_bytes);

double now_seconds(void);	/* monotonic clock */

#endif
