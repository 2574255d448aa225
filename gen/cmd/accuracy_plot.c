/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "accuracy.h"
#include "base/svg.h"

/* Pixels. */
enum { LEFT = 70, RIGHT = 640, TOP = 60, BOTTOM = 400, LINE = 18 };

static const char *const colours[] = {
	"#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#17becf",
	"#7f7f7f",
};
enum { N_COLOURS = sizeof(colours) / sizeof(colours[0]) };

void accuracy_time(double s, struct text *t)
{
	static const struct {
		double seconds;
		const char *name;
	} unit[] = {{31536000, "a"}, {86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++)
		if (s >= unit[i].seconds && fmod(s, unit[i].seconds) == 0) {
			text_add(t, "%g %s", s / unit[i].seconds, unit[i].name);
			return;
		}
	text_add(t, "%g s", s);
}

/* Points of a line: those behind `at` of the same width. */
static int line_length(const struct accuracy *a, int at)
{
	int n = 1;

	while (at + n < a->n && a->point[at + n].bits == a->point[at].bits)
		n++;
	return n;
}

struct axes {
	double lo;	/* percent at the bottom, 100 at the top */
	int n;		/* times */
};

static double at_x(const struct axes *f, int i)
{
	return LEFT + (i + 0.5) * (RIGHT - LEFT) / f->n;
}

static double at_y(const struct axes *f, double percent)
{
	return BOTTOM - (BOTTOM - TOP) * (percent - f->lo) / (100 - f->lo);
}

static void draw_axes(struct svg *s, const struct accuracy *a, const struct axes *f)
{
	struct text t = {0};

	svg_text(s, LEFT, 26, 15, "start", "%s, devices %s, %s compensation", a->net,
		 a->device, a->compensation);
	svg_text(s, LEFT, TOP - 12, 12, "start", "top-1, percent");
	for (double v = f->lo; v <= 100; v += 10) {
		svg_line(s, LEFT, at_y(f, v), RIGHT, at_y(f, v), "#dddddd", 1);
		svg_text(s, LEFT - 8, at_y(f, v) + 4, 12, "end", "%g", v);
	}
	for (int i = 0; i < f->n; i++) {
		accuracy_time(a->point[1 + i].time, &t);
		svg_text(s, at_x(f, i), BOTTOM + 20, 12, "middle", "%s", t.s);
		text_free(&t);
	}
	svg_text(s, (LEFT + RIGHT) / 2, BOTTOM + 42, 13, "middle", "time behind programming");
	svg_line(s, LEFT, BOTTOM, RIGHT, BOTTOM, "#000000", 1);
	svg_line(s, LEFT, TOP, LEFT, BOTTOM, "#000000", 1);
}

static void draw_line(struct svg *s, const struct axes *f,
		      const struct accuracy_point *p, int n, int line)
{
	const char *colour = colours[line % N_COLOURS];

	for (int x = LEFT; x < RIGHT; x += 10)
		svg_line(s, x, at_y(f, p->mean), x + 4, at_y(f, p->mean), colour, 1);
	for (int i = 0; i + 1 < n; i++) {
		const struct accuracy_point *q = &p[1 + i];
		double x = at_x(f, i) + 3 * line;

		svg_line(s, x, at_y(f, q->least), x, at_y(f, q->most), colour, 1);
		svg_circle(s, x, at_y(f, q->mean), 3, colour, NULL);
		if (i + 2 < n)
			svg_line(s, x, at_y(f, q->mean), at_x(f, i + 1) + 3 * line,
				 at_y(f, q[1].mean), colour, 2);
	}
	svg_rect(s, RIGHT + 16, TOP + LINE * line, 12, 12, colour, NULL);
	svg_text(s, RIGHT + 34, TOP + LINE * line + 11, 12, "start",
		 "%d-bit converters, %.2f without noise", p->bits, p->mean);
}

char *accuracy_plot(const struct accuracy *a, size_t *n_bytes)
{
	struct axes f = {.lo = 100, .n = line_length(a, 0) - 1};
	struct svg s;
	int i, n, line = 0;

	for (i = 0; i < a->n; i++)
		f.lo = fmin(f.lo, 10 * floor(a->point[i].least / 10));
	f.lo = fmin(f.lo, 90);
	svg_begin(&s, RIGHT + 290, BOTTOM + 60);
	draw_axes(&s, a, &f);
	for (i = 0; i < a->n; i += n) {
		n = line_length(a, i);
		draw_line(&s, &f, &a->point[i], n, line++);
	}
	return svg_end(&s, n_bytes);
}
