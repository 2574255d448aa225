/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXPAND_IMPL_H
#define EXPAND_IMPL_H

#include <jansson.h>

#include "expand.h"

/* A value that the template is inside of. */
struct frame {
	const json_t *value;
	size_t index;	/* in its array */
	char name[24];	/* of the loop, "" where it has none */
};

#define FRAMES_MAX 16

struct expansion {
	const char *dir, *file;	/* of the template at hand */
	const char *begin;	/* its text */
	struct frame frame[FRAMES_MAX];
	int n_frames;
	struct text *out;
	struct err *err;
	int failed;
	int closed;	/* the last body ended with {{/}} */
};

/* A number, or what the data say. */
struct value {
	int is_number;
	double number;
	const json_t *json;	/* NULL: null */
	const char *text;	/* a text of the template of so many bytes, or NULL */
	size_t n_text;
};

/* Between the files of the expansion only. */

/* The first fault, at a place of the template. */
void expand_fault(struct expansion *x, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Reads an expression from *s on, up to the first character that is none of it. */
struct value expand_value(struct expansion *x, const char **s);
int expand_true(const struct value *v);

/* Adds it to the output: plain, or for people with so many digits (-1: as many as tell). */
void expand_plain(struct expansion *x, const struct value *v);
void expand_people(struct expansion *x, const struct value *v, int digits);
void expand_name(struct expansion *x, const struct value *v);
void expand_json(struct expansion *x, const struct value *v);

#endif
