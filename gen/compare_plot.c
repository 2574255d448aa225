/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "svg.h"

/* Pixels. */
enum {
	WIDTH = 960, HEIGHT = 540, LEFT = 80, RIGHT = 700, TOP = 50,
	BOTTOM = 480, LINE = 18,
	PANEL_W = 270, PANEL_H = 110, GAP_X = 40, GAP_Y = 66, ACROSS = 3,
};

static const char *const colours[] = {
	"#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b",
	"#e377c2", "#17becf", "#bcbd22", "#7f7f7f", "#003f5c", "#a05195",
	"#000000", "#66aa00", "#b82e2e", "#316395",
};

enum { N_COLOURS = sizeof(colours) / sizeof(colours[0]) };

static const char *colour(int i)
{
	return colours[i % N_COLOURS];
}

/* A pair of axes from 0 on. */
struct frame {
	double most_x, most_y;
};

static double at_x(const struct frame *f, double x)
{
	return LEFT + (RIGHT - LEFT) * x / f->most_x;
}

static double at_y(const struct frame *f, double y)
{
	return BOTTOM - (BOTTOM - TOP) * y / f->most_y;
}

/* 1, 2 or 5 times a power of ten: some five steps up to `most`. */
static double step(double most)
{
	double ten = pow(10, floor(log10(most / 5)));
	double n = most / 5 / ten;

	return ten * (n < 1.5 ? 1 : n < 3.5 ? 2 : n < 7.5 ? 5 : 10);
}

static void draw_frame(struct svg *s, const struct frame *f,
		       const char *title, const char *x, const char *y)
{
	double by = step(f->most_x);

	svg_begin(s, WIDTH, HEIGHT);
	svg_text(s, LEFT, 28, 16, "start", "%s", title);
	for (double v = 0; v <= f->most_x * 1.0001; v += by) {
		svg_line(s, at_x(f, v), BOTTOM, at_x(f, v), BOTTOM + 5,
			 "#000000", 1);
		svg_text(s, at_x(f, v), BOTTOM + 20, 12, "middle", "%.5g", v);
	}
	by = step(f->most_y);
	for (double v = 0; y && v <= f->most_y * 1.0001; v += by) {
		svg_line(s, LEFT, at_y(f, v), RIGHT, at_y(f, v), "#dddddd", 1);
		svg_text(s, LEFT - 8, at_y(f, v) + 4, 12, "end", "%.5g", v);
	}
	svg_line(s, LEFT, BOTTOM, RIGHT, BOTTOM, "#000000", 1);
	svg_line(s, LEFT, TOP, LEFT, BOTTOM, "#000000", 1);
	svg_text(s, (LEFT + RIGHT) / 2, HEIGHT - 18, 13, "middle", "%s", x);
	if (y)
		svg_text(s, LEFT, TOP - 6, 13, "start", "%s", y);
}

static char *label(const struct compare_row *r)
{
	return strcmp(r->router, "dimension") ? xstrdup(r->topology) :
		xasprintf("%s, dimension-ordered", r->topology);
}

static void legend(struct svg *s, int line, const char *fill, const char *text)
{
	double y = TOP + line * LINE;

	svg_rect(s, RIGHT + 20, y, 12, 12, fill, NULL);
	svg_text(s, RIGHT + 38, y + 11, 12, "start", "%s", text);
}

static int is_of(const struct compare_row *r, const char *net)
{
	return !strcmp(r->net, net);
}

static int falling(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

/* A panel of the loads of one row: a bar a channel, highest first. */
static void load_panel(struct svg *s, const struct compare_row *r, double x,
		       double y, double most_x, double most_y)
{
	size_t n = (size_t)r->channels, used = 0;
	int64_t *words = xmalloc(n * sizeof(*words));
	double scale = 32.0 / r->interval, wide = PANEL_W / most_x;
	char *name = label(r);

	memcpy(words, r->channel_words, n * sizeof(*words));
	qsort(words, n, sizeof(*words), falling);
	while (used < n && words[used])
		used++;
	for (size_t i = 0; i < used; i++) {
		double high = words[i] * scale / most_y * PANEL_H;

		svg_rect(s, x + i * wide, y + PANEL_H - high, wide, high,
			 "#1f77b4", NULL);
	}
	svg_line(s, x, y + PANEL_H, x + PANEL_W, y + PANEL_H, "#000000", 1);
	svg_line(s, x, y, x, y + PANEL_H, "#000000", 1);
	svg_text(s, x, y - 20, 12, "start", "%s", name);
	svg_text(s, x, y - 6, 11, "start", "%.3f at most, %.3f on average; "
		 "%zu of %zu used", r->most_bits, r->mean_bits, used, n);
	svg_text(s, x - 4, y + 8, 10, "end", "%.3g", most_y);
	svg_text(s, x - 4, y + PANEL_H, 10, "end", "0");
	svg_text(s, x + PANEL_W, y + PANEL_H + 12, 10, "end", "%.0f", most_x);
	free(words);
	free(name);
}

static int has_load(const struct compare_row *r, const char *net)
{
	return is_of(r, net) && r->channel_words && r->most_bits > 0;
}

char *compare_plot_load(const struct compare *c, const char *net, size_t *n)
{
	double most_x = 0, most_y = 0;
	int n_panels = 0, panel = 0, lines;
	struct svg s;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];
		int used = 0;

		if (!has_load(r, net))
			continue;
		for (int64_t k = 0; k < r->channels; k++)
			used += r->channel_words[k] > 0;
		most_x = fmax(most_x, used);
		most_y = fmax(most_y, r->most_bits);
		n_panels++;
	}
	if (!n_panels)
		return NULL;
	lines = (n_panels + ACROSS - 1) / ACROSS;
	svg_begin(&s, 40 + ACROSS * (PANEL_W + GAP_X),
		  60 + lines * (PANEL_H + GAP_Y));
	svg_text(&s, 40, 28, 16, "start", "%s on %s: bits a cycle on each "
		 "channel that is used, highest first", net, c->hardware);
	for (int i = 0; i < c->n_rows; i++) {
		if (!has_load(&c->row[i], net))
			continue;
		load_panel(&s, &c->row[i],
			   40 + panel % ACROSS * (PANEL_W + GAP_X),
			   84 + panel / ACROSS * (PANEL_H + GAP_Y), most_x,
			   most_y);
		panel++;
	}
	return svg_end(&s, n);
}

/* Names of all parts of the network's rows, in the order in which they come up. */
static int part_names(const struct compare *c, const char *net,
		      const char **name, int most)
{
	int n = 0;

	for (int i = 0; i < c->n_rows; i++)
		for (int k = 0; is_of(&c->row[i], net) &&
		     k < c->row[i].n_parts; k++) {
			int m = 0;

			while (m < n && strcmp(name[m],
					       c->row[i].part[k].name))
				m++;
			if (m == n && n < most)
				name[n++] = c->row[i].part[k].name;
		}
	return n;
}

static void area_bar(struct svg *s, const struct frame *f,
		     const struct compare_row *r, double y, double high,
		     const char *const *name, int n_names)
{
	char *text = label(r);
	double x = 0;

	for (int m = 0; m < n_names; m++)
		for (int k = 0; k < r->n_parts; k++) {
			const struct compare_part *p = &r->part[k];

			if (strcmp(p->name, name[m]))
				continue;
			svg_rect(s, at_x(f, x), y,
				 at_x(f, x + p->area) - at_x(f, x), high,
				 colour(m), p->name);
			x += p->area;
		}
	svg_text(s, LEFT + 6, y - 3, 11, "start", "%s: %.0f", text, x);
	free(text);
}

static double area_of(const struct compare_row *r)
{
	double sum = 0;

	for (int k = 0; k < r->n_parts; k++)
		sum += r->part[k].area;
	return sum;
}

char *compare_plot_area(const struct compare *c, const char *net, size_t *n)
{
	enum { MOST = 24 };
	const char *name[MOST];
	int n_names = part_names(c, net, name, MOST), n_bars = 0, bar = 0;
	struct frame f = {0, 1};
	struct svg s;
	char *title;
	double high;

	for (int i = 0; i < c->n_rows; i++)
		if (is_of(&c->row[i], net) && c->row[i].n_parts) {
			f.most_x = fmax(f.most_x, area_of(&c->row[i]) * 1.05);
			n_bars++;
		}
	if (f.most_x <= 0)
		return NULL;
	title = xasprintf("%s on %s: area of the fabric by module", net,
			  c->hardware);
	draw_frame(&s, &f, title, c->has_library ? "um2" : "generic cells",
		   NULL);
	high = (double)(BOTTOM - TOP) / n_bars;
	for (int i = 0; i < c->n_rows; i++)
		if (is_of(&c->row[i], net) && c->row[i].n_parts)
			area_bar(&s, &f, &c->row[i], TOP + high * bar++ +
				 0.4 * high, 0.6 * high, name, n_names);
	for (int m = 0; m < n_names; m++)
		legend(&s, m, colour(m), name[m]);
	free(title);
	return svg_end(&s, n);
}

char *compare_plot_wire(const struct compare *c, const char *net, size_t *n)
{
	struct frame f = {0, 0};
	struct svg s;
	char *title;
	int line = 0;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];

		if (!is_of(r, net) || r->full_bits <= 0 || r->wire < 0)
			continue;
		f.most_x = fmax(f.most_x, r->wire * 1.05);
		f.most_y = fmax(f.most_y, r->full_bits * 1.05);
	}
	if (f.most_x <= 0 || f.most_y <= 0)
		return NULL;
	title = xasprintf("%s on %s: load against wire", net, c->hardware);
	draw_frame(&s, &f, title, "wire of all channels, tile pitches",
		   "bits a cycle on the most loaded channel at full rate");
	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];
		char *name;

		if (!is_of(r, net) || r->full_bits <= 0 || r->wire < 0)
			continue;
		name = label(r);
		svg_circle(&s, at_x(&f, r->wire), at_y(&f, r->full_bits), 6,
			   colour(line), name);
		legend(&s, line, colour(line), name);
		line++;
		free(name);
	}
	free(title);
	return svg_end(&s, n);
}
