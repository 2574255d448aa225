/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "result_impl.h"

const char *const sweep_status_name[] = {"missing", "done", "infeasible", "failed"};

char *sweep_point_dir(const char *dir, const struct sweep_point *p)
{
	return xasprintf("%s/points/%016" PRIx64, dir, p->hash);
}

char *sweep_failed_dir(const char *dir, const struct sweep_point *p)
{
	return xasprintf("%s/failed/%016" PRIx64, dir, p->hash);
}

void sweep_json_axes(const struct sweep *s, const struct sweep_point *p, const char *indent,
		     struct text *t)
{
	int n = 0;

	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++) {
			text_add(t, "%s%s", n++ ? "," : "", indent);
			compare_json_text(t, s->axis[i].key[k]);
			text_add(t, ": ");
			compare_json_text(t, sweep_value(&s->axis[i], p->at[i], k));
		}
}

void sweep_result_json(const struct sweep *s, const struct sweep_point *p,
		       enum sweep_status status, const struct compare_row *row,
		       const struct sweep_extra *extra, const char *note, struct text *t)
{
	text_add(t, "{\n \"format\": \"imcfab-point\",\n \"version\": 1,\n \"point\": \"%016"
		 PRIx64 "\",\n \"status\": \"%s\",\n \"axes\": {", p->hash,
		 sweep_status_name[status]);
	sweep_json_axes(s, p, "\n  ", t);
	text_add(t, "\n },\n \"note\": ");
	compare_json_text(t, note);
	text_add(t, ",\n \"figures\": {");
	for (int i = 0; row && i < sweep_n_figures(); i++) {
		char *v = sweep_figure_value(row, extra, i);

		text_add(t, "%s\n  \"%s\": ", i ? "," : "", sweep_figure_name(i));
		if (sweep_figure_is_text(i))
			compare_json_text(t, v);
		else
			text_add(t, "%s", *v ? v : "null");
		free(v);
	}
	text_add(t, "\n },\n ");
	if (row)
		compare_json_details(row, t);
	else
		text_add(t, "\"channel_words\": [],\n \"area\": {}");
	text_add(t, "\n}\n");
}

/* A number as it is in the table: what JSON says, in the fewest digits. */
static char *json_value_text(const json_t *v)
{
	if (json_is_string(v))
		return xstrdup(json_string_value(v));
	if (json_is_integer(v))
		return xasprintf("%" JSON_INTEGER_FORMAT, json_integer_value(v));
	return json_is_real(v) ? xasprintf("%.15g", json_real_value(v)) : xstrdup("");
}

static enum sweep_status status_of(const json_t *j)
{
	const char *name = json_string_value(json_object_get(j, "status"));

	for (int i = 0; name && i < SWEEP_N_STATUSES; i++)
		if (!strcmp(sweep_status_name[i], name))
			return i;
	return SWEEP_MISSING;
}

/* 1: the file is there and is a result. */
static int read_result(const char *dir, struct sweep_figures *f)
{
	char *path = xasprintf("%s/result.json", dir);
	json_t *j = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	const json_t *figures = json_object_get(j, "figures");

	f->status = status_of(j);
	if (f->status != SWEEP_MISSING) {
		f->note = json_value_text(json_object_get(j, "note"));
		for (int i = 0; i < sweep_n_figures(); i++)
			f->value[i] = json_value_text(json_object_get(figures,
						      sweep_figure_name(i)));
	}
	json_decref(j);
	free(path);
	return f->status != SWEEP_MISSING;
}

static void read_point(const struct sweep_point *p, const char *dir, struct sweep_figures *f)
{
	char *done = sweep_point_dir(dir, p), *failed = sweep_failed_dir(dir, p);

	f->value = xcalloc(sweep_n_figures(), sizeof(*f->value));
	if (!read_result(done, f) && !read_result(failed, f)) {
		f->note = xstrdup("");
		for (int i = 0; i < sweep_n_figures(); i++)
			f->value[i] = xstrdup("");
	}
	free(done);
	free(failed);
}

/* Those that the sweep names; else rate, area (or wire, where no area is measured) and
 * accuracy, as far as they are measured. */
static void choose_front(struct sweep_table *t)
{
	const struct sweep *s = t->sweep;
	const char *area = !s->measure[SWEEP_AREA] ? "wire_pitches" :
		s->liberty ? "fabric_kge" : "fabric_cells";
	const char *const name[] = {"images_per_s", area, "top1_percent"};

	t->n_front = s->n_front ? s->n_front : s->measure[SWEEP_ACCURACY] ? 3 : 2;
	t->front = xcalloc(t->n_front, sizeof(*t->front));
	for (int i = 0; i < t->n_front; i++)
		t->front[i] = sweep_figure_find(s->n_front ? s->front[i] : name[i]);
}

void sweep_table_read(const struct sweep *s, const struct sweep_points *all,
		      const char *dir, struct sweep_table *t)
{
	*t = (struct sweep_table) {.sweep = s, .points = all};
	t->row = xcalloc(all->n, sizeof(*t->row));
	for (int i = 0; i < all->n; i++) {
		read_point(&all->point[i], dir, &t->row[i]);
		t->counts[t->row[i].status]++;
	}
	choose_front(t);
	sweep_front(t);
}

void sweep_table_free(struct sweep_table *t)
{
	for (int i = 0; i < t->points->n; i++) {
		for (int k = 0; k < sweep_n_figures(); k++)
			free(t->row[i].value[k]);
		free(t->row[i].value);
		free(t->row[i].note);
	}
	free(t->row);
	free(t->front);
}

int sweep_table_write(const struct sweep_table *t, const char *dir, struct err *e)
{
	struct files f = {.dir = dir};
	size_t n;
	char *svg = sweep_front_svg(t, &n);

	sweep_csv(t, 0, files_add(&f, "results.csv"));
	sweep_csv(t, 1, files_add(&f, "front.csv"));
	sweep_json(t, files_add(&f, "sweep.json"));
	if (svg)
		text_add_bytes(files_add(&f, "front.svg"), svg, n);
	free(svg);
	return files_write(&f, e);
}
