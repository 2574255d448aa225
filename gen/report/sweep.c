/* SPDX-License-Identifier: Apache-2.0 */
#include "report_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "keys.h"

/* A folder of imcfab sweep: sweep.json. */

static const struct key of_sweep[] = {
	{ "name", "s", 0, 0 }, { "hardware", "s0", 0, 0 }, { "clock_mhz", "i0", 0, 0 },
	{ "axes", "a", 0, 0 }, { "front", "a", 0, 0 }, { "counts", "o", 0, 0 },
	{ "points", "a", 0, 0 }, { NULL, NULL, 0, 0 },
};

static const struct key of_point[] = {
	{ "point", "s", 0, 0 }, { "status", "s", 0, 0 }, { "front", "b0", 0, 0 },
	{ "note", "s0", 0, 0 }, { "axes", "o", 0, 0 }, { "figures", "o", 0, 0 },
	{ NULL, NULL, 0, 0 },
};

static const struct key of_figure[] = {
	{ "figure", "s", 0, 0 }, { "better", "s", 0, 0 }, { NULL, NULL, 0, 0 },
};

static const struct key of_counts[] = {
	{ "points", "i", 0, 0 }, { "missing", "i", 0, 0 }, { "done", "i", 0, 0 },
	{ "infeasible", "i", 0, 0 }, { "failed", "i", 0, 0 }, { NULL, NULL, 0, 0 },
};

/* Figures that have a column where some point knows them; the front's stand before. */
static const char *const shown[] = {
	"images_per_s", "interval_predicted", "interval_measured", "latency_predicted",
	"latency_measured", "use_percent", "max_bits_per_cycle", "link_width_needed", "vcs_needed",
	"dilation", "top1_percent", "fabric_kge", "fabric_cells", "router_kge", "router_cells",
	"wire_pitches", "clock_mhz_possible", "check",
};

static void add_column(json_t *columns, const char *name, const char *from, int number)
{
	json_t *one;
	size_t i;

	json_array_foreach(columns, i, one)
		if (!strcmp(json_string_value(json_object_get(one, "name")), name))
			return;
	json_array_append_new(columns, json_pack("{s:o, s:s, s:b}", "name", json_text(name),
						 "from", from, "number", number));
}

static int known(const json_t *points, const char *figure)
{
	json_t *p;
	size_t i;

	json_array_foreach((json_t *)points, i, p) {
		const json_t *v = json_object_get(json_object_get(p, "figures"), figure);

		if (json_is_number(v) || json_is_string(v))
			return 1;
	}
	return 0;
}

/* Axes of more than one value, the figures of the front, other figures. */
static json_t *columns_of(const json_t *sweep)
{
	const json_t *points = json_object_get(sweep, "points");
	json_t *columns = json_array(), *axis, *key;
	size_t i, k;

	json_array_foreach(json_object_get(sweep, "axes"), i, axis)
		json_array_foreach(json_object_get(axis, "keys"), k, key)
			if (json_is_string(key) &&
			    json_array_size(json_object_get(axis, "values")) > 1)
				add_column(columns, json_string_value(key), "axes", 0);
	json_array_foreach(json_object_get(sweep, "front"), i, axis)
		add_column(columns, json_string_value(json_object_get(axis, "figure")),
			   "figures", 1);
	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (known(points, shown[i]))
			add_column(columns, shown[i], "figures", strcmp(shown[i], "check") != 0);
	return columns;
}

static json_t *row_of(const json_t *point, const json_t *columns)
{
	json_t *cells = json_array(), *c;
	size_t i;

	json_array_foreach((json_t *)columns, i, c) {
		const char *from = json_string_value(json_object_get(c, "from"));
		const char *name = json_string_value(json_object_get(c, "name"));
		json_t *v = json_object_get(json_object_get(point, from), name);

		json_array_append_new(cells, json_pack("{s:O?, s:O}", "value",
			json_is_number(v) || json_is_string(v) ? v : NULL, "number",
			json_object_get(c, "number")));
	}
	return json_pack("{s:O, s:O, s:b, s:O, s:o}", "point", json_object_get(point, "point"),
			 "status", json_object_get(point, "status"), "front",
			 json_is_true(json_object_get(point, "front")), "note",
			 json_object_get(point, "note"), "cells", cells);
}

/* Values of those axes, with commas: what a point is called. */
static json_t *label_of(const json_t *point, const json_t *columns)
{
	struct text t = {0};
	json_t *c, *j;
	size_t i;

	json_array_foreach((json_t *)columns, i, c) {
		const char *key = json_string_value(json_object_get(c, "name"));
		const json_t *v = json_object_get(json_object_get(point, "axes"), key);

		if (!strcmp(json_string_value(json_object_get(c, "from")), "axes") &&
		    json_is_string(v))
			text_add(&t, "%s%s %s", t.n ? ", " : "", key, json_string_value(v));
	}
	j = json_text(t.s ? t.s : "the only one");
	text_free(&t);
	return j;
}

static double figure(const json_t *point, const char *name)
{
	const json_t *v = json_object_get(json_object_get(point, "figures"), name);

	return json_is_number(v) ? json_number_value(v) : -1;
}

/* The first figure of the front that is better so; NULL: there is none. */
static const char *front_figure(const json_t *sweep, const char *better)
{
	json_t *f;
	size_t i;

	json_array_foreach(json_object_get(sweep, "front"), i, f)
		if (!strcmp(json_string_value(json_object_get(f, "better")), better))
			return json_string_value(json_object_get(f, "figure"));
	return NULL;
}

/* What is better where it is more, up, against what is better where it is less, across, both of the
 * largest, 0..1. Null where the front is not of both. */
static json_t *plot_of(const json_t *sweep, const json_t *columns)
{
	const json_t *points = json_object_get(sweep, "points");
	const char *up = front_figure(sweep, "more"), *across = front_figure(sweep, "less");
	double most_x = 0, most_y = 0;
	json_t *all, *p;
	size_t i;

	if (!up || !across)
		return json_null();
	json_array_foreach((json_t *)points, i, p) {
		most_x = figure(p, across) > most_x ? figure(p, across) : most_x;
		most_y = figure(p, up) > most_y ? figure(p, up) : most_y;
	}
	if (most_x <= 0 || most_y <= 0)
		return json_null();
	all = json_array();
	json_array_foreach((json_t *)points, i, p)
		if (figure(p, across) >= 0 && figure(p, up) >= 0)
			json_array_append_new(all, json_pack("{s:f, s:f, s:b, s:o, s:f, s:f, s:O}",
				"x", figure(p, across) / most_x, "y", figure(p, up) / most_y,
				"front", json_is_true(json_object_get(p, "front")),
				"label", label_of(p, columns), "across", figure(p, across),
				"up", figure(p, up), "point", json_object_get(p, "point")));
	return json_pack("{s:s, s:s, s:f, s:f, s:o}", "across", across, "up", up,
			 "most_x", most_x, "most_y", most_y, "points", all);
}

/* The point that is best in a figure of the front; null where none knows it. */
static json_t *best_of(const json_t *sweep, const json_t *front, const json_t *columns)
{
	const char *name = json_string_value(json_object_get(front, "figure"));
	int more = !strcmp(json_string_value(json_object_get(front, "better")), "more");
	json_t *p, *best = NULL;
	size_t i;

	json_array_foreach(json_object_get(sweep, "points"), i, p) {
		double v = figure(p, name), b = best ? figure(best, name) : -1;

		if (v >= 0 && (!best || (more ? v > b : v < b)))
			best = p;
	}
	if (!best)
		return json_null();
	return json_pack("{s:s, s:b, s:f, s:o}", "figure", name, "more", more, "value",
			 figure(best, name), "label", label_of(best, columns));
}

static json_t *bests_of(const json_t *sweep, const json_t *columns)
{
	json_t *all = json_array(), *f;
	size_t i;

	json_array_foreach(json_object_get(sweep, "front"), i, f)
		json_array_append_new(all, best_of(sweep, f, columns));
	return all;
}

static int check(const json_t *s, const char *path, struct err *e)
{
	if (keys_check(s, of_sweep, "sweep", path, e) < 0 ||
	    keys_check(json_object_get(s, "counts"), of_counts, "counts", path, e) < 0 ||
	    keys_check_all(s, "front", of_figure, path, e) < 0)
		return -1;
	return keys_check_all(s, "points", of_point, path, e);
}

json_t *report_of_sweep(const char *dir, struct err *e)
{
	char *path = xasprintf("%s/sweep.json", dir), *title = NULL;
	json_t *s = keys_read(path, "imcfab-sweep-results", 1, e), *j = NULL, *rows, *p, *columns;
	size_t i;

	if (s && !check(s, path, e)) {
		title = xasprintf("%s: a sweep of designs",
				  json_string_value(json_object_get(s, "name")));
		j = report_new("sweep", title);
		rows = json_array();
		columns = columns_of(s);
		json_array_foreach(json_object_get(s, "points"), i, p)
			json_array_append_new(rows, row_of(p, columns));
		json_object_set_new(j, "sweep", json_pack("{s:O, s:O, s:O, s:o, s:o, s:o, s:o}",
			"hardware", json_object_get(s, "hardware"),
			"counts", json_object_get(s, "counts"), "front",
			json_object_get(s, "front"), "plot", plot_of(s, columns), "best",
			bests_of(s, columns), "columns", columns,
			"rows", rows));
	}
	json_decref(s);
	free(title);
	free(path);
	return j;
}
