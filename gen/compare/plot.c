/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "base/svg.h"

/* Pixels. */
enum {
	LEFT = 80, RIGHT = 700, TOP = 66, HIGH = 430, UNDER = 60, LINE = 18,
	BAR = 34,
	LETTERS = 48,	/* of a name in the legend */
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

/* A pair of axes from 0 on, HIGH pixels high or more. */
struct frame {
	double max_x, max_y;
	double high;
	int letters;	/* longest name in the legend */
};

static double at_x(const struct frame *f, double x)
{
	return LEFT + (RIGHT - LEFT) * x / f->max_x;
}

static double at_y(const struct frame *f, double y)
{
	return TOP + f->high * (1 - y / f->max_y);
}

double compare_step(double max, int steps)
{
	double ten = pow(10, floor(log10(max / steps)));
	double n = max / steps / ten;

	return ten * (n < 1.5 ? 1 : n < 3.5 ? 2 : n < 7.5 ? 5 : 10);
}

static void draw_frame(struct svg *s, const struct frame *f,
		       const char *title, const char *x, const char *y)
{
	double by = compare_step(f->max_x, 5), bottom = TOP + f->high;

	svg_begin(s, RIGHT + 60 + 7 * f->letters, bottom + UNDER);
	svg_text(s, LEFT, 28, 16, "start", "%s", title);
	for (double v = 0; v <= f->max_x * 1.0001; v += by) {
		svg_line(s, at_x(f, v), TOP, at_x(f, v), bottom + 5,
			 "#dddddd", 1);
		svg_text(s, at_x(f, v), bottom + 20, 12, "middle", "%.6g", v);
	}
	by = compare_step(f->max_y, 5);
	for (double v = 0; y && v <= f->max_y * 1.0001; v += by) {
		svg_line(s, LEFT, at_y(f, v), RIGHT, at_y(f, v), "#dddddd", 1);
		svg_text(s, LEFT - 8, at_y(f, v) + 4, 12, "end", "%.5g", v);
	}
	svg_line(s, LEFT, bottom, RIGHT, bottom, "#000000", 1);
	svg_line(s, LEFT, TOP, LEFT, bottom, "#000000", 1);
	svg_text(s, (LEFT + RIGHT) / 2, bottom + 44, 13, "middle", "%s", x);
	if (y)
		svg_text(s, LEFT, TOP - 12, 13, "start", "%s", y);
}

/* A square of a colour, or a number, and what it stands for. */
static void legend(struct svg *s, int line, const char *fill, int number,
		   const char *text)
{
	double y = TOP + line * LINE;

	svg_rect(s, RIGHT + 20, y, 12, 12, fill, NULL);
	if (number)
		svg_text(s, RIGHT + 54, y + 11, 12, "end", "%d", number);
	svg_text(s, RIGHT + (number ? 60 : 38), y + 11, 12, "start",
		 "%.*s%s", LETTERS, text, strlen(text) > LETTERS ? "..." : "");
}

static void grow(int *letters, const char *name)
{
	int n = (int)strlen(name) + 4;

	n = n > LETTERS + 4 ? LETTERS + 4 : n;
	*letters = n > *letters ? n : *letters;
}

static int has_area(const struct compare_row *r, const char *net)
{
	return !strcmp(r->net, net) && r->n_parts;
}

static double area_of(const struct compare_row *r)
{
	double sum = 0;

	for (int k = 0; k < r->n_parts; k++)
		sum += r->part[k].area;
	return sum;
}

enum { MAX_NAMES = 12 };
static const char router[] = "imc_router", arbiter[] = "imc_arb";

/* The modules that have a colour of their own: routers, whose bars then begin at
 * the same place, and all that are a hundredth of some fabric. The rest is one. */
static int part_names(const struct compare *c, const char *net,
		      const char **name)
{
	int n = 0;

	name[n++] = router;
	name[n++] = arbiter;
	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];

		for (int k = 0; has_area(r, net) && k < r->n_parts; k++) {
			int m = 0;

			while (m < n && strcmp(name[m], r->part[k].name))
				m++;
			if (m == n && n < MAX_NAMES &&
			    r->part[k].area > 0.01 * area_of(r))
				name[n++] = r->part[k].name;
		}
	}
	return n;
}

static double part_of(const struct compare_row *r, const char *name)
{
	for (int k = 0; k < r->n_parts; k++)
		if (!strcmp(r->part[k].name, name))
			return r->part[k].area;
	return 0;
}

/* In the unit of the chart: `scale` times that of the row. */
static void area_bar(const struct compare *c, struct svg *s, const struct frame *f,
		     const struct compare_row *r, double y, double scale,
		     const char *const *name, int n_names)
{
	char *text = compare_label(c, r);
	double x = 0, all = area_of(r) * scale;
	double routers = (part_of(r, router) + part_of(r, arbiter)) * scale;

	for (int m = 0; m <= n_names; m++) {
		double part = m == n_names ? all - x :
			part_of(r, name[m]) * scale;

		if (part > 0)
			svg_rect(s, at_x(f, x), y + 0.4 * BAR,
				 at_x(f, x + part) - at_x(f, x), 0.5 * BAR,
				 m == n_names ? "#cccccc" : colour(m),
				 m == n_names ? "others" : name[m]);
		x += part;
	}
	svg_text(s, LEFT + 6, y + 0.4 * BAR - 3, 11, "start",
		 "%s: routers %.4g, fabric %.4g", text, routers, all);
	free(text);
}

char *compare_plot_area(const struct compare *c, const char *net, size_t *n)
{
	const char *name[MAX_NAMES];
	double scale = c->has_library ? 1e-6 : 1e-3;
	struct frame f = {0, 1, 0, 14};
	int n_names = part_names(c, net, name), bar = 0;
	struct svg s;
	char *title;

	for (int i = 0; i < c->n_rows; i++)
		if (has_area(&c->row[i], net)) {
			f.max_x = fmax(f.max_x, area_of(&c->row[i]) * scale *
					1.05);
			f.high += BAR;
		}
	if (f.max_x <= 0)
		return NULL;
	f.high = fmax(f.high, (n_names + 1) * LINE);
	title = xasprintf("%s on %s: area of the fabric by module", net,
			  c->hardware);
	draw_frame(&s, &f, title, c->has_library ?
		   "mm2 of standard cells, without crossbars and memories" :
		   "1000 generic cells, without crossbars and memories", NULL);
	for (int i = 0; i < c->n_rows; i++)
		if (has_area(&c->row[i], net))
			area_bar(c, &s, &f, &c->row[i], TOP + BAR * bar++, scale,
				 name, n_names);
	for (int m = 0; m < n_names; m++)
		legend(&s, m, colour(m), 0, name[m]);
	legend(&s, n_names, "#cccccc", 0, "others");
	free(title);
	return svg_end(&s, n);
}

static int has_wire(const struct compare_row *r, const char *net)
{
	return !strcmp(r->net, net) && r->full_bits > 0 && r->wire >= 0;
}

/* How many earlier points the number of this one would cover. */
static int points_near(const struct compare *c, const char *net, int row,
		       const struct frame *f)
{
	const struct compare_row *r = &c->row[row];
	int n = 0;

	for (int i = 0; i < row; i++) {
		const struct compare_row *q = &c->row[i];

		n += has_wire(q, net) &&
		     fabs(at_x(f, q->wire) - at_x(f, r->wire)) < 16 &&
		     fabs(at_y(f, q->full_bits) - at_y(f, r->full_bits)) < 12;
	}
	return n;
}

static void wire_point(const struct compare *c, int row, int number,
		       const struct frame *f, struct svg *s)
{
	const struct compare_row *r = &c->row[row];
	double x = at_x(f, r->wire), y = at_y(f, r->full_bits);
	char *name = compare_label(c, r);

	svg_circle(s, x, y, 6, colour(number - 1), name);
	svg_text(s, x, y - 9 - 13 * points_near(c, r->net, row, f), 11,
		 "middle", "%d", number);
	legend(s, number - 1, colour(number - 1), number, name);
	free(name);
}

char *compare_plot_wire(const struct compare *c, const char *net, size_t *n)
{
	struct frame f = {0, 0, HIGH, 0};
	struct svg s;
	char *title;
	int n_points = 0;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];
		char *name;

		if (!has_wire(r, net))
			continue;
		f.max_x = fmax(f.max_x, r->wire * 1.05);
		f.max_y = fmax(f.max_y, r->full_bits * 1.15);
		name = compare_label(c, r);
		grow(&f.letters, name);
		free(name);
		n_points++;
	}
	if (f.max_x <= 0 || f.max_y <= 0)
		return NULL;
	f.high = fmax(f.high, n_points * LINE);
	title = xasprintf("%s on %s: load against wire", net, c->hardware);
	draw_frame(&s, &f, title, "wire of all channels, tile pitches",
		   "bits per cycle on the most loaded channel at full rate");
	n_points = 0;
	for (int i = 0; i < c->n_rows; i++)
		if (has_wire(&c->row[i], net))
			wire_point(c, i, ++n_points, &f, &s);
	free(title);
	return svg_end(&s, n);
}

static int has_rate(const struct compare *c, const struct compare_row *r, const char *net)
{
	return !strcmp(r->net, net) && r->images > 0 && compare_router_area(c, r) > 0;
}

/* No other row of the network is as fast with less area, or faster with as little. */
static int on_front(const struct compare *c, const struct compare_row *r)
{
	double area = compare_router_area(c, r);

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *q = &c->row[i];
		double other = compare_router_area(c, q);

		if (has_rate(c, q, r->net) && other <= area && q->images >= r->images &&
		    (other < area || q->images > r->images))
			return 0;
	}
	return 1;
}

/* Rows of one topology and router with links of other widths stand behind each other. */
static int same_curve(const struct compare_row *a, const struct compare_row *b)
{
	return !strcmp(a->net, b->net) && !strcmp(a->topology, b->topology) &&
	       !strcmp(a->router, b->router);
}

/* Joined to the point before it on its curve; NULL: the first. */
static void rate_point(const struct compare *c, const struct compare_row *r,
		       const struct compare_row *before, int number,
		       const struct frame *f, struct svg *s)
{
	double x = at_x(f, compare_router_area(c, r)), y = at_y(f, r->images);
	char *label = compare_label(c, r);
	int front = on_front(c, r);
	char *name = xasprintf("%s%s", label, front ? ", on the front" : "");

	if (before)
		svg_line(s, at_x(f, compare_router_area(c, before)), at_y(f, before->images),
			 x, y, colour(number - 1), 2);
	if (front)
		svg_circle(s, x, y, 9, "#000000", name);
	svg_circle(s, x, y, 6, colour(number - 1), name);
	if (c->n_links > 1)
		svg_text(s, x, y - 11, 10, "middle", "%d", (int)r->link_bits);
	free(label);
	free(name);
}

char *compare_plot_rate(const struct compare *c, const char *net, size_t *n)
{
	struct frame f = {0, 0, HIGH, 0};
	struct compare curve = {.n_links = 1};	/* for names without a width */
	const struct compare_row *before = NULL;	/* the last one that has a point */
	struct svg s;
	int n_curves = 0, drawn = 0;
	char *title;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];

		if (!has_rate(c, r, net))
			continue;
		f.max_x = fmax(f.max_x, compare_router_area(c, r) * 1.05);
		f.max_y = fmax(f.max_y, r->images * 1.15);
		n_curves += !before || !same_curve(before, r);
		before = r;
		grow(&f.letters, r->topology);
	}
	if (f.max_x <= 0 || f.max_y <= 0)
		return NULL;
	f.letters += 18;	/* for the router's name */
	f.high = fmax(f.high, n_curves * LINE);
	title = xasprintf("%s on %s: rate against area, the front ringed", net,
			  c->hardware);
	draw_frame(&s, &f, title, c->has_library ? "routers, kGE" :
		   "routers, 1000 generic cells", c->n_links > 1 ?
		   "images a second; numbers: bits of a link" : "images a second");
	before = NULL;
	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];

		if (!has_rate(c, r, net))
			continue;
		if (!before || !same_curve(before, r)) {
			char *name = compare_label(&curve, r);

			legend(&s, drawn, colour(drawn), 0, name);
			drawn++;
			free(name);
			before = NULL;
		}
		rate_point(c, r, before, drawn, &f, &s);
		before = r;
	}
	free(title);
	return svg_end(&s, n);
}
