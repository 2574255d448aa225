/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KEYS_H
#define KEYS_H

#include <jansson.h>
#include <stdint.h>

#include "base/util.h"

/*
 * Data that were read from a file: what a report relies on is there, of its kind and in
 * range, so that templates and script find it.
 */
struct key {
	const char *name;
	/* Kinds that it may have, a letter each: i whole number, n number, s text, b true or
	 * false, a array, o object, 0 null; with an r whole numbers have a range. */
	const char *kinds;
	int64_t min, max;	/* of a whole number with an r */
};

/* The value `j`, called `what`, is an object with these keys, whose last is {NULL}. 0, or
 * -1 and *e with the file. */
int keys_check(const json_t *j, const struct key *key, const char *what,
	       const char *file, struct err *e);

/* The same of every element of the array `list` of `j`. */
int keys_check_all(const json_t *j, const char *list, const struct key *key,
		   const char *file, struct err *e);

/* `numbers`, called `what`, is an array of n whole numbers of min..max. */
int keys_check_numbers(const json_t *numbers, size_t n, int64_t min, int64_t max,
		       const char *what, const char *file, struct err *e);

/* Reads a file of JSON, an object with "format" and "version" as said; 0: it has no
 * "version". NULL and *e. */
json_t *keys_read(const char *path, const char *format, int version, struct err *e);

#endif
