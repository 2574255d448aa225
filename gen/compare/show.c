/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "impl.h"

#define AT(field) offsetof(struct compare_row, field)

const struct compare_column compare_columns[] = {
	{"network", NULL, NULL, NOWHERE, TEXT, 0, AT(net)},
	{"topology", NULL, NULL, NOWHERE, TEXT, 0, AT(topology)},
	{"router", NULL, NULL, NOWHERE, TEXT, 0, AT(router)},
	{"model", NULL, NULL, NOWHERE, TEXT, 0, AT(model)},
	{"cores", "cores", "", ROUTES, WHOLE, 0, AT(cores)},
	{"link_bits", NULL, NULL, NOWHERE, WHOLE, 0, AT(link_bits)},
	{"post_lanes", NULL, NULL, NOWHERE, WHOLE, 0, AT(post_lanes)},
	{"channels", "channels", "", ROUTES, WHOLE, 0, AT(channels)},
	{"tasks", NULL, NULL, NOWHERE, WHOLE, 0, AT(tasks)},
	{"streams", NULL, NULL, NOWHERE, WHOLE, 0, AT(streams)},
	{"dilation", "dilation", "hops", ROUTES, WHOLE, 0, AT(dilation)},
	{"dilation_bound", "bound", "hops", ROUTES, WHOLE, 0,
	 AT(dilation_bound)},
	{"hops", "total", "hops", ROUTES, WHOLE, 0, AT(hops)},
	{"hops_bound", "bound", "hops", ROUTES, WHOLE, 0, AT(hops_bound)},
	{"max_words", NULL, NULL, NOWHERE, WHOLE, 0, AT(max_words)},
	{"max_words_bound", NULL, NULL, NOWHERE, WHOLE, 0, AT(words_bound)},
	{"max_channel", NULL, NULL, NOWHERE, TEXT, 0, AT(max_channel)},
	{"max_bits_per_cycle", "most", "bit/cycle", LOAD, REAL, 3,
	 AT(max_bits)},
	{"max_bits_per_cycle_bound", "bound", "bit/cycle", LOAD, REAL, 3,
	 AT(bits_bound)},
	{"mean_bits_per_cycle", "mean", "bit/cycle", LOAD, REAL, 3,
	 AT(mean_bits)},
	{"max_gbit_per_s", "most", "Gbit/s", LOAD, REAL, 3, AT(max_gbit)},
	{"mean_gbit_per_s", "mean", "Gbit/s", LOAD, REAL, 3, AT(mean_gbit)},
	{"mean_streams_per_channel", "streams", "/channel", ROUTES, REAL, 2,
	 AT(mean_streams)},
	{"vcs_needed", "VCs", "needed", ROUTES, WHOLE, 0, AT(vcs)},
	{"full_rate_bits_per_cycle", "full rate", "bit/cycle", LOAD, REAL, 3,
	 AT(full_bits)},
	{"link_width_needed", "width", "bit", LOAD, WHOLE, 0, AT(width)},
	{"slowest_task_cycles", NULL, NULL, NOWHERE, WHOLE, 0, AT(slowest)},
	{"interval_predicted", "interval", "cycles", TIME, WHOLE, 0,
	 AT(interval)},
	{"interval_measured", "in RTL", "cycles", TIME, WHOLE, 0,
	 AT(rtl_interval)},
	{"latency_predicted", "latency", "cycles", TIME, WHOLE, 0,
	 AT(latency)},
	{"latency_measured", "in RTL", "cycles", TIME, WHOLE, 0,
	 AT(rtl_latency)},
	{"use_percent", "use", "%", TIME, REAL, 1, AT(use)},
	{"loss_crossbars", NULL, NULL, NOWHERE, REAL, 2, AT(loss_crossbars)},
	{"loss_cells", NULL, NULL, NOWHERE, REAL, 2, AT(loss_cells)},
	{"loss_imbalance", NULL, NULL, NOWHERE, REAL, 2, AT(loss_imbalance)},
	{"loss_communication", "waiting", "factor", TIME, REAL, 3,
	 AT(loss_communication)},
	{"words_compared", "compared", "words", TIME, WHOLE, 0,
	 AT(words_compared)},
	{"words_differing", "differ", "words", TIME, WHOLE, 0,
	 AT(mismatches)},
	{"images_per_s", "images", "/s", RATE, REAL, 0, AT(images)},
	{"images_per_s_bound", "bound", "/s", RATE, REAL, 0, AT(images_bound)},
	{"images_per_s_mm2", "images", "/s/mm2", RATE, REAL, 0, AT(images_mm2)},
	{"images_per_s_pitch", "images", "/s/pitch", RATE, REAL, 2,
	 AT(images_pitch)},
	{"router_cells", "routers", "cells", AREA, REAL, 0,
	 AT(router_cells)},
	{"fabric_cells", "fabric", "cells", AREA, REAL, 0, AT(fabric_cells)},
	{"router_um2", "routers", "um2", AREA, REAL, 0, AT(router_um2)},
	{"fabric_um2", "fabric", "um2", AREA, REAL, 0, AT(fabric_um2)},
	{"router_kge", "routers", "kGE", AREA, REAL, 1, AT(router_kge)},
	{"fabric_kge", "fabric", "kGE", AREA, REAL, 1, AT(fabric_kge)},
	{"wire_pitches", "wire", "pitches", WIRE, WHOLE, 0, AT(wire)},
	{"longest_pitches", "longest", "pitches", WIRE, WHOLE, 0,
	 AT(longest)},
	{"bandwidth_area", "bw*area", NULL, WIRE, REAL, 1, AT(bw_area)},
	{"bandwidth_wire", "bw*wire", "bit pitches", WIRE, REAL, 1,
	 AT(bw_wire)},
	{"folder", "folder", "", FILES, TEXT, 0, AT(folder)},
	{"note", "note", "", FILES, TEXT, 0, AT(note)},
};

enum { N_COLUMNS = sizeof(compare_columns) / sizeof(compare_columns[0]) };

const int compare_n_columns = N_COLUMNS;

char *compare_value(const struct compare_row *r,
		    const struct compare_column *c)
{
	const char *at = (const char *)r + c->offset;
	int64_t whole;
	double real;

	if (c->kind == TEXT)
		return xstrdup(*(char *const *)at);
	if (c->kind == WHOLE) {
		memcpy(&whole, at, sizeof(whole));
		return whole < 0 ? xstrdup("") : xasprintf("%" PRId64, whole);
	}
	memcpy(&real, at, sizeof(real));
	return real < 0 ? xstrdup("") : xasprintf("%.*f", c->digits, real);
}

int compare_columns_n(void)
{
	return N_COLUMNS;
}

const char *compare_column_key(int i)
{
	return compare_columns[i].key;
}

int compare_column_is_text(int i)
{
	return compare_columns[i].kind == TEXT;
}

char *compare_column_value(const struct compare_row *r, int i)
{
	return compare_value(r, &compare_columns[i]);
}

void compare_csv_value(struct text *t, const char *s)
{
	if (!strpbrk(s, ",\"\n")) {
		text_add(t, "%s", s);
		return;
	}
	text_add(t, "\"");
	for (; *s; s++)
		if (*s == '"')
			text_add(t, "\"\"");
		else
			text_add_bytes(t, s, 1);
	text_add(t, "\"");
}

void compare_csv(const struct compare *c, struct text *t)
{
	for (int k = 0; k < N_COLUMNS; k++)
		text_add(t, "%s%s", k ? "," : "", compare_columns[k].key);
	text_add(t, "\n");
	for (int i = 0; i < c->n_rows; i++) {
		for (int k = 0; k < N_COLUMNS; k++) {
			char *s = compare_value(&c->row[i], &compare_columns[k]);

			text_add(t, "%s", k ? "," : "");
			compare_csv_value(t, s);
			free(s);
		}
		text_add(t, "\n");
	}
}

void compare_json_text(struct text *t, const char *s)
{
	json_t *j = json_text(s && *s ? s : NULL);
	char *quoted = json_dumps(j, JSON_ENCODE_ANY);

	text_add(t, "%s", quoted);
	free(quoted);
	json_decref(j);
}

void compare_json_details(const struct compare_row *r, struct text *t)
{
	text_add(t, "\"channel_words\": [");
	for (int64_t i = 0; r->channel_words && i < r->channels; i++)
		text_add(t, "%s%" PRId64, i ? ", " : "", r->channel_words[i]);
	text_add(t, "],\n   \"area\": {");
	for (int k = 0; k < r->n_parts; k++) {
		text_add(t, "%s", k ? ", " : "");
		compare_json_text(t, r->part[k].name);
		text_add(t, ": %.0f", r->part[k].area);
	}
	text_add(t, "}");
}

static void json_row(struct text *t, const struct compare_row *r)
{
	for (int k = 0; k < N_COLUMNS; k++) {
		char *s = compare_value(r, &compare_columns[k]);

		text_add(t, "%s\n   \"%s\": ", k ? "," : "", compare_columns[k].key);
		if (compare_columns[k].kind == TEXT)
			compare_json_text(t, s);
		else
			text_add(t, "%s", *s ? s : "null");
		free(s);
	}
	text_add(t, ",\n   ");
	compare_json_details(r, t);
}

void compare_json(const struct compare *c, struct text *t)
{
	text_add(t, "{\n \"format\": \"imcfab-compare 1\",\n \"hardware\": ");
	compare_json_text(t, c->hardware);
	text_add(t, ",\n \"clock_mhz\": %d,\n \"place\": ", c->clock_mhz);
	compare_json_text(t, c->place);
	text_add(t, ",\n \"seed\": %" PRIu64 ",\n \"effort\": %d,\n \"cut\": ",
		 c->seed, c->effort);
	compare_json_text(t, c->cut);
	text_add(t, ",\n \"area_unit\": \"%s\",\n \"left_out\": [",
		 c->has_library ? "um2" : "cells");
	for (int i = 0; i < c->left_out.n; i++) {
		text_add(t, "%s", i ? ", " : "");
		compare_json_text(t, c->left_out.s[i]);
	}
	text_add(t, "],\n \"rows\": [");
	for (int i = 0; i < c->n_rows; i++) {
		text_add(t, "%s\n  {", i ? "," : "");
		json_row(t, &c->row[i]);
		text_add(t, "\n  }");
	}
	text_add(t, "\n ]\n}\n");
}

void compare_designs(const struct compare *c, struct text *t)
{
	text_add(t, "{\"format\": \"imcfab-designs\", \"version\": 1, \"rows\": [");
	for (int i = 0; i < c->n_rows; i++) {
		char *label = compare_label(c, &c->row[i]), *s;
		json_t *j = json_pack("{s:o, s:O?}", "label", json_text(label), "design",
				      c->row[i].design);

		if (c->row[i].design)
			json_object_set(c->row[i].design, "label", json_object_get(j, "label"));
		s = json_dumps(j, JSON_COMPACT | JSON_REAL_PRECISION(6));
		text_add(t, "%s\n", i ? "," : "");
		text_add_bytes(t, s, strlen(s));
		free(s);
		json_decref(j);
		free(label);
	}
	text_add(t, "\n]}\n");
}
