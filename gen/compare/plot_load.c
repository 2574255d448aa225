/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "base/svg.h"

/* Pixels. */
enum {
	LEFT = 44, TOP = 110, PANEL_W = 290, PANEL_H = 110, GAP_X = 50,
	GAP_Y = 70, ACROSS = 3,
	LETTERS = 44,	/* of a title in a panel */
};

static int falling(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

struct panel {
	double x, y;	/* of its upper left corner */
	double max_x, max_y;	/* of all panels: channels, bits per cycle */
};

static void axes(struct svg *s, const struct panel *p)
{
	double by = compare_step(p->max_y, 4);

	for (double v = 0; v <= p->max_y * 1.0001; v += by) {
		double y = p->y + PANEL_H * (1 - v / p->max_y);

		svg_line(s, p->x - 4, y, p->x + PANEL_W, y, "#dddddd", 1);
		svg_text(s, p->x - 6, y + 4, 10, "end", "%.3g", v);
	}
	by = compare_step(p->max_x, 4);
	for (double v = 0; v <= p->max_x * 1.0001; v += by) {
		double x = p->x + PANEL_W * v / p->max_x;

		svg_line(s, x, p->y + PANEL_H, x, p->y + PANEL_H + 4,
			 "#000000", 1);
		svg_text(s, x, p->y + PANEL_H + 14, 10, "middle", "%.5g", v);
	}
	svg_line(s, p->x, p->y + PANEL_H, p->x + PANEL_W, p->y + PANEL_H,
		 "#000000", 1);
	svg_line(s, p->x, p->y, p->x, p->y + PANEL_H, "#000000", 1);
}

/* A bar for the channels that carry the same. */
static void bars(struct svg *s, const struct panel *p, const int64_t *words,
		 size_t used, double scale)
{
	double wide = PANEL_W / p->max_x;
	size_t next;

	for (size_t i = 0; i < used; i = next) {
		double high = words[i] * scale / p->max_y * PANEL_H;

		for (next = i; next < used && words[next] == words[i]; next++)
			;
		svg_rect(s, p->x + i * wide, p->y + PANEL_H - high,
			 (next - i) * wide, high, "#1f77b4", NULL);
	}
}

static void draw_panel(const struct compare *c, struct svg *s, const struct compare_row *r,
		       const struct panel *p)
{
	size_t n = (size_t)r->channels, used = 0;
	int64_t *words = xmalloc(n * sizeof(*words));
	char *name = compare_label(c, r);

	memcpy(words, r->channel_words, n * sizeof(*words));
	qsort(words, n, sizeof(*words), falling);
	while (used < n && words[used])
		used++;
	axes(s, p);
	bars(s, p, words, used, r->max_bits / r->max_words);
	svg_text(s, p->x, p->y - 22, 12, "start", "%.*s%s", LETTERS, name,
		 strlen(name) > LETTERS ? "..." : "");
	svg_text(s, p->x, p->y - 8, 11, "start", "most %.3f, mean %.3f; %zu "
		 "of %zu channels in use", r->max_bits, r->mean_bits, used, n);
	free(words);
	free(name);
}

static int has_load(const struct compare_row *r, const char *net)
{
	return !strcmp(r->net, net) && r->channel_words && r->max_bits > 0;
}

/* Scales that serve all panels; their number. */
static int find_scales(const struct compare *c, const char *net,
		       struct panel *p)
{
	int n = 0;

	for (int i = 0; i < c->n_rows; i++) {
		const struct compare_row *r = &c->row[i];
		int used = 0;

		if (!has_load(r, net))
			continue;
		for (int64_t k = 0; k < r->channels; k++)
			used += r->channel_words[k] > 0;
		p->max_x = fmax(p->max_x, used);
		p->max_y = fmax(p->max_y, r->max_bits);
		n++;
	}
	return n;
}

char *compare_plot_load(const struct compare *c, const char *net, size_t *n)
{
	struct panel p = {0, 0, 0, 0};
	int n_panels = find_scales(c, net, &p), k = 0, lines;
	struct svg s;

	if (!n_panels)
		return NULL;
	lines = (n_panels + ACROSS - 1) / ACROSS;
	svg_begin(&s, LEFT + ACROSS * (PANEL_W + GAP_X),
		  TOP + lines * (PANEL_H + GAP_Y) - 30);
	svg_text(&s, LEFT, 28, 16, "start", "%s on %s: load of every channel "
		 "in use, highest first", net, c->hardware);
	svg_text(&s, LEFT, 48, 12, "start", "up: bits per cycle of payload; "
		 "across: channels; the mean is that of all channels");
	for (int i = 0; i < c->n_rows; i++) {
		if (!has_load(&c->row[i], net))
			continue;
		p.x = LEFT + k % ACROSS * (PANEL_W + GAP_X);
		p.y = TOP + k / ACROSS * (PANEL_H + GAP_Y);
		draw_panel(c, &s, &c->row[i], &p);
		k++;
	}
	return svg_end(&s, n);
}
