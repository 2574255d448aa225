/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "net.h"
#include "base/tensors.h"

/*
 * Reader of integer networks (docs/formats.md, "Network file"). The list
 * "layers" says what is computed in which order, the tensors beside it are the
 * numbers. Shapes follow from the weights and the input.
 */
struct reader {
	const char *path;
	struct tensors *file;
	struct net *net;
	struct err *e;
	/* The layer being read. */
	const json_t *item;
	const char *name;
};

#define REFUSE(r, ...) err_set((r)->e, (r)->path, 0, __VA_ARGS__)

static const char *const op_names[] = {
	[NET_CONV] = "conv",
	[NET_MAX_POOL] = "max_pool",
	[NET_AVG_POOL] = "avg_pool",
	[NET_ADD] = "add",
};
#define N_OPS ((int)(sizeof(op_names) / sizeof(op_names[0])))

static const char *const layer_keys[] = {
	"name", "op", "input", "output", "skip", "kernel", "stride", "pad",
	"weight_bits", "output_bits", "output_signed",
};
#define N_LAYER_KEYS (sizeof(layer_keys) / sizeof(layer_keys[0]))

/* Whole number or true/false; `unless` where the key is left out. */
static int get_int(struct reader *r, const json_t *object, const char *key,
		   int lo, int hi, int default_value, int *v)
{
	const json_t *value = json_object_get(object, key);
	json_int_t n = json_is_true(value) ? 1 : json_integer_value(value);

	*v = default_value;
	if (!value)
		return 0;
	if ((!json_is_integer(value) && !json_is_boolean(value)) || n < lo ||
	    n > hi)
		return REFUSE(r, "\"%.100s\": %s = %lld: must be a whole number "
			      "%d..%d", r->name, key, (long long)n, lo, hi);
	*v = (int)n;
	return 0;
}

/* A number for both ways, or [along x, along y]. */
static int get_pair(struct reader *r, const char *key, int lo, int default_x,
		    int default_y, int *x, int *y)
{
	const json_t *value = json_object_get(r->item, key);
	const json_t *vx = value, *vy = value;

	*x = default_x;
	*y = default_y;
	if (!value)
		return 0;
	if (json_array_size(value) == 2) {
		vx = json_array_get(value, 0);
		vy = json_array_get(value, 1);
	}
	if (!json_is_integer(vx) || !json_is_integer(vy) ||
	    json_integer_value(vx) < lo || json_integer_value(vx) > 4096 ||
	    json_integer_value(vy) < lo || json_integer_value(vy) > 4096)
		return REFUSE(r, "\"%.100s\": %s: must be %d..4096, or two such "
			      "in a list", r->name, key, lo);
	*x = (int)json_integer_value(vx);
	*y = (int)json_integer_value(vy);
	return 0;
}

static int find_tensor(const struct net *n, const char *name)
{
	int i;

	for (i = 0; i <= n->n_layers; i++)
		if (!strcmp(n->tensor[i].name, name))
			return i;
	return -1;
}

/* The tensor of LAYER.WHAT with this shape. */
static const struct tensor *need(struct reader *r, const char *suffix,
				 enum tensor_type type, int n_dims,
				 const int *dim)
{
	char *name = xasprintf("%s.%s", r->name, suffix);
	const struct tensor *t = tensors_need(r->file, name, type, n_dims, dim,
					      r->e);

	free(name);
	return t;
}

static int has(const struct reader *r, const char *suffix)
{
	char *name = xasprintf("%s.%s", r->name, suffix);
	int found = tensors_find(r->file, name) != NULL;

	free(name);
	return found;
}

/* One number a channel; zeros where `is_there` is 0. */
static int32_t *read_channels(struct reader *r, const char *suffix, int n_channels,
			      int is_there)
{
	int32_t *v;
	const struct tensor *t;
	int c;

	if (!is_there)
		return xcalloc(n_channels, sizeof(*v));
	t = need(r, suffix, TENSOR_INT32, 1, &n_channels);
	if (!t)
		return NULL;
	v = xcalloc(n_channels, sizeof(*v));
	for (c = 0; c < n_channels; c++)
		v[c] = tensor_int(t, c);
	return v;
}

/* Weights [c_out][c_in][k_h][k_w], or [c_out][c_in*h*w] over the whole map, into
 * the order of struct net_layer; gives kernel, c_out and the usual padding. */
static int read_weights(struct reader *r, struct net_layer *l,
			const struct net_tensor *in)
{
	const int conv[4] = { 0, in->c, 0, 0 };
	const int dense[2] = { 0, in->c * in->h * in->w };
	char *name = xasprintf("%s.weight", r->name);
	const struct tensor *t = tensors_find(r->file, name);
	int is_dense = t && t->n_dims == 2;
	int o, c, y, x;

	free(name);
	t = need(r, "weight", TENSOR_INT8, is_dense ? 2 : 4,
		 is_dense ? dense : conv);
	if (!t)
		return -1;
	l->c_out = t->dim[0];
	l->k_h = is_dense ? in->h : t->dim[2];
	l->k_w = is_dense ? in->w : t->dim[3];
	l->pad_y = is_dense ? 0 : (l->k_h - 1) / 2;
	l->pad_x = is_dense ? 0 : (l->k_w - 1) / 2;
	l->weights = xcalloc(t->n, 1);
	for (o = 0; o < l->c_out; o++)
		for (c = 0; c < l->c_in; c++)
			for (y = 0; y < l->k_h; y++)
				for (x = 0; x < l->k_w; x++)
					l->weights[((o * l->k_h + y) * l->k_w + x) *
						   l->c_in + c] = (int8_t)tensor_int(t,
						((o * l->c_in + c) * l->k_h + y) *
						l->k_w + x);
	return 0;
}

/* Constants behind the sum. A layer without `mult` gives its sums as they are. */
static int read_constants(struct reader *r, struct net_layer *l,
			  struct net_tensor *out)
{
	int raw = !has(r, "mult");
	int is_signed;

	if (get_int(r, r->item, "output_bits", 8, 32, raw ? 32 : 8, &out->bits) ||
	    get_int(r, r->item, "output_signed", 0, 1, out->bits == 32,
		    &is_signed))
		return -1;
	out->is_signed = is_signed;
	raw = out->bits == 32;
	l->bias = read_channels(r, "bias", l->c_out, 1);
	if (!l->bias)
		return -1;
	l->mult = read_channels(r, "mult", l->c_out, !raw);
	if (!l->mult)
		return -1;
	l->shift = read_channels(r, "shift", l->c_out, !raw);
	if (!l->shift)
		return -1;
	l->skip_mult = read_channels(r, "skip_mult", l->c_out, l->skip >= 0);
	return l->skip_mult ? 0 : -1;
}

static int sized(int in, int k, int pad, int stride)
{
	return in + 2 * pad < k ? 0 : (in + 2 * pad - k) / stride + 1;
}

static int read_conv(struct reader *r, struct net_layer *l,
		     const struct net_tensor *in, struct net_tensor *out)
{
	if (json_object_get(r->item, "kernel"))
		return REFUSE(r, "\"%.100s\": kernel: a convolution has it from "
			      "its weights", r->name);
	if (read_weights(r, l, in) ||
	    get_int(r, r->item, "weight_bits", 2, 8, 8, &l->weight_bits) ||
	    get_int(r, r->item, "stride", 1, 15, 1, &l->stride) ||
	    get_pair(r, "pad", 0, l->pad_x, l->pad_y, &l->pad_x, &l->pad_y))
		return -1;
	out->w = sized(in->w, l->k_w, l->pad_x, l->stride);
	out->h = sized(in->h, l->k_h, l->pad_y, l->stride);
	out->c = l->c_out;
	return read_constants(r, l, out);
}

static int read_pool(struct reader *r, struct net_layer *l,
		     const struct net_tensor *in, struct net_tensor *out)
{
	int least;

	if (get_pair(r, "kernel", 1, in->w, in->h, &l->k_w, &l->k_h))
		return -1;
	least = l->k_w < l->k_h ? l->k_w : l->k_h;
	if (get_int(r, r->item, "stride", 1, 15, least < 15 ? least : 15,
		    &l->stride) ||
	    get_pair(r, "pad", 0, 0, 0, &l->pad_x, &l->pad_y))
		return -1;
	l->c_out = l->c_in;
	out->w = sized(in->w, l->k_w, l->pad_x, l->stride);
	out->h = sized(in->h, l->k_h, l->pad_y, l->stride);
	out->c = in->c;
	out->is_signed = in->is_signed;
	out->bits = 8;
	return 0;
}

static int read_add(struct reader *r, struct net_layer *l,
		    const struct net_tensor *in, struct net_tensor *out)
{
	l->c_out = l->c_in;
	out->w = in->w;
	out->h = in->h;
	out->c = in->c;
	return read_constants(r, l, out);
}

/* Where the residual joins: subsampled by the ratio of sizes, and as many
 * channels of zero in front as behind. */
static void place_skip(struct net *n, struct net_layer *l,
		       const struct net_tensor *out)
{
	const struct net_tensor *s;

	l->skip_stride = 1;
	if (l->skip < 0 || out->w < 1)
		return;
	s = &n->tensor[l->skip];
	l->skip_stride = (s->w + out->w - 1) / out->w;
	l->skip_first = s->c < out->c ? (out->c - s->c) / 2 : 0;
}

static int read_body(struct reader *r, struct net_layer *l)
{
	struct net *n = r->net;
	const struct net_tensor *in = &n->tensor[l->input];
	struct net_tensor *out = &n->tensor[n->n_layers + 1];
	int failed = -1;

	l->c_in = in->c;
	l->k_w = l->k_h = l->stride = 1;
	l->weight_bits = 8;
	switch (l->op) {
	case NET_CONV:
		failed = read_conv(r, l, in, out);
		break;
	case NET_MAX_POOL:
	case NET_AVG_POOL:
		failed = read_pool(r, l, in, out);
		break;
	case NET_ADD:
		failed = read_add(r, l, in, out);
		break;
	}
	if (failed)
		return -1;
	if (out->w < 1 || out->h < 1)
		return REFUSE(r, "\"%.100s\": kernel %d x %d is larger than the "
			      "padded input %d x %d", r->name, l->k_w, l->k_h,
			      in->w + 2 * l->pad_x, in->h + 2 * l->pad_y);
	if ((int64_t)out->w * out->h * out->c > 1 << 30)
		return REFUSE(r, "\"%.100s\": output %d x %d x %d: must be at most "
			      "2^30 values", r->name, out->w, out->h, out->c);
	place_skip(n, l, out);
	return 0;
}

/* Opens layer and output tensor; they count (n_layers) once they are read. */
static struct net_layer *add_layer(struct reader *r, const char *name,
				   const char *output)
{
	struct net *n = r->net;
	struct net_layer *l = &n->layer[n->n_layers];

	l->name = xstrdup(name);
	l->skip = -1;
	n->tensor[n->n_layers + 1].name = xstrdup(output);
	return l;
}

/* The global mean that a layer with the input "pool" takes for granted. */
static int add_mean(struct reader *r)
{
	struct net *n = r->net;
	struct net_layer *l = add_layer(r, "pool", "pool");
	const json_t *item = r->item;
	const char *name = r->name;
	int failed;

	r->item = NULL;
	r->name = "pool";
	l->op = NET_AVG_POOL;
	l->input = n->n_layers;
	failed = read_body(r, l);
	n->n_layers++;
	r->item = item;
	r->name = name;
	return failed;
}

static int get_op(struct reader *r, enum net_op *op)
{
	const json_t *value = json_object_get(r->item, "op");
	const char *s = value ? json_string_value(value) : op_names[NET_CONV];
	int i;

	for (i = 0; i < N_OPS; i++) {
		if (s && !strcmp(s, op_names[i])) {
			*op = i;
			return 0;
		}
	}
	return REFUSE(r, "\"%.100s\": op = %.40s: must be conv, max_pool, "
		      "avg_pool or add", r->name, s ? s : "(not a string)");
}

static int check_keys(struct reader *r)
{
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)r->item, key, value) {
		for (i = 0; i < N_LAYER_KEYS && strcmp(layer_keys[i], key); i++)
			;
		if (i == N_LAYER_KEYS)
			return REFUSE(r, "\"%.100s\": unknown key \"%.40s\"",
				      r->name, key);
	}
	return 0;
}

static int check_name(struct reader *r)
{
	int i;

	for (i = 0; i < r->net->n_layers; i++)
		if (!strcmp(r->net->layer[i].name, r->name))
			return REFUSE(r, "two layers of the name \"%.100s\"",
				      r->name);
	return 0;
}

/* Index of the tensor that `key` names, -1 where the key is not there; a name
 * that no earlier layer made is refused. */
static int get_tensor(struct reader *r, const char *key, int needed, int *tensor)
{
	const json_t *value = json_object_get(r->item, key);
	const char *s = json_string_value(value);

	*tensor = -1;
	if (!value && !needed)
		return 0;
	if (!s)
		return REFUSE(r, "\"%.100s\": %s: must be the name of a tensor",
			      r->name, key);
	*tensor = find_tensor(r->net, s);
	if (*tensor < 0)
		return REFUSE(r, "\"%.100s\": %s = %.100s: no layer before it "
			      "makes that", r->name, key, s);
	return 0;
}

static int read_layer(struct reader *r, const json_t *item)
{
	const char *input = json_string_value(json_object_get(item, "input"));
	const char *output = json_string_value(json_object_get(item, "output"));
	struct net *n = r->net;
	struct net_layer *l;
	enum net_op op = NET_CONV;
	int in, skip;

	r->item = item;
	r->name = json_string_value(json_object_get(item, "name"));
	if (!r->name)
		return REFUSE(r, "layer %d of the list has no name", n->n_layers);
	if (check_keys(r) || check_name(r) || get_op(r, &op))
		return -1;
	if (input && !strcmp(input, "pool") && find_tensor(n, input) < 0 &&
	    n->n_layers && add_mean(r))
		return -1;
	if (get_tensor(r, "input", 1, &in) || get_tensor(r, "skip", 0, &skip))
		return -1;
	if (find_tensor(n, output ? output : r->name) >= 0)
		return REFUSE(r, "\"%.100s\": output = %.100s: made twice",
			      r->name, output ? output : r->name);
	l = add_layer(r, r->name, output ? output : r->name);
	l->op = op;
	l->input = in;
	l->skip = skip;
	if (read_body(r, l))
		return -1;
	n->n_layers++;
	return 0;
}

static int read_input(struct reader *r)
{
	const json_t *item = json_object_get(r->file->root, "input");
	const char *name = json_string_value(json_object_get(item, "name"));
	struct net_tensor *in = &r->net->tensor[0];
	int shape[2] = { 0, 256 };
	const struct tensor *lut;
	size_t i;

	r->name = "input";
	in->name = xstrdup(name ? name : "in");
	in->bits = 8;
	if (get_int(r, item, "w", 1, 4096, 32, &in->w) ||
	    get_int(r, item, "h", 1, 4096, 32, &in->h) ||
	    get_int(r, item, "c", 1, 16380, 3, &in->c) ||
	    get_int(r, item, "signed", 0, 1, 1, &in->is_signed))
		return -1;
	if ((int64_t)in->w * in->h * in->c > 1 << 30)
		return REFUSE(r, "input: %d x %d x %d: must be at most 2^30 values",
			      in->w, in->h, in->c);
	if (!in->is_signed && !tensors_find(r->file, "input_lut"))
		return 0;
	shape[0] = in->c;
	lut = tensors_need(r->file, "input_lut",
			   in->is_signed ? TENSOR_INT8 : TENSOR_UINT8, 2, shape,
			   r->e);
	if (!lut)
		return -1;
	r->net->input_lut = xcalloc(lut->n, 1);
	for (i = 0; i < lut->n; i++)
		r->net->input_lut[i] = (int8_t)tensor_int(lut, i);
	return 0;
}

static int read_net(struct reader *r)
{
	const json_t *root = r->file->root;
	const json_t *list = json_object_get(root, "layers");
	const char *model = json_string_value(json_object_get(root, "model"));
	struct net *n = r->net;
	size_t i;

	if (!json_is_array(list) || json_array_size(list) > 65535)
		return REFUSE(r, "no list \"layers\" of at most 65535");
	n->name = xstrdup(model ? model : "net");
	/* One more for the mean that may be implied, and one so that what a
	 * refusal leaves half-read is freed with the rest. */
	n->layer = xcalloc(json_array_size(list) + 2, sizeof(*n->layer));
	n->tensor = xcalloc(json_array_size(list) + 3, sizeof(*n->tensor));
	if (read_input(r))
		return -1;
	for (i = 0; i < json_array_size(list); i++)
		if (read_layer(r, json_array_get(list, i)))
			return -1;
	return net_check(n, r->path, r->e);
}

struct net *net_read_json(const char *path, struct err *e)
{
	struct reader r = { path, NULL, NULL, e, NULL, NULL };
	int failed;

	r.file = tensors_read(path, e);
	if (!r.file)
		return NULL;
	r.net = xcalloc(1, sizeof(*r.net));
	failed = read_net(&r);
	tensors_free(r.file);
	if (!failed)
		return r.net;
	r.net->n_layers += r.net->layer != NULL;
	net_free(r.net);
	return NULL;
}
