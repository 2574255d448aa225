/* SPDX-License-Identifier: Apache-2.0 */
#include "cosim_json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"

/* Ports of a router are the channels of its node in their order; behind them may be the
 * collector's. */
void cosim_take_stalls(const json_t *waits, const struct plan *p, struct cosim_run *r)
{
	const struct graph *g = p->topo->graph;

	if (!json_array_size(waits))
		return;
	r->n_channels = g->n_edges;
	r->channel_stalls = xcalloc((size_t)g->n_edges + 1, sizeof(*r->channel_stalls));
	for (int i = 0; i < g->n_edges; i++)
		r->channel_stalls[i] = json_integer_value(json_array_get(
			json_array_get(waits, (size_t)g->tail[i]),
			(size_t)graph_out_port(g, i)));
}

void cosim_result_free(struct cosim_result *r)
{
	for (int i = 0; i < r->n_runs; i++) {
		free(r->run[i].channel_stalls);
		r->run[i].channel_stalls = NULL;
	}
}

/* Cycles; -1 and 0 are not known. */
static json_t *known(int64_t n)
{
	return n > 0 ? json_integer(n) : json_null();
}

static json_t *said(const char *s)
{
	return json_text(*s ? s : NULL);
}

static json_t *stalls(const struct cosim_run *r)
{
	json_t *all;

	if (!r->channel_stalls)
		return json_null();
	all = json_array();
	for (int i = 0; i < r->n_channels; i++)
		json_array_append_new(all, json_integer(r->channel_stalls[i]));
	return all;
}

json_t *cosim_run_json(const struct cosim_run *r)
{
	json_t *j = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:f}",
		"images", (json_int_t)r->n_images,
		"program_cycles", (json_int_t)r->program_cycles,
		"run_cycles", (json_int_t)r->run_cycles,
		"words_compared", (json_int_t)r->words_compared,
		"words_expected", (json_int_t)r->words_expected,
		"mismatches", (json_int_t)r->mismatches,
		"cycles_per_second", r->cycles_per_second);

	json_object_set_new(j, "interval", known(r->interval));
	json_object_set_new(j, "interval_predicted", known(r->interval_predicted));
	json_object_set_new(j, "latency", known(r->latency));
	json_object_set_new(j, "latency_predicted", known(r->latency_predicted));
	json_object_set_new(j, "first", said(r->first));
	json_object_set_new(j, "why", said(r->why));
	json_object_set_new(j, "channel_stalls", stalls(r));
	return j;
}

static json_t *run_of(const struct cosim_run *r, const struct plan *p)
{
	json_t *j = cosim_run_json(r);
	char hash[17];

	snprintf(hash, sizeof(hash), "%016" PRIx64, plan_hash(p));
	json_object_set_new(j, "network", json_text(p->net));
	json_object_set_new(j, "plan_hash", json_string(hash));
	return j;
}

json_t *cosim_json(const struct cosim_result *r, const struct plan *p,
		   const struct plan *second)
{
	json_t *j = json_pack("{s:s, s:i, s:s, s:o, s:o, s:b, s:I, s:o}",
		"format", "imcfab-cosim", "version", 1, "imcfab", PACKAGE_VERSION,
		"hardware", json_text(p->arch->name), "topology", json_text(p->arch->topology),
		"equal", r->equal, "cycles", (json_int_t)r->cycles, "runs", json_array());

	for (int i = 0; i < r->n_runs; i++)
		json_array_append_new(json_object_get(j, "runs"),
				      run_of(&r->run[i], i ? second : p));
	return j;
}

int cosim_write(const struct cosim_result *r, const struct plan *p, const struct plan *second,
		const char *path, struct err *e)
{
	json_t *j = cosim_json(r, p, second);
	char *s = json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	int failed = file_write(path, s, strlen(s), e);

	free(s);
	json_decref(j);
	return failed;
}
