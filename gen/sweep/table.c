/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compare/compare_run.h"
#include "result_impl.h"

/* Keys of axes that a figure has under the same name. */
static int is_figure_too(const char *key)
{
	return !strcmp(key, "network") || !strcmp(key, "topology");
}

static void csv_head(const struct sweep *s, struct text *out)
{
	text_add(out, "point,status,front,network,topology");
	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++)
			if (!is_figure_too(s->axis[i].key[k]))
				text_add(out, ",%s", s->axis[i].key[k]);
	for (int i = 0; i < sweep_n_figures(); i++)
		if (!is_figure_too(sweep_figure_name(i)))
			text_add(out, ",%s", sweep_figure_name(i));
	text_add(out, ",note\n");
}

/* The topology as the file has it, also where there is no hardware. */
static const char *topology_of(const struct sweep *s, const struct sweep_point *p)
{
	const char *own = sweep_at(s, p, "topology");

	return own ? own : s->hardware->topology;
}

static void csv_row(const struct sweep_table *t, int row, struct text *out)
{
	const struct sweep *s = t->sweep;
	const struct sweep_point *p = &t->points->point[row];
	const struct sweep_figures *f = &t->row[row];
	char *net = compare_net_name(p->network);

	text_add(out, "%016" PRIx64 ",%s,%s,", p->hash, sweep_status_name[f->status],
		 f->status != SWEEP_DONE ? "" : f->front ? "1" : "0");
	compare_csv_value(out, net);
	text_add(out, ",");
	compare_csv_value(out, topology_of(s, p));
	free(net);
	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++) {
			if (is_figure_too(s->axis[i].key[k]))
				continue;
			text_add(out, ",");
			compare_csv_value(out, sweep_value(&s->axis[i], p->at[i], k));
		}
	for (int i = 0; i < sweep_n_figures(); i++) {
		if (is_figure_too(sweep_figure_name(i)))
			continue;
		text_add(out, ",");
		compare_csv_value(out, f->value[i]);
	}
	text_add(out, ",");
	compare_csv_value(out, f->note);
	text_add(out, "\n");
}

void sweep_csv(const struct sweep_table *t, int of_front, struct text *out)
{
	csv_head(t->sweep, out);
	for (int i = 0; i < t->points->n; i++)
		if (!of_front || t->row[i].front)
			csv_row(t, i, out);
}

static void json_axes(const struct sweep *s, struct text *out)
{
	for (int i = 0; i < s->n_axes; i++) {
		const struct sweep_axis *a = &s->axis[i];

		text_add(out, "%s\n  {\"keys\": [", i ? "," : "");
		for (int k = 0; k < a->n_keys; k++) {
			text_add(out, "%s", k ? ", " : "");
			compare_json_text(out, a->key[k]);
		}
		text_add(out, "], \"values\": [");
		for (int v = 0; v < a->n_values; v++) {
			text_add(out, "%s[", v ? ", " : "");
			for (int k = 0; k < a->n_keys; k++) {
				text_add(out, "%s", k ? ", " : "");
				compare_json_text(out, sweep_value(a, v, k));
			}
			text_add(out, "]");
		}
		text_add(out, "]}");
	}
}

static void json_point(const struct sweep_table *t, int row, struct text *out)
{
	const struct sweep_point *p = &t->points->point[row];
	const struct sweep_figures *f = &t->row[row];
	int n = 0;

	text_add(out, "\n  {\"point\": \"%016" PRIx64 "\", \"status\": \"%s\", \"front\": %s, "
		 "\"note\": ", p->hash, sweep_status_name[f->status],
		 f->front ? "true" : "false");
	compare_json_text(out, f->note);
	text_add(out, ",\n   \"axes\": {");
	sweep_json_axes(t->sweep, p, " ", out);
	text_add(out, "},\n   \"figures\": {");
	for (int i = 0; f->status == SWEEP_DONE && i < sweep_n_figures(); i++) {
		text_add(out, "%s\"%s\": ", n++ ? ", " : "", sweep_figure_name(i));
		if (sweep_figure_is_text(i))
			compare_json_text(out, f->value[i]);
		else
			text_add(out, "%s", *f->value[i] ? f->value[i] : "null");
	}
	text_add(out, "}}");
}

void sweep_json(const struct sweep_table *t, struct text *out)
{
	const struct sweep *s = t->sweep;
	int n = 0;

	text_add(out, "{\n \"format\": \"imcfab-sweep-results\",\n \"version\": 1,\n \"name\": ");
	compare_json_text(out, s->name);
	text_add(out, ",\n \"hardware\": ");
	compare_json_text(out, s->hardware->name);
	text_add(out, ",\n \"clock_mhz\": %d,\n \"axes\": [", s->hardware->clock_mhz);
	json_axes(s, out);
	text_add(out, "\n ],\n \"measure\": [");
	for (int m = 0; m < SWEEP_N_MEASURES; m++)
		if (s->measure[m])
			text_add(out, "%s\"%s\"", n++ ? ", " : "", sweep_measure_name[m]);
	text_add(out, "],\n \"front\": [");
	for (int i = 0; i < t->n_front; i++) {
		const char *name = sweep_figure_name(t->front[i]);

		text_add(out, "%s{\"figure\": \"%s\", \"better\": \"%s\"}", i ? ", " : "", name,
			 sweep_more_is_better(name) ? "more" : "less");
	}
	text_add(out, "],\n \"counts\": {\"points\": %d", t->points->n);
	for (int i = 0; i < SWEEP_N_STATUSES; i++)
		text_add(out, ", \"%s\": %d", sweep_status_name[i], t->counts[i]);
	text_add(out, "},\n \"points\": [");
	for (int i = 0; i < t->points->n; i++) {
		text_add(out, "%s", i ? "," : "");
		json_point(t, i, out);
	}
	text_add(out, "\n ]\n}\n");
}

/* A column of the front's table for a terminal. */
struct column {
	const char *head;
	int axis, key, figure;	/* figure below 0: of an axis */
	int wide;
};

static const char *cell(const struct sweep_table *t, const struct column *c, int row)
{
	if (c->figure >= 0)
		return t->row[row].value[c->figure];
	return sweep_value(&t->sweep->axis[c->axis], t->points->point[row].at[c->axis],
			   c->key);
}

static int columns(const struct sweep_table *t, struct column **of)
{
	const struct sweep *s = t->sweep;
	struct column *c = NULL;
	int n = 0;

	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys && s->axis[i].n_values > 1; k++) {
			c = xrealloc(c, (n + 1) * sizeof(*c));
			c[n++] = (struct column) {s->axis[i].key[k], i, k, -1, 0};
		}
	for (int i = 0; i < t->n_front; i++) {
		c = xrealloc(c, (n + 1) * sizeof(*c));
		c[n++] = (struct column) {sweep_figure_name(t->front[i]), 0, 0, t->front[i],
					  0};
	}
	for (int i = 0; i < n; i++) {
		c[i].wide = (int)strlen(c[i].head);
		for (int row = 0; row < t->points->n; row++) {
			int w = (int)strlen(cell(t, &c[i], row));

			if (t->row[row].front && w > c[i].wide)
				c[i].wide = w;
		}
	}
	*of = c;
	return n;
}

static void say_front(const struct sweep_table *t, struct text *out)
{
	struct column *c;
	int n = columns(t, &c);

	for (int row = -1; row < t->points->n; row++) {
		if (row >= 0 && !t->row[row].front)
			continue;
		for (int i = 0; i < n; i++) {
			const char *s = row < 0 ? c[i].head : cell(t, &c[i], row);

			text_add(out, c[i].figure < 0 ? "%s%-*s" : "%s%*s", i ? "  " : "",
				 c[i].wide, s);
		}
		text_add(out, "\n");
	}
	free(c);
}

void sweep_table_say(const struct sweep_table *t, struct text *out)
{
	int n = 0;

	for (int i = 0; i < t->points->n; i++)
		n += t->row[i].front;
	if (n) {
		text_add(out, "front: %d of %d points: ", n, t->counts[SWEEP_DONE]);
		for (int i = 0; i < t->n_front; i++) {
			const char *name = sweep_figure_name(t->front[i]);

			text_add(out, "%s%s %s", i ? ", " : "",
				 sweep_more_is_better(name) ? "more" : "less", name);
		}
		text_add(out, "\n\n");
		say_front(t, out);
		text_add(out, "\n");
	}
	text_add(out, "%s: %d point%s: %d done, %d infeasible, %d failed, %d missing\n",
		 t->sweep->name, t->points->n, plural(t->points->n), t->counts[SWEEP_DONE],
		 t->counts[SWEEP_INFEASIBLE], t->counts[SWEEP_FAILED],
		 t->counts[SWEEP_MISSING]);
}
