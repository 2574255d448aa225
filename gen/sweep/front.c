/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/svg.h"
#include "result_impl.h"

/* A point's figures of the front, each so that less is better. 0: one is not known. */
static int goals(const struct sweep_table *t, int row, double *v)
{
	const struct sweep_figures *f = &t->row[row];

	for (int i = 0; i < t->n_front; i++) {
		const char *s = f->value[t->front[i]];

		if (f->status != SWEEP_DONE || !*s)
			return 0;
		v[i] = strtod(s, NULL);
		if (sweep_more_is_better(sweep_figure_name(t->front[i])))
			v[i] = -v[i];
	}
	return 1;
}

/* Is a as good as b in all, and better in one? */
static int beats(const double *a, const double *b, int n)
{
	int better = 0;

	for (int i = 0; i < n; i++) {
		if (a[i] > b[i])
			return 0;
		better |= a[i] < b[i];
	}
	return better;
}

/* Each point is held against those that are on the front so far, of its network. */
void sweep_front(struct sweep_table *t)
{
	int n = t->points->n, k = t->n_front, n_on = 0, *on = xcalloc(n + 1, sizeof(int));
	double *v = xcalloc((size_t)n * k + 1, sizeof(*v));

	for (int i = 0; i < n; i++) {
		const char *network = t->points->point[i].network;
		int good = goals(t, i, v + (size_t)i * k), kept = 0;

		for (int m = 0; good && m < n_on; m++)
			if (t->points->point[on[m]].network == network)
				good = !beats(v + (size_t)on[m] * k, v + (size_t)i * k, k);
		if (!good)
			continue;
		for (int m = 0; m < n_on; m++) {
			int same = t->points->point[on[m]].network == network;

			if (same && beats(v + (size_t)i * k, v + (size_t)on[m] * k, k))
				t->row[on[m]].front = 0;
			else
				on[kept++] = on[m];
		}
		on[kept++] = i;
		n_on = kept;
		t->row[i].front = 1;
	}
	free(on);
	free(v);
}

enum { LEFT = 90, RIGHT = 720, TOP = 50, BOTTOM = 450, LINE = 18, MOST_KINDS = 16 };

/* Colours that people who see few of them tell apart (Okabe and Ito 2008), then others. */
static const char *const colours[] = {
	"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
	"#999999", "#7f3b08", "#542788", "#35978f", "#b2182b", "#4d4d4d", "#8c510a",
	"#01665e", "#762a83",
};

/* What a colour is of: the topology's name and the network where there are several. */
struct kinds {
	int n;
	char *name[MOST_KINDS + 1];
};

static int kind_of(const struct sweep_table *t, int row, struct kinds *k)
{
	const struct sweep_point *p = &t->points->point[row];
	const char *topology = sweep_at(t->sweep, p, "topology");
	int i = 0;
	char *name;

	topology = topology ? topology : t->sweep->hardware->topology;
	name = xasprintf("%.*s", (int)strcspn(topology, "("), topology);
	while (i < k->n && strcmp(k->name[i], name))
		i++;
	if (i == k->n && k->n <= MOST_KINDS)
		k->name[k->n++] = xstrdup(i == MOST_KINDS ? "others" : name);
	free(name);
	return i < k->n ? i : MOST_KINDS;
}

/* The first figure that should be more, upwards, and the first that should be less. */
static int axis_figure(const struct sweep_table *t, int more)
{
	for (int i = 0; i < t->n_front; i++)
		if (sweep_more_is_better(sweep_figure_name(t->front[i])) == more)
			return t->front[i];
	return -1;
}

struct frame {
	int fx, fy;	/* figures */
	double max_x, max_y;
};

static int place(const struct sweep_table *t, const struct frame *f, int row, double *x,
		 double *y)
{
	const struct sweep_figures *r = &t->row[row];

	if (r->status != SWEEP_DONE || !*r->value[f->fx] || !*r->value[f->fy])
		return 0;
	*x = strtod(r->value[f->fx], NULL);
	*y = strtod(r->value[f->fy], NULL);
	return 1;
}

static double step(double max)
{
	double ten = pow(10, floor(log10(max / 5))), n = max / 5 / ten;

	return ten * (n < 1.5 ? 1 : n < 3.5 ? 2 : n < 7.5 ? 5 : 10);
}

static double at_x(const struct frame *f, double x)
{
	return LEFT + (RIGHT - LEFT) * x / f->max_x;
}

static double at_y(const struct frame *f, double y)
{
	return BOTTOM - (BOTTOM - TOP) * y / f->max_y;
}

static void draw_axes(const struct sweep_table *t, const struct frame *f, struct svg *s)
{
	for (double v = 0; v <= f->max_x; v += step(f->max_x)) {
		svg_line(s, at_x(f, v), TOP, at_x(f, v), BOTTOM, "#dddddd", 1);
		svg_text(s, at_x(f, v), BOTTOM + 18, 12, "middle", "%.6g", v);
	}
	for (double v = 0; v <= f->max_y; v += step(f->max_y)) {
		svg_line(s, LEFT, at_y(f, v), RIGHT, at_y(f, v), "#dddddd", 1);
		svg_text(s, LEFT - 6, at_y(f, v) + 4, 12, "end", "%.6g", v);
	}
	svg_line(s, LEFT, BOTTOM, RIGHT, BOTTOM, "#000000", 1);
	svg_line(s, LEFT, TOP, LEFT, BOTTOM, "#000000", 1);
	svg_text(s, LEFT, 24, 15, "start", "%s: the front ringed", t->sweep->name);
	svg_text(s, (LEFT + RIGHT) / 2, BOTTOM + 40, 13, "middle", "%s",
		 sweep_figure_name(f->fx));
	svg_text(s, LEFT, TOP - 8, 13, "start", "%s", sweep_figure_name(f->fy));
}

static void draw_points(const struct sweep_table *t, const struct frame *f, struct kinds *k,
			struct svg *s)
{
	double x, y;

	for (int i = 0; i < t->points->n; i++) {
		struct text label = {0};
		int kind;

		if (!place(t, f, i, &x, &y))
			continue;
		kind = kind_of(t, i, k);
		sweep_label(t->sweep, &t->points->point[i], &label);
		if (t->row[i].front)
			svg_circle(s, at_x(f, x), at_y(f, y), 8, "#000000", label.s);
		svg_circle(s, at_x(f, x), at_y(f, y), 5, colours[kind % MOST_KINDS],
			   label.s);
		text_free(&label);
	}
}

char *sweep_front_svg(const struct sweep_table *t, size_t *n)
{
	struct frame f = {axis_figure(t, 0), axis_figure(t, 1), 0, 0};
	struct kinds kinds = {0};
	struct svg s;
	double x, y;

	for (int i = 0; f.fx >= 0 && f.fy >= 0 && i < t->points->n; i++)
		if (place(t, &f, i, &x, &y)) {
			f.max_x = fmax(f.max_x, 1.05 * x);
			f.max_y = fmax(f.max_y, 1.1 * y);
		}
	if (f.max_x <= 0 || f.max_y <= 0)
		return NULL;
	svg_begin(&s, RIGHT + 160, BOTTOM + 60);
	draw_axes(t, &f, &s);
	draw_points(t, &f, &kinds, &s);
	for (int i = 0; i < kinds.n; i++) {
		svg_rect(&s, RIGHT + 20, TOP + i * LINE, 12, 12, colours[i % MOST_KINDS], NULL);
		svg_text(&s, RIGHT + 38, TOP + i * LINE + 11, 12, "start", "%s",
			 kinds.name[i]);
		free(kinds.name[i]);
	}
	return svg_end(&s, n);
}
