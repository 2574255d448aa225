/* SPDX-License-Identifier: Apache-2.0 */
#include "topo_draw.h"

#include <math.h>

#include "base/svg.h"
#include "class.h"

void topo_dot(const struct topo *t, const char *expr, struct text *out)
{
	const struct graph *g = t->graph;
	int i, e;

	text_add(out, "digraph \"");
	for (; *expr; expr++)
		text_add(out, *expr == '"' || *expr == '\\' ? "\\%c" : "%c",
			 *expr);
	text_add(out, "\" {\n  node [shape=box, width=0.4, height=0.4];\n");
	for (i = 0; i < g->n_nodes; i++)
		text_add(out, "  %d [pos=\"%d,%d!\"%s];\n", i, 72 * t->x[i],
			 -72 * t->y[i],
			 topo_is_core(t, i) ? "" : ", shape=circle");
	for (e = 0; e < g->n_edges; e++)
		text_add(out, "  %d -> %d [channel=%d, pitches=%d];\n", g->tail[e],
			 g->head[e], e, topo_length(t, e));
	text_add(out, "}\n");
}

static const char *colour(int length)
{
	return length <= 1 ? "#4477aa" : length == 2 ? "#228833" :
	       length <= 4 ? "#ccaa33" : "#ee6677";
}

static const struct {
	int length;
	const char *text;
} legend[] = {
	{ 1, "1 pitch" }, { 2, "2" }, { 3, "3 and 4" }, { 5, "longer" },
};

#define MARGIN 30.0
#define FOOT 44.0

/* From edge to edge of the two nodes; the longer the more it bows, so that it
 * passes what lies between, and two opposite ones part; the nth of parallel ones
 * bows more than the one before it. */
static void draw_channel(struct svg *s, const struct topo *t, int e, int nth,
			 double pitch, double r)
{
	int a = t->graph->tail[e], b = t->graph->head[e];
	double x1 = MARGIN + (t->x[a] + 0.5) * pitch;
	double y1 = MARGIN + (t->y[a] + 0.5) * pitch;
	double x2 = MARGIN + (t->x[b] + 0.5) * pitch;
	double y2 = MARGIN + (t->y[b] + 0.5) * pitch;
	double far = hypot(x2 - x1, y2 - y1), ux, uy;
	int length = topo_length(t, e);

	if (far == 0)
		return;
	ux = (x2 - x1) / far;
	uy = (y2 - y1) / far;
	svg_curve(s, x1 + r * (ux + 0.4 * uy), y1 + r * (uy - 0.4 * ux),
		  x2 - r * (ux - 0.4 * uy), y2 - r * (uy + 0.4 * ux),
		  (length > 1 ? 0.12 : 0.04) * far + 0.1 * nth * pitch,
		  pitch >= 20,
		  colour(length), 1);
}

static void draw_node(struct svg *s, const struct topo *t, int i, double pitch,
		      double r)
{
	double x = MARGIN + (t->x[i] + 0.5) * pitch;
	double y = MARGIN + (t->y[i] + 0.5) * pitch;
	char title[64];

	snprintf(title, sizeof(title), "%s %d: %d in, %d out",
		 topo_is_core(t, i) ? "core" : "router", i,
		 graph_degree_in(t->graph, i), graph_degree_out(t->graph, i));
	if (topo_is_core(t, i))
		svg_rect(s, x - r, y - r, 2 * r, 2 * r, "#dde4ee", title);
	else
		svg_circle(s, x, y, r, "#f3ddc8", title);
	if (pitch >= 28)
		svg_text(s, x, y + 4, 11, "middle", "%d", i);
}

char *topo_svg(const struct topo *t, const char *expr, size_t *n_bytes)
{
	double pitch, r, foot, width;
	struct svg s;
	int w, h, i, nth = 0;

	topo_die(t, &w, &h);
	pitch = floor(4000.0 / (w > h ? w : h));
	pitch = pitch > 64 ? 64 : pitch < 8 ? 8 : pitch;
	r = pitch / 4;
	width = 2 * MARGIN + w * pitch;
	foot = MARGIN + h * pitch + 26;
	svg_begin(&s, width < 460 ? 460 : width, foot + FOOT);
	for (i = 0; i < t->graph->n_edges; i++) {
		nth = topo_next_nth(t->graph, i, nth);
		draw_channel(&s, t, i, nth, pitch, r);
	}
	for (i = 0; i < t->graph->n_nodes; i++)
		draw_node(&s, t, i, pitch, r);
	svg_text(&s, MARGIN, foot, 13, "start", "%s: %d cores, %d channels",
		 expr, topo_n_cores(t), t->graph->n_edges);
	for (i = 0; i < 4; i++) {
		svg_line(&s, MARGIN + 100 * i, foot + 20, MARGIN + 100 * i + 24,
			 foot + 20, colour(legend[i].length), 2);
		svg_text(&s, MARGIN + 100 * i + 30, foot + 24, 11, "start",
			 "%s", legend[i].text);
	}
	return svg_end(&s, n_bytes);
}
