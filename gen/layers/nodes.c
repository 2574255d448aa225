/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"

struct node *nodes_add(struct nodes *g, const char *name, int line)
{
	struct node *n;

	g->node = xrealloc(g->node, (g->n_nodes + 1) * sizeof(*g->node));
	n = &g->node[g->n_nodes++];
	memset(n, 0, sizeof(*n));
	n->name = xstrdup(name);
	n->line = line;
	n->layer.k_w = n->layer.k_h = n->layer.groups = 1;
	n->layer.stride_x = n->layer.stride_y = 1;
	n->layer.dilation_x = n->layer.dilation_y = 1;
	return n;
}

static void add_name(char ***names, int *n_names, const char *name)
{
	*names = xrealloc(*names, (*n_names + 1) * sizeof(**names));
	(*names)[(*n_names)++] = xstrdup(name);
}

void node_reads(struct node *n, const char *value)
{
	add_name(&n->reads, &n->n_reads, value);
}

void node_makes(struct node *n, const char *value)
{
	add_name(&n->makes, &n->n_makes, value);
}

void nodes_free(struct nodes *g)
{
	int i, j;

	for (i = 0; i < g->n_nodes; i++) {
		for (j = 0; j < g->node[i].n_reads; j++)
			free(g->node[i].reads[j]);
		for (j = 0; j < g->node[i].n_makes; j++)
			free(g->node[i].makes[j]);
		free(g->node[i].reads);
		free(g->node[i].makes);
		free(g->node[i].name);
	}
	free(g->node);
	g->node = NULL;
	g->n_nodes = 0;
}

/* Nodes and who feeds them. */
struct wires {
	const struct nodes *g;
	struct err *e;
	int **source;		/* [n_nodes][n_reads] nodes */
	int *order;		/* [n_nodes] */
};

#define REFUSE(b, n, ...) err_set((b)->e, (b)->g->path, (n)->line, __VA_ARGS__)

/* A value and who makes it, sorted by name. */
struct maker {
	const char *value;
	int node;
};

static int by_value(const void *a, const void *b)
{
	const struct maker *x = a, *y = b;
	int order = strcmp(x->value, y->value);

	return order ? order : (x->node > y->node) - (x->node < y->node);
}

static struct maker *list_makers(const struct nodes *g, int *n_makers)
{
	struct maker *m;
	int i, j, n = 0;

	for (i = 0; i < g->n_nodes; i++)
		n += g->node[i].n_makes;
	m = xcalloc(n, sizeof(*m));
	*n_makers = n;
	for (i = n = 0; i < g->n_nodes; i++)
		for (j = 0; j < g->node[i].n_makes; j++)
			m[n++] = (struct maker){ g->node[i].makes[j], i };
	qsort(m, n, sizeof(*m), by_value);
	return m;
}

static int find_maker(const struct maker *m, int n, const char *value)
{
	int lo = 0, mid;

	while (n > 0) {
		mid = lo + n / 2;
		if (strcmp(m[mid].value, value) < 0) {
			n -= n / 2 + 1;
			lo = mid + 1;
		} else {
			n /= 2;
		}
	}
	return lo;
}

/* Names into nodes. */
static int resolve(struct wires *b)
{
	const struct nodes *g = b->g;
	int n_makers, i, j, at, failed = 0;
	struct maker *m = list_makers(g, &n_makers);

	for (i = 1; !failed && i < n_makers; i++)
		if (!strcmp(m[i].value, m[i - 1].value))
			failed = REFUSE(b, &g->node[m[i].node],
					"\"%.100s\": made twice", m[i].value);
	for (i = 0; !failed && i < g->n_nodes; i++) {
		b->source[i] = xcalloc(g->node[i].n_reads, sizeof(int));
		for (j = 0; !failed && j < g->node[i].n_reads; j++) {
			const char *value = g->node[i].reads[j];

			at = find_maker(m, n_makers, value);
			if (at < n_makers && !strcmp(m[at].value, value))
				b->source[i][j] = m[at].node;
			else
				failed = REFUSE(b, &g->node[i], "\"%.100s\": reads "
						"\"%.100s\", which nothing makes",
						g->node[i].name, value);
		}
	}
	free(m);
	return failed;
}

static int first_missing(const struct wires *b, const char *done, int node)
{
	int j;

	for (j = 0; j < b->g->node[node].n_reads; j++)
		if (!done[b->source[node][j]])
			return b->source[node][j];
	return -1;
}

/* Sources before readers, else as in the file. */
static int put_in_order(struct wires *b)
{
	const struct nodes *g = b->g;
	char *done = xcalloc(g->n_nodes, 1);
	int n = 0, before = -1, i, at;

	while (n > before) {
		before = n;
		for (i = 0; i < g->n_nodes; i++) {
			if (done[i] || first_missing(b, done, i) >= 0)
				continue;
			done[i] = 1;
			b->order[n++] = i;
		}
	}
	for (at = 0; at < g->n_nodes && done[at]; at++)
		;
	/* Whoever waits, waits in the end for a ring: n steps lead there. */
	for (i = 0; n < g->n_nodes && i < g->n_nodes; i++)
		at = first_missing(b, done, at);
	free(done);
	if (n < g->n_nodes)
		return REFUSE(b, &g->node[at], "\"%.100s\": reads what is made "
			      "from its own output", g->node[at].name);
	return 0;
}

int nodes_order(const struct nodes *g, int **source, int *order, struct err *e)
{
	struct wires b = {g, e, source, order};

	return resolve(&b) || put_in_order(&b) ? -1 : 0;
}
