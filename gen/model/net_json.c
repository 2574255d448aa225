/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "net.h"
#include "base/json.h"
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
	const json_t *item;	/* NULL: all is left out */
	const json_t *at;	/* as item, for messages */
	const char *name;
};

/* About member `key` of the layer. */
#define REFUSE(r, key, ...) \
	err_set((r)->e, (r)->path, tensors_line((r)->file, (r)->at, key), \
		__VA_ARGS__)

/* Fields of a layer, and which operations have them: those with weights, those that
 * reduce, those that do neither. */
enum { OF_WEIGHTS = 1, OF_REDUCING = 2, OF_OTHERS = 4, OF_ALL = 7 };
static const struct layer_key {
	const char *key;
	int of;
} layer_keys[] = {
	{"name", OF_ALL}, {"op", OF_ALL}, {"input", OF_ALL}, {"output", OF_ALL},
	{"skip", OF_ALL}, {"kernel", OF_REDUCING},
	{"stride", OF_WEIGHTS | OF_REDUCING}, {"pad", OF_WEIGHTS | OF_REDUCING},
	{"weight_bits", OF_WEIGHTS}, {"output_bits", OF_WEIGHTS | OF_OTHERS},
	{"output_signed", OF_WEIGHTS | OF_OTHERS},
	{"leak_shift", OF_WEIGHTS | OF_OTHERS},
};
#define N_LAYER_KEYS (sizeof(layer_keys) / sizeof(layer_keys[0]))

static const struct layer_key input_keys[] = {
	{"name", OF_ALL}, {"w", OF_ALL}, {"h", OF_ALL}, {"c", OF_ALL},
	{"signed", OF_ALL},
};
#define N_INPUT_KEYS (sizeof(input_keys) / sizeof(input_keys[0]))

/* Whole number or true/false; default_value where the key is left out. */
static int get_int(struct reader *r, const char *key, int lo, int hi,
		   int default_value, int *v)
{
	const json_t *value = json_object_get(r->item, key);
	json_int_t n = json_is_true(value) ? 1 : json_integer_value(value);

	*v = default_value;
	if (!value)
		return 0;
	if ((!json_is_integer(value) && !json_is_boolean(value)) || n < lo ||
	    n > hi)
		return REFUSE(r, key, "\"%.100s\": %s = %lld: must be a whole "
			      "number %d..%d", r->name, key, (long long)n, lo, hi);
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
		return REFUSE(r, key, "\"%.100s\": %s: must be %d..4096, or two "
			      "such in a list", r->name, key, lo);
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

static int find_layer(const struct net *n, const char *name)
{
	int i;

	for (i = 0; i < n->n_layers; i++)
		if (!strcmp(n->layer[i].name, name))
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
 * the order of struct net_layer; gives kernel, c_out and padding. */
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

	if (get_int(r, "leak_shift", 0, NET_LEAK_MAX, 0, &l->leak_shift) ||
	    get_int(r, "output_bits", 8, 32, raw ? 32 : 8, &out->bits) ||
	    get_int(r, "output_signed", 0, 1, out->bits == 32,
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
	if (read_weights(r, l, in) ||
	    get_int(r, "weight_bits", 2, 8, 8, &l->weight_bits) ||
	    get_int(r, "stride", 1, 15, 1, &l->stride) ||
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
	if (get_int(r, "stride", 1, 15, least < 15 ? least : 15,
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
	const struct net_op_row *op = &net_op[l->op];
	int failed;

	l->c_in = in->c;
	l->k_w = l->k_h = l->stride = 1;
	l->weight_bits = 8;
	if (op->has_weights)
		failed = read_conv(r, l, in, out);
	else if (op->reduce != REDUCE_NONE)
		failed = read_pool(r, l, in, out);
	else
		failed = read_add(r, l, in, out);
	if (failed)
		return -1;
	if (out->w < 1 || out->h < 1)
		return REFUSE(r, "kernel", "\"%.100s\": kernel %d x %d is larger "
			      "than the padded input %d x %d", r->name, l->k_w, l->k_h,
			      in->w + 2 * l->pad_x, in->h + 2 * l->pad_y);
	if ((int64_t)out->w * out->h * out->c > 1 << 30)
		return REFUSE(r, NULL, "\"%.100s\": output %d x %d x %d: must be "
			      "at most 2^30 values", r->name, out->w, out->h, out->c);
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

/*
 * The trained networks that are read as they are leave one layer out of their
 * list: the mean over the whole map before the dense layer at the end. Its output
 * is a tensor for them (they give it a scale among "activation_scales"), but no
 * layer makes it. Whether the layer at hand, with this input, is such a dense one:
 * it has two-dimensional weights, and a column for each channel of the output
 * before it.
 */
static int leaves_mean_out(const struct reader *r, const char *input)
{
	const struct net *n = r->net;
	const json_t *scales = json_object_get(r->file->root,
					       "activation_scales");
	const struct tensor *t;
	char *weight;

	if (!input || !n->n_layers || find_tensor(n, input) >= 0 ||
	    find_layer(n, input) >= 0 || !json_object_get(scales, input))
		return 0;
	weight = xasprintf("%s.weight", r->name);
	t = tensors_find(r->file, weight);
	free(weight);
	return t && t->n_dims == 2 && t->dim[1] == n->tensor[n->n_layers].c;
}

/* That mean, as the layer and the tensor `name`. */
static int add_mean(struct reader *r, const char *name)
{
	struct net *n = r->net;
	struct net_layer *l;
	const json_t *item = r->item;
	const char *reader = r->name;
	int failed;

	r->item = NULL;
	r->name = name;
	l = add_layer(r, name, name);
	l->op = NET_AVG_POOL;
	l->input = n->n_layers;
	failed = read_body(r, l);
	n->n_layers++;
	r->item = item;
	r->name = reader;
	return failed;
}

/* The string of `key`; default_value where it is left out. */
static int get_name(struct reader *r, const char *key, const char *default_value,
		    const char **name)
{
	const json_t *value = json_object_get(r->item, key);

	*name = value ? json_string_value(value) : default_value;
	if (*name)
		return 0;
	return REFUSE(r, key, "\"%.100s\": %s: must be a string", r->name, key);
}

static int get_op(struct reader *r, enum net_op *op)
{
	const json_t *value = json_object_get(r->item, "op");
	const char *s = value ? json_string_value(value) : net_op[NET_CONV].name;
	struct text all = {0};
	int i;

	for (i = 0; i < N_NET_OPS; i++) {
		if (s && !strcmp(s, net_op[i].name)) {
			*op = i;
			text_free(&all);
			return 0;
		}
		text_add(&all, "%s%s", i == 0 ? "" : i < N_NET_OPS - 1 ? ", " :
			 " or ", net_op[i].name);
	}
	REFUSE(r, "op", "\"%.100s\": op = %.40s: must be %s", r->name,
	       s ? s : "(not a string)", all.s);
	text_free(&all);
	return -1;
}

/* Which of the keys above an operation has. */
static int keys_of(enum net_op op)
{
	if (net_op[op].has_weights)
		return OF_WEIGHTS;
	return net_op[op].reduce != REDUCE_NONE ? OF_REDUCING : OF_OTHERS;
}

/* Refuses a key that is not in the list, or not `of` the operation `op`. */
static int check_keys(struct reader *r, const struct layer_key *list,
		      size_t n_keys, int of, const char *op)
{
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)r->item, key, value) {
		for (i = 0; i < n_keys && strcmp(list[i].key, key); i++)
			;
		if (i == n_keys)
			return REFUSE(r, key, "\"%.100s\": unknown key "
				      "\"%.40s\"", r->name, key);
		if (!(list[i].of & of))
			return REFUSE(r, key, "\"%.100s\": %s has no key "
				      "\"%.40s\"", r->name, op, key);
	}
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
		return REFUSE(r, key, "\"%.100s\": %s: must be the name of a "
			      "tensor", r->name, key);
	*tensor = find_tensor(r->net, s);
	if (*tensor < 0)
		return REFUSE(r, key, "\"%.100s\": %s = %.100s: no layer before "
			      "it makes that", r->name, key, s);
	return 0;
}

static int read_layer(struct reader *r, const json_t *item, int line)
{
	struct net *n = r->net;
	const char *input, *output;
	struct net_layer *l;
	enum net_op op = NET_CONV;
	int in, skip;

	r->item = r->at = item;
	r->name = json_string_value(json_object_get(item, "name"));
	if (!r->name)
		return err_set(r->e, r->path, line, "layer %d of the list has no "
			       "name", n->n_layers);
	input = json_string_value(json_object_get(item, "input"));
	if (find_layer(n, r->name) >= 0)
		return REFUSE(r, "name", "two layers of the name \"%.100s\"",
			      r->name);
	if (get_op(r, &op) ||
	    check_keys(r, layer_keys, N_LAYER_KEYS, keys_of(op), net_op[op].name) ||
	    get_name(r, "output", r->name, &output))
		return -1;
	if (leaves_mean_out(r, input)) {
		n->tensor[n->n_layers + 1].line = line;
		if (add_mean(r, input))
			return -1;
	}
	n->tensor[n->n_layers + 1].line = line;
	if (get_tensor(r, "input", 1, &in) || get_tensor(r, "skip", 0, &skip))
		return -1;
	if (find_tensor(n, output) >= 0)
		return REFUSE(r, "output", "\"%.100s\": output = %.100s: made "
			      "twice", r->name, output);
	l = add_layer(r, r->name, output);
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
	const json_t *root = r->file->root;
	struct net_tensor *in = &r->net->tensor[0];
	int shape[2] = { 0, 256 };
	const struct tensor *lut;
	const char *name;
	size_t i;

	r->item = r->at = json_object_get(root, "input");
	r->name = "input";
	if (r->item && !json_is_object(r->item))
		return err_set(r->e, r->path, tensors_line(r->file, root, "input"),
			       "input: must be an object");
	if (check_keys(r, input_keys, N_INPUT_KEYS, OF_ALL, "") ||
	    get_name(r, "name", "in", &name))
		return -1;
	in->name = xstrdup(name);
	in->line = tensors_line(r->file, root, "input");
	in->bits = 8;
	if (get_int(r, "w", 1, 4096, 32, &in->w) ||
	    get_int(r, "h", 1, 4096, 32, &in->h) ||
	    get_int(r, "c", 1, 16380, 3, &in->c) ||
	    get_int(r, "signed", 0, 1, 1, &in->is_signed))
		return -1;
	if ((int64_t)in->w * in->h * in->c > 1 << 30)
		return REFUSE(r, NULL, "input: %d x %d x %d: must be at most 2^30 "
			      "values", in->w, in->h, in->c);
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

static int read_layers(struct reader *r, const json_t *list)
{
	size_t n = json_array_size(list), i;
	int *line = xcalloc(n, sizeof(*line)), failed = 0;

	json_lines(r->file->text, r->file->root, list, line);
	for (i = 0; !failed && i < n; i++)
		failed = read_layer(r, json_array_get(list, i), line[i]);
	free(line);
	return failed;
}

static int read_net(struct reader *r)
{
	const json_t *root = r->file->root;
	const json_t *list = json_object_get(root, "layers");
	const char *model = json_string_value(json_object_get(root, "model"));
	struct net *n = r->net;

	if (!json_is_array(list) || json_array_size(list) > 65535)
		return err_set(r->e, r->path, tensors_line(r->file, root, "layers"),
			       "layers: must be a list of at most 65535");
	n->name = xstrdup(model ? model : "net");
	/* One more for the mean that may be implied, and one so that what a
	 * refusal leaves half-read is freed with the rest. */
	n->layer = xcalloc(json_array_size(list) + 2, sizeof(*n->layer));
	n->tensor = xcalloc(json_array_size(list) + 3, sizeof(*n->tensor));
	if (read_input(r) || read_layers(r, list))
		return -1;
	return net_check(n, r->path, r->e);
}

struct net *net_read_json(const char *path, struct err *e)
{
	struct reader r = { path, NULL, NULL, e, NULL, NULL, NULL };
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
