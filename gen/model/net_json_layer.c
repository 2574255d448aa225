/* SPDX-License-Identifier: Apache-2.0 */
#include "net_json_impl.h"

#include <stdlib.h>

/* Whole number or true/false; default_value where the key is left out. */
int net_json_int(struct reader *r, const char *key, int lo, int hi,
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
static int get_pair(struct reader *r, const char *key, int lo, int hi, int default_x,
		    int default_y, int *x, int *y)
{
	const json_t *value = json_object_get(r->item, key);
	const json_t *vx = value, *vy = value;
	char *text;

	*x = default_x;
	*y = default_y;
	if (!value)
		return 0;
	if (json_array_size(value) == 2) {
		vx = json_array_get(value, 0);
		vy = json_array_get(value, 1);
	}
	if (!json_is_integer(vx) || !json_is_integer(vy) ||
	    json_integer_value(vx) < lo || json_integer_value(vx) > hi ||
	    json_integer_value(vy) < lo || json_integer_value(vy) > hi) {
		text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		REFUSE(r, key, "\"%.100s\": %s = %.40s: must be %d..%d, or two "
		       "such in a list", r->name, key, text ? text : "?", lo, hi);
		free(text);
		return -1;
	}
	*x = (int)json_integer_value(vx);
	*y = (int)json_integer_value(vy);
	return 0;
}

/* "pad": zeros on every side, [across, down], or [left, above, right, below]; on the right
 * and below as on the left and above, where the file does not say. */
struct pads {
	int left, above, right, below;
};

static int get_pads(struct reader *r, int default_x, int default_y, struct pads *p)
{
	const json_t *value = json_object_get(r->item, "pad");
	int *side[4] = {&p->left, &p->above, &p->right, &p->below};

	if (json_array_size(value) != 4) {
		if (get_pair(r, "pad", 0, 4096, default_x, default_y, &p->left, &p->above))
			return -1;
		p->right = p->left;
		p->below = p->above;
		return 0;
	}
	for (int k = 0; k < 4; k++) {
		const json_t *v = json_array_get(value, k);

		if (!json_is_integer(v) || json_integer_value(v) < 0 ||
		    json_integer_value(v) > 4096)
			return REFUSE(r, "pad", "\"%.100s\": pad: must be 0..4096, or two or "
				      "four such in a list", r->name);
		*side[k] = (int)json_integer_value(v);
	}
	return 0;
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

int net_json_has(const struct reader *r, const char *suffix)
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

/* Weights [c_out][n_in][k_h][k_w], or [c_out][n_in*h*w] over the whole map, into
 * the order of struct net_layer, where n_in is c_in / groups; gives kernel, c_out,
 * dilation and padding. */
static int read_weights(struct reader *r, struct net_layer *l,
			const struct net_tensor *in)
{
	const int n_in = net_group_in(l);
	const int conv[4] = { 0, n_in, 0, 0 };
	const int dense[2] = { 0, n_in * in->h * in->w };
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
	if (get_pair(r, "dilation", 1, NET_DILATION_MAX, 1, 1, &l->dilation_x,
		     &l->dilation_y))
		return -1;
	l->pad_y = is_dense ? 0 : (net_span_y(l) - 1) / 2;
	l->pad_x = is_dense ? 0 : (net_span_x(l) - 1) / 2;
	l->weights = xcalloc(t->n, 1);
	for (o = 0; o < l->c_out; o++)
		for (c = 0; c < n_in; c++)
			for (y = 0; y < l->k_h; y++)
				for (x = 0; x < l->k_w; x++)
					l->weights[((o * l->k_h + y) * l->k_w + x) *
						   n_in + c] = (int8_t)tensor_int(t,
						((o * n_in + c) * l->k_h + y) *
						l->k_w + x);
	return 0;
}

/* The table of results, with values of the output's sign, and the sign of what is looked
 * up, which without one is that of the output. */
static int read_table(struct reader *r, struct net_layer *l,
		      const struct net_tensor *out)
{
	const int n = 256;
	const struct tensor *t;
	int i;

	if (net_json_int(r, "clamp_signed", 0, 1, out->is_signed, &l->clamp_signed))
		return -1;
	if (!net_json_has(r, "table")) {
		if (json_object_get(r->item, "clamp_signed"))
			return REFUSE(r, "clamp_signed", "\"%.100s\": clamp_signed: "
				      "only a layer with a tensor table has it",
				      r->name);
		return 0;
	}
	t = need(r, "table", out->is_signed ? TENSOR_INT8 : TENSOR_UINT8, 1, &n);
	if (!t)
		return -1;
	l->table = xcalloc(n, 1);
	for (i = 0; i < n; i++)
		l->table[i] = (uint8_t)tensor_int(t, i);
	return 0;
}

/* Constants behind the sum. A layer without `mult` gives its sums as they are. */
static int read_constants(struct reader *r, struct net_layer *l,
			  struct net_tensor *out)
{
	int raw = !net_json_has(r, "mult");
	int is_signed;

	if (net_json_int(r, "leak_shift", 0, NET_LEAK_MAX, 0, &l->leak_shift) ||
	    net_json_int(r, "output_bits", 8, 32, raw ? 32 : 8, &out->bits) ||
	    net_json_int(r, "output_signed", 0, 1, out->bits == 32,
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
	if (!l->skip_mult)
		return -1;
	if (net_json_has(r, "leak_mult")) {
		l->leak_mult = read_channels(r, "leak_mult", l->c_out, 1);
		if (!l->leak_mult)
			return -1;
	}
	return read_table(r, l, out);
}

static int sized(int in, int span, int pads, int stride)
{
	return in + pads < span ? 0 : (in + pads - span) / stride + 1;
}

/* Padding, and the output's sides by it. */
static int read_pads(struct reader *r, struct net_layer *l, const struct net_tensor *in,
		     struct net_tensor *out)
{
	struct pads p;

	if (get_pads(r, l->pad_x, l->pad_y, &p))
		return -1;
	l->pad_x = p.left;
	l->pad_y = p.above;
	out->w = sized(in->w, net_span_x(l), p.left + p.right, l->stride_x);
	out->h = sized(in->h, net_span_y(l), p.above + p.below, l->stride_y);
	if (out->w < 1 || out->h < 1)
		return REFUSE(r, "kernel", "\"%.100s\": kernel %d x %d is larger "
			      "than the padded input %d x %d", r->name, net_span_x(l),
			      net_span_y(l),
			      in->w + p.left + p.right, in->h + p.above + p.below);
	return 0;
}

static int read_conv(struct reader *r, struct net_layer *l,
		     const struct net_tensor *in, struct net_tensor *out)
{
	if (net_json_int(r, "groups", 1, l->c_in, 1, &l->groups))
		return -1;
	if (l->c_in % l->groups)
		return REFUSE(r, "groups", "\"%.100s\": groups = %d: must divide "
			      "the %d channels of the input", r->name, l->groups,
			      l->c_in);
	if (read_weights(r, l, in))
		return -1;
	if (l->c_out % l->groups)
		return REFUSE(r, "groups", "\"%.100s\": groups = %d: must divide "
			      "the %d channels of the output", r->name, l->groups,
			      l->c_out);
	if (net_json_int(r, "weight_bits", 2, 8, 8, &l->weight_bits) ||
	    get_pair(r, "stride", 1, NET_STRIDE_MAX, 1, 1, &l->stride_x,
		     &l->stride_y) || read_pads(r, l, in, out))
		return -1;
	out->c = l->c_out;
	return read_constants(r, l, out);
}

/* A pooling requantises where it has `mult` or `shift`, and then both. */
static int read_scale(struct reader *r, struct net_layer *l,
		      struct net_tensor *out)
{
	if (!net_json_has(r, "mult") && !net_json_has(r, "shift")) {
		if (net_json_has(r, "table"))
			return REFUSE(r, NULL, "\"%.100s\": a pooling without tensors "
				      "mult and shift has no table", r->name);
		if (json_object_get(r->item, "output_signed"))
			return REFUSE(r, "output_signed", "\"%.100s\": "
				      "output_signed: a pooling without tensors "
				      "mult and shift has the sign of its input",
				      r->name);
		return 0;
	}
	l->mult = read_channels(r, "mult", l->c_out, 1);
	if (!l->mult)
		return -1;
	l->shift = read_channels(r, "shift", l->c_out, 1);
	if (!l->shift)
		return -1;
	if (net_json_int(r, "output_signed", 0, 1, 0, &out->is_signed))
		return -1;
	return read_table(r, l, out);
}

static int read_pool(struct reader *r, struct net_layer *l,
		     const struct net_tensor *in, struct net_tensor *out)
{
	int least;

	if (get_pair(r, "kernel", 1, 4096, in->w, in->h, &l->k_w, &l->k_h))
		return -1;
	least = (int)min64(min64(l->k_w, l->k_h), NET_STRIDE_MAX);
	if (get_pair(r, "stride", 1, NET_STRIDE_MAX, least, least, &l->stride_x,
		     &l->stride_y) ||
	    get_pair(r, "dilation", 1, NET_DILATION_MAX, 1, 1, &l->dilation_x,
		     &l->dilation_y) ||
	    read_pads(r, l, in, out))
		return -1;
	l->c_out = l->c_in;
	out->c = in->c;
	out->is_signed = in->is_signed;
	out->bits = 8;
	return read_scale(r, l, out);
}

/* Its shape; net_check looks whether the inputs fit each other. */
static void read_concat(const struct net *n, struct net_layer *l,
			const struct net_tensor *in, struct net_tensor *out)
{
	int i;

	l->c_in = 0;
	for (i = 0; i < l->n_inputs; i++)
		l->c_in += n->tensor[l->inputs[i]].c;
	l->c_out = l->c_in;
	out->w = in->w;
	out->h = in->h;
	out->c = l->c_out;
	out->is_signed = in->is_signed;
	out->bits = 8;
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

int net_json_body(struct reader *r, struct net_layer *l)
{
	struct net *n = r->net;
	const struct net_tensor *in = &n->tensor[l->input];
	struct net_tensor *out = &n->tensor[n->n_layers + 1];
	const struct net_op_row *op = &net_op[l->op];
	int failed = 0;

	l->c_in = in->c;
	l->k_w = l->k_h = l->stride_x = l->stride_y = l->groups = 1;
	l->dilation_x = l->dilation_y = 1;
	l->weight_bits = 8;
	if (op->has_weights)
		failed = read_conv(r, l, in, out);
	else if (op->concat)
		read_concat(n, l, in, out);
	else if (op->reduce != REDUCE_NONE)
		failed = read_pool(r, l, in, out);
	else
		failed = read_add(r, l, in, out);
	if (failed)
		return -1;
	if ((int64_t)out->w * out->h * out->c > 1 << 30)
		return REFUSE(r, NULL, "\"%.100s\": output %d x %d x %d: must be "
			      "at most 2^30 values", r->name, out->w, out->h, out->c);
	place_skip(n, l, out);
	return 0;
}
