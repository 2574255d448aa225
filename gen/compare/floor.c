/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_run.h"

#include <math.h>
#include <stdlib.h>

#include "base/svg.h"

/* Pixels: a tile pitch, a core, the margins. */
enum { PITCH = 90, CORE = 46, MARGIN = 70, HEAD = 62, BOW = 9 };

static double at_x(const struct topo *t, int node)
{
	return MARGIN + PITCH * t->x[node];
}

static double at_y(const struct topo *t, int node)
{
	return HEAD + MARGIN + PITCH * t->y[node];
}

/* Grey where nothing goes, then from blue to red with the load. */
static const char *const scale[] = {
	"#4575b4", "#74add1", "#fdae61", "#f46d43", "#d73027",
};

static const char *const dead = "#8b0000";	/* crosses */

static const char *colour(int64_t words, int64_t max)
{
	if (!words || max <= 0)
		return "#dddddd";
	return scale[(int)(words * 4 / max)];
}

/* The loads that a colour stands for; red is the most loaded alone. */
static void legend(struct svg *s, const struct compare_row *r)
{
	double x = MARGIN / 2, y = HEAD;

	svg_text(s, x, y + 10, 11, "start", "bits per cycle:");
	x += 80;
	for (int i = 0; i < 5 && r->interval > 0; i++) {
		svg_rect(s, x, y, 12, 12, scale[i], NULL);
		svg_text(s, x + 16, y + 10, 11, "start", i < 4 ? "< %.3f" :
			 "%.3f", r->max_bits * (i < 4 ? i + 1 : 4) / 4);
		x += 80;
	}
}

/* A curve from border to border of two nodes. */
struct curve {
	double x1, y1, x2, y2, bow;
};

/* A channel that is dead by itself, where it has left its tail: a long one goes on behind
 * other nodes. Those of a dead core go with it. */
static void cross_channel(struct svg *s, const struct topo *t, int channel,
			  const struct curve *c)
{
	const struct graph *g = t->graph;
	int from = g->tail[channel], to = g->head[channel];
	double dx = c->x2 - c->x1, dy = c->y2 - c->y1, far = hypot(dx, dy);
	double at = fmin(0.5, (PITCH - CORE) / 2.0 / far);
	double bow = 4 * at * (1 - at) * c->bow;
	char title[80];

	if (!t->dead_channel || !t->dead_channel[channel] ||
	    t->dead_node[from] == TOPO_DEAD || t->dead_node[to] == TOPO_DEAD)
		return;
	snprintf(title, sizeof(title), "channel %d, %s: dead", channel,
		 graph_edge_text(g, channel).s);
	svg_cross(s, c->x1 + at * dx + bow * dy / far, c->y1 + at * dy - bow * dx / far,
		  CORE / 8.0, dead, title);
}

/* From border to border, so that the head is seen; parallel ones bow apart. */
static void draw_channel(struct svg *s, const struct topo *t, int channel,
			 const char *fill, double width)
{
	int from = t->graph->tail[channel], to = t->graph->head[channel];
	int nth = graph_nth(t->graph, channel);
	double dx = at_x(t, to) - at_x(t, from);
	double dy = at_y(t, to) - at_y(t, from);
	double far = fmax(fabs(dx), fabs(dy));
	struct curve c = {.bow = nth > 0 ? (nth + 1) * BOW : BOW};
	double a, b;

	if (far <= 0)
		return;
	a = CORE / (topo_is_core(t, from) ? 2.0 : 5.0) / far;
	b = CORE / (topo_is_core(t, to) ? 2.0 : 5.0) / far;
	c.x1 = at_x(t, from) + a * dx;
	c.y1 = at_y(t, from) + a * dy;
	c.x2 = at_x(t, to) - b * dx;
	c.y2 = at_y(t, to) - b * dy;
	svg_curve(s, c.x1, c.y1, c.x2, c.y2, c.bow, 1, fill, width);
	cross_channel(s, t, channel, &c);
}

static void draw_channels(struct svg *s, const struct topo *t,
			  const struct compare_row *r, int used)
{
	const struct graph *g = t->graph;

	for (int c = 0; c < g->n_edges; c++) {
		if ((r->channel_words[c] > 0) != used)
			continue;
		draw_channel(s, t, c,
			     colour(r->channel_words[c], r->max_words),
			     used ? 2 : 1);
	}
}

static void cross_node(struct svg *s, const struct topo *t, int node)
{
	int is_core = topo_is_core(t, node);
	double r = is_core ? CORE / 2.0 : CORE / 5.0;
	char title[40];

	if (!t->dead_node || t->dead_node[node] == TOPO_WORKS)
		return;
	snprintf(title, sizeof(title), "%s %d: %s", is_core ? "core" : "router", node,
		 t->dead_node[node] == TOPO_DEAD ? "dead" : "cut off");
	svg_cross(s, at_x(t, node), at_y(t, node), r,
		  t->dead_node[node] == TOPO_DEAD ? dead : "#999999", title);
}

/* The number of the node, and the name of its task. */
static void draw_core(struct svg *s, const struct topo *t, int node,
		      const char *task)
{
	double x = at_x(t, node), y = at_y(t, node);

	if (!topo_is_core(t, node)) {
		svg_circle(s, x, y, CORE / 5.0, "#555555", "router");
		return;
	}
	svg_rect(s, x - CORE / 2.0, y - CORE / 2.0, CORE, CORE,
		 task ? "#cfe8cf" : "#f4f4f4", task);
	svg_text(s, x, y - 10, 11, "middle", "%d", node);
	if (task)
		svg_name(s, x, y + 1, 8, 9, "middle", task);
}

char *compare_plot_floor(const struct compare_row *r, const struct topo *t, size_t *n)
{
	int nodes = t->graph->n_nodes, w = 0, h = 0;
	const char **task = xcalloc(nodes, sizeof(*task));
	struct svg s;

	for (int i = 0; i < nodes; i++) {
		w = t->x[i] > w ? t->x[i] : w;
		h = t->y[i] > h ? t->y[i] : h;
	}
	for (int i = 0; i < r->n_placed; i++)
		task[r->task_node[i]] = r->task_name[i];
	svg_begin(&s, fmax(2.0 * MARGIN + PITCH * w, 540), HEAD + 2.0 * MARGIN + PITCH * h);
	svg_text(&s, MARGIN / 2, 28, 16, "start", "%s on %s, %s", r->net,
		 r->topology, r->router);
	svg_text(&s, MARGIN / 2, 48, 11, "start", "most loaded channel %s: "
		 "%.3f bits per cycle", r->max_channel,
		 r->interval > 0 ? r->max_bits : 0);
	legend(&s, r);
	draw_channels(&s, t, r, 0);
	draw_channels(&s, t, r, 1);
	for (int i = 0; i < nodes; i++) {
		draw_core(&s, t, i, task[i]);
		cross_node(&s, t, i);
	}
	free(task);
	return svg_end(&s, n);
}
