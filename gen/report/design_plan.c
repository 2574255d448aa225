/* SPDX-License-Identifier: Apache-2.0 */
#include "design_impl.h"

#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "model/use.h"
#include "refmodel/timing.h"

/* What a plan says of tasks, layers and losses beyond the flow. */

static json_t *pair(int64_t a, int64_t b)
{
	return json_pack("[I, I]", (json_int_t)a, (json_int_t)b);
}

static int layer_row(const struct use_layer *row, int n, int layer)
{
	int i = 0;

	while (i < n && row[i].layer != layer)
		i++;
	return i;
}

/* Of all cells of a crossbar those with a weight. */
static double cells(const struct plan *p, const struct plan_task *k)
{
	return k->bypass ? 0 : (double)k->rows * k->cols /
		((double)p->arch->xbar_rows * p->arch->xbar_cols);
}

static void add_times(json_t *j, int64_t first_in, int64_t first_out, int64_t last_out)
{
	json_object_set_new(j, "first_in", json_integer(first_in));
	json_object_set_new(j, "first_out", json_integer(first_out));
	json_object_set_new(j, "last_out", json_integer(last_out));
}

/* Columns of the output's pixels and its channels, from and to, the latter not in it. */
static void add_task(const struct plan *p, int i, const struct timing_task *t, int layer,
		     json_t *j)
{
	const struct plan_task *k = &p->task[i];
	int pixels = plan_window_pixels(p, i), word = p->arch->link_bits / 8;

	json_object_update_new(j, json_pack(
		"{s:i, s:i, s:i, s:b, s:o, s:o, s:i, s:b, s:i, s:i, s:f, s:f}",
		"layer", layer, "part", k->part, "parts", k->n_parts, "copy", k->is_copy,
		"columns", pair(k->out_x, k->out_x + (int64_t)k->out_w * pixels),
		"channels", pair(k->out_channel, k->out_channel +
				 plan_stream_values(p, i + 1)),
		"lines", k->out_h, "crossbar", !k->bypass, "rows", k->rows, "cols", k->cols,
		"cells", cells(p, k), "busy", t->busy));
	json_object_set_new(j, "windows", json_integer((int64_t)k->out_w * k->out_h));
	json_object_set_new(j, "act_bytes", json_integer((int64_t)t->ring_words * word));
	json_object_set_new(j, "skip_bytes", json_integer((int64_t)t->skip_words * word));
	add_times(j, t->first_in, t->first_out, t->last_out);
}

/* What a layer adds is how much later than any before it its first word comes out;
 * *begun is the latest of these. */
static json_t *layers(const struct plan *p, const struct timing *t,
		      const struct use_layer *row, int n, int64_t *begun)
{
	json_t *all = json_array();

	*begun = 0;

	for (int i = 0; i < n; i++) {
		int64_t in = INT64_MAX, out = INT64_MAX, last = 0;
		char *name = use_layer_name(p, row[i].layer);
		json_t *j = json_pack("{s:o, s:I, s:i, s:i, s:i, s:i, s:i, s:I, s:f}",
			"name", json_text(name), "windows", (json_int_t)row[i].windows,
			"rows", row[i].rows, "cols", row[i].cols, "parts", row[i].parts,
			"copies", row[i].copies, "cores", row[i].n_cores,
			"cycles", (json_int_t)row[i].cycles, "use", row[i].use);

		for (int k = 0; k < p->n_tasks; k++) {
			if (p->task[k].layer != row[i].layer)
				continue;
			in = min64(in, t->task[k].first_in);
			last = max64(last, t->task[k].last_out);
			if (!p->task[k].is_copy && p->task[k].part == p->task[k].n_parts - 1)
				out = min64(out, t->task[k].first_out);
		}
		add_times(j, in, out, last);
		json_object_set_new(j, "adds", json_integer(max64(out - *begun, 0)));
		*begun = max64(*begun, out);
		json_array_append_new(all, j);
		free(name);
	}
	return all;
}

static void add_loss(json_t *all, const char *name, const char *meaning, double factor,
		     double *cycles)
{
	json_array_append_new(all, json_pack("{s:s, s:s, s:f, s:f, s:f}", "name", name,
		"meaning", meaning, "factor", factor, "from", *cycles, "to", *cycles * factor));
	*cycles *= factor;
}

static double factor(const json_t *all, size_t i)
{
	return json_real_value(json_object_get(json_array_get(all, i), "factor"));
}

static void add_losses(const struct use *u, json_t *design)
{
	json_t *all = json_array();
	double cycles = u->ideal;
	size_t most = 0;

	add_loss(all, "crossbars", "cores without a product", u->loss.crossbars, &cycles);
	add_loss(all, "cells", "cells of crossbars without a weight", u->loss.cells, &cycles);
	add_loss(all, "imbalance", "layers that are faster than the slowest",
		 u->loss.imbalance, &cycles);
	add_loss(all, "communication", "waiting for channels", u->loss.communication, &cycles);
	for (size_t i = 1; i < json_array_size(all); i++)
		if (factor(all, i) > factor(all, most))
			most = i;
	json_object_set_new(design, "ideal_cycles", json_real(u->ideal));
	json_object_set(design, "largest_loss", json_array_get(all, most));
	json_object_set_new(design, "losses", all);
}

void design_add_plan(const struct plan *p, int64_t interval, json_t *design)
{
	struct use u = use_of_plan(p, interval);
	struct timing t;
	int64_t begun;
	int n;
	struct use_layer *row = use_layers(p, interval, &n);
	json_t *tasks = json_object_get(design, "tasks");

	timing_predict(p, &t);
	for (int i = 0; i < p->n_tasks; i++)
		add_task(p, i, &t.task[i], layer_row(row, n, p->task[i].layer),
			 json_array_get(tasks, (size_t)i));
	json_object_set_new(design, "layers", layers(p, &t, row, n, &begun));
	json_object_set_new(design, "drain", json_integer(t.latency - begun));
	if (isfinite(u.interval / u.ideal))
		add_losses(&u, design);
	json_object_set_new(design, "use", json_real(u.use));
	json_object_set_new(design, "macs", json_integer(p->macs));
	json_object_set_new(design, "products", json_integer(u.products));
	json_object_set_new(design, "act_bytes", json_integer(p->arch->act_bytes));
	json_object_set_new(design, "skip_bytes", json_integer(p->arch->skip_bytes));
	timing_free(&t);
	free(row);
}
