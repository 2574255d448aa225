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

static void load_line(struct svg *s, const struct frame *f,
		      const struct compare_row *r, const char *ink)
{
	size_t n = (size_t)r->channels;
	int64_t *words = xmalloc(n * sizeof(*words));
	double scale = 32.0 / r->interval;

	memcpy(words, r->channel_words, n * sizeof(*words));
	qsort(words, n, sizeof(*words), falling);
	for (size_t i = 0; i < n; i++) {
		double next = i + 1 < n ? words[i + 1] : 0;

		svg_line(s, at_x(f, i), at_y(f, words[i] * scale),
			 at_x(f, i + 1), at_y(f, words[i] * scale), ink, 1.5);
		svg_line(s, at_x(f, i + 1), at_y(f, words[i] * scale),
			 at_x(f, i + 1), at_y(f, next * scale), ink, 1.5);
		if (!words[i])
			break;
	}
	free(words);
}

char *compare_plot_load(const struct compare *c, const char *net, size_t *n)
{
	struct frame f = {0, 0};
	struct svg s;
	char *title;
	int line = 0;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];

		if (!is_of(r, net) || !r->channel_words || r->most_bits <= 0)
			continue;
		f.most_y = fmax(f.most_y, r->most_bits * 1.05);
		f.most_x = fmax(f.most_x, r->channels);
	}
	if (f.most_y <= 0)
		return NULL;
	title = xasprintf("%s on %s: load of the channels, highest first", net,
			  c->hardware);
	draw_frame(&s, &f, title, "channel", "bits a cycle");
	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];
		char *name;

		if (!is_of(r, net) || !r->channel_words || r->most_bits <= 0)
			continue;
		name = label(r);
		load_line(&s, &f, r, colour(line));
		legend(&s, line, colour(line), name);
		line++;
		free(name);
	}
	free(title);
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
	svg_text(s, LEFT + 6, y + high / 2 + 4, 12, "start", "%s: %.4g", text,
		 x);
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
				 0.1 * high, 0.8 * high, name, n_names);
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
