/* SPDX-License-Identifier: Apache-2.0 */
#include "cosim.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"

#define WORST 10	/* channels that are named */

static const struct key of_run[] = {
	{ "images", "i", 0, 0 }, { "run_cycles", "i", 0, 0 }, { "program_cycles", "i", 0, 0 },
	{ "words_compared", "i", 0, 0 }, { "words_expected", "i", 0, 0 },
	{ "mismatches", "i", 0, 0 }, { "interval", "i0", 0, 0 },
	{ "interval_predicted", "i0", 0, 0 }, { "latency", "i0", 0, 0 },
	{ "latency_predicted", "i0", 0, 0 }, { "first", "s0", 0, 0 }, { "why", "s0", 0, 0 },
	{ "channel_stalls", "a0", 0, 0 }, { NULL, NULL, 0, 0 },
};

struct channel {
	size_t index;
	int64_t stalls;
};

static int more_stalls(const void *a, const void *b)
{
	const struct channel *x = a, *y = b;

	if (x->stalls != y->stalls)
		return x->stalls < y->stalls ? 1 : -1;
	return x->index < y->index ? -1 : 1;
}

/* The channels with most stalls, of those that have any. */
static json_t *worst(const json_t *channels, const json_t *stalls)
{
	size_t n = json_array_size(channels);
	struct channel *c = xcalloc(n + 1, sizeof(*c));
	json_t *all = json_array();

	for (size_t i = 0; i < n; i++)
		c[i] = (struct channel){ i, json_integer_value(json_array_get(stalls, i)) };
	qsort(c, n, sizeof(*c), more_stalls);
	for (size_t i = 0; i < n && i < WORST && c[i].stalls; i++) {
		const json_t *of = json_array_get(channels, c[i].index);

		json_array_append_new(all, json_pack("{s:I, s:I, s:O, s:O}",
			"channel", (json_int_t)c[i].index, "stalls", (json_int_t)c[i].stalls,
			"tail", json_object_get(of, "tail"), "head", json_object_get(of, "head")));
	}
	free(c);
	return all;
}

int report_add_run(json_t *design, const json_t *run, const char *file, struct err *e)
{
	json_t *channels = json_object_get(design, "channels"), *copy;
	const json_t *stalls = json_object_get(run, "channel_stalls");
	size_t n = json_array_size(channels);

	if (keys_check(run, of_run, "run", file, e) < 0 ||
	    (json_is_array(stalls) &&
	     keys_check_numbers(stalls, n, 0, INT64_MAX, "channel_stalls", file, e) < 0))
		return -1;
	copy = json_copy((json_t *)run);
	json_object_del(copy, "channel_stalls");
	json_object_set_new(copy, "worst", worst(channels, stalls));
	json_object_set_new(design, "cosim", copy);
	json_object_set_new(design, "stalled", json_boolean(json_is_array(stalls)));
	for (size_t i = 0; json_is_array(stalls) && i < n; i++)
		json_object_set(json_array_get(channels, i), "stalls",
				json_array_get(stalls, i));
	return 0;
}

json_t *report_read_run(const struct plan *p, const char *path, struct err *e)
{
	json_t *j = keys_read(path, "imcfab-cosim", 1, e), *run, *found = NULL;
	char hash[17];
	size_t i;

	if (!j)
		return NULL;
	snprintf(hash, sizeof(hash), "%016" PRIx64, plan_hash(p));
	json_array_foreach(json_object_get(j, "runs"), i, run) {
		const char *s = json_string_value(json_object_get(run, "plan_hash"));

		if (s && !strcmp(s, hash))
			found = json_incref(run);
	}
	json_decref(j);
	if (!found)
		err_set(e, path, 0, "has no run of this plan, whose hash is %s", hash);
	return found;
}
