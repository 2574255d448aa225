/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "class.h"
#include "lines.h"

/*
 * The network file of BookSim's topology `anynet`: docs/formats.md. Its nodes are our
 * cores, with the same numbers; its routers follow behind them and have no core.
 */
#define LATENCY_MAX 1024	/* cycles; a length in tile pitches here */

enum end { ROUTER, NODE };

/* From router to router as a line says it, and the channel back that it implies. */
struct link {
	int tail, head;		/* routers */
	int latency;
	int is_implied;
	int line;
};

struct anynet {
	struct topo_lines r;
	struct link *link;
	int n_links, room;
	int *router_of;		/* [TOPO_NODES_MAX] of a node, -1: none yet */
	int *node_line;		/* [TOPO_NODES_MAX] that says so */
	int *router_line;	/* [TOPO_NODES_MAX] that names a router first, or 0 */
	int n_nodes, n_routers;	/* one more than the largest number */
};

static int take_end(struct anynet *a, const char *word, enum end *end, int *n)
{
	if (!strcmp(word, "router"))
		*end = ROUTER;
	else if (!strcmp(word, "node"))
		*end = NODE;
	else
		return topo_lines_refuse(&a->r, a->r.line, "\"%.40s\": must be "
					 "router or node", word);
	if (topo_lines_number(&a->r, word, topo_lines_word(&a->r), 0,
			      TOPO_NODES_MAX - 1, n))
		return -1;
	if (*end == NODE && *n >= a->n_nodes)
		a->n_nodes = *n + 1;
	if (*end == ROUTER && *n >= a->n_routers)
		a->n_routers = *n + 1;
	if (*end == ROUTER && !a->router_line[*n])
		a->router_line[*n] = a->r.line;
	return 0;
}

static void add_link(struct anynet *a, int tail, int head, int latency,
		     int is_implied)
{
	if (a->n_links == a->room) {
		a->room = a->room ? 2 * a->room : 256;
		a->link = xrealloc(a->link, a->room * sizeof(*a->link));
	}
	a->link[a->n_links++] = (struct link){ tail, head, latency, is_implied,
					       a->r.line };
}

static int join_node(struct anynet *a, int node, int router)
{
	if (a->router_of[node] >= 0 && a->router_of[node] != router)
		return topo_lines_refuse(&a->r, a->r.line,
			"node %d is at router %d and, on line %d, at router %d",
			node, router, a->node_line[node], a->router_of[node]);
	a->router_of[node] = router;
	a->node_line[node] = a->r.line;
	return 0;
}

static int join_routers(struct anynet *a, int tail, int head, int latency)
{
	if (tail == head)
		return topo_lines_refuse(&a->r, a->r.line,
			"a channel from router %d to itself", tail);
	if (a->n_links + 2 > TOPO_CHANNELS_MAX)
		return topo_lines_refuse(&a->r, a->r.line,
			"more than %d channels", TOPO_CHANNELS_MAX);
	add_link(a, tail, head, latency, 0);
	add_link(a, head, tail, 1, 1);
	return 0;
}

static int join(struct anynet *a, enum end from, int m, enum end to, int n,
		int latency)
{
	if (from == NODE && to == NODE)
		return topo_lines_refuse(&a->r, a->r.line,
			"node %d is joined to node %d: must be a router", m, n);
	if (from == ROUTER && to == ROUTER)
		return join_routers(a, m, n, latency);
	if (latency != 1)
		return topo_lines_refuse(&a->r, a->r.line, "latency = %d between "
			"a node and its router: must be 1", latency);
	return from == NODE ? join_node(a, m, n) : join_node(a, n, m);
}

/* `router R`, then any number of `router R [latency]` and `node N`; or `node N` and
 * its router. */
static int read_line(struct anynet *a)
{
	char *word = topo_lines_word(&a->r);
	int m, n, latency;
	enum end from, to;

	if (!word)
		return 0;
	if (take_end(a, word, &from, &m))
		return -1;
	word = topo_lines_word(&a->r);
	while (word) {
		if (take_end(a, word, &to, &n))
			return -1;
		latency = 1;
		word = topo_lines_word(&a->r);
		if (word && *word >= '0' && *word <= '9') {
			if (topo_lines_number(&a->r, "latency", word, 1,
					      LATENCY_MAX, &latency))
				return -1;
			word = topo_lines_word(&a->r);
		}
		if (join(a, from, m, to, n, latency))
			return -1;
	}
	return 0;
}

/* Numbers without gaps, every node at a router. */
static int check_numbers(struct anynet *a)
{
	int i;

	if (!a->n_nodes)
		return topo_lines_refuse(&a->r, 1, "no node");
	for (i = 0; i < a->n_nodes; i++)
		if (a->router_of[i] < 0)
			return topo_lines_refuse(&a->r, a->r.line,
				"node %d is at no router; nodes are 0..%d", i,
				a->n_nodes - 1);
	for (i = 0; i < a->n_routers; i++)
		if (!a->router_line[i])
			return topo_lines_refuse(&a->r, a->r.line,
				"there is no router %d; routers are 0..%d", i,
				a->n_routers - 1);
	return 0;
}

/* What a line says before what it implies. */
static int by_ends(const void *a, const void *b)
{
	const struct link *e = a, *f = b;

	if (e->tail != f->tail)
		return e->tail < f->tail ? -1 : 1;
	if (e->head != f->head)
		return e->head < f->head ? -1 : 1;
	if (e->is_implied != f->is_implied)
		return e->is_implied - f->is_implied;
	return (e->line > f->line) - (e->line < f->line);
}

/* Leaves one link for each pair of ends. */
static int merge_links(struct anynet *a)
{
	int i, n = 0;

	if (a->n_links)
		qsort(a->link, a->n_links, sizeof(*a->link), by_ends);
	for (i = 0; i < a->n_links; i++) {
		const struct link *l = &a->link[i], *last = &a->link[n - 1];

		if (!n || last->tail != l->tail || last->head != l->head)
			a->link[n++] = *l;
		else if (!l->is_implied)
			return topo_lines_refuse(&a->r, l->line,
				"router %d to router %d stands on line %d "
				"already", l->tail, l->head, last->line);
	}
	a->n_links = n;
	return 0;
}

/* A block for every router with its cores around it. */
static void place(const struct anynet *a, struct topo *t)
{
	int *n = xcalloc(a->n_routers, sizeof(*n)), max = 0, i, at, w, h;
	int columns = topo_columns(a->n_routers);
	int *node = xcalloc(a->n_nodes, sizeof(*node)), *first;

	for (i = 0; i < a->n_nodes; i++)
		if (++n[a->router_of[i]] > max)
			max = n[a->router_of[i]];
	w = topo_columns(max + 1);
	h = (max + w) / w;
	/* Nodes in the order of their routers. */
	first = xcalloc(a->n_routers + 1, sizeof(*first));
	for (i = 0; i < a->n_routers; i++)
		first[i + 1] = first[i] + n[i];
	for (i = a->n_nodes - 1; i >= 0; i--) {
		at = a->router_of[i];
		node[first[at] + --n[at]] = i;
	}
	for (i = 0; i < a->n_routers; i++)
		topo_place_list(t, node + first[i], first[i + 1] - first[i],
				a->n_nodes + i, w, i % columns * w,
				i / columns * h);
	free(first);
	free(node);
	free(n);
}

static struct topo *make(const struct anynet *a)
{
	struct topo_edges l = {0};
	struct topo *t;
	int i, e, k;

	for (i = 0; i < a->n_nodes; i++)
		topo_edge_both(&l, i, a->n_nodes + a->router_of[i]);
	for (i = 0; i < a->n_links; i++)
		topo_edge(&l, a->n_nodes + a->link[i].tail,
			  a->n_nodes + a->link[i].head);
	t = topo_make(a->n_nodes + a->n_routers, &l);
	t->is_switch = xcalloc(t->graph->n_nodes, 1);
	memset(t->is_switch + a->n_nodes, 1, a->n_routers);
	t->length = xcalloc(t->graph->n_edges, sizeof(*t->length));
	/* Both are in the order of tail and head. */
	for (e = k = 0; e < t->graph->n_edges; e++)
		t->length[e] = t->graph->tail[e] >= a->n_nodes &&
			       t->graph->head[e] >= a->n_nodes ?
			       a->link[k++].latency : 1;
	place(a, t);
	return t;
}

static struct topo *build_anynet(const struct topo_value *arg, struct text *why)
{
	struct anynet a = { .n_nodes = 0 };
	struct topo *t = NULL;
	char *text = xstrdup(arg[0].text);
	int failed = 0, i;

	topo_lines_init(&a.r, arg[0].s, text, why);
	a.router_of = xcalloc(TOPO_NODES_MAX, sizeof(int));
	a.node_line = xcalloc(TOPO_NODES_MAX, sizeof(int));
	a.router_line = xcalloc(TOPO_NODES_MAX, sizeof(int));
	for (i = 0; i < TOPO_NODES_MAX; i++)
		a.router_of[i] = -1;
	while (!failed && topo_lines_next(&a.r, 0))
		failed = read_line(&a);
	if (!failed && !check_numbers(&a) && !merge_links(&a) &&
	    !topo_too_large(a.n_nodes + a.n_routers,
			    a.n_links + 2LL * a.n_nodes, why))
		t = make(&a);
	free(text);
	free(a.link);
	free(a.router_of);
	free(a.node_line);
	free(a.router_line);
	return t;
}

const struct topo_class topo_class_anynet = {
	.name = "anynet", .usage = "anynet(\"file\")",
	.arg = { TOPO_ARG_FILE("file") },
	.build = build_anynet,
};
