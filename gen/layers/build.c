/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "model/kernel.h"

/* What a node makes. */
struct made {
	int layer;	/* -1: the network's input */
	int w, h, c;
	int is_flat;	/* the map is read as one long vector */
};

struct build {
	const struct nodes *g;
	struct err *e;
	struct layers *l;
	int **source;		/* [n_nodes][n_reads] nodes */
	int *order;		/* [n_nodes] */
	struct made *made;	/* [n_nodes] */
};

#define REFUSE(b, n, ...) err_set((b)->e, (b)->g->path, (n)->line, __VA_ARGS__)

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
static int resolve(struct build *b)
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

static int first_missing(const struct build *b, const char *done, int node)
{
	int j;

	for (j = 0; j < b->g->node[node].n_reads; j++)
		if (!done[b->source[node][j]])
			return b->source[node][j];
	return -1;
}

/* Sources before readers, else as in the file. */
static int put_in_order(struct build *b)
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

static int no_inputs(struct build *b, const struct node *n, int lo, int hi)
{
	if (n->n_reads >= lo && n->n_reads <= hi)
		return 0;
	if (lo == hi)
		return REFUSE(b, n, "\"%.100s\": reads %d values, must read %d",
			      n->name, n->n_reads, lo);
	return REFUSE(b, n, "\"%.100s\": reads %d values, must read at least %d",
		      n->name, n->n_reads, lo);
}

static int size_window(struct build *b, const struct node *n, struct layer *l)
{
	int span_x = kernel_span(l->k_w, l->dilation_x);
	int span_y = kernel_span(l->k_h, l->dilation_y);
	int64_t w = (int64_t)l->in_w + l->pad_x + n->pad_right - span_x;
	int64_t h = (int64_t)l->in_h + l->pad_y + n->pad_below - span_y;

	if (w < 0 || h < 0)
		return REFUSE(b, n, "\"%.100s\": kernel %d x %d is larger than the "
			      "padded input %" PRId64 " x %" PRId64, n->name,
			      span_x, span_y, w + span_x, h + span_y);
	l->out_w = (int)((w + (n->rounds_up ? l->stride_x - 1 : 0)) / l->stride_x + 1);
	l->out_h = (int)((h + (n->rounds_up ? l->stride_y - 1 : 0)) / l->stride_y + 1);
	return 0;
}

static int shape_kernel(struct build *b, const struct node *n, struct layer *l)
{
	int64_t c_in = l->op == LAYER_DENSE ?
		       (int64_t)l->in_w * l->in_h * l->c_in : l->c_in;

	if (n->c_in && n->c_in != c_in)
		return REFUSE(b, n, "\"%.100s\": takes %" PRId64 " %s, what it "
			      "reads has %" PRId64, n->name, n->c_in,
			      l->op == LAYER_DENSE ? "values" : "channels", c_in);
	if (l->c_in % l->groups || l->c_out % l->groups)
		return REFUSE(b, n, "\"%.100s\": %d channels in and %d out in %d "
			      "groups: both must be multiples", n->name, l->c_in,
			      l->c_out, l->groups);
	return 0;
}

/* All inputs of an addition alike, of a concat but for the channels. */
static int shape_join(struct build *b, const struct node *n, int node,
		      struct layer *l)
{
	int64_t c = 0;
	int j;

	for (j = 0; j < n->n_reads; j++) {
		const struct made *m = &b->made[b->source[node][j]];

		if (m->w != l->in_w || m->h != l->in_h ||
		    (l->op == LAYER_ADD && m->c != l->c_in))
			return REFUSE(b, n, "\"%.100s\": joins %d x %d x %d and "
				      "%d x %d x %d", n->name, l->in_w, l->in_h,
				      l->c_in, m->w, m->h, m->c);
		c += m->c;
	}
	if (l->op == LAYER_CONCAT && c > 1 << 30)
		return REFUSE(b, n, "\"%.100s\": %" PRId64 " channels: must be at "
			      "most 2^30", n->name, c);
	if (l->op == LAYER_CONCAT)
		l->c_in = (int)c;
	l->c_out = l->c_in;
	l->out_w = l->in_w;
	l->out_h = l->in_h;
	return 0;
}

static int shape_layer(struct build *b, const struct node *n, int node,
		       struct layer *l)
{
	int whole = l->op == LAYER_DENSE || n->is_global;

	if (whole) {
		l->k_w = l->in_w;
		l->k_h = l->in_h;
		l->stride_x = l->stride_y = l->dilation_x = l->dilation_y = 1;
		l->pad_x = l->pad_y = 0;
		l->out_w = l->out_h = 1;
	}
	switch (l->op) {
	case LAYER_CONV:
		return shape_kernel(b, n, l) || size_window(b, n, l) ? -1 : 0;
	case LAYER_DENSE:
		return shape_kernel(b, n, l);
	case LAYER_POOL:
		l->c_out = l->c_in;
		return whole ? 0 : size_window(b, n, l);
	case LAYER_ADD:
	case LAYER_CONCAT:
		return shape_join(b, n, node, l);
	}
	return -1;
}

/* Products that stay far inside 64 bits; weights as many as stated. */
static int check_size(struct build *b, const struct node *n,
		      const struct layer *l)
{
	int has_weights = l->op == LAYER_CONV || l->op == LAYER_DENSE;
	double macs = (double)l->k_w * l->k_h * l->c_in * l->c_out * l->out_w *
		      l->out_h;
	int64_t n_weights;

	if ((double)l->out_w * l->out_h * l->c_out > 1 << 30)
		return REFUSE(b, n, "\"%.100s\": output %d x %d x %d: must be at "
			      "most 2^30 values", n->name, l->out_w, l->out_h,
			      l->c_out);
	if (!has_weights)
		return 0;
	if (macs > (double)((int64_t)1 << 48))
		return REFUSE(b, n, "\"%.100s\": %.3g multiply-accumulates: must be "
			      "at most 2^48", n->name, macs);
	n_weights = (int64_t)l->k_w * l->k_h * (l->c_in / l->groups) * l->c_out;
	if (n->n_weights && n->n_weights != n_weights)
		return REFUSE(b, n, "\"%.100s\": %" PRId64 " weights computed, the "
			      "file says %" PRId64, n->name, n_weights,
			      n->n_weights);
	return 0;
}

static int add_layer(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];
	int joins = n->layer.op == LAYER_ADD || n->layer.op == LAYER_CONCAT;
	const struct made *in;
	struct layer *l;
	int j;

	if (no_inputs(b, n, joins ? 2 : 1, joins ? NODES_MAX : 1))
		return -1;
	in = &b->made[b->source[node][0]];
	for (j = 0; j < n->n_reads; j++) {
		const struct made *m = &b->made[b->source[node][j]];

		if (m->is_flat && n->layer.op != LAYER_DENSE)
			return REFUSE(b, n, "\"%.100s\": reads a map that was "
				      "flattened, only a dense layer can", n->name);
	}
	l = layers_add(b->l, n->name, n->layer.op);
	l->k_w = n->layer.k_w;
	l->k_h = n->layer.k_h;
	l->stride_x = n->layer.stride_x;
	l->stride_y = n->layer.stride_y;
	l->dilation_x = n->layer.dilation_x;
	l->dilation_y = n->layer.dilation_y;
	l->groups = n->layer.groups;
	l->pad_x = n->layer.pad_x;
	l->pad_y = n->layer.pad_y;
	l->c_out = n->layer.c_out;
	l->in_w = in->w;
	l->in_h = in->h;
	l->c_in = in->c;
	for (j = 0; j < n->n_reads; j++)
		layer_reads(l, b->made[b->source[node][j]].layer);
	if (shape_layer(b, n, node, l) || check_size(b, n, l))
		return -1;
	b->made[node] = (struct made){ b->l->n_layers - 1, l->out_w, l->out_h,
				       l->c_out, 0 };
	return 0;
}

static int add_input(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];

	if (no_inputs(b, n, 0, 0))
		return -1;
	if (b->l->in_c)
		return REFUSE(b, n, "\"%.100s\": a second input", n->name);
	if (n->n_dims != 3)
		return REFUSE(b, n, "\"%.100s\": the input must state width, height "
			      "and channels", n->name);
	b->l->in_w = (int)n->w;
	b->l->in_h = (int)n->h;
	b->l->in_c = (int)n->c;
	b->made[node] = (struct made){ -1, b->l->in_w, b->l->in_h, b->l->in_c, 0 };
	return 0;
}

/* What was computed against what the file says. */
static int check_stated(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];
	const struct made *m = &b->made[node];
	int64_t values = (int64_t)m->w * m->h * m->c;

	if (n->n_dims == 3 && (n->w != m->w || n->h != m->h || n->c != m->c))
		return REFUSE(b, n, "\"%.100s\": output %d x %d x %d (width, "
			      "height, channels) computed, the file says %" PRId64
			      " x %" PRId64 " x %" PRId64, n->name, m->w, m->h,
			      m->c, n->w, n->h, n->c);
	if (n->n_dims == 1 && n->c != values)
		return REFUSE(b, n, "\"%.100s\": output of %" PRId64 " values "
			      "computed, the file says %" PRId64, n->name, values,
			      n->c);
	return 0;
}

static int check_sides(struct build *b, const struct node *n)
{
	if (n->w >= 1 && n->h >= 1 && n->c >= 1 && n->w <= NODE_SIDE_MAX &&
	    n->h <= NODE_SIDE_MAX && n->c <= NODE_SIDE_MAX)
		return 0;
	return REFUSE(b, n, "\"%.100s\": makes %" PRId64 " x %" PRId64 " x %" PRId64
		      " (width, height, channels): each must be 1 to %d", n->name, n->w,
		      n->h, n->c, NODE_SIDE_MAX);
}

static int add_node(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];

	switch (n->kind) {
	case NODE_INPUT:
		return add_input(b, node);
	case NODE_KEEP:
	case NODE_FLAT:
		if (no_inputs(b, n, 1, 1))
			return -1;
		b->made[node] = b->made[b->source[node][0]];
		if (n->kind == NODE_FLAT)
			b->made[node].is_flat = b->made[node].w > 1 ||
						b->made[node].h > 1;
		return check_stated(b, node);
	case NODE_VIEW:
		if (no_inputs(b, n, 1, 1) || check_sides(b, n))
			return -1;
		b->made[node] = (struct made) {b->made[b->source[node][0]].layer,
					       (int)n->w, (int)n->h, (int)n->c, 0};
		return 0;
	case NODE_LAYER:
		return add_layer(b, node) || check_stated(b, node) ? -1 : 0;
	}
	return -1;
}

static int line_of(const struct build *b, const char *name)
{
	int i;

	for (i = 0; i < b->g->n_nodes; i++)
		if (!strcmp(b->g->node[i].name, name))
			return b->g->node[i].line;
	return 0;
}

/* One layer, the last, is read by nobody. */
static int check_output(struct build *b)
{
	const struct layers *l = b->l;
	char *is_read = xcalloc(l->n_layers, 1);
	int i, j, n_unread = 0, first = 0, last = 0;

	for (i = 0; i < l->n_layers; i++)
		for (j = 0; j < l->layer[i].n_inputs; j++)
			if (l->layer[i].input[j] >= 0)
				is_read[l->layer[i].input[j]] = 1;
	for (i = l->n_layers - 1; i >= 0; i--) {
		if (is_read[i])
			continue;
		last = n_unread++ ? last : i;
		first = i;
	}
	free(is_read);
	if (!l->n_layers)
		return err_set(b->e, b->g->path, 0, "has no layers");
	if (n_unread > 1)
		return err_set(b->e, b->g->path, line_of(b, l->layer[last].name),
			       "\"%.100s\" and \"%.100s\" are read by no layer: "
			       "only one can be the output",
			       l->layer[first].name, l->layer[last].name);
	return 0;
}

struct layers *layers_build(const struct nodes *g, const char *name,
			    struct err *e)
{
	struct build b = { g, e, xcalloc(1, sizeof(*b.l)), NULL, NULL, NULL };
	int i, failed;

	b.l->name = xstrdup(name);
	b.source = xcalloc(g->n_nodes, sizeof(*b.source));
	b.order = xcalloc(g->n_nodes, sizeof(int));
	b.made = xcalloc(g->n_nodes, sizeof(*b.made));
	failed = resolve(&b) || put_in_order(&b);
	for (i = 0; !failed && i < g->n_nodes; i++)
		failed = add_node(&b, b.order[i]);
	if (!failed)
		failed = check_output(&b);
	for (i = 0; i < g->n_nodes; i++)
		free(b.source[i]);
	free(b.source);
	free(b.order);
	free(b.made);
	if (failed) {
		layers_free(b.l);
		return NULL;
	}
	return b.l;
}
