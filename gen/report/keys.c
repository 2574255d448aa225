/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static char kind(const json_t *j)
{
	switch (json_typeof(j)) {
	case JSON_OBJECT: return 'o';
	case JSON_ARRAY: return 'a';
	case JSON_STRING: return 's';
	case JSON_INTEGER: return 'i';
	case JSON_REAL: return 'n';
	case JSON_NULL: return '0';
	default: return 'b';
	}
}

/* A whole number is a number too. */
static int is_of(const json_t *j, const char *kinds)
{
	return strchr(kinds, kind(j)) || (json_is_integer(j) && strchr(kinds, 'n'));
}

int keys_check(const json_t *j, const struct key *key, const char *what,
	       const char *file, struct err *e)
{
	if (!json_is_object(j))
		return err_set(e, file, 0, "%s: must be an object", what);
	for (; key->name; key++) {
		const json_t *v = json_object_get(j, key->name);
		int64_t n = json_integer_value(v);

		if (!v || !is_of(v, key->kinds))
			return err_set(e, file, 0, "%s: %s: %s", what, key->name,
				       v ? "is not of its kind" : "missing");
		if (json_is_integer(v) && strchr(key->kinds, 'r') &&
		    (n < key->min || n > key->max))
			return err_set(e, file, 0, "%s: %s: %" PRId64 ": must be %" PRId64
				       "..%" PRId64, what, key->name, n, key->min, key->max);
	}
	return 0;
}

int keys_check_all(const json_t *j, const char *list, const struct key *key,
		   const char *file, struct err *e)
{
	const json_t *all = json_object_get(j, list);
	char what[64];

	for (size_t i = 0; i < json_array_size(all); i++) {
		snprintf(what, sizeof(what), "%s %zu", list, i);
		if (keys_check(json_array_get(all, i), key, what, file, e) < 0)
			return -1;
	}
	return 0;
}

int keys_check_numbers(const json_t *numbers, size_t n, int64_t min, int64_t max,
		       const char *what, const char *file, struct err *e)
{
	if (json_array_size(numbers) != n)
		return err_set(e, file, 0, "%s: %zu numbers: must be %zu", what,
			       json_array_size(numbers), n);
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(numbers, i);

		if (!json_is_integer(v) || json_integer_value(v) < min ||
		    json_integer_value(v) > max)
			return err_set(e, file, 0, "%s: number %zu: must be a whole number, "
				       "%" PRId64 "..%" PRId64, what, i, min, max);
	}
	return 0;
}

json_t *keys_read(const char *path, const char *format, int version, struct err *e)
{
	char *s = file_read(path, FILE_MAX_DATA, NULL, e);
	json_error_t fault;
	json_t *j = s ? json_loads(s, JSON_REJECT_DUPLICATES, &fault) : NULL;
	const char *says = json_string_value(json_object_get(j, "format"));

	if (s && !j)
		err_set(e, path, fault.line, "not JSON: %s", fault.text);
	free(s);
	if (j && (!says || strcmp(says, format) ||
		  json_integer_value(json_object_get(j, "version")) != version)) {
		if (version)
			err_set(e, path, 0, "\"format\" and \"version\" must be \"%s\" and %d",
				format, version);
		else
			err_set(e, path, 0, "\"format\" must be \"%s\"", format);
		json_decref(j);
		j = NULL;
	}
	return j;
}
