/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JSON_H
#define JSON_H

/*
 * Lines of the values in a JSON text, for messages. The parser (jansson) tells
 * positions of syntax errors only. It keeps the order of members, so a value is
 * found again in the text by counting. `text` is the whole text, `root` what
 * jansson made of it without duplicate keys.
 */
struct json_t;	/* jansson's value */

/* Line, from 1, of member `key` of the object `of`; of the beginning of the
 * object or array `of` where `key` is NULL or not in it; of the beginning of the
 * text where `of` is no object or array of `root`. */
int json_line(const char *text, const struct json_t *root,
	      const struct json_t *of, const char *key);

/* line[i]: line, from 1, on which element i of the array `of` begins. */
void json_lines(const char *text, const struct json_t *root,
		const struct json_t *of, int *line);

/* A string of JSON; where the bytes are no UTF-8, those beyond ASCII become '?'.
 * NULL gives null. */
struct json_t *json_text(const char *s);

#endif
