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
	char *is_cut;		/* [n_nodes] left out */
};

#define REFUSE(b, n, ...) err_set((b)->e, (b)->g->path, (n)->line, __VA_ARGS__)

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

/* Two maps alike, or a map, which becomes the first, and a factor a channel. */
static int shape_product(struct build *b, const struct node *n, int node, struct layer *l)
{
	const struct made *x = &b->made[b->source[node][0]];
	const struct made *y = &b->made[b->source[node][1]], *swap;
	int at;

	if (n->n_reads != 2)
		return REFUSE(b, n, "\"%.100s\": multiplies %d values, must be two", n->name,
			      n->n_reads);
	if ((int64_t)x->w * x->h < (int64_t)y->w * y->h) {
		swap = x;
		x = y;
		y = swap;
		at = l->input[0];
		l->input[0] = l->input[1];
		l->input[1] = at;
	}
	if (x->c != y->c || ((x->w != y->w || x->h != y->h) && (y->w != 1 || y->h != 1)))
		return REFUSE(b, n, "\"%.100s\": multiplies %d x %d x %d and %d x %d x %d: must "
			      "be alike, or a factor a channel", n->name, x->w, x->h, x->c,
			      y->w, y->h, y->c);
	l->in_w = l->out_w = x->w;
	l->in_h = l->out_h = x->h;
	l->c_in = l->c_out = x->c;
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
	case LAYER_MUL:
		return shape_product(b, n, node, l);
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
	int joins = n->layer.op == LAYER_ADD || n->layer.op == LAYER_CONCAT ||
		    n->layer.op == LAYER_MUL;
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
	if (n->n_dims != 3 && !b->g->input)
		return REFUSE(b, n, "\"%.100s\": the input must state width, height "
			      "and channels; where it does not, imcfab compare --input and embed "
			      "--size give them, such as 3x224x224", n->name);
	if (n->n_dims == 3 && b->g->input && (n->w != b->g->in_w || n->h != b->g->in_h ||
					      n->c != b->g->in_c))
		return REFUSE(b, n, "\"%.100s\": the input is %" PRId64 "x%" PRId64 "x%" PRId64
			      " (channels, height, width), not %s", n->name, n->c, n->h, n->w,
			      b->g->input);
	b->l->in_w = n->n_dims == 3 ? (int)n->w : b->g->in_w;
	b->l->in_h = n->n_dims == 3 ? (int)n->h : b->g->in_h;
	b->l->in_c = n->n_dims == 3 ? (int)n->c : b->g->in_c;
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

/* A map of this size, which is what a layer makes in another form. */
static int add_view(struct build *b, int node, int64_t w, int64_t h, int64_t c)
{
	const struct node *n = &b->g->node[node];
	const struct made *in;

	if (no_inputs(b, n, 1, 1))
		return -1;
	in = &b->made[b->source[node][0]];
	if (in->is_flat)
		return REFUSE(b, n, "\"%.100s\": reads a map that was flattened, only a dense "
			      "layer can", n->name);
	if (w < 1 || h < 1 || c < 1 || w > NODE_SIDE_MAX || h > NODE_SIDE_MAX ||
	    c > NODE_SIDE_MAX)
		return REFUSE(b, n, "\"%.100s\": makes %" PRId64 " x %" PRId64 " x %" PRId64
			      " (width, height, channels): each must be 1 to %d", n->name, w,
			      h, c, NODE_SIDE_MAX);
	b->made[node] = (struct made) {in->layer, (int)w, (int)h, (int)c, 0};
	return check_stated(b, node);
}

static int add_stretched(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];
	const struct layer *k = &n->layer;
	const struct made *in;

	if (no_inputs(b, n, 1, 1))
		return -1;
	in = &b->made[b->source[node][0]];
	if (n->kind == NODE_PAD)
		return add_view(b, node, (int64_t)in->w + k->pad_x + n->pad_right,
				(int64_t)in->h + k->pad_y + n->pad_below, in->c);
	if (n->to_w)
		return add_view(b, node, n->to_w, n->to_h, in->c);
	if (n->gaps)
		return add_view(b, node, (in->w - 1) * (int64_t)k->stride_x + 1,
				(in->h - 1) * (int64_t)k->stride_y + 1, in->c);
	return add_view(b, node, (int64_t)in->w * k->stride_x,
			(int64_t)in->h * k->stride_y, in->c);
}

/* What is cut off, with all that reads it; the first is named. */
static int is_cut(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];

	b->is_cut[node] = n->kind == NODE_CUT;
	for (int j = 0; j < n->n_reads; j++)
		b->is_cut[node] |= b->is_cut[b->source[node][j]];
	if (b->is_cut[node] && !b->l->n_cut++)
		b->l->cut = xstrdup(n->name);
	return b->is_cut[node];
}

static int add_node(struct build *b, int node)
{
	const struct node *n = &b->g->node[node];

	if (is_cut(b, node))
		return 0;
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
		return add_view(b, node, n->w, n->h, n->c);
	case NODE_PAD:
	case NODE_STRETCH:
		return add_stretched(b, node);
	case NODE_CUT:
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
	if (n_unread > 1 && !l->n_cut)
		return err_set(b->e, b->g->path, line_of(b, l->layer[last].name),
			       "\"%.100s\" and \"%.100s\" are read by no layer: "
			       "only one can be the output",
			       l->layer[first].name, l->layer[last].name);
	return 0;
}

struct layers *layers_build(const struct nodes *g, const char *name,
			    struct err *e)
{
	struct build b = { .g = g, .e = e, .l = xcalloc(1, sizeof(*b.l)) };
	int i, failed;

	b.l->name = xstrdup(name);
	b.source = xcalloc(g->n_nodes, sizeof(*b.source));
	b.order = xcalloc(g->n_nodes, sizeof(int));
	b.made = xcalloc(g->n_nodes, sizeof(*b.made));
	b.is_cut = xcalloc(g->n_nodes + 1, 1);
	failed = nodes_order(g, b.source, b.order, e);
	for (i = 0; !failed && i < g->n_nodes; i++)
		failed = add_node(&b, b.order[i]);
	if (!failed)
		failed = check_output(&b);
	for (i = 0; i < g->n_nodes; i++)
		free(b.source[i]);
	free(b.source);
	free(b.order);
	free(b.made);
	free(b.is_cut);
	if (failed) {
		layers_free(b.l);
		return NULL;
	}
	return b.l;
}
