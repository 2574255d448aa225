/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"

/*
 * One table of columns serves the terminal, CSV and JSON, so that a figure is
 * written with the same digits everywhere.
 */
enum kind { TEXT, WHOLE, REAL };

struct column {
	const char *key;	/* in CSV and JSON */
	const char *head;	/* in the table; NULL: not shown there */
	enum kind kind;
	int digits;	/* behind the point */
	size_t offset;
};

#define AT(field) offsetof(struct compare_row, field)

static const struct column columns[] = {
	{"network", NULL, TEXT, 0, AT(net)},
	{"topology", "topology", TEXT, 0, AT(topology)},
	{"router", "router", TEXT, 0, AT(router)},
	{"model", NULL, TEXT, 0, AT(model)},
	{"cores", "cores", WHOLE, 0, AT(cores)},
	{"channels", "chan", WHOLE, 0, AT(channels)},
	{"tasks", NULL, WHOLE, 0, AT(tasks)},
	{"streams", NULL, WHOLE, 0, AT(streams)},
	{"dilation", "dil", WHOLE, 0, AT(dilation)},
	{"dilation_bound", ">=", WHOLE, 0, AT(dilation_bound)},
	{"hops", "hops", WHOLE, 0, AT(hops)},
	{"hops_bound", ">=", WHOLE, 0, AT(hops_bound)},
	{"most_words", NULL, WHOLE, 0, AT(most_words)},
	{"most_words_bound", NULL, WHOLE, 0, AT(words_bound)},
	{"most_channel", NULL, TEXT, 0, AT(most_channel)},
	{"most_bits_per_cycle", "most", REAL, 3, AT(most_bits)},
	{"most_bits_per_cycle_bound", ">=", REAL, 3, AT(bits_bound)},
	{"mean_bits_per_cycle", "mean", REAL, 3, AT(mean_bits)},
	{"most_gbit_per_s", "Gbit/s", REAL, 3, AT(most_gbit)},
	{"mean_gbit_per_s", NULL, REAL, 3, AT(mean_gbit)},
	{"mean_streams_per_channel", "str", REAL, 2, AT(mean_streams)},
	{"vcs_needed", "vcs", WHOLE, 0, AT(vcs)},
	{"full_rate_bits_per_cycle", NULL, REAL, 3, AT(full_bits)},
	{"link_width_needed", "width", WHOLE, 0, AT(width)},
	{"slowest_task_cycles", NULL, WHOLE, 0, AT(slowest)},
	{"interval_predicted", "interval", WHOLE, 0, AT(interval)},
	{"interval_measured", "in RTL", WHOLE, 0, AT(rtl_interval)},
	{"latency_predicted", "latency", WHOLE, 0, AT(latency)},
	{"latency_measured", "in RTL", WHOLE, 0, AT(rtl_latency)},
	{"words_compared", "compared", WHOLE, 0, AT(words_compared)},
	{"words_differing", "differ", WHOLE, 0, AT(mismatches)},
	{"router_cells", "routers", REAL, 0, AT(router_cells)},
	{"fabric_cells", "fabric", REAL, 0, AT(fabric_cells)},
	{"router_um2", NULL, REAL, 0, AT(router_um2)},
	{"fabric_um2", NULL, REAL, 0, AT(fabric_um2)},
	{"router_kge", "rtr kGE", REAL, 1, AT(router_kge)},
	{"fabric_kge", "fab kGE", REAL, 1, AT(fabric_kge)},
	{"wire_pitches", "wire", WHOLE, 0, AT(wire)},
	{"longest_pitches", "long", WHOLE, 0, AT(longest)},
	{"bandwidth_area", "bw*area", REAL, 1, AT(bw_area)},
	{"bandwidth_wire", "bw*wire", REAL, 1, AT(bw_wire)},
	{"folder", "folder", TEXT, 0, AT(folder)},
	{"note", "note", TEXT, 0, AT(note)},
};

enum { N_COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* The value as text, "" where it is not known. The caller frees. */
static char *value(const struct compare_row *r, const struct column *c)
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

static void csv_value(struct text *t, const char *s)
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
		text_add(t, "%s%s", k ? "," : "", columns[k].key);
	text_add(t, "\n");
	for (int i = 0; i < c->n_rows; i++) {
		for (int k = 0; k < N_COLUMNS; k++) {
			char *s = value(&c->row[i], &columns[k]);

			text_add(t, "%s", k ? "," : "");
			csv_value(t, s);
			free(s);
		}
		text_add(t, "\n");
	}
}

static void json_text(struct text *t, const char *s)
{
	json_t *j = s && *s ? json_string(s) : json_null();
	char *quoted;

	if (!j)	/* not UTF-8 */
		j = json_string("?");
	quoted = json_dumps(j, JSON_ENCODE_ANY);
	text_add(t, "%s", quoted);
	free(quoted);
	json_decref(j);
}

static void json_row(struct text *t, const struct compare_row *r)
{
	for (int k = 0; k < N_COLUMNS; k++) {
		char *s = value(r, &columns[k]);

		text_add(t, "%s\n   \"%s\": ", k ? "," : "", columns[k].key);
		if (columns[k].kind == TEXT)
			json_text(t, s);
		else
			text_add(t, "%s", *s ? s : "null");
		free(s);
	}
	text_add(t, ",\n   \"channel_words\": [");
	for (int64_t i = 0; r->channel_words && i < r->channels; i++)
		text_add(t, "%s%" PRId64, i ? ", " : "", r->channel_words[i]);
	text_add(t, "],\n   \"area\": {");
	for (int k = 0; k < r->n_parts; k++) {
		text_add(t, "%s", k ? ", " : "");
		json_text(t, r->part[k].name);
		text_add(t, ": %.0f", r->part[k].area);
	}
	text_add(t, "}");
}

void compare_json(const struct compare *c, struct text *t)
{
	text_add(t, "{\n \"format\": \"imcfab-compare 1\",\n \"hardware\": ");
	json_text(t, c->hardware);
	text_add(t, ",\n \"clock_mhz\": %d,\n \"place\": ", c->clock_mhz);
	json_text(t, c->place);
	text_add(t, ",\n \"seed\": %" PRIu64 ",\n \"effort\": %d,\n \"cut\": ",
		 c->seed, c->effort);
	json_text(t, c->cut);
	text_add(t, ",\n \"area_unit\": \"%s\",\n \"rows\": [",
		 c->has_library ? "um2" : "cells");
	for (int i = 0; i < c->n_rows; i++) {
		text_add(t, "%s\n  {", i ? "," : "");
		json_row(t, &c->row[i]);
		text_add(t, "\n  }");
	}
	text_add(t, "\n ]\n}\n");
}

/* Width of a column over rows from..to-1; 0 where none of them knows it. */
static int width(const struct compare *c, int from, int to,
		 const struct column *col)
{
	int widest = 0;

	for (int i = from; col->head && i < to; i++) {
		char *s = value(&c->row[i], col);
		int n = (int)strlen(s);

		widest = n > widest ? n : widest;
		free(s);
	}
	if (widest && (int)strlen(col->head) > widest)
		widest = (int)strlen(col->head);
	return widest;
}

static void cell(struct text *line, const struct column *col, int wide,
		 const char *s)
{
	if (line->n)
		text_add(line, "  ");
	text_add(line, col->kind == TEXT ? "%-*s" : "%*s", wide,
		 *s ? s : "-");
}

static void end_line(struct text *t, struct text *line)
{
	while (line->n && line->s[line->n - 1] == ' ')
		line->s[--line->n] = 0;
	text_add(t, "%s\n", line->s);
	line->n = 0;
}

static void block(const struct compare *c, int from, int to, struct text *t)
{
	const struct compare_row *r = &c->row[from];
	int wide[N_COLUMNS];
	struct text line = {0};

	text_add(t, "%s on %s", r->net, c->hardware);
	if (r->tasks >= 0)
		text_add(t, ": %" PRId64 " tasks, %" PRId64 " streams, slowest "
			 "task %" PRId64 " cycles an image", r->tasks,
			 r->streams, r->slowest);
	text_add(t, "%s\n", strcmp(r->model, "flow") ? "" :
		 "; flow only, no plan");
	for (int k = 0; k < N_COLUMNS; k++)
		wide[k] = width(c, from, to, &columns[k]);
	for (int k = 0; k < N_COLUMNS; k++)
		if (wide[k])
			cell(&line, &columns[k], wide[k], columns[k].head);
	end_line(t, &line);
	for (int i = from; i < to; i++) {
		for (int k = 0; k < N_COLUMNS; k++) {
			char *s = value(&c->row[i], &columns[k]);

			if (wide[k])
				cell(&line, &columns[k], wide[k], s);
			free(s);
		}
		end_line(t, &line);
	}
	text_add(t, "\n");
	text_free(&line);
}

void compare_table(const struct compare *c, struct text *t)
{
	int from = 0;

	for (int i = 1; i <= c->n_rows; i++) {
		if (i < c->n_rows && !strcmp(c->row[i].net, c->row[from].net))
			continue;
		block(c, from, i, t);
		from = i;
	}
	text_add(t,
"dil: hops of the longest way, 1 = homomorphism; >=: lower bound of what stands before it.\n"
"most, mean: bits a cycle on the most loaded channel and on all; Gbit/s: of the most loaded.\n"
"str, vcs: streams on a used channel, mean and most (virtual channels needed).\n"
"width: bits of a link that keep the slowest task busy. routers, fabric: cells.\n"
"wire, long: tile pitches of all channels and of the longest one.\n"
"bw*area, bw*wire: bits a cycle that the most loaded channel needs for full rate, times\n"
"%s of routers, and times wire; less is better.\n",
		 c->has_library ? "kGE" : "1000 cells");
}
