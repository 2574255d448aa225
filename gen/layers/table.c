/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/*
 * Tables of layers as other tools take them, a row a layer with commas between its fields
 * (docs/formats.md, "Graphs of shapes"): those of SCALE-Sim, with a head, and those of NeuroSim,
 * numbers alone. They say no more than sizes, so the network is a chain: every layer reads the
 * one above. Pads and poolings are those with which the sizes fit together; where none do, the
 * layer reads the one above as a map of another shape.
 */
struct row {
	int line;
	char *name;
	int h, w, k_h, k_w, c, filters, stride;
};

struct reader {
	struct nodes *g;
	struct err *e;
	int is_neurosim;
	struct row *row;
	int n_rows;
};

enum { FIELDS = 7, CELL = 64 };

static const char *past_mark(const char *text)
{
	return strncmp(text, "\xef\xbb\xbf", 3) ? text : text + 3;	/* byte order mark */
}

static int has_head(const char *text)
{
	const char *const head = "layer name,";
	size_t i;

	text = past_mark(text);
	for (i = 0; head[i] && tolower((unsigned char)text[i]) == head[i]; i++)
		;
	return !head[i];
}

int layers_is_table(const char *text)
{
	size_t n = strcspn(text, "\n"), commas = 0;

	if (has_head(text))
		return 1;
	for (size_t i = 0; i < n; i++) {
		commas += text[i] == ',';
		if (!strchr("0123456789, \t\r", text[i]))
			return 0;
	}
	return commas >= 6;
}

/* The next field of a line, without blanks around it; NULL behind the last. */
static char *next_field(const char **at, char *cell)
{
	size_t n, i;

	if (!*at)
		return NULL;
	n = strcspn(*at, ",\r\n");
	for (i = n; i && isspace((unsigned char)(*at)[i - 1]); i--)
		;
	while (i && isspace((unsigned char)**at)) {
		(*at)++;
		i--;
		n--;
	}
	if (i >= CELL)
		i = CELL - 1;
	memcpy(cell, *at, i);
	cell[i] = 0;
	*at = (*at)[n] == ',' ? *at + n + 1 : NULL;
	return cell;
}

/* IFMAP height, width, kernel height, width, channels, filters, stride; NeuroSim has the
 * channels before the kernel, behind the filters whether a pooling follows, and the stride
 * perhaps. */
static int read_row(struct reader *r, const char *line, int number)
{
	static const int scalesim[] = {0, 1, 2, 3, 4, 5, 6};
	static const int neurosim[] = {0, 1, 4, 2, 3, 5, -1};
	const int *to = r->is_neurosim ? neurosim : scalesim;
	struct row k = {.line = number, .stride = 1};
	int *field[] = {&k.h, &k.w, &k.k_h, &k.k_w, &k.c, &k.filters, &k.stride};
	char cell[CELL], *s, *end;

	if (!r->is_neurosim) {
		s = next_field(&line, cell);
		if (!*s)
			return 0;	/* a row of commas alone */
		k.name = xstrdup(s);
	} else {
		k.name = xasprintf("layer%d", r->n_rows + 1);
	}
	r->row = xrealloc(r->row, (size_t)(r->n_rows + 1) * sizeof(*r->row));
	for (int i = 0; i < FIELDS + r->is_neurosim; i++) {
		int hi = to[i % FIELDS] == 2 || to[i % FIELDS] == 3 || i >= 6 ?
			 NODE_KERNEL_MAX : NODE_SIDE_MAX;
		long v;

		s = next_field(&line, cell);
		if (r->is_neurosim && i == FIELDS && (!s || !*s))
			break;	/* a table without strides */
		v = s ? strtol(s, &end, 10) : 0;
		if (!s || end == s || *end || v < (r->is_neurosim && i == 6 ? 0 : 1) ||
		    v > hi) {
			err_set(r->e, r->g->path, number, "\"%.100s\": field %d, %.40s: must "
				"be a whole number %d..%d", k.name,
				i + 2 - r->is_neurosim, s && *s ? s : "(nothing)",
				r->is_neurosim && i == 6 ? 0 : 1, hi);
			free(k.name);
			return -1;
		}
		if (r->is_neurosim && i == FIELDS)
			k.stride = (int)v;
		else if (to[i] >= 0)
			*field[to[i]] = (int)v;
	}
	r->row[r->n_rows++] = k;
	return 0;
}

static int read_rows(struct reader *r, const char *text)
{
	int line = 1, failed = 0;

	for (text = past_mark(text); *text && !failed; line++) {
		size_t n = strcspn(text, "\n");
		char *copy = xcalloc(n + 1, 1);

		memcpy(copy, text, n);
		text += n + (text[n] != 0);
		if (!(line == 1 && !r->is_neurosim) && copy[strspn(copy, " \t\r")])
			failed = read_row(r, copy, line);
		free(copy);
		if (!failed && r->n_rows > NODES_MAX / 4)
			failed = err_set(r->e, r->g->path, line, "more than %d layers",
					 NODES_MAX / 4);
	}
	if (!failed && !r->n_rows)
		failed = err_set(r->e, r->g->path, 0, "has no layers");
	return failed;
}

/* What there is of the chain. */
struct chain {
	char *value;	/* of its end */
	int w, h, c;
};

/* A node that reads the chain and becomes its end. */
static struct node *extend(struct reader *r, struct chain *c, const struct row *k,
			   const char *what, enum node_kind kind, enum layer_op op)
{
	char *name = xasprintf("%s%s", k->name, what);
	struct node *n = nodes_add(r->g, name, k->line);

	n->kind = kind;
	n->layer.op = op;
	if (c->value)
		node_reads(n, c->value);
	free(c->value);
	c->value = xasprintf("%d", r->g->n_nodes);	/* rows may have one name */
	node_makes(n, c->value);
	free(name);
	return n;
}

/* A whole map of what the row says, from the end of the chain: as it is, by a pooling
 * without overlap, or in another shape. */
static void fit(struct reader *r, struct chain *c, const struct row *k)
{
	int by_w = c->w / k->w, by_h = c->h / k->h;
	struct node *n;

	if (c->w == k->w && c->h == k->h && c->c == k->c)
		return;
	if (k->w == 1 && k->h == 1 && (int64_t)c->w * c->h * c->c == k->c) {
		n = extend(r, c, k, ", vector", NODE_FLAT, 0);
	} else if (c->c == k->c && by_w >= 1 && by_w == by_h && by_w <= NODE_KERNEL_MAX &&
		   c->w / by_w == k->w && c->h / by_h == k->h && by_w > 1) {
		n = extend(r, c, k, ", pooling", NODE_LAYER, LAYER_POOL);
		n->layer.k_w = n->layer.k_h = by_w;
		n->layer.stride_x = n->layer.stride_y = by_w;
	} else {
		n = extend(r, c, k, ", view", NODE_VIEW, 0);
		n->n_dims = 3;
		n->w = k->w;
		n->h = k->h;
		n->c = k->c;
	}
	c->w = k->w;
	c->h = k->h;
	c->c = k->c;
}

/* Pads so that the side of the output is the input's over the stride, rounded up, where
 * that or a part of it is the side of the next layer; else none. Returns the output's. */
static int pad_side(int side, int kernel, int stride, int next, int *before, int *behind)
{
	int same = (side + stride - 1) / stride;
	int none = side < kernel ? 0 : (side - kernel) / stride + 1;
	int zeros = (same - 1) * stride + kernel - side;

	*before = *behind = 0;
	if (none && (none == next || (next && none % next == 0 && same % next)))
		return none;
	if (zeros <= 0)
		return same;
	*before = zeros / 2;
	*behind = zeros - zeros / 2;
	return same;
}

static void add_row(struct reader *r, struct chain *c, const struct row *k,
		    const struct row *next)
{
	struct node *n;
	int depthwise = k->filters == 1 && k->c > 1 && next && next->c == k->c;

	fit(r, c, k);
	if (k->h == 1 && k->w == 1 && k->k_h == 1 && k->k_w == 1) {
		n = extend(r, c, k, "", NODE_LAYER, LAYER_DENSE);
		n->layer.c_out = k->filters;
		c->w = c->h = 1;
	} else {
		n = extend(r, c, k, "", NODE_LAYER, LAYER_CONV);
		n->layer.k_w = k->k_w;
		n->layer.k_h = k->k_h;
		n->layer.stride_x = n->layer.stride_y = k->stride;
		n->layer.groups = depthwise ? k->c : 1;
		n->layer.c_out = depthwise ? k->c : k->filters;
		c->w = pad_side(k->w, k->k_w, k->stride, next ? next->w : 0,
				&n->layer.pad_x, &n->pad_right);
		c->h = pad_side(k->h, k->k_h, k->stride, next ? next->h : 0,
				&n->layer.pad_y, &n->pad_below);
	}
	c->c = n->layer.c_out;
}

int layers_table(const char *text, struct nodes *g, struct err *e)
{
	struct reader r = {.g = g, .e = e, .is_neurosim = !has_head(text)};
	struct chain c = {0};
	int failed = read_rows(&r, text), i;

	if (!failed) {
		const struct row *k = &r.row[0];
		struct node *n = extend(&r, &c, k, ", input", NODE_INPUT, 0);

		n->n_dims = 3;
		n->w = c.w = k->w;
		n->h = c.h = k->h;
		n->c = c.c = k->c;
	}
	for (i = 0; !failed && i < r.n_rows; i++)
		add_row(&r, &c, &r.row[i], i + 1 < r.n_rows ? &r.row[i + 1] : NULL);
	for (i = 0; i < r.n_rows; i++)
		free(r.row[i].name);
	free(r.row);
	free(c.value);
	return failed;
}
