/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FUZZ_FILE_H
#define FUZZ_FILE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/util.h"

/*
 * What the fuzz targets share. A target is one function that libFuzzer calls with bytes of
 * its choice: the reader at hand takes them, or refuses them with a message of one line.
 * Whatever else happens (a bad address, undefined behaviour, an assertion, a leak, seconds or
 * gigabytes for a small file) ends the run, and libFuzzer keeps the bytes.
 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* The bytes as a string; the caller frees. */
static inline char *fuzz_text(const uint8_t *p, size_t n)
{
	char *s = xmalloc(n + 1);

	if (n)
		memcpy(s, p, n);
	s[n] = 0;
	return s;
}

/* A file of this process in the folder at hand, "fuzz-123.json"; the caller frees its
 * name. It is written anew by the next call with the same ending. */
static inline char *fuzz_file(const char *ending, const uint8_t *p, size_t n)
{
	char *path = xasprintf("fuzz-%ld%s", (long)getpid(), ending);
	FILE *f = fopen(path, "wb");

	if (!f || (n && fwrite(p, 1, n, f) != n) || fclose(f)) {
		perror(path);
		abort();
	}
	return path;
}

/* What is refused is refused with a message. Always returns 0. */
static inline int fuzz_refused(const struct err *e)
{
	if (!e->text[0] || strchr(e->text, '\n'))
		abort();
	return 0;
}

#endif
