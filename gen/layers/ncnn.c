/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/*
 * Reader of the parameter text of ncnn (docs/formats.md, "Graphs of shapes"):
 *
 *	7767517
 *	LAYERS BLOBS
 *	TYPE NAME N_IN N_OUT in.. out.. KEY=VALUE..
 */
struct reader {
	struct nodes *g;
	struct err *e;
	char *next;		/* text behind the line being read */
	int line;
	char *word;		/* of the line, rest of it */
	struct node *n;
	const char *type;
	char *params;		/* KEY=VALUE.. of the line */
	int n_blobs;
};

#define SHAPE_KEY (-23330)	/* n, then dims, w, h, c of each output */
#define REFUSE(r, ...) err_set((r)->e, (r)->g->path, (r)->line, __VA_ARGS__)

enum { READ_NOTHING, READ_INPUT, READ_CONV, READ_POOL, READ_DENSE, READ_SUM,
       READ_BINARY, READ_CONCAT };

static const struct {
	const char *name;
	enum node_kind kind;
	enum layer_op op;
	int read;
} types[] = {
	{ "Input", NODE_INPUT, 0, READ_INPUT },
	{ "Convolution", NODE_LAYER, LAYER_CONV, READ_CONV },
	{ "ConvolutionDepthWise", NODE_LAYER, LAYER_CONV, READ_CONV },
	{ "InnerProduct", NODE_LAYER, LAYER_DENSE, READ_DENSE },
	{ "Pooling", NODE_LAYER, LAYER_POOL, READ_POOL },
	{ "Eltwise", NODE_LAYER, LAYER_ADD, READ_SUM },
	{ "BinaryOp", NODE_LAYER, LAYER_ADD, READ_BINARY },
	{ "Concat", NODE_LAYER, LAYER_CONCAT, READ_CONCAT },
	{ "Flatten", NODE_FLAT, 0, READ_NOTHING },
	{ "BatchNorm", NODE_KEEP, 0, READ_NOTHING },
	{ "Clip", NODE_KEEP, 0, READ_NOTHING },
	{ "Dropout", NODE_KEEP, 0, READ_NOTHING },
	{ "HardSwish", NODE_KEEP, 0, READ_NOTHING },
	{ "LRN", NODE_KEEP, 0, READ_NOTHING },
	{ "ReLU", NODE_KEEP, 0, READ_NOTHING },
	{ "Sigmoid", NODE_KEEP, 0, READ_NOTHING },
	{ "Softmax", NODE_KEEP, 0, READ_NOTHING },
	{ "Split", NODE_KEEP, 0, READ_NOTHING },
	{ "Swish", NODE_KEEP, 0, READ_NOTHING },
};
#define N_TYPES ((int)(sizeof(types) / sizeof(types[0])))

/* The next line, cut off; NULL at the end. Empty ones are passed over. */
static char *next_line(struct reader *r)
{
	char *line, *end;

	while (*r->next) {
		line = r->next;
		end = line + strcspn(line, "\n");
		r->next = *end ? end + 1 : end;
		*end = 0;
		r->line++;
		if (line[strspn(line, " \t\r")])
			return line;
	}
	return NULL;
}

/* The next word of the line, cut off; NULL at the end. */
static char *next_word(struct reader *r)
{
	char *word = r->word + strspn(r->word, " \t\r");
	size_t n = strcspn(word, " \t\r");

	r->word = word + n;
	if (!n)
		return NULL;
	if (*r->word)
		*r->word++ = 0;
	return word;
}

/* A whole number at *s, which moves behind it. */
static int parse(char **s, long lo, long hi, long *v)
{
	char *end;

	errno = 0;
	*v = strtol(*s, &end, 10);
	if (end == *s || errno || *v < lo || *v > hi)
		return -1;
	*s = end;
	return 0;
}

static int next_count(struct reader *r, const char *name, long hi, int *n)
{
	char *word = next_word(r), *s = word;
	long v;

	if (!word || parse(&s, 0, hi, &v) || *s)
		return REFUSE(r, "%s %.40s: must be a whole number 0..%ld", name,
			      word ? word : "(nothing)", hi);
	*n = (int)v;
	return 0;
}

/* Text of parameter `key`, or NULL. `params` has one a string, then "". */
static char *find(const struct reader *r, int key)
{
	char *p, *s;
	long v;

	for (p = r->params; *p; p += strlen(p) + 1) {
		s = p;
		if (!parse(&s, LONG_MIN, LONG_MAX, &v) && *s == '=' && v == key)
			return s + 1;
	}
	return NULL;
}

/* A parameter; `default_value` where it is left out, refused there if that is < lo. */
static int get(struct reader *r, int key, int lo, int hi, int default_value, int *v)
{
	char *text = find(r, key), *s = text;
	long n;
	int bad;

	*v = default_value;
	if (!text && default_value >= lo)
		return 0;
	if (!text)
		return REFUSE(r, "\"%.100s\": %s has no parameter %d", r->n->name,
			      r->type, key);
	bad = parse(&s, lo, hi, &n) || *s;
	if (bad && lo == hi)
		return REFUSE(r, "\"%.100s\": %s %d=%.40s: only %d is supported",
			      r->n->name, r->type, key, text, lo);
	if (bad)
		return REFUSE(r, "\"%.100s\": %s %d=%.40s: must be a whole number "
			      "%d..%d", r->n->name, r->type, key, text, lo, hi);
	*v = (int)n;
	return 0;
}

/* Kernel, stride and padding; each second of a pair is like the first where it
 * is left out. The types differ in the keys. */
static int get_window(struct reader *r, int stride, int left, int right)
{
	struct layer *l = &r->n->layer;

	if (get(r, 1, 1, NODE_KERNEL_MAX, 0, &l->k_w) ||
	    get(r, 11, 1, NODE_KERNEL_MAX, l->k_w, &l->k_h) ||
	    get(r, stride, 1, NODE_KERNEL_MAX, 1, &l->stride_x) ||
	    get(r, 10 + stride, 1, NODE_KERNEL_MAX, l->stride_x, &l->stride_y) ||
	    get(r, left, 0, NODE_KERNEL_MAX, 0, &l->pad_x) ||
	    get(r, right, 0, NODE_KERNEL_MAX, l->pad_x, &r->n->pad_right) ||
	    get(r, 10 + left, 0, NODE_KERNEL_MAX, l->pad_x, &l->pad_y) ||
	    get(r, right + 1, 0, NODE_KERNEL_MAX, l->pad_y, &r->n->pad_below))
		return -1;
	return 0;
}

static int get_conv(struct reader *r)
{
	struct layer *l = &r->n->layer;
	int v;

	if (get_window(r, 3, 4, 15) ||
	    get(r, 2, 1, NODE_KERNEL_MAX, 1, &l->dilation_x) ||
	    get(r, 12, 1, NODE_KERNEL_MAX, l->dilation_x, &l->dilation_y) ||
	    get(r, 7, 1, NODE_SIDE_MAX, 1, &l->groups) ||
	    get(r, 0, 1, NODE_SIDE_MAX, 0, &l->c_out) ||
	    get(r, 6, 1, INT_MAX, 0, &v))
		return -1;
	r->n->n_weights = v;
	return 0;
}

static int get_pool(struct reader *r)
{
	int mode;

	if (get(r, 4, 0, 1, 0, &r->n->is_global))
		return -1;
	if (r->n->is_global)
		return 0;
	/* Padding mode 0 rounds up, 1 rounds down; 7: adaptive. */
	if (get(r, 5, 0, 1, 0, &mode) || get(r, 7, 0, 0, 0, &r->n->is_global))
		return -1;
	r->n->rounds_up = mode == 0;
	return get_window(r, 2, 3, 14);
}

static int get_input(struct reader *r)
{
	int w, h, c;

	if (get(r, 0, 1, NODE_SIDE_MAX, 0, &w) ||
	    get(r, 1, 1, NODE_SIDE_MAX, 0, &h) ||
	    get(r, 2, 1, NODE_SIDE_MAX, 0, &c))
		return -1;
	if (r->n->n_dims == 3 &&
	    (r->n->w != w || r->n->h != h || r->n->c != c))
		return REFUSE(r, "\"%.100s\": %d x %d x %d by its parameters 0, 1, "
			      "2 and another shape by %d", r->n->name, w, h, c,
			      SHAPE_KEY);
	r->n->n_dims = 3;
	r->n->w = w;
	r->n->h = h;
	r->n->c = c;
	return 0;
}

static int get_param(struct reader *r, int name)
{
	int v;

	switch (name) {
	case READ_INPUT:
		return get_input(r);
	case READ_CONV:
		return get_conv(r);
	case READ_POOL:
		return get_pool(r);
	case READ_DENSE:
		if (get(r, 0, 1, NODE_DENSE_MAX, 0, &r->n->layer.c_out) ||
		    get(r, 2, 1, INT_MAX, 0, &v))
			return -1;
		r->n->n_weights = v;
		return 0;
	case READ_SUM:	/* 1: the sum */
		return get(r, 0, 1, 1, 0, &v);
	case READ_BINARY:	/* 0: the sum */
		return get(r, 0, 0, 0, 0, &v);
	case READ_CONCAT:	/* 0: along the channels */
		return get(r, 0, 0, 0, 0, &v);
	}
	return 0;
}

/* Shape of the first output; the others are copies of it. */
static int get_shape(struct reader *r)
{
	char *text = find(r, SHAPE_KEY), *s = text;
	long v[5];
	int i, bad = 0;

	if (!text)
		return 0;
	for (i = 0; !bad && i < 5; i++) {
		bad = parse(&s, 1, 1 << 30, &v[i]) || (*s && *s != ',');
		s += *s == ',';
	}
	if (bad || (v[1] != 1 && v[1] != 3))
		return REFUSE(r, "\"%.100s\": %s %d=%.40s: must be a count, 1 or 3 "
			      "dimensions, width, height, channels", r->n->name,
			      r->type, SHAPE_KEY, text);
	r->n->n_dims = (int)v[1];
	r->n->w = v[2];
	r->n->h = v[3];
	r->n->c = v[1] == 3 ? v[4] : v[2];
	return 0;
}

static int read_blobs(struct reader *r)
{
	int n_in, n_out, i;
	char *word;

	if (next_count(r, "number of inputs", NODES_MAX, &n_in) ||
	    next_count(r, "number of outputs", NODES_MAX, &n_out))
		return -1;
	for (i = 0; i < n_in + n_out; i++) {
		word = next_word(r);
		if (!word || strchr(word, '='))
			return REFUSE(r, "\"%.100s\": %d inputs and %d outputs, but "
				      "%d names", r->n->name, n_in, n_out, i);
		if (i < n_in)
			node_reads(r->n, word);
		else
			node_makes(r->n, word);
	}
	r->n_blobs += n_out;
	return 0;
}

/* The rest of the line, each parameter a string by itself. */
static int read_params(struct reader *r)
{
	struct text t = {0};
	char *word;
	int failed = 0;

	while (!failed && (word = next_word(r))) {
		if (!strchr(word, '='))
			failed = REFUSE(r, "\"%.100s\": %.40s: must be KEY=VALUE",
					r->n->name, word);
		text_add_bytes(&t, word, strlen(word) + 1);
	}
	text_add_bytes(&t, "", 1);
	r->params = t.s;
	return failed;
}

static int read_layer(struct reader *r, char *line)
{
	char *name;
	int i, failed;

	r->word = line;
	r->type = next_word(r);
	name = next_word(r);
	if (!name)
		return REFUSE(r, "%.40s: a layer needs type, name, number of inputs "
			      "and of outputs", r->type);
	for (i = 0; i < N_TYPES && strcmp(types[i].name, r->type); i++)
		;
	if (i == N_TYPES)
		return REFUSE(r, "\"%.100s\": layer type %.40s is not supported",
			      name, r->type);
	r->n = nodes_add(r->g, name, r->line);
	r->n->kind = types[i].kind;
	r->n->layer.op = types[i].op;
	r->params = NULL;
	failed = read_blobs(r) || read_params(r) || get_shape(r) ||
		 get_param(r, types[i].read);
	free(r->params);
	return failed ? -1 : 0;
}

static int read_all(struct reader *r)
{
	char *line = next_line(r);
	int n_layers, n_blobs;

	r->word = line;
	line = next_word(r);
	if (strcmp(line, "7767517") || next_word(r))
		return REFUSE(r, "the first line must be 7767517");
	r->word = next_line(r);
	if (!r->word)
		r->word = "";
	if (next_count(r, "number of layers", NODES_MAX, &n_layers) ||
	    next_count(r, "number of blobs", 10 * NODES_MAX, &n_blobs))
		return -1;
	while ((line = next_line(r)))
		if (r->g->n_nodes == n_layers)
			return REFUSE(r, "line 2 says %d layers, here is one more",
				      n_layers);
		else if (read_layer(r, line))
			return -1;
	if (r->g->n_nodes != n_layers || r->n_blobs != n_blobs)
		return REFUSE(r, "ends after %d layers and %d blobs, line 2 says %d "
			      "and %d", r->g->n_nodes, r->n_blobs, n_layers,
			      n_blobs);
	return 0;
}

int layers_ncnn(const char *text, struct nodes *g, struct err *e)
{
	char *copy = xstrdup(text);
	struct reader r = { .g = g, .e = e, .next = copy };
	int failed = read_all(&r);

	free(copy);
	return failed;
}
