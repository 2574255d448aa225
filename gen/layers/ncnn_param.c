/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/kernel.h"
#include "ncnn.h"

#define SHAPE_KEY (-23330)	/* n, then dims, w, h, c of each output */

int ncnn_parse(char **s, long lo, long hi, long *v)
{
	char *end;

	errno = 0;
	*v = strtol(*s, &end, 10);
	if (end == *s || errno || *v < lo || *v > hi)
		return -1;
	*s = end;
	return 0;
}

/* Text of parameter `key`, or NULL. `params` has one a string, then "". */
static char *find(const struct ncnn_reader *r, int key)
{
	char *p, *s;
	long v;

	for (p = r->params; *p; p += strlen(p) + 1) {
		s = p;
		if (!ncnn_parse(&s, LONG_MIN, LONG_MAX, &v) && *s == '=' && v == key)
			return s + 1;
	}
	return NULL;
}

/* A parameter; `default_value` where it is left out, refused there if that is < lo. */
static int get(struct ncnn_reader *r, int key, int lo, int hi, int default_value, int *v)
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
	bad = ncnn_parse(&s, lo, hi, &n) || *s;
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
static int get_window(struct ncnn_reader *r, int stride, int left, int right)
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

static int get_conv(struct ncnn_reader *r)
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

/* A node in front of the one at hand, which reads what that read. Pointers to nodes change. */
static struct node *add_before(struct ncnn_reader *r, enum node_kind kind)
{
	char *name = xasprintf("%s, before", r->n->name);
	int at = (int)(r->n - r->g->node);
	struct node *n = nodes_add(r->g, name, r->line), *k = &r->g->node[at];

	free(name);
	n->kind = kind;
	n->reads = k->reads;
	n->n_reads = k->n_reads;
	k->reads = NULL;
	k->n_reads = 0;
	node_makes(n, n->name);
	node_reads(k, n->name);
	r->n = k;
	r->n_more++;
	return n;
}

/* A convolution of a map with zeros between its pixels, the kernel turned. */
static int get_deconv(struct ncnn_reader *r)
{
	struct layer *l;
	struct node *n;
	int v, over, under;

	if (get_conv(r) || get(r, 18, 0, NODE_KERNEL_MAX, 0, &over) ||
	    get(r, 19, 0, NODE_KERNEL_MAX, over, &under))
		return -1;
	l = &r->n->layer;
	if (l->pad_x > (v = kernel_span(l->k_w, l->dilation_x) - 1) || r->n->pad_right > v ||
	    l->pad_y > (v = kernel_span(l->k_h, l->dilation_y) - 1) || r->n->pad_below > v)
		return REFUSE(r, "\"%.100s\": pads of a deconvolution must be less than its "
			      "kernel", r->n->name);
	n = add_before(r, NODE_STRETCH);
	l = &r->n->layer;
	n->gaps = 1;
	n->layer.stride_x = l->stride_x;
	n->layer.stride_y = l->stride_y;
	l->stride_x = l->stride_y = 1;
	l->pad_x = kernel_span(l->k_w, l->dilation_x) - 1 - l->pad_x;
	l->pad_y = kernel_span(l->k_h, l->dilation_y) - 1 - l->pad_y;
	r->n->pad_right = kernel_span(l->k_w, l->dilation_x) - 1 - r->n->pad_right + over;
	r->n->pad_below = kernel_span(l->k_h, l->dilation_y) - 1 - r->n->pad_below + under;
	return 0;
}

/* Zeros above, below, left, right; channels as they are. */
static int get_pad(struct ncnn_reader *r)
{
	struct node *n = r->n;
	int v;

	return get(r, 0, 0, NODE_KERNEL_MAX, 0, &n->layer.pad_y) ||
	       get(r, 1, 0, NODE_KERNEL_MAX, 0, &n->pad_below) ||
	       get(r, 2, 0, NODE_KERNEL_MAX, 0, &n->layer.pad_x) ||
	       get(r, 3, 0, NODE_KERNEL_MAX, 0, &n->pad_right) ||
	       get(r, 7, 0, 0, 0, &v) || get(r, 8, 0, 0, 0, &v) ? -1 : 0;
}

/* A whole factor, as ncnn writes it: 2.000000e+00. */
static int get_factor(struct ncnn_reader *r, int key, int *v)
{
	char *text = find(r, key), *end;
	double x = text ? strtod(text, &end) : 1;

	if (text && (end == text || *end || !(x >= 1 && x <= NODE_KERNEL_MAX) || x != (int)x))
		return REFUSE(r, "\"%.100s\": %s %d=%.40s: must be a whole factor 1..%d",
			      r->n->name, r->type, key, text, NODE_KERNEL_MAX);
	*v = (int)x;
	return 0;
}

static int get_interp(struct ncnn_reader *r)
{
	struct node *n = r->n;
	int w, h;

	if (get_factor(r, 1, &n->layer.stride_y) || get_factor(r, 2, &n->layer.stride_x) ||
	    get(r, 3, 0, NODE_SIDE_MAX, 0, &h) || get(r, 4, 0, NODE_SIDE_MAX, 0, &w))
		return -1;
	if (!w != !h)
		return REFUSE(r, "\"%.100s\": %s has one of 3 and 4, must have both or none",
			      n->name, r->type);
	n->to_w = w;
	n->to_h = h;
	return 0;
}

/* One dimension is a long vector; more of them are those of a detection head. */
static int get_reshape(struct ncnn_reader *r)
{
	if (find(r, 1))
		r->n->kind = NODE_CUT;
	return 0;
}

/* The sum, or the product of a map and a map or a factor a channel. */
static int get_binary(struct ncnn_reader *r, int sum, int product, int left_out)
{
	int v;

	if (get(r, 0, 0, 20, left_out, &v))
		return -1;
	if (v == product)
		r->n->layer.op = LAYER_MUL;
	else if (v != sum)
		return REFUSE(r, "\"%.100s\": %s 0=%d: only %d (sum) and %d (product) are "
			      "supported", r->n->name, r->type, v, sum, product);
	/* With a number, or with itself: element by element. */
	if (r->n->n_reads == 1)
		r->n->kind = NODE_KEEP;
	return 0;
}

static int get_pool(struct ncnn_reader *r)
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

static int get_input(struct ncnn_reader *r)
{
	int w, h, c;

	if (!find(r, 0) && !find(r, 1) && !find(r, 2))
		return 0;	/* layers_build takes --input, or refuses */
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

int ncnn_param(struct ncnn_reader *r, int name)
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
	case READ_SUM:
		return get_binary(r, 1, 0, 0);
	case READ_BINARY:
		return get_binary(r, 0, 2, 0);
	case READ_DECONV:
		return get_deconv(r);
	case READ_PAD:
		return get_pad(r);
	case READ_INTERP:
		return get_interp(r);
	case READ_RESHAPE:
		return get_reshape(r);
	case READ_CONCAT:	/* 0: along the channels */
		return get(r, 0, 0, 0, 0, &v);
	}
	return 0;
}

/* Shape of the first output; the others are copies of it. */
int ncnn_shape(struct ncnn_reader *r)
{
	char *text = find(r, SHAPE_KEY), *s = text;
	long v[5];
	int i, bad = 0;

	if (!text)
		return 0;
	for (i = 0; !bad && i < 5; i++) {
		bad = ncnn_parse(&s, 1, 1 << 30, &v[i]) || (*s && *s != ',');
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
