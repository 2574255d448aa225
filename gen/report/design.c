/* SPDX-License-Identifier: Apache-2.0 */
#include "design_impl.h"

#include "base/json.h"
#include "compile/map_plan.h"
#include "model/flow_plan.h"
#include "refmodel/timing.h"

static int link_bits(const struct design *d)
{
	return d->link_bits ? d->link_bits : d->arch->link_bits;
}

double design_bits(const struct design *d, int64_t words)
{
	return d->interval > 0 ? (double)words * link_bits(d) / (double)d->interval : 0;
}

static json_t *known(int64_t n)
{
	return n > 0 ? json_integer(n) : json_null();
}

/* What only a plan says is null without one. */
static const char *const of_task[] = {
	"layer", "part", "parts", "copy", "columns", "channels", "lines", "crossbar", "rows",
	"cols", "cells", "busy", "windows", "act_bytes", "skip_bytes", "first_in", "first_out",
	"last_out", NULL
};

static const char *const of_design[] = {
	"use", "ideal_cycles", "largest_loss", "drain", "macs", "products", "act_bytes",
	"skip_bytes", "cosim", NULL
};

static void add_unknown(json_t *j, const char *const *key)
{
	for (; *key; key++)
		json_object_set_new(j, *key, json_null());
}

static json_t *tasks(const struct design *d)
{
	json_t *all = json_array();

	for (int i = 0; i < d->flow->n_tasks; i++) {
		const struct flow_task *k = &d->flow->task[i];

		json_t *j = json_pack("{s:o, s:i, s:I}", "name", json_text(k->name),
				      "node", d->map->node[i], "cycles",
				      (json_int_t)k->cycles);

		add_unknown(j, of_task);
		json_array_append_new(all, j);
	}
	return all;
}

/* Of the slowest task: its name and cycles. */
static void add_slowest(const struct design *d, json_t *j)
{
	const struct flow *f = d->flow;
	int slowest = 0;

	for (int i = 1; i < f->n_tasks; i++)
		if (f->task[i].cycles > f->task[slowest].cycles)
			slowest = i;
	json_object_set_new(j, "slowest_task",
			    json_text(f->n_tasks ? f->task[slowest].name : NULL));
	json_object_set_new(j, "slowest_cycles",
			    json_integer(f->n_tasks ? f->task[slowest].cycles : 0));
}

static void add_hardware(const struct design *d, json_t *j)
{
	const struct arch *a = d->arch;

	json_object_update_new(j, json_pack(
		"{s:o, s:o, s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:i}",
		"network", json_text(d->flow->net), "hardware", json_text(a->name),
		"topology", json_text(a->topology), "clock_mhz", a->clock_mhz,
		"link_bits", link_bits(d), "link_vcs", a->link_vcs, "xbar_rows", a->xbar_rows,
		"xbar_cols", a->xbar_cols, "xbar_cycles", a->xbar_cycles,
		"adc_bits", a->adc_bits));
}

static void add_load(const struct design *d, const struct load *l, json_t *j)
{
	json_object_update_new(j, json_pack(
		"{s:i, s:i, s:I, s:i, s:I, s:f, s:f, s:i}",
		"cores", topo_n_cores(d->topo), "cores_live", topo_n_live(d->topo),
		"hops", (json_int_t)l->hops, "dilation", l->dilation,
		"max_words", (json_int_t)l->max_words, "max_bits_per_cycle",
		design_bits(d, l->max_words), "mean_bits_per_cycle",
		l->mean_words * design_bits(d, 1), "vcs_used", l->max_streams));
	json_object_set_new(j, "max_channel", l->max_channel < 0 ? json_null() :
			    json_integer(l->max_channel));
	json_object_set_new(j, "channels_used", json_integer(l->n_used));
}

/* Of the die: the largest place. */
static void add_size(const struct topo *t, json_t *j)
{
	int w = 0, h = 0;

	for (int i = 0; i < t->graph->n_nodes; i++) {
		w = t->x[i] > w ? t->x[i] : w;
		h = t->y[i] > h ? t->y[i] : h;
	}
	json_object_set_new(j, "width", json_integer(w));
	json_object_set_new(j, "height", json_integer(h));
}

json_t *design_json(const struct design *d)
{
	json_t *j = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "label", json_text(d->label),
			      "interval", known(d->interval), "latency", known(d->latency),
			      "images_per_s", d->interval > 0 ?
			      json_real(1e6 * d->arch->clock_mhz / (double)d->interval) :
			      json_null(), "layers", json_array(), "losses", json_array());
	struct load l;

	load_measure(d->flow, d->topo, d->map, &l);
	add_hardware(d, j);
	add_load(d, &l, j);
	add_slowest(d, j);
	add_unknown(j, of_design);
	json_object_set_new(j, "stalled", json_false());
	add_size(d->topo, j);
	json_object_set_new(j, "nodes", design_nodes(d));
	json_object_set_new(j, "tasks", tasks(d));
	json_object_set_new(j, "streams", design_streams(d));
	json_object_set_new(j, "channels", design_channels(d, &l));
	load_free(&l);
	if (d->plan)
		design_add_plan(d->plan, d->interval, j);
	return j;
}

json_t *design_of_plan(const struct plan *p, const char *label)
{
	struct design d = {.label = label, .arch = p->arch, .topo = p->topo, .plan = p,
			   .interval = p->interval, .latency = p->latency};
	struct flow *f;
	struct map m;
	struct timing t;
	json_t *j;

	if (!d.interval) {
		timing_predict(p, &t);
		d.interval = t.interval;
		d.latency = t.latency;
		timing_free(&t);
	}
	if (!d.interval)
		return NULL;
	map_of_plan(p, &m);
	d.flow = f = flow_of_plan(p);
	d.map = &m;
	j = design_json(&d);
	map_free(&m);
	flow_free(f);
	return j;
}
