/* SPDX-License-Identifier: Apache-2.0 */
#include "report_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "design.h"
#include "keys.h"

/* A folder of imcfab compare: compare.json and designs.json. */

/* What a page takes of a row of compare.json. */
static const struct key of_row[] = {
	{ "network", "s", 0, 0 }, { "topology", "s", 0, 0 }, { "model", "s0", 0, 0 },
	{ "cores", "i0", 0, 0 }, { "channels", "i0", 0, 0 }, { "dilation", "i0", 0, 0 },
	{ "dilation_bound", "i0", 0, 0 }, { "hops", "i0", 0, 0 }, { "hops_bound", "i0", 0, 0 },
	{ "vcs_needed", "i0", 0, 0 }, { "max_bits_per_cycle", "n0", 0, 0 },
	{ "max_bits_per_cycle_bound", "n0", 0, 0 }, { "mean_bits_per_cycle", "n0", 0, 0 },
	{ "link_width_needed", "i0", 0, 0 }, { "interval_predicted", "i0", 0, 0 },
	{ "interval_measured", "i0", 0, 0 }, { "latency_predicted", "i0", 0, 0 },
	{ "latency_measured", "i0", 0, 0 }, { "use_percent", "n0", 0, 0 },
	{ "words_compared", "i0", 0, 0 }, { "words_differing", "i0", 0, 0 },
	{ "images_per_s", "n0", 0, 0 }, { "images_per_s_bound", "n0", 0, 0 },
	{ "router_cells", "n0", 0, 0 }, { "fabric_cells", "n0", 0, 0 },
	{ "router_kge", "n0", 0, 0 }, { "fabric_kge", "n0", 0, 0 },
	{ "wire_pitches", "i0", 0, 0 }, { "longest_pitches", "i0", 0, 0 },
	{ "bandwidth_area", "n0", 0, 0 }, { "bandwidth_wire", "n0", 0, 0 },
	{ "note", "s0", 0, 0 }, { NULL, NULL, 0, 0 },
};

/* What rows are judged by, in words; which way is better; what none can beat. */
static const struct measure {
	const char *key, *bound, *what;
	int more;	/* is better */
} measures[] = {
	{ "images_per_s", "images_per_s_bound", "images a second", 1 },
	{ "latency_predicted", NULL, "cycles of latency", 0 },
	{ "max_bits_per_cycle", "max_bits_per_cycle_bound",
	  "bits a cycle on the most loaded channel", 0 },
	{ "router_kge", NULL, "kGE of routers", 0 },
	{ "router_cells", NULL, "cells of routers", 0 },
	{ "wire_pitches", NULL, "tile pitches of wire", 0 },
};

static double value(const json_t *row, const char *key)
{
	const json_t *v = key ? json_object_get(row, key) : NULL;

	return json_is_number(v) ? json_number_value(v) : -1;
}

/* Rows first .. first+n-1 of a comparison, of one network. */
struct part {
	const json_t *rows;
	size_t first, n;
};

static const json_t *row_of(const struct part *p, size_t i)
{
	return json_array_get(p->rows, p->first + i);
}

/* Of the rows that have the figure: the best and the worst, and how many. */
struct extremes {
	double best, worst, most;
	size_t n, worst_row;
};

static struct extremes extremes_of(const struct part *p, const struct measure *m)
{
	struct extremes x = {0};

	for (size_t i = 0; i < p->n; i++) {
		double v = value(row_of(p, i), m->key), b = value(row_of(p, i), m->bound);

		if (v < 0)
			continue;
		if (!x.n || (m->more ? v > x.best : v < x.best))
			x.best = v;
		if (!x.n || (m->more ? v < x.worst : v > x.worst)) {
			x.worst = v;
			x.worst_row = i;
		}
		x.most = v > x.most ? v : x.most;
		x.most = b > x.most ? b : x.most;
		x.n++;
	}
	return x;
}

static json_t *share(double v, double most)
{
	return v < 0 || most <= 0 ? json_null() : json_real(v / most);
}

/* The labels of the rows that are best, with commas; *n: how many. */
static json_t *best_labels(const struct part *p, const struct measure *m, double best,
			   size_t *n)
{
	struct text t = {0};
	json_t *j;

	*n = 0;
	for (size_t i = 0; i < p->n; i++)
		if (value(row_of(p, i), m->key) == best)
			text_add(&t, "%s%s", (*n)++ ? "; " : "", json_string_value(
				json_object_get(row_of(p, i), "label")));
	j = json_text(t.s);
	text_free(&t);
	return j;
}

static json_t *bars(const struct part *p, const struct measure *m, const struct extremes *x)
{
	json_t *all = json_array();

	for (size_t i = 0; i < p->n; i++) {
		const json_t *r = row_of(p, i);
		double v = value(r, m->key);

		if (v >= 0)
			json_array_append_new(all, json_pack("{s:O, s:f, s:o, s:o, s:b}",
				"label", json_object_get(r, "label"), "value", v,
				"share", share(v, x->most),
				"bound_share", share(value(r, m->bound), x->most),
				"best", v == x->best));
	}
	return all;
}

/* A figure with its best and worst rows, where two rows or more have it. */
static void add_measure(json_t *all, const struct part *p, const struct measure *m)
{
	struct extremes x = extremes_of(p, m);
	json_t *labels;
	size_t n;

	if (x.n < 2)
		return;
	labels = best_labels(p, m, x.best, &n);
	json_array_append_new(all, json_pack("{s:s, s:b, s:b, s:b, s:f, s:f, s:o, s:O, s:o}",
		"what", m->what, "more", m->more, "all", n == x.n, "many", n > 1,
		"best", x.best, "worst", x.worst, "labels", labels, "worst_label",
		json_object_get(row_of(p, x.worst_row), "label"), "bars", bars(p, m, &x)));
}

static json_t *network_of(const struct part *p)
{
	json_t *all = json_array(), *rows = json_array();

	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
		add_measure(all, p, &measures[i]);
	for (size_t i = 0; i < p->n; i++)
		json_array_append(rows, (json_t *)row_of(p, i));
	return json_pack("{s:O, s:o, s:o}", "name", json_object_get(row_of(p, 0), "network"),
			 "rows", rows, "measures", all);
}

/* A network's rows follow each other. */
static json_t *networks_of(const json_t *rows)
{
	size_t n = json_array_size(rows);
	struct part p = {rows, 0, 0};
	json_t *all = json_array();

	while (p.first < n) {
		const char *name = json_string_value(json_object_get(row_of(&p, 0), "network"));

		for (p.n = 1; p.first + p.n < n && !strcmp(name, json_string_value(
			json_object_get(row_of(&p, p.n), "network"))); p.n++)
			;
		json_array_append_new(all, network_of(&p));
		p.first += p.n;
	}
	return all;
}

/* Whether some row knows each figure: columns that none knows are left out. */
static json_t *known_of(const json_t *rows)
{
	json_t *j = json_object(), *row;
	size_t i;

	for (const struct key *k = of_row; k->name; k++) {
		int known = 0;

		json_array_foreach((json_t *)rows, i, row)
			known |= !json_is_null(json_object_get(row, k->name));
		json_object_set_new(j, k->name, json_boolean(known));
	}
	return j;
}

/* Gives the rows their labels and the designs that they have, which go to `designs`. */
static int take_designs(json_t *rows, const json_t *all, const char *path, json_t *designs,
			struct err *e)
{
	static const struct key of_label[] = {
		{ "label", "s", 0, 0 }, { "design", "o0", 0, 0 }, { NULL, NULL, 0, 0 },
	};
	const json_t *list = json_object_get(all, "rows");
	json_t *row, *one, *design;
	size_t i;

	if (json_array_size(list) != json_array_size(rows))
		return err_set(e, path, 0, "%zu rows, compare.json has %zu",
			       json_array_size(list), json_array_size(rows));
	if (keys_check_all(all, "rows", of_label, path, e) < 0)
		return -1;
	json_array_foreach(rows, i, row) {
		one = json_array_get(list, i);
		design = json_object_get(one, "design");
		json_object_del(row, "channel_words");
		json_object_set(row, "label", json_object_get(one, "label"));
		json_object_set_new(row, "has_design", json_boolean(json_is_object(design)));
		json_object_set_new(row, "design", json_is_null(design) ? json_null() :
			json_integer((json_int_t)json_array_size(designs)));
		if (json_is_null(design))
			continue;
		if (design_check(design, path, e) < 0)
			return -1;
		json_array_append(designs, design);
	}
	return 0;
}

/* Reads both files into the data. */
static int fill(json_t *j, const char *dir, struct err *e)
{
	char *table = xasprintf("%s/compare.json", dir), *path = xasprintf("%s/designs.json", dir);
	json_t *c = keys_read(table, "imcfab-compare 1", 0, e), *designs = NULL;
	json_t *rows = json_object_get(c, "rows");
	static const struct key of_table[] = {
		{ "hardware", "s0", 0, 0 }, { "clock_mhz", "i", 0, 0 }, { "area_unit", "s", 0, 0 },
		{ "left_out", "a", 0, 0 }, { "rows", "a", 0, 0 }, { NULL, NULL, 0, 0 },
	};
	int r = -1;

	if (c && !keys_check(c, of_table, "comparison", table, e) &&
	    !keys_check_all(c, "rows", of_row, table, e))
		designs = keys_read(path, "imcfab-designs", 1, e);
	if (designs)
		r = take_designs(rows, designs, path, json_object_get(j, "designs"), e);
	if (!r) {
		json_object_set_new(c, "networks", networks_of(rows));
		json_object_set_new(c, "known", known_of(rows));
		json_object_del(c, "rows");
		json_object_set(j, "comparison", c);
	}
	json_decref(c);
	json_decref(designs);
	free(table);
	free(path);
	return r;
}

static char *title_of(const json_t *comparison)
{
	const json_t *all = json_object_get(comparison, "networks"), *one;
	struct text t = {0};
	size_t i;

	json_array_foreach((json_t *)all, i, one)
		text_add(&t, "%s%s", i ? ", " : "", json_string_value(json_object_get(one, "name")));
	text_add(&t, " on %s, topologies compared",
		 json_string_value(json_object_get(comparison, "hardware")));
	return t.s;
}

json_t *report_of_compare(const char *dir, struct err *e)
{
	json_t *j = report_new("compare", "");
	char *title;

	if (fill(j, dir, e) < 0) {
		json_decref(j);
		return NULL;
	}
	title = title_of(json_object_get(j, "comparison"));
	json_object_set_new(j, "title", json_text(title));
	free(title);
	return j;
}
