/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "impl.h"
#include "base/file.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void compare_text(char **field, const char *fmt, ...)
{
	va_list ap;
	char *s = NULL;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		s = NULL;
	va_end(ap);
	free(*field);
	*field = s ? s : xstrdup("");
}

struct compare_row *compare_add(struct compare *c, const char *net,
				const char *topology, const char *router)
{
	struct compare_row *r;

	c->row = xrealloc(c->row, (c->n_rows + 1) * sizeof(*c->row));
	r = &c->row[c->n_rows++];
	*r = (struct compare_row) {
		.net = xstrdup(net), .topology = xstrdup(topology),
		.router = xstrdup(router), .model = xstrdup(""),
		.note = xstrdup(""), .folder = xstrdup(""),
		.max_channel = xstrdup(""),
		.cores = -1, .link_bits = -1, .post_lanes = -1,
		.channels = -1, .tasks = -1, .streams = -1,
		.dilation = -1, .dilation_bound = -1, .hops = -1,
		.hops_bound = -1, .max_words = -1, .words_bound = -1,
		.max_bits = -1, .bits_bound = -1, .mean_bits = -1,
		.max_gbit = -1, .mean_gbit = -1, .mean_streams = -1,
		.vcs = -1, .full_bits = -1, .width = -1, .slowest = -1,
		.interval = -1, .latency = -1, .rtl_interval = -1,
		.rtl_latency = -1, .words_compared = -1, .mismatches = -1,
		.router_cells = -1, .fabric_cells = -1, .router_um2 = -1,
		.fabric_um2 = -1, .router_kge = -1, .fabric_kge = -1,
		.wire = -1, .longest = -1, .bw_area = -1, .bw_wire = -1,
		.images = -1, .images_bound = -1, .images_mm2 = -1,
		.images_pitch = -1, .use = -1, .loss_crossbars = -1, .loss_cells = -1,
		.loss_imbalance = -1, .loss_communication = -1,
	};
	return r;
}

void compare_free(struct compare *c)
{
	for (int i = 0; i < c->n_rows; i++) {
		struct compare_row *r = &c->row[i];

		free(r->net);
		free(r->topology);
		free(r->router);
		free(r->model);
		free(r->note);
		free(r->folder);
		free(r->max_channel);
		free(r->channel_words);
		free(r->task_node);
		for (int k = 0; k < r->n_placed; k++)
			free(r->task_name[k]);
		free(r->task_name);
		for (int k = 0; k < r->n_parts; k++)
			free(r->part[k].name);
		free(r->part);
		json_decref(r->design);
	}
	free(c->row);
	free(c->hardware);
	free(c->place);
	free(c->cut);
	compare_list_free(&c->left_out);
	memset(c, 0, sizeof(*c));
}

static double per_cycle(const struct compare_row *r, double words, int64_t cycles)
{
	return words >= 0 && cycles > 0 ? r->link_bits * words / cycles : -1;
}

static double total_words(const struct compare_row *r)
{
	double words = 0;

	for (int64_t i = 0; i < r->channels; i++)
		words += r->channel_words[i];
	return words;
}

/* A second at the clock, and the rest by what is known. */
static void derive_images(const struct compare *c, struct compare_row *r)
{
	int64_t least = max64(r->slowest, r->words_bound);

	if (r->interval <= 0)
		return;
	r->images = 1e6 * c->clock_mhz / r->interval;
	if (least > 0)
		r->images_bound = 1e6 * c->clock_mhz / least;
	if (r->fabric_um2 > 0)
		r->images_mm2 = r->images / (1e-6 * r->fabric_um2);
	if (r->wire > 0)
		r->images_pitch = r->images / r->wire;
}

double compare_router_area(const struct compare *c, const struct compare_row *r)
{
	return c->has_library ? r->router_kge : r->router_cells < 0 ?
		-1 : 1e-3 * r->router_cells;
}

void compare_derive(const struct compare *c, struct compare_row *r)
{
	double router = compare_router_area(c, r);

	r->max_bits = per_cycle(r, r->max_words, r->interval);
	r->bits_bound = per_cycle(r, r->words_bound, r->interval);
	if (r->channel_words && r->channels > 0)
		r->mean_bits = per_cycle(r, total_words(r) / r->channels,
					 r->interval);
	if (r->max_bits >= 0)
		r->max_gbit = 1e-3 * r->max_bits * c->clock_mhz;
	if (r->mean_bits >= 0)
		r->mean_gbit = 1e-3 * r->mean_bits * c->clock_mhz;
	r->full_bits = per_cycle(r, r->max_words, r->slowest);
	if (r->full_bits >= 0)	/* in whole numbers: exact */
		r->width = (r->link_bits * r->max_words + r->slowest - 1) / r->slowest;
	if (r->full_bits >= 0 && router >= 0)
		r->bw_area = r->full_bits * router;
	if (r->full_bits >= 0 && r->wire >= 0)
		r->bw_wire = r->full_bits * r->wire;
	derive_images(c, r);
}

char *compare_file_name(const char *s)
{
	char *name = xstrdup(s), *to = name;

	/* 5pp(64, rows=4) becomes 5pp-64-rows-4 */
	for (; *s; s++)
		if (isalnum((unsigned char)*s) || *s == '.' || *s == '_')
			*to++ = *s;
		else if (to > name && to[-1] != '-')
			*to++ = '-';
	while (to > name && to[-1] == '-')
		to--;
	*to = 0;
	return name;
}

typedef char *plot(const struct compare *c, const char *net, size_t *n);

static void add_chart(const struct compare *c, const char *net, const char *kind,
		      plot *draw, struct files *s, struct text *names)
{
	size_t n = 0;
	char *svg = draw(c, net, &n);
	char *stem = compare_file_name(net);
	char *name = xasprintf("%s-%s.svg", stem, kind);

	if (svg) {
		text_add_bytes(files_add(s, name), svg, n);
		text_add(names, "%s\n", name);
	}
	free(stem);
	free(name);
	free(svg);
}

int compare_write(const struct compare *c, const char *dir, struct text *names,
		  struct err *e)
{
	struct files s = {.dir = dir, .locked = 1};

	compare_csv(c, files_add(&s, "compare.csv"));
	compare_json(c, files_add(&s, "compare.json"));
	compare_designs(c, files_add(&s, "designs.json"));
	text_add(names, "compare.csv\ncompare.json\ndesigns.json\n");
	for (int i = 0; i < c->n_rows; i++) {
		const char *net = c->row[i].net;

		if (i && !strcmp(net, c->row[i - 1].net))
			continue;
		add_chart(c, net, "load", compare_plot_load, &s, names);
		add_chart(c, net, "area", compare_plot_area, &s, names);
		add_chart(c, net, "wire", compare_plot_wire, &s, names);
		add_chart(c, net, "rate", compare_plot_rate, &s, names);
	}
	return files_write(&s, e);
}
