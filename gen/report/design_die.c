/* SPDX-License-Identifier: Apache-2.0 */
#include "design_impl.h"

#include <math.h>
#include <stdlib.h>

#include "base/json.h"

/* The die: nodes, channels, and the trees of the streams. */

/* In pitches of tiles: half a core, half a router; how far a channel bows to its left, what
 * a pitch more adds, and how far one behind another; the most. */
#define CORE 0.31
#define ROUTER 0.12
#define BOW 0.05
#define BOW_PITCH 0.1
#define BOW_NEXT 0.07
#define BOW_MAX 0.42

static const char *state(const struct topo *t, int node)
{
	int dead = t->dead_node ? t->dead_node[node] : TOPO_WORKS;

	return dead == TOPO_WORKS ? "works" : dead == TOPO_DEAD ? "dead" : "cut off";
}

json_t *design_nodes(const struct design *d)
{
	const struct topo *t = d->topo;
	int n = t->graph->n_nodes;
	int *task = xcalloc((size_t)n + 1, sizeof(*task));
	json_t *all = json_array();

	for (int i = 0; i < d->flow->n_tasks; i++)
		task[d->map->node[i]] = i + 1;
	for (int i = 0; i < n; i++)
		json_array_append_new(all, json_pack("{s:i, s:i, s:b, s:s, s:o}", "x", t->x[i],
			"y", t->y[i], "core", topo_is_core(t, i), "state", state(t, i), "task",
			task[i] ? json_integer(task[i] - 1) : json_null()));
	free(task);
	return all;
}

static double half(const struct topo *t, int node)
{
	return topo_is_core(t, node) ? CORE : ROUTER;
}

static void add_hundredths(json_t *all, double v)
{
	json_array_append_new(all, json_integer(lrint(100 * v)));
}

/* A quadratic curve from border to border: x and y of its ends and its control point
 * between them, in hundredths of a pitch. Where two nodes share a place: a point. */
static json_t *path(const struct topo *t, int channel)
{
	int from = t->graph->tail[channel], to = t->graph->head[channel];
	double dx = t->x[to] - t->x[from], dy = t->y[to] - t->y[from];
	double far = fmax(fabs(dx), fabs(dy)), length = hypot(dx, dy), bow;
	double a = far > 0 ? half(t, from) / far : 0, b = far > 0 ? half(t, to) / far : 0;
	double x1 = t->x[from] + a * dx, y1 = t->y[from] + a * dy;
	double x2 = t->x[to] - b * dx, y2 = t->y[to] - b * dy;
	json_t *all = json_array();

	bow = fmin(BOW + BOW_PITCH * fmax(far - 1, 0), BOW_MAX) +
		BOW_NEXT * graph_nth(t->graph, channel);
	bow = length > 0 ? 2 * bow / length : 0;
	add_hundredths(all, x1);
	add_hundredths(all, y1);
	add_hundredths(all, (x1 + x2) / 2 + bow * dy);
	add_hundredths(all, (y1 + y2) / 2 - bow * dx);
	add_hundredths(all, x2);
	add_hundredths(all, y2);
	return all;
}

json_t *design_channels(const struct design *d, const struct load *l)
{
	const struct graph *g = d->topo->graph;
	json_t *all = json_array();

	for (int i = 0; i < g->n_edges; i++) {
		json_t *c = json_pack("{s:i, s:i, s:I, s:i, s:b, s:o}",
			"tail", g->tail[i], "head", g->head[i],
			"words", (json_int_t)l->words[i], "streams", l->streams[i],
			"dead", d->topo->dead_channel && d->topo->dead_channel[i],
			"path", path(d->topo, i));

		json_object_set_new(c, "bits_per_cycle",
				    json_real(design_bits(d, l->words[i])));
		json_array_append_new(all, c);
	}
	return all;
}

/* Virtual channel of a hop, where a plan says. */
static int vc(const struct design *d, int stream, int hop)
{
	return d->plan ? d->plan->stream[stream].hop[hop].vc : -1;
}

/* [channel, virtual channel or -1, hop before it or -1] */
static json_t *hops(const struct design *d, int stream)
{
	const struct route_tree *tree = &d->map->tree[stream];
	json_t *all = json_array();

	for (int h = 0; h < tree->n_hops; h++)
		json_array_append_new(all, json_pack("[i, i, i]", tree->channel[h],
						     vc(d, stream, h), tree->from[h]));
	return all;
}

static const char *role(const struct design *d, int stream, int dest)
{
	static const char *const name[N_ROLES] = {
		[ROLE_ACT] = "activations", [ROLE_PSUM] = "partial sums",
		[ROLE_SKIP] = "residual",
	};
	const struct flow_stream *s = &d->flow->stream[stream];

	if (s->dest[dest] == FLOW_EDGE)
		return "output";
	if (d->plan)
		return name[d->plan->stream[stream].dest[dest].role];
	return s->joins[dest] ? "joins" : "activations";
}

/* *longest: hops to the reader that has the most. */
static json_t *readers(const struct design *d, int stream, int *longest)
{
	const struct flow_stream *s = &d->flow->stream[stream];
	const struct route_tree *tree = &d->map->tree[stream];
	json_t *all = json_array();

	*longest = 0;
	for (int i = 0; i < s->n_dests; i++) {
		int n = 0;

		for (int h = tree->target[i]; h >= 0; h = tree->from[h])
			n++;
		*longest = n > *longest ? n : *longest;
		json_array_append_new(all, json_pack("{s:o, s:s, s:i}", "task",
			s->dest[i] == FLOW_EDGE ? json_null() : json_integer(s->dest[i]),
			"role", role(d, stream, i), "hops", n));
	}
	return all;
}

json_t *design_streams(const struct design *d)
{
	json_t *all = json_array();

	for (int i = 0; i < d->flow->n_streams; i++) {
		const struct flow_stream *s = &d->flow->stream[i];
		const char *name = s->src == FLOW_EDGE ? "input of the fabric" :
			d->flow->task[s->src].name;
		int longest;
		json_t *to = readers(d, i, &longest);

		json_array_append_new(all, json_pack("{s:o, s:o, s:I, s:f, s:o, s:o, s:i}", "name",
			json_text(name), "source", s->src == FLOW_EDGE ? json_null() :
			json_integer(s->src), "words", (json_int_t)s->words, "bits_per_cycle",
			design_bits(d, s->words), "readers", to, "hops", hops(d, i),
			"longest", longest));
	}
	return all;
}
