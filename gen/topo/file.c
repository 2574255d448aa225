/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "class.h"
#include "lines.h"

/*
 * Any graph, from a text file: docs/formats.md, "Edge lists".
 */
struct edge {
	int tail, head, line;
	int n;			/* parallel channels */
};

/* Lines that say something of a node; 0: none does. */
struct node {
	int named_line;		/* a channel or a place, the last one */
	int place_line;
	int router_line;
	int x, y;
};

struct reader {
	struct topo_lines r;
	struct edge *edge;	/* [n_edges] */
	int n_edges, room;
	int64_t n_channels;
	int n_nodes;
	struct node *node;	/* [TOPO_NODES_MAX] */
};

#define REFUSE(l, ...) topo_lines_refuse(&(l)->r, (l)->r.line, __VA_ARGS__)

static int take_number(struct reader *r, const char *name, const char *word,
		       int max, int *v)
{
	return topo_lines_number(&r->r, name, word, 0, max, v);
}

static void add_node(struct reader *r, int node)
{
	r->node[node].named_line = r->r.line;
	if (node >= r->n_nodes)
		r->n_nodes = node + 1;
}

static int read_place(struct reader *r)
{
	int node, x, y;

	if (take_number(r, "node", topo_lines_word(&r->r),
			TOPO_NODES_MAX - 1, &node) ||
	    take_number(r, "x", topo_lines_word(&r->r),
			TOPO_PITCHES_MAX - 1, &x) ||
	    take_number(r, "y", topo_lines_word(&r->r),
			TOPO_PITCHES_MAX - 1, &y))
		return -1;
	if (r->node[node].place_line)
		return REFUSE(r, "node %d has a place already, on line %d",
			      node, r->node[node].place_line);
	r->node[node].place_line = r->r.line;
	r->node[node].x = x;
	r->node[node].y = y;
	add_node(r, node);
	return 0;
}

static int read_router(struct reader *r)
{
	int node;

	if (take_number(r, "router", topo_lines_word(&r->r),
			TOPO_NODES_MAX - 1, &node))
		return -1;
	if (r->node[node].router_line)
		return REFUSE(r, "node %d is a router already, on line %d",
			      node, r->node[node].router_line);
	r->node[node].router_line = r->r.line;
	return 0;
}

/* `x2`: two parallel channels. */
static int take_parallel(struct reader *r, const char *word, int *n)
{
	char *end;
	long v = strtol(word + 1, &end, 10);

	if (word[0] != 'x' || word[1 + strspn(word + 1, "0123456789")])
		return REFUSE(r, "unexpected \"%.40s\"", word);
	if (v < 1 || v > TOPO_PARALLEL_MAX)
		return REFUSE(r, "number of parallel channels = %.40s: must be "
			      "x1..x%d", word, TOPO_PARALLEL_MAX);
	*n = (int)v;
	return 0;
}

static int read_edge(struct reader *r, const char *word)
{
	struct edge e = { 0, 0, r->r.line, 1 };

	if (take_number(r, "tail", word, TOPO_NODES_MAX - 1, &e.tail) ||
	    take_number(r, "head", topo_lines_word(&r->r),
			TOPO_NODES_MAX - 1, &e.head))
		return -1;
	if (e.tail == e.head)
		return REFUSE(r, "a channel from node %d to itself", e.tail);
	word = topo_lines_word(&r->r);
	if (word && take_parallel(r, word, &e.n))
		return -1;
	r->n_channels += e.n;
	if (r->n_channels > TOPO_CHANNELS_MAX)
		return REFUSE(r, "more than %d channels", TOPO_CHANNELS_MAX);
	if (r->n_edges == r->room) {
		r->room = r->room ? 2 * r->room : 256;
		r->edge = xrealloc(r->edge, r->room * sizeof(*r->edge));
	}
	r->edge[r->n_edges++] = e;
	add_node(r, e.tail);
	add_node(r, e.head);
	return 0;
}

/* `tail head [xN]`, `node N x y` or `router N`. */
static int read_line(struct reader *r)
{
	char *word = topo_lines_word(&r->r);
	int failed;

	if (!word)
		return 0;
	if (!strcmp(word, "node"))
		failed = read_place(r);
	else if (!strcmp(word, "router"))
		failed = read_router(r);
	else
		failed = read_edge(r, word);
	if (failed)
		return -1;
	word = topo_lines_word(&r->r);
	if (word)
		return REFUSE(r, "unexpected \"%.40s\"", word);
	return 0;
}

/* Every router is a node that a channel or a place names, and some node has a
 * core. */
static int check_routers(struct reader *r)
{
	int i, n = 0, last = 0;

	for (i = 0; i < TOPO_NODES_MAX; i++) {
		if (!r->node[i].router_line)
			continue;
		r->r.line = r->node[i].router_line;
		if (!r->node[i].named_line)
			return REFUSE(r, "router %d: no channel and no place "
				      "names a node %d", i, i);
		last = r->r.line > last ? r->r.line : last;
		n++;
	}
	r->r.line = 1;
	if (!r->n_nodes)
		return REFUSE(r, "no channel and no node");
	r->r.line = last;
	if (n == r->n_nodes)
		return REFUSE(r, "all nodes are routers: at least one must "
			      "have a core");
	return 0;
}

static int by_ends(const void *a, const void *b)
{
	const struct edge *e = a, *f = b;

	if (e->tail != f->tail)
		return e->tail < f->tail ? -1 : 1;
	if (e->head != f->head)
		return e->head < f->head ? -1 : 1;
	return e->line < f->line ? -1 : 1;
}

static int check_twice(struct reader *r)
{
	int i;

	if (r->n_edges)
		qsort(r->edge, r->n_edges, sizeof(*r->edge), by_ends);
	for (i = 1; i < r->n_edges; i++) {
		const struct edge *a = &r->edge[i - 1], *b = &r->edge[i];

		if (a->tail != b->tail || a->head != b->head)
			continue;
		r->r.line = b->line;
		return REFUSE(r, "channel %d %d stands on line %d already; %d "
			      "parallel ones are %d %d x%d", b->tail, b->head,
			      a->line, a->n + b->n, b->tail, b->head,
			      a->n + b->n);
	}
	return 0;
}

struct place {
	int x, y, node;
};

static int by_place(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->y != q->y)
		return p->y < q->y ? -1 : 1;
	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return p->node - q->node;
}

/* All nodes have a place of their own, or none has one. */
static int check_places(struct reader *r)
{
	struct place *p = xcalloc(r->n_nodes, sizeof(*p));
	int i, n = 0, without = -1, failed = 0;

	for (i = 0; i < r->n_nodes; i++)
		if (r->node[i].place_line)
			p[n++] = (struct place){ r->node[i].x, r->node[i].y,
						 i };
		else if (without < 0)
			without = i;
	if (n && n < r->n_nodes) {
		r->r.line = r->node[p[0].node].place_line;
		failed = REFUSE(r, "node %d has a place, node %d has none",
				p[0].node, without);
	}
	qsort(p, n, sizeof(*p), by_place);
	for (i = 1; i < n && !failed; i++)
		if (p[i].x == p[i - 1].x && p[i].y == p[i - 1].y) {
			r->r.line = r->node[p[i].node].place_line;
			failed = REFUSE(r, "node %d stands where node %d does",
					p[i].node, p[i - 1].node);
		}
	free(p);
	return failed;
}

/* Whether a node has a core; the array is there where one has none. */
static void mark_routers(const struct reader *r, struct topo *t)
{
	int i;

	for (i = 0; i < r->n_nodes; i++) {
		if (!r->node[i].router_line)
			continue;
		if (!t->is_switch)
			t->is_switch = xcalloc(r->n_nodes, 1);
		t->is_switch[i] = 1;
	}
}

static struct topo *make(const struct reader *r)
{
	struct topo_edges l = {0};
	struct topo *t;
	int i, k;

	for (i = 0; i < r->n_edges; i++)
		for (k = 0; k < r->edge[i].n; k++)
			topo_edge_nth(&l, r->edge[i].tail, r->edge[i].head, k);
	t = topo_make(r->n_nodes, &l);
	mark_routers(r, t);
	topo_place_block(t, 0, r->n_nodes, -1, topo_columns(r->n_nodes), 0, 0);
	for (i = 0; i < r->n_nodes && r->node[i].place_line; i++) {
		t->x[i] = r->node[i].x;
		t->y[i] = r->node[i].y;
	}
	return t;
}

static struct topo *build_edges(const struct topo_value *arg, struct text *why)
{
	struct reader r = { .n_nodes = 0 };
	char *text = xstrdup(arg[0].text);
	struct topo *t = NULL;
	int failed = 0;

	topo_lines_init(&r.r, arg[0].s, text, why);
	r.node = xcalloc(TOPO_NODES_MAX, sizeof(*r.node));
	while (!failed && topo_lines_next(&r.r, '#'))
		failed = read_line(&r);
	if (!failed && !check_routers(&r) && !check_twice(&r) &&
	    !check_places(&r))
		t = make(&r);
	free(text);
	free(r.edge);
	free(r.node);
	return t;
}

const struct topo_class topo_class_edges = {
	.name = "edges", .usage = "edges(\"file\")",
	.arg = { TOPO_ARG_FILE("file") },
	.build = build_edges,
};
